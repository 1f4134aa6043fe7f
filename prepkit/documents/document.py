"""A document as read: its text, and where each sentence and table of it stands."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in its document something stands; what does not apply is None."""

    section: str | None = None  # "4.1 Results"
    anchor: str | None = None  # an id of the page: "S4.SS1.p2"
    page: int | None = None
    line: int | None = None
    table: str | None = None  # its number as printed, or its caption
    row: str | None = None
    column: str | None = None

    def __str__(self) -> str:
        parts = [
            f"page {self.page}" if self.page is not None else "",
            f"line {self.line}" if self.line is not None else "",
            self._section_told(),
            self._table_told(),
            f"row {self.row}" if self.row else "",
            f"column {self.column}" if self.column else "",
            f"paragraph {self.anchor}" if self.anchor and not self.table else "",
        ]
        return ", ".join(part for part in parts if part) or "the text"

    def _section_told(self) -> str:
        if not self.section:
            return ""
        if self.line is not None or self.page is not None:
            return f"under '{self.section}'"
        return f"section {self.section}"

    def _table_told(self) -> str:
        if not self.table:
            return ""
        return f"table {self.table}" if len(self.table) <= 8 else f"table '{self.table}'"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, and the stretch of the text that stands under it, the heading included."""

    title: str
    level: int
    anchor: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document: `document.text[start:end]`."""

    text: str
    start: int
    end: int
    locator: Locator
    headings: tuple[str, ...]  # from the outermost to the nearest
    quoted: bool = False  # stood in a block quote


@dataclass(frozen=True, slots=True)
class Table:
    """One table of data, its cells as plain text."""

    caption: str | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    locator: Locator
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader made of a page: plain text, with sections, sentences and tables in it."""

    title: str | None
    text: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...]
    published: str | None  # as precise as the page gives it: "2024", "2024-03", "2024-03-18"
    metadata: dict[str, str]
    kind: str  # "latexml", "article", "pdf", "markdown", "text"

    def __repr__(self) -> str:
        return f"Document({self.title or 'untitled'!r}, {self.kind}, {self._counted()})"

    def _repr_html_(self) -> str:
        head = f"<strong>{escape(self.title or 'untitled')}</strong>"
        told = ", ".join(part for part in (self.kind, self.published, self._counted()) if part)
        sections = "".join(f"<li>{escape(section.title)}</li>" for section in self.sections)
        return f"{head}<br>{escape(told)}" + (f"<ul>{sections}</ul>" if sections else "")

    def _counted(self) -> str:
        counts = (
            (len(self.sections), "section"),
            (len(self.sentences), "sentence"),
            (len(self.tables), "table"),
        )
        return ", ".join(f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counts)
