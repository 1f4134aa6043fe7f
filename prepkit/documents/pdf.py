"""PDF → a document: lines joined to paragraphs, page by page, running heads and feet dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Any

from prepkit.documents.assembly import Assembly
from prepkit.documents.document import Document
from prepkit.documents.text import plain
from prepkit.errors import DocumentUnreadable

MOST_PAGES = 1_500
MOST_CHARACTERS = 5_000_000
TOO_SHORT = 120

_DIGITS = re.compile(r"\d+")
# pdfium's mark for a hyphen at a line's end, with the letters around it.
_HYPHEN = re.compile(r"(\S*?)[\ufffe\x02](?=\S)")
_ENDS = re.compile(r"[.!?:][\"”’')\]]*$")
_BULLET = re.compile(r"[•▪●◦‣–—*-]\s+(?=\S)")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*|[A-Z])\.?\s+(?=[A-Z])")
# A value in a row: "41.2", "$1,915", "(1,250)", "26.9%", "—"; not "Q4", not "users".
_VALUE = re.compile(r"\(?[$€£]?\(?[+−-]?\d[\d,.]*\)?%?\)?|[—–-]|n/?a", re.I)
# A column's period: "Q4 2023", "Q4'23", "4Q23", "FY2023", "2023"; not "1,915".
_PERIOD = re.compile(
    r"(?:Q[1-4]\s*['’]?(?:20)?\d\d|[1-4]Q\s*['’]?(?:20)?\d\d|(?:FY\s*)?20\d\d|19\d\d)\b"
)
# What programs write when nobody gave a title: "Microsoft Word - x", "draft3.tex".
_NO_TITLE = re.compile(r"\s*(?:untitled|microsoft word|\S*\.(?:docx?|tex|indd|pptx?)\s*$)", re.I)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page, and how it stands there; sizes in points."""

    text: str
    page: int
    top: float
    size: float
    edge: bool  # among the two highest or the two lowest of its page


def read_pdf(data: bytes) -> Document:
    """Return the text of a PDF; DocumentUnreadable if it has none, or cannot be opened."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower()
        raise DocumentUnreadable(
            "the PDF is locked" if locked else "the PDF is damaged",
            next_step="print it to a new PDF, and `prepkit import ID FILE`",
        ) from None
    try:
        lines = [line for page in _pages(pdf) for line in page]
        told = pdf.get_metadata_dict()
    finally:
        pdf.close()
    kept = _without_furniture(lines)
    assembly = _assemble(kept)
    if assembly.length < TOO_SHORT:
        raise DocumentUnreadable(
            "the PDF holds pictures of text, or next to none",
            next_step="run it through a text recognition program, and `prepkit import ID FILE`",
        )
    metadata = {"authors": told["Author"]} if told.get("Author") else {}
    return assembly.document("pdf", _title(told.get("Title", ""), kept), None, metadata)


def _pages(pdf: Any) -> Iterator[list[_Line]]:
    if len(pdf) > MOST_PAGES:
        raise DocumentUnreadable(
            f"the PDF has {len(pdf)} pages, more than {MOST_PAGES}",
            next_step="print the pages that you need to a new PDF, and `prepkit import ID FILE`",
        )
    characters = 0
    for number in range(len(pdf)):
        page = pdf[number]
        textpage = page.get_textpage()
        text = textpage.get_text_range()
        characters += len(text)
        if characters > MOST_CHARACTERS:
            raise DocumentUnreadable(
                f"the PDF has more than {MOST_CHARACTERS:,} characters",
                next_step="print the pages that you need to a new PDF, and import that",
            )
        yield _lines_of(text, textpage, number + 1)
        textpage.close()
        page.close()


def _lines_of(text: str, textpage: Any, number: int) -> list[_Line]:
    from ctypes import c_double

    from pypdfium2 import raw

    placed = len(text) == textpage.count_chars()  # else the letters cannot be matched to boxes
    found: list[tuple[str, float, float]] = []
    start = 0
    for written in text.split("\r\n"):
        words = plain(_HYPHEN.sub(_joined_hyphen, written))
        if words:
            top, size = 0.0, 0.0
            at = start + len(written) - len(written.lstrip())
            if placed:
                left, right, bottom, above = (c_double() for _ in range(4))
                if raw.FPDFText_GetCharBox(textpage, at, left, right, bottom, above):
                    top = above.value
                size = raw.FPDFText_GetFontSize(textpage, at)
            found.append((words, top, size))
        start += len(written) + 2
    heights = sorted(top for _, top, _ in found)
    low, high = (heights[1], heights[-2]) if len(heights) > 3 else (-1.0, float("inf"))
    return [
        _Line(words, number, top, round(size, 1), not low < top < high)
        for words, top, size in found
    ]


def _joined_hyphen(match: re.Match[str]) -> str:
    before = match[1]
    # "year-over-/year" and "10-/20" keep their hyphen, "per-/son" does not.
    return before + ("-" if "-" in before or before[-1:].isdigit() else "")


def _without_furniture(lines: list[_Line]) -> list[_Line]:
    """Drop page numbers, and what stands at the edge of most pages, alike but for its number."""
    pages = len({line.page for line in lines})
    if pages < 3:
        return lines
    alike = Counter(look for look, _ in {(look, x.page) for x in lines for look in _looks(x)})
    often = max(3, pages / 2)
    return [line for line in lines if not any(alike[look] >= often for look in _looks(line))]


def _looks(line: _Line) -> set[str]:
    """Return what an edge line is, as printed and with its first or last number told from its page.

    "Page 4 of 9" is "Page +0 of 9" on page 4, as "Page 5 of 9" is on page 5; "Users 41.2" and
    "Users 42.9" are nowhere alike.
    """
    if not line.edge:
        return set()
    numbers = list(_DIGITS.finditer(line.text[:200]))
    looks = {line.text}
    for number in (*numbers[:1], *numbers[-1:]):
        if len(number[0]) < 5:
            apart = int(number[0]) - line.page
            looks.add(f"{line.text[: number.start()]}{apart:+}{line.text[number.end() :]}")
    return looks


def _title(told: str, lines: list[_Line]) -> str | None:
    if told.strip() and not _NO_TITLE.match(told):
        return plain(told)
    first = [line for line in lines if line.page == lines[0].page]
    largest = max((line.size for line in first), default=0.0)
    heads = [line.text for line in first if line.size == largest]
    return " ".join(heads) if 0 < len(heads) < 4 else None


def _assemble(lines: list[_Line]) -> Assembly:
    assembly = Assembly()
    body = median(line.size for line in lines) if lines else 0.0
    for kind, group in groupby(_paragraphs(lines, body), key=lambda one: one[0]):
        if kind == "rows":
            _add_rows(assembly, [line for _, block in group for line in block])
            continue
        for _, block in group:
            words = _join(line.text for line in block)
            if kind == "heading":
                number = _NUMBERED.match(words)
                level = number[1].count(".") + 2 if number else 2
                assembly.add_heading(words, level)
            else:
                assembly.add_paragraph(_BULLET.sub("", words, count=1), page=block[0].page)
    return assembly


def _paragraphs(lines: list[_Line], body: float) -> Iterator[tuple[str, list[_Line]]]:
    """Yield (kind, lines): "heading", "rows" or "prose", in reading order."""
    block: list[_Line] = []
    wide = max((len(line.text) for line in lines), default=0)
    for line in lines:
        kind = _kind(line, body)
        if block and (kind != _kind(block[-1], body) or _parted(block[-1], line, wide)):
            yield _kind(block[-1], body), block
            block = []
        block.append(line)
    if block:
        yield _kind(block[-1], body), block


def _kind(line: _Line, body: float) -> str:
    if _is_row(line.text):
        return "rows"
    large = line.size >= 1.15 * body > 0
    if large and len(line.text) < 150 and not line.text.endswith((".", ",", ";")):
        return "heading"
    return "prose"


def _parted(last: _Line, line: _Line, wide: int) -> bool:
    """Tell whether a new paragraph begins with `line`."""
    if _BULLET.match(line.text) or last.size != line.size:
        return True
    ended = bool(_ENDS.search(last.text))
    if last.page != line.page or line.top > last.top:  # a new page or column
        return ended or not line.text[0].islower()
    gap = last.top - line.top
    if gap > 2.2 * max(line.size, 1.0):
        return True
    return ended and len(last.text) < 0.75 * wide


def _join(texts: Iterable[str]) -> str:
    joined = ""
    for text in texts:
        if joined.endswith("-") and len(joined) > 1 and joined[-2].isalpha() and text[:1].islower():
            last = joined.rsplit(None, 1)[-1]
            joined = (joined if "-" in last[:-1] else joined[:-1]) + text
        else:
            joined = f"{joined} {text}" if joined else text
    return joined


def _values(text: str) -> list[str]:
    """Return the words of a line with a currency sign joined to its number."""
    return re.sub(r"([$€£])\s+(?=[\d(])", r"\1", text).split()


def _is_row(text: str) -> bool:
    """Tell whether a line is a row of a table, or the periods at its head."""
    if len(_PERIOD.findall(text)) > 1 and not _PERIOD.sub("", text).strip(" |*()0123456789"):
        return True
    words = _values(text)
    last = [bool(_VALUE.fullmatch(word)) for word in words]
    return sum(last) > 1 and last[-1] and last[-2] and 2 * sum(last) >= len(words) - 2


def _add_rows(assembly: Assembly, lines: list[_Line]) -> None:
    """Add a table where periods head the rows; rows under no head stay text that proves nothing."""
    periods: list[str] = []
    rows: list[tuple[str, ...]] = []
    for line in [*lines, None]:
        found = _PERIOD.findall(line.text) if line else []
        heads = len(found) > 1 and not _PERIOD.sub("", line.text).strip(" |*()") if line else False
        words = _values(line.text) if line else []
        values = words[-len(periods) :] if periods else []
        if line and periods and not heads and len(words) > len(periods):
            label = words[: -len(periods)]
            if all(_VALUE.fullmatch(word) for word in values) and not _VALUE.fullmatch(label[-1]):
                rows.append((" ".join(label), *values))
                continue
        if rows:
            caption = assembly.headings[-1] if assembly.headings else None
            assembly.add_table(caption, ("", *periods), tuple(rows), page=lines[0].page)
            rows = []
        periods = found if heads else []
        if line and not heads:
            assembly.add_loose(line.text)
