"""Rows B4, B6, D and E on the measurement that leads: what it says beside its value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from prepkit.corpus import Passage
from prepkit.factcheck.attitudes import attitude, ruling_of
from prepkit.factcheck.evidence import Evidence, EvidenceBase, passage_context
from prepkit.factcheck.findings import LABELS, LEAVE_OUT
from prepkit.factcheck.statements import turned_round
from prepkit.factcheck.subjects import GENERIC, verbs_in
from prepkit.factcheck.times import before_horizon, discontinued, said_date, says_now
from prepkit.factcheck.values import compare
from prepkit.factcheck.wording import say
from prepkit.factcheck.words import WORD, is_function_word, sense, senses, stem
from prepkit.notes import Claim
from prepkit.quantities import Measurement, find_dates, find_measurements
from prepkit.quantities.lexicon import VERBS

MATCHES = ("supported", "imprecise")
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
# What is said of each of several things is not said of them together.
EACH = re.compile(
    r"\b(?:each|every|apiece)\b"
    r"(?!\s+(?:second|minute|hour|day|night|week|month|quarter|year|time))",
    re.I,
)
NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under|not quite)\s*[$€£]?$", re.I)


@dataclass(frozen=True, slots=True)
class Clock:
    """From which day a check looks, and how far back a state still counts."""

    as_of: date | None = None
    horizon: float = 2.0  # years


@dataclass(slots=True)
class Ruling:
    """The rows that have spoken so far; the first row with the worst label is the code."""

    passage: Passage
    label: str = "supported"
    row: str = ""
    reasons: list[str] = field(default_factory=list)
    fixes: list[str] = field(default_factory=list)
    others: list[Passage] = field(default_factory=list)

    def add(self, row: str, label: str, reason: str, fix: str | None = None) -> None:
        """Note what a row says; the worst label so far decides."""
        if not self.row or LABELS.index(label) < LABELS.index(self.label):
            self.row, self.label = row, label
        self.reasons.append(reason)
        if fix and fix not in self.fixes:
            self.fixes.append(fix)

    def settle(self, row: str, label: str, reason: str, fix: str | None = None) -> None:
        """Note what a row says, and let it decide over those before it."""
        self.add(row, label, reason, fix)
        self.row, self.label = row, label


def as_written(stemmed: str, text: str | None) -> str:
    """Return the word of `text` that has this stem, as written there."""
    return next(
        (word for word in WORD.findall(text or "") if sense(stem(word)) == stemmed), stemmed
    )


def clause_at(text: str, place: int) -> tuple[int, int]:
    """Return where the clause begins and ends that `place` lies in."""
    cuts = [match.span() for match in CLAUSE.finditer(text)]
    start = max((end for _, end in cuts if end <= place), default=0)
    return start, min((begin for begin, _ in cuts if begin > place), default=len(text))


def is_passed(measurement: Measurement, claim: Claim, lead: Evidence) -> bool:
    """D11: "nearly N" and "almost N" say that N was not reached."""
    if not NEARLY.search(claim.text[: measurement.quantity.start]):
        return False
    given = lead.measurement.quantity
    goal, value = measurement.quantity.value, given.value
    if given.comparator not in ("=", ">", ">="):
        return False  # the source itself stays below, or near
    return isinstance(goal, Decimal) and isinstance(value, Decimal) and value >= goal


def judge_noun(ruling: Ruling, lead: Evidence, claim: Claim) -> None:
    """B4: another noun for nearly the same thing."""
    if lead.relation != "near":
        return
    ours, theirs = lead.difference.split("|")
    here = as_written(ours, claim.text)
    there = as_written(theirs, lead.passage.text)
    ruling.add(
        "B4", "imprecise", f"the source says {there!r}, not {here!r}", f"{there!r} for {here!r}"
    )


def judge_negation(ruling: Ruling, measurement: Measurement, lead: Evidence) -> None:
    """B6: a "not" on one side only, or a source that only hopes."""
    given = lead.measurement
    if measurement.negated != given.negated:
        if ruling.label in MATCHES:
            ruling.add("B6", "contradicted", "one of the two denies it")
        else:
            ruling.settle("B6", "not found", "one of the two denies it")
    elif given.hedged and not measurement.hedged:
        ruling.add("B6", "imprecise", "the source only expects it", "say that it is expected")


def judge_direction(ruling: Ruling, measurement: Measurement, lead: Evidence) -> None:
    """D13: a growth is no fall, and a level is no growth."""
    ours, theirs = measurement.change, lead.measurement.change
    if ours is None or ours.direction is None:
        return
    if theirs is None or theirs.direction is None:
        ruling.add("D13", "not found", "the source tells no such change", LEAVE_OUT)
    elif ours.direction != theirs.direction:
        label = "contradicted" if ruling.label in MATCHES else "not found"
        went = {"up": "rose", "down": "fell"}[theirs.direction]
        ruling.settle("D13", label, f"the source says that it {went}", f"say that it {went}")


def judge_attitude(ruling: Ruling, claim: Claim, lead: Evidence) -> None:
    """B6: one of the two doubts, denies or only expects what the other tells as a fact."""
    label = ruling_of(claim.text, lead.passage.text)
    if label is None or (label == "imprecise" and ruling.label not in MATCHES):
        return
    told = f"the claim is {attitude(claim.text)}, the source {attitude(lead.passage.text)}"
    if label == "not found":
        ruling.settle("B6", label, told, LEAVE_OUT)
    else:
        ruling.add("B6", label, told, "say how sure it is")


def judge_words(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> None:
    """B1: each word that the claim says of its figure has to stand with the source's, too."""
    if ruling.label != "supported":
        return
    if turned_round(claim.text, lead.passage.text):
        told = "the source has the names the other way round"
        ruling.settle("R1", "not found", told, LEAVE_OUT)
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
    ruling.settle("B1", "imprecise" if one_verb else "not found", told, LEAVE_OUT)


def _left_unsaid(ruling: Ruling, claim: Claim, lead: Evidence, base: EvidenceBase) -> None:
    """B5: a word of what the source counts that the claim leaves out: "registered users"."""
    stems = base.terms.stems
    told = stems(lead.measurement.property or "") - stems(lead.measurement.entity or "")
    known = stems(claim.text).union(*map(stems, claim.headings), stems(claim.before or ""))
    near = frozenset().union(*(base.terms.near_stems.get(w, frozenset()) for w in known))
    verbs = verbs_in(lead.measurement.property)
    extra = (told & stems(lead.passage.text)) - known - near - GENERIC - IDLE - verbs
    if extra:
        kind = lead.measurement.property
        ruling.add("B5", "imprecise", f"the source says {kind!r}", f"say {kind!r}")
    each = EACH.search(lead.passage.text)
    if each and not EACH.search(claim.text):
        ruling.add("B5", "imprecise", f"the source says {each.group()!r}", "say of what each")


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
    beside = [
        m
        for m in find_measurements(claim.text, headings=claim.headings, before=claim.before)
        if m.quantity.start != quantity.start
    ]
    skipped += [(m.quantity.start, m.quantity.end) for m in beside]  # "a third of 9,000"
    others = " ".join(f"{m.entity or ''} {m.property or ''}" for m in beside)
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


def judge_age(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence,
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
    ruling: Ruling, lead: Evidence, newer: Evidence | None, base: EvidenceBase
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
