"""What flipped: the verdicts of a run against the committed ones, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from prepkit.corpus import Origin
from prepkit.factcheck import Verdict
from prepkit.reports.tables import cell, verdict_rows

Row = dict[str, str]  # of data/verdicts.csv
Key = tuple[str, ...]
# Findings of these rows stand beside that of the part itself, and are no other verdict on it.
ASIDE = ("T1", "X2")
NOTES_CHANGED = "notes changed"
RULES_CHANGED = "the date of the notes, data/terms.csv or the rules changed"

ACCEPT = (
    "`prepkit run --update` accepts what the readings say; correct a reading that its copy denies"
)


@dataclass(frozen=True, slots=True)
class Flip:
    """One part of the notes whose verdict is not the committed one."""

    place: str  # "data/notes/n.md:4:16", now or, of what is gone, as committed
    text: str
    before: str | None  # "D1 supported"; None: there was no such part
    after: str | None  # None: there is none any more
    why: str


def find_flips(
    committed: Sequence[Row], verdicts: Sequence[Verdict], origins: Iterable[Origin]
) -> list[Flip]:
    """Return what flipped, in the order of the notes; what is gone comes last.

    A part is the same if file, sentence and words are; lines may move. `origins` tell what the
    verdicts rest on. The committed ones rest on readings, so where a source was fetched since,
    that is the reason.
    """
    why = _Reasons(committed, verdicts, origins)
    flips = []
    for before, after in _pairs(committed, verdict_rows(verdicts)):
        row = after or before or {}
        place = ":".join((row["path"], row["line"], row["column"]))
        reason = why.of(before, after)
        flips.append(Flip(place, row["text"], _told(before), _told(after), reason))
    return flips


def flip_lines(flips: Sequence[Flip], table: object, *, accepted: bool) -> Iterator[str]:
    """Return how many flipped since a table was committed, a line for each, and the next step."""
    if not flips:
        yield f"flipped since {table}: nothing"
        return
    yield f"flipped since {table}: {len(flips)}" + (", now accepted" if accepted else "")
    for flip in flips:
        change = f"{flip.before or 'new'} → {flip.after or 'gone'}"
        yield f"    {flip.place}: {flip.text!r}: {change}: {flip.why}"
    if not accepted:
        yield f"    {ACCEPT}"


class _Reasons:
    """Why a verdict is another than the committed one."""

    def __init__(
        self, committed: Sequence[Row], verdicts: Sequence[Verdict], origins: Iterable[Origin]
    ) -> None:
        self._committed = {(row["path"], row["claim"]) for row in committed}
        self._before = {
            row["source"]: (row["evidence"], row["sha256"]) for row in committed if row["source"]
        }
        self._now = {origin.source: (origin.evidence, origin.sha256) for origin in origins}
        self._cited: Mapping[Key, tuple[str, ...]] = {
            (cell(verdict.claim.path), cell(verdict.claim.text)): verdict.claim.cited
            for verdict in verdicts
        }

    def of(self, before: Row | None, after: Row | None) -> str:
        """Return the reason of one flip."""
        claims = [(row["path"], row["claim"]) for row in (after, before) if row]
        if claims[0] not in self._committed or claims[-1] not in self._cited:
            return NOTES_CHANGED
        if after and after["code"] == "E3":
            return f"newer figure: {after['message'].partition('newest: ')[2] or after['message']}"
        sources = [one["source"] for one in (after, before) if one and one["source"]]
        for source in dict.fromkeys([*sources, *self._cited[claims[0]]]):
            if told := self._evidence_changed(source):
                return told
        aside = any(row["code"] in ASIDE for row in (after, before) if row)
        return NOTES_CHANGED if aside else RULES_CHANGED

    def _evidence_changed(self, source: str) -> str | None:
        kind, sha256 = self._now.get(source, ("", ""))
        old_kind, old_sha256 = self._before.get(source, ("", ""))
        if not kind:
            return f"source gone: there is no evidence of {source} any more" if old_kind else None
        if kind != old_kind and (old_kind or kind != "reading"):
            done = {"snapshot": "fetched", "import": "imported"}.get(kind, "changed")
            return f"source {done}: {source} is judged by its {kind}, not by its reading"
        if old_sha256 and sha256 != old_sha256:
            return f"source changed: the {kind} of {source} is another"
        return None


def _pairs(committed: Sequence[Row], now: Sequence[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield the two rows of each part that differ; None stands for what is new or gone.

    The same words in the same sentence are the same part; then those in a sentence that changed.
    """
    old, new = list(_spread(committed, now)), list(_spread(now, committed))
    for names in (("path", "claim", "text"), ("path", "text")):
        before, after = _by_key(old, names), _by_key(new, names)
        old, new = [], []
        for key in dict.fromkeys([*after, *before]):
            for pair in zip_longest(*_without_equals(before[key], after[key])):
                if None not in pair:
                    yield pair
                old += [pair[0]] if pair[1] is None else []
                new += [pair[1]] if pair[0] is None else []
    yield from ((None, row) for row in new)
    yield from ((row, None) for row in old)


def _spread(rows: Iterable[Row], others: Iterable[Row]) -> Iterator[Row]:
    """Put A1, which is said of a whole claim, to each part that the other side judges."""
    parts: defaultdict[Key, list[Row]] = defaultdict(list)
    for other in others:
        if other["code"] not in ("A1", *ASIDE):
            part = {name: other[name] for name in ("text", "line", "column")}
            parts[other["path"], other["claim"]].append(part)
    for row in rows:
        judged = parts[row["path"], row["claim"]] if row["code"] == "A1" else []
        yield from (row | part for part in judged or [{}])


def _by_key(rows: Iterable[Row], names: Iterable[str]) -> defaultdict[Key, list[Row]]:
    grouped: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        aside = row["code"] if row["code"] in ASIDE else ""
        grouped[*(row[name] for name in names), aside].append(row)
    return grouped


def _without_equals(old: Sequence[Row], new: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """What is left of two lists of rows when those with the same verdict are crossed out."""
    left_old, left_new = list(old), []
    for row in new:
        equal = next((one for one in left_old if _told(one) == _told(row)), None)
        if equal is None:
            left_new.append(row)
        else:
            left_old.remove(equal)
    return left_old, left_new


def _told(row: Row | None) -> str | None:
    return f"{row['code']} {row['label']}" if row else None
