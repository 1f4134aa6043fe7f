"""Verdicts as flat records: one for each judged part, as JSON Lines have them."""

import json
from collections.abc import Iterable, Iterator

from prepkit.corpus import Passage
from prepkit.factcheck import Finding, Verdict


def finding_records(verdicts: Iterable[Verdict]) -> Iterator[dict[str, object]]:
    """Return a record for each finding; what does not apply is None.

    A reading is our own words: its sentence is a `note`, never a `quotation`.
    """
    for verdict in verdicts:
        for finding in verdict.findings:
            yield _record(verdict, finding)


def json_lines(verdicts: Iterable[Verdict]) -> str:
    """Return the records as JSON Lines."""
    records = finding_records(verdicts)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def _record(verdict: Verdict, finding: Finding) -> dict[str, object]:
    line, column = verdict.claim.position(finding.start)
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
        **_evidence(finding.passage),
    }


def _evidence(passage: Passage | None) -> dict[str, object]:
    if passage is None:
        fields = "source evidence second_hand quotation note locator sha256 captured link"
        return dict.fromkeys(fields.split())
    origin = passage.origin
    ours = origin.evidence == "reading" and not passage.quoted
    return {
        "source": origin.source,
        "evidence": origin.evidence,
        "second_hand": passage.second_hand,
        "quotation": None if ours else passage.text,
        "note": passage.text if ours else None,
        "locator": str(passage.locator),
        "sha256": origin.sha256 or None,
        "captured": origin.captured,
        "link": origin.url or None,
    }
