"""Claims → verdicts: the parts of each claim, and the row of the table that decides each part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from prepkit.corpus import Corpus, Origin, Passage, passages_of
from prepkit.documents import Document
from prepkit.factcheck.ages import aged_habit
from prepkit.factcheck.alignment import measure
from prepkit.factcheck.attributions import attribute
from prepkit.factcheck.changes import judge_change
from prepkit.factcheck.clauses import Clause, clauses, is_personal, predicates
from prepkit.factcheck.consistency import self_contradictions
from prepkit.factcheck.dates import judge_dates
from prepkit.factcheck.directions import judge_directions
from prepkit.factcheck.evidence import EvidenceBase, comparable, is_delta, nearest_passage
from prepkit.factcheck.findings import CODES, LEAVE_OUT, Finding, Verdict, verdict_of, worst
from prepkit.factcheck.lent import as_judged, names_its_owner
from prepkit.factcheck.margins import judge_margins
from prepkit.factcheck.names import Misspelling, Vocabulary
from prepkit.factcheck.paraphrases import Reading, readings
from prepkit.factcheck.parts import (
    dates_left,
    is_related,
    is_within,
    judge_multiples,
    judge_number,
    judge_relations,
    owner_of,
    row_of_values,
    without_ranks,
)
from prepkit.factcheck.quotations import Quoted, find_quotations, match_quotation
from prepkit.factcheck.ranks import says_the_rank
from prepkit.factcheck.retold import contradicted_in_other_words, told_in_other_words
from prepkit.factcheck.shifted import judge_shifts
from prepkit.factcheck.skips import read_skips, skip_findings
from prepkit.factcheck.slips import Spelling
from prepkit.factcheck.spans import judge_spans
from prepkit.factcheck.statements import StatementMatch, match_statement, withheld
from prepkit.factcheck.subjects import passage_context
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.times import Clock
from prepkit.factcheck.values import compare
from prepkit.factcheck.words import content_stems
from prepkit.notes import Citation, Claim, Notes, read_notes
from prepkit.quantities import Change, Measurement, Quantity, find_quantities

# "scaled it", "Implemented deduplication": a note that leaves its "I" out.
LEFT_OUT_I = re.compile(r"^\W*[A-Za-z]+(?:ed|ew|lt|ilt|aught|ove|an)\b")
# Between a clause that leads up to a quotation and the quotation: a colon, a space, the mark.
LEAD = 3
# Findings that another word for the same thing may have come to.
OF_OTHER_WORDS = {
    "not found": CODES - {"A1", "E4"},
    "imprecise": frozenset("B1 B5 T0 R1 D17".split()),
}
SAY_AS_THE_SOURCE = "say it as the source does"


@dataclass(frozen=True)
class Checker:
    """The evidence and the clock of one check; `check` judges one claim."""

    base: EvidenceBase
    clock: Clock

    def check(self, claim: Claim) -> Verdict:
        """Return the verdict on one claim."""
        read = self._read(claim)
        return verdict_of(claim, self._findings(read, self.measure(read)))

    def check_notes(self, notes: Notes) -> list[Verdict]:
        """Return the verdicts on a file's claims, judged also against one another."""
        read = [self._read(claim) for claim in notes.claims]
        measured = [self.measure(claim) for claim in read]
        findings = [
            self._findings(claim, found, notes.claims)
            for claim, found in zip(read, measured, strict=True)
        ]
        for number, finding in self_contradictions(read, measured, self.base.terms):
            findings[number].append(finding)
        return [
            verdict_of(claim, found) for claim, found in zip(notes.claims, findings, strict=True)
        ]

    def measure(self, claim: Claim) -> list[Measurement]:
        """Return the measurements of a claim, each with the owner that it is judged by."""
        return [as_judged(measurement, claim, self.base) for measurement in measure(claim)]

    def _read(self, claim: Claim) -> Claim:
        """Return a claim with the names that it writes small as the sources write them."""
        text = self._vocabulary.capitalised(claim.text)
        return claim if text == claim.text else replace(claim, text=text)

    def _findings(
        self, claim: Claim, measured: Sequence[Measurement], notes: Sequence[Claim] = ()
    ) -> list[Finding]:
        missing = [source for source in claim.cited if source not in self.base.sources]
        if claim.cited and len(missing) == len(claim.cited):
            return [_unavailable(claim, missing)]
        wrong = self._vocabulary.misspellings(claim.text)
        spelled = self._spelled(wrong, claim)
        return [*spelled._judged(claim, measured)[1], *self._names(wrong, notes)]

    def spelling(self, claim: Claim) -> "Checker":
        """Return the checker that reads the misspelt names of a claim as they are meant."""
        return self._spelled(self._vocabulary.misspellings(claim.text), claim)

    def _spelled(self, wrong: Sequence[Misspelling], claim: Claim) -> "Checker":
        spelled = self._spelling.slips(claim.text) | {one.word: one.name for one in wrong}
        return replace(self, base=self.base.spelled(spelled)) if spelled else self

    def judge_by(self, passage: Passage, claim: Claim) -> list[Finding]:
        """Return what the parts of a claim would get if one passage were all the evidence."""
        checker = self.spelling(claim)
        alone = replace(checker, base=checker.base.alone(passage))
        return alone._parts(replace(claim, own=False), self.measure(claim))

    def reading(self, claim: Claim) -> Reading:
        """Return a claim in the words by which it is judged, its own or a source's."""
        return self._judged(claim, self.measure(claim))[0]

    def _judged(
        self, claim: Claim, measured: Sequence[Measurement]
    ) -> tuple[Reading, list[Finding]]:
        """Return a claim as it is told, or in a source's words if those decide, with its parts."""
        found = self._parts(claim, measured)
        if any(finding.code in OF_OTHER_WORDS.get(finding.label, ()) for finding in found):
            near = self.base.passages(content_stems(claim.text), claim.cited or None)
            for reading in readings(claim, near):
                again = self._parts(reading.claim, self.measure(reading.claim))
                if _decide(again, found):
                    return reading, [reading.back(finding) for finding in again]
        return Reading(claim), found

    def _parts(self, claim: Claim, measured: Sequence[Measurement]) -> list[Finding]:
        quoted = find_quotations(claim.text)
        named = _inside_titles(claim.text, self.base.titles)
        measured = [m for m in measured if not _inside(m.quantity.start, named)]  # A3
        outside = [m for m in measured if not _inside(m.quantity.start, quoted)]
        told_of_oneself = claim.own and _first_person(claim)
        related = []
        if not told_of_oneself:
            related = judge_relations(claim, outside, self.base, self.clock)
            related = [finding for finding in related if not _inside(finding.start, quoted)]
        dates = [] if told_of_oneself else list(judge_dates(claim, measured, self.base, self.clock))
        dates = [finding for finding in dates if not _inside(finding.start, quoted)]
        moved = [] if told_of_oneself else list(judge_directions(claim, outside, self.base))
        dates = [f for f in dates if not any(m.start <= f.start < m.end for m in moved)]
        related += moved
        ago = [Quoted("", f.start, f.end) for f in dates]  # "three years ago" is no count of years
        outside = [m for m in outside if not _inside(m.quantity.start, ago)]
        related = [f for f in related if not self._left_to_dates(f, claim, dates)]
        outside = [m for m in outside if not is_related(m, claim, related)]
        figures = list(self._figures(without_ranks(claim, related), outside))
        judged = [*related, *(_by_its_row(f, outside, figures) for f in figures)]
        if not told_of_oneself:
            for judge in (judge_shifts, judge_margins, judge_spans):
                judged = judge(claim, outside, judged, self.base)
        judged += dates_left(claim, dates, judged)
        judged += [self._quotation(claim, quotation) for quotation in quoted]
        if told_of_oneself and not judged:
            return [Finding("A2", "own", "own experience", claim.text, 0, len(claim.text))]
        spans = [(finding.start, finding.end) for finding in judged]
        return [*judged, *self._statements(claim, spans), *self._besides(claim, judged, spans)]

    # --- figures and changes ----------------------------------------------------

    def _figures(self, claim: Claim, measured: Sequence[Measurement]) -> Iterator[Finding]:
        changes: dict[int, Change] = {}
        last: tuple[Measurement, Finding] | None = None
        for measurement in measured:
            change = measurement.change
            whole = change is not None and change.before is not None and change.after is not None
            if self._own(claim, measurement):
                yield _own(measurement)
            elif change is not None and whole and not is_delta(measurement):
                changes[change.start] = change
            else:
                finding = judge_number(measurement, claim, self.base, self.clock)
                if last and is_within(last[0], measurement, claim):
                    finding = self._by_the_same(finding, last[1], measurement, claim)
                yield finding
                last = measurement, finding
        for change in changes.values():
            yield judge_change(change, measured, claim, self.base)
        for measurement, finding in judge_multiples(claim, self.base):
            if not self._own(claim, measurement):
                yield finding

    def _by_the_same(
        self, finding: Finding, outer: Finding, measurement: Measurement, claim: Claim
    ) -> Finding:
        """B5: "11 offices in nine countries" needs both from one sentence, not one from each."""
        both = finding.clean and outer.clean
        if not both or outer.passage is None or finding.passage is outer.passage:
            return finding
        if not any(comparable(measurement, given) for given in outer.passage.measurements):
            return finding
        alone = judge_number(measurement, claim, self.base.alone(outer.passage), self.clock)
        if alone.clean:
            return alone
        told = "the sentence that has the other figure has another one for this"
        return replace(alone, code="B5", label="not found", message=told, fix=LEAVE_OUT)

    def _own(self, claim: Claim, measurement: Measurement) -> bool:
        """A2: own experience, unless the figure is about something that the sources are about."""
        if not claim.own or not _first_person(claim):
            return False
        stems = self.base.terms.stems
        named = names_its_owner(measurement, claim, self.base)
        owner = stems(measurement.entity or "") if named else frozenset()
        measured = (
            given.entity
            for passage in self.base.passages(owner)
            for given in passage.measurements
            if given.entity
        )
        return not any(owner == stems(entity) for entity in measured)

    def _left_to_dates(self, finding: Finding, claim: Claim, dates: Sequence[Finding]) -> bool:
        """A rank that only its date decides: the sentence that gives the date says all the rest."""
        passages = [date.passage for date in dates if date.passage]
        return (
            finding.code == "D17"
            and not finding.clean
            and bool(passages)
            and len(passages) == len(dates)
            and all(says_the_rank(finding, claim, p, self.base.terms) for p in passages)
        )

    # --- quotations, names, statements --------------------------------------------

    def _quotation(self, claim: Claim, quotation: Quoted) -> Finding:
        words = content_stems(quotation.text)
        match = match_quotation(quotation.text, self.base.passages(words, claim.cited or None))
        places = [(place, self.base.in_order(place.stretch.passages[0])) for place in match.places]
        said = attribute(claim, quotation, places, self.base.terms.aliases)
        label, reason = match.label, match.reason
        if said is not None:
            label = worst([match.label, said.label]) or label
            but = ", but " if said.label != "supported" else ", " if said.reason else ""
            reason += but + said.reason
        fix = f"write it as the source does: {match.difference}" if match.difference else None
        if label == "not found":
            fix = LEAVE_OUT
        return Finding("Q1", label, reason, quotation.text, quotation.start, quotation.end, fix,
                       match.passage)  # fmt: skip

    def _names(
        self, misspellings: Sequence[Misspelling], notes: Sequence[Claim]
    ) -> Iterator[Finding]:
        """T1: misspelt names, with the line of the notes that spells each right."""
        for wrong in misspellings:
            told = f"no source has {wrong.word!r}; one has {wrong.name!r}"
            right = next((other.line for other in notes if wrong.name in other.text), None)
            evidence = self.base.passages([wrong.name])
            yield Finding(
                "T1", "imprecise", f"{told}; line {right} spells it right" if right else told,
                wrong.word, wrong.start, wrong.end, f"write '{wrong.name}'",
                next((passage for passage in evidence if wrong.name in passage.text), None),
            )  # fmt: skip

    def _statements(self, claim: Claim, taken: Sequence[tuple[int, int]]) -> Iterator[Finding]:
        """T0: the clauses of a cited claim in which nothing else is judged."""
        if not claim.cited or (claim.own and _first_person(claim)):
            return
        owner = owner_of(claim)
        for clause in clauses(claim.text):
            # A clause that holds a judged part, or that leads up to a quotation, is judged by it.
            near = self.base.passages([*content_stems(clause.text), *owner], claim.cited)
            if any(start <= clause.end + LEAD and clause.start < end for start, end in taken):
                yield from self._told_otherwise(clause, near)
                continue
            match = match_statement(clause.text, owner, near, self.base.terms)
            values_row = row_of_values(clause.text)
            if match.label != "supported" and values_row and match.row == "T0":
                told = "no two values bear it out, and no such words"
                match = replace(match, row=values_row, label="not found", reason=told)
            match = self._of_its_topic(clause, match, near)
            match = told_in_other_words(clause.text, match, near, self.base.terms)
            if match.label == "supported" and match.passage:
                aged = aged_habit(clause.text, match.passage, self.clock)
                match = replace(match, row="E2", label="outdated", reason=aged) if aged else match
            fix = None if match.label == "supported" else SAY_AS_THE_SOURCE
            if match.label == "not found":
                fix = LEAVE_OUT
            passage = match.passage or nearest_passage(clause.text, self.base, claim.cited)
            yield Finding(
                match.row, match.label, match.reason, clause.text, clause.start, clause.end,
                fix, passage,
            )  # fmt: skip

    def _told_otherwise(self, clause: Clause, near: Sequence[Passage]) -> Iterator[Finding]:
        """R1: what a clause says beside its figure of what the source gives to another."""
        match = contradicted_in_other_words(clause.text, near, self.base.terms)
        if match is not None:
            yield Finding(match.row, match.label, match.reason, clause.text, clause.start,
                          clause.end, SAY_AS_THE_SOURCE, match.passage)  # fmt: skip

    def _besides(
        self, claim: Claim, judged: Sequence[Finding], taken: Sequence[tuple[int, int]]
    ) -> Iterator[Finding]:
        """T0: what a claim whose parts are borne out says besides: "… and admitted no guilt"."""
        if not claim.cited or not judged or not all(finding.clean for finding in judged):
            return
        shown = [finding.passage for finding in judged if finding.passage]
        for clause in predicates(claim.text, taken):
            near = self.base.passages(content_stems(clause.text), claim.cited)
            match = match_statement(clause.text, frozenset(), near, self.base.terms)
            told = withheld(clause.text, [*shown, *near], self.base.terms)
            if match.label == "contradicted":
                label, told = match.label, match.reason
            elif told and match.label != "supported":
                label = "imprecise"
            else:
                continue
            yield Finding("T0", label, told, clause.text, clause.start, clause.end,
                          SAY_AS_THE_SOURCE, match.passage)  # fmt: skip

    def _of_its_topic(
        self, clause: Clause, match: StatementMatch, near: Sequence[Passage]
    ) -> StatementMatch:
        """T0: a clause with its topic may be borne out, and not of another topic."""
        if not clause.topic:
            return match
        if match.label != "supported":
            whole = f"{clause.topic}: {clause.text}"
            again = match_statement(whole, frozenset(), near, self.base.terms)
            return again if again.label in ("supported", "contradicted") else match
        if match.passage is None:
            return match
        around = (match.passage.text, match.passage.before or "", *passage_context(match.passage))
        known = frozenset().union(*map(self.base.terms.stems, around))
        if self.base.terms.stems(clause.topic) <= known:
            return match
        told = f"the source does not say it of {clause.topic!r}"
        return replace(match, label="imprecise", reason=told)

    # --- what is known of the sources, read once ------------------------------------

    @cached_property
    def _vocabulary(self) -> Vocabulary:
        return Vocabulary(self.base.words)

    @cached_property
    def _spelling(self) -> Spelling:
        return Spelling(self.base.words)


def check_claim(
    claim: Claim | str, evidence: Document | Corpus | str, *, as_of: date | None = None
) -> Verdict:
    """Return the verdict on one claim by one document, a corpus, or a text."""
    if isinstance(claim, str):
        claim = _whole(claim)
    if isinstance(evidence, str):
        from prepkit.documents import read_text

        evidence = read_text(evidence)
    if isinstance(evidence, Document):
        origin = _given(evidence)
        base = EvidenceBase(passages_of(evidence, origin))
        if not claim.citations and not claim.own:  # the evidence is given, as if the claim cited it
            claim = replace(claim, citations=(Citation(origin.source, None),))
    else:
        base = EvidenceBase(evidence)
    return Checker(base, Clock(as_of)).check(claim)


def _whole(text: str) -> Claim:
    """Return a text as one claim, however many sentences it has, with all its citations."""
    claims = read_notes(text).claims
    if len(claims) == 1:
        return claims[0]
    return Claim(
        text=" ".join(claim.text for claim in claims) or text,
        citations=tuple(citation for claim in claims for citation in claim.citations),
        own=any(claim.own for claim in claims),
    )


def check_text(
    text: str,
    evidence: Corpus | Sequence[Passage],
    *,
    path: str | None = None,
    terms: Terms | None = None,
    as_of: date | None = None,
    horizon: float = 2.0,
    strict: bool = False,
) -> list[Verdict]:
    """Return the verdicts on the claims of a Markdown text; `as_of` goes before its `date:`."""
    notes = read_notes(text, path)
    base = EvidenceBase(evidence, terms, strict=strict)
    verdicts = Checker(base, Clock(as_of or notes.as_of, horizon)).check_notes(notes)
    return skip_findings(verdicts, read_skips(notes))[0]


def _decide(again: Sequence[Finding], found: Sequence[Finding]) -> bool:
    """Tell whether the findings on a claim in other words settle what its own leave open."""
    label, was = (worst([finding.label for finding in findings]) for findings in (again, found))
    if was != "not found":
        return label in ("supported", "contradicted")
    return label not in (None, "not found") and all(f.clean or f.code != "T0" for f in again)


def _given(document: Document) -> Origin:
    """The origin of a document that was handed over rather than kept."""
    return Origin(source="evidence", title=document.title or "", publisher="", url="",
                  published=document.published or "", rank="primary", evidence="snapshot",
                  sha256="", captured=None, path=None)  # fmt: skip


def _unavailable(claim: Claim, missing: Sequence[str]) -> Finding:
    listed = ", ".join(missing)
    return Finding("A1", "unavailable", f"there is no copy of {listed} to judge by", claim.text,
                   0, len(claim.text), f"run `prepkit fetch {missing[0]}`")  # fmt: skip


def _own(measurement: Measurement) -> Finding:
    quantity = measurement.quantity
    return Finding("A2", "own", "own experience", quantity.surface, quantity.start, quantity.end)


def _first_person(claim: Claim) -> bool:
    return (
        is_personal(claim.text)
        or bool(LEFT_OUT_I.match(claim.text))
        or is_personal(claim.before or "")
    )


def _by_its_row(
    finding: Finding, measured: Sequence[Measurement], findings: Sequence[Finding]
) -> Finding:
    """D1: a figure of the claim that only names the row which bears another out: "500 or more"."""
    ours = next((m.quantity for m in measured if m.quantity.start == finding.start), None)
    if finding.clean or ours is None:
        return finding
    for other in findings:
        head = other.passage.locator.row if other.passage else None
        if not (other.clean and head):
            continue
        ranges = [q for q in find_quantities(head) if q.comparator != "=" or _is_range(q)]
        if any(compare(ours, named).label == "supported" for named in ranges):
            told = f"the source has it of {head!r}"
            return replace(finding, code="D1", label="supported", message=told, fix=None,
                           passage=other.passage, others=())  # fmt: skip
    return finding


def _is_range(quantity: Quantity) -> bool:
    return isinstance(quantity.value, tuple)


def _inside_titles(text: str, titles: Sequence[str]) -> list[Quoted]:
    """A3: return where a title with a figure in it stands in a text, as a name: "Console 3"."""
    return [
        Quoted(title, match.start(), match.end())
        for title in titles
        if len(title) <= len(text)
        for match in re.finditer(re.escape(title), text)
    ]


def _inside(start: int, quoted: Sequence[Quoted]) -> bool:
    return any(quotation.start <= start < quotation.end for quotation in quoted)
