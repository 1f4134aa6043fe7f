"""Figures that change: from a to b, a → b, up 5% to 2.09 billion, a 40% cut, doubled."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from prepkit.quantities.dates import find_dates
from prepkit.quantities.eras import (
    BEFORE_IT,
    JOINING,
    TO_DATE,
    side_by_side,
    then_and_now,
    without_dates,
)
from prepkit.quantities.figures import Quantity
from prepkit.quantities.movers import DELTA_UNITS, Mover, mover_before, noun_after, way_before
from prepkit.quantities.units import convert, dimension, is_currency

_SIGNED = re.compile(r"[+−-](?=[\d.,]+ ?(?:%|pp\b|pts?\b|points?\b|percent|bps\b|basis))")
# "The margin was -3%" tells a level below nothing.
_SIGNED_LEVEL = re.compile(
    r"\b(?:is|are|was|were|be|at|of|to|from|margin|return|yield|rate|balance|score)s?\s?[:=]?\s?$"
)
# "+17M vs March 2025", "-$3 million YoY": what an amount with a sign is counted from.
_SINCE_WHEN = re.compile(
    r"\s?\(?(?:(?i:yoy|qoq|mom)\b|[yq]/[yq]\b|(?:year|quarter|month)[- ](?:on|over)[- ]"
    r"|(?:vs\.?|versus|on|over|from|against|than|compared (?:with|to))\s(?:in\s)?(?:the\s)?"
    r"(?:(?:year|quarter|month)\b|(?:an?|one|last|previous|prior|same)\s"
    r"|(?:Q[1-4]|H[12]|FY|(?:early|late|mid)?-?\s?[A-Z][a-z]+)?\s?['’]?\d{2,4}\b))"
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
    ("set off", "a smaller team, 90 people to 60 people", "90 people", "60 people", None, "down"),
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

_DOING = r"(?:\s[a-z]+ing)?"  # "from handling 4,000 requests to handling 12,000"
_TO = re.compile(rf",?\s(?:up\s|down\s)?(?:to|into){_DOING}{JOINING}", re.IGNORECASE)
_TO_LATER = re.compile(rf"[^.;0-9]{{0,72}}\b(?:to|into){JOINING}", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom{_DOING}{JOINING}$", re.IGNORECASE)
_FROM_LATER = re.compile(rf"[^.;0-9]{{0,48}}\bfrom{JOINING}", re.IGNORECASE)
_SET_OFF = re.compile(r"[,:;(–—-]\s?$")  # "cut by a third: 90 s to 60 s"; a range goes up
_BACK = re.compile(rf"\sfrom{JOINING}", re.IGNORECASE)
_ARROW = re.compile(rf"(?:\s?(?:→|⟶|⇒|➔|➜|-{{1,2}}>|=>|⟹)|,?\s(?:up|down)\sto\b){JOINING}")
# "90 s to 60 s", "16 TB a night to 8": a range would begin with the less. "218 votes to 210"
# are none.
_DOWN_TO = re.compile(rf"(?:\s?/\s?[a-z]+|\s(?:per|an?)\s[a-z]+)?\s(?:down\s)?to{JOINING}")
# "61.3%, compared with 58.9% a year ago"
_COMPARED_WITH = re.compile(
    rf"(?:\s[a-z][A-Za-z’' -]{{0,40}}?)?\s?[,;(]?\s?\b(?:as )?"
    rf"(?:compared (?:with|to)|versus|vs\.?|against)"
    rf"(?:\san?(?:\s[a-z]+){{0,2}}\s(?P<of>[a-z]+)\sof)?{JOINING}"
)
_AGO_BEHIND = re.compile(
    r"(?:\s(?:in|for|during|at|of))?(?:\sthe)?\s(?:(?:a|one)\s)?(?:(?:same|prior|previous|preceding|last)\s)?"
    r"(?:(?:year|quarter|month|period)(?:-ago)?\s(?:ago|earlier|before|prior|of\s(?:the\s)?(?:previous|last|prior)"
    r"|last\syear)"
    r"|(?:two|three|six|nine|twelve|\d+)\s(?:months|quarters|years)\s(?:ago|earlier|before|prior)"
    r"|(?:year-(?:ago|earlier)|(?:prior|previous)-year)\s(?:quarter|period|month|half)"
    r"|(?<=(?:last|rior|ious|ding)\s)(?:year|quarter|month|period))\b"
)
_REPORTS = re.compile(
    r"\b(?:was|were|stood at|came (?:to|in at)|amounted to|totall?ed|reached)"
    r"\s(?:about\s|approximately\s)?[$€£¥]?$|[a-z]\s?[:=]\s?[$€£¥]?$"
)
_OR = re.compile(r"(?:\sper\s[a-z ]+)?,?\sor\s[$€£¥]?")
_PER = re.compile(r"\sper\s(?:[a-z]+\s)?share\b")
_WHY = re.compile(
    r",?\s(?:as|because|due|reflecting|driven|which|while|and|mainly|primarily"
    r"|(?:for|in) the (?:same|prior|previous|year-ago))\b"
)
_YEAR_EARLIER = re.compile(r"\ba year (?:ago|earlier|before)\b")
# "Beat its rival Tern's", "with two reviewers": then it is compared with that.
_OTHERWISE = re.compile(
    r"\b(?:than|beat\w*|rivals?|peers?|competitors?|analysts?|expected|forecast)\b"
    r"|^\W*(?:With|Without|For|Under|On)\b"
)
# "Compared with 900 at Tern in 2024", "10% for the sector", "88% planned": of what the other is.
_OF_ANOTHER = re.compile(
    r"(?:\s(?!in\b)[a-z]+)?\s(?:(?:at|by|of|on|for|in)\s(?P<who>(?!H\d|Q\d|FY)[A-Z][\w-]+(?=['’]s\s)"
    r"|(?<=at\s)(?!H\d|Q\d|FY)[A-Z][\w-]+|(?<=by\s)[A-Z][\w-]+)"
    r"|(?:for|at|in|across|among|of)\s(?:(?:the|its|other|all)\s)+(?:(?:whole|wider|overall)\s)?"
    r"(?:[a-z]+\s)?(?:sector|industry|market|peers?|rivals?|competitors?|average|others|firms"
    r"|companies)\b)"
    r"|\s(?:(?:had been|was|were)\s)?"
    r"(?:budgeted|forecast|planned|expected|promised|projected|predicted|targeted)\b"
)
# "Down from 52 three years earlier": the years are no level.
_SPAN_AGO = re.compile(r"\w+ (?:year|quarter|month|week)s? (?:ago|earlier|before|prior)\b")
_STOP = re.compile(r"\s*(?:[;.)](?:\s|$)|$)")
# "22 of our 61 teams": the second is the whole of the first.
_OF_WHOLE = re.compile(r"\s(?:out )?of\s(?:(?:the|its|our|their|all|all the)\s)?")
_SPANS = re.compile(
    r"\b(?:rang\w+|var(?:y|ies|ied|ying)|anywhere|span\w*|extend\w*|differ\w*|aged?|lasting)"
    r"\s(?:[a-z]+\s){0,3}from\s",
    re.IGNORECASE,
)
# "Lost $14 million net in 2025" tells what was earned; "lost $3 billion in assets" of what.
_ENDS_FOLLOW = re.compile(r"\s?[,;:(–—-]\s?(?:from )?")
# "18% more than a year earlier", "4% fewer than in the same quarter of the previous year".
_THAN_BEFORE = re.compile(
    r"\s(?:(?P<way>more|higher|greater|larger|longer|less|lower|fewer|smaller|shorter|better|worse)"
    r"(?: [a-z]+){0,3} than|(?P<up>up|above|ahead of)|(?P<down>down|below))(?: (?:on|from|over))?"
    r" (?:(?:in|for|at) )?(?:the )?(?:same [a-z]+ (?:of )?(?:the )?|that of (?:the )?)?"
    r"(?:(?:an?|one|two|three|six|nine|twelve|\d+) )?"
    r"(?:(?:year|quarter|month|week|period)s? (?:earlier|ago|before|prior|previously)"
    r"|(?:previous|prior|preceding|last) (?:year|quarter|month|week|period)|before\b"
    r"|(?<= on the )(?:year|quarter|month)\b"
    r"|(?:(?:Q[1-4]|H[12]|FY|[A-Z][a-z]{2,8}) ?)?['’]?(?:19|20)\d\d\b)"
)
_BETTER_THAN = re.compile(
    r"\s(?P<way>more|higher|better|worse|less|lower|above|below)(?:\sthan)?(?:\s(?:the|its))?\s[$€£]?"
)
_LESS = frozenset("less lower fewer smaller shorter".split())
_OPEN = frozenset(("better", "worse"))  # a better margin is higher, a better churn lower
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
        if _rated(before.unit, after.unit):
            return "up" if other > one else "down" if other < one else None
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
    if _rated(one.unit, other.unit):
        return True
    return kind == dimension(other.unit) and (kind == "time" or is_currency(one.unit))


def _rated(one: str, other: str) -> bool:
    """Tell whether only one of two units says per what: "$600 a week, where it was $350"."""
    return one.startswith(f"{other}/") or other.startswith(f"{one}/")


class _Pair(NamedTuple):
    """Two neighbouring figures, with the text between them, dates taken out."""

    one: Quantity
    other: Quantity
    gap: str
    dated: bool  # a date stood there


def _pair(text: str, one: Quantity, other: Quantity | None) -> _Pair | None:
    if other is None or other.start - one.end > 90:
        return None
    return _Pair(one, other, *without_dates(text[one.end : other.start]))


def _between_ends(text: str, pair: _Pair) -> Change | None:
    """Read "4% → 14%" and "from 4% to 14%"."""
    one, other, gap, dated = pair
    if not _same_kind(one, other):
        return None
    span = one.start, other.end
    if dated and one.unit == other.unit and _BACK.fullmatch(gap) and _is_dated(text, other.end):
        way = value_direction(other, one)
        return Change(other, one, None, way, *span, text[slice(*span)], "dated from")
    rule = "arrow" if _ARROW.fullmatch(gap) or _falls_to(text, pair) else None
    compared = _COMPARED_WITH.fullmatch(gap) if rule is None and _same_kind(one, other) else None
    if (
        compared
        and _again(compared, text[: one.start])
        and _is_of_the_time_before(text, one, other, dated)
    ):
        return Change(other, one, None, value_direction(other, one), *span, text[slice(*span)],
                      "compared with")  # fmt: skip
    told = side_by_side(text, one, other, gap) if rule is None else None
    if told:
        before, after = (other, one) if told == "rather than" else (one, other)
        return Change(before, after, None, value_direction(before, after), *span,
                      text[slice(*span)], told)  # fmt: skip
    from_ = _FROM.search(text, max(0, one.start - 40), one.start)
    if from_ and (_TO.fullmatch(gap) or _TO_LATER.fullmatch(gap)):
        spans = _SPANS.search(text, max(0, from_.start() - 40), one.start)
        if spans and way_before(text, from_.start()) is None:  # "its range drops from 42 to 30"
            return None
        rule, span = "from to", (from_.start(), other.end)
    fell = value_direction(one, other) == "down" and one.unit is not None
    if rule is None and fell and _TO.fullmatch(gap) and _SET_OFF.search(text, 0, one.start):
        rule = "set off"
    if rule is None:
        return None
    # "rose from 5 to 3" says that it rose.
    way = (from_ and way_before(text, from_.start())) or value_direction(one, other)
    return Change(one, other, None, way, *span, text[slice(*span)], rule)


def _falls_to(text: str, pair: _Pair) -> bool:
    """Say whether two levels stand side by side and the second is less: "90 s to 60 s"."""
    one, other = pair.one, pair.other
    measured = is_currency((one.unit or "").partition("/")[0]) or dimension(one.unit or "") not in (
        None, one.unit
    )  # fmt: skip
    if not measured or not _DOWN_TO.fullmatch(text[one.end : other.start]):
        return False
    return value_direction(one, other) == "down" and not _FROM.search(text, 0, one.start)


def _again(compared: re.Match[str], led: str) -> bool:
    """Say whether what a level is compared with is called as it is: not a loss "a profit"."""
    return compared["of"] is None or re.search(rf"\b{compared['of']}\b", led, re.I) is not None


def _is_of_the_time_before(text: str, one: Quantity, other: Quantity, dated: bool) -> bool:
    """Say whether a level is compared with that of the time before.

    It says so, it has said so before, or it reports a level and compares it with nothing else:
    "Operating margin was 11.0%, compared with 6.9%."
    """
    if _is_of_another(text, one, other):
        return False
    if _AGO_BEHIND.match(text, other.end) or BEFORE_IT.match(text, other.end):
        return True
    if dated or _is_dated_back(text, one, other):
        return True
    if _STOP.match(text, other.end) is None or _OTHERWISE.search(text, 0, one.start):
        return False
    reported = one.unit == "percent" or is_currency(one.unit)
    level = reported and _REPORTS.search(text, max(0, one.start - 40), one.start) is not None
    return level or _YEAR_EARLIER.search(text, 0, other.start) is not None


def _is_of_another(text: str, one: Quantity | None, other: Quantity) -> bool:
    """Say whether the earlier of two levels is said to be of somebody else, or only planned."""
    found = _OF_ANOTHER.match(text, other.end)
    if found is None:
        return False
    return not found["who"] or found["who"] not in text[: one.start if one else 0]


def _is_dated_back(text: str, one: Quantity, other: Quantity) -> bool:
    """Say whether the second of two levels has a date behind it, and the first a later one."""
    if not _is_dated(text, other.end):
        return False
    behind = find_dates(text[other.end : other.end + 60])[0]
    here = find_dates(text[: one.start])
    return bool(here) and behind.last < here[-1].first


def _is_dated(text: str, end: int) -> bool:
    """Say whether a date follows a figure at once: "91.2% in Q1 2024"."""
    return any(
        TO_DATE.fullmatch(text[end : end + date.start])
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
    near = near and not _is_of_another(text, last, quantity)
    after = last if near else None
    span = after.start if after else mover.start, quantity.end
    way = mover.direction
    return Change(quantity, after, None, way, *span, text[slice(*span)], "level from")


def _better_than(text: str, quantity: Quantity, pair: _Pair) -> Change | None:
    """Read "1.9 points better than the 56.5% of a year ago"."""
    compared = _BETTER_THAN.fullmatch(pair.gap)
    ago = _AGO_BEHIND.match(text, pair.other.end)
    if not compared or not ago:
        return None
    word = compared["way"]
    way = None if word in _OPEN else "down" if word in (*_LESS, "below") else "up"
    span = quantity.start, ago.end()
    return Change(pair.other, None, quantity, way, *span, text[slice(*span)], "delta from")


def _signed(text: str, quantity: Quantity) -> str | None:
    """Return which way a sign says that something went: "+18% YoY", "(-3%)"."""
    sign = quantity.surface[:1]
    if sign not in ("+", "-", "−"):
        return None
    amount = quantity.surface[1:2] and _SINCE_WHEN.match(text, quantity.end)
    if not (_SIGNED.match(quantity.surface) or amount):
        return None
    if sign != "+" and _SIGNED_LEVEL.search(text, max(0, quantity.start - 24), quantity.start):
        return None
    return "up" if sign == "+" else "down"


def _change_at(
    text: str, last: Quantity | None, quantity: Quantity, other: Quantity | None
) -> Change | None:
    """Return the change that a figure is an end or the delta of, its neighbours being given."""
    if _SPAN_AGO.match(text, quantity.start):
        return None
    pair = _pair(text, quantity, other)
    if pair is not None and (change := _between_ends(text, pair)):
        return change
    if quantity.rule == "margin":
        return None
    if way := _signed(text, quantity):
        span = quantity.start, quantity.end
        return Change(None, None, quantity, way, *span, quantity.surface, "signed")
    if than := _THAN_BEFORE.match(text, quantity.end):
        less = than["down"] or than["way"] in _LESS
        way = None if than["way"] in _OPEN else "down" if less else "up"
        span = quantity.start, than.end()
        return Change(None, None, quantity, way, *span, text[slice(*span)], "more than before")
    mover = mover_before(text, quantity)
    losing = mover is not None and mover.word in _LOSING and not mover.link
    if losing and is_currency(quantity.unit) and _LOST_OF_NOTHING.match(text, quantity.end):
        return None
    if pair is not None and (change := _better_than(text, quantity, pair)):
        return change
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


# What a count is bounded by: "in nine countries", "across 40 sites".
_WITHIN = re.compile(r"(?:\s[A-Za-z-]+){1,4}\s(?:in|across|over|among|at|on)\s(?:all\s)?")


def _level_before(text: str, earlier: list[Quantity], quantity: Quantity) -> Quantity | None:
    """Return the level that "up from 338" goes back to: the nearest figure that is no bound.

    "412 customers pay more than $100,000, up from 338" tells of customers.
    """
    last = earlier[-1] if earlier else None
    if last and quantity.unit is None and len(earlier) > 1:
        one = earlier[-2]
        gap = text[one.end : last.start]
        if one.unit is None and _WITHIN.fullmatch(gap):
            return one  # "54,000 terminals in nine countries, up from 33,000"
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
        if told_twice := _told_twice(text, quantities[at : at + 4]):
            changes += told_twice
            used = at + 3
            continue
        other = _next_level(text, quantities, at)
        if changes and other and (ends := _ends_of(text, changes[-1], quantity, other)):
            changes.append(ends)
            used = quantities.index(other, at)
            continue
        last = _level_before(text, quantities[used + 1 : at], quantity)
        change = _change_at(text, last, quantity, other)
        if change is not None and other is not None and change.rule == "to" and not change.before:
            # "got it down to 11 minutes, when it used to be half an hour"
            change = _once_and_now(text, change.start, quantity, other) or change
        if change is None and other is not None:
            change = _once_and_now(text, quantities[at - 1].end if at else 0, quantity, other)
        if change is not None:
            end = quantities.index(other, at) if other is not None else at
            third = quantities[end + 1] if end + 1 < len(quantities) else None
            if other and third and (behind := _ends_behind(text, change, other, third)):
                changes += behind
                used = end + 1
                continue
            changes.append(change)
            used = at
            if other is not None and other in (change.before, change.after):
                used = end
                if back := _back_from(text, change, other, quantities[used + 1 : used + 2]):
                    changes[-1] = back
                    used += 1
    return sorted(changes + _multiplied(text, changes), key=lambda change: change.start)


def _back_from(text: str, change: Change, last: Quantity, behind: list[Quantity]) -> Change | None:
    """Read what goes on behind "dropped 20% to $2.11 in May": "from $2.64"."""
    if change.rule != "delta to" or not behind or not _same_kind(last, behind[0]):
        return None
    gap, _ = without_dates(text[last.end : behind[0].start])
    if not re.fullmatch(rf",?{_BACK.pattern}", gap):
        return None
    end = behind[0].end
    return replace(change, before=behind[0], end=end, surface=text[change.start : end])


def _told_twice(text: str, four: list[Quantity]) -> list[Change]:
    """Read two changes told as one: "$1.9 million, or $0.02 per share, compared with $11 million,
    or $0.14 per share".
    """
    if len(four) < 4:
        return []
    one, per, other, per_other = four
    gaps = [text[a.end : b.start] for a, b in pairwise(four)]
    both = _OR.fullmatch(gaps[0]) and _OR.fullmatch(gaps[2])
    compared = _COMPARED_WITH.fullmatch(without_dates(gaps[1])[0])
    if not both or not compared or not _again(compared, text[: one.start]):
        return []
    if not _ends_so(text, per_other.end):
        return []
    return [
        Change(before, after, None, value_direction(before, after), after.start, before.end,
               text[after.start : before.end], "compared with")
        for before, after in ((other, one), (per_other, per))
        if before.unit == after.unit
    ]  # fmt: skip


def _ends_so(text: str, end: int) -> bool:
    """Say whether a comparison ends behind a figure, or goes on to when, or why, it was so.

    "..., or $0.14 per share, expected by analysts" is no time before.
    """
    per = _PER.match(text, end)
    behind = per.end() if per else end
    comma = behind + text.startswith(",", behind)
    return (
        any(
            _STOP.match(text, at) or _AGO_BEHIND.match(text, at) or _is_dated(text, at)
            for at in (behind, comma)
        )
        or _WHY.match(text, behind) is not None
    )


def _next_level(text: str, quantities: list[Quantity], at: int) -> Quantity | None:
    """Return the figure that follows one, but not its whole: "22 of our 61 teams"."""
    following = quantities[at + 1 : at + 3]
    if len(following) == 2 and _OF_WHOLE.fullmatch(text, quantities[at].end, following[0].start):
        return following[1]
    return following[0] if following else None


def _once_and_now(text: str, begun: int, one: Quantity, other: Quantity) -> Change | None:
    levels = then_and_now(text, begun, one, other) if _same_kind(one, other) else None
    if levels is None:
        return None
    span, way = (one.start, other.end), value_direction(*levels)
    return Change(*levels, None, way, *span, text[slice(*span)], "once now")


def _ends_of(text: str, last: Change, quantity: Quantity, other: Quantity) -> Change | None:
    """Read the two levels that follow a difference: "rose 4 points, 31% to 35%"."""
    alone = last.delta is not None and last.before is None and last.after is None
    if not alone or not _ENDS_FOLLOW.fullmatch(text, last.end, quantity.start):
        return None
    if not _TO.fullmatch(text[quantity.end : other.start]) or quantity.unit != other.unit:
        return None
    span = quantity.start, other.end
    return Change(quantity, other, None, last.direction, *span, text[slice(*span)], "from to")


def _ends_behind(text: str, told: Change, one: Quantity, other: Quantity) -> list[Change]:
    """Read both levels behind a difference: "cut by a quarter, from 40 GB to 30 GB"."""
    delta = told.delta
    if delta is None or told.before is not one or told.after or not _same_kind(one, other):
        return []
    gap, dated = without_dates(text[one.end : other.start])
    if not _TO.fullmatch(gap) and not (dated and _TO_LATER.fullmatch(gap)):
        return []
    end = max(delta.end, told.start)
    bare = replace(told, before=None, end=end, surface=text[told.start : end], rule="delta")
    span = one.start, other.end
    way = told.direction or value_direction(one, other)
    return [bare, Change(one, other, None, way, *span, text[slice(*span)], "from to")]


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
