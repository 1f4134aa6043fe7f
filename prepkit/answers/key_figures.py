"""Figures worth keeping: each picked out of its source, and kept with its sentence."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from prepkit.errors import SourcesInvalid
from prepkit.factcheck.wording import plain, say
from prepkit.files import write_whole
from prepkit.quantities import Period, find_dates
from prepkit.sources import Cell, read_table

if TYPE_CHECKING:
    import pandas

    from prepkit.corpus import Passage
    from prepkit.quantities import Measurement

    Candidate = tuple[Passage, Measurement]
    Criterion = tuple[str, Callable[[Passage, Measurement], bool]]

Value = Decimal | tuple[Decimal | None, Decimal | None]

FOUND, GONE, AMBIGUOUS = "found", "gone", "ambiguous"
ID = re.compile(r"[a-z0-9][a-z0-9._-]*")

# "=1+1", "@SUM(A1)", "-x": a spreadsheet would run it; not "-12.5", not a sign alone.
FORMULA = re.compile(r"'*[=+\-@](?!$|\d+(?:\.\d+)?$)")
ESCAPED = re.compile(r"'+[=+\-@](?!$|\d+(?:\.\d+)?$)")
# NUL, escape: no table could be read back with them.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, repr=False)
class KeyFigure:
    """A figure of a source, how it may be said, and what it rests on."""

    id: str
    state: str  # "found", "gone" (the source has it no more), "ambiguous" (several fit)
    wording: str  # with its comparator: "over 14%"; empty unless found, as is all up to `as_of`
    value: Value | None  # in `unit`; a pair is a range
    unit: str
    comparator: str
    entity: str
    property: str
    as_of: str  # as the source writes it; empty where it gives no date
    source: str
    evidence: str  # "snapshot", "import", "reading"
    second_hand: bool
    sentence: str
    locator: str
    reason: str  # why it is gone or ambiguous

    def __repr__(self) -> str:
        told = self.wording if self.state == FOUND else f"{self.state}: {self.reason}"
        return f"{self.id}: {told}{self._subject()} [@{self.source}]"

    def _subject(self) -> str:
        subject = " ".join(part for part in (self.entity, self.property) if part)
        told = ", ".join(part for part in (subject, self.as_of) if part)
        return f" ({told})" if told else ""

    def _repr_html_(self) -> str:
        from html import escape

        rests = ", ".join(
            part
            for part in (
                self.source,
                self.evidence,
                "second-hand" if self.second_hand else "",
                self.locator,
            )
            if part
        )
        said = self.wording if self.state == FOUND else f"{self.state}: {self.reason}"
        return (
            f"<strong>{escape(said)}</strong>{escape(self._subject())}"
            f"<br>{escape(self.sentence)}<br><em>{escape(rests)}</em>"
        )


def find_key_figure(
    passages: Iterable[Passage],
    id: str,
    source: str,
    *,
    words: str = "",
    entity: str | None = None,
    property: str | None = None,
    as_of: str | None = None,
    surface: str | None = None,
) -> KeyFigure:
    """Return the one figure of `source` that fits, or a row that says why there is not exactly one.

    Each of `words` stands in its sentence; entity and property are the measurement's own; `as_of`
    is the same stretch of days, however written; `surface` is the figure as printed. The same
    figure told twice is one figure. A source with a copy of its own is not read from notes on it.
    """
    if not ID.fullmatch(id):
        raise ValueError(f"{id!r} is no id of a key figure: use a-z, 0-9, '-', '.' and '_'")
    candidates = list(_candidates(passages, source))
    if not candidates:
        return _without(id, source, GONE, f"there is no evidence for '{source}' that has a figure")
    for told, fits in _criteria(words, entity, property, as_of, surface):
        left = [candidate for candidate in candidates if fits(*candidate)]
        if not left:
            reason = f"of {len(candidates)} figures of '{source}' that fit so far none has {told}"
            return _without(id, source, GONE, reason)
        candidates = left
    different = {_same(measurement): measurement.quantity for _, measurement in candidates}
    if len(different) > 1:
        surfaces = ", ".join(f"'{quantity.surface}'" for quantity in list(different.values())[:6])
        reason = f"{len(different)} figures fit ({surfaces}): name one by words, property or as_of"
        return _without(id, source, AMBIGUOUS, reason)
    return _key_figure(id, *min(candidates, key=lambda candidate: candidate[0].second_hand))


def _candidates(passages: Iterable[Passage], source: str) -> Iterator[Candidate]:
    own = [passage for passage in passages if passage.origin.source == source]
    copies = [passage for passage in own if passage.origin.evidence != "reading"]
    for passage in copies or own:
        for measurement in passage.measurements:
            yield passage, measurement


def _criteria(
    words: str, entity: str | None, property: str | None, as_of: str | None, surface: str | None
) -> Iterator[Criterion]:
    for word in words.split():
        pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.IGNORECASE)
        yield f"the word '{word}'", lambda passage, _, p=pattern: bool(p.search(passage.text))  # type: ignore[misc]
    if entity is not None:
        yield f"the entity '{entity}'", lambda _, m: _folded(m.entity) == _folded(entity)
    if property is not None:
        yield f"the property '{property}'", lambda _, m: _folded(m.property) == _folded(property)
    if as_of is not None:
        days = _days(as_of)
        yield f"the date '{as_of}'", lambda _, m: m.as_of is not None and _span(m.as_of) == days
    if surface is not None:
        yield f"'{surface}'", lambda _, m: _folded(m.quantity.surface) == _folded(surface)


def _folded(text: str | None) -> str:
    return " ".join((text or "").split()).casefold()


def _days(written: str) -> tuple[object, object]:
    periods = find_dates(written)
    if len(periods) != 1:
        raise ValueError(f"as_of={written!r} is not one date")
    return _span(periods[0])


def _span(period: Period) -> tuple[object, object]:
    return period.first, period.last


def _same(measurement: Measurement) -> tuple[object, ...]:
    quantity = measurement.quantity
    return quantity.value, quantity.unit, quantity.comparator


def _key_figure(id: str, passage: Passage, measurement: Measurement) -> KeyFigure:
    quantity = measurement.quantity
    return KeyFigure(
        id=id,
        state=FOUND,
        wording=say(quantity, passage.text),
        value=quantity.value,
        unit=quantity.unit or "",
        comparator=quantity.comparator,
        entity=_fold(measurement.entity or ""),
        property=_fold(measurement.property or ""),
        as_of=_fold(measurement.as_of.surface) if measurement.as_of else "",
        source=passage.origin.source,
        evidence=passage.origin.evidence,
        second_hand=passage.second_hand,
        sentence=_fold(passage.text),
        locator=_fold(str(passage.locator)),
        reason="",
    )


def _without(id: str, source: str, state: str, reason: str) -> KeyFigure:
    return KeyFigure(
        id, state, "", None, "", "", "", "", "", source, "", False, "", "", _fold(reason)
    )


def _fold(text: str) -> str:
    return " ".join(CONTROL.sub(" ", text).split())


# --- the table of all of them ---------------------------------------------------

COLUMNS = tuple(field.name for field in fields(KeyFigure))


def read_key_figures(path: Path) -> list[KeyFigure]:
    """Return the key figures kept at `path`, none where there is no such file yet."""
    if not path.exists():
        return []
    return [_from_row(row, path) for row in read_table(path, COLUMNS)]


def record_key_figures(path: Path, figures: Iterable[KeyFigure]) -> None:
    """Put `figures` into the table at `path`, each in the place of the one with its id.

    Rows stand in the order of their ids, and the file is replaced whole, only if it changes.
    """
    kept = {figure.id: figure for figure in read_key_figures(path)}
    kept.update((figure.id, figure) for figure in figures)
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(COLUMNS)
    rows.writerows(_to_row(kept[id]) for id in sorted(kept))
    write_whole(path, table.getvalue().encode("utf-8"))


def key_figure_table(figures: Iterable[KeyFigure]) -> pandas.DataFrame:
    """Return `figures` as a table for pandas, a row each, by id."""
    import pandas

    rows = [{name: getattr(figure, name) for name in COLUMNS} for figure in figures]
    return pandas.DataFrame(rows, columns=list(COLUMNS)).set_index("id")


def _to_row(figure: KeyFigure) -> list[str]:
    cells = {name: getattr(figure, name) for name in COLUMNS}
    cells["value"] = _write_value(figure.value)
    cells["second_hand"] = "yes" if figure.second_hand else "no"
    return [f"'{cell}" if FORMULA.match(cell) else cell for cell in cells.values()]


def _from_row(row: dict[str, Cell], path: Path) -> KeyFigure:
    cells: dict[str, object] = {}
    for name in COLUMNS:
        text = row[name].text
        cells[name] = text[1:] if ESCAPED.match(text) else text
    try:
        cells["value"] = _read_value(str(cells["value"]))
    except ValueError:
        raise SourcesInvalid(
            f"'{row['value'].text[:80]}' is no value",
            path=path,
            line=row["value"].line,
            column=row["value"].column,
            next_step="delete the file; running the notebooks writes it again",
        ) from None
    cells["second_hand"] = cells["second_hand"] == "yes"
    return KeyFigure(**cells)  # type: ignore[arg-type]


def _write_value(value: Value | None) -> str:
    if isinstance(value, tuple):
        return "..".join("" if bound is None else plain(bound) for bound in value)
    return "" if value is None else plain(value)


def _read_value(written: str) -> Value | None:
    if not written:
        return None
    low, is_range, high = written.partition("..")
    return (_read_bound(low), _read_bound(high)) if is_range else _read_bound(written)


def _read_bound(written: str) -> Decimal | None:
    if written and not NUMBER.fullmatch(written):
        raise ValueError(written)
    return Decimal(written) if written else None
