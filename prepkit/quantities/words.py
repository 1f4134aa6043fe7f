"""Numbers in words: twenty-one, half a billion, two-thirds, dozens of, threefold."""

import re
from decimal import Decimal

from prepkit.quantities.digits import ONE, SCALES, Number, read_scale
from prepkit.quantities.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CHANGE_VERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    VERBS,
)
from prepkit.quantities.units import table

ONES = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split()
    )
}
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
    "thousandth": 1000, "millionth": 10**6, "billionth": 10**9,
}  # fmt: skip
PARTS |= {part + "s": n for part, n in PARTS.items() if part not in ("half", "halves")}
# "dozens of", "tens of thousands": at least so many.
GROUPS = {
    "dozens": 12, "tens": 10, "hundreds": 100, "thousands": 10**3, "millions": 10**6,
    "billions": 10**9, "trillions": 10**12, "lakhs": 10**5, "crores": 10**7,
}  # fmt: skip
FOLDS = {f"{word}fold": n for word, n in (ONES | TENS | {"hundred": 100}).items() if n > 1}
_ALONE = ("half", "quarter", "third", "tenth", "fifth")
FIRST_WORDS = (*FOLDS, *ONES, *TENS, *SCALES, *GROUPS, *_ALONE)

_WORD = re.compile(r"[A-Za-z]+")
_GAP = re.compile(
    r"(?:[\s-]|\s?,\s?(?=[a-z]+\shundred))(?:\s?(and|&)\s)?(?=[A-Za-z])", re.IGNORECASE
)
_ARTICLE = re.compile(r"\b(an?)[\s-]$", re.IGNORECASE)
# "several hundred" is no number; "every dozen" no figure.
_VAGUE = re.compile(r"\b(?:several|few|many|couple(?:\sof)?|each|every|per)\s$", re.IGNORECASE)
_COUPLE = re.compile(r"\ba\scouple\s(?:of\s)?$", re.IGNORECASE)
_POINT = re.compile(
    r"\spoint((?:\s(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)\b){1,9})", re.IGNORECASE
)
_AND_PART = re.compile(
    r"[\s-]and[\s-](an?|one|two|three|four|five)[\s-](half|third|quarter|fourth|fifth)s?\b",
    re.IGNORECASE,
)
_OF_SCALE = re.compile(
    r"\s(?:of\s)?(?:an?|one)\s(?=(?:hundred|thousand|million|billion|trillion|dozen|lakh|crore)\b)"
    r"|[\s-](?=(?:thousand|million|billion|trillion|dozen)\b)",
    re.IGNORECASE,
)
_OF_MORE = re.compile(
    r"\sof\s(?=(tens|hundreds|thousands|millions|billions|trillions|lakhs|crores)\b)", re.IGNORECASE
)
# "a third of it", not "a third party".
_AFTER_PART = re.compile(
    r"\s(?:of|off|more|less|fewer|as|to|in|and|or|million|billion|the)\b|\s?[.,;:)]|$"
)
_AFTER_HALF = re.compile(
    r"\s(?:of|the|an?|as|its|their|our|that|more|less|miles?|all|people|what|were|was|are|is|said"
    r"|have|had)\b|\s?[,.;:)]|$"
)
_QUARTER_OF = re.compile(r"\sof\b(?!\s(?:19|20)[0-9]{2})")  # "a quarter of 2020" is three months
# "fell by a quarter", "cut by more than half", "cut in half": not "put off by a quarter".
_BY = re.compile(
    r"\s(by|in)\s(?:(?:about|around|roughly|nearly|almost|over|under|(?:more|less)\sthan|at\sleast"
    r"|up\sto|some|as\smuch\sas)\s){0,2}$",
    re.IGNORECASE,
)
_NO_WAY = frozenset("go move edge bring push drive".split())  # "pushed back by a quarter"
_CLAUSE_BEFORE = re.compile(r"[^.,;:()]*$")
_COMPARES = re.compile(
    r"\s(?:more|less|fewer|lower|higher|cheaper|faster|slower|shorter|longer|smaller|larger|bigger"
    r"|lighter|heavier)\b"
)
# "the latter half" is one of two, not a share.
_ONE_OF_TWO = re.compile(
    r"\b(?:latter|former|first|second|third|fourth|other|better|top|bottom|last|next|upper|lower"
    r"|back|front)\s$",
    re.IGNORECASE,
)
_ONE_AND = re.compile(r"(?:\b(an?|one)\s[a-z]{1,12}\s)?\band\s$", re.IGNORECASE)
_WHOLES = (
    r"(?P<whole>three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty"
    r"|[0-9]{1,3}(?:,000|000)?)(?![0-9.,]*[0-9%]|-|[^\W_])"
)
_NO_SHARE = (  # "one in 20 minutes"
    r"(?!\s(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|games?|matches|starts|attempts"
    r"|million|billion|thousand|hundred|percent|miles)\b)"
)
# "one in five users", "1 in 20", "four out of five", "99 out of 100 requests".
_IN = re.compile(
    rf"\s(?:in|(?<=[a-z]\s)out\sof(?=\s[a-z])|out\sof(?=\s100?\s[a-z]))\s{_WHOLES}{_NO_SHARE}",
    re.IGNORECASE,
)
# "1 in every 20", "96 of every hundred users", "three out of every four dollars".
_IN_EVERY = re.compile(
    rf"\s(?:in|(?:out\s)?of)\s(?:every|each)\s(?:{_WHOLES}|(?P<scale>hundred|thousand|million)\b)"
    rf"{_NO_SHARE}",
    re.IGNORECASE,
)
# "one order in eight", "9 cases out of 10", "one request in every thousand".
_NOUN_IN = re.compile(
    r"\s(?P<noun>(?:[A-Za-z][\w’'-]*\s){1,3}?)(?:in|out\sof)\s"
    rf"(?:(?:every\s|each\s)?{_WHOLES}|(?:every|each)\s(?P<scale>hundred|thousand|million)\b)",
    re.IGNORECASE,
)
_ROUND = frozenset((3, 4, 5, 10, 20, 100, 1000, 10_000, 100_000))
_NO_NOUN = (PREPOSITIONS | CONJUNCTIONS | RELATIVES | BE | AUXILIARIES | DETERMINERS) | frozenset(
    "more less fewer other each per".split()
)
_OF_ANYTHING = frozenset("case cases time times instance instances day days week weeks".split())
_NEXT = re.compile(r"\s([A-Za-z]+)")
# "85 cents of every dollar", "97 cents on the dollar".
_CENTS = re.compile(
    r"\scents\s(?:(?:out\s)?of|on|in|from)\s(?:every|each|the|a)\s(?:dollar|euro)\b"
    r"|\spence\s(?:(?:out\s)?of|on|in|from)\s(?:every|each|the|a)\spound\b",
    re.IGNORECASE,
)


def read_words(text: str, start: int, end: int) -> Number | None:
    """Return the number in words whose first word is text[start:end]."""
    first = text[start:end].lower()
    if first in FOLDS:
        return Number(Decimal(FOLDS[first]), ONE, start, end - len("fold"), "words")
    if first in GROUPS:
        return _group(text, start, end, first)
    article = _ARTICLE.search(text, max(0, start - 4), start)
    begin = article.start() if article else start
    if first in _ALONE:
        return _alone(text, begin, end, first, article is not None)
    if couple := _COUPLE.search(text, max(0, start - 12), start):
        value, step, end = _compose(text, start, 2) if first in SCALES else (0, 0, 0)
        scale = Decimal(step)
        return Number(Decimal(value), scale, couple.start(), end, "open", scale) if value else None
    if first in SCALES:
        if len(first) < 4 or not article or _VAGUE.search(text, max(0, begin - 10), begin):
            return None
        return _finish(text, begin, *_compose(text, start, 1))
    return _finish(text, start, *_compose(text, start, 0))


def _compose(text: str, start: int, given: int) -> tuple[int, int, int]:
    """Read on from the word at `start`; return (value, step, end)."""
    total, group, step, at, end = 0, given, 1, start, start
    last = "ones" if given else ""
    while word := _WORD.match(text, at):
        name, counted = word[0].lower(), group > 0 and last in ("ones", "tens", "hundred")
        if name in ONES and (
            last in ("", "scale", "hundred") or (last == "tens" and 0 < ONES[name] < 10)
        ):
            group, step, last = group + ONES[name], 1, "ones"
        elif name in TENS and last in ("", "scale", "hundred"):
            group, step, last = group + TENS[name], 1, "tens"
        elif name == "hundred" and counted and last != "hundred":
            group, step, last = group * 100, 100, "hundred"
        elif name in SCALES and name != "hundred" and counted:
            total, group, step, last = total + group * SCALES[name], 0, SCALES[name], "scale"
        else:
            break
        end = word.end()
        gap = _GAP.match(text, end)
        if gap is None or (gap[1] and last not in ("hundred", "scale")):
            break  # "five and six" are two numbers, "five hundred and six" is one
        at = gap.end()
    return total + group, step, end


def _finish(text: str, start: int, value: int, step: int, end: int) -> Number | None:
    """Add to a composed number what may follow: "point five", "and a half", "thirds"."""
    if end <= start:
        return None
    if point := _POINT.match(text, end):
        digits = "".join(str(ONES.get(word.lower(), 0)) for word in point[1].split())
        number = Number(
            Decimal(f"{value}.{digits}"), ONE.scaleb(-len(digits)), start, point.end(), "words"
        )
    elif part := _AND_PART.match(text, end):
        above = 1 if part[1].lower() in ("a", "an") else ONES[part[1].lower()]
        added = Decimal(above) / PARTS[part[2].lower()]
        of = Decimal(step) if step >= 1000 else ONE  # "a billion and a half"
        number = Number(value + added * of, of / 10, start, part.end(), "words", of)
    elif 0 < value < 1000 and (tail := _part_after(text, value, end)):
        return _part(text, start, tail.end(), Decimal(value) / PARTS[tail[0].lower()])
    else:
        magnitude = Decimal(step) if step >= 1000 else ONE
        number = Number(Decimal(value), Decimal(step), start, end, "words", magnitude)
    return read_scale(text, number)


def _part_after(text: str, value: int, end: int) -> re.Match[str] | None:
    """Return the word that makes a number a part: "thirds" after "two", "third" after "one"."""
    tail = _WORD.match(text, end + 1) if text[end : end + 1] in ("-", " ", "\u00a0") else None
    if tail is None or tail[0].lower() not in PARTS:
        return None
    name = tail[0].lower()
    if name.endswith("s") == (value == 1):
        return None
    plain = name in ("half", "halves") or name.endswith("s")
    return tail if plain or _AFTER_PART.match(text, tail.end()) else None


def _part(text: str, start: int, end: int, value: Decimal) -> Number:
    """Return a part, times what it is a part of: "half a billion"."""
    of = _OF_SCALE.match(text, end)
    word = _WORD.match(text, of.end()) if of else None
    if word is None:
        return Number(value, Decimal("0.01"), start, end, "part")
    scale = Decimal(SCALES[word[0].lower()])
    number = Number(value * scale, scale / 100, start, word.end(), "words", scale)
    return read_scale(text, number)


def _alone(text: str, start: int, end: int, name: str, article: bool) -> Number | None:
    """Read "half", "a half", "a quarter of", "a third": never "third quarter", "half-life"."""
    of = _OF_SCALE.match(text, end)
    if _ONE_OF_TWO.search(text, max(0, start - 10), start):
        return None
    quarter = name == "quarter" and _QUARTER_OF.match(text, end) is not None
    if article and not quarter and (whole := _ONE_AND.search(text, max(0, start - 24), start)):
        # "an hour and a half": the one hour is read here, the half once the unit is known.
        return Number(ONE, ONE, whole.start(), whole.end(1), "words") if whole[1] else None
    if not article and name != "half" and not (name == "quarter" and of):
        return None
    moved = _is_moved_by(text, start) or _COMPARES.match(text, end) is not None
    after = _AFTER_HALF if name == "half" else _AFTER_PART
    if not of and not moved and not after.match(text, end):
        return None
    if name == "quarter" and not of and not quarter and not moved:
        return None  # "a quarter" is three months
    return _part(text, start, end, ONE / PARTS[name])


def _is_moved_by(text: str, start: int) -> bool:
    """Say whether a part is by how much something changed: "fell by a quarter"."""
    led = _BY.search(text, max(0, start - 40), start)
    if led is None or (led[1].lower() == "in" and not text[start:].lower().startswith("half")):
        return False
    clause = _CLAUSE_BEFORE.search(text, max(0, led.start() - 60), led.start())
    words = _WORD.findall(clause[0].lower()) if clause else []
    lemmas = {VERBS[word].lemma for word in words if word in VERBS}
    return bool(lemmas & CHANGE_VERBS - _NO_WAY or {"up", "down"} & set(words))


def _group(text: str, start: int, end: int, name: str) -> Number | None:
    """Read "dozens of", "tens of thousands"."""
    value, alone = GROUPS[name], name != "tens"
    for _ in range(3):
        more = _OF_MORE.match(text, end)
        if not more:
            break
        value, end, alone = value * GROUPS[more[1].lower()], more.end(1), True
    if not alone and text[end : end + 4] != " of ":
        return None
    return Number(Decimal(value), Decimal(value), start, end, "open")


def read_share(text: str, number: Number) -> Number:
    """Return "one in five", "one order in eight" as the part it is, any other number as given."""
    if number.step != 1 or number.value <= 0 or number.form not in ("digits", "words"):
        return number
    if cents := _CENTS.match(text, number.end):
        share = number.value / 100
        return Number(share, Decimal("0.01"), number.start, cents.end(), "part")
    found = _share_at(text, number)
    below = _whole_of(found) if found else Decimal(0)
    if found is None or below <= max(number.value, Decimal(2)) or 1900 <= below <= 2100:
        return number
    value = number.value / below
    step = Decimal("0.01") if below < 100 else min(Decimal("0.01"), value / 10)
    return Number(value, step, number.start, found.end(), "part")


def _share_at(text: str, number: Number) -> re.Match[str] | None:
    """Return what makes a number a share: "in five", "of every 100", "order in eight"."""
    if every := _IN_EVERY.match(text, number.end):
        return every
    found = _IN.match(text, number.end)
    if found and (number.value < 10 or "out" in found[0]):
        placed = found[0].startswith(" out") and text.endswith(" in ", 0, number.start)
        return None if placed else found  # "cases in three out of five towns" counts the towns
    noun = _NOUN_IN.match(text, number.end)
    if noun is None or any(word.lower() in _NO_NOUN for word in noun["noun"].split()):
        return None
    told = number.value == 1 or _whole_of(noun) in _ROUND
    one = number.value == 1
    return noun if told and _ends_share(text, number.start, noun.end(), one=one) else None


def _whole_of(found: re.Match[str]) -> Decimal:
    groups = found.groupdict()
    if scale := groups.get("scale"):
        return Decimal(SCALES[scale.lower()])
    written = found["whole"].lower().replace(",", "")
    return Decimal(ONES.get(written) or TENS.get(written) or written)


def _ends_share(text: str, start: int, end: int, *, one: bool) -> bool:
    """Say whether no noun follows a share: "two bugs in ten files" is none."""
    word = _NEXT.match(text, end)
    if word is None:
        return not re.match(r"\s?[^\s.,;:()!?–—-]", text[end:])
    low = word[1].lower()
    if low in _NO_NOUN or low in ADVERBS:
        return True
    if low not in VERBS or not word[1].islower() or low in table().plurals:
        return False
    return VERBS[low].tense != "present" or (one and _is_verb_here(text, start, word.end()))


def _is_verb_here(text: str, start: int, end: int) -> bool:
    """Say whether "sheds" behind "one kite in ten" is what it does, and not ten sheds."""
    clause = _CLAUSE_BEFORE.search(text, max(0, start - 60), start)
    led = any(w in BE or w in VERBS for w in _WORD.findall(clause[0].lower())) if clause else False
    after = _NEXT.match(text, end)
    done = after is not None and (
        after[1] in BE | AUXILIARIES or (after[1] in VERBS and VERBS[after[1]].tense == "past")
    )
    return not led and not done


def noun_in_share(surface: str) -> tuple[int, int] | None:
    """Return where the noun stands that a share is of, if it stands in it: "one order in eight"."""
    number = re.match(r"[0-9]+|[A-Za-z]+(?:-[a-z]+)?", surface)
    found = _NOUN_IN.match(surface, number.end()) if number else None
    if found is None or found["noun"].strip().lower() in _OF_ANYTHING:
        return None
    return found.start("noun"), found.end("noun") - 1
