"""Row D17: a comparison whose two values the claim gives: "faster than B: 14 ms against 22"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise, permutations

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import IDLE, LIGHT, measure
from prepkit.factcheck.arithmetic import (
    POINTS,
    SHARES,
    compare_result,
    difference,
    is_exact,
    is_time,
    relative,
    way_of,
)
from prepkit.factcheck.attitudes import ruling_of
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.figures import judge_figure
from prepkit.factcheck.findings import LEAVE_OUT, Finding, worst
from prepkit.factcheck.sameness import NARROW
from prepkit.factcheck.segments import part_of
from prepkit.factcheck.subjects import GENERIC, passage_context
from prepkit.factcheck.times import Clock
from prepkit.factcheck.values import compare, same_kind
from prepkit.factcheck.words import is_negated, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement, find_dates

MORE = "more higher greater larger bigger longer heavier better".split()
LESS = "fewer less lower smaller shorter lighter worse".split()
FAST = {"faster": "less", "quicker": "less", "slower": "more"}  # of what takes a time
WAYS = {**dict.fromkeys(MORE, "more"), **dict.fromkeys(LESS, "less")}
# "Murmur-L has a lower error rate than Murmur-S, ", "pairs were faster than individuals: "
SIDES = re.compile(
    rf"(?P<ours>.+?)(?P<article>\san?)?\s(?P<way>{'|'.join([*WAYS, *FAST])})"
    r"(?P<kind>(?:\s(?!than\b)[\w-]+){0,6}?)\sthan\s(?P<theirs>[^,;:]+?)\s?[,:;(–—-]+\s?"
)
AGAINST = re.compile(
    r"\s(?:against|versus|vs\.?|compared (?:with|to))\s(?:just |only |about )?[$€£]?"
)
Side = tuple[Passage, Measurement]  # a figure of a source, and where it says so
IS = re.compile(r"\s(?:is|are|was|were)$")


def judge_versus(
    claim: Claim, measured: Sequence[Measurement], base: EvidenceBase, clock: Clock
) -> Iterator[Finding]:
    """Yield what the sources make of two values that a claim holds against one another.

    Each is judged as the plain figure that it would be alone; that one is more than the other is
    for their values to say.
    """
    for one, other in pairwise(measured):
        first, last = one.quantity, other.quantity
        found = SIDES.fullmatch(claim.text[: first.start])
        if not found or not AGAINST.fullmatch(claim.text[first.end : last.start]):
            continue
        if claim.text[last.end :].strip(" .)") or not is_exact(first, last):
            continue
        sides = [_plain(found, side, quantity.surface)
                 for side, quantity in (("ours", first), ("theirs", last))]  # fmt: skip
        judged = [_judge_alone(text, claim, base, clock) for text in sides]
        for finding, quantity in zip(judged, (first, last), strict=True):
            if finding:
                yield replace(finding, part=quantity.surface, start=quantity.start,
                              end=quantity.end)  # fmt: skip
        if all(judged):
            yield _compared(claim, found, one, other, [f for f in judged if f], base)


def _plain(found: re.Match[str], side: str, value: str) -> str:
    """Return what a claim says of one side alone: "Murmur-L has a word error rate of 4.7%"."""
    subject, verb = found["ours"], ""
    if IS.search(subject):  # "was faster": it took so long
        subject, verb = IS.sub("", subject), " took"
    if side == "theirs":
        verb = verb or f" {subject.split()[-1]}"
        subject = found["theirs"].strip()
    kind = found["kind"].strip()
    if found["article"]:
        return f"{subject}{verb} a {kind} of {value}."
    return f"{subject}{verb} {value} {kind}.".replace(" .", ".")


def _judge_alone(text: str, claim: Claim, base: EvidenceBase, clock: Clock) -> Finding | None:
    spoken = replace(claim, text=text)
    told = measure(spoken)
    return judge_figure(told[-1], spoken, base, clock) if told else None


def _compared(
    claim: Claim, found: re.Match[str], one: Measurement, other: Measurement,
    judged: Sequence[Finding], base: EvidenceBase,
) -> Finding:  # fmt: skip
    """What the values say of the word that compares them."""
    word = found["way"]
    first, last = one.quantity, other.quantity
    meant = FAST[word] if word in FAST and is_time(first.unit) else WAYS.get(word, "more")
    goes = {"up": "more", "down": "less"}.get(way_of(last, first) or "")
    start, end = found.start("way"), last.end
    told = f"{first.surface} against {last.surface}"
    if goes != meant:
        return Finding("D17", "contradicted", f"the claim's own values say otherwise: {told}",
                       found.string[start:end], start, end, "turn it round")  # fmt: skip
    label = worst([finding.label for finding in judged]) or "not found"
    passage = next((f.passage for f in judged if f.passage), None)
    ours, theirs = (_side_of(m, f) for m, f in zip((one, other), judged, strict=True))
    if label in ("supported", "imprecise") and ours and theirs:
        apart = _unlike(claim.text, ours, theirs, base)
        if apart:
            label, told = "not found", f"the source says {apart!r} of only one of {told}"
    fix = None if label == "supported" else LEAVE_OUT
    return Finding("D17", label, told, found.string[start:end], start, end, fix, passage)


def _side_of(measurement: Measurement, finding: Finding) -> Side | None:
    """Return the figure of a source that bears out one side, with its passage."""
    passage = finding.passage
    same = (
        m for m in (passage.measurements if passage else ())
        if compare(measurement.quantity, m.quantity).label in ("supported", "imprecise")
    )  # fmt: skip
    found = next(same, None)
    return (passage, found) if passage and found else None


# "33 minutes less on the new machines than on the old ones"
GAP = re.compile(
    r"\s(?:(?P<more>more|longer|higher|larger|bigger|heavier)"
    r"|(?P<less>less|fewer|shorter|lower|smaller|lighter|cheaper))\b"
    r"(?P<kind>[^,;:.]*?)\sthan\s(?P<theirs>[^,;:.]+)"
)
# Words that stand for what was named: "than those on day shifts".
STANDING_FOR = senses("those ones one that did does do it with".split())


def judge_gap(measurement: Measurement, claim: Claim, base: EvidenceBase) -> Finding | None:
    """D16: how much less of two things has, by their two figures in one passage of a source.

    What the claim calls each has to stand with its figure, and with no other.
    """
    quantity = measurement.quantity
    found = GAP.match(claim.text, quantity.end)
    if found is None or not isinstance(quantity.value, Decimal):
        return None
    stems, idle = base.terms.stems, IDLE | senses(LIGHT) | STANDING_FOR
    theirs = stems(found["theirs"]) - idle
    ours = stems(f"{claim.text[: quantity.start]} {found['kind']}") - idle
    findings = {}
    for passage in base.passages(sorted(ours | theirs), claim.cited or None, joined=True):
        around = frozenset().union(*map(stems, passage_context(passage)))
        if ours | theirs <= stems(passage.text) | around and not _differ(claim.text, passage.text):
            for one, other in permutations(passage.measurements, 2):
                alike = not _unlike(claim.text, (passage, one), (passage, other), base)
                if alike and _told_of(ours, theirs, one, other, passage, base):
                    judged = _gap(measurement, found, one, other, passage)
                    if judged:
                        findings[judged.label] = judged
    return next(iter(findings.values())) if len(findings) == 1 else None


# "4,700 users, bots included", "when it closed"
ADDED = re.compile(
    r"\b(?:included|excluded|including|excluding|counted|without|(?:when|before) (?:it|they))\b"
)


def _unlike(claim: str, one: Side, other: Side, base: EvidenceBase) -> str:
    """Return a word that a source says of one of two compared figures only, and the claim of none.

    "$8 per seat" and "$20 per team", "its churn in 2019", "took 14 minutes to read it".
    """
    (here, there), dates = zip(*(_said(*side, base) for side in (one, other)), strict=True)
    if dates[0] != dates[1]:
        return "its date"
    for passage, _ in (one, other):
        if (added := ADDED.search(passage.text)) and added.group() not in claim:
            return added.group()
    around = frozenset().union(*(
        base.terms.stems(text) for passage, _ in (one, other) for text in passage_context(passage)
    ))  # fmt: skip
    idle = base.terms.stems(claim) | around | IDLE | senses(LIGHT) | STANDING_FOR | GENERIC
    return min((here ^ there) - (idle - NARROW), default="")


def _said(
    passage: Passage, measurement: Measurement, base: EvidenceBase
) -> tuple[frozenset[str], tuple[date, ...]]:
    """Return the words, and the days, that a source gives to one figure."""
    part = part_of(passage.text, passage.measurements, measurement)
    days = tuple(day for period in find_dates(part) for day in (period.first, period.last))
    return base.terms.stems(part.replace(measurement.quantity.surface, " ")), days


def _differ(claim: str, source: str) -> bool:
    return is_negated(claim) != is_negated(source) or ruling_of(claim, source) is not None


def _told_of(
    ours: frozenset[str], theirs: frozenset[str], one: Measurement, other: Measurement,
    passage: Passage, base: EvidenceBase,
) -> bool:  # fmt: skip
    """Tell whether one figure's part of a passage has our words, the other's theirs."""
    text, stems = passage.text, base.terms.stems
    here, there = (stems(part_of(text, passage.measurements, m)) for m in (one, other))
    apart = theirs - here
    return bool(apart) and apart <= there and bool((ours - there) & here) and ours - here <= there


def _gap(
    measurement: Measurement, found: re.Match[str], one: Measurement, other: Measurement,
    passage: Passage,
) -> Finding | None:  # fmt: skip
    first, last, claimed = other.quantity, one.quantity, measurement.quantity
    first = replace(first, unit=first.unit or last.unit)  # "took 52 minutes; the other 19"
    last = replace(last, unit=last.unit or first.unit)
    if not is_exact(first, last) or not first.value or not last.value:
        return None
    result = relative(first, last) if claimed.unit in SHARES else difference(first, last)
    points = claimed.unit in POINTS and first.unit in SHARES
    if not (claimed.unit in SHARES or points or same_kind(claimed.unit, result.quantity.unit)):
        return None
    compared = compare_result(claimed, result)
    label, fix = compared.label, compared.fix
    if way_of(first, last) != ("up" if found["more"] else "down"):
        label, fix = "contradicted", "turn it round"
    return Finding("D16", label, compared.reason, claimed.surface, claimed.start, claimed.end,
                   fix, passage)  # fmt: skip
