"""Rows T0 and R1: a statement without a figure, where the source says the same words."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim

DELETES = "Larkfield deletes audio after transcription."


def label(claim, text, title="How Larkfield ships software"):
    return check_claim(claim, read_text(text, title=title)).label


@pytest.mark.parametrize(
    "text",
    [
        "Larkfield deletes audio after transcription.",
        "Larkfield deletes audio after transcription, and keeps no copies.",
        "Larkfield deletes audio after transcription, and counts false positives.",
        "To protect its callers, Larkfield deletes audio after transcription.",
    ],
)
def test_what_goes_on_takes_nothing_back(text):
    assert label(DELETES, text) == "supported"


@pytest.mark.parametrize(
    "text",
    [
        "Larkfield deletes audio after transcription, which auditors found to be untrue.",
        "Larkfield deletes audio after transcription, a former employee falsely stated.",
        "Larkfield deletes audio after transcription, pending approval.",
        "Larkfield deletes audio after transcription (planned).",
        "Larkfield deletes audio after transcription, starting next year.",
        "Larkfield deletes audio after transcription; this was dropped in the final release.",
        "Larkfield deletes audio after transcription when asked.",
        "Myth: Larkfield deletes audio after transcription.",
        "Roadmap: Larkfield deletes audio after transcription.",
        "Until 2019, Larkfield deleted audio after transcription.",
        "From 2030, Larkfield deletes audio after transcription.",
        "Tern is our supplier. It deletes audio after transcription.",
        "Larkfield deletes audio after transcription?",
    ],
)
def test_what_takes_it_back_asks_it_or_tells_it_of_another(text):
    assert label(DELETES, text) != "supported"


def test_a_relation_of_a_part_is_not_of_all():
    claim = "Larkfield replaced Jenkins with Buildkite."
    assert label(claim, "Larkfield replaced Jenkins with Buildkite.") == "supported"
    assert label(claim, "Larkfield replaced Jenkins with Buildkite for docs.") == "imprecise"
