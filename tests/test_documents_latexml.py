"""Papers as arXiv shows them: what is a sentence, what is a table, and where it stands."""

from pathlib import Path

import pytest

from prepkit.documents import read_html
from prepkit.documents.tex import plain_math
from prepkit.errors import DocumentUnreadable

PAPER = (Path(__file__).parent / "company" / "pages" / "paper.html").read_bytes()


@pytest.fixture(scope="module")
def paper():
    return read_html(PAPER)


def sentence(document, words):
    (found,) = [one for one in document.sentences if words in one.text]
    return found


# --- the fictional company's paper, made by LaTeXML ------------------------------------------


def test_a_paper_has_its_title_authors_and_numbered_sections(paper):
    assert paper.kind == "latexml"
    assert paper.title == "Tidying Practices at Larkfield"
    assert paper.metadata["authors"] == "Ines Marlowe; Tobias Quayle"
    assert [section.title for section in paper.sections] == [
        "Abstract", "1 Introduction", "2 Method", "2.1 Data", "2.2 Model", "3 Results",
        "3.1 How much is tidied", "3.2 What it saves", "Dead code", "Acknowledgements",
        "Appendix A Questions",
    ]  # fmt: skip


def test_every_section_and_sentence_is_a_span_of_the_text(paper):
    for one in paper.sentences:
        assert paper.text[one.start : one.end] == one.text
    for section in paper.sections:
        assert paper.text[section.start :].startswith(section.title)
        assert section.start < section.end <= len(paper.text)
    results, within = (s for s in paper.sections if s.title in ("3 Results", "3.2 What it saves"))
    assert results.start < within.start < within.end <= results.end


@pytest.mark.parametrize(
    ("words", "text", "where"),
    [
        ("Over 12%", "Over 12% of changes at Larkfield are devoted to tidying.",
         "section Abstract"),
        ("38%", "After dead code is removed, authors need 38% less time for the next change in the "
         "same file.", "section Abstract"),
        ("64 million", "Its code base holds about 64 million lines.",
         "section 1 Introduction, paragraph S1.p1"),
        ("Engineers send", "Engineers send every change through Corvicator, the company’s review "
         "tool, before it reaches the main branch.", "section 1 Introduction, paragraph S1.p1"),
        ("9% never", "A change counts once a reviewer has accepted it; 9% never are.",
         "section 1 Introduction, paragraph footnote1"),
        ("Earlier studies", "Earlier studies of tidying looked at open-source projects, e.g. "
         "compilers and browsers in the U.S. and in Europe.",
         "section 1 Introduction, paragraph S1.p1"),
        ("hours a week", "an estimate of what tidying saves, of the order of 10^3 hours a week.",
         "section 1 Introduction, paragraph S1.I1.i3.p1"),
        ("12.3%", "At Larkfield, 12.3% of changes were devoted to tidying in 2024.",
         "section 3.1 How much is tidied, paragraph S3.SS1.p1"),
        ("survey of 41", "In other companies the share is 3%, according to a survey of 41 "
         "companies.", "section 3.1 How much is tidied, paragraph S3.SS1.p1"),
        ("10–20%", "Larkfield encourages its teams to spend 10–20% of their time on tidying.",
         "section 3.1 How much is tidied, paragraph S3.SS1.p1"),
        ("87%", "Of those asked, 87% answered “weekly”.",
         "section Appendix A Questions, paragraph A1.p1"),
    ],
)  # fmt: skip
def test_a_sentence_reads_as_one_would_say_it_and_knows_its_place(paper, words, text, where):
    found = sentence(paper, words)
    assert found.text == text
    assert str(found.locator) == where


def test_headings_are_kept_without_their_numbers(paper):
    assert sentence(paper, "50 minutes").headings == ("Results", "What it saves", "Dead code")


def test_a_table_keeps_its_number_caption_and_cells(paper):
    (table,) = paper.tables
    assert table.caption == "Kinds of tidying at Larkfield in 2024"
    assert table.header == ("Kind", "Share of tidying changes", "TPC saved")
    assert table.rows == (
        ("Dead code", "46%", "38%"), ("Large classes", "21%", "11%"), ("Renaming", "33%", "4%"),
    )  # fmt: skip
    assert str(table.locator) == "section Dead code, table 1"


@pytest.mark.parametrize(
    "unsaid", ["77%", "Counting our lines", "51,414", "percent", "footnotemark"]
)
def test_bibliography_equations_and_hidden_markup_are_no_text(paper, unsaid):
    assert unsaid not in paper.text


# --- both generations of arXiv's markup, and what else was seen in the wild --------------------

# Up to 2025: attributes by the alphabet, three renderings of each formula.
OLD_MATH = (
    '<math alttext="95\\%" class="ltx_Math" display="inline"><semantics><mrow><mn>95</mn><mo>%</mo>'
    '</mrow><annotation-xml encoding="MathML-Content"><apply><csymbol>percent</csymbol>'
    '<cn type="integer">95</cn></apply></annotation-xml><annotation encoding="application/x-tex">'
    '95\\%</annotation><annotation encoding="application/x-llamapun">95 %</annotation></semantics>'
    "</math>"
)
# Since 2026: the id first, one rendering or none.
NEW_MATH = (
    '<math id="S1.p1.m1" intent=":literal" display="inline" class="ltx_Math" alttext="95\\%">'
    "<semantics><mrow><mn>95</mn><mo>%</mo></mrow></semantics></math>"
)
FILLER = "<p class='ltx_p'>" + "Every change is read by a colleague before it lands. " * 5 + "</p>"


def page(body, before=""):
    return (
        "<!DOCTYPE html><html><body><dialog id='modal-form'><p>Report 7 issues</p></dialog>"
        f"{before}"
        "<nav class='ltx_page_navbar'><ol class='ltx_toclist'><li>1 Results</li></ol></nav>"
        "<div class='ltx_page_content'><article class='ltx_document ltx_authors_1line'>"
        "<h1 class='ltx_title ltx_title_document'>Tidying</h1>"
        f"<div class='ltx_para' id='S9.p9'>{FILLER}</div>{body}</article></div>"
        "<footer class='ltx_page_footer'>Generated on 3 May by LaTeXML</footer></body></html>"
    )


def read(body, before=""):
    document = read_html(page(body, before))
    return [one.text for one in document.sentences if not one.text.startswith("Every change is")]


@pytest.mark.parametrize("math", [OLD_MATH, NEW_MATH], ids=["old", "new"])
def test_a_formula_is_said_once_in_either_generation(math):
    said = f"<p class='ltx_p' id='S1.p1.1'>Of them {math} agree.</p>"
    body = f"<div class='ltx_para' id='S1.p1'>{said}</div>"
    assert read(body) == ["Of them 95% agree."]
    (found,) = [s for s in read_html(page(body)).sentences if "agree" in s.text]
    assert found.locator.anchor == "S1.p1"


@pytest.mark.parametrize(
    ("inline", "text"),
    [
        ("It grew <cite class='ltx_cite'>[<a class='ltx_ref'>14</a>]</cite>.", "It grew."),
        ("It grew<sup><cite class='ltx_cite'><a>14</a>, <a>15</a></cite></sup>.", "It grew."),
        ("Moss <cite class='ltx_cite'>(<a>Moss, 2019</a>)</cite> says so.", "Moss says so."),
        ("<cite class='ltx_cite'>Moss et al. [<a>14</a>]</cite> say so.", "Moss et al. say so."),
        ("It grew (<cite class='ltx_cite'><a>14</a></cite>) fast.", "It grew fast."),
        ("See <a class='ltx_ref'><span class='ltx_text ltx_ref_tag'>Table 2</span></a>.",
         "See Table 2."),
        ("<em class='ltx_emph'>All</em> <span class='ltx_text ltx_font_bold'>64k</span> agree.",
         "All 64k agree."),
        ("It <span class='ltx_ERROR undefined'>\\foo</span>grew.", "It grew."),
        ("It grew<br class='ltx_break'>fast.", "It grew fast."),
        ("It <unknown>grew</unknown>.", "It grew."),
    ],
)  # fmt: skip
def test_citations_and_marks_are_no_words_of_the_sentence(inline, text):
    assert read(f"<div class='ltx_para'><p class='ltx_p'>{inline}</p></div>") == [text]


def test_a_footnote_leaves_the_sentence_and_follows_its_paragraph():
    note = (
        "<span id='footnote1' class='ltx_note ltx_role_footnote'><sup class='ltx_note_mark'>1</sup>"
        "<span class='ltx_note_outer'><span class='ltx_note_content'><sup class='ltx_note_mark'>1"
        "</sup><span class='ltx_tag ltx_tag_note'>1</span>Only 9% do.</span></span></span>"
    )
    body = f"<div class='ltx_para'><p class='ltx_p'>Most engineers{note} tidy. Some rest.</p></div>"
    assert read(body) == ["Most engineers tidy.", "Some rest.", "Only 9% do."]


@pytest.mark.parametrize("tags", [("table", "tr", "th", "td"), ("span", "span", "span", "span")])
def test_a_table_may_be_made_of_table_tags_or_of_spans(tags):
    table, row, head, cell = tags
    body = (
        "<figure class='ltx_table' id='S5.T2'><figcaption class='ltx_caption'>"
        "<span class='ltx_tag ltx_tag_table'>Table 2: </span>Users by app</figcaption>"
        f"<{table} class='ltx_tabular'><{row} class='ltx_tr'>"
        f"<{head} class='ltx_td ltx_th ltx_th_column'>App</{head}>"
        f"<{head} class='ltx_td ltx_th ltx_th_column'>Users</{head}></{row}>"
        f"<{row} class='ltx_tr'><{cell} class='ltx_td'>Quillpad</{cell}>"
        f"<{cell} class='ltx_td'>{OLD_MATH}</{cell}></{row}></{table}></figure>"
    )
    (table,) = read_html(page(body)).tables
    assert (table.caption, table.header, table.rows) == (
        "Users by app", ("App", "Users"), (("Quillpad", "95%"),),
    )  # fmt: skip
    assert table.locator.table == "2"


def test_an_equation_set_as_a_table_is_no_table_and_no_sentence():
    body = (
        "<div class='ltx_para'><p class='ltx_p'>The share is</p>"
        "<table class='ltx_equation ltx_eqn_table'><tr><td><math alttext='s=5/41'></math></td>"
        "<td>(1)</td></tr></table><p class='ltx_p'>where 41 is all.</p></div>"
    )
    assert read_html(page(body)).tables == ()
    assert read(body) == ["The share is", "where 41 is all."]


def test_the_caption_of_a_picture_is_a_sentence():
    body = (
        "<figure class='ltx_figure' id='S2.F1'><svg><text>7</text></svg><figcaption "
        "class='ltx_caption'><span class='ltx_tag ltx_tag_figure'>Figure 1: </span>Tidying rose "
        "to 12%.</figcaption></figure>"
    )
    assert read(body) == ["Tidying rose to 12%."]


def test_a_list_of_descriptions_keeps_what_each_item_is_about():
    body = (
        "<dl class='ltx_description'><dt class='ltx_item'><span class='ltx_tag ltx_tag_item'>Speed"
        "</span></dt><dd class='ltx_item'><div class='ltx_para'><p class='ltx_p'>is what 12% want."
        "</p></div></dd></dl>"
    )
    assert read(body) == ["Speed is what 12% want."]


def test_what_follows_a_theorem_does_not_stand_under_it():
    body = (
        "<section class='ltx_section' id='S1'><h2 class='ltx_title'><span class='ltx_tag'>1 </span>"
        "Proofs</h2><div class='ltx_theorem'><h6 class='ltx_title'>Theorem 1.</h6><div "
        "class='ltx_para'><p class='ltx_p'>All ends.</p></div></div><div class='ltx_para'>"
        "<p class='ltx_p'>So it does.</p></div></section><p class='ltx_p'>Fin.</p>"
    )
    under = {one.text: one.headings for one in read_html(page(body)).sentences}
    assert under["All ends."] == ("Proofs", "Theorem 1")
    assert under["So it does."] == ("Proofs",)
    assert under["Fin."] == ()


def test_a_block_quotation_is_marked_as_such():
    body = "<blockquote class='ltx_quote'><p class='ltx_p'>We tidy as we go.</p></blockquote>"
    (found,) = [one for one in read_html(page(body)).sentences if one.quoted]
    assert found.text == "We tidy as we go."


def test_marks_behind_a_name_are_no_part_of_it():
    authors = (
        "<div class='ltx_authors'><span class='ltx_personname'>Ines Marlowe<sup>1,∗</sup></span>"
        "<span class='ltx_personname'>Bo Wu2, Ann Lee1</span></div>"
    )
    assert read_html(page(authors)).metadata["authors"] == "Ines Marlowe; Bo Wu, Ann Lee"


def test_the_watermark_dates_the_version_and_names_it():
    mark = (
        "<div id='infobox'><a id='license-tr'>License: CC BY 4.0</a>"
        "<div id='watermark-tr'>arXiv:2609.01222v2 [cs.SE] 02 Sep 2026</div></div>"
    )
    document = read_html(page("", mark))
    assert document.published == "2026-09-02"
    assert document.metadata["arxiv"] == "arXiv:2609.01222v2 [cs.SE] 02 Sep 2026"
    assert document.metadata["license"] == "License: CC BY 4.0"
    assert "Generated" not in document.text
    assert "Report 7" not in document.text


def test_a_page_for_a_paper_that_could_not_be_converted_is_refused_with_a_next_step():
    with pytest.raises(DocumentUnreadable, match="fetch the PDF instead"):
        read_html("<html><body><article class='ltx_document'><p>Sorry.</p></article></body></html>")


@pytest.mark.parametrize(
    ("tex", "plain"),
    [
        ("23.5\\%", "23.5%"),
        ("51{,}414", "51,414"),
        ("\\sim 64", "~64"),
        ("10^{-3}", "10^-3"),
        ("3\\times 10^{6}", "3×10^6"),
        ("\\frac{3}{4}", "3/4"),
        ("\\frac12", "1/2"),
        ("4\\%\\rightarrow 14\\%", "4%→14%"),
        ("4\\%\\to 14\\%", "4%→14%"),
        ("\\text{over }14\\%", "over 14%"),
        ("2.1\\mathrm{B}", "2.1B"),
        ("94.5\\pm 0.3", "94.5±0.3"),
        ("p<0.01", "p<0.01"),
        ("\\geq 3", "≥3"),
        ("{\\color[rgb]{1,0,0}64}", "64"),
        ("\\textcolor{red}{64}\\%", "64%"),
        ("64^{***}", "64"),
        ("90^{\\circ}", "90°"),
        ("10\\text{--}20", "10–20"),
        ("\\$5", "$5"),
        ("3\\,000", "3 000"),
        ("}{{\\", ""),
        ("", ""),
    ],
)
def test_math_is_written_as_a_reader_would_write_it(tex, plain):
    assert plain_math(tex) == plain
