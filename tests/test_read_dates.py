"""Dates as people plainly write them, in claims and sources alike."""

from datetime import date

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim
from prepkit.quantities import find_dates

NOW = date(2026, 6, 15)


def label_of(claim: str, source: str, title: str | None = None, as_of: date | None = NOW) -> str:
    return check_claim(claim, read_text(source, title=title), as_of=as_of).label


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in the qtr ended June 30 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("the quarter that ended in June 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("the June 2026 quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("the September quarter of 2025", date(2025, 7, 1), date(2025, 9, 30)),
        ("in the opening quarter of 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("Q3/2025", date(2025, 7, 1), date(2025, 9, 30)),
        ("H2 FY25", date(2025, 7, 1), date(2025, 12, 31)),
        ("end-June 2026", date(2026, 6, 30), date(2026, 6, 30)),
        ("at end-2025", date(2025, 12, 31), date(2025, 12, 31)),
        ("in Oct '25", date(2025, 10, 1), date(2025, 10, 31)),
        ("on 2.11.2025", date(2025, 11, 2), date(2025, 11, 2)),
        ("on 2025/11/02", date(2025, 11, 2), date(2025, 11, 2)),
        ("The June results of 2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_read_however_its_quarter_or_end_is_written(text, first, last):
    (period,) = find_dates(text)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Before 2025 was over it had moved", "by"),
        ("before 2025 it had moved", "before"),
        ("All through 2025 it was open", None),
        ("open through 2025", "until"),
        ("from July through September 2025", "between"),
        ("from 2019 on", "since"),
    ],
)
def test_a_word_beside_a_date_says_which_days_are_meant(text, relation):
    (period,) = find_dates(text)
    assert period.relation == relation


def test_the_same_year_is_that_of_the_date_before():
    began, ended = find_dates("It began in May 2024; it ended on 9 October the same year.")
    assert began.last == date(2024, 5, 31)
    assert ended.last == date(2024, 10, 9)


@pytest.mark.parametrize(
    ("claim", "source", "label"),
    [
        ("Corvane's gate stops 30 lorries a week", "Corvane's gate stops 30 lorries a week before"
         " they reach the ramp.", "supported"),
        ("Corvane has 30 cranes", "Corvane had 30 cranes before it moved.", "outdated"),
        ("Women hold 34% of the seats at Corvane", "34% of the seats at Corvane are held by women,"
         " up from 29% three years ago.", "supported"),
        ("Women hold 34% of the seats at Corvane", "Three years ago 34% of the seats at Corvane"
         " were held by women.", "outdated"),
        ("Each berth at Corvane has two pumps", "Since 2019, each berth at Corvane has had two"
         " pumps.", "supported"),
        ("Each berth at Corvane has two pumps", "In 2019, each berth at Corvane had two pumps.",
         "outdated"),
    ],
)  # fmt: skip
def test_a_state_ages_only_by_its_own_time(claim, source, label):
    assert label_of(claim, source) == label
