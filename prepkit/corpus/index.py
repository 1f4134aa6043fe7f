"""The index: all passages of a kit in one SQLite file, which can be made again at any time."""

from __future__ import annotations

import re
import sqlite3
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prepkit.corpus.passages import WORD, Origin, Passage, passages_of
from prepkit.corpus.records import dump_origin, dump_passage, load_origin, load_passage
from prepkit.documents import Document
from prepkit.errors import DocumentUnreadable, PrepkitError, SnapshotDamaged

if TYPE_CHECKING:
    import pandas

Item = tuple[Origin, Callable[[], Document]]

# A passage's number is never given twice, so that what was loaded under it stays true.
SCHEMA = """
CREATE TABLE document (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source TEXT NOT NULL,
    evidence TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    origin TEXT NOT NULL,
    unreadable TEXT,
    UNIQUE (source, evidence)
);
CREATE TABLE passage (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES document,
    record TEXT NOT NULL
);
CREATE INDEX passage_of_document ON passage (document);
CREATE TABLE word (document INTEGER NOT NULL REFERENCES document, word TEXT NOT NULL);
CREATE INDEX word_of_document ON word (document);
CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = 'porter unicode61');
"""
MEASURED = [
    "source", "entity", "property", "figure", "value", "unit", "comparator", "as of", "rule",
    "second-hand", "sentence",
]  # fmt: skip
WAIT = 30  # seconds that one process waits for another to finish a document
_WORD = re.compile(r"\w+")


class Corpus:
    """The passages of a kit's sources, to be listed, searched and tabulated."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        self._path = str(path)
        self._connection = _open(self._path)
        self._passages: dict[int, Passage] = {}
        self._origins: dict[str, Origin] = {}

    def __enter__(self) -> Corpus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        (documents,), (passages,) = (
            self._select(f"SELECT count(*) FROM {table}")[0] for table in ("document", "passage")
        )
        return f"Corpus({documents} documents, {passages} passages)"

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def update(self, items: Iterable[Item]) -> dict[str, PrepkitError]:
        """Read what has changed, drop what is gone; return why sources could not be read, if any.

        A document is read again only if its bytes, its title or the code that reads it changed.
        Each is one transaction: to stop midway loses nothing.
        """
        items = list(items)
        try:
            return self._update(items)
        except sqlite3.OperationalError as error:
            raise _unusable(self._path, error) from None
        except sqlite3.DatabaseError:  # damaged: all in it can be made again
            self._connection.close()
            _remove(self._path)
            self._connection = _open(self._path)
            return self._update(items)

    def _update(self, items: list[Item]) -> dict[str, PrepkitError]:
        known = {
            (source, evidence): (id_, load_origin(origin), unreadable)
            for id_, source, evidence, origin, unreadable in self._connection.execute(
                "SELECT id, source, evidence, origin, unreadable FROM document"
            ).fetchall()
        }
        failed: dict[str, PrepkitError] = {}
        for origin, read in items:
            id_, before, unreadable = known.pop((origin.source, origin.evidence), (0, None, None))
            if before is None or not _reads_alike(before, origin):
                if error := self._read(origin, read):
                    failed[origin.source] = error
                continue
            if before != origin:  # fetched anew, and the same
                with self._transaction():
                    self._connection.execute(
                        "UPDATE document SET origin = ? WHERE id = ?", (dump_origin(origin), id_)
                    )
            if unreadable:
                what, _, next_step = unreadable.partition("\n")
                failed[origin.source] = DocumentUnreadable(what, next_step=next_step)
        for source, evidence in known:
            with self._transaction():
                self._drop(source, evidence)
        self._passages.clear()
        return failed

    def _read(self, origin: Origin, read: Callable[[], Document]) -> PrepkitError | None:
        error: PrepkitError | None = None
        passages: list[Passage] = []
        try:
            passages = passages_of(read(), origin)
        except (DocumentUnreadable, SnapshotDamaged) as raised:
            error = raised
        with self._transaction():
            self._drop(origin.source, origin.evidence)
            # A damaged copy is not remembered: it may be mended without a change of its hash.
            if not isinstance(error, SnapshotDamaged):
                self._add(origin, passages, error)
        return error

    def _add(self, origin: Origin, passages: list[Passage], error: PrepkitError | None) -> None:
        execute = self._connection.execute
        unreadable = f"{error.what}\n{error.next_step or ''}" if error else None
        row = (origin.source, origin.evidence, origin.sha256, dump_origin(origin), unreadable)
        document = execute(
            "INSERT INTO document (source, evidence, sha256, origin, unreadable)"
            " VALUES (?, ?, ?, ?, ?)", row
        ).lastrowid  # fmt: skip
        for passage in passages:
            id_ = execute(
                "INSERT INTO passage (document, record) VALUES (?, ?)",
                (document, dump_passage(passage)),
            ).lastrowid
            execute("INSERT INTO words (rowid, text) VALUES (?, ?)", (id_, _searchable(passage)))
        written = sorted({word for passage in passages for word in WORD.findall(passage.text)})
        self._connection.executemany(
            "INSERT INTO word (document, word) VALUES (?, ?)", [(document, w) for w in written]
        )

    def _drop(self, source: str, evidence: str) -> None:
        execute = self._connection.execute
        one = "(SELECT id FROM document WHERE source = ? AND evidence = ?)"
        those = f"(SELECT id FROM passage WHERE document = {one})"
        execute(f"DELETE FROM words WHERE rowid IN {those}", (source, evidence))
        execute(f"DELETE FROM passage WHERE document = {one}", (source, evidence))
        execute(f"DELETE FROM word WHERE document = {one}", (source, evidence))
        execute("DELETE FROM document WHERE source = ? AND evidence = ?", (source, evidence))

    def origins(self) -> list[Origin]:
        """Return what each document that could be read came from, by source."""
        rows = self._select(
            "SELECT origin FROM document WHERE unreadable IS NULL ORDER BY source, evidence"
        )
        return [self._origin(record) for (record,) in rows]

    def passages(
        self, sources: Iterable[str] | None = None, *, joined: bool = False
    ) -> list[Passage]:
        """Return the passages of some sources, or of all, in the order of the documents.

        Sentences that were joined for their levels only if these are asked for.
        """
        chosen, values = _chosen("source", sources)
        rows = self._select(
            "SELECT p.id, p.record, d.origin FROM passage p JOIN document d ON d.id = p.document"
            f" WHERE {chosen} ORDER BY d.source, d.evidence, p.id",
            values,
        )
        return self._loaded(rows, joined)

    def search(
        self,
        words: Iterable[str] | str,
        *,
        sources: Iterable[str] | None = None,
        evidence: str | None = None,
        limit: int = 50,
        joined: bool = False,
    ) -> list[Passage]:
        """Return the passages that have any of `words`, the best match first."""
        terms = [words] if isinstance(words, str) else words
        parts = {part.casefold() for term in terms for part in _WORD.findall(term)}
        if not parts:
            return []
        # Each word in quotation marks: nothing of it is read as an operator.
        query = " OR ".join(f'"{part}"' for part in sorted(parts))
        in_sources, values = _chosen("source", sources)
        in_evidence, more = _chosen("evidence", None if evidence is None else [evidence])
        rows = self._select(
            "SELECT p.id, p.record, d.origin FROM words JOIN passage p ON p.id = words.rowid"
            " JOIN document d ON d.id = p.document"
            f" WHERE words MATCH ? AND {in_sources} AND {in_evidence}"
            " ORDER BY bm25(words), p.id LIMIT ?",
            (query, *values, *more, limit),
        )
        return self._loaded(rows, joined)

    def words(self, sources: Iterable[str] | None = None) -> set[str]:
        """Return the words of some sources, or of all, as written there."""
        chosen, values = _chosen("source", sources)
        rows = self._select(
            "SELECT DISTINCT w.word FROM word w JOIN document d ON d.id = w.document"
            f" WHERE {chosen}",
            values,
        )
        return {word for (word,) in rows}

    def measurements(self, source: str | None = None) -> pandas.DataFrame:
        """Return a row for each measurement, of one source or of all."""
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
        return pandas.DataFrame(rows, columns=MEASURED)

    def _origin(self, record: str) -> Origin:
        if record not in self._origins:
            self._origins[record] = load_origin(record)
        return self._origins[record]

    def _loaded(self, rows: Iterable[tuple[int, str, str]], joined: bool) -> list[Passage]:
        return [p for row in rows if not (p := self._passage(*row)).joined or joined]

    def _passage(self, id_: int, record: str, origin: str) -> Passage:
        if id_ not in self._passages:
            self._passages[id_] = load_passage(record, self._origin(origin))
        return self._passages[id_]

    def _select(self, query: str, values: Iterable[Any] = ()) -> list[Any]:
        try:
            return self._connection.execute(query, tuple(values)).fetchall()
        except sqlite3.DatabaseError as error:
            raise _unusable(self._path, error) from None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All of it or nothing, whatever stops it; another process's turn is waited for."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _reads_alike(before: Origin, now: Origin) -> bool:
    """Tell whether the passages of both are the same: those of equal bytes under one title."""
    return (before.sha256, before.title) == (now.sha256, now.title)


def _chosen(column: str, values: Iterable[str] | None) -> tuple[str, list[str]]:
    if values is None:
        return "TRUE", []
    wanted = sorted(set(values))
    return f"d.{column} IN ({', '.join('?' * len(wanted))})", wanted


def _searchable(passage: Passage) -> str:
    """The words that a passage is found by: its own, and those that give it its subject."""
    around = (passage.text, *passage.headings, passage.title)
    given = (f"{m.entity or ''} {m.property or ''}" for m in passage.measurements)
    return " ".join((*around, *given))


def _open(path: str) -> sqlite3.Connection:
    """Return the database of this version: one of another, or a damaged one, is made anew."""
    try:
        connection = _connect(path)
        if connection is None:
            _remove(path)
            connection = _connect(path)
    except (sqlite3.DatabaseError, OSError) as error:
        raise _unusable(path, error) from None
    if connection is None:
        raise _unusable(path, "it is damaged again as soon as it is made")
    return connection


def _connect(path: str) -> sqlite3.Connection | None:
    """Return the database, with its tables; None if it is of another version, or damaged."""
    connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
    try:
        if path != ":memory:":
            connection.execute("PRAGMA synchronous = NORMAL")
        if _version(connection) == 0:
            connection.execute("BEGIN IMMEDIATE")
            if _version(connection) == 0:  # no other process was faster
                for statement in SCHEMA.split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {reader_version()}")
            connection.execute("COMMIT")
        sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        if sound and _version(connection) == reader_version():
            return connection
    except sqlite3.OperationalError:
        connection.close()
        raise
    except sqlite3.DatabaseError:
        pass  # told by None
    connection.close()
    return None


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _remove(path: str) -> None:
    for end in ("", "-journal", "-wal", "-shm"):
        Path(path + end).unlink(missing_ok=True)


def _unusable(path: str, error: object) -> PrepkitError:
    return PrepkitError(
        f"the index cannot be used ({error})",
        path=path,
        next_step="see that its folder can be written to, or delete the file",
    )


@cache
def reader_version() -> int:
    """Return a number that changes with the code and tables that make passages of bytes.

    Every file that has a part in it is told by its size and time, so that nobody need remember to
    raise a number, and an edited unit table is heeded at once.
    """
    package = Path(__file__).parent.parent
    told = [f"{sys.version_info[:2]}"]
    for folder in ("quantities", "documents", "corpus"):
        for file in sorted((package / folder).iterdir()):
            if file.suffix in (".py", ".csv"):
                state = file.stat()
                told.append(f"{folder}/{file.name} {state.st_size} {state.st_mtime_ns}")
    return zlib.crc32("\n".join(told).encode()) % (2**31 - 1) + 1
