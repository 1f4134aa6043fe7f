"""A kit: a folder's conventions, and the whole flow behind one object."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from prepkit.corpus import Corpus, Origin
from prepkit.errors import KitInvalid, PrepkitError, SnapshotDamaged, TextInvalid
from prepkit.factcheck import (
    Checker,
    Clock,
    EvidenceBase,
    Skip,
    Terms,
    Verdict,
    read_skips,
    read_terms,
    skip_findings,
)
from prepkit.files import write_whole
from prepkit.notes import Notes, load_text, read_notes
from prepkit.settings import Settings, read_settings
from prepkit.sources import Source, read_sources

if TYPE_CHECKING:
    import pandas

    from prepkit.answers import Answer, KeyFigure
    from prepkit.documents import Document
    from prepkit.snapshots import Fetched, Snapshot

SOURCES = "sources.csv"
NOTES = Path("data/notes")
READINGS = Path("data/readings")
ANSWERS = Path("data/answers")
TERMS = Path("data/terms.csv")
SNAPSHOTS = Path("data/snapshots")
DERIVED = Path("data/derived")
KEY_FIGURES = Path("data/key_figures.csv")
VERDICTS = Path("data/verdicts.csv")
NOTEBOOKS = Path("notebooks")

# Which evidence a kit rests on: the best at hand, or readings alone (the same on every machine).
BEST, READINGS_ONLY = "best", "readings"
EVIDENCE_VARIABLE = "PREPKIT_EVIDENCE"

SECTIONS_OF_A_READING = ("Seen in the source",)


def open_kit(folder: str | Path = ".", evidence: str | None = None) -> Kit:
    """Return the kit that `folder` lies in; KitInvalid if no folder above it has a sources.csv.

    `evidence` is "best" (the default) or "readings"; the variable PREPKIT_EVIDENCE sets the
    default, so that committed notebooks rest on readings wherever they are run.
    """
    start = Path(folder).resolve()
    chosen = evidence or os.environ.get(EVIDENCE_VARIABLE) or BEST
    if chosen not in (BEST, READINGS_ONLY):
        raise KitInvalid(f"unknown evidence {chosen!r}", next_step=f"use {BEST} or {READINGS_ONLY}")
    for place in (start, *start.parents):
        if (place / SOURCES).is_file():
            return Kit(place, chosen)
    raise KitInvalid(
        "this is no kit: there is no sources.csv here or above", path=folder,
        next_step="go to a kit's folder, or name one with `prepkit --kit FOLDER`",
    )  # fmt: skip


class Kit:
    """A folder of sources, notes and answers, and what can be done with it."""

    def __init__(self, folder: Path, evidence: str = BEST) -> None:
        self.folder = folder
        self.evidence = evidence
        self.unreadable: dict[str, PrepkitError] = {}  # sources whose copy cannot be judged by
        self.unused_skips: list[Skip] = []  # of the notes that were checked last

    def __repr__(self) -> str:
        return f"Kit({self.folder.name!r}, {len(self.sources)} sources, evidence={self.evidence!r})"

    # --- what a person wrote ------------------------------------------------------

    @cached_property
    def sources(self) -> list[Source]:
        """The rows of sources.csv."""
        return read_sources(self.folder / SOURCES)

    @cached_property
    def settings(self) -> Settings:
        """The settings of prepkit.toml, or the defaults."""
        return read_settings(self.folder)

    @cached_property
    def terms(self) -> Terms:
        """The aliases, near-synonyms and successors of data/terms.csv."""
        return read_terms(self.folder / TERMS)

    def source(self, source_id: str) -> Source:
        """Return one source by its id."""
        for source in self.sources:
            if source.id == source_id:
                return source
        raise KitInvalid(
            f"there is no source {source_id!r}", path=SOURCES,
            next_step="`prepkit sources` lists their ids",
        )  # fmt: skip

    def find(self, path: str | Path) -> Path:
        """Return a path as given, or else as seen from the kit's folder."""
        given = Path(path)
        return given if given.exists() else self.folder / given

    def note_files(self) -> list[Path]:
        """Return the files of notes, in the order of their names."""
        return sorted((self.folder / NOTES).glob("*.md"))

    def answer_files(self) -> list[Path]:
        """Return the answer templates, in the order of their names."""
        return sorted((self.folder / ANSWERS).glob("*.md"))

    @property
    def derived(self) -> Path:
        """Where results go that can be made again: apart for each kind of evidence."""
        return self.folder / DERIVED / self.evidence

    # --- evidence -----------------------------------------------------------------

    @cached_property
    def store(self):
        """The dated copies of the sources."""
        from prepkit.snapshots import Store

        return Store(self.folder / SNAPSHOTS)

    def fetch(self, ids: Iterable[str] = (), progress: bool = False) -> list[Fetched]:
        """Fetch the sources, or some of them; what could not be fetched says why."""
        from prepkit.snapshots import fetch_sources

        chosen = [self.source(source_id) for source_id in ids] or self.sources
        return fetch_sources(chosen, self.store, self.settings, progress=progress)

    def import_copy(self, source_id: str, file: Path) -> Snapshot:
        """Keep a page or PDF that a person saved as the copy of a source."""
        return self.store.keep_import(self.source(source_id), Path(file))

    @cached_property
    def corpus(self) -> Corpus:
        """The index over the best evidence of each source, brought up to date."""
        path = self.derived / "index.sqlite"
        path.parent.mkdir(parents=True, exist_ok=True)
        corpus = Corpus(path)
        self.unreadable |= corpus.update(self._evidence())
        return corpus

    def _evidence(self) -> Iterator[tuple[Origin, Callable[[], Document]]]:
        for source in self.sources:
            try:
                snapshot = self._snapshot(source)
            except SnapshotDamaged as error:
                self.unreadable[source.id] = error
                continue
            if snapshot:
                yield self._kept(source, snapshot)
            elif (self.folder / READINGS / f"{source.id}.md").is_file():
                yield self._reading(source)

    def _snapshot(self, source: Source) -> Snapshot | None:
        """The newest copy of a source; a copy of the url that it had before is not its own."""
        if self.evidence == READINGS_ONLY or not (self.folder / SNAPSHOTS / source.id).is_dir():
            return None
        snapshot = self.store.latest(source.id)
        moved = snapshot and snapshot.evidence == "snapshot" and snapshot.url != source.url
        return None if moved else snapshot

    def _kept(self, source: Source, snapshot: Snapshot) -> tuple[Origin, Callable[[], Document]]:
        def read() -> Document:
            from prepkit.documents import read_document

            body = self.store.read(snapshot)
            charset = f"; charset={snapshot.charset}" if snapshot.charset else ""
            return read_document(body, snapshot.media_type + charset, snapshot.final_url)

        captured = snapshot.captured.isoformat(timespec="seconds")
        return _origin(source, snapshot.evidence, snapshot.sha256, captured, None), read

    def _reading(self, source: Source) -> tuple[Origin, Callable[[], Document]]:
        from hashlib import sha256

        path = READINGS / f"{source.id}.md"
        text = load_text(self.folder / path, str(path))

        def read() -> Document:
            from prepkit.documents import read_markdown

            markdown = read_markdown(text, str(path))
            named = markdown.metadata.get("source", source.id)
            if named != source.id:
                raise TextInvalid(
                    f"the reading is of {named!r}, its file of {source.id!r}", path=path, line=1,
                    next_step="correct `source:`, or rename the file",
                )  # fmt: skip
            return markdown.document

        digest = sha256(text.encode("utf-8")).hexdigest()
        return _origin(source, "reading", digest, None, str(path)), read

    def document(self, source_id: str) -> Document:
        """Return a source as read, from the best evidence at hand."""
        source = self.source(source_id)
        if snapshot := self._snapshot(source):
            return self._kept(source, snapshot)[1]()
        if (self.folder / READINGS / f"{source_id}.md").is_file():
            return self._reading(source)[1]()
        raise no_evidence(source_id)

    # --- the fact check --------------------------------------------------------------

    def check(
        self,
        path: str | Path | None = None,
        *,
        as_of: date | None = None,
        horizon: float | None = None,
        strict: bool = False,
    ) -> list[Verdict]:
        """Return the verdicts on a file of notes, or on all of them and on the readings.

        A reading is judged, too, where its source has a copy of its own.
        """
        paths = [path] if path else self.note_files()
        if not paths:
            raise KitInvalid(
                "there are no notes", path=NOTES, next_step="write some: data/notes/NAME.md"
            )
        verdicts: list[Verdict] = []
        for file in paths:
            verdicts += self.check_file(file, as_of=as_of, horizon=horizon, strict=strict)[1]
        if path is None:
            verdicts += self._check_readings(horizon)
        return verdicts

    def check_file(
        self,
        path: str | Path,
        *,
        as_of: date | None = None,
        horizon: float | None = None,
        strict: bool = False,
    ) -> tuple[Checker, list[Verdict]]:
        """Return the verdicts on a file of notes, and before them the checker that gave them."""
        notes = self._notes(self.find(path))
        skips = read_skips(notes)
        checker = self._checker(as_of or notes.as_of, horizon, strict)
        return checker, self._judge(notes, skips, checker)

    def _judge(self, notes: Notes, skips: list[Skip], checker: Checker) -> list[Verdict]:
        verdicts, unused = skip_findings(checker.check_notes(notes), skips)
        others = [skip for skip in self.unused_skips if skip.path != notes.path]
        self.unused_skips = [*others, *unused]
        return verdicts

    def _checker(
        self,
        as_of: date | None,
        horizon: float | None = None,
        strict: bool = False,
        only: str | None = None,
    ) -> Checker:
        years = self.settings.horizon if horizon is None else horizon
        chosen = None if only is None else [only]
        base = EvidenceBase(self.corpus, self.terms, only=chosen, strict=strict)
        return Checker(base, Clock(as_of, years))

    def _notes(self, file: Path) -> Notes:
        shown = self._shown(file)
        notes = read_notes(load_text(file, shown), shown)
        self._check_citations(notes)
        return notes

    def _shown(self, file: Path) -> str:
        """The path to print: from the kit's folder where the file lies in it."""
        resolved = file.resolve()
        inside = resolved.is_relative_to(self.folder)
        return str(resolved.relative_to(self.folder)) if inside else str(file)

    def _check_citations(self, notes: Notes) -> None:
        known = {source.id for source in self.sources}
        for claim in notes.claims:
            for citation in claim.citations:
                if citation.source not in known:
                    raise TextInvalid(
                        f"there is no source {citation.source!r}", path=notes.path,
                        line=citation.line, column=citation.column,
                        next_step="correct the id, or add a row to sources.csv",
                    )  # fmt: skip

    @cached_property
    def _copies(self) -> frozenset[str]:
        """The ids of the sources that are judged by a copy, not by a reading."""
        origins = self.corpus.origins()
        return frozenset(o.source for o in origins if o.evidence != "reading")

    def _check_readings(self, horizon: float | None) -> list[Verdict]:
        """Judge what a reading says was seen in its source, where there is a copy to judge by."""
        verdicts: list[Verdict] = []
        for source in self.sources:
            path = READINGS / f"{source.id}.md"
            judged = source.id in self._copies
            if not judged or not (self.folder / path).is_file():
                continue
            notes = read_notes(load_text(self.folder / path, str(path)), str(path))
            seen = [c for c in notes.claims if set(c.headings) & set(SECTIONS_OF_A_READING)]
            checker = self._checker(None, horizon, only=source.id)
            skips = read_skips(notes)
            verdicts += self._judge(replace(notes, claims=tuple(seen)), skips, checker)
        return verdicts

    # --- key figures and answers --------------------------------------------------------

    def record(self, id: str, source: str, **criteria: str) -> KeyFigure:
        """Find a key figure in a source, keep it under its id, and return it."""
        from prepkit.answers import find_key_figure, record_key_figures

        figure = find_key_figure(self.corpus.passages([source]), id, source, **criteria)
        record_key_figures(self.derived / KEY_FIGURES.name, [figure])
        return figure

    def forget_key_figures(self) -> None:
        """Drop the key figures of earlier runs, so that one that no notebook records is gone."""
        (self.derived / KEY_FIGURES.name).unlink(missing_ok=True)

    def keep_key_figures(self) -> None:
        """Put the key figures of the last run in the place of the committed ones."""
        written = self.derived / KEY_FIGURES.name
        if written.is_file():
            write_whole(self.folder / KEY_FIGURES, written.read_bytes())

    @property
    def key_figures(self) -> list[KeyFigure]:
        """The key figures of this machine's last runs over the committed ones, by id."""
        from prepkit.answers import read_key_figures

        committed = read_key_figures(self.folder / KEY_FIGURES)
        derived = read_key_figures(self.derived / KEY_FIGURES.name)
        by_id = {figure.id: figure for figure in [*committed, *derived]}
        return [by_id[id] for id in sorted(by_id)]

    def draft(self, path: str | Path) -> Answer:
        """Return the answer that a template gives, with each of its numbers judged."""
        from prepkit.answers import draft_answer

        file = self.find(path)
        shown = self._shown(file)

        def judge(text: str) -> list[Verdict]:
            notes = read_notes(text, shown)
            self._check_citations(notes)
            return self._checker(notes.as_of or self.as_of).check_notes(notes)

        text = load_text(file, shown)
        return draft_answer(text, self.key_figures, self.sources, judge, path=shown)

    def write_answer(self, template: Path, answer: Answer) -> Path:
        """Keep a drafted answer beside the other results of this run."""
        path = self.derived / "answers" / template.name
        write_whole(path, answer.text.encode("utf-8"))
        return path

    @property
    def as_of(self) -> date | None:
        """The newest day that the notes call now."""
        days = [self._notes(file).as_of for file in self.note_files()]
        return max((day for day in days if day), default=None)

    # --- reports ---------------------------------------------------------------------

    def report(self) -> pandas.DataFrame:
        """Return the findings on the notes as a table, a row for each."""
        from prepkit.reports.tables import verdict_frame

        return verdict_frame(self.check())

    def source_table(self) -> pandas.DataFrame:
        """Return the sources with the evidence at hand for each."""
        import pandas

        rows = [
            {"id": s.id, "title": s.title, "published": s.published, "kind": s.kind,
             "rank": s.rank, "evidence": self.evidence_of(s.id)}
            for s in self.sources
        ]  # fmt: skip
        return pandas.DataFrame(rows).set_index("id")

    def evidence_of(self, source_id: str) -> str:
        """Return what there is of a source: "snapshot 2026-11-22", "reading", or "none"."""
        try:
            snapshot = self._snapshot(self.source(source_id))
        except SnapshotDamaged:
            return "damaged"
        if snapshot:
            return f"{snapshot.evidence} {snapshot.captured:%Y-%m-%d}"
        reading = (self.folder / READINGS / f"{source_id}.md").is_file()
        return "reading" if reading else "none"


def no_evidence(source_id: str) -> KitInvalid:
    """Return the error that tells that nothing is known of a source."""
    return KitInvalid(
        f"there is no copy of {source_id!r}, and no reading",
        next_step=f"run `prepkit fetch {source_id}`",
    )


def _origin(
    source: Source, evidence: str, sha256: str, captured: str | None, path: str | None
) -> Origin:
    return Origin(
        source=source.id, title=source.title, publisher=source.publisher, url=source.url,
        published=source.published, rank=source.rank, evidence=evidence, sha256=sha256,
        captured=captured, path=path, kind=source.kind,
    )  # fmt: skip
