"""A claim in a source's words: "let go" read as "laid off" where the source says that."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import measure
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.quotations import find_quotations
from prepkit.factcheck.words import WORD, is_function_word, sense, senses, stem
from prepkit.notes import Claim
from prepkit.quantities import find_quantities
from prepkit.quantities.lexicon import inflected

# Phrases of the table have no more words.
LONGEST = 4
# A row that holds only of what is done to people: alerts that are dismissed are not fired.
OF_PEOPLE = "people: "
PEOPLE = senses(
    """people person staff employee worker engineer developer designer programmer driver pilot
    manager director executive officer recruit intern graduate researcher scientist teacher nurse
    doctor analyst contractor apprentice crew clerk technician consultant lawyer salespeople
    journalist colleague chief ceo cfo cto coo president chair head""".split()
)
# How far behind a verb those stand to whom it is done, and a person's name in full.
REACH = 5
FULL_NAME = re.compile(r"\W+[A-Z][\w’'-]*[a-z] [A-Z][\w’'-]*[a-z]")
# "Larkfield stores 12 TB", "it targets 9 towns": no shops, and no aims.
VERBS_ALSO = senses(
    """store shop target match track train plant post test bill invoice survey poll phone record
    share cost price rate award result release house""".split()
)
DOER = re.compile(r"(?:\b[A-Z][\w-]*[a-z]|\b(?:it|he|she|who|which|that|and|to|can|will|would)) $")

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rewording:
    """Some words of a claim, and those of a source that say the same or more."""

    start: int  # in the claim's text
    end: int
    told: str  # as the claim says it
    meant: str  # as the source does, in the claim's form


@dataclass(frozen=True)
class Reading:
    """A claim in the words by which it is judged."""

    told: Claim
    rewordings: tuple[Rewording, ...] = ()  # in order, apart

    @cached_property
    def claim(self) -> Claim:
        """The claim with its words replaced."""
        text, at = "", 0
        for one in self.rewordings:
            text += self.told.text[at : one.start] + one.meant
            at = one.end
        return replace(self.told, text=text + self.told.text[at:])

    def back(self, finding: Finding) -> Finding:
        """Return a finding on the reworded claim as one on the claim as it is told."""
        start, end = _moved(finding, [(o.span_meant, o.span) for o in self._placed])
        read = ", ".join(f"{one.told!r} as {one.meant!r}" for one in self.rewordings)
        message = f"{finding.message}; reading {read}"
        part = self.told.text[start:end]
        return replace(finding, message=message, part=part, start=start, end=end)

    def forth(self, finding: Finding) -> Finding:
        """Return a finding on the claim as it is told as one on the reworded claim."""
        start, end = _moved(finding, [(o.span, o.span_meant) for o in self._placed])
        return replace(finding, start=start, end=end)

    @cached_property
    def _placed(self) -> list["_Placed"]:
        """The places of the rewordings in both texts."""
        placed, ahead = [], 0
        for one in self.rewordings:
            start = one.start + ahead
            placed.append(_Placed((one.start, one.end), (start, start + len(one.meant))))
            ahead += len(one.meant) - (one.end - one.start)
        return placed


class _Placed(NamedTuple):
    """Where a rewording stands in the claim, and in the claim reworded."""

    span: tuple[int, int]
    span_meant: tuple[int, int]


def _moved(finding: Finding, spans: Sequence[tuple[tuple[int, int], ...]]) -> tuple[int, int]:
    """Return where a finding stands once each first span of a pair has become the second."""
    start, end = finding.start, finding.end
    by_start = by_end = 0
    for (left, right), (to_left, to_right) in spans:
        if right <= finding.start:
            by_start = to_right - right
        elif left <= finding.start:
            by_start = to_left - finding.start
        if right <= finding.end:
            by_end = to_right - right
        elif left < finding.end:
            by_end = to_right - finding.end
    return start + by_start, end + by_end


def readings(claim: Claim, passages: Iterable[Passage], most: int = 3) -> Iterator[Reading]:
    """Yield a claim in the words of those passages that say most of it, each reading once."""
    places = _places(claim)
    if not places:
        return
    found: dict[tuple[Rewording, ...], int] = {}
    content = {sense(stem(w)) for w in WORD.findall(claim.text) if not is_function_word(w)}
    for passage in passages:
        rewordings = tuple(_rewordings(claim.text, places, passage))
        if rewordings:
            said = len(content & _grams(passage.text).senses) + len(rewordings)
            found[rewordings] = max(said, found.get(rewordings, 0))
    best = sorted(found, key=lambda rewordings: -found[rewordings])
    for rewordings in best[:most]:
        yield Reading(claim, rewordings)


# --- the table -------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Row:
    """What a claim may say where a source says one of some phrases."""

    said: tuple[tuple[Stems, str], ...]  # by the source: stems, and base form
    narrower: bool  # what the source says is less: "car" for "vehicle"
    of_people: bool = False  # only where it is done to people


@lru_cache(maxsize=1)
def _table() -> dict[Stems, tuple[_Row, ...]]:
    """paraphrases.txt: for each phrase of a claim, the rows that it stands in."""
    rows: dict[Stems, list[_Row]] = {}
    text = Path(__file__).with_name("paraphrases.txt").read_text("utf-8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        told, _, narrower = line.removeprefix(OF_PEOPLE).partition("<")
        phrases = [(_stems(phrase), phrase.strip()) for phrase in told.split(",")]
        said = [(_stems(phrase), phrase.strip()) for phrase in (narrower or told).split(",")]
        for stems, _ in phrases:
            others = tuple(one for one in said if one[0] != stems)
            row = _Row(others, bool(narrower), line.startswith(OF_PEOPLE))
            rows.setdefault(stems, []).append(row)
    return {stems: tuple(found) for stems, found in rows.items()}


def _stems(phrase: str) -> Stems:
    return tuple(stem(word) for word in WORD.findall(phrase))


@dataclass(frozen=True, slots=True)
class _Grams:
    """The words of a passage, one by one and in a row."""

    rows: frozenset[Stems]  # of one to LONGEST words
    senses: frozenset[str]


@lru_cache(maxsize=20_000)
def _grams(text: str) -> _Grams:
    stems = [stem(word) for word in WORD.findall(text)]
    rows = frozenset(
        tuple(stems[at : at + length])
        for at in range(len(stems))
        for length in range(1, LONGEST + 1)
    )
    return _Grams(rows, frozenset(map(sense, stems)))


# --- one claim, one passage ---------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Words of a claim that the table knows."""

    start: int
    end: int
    stems: Stems
    rows: tuple[_Row, ...]


def _places(claim: Claim) -> list[_Place]:
    """Return where a claim has words that stand in the table: the longest, quotations left out.

    What a figure counts may not be less than the claim says: 300 cars are not all its vehicles.
    """
    text, table = claim.text, _table()
    words = list(WORD.finditer(text))
    counted = senses(w for m in measure(claim) for w in WORD.findall(m.property or ""))
    quoted = find_quotations(text)
    stems = [stem(match.group()) for match in words]
    found = []
    for at, first in enumerate(words):
        if _is_name(text, first) or any(q.start <= first.start() < q.end for q in quoted):
            continue
        for length in range(LONGEST, 0, -1):
            key = tuple(stems[at : at + length])
            last = words[min(at + length, len(words)) - 1]
            if len(key) < length or not _is_joined(text, words[at : at + length]):
                continue
            rows = table.get(key, ())
            if counted & set(map(sense, key)):
                rows = tuple(row for row in rows if not row.narrower)
            if not _is_of_people(text, last.end()):
                rows = tuple(row for row in rows if not row.of_people)
            if rows and not _is_done(text, first):
                found.append(_Place(first.start(), last.end(), key, rows))
    return found


def _is_name(text: str, word: re.Match[str]) -> bool:
    """Tell a capital that no start of a sentence explains."""
    return word.group()[0].isupper() and bool(text[: word.start()].strip())


def _is_of_people(text: str, end: int) -> bool:
    """Tell whether what is done up to `end` of a claim is done to people."""
    behind = re.split(r"[,;:.](?!\d)", text[end:])[0]
    first = WORD.findall(behind)[:REACH]
    return bool(senses(first) & PEOPLE) or FULL_NAME.match(behind) is not None


def _is_done(text: str, word: re.Match[str]) -> bool:
    """Tell a verb that has the form of a noun: "Larkfield stores 12 TB"."""
    verb = bool(senses([word.group()]) & VERBS_ALSO)
    return verb and DOER.search(text, 0, word.start()) is not None


def _is_joined(text: str, words: Sequence[re.Match[str]]) -> bool:
    """Tell whether words follow one another with nothing but a space or a hyphen between them."""
    gaps = pairwise(words)
    return all(text[one.end() : other.start()] in (" ", "-") for one, other in gaps)


def _rewordings(text: str, places: Sequence[_Place], passage: Passage) -> Iterator[Rewording]:
    """Yield the words of a claim that a passage says otherwise, as it does."""
    here = _grams(passage.text)
    around = [_grams(t) for t in (passage.before or "", *passage.headings, passage.title) if t]
    done = 0
    for place in places:
        if place.start < done or _is_said(place.stems, here, around):
            continue
        meant = _meant(place, here, around)
        if meant and _is_said_aside(_stems(meant), passage.text, text):
            continue
        if meant:
            told = text[place.start : place.end]
            yield Rewording(place.start, place.end, told, inflected(meant, told))
            done = place.end


def _is_said(stems: Stems, here: _Grams, around: Sequence[_Grams]) -> bool:
    if any(stems in grams.rows for grams in (here, *around)):
        return True
    known = here.senses.union(*(grams.senses for grams in around))
    content = {sense(word) for word in stems if not is_function_word(word)}
    return bool(content) and content <= known


def _meant(place: _Place, here: _Grams, around: Sequence[_Grams]) -> str | None:
    """Return the phrase of a passage, or else of what stands around it, that says the same."""
    for grams in (here, *around):
        for row in place.rows:
            for stems, phrase in row.said:
                if stems in grams.rows:
                    return phrase
    return None


# Where another clause begins, and what leads into one that is about something else.
CHUNKS = re.compile(r"[,;:.()](?!\d)|\b(?:and|but|while|before|after)\b")
RELATIVE = re.compile(r"(?<!said )(?<!says )\b(?:that|which|who|whom|whose)\b", re.I)
DENIED = re.compile(r"\b(?:not|never|no|nor|without)\b|n['’]t\b", re.I)

# "Fuel cost cut", "waiting time limit": of something else than the fuel cost.
OF_ELSE = re.compile(
    r" (?P<what>cut|reductions?|targets?|goals?|limits?|cap|plans?|forecasts?|budgets?|freeze"
    r"|software|tools?|teams?|reviews?|requests?|savings?)\b"
)


def _is_said_aside(stems: Stems, source: str, claim: str) -> bool:
    """Tell whether a source says a phrase only of something beside the figure, or denies it.

    "Reopened 40 shops that it had shut down"; "holds 14 TB, and never erased any".
    """
    if not find_quantities(claim):
        return False
    denied = DENIED.search(claim) is not None
    said = [_chunk(source, *span) for span in _spans(stems, source)]
    return bool(said) and all(
        (DENIED.search(before) and not denied)
        or ((led := OF_ELSE.match(behind)) and led["what"] not in claim)
        or (RELATIVE.search(before) and not find_quantities(behind))
        for before, behind in said
    )


def _spans(stems: Stems, text: str) -> Iterator[tuple[int, int]]:
    """Yield where a phrase stands in a text."""
    words = list(WORD.finditer(text))
    for at in range(len(words) - len(stems) + 1):
        told = words[at : at + len(stems)]
        if tuple(stem(word.group()) for word in told) == stems:
            yield told[0].start(), told[-1].end()


def _chunk(text: str, start: int, end: int) -> tuple[str, str]:
    """Return what stands before and behind a phrase in its own clause."""
    cuts = [cut.span() for cut in CHUNKS.finditer(text)]
    first = max((right for _, right in cuts if right <= start), default=0)
    last = min((left for left, _ in cuts if left >= end), default=len(text))
    return text[first:start], text[end:last]
