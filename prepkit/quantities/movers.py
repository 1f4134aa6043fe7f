"""The words of change, and the figures that they govern: rose by, a cut of, 5% growth."""

import re
from typing import NamedTuple

from prepkit.quantities.figures import Quantity
from prepkit.quantities.units import dimension

# Verbs and nouns of change. The first kind may take a bare amount ("gained 5 points"); the second
# needs "by", "to", "of" or a share ("reduced 5 files" is no change, "reduced by 5 files" is one).
_MOVING = {
    "up": "rose rise rises risen rising climb climbs climbed climbing jump jumps jumped jumping"
    " gain gains gained gaining soar soars soared soaring surge surges surged surging up added"
    " higher leap leaps leapt leaped rallied rally advance advanced advances grew rebounded rebound"
    " uptick upped edged-up swelled",
    "down": "fell fall falls fallen falling drop drops dropped dropping decline declines declined"
    " declining down lost lose loses losing shed sheds shedding slid sliding plunged plunge"
    " plunges plunging tumbled tumble tumbles slumped slump slumps sank sink sinks dipped dip"
    " dips lower plummeted plummet shrank shrink shrinks shrunk slipped slip slips sagged crashed"
    " cut cuts retreated shave shaves shaved shaving",
}
_MOVED = {
    "up": "grow grows grown growing growth increase increases increased increasing expand expands"
    " expanded expanding expansion improve improves improved improving improvement improvements"
    " boost boosts boosted boosting raise raises raised raising accelerate accelerated"
    " accelerates lift lifts lifted scale scales scaled scaling doubled doubling tripled hike"
    " hikes hiked strengthened uplift inflate inflated multiplied ramped inched bumped upgrade"
    " upgraded appreciated escalated swell bring brought recover recovers recovered recovering"
    " speedup went moved came widen widens widened widening",
    "down": "decrease decreases decreased decreasing reduce reduces reduced reducing reduction"
    " reductions cutting shrinking lowers lowered lowering slash slashes slashed slashing trim"
    " trims trimmed trimming slowed slows slow slowing halved halve save saves saved saving"
    " savings narrow narrowed narrows eased ease eases weakened contracted contraction diminished"
    " depreciated downturn loss losses decay fewer"
    " knock knocks knocked",
}
_DIRECTION = {
    word: way
    for moves in (_MOVING, _MOVED)
    for way, words in moves.items()
    for word in words.split()
}
_DIRECTIONLESS = frozenset("bring brought went moved came".split())
_TAKES_AMOUNT = frozenset(word for words in _MOVING.values() for word in words.split())
_NOUNS = frozenset(
    "rise rises climb jump jumps gain gains surge leap rally advance rebound uptick fall drop"
    " drops decline declines plunge slump dip growth increase increases expansion"
    " improvement improvements boost hike uplift decrease decreases reduction reductions"
    " contraction loss losses savings saving cut cuts downturn speedup upgrade raise".split()
)
_AFTER_NOUNS = (_NOUNS - {"losses", "loss"}) | {"lower", "higher"}
# "20% sooner", "€300 cheaper", "3 kg heavier than": a difference; "faster" leaves open what of.
_COMPARED = {
    "up": "bigger larger heavier longer taller wider thicker older pricier costlier",
    "down": "cheaper sooner smaller shorter lighter younger narrower thinner",
}
_COMPARATIVE = {word: way for way, words in _COMPARED.items() for word in words.split()}
_COMPARISON = re.compile(
    rf"\s(?:(?P<much>more|less)\s(?:expensive|costly)|(?P<word>{'|'.join(_COMPARATIVE)}))"
    r"(?=[\s,.;:!?)]|$)"
)
# What may follow a difference in a unit of its own; "$300 cheaper phones" cost less, or $300.
_NO_NOUN = re.compile(
    r"[,.;:!?)]|$|\s(?:than|and|or|but|to|in|on|at|by|for|with|from|now|today|this|that|when|while"
    r"|if|because|as|per|an?|the|each|every|after|since|before)\b"
)
_FILL = frozenset(
    "about around roughly nearly almost over more less than just only at least approximately some"
    " an a the its their his as much many up another additional low high peak record of well under"
    " ~ ≈ estimated whopping mere slight modest further total net full combined sharp steep annual"
    " or so to by".split()
)
_LINKS = frozenset(("by", "of", "to", "at", "from"))
_STOPS = frozenset(
    "and or but that which who for with than while when where because if as is are was were be"
    " been has have had will would could from in on at into made make makes set sets opened open"
    " account accounted not no".split()
)
# "ticked up to 4.1%" tells a level that was reached, "up to 4.1%" a bound.
CLIMBED = frozenset(
    "ticked went goes go moved crept inched edged shot rose climbed bumped nudged jumped scaled"
    " ramped back pushed brought drove".split()
)
# "fell in Europe by 5%": such words do not part the verb from its "by".
_PLACING = frozenset(("for", "in", "on", "from", "at", "with"))
_RATES = frozenset(("factor", "rate", "pace", "clip"))  # "grew at a rate of 5%"
_MADE_UP = frozenset(
    "make makes made making take takes took set sets end ended ends given break".split()
)
_STATES = frozenset("is are was were be been closed ended finished traded".split())  # "was up 5"
DELTA_UNITS = frozenset(("percent", "percentage point", "basis point", "x", "point", "fraction"))
_TOKEN = re.compile(r"[A-Za-z][A-Za-z'’-]*|[.;!?](?=\s)|[,:()–—~≈=]")
_REACH = 72
# "After a dropped connection, 83%": what is dropped is no share.
_DESCRIBED = re.compile(r"\b(?:an?|the|its|their|every|each) [a-z]+(?:ed|en|nk)$")


_GOING = frozenset("change changes changed changing shift shifts shifted go goes going gone"
" migrate moving move evolved transition transitioned take took push pushed".split())  # fmt: skip


def is_told_as_change(text: str, start: int) -> bool:
    """Say whether a word of change stands in the clause before a figure that starts at `start`."""
    for found in reversed(list(_TOKEN.finditer(text, max(0, start - _REACH), start))):
        word = found[0].lower()
        if word in ".;!?:":
            return False
        if word in _DIRECTION or word in _GOING:
            return True
    return False


def tells_change(word: str) -> bool:
    """Say whether a word is one of change, or of going from one level to another: "widened"."""
    return word in _DIRECTION or word in _GOING


def is_told_by(word: re.Match[str] | None) -> bool:
    """Say whether the word found is one of change: "the value fell from"."""
    return word is not None and word[1].lower() in _DIRECTION


class Mover(NamedTuple):
    """The word of change that a figure hangs on."""

    direction: str | None
    word: str
    link: str | None  # the preposition between: "by", "of", "to"
    start: int


def mover_before(text: str, quantity: Quantity) -> Mover | None:
    """Return the word of change that governs a figure: "rose by about", "an increase of"."""
    tokens = list(_TOKEN.finditer(text, max(0, quantity.start - _REACH), quantity.start))
    share = quantity.unit in DELTA_UNITS
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
            some = share and link is None and text.startswith(" of ", quantity.end)
            if some and word not in _TAKES_AMOUNT:
                return None  # "raised half of its prices" raised nothing by half
            way = None if word in _DIRECTIONLESS else _DIRECTION[word]
            if skipped and link is None and _DESCRIBED.search(text, 0, found.end()):
                return None
            if _governs(text, found.start(), word, link, share, skipped):
                return Mover(way, word, link, found.start())
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
            stops = word in _STOPS and not (link == "by" and word in _PLACING)
            if stops or word in "()–—" or skipped > (limit if link else 3 if share else 0):
                return None
    return None


def way_before(text: str, start: int) -> str | None:
    """Return which way a verb of rising or falling right before `start` says that it went."""
    for found in reversed(list(_TOKEN.finditer(text, max(0, start - _REACH), start))):
        word = found[0].lower()
        if word in _TAKES_AMOUNT or word.startswith(("increas", "decreas")):
            return _DIRECTION[word]
        if word not in _FILL and not word.endswith("ly"):
            return None
    return None


def _governs(text: str, start: int, word: str, link: str | None, share: bool, skipped: int) -> bool:
    if word in ("up", "down"):
        left = text[max(0, start - 12) : start].split()
        if link in ("from", "by"):
            return skipped == 0
        if link in ("to", "of", "at"):
            climbed = bool(left) and left[-1].lower() in CLIMBED
            return link == "to" and (word == "down" or climbed)
        if share:
            made = bool(left) and left[-1].lower() in _MADE_UP
            return not made and (skipped == 0 or link == "by")
        return not left or left[-1][-1] in "(,;:–—" or left[-1].lower() in _STATES
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


def noun_after(text: str, quantity: Quantity) -> tuple[str, int] | None:
    """Return (direction, end) of what tells a change after it: "a 40% cut", "3 kg heavier"."""
    if compared := _COMPARISON.match(text, quantity.end):
        word = compared["word"]
        way = _COMPARATIVE[word] if word else "up" if compared["much"] == "more" else "down"
        share = quantity.unit in DELTA_UNITS
        unit = quantity.unit or ""
        measured = dimension(unit) not in (None, unit) or (len(unit) == 3 and unit.isupper())
        if share or (measured and _NO_NOUN.match(text, compared.end())):
            return way, compared.end()
    if quantity.unit not in DELTA_UNITS:
        return None
    for at, found in enumerate(_TOKEN.finditer(text, quantity.end, quantity.end + 40)):
        word = found[0].lower()
        if at > 2 or word in _STOPS or word in _LINKS or not word[0].isalpha():
            return None
        if word in _AFTER_NOUNS:
            return _DIRECTION[word], found.end()
    return None
