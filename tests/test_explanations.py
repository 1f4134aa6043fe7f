"""`prepkit check --explain LINE`: every candidate, the rows it was held against, the verdict."""

from datetime import date

import pytest

from prepkit.corpus import Origin, passages_of
from prepkit.documents import read_text
from prepkit.factcheck import Checker, Clock, EvidenceBase, Terms
from prepkit.factcheck.explanations import explain
from prepkit.notes import read_notes
from prepkit.reports.explained import explanation_lines

NOW = date(2026, 11, 22)
TERMS = Terms(near=(("PR", "change"),))
TEXT = """Quillpad had 40 million daily active users in March 2026.
Quillpad had 35 million daily active users in March 2025.
Quillpad had 50 million monthly active users in March 2026.
Quillpad Boards had 30 million daily active users in March 2026.
Quillpad had 30 million daily active users in the US in March 2026.
Pinewire had 30 million daily active users in March 2026.
12% of changes at Larkfield are devoted to tidying.
"""


def checked(notes, text=TEXT):
    origin = Origin("s1", "", "", "https://larkfield.example/", "", "primary", "snapshot", "1",
                    None, None)  # fmt: skip
    base = EvidenceBase(passages_of(read_text(text), origin), TERMS)
    checker = Checker(base, Clock(NOW))
    return checker, checker.check_notes(read_notes(notes))[0]


def explained(notes, text=TEXT):
    checker, verdict = checked(notes, text)
    return explain(checker, verdict)


def rows(trial):
    return [step.row for step in trial.steps]


def test_every_candidate_is_shown_with_the_row_that_keeps_it_apart():
    (explanation,) = explained("Quillpad has 30 million daily active users.")
    told = {trial.passage.text.split(" in March")[0]: rows(trial) for trial in explanation.trials}
    assert told == {
        "Quillpad had 40 million daily active users": ["B", "D5"],
        "Quillpad had 35 million daily active users": ["B", "D5"],
        "Quillpad had 50 million monthly active users": ["B3", "D5"],
        "Quillpad Boards had 30 million daily active users": ["B2", "D1", "B2"],
        "Quillpad had 30 million daily active users in the US": ["B5", "D1", "B5"],
        "Pinewire had 30 million daily active users": ["B1"],
    }


def test_what_the_verdict_rests_on_stands_first_and_the_runner_up_is_kept():
    checker, verdict = checked("Quillpad had 40 million daily active users in March 2026.")
    (explanation,) = explain(checker, verdict)
    first, second, *_ = explanation.trials
    assert (first.leads, second.leads, second.stranger) == (True, False, False)
    assert rows(first) == ["B", "E1", "D1"]
    assert [step.said for step in second.steps][1:] == [
        "not for that date: March 2025", "contradicted: the source says 35 million",
        "not found: not for that date: the source has 35 million for March 2025",
    ]  # fmt: skip
    marked = list(explanation_lines(verdict, [explanation], checker.clock))
    assert [line.partition("<- ")[2] for line in marked if "<-" in line] == ["leads", "runner-up"]


def test_a_newer_value_that_decides_with_the_leading_one_is_marked():
    (explanation,) = explained("Quillpad has 35 million daily active users.")
    assert explanation.finding.code == "E3"
    assert [trial.passage.text[13:15] for trial in explanation.trials if trial.heard] == ["40"]


@pytest.mark.parametrize(
    ("notes", "code"),
    [
        ("12% of PRs at Larkfield are devoted to tidying.", "B4"),
        ("Quillpad has 400 million daily active users.", "D5"),
        ("Quillpad had 40 million daily active users in 2019.", "E1"),
        ("“Quillpad had 50 million monthly active users” they say.", "Q1"),
        ("12% of changes at Larkfield are devoted to tidying [@s1].", "D1"),
    ],
)
def test_the_leading_candidate_alone_gets_the_row_of_the_verdict(notes, code):
    (explanation,) = explained(notes)
    assert explanation.finding.code == code
    assert rows(explanation.trials[0])[-1] == code
    assert explanation.trials[0].leads


def test_of_a_change_both_ends_are_explained():
    text = "Crashes fell from 14% to 4% of sessions. 14% of sessions are paid."
    (explanation,) = explained("Crashes fell from 14% to 4% of sessions.", text)
    assert [m.quantity.surface for m in explanation.claimed] == ["14%", "4%"]
    assert explanation.trials[0].leads
    assert rows(explanation.trials[0])[-1] == "D13"


def test_strangers_are_counted_where_they_are_many():
    many = " ".join(f"Pinewire{n}x had {n + 20} million daily active users." for n in range(15))
    (explanation,) = explained("Quillpad has 30 million daily active users.", many)
    assert len(explanation.trials) + explanation.left_out == 15
    assert len(explanation.trials) == 10


WITHOUT = [
    ("I scaled it to 50k users [@me].", "A2"),
    ("Quillpad has 40 million users [@s9].", "A1"),
]


@pytest.mark.parametrize(("notes", "code"), WITHOUT)
def test_what_no_passage_decides_has_no_candidates(notes, code):
    (explanation,) = explained(notes)
    assert (explanation.finding.code, explanation.trials) == (code, ())


def test_the_explanation_ends_with_the_verdict_of_the_check():
    checker, verdict = checked("Quillpad has 400 million daily active users.")
    lines = list(explanation_lines(verdict, explain(checker, verdict), checker.clock))
    (finding,) = verdict.findings
    assert lines[0] == "text:1:1: Quillpad has 400 million daily active users."
    assert f"    => {finding.code} {finding.label}: {finding.message}" in lines
    assert lines[-1] == "verdict: contradicted"


def test_a_claim_with_nothing_to_check_says_so():
    checker, verdict = checked("It is nice.")
    lines = list(explanation_lines(verdict, explain(checker, verdict), checker.clock))
    assert lines[2].strip().startswith("nothing to check")


def test_a_claim_read_in_other_words_is_explained_in_them():
    text = "In May Larkfield laid off 230 people. It has 40 shops."
    (explanation,) = explained("Larkfield let go 230 people in May.", text)
    assert explanation.finding.label == "supported"
    assert explanation.finding.part == "230 people"
    first, *rest = explanation.trials
    assert (first.leads, rows(first)) == (True, ["B", "D1"])
    assert not any(trial.leads for trial in rest)
