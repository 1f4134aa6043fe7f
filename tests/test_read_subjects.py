"""What a figure in prose is of: whose, of what part, and by which words of its sentence."""

import pytest

from prepkit.corpus import Origin
from prepkit.corpus.passages import passages_of
from prepkit.documents import read_markdown, read_text
from prepkit.factcheck import check_claim
from prepkit.factcheck.words import stem
from prepkit.quantities import find_measurements

ORIGIN = Origin("page", "", "", "", "", "primary", "snapshot", "", None, None)


def label(claim: str, text: str, title: str | None = None) -> str:
    """The verdict on a claim by one short page."""
    return check_claim(claim, read_text(text, title=title)).label


def units(text: str) -> list[tuple[str, str | None]]:
    """Each figure of a text with its unit."""
    return [(str(m.quantity.value), m.quantity.unit) for m in find_measurements(text)]


LEVELS = [
    ("A loaf takes 12 minutes; 19 the year before.", [("12", "minute"), ("19", "minute")]),
    ("The kiln fires in 3 hours, and it used to be 8.", [("3", "hour"), ("8", "hour")]),
    ("Fees were $612 million (was 580).", [("612000000", "USD"), ("580000000", "USD")]),
    (
        "Mean time to bake is 6 minutes and mean time to cool 48.",
        [("6", "minute"), ("48", "minute")],
    ),
    # What only stands near a level is none.
    ("Humidity is 61%, headcount 450.", [("61", "percent"), ("450", None)]),
    ("Headcount grew 30% to 450 in 2024.", [("30", "percent"), ("450", None)]),
    ("It repaired 17,400 oars over 9 days, and 61 of them by hand.",
     [("17400", None), ("9", "day"), ("61", None)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), LEVELS)
def test_a_bare_number_takes_the_unit_of_the_level_before_it(text, expected):
    assert units(text)[-1] == expected[-1]


SPELLINGS = [
    ("programme", "program"), ("colour", "color"), ("neighbouring", "neighboring"),
    ("catalogues", "catalogs"), ("centre", "center"), ("fibres", "fibers"),
    ("defence", "defense"), ("analysed", "analyzed"), ("practise", "practice"),
    ("judgement", "judgment"), ("grey", "gray"), ("enrolment", "enrollment"),
]  # fmt: skip


@pytest.mark.parametrize(("british", "american"), SPELLINGS)
def test_two_spellings_are_one_word(british, american):
    assert stem(british) == stem(american)


@pytest.mark.parametrize("word", ["hour", "tour", "four", "contour", "vogue", "acre", "genre"])
def test_a_word_that_only_ends_alike_keeps_its_spelling(word):
    assert stem(word) not in (stem("hor"), stem("tor"), stem("for"), stem("vog"), stem("acer"))


SUPPORTED = [
    # What opens a sentence ends where its subject begins.
    ("Orsett's barges wait 40 minutes.", "At Orsett barges wait 40 minutes, after which they pay."),
    ("Orsett held $9 million of cash.", "At March 31, 2025, Orsett held $9 million of cash."),
    ("81% of Orsett crew like the food.",
     "In our latest survey, 81% of Orsett crew said that they like the food."),
    # A later clause narrows no figure before it.
    ("Orsett sails to 31 ports.",
     "Orsett now sails to 31 ports, after opening piers in Norway this spring."),
    ("Orsett paid $7 million to pilots.",
     "Orsett paid $7 million to pilots, and the median wage rose."),
    # Those whom a claim calls "them" are named in the source, or the other way round.
    ("Orsett hires apprentices, and four out of five of them stay.",
     "80% of apprentices at Orsett stay."),
    ("Orsett inspects 900 hulls a year, and 12% of them are repaired by divers.",
     "Orsett inspects 900 hulls a year, of which 12% are repaired by divers."),
    # What is said of some of a whole is not said of the whole.
    ("Seven of the nine captains at Orsett are retired.",
     "Orsett has nine captains, seven of whom are retired."),
    # What goes on behind an aside is said of the subject.
    ("An Orsett barge that misses three tides is towed.",
     "An Orsett barge that misses three tides, which takes 36 hours, is towed."),
    # One stands for each.
    ("Each Orsett pier has 14 lamps.", "An Orsett pier has 14 lamps."),
    ("Orsett has 60 piers, and every one has a warden.",
     "Orsett has 60 piers, each with a warden."),
    ("Orsett berths nearly 400 barges each day.", "Orsett berths 396 barges each day."),
    # Per share, however it is said.
    ("Orsett's diluted EPS was $1.37.", "Orsett's diluted earnings per share were $1.37."),
    # Statistics and figures of names.
    ("Orsett's p50 wait was 40 minutes.", "The median wait at Orsett was 40 minutes."),
    # Passives of what is theirs.
    ("Orsett rebuilt its crane after ten years.",
     "After ten years, Orsett's crane has been rebuilt."),
    ("Orsett's winch handles 900 crates per hour.",
     "Orsett's winch handles 900 crates per hour before it stops."),
    ("Quay crane grips at Orsett: 94% from barges, 99% from tugs.",
     "At Orsett the quay crane grips 94% of the time from barges and 99% of the time from tugs."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text"), SUPPORTED)
def test_what_a_source_plainly_says_of_a_figure_is_read(claim, text):
    assert label(claim, text) == "supported"


APART = [
    ("Orsett cut fuel by 30%.", "In northern ports Orsett cut fuel by 30%, and fares rose."),
    ("Orsett cut fuel by 30%.", "In a trial Orsett cut fuel by 30%, and fares rose."),
    ("81% of Orsett crew like the food.",
     "In our latest survey of captains, 81% of Orsett crew said that they like the food."),
    ("Orsett sails to 31 ports in Norway.",
     "Orsett now sails to 31 ports, after opening piers in Norway this spring."),
    ("Orsett paid pilots a median of $7 million.",
     "Orsett paid $7 million to pilots, and the median wage rose."),
    ("Orsett has 40 ropes, and 8% of them are hemp.",
     "Orsett has 40 ropes, and 8% of ropes from Assam are hemp."),
    ("Orsett has 300 crew, and 20% of them sail abroad.",
     "Orsett has 300 crew. 20% of crew costs arise abroad."),
    ("Orsett has 900 hulls, and 40% of them are leased.",
     "Orsett has 900 hulls, and 40% of them in Spain are leased."),
    ("Seven of the nine captains at Orsett are retired.",
     "Orsett has nine captains, seven of whom are new."),
    ("An Orsett barge that misses three tides is towed.",
     "An Orsett barge that misses three tides, which takes 36 hours, is sold."),
    ("Every Orsett pier has 14 lamps.", "Orsett has 14 lamps."),
    ("Each pier has 14 lamps at Orsett.", "Each lamp at Orsett lights 14 piers."),
    ("Orsett's diluted EPS was $1.37.", "Orsett earned $1.37 per crate."),
    ("Orsett bought 40 vans.", "Orsett's 40 vans were bought by Tern."),
    ("Orsett rebuilt its crane after ten years.",
     "After ten years, Orsett's crane was rebuilt by Tern."),
    ("900,000 people bought Orsett's rope.", "900,000 employees bought Orsett's rope."),
    ("Quay crane grips at Orsett: 94% from tugs, 99% from barges.",
     "At Orsett the quay crane grips 94% of the time from barges and 99% of the time from tugs."),
    ("Orsett hired 1,500 crew, 600 of them in India.",
     "Orsett hired 1,500 crew, including 600 in China."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text"), APART)
def test_a_figure_of_something_else_is_no_support(claim, text):
    assert label(claim, text) != "supported"


PAGE = """# Orsett Ferries: how we sail

## {heading}

It takes 14 minutes to board. Boarding got faster: nothing is faster than a ramp.
"""


def test_a_heading_whose_word_the_page_writes_small_names_nobody():
    found = [m for p in _passages(PAGE.format(heading="Faster at the quay")) for m in p]
    assert {m.entity for m in found} == {"Orsett Ferries"}


def test_a_heading_that_is_a_name_gives_its_figures_to_whom_it_names():
    found = [m for p in _passages(PAGE.format(heading="Skiffline")) for m in p]
    assert {m.entity for m in found} == {"Skiffline"}


def _passages(text: str):
    return [passage.measurements for passage in passages_of(read_markdown(text).document, ORIGIN)]
