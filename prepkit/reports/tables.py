"""Verdicts as a table: data/verdicts.csv, and a frame for notebooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from prepkit.factcheck import Verdict
from prepkit.files import write_whole
from prepkit.reports.records import finding_records

if TYPE_CHECKING:
    import pandas

COLUMNS = (
    "path",
    "line",
    "column",
    "text",
    "label",
    "code",
    "message",
    "fix",
    "source",
    "evidence",
    "second_hand",
    "locator",
    "sha256",
    "skipped",
    "claim",
)
# A cell that a spreadsheet would run.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def verdict_frame(verdicts: Iterable[Verdict]) -> pandas.DataFrame:
    """Return a row for each finding, for a notebook."""
    import pandas

    rows = [[record[name] for name in COLUMNS] for record in finding_records(verdicts)]
    return pandas.DataFrame(rows, columns=list(COLUMNS))


def write_verdicts(path: Path, verdicts: Iterable[Verdict]) -> None:
    """Write the findings as CSV, whole or not at all; a file that would stay the same is left."""
    table = io.StringIO(newline="")
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for record in finding_records(verdicts):
        writer.writerow([_cell(record[name]) for name in COLUMNS])
    write_whole(path, table.getvalue().encode("utf-8"))


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = " ".join(str(value).split())
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
