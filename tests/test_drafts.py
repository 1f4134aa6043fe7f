"""An answer holds only what may be said, says what it rests on, and how long it takes."""

from datetime import date

import pytest

from prepkit.answers import draft_answer, find_key_figure, spoken_seconds
from prepkit.corpus import Origin, passages_of
from prepkit.documents import read_markdown, read_text
from prepkit.errors import TextInvalid
from prepkit.factcheck import Terms, check_text
from prepkit.sources import Source

NOW = date(2026, 11, 22)
PAPER = """---
source: paper
---

# Tidying Practices at Larkfield

## Seen in the source

- Over 12% of changes at Larkfield are devoted to tidying.

## Second-hand

- In other companies, 3% of changes are devoted to tidying.
"""
RESULTS = (
    "In March 2019 Quillpad had 500 million daily active users. "
    "Larkfield no longer reports daily active users of Quillpad. "
    "In December 2025 Pinewire had 90 million daily active users."
)
SOURCES = [
    Source("paper", "Tidying Practices", "arXiv", "https://example.org/paper", "2025-04", "paper",
           "primary"),
    Source("results", "Results", "Larkfield", "https://example.org/results", "2026-01-28",
           "release", "primary"),
]  # fmt: skip


def read_source(source, text, evidence):
    origin = Origin(
        source=source.id, title=source.title, publisher=source.publisher, url=source.url,
        published=source.published, rank=source.rank, evidence=evidence, sha256=source.id,
        captured=None, path=None,
    )  # fmt: skip
    document = read_markdown(text).document if evidence == "reading" else read_text(text)
    return passages_of(document, origin)


EVIDENCE = [
    *read_source(SOURCES[0], PAPER, "reading"),
    *read_source(SOURCES[1], RESULTS, "snapshot"),
]
FIGURES = [
    find_key_figure(EVIDENCE, "share", "paper", words="Larkfield tidying"),
    find_key_figure(EVIDENCE, "others", "paper", words="other companies"),
    find_key_figure(EVIDENCE, "pinewire", "results", words="Pinewire"),
    find_key_figure(EVIDENCE, "gone", "results", words="nowhere"),
]


def judge(text):
    return check_text(text, EVIDENCE, terms=Terms(), as_of=NOW)


SHARE = '{{ figure("share") }} of changes are devoted to tidying'


def draft(body, head=""):
    text = f"---\nquestion: Why Larkfield?\n{head}---\n\n{body}\n"
    return draft_answer(text, FIGURES, SOURCES, judge, path="data/answers/a.md")


FIRST = 5  # the line of the template that `body` begins on, without `head`


def test_a_placed_figure_stands_in_its_wording_with_a_footnote():
    answer = draft(
        'At Larkfield, {{ figure("share") }} of changes are devoted to tidying [@paper].'
    )
    assert answer.problems == ()
    body, note = answer.text.strip().split("\n\n")
    assert body == "At Larkfield, over 12%[^1] of changes are devoted to tidying."
    assert note.startswith("[^1]: Tidying Practices, arXiv, 2025-04. Note (")
    assert note.endswith(
        "Over 12% of changes at Larkfield are devoted to tidying. <https://example.org/paper>"
    )


def test_a_footnote_says_what_is_second_hand():
    answer = draft("In other companies, {{ figure('others') }} of changes are devoted to tidying.")
    assert answer.problems == ()
    (note,) = answer.footnotes
    assert (note.number, note.source, note.evidence, note.second_hand) == (
        1,
        "paper",
        "reading",
        True,
    )
    assert "Note, second-hand (" in str(note)


def test_a_typed_number_that_holds_gets_its_footnote_too():
    answer = draft("In December 2025 Pinewire had 90 million daily active users.")
    assert answer.problems == ()
    assert "90 million[^1]" in answer.text
    assert answer.footnotes[0].url == "https://example.org/results"
    assert "Snapshot" in str(answer.footnotes[0])


def test_two_figures_from_one_sentence_share_a_footnote():
    line = 'At Larkfield, {{ figure("share") }} of changes are devoted to tidying.'
    answer = draft(f"{line}\n\n{line}")
    assert answer.text.count("12%[^1]") == 2
    assert len(answer.footnotes) == 1


# (what may not be said, its label)
REFUSED = [
    ("At Larkfield, 12% of changes are devoted to tidying [@paper].", "imprecise"),
    ("At Larkfield, over 15% of changes are devoted to tidying [@paper].", "not found"),
    ("Changes devoted to tidying at Larkfield rose from 3% to 12% [@paper].", "contradicted"),
    ("Quillpad has 500 million daily active users [@results].", "outdated"),
    ("Pinewire has 70 million daily active users.", "contradicted"),
    ("Sedgelog has 44 shards.", "not found"),
]


@pytest.mark.parametrize(("line", "label"), REFUSED)
def test_what_may_not_be_said_is_told_with_its_line_in_the_template(line, label):
    answer = draft(f"Fine words first.\n\n{line}")
    assert {problem.line for problem in answer.problems} == {FIRST + 2}
    assert label in {problem.label for problem in answer.problems}


@pytest.mark.parametrize(
    "line",
    [
        "I scaled the editor from 1k to 50k users [@me].",
        "At Larkfield, over 12% of changes are devoted to tidying [@paper].",
        "In March 2019 Quillpad had 500 million daily active users [@results].",
        "I like tidy code, and so do you.",
    ],
)
def test_what_is_supported_own_or_dated_may_be_said(line):
    assert draft(line).problems == ()


@pytest.mark.parametrize(
    "line", ["## Core of 44 shards", "- 44 shards", "> 44 shards", "**44** shards"]
)
def test_no_number_slips_through_unjudged_wherever_it_stands(line):
    (problem, *_) = draft(line).problems
    assert problem.line == FIRST


def test_a_placed_figure_in_the_wrong_sentence_may_not_be_said():
    answer = draft('At Larkfield, {{ figure("others") }} of changes are devoted to tidying.')
    assert answer.problems != ()
    assert answer.problems[0].column == len("At Larkfield, ") + 1


def test_a_column_is_the_templates_own_after_a_placed_figure_too():
    line = 'In other companies, {{ figure("others") }} of changes are devoted to 44 shards.'
    columns = {problem.column for problem in draft(line).problems if "44" in problem.part}
    assert columns == {line.index("44") + 1}


def test_a_figure_that_is_gone_may_not_be_said():
    problems = draft('Larkfield has {{ figure("gone") }} shards.').problems
    assert [(p.part, p.label, p.line) for p in problems if not p.code] == [("gone", "gone", FIRST)]


# --- broken templates ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "line", "column", "what", "next_step"),
    [
        ('a\n\n{{ figure("shaer") }}', 2, 12, "there is no key figure 'shaer'", "'share'"),
        ('{{ figure("zzz") }}', 0, 12, "there is no key figure 'zzz'", "record it"),
        ("{{ 7 * 7 }}", 0, 1, "means nothing in a template", "figure("),
        ("{% for x in y %}", 0, 1, "means nothing in a template", "figure("),
        ('{{ figure("share").value }}', 0, 1, "means nothing in a template", "figure("),
        ('x {{ figure("share")', 0, 3, "means nothing in a template", "figure("),
        ("{{ figure.__globals__ }}", 0, 1, "means nothing in a template", "figure("),
        ("{# a comment #}", 0, 1, "means nothing in a template", "figure("),
    ],
)
def test_a_template_error_names_file_line_and_column(body, line, column, what, next_step):
    with pytest.raises(TextInvalid) as caught:
        draft(body)
    error = caught.value
    assert (error.path, error.line, error.column) == ("data/answers/a.md", FIRST + line, column)
    assert what in str(error)
    assert next_step in error.next_step


def test_seconds_that_are_no_number_are_told():
    with pytest.raises(TextInvalid, match="is no whole number of seconds"):
        draft("Words.", "seconds: two minutes\n")


# --- time and topics -------------------------------------------------------------------


def test_the_core_and_the_whole_are_timed_without_headings_marks_and_comments():
    core = "One two three four five six seven [@me]."
    asked = f"## If asked\n\n- {core}\n- {core}"
    answer = draft(
        f"# Why\n\n## Core answer\n\n<!-- covers: vision -->\n{core}\n\n{asked}", "seconds: 2\n"
    )
    assert (answer.seconds, answer.core_seconds, answer.spoken_seconds) == (2, 3.0, 9.0)


def test_without_a_core_all_of_it_is_timed():
    answer = draft("One two three four five six seven.")
    assert (answer.seconds, answer.core_seconds) == (None, 3.0)


def test_a_dash_or_a_lone_mark_is_no_spoken_word():
    assert spoken_seconds("one – two … three / four", 60) == 4.0


def test_topics_that_no_paragraph_covers_are_lacking():
    answer = draft(
        "<!-- covers: vision, products -->\nWe agree.\n\n<!-- covers: reason -->\n\nFar below.\n\n"
        "<!-- covers: experience -->\n## A heading",
        "must_cover: [vision, products, reason, experience]\n",
    )
    assert answer.lacking == ("reason", "experience")
    assert "covers:" not in answer.text


def test_an_answer_shows_itself_without_script_or_style():
    answer = draft(
        'At Larkfield, {{ figure("share") }} of changes are devoted to tidying.\n\n<b>x</b>'
    )
    assert repr(answer) == (
        "Answer('Why Larkfield?': core 5 s; whole 5 s; 1 footnote; covers all it must; 0 problems)"
    )
    shown = answer._repr_html_()
    assert "12%<sup>1</sup>" in shown
    assert "<b>x" not in shown
    assert "<li>Tidying Practices" in shown


def test_a_page_cannot_put_mark_up_into_an_answer():
    evil = "In May 2026 Corvicator had 7,000 users <script>alert(1)</script> of its <b>own</b>."
    passages = read_source(SOURCES[1], evil, "snapshot")
    figure = find_key_figure(passages, "evil", "results", words="Corvicator", surface="7,000 users")
    answer = draft_answer(
        "In May 2026 Corvicator had {{ figure('evil') }} users.", [figure], SOURCES,
        lambda text: check_text(text, passages, terms=Terms(), as_of=NOW),
    )  # fmt: skip
    assert "\\<script>" in answer.text
    assert "<script" not in answer._repr_html_()
