"""The coverage line: each number that the notes write lands in one place, and the counts add up."""

import re
from dataclasses import astuple

import pytest

from prepkit.corpus import Origin, passages_of
from prepkit.documents import read_text
from prepkit.factcheck import Coverage, check_text, coverage_of
from prepkit.factcheck.coverage import NUMBER
from prepkit.reports import summary_lines

ORIGIN = Origin(
    "s1", "", "", "https://larkfield.example/", "", "primary", "snapshot", "1", None, None
)
EVIDENCE = passages_of(
    read_text("In March 2026 Quillpad had 40 million users. The paper appeared in 2024."), ORIGIN
)

# notes, (judged, own, not checkable, no figures)
PLACES = [
    ("Quillpad has 40 million users.", (1, 0, 0, 0)),
    ("Pinewire has 7 million users.", (1, 0, 0, 0)),  # not found is judged, too
    ("Quillpad had 40 million users in March 2026.", (2, 0, 0, 0)),
    ("Quillpad had 40 million users on 3 March 2026.", (3, 0, 0, 0)),
    ("Quillpad's users fell from 40 million to 30 million.", (2, 0, 0, 0)),
    ("They have four engineers.", (1, 0, 0, 0)),
    ("The paper appeared in 2024.", (1, 0, 0, 0)),
    ("They say “we put 40 million people first today”.", (1, 0, 0, 0)),
    ("I scaled it from 1k to 50k users [@me].", (0, 2, 0, 0)),
    ("In 2015 I cut upload time by 40% [@me].", (0, 2, 0, 0)),
    ("Quillpad has 40 million users [@s2].", (0, 0, 1, 0)),
    ("It is written in C++20, see arXiv 2504.12517v1, [14] and section 4.1.", (0, 0, 0, 5)),
    ("It is written in C++20 and is fast [@s1].", (0, 0, 0, 1)),  # judged by its words
    ("1. We need 10x engineers.\n2. They have C++20 [@s1, §4.1].", (0, 0, 0, 2)),
    ("It grew, see https://larkfield.example/2024/7 <!-- 3 of 4 --> `5`.", (0, 0, 0, 0)),
    ("It grew.", (0, 0, 0, 0)),
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_a_number_lands_in_its_place(text, expected):
    assert astuple(coverage_of(check_text(text, EVIDENCE))) == expected


def test_the_counts_add_up_to_the_numbers_of_the_claims():
    verdicts = check_text("\n\n".join(text for text, _ in PLACES), EVIDENCE)
    told = coverage_of(verdicts)
    in_digits = sum(len(NUMBER.findall(verdict.claim.text)) for verdict in verdicts)
    assert told.seen == in_digits + 1  # "four"
    assert told.seen == told.judged + told.own + told.uncheckable + told.no_figures
    assert told == Coverage(*map(sum, zip(*(places for _, places in PLACES), strict=True)))


def test_the_summary_ends_with_the_coverage():
    last = summary_lines(check_text("Quillpad has 40 million users in C++20.", EVIDENCE))[-1]
    assert last == (
        "2 figures seen, 1 read as claims: 1 judged, 0 own, 0 not checkable; "
        "1 in names and numbering"
    )
    seen, *places = map(int, re.findall(r"\d+", last))
    assert seen == places[0] + places[-1]
    assert places[0] == sum(places[1:-1])
