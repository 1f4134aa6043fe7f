"""Near misses of what a figure is of: each beside a true neighbour of the same making."""

import pytest

from prepkit.corpus.passages import Origin, passages_of
from prepkit.documents import read_html, read_text
from prepkit.factcheck import check_claim
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.times import Clock
from prepkit.factcheck.verdicts import Checker
from prepkit.notes import read_notes

WORDS = (
    "The crews meet at the harbour each morning, look at the weather, and decide which boats go.",
    "Some of the boats stay until the wind drops, and their crews mend nets or paint hulls.",
    "In the evening a bell is rung when the last boat is home, as has been the custom for long.",
    "Visitors are welcome on the quay but are asked to keep clear of cranes that are moving.",
)


def label(claim: str, text: str) -> str | None:
    return check_claim(claim, read_text(text, title="Vexil notes")).label


def label_of_note(claim: str, body: str, title: str = "The yard", over: str = "Notes",
                  published: str = "") -> str | None:  # fmt: skip
    """The verdict on a line of notes on Larkfield by one page."""
    page = "".join(f"<p>{sentence}</p>" for sentence in WORDS) + body + f"<p>{WORDS[0]}</p>"
    html = f"<title>{title}</title><main><article><h1>{title}</h1>{page}</article></main>"
    origin = Origin("s1", title, "Larkfield", "", published, "primary", "snapshot", "1", None, None)
    checker = Checker(EvidenceBase(passages_of(read_html(html), origin)), Clock())
    notes = read_notes(f"# Larkfield\n\n## {over}\n\n- {claim} [@s1]")
    (verdict,) = (v for v in checker.check_notes(notes) if v.findings)
    return verdict.label


# A word of two senses stands for another only in the sense that both have.
TWO_SENSES = [
    ("Vexil dismissed 300 alerts.", "Vexil fired 300 alerts.", False),
    ("Vexil dismissed 90 drivers.", "Vexil fired 90 drivers.", True),
    ("Vexil took on 40 clients.", "Vexil recruited 40 clients.", False),
    ("Vexil took on 40 engineers.", "Vexil recruited 40 engineers.", True),
    ("Vexil hired 90 boats in May.", "Vexil took on 90 boats in May.", False),
    ("Vexil named 40 ships.", "Vexil appointed 40 ships.", False),
    ("Vexil named three directors.", "Vexil appointed three directors.", True),
    ("Vexil stores 12 kinds of oil.", "Vexil's shops have 12 kinds of oil.", False),
    ("Vexil opened 12 stores.", "Vexil opened 12 shops.", True),
    ("Vexil prevented 40 fires.", "Vexil stopped 40 fires.", False),
    ("Vexil needed 40 loans.", "Vexil took 40 loans.", False),
    ("Vexil provided 40 loans.", "Vexil offered 40 loans.", False),
    ("Vexil shipped 40 boxes.", "Vexil shipped 40 servers.", False),
    ("Vexil scored 40 goals.", "Vexil set 40 targets.", False),
    ("Vexil leads 12 markets.", "Vexil runs 12 markets.", False),
    ("Vexil raised 12 pupils.", "Vexil boosted 12 pupils.", False),
    ("Vexil picked up 12 passengers.", "Vexil detected 12 passengers.", False),
    ("Vexil took out 12 loans.", "Vexil removed 12 loans.", False),
    ("Vexil addressed 300 letters.", "Vexil tackled 300 letters.", False),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text", "expected"), TWO_SENSES)
def test_a_word_of_two_senses_is_read_only_in_the_one_that_both_have(claim, text, expected):
    assert (label(claim, text) == "supported") is expected


SAID_ASIDE = [
    ("Vexil shuttered 40 shops.", "Vexil reopened 40 shops that it had shut down.", False),
    ("Vexil shuttered 40 shops.", "Vexil, which shut down 40 shops, is small.", True),
    ("Vexil wiped 14 TB of logs.", "Vexil holds 14 TB of logs and never erased any.", False),
    ("Vexil wiped 14 TB of logs.", "Vexil erased 14 TB of logs and never looked back.", True),
    ("Vexil let go 90 drivers.", "Vexil hired 90 drivers whom Tern had laid off.", False),
    ("Vexil cut costs by $4 million.", "Vexil plans cost savings of $4 million.", False),
    ("Vexil's fuel bill was $40 million.", "Vexil's fuel cost cut was $40 million.", False),
    ("Vexil's fuel bill was $40 million.", "Vexil's fuel cost was $40 million.", True),
    ("Vexil merged 40 pull requests a day.", "Vexil opened 40 merge requests a day.", False),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text", "expected"), SAID_ASIDE)
def test_a_source_says_it_of_the_figure_itself(claim, text, expected):
    assert (label(claim, text) == "supported") is expected


OF_ANY = [
    ("Every Vexil pier has 14 lamps.", "A Vexil pier has 14 lamps.", True),
    ("Every Vexil pier has 14 lamps.", "A Vexil pier had 14 lamps.", False),
    ("Every Vexil pier has 14 lamps.", "A new Vexil pier has 14 lamps.", False),
    ("Every Vexil pier has 14 lamps.", "One Vexil pier has 14 lamps.", False),
    ("Each Vexil pier has 14 lamps.", "A Vexil pier has 14 lamps; the rest have two.", False),
    ("Each Vexil driver was fined $300.", "A Vexil driver was fined $300.", False),
    ("Vexil has 60 piers, and every one has a warden.",
     "Vexil has 60 piers, each with a warden.", True),
    ("Vexil has 60 piers, and every one has a warden.",
     "Vexil has 60 piers, some with a warden.", False),
    ("Two of the nine captains at Vexil are retired.",
     "Vexil has nine captains, two of whom are retired.", True),
    ("Two of the nine captains at Vexil are retired.",
     "Vexil has nine captains, two of whose fathers are retired.", False),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text", "expected"), OF_ANY)
def test_what_was_so_of_one_is_not_said_of_each(claim, text, expected):
    assert (label(claim, text) == "supported") is expected


FORMER = [
    ("A Vexil loaf takes 19 minutes to bake.",
     "A Vexil loaf takes 12 minutes to bake; 19 the year before.", False),
    ("A Vexil loaf takes 12 minutes to bake.",
     "A Vexil loaf takes 12 minutes to bake; 19 the year before.", True),
    ("Vexil's fees are $4.8 million.", "Vexil's fees were $5.2 million (was 4.8).", False),
    ("Vexil's fees were $5.2 million.", "Vexil's fees were $5.2 million (was 4.8).", True),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text", "expected"), FORMER)
def test_a_level_of_the_time_before_is_none_of_today(claim, text, expected):
    assert (label(claim, text) == "supported") is expected


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("The wait takes 40 seconds.", "The song takes 40 seconds.", False),
        ("The latency is 40 seconds.", "The song lasts 40 seconds.", False),
        ("Vexil's barges wait 40 minutes.", "At Vexil barges wait 40 minutes.", True),
    ],
)
def test_a_wait_is_no_song(claim, text, expected):
    assert (label(claim, text) == "supported") is expected


def test_what_a_claim_denies_beside_its_figure_is_not_passed_over():
    claim = "Vexil settled for $75 million and admitted no guilt."
    assert label(claim, "Vexil settled for $75 million, admitting guilt.") != "supported"


CREW = (
    "<table><caption>Crew by harbour</caption><thead><tr><th>Harbour</th><th>Crew</th>"
    "<th>Boats</th></tr></thead><tbody><tr><td>Hull</td><td>310</td><td>44</td></tr>"
    "<tr><td>Ghent</td><td>120</td><td>19</td></tr></tbody></table>"
)
EVENTS = (
    "<table><thead><tr><th>Year</th><th>Milestone</th></tr></thead><tbody>"
    "<tr><td>2016</td><td>Slipway opened in Hull</td></tr>"
    "<tr><td>2023</td><td>Plan to open a slipway in Ghent agreed</td></tr></tbody></table>"
)
TRIAL = (
    "<table><caption>Results of the sea trial</caption><thead><tr><th>Measure</th>"
    "<th>Rudder 2</th><th>Rudder 3</th></tr></thead><tbody><tr><td>Steering errors</td>"
    "<td>4.2%</td><td>2.9%</td></tr></tbody></table>"
)
LAUNCH = "<ul><li>2016: Slipway opened</li><li>2021: Deepdock launch delayed</li></ul>"
BUOYS = "<p>Active channel buoys reached 162,000 in 2025.</p>"


@pytest.mark.parametrize(
    ("claim", "body", "more", "expected"),
    [
        ("44 boats in Hull", CREW, {}, True),
        ("44 crew in Hull", CREW, {}, False),
        ("The slipway in Hull opened in 2016", EVENTS, {}, True),
        ("The slipway in Ghent opened in 2023", EVENTS, {}, False),
        ("Deepdock launched in 2021", LAUNCH, {}, False),
        ("Deepdock launched in 2021", LAUNCH.replace(" launch delayed", " launched"), {}, True),
        ("With Rudder 3, steering errors fell from 4.2% to 2.9%", TRIAL,
         {"title": "Rudder 3: a steadier course"}, True),
        ("With Rudder 3, steering errors fell from 4.2% to 2.9% between 2020 and 2024", TRIAL,
         {"title": "Rudder 3: a steadier course"}, False),
        ("162,000 active buoys in 2025", BUOYS, {"over": "In the channel"}, True),
        ("162,000 active buoys in 2025", BUOYS, {"over": "Not in the channel"}, False),
        ("162,000 active buoys in 2025", BUOYS, {"over": "Channel and harbour"}, False),
    ],
)  # fmt: skip
def test_a_cell_or_heading_says_no_more_than_it_does(claim, body, more, expected):
    assert (label_of_note(claim, body, **more) == "supported") is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Today 12 cranes work.", True),
        ("Now and then 12 cranes work.", False),
        ("Unlike today, 12 cranes work in that plan.", False),
        ("What we know now is that 12 cranes work.", False),
    ],
)
def test_now_dates_only_what_is_so_now(text, expected):
    found = label_of_note("12 cranes worked in June 2025", f"<p>{text}</p>", published="2025-06-14")
    assert (found == "supported") is expected
