"""Row D13: a change "from a to b" needs both ends, in one direction, of one subject."""

import re
from calendar import month_name
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from prepkit.factcheck.alignment import FRONTED, clause_around
from prepkit.factcheck.attitudes import attitude
from prepkit.factcheck.evidence import Evidence, EvidenceBase, find_evidence
from prepkit.factcheck.findings import LEAVE_OUT, Finding, worst
from prepkit.factcheck.likeness import judge_words
from prepkit.factcheck.relative import IMPROVED
from prepkit.factcheck.rulings import (
    BACK_THEN,
    MATCHES,
    Ruling,
    is_of_today,
    judge_attitude,
    judge_negation,
    judge_noun,
)
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.times import agrees, said_date
from prepkit.factcheck.values import Comparison, compare
from prepkit.factcheck.wording import said_in, say
from prepkit.factcheck.words import WORD
from prepkit.notes import Claim
from prepkit.quantities import Change, Measurement, Period, Quantity, find_dates
from prepkit.quantities.changes import value_direction
from prepkit.quantities.lexicon import BE, VERBS

MONTH = re.compile("|".join(name for name in month_name if name))
ALIKE = 0.6  # share of the words that two properties of one kind have in common
BROUGHT = re.compile(
    r"\b(?:brought|brings|cut|cuts|took|pushed|reduced|lowered|shortened|raised|lifted|increased)"
    r" (?:it|this|that|them)(?: back)?(?: down| up)? to (?:about |around |just |only )?[$€£]?$"
)


@dataclass(frozen=True, slots=True)
class _End:
    """One end of a claimed change, and the measurements of the sources that have its value."""

    measurement: Measurement
    same: tuple[Evidence, ...]  # of the claim's own subject
    elsewhere: tuple[Evidence, ...]  # of another subject

    @property
    def surface(self) -> str:
        return self.measurement.quantity.surface


def judge_change(
    change: Change, measurements: Sequence[Measurement], claim: Claim, base: EvidenceBase
) -> Finding:
    """Return what the sources make of a change whose both ends the claim gives."""
    before, after = _with_one_unit(
        *(_measured(end, measurements) for end in (change.before, change.after))
    )
    evidence = [find_evidence(m, claim, base, claim.cited or None) for m in (before, after)]
    told = _told_change(before, after, evidence, claim, base)
    if told:
        return _finding(change, told)
    first, last = (_end(m, found) for m, found in zip((before, after), evidence, strict=True))
    return _from_levels(change, first, last, claim, base)


def _with_one_unit(before: Measurement, after: Measurement) -> tuple[Measurement, Measurement]:
    """Give an end without a unit that of the other: "48 -> 31 GB"."""
    one, other = before.quantity, after.quantity
    if one.unit is None and other.unit is not None:
        return replace(before, quantity=replace(one, unit=other.unit)), after
    if other.unit is None and one.unit is not None:
        return before, replace(after, quantity=replace(other, unit=one.unit))
    return before, after


def _measured(end: Quantity | None, measurements: Sequence[Measurement]) -> Measurement:
    return next(m for m in measurements if end and m.quantity.start == end.start)


# --- the source tells a change, too ------------------------------------------------


def _told_change(
    before: Measurement, after: Measurement, found: Sequence[Sequence[Evidence]], claim: Claim,
    base: EvidenceBase,
) -> Ruling | None:  # fmt: skip
    """Compare with a change that a source tells of the same subject, if one does."""
    best: Ruling | None = None
    for start in _starts(*found):
        theirs = start.measurement.change
        if theirs is None or theirs.before is None or theirs.after is None:
            continue
        ruled = _compare_ends(before, after, theirs, start, claim)
        if ruled.label in MATCHES:
            _judge_the_rest(ruled, ((before, start),), claim, base)
            if _other_clause(before, after, claim):
                _judge_the_rest(ruled, ((after, _last_of(start)),), claim, base)
            _judge_way(ruled, before, theirs.before, theirs.after)
            _judge_way(ruled, start.measurement, theirs.before, theirs.after)
        if ruled.label in MATCHES:
            return ruled
        best = best or ruled
    return best


def _starts(firsts: Sequence[Evidence], lasts: Sequence[Evidence]) -> Iterator[Evidence]:
    """Yield what the changes of a source began from, either end of which is of the claim's own."""
    of_firsts = [e for e in firsts if _is_end(e, first=True)]
    yield from of_firsts
    known = {(id(e.passage), e.measurement.quantity.start) for e in of_firsts}
    for last in lasts:
        before = last.measurement.change.before if last.measurement.change else None
        if not _is_end(last, first=False) or before is None:
            continue
        if (id(last.passage), before.start) not in known:
            ends = (m for m in last.passage.measurements if m.quantity.start == before.start)
            yield from (replace(last, measurement=m) for m in ends if m.change)


def _is_end(evidence: Evidence, *, first: bool) -> bool:
    """Tell whether a figure of the claim's own is the first or the last end of a change."""
    change = evidence.measurement.change
    if evidence.relation not in ("same", "near") or not (change and change.before and change.after):
        return False
    end = change.before if first else change.after
    return evidence.measurement.quantity.start == end.start


def _compare_ends(
    before: Measurement, after: Measurement, theirs: Change, found: Evidence, claim: Claim
) -> Ruling:
    theirs = _as_measured(theirs, found)
    assert theirs.before is not None
    assert theirs.after is not None
    text = found.passage.text
    said = f"from {say(theirs.before, text)} to {say(theirs.after, text)}"
    ruling = Ruling(found.passage)
    first, last = (
        compare(before.quantity, theirs.before), compare(after.quantity, theirs.after)
    )  # fmt: skip
    label = worst([first.label, last.label]) or "not found"
    claimed, given = before.as_of or after.as_of, found.measurement.as_of or _ended(theirs, found)
    if before.as_of is None:  # "rose from $44M to $57M in Q3": the end is of that quarter
        given = _ended(theirs, found) or given
    if label in MATCHES and claimed and not (given and agrees(claimed, given)):
        ruling.add("E1", "not found", "the source tells the change for another date, or for none")
        return ruling
    ours, other = (frozenset(MONTH.findall(c)) for c in (_surface(before), theirs.surface))
    if label in MATCHES and ours and other and ours != other:
        ruling.add("E1", "not found", "the source tells the change between other months")
        return ruling
    if label in MATCHES and (back := _counted_apart(claim, before, theirs, found)):
        ruling.add("E1", "not found", f"the source does not count from {back!r}")
        return ruling
    exactly_swapped = (before.quantity.value, after.quantity.value) == (
        theirs.after.value, theirs.before.value
    )  # fmt: skip
    swapped = (
        compare(before.quantity, theirs.after).label in MATCHES
        and compare(after.quantity, theirs.before).label in MATCHES
    )
    straight = (first.label, last.label) == ("supported", "supported")
    if swapped and (label not in MATCHES or (exactly_swapped and not straight)):
        ruling.add("D13", "contradicted", f"the other way round: the source says {said}",
                   f"say '{said}'")  # fmt: skip
        return ruling
    fix = None if label == "supported" else f"say '{said}'"
    ruling.add("D13", label, f"the source says {said}", fix)
    return ruling


def _as_measured(change: Change, found: Evidence) -> Change:
    """Return a change with its ends as they are measured: "weekly" makes both dollars a week."""
    measured = {m.quantity.start: m.quantity for m in found.passage.measurements}
    ends = [measured.get(end.start, end) for end in (change.before, change.after) if end]
    if len(ends) != 2:
        return change
    units = [end.unit or "" for end in ends]
    rated = max(units, key=lambda unit: "/" in unit)
    if "/" in rated and rated.partition("/")[0] in units:
        ends = [replace(end, unit=rated) for end in ends]
    return replace(change, before=ends[0], after=ends[1])


# "A year earlier", "two quarters ago", "last year": how long before the last level the first was.
BACK = re.compile(
    r"\b(?P<many>an?|one|the|two|three|four|five|six|nine|ten|twelve|eighteen|\d+)"
    r"[ -](?P<unit>year|yr|quarter|qtr|month|week)s?[ -](?:earlier|ago|before|prior)\b"
    r"|\b(?:prior|previous|last)[- ](?P<last>year|yr|quarter|qtr|month|week)\b"
    r"|\b(?P<ago>year)-ago\b",
    re.I,
)
ONE = frozenset(("a", "an", "one", "the", ""))
NUMBERS = dict(zip("two three four five six nine ten twelve eighteen".split(),
                   "2 3 4 5 6 9 10 12 18".split(), strict=True))  # fmt: skip
SHORT = {"yr": "year", "qtr": "quarter"}
MONTHS_IN = {"year": 12, "quarter": 3, "month": 1}
BEHIND = 36  # letters from the last level of a change to when the earlier was


def _counted_apart(claim: Claim, before: Measurement, theirs: Change, found: Evidence) -> str:
    """E1: how long before a claim says the first level held, where its source says otherwise."""
    change = before.change
    if change is None or before.as_of:  # a date is compared as a date
        return ""
    told = BACK.search(claim.text, max(0, change.start - BEHIND), change.end + BEHIND)
    if told is None:
        return ""
    ours = how_long(told)
    passage = found.passage
    dates = {m.quantity.start: m.as_of for m in passage.measurements}
    ends = [dates.get(end.start) for end in (theirs.before, theirs.after) if end]
    if len(ends) == 2 and ends[0] and ends[1]:
        first, last = ends[0].first, ends[1].first
        months = (last.year - first.year) * 12 + last.month - first.month
        alike = ours[1] in MONTHS_IN and str(months / MONTHS_IN[ours[1]]) == f"{ours[0]}.0"
        return "" if alike else told.group()
    return "" if ours in map(how_long, BACK.finditer(passage.text)) else told.group()


def how_long(told: re.Match[str]) -> tuple[str, str]:
    """Return how many of which unit a match of `BACK` goes back."""
    unit = (told["unit"] or told["last"] or told["ago"]).lower()
    many = (told["many"] or "").lower()
    return "1" if many in ONE else NUMBERS.get(many, many), SHORT.get(unit, unit)


def _other_clause(before: Measurement, after: Measurement, claim: Claim) -> bool:
    """Tell whether a claim tells the two ends in clauses of their own, each with its words."""
    text = claim.text
    return clause_around(text, before.quantity) != clause_around(text, after.quantity)


def _last_of(start: Evidence) -> Evidence:
    """Return the last end of a source's change, of which the first is given."""
    change = start.measurement.change
    last = change.after if change else None
    ends = (m for m in start.passage.measurements if last and m.quantity.start == last.start)
    return replace(start, measurement=next(ends, start.measurement))


def _surface(measurement: Measurement) -> str:
    return measurement.change.surface if measurement.change else ""


def _ended(change: Change, found: Evidence) -> Period | None:
    """When a change that a source tells came to its end: "during 2024 it fell from 12% to 5%"."""
    assert change.after
    ends = (m for m in found.passage.measurements if m.quantity.start == change.after.start)
    return next((m.as_of for m in ends), None)


# --- what a change says beside its values --------------------------------------------


def _judge_the_rest(
    ruling: Ruling, leads: Sequence[tuple[Measurement, Evidence]], claim: Claim, base: EvidenceBase
) -> None:
    """B1, B4, B6: each end is judged like any figure."""
    for measurement, lead in leads:
        judge_noun(ruling, lead, claim)
        judge_negation(ruling, measurement, claim, lead)
        judge_attitude(ruling, measurement, claim, lead)
        judge_words(ruling, measurement, claim, lead, base)


def _judge_way(ruling: Ruling, claimed: Measurement, first: Quantity, last: Quantity) -> None:
    """Values that go up bear out no fall, whatever their words."""
    change = claimed.change
    direction = change.direction if change and not IMPROVED.search(change.surface) else None
    went = value_direction(first, last)
    if direction and went and went != direction:
        ruling.settle("D13", "not found", "the values go the other way", LEAVE_OUT)


# --- the source has the two values, apart -------------------------------------------


def _end(measurement: Measurement, found: Sequence[Evidence]) -> _End:
    # What was seen in a source goes before what was only heard of it.
    matching = sorted(
        (e for e in found if _matches(measurement, e)), key=lambda e: e.passage.second_hand
    )
    same = tuple(e for e in matching if e.relation in ("same", "near"))
    return _End(measurement, same, tuple(e for e in matching if e not in same))


def _matches(measurement: Measurement, evidence: Evidence) -> bool:
    compared: Comparison = compare(measurement.quantity, evidence.measurement.quantity)
    return compared.label in MATCHES


def _from_levels(
    change: Change, before: _End, after: _End, claim: Claim, base: EvidenceBase
) -> Finding:
    dated = _dated_levels(before, after, claim, base) or _by_version(before, after, claim, base)
    if dated:
        return _finding(change, dated)
    for end, other in ((before, after), (after, before)):
        elsewhere = [
            e
            for e in end.elsewhere
            if e.relation in ("B1", "B2") and _same_kind(e, other, base.terms)
        ]
        if other.same and not end.same and elsewhere:
            return _finding(change, _given_to_another(end, elsewhere[0], other, base.terms))
    turned = _dated_levels(after, before, claim, base, turned=True)
    if turned:
        return _finding(change, turned)
    in_turn = _told_in_turn(before, after, claim, base)
    if in_turn:
        return _finding(change, in_turn)
    if swapped := _dated_the_other_way(before, after):
        return _finding(change, swapped)
    missing = [end.surface for end in (before, after) if not end.same]
    if missing:
        told = f"the sources have no {' and no '.join(missing)} of this"
        return Finding("D13", "not found", told, change.surface, change.start, change.end,
                       LEAVE_OUT)  # fmt: skip
    ruling = Ruling(before.same[0].passage, others=[after.same[0].passage])
    told = "both values are there, but no change is told"
    ruling.add("D13", "not found", told, LEAVE_OUT)
    return _finding(change, ruling)


def _dated_levels(
    before: _End, after: _End, claim: Claim, base: EvidenceBase, *, turned: bool = False
) -> Ruling | None:
    """Both levels of one series, in the order of their dates; those of the claim agree.

    `turned`: the ends are those of a claim that tells them the other way round.
    """
    for start in before.same:
        for end in after.same:
            first, last = start.measurement.as_of, end.measurement.as_of
            claimed_first, claimed_last = before.measurement.as_of, after.measurement.as_of
            if not (first and last and first.last < last.first):
                continue
            if turned:
                agree = _agree(((claimed_last, first), (claimed_first, last)))
                if agree and _of_one_row(start, end):
                    return _turned(start, end)
                continue
            if _agree(((claimed_first, first), (claimed_last, last))):
                return _judge_levels((before.measurement, start), (after.measurement, end),
                                     claim, base)  # fmt: skip
    return None


def _of_one_row(start: Evidence, end: Evidence) -> bool:
    """Tell whether two levels are one thing's, in one sentence or row of a source."""
    one, other = start.measurement, end.measurement
    alike = (one.entity, one.property, one.qualifiers) == (
        other.entity, other.property, other.qualifiers
    )  # fmt: skip
    return alike and start.passage is end.passage


def _turned(start: Evidence, end: Evidence) -> Ruling:
    ruling = Ruling(start.passage)
    first, last = (said_in(e.passage, e.measurement) for e in (start, end))
    ruling.add("D13", "contradicted", f"the other way round: first {first}, then {last}",
               f"say 'from {first} to {last}'")  # fmt: skip
    return ruling


SWITCHED = re.compile(
    r"\b(?:off|on|disabled|enabled|removed|excluded|without)\W*$|^Without\b", re.I
)


def _dated_the_other_way(before: _End, after: _End) -> Ruling | None:
    """Each value stands in one row at the date that the claim gives to the other."""
    for start in before.same:
        for end in after.same:
            alike = start.measurement.property == end.measurement.property
            if start.passage is not end.passage or not alike:
                continue
            claimed = before.measurement.as_of, after.measurement.as_of
            given = start.measurement.as_of, end.measurement.as_of
            if _are_of(claimed, given[::-1]) and not _are_of(claimed, given):
                ruling = Ruling(start.passage)
                said = " and ".join(
                    f"{said_in(e.passage, e.measurement)} for {said_date(e.measurement.as_of)}"
                    for e in (end, start)
                )
                told = f"the other way round: the source says {said}"
                ruling.add("D13", "contradicted", told, f"say '{said}'")
                return ruling
    return None


def _are_of(claimed: Iterable[Period | None], given: Iterable[Period | None]) -> bool:
    """Tell whether dates are all given, and each by a source as by a claim."""
    pairs = zip(claimed, given, strict=True)
    return all(ours is not None and theirs is not None and agrees(ours, theirs)
               for ours, theirs in pairs)  # fmt: skip


def _told_in_turn(before: _End, after: _End, claim: Claim, base: EvidenceBase) -> Ruling | None:
    """ "When we started, it took 47 minutes. Now it takes 11": first then, next now.

    Or what was brought about: "It took 47 minutes. The cache brought it down to 11."
    """
    for start in before.same:
        for end in after.same:
            one, other = start.passage, end.passage
            follows = other.before is not None and other.before.endswith(one.text)
            then = BACK_THEN.search(one.text) or attitude(one.text) == "former"
            brought = _is_brought_about(other.text[: end.measurement.quantity.start])
            led = FRONTED.match(other.text)
            now = is_of_today(FRONTED.sub("", other.text, count=1)) and not (
                led and SWITCHED.search(led.group())  # "With the cache off, " is no later time
            )
            if follows and (brought or (then and now)):
                return _judge_levels((before.measurement, start), (after.measurement, end),
                                     claim, base)  # fmt: skip
    return None


# "Lantern 3": a name and the number of its version.
VERSIONED = re.compile(r"(?P<name>[A-Z].*?) v?(?P<number>\d+(?:\.\d+)?)")


def _by_version(before: _End, after: _End, claim: Claim, base: EvidenceBase) -> Ruling | None:
    """Columns of two versions of what the page's title names by the newer one, the older first."""
    for start in (*before.same, *before.elsewhere):
        for end in after.same:
            older, newer = (
                VERSIONED.fullmatch(e.measurement.entity or "") for e in (start, end)
            )  # fmt: skip
            if not (older and newer and start.passage is end.passage):
                continue
            if find_dates(claim.text) and not end.measurement.as_of:
                continue  # versions tell which is later, and not when
            titled = re.search(rf"\b{re.escape(newer.group())}\b", end.passage.title)
            one_thing = older["name"] == newer["name"] and start.passage.locator.row is not None
            alike = start.measurement.property == end.measurement.property
            if titled and one_thing and alike and float(older["number"]) < float(newer["number"]):
                return _judge_levels((before.measurement, start), (after.measurement, end),
                                     claim, base)  # fmt: skip
    return None


def _is_brought_about(text: str) -> bool:
    """Tell whether a sentence goes on to say what "it" was brought to, and of nothing else."""
    found = BROUGHT.search(text)
    led = WORD.findall(text[: found.start()]) if found else ["is"]
    return not any(word in BE or (word in VERBS and VERBS[word].tense == "past") for word in led)


def _agree(dates: Iterable[tuple[Period | None, Period]]) -> bool:
    """Tell whether each date of a claim is the source's own."""
    return all(claimed is None or agrees(claimed, given) for claimed, given in dates)


def _judge_levels(
    before: tuple[Measurement, Evidence], after: tuple[Measurement, Evidence], claim: Claim,
    base: EvidenceBase,
) -> Ruling:  # fmt: skip
    (_, start), (_, end) = leads = (before, after)
    ruling = Ruling(start.passage, others=[end.passage])
    for ours, theirs in leads:
        said = said_in(theirs.passage, theirs.measurement)
        compared = compare(ours.quantity, theirs.measurement.quantity, said)
        given = theirs.measurement.as_of
        dated = f"{compared.reason} for {said_date(given)}" if given else compared.reason
        ruling.add("D13", compared.label, dated, compared.fix)
    _judge_the_rest(ruling, leads, claim, base)
    _judge_way(ruling, before[0], start.measurement.quantity, end.measurement.quantity)
    return ruling


def _same_kind(evidence: Evidence, other: _End, terms: Terms) -> bool:
    """The stray value is of the property that the other end has, so of another owner only."""
    stray = terms.stems(evidence.measurement.property or "")
    for found in other.same:
        kept = terms.stems(found.measurement.property or "")
        if stray and kept and len(stray & kept) >= ALIKE * min(len(stray), len(kept)):
            return True
    return False


def _is_named(owner: str, found: Evidence) -> bool:
    """Tell whether a sentence names the owner of its figure; a column's head may be a group's."""
    return found.passage.locator.row is None and owner in found.passage.text


def _given_to_another(end: _End, found: Evidence, other: _End, terms: Terms) -> Ruling:
    owner = found.measurement.entity
    own = terms.stems(end.measurement.entity or "")
    owner = None if owner and terms.stems(owner) <= own else owner
    whose = f"of {owner}" if owner else "of another subject"
    kept = said_in(other.same[0].passage, other.same[0].measurement)
    ruling = Ruling(found.passage, others=[other.same[0].passage])
    told = f"the source's {end.surface} is {whose}, and no change is told"
    label = "contradicted" if owner and _is_named(owner, found) else "not found"
    ruling.add("D13", label, told, f"say '{kept}', and leave out the change")
    return ruling


def _finding(change: Change, ruling: Ruling) -> Finding:
    fix = " and ".join(ruling.fixes) or (LEAVE_OUT if ruling.label == "not found" else None)
    return Finding(
        ruling.row, ruling.label, "; ".join(ruling.reasons), change.surface, change.start,
        change.end, fix, ruling.passage, tuple(ruling.others),
    )  # fmt: skip
