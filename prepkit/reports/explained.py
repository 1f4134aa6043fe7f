"""An explanation for a terminal: each part of a claim, its candidates, and what became of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from prepkit.corpus import Passage
from prepkit.factcheck import Clock, Finding, Verdict
from prepkit.factcheck.explanations import Explanation, Trial
from prepkit.quantities import Measurement
from prepkit.reports.lines import evidence_line, measured_words

WIDEST = 120  # characters of a passage


def explanation_lines(
    verdict: Verdict, explanations: Sequence[Explanation], clock: Clock
) -> Iterator[str]:
    """Return the claim, then for each of its parts the candidates and, last, the verdict."""
    claim = verdict.claim
    yield f"{claim.path or 'text'}:{claim.line}:{claim.column}: {claim.text}"
    cited = ", ".join(f"[@{source}]" for source in claim.cited)
    searched = f"held against {cited}" if cited else "no citation: held against all sources"
    own = "; marked [@me]" if claim.own else ""
    now = f"now is {clock.as_of}" if clock.as_of else "the notes call no day now"
    yield f"    {searched}{own}; {now}, horizon {clock.horizon:g} years"
    if not explanations:
        yield "    nothing to check: no figure, date or quotation, and no statement with a citation"
    for explanation in explanations:
        yield ""
        yield from _part(verdict, explanation)
    yield ""
    yield f"verdict: {verdict.label or 'nothing to check'}"


def _part(verdict: Verdict, explanation: Explanation) -> Iterator[str]:
    finding = explanation.finding
    line, column = verdict.claim.position(finding.start)
    yield f"{line}:{column} {finding.part!r}"
    for measurement in explanation.claimed:
        yield f"    claimed: {_value(measurement)}"
    runner_up = next((t for t in explanation.trials if not (t.leads or t.stranger)), None)
    for number, trial in enumerate(explanation.trials, 1):
        marks = {
            "leads": trial.leads,
            "runner-up": trial is runner_up,
            "heard, too": trial.heard and not trial.leads,
        }
        told = " and ".join(name for name, holds in marks.items() if holds)
        mark = f"  <- {told}" if told else ""
        against = ""
        if trial.claimed and len(explanation.claimed) > 1:
            against = f", held against {trial.claimed.quantity.surface!r}"
        yield from _trial(number, trial, against, mark)
    if explanation.claimed and not explanation.trials:
        yield "    no candidate: no figure of its kind stands near words that it shares"
    shown = [trial.passage.text for trial in explanation.trials]
    if finding.passage and finding.passage.text not in shown:
        yield f"    shown: {evidence_line(finding.passage)}"
    if explanation.left_out:
        yield f"    … and {explanation.left_out} more that are not of the same thing"
    yield f"    => {_said(finding)}"


def _trial(number: int, trial: Trial, against: str, mark: str) -> Iterator[str]:
    yield f"{number:>4}. {evidence_line(_shortened(trial))}"
    if trial.measurement:
        yield f"      measured: {_value(trial.measurement)}{against}"
    *steps, last = trial.steps
    for step in steps:
        yield f"      {step.row:<3} {step.said}"
    yield f"      {last.row:<3} {last.said}{mark}"


def _shortened(trial: Trial) -> Passage:
    """The passage; of a long one, such as a table's row, what stands around the figure."""
    text, measurement = trial.passage.text, trial.measurement
    if measurement is None or len(text) <= WIDEST:
        return trial.passage
    start = max(0, min(measurement.quantity.start - WIDEST // 2, len(text) - WIDEST))
    end = start + WIDEST
    shown = f"{'…' * (start > 0)}{text[start:end]}{'…' * (end < len(text))}"
    return replace(trial.passage, text=shown)


def _value(measurement: Measurement) -> str:
    quantity = measurement.quantity
    bounds = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    value = " to ".join("…" if bound is None else f"{bound:,f}" for bound in bounds)
    exact = f"{quantity.comparator} {value} {quantity.unit or ''}".rstrip()
    return f"{quantity.surface!r} ({exact}), {measured_words(measurement)}"


def _said(finding: Finding) -> str:
    skipped = f" (skipped: {finding.skipped})" if finding.skipped is not None else ""
    return f"{finding.code} {finding.label}: {finding.message}{skipped}"
