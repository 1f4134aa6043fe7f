"""Row R1: two sentences that compare, with their words in another order."""

import re

from prepkit.factcheck.contrasts import DOWN, UP
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import WORD, content_stems, sense, senses

# "rose in Peru", "not in Chile"
MOVED_IN = re.compile(r"\b([a-z]+) in ([A-Z]\w+)")
COMPARED = re.compile(
    r"\b(?:than|driven by|caused by|due to|unlike|like|because|since|whereas|despite"
    r"|compared (?:with|to)|, not|but not)\b"
)
# Where one of a row is meant, another is not.
DISTINCT = tuple(
    frozenset(row.split())
    for row in (
        "old new", "north south east west", "northern southern eastern western", "upper lower",
        "inner outer", "left right", "front rear back", "first second third fourth",
    )
)  # fmt: skip


def places_apart(claim: str, source: str) -> bool:
    """Tell whether two texts tell another way, or a "not", of one place: "rose in Peru"."""
    ours, theirs = (_ways_in(text) for text in (claim, source))
    return any(ours[name] != theirs[name] for name in ours.keys() & theirs.keys())


def _ways_in(text: str) -> dict[str, str]:
    ways = {}
    for match in MOVED_IN.finditer(text):
        said = senses([match[1]])
        way = "up" if said & UP or match[1] == "up" else ""
        way = way or ("down" if said & DOWN or match[1] == "down" else "")
        way = way or ("not" if match[1] == "not" else "")
        if way:
            ways[match[2]] = way
    return ways


def distinct_apart(claim: str, source: str) -> bool:
    """Tell whether one speaks of the old and the other of the new: "the south tunnel"."""
    ours, theirs = (frozenset(WORD.findall(text)) for text in (claim, source))
    return any(ours & row and theirs & row and not ours & theirs & row for row in DISTINCT)


def compared_apart(claim: str, source: str, terms: Terms) -> bool:
    """Tell whether two sentences that compare have their words in another order.

    "Costs grew faster than revenue" is not "revenue grew faster than costs".
    """
    if not COMPARED.search(claim):
        return False
    ours, theirs = ([sense(w) for w in content_stems(terms.expand(t))] for t in (claim, source))
    left = iter(theirs)
    return not all(word in left for word in ours if word in theirs)
