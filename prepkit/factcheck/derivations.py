"""Rows D14 to D16: a claimed figure that the source's own two figures make together."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import IDLE, LIGHT, clause_at, measure
from prepkit.factcheck.arithmetic import (
    POINTS,
    SHARES,
    Result,
    as_multiple,
    compare_result,
    is_exact,
    is_reached,
    is_time,
    way_of,
)
from prepkit.factcheck.attitudes import CAUSE
from prepkit.factcheck.contrasts import base_in
from prepkit.factcheck.evidence import (
    Evidence,
    EvidenceBase,
    is_delta,
    is_lent,
)
from prepkit.factcheck.findings import Finding, worst
from prepkit.factcheck.likeness import judge_words
from prepkit.factcheck.multiples import multiples_in
from prepkit.factcheck.relative import (
    A_YEAR_BEFORE,
    COMPARATIVE,
    OVER_THEN,
    Relative,
    read_relative,
    without_time,
)
from prepkit.factcheck.rulings import MATCHES, Ruling, judge_attitude, judge_negation, judge_noun
from prepkit.factcheck.sameness import relate
from prepkit.factcheck.strangers import stranger_to
from prepkit.factcheck.subjects import Subject, subject
from prepkit.factcheck.superlatives import numbers_in
from prepkit.factcheck.times import a_year_apart, agrees, days_of_any_year, says_now
from prepkit.factcheck.values import Comparison, compare, same_kind
from prepkit.factcheck.words import ORDINAL_ENDINGS, WORD, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Period, dimension, find_dates, find_quantities
from prepkit.quantities.eras import without_dates
from prepkit.quantities.lexicon import ANAPHORS, CHANGE_VERBS, VERBS, has_sure_verb
from prepkit.quantities.movers import tells_change

LIGHT_SENSES = senses(LIGHT)
DERIVED = ("D14", "D15", "D16")
# Who or what brought a change about goes before these, and what changed behind.
BROUGHT = re.compile(
    r"\b(?:brought|cut|reduced|lowered|pushed|trimmed|slashed|took|raised|lifted|shortened"
    r"|increased|improved|boosted|halved|doubled) (?=(?:the |its |their )?[A-Za-z])"
)
# How fast a change came about, or that it is of what is new: only the source's words can say it.
PACE = re.compile(
    r"\b(?:year|month|quarter|week|day)[- ](?:over|on|by|after)[- ](?:year|month|quarter|week|day)"
    r"|\b(?:each|every|per|a) (?:year|month|week|day|quarter)\b|\b(?:yearly|annually|overnight)\b"
    r"|\b(?:within|new|gross)\b|\bin (?:months|weeks|days|years|no time)\b"
    r"|\bannual(?:ised|ized)?\b|\b(?:monthly|weekly|daily|quarterly)\b",
    re.I,
)


# What a unit says by itself: so many megabytes are a size.
MEASURES = {"data": "time size volume", "mass": "time weight", "length": "time length height"}
YEAR_ON_YEAR = re.compile(r"year[- ](?:over|on)[- ]year", re.I)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of one series in one sentence of a source, the earlier first."""

    passage: Passage
    first: Measurement
    last: Measurement
    told: bool  # as a change "from a to b", not as two dated levels


def judge_derived(measurement: Measurement, claim: Claim, base: EvidenceBase) -> Finding | None:
    """Return what arithmetic on one sentence makes of a claimed figure; None if it decides nothing.

    Only a change, or two dated levels, of the claim's own subject can decide.
    """
    relative = read_relative(measurement, claim.text)
    if relative is None or (not claim.cited and not measurement.entity):
        return None
    spoken = replace(claim, text=relative.text)
    context = (*claim.headings, claim.before) if claim.before else claim.headings
    claimed = subject(relative.measurement, relative.text, base.terms, context)
    if not claimed.property - claimed.entity or days_of_any_year(claim.text):
        return None
    rulings = []
    lent = is_lent(measurement, claim)
    words = sorted(claimed.property | claimed.entity)
    for passage in base.passages(words, claim.cited or None, joined=True):
        figure = min((m.quantity.start for m in passage.measurements), default=0)
        if lent and stranger_to(claim, passage, figure, base.terms, base.words):
            continue
        for pair in pairs_in(passage):
            rulings.append(_by_pair(relative, claimed, pair, spoken, base))
        for delta in [] if relative.yearly else _deltas(passage):
            rulings.append(_by_delta(relative, claimed, delta, passage, spoken, base))
    return _finding(measurement, _decided(measurement, [r for r in rulings if r], base))


# --- how much a level is more than the one before it ------------------------------------

# "41%, eight points more", "58.4%, i.e. 1.9 points better", "148M in March, that's +17M".
APPOSED = re.compile(
    r"(?P<level>[^.;:\d]*?)\s*[,(;:–—→-]\s*(?:(?:which|that) (?:is|was)|that[’']s|i\.e\.|or|so|up"
    r"|down|an? (?:increase|rise|gain|improvement|drop|fall|decline|decrease) of)?,?"
    r"\s*(?:about |roughly |some |nearly |almost |over |more than )?$"
)
BEHIND = re.compile(r"\s*(?:$|[.,;:)–—]|(?:and|but|so|while)\b)")
SINCE_THEN = re.compile(
    r"\s*(?:(?:than|vs\.?|versus|against|from|on|over|compared (?:with|to))\s+)?"
    r"(?:(?:in|for|at)\s+)?(?:the\s+)?(?P<date>\S[^,;:.()]*?)(?=\s*(?:$|[.,;:)–—]))"
)


def judge_apposed(measurement: Measurement, claim: Claim, base: EvidenceBase) -> Finding | None:
    """D14, D16: "41% in 2025, eight points more than the year before".

    The level is a figure of its own, which the sources judge; here, a sentence that has the same
    level tells the one before it, too.
    """
    relative, level = read_relative(measurement, claim.text), _level_before(measurement, claim)
    if level is None or relative is None or relative.way is None or relative.loose:
        return None
    since = _counted_from(measurement, relative, claim.text)
    if since is None:
        return None
    for passage in base.passages(sorted(base.terms.stems(claim.text)), claim.cited, joined=True):
        for pair in pairs_in(passage):
            last = pair.last.quantity
            if not pair.first.quantity.value or not last.value:
                continue
            if not same_kind(level.quantity.unit, last.unit) or not _is_since(
                since, relative, pair
            ):
                continue
            if compare(level.quantity, last).label != "supported":
                continue
            if _of_two_things(pair, base):
                continue
            results = relative.results(pair.first.quantity, last)
            if results and way_of(pair.first.quantity, last):
                return _finding(measurement, _of_pair(relative, results, pair))
    return None


def _of_two_things(pair: Pair, base: EvidenceBase) -> bool:
    """Tell whether the first level has an owner or a noun of its own: "10% for the sector"."""
    first, last, stems = pair.first, pair.last, base.terms.stems
    apart = stems(first.property or "") - stems(last.property or "")
    owned = first.entity and last.entity and stems(first.entity) != stems(last.entity)
    return bool(apart or owned or set(first.qualifiers) - set(last.qualifiers))


def _of_pair(relative: Relative, results: Sequence[tuple[str, Result]], pair: Pair) -> Ruling:
    """What the two levels of a pair make of a claimed difference."""
    ruling = Ruling(pair.passage)
    row, compared = best_reading(relative, results)
    if way_of(pair.first.quantity, pair.last.quantity) != relative.way:
        ruling.add(row, "contradicted", f"derived: {results[0][1].shown}", "turn it round")
    else:
        ruling.add(row, compared.label, compared.reason, compared.fix)
    return ruling


def _level_before(measurement: Measurement, claim: Claim) -> Measurement | None:
    """Return the level that a difference is told right behind, if it is set off from it."""
    at = measurement.quantity.start
    before = [m for m in measure(claim) if m.quantity.end <= at]
    level = before[-1] if before else None
    if level is None or is_delta(level) or level.quantity.comparator not in ("=", "~"):
        return None
    between, _ = without_dates(claim.text[level.quantity.end : at])
    led = APPOSED.fullmatch(between)
    return level if led and not has_sure_verb(led["level"]) else None


def _counted_from(measurement: Measurement, relative: Relative, text: str) -> str | None:
    """Return what a difference is counted from, as written; "" if nothing; None if another."""
    end = measurement.quantity.end
    told = COMPARATIVE.match(text, end) or OVER_THEN.match(text, end)
    end = told.end() if told else end
    yearly = A_YEAR_BEFORE.match(text, end)
    if yearly:
        return yearly.group() if BEHIND.match(text, yearly.end()) else None
    if BEHIND.match(text, end):
        return ""
    since = SINCE_THEN.match(text, end)
    dates = find_dates(since["date"]) if since else []
    alone = len(dates) == 1 and dates[0].surface.strip() == since["date"].strip()  # type: ignore[index]
    return since["date"] if since and alone else None


def _is_since(since: str, relative: Relative, pair: Pair) -> bool:
    """E1: tell whether a pair begins when the claim counts from."""
    if not since:
        return pair.told
    if relative.yearly:
        return _is_of_the_year_before(pair)
    dates = find_dates(since)
    return bool(dates and pair.first.as_of and agrees(dates[0], pair.first.as_of))


def pairs_in(passage: Passage) -> Iterator[Pair]:
    """Yield the changes whose two ends a sentence gives, and two dated levels of one series."""
    measured = passage.measurements
    at = {m.quantity.start: m for m in measured}
    for m in measured:
        change = m.change
        if change and change.before and change.after and m.quantity.start == change.before.start:
            last = at.get(change.after.start)
            if last and is_exact(m.quantity, last.quantity):
                yield Pair(passage, m, last, told=True)
    levels = [m for m in measured if m.change is None and m.as_of]
    if len(levels) == 2:
        first, last = sorted(levels, key=lambda m: m.as_of.last.toordinal() if m.as_of else 0)
        if _one_series(first, last) and is_exact(first.quantity, last.quantity):
            yield Pair(passage, first, last, told=False)


def _one_series(first: Measurement, last: Measurement) -> bool:
    assert first.as_of
    assert last.as_of
    same = (first.entity, first.property, first.qualifiers) == (
        last.entity, last.property, last.qualifiers
    )  # fmt: skip
    return same and first.as_of.last < last.as_of.first


def _deltas(passage: Passage) -> list[Measurement]:
    """The changes of a sentence that it gives as one figure: "by 6 points", "tripled"."""
    printed = [m for m in passage.measurements if is_delta(m)]
    return [*printed, *multiples_in(passage.text, passage.title, passage.headings)]


# --- one pair, one printed change ------------------------------------------------------


def _by_pair(
    relative: Relative, claimed: Subject, pair: Pair, claim: Claim, base: EvidenceBase
) -> Ruling | None:
    first, last = pair.first.quantity, pair.last.quantity
    ends = [_evidence(relative, claimed, m, pair.passage, base) for m in (pair.first, pair.last)]
    if not first.value or not last.value or not all(ends):
        return None
    if relative.yearly and not _is_of_the_year_before(pair):
        return None
    figure = relative.measurement.quantity  # "a quarter less time" names no time
    told = f"{claim.text[: figure.start]}{' ' * len(figure.surface)}{claim.text[figure.end :]}"
    dates = (pair.first.as_of, pair.last.as_of)
    if not _dated_alike(told, dates, pair.passage.text):
        return None
    if not _counted_alike(relative.since, dates, pair.passage.text):
        return None
    ruling = _judged(relative.measurement, [e for e in ends if e], claim, base)
    if ruling is None:
        return None
    unsaid = _unsaid(pair, claim, base)
    if unsaid:
        ruling.add("B5", "imprecise", f"the source says {unsaid!r}", f"say {unsaid!r}")
    way = way_of(first, last)
    if way and relative.speed and is_time(first.unit):
        way = {"up": "down", "down": "up"}[way]  # what takes less time is faster
    results = relative.results(first, last)
    if not results:
        return None
    row, compared = best_reading(relative, results)
    if way is None or (relative.way and way != relative.way):
        went = {"up": "rose", "down": "fell", None: "stayed the same"}[way]
        told = f"the source says that it {went}: {results[0][1].shown}"
        ruling.add(row, "contradicted", told, f"say that it {went}")
    else:
        ruling.add(row, compared.label, compared.reason, compared.fix)
    return ruling


YEAR_BEFORE = re.compile(
    r"\b(?:(?:a|one) year (?:ago|earlier|before|prior)|year-(?:ago|earlier)"
    r"|(?:prior|previous|preceding|last)[- ]year|the year before)\b",
    re.I,
)


def _is_of_the_year_before(pair: Pair) -> bool:
    """Tell whether the first of two levels is said to be of the year before the last."""
    dates = (pair.first.as_of, pair.last.as_of)
    if dates[0] and dates[1] and dates[0].first != dates[1].first:
        return a_year_apart(dates) or (
            (dates[1].first - dates[0].last).days == 1
            and (dates[1].last - dates[1].first).days >= 364
            and (dates[0].last - dates[0].first).days >= 364
        )
    return YEAR_BEFORE.search(pair.passage.text) is not None


CONTRAST = re.compile(r"\b(?:instead|rather)\b")  # "60 minutes instead of 80 minutes"


def _unsaid(pair: Pair, claim: Claim, base: EvidenceBase) -> str | None:
    """A word with which a source bounds what changed, and that the claim lacks: "in tests"."""
    text, stems = pair.passage.text, base.terms.stems
    at = pair.first.quantity.start
    known = stems(claim.text).union(*map(stems, (*claim.headings, claim.before or "")))
    known = known.union(*(base.terms.near_stems.get(word, frozenset()) for word in known))
    known |= (
        senses("compare compared".split())
        | LIGHT_SENSES
        | IDLE
        | stems(pair.first.entity or "")
        | stems(MEASURES.get(dimension(pair.first.quantity.unit or "") or "", "time"))
    )
    dated = [(period.start, period.end) for period in find_dates(text)]
    dated += [(m.quantity.start, m.quantity.end) for m in (pair.first, pair.last)]
    dated += [match.span() for match in CONTRAST.finditer(text)]
    numbers = numbers_in(claim.text)
    numbered = [q.start for q in find_quantities(text) if str(q.value) in numbers]  # "week-four"
    for word in WORD.finditer(text, _led_from(text, at), at):
        plain = word.group().lower()
        idle = (
            re.sub(r"['’]s$", "", plain) in ANAPHORS
            or word.start() in numbered
            or plain.endswith("ly")
            or tells_change(plain)
            or plain in ORDINAL_ENDINGS
            or (_is_change(plain) and text[word.end() : at].strip() in ("", "from"))
            or any(a <= word.start() < b for a, b in dated)
        )
        if not idle and not stems(f"x {plain}") - stems("x") <= known:
            return word.group()
    return None


def _is_change(word: str) -> bool:
    """Tell a verb of change, as "moved" in "moved from 81% to 88%"."""
    return word in VERBS and VERBS[word].lemma in CHANGE_VERBS


def _led_from(text: str, at: int) -> int:
    """Where what changed begins: "A cache brought its run down from" tells what brought it."""
    start, _ = clause_at(text, at)
    cause = CAUSE.match(text, start, at)
    start = cause.end() if cause else start
    brought = [m.end() for m in BROUGHT.finditer(text, start, at)]
    return brought[-1] if brought and text[brought[-1] : at].strip() else start


def best_reading(
    relative: Relative, results: Sequence[tuple[str, Result]]
) -> tuple[str, Comparison]:
    """What is meant goes first; a figure that fits only another reading is told so."""
    quantity = relative.measurement.quantity
    row, meant = results[0]
    compared = compare_result(quantity, meant)
    if relative.loose:  # D15: "3 times more" may be three times, or four
        fits = [
            compare_result(replace(quantity, value=value), meant).label in MATCHES
            for value in relative.readings
        ]
        label = "imprecise" if any(fits) else "contradicted"
        return row, replace(compared, label=label, fix=f"say '{meant.said}'")
    if compared.label in MATCHES:
        passed = relative.nearly and is_reached(quantity, meant)
        return row, replace(compared, label="contradicted") if passed else compared
    for other_row, other in results[1:]:
        unit = other.quantity.unit
        if compare_result(replace(quantity, unit=unit), other).label in MATCHES:
            label = "imprecise" if relative.speed else "contradicted"
            told = f"{meant.shown}, and {other.shown}"
            fix = f"say '{other.said}', or '{meant.said}'"
            return other_row, Comparison(other_row, label, f"derived: {told}", fix)
    return row, compared


def _by_delta(
    relative: Relative, claimed: Subject, delta: Measurement, passage: Passage, claim: Claim,
    base: EvidenceBase,
) -> Ruling | None:  # fmt: skip
    """D14: per cent and points are no more than alike; so many times are so many per cent."""
    ours, theirs = relative.measurement.quantity, delta.quantity
    units = {ours.unit, theirs.unit}
    if relative.loose or relative.speed or relative.way is None:
        return None
    if not all(isinstance(quantity.value, Decimal) for quantity in (ours, theirs)):
        return None
    evidence = _evidence(relative, claimed, delta, passage, base)
    direction = delta.change.direction if delta.change else None
    if evidence is None or not _dated_alike(claim.text, [delta.as_of], passage.text):
        return None
    if not _counted_alike(relative.since, [delta.as_of], passage.text):
        return None
    if direction != relative.way:
        return None
    ruling = _judged(relative.measurement, [evidence], claim, base)
    if ruling is None:
        return None
    if units <= {"percentage point", "point"} or units <= {"x", "percent"}:
        printed = Result(theirs, theirs.surface, theirs.surface)
        result = as_multiple(theirs, direction) if "x" in units else printed
        meant = as_multiple(ours, direction).quantity if "x" in units else ours
        compared = compare_result(meant, result)
        reason = f"the source says {theirs.surface}"
        ruling.add("D15" if "x" in units else "D14", compared.label, reason, compared.fix)
        return ruling
    mixed = ours.unit in SHARES and theirs.unit in POINTS
    mixed = mixed or (ours.unit in POINTS and theirs.unit in SHARES)
    if mixed and ours.value == theirs.value:
        told = f"the source says {theirs.surface}: points are not per cent"
        ruling.add("D14", "contradicted", told, f"say '{theirs.surface}'")
        return ruling
    return None


# --- the same subject, at the same time ---------------------------------------------------


def _evidence(
    relative: Relative, claimed: Subject, given: Measurement, passage: Passage, base: EvidenceBase
) -> Evidence | None:
    theirs = base.subject_of(given, passage)
    at = relative.measurement.quantity.start
    beside = base.terms.stems(relative.text[slice(*clause_at(relative.text, at))])
    relation, difference, score = relate(claimed, theirs, base.terms)
    per = relative.measurement.quantity.unit in (*SHARES, "x") and not claimed.rates
    if per and relation == "B5" and difference in theirs.rates:
        relation, difference = "same", ""  # however many it is per, it fell by half
    if relation not in ("same", "near") or of_another(beside, given, passage, base):
        return None
    if is_time(given.quantity.unit):  # "the time of a build" and "a build" take the same minutes
        given = replace(given, property=without_time(given.property))
    return Evidence(passage, given, relation, difference, score)


def of_another(
    wanted: frozenset[str], given: Measurement, passage: Passage, base: EvidenceBase
) -> bool:
    """Tell whether a word of what is claimed belongs to another figure of the sentence."""
    own = _told_of(given, base)
    others = (_told_of(m, base) for m in passage.measurements if m is not given)
    return bool((wanted - own) & frozenset().union(*others))


def _told_of(measurement: Measurement, base: EvidenceBase) -> frozenset[str]:
    told = (measurement.property, measurement.entity, *measurement.qualifiers)
    return base.terms.stems(" ".join(text for text in told if text))


def _dated_alike(text: str, given: Sequence[Period | None], source: str) -> bool:
    """E1: each date that the claim names is the source's own; of two levels, both are named."""
    paced = PACE.search(text)
    yearly = a_year_apart(given)
    within = re.compile(r"\bwithin\b", re.I)
    said = within.sub("in", source).lower()
    told = paced is None or within.sub("in", paced.group()).lower() in said
    if paced and not told and not (yearly and YEAR_ON_YEAR.match(paced.group())):
        return False
    named = [period for period in find_dates(text) if not says_now(period.surface)]
    named, base = _without_base(named, text)
    if base and not (given and given[0] and agrees(base, given[0])):
        return False
    if base and len(given) == 1 and not _without_base(find_dates(source), source)[1]:
        return False  # "rose 8 points in 2022" does not count from 2022
    there = list(dict.fromkeys(period for period in given if period))
    if not named and not base:
        return True
    if any(period.relation in ("before", "after", "by") for period in named):
        return False
    if len(there) == 2 and base:
        return all(agrees(period, there[1]) for period in named)
    if len(there) == 2:
        last = yearly and len(named) == 1 and agrees(named[0], there[1])
        return last or _between(named, there[0], there[1])
    return len(there) == 1 and all(agrees(period, there[0]) for period in named)


# "Three years ago" is not "a year ago".
SEVERAL_AGO = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]|\d\d+)"
    r" (?:years|quarters|months|weeks)"
    r"(?= (?:ago|earlier|before|prior|previously)\b)",
    re.I,
)


def _counted_alike(since: str, given: Sequence[Period | None], source: str) -> bool:
    """E1: tell whether a source counts from when the claim does: "than a year earlier"."""
    counted = re.sub(r"^(?:the|an?|one|same|previous|prior|preceding|last|on) |s$", "", since)
    counted = counted.replace("yr", "year")
    if not counted or (counted == "year" and a_year_apart(given)):
        return True
    many = SEVERAL_AGO.search(source)
    if many and many.group().lower() not in since:
        return False
    return counted == base_in(source)


THAN_THEN = re.compile(
    r"\b(?:than|compared (?:with|to)|above|below|vs\.?|versus|against|(?:up|down) on|ahead of)"
    r" (?:in |at |during |for )?(?:the )?(?:end of )?$"
)


def _without_base(named: Sequence[Period], text: str) -> tuple[list[Period], Period | None]:
    """Return the dates of a claim without the one that it counts from: "more than in 2022"."""
    base = next((p for p in named if THAN_THEN.search(text[: p.start])), None)
    return [period for period in named if period is not base], base


def _between(named: Sequence[Period], first: Period, last: Period) -> bool:
    """Tell whether a claim names both dates of a change: "from 2019 to 2021", or one by one."""
    if len(named) == 1:
        stretch = named[0]
        if stretch.first == first.first and stretch.last == last.last:
            return True
        # "It grew by 5 million in 2025" is from the year before.
        follows = (last.first - first.last).days == 1
        return follows and stretch.relation is None and agrees(stretch, last)
    earlier, later = sorted(named[:2], key=lambda period: period.first)
    return len(named) == 2 and agrees(earlier, first) and agrees(later, last)


def _judged(
    measurement: Measurement, leads: Sequence[Evidence], claim: Claim, base: EvidenceBase
) -> Ruling | None:
    """Rows B on both ends, as for any figure; None where something keeps them apart."""
    ruling = Ruling(leads[0].passage)
    for lead in leads:
        judge_noun(ruling, lead, claim)
        judge_negation(ruling, measurement, claim, lead)
        judge_attitude(ruling, measurement, claim, lead)
        judge_words(ruling, measurement, claim, lead, base)
    return ruling if ruling.label in MATCHES else None


def _decided(
    measurement: Measurement, rulings: Sequence[Ruling], base: EvidenceBase
) -> Ruling | None:
    """The one that bears the claim out; else, where there is but one sentence, what it says."""
    several = len({id(ruling.passage) for ruling in rulings}) > 1
    if several and not measurement.entity and any(r.label != "supported" for r in rulings):
        return None  # no owner is named, and several sentences would do
    fitting = [ruling for ruling in rulings if ruling.label in MATCHES]
    best = worst([ruling.label for ruling in fitting])
    if fitting:
        return next((r for r in fitting if r.label == "supported"), None) or next(
            r for r in fitting if r.label == best
        )
    one = len({id(ruling.passage) for ruling in rulings}) == 1
    against = all(ruling.label == "contradicted" for ruling in rulings)
    return rulings[0] if len(rulings) == 1 or (one and against) else None


def _finding(measurement: Measurement, ruling: Ruling | None) -> Finding | None:
    if ruling is None:
        return None
    quantity = measurement.quantity
    told = "; ".join(dict.fromkeys(reason for reason in ruling.reasons if reason))
    return Finding(ruling.row, ruling.label, told, quantity.surface, quantity.start, quantity.end,
                   " and ".join(ruling.fixes) or None, ruling.passage)  # fmt: skip
