"""Markdown → blocks: what is text, what is not, and where each letter stands in the file."""

import pytest
from growth import takes_time_in_step
from hypothesis import example, given, settings
from hypothesis import strategies as st

from prepkit.documents import read_markdown
from prepkit.errors import TextInvalid

# fmt: off
BLOCKS = [
    # source, [(kind, text)]
    ("Quillpad has 4 boards.", [("paragraph", "Quillpad has 4 boards.")]),
    ("# Quillpad\n\ntext", [("heading", "Quillpad"), ("paragraph", "text")]),
    ("## Quillpad ##", [("heading", "Quillpad")]),
    ("Quillpad\n---\ntext", [("heading", "Quillpad"), ("paragraph", "text")]),
    ("one\ntwo", [("paragraph", "one two")]),
    ("one  \ntwo\\\nthree", [("paragraph", "one two three")]),
    ("one\r\n   two\r\n", [("paragraph", "one two")]),
    ("one\ttwo   three", [("paragraph", "one two three")]),
    ("- one\n- two", [("item", "one"), ("item", "two")]),
    ("* one\n\n  more", [("item", "one"), ("item", "more")]),
    ("3) three", [("item", "three")]),
    ("> said", [("quote", "said")]),
    ("> - said", [("quote", "said")]),
    ("- > said", [("quote", "said")]),
    ("> one\ntwo", [("quote", "one two")]),
    ("**12%** of _all_ ~~old~~ changes", [("paragraph", "12% of all old changes")]),
    ("***12%***", [("paragraph", "12%")]),
    ("2 * 3 * 4 and snake_case_name", [("paragraph", "2 * 3 * 4 and snake_case_name")]),
    ("[the *paper*](https://a.example/4%) says", [("paragraph", "the paper says")]),
    ("[the paper][p] says\n\n[p]: https://a.example", [("paragraph", "the paper says")]),
    ("see <https://a.example/14> now", [("paragraph", "see now")]),
    ("see https://a.example/x_14_y. Now", [("paragraph", "see . Now")]),
    ("https://a.example/2504.1 : 4% of", [("paragraph", ": 4% of")]),
    ("![4% chart](c.png) shows", [("paragraph", "shows")]),
    ("runs `x = 14` twice", [("paragraph", "runs twice")]),
    ("```\n14%\n```\nafter", [("paragraph", "after")]),
    ("~~~\n14%", []),
    ("    14% of changes", [("paragraph", "14% of changes")]),
    ("a <!-- 14% --> b", [("paragraph", "a b")]),
    ("<!-- 14%\n\n15% -->", []),
    ("<!-- 14% --> b", [("paragraph", "b")]),
    ("<!-- never closed 14%\n\nb", []),
    ("<div>\n12% of <b>changes</b>\n</div>", [("paragraph", "12% of changes")]),
    ("<script>\nvar x = 14\n</script>", []),
    ("a<br>b", [("paragraph", "a b")]),
    ("<5% and > 4%", [("paragraph", "<5% and > 4%")]),
    ("4&nbsp;% &amp; \\*5\\*", [("paragraph", "4\u00a0% & *5*")]),
    ("12% [@paper, §4.1], [@a; @b]", [("paragraph", "12% [@paper, §4.1], [@a; @b]")]),
    ("as in [14]", [("paragraph", "as in [14]")]),
    ("| a | b |\n|---|---|\n| 1 | x \\| y |",
     [("cell", "a"), ("cell", "b"), ("cell", "1"), ("cell", "x | y")]),
    ("---\ndate: 2026-11-22\n---\ntext", [("paragraph", "text")]),
    ("\ufeff---\r\ndate: 2026-11-22\r\n---\r\ntext", [("paragraph", "text")]),
    ("---\n\ntext 4%", [("paragraph", "text 4%")]),
    ("***\n", []),
    ("", []),
]
# fmt: on


@pytest.mark.parametrize(("source", "expected"), BLOCKS)
def test_a_block_holds_what_a_reader_sees_and_nothing_else(source, expected):
    assert [(block.kind, block.text) for block in read_markdown(source).blocks] == expected


@pytest.mark.parametrize(("source", "expected"), BLOCKS)
def test_every_letter_knows_its_place_in_the_file(source, expected):
    for block in read_markdown(source).blocks:
        assert len(block.offsets) == len(block.text)
        assert list(block.offsets) == sorted(block.offsets)
        for letter, offset in zip(block.text, block.offsets, strict=True):
            assert source[offset] in (letter, "\\", "&") or letter == " "


def test_an_item_knows_the_item_it_is_nested_under():
    source = "- Quillpad\n  - 12% of changes\n    - in 2024\n- Sedgelog\n\n  - 40 GB/s\n\nAfter"
    parents = [(block.text, block.parent) for block in read_markdown(source).blocks]
    assert parents == [
        ("Quillpad", None),
        ("12% of changes", "Quillpad"),
        ("in 2024", "12% of changes"),
        ("Sedgelog", None),
        ("40 GB/s", "Sedgelog"),
        ("After", None),
    ]


def test_headings_nest_by_level_and_end_with_the_next_of_their_level():
    source = "# A\n## B\none\n### C\ntwo\n## D\nthree\n- # not for what follows\n\nfour"
    headings = {block.text: block.headings for block in read_markdown(source).blocks}
    assert headings["one"] == ("A", "B")
    assert headings["two"] == ("A", "B", "C")
    assert headings["three"] == ("A", "D")
    assert headings["four"] == ("A", "D")
    assert headings["C"] == ("A", "B")


POSITIONS = [
    ("one 12% two", "12%", (1, 5)),
    ("\ufeffone 12%", "12%", (1, 5)),
    ("one\n  two 12%", "12%", (2, 7)),
    ("one\r\ntwo\r\n\r\n- 12%", "12%", (4, 3)),
    ("one\rtwo 12%", "12%", (2, 5)),
    ("- a\n\t- b **12%**", "12%", (2, 8)),
    ("> - a\n>   12%", "12%", (2, 5)),
    ("1. 1 is 12%", "1 is", (1, 4)),
    ("# a # b 12% #", "b 12%", (1, 7)),
    ("> ## 12%", "12%", (1, 6)),
    ("[a](http://x.example/12%) 12%", "12%", (1, 27)),
    ("`12%` 12%", "12%", (1, 7)),
    ("<!-- 12% --> 12%", "12%", (1, 14)),
    ("<!-- a\n12% -->\n12%", "12%", (3, 1)),
    ("&amp; 12%", "12%", (1, 7)),
    ("---\ntitle: 12%\n---\n12%", "12%", (4, 1)),
    ("| 1 | 12% |\n|---|---|\n| 12 | 1 |", "12%", (1, 7)),
    ("a | b\n---|---\n\\|x | 12%", "12%", (3, 7)),
    ("1. 1 | 1\n   --|--\n   4 | 12%", "12%", (3, 8)),
    ("\x0c\n12%", "12%", (2, 1)),
    ("> \u2028\n12%", "12%", (2, 1)),
]


@pytest.mark.parametrize(("source", "words", "expected"), POSITIONS)
def test_a_place_is_told_as_an_editor_counts(source, words, expected):
    markdown = read_markdown(source)
    block = next(block for block in markdown.blocks if words in block.text)
    offset = block.offsets[block.text.index(words)]
    assert markdown.position(offset) == expected


# fmt: off
PIECES = st.sampled_from([
    "a", "12% ", "**", "*", "_", "~~", "`", "[", "](", ")", "]", "<", ">", "<b>", "<!--", "-->",
    "\\", "&amp;", "\n", "\r\n", "\n\n", "- ", "> ", "1. ", "# ", "|", "\n|-|-|\n", "\t", "  ",
    "---\n", "\x00", "    ", "https://x.example/", "!", "\u00a0", "é", "😀", "\u2028", "\x0c",
    "=\n",
])
# fmt: on


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
@example(">|a\n|-|-|\n")
@example("a|a\n|-|-|\n|a")
def test_whatever_is_written_its_letters_stand_where_they_say(source):
    try:
        markdown = read_markdown(source)
    except TextInvalid:
        assert source.lstrip("\ufeff").startswith("---")
        return
    for block in markdown.blocks:
        for letter, offset in zip(block.text, block.offsets, strict=True):
            assert source[offset] in (letter, "\\", "&") or letter in " \ufffd"
    for sentence in markdown.document.sentences:
        assert sentence.text == markdown.document.text[sentence.start : sentence.end]


def test_front_matter_is_keys_with_values_and_lists():
    source = (
        "---\ndate: 2026-11-22  # the day\ntitle: \"Why: us?\"\nmust_cover: [vision, 'own, too']\n"
        "tags:\n  - a b\n  - c\n\n# a remark\nempty:\n---\ntext"
    )
    markdown = read_markdown(source.replace("'own, too'", "beliefs"))
    assert markdown.metadata == {
        "date": "2026-11-22",
        "title": "Why: us?",
        "must_cover": ["vision", "beliefs"],
        "tags": ["a b", "c"],
        "empty": "",
    }


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("---\ndate: 1\ntext\n---\n", 3),
        ("---\ndate: 1\ndate: 2\n---\n", 3),
        ("---\ndate: 1\n", 1),
        ("---\na:\n  b: 1\n---\n", 3),
    ],
)
def test_front_matter_that_cannot_be_read_is_told_by_its_line(source, line):
    with pytest.raises(TextInvalid) as raised:
        read_markdown(source, "data/notes/why.md")
    assert raised.value.line == line
    assert str(raised.value).startswith(f"data/notes/why.md:{line}:1: the front matter")


def test_a_markdown_document_has_sentences_with_lines_and_tables_with_captions():
    document = read_markdown(
        "# Notes on the release\n\n## Seen in the source\n\nIt grew. It has\n2.1 billion users.\n\n"
        "> It grew.\n\nDaily users, in millions:\n\n| month | users |\n|---|---|\n| May | 4 |\n"
    ).document
    assert document.title == "Notes on the release"
    assert [(s.text, s.locator.line, s.quoted) for s in document.sentences] == [
        ("It grew.", 5, False),
        ("It has 2.1 billion users.", 5, False),
        ("It grew.", 8, True),
        ("Daily users, in millions:", 10, False),
    ]
    assert str(document.sentences[0].locator) == "line 5, under 'Seen in the source'"
    assert document.sentences[0].headings == ("Notes on the release", "Seen in the source")
    (table,) = document.tables
    assert table.caption == "Daily users, in millions"
    assert (table.header, table.rows) == (("month", "users"), (("May", "4"),))
    assert table.locator.line == 12


@pytest.mark.parametrize(
    ("unit", "times"),
    [("[", 50_000), ("*a ", 30_000), ("> ", 20_000), ("`", 40_000), ("<a", 40_000), ("- ", 5_000),
     ("<!--", 30_000), ("a\n", 50_000), ("&", 50_000), ("[a](", 20_000), ("![", 20_000),
     ("_a*", 20_000), ("\\", 50_001), ("http://", 20_000)],
    ids=lambda value: str(value).encode("unicode_escape").decode(),
)  # fmt: skip
def test_hostile_markdown_is_read_in_time_that_grows_no_faster_than_it(unit, times):
    assert takes_time_in_step(lambda text: read_markdown(text + "a"), unit, times)


def test_a_table_of_many_columns_is_read_in_time_that_grows_no_faster_than_it():
    def read(head):
        return read_markdown(head + "\n" + head.replace("a", "-"))

    assert takes_time_in_step(read, "|a", 30_000)


def test_a_file_too_long_to_be_notes_is_refused():
    with pytest.raises(TextInvalid, match="split it"):
        read_markdown("a" * 1_000_001)
