"""Bytes of any kind → the reader that they are for.

The readers are imported when first needed: a check whose sources are unchanged needs none.
"""

from __future__ import annotations

import re

from prepkit.documents.document import Document
from prepkit.documents.markdown import read_markdown
from prepkit.documents.text import read_text
from prepkit.errors import DocumentUnreadable

MOST_BYTES = 60_000_000  # a PDF with pictures; pages have a lower bound of their own
_HTML = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body|\?xml)\b", re.I | re.S
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a]")


def read_html(html: bytes | str, url: str | None = None, media_type: str = "") -> Document:
    """Return the document of a web page: a paper if LaTeXML made it, else its main text."""
    from prepkit.documents.article import read_article
    from prepkit.documents.latexml import is_latexml, read_latexml
    from prepkit.documents.page import parse_page

    root = parse_page(html, media_type)
    return read_latexml(root) if is_latexml(root) else read_article(root, url)


def read_pdf(data: bytes) -> Document:
    """Return the text of a PDF; DocumentUnreadable if it has none, or cannot be opened."""
    from prepkit.documents import pdf

    return pdf.read_pdf(data)


def read_document(data: bytes, media_type: str = "", url: str | None = None) -> Document:
    """Return the document that `data` holds, whatever its media type claims.

    Raises DocumentUnreadable if there is no text in it that can be judged.
    """
    from prepkit.documents.page import SAVE_IT, decode_page

    if not data.strip():
        raise DocumentUnreadable("the copy is empty", next_step="fetch it again")
    if len(data) > MOST_BYTES:
        raise DocumentUnreadable(
            f"the copy has {len(data) / 1e6:.0f} MB, more than {MOST_BYTES / 1e6:.0f}",
            next_step="save the part that you need, and `prepkit import ID FILE`",
        )
    if b"%PDF-" in data[:1024]:
        return read_pdf(data)
    declared = media_type.partition(";")[0].strip().lower()
    if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")[:4096]) or "html" in declared:
        return read_html(data, url, media_type)
    if declared == "application/pdf" or _is_binary(data):
        raise DocumentUnreadable(
            f"the copy holds no text ({declared or 'of unknown type'})", next_step=SAVE_IT
        )
    text = decode_page(data, media_type)
    markdown = declared == "text/markdown" or (url or "").lower().endswith((".md", ".markdown"))
    return read_markdown(text, url).document if markdown else read_text(text)


def _is_binary(data: bytes) -> bool:
    head = data[:4096]
    return not head.startswith((b"\xff\xfe", b"\xfe\xff")) and len(
        _CONTROL.findall(head)
    ) * 50 > len(head)
