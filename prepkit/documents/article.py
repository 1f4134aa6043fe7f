"""Any web page → the document of its main text, without menus, comments and notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING, Any

from prepkit.documents.assembly import Assembly
from prepkit.documents.document import Document
from prepkit.documents.grid import MOST_CELLS, Grid, make_grid, read_rows, span_of
from prepkit.documents.page import (
    SAVE_IT,
    page_description,
    page_published,
    page_title,
)
from prepkit.documents.text import plain
from prepkit.errors import DocumentUnreadable
from prepkit.quantities.dates import find_dates

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TOO_SHORT = 120  # characters; a mission statement on a page of its own has more
LITTLE = 400  # characters of main text under which the page is read a second way
MOST_BLOCKS = 3_000  # a long article has about 500
MOST_SOUP = 4_000_000  # bytes of a page that is worth the second, slower way

# Pages that stand in the article's place. Each must be the title, or most of what is said;
# not an article on captchas, which says a good deal more.
_IN_ITS_PLACE = re.compile(
    r"access (?:to this page )?(?:has been |is )?denied|403 forbidden|just a moment\.\.\."
    r"|attention required!|pardon our interruption|are you (?:a|not a) (?:robot|human)"
    r"|verify(?:ing)? (?:that )?you are (?:a )?human|enable (?:javascript|js)(?: and cookies)?"
    r"|javascript is (?:disabled|required)|checking your browser|captcha|request unsuccessful"
    r"|unusual traffic|before you continue|we value your privacy|accept (?:all )?cookies"
    r"|(?:sign|log) ?in to (?:continue|your account|view|read)|please (?:sign|log) ?in\b"
    r"|forgot(?:ten)? (?:your )?password|create an account|page (?:not|cannot be) found"
    r"|404 not found|service unavailable|too many requests|undeclared automated tool",
    re.I,
)
_WORDY = 1200  # characters beyond which a page says more than such a notice
_KEY = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"(?:Table|Tab\.)\s([0-9A-Z][0-9A-Z.]{0,4}?)[.:]?(?=\s|$)")
_UNSEEN = (
    "script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "dialog",
    "button", "iframe", "svg", "pre", "code", "select",
)  # fmt: skip
_BLOCKS = (
    "h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "dd", "blockquote", "div", "section",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Captioned:
    """A table of data as the page gives it, and what stands over or under it."""

    grid: Grid
    caption: str | None


def read_article(root: HtmlElement, url: str | None = None) -> Document:
    """Return the main text of the page; DocumentUnreadable if another thing stands in its place."""
    title, published, metadata = page_title(root), page_published(root), _metadata(root)
    assembly = _read_main(root, title, url)
    if assembly.length < LITTLE:
        second = _read_soup(root, title)
        assembly = max(assembly, second, key=lambda one: one.length)
    document = assembly.document("article", title, published, metadata)
    _refuse_notices(document)
    return document


def _refuse_notices(document: Document) -> None:
    said = f"{document.title or ''}\n{document.text}"
    if len(document.text) < _WORDY and (notice := _IN_ITS_PLACE.search(said)):
        raise DocumentUnreadable(
            f"not the article but a notice in its place ('{notice[0].lower()}')", next_step=SAVE_IT
        )
    if len(document.text) < TOO_SHORT:
        raise DocumentUnreadable(
            f"the page is too short to be an article ({len(document.text)} characters)",
            next_step=SAVE_IT,
        )


def _metadata(root: HtmlElement) -> dict[str, str]:
    description = page_description(root)
    return {"description": description} if description else {}


def _read_main(root: HtmlElement, title: str | None, url: str | None) -> Assembly:
    """Read the main text that trafilatura finds, with the page's own tables in it."""
    import trafilatura

    assembly = Assembly()
    tables = _tables_by_words(root)
    _bound_spans(root)
    for time in list(root.iter("time")):
        time.drop_tag()  # trafilatura drops its words with it
    # Its second opinions compare each block with all others: too slow for the longest pages.
    blocks = sum(1 for _ in root.iter(*_BLOCKS))
    found = trafilatura.bare_extraction(
        root,
        url=url,
        fast=blocks > MOST_BLOCKS,
        favor_precision=True,
        include_comments=False,
        with_metadata=False,
    )
    body = getattr(found, "body", None)
    if body is not None:
        for part in body:
            _add_part(assembly, part, title, tables)
    return assembly


def _add_part(
    assembly: Assembly,
    part: Any,
    title: str | None,
    tables: dict[str, _Captioned],
    quoted: bool = False,
) -> None:
    if not isinstance(part.tag, str):
        return
    match part.tag:
        case "head":
            words = plain("".join(part.itertext()))
            level = (part.get("rend") or "h6")[-1]
            if words and words != title:
                assembly.add_heading(words, int(level) if level.isdigit() else 6)
        case "table":
            _add_table(assembly, part, tables)
        case "list" | "quote":
            quoted = quoted or part.tag == "quote"
            if not len(part):
                assembly.add_paragraph(plain(part.text or ""), quoted=quoted)
            for child in _labelled(part):
                _add_part(assembly, child, title, tables, quoted)
        case "code" | "graphic" | "lb":
            pass
        case _:
            _add_words(assembly, part, title, tables, quoted)


def _labelled(part: Any) -> Iterator[Any]:
    """Yield the items of a list, each with its term or its year: "Founded: 2009", "2012: ..."."""
    term = ""
    for item in part:
        _put_year_before(item)
        kind = (item.get("rend") or "")[:2] if item.tag == "item" else ""
        if kind == "dt":
            term = plain("".join(item.itertext())).rstrip(": ")
            continue
        if kind == "dd" and term:
            mark = " " if term[-1] in "?!." else ": "
            item.text = f"{term}{mark}{(item.text or '').lstrip()}"
            term = ""
        yield item


def _put_year_before(item: Any) -> None:
    """Put a date that heads an item before the paragraph under it."""
    if len(item) < 2 or (item.text or "").strip():
        return
    head, told = item[0], item[1]
    if head.tag != "head" or told.tag != "p":
        return
    words = plain("".join(head.itertext()))
    if [date.surface for date in find_dates(words)] == [words]:
        told.text = f"{words}: {(told.text or '').lstrip()}"
        item.remove(head)


def _add_words(
    assembly: Assembly, part: Any, title: str | None, tables: dict[str, _Captioned], quoted: bool
) -> None:
    """Add the words of a paragraph or item; lists and quotations inside it stand after them."""
    words: list[str] = [part.text or ""]
    for child in part:
        if child.tag in ("list", "quote", "p", "item", "table"):
            assembly.add_paragraph(plain("".join(words)), quoted=quoted)
            _add_part(assembly, child, title, tables, quoted)
            words = []
        elif child.tag == "lb":
            words.append(" ")
        elif child.tag != "code" and isinstance(child.tag, str):
            words += child.itertext()
        words.append(child.tail or "")
    assembly.add_paragraph(plain("".join(words)), quoted=quoted)


def _add_table(assembly: Assembly, part: Any, tables: dict[str, _Captioned]) -> None:
    """Add the page's own table of the same words; if it is layout, its cells as paragraphs."""
    if table := tables.get(_key(part)):
        numbered = _NUMBER.match(table.caption or "")
        number = numbered[1] if numbered else None
        assembly.add_table(table.caption, table.grid.header, table.grid.rows, number=number)
        return
    for cell in part.iter("cell"):
        _add_words(assembly, cell, None, {}, False)


def _tables_by_words(root: HtmlElement) -> dict[str, _Captioned]:
    """Return the page's tables of data by their words: trafilatura keeps no spans of cells."""
    tables: dict[str, _Captioned] = {}
    for table in root.iter("table"):
        if table.find(".//table") is None and (grid := make_grid(read_rows(table, _cell_text))):
            key, caption = _key(table), _caption(table)
            if key in tables and tables[key].caption != caption:
                caption = None  # which of the two it is cannot be told
            first = tables[key].grid if key in tables else grid
            tables[key] = _Captioned(first, caption)
    return tables


def _caption(table: Any) -> str | None:
    """Return the table's caption, or that of the figure which holds this table alone."""
    caption = table.find("caption")
    figure = next(table.iterancestors("figure"), None)
    if caption is None and figure is not None and len(list(figure.iter("table"))) == 1:
        caption = figure.find(".//figcaption")
    return (_cell_text(caption) or None) if caption is not None else None


def _bound_spans(root: HtmlElement) -> None:
    """Write down what each cell spans, within bounds; beyond them it spans itself alone."""
    claimed = 0
    for cell in root.iter("td", "th"):
        spans = {name: span_of(cell, name) for name in ("colspan", "rowspan") if cell.get(name)}
        claimed += prod(spans.values())
        for name, span in spans.items():
            cell.set(name, str(span if claimed < MOST_CELLS else 1))


def _key(table: Any) -> str:
    return _KEY.sub("", "".join(table.itertext()))[:400]


def _cell_text(cell: Any) -> str:
    return plain(" ".join(cell.itertext()))


def _read_soup(root: HtmlElement, title: str | None) -> Assembly:
    """Read the page a second, plainer way: every paragraph, item and cell that is not all links."""
    from bs4 import BeautifulSoup
    from lxml import etree

    assembly = Assembly()
    page = etree.tostring(root, method="html", encoding="unicode")
    if len(page) > MOST_SOUP:
        return assembly
    soup = BeautifulSoup(page, "lxml")
    main = soup.find("main") or soup.find("article") or soup.body or soup
    for unseen in main.find_all(_UNSEEN):
        unseen.decompose()
    for element in _innermost(main):
        words = plain(element.get_text(" "))
        if element.name[0] == "h" and element.name[1:].isdigit():
            if words and words != title:
                assembly.add_heading(words, int(element.name[1:]))
        elif not _is_links(element, words):
            assembly.add_paragraph(words, quoted=element.find_parent("blockquote") is not None)
    return assembly


def _innermost(main: Any) -> Iterator[Any]:
    names = (
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "li",
        "td",
        "dd",
        "blockquote",
        "div",
        "section",
    )
    for element in main.find_all(names):
        if element.find(names) is None:
            yield element


def _is_links(element: Any, words: str) -> bool:
    linked = sum(len(plain(link.get_text(" "))) for link in element.find_all("a"))
    return linked * 2 > len(words)
