"""Text to units: what stands after a number, simple or compound."""

import re
from functools import lru_cache
from typing import NamedTuple

from prepkit.quantities.units import POWERS, Unit, table


class Found(NamedTuple):
    """A unit as read: its canonical name, and where it stands."""

    name: str
    start: int
    end: int


_GAP = re.compile(r"\s?[-‐‑–]\s?(?=[^\W\d_])|[\s\u00a0\u2009\u202f]{0,2}")
_TOKEN = re.compile(r"[^\W\d_]+|[°º◦×%‰$¢€£¥₹₩₽₪₺฿₱₫₴₦₿′″](?:\s?[A-Za-z](?![A-Za-z])|US\b)?")
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–‐‑", "0123456789-+----")
_EXPONENT = re.compile(
    r"\^?\(?([-−–⁻]?[1-4]|⁻?[¹²³⁴])\)?(?![.,]?[0-9]|[a-zA-Z])"
    r"|\s?[-−–⁻]\s?([1-4])(?![.,]?[0-9])|\s(squared|cubed)\b"
)
_PER = re.compile(
    r"\s?[/∕]\s?(?=[^\W\d_])|\sper\s(?=[^\W\d_])"
    r"|\s(?:each|every|an?)\s(?=[^\W\d_])(?!\w{1,12}\s(?:ago|earlier|before|later)\b)"
)
_TIMES = re.compile(r"\s?[·⋅∙*]\s?(?=[^\W\d_])|[\s.](?=[^\W\d_])")
_SQUARED = re.compile(r"(square|cubic|sq\.?|cu\.?)\s(?=[^\W\d_])", re.IGNORECASE)
LONGEST = 5  # parts of a compound unit beyond its first
_PERIODS = frozenset("second minute hour day week month quarter year night".split())

# Symbols that are also words: they count as units only where this fits what stands after them.
CAREFUL = {
    "in": re.compile(
        r"\.?(?:$|[),;×]|\.\s|\s(?:thick|wide|long|tall|high|deep|diameter|x\b|by\s[0-9]))"
    ),
    "A": re.compile(r"(?:$|[.,;)/]|\s(?:of|and|current|or|to|at)\b)"),
    "a": re.compile(r"(?!)"),
    "am": re.compile(r"(?!\s[a-z])"),
    "as": re.compile(r"(?!)"),
    "x": re.compile(r"(?<![\s-]x)(?!\s?[0-9])"),
    "X": re.compile(r"(?<![\s-]X)(?!\s?[0-9])"),
    "×": re.compile(r"(?<![\s-]×)(?!\s?[0-9])"),
    "mark": re.compile(r"(?!)"),
    "c": re.compile(r"(?<=[0-9]c)(?=/|\s(?:an?|per|each|to|→|->)\s)"),  # "45c a share"
    "F": re.compile(r"(?!\d)"),  # "an F1 of 0.84" is a score
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
    phrases = tuple(
        (phrase, phrase.replace("-", " "), unit) for phrase, unit in known.phrases.get(first, ())
    )
    unit = known.symbols.get(raw) or known.symbols.get(raw.replace(" ", ""))
    sign = None if raw[0].isalpha() else known.symbols.get(raw[0])
    if unit is None and sign is None and len(raw) > 2:
        unit = known.words.get(raw.lower())
    if unit is None and sign is None and len(raw) > 2 and raw.endswith("s") and raw[-2].isupper():
        unit = known.symbols.get(raw[:-1])  # "GBs"
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
    parts, end = [(first[0], first[1])], first[2]
    for _ in range(LONGEST):
        more = _divided(text, end) or _multiplied(text, end)
        if more is None:
            break
        parts.append(more[:2])
        end = more[2]
    above = [_label(unit, power) for unit, power in parts if power > 0]
    below = ["/" + _label(unit, -power) for unit, power in parts if power < 0]
    return Found("·".join(above) + "".join(below), begin, end)


def _divided(text: str, end: int) -> tuple[Unit, int, int] | None:
    """Read "/s", " per second", " an hour", but not " per diff", which is a qualifier."""
    found = _PER.match(text, end)
    more = _powered(text, found.end()) if found else None
    if found is None or more is None:
        return None
    unit, power, stop = more
    sign = found[0].strip()
    if sign not in "/∕" and (unit.counted or (sign != "per" and unit.name not in _PERIODS)):
        return None
    return unit, -abs(power), stop


def _multiplied(text: str, end: int) -> tuple[Unit, int, int] | None:
    """Read "·m", and " s −1", where the exponent shows that a space multiplies."""
    found = _TIMES.match(text, end)
    more = _powered(text, found.end()) if found else None
    if found is None or more is None or more[0].counted:
        return None
    spaced = found[0] in (" ", ".") or not found[0].strip()
    return None if spaced and more[1] > 0 else more
