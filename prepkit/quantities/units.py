"""Units: their names, symbols and dimensions, how they are read, and how they convert.

The tables are `units.csv` (what can be measured) and `nouns.csv` (what can be counted).
"""

import csv
import re
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

PREFIXES = {
    "Y": ("yotta", 10**24), "Z": ("zetta", 10**21), "E": ("exa", 10**18), "P": ("peta", 10**15),
    "T": ("tera", 10**12), "G": ("giga", 10**9), "M": ("mega", 10**6), "k": ("kilo", 10**3),
    "h": ("hecto", 10**2), "d": ("deci", Fraction(1, 10)), "c": ("centi", Fraction(1, 10**2)),
    "m": ("milli", Fraction(1, 10**3)), "µ": ("micro", Fraction(1, 10**6)),
    "n": ("nano", Fraction(1, 10**9)), "p": ("pico", Fraction(1, 10**12)),
    "f": ("femto", Fraction(1, 10**15)), "a": ("atto", Fraction(1, 10**18)),
    "Ki": ("kibi", 2**10), "Mi": ("mebi", 2**20), "Gi": ("gibi", 2**30), "Ti": ("tebi", 2**40),
    "Pi": ("pebi", 2**50), "Ei": ("exbi", 2**60),
}  # fmt: skip
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
    plurals: frozenset[str]
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
    with files(__package__).joinpath(file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


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
    read = Table({}, {}, {}, frozenset(), {})
    plurals: set[str] = set()

    def name(unit: Unit, words: list[str], symbols: list[str]) -> None:
        read.units.setdefault(unit.name, unit)
        for symbol in symbols:
            read.symbols.setdefault(symbol, unit)
        for word in words:
            plural = _plural(word)
            plurals.add(plural)
            for form in (word, plural):
                first, _, rest = form.partition(" ")
                if rest or not form.replace("-", "").isalpha():
                    first = re.match(r"[^\W\d_]*", form)[0]  # type: ignore[index]
                    read.phrases.setdefault(first, []).append((form, unit))
                else:
                    read.words.setdefault(form, unit)

    for row in _rows("units.csv"):
        offset = Fraction(row["offset"] or 0)
        base = Unit(row["unit"], row["dimension"], Fraction(row["factor"]), offset)
        words = row["words"].split("|") if row["words"] else []
        for prefix, unit in _prefixed(base, row["prefixes"]):
            long = PREFIXES[prefix][0] if prefix else ""
            short = [prefix + symbol for symbol in row["symbols"].split()]
            name(unit, [long + word for word in words if not prefix or " " not in word], short)
    for row in _rows("nouns.csv"):
        unit = Unit(row["unit"], row["unit"], Fraction(1), counted=True)
        words = row["words"].split("|") if row["words"] else [row["unit"]]
        name(unit, [word for word in words if not word.isupper()], [])
        for word in words:
            if word.isupper():
                read.symbols.setdefault(word, unit)
                read.symbols.setdefault(word + "s", unit)
    for phrases in read.phrases.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return read._replace(plurals=frozenset(plurals))


# ------------------------------------------------------------------ conversion


class Measure(NamedTuple):
    """A canonical unit name taken apart: exponents by dimension, factor, offset."""

    dimensions: tuple[tuple[str, int], ...]
    factor: Fraction
    offset: Fraction


@cache
def _measure(name: str) -> Measure | None:
    units = table().units
    exponents: dict[str, int] = {}
    factor, offset = Fraction(1), Fraction(0)
    parts = [name] if name in units else re.split(r"(?=[/·])", name)
    for part in parts:
        sign = -1 if part.startswith("/") and name not in units else 1
        bare, power = part.lstrip("/·") if name not in units else part, 1
        if not bare:
            continue
        for exponent, word in POWERS.items():
            if bare.startswith(word + " ") and bare not in units:
                bare, power = bare[len(word) + 1 :], exponent
        if "^" in bare:
            bare, _, written = bare.partition("^")
            power = int(written)
        unit = units.get(bare)
        if unit is None:
            return None
        offset = unit.offset
        factor *= unit.factor ** (sign * power)
        for dimension in re.split(r"(?=[/])", unit.dimension):
            base, _, own = dimension.lstrip("/").partition("^")
            turn = -sign if dimension.startswith("/") else sign
            exponents[base] = exponents.get(base, 0) + turn * power * int(own or 1)
    kept = tuple(sorted((base, n) for base, n in exponents.items() if n))
    return Measure(kept, factor, offset if kept and len(parts) == 1 else Fraction(0))


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


# ------------------------------------------------------------------ reading

_GAP = re.compile(r"\s?[-‐‑–]\s?(?=[^\W\d_])|[\s\u00a0\u2009\u202f]{0,2}")
_TOKEN = re.compile(r"[^\W\d_]+|[°º◦×%‰$¢€£¥₹₩₽₪₺฿₱₫₴₦₿′″](?:\s?[A-Za-z](?![A-Za-z])|US\b)?")
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–‐‑", "0123456789-+----")
_EXPONENT = re.compile(
    r"\^?\(?([-−–⁻]?[1-4]|⁻?[¹²³⁴])\)?(?![.,]?[0-9]|[a-zA-Z])"
    r"|\s?[-−–⁻]\s?([1-4])(?![.,]?[0-9])|\s(squared|cubed)\b"
)
_PER = re.compile(
    r"\s?[/∕]\s?(?=[^\W\d_])|\s(?:per|each|every|an?)\s(?=[^\W\d_])(?!\w+\s(?:ago|earlier|before|later)\b)"
)
_TIMES = re.compile(r"\s?[·⋅∙*]\s?(?=[^\W\d_])|[\s.](?=[^\W\d_])")
_SQUARED = re.compile(r"(square|cubic|sq\.?|cu\.?)\s(?=[^\W\d_])", re.IGNORECASE)
_PERIODS = frozenset("second minute hour day week month quarter year night".split())

# Symbols that are also words: they count as units only where this fits what stands after them.
CAREFUL = {
    "in": re.compile(r"\.?(?:$|[),;×]|\.\s|\s(?:thick|wide|long|tall|high|deep|diameter|x\b|by\s[0-9]))"),
    "A": re.compile(r"(?:$|[.,;)/]|\s(?:of|and|current|or|to|at)\b)"),
    "a": re.compile(r"(?!)"),
    "am": re.compile(r"(?!\s[a-z])"),
    "as": re.compile(r"(?!)"),
    "x": re.compile(r"(?<![\s-]x)(?!\s?[0-9])"),
    "X": re.compile(r"(?<![\s-]X)(?!\s?[0-9])"),
    "×": re.compile(r"(?<![\s-]×)(?!\s?[0-9])"),
    "mark": re.compile(r"(?!)"),
}


def _boundary(text: str, end: int) -> bool:
    return end >= len(text) or not (text[end].isalpha() or text[end] == "_")


class _Looked(NamedTuple):
    """What the table holds for one token."""

    unit: Unit | None
    sign: Unit | None  # of its first character alone, as in "%w"
    phrases: tuple[tuple[str, str, Unit], ...]  # (as written, with "-" as a space, unit)
    careful: re.Pattern[str] | None


_LETTERS = re.compile(r"[^\W\d_]*")


@lru_cache(maxsize=4096)
def _look_up(token: str) -> _Looked:
    known, raw = table(), token.replace("μ", "µ")
    letters = _LETTERS.match(raw)
    first = letters[0].lower() if letters else ""
    phrases = tuple((phrase, phrase.replace("-", " "), unit) for phrase, unit in known.phrases.get(first, ()))
    unit = known.symbols.get(raw) or known.symbols.get(raw.replace(" ", ""))
    sign = None if raw[0].isalpha() else known.symbols.get(raw[0])
    if unit is None and sign is None and len(raw) > 2:
        unit = known.words.get(raw.lower())
    if raw == "in":
        unit = known.units["inch"]
    return _Looked(unit, sign, phrases, CAREFUL.get(raw))


def _named(text: str, start: int) -> tuple[Unit, int] | None:
    """Return the simple unit that starts at `start`, without its exponent, and its end."""
    token = _TOKEN.match(text, start)
    if token is None:
        return None
    unit, sign, phrases, careful = _look_up(token[0])
    for phrase, plain, named in phrases:
        stop = start + len(phrase)
        if text[start:stop].lower().replace("-", " ") == plain and _boundary(text, stop):
            return named, stop
    if unit is not None:
        end = token.end()
        return None if careful is not None and not careful.match(text, end) else (unit, end)
    return None if sign is None else (sign, start + 1)


def _powered(text: str, start: int) -> tuple[Unit, int, int] | None:
    """Return (unit, exponent, end) of what starts at `start`: "km2", "square kilometres"."""
    power = 1
    named = _named(text, start)
    if squared := _SQUARED.match(text, start):
        inner = _named(text, squared.end())
        if inner and named is None and inner[0].dimension == "length":
            return inner[0], 2 if squared[1].lower().startswith("s") else 3, inner[1]
    if named is None:
        return None
    unit, end = named
    if not unit.counted and (found := _EXPONENT.match(text, end)):
        word = found[3]
        power = {"squared": 2, "cubed": 3}[word] if word else int(
            (found[1] or "-" + (found[2] or "")).translate(_SUPER))  # fmt: skip
        end = found.end()
    return unit, power, end


def _label(unit: Unit, power: int) -> str:
    if power == 1:
        return unit.name
    if power in POWERS and unit.dimension == "length":
        return f"{POWERS[power]} {unit.name}"
    return f"{unit.name}^{power}"


def read_unit(text: str, start: int) -> Found | None:
    """Return the unit that follows a number ending at `start`: "GB/s", " km", "-person"."""
    gap = _GAP.match(text, start)
    begin = gap.end() if gap else start
    first = _powered(text, begin)
    if first is None:
        return None
    above, below, end = [], [], first[2]
    unit, power, _ = first
    (above if power > 0 else below).append(_label(unit, abs(power)))
    while True:
        if found := _PER.match(text, end):
            worded = found[0].strip() not in "/∕"
            more = _powered(text, found.end())
            if more is None or (found[0].strip() in ("a", "an", "each", "every")
                                and more[0].name not in _PERIODS):  # fmt: skip
                break
            if worded and more[0].counted:
                break  # "per diff" is a qualifier, "per second" a part of the unit
            below.append(_label(more[0], abs(more[1])))
        elif found := _TIMES.match(text, end):
            more = _powered(text, found.end())
            spaced = found[0] in " ." or not found[0].strip()
            if more is None or more[0].counted or (spaced and more[1] > 0):
                break
            (above if more[1] > 0 else below).append(_label(more[0], abs(more[1])))
        else:
            break
        end = more[2]
    name = "·".join(above) + "".join("/" + part for part in below)
    return Found(name, begin, end)
