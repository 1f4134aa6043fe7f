"""arXiv's HTML, which LaTeXML makes from TeX → a document with its section numbers and anchors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from prepkit.documents.assembly import Assembly
from prepkit.documents.document import Document
from prepkit.documents.grid import Cell, make_grid, read_rows, span_of
from prepkit.documents.page import page_published, tokens
from prepkit.documents.tex import plain_math
from prepkit.documents.text import plain
from prepkit.errors import DocumentUnreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LEVELS = {
    "ltx_part": 1, "ltx_chapter": 2, "ltx_section": 3, "ltx_appendix": 3, "ltx_abstract": 3,
    "ltx_acknowledgements": 3, "ltx_subsection": 4, "ltx_subsubsection": 5, "ltx_paragraph": 6,
    "ltx_subparagraph": 7, "ltx_theorem": 8,
}  # fmt: skip
# Not the paper's prose: who wrote it, what it cites, its equations, listings and drawings.
_SKIPPED = frozenset(
    "ltx_bibliography ltx_authors ltx_dates ltx_page_navbar ltx_page_footer ltx_TOC ltx_listing "
    "ltx_lstlisting ltx_equation ltx_equationgroup ltx_eqn_table ltx_ERROR ltx_picture ltx_rule "
    "ltx_pagination ltx_date ltx_classification ltx_keywords ltx_index ltx_glossary".split()
)
# Inside a sentence: marks and tags that are no words of it.
_UNSAID = frozenset("ltx_note_mark ltx_tag ltx_ERROR ltx_listing ltx_picture ltx_rule".split())
_SKIPPED_TAGS = frozenset(("svg", "script", "style", "nav", "footer", "button", "dialog", "form"))
_BLOCK_TAGS = frozenset(
    "article section div p figure figcaption table ul ol li dl dt dd blockquote h1 h2 h3 h4 h5 h6 "
    "aside header main center".split()
)
_BLOCK_CLASSES = frozenset(
    "ltx_p ltx_para ltx_tabular ltx_item ltx_title ltx_logical-block".split()
)
# "[14]", "[3, 7]", "(Moss, 2019)" in a citation; "Moss et al." before it stays in the sentence.
_CITED = re.compile(r"\[[^\[\]]*\]|\([^()]*\)|^[\d\s,;–-]+$")
# "Quayle2", "Marlowe1,∗": a name, and the marks that point to its notes.
_AUTHOR_MARKS = re.compile(r"(?<=\w)[\d*∗†‡§¶]+(?:,[\d*∗†‡§¶]+)*|[\s,;&]+$")
_WATERMARK = re.compile(r"arXiv:(\S+)\s+\[[\w.-]+\]\s+(\d{1,2}) (\w{3})\w* ((?:19|20)\d\d)")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_LETTERS = 200  # a paper has more; a page that says that there is none has fewer


def is_latexml(root: HtmlElement) -> bool:
    """Tell whether LaTeXML made the page."""
    return _article(root) is not None


def read_latexml(root: HtmlElement) -> Document:
    """Return the paper on the page, without its bibliography."""
    article = _article(root)
    if article is None:
        raise DocumentUnreadable("LaTeXML did not make this page")
    walk = _Walk()
    walk.read(article)
    walk.finish()
    if walk.assembly.length < _LETTERS:
        raise DocumentUnreadable(
            "the paper's page holds no paper",
            next_step="fetch the PDF instead: put its address into sources.csv",
        )
    return walk.assembly.document("latexml", walk.title, _published(root), _metadata(root, article))


def _article(root: HtmlElement) -> Any:
    return next((one for one in root.iter("article") if "ltx_document" in tokens(one)), None)


class _Walk:
    """One pass over the article, in reading order."""

    def __init__(self) -> None:
        self.assembly = Assembly()
        self.title: str | None = None
        self._notes: list[tuple[str, str | None]] = []  # footnotes, told after their paragraph
        self._quotes = 0
        self._label = ""
        self._table: tuple[str | None, str | None] = (None, None)  # number and caption

    def finish(self) -> None:
        """Add what is still held back."""
        self._add_notes()

    def read(self, element: Any, anchor: str | None = None) -> None:
        """Add what stands in a container: its blocks, and the text that runs between them."""
        run: list[str] = [element.text or ""]
        for child in element:
            if not isinstance(child.tag, str):
                run.append(child.tail or "")
                continue
            if self._is_block(child):
                self._add_paragraph("".join(run), anchor)
                run = []
                self._read_block(child, child.get("id") or anchor)
            else:
                run.append(self._said(child))
            run.append(child.tail or "")
        self._add_paragraph("".join(run), anchor)

    def _is_block(self, element: Any) -> bool:
        return element.tag in _BLOCK_TAGS or bool(tokens(element) & _BLOCK_CLASSES)

    def _read_block(self, element: Any, anchor: str | None) -> None:
        classes = tokens(element)
        if classes & _SKIPPED or element.tag in _SKIPPED_TAGS:
            return
        if "ltx_title" in classes:
            self._add_title(element)
        elif "ltx_tabular" in classes:
            self._add_table(element, anchor)
        elif classes & {"ltx_table", "ltx_figure", "ltx_float"} or element.tag == "figure":
            self._read_float(element, anchor)
        elif "ltx_p" in classes:
            self._add_paragraph(self._inner(element), _paragraph_anchor(anchor))
        elif element.tag == "blockquote" or "ltx_quote" in classes:
            self._quotes += 1
            self.read(element, anchor)
            self._quotes -= 1
        elif element.tag == "dt":
            self._label = plain(element.text_content())
        else:
            self.read(element, anchor)
            if levels := [LEVELS[name] for name in classes if name in LEVELS]:
                self._add_notes()
                self.assembly.end_section(min(levels))

    def _add_title(self, element: Any) -> None:
        classes = tokens(element)
        parent = element.getparent()
        level = min((LEVELS[name] for name in tokens(parent) if name in LEVELS), default=8)
        number = next(
            (plain(tag.text_content()) for tag in element if "ltx_tag" in tokens(tag)), ""
        )
        words = plain(self._inner(element))
        if "ltx_title_document" in classes:
            self.title = words or None
        elif words or number:
            self._add_notes()
            self.assembly.add_heading(
                words.rstrip("."), level, parent.get("id"), number.rstrip(".")
            )

    def _add_paragraph(self, text: str, anchor: str | None) -> None:
        said = tidy_said(text)
        if said and self._label:  # "Speed" of a list of descriptions: what its item is about
            said, self._label = f"{self._label} {said}", ""
        self.assembly.add_paragraph(said, anchor=anchor, quoted=self._quotes > 0)
        self._add_notes()

    def _add_notes(self) -> None:
        while self._notes:
            text, anchor = self._notes.pop(0)
            self.assembly.add_paragraph(text, anchor=anchor)

    def _read_float(self, element: Any, anchor: str | None) -> None:
        captions = [one for one in element if "ltx_caption" in tokens(one)]
        outer = self._table
        if captions:
            tags = [tag for tag in captions[0].iter() if "ltx_tag" in tokens(tag)]
            number = re.search(r"[\dA-Z][\w.]*(?=\W*$)", tags[0].text_content()) if tags else None
            words = tidy_said(self._inner(captions[0]))
            self._table = (number[0].rstrip(".") if number else None, words or None)
            if not any(_is_data(one) for one in element.iter()):
                self._add_paragraph(words, anchor)  # of a picture: the figures may stand here only
        for child in element:
            if isinstance(child.tag, str) and child not in captions:
                self._read_block(child, child.get("id") or anchor)
        self._table = outer

    def _add_table(self, element: Any, anchor: str | None) -> None:
        grid = make_grid(self._rows(element))
        if grid is None:
            return
        number, caption = self._table
        self.assembly.add_table(caption, grid.header, grid.rows, number=number, anchor=anchor)

    def _rows(self, tabular: Any) -> list[list[Cell]]:
        if tabular.tag == "table":
            return read_rows(tabular, self._cell_text)
        rows = []
        for row in tabular.iter():  # a table of spans
            if "ltx_tr" not in tokens(row):
                continue
            in_head = any("ltx_thead" in tokens(one) for one in row.iterancestors())
            cells = [cell for cell in row if "ltx_td" in tokens(cell)]
            rows.append(
                [
                    Cell(
                        self._cell_text(cell),
                        span_of(cell, "colspan"),
                        span_of(cell, "rowspan"),
                        in_head or "ltx_th" in tokens(cell),
                    )
                    for cell in cells
                ]
            )
        return rows

    def _cell_text(self, cell: Any) -> str:
        return tidy_said(self._inner(cell))

    def _inner(self, element: Any) -> str:
        parts = [element.text or ""]
        for child in element:
            if isinstance(child.tag, str):
                parts.append(self._said(child))
            parts.append(child.tail or "")
        return "".join(parts)

    def _said(self, element: Any) -> str:
        """Return the words of an inline element as one would read them aloud in the sentence."""
        classes = tokens(element)
        if element.tag == "math":
            return plain_math(element.get("alttext") or "")
        if "ltx_note" in classes:
            self._keep_note(element)
            return ""
        if classes & _UNSAID or classes & _SKIPPED or element.tag in _SKIPPED_TAGS:
            return ""
        if element.tag == "cite":
            return _CITED.sub("", plain(self._inner(element)))
        if element.tag == "br":
            return " "
        return self._inner(element)

    def _keep_note(self, note: Any) -> None:
        content = next((one for one in note.iter() if "ltx_note_content" in tokens(one)), None)
        if content is not None:
            self._notes.append((tidy_said(self._inner(content)), note.get("id")))


def tidy_said(text: str) -> str:
    """Return a paragraph with single spaces, and none left where a citation stood.

    >>> tidy_said("as told before  , and  (see )")
    'as told before, and'
    """
    text = re.sub(r"\s*\(\s*(?:e\.g\.|see|cf\.)?[\s,;]*\)|\s*\[[\s,;]*\]", "", text)
    text = plain(text)
    return re.sub(r"\s+([,.;:!?)\]])(?!\d)", r"\1", text)


def _is_data(element: Any) -> bool:
    return "ltx_tabular" in tokens(element)


def _paragraph_anchor(anchor: str | None) -> str | None:
    """Return the id of the paragraph's <div>: "S4.SS1.p2" for the "S4.SS1.p2.1" within it."""
    within = re.fullmatch(r"(.*\bp\d+)\.\d+", anchor or "")
    return within[1] if within else anchor


def _published(root: HtmlElement) -> str | None:
    mark = root.find(".//*[@id='watermark-tr']")
    stamped = _WATERMARK.search(plain(mark.text_content())) if mark is not None else None
    if stamped and stamped[3] in _MONTHS:
        return f"{stamped[4]}-{_MONTHS.index(stamped[3]) + 1:02}-{int(stamped[2]):02}"
    return page_published(root)


def _metadata(root: HtmlElement, article: Any) -> dict[str, str]:
    names = []
    for person in article.iter():
        if "ltx_personname" in tokens(person):
            names.append(_AUTHOR_MARKS.sub("", plain(person.text_content())))
    metadata = {"authors": "; ".join(name for name in names if name)}
    for key, place in (("arxiv", "watermark-tr"), ("license", "license-tr")):
        found = root.find(f".//*[@id='{place}']")
        if found is not None:
            metadata[key] = plain(found.text_content())
    return {key: value for key, value in metadata.items() if value}
