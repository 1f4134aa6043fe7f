"""Row X2: the notes against themselves."""

from collections.abc import Iterator, Sequence
from itertools import product

from prepkit.factcheck.contrasts import OPPOSITE
from prepkit.factcheck.evidence import comparable
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.sameness import relate
from prepkit.factcheck.subjects import subject
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.values import compare
from prepkit.factcheck.words import WORD, content_stems, stem
from prepkit.notes import Claim
from prepkit.quantities import Measurement

# Words that two statements must share beside the opposite ones.
FEWEST_SHARED = 2
# This share of their words two lines have in common that tell of one figure.
MOSTLY = 0.75
# So many lines that are alike are held against one another; a long file is not all pairs.
MOST_LIKE = 12


def self_contradictions(
    claims: Sequence[Claim], measured: Sequence[Sequence[Measurement]], terms: Terms
) -> list[tuple[int, Finding]]:
    """X2: return (claim's number, finding) for each place that another place denies."""
    found: dict[tuple[int, int], Finding] = {}
    for number, finding in (
        *_opposite_words(claims, terms),
        *_values_apart(claims, measured, terms),
    ):
        found.setdefault((number, finding.start), finding)  # one is enough to settle it
    return [(number, finding) for (number, _), finding in found.items()]


def _opposite_words(claims: Sequence[Claim], terms: Terms) -> Iterator[tuple[int, Finding]]:
    """Two statements that share their names and words, but for one word and its opposite."""
    stems = [frozenset(content_stems(terms.expand(claim.text))) for claim in claims]
    named = [frozenset(stem(w) for w in WORD.findall(c.text) if w[0].isupper()) for c in claims]
    by_stem: dict[str, list[int]] = {}
    for number, words in enumerate(stems):
        for word in words:
            by_stem.setdefault(word, []).append(number)
    for word, denying in by_stem.items():
        plain = OPPOSITE.sub("", word)
        if plain == word or plain not in by_stem:
            continue
        for one in denying[:MOST_LIKE]:
            for other in by_stem[plain][:MOST_LIKE]:
                shared = (stems[one] & stems[other]) - {word, plain}
                both = word in stems[other] or plain in stems[one]
                a_name = named[one] & named[other] & shared
                if both or len(shared) < FEWEST_SHARED or not a_name:
                    continue
                yield one, _opposite(claims[one], word, claims[other], plain)
                yield other, _opposite(claims[other], plain, claims[one], word)


def _opposite(claim: Claim, ours: str, other: Claim, theirs: str) -> Finding:
    match = next(m for m in WORD.finditer(claim.text) if stem(m.group()) == ours)
    there = next(m.group() for m in WORD.finditer(other.text) if stem(m.group()) == theirs)
    message = f"the notes say {there!r} at line {other.line} and {match.group()!r} here"
    return Finding("X2", "contradicted", message, match.group(), match.start(), match.end(),
                   f"settle which of the two holds (line {other.line})")  # fmt: skip


def _values_apart(
    claims: Sequence[Claim], measured: Sequence[Sequence[Measurement]], terms: Terms
) -> Iterator[tuple[int, Finding]]:
    """The same measurement twice, with values that cannot both hold.

    Only what has one owner and unit is compared, each with the first few values of its kind.
    """
    kinds: dict[tuple[frozenset[str], str | None], list[tuple[int, Measurement]]] = {}
    for number, found in enumerate(measured):
        for measurement in found:
            if measurement.property and measurement.entity and measurement.change is None:
                kind = (terms.stems(measurement.entity), measurement.quantity.unit)
                kinds.setdefault(kind, []).append((number, measurement))
    for places in kinds.values():
        for (one, ours), (other, theirs) in product(places[:MOST_LIKE], places):
            if one >= other or not comparable(ours, theirs):
                continue
            if not _same_subject(ours, claims[one], theirs, claims[other], terms):
                continue
            labels = {
                compare(ours.quantity, theirs.quantity).label,
                compare(theirs.quantity, ours.quantity).label,
            }
            if labels == {"contradicted"}:
                yield one, _apart(ours, claims[other], theirs)
                yield other, _apart(theirs, claims[one], ours)


def _same_subject(
    ours: Measurement, claim: Claim, theirs: Measurement, other: Claim, terms: Terms
) -> bool:
    if ours.entity is None or theirs.entity is None or ours.as_of != theirs.as_of:
        return False
    one, two = terms.stems(claim.text), terms.stems(other.text)
    if len(one & two) < MOSTLY * max(len(one), len(two)):
        return False  # "used in 67 countries", "offices in 18 countries"
    here, there = subject(ours, claim.text, terms), subject(theirs, other.text, terms)
    return all(relate(a, b, terms)[0] == "same" for a, b in ((here, there), (there, here)))


def _apart(ours: Measurement, other: Claim, theirs: Measurement) -> Finding:
    quantity = ours.quantity
    message = f"the notes say {theirs.quantity.surface!r} at line {other.line}"
    return Finding("X2", "contradicted", message, quantity.surface, quantity.start, quantity.end,
                   f"settle which of the two holds (line {other.line})")  # fmt: skip
