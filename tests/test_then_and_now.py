"""Two levels of one thing, then and now: in one sentence, and in two."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim

CUT = "Larkfield cut its build from 42 minutes to 11 minutes."


def label(claim, text, title="How Larkfield ships software"):
    return check_claim(claim, read_text(text, title=title)).label


@pytest.mark.parametrize(
    "text",
    [
        "A Larkfield build takes 11 minutes, was 42 minutes.",
        "A Larkfield build takes 11 minutes (previously 42 minutes).",
        "Larkfield's build once took 42 minutes, and now takes 11 minutes.",
        "Larkfield's build used to take 42 minutes. It now takes 11 minutes.",
        "Larkfield's build took 42 minutes. On the new machines it takes 11.",
        "Before the rewrite Larkfield's build took 42 minutes; now it takes 11 minutes.",
        "Larkfield's build took 42 minutes, and we brought it down to 11 minutes.",
        "Larkfield's build takes 11 minutes rather than 42.",
    ],
)
def test_what_was_then_and_what_is_now_are_a_change(text):
    assert label(CUT, text) == "supported"


@pytest.mark.parametrize(
    "text",
    [
        # behind the second figure stands what makes it another's
        "A Larkfield build takes 11 minutes, was 42 minutes late.",
        "A Larkfield build takes 11 minutes, had been 42 in the plan.",
        "A Larkfield build takes 11 minutes; it was 42 minutes that the deploy took.",
        "A Larkfield build takes 11 minutes instead of the 42 minutes that Tern needs.",
        # denied, wanted, or somebody else's
        "Larkfield's build takes 42 minutes, and nobody has brought it down to 11 minutes.",
        "Larkfield's build once took 42 minutes, but now we aim for 11 minutes.",
        "Larkfield's build once took 42 minutes, and now Tern takes 11 minutes.",
        # two circumstances are no two times
        "Larkfield's build took 42 minutes on Windows. On Linux it takes 11 minutes.",
        "Larkfield's build used to take 42 minutes. With the cache disabled, it takes 11 minutes.",
        "Larkfield's build took 42 minutes. For their competitors it takes 11 minutes.",
        "Larkfield's build took 42 minutes for the monolith; for the library it takes 11 minutes.",
        "A Larkfield build takes 42 minutes before lunch, 11 minutes after lunch.",
    ],
)
def test_two_levels_of_other_things_are_none(text):
    assert label(CUT, text) != "supported"


def test_a_level_of_before_is_not_todays():
    text = "Larkfield ran 22 services after the split, 96 before."
    assert label("Larkfield now runs 96 services.", text) != "supported"


def test_who_was_named_last_is_who_grew():
    text = "When Larkfield had 22 engineers, Tern was founded. It has 61 engineers today."
    assert label("Larkfield grew from 22 to 61 engineers.", text) != "supported"


RESULTS = "Larkfield Reports Second Quarter 2026 Results"
ROSE = "Larkfield's operating margin rose from 6.9% to 11.0%."


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("Operating margin was 11.0%, compared with 6.9%.", RESULTS, True),
        ("Operating margin was 11.0%, compared with 6.9% a year earlier.", RESULTS, True),
        ("Larkfield's margin beat its rival's: operating margin was 11.0%, compared with 6.9%.",
         RESULTS, False),
        ("With two reviewers, Larkfield's operating margin was 11.0%, versus 6.9%.", RESULTS,
         False),
        ("Larkfield's operating margin was 11.0%, compared with 6.9%.", "Larkfield vs Tern",
         False),
    ],
)  # fmt: skip
def test_a_closing_comparison_is_with_the_time_before_where_nothing_else_is_named(
    text, title, expected
):
    assert (label(ROSE, text, title) == "supported") is expected


PER_SHARE = (
    "Larkfield's net income was $1.9 million, or $0.02 per share, compared with $11 million,"
    " or $0.14 per share{}."
)


@pytest.mark.parametrize(
    ("tail", "expected"),
    [
        (" a year ago", True),
        (", in the second quarter of 2025", True),
        (", expected by analysts", False),
        (", at Tern", False),
        (", before the special charge", False),
    ],
)
def test_two_changes_told_as_one_end_with_when(tail, expected):
    claim = "Larkfield's net income fell from $11 million to $1.9 million."
    assert (label(claim, PER_SHARE.format(tail), RESULTS) == "supported") is expected
