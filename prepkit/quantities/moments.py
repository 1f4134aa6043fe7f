"""The dates of a sentence → the date of each figure, where the text itself gives it one."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from prepkit.quantities.dates import Period, find_dates
from prepkit.quantities.frames import split_segments
from prepkit.quantities.lexicon import CHANGE_VERBS, EVENT_VERBS, RELATIVES, SAY_VERBS
from prepkit.quantities.readings import Reading, is_delta
from prepkit.quantities.tokens import Token
from prepkit.quantities.units import dimension

RESULTS = re.compile(
    r"(?i)\b(?:results|reports|earnings|annual report|quarter|full year|financial|update"
    r"|(?:first|second)[ -]half|half[- ]year|interim)\b"
)
_NOW = re.compile(
    r"(?i)\b(?:now(?! (?:expect|see|plan|anticipat|forecast|project))|today|currently|at present"
    r"|these days|nowadays|so far)\b"
)
_COMPARED = re.compile(
    r"(?i)^\W*(?:(?:up|down|rising|falling|compared|increasing|decreasing)\b|versus\b|vs\b|than\b)"
)
_WENT = re.compile(r"(?i)^\W*(?:up|down|rising|falling|increasing|decreasing) (?:by )?")
# What stands before a date that is no day of the figure's, but one that it is told from or to.
_BOUNDS = ("since", "before", "after", "until")
_RANKS = ("most", "least", "best", "worst", "first", "only", "record")
# "Fell by 12% the year after", "over three years"
_LATER_BEHIND = re.compile(
    r"[^,;.]*\b(?:the (?:next|following) |the (?:year|quarter|month|week) after\b"
    r"|afterwards\b|later\b"
    r"|(?:over|within) (?:the next |the following )?\S+ (?:years?|quarters?|months?|weeks?)\b)"
)
# "Up 9% from its low": counted from a day that nothing dates.
_FROM_A_POINT = re.compile(
    r"(?i)\bfrom (?:its|their|the|an?) (?:[a-z-]+ )?"
    r"(?:low|lows|trough|bottom|peak|high|start|launch)\b"
)
# Words by which a sentence goes on to another time.
_LATER = ("now", "today", "since", "then", "later", "after", "afterwards", "soon", "until")
# "a year earlier" is a year before the date beside it; other spans are left open.
_EARLIER = re.compile(
    r"(?i)\b(?:(?P<year>(?:a|one) (?:year|yr) (?:earlier|ago|before|prior)|year[- ]ago"
    r"|the (?:year|yr) before"
    r"|(?:the )?(?:previous|prior|preceding) year"
    r"|same (?:quarter|period|month) (?:of )?(?:the |a |last )*(?:previous|prior|year))"
    r"|(?:a|one|two|three) (?:quarters?|months?|weeks?|years?) (?:earlier|ago|before|prior)"
    r"|(?:previously|formerly|originally|the (?:previous|prior) (?:quarter|month)|at the time"
    r"|back then))\b"
)
# ", up 9% year over year" is of the time of its level; "up 9% since 2019" may be of another.
_OF_A_YEAR = re.compile(
    r"(?i)(?:[\s(]*(?:yoy|y/y|year[- ](?:over|on)[- ]year"
    r"|(?:from|on|over|compared with) (?:a year|the (?:year|prior|previous|same)|last year)\b"
    r"[^.,;]*))?"
    r"\s?(?:$|[.,;:)–—]|(?:and|but|while|as)\b)"
)
# "Was 27% the year before", "; 44% a year earlier": a level of then, not by how much it moved.
_LEVEL_THEN = re.compile(
    r"(?i)[\s,;(]*(?:(?:where|when|it|that) )*(?:(?:was|were|had been|used to be|previously"
    r"|formerly|versus|vs\.?|compared (?:with|to)|against|(?:up |down )?from)\b"
    r"|\S+ (?:in )?(?:(?:the|an?|one|same|prior) )+(?:year|yr|quarter|qtr|period|month)\b)"
)
# "In the same quarter of 2024": of the year it names the part that the figure before is of.
_SAME_PART = re.compile(
    r"(?i)\bsame (?:quarter|qtr|period|month|half|season|(?:three|six|nine) months)"
    r"(?: (?:of|in))?(?: fiscal| the year)?\s$"
)

# In the results of a quarter: "For the full year, we expect ..."
_FULL_YEAR = re.compile(
    r"(?i)\b(?:for|in|over) the (?:full|whole|entire|fiscal) year\b(?! (?:of |ended )?\d)"
)

# "Fourth Quarter and Fiscal Year 2026 Results", "Full year highlights"
_PART_OF_YEAR = re.compile(
    r"(?i)\b(?:(?:first|second|third|fourth)[ -](?:quarter|half)|[QH][1-4])\b"
)
_HALF_YEAR = re.compile(r"(?i)\b(?:half|interim)[- ](?:year|results|report)|\binterim\b")
# "Nine-month revenue", "a decade ago", "at its founding": the period of the page is not theirs.
_ANOTHER_TIME = re.compile(
    r"\b(?:(?:six|nine|twelve|[69]|12)[- ]months?|decades?|trailing|[Yy]ear[- ]to[- ]date"
    r"|[Aa]t (?:its|the|our) (?:founding|launch|start|beginning)|originally)\b|^\W*Before\b"
    r"|\b[Ww]hen [^,]* (?:was|were) (?:founded|formed|sold|bought|started|launched)\b"
)
# Headings under which a page of results speaks of other times than its own.
_OTHER_TIMES = re.compile(
    r"(?i)\b(?:outlook|guidance|forecast|targets?|history|timeline|milestones|year[- ]to[- ]date"
    r"|next (?:year|quarter)|long[- ]term|background|about)\b"
)
_WHOLE_YEAR = re.compile(r"(?i)\b(?:full|fiscal|financial|whole)[- ]year\b")

# What leads from one end of a change, and its date, to the other end.
_ON_TO = re.compile(r"\)?,?\s?(?:[-–=]{1,2}>|[→⟶⇒➔➜⟹]|(?:(?:up|down)\s)?(?:to|from)\b)")

# "It had 643 cases and 40 deaths linked to the disease, as of 12 March."
_AS_OF = re.compile(r"(?i), as (?:of|at) $")

# "2021: the firm lists its shares at $24": the year of an event in a list of them.
_LABEL = re.compile(r"\s*[:–—-]\s")
_IN_BRACKETS = re.compile(r"[(;,] ?([A-Z0-9][\w /-]*): ?[$€£]?$")
_AGAINST = frozenset("vs versus above below against ahead".split())
# "From the same quarter of 2024", "compared to Q3 2024", "over the 2023 level".
_COUNTED_FROM = frozenset("from over compared".split())
_SAME_TIME = frozenset("the same quarter period month half year of in to with a that its".split())
_EVENTS = frozenset("launch founding start release acquisition birth debut purchase".split())


def is_elsewhen(text: str, title: str | None, headings: Iterable[str]) -> bool:
    """Tell whether a sentence, or the heading over it, speaks of another time than its page."""
    over = (heading for heading in headings if heading != title)
    return bool(_ANOTHER_TIME.search(text)) or any(map(_OTHER_TIMES.search, over))


def one_date(text: str) -> Period | None:
    """Return the date of a heading, or None if it has none or several; it stands nowhere (-1)."""
    dates = find_dates(text)
    return replace(dates[0], start=-1, end=-1) if len(dates) == 1 else None


def reported_period(title: str, told: str = "") -> Period | None:
    """Return the shortest period that a title of results names: the quarter, not the full year.

    A heading under it, `told`, may name another part of that year: "Full year highlights".
    """
    dates = sorted(find_dates(title), key=lambda d: d.last - d.first)
    if not dates:
        return None
    whole = next((date for date in dates if (date.last - date.first).days > 360), None)
    if told and _WHOLE_YEAR.search(told):
        return replace(whole, start=-1, end=-1) if whole else None
    part = _PART_OF_YEAR.search(told) or (None if told else _PART_OF_YEAR.search(title))
    half = None if told else _HALF_YEAR.search(title)
    if (part or half) and (year := re.search(r"(?:19|20)\d\d", title)):
        fiscal = "fiscal " if re.search(r"(?i)\b(?:fiscal|FY)", title) else ""
        found = find_dates(f"{part[0] if part else 'first half'} {fiscal}{year[0]}")
        if len(found) == 1:
            return replace(found[0], start=-1, end=-1)
    return None if told else replace(dates[0], start=-1, end=-1)


def date_readings(
    text: str, tokens: list[Token], readings: list[Reading], around: Period | None
) -> None:
    """Give each reading its date."""
    if around and is_elsewhen(text, None, ()):
        around = None
    if around and _FULL_YEAR.search(text):
        around = replace(around, first=date(around.last.year, 1, 1),
                         last=date(around.last.year, 12, 31))  # fmt: skip
    general = _general(readings[0], text) if readings else []
    if len(general) == len(readings) > 1 and _are_listed(readings):
        for reading, dated in zip(readings, general, strict=True):
            reading.as_of = dated  # "In 2019 and 2020 it hired 300 and 500"
        return
    opening = general[-1] if general else _label(text) or _closing(text)
    last: Period | None = None
    for nth, reading in enumerate(readings):
        own = _labelled(text, reading) or _own(reading, first=nth == 0)
        if own and last and _SAME_PART.search(text, 0, own.start):
            own = _same_part(last, own)
        if nth and _is_other_end(text, readings[nth - 1], reading):
            own, last = (None if own == last else own), None
        after = readings[nth + 1] if nth + 1 < len(readings) else None
        if own is None:
            said = text[slice(*reading.said)]
            elliptic = nth > 0 and reading.frame.verb is None
            yearly = _OF_A_YEAR.match(text, reading.quantity.end) is not None
            own = _lent(reading, said, last, opening, around, elliptic, yearly)
            if _starts_change(reading, after):
                own = None
            base = _base_of(reading)
            if base and not (own and _is_year_before(base, own)):
                own = base  # "fell 4% from March 2022" tells nothing of one quarter of 2025
        reading.as_of = _befitting(reading, own)
        last = reading.as_of or last
    _date_deltas(readings)


def _lent(
    reading: Reading,
    said: str,
    last: Period | None,
    opening: Period | None,
    around: Period | None,
    elliptic: bool,
    yearly: bool,
) -> Period | None:
    """Return the date that the sentence, or the text around it, gives a figure without its own."""
    if earlier := _EARLIER.search(said):
        if is_delta(reading) and not _LEVEL_THEN.match(said) and (dated := last or opening):
            return dated  # "up 6% from a year ago"
        base = last or opening or around
        return _shifted(base, earlier) if base and earlier["year"] else None
    if is_delta(reading) and last and _WENT.match(said) and not _FROM_A_POINT.search(said):
        return last  # "was $5 billion in 2025, up 9%"
    if _COMPARED.search(said) or _NOW.search(said):
        return last if elliptic and is_delta(reading) and yearly else None
    if elliptic and last and last.relation == "since":
        last = None
    return opening or (last if elliptic else None) or around


def _befitting(reading: Reading, own: Period | None) -> Period | None:
    """Return the date as it fits the figure: none for a span, the end of years for a change."""
    frame = reading.frame
    if own is None:
        return None
    spans = dimension(reading.quantity.unit) in ("time", "calendar")
    if spans and frame.follows and frame.preposition in ("in", "within", "over"):
        return None  # "reached 100 million users within two years"
    one_year = own.first.year == own.last.year
    if own.relation == "since" and one_year and frame.verb in CHANGE_VERBS:
        return None  # "has tripled since 2019, to 12 million"
    return _end_of(own) if reading.quantity.change else own


def _are_listed(readings: list[Reading]) -> bool:
    return all(reading.frame.listed for reading in readings[1:])


def _end_of(period: Period) -> Period:
    """Return the last year of years over which a figure changed: it is that of their end."""
    if period.first.year == period.last.year:
        return period
    return replace(period, first=date(period.last.year, 1, 1))


def _date_deltas(readings: list[Reading]) -> None:
    """Date a delta by its level, "rose 25% to $40 billion in 2023", and a list by its last."""
    for one, other in reversed(list(pairwise(readings))):
        if one.as_of is not None or other.as_of is None or _starts_change(one, other):
            continue
        from_it = other.frame.preposition == "from"  # "up 9% from $5 billion in 2024"
        level = (
            one.cell is other.cell
            and not from_it
            and (one.quantity.unit == "percent" or other.frame.preposition in ("of", "on"))
        )
        words = other.cell.opener.split()
        listed = bool(words) and words[0] == "and" and other.frame.verb is None
        here = other.as_of.relation is None
        if level or (listed and here and other.frame.figure.start < other.as_of.start):
            one.as_of = other.as_of


def _same_part(base: Period, year: Period) -> Period:
    """Return the part of a year that `base` is of its own: the third quarter of 2024."""
    whole = (year.last - year.first).days > 360
    if not whole or base.first.year != base.last.year or base.first.year <= year.first.year:
        return year
    first, last = base.first, base.last
    while first.year > year.last.year:
        first, last = _year_before(first), _year_before(last)
    return replace(year, first=first, last=last)


def _shifted(base: Period, earlier: re.Match[str]) -> Period | None:
    """Return the period a year before `base`: its own words say so."""
    if base.first.year <= date.min.year:
        return None
    return replace(
        base, first=_year_before(base.first), last=_year_before(base.last), surface=earlier[0],
        relation=None,
    )  # fmt: skip


def _year_before(day: date) -> date:
    leap = day.month == 2 and day.day == 29
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _starts_change(reading: Reading, after: Reading | None) -> bool:
    """Say whether this is the "from" end of a change, which the date of the change is not of."""
    return (
        after is not None and after.cell is reading.cell and reading.frame.preposition == "from"
        and after.frame.preposition in ("to", None)
    )  # fmt: skip


def _is_other_end(text: str, one: Reading, reading: Reading) -> bool:
    """Say whether the date of one end of a change is not the other's: "5 in 2023 → 6"."""
    dated = one.as_of
    if dated is None or dated.start < one.frame.figure.end:
        return False
    both = one.quantity.change is not None and reading.quantity.change is not None
    return both and _ON_TO.match(text, dated.end) is not None


def _general(first: Reading, text: str) -> list[Period]:
    """Return the dates that open the sentence, and so hold for all of it: "In 2021, ..."."""
    left = first.frame.left
    for nth, segment in enumerate(first.frame.fronted):
        # "It has been listed since 2021, and the shares came out at €32"
        goes_on = nth and segment[0].low == "since" and left and left[0].low in ("and", "but")
        if not goes_on and (dated := _dated(segment)):
            return dated
    if onwards := _runs_on(first, text):
        return onwards
    led = len(left) > 1 and left[0].kind == "word" and left[1].kind == "date"
    opens = bool(left) and left[0].kind == "date"  # "FY2022 gross margin was 67%"
    if not (led or opens):
        return []
    until = next(
        (n for n, t in enumerate(left) if n and t.kind != "date" and t.low not in ("and", ",")), 1
    )
    return [t.date for t in left[0 if opens else 1 : until] if t.date]


def _runs_on(reading: Reading, text: str) -> list[Period]:
    """Return the date that opens a sentence and holds for a change in its second half, too.

    "In 2024 it adopted the format, and its CPU use fell by 12%"; not "and it has 40 shops".
    """
    frame = reading.frame
    opening = frame.fronted[0] if len(frame.fronted) == 1 else []
    led = len(opening) > 1 and opening[0].low in ("in", "on", "during") and opening[1].date
    joined = bool(frame.left) and frame.left[0].low == "and"
    later = any(token.date or token.low in _LATER for token in [*frame.left, *opening[2:]])
    later = later or _LATER_BEHIND.match(text, reading.quantity.end) is not None
    changed = reading.quantity.change is not None and frame.verb in CHANGE_VERBS
    return [opening[1].date] if led and joined and changed and not later else []  # type: ignore[list-item]


def _label(text: str) -> Period | None:
    """Return the date that stands before a sentence as its label."""
    first = next(iter(find_dates(text)), None)
    opens = first is not None and not text[: first.start].strip()
    return first if first and opens and _LABEL.match(text, first.end) else None


def _labelled(text: str, reading: Reading) -> Period | None:
    """Return the date that a figure in brackets has as its label: "14.8% in 2024 (2023: 16.1%)"."""
    start = reading.quantity.start
    label = _IN_BRACKETS.search(text, max(0, start - 30), start)
    dates = find_dates(label[1]) if label else []
    if label is None or len(dates) != 1 or dates[0].surface != label[1]:
        return None
    return replace(dates[0], start=label.start(1), end=label.end(1))


def _closing(text: str) -> Period | None:
    """Return the date as of which all of a sentence holds, where it ends on it."""
    last = next(iter(find_dates(text)[::-1]), None)
    closes = last is not None and not text[last.end :].strip(" .;)")
    return last if last and closes and _AS_OF.search(text, 0, last.start) else None


def _dated(segment: list[Token]) -> list[Period]:
    """Return the dates of a segment, unless they tell when something came about."""
    dates = [t.date for t in segment if t.date]
    if not dates:
        return []
    opener = segment[0].low
    lemmas = [token.verb.lemma for token in segment if token.verb]
    if opener in ("when", "as", "by", "while"):
        return dates
    words = {token.low for token in segment}
    if opener in _BOUNDS and segment[1].date is None:
        return [replace(dates[0], relation=opener)]  # "Since the merger in 2016, ..."
    if opener in RELATIVES or EVENT_VERBS.intersection(lemmas) or words & _EVENTS:
        return []
    return dates if all(lemma in SAY_VERBS for lemma in lemmas) else []


def _own(reading: Reading, first: bool) -> Period | None:
    """Return the date that stands in the figure's own clause: after it first, else before it.

    What opens the sentence is not the own of its `first` figure, but holds for all.
    """
    frame = reading.frame
    for segment in split_segments(frame.rest):
        dates = [
            (at, token)
            for at, token in enumerate(segment)
            if token.kind == "date"
            and not _counts_from(segment[max(0, at - 2) : at], reading)
            and not _is_base(segment, at, reading)
        ]
        if dates:
            at, token = dates[0]
            if not _qualifies(segment, at, reading):
                return None
            bound = _bound_of(segment, at)
            if bound and _is_compared(segment, bound):
                break
            period = _spanning([t for _, t in dates], segment, at) or token.date
            relation = segment[bound].low if bound is not None else None
            return replace(period, relation=relation) if period and relation else period
        if segment and (segment[0].verb or segment[0].low in RELATIVES):
            break
    left = frame.left
    named = bool(left) and left[0].kind == "name"  # "Larkfield Q1 2026 revenue was"
    opening = 0 if named else 1
    before = [t for n, t in enumerate(left) if t.kind == "date" and (n > opening or not first)]
    if before:
        return before[-1].date
    if frame.left and frame.left[0].low == "when" and frame.fronted:
        dated = [token.date for segment in frame.fronted for token in segment if token.date]
        return dated[-1] if dated else None  # "until 2021, when it had 80 million"
    for segment in reversed([] if first else frame.fronted):
        if dated := _dated(segment):
            return dated[-1]
    return None


def _counts_from(led: list[Token], reading: Reading) -> bool:
    """Say whether a date is what a figure is counted from: "than in 2019", "+17M vs March"."""
    words = {token.low for token in led}
    return "than" in words or (reading.quantity.change is not None and bool(words & _AGAINST))


def _is_base(segment: list[Token], at: int, reading: Reading) -> bool:
    """Say whether a change is counted from a date: "up 19% from the same quarter of 2024"."""
    led = [token.low for token in segment[max(0, at - 6) : at]]
    day = segment[at].date
    stretch = day is None or day.first.year != day.last.year
    went_on = at + 1 < len(segment) and segment[at + 1].low in ("to", "until", "through")
    if not is_delta(reading) or stretch or went_on or not led:
        return False
    counted = next((n for n in reversed(range(len(led))) if led[n] in _COUNTED_FROM), None)
    return counted is not None and all(word in _SAME_TIME for word in led[counted + 1 :])


def _base_of(reading: Reading) -> Period | None:
    """Return the date that a change is counted from, if one stands behind it."""
    for segment in split_segments(reading.frame.rest):
        for at, token in enumerate(segment):
            if token.kind == "date" and _is_base(segment, at, reading):
                return token.date
    return None


def _is_year_before(base: Period, own: Period) -> bool:
    """Tell whether a period is of the year before, or of a time within a year before."""
    return base.first < own.first and own.last.year - base.first.year <= 1


def _bound_of(segment: list[Token], at: int) -> int | None:
    """Return where "since", "before" or "than" stands that a date is told with, or None.

    "Since 2016", "since the merger in 2016".
    """
    for nth in range(at - 1, max(-1, at - 7), -1):
        token = segment[nth]
        if token.low in _BOUNDS or token.low == "than":
            return nth
        if token.kind not in ("word", "name") or token.verb:
            return None
    return None


def _is_compared(segment: list[Token], bound: int) -> bool:
    """Tell whether a figure is only held against what was so since, or at, a date.

    "8%, the lowest since 2016", "more than in 2016".
    """
    ranked = any(token.low.endswith("est") or token.low in _RANKS for token in segment[:bound])
    return segment[bound].low == "than" or (segment[bound].low == "since" and ranked)


def _spanning(dates: list[Token], segment: list[Token], at: int) -> Period | None:
    """ "between 2014 and 2016": from the first day of the one to the last of the other."""
    if len(dates) != 2 or not at or segment[at - 1].low not in ("between", "from"):
        return None
    one, other = dates[0].date, dates[1].date
    if one is None or other is None or one.first > other.last:
        return None
    return replace(one, last=other.last, end=other.end, relation=None)


def _qualifies(segment: list[Token], at: int, reading: Reading) -> bool:
    """Say whether the date at `at` is of the figure left of it: not ", launched in 2014"."""
    head = segment[:at]
    dash = next((n for n, token in enumerate(head) if token.text == "-"), None)
    own = head[dash + 1 :] if dash is not None else []
    points = bool(own) and own[0].low in ("that", "this", "it")  # "- that was Q1 2026"
    if any(token.verb for token in own) and not points:
        return False  # "99.7% of commits - unsigned ones not accepted since 2023"
    if segment[0].low in RELATIVES:
        return False
    lemmas = [token.verb.lemma for token in head if token.verb]
    return not EVENT_VERBS.intersection(lemmas) or reading.frame.leads
