"""Rows E2 and E3: whether the figure that leads still holds where a claim gives it no date."""

import re
from collections.abc import Sequence
from datetime import date

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import clause_around, own_statement
from prepkit.factcheck.evidence import Evidence, EvidenceBase, of_one_thing
from prepkit.factcheck.listings import is_label
from prepkit.factcheck.rulings import MATCHES, Ruling, is_of_today
from prepkit.factcheck.times import (
    Clock,
    before_horizon,
    discontinued,
    said_date,
    same_time,
    says_now,
)
from prepkit.factcheck.values import compare, same_kind
from prepkit.factcheck.wording import said_in, stands_in
from prepkit.factcheck.words import WORD, stem
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Period, find_dates
from prepkit.quantities.lexicon import VERBS
from prepkit.quantities.tokens import is_counted


def judge_age(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence,
    same: Sequence[Evidence], base: EvidenceBase, clock: Clock,
) -> None:  # fmt: skip
    """E2, E3: whether the figure still holds where the claim gives it no date."""
    given = lead.measurement.as_of
    if given is None or _goes_on_since(given, lead):
        _judge_today(ruling, measurement, claim, lead, clock)
        if ruling.label in MATCHES:
            _judge_page(ruling, measurement, claim, lead, same, base, clock)
        return
    named = find_dates(claim.text)
    if any(same_time(day, given) or given.first <= day.first <= day.last <= given.last
           for day in named):  # fmt: skip
        return  # "came in 2022, with 48 people"
    kind = base.terms.stems(measurement.property or "")
    alike = [e for e in same if kind <= base.terms.stems(_all_told(e))]
    newer = _newest(alike, after=given.last) or _newest_page(lead, alike, base, given.last)
    if newer and compare(measurement.quantity, newer.measurement.quantity).label == "supported":
        newer = None  # the newest value bears the claim out, too
    ended = discontinued(lead.measurement, base.passages(_search(lead)), base.terms)
    past = says_now(claim.text)  # without a day to look from, only what is said to hold now
    if clock.as_of is not None:
        past = before_horizon(given, clock.as_of, clock.horizon)
    if past or (ended and (clock.as_of or says_now(claim.text) or is_of_today(claim.text))):
        told = f"true of {said_date(given)}" + (", and no longer reported" if ended else "")
        ruling.add("E2", "outdated", told, f"name the date: {said_date(given)}")
        ruling.others += [ended] if ended else []
    elif newer or _goes_on(lead):
        ruling.add("E3", "outdated", f"true of {said_date(given)}",
                   f"name the date: {said_date(given)}")  # fmt: skip
    if ruling.label == "outdated":
        _name_successors(ruling, lead, newer, base)


# "Since 2020 it has required two reviews"; not "had required".
HAS = re.compile(r"\b(?:has|have|is|are)\b|['’]ve\b")


def _goes_on_since(given: Period, lead: Evidence) -> bool:
    """Tell whether a source dates only the beginning of what it says still holds."""
    own = own_statement(lead.passage.text, lead.measurement.quantity)
    return given.relation == "since" and HAS.search(own) is not None


# "In 2024 it took 50 minutes, and since this spring it has taken four".
BY_NOW = re.compile(r"\b(?:now|today|nowadays|since (?:this|last|the|then))\b")


def _goes_on(lead: Evidence) -> bool:
    """Tell whether a sentence goes on, behind its dated figure, to another of a later time."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    later = BY_NOW.search(text, quantity.end) if stands_in(text, quantity) else None
    return later is not None and any(
        m.quantity.start > later.start() and m.quantity.unit in (None, quantity.unit)
        for m in lead.passage.measurements
        if m.change is None
    )


# "The company employed 410 people at that date", "had 40 shops two decades ago"
AT_THAT_TIME = re.compile(
    r"\b(?:at (?:that|the) (?:date|time|point|stage)|back then|by then|in those days|that year)\b"
)
BYGONE = re.compile(
    rf"{AT_THAT_TIME.pattern}|\b(?:decades?|years?|months?) ago\b"
    r"|\b[Ww]hen (?:it|they) (?:was|were|went|closed|opened)\b"
    r"|\b[Aa]t (?:its|the|their) (?:founding|launch|beginning)\b"
)

# "Before it moved", "before they were sold"; not "before they reach review", which is of no time.
BEFORE_IT = re.compile(r"\b(?:before|until) (?:it|they|we) (?P<deed>[a-z]+)")
# "34%, up from 29% two years ago": what comes behind is of the figure that it compares with.
COMPARED = re.compile(
    r",? (?:(?:up|down|rising|falling) (?:from|on)|compared (?:with|to)|against|versus|vs\.?"
    r"|(?:more|fewer|less|higher|lower) than)\b"
)


def _judge_today(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence, clock: Clock
) -> None:
    """E2: what is said to hold today, and stands beside an old date in the source."""
    before = lead.passage.before or ""
    labels = [date for date in find_dates(before)[:1] if is_label(before, date)]
    dates = find_dates(lead.passage.text) or labels  # "2020: ... We now employ 640 people"
    own = own_statement(_uncompared(lead), lead.measurement.quantity)
    if says_now(own):
        return  # "until 2023 it cost $12; it now costs $15"
    said = own_statement(claim.text, measurement.quantity)
    bygone = AT_THAT_TIME if _tells_past(said) else BYGONE
    past = bygone.search(_without_former(lead, own)) is not None or _is_before_it(own, said)
    today = says_now(said) and not _tells_past(said)
    of_past = today and not lead.measurement.change and _tells_past(own)
    if (past or of_past) and not (dates or find_dates(claim.text) or BYGONE.search(claim.text)):
        ruling.add("E2", "outdated", "the source says it of an earlier time", "say when")
    old = dates
    if clock.as_of:
        old = [d for d in dates if before_horizon(d, clock.as_of, clock.horizon)]
    if says_now(claim.text) and dates and old == dates:
        ruling.add("E2", "outdated", f"the source dates it {said_date(dates[-1])}",
                   f"name the date: {said_date(dates[-1])}")  # fmt: skip


def _without_former(lead: Evidence, own: str) -> str:
    """Return what is said of a level, without that of which it went up: "from 29% a year ago"."""
    change, quantity = lead.measurement.change, lead.measurement.quantity
    reached = change and change.before and change.after and change.after.start == quantity.start
    if not (reached and change and change.before and change.before.surface in own):
        return own
    at = own.find(change.before.surface)
    return own[:at] if at > own.find(quantity.surface) else own


def _uncompared(lead: Evidence) -> str:
    """The source's sentence, up to where it compares the figure with another."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    compared = COMPARED.search(text, quantity.end) if stands_in(text, quantity) else None
    return text[: compared.start()] if compared else text


def _is_before_it(own: str, said: str) -> bool:
    """Tell whether a source tells a figure of before a change, and the claim of today."""
    led = BEFORE_IT.search(own)
    return led is not None and _tells_past(led["deed"]) and not _tells_past(said)


def _judge_page(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence,
    same: Sequence[Evidence], base: EvidenceBase, clock: Clock,
) -> None:  # fmt: skip
    """E2, E3: a state that an old page tells of its own day, and a claim of today."""
    page = published(lead.passage)
    start, end = clause_around(lead.passage.text, lead.measurement.quantity)
    if page is None or lead.measurement.change or _tells_past(lead.passage.text[start:end]):
        return
    if _tells_past(claim.text) or find_dates(claim.text):
        return
    spoken = says_now(lead.passage.text) or says_now(claim.text)
    years = clock.horizon if spoken else AGES * clock.horizon
    old = clock.as_of is not None and before_horizon(page, clock.as_of, years)
    kind = base.terms.stems(measurement.property or "")
    alike = [e for e in same if kind <= base.terms.stems(_all_told(e))]
    newest = _newest_page(lead, alike, base, page.last)
    if old and (spoken or not _is_study(lead.passage)):
        row = "E2"
    elif newest:
        row = "E3"
    else:
        return
    told = f"true of {said_date(page)}, when the page came out"
    ruling.add(row, "outdated", told, f"name the date: {said_date(page)}")
    _name_successors(ruling, lead, newest, base)


# "Goes out twice a year": how often something happens is a state, and no figure that is judged.
HABIT = re.compile(
    r"\b(?:once|twice|\w+ times) (?:an?|per|each|every) [a-z]+\b"
    r"|\bevery (?:\w+ )?(?:days?|weeks?|months?|quarters?|years?)\b"
    r"|\b(?:daily|weekly|monthly|quarterly|yearly)\b",
    re.I,
)


def aged_habit(text: str, passage: Passage, clock: Clock) -> str:
    """E2: why a statement of how often something happens no longer holds; "" where it may."""
    page = published(passage)
    if page is None or clock.as_of is None or _is_study(passage) or find_dates(text):
        return ""
    years = clock.horizon if says_now(text) else AGES * clock.horizon
    old = HABIT.search(text) and before_horizon(page, clock.as_of, years)
    return f"true of {said_date(page)}, when the page came out" if old else ""


def _newest_page(
    lead: Evidence, alike: Sequence[Evidence], base: EvidenceBase, after: date
) -> Evidence | None:
    """The newest level of the same thing that differs, of a day of its own or of its page's."""
    later = [
        e for e in alike
        if e.relation == "same" and _is_level(e) and of_one_thing(lead, e, base)
        and _count_alike(lead.measurement.quantity.unit, e.measurement.quantity.unit)
        and (day := _held_on(e)) and day > after
        and compare(lead.measurement.quantity, e.measurement.quantity).label == "contradicted"
    ]  # fmt: skip
    return max(later, key=lambda e: _held_on(e) or date.min, default=None)


# What a page only says in the present is taken to hold for longer than what it dates: so many
# times the horizon.
AGES = 2


def _is_study(passage: Passage) -> bool:
    """Tell whether a source reports what was found once, and holds however old it is."""
    return passage.origin.kind == "paper"


def _count_alike(one: str | None, other: str | None) -> bool:
    return same_kind(one, other) or (None in (one, other) and is_counted(one or other))


def published(passage: Passage) -> Period | None:
    """Return when a page came out, if its source says so."""
    return next(iter(find_dates(passage.origin.published)), None)


def _tells_past(text: str) -> bool:
    """Tell whether a sentence has a verb of the past: "had", "monitored"."""
    words = [word.lower() for word in WORD.findall(text)]
    return any(
        w in ("was", "were", "had") or (w in VERBS and VERBS[w].tense == "past") for w in words
    )


def _is_level(evidence: Evidence) -> bool:
    return evidence.measurement.change is None and not evidence.passage.second_hand


def _held_on(evidence: Evidence) -> date | None:
    """The last day on which a source says that its figure held: its own date, or the page's."""
    if evidence.measurement.as_of:
        return evidence.measurement.as_of.last
    page = published(evidence.passage)
    return page.last if page and not _tells_past(evidence.passage.text) else None


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


def _all_told(evidence: Evidence) -> str:
    """What a source says of a figure, the headings around it too."""
    given, passage = evidence.measurement, evidence.passage
    told = (passage.text, passage.title, *passage.headings, given.property or "", *given.qualifiers)
    return " ".join((*told, given.quantity.unit or ""))


def _newest(same: Sequence[Evidence], after: date) -> Evidence | None:
    """The newest figure that is later than a day: what a source says of today is later than all."""
    dated = [(_last_day(e), e) for e in same]
    later = [(day, e) for day, e in dated if day and day > after]
    return max(later, key=lambda one: one[0], default=(None, None))[1]


def _last_day(evidence: Evidence) -> date | None:
    if evidence.measurement.as_of:
        return evidence.measurement.as_of.last
    return date.max if says_now(evidence.passage.text) else None


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
