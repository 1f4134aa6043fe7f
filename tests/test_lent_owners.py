"""Whose a figure of the notes is, where only a heading or the company's name says so."""

import pytest

from prepkit.corpus.passages import Origin, passages_of
from prepkit.documents import read_text
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.times import Clock
from prepkit.factcheck.verdicts import Checker
from prepkit.notes import read_notes
from prepkit.quantities import find_measurements


def labels(notes, text, title="How we build"):
    origin = Origin("s1", title, "Larkfield", "", "", "primary", "snapshot", "1", None, None)
    checker = Checker(EvidenceBase(passages_of(read_text(text, title=title), origin)), Clock())
    return [verdict.label for verdict in checker.check_notes(read_notes(notes)) if verdict.findings]


@pytest.mark.parametrize(
    "notes",
    [
        "# Larkfield\n\n## Culture\n\n- They have 94 teams [@s1].",
        "# Larkfield: notes\n\n## CI\n\n- 94 teams [@s1]",
        "# Larkfield\n\n- They have 94 teams [@s1].",
    ],
)
def test_a_cited_page_of_the_company_need_not_name_it(notes):
    assert labels(notes, "Our culture is old. We have 94 teams.") == ["supported"]


@pytest.mark.parametrize(
    "source",
    [
        "Tern has 94 teams.",
        "Our rival Tern has 94 teams.",
        "At Tern, a carrier, there are 94 teams.",
        "Our largest rival has 94 teams.",
        "One of our customers has 94 teams.",
        "94 teams work at Tern.",
        "We bought Tern in 2020. It has 94 teams.",
        "Our customer Tern is large. It has 94 teams.",
        "Headcount in our industry is high: 94 teams.",
        "Most companies have 94 teams.",
    ],
)
def test_a_stranger_on_a_cited_page_bears_nothing_out(source):
    assert labels("# Larkfield\n\n## Culture\n\n- They have 94 teams [@s1].", source) == [
        "not found"
    ]


def test_the_page_of_another_company_bears_nothing_out():
    notes = "# Larkfield\n\n## Culture\n\n- They have 94 teams [@s1]."
    assert labels(notes, "The company has 94 teams.", "Tern Reports 2025 Results") == ["not found"]


@pytest.mark.parametrize("title", ["Customer story: Tern", "Interview with Mira Voss of Tern"])
def test_a_page_about_somebody_else_bears_nothing_out(title):
    notes = "# Larkfield\n\n## Culture\n\n- They have 94 teams [@s1]."
    assert labels(notes, "We have 94 teams.", title) == ["not found"]


def test_a_date_of_a_stranger_is_not_of_a_claim_that_names_nobody():
    notes = "# Larkfield\n\n## Basics\n\n- Founded in 2009 [@s1]."
    assert labels(notes, "Tern, our biggest customer, was founded in 2009.") == ["not found"]
    assert labels(notes, "We founded the firm in 2009.") == ["supported"]


def test_a_product_that_a_heading_names_is_kept_apart_from_another():
    notes = "# Larkfield\n\n## Sedgelog\n\n- It has 30 million users [@s1]."
    told = "Sedgelog reads logs. Marshlog has 30 million users."
    assert labels(notes, told) == ["not found"]


def test_a_word_that_the_sources_write_small_is_nobodys_name():
    told = "In January flaky runs were 4.1% of all; flaky runs fell from 4.1% to 0.6%."
    notes = "# Larkfield\n\n- Flaky runs: 4.1% → 0.6% [@s1]"
    assert labels(notes, told) == ["supported"]


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("# Notes on Larkfield\n\n- 61 engineers [@s1]", "supported"),
        ("# Notes on Tern\n\n- 61 engineers [@s1]", "not found"),
        ("# Interview\n\n## How big is Larkfield?\n\n- 61 engineers [@s1]", "supported"),
        ("# Interview\n\n## How big is Tern?\n\n- 61 engineers [@s1]", "not found"),
    ],
)
def test_a_heading_names_whom_it_writes_large_within_its_sentence(notes, expected):
    assert labels(notes, "We have 61 engineers.") == [expected]


@pytest.mark.parametrize(
    "source",
    ["A bank we advise has 61 engineers.", "A startup came to us. They have 61 engineers."],
)
def test_somebody_without_a_name_is_a_stranger(source):
    assert labels("# Notes\n\n## Larkfield\n\n61 engineers [@s1]", source) == ["not found"]


RESULTS = "Larkfield Reports Third Quarter 2026 Results"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Larkfield's revenue was $12 million.", "supported"),
        ("Larkfield's nine-month revenue was $12 million.", "not found"),
        ("A decade ago, Larkfield's revenue was $12 million.", "not found"),
        ("Before the merger, Larkfield's revenue was $12 million.", "not found"),
    ],
)
def test_the_period_of_a_page_is_lent_to_its_own_time_alone(source, expected):
    notes = "Larkfield's revenue was $12 million in the third quarter of 2026 [@s1]."
    assert labels(notes, source, RESULTS) == [expected]


@pytest.mark.parametrize(("heading", "dated"), [("Revenue", True), ("Outlook", False)])
def test_a_heading_of_another_time_keeps_the_period_of_the_page(heading, dated):
    (found,) = find_measurements("Revenue was $12 million.", RESULTS, headings=(heading,))
    assert (found.as_of is not None) is dated
