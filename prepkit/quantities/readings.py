"""A sentence → what it says of each of its figures, the unsaid taken over from their neighbours."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from prepkit.quantities.cells import Cell
from prepkit.quantities.dates import Period
from prepkit.quantities.frames import (
    CLAIMS,
    Frame,
    clause_rest,
    frame_of,
    is_counted_from_before,
)
from prepkit.quantities.governors import COMPARATIVES, PLAIN, for_what
from prepkit.quantities.kinds import property_of
from prepkit.quantities.lexicon import (
    DETERMINERS,
    FIRST_PERSON,
    PLATFORMS,
    PREPOSITIONS,
    RELATIVES,
    SAY_VERBS,
)
from prepkit.quantities.movers import DELTA_UNITS
from prepkit.quantities.names import is_place, names_in, place_name, plain_name
from prepkit.quantities.owners import Scene, attachments, entity_of
from prepkit.quantities.phrases import kind_in
from prepkit.quantities.qualifiers import Qualifier, find_qualifiers, is_hedged, is_negated
from prepkit.quantities.quantities import Quantity
from prepkit.quantities.tokens import Token, is_counted, is_function
from prepkit.quantities.units import dimension


@dataclass(slots=True)
class Reading:
    """What has been read of a figure so far."""

    quantity: Quantity
    frame: Frame
    cell: Cell
    place: int  # of the figure, in the cell's tokens
    said: tuple[int, int]  # the span of text whose words are the figure's own
    entity: str | None
    property: str | None
    qualifiers: list[Qualifier]
    negated: bool
    hedged: bool
    as_of: Period | None = None


def read_cell(text: str, cell: Cell, scene: Scene) -> list[Reading]:
    """Return what the cell says of each of its figures."""
    readings: list[Reading] = []
    for nth in range(len(cell.places)):
        frame = frame_of(cell, nth, readings[-1].frame if readings else None)
        last = readings[-1].frame if readings else None
        readings.append(_read_figure(text, cell, nth, frame, scene))
        if last and last.whole is frame.figure:  # "seven of the nine captains are retired"
            readings[-1].property = kind_in(frame.noun, names=True) or readings[-1].property
        if frame.whole:
            wording = _told_of_some(frame, last)
            whole = Qualifier(wording, frame.whole.start, frame.whole.end)
            readings[-1].qualifiers.append(whole)
        scene.previous = readings[-1].entity or scene.previous
        named = [plain_name(name.text) for _, name in attachments(frame)]
        scene.attached = readings[-1].entity in named
    return readings


def _told_of_some(frame: Frame, last: Frame | None) -> str:
    """Return what is true of some out of a whole, which need not be all of their kind.

    "cases in 17 out of 28 provinces" are provinces with cases, "moved 12 of 40 teams" teams moved.
    """
    if frame.which:
        return f"of the {frame.which}"
    if frame.preposition and frame.preposition != "of":
        placed = kind_in(last.noun if last else [])
        placed = placed or kind_in(frame.object) or kind_in(frame.subject)
        return f"with {placed}" if placed else "of a whole"
    if frame.verb and frame.verb not in PLAIN and frame.participle:
        return f"of those {frame.participle}"
    return "of a whole"


# "All but eleven of them run on it": eleven do not.
_ALL_BUT = re.compile(r"\b[Aa]ll but (?:the )?$")


# "Grew 34% year over year to 118 million": from when it is counted is not what is counted.
_BASE = re.compile(
    r"(?:year|quarter|month)[- ](?:over|on)[- ](?:year|quarter|month)|yoy|sequentially"
)


# "Recalls 56,000 vans because a bolt may loosen": what may is not the figure.
_REASON = re.compile(r"\b(?:because|so that|in case|as)\b")


def _without_base(kind: str | None) -> str | None:
    return None if kind and _BASE.fullmatch(kind) else kind


def _read_figure(text: str, cell: Cell, nth: int, frame: Frame, scene: Scene) -> Reading:
    quantity = frame.figure.quantity
    if quantity is None:
        raise ValueError("the frame of a figure holds its quantity")
    entity = entity_of(frame, scene)
    start, end = _reach(cell, nth)
    left = _scope(frame)
    asked = scene.tokens[0].verb is not None and scene.tokens[-1].text == "?"  # "Does X have 2?"
    right = clause_rest(frame)
    said = " ".join(t.text for t in right)
    reading = Reading(
        quantity, frame, cell, cell.places[nth], (start, end), entity,
        _without_base(property_of(frame, entity)),
        list(find_qualifiers(text, start, end)),
        is_negated(_scope(frame, said_only=True))
        or is_negated(said, own=True, leads=frame.leads)
        or _ALL_BUT.search(text, 0, quantity.start) is not None,
        is_hedged(f"{left} {_REASON.split(said)[0]}") or asked,
    )  # fmt: skip
    named_qualifiers(reading)
    reading.qualifiers = [q for q in reading.qualifiers if q.wording[3:] != f"the {entity}"
                          and q.wording[3:] != entity]  # fmt: skip
    return reading


def _reach(cell: Cell, nth: int) -> tuple[int, int]:
    """Return the part of the text whose qualifiers are the nth figure's."""
    places, tokens = cell.places, cell.tokens
    first = nth
    while first and nth - first < 8 and _listed(tokens[places[first - 1] + 1 : places[first]]):
        first -= 1
    start = _seam(tokens, places[first - 1], places[first]) if first else tokens[0].start
    last = nth + 1 == len(places)
    end = own_end(tokens, places[nth]) if last else _seam(tokens, places[nth], places[nth + 1])
    return start, end


# What a clause that goes on about the figure begins with: "and most of them are in Chile".
_ABOUT_IT = frozenset("it they them these those that this which all most half many some".split())


def own_end(tokens: list[Token], place: int) -> int:
    """Return where a figure's own statement ends: before ", after launching in Chile"."""
    for at in range(place + 1, len(tokens) - 1):
        opener, after = tokens[at + 1], tokens[at + 2] if at + 2 < len(tokens) else None
        if tokens[at].text not in (",", ";") or after is None or after.low in _ABOUT_IT:
            continue
        then = tokens[at + 2 : at + 8]
        if opener.low in ("after", "before") and after.low.endswith("ing"):
            return tokens[at].start
        if opener.low in ("and", "but") and any(token.verb for token in then[1:]):
            return tokens[at].start
    return tokens[-1].end


def _seam(tokens: list[Token], one: int, other: int) -> int:
    """Return where, between two figures, the words of the second begin: "for a total of"."""
    for at in range(other - 2, one, -1):
        if tokens[at].low in PREPOSITIONS - {"of"} and tokens[at + 1].low in DETERMINERS:
            return tokens[at].start
    return tokens[other].start


def _listed(between: list[Token]) -> bool:
    """Say whether the tokens between two figures only list them, or lead from one to the other."""
    return len(between) < 4 and all(t.low in _LISTING or t.kind == "date" for t in between)


def _scope(frame: Frame, said_only: bool = False) -> str:
    """Return the words before a figure that may hedge it, or (those of who says it) deny it."""
    words = []
    for segment in frame.fronted:
        says = any((t.verb and t.verb.lemma in SAY_VERBS) or t.low in CLAIMS for t in segment)
        if segment[0].low not in RELATIVES - {"if", "that", "because"} and (says or not said_only):
            words += [t.text for t in segment]
    for tokens in (frame.left, [frame.figure]):
        words += [t.text for t in tokens]
    return " ".join(words)


# "planned for 12 months and took 19"; not "and the approval took 19", "and took 3 more"
_TOOK = re.compile(r",? (?:and|but) (?:it )?(?:took|lasted|needed)(?: about| around| nearly)? ")
_MORE = re.compile(r" (?:fewer|more|less|longer|shorter|extra)\b")

# What may stand behind a level that is told by its bare number: when it was so, or nothing.
_LEVEL_ENDS = re.compile(
    r"\s*(?:$|[.,;:)\]!?]|(?:now|today|before|previously|earlier"
    r"|originally|then|last|in|for|since|when|until|after|on)\b"
    r"|(?:the|an?|one) (?:year|quarter|month|week|day) (?:before|earlier|ago|prior)\b"
    r"|(?:(?:the|same|prior|previous) )+(?:year|quarter|qtr|month|week|period)\b)"
)
_OF_THOSE = re.compile(r" of (?:those|them|that|these|which)\b")
_LEVEL_VERBS = frozenset((None, "be", "have", "use", "stand"))
_LEVEL_LED = frozenset((None, "from", "to", "at", "against", "versus", "vs", "than", "of"))


def lend_unit(text: str, one: Reading, other: Reading) -> None:
    """Give a bare number the unit of the level before it: "takes 12 ms, it was 40 last year"."""
    unit = one.quantity.unit
    if unit is None or other.quantity.unit is not None:
        return
    timed = dimension(unit) in ("time", "calendar")
    between = text[one.quantity.end : other.quantity.start]
    if timed and _TOOK.fullmatch(between) and not _MORE.match(text, other.quantity.end):
        other.quantity = replace(other.quantity, unit=unit)
        other.property = one.property or other.property
    elif not is_counted(unit) and unit != "x" and _is_level_again(text, one, other):
        other.quantity = _at_the_scale_of(one.quantity, replace(other.quantity, unit=unit))


def _is_level_again(text: str, one: Reading, other: Reading) -> bool:
    """Say whether a bare number tells another level of what the figure before measures."""
    frame = other.frame
    if one.quantity.change or other.quantity.change:
        return False
    verbs = [token for token in clause_rest(frame) if token.verb]
    if _OF_THOSE.match(text, other.quantity.end):
        return frame.verb == "be" and not verbs  # "and 61 of them fixed by hand" are no days
    if not _LEVEL_ENDS.match(text, other.quantity.end) or (frame.leads and verbs):
        return False
    told = {token.low for token in one.frame.left}
    own = [t for t in frame.subject if t.kind in ("word", "name") and not is_function(t.low)]
    if [t.low for t in frame.left[-2:-1]] == ["to"]:  # "mean time to detect is 6, to recover 48"
        own = [t for t in own if t.end <= frame.left[-2].start]
        return bool(own) and own[-1].low in told and not frame.object
    if frame.object or frame.verb not in _LEVEL_VERBS or frame.preposition not in _LEVEL_LED:
        return False
    return all(t.low in told or t.low in _CASES for t in own[-1:])


# Subjects that are told apart from the one before by their case alone: "the old one had 80".
_CASES = frozenset("one ones other others rest else before previously now today".split())


def _at_the_scale_of(one: Quantity, other: Quantity) -> Quantity:
    """Return a bare number in the millions of the amount before it: "$612 million (was 580)"."""
    if not isinstance(one.value, Decimal) or not isinstance(other.value, Decimal):
        return other
    written = _WRITTEN.search(one.surface)
    if written is None or not re.fullmatch(r"[\d.,]+", other.surface):
        return other
    number = Decimal(written.group().replace(",", ""))
    if not number or not other.value:
        return other
    scale, ratio = abs(one.value) / number, other.value / number
    if scale < _THOUSAND or not Decimal("0.1") < ratio < Decimal(10):
        return other
    return replace(other, value=other.value * scale, tolerance=other.tolerance * scale)


_WRITTEN = re.compile(r"\d[\d,]*(?:\.\d+)?")
_THOUSAND = Decimal(1000)


# ------------------------------------------------------------------ what stays unsaid

_DELTAS = frozenset("increase decrease rise drop decline gain growth up down jump fall".split())
_LISTING = frozenset("to and or , – → -> - / by from in".split())


def share_within(own: list[Reading]) -> None:
    """Fill what a coordinated figure lacks from its neighbour: "from 4% to 14% of changes"."""
    for one, other in zip(reversed(own[:-1]), reversed(own[1:]), strict=True):
        if _alike(one.quantity, other.quantity) and _adjacent(one, other):
            # "Offices: 11 in seven countries" counts offices.
            labelled = one.frame.label and other.frame.preposition and one.property
            if labelled or _is_compared(other):
                continue
            if not _says_kind(one) or (other.frame.noun and not one.frame.noun):
                one.property = other.property or one.property
            if not one.frame.subject and not one.frame.rest:
                one.entity = other.entity or one.entity
            one.entity = one.entity or other.entity
    for one, other in pairwise(own):
        other.entity = other.entity or one.entity
        other.negated = other.negated or one.negated
        other.hedged = other.hedged or one.hedged
        two = any(token.low == "or" for token in one.cell.tokens[one.place : other.place])
        ends = one.quantity.change is not None and _adjacent(one, other) and not two
        if ends:
            one.qualifiers += _rates_left_out(one, other)
        if one.property and not _says_kind(other) and (other.property is None or ends):
            spans = dimension(other.quantity.unit) in ("time", "calendar")
            if (
                _alike(one.quantity, other.quantity)
                or is_delta(other)
                or (is_delta(one) and not spans)
            ):
                other.property = one.property
    for one, other in zip(reversed(own[:-1]), reversed(own[1:]), strict=True):
        if one.entity is None and {t.low for t in one.frame.subject} & FIRST_PERSON:
            one.entity = other.entity  # "I cut it from 2% to 0.1% in six months at Tarnwick"


def _rates_left_out(one: Reading, other: Reading) -> list[Qualifier]:
    """Return what both ends of a change are per: "from 71 to 48 minutes per shift"."""
    if any(qualifier.wording.startswith("per ") for qualifier in one.qualifiers):
        return []
    return [qualifier for qualifier in other.qualifiers if qualifier.wording.startswith("per ")]


def _says_kind(reading: Reading) -> bool:
    """Say whether the figure has words of its own that tell what it is of."""
    rest = reading.frame.rest
    noun = reading.frame.noun and not is_counted_from_before(reading.frame)
    return bool(noun or reading.frame.object or (rest and rest[0].low == "of"))


def _adjacent(one: Reading, other: Reading) -> bool:
    """Say whether only a list mark or a change stands between two figures of a cell."""
    return _listed(one.cell.tokens[one.place + 1 : other.place])


def _alike(one: Quantity, other: Quantity) -> bool:
    """Say whether two figures can be of one property: the same unit, or per something."""
    if one.unit is None or other.unit is None:
        return True
    units = [q.unit.partition("/")[0] for q in (one, other) if q.unit]
    return units[0] == units[1] or dimension(units[0]) == dimension(units[1])


def _is_compared(reading: Reading) -> bool:
    """Say whether a figure is by how much more or less: "$190 million, $70 million smaller"."""
    noun = reading.frame.noun
    return bool(noun) and noun[0].low in COMPARATIVES and reading.quantity.unit is not None


def share_compared(readings: list[Reading]) -> None:
    """Give what a level is more than its kind: "$9 million, 20% more than the $7.5 million"."""
    for one, by, other in zip(readings, readings[1:], readings[2:], strict=False):
        if other.property is None and one.quantity.unit == other.quantity.unit and _is_compared(by):
            other.property = one.property
            other.entity = other.entity or one.entity


def take_over(own: list[Reading], last: Reading) -> None:
    """Fill what the cell leaves unsaid from the cell before: "A had 3 users and B 4"."""
    first = own[0]
    elliptic = first.frame.verb is None
    for reading in own:
        delta = is_delta(reading)
        if reading.property == "time" and (last.property or "").endswith(" time"):
            reading.property = last.property
        if (reading.property or "").startswith("per ") and last.property:
            told = last.property.endswith(reading.property or "")  # "9 loads a day, now 40 a day"
            reading.property = last.property if told else f"{last.property} {reading.property}"
        elif _is_partitive(reading, last) and last.property:
            said = clause_rest(reading.frame)
            of = bool(said) and said[0].low == "of"
            more = kind_in(said[2:] if of else said, last.entity, names=True)
            # "9,000 changes a day, and one in eight of them": a share has no rate of its own.
            kind = _RATE.sub("", last.property) if _is_share(reading) else last.property
            reading.property = f"{kind} {more}" if more else kind
            reading.entity = last.entity
        elif reading.property is None and (
            delta or _alike(reading.quantity, last.quantity) or _is_end_of(reading, last)
        ):
            reading.property = _again(reading, last)
        elif _is_bare_deed(reading) and (noun := kind_in(last.frame.noun)):
            reading.property = f"{noun} {reading.property}"  # "killed 31 people, injured 200"
        elif _is_part(reading) and is_counted(last.quantity.unit) and last.property:
            reading.property = f"{last.property} {reading.property}"
        if reading.entity is None:
            reading.entity = last.entity
        if elliptic and "but" not in first.cell.opener:
            reading.negated = reading.negated or last.negated
            reading.hedged = reading.hedged or last.hedged
            _share_qualifiers(reading, last, delta or "based" in first.cell.opener)
        _go_on_placing(reading, last)


_RATE = re.compile(r" per (?:second|minute|hour|day|week|month|quarter|year)$")


def _is_share(reading: Reading) -> bool:
    """Say whether the figure is a share of something: "61%", "one in eight"."""
    return reading.quantity.unit in ("percent", "fraction")


def _go_on_placing(reading: Reading, last: Reading) -> None:
    """ "hired in Dublin (40), London (30)": the second place narrows as the first did."""
    name, before = _bracketed(reading.frame), _bracketed(last.frame)
    own = all(is_function(token.low) for token in reading.frame.label[:-1])
    if name is None or before is None or not own:
        return
    for qualifier in last.qualifiers:
        preposition, _, place = qualifier.wording.partition(" ")
        if preposition in ("in", "on", "at") and place == _place(before):
            others = [other for other in last.qualifiers if other is not qualifier]
            wording = f"{preposition} {_place(name)}"
            reading.entity = last.entity
            reading.qualifiers = [Qualifier(wording, name.start, name.end), *others]


def _bracketed(frame: Frame) -> Token | None:
    """Return the name or platform right before the bracket in which the figure stands."""
    if not frame.label or not frame.left or frame.left[-1].text != "(":
        return None
    token = frame.label[-1]
    return token if token.kind == "name" or token.low in PLATFORMS else None


def _place(token: Token) -> str:
    """Return a place or platform as qualifiers word it: "the US", "the web"."""
    return PLATFORMS.get(token.low) or place_name(plain_name(token.text))


def _again(reading: Reading, last: Reading) -> str | None:
    """Return the property of the figure before, for the other's own case: "1.5 for classes"."""
    low = [token.low for token in reading.frame.left]
    other = reading.frame.verb not in (None, last.frame.verb)
    if other or low[-1:] == ["of"] or "total" in reading.frame.figure.text.lower():
        # "added 3 users, for a total of 5", "and ended the year with 5"
        return kind_in(last.frame.noun, last.entity, names=True) or last.property
    case = for_what(reading.frame)
    return (
        f"{last.property.partition(' for ')[0]} {case}" if case and last.property else last.property
    )


def _is_bare_deed(reading: Reading) -> bool:
    frame = reading.frame
    return (
        frame.unit is None and not frame.noun and frame.verb is not None
        and reading.property == frame.participle
    )  # fmt: skip


def is_delta(reading: Reading) -> bool:
    """Say whether the figure is the change of the one before: "an increase of 8%", "up 23%"."""
    if reading.quantity.unit not in DELTA_UNITS:
        return False
    low = {token.low for token in reading.frame.left}
    if reading.quantity.surface[:1] in "+-−" or is_counted_from_before(reading.frame):
        return True
    return reading.quantity.change is not None or bool(low & _DELTAS)


def _is_end_of(reading: Reading, last: Reading) -> bool:
    """Say whether a figure is an end of the change just told: "cut by a third: 90 s to 60 s"."""
    ends = reading.quantity.change is not None and reading.frame.verb is None
    # "Margin gained 2 points and stands at 64%"
    points = last.quantity.unit in ("point", "percentage point", "basis point")
    reached = points and reading.quantity.unit == "percent" and not reading.frame.subject
    return (ends or reached) and is_delta(last) and not reading.frame.noun


def _is_partitive(reading: Reading, last: Reading) -> bool:
    """Say whether the figure counts some of those before: "400 of whom", "of 900, 40 work"."""
    rest = reading.frame.rest
    opening = [token.low for token in reading.frame.left[:2]]
    if opening in (["of", "which"], ["of", "whom"]) and not reading.frame.noun:
        return reading.quantity.unit is None  # "masts, of which at least 3,000 are shared"
    left = last.frame.left
    if reading.frame.leads and left and left[0].low == "of" and not reading.frame.noun:
        return reading.quantity.unit is None and bool(rest) and rest[0].verb is not None
    return (
        len(rest) > 1 and rest[0].low == "of" and not reading.frame.noun
        and rest[1].low in ("them", "whom", "which", "these", "those")
    )  # fmt: skip


def _is_part(reading: Reading) -> bool:
    """Say whether the figure is a share of the whole before it: "of 1,204 people, 61% said"."""
    frame = reading.frame
    leads = frame.leads and frame.unit in ("percent", "fraction") and not frame.noun
    return leads and bool(frame.rest) and frame.rest[0].low != "of" and bool(reading.property)


def _share_qualifiers(reading: Reading, last: Reading, whole: bool) -> None:
    """Take over what narrows both figures: what stood before the first, or all of it."""
    kinds = {_sort(q) for q in reading.qualifiers}
    for qualifier in last.qualifiers:
        before = qualifier.start < last.quantity.start
        if (whole or before) and _sort(qualifier) not in kinds:
            reading.qualifiers.append(qualifier)


def _sort(qualifier: Qualifier) -> str:
    """Return the sort of a qualifier: a figure has one place, and is one statistic."""
    word = qualifier.wording.split()[0]
    statistic = qualifier.wording in ("on average", "median") or word[1:].isdigit()
    return "statistic" if statistic else word


def named_qualifiers(reading: Reading) -> None:
    """Add the names that narrow the figure without owning it: "on Reelgauge", "in Dublin"."""
    frame = reading.frame
    found = [(p, name) for p, name in attachments(frame) if p in ("on", "in")]
    for segment in (*frame.fronted, frame.left):
        for token, after in pairwise(segment):
            if token.low in ("on", "in") and after.kind == "name":
                found.append((token.low, after))
    for token in clause_rest(frame):
        if token.low == "elsewhere" and reading.entity != "elsewhere":
            reading.qualifiers.append(Qualifier("elsewhere", token.start, token.end))
    for preposition, name in found:
        plain = plain_name(name.text)
        taken = any(_holds(q, [name]) for q in reading.qualifiers)
        told = plain.lower() in (reading.property or "")
        if not (taken or told or (reading.entity or "").startswith(plain)):
            wording = f"{preposition} {plain}"
            reading.qualifiers.append(Qualifier(wording, name.start, name.end))


def distribute(tokens: list[Token], readings: list[Reading]) -> None:
    """Give each of n coordinated figures its own of n names: "A, B and C had 1, 2 and 3"."""
    if len(readings) < 2 or readings[0].cell is not readings[-1].cell:
        return
    if not all(_adjacent(a, b) for a, b in pairwise(readings)):
        return
    if any(r.quantity.change for r in readings):
        return
    names = names_in(readings[0].frame.subject)
    if len(names) < len(readings) and readings[0].frame.fronted:
        names = names_in([t for s in readings[0].frame.fronted for t in s][-2 * len(readings) :])
    if len(names) == len(readings):
        for reading, name in zip(readings, names, strict=True):
            reading.entity = plain_name(name.text)
    places = [t for t in tokens if t.kind == "name" and is_place(t.text)]
    if len(places) == len(readings):
        for reading, place in zip(readings, places, strict=True):
            others = [other for other in places if other is not place]
            reading.qualifiers = [q for q in reading.qualifiers if not _holds(q, others)]


def _holds(qualifier: Qualifier, names: list[Token]) -> bool:
    return any(qualifier.start <= name.start < qualifier.end for name in names)
