"""Rows E0 to E4: whether a figure's date and the claim's agree, and whether it still holds."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from prepkit.corpus import Passage
from prepkit.factcheck.subjects import passage_context
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import content_stems
from prepkit.quantities import Measurement, Period, find_dates

DAYS_IN_YEAR = 365.25
# The year of a date that neither side gives one: a leap year, which has every day, and one that
# no source means.
ANY_YEAR = 4
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_NAMES = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
# "before April 23", "by the 12th of March", "in June"; not "may", not "March on".
YEARLESS = re.compile(
    rf"\b(?:(?P<relation>before|after|by|since|until|in|on|of|from) +)?(?:mid-|early |late )?"
    r"(?:\d{1,2}(?:[:.]\d\d(?: ?[ap]\.?m\b\.?)?| ?[ap]\.?m\b\.?),? +(?:on +)?)?"
    rf"(?:(?:the +)?(?P<first>\d{{1,2}})(?:st|nd|rd|th)? +(?:of +)?(?P<month>{_NAMES})\b\.?"
    rf"|(?P<named>(?-i:{_NAMES}))\b\.?(?: +(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b)?)",
    re.I,
)
QUARTER = timedelta(days=93)
# What came about in a quarter or a half is not what came about in the year.
PART_OF_A_YEAR = timedelta(days=80)

# "now", "today", "is currently"; not "nowhere".
NOW = re.compile(r"\b(?:now|today|currently|at present|these days|as of now|presently)\b", re.I)

# A property that a source says has no newer values.
NO_LONGER = re.compile(
    r"\bno longer (?:report|publish|disclos|releas|giv|break)\w*"
    r"|\b(?:stopped|ceased|ended|discontinued|stops|ceases) (?:report|publish|disclos|releas)\w*"
    r"|\b(?:is|was|were|been|are) discontinued\b"
    r"|\bnot (?:been )?(?:reported|published|disclosed) (?:since|after|any ?more)\b"
    r"|\bthe last time (?:that )?[\w ]{0,30}?\b(?:gave|report|publish|disclos|releas)\w*"
    r"|\blast (?:value|figure|count) (?:ever |that was |to be )?(?:published|reported|printed)\b",
    re.I,
)


# "It was the last time the company gave this number."
THIS_FIGURE = re.compile(
    r"\b(?:this|that|the) (?:number|figure|count|value|metric|measure)s?\b", re.I
)


@dataclass(frozen=True, slots=True)
class Clock:
    """From which day a check looks, and how far back a state still counts."""

    as_of: date | None = None
    horizon: float = 2.0  # years


def agrees(claimed: Period, given: Period, comparator: str = "=") -> bool:
    """E1: tell whether a source's date can stand for the claim's: it lies within it.

    "Since" and "until" speak of a whole stretch, which no single day bears out. What was over N
    on an earlier day was over N "by" the day, too; a plain figure was not.
    """
    if claimed.relation in ("since", "until"):
        same = (claimed.first, claimed.last) == (given.first, given.last)
        return same and given.relation == claimed.relation
    if claimed.relation == "between":
        if " and " in given.surface and given.relation != "between":
            return False  # "in May and July" is not from May to July
        return (claimed.first, claimed.last) == (given.first, given.last)
    if claimed.relation == "by" and comparator not in (">", ">="):
        return given.last == claimed.last
    if claimed.relation == "before":
        return given.last < claimed.first
    if claimed.relation == "by":
        return given.last <= claimed.last
    if claimed.relation == "after":
        return given.first > claimed.last
    if given.relation in ("by", "since", "until", "before", "after"):
        return False  # what was counted up to a day, or from one on, is not of that day alone
    day = claimed.first == claimed.last == given.last
    ends = day and claimed.surface.lower().startswith(("end of", "a year"))
    if ends and given.last - given.first < QUARTER:
        return True  # what results of a quarter give for its end
    part = PART_OF_A_YEAR < given.last - given.first < (claimed.last - claimed.first) * 0.9
    return claimed.first <= given.first and given.last <= claimed.last and not part


@dataclass(frozen=True, slots=True)
class DayOfAnyYear:
    """A date without its year: "before 23 April", "in March"."""

    month: int
    day: int | None
    relation: str | None
    surface: str
    start: int
    end: int

    def in_year(self, year: int) -> Period | None:
        """Return the date in a year; None if there is no such day in it."""
        try:
            first = date(year, self.month, self.day or 1)
        except ValueError:
            return None
        last = first if self.day else date(year, self.month, monthrange(year, self.month)[1])
        return Period(first, last, self.surface, self.start, self.end, self.relation)


def days_of_any_year(text: str) -> list[DayOfAnyYear]:
    """Return the dates in `text` that are given without a year."""
    dated = [(period.start, period.end) for period in find_dates(text)]
    found = []
    for match in YEARLESS.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in dated):
            continue
        month = MONTHS.index((match["month"] or match["named"])[:3].lower()) + 1
        day = match["day"] or match["first"]
        relation = (match["relation"] or "").lower()
        known = relation if relation in ("before", "after", "by", "since", "until") else None
        found.append(
            DayOfAnyYear(
                month, int(day) if day else None, known, match.group().rstrip("."), *match.span()
            )
        )
    return found


def same_time(one: Period, other: Period) -> bool:
    """X1: tell whether two dates are of one time: equal, or a month and the quarter it ends.

    What is counted at the end of a quarter is dated now by the quarter, now by its last month.
    """
    longest = max(one.last - one.first, other.last - other.first)
    return one.last == other.last and (one.first == other.first or longest < QUARTER)


LEAP_DAYS = 1  # a leap year or February is longer by one


def a_year_apart(dates: Sequence[Period | None]) -> bool:
    """Tell whether two levels are of one quarter, month or year, of two years in a row."""
    if len(dates) != 2 or not (dates[0] and dates[1]):
        return False
    one, other = dates[0], dates[1]
    alike = abs((other.last - other.first).days - (one.last - one.first).days) <= LEAP_DAYS
    return alike and (other.first - one.first).days in (365, 366) and other.first > one.last


def before_horizon(given: Period, as_of: date, horizon: float) -> bool:
    """E2: tell whether a state's date lies before the horizon, `horizon` years before as-of."""
    return given.last < as_of - timedelta(days=horizon * DAYS_IN_YEAR)


# "Now and then", "by now", "unlike today", "what we know now": none says what is so today.
NOT_NOW = re.compile(
    r"\bnow and (?:then|again)\b|\btoday['’]s\b"
    r"|\b(?:unlike|than|until|till|by|before|since|from|know|known) (?:today|now)\b",
    re.I,
)


def tells_of_now(text: str) -> bool:
    """Tell whether a sentence of a source says that what it tells is so on the day it is told."""
    return says_now(NOT_NOW.sub(" ", text))


def says_now(text: str) -> bool:
    """Tell whether a claim says that it is about today."""
    return bool(NOW.search(text))


def discontinued(
    measurement: Measurement, passages: Sequence[Passage], terms: Terms
) -> Passage | None:
    """E2: return the passage that says a measured property is no longer reported, if any."""
    wanted = terms.stems(measurement.property or "")
    owner = terms.stems(measurement.entity or "")
    if not wanted:
        return None
    for passage in passages:
        if not NO_LONGER.search(passage.text):
            continue
        there = terms.stems(passage.text)
        if THIS_FIGURE.search(passage.text):
            there |= terms.stems(passage.before or "")
        around = frozenset().union(*(terms.stems(text) for text in passage_context(passage)))
        if wanted <= there and owner <= there | around:
            return passage
    return None


def said_date(period: Period | None) -> str:
    """Return a date as it may be said: "December 2023", "25 September 2017"."""
    if period is None:
        return "no date"
    first, last = period.first, period.last
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if first.month == 1 and first.day == 1 and last.month == 12 and last.year == first.year:
        return str(first.year)
    if first.day == 1 and (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    if first.day == 1 and first.month % 3 == 1 and (last - first).days in range(88, 93):
        return f"Q{first.month // 3 + 1} {first.year}"
    return " ".join(period.surface.split())


def period_stems(period: Period) -> tuple[str, ...]:
    """Return the words of a date, so that they can be left out of a subject."""
    return content_stems(period.surface)
