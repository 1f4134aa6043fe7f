"""Numbers with their signs, currencies, magnitudes and units: single figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from prepkit.quantities.bans import ban
from prepkit.quantities.dates import scan_dates
from prepkit.quantities.digits import ONE, Number, Value
from prepkit.quantities.identifiers import find_identifiers, is_name
from prepkit.quantities.money import (
    MAGNITUDES,
    currency_before,
    read_coded,
    read_magnitude,
    read_sign,
)
from prepkit.quantities.numbers import scan_numbers
from prepkit.quantities.unit_reader import read_unit
from prepkit.quantities.units import Unit, table
from prepkit.quantities.words import ONES, TENS


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
    "a an the of in on at by for to from with and or but as than that which who is are was were"
    " be been has have had do does did will would could can may might must not no its their our"
    " his her your my this these those per each every after before during while when if because"
    " over under between among into out up down off about all both some any said says where so"
    " then there here it they we he she including through versus vs times percentile"
    " percentiles".split()
) | frozenset((*ONES, *TENS))  # "down from 11 two years earlier"
_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve".split())
_NEXT_WORDS = re.compile(r"\s([A-Za-z][\w'’-]*)\s([A-Za-z][\w-]*)(?:\s([a-z][a-z-]*))?")
_TIMES_MORE = re.compile(
    r"\s(?:more|less|fewer|as|the|its|their|faster|slower|higher|lower|larger|smaller|better"
    r"|greater|longer|shorter|bigger|cheaper|that of|what|worse|stronger|heavier|thicker|over)\b"
)
_FOLD = re.compile(r"[\s-]?fold\b", re.IGNORECASE)
_SCORE = re.compile(
    r"\s\(out of (?P<all>5|10|100)\)|(?:/|\sout of\s)(?P<of>5|10|100)"
    r"(?![0-9.,/]*[0-9%]|\s(?!stars)(?:[a-z-]+\s)?[a-z-]{3,}s\b|\sof\b|\speople\b)(?:\sstars\b)?"
)
_FACTOR = re.compile(
    r"\b(?:factor|multiple)s?\sof\s"
    r"(?:(?:about|around|roughly|nearly|almost|over|up to|at least|more than)\s)?$"
)
_OF_ONE = re.compile(r"\s(?:of\s)?(?:an?|one)(?=\s[a-z])")
_RATE = re.compile(
    r"\s?/\s?(?=[a-z])|\sper\s(?=[a-z])|\san?\s(?=[a-z])(?!\w{1,12}\s(?:ago|earlier|before|later)\b)"
)
# Letters glued to a number that are no known unit: a lost space, or an unknown unit.
# What bounds a number from behind and stands before its noun.
_BOUND = re.compile(
    r"\+(?!/)|-?\s?plus\b(?=\s[a-z])|\sor\s(?:more|fewer|less|so)\b(?=\s[a-z])|-odd\b(?=\s)"
)
_PLURAL_LETTER = re.compile(r"(?:([kKMB])|(?<=10)|(?<=100)|(?<=1000))s\b(?=\sof\b|\sin\b)")
_GLUED = re.compile(r"[a-z]{3,}\b|[A-Za-z]{1,4}/[a-z]")
_HYPHENED = re.compile(r"-[a-z]{2,}\b")  # "two-dimensional" is a kind, not a count
_OFFICE_HOURS = re.compile(
    r"\bnine[\s-]to[\s-]five\b(?!\s(?:hundred|[mbtr]?[a-z]*illion|thousand|people|[a-z]+s)\b)",
    re.IGNORECASE,
)
_RANKED = re.compile(r"\b[Tt]op[\s-]$")
_NUMBERED = re.compile(
    r"\b(?i:number|no\.|chapter|phase|part|stage|volume|act|episode|tier|level|grade|type|class|step)\s$"
)
_MINUS = re.compile(r"(?<![0-9]\s)\b(?:minus|negative)\s$", re.IGNORECASE)
# "was minus $5 million", "negative 4%"; not "income minus $5 million of tax".
_BELOW_ZERO = re.compile(
    r"(?:(?:\b(?:is|was|were|are|be|been|at|to|of|from)|[:(=])\s?(?P<sign>minus)|\b(?P<worse>negative))\s$"
)
_SHARE = re.compile(r"\s(?:in|out of|of (?:every|each))\s")  # "three of every four dollars"
_IDIOM = re.compile(r"(?:^|[.!?]\s|\bat\s|\bthat\s)$")
_DIGIT_NEXT = re.compile(r"\s?[0-9]")
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
    if found[1].lower() in _NO_ADJECTIVE or found[1].lower() in _NUMBERS:
        return None  # "down from 11 two years earlier"
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
    if number.form == "part" and (article := _OF_ONE.match(text, end)):
        found = read_unit(text, article.end())  # "half an hour", "a quarter of a mile"
        unit = _first_unit(found.name) if found else None
        if found and unit and not unit.counted:
            return found.name, found.end
    if (score := _SCORE.match(text, end)) and 0 <= number.value <= int(
        whole := score["all"] or score["of"]
    ):
        return f"out of {whole}", score.end()
    found = read_unit(text, end)
    if found is None:
        if text[end : end + 1] in "- fF" and (fold := _FOLD.match(text, end)):
            return "x", fold.end()
        return _noun_after(text, end), end
    unit, written = _first_unit(found.name), text[found.start : found.end].lower()
    if written in _CURRENCY_SIGNS and found.start > end and _DIGIT_NEXT.match(text, found.end):
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


@dataclass(slots=True)
class _Draft:
    """A number with what stands left and right of it, while it is being read."""

    text: str
    number: Number
    start: int  # of its sign or currency
    sign: int
    currency: str | None
    factor: Decimal = ONE
    end: int = 0  # of its digits and magnitude
    unit: str | None = None
    stop: int = 0  # of its unit


def _is_worded(number: Number) -> bool:
    return number.form in ("words", "part", "open")


def _read_left(text: str, number: Number, done: int) -> tuple[int, int, str | None]:
    """Return (sign, start, currency) of what stands before a number: "-$", "minus "."""
    if _is_worded(number) and text[number.start].isalpha():
        return *_worded_sign(text, number.start), None
    sign, start = read_sign(text, number.start)
    currency, start, owed = currency_before(text, start)
    if currency:
        outer, start = read_sign(text, start)
        sign *= outer * owed
    if start < done:  # the sign or code belongs to the figure before
        return 1, number.start, None
    if sign > 0 and (below := _BELOW_ZERO.search(text, max(done, start - 16), start)):
        return -1, below.start("sign" if below["sign"] else "worse"), currency
    return sign, start, currency


def _worded_sign(text: str, start: int) -> tuple[int, int]:
    found = _MINUS.search(text, max(0, start - 10), start)
    return (-1, found.start()) if found else (1, start)


def _read_right(draft: _Draft) -> None:
    """Read magnitude and unit: "B", "ks of users", " MUSD", "+GB/s", " or more votes"."""
    text, number = draft.text, draft.number
    draft.factor, end = read_magnitude(text, number, draft.currency)
    if draft.factor == 1:
        if many := _PLURAL_LETTER.match(text, end):  # "100ks of users"
            draft.factor, end = Decimal(MAGNITUDES[many[1] or ""]), many.end()
            draft.number = number = number._replace(form="open", end=end)
        elif text[end : end + 2].strip()[:1].isupper() and (coded := read_coded(text, end)):
            draft.factor, draft.unit, draft.end = coded
            draft.stop, draft.currency = draft.end, draft.currency or draft.unit
            return
    bound = _BOUND.match(text, end)
    begin = bound.end() if bound else end
    draft.unit, stop = _unit_after(text, number, begin)
    if draft.unit == "pound" and draft.factor >= 1000:
        draft.unit = "GBP"  # "190k pounds"
    unseen = stop == begin or (bound is not None and bound[0][0] not in "+-")
    draft.end, draft.stop = end, end if unseen else stop


def _read_money(draft: _Draft) -> None:
    """Read what follows a sum: "$15.4/hour", "$5 million USD", "$(0.12)"."""
    text, currency = draft.text, draft.currency or ""
    if draft.unit is None or draft.unit.partition("/")[0] != currency:
        draft.unit, draft.stop = currency, draft.end
        rate = _RATE.match(text, draft.end)
        per = read_unit(text, rate.end()) if rate else None
        base = _first_unit(per.name) if per else None
        # "$2 a share": a counted noun is a qualifier, an hour a part of the unit.
        if rate and per and per.start == rate.end() and base and not base.counted:
            draft.unit, draft.stop = f"{currency}/{per.name}", per.end
    if text[draft.stop : draft.stop + 1] == ")" and "(" in text[draft.start : draft.number.start]:
        draft.stop += 1


def _is_no_figure(draft: _Draft) -> bool:
    """Say whether digits without a currency are no figure: banned, or of a name."""
    text, number, unit, end = draft.text, draft.number, draft.unit, draft.end
    measured = _is_measured(unit, text, end, draft.stop)
    if ban(text, number.start, number.end, measured, end > number.end):
        return True
    lone = unit is not None and draft.stop - end == 2 and text[draft.stop - 1].isupper()
    if unit is not None and not lone:  # a lone letter may be of the name: "HD 188753 A"
        return False
    glued = unit is None and text[end : end + 1].isalpha() and number.step >= 1
    if glued and not _GLUED.match(text, end):
        return True
    nameable = number.form in ("digits", "fraction") and end == number.end
    return nameable and is_name(text, draft.start, end)


def _is_no_worded_figure(draft: _Draft) -> bool:
    """Say whether a number word counts nothing: "one of them", "two-dimensional", "number two"."""
    text, number, unit = draft.text, draft.number, draft.unit
    base = _first_unit(unit) if unit else None
    if number.form == "words" and number.value in (0, 1):
        if base is None or (base.counted and number.value == 1):
            return True
        idiom = base.name in ("day", "point", "second")
        return idiom and _IDIOM.search(text, max(0, draft.start - 5), draft.start) is not None
    ranked = _RANKED.search(text, max(0, draft.start - 4), draft.start) is not None
    if ranked and (base is None or base.counted) and draft.factor == number.magnitude == 1:
        return True
    near = max(0, draft.start - 8), draft.end + 24
    if unit is None and (
        _OFFICE_HOURS.search(text, *near)
        or _HYPHENED.match(text, draft.end)
        or _NUMBERED.search(text, max(0, draft.start - 10), draft.start)
    ):
        return True
    return _is_titled(text, draft.start, draft.end)


def _imply_unit(draft: _Draft) -> None:
    """Give parts and factors the unit that they have without a noun of their own."""
    text, form, unit = draft.text, draft.number.form, draft.unit
    number = text[draft.number.start : draft.number.end]
    base = _first_unit(unit) if unit else None
    if form == "part" and base and (base.counted or _SHARE.search(number)):
        draft.unit = unit = None  # "one in five users": the users are what it is a part of
        draft.stop = draft.end
    if unit is not None:
        return
    after = text[draft.end : draft.end + 3]
    if form == "part":
        draft.unit = "x" if after == " as" else "fraction"
    elif form == "fraction" and after == " of":
        draft.unit = "fraction"
    elif _FACTOR.search(text, max(0, draft.start - 28), draft.start):
        draft.unit = "x"


def _figure(text: str, number: Number, done: int) -> Figure | None:
    sign, start, currency = _read_left(text, number, done)
    draft = _Draft(text, number, start, sign, currency)
    _read_right(draft)
    if draft.currency:
        _read_money(draft)
    elif _is_no_worded_figure(draft) if _is_worded(number) else _is_no_figure(draft):
        return None
    named = draft.unit is not None
    _imply_unit(draft)
    number, factor = draft.number, draft.factor
    return Figure(
        value=whole_digits(sign * number.value * factor),
        step=whole_digits(number.step * factor),
        start=start,
        end=draft.stop,
        unit=draft.unit,
        rule="currency" if draft.currency else number.form,
        magnitude=factor * number.magnitude,
        number=number,
        named=named,
    )


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
