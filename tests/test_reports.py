"""What programs read: JSON Lines by their schema, and GitHub's workflow commands."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from prepkit.corpus import Origin, passages_of
from prepkit.documents import read_text
from prepkit.factcheck import CODES, LABELS, check_text
from prepkit.reports import json_lines
from prepkit.reports.annotations import annotation_lines, command
from prepkit.reports.records import schema_text

SHA = "0123456789abcdef" * 4
NOTES = """---
date: 2026-11-22
---
- Quillpad has 40 million users [@s1]. It grew 3% [@s1].
- Quillpad had 30 million users in May 2026. <!-- prepkit: skip D5 100%, they say: "soon" -->
- I scaled it to 50k users [@me]. Larkfield has 5 apps [@s9].
- Quillpad has 900 engineers.
"""
SCHEMA = json.loads(schema_text())
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)


def verdicts(notes=NOTES, evidence="snapshot", text="In May 2026 Quillpad had 40 million users."):
    captured = None if evidence == "reading" else "2026-11-22T10:00:00+00:00"
    origin = Origin("s1", "News", "Larkfield", "https://larkfield.example/", "2026", "primary",
                    evidence, SHA, captured, None)  # fmt: skip
    return check_text(notes, passages_of(read_text(text), origin), path="data/notes/n.md")


def records(**given):
    return [json.loads(line) for line in json_lines(verdicts(**given))]


def problems(record):
    return [error.message for error in VALIDATOR.iter_errors(record)]


# --- JSON Lines -----------------------------------------------------------------------


def test_the_schema_is_one_of_draft_2020_12_and_knows_every_label_and_code():
    Draft202012Validator.check_schema(SCHEMA)
    assert set(SCHEMA["properties"]["label"]["enum"]) == set(LABELS)
    pattern = re.compile(SCHEMA["properties"]["code"]["pattern"])
    assert [code for code in CODES if not pattern.search(code)] == []


@pytest.mark.parametrize("evidence", ["snapshot", "import", "reading"])
def test_every_record_keeps_to_the_schema(evidence):
    found = records(evidence=evidence)
    assert {f["label"] for f in found} >= {"supported", "contradicted", "own", "unavailable"}
    assert [problem for record in found for problem in problems(record)] == []


def test_of_a_copy_the_words_and_their_place_are_told():
    first = records()[0]
    assert first["quotation"] == "In May 2026 Quillpad had 40 million users."
    assert first["selector"] == [
        {"type": "TextQuoteSelector", "exact": first["quotation"], "prefix": "", "suffix": ""},
        {"type": "TextPositionSelector", "start": 0, "end": 42},
    ]
    assert (first["note"], first["sha256"], first["second_hand"]) == (None, SHA, False)
    assert (first["captured"], first["link"]) == (
        "2026-11-22T10:00:00+00:00", "https://larkfield.example/",
    )  # fmt: skip


def test_of_a_reading_the_note_is_told_and_nothing_is_quoted():
    first = records(evidence="reading")[0]
    assert first["note"] == "In May 2026 Quillpad had 40 million users."
    assert (first["quotation"], first["selector"], first["captured"]) == (None, None, None)
    assert first["sha256"] == SHA


def test_a_skipped_finding_keeps_its_label_and_tells_the_reason():
    (skipped,) = [f for f in records() if f["skipped"]]
    assert (skipped["code"], skipped["label"]) == ("D5", "contradicted")
    assert skipped["skipped"] == '100%, they say: "soon"'


def broken(**changes):
    return records(evidence="reading")[0] | changes


BROKEN = [
    broken(surprise=1),
    broken(quotation="our own words"),
    broken(sha256="abc"),
    broken(label="true"),
    broken(source=None),
    broken(line=0),
    {name: value for name, value in broken().items() if name != "skipped"},
]


@pytest.mark.parametrize("record", BROKEN)
def test_the_schema_refuses_what_is_no_finding(record):
    assert problems(record)


def test_a_record_is_one_line_whatever_its_text_holds():
    lines = list(json_lines(verdicts("Quillpad\u2028has 7\u0085million users.")))
    assert [line.splitlines() for line in lines] == [[line] for line in lines]
    assert "\u2028" in json.loads(lines[0])["claim"]


# --- GitHub ---------------------------------------------------------------------------

ESCAPED = [
    (("error", "100% wrong"), {}, "::error::100%25 wrong"),
    (("warning", "a\r\nb"), {}, "::warning::a%0D%0Ab"),
    (("notice", "a: b, c::d"), {}, "::notice::a: b, c::d"),
    (("error", "x"), {"file": "a,b:c%.md", "line": 3}, "::error file=a%2Cb%3Ac%25.md,line=3::x"),
    (("error", "x"), {"title": "a\nb"}, "::error title=a%0Ab::x"),
]


@pytest.mark.parametrize(("told", "properties", "line"), ESCAPED)
def test_a_workflow_command_is_escaped_as_github_reads_it(told, properties, line):
    assert command(*told, **properties) == line


def test_each_finding_that_may_not_stand_is_annotated_by_its_weight():
    lines = list(annotation_lines(verdicts(), lambda path: f"kit/{path}"))
    heads = [line.split("::")[1] for line in lines]
    assert heads == [
        "warning file=kit/data/notes/n.md,line=4,col=48,title=prepkit B1 not found",
        "notice file=kit/data/notes/n.md,line=5,col=16,title=prepkit D5 contradicted%2C skipped",
        "error file=kit/data/notes/n.md,line=6,col=35,title=prepkit A1 unavailable",
        "warning file=kit/data/notes/n.md,line=7,col=16,title=prepkit B1 not found",
    ]
    assert lines[1].endswith('%0Askipped: 100%25, they say: "soon"')


def test_an_annotation_tells_reason_fix_and_evidence():
    (line,) = annotation_lines(verdicts("Quillpad has 30 million users."))
    assert line == (
        "::error file=data/notes/n.md,line=1,col=14,title=prepkit D5 contradicted::"
        "'30 million users': the source says 40 million%0Afix: say '40 million'%0A"
        "[@s1] snapshot, the text: In May 2026 Quillpad had 40 million users."
    )
