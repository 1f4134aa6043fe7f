"""Numbers in digits: grouped, decimal, with an exponent, a fraction or a scale word."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

Value = Decimal | tuple[Decimal | None, Decimal | None]
ONE = Decimal(1)


class Number(NamedTuple):
    """A number as written; `step` is one unit of its last written digit."""

    value: Decimal
    step: Decimal
    start: int
    end: int
    form: str  # digits, listed, scaled, fraction, power, words, part; open: at least `value`
    magnitude: Decimal = ONE  # what a scale word multiplied it by


SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "quadrillion": 10**15, "lakh": 10**5, "lac": 10**5, "crore": 10**7,
    "bn": 10**9, "mn": 10**6, "mln": 10**6, "bln": 10**9, "tn": 10**12, "trn": 10**12,
    "hundred": 100, "dozen": 12,
}  # fmt: skip
GLYPHS = {
    "½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5), "⅖": (2, 5),
    "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8), "⅜": (3, 8), "⅝": (5, 8),
    "⅞": (7, 8), "⅒": (1, 10),
}  # fmt: skip
LONGEST = 25  # characters; a longer run of digits is an identifier
_GLYPHS = "".join(GLYPHS)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–‐‑", "0123456789-+----")

# How digits are grouped: "1,908.5", "12,34,567"; "1.234,56"; "0,15", but not "[0,255]".
_GROUPED = re.compile(
    r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?"
)
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}")
_DECIMAL_COMMA = re.compile(r"0,[0-9]{1,4}|[1-9][0-9]{0,3},[0-9]{1,2}")
# What may follow the first run of digits; most numbers have none of it.
_TAIL = re.compile(
    rf"[\s\u00a0-]?(?:[×xX*·⋅∙✕^/⁄eE{_RAISED}⁻{_GLYPHS}−]|[\s\u00a0\u2009\u202f-][0-9]"
    r"|(?i:[tmbqlchd](?:housand|illion|rillion|uadrillion|akh|rore|undred|ozen|n\b|ln\b|rn\b)))"
    r"|[\u2009\u202f]"
)
_SPACED = re.compile(r"(?:[\u00a0\u2009\u202f ][0-9]{3}){1,4}(?![0-9]|[.,][0-9]{4})(\.[0-9]+)?")
_E = re.compile(r"[eE]([-−–+]?[0-9]{1,3})(?![0-9A-Za-z])")
_TIMES_TEN = re.compile(
    r"\s?[×xX*·⋅∙✕]\s?10\s?(?:\^\s?[{(]?\s?([-−–+]?\s?[0-9]{1,3})[})]?"
    rf"|([-−–+⁻]?[{_RAISED}]{{1,3}})|([-−–+⁻]\s?[0-9]{{1,3}})|\s?([0-9]{{1,2}})(?![0-9.,]*[0-9%]))"
)
_POWER = re.compile(rf"\^\s?[{{(]?([-−–+]?[0-9]{{1,3}})[}})]?|([-−–+⁻]?[{_RAISED}]{{1,3}})")
# "10 −4" has lost a raised exponent; "10−11 MHz" is a range.
_LOST_POWER = re.compile(r"\s?([−⁻](?:[0-9]|10|1[1-9](?!\s?[A-Za-z°%])))(?![0-9.,]*[0-9])")
_SLASH = re.compile(r"[/⁄]([0-9]{1,4})(?![0-9]|[/.,][0-9])")
_MIXED = re.compile(rf"[ \u00a0-]([0-9]{{1,2}})[/⁄]([0-9]{{1,2}})(?![0-9/])|\s?([{_GLYPHS}])")
_SCALE = re.compile(
    r"[\s-]?(thousand|million|billion|trillion|quadrillion|lakh|crore|hundred|dozen"
    r"|bn|mln|bln|trn|(?-i:mn|tn))s?(?![^\W_])",
    re.IGNORECASE,
)


def read_run(run: str) -> tuple[Decimal, Decimal] | None:
    """Return (value, step) of a run of digits, commas and points that is one number."""
    plain = run
    if "," in run:
        if _GROUPED.fullmatch(run):
            plain = run.replace(",", "")
        elif _CONTINENTAL.fullmatch(run):
            plain = run.replace(".", "").replace(",", ".")
        elif _DECIMAL_COMMA.fullmatch(run):
            plain = run.replace(",", ".")
        else:
            return None
    if plain.count(".") > 1 or len(plain) > LONGEST:
        return None
    return Decimal(plain), ONE.scaleb(-len(plain.partition(".")[2]))


def read_list(start: int, run: str) -> Iterator[Number]:
    """Yield the numbers of a run such as "3,7,9", which is no number as a whole."""
    if run.count(".") > run.count(",") + 1:
        return  # an address, a version
    at = start
    for piece in run.split(","):
        read = read_run(piece)
        if read is not None:
            yield Number(*read, at, at + len(piece), "listed")
        at += len(piece) + 1


def read_glyph(text: str, start: int) -> Number:
    """Return the number of a sign such as "½"."""
    above, below = GLYPHS[text[start]]
    number = Number(Decimal(above) / below, Decimal("0.01"), start, start + 1, "fraction")
    return read_scale(text, number)


def read_digits(text: str, start: int, end: int) -> Number | None:
    """Return the number whose first run of digits is text[start:end]."""
    run = text[start:end]
    pointed = text[start - 1 : start] == "."
    if run.isdigit() and end - start < 16 and not pointed and not _TAIL.match(text, end):
        return Number(Decimal(run), ONE, start, end, "digits")
    if len(run) <= 3 and run.isdigit() and (spaced := _SPACED.match(text, end)):
        end = spaced.end()
        run = re.sub(r"[^0-9.]", "", text[start:end])
    listed = "," in run and (text[start - 1 : start] in "[(" or text[end : end + 1] in "-])")
    read = None if listed and not _GROUPED.fullmatch(run) else read_run(run)
    if read is None:
        return None
    value, step = read
    if pointed and (start < 2 or not text[start - 2].isalnum()):  # ".5"
        step = ONE.scaleb(-len(run))
        value, start = value * step, start - 1
    number = Number(value, step, start, end, "digits")
    return (
        _raised(text, number, run) or _with_exponent(text, number) or _with_fraction(text, number)
    )


def _integer(digits: str) -> int:
    return int(digits.translate(_PLAIN).replace(" ", ""))


def _raised(text: str, number: Number, run: str) -> Number | None:
    """Read "10^6", "2^10", "10⁻³", "10 −4"."""
    found = _POWER.match(text, number.end)
    if found is None or not (run == "10" or found[1]):
        found = _LOST_POWER.match(text, number.end) if run == "10" else None
    if found is None:
        return None
    power = _integer(next(group for group in found.groups() if group))
    if not 0 < number.value <= 1000 or abs(power) > 128:
        return None
    value = number.value**power
    if abs(value.adjusted()) > 40:
        return None
    return Number(value, value, number.start, found.end(), "power")


def _with_exponent(text: str, number: Number) -> Number | None:
    """Read "1.5e9", "2.48×10−5"."""
    found = _E.match(text, number.end) or _TIMES_TEN.match(text, number.end)
    if found is None:
        return None
    power = _integer(next(group for group in found.groups() if group))
    if abs(power) > 99:
        return None
    tens = ONE.scaleb(power)
    return Number(number.value * tens, number.step * tens, number.start, found.end(), "power")


def _with_fraction(text: str, number: Number) -> Number:
    """Read "7 3/4", "2½", "1/40"."""
    value, _, start, end, _, _ = number
    if number.step == ONE:
        if (mixed := _MIXED.match(text, end)) and (mixed[3] or int(mixed[1]) < int(mixed[2])):
            above, below = GLYPHS[mixed[3]] if mixed[3] else (int(mixed[1]), int(mixed[2]))
            value += Decimal(above) / below
            number = Number(value, Decimal("0.01"), start, mixed.end(), "fraction")
        elif (slash := _SLASH.match(text, end)) and _is_fraction(text, value, slash):
            value /= int(slash[1])
            number = Number(value, Decimal("0.001"), start, slash.end(), "fraction")
    return read_scale(text, number)


def _is_fraction(text: str, above: Decimal, slash: re.Match[str]) -> bool:
    """Say whether "a/b" is a part; "6/10" is a score unless "of" follows, "384/512" two figures."""
    below = int(slash[1])
    if not 0 < above < below or above > 999:
        return False
    return below not in (5, 10, 100) or text[slash.end() : slash.end() + 3] == " of"


def read_scale(text: str, number: Number) -> Number:
    """Return the number times the scale words that follow it: "2.1 million", "5 hundred"."""
    value, step, start, end, form, magnitude = number
    for _ in range(3):
        found = _SCALE.match(text, end)
        if not found:
            break
        factor = SCALES[found[1].lower()]
        value, step, magnitude = value * factor, step * factor, magnitude * factor
        end, form = found.end(), "scaled" if form == "digits" else form
    return Number(value, step, start, end, form, magnitude)
