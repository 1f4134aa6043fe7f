"""The rows that may decide a figure, a comparison or a rank, in the order they are asked."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import clause_at, measure
from prepkit.factcheck.clauses import clauses
from prepkit.factcheck.comparisons import (
    COMPARES,
    find_comparisons,
    is_level_of,
    judge_comparison,
    unsettled,
)
from prepkit.factcheck.contrasts import has_base
from prepkit.factcheck.derivations import DERIVED, judge_apposed, judge_derived
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.figures import judge_figure
from prepkit.factcheck.findings import LEAVE_OUT, Finding
from prepkit.factcheck.multiples import multiples_in
from prepkit.factcheck.overlap import judge_overlap
from prepkit.factcheck.ranks import is_only_reported, judge_ranks
from prepkit.factcheck.reckoning import judge_reckoning
from prepkit.factcheck.rulings import MATCHES
from prepkit.factcheck.shares import (
    judge_part_and_whole,
    judge_reckoned_share,
    judge_share,
)
from prepkit.factcheck.statements import match_statement
from prepkit.factcheck.superlatives import (
    RECORD,
    find_ranks,
    is_rank_number,
    own_firsts,
    ranked_around,
)
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.times import Clock
from prepkit.factcheck.values import compare
from prepkit.factcheck.versus import judge_gap, judge_versus
from prepkit.factcheck.words import WORD, content_stems, names
from prepkit.notes import Claim
from prepkit.quantities import Change, Measurement
from prepkit.quantities.lexicon import BE, VERBS

# "between 2019 and 2021" are two dates of one clause.
# "11 offices in nine countries": the second figure bounds the first.
WITHIN = re.compile(r"\s*(?:[a-z]+\s+)?(?:in|across|over|among|at)\s+(?:the\s+|its\s+)?")
LONGEST_BASE = 24  # letters from a level to "a year ago"
DIGIT = re.compile(r"\d")
FROM_BEFORE = ("more than before", "delta from", "compared with", "once now")
JOINED = re.compile(r"\s*(?:and|to|until|–|-)\s*(?:in\s+)?")


def judge_number(
    measurement: Measurement, claim: Claim, base: EvidenceBase, clock: Clock
) -> Finding:
    """The source's own figure decides; where it has none, what two of its figures make."""
    if apposed := judge_apposed(measurement, claim, base):
        return _ranked_alike(apposed, measurement, claim, base)
    direct = judge_figure(measurement, claim, base, clock)
    source = direct.passage.text if direct.passage else ""
    if not is_level_of(measurement, claim.text, source):
        told = "the source gives no such figure that relates two"
        direct = replace(direct, code="D16", label="not found", message=told, fix=LEAVE_OUT)
    if direct.label in ("not found", "contradicted") and (
        some := judge_part_and_whole(measurement, claim, base, clock)
    ):
        return _ranked_alike(some, measurement, claim, base)
    if direct.label != "not found":
        return _ranked_alike(direct, measurement, claim, base)
    if gap := judge_gap(measurement, claim, base):
        return gap
    derived = judge_derived(measurement, claim, base) or judge_share(measurement, claim, base)
    derived = derived or judge_reckoned_share(measurement, claim, base, clock)
    if derived is None and direct.code == "B1":
        derived = judge_overlap(measurement, claim, base)
    return _ranked_alike(derived, measurement, claim, base) if derived else direct


def _ranked_alike(
    finding: Finding, measurement: Measurement, claim: Claim, base: EvidenceBase
) -> Finding:
    """D17: the figure of the largest office is not that of another one."""
    if finding.label not in MATCHES or finding.passage is None:
        return finding
    given = [m.quantity for m in finding.passage.measurements]
    if finding.code not in DERIVED:
        alike = [q for q in given if compare(measurement.quantity, q).label in MATCHES]
        given = alike or given
    ours = ranked_around(claim.text, [measurement.quantity], base.terms)
    theirs = ranked_around(finding.passage.text, given, base.terms)
    given_to = theirs | own_firsts(finding.passage.text)
    if ours and (of_what := _ranked_among(claim.text, finding.passage, base.terms)):
        told = f"the source ranks it {of_what!r}"
        return replace(finding, code="D17", label="imprecise", message=told, fix=f"say {of_what!r}")
    if ours <= given_to and theirs - {RECORD} <= ours:  # that it is a record may be left out
        return finding
    told = "the source's figure is of something of another rank"
    return replace(finding, code="D17", label="not found", message=told, fix=LEAVE_OUT)


# "Our largest oven for rolls", "our largest shop in Lima"
RANKED_AMONG = re.compile(r"^\W*(?:\S+ ){2,4}?(?P<of>(?:for|in|outside) (?P<what>[A-Za-z][\w-]+))")


def _ranked_among(claim: str, passage: Passage, terms: Terms) -> str:
    """Return among which a source ranks what its figure is of, where the claim names no such."""
    known = terms.stems(f"{claim} {passage.title}")
    for rank in find_ranks(passage.text, terms):
        found = RANKED_AMONG.match(passage.text[rank.start :])
        before = found and passage.text[rank.start : rank.start + found.start("of")]
        told = before and any(word in VERBS or word in BE for word in WORD.findall(before))
        if found and not told and rank.holder is None and not terms.stems(found["what"]) <= known:
            return found["of"]
    return ""


def judge_multiples(claim: Claim, base: EvidenceBase) -> Iterator[tuple[Measurement, Finding]]:
    """D15: judge "doubled" and the like; where no figures decide, they are left to their words."""
    multiples = multiples_in(claim.text, headings=claim.headings, before=claim.before)
    judged = [(m, judge_derived(m, claim, base)) for m in multiples]
    if any(finding for _, finding in judged):
        yield from ((m, finding or _not_derived(m)) for m, finding in judged)


def _not_derived(measurement: Measurement) -> Finding:
    quantity = measurement.quantity
    return Finding("D15", "not found", "no two figures of the source make this", quantity.surface,
                   quantity.start, quantity.end, LEAVE_OUT)  # fmt: skip


def judge_relations(
    claim: Claim, measured: Sequence[Measurement], base: EvidenceBase, clock: Clock
) -> list[Finding]:
    """D15 to D17: what a claim compares, ranks, and reckons out by itself."""
    judged = (judge_comparison(c, claim, base, clock) for c in find_comparisons(claim.text))
    compared = [finding for finding in judged if finding]
    compared += judge_versus(claim, measured, base, clock)
    ranked = [
        finding
        for finding in (
            *judge_ranks(claim, measured, base), *unsettled(claim, measured, compared)
        )
        if finding.clean or not _in_these_words(claim, finding, base)
    ]  # fmt: skip
    reckoned = judge_reckoning(claim, measured)
    return [*compared, *ranked, *reckoned]


def _in_these_words(claim: Claim, finding: Finding, base: EvidenceBase) -> bool:
    """Tell whether a source says the clause of a finding word for word, and nothing more."""
    owner, stems = owner_of(claim), base.terms.stems
    for clause in clauses(claim.text):
        if clause.start <= finding.start < clause.end:
            near = base.passages([*content_stems(clause.text), *owner], claim.cited)
            match = match_statement(clause.text, owner, near, base.terms)
            source = match.passage.text if match.passage else "?"
            known = stems(claim.text).union(*map(stems, claim.headings))
            more = is_only_reported(claim.text, source) or source.endswith("?")
            return match.label == "supported" and not more and stems(source) <= known
    return False


def is_related(measurement: Measurement, claim: Claim, findings: Sequence[Finding]) -> bool:
    """Tell whether a figure is the amount of a judged comparison, or the number of a rank."""
    at = measurement.quantity.start
    judged = (f.start == at or (f.code in DERIVED and f.start <= at < f.end) for f in findings)
    return any(judged) or is_rank_number(measurement, claim.text)


def is_within(outer: Measurement, inner: Measurement, claim: Claim) -> bool:
    """Tell whether a figure bounds the one before it: "11 offices in nine countries"."""
    between = claim.text[outer.quantity.end : inner.quantity.start]
    return WITHIN.fullmatch(between) is not None


def dates_left(
    claim: Claim, dates: Sequence[Finding], judged: Sequence[Finding]
) -> Iterator[Finding]:
    """Yield the dates that are not judged together with what is derived, compared or ranked.

    Such a finding holds the dates of its own clause against its evidence: "between 2019 and 2021".
    """
    dated = (f for f in judged if f.code == "D17" or (f.code in DERIVED and f.passage))
    clauses_judged = {clause_at(claim.text, finding.start) for finding in dated}
    counted = [m.change for m in measure(claim) if m.change and m.change.rule in FROM_BEFORE]
    last = None
    for date in dates:
        if not DIGIT.search(date.part) and any(_is_base(date, c, claim) for c in counted):
            continue  # "4% fewer than a year ago": E1 holds from when it is counted
        joined = last and JOINED.fullmatch(claim.text, last.end, date.start)
        if joined or clause_at(claim.text, date.start) in clauses_judged:
            last = date
        else:
            yield date


def _is_base(date: Finding, change: Change, claim: Claim) -> bool:
    """Tell whether a date is what a change is counted from, which is judged with the change."""
    start, end = change.start - 1, change.end + LONGEST_BASE
    return start <= date.start < end and has_base(claim.text[start : max(date.end, change.end)])


def without_ranks(claim: Claim, findings: Sequence[Finding]) -> Claim:
    """Return a claim with blanks for what D17 judges on its own; the places of the rest hold."""
    text = claim.text
    for finding in findings:
        if finding.code == "D17":
            text = f"{text[: finding.start]}{' ' * len(finding.part)}{text[finding.end :]}"
    return replace(claim, text=text)


def row_of_values(text: str) -> str | None:
    """Return the row that a statement needs two values for, if it compares or multiplies."""
    if COMPARES.search(text):
        return "D17"
    return "D15" if multiples_in(text) else None


def owner_of(claim: Claim) -> frozenset[str]:
    """The names that a claim's statements are about: the first of the claim, or of its heading."""
    for text in (claim.text, claim.before or "", *reversed(claim.headings)):
        found = names(text)
        if found:
            return frozenset(content_stems(found[0]))
    return frozenset()
