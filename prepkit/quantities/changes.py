"""Figures that change: from a to b, a → b, up 5% to 2.09 billion, doubled."""

import re
from dataclasses import dataclass

from prepkit.quantities.figures import Quantity

UP = (
    r"rose|rises?|risen|rising|grew|grows?|grown|growing|growth|increas(?:e[sd]?|ing)|climb(?:s|ed|ing)?"
    r"|jump(?:s|ed|ing)?|gain(?:s|ed|ing)?|soar(?:s|ed|ing)?|surg(?:e[sd]?|ing)|up|added|adding|expand(?:s|ed|ing)?"
    r"|improv(?:e[sd]?|ing|ement)|boost(?:s|ed|ing)?|rais(?:e[sd]?|ing)|swell(?:s|ed|ing)?|leapt|leap(?:s|ed)?"
    r"|accelerat(?:e[sd]?|ing)|scal(?:e[sd]?|ing)(?: up)?|advanc(?:e[sd]?|ing)|uplift|lift(?:s|ed)?|higher|doubl(?:e[sd]?|ing)"
    r"|tripl(?:e[sd]?|ing)|rally|rallied|strengthen(?:s|ed)?|expansion|ramp(?:s|ed)?"
)
DOWN = (
    r"fell|falls?|fallen|falling|drop(?:s|ped|ping)?|declin(?:e[sd]?|ing)|decreas(?:e[sd]?|ing)|reduc(?:e[sd]?|ing|tions?)"
    r"|cut(?:s|ting)?|shr[aiu]nk(?:s|ing)?|slid(?:es?|ing)?|plung(?:e[sd]?|ing)|dip(?:s|ped|ping)?|lower(?:s|ed|ing)?|down"
    r"|slump(?:s|ed|ing)?|slash(?:es|ed|ing)?|trim(?:s|med|ming)?|tumbl(?:e[sd]?|ing)|s[ai]nks?|sunk|los(?:t|es?|ing)|halv(?:e[sd]?|ing)"
    r"|sav(?:e[sd]?|ings?)|narrow(?:s|ed|ing)?|eas(?:e[sd]|ing)|shed(?:s|ding)?|contract(?:s|ed|ing)|weaken(?:s|ed)?"
)


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


_VERB = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b", re.IGNORECASE)
_FILL = r"(?:\s?(?:about|around|roughly|nearly|almost|over|more than|less than|just|only|at least|approximately|some|an?|the|its|as much as|up to|another|additional|a (?:low|high|peak|record) of|well|under|~|≈|high of|low of))*\s?"
_FROM = re.compile(rf"\bfrom{_FILL}$", re.IGNORECASE)
_TO = re.compile(rf",?\s(?:up |down )?(?:to|into|until){_FILL}", re.IGNORECASE)
_TO_LATER = re.compile(rf"[^.;,()0-9]{{0,40}}(?:\([^()]{{0,20}}\))?[^.;,()0-9]{{0,30}}\b(?:to|into){_FILL}(?:in \w+ to )?", re.IGNORECASE)
_ARROW = re.compile(r"\s?(?:→|⟶|⇒|➔|->|-->|=>|⟹)\s?" + _FILL)
_AFTER_FROM = re.compile(rf"[^.;0-9]{{0,40}}\bfrom{_FILL}", re.IGNORECASE)
_BY = re.compile(rf"(?:\bby|[,(])?{_FILL}$", re.IGNORECASE)
_LATER_BY = re.compile(rf"(?:\s[\w'’-]+){{1,7}}\sby{_FILL}", re.IGNORECASE)
_TIMES = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "halv": "0.5"}
_MULTIPLY = re.compile(r"\b(doubl|tripl|trebl|quadrupl|quintupl|halv)(?:e[sd]?|ing)\b", re.IGNORECASE)
_DELTA_UNITS = frozenset(("percent", "percentage point", "basis point", "x", "point"))
_YEARS = re.compile(r"\s(?:in|for|during|at|as of)?\s?\(?(?:19|20)[0-9]{2}\)?")


def _direction_by(before: Quantity, after: Quantity) -> str | None:
    one, other = before.value, after.value
    if isinstance(one, tuple) or isinstance(other, tuple) or one is None or other is None or one == other:
        return None
    return "up" if other > one else "down"


def _verb_before(text: str, start: int, reach: int = 60) -> re.Match[str] | None:
    """Return the nearest verb or noun of change in the clause before `start`."""
    window_start = max(0, start - reach)
    nearest = None
    for found in _VERB.finditer(text, window_start, start):
        nearest = found
    if nearest is None or re.search(r"[.;!?]\s", text[nearest.end() : start]):
        return None
    return nearest


def _make(text: str, parts: list[Quantity | None], direction: str | None, rule: str, start: int) -> Change:
    before, after, delta = parts
    ends = [part.end for part in parts if part]
    first = min([start, *(part.start for part in parts if part)])
    return Change(before, after, delta, direction, first, max(ends, default=start),
                  text[first : max(ends, default=start)], rule)  # fmt: skip


def _same_kind(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or one.unit is None or other.unit is None


def link_changes(text: str, quantities: list[Quantity]) -> list[Change]:
    """Return the changes that `quantities` of `text` are the ends or the deltas of."""
    changes: list[Change] = []
    at = 0
    while at < len(quantities):
        found = _change_at(text, quantities, at)
        if found:
            change, used = found
            changes.append(change)
            at += used
        else:
            at += 1
    changes += _multiplied(text, changes)
    return sorted(changes, key=lambda change: change.start)


def _gap(text: str, quantities: list[Quantity], at: int) -> str:
    if at + 1 >= len(quantities):
        return "\0"
    start, end = quantities[at].end, quantities[at + 1].start
    return text[start:end] if end - start <= 90 else "\0"


def _change_at(text: str, quantities: list[Quantity], at: int) -> tuple[Change, int] | None:
    one = quantities[at]
    gap = _gap(text, quantities, at)
    other = quantities[at + 1] if gap != "\0" else None
    left_start = max(0, one.start - 40)
    verb = _verb_before(text, one.start)
    near = verb is not None and _BY.fullmatch(text, verb.end(), one.start) is not None
    if other and _ARROW.fullmatch(gap) and _same_kind(one, other):
        return _make(text, [one, other, None], _direction_by(one, other), "arrow", one.start), 2
    from_ = _FROM.search(text, left_start, one.start)
    if from_ and other and (_TO.fullmatch(gap) or _TO_LATER.fullmatch(gap)) and _same_kind(one, other):
        delta, start = _delta_before(text, quantities, at, from_.start())
        return _make(text, [one, other, delta], _direction_by(one, other), "from to", min(from_.start(), start)), 2
    if verb and near and one.unit in _DELTA_UNITS and other:
        direction = "up" if verb["up"] else "down"
        if _TO.fullmatch(gap) and other.unit != "percentage point":
            return _make(text, [None, other, one], direction, "by a to b", verb.start()), 2
        if re.fullmatch(r"[^.;0-9]{0,60}\bto" + _FILL, gap, re.IGNORECASE) and other.unit not in _DELTA_UNITS:
            return _make(text, [None, other, one], direction, "by a to b", verb.start()), 2
    if verb and _to_left(text, verb.end(), one.start) and other and _AFTER_FROM.fullmatch(gap) and _same_kind(one, other):
        direction = _direction_by(other, one)
        return _make(text, [other, one, None], direction, "to b from a", verb.start()), 2
    if (verb and one.unit and _LATER_BY.fullmatch(text, verb.end(), one.start)):
        direction = "up" if verb["up"] else "down"
        return _make(text, [None, None, one], direction, "by", verb.start()), 1
    if verb and near and (verb[0].lower() not in ("up", "lost", "saved", "save", "higher", "added")
                          or one.unit in _DELTA_UNITS):  # fmt: skip
        direction = "up" if verb["up"] else "down"
        return _make(text, [None, None, one], direction, "by", verb.start()), 1
    if verb and _to_left(text, verb.end(), one.start):
        direction = "up" if verb["up"] else "down"
        return _make(text, [None, one, None], direction, "to", verb.start()), 1
    return None


def _to_left(text: str, verb_end: int, start: int) -> bool:
    return re.compile(rf"(?:\s\w+)?\s(?:to|at){_FILL}", re.IGNORECASE).fullmatch(text, verb_end, start) is not None


def _delta_before(text: str, quantities: list[Quantity], at: int, start: int) -> tuple[Quantity | None, int]:
    return None, start


def _multiplied(text: str, known: list[Change]) -> list[Change]:
    made = []
    for found in _MULTIPLY.finditer(text):
        if any(change.start <= found.start() < change.end for change in known):
            continue
        direction = "down" if found[1].lower() == "halv" else "up"
        made.append(Change(None, None, None, direction, *found.span(), found[0], "multiplied"))
    return made
