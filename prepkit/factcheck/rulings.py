"""Rows B4, B6, D and E on the measurement that leads: what it says beside its value."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import (
    IDLE,
    LIGHT,
    clause_around,
    deeds,
    other_deeds,
    stretch_of,
    words_beside,
)
from prepkit.factcheck.attitudes import attitude, governing, ruling_of
from prepkit.factcheck.contrasts import (
    bases_apart,
    crossed,
    denied_apart,
    joined_part,
    narrowed,
    numbered_apart,
    spans_apart,
)
from prepkit.factcheck.evidence import Evidence, EvidenceBase, comparable
from prepkit.factcheck.findings import LABELS, LEAVE_OUT
from prepkit.factcheck.relations import compare_relations
from prepkit.factcheck.statements import turned_round
from prepkit.factcheck.subjects import GENERIC, passage_context, verbs_in
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.times import before_horizon, discontinued, said_date, says_now
from prepkit.factcheck.values import compare
from prepkit.factcheck.wording import say
from prepkit.factcheck.words import WORD, is_function_word, is_negated, sense, senses, stem
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Quantity, find_dates
from prepkit.quantities.lexicon import ANAPHORS, BE, VERBS

MATCHES = ("supported", "imprecise")
# What is said of each of several things is not said of them together.
EACH = re.compile(
    r"\b(?:each|every|apiece)\b"
    r"(?!\s+(?:second|minute|hour|day|night|week|month|quarter|year|time))",
    re.I,
)
# "of the population in the north", "elsewhere", and no figure or clause between.
PLACE_BEHIND = re.compile(
    r"(?: (?!in\b|on\b|for\b|among\b)[a-z]+){0,4} (?:(?:in|on|for|among) (?:the )?([a-z]{3,})"
    r"|(elsewhere))\b"
)
# Where a sentence goes on from one figure to the next.
STRETCH_END = re.compile(r"[,;:()]\s|\s(?:and|but|while|whereas|compared|against|versus)\s")
# Where a clause with a verb of its own may begin.
JOINED_CLAUSE = re.compile(r"[;:]\s|,?\s+(?:and|but|while|whereas)\s+")
# "2.6M edits a day" are daily edits.
RATE = re.compile(
    r"\b(?:a|per|each|every) (day|week|month|year)\b|/ ?(day|week|month|year)\b", re.I
)
RATES = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}
# Nouns that say only what kind of thing has been named.
TYPES = senses(ANAPHORS)
# Words of a source that say how sure it is or how good, and narrow nothing.
HARMLESS = senses(
    """approval confirmed official officially reported recorded estimated approximate total overall
    combined cumulative disappointing impressive strong record list
    fleet base pool time duration""".split()
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
    theirs = given.negated and _denies_here(lead)
    if measurement.negated != theirs:
        if ruling.label in MATCHES:
            ruling.add("B6", "contradicted", "one of the two denies it")
        else:
            ruling.settle("B6", "not found", "one of the two denies it")
    elif given.hedged and not measurement.hedged:
        ruling.add("B6", "imprecise", "the source only expects it", "say that it is expected")


def _denies_here(lead: Evidence) -> bool:
    """Tell whether the figure's own clause denies it, not one that it is joined to by "and"."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    if text[slice(*_span(lead))] != quantity.surface:
        return True  # a cell of a table
    own = _own_statement(text, quantity)
    return is_negated(own) or own == text


def _own_statement(text: str, quantity: Quantity) -> str:
    """Return the part of a sentence, joined on by "and" or "but", that is about a figure."""
    start, end = clause_around(text, quantity, JOINED_CLAUSE)
    own = text[start:end]
    if any(word.lower() in VERBS or word.lower() in BE for word in WORD.findall(own)):
        return own
    return text


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


def judge_attitude(ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence) -> None:
    """B6: one of the two doubts, denies or only expects what the other tells as a fact."""
    ours = governing(claim.text, measurement.quantity.end)
    theirs = governing(lead.passage.text, lead.measurement.quantity.end)
    label = ruling_of(ours, theirs)
    if label is None or (label == "imprecise" and ruling.label not in MATCHES):
        return
    told = f"the claim is {attitude(ours)}, the source {attitude(theirs)}"
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
    start, end = clause_around(claim.text, measurement.quantity)
    stretch = stretch_of(lead.passage.text, lead.measurement, base.terms)
    if lead.measurement.change:  # "Crashes on Android fell from 2% to 1%": "from" parts nothing
        stretch = _own_statement(lead.passage.text, lead.measurement.quantity)
    if turned_round(claim.text[start:end], stretch):
        told = "the source has the names the other way round"
        ruling.settle("R1", "not found", told, LEAVE_OUT)
        return
    if _judge_contrasts(ruling, measurement, claim, lead, stretch, base):
        return
    unsaid = unsaid_words(measurement, claim, lead, base)
    only_verbs = len(deeds(unsaid, claim.text)) == len(unsaid)
    if not unsaid or (only_verbs and not other_deeds(stretch, claim.text, base.terms)):
        _left_unsaid(ruling, claim, lead, base)
        return
    told = f"the source does not say {' and '.join(map(repr, dict.fromkeys(unsaid)))}"
    ruling.settle("B1", "imprecise" if only_verbs else "not found", told, LEAVE_OUT)


def unsaid_words(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> list[str]:
    """Return the words that a claim says of its figure and the source does not say of its own."""
    words = words_beside(measurement, claim)
    here = base.terms.stems(lead.passage.text) | senses(WORD.findall(lead.passage.text))
    there = here
    for text in passage_context(lead.passage):
        there |= base.terms.stems(text) | senses(WORD.findall(text))
    near = {word for word in base.terms.near_stems if base.terms.near_stems[word] & there}
    unsaid = [
        word
        for word in words
        if not senses([word]) & (there | near) and not _all_said(word, there | near, base)
    ]
    if base.terms.stems(" ".join(words)) <= there | near:
        unsaid = []  # as phrases, they are all there
    if any(word[0].isupper() for word in words):
        # "The film Saltmarsh": where the thing is named, its kind need not be.
        unsaid = [word for word in unsaid if not senses([word]) & TYPES]
    return unsaid or _replaced(words, here | near, claim, lead, base)


def _all_said(word: str, there: frozenset[str], base: EvidenceBase) -> bool:
    """Tell whether all that a word stands for is said: "TPC" is the time per change."""
    stems = base.terms.stems(word)
    return bool(stems) and stems <= there


def _judge_contrasts(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence, stretch: str,
    base: EvidenceBase,
) -> bool:  # fmt: skip
    """B5, B6: the same words with other little words between them say another thing."""
    text = lead.passage.text
    if text[slice(*_span(lead))] == lead.measurement.quantity.surface:
        text = _own_statement(text, lead.measurement.quantity)
    clause = _own_statement(claim.text, measurement.quantity)
    known = frozenset().union(*(base.terms.stems(t) for t in passage_context(lead.passage)))
    if compare_relations(clause, text) in ("reversed", "other"):
        ruling.settle("R1", "not found", "the source has another direction or name", LEAVE_OUT)
    elif word := crossed(clause, text):
        told = f"the two differ in what stands before {as_written(word, text)!r}"
        ruling.settle("B5", "not found", told, LEAVE_OUT)
    elif word := denied_apart(clause, text):
        told = f"one of the two denies {as_written(word, text)!r}"
        ruling.settle("B6", "not found", told, LEAVE_OUT)
    elif counted := bases_apart(claim.text, text):
        ruling.settle(
            "E1", "not found", f"the source counts from {counted} to {counted}", LEAVE_OUT
        )
    elif span := spans_apart(claim.text, text):
        ruling.settle("E1", "not found", f"the source says it of {span!r}", LEAVE_OUT)
    elif word := _part_told_apart(claim, lead, base.terms):
        told = f"the source tells {as_written(word, text)!r} from the rest"
        ruling.settle("B5", "not found", told, LEAVE_OUT)
    elif number := numbered_apart(claim.text, text, passage_context(lead.passage)):
        ruling.settle("B2", "not found", f"the source does not name {number!r}", LEAVE_OUT)
    elif word := joined_part(clause, lead.passage.text, base.terms):
        told = f"the source says it of more together: {as_written(word, text)!r}"
        ruling.settle("B5", "not found", told, LEAVE_OUT)
    elif word := _of_another_figure(measurement, claim, lead, base.terms):
        told = f"{as_written(word, text)!r} is said of another figure"
        ruling.settle("B1", "not found", told, LEAVE_OUT)
    elif word := narrowed(claim.text, stretch, known | HARMLESS, base.terms):
        told = f"the source speaks of less: {as_written(word, text)!r}"
        ruling.settle("B5", "not found", told, LEAVE_OUT)
    else:
        return False
    return True


def _part_told_apart(claim: Claim, lead: Evidence, terms: Terms) -> str:
    """B5: "88% in the north and 61% in the south" gives neither of the whole."""
    text, own = lead.passage.text, lead.measurement
    alike = [
        m for m in lead.passage.measurements
        if m is not own and comparable(own, m) and m.quantity.unit == own.quantity.unit
    ]  # fmt: skip
    if not alike or own.change or text[slice(*_span(lead))] != own.quantity.surface:
        return ""
    mine = _place_behind(text, own.quantity)
    others = [_place_behind(text, m.quantity) for m in alike]
    if not mine or not any(place and place != mine for place in others):
        return ""
    return min(terms.stems(mine) - terms.stems(claim.text), default="")


def _place_behind(text: str, quantity: Quantity) -> str:
    """The phrase that bounds a figure, up to the next one: "in the north", "elsewhere"."""
    found = PLACE_BEHIND.match(text, quantity.end)
    return (found[1] or found[2]) if found else ""


def _of_another_figure(measurement: Measurement, claim: Claim, lead: Evidence, terms: Terms) -> str:
    """B1: a word of the claim that the source says behind another figure of the sentence only.

    "720 items an hour, compared with 480 for the previous model" says nothing of 720 for that one.
    """
    text, own = lead.passage.text, lead.measurement.quantity
    others = [m for m in lead.passage.measurements if m.quantity.start > own.end]
    if not others or lead.measurement.change or text[slice(*_span(lead))] != own.surface:
        return ""
    first = min(others, key=lambda m: m.quantity.start)
    cut = STRETCH_END.search(text, own.end, first.quantity.start)
    alike = first.quantity.unit is None or comparable(measurement, first)
    if cut is None or not alike:
        return ""
    mine, theirs = text[: cut.start()], text[first.quantity.end :]
    behind = [w for w in WORD.findall(theirs) if w[0].islower() and not is_function_word(w)]
    here = terms.stems(mine) | senses(WORD.findall(mine)) | IDLE | TYPES
    here = here.union(*(terms.stems(t) for t in passage_context(lead.passage)))
    said = senses(words_beside(measurement, claim))
    return min((senses(behind) & said) - here, default="")


def _subject_of(lead: Evidence, terms: Terms) -> str:
    """The words before the verb of a figure's stretch: "the gateway costs $890"."""
    words = []
    for word in WORD.findall(stretch_of(lead.passage.text, lead.measurement, terms)):
        if word.lower() in VERBS or word.lower() in BE or word[0].isdigit():
            break
        words.append(word)
    else:
        return ""  # no verb, so no subject
    return " ".join(words)


def _span(lead: Evidence) -> tuple[int, int]:
    return lead.measurement.quantity.start, lead.measurement.quantity.end


def _replaced(
    words: Sequence[str], here: frozenset[str], claim: Claim, lead: Evidence, base: EvidenceBase
) -> list[str]:
    """B1: words that only the title lends, where the source's figure has others in their place.

    A title lends its subject to a sentence that leaves it unsaid, not to one that says another.
    """
    lent = [w for w in words if w[0].islower() and not senses([w]) & here]
    if not lent or base.terms.stems(" ".join(words)) <= here:
        return []
    known = base.terms.stems(claim.text) | senses(WORD.findall(claim.text))
    known = known.union(*(base.terms.stems(text) for text in passage_context(lead.passage)))
    told = f"{lead.measurement.property or ''} {_subject_of(lead, base.terms)}"
    others = [
        word
        for word in WORD.findall(told)
        if word[0].islower()
        and not is_function_word(word)
        and word.lower() not in LIGHT
        and not senses([word]) & (known | IDLE | HARMLESS | TYPES)
    ]
    return lent if others else []


def _left_unsaid(ruling: Ruling, claim: Claim, lead: Evidence, base: EvidenceBase) -> None:
    """B5: a word of what the source counts that the claim leaves out: "registered users"."""
    stems = base.terms.stems
    told = stems(lead.measurement.property or "") - stems(lead.measurement.entity or "")
    known = stems(claim.text).union(*map(stems, claim.headings), stems(claim.before or ""))
    near = frozenset().union(*(base.terms.near_stems.get(w, frozenset()) for w in known))
    known |= {sense(stem(RATES[(m[1] or m[2]).lower()])) for m in RATE.finditer(claim.text)}
    if known & senses(["active"]):
        known |= senses(["user"])  # "daily actives" are daily active users
    verbs = verbs_in(lead.measurement.property)
    extra = (told & stems(lead.passage.text)) - known - near - GENERIC - IDLE - HARMLESS - verbs
    if extra:
        kind = lead.measurement.property
        ruling.add("B5", "imprecise", f"the source says {kind!r}", f"say {kind!r}")
    each = EACH.search(lead.passage.text)
    if each and not EACH.search(claim.text):
        ruling.add("B5", "imprecise", f"the source says {each.group()!r}", "say of what each")


def judge_age(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence,
    same: Sequence[Evidence], base: EvidenceBase, clock: Clock,
) -> None:  # fmt: skip
    """E2, E3: whether the figure still holds where the claim gives it no date."""
    given = lead.measurement.as_of
    if given is None:
        _judge_today(ruling, claim, lead, clock)
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


def _judge_today(ruling: Ruling, claim: Claim, lead: Evidence, clock: Clock) -> None:
    """E2: what is said to hold today, and stands beside an old date in the source."""
    dates = find_dates(lead.passage.text)
    old = [d for d in dates if clock.as_of and before_horizon(d, clock.as_of, clock.horizon)]
    if says_now(claim.text) and dates and old == dates:
        ruling.add("E2", "outdated", f"the source dates it {said_date(dates[-1])}",
                   f"name the date: {said_date(dates[-1])}")  # fmt: skip


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
