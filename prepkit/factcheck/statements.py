"""Row T0: a cited statement without figure, date, quotation or relation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from prepkit.corpus import Passage
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import NEGATIONS, WORD, content_stems, names, sense, stem
from prepkit.quantities.lexicon import BE, VERBS

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
FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|d|ve|ll)|[Ii]m|[Ii]ve|my|mine|me|we|our|us)\b")
# "I've learnt that …" reports a statement, and the statement is judged.
REPORTED = re.compile(
    r"^\W*(?:I|I['’]ve|I have|[Ii]ve)\s+(?:also\s+)?"
    r"(?:learn(?:t|ed)|heard|read|know|found|saw|seen|understand|understood)\s+(?:that|about|of)?\s*",
)
# "how they handle it", "whether it scales" asks, and states nothing.
ASKING = re.compile(r"\b(?:how|whether|why|what)\b", re.I)

# From this share of a statement's words on, a sentence counts as near it.
NEAR = 0.6
FEWEST_WORDS = 3

AMOUNTS = frozenset(
    """all every each both most many several few some half no none one two three four five six seven
    eight nine ten once twice always often sometimes never only more less least""".split()
)

# What narrows a sentence: "on Android", "in the US", "only", "except", "unless".
LIMITS = re.compile(r"\b(?:only|except|unless|if|not all|some|most|partly|partially)\b", re.I)


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a claim that states one thing."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatementMatch:
    """How the nearest sentence bears a statement out."""

    label: str
    reason: str
    passage: Passage | None


def clauses(text: str) -> list[Clause]:
    """Return the clauses of a claim that state something of their own.

    A stretch too short to stand alone is left to the one before it. Where the writer speaks of
    themselves or asks, the rest of the sentence hangs on that, and states nothing.
    """
    reported = REPORTED.match(text)
    start = reported.end() if reported else 0
    stated = []
    stretches = _joined(text, _cuts(text, start))
    for begin, end in stretches:
        if len(stretches) > 1 and not _has_verb(text[begin:end]):
            continue  # "their reading groups, where ...": only what is said of them is a statement
        if FIRST_PERSON.search(text, begin, end) or ASKING.search(text, begin, end):
            break
        stated.append(Clause(text[begin:end], begin, end))
    return stated


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


def _has_verb(text: str) -> bool:
    return any(word.lower() in VERBS or word.lower() in BE for word in WORD.findall(text))


def is_personal(text: str) -> bool:
    """Tell whether a text is about the one who says it."""
    return bool(FIRST_PERSON.search(text))


def match_statement(
    clause: str, owner: Iterable[str], passages: Iterable[Passage], terms: Terms
) -> StatementMatch:
    """T0: return what the nearest sentence makes of a statement; `owner` are names it is about."""
    in_order = content_stems(terms.expand(clause))
    wanted = terms.stems(clause)
    named = frozenset(sense(stem(word)) for word in WORD.findall(clause) if word[0].isupper())
    about = frozenset(owner) - wanted
    best: tuple[float, Passage, frozenset[str]] | None = None
    anywhere: frozenset[str] = frozenset()
    for passage in passages:
        there = terms.stems(passage.text)
        around = terms.stems(passage.origin.title).union(*map(terms.stems, passage.headings))
        anywhere |= there
        if not about <= there | around:
            continue
        found = there & wanted
        # The title may name what a sentence is about, but the sentence has to say the rest.
        share = _weight(wanted & (there | around), named) / max(1, _weight(wanted, named))
        share = share if len(found) >= 2 else 0.0
        if best is None or share > best[0]:
            best = (share, passage, found)
    if best is None or best[0] < NEAR:
        missing = _words(clause, wanted - anywhere)
        lacking = f"; nothing of {missing} stands in it" if missing else ""
        near = best[1] if best and best[0] else None
        return StatementMatch("not found", f"no sentence of the source says so{lacking}", near)
    _, passage, found = best
    if _negated(clause) != _negated(passage.text):
        return StatementMatch("not found", "the nearest sentence differs in a negation", passage)
    if _very_words(clause, in_order, passage, terms):
        return StatementMatch("supported", "the source says so in these words", passage)
    return StatementMatch("imprecise", _nearly(clause, wanted - found, passage, terms), passage)


def _amounts(text: str) -> list[str]:
    """The words that say how much or how many, in order: numbers, "all", "most"."""
    return [w.lower() for w in WORD.findall(text) if w[0].isdigit() or w.lower() in AMOUNTS]


def _weight(words: frozenset[str], named: frozenset[str]) -> int:
    """How much words count: names twice, for they tell what a sentence is about."""
    return len(words) + len(words & named)


def _nearly(clause: str, missing: frozenset[str], passage: Passage, terms: Terms) -> str:
    lacking = _words(clause, missing)
    extra = _scope(clause, passage, terms)
    return (
        "not in the source's words"
        + (f"; its sentence lacks {lacking}" if lacking else "")
        + (f"; it speaks of {extra}" if extra else "")
    )


def _words(clause: str, stems: frozenset[str]) -> str:
    """Name the claim's words that have these stems, as the claim writes them."""
    words = [word for word in WORD.findall(clause) if sense(stem(word)) in stems]
    return ", ".join(repr(word) for word in dict.fromkeys(words))


def _very_words(clause: str, wanted: list[str], passage: Passage, terms: Terms) -> bool:
    """The claim's content words stand in one run, in order, and nothing narrows them."""
    if _amounts(clause) != _amounts(passage.text):
        return False
    there = content_stems(terms.expand(passage.text))
    runs = any(there[i : i + len(wanted)] == wanted for i in range(len(there) - len(wanted) + 1))
    return runs and len(there) == len(wanted) and not LIMITS.search(passage.text)


def _scope(clause: str, passage: Passage, terms: Terms) -> str:
    """Return the names of the source's sentence that the claim leaves out."""
    known = terms.stems(clause)
    extra = [name for name in names(passage.text) if not set(content_stems(name)) <= known]
    return ", ".join(repr(name) for name in dict.fromkeys(extra))


def _negated(text: str) -> bool:
    return any(
        word.lower() in NEGATIONS or re.search(r"n['’]t$", word.lower())
        for word in WORD.findall(text)
    )
