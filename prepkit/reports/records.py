"""Verdicts as flat records: one for each judged part, as JSON Lines have them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from prepkit.corpus import Passage
from prepkit.factcheck import Finding, Verdict

SCHEMA = Path(__file__).parent / "finding.schema.json"
# What JSON may leave as it is, and some readers of lines take for the end of one.
LINE_ENDS = {ord(end): f"\\u{ord(end):04x}" for end in "\x85\u2028\u2029"}
EVIDENCE = (
    "source", "evidence", "second_hand", "quotation", "note", "locator", "selector", "sha256",
    "captured", "link",
)  # fmt: skip


def finding_records(verdicts: Iterable[Verdict]) -> Iterator[dict[str, object]]:
    """Return a record for each finding, as `finding.schema.json` has it.

    What does not apply is None. A reading is our own words: its sentence is a `note`, never a
    `quotation`, and no selector leads to it.
    """
    for verdict in verdicts:
        for finding in verdict.findings:
            yield _record(verdict, finding)


def json_lines(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Return the records as JSON, a line for each."""
    for record in finding_records(verdicts):
        yield json.dumps(record, ensure_ascii=False).translate(LINE_ENDS)


def schema_text() -> str:
    """Return the JSON Schema (draft 2020-12) that every record keeps to."""
    return SCHEMA.read_text("utf-8")


def _record(verdict: Verdict, finding: Finding) -> dict[str, object]:
    line, column = verdict.claim.position(finding.start)
    evidence = _evidence(finding.passage) if finding.passage else dict.fromkeys(EVIDENCE)
    return {
        "path": verdict.claim.path,
        "line": line,
        "column": column,
        "text": finding.part,
        "claim": verdict.claim.text,
        "label": finding.label,
        "code": finding.code,
        "message": finding.message,
        "fix": finding.fix,
        "skipped": finding.skipped,
        **evidence,
        "others": [_evidence(passage) for passage in finding.others],
    }


def _evidence(passage: Passage) -> dict[str, object]:
    origin = passage.origin
    ours = origin.evidence == "reading"
    return {
        "source": origin.source,
        "evidence": origin.evidence,
        "second_hand": passage.second_hand,
        "quotation": None if ours else passage.text,
        "note": passage.text if ours else None,
        "locator": str(passage.locator),
        "selector": None if ours else _selectors(passage),
        "sha256": origin.sha256 or None,
        "captured": origin.captured,
        "link": origin.url or None,
    }


def _selectors(passage: Passage) -> list[dict[str, object]] | None:
    """The passage in its copy's text, as the W3C's Web Annotation Data Model puts it."""
    stretch = passage.stretch
    if stretch is None:
        return None
    quote = {"exact": stretch.exact, "prefix": stretch.prefix, "suffix": stretch.suffix}
    position = {"start": stretch.start, "end": stretch.end}
    return [
        {"type": "TextQuoteSelector", **quote},
        {"type": "TextPositionSelector", **position},
    ]
