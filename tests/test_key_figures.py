"""Key figures are picked out of a source one by one, and kept in a table that opens anywhere."""

from dataclasses import replace
from decimal import Decimal

import pytest

from prepkit.answers import find_key_figure, key_figure_table, read_key_figures, record_key_figures
from prepkit.corpus import Origin, passages_of
from prepkit.documents import read_markdown, read_text
from prepkit.errors import SourcesInvalid
from prepkit.factcheck.wording import say
from prepkit.quantities import find_quantities

READING = """---
source: results
---

# Results of Larkfield

## Seen in the source

- Quillpad had 2.3 billion daily active users on average in December 2023.
- Quillpad had 3.1 billion monthly active users as of 31 December 2023.
- Quillpad had 2.3 billion daily active users in December 2023, the last count of its kind.
- Over 12% of changes at Larkfield are devoted to tidying.

## Second-hand

- In other companies, 3% of changes are devoted to tidying.
- Sedgelog answers 10 to 15 queries per second.
"""


def passages(text=READING, source="results", evidence="reading"):
    origin = Origin(
        source=source, title="Results", publisher="Larkfield", url="https://example.org/",
        published="2024-02-01", rank="primary", evidence=evidence, sha256=f"{source}-{evidence}",
        captured=None, path=None,
    )  # fmt: skip
    document = read_markdown(text).document if evidence == "reading" else read_text(text)
    return passages_of(document, origin)


def pick(**criteria):
    return find_key_figure(passages(), "one", "results", **criteria)


def test_a_figure_is_kept_with_its_sentence_and_where_it_stands():
    figure = pick(words="daily", as_of="December 2023")
    assert (figure.state, figure.wording, figure.value) == (
        "found", "2.3 billion", Decimal(2_300_000_000),
    )  # fmt: skip
    assert figure.sentence.startswith("Quillpad had 2.3 billion daily active users on average")
    assert (figure.source, figure.evidence, figure.second_hand) == ("results", "reading", False)
    assert "Seen in the source" in figure.locator
    assert figure.as_of == "December 2023"


def test_the_same_figure_told_twice_is_one_figure():
    assert pick(words="daily").state == "found"


@pytest.mark.parametrize(
    ("criteria", "wording"),
    [
        ({"words": "tidying Larkfield"}, "over 12%"),
        ({"words": "TIDYING", "surface": "3%"}, "3%"),
        ({"surface": "3.1 billion"}, "3.1 billion"),
        ({"as_of": "2023-12-31"}, "3.1 billion"),
        ({"words": "queries"}, "10 to 15"),
    ],
)
def test_words_date_and_surface_each_pick_a_figure(criteria, wording):
    assert pick(**criteria).wording == wording


def test_entity_and_property_pick_the_measurement_of_their_own():
    every = {(m.entity, m.property): m for p in passages() for m in p.measurements if m.property}
    for (entity, property), measurement in every.items():
        chosen = pick(property=property, **({"entity": entity} if entity else {}))
        assert chosen.value == measurement.quantity.value, (entity, property)
    assert len(every) >= 2


def test_a_second_hand_figure_says_so():
    assert pick(surface="3%").second_hand is True


@pytest.mark.parametrize(
    ("criteria", "state", "told"),
    [
        ({"words": "tidying weekly"}, "gone", "the word 'weekly'"),
        ({"words": "daily", "as_of": "May 2019"}, "gone", "the date 'May 2019'"),
        ({"property": "shoe size"}, "gone", "the property 'shoe size'"),
        ({"entity": "Pinewire"}, "gone", "the entity 'Pinewire'"),
        ({"words": "tidying"}, "ambiguous", "2 figures fit ('12%', '3%')"),
    ],
)
def test_a_figure_that_is_not_there_or_not_alone_is_a_row_that_says_why(criteria, state, told):
    figure = pick(**criteria)
    assert (figure.state, figure.wording, figure.value) == (state, "", None)
    assert told in figure.reason


def test_a_source_without_evidence_is_gone():
    figure = find_key_figure(passages(), "one", "elsewhere")
    assert (figure.state, figure.reason) == (
        "gone", "there is no evidence for 'elsewhere' that has a figure",
    )  # fmt: skip


def test_a_copy_of_the_source_is_read_rather_than_notes_on_it():
    copy = passages("Over 13% of changes at Larkfield are devoted to tidying.", evidence="snapshot")
    figure = find_key_figure([*passages(), *copy], "share", "results", words="tidying")
    assert (figure.wording, figure.evidence) == ("over 13%", "snapshot")


def test_a_mistake_in_the_request_is_told_at_once():
    with pytest.raises(ValueError, match="is no id"):
        find_key_figure(passages(), "No Id", "results")
    with pytest.raises(ValueError, match="is not one date"):
        pick(as_of="one day")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("just under 2 billion users", "just under 2 billion"),
        ("roughly 10 million lines", "roughly 10 million"),
        ("well over 12% of changes", "well over 12%"),
        ("more than 100 GB/s of logs", "more than 100 GB/s"),
        ("over ten billion reads per second", "over ten billion"),
        ("built in three years", "three years"),
        ("20% to 30% of their time", "20% to 30%"),
        ("costs at least $5 million", "at least $5 million"),
        ("use more than 20 criteria", "more than 20"),
        ("Over 12% of changes", "over 12%"),
    ],
)
def test_a_figure_is_said_as_printed_without_the_noun_it_counts(text, expected):
    (quantity,) = find_quantities(text)
    assert say(quantity, text) == expected


@pytest.mark.parametrize(
    ("printed", "value", "unit", "expected"),
    [
        ("2,110", 2_110_000_000, "user", "2.11 billion"),
        ("2.30", 2_300_000_000, "user", "2.3 billion"),
        ("816", 816_000_000, "person", "816 million"),
        ("12", 12, "percent", "12%"),
        ("816", 816, "user", "816"),
    ],
)
def test_a_figure_of_a_table_gets_the_magnitude_and_sign_of_its_head(
    printed, value, unit, expected
):
    (quantity,) = find_quantities(printed)
    assert say(replace(quantity, value=Decimal(value), unit=unit)) == expected


# --- the table --------------------------------------------------------------------


def test_what_is_recorded_is_read_back_the_same(tmp_path):
    path = tmp_path / "data" / "key_figures.csv"
    figures = [
        replace(pick(words="daily"), id="b"),
        replace(pick(words="queries"), id="a"),
        replace(pick(words="nowhere"), id="c"),
    ]
    record_key_figures(path, figures)
    assert {figure.id: figure for figure in read_key_figures(path)} == {
        figure.id: figure for figure in figures
    }


def test_a_row_is_replaced_by_its_id_and_rows_stand_in_the_order_of_ids(tmp_path):
    path = tmp_path / "key_figures.csv"
    record_key_figures(path, [replace(pick(words="daily"), id="b")])
    record_key_figures(path, [replace(pick(words="queries"), id="a")])
    record_key_figures(path, [replace(pick(words="monthly"), id="b")])
    assert [(figure.id, figure.wording) for figure in read_key_figures(path)] == [
        ("a", "10 to 15"), ("b", "3.1 billion"),
    ]  # fmt: skip


def test_recording_the_same_again_leaves_the_file_alone(tmp_path):
    path = tmp_path / "key_figures.csv"
    record_key_figures(path, [pick(words="daily")])
    before = path.stat().st_mtime_ns, path.read_bytes()
    record_key_figures(path, [pick(words="daily")])
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
    assert [file.name for file in tmp_path.iterdir()] == ["key_figures.csv"]


@pytest.mark.parametrize(
    "sentence", ["=cmd()", "+1+1", "-x", "@SUM(A1)", "'=quoted", "''-x", "-12.5", "=", 'a, "b"']
)
def test_no_cell_is_run_by_a_spreadsheet_and_none_is_changed(tmp_path, sentence):
    path = tmp_path / "key_figures.csv"
    record_key_figures(path, [replace(pick(words="daily"), sentence=sentence)])
    assert read_key_figures(path)[0].sentence == sentence
    cells = path.read_text("utf-8").splitlines()[1].split(",")
    assert not any(cell.strip('"')[:1] in ("=", "+", "@") and len(cell) > 1 for cell in cells)


def test_no_table_is_no_key_figures(tmp_path):
    assert read_key_figures(tmp_path / "key_figures.csv") == []


def test_a_broken_table_is_told_with_its_line(tmp_path):
    path = tmp_path / "key_figures.csv"
    record_key_figures(path, [pick(words="daily")])
    path.write_text(path.read_text("utf-8").replace("2300000000", "many"), "utf-8")
    with pytest.raises(SourcesInvalid, match=r"'many' is no value") as caught:
        read_key_figures(path)
    assert (caught.value.path, caught.value.line) == (path, 2)


def test_pandas_gets_a_row_for_each_figure():
    table = key_figure_table([pick(words="daily")])
    assert list(table.index) == ["one"]
    assert table.loc["one", "wording"] == "2.3 billion"
    assert key_figure_table([]).empty


def test_a_figure_shows_itself_without_script_or_style():
    figure = replace(pick(words="daily"), sentence="<script>alert(1)</script>")
    assert repr(figure).startswith("one: 2.3 billion (")
    assert "&lt;script&gt;" in figure._repr_html_()
    assert "<script" not in figure._repr_html_()
