"""Row E0: a date is of what the source says came about then, and of nothing beside it."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim


def label(claim, text):
    return check_claim(claim, read_text(text, title="How Larkfield ships software")).label


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Larkfield has used Rust since 2019.", "Larkfield has used Rust since 2019."),
        ("Larkfield has used Rust since 2019.", "Larkfield adopted Rust in 2019."),
        ("Larkfield opened its Oslo office in 2019.",
         "In 2019 Larkfield opened its Oslo office after a long search."),
        ("Uta Lind became chief executive in March 2026.",
         "Uta Lind, who had been chief engineer since 2020, became chief executive on 1 March"
         " 2026."),
        ("Larkfield launched Murmur in the summer of 2019.",
         "Larkfield launched Murmur in the summer of 2019."),
    ],
)  # fmt: skip
def test_what_came_about_then(claim, text):
    assert label(claim, text) == "supported"


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        # denied, or another deed
        ("Larkfield has used Rust since 2019.", "Larkfield has not used Rust since 2019."),
        ("Larkfield has used Rust since 2019.", "Larkfield has avoided Rust since 2019."),
        ("Larkfield has held the licence since 2019.",
         "Larkfield has sought the licence since 2019."),
        ("Larkfield open-sourced Murmur in 2019.",
         "Larkfield open-sourced Murmur, not in 2019, as is often said, but later."),
        # the date of what it is counted from, or of a thing that is named
        ("Larkfield opened its Oslo office in 2019.",
         "Larkfield opened its Oslo office before it was bought in 2019."),
        ("Larkfield joined the alliance in 2019.",
         "Larkfield joined the alliance that was formed in 2019."),
        ("Larkfield open-sourced Murmur in 2019.",
         "Larkfield open-sourced Murmur because of a leak in 2019."),
        ("Larkfield launched Murmur in May 2019.",
         "Larkfield launched Murmur when the ban of May 2019 ended."),
        ("Larkfield launched Murmur before 2019.",
         "Larkfield launched Murmur after its forerunner failed in 2017."),
        ("Larkfield launched Murmur after 2019.",
         "Larkfield launched Murmur for the games of 2021."),
    ],
)  # fmt: skip
def test_what_only_stands_beside_a_date(claim, text):
    assert label(claim, text) != "supported"
