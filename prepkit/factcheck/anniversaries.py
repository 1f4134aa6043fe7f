"""Row E0: who turned ten in May 2024 was founded in May 2014."""

import re
from dataclasses import replace
from datetime import date

from prepkit.quantities import Period
from prepkit.quantities.words import ONES, TENS

# "Turned ten", "celebrated its tenth anniversary"; not "turned ten shops into offices".
ANNIVERSARY = re.compile(
    r"(?P<who>[^,;:]+?) (?:has |have )?"
    r"(?:turn(?:s|ed) (?P<age>[a-z-]+|\d+)(?: years old)?(?=$|[,.§]| §)"
    r"|(?:celebrat|mark|reach)(?:es|s|ed) (?:its|our|their) (?P<nth>[a-z-]+|\d+(?:st|nd|rd|th))"
    r"[ -](?:anniversary|birthday)\b)"
)
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
    "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100,
}  # fmt: skip


def founded_then(clause: str, period: Period) -> tuple[str, Period] | None:
    """Return who was founded, and when, by a clause that tells on which date it was how old.

    >>> from prepkit.quantities import find_dates
    >>> who, then = founded_then("Larkfield turned ten", *find_dates("in May 2024"))
    >>> who, then.first.year
    ('Larkfield', 2014)
    """
    told = ANNIVERSARY.match(clause)
    years = _years(told["age"] or told["nth"]) if told else 0
    if told is None or not years or period.relation:
        return None
    first, last = (_earlier(day, years) for day in (period.first, period.last))
    return told["who"], replace(period, first=first, last=last)


def _years(word: str) -> int:
    """How many years a word is of: "ten", "tenth", "10th", "twenty-fifth"; 0 for no number."""
    if word[:1].isdigit():
        return int(re.match(r"\d+", word).group())  # type: ignore[union-attr]
    parts = [(ONES | TENS | ORDINALS).get(part) or ONES.get(part.removesuffix("th"), 0)
             for part in word.split("-")]  # fmt: skip
    return sum(parts) if all(parts) else 0


def _earlier(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)
