"""Rows B to E on one figure of a claim: which measurement leads, and what it says."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from prepkit.corpus import Passage
from prepkit.factcheck.ages import judge_age
from prepkit.factcheck.alignment import deeds, is_plain_deed, measure, words_beside
from prepkit.factcheck.attitudes import attitude, governing
from prepkit.factcheck.evidence import (
    Evidence,
    EvidenceBase,
    find_evidence,
    is_former,
    nearest_passage,
)
from prepkit.factcheck.findings import LABELS, LEAVE_OUT, Finding
from prepkit.factcheck.likeness import contrast_of, is_same_deed, judge_words
from prepkit.factcheck.nearness import STATISTICS
from prepkit.factcheck.portions import is_whole
from prepkit.factcheck.rulings import (
    MATCHES,
    Ruling,
    as_written,
    is_back_then,
    is_passed,
    judge_attitude,
    judge_direction,
    judge_negation,
    judge_noun,
    judge_then,
    judge_was,
)
from prepkit.factcheck.segments import rival_meant
from prepkit.factcheck.subjects import ANYBODY, ENOUGH, passage_context, relate
from prepkit.factcheck.times import (
    ANY_YEAR,
    Clock,
    DayOfAnyYear,
    agrees,
    days_of_any_year,
    said_date,
    same_time,
    says_now,
)
from prepkit.factcheck.unsaid import unsaid_words
from prepkit.factcheck.values import Comparison, compare
from prepkit.factcheck.wording import said_in
from prepkit.factcheck.words import is_name_at_start, names, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Period, find_dates, find_measurements
from prepkit.quantities.lexicon import VERBS
from prepkit.quantities.moments import one_date
from prepkit.quantities.tokens import is_counted

# Evidence that fits nearly as well as the best may lead in its place if its value matches.
NEARLY_AS_GOOD = 0.1
# A figure of a long page that shares so little with the claim is mostly of another thing.
FITS_BADLY, FEW = 0.35, 5

# Words that make another measure of a figure: "gross profit" is no profit.
KIND = re.compile(r"\b(gross|net|operating|adjusted|pretax|organic|deferred|projected) [a-z]+")
OF_ALL_BARE = re.compile(r"\d\w* (?:out )?of (?:the |all )?$")
AGAINST = re.compile(r"\b(?:against|versus|vs\.?|compared (?:with|to))\s+[$€£]?$", re.I)
# "announced results for the first quarter": what follows is of that time.
RESULTS_OF = re.compile(
    r"\b(?:results|earnings|outlook|guidance|forecasts?|targets?|expectations) for (?:the |its )?$",
    re.I,
)
# D8: a plain figure that is said to be all there is.
EXACTLY = re.compile(r"\b(?:exactly|only|precisely|just|no more and no less than)\s*$", re.I)


def judge_figure(
    measurement: Measurement, claim: Claim, base: EvidenceBase, clock: Clock
) -> Finding:
    """Return what the sources make of one figure of a claim."""
    sources = claim.cited or None
    found = find_evidence(measurement, claim, base, sources)
    meant = rival_meant(measurement, claim, found, base.terms)
    same = [meant] if meant else [e for e in found if e.relation in ("same", "near")]
    # "14 of our 22 services use it": where the claim may mean either, it means the part.
    same = [e for e in same if not is_whole(measurement, claim, e, base.terms)] or same
    if not sources and not measurement.entity:
        same = [e for e in same if _says_the_same(claim, e, base)]
    if not same:
        return _kept_apart(measurement, claim, found) or _nothing_alike(measurement, claim, base)
    dated = _of_that_date(measurement, claim, same)
    if not dated:
        return _other_dates(measurement, same)
    if not measurement.entity and claim.cited and len(_owners(dated, base)) > 1:
        dated = [e for e in dated if _is_the_pages_own(e, base)] or dated
    if not measurement.entity and len(_owners(dated, base)) > 1:
        told = "no owner is named, and the source has several"
        others = [evidence.passage for evidence in dated[1:3]]
        return _finding(measurement, "B1", "not found", told, dated[0].passage, others)
    lead, comparison = _lead(measurement, _as_asserted(measurement, claim, dated))
    if comparison.label == "contradicted":
        if lead.score < FITS_BADLY and len({id(e.passage) for e in found}) > FEW:
            return _nothing_alike(measurement, claim, base)
        settled = _once_true(measurement, claim, lead, base) or _unsure(
            measurement, claim, lead, base
        )
        if settled:
            return settled
    against = _disagreeing(lead, same, base)
    if against:
        return _in_conflict(measurement, lead, against)
    ruling = Ruling(lead.passage)
    judge_noun(ruling, lead, claim)
    _judge_value(ruling, measurement, claim, lead, comparison)
    judge_direction(ruling, measurement, lead)
    judge_negation(ruling, measurement, claim, lead)
    judge_attitude(ruling, measurement, claim, lead)
    judge_then(ruling, claim, lead)
    judge_was(ruling, claim, lead)
    judge_words(ruling, measurement, claim, lead, base)
    if measurement.as_of is None and ruling.label in MATCHES:
        everywhere = same
        if sources:
            wide = find_evidence(measurement, claim, base, None)
            everywhere = [e for e in wide if e.relation in ("same", "near")]
        judge_age(ruling, measurement, claim, lead, everywhere, base, clock)
    quantity = measurement.quantity
    return Finding(
        ruling.row, ruling.label, "; ".join(ruling.reasons), quantity.surface,
        quantity.start, quantity.end, " and ".join(ruling.fixes) or None,
        ruling.passage, tuple(ruling.others),
    )  # fmt: skip


def _as_asserted(
    measurement: Measurement, claim: Claim, found: Sequence[Evidence]
) -> Sequence[Evidence]:
    """Return the evidence without what a sentence only expects, where it tells what came about.

    "It had been planned for 12 months and took 19."
    """
    if attitude(governing(claim.text, measurement.quantity.end)) != "asserted":
        return found
    asserted = [e for e in found if _attitude_of(e) == "asserted"]
    told = {id(evidence.passage) for evidence in asserted}
    return [e for e in found if e in asserted or id(e.passage) not in told] or found


def _attitude_of(evidence: Evidence) -> str:
    return attitude(governing(evidence.passage.text, evidence.measurement.quantity.end))


def _judge_value(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence, comparison: Comparison
) -> None:
    """Rows C and D: what the two values make of each other, and D8, D11 on the words around."""
    label = comparison.label
    exactly = EXACTLY.search(claim.text[: measurement.quantity.start])
    if exactly and comparison.row == "D8":
        label = "contradicted"  # "only 14%" where the source has more
    elif exactly and label == "supported":
        equal = measurement.quantity.value == lead.measurement.quantity.value
        label = label if equal else "imprecise"
    if comparison.label == "supported" and is_passed(measurement, claim, lead):
        label = "contradicted"
    ruling.add(comparison.row, label, comparison.reason, comparison.fix)


def _once_true(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> Finding | None:
    """E3: an undated figure that the same source has for an earlier time than the leading one."""
    if measurement.as_of or measurement.quantity.comparator != "=":
        return None
    for earlier in find_evidence(measurement, claim, base, claim.cited or None, former=True):
        given = earlier.measurement
        if earlier.relation != "same" or not _is_before(given, lead.measurement):
            continue
        if compare(measurement.quantity, given.quantity).label == "supported":
            ruling = Ruling(earlier.passage, others=[lead.passage])
            ruling.add("E3", "supported", "true of an earlier time")
            judge_negation(ruling, measurement, claim, earlier)
            judge_words(ruling, measurement, claim, earlier, base)
            if ruling.label != "supported":
                continue
            said = said_in(lead.passage, lead.measurement)
            dated = (
                f"true of {said_date(given.as_of)}" if given.as_of else "true of an earlier time"
            )
            if is_back_then(claim.text, measurement.quantity):
                return _finding(measurement, "D1", "supported", dated, earlier.passage)
            told = f"{dated}; newest: {said}"
            return _finding(measurement, "E3", "outdated", told, earlier.passage, [lead.passage])
    return None


def _is_before(one: Measurement, other: Measurement) -> bool:
    """Tell whether a figure is older: by its date, or as what a change began from."""
    if one.as_of and other.as_of:
        return one.as_of.last < other.as_of.last
    return is_former(one) or (one.as_of is not None and other.as_of is None)


def _unsure(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> Finding | None:
    """B1: a source that does not say what the claim says of its figure contradicts nothing."""
    said = said_in(lead.passage, lead.measurement)
    if _is_of_the_other(measurement, claim, lead):
        told = f"the source's {said} is the claim's other figure"  # "212 before, 38 after"
        return _finding(measurement, "B1", "not found", told, lead.passage)
    kind = base.terms.stems(measurement.property or "")
    beside = senses(words_beside(measurement, claim)) - STATISTICS
    if not (kind & base.terms.stems(claim.text) or beside):
        told = "no word of the claim says what this is"  # "..., 12 days at the median"
        return _finding(measurement, "B1", "not found", told, lead.passage)
    contrast = contrast_of(measurement, claim, lead, base)
    if contrast:
        return _finding(measurement, contrast[0], "not found", contrast[1], lead.passage)
    at = measurement.quantity
    goes_on = re.match(r" (\w+)", claim.text[at.end :])
    if (
        OF_ALL_BARE.search(claim.text[: at.start])
        and at.unit is None
        and goes_on
        and goes_on[1] in VERBS
    ):
        told = "the claim leaves open what these are"  # "112 of the 400 got merged"
        return _finding(measurement, "B1", "not found", told, lead.passage)
    if AGAINST.search(claim.text[: measurement.quantity.start]):
        told = "the claim leaves open whose this is"  # "7 billion against 1 billion"
        return _finding(measurement, "B1", "not found", told, lead.passage)
    ours, theirs = measurement.quantity.unit, lead.measurement.quantity.unit
    things = base.terms.stems(theirs or "") - base.terms.stems(measurement.property or "")
    if ours == "person" and is_counted(theirs) and things and not things & ANYBODY:
        told = f"the source's {said} counts something else"  # "five people", "640 modules"
        return _finding(measurement, "B1", "not found", told, lead.passage)
    kind = KIND.search(lead.measurement.property or "")
    if kind and not re.search(rf"\b{kind[1]}\b", claim.text, re.I):
        told = f"the source's {said} is of another kind: {kind.group()!r}"
        return _finding(measurement, "B3", "not found", told, lead.passage)
    unsaid = unsaid_words(measurement, claim, lead, base) or _done_elsewhere(
        measurement, claim, lead, base
    )
    if not unsaid or is_same_deed(unsaid, claim, lead, base):
        return None
    told = f"the source says {said}, and not {' and '.join(map(repr, unsaid))}"
    return _finding(measurement, "B1", "not found", told, lead.passage)


def _is_of_the_other(measurement: Measurement, claim: Claim, lead: Evidence) -> bool:
    """Tell whether a source's figure is one that the claim gives beside, of the same thing."""
    told = measure(claim)
    at = measurement.quantity.start
    ours = next(((m.entity, m.property) for m in told if m.quantity.start == at), None)
    return any(
        (other.entity, other.property) == ours
        and other.quantity.start != measurement.quantity.start
        and other.quantity.comparator == measurement.quantity.comparator == "="
        and compare(other.quantity, lead.measurement.quantity).label == "supported"
        for other in told
    )


def _done_elsewhere(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> list[str]:
    """The verbs that a claim says of its figure, and only the title around the source's sentence.

    On a page about who was bought, "it had raised €27 million" is not what was paid.
    """
    there = base.terms.stems(lead.passage.text)
    done = deeds(words_beside(measurement, claim), claim.text)
    return [word for word in done if not senses([word]) & there and not is_plain_deed(word)]


def _is_the_pages_own(evidence: Evidence, base: EvidenceBase) -> bool:
    """Tell whether a figure is of whoever publishes its page, as who is cited without a name is."""
    owner = base.terms.stems(evidence.measurement.entity or "")
    return owner <= base.terms.stems(evidence.passage.origin.publisher)


def _owners(same: Sequence[Evidence], base: EvidenceBase) -> set[frozenset[str]]:
    """The owners of the figures that fit a claim which names none about equally well.

    Of one who is named in full and in short, there is one.
    """
    best = max(evidence.score for evidence in same)
    fitting = [e for e in same if e.score >= best - NEARLY_AS_GOOD and e.measurement.entity]
    owners = {base.terms.stems(evidence.measurement.entity or "") for evidence in fitting}
    return {owner for owner in owners if not any(owner < other for other in owners)}


def _says_the_same(claim: Claim, evidence: Evidence, base: EvidenceBase) -> bool:
    """B1: a figure whose owner is named nowhere needs its whole sentence to match."""
    words = base.terms.stems(claim.text)
    return len(words & base.terms.stems(evidence.passage.text)) >= ENOUGH * len(words)


# --- no evidence of the same subject ---------------------------------------------


def _nothing_alike(measurement: Measurement, claim: Claim, base: EvidenceBase) -> Finding:
    """B1: nothing measures this; the nearest sentence is shown."""
    nearest = nearest_passage(claim.text, base, claim.cited)
    told = "no sentence measures this" + ("; the nearest is shown" if nearest else "")
    return _finding(measurement, "B1", "not found", told, nearest)


def _kept_apart(
    measurement: Measurement, claim: Claim, found: Sequence[Evidence]
) -> Finding | None:
    """B2, B3, B5: the best that there is, and the word that keeps it apart."""
    matching = [
        e
        for e in found
        if e.relation in ("B2", "B3", "B5")
        and compare(measurement.quantity, e.measurement.quantity).label in MATCHES
    ]
    if not matching:
        return None
    order = ("B2", "B5", "B3")
    best = min(matching, key=lambda e: (order.index(e.relation), -e.score))
    given = best.measurement
    told = f"{said_in(best.passage, given)} {_said_of(best)}"
    words = f"{given.entity or ''} {_words_of(best)} {claim.text}"
    word = as_written(best.difference, words)
    reasons = {
        "B2": f"the source says {word!r}: {told}",
        "B3": f"the source's figure is of another kind: {told}",
        "B5": f"the source's figure is of another scope ({word!r}): {told}",
    }
    return _finding(measurement, best.relation, "not found", reasons[best.relation], best.passage)


def _said_of(evidence: Evidence) -> str:
    given = evidence.measurement
    parts = [given.property or "", f"of {given.entity}" if given.entity else ""]
    if given.as_of:
        parts.append(f"({said_date(given.as_of)})")
    return " ".join(part for part in parts if part)


def _words_of(evidence: Evidence) -> str:
    return " ".join((*evidence.measurement.qualifiers, evidence.passage.text))


def _of_that_date(
    measurement: Measurement, claim: Claim, same: Sequence[Evidence]
) -> list[Evidence]:
    """E1: the evidence whose date agrees with the claim's, if the claim has one."""
    claimed = measurement.as_of
    yearless = None if claimed else next(iter(days_of_any_year(claim.text)), None)
    if claimed is None and yearless is None:
        return list(same)
    comparator = measurement.quantity.comparator
    return [e for e in same if _dated_alike(claimed, yearless, e, comparator)]


def _dated_alike(
    claimed: Period | None, yearless: DayOfAnyYear | None, evidence: Evidence, comparator: str
) -> bool:
    """Tell whether a source's figure is of the claim's date.

    A date without its year is taken in the year of the other, or in that of the title. The year
    that a title names is that of the whole page: "Results for 2023".
    """
    given = evidence.measurement.as_of
    titled = one_date(evidence.passage.title)
    lent = given is None or given.surface not in evidence.passage.text
    if lent and claimed and _said_with(evidence, claimed):
        return True
    if given is None:
        days = days_of_any_year(evidence.passage.text)
        if len(days) == 1 and not find_dates(evidence.passage.text):
            year = titled.last.year if titled else 0 if claimed else ANY_YEAR
            given = days[0].in_year(year) if year else None
        elif not days and claimed and titled and claimed.relation is None:
            return (claimed.first, claimed.last) == (titled.first, titled.last)
    if given is None:
        return False
    change = evidence.measurement.change
    if given.relation == "by" and change and change.after:
        given = replace(given, relation=None)  # "grew to 6.3 million by the end of 2022"
    meant = claimed or (yearless and yearless.in_year(given.last.year))
    return bool(meant and agrees(meant, given, comparator))


def _said_with(evidence: Evidence, claimed: Period) -> bool:
    """Tell whether the sentence before gives its own figures the claim's date, and this one none.

    "It flew 14.2 million passengers in 2024. The load factor was 86.3%."
    """
    passage = evidence.passage
    if not passage.before or find_dates(passage.text) or says_now(passage.text):
        return False
    first = passage.text.split()[0]
    named = [*names(passage.text), *([first] if is_name_at_start(first) else [])]
    if not all(name in passage.before for name in named):
        return False  # of somebody else
    dates = find_dates(passage.before)
    if len(dates) != 1 or claimed.relation or dates[0].relation:
        return False
    same = (dates[0].first, dates[0].last) == (claimed.first, claimed.last)
    reported = RESULTS_OF.search(passage.before[: dates[0].start])
    return same and (bool(reported) or any(m.as_of for m in find_measurements(passage.before)))


def _other_dates(measurement: Measurement, same: Sequence[Evidence]) -> Finding:
    """E1: the figure is there, for another date or for none."""
    best, comparison = _lead(measurement, same)
    value = said_in(best.passage, best.measurement)
    given = best.measurement.as_of
    told = f"{value} is dated {said_date(given)}" if given else f"the source gives {value} no date"
    if comparison.label not in MATCHES:
        told = f"the source has {value} for {said_date(given)}"
    return _finding(measurement, "E1", "not found", f"not for that date: {told}", best.passage)


def _lead(measurement: Measurement, same: Sequence[Evidence]) -> tuple[Evidence, Comparison]:
    """The best match by subject; of those that fit nearly as well, one whose value matches."""
    best = max(e.score for e in same)
    ruled = [(e, compare(measurement.quantity, e.measurement.quantity)) for e in same]
    fitting = [one for one in ruled if one[0].score >= best - NEARLY_AS_GOOD]
    if all(comparison.label == "contradicted" for _, comparison in fitting):
        # What bears it out elsewhere goes before what says otherwise here.
        fitting = [one for one in ruled if one[1].label == "supported"] or fitting
    if measurement.quantity.comparator in (">", ">=", "<", "<="):
        # Any other figure lies on one side of a bound, too: the one that is meant lies near it.
        lead, _ = min(fitting, key=lambda ruled: _distance(measurement, ruled[0]))
    else:
        lead, _ = min(fitting, key=_precedence)
    said = said_in(lead.passage, lead.measurement)
    return lead, compare(measurement.quantity, lead.measurement.quantity, said)


def _distance(measurement: Measurement, evidence: Evidence) -> tuple[float, tuple]:
    """How far a source's figure lies from a claimed bound, in powers of e."""
    bound, value = measurement.quantity.value, evidence.measurement.quantity.value
    exact = isinstance(bound, Decimal) and isinstance(value, Decimal)
    far = math.inf
    if exact and bound > 0 and value > 0:  # type: ignore[operator]
        far = abs(math.log(value / bound))  # type: ignore[operator]
    verdict = compare(measurement.quantity, evidence.measurement.quantity)
    return round(far, 6), _precedence((evidence, verdict))


def _precedence(ruled: tuple[Evidence, Comparison]) -> tuple:
    evidence, comparison = ruled
    given = evidence.measurement.as_of
    # What was seen in a source goes before what was only heard of it, even if that fits better.
    return (
        comparison.label not in MATCHES,
        evidence.passage.second_hand,
        LABELS[::-1].index(comparison.label),
        -(given.last.toordinal() if given else 0),
        evidence.passage.origin.rank != "primary",
        -evidence.score,
        evidence.passage.origin.source,
        evidence.passage.text,
    )


def _disagreeing(lead: Evidence, same: Sequence[Evidence], base: EvidenceBase) -> Evidence | None:
    """X1: evidence of the same time with another value, which nothing puts below the leading one.

    Between sources, rank and what was seen decide; a source that denies itself settles nothing.
    """
    time = lead.measurement.as_of
    for other in same:
        theirs = other.measurement.as_of
        if other.score < lead.score - NEARLY_AS_GOOD or other.passage is lead.passage:
            continue  # what fits less well, or stands in one sentence, is mostly of another thing
        if time is None or theirs is None or not same_time(time, theirs):
            continue
        if _in_one_table(other.passage, lead.passage):
            continue  # its rows tell different things apart
        one_source = other.passage.origin.source == lead.passage.origin.source
        outdone = not one_source and _standing(other) > _standing(lead)
        if outdone or _names_another(lead, other, base):
            continue
        if _deny(lead, other) and _of_one_thing(lead, other, base):
            return other
    return None


def _in_one_table(one: Passage, other: Passage) -> bool:
    here, there = one.locator, other.locator
    same = one.origin == other.origin and here.table is not None and here.table == there.table
    return same and here.row != there.row


def _names_another(lead: Evidence, other: Evidence, base: EvidenceBase) -> bool:
    """Tell whether a sentence opens with a name that neither the other nor the page has."""
    opening = re.match(r"(?:[A-Z][\w’'-]*\s?)+", other.passage.text)
    named = names(f"x {opening.group()}") if opening else []
    around = (lead.passage.text, *passage_context(lead.passage))
    known = frozenset().union(*(base.terms.stems(text) for text in around))
    return any(not base.terms.stems(f"x {name}") & known - base.terms.stems("x") for name in named)


def _of_one_thing(one: Evidence, other: Evidence, base: EvidenceBase) -> bool:
    """Tell whether either figure could stand for the other: the cases and the provinces cannot."""
    here, there = (base.subject_of(e.measurement, e.passage) for e in (one, other))
    return all(relate(a, b, base.terms)[0] == "same" for a, b in ((here, there), (there, here)))


def _standing(evidence: Evidence) -> tuple[bool, bool]:
    return evidence.passage.origin.rank != "primary", evidence.passage.second_hand


def _deny(one: Evidence, other: Evidence) -> bool:
    here, there = one.measurement.quantity, other.measurement.quantity
    return compare(here, there).label == compare(there, here).label == "contradicted"


def _in_conflict(measurement: Measurement, lead: Evidence, against: Evidence) -> Finding:
    values = " and ".join(said_in(e.passage, e.measurement) for e in (lead, against))
    told = f"the evidence disagrees for {said_date(lead.measurement.as_of)}: {values}"
    return _finding(measurement, "X1", "not found", told, lead.passage, [against.passage])


def _finding(
    measurement: Measurement, code: str, label: str, message: str,
    passage: Passage | None = None, others: Sequence[Passage] = (),
) -> Finding:  # fmt: skip
    quantity = measurement.quantity
    return Finding(code, label, message, quantity.surface, quantity.start, quantity.end,
                   LEAVE_OUT, passage, tuple(others))  # fmt: skip
