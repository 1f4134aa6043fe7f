"""Figures that change: from a to b, a → b, up 5% to 2.09 billion, a 40% cut, doubled."""

import re
from dataclasses import dataclass, replace
from typing import NamedTuple

from prepkit.quantities.dates import find_dates
from prepkit.quantities.figures import Quantity
from prepkit.quantities.movers import DELTA_UNITS, Mover, mover_before, noun_after, way_before
from prepkit.quantities.units import convert, dimension, is_currency

_SIGNED = re.compile(r"[+−-](?=[\d.,]+ ?(?:%|pp\b|pts?\b|points?\b|percent|bps\b|basis))")


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
    (
        "from to",
        "it fell from 50 minutes in 2023 to 30 minutes in 2024",
        "50 minutes",
        "30 minutes",
        None,
        "down",
    ),
    ("arrow", "1.1 GWh at the end of 2023 -> 1.9 GWh", "1.1 GWh", "1.9 GWh", None, "up"),
    ("arrow", "a margin of 4.2% (2023) → 5.1% (2024)", "4.2%", "5.1%", None, "up"),
    ("dated from", "it was 89.4% in Q1 2025 from 91.2% in Q1 2024", "91.2%", "89.4%", None, "down"),
    ("to from", "it climbed to 14% from 4%", "4%", "14%", None, "up"),
    ("delta to", "users rose 6% to 2.11 billion", None, "2.11 billion", "6%", "up"),
    ("delta from", "revenue was up 23% from $27 billion", "$27 billion", None, "23%", "up"),
    ("delta", "latency dropped by about 40%", None, None, "40%", "down"),
    ("noun of delta", "an increase of 8,130 tests", None, None, "8,130 tests", "up"),
    ("delta of noun", "a 40% cut in latency", None, None, "40%", "down"),
    (
        "level from",
        "they set aside $9 million, up from $7 million",
        "$7 million",
        "$9 million",
        None,
        "up",
    ),
    ("rather than", "a build takes 30 minutes rather than 50", "50", "30 minutes", None, "down"),
    ("once now", "it used to take 30 minutes; it now ends in 15", "30 minutes", "15", None, "down"),
    (
        "once now",
        "it now takes 11 minutes, where it once took 42",
        "42",
        "11 minutes",
        None,
        "down",
    ),
    ("arrow", "90 s down to 30 s", "90 s", "30 s", None, "down"),
    ("from to", "from 3 days to 4 hours", "3 days", "4 hours", None, "down"),
    (
        "once then",
        "previously 140 milliseconds, it fell to 35",
        "140 milliseconds",
        "35",
        None,
        "down",
    ),
    ("more than before", "$5 million, 18% more than a year earlier", None, None, "18%", "up"),
    ("signed", "revenue $413M, +18% YoY", None, None, "+18%", "up"),
    ("to", "sales fell to 30 units", None, "30 units", None, "down"),
    ("multiplied", "the load doubled", None, None, None, "up"),
)
UNCHANGED = (
    "from 10 to 15 teams", "ranging from 4% to 14%", "up to 5 teams", "written by 23 authors",
    "they raised $5 million", "it improved 3 features", "between 4% and 14%", "set up 5 shops",
    "4%-14%", "9 teams in May 2024 from 5 sites in May 2023", "9 teams from 5 sites",
    "users made up 5% of it", "5% of the increase",
)  # fmt: skip

# What stands before a date in brackets or in a phrase of its own: "(2023)", "in the", "as of".
_TO_DATE = re.compile(
    r"(?:\s?\(|\s?\b(?:in|for|during|as\sof|at|on|by|over)\b)?(?:\s?\bthe\b)?\s?$"
)
_DIGIT = re.compile(r"[0-9]")
# Words that may stand between "to", "from" or an arrow and the figure.
_JOINING = (
    r"(?:\s?\b(?:about|around|roughly|nearly|almost|over|more than|less than|just|only|at least"
    r"|some|approximately|an?|the|its|up to|well|under|as much as|as many as|an estimated"
    r"|a (?:new )?(?:record|low|high|peak) of)\b|\s?[~≈])*\s?"
)
_DOING = r"(?:\s[a-z]+ing)?"  # "from handling 4,000 requests to handling 12,000"
_TO = re.compile(rf",?\s(?:up\s|down\s)?(?:to|into){_DOING}{_JOINING}", re.IGNORECASE)
_TO_LATER = re.compile(rf"[^.;0-9]{{0,72}}\b(?:to|into){_JOINING}", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom{_DOING}{_JOINING}$", re.IGNORECASE)
_FROM_LATER = re.compile(rf"[^.;0-9]{{0,48}}\bfrom{_JOINING}", re.IGNORECASE)
_BACK = re.compile(rf"\sfrom{_JOINING}", re.IGNORECASE)
_ARROW = re.compile(rf"(?:\s?(?:→|⟶|⇒|➔|➜|-{{1,2}}>|=>|⟹)|,?\s(?:up|down)\sto\b){_JOINING}")
# "61.3%, compared with 58.9% a year ago"
_COMPARED_WITH = re.compile(
    rf"(?:\s[a-z][a-z ]{{0,30}}?)?\s?,?\s(?:as )?"
    rf"(?:compared (?:with|to)|versus|vs\.?|against){_JOINING}"
)
_AGO_BEHIND = re.compile(
    r"(?:\s(?:in|for|during|at))?(?:\sthe)?\s(?:(?:a|one)\s)?(?:(?:same|prior|previous|preceding|last)\s)?"
    r"(?:(?:year|quarter|month|period)(?:-ago)?\s(?:ago|earlier|before|prior|of\s(?:the\s)?(?:previous|last|prior)"
    r"|last\syear)"
    r"|(?:year-(?:ago|earlier)|(?:prior|previous)-year)\s(?:quarter|period|month|half)"
    r"|(?<=(?:last|rior|ious|ding)\s)(?:year|quarter|month|period))\b"
)
_YEAR_EARLIER = re.compile(r"\ba year (?:ago|earlier|before)\b")
_STOP = re.compile(r"\s*(?:[;.)](?:\s|$)|$)")
# "It took 38 seconds, and we brought it down to 12."
_BROUGHT = re.compile(
    rf"[^.;0-9A-Z]{{0,60}}\b(?:brought|brings|cut|got|took|pushed|reduced|lowered|shortened|raised"
    rf"|lifted|increased) (?:it|this|that|them)(?: back)?(?: down| up)? to{_JOINING}"
)
# "30 minutes rather than 50": the second is what it was.
_RATHER = re.compile(
    rf",?\s(?:rather than|instead of|as opposed to)(?:\sthe)?"
    rf"(?:\s(?:previous|former|usual|earlier|old))?"
    rf"{_JOINING}"
)
# "Previously 140 ms, it fell to 35".
_ONCE = re.compile(rf"\b(?:[Pp]reviously|[Ff]ormerly|[Oo]riginally|[Oo]nce){_JOINING}$")
_THEN = re.compile(
    rf",? (?:and )?(?:it )?(?:has )?(?:since )?(?:fell|dropped|rose|grew|came|went|fallen|grown)"
    rf" (?:down |up )?to{_JOINING}|,? (?:and )?(?:it )?is now{_JOINING}"
)
_SPANS = re.compile(
    r"\b(?:rang\w+|var(?:y|ies|ied|ying)|anywhere|span\w*|extend\w*|differ\w*|aged?|lasting)"
    r"\s(?:[a-z]+\s){0,3}from\s",
    re.IGNORECASE,
)
# "Lost $14 million net in 2025" tells what was earned; "lost $3 billion in assets" of what.
_SENTENCE = re.compile(r"[.!?;]\s+(?=[A-Z])")
_FORMERLY = re.compile(r"\b(?:used to|once|previously|formerly|originally|had been)\b", re.I)
_NOWADAYS = re.compile(r"\b(?:now|today|currently|these days|nowadays)\b", re.I)
_ENDS_FOLLOW = re.compile(r"\s?[,;:(–—-]\s?(?:from )?")
# "18% more than a year earlier", "4% fewer than in the same quarter of the previous year".
_THAN_BEFORE = re.compile(
    r"\s(?P<way>more|higher|greater|larger|longer|less|lower|fewer|smaller|shorter)(?: [a-z]+){0,3}"
    r" than (?:(?:in|for|at) )?(?:the )?(?:same [a-z]+ (?:of )?(?:the )?|that of (?:the )?)?"
    r"(?:(?:an?|one|two|three|six|nine|twelve|\d+) )?"
    r"(?:(?:year|quarter|month|week|period)s? (?:earlier|ago|before|prior|previously)"
    r"|(?:previous|prior|preceding|last) (?:year|quarter|month|week|period)|before\b)"
)
_LESS = frozenset("less lower fewer smaller shorter".split())
_LOSING = frozenset("lost lose loses losing".split())
_LOST_OF_NOTHING = re.compile(
    r"\s*(?:$|[.,;)]|net\b|last\b|on (?:revenue|sales)\b"
    r"|(?:in|for|during) (?:fiscal|FY|Q\d|\d{4}|[A-Z][a-z]+ \d{4}"
    r"|(?:the|its) (?:first|second|third|fourth|last|full|year|quarter|half)))"
    r"(?![^.;]*\bon (?:the|its|a)\b)"  # "on the sale of a plant"
)
# "Revenue was €412 million, an increase of 23%": the level before is what was reached.
_APPOSED = re.compile(r"(?:\s(?:at|in|as of|for|on|by)\s[^,.;]{1,40})?,\s(?:an?|the)\s(?:\w+\s)?")
_MULTIPLY = re.compile(r"[dtqhDTQH](?:oubl|ripl|rebl|uadrupl|uintupl|alv)(?:e[sd]?|ing)\b")


def value_direction(before: Quantity, after: Quantity) -> str | None:
    """Return "up" or "down" as two values go, or None of equal ones and of ranges."""
    one, other = before.value, after.value
    if isinstance(one, tuple) or isinstance(other, tuple):
        return None
    if before.unit and after.unit and before.unit != after.unit:
        converted = convert(other, after.unit, before.unit)
        other = one if converted is None else converted
    if one == other:
        return None
    return "up" if other > one else "down"


def _same_kind(one: Quantity, other: Quantity) -> bool:
    if one.unit == other.unit or one.unit is None or other.unit is None:
        return True
    # "From 3 days to 4 hours", "from $1.20 to 45 cents" are changes, too.
    kind = dimension(one.unit)
    return kind == dimension(other.unit) and (kind == "time" or is_currency(one.unit))


class _Pair(NamedTuple):
    """Two neighbouring figures, with the text between them, dates taken out."""

    one: Quantity
    other: Quantity
    gap: str
    dated: bool  # a date stood there


def _pair(text: str, one: Quantity, other: Quantity | None) -> _Pair | None:
    if other is None or other.start - one.end > 90:
        return None
    return _Pair(one, other, *_without_dates(text[one.end : other.start]))


def _without_dates(gap: str) -> tuple[str, bool]:
    """Return the text between two figures without its dates, and whether it had any."""
    dates = find_dates(gap) if _DIGIT.search(gap) else []
    for date in reversed(dates):
        before, after = gap[: date.start], gap[date.end :]
        gap = _TO_DATE.sub("", before) + after.removeprefix(")")
    return gap, bool(dates)


def _between_ends(text: str, pair: _Pair) -> Change | None:
    """Read "4% → 14%" and "from 4% to 14%"."""
    one, other, gap, dated = pair
    if not _same_kind(one, other):
        return None
    span = one.start, other.end
    if dated and one.unit == other.unit and _BACK.fullmatch(gap) and _is_dated(text, other.end):
        way = value_direction(other, one)
        return Change(other, one, None, way, *span, text[slice(*span)], "dated from")
    rule = "arrow" if _ARROW.fullmatch(gap) else None
    if rule is None and _ONCE.search(text, max(0, one.start - 40), one.start):
        rule = "once then" if _THEN.fullmatch(gap) else None
    compared = rule is None and _same_kind(one, other) and _COMPARED_WITH.fullmatch(gap)
    if compared and (dated or _AGO_BEHIND.match(text, other.end) or _goes_on(text, other)):
        return Change(other, one, None, value_direction(other, one), *span, text[slice(*span)],
                      "compared with")  # fmt: skip
    if rule is None and _BROUGHT.fullmatch(gap):
        return Change(one, other, None, value_direction(one, other), *span, text[slice(*span)],
                      "brought to")  # fmt: skip
    if rule is None and _RATHER.fullmatch(gap):
        return Change(other, one, None, value_direction(other, one), *span, text[slice(*span)],
                      "rather than")  # fmt: skip
    from_ = _FROM.search(text, max(0, one.start - 40), one.start)
    if from_ and (_TO.fullmatch(gap) or _TO_LATER.fullmatch(gap)):
        if _SPANS.search(text, max(0, from_.start() - 40), one.start):
            return None
        rule, span = "from to", (from_.start(), other.end)
    if rule is None:
        return None
    # "rose from 5 to 3" says that it rose.
    way = (from_ and way_before(text, from_.start())) or value_direction(one, other)
    return Change(one, other, None, way, *span, text[slice(*span)], rule)


def _goes_on(text: str, other: Quantity) -> bool:
    """Say whether a comparison ends a sentence that has compared with a year ago before."""
    ends = _STOP.match(text, other.end) is not None
    return ends and _YEAR_EARLIER.search(text, 0, other.start) is not None


def _is_dated(text: str, end: int) -> bool:
    """Say whether a date follows a figure at once: "91.2% in Q1 2024"."""
    return any(
        _TO_DATE.fullmatch(text[end : end + date.start])
        for date in find_dates(text[end : end + 60])[:1]
    )


def _with_delta(text: str, quantity: Quantity, pair: _Pair | None, mover: Mover) -> Change:
    """Read "rose 6%", and what follows: "to 2.11 billion", "from $27 billion"."""
    before, after, rule = None, None, "noun of delta" if mover.link == "of" else "delta"
    if pair is not None and pair.other.unit not in ("percentage point", "basis point"):
        level = pair.other.unit not in DELTA_UNITS
        if _TO.fullmatch(pair.gap) or (level and _TO_LATER.fullmatch(pair.gap)):
            after, rule = pair.other, "delta to"
        elif level and _FROM_LATER.fullmatch(pair.gap):
            before, rule = pair.other, "delta from"
    last = before or after or quantity
    span = min(mover.start, quantity.start), last.end
    return Change(before, after, quantity, mover.direction, *span, text[slice(*span)], rule)


def _with_level(text: str, quantity: Quantity, pair: _Pair | None, mover: Mover) -> Change:
    """Read "fell to 30 units", and what follows: "from 50"."""
    before, way, rule = None, mover.direction, "to"
    if pair is not None and _FROM_LATER.fullmatch(pair.gap) and _same_kind(quantity, pair.other):
        before, rule = pair.other, "to from"
        way = way or value_direction(before, quantity)  # "fell to 5 from 3" says that it fell
    span = mover.start, (before or quantity).end
    return Change(before, quantity, None, way, *span, text[slice(*span)], rule)


def _from_level(text: str, last: Quantity | None, quantity: Quantity, mover: Mover) -> Change:
    """Read ", up from $7 million" after the level that was reached."""
    near = last is not None and quantity.start - last.end < 90 and _same_kind(last, quantity)
    after = last if near else None
    span = after.start if after else mover.start, quantity.end
    way = mover.direction
    return Change(quantity, after, None, way, *span, text[slice(*span)], "level from")


def _change_at(
    text: str, last: Quantity | None, quantity: Quantity, other: Quantity | None
) -> Change | None:
    """Return the change that a figure is an end or the delta of, its neighbours being given."""
    pair = _pair(text, quantity, other)
    if pair is not None and (change := _between_ends(text, pair)):
        return change
    if quantity.rule == "margin":
        return None
    if signed := _SIGNED.match(quantity.surface):  # "+18% YoY", "(-3%)"
        way = "up" if signed[0] == "+" else "down"
        span = quantity.start, quantity.end
        return Change(None, None, quantity, way, *span, quantity.surface, "signed")
    if than := _THAN_BEFORE.match(text, quantity.end):
        way = "down" if than["way"] in _LESS else "up"
        span = quantity.start, than.end()
        return Change(None, None, quantity, way, *span, text[slice(*span)], "more than before")
    mover = mover_before(text, quantity)
    losing = mover is not None and mover.word in _LOSING and not mover.link
    if losing and is_currency(quantity.unit) and _LOST_OF_NOTHING.match(text, quantity.end):
        return None
    if mover is None or (mover.direction is None and mover.link != "to"):
        noun = noun_after(text, quantity)
        if noun is None:
            return None
        way, end = noun
        start = quantity.start
        return Change(None, None, quantity, way, start, end, text[start:end], "delta of noun")
    if mover.link == "to":
        told = mover.direction is not None or (pair is not None and "from" in pair.gap)
        return _with_level(text, quantity, pair, mover) if told else None
    if mover.link == "from":
        return _from_level(text, last, quantity, mover)
    change = _with_delta(text, quantity, pair, mover)
    level = last is not None and change.after is None and last.comparator == "="
    if last and level and mover.link == "of" and _APPOSED.fullmatch(text, last.end, mover.start):
        return replace(change, after=last, start=last.start, surface=text[last.start : change.end])
    return change


def _level_before(earlier: list[Quantity], quantity: Quantity) -> Quantity | None:
    """Return the level that "up from 338" goes back to: the nearest figure that is no bound.

    "412 customers pay more than $100,000, up from 338" tells of customers.
    """
    last = earlier[-1] if earlier else None
    bound = last is not None and last.comparator != "=" and quantity.unit is None and last.unit
    exact = [q for q in earlier if q.comparator == "="] if bound else []
    return exact[-1] if exact else last


def link_changes(text: str, quantities: list[Quantity]) -> list[Change]:
    """Return the changes that `quantities` of `text` are the ends or the deltas of, in order."""
    changes: list[Change] = []
    used = -1
    for at, quantity in enumerate(quantities):
        if at <= used:
            continue
        other = quantities[at + 1] if at + 1 < len(quantities) else None
        if changes and other and (ends := _ends_of(text, changes[-1], quantity, other)):
            changes.append(ends)
            used = at + 1
            continue
        last = _level_before(quantities[used + 1 : at], quantity)
        change = _change_at(text, last, quantity, other)
        if change is None and other is not None:
            change = _once_and_now(text, quantities[at - 1].end if at else 0, quantity, other)
        if change is not None:
            changes.append(change)
            used = at + (other is not None and other in (change.before, change.after))
    return sorted(changes + _multiplied(text, changes), key=lambda change: change.start)


def _once_and_now(text: str, begun: int, one: Quantity, other: Quantity) -> Change | None:
    """Read "it once took 42 minutes, and now takes 11", and the same told the other way round."""
    between = text[one.end : other.start]
    led = _SENTENCE.split(text[begun : one.start])[-1]
    if _SENTENCE.search(between) or len(between) > 60 or not _same_kind(one, other):
        return None
    if one.unit is None and other.unit is None:
        return None
    if _FORMERLY.search(led) and _NOWADAYS.search(between):
        before, after = one, other
    elif _NOWADAYS.search(led) and _FORMERLY.search(between):
        before, after = other, one
    else:
        return None
    span, way = (one.start, other.end), value_direction(before, after)
    return Change(before, after, None, way, *span, text[slice(*span)], "once now")


def _ends_of(text: str, last: Change, quantity: Quantity, other: Quantity) -> Change | None:
    """Read the two levels that follow a difference: "rose 4 points, 31% to 35%"."""
    alone = last.delta is not None and last.before is None and last.after is None
    if not alone or not _ENDS_FOLLOW.fullmatch(text, last.end, quantity.start):
        return None
    if not _TO.fullmatch(text[quantity.end : other.start]) or quantity.unit != other.unit:
        return None
    span = quantity.start, other.end
    return Change(quantity, other, None, last.direction, *span, text[slice(*span)], "from to")


def _multiplied(text: str, changes: list[Change]) -> list[Change]:
    """Return "doubled", "halved" and the like, where no change with figures holds the word."""
    made: list[Change] = []
    at = 0
    for found in _MULTIPLY.finditer(text):
        while at < len(changes) and changes[at].end <= found.start():
            at += 1
        if at == len(changes) or found.start() < changes[at].start:
            way = "down" if found[0][0] in "hH" else "up"
            made.append(Change(None, None, None, way, *found.span(), found[0], "multiplied"))
    return made
