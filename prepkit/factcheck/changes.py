"""Row D13: a change "from a to b" needs both ends, in one direction, of one subject."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from prepkit.factcheck.evidence import Evidence, EvidenceBase, find_evidence
from prepkit.factcheck.findings import LEAVE_OUT, Finding, worst
from prepkit.factcheck.rulings import said_in
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.times import agrees, said_date
from prepkit.factcheck.values import Comparison, compare
from prepkit.factcheck.wording import say
from prepkit.notes import Claim
from prepkit.quantities import Change, Measurement, Quantity

MATCHES = ("supported", "imprecise")
ALIKE = 0.6  # share of the words that two properties of one kind have in common


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
    before, after = (_measured(end, measurements) for end in (change.before, change.after))
    evidence = [_evidence(m, claim, base) for m in (before, after)]
    told = _told_change(before, after, evidence, claim)
    if told:
        return _finding(change, *told)
    first, last = (_end(m, found) for m, found in zip((before, after), evidence, strict=True))
    return _from_levels(change, first, last, base)


def _measured(end: Quantity | None, measurements: Sequence[Measurement]) -> Measurement:
    return next(m for m in measurements if end and m.quantity.start == end.start)


def _evidence(measurement: Measurement, claim: Claim, base: EvidenceBase) -> list[Evidence]:
    context = (*claim.headings, claim.before) if claim.before else claim.headings
    return find_evidence(
        measurement, claim.text, base, context=context, sources=claim.cited or None
    )


# --- the source tells a change, too ------------------------------------------------


def _told_change(
    before: Measurement,
    after: Measurement,
    evidence: Sequence[Sequence[Evidence]],
    claim: Claim,
) -> tuple | None:
    """Compare with a change that a source tells of the same subject, if one does."""
    best: tuple | None = None
    for start in evidence[0]:
        theirs = start.measurement.change
        if start.relation not in ("same", "near") or theirs is None:
            continue
        if theirs.before is None or theirs.after is None:
            continue
        if start.measurement.quantity.start != theirs.before.start:
            continue
        ruled = _compare_ends(before, after, theirs, start, claim)
        if ruled[1] in MATCHES:
            return ruled
        best = best or ruled
    return best


def _compare_ends(
    before: Measurement, after: Measurement, theirs: Change, found: Evidence, claim: Claim
) -> tuple:
    assert theirs.before is not None
    assert theirs.after is not None
    said = (
        f"from {say(theirs.before, found.passage.text)} to {say(theirs.after, found.passage.text)}"
    )
    fix = f"say '{said}'"
    first, last = (
        compare(before.quantity, theirs.before), compare(after.quantity, theirs.after)
    )  # fmt: skip
    label = worst([first.label, last.label]) or "not found"
    if label in MATCHES:
        claimed, given = before.as_of or after.as_of, found.measurement.as_of
        if claimed and not (given and agrees(claimed, given)):
            return "E1", "not found", "the source tells the change for another date, or for none", \
                None, found.passage  # fmt: skip
        if found.relation == "near":
            ours, there = found.difference.split("|")
            return "B4", "imprecise", f"the source says {there!r}, not {ours!r}", fix, found.passage
        return "D13", label, f"the source says {said}", None if label == "supported" else fix, \
            found.passage  # fmt: skip
    swapped = (
        compare(before.quantity, theirs.after).label in MATCHES
        and compare(after.quantity, theirs.before).label in MATCHES
    )
    if swapped:
        return "D13", "contradicted", f"the other way round: the source says {said}", fix, \
            found.passage  # fmt: skip
    return "D13", label, f"the source says {said}", fix, found.passage


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


def _from_levels(change: Change, before: _End, after: _End, base: EvidenceBase) -> Finding:
    dated = _dated_levels(before, after)
    if dated:
        return _finding(change, *dated)
    for end, other in ((before, after), (after, before)):
        elsewhere = [
            e
            for e in end.elsewhere
            if e.relation in ("B1", "B2") and _same_kind(e, other, base.terms)
        ]
        if other.same and not end.same and elsewhere:
            return _given_to_another(change, end, elsewhere[0], other)
    missing = [end.surface for end in (before, after) if not end.same]
    if missing:
        return _finding(change, "D13", "not found",
                        f"the sources have no {' and no '.join(missing)} of this")  # fmt: skip
    passages = (before.same[0].passage, after.same[0].passage)
    return _finding(change, "D13", "not found", "both values are there, but no change is told",
                    None, *passages)  # fmt: skip


def _dated_levels(before: _End, after: _End) -> tuple | None:
    """Both levels of one series, each with the date that the claim gives it."""
    for start in before.same:
        for end in after.same:
            first, last = start.measurement.as_of, end.measurement.as_of
            claimed_first, claimed_last = before.measurement.as_of, after.measurement.as_of
            if not (first and last and claimed_first and claimed_last) or first == last:
                continue
            if (
                first.last < last.first
                and agrees(claimed_first, first)
                and agrees(claimed_last, last)
            ):
                said = f"{said_date(first)} and {said_date(last)}"
                return ("D13", "supported", f"the source has both values, for {said}", None,
                        start.passage, end.passage)  # fmt: skip
    return None


def _goes(before: _End, after: _End, start: Evidence, end: Evidence) -> bool:
    """The levels of the source go the way that the claim says."""
    first, last = start.measurement.quantity.value, end.measurement.quantity.value
    if not isinstance(first, Decimal) or not isinstance(last, Decimal):
        return False
    change = before.measurement.change
    direction = change.direction if change else None
    return direction is None or (last > first) == (direction == "up")


def _same_kind(evidence: Evidence, other: _End, terms: Terms) -> bool:
    """The stray value is of the property that the other end has, so of another owner only."""
    stray = terms.stems(evidence.measurement.property or "")
    for found in other.same:
        kept = terms.stems(found.measurement.property or "")
        if stray and kept and len(stray & kept) >= ALIKE * min(len(stray), len(kept)):
            return True
    return False


def _given_to_another(change: Change, end: _End, found: Evidence, other: _End) -> Finding:
    owner = found.measurement.entity
    whose = f"of {owner}" if owner else "of another subject"
    message = f"the source's {end.surface} is {whose}, and no change is told"
    kept = said_in(other.same[0].passage, other.same[0].measurement)
    fix = f"say '{kept}', and leave out the change"
    return _finding(change, "D13", "contradicted", message, fix,
                    found.passage, other.same[0].passage)  # fmt: skip


def _finding(
    change: Change, code: str, label: str, message: str, fix: str | None = None, *passages
) -> Finding:
    passage = passages[0] if passages else None
    fix = fix or (LEAVE_OUT if label == "not found" else None)
    return Finding(code, label, message, change.surface, change.start, change.end, fix,
                   passage, tuple(passages[1:]))  # fmt: skip
