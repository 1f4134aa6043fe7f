"""How a verdict came about: every candidate, held against the table alone, by the same judges."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from prepkit.corpus import Passage
from prepkit.factcheck.evidence import Evidence, find_evidence
from prepkit.factcheck.findings import LABELS, Finding, Verdict
from prepkit.factcheck.rulings import as_written
from prepkit.factcheck.times import agrees, said_date
from prepkit.factcheck.values import compare
from prepkit.factcheck.verdicts import Checker
from prepkit.factcheck.wording import said_in
from prepkit.factcheck.words import content_stems
from prepkit.notes import Claim
from prepkit.quantities import Measurement

# The rows that no passage of a source decides: nothing to fetch, own, spelling, the notes alone.
WITHOUT_TRIALS = ("A1", "A2", "T1", "X2")
# The rows that hear words and dates, though there may be figures in them.
OF_WORDS = ("E0", "Q1", "R1", "T0")
APART = {
    "B1": "not of the same thing",
    "B2": "of another owner",
    "B3": "of another kind",
    "B5": "of another scope",
}
# So many of the candidates that fail at the first row are shown.
MOST_STRANGERS = 10


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the table as it was tried, and what it said."""

    row: str
    said: str


@dataclass(frozen=True, slots=True)
class Trial:
    """One candidate, and the rows that it was held against, in their order."""

    passage: Passage
    claimed: Measurement | None  # None: the words are judged
    measurement: Measurement | None
    steps: tuple[Step, ...]
    stranger: bool  # it fails at the subject
    leads: bool = False  # the finding rests on it
    heard: bool = False  # the finding speaks of it, too: a newer value, one that disagrees


@dataclass(frozen=True, slots=True)
class Explanation:
    """A finding with its trials: what leads first, then the runner-up and the rest."""

    finding: Finding
    claimed: tuple[Measurement, ...]  # what is judged: both ends of a change, none of words
    trials: tuple[Trial, ...]
    left_out: int  # strangers beyond those shown


def explain(checker: Checker, verdict: Verdict) -> list[Explanation]:
    """Return how each finding of a verdict came about; the verdict is that of `checker`."""
    spelling = checker.spelling(verdict.claim)
    reading = spelling.reading(verdict.claim)
    alone = _Alone(checker, reading.claim)
    explained = (
        _explain(reading.forth(f), reading.claim, spelling, alone) for f in verdict.findings
    )
    return [
        replace(one, finding=finding)
        for one, finding in zip(explained, verdict.findings, strict=True)
    ]


class _Alone:
    """What the table says of one passage alone; worked out once for each."""

    def __init__(self, checker: Checker, claim: Claim) -> None:
        self._judge: Callable[[Passage], list[Finding]] = lambda p: checker.judge_by(p, claim)
        self._known: dict[Passage, list[Finding]] = {}

    def finding(self, passage: Passage, part: Finding) -> Finding | None:
        if passage not in self._known:
            self._known[passage] = self._judge(passage)
        found = self._known[passage]
        return next((f for f in found if (f.start, f.end) == (part.start, part.end)), None)


def _explain(finding: Finding, claim: Claim, checker: Checker, alone: _Alone) -> Explanation:
    if finding.code in WITHOUT_TRIALS:
        return Explanation(finding, (), (), 0)
    claimed = _judged(finding, checker.measure(claim))
    if claimed:
        found = [
            trial
            for measurement in claimed
            for trial in _of_figure(measurement, finding, claim, checker, alone)
        ]
    else:
        found = _of_words(finding, claim, checker, alone)
    trials = _leading_first(found, finding)
    near = [trial for trial in trials if not trial.stranger]
    strangers = [trial for trial in trials if trial.stranger]
    shown = (*near, *strangers[:MOST_STRANGERS])
    return Explanation(finding, tuple(claimed), shown, len(trials) - len(shown))


def _judged(finding: Finding, measured: Sequence[Measurement]) -> list[Measurement]:
    """The figure that a finding is about, or both ends of its change; none where it is of words."""
    if finding.code in OF_WORDS:
        return []
    for measurement in measured:
        quantity, change = measurement.quantity, measurement.change
        if (quantity.start, quantity.end) == (finding.start, finding.end):
            return [measurement]
        if change and (change.start, change.end) == (finding.start, finding.end):
            starts = [end.start for end in (change.before, change.after) if end]
            return [m for m in measured if m.quantity.start in starts]
    return []


def _leading_first(trials: Sequence[Trial], finding: Finding) -> list[Trial]:
    """Put first what the finding rests on, and mark what else it speaks of.

    Where it rests on nothing, the passage that it shows is only the nearest (B1, T0).
    """
    marked = [replace(t, heard=any(_same(t.passage, p) for p in finding.others)) for t in trials]
    shown = [t for t in marked if finding.passage and _same(t.passage, finding.passage)]
    if not shown:
        return marked
    first = min(shown, key=lambda trial: (trial.steps[-1].row != finding.code, trial.stranger))
    decides = first.steps[-1].row == finding.code and not first.stranger
    leads = decides or finding.code not in ("B1", "T0")
    return [replace(first, leads=leads), *(trial for trial in marked if trial is not first)]


def _same(one: Passage, other: Passage) -> bool:
    return (one.origin, one.text, one.locator) == (other.origin, other.text, other.locator)


# --- figures and changes -----------------------------------------------------------


def _of_figure(
    measurement: Measurement, finding: Finding, claim: Claim, checker: Checker, alone: _Alone
) -> Iterator[Trial]:
    whole = measurement.quantity.start == finding.start and measurement.quantity.end == finding.end
    for evidence in find_evidence(measurement, claim, checker.base, claim.cited or None):
        steps = list(_rows(measurement, evidence, claim))
        stranger = evidence.relation == "B1"
        if not stranger:
            # One end of a change is judged with the other: the passage keeps all that it measures.
            only = (evidence.measurement,) if whole else evidence.passage.measurements
            told = alone.finding(replace(evidence.passage, measurements=only), finding)
            steps += _last_step(told, steps, evidence.relation)
        yield Trial(evidence.passage, measurement, evidence.measurement, tuple(steps), stranger)


def _rows(measurement: Measurement, evidence: Evidence, claim: Claim) -> Iterator[Step]:
    """The rows that a candidate is held against before all of the sentence is heard."""
    given = evidence.measurement
    yield Step(*_subject_row(evidence, claim))
    if evidence.relation == "B1":
        return
    if measurement.as_of:
        there = given.as_of and agrees(
            measurement.as_of, given.as_of, measurement.quantity.comparator
        )
        yield Step("E1", f"{'the date agrees' if there else 'not for that date'}: "
                   f"{said_date(given.as_of)}")  # fmt: skip
    said = said_in(evidence.passage, given)
    compared = compare(measurement.quantity, given.quantity, said)
    yield Step(compared.row, f"{compared.label}: {compared.reason}")


def _subject_row(evidence: Evidence, claim: Claim) -> tuple[str, str]:
    given, word = evidence.measurement, evidence.difference
    around = f"{given.entity} {given.property} {' '.join(given.qualifiers)} {evidence.passage.text}"
    shown = as_written(word, f"{around} {claim.text} {' '.join(claim.headings)}")
    if evidence.relation == "near":
        ours, theirs = word.split("|")
        told = f"{as_written(theirs, around)!r} for {as_written(ours, claim.text)!r}"
        return "B4", f"nearly the same thing, {told}; fit {evidence.score:.2f}"
    if evidence.relation == "same":
        return "B", f"the same thing; fit {evidence.score:.2f}"
    told = f"{APART[evidence.relation]}: {shown!r}"
    if evidence.relation != "B1":
        told += f"; fit {evidence.score:.2f}"
    return evidence.relation, told


def _last_step(told: Finding | None, steps: Sequence[Step], relation: str) -> Iterator[Step]:
    """What the whole table says of the candidate, where its rows so far have not said it."""
    if told is None or (relation in APART and told.code != relation):
        return
    step = Step(told.code, f"{told.label}: {told.message}")
    if step != steps[-1]:
        yield step


# --- words --------------------------------------------------------------------------


def _of_words(finding: Finding, claim: Claim, checker: Checker, alone: _Alone) -> list[Trial]:
    """The passages that share words with a statement, quotation or date, the best first."""
    words = content_stems(claim.text if finding.code == "E0" else finding.part)
    trials = []
    for place, passage in enumerate(checker.base.passages(words, claim.cited or None, joined=True)):
        told = alone.finding(passage, finding)
        if told is None:
            continue
        stranger = told.label == "not found"
        step = Step(told.code, f"{told.label}: {told.message}")
        rank = 1 if stranger else -LABELS.index(told.label), place
        trials.append((rank, Trial(passage, None, None, (step,), stranger)))
    return [trial for _, trial in sorted(trials, key=lambda ranked: ranked[0])]
