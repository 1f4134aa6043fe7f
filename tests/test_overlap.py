"""Rows D5 and E0: what a sentence decides by its words, where its grammar is not read."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim
from prepkit.factcheck.unsaid import narrows


def label(claim, source, title="Larkfield"):
    return check_claim(claim, read_text(source, title=title)).label


@pytest.mark.parametrize(
    ("claim", "source", "title"),
    [
        ("Over 2 million trips a month at Larkfield",
         "Riders took 1.7 million trips per month in the third quarter.",
         "Larkfield: Third Quarter Update"),
        ("Tern sold its fibre unit to Finch for $90M",
         "Tern has sold its fibre business to Finch for $190 million in cash.", "Tern Sells Fibre"),
    ],
)  # fmt: skip
def test_the_only_value_of_its_kind_denies_another(claim, source, title):
    assert label(claim, source, title) == "contradicted"


@pytest.mark.parametrize(
    ("claim", "source", "title"),
    [
        ("Larkfield's subscription revenue was $40 million.",
         "Larkfield's revenue was $50 million.", "Larkfield"),
        ("Larkfield has 6,000 engineers at its northern plant.",
         "Larkfield has 5,000 engineers.", "Larkfield"),
        ("Tern was acquired for €180 million", "It had raised €27 million.",
         "Orvane acquires Tern"),
    ],
)  # fmt: skip
def test_a_word_that_bounds_or_a_deed_left_out_keeps_two_figures_apart(claim, source, title):
    assert label(claim, source, title) == "not found"


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("Finch beat Tern's side in late 2014.", "Finch beat Tern on 28 December 2014.",
         "supported"),
        ("Finch beat Tern's side in 2013.", "Finch beat Tern on 28 December 2014.",
         "contradicted"),
        ("Finch opened its Porto office in 2015.", "Finch opened its office in 2015.", "not found"),
        ("Finch was founded in 2015.", "Finch moved to Oslo in 2015.", "not found"),
        ("Churn is 3 points higher than in 2022.", "Churn rose by 3 points in 2022.", "not found"),
    ],
)  # fmt: skip
def test_a_date_alone_in_its_sentence_needs_not_every_noun(claim, source, expected):
    found = label(claim, source)
    assert found == expected or (expected == "not found" and found == "imprecise")


@pytest.mark.parametrize(
    ("claim", "year", "expected"),
    [("before 1991", 1991, "contradicted"), ("after 1990", 1990, "contradicted"),
     ("before 1991", 1990, "supported"), ("after 1990", 1991, "supported")],
)  # fmt: skip
def test_a_bound_is_denied_by_its_own_date(claim, year, expected):
    source = f"Uta Lind was born in Oslo in {year}."
    assert label(f"Uta Lind was born {claim}.", source, "Uta Lind") == expected


@pytest.mark.parametrize(
    ("word", "text", "expected"),
    [
        ("subscription", "its subscription revenue grew", True),
        ("northern", "engineers at its northern plant", True),
        ("plant", "engineers at its northern plant", True),
        ("second", "a second season", True),
        ("side", "Finch beat Tern's side in 2014", False),
        ("rose", "revenue rose", False),
    ],
)
def test_what_bounds_a_claim(word, text, expected):
    assert narrows(word, text, [word]) is expected
