"""What a quoter may do to a quotation, and may not: ellipses, brackets, cut numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prepkit.factcheck.differences import content, is_negation
from prepkit.factcheck.speakers import names_in
from prepkit.factcheck.stretches import ELLIPSIS, Stretch, Token, composed, tokens_of, words_of

# The words that one insertion in brackets may stand for.
LONGEST_REPLACED = 4

# "[Quillpad]" is the quoter's own; "[R]eviews" and "ship[s]" change a letter of the source's word.
_INSERTED = re.compile(r"(?<!\w)\[([^\[\]]*\w[^\[\]]*)\](?!\w)")
_LETTERS = re.compile(r"\[([^\W\d_]+)\]")
# What says how much or of what a number is, and must not be cut off behind it: "5%", "5 million".
_UNITS = frozenset(
    "% ‰ percent per hundred thousand million billion trillion dozen k m bn tn points".split()
)
_ENDS = (".", "!", "?")
# What another thing is said of: "and the slow one"
_ANOTHER = re.compile(
    r"\b(?:and|but|while|whereas|or|than|who|which)"
    r" (?:the|an?|our|its|their|his|her|it|they|he|she|we|you|i)\b"
)
# Little words that say how many, how often or how surely.
_LOADED = frozenset(
    """all few most many some only every any each both more less much always often may must can
    could might will would shall should almost about over under up down before after
    against""".split()
)
_LIMITS = frozenset("only except unless if not some most partly hardly".split())


Span = tuple[int, int]  # of tokens


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a quotation that stand together, and what stands before them in their place."""

    words: tuple[str, ...]
    lead: str  # "" at the head, "…", or the quoter's own words in brackets


@dataclass(frozen=True, slots=True)
class Objection:
    """What speaks against a quotation whose words are the source's."""

    label: str
    reason: str
    difference: str


def pieces_of(quotation: str) -> list[Piece]:
    """Cut a quotation at its ellipses and at what it says in brackets."""
    text = composed(quotation)
    pieces: list[Piece] = []
    lead = start = 0
    inserted = ""
    marks = [(t.start, t.end, ELLIPSIS) for t in tokens_of(text) if t.text == ELLIPSIS]
    marks += [(m.start(), m.end(), m.group(1)) for m in _INSERTED.finditer(text)]
    for lead, end, own in [*sorted(marks), (len(text), len(text), "")]:
        words = words_of(tokens_of(_LETTERS.sub(r"\1", text[start:lead])))
        if words and any(re.match(r"-?\w", word) for word in words):
            pieces.append(Piece(tuple(words), inserted))
            inserted = own
        elif own and own != ELLIPSIS:
            inserted = own
        start = end
    if inserted and inserted != ELLIPSIS and pieces:
        pieces.append(Piece((), inserted))
    return _without_end_marks(pieces)


def _without_end_marks(pieces: list[Piece]) -> list[Piece]:
    """A comma or full stop at the end is the quoting sentence's own, as before an ellipsis."""
    kept = []
    for piece in pieces:
        words = list(piece.words)
        while words and not re.match(r"-?\w|[%$€£+#]", words[-1]):
            words.pop()
        while words and words[0] in (",", ".", ";", ":", "'"):
            words.pop(0)
        kept.append(Piece(tuple(words), piece.lead))
    return kept


def told_of(pieces: Sequence[Piece]) -> str:
    """Say how a quotation stands in the source, with what the quoter did to it.

    >>> told_of(pieces_of("We came … and left"))
    'verbatim in the source, with words left out at the ellipsis'
    """
    leads = [piece.lead for piece in pieces[1:]] + [pieces[0].lead]
    told = "verbatim in the source"
    if ELLIPSIS in (piece.lead for piece in pieces[1:]):
        told += ", with words left out at the ellipsis"
    if any(lead not in ("", ELLIPSIS) for lead in leads):
        told += ", but for the words in brackets"
    return told


def objection_to(
    pieces: Sequence[Piece], spans: Sequence[Span], there: Sequence[Token], stretch: Stretch
) -> Objection | None:
    """Return why words that stand in `there` mislead as they are quoted, if they do."""
    found = _cut_number(spans, there)
    for number, piece in enumerate(pieces):
        found = found or _gap_says(piece, number, spans, there, stretch)
    return found


def _cut_number(spans: Sequence[Span], there: Sequence[Token]) -> Objection | None:
    """A number that is quoted without its unit or sign: "5" of "5%", "5" of "$5"."""
    for low, high in spans:
        last, first = there[high - 1].text, there[low].text
        after = there[high].text if high < len(there) else ""
        before = there[low - 1].text if low else ""
        cut = None
        if re.match(r"-?\d", last) and after in _UNITS:
            cut = f"[{last} → {last} {after}]"
        elif first[:1].isdigit() and before in ("$", "€", "£", "¥", "-", "<", ">"):
            cut = f"[{first} → {before}{first}]"
        if cut:
            return Objection("contradicted", f"the source's words differ: {cut}", cut)
    return None


def _gap_says(
    piece: Piece,
    number: int,
    spans: Sequence[Span],
    there: Sequence[Token],
    stretch: Stretch,
) -> Objection | None:
    """Return what is wrong with the source's words in the place of an ellipsis or of brackets."""
    if not piece.lead:
        return None
    low = spans[number - 1][1] if number else max(0, spans[0][0] - LONGEST_REPLACED)
    high = spans[number][0] if piece.words else min(len(there), low + LONGEST_REPLACED)
    gap = there[low:high]
    if piece.lead == ELLIPSIS:
        return _left_out(gap, stretch) if number else None
    open_end = not number or not piece.words
    return _replaced(piece.lead, gap, stretch, open_end)


def _left_out(gap: Sequence[Token], stretch: Stretch) -> Objection | None:
    """An ellipsis may leave out no denial, no condition and no other name of its sentence."""
    words = words_of(gap)
    if not words or _are_sentences(words):
        return None
    changed = f"[… → {' '.join(words)}]"
    if words[0] not in _ENDS and any(word in _ENDS for word in words):
        return Objection("imprecise", f"the ellipsis splices two sentences: {changed}", changed)
    if any(map(is_negation, words)) and len(content(words)) < LONGEST_REPLACED:
        return Objection("contradicted", f"the ellipsis leaves out a denial: {changed}", changed)
    named = names_in(stretch.text[gap[0].start : gap[-1].end])
    if (
        named
        or _ANOTHER.search(" ".join(words))
        or any(is_negation(word) or word in _LIMITS for word in words)
    ):
        return Objection("imprecise", f"the ellipsis leaves out what matters: {changed}", changed)
    return None


def _are_sentences(words: Sequence[str]) -> bool:
    """Tell whether what is left out is whole sentences, between two others."""
    return words[0] in _ENDS and words[-1] in (*_ENDS, "'") and len(words) > 1


def _replaced(own: str, gap: Sequence[Token], stretch: Stretch, open_end: bool) -> Objection | None:
    """Brackets may explain what the source names or points at; they add no fact."""
    mine = content(words_of(tokens_of(own)))
    words = words_of(gap)
    changed = f"[{' '.join(words)} → [{own}]]"
    loaded = _LOADED.intersection(words_of(tokens_of(own.casefold())))
    if any(is_negation(word) or re.search(r"\d", word) for word in mine) or loaded:
        if {*mine, *loaded} <= set(words):
            return None
        reason = f"the words in brackets change what is said: {changed}"
        return Objection("contradicted", reason, changed)
    if own.strip(" .").casefold() == "sic":
        return None
    if not open_end and len(gap) > LONGEST_REPLACED:
        return Objection("imprecise", f"the brackets stand for too much: {changed}", changed)
    theirs = [] if open_end else content(words)
    if any(word not in mine for word in theirs):
        named = names_in(stretch.text[gap[0].start : gap[-1].end])
        label = "contradicted" if named and names_in(own) else "imprecise"
        return Objection(label, f"the brackets replace the source's words: {changed}", changed)
    return _unnamed(own, gap, stretch, changed)


def _unnamed(own: str, gap: Sequence[Token], stretch: Stretch, changed: str) -> Objection | None:
    """What brackets bring in has to stand around; a name has to be the only one that does."""
    first = stretch.passages[0]
    wanted = set(content(words_of(tokens_of(own))))
    around = (stretch.text, first.before or "", " ".join(first.headings), first.origin.title)
    objection = Objection("imprecise", f"the source does not say that {own!r} is meant", changed)
    if not wanted <= set(content(words_of(tokens_of(composed(" ".join(around)))))):
        return objection
    if not names_in(own):
        return None
    told = next((found for text in around if (found := names_in(text))), [])
    there = set(content(words_of(tokens_of(composed(" ".join(told))))))
    return None if len(set(told)) == 1 and wanted <= there else objection
