"""Rows B to E on one figure of a claim: which measurement leads, and what it says."""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from prepkit.corpus import Passage
from prepkit.factcheck.attitudes import attitude, ruling_of
from prepkit.factcheck.evidence import (
    ENOUGH,
    GENERIC,
    Evidence,
    EvidenceBase,
    find_evidence,
    nearest_passage,
    passage_context,
)
from prepkit.factcheck.findings import LABELS, LEAVE_OUT, Finding
from prepkit.factcheck.statements import turned_round
from prepkit.factcheck.times import (
    agrees,
    before_horizon,
    day_of_any_year,
    discontinued,
    said_date,
    same_time,
    says_now,
)
from prepkit.factcheck.values import Comparison, compare
from prepkit.factcheck.wording import say
from prepkit.factcheck.words import (
    WORD,
    is_function_word,
    sense,
    senses,
    stem,
    verb_senses,
)
from prepkit.notes import Claim
from prepkit.quantities import Measurement, find_dates, find_measurements
from prepkit.quantities.lexicon import VERBS

# Evidence that fits nearly as well as the best may lead in its place if its value matches.
NEARLY_AS_GOOD = 0.1

MATCHES = ("supported", "imprecise")
# D8: a plain figure that is said to be all there is.
# Where a claim begins to speak of something else.
CLAUSE = re.compile(r"\s*[,;:()–—]\s+|\s+(?:and|but|while|whereas|which|who|where)\s+")
# Words that neither add to a figure nor take from it.
IDLE = senses(
    """about around roughly approximately nearly almost over more less than least most up total
    figure number average current currently now today already still new overall some share rate
    percent percentage million billion thousand app company site team service product year month
    day daily people person us heard learnt learned know known think believe""".split()
)
ALL = frozenset("all every each always never only solely".split())
# Verbs that only put a figure to its owner.
LIGHT = frozenset(
    """have has had having be is are was were been being do does did make makes made making reach
    reaches reached hit hits total totals totalled averaged average equal equals count
    counts counted number numbers report reports reported record records recorded announce
    announces announced say says said state states stated show shows showed shown stand
    stands stood amount amounts amounted come comes came get gets got see sees saw seen
    boast boasts hold holds held contain contains contained include includes included
    comprise comprises find found given give gives gave register registered according
    estimate estimated measure measures measured rise rises rose risen fall falls fell
    fallen grow grows grew grown drop drops dropped increase increases increased decrease
    decreases decreased decline declines declined climb climbs climbed jump jumps jumped
    shrink shrank shrunk raise raised cut cuts reduce reduces reduced improve improves
    improved go goes went use uses used take takes took taken need needs devote devoted""".split()
)
NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under|not quite)\s*[$€£]?$", re.I)
PRONOUN = re.compile(r"\W*(?:It|He|She|They|Its|His|Her|Their)\b")
EXACTLY = re.compile(r"\b(?:exactly|only|precisely|just|no more and no less than)\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Clock:
    """From which day a check looks, and how far back a state still counts."""

    as_of: date | None = None
    horizon: float = 2.0  # years


@dataclass(slots=True)
class _Ruling:
    """The rows that have spoken so far; the first row with the worst label is the code."""

    passage: Passage
    label: str = "supported"
    row: str = ""
    reasons: list[str] = field(default_factory=list)
    fixes: list[str] = field(default_factory=list)
    others: list[Passage] = field(default_factory=list)

    def add(self, row: str, label: str, reason: str, fix: str | None = None) -> None:
        if not self.row or LABELS.index(label) < LABELS.index(self.label):
            self.row, self.label = row, label
        self.reasons.append(reason)
        if fix and fix not in self.fixes:
            self.fixes.append(fix)


def judge_figure(
    measurement: Measurement, claim: Claim, base: EvidenceBase, clock: Clock
) -> Finding:
    """Return what the sources make of one figure of a claim."""
    sources = claim.cited or None
    if sources and not names_its_owner(measurement, claim, base) and _lent_by_title(claim, base):
        # A heading of the notes lends its name; the citation tells better whose the figure is.
        measurement = replace(measurement, entity=None)
    found = _evidence(measurement, claim, base, sources)
    same = [e for e in found if e.relation in ("same", "near")]
    if not sources and not measurement.entity:
        same = [e for e in same if _says_the_same(claim, e, base)]
    if not same:
        return _kept_apart(measurement, found) or _nothing_alike(measurement, claim, base)
    dated = _of_that_date(measurement, claim, same)
    if not dated:
        return _other_dates(measurement, same)
    lead, comparison = _lead(measurement, dated)
    against = _disagreeing(lead, same)
    if against:
        return _in_conflict(measurement, lead, against)
    ruling = _Ruling(lead.passage)
    _near_synonym(ruling, lead, claim)
    label = comparison.label
    if comparison.row == "D8" and EXACTLY.search(claim.text[: measurement.quantity.start]):
        label = "contradicted"  # "only 14%" where the source has more
    if label == "supported" and EXACTLY.search(claim.text[: measurement.quantity.start]):
        same = measurement.quantity.value == lead.measurement.quantity.value
        label = label if same else "imprecise"
    if comparison.label == "supported" and _is_passed(measurement, claim, lead):
        label = "contradicted"
    ruling.add(comparison.row, label, comparison.reason, comparison.fix)
    _direction(ruling, measurement, lead)
    _negation(ruling, measurement, lead)
    _attitude(ruling, claim, lead)
    _unsaid(ruling, measurement, claim, lead, base)
    if measurement.as_of is None and ruling.label in MATCHES:
        everywhere = same
        if sources:
            wide = _evidence(measurement, claim, base, None)
            everywhere = [e for e in wide if e.relation in ("same", "near")]
        _age(ruling, measurement, claim, lead, everywhere, base, clock)
    quantity = measurement.quantity
    return Finding(
        ruling.row, ruling.label, "; ".join(ruling.reasons), quantity.surface,
        quantity.start, quantity.end, " and ".join(ruling.fixes) or None,
        ruling.passage, tuple(ruling.others),
    )  # fmt: skip


def _evidence(
    measurement: Measurement, claim: Claim, base: EvidenceBase, sources: Iterable[str] | None
) -> list[Evidence]:
    context = (*claim.headings, claim.before) if claim.before else claim.headings
    return find_evidence(measurement, claim.text, base, context=context, sources=sources)


def names_its_owner(measurement: Measurement, claim: Claim, base: EvidenceBase) -> bool:
    """Tell whether the sentence itself says whose the figure is, not a heading above it."""
    return base.terms.stems(measurement.entity or "") <= base.terms.stems(claim.text)


def _lent_by_title(claim: Claim, base: EvidenceBase) -> bool:
    """Tell whether no more than the notes' own title can have named the owner."""
    points = PRONOUN.match(claim.text) or claim.before or len(claim.headings) > 1
    return not points


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


def _kept_apart(measurement: Measurement, found: Sequence[Evidence]) -> Finding | None:
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
    reasons = {
        "B2": f"the source says {_as_written(best.difference, given.entity)!r}: {told}",
        "B3": f"the source's figure is of another kind: {told}",
        "B5": f"the source's figure is of another scope "
        f"({_as_written(best.difference, _words_of(best))!r}): {told}",
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


def _as_written(stemmed: str, text: str | None) -> str:
    """Return the word of `text` that has this stem, as written there."""
    return next(
        (word for word in WORD.findall(text or "") if sense(stem(word)) == stemmed), stemmed
    )


# --- which measurement leads -------------------------------------------------------


def _of_that_date(
    measurement: Measurement, claim: Claim, same: Sequence[Evidence]
) -> list[Evidence]:
    """E1: the evidence whose date agrees with the claim's, if the claim has one.

    A date without its year is taken in the year of the source's.
    """
    claimed = measurement.as_of
    yearless = None if claimed else day_of_any_year(claim.text)
    if claimed is None and yearless is None:
        return list(same)
    agreeing = []
    for evidence in same:
        given = evidence.measurement.as_of
        meant = claimed or (yearless.in_year_of(given) if yearless and given else None)
        if given and meant and agrees(meant, given, measurement.quantity.comparator):
            agreeing.append(evidence)
    return agreeing


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
    fitting = [
        (e, compare(measurement.quantity, e.measurement.quantity))
        for e in same
        if e.score >= best - NEARLY_AS_GOOD
    ]
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


def _disagreeing(lead: Evidence, same: Sequence[Evidence]) -> Evidence | None:
    """X1: evidence of the same time with another value, which nothing puts below the leading one.

    Between sources, rank and what was seen decide; a source that denies itself settles nothing.
    """
    time = lead.measurement.as_of
    for other in same:
        theirs = other.measurement.as_of
        if other.score < lead.score - NEARLY_AS_GOOD:
            continue  # a figure that fits the claim less well is perhaps of another thing
        if time is None or theirs is None or not same_time(time, theirs):
            continue
        one_source = other.passage.origin.source == lead.passage.origin.source
        if (one_source or _standing(other) <= _standing(lead)) and _deny(lead, other):
            return other
    return None


def _standing(evidence: Evidence) -> tuple[bool, bool]:
    return evidence.passage.origin.rank != "primary", evidence.passage.second_hand


def _deny(one: Evidence, other: Evidence) -> bool:
    here, there = one.measurement.quantity, other.measurement.quantity
    return compare(here, there).label == compare(there, here).label == "contradicted"


def _in_conflict(measurement: Measurement, lead: Evidence, against: Evidence) -> Finding:
    values = " and ".join(said_in(e.passage, e.measurement) for e in (lead, against))
    told = f"the evidence disagrees for {said_date(lead.measurement.as_of)}: {values}"
    return _finding(measurement, "X1", "not found", told, lead.passage, [against.passage])


# --- what else the leading measurement says -----------------------------------------


def _is_passed(measurement: Measurement, claim: Claim, lead: Evidence) -> bool:
    """D11: "nearly N" and "almost N" say that N was not reached."""
    if not NEARLY.search(claim.text[: measurement.quantity.start]):
        return False
    given = lead.measurement.quantity
    goal, value = measurement.quantity.value, given.value
    if given.comparator not in ("=", ">", ">="):
        return False  # the source itself stays below, or near
    return isinstance(goal, Decimal) and isinstance(value, Decimal) and value >= goal


def _near_synonym(ruling: _Ruling, lead: Evidence, claim: Claim) -> None:
    """B4: another noun for nearly the same thing."""
    if lead.relation != "near":
        return
    ours, theirs = lead.difference.split("|")
    here = _as_written(ours, claim.text)
    there = _as_written(theirs, lead.passage.text)
    ruling.add(
        "B4", "imprecise", f"the source says {there!r}, not {here!r}", f"{there!r} for {here!r}"
    )


def _negation(ruling: _Ruling, measurement: Measurement, lead: Evidence) -> None:
    """B6: a "not" on one side only, or a source that only hopes."""
    given = lead.measurement
    if measurement.negated != given.negated:
        if ruling.label in MATCHES:
            ruling.add("B6", "contradicted", "one of the two denies it")
        else:
            ruling.add("B6", "not found", "one of the two denies it")
            ruling.label = "not found"
    elif given.hedged and not measurement.hedged:
        ruling.add("B6", "imprecise", "the source only expects it", "say that it is expected")


def _direction(ruling: _Ruling, measurement: Measurement, lead: Evidence) -> None:
    """D13: a growth is no fall, and a level is no growth."""
    ours, theirs = measurement.change, lead.measurement.change
    if ours is None or ours.direction is None:
        return
    if theirs is None or theirs.direction is None:
        ruling.add("D13", "not found", "the source tells no such change", LEAVE_OUT)
    elif ours.direction != theirs.direction:
        label = "contradicted" if ruling.label in MATCHES else "not found"
        went = {"up": "rose", "down": "fell"}[theirs.direction]
        ruling.add("D13", label, f"the source says that it {went}", f"say that it {went}")
        ruling.label = label


def _attitude(ruling: _Ruling, claim: Claim, lead: Evidence) -> None:
    """B6: one of the two doubts, denies or only expects what the other tells as a fact."""
    label = ruling_of(claim.text, lead.passage.text)
    if label is None or (label == "imprecise" and ruling.label not in MATCHES):
        return
    told = f"the claim is {attitude(claim.text)}, the source {attitude(lead.passage.text)}"
    ruling.add("B6", label, told, LEAVE_OUT if label == "not found" else "say how sure it is")
    if label == "not found":
        ruling.label, ruling.row = label, "B6"


def _unsaid(
    ruling: _Ruling, measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> None:
    """B1: each word that the claim says of its figure has to stand with the source's, too."""
    if ruling.label != "supported":
        return
    if turned_round(claim.text, lead.passage.text):
        told = "the source has the names the other way round"
        ruling.add("R1", "not found", told, LEAVE_OUT)
        ruling.label = "not found"
        return
    words = _words_beside(measurement, claim)
    there = base.terms.stems(lead.passage.text) | senses(WORD.findall(lead.passage.text))
    there = there.union(*(base.terms.stems(text) for text in passage_context(lead.passage)))
    near = {word for word in base.terms.near_stems if base.terms.near_stems[word] & there}
    unsaid = [word for word in words if not senses([word]) & (there | near)]
    if not unsaid:
        _left_unsaid(ruling, claim, lead, base)
        return
    told = f"the source does not say {' and '.join(repr(word) for word in dict.fromkeys(unsaid))}"
    one_verb = len(set(unsaid)) == 1 and unsaid[0].lower() in VERBS
    ruling.add("B1", "imprecise" if one_verb else "not found", told, LEAVE_OUT)
    ruling.label = "imprecise" if one_verb else "not found"


def _left_unsaid(ruling: _Ruling, claim: Claim, lead: Evidence, base: EvidenceBase) -> None:
    """B5: a word of what the source counts that the claim leaves out: "registered users"."""
    stems = base.terms.stems
    told = stems(lead.measurement.property or "") - stems(lead.measurement.entity or "")
    known = stems(claim.text).union(*map(stems, claim.headings), stems(claim.before or ""))
    near = frozenset().union(*(base.terms.near_stems.get(w, frozenset()) for w in known))
    extra = (told & stems(lead.passage.text)) - known - near - GENERIC - IDLE - verb_senses()
    if extra:
        kind = lead.measurement.property
        ruling.add("B5", "imprecise", f"the source says {kind!r}", f"say {kind!r}")


def _words_beside(measurement: Measurement, claim: Claim) -> list[str]:
    """The words of the figure's own clause that a source has to say: no dates, no light verbs.

    What another figure of the claim is of is left to that figure.
    """
    quantity = measurement.quantity
    cuts = [m.span() for m in CLAUSE.finditer(claim.text)]
    start = max((end for _, end in cuts if end <= quantity.start), default=0)
    end = min((begin for begin, _ in cuts if begin >= quantity.end), default=len(claim.text))
    skipped = [(p.start, p.end) for p in find_dates(claim.text)]
    own = f"{measurement.entity or ''} {measurement.property or ''}"
    others = " ".join(
        f"{m.entity or ''} {m.property or ''}"
        for m in find_measurements(claim.text, headings=claim.headings, before=claim.before)
        if m.quantity.start != quantity.start
    )
    of_others = senses(WORD.findall(others)) - senses(WORD.findall(own))
    words = []
    for match in WORD.finditer(claim.text, start, end):
        word = match.group()
        named = word[0].isupper() and match.start() > start
        idle = word[0].isdigit() or word.lower() in LIGHT or len(word) == 1
        inside = quantity.start <= match.start() < quantity.end
        dated = any(left <= match.start() < right for left, right in skipped)
        if idle or inside or dated or (is_function_word(word) and word.lower() not in ALL):
            continue
        if not senses([word]) & (of_others if named else of_others | IDLE):
            words.append(word)
    return words


def _age(
    ruling: _Ruling, measurement: Measurement, claim: Claim, lead: Evidence,
    same: Sequence[Evidence], base: EvidenceBase, clock: Clock,
) -> None:  # fmt: skip
    """E2, E3: whether the figure still holds where the claim gives it no date."""
    given = lead.measurement.as_of
    if given is None:
        return
    newer = _newest(same, after=given.last)
    if newer and compare(measurement.quantity, newer.measurement.quantity).label == "supported":
        newer = None  # the newest value bears the claim out, too
    ended = discontinued(lead.measurement, base.passages(_search(lead)), base.terms)
    now = clock.as_of is not None or says_now(claim.text)
    past = now and clock.as_of is not None and before_horizon(given, clock.as_of, clock.horizon)
    if now and (past or ended):
        told = f"true of {said_date(given)}" + (", and no longer reported" if ended else "")
        ruling.add("E2", "outdated", told, f"name the date: {said_date(given)}")
        ruling.others += [ended] if ended else []
    elif newer:
        ruling.add("E3", "outdated", f"true of {said_date(given)}",
                   f"name the date: {said_date(given)}")  # fmt: skip
    if ruling.label == "outdated":
        _name_successors(ruling, lead, newer, base)


def _name_successors(
    ruling: _Ruling, lead: Evidence, newer: Evidence | None, base: EvidenceBase
) -> None:
    """E3: show the newest value, and what is counted in its place today."""
    if newer:
        ruling.reasons.append(f"newest: {_told(newer.passage, newer.measurement)}")
        ruling.others.append(newer.passage)
    given = lead.measurement
    words = base.terms.stems(f"{given.entity or ''} {given.property or ''}")
    for successor in base.terms.successors_of(words):
        best = _newest_of(successor, base)
        if best:
            passage, measurement = best
            ruling.reasons.append(f"succeeded by {successor}: {_told(passage, measurement)}")
            ruling.others.append(passage)


def _told(passage: Passage, measurement: Measurement) -> str:
    date_said = f" in {said_date(measurement.as_of)}" if measurement.as_of else ""
    return f"{said_in(passage, measurement)}{date_said}"


def said_in(passage: Passage, measurement: Measurement) -> str:
    """Return a source's figure in the words that the source has for it."""
    quantity = measurement.quantity
    in_text = passage.text[quantity.start : quantity.end] == quantity.surface
    return say(quantity, passage.text if in_text else "")


def _newest(same: Sequence[Evidence], after: date) -> Evidence | None:
    later = [e for e in same if e.measurement.as_of and e.measurement.as_of.last > after]
    return max(later, key=lambda e: e.measurement.as_of.last, default=None)  # type: ignore[union-attr]


def _newest_of(property_: str, base: EvidenceBase) -> tuple[Passage, Measurement] | None:
    """Return the newest dated measurement of a property that is named by its words."""
    stems = base.terms.stems
    wanted = stems(property_)
    found = [
        (passage, measurement)
        for passage in base.passages(sorted(wanted))
        for measurement in passage.measurements
        if measurement.as_of
        and measurement.change is None
        and wanted & stems(f"{measurement.property or ''} {measurement.quantity.unit or ''}")
        and wanted <= stems(passage.text).union(*map(stems, passage.headings))
    ]
    return max(found, key=lambda pair: (pair[1].as_of.last, pair[0].text), default=None)  # type: ignore[union-attr]


def _search(evidence: Evidence) -> list[str]:
    given = evidence.measurement
    text = f"{given.entity or ''} {given.property or ''} longer report"
    return [stem(word) for word in WORD.findall(text)]


def _finding(
    measurement: Measurement, code: str, label: str, message: str,
    passage: Passage | None = None, others: Sequence[Passage] = (),
) -> Finding:  # fmt: skip
    quantity = measurement.quantity
    return Finding(code, label, message, quantity.surface, quantity.start, quantity.end,
                   LEAVE_OUT, passage, tuple(others))  # fmt: skip
