"""Numbers with their signs, currencies, magnitudes and units: single figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from prepkit.quantities.bans import ban, find_identifiers, is_name
from prepkit.quantities.dates import scan_dates
from prepkit.quantities.money import MAGNITUDES, currency_before, read_coded, read_magnitude, read_sign
from prepkit.quantities.numbers import Number, Value, scan_numbers
from prepkit.quantities.units import Unit, read_unit, table


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as printed, and where it was printed."""

    value: Value  # in `unit`, magnitudes applied; a pair for a range, None for an open end
    unit: str | None
    comparator: str  # one of = > >= < <= ~
    change: str | None  # "up" or "down": an end of a change or a printed delta, never a level
    tolerance: Decimal  # half a unit of the last digit as written, in `unit`
    surface: str  # as printed, with unit and currency sign, without the comparator's words
    start: int
    end: int
    rule: str  # the name of the rule that found it


@dataclass(slots=True)
class Figure:
    """A figure while it is being read: its neighbours may still lend it a unit."""

    value: Decimal
    step: Decimal  # one unit of the last written digit
    start: int
    end: int
    unit: str | None
    rule: str
    magnitude: Decimal  # what "k", "million" multiplied the written number by
    number: Number
    named: bool  # its own unit stands in the text
    high: Decimal | None = None  # the upper end of a range


# Words between a number and the noun that it counts: "613 confirmed cases"; never these.
_NO_ADJECTIVE = frozenset(
    "a an the of in on at by for to from with and or but as than that which who is are was were be been"
    " has have had do does did will would could can may might must not no its their our his her your my"
    " this these those per each every after before during while when if because over under between among"
    " into out up down off about all both some any said says where so then there here it they we he she"
    " including through versus vs times percentile percentiles".split()
)
_NEXT_WORDS = re.compile(r"\s([A-Za-z][\w'’-]*)\s([A-Za-z][\w-]*)(?:\s([a-z][a-z-]*))?")
_TIMES_MORE = re.compile(
    r"\s(?:more|less|fewer|as|the|its|their|faster|slower|higher|lower|larger|smaller|better|greater|longer"
    r"|shorter|bigger|cheaper|that of|what|worse|stronger|heavier|thicker|over)\b"
)
_FOLD = re.compile(r"[\s-]?fold\b", re.IGNORECASE)
_SCORE = re.compile(r"(?:/|\sout of\s)(5|10|100)(?![0-9.,/]*[0-9%]|\s(?!stars)(?:[a-z-]+\s)?[a-z-]{3,}s\b|\sof\b|\speople\b)(?:\sstars\b)?")
_FACTOR = re.compile(r"\b(?:factor|multiple)s?\sof\s(?:about\s|around\s|roughly\s|nearly\s|almost\s|over\s|up\sto\s|at\sleast\s|more\sthan\s)?$")
_RATE = re.compile(r"\s?/\s?(?=[a-z])|\s(?:per|an?)\s(?=[a-z])(?!\w+\s(?:ago|earlier|before|later)\b)")
# Letters glued to a number that are no known unit: a lost space, or an unknown unit.
# What bounds a number from behind and stands before its noun.
_BOUND = re.compile(r"\+(?!/)|-?\s?plus\b(?=\s[a-z])|\sor\s(?:more|fewer|less|so)\b(?=\s[a-z])|-odd\b(?=\s)")
_PLURAL_LETTER = re.compile(r"([kKMB])s\b(?=\sof\b|\sin\b)")
_GLUED = re.compile(r"[a-z]{3,}\b|[A-Za-z]{1,4}/[a-z]")
_HYPHENED = re.compile(r"-[a-z]{2,}\b")  # "two-dimensional" is a kind, not a count
_NUMBERED = re.compile(
    r"\b(?i:number|no\.|chapter|phase|part|stage|volume|act|episode|tier|level|grade|type|class|step)\s$")
_SHARE_AFTER = re.compile(r"\sof\b|\sas\b")
_IDIOM = re.compile(r"(?:^|[.!?]\s|\bat\s|\bthat\s)$")
_CURRENCY_SIGNS = frozenset("$€£¥₹₩₽₪₺฿₱₫₴₦₿")
_UNCHANGING = frozenset(("aircraft", "staff", "species", "fish"))
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n•\"“(]\s?)$")
_CAPITAL_NEXT = re.compile(r"[\s-][A-Z][a-z]")


def whole_digits(value: Decimal) -> Decimal:
    """Return the same value, written without an exponent where it is whole."""
    if value == value.to_integral_value() and abs(value) < 10**27:
        return value.quantize(Decimal(1))
    return value


def _first_unit(name: str) -> Unit | None:
    units = table().units
    return units.get(name) or units.get(name.partition("/")[0])


def _noun_after(text: str, end: int) -> str | None:
    """Return the counted noun that follows after one or two adjectives: "daily active users"."""
    found = _NEXT_WORDS.match(text, end)
    if not found:
        return None
    known = table()
    if found[1].lower() in _NO_ADJECTIVE:
        return None
    for word in (found[2], found[3]):
        if word is None or word in _NO_ADJECTIVE:
            return None
        unit = known.words.get(word)
        if unit is not None and unit.counted and (word in known.plurals or word == "people"):
            return unit.name
    return None


def _unit_after(text: str, number: Number, end: int) -> tuple[str | None, int]:
    """Return (unit, end) of the unit after a number; a counted noun must fit its number."""
    if number.form == "open" and text[end : end + 4] == " of ":
        found = read_unit(text, end + 3)  # "hundreds of petabytes"
        unit = _first_unit(found.name) if found else None
        return (found.name, found.end) if found and unit else (None, end)
    if (score := _SCORE.match(text, end)) and 0 <= number.value <= int(score[1]):
        return f"out of {score[1]}", score.end()
    found = read_unit(text, end)
    if found is None:
        if text[end : end + 1] in "- fF" and (fold := _FOLD.match(text, end)):
            return "x", fold.end()
        return _noun_after(text, end), end
    unit, written = _first_unit(found.name), text[found.start : found.end].lower()
    if written in _CURRENCY_SIGNS and text[found.end : found.end + 1].isdigit():
        return None, end  # "5 $10 notes"
    if unit is not None and unit.counted:
        if found.start == end:
            return None, end
        singular = unit.name == written and text[end] not in "-‐‑"
        if singular and number.value != 1 and unit.name not in _UNCHANGING:
            return _noun_after(text, end), end
    if found.name.startswith("x/"):
        return "occurrence" + found.name[1:], found.end
    if written == "times" and not _TIMES_MORE.match(text, found.end):
        return "occurrence", found.end
    if unit is not None and unit.name == "pound" and number.magnitude >= 1000:
        return "GBP", found.end  # "20 million pounds" are money
    return found.name, found.end


def _is_measured(unit: str | None, text: str, end: int, stop: int) -> bool:
    """Say whether a unit of measurement follows, not a counted noun, nor the letter of a label."""
    if unit is None or stop == end:
        return False
    base = _first_unit(unit)
    if base is not None and base.counted:
        return False
    alone = text[stop - 1].isalpha() and len(text[end:stop].strip()) == 1
    return not alone or (text[end].isspace() and text[stop - 1].islower())  # not "Figure 2A"


def _is_titled(text: str, start: int, end: int) -> bool:
    """Say whether a capitalised number word is part of a name: "Big Four", "Twenty One Pilots"."""
    if not text[start].isupper() or _SENTENCE_START.search(text, max(0, start - 3), start):
        return False
    words = text[max(0, start - 24) : start].split()
    return bool(words and words[-1][0].isupper()) or _CAPITAL_NEXT.match(text, end) is not None


def _money(text: str, end: int, unit: str | None, stop: int, currency: str) -> tuple[str, int]:
    """Return (unit, end) of a sum whose sign stands before it: "$15.4/hour", "$5 million USD"."""
    if unit is not None and unit.partition("/")[0] == currency:
        return unit, stop
    if (rate := _RATE.match(text, end)) and (per := read_unit(text, rate.end())):
        base = _first_unit(per.name)  # "a share" is a qualifier, "an hour" a part of the unit
        if per.start == rate.end() and "/" not in per.name and base and not base.counted:
            return f"{currency}/{per.name}", per.end
    return currency, end


def _is_no_figure(text: str, number: Number, start: int, end: int, unit: str | None, stop: int) -> bool:
    """Say whether digits or words without a currency are no figure."""
    if number.form in ("words", "part", "open"):
        base = _first_unit(unit) if unit else None
        if number.value in (0, 1) and number.form == "words":
            if base is None or (base.counted and number.value == 1):
                return True
            return base.name in ("day", "point", "second") and bool(
                _IDIOM.search(text, max(0, start - 5), start))  # fmt: skip
        if unit is None and (_HYPHENED.match(text, end) or _NUMBERED.search(text, max(0, start - 10), start)):
            return True
        return _is_titled(text, start, end)
    measured = _is_measured(unit, text, end, stop)
    if ban(text, number.start, number.end, measured, end > number.end):
        return True
    lone = unit is not None and stop - end == 2 and text[stop - 1].isupper()  # "HD 188753 A"
    if unit is None or lone:
        after = text[end : end + 1]
        if unit is None and after.isalpha() and number.step >= 1 and not _GLUED.match(text, end):
            return True
        return number.form in ("digits", "fraction") and end == number.end and is_name(text, start, end)
    return False


def _figure(text: str, number: Number, done: int) -> Figure | None:
    worded = number.form in ("words", "part", "open")
    sign, start, currency, closing = 1, number.start, None, 0
    if worded and text[number.start].isalpha():
        sign, start = _worded_sign(text, start)
    else:
        sign, start = read_sign(text, start)
        currency, start, owed = currency_before(text, start)
        closing = 1 if owed < 0 else 0
        if currency:
            outer, start = read_sign(text, start)
            sign *= outer * owed
        if start < done:  # the sign or code belongs to the figure before
            sign, currency, start = 1, None, number.start
    factor, end = read_magnitude(text, number, currency)
    if factor == 1 and (many := _PLURAL_LETTER.match(text, end)):
        factor, end = Decimal(MAGNITUDES[many[1]]), many.end()  # "100ks of users"
        number = number._replace(form="open", end=end)
    coded = read_coded(text, end) if factor == 1 and text[end : end + 2].strip()[:1].isupper() else None
    if coded:
        factor, unit, stop = coded
        end = stop
    else:
        bound = _BOUND.match(text, end)  # "100+GB/s", "20-plus teams", "18 or more votes"
        begin = bound.end() if bound else end
        unit, stop = _unit_after(text, number, begin)
        if stop == begin or (bound and bound[0][0] not in "+-"):
            stop = end
    rule = number.form
    if currency:
        unit, stop = _money(text, end, unit, stop, currency)
        stop += closing if text[stop : stop + 1] == ")" else 0
        rule = "currency"
    elif not coded and _is_no_figure(text, number, start, end, unit, stop):
        return None
    if number.form == "part" and unit and (base := _first_unit(unit)) and base.counted:
        unit, stop = None, end  # "one in five users": the users are what it is a part of
    named = unit is not None
    if unit is None and number.form == "part":
        unit = "x" if text[end : end + 3] == " as" else "fraction"
    elif unit is None and number.form == "fraction" and text[end : end + 3] == " of":
        unit = "fraction"
    elif unit is None and _FACTOR.search(text, max(0, start - 28), start):
        unit = "x"
    value = whole_digits(sign * number.value * factor)
    return Figure(value, whole_digits(number.step * factor), start, stop, unit, rule,
                  factor * number.magnitude, number, named)  # fmt: skip


def _worded_sign(text: str, start: int) -> tuple[int, int]:
    before = text[max(0, start - 10) : start].lower()
    for word in ("minus ", "negative "):
        if before.endswith(word):
            left = before[: -len(word)].rstrip()
            if not left or not left[-1].isalnum() or left[-1].isalpha():
                return -1, start - len(word)
    return 1, start


def scan_figures(text: str) -> Iterator[Figure]:
    """Yield every figure of `text`, alone: without range, comparator and change."""
    dates = [(start, end) for start, end, _ in scan_dates(text)]
    if identifiers := find_identifiers(text):
        dates = sorted(dates + identifiers)
    at, done, banned = 0, 0, 0
    for number in scan_numbers(text):
        while at < len(dates) and dates[at][1] <= number.start:
            at += 1
        if number.start < done or (at < len(dates) and dates[at][0] < number.end):
            continue
        if banned and banned == number.start - 1 and text[banned] in "-–‐‑/.":
            banned = number.end  # "CA 15-3" is one name
            continue
        figure = _figure(text, number, done)
        if figure is None:
            banned = number.end
        else:
            done = figure.end
            yield figure
