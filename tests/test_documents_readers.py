"""Whatever the bytes: the right reader, sentences that are whole, and no surprise but ours."""

import time
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from growth import takes_time_in_step
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prepkit.documents import Locator, read_document, read_html, read_text, split_sentences
from prepkit.errors import DocumentUnreadable, PrepkitError

PAGES = Path(__file__).parent / "company" / "pages"
PROSE = "Quillpad had 41.2 million daily users in 2023. " * 5


# --- which reader ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "media_type", "url", "kind"),
    [
        ((PAGES / "paper.html").read_bytes(), "text/html", None, "latexml"),
        ((PAGES / "logs.html").read_bytes(), "", None, "article"),
        ((PAGES / "logs.html").read_bytes(), "application/octet-stream", None, "article"),
        ((PAGES / "logs.html").read_bytes(), "text/plain", None, "article"),
        ((PAGES / "slides.pdf").read_bytes(), "text/html", None, "pdf"),
        (b"\n\n" + (PAGES / "slides.pdf").read_bytes(), "", None, "pdf"),
        (f"<p>{PROSE}".encode(), "text/html; charset=utf-8", None, "article"),
        (f"\ufeff<!-- saved -->\n<html><p>{PROSE}".encode(), "", None, "article"),
        (PROSE.encode(), "text/plain", None, "text"),
        (PROSE.encode("utf-16"), "", None, "text"),
        (f"# Users\n\n{PROSE}".encode(), "text/markdown", None, "markdown"),
        (f"# Users\n\n{PROSE}".encode(), "", "https://larkfield.example/notes.md", "markdown"),
    ],
)  # fmt: skip
def test_the_bytes_choose_the_reader_whatever_they_are_called(data, media_type, url, kind):
    document = read_document(data, media_type, url)
    assert document.kind == kind
    assert document.sentences


@pytest.mark.parametrize(
    ("data", "media_type", "told"),
    [
        (b"", "", "empty"),
        (b" \n ", "text/html", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 10, "image/png", "no text"),
        (b"PK\x03\x04" + bytes(2000), "", "no text"),
        (b"\x1f\x8b\x08" + bytes(2000), "", "no text"),
        (b"not a pdf at all", "application/pdf", "no text"),
    ],
)
def test_bytes_without_text_are_refused_with_a_next_step(data, media_type, told):
    with pytest.raises(DocumentUnreadable, match=told) as raised:
        read_document(data, media_type)
    assert raised.value.next_step


# --- sentences ---------------------------------------------------------------------------------

# fmt: off
SENTENCES = [
    ["It has 2.1 billion users."],
    ["It has 2.1 billion users, e.g. in the U.S. and in Europe.", "It grew."],
    ["Revenue was $34.15 billion vs. $27.71 billion a year before.", "It grew."],
    ["See Sec. 4.1 and Fig. 3 for details.", "It grew."],
    ["Larkfield, Inc. reported results.", "It grew."],
    ["Version 2.3.1 came in Dec. 2023.", "It grew."],
    ["About approx. 5 million users read it, max. 6 million."],
    ["It took 5 pct. of them."],
    ["It grew. [14]", "Then it fell."],
    ["It grew. [3, 7–9]", "Then it fell."],
    ["It makes a mail app.", "Its code base grew."],
    ["Is it so?", "Yes!", "Good."],
    ["“We grew by 5%.”", "Then she left."],
    ["1. First we tidy.", "2. Then we rest."],
    ["no full stop at all"],
    ["iOS grew.", "iOS fell."],
    ["It met at 5 p.m. on Monday."],
]
# fmt: on


@pytest.mark.parametrize("sentences", SENTENCES)
def test_text_is_parted_where_a_sentence_ends_and_nowhere_else(sentences):
    text = " ".join(sentences)
    assert [text[start:end] for start, end in split_sentences(text)] == sentences


@given(st.text(alphabet=st.sampled_from("aB1 .!?,;:()[]“”’%$\n\u00a0é-"), max_size=80))
@settings(max_examples=300, deadline=None)
def test_sentences_hold_every_letter_once_and_in_order(text):
    spans = split_sentences(text)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    held = "".join(text[start:end] for start, end in spans)
    assert "".join(held.split()) == "".join(text.split())


def test_plain_text_is_parted_by_blank_lines_and_bullets():
    text = "One\nline. Two.\r\n\r\n- three\n- four -5 degrees\n\n\n  five"
    document = read_text(text, "Larkfield")
    assert document.title == "Larkfield"
    assert document.text == "One line. Two.\n\nthree\n\nfour -5 degrees\n\nfive"
    assert [one.text for one in document.sentences] == [
        "One line.", "Two.", "three", "four -5 degrees", "five",
    ]  # fmt: skip


# --- hostile input -------------------------------------------------------------------------------


# fmt: off
TAGS = [
    b"<p>", b"</p>", b"<table>", b"<tr>", b"<td colspan=9999>", b"<h1>", b"<a href=x>", b"<li>",
    b"<article class='ltx_document'>", b"<math alttext='5\\%'>", b"<cite>", b"<figure>",
    b"</table>",
    b"<figcaption class='ltx_caption'>", b"<span class='ltx_td ltx_tabular'>", b"<svg>", b"<pre>",
    b"<section class='ltx_section'>", b"<h2 class='ltx_title'>", b"<!--", b"]]>", b"<base>",
    b"12% of all. ", b"\xff\xfe", b"&#x0;", b"&nbsp;", b"<meta charset=utf-7>",
    b"<?xml version='1.0' encoding='utf-16'?>",
]
# fmt: on
BYTES = st.one_of(
    st.binary(max_size=400),
    st.binary(max_size=200).map(lambda data: b"<html><body>" + data),
    st.binary(max_size=200).map(lambda data: b"%PDF-1.7\n" + data),
    st.lists(st.sampled_from(TAGS), max_size=60).map(b"".join),
)
TYPES = st.sampled_from(
    ["", "text/html", "application/pdf", "text/html; charset=\0", "text/markdown"]
)


@given(BYTES, TYPES)
@settings(max_examples=400, deadline=None)
@example(b"<?xml version='1.0' encoding='utf-16'?><html>\xd8\x00", "text/html")
@example("<p>\ud800".encode("utf-8", "surrogatepass"), "text/html")
def test_any_bytes_are_read_or_refused_by_an_error_of_ours(data, media_type):
    try:
        document = read_document(data, media_type)
    except PrepkitError as error:
        told = str(error)
    else:
        told = repr(document)
        for one in document.sentences:
            assert document.text[one.start : one.end] == one.text
    assert "\n" not in told


NESTED = {
    "never closed": "<div>" * 1_000_000,
    "closed": "<div>" * 450_000 + "5%" + "</div>" * 450_000,
    "inline": "<b><i>" * 800_000,
    "tables": "<table><tr><td>" * 330_000,
    "lists": "<ul><li>" * 600_000,
    "crossed": "<p><b><div></p></b>" * 260_000,
    "a paper": "<article class='ltx_document'>" + "<section class='ltx_section'>" * 170_000,
}


@pytest.mark.parametrize("page", NESTED.values(), ids=NESTED)
def test_five_megabytes_of_nested_tags_are_refused_in_a_moment(page):
    start = time.process_time()
    with pytest.raises(DocumentUnreadable) as raised:
        read_html("<html><body>" + page)
    assert raised.value.next_step
    assert time.process_time() - start < 5


FLAT = {
    "paragraphs": "<p>Quillpad had 41.2 million users in 2023.</p>",
    "headings": "<h2>Users</h2><p>Quillpad had 41.2 million users in all of 2023.</p>",
    "rows": "<table><tr><td>Users</td><td>41.2</td></tr></table>",
    "formulas": "<p class='ltx_p'>It grew <math alttext='5\\%'></math> in 2023.</p>",
}


@pytest.mark.parametrize(("kind", "unit"), FLAT.items(), ids=FLAT)
def test_twice_the_page_takes_about_twice_the_time(kind, unit):
    head = "<html><body>" + ("<article class='ltx_document'>" if kind == "formulas" else "")

    assert takes_time_in_step(lambda rows: read_html(f"{head}<p>{PROSE}</p>{rows}"), unit, 6_000)


# --- what a person sees ---------------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = set()

    def handle_starttag(self, tag, attrs):
        self.seen.add(tag)
        assert not attrs


def test_what_a_page_says_is_escaped_where_a_notebook_shows_it():
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    told = evil.replace("<", "&lt;").replace(">", "&gt;")
    html = (
        f"<html><head><title>{told}</title></head><body><main><h2>Of {told}</h2><p>{PROSE}</p>"
        f"<p>{PROSE.replace('Quillpad', 'Pinewire')}</p></main></body></html>"
    )
    document = read_html(html)
    assert document.title == evil
    assert document.sections[0].title == f"Of {evil}"
    tags = Tags()
    tags.feed(document._repr_html_())
    assert tags.seen == {"strong", "br", "ul", "li"}


def test_a_document_shows_its_title_kind_and_size():
    document = read_text("One. Two.", "Larkfield")
    assert repr(document) == "Document('Larkfield', text, 0 sections, 2 sentences, 0 tables)"


@pytest.mark.parametrize(
    ("locator", "told"),
    [
        (Locator(section="4.1 Results", anchor="S4.SS1.p2"),
         "section 4.1 Results, paragraph S4.SS1.p2"),
        (Locator(line=12, section="Seen in the source"), "line 12, under 'Seen in the source'"),
        (Locator(table="2", row="Q4 2023", column="DAU"), "table 2, row Q4 2023, column DAU"),
        (Locator(page=3), "page 3"),
        (Locator(), "the text"),
    ],
)  # fmt: skip
def test_a_locator_reads_well(locator, told):
    assert str(locator) == told
