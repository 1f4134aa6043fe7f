"""Two levels of one thing in two sentences: "At first it took 47 minutes. Now it takes 11"."""

import re
from calendar import month_name
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from prepkit.quantities.changes import value_direction
from prepkit.quantities.lexicon import BE, VERBS
from prepkit.quantities.measurements import Measurement
from prepkit.quantities.movers import tells_change
from prepkit.quantities.quantities import Change
from prepkit.quantities.units import dimension

# Where a figure's own clause begins and ends.
_CLAUSE = re.compile(r"[;:,–—]\s+|\s+(?:and|but|while|whereas|where|which|who)\s+")
_HALVES = re.compile(r"; (?=\w)|, (?:but |and )?(?:whereas|while|where) (?=[a-z])")
# "On the new machines it takes 19": what stands before whom the clause is about.
_FRONTED = re.compile(
    r"\W*(?:on|in|with|after|since|at|by|under|for|from|during|before|when|today|now|then)\b.*?"
    r"\b(?=(?:it|they|that|this|these|those|the (?:figure|number|share|same|total|rate|count"
    r"|average|median|mean))\b)",
    re.I,
)
_NOW = re.compile(r"\b(?:now|today|currently|these days|nowadays|at present|so far)\b", re.I)
_FORMER = r"(?:previous|old|former|earlier)"
_THEN = re.compile(
    r"\b(?:used to|had been|previously|formerly|originally|initially|at first|back then"
    r"|(?:a|one|two|three) years? (?:ago|earlier|before)|last year|once"
    rf"|the {_FORMER} (?:one|version|system|tool|design|setup))\b"
    r"|^\W*(?:Before|Until|When)\b",
    re.I,
)
# What is new by the time of the later level; "on Linux", "in Oslo" are another place.
_NEW = re.compile(
    r"\b(?:now|today|currently|nowadays|these days|since|after (?!lunch|noon|hours|dark|work)\w+"
    r"|new|newer|current|latest|rewritten|by now"
    r"|this (?:week|month|quarter|year|spring|summer|autumn|fall|winter))\b|(?:19|20)\d\d",
    re.I,
)
# "With 4-bit weights": how it came about; "with the cache disabled": only then.
_WITH = re.compile(r"\W*(?:with|thanks to)\b(?!.*(?:ed|off|out|on|set)\b)", re.I)
# In which month of a year that is not named: "in the third quarter", "in May".
_TURNS = {f"{name} quarter": 3 * n for n, name in enumerate(("first", "second", "third", "fourth"))}
_TURNS |= {name.lower(): n - 1 for n, name in enumerate(month_name) if name}
_IN_TURN = re.compile(rf"\bin (?:the )?({'|'.join(_TURNS)})\b", re.I)
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
# Verbs by which something has, or takes, so much: one of them goes on from another.
_LEVEL = frozenset(
    "be have take cost need weigh last stand hold number total do average finish run".split()
)
# Words that say nothing of their own beside a level.
_IDLE = frozenset(
    """a an the it its they them their this that these those of in on at by to for from with and
    or but now today then still only just about around nearly almost over under more less than
    figure number share total average median mean rate count level time currently i we us our you
    has have had was were is are been be do does did will would not all each every per so
    as""".split()
)
_NAMED = re.compile(r"[,;]\s(?:and |but )?[A-Z][a-z]")
_POINTERS = frozenset("it they them this that these those its their figure number same".split())


@dataclass(frozen=True, slots=True)
class Levels:
    """Two levels of one thing, measured in two sentences that are read as one text."""

    first: Measurement
    last: Measurement
    past: Measurement | None  # the one that held before, as its sentence has it; both dated: None


def levels_across(
    first: str, ones: Sequence[Measurement], second: str, others: Sequence[Measurement]
) -> Levels | None:
    """Return what two sentences tell of one thing, then and now; None if they tell no such thing.

    The places of what is returned are those in the two sentences with a space between them.
    """
    for other in others:
        if _is_settled(other) or isinstance(other.quantity.value, tuple):
            continue
        found = [
            (one, order)
            for one in ones
            if one.change is None
            and not isinstance(one.quantity.value, tuple)
            and _of_one_kind(one, other)
            and _is_about(first, one, second, other)
            and (order := _order(first, one, second, other))
        ]
        if len(found) == 1:
            one, order = found[0]
            return _joined(f"{first} {second}", one, other, len(first) + 1, order)
    return None


def _is_settled(measurement: Measurement) -> bool:
    """Say whether a sentence tells by itself what change its figure is of: not "fell to 3"."""
    change = measurement.change
    return change is not None and (change.rule != "to" or change.before is not None)


def levels_within(text: str, measured: Sequence[Measurement]) -> list[Measurement]:
    """Return what a sentence measures, with the levels that its two halves tell in turn as ends.

    "Before the change it took 47 minutes; with it, the run takes 11."
    """
    for half in _HALVES.finditer(text):
        at = half.end()
        ones = [m for m in measured if m.quantity.end < at]
        others = [m for m in measured if m.quantity.start >= at]
        moved = [_moved(m, -at) for m in others]
        told = levels_across(text[: at - 1], ones, text[at:], moved) if ones and moved else None
        if told:
            ends = {m.quantity.start: m for m in (told.first, told.last)}
            return [ends.get(m.quantity.start, m) for m in measured]
    return list(measured)


# "Figures in brackets are for the first half of 2025."
_SPAN = r"(?:period|quarter|half|half-year|year|months|(?:six|nine|twelve) months)"
_LEGEND = re.compile(
    r"(?i)\W*(?:all )?(?:figures|numbers|amounts|values|comparatives) in (?:brackets|parentheses)"
    r" (?:are|refer to|relate to|show)(?: those| the figures| figures)?(?: (?:for|of|from))?"
    rf" (?:the )?(?:(?:same|prior|previous|corresponding|comparable|last|first|second|third|fourth)"
    rf"(?:[ -]year)? {_SPAN}|prior-year {_SPAN}|year before|last year|(?:19|20)\d\d)"
    r"(?: (?:of |in )?(?:the )?(?:(?:previous|prior|last) year|(?:fiscal )?(?:19|20)\d\d"
    r"|year before))?\W*"
)
_IN_BRACKETS = re.compile(r"(?: [a-z]+){0,4} \(")


def explains_brackets(text: str) -> bool:
    """Tell whether a sentence says that what stands in brackets is of the time before."""
    return _LEGEND.fullmatch(text) is not None


def levels_in_brackets(text: str, measured: Sequence[Measurement]) -> list[Measurement]:
    """Return what a sentence measures, with "64% (61%)" as a change, by the legend of its page."""
    told = list(measured)
    for at, (one, other) in enumerate(pairwise(measured)):
        gap = text[one.quantity.end : other.quantity.start]
        closed = text.startswith(")", other.quantity.end)
        alike = one.quantity.unit == other.quantity.unit and not (one.change or other.change)
        if closed and alike and _IN_BRACKETS.fullmatch(gap):
            told[at + 1], told[at] = in_turn(text, replace(other, as_of=None), one)
    return told


# What the heads of two columns may be called where the one tells what was, the other what is.
_WAS = frozenset("before old then previous earlier".split())
_IS = frozenset("after new now current today".split())
# "Old members", "Old Town": others, and no earlier time of the same ones.
_OTHERS = re.compile(r"[A-Z][a-z]+ (?:[A-Z]|.*s$)")


def columns_in_turn(header: Sequence[str]) -> tuple[int, int] | None:
    """Return which two columns tell of before and after: "Old engine", "New engine"."""
    heads = [frozenset(_WORD.findall(head.lower())) for head in header]
    if len(heads) != 3 or any(map(_OTHERS.match, header[1:])):
        return None
    for was, now in ((1, 2), (2, 1)):
        apart = heads[was] - heads[now], heads[now] - heads[was]
        if apart[0] and apart[1] and apart[0] <= _WAS and apart[1] <= _IS:
            return was, now
    return None


def in_turn(
    text: str, before: Measurement, after: Measurement
) -> tuple[Measurement, Measurement]:  # fmt: skip
    """Return two levels of one thing as the ends of a change, the earlier first."""
    ends = (before.quantity, after.quantity)
    start, end = min(q.start for q in ends), max(q.end for q in ends)
    change = Change(*ends, None, value_direction(*ends), start, end, text[start:end], "in turn")
    return replace(before, change=change), replace(after, change=change)


def _moved(measurement: Measurement, by: int) -> Measurement:
    quantity, dated = measurement.quantity, measurement.as_of
    return replace(
        measurement,
        quantity=replace(quantity, start=quantity.start + by, end=quantity.end + by),
        as_of=replace(dated, start=dated.start + by, end=dated.end + by) if dated else None,
    )


def _of_one_kind(one: Measurement, other: Measurement) -> bool:
    ours, theirs = one.quantity.unit, other.quantity.unit
    if theirs is None or ours == theirs:
        return ours is not None or theirs is None
    return ours is not None and dimension(ours) == dimension(theirs) == "time"


def _clause(text: str, measurement: Measurement) -> str:
    """Return the clause that a figure stands in, without what is fronted, the figure a blank."""
    start, end = measurement.quantity.start, measurement.quantity.end
    begun = _begun(text, measurement)
    ended = next((f.start() for f in _CLAUSE.finditer(text) if f.start() >= end), len(text))
    clause = f"{text[begun:start]} {text[end:ended]}"
    dated = measurement.as_of
    if dated and begun <= dated.start < ended:
        clause = clause.replace(dated.surface, " ")
    return clause


def _begun(text: str, measurement: Measurement) -> int:
    """Return where the clause begins that a figure stands in."""
    start = measurement.quantity.start
    return max((f.end() for f in _CLAUSE.finditer(text) if f.end() <= start), default=0)


def _key(word: str) -> str:
    low = word.lower()
    return VERBS[low].lemma if low in VERBS else low.removesuffix("s")


def _is_about(first: str, one: Measurement, second: str, other: Measurement) -> bool:
    """Tell whether the later sentence goes on about what the first one measures.

    It points back, or says over again what that is; and what it does with it is no other deed.
    """
    clause = _clause(second, other)
    fronted = _FRONTED.match(clause)
    led = clause[fronted.end() :] if fronted else clause
    words = [word for word in _WORD.findall(led) if word.lower() not in BE]
    said = {_key(word) for word in _WORD.findall(first)}
    own = [word for word in words if word.lower() not in _IDLE]
    if other.as_of is None:
        own = [word for word in _WORD.findall(_THEN.sub(" ", led)) if word in own]
    if other.change:
        own = [word for word in own if not tells_change(word.lower())]
    new = [w for w in own if _key(w) not in said and _key(w) not in _LEVEL]
    points = any(word.lower() in _POINTERS for word in words)
    points = points or re.search(rf"\bthe {_FORMER} (?:one|version)\b", led) is not None
    again = {_key(word) for word in own} & {_key(w) for w in (one.property or "").split()}
    if points and not again and _NAMED.search(first, one.quantity.end):
        return False  # "When Larkfield had 22 engineers, Tern was founded. It has 61"
    if (
        new
        or not (points or again)
        or _is_elsewhere(first, second, other, fronted.end() if fronted else 0)
    ):
        return False
    done = {_key(word) for word in own if word.lower() in VERBS}
    clause = _clause(first, one).replace("used to", " ")
    told = {_key(word) for word in _WORD.findall(clause) if word.lower() in VERBS}
    if _is_done_in(first, one):
        told = set()  # "is resolved in 4 hours; it took 9": to resolve it
    return done <= told | _LEVEL and (bool(done & told) or not told - _LEVEL or not done)


def _is_done_in(text: str, one: Measurement) -> bool:
    """Say whether a figure is how long it takes until something is done: "is shipped in 4 days"."""
    timed = dimension(one.quantity.unit or "") == "time"
    led = text[: one.quantity.start]
    return timed and re.search(r"\b(?:in|within)\s(?:(?:about|under|only) )?$", led) is not None


def _is_elsewhere(first: str, second: str, other: Measurement, fronted: int) -> bool:
    """Tell whether the later sentence begins with a circumstance that is no later time."""
    opening = second[: min(_begun(second, other) + fronted, other.quantity.start)]
    opening = _THEN.sub(" ", opening)
    said = {_key(word) for word in _WORD.findall(first)}
    own = (w for w in _WORD.findall(opening) if w.lower() not in _IDLE)
    if all(_key(word) in said for word in own):
        return False
    if _is_after(first, opening):
        return False
    dated = other.as_of is not None or _IN_TURN.search(opening)
    return not (dated or _NEW.search(opening) or _WITH.match(opening))


# "With the cache enabled": what the sentence before told the time before of.
_IN_PLACE = re.compile(
    r"\W*(?:with|once|now that)\b(?P<what>[^,]*?)\b(?:(?:turned|switched) )?"
    r"(?:on|enabled|in place|installed|deployed|live|added|introduced)\b(?! of)",
    re.I,
)
_BEFORE_THAT = re.compile(r"\bbefore (?P<what>[^,.;]+)", re.I)


def _is_after(first: str, opening: str) -> bool:
    """Tell whether a sentence begins with what another one told the time before of."""
    there, gone = _IN_PLACE.match(opening), _BEFORE_THAT.search(first)
    if there is None or gone is None:
        return False
    ours, theirs = (
        {_stem(w) for w in _WORD.findall(m["what"]) if w.lower() not in _IDLE}
        for m in (there, gone)
    )
    return bool(ours) and ours <= theirs


def _stem(word: str) -> str:
    """Return a word without what makes a deed of it: "cache" of "caching"."""
    return re.sub(r"(?:ing|ed|es|s|e)$", "", word.lower())


def _tense(clause: str) -> str | None:
    words = [word.lower() for word in _WORD.findall(clause)]
    tenses = {VERBS[word].tense for word in words if word in VERBS and word != "had"}
    if {"was", "were", "had", "did"}.intersection(words) or "past" in tenses:
        return "past"
    present = {"is", "are", "has", "have", "does", "do"}.intersection(words)
    return "present" if present or "present" in tenses else None


def _order(first: str, one: Measurement, second: str, other: Measurement) -> str | None:
    """Return "onwards" where the first sentence tells of the earlier time, "backwards", or None."""
    if one.as_of and other.as_of:
        if one.as_of.last < other.as_of.first:
            return "onwards"
        return "backwards" if other.as_of.last < one.as_of.first else None
    here, there = _clause(first, one), _clause(second, other)
    led = first[: one.quantity.start]
    turns = _turn(first, one), _turn(second, other)
    if turns[0] is not None and turns[1] is not None:
        return "onwards" if turns[0] < turns[1] else None
    tenses = _tense(here), _tense(_FRONTED.sub("", there, count=1))
    then = tenses[0] == "past" or _THEN.search(led) or "used to" in here
    reached = other.change is not None and "used to" not in there
    now = tenses[1] == "present" or reached or (_NOW.search(there) and tenses[1] != "past")
    if then and now and not _NOW.search(here):
        return "onwards"
    back = tenses[0] == "present" and tenses[1] == "past" and _THEN.search(there)
    return "backwards" if back else None


def _turn(text: str, measurement: Measurement) -> int | None:
    """Return when in a year that is not named a figure held: "in the third quarter"."""
    found = _IN_TURN.findall(text, 0, measurement.quantity.start)
    return _TURNS[found[-1].lower()] if found and measurement.as_of is None else None


def _joined(text: str, one: Measurement, other: Measurement, gap: int, order: str) -> Levels:
    """Return the two as the ends of a change; what the later leaves unsaid is the first's."""
    moved = _moved(other, gap)
    quantity = replace(moved.quantity, unit=moved.quantity.unit or one.quantity.unit)
    ends = (one.quantity, quantity) if order == "onwards" else (quantity, one.quantity)
    span = (one.quantity.start, quantity.end)
    change = Change(*ends, None, value_direction(*ends), *span, text[slice(*span)], "in turn")
    shared = (q for q in one.qualifiers if q in other.qualifiers or not _is_circumstance(q))
    first = replace(one, qualifiers=tuple(shared), change=change)
    last = replace(first, quantity=quantity, as_of=moved.as_of, negated=other.negated,
                   hedged=other.hedged)  # fmt: skip
    dated = one.as_of and other.as_of  # then their dates tell which of them still holds
    past = one if order == "onwards" else other
    return Levels(first, last, None if dated else past)


def _is_circumstance(qualifier: str) -> bool:
    """Tell whether a qualifier only says where or by what: "on Intel", not "on average"."""
    return qualifier.startswith(("on ", "in ", "with ")) and qualifier != "on average"


def superseded(measurement: Measurement) -> Measurement:
    """Return a level that its own text tells as past: what a change began from."""
    quantity = measurement.quantity
    change = Change(quantity, None, None, None, quantity.start, quantity.end, quantity.surface,
                    "in turn")  # fmt: skip
    return replace(measurement, change=change)
