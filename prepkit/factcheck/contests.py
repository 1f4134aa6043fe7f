"""Row D17 on a statement: which of two things has more, by the words or two values of a source."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import IDLE as IDLE_WORDS
from prepkit.factcheck.alignment import LIGHT
from prepkit.factcheck.attitudes import ruling_of
from prepkit.factcheck.deeds import LONGEST
from prepkit.factcheck.statements import TAKEN_BACK, narrows
from prepkit.factcheck.subjects import passage_context
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import content_stems, is_negated, sense, senses, stem
from prepkit.quantities import find_quantities
from prepkit.quantities.quantities import Quantity

# What an adjective measures, and which way: "faster" is more speed.
ADJECTIVES = {
    "faster": ("speed", 1), "quicker": ("speed", 1), "speedier": ("speed", 1), "fast": ("speed", 1),
    "quick": ("speed", 1), "slower": ("speed", -1), "slow": ("speed", -1),
    "cheaper": ("cost", -1), "cheap": ("cost", -1), "costlier": ("cost", 1),
    "larger": ("size", 1), "bigger": ("size", 1), "large": ("size", 1), "big": ("size", 1),
    "smaller": ("size", -1), "small": ("size", -1),
    "heavier": ("weight", 1), "lighter": ("weight", -1), "longer": ("length", 1),
    "shorter": ("length", -1), "taller": ("height", 1), "older": ("age", 1), "younger": ("age", -1),
}  # fmt: skip
AMOUNTS = {"more": 1, "higher": 1, "greater": 1, "less": -1, "fewer": -1, "lower": -1}
# Of what the better has less.
FEWER_IS_BETTER = frozenset(
    """latency time cost price memory error errors delay downtime overhead failures crashes
    duration lag""".split()
)
_BEHIND = r"(?=\s*(?:$|[.,;:()]|(?:and|but|while|whereas|when)\b))"
_HAS = (
    r"(?:has|had|have|uses?|used|needs?|needed|takes?|took|consume[sd]?|deliver(?:s|ed)|achieve[sd]"
    r"|show(?:s|ed)|gets?|got|saw|sustain(?:s|ed)|is|was|are|were|runs?|ran|cost[s]?|allocate[sd]"
    r"|produce[sd]|handle[sd]|serve[sd]|process(?:es|ed))"
)
_MUCH = (
    r"(?:(?:about|around|roughly|some|over|nearly|almost|up to|much|far|slightly|significantly"
    r"|considerably|a little|a lot|also) )?(?:(?:\d[\d.,]*(?:%| percent|x| times)|twice|half"
    r"|three times|two times|four times) )?(?:the )?"
)
_A, _B = r"(?<![\w’'-])(?P<a>[\w’'-]+(?: [\w’'-]+){0,6}?)", r"(?P<b>[\w’'-]+(?: [\w’'-]+){0,4}?)"
_MORE = r"(?P<word>more|less|fewer|higher|lower|greater|[a-z]+er) ?(?P<noun>(?:[A-Za-z-]+ ){0,3}?)"
COMPARED = re.compile(rf"{_A} (?:also )?{_HAS} {_MUCH}{_MORE}than {_B}{_BEHIND}")
# "And also uses 30% less memory": than what was named before.
THAN_IT = re.compile(
    rf"(?P<a>)(?:and|,) (?:also )?{_HAS} {_MUCH}(?P<word>more|less|fewer|higher|lower|[a-z]+er)"
    r" ?(?P<noun>(?:[A-Za-z-]+ ){0,2}?[A-Za-z-]*)(?P<b>)(?=[.,;]|$)"
)
AS_MUCH = re.compile(
    rf"{_A} (?:also )?{_HAS} (?:about |roughly |more than |over |nearly |almost |up to )?"
    r"(?P<times>twice|half|two times|three times|four times|five times|ten times"
    r"|\d[\d.]*(?: times|x)) as (?P<word>[a-z]+) ?(?P<noun>(?:[A-Za-z-]+ ){0,2}?)as "
    rf"{_B}{_BEHIND}"
)
_ON = r"(?: (?:on|in|for|at|by) (?P<noun>[a-z][a-z -]*?))?"
BEAT = re.compile(
    rf"{_A} (?P<word>beats?|outperform(?:s|ed)|outpace[sd]|outdid|surpasse[sd]|won against"
    rf"|(?:was|is|came out) ahead of|trail(?:s|ed)|lost to|lag(?:s|ged)(?: behind)?"
    rf"|(?:was|is) behind) {_B}{_ON}{_BEHIND}"
)
LOST = re.compile(r"trail|lost|lag|behind")
LIGHT_SENSES = senses(LIGHT) | IDLE_WORDS
IDLE = frozenset(sense(stem(w)) for w in "one also our both version".split())


@dataclass(frozen=True, slots=True)
class Contest:
    """Which of two things has more of what."""

    ours: frozenset[str]
    theirs: frozenset[str]
    axis: str
    way: int  # 1 where the first has more, -1 where it has less
    said: str
    start: int  # of all that is compared in the text
    end: int


def find_contests(text: str) -> Iterator[Contest]:
    """Yield the comparisons of a sentence that its words tell.

    >>> [(c.axis, c.way) for c in find_contests("Rook uses less memory than Jackdaw.")]
    [('memori', -1)]
    """
    if len(text) > LONGEST:
        return
    last: Contest | None = None
    for pattern in (AS_MUCH, COMPARED, BEAT, THAN_IT):
        for match in pattern.finditer(text):
            axis, way = _axis(match)
            ours, theirs = _thing(match["a"]), _thing(match["b"])
            if pattern is THAN_IT and last is not None:
                ours, theirs = last.ours, last.theirs
            if axis and ours and theirs and not is_negated(match.group()):
                start = last.start if pattern is THAN_IT and last else match.start()
                last = Contest(ours, theirs, axis, way, match.group(), start, match.end())
                yield last


def _thing(words: str) -> frozenset[str]:
    return frozenset(sense(word) for word in content_stems(words)) - IDLE


def _axis(match: re.Match[str]) -> tuple[str, int]:
    """What is compared, and which way; "" where a word leaves it open."""
    word, noun = match["word"], " ".join(content_stems(match["noun"] or ""))
    if match.re is BEAT:
        over = (match["noun"] or "").split()
        better = -1 if set(over) & FEWER_IS_BETTER else 1
        if set(over) & {"every", "all"}:
            noun = ""
        return noun or "(all)", -better if LOST.search(word) else better
    if word in AMOUNTS and noun:
        return noun, AMOUNTS[word]
    times = -1 if match.groupdict().get("times") == "half" else 1
    if word in ("many", "much") and noun:
        return noun, times
    axis, way = ADJECTIVES.get(word, ("", 0))
    return ("", 0) if noun else (axis, way * times)


@dataclass(frozen=True, slots=True)
class ContestMatch:
    """How the comparisons of a source stand to a claim's."""

    label: str
    reason: str
    passage: Passage


def match_contests(clause: str, passages: Sequence[Passage], terms: Terms) -> ContestMatch | None:
    """Return what the sources make of the one comparison of a statement, by words or by values."""
    found = list(find_contests(clause))
    if len(found) != 1 or is_negated(clause):
        return None
    ours = found[0]
    told: list[tuple[int, Passage, str]] = []
    for passage in passages:
        if TAKEN_BACK.search(passage.text) or is_negated(passage.text):
            continue
        around = frozenset().union(*map(terms.stems, passage_context(passage)))
        told += [(way, passage, said) for way, said in _ways(ours, passage.text, around)]
    ways = {way == ours.way for way, _, _ in told}
    if len(ways) != 1:
        return None
    _, passage, said = told[0]
    if ways == {False}:
        if ruling_of(clause, passage.text):
            return None
        return ContestMatch(
            "contradicted", f"the source has it the other way round: {said!r}", passage
        )
    whole = clause.strip(" .") == ours.said.strip(" .")
    if not whole or narrows(clause, passage.text) or ruling_of(clause, passage.text):
        return None
    return ContestMatch("supported", f"the source compares them so: {said!r}", passage)


def _ways(ours: Contest, text: str, around: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield which way a sentence tells a claim's comparison, by its words or by two values."""
    for theirs in find_contests(text):
        if theirs.axis != ours.axis or _bounded(text, theirs.start, theirs.end, around):
            continue
        if _is_one(ours.ours, theirs.ours, around) and _is_one(ours.theirs, theirs.theirs, around):
            yield theirs.way, theirs.said
        elif _is_one(ours.ours, theirs.theirs, around) and _is_one(
            ours.theirs, theirs.ours, around
        ):
            yield -theirs.way, theirs.said
    if by_values := _way_of_values(ours, text, around):
        yield by_values


# "Than Plover, on small writes", "than Plover when idle".
BOUND = re.compile(
    r"^,? (?:on|in|for|at|when|if|with|under|except|unless|but|only|by|as long as|where|until)\b"
)


def _bounded(text: str, start: int, end: int, around: frozenset[str]) -> bool:
    """Tell whether a sentence bounds what it compares: "On one core, Kestrel is faster"."""
    before = frozenset(sense(word) for word in content_stems(text[:start]))
    return bool(before - around - LIGHT_SENSES) or BOUND.match(text[end:]) is not None


def _is_one(one: frozenset[str], other: frozenset[str], around: frozenset[str]) -> bool:
    """Tell whether two things are one, but for a word that the page lends or "new"."""
    lent = around | {"new"}
    return bool(one & other) and one ^ other <= lent


# What a value is of, by the words of its sentence or its unit.
RATES = re.compile(r"/(?:second|minute|hour|day)$")
OF_AXIS = {
    "throughput": re.compile(r"\bthroughput\b|\b(?:per|a) second\b|/s\b", re.I),
    "latenc": re.compile(r"\blatenc(?:y|ies)\b", re.I),
}


def _way_of_values(ours: Contest, text: str, around: frozenset[str]) -> tuple[int, str] | None:
    """Return which way two values of one kind tell it, each beside the name of its thing."""
    figures = [q for q in find_quantities(text) if isinstance(q.value, Decimal)]
    told = OF_AXIS.get(ours.axis) or re.compile(rf"\b{re.escape(ours.axis)}", re.I)
    if len(figures) != 2 or not told.search(text):
        return None
    places = [_place(thing, text) for thing in (ours.ours, ours.theirs)]
    found = sorted(place for place in places if place is not None)
    if len(found) != 2 or not _of_one_kind(*figures):
        return None
    first, second = found
    one, other = sorted(figures, key=lambda q: q.start)
    behind = first < one.start < second < other.start
    ahead = one.start < first < other.start < second and all(
        re.search(r"\b(?:for|by|with|on|in) (?:the )?$", text[:at]) for at in (first, second)
    )
    if not (behind or ahead) or one.value == other.value:
        return None
    if _bounded(text, min(first, one.start), len(text), around | frozenset([ours.axis])):
        return None
    mine, theirs = (one, other) if places[0] == first else (other, one)
    return (1 if mine.value > theirs.value else -1), text[one.start : other.end]  # type: ignore[operator]


def _of_one_kind(one: Quantity, other: Quantity) -> bool:
    plain = one.comparator == other.comparator == "="
    return plain and (one.unit == other.unit or None in (one.unit, other.unit))


def _place(thing: frozenset[str], text: str) -> int | None:
    """Where a thing with a name stands in a text, once; or None."""
    found = [
        match.start()
        for match in re.finditer(r"\b[A-Z][\w-]*", text)
        if frozenset([sense(stem(match.group()))]) == thing
    ]
    return found[0] if len(found) == 1 else None
