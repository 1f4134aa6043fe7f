"""Text to periods: the days that a date, as written, spans."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

from prepkit.quantities.date_rules import (
    CLOCK_RULES,
    COUNTS,
    DATE_RULES,
    SAME_YEAR,
    Days,
    Reader,
    months_before,
    months_of,
    read_same_year,
)


@dataclass(frozen=True, slots=True)
class Period:
    """A date as written: the days it spans, and how the text stands to it."""

    first: date
    last: date
    surface: str
    start: int
    end: int
    # "before", "after", "since", "until", "by", "between" of a stretch; None: in, on, for, as of
    relation: str | None


@cache
def _readers(lead: str) -> list[tuple[re.Pattern[str], Reader]]:
    return [(re.compile(rule.pattern), rule.read) for rule in DATE_RULES if rule.lead == lead]


@cache
def _clocks(lead: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for _, kind, pattern, _, _ in CLOCK_RULES if kind == lead]


_COUNTED = rf"(?i:{'|'.join(COUNTS)})|[0-9]{{1,3}}"
_ANCHOR = re.compile(
    r"(?<![\w.,$€£¥'’])(?:(?P<year>(?=(?:1[0-9]|20)[0-9]{2}(?![0-9]|[.,][0-9])))"
    r"|(?P<day>(?=[0-9]{1,2}(?:st|nd|rd|th)?(?:[/:.][0-9]|\s?[aApP]\.?[mM]|\s?o['’]c|[QH]"
    r"|(?:\s?[-–—−/]\s?|\s(?:to|and|through)\s)[0-9]{1,2}(?:st|nd|rd|th)?\s(?:[JFMASOND][a-z])"
    r"|\s(?:of\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))))"
    r"|(?P<month>(?=Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s[0-9]))"
    r"|(?P<word>(?=[Qq][1-4]|[Hh][12]\s|H[12]|FY|[Ff]iscal|[Ff]inancial"
    r"|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast|[Oo]pening|[Cc]losing)"
    r"[\s-](?:half|[Qq]uarter)"
    rf"|(?i:first|last|final)[\s-](?:{_COUNTED})[\s-](?i:quarter|month|week|day)"
    rf"|(?:{_COUNTED})[\s-](?i:(?:fiscal\s)?(?:year|quarter|qtr|month|week|day))"
    r"|(?i:half|quarter|qtr|month|week|day)[\s-](?i:year|to|thr|up|end|per|that|which)"
    r"|[Ee]nd(?:-[12]|[\s-][JFMASOND][a-z])"
    r"|(?i:spring|summer|autumn|fall)\s"
    r"|(?:[Ee]arly|[Mm]id|[Ll]ate|[Yy]ear)[\s-]|[Ee]nd\sof)))"
)

# A bare year is a year after these words, whatever follows it ...
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|before|after|year|years|from|to|and|or|early|mid|late"
    r"|spring|summer|autumn|fall|winter|through|circa|[Cc]opyright|class of|as of|for|season"
    r"|version|edition)|\()\s?$",
    re.IGNORECASE,
)
# ... an old one only after these ...
_OLD_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|during|before|prior to|after|years?|circa|c\.|early|mid|late|born"
    r"|died|anno)\s$|\(\s?$",
    re.IGNORECASE,
)
# ... and a count where a noun in the plural follows: "2012 files", "1500 of them".
_COUNT_AFTER = re.compile(
    r"\s?[-–]?(?:%|°|percent\b)|\s(?:of (?:the|these|those|them|our|all)\b|(?:[a-z-]{3,}\s)?"
    r"(?!(?:was|is|has|does|plans|results|sales|figures|levels|earnings|estimates|elections|games"
    r"|expenditures|expenses|revenues|bookings|profits|budgets|targets"
    r"|accounts|vs|years|this|its|thus|perhaps|versus|across|as|towards|besides|always|series)\b)"
    r"(?:[a-z]{2,}[a-hj-rtv-z]s|people|men|women|children)\b)"
)  # fmt: skip
_MEASURE_AFTER = re.compile(
    r"\s?(?:[kKMGT]?(?:m|g|Hz|W|V|B|eV|Pa|L|l)|°|µm|nm|ms|mg|ml|mL|K|AU|rpm)\b"
)
_RELATION = re.compile(
    r"\b(?:(?P<by>by|no later than|not later than)|(?P<before>before|prior to|earlier than)"
    r"|(?P<after>after|following|later than)|(?P<since>since|from)"
    r"|(?P<until>until|till|up to|(?<!all )(?<!right )through))"
    r"(?:\s(?:the|late|early|mid|about|around|end of|start of|beginning of)){0,3}\s$",
    re.IGNORECASE,
)
_SAME_YEAR = re.compile(rf"\b{SAME_YEAR}")
# The time of a day, and what leads on to the day: "2:45 p.m., ", "9 AM on ".
_OF_THE_DAY = re.compile(
    r"\d{1,2}(?:[:.]\d\d)*\s?(?:[aApP]\.?[mM]\.?|(?<=[:.]\d\d)|o['’]clock)"
    r"(?:\s(?:local time|[A-Z]{2,4}))?,?\s(?:on\s(?:the\s)?)?"
)
_RELATIVE = re.compile(
    r"\b(?:(?P<n>a|an|one|two|three|four|five|six|seven|eight|nine|ten|[0-9]{1,3})\s"
    r"(?P<unit>year|month|week|day)s?\sago"
    r"|(?P<which>last|this|next)\s(?P<span>year|month)|(?P<day>today|yesterday|tomorrow))\b",
    re.IGNORECASE,
)


def is_count(text: str, start: int, end: int) -> bool:
    """Say whether four bare digits that could be a year count something instead."""
    if _MEASURE_AFTER.match(text, end):
        return True
    if text[start : start + 2] not in ("19", "20"):
        told = _OLD_YEAR_BEFORE.search(text, max(0, start - 12), start) is not None
        return not told or _COUNT_AFTER.match(text, end) is not None
    told = _YEAR_BEFORE.search(text, max(0, start - 12), start) is not None
    if not _COUNT_AFTER.match(text, end):
        return False
    return not told and not text[max(0, start - 5) : start].lower().endswith((" the ", "this "))


def _is_no_date(text: str, start: int, end: int, days: Days) -> bool:
    """Say whether bare digits that fit a rule are a count, or a range of counts."""
    if end - start == 4 and text[start:end].isdigit():
        return is_count(text, start, end)
    old_range = days[0].year < 1800 and text[start:end].replace(" ", "")[4:5] in "-–—−/t"
    return old_range and is_count(text, start, start + 4)


@lru_cache(maxsize=4)  # one sentence is asked for its dates several times in a row
def scan_dates(text: str) -> tuple[tuple[int, int, Days | None], ...]:
    """Return (start, end, days) of every date, clock time and yearless day; days None for these.

    The time of a day is part of its date: "2:45 p.m. March 14, 2020".
    """
    found: list[tuple[int, int, Days | None]] = []
    for start, end, days in _scan(text):
        if (
            found
            and days
            and found[-1][2] is None
            and _OF_THE_DAY.fullmatch(text, found[-1][0], start)
        ):
            start, *_ = found.pop()
        found.append((start, end, days))
    return tuple(found)


def _scan(text: str) -> Iterator[tuple[int, int, Days | None]]:
    end = 0
    for anchor in _ANCHOR.finditer(text):
        start, lead = anchor.start(), anchor.lastgroup or "word"
        if start < end:
            continue
        for pattern, read in _readers(lead):
            found = pattern.match(text, start)
            days = read(found) if found else None
            if found and days:
                if _is_no_date(text, start, found.end(), days):
                    end = max(end, found.end())  # "1024-2048": nothing in it is a year
                    continue
                end = found.end()
                yield start, end, days
                break
        else:
            for pattern in _clocks(lead):
                if found := pattern.match(text, start):
                    end = found.end()
                    yield start, end, None
                    break


def _month_before(day: date, months: int) -> Days:
    then = months_before(day, months)
    return months_of(then.year, then.month, then.month)


def _resolve(found: re.Match[str], as_of: date) -> Days | None:
    """Return the days of "five years ago", "last month" or "today", seen from `as_of`."""
    if found["day"]:
        shift = {"yesterday": -1, "today": 0, "tomorrow": 1}[found["day"].lower()]
        return (as_of + timedelta(shift),) * 2
    if found["which"]:
        shift = {"last": -1, "this": 0, "next": 1}[found["which"].lower()]
        if found["span"].lower() == "year":
            return months_of(as_of.year + shift, 1, 12)
        return _month_before(as_of, -shift)
    written = found["n"].lower()
    count, unit = COUNTS.get(written) or int(written), found["unit"].lower()
    if unit == "year":
        return months_of(max(as_of.year - count, 1), 1, 12)
    if unit == "month":
        return _month_before(as_of, count)
    day = as_of - timedelta(count * (7 if unit == "week" else 1))
    return (day, day) if unit == "day" else (day - timedelta(day.weekday()),
                                             day + timedelta(6 - day.weekday()))  # fmt: skip


# "Before 2025 was over", "before the quarter is out": it still counts.
_ITS_END = re.compile(r"\s(?:(?:was|were|is|had|has|came|comes)\s)?(?:been\s)?(?:over|out|ended"
                      r"|ends|closed|closes|to (?:an|a|its) (?:end|close))\b")  # fmt: skip
# "From January through March", "from 2012 to 2015"; not "from 2012-13 on".
_RANGE = re.compile(r"[^\W\d]\s?[-–—−]\s?[^\W\d]|[0-9]\s?[–—−]\s?[0-9]|\s(?:to|through|until)\s")
_ONWARDS = re.compile(r",?\s(?:on|onwards?|forward)\b(?! the\b)")


def _relation(text: str, start: int, end: int) -> str | None:
    """Return how a text stands to the date at `start`: "before 2025 was over" is by its end."""
    found = _RELATION.search(text, max(0, start - 32), start)
    if found is None:
        return None
    if found["before"] and _ITS_END.match(text, end):
        return "by"
    from_one_to_another = found[0].lower().startswith("from") and _RANGE.search(text, start, end)
    if from_one_to_another and not _ONWARDS.match(text, end):
        return "between"
    return found.lastgroup


def find_dates(text: str, as_of: date | None = None) -> list[Period]:
    """Return every date of `text`; "last year" and its like only if `as_of` is given.

    >>> [str(period.last) for period in find_dates("over 2.1 billion in December 2023")]
    ['2023-12-31']
    """
    found = [
        Period(*days, text[start:end], start, end, _relation(text, start, end))
        for start, end, days in scan_dates(text)
        if days
    ]
    for match in _SAME_YEAR.finditer(text) if found else ():
        before = [period for period in found if period.end <= match.start()]
        days = read_same_year(match, before[-1].last.year) if before else None
        if days:
            found.append(Period(*days, match[0], *match.span(), _relation(text, *match.span())))
    if as_of:
        for match in _RELATIVE.finditer(text):
            days = _resolve(match, as_of)
            if days:
                relation = _relation(text, *match.span())
                found.append(Period(*days, match[0], *match.span(), relation))
    return sorted(found, key=lambda period: period.start)
