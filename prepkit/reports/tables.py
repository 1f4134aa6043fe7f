"""Verdicts as a table: data/verdicts.csv, and a frame for notebooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from prepkit.errors import SourcesInvalid
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
# What a row has to tell, so that it can be found again.
IDENTIFYING = ("path", "text", "label", "code", "claim")
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
    writer = csv.DictWriter(table, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(verdict_rows(verdicts))
    write_whole(path, table.getvalue().encode("utf-8"))


def verdict_rows(verdicts: Iterable[Verdict]) -> list[dict[str, str]]:
    """Return the findings as they stand in the CSV."""
    return [{name: cell(record[name]) for name in COLUMNS} for record in finding_records(verdicts)]


def read_verdicts(path: Path, shown: object = None) -> list[dict[str, str]] | None:
    """Return the rows that `write_verdicts` wrote, "" where a column was not yet known to it.

    None: there is no such file. SourcesInvalid tells where it is no such table; `shown` is the path
    to name.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise _no_table("not UTF-8", shown or path, 1) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        missing = [name for name in IDENTIFYING if name not in header]
        if missing:
            raise _no_table(f"column {missing[0]!r} is missing", shown or path, 1)
        rows = []
        for row in reader:
            if len(row) != len(header):
                told = f"{len(row)} values where the first line names {len(header)} columns"
                raise _no_table(told, shown or path, reader.line_num)
            rows.append(dict.fromkeys(COLUMNS, "") | dict(zip(header, row, strict=True)))
    except csv.Error as error:
        raise _no_table(str(error), shown or path, reader.line_num) from None
    return rows


def _no_table(what: str, path: object, line: int) -> SourcesInvalid:
    step = "restore it with git, or delete it and run `prepkit run --update`"
    return SourcesInvalid(what, path=path, line=line, next_step=step)


def cell(value: object) -> str:
    """Return a value as it stands in the CSV: one line, which no spreadsheet runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = " ".join(str(value).split())
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
