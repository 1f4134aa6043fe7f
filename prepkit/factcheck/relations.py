"""Row R1: relations with a direction, "from X to Y" and "X replaced Y", in two sentences."""

import re
from dataclasses import dataclass

from prepkit.factcheck.words import is_function_word, sense, stem

# A name or a noun: "C++", "Objective-C", "the billing service"; no number.
_THING = r"(?:(?:the|its|our|their|an?) )?([A-Za-z][\w.+#/-]*(?: [A-Z][\w.+#/-]*)*)"
_REPLACED = r"(?:replac|supersed|succeed)(?:e[sd]|ing)?"
_SWAPPED = (
    r"(?:switch(?:ed|es|ing)?|swap(?:s|ped|ping)?|trad(?:e[sd]?|ing)|exchang(?:e[sd]?|ing)"
    r"|drop(?:s|ped|ping)?|ditch(?:ed|es|ing)?|abandon(?:s|ed|ing)?)(?: out)?"
)
PRONOUNS = frozenset("It They We He She This That These Those I You".split())
# Each gives what there was before, then what there is after; not "from 4% to 14%".
PATTERNS = (
    (re.compile(rf"\b[Ff]rom {_THING}(?: \w+)? (?:in)?to {_THING}"), False),
    (re.compile(rf"(?<!\w){_THING} ?(?:→|->|=>) ?{_THING}"), False),
    (
        re.compile(
            rf"\b{_THING} (?:is|are|was|were|be|been|being) {_REPLACED} (?:by|with) {_THING}"
        ),
        False,
    ),
    (re.compile(rf"\breplac(?:e[sd]?|ing) {_THING}(?: \w+)? (?:with|by) {_THING}"), False),
    (re.compile(rf"\b{_SWAPPED} {_THING} (?:for|in favou?r of) {_THING}"), False),
    (
        re.compile(
            rf"\b{_THING} (?:is|are|was|were|be|been|being) {_SWAPPED}"
            rf" (?:for|in favou?r of) {_THING}"
        ),
        False,
    ),
    (re.compile(rf"\b(?:in)?to {_THING}(?: \w+)? from {_THING}"), True),
    (re.compile(rf"\b{_THING} (?:has |have |had )?{_REPLACED} {_THING}"), True),
    (
        re.compile(rf"\b{_THING} (?:has |have |had )?(?:took|taken|takes) the place of {_THING}"),
        True,
    ),
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What was left, and what came in its place, each by the stem of its last word."""

    before: str
    after: str
    said: str


def relations(text: str) -> list[Relation]:
    """Return the relations of a sentence, in the order of the patterns.

    >>> [(r.before, r.after) for r in relations("We moved the logs from Perl to Rust.")]
    [('perl', 'rust')]
    """
    found: list[Relation] = []
    taken: list[tuple[int, int]] = []
    for pattern, turned in PATTERNS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            first, last = _key(match[1]), _key(match[2])
            if turned:
                first, last = last, first
            if first and last and first != last:
                found.append(Relation(first, last, match.group()))
                taken.append(match.span())
    return found


def _key(thing: str) -> str:
    word = thing.rstrip(".").split()[-1]
    if is_function_word(word) and not word[0].isupper():
        return ""
    if word in PRONOUNS:
        return ""
    # "C++" and "C" are two languages: what is no plain word is kept as it is written.
    return sense(stem(word)) if word.isalpha() and len(word) > 2 else word.lower()


def compare_relations(claim: str, source: str) -> str:
    """Return how a source's relation stands to the claim's: "same", "reversed", "other", or ""."""
    theirs = [(r.before, r.after) for r in relations(source)]
    for ours in relations(claim):
        if (ours.before, ours.after) in theirs:
            return "same"
        if (ours.after, ours.before) in theirs:
            return "reversed"
        if any(ours.before == before or ours.after == after for before, after in theirs):
            return "other"
    return ""
