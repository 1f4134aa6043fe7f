"""The bytes of a web page → a tree, within bounds; and what the page says of itself."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any

from prepkit.documents.text import plain
from prepkit.errors import DocumentUnreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_BYTES = 20_000_000
MOST_ELEMENTS = 300_000  # a long annual report has about 60,000
SAVE_IT = "open it in a browser, save it (or print it to PDF), and `prepkit import ID FILE`"

_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_TYPE_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>", re.I)
# "2024", "2024-03", "2024-03-18", also before a time of day; not "20240318", not "03/18/2024".
_ISO_DAY = re.compile(
    r"\s*((?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)(?![\d/-])"
)
_JSON_PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{4,40})"')
_META_PUBLISHED = (
    "article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date",
    "citation_publication_date", "citation_date", "parsely-pub-date", "publish-date", "pubdate",
)  # fmt: skip


def decode_page(data: bytes, media_type: str = "") -> str:
    """Return the text of a page: by its byte order mark, its header, its own word, or UTF-8."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    told = _TYPE_CHARSET.search(media_type)
    meta = _META_CHARSET.search(data, 0, 4096)
    names = [told[1]] if told else []
    names += [meta[1].decode("ascii", "replace")] if meta else []
    for name in [*names, "utf-8"]:
        try:
            return data.decode(_text_encoding(name))
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252", "replace")


def _text_encoding(name: str) -> str:
    """Return the codec of an encoding's name as browsers take it; LookupError if there is none."""
    found = codecs.lookup(name)
    if not found._is_text_encoding or found.name in ("utf-7", "idna", "punycode"):
        raise LookupError(name)
    if found.name.startswith("utf-16"):
        return "utf-8"  # a page whose <meta> can be read as ASCII is not UTF-16
    return "cp1252" if found.name in ("iso8859-1", "ascii") else found.name


def parse_page(page: bytes | str, media_type: str = "") -> HtmlElement:
    """Return the root element of a page; DocumentUnreadable if it is empty or out of bounds."""
    from lxml import etree, html

    if len(page) > MOST_BYTES:
        raise DocumentUnreadable(
            f"the page has {len(page) / 1e6:.0f} MB, more than {MOST_BYTES / 1e6:.0f}",
            next_step="save the part that you need, and `prepkit import ID FILE`",
        )
    text = page if isinstance(page, str) else decode_page(page, media_type)
    text = _XML_DECLARATION.sub("", text.replace("\0", ""), count=1)
    if not text.strip():
        raise DocumentUnreadable("the page is empty", next_step=SAVE_IT)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DocumentUnreadable(
            f"the page holds no HTML that can be read ({error})", next_step=SAVE_IT
        ) from None
    # lxml stops at the 256th element inside another, which keeps every walk over the tree bounded.
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise DocumentUnreadable("the page is nested too deeply to be read", next_step=SAVE_IT)
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise DocumentUnreadable(
            f"the page has more than {MOST_ELEMENTS:,} elements", next_step=SAVE_IT
        )
    return root


def tokens(element: Any) -> frozenset[str]:
    """Return the class names of an element."""
    return frozenset((element.get("class") or "").split())


def page_title(root: HtmlElement) -> str | None:
    """Return the title that the page gives itself, without its site's name."""
    named = _meta(root).get("og:title")
    heads = [plain(head.text_content()) for head in root.iter("h1")]
    title = next((plain(title.text_content()) for title in root.iter("title")), "")
    # "Title | Site", "Title - Site": the heading that the page's own title begins with.
    shared = next((head for head in heads if head and title.startswith(head)), None)
    return plain(named or "") or shared or title or next((head for head in heads if head), None)


def page_published(root: HtmlElement) -> str | None:
    """Return the day that the page says it was published on: never one guessed from its text."""
    meta = _meta(root)
    said = [meta[name] for name in _META_PUBLISHED if name in meta]
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            said += _JSON_PUBLISHED.findall(script.text or "")[:1]
    for time in root.iterfind(".//article//time[@datetime]"):
        said.append(time.get("datetime"))
    days = (_ISO_DAY.match(one) for one in said)
    return next((day[1] for day in days if day), None)


def page_description(root: HtmlElement) -> str | None:
    """Return the summary that the page gives of itself."""
    meta = _meta(root)
    return plain(meta.get("description") or meta.get("og:description") or "") or None


def _meta(root: HtmlElement) -> dict[str, str]:
    named: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and meta.get("content"):
            named.setdefault(name.lower(), meta.get("content"))
    return named
