"""Rows B1 and E1: which of a source's figures a claimed one is held against."""

import math
import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from prepkit.factcheck.alignment import measure
from prepkit.factcheck.attitudes import attitude, governing
from prepkit.factcheck.evidence import Evidence, EvidenceBase, is_delta
from prepkit.factcheck.findings import LABELS
from prepkit.factcheck.rulings import MATCHES
from prepkit.factcheck.times import (
    ANY_YEAR,
    DayOfAnyYear,
    agrees,
    days_of_any_year,
    says_now,
    tells_of_now,
)
from prepkit.factcheck.values import Comparison, compare
from prepkit.factcheck.wording import said_in
from prepkit.factcheck.words import WORD, is_name_at_start, names
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Period, find_dates, find_measurements
from prepkit.quantities.lexicon import BE, VERBS
from prepkit.quantities.moments import is_elsewhen, one_date

# Evidence that fits nearly as well as the best may lead in its place if its value matches.
NEARLY_AS_GOOD = 0.1
# "announced results for the first quarter": what follows is of that time.
RESULTS_OF = re.compile(
    r"\b(?:results|earnings|outlook|guidance|forecasts?|targets?|expectations) for (?:the |its )?$",
    re.I,
)


def of_that_date(
    measurement: Measurement, claim: Claim, same: Sequence[Evidence]
) -> list[Evidence]:
    """E1: the evidence whose date agrees with the claim's, if the claim has one."""
    claimed = measurement.as_of
    yearless = None if claimed else _yearless(claim.text, measurement.quantity.end)
    if claimed is None and yearless is None:
        return list(same)
    comparator = measurement.quantity.comparator
    return [e for e in same if _dated_alike(claimed, yearless, e, comparator)]


# Where a sentence goes on to something else than its figure: "so a bug in October hurts".
GOES_ON = re.compile(
    r"[;:(]\s?|,?\s(?:and|but|while|whereas|so|because|which|who|though|although)\s"
)


def _yearless(text: str, end: int) -> DayOfAnyYear | None:
    """Return the first date without a year that a claim may give to the figure that ends there."""
    for day in days_of_any_year(text):
        joint = GOES_ON.search(text, end, max(end, day.start))
        own = WORD.findall(text[joint.end() : day.start]) if joint else []
        told = any(word in BE or (word in VERBS and not word.endswith("ing")) for word in own)
        reason = joint is not None and joint.group().strip(" ,") in ("so", "because")
        if not told and not reason:
            return day
    return None


def _dated_alike(
    claimed: Period | None, yearless: DayOfAnyYear | None, evidence: Evidence, comparator: str
) -> bool:
    """Tell whether a source's figure is of the claim's date.

    A date without its year is taken in the year of the other, or in that of the title. The year
    that a title names is that of the whole page: "Results for 2023".
    """
    given, passage = evidence.measurement.as_of, evidence.passage
    titled = one_date(passage.title)
    lent = given is None or given.surface not in evidence.passage.text
    if lent and _said_with(evidence, claimed or yearless):
        return True
    if given is None and claimed and _is_of_its_page(evidence, claimed):
        return True
    if given is None:
        days = days_of_any_year(evidence.passage.text)
        if len(days) == 1 and not find_dates(evidence.passage.text):
            year = titled.last.year if titled else 0 if claimed else ANY_YEAR
            given = days[0].in_year(year) if year else None
        elif not (days or find_dates(passage.text)) and tells_of_now(passage.text):
            given = one_date(passage.origin.published)  # "Today 40 of our 60 ships have it"
        elif is_elsewhen(passage.text, passage.title, passage.headings):
            return False
        elif is_delta(evidence.measurement) and find_dates(passage.text):
            return False  # "fell 4% from March 2022", in results for one quarter of 2025
        elif not days and claimed and titled and claimed.relation is None:
            return (claimed.first, claimed.last) == (titled.first, titled.last)
    if given is None:
        return False
    change = evidence.measurement.change
    if given.relation == "by" and change and change.after:
        given = replace(given, relation=None)  # "grew to 6.3 million by the end of 2022"
    if claimed and _is_of_one_month(claimed, given, evidence):
        return False
    meant = claimed or (yearless and yearless.in_year(given.last.year))
    return bool(meant and agrees(meant, given, comparator))


MADE = re.compile(
    r"\b(?:sold|sells?|made|earned|hired|shipped|built|raised|spent|saved|paid|took in)\b"
)


def _is_of_one_month(claimed: Period, given: Period, evidence: Evidence) -> bool:
    """Tell whether a source tells what came about in a month, and the claim of a longer time.

    A level may be of any day of it: "had 40 users in May".
    """
    longer = (claimed.last - claimed.first) > 2 * (given.last - given.first)
    month = given.first.day == 1 and 27 <= (given.last - given.first).days <= 30
    return longer and month and MADE.search(evidence.passage.text) is not None


# "While it lasted", "as a result": what the sentence before told is meant, and when it was.
POINTS_BACK = re.compile(
    r"\b(?:(?:while|when|as|until) (?:it|this|that|they) (?:lasted|ran|went|happened|was down)"
    r"|during (?:it|this|that|which) ?(?:time|period)?|(?:in|at) that time)\b", re.I,
)  # fmt: skip


def _said_with(evidence: Evidence, claimed: Period | DayOfAnyYear | None) -> bool:
    """Tell whether the sentence before gives its own figures the claim's date, and this one none.

    "It flew 14.2 million passengers in 2024. The load factor was 86.3%."
    """
    passage = evidence.passage
    if not passage.before or _has_dates(passage.text) or says_now(passage.text):
        return False
    first = passage.text.split()[0]
    named = [*names(passage.text), *([first] if is_name_at_start(first) else [])]
    if not all(name in passage.before for name in named):
        return False  # of somebody else
    dates: list[Period | DayOfAnyYear] = [*find_dates(passage.before)]
    dates += days_of_any_year(passage.before)
    if claimed is None or len(dates) != 1 or claimed.relation or dates[0].relation:
        return False
    reported = RESULTS_OF.search(passage.before[: dates[0].start])
    measured = any(m.as_of for m in find_measurements(passage.before))
    same = _same_days(claimed, dates[0])
    return same and bool(reported or measured or POINTS_BACK.search(passage.text))


def _has_dates(text: str) -> bool:
    return bool(find_dates(text) or days_of_any_year(text))


def _same_days(one: Period | DayOfAnyYear, other: Period | DayOfAnyYear) -> bool:
    """Tell whether two dates are of the same days; one without a year only if both have none."""
    if isinstance(one, Period) and isinstance(other, Period):
        return (one.first, one.last) == (other.first, other.last)
    if isinstance(one, Period) or isinstance(other, Period):
        return False
    return (one.month, one.day) == (other.month, other.day)


def _is_of_its_page(evidence: Evidence, claimed: Period) -> bool:
    """Tell whether a source says of the day that it came out what a claim says of that time.

    "Today 480 services use it", in a talk of June 2025.
    """
    passage = evidence.passage
    page = next(iter(find_dates(passage.origin.published)), None)
    told_now = tells_of_now(passage.text) and not _has_dates(passage.text)
    return bool(page and told_now and claimed.relation is None and agrees(claimed, page))


def as_asserted(
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


def is_the_pages_own(evidence: Evidence, base: EvidenceBase) -> bool:
    """Tell whether a figure is of whoever publishes its page, as who is cited without a name is."""
    owner = base.terms.stems(evidence.measurement.entity or "")
    return owner <= base.terms.stems(evidence.passage.origin.publisher)


def owners_of(same: Sequence[Evidence], base: EvidenceBase) -> set[frozenset[str]]:
    """The owners of the figures that fit a claim which names none about equally well.

    Of one who is named in full and in short, there is one.
    """
    best = max(evidence.score for evidence in same)
    fitting = [e for e in same if e.score >= best - NEARLY_AS_GOOD and e.measurement.entity]
    owners = {base.terms.stems(evidence.measurement.entity or "") for evidence in fitting}
    return {owner for owner in owners if not any(owner < other for other in owners)}


def left_to_the_unnamed(
    measurement: Measurement, claim: Claim, same: Sequence[Evidence], base: EvidenceBase
) -> list[Evidence]:
    """Return the evidence without what a claim gives to somebody by name beside its figure.

    "p99 38 ms, Tern has 95": the 95 of the source are no rival of the 38.
    """
    named = [m for m in measure(claim) if m.entity and m.quantity != measurement.quantity]
    kept = [
        e
        for e in same
        if not any(
            base.terms.stems(m.entity or "") == base.terms.stems(e.measurement.entity or "")
            and compare(m.quantity, e.measurement.quantity).label == "supported"
            for m in named
        )
    ]
    return kept or list(same)


def lead_of(measurement: Measurement, same: Sequence[Evidence]) -> tuple[Evidence, Comparison]:
    """The best match by subject; of those that fit nearly as well, one whose value matches."""
    best = max(e.score for e in same)
    ruled = [(e, compare(measurement.quantity, e.measurement.quantity)) for e in same]
    fitting = [one for one in ruled if one[0].score >= best - NEARLY_AS_GOOD]
    if all(comparison.label == "contradicted" for _, comparison in fitting):
        # What bears it out elsewhere goes before what says otherwise here.
        fitting = [one for one in ruled if one[1].label == "supported"] or fitting
    if measurement.quantity.comparator in (">", ">=", "<", "<="):
        fitting = [one for one in fitting if not _is_outdone(one[0], fitting)]
        # Any other figure lies on one side of a bound, too: the one that is meant lies near it.
        lead, _ = min(fitting, key=lambda ruled: _distance(measurement, ruled[0]))
    else:
        lead, _ = min(fitting, key=_precedence)
    said = said_in(lead.passage, lead.measurement)
    return lead, compare(measurement.quantity, lead.measurement.quantity, said)


def _is_outdone(one: Evidence, ruled: Sequence[tuple[Evidence, Comparison]]) -> bool:
    """Tell whether the same row of a table has a newer value of the same."""
    given = one.measurement
    return any(
        other.passage is one.passage
        and other.passage.locator.row is not None
        and other.measurement.property == given.property
        and other.measurement.entity == given.entity
        and bool(given.as_of and other.measurement.as_of)
        and given.as_of.last < other.measurement.as_of.last  # type: ignore[union-attr]
        for other, _ in ruled
    )


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
