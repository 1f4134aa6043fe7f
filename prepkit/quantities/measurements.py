"""Text to measurements: each figure with entity, property, qualifiers, date, negation, hedge."""

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TypeVar

from prepkit.quantities.cells import cells_of
from prepkit.quantities.dates import Period, find_dates
from prepkit.quantities.lexicon import PLATFORMS, PREPOSITIONS
from prepkit.quantities.moments import (
    RESULTS,
    date_readings,
    is_elsewhen,
    one_date,
    reported_period,
)
from prepkit.quantities.names import names_in, plain_name, tokenise
from prepkit.quantities.owners import Scene, attachments
from prepkit.quantities.phrases import kind_in
from prepkit.quantities.qualifiers import find_qualifiers
from prepkit.quantities.quantities import Change, Quantity, read_quantities
from prepkit.quantities.rates import with_rate
from prepkit.quantities.readings import (
    Reading,
    distribute,
    lend_unit,
    named_qualifiers,
    read_cell,
    share_compared,
    share_within,
    take_over,
)
from prepkit.quantities.titles import heading_entity, known_names, speaker, subject_of, title_entity
from prepkit.quantities.tokens import Token


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure, and what it is of."""

    quantity: Quantity
    entity: str | None  # whose: "Quillpad Boards"
    property: str | None  # of what kind: "daily active users"
    qualifiers: tuple[str, ...]  # "worldwide", "on Android", "per diff"
    as_of: Period | None  # the date that the text itself gives the figure
    negated: bool
    hedged: bool  # only hoped for, planned, expected
    change: Change | None  # the change of which the figure is an end, or the delta


@dataclass(frozen=True, slots=True)
class Around:
    """The text around a sentence: whom it names, what it measures, and when."""

    heading: str | None
    title: str | None
    speaker: str | None
    property: str | None
    as_of: Period | None
    qualifiers: tuple[str, ...]
    known: tuple[str, ...]  # the names of title and headings, to be known again


# "Pebble for Android", "Sales: web"; not "From Four-Second Vibration Windows".
_PLATFORM_LAST = re.compile(r"(?:^|\b(?:for|on|in)\s(?:the\s)?|[:–—|(,-]\s?)(\w+)\)?$")
LONGEST_SENTENCE = 1_000  # characters
_Span = TypeVar("_Span", Quantity, Period)
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(]?[A-Z0-9])|\n+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|etc|approx|Dr|Mr|Mrs|Ms|Inc|Ltd|Co|Corp|No|St|Fig|U\.S|cf|al)\.|\b[A-Z]\.)$"
)


def find_measurements(
    text: str,
    title: str | None = None,
    *,
    headings: tuple[str, ...] = (),
    before: str | None = None,
) -> list[Measurement]:
    """Return every figure of `text` with what it is of; offsets are into `text`.

    `headings` stand from the outermost inwards; `before` is the sentence before.

    >>> [m.property for m in find_measurements("Quillpad had 2 billion daily users.")]
    ['daily active users']
    """
    quantities, changes = read_quantities(text)
    if not quantities:
        return []
    dates, ends = find_dates(text), _by_end(changes)
    around = around_of(title, headings)
    found: list[Measurement] = []
    last = _subject(before, around.known) if before else None
    kind_before = partial(_last_kind, before, title, headings)
    for start, end in _sentences(text):
        inside = [q for q in _between(quantities, start, end) if not _in_name(text, q, around)]
        tokens = tokenise(text, inside, _between(dates, start, end), start, end, around.known)
        readings = _read_sentence(text, tokens, around, last, kind_before) if inside else []
        for reading in readings:
            if not (reading.property and "active" in reading.property):
                reading.quantity = with_rate(text[start:end], start, reading.quantity, inside)
        found += [_measurement(reading, around, ends) for reading in readings]
        named = subject_of(tokens) or (readings[-1].entity if readings else None)
        last = named or (last if any(t.low in ("it", "they", "its") for t in tokens) else None)
        kind_before = partial(_last_kind, text[start:end], title, headings)
    return found


def _last_kind(before: str | None, title: str | None, headings: tuple[str, ...]) -> str | None:
    """Return the property that the sentence before speaks of last, for the "it" of the next."""
    if before is None:
        return None
    kinds = [m.property for m in find_measurements(before, title, headings=headings) if m.property]
    return kinds[-1] if kinds else None


def _between(spans: list[_Span], start: int, end: int) -> list[_Span]:
    first = bisect_left(spans, start, key=lambda span: span.start)
    return spans[first : bisect_left(spans, end, key=lambda span: span.start)]


def _in_name(text: str, quantity: Quantity, around: Around) -> bool:
    """Say whether the figure is part of a name of title or headings: "Heronbyte 2.5 Plus"."""
    for name in around.known:
        if quantity.surface in name:
            at = text.find(name, max(0, quantity.start - len(name)), quantity.end + len(name))
            if 0 <= at <= quantity.start and quantity.end <= at + len(name):
                return True
    return False


def _by_end(changes: list[Change]) -> dict[int, Change]:
    """Return the changes by the start of each figure that is an end, or the delta, of one."""
    ends = ((end, c) for c in reversed(changes) for end in (c.before, c.after, c.delta))
    return {end.start: change for end, change in ends if end}


def _sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences; one of monstrous length is cut, to stay linear."""
    spans, start = [], 0
    for found in _SENTENCE_END.finditer(text):
        if _ABBREVIATION.search(text[max(0, found.start() - 8) : found.start()]):
            continue
        spans.append((start, found.end()))
        start = found.end()
    spans.append((start, len(text)))
    return [
        (at, min(at + LONGEST_SENTENCE, end))
        for start, end in spans
        for at in range(start, max(end, start + 1), LONGEST_SENTENCE)
    ]


def around_of(title: str | None, headings: tuple[str, ...]) -> Around:
    """Return what title and headings give to sentences that leave it unsaid."""
    inward = tuple(reversed(headings))
    dated = next((d for h in inward if (d := one_date(h))), None)
    reported = dated is None and title and RESULTS.search(title)
    if title and reported and not is_elsewhen("", title, headings):
        parts = (reported_period(title, heading) for heading in inward)
        dated = next((part for part in parts if part), None) or reported_period(title)
    narrow = {
        q.wording: None
        for told in (*headings, title or "")
        for q in find_qualifiers(told)
        if q.wording.startswith("on ") and q.wording != "on average"
    }
    ends = (_PLATFORM_LAST.search(told) for told in (*headings, title or ""))
    found = (PLATFORMS.get(end[1].lower()) for end in ends if end)
    narrow |= {f"on {platform}": None for platform in found if platform}
    return Around(
        next((e for h in inward if (e := heading_entity(h))), None), title_entity(title),
        speaker(title), next((kind for h in inward if (kind := _heading_kind(h))), None), dated,
        tuple(narrow), known_names(title, headings),
    )  # fmt: skip


# "Revenue by product": what each figure is of, its row tells.
_BROKEN_DOWN = re.compile(r"(?<=\w) by (?:[a-z]+ ){0,2}[a-z]+\W*$")


def _heading_kind(heading: str) -> str | None:
    """Return the property that a heading names: "Daily active people"."""
    if len(heading) > 80 or heading.rstrip().endswith("?") or heading_entity(heading):
        return None  # "How is the business doing?" measures nothing
    heading = _BROKEN_DOWN.sub("", heading)
    tokens = tokenise(heading, [], find_dates(heading))
    if names_in(tokens) or not tokens or tokens[0].verb:
        return None
    return kind_in(tokens)


def _subject(before: str, known: tuple[str, ...]) -> str | None:
    return subject_of(tokenise(before[-LONGEST_SENTENCE:], known=known))


_THESE = frozenset(("it", "this", "that", "they"))
_ANAPHORIC = frozenset(("share", "figure", "number", "count", "total", "value", "level", "rate"))


def _read_sentence(
    text: str,
    tokens: list[Token],
    around: Around,
    before: str | None,
    kind_before: Callable[[], str | None],
) -> list[Reading]:
    scene = Scene(tokens, before, around.heading, around.title, around.speaker)
    readings: list[Reading] = []
    for cell in cells_of(tokens):
        last = readings[-1] if readings else None
        scene.previous = last.entity if last else None
        own = read_cell(text, cell, scene)
        share_within(own)
        if last:
            take_over(own, last)
        readings += own
    share_compared(readings)
    if len(readings) > 1:
        _look_ahead(readings[0], readings[1])
    for reading in readings:
        frame = reading.frame
        bare = not (frame.verb or frame.noun or names_in(frame.left))
        pronoun = bare or any(t.low in _THESE for t in frame.subject)
        spent = reading.property == "time" and pronoun  # "On a server, it takes 2 seconds"
        if reading.property in _ANAPHORIC or (reading.property is None and pronoun) or spent:
            reading.property = around.property or kind_before() or reading.property
    for one, other in pairwise(readings):
        lend_unit(text, one, other)
    distribute(tokens, readings)
    date_readings(text, tokens, readings, around.as_of)
    return readings


def _look_ahead(first: Reading, second: Reading) -> None:
    """Give an opening phrase the subject after it: "Against a budget of $22 million, X earned"."""
    frame, verb = first.frame, second.frame.verb
    places = [plain_name(n.text) for p, n in attachments(frame) if p in ("on", "in")]
    if frame.verb or (first.entity and first.entity not in places):
        return
    if verb and frame.left and frame.left[0].low in PREPOSITIONS:
        first.entity = second.entity
        named_qualifiers(first)  # "With 74 reviews on Reelgauge, X received"
    elif not (first.entity or verb or names_in(frame.left)) and second.frame.leads:
        first.entity = second.entity  # "4,000 machines, 30 million builds (Larkfield)"


def _measurement(reading: Reading, around: Around, changes: dict[int, Change]) -> Measurement:
    quantity = reading.quantity
    qualifiers = dict.fromkeys(q.wording for q in reading.qualifiers)
    qualifiers |= dict.fromkeys(around.qualifiers)
    return Measurement(quantity, reading.entity, reading.property, tuple(qualifiers),
                       reading.as_of, reading.negated, reading.hedged,
                       changes.get(quantity.start))  # fmt: skip
