"""Headings, paragraphs and tables in reading order → a document with exact spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from prepkit.documents.document import Document, Locator, Section, Sentence, Table
from prepkit.documents.sentences import split_sentences

_IN_MILLIONS = re.compile(r"\b(?:thousands|millions|billions)\b", re.I)


class Assembly:
    """A document in the making: each reader adds what it meets, in the order it meets it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._open: list[_Open] = []
        self._sections: list[tuple[int, Section]] = []
        self._sentences: list[Sentence] = []
        self._tables: list[Table] = []

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings that what comes next stands under, outermost first."""
        return tuple(heading.words for heading in self._open)

    @property
    def length(self) -> int:
        """How many characters of text there are so far."""
        return self._length

    def add_heading(
        self, words: str, level: int, anchor: str | None = None, number: str = ""
    ) -> None:
        """Begin a section, ending those of its level and deeper."""
        self._close(level)
        title = f"{number} {words}".strip()
        start = self._append(title)
        order = len(self._sections) + len(self._open)
        self._open.append(_Open(level, words or title, title, anchor, start, order))

    def end_section(self, level: int) -> None:
        """End the sections of this level and deeper: what comes next stands under none of them."""
        self._close(level)

    def add_paragraph(
        self,
        text: str,
        *,
        anchor: str | None = None,
        page: int | None = None,
        lines: Sequence[int] = (),
        quoted: bool = False,
    ) -> None:
        """Add one paragraph; `lines` gives the source line of each letter."""
        if not text.strip():
            return
        offset = self._append(text)
        headings, section = self.headings, self._section
        for start, end in split_sentences(text):
            line = lines[start] if lines else None
            locator = Locator(section, anchor, page, line)
            self._sentences.append(
                Sentence(text[start:end], offset + start, offset + end, locator, headings, quoted)
            )

    def add_table(
        self,
        caption: str | None,
        header: tuple[str, ...],
        rows: tuple[tuple[str, ...], ...],
        *,
        number: str | None = None,
        anchor: str | None = None,
        page: int | None = None,
    ) -> None:
        """Add one table; without a printed number it is called by its place among the tables."""
        if not rows:
            return
        # "In millions" over the row heads is said of the whole table.
        if header and _IN_MILLIONS.search(header[0]) and not _IN_MILLIONS.search(caption or ""):
            caption = f"{caption} ({header[0].strip('()')})" if caption else header[0]
            header = ("", *header[1:])
        called = number or str(len(self._tables) + 1)
        locator = Locator(self._section, anchor, page, table=called)
        self.add_made_table(Table(caption, header, rows, locator, self.headings))

    def add_made_table(self, table: Table) -> None:
        """Add a table that its reader has placed; its cells become lines of the text."""
        self._append("\n".join(line for line in table_lines(table) if line))
        self._tables.append(table)

    def add_loose(self, text: str) -> None:
        """Add text that can be searched but is no evidence: a row of figures without its heads."""
        self._append(text)

    def document(
        self,
        kind: str,
        title: str | None = None,
        published: str | None = None,
        metadata: dict[str, str] | None = None,
    ) -> Document:
        """Return the finished document."""
        self._close(0)
        sections = (section for _, section in sorted(self._sections, key=lambda one: one[0]))
        return Document(
            title=title,
            text="".join(self._parts),
            sections=tuple(sections),
            sentences=tuple(self._sentences),
            tables=tuple(self._tables),
            published=published,
            metadata=metadata or {},
            kind=kind,
        )

    def _append(self, text: str) -> int:
        if self._parts:
            self._parts.append("\n\n")
            self._length += 2
        start = self._length
        self._parts.append(text)
        self._length += len(text)
        return start

    @property
    def _section(self) -> str | None:
        return self._open[-1].title if self._open else None

    def _close(self, level: int) -> None:
        while self._open and self._open[-1].level >= level:
            one = self._open.pop()
            section = Section(one.title, one.level, one.anchor, one.start, self._length)
            self._sections.append((one.order, section))


def table_lines(table: Table) -> list[str]:
    """Return how caption, header and rows stand in the document's text; "" for an empty one."""
    rows = (" | ".join(row) if any(row) else "" for row in (table.header, *table.rows))
    return [table.caption or "", *rows]


class _Open(NamedTuple):
    """A heading whose section has not ended yet."""

    level: int
    words: str  # without its number
    title: str
    anchor: str | None
    start: int
    order: int
