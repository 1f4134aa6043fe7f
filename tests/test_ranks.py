"""D17 and who said a quotation: what only two values, or the very words, can bear out."""

import pytest

from prepkit.factcheck import Terms, check_claim
from prepkit.factcheck.superlatives import find_ranks

TWO = "Orrin has 60 million users. Brindle has 40 million users."
TRIAL = "Orrin's trial had 460 women and 340 men."


def decided(claim, text):
    return [(finding.code, finding.label) for finding in check_claim(claim, text).findings]


# (code, label, claim, evidence)
COMPARISONS = [
    ("D17", "supported", "Orrin has more users than Brindle.", TWO),
    ("D17", "supported", "Brindle has fewer users than Orrin.", TWO),
    ("D17", "supported", "Orrin's trial had more women than men.", TRIAL),
    ("D16", "supported", "Orrin's trial had 120 more women than men.", TRIAL),
    ("D16", "supported", "Orrin has 50% more users than Brindle.", TWO),
    ("D15", "supported", "Orrin has 1.5 times as many users as Brindle.", TWO),
    ("D15", "supported", "Orrin has twice as many users as Tern.",
     "Orrin has 60 million users, Tern has 30 million."),
    ("D15", "imprecise", "Orrin has 2 times more users than Tern.",
     "Orrin has 60 million users, Tern has 30 million."),
    ("D17", "contradicted", "Brindle has more users than Orrin.", TWO),
    ("D16", "contradicted", "Orrin's trial had 160 more women than men.", TRIAL),
    ("D15", "contradicted", "Orrin has almost twice as many users as Tern.",
     "Orrin has 60 million users, Tern has 30 million."),
    ("D17", "not found", "Orrin has more accounts than Brindle.", TWO),
    ("D17", "not found", "Orrin is larger than Brindle.", TWO),
    ("D17", "not found", "Orrin has more users than Brindle ever had.", TWO),
    ("D17", "not found", "Orrin has more users than Brindle and Tern together.", TWO),
    ("D17", "not found", "Orrin has far more users than Brindle.", TWO),
    ("D17", "not found", "Orrin has more users than Brindle.",
     "Orrin has 60 million users. Brindle has 40 million users in France."),
    ("D17", "not found", "Orrin has more users than Brindle.",
     "In 2020 Orrin had 60 million users. In 2024 Brindle had 40 million users."),
    ("D17", "not found", "Orrin has more users than Brindle.",
     "Orrin has over 40 million users. Brindle has over 60 million users."),
]  # fmt: skip

LARGEST = "Orrin is the largest map app."
RANKS = [
    ("supported", LARGEST, "Orrin is the largest map app, with 5 million users."),
    ("supported", "Orrin ranks third in Europe.", "Orrin ranks third in Europe."),
    ("supported", "Averill finished fourth.", "Averill finished fourth in the Tour of Dunmere."),
    ("supported", "Orrin was the first company to map Dunmere.",
     "Orrin was the first company to map Dunmere."),
    ("supported", "Orrin is Europe's second largest map app.",
     "Orrin, Europe's second largest map app, is free."),
    ("supported", "Orrin is the most popular map app in Dunmere.",
     "Orrin is now the most popular map app in Dunmere."),
    ("imprecise", "Orrin is one of the largest map apps.", LARGEST),
    ("imprecise", LARGEST, "In 2015 Orrin was the largest map app."),
    ("contradicted", LARGEST, "Orrin is the second largest map app."),
    ("contradicted", LARGEST, "Orrin is not the largest map app."),
    ("contradicted", "Averill finished second in the Tour of Dunmere.",
     "Averill finished fourth in the Tour of Dunmere."),
    ("not found", LARGEST, "Orrin is one of the largest map apps."),
    ("not found", LARGEST, "Orrin is the largest map app in Europe."),
    ("not found", LARGEST, "In Asia, Orrin is the largest map app."),
    ("not found", LARGEST, "Orrin is the largest map app (by revenue)."),
    ("not found", LARGEST, "Orrin is almost the largest map app."),
    ("not found", LARGEST, "Orrin wants to be the largest map app."),
    ("not found", LARGEST, "According to its founder, Orrin is the largest map app."),
    ("not found", LARGEST, "Orrin's rival is the largest map app."),
    ("not found", LARGEST, "Orrin lost to Brindle, the largest map app."),
    ("not found", LARGEST, "Orrin makes the largest map app."),
    ("not found", LARGEST, "Orrin has 60 million users."),
    ("not found", "Orrin is the fastest-growing map app.", "Orrin is the fastest map app."),
    ("not found", "Orrin finished second.", "Orrin finished second to last."),
    ("not found", "Orrin came first.", "Orrin almost came first."),
    ("not found", "Orrin came first in all tests.", "Orrin came first in some tests."),
    ("not found", "Orrin is in the top 5.", "Orrin is in the top 10."),
]  # fmt: skip

# A rank beside a figure is not lost: the figure is borne out, the rank is not.
BESIDE = [
    "With 60 million users, Orrin is the largest map app.",
    "Orrin, the largest map app, has 60 million users.",
    "Orrin has 60 million users, the most of any map app.",
    "Orrin has 60 million users, more than any other map app.",
    "Orrin has 60 million users, twice as many as Brindle.",
    "Orrin has a record 60 million users.",
    "Orrin (the leading map app) has 60 million users.",
    "Orrin is the only map app with 60 million users.",
]

OF_WHAT = [
    ("supported", "Orrin's largest office has 400 desks.", "Orrin's largest office has 400 desks."),
    ("supported", "Orrin has 60 million users.", "Orrin, the largest app, has 60 million users."),
    ("supported", "Orrin has 60 million users.", "Orrin has a record 60 million users."),
    ("not found", "Orrin's largest office has 400 desks.", "Orrin's office has 400 desks."),
    ("not found", "Orrin's office has 400 desks.", "Orrin's largest office has 400 desks."),
    ("not found", "Orrin's largest office has 400 desks.",
     "Orrin's second largest office has 400 desks."),
    ("not found", "Orrin has had five top 10 songs.", "Orrin has had five top 20 songs."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "label", "claim", "text"), COMPARISONS)
def test_a_comparison_needs_both_values_of_one_property(code, label, claim, text):
    assert decided(claim, text) == [(code, label)]


@pytest.mark.parametrize(("label", "claim", "text"), RANKS)
def test_a_rank_needs_the_very_words_of_the_same_holder(label, claim, text):
    assert decided(claim, text) == [("D17", label)]


@pytest.mark.parametrize("claim", BESIDE)
def test_a_rank_beside_a_figure_is_not_lost(claim):
    verdict = check_claim(claim, "Orrin has 60 million users.")
    assert verdict.label == "not found"


@pytest.mark.parametrize(("label", "claim", "text"), OF_WHAT)
def test_the_figure_of_the_largest_is_not_that_of_another(label, claim, text):
    assert check_claim(claim, text).label == label


def test_a_rank_and_a_figure_of_two_sentences_bear_a_claim_out_together():
    claim = "With 60 million users Orrin is the largest map app."
    text = "Orrin has 60 million users. Orrin is the largest map app."
    assert check_claim(claim, text).label == "supported"


# What is compared or ranked is judged with the dates of its clause; another date stays a part.
DATED = [
    "Orrin, founded in 1990, has more users than Brindle.",
    "Orrin has more users than Brindle, and it was founded in 1990.",
    "1% of Orrin's 60 million users is 600,000, and Orrin was founded in 1990.",
    "Orrin, founded in 1990, is the largest map app.",
    "In 1990 Orrin had more users than Brindle.",
]


@pytest.mark.parametrize("claim", DATED)
def test_a_date_beside_a_comparison_or_rank_is_not_lost(claim):
    verdict = check_claim(claim, f"{TWO} Orrin is the largest map app.")
    assert verdict.label == "not found"


@pytest.mark.parametrize(
    "text",
    ["Orrin has an interest in maps.", "The latest version is out.", "The first quarter was good.",
     "Most of the users pay.", "At least 5 apps.", "Its first year was hard.", "The Midwest."],
)  # fmt: skip
def test_other_words_rank_nothing(text):
    assert find_ranks(text, Terms()) == []


@pytest.mark.parametrize(
    ("led", "label"),
    [
        ("With 210 turbines, ", "supported"),
        ("With banks left out, ", "imprecise"),
        ("With the exception of Tern, ", "imprecise"),
        ("With its planned extension, ", "imprecise"),
    ],
)
def test_a_rank_that_leaves_others_out_is_another(led, label):
    text = f"{led}Orrin is the largest firm in Oslo."
    found = check_claim("Orrin is the largest firm in Oslo.", text).label
    assert (found == "supported") is (label == "supported")
