"""Verdicts as lines for a terminal, as a linter has them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from prepkit.factcheck import LABELS, Coverage, Finding, Skip, Verdict, coverage_of
from prepkit.quantities import Measurement


def finding_lines(verdicts: Iterable[Verdict], *, clean: bool = False) -> Iterator[str]:
    """Return `path:line:col: CODE label: message` for each finding, its evidence below it.

    Findings that may stand as they are (supported, own) are left out unless `clean`; of one that
    is skipped, the reason alone is told.
    """
    for verdict in verdicts:
        for finding in verdict.findings:
            if clean or not finding.clean:
                yield from _lines(verdict, finding)


def _lines(verdict: Verdict, finding: Finding) -> Iterator[str]:
    line, column = verdict.claim.position(finding.start)
    where = f"{verdict.claim.path or 'text'}:{line}:{column}"
    told = f"{where}: {finding.code} {finding.label}: {finding.part!r}"
    if finding.skipped is not None:
        yield f"{told}: skipped: {finding.skipped}"
        return
    yield f"{told}: {finding.message}"
    if finding.fix:
        yield f"    fix: {finding.fix}"
    for passage in (finding.passage, *finding.others):
        if passage is not None:
            yield f"    {evidence_line(passage)}"


def skip_line(skip: Skip) -> str:
    """Return what is told of a skip that silences nothing."""
    where = f"{skip.path or 'text'}:{skip.line}:{skip.column}"
    return f"{where}: this skip of {skip.code} silences nothing; take it out"


def evidence_line(passage) -> str:
    """Return the evidence of a finding in one line: source, kind, locator, sentence."""
    origin = passage.origin
    kind = f"{origin.evidence}, second-hand" if passage.second_hand else origin.evidence
    words = " ".join(passage.text.split())
    return f"[@{origin.source}] {kind}, {passage.locator}: {words}"


def measured_words(measurement: Measurement) -> str:
    """Return what a figure is of, in one line."""
    told = [
        f"entity {measurement.entity!r}",
        f"property {measurement.property!r}",
        *(f"qualifier {qualifier!r}" for qualifier in measurement.qualifiers),
        f"as of {measurement.as_of.surface!r}" if measurement.as_of else "",
        "negated" if measurement.negated else "",
        "hedged" if measurement.hedged else "",
    ]
    return ", ".join(part for part in told if part)


def summary_lines(verdicts: Sequence[Verdict]) -> list[str]:
    """Return what the findings rest on, then how many there are of each label, then the coverage.

    The first line is never about anything else, so that nobody trusts a count without its ground.
    """
    findings = [finding for verdict in verdicts for finding in verdict.findings]
    resting = Counter(_ground(finding) for finding in findings)
    counted = Counter(f.label if f.skipped is None else "skipped" for f in findings)
    labels = ", ".join(f"{counted[one]} {one}" for one in (*LABELS, "skipped") if counted[one])
    silent = sum(1 for verdict in verdicts if verdict.label is None)
    grounds = (
        f"{_counted(len(findings), 'finding')}: {resting['source']} from the sources themselves, "
        f"{resting['note']} from notes on them, {resting['second-hand']} second-hand"
    )
    without = resting["none"]
    return [
        grounds + (f", {without} without evidence" if without else ""),
        labels or "nothing to judge",
        f"{_counted(len(verdicts), 'claim')}, {silent} with nothing to check",
        coverage_line(coverage_of(verdicts)),
    ]


def coverage_line(coverage: Coverage) -> str:
    """Return what became of each number that the notes hold; the counts add up.

    >>> coverage_line(Coverage(judged=7, own=3, uncheckable=0, no_figures=2))
    '12 figures seen, 10 read as claims: 7 judged, 3 own, 0 not checkable; 2 in names and numbering'
    """
    return (
        f"{_counted(coverage.seen, 'figure')} seen, {coverage.read} read as claims: "
        f"{coverage.judged} judged, {coverage.own} own, {coverage.uncheckable} not checkable; "
        f"{coverage.no_figures} in names and numbering"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _ground(finding: Finding) -> str:
    passage = finding.passage
    if passage is None:
        return "none"
    if passage.second_hand:
        return "second-hand"
    return "note" if passage.origin.evidence == "reading" else "source"
