"""`<!-- prepkit: skip CODE reason -->`: what it silences, what it keeps, and when it is refused."""

import re
from pathlib import Path

import pytest

from prepkit.corpus import Origin, passages_of
from prepkit.documents import read_text
from prepkit.errors import TextInvalid
from prepkit.factcheck import CODES, check_text, read_skips, skip_findings
from prepkit.factcheck.skips import FORM
from prepkit.notes import read_notes
from prepkit.reports import finding_lines, summary_lines

RULES = (Path(__file__).parent.parent / "RULES.md").read_text("utf-8")
ORIGIN = Origin(
    "s1", "", "", "https://larkfield.example/", "", "primary", "snapshot", "1", None, None
)
EVIDENCE = passages_of(read_text("Quillpad has 40 million users and 900 engineers."), ORIGIN)
WRONG, ALSO_WRONG = "Quillpad has 30 million users.", "Quillpad has 700 engineers."
SKIP = "<!-- prepkit: skip D5 the press office says so -->"


def check(text):
    return check_text(text, EVIDENCE, path="notes.md")


def skipped(text):
    return [f.part for verdict in check(text) for f in verdict.findings if f.skipped]


def unused(text):
    verdicts = check_text(text, EVIDENCE)
    return [skip.line for skip in skip_findings(verdicts, read_skips(read_notes(text)))[1]]


# notes, the parts whose findings are skipped
PLACES = [
    (f"{WRONG} {SKIP}", ["30 million users"]),
    (f"{WRONG} {SKIP} {ALSO_WRONG}", ["30 million users"]),
    (f"{WRONG} {ALSO_WRONG} {SKIP}", ["700 engineers"]),
    (f"{SKIP}\n{WRONG}\n\n{ALSO_WRONG}", ["30 million users"]),
    (f"{SKIP} {WRONG} {ALSO_WRONG}", ["30 million users"]),
    (f"- {WRONG}\n- {SKIP} {ALSO_WRONG}", ["700 engineers"]),
    (f"- {WRONG}\n{SKIP}\n- {ALSO_WRONG}", ["700 engineers"]),
    (f"- {WRONG}\n    {SKIP}\n    - {ALSO_WRONG}", ["700 engineers"]),
    (f"> 1. [ ] {SKIP} {WRONG}\n\n{ALSO_WRONG}", ["30 million users"]),
    (f"Quillpad has 30\nmillion users. {SKIP}\n\n{ALSO_WRONG}", ["30\nmillion users"]),
    (f"- {WRONG} [@s1]\n  {SKIP}\n- {ALSO_WRONG}", ["700 engineers"]),
    (f"| a | b |\n|---|---|\n| {WRONG} {SKIP} | {ALSO_WRONG} |", ["30 million users"]),
    (f"{WRONG} <!-- why? --> {SKIP}", ["30 million users"]),
    (f"<!-- why? --> {SKIP}\n{WRONG}", ["30 million users"]),
    (f"{WRONG} <!-- PREPKIT:skip d5\nlong\nstory -->", ["30 million users"]),
    (f"{WRONG} <!-- prepkit: skip D1 no such finding -->", []),
    (f"{WRONG} <!-- prepkit is run daily -->", []),
    (f"{WRONG} `{SKIP}`", []),
    (f"{WRONG}\n\n```\n{SKIP}\n```", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "parts"), PLACES)
def test_a_skip_silences_the_claim_before_it_or_on_a_line_of_its_own_the_next(text, parts):
    assert skipped(text) == [" ".join(part.split()) for part in parts]


def test_a_skip_is_no_claim_and_changes_no_verdict_but_for_its_mark():
    (plain,), (marked,) = check(WRONG), check(f"{WRONG} {SKIP}")
    assert (marked.claim.text, marked.label) == (plain.claim.text, "contradicted")
    (finding,) = marked.findings
    assert (finding.skipped, finding.clean, finding.open) == (
        "the press office says so", False, False,
    )  # fmt: skip


def test_a_skipped_finding_is_listed_with_its_reason_and_counted_apart():
    verdicts = check(f"{WRONG} {SKIP}")
    assert list(finding_lines(verdicts)) == [
        "notes.md:1:14: D5 contradicted: '30 million users': skipped: the press office says so"
    ]
    assert summary_lines(verdicts)[1] == "1 skipped"


UNUSED = [
    (f"{WRONG} {SKIP}", []),
    (f"{WRONG} <!-- prepkit: skip B2 another row -->", [1]),
    (f"Quillpad has 40 million users. {SKIP}", [1]),
    (f"{SKIP}\nIt is nice.\n\n{WRONG}", [1]),
    (f"{WRONG}\n\n{SKIP}", [3]),
    (f"{WRONG} {SKIP} {SKIP}", [1]),
    ("Quillpad has 40 million users. <!-- prepkit: skip D1 it holds anyway -->", [1]),
]


@pytest.mark.parametrize(("text", "lines"), UNUSED)
def test_a_skip_that_silences_nothing_is_told(text, lines):
    assert unused(text) == lines


BAD = [
    ("<!-- prepkit: skip -->", "notes.md:1:6: this skip names no code", FORM),
    ("<!-- prepkit: skip D5 -->", "notes.md:1:6: this skip gives no reason", FORM),
    ("<!-- prepkit: skip D5 ... -->", "notes.md:1:6: this skip gives no reason", FORM),
    ("<!-- prepkit: skip D99 why -->", "notes.md:1:6: unknown code 'D99'", "RULES.md"),
    ("<!-- prepkit: skip A3 why -->", "notes.md:1:6: unknown code 'A3'", "RULES.md"),
    ("<!-- prepkit: ignore D5 why -->", "notes.md:1:6: unknown instruction 'ignore'", FORM),
    ("<!-- prepkit skip D5 why -->", "notes.md:1:6: a colon is missing", FORM),
    ("<!-- prepkit: skip D5 why", "notes.md:1:6: this comment is never closed", "-->"),
    ("\n\n<!-- prepkit: skip D5 why", "notes.md:3:1: this comment is never closed", "-->"),
]


@pytest.mark.parametrize(("comment", "told", "next_step"), BAD)
def test_a_skip_that_is_not_complete_is_refused(comment, told, next_step):
    with pytest.raises(TextInvalid) as refused:
        read_skips(read_notes(f"Note {comment}", "notes.md"))
    assert str(refused.value).startswith(told)
    assert next_step in (refused.value.next_step or "")


def test_every_row_of_the_rules_that_gives_a_finding_can_be_skipped():
    rows = set(re.findall(r"^\| ([A-Z]\d+) \|", RULES, re.M))
    assert rows - CODES == {"A3", "A4", "C1"}
