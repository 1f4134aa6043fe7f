"""Slips of the pen: plain words are read as they are meant, names and figures as they stand."""

import pytest

from prepkit.factcheck import check_claim
from prepkit.factcheck.slips import Spelling, is_slip

# (written, meant)
SLIPS = [
    ("uesrs", "users"),  # two letters changed places
    ("lockre", "locker"),
    ("avergae", "average"),
    ("handeled", "handled"),  # one too many
    ("parcells", "parcels"),
    ("usefull", "useful"),
    ("parcls", "parcels"),  # one too few
    ("curiers", "couriers"),
]
OTHER_WORDS = [
    ("texts", "tests"),
    ("lamp", "lump"),
    ("user", "users"),  # an inflection
    ("users", "user"),
    ("melon", "lemon"),
    ("lemons", "lemon"),
    ("courier", "course"),
    ("parcel", "parcel"),
    ("loop", "pool"),
]


@pytest.mark.parametrize(("written", "meant"), SLIPS)
def test_a_letter_missing_doubled_or_out_of_place_is_a_slip(written, meant):
    assert is_slip(written, meant)


@pytest.mark.parametrize(("written", "meant"), OTHER_WORDS)
def test_another_word_or_form_is_no_slip(written, meant):
    assert not is_slip(written, meant)


WORDS = "Tarnhill Quillpad has parcels couriers carriers lockers average users tern stair stairs"
SPELLING = Spelling(WORDS.split())

READ = [
    ("the avergae locker", {"avergae": "average"}),
    ("its pracels and curiers", {"pracels": "parcels", "curiers": "couriers"}),
    ("its crriers", {"crriers": "carriers"}),
]
LEFT = [
    "its parcels",
    "its parcel",  # another form of a word that is known
    "Pracels are sent",  # a capital may be a name's
    "in Tarnhlil",
    "in tarnhlil",  # a name written small is for row T1
    "on quillpda",
    "for 40O parcels",
    "4O0 or 450 couriers",
    "usrs",  # too short to tell
    "the form of it",
    "carrier",
]


@pytest.mark.parametrize(("text", "slips"), READ)
def test_a_slip_is_told_with_the_word_of_the_sources(text, slips):
    assert SPELLING.slips(text) == slips


@pytest.mark.parametrize("text", LEFT)
def test_what_is_known_short_or_a_name_is_left_as_it_is(text):
    assert SPELLING.slips(text) == {}


def test_a_slip_of_two_words_at_once_is_not_guessed():
    assert Spelling(["boats", "bolts"]).slips("two boalts") == {}
    assert Spelling(["boats"]).slips("two boalts") == {"boalts": "boats"}


# (labels, claim, evidence)
JUDGED = [
    (["supported"], "Tarnhill has 400 pracels.", "Tarnhill has 400 parcels."),
    (["supported"], "Tarnhill's avergae parcel weighs 3 kg.",
     "Tarnhill's average parcel weighs 3 kg."),
    (["supported"], "Tarnhill's couriers handeled 400 parcels.",
     "Tarnhill's couriers handled 400 parcels."),
    (["contradicted"], "Tarnhill has 400 pracels.", "Tarnhill has 500 parcels."),
    (["contradicted"], "Tarnhill has 540 pracels.", "Tarnhill has 450 parcels."),
    (["contradicted"], "Tarnhill has 4000 parcels.", "Tarnhill has 400 parcels."),
    (["not found"], "Tarnhill has 400 monthly uesrs.", "Tarnhill has 400 daily users."),
    (["not found"], "Tarnhill has 400 registred couriers.", "Tarnhill has 400 retired couriers."),
    (["not found"], "Sedgelog ran 400 texts.", "Sedgelog ran 400 tests."),
    (["not found"], "Sedgelog ran 400 tests.", "Sedgelog ran 400 texts."),
    (["not found"], "Tern has 400 parcels.", "Tarn has 400 parcels."),
    (["imprecise", "supported"], "Tarnhlil has 400 parcels.", "Tarnhill has 400 parcels."),
    (["imprecise", "not found"], "Brinlde has 400 lamps.", "Brindle Boards has 400 lamps."),
]  # fmt: skip


@pytest.mark.parametrize(("labels", "claim", "text"), JUDGED)
def test_a_slip_changes_no_verdict_but_by_the_word_that_is_meant(labels, claim, text):
    assert sorted(finding.label for finding in check_claim(claim, text).findings) == labels
