"""A word that a sentence says of one of its figures bears out no other."""

import pytest

from prepkit import check_claim, read_text

TWO_PLACES = "The castle draws 90,000 visitors a year, and its museum 35,000."
TWO_CLUBS = "Orrin won 71 points and 58 goals, Brindle 66 points and 63 goals."
TWO_SHARES = "Leaks lose 21% of the water in the city but only 8% in the suburbs."
TWO_DEEDS = "The plan is expected to save $120 million a year and to cost 900 jobs."
TWO_PARTS = "Tern employs 1,200 people, of whom 430 work in its Dunmore plant."
TWO_HEIGHTS = "The Kite can lift 1,200 kg to a low orbit or 450 kg to a high orbit."


@pytest.mark.parametrize(
    ("claim", "text", "title", "supported"),
    [
        ("The castle draws 90,000 visitors a year.", TWO_PLACES, "Wexley", True),
        ("The museum draws 90,000 visitors a year.", TWO_PLACES, "Wexley", False),
        ("Orrin won 58 goals.", TWO_CLUBS, "The season", True),
        ("Brindle won 58 goals.", TWO_CLUBS, "The season", False),
        ("Leaks lose 21% of the water in the city.", TWO_SHARES, "Ondine", True),
        ("Leaks lose 21% of the water in the suburbs.", TWO_SHARES, "Ondine", False),
        ("Leaks lose 21% of the water.", TWO_SHARES, "Ondine", False),
        ("The plan is expected to save $120 million a year.", TWO_DEEDS, "The plan", True),
        ("The plan is expected to save 900 jobs.", TWO_DEEDS, "The plan", False),
        ("Tern employs 1,200 people.", TWO_PARTS, "Tern", True),
        ("Tern employs 1,200 people in its Dunmore plant.", TWO_PARTS, "Tern", False),
        ("The Kite can lift 1,200 kg to a low orbit.", TWO_HEIGHTS, "Kite", True),
        ("The Kite can lift 450 kg to a low orbit.", TWO_HEIGHTS, "Kite", False),
    ],
)
def test_a_figure_has_the_words_of_its_own_part_of_the_sentence(claim, text, title, supported):
    assert (check_claim(claim, read_text(text, title=title)).label == "supported") is supported


def test_what_stands_with_another_figure_contradicts_nothing_but_its_own_does():
    claim = "The museum draws 60,000 visitors a year."
    (finding,) = check_claim(claim, read_text(TWO_PLACES, title="Wexley")).findings
    assert finding.label == "contradicted"
    assert "35,000" in finding.message
    claim = "The garden draws 60,000 visitors a year."
    assert check_claim(claim, read_text(TWO_PLACES, title="Wexley")).label != "contradicted"


def test_the_word_is_named():
    (finding,) = check_claim("The new museum draws 90,000 visitors a year.", TWO_PLACES).findings
    assert "'museum'" in finding.message
