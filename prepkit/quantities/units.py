"""Units: their names, symbols and dimensions, how they are read, and how they convert.

The tables are `units.csv` (what can be measured) and `nouns.csv` (what can be counted).
"""

import csv
import re
from collections import Counter
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

PREFIXES = {
    **{
        symbol: (name, Fraction(10) ** power)
        for symbol, name, power in (
            ("Y", "yotta", 24), ("Z", "zetta", 21), ("E", "exa", 18), ("P", "peta", 15),
            ("T", "tera", 12), ("G", "giga", 9), ("M", "mega", 6), ("k", "kilo", 3),
            ("h", "hecto", 2), ("d", "deci", -1), ("c", "centi", -2), ("m", "milli", -3),
            ("µ", "micro", -6), ("n", "nano", -9), ("p", "pico", -12), ("f", "femto", -15),
            ("a", "atto", -18),
        )
    },
    **{
        symbol: (name, Fraction(2) ** power)
        for symbol, name, power in (
            ("Ki", "kibi", 10), ("Mi", "mebi", 20), ("Gi", "gibi", 30), ("Ti", "tebi", 40),
            ("Pi", "pebi", 50), ("Ei", "exbi", 60),
        )
    },
}  # fmt: skip
_LETTERS = re.compile(r"[^\W\d_]*")
POWERS = {2: "square", 3: "cubic"}


class Unit(NamedTuple):
    """A row of the table: `value * factor` plus the offset is in the dimension's base unit."""

    name: str
    dimension: str
    factor: Fraction
    offset: Fraction = Fraction(0)
    counted: bool = False


class Table(NamedTuple):
    """The unit table, in the shapes that reading needs."""

    units: dict[str, Unit]
    symbols: dict[str, Unit]  # as written, upper and lower case apart
    words: dict[str, Unit]  # lower case, singular and plural
    plurals: set[str]
    phrases: dict[str, list[tuple[str, Unit]]]  # by first word, longest first


class Found(NamedTuple):
    """A unit as read: its canonical name, and where it stands."""

    name: str
    start: int
    end: int


def _plural(word: str) -> str:
    if word.endswith(("s", "x", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def _rows(file: str) -> list[dict[str, str]]:
    text = Path(__file__).with_name(file).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _prefixed(unit: Unit, prefixes: str) -> list[tuple[str, Unit]]:
    """Return (prefix, unit) for a unit and each prefix it takes: ("k", kilometre)."""
    made = [("", unit)]
    for prefix in prefixes.split():
        name, factor = PREFIXES[prefix]
        made.append((prefix, Unit(name + unit.name, unit.dimension, unit.factor * factor)))
    return made


@cache
def table() -> Table:
    """Return the unit table, read once."""
    read = Table({}, {}, {}, set(), {})
    for row in _rows("units.csv"):
        offset = Fraction(row["offset"] or 0)
        base = Unit(row["unit"], row["dimension"], Fraction(row["factor"]), offset)
        words = row["words"].split("|") if row["words"] else []
        for prefix, unit in _prefixed(base, row["prefixes"]):
            long = PREFIXES[prefix][0] if prefix else ""
            _add_symbols(read, unit, [prefix + symbol for symbol in row["symbols"].split()])
            _add_words(read, unit, [long + word for word in words if not prefix or " " not in word])
    for row in _rows("nouns.csv"):
        unit = Unit(row["unit"], row["unit"], Fraction(1), counted=True)
        words = row["words"].split("|") if row["words"] else [row["unit"]]
        short = [word for word in words if word.isupper()]  # "DAU", "GPU", and in the plural
        _add_symbols(read, unit, [*short, *(word + "s" for word in short)])
        _add_words(read, unit, [word for word in words if not word.isupper()])
    for phrases in read.phrases.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return read


def is_noun(word: str) -> bool:
    """Say whether a word is one that can be counted or measured: "users", "minutes"."""
    return word in table().words


def _add_symbols(read: Table, unit: Unit, symbols: list[str]) -> None:
    read.units.setdefault(unit.name, unit)
    for symbol in symbols:
        read.symbols.setdefault(symbol, unit)


def _add_words(read: Table, unit: Unit, words: list[str]) -> None:
    for word in words:
        plural = _plural(word)
        read.plurals.add(plural)
        for form in (word, plural):
            first = _LETTERS.match(form)
            if form.replace("-", "").isalpha():
                read.words.setdefault(form, unit)
            elif first:
                read.phrases.setdefault(first[0], []).append((form, unit))


class _Measure(NamedTuple):
    """A canonical unit name taken apart: exponents by dimension, factor, offset."""

    dimensions: tuple[tuple[str, int], ...]
    factor: Fraction
    offset: Fraction


def _signed_parts(name: str) -> list[tuple[int, str]]:
    """Return (1 or -1, part) for what a canonical name multiplies and divides by."""
    if name in table().units:
        return [(1, name)]
    parts = re.split(r"(?=[/·])", name)
    return [(-1 if part[0] == "/" else 1, part.lstrip("/·")) for part in parts if part]


def _unit_and_power(part: str) -> tuple[Unit | None, int]:
    """Return ("metre" as a unit, 2) for "square metre", and likewise for "second^2"."""
    units, power = table().units, 1
    if part in units:
        return units[part], power
    for exponent, word in POWERS.items():
        if part.startswith(word + " "):
            return units.get(part[len(word) + 1 :]), exponent
    bare, _, written = part.partition("^")
    return units.get(bare), int(written) if written.isdigit() else power


@lru_cache(maxsize=4096)
def _measure(name: str) -> _Measure | None:
    exponents: Counter[str] = Counter()
    factor, offset = Fraction(1), Fraction(0)
    parts = _signed_parts(name)
    for sign, part in parts:
        unit, power = _unit_and_power(part)
        if unit is None:
            return None
        factor *= unit.factor ** (sign * power)
        offset = unit.offset if len(parts) == 1 else offset
        for own_sign, dimension in _signed_dimensions(unit.dimension):
            base, _, own = dimension.partition("^")
            exponents[base] += sign * own_sign * power * int(own or 1)
    kept = tuple(sorted((base, n) for base, n in exponents.items() if n))
    return _Measure(kept, factor, offset)


def _signed_dimensions(dimension: str) -> list[tuple[int, str]]:
    above, *below = dimension.split("/")
    return [(1, above), *((-1, base) for base in below)]


def dimension(unit: str | None) -> str | None:
    """Return what `unit` measures: "length/time"; for a counted noun, the noun; None unknown.

    >>> dimension("gigabyte/second")
    'data/time'
    """
    measure = _measure(unit) if unit else None
    if measure is None:
        return None
    above = [_power(base, n) for base, n in measure.dimensions if n > 0]
    below = ["/" + _power(base, -n) for base, n in measure.dimensions if n < 0]
    return "·".join(above) + "".join(below)


def is_currency(unit: str | None) -> bool:
    """Tell whether a unit is money: each currency is a dimension of its own, by its ISO code."""
    return bool(re.fullmatch(r"[A-Z]{3}", dimension(unit) or ""))


def _power(base: str, exponent: int) -> str:
    return base if exponent == 1 else f"{base}^{exponent}"


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """Return `value` in the unit `to`, or None where the dimensions differ.

    >>> convert(Decimal("1.5"), "hour", "minute")
    Decimal('90')
    """
    one, other = _measure(unit), _measure(to)
    if one is None or other is None or one.dimensions != other.dimensions:
        return None
    exact = ((Fraction(value) + one.offset) * one.factor) / other.factor - other.offset
    with localcontext() as context:
        context.prec = 50
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).normalize() + 0
