"""The ways to write a date, each with the days that it spans."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

Days = tuple[date, date]
Reader = Callable[[re.Match[str]], Days | None]


@dataclass(frozen=True, slots=True)
class DateRule:
    """One way to write a date."""

    name: str
    lead: str  # what it starts with: "year", "day", "month", or "word"
    pattern: str
    read: Reader
    catches: str
    spares: str  # an example that it must not catch


_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ORDER = {
    "first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "final": -1, "last": -1,
    "closing": -1,
}  # fmt: skip
COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip

_NAMES = (
    r"(?i:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_MONTH = f"(?P<month>{_NAMES})"
_YEAR = r"(?P<year>(?:1[0-9]|20)[0-9]{2})(?![0-9]|[a-z]\b)"  # not "1080p"
_SHORT = r"(?P<year>(?:1[5-9]|20)[0-9]{2}|['’]?[0-9]{2})(?![0-9])"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9])"
_LAST_DAY = r"(?P<last>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9])"
_TO = r"\s?(?:[-–—−/]|\bto\b|\band\b|\bthrough\b)\s?"
_COUNT = rf"(?P<count>(?i:{'|'.join(COUNTS)})|[0-9]{{1,3}})"
# "three months ended", "52-week period ending", "the fiscal year to": a span told by its end.
_ENDED = (
    rf"(?:{_COUNT}[\s-])?(?i:(?:fiscal|financial)\s)?(?P<unit>(?i:half[\s-]year|year|quarter|qtr"
    r"|month|week|day))(?P<many>[sS])?(?i:\speriod)?(?i:\s(?:that|which))?[\s-]"
    r"(?i:to|through|up\sto|ended|ending)(?:\s[oi]n)?\s(?i:the\send\sof\s|end[\s-])?"
)
_MONTHS_IN = {"half year": 6, "year": 12, "quarter": 3, "qtr": 3, "month": 1}
_DAYS_IN = {"week": 7, "day": 1}
# Spring begins on the first of its month or on its equinox, as one counts: its widest days.
_SEASONS = {"spring": (3, 1, 6, 20), "summer": (6, 1, 9, 22), "autumn": (9, 1, 12, 21),
            "fall": (9, 1, 12, 21)}  # fmt: skip


def months_of(year: int, first: int, last: int) -> Days:
    """Return the days from the first of one month to the end of another."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _year(written: str) -> int:
    digits = written.lstrip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _month(written: str) -> int:
    return _MONTHS.index(written[:3].lower()) + 1


def _day_span(year: int, month: int, first: int, last: int) -> Days | None:
    if not (1 <= month <= 12 and 1 <= first <= last <= monthrange(year, month)[1]):
        return None
    return date(year, month, first), date(year, month, last)


def _read_day(found: re.Match[str]) -> Days | None:
    day = int(found["day"])
    last = int(found.groupdict().get("last") or day)
    return _day_span(int(found["year"]), _month(found["month"]), day, last)


def _read_month(found: re.Match[str]) -> Days | None:
    first = _month(found["month"])
    last = _month(found.groupdict().get("until") or found["month"])
    return months_of(_year(found["year"]), first, last) if first <= last else None


def _read_named_quarter(found: re.Match[str]) -> Days | None:
    """Read "the June 2025 quarter": the three months that end with that one."""
    day = months_of(int(found["year"]), _month(found["month"]), _month(found["month"]))[1]
    return months_before(day.replace(day=1), 2), day


def _read_iso(found: re.Match[str]) -> Days | None:
    year, month = int(found["year"]), int(found["m"])
    if found["d"]:
        return _day_span(year, month, int(found["d"]), int(found["d"]))
    return months_of(year, month, month) if 1 <= month <= 12 else None


def _read_dotted(found: re.Match[str]) -> Days | None:
    return _day_span(int(found["year"]), int(found["m"]), int(found["day"]), int(found["day"]))


def _read_slashed(found: re.Match[str]) -> Days | None:
    one, two = int(found["one"]), int(found["two"])
    day, month = (one, two) if one > 12 else (two, one)  # 3/4 is March 4, as Americans write
    return _day_span(int(found["year"]), month, day, day)


def _part(found: re.Match[str], parts: int) -> Days | None:
    written = found["part"].lower()
    part = int(written) if written.isdigit() else _ORDER[written] % (parts + 1)
    months = 12 // parts
    if part > parts:
        return None
    year = found["year"] or found["full"]
    return months_of(_year(year), (part - 1) * months + 1, part * months)


def _read_quarter(found: re.Match[str]) -> Days | None:
    return _part(found, 4)


def _read_half(found: re.Match[str]) -> Days | None:
    return _part(found, 2)


def _read_half_month(found: re.Match[str]) -> Days | None:
    year, month = int(found["year"]), _month(found["month"])
    first = found["part"].lower() == "first"
    last = monthrange(year, month)[1]
    return _day_span(year, month, 1, 15) if first else _day_span(year, month, 16, last)


def _read_season(found: re.Match[str]) -> Days | None:
    year, (month, day, until, last) = int(found["year"]), _SEASONS[found["part"].lower()]
    return date(year, month, day), date(year, until, last)


def months_before(day: date, months: int) -> date:
    """Return the same day, or the last that there is, of a month so many months before."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    year = max(year, 1)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _counted(found: re.Match[str]) -> int:
    written = (found["count"] or "1").lower()
    return COUNTS.get(written) or int(written)


def _read_ended(found: re.Match[str]) -> Days | None:
    """Read "the 13 weeks to 28 June 2025", "the year to June 2025"."""
    year, month = int(found["year"]), _month(found["month"])
    end = monthrange(year, month)[1]
    day = int(found.groupdict().get("day") or end)
    count, unit = _counted(found), found["unit"].lower().replace("-", " ")
    if not 1 <= day <= end or count == 0 or (found["many"] and not found["count"]):
        return None
    last = date(year, month, day)
    if unit in _DAYS_IN:
        return last - timedelta(count * _DAYS_IN[unit] - 1), last
    months = count * _MONTHS_IN[unit]
    if day == end:
        return months_before(last.replace(day=1), months - 1), last
    return months_before(last, months) + timedelta(1), last


def _read_counted(found: re.Match[str]) -> Days | None:
    """Read "the first nine months of 2024", "the last two weeks of May 2025"."""
    month = found.groupdict().get("month")
    whole = _read_month(found) if month else _read_year(found)
    count, unit = _counted(found), found["unit"].lower()
    if whole is None or not count:
        return None
    first, last = whole
    if unit in _DAYS_IN:
        days = timedelta(count * _DAYS_IN[unit] - 1)
        part = (first, first + days) if found["part"].lower() == "first" else (last - days, last)
    else:
        months = count * _MONTHS_IN[unit]
        if found["part"].lower() == "first":
            part = first, months_before(first, -months) - timedelta(1)
        else:
            part = months_before(last.replace(day=1), months - 1), last
    return part if first <= part[0] <= part[1] <= last else None


def _read_third(found: re.Match[str]) -> Days | None:
    part = ("early", "mid", "late").index(found["part"].lower())
    return months_of(int(found["year"]), part * 4 + 1, part * 4 + 4)


def _read_year(found: re.Match[str]) -> Days | None:
    return months_of(_year(found["year"]), 1, 12)


def _read_year_end(found: re.Match[str]) -> Days | None:
    return _day_span(int(found["year"]), 12, 31, 31)


def _read_month_end(found: re.Match[str]) -> Days | None:
    year, month = int(found["year"]), _month(found["month"])
    last = monthrange(year, month)[1]
    return _day_span(year, month, last, last)


def _read_years(found: re.Match[str]) -> Days | None:
    first, last = int(found["year"]), int(found["last"])
    last += first // 100 * 100 if last < 100 else 0
    return (date(first, 1, 1), date(last, 12, 31)) if first < last else None


def _read_decade(found: re.Match[str]) -> Days | None:
    first = int(found["year"])
    if first % 10:
        return None
    century = first % 100 == 0 and first < 2000  # "the 2000s" are those before "the 2010s"
    return date(first, 1, 1), date(first + (99 if century else 9), 12, 31)


def read_same_year(found: re.Match[str], year: int) -> Days | None:
    """Return the days of a SAME_YEAR in the year that is meant."""
    day = found["day"] or found["of_it"]
    month = _month(found["month"] or found["named"])
    return _day_span(year, month, int(day), int(day)) if day else months_of(year, month, month)


# The first rule that fits where a date may start wins, so longer forms stand first.
DATE_RULES = (
    DateRule("iso", "year", r"(?P<year>(?:1[5-9]|20)[0-9]{2})-(?P<m>[01][0-9])"
             r"(?:-(?P<d>[0-3][0-9])(?:T[0-9:.]{1,15}Z?)?)?(?![0-9-])",
             _read_iso, "2017-09-25", "2012-13"),
    DateRule("iso with strokes", "year", r"(?P<year>(?:19|20)[0-9]{2})/(?P<m>[01]?[0-9])"
             r"/(?P<d>[0-3]?[0-9])(?![0-9/])", _read_iso, "2017/09/25", "2017/18/"),
    DateRule("year month day", "year", rf"{_YEAR},?\s{_MONTH}\s{_DAY}",
             _read_day, "2017 September 25", "2017 September"),
    DateRule("year month", "year", rf"{_YEAR},?\s{_MONTH}(?![a-z])",
             _read_month, "2017 September", "2017 mayors"),
    DateRule("year quarter", "year", rf"{_YEAR}[\s-]?Q(?P<part>[1-4])(?![0-9])",
             _read_quarter, "2017Q4", "2017 Queries"),
    DateRule("decade", "year", r"(?P<year>(?:1[5-9]|20)[0-9]{2})['’]?s\b",
             _read_decade, "1990s", "1994s"),
    DateRule("years", "year", rf"{_YEAR}\s?[-–—−/]\s?(?P<last>(?:1[0-9]|20)[0-9]{{2}}|[0-9]{{2}})"
             r"(?![0-9.,]*[0-9%])", _read_years, "2012-13", "2012-9"),
    DateRule("years in words", "year", rf"{_YEAR}\s(?:to|through|until)\s"
             r"(?P<last>(?:1[5-9]|20)[0-9]{2})(?![0-9.,]*[0-9%])", _read_years, "2012 to 2015",
             "2012 to 30"),
    DateRule("year half", "year", rf"{_YEAR}[\s-]?H(?P<part>[12])(?![0-9])",
             _read_half, "2025H1", "2025 H100"),
    DateRule("year", "year", _YEAR, _read_year, "2017", "20177"),
    DateRule("slashed", "day", r"(?P<one>[0-3]?[0-9])/(?P<two>[0-3]?[0-9])/"
             r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])", _read_slashed, "9/25/2017", "1/40"),
    DateRule("dotted", "day", r"(?P<day>[0-3]?[0-9])\.(?P<m>[01]?[0-9])\."
             r"(?P<year>(?:19|20)[0-9]{2})(?![0-9.])", _read_dotted, "25.9.2017", "1.40.2017"),
    DateRule("days of month", "day", rf"{_DAY}{_TO}{_LAST_DAY}\s{_MONTH},?\s{_YEAR}",
             _read_day, "3-5 May 2021", "3-5 tests"),
    DateRule("day month year", "day", rf"{_DAY}\s(?:of\s)?{_MONTH},?\s{_YEAR}",
             _read_day, "25 September 2017", "25 September entries"),
    DateRule("short quarter", "day", rf"(?P<part>[1-4])Q\s?{_SHORT}",
             _read_quarter, "4Q25", "4Q"),
    DateRule("short half", "day", rf"(?P<part>[12])H\s?{_SHORT}", _read_half, "1H25", "1H"),
    DateRule("month days year", "month", rf"{_MONTH}\s{_DAY}{_TO}{_LAST_DAY},?\s{_YEAR}",
             _read_day, "May 3–5, 2021", "May 3"),
    DateRule("month day year", "month", rf"{_MONTH}\s{_DAY},?\s{_YEAR}",
             _read_day, "September 25, 2017", "September 25"),
    DateRule("months of year", "month", rf"{_MONTH}{_TO}(?P<until>{_NAMES}),?\s(?:of\s)?{_YEAR}",
             _read_month, "January to March 2024", "March 2024"),
    DateRule("month's quarter", "month", rf"{_MONTH}(?:,?\s{_YEAR}\s[Qq]uarter)",
             _read_named_quarter, "March 2026 quarter", "March 2026 results"),
    DateRule("month's quarter of a year", "month",
             rf"{_MONTH}\s[Qq]uarter(?:\sof)?,?\s{_YEAR}", _read_named_quarter,
             "June quarter of 2025", "June quarterlies"),
    DateRule("month of a short year", "month", rf"{_MONTH}\s?['’](?P<year>[0-9]{{2}})(?![0-9s])",
             _read_month, "Mar '26", "Mar 26"),
    DateRule("month year", "month", rf"{_MONTH},?\s(?:of\s)?{_YEAR}",
             _read_month, "December 2023", "December 20th"),
    DateRule("quarter", "word",
             rf"[Qq](?P<part>[1-4])(?:\sof)?(?:\s(?:fiscal|FY))?(?:\syear)?"
             rf"(?:\s?{_SHORT}|[/-](?P<full>20[0-9]{{2}})(?![0-9]))",
             _read_quarter, "Q4 2025", "Q4 results"),
    DateRule("quarter in words", "word",
             r"(?P<part>(?i:first|second|third|fourth|final|last|opening|closing))"
             r"[\s-][Qq]uarter(?:\sof)?(?:\sthe)?"
             r"(?:\s(?:fiscal|calendar))?(?:\syear)?,?\s" + _SHORT, _read_quarter,
             "fourth quarter of 2025", "fourth quarter results"),
    DateRule("span to a day", "word", rf"{_ENDED}{_DAY}\s(?:of\s)?{_MONTH},?\s{_YEAR}",
             _read_ended, "13 weeks to 28 June 2025", "13 weeks in June 2025"),
    DateRule("span to a month's day", "word", rf"{_ENDED}{_MONTH}\s{_DAY},?\s{_YEAR}",
             _read_ended, "fiscal year ended September 30, 2025", "years ended June 30, 2025"),
    DateRule("span to a month", "word", rf"{_ENDED}{_MONTH},?\s(?:of\s)?{_YEAR}",
             _read_ended, "year to June 2025", "years to June 2025"),
    DateRule("months of a year", "word",
             rf"(?P<part>(?i:first|last|final))[\s-]{_COUNT}[\s-](?P<unit>(?i:month|quarter|week|day))"
             rf"s?\s(?:(?:of|in)\s)?(?i:the\s)?(?i:fiscal\s|financial\s)?(?i:year\s)?{_YEAR}",
             _read_counted, "first nine months of 2024", "first nine teams of 2024"),
    DateRule("weeks of a month", "word",
             rf"(?P<part>(?i:first|last|final))[\s-]{_COUNT}[\s-](?P<unit>(?i:week|day))s?"
             rf"\s(?:of|in)\s{_MONTH},?\s{_YEAR}",
             _read_counted, "last two weeks of May 2025", "last two weeks of it"),
    DateRule("half of a month", "word",
             rf"(?P<part>(?i:first|second|last))[\s-]half\sof\s{_MONTH},?\s{_YEAR}",
             _read_half_month, "first half of May 2025", "first half of it"),
    DateRule("season", "word", rf"(?P<part>(?i:{'|'.join(_SEASONS)}))\s(?:of\s)?{_YEAR}",
             _read_season, "spring 2025", "springs 2025"),
    DateRule("half", "word", rf"[Hh](?P<part>[12])(?=\s|[0-9]{{4}})(?:\sof)?(?:\s(?:fiscal|FY))?"
             rf"(?:\syear)?\s?{_SHORT}", _read_half,
             "H1 2024", "H100"),
    DateRule("half in words", "word", r"(?P<part>(?i:first|second|last))[\s-]half"
             rf"(?:[\s-]year)?\s(?:of\s|in\s)?(?:the\s)?(?i:fiscal\s|financial\s)?(?i:year\s)?{_YEAR}",
             _read_half, "first half of 2024", "first half"),
    DateRule("fiscal year", "word",
             rf"(?:[Ff]iscal(?:\s[Yy]ear)?|[Ff]inancial\s[Yy]ear|FY)[\s-]?{_SHORT}", _read_year,
             "fiscal year 2024", "fiscal year end"),
    DateRule("year end", "word", rf"(?:(?:[Yy]ear[\s-][Ee]nd|[Ee]nd\sof)\s|[Ee]nd-){_YEAR}",
             _read_year_end, "end of 2024", "end of it"),
    DateRule("month end", "word",
             rf"(?:[Tt]he\s)?[Ee]nd(?:\sof\s|[\s-]){_MONTH},?\s(?:of\s)?{_YEAR}",
             _read_month_end, "end of June 2026", "end of June"),
    DateRule("part of year", "word", rf"(?P<part>(?i:early|mid|late))(?:\sin)?[\s-]{_YEAR}(?!s)",
             _read_third, "late 2019", "late 2010s"),
)  # fmt: skip

# "4 December the same year", "in July of that year": the year is that of the date before.
SAME_YEAR = (
    rf"(?:{_DAY}\s(?:of\s)?{_MONTH}|(?P<named>{_NAMES})(?:\s(?P<of_it>[0-3]?[0-9])(?![0-9]))?)"
    r",?\s(?:of\s)?(?:the\ssame|that(?:\ssame)?)\syear\b"
)

# Digits of a clock or of a day without its year: no period to find, and no figure either.
# name, lead, pattern, an example it must catch, one that it must not.
CLOCK_RULES = (
    ("clock", "day", r"[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?(?![0-9:])"
     r"(?:\s?(?:[ap]\.?m\b\.?|[AP]M\b|UTC\b|GMT\b))?", "14:30", "3:1"),
    ("am or pm", "day", r"(?:1[0-2]|0?[1-9])(?:[.:][0-5][0-9])?"
     r"\s?(?:[ap]m\b|[ap]\.m\.|[AP]M\b|[AP]\.M\.)", "2 pm", "2 pmol"),
    ("o'clock", "day", r"(?:1[0-2]|[1-9])\s?o['’]clock", "3 o'clock", "3 clocks"),
    ("day without year", "day",
     rf"(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?\s(?:of\s)?(?:{_NAMES})(?![a-z])",
     "4 May", "4 mayors"),
    ("month without year", "month", rf"(?:{_NAMES})\s(?:[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?"
     r"(?![0-9.,]*[0-9%])", "May 4th", "May 400"),
)  # fmt: skip
