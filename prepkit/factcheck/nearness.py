"""Which figure of a sentence a claim's words stand nearest to, where grammar does not tell."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import (
    IDLE,
    clause_around,
    deeds,
    measure,
    stretch_of,
    stretch_stems,
    words_beside,
)
from prepkit.factcheck.subjects import GENERIC_ENTITY, passage_context, tells
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.wording import stands_in
from prepkit.factcheck.words import MONEY_MADE, WORD, content_stems, is_verb, sense, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Quantity
from prepkit.quantities.lexicon import ANAPHORS
from prepkit.quantities.tokens import is_counted

STATISTICS = senses("average median mean total peak maximum minimum".split())
# From this share of a claim's words on, a sentence may be about the same thing.
ENOUGH_WORDS = 0.5
# A word counts half as much for a figure that another figure stands before.
BEYOND_ANOTHER = 0.5
# A sentence with more figures of one kind is a list, in which nearness tells little.
MOST_FIGURES = 30
# So much nearer the words have to stand to one figure than to any other.
CLEARLY = 1.1
# "by review aggregator Reelgauge": a name behind a preposition; "it has", "reaching 3 million".
LED = re.compile(r"\b(?:by|on|at|in|to|for|from|with|behind|after) (?:[a-z]+ ){0,4}$")
# Where a figure was told, or whom its owner met: "on the site Reelgauge"; "at Fernlight" has it.
PASSED = re.compile(r"\b(?:by|on|to|from|against|behind) (?:[a-z]+ ){0,4}$", re.I)
# What has been named before, named again: "the film", "its".
ANAPHOR = re.compile(rf"\b(?:[Ii]t|[Ii]ts|(?:[Tt]he|[Tt]his) (?:{'|'.join(sorted(ANAPHORS))}))\b")
GOES_ON = re.compile(
    r"\W*(?:where |and |but )?(?:it|he|she|they|has|had|have)\b|\W*\w+ing\b|\W*(?:and|but) \w+ed\b"
)
# What gives a figure to the name before it: "Fernlight, which has 40", "Fernlight's 40".
GIVES = re.compile(r"['’]|,? (?:which|who|whose|whom|with|has|had|have|and|or)\b|[,;:(–—]")
TWO_OF_THEM = re.compile(r"[A-Z]\w+ (?:and|vs\.?|versus) [A-Z]")
TAKEN = re.compile(r"^[^,;()]*\b(?:of|at|by|for|from|among)\b[^,;()]*$")


@dataclass(frozen=True, slots=True)
class Said:
    """What a claim says of one of its figures, as stems, however it puts it."""

    words: frozenset[str]
    named: frozenset[str]  # those of names
    verbs: frozenset[str]  # those that only say how the figure came about
    entity: frozenset[str]
    weights: dict[str, float]  # how near each word of the claim stands to the figure
    statistic: frozenset[str] = frozenset()  # "average", "median": which of several it is

    def share(self, passage: Passage, given: Measurement, terms: Terms) -> float:
        """Return the share of the words that a source says of its figure: half for far ones."""
        words = self.words | self.statistic
        if not words:
            return 0.5
        near = words & stretch_stems(passage.text, given, terms)
        far = words & terms.stems(passage.text)
        return (len(near) + len(far)) / (2 * len(words))


def said_of(measurement: Measurement, claim: Claim, terms: Terms) -> Said:
    """Return what a claim says of one of its figures."""
    beside = words_beside(measurement, claim)
    words = terms.stems(" ".join(beside))
    if is_counted(measurement.quantity.unit) and measurement.quantity.unit != "occurrence":
        words |= terms.stems(measurement.quantity.unit or "") - IDLE  # "47,000 songs"
    if MONEY_MADE.search(claim.text[: measurement.quantity.end]):
        words |= senses(["earn"])
    return Said(
        words=words,
        named=words & terms.stems(" ".join(word for word in beside if word[0].isupper())),
        verbs=words & terms.stems(" ".join(deeds(beside, claim.text))),
        entity=terms.stems(measurement.entity or "") - GENERIC_ENTITY,
        weights=_weights(claim.text, measurement.quantity, measure(claim), terms),
        statistic=terms.stems(claim.text) & STATISTICS,
    )


def weights_around(
    text: str, span: tuple[int, int], others: Iterable[tuple[int, int]], terms: Terms
) -> dict[str, float]:
    """Return how near each word of a text stands to a span of it: 1, 1/2, 1/3, ...

    What stands beyond one of the `others` counts half as much.
    """
    start, end = span
    before = sorted(other for other in others if other[1] <= start)
    after = sorted(other for other in others if other[0] >= end)
    led = [text[a:b] for a, b in pairwise([0, *chain.from_iterable(before), start])][::2]
    followed = [text[a:b] for a, b in pairwise([end, *chain.from_iterable(after), len(text)])][::2]
    weights: dict[str, float] = {}
    for stretches, step in ((led[::-1], -1), (followed, 1)):
        place = 0
        for beyond, stretch in enumerate(stretches):
            for word in content_stems(terms.expand(stretch))[::step]:
                place += 1
                weight = BEYOND_ANOTHER**beyond / place
                weights[sense(word)] = max(weight, weights.get(sense(word), 0.0))
    return weights


def _weights(
    text: str, quantity: Quantity, measured: Iterable[Measurement], terms: Terms
) -> dict[str, float]:
    """How near each word of a sentence stands to a figure; what is counted is part of it."""
    spans = {(m.quantity.start, m.quantity.end) for m in measured if stands_in(text, m.quantity)}
    own = (quantity.start, quantity.end)
    weights = weights_around(text, own, spans - {own}, terms)
    unit = terms.stems(quantity.unit or "") if is_counted(quantity.unit) else ()
    return weights | dict.fromkeys(unit, 1.0)


def beside(
    said: Said, given: Sequence[Measurement], passage: Passage, terms: Terms
) -> list[Measurement]:
    """Return the figure of a sentence, among those of its kind, that a claim's words stand beside.

    Nearly all of them have to be in the sentence or around it, and the names without exception. Of
    figures of one value each is returned; of a list of many, none.
    """
    around = frozenset().union(*(terms.stems(text) for text in passage_context(passage)))
    there = terms.stems(passage.text) | around
    if len(given) > MOST_FIGURES or not said.named | said.entity <= there:
        return []
    told = said.words - said.named
    things = told - said.verbs or told
    if len(things & there) < ENOUGH_WORDS * len(things):
        return []
    nears = [_near(told, said, one, passage, terms) for one in given]
    most = max(nears, default=0.0)
    value = given[nears.index(most)].quantity.value if given else None
    others = [near for near, one in zip(nears, given, strict=True) if one.quantity.value != value]
    if others and (not most or most < CLEARLY * max(others)):
        return []
    return [
        one for one in given if one.quantity.value == value and _owns(said, one, passage, terms)
    ]


def _near(
    told: frozenset[str], said: Said, given: Measurement, passage: Passage, terms: Terms
) -> float:
    """How near the words that stand near the claim's figure stand to a source's."""
    weights = _weights(passage.text, given.quantity, passage.measurements, terms)
    given_by_grammar = terms.stems(given.property or "")
    return sum(
        said.weights.get(word, 0.0) * max(weights.get(word, 0.0), word in given_by_grammar)
        for word in told
    )


def _owns(said: Said, given: Measurement, passage: Passage, terms: Terms) -> bool:
    """Tell whether the figure may be the claim's owner's: no stranger owns it.

    A stranger who only tells of it, is named after it, or beside the subject, does not.
    """
    if given.entity is None:
        return True
    titled = frozenset().union(*(terms.stems(text) for text in (passage.title, *passage.headings)))
    stranger = terms.stems(given.entity) - said.entity - said.words - GENERIC_ENTITY
    two = stranger and said.entity and stranger | said.entity <= titled
    if two and TWO_OF_THEM.search(passage.title) and _takes(given, passage.text):
        return False  # "Corvid and Halden report earnings"
    if not stranger - titled:
        return True
    text = passage.text
    spoken_of = said.entity <= terms.stems(text) or bool(ANAPHOR.search(text))
    return (
        (spoken_of and tells(given.entity, text))
        or (spoken_of and not _takes(given, text))
        or _follows(given, text)
        or _aside(given, text, terms)
    )


def _takes(given: Measurement, text: str) -> bool:
    """Tell whether a named stranger has the figure: as its clause's subject, or right beside it.

    "Fernlight, which has 40", "Fernlight's 40", "40 of Fernlight"; not "on Reelgauge it has 40%",
    nor "they were left out, extending an NFL drought of 28 seasons".
    """
    name, figure = given.entity or "", given.quantity
    at = text.find(name)
    if at < 0:
        return True
    end = at + len(name)
    if at >= figure.end:
        return bool(TAKEN.search(text[figure.end : at]))
    if end > figure.start or GIVES.match(text, end):
        return True
    start, _ = clause_around(text, figure)
    verb = next((m.start() for m in WORD.finditer(text, start) if is_verb(m.group())), len(text))
    return start <= at < verb and not PASSED.search(text[:at])


def _aside(given: Measurement, text: str, terms: Terms) -> bool:
    """Tell whether a name only stands in a phrase beside the subject, which then goes on.

    "It was praised by Reelgauge, where it has 59%"; "behind Pinewire, reaching 3 million".
    """
    before = text[: max(0, text.find(given.entity or ""))]
    stretch = stretch_of(text, given, terms)
    return bool(LED.search(before)) and bool(GOES_ON.match(stretch))


def _follows(given: Measurement, text: str) -> bool:
    """Tell whether a name stands only behind the figure, as in ", distributed by Larkfield"."""
    at = text.find(given.entity or "")
    end = given.quantity.end
    return at > end and bool(re.search(r"[,;]|\bby\b", text[end:at]))
