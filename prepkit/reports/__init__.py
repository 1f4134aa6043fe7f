"""What a check found, for people and for programs.

What a plain check does not need is imported from its own module by the commands that do need it:
`annotations`, `explained`, `flips`, `tables`.
"""

from prepkit.reports.lines import (
    evidence_line,
    finding_lines,
    measured_words,
    skip_line,
    summary_lines,
)
from prepkit.reports.records import finding_records, json_lines, schema_text

__all__ = [
    "evidence_line",
    "finding_lines",
    "finding_records",
    "json_lines",
    "measured_words",
    "schema_text",
    "skip_line",
    "summary_lines",
]
