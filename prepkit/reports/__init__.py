"""What a check found, for people and for programs."""

from prepkit.reports.annotations import annotation_lines, command, skip_annotation
from prepkit.reports.explained import explanation_lines
from prepkit.reports.flips import Flip, find_flips, flip_lines
from prepkit.reports.lines import (
    evidence_line,
    finding_lines,
    measured_words,
    skip_line,
    summary_lines,
)
from prepkit.reports.records import finding_records, json_lines, schema_text
from prepkit.reports.tables import read_verdicts, verdict_frame, write_verdicts

__all__ = [
    "Flip",
    "annotation_lines",
    "command",
    "evidence_line",
    "explanation_lines",
    "find_flips",
    "finding_lines",
    "finding_records",
    "flip_lines",
    "json_lines",
    "measured_words",
    "read_verdicts",
    "schema_text",
    "skip_annotation",
    "skip_line",
    "summary_lines",
    "verdict_frame",
    "write_verdicts",
]
