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
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
# A no-break space is a space like any other; not in "816 000", where it holds a number together.
_NO_BREAK = re.compile(r"\u00a0(?!\d)|(?<!\d)\u00a0")


# "The city’ s report": a space that came in with the curly mark.
_PARTED_MARK = re.compile(r"(?<=\w)(['’]) (?=(?:s|t|re|ve|ll)\b)")


def plain(text: str) -> str:
    """Return `text` with each run of white space as one space, and none around it."""
    return _SPACES.sub(" ", _NO_BREAK.sub(" ", text)).strip()


def read_text(text: str, title: str | None = None) -> Document:
    """Return `text` as a document; a title tells whom sentences speak of that name nobody."""
    assembly = Assembly()
    for paragraph in _BETWEEN_PARAGRAPHS.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        assembly.add_paragraph(_PARTED_MARK.sub(r"\1", plain(paragraph)))
    return assembly.document("text", title)
