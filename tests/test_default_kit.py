"""The content of the default kit: sources.csv and data/ keep the rules they are written by."""

import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from prepkit.answers.key_figures import FOUND, read_key_figures
from prepkit.documents import read_markdown
from prepkit.factcheck.terms import read_terms
from prepkit.notes import CITED, OWN, read_notes
from prepkit.sources import is_source_id, read_sources

KIT = Path(__file__).parent.parent
READINGS = sorted((KIT / "data" / "readings").glob("*.md"))
NOTES = sorted((KIT / "data" / "notes").glob("*.md"))
ANSWERS = sorted((KIT / "data" / "answers").glob("*.md"))
SOURCES = {source.id: source for source in read_sources(KIT / "sources.csv")}

SEEN, SECOND_HAND = "Seen in the source", "Second-hand"
CITATION_GROUP = re.compile(r"\[\s*(@[^\[\]]+)\]")
ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+[^\s<>\"')\].,:;]")
COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
FIGURE = re.compile(r"\{\{\s*figure\(\"([^\"]+)\"\)\s*\}\}")
QUARTER = re.compile(r"Q([1-4]) (\d{4})")


def named(path):
    return path.stem


def named_with_folder(path):
    return f"{path.parent.name}-{path.stem}"


def front_matter(path):
    return read_markdown(path.read_text("utf-8"), path).metadata


@cache
def reading(path):
    return read_markdown(path.read_text("utf-8"), path)


def told(path, section):
    """What a reading says in one of its sections, block by block."""
    return [
        block.text
        for block in reading(path).blocks
        if block.kind != "heading" and section in block.headings
    ]


def quarterly_tables():
    return [
        table
        for path in READINGS
        for table in reading(path).document.tables
        if table.header[0] == "Quarter"
    ]


def series_by_region():
    (table,) = [table for table in quarterly_tables() if len(table.header) > 2]
    return table


def quarters(table):
    """The quarters of a table, counted from the year 0."""
    found = [QUARTER.fullmatch(row[0]) for row in table.rows]
    return [int(match[2]) * 4 + int(match[1]) - 1 for match in found]


# --- sources and readings ---------------------------------------------------------


def test_the_kit_lists_at_least_eighteen_sources_of_both_ranks():
    assert len(SOURCES) >= 18
    assert {source.rank for source in SOURCES.values()} == {"primary", "secondary"}


def test_every_source_has_a_reading_and_every_reading_a_source():
    assert {path.stem for path in READINGS} == set(SOURCES)


def test_ids_are_words_joined_by_hyphens():
    assert [id for id in SOURCES if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id)] == []
    assert all(is_source_id(id) for id in SOURCES)


def test_no_two_sources_share_an_address():
    addresses = [source.url for source in SOURCES.values()]
    assert sorted(set(addresses)) == sorted(addresses)


@pytest.mark.parametrize("path", READINGS, ids=named)
def test_a_reading_names_its_source_and_the_day_it_was_written(path):
    metadata = front_matter(path)
    assert set(metadata) == {"source", "read_on"}
    assert metadata["source"] == path.stem
    assert date.fromisoformat(metadata["read_on"]) <= date(2026, 11, 22)


@pytest.mark.parametrize("path", READINGS, ids=named)
def test_a_reading_has_a_title_and_then_both_sections_and_no_other(path):
    headings = [block for block in reading(path).blocks if block.kind == "heading"]
    assert [heading.level for heading in headings] == [1, 2, 2]
    assert [heading.text for heading in headings[1:]] == [SEEN, SECOND_HAND]


@pytest.mark.parametrize("path", READINGS, ids=named)
@pytest.mark.parametrize("section", [SEEN, SECOND_HAND])
def test_each_section_says_something_if_only_that_nothing_stands_there(path, section):
    assert told(path, section)


def test_a_reading_of_what_nobody_read_has_no_figure_in_its_seen_section():
    unread = [path for path in READINGS if told(path, SEEN)[0].startswith("Nothing")]
    assert unread
    assert [path.stem for path in unread if re.search(r"\d", " ".join(told(path, SEEN)))] == []


@pytest.mark.parametrize("path", READINGS, ids=named)
def test_a_count_of_users_is_never_without_the_date_it_was_true(path):
    counts = [
        sentence.text for sentence in reading(path).document.sentences
        if re.search(r"\bhad\b[^.]*\d[^.]*\b(?:active users|active people)\b", sentence.text)
    ]  # fmt: skip
    assert [text for text in counts if not re.search(r"\b20[12]\d\b", text)] == []


def test_a_reading_quotes_only_what_the_notes_quote_themselves():
    quoted = [
        block.text for path in READINGS for block in reading(path).blocks if block.kind == "quote"
    ]  # fmt: skip
    notes = " ".join(path.read_text("utf-8") for path in NOTES)
    assert quoted
    assert [text for text in quoted if f'"{text}"' not in notes] == []


@pytest.mark.parametrize("path", READINGS, ids=named)
def test_another_reading_that_a_reading_names_exists(path):
    hyphenated = re.findall(r"\breadings? ([a-z0-9-]+)", path.read_text("utf-8"))
    assert [id for id in hyphenated if "-" in id and id not in SOURCES] == []


# --- quarterly series -------------------------------------------------------------


def test_there_are_two_quarterly_series_one_of_them_by_region():
    assert sorted(len(table.header) for table in quarterly_tables()) == [2, 6]


@pytest.mark.parametrize("table", quarterly_tables(), ids=lambda table: table.header[1])
def test_every_head_of_a_quarterly_table_says_what_is_counted_and_in_which_unit(table):
    counted = re.compile(r"\w+ daily active (users|people)\b.* \((millions|billions)\)")
    assert [head for head in table.header[1:] if not counted.fullmatch(head)] == []


@pytest.mark.parametrize("table", quarterly_tables(), ids=lambda table: table.header[1])
def test_quarters_stand_in_order_and_each_stands_once(table):
    assert all(earlier < later for earlier, later in pairwise(quarters(table)))


@pytest.mark.parametrize("table", quarterly_tables(), ids=lambda table: table.header[1])
def test_every_quarter_has_its_total(table):
    assert [row for row in table.rows if not re.fullmatch(r"\d[\d,]*(\.\d\d)?", row[1])] == []


def test_the_series_by_region_misses_no_quarter_from_its_first_to_its_last():
    found = quarters(series_by_region())
    assert found == list(range(found[0], found[-1] + 1))


def test_regions_add_up_to_their_total_within_the_rounding_that_the_reading_tells():
    misses = []
    for row in series_by_region().rows:
        total, *regions = (int(cell.replace(",", "")) for cell in row[1:] if cell != "–")
        assert len(regions) in (0, 4)
        if regions:
            misses.append(abs(sum(regions) - total))
    assert max(misses) <= 1
    sentence = next(
        sentence.text for path in READINGS for sentence in reading(path).document.sentences
        if "regions miss the total" in sentence.text and re.search(r"\d", sentence.text)
    )  # fmt: skip
    assert re.findall(r"\d+", sentence)[:2] == [str(sum(misses)), str(len(misses))]


# --- notes, answers, terms --------------------------------------------------------


@pytest.mark.parametrize("path", NOTES + ANSWERS, ids=named_with_folder)
def test_only_known_sources_are_cited(path):
    groups = CITATION_GROUP.findall(path.read_text("utf-8"))
    cited = [match[1] for group in groups for match in CITED.finditer(group)]
    assert cited
    assert [id for id in cited if id not in SOURCES and id != OWN] == []


@pytest.mark.parametrize("path", READINGS + NOTES + ANSWERS, ids=named_with_folder)
def test_every_address_in_the_texts_is_one_of_the_list(path):
    known = {source.url for source in SOURCES.values()}
    assert [url for url in ADDRESS.findall(path.read_text("utf-8")) if url not in known] == []


def test_the_notes_know_their_day_and_cite_some_sentences_mark_some_and_leave_others():
    (path,) = NOTES
    notes = read_notes(path.read_text("utf-8"), str(path))
    assert notes.as_of == date(2026, 11, 22)
    assert sum(bool(claim.cited) for claim in notes.claims) >= 10
    assert sum(claim.own for claim in notes.claims) >= 6
    with_figures = [claim for claim in notes.claims if re.search(r"\d", claim.text)]
    assert any(not claim.cited and not claim.own for claim in with_figures)


@pytest.mark.parametrize("path", ANSWERS, ids=named)
def test_an_answer_states_its_question_its_time_and_what_it_must_cover(path):
    metadata = front_matter(path)
    assert set(metadata) == {"question", "seconds", "must_cover"}
    assert metadata["question"].endswith("?")
    assert int(metadata["seconds"]) == 120
    assert len(metadata["must_cover"]) == 5


@pytest.mark.parametrize("path", ANSWERS, ids=named)
def test_an_answer_marks_a_paragraph_for_everything_that_it_must_cover(path):
    text = path.read_text("utf-8")
    core = text.split("## Core answer", 1)[1].split("\n## ", 1)[0]
    marks = [comment.strip() for comment in COMMENT.findall(core)]
    covered = {
        topic.strip() for mark in marks if mark.startswith("covers:")
        for topic in mark.removeprefix("covers:").split(",")
    }  # fmt: skip
    assert covered == set(front_matter(path)["must_cover"])


@pytest.mark.parametrize("path", ANSWERS, ids=named)
def test_the_core_of_an_answer_can_be_said_in_its_time(path):
    text = path.read_text("utf-8")
    core = text.split("## Core answer", 1)[1].split("\n## ", 1)[0]
    figures = FIGURE.sub("a figure of five words", CITATION_GROUP.sub("", COMMENT.sub("", core)))
    assert len(figures.split()) / 140 * 60 <= int(front_matter(path)["seconds"])


@pytest.mark.parametrize("path", ANSWERS, ids=named)
def test_an_answer_uses_only_figures_that_are_recorded_and_found(path):
    found = {
        figure.id for figure in read_key_figures(KIT / "data" / "key_figures.csv")
        if figure.state == FOUND
    }  # fmt: skip
    used = set(FIGURE.findall(path.read_text("utf-8")))
    assert used
    assert used <= found


@pytest.mark.parametrize("path", ANSWERS, ids=named)
def test_a_sentence_of_an_answer_that_has_a_figure_cites_its_source(path):
    claims = read_notes(path.read_text("utf-8"), str(path)).claims
    with_figures = [claim for claim in claims if re.search(r"\d|figure\(", claim.text)]
    assert with_figures
    assert [claim.text for claim in with_figures if not claim.cited and not claim.own] == []


def test_the_terms_hold_aliases_a_near_synonym_and_a_successor():
    terms = read_terms(KIT / "data" / "terms.csv")
    assert terms.expand("DAUs") == "daily active users"
    assert terms.near
    assert terms.successors
