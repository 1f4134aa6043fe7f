"""Figures that change: from a to b, a → b, up 5% to 2.09 billion, a 40% cut, doubled."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from prepkit.quantities.figures import Quantity


@dataclass(frozen=True, slots=True)
class Change:
    """A change as printed: its ends, the printed difference, and its direction."""

    before: Quantity | None
    after: Quantity | None
    delta: Quantity | None
    direction: str | None  # "up" or "down"
    start: int
    end: int
    surface: str
    rule: str


# rule, an example that it must catch, the surfaces of before, after, delta, and the direction;
# the tests drive through them, and through UNCHANGED, where no change is told.
CHANGE_RULES = (
    ("arrow", "Coverage 4% → 14% this year", "4%", "14%", None, "up"),
    ("from to", "a jump from 4% to 14%", "4%", "14%", None, "up"),
    ("from to", "it fell from 50 minutes in 2023 to 30 minutes in 2024", "50 minutes", "30 minutes", None, "down"),
    ("to from", "it climbed to 14% from 4%", "4%", "14%", None, "up"),
    ("delta to", "users rose 6% to 2.11 billion", None, "2.11 billion", "6%", "up"),
    ("delta from", "revenue was up 23% from $27 billion", "$27 billion", None, "23%", "up"),
    ("delta", "latency dropped by about 40%", None, None, "40%", "down"),
    ("noun of delta", "an increase of 8,130 tests", None, None, "8,130 tests", "up"),
    ("delta of noun", "a 40% cut in latency", None, None, "40%", "down"),
    ("level from", "they set aside $9 million, up from $7 million", "$7 million", "$9 million", None, "up"),
    ("to", "sales fell to 30 units", None, "30 units", None, "down"),
    ("multiplied", "the load doubled", None, None, None, "up"),
)
UNCHANGED = (
    "from 10 to 15 teams", "ranging from 4% to 14%", "up to 5 teams", "written by 23 authors",
    "they raised $5 million", "it improved 3 features", "between 4% and 14%", "set up 5 shops",
    "4%-14%", "users made up 5% of it", "5% of the increase",
)  # fmt: skip

# Verbs and nouns of change. The first kind may take a bare amount ("gained 5 points"); the second
# needs "by", "to", "of" or a share ("reduced 5 files" is no change, "reduced by 5 files" is one).
_MOVING = {
    "up": "rose rise rises risen rising climb climbs climbed climbing jump jumps jumped jumping gain gains"
    " gained gaining soar soars soared soaring surge surges surged surging up added higher leap leaps"
    " leapt leaped rallied rally advanced advances grew rebounded rebound uptick upped edged-up swelled",
    "down": "fell fall falls fallen falling drop drops dropped dropping decline declines declined declining"
    " down lost lose loses losing shed sheds shedding slid sliding plunged plunge plunges"
    " plunging tumbled tumble tumbles slumped slump slumps sank sink sinks dipped dip dips lower"
    " plummeted plummet shrank shrink shrinks shrunk slipped slip slips sagged crashed cut cuts retreated",
}
_MOVED = {
    "up": "grow grows grown growing growth increase increases increased increasing expand expands expanded"
    " expanding expansion improve improves improved improving improvement improvements boost boosts"
    " boosted boosting raise raises raised raising accelerate accelerated accelerates lift lifts lifted"
    " scale scales scaled scaling doubled doubling tripled hike hikes hiked strengthened uplift inflate"
    " inflated multiplied ramped inched bumped upgrade upgraded appreciated escalated swell bring brought"
    " speedup went moved came",
    "down": "decrease decreases decreased decreasing reduce reduces reduced reducing reduction reductions"
    " cutting shrinking lowers lowered lowering slash slashes slashed slashing trim trims trimmed trimming"
    " slowed slows slow slowing halved halve save saves saved saving savings narrow narrowed narrows eased ease eases weakened"
    " contracted contraction diminished depreciated downturn loss losses decay fewer",
}
_DIRECTION = {word: way for moves in (_MOVING, _MOVED) for way, words in moves.items() for word in words.split()}
_DIRECTIONLESS = frozenset("bring brought went moved came".split())
_TAKES_AMOUNT = frozenset(word for words in _MOVING.values() for word in words.split())
_NOUNS = frozenset(
    "rise rises climb jump jumps gain gains surge leap rally advance rebound uptick fall drop drops decline"
    " declines slide plunge slump dip growth increase increases expansion improvement improvements boost hike"
    " uplift decrease decreases reduction reductions contraction loss losses savings saving cut cuts"
    " downturn speedup upgrade raise".split()
)
_AFTER_NOUNS = (_NOUNS - {"losses", "loss"}) | {"lower", "higher"}
_FILL = frozenset(
    "about around roughly nearly almost over more less than just only at least approximately some an a the"
    " its their his as much many up another additional low high peak record of well under ~ ≈ estimated"
    " whopping mere slight modest further total net full combined sharp steep annual or so to an-estimated"
    " by".split()
)
_LINKS = frozenset(("by", "of", "to", "at", "from"))
_STOPS = frozenset(
    "and or but that which who for with than while when where because if as is are was were be been has"
    " have had will would could from in on at into made make makes set sets opened open account accounted"
    " not no".split()
)
# "ticked up to 4.1%" tells a level that was reached, "up to 4.1%" a bound.
CLIMBED = frozenset(
    "ticked went goes go moved crept inched edged shot rose climbed bumped nudged jumped scaled ramped back"
    " pushed brought drove".split()
)
_RATES = frozenset(("factor", "rate", "pace", "clip"))  # "grew at a rate of 5%"
_MADE_UP = frozenset("make makes made making take takes took set sets end ended ends given break".split())
_DELTA_UNITS = frozenset(("percent", "percentage point", "basis point", "x", "point", "fraction"))
_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’-]*|[.;!?](?=\s)|[,:()–—~≈=]")
_DATE = re.compile(
    r"\(?\b(?:(?:in|for|during|as of|at the end of|at|on|by)\s)?(?:the\s)?(?:(?:first|second|third|fourth)"
    r"\squarter\s(?:of\s)?|Q[1-4]\s|(?:early|mid|late)[\s-])?(?:[A-Z][a-z]{2,8}\.?\s)?(?:[0-9]{1,2},\s)?"
    r"(?:19|20)[0-9]{2}\)?"
)
_DIGIT = re.compile(r"[0-9]")
_JOINING = r"(?:\s?\b(?:about|around|roughly|nearly|almost|over|more than|less than|just|only|at least|some|approximately|an?|the|its|up to|well|under|as much as|an estimated|a (?:new )?(?:record|low|high|peak) of|as many as)\b|\s?[~≈])*\s?"
_TO = re.compile(rf",?\s(?:up\s|down\s)?(?:to|into){_JOINING}", re.IGNORECASE)
_TO_LATER = re.compile(rf"[^.;0-9]{{0,48}}\b(?:to|into){_JOINING}", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom{_JOINING}$", re.IGNORECASE)
_FROM_LATER = re.compile(rf"[^.;0-9]{{0,48}}\bfrom{_JOINING}", re.IGNORECASE)
_ARROW = re.compile(rf"\s?(?:→|⟶|⇒|➔|➜|-{{1,2}}>|=>|⟹){_JOINING}")
_SPANS = re.compile(r"\b(?:rang\w+|var(?:y|ies|ied|ying)|anywhere|span\w*|interval|extend\w*|differ\w*|aged?|lasting)\s(?:[a-z]+\s){0,3}from\s", re.IGNORECASE)
_MULTIPLY = re.compile(r"[dtqhDTQH](?:oubl|ripl|rebl|uadrupl|uintupl|alv)(?:e[sd]?|ing)\b")
_REACH = 72


_GOING = frozenset("change changes changed changing shift shifts shifted go goes going gone migrate moving move"
                   " evolved transition transitioned take took push pushed".split())  # fmt: skip


def is_told_as_change(text: str, start: int) -> bool:
    """Say whether a word of change stands in the clause before a figure that starts at `start`."""
    for found in reversed(list(_TOKEN.finditer(text, max(0, start - _REACH), start))):
        word = found[0].lower()
        if word in ".;!?:":
            return False
        if word in _DIRECTION or word in _GOING:
            return True
    return False


class _Mover(NamedTuple):
    """The word of change that a figure hangs on."""

    direction: str | None
    word: str
    link: str | None  # the preposition between: "by", "of", "to"
    start: int


def _mover_before(text: str, quantity: Quantity) -> _Mover | None:
    """Return the word of change that governs a figure: "rose by about", "an increase of"."""
    tokens = list(_TOKEN.finditer(text, max(0, quantity.start - _REACH), quantity.start))
    share = quantity.unit in _DELTA_UNITS
    link, skipped, limit, compared, rated = None, 0, 0, False, False
    for found in reversed(tokens):
        word = found[0].lower()
        if word in ".;!?:=":
            return None
        if word == "than" and skipped == 0:
            compared = True
        elif word in ("higher", "lower", "fewer") and compared:
            return None  # "lower than 5%" bounds, "5% lower" moves
        if word in _DIRECTION:
            way = None if word in _DIRECTIONLESS else _DIRECTION[word]
            if _governs(text, found.start(), word, link, share, skipped):
                return _Mover(way, word, link, found.start())
            return None
        if word in _RATES and link == "of":
            link, rated = None, word != "factor"
        elif rated and word == "at":
            continue
        elif link is None and word in _LINKS and skipped == 0:
            link = word
            limit = 7 if word == "by" else 4 if word in ("of", "to") else 0
        elif word == "over" and quantity.comparator == "=":
            return None  # "rose over 3 quarters"
        elif word in _FILL or word in "~≈," or word.endswith("ly"):
            continue
        else:
            skipped += 1
            if word in _STOPS or word in "()–—" or skipped > (limit if link else 3 if share else 0):
                return None
    return None


def _governs(text: str, start: int, word: str, link: str | None, share: bool, skipped: int) -> bool:
    if word in ("up", "down"):
        left = text[max(0, start - 12) : start].split()
        if link == "from":
            return skipped == 0
        if link in ("to", "of", "at"):
            climbed = bool(left) and left[-1].lower() in CLIMBED
            return link == "to" and (word == "down" or climbed)
        if share:
            made = bool(left) and left[-1].lower() in _MADE_UP
            return not made and (skipped == 0 or link == "by")
        return not left or left[-1][-1] in "(,;:–—" or left[-1].lower() in (
            "is", "are", "was", "were", "be", "been", "closed", "ended", "finished", "traded")  # fmt: skip
    if link == "of":
        return word in _NOUNS and skipped <= 4 and (share or not word.startswith("loss"))
    if link in ("by", "to"):
        return True
    if link == "from":
        return skipped == 0 and word in ("up", "down")
    if link is not None:
        return False
    if word in _DIRECTIONLESS:
        return False
    return share or (word in _TAKES_AMOUNT and skipped == 0)


def _noun_after(text: str, quantity: Quantity) -> tuple[str, int] | None:
    """Return (direction, end) of the noun of change after a share: "a 40% cut"."""
    if quantity.unit not in _DELTA_UNITS:
        return None
    for at, found in enumerate(_TOKEN.finditer(text, quantity.end, quantity.end + 40)):
        word = found[0].lower()
        if at > 2 or word in _STOPS or word in _LINKS or not word[0].isalpha():
            return None
        if word in _AFTER_NOUNS:
            return _DIRECTION[word], found.end()
    return None


def _value_direction(before: Quantity, after: Quantity) -> str | None:
    one, other = before.value, after.value
    if isinstance(one, tuple) or isinstance(other, tuple) or one == other:
        return None
    return "up" if other > one else "down"


def _same_kind(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or one.unit is None or other.unit is None


def _make(
    text: str, rule: str, start: int, end: int, direction: str | None,
    before: Quantity | None = None, after: Quantity | None = None, delta: Quantity | None = None,
) -> Change:  # fmt: skip
    return Change(before, after, delta, direction, start, end, text[start:end], rule)


class _Pair(NamedTuple):
    """Two neighbouring figures, with the text between them, dates taken out."""

    one: Quantity
    other: Quantity
    gap: str


def _pair(text: str, one: Quantity, other: Quantity | None) -> _Pair | None:
    if other is None or other.start - one.end > 90:
        return None
    gap = text[one.end : other.start]
    if _DIGIT.search(gap):
        gap = _DATE.sub("", gap).replace("  ", " ")
    return _Pair(one, other, gap)


def _between_ends(text: str, pair: _Pair) -> Change | None:
    """Read "4% → 14%" and "from 4% to 14%"."""
    one, other, gap = pair
    if not _same_kind(one, other):
        return None
    if _ARROW.fullmatch(gap):
        return _make(text, "arrow", one.start, other.end, _value_direction(one, other), one, other)
    from_ = _FROM.search(text, max(0, one.start - 40), one.start)
    if from_ and (_TO.fullmatch(gap) or _TO_LATER.fullmatch(gap)):
        if _SPANS.search(text, max(0, from_.start() - 40), one.start):
            return None
        way = _value_direction(one, other)
        return _make(text, "from to", from_.start(), other.end, way, one, other)
    return None


def _with_delta(text: str, quantity: Quantity, pair: _Pair | None, mover: _Mover) -> Change:
    """Read "rose 6%", and what follows: "to 2.11 billion", "from $27 billion"."""
    start = min(mover.start, quantity.start)
    if pair is not None and pair.other.unit not in ("percentage point", "basis point"):
        close = _TO.fullmatch(pair.gap) or (
            pair.other.unit not in _DELTA_UNITS and _TO_LATER.fullmatch(pair.gap)
        )
        if close:
            return _make(text, "delta to", start, pair.other.end, mover.direction, None, pair.other, quantity)
        if _FROM_LATER.fullmatch(pair.gap) and pair.other.unit not in _DELTA_UNITS:
            return _make(text, "delta from", start, pair.other.end, mover.direction, pair.other, None, quantity)
    rule = "noun of delta" if mover.link == "of" else "delta"
    return _make(text, rule, start, quantity.end, mover.direction, None, None, quantity)


def _with_level(text: str, quantity: Quantity, pair: _Pair | None, mover: _Mover) -> Change:
    """Read "fell to 30 units", and what follows: "from 50"."""
    if pair is not None and _FROM_LATER.fullmatch(pair.gap) and _same_kind(quantity, pair.other):
        way = _value_direction(pair.other, quantity) or mover.direction
        return _make(text, "to from", mover.start, pair.other.end, way, pair.other, quantity)
    return _make(text, "to", mover.start, quantity.end, mover.direction, None, quantity)


def _from_level(text: str, last: Quantity | None, quantity: Quantity, mover: _Mover) -> Change:
    """Read ", up from $7 million" after the level that was reached."""
    near = last is not None and quantity.start - last.end < 90 and _same_kind(last, quantity)
    after = last if near else None
    start = after.start if after else mover.start
    return _make(text, "level from", start, quantity.end, mover.direction, quantity, after)


def _change_at(
    text: str, last: Quantity | None, quantity: Quantity, other: Quantity | None
) -> Change | None:
    pair = _pair(text, quantity, other)
    if pair is not None and (change := _between_ends(text, pair)):
        return change
    if quantity.rule in ("margin",):
        return None
    mover = _mover_before(text, quantity)
    if mover is not None and mover.link == "to":
        if mover.direction is None and (pair is None or "from" not in pair.gap):
            return None
        return _with_level(text, quantity, pair, mover)
    if mover is not None and mover.link == "from":
        return _from_level(text, last, quantity, mover)
    if mover is not None and mover.direction:
        return _with_delta(text, quantity, pair, mover)
    if noun := _noun_after(text, quantity):
        return _make(text, "delta of noun", quantity.start, noun[1], noun[0], None, None, quantity)
    return None


def link_changes(text: str, quantities: list[Quantity]) -> list[Change]:
    """Return the changes that `quantities` of `text` are the ends or the deltas of, in order."""
    changes: list[Change] = []
    used = -1
    for at, quantity in enumerate(quantities):
        if at <= used:
            continue
        other = quantities[at + 1] if at + 1 < len(quantities) else None
        last = quantities[at - 1] if at > used + 1 else None
        change = _change_at(text, last, quantity, other)
        if change is not None:
            changes.append(change)
            used = at + (other is not None and other in (change.before, change.after))
    for found in _MULTIPLY.finditer(text):
        if not any(change.start <= found.start() < change.end for change in changes):
            way = "down" if found[0][0] in "hH" else "up"
            changes.append(_make(text, "multiplied", *found.span(), way))
    return sorted(changes, key=lambda change: change.start)
