"""What a check found, for people and for programs."""

from prepkit.reports.lines import evidence_line, finding_lines, summary_lines
from prepkit.reports.records import finding_records, json_lines, schema_text
from prepkit.reports.tables import verdict_frame, write_verdicts

__all__ = [
    "evidence_line",
    "finding_lines",
    "finding_records",
    "json_lines",
    "schema_text",
    "summary_lines",
    "verdict_frame",
    "write_verdicts",
]
