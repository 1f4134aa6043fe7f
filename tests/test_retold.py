"""Statements without a figure that a source makes in words of another kind, beside near misses."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim
from prepkit.factcheck.contests import find_contests
from prepkit.factcheck.directions import way_in
from prepkit.factcheck.holders import find_holders
from prepkit.factcheck.relations import relations
from prepkit.factcheck.traits import find_traits


def verdict(title, claim, evidence):
    return check_claim(claim, read_text(evidence, title=title)).label


LEADERS = (
    "Uta Lind has led Larkfield as chief executive officer since 2016. "
    "Per Holm is chief financial officer."
)
LINTER = "We have published our linter under the MIT license."
CHAT = "We picked Elixir for the chat backend, after a Go prototype that we threw away."
MOVED = "After eight years on Marsh, we migrated our order system to Dove."
PARSER = "The new parser is twice as fast as the old and also uses 30% less memory."
RATES = "Finch sustained 2.1 million messages per second on the same machine, Tern 1.4 million."


@pytest.mark.parametrize(
    ("title", "claim", "evidence"),
    [
        ("Larkfield leadership", "CEO is Uta Lind", LEADERS),
        ("Larkfield leadership", "CFO Per Holm", LEADERS),
        ("Larkfield", "Larkfield's CTO is Mia Holt",
         "Larkfield today announced that Mia Holt has been appointed chief technology officer."),
        ("Talk with Mia Holt", "CTO is Mia Holt, joined from Tern",
         "Mia Holt became our CTO in 2021. Before that she ran infrastructure at Tern."),
        ("Teams", "Platform at Larkfield is led by Mia Holt",
         "Mia Holt heads the platform organisation at Larkfield, reporting to the CTO."),
        ("Teams", "Mia Holt runs the search team", "The search team is led by Mia Holt."),
        ("Quillpad", "Quillpad was founded by Mia Holt and Per Holm",
         "Mia Holt and Per Holm started Quillpad in a garage in Leeds."),
        ("Open source at Finch", "Finch open-sourced its linter under MIT", LINTER),
        ("Chat", "chat backend written in Elixir", CHAT),
        ("Parser", "The parser is written in C++", "Our parser, written in C++, is quick."),
        ("The Marsh cache", "Marsh is write-back",
         "Marsh is a write-back cache: writes are acknowledged before they reach the disk."),
        ("Tern", "Tern is eventually consistent", "Tern offers eventual consistency."),
        ("Pell", "everyone at Pell works remotely", "Pell is fully remote."),
        ("Parser", "the new parser uses less memory than the old one", PARSER),
        ("Parser", "new parser is faster than the old one", PARSER),
        ("Bench", "Finch beat Tern on throughput", RATES),
        ("Bench", "Tern is slower than Finch", "Finch is three times faster than Tern."),
        ("Results", "gross margin expanded", "Gross margin was 61%, up from 58% a year ago."),
        ("Results", "churn improved", "Churn declined to 1.8% from 2.3%."),
        ("Results", "net loss narrowed",
         "Net loss was $12 million, compared with $19 million a year earlier."),
        ("Results", "revenue soared", "Revenue increased 41% to $12 million."),
        ("Cron", "Tern moved every job from cron to Dove",
         "Over a year Tern migrated every job, some 31,000 of them, from cron to Dove."),
    ],
)  # fmt: skip
def test_what_a_source_says_in_words_of_another_kind_is_supported(title, claim, evidence):
    assert verdict(title, claim, evidence) == "supported"


@pytest.mark.parametrize(
    ("title", "claim", "evidence"),
    [
        ("Larkfield leadership", "CEO Per Holm", LEADERS),
        ("Larkfield leadership", "CFO Uta Lind", LEADERS),
        ("Teams", "Platform at Larkfield is led by Per Holm",
         "Mia Holt heads the platform organisation at Larkfield, and Per Holm the data team."),
        ("Quillpad", "Quillpad was founded by Per Holm",
         "Mia Holt started Quillpad in 2011; Per Holm joined as its first engineer."),
        ("Open source at Finch", "Finch open-sourced its linter under GPL", LINTER),
        ("Chat", "chat backend written in Go", CHAT),
        ("The Marsh cache", "Marsh is write-through", "Marsh is a write-back cache."),
        ("Tern", "Tern replicates asynchronously", "Tern uses synchronous replication."),
        ("Pell", "Pell requires three days in the office", "Pell is fully remote."),
        ("Pell", "Pell is fully remote", "We ask everyone to be in the office."),
        ("Leaving Marsh", "they moved from Dove to Marsh", MOVED),
        ("Leaving Marsh", "Dove was replaced by Marsh",
         "We said goodbye to Marsh and moved to Dove."),
        ("Parser", "the new parser uses more memory than the old one but is faster", PARSER),
        ("Bench", "Tern beat Finch on throughput", RATES),
        ("Results", "gross margin shrank", "Gross margin was 61%, up from 58% a year ago."),
        ("Results", "operating costs went up",
         "Operating costs were $4.1 million, compared with $5.0 million in the prior year."),
    ],
)  # fmt: skip
def test_what_a_source_gives_to_another_or_tells_otherwise_is_contradicted(title, claim, evidence):
    assert verdict(title, claim, evidence) == "contradicted"


@pytest.mark.parametrize(
    ("title", "claim", "evidence"),
    [
        ("Tern", "Tern's COO is Lea Brandt", "Lea Brandt will become chief operating officer."),
        ("Tern", "Tern's CEO is Lea Brandt", "Lea Brandt is chief executive officer of Finch."),
        ("Tern", "Lea Brandt is CEO of Tern", "Lea Brandt is interim CEO of Tern."),
        ("Tern", "Lea Brandt is CEO of Tern", "Lea Brandt, a former CEO of Tern, spoke next."),
        ("Tern", "Lea Brandt is CEO of Tern", "Lea Brandt was CEO of Tern until 2019."),
        ("Tern", "CTO is Mia Holt, joined from Finch",
         "Mia Holt became our CTO in 2021. Before that she ran data at Quillpad."),
        ("Teams", "Mia Holt runs the search team",
         "Mia Holt runs the ledger team and spoke about the search team."),
        ("Teams", "Jon Pike leads infrastructure", "Jon Pike led infrastructure until 2020."),
        ("Tern", "Tern was founded by Jon Pike", "Tern was founded by Jon Pike and Lea Brandt."),
        ("Tern", "Tern was founded by Jon Pike", "Finch was founded by Jon Pike; Tern uses it."),
        ("Tern", "Tern is under the MIT license", "The docs of Tern are under the MIT license."),
        ("Tern", "Tern is under the MIT license", "Until 2020 Tern was under the MIT license."),
        ("Tern", "Tern is written in Java", "Our Tern clients are written in Java."),
        ("Tern", "Tern is written in Java", "The first Tern was written in Java."),
        ("Tern", "Tern is written in Java", "Tern is written in Java and Kotlin."),
        ("Tern", "Tern is stateless", "The front end of Tern is stateless."),
        ("Tern", "Tern is open source", "Tern will be open source next year."),
        ("Pell", "Pell is fully remote", "Our support team at Pell is fully remote."),
        ("Leaving Marsh", "they moved from Marsh to Dove", MOVED.replace("we", "we never")),
        ("Marsh", "Finch moved from Marsh to Dove",
         "After six years on Marsh, our customer Tern moved to Dove."),
        ("Bench", "Finch is faster than Tern", "On one core, Finch is faster than Tern."),
        ("Bench", "Finch is faster than Tern", "We expected Finch to be faster than Tern."),
        ("Bench", "Finch outperforms Tern", "Finch outperforms Tern on small writes."),
        ("Bench", "Finch beat Tern on latency", RATES),
        ("Results", "net margin improved", "Gross margin was 61%, up from 58% a year ago."),
        ("Results", "revenue rose in Q1", "Revenue in Q2 increased 41% to $12 million."),
        ("Results", "operating costs went down",
         "Operating income was $4.1 million, compared with $5.0 million in the prior year."),
    ],
)  # fmt: skip
def test_what_is_of_another_time_thing_or_part_is_not_supported(title, claim, evidence):
    assert verdict(title, claim, evidence) != "supported"


@pytest.mark.parametrize(
    ("title", "claim", "evidence"),
    [
        ("Tern", "Tern's CEO is Lea Brandt", "Jon Pike is chief executive officer of Finch."),
        ("Tern", "Tern's CEO is Lea Brandt", "Jon Pike was CEO until 2019."),
        ("Tern", "Tern's CEO is Lea Brandt", "Jon Pike is deputy CEO. Lea Brandt is our CEO."),
        ("Teams", "Mia Holt runs the search team", "Jon Pike runs the ledger team."),
        ("Tern", "Tern is under the MIT license", "The docs are under the Apache license."),
        ("Tern", "Tern is written in Java", "The console is written in Kotlin."),
        ("Tern", "Tern is write-through", "The disk behind it is write-back."),
        ("Bench", "Finch is faster than Tern", "Finch is slower than Dove."),
        ("Leaving Marsh", "they moved from Marsh to Dove", "We run Marsh beside Dove."),
        ("Results", "revenue fell", "Operating income was $12 million, up from $9 million."),
    ],
)
def test_what_is_said_of_something_else_contradicts_nothing(title, claim, evidence):
    assert verdict(title, claim, evidence) != "contradicted"


@pytest.mark.parametrize(
    ("text", "part", "who"),
    [
        ("Our CTO, Uta Lind, joined in 2019.", "cto", "uta lind"),
        ("Uta Lind serves as chief operating officer.", "coo", "uta lind"),
        ("The board appointed Uta Lind as its chair.", "chair", "uta lind"),
        ("Search is headed by Uta Lind.", "leader", "uta lind"),
        ("Tern was set up by Uta Lind.", "founder", "uta lind"),
    ],
)
def test_who_holds_what_is_found_however_it_is_told(text, part, who):
    assert (part, frozenset(who.split())) in [(h.part, h.who) for h in find_holders(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Finch is an MIT-licensed tool.", "licence", "mit"),
        ("The linter is licensed under the Apache License 2.0.", "licence", "apache"),
        ("The parser was rewritten in Rust from scratch.", "language", "Rust"),
        ("Tern offers at-least-once delivery.", "delivery", "at least once"),
    ],
)
def test_a_trait_is_found_however_it_is_told(text, kind, value):
    assert (kind, value) in [(t.kind, t.value) for t in find_traits(text)]


@pytest.mark.parametrize(
    "text", ["She studied at MIT under Per Holm.", "We go in for tests.", "Ported from Go."]
)
def test_a_name_that_only_looks_like_a_trait_is_none(text):
    assert list(find_traits(text)) == []


def test_a_comparison_that_goes_on_is_with_what_was_named_before():
    assert [(c.axis, c.way) for c in find_contests(PARSER)] == [("speed", 1), ("memori", -1)]


@pytest.mark.parametrize(
    "text",
    [
        "After eight years on Marsh, we migrated our order system to Dove.",
        "We left Marsh and moved everything to Dove.",
        "We abandoned Marsh and adopted Dove.",
        "We used to run on Marsh; now we run on Dove.",
    ],
)
def test_what_was_left_for_what_is_read_from_more_ways_to_tell_it(text):
    assert [(r.before, r.after) for r in relations(text)] == [("marsh", "dove")]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Revenue soared.", "up"),
        ("Margins ticked down.", "down"),
        ("Latency improved.", "down"),
        ("Retention improved.", "up"),
        ("The combined ratio improved.", None),
    ],
)
def test_which_way_something_went_is_read_off_more_verbs(text, way):
    assert way_in(text) == way


@pytest.mark.parametrize(
    ("claim", "near", "told"),
    [
        ("Quillpad is written in Rust", "We are rewriting Quillpad in Rust.",
         "We wrote Quillpad in Rust."),
        ("Uta Lind is Larkfield's CTO", "Uta Lind, CTO of Larkfield's payments arm, spoke.",
         "Uta Lind, CTO of Larkfield, spoke."),
        ("R&D was 25% of Larkfield's revenue",
         "R&D was $100 million in 2024. Revenue was $400 million in 2025.",
         "R&D was $100 million. Revenue was $400 million."),
        ("The outage lasted 3 hours",
         "Errors began at 09:00 UTC in Europe. In Asia they ended at 12:00 UTC.",
         "The outage began at 09:00 UTC. It ended at 12:00 UTC."),
        ("Larkfield's emissions went down",
         "Larkfield's emissions from offices were 12 tons, compared with 19 tons a year earlier.",
         "Larkfield's emissions were 12 tons, compared with 19 tons a year earlier."),
    ],
)  # fmt: skip
def test_what_is_under_way_of_a_part_or_of_another_time_is_no_support(claim, near, told):
    labels = [check_claim(claim, read_text(t, title="Larkfield")).label for t in (near, told)]
    assert labels[0] != "supported"
    assert labels[1] == "supported"
