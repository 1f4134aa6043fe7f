"""What two sentences with the same words say differently, by function and by verdict."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import Terms, check_claim
from prepkit.factcheck.contrasts import (
    bases_apart,
    crossed,
    denied_apart,
    joined_part,
    narrowed,
    spans_apart,
)
from prepkit.factcheck.numbered import numbered_apart

TERMS = Terms()


def told(claim, text, title=None):
    findings = check_claim(claim, read_text(text, title=title)).findings
    return [(finding.code, finding.label) for finding in findings]


# (word, claim, source)
CROSSED = [
    ("lunch", "Brindle parked 40 bikes before lunch.", "Brindle parked 40 bikes after lunch."),
    ("fair", "It sold 40 lamps since the fair.", "It sold 40 lamps before the fair."),
    ("refund", "It lost 3% without refunds.", "It lost 3% including refunds."),
    ("shop", "Sales without its shops fell.", "Sales in the shops fell."),
    ("harbour", "Ferries outside the harbour sank.", "Ferries inside the harbour sank."),
    ("mirefield", "Ferries from Mirefield carried 400.", "Ferries to Mirefield carried 400."),
    ("", "It sold 40 lamps after the fair.", "It sold 40 lamps since the fair."),
    ("", "Ferries from Mirefield carried 400.", "Ferries from Mirefield carried 400."),
    ("", "Ferries from the island sank.", "Ferries to the mainland sank."),
    ("", "It grew before and after lunch.", "It grew after lunch."),
    ("", "It grew before lunch.", "It grew at night."),
    ("", "Tests before March took 4 hours.", "Tests after March took 4 hours."),  # a date: rows E
]


@pytest.mark.parametrize(("word", "claim", "source"), CROSSED)
def test_little_words_before_one_word_may_say_the_opposite(word, claim, source):
    assert crossed(claim, source) == crossed(source, claim) == word


DENIED = [
    ("lose", "Sedgelog did not lose records.", "Sedgelog did lose records."),
    ("slow", "It never slowed down.", "It slowed down."),
    ("slow", "It hasn't slowed.", "It slowed."),
    ("met", "Marten never met Lind.", "Marten met Lind."),
    ("unstructur", "Sedgelog stores structured logs.", "Sedgelog stores unstructured logs."),
    ("undisclos", "The disclosed fee was $4.", "The undisclosed fee was $4."),
    ("disapprov", "It has an approved plan.", "It has a disapproved plan."),
    ("", "Sedgelog lost no records.", "Sedgelog lost no records."),
    ("", "It does not run on phones, and it stores mails.", "It stores mails."),
    ("", "It isn't an app but stores mails.", "It stores mails."),
    ("", "The unit costs $4.", "It costs $4."),  # "un-" of "unit" denies nothing
]


@pytest.mark.parametrize(("word", "claim", "source"), DENIED)
def test_a_word_may_be_denied_by_one_of_two_sentences(word, claim, source):
    assert denied_apart(claim, source) == denied_apart(source, claim) == word


def test_a_denial_reaches_no_further_than_three_words():
    far = "It never slowed old office printers or lamps."
    assert denied_apart(far, "It slowed.") == "slow"
    assert denied_apart(far, "It has lamps.") == ""


BASES = [
    ("year", "Sales rose 4% year over year.", "Sales rose 4% quarter over quarter."),
    ("quarter", "Sales rose 4% QoQ.", "Sales rose 4% year to year."),
    ("month", "Sales rose 4% month on month.", "Sales rose 4% week-over-week."),
    ("year", "Sales rose 4% YoY.", "Sales rose 4% MoM."),
    ("", "Sales rose 4% year-on-year.", "Sales rose 4% YoY."),
    ("", "Sales rose 4%.", "Sales rose 4% year over year."),
    ("year", "Sales rose 4% YoY.", "Sales rose 4%."),
    ("year", "Sales rose 4% YoY.", "Sales of the week on a quarter rose 4%."),
    ("", "Sales rose 4% YoY.", "Sales rose 4% from the same quarter a year earlier."),
    ("", "Sales rose 4% YoY.", "Sales rose 4% from the year-ago quarter."),
    ("quarter", "Sales rose 4% QoQ.", "Sales rose 4% from the year-ago quarter."),
]


@pytest.mark.parametrize(("base", "claim", "source"), BASES)
def test_a_change_may_be_counted_from_another_base(base, claim, source):
    assert bases_apart(claim, source) == base


SPANS = [
    ("first month", "It earned $4 in its first week.", "It earned $4 in its first month."),
    ("opening weekend", "It earned $4 on its opening day.", "It earned $4 on opening weekend."),
    ("last week", "It sold 4 in the last 90 days.", "It sold 4 in the last 30 weeks."),
    ("", "It sold 4 in the last 90 days.", "It sold 4 in the last 90 days."),
    ("", "It earned $4 in its first weeks.", "It earned $4 in its first week."),
    ("first week", "It earned $4.", "It earned $4 in its first week."),
    ("", "It earned $4 in its first week.", "It earned $4."),
    ("", "It earned $4 in the first week.", "The last month was slow."),
]


@pytest.mark.parametrize(("span", "claim", "source"), SPANS)
def test_a_figure_may_come_about_over_another_stretch_of_time(span, claim, source):
    assert spans_apart(claim, source) == span


NUMBERED = [
    ("70B", "The 70B model scored 61%.", "The 13B model scored 61%.", ()),
    ("X4", "The Orrin X4 costs $400.", "The Orrin X7 costs $400.", ()),
    ("v2.1", "Version v2.1 fixed 40 bugs.", "Version v2.2 fixed 40 bugs.", ()),
    ("BRIN-9", "It killed 40 with BRIN-9.", "It killed 40.", ()),
    ("13B", "The 13B variant scored 61%.", "The 130B variant scored 61%.", ()),
    ("", "The 70B model scored 61%.", "The 70B model scored 61%.", ()),
    ("", "The 70B model scored 61%.", "It scored 61%.", ("The 70B model",)),
    ("", "The Orrin X4s cost $400.", "The Orrin X4 costs $400.", ()),
    ("", "BRIN-9 killed 40.", "The brin killed 40.", ()),  # a name for short
    ("", "It holds 4GB.", "It holds 8 apples.", ()),  # a figure
    ("", "On the 7th day it rained.", "On the last day it rained.", ()),
    ("", "It sold 40 in Q3 2024.", "It sold 40.", ()),
]


@pytest.mark.parametrize(("name", "claim", "source", "around"), NUMBERED)
def test_a_number_may_be_part_of_a_name(name, claim, source, around):
    assert numbered_apart(claim, source, around) == name


JOINED = [
    ("solar", "64% comes from wind.", "64% comes from wind and solar."),
    ("dog", "12 cats were treated.", "12 cats and dogs were treated."),
    ("cat", "12 dogs were treated.", "12 cats and dogs were treated."),
    ("", "12 cats and 4 dogs were treated.", "12 cats and dogs were treated."),
    ("", "64% comes from tides.", "64% comes from wind and solar."),
    ("", "12 hens were bought.", "12 hens were bought and sold."),  # verbs join no things
]


@pytest.mark.parametrize(("word", "claim", "source"), JOINED)
def test_what_is_told_of_two_together_is_told_of_neither(word, claim, source):
    assert joined_part(claim, source, TERMS) == word


NARROWED = [
    ("old", "2% on tablets", "2% on old tablets", ""),
    ("shop", "9 mails", "9 mails from shops", ""),
    ("small", "9 mails from shops", "9 mails from small shops", ""),
    ("", "2% on tablets", "2% on old tablets", "Old things"),  # said around it
    ("", "2% on old tablets", "2% on tablets", ""),
    ("", "9 mails", "9 mails from Tarnhill", ""),  # names are for rows B2 and B5
    ("", "9 mails", "9 mails by 40 shops", ""),
    ("", "9 mails", "9 mails in winter", ""),
]


@pytest.mark.parametrize(("word", "claim", "stretch", "around"), NARROWED)
def test_a_phrase_of_a_source_may_be_narrower(word, claim, stretch, around):
    assert narrowed(claim, stretch, TERMS.stems(around), TERMS) == word


# (code, claim, evidence): all not found
APART = [
    ("B5", "Brindle sold 400 lamps before the fair.", "Brindle sold 400 lamps after the fair."),
    ("B5", "Brindle sold 400 lamps since the fair.", "Brindle sold 400 lamps before the fair."),
    ("B5", "Brindle lost 3% of its parcels with insurance.",
     "Brindle lost 3% of its parcels without insurance."),
    ("B5", "Ferries from Mirefield carried 400 passengers.",
     "Ferries to Mirefield carried 400 passengers."),
    ("B5", "Orrin's lockers outside Tarnhill hold 900 parcels.",
     "Orrin's lockers in Tarnhill hold 900 parcels."),
    ("B3", "Sedgelog indexes 60 structured logs.", "Sedgelog indexes 60 unstructured logs."),
    ("B6", "Tern audited 45 registered couriers.", "Tern audited 45 unregistered couriers."),
    ("B6", "Tern moved 45 depots that use gas.", "Tern moved 45 depots that do not use gas."),
    ("B6", "Tern moved 45 depots that do not use gas.", "Tern moved 45 depots that use gas."),
    ("E1", "Brindle's sales rose 4% quarter over quarter.",
     "Brindle's sales rose 4% year over year."),
    ("E1", "Brindle's sales rose 4% month on month.", "Brindle's sales rose 4% YoY."),
    ("E1", "Brindle's sales rose 4% year over year.", "Brindle's sales rose 4%."),
    ("E1", "Saltmarsh earned $4 million in its first week.",
     "Saltmarsh earned $4 million in its first month."),
    ("E1", "Saltmarsh earned $4 million in its opening day.",
     "Saltmarsh earned $4 million in its opening weekend."),
    ("B1", "Saltmarsh earned $4 million in its first week.",
     "Saltmarsh earned $4 million in its second week."),
    ("B2", "Quern's 70B model scored 61% on riddles.", "Quern's 13B model scored 61% on riddles."),
    ("B1", "The Orrin X4 weighs 400 grams.", "The Orrin X7 weighs 400 grams."),
    ("B2", "Sedgelog v2.1 fixed 40 bugs.", "Sedgelog v2.2 fixed 40 bugs."),
    ("B5", "Tarnhill gets 64% of its power from wind.",
     "Tarnhill gets 64% of its power from wind and solar."),
    ("B5", "Mirefield's vets treated 120 cats.", "Mirefield's vets treated 120 cats and dogs."),
    ("B5", "Mirefield's vets treated 120 dogs.", "Mirefield's vets treated 120 cats and dogs."),
    ("B5", "Quillpad's crash rate is 2% on tablets.",
     "Quillpad's crash rate is 2% on old tablets."),
    ("B5", "Sedgelog adds 8 lines per file.", "Sedgelog adds 8 lines per test file."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "claim", "text"), APART)
def test_a_figure_with_other_little_words_beside_it_is_another_figure(code, claim, text):
    assert told(claim, text) == [(code, "not found")]


SAID_ALIKE = [
    "Brindle sold 400 lamps after the fair.",
    "Brindle lost 3% of its parcels without insurance.",
    "Ferries to Mirefield carried 400 passengers.",
    "Orrin's lockers outside Tarnhill hold 900 parcels.",
    "Brindle repaired 60 undamaged lamps.",
    "Tern moved 45 depots that do not use gas.",
    "Brindle's sales rose 4% year over year.",
    "Saltmarsh earned $4 million in its opening weekend.",
    "Quern's 13B model scored 61% on riddles.",
    "The Orrin X4 weighs 400 grams.",
    "Sedgelog v2.1 fixed 40 bugs.",
    "Mirefield's vets treated 120 dogs.",
    "Quillpad's crash rate is 2% on old tablets.",
    "Sedgelog adds 8 lines per test file.",
]


@pytest.mark.parametrize("text", SAID_ALIKE)
def test_nothing_parts_a_sentence_from_itself(text):
    assert [label for _, label in told(text, text)] == ["supported"]


ALIKE = [
    ("Brindle's sales rose 4% year on year.", "Brindle's sales rose 4% YoY.", None),
    ("Brindle sold 400 lamps after the fair.", "Brindle sold 400 lamps since the fair.", None),
    ("Quern's 70B model scored 61% on riddles.", "It scored 61% on riddles.",
     "Quern's 70B model"),
    ("Orrin's stall sold 400 lamps at the fair.", "Orrin's stall sold 400 lamps during the fair.",
     None),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text", "title"), ALIKE)
def test_other_ways_to_say_the_same_part_nothing(claim, text, title):
    assert [label for _, label in told(claim, text, title)] == ["supported"]
