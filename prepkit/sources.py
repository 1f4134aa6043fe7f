"""The list of sources, `sources.csv`: one row for each, every mistake told by line and column."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from prepkit.errors import SourcesInvalid

COLUMNS = ("id", "title", "publisher", "url", "published", "kind", "rank")
KINDS = ("paper", "post", "release", "filing", "talk", "page")
RANKS = ("primary", "secondary")
LARGEST_TABLE = 2_000_000  # bytes; a list that a person keeps by hand is far below


@dataclass(frozen=True, slots=True)
class Source:
    """One row of sources.csv."""

    id: str
    title: str
    publisher: str
    url: str
    published: str  # "2024", "2024-03", "2024-03-18" or ""
    kind: str
    rank: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of a table, white space folded, and where it begins."""

    text: str
    line: int
    column: int


def read_sources(path: Path) -> list[Source]:
    """Return the sources of a sources.csv, in its order; other columns than COLUMNS are yours."""
    sources = []
    lines: dict[str, int] = {}
    for row in read_table(path, COLUMNS):
        for name, problem in _PROBLEMS.items():
            told = problem(row[name].text)
            if told:
                raise _invalid(path, row[name], *told)
        cell = row["id"]
        if cell.text in lines:
            what = f"id {cell.text!r} stands in line {lines[cell.text]} already"
            raise _invalid(path, cell, what, "give each source its own id")
        lines[cell.text] = cell.line
        sources.append(Source(**{name: row[name].text for name in COLUMNS}))
    return sources


def is_source_id(text: str) -> bool:
    """Tell whether `text` may name a source, and so a folder and a citation.

    >>> is_source_id("be-paper"), is_source_id("../notes"), is_source_id("me")
    (True, False, False)
    """
    return bool(_ID.fullmatch(text)) and text != "me"


# "be-paper", "10k-2024"; not "-r", "a/b", "..", "A", "be_paper".
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
# "2024", "2024-03", "2024-03-18"; not "2024-3", "18.03.2024".
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

Problem = tuple[str, str] | None  # what is wrong, and the next step


def _id_problem(text: str) -> Problem:
    if text == "me":
        return "'me' is no id: [@me] marks your own experience", "choose another id"
    if is_source_id(text):
        return None
    return (
        f"{text[:80]!r} is no id",
        "use lower-case letters, digits and '-', at most 64, first a letter or a digit",
    )


def _title_problem(text: str) -> Problem:
    return None if text else ("the title is empty", "write the title of the source")


def _url_problem(text: str) -> Problem:
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port  # reading the port checks it
    except ValueError as error:
        return f"{text[:80]!r} is no address ({error})", "write it as the browser shows it"
    if parts.scheme not in ("http", "https") or not host:
        return f"{text[:80]!r} is no web address", "begin it with https:// or http://"
    if parts.username is not None or parts.password is not None:
        return "the url holds a user name or a password", "take it out"
    if " " in text or not text.isprintable() or len(text) > 2048:
        what = "the url holds a space or an invisible character, or is longer than 2048"
        return what, "write it as the browser shows it"
    return None


def _published_problem(text: str) -> Problem:
    if not text:
        return None
    found = _DATE.fullmatch(text)
    try:
        if found:
            date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
            return None
    except ValueError:
        pass  # such as month 13: told below, like every other form
    return (
        f"{text[:80]!r} is no date",
        "write 2024, 2024-03 or 2024-03-18, or leave it empty",
    )


def _kind_problem(text: str) -> Problem:
    return None if text in KINDS else (f"unknown kind {text[:80]!r}", f"use {_either(KINDS)}")


def _rank_problem(text: str) -> Problem:
    return None if text in RANKS else (f"unknown rank {text[:80]!r}", f"use {_either(RANKS)}")


_PROBLEMS = {
    "id": _id_problem,
    "title": _title_problem,
    "url": _url_problem,
    "published": _published_problem,
    "kind": _kind_problem,
    "rank": _rank_problem,
}


def read_table(path: Path, columns: Sequence[str]) -> list[dict[str, Cell]]:
    """Return the rows of a CSV that has at least `columns`; rows without any value are passed over.

    Stricter than the csv module, which reads over broken quoting and tells no column.
    """
    rows = [row for row in _rows(path, _text(path)) if any(cell.text for cell in row)]
    if not rows:
        raise SourcesInvalid(
            "is empty", path=path, line=1, next_step=f"begin it with {','.join(columns)}"
        )
    header, *body = rows
    names = [cell.text.lower() for cell in header]
    for name in columns:
        if name not in names:
            what = f"column {name!r} is missing"
            if len(names) == 1 and (";" in names[0] or "\t" in names[0]):
                raise _invalid(path, header[0], what, "separate the columns by commas")
            raise _invalid(path, header[0], what, f"begin the file with {','.join(columns)}")
    for name, cell in zip(names, header, strict=True):
        if name in columns and names.count(name) > 1:
            raise _invalid(path, cell, f"column {name!r} stands there twice", "keep one of them")
    for row in body:
        if len(row) != len(names):
            what = f"{len(row)} values where the first line names {len(names)} columns"
            raise _invalid(path, row[0], what, "put a value that holds a comma in double quotes")
    return [dict(zip(names, row, strict=True)) for row in body]


def _text(path: Path) -> str:
    path = Path(path)
    if not path.is_file():
        raise SourcesInvalid(
            "there is no such file", path=path, next_step="run this in the folder of a kit"
        )
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_TABLE + 1)
    except OSError as error:
        raise SourcesInvalid(
            f"cannot be read ({error.strerror})", path=path, next_step="check the file"
        ) from error
    if len(data) > LARGEST_TABLE:
        what = f"is larger than {LARGEST_TABLE // 1_000_000} MB"
        raise SourcesInvalid(what, path=path, next_step="keep one row for each source")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        raise SourcesInvalid(
            f"is not UTF-8 (byte 0x{data[error.start]:02x})",
            path=path,
            line=before.count(b"\n") + 1,
            column=len(before) - before.rfind(b"\n"),
            next_step="save it as UTF-8 (in Excel: 'CSV UTF-8')",
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


# A value in double quotes, in which a quote is doubled, or a value without any quote.
_VALUE = re.compile(r'"((?:[^"]|"")*+)"|[^",\n]*+')
# NUL, escape; not what white space is folded from, nor the joiners of emoji and scripts.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def _rows(path: Path, text: str) -> Iterator[list[Cell]]:
    starts = [0, *(newline.end() for newline in re.finditer("\n", text))]
    row: list[Cell] = []
    position = 0
    while position < len(text) or row:
        line = bisect_right(starts, position)
        column = position - starts[line - 1] + 1
        found = _VALUE.match(text, position)
        assert found is not None  # the second form matches the empty string
        quoted = found[1]
        value = found[0] if quoted is None else quoted.replace('""', '"')
        cell = Cell(" ".join(value.split()), line, column)
        end = text[found.end() : found.end() + 1]
        if end not in (",", "\n", ""):
            raise _broken_quoting(path, cell, found[0], end)
        if _CONTROL.search(cell.text):
            raise _invalid(path, cell, "the value holds a control character", "type it anew")
        row.append(cell)
        position = found.end() + 1
        if end != ",":
            yield row
            row = []


def _broken_quoting(path: Path, cell: Cell, value: str, end: str) -> SourcesInvalid:
    if value.startswith('"'):
        return _invalid(
            path, cell, f"{end!r} follows a closing quote", "write a quote inside a value twice"
        )
    if value:
        what = "a quote stands inside a value that is not quoted"
        return _invalid(path, cell, what, "put the value in quotes and write the inner quote twice")
    return _invalid(path, cell, "this quote is never closed", "close it before the next comma")


def _invalid(path: Path, cell: Cell, what: str, next_step: str) -> SourcesInvalid:
    return SourcesInvalid(what, path=path, line=cell.line, column=cell.column, next_step=next_step)


def _either(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} or {names[-1]}"
