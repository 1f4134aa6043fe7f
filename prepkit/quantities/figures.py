"""Numbers, signs, currencies, magnitudes and units to single figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from prepkit.quantities.bans import ban, is_name
from prepkit.quantities.dates import scan_dates
from prepkit.quantities.numbers import Number, Value, scan_numbers
from prepkit.quantities.units import read_unit, table


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
    """A figure while it is being read: a number with what stands around it."""

    value: Decimal
    step: Decimal
    start: int
    end: int
    unit: str | None
    rule: str
    magnitude: Decimal  # what "k", "million" multiplied the written number by
    number: Number
    named_unit: bool = False  # the unit stands in the text, not lent by a neighbour
    high: Decimal | None = None
    open: bool = False
    comparator: str = "="
    change: str | None = None
    ranged: bool = False


MAGNITUDES = {"k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "MM": 10**6, "mm": 10**6,
              "b": 10**9, "B": 10**9, "t": 10**12, "T": 10**12, "G": 10**9}  # fmt: skip
_LETTER = re.compile(r"(\s?)(k|K|MM|mm|m|M|b|B|t|T)(?![^\W_]|/|\^|²|³|\s?[-−][1-3]\b)")
_CURRENCY = re.compile(
    r"((?:US|CA|AU|NZ|HK|NT|Can|[CASR])?\$|[€£¥₹₩₽₪₺฿₱₫₴₦₿¢]|\b(?:USD|EUR|GBP|JPY|CNY|RMB|INR|KRW|CHF"
    r"|CAD|AUD|NZD|HKD|SGD|SEK|NOK|DKK|Rs\.?|R\$|NT\$))\s?$"
)
_RATE = re.compile(r"\s?/\s?(?=[a-z])|\s(?:per|an?)\s(?=[a-z])")
_KELVIN = re.compile(r"[0-9] K\b|°C|[Kk]elvin|temperature")
_MOLAR = re.compile(r"[0-9]\s?[mµμn]M\b|molar|buffer|NaCl")
_SKIP_TO_NOUN = re.compile(
    r"\s(?:(?:daily|monthly|weekly|active|new|unique|registered|paying|paid|total|global|open|closed"
    r"|full-time|part-time|more|other|different|additional|distinct|concurrent|internal|external)\s)"
    r"{1,3}(?=[a-z])", re.IGNORECASE)  # fmt: skip
_TIMES_MORE = re.compile(r"\s(?:more|less|fewer|as|the|its|faster|slower|higher|lower|larger|smaller"
                         r"|better|greater|longer|shorter|bigger|cheaper|that|what)\b")  # fmt: skip
_FOLD = re.compile(r"[\s-]?fold\b", re.IGNORECASE)
_LETTERS_AFTER = re.compile(r"[A-Za-z]")


def _sign(text: str, start: int) -> tuple[int, int]:
    """Return (sign, start with the sign) of the number that starts at `start`."""
    if start == 0 or text[start - 1] not in "-−–+﹣－":
        return 1, start
    before = text[start - 2] if start > 1 else " "
    if before.isspace() or before in "([{=<>~≈≃≤≥:,;/×":
        return (1 if text[start - 1] == "+" else -1), start - 1
    return 1, start


def _currency_before(text: str, start: int) -> tuple[str | None, int]:
    found = _CURRENCY.search(text, max(0, start - 5), start)
    if not found:
        return None, start
    known = table().symbols.get(found[1])
    return (known.name, found.start()) if known else (None, start)


def _magnitude(text: str, number: Number, currency: str | None) -> tuple[int, int]:
    """Return (factor, end) of a magnitude letter after the number: "2.1B", "$5 m", "50k"."""
    found = _LETTER.match(text, number.end)
    if not found or number.form not in ("digits", "listed"):
        return 1, number.end
    letter, spaced = found[2], bool(found[1])
    if not currency:
        if spaced or letter in ("mm", "b", "t"):
            return 1, number.end
        if letter == "K" and _KELVIN.search(text, max(0, number.start - 200), number.end + 200):
            return 1, number.end
        if letter == "M" and _MOLAR.search(text, max(0, number.start - 200), number.end + 200):
            return 1, number.end
        if letter in ("m", "T"):
            unit = read_unit(text, found.end())
            if unit is None or unit.name not in table().units or not table().units[unit.name].counted:
                return 1, number.end
    return MAGNITUDES[letter], found.end()


def _unit_after(text: str, number: Number, end: int) -> tuple[str | None, int]:
    """Return (unit, end) of the unit after a number; a counted noun must fit its number."""
    if fold := _FOLD.match(text, end):
        return "x", fold.end()
    found = read_unit(text, end)
    if found is None:
        if (skipped := _SKIP_TO_NOUN.match(text, end)) and (noun := read_unit(text, skipped.end())):
            unit = table().units.get(noun.name)
            if unit and unit.counted and noun.start == skipped.end():
                return noun.name, end
        return None, end
    unit = table().units.get(found.name.partition("/")[0])
    written = text[found.start : found.end]
    if unit and unit.counted:
        attached = found.start == end
        hyphen = text[end : end + 1] in "-‐‑"
        singular = unit.name == written.lower() and not hyphen
        if attached or (singular and number.value != 1 and unit.name not in ("aircraft", "staff", "species", "fish")):
            return None, end
    if found.name == "x" and written.lower() == "times" and not _TIMES_MORE.match(text, found.end):
        return "occurrence", found.end
    return found.name, found.end


def whole_digits(value: Decimal) -> Decimal:
    """Return the same value, written without an exponent where it is whole."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and abs(value) < 10**27 else value


def _figure(text: str, number: Number) -> Figure | None:
    worded = number.form in ("words", "open")
    if not worded and ban(text, number.start, number.end):
        currency, _ = _currency_before(text, number.start)
        if currency is None:
            return None
    sign, start = (1, number.start) if worded else _sign(text, number.start)
    currency, start = _currency_before(text, start)
    if currency and sign == 1:
        sign, start = _sign(text, start)
    factor, end = _magnitude(text, number, currency)
    plus = 1 if text[end : end + 1] == "+" else 0  # "100+GB/s", "100+ engineers"
    unit, stop = _unit_after(text, number, end + plus)
    if unit is None or stop == end + plus:
        stop = end
    rule = number.form
    if currency:
        same = unit is not None and unit.partition("/")[0] == currency
        if not same:
            unit, stop = currency, end
            if (rate := _RATE.match(text, end)) and (per := read_unit(text, rate.end())):
                if per.start == rate.end() and "/" not in per.name:
                    unit, stop = f"{currency}/{per.name}", per.end
        rule = "currency"
    elif unit is None:
        after = text[end : end + 1]
        if not worded and after and _LETTERS_AFTER.match(after):
            return None
        plain = number.form == "digits" and factor == 1
        if plain and number.value == number.value.to_integral_value() and is_name(text, start, end):
            return None
        if number.form == "words" and number.value in (0, 1):
            return None
    elif worded and number.value == 1 and table().units.get(unit) and table().units[unit].counted:
        return None
    whole = Decimal(sign) * number.value * factor
    scale = Decimal(factor)
    if number.form == "scaled":
        scale = Decimal(1)
        written = re.match(r"[0-9.,]+", text[number.start : number.start + 24])
        if written and (mantissa := written[0].replace(",", "").rstrip(".")) and mantissa.count(".") < 2:
            scale = number.value / Decimal(mantissa) if Decimal(mantissa) else scale
    return Figure(whole_digits(whole), whole_digits(number.step * factor), start, stop, unit, rule, scale, number,
                  named_unit=unit is not None, open=number.form == "open")  # fmt: skip


def scan_figures(text: str) -> Iterator[Figure]:
    """Yield every figure of `text`, alone: without range, comparator and change."""
    dates = [(start, end) for start, end, _ in scan_dates(text)]
    at, done = 0, 0
    for number in scan_numbers(text):
        while at < len(dates) and dates[at][1] <= number.start:
            at += 1
        if number.start < done or (at < len(dates) and dates[at][0] < number.end):
            continue
        figure = _figure(text, number)
        if figure is not None:
            done = figure.end
            yield figure
