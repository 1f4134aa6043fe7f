"""The index: every sentence and table row of the sources, with what it measures, in one file."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prepkit.documents import Document, Locator
from prepkit.quantities import Change, Measurement, Period, Quantity

if TYPE_CHECKING:
    import pandas

WORD = re.compile(r"[^\W\d_]{2,}")
# Raise it when a reader or a finder changes what it makes of the same bytes.
READER = 2
SECOND_HAND = "second-hand"

SCHEMA = f"""
PRAGMA user_version = {READER};
CREATE TABLE document (id INTEGER PRIMARY KEY, source TEXT UNIQUE, sha256 TEXT, origin TEXT);
CREATE TABLE passage (id INTEGER PRIMARY KEY, document INTEGER, source TEXT, record TEXT);
CREATE TABLE word (source TEXT, word TEXT);
CREATE INDEX passage_of_document ON passage (document);
CREATE VIRTUAL TABLE words USING fts5 (text, content='', tokenize='porter unicode61');
"""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which source a document was read for, and from what evidence."""

    source: str
    title: str
    publisher: str
    url: str
    published: str
    rank: str
    evidence: str  # "snapshot", "import", "reading"
    sha256: str
    captured: str | None  # None for a reading
    path: str | None  # of a reading, from the kit's folder


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a table row, where it stands, and what it measures."""

    text: str
    origin: Origin
    locator: Locator
    headings: tuple[str, ...]
    quoted: bool  # stood in a block quote
    second_hand: bool  # of a reading: under the heading "Second-hand"
    before: str | None  # the sentence before it
    measurements: tuple[Measurement, ...]


def passages_of(document: Document, origin: Origin) -> list[Passage]:
    """Return the sentences and table rows of a document as passages."""
    return [*_sentences(document, origin), *_rows(document, origin)]


def _sentences(document: Document, origin: Origin) -> Iterator[Passage]:
    from prepkit.quantities import find_measurements

    before: str | None = None
    headings: tuple[str, ...] = ()
    for sentence in document.sentences:
        if sentence.headings != headings:
            before, headings = None, sentence.headings
        found = find_measurements(
            sentence.text, document.title or origin.title, headings=headings, before=before
        )
        yield Passage(
            sentence.text, origin, sentence.locator, headings, sentence.quoted,
            _second_hand(origin, headings), before, tuple(found),
        )  # fmt: skip
        before = sentence.text


def _rows(document: Document, origin: Origin) -> Iterator[Passage]:
    from prepkit.quantities import measure_table

    for table in document.tables:
        title = document.title or origin.title
        by_row: dict[int, list[Measurement]] = {}
        for row, _, measurement in measure_table(table.caption, table.header, table.rows, title):
            by_row.setdefault(row, []).append(measurement)
        for number, cells in enumerate(table.rows):
            yield Passage(
                _row_text(table.caption, table.header, cells), origin, table.locator,
                table.headings, False, _second_hand(origin, table.headings), None,
                tuple(by_row.get(number, ())),
            )  # fmt: skip


def _row_text(caption: str | None, header: tuple[str, ...], cells: tuple[str, ...]) -> str:
    head, *rest = cells or ("",)
    named = zip(header[1:], rest, strict=False)
    told = "; ".join(f"{name} {cell}".strip() for name, cell in named if cell)
    return ": ".join(part for part in (caption or "", head, told) if part)


def _second_hand(origin: Origin, headings: tuple[str, ...]) -> bool:
    under = any(heading.casefold().startswith(SECOND_HAND) for heading in headings)
    return origin.evidence == "reading" and under


class Corpus:
    """The passages of a kit's sources, kept in a file that can be made again."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        self._connection = _open(str(path))
        self._cache: dict[int, Passage] = {}
        self._origins: dict[int, Origin] = {}

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def update(self, items: Iterable[tuple[Origin, Callable[[], Document]]]) -> None:
        """Read what has changed, and drop the sources that are gone.

        An unchanged document is not read again: its hash and the reader's version decide.
        """
        known = dict(self._connection.execute("SELECT source, origin FROM document"))
        present = set()
        for origin, read in items:
            present.add(origin.source)
            if known.get(origin.source) != _dump_origin(origin):
                self._replace(origin, passages_of(read(), origin))
        for source in set(known) - present:
            with self._connection:
                self._drop(source)
        self._cache.clear()
        self._origins.clear()

    def _replace(self, origin: Origin, passages: list[Passage]) -> None:
        with self._connection:
            self._drop(origin.source)
            cursor = self._connection.execute(
                "INSERT INTO document (source, sha256, origin) VALUES (?, ?, ?)",
                (origin.source, origin.sha256, _dump_origin(origin)),
            )
            words = {word for passage in passages for word in WORD.findall(passage.text)}
            self._connection.executemany(
                "INSERT INTO word (source, word) VALUES (?, ?)",
                [(origin.source, word) for word in sorted(words)],
            )
            for passage in passages:
                row = self._connection.execute(
                    "INSERT INTO passage (document, source, record) VALUES (?, ?, ?)",
                    (cursor.lastrowid, origin.source, _dump_passage(passage)),
                )
                self._connection.execute(
                    "INSERT INTO words (rowid, text) VALUES (?, ?)",
                    (row.lastrowid, _searchable(passage)),
                )

    def _drop(self, source: str) -> None:
        rows = self._connection.execute(
            "SELECT id, record FROM passage WHERE source = ?", (source,)
        ).fetchall()
        origin = self._connection.execute(
            "SELECT origin FROM document WHERE source = ?", (source,)
        ).fetchone()
        for id_, record in rows:
            passage = _load_passage(record, Origin(**json.loads(origin[0])))
            self._connection.execute(
                "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)",
                (id_, _searchable(passage)),
            )
        self._connection.execute("DELETE FROM word WHERE source = ?", (source,))
        self._connection.execute("DELETE FROM passage WHERE source = ?", (source,))
        self._connection.execute("DELETE FROM document WHERE source = ?", (source,))

    def origins(self) -> list[Origin]:
        """Return what each document came from."""
        rows = self._connection.execute("SELECT id, origin FROM document ORDER BY source")
        for id_, origin in rows.fetchall():
            self._origins.setdefault(id_, Origin(**json.loads(origin)))
        return sorted(self._origins.values(), key=lambda origin: origin.source)

    def passages(self, sources: Iterable[str] | None = None) -> list[Passage]:
        """Return the passages of some sources, or of all, in the order of the documents."""
        wanted = None if sources is None else set(sources)
        rows = self._connection.execute(
            "SELECT id, document, source, record FROM passage ORDER BY source, id"
        )
        return [
            self._passage(id_, document, record)
            for id_, document, source, record in rows
            if wanted is None or source in wanted
        ]

    def search(
        self, words: Iterable[str] | str, *, sources: Iterable[str] | None = None, limit: int = 50
    ) -> list[Passage]:
        """Return the passages that have any of `words`, the best match first."""
        terms = [words] if isinstance(words, str) else list(words)
        parts = {part for term in terms for part in re.findall(r"\w+", term)}
        if not parts:
            return []
        # Each word in quotation marks: nothing of it is read as an operator.
        query = " OR ".join(f'"{part}"' for part in sorted(parts))
        wanted = None if sources is None else set(sources)
        chosen = "" if wanted is None else f"AND p.source IN ({', '.join('?' * len(wanted))})"
        rows = self._connection.execute(
            "SELECT p.id, p.document, p.record FROM words JOIN passage p ON p.id = words.rowid "
            f"WHERE words MATCH ? {chosen} ORDER BY bm25(words), p.id LIMIT ?",
            (query, *sorted(wanted or ()), limit),
        )
        return [self._passage(*row) for row in rows.fetchall()]

    def words(self, sources: Iterable[str] | None = None) -> set[str]:
        """Return the words of some sources, or of all, as written there."""
        wanted = None if sources is None else set(sources)
        rows = self._connection.execute("SELECT source, word FROM word")
        return {word for source, word in rows if wanted is None or source in wanted}

    def measurements(self, source: str | None = None) -> pandas.DataFrame:
        """Return a row for each measurement, for a notebook."""
        import pandas

        rows = [
            {
                "source": passage.origin.source, "entity": m.entity, "property": m.property,
                "figure": m.quantity.surface, "value": m.quantity.value, "unit": m.quantity.unit,
                "comparator": m.quantity.comparator,
                "as of": m.as_of.surface if m.as_of else None, "rule": m.quantity.rule,
                "second-hand": passage.second_hand, "sentence": passage.text,
            }
            for passage in self.passages(None if source is None else [source])
            for m in passage.measurements
        ]  # fmt: skip
        return pandas.DataFrame(rows)

    def _passage(self, id_: int, document: int, record: str) -> Passage:
        if id_ not in self._cache:
            if document not in self._origins:
                self.origins()
            self._cache[id_] = _load_passage(record, self._origins[document])
        return self._cache[id_]


def _open(path: str) -> sqlite3.Connection:
    """Return the database, made anew if it is of another version or damaged."""
    connection = sqlite3.connect(path, timeout=30)
    try:
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version == READER:
            return connection
        damaged = version != 0
    except sqlite3.DatabaseError:
        damaged = True
    if damaged:
        connection.close()
        Path(path).unlink(missing_ok=True)
        connection = sqlite3.connect(path, timeout=30)
    connection.executescript(SCHEMA)
    return connection


def _searchable(passage: Passage) -> str:
    """The words that a passage is found by: its own, and those that give it its subject."""
    around = (passage.text, *passage.headings, passage.origin.title)
    given = (f"{m.entity or ''} {m.property or ''}" for m in passage.measurements)
    return " ".join((*around, *given))


# --- records as JSON: dates and decimals keep their exact value -------------------------


def _dump_origin(origin: Origin) -> str:
    return json.dumps({f.name: getattr(origin, f.name) for f in fields(Origin)})


def _dump_passage(passage: Passage) -> str:
    record = {
        "text": passage.text,
        "locator": _plain(passage.locator),
        "headings": passage.headings,
        "quoted": passage.quoted,
        "second_hand": passage.second_hand,
        "before": passage.before,
        "measurements": [_plain(m) for m in passage.measurements],
    }
    return json.dumps(record, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    return value


def _load_passage(record: str, origin: Origin) -> Passage:
    plain = json.loads(record)
    return Passage(
        text=plain["text"],
        origin=origin,
        locator=Locator(**plain["locator"]),
        headings=tuple(plain["headings"]),
        quoted=plain["quoted"],
        second_hand=plain["second_hand"],
        before=plain["before"],
        measurements=tuple(_measurement(m) for m in plain["measurements"]),
    )


def _measurement(plain: dict[str, Any]) -> Measurement:
    return Measurement(
        quantity=_quantity(plain["quantity"]),
        entity=plain["entity"],
        property=plain["property"],
        qualifiers=tuple(plain["qualifiers"]),
        as_of=_period(plain["as_of"]),
        negated=plain["negated"],
        hedged=plain["hedged"],
        change=_change(plain["change"]),
    )


def _quantity(plain: dict[str, Any] | None) -> Any:
    if plain is None:
        return None
    value = plain["value"]
    pair = isinstance(value, list)
    exact = tuple(_decimal(end) for end in value) if pair else _decimal(value)
    return Quantity(**{**plain, "value": exact, "tolerance": _decimal(plain["tolerance"])})


def _decimal(plain: dict[str, str] | None) -> Any:
    return None if plain is None else Decimal(plain["decimal"])


def _period(plain: dict[str, Any] | None) -> Period | None:
    if plain is None:
        return None
    days = {key: date.fromisoformat(plain[key]) for key in ("first", "last")}
    return Period(**{**plain, **days})


def _change(plain: dict[str, Any] | None) -> Change | None:
    if plain is None:
        return None
    ends = {key: _quantity(plain[key]) for key in ("before", "after", "delta")}
    return Change(**{**plain, **ends})
