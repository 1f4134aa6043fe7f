"""Text to quantities and changes."""

from dataclasses import replace

from prepkit.quantities.changes import Change, link_changes
from prepkit.quantities.comparators import read_comparator
from prepkit.quantities.figures import Figure, Quantity, scan_figures
from prepkit.quantities.numbers import Value
from prepkit.quantities.ranges import join_figures

__all__ = ["Change", "Quantity", "find_changes", "find_quantities", "read_quantities"]


def _quantity(text: str, figure: Figure) -> Quantity:
    comparator = read_comparator(text, figure)
    value: Value = figure.value
    if figure.open:
        value = (figure.value, None)
    elif figure.high is not None:
        value = (figure.value, figure.high)
    surface = text[figure.start : figure.end]
    return Quantity(value, figure.unit, comparator, None, abs(figure.step) / 2, surface,
                    figure.start, figure.end, figure.rule)  # fmt: skip


def read_quantities(text: str) -> tuple[list[Quantity], list[Change]]:
    """Return the figures and the changes of `text`, read together."""
    figures = join_figures(text, list(scan_figures(text)))
    quantities = [_quantity(text, figure) for figure in figures]
    changes = link_changes(text, quantities)
    moved: dict[int, str] = {}
    for change in changes:
        level_beside = change.delta is not None and change.before is None
        for part in (change.before, None if level_beside else change.after, change.delta):
            if part and change.direction:
                moved[part.start] = change.direction
    if not moved:
        return quantities, changes
    quantities = [replace(q, change=moved[q.start]) if q.start in moved else q for q in quantities]
    by_start = {q.start: q for q in quantities}
    return quantities, [
        replace(change, **{name: by_start[part.start] for name in ("before", "after", "delta")
                           if (part := getattr(change, name))})
        for change in changes
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
