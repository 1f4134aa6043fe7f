"""PDFs: lines become paragraphs, running heads go, a table needs its heads."""

import io
from pathlib import Path

import pytest

from prepkit.documents import read_document, read_pdf
from prepkit.documents.pdf import _join
from prepkit.errors import DocumentUnreadable

SLIDES = (Path(__file__).parent / "company" / "pages" / "slides.pdf").read_bytes()


def make_pdf(*pages):
    """Return a PDF of the pages, each a list of (height from 0 to 1, size, text)."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot
    from matplotlib.backends.backend_pdf import PdfPages

    made = io.BytesIO()
    with matplotlib.rc_context({"pdf.fonttype": 42}), PdfPages(made) as pdf:
        for lines in pages:
            page = pyplot.figure(figsize=(8.3, 11.7))
            for height, size, text in lines:
                page.text(0.1, height, text, fontsize=size)
            pdf.savefig(page)
            pyplot.close(page)
    return made.getvalue()


def prose(*texts, top=0.8):
    return [(top - 0.015 * n, 10, text) for n, text in enumerate(texts)]


MORE = "Larkfield makes apps for people who write things down, and tidies as it goes."
FILLER = prose(MORE, MORE, MORE, top=0.3)


@pytest.fixture(scope="module")
def slides():
    return read_pdf(SLIDES)


def test_slides_have_titles_as_sections_and_pages_as_places(slides):
    assert slides.kind == "pdf"
    assert slides.title == "Quillpad in 2023"
    assert [section.title for section in slides.sections] == [
        "Quillpad in 2023", "Daily and monthly users of Quillpad, in millions", "Boards",
    ]  # fmt: skip
    assert {one.locator.page for one in slides.sentences} == {1, 3}
    assert str(slides.sentences[0].locator) == "page 1, under 'Quillpad in 2023'"


def test_lines_are_joined_and_a_word_parted_by_a_hyphen_is_whole_again(slides):
    texts = [one.text for one in slides.sentences]
    assert "A year before it had 38.9 million." in texts
    assert "We count a person once a day, however many notes the person opens." in texts


def test_heads_and_feet_that_each_page_repeats_are_no_text(slides):
    assert "Larkfield slides" not in slides.text
    assert "Unaudited" not in slides.text


def test_rows_under_periods_become_a_table(slides):
    (table,) = slides.tables
    assert table.caption == "Daily and monthly users of Quillpad, in millions"
    assert table.header == ("", "Q4 2022", "Q1 2023", "Q2 2023", "Q3 2023", "Q4 2023")
    assert table.rows == (
        ("Daily active users", "38.9", "39.4", "40.1", "40.7", "41.2"),
        ("Monthly active users", "67.8", "68.2", "68.9", "69.3", "69.8"),
    )
    assert table.locator.page == 2


def test_every_sentence_is_a_span_of_the_text(slides):
    for one in slides.sentences:
        assert slides.text[one.start : one.end] == one.text


def test_rows_without_heads_are_text_but_no_evidence():
    document = read_pdf(
        make_pdf([*prose("Users by region 12.3 4.5 6.7", "Total 23.5 1.2 3.4"), *FILLER])
    )
    assert "Users by region 12.3 4.5 6.7" in document.text
    assert document.tables == ()
    assert all("12.3" not in one.text for one in document.sentences)


def test_figures_at_the_edge_of_each_page_are_kept_and_page_numbers_are_not():
    pages = [
        [(0.95, 10, f"Chapter {'one' if n < 2 else 'two and the rest'[: n + 3]}"),
         *prose(f"Team {n * n} tidies."), *FILLER, (0.05, 10, f"- {n + 41} -"),
         (0.03, 10, f"{n + 1}")]
        for n in range(6)
    ]  # fmt: skip
    text = read_pdf(make_pdf(*pages)).text
    assert text.count("Chapter") == 6
    assert [n for n in range(6) if f"Team {n * n} tidies." in text] == list(range(6))
    assert "43" not in text
    assert "\n3\n" not in text


def test_a_gap_or_a_bullet_begins_a_paragraph():
    lines = [
        *prose("Quillpad had 41.2 million users in December", "2023, more than before.", top=0.9),
        *prose("• Pinewire had 20 million.", "• Boards had 10 million.", top=0.8),
        *FILLER,
    ]
    text = read_pdf(make_pdf(lines)).text
    assert "Quillpad had 41.2 million users in December 2023, more than before.\n\n" in text
    assert "\n\nPinewire had 20 million.\n\nBoards had 10 million.\n\n" in text


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a per-", "son"], "a person"),
        (["grew year-over-", "year"], "grew year-over-year"),
        (["5 -", "7"], "5 - 7"),
        (["Objective-", "C"], "Objective- C"),
        (["one", "two"], "one two"),
    ],
)
def test_a_hyphen_at_a_lines_end_joins_a_word(lines, joined):
    assert _join(lines) == joined


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"%PDF-1.7 and nothing else", "the PDF is damaged"),
        (SLIDES[: len(SLIDES) // 2], "the PDF is damaged"),
        (make_pdf([]), "pictures of text"),
    ],
    ids=["no pdf", "half a pdf", "no text"],
)
def test_a_pdf_without_text_is_refused_with_a_next_step(data, told):
    with pytest.raises(DocumentUnreadable, match=told) as raised:
        read_document(data, "application/pdf")
    assert raised.value.next_step
