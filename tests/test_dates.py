import re
from datetime import date

import pytest

from prepkit.quantities import find_dates, find_quantities
from prepkit.quantities.date_rules import CLOCK_RULES, DATE_RULES
from prepkit.quantities.dates import scan_dates

NOW = date(2026, 11, 22)


@pytest.mark.parametrize("rule", DATE_RULES, ids=[rule.name for rule in DATE_RULES])
def test_a_date_rule_catches_its_example_whole(rule):
    (period,) = find_dates(rule.catches)
    assert period.surface == rule.catches
    assert period.first <= period.last


@pytest.mark.parametrize("rule", DATE_RULES, ids=[rule.name for rule in DATE_RULES])
def test_a_date_rule_spares_what_only_looks_like_it(rule):
    found = re.fullmatch(rule.pattern, rule.spares)
    assert found is None or rule.read(found) is None


@pytest.mark.parametrize("rule", CLOCK_RULES, ids=[rule[0] for rule in CLOCK_RULES])
def test_clock_times_and_yearless_days_are_neither_periods_nor_figures(rule):
    _, _, _, catches, spares = rule
    assert [catches[start:end] for start, end, _ in scan_dates(catches)] == [catches]
    assert find_dates(catches) == []
    assert find_quantities(f"It was {catches}, they say.") == []
    assert [spares[start:end] for start, end, days in scan_dates(spares)] != [spares]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("December 2023", date(2023, 12, 1), date(2023, 12, 31)),
        ("Feb. 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("25 September 2017", date(2017, 9, 25), date(2017, 9, 25)),
        ("September 25th, 2017", date(2017, 9, 25), date(2017, 9, 25)),
        ("2017-09-25", date(2017, 9, 25), date(2017, 9, 25)),
        ("9/25/2017", date(2017, 9, 25), date(2017, 9, 25)),
        ("25/9/2017", date(2017, 9, 25), date(2017, 9, 25)),
        ("Q4 2025", date(2025, 10, 1), date(2025, 12, 31)),
        ("2017Q4", date(2017, 10, 1), date(2017, 12, 31)),
        ("the fourth quarter of 2025", date(2025, 10, 1), date(2025, 12, 31)),
        ("fiscal year 2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("FY24", date(2024, 1, 1), date(2024, 12, 31)),
        ("H1 2024", date(2024, 1, 1), date(2024, 6, 30)),
        ("the second half of fiscal 2025", date(2025, 7, 1), date(2025, 12, 31)),
        ("2H25", date(2025, 7, 1), date(2025, 12, 31)),
        ("2025 H1", date(2025, 1, 1), date(2025, 6, 30)),
        ("the first half of February 2024", date(2024, 2, 1), date(2024, 2, 15)),
        ("the second half of February 2024", date(2024, 2, 16), date(2024, 2, 29)),
        ("the first six months of 2025", date(2025, 1, 1), date(2025, 6, 30)),
        ("the first nine months of the year 2024", date(2024, 1, 1), date(2024, 9, 30)),
        ("the last three months of 2024", date(2024, 10, 1), date(2024, 12, 31)),
        ("the first two weeks of May 2025", date(2025, 5, 1), date(2025, 5, 14)),
        ("the final 10 days of 2025", date(2025, 12, 22), date(2025, 12, 31)),
        ("the year to June 2025", date(2024, 7, 1), date(2025, 6, 30)),
        ("the 13 weeks to 28 June 2025", date(2025, 3, 30), date(2025, 6, 28)),
        ("the fiscal year ended September 30, 2025", date(2024, 10, 1), date(2025, 9, 30)),
        ("the year ended January 28, 2025", date(2024, 1, 29), date(2025, 1, 28)),
        ("Three Months Ended June 30, 2025", date(2025, 4, 1), date(2025, 6, 30)),
        ("the six-month period ending 31 August 2025", date(2025, 3, 1), date(2025, 8, 31)),
        ("the half year to 30 June 2025", date(2025, 1, 1), date(2025, 6, 30)),
        ("the quarter through the end of March 2025", date(2025, 1, 1), date(2025, 3, 31)),
        ("spring 2025", date(2025, 3, 1), date(2025, 6, 20)),
        ("the autumn of 2025", date(2025, 9, 1), date(2025, 12, 21)),
        ("winter 2025", date(2025, 1, 1), date(2025, 12, 31)),  # January or December: both are
        ("in 2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2012-13", date(2012, 1, 1), date(2013, 12, 31)),
        ("from 2010 to 2015", date(2010, 1, 1), date(2015, 12, 31)),
        ("the 1990s", date(1990, 1, 1), date(1999, 12, 31)),
        ("the end of 2024", date(2024, 12, 31), date(2024, 12, 31)),
        ("late 2019", date(2019, 9, 1), date(2019, 12, 31)),
        ("in 1066", date(1066, 1, 1), date(1066, 12, 31)),
    ],
)
def test_a_date_spans_the_days_that_it_says(text, first, last):
    (period,) = find_dates(text)
    assert (period.first, period.last) == (first, last)
    assert text[period.start : period.end] == period.surface


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("before 19 March 2020", "before"),
        ("prior to 2020", "before"),
        ("after late 2020", "after"),
        ("since March 2020", "since"),
        ("until the end of 2020", "until"),
        ("by 2020", "by"),
        ("in 2020", None),
        ("as of 1 April 2020", None),
    ],
)
def test_a_date_knows_how_the_text_stands_to_it(text, relation):
    assert [period.relation for period in find_dates(text)] == [relation]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("five years ago", date(2021, 1, 1), date(2021, 12, 31)),
        ("last year", date(2025, 1, 1), date(2025, 12, 31)),
        ("this month", date(2026, 11, 1), date(2026, 11, 30)),
        ("two months ago", date(2026, 9, 1), date(2026, 9, 30)),
        ("yesterday", date(2026, 11, 21), date(2026, 11, 21)),
        ("3 days ago", date(2026, 11, 19), date(2026, 11, 19)),
    ],
)
def test_a_date_told_from_today_needs_a_day_to_count_from(text, first, last):
    assert find_dates(text) == []
    (period,) = find_dates(text, NOW)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    "text", ["30 February 2020", "2017-13-01", "31 June 2021", "13/13/2013", "2020 users"]
)
def test_days_that_no_calendar_has_are_no_dates(text):
    assert all(period.surface != text for period in find_dates(text))


def test_the_length_of_a_period_is_no_figure_of_its_own():
    text = "It sold 40 in the 13 weeks to 28 June 2025, and 90 in the first six months of 2025."
    assert [str(quantity.value) for quantity in find_quantities(text)] == ["40", "90"]
    assert find_dates("It took three months to June, and two years to build.") == []


def test_a_year_is_a_count_where_a_plural_follows():
    assert find_dates("They changed 2012 files in 2012.")[0].start == 27
    assert [str(quantity.value) for quantity in find_quantities("2012 files")] == ["2012"]


def test_dates_come_in_the_order_of_the_text():
    periods = find_dates("last year, in May 2020, and two days ago", NOW)
    assert [period.start for period in periods] == sorted(period.start for period in periods)
    assert len(periods) == 3
