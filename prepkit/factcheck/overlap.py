"""Row D5, asked last: a figure that grammar relates to nothing, by the words around it."""

import re
from collections.abc import Iterator, Sequence

from prepkit.factcheck.alignment import words_beside
from prepkit.factcheck.evidence import Evidence, EvidenceBase, find_evidence, is_set_apart
from prepkit.factcheck.figures import FEW, counts_else, done_elsewhere, doubts, rule_on
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.leads import of_that_date
from prepkit.factcheck.likeness import contrast_of
from prepkit.factcheck.segments import told_elsewhere
from prepkit.factcheck.subjects import passage_context
from prepkit.factcheck.unsaid import narrows
from prepkit.factcheck.values import compare
from prepkit.factcheck.words import WORD, is_name_at_start, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement
from prepkit.quantities.lexicon import BE, has_sure_verb

# So many of a claim's words, and such a share of them, a sentence or its page has to say.
FEWEST_WORDS, ENOUGH_WORDS = 2, 0.5
# A word that ranks a thing among others says more than its figure.
RANKS = re.compile(
    r"(?i)best|worst|first|most|least|top|only|record|(?!.*(?:test|quest|vest|rest)$)[a-z]{3,}est"
)


def judge_overlap(measurement: Measurement, claim: Claim, base: EvidenceBase) -> Finding | None:
    """Return what contradicts a figure in a sentence that says nearly all that the claim says.

    Only in a text of a few sentences: a long page has another figure for any words.
    """
    found = find_evidence(measurement, claim, base, claim.cited or None)
    if len({id(evidence.passage) for evidence in found}) > FEW:
        return None
    told = [e for e in found if _tells_another(measurement, claim, e, found, base)]
    for evidence in of_that_date(measurement, claim, told):
        comparison = compare(measurement.quantity, evidence.measurement.quantity)
        ruling = rule_on(measurement, claim, evidence, comparison)
        doubt = next(doubts(measurement, claim, evidence, base), None)
        if ruling.label == "contradicted" and not doubt:
            return ruling.finding(measurement.quantity)
    return None


def _tells_another(
    measurement: Measurement,
    claim: Claim,
    evidence: Evidence,
    found: Sequence[Evidence],
    base: EvidenceBase,
) -> bool:
    """Tell whether a sentence says most words of a claim, and has one value of its kind, another.

    No name may be left out, and no word that bounds what is said.
    """
    given = evidence.measurement.quantity
    if compare(measurement.quantity, given).label != "contradicted":
        return False
    if evidence.relation not in ("same", "near", "B1") or evidence.passage.joined:
        return False
    if _of_another(claim, evidence, base):
        return False
    words = words_beside(measurement, claim, (0, len(claim.text)))
    unsaid = list(_unsaid(words, evidence, base))
    if any(_is_name(word, claim) or narrows(word, claim.text, unsaid) for word in unsaid):
        return False
    if any(RANKS.fullmatch(word) for word in unsaid):
        return False  # "118%, best in the sector"
    said = len(words) - len(unsaid)
    if said < FEWEST_WORDS or said < ENOUGH_WORDS * len(words):
        return False
    beside = (e.measurement.quantity for e in found if e.passage is evidence.passage)
    if any(quantity.value != given.value for quantity in beside):
        return False
    return _counts_alike(measurement, evidence, base) and not (
        is_set_apart(measurement, claim, evidence, base)
        or counts_else(measurement, claim, evidence, base)
        or _deed_of_the_title(measurement, claim, evidence, base)
        or contrast_of(measurement, claim, evidence, base)
        or told_elsewhere(measurement, claim, evidence, base.terms)
    )


def _counts_alike(measurement: Measurement, evidence: Evidence, base: EvidenceBase) -> bool:
    """Tell whether two figures have one unit, or a word in common for what they are."""
    ours, theirs = measurement, evidence.measurement
    stems = base.terms.stems
    alike = stems(ours.property or "") & stems(theirs.property or "")
    return ours.quantity.unit == theirs.quantity.unit or bool(alike)


def _of_another(claim: Claim, evidence: Evidence, base: EvidenceBase) -> bool:
    """Tell whether a sentence opens with somebody of whom neither claim nor page speaks."""
    given = base.subject_of(evidence.measurement, evidence.passage)
    owner = evidence.measurement.entity
    if not (owner and given.named) or given.entity & (base.terms.stems(claim.text) | given.context):
        return False
    opening = re.match(rf"\W*(?:The )?{re.escape(owner)} (\w+)", evidence.passage.text)
    return bool(opening and (opening[1] in BE or has_sure_verb(opening[1])))


def _deed_of_the_title(
    measurement: Measurement, claim: Claim, evidence: Evidence, base: EvidenceBase
) -> bool:
    """Tell whether only the page's title tells the claim's deed: one acquired, and one raised."""
    around = frozenset().union(*map(base.terms.stems, passage_context(evidence.passage)))
    done = done_elsewhere(measurement, claim, evidence, base)
    return any(senses([word]) & around for word in done)


def _unsaid(words: Sequence[str], evidence: Evidence, base: EvidenceBase) -> Iterator[str]:
    """Yield the words that neither a sentence nor what stands over it says."""
    around = (evidence.passage.text, *passage_context(evidence.passage))
    there = frozenset().union(*(base.terms.stems(t) | senses(WORD.findall(t)) for t in around))
    return (word for word in words if not senses([word]) & there)


def _is_name(word: str, claim: Claim) -> bool:
    """Tell whether a word names somebody or something, and is not only the first of its line."""
    return word[0].isupper() and (not claim.text.startswith(word) or is_name_at_start(word))
