"""A claim in a source's words: which may stand for which, and what never does."""

from pathlib import Path

import pytest

import prepkit.factcheck as factcheck
from prepkit.documents import read_text
from prepkit.factcheck import Verdict, check_claim
from prepkit.factcheck.paraphrases import LONGEST
from prepkit.quantities.lexicon import inflected

TABLE = Path(factcheck.__file__).with_name("paraphrases.txt")


def verdict(claim: str, evidence: str) -> Verdict:
    return check_claim(claim, read_text(evidence, title="Larkfield notes"))


def test_each_row_of_the_table_can_be_used() -> None:
    rows = [line for line in TABLE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(rows) == len(set(rows)) > 2000
    for row in rows:
        sides = [[phrase.strip() for phrase in side.split(",")] for side in row.split("<")]
        phrases = [phrase for side in sides for phrase in side]
        assert len(sides) == 2 or len(phrases) > 1, row
        assert len(phrases) == len(set(phrases)), row
        for phrase in phrases:
            assert 0 < len(phrase.split()) <= LONGEST, row
            assert phrase == phrase.lower(), row
            assert not any(map(str.isdigit, phrase)), row


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Larkfield let go 230 people in May.", "In May Larkfield laid off 230 people."),
        ("Larkfield wiped 14 TB of logs.", "Larkfield erased 14 TB of logs."),
        ("Larkfield's revenue was flat at $40 million.",
         "Larkfield's revenue was unchanged at $40 million."),
        ("Larkfield took on 90 engineers.", "Larkfield recruited 90 engineers."),
    ],
)  # fmt: skip
def test_other_words_for_the_same_are_read_as_the_sources(claim: str, evidence: str) -> None:
    said = verdict(claim, evidence)
    assert said.label == "supported"
    assert "reading '" in said.findings[0].message


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        # A row may hold one way only.
        ("Larkfield's parser crunched 40 GB.", "Larkfield's parser threw away 40 GB."),
        # Two rows with a word in common are not one row.
        ("Larkfield reached 40 towns.", "Larkfield left 40 towns."),
        # Another stage of one process.
        ("Larkfield merged 230 changes.", "Larkfield reviewed 230 changes."),
        ("Larkfield hired 230 people.", "Larkfield interviewed 230 people."),
        # Another measure.
        ("Larkfield's profit was $40 million.", "Larkfield's revenue was $40 million."),
        # What is counted may not be less than the claim says.
        ("Larkfield fixed 300 bugs.", "Larkfield fixed 300 race conditions."),
        ("Larkfield laid off 230 people.", "Larkfield let 230 people work from home."),
    ],
)  # fmt: skip
def test_words_for_something_else_are_no_support(claim: str, evidence: str) -> None:
    assert verdict(claim, evidence).label not in (None, "supported")


def test_a_finding_stands_where_the_claim_has_its_part() -> None:
    claim = "Larkfield let go of nobody in April, let go 230 people in May, and wiped 14 TB."
    evidence = "In May Larkfield laid off 230 people and erased 14 TB."
    for finding in verdict(claim, evidence).findings:
        assert claim[finding.start : finding.end] == finding.part


def test_a_quotation_is_never_read_in_other_words() -> None:
    claim = "Larkfield wrote that “we let go two hundred people in May”."
    evidence = "We laid off two hundred people in May."
    assert verdict(claim, evidence).label not in (None, "supported")


def test_a_phrase_takes_the_form_of_another() -> None:
    assert inflected("lay off", "dismissed") == "laid off"
    assert inflected("delivery driver", "couriers") == "delivery drivers"
    assert inflected("set up", "founding") == "setting up"
    assert inflected("diff", "pull requests") == "diffs"
