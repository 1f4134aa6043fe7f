"""Rows B1 and B2: whose a figure of the notes is, where a cited source knows it better."""

import re
from collections import Counter
from dataclasses import replace

from prepkit.factcheck.evidence import Evidence, EvidenceBase, find_evidence
from prepkit.factcheck.parties import PRONOUN
from prepkit.factcheck.strangers import is_topic
from prepkit.factcheck.subjects import INTERVIEW
from prepkit.factcheck.words import is_function_word, names
from prepkit.notes import Claim
from prepkit.quantities import Measurement
from prepkit.quantities.names import is_place
from prepkit.quantities.properties import normal_property

# "Cache hit rate: from 31% to 84%"
SEVERAL = re.compile(r"\s*[/&+]\s*|\s+and\s+|,\s+")
LABELLED = re.compile(r"\W*([A-Za-z][a-z /-]{2,60})[\"”’']?:\s")
LETTERS = re.compile(r"[A-Z]{2,3}")


def as_judged(measurement: Measurement, claim: Claim, base: EvidenceBase) -> Measurement:
    """Return a figure with the owner by which it is judged, if a source is cited.

    The citation tells better whose the figure is than the notes' title, than a heading that is no
    name, and than the name of whoever publishes the page or is interviewed there. "Flaky runs: 4%"
    is no Flaky's, where the sources write the word small.
    """
    measurement = _with_its_own_kind(_by_its_label(measurement, claim, base), claim, base)
    if claim.cited and (stranger := _stranger_over(claim, base)):
        return replace(measurement, entity=stranger)
    owner = measurement.entity
    if not claim.cited or owner is None:
        return measurement
    if names_its_owner(measurement, claim, base):
        opens = claim.text.startswith(owner) and " " not in owner
        lent = opens and is_topic(owner, base.words) and not _is_named(owner, claim, base)
    else:
        lent = (
            _lent_by_title(owner, claim)
            or _lent_in_vain(measurement, claim, base)
            or _owns_the_page(owner, claim, base)
            or (_is_the_pages_subject(owner, claim, base) and not _is_taken_up(owner, claim))
            or (is_topic(owner, base.words) and not _is_named(owner, claim, base))
            or _opens_a_phrase(owner, claim, base)
            or _is_of_several(owner, claim, base)
            or (LETTERS.fullmatch(owner) is not None and not _is_known(owner, claim, base))
        )
    return replace(measurement, entity=None) if lent else measurement


def _by_its_label(measurement: Measurement, claim: Claim, base: EvidenceBase) -> Measurement:
    """Return a figure with the label before it for its property, where only a heading gave one."""
    stems = base.terms.stems
    label = LABELLED.match(claim.text)
    lent = measurement.property and not stems(measurement.property) & stems(claim.text)
    if not (claim.cited and lent and label) or names(label[1]):
        return measurement
    return replace(measurement, property=normal_property(label[1].lower().split()))


def _with_its_own_kind(
    measurement: Measurement, claim: Claim, base: EvidenceBase
) -> Measurement:  # fmt: skip
    """Return a figure without the property that a heading lends and no cited page measures.

    "Culture" over "9 in 10 would join again [@survey]" is what the notes are about.
    """
    stems = base.terms.stems
    if not claim.cited or stems(measurement.property or "") & stems(claim.text):
        return measurement
    if measurement.property is None or stems(measurement.property) <= stems(claim.before or ""):
        return measurement
    kept = find_evidence(measurement, claim, base, claim.cited)
    measured = any(e.relation in ("same", "near") for e in kept)
    return measurement if measured else replace(measurement, property=None)


def names_its_owner(measurement: Measurement, claim: Claim, base: EvidenceBase) -> bool:
    """Tell whether the sentence itself says whose the figure is, not a heading above it."""
    return base.terms.stems(measurement.entity or "") <= base.terms.stems(claim.text)


def _opens_a_phrase(owner: str, claim: Claim, base: EvidenceBase) -> bool:
    """Tell whether a word only begins a heading, and no source has it: "Cheat sheet"."""
    led = (heading for heading in claim.headings if re.match(rf"{re.escape(owner)} [a-z]", heading))
    return any(led) and not set(owner.split()) & base.words


def _is_of_several(owner: str, claim: Claim, base: EvidenceBase) -> bool:
    """Tell whether a heading names several, "Kestrel / Wren", and a cited page is about one."""
    named = SEVERAL.split(owner)
    if len(named) < 2:
        return False
    stems = base.terms.stems
    titles = [stems(origin.title) for origin in base.origins_of(claim.cited)]
    return any(stems(name) & title for name in named for title in titles)


def _is_known(owner: str, claim: Claim, base: EvidenceBase) -> bool:
    """Tell whether the cited sources know a name that a heading lends: "Culture" is nobody."""
    stems = base.terms.stems
    wanted = stems(owner)
    return any(
        wanted <= stems(" ".join((*names(f"x {p.text}"), p.title, p.origin.publisher)))
        for p in base.passages(sorted(wanted), claim.cited)
    )


def _is_named(owner: str, claim: Claim, base: EvidenceBase) -> bool:
    """Tell whether a cited source has a word as a name, where no sentence begins with it."""
    found = base.passages(sorted(base.terms.stems(owner)), claim.cited)
    return any(owner in name.split() for p in found for name in names(p.text))


def _owns_the_page(owner: str, claim: Claim, base: EvidenceBase) -> bool:
    """Tell whether a cited page is that of the owner: its figures need not name them."""
    stems = base.terms.stems
    return any(
        stems(owner) <= stems(origin.publisher)
        or (INTERVIEW.search(origin.title) and stems(owner) <= stems(origin.title))
        for origin in base.origins_of(claim.cited)
    )


# So many sentences tell what a page is about.
OPENING = 8


def _is_the_pages_subject(owner: str, claim: Claim, base: EvidenceBase) -> bool:
    """Tell whether a cited page opens with the owner, and names nothing more often.

    "Benchbook, our notebook, holds 9 billion records", and then no more than "the index".
    """
    for origin in base.origins_of(claim.cited):
        told = [
            {
                base.terms.stems(f"x {name}") - base.terms.stems("x")
                for name in names(f"x {p.text}")
                if not is_function_word(name)
            }
            for p in base.of_origin(origin)
        ]
        ours, publisher = base.terms.stems(owner), base.terms.stems(origin.publisher)
        if ours <= base.terms.stems(origin.title):
            continue  # the title gives its owner to sentences that name none
        counted = Counter(name for named in told for name in named if not name <= publisher)
        often = counted.pop(ours, 0)
        opens = any(ours in named for named in told[:OPENING])
        if opens and often >= max(counted.values(), default=0):
            return True
    return False


# "Notes on Larkfield", "How big is Larkfield?": within a sentence only a name is written large.
WITHIN = re.compile(r"\b[a-z]+ ([A-Z][\w-]*[a-z])(?:['’]s)?(?=\W*$| [a-z])")


def _stranger_over(claim: Claim, base: EvidenceBase) -> str:
    """Return whom the headings over a claim name, if no cited page knows them."""
    named = [name for heading in claim.headings for name in WITHIN.findall(heading)]
    if not named or names(claim.text):
        return ""
    known = {
        stem
        for origin in base.origins_of(claim.cited)
        for p in base.of_origin(origin)
        for stem in base.terms.stems(f"{p.text} {p.title} {p.origin.publisher}")
    }
    return "" if any(base.terms.stems(name) & known for name in named) else named[-1]


def _lent_by_title(owner: str, claim: Claim) -> bool:
    """Tell whether no more than the notes' own title, or a question, can have named the owner."""
    told = [heading for heading in claim.headings[1:] if not heading.rstrip().endswith("?")]
    named = owner in claim.before if claim.before else False
    return not (PRONOUN.match(claim.text) or named or any(owner in heading for heading in told))


# What takes up the one who was named in the sentence before.
TAKES_UP = re.compile(
    r"(?i)\b(?:its?|he|she|his|her|hers|this|that|these|those|there|they|their|theirs|them"
    r"|the (?:latter|former|same)|both|each|one)\b"
)
# Those who read the notes, and those they speak to or of: never a place.
MANY = re.compile(r"(?i)\W*(?:they|their)\b")


def _is_taken_up(owner: str, claim: Claim) -> bool:
    """Tell whether a sentence begins with a pronoun for whom the one before it names."""
    return bool(claim.before and owner in claim.before and PRONOUN.match(claim.text))


def _lent_in_vain(measurement: Measurement, claim: Claim, base: EvidenceBase) -> bool:
    """Tell whether the sentence before lends an owner of whom no cited page measures this.

    "Sedgelog grew by a third [@q1]. The gross margin was 63% [@q1]": of who publishes the page.
    """
    owner = measurement.entity or ""
    if not claim.before or owner not in claim.before or any(owner in h for h in claim.headings):
        return False
    by_many = MANY.match(claim.text) and is_place(owner)
    if TAKES_UP.search(claim.text) and not by_many:
        return False
    kept = find_evidence(measurement, claim, base, claim.cited)
    if any(e.relation in ("same", "near") for e in kept):
        return False
    free = find_evidence(replace(measurement, entity=None), claim, base, claim.cited)
    return any(e.relation in ("same", "near") and _is_the_publishers(e, base) for e in free)


def _is_the_publishers(evidence: Evidence, base: EvidenceBase) -> bool:
    owner = base.terms.stems(evidence.measurement.entity or "")
    return owner <= base.terms.stems(evidence.passage.origin.publisher)
