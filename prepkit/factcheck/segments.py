"""Row B1: which of a source's several figures a word of its sentence is said of."""

import re
from collections.abc import Sequence
from itertools import pairwise

from prepkit.factcheck.alignment import IDLE, LIGHT, words_beside
from prepkit.factcheck.evidence import Evidence
from prepkit.factcheck.subjects import passage_context
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.wording import stands_in
from prepkit.factcheck.words import WORD, is_function_word, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement, find_dates
from prepkit.quantities.lexicon import ANAPHORS, BE, VERBS

# Where a sentence goes on from one figure to the next.
JOINT = re.compile(
    r"\s*[,;:()–—]\s*(?!\d)|\s(?:and|but|or|while|whereas|compared|against|versus|vs|where|which|who"
    r"|whom|with)\s"
)
# Nouns that say only what kind of thing has been named.
TYPES = senses(ANAPHORS)


def said_of_another(measurement: Measurement, claim: Claim, lead: Evidence, terms: Terms) -> str:
    """Return a word of the claim that its source says of another figure of the sentence only.

    "The castle draws 90,000 visitors, and its museum 35,000" says neither of the other. A later
    figure may leave unsaid what the one before has, but for what it puts in its place.
    """
    text, own = lead.passage.text, lead.measurement
    if own.change or not stands_in(text, own.quantity):
        return ""
    segments = _segments(text, lead.passage.measurements)
    at = next((n for n, (a, b, _) in enumerate(segments) if a <= own.quantity.start < b), None)
    if at is None:
        return ""
    stems = terms.stems
    free = TYPES.union(*(stems(around) for around in passage_context(lead.passage)))
    free |= stems(own.entity or "") | stems(own.property or "")
    free = free.union(*(_words(text[a:b], terms) for a, b, measured in segments if not measured))
    start, end, _ = segments[at]
    here = free | _words(text[start:end], terms)
    wanted = _words(" ".join(words_beside(measurement, claim)), terms) - here - IDLE
    behind = wanted.intersection(
        frozenset().union(*(_words(text[a:b], terms) for a, b, m in segments[at + 1 :] if m))
    )
    if behind:
        return min(behind)
    before = wanted.intersection(
        frozenset().union(*(_words(text[a:b], terms) for a, b, m in segments[:at] if m))
    )
    instead = _instead(text[start : own.quantity.start], claim, free, terms)
    deeds = senses(word for word in WORD.findall(text) if word.lower() in VERBS)
    if instead - deeds and before - deeds:
        return min(before - deeds)
    return min(before & deeds, default="") if instead & deeds else ""


def _segments(text: str, measured: Sequence[Measurement]) -> list[tuple[int, int, bool]]:
    """Return where the parts of a sentence begin and end, and whether a figure stands in each."""
    places = [0, *(joint.end() for joint in JOINT.finditer(text)), len(text)]
    starts = [m.quantity.start for m in measured]
    return [(a, b, any(a <= start < b for start in starts)) for a, b in pairwise(places)]


def _words(text: str, terms: Terms) -> frozenset[str]:
    return terms.stems(text) | senses(w for w in WORD.findall(text) if not is_function_word(w))


def _instead(opening: str, claim: Claim, free: frozenset[str], terms: Terms) -> frozenset[str]:
    """The words that a later figure has of its own before it, and the claim has not."""
    for dated in reversed(find_dates(opening)):
        opening = opening[: dated.start] + opening[dated.end :]
    words = [
        word
        for word in WORD.findall(opening)
        if not (is_function_word(word) or word.lower() in LIGHT or word.lower() in BE)
    ]
    known = terms.stems(claim.text) | senses(WORD.findall(claim.text))
    return senses(words) - known - free - IDLE
