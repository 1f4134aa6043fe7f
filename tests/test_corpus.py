"""The index: what is kept, what is read again, and what survives accidents."""

import hashlib
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from growth import calls_made

from prepkit.corpus import Corpus, Origin, passages_of
from prepkit.corpus.index import reader_version
from prepkit.documents import read_document, read_markdown, read_text
from prepkit.errors import DocumentUnreadable, PrepkitError, SnapshotDamaged

PAGES = Path(__file__).parent / "company" / "pages"

POST = "Quillpad had 41.2 million daily active users in December 2023. It had 38.9 million in 2022."
READING = """
# Notes on the slides

## Seen in the source

- Quillpad had 41.2 million daily active users on average in December 2023.

> We count a person once a day.

Users of Quillpad, in millions:

| month | daily active users |
|---|---|
| December 2022 | 38.9 |
| December 2023 | 41.2 |

## Second-hand

- Quillpad Boards had 10 million daily active users in January 2019.
"""


def origin(source="post", text=POST, evidence="snapshot", title="Quillpad in 2023"):
    digest = hashlib.sha256(text.encode()).hexdigest()
    captured = None if evidence == "reading" else "2026-11-22T10:00:00+00:00"
    return Origin(
        source, title, "Larkfield", "https://larkfield.example/p", "2024-02-01", "primary",
        evidence, digest, captured, None,
    )  # fmt: skip


def item(source="post", text=POST, **known):
    return origin(source, text, **known), lambda: read_text(text)


def unread():
    raise AssertionError("an unchanged document was read again")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "index.sqlite"


def texts(passages):
    return [passage.text for passage in passages]


# --- passages ------------------------------------------------------------------------------


def test_a_sentence_becomes_a_passage_with_what_it_measures():
    first, both, second = passages_of(read_text(POST), origin())
    assert (both.joined, both.text) == (True, POST)  # two levels of one thing
    (measured,) = first.measurements
    assert measured.quantity.value == Decimal(41_200_000)
    assert measured.entity == "Quillpad"
    assert measured.as_of is not None
    assert measured.as_of.last == date(2023, 12, 31)
    assert first.before is None
    assert second.before == first.text


def test_a_reading_tells_what_was_seen_what_was_heard_and_what_is_quoted():
    passages = passages_of(read_markdown(READING).document, origin("slides", READING, "reading"))
    told = [(p.text.split()[0], p.locator.line, p.quoted, p.second_hand) for p in passages[:4]]
    assert told == [
        ("Quillpad", 6, False, False),
        ("We", 8, True, False),
        ("Users", 10, False, False),
        ("Quillpad", 19, False, True),
    ]


def test_the_heads_of_a_reading_name_no_subject():
    passages = passages_of(read_markdown(READING).document, origin("slides", READING, "reading"))
    measured = [m for passage in passages for m in passage.measurements]
    assert {m.entity for m in measured} == {"Quillpad", "Quillpad Boards"}


def test_a_table_row_becomes_a_passage_whose_figures_can_be_found_in_it():
    passages = passages_of(read_markdown(READING).document, origin("slides", READING, "reading"))
    row = passages[-1]
    assert row.text == "Users of Quillpad, in millions: December 2023: daily active users 41.2"
    assert str(row.locator) == ("line 12, under 'Seen in the source', table 1, row December 2023")
    (measured,) = row.measurements
    assert measured.quantity.value == Decimal(41_200_000)
    assert row.text[measured.quantity.start : measured.quantity.end] == "41.2"


def test_split_cells_of_a_release_become_one_figure_each():
    document = read_document((PAGES / "results-2023.html").read_bytes())
    rows = [p for p in passages_of(document, origin()) if p.locator.table]
    surfaces = {p.locator.row: [m.quantity.surface for m in p.measurements] for p in rows}
    assert surfaces["Revenue"] == ["$1,915", "$1,532", "25%"]
    assert surfaces["Operating margin"] == ["26.9%", "18.5%"]
    lost = next(p for p in rows if p.locator.row == "Interest and other, net").measurements[0]
    assert lost.quantity.value == -1_250_000_000
    for passage in rows:
        for m in passage.measurements:
            assert passage.text[m.quantity.start : m.quantity.end] == m.quantity.surface


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One told. It went on.", "One told."),
        ("One told.\n\nIt went on.", "One told."),
        ("One told.\n\nAnother began.", None),
    ],
)
def test_a_sentence_goes_on_from_the_one_before_it_in_its_paragraph_or_by_a_pronoun(text, expected):
    assert passages_of(read_text(text), origin())[1].before == expected


# --- keeping -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(page.name for page in PAGES.iterdir()))
def test_what_is_kept_comes_back_exactly(path, name):
    data = (PAGES / name).read_bytes()
    expected = passages_of(read_document(data), origin(name))
    with Corpus(path) as corpus:
        corpus.update([(origin(name), lambda: read_document(data))])
    with Corpus(path) as corpus:
        assert corpus.passages() == expected


def test_an_unchanged_document_is_not_read_again(path):
    with Corpus(path) as corpus:
        corpus.update([item()])
    with Corpus(path) as corpus:
        corpus.update([(origin(), unread)])
        assert texts(corpus.passages()) == [s.text for s in read_text(POST).sentences]


def test_a_copy_fetched_anew_with_the_same_bytes_gives_its_new_date_without_being_read(path):
    later = replace(origin(), captured="2026-12-01T10:00:00+00:00")
    with Corpus(path) as corpus:
        corpus.update([item()])
        corpus.update([(later, unread)])
        assert corpus.origins() == [later]
        assert {passage.origin for passage in corpus.passages()} == {later}


@pytest.mark.parametrize("known", [{"text": "Quillpad is free."}, {"title": "Another title"}])
def test_a_changed_document_is_read_again_and_replaces_the_old(path, known):
    with Corpus(path) as corpus:
        corpus.update([item()])
        corpus.update([item(**known)])
        assert texts(corpus.passages()) == [
            s.text for s in read_text(known.get("text", POST)).sentences
        ]
        assert bool(corpus.search("million")) is ("text" not in known)


def test_a_source_that_is_gone_leaves_nothing_behind(path):
    with Corpus(path) as corpus:
        corpus.update([item("a"), item("b")])
        corpus.update([item("b")])
        assert [one.source for one in corpus.origins()] == ["b"]
        assert {passage.origin.source for passage in corpus.search("Quillpad")} == {"b"}
    rows = sqlite3.connect(path).execute("SELECT count(*) FROM words").fetchone()
    assert rows == (3,)  # two sentences, and both as one


def test_code_that_reads_otherwise_makes_the_index_anew(path):
    with Corpus(path) as corpus:
        corpus.update([item()])
    with sqlite3.connect(path) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (reader_version(),)
        connection.execute("PRAGMA user_version = 7")
    with Corpus(path) as corpus:
        assert corpus.passages() == []
        corpus.update([item()])
        assert len(corpus.passages()) == 2


def test_an_unreadable_source_is_told_each_time_but_read_once(path):
    def fail():
        raise DocumentUnreadable("the page is empty", next_step="save it")

    with Corpus(path) as corpus:
        failed = corpus.update([item("good"), (origin("bad"), fail)])
        assert str(failed["bad"]) == "the page is empty; save it"
    with Corpus(path) as corpus:
        failed = corpus.update([item("good"), (origin("bad"), unread)])
        assert {source: str(error) for source, error in failed.items()} == {
            "bad": "the page is empty; save it"
        }
        assert [one.source for one in corpus.origins()] == ["good"]


def test_a_damaged_copy_is_tried_again_next_time(path):
    def fail():
        raise SnapshotDamaged("its digest differs")

    with Corpus(path) as corpus:
        assert set(corpus.update([(origin(), fail)])) == {"post"}
        assert corpus.update([item()]) == {}
        assert len(corpus.passages()) == 2


# --- accidents -----------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["no database", "empty", "torn", "scribbled", "other tables"])
def test_a_damaged_index_is_made_anew_by_itself(path, how):
    with Corpus(path) as corpus:
        corpus.update([item(str(n), POST * 40) for n in range(5)])
    whole = path.read_bytes()
    if how == "no database":
        path.write_bytes(b"this is no database, but it is long enough to look like one" * 20)
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "torn":
        path.write_bytes(whole[: len(whole) // 2])
    elif how == "scribbled":
        path.write_bytes(whole[:4096] + b"\xaa" * 8192 + whole[12288:])
    else:
        path.unlink()
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE mine (a)")
            connection.execute("PRAGMA user_version = 3")
    with Corpus(path) as corpus:
        corpus.update([item()])
        assert len(corpus.passages()) == 2
        assert len(corpus.search("million")) == 2


def test_an_index_that_cannot_be_made_is_told_in_one_line(tmp_path):
    with pytest.raises(PrepkitError) as raised:
        Corpus(tmp_path / "nowhere" / "index.sqlite")
    assert "the index cannot be used" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_reader_that_stops_midway_loses_no_document_that_was_read_before(path):
    def stop():
        raise KeyboardInterrupt

    with Corpus(path) as corpus, pytest.raises(KeyboardInterrupt):
        corpus.update([item("a"), (origin("b"), stop), item("c")])
    with Corpus(path) as corpus:
        corpus.update([(origin("a"), unread), item("b"), item("c")])
        assert [one.source for one in corpus.origins()] == ["a", "b", "c"]


def test_a_process_killed_while_it_writes_leaves_an_index_that_works(path, tmp_path):
    script = tmp_path / "write.py"
    script.write_text(
        textwrap.dedent(f"""
        import sys
        from prepkit.corpus import Corpus, Origin
        from prepkit.documents import read_text
        text = {POST + " "!r} * 200
        with Corpus({str(path)!r}) as corpus:
            n = 0
            while True:
                n += 1
                one = Origin("a", str(n), "", "", "", "primary", "snapshot", str(n), None, None)
                corpus.update([(one, lambda: read_text(text))])
                print(n, flush=True)
        """)
    )
    writer = subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True)
    assert writer.stdout.readline() == "1\n"
    time.sleep(0.3)
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()
    with Corpus(path) as corpus:
        assert len(corpus.passages(["a"])) > 300
        corpus.update([item()])
        assert len(corpus.passages()) == 2


def _update_often(path, name):
    with Corpus(path) as corpus:
        for n in range(10):
            corpus.update([item("shared", f"{POST} This is {name} {n}."), item(f"one-{n % 2}")])
            assert len(corpus.passages(["shared"])) in (0, 3)


def test_two_processes_may_update_one_index_at_once(path):
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        pool.starmap(_update_often, [(path, "a"), (path, "b")])
    with Corpus(path) as corpus:
        corpus.update([item("shared", POST)])
        assert len(corpus.search("Quillpad")) == 2


# --- searching -----------------------------------------------------------------------------


@pytest.fixture
def searched():
    with Corpus() as corpus:
        corpus.update(
            [
                item("users", POST),
                item("store", "Sedgelog indexes 60 GB/s. It stores lines.", title="Sedgelog"),
                item("users", READING, evidence="reading"),
            ]
        )
        yield corpus


@pytest.mark.parametrize(
    ("words", "known", "expected"),
    [
        ("indexing", {}, ["store"]),  # by stem
        (["index", "users"], {"sources": ["store"]}, ["store"]),
        ("sedgelog", {}, ["store", "store"]),  # by title too
        ("41.2", {"evidence": "snapshot"}, ["users"]),
        ("active", {"sources": []}, []),
        ("QUILLPAD", {"limit": 1}, ["users"]),
        ("", {}, []),
        ("...", {}, []),
    ],
)
def test_search_finds_by_stem_title_source_and_evidence(searched, words, known, expected):
    assert [passage.origin.source for passage in searched.search(words, **known)] == expected


@pytest.mark.parametrize(
    "words",
    ['"', "a AND", "NEAR(", "col:x", "*", "a OR b NOT c", "(", "-x", "'; DROP TABLE x", "\0"],
)
def test_no_word_is_read_as_an_operator(searched, words):
    assert isinstance(searched.search(words), list)
    assert len(searched.passages()) > 4


def test_the_best_match_comes_first(searched):
    found = searched.search("daily active users of Quillpad Boards in January 2019")
    assert found[0].text.startswith("Quillpad Boards had 10 million")


def test_measurements_are_a_table_for_notebooks(searched):
    table = searched.measurements("store")
    assert table[["entity", "figure", "unit"]].values.tolist() == [
        ["Sedgelog", "60 GB/s", "gigabyte/second"]
    ]
    assert set(searched.measurements()["source"]) == {"users", "store"}


def test_passages_load_for_a_part_of_the_work_that_reading_them_took(path):
    items = [item(str(n), POST + f" There were {n} more.") for n in range(170)]
    with Corpus(path) as corpus:
        made = calls_made(lambda: corpus.update(items))
    with Corpus(path) as corpus:
        loaded = calls_made(lambda: corpus.passages())
        assert len(corpus.passages()) == 510
        searched = calls_made(lambda: corpus.search("daily active users in December"))
    assert loaded < made / 5
    assert searched < made / 5


def test_loading_needs_no_reader_of_pages():
    script = (
        "import sys, prepkit.corpus\n"
        "heavy = {'bs4', 'lxml', 'trafilatura', 'pandas', 'pypdfium2', 'nupunkt', 'markdown_it'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True,
        env={**os.environ},
    ).stdout  # fmt: skip
    assert told == "[]\n"
