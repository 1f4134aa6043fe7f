"""D13 on claims that tell only which way something went."""

import pytest

from prepkit import check_claim, read_text
from prepkit.factcheck.directions import way_in

RISE = "Capex of Tern rose from €2.1 billion in 2024 to €2.6 billion in 2025."
BOTH = "In 2025 Tern's revenue rose 4%, while its profit fell 9%."

TOLD = [
    ("supported", "Tern's capex rose in 2025.", RISE),
    ("contradicted", "Tern's capex fell in 2025.", RISE),
    ("contradicted", "Tern's headcount grew in Q2 2025.",
     "In Q2 2025 Tern's headcount fell 4%, to 3,100."),
    ("supported", "Tern's headcount shrank last quarter.",
     "Tern's headcount fell 4% last quarter, to 3,100."),
    ("supported", "Build times at Tern went down.",
     "Build times at Tern dropped from 12 to 7 minutes."),
    ("contradicted", "Build times at Tern went up.",
     "Build times at Tern dropped from 12 to 7 minutes."),
    ("supported", "Tern cut its cloud costs.", "Tern's cloud costs fell 30%."),
    ("contradicted", "Tern increased its dividend in 2025.",
     "In 2025 Tern's dividend was cut by 10%."),
    ("supported", "Tern's profit fell in 2025.", BOTH),
    ("contradicted", "Tern's profit rose in 2025.", BOTH),
    ("imprecise", "Tern's revenue rose.", "Tern's revenue in Europe rose 4%."),
]  # fmt: skip
NOT_TOLD = [
    ("Tern's revenue in Europe rose.", "Tern's revenue rose 4%."),
    ("Tern's revenue rose.", "Tern expects its revenue to rise 4%."),
    ("Tern's revenue rose in 2025.", "Finch's revenue rose in 2025."),
    ("Tern's sales dropped last year.",
     "Tern's same-store sales dropped 3% last year; total sales rose."),
    ("Crashes went down at Tern after the rewrite.",
     "At Tern, crashes fell by a third before the rewrite."),
    ("Headcount at Tern grew.", "Headcount at Tern fell in 2023 and grew again in 2024."),
    ("Marketing costs were lower than a year ago.",
     "Sales costs were lower than a year ago, but marketing costs were higher."),
    ("Tern's margin widened.", "Tern's operating margin widened to 14% from 12%."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text"), TOLD)
def test_which_way_it_went_is_borne_out_or_denied(label, claim, text):
    assert check_claim(claim, read_text(text, title="Tern")).label == label


@pytest.mark.parametrize(("claim", "text"), NOT_TOLD)
def test_another_thing_time_or_scope_that_moved_is_no_support(claim, text):
    assert check_claim(claim, read_text(text, title="Tern")).label not in (
        "supported",
        "contradicted",
    )


def test_a_text_that_says_both_ways_says_neither():
    assert way_in("Revenue rose and costs fell.") is None
    assert way_in("It ships twice a week.") is None
