"""Charts show what the figures say, with their sources, the same each time."""

from decimal import Decimal
from io import BytesIO

import matplotlib
import pandas
import pytest

matplotlib.use("Agg")

from matplotlib import pyplot

from prepkit.answers import KeyFigure
from prepkit.plots import COLOURS, plot_series, plot_shares


def figure(id, value, wording, *, as_of="", source="tidying-paper", second_hand=False, **changed):
    fields = {
        "id": id, "state": "found", "wording": wording, "value": value and Decimal(value),
        "unit": "percent", "comparator": "=", "entity": "", "property": "", "as_of": as_of,
        "source": source, "evidence": "reading", "second_hand": second_hand, "sentence": "",
        "locator": "", "reason": "",
    }  # fmt: skip
    return KeyFigure(**fields | changed)


SHARES = {
    "Larkfield": figure("share", "12", "over 12%"),
    "Other companies": figure("others", "3", "3%", second_hand=True),
}
QUARTERS = pandas.Series(
    [1.0e9, 1.1e9, 1.4e9], index=pandas.PeriodIndex(["2021Q1", "2021Q2", "2021Q4"], freq="Q")
)
ANNOUNCED = {
    "Pinewire, monthly": figure("pinewire", "400000000", "400 million", as_of="June 2021"),
    "Pinewire, daily": figure("pinewire-daily", "400000000", "400 million", as_of="July 2021"),
}


def draw_series(series=None, announced=None):
    return plot_series(
        series or {"Quillpad": QUARTERS},
        ANNOUNCED if announced is None else announced,
        title="Daily users",
        unit="billions",
        source="Source: results-2023 (snapshot)",
        scale=1e9,
    )


@pytest.fixture(autouse=True)
def close_charts():
    yield
    pyplot.close("all")


def words_of(axes):
    return [text.get_text() for text in axes.texts]


def test_bars_are_as_long_as_their_shares_and_start_at_zero():
    axes = plot_shares(SHARES, title="Changes devoted to tidying")
    assert [bar.get_width() for bar in axes.patches] == [12.0, 3.0]
    assert axes.get_xlim()[0] == 0


def test_each_bar_has_its_name_and_its_wording():
    axes = plot_shares(SHARES, title="Changes devoted to tidying")
    assert [label.get_text() for label in axes.get_yticklabels()] == [*SHARES]
    assert words_of(axes) == ["over 12%", "3%"]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([figure("a", "1", "1%")], "Source: tidying-paper (reading)"),
        (SHARES.values(), "Source: tidying-paper (reading, in part second-hand)"),
        ([SHARES["Other companies"]], "Source: tidying-paper (reading, second-hand)"),
        (
            [figure("a", "1", "1%"), figure("b", "2", "2%", source="talk", evidence="import")],
            "Source: tidying-paper (reading); talk (import)",
        ),
    ],
)
def test_the_source_line_says_what_the_figures_rest_on(figures, expected):
    axes = plot_shares({one.id: one for one in figures}, title="Shares")
    assert axes.get_xlabel() == expected


def test_a_figure_that_is_gone_has_no_bar_and_says_so():
    gone = figure("gone", None, "", state="gone", evidence="", reason="no sentence has it")
    axes = plot_shares({"Larkfield": gone}, title="Shares")
    assert (axes.patches[0].get_width(), words_of(axes)) == (0.0, ["gone"])


def test_a_quarter_without_a_count_is_a_gap_in_the_line():
    values = draw_series(announced={}).lines[0].get_ydata()
    assert [f"{value:.1f}" for value in values] == ["1.0", "1.1", "nan", "1.4"]


def test_days_are_taken_for_the_quarters_they_lie_in():
    by_day = QUARTERS.set_axis(["2021-03-31", "2021-06-30", "2021-12-31"])
    both = [draw_series({"Quillpad": one}).lines[0].get_xydata() for one in (QUARTERS, by_day)]
    assert str(both[0]) == str(both[1])


def test_a_line_is_named_at_its_end_in_its_colour():
    name = draw_series(announced={}).texts[0]
    assert (name.get_text(), name.get_color()) == ("Quillpad", COLOURS[0])
    assert name.xy == pytest.approx((matplotlib.dates.date2num(QUARTERS.index[-1].end_time), 1.4))


def test_an_announced_figure_is_a_point_with_its_scope_and_wording():
    axes = draw_series()
    points = [tuple(line.get_ydata()) for line in axes.lines[1:]]
    assert points == [(0.4,), (0.4,)]
    assert words_of(axes)[1:3] == ["Pinewire, monthly\n400 million", "Pinewire, daily\n400 million"]


def test_labels_of_near_points_do_not_cover_each_other():
    axes = draw_series()
    axes.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in axes.texts]
    assert not any(one.overlaps(two) for one in boxes for two in boxes if one is not two)


def test_a_figure_without_a_date_or_a_value_is_no_point():
    undated = figure("undated", "400000000", "400 million")
    gone = figure("gone", None, "", state="gone", as_of="June 2021")
    assert len(draw_series(announced={"a": undated, "b": gone}).lines) == 1


def test_a_series_without_counts_is_no_line():
    empty = pandas.Series([], index=pandas.PeriodIndex([], freq="Q"), dtype=float)
    assert len(draw_series({"Quillpad": empty}, {}).lines) == 0


def test_counts_start_at_zero_and_carry_title_unit_and_source():
    axes = draw_series()
    assert axes.get_ylim()[0] == 0
    assert (axes.get_title(loc="left"), words_of(axes)[-1]) == ("Daily users", "billions")
    assert axes.get_xlabel() == "Source: results-2023 (snapshot)"


@pytest.mark.parametrize("draw", [draw_series, lambda: plot_shares(SHARES, title="Shares")])
def test_a_chart_drawn_twice_is_the_same_to_the_byte(draw):
    images = [BytesIO(), BytesIO()]
    for image in images:
        draw().figure.savefig(image, format="png")
    assert images[0].getvalue() == images[1].getvalue()


def test_a_chart_leaves_the_style_of_other_charts_alone():
    before = dict(matplotlib.rcParams)
    draw_series()
    assert dict(matplotlib.rcParams) == before
