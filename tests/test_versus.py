"""Row D17 and D16: two things compared by values, or by how far apart they are."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim


def label(claim, text, title="Two engines"):
    return check_claim(claim, read_text(text, title=title)).label


LOWER = "Quill has a lower error rate than Tern: 4.7% against 6.2%."


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        (LOWER, "Quill has an error rate of 4.7%. Tern has an error rate of 6.2%.", "supported"),
        (LOWER, "Quill has an error rate of 4.7%. In 2018, Tern had an error rate of 6.2%.",
         "not found"),
        ("Quill has a lower error rate than Tern: 6.2% against 4.7%.",
         "Quill has an error rate of 6.2%. Tern has an error rate of 4.7%.", "contradicted"),
        ("Quill has more users than Tern: 22 million against 14 million.",
         "Quill has 22 million users. Tern had 14 million users in 2009.", "not found"),
        ("Quill is faster than Tern: 14 ms against 22 ms.",
         "Quill took 14 ms to parse. Tern took 22 ms to render.", "not found"),
    ],
)  # fmt: skip
def test_two_values_of_a_claim_are_of_like_things(claim, text, expected):
    assert label(claim, text) == expected


CHURN = "Quill's churn is 12 points lower than Tern's."


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        (CHURN, "Quill's churn is 8% and Tern's churn is 20%.", "supported"),
        (CHURN, "Quill's churn is 20% and Tern's churn is 8%.", "contradicted"),
        (CHURN, "Quill's monthly churn is 8% and Tern's annual churn is 20%.", "not found"),
        (CHURN, "Quill's churn was 8% in 2019 and Tern's churn was 20% in 2024.", "not found"),
        ("Quill costs $12 less than Tern.",
         "Quill costs $8 per seat, and Tern costs $20 per team.", "not found"),
        ("Quill weighs 155 grams less than Tern.",
         "Quill weighs 310 g, and the charger of Tern weighs 465 g.", "not found"),
    ],
)  # fmt: skip
def test_how_far_apart_two_things_are(claim, text, expected):
    assert label(claim, text) == expected


@pytest.mark.parametrize(
    ("tail", "expected"),
    [(", 40% shorter", "supported"), (", so 40% cheaper", "other"), (", 40% fewer", "other")],
)
def test_minutes_are_neither_cheaper_nor_fewer(tail, expected):
    text = "Larkfield's builds went from 50 to 30 minutes."
    found = label(f"Larkfield's builds went from 50 to 30 minutes{tail}.", text)
    assert (found == "supported") is (expected == "supported")


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("Larkfield's churn is 3 points higher than in 2022.",
         "Larkfield's churn rose by 3 points in 2022.", False),
        ("Larkfield's churn was 3 points higher in 2024 than in 2022.",
         "Larkfield's churn was 5% in 2022 and 8% in 2024.", True),
        ("Larkfield's revenue was 21% more than in 2022.",
         "Larkfield's revenue was $61 million in 2021 and $74 million in 2022.", False),
    ],
)  # fmt: skip
def test_a_change_counts_from_the_date_that_the_claim_counts_from(claim, text, expected):
    assert (label(claim, text, "Larkfield") == "supported") is expected
