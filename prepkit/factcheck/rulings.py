"""Rows B4, B6 and D on the measurement that leads: what it says beside its value."""

import re
from dataclasses import dataclass, field
from decimal import Decimal

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import LIGHT, clause_around, measure, own_statement
from prepkit.factcheck.attitudes import attitude, governing, ruling_of
from prepkit.factcheck.evidence import Evidence
from prepkit.factcheck.findings import LABELS, LEAVE_OUT, Finding
from prepkit.factcheck.wording import stands_in
from prepkit.factcheck.words import WORD, content_stems, is_negated, phrases_in, sense, stem
from prepkit.notes import Claim
from prepkit.quantities import Change, Measurement, Quantity, convert, dimension, find_dates
from prepkit.quantities.changes import value_direction
from prepkit.quantities.eras import without_dates
from prepkit.quantities.lexicon import HEDGES, VERBS

MATCHES = ("supported", "imprecise")
# "Could not yet complete", "doesn't pay": the word that a "not" denies.
DENIED = re.compile(
    r"(?:\b(?:not|never|cannot)|n['’]t)\s+(?:(?:be|been|have|yet|even|fully|\w+ly)\s+)*([A-Za-z]+)"
)
# "Will open" and "hopes to open" are both expected; who hopes does not say that it will be.
# "The target is four hours" claims no more than "we aim for four hours".
AIMS = re.compile(r"\b(?:targets?|goals?|ambitions?|objectives?|guid(?:es|ed|ing|ance))\b", re.I)
HOPES = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|aim(?:s|ed|ing)?|want(?:s|ed)? to|aspires?|[Ii]n theory"
    r"|[Ii]n principle|[Oo]n paper)\b"
)
NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under|not quite)\s*[$€£]?$", re.I)


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

    def finding(self, quantity: Quantity) -> Finding:
        """Return the finding on a figure of a claim that the rows have come to."""
        return Finding(
            self.row, self.label, "; ".join(self.reasons), quantity.surface,
            quantity.start, quantity.end, " and ".join(self.fixes) or None,
            self.passage, tuple(self.others),
        )  # fmt: skip


def as_written(stemmed: str, text: str | None) -> str:
    """Return the word or the phrase of `text` that has this stem, as written there."""
    words = (word for word in WORD.findall(text or "") if sense(stem(word)) == stemmed)
    phrases = (p for p in phrases_in(text or "") if stemmed in map(sense, content_stems(p)))
    return next(words, None) or next(phrases, stemmed)


# "All but eleven of them": eleven do not.
ALL_BUT = re.compile(r"\b[Aa]ll but (?:the )?$")


def is_passed(measurement: Measurement, claim: Claim, lead: Evidence) -> bool:
    """D11: "nearly N" and "almost N" say that N was not reached."""
    if not NEARLY.search(claim.text[: measurement.quantity.start]):
        return False
    given = lead.measurement.quantity
    goal, value = measurement.quantity.value, given.value
    if given.comparator not in ("=", ">", ">="):
        return False  # the source itself stays below, or near
    if not isinstance(goal, Decimal) or not isinstance(value, Decimal):
        return False
    ours, theirs = measurement.quantity.unit, given.unit
    converted = convert(value, theirs, ours) if ours and theirs else None
    return (value if converted is None else converted) >= goal


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


def judge_negation(ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence) -> None:
    """B6: a "not" on one side only, or a source that only hopes."""
    given = lead.measurement
    theirs = given.negated and _denies_here(lead)
    if measurement.negated != theirs and not _deny_alike(claim.text, lead.passage.text):
        ours, others = (claim.text, lead.passage.text)[:: -1 if theirs else 1]
        if ruling.label in MATCHES and _says_what_is_denied(ours, others):
            ruling.add("B6", "contradicted", "one of the two denies it")
        else:
            ruling.settle("B6", "not found", "one of the two denies it")
    elif (
        given.hedged
        and not measurement.hedged
        and HEDGES.search(governing(lead.passage.text, given.quantity.end))
        and attitude(claim.text) != "expected"
    ):
        ruling.add("B6", "imprecise", "the source only expects it", "say that it is expected")


def _deny_alike(claim: str, source: str) -> bool:
    """Tell whether both deny the same verb: "hadn't been read", "had not been read"."""
    ours, theirs = (
        {sense(stem(match[1])) for match in DENIED.finditer(text)} for text in (claim, source)
    )
    return bool(ours) and ours == theirs


def _says_what_is_denied(denial: str, other: str) -> bool:
    """Tell whether the verb that one side denies is the other's: "could not pay" denies no outage.

    A denial without a verb of its own ("no users", "not 14%") denies whatever the other says.
    """
    denied = DENIED.search(denial)
    if denied is None or denied[1].lower() not in VERBS or denied[1].lower() in LIGHT:
        return True
    return sense(stem(denied[1])) in {sense(stem(word)) for word in WORD.findall(other)}


def _denies_here(lead: Evidence) -> bool:
    """Tell whether the figure's own clause denies it, not one that it is joined to by "and"."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    if not stands_in(text, quantity):
        return True  # a cell of a table
    own = own_statement(text, quantity)
    return is_negated(own) or own == text or ALL_BUT.search(text, 0, quantity.start) is not None


BEHIND = re.compile(
    r",? (?:or )?(?:and |which (?:is|was) )?(?:an? )?"
    r"(?:up|down|increased|decreased|rose|fell|grew|dropped"
    r"|increase of|decrease of|rise of|growth of|fall of|drop of)?(?: by)? ?"
    r"(?:about |over |nearly )?[$€£]?"
)
# Who has reached a level came up to it.
REACHED = re.compile(
    r"\b(?:reach(?:ed|es)?|hit|pass(?:ed|es)?|cross(?:ed|es)?|top(?:ped|s)?)\b(?: [\w']+){0,5} $",
    re.I,
)


def _told_beside(lead: Evidence) -> Change | None:
    """The change told right behind a level: "Payment volume was $58 billion, up 31%"."""
    text, level = lead.passage.text, lead.measurement.quantity
    after = (m for m in lead.passage.measurements if m.quantity.start >= level.end)
    told = next(after, None)
    if told is None or told.change is None or told.change.delta is None:
        return None
    between, _ = without_dates(text[level.end : told.quantity.start])
    return told.change if BEHIND.fullmatch(between.replace(" ,", ",")) else None


# "Approximately €30 million, unchanged"
UNCHANGED = re.compile(
    r"(?: [\w’'-]+){0,6},? (?:which (?:is|was) |and (?:is|was) )?"
    r"(?:unchanged|flat|the same as (?:before|a year ago)|as before)\b"
)


def _told_in_row(lead: Evidence) -> Change | None:
    """The change that a row of a table gives beside its levels: "Q2 24.1; Change 40%"."""
    if lead.passage.locator.row is None:
        return None
    told = [m.change for m in lead.passage.measurements if m.change and m.change.delta]
    if len(told) == 1:
        return told[0]
    own, quantity = lead.measurement, lead.measurement.quantity
    for m in lead.passage.measurements:
        if m.as_of and own.as_of and m.as_of.last < own.as_of.first and m.property == own.property:
            way = value_direction(m.quantity, quantity)
            return Change(m.quantity, quantity, None, way, quantity.start, quantity.end,
                          quantity.surface, "levels of a row")  # fmt: skip
    return None


# "22% fewer defects", "18% higher": right behind a figure.
COMPARATIVE = re.compile(
    r"\s(?:(?P<more>more|higher|longer|larger|bigger|greater)"
    r"|(?P<less>fewer|less|lower|shorter|smaller))\b"
)


def _is_opposed(measurement: Measurement, claim: Claim, lead: Evidence) -> bool:
    """Tell whether one says so much more, the other so much less."""
    ours = COMPARATIVE.match(claim.text, measurement.quantity.end)
    text, quantity = lead.passage.text, lead.measurement.quantity
    theirs = COMPARATIVE.match(text, quantity.end) if stands_in(text, quantity) else None
    return bool(ours and theirs and bool(ours["more"]) != bool(theirs["more"]))


def _tells_a_difference(measurement: Measurement, claim: Claim, lead: Evidence) -> bool:
    """Tell whether a source's figure is how much less there is: "$340,000 lower" is no bill."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    theirs = COMPARATIVE.match(text, quantity.end) if stands_in(text, quantity) else None
    ends = theirs is not None and re.match(r"\W*(?:$|[.,;:)]| than\b| and\b)", text[theirs.end() :])
    ours = COMPARATIVE.search(claim.text, measurement.quantity.start)
    return bool(ends) and ours is None


def judge_direction(ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence) -> None:
    """D13: a growth is no fall, and a level is no growth."""
    ours, theirs = measurement.change, lead.measurement.change
    if _is_opposed(measurement, claim, lead):
        label = "contradicted" if ruling.label in MATCHES else "not found"
        ruling.settle("D13", label, "the source says that it is the other way", "turn it round")
        return
    if ours is None and _tells_a_difference(measurement, claim, lead):
        ruling.settle(
            "D13", "not found", "the source says by how much it is more or less", LEAVE_OUT
        )
        return
    if ours is None or ours.direction is None:
        return
    reached = ours.direction == "up" and REACHED.search(
        lead.passage.text[: lead.measurement.quantity.start]
    )
    if (theirs is None or theirs.direction is None) and ours.rule == "to" and reached:
        return  # "had reached 4 TB", "had grown to 4 TB"
    if theirs is None and ours.rule in ("to", "delta to"):
        theirs = _told_beside(lead) or _told_in_row(lead)
    behind = lead.passage.text[lead.measurement.quantity.end :]
    if (
        theirs is None
        and UNCHANGED.match(behind)
        and stands_in(lead.passage.text, lead.measurement.quantity)
    ):
        ruling.settle("D13", "contradicted", "the source says that it did not change",
                      "say that it did not change")  # fmt: skip
        return
    if theirs is None or theirs.direction is None:
        ruling.add("D13", "not found", "the source tells no such change", LEAVE_OUT)
    elif ours.direction != theirs.direction:
        label = "contradicted" if ruling.label in MATCHES else "not found"
        went = {"up": "rose", "down": "fell"}[theirs.direction]
        ruling.settle("D13", label, f"the source says that it {went}", f"say that it {went}")


# "Before we moved, it weighed 900 MB", "in the old days": what held then.
BACK_THEN = re.compile(
    r"\W*(?:Before|Until|Prior to|Originally|Initially|At first|Back then|In the (?:old|early) days"
    r"|When (?:we|they|it) (?:began|started|set out)|Formerly|Previously"
    r"|Once(?! [a-z]+(?:ed|nd|lt|wn),))\b"  # "Once found, it was fixed within 12 days"
)
BACK_IN = re.compile(r"\W*Back in (?:the |early |late )?(?:\d{4}|[A-Z][a-z]+ \d{4})s?\b")
PRESENT = frozenset("is are has have".split())


def is_of_today(text: str) -> bool:
    """Tell whether a claim speaks of the present: "weighs", not "weighed"."""
    words = [word.lower() for word in WORD.findall(text)]
    tenses = [VERBS[word].tense for word in words if word in VERBS]
    return (bool(PRESENT.intersection(words)) or "present" in tenses) and "past" not in tenses


def is_back_then(text: str, quantity: Quantity) -> bool:
    """Tell whether a claim itself tells its figure of the past: "Before the split, it took 90"."""
    start, _ = clause_around(text, quantity)
    led = text[: quantity.start]
    fronted = BACK_THEN.match(re.split(r"[;.] ", led)[-1])
    return bool(fronted) or attitude(text[start : quantity.end]) == "former"


def judge_then(ruling: Ruling, claim: Claim, lead: Evidence) -> None:
    """B6: what a source says of the time before a change, a claim must not say of today."""
    if BACK_IN.match(lead.passage.text) and ruling.label in MATCHES and is_of_today(claim.text):
        ruling.add("E2", "outdated", "the source says it of years ago", "say of which time")
        return
    then = BACK_THEN.match(lead.passage.text)
    dated = find_dates(lead.passage.text[: lead.measurement.quantity.start])
    if then and not dated and ruling.label in MATCHES and is_of_today(claim.text):
        told = f"the source says it of the past: {then.group().strip()!r}"
        ruling.add("B6", "imprecise", told, "say of which time")


# "Had 3 million users before it shut the app down": no longer, perhaps.
WAS = re.compile(r"\b(?:had|was|were)\b[^,;]*$")
BEFORE_THAT = re.compile(
    r"\bbefore (?:it|they|he|she|its|the|their) |\b(?:then|back then|at the time|in those days)\b"
    r"(?=\W*$|[,;:])"
)


def judge_was(ruling: Ruling, claim: Claim, lead: Evidence) -> None:
    """E2: what was so before something came about is not said to be so."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    if not stands_in(text, quantity) or ruling.label not in MATCHES:
        return
    then = WAS.search(text[: quantity.start]) and BEFORE_THAT.search(own_statement(text, quantity))
    if then and is_of_today(claim.text):
        told = f"the source says it of the time {then.group().strip()!r}"
        ruling.add("E2", "outdated", told, "say of which time")


USED_TO = re.compile(r"\b(?:used to|once|formerly|previously)\b")
LATER = re.compile(r"^[^.]*?\b(?:and|but|now|today|by|then|it)\b.*?\b(?:is|was|takes?|are|were)\b")


def _of_the_later(measurement: Measurement, claim: Claim) -> str:
    """Return what is said of a level behind a former one: "used to take 9, and now takes 2"."""
    start = measurement.quantity.start
    ends = [m.quantity.end for m in measure(claim) if m.quantity.end <= start]
    told = USED_TO.search(claim.text, 0, start)
    if told is None or not ends or told.end() > ends[-1]:
        return ""
    said = claim.text[ends[-1] : measurement.quantity.end]
    return said if LATER.match(said) and not USED_TO.search(said) else ""


def _goes_on(measurement: Measurement, claim: Claim) -> bool:
    """Tell whether a claim goes on from a former level to a later one, which is judged itself."""
    ours = measurement.quantity
    return any(
        (m.quantity.start > ours.end and m.quantity.unit in (None, ours.unit))
        or dimension(m.quantity.unit or "") == dimension(ours.unit or "") == "time"
        for m in measure(claim)
        if m.quantity.start != ours.start
    )


def _is_past(text: str) -> bool:
    words = [word.lower() for word in WORD.findall(text)]
    tenses = {VERBS[word].tense for word in words if word in VERBS}
    past = bool({"was", "were", "had"} & set(words)) or "past" in tenses
    return past and not PRESENT & set(words)


def judge_attitude(ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence) -> None:
    """B6: one of the two doubts, denies or only expects what the other tells as a fact."""
    ours = _of_the_later(measurement, claim) or governing(claim.text, measurement.quantity.end)
    theirs = governing(lead.passage.text, lead.measurement.quantity.end)
    label = ruling_of(ours, theirs)
    aimed = HOPES.search(ours) or AIMS.search(ours)
    if HOPES.search(theirs) and not aimed and ruling.label in MATCHES:
        ruling.add("B6", "imprecise", "the source is less sure of it", "say how sure it is")
    ends = (measurement.change, lead.measurement.change)
    if all(change and change.before for change in ends):
        stands = {attitude(ours), attitude(theirs)}
        label = None if stands <= {"former", "asserted"} else label  # "it once took 42 minutes"
    if (
        attitude(ours) == "former"
        and attitude(theirs) == "asserted"
        and _goes_on(measurement, claim)
    ):
        in_row = lead.passage.locator.row is not None and lead.measurement.as_of is not None
        label = None if in_row or _is_past(theirs) else label
    dated = measurement.as_of and lead.measurement.as_of
    if dated and {attitude(ours), attitude(theirs)} == {"former", "asserted"}:
        label = None  # "as of 2024 it took an hour" is what it took by then
    if label is None or (label == "imprecise" and ruling.label not in MATCHES):
        return
    told = f"the claim is {attitude(ours)}, the source {attitude(theirs)}"
    if label == "not found":
        ruling.settle("B6", label, told, LEAVE_OUT)
    else:
        ruling.add("B6", label, told, "say how sure it is")
