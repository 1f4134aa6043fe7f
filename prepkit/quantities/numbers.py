"""Text to numbers, in digits and in words, with the step of their last written digit."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

Value = Decimal | tuple[Decimal | None, Decimal | None]


class Number(NamedTuple):
    """A number as written; `step` is one unit of its last written digit."""

    value: Decimal
    step: Decimal
    start: int
    end: int
    form: str  # "digits", "listed", "scaled", "fraction", "power", "words", "part"; "open": at least `value`
    magnitude: Decimal = Decimal(1)  # what a scale word multiplied it by


ONES = {word: n for n, word in enumerate(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen".split())}  # fmt: skip
TENS = {word: n * 10 for n, word in enumerate(
    "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)} | {"fourty": 40}  # fmt: skip
SCALES = {
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "quadrillion": 10**15, "lakh": 10**5, "lac": 10**5, "crore": 10**7,
    "bn": 10**9, "mn": 10**6, "mln": 10**6, "bln": 10**9, "tn": 10**12, "trn": 10**12,
}  # fmt: skip
PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
    "thousandth": 1000, "millionth": 10**6, "billionth": 10**9,
}  # fmt: skip
PARTS |= {part + "s": n for part, n in PARTS.items() if part not in ("half", "halves")}
GROUPS = {"dozen": 12, "dozens": 12, "tens": 10, "hundreds": 100, "thousands": 10**3,
          "millions": 10**6, "billions": 10**9, "trillions": 10**12, "lakhs": 10**5,
          "crores": 10**7, "gross": 144}  # fmt: skip
GLYPHS = {"½": (1, 2), "⅓": (1, 3), "⅔": (2, 3), "¼": (1, 4), "¾": (3, 4), "⅕": (1, 5),
          "⅖": (2, 5), "⅗": (3, 5), "⅘": (4, 5), "⅙": (1, 6), "⅚": (5, 6), "⅛": (1, 8),
          "⅜": (3, 8), "⅝": (5, 8), "⅞": (7, 8), "⅒": (1, 10)}  # fmt: skip
_SUPER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−–‐‑", "0123456789-+----")
ONE = Decimal(1)
LONGEST = 32  # characters; a longer run is an identifier
# So many numbers in a row, a few characters apart, are data, not prose: no sentence to be of.
DUMP, DUMP_GAP = 120, 12



def _word_pattern(words: list[str]) -> str:
    """Return a pattern for whole words that starts with a set of letters, which `re` is quick at."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_letter.setdefault(word[0], []).append(word[1:])
    letters = "".join(by_letter)
    branches = "|".join(
        f"(?<=[{letter}{letter.upper()}])(?:{'|'.join(rests)})" for letter, rests in by_letter.items()
    )
    return rf"[{letters}{letters.upper()}](?<![^\W_].)(?i:{branches})(?![^\W_])"


FOLDS = {f"{word}fold": n for word, n in (ONES | TENS | {"hundred": 100}).items() if n > 1}
_FIRST_WORDS = [*FOLDS, *ONES, *TENS, "hundred", *SCALES, *GROUPS, "half", "quarter", "third", "tenth", "fifth"]
_RUN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅒]")
_FIRST_WORD = re.compile(_word_pattern(_FIRST_WORDS))
_GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_DECIMAL_COMMA = re.compile(r"0,[0-9]{1,4}|[1-9][0-9]{0,3},[0-9]{1,2}")  # not in "[0,255]"
_CONTINENTAL = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]{1,2}")
_SPACED = re.compile(r"(?:[\u00a0\u2009\u202f ][0-9]{3}){1,4}(?![0-9]|[.,][0-9]{4})(\.[0-9]+)?")
_E = re.compile(r"[eE]([-−–+]?[0-9]{1,3})(?![0-9A-Za-z])")
_TIMES_TEN = re.compile(
    r"\s?[×xX*·⋅∙✕]\s?10\s?(?:\^\s?[{(]?\s?([-−–+]?\s?[0-9]{1,3})[})]?|([-−–+⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})"
    r"|([-−–+⁻]\s?[0-9]{1,3})|\s?([0-9]{1,2})(?![0-9.,]*[0-9%]))"
)
_POWER = re.compile(r"\^\s?[{(]?([-−–+]?[0-9]{1,3})[})]?|([-−–+⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_TEN = re.compile(r"\s?([−⁻](?:[0-9]|10|1[1-9](?!\s?[A-Za-z°%])))(?![0-9.,]*[0-9])")
_SLASH = re.compile(r"[/⁄]([0-9]{1,4})(?![0-9]|[/.,][0-9])")
_MIXED = re.compile(r"[ \u00a0-]([0-9]{1,2})[/⁄]([0-9]{1,2})(?![0-9/])|\s?([½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])")
_SCALE = re.compile(r"(?:\s|-)?(thousand|million|billion|trillion|quadrillion|lakh|crore|hundred"
                    r"|bn|(?-i:mn|tn)|mln|bln|trn|dozen)s?(?![^\W_])", re.IGNORECASE)  # fmt: skip
# "one in five users", "1 in 20"; not "one in 20 minutes".
_IN = re.compile(
    r"\s(?:in|out of|of|in every|out of every)\s(three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty"
    r"|fifty|[0-9]{1,3}(?:,000|000)?)(?![0-9.,]*[0-9%]|-|[^\W_]|\s(?:seconds?|minutes?|hours?|days?|weeks?"
    r"|months?|years?|games?|matches|starts|attempts|million|billion|thousand|hundred|percent|miles)\b)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_NEXT = re.compile(r"(?:[\s-]|\s?,\s?(?=[a-z]+\shundred))(?:\s?(and|&)\s)?(?=[A-Za-z])", re.IGNORECASE)
_POINT = re.compile(r"\spoint((?:\s(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b){1,9})", re.IGNORECASE)
_AND_PART = re.compile(
    r"[\s-]and[\s-](an?|one|two|three|four|five)[\s-](half|third|quarter|fourth|fifth)s?\b", re.IGNORECASE
)
_OF = re.compile(r"\s(?:of\s)?(?:an?|one)\s(?=(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b)"
                 r"|[\s-](?=(?:thousand|million|billion|trillion|dozen)\b)", re.IGNORECASE)  # fmt: skip
_OF_THEM = re.compile(r"\sof\b")
_ONE_OF_TWO = re.compile(r"\b(?:latter|former|first|second|other|better|top|bottom|last|next|upper|lower|back|front)\s$")
_ONE_AND = re.compile(r"(?:\b(an?|one)\s[a-z]{1,12}\s)?\band\s$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(an?)[\s-]$", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:several|few|many|couple(?:\sof)?|some(?=\shundreds)|each|every|per|the|last|first)\s$", re.IGNORECASE)
_OF_MORE = re.compile(r"\sof\s(?=(tens|hundreds|thousands|millions|billions|trillions|lakhs|crores)\b)", re.IGNORECASE)


def _integer(digits: str) -> Decimal:
    return Decimal(digits.translate(_SUPER).replace(" ", ""))


def _digits_value(run: str) -> tuple[Decimal, Decimal] | None:
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
    places = len(plain.partition(".")[2])
    return Decimal(plain), Decimal(1).scaleb(-places)


# What may follow the first run of digits and still be of the number.
_TAIL = re.compile(
    r"[\s\u00a0-]?(?:[×xX*·⋅∙✕^/⁄eE⁰¹²³⁴⁵⁶⁷⁸⁹⁻½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞−]|[\s\u00a0\u2009\u202f-][0-9]"
    r"|(?i:[tmbqlchd](?:housand|illion|rillion|uadrillion|akh|rore|undred|ozen|n\b|ln\b|rn\b)))|[\u2009\u202f]"
)


def _digits(text: str, start: int, end: int) -> Number | None:
    """Return the number whose first run of digits is text[start:end]."""
    run, form = text[start:end], "digits"
    if not _TAIL.match(text, end) and run.isdigit() and len(run) < 16 and text[start - 1 : start] != ".":
        return Number(Decimal(run), ONE, start, end, form)
    if len(run) <= 3 and run.isdigit() and (spaced := _SPACED.match(text, end)):
        end = spaced.end()
        run = re.sub(r"[^0-9.]", "", text[start:end])
    if "," in run and (text[start - 1 : start] in "[(" or text[end : end + 1] in "-])"):
        read = _digits_value(run) if _GROUPED.fullmatch(run) else None
    else:
        read = _digits_value(run)
    if read is None:
        return None
    value, step = read
    if start and text[start - 1] == "." and (start < 2 or not text[start - 2].isalnum()):
        start -= 1
        step = Decimal(1).scaleb(-len(run))
        value *= step  # ".5"
    if exponent := _E.match(text, end):
        power = _integer(exponent[1])
    elif exponent := _TIMES_TEN.match(text, end):
        power = _integer(next(group for group in exponent.groups() if group))
    elif (exponent := _POWER.match(text, end)) and (run == "10" or exponent[1]):
        power = _integer(exponent[1] or exponent[2])
        if value > 1000 or abs(power) > 30:
            return None
        value = value ** int(power) if value else value
        return Number(value, abs(value), start, exponent.end(), "power")
    elif run == "10" and (exponent := _TEN.match(text, end)):
        value = Decimal(10) ** int(_integer(exponent[1]))
        return Number(value, value, start, exponent.end(), "power")
    else:
        return _scaled(text, Number(value, step, start, end, form))
    if abs(power) > 99:
        return None
    tens = Decimal(1).scaleb(int(power))
    return Number(value * tens, step * tens, start, exponent.end(), "power")


def _fraction(above: Decimal, below: int) -> Decimal:
    return Decimal(above) / below


def _scaled(text: str, number: Number) -> Number:
    """Add what may follow digits: "3/4", " 3/4", "½", " million"."""
    value, step, start, end, form, magnitude = number
    if value == value.to_integral_value():
        if (mixed := _MIXED.match(text, end)) and (mixed[3] or int(mixed[1]) < int(mixed[2])):
            above, below = GLYPHS[mixed[3]] if mixed[3] else (int(mixed[1]), int(mixed[2]))
            value, step, end = value + _fraction(Decimal(above), below), Decimal("0.01"), mixed.end()
            form = "fraction"
        elif (slash := _SLASH.match(text, end)) and _is_fraction(text, value, slash):
            value, step, end = _fraction(value, int(slash[1])), Decimal("0.001"), slash.end()
            form = "fraction"
    while found := _SCALE.match(text, end):
        word = found[1].lower()
        factor = {"hundred": 100, "dozen": 12}.get(word) or SCALES[word]
        value, step, end, magnitude = value * factor, step * factor, found.end(), magnitude * factor
        form = "scaled" if form == "digits" else form
    return Number(value, step, start, end, form, magnitude)


def _is_fraction(text: str, above: Decimal, slash: re.Match[str]) -> bool:
    """Say whether "a/b" is a part; "6/10" is a score unless "of" follows, "384/512" two figures."""
    below = int(slash[1])
    if not 0 < above < below or above > 999:
        return False
    return below not in (5, 10, 100) or text[slash.end() : slash.end() + 3] == " of"


def _one_in(text: str, number: Number) -> Number:
    """Read "one in five", "2 in 5" as a part."""
    found = _IN.match(text, number.end)
    if not found or not 0 < number.value < 10 or number.step != 1:
        return number
    below = Decimal(ONES.get(found[1].lower()) or TENS.get(found[1].lower()) or found[1].replace(",", ""))
    if below <= number.value or below in (1, 2) or 1900 <= below <= 2100:
        return number
    value = number.value / below
    return Number(value, Decimal("0.01") if below < 100 else value / 10, number.start, found.end(), "part")


def _words(text: str, start: int, end: int) -> Number | None:
    """Return the number in words whose first word is text[start:end]."""
    first = text[start:end].lower()
    if first in FOLDS:
        return Number(Decimal(FOLDS[first]), Decimal(1), start, end - len("fold"), "words")
    article = _ARTICLE.search(text, max(0, start - 4), start)
    begin = article.start() if article else start
    if first in ("half", "quarter", "third", "tenth", "fifth"):
        return _part_of(text, begin, end, first, article is not None)
    if first in GROUPS and first not in ("dozen", "gross"):
        return _plural_group(text, start, end, first)
    if first in ("thirds", "quarters") or (first in SCALES and len(first) < 4):
        return None
    if first in ("hundred", "dozen", "gross") or first in SCALES:
        if not article or _VAGUE.search(text, max(0, begin - 10), begin):
            return None
        return _finish(text, begin, *_compose(text, start, 1))
    return _finish(text, start, *_compose(text, start, None))


def _compose(text: str, start: int, given: int | None) -> tuple[int, int, int]:
    """Read on from the word at `start`; return (value, step, end)."""
    total, group, step, at, end = 0, given or 0, 1, start, start
    last = "group" if given else ""
    while word := _WORD.match(text, at):
        name, joined = word[0].lower(), (at > start and "and" in text[end:at].lower()) or "&" in text[end:at]
        if name in ONES and (last in ("", "scale", "hundred") or (last == "tens" and ONES[name] < 10
                                                                  and ONES[name] and not joined)):  # fmt: skip
            if joined and last in ("", "tens"):
                break
            group, step, last = group + ONES[name], 1, "ones"
        elif name in TENS and last in ("", "scale", "hundred"):
            group, step, last = group + TENS[name], 1, "tens"
        elif name == "hundred" and last in ("ones", "group", "tens") and not joined and group:
            group, step, last = group * 100, 100, "hundred"
        elif name == "dozen" and last in ("ones", "group", "tens") and not joined and group:
            group, step, last, end = group * 12, 12, "scale", word.end()
            break
        elif name in SCALES and last in ("ones", "tens", "hundred", "group") and not joined and group:
            total, group, step, last = total + group * SCALES[name], 0, SCALES[name], "scale"
        else:
            break
        end = word.end()
        gap = _NEXT.match(text, end)
        if gap is None:
            break
        at = gap.end()
        if gap[1] and last not in ("hundred", "scale"):
            break
    return total + group, step, end


def _finish(text: str, start: int, value: int, step: int, end: int) -> Number | None:
    """Add to a composed number what may follow: "point five", "and a half", "thirds", "half"."""
    if end <= start:
        return None
    number, unit = Decimal(value), Decimal(step)
    if point := _POINT.match(text, end):
        digits = "".join(str(ONES.get(word.lower(), 0)) for word in point[1].split())
        number += Decimal(f"0.{digits}")
        unit, end = Decimal(1).scaleb(-len(digits)), point.end()
        return _scaled(text, Number(number, unit, start, end, "words"))
    if part := _AND_PART.match(text, end):
        number += _count(part[1]) / Decimal(PARTS[part[2].lower()])
        return _scaled(text, Number(number, Decimal("0.1"), start, part.end(), "words"))
    if (tail := _WORD.match(text, end + 1)) and text[end] in " -\u00a0":
        name = tail[0].lower()
        singular = name == "half" or not name.endswith("s")
        if name in PARTS and 0 < value < 1000 and (singular == (value == 1)) and _whole(text, tail.end(), name):
            return _part(text, start, tail.end(), number / PARTS[name])
    magnitude = unit if step >= 1000 else Decimal(1)
    return _scaled(text, Number(number, unit, start, end, "words", magnitude))


def _count(word: str) -> Decimal:
    return Decimal(1 if word.lower() in ("a", "an") else ONES[word.lower()])


def _whole(text: str, end: int, name: str) -> bool:
    """Say whether "a third" is a part, not "a third party"."""
    if name in ("half", "halves") or name.endswith("s"):
        return True
    return re.compile(r"\s(?:of|more|less|fewer|as|to|in|and|or|million|billion|the)\b|\s?[.,;:)]|$").match(text, end) is not None


def _part(text: str, start: int, end: int, value: Decimal) -> Number:
    step = Decimal("0.01")
    if (of := _OF.match(text, end)) and (word := _WORD.match(text, of.end())):
        scale, stop, name = 1, of.end(), ""
        while word and (name := word[0].lower()) in {**SCALES, "hundred": 1, "dozen": 1}:
            scale, stop = scale * (SCALES.get(name) or {"hundred": 100, "dozen": 12}[name]), word.end()
            word = _WORD.match(text, stop + 1) if text[stop : stop + 1] == " " else None
        return Number(value * scale, step * scale, start, stop, "words", Decimal(scale))
    return Number(value, step, start, end, "part")


def _part_of(text: str, start: int, end: int, name: str, article: bool) -> Number | None:
    """Read "half", "a half", "a quarter of", "a third": never "third quarter", "half-life"."""
    if (name != "half" and not article) or _ONE_OF_TWO.search(text, max(0, start - 10), start):
        return None
    if article and (whole := _ONE_AND.search(text, max(0, start - 24), start)):
        # "an hour and a half": the one hour is read here, the half when the unit is known
        return Number(ONE, ONE, whole.start(), whole.end(1), "words") if whole[1] else None
    of = _OF.match(text, end)
    if not of and not re.compile(
        r"\s(?:of\b|the\b|an?\s|as\b|its\b|their\b|our\b|that\b|more\b|less\b|mile|all\b|people\b|what\b|were\b|was\b|are\b|is\b|said\b|have\b|had\b)|\s?[,.;:)]|$").match(text, end):
        return None
    if name == "quarter" and not of and not re.compile(r"\sof\b(?!\s(?:19|20)[0-9]{2})").match(text, end):
        return None  # "a quarter" is three months
    return _part(text, start, end, Decimal(1) / PARTS[name])


def _plural_group(text: str, start: int, end: int, name: str) -> Number | None:
    """Read "dozens of", "tens of thousands of": at least so many."""
    value = GROUPS[name]
    while more := _OF_MORE.match(text, end):
        value, end = value * GROUPS[more[1].lower()], more.end() + len(more[1])
    if name in ("tens", "dozen", "gross") and not _OF_THEM.match(text, end):
        return None
    return Number(Decimal(value), Decimal(value), start, end, "open")


def _candidates(text: str) -> list[tuple[int, int]]:
    """Return the spans at which a number may start, without those in long dumps of numbers."""
    spans = [found.span() for found in _RUN.finditer(text)]
    words = [found.span() for found in _FIRST_WORD.finditer(text)]
    if words:
        spans = sorted(spans + words)
    if len(spans) < DUMP:
        return spans
    kept: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    for span in spans:
        if run and span[0] - run[-1][1] > DUMP_GAP:
            kept += run if len(run) < DUMP else []
            run = []
        run.append(span)
    return kept + (run if len(run) < DUMP else [])


def scan_numbers(text: str) -> Iterator[Number]:
    """Yield every number of `text` in order, unsigned, names and dates among them."""
    done = 0
    for start, end in _candidates(text):
        if start < done:
            continue
        lead = text[start]
        number: Number | None
        if lead in GLYPHS:
            value = Decimal(GLYPHS[lead][0]) / GLYPHS[lead][1]
            number = _scaled(text, Number(value, Decimal("0.01"), start, end, "fraction"))
        elif lead.isdigit():
            number = _digits(text, start, end)
            if number is None and end - start < LONGEST:
                yield from _listed(start, text[start:end])
                done = end
        else:
            number = _words(text, start, end)
        if number is not None:
            if text[number.end : number.end + 4] == " in ":
                number = _one_in(text, number)
            done = number.end
            yield number


def _listed(start: int, run: str) -> Iterator[Number]:
    """Yield the numbers of a run such as "3,7,9", which is no number as a whole."""
    if run.count(".") > run.count(",") + 1:
        return  # an address, a version
    at = start
    for piece in run.split(","):
        read = _digits_value(piece)
        if read is not None:
            yield Number(*read, at, at + len(piece), "listed")
        at += len(piece) + 1
