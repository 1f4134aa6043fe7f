"""The tokens of a sentence → its cells, each the part that speaks of one figure."""

from dataclasses import dataclass, field
from itertools import pairwise

from prepkit.quantities.lexicon import CONJUNCTIONS
from prepkit.quantities.tokens import Token


@dataclass(slots=True)
class Cell:
    """The part of a sentence that speaks of one figure, or of a coordinated few."""

    tokens: list[Token]
    places: list[int] = field(default_factory=list)  # of the figures, in `tokens`
    opener: str = ""  # the word or mark that parts it from the cell before


_CONTRAST = frozenset(
    "while whereas but compared against versus vs up down though although yet which who whose where"
    " because so when with making including unlike then its".split()
)
_LISTED = frozenset((",", "and", "or", "/", "to", "–", "-", "—", "→", "->", ">", "&", "vs"))


def cells_of(tokens: list[Token]) -> list[Cell]:
    """Return the parts of a sentence, each with its figure; a list of bare numbers stays whole."""
    places = [at for at, token in enumerate(tokens) if token.kind == "quantity"]
    if not places:
        return []
    cuts: list[int] = []
    for one, other in pairwise(places):
        cut = _cut(tokens, one, other)
        if cut is not None:
            cuts.append(cut)
    cells = []
    for lo, hi in zip([0, *cuts], [*cuts, len(tokens)], strict=True):
        part = tokens[lo:hi]
        opener = part[0].low if lo and part else ""
        if lo and part and part[0].text in (",", ";", ":", "(", "—", "–") and len(part) > 1:
            opener += " " + part[1].low
        cells.append(Cell(part, [p - lo for p in places if lo <= p < hi], opener))
    return cells


def _cut(tokens: list[Token], one: int, other: int) -> int | None:
    """Return where the cell of the figure at `other` begins, None where both share one."""
    between = tokens[one + 1 : other]
    if all(token.low in _LISTED for token in between):
        return None
    best, place = 0, None
    for at in range(one + 1, other):
        weight = _weight(tokens, at, other)
        if weight > best or (weight == best == 2):
            best, place = weight, at
    return place


def _weight(tokens: list[Token], at: int, other: int) -> int:
    token, after = tokens[at], tokens[at + 1]
    if token.text in (";", "•", "|") or (token.text in "—–-" and token.kind == "mark"):
        return 5
    if token.text in (",", ":"):
        return 4 if after.low in _CONTRAST or after.low in CONJUNCTIONS else 3
    if token.low in ("while", "whereas", "but", "compared", "against", "versus", "vs"):
        return 4
    if token.text == "/" and after.kind == "name":
        return 3
    if token.low in ("and", "or", "&", "plus"):
        return 2
    if token.text in "()" and token.kind == "mark":
        return 0 if after.kind == "date" else 1  # "4.2 (2023) → 5.1 (2024)"
    return 1 if token.low in ("which", "who", "whose", "whom") else 0
