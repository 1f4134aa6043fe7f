"""Who does what to whom, and whose relative it is."""

import pytest

from prepkit import check_claim, read_text
from prepkit.factcheck.parties import relative_of, swapped
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import is_name_at_start

TERMS = Terms()


@pytest.mark.parametrize(
    ("claim", "source", "party"),
    [
        ("Tern sold 5 ferries to Orrin.", "Tern sold 5 ferries to Orrin.", ""),
        ("Orrin sold 5 ferries to Tern.", "Tern sold 5 ferries to Orrin.", "orrin"),
        ("Tern fined the regulator.", "The regulator fined it.", "regul"),
        ("Tern was fined by the regulator.", "The regulator fined Tern.", ""),
        ("The regulator was fined by Tern.", "The regulator fined Tern.", "regul"),
        ("Orrin ordered 20 boats from Tern.", "It ordered 20 boats from Orrin.", "orrin"),
        (
            "Orrin said that 7% were noise.",
            "Tern's chief, Iris Bolt, said that 7% were noise.",
            "bolt",
        ),
        (
            "Iris Bolt said that 7% were noise.",
            "Tern's chief, Iris Bolt, said that 7% were noise.",
            "",
        ),
        ("Orrin led a round.", "Tern raised a round led by Marten.", "marten"),
        ("Marten led a round.", "Tern raised a round led by Marten.", ""),
        ("Tern scored 7%.", "On Reelgauge, Tern scored 7%.", ""),
        ("Deposits grew to 5.", "In Spain deposits grew to 5.", ""),
    ],
)
def test_a_party_on_the_other_side_of_a_deed_is_told(claim, source, party):
    assert swapped(claim, source, TERMS) == party


@pytest.mark.parametrize(
    ("claim", "source", "relative"),
    [
        ("Tern sold 5 boats.", "Tern's subsidiary sold 5 boats.", "subsidiary"),
        ("Tern's subsidiary sold 5 boats.", "Tern's subsidiary sold 5 boats.", ""),
        ("Ida Strand won 7 races.", "Her brother Nils won 7 races.", "brother"),
        ("Nils won 7 races.", "Her brother Nils won 7 races.", ""),
        ("Ida wrote 9 songs.", "Ida wrote 9 songs with her husband.", ""),
        ("Tern has 9 boats.", "Tern has 9 boats.", ""),
    ],
)
def test_the_figure_of_a_relative_is_not_ones_own(claim, source, relative):
    assert relative_of(claim, source, TERMS) == relative


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Morsino", True),
        ("Tarnhill", True),
        ("Women", False),
        ("Deposits", False),
        ("The", False),
        ("Sold", False),
        ("March", False),
    ],
)
def test_a_name_may_open_a_sentence_and_a_common_word_too(word, name):
    assert is_name_at_start(word) is name


@pytest.mark.parametrize(
    ("claim", "text", "label"),
    [
        ("Tern sold 5 ferries to Orrin.", "Tern sold 5 ferries to Orrin.", "supported"),
        ("Orrin sold 5 ferries to Tern.", "Tern sold 5 ferries to Orrin.", "not found"),
        (
            "Tern reported sales of $77 million.",
            "Tern's subsidiary Oxlade reported sales of $77 million.",
            "not found",
        ),
        (
            "Marten opened an inquiry in June 2022.",
            "Tern's shares fell after the regulator Ofmar opened an inquiry in June 2022.",
            "not found",
        ),
    ],
)
def test_no_one_has_the_deed_of_another(claim, text, label):
    assert check_claim(claim, read_text(text, title="Tern")).label == label
