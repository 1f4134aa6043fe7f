"""Rows B1 and B5 on the words beside a figure, and what a page's title lends to it."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim
from prepkit.factcheck.names import Vocabulary


def told(claim, text, title=None):
    findings = check_claim(claim, read_text(text, title=title)).findings
    return [(finding.code, finding.label) for finding in findings]


PARTS = "Mirefield's turnout was 88% in the north and 61% in the south."
RIVALS = "Tern's robot sorts 720 parcels an hour, compared with 480 for the previous robot."

# (code, label, claim, evidence)
UNSAID = [
    ("B1", "not found", "Brindle sold 400 scented candles.", "Brindle sold 400 candles."),
    ("B1", "not found", "Brindle sold 400 candles to hotels.", "Brindle sold 400 candles."),
    ("B1", "not found", "Tern delivers 400 parcels by drone.", "Tern delivers 400 parcels."),
    ("B1", "not found", "Brindle smuggled 400 candles.", "Brindle sold 400 candles."),
    ("B5", "not found", "Tern has 45,000 paying members.", "Tern has 45,000 members."),
    ("B5", "not found", "Tern has 45,000 members.", "Tern has 45,000 paying members."),
    ("D1", "supported", "Brindle sold 400 candles.", "Brindle sold 400 candles."),
    ("D1", "supported", "Brindle sold a total of 400 candles.", "Brindle sold 400 candles."),
    ("D1", "supported", "Brindle sold 400 candles.", "Brindle sold a total of 400 candles."),
    ("D1", "supported", "Brindle sold 400 candles.", "Brindle is a shop with 400 candles."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "label", "claim", "text"), UNSAID)
def test_each_word_that_a_claim_says_of_its_figure_has_to_be_said(code, label, claim, text):
    assert told(claim, text) == [(code, label)]


def test_the_word_that_a_source_does_not_say_is_named():
    (finding,) = check_claim(
        "Brindle sold 400 candles to hotels.", "Brindle sold 400 candles."
    ).findings
    assert "'hotels'" in finding.message


OTHER_FIGURE = [
    ("D1", "supported", "Tern's robot sorts 720 parcels an hour.", RIVALS),
    ("D5", "contradicted", "Tern's previous robot sorts 720 parcels an hour.", RIVALS),
    ("B1", "not found", "Brindle's new kiln fires 720 pots an hour for hotels.",
     "Brindle's new kiln fires 720 pots an hour, compared with 480 for the model for hotels."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "label", "claim", "text"), OTHER_FIGURE)
def test_a_word_that_is_said_of_another_figure_is_not_said_of_this_one(code, label, claim, text):
    assert told(claim, text) == [(code, label)]


TOLD_APART = [
    ("supported", "Mirefield's turnout was 88% in the north.", PARTS),
    ("not found", "Mirefield's turnout was 88%.", PARTS),
    ("contradicted", "Mirefield's turnout was 88% in the south.", PARTS),
    ("contradicted", "Mirefield's turnout was 61% in the north.", PARTS),
    ("not found", "Saltmarsh earned $9 million.",
     "Saltmarsh earned $9 million in Orrinland and $4 million elsewhere."),
    ("supported", "Saltmarsh earned $9 million in Orrinland.",
     "Saltmarsh earned $9 million in Orrinland and $4 million elsewhere."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text"), TOLD_APART)
def test_a_part_that_is_told_apart_gives_no_figure_of_the_whole(label, claim, text):
    assert [found for _, found in told(claim, text)] == [label]


EACH = [
    ("B5", "imprecise", "Brindle's kilns hold 60 pots.", "Each of Brindle's kilns holds 60 pots."),
    ("B5", "imprecise", "Brindle's kilns hold 60 pots.", "Brindle's kilns hold 60 pots each."),
    ("B5", "imprecise", "Brindle's kilns cost $900.", "Brindle's kilns cost $900 apiece."),
    ("B5", "imprecise", "Brindle's kilns hold 60 pots.",
     "Every one of Brindle's kilns holds 60 pots."),
    ("D1", "supported", "Each of Brindle's kilns holds 60 pots.",
     "Each of Brindle's kilns holds 60 pots."),
    ("D1", "supported", "Brindle's kilns hold 60 pots each.",
     "Each of Brindle's kilns holds 60 pots."),
    ("D1", "supported", "Brindle sells 60 pots each week.", "Brindle sells 60 pots each week."),
    ("D1", "supported", "Brindle sells 60 pots a week.", "Brindle sells 60 pots every week."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "label", "claim", "text"), EACH)
def test_what_is_said_of_each_is_not_said_of_all_together(code, label, claim, text):
    assert told(claim, text) == [(code, label)]


# (label, claim, evidence, title)
TITLED = [
    ("supported", "Saltmarsh earned $9 million.", "It earned $9 million.", "Saltmarsh"),
    ("supported", "Saltmarsh earned $9 million.", "The film earned $9 million.", "Saltmarsh"),
    ("supported", "Saltmarsh has 61 songs.", "There are 61 songs.", "Saltmarsh"),
    ("supported", "Quern's hub costs $890.", "The hub costs $890.", "The Quern speaker"),
    ("supported", "Quern's battery lasts 9 hours.", "The battery lasts 9 hours.",
     "The Quern speaker"),
    ("supported", "Tern handled 900 letters.", "The team handled 900 letters.", "Refunds at Tern"),
    ("supported", "Mudflat earned $9 million.", "Mudflat earned $9 million.", "Saltmarsh"),
    ("not found", "Saltmarsh earned $9 million.", "It earned $9 million.", None),
    ("not found", "Mudflat earned $9 million.", "It earned $9 million.", "Saltmarsh"),
    ("not found", "Saltmarsh earned $9 million.", "Mudflat earned $9 million.", "Saltmarsh"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text", "title"), TITLED)
def test_a_title_lends_its_name_to_a_sentence_that_names_nobody(label, claim, text, title):
    assert [found for _, found in told(claim, text, title)] == [label]


# (code, claim, evidence, title)
REPLACED = [
    ("B1", "Quern's speaker costs $890.", "The hub costs $890.", "The Quern speaker"),
    ("B1", "Quern's speaker lasts 9 hours.", "The battery lasts 9 hours.", "The Quern speaker"),
    ("B1", "Quern's gateway weighs 890 grams.", "The packaging weighs 890 grams.",
     "The Quern gateway"),
    ("B1", "The gateway costs $890.", "The adapter costs $890.", "The Quern gateway"),
    ("B1", "The refund rate of Tern was 9%.", "The complaint rate was 9%.", "Refunds at Tern"),
    ("B5", "Tern handled 900 refunds.", "The team handled 900 letters.", "Refunds at Tern"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "claim", "text", "title"), REPLACED)
def test_a_title_lends_no_subject_to_a_sentence_that_has_another(code, claim, text, title):
    ((found, label),) = told(claim, text, title)
    assert found == code
    assert label != "supported"


NAMES = Vocabulary("Tarnhill Quillpad Orchard orchard Table Tern MyRocks Changes grows".split())


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("tarnhill grew", "Tarnhill grew"),
        ("tarnhill's parcels", "Tarnhill's parcels"),
        ("we run myrocks", "we run MyRocks"),
        ("Quillpad and quillpad", "Quillpad and Quillpad"),
        ("the orchard", "the orchard"),  # the sources write it small, too
        ("my table", "my table"),  # an ordinary word that opens a sentence somewhere
        ("its changes", "its changes"),
        ("tern dives", "tern dives"),  # too short to tell
        ("TARNHILL grew", "TARNHILL grew"),
        ("tarnhills grew", "tarnhills grew"),
    ],
)
def test_a_name_written_small_is_read_as_the_sources_write_it(written, read):
    assert NAMES.capitalised(written) == read


SMALL = [
    ("supported", "tarnhill has 400 parcels.", "Tarnhill has 400 parcels."),
    ("supported", "We heard that sedgelog holds 60 files.", "Sedgelog holds 60 files."),
    ("contradicted", "tarnhill has 500 parcels.", "Tarnhill has 400 parcels."),
    ("not found", "quillpad has 400 users.", "Quillpad Boards has 400 users."),
    ("not found", "quillpad has 400 users.", "Quillpad grew. Tarnhill has 400 users."),
]


@pytest.mark.parametrize(("label", "claim", "text"), SMALL)
def test_a_name_written_small_is_judged_as_the_name(label, claim, text):
    assert [found for _, found in told(claim, text)] == [label]


# (label, claim, evidence)
PHRASES = [
    ("supported", "Saltmarsh was released in 2021.", "Saltmarsh came out in 2021."),
    ("supported", "The fair was held in 2021.", "The fair took place in 2021."),
    ("supported", "Mirefield had 400 deaths.", "400 people in Mirefield passed away."),
    ("supported", "Mirefield had 400 confirmed cases.", "In Mirefield 400 people tested positive."),
    ("supported", "Tern removed 40 lockers.", "Tern got rid of 40 lockers."),
    ("supported", "Tern launched 40 lockers.", "Tern rolled out 40 lockers."),
    ("supported", "Tern's latency is 40 ms.", "Tern's response time is 40 ms."),
    ("supported", "Tern's FCF was $40 million.", "Tern's free cash flow was $40 million."),
    ("supported", "Tern has 400 e-scooters.", "Tern has 400 electric scooters."),
    ("supported", "Quillpad has 500 DAUs.", "Quillpad has 500 daily active users."),
    ("supported", "Quillpad has 500 MAUs.", "Quillpad has 500 monthly active users."),
    ("supported", "Saltmarsh has an approval rating of 80%.",
     "Saltmarsh has 80% positive reviews."),
    ("supported", "Saltmarsh earned $9 million worldwide.",
     "Saltmarsh earned $9 million around the world."),
    ("not found", "Quillpad has 500 DAUs.", "Quillpad has 500 monthly active users."),
    ("not found", "Quillpad has 500 MAUs.", "Quillpad has 500 users."),
    ("not found", "Tern has 400 e-scooters.", "Tern has 400 electric bikes."),
    ("not found", "Tern's FCF was $40 million.", "Tern's cash was $40 million."),
    ("not found", "Tern's p95 latency is 40 ms.", "Tern's 99th percentile latency is 40 ms."),
    ("not found", "Saltmarsh was released in 2021.", "Saltmarsh was shot in 2021."),
    ("not found", "Quillpad has 500 daily users.", "Quillpad has 500 users every month."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text"), PHRASES)
def test_a_phrase_may_stand_for_a_word_and_for_no_other(label, claim, text):
    assert [found for _, found in told(claim, text)] == [label]


# (label, claim, evidence), of a page about Tern
KEPT_APART = [
    # another deed, or none, in the place of the claim's
    ("imprecise", "Tern has 45 cooks.", "Tern fired 45 cooks."),
    ("imprecise", "Tern fired 45 cooks.", "Tern has 45 cooks."),
    ("imprecise", "Tern sold 45 books.", "Tern rejected 45 books."),
    ("supported", "Tern has sales of 45 books.", "Tern recorded sales of 45 books."),
    # what it is for each of, how many of them, and which statistic
    ("not found", "Emissions were 2.1 tonnes.", "Emissions per tonne were 2.1 tonnes."),
    ("supported", "Emissions per diff were 2.1 kg.", "Emissions per diff were 2.1 kg."),
    ("not found", "All of the 45 depots burn gas.", "Most of the 45 depots burn gas."),
    ("not found", "Tern and Orrin each sold 45 boats.", "Tern and Orrin sold 45 boats."),
    ("supported", "Each of its 45 depots burns gas.", "Each of its 45 depots burns gas."),
    ("not found", "The median wait at Tern is 9 days.", "The average wait at Tern is 9 days."),
    # a part, a whole, and what it began from
    ("not found", "Tern earned $1 million.", "Tern earned $4 million, $1 million of it in 2014."),
    ("contradicted", "Tern moved 22 services.", "Tern moved 14 of its 22 services."),
    ("supported", "Tern moved 14 of its 22 services.", "Tern moved 14 of its 22 services."),
    ("not found", "Its load doubled from 40,000 users.", "Its load doubled to 40,000 users."),
    # a stretch of time that only one of the two names
    ("not found", "Tern sold 45 books.", "Tern sold 45 books in its first week."),
    ("not found", "Its load was 51% before the move.", "Its load was 51%."),
    # a name with another letter; a word that has a kind only where it takes a name
    ("not found", "Tern raised a $9 million Series A.", "Tern raised a $9 million Series B."),
    ("not found", "Tern raised $9 million from banks.", "Tern raised $9 million."),
    # the sentence before is about somebody else
    ("not found", "At most 5% of Tern's queries time out.",
     "Marten runs on 40 servers. At most 5% of queries time out."),
    ("supported", "At most 5% of Tern's queries time out.",
     "Tern runs on 40 servers. At most 5% of queries time out."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text"), KEPT_APART)
def test_the_same_number_of_something_a_little_different_is_no_support(label, claim, text):
    assert check_claim(claim, read_text(text, title="Tern")).label == label
