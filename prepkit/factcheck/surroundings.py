"""What stands around words in a source: their sentence, its neighbours, the quotation marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from prepkit.corpus import Origin, Passage
from prepkit.factcheck.speakers import NAME, names_in
from prepkit.factcheck.stretches import LONGEST, SPOKEN, Place, composed

# A quotation that opens inside another: "“Arden told me: ‘We left"
_NESTED = re.compile(r"(?<!\w)['‘\"“](?=\w)[^'‘’\"“”]*$")
_CLOSING = '”"»’'


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A sentence of a source with its neighbours, and where the words stand in it."""

    origin: Origin
    headings: tuple[str, ...]
    quoted: bool  # the whole of it, in a block
    back: tuple[str, ...]  # the sentences before it in its paragraph, the nearest first
    first: str  # the sentence that the words begin in
    last: str  # and the one that they end in, mostly the same
    begin: int  # where the words begin
    start: int  # where the speech that they stand in begins
    part_end: int  # where the words, or the part of a broken speech, end in the first sentence
    finish: int  # where the words end in the last
    end: int  # and where their speech does
    after: str  # what follows: the next sentence, or the rest of the speech
    names: tuple[str, ...]  # all that the document has
    author: str  # who a line at the head of the page says wrote or spoke it; "" for nobody


def surroundings(place: Place, document: Sequence[Passage]) -> Surroundings:
    """Return what stands around a place in a document, whose passages are given in order."""
    texts = [composed(passage.text) for passage in place.stretch.passages]
    start, end, low, high = place.start, place.end, 0, len(texts) - 1
    while low < high and start > len(texts[low]):
        start -= len(texts[low]) + 1
        low += 1
    for text in texts[:high]:
        end -= len(text) + 1
    first = place.stretch.passages[low]
    at = next((n for n, passage in enumerate(document) if passage is first or passage == first), -1)
    back: list[str] = []
    here = first
    while at > len(back) and _goes_on(document[at - len(back) - 1], here):
        here = document[at - len(back) - 1]
        back.append(composed(here.text))
    names = dict.fromkeys(name for passage in document for name in names_in(passage.text))
    finish = end
    speech, part_end, end = _to_the_marks(texts[low], texts[high], start, end)
    return Surroundings(
        origin=first.origin,
        headings=first.headings,
        quoted=first.quoted,
        back=tuple(back or filter(None, [first.before])),
        first=texts[low],
        last=texts[high],
        begin=start,
        start=speech,
        part_end=part_end,
        finish=finish,
        end=end,
        after=_after(document[at + high - low :], (texts[high], *back)) if at >= 0 else "",
        names=(*names, *names_in(first.origin.title)),
        author=_author(first.origin.title, [passage.text for passage in document[:LINES_OF_HEAD]]),
    )


LINES_OF_HEAD = 2
# "By Uta Lind", "Posted on 3 May by Uta Lind", "Uta Lind, chief engineer of Larkfield, at the …",
# "Uta Lind, 8 October 2025."; in a title "“Slow bread” by Uta Lind", "Uta Lind, “Slow bread”".
_BYLINES = (
    re.compile(
        rf"^(?:(?:Talk|Keynote|Speech|Lecture|Post|Posted|Published|Written|Told|Essay|Story)"
        rf"(?: on [^,;:]{{4,30}}(?:, \d{{4}})?)? by|By) (?P<who>{NAME})(?=[,.]|$)"
    ),
    re.compile(rf"^(?P<who>{NAME}), [^.;:]* at (?:the )?[A-Z][^.;:]*$"),
    re.compile(rf"^(?P<who>{NAME}),? (?:\d{{1,2}} )?[A-Z][a-z]+ (?:\d{{1,2}}, )?\d{{4}}\.?$"),
)
_TITLED = (
    re.compile(
        r"^(?!.*\b(?:[Rr]eview|[Rr]esponse|[Rr]eply|[Nn]otes|[Ss]ummary|[Cc]omments?)"
        r" (?:of|on|to)\b)"
        rf".*[”\"] by (?P<who>{NAME})(?=\s*(?:[|–—(]|$))"
    ),
    re.compile(rf"^(?:Transcript|Talk|Keynote|Speech): (?P<who>{NAME}), [“\"]"),
)


def _author(title: str, head: Sequence[str]) -> str:
    """Return who wrote or spoke a page, by its title or the line at its head, in full."""
    lines = ((pattern, title, "search") for pattern in _TITLED)
    heads = ((pattern, text.strip(), "match") for text in head for pattern in _BYLINES)
    for pattern, text, how in (*lines, *heads):
        found = getattr(pattern, how)(text)
        if found and " " in found["who"]:
            return found["who"]
    return ""


def _after(rest: Sequence[Passage], back: Sequence[str]) -> str:
    """Return the sentence behind the first of `rest`; where that leaves a speech open, to its end.

    A sentence of another paragraph is none, unless it signs a block quotation.
    """
    told: list[str] = []
    for before, passage in pairwise(rest[: LONGEST + 1]):
        if passage.before != before.text and not signs(passage.text):
            break
        told.append(composed(passage.text))
        if not stays_open(back) or re.search(r"[”»\"]", told[-1]):
            break
    return " ".join(told)


def _goes_on(before: Passage, here: Passage) -> bool:
    """Tell whether one goes on from another, or is a block quotation that it leads up to."""
    leads = here.quoted and before.headings == here.headings and before.text.endswith(":")
    return leads or before.text == here.before


def signs(text: str) -> bool:
    """Tell whether a line is only a dash and a name, as under a block quotation."""
    return bool(re.match(rf"\s*[—–-]+\s*{NAME}", text))


def _to_the_marks(first: str, last: str, start: int, end: int) -> tuple[int, int, int]:
    """Widen the words to the quotation marks that they stand in; of a speech in parts, the first.

    Returns where they start, where they end in the first sentence, and where in the last.
    """
    for part in SPOKEN.finditer(first):
        if part.start() < start < part.end():
            nested = _NESTED.search(first, part.start() + 1, start)
            if nested:
                return start, end if first == last else len(first), end
            closed = part.group()[-1] in _CLOSING and len(part.group()) > 1
            part_end = part.end() - closed
            return part.start() + 1, part_end, part_end if first == last else end
    opened = re.search(r"^[^“”\"«»]*[”»]", last[end:])
    end += opened.end() - 1 if opened else 0
    return start, end if first == last else len(first), end


def is_spoken(around: Surroundings) -> bool:
    """Tell whether the words stand in quotation marks in the source."""
    marks = r"[“\"«‘]$"
    opened = stays_open(around.back)
    closes = bool(re.match(r"[”»\"]", around.last[around.end :]))
    return bool(re.search(marks, around.first[: around.start])) or opened or closes


def stays_open(back: Sequence[str]) -> bool:
    """Tell whether a quotation is open at the end of the first of some texts, the last first."""
    marked = next((text for text in back if re.search(r"[“”\"«»]", text)), "")
    return left_open(marked) is not None


def left_open(text: str) -> int | None:
    """Return where a quotation begins that `text` does not close."""
    parts = list(SPOKEN.finditer(text))
    if not parts or (len(parts[-1].group()) > 1 and parts[-1].group()[-1] in _CLOSING):
        return None
    return parts[-1].start()
