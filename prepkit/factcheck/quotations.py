"""Row Q1: a quotation against the words of the sources."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from prepkit.corpus import Passage
from prepkit.factcheck.differences import difference
from prepkit.factcheck.elisions import Objection, Piece, Span, objection_to, pieces_of, told_of
from prepkit.factcheck.inflections import bases
from prepkit.factcheck.speakers import SAYING
from prepkit.factcheck.stretches import (
    Place,
    Stretch,
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

# “quoted”, "quoted", «quoted», „quoted“, ‘quoted words’; “one ‘inside’ or “inside” another”; not
# the apostrophe of "don't" or of "the '90s".
QUOTED = re.compile(
    r"“((?:[^“”]|“[^“”]*”)+)”|\"([^\"]+)\"|«([^«»]+)»|‹([^‹›]+)›|„([^„“”]+)[“”]"
    r"|(?<!\w)(?!'\d0s)[‘']([^‘’'\n]+(?:['’]\w[^‘’'\n]*)*)[’'](?!\w)"
)
_SMALL_IN_TITLES = frozenset(
    "a an the of on in at to and or for by with from as but nor is s t ll re ve d m".split()
)
_SENTENCE_END = re.compile(r"[.!?]['’”\"]?\s+\w")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in quotation marks: what it says and where it stands in its text."""

    text: str
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
        return self.places[0].passage if self.places else None


def find_quotations(text: str) -> list[Quoted]:
    """Return the quotations of `text` that are long enough to be checked."""
    found = []
    for match in QUOTED.finditer(text):
        group = match.lastindex or 1
        inner = match.group(group)
        long = len(" ".join(inner.split())) >= SHORTEST and len(_words(inner)) >= FEWEST_WORDS
        if long and not _is_title(inner):
            found.append(Quoted(inner, match.start(group), match.end(group)))
    return found


def match_quotation(quotation: str, passages: Iterable[Passage]) -> QuotationMatch:
    """Q1: return what the passages make of a quotation, apart from who said it."""
    pieces = pieces_of(quotation)
    if not pieces:
        return QuotationMatch("not found", "no word is quoted")
    several = bool(_SENTENCE_END.search(quotation)) or len(pieces) > 1
    places: list[Place] = []
    objected: list[tuple[Place, Objection]] = []
    best: tuple[float, Stretch, list[Span]] | None = None
    for stretch in stretches(passages):
        if len(stretch.passages) > 1 and (places or not several):
            break
        exact = _verbatim(pieces, stretch)
        if exact is not None:
            place, objection = exact
            if objection is None:
                places.append(place)
            else:
                objected.append((place, objection))
        elif not places and not objected:
            words = words_of(tokens_of(stretch.text))
            if _most(pieces, words) <= (best[0] if best else 0):
                continue
            share, windows = _likest(pieces, words)
            if best is None or share > best[0]:
                best = (share, stretch, windows)
    if places:
        return QuotationMatch("supported", told_of(pieces), tuple(places))
    if objected:
        place, one = objected[0]
        return QuotationMatch(one.label, one.reason, (place,), one.difference)
    if best is None or best[0] < LIKE:
        return QuotationMatch("not found", "no like passage in the source")
    return _differing(pieces, best[1], best[2])


# --- word for word ------------------------------------------------------------------


def _verbatim(pieces: Sequence[Piece], stretch: Stretch) -> tuple[Place, Objection | None] | None:
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
                return place, objection_to(pieces, spans, there, stretch)
    return None


def _runs_over(stretch: Stretch, place: Place) -> bool:
    """Tell whether the place touches every sentence of its stretch."""
    first, last = stretch.passages[0], stretch.passages[-1]
    begins = place.start < len(composed(first.text))
    return begins and place.end > len(stretch.text) - len(composed(last.text))


def _located(pieces: Sequence[Piece], there: Sequence[str]) -> list[Span] | None:
    """Return the spans of the pieces in the tightest row in which they follow one another."""
    spans: list[Span] = []
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


# --- nearly -------------------------------------------------------------------------


def _differing(
    pieces: Sequence[Piece], stretch: Stretch, windows: Sequence[Span]
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


def _likest(pieces: Sequence[Piece], there: Sequence[str]) -> tuple[float, list[Span]]:
    """Return the share of like words, and for each piece the stretch that is likest to it."""
    windows: list[Span] = []
    same = at = 0
    for piece in pieces:
        like, low, high = _likest_window(piece.words, there[at:])
        windows.append((at + low, at + high))
        same += like
        at += high
    return same / max(1, sum(len(piece.words) for piece in pieces)), windows


def _most(pieces: Sequence[Piece], there: Sequence[str]) -> float:
    """Return a bound, soon found, of the share of like words."""
    known = set(there)
    wanted = [word for piece in pieces for word in piece.words]
    return sum(word in known for word in wanted) / max(1, len(wanted))


def _likest_window(wanted: Sequence[str], there: Sequence[str]) -> tuple[int, int, int]:
    # By their bases: "notices" stands where "notice" is looked for.
    wanted, there = [_base(word) for word in wanted], [_base(word) for word in there]
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


def _base(word: str) -> str:
    return min(bases(word), default=word)


def _is_title(text: str) -> bool:
    """Tell a name of several words, which claims nothing: "Castle on the Hill"; not "WE CAME"."""
    words = [word for word in _words(text) if word.isalpha() and word not in _SMALL_IN_TITLES]
    return not text.isupper() and len(words) > 1 and all(word[0].isupper() for word in words)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
