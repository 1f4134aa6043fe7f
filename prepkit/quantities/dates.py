"""Text to periods: the days that a date, as written, spans."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

Days = tuple[date, date]
Reader = Callable[[re.Match[str]], Days | None]


@dataclass(frozen=True, slots=True)
class Period:
    """A date as written: the days it spans, and how the text stands to it."""

    first: date
    last: date
    surface: str
    start: int
    end: int
    relation: str | None  # "before", "after", "since", "until", "by"; None: in, on, for, as of


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
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": -1, "last": -1}
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip

_NAMES = (
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_MONTH = f"(?P<month>{_NAMES})"
_YEAR = r"(?P<year>(?:1[0-9]|20)[0-9]{2})(?![0-9])"
_SHORT = r"(?P<year>(?:1[5-9]|20)[0-9]{2}|['’]?[0-9]{2})(?![0-9])"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9])"
_LAST_DAY = r"(?P<last>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9])"
_TO = r"\s?(?:[-–—−/]|\bto\b|\band\b|\bthrough\b)\s?"


def _months_of(year: int, first: int, last: int) -> Days:
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
    return _months_of(int(found["year"]), first, last) if first <= last else None


def _read_iso(found: re.Match[str]) -> Days | None:
    year, month = int(found["year"]), int(found["m"])
    if found["d"]:
        return _day_span(year, month, int(found["d"]), int(found["d"]))
    return _months_of(year, month, month) if 1 <= month <= 12 else None


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
    return _months_of(_year(found["year"]), (part - 1) * months + 1, part * months)


def _read_quarter(found: re.Match[str]) -> Days | None:
    return _part(found, 4)


def _read_half(found: re.Match[str]) -> Days | None:
    return _part(found, 2)


def _read_third(found: re.Match[str]) -> Days | None:
    part = ("early", "mid", "late").index(found["part"].lower())
    return _months_of(int(found["year"]), part * 4 + 1, part * 4 + 4)


def _read_year(found: re.Match[str]) -> Days | None:
    return _months_of(_year(found["year"]), 1, 12)


def _read_year_end(found: re.Match[str]) -> Days | None:
    return _day_span(int(found["year"]), 12, 31, 31)


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


# The first rule that fits where a date may start wins, so longer forms stand first.
DATE_RULES = (
    DateRule("iso", "year", r"(?P<year>(?:1[5-9]|20)[0-9]{2})-(?P<m>[01][0-9])"
             r"(?:-(?P<d>[0-3][0-9])(?:T[0-9:.]{1,15}Z?)?)?(?![0-9-])",
             _read_iso, "2017-09-25", "2012-13"),
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
    DateRule("year", "year", _YEAR, _read_year, "2017", "20177"),
    DateRule("slashed", "day", r"(?P<one>[0-3]?[0-9])/(?P<two>[0-3]?[0-9])/"
             r"(?P<year>(?:19|20)[0-9]{2})(?![0-9])", _read_slashed, "9/25/2017", "1/40"),
    DateRule("days of month", "day", rf"{_DAY}{_TO}{_LAST_DAY}\s{_MONTH},?\s{_YEAR}",
             _read_day, "3-5 May 2021", "3-5 tests"),
    DateRule("day month year", "day", rf"{_DAY}\s(?:of\s)?{_MONTH},?\s{_YEAR}",
             _read_day, "25 September 2017", "25 September entries"),
    DateRule("short quarter", "day", rf"(?P<part>[1-4])Q\s?{_SHORT}",
             _read_quarter, "4Q25", "4Q"),
    DateRule("month days year", "month", rf"{_MONTH}\s{_DAY}{_TO}{_LAST_DAY},?\s{_YEAR}",
             _read_day, "May 3–5, 2021", "May 3"),
    DateRule("month day year", "month", rf"{_MONTH}\s{_DAY},?\s{_YEAR}",
             _read_day, "September 25, 2017", "September 25"),
    DateRule("months of year", "month", rf"{_MONTH}{_TO}(?P<until>{_NAMES}),?\s(?:of\s)?{_YEAR}",
             _read_month, "January to March 2024", "March 2024"),
    DateRule("month year", "month", rf"{_MONTH},?\s(?:of\s)?{_YEAR}",
             _read_month, "December 2023", "December 20th"),
    DateRule("quarter", "word", rf"Q(?P<part>[1-4])(?:\sof)?(?:\sfiscal)?(?:\syear)?\s?{_SHORT}",
             _read_quarter, "Q4 2025", "Q4 results"),
    DateRule("quarter in words", "word",
             r"(?P<part>(?i:first|second|third|fourth|final|last))[\s-][Qq]uarter(?:\sof)?(?:\sthe)?"
             r"(?:\s(?:fiscal|calendar))?(?:\syear)?,?\s" + _SHORT, _read_quarter,
             "fourth quarter of 2025", "fourth quarter results"),
    DateRule("half", "word", rf"H(?P<part>[12])(?=\s|[0-9]{{4}})\s?{_SHORT}", _read_half, "H1 2024",
             "H100"),
    DateRule("half in words", "word", r"(?P<part>(?i:first|second|last))[\s-]half\sof\s"
             rf"(?:fiscal\s)?(?:year\s)?{_YEAR}", _read_half, "first half of 2024", "first half"),
    DateRule("fiscal year", "word",
             rf"(?:[Ff]iscal(?:\s[Yy]ear)?|[Ff]inancial\s[Yy]ear|FY)[\s-]?{_SHORT}", _read_year,
             "fiscal year 2024", "fiscal year end"),
    DateRule("year end", "word", rf"(?:[Yy]ear[\s-][Ee]nd|[Ee]nd\sof)\s{_YEAR}",
             _read_year_end, "end of 2024", "end of it"),
    DateRule("part of year", "word", rf"(?P<part>(?i:early|mid|late))(?:\sin)?[\s-]{_YEAR}(?!s)",
             _read_third, "late 2019", "late 2010s"),
)  # fmt: skip

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


@cache
def _readers(lead: str) -> list[tuple[re.Pattern[str], Reader]]:
    return [(re.compile(rule.pattern), rule.read) for rule in DATE_RULES if rule.lead == lead]


@cache
def _clocks(lead: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for _, kind, pattern, _, _ in CLOCK_RULES if kind == lead]


_ANCHOR = re.compile(
    r"(?<![\w.,$€£¥'’])(?:(?P<year>(?=(?:1[0-9]|20)[0-9]{2}(?![0-9]|[.,][0-9])))"
    r"|(?P<day>(?=[0-9]{1,2}(?:st|nd|rd|th)?(?:[/:.][0-9]|\s?[aApP]\.?[mM]|\s?o['’]c|Q"
    r"|(?:\s?[-–—−/]\s?|\s(?:to|and|through)\s)[0-9]{1,2}(?:st|nd|rd|th)?\s(?:[JFMASOND][a-z])"
    r"|\s(?:of\s)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))))"
    r"|(?P<month>(?=Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))"
    r"|(?P<word>(?=Q[1-4]|H[12]|FY|[Ff]iscal|[Ff]inancial"
    r"|(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]inal|[Ll]ast)[\s-](?:half|[Qq]uarter)"
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
    r"|accounts|vs|years|this|its|thus|perhaps|versus|across|as|towards|besides|always|series)\b)"
    r"(?:[a-z]{2,}[a-hj-rtv-z]s|people|men|women|children)\b)"
)  # fmt: skip
_MEASURE_AFTER = re.compile(
    r"\s?(?:[kKMGT]?(?:m|g|Hz|W|V|B|eV|Pa|L|l)|°|µm|nm|ms|mg|ml|mL|K|AU|rpm)\b"
)
_RELATION = re.compile(
    r"\b(?:(?P<by>by|no later than|not later than)|(?P<before>before|prior to|earlier than)"
    r"|(?P<after>after|following|later than)|(?P<since>since|from)"
    r"|(?P<until>until|till|up to|through))"
    r"(?:\s(?:the|late|early|mid|about|around|end of|start of|beginning of)){0,3}\s$",
    re.IGNORECASE,
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
    """Return (start, end, days) of every date, clock time and yearless day; days None for these."""
    return tuple(_scan(text))


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


def _years_before(day: date, years: int) -> date:
    last = monthrange(max(day.year - years, 1), day.month)[1]
    return date(max(day.year - years, 1), day.month, min(day.day, last))


def _months_before(day: date, months: int) -> Days:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return _months_of(max(year, 1), month + 1, month + 1)


def _resolve(found: re.Match[str], as_of: date) -> Days | None:
    """Return the days of "five years ago", "last month" or "today", seen from `as_of`."""
    if found["day"]:
        shift = {"yesterday": -1, "today": 0, "tomorrow": 1}[found["day"].lower()]
        return (as_of + timedelta(shift),) * 2
    if found["which"]:
        shift = {"last": -1, "this": 0, "next": 1}[found["which"].lower()]
        if found["span"].lower() == "year":
            return _months_of(as_of.year + shift, 1, 12)
        return _months_before(as_of, -shift)
    written = found["n"].lower()
    count, unit = _COUNTS.get(written) or int(written), found["unit"].lower()
    if unit == "year":
        return _months_of(_years_before(as_of, count).year, 1, 12)
    if unit == "month":
        return _months_before(as_of, count)
    day = as_of - timedelta(count * (7 if unit == "week" else 1))
    return (day, day) if unit == "day" else (day - timedelta(day.weekday()),
                                             day + timedelta(6 - day.weekday()))  # fmt: skip


def _relation(text: str, start: int) -> str | None:
    found = _RELATION.search(text, max(0, start - 32), start)
    return found.lastgroup if found else None


def find_dates(text: str, as_of: date | None = None) -> list[Period]:
    """Return every date of `text`; "last year" and its like only if `as_of` is given.

    >>> [str(period.last) for period in find_dates("over 2.1 billion in December 2023")]
    ['2023-12-31']
    """
    found = [
        Period(*days, text[start:end], start, end, _relation(text, start))
        for start, end, days in scan_dates(text)
        if days
    ]
    if as_of:
        for match in _RELATIVE.finditer(text):
            days = _resolve(match, as_of)
            if days:
                found.append(Period(*days, match[0], *match.span(), _relation(text, match.start())))
    return sorted(found, key=lambda period: period.start)
