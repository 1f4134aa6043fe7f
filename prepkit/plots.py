"""One verb per chart, all in one style, each with its source on it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from prepkit.answers import KeyFigure
from prepkit.quantities import find_dates

if TYPE_CHECKING:
    import pandas
    from matplotlib.axes import Axes

# Okabe and Ito's colours, told apart by colour-blind people too; yellow is too pale on white.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
GREY = "#595959"
STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # ships with matplotlib: the same letters on every machine
    "font.size": 10.0,
    "axes.titlesize": 12.0,
    "axes.titlelocation": "left",
    "axes.titlepad": 12.0,
    "axes.labelsize": 8.0,
    "axes.labelcolor": GREY,
    "axes.labelpad": 10.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "figure.constrained_layout.use": True,
    "figure.dpi": 100.0,
    "savefig.dpi": 100.0,
    "svg.hashsalt": "prepkit",
}
SIZE = (9.0, 5.0)  # inches
PLOT_POINTS = (590.0, 270.0)  # about what the axes have of them
LETTER, LINE = 4.6, 11.0  # points that a letter of a label is wide, a line of it high
DOT = 5.0  # points around a drawn value that are kept free of labels


class Box(NamedTuple):
    """A stretch of the chart, in points from its lower left corner."""

    middle: float
    height: float  # of its middle
    half_width: float
    half_height: float

    def raised(self, lift: float) -> Box:
        """Return the box moved up by `lift` points."""
        return self._replace(height=self.height + lift)

    def overlaps(self, other: Box) -> bool:
        """Tell whether the two share any place."""
        return (
            abs(self.middle - other.middle) < self.half_width + other.half_width
            and abs(self.height - other.height) < self.half_height + other.half_height
        )


def plot_shares(shares: Mapping[str, KeyFigure], *, title: str, source: str | None = None) -> Axes:
    """Draw a bar for each named share, from zero, its wording ("over 14%") at its end.

    A share whose figure is gone has no bar, and says so. The source line names the sources of the
    figures, unless another is given.
    """
    from matplotlib import pyplot

    names = list(shares)
    values = [_percent(figure) for figure in shares.values()]
    with pyplot.rc_context(STYLE):
        _, axes = pyplot.subplots(figsize=(7.0, 1.3 + 0.5 * len(names)))
        colours = [COLOURS[0], *[GREY] * len(names)][: len(names)]
        bars = axes.barh(names, values, color=colours, height=0.6)
        said = [figure.wording or figure.state for figure in shares.values()]
        axes.bar_label(bars, labels=said, padding=4)
        axes.invert_yaxis()
        axes.set_xlim(0, max([*values, 1.0]) * 1.25)
        axes.xaxis.set_major_formatter("{x:g}%")
        axes.tick_params(left=False)
        axes.set_title(title)
        axes.set_xlabel(source or _sources(shares.values()), loc="left")
    return axes


def plot_series(
    series: Mapping[str, pandas.Series],
    announced: Mapping[str, KeyFigure] | None = None,
    *,
    title: str,
    unit: str,
    source: str,
    scale: float = 1.0,
) -> Axes:
    """Draw counts by quarter as lines, each named at its end, and announced figures as points.

    The index of each series holds quarters, or days in them. A quarter without a count is a gap.
    Values are divided by `scale`, and `unit` says what of: 1e9 and "billions of people".
    """
    from matplotlib import pyplot

    lines = {name: points for name, counts in series.items() if (points := _points(counts, scale))}
    dots = _dots(announced or {}, scale)
    with pyplot.rc_context(STYLE):
        _, axes = pyplot.subplots(figsize=SIZE)
        for points, colour in zip(lines.values(), COLOURS, strict=False):
            days, values = zip(*points, strict=True)
            axes.plot(days, values, color=colour, marker="o", markersize=3.0, linewidth=1.8)
        colour = COLOURS[len(lines) % len(COLOURS)]
        for day, value, _ in dots:
            axes.plot([day], [value], marker="D", markersize=5.0, color=colour)
        axes.xaxis_date()
        axes.set_xlim(*_with_room(*axes.get_xlim()))
        axes.set_ylim(0, axes.get_ylim()[1] * 1.08)
        named = _name_lines(axes, lines)
        drawn = [_box(axes, *point) for points in lines.values() for point in points]
        _name_dots(axes, dots, colour, [*named, *drawn, *(_box(axes, x, y) for x, y, _ in dots)])
        axes.set_title(title, pad=24)
        axes.annotate(
            unit, (0, 1), xytext=(0, 8), xycoords="axes fraction", textcoords="offset points",
            color=GREY, fontsize=8,
        )  # fmt: skip
        axes.set_xlabel(source, loc="left")
    return axes


def _percent(figure: KeyFigure) -> float:
    value = figure.value
    if isinstance(value, tuple):
        raise ValueError(f"{figure.id} is a range, and a bar has one end")
    return 0.0 if value is None else float(value)


def _sources(figures: Iterable[KeyFigure]) -> str:
    """Return the source line: each source, its evidence, and whether that is second-hand."""
    told: dict[str, list[KeyFigure]] = {}
    for figure in figures:
        told.setdefault(figure.source, []).append(figure)
    lines = []
    for source, own in told.items():
        second_hand = [figure.second_hand for figure in own]
        how = "second-hand" if all(second_hand) else "in part second-hand"
        kinds = dict.fromkeys(figure.evidence for figure in own if figure.evidence)
        notes = ", ".join([*kinds, *([how] if any(second_hand) else [])])
        lines.append(f"{source} ({notes})" if notes else source)
    return f"Source: {'; '.join(lines)}"


def _points(counts: pandas.Series, scale: float) -> list[tuple[float, float]]:
    """Return day and value of each quarter from the first to the last; NaN where there is none."""
    import pandas
    from matplotlib.dates import date2num

    index = counts.index
    if not isinstance(index, pandas.PeriodIndex):
        index = pandas.PeriodIndex(pandas.to_datetime(index), freq="Q")
    known = counts.set_axis(index).dropna().sort_index()
    if known.empty:
        return []
    whole = pandas.period_range(known.index.min(), known.index.max(), freq=known.index.freq)
    values = known.reindex(whole).astype(float) / scale
    return [(float(date2num(day.end_time)), float(value)) for day, value in values.items()]


def _with_room(left: float, right: float) -> tuple[float, float]:
    """Return the ends of the time axis, moved so that names and labels have room beside it."""
    return left - (right - left) * 0.06, right + (right - left) * 0.22


def _dots(announced: Mapping[str, KeyFigure], scale: float) -> list[tuple[float, float, str]]:
    """Return day, value and label of each figure that has a date and one value, by day."""
    from matplotlib.dates import date2num

    dots = []
    for name, figure in announced.items():
        periods = find_dates(figure.as_of)
        if periods and isinstance(figure.value, Decimal):
            middle = (date2num(periods[0].first) + date2num(periods[0].last)) / 2
            dots.append((float(middle), float(figure.value) / scale, f"{name}\n{figure.wording}"))
    return sorted(dots)


def _name_lines(axes: Axes, lines: Mapping[str, list[tuple[float, float]]]) -> list[Box]:
    """Write each line's name at its end; return what the names take."""
    taken = []
    for (name, points), colour in zip(lines.items(), COLOURS, strict=False):
        axes.annotate(
            name, points[-1], xytext=(8, 0), textcoords="offset points", color=colour,
            fontweight="bold", va="center",
        )  # fmt: skip
        box = _box(axes, *points[-1], name)
        taken.append(box._replace(middle=box.middle + box.half_width + DOT))
    return taken


def _name_dots(
    axes: Axes, dots: list[tuple[float, float, str]], colour: str, taken: list[Box]
) -> None:
    """Write each label near its dot, where it covers nothing that is there."""
    for x, y, label in dots:
        box = _box(axes, x, y, label)
        steps = (box.half_height + DOT + n * LINE / 2 for n in itertools.count())
        lifts = (lift for step in steps for lift in (-step, step))
        lift = next(up for up in lifts if not any(map(box.raised(up).overlaps, taken)))
        taken.append(box.raised(lift))
        axes.annotate(
            label, (x, y), xytext=(0, lift), textcoords="offset points", color=colour, fontsize=8,
            ha="center", va="center",
        )  # fmt: skip


def _box(axes: Axes, x: float, y: float, label: str = "") -> Box:
    """Return what a dot at a day and a value takes, or a label with its middle there."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    lines = label.split("\n") if label else []
    return Box(
        middle=(x - left) / (right - left) * PLOT_POINTS[0],
        height=(y - bottom) / (top - bottom) * PLOT_POINTS[1],
        half_width=max((len(line) * LETTER / 2 for line in lines), default=DOT),
        half_height=len(lines) * LINE / 2 or DOT,
    )
