"""Row Q1: a quotation against the words of the sources."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from prepkit.corpus import Passage
from prepkit.factcheck.differences import content, difference, is_negation
from prepkit.factcheck.speakers import SAYING, names_in
from prepkit.factcheck.stretches import (
    ELLIPSIS,
    Stretch,
    Token,
    as_spoken,
    composed,
    stretches,
    tokens_of,
    words_of,
)

# Shorter than this, in characters or words, quotation marks are mostly rhetoric or a name's.
SHORTEST = 12
FEWEST_WORDS = 4
# From this share of like words on, a passage is taken for the one that is quoted.
LIKE = 0.6
# The words that one insertion in brackets may stand for.
LONGEST_REPLACED = 4

# “quoted”, "quoted", «quoted», „quoted“, ‘quoted words’; “one ‘inside’ or “inside” another”; not
# the apostrophe of "don't" or of "the '90s".
QUOTED = re.compile(
    r"“((?:[^“”]|“[^“”]*”)+)”|\"([^\"]+)\"|«([^«»]+)»|‹([^‹›]+)›|„([^„“”]+)[“”]"
    r"|(?<!\w)(?!'\d0s)[‘']([^‘’'\n]+(?:['’]\w[^‘’'\n]*)*)[’'](?!\w)"
)
# "[Quillpad]" is the quoter's own; "[R]eviews" and "ship[s]" change a letter of the source's word.
_INSERTED = re.compile(r"(?<!\w)\[([^\[\]]*\w[^\[\]]*)\](?!\w)")
_LETTERS = re.compile(r"\[([^\W\d_]+)\]")
_SENTENCE_END = re.compile(r"[.!?]['’”\"]?\s+\w")
# What says how much or of what a number is, and must not be cut off behind it: "5%", "5 million".
_UNITS = frozenset(
    "% ‰ percent per hundred thousand million billion trillion dozen k m bn tn points".split()
)
_LIMITS = frozenset("only except unless if not all some most partly hardly".split()) - {"all"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in quotation marks: what it says and where it stands in its text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a stretch of a source a quotation stands, as offsets into its text."""

    stretch: Stretch
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuotationMatch:
    """How the likest passage bears a quotation out; `places` are where it stands."""

    label: str
    reason: str
    places: tuple[Place, ...] = ()
    difference: str = ""

    @property
    def passage(self) -> Passage | None:
        """The evidence: the first sentence that the quotation stands in."""
        return _first_touched(self.places[0]) if self.places else None


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a quotation that stand together, and what stands before them in their place."""

    words: tuple[str, ...]
    lead: str  # "" at the head, "…", or the quoter's own words in brackets


def find_quotations(text: str) -> list[Quoted]:
    """Return the quotations of `text` that are long enough to be checked."""
    found = []
    for match in QUOTED.finditer(text):
        group = match.lastindex or 1
        inner = match.group(group)
        if len(" ".join(inner.split())) >= SHORTEST and len(_words(inner)) >= FEWEST_WORDS:
            found.append(Quoted(inner, match.start(group), match.end(group)))
    return found


def match_quotation(quotation: str, passages: Iterable[Passage]) -> QuotationMatch:
    """Q1: return what the passages make of a quotation, apart from who said it."""
    passages = list(passages)
    pieces = _pieces(quotation)
    if not pieces:
        return QuotationMatch("not found", "no word is quoted")
    several = bool(_SENTENCE_END.search(quotation)) or len(pieces) > 1
    places: list[Place] = []
    warned: list[QuotationMatch] = []
    best: tuple[float, Stretch, list[tuple[int, int]]] | None = None
    for stretch in stretches(passages):
        if len(stretch.passages) > 1 and (places or not several):
            break
        exact = _verbatim(pieces, stretch)
        if exact is not None:
            place, warning = exact
            if warning is None:
                places.append(place)
            else:
                warned.append(warning)
        elif not places and not warned:
            share, windows = _likest(pieces, words_of(tokens_of(stretch.text)))
            if best is None or share > best[0]:
                best = (share, stretch, windows)
    if places:
        return QuotationMatch("supported", _told(pieces), tuple(places))
    if warned:
        return warned[0]
    if best is None or best[0] < LIKE:
        return QuotationMatch("not found", "no like passage in the source")
    return _differing(pieces, best[1], best[2])


# --- the quotation ------------------------------------------------------------------


def _pieces(quotation: str) -> list[_Piece]:
    """Cut a quotation at its ellipses and at what it says in brackets."""
    text = composed(quotation)
    pieces: list[_Piece] = []
    lead = start = 0
    inserted = ""
    marks = [(t.start, t.end, ELLIPSIS) for t in tokens_of(text) if t.text == ELLIPSIS]
    marks += [(m.start(), m.end(), m.group(1)) for m in _INSERTED.finditer(text)]
    for lead, end, own in [*sorted(marks), (len(text), len(text), "")]:
        words = words_of(tokens_of(_LETTERS.sub(r"\1", text[start:lead])))
        if words and any(re.match(r"-?\w", word) for word in words):
            pieces.append(_Piece(tuple(words), inserted))
            inserted = own
        elif own and own != ELLIPSIS:
            inserted = own
        start = end
    if inserted and inserted != ELLIPSIS and pieces:
        pieces.append(_Piece((), inserted))
    return _without_end_marks(pieces)


def _without_end_marks(pieces: list[_Piece]) -> list[_Piece]:
    """A comma or full stop at the end is the quoting sentence's own, as before an ellipsis."""
    kept = []
    for piece in pieces:
        words = list(piece.words)
        while words and not re.match(r"-?\w|[%$€£+#]", words[-1]):
            words.pop()
        while words and words[0] in (",", ".", ";", ":", "'"):
            words.pop(0)
        kept.append(_Piece(tuple(words), piece.lead))
    return kept


def _told(pieces: Sequence[_Piece]) -> str:
    leads = [piece.lead for piece in pieces[1:]] + [pieces[0].lead]
    told = "verbatim in the source"
    if ELLIPSIS in (piece.lead for piece in pieces[1:]):
        told += ", with words left out at the ellipsis"
    if any(lead not in ("", ELLIPSIS) for lead in leads):
        told += ", but for the words in brackets"
    return told


# --- word for word ------------------------------------------------------------------


def _verbatim(
    pieces: Sequence[_Piece], stretch: Stretch
) -> tuple[Place, QuotationMatch | None] | None:
    """Return where the pieces stand, in order, and what speaks against it all the same."""
    spoken = as_spoken(stretch.text, SAYING)
    for text in (stretch.text, spoken):
        if text is None:
            continue
        there = tokens_of(text)
        spans = _located(pieces, words_of(there))
        if spans is not None:
            first = next(low for low, high in spans if high > low)
            last = max(high for _, high in spans)
            place = Place(stretch, there[first].start, there[last - 1].end)
            if _runs_over(stretch, place):
                return place, _warning(pieces, spans, there, place)
    return None


def _runs_over(stretch: Stretch, place: Place) -> bool:
    """Tell whether the place touches every sentence of its stretch."""
    first, last = stretch.passages[0], stretch.passages[-1]
    begins = place.start < len(composed(first.text))
    return begins and place.end > len(stretch.text) - len(composed(last.text))


def _located(pieces: Sequence[_Piece], there: Sequence[str]) -> list[tuple[int, int]] | None:
    """Return the spans of the pieces in the tightest row in which they follow one another."""
    spans: list[tuple[int, int]] = []
    at = 0
    for piece in pieces:
        found = _find(piece.words, there, at)
        if found is None:
            return None
        spans.append((found, found + len(piece.words)))
        at = spans[-1][1]
    for number in range(len(pieces) - 2, -1, -1):  # "we … fly": the last "we" before "fly"
        words = pieces[number].words
        last = spans[number + 1][0] - len(words)
        while last > spans[number][0] and tuple(there[last : last + len(words)]) != words:
            last -= 1
        spans[number] = (last, last + len(words))
    return spans


def _find(words: Sequence[str], there: Sequence[str], start: int) -> int | None:
    if not words:
        return start
    for at in range(start, len(there) - len(words) + 1):
        if there[at] == words[0] and list(there[at : at + len(words)]) == list(words):
            return at
    return None


def _warning(
    pieces: Sequence[_Piece],
    spans: Sequence[tuple[int, int]],
    there: Sequence[Token],
    place: Place,
) -> QuotationMatch | None:
    """Return why a verbatim quotation misleads: at its ends, its ellipses or its brackets."""
    found = _cut_number(spans, there)
    for number, piece in enumerate(pieces):
        found = found or _gap_says(piece, number, spans, there, place.stretch)
    if found is None:
        return None
    label, reason, changed = found
    return QuotationMatch(label, reason, (place,), changed)


def _cut_number(
    spans: Sequence[tuple[int, int]], there: Sequence[Token]
) -> tuple[str, str, str] | None:
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
            return "contradicted", f"the source's words differ: {cut}", cut
    return None


def _gap_says(
    piece: _Piece,
    number: int,
    spans: Sequence[tuple[int, int]],
    there: Sequence[Token],
    stretch: Stretch,
) -> tuple[str, str, str] | None:
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


def _left_out(gap: Sequence[Token], stretch: Stretch) -> tuple[str, str, str] | None:
    """An ellipsis may leave out no denial, no condition and no other name of its sentence."""
    words = words_of(gap)
    if not words or _are_sentences(words):
        return None
    shown = " ".join(words)
    if any(map(is_negation, words)) and len(content(words)) <= LONGEST_REPLACED - 1:
        return "contradicted", f"the ellipsis leaves out a denial: [… → {shown}]", f"[… → {shown}]"
    text = stretch.text[gap[0].start : gap[-1].end]
    if any(is_negation(word) or word in _LIMITS for word in words) or names_in(text):
        return "imprecise", f"the ellipsis leaves out what matters: [… → {shown}]", f"[… → {shown}]"
    return None


def _are_sentences(words: Sequence[str]) -> bool:
    """Tell whether what is left out is whole sentences, between two others."""
    return words[0] in ".!?" and words[-1] in ".!?'" and len(words) > 1


def _replaced(
    own: str, gap: Sequence[Token], stretch: Stretch, open_end: bool
) -> tuple[str, str, str] | None:
    """Brackets may explain what the source names or points at; they add no fact."""
    mine = content(words_of(tokens_of(own)))
    words = words_of(gap)
    changed = f"[{' '.join(words)} → [{own}]]"
    if any(is_negation(word) or re.search(r"\d", word) for word in mine):
        if all(word in words for word in mine):
            return None
        return "contradicted", f"the words in brackets change what is said: {changed}", changed
    if own.strip(" .").casefold() == "sic":
        return None
    if not open_end and len(gap) > LONGEST_REPLACED:
        return "imprecise", f"the brackets stand for too much: {changed}", changed
    theirs = [] if open_end else content(words)
    if any(word not in mine for word in theirs):
        named = names_in(stretch.text[gap[0].start : gap[-1].end])
        label = "contradicted" if named and names_in(own) else "imprecise"
        return label, f"the brackets replace the source's words: {changed}", changed
    return _unnamed(own, gap, stretch, changed)


def _unnamed(
    own: str, gap: Sequence[Token], stretch: Stretch, changed: str
) -> tuple[str, str, str] | None:
    """A name in brackets has to be the one that the source speaks of there."""
    first = stretch.passages[0]
    wanted = set(content(words_of(tokens_of(own)))) if names_in(own) else set()
    for text in (stretch.text, first.before, " ".join(first.headings), first.origin.title):
        told = names_in(text) if text else []
        there = set(content(words_of(tokens_of(composed(" ".join(told))))))
        if not wanted or (wanted <= there and len(told) == 1):
            return None
        if there:
            break
    return "imprecise", f"the source does not say that {own!r} is meant", changed


# --- nearly -------------------------------------------------------------------------


def _differing(
    pieces: Sequence[_Piece], stretch: Stretch, windows: Sequence[tuple[int, int]]
) -> QuotationMatch:
    there = tokens_of(stretch.text)
    words = words_of(there)
    parts = [
        difference(piece.words, words[low:high])
        for piece, (low, high) in zip(pieces, windows, strict=True)
    ]
    told = " ".join(filter(None, map(str, parts)))
    start = there[windows[0][0]].start
    place = Place(stretch, start, there[max(windows[-1][1], windows[0][0] + 1) - 1].end)
    if any(part.grave for part in parts):
        return QuotationMatch("contradicted", f"the source's words differ: {told}", (place,), told)
    reason = f"not word for word: {told}" if told else "not word for word"
    return QuotationMatch("imprecise", reason, (place,), told)


def _likest(pieces: Sequence[_Piece], there: Sequence[str]) -> tuple[float, list[tuple[int, int]]]:
    """Return the share of like words, and for each piece the stretch that is likest to it."""
    windows: list[tuple[int, int]] = []
    same = at = 0
    for piece in pieces:
        like, low, high = _likest_window(piece.words, there[at:])
        windows.append((at + low, at + high))
        same += like
        at += high
    return same / max(1, sum(len(piece.words) for piece in pieces)), windows


def _likest_window(wanted: Sequence[str], there: Sequence[str]) -> tuple[int, int, int]:
    matcher = SequenceMatcher(None, wanted, there, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0, 0, 0
    # Stray single words far from the passage would widen the stretch: keep to the longest run.
    core = max(blocks, key=lambda block: block.size)
    low = max(0, core.b - core.a - 2)
    high = min(len(there), core.b + len(wanted) - core.a + 2)
    inner = SequenceMatcher(None, wanted, there[low:high], autojunk=False)
    kept = [block for block in inner.get_matching_blocks() if block.size]
    same = sum(block.size for block in kept)
    return same, low + kept[0].b, low + kept[-1].b + kept[-1].size


def _first_touched(place: Place) -> Passage:
    end = 0
    for passage in place.stretch.passages:
        end += len(composed(passage.text)) + 1
        if place.start < end:
            return passage
    return place.stretch.passages[-1]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
