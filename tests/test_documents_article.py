"""Web pages of any make: the article is read, what surrounds it is not, a notice is refused."""

from pathlib import Path

import pytest

from prepkit.documents import read_html
from prepkit.documents.grid import Cell, make_grid
from prepkit.documents.page import decode_page
from prepkit.errors import DocumentUnreadable

PAGES = Path(__file__).parent / "company" / "pages"


def read(name):
    return read_html((PAGES / f"{name}.html").read_bytes())


# --- the fictional company's pages -------------------------------------------------------------


def test_a_post_is_read_without_menus_related_posts_comments_and_notices():
    post = read("logs")
    assert post.title == "Sedgelog: reading our logs before the kettle boils"
    assert post.published == "2024-05-14"
    assert [section.title for section in post.sections] == [
        "Lines without a schema", "How a line travels", "What comes next",
    ]  # fmt: skip
    for around in (
        "500 open", "1.2K", "30%", "12,000 files", "900 GB/s", "100%", "$180,000", "7 partner",
        "42 offices", "99000000", "Skip to", "sedge find",
    ):  # fmt: skip
        assert around not in post.text


def test_a_sentence_of_a_post_knows_the_heading_that_it_stands_under():
    (found,) = [one for one in read("logs").sentences if "1.4 seconds" in one.text]
    assert found.text == "The median query takes 1.4 seconds."
    assert str(found.locator) == "section How a line travels"
    assert found.headings == ("How a line travels",)


def test_a_block_quotation_of_a_post_is_marked_as_such():
    quoted = [one.text for one in read("logs").sentences if one.quoted]
    assert quoted == ["We stopped asking people to predict their own questions."]


@pytest.mark.parametrize("name", ["logs", "swift", "review", "results-2023", "about"])
def test_every_sentence_is_a_span_of_the_text(name):
    document = read(name)
    assert document.sentences
    for one in document.sentences:
        assert document.text[one.start : one.end] == one.text


def test_the_table_of_a_release_has_its_split_cells_joined():
    release = read("results-2023")
    (table,) = release.tables
    assert table.caption == "In millions, except percentages"
    assert table.header == (
        "", "Three Months Ended December 31, 2023", "Three Months Ended December 31, 2022",
        "% Change",
    )  # fmt: skip
    assert table.rows == (
        ("Revenue", "$1,915", "$1,532", "25%"),
        ("Costs and expenses", "1,400", "1,249", "12%"),
        ("Income from operations", "$515", "$283", "82%"),
        ("Operating margin", "26.9%", "18.5%", ""),
        ("Interest and other, net", "($1,250)", "($960)", "30%"),
    )
    assert table.headings == ("Fourth Quarter and Full Year 2023 Financial Highlights",)
    assert release.published == "2024-02-01"


def test_each_bullet_of_a_release_is_a_sentence_of_its_own():
    texts = [one.text for one in read("results-2023").sentences]
    assert (
        "Quillpad daily active users (DAUs) – DAUs were 41.2 million on average for December 2023, "
        "an increase of 6% year-over-year."
    ) in texts


def test_a_short_page_is_read_all_the_same():
    about = read("about")
    assert about.title == "About us"
    assert about.published is None  # the year in its footer is no date of publication
    assert "Our mission is to give every thought a place to grow" in about.text
    assert about.metadata["description"] == "Our mission: give every thought a place to grow."


# --- what stands in an article's place -----------------------------------------------------------

NOTICES = [
    ("Just a moment...", "Enable JavaScript and cookies to continue"),
    ("Access Denied", "You don't have permission to access this page. Reference #18.2"),
    ("Attention Required! | Cloudflare", "Sorry, you have been blocked. " * 8),
    ("Quillpad", "Please log in to continue. Email address. Password. Forgot your password? "
     "Create an account to keep your notes. By signing up you agree to our 12 terms of use."),
    ("Larkfield", "Before you continue: we and our 843 partners store cookies on your device. "
     "You can change your choice at any time. Accept all cookies. Reject all. More choices."),
    ("Larkfield", "Are you a robot? Please complete the captcha below to read on, or wait for 30 "
     "seconds. This helps us to keep the site fast for the 7 million people who read it."),
    ("404 Not Found", "The page you are looking for has moved or never was. Try our search, or "
     "one of the 25 most read posts of this week, which you find in the list to the left."),
]  # fmt: skip


@pytest.mark.parametrize(("title", "words"), NOTICES)
def test_a_notice_never_passes_for_the_article(title, words):
    html = f"<html><head><title>{title}</title></head><body><p>{words}</p></body></html>"
    with pytest.raises(DocumentUnreadable) as raised:
        read_html(html)
    assert "prepkit import ID FILE" in str(raised.value)


def test_an_article_about_such_notices_is_an_article():
    prose = "".join(
        f"<p>Part {n}. A captcha asks whether you are a human, and most people are. We counted how "
        f"many of our readers gave up at it: {n}% did in one week, and fewer in the next.</p>"
        for n in range(2, 14)
    )
    document = read_html(f"<html><body><main><h1>On captchas</h1>{prose}</main></body></html>")
    assert len(document.sentences) == 36


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("", "empty"),
        ("   \n ", "empty"),
        ("<html></html>", "too short"),
        ("<html><body><p>Hello.</p></body></html>", "too short"),
        ("<html><body><div id='root'></div><script>draw()</script></body></html>", "too short"),
        ("<div>" * 400 + "deep", "nested too deeply"),
        ("<html><body>" + "<i>x</i>" * 300_001, "elements"),
        (b"\x00\x00", "empty"),
    ],
)
def test_a_page_without_an_article_is_refused_with_a_next_step(html, told):
    with pytest.raises(DocumentUnreadable, match=told) as raised:
        read_html(html)
    assert raised.value.next_step


def test_a_page_of_unclosed_and_crossed_tags_is_read():
    told = [f"In {year} Quillpad had {year % 7} million daily users and many more readers. "
            for year in range(2010, 2024)]  # fmt: skip
    html = (
        f"<body><div><p>{told[0]}<b>{told[1]}<p><i>{told[2]}</b></i>{told[3]}<div><p>{told[4]}<td>"
    )
    texts = [one.text for one in read_html(html).sentences]
    assert texts == [sentence.strip() for sentence in told[:5]]


def test_a_page_that_is_all_plain_blocks_is_read_a_second_way():
    cells = "".join(
        f"<tr><td><a href='#'>Menu {n}</a></td><td>Sedgelog kept {n}0 days of logs.</td></tr>"
        for n in range(1, 9)
    )
    document = read_html(f"<html><body><table>{cells}</table></body></html>")
    assert "Sedgelog kept 30 days of logs." in document.text
    assert all("Menu" not in one.text for one in document.sentences)


# --- captions of tables -------------------------------------------------------------------------
STORY = (
    "<p>" + "The report tells of the town, of its river and of the evenings there. " * 7 + "</p>"
)


def page_with(*tables):
    return read_html(
        f"<html><body><article>{STORY}{'<p>And one more.</p>'.join(tables)}</article></body></html>"
    )


QUARTERS = "<tr><th>Quarter</th><th>Margin</th></tr><tr><td>Q1 2026</td><td>22.3%</td></tr>"


@pytest.mark.parametrize(
    ("table", "caption", "number"),
    [
        (f"<table><caption>Margins of <b>Larkfield</b></caption>{QUARTERS}</table>",
         "Margins of Larkfield", "1"),
        (f"<figure><table>{QUARTERS}</table><figcaption>Table 7. Margins</figcaption></figure>",
         "Table 7. Margins", "7"),
        (f"<figure><figcaption>Margins</figcaption><div><table>{QUARTERS}</table></div></figure>",
         "Margins", "1"),
        (f"<table>{QUARTERS}</table>", None, "1"),
        (f"<table><caption> </caption>{QUARTERS}</table>", None, "1"),
    ],
)  # fmt: skip
def test_a_table_of_a_page_keeps_its_caption(table, caption, number):
    document = page_with(table)
    (found,) = document.tables
    assert (found.caption, found.locator.table) == (caption, number)
    assert caption is None or caption in document.text
    assert found.rows == (("Q1 2026", "22.3%"),)


def test_tables_of_the_same_words_lend_each_other_no_caption():
    figure = "<figure><table>{}</table><figcaption>Margins of {}</figcaption></figure>"
    document = page_with(*(figure.format(QUARTERS, name) for name in ("Larkfield", "Dunlin")))
    assert {table.caption for table in document.tables} == {None}


def test_a_magnitude_over_the_row_heads_is_kept_beside_a_caption():
    cells = "<tr><th>(In millions)</th><th>2025</th></tr><tr><td>Revenue</td><td>1,915</td></tr>"
    (table,) = page_with(f"<table><caption>Larkfield</caption>{cells}</table>").tables
    assert (table.caption, table.header) == ("Larkfield (In millions)", ("", "2025"))


# --- what a page says of itself ------------------------------------------------------------

PROSE = "<p>" + "Larkfield makes apps for people who write things down. " * 6 + "</p>"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2024-05-14T16:00:12Z'>", "2024-05-14"),
        ("<meta name='date' content='2024-05'>", "2024-05"),
        ("<meta name='citation_date' content='2024'>", "2024"),
        ("<script type='application/ld+json'>{\"datePublished\":\"2024-05\"}</script>", "2024-05"),
        ("<meta name='date' content='14/05/2024'>", None),
        ("<meta name='date' content='2024-13-45'>", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_day_of_publication_is_told_by_the_page_or_not_at_all(head, published):
    html = f"<html><head>{head}</head><body><main>{PROSE}</main><p>© 2026</p></body></html>"
    assert read_html(html).published == published


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<meta property='og:title' content='Sedge &amp; us'><title>x</title>", "", "Sedge & us"),
        ("<title>Sedgelog | Larkfield</title>", "<h1>Sedgelog</h1>", "Sedgelog"),
        ("<title>Sedgelog at work</title>", "<h1>Larkfield</h1>", "Sedgelog at work"),
        ("", "<h1>Sed<i>gelog</i></h1>", "Sedgelog"),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_title_is_the_pages_own_without_its_site(head, body, title):
    html = f"<html><head>{head}</head><body><main>{body}{PROSE}</main></body></html>"
    assert read_html(html).title == title


@pytest.mark.parametrize(
    ("data", "media_type", "text"),
    [
        ("naïve “x” – 5 €".encode(), "", "naïve “x” – 5 €"),
        ("\ufeffnaïve".encode(), "text/html; charset=latin-1", "naïve"),
        ("naïve 5 €".encode("cp1252"), "", "naïve 5 €"),
        ("naïve 5 €".encode("cp1252"), "text/html; charset=ISO-8859-1", "naïve 5 €"),
        ("naïve".encode("utf-16-le"), "text/html; charset=utf-16le", None),
        ("\ufeffnaïve".encode("utf-16"), "", None),
        ("<meta charset='windows-1251'>да".encode("cp1251"), "", "<meta charset='windows-1251'>да"),
        ("<meta charset='utf-16'>naïve".encode(), "", "<meta charset='utf-16'>naïve"),
        ("<meta charset='no-such'>naïve".encode(), "", "<meta charset='no-such'>naïve"),
        ("<meta charset='base64'>naïve".encode(), "", "<meta charset='base64'>naïve"),
        ("naïve".encode(), "text/html; charset=\"", "naïve"),
    ],
)  # fmt: skip
def test_a_page_is_decoded_by_its_mark_its_header_its_own_word_or_utf_8(data, media_type, text):
    decoded = decode_page(data, media_type)
    assert decoded == text if text else "n" in decoded


# --- tables ------------------------------------------------------------------------------------


def row(*texts, head=False):
    return [Cell(text, head=head) for text in texts]


@pytest.mark.parametrize(
    ("rows", "header", "body"),
    [
        ([row("App", "Users", head=True), row("Quillpad", "41.2M")],
         ("App", "Users"), (("Quillpad", "41.2M"),)),
        # A header in plain cells ends where the first figure begins; a year is no figure.
        ([row("", "2023", "2022"), row("Users", "41.2", "38.9")],
         ("", "2023", "2022"), (("Users", "41.2", "38.9"),)),
        ([row("Quarter", "Q4'22", "4Q23", "FY 2024"), row("Users", "1", "2", "3")],
         ("Quarter", "Q4'22", "4Q23", "FY 2024"), (("Users", "1", "2", "3"),)),
        # A wide head is the head of each column under it.
        ([[Cell(""), Cell("Users", columns=2)], row("", "2023", "2022"), row("Quillpad", "4", "3")],
         ("", "Users 2023", "Users 2022"), (("Quillpad", "4", "3"),)),
        # A tall row head stands in each of its rows.
        ([row("App", "Year", "Users", head=True), [Cell("Quillpad", rows=2), *row("2023", "4")],
          row("2022", "3")],
         ("App", "Year", "Users"), (("Quillpad", "2023", "4"), ("Quillpad", "2022", "3"))),
        # Signs and brackets in cells of their own.
        ([row("", "2023", "", ""), row("Loss", "$", "(1,250", ")"), row("Margin", "", "26.9", "%")],
         ("", "2023"), (("Loss", "($1,250)"), ("Margin", "26.9%"))),
        ([row("", "", "2023"), row("Revenue", "US$", "5"), row("Staff", "", "7")],
         ("", "2023"), (("Revenue", "US$5"), ("Staff", "7"))),
        # Some values under their "$", some beside it: one column all the same.
        ([[Cell(""), Cell("2023", columns=2)], [Cell("Revenue"), Cell("$"), Cell("5")],
          [Cell("Staff"), Cell("7", columns=2)]],
         ("", "2023"), (("Revenue", "$5"), ("Staff", "7"))),
        # A label without figures is no row.
        ([row("", "Users", head=True), row("Apps", ""), row("Quillpad", "4")],
         ("", "Users"), (("Quillpad", "4"),)),
    ],
)  # fmt: skip
def test_a_table_is_read_as_a_person_reads_it(rows, header, body):
    grid = make_grid(rows)
    assert (grid.header, grid.rows) == (header, body)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [row("Menu", "Text without figures")],
        [row("one column"), row("5")],
        [row("Layout", "In 2023 it grew. " * 20)],
    ],
)
def test_layout_is_no_table(rows):
    assert make_grid(rows) is None


def test_spans_that_claim_the_sky_cost_nothing():
    grid = make_grid([[Cell("1", columns=99_999, rows=99_999)] * 50] * 500)
    assert grid is None or len(grid.rows) <= 20_000
