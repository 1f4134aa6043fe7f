"""The clauses of a claim that state something of their own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prepkit.factcheck.words import WORD, content_stems, is_verb
from prepkit.quantities.lexicon import AUXILIARIES, BE, VERBS, has_sure_verb

# A statement is cut where its next thing begins: "...; ...", " – ", ", measured with ...".
CLAUSE_END = re.compile(
    r"\s*[;:–—]\s+|\s+-+\s+|\s*(?:→|->|=>)\s*"
    r"|,?\s+(?=(?:using|measured (?:with|by|in)|based on|by means of|according to)\b)",
    re.I,
)
# ", improve search" and ", which runs" begin another thing; ", Presto and Scuba" goes on.
COMMA = re.compile(r",\s+(?:and\s+|but\s+)?(?:to\s+)?(?=(\w+))|\s+and\s+(?:to\s+)?(?=(\w+))")
OPENERS = frozenset("which where who whose while whereas how whether".split())
# An aside of its own, such as "(the slowest ones are rewritten first)"; not "(DAT)".
ASIDE = re.compile(r"\s*\(([^()]*(?:\s[^()\s]+){4,})\)\s*")

# What a person says of themselves is for no source to bear out: "I'd enjoy", "my strength".
FIRST_PERSON = re.compile(r"\b(?:[Ii]|I['’](?:m|d|ve|ll)|[Ii]m|[Ii]ve|my|mine|me|we|our|us)\b")
# "I've learnt that …" reports a statement, and the statement is judged.
REPORTED = re.compile(
    r"^\W*(?:I|I['’]ve|I have|[Ii]ve)\s+(?:also\s+)?"
    r"(?:learn(?:t|ed)|heard|read|know|found|saw|seen|understand|understood)\s+(?:that|about|of)?\s*",
)
# "how they handle it", "whether it scales" asks, and states nothing.
ASKING = re.compile(r"\b(?:how|whether|why|what)\b", re.I)

# A stretch of fewer words is left to the one before it.
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a claim that states one thing."""

    text: str
    start: int
    end: int
    topic: str = ""  # what the claim has named as its topic before


def clauses(text: str) -> list[Clause]:
    """Return the clauses of a claim that state something of their own.

    A stretch too short to stand alone is left to the one before it. Where the writer speaks of
    themselves or asks, the rest of the sentence hangs on that, and states nothing.
    """
    reported = REPORTED.match(text)
    start = reported.end() if reported else 0
    stated = []
    stretches = _joined(text, _cuts(text, start))
    topic = ""
    for begin, end in stretches:
        if len(stretches) > 1 and begin == start and _is_topic(text[begin:end]):
            topic = text[begin:end]  # "Lock service at Larkfield: ..."
            continue
        if len(stretches) > 1 and not _has_verb(text[begin:end]):
            continue  # "their reading groups, where ...": only what is said of them is a statement
        if FIRST_PERSON.search(text, begin, end) or ASKING.search(text, begin, end):
            break
        stated.append(Clause(text[begin:end], begin, end, topic))
    return stated


# Where a sentence goes on to another predicate: "..., and most of it went into servers".
GOES_ON = re.compile(r",?\s+(?:and|but)\s+|,\s+(?:which|who)\s+")


def predicates(text: str, taken: Sequence[tuple[int, int]]) -> list[Clause]:
    """Return what the clauses with `taken` parts say besides, each with a verb of its own."""
    said = []
    for clause in clauses(text):
        marks = [(m.start(), m.end()) for m in GOES_ON.finditer(text, clause.start, clause.end)]
        starts = [clause.start, *(right for _, right in marks)]
        ends = [*(left for left, _ in marks), clause.end]
        pieces = list(zip(starts, ends, strict=True))
        judged = [any(a < right and left < b for a, b in taken) for left, right in pieces]
        if any(judged):
            said += [
                Clause(text[left:right], left, right)
                for (left, right), known in zip(pieces, judged, strict=True)
                if not known and has_sure_verb(text[left:right])
            ]
    return said


def _cuts(text: str, start: int) -> list[tuple[int, int]]:
    """The stretches between the marks at which a sentence may be cut."""
    marks = [match.span() for match in CLAUSE_END.finditer(text, start)]
    for match in COMMA.finditer(text, start):
        word = (match.group(1) or match.group(2)).lower()
        if word in OPENERS or word in VERBS:
            marks.append(match.span())
    for match in ASIDE.finditer(text, start):
        marks += [(match.start(), match.start(1)), (match.end(1), match.end())]
    cuts = []
    for left, right in sorted(marks):
        if left >= start:
            cuts.append((start, left))
            start = right
    return [*cuts, (start, len(text))]


def _joined(text: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for begin, end in cuts:
        if end <= begin:
            continue
        enough = len(content_stems(text[begin:end])) >= FEWEST_WORDS
        if enough or not kept:
            kept.append((begin, end))
        else:
            kept[-1] = (kept[-1][0], end)
    while len(kept) > 1 and len(content_stems(text[slice(*kept[0])])) < FEWEST_WORDS:
        kept[:2] = [(kept[0][0], kept[1][1])]
    return kept


def _is_topic(text: str) -> bool:
    """Tell whether a text only names something: "the move to remote desks at Larkfield".

    A noun may look like a verb: "search" is one where a plural or a pronoun stands before it
    ("engineers search"), "moves" where a singular does ("Larkfield moves").
    """
    before = ""
    for word in WORD.findall(text):
        lowered = word.lower()
        verb = VERBS.get(word)
        if lowered in BE | AUXILIARIES or (verb and verb.tense in ("past", "participle")):
            return False
        many = lowered.endswith("s") and not lowered.endswith("ss")
        owning = before.endswith(("'s", "’s"))
        of_many = (before.endswith("s") and not owning) or before in (
            "we",
            "they",
            "you",
            "who",
            "that",
            "which",
        )
        if verb and before and verb.tense in ("base", "present") and many != of_many:
            return False
        before = lowered
    return True


def _has_verb(text: str) -> bool:
    return any(is_verb(word) for word in WORD.findall(text))


def is_personal(text: str) -> bool:
    """Tell whether a text is about the one who says it."""
    return bool(FIRST_PERSON.search(text))
