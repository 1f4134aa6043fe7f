"""Plain text → a document: paragraphs stand between blank lines."""

from __future__ import annotations

import re

from prepkit.documents.assembly import Assembly
from prepkit.documents.document import Document

# A blank line parts paragraphs, and so does a line's bullet: "- one", "• two"; not "-5 degrees".
_BULLET = r"[-*•▪‣–][ \t]+(?=\S)"
_BETWEEN_PARAGRAPHS = re.compile(
    rf"\n[ \t\f\v]*\n\s*(?:{_BULLET})?|(?:\A|\n)[ \t]*{_BULLET}", re.ASCII
)
# Rows of pipes with a line of dashes under the first: "| Disk | Latency |", "|---|---|".
_TABLE = re.compile(
    r"^[ \t]*\|[^\n]*\|[ \t]*\n[ \t]*\|(?=[^\n]*-)[ \t:|-]+(?:\n[ \t]*\|[^\n]*)+", re.M
)
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
# A no-break space is a space like any other; not in "816 000", where it holds a number together.
_NO_BREAK = re.compile(r"\u00a0(?!\d)|(?<!\d)\u00a0")


# "The city’ s report": a space that came in with the curly mark.
_PARTED_MARK = re.compile(r"(?<=\w)(['’]) (?=(?:s|t|re|ve|ll)\b)")


def plain(text: str) -> str:
    """Return `text` with each run of white space as one space, and none around it."""
    return _SPACES.sub(" ", _NO_BREAK.sub(" ", text)).strip()


def read_text(text: str, title: str | None = None) -> Document:
    """Return `text` as a document; a title tells whom sentences speak of that name nobody.

    A table with pipes, as Markdown writes it, is read as a table.
    """
    assembly = Assembly()
    text, end = text.replace("\r\n", "\n").replace("\r", "\n"), 0
    for found in _TABLE.finditer(text):
        before = _add_paragraphs(assembly, text[end : found.start()])
        _add_table(assembly, found.group(), caption=before)
        end = found.end()
    _add_paragraphs(assembly, text[end:])
    return assembly.document("text", title)


def _add_paragraphs(assembly: Assembly, text: str) -> str:
    """Add the paragraphs of a text, and return the last of them."""
    paragraphs = [_PARTED_MARK.sub(r"\1", plain(part)) for part in _BETWEEN_PARAGRAPHS.split(text)]
    for paragraph in paragraphs:
        assembly.add_paragraph(paragraph)
    return paragraphs[-1]


def _add_table(assembly: Assembly, written: str, caption: str) -> None:
    from prepkit.documents.markdown import MOST_CHARACTERS, read_markdown

    if len(written) > MOST_CHARACTERS:
        assembly.add_loose(written)
        return
    told = caption.rstrip(": ") if caption.endswith(":") else None
    for table in read_markdown(written).document.tables:
        assembly.add_table(told, table.header, table.rows)
