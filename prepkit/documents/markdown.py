"""Markdown → plain blocks that know, letter by letter, where they stand in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from prepkit.documents.assembly import Assembly
from prepkit.documents.document import Document, Locator, Table
from prepkit.documents.front_matter import Metadata, read_front_matter
from prepkit.documents.inline import (
    Letters,
    comments_in,
    markdown_parser,
    plain_html,
    plain_inline,
    tidy,
)
from prepkit.errors import TextInvalid

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST_CHARACTERS = 1_000_000  # of one file: a book of four hundred pages
_LINE_END = re.compile(r"\r\n?|\n")
_BARE_PIPE = re.compile(r"(?<!\\)\|")
# What stands before a row's first cell: "> | a |", "- | a |"; not "a | b", which opens no pipe.
_ROW_LEAD = re.compile(r"[\s>]*(?:(?:[-+*]|\d+[.)])\s+)*\|")

# What may stand before a comment that leads its line: "- ", "2. ", "> ", "## ", "| ", "[ ] ".
_MARKS = re.compile(r"[\s>#|]*(?:(?:[-+*]|\d+[.)])[\s>#|]+)*(?:\[[ xX]\]\s*)?")
_COMMENT = re.compile(r"<!--.*?-->\s*")


@dataclass(frozen=True, slots=True)
class Block:
    """One heading, paragraph, list item, quoted paragraph or table cell, its mark-up gone."""

    text: str
    kind: str  # "heading", "paragraph", "item", "quote", "cell"
    headings: tuple[str, ...]  # that it stands under, outermost first
    parent: str | None  # the text of the list item that it is nested under
    offsets: tuple[int, ...]  # of each letter of `text`, in the file
    level: int = 0  # of a heading: 1 to 6


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment, marks and all, and where it begins."""

    text: str
    line: int
    column: int
    leads: bool  # nothing but marks of Markdown stands before it on its line


@dataclass(frozen=True, slots=True)
class Markdown:
    """A Markdown file as read."""

    metadata: Metadata
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...]
    path: str | None
    _lines: tuple[int, ...] = field(repr=False)  # where each line begins
    _tables: tuple[tuple[int, Table], ...] = field(repr=False)  # the block each comes before

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and column of an offset in the file, both from 1."""
        line = bisect_right(self._lines, offset) or 1
        return line, max(offset - self._lines[line - 1], 0) + 1

    @property
    def document(self) -> Document:
        """The same text as a document: built anew at each call."""
        return _document_of(self)


def read_markdown(text: str, path: object = None) -> Markdown:
    """Return the blocks of `text`; no code, link address, comment or front matter is in them."""
    if len(text) > MOST_CHARACTERS:
        raise TextInvalid(
            f"the file has {len(text):,} characters, more than {MOST_CHARACTERS:,}",
            path=path,
            next_step="split it into several files",
        )
    source = _Source(text)
    metadata, first = read_front_matter(source.lines, path)
    walk = _Walk(source)
    # The front matter is blanked rather than cut, so that every line keeps its number.
    walk.read("\n".join([""] * first + source.lines[first:]))
    return Markdown(
        metadata=metadata,
        blocks=tuple(walk.blocks),
        comments=tuple(source.comment(*found) for found in walk.comments),
        path=None if path is None else str(path),
        _lines=tuple(source.starts),
        _tables=tuple(walk.tables),
    )


class _Source:
    """The file's lines without their ends, and where each begins; a byte order mark is skipped."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = []
        self.starts: list[int] = []
        text = text.replace("\0", "\ufffd")  # as the parser does
        start = 1 if text.startswith("\ufeff") else 0
        for end in _LINE_END.finditer(text, start):
            self._add(text, start, end.start())
            start = end.end()
        self._add(text, start, len(text))

    def _add(self, text: str, start: int, end: int) -> None:
        self.lines.append(text[start:end])
        self.starts.append(start)

    def comment(self, text: str, offset: int) -> Comment:
        """Return a comment that begins at an offset of the file."""
        line = bisect_right(self.starts, offset) or 1
        before = self.lines[line - 1][: max(offset - self.starts[line - 1], 0)]
        leads = _MARKS.fullmatch(_COMMENT.sub("", before)) is not None
        return Comment(text, line, len(before) + 1, leads)

    def locate(self, content: str, first_line: int, *, in_heading: bool = False) -> list[int]:
        """Return the offset of each letter of `content`, whose lines end the file's lines."""
        offsets: list[int] = []
        number = first_line
        words = content.split("\n", 1)[0].strip()
        while number + 1 < len(self.lines) and words not in self.lines[number]:
            number += 1  # past lines of odd white space, which the parser trimmed away
        for line in content.split("\n"):
            words = line.strip()
            written = self.lines[number] if number < len(self.lines) else ""
            at = self._heading_at(written, words) if in_heading else written.rfind(words)
            start = self.starts[min(number, len(self.starts) - 1)]
            lead = len(line) - len(line.lstrip())
            offsets += [start + max(at - lead + n, 0) for n in range(len(line))]
            offsets.append(start + len(written))  # of the line's end
            number += 1
        return offsets[:-1]

    @staticmethod
    def _heading_at(written: str, words: str) -> int:
        mark = re.search(r"#+", written)
        return written.find(words, mark.end() if mark else 0)

    def locate_cells(self, contents: list[str], line: int) -> list[list[int]]:
        """Return the offsets of each cell of the table row on `line`."""
        written, start = self.lines[line], self.starts[line]
        bounds = [-1, *(pipe.start() for pipe in _BARE_PIPE.finditer(written)), len(written)]
        spans = [(left + 1, right) for left, right in pairwise(bounds)]
        before_first = written[: spans[0][1]]
        too_many = len(spans) > len(contents) or contents[0] not in before_first
        if _ROW_LEAD.match(written) and too_many:
            spans = spans[1:]  # before the first pipe stands a mark of the list, not a cell
        located = []
        for number, content in enumerate(contents):
            left, right = spans[number] if number < len(spans) else (len(written), len(written))
            escaped = content.replace("|", "\\|")
            at = (
                written.find(escaped, left, right)
                if number
                else written.rfind(escaped, left, right)
            )
            offsets, place = [], max(at, left)
            for letter in content:
                place += letter == "|"  # its backslash is not in `content`
                offsets.append(start + place)
                place += 1
            located.append(offsets)
        return located


class _Walk:
    """One pass over the parser's tokens: what is open now, and the blocks met so far."""

    def __init__(self, source: _Source) -> None:
        self.blocks: list[Block] = []
        self.tables: list[tuple[int, Table]] = []
        self.comments: list[tuple[str, int]] = []
        self._source = source
        self._headings: list[tuple[int, str]] = []
        self._containers: list[str | None] = []  # of each open list item its text, once it has one
        self._quotes = 0
        self._rows: list[tuple[str, ...]] = []

    def read(self, text: str) -> None:
        """Collect the blocks of `text`."""
        tokens = markdown_parser().parse(text)
        opened, line = 0, 1  # of the table that is open: its place among the blocks, its line
        for number, token in enumerate(tokens):
            match token.type:
                case "blockquote_open":
                    self._quotes += 1
                case "blockquote_close":
                    self._quotes -= 1
                case "list_item_open":
                    self._containers.append(None)
                case "list_item_close":
                    self._containers.pop()
                case "html_block":
                    located = self._located(token)
                    self.comments += comments_in(token, located)
                    self._add(plain_html(token.content, located))
                case "table_open":
                    opened, line = len(self.blocks), token.map[0] + 1 if token.map else 1
                case "tr_open":
                    self._add_row(tokens, number)
                case "table_close":
                    self._add_table(opened, line)
                case "inline" if tokens[number - 1].type == "heading_open":
                    self._add_heading(token, tokens[number - 1])
                case "inline" if tokens[number - 1].type == "paragraph_open":
                    self._add(self._inline(token, self._located(token)))

    def _inline(self, token: Token, offsets: list[int]) -> Letters:
        self.comments += comments_in(token, offsets)
        return plain_inline(token, offsets)

    def _located(self, token: Token, *, in_heading: bool = False) -> list[int]:
        first_line = token.map[0] if token.map else 0
        return self._source.locate(token.content, first_line, in_heading=in_heading)

    def _add(self, letters: Letters, kind: str = "", level: int = 0) -> Block | None:
        text, offsets = tidy(letters)
        if not text:
            return None
        parent = next((item for item in reversed(self._containers) if item), None)
        if not kind:
            kind = "quote" if self._quotes else "item" if self._containers else "paragraph"
        headings = tuple(title for _, title in self._headings)
        block = Block(text, kind, headings, parent, offsets, level)
        self.blocks.append(block)
        if self._containers and self._containers[-1] is None:
            self._containers[-1] = text
        return block

    def _add_heading(self, token: Token, opening: Token) -> None:
        in_heading = opening.markup.startswith("#")
        letters = self._inline(token, self._located(token, in_heading=in_heading))
        if self._containers or self._quotes:
            self._add(letters)  # a loud item or quotation: nothing outside it stands under it
            return
        level = int(opening.tag[1:])
        while self._headings and self._headings[-1][0] >= level:
            self._headings.pop()
        if block := self._add(letters, "heading", level):
            self._headings.append((level, block.text))

    def _add_row(self, tokens: list[Token], opened: int) -> None:
        closed = next(n for n in range(opened, len(tokens)) if tokens[n].type == "tr_close")
        cells = [token for token in tokens[opened:closed] if token.type == "inline"]
        line = cells[0].map[0] if cells and cells[0].map else 0
        located = self._source.locate_cells([cell.content for cell in cells], line)
        row = [
            self._add(self._inline(cell, offsets), "cell")
            for cell, offsets in zip(cells, located, strict=True)
        ]
        self._rows.append(tuple(cell.text if cell else "" for cell in row))

    def _add_table(self, opened: int, line: int) -> None:
        caption = self.blocks[opened - 1] if opened else None
        header, *rows = self._rows
        self._rows = []
        headings = tuple(title for _, title in self._headings)
        locator = Locator(
            section=headings[-1] if headings else None,
            line=line,
            table=str(len(self.tables) + 1),
        )
        # The line "Daily users, in millions:" just above a table is its caption.
        told = caption.text.rstrip(": ") if caption and caption.text.endswith(":") else None
        self.tables.append((opened, Table(told, header, tuple(rows), locator, headings)))


def _document_of(markdown: Markdown) -> Document:
    """Return the document of a Markdown file: cells only as tables, each sentence with its line."""
    assembly = Assembly()
    tables = list(markdown._tables)
    for number, block in enumerate(markdown.blocks):
        while tables and tables[0][0] <= number:
            assembly.add_made_table(tables.pop(0)[1])
        if block.kind == "heading":
            assembly.add_heading(block.text, block.level)
        elif block.kind != "cell":
            lines = [markdown.position(offset)[0] for offset in block.offsets]
            assembly.add_paragraph(block.text, lines=lines, quoted=block.kind == "quote")
    for _, table in tables:
        assembly.add_made_table(table)
    metadata = {
        key: ", ".join(value) if isinstance(value, list) else value
        for key, value in markdown.metadata.items()
    }
    heads = [
        block.text for block in markdown.blocks if block.kind == "heading" and block.level == 1
    ]
    title = metadata.get("title") or (heads[0] if heads else None)
    return assembly.document("markdown", title, metadata.get("published"), metadata)
