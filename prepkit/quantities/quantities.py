"""Text to quantities and changes."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from prepkit.quantities.changes import Change, link_changes, value_direction
from prepkit.quantities.comparators import read_comparator
from prepkit.quantities.digits import Value
from prepkit.quantities.figures import Figure, Quantity, scan_figures
from prepkit.quantities.ranges import join_figures

__all__ = ["Change", "Quantity", "find_changes", "find_quantities", "read_quantities"]

# Changes whose direction is that of their values, and of no word.
_TOLD_BY_VALUES = frozenset(("once now", "once then", "compared with", "arrow", "rather than"))


def _quantity(text: str, figure: Figure) -> Quantity:
    comparator = read_comparator(text, figure)
    value: Value = figure.value
    if figure.number.form == "open":
        value = (figure.value, None)
    elif figure.high is not None:
        value = (figure.value, figure.high)
    surface = text[figure.start : figure.end]
    return Quantity(value, figure.unit, comparator, None, abs(figure.step) / 2, surface,
                    figure.start, figure.end, figure.rule)  # fmt: skip


def _scaled(change: Change, scales: Mapping[int, Decimal]) -> Change:
    """Lend a bare end the magnitude of the other: "$612 million, was 580"."""
    before, after = change.before, change.after
    if before is None or after is None:
        return change
    before, after = _scaled_as(before, after, scales), _scaled_as(after, before, scales)
    if (before, after) == (change.before, change.after):
        return change
    way = value_direction(before, after) if change.rule in _TOLD_BY_VALUES else change.direction
    return replace(change, before=before, after=after, direction=way)


def _scaled_as(one: Quantity, other: Quantity, scales: Mapping[int, Decimal]) -> Quantity:
    """Return a figure in the magnitude of another, if it is bare and written about as large."""
    scale = scales[other.start]
    bare = one.unit is None and scales[one.start] == 1 and scale > 1
    if not bare or isinstance(one.value, tuple) or isinstance(other.value, tuple):
        return one
    written = other.value / scale
    if not written / 10 < one.value < written * 10:
        return one
    return replace(one, value=one.value * scale, tolerance=one.tolerance * scale)


def _of_unit(change: Change, quantities: list[Quantity]) -> Change:
    """Lend two bare ends the unit of the figure before them that tells how far they are apart.

    "It saves 27 MB, 88 → 61"
    """
    before, after = change.before, change.after
    if before is None or after is None or before.unit or after.unit:
        return change
    start = min(before.start, after.start)
    told = [q for q in quantities if q.end <= start and q.unit not in (None, "percent")][-1:]
    values = before.value, after.value
    if not told or isinstance(values[0], tuple) or isinstance(values[1], tuple):
        return change
    if abs(values[0] - values[1]) != told[0].value:
        return change
    return replace(change, before=replace(before, unit=told[0].unit),
                   after=replace(after, unit=told[0].unit))  # fmt: skip


def _ends(change: Change) -> tuple[Quantity | None, ...]:
    return change.before, change.after, change.delta


def _marked(change: Change) -> list[Quantity]:
    """Return the figures that a change moves: a level beside a printed delta is told, not moved."""
    parts = (change.delta,) if change.delta else (change.before, change.after)
    units = [end.unit for end in (change.before, change.after) if end and end.unit]
    lent = max(units, key=lambda unit: "/" in unit, default=None)
    return [
        replace(
            part,
            change=change.direction,
            unit=_unit_in(part, lent, change),
            value=_value_in(part, change),
        )
        for part in parts
        if part is not None
    ]


def _value_in(part: Quantity, change: Change) -> Value:
    """Return the value of a part of a change: "-72%" is a fall by 72%."""
    signed = change.rule == "signed" and isinstance(part.value, Decimal)
    return abs(part.value) if signed and isinstance(part.value, Decimal) else part.value


def _unit_in(part: Quantity, lent: str | None, change: Change) -> str | None:
    """Return the unit of a part of a change; "by 7.2 points to 12%" are percentage points."""
    if change.delta is None:
        rated = part.unit and (lent or "").startswith(f"{part.unit}/")
        return lent if rated else part.unit or lent
    if part.unit == "point" and lent == "percent":
        return "percentage point"
    if part.unit is None and lent and change.rule in ("delta to", "delta from"):
        return "percentage point" if lent == "percent" else lent  # "down by 4 to 19 minutes"
    return part.unit


def read_quantities(text: str) -> tuple[list[Quantity], list[Change]]:
    """Return the figures and the changes of `text`, read together."""
    figures = join_figures(text, list(scan_figures(text)))
    quantities = [_quantity(text, figure) for figure in figures]
    changes = link_changes(text, quantities)
    scales = {figure.start: figure.magnitude for figure in figures}
    changes = [_of_unit(_scaled(change, scales), quantities) for change in changes]
    marked = {part.start: part for change in changes for part in _marked(change)}
    if not marked:
        return quantities, changes
    quantities = [marked.get(quantity.start, quantity) for quantity in quantities]
    return quantities, [
        replace(change, before=before and marked.get(before.start, before),
                after=after and marked.get(after.start, after),
                delta=delta and marked.get(delta.start, delta))
        for change in changes
        for before, after, delta in (_ends(change),)
    ]  # fmt: skip


def find_quantities(text: str) -> list[Quantity]:
    """Return every figure of `text` in order, none overlapping.

    >>> [(str(q.value), q.unit) for q in find_quantities("over 2.1B users, 14% of them new")]
    [('2100000000.0', 'user'), ('14', 'percent')]
    """
    return read_quantities(text)[0]


def find_changes(text: str) -> list[Change]:
    """Return every change of `text`: its ends, its printed delta, its direction."""
    return read_quantities(text)[1]
