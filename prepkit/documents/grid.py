"""HTML tables → rows and columns of plain text: spans filled, split cells joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from prepkit.quantities.dates import find_dates

MOST_CELLS = 20_000
MOST_COLUMNS = 200

# What stands alone in a cell but belongs to the number on its left: "26.9" "%", "(1,250" ")".
_BELONGS_LEFT = re.compile(r"[)%]{1,2}|\)\s*%|%\s*\)|pts?\.?|bps|x", re.I)
# What stands alone but belongs to the number on its right: "$" "1,915", "$ (" "1,250", "(" "3".
_BELONGS_RIGHT = re.compile(r"(?:US|C|A|HK)?[$€£¥]\s*\(?|\(")
_DIGIT = re.compile(r"\d")
# What begins with a figure is a value: "1,915", "$515", "(1,250)", "~4%"; not "Three Months Ended
# December 31,", not "Q4 2023".
_VALUE = re.compile(r"[\s(\[+−–~≈<>≥≤-]*(?:US|C|A|HK)?[$€£¥]?\s*[(+−-]?\s*[.]?\d")
# But a period heads a column: "2023", "2023E", "2023 (1)", "2023 vs. 2022", "4Q23", "31 Dec 2023";
# not "1,915", not "26.9", and no number that is not a year.
_PERIOD = re.compile(
    r"(?:19|20)\d\d[ae]?(?:\s*\W{0,3}\s*[a-z.]{0,6}\s*(?:19|20)\d\d)?(?:\s*\(\w\))?"
    r"|(?:19|20)\d\d\s*[-/]?\s*q[1-4]|[1-4]q\s*'?(?:\d\d|\d{4})|\d{1,2}\s+[a-z]{3,9}\.?,?\s+(?:19|20)\d\d",
    re.I,
)
_MOST_HEADS = 4  # rows of a header
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 3  # of what tells an event: "16 vans" is a figure


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the page gives it, before its spans are filled."""

    text: str
    columns: int = 1
    rows: int = 1
    head: bool = False  # a <th>, or stood in a <thead>


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of data: its header, one text a column, and its rows."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def span_of(element: Any, name: str) -> int:
    """Return a cell's `colspan` or `rowspan`, however it is written, within bounds."""
    written = (element.get(name) or "").strip()
    return min(max(int(written), 1), MOST_COLUMNS) if re.fullmatch(r"\d{1,5}", written) else 1


def read_rows(table: Any, text_of: Callable[[Any], str]) -> list[list[Cell]]:
    """Return the cells of an HTML table, without those of a table inside it."""
    rows: list[list[Cell]] = []
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        in_head = row.getparent().tag == "thead"
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        rows.append(
            [
                Cell(
                    text_of(cell),
                    span_of(cell, "colspan"),
                    span_of(cell, "rowspan"),
                    in_head or cell.tag == "th",
                )
                for cell in cells
            ]
        )
    return rows


def make_grid(rows: Iterable[list[Cell]]) -> Grid | None:
    """Return the table of the rows; None if it is layout, or tells of no figure or date."""
    filled = _fill(rows)
    heads = _count_heads(filled)
    body = [_join_split([place.own_text for place in row]) for row in filled[heads:]]
    body = [row for row in body if any(row[1:])]  # a label alone says nothing of a figure
    width = len(filled[0]) if filled else 0
    header = [_joined(row[n].cell.text for row in filled[:heads]) for n in range(width)]
    header, body = _merge_columns(header, body)
    figures = any(_DIGIT.search(text) for row in body for text in row[1:])
    told = figures or is_timeline(body)
    if len(header) < 2 or not told or any(len(text) > 300 for row in body for text in row):
        return None
    return Grid(tuple(header), tuple(tuple(row) for row in body))


def is_timeline(rows: Sequence[Sequence[str]]) -> bool:
    """Tell whether rows tell what happened when: a date, and beside it words that tell it."""
    told = [_words_of_event(row) for row in rows]
    in_words = sum(words >= _FEWEST_WORDS for words in told)
    # "Burrow launched" is an event among others; a list of names, "Ada Brandt", is none.
    return all(words >= _FEWEST_WORDS - 1 for words in told) and in_words > len(told) / 2


def _words_of_event(row: Sequence[str]) -> int:
    """Return in how many words a row tells what happened at its date; 0 if it has none."""
    told = [text for text in row[1:] if text]
    dates = find_dates(row[0]) if row else []
    dated = len(dates) == 1 and dates[0].surface == row[0].strip()
    return len(_WORD.findall(told[0])) if dated and len(told) == 1 else 0


@dataclass(frozen=True, slots=True)
class _Place:
    """One place of the filled table: its cell, and whether the cell's text is said here."""

    cell: Cell
    first: bool

    @property
    def own_text(self) -> str:
        return self.cell.text if self.first else ""


def _fill(rows: Iterable[list[Cell]]) -> list[list[_Place]]:
    """Return rows of equal length: a cell stands in each place that it spans."""
    filled: list[list[_Place]] = []
    below: dict[int, tuple[_Place, int]] = {}  # by column: what reaches down, and for how many rows
    places = 0
    for row in rows:
        line: list[_Place] = []
        waiting = row[::-1]
        while (waiting or len(line) in below) and len(line) < MOST_COLUMNS:
            if len(line) in below:
                place, left = below.pop(len(line))
                if left > 1:
                    below[len(line)] = (place, left - 1)
                line.append(place)
                continue
            cell = waiting.pop()
            for n in range(min(cell.columns, MOST_COLUMNS - len(line))):
                if cell.rows > 1:
                    below[len(line)] = (_Place(cell, n == 0), cell.rows - 1)
                line.append(_Place(cell, n == 0))
        places += len(line)
        if places > MOST_CELLS:
            break
        filled.append(line)
    width = max((len(line) for line in filled), default=0)
    blank = _Place(Cell(""), True)
    return [line + [blank] * (width - len(line)) for line in filled]


def _count_heads(filled: list[list[_Place]]) -> int:
    """Return how many rows at the top are header: all heads, else all before the first figure."""
    if _is_facts(filled):
        return 0
    marked = 0
    while marked < len(filled) and _all_heads(filled[marked]):
        marked += 1
    if marked:
        return marked
    if filled and _words_of_event([place.own_text for place in filled[0]]) >= _FEWEST_WORDS:
        return 0
    for number, row in enumerate(filled[:_MOST_HEADS]):
        texts = [place.own_text for place in row[1:]]
        if any(_VALUE.match(text) and not _PERIOD.fullmatch(text) for text in texts):
            return number
    return 1


def _is_facts(filled: list[list[_Place]]) -> bool:
    """Tell whether each row is a head and a value beside it: a list of facts has no header."""
    pairs = [[place.cell for place in row] for row in filled]
    return bool(pairs) and all(
        len(row) == 2 and row[0].head and not row[1].head and row[0] is not row[1] for row in pairs
    )


def _all_heads(row: list[_Place]) -> bool:
    said = [place.cell for place in row if place.cell.text]
    return bool(said) and all(cell.head for cell in said)


def _join_split(texts: list[str]) -> list[str]:
    """Return the row with signs, brackets and percent marks joined to their numbers."""
    texts = list(texts)
    for n, text in enumerate(texts):
        if _BELONGS_RIGHT.fullmatch(text):
            right = next((m for m in range(n + 1, min(n + 3, len(texts))) if texts[m]), None)
            if right is not None and _DIGIT.search(texts[right]):
                texts[right], texts[n] = _with_sign(text.replace(" ", ""), texts[right]), ""
    for n, text in enumerate(texts):
        if _BELONGS_LEFT.fullmatch(text):
            left = next((m for m in range(n - 1, max(n - 3, 0), -1) if texts[m]), None)
            if left is not None and _DIGIT.search(texts[left]):
                mark = text.replace(" ", "")
                texts[left] += mark if mark[0] in ")%" else f" {mark}"
                texts[n] = ""
    return texts


def _with_sign(sign: str, number: str) -> str:
    """Return a number with the sign before it; "$" and "(1,250" make "($1,250"."""
    if number.startswith("(") and not sign.endswith("("):
        return f"({sign}{number[1:]}"
    return sign + number


def _merge_columns(header: list[str], body: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Drop empty columns; make one of neighbours with one head that never both say something.

    The head of an empty column, where only a sign stood, goes to a neighbour that has none.
    """
    heads: list[str] = []
    groups: list[list[int]] = []
    orphan, stood = "", -9
    for n, head in enumerate(header):
        near = bool(groups) and n - groups[-1][-1] <= 2
        if not any(row[n] for row in body):
            if head and near and len(groups) > 1 and not heads[-1]:
                heads[-1] = head
            elif head and not (near and heads[-1] == head):
                orphan, stood = head, n
        elif near and head and heads[-1] == head and _never_both(body, groups[-1], n):
            groups[-1].append(n)
        else:
            groups.append([n])
            heads.append(head or (orphan if n - stood <= 2 else ""))
            orphan = ""
    merged = [["".join(row[n] for n in group) for group in groups] for row in body]
    return heads, merged


def _never_both(body: list[list[str]], group: list[int], column: int) -> bool:
    return not any(row[column] and any(row[m] for m in group) for row in body)


def _joined(texts: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(text for text in texts if text))
