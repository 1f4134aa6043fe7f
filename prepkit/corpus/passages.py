"""Documents → passages: sentences and table rows, each with its origin and what it measures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from prepkit.documents import Document, Locator, Table
from prepkit.documents.refusals import is_refusal
from prepkit.quantities import Measurement, find_measurements
from prepkit.quantities.levels import (
    Levels,
    columns_in_turn,
    explains_brackets,
    in_turn,
    levels_across,
    levels_in_brackets,
    levels_within,
    superseded,
)

WORD = re.compile(r"[^\W\d_]{2,}")
# So many letters on either side tell one stretch of a text from another with the same words.
AROUND = 32
# A reading says under these heads what was seen and what was heard; they name no subject.
SECOND_HAND = "second-hand"
_SAYS_HOW_KNOWN = ("seen in the source", SECOND_HAND)
# Words at the head of a new paragraph that point back at the one before it.
_POINTS_BACK = re.compile(r"(?:It|Its|They|Their|This|These|That|Those|He|She|His|Her)\b")


# A capital that no beginning explains, or that does something by itself: "of Hopper", "Hopper's",
# "Hopper takes"; plurals do so, too ("Riders took"), and name nobody.
_NAMED = re.compile(
    r"(?<=[a-z,;] )[A-Z][a-z]+|\b[A-Z][a-z]+(?=['’]s\b)"
    r"|\b[A-Z][a-z]*[a-rt-z](?= (?:is|was|has|had|does|can|will|[a-z]+(?:s|ed))\b)"
)
_OPENS = re.compile(r"[A-Z][a-z]{3,}(?= [a-z]|,? |[,:]|$)")


@dataclass(frozen=True, slots=True)
class Origin:
    """Which source a document was read for, and from what evidence."""

    source: str
    title: str
    publisher: str
    url: str
    published: str
    rank: str
    evidence: str  # "snapshot", "import", "reading"
    sha256: str
    captured: str | None  # None for a reading
    path: str | None  # of a reading, from the kit's folder
    kind: str = ""  # as sources.csv gives it: "paper", "post"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where in its document's text a passage stands, and what stands on either side of it."""

    exact: str
    prefix: str
    suffix: str
    start: int  # the first letter is number 0
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or a table row, where it stands, and what it measures."""

    text: str
    origin: Origin
    locator: Locator
    headings: tuple[str, ...]
    quoted: bool  # stood in a block quote
    second_hand: bool  # of a reading: under the heading "Second-hand"
    before: str | None  # the sentence that this one goes on from
    measurements: tuple[Measurement, ...]  # their offsets are into `text`
    stretch: Stretch | None = None
    title: str = ""  # of the page itself; of a reading, that of its source
    joined: bool = False  # two sentences in one, for the two levels that they tell of one thing


def passages_of(document: Document, origin: Origin) -> list[Passage]:
    """Return the sentences of a document, then its table rows, as passages; a refusal has none."""
    if is_refusal(document.text):
        return []
    # A page gives itself the better title; the title of a reading is ours.
    own, given = document.title, origin.title
    title = (given or own) if origin.evidence == "reading" else (own or given)
    plain = _plain_words(document.text)
    placed = zip(document.tables, _places_of_rows(document), strict=True)
    rows = (row for table, places in placed for row in _rows(table, origin, title, places, plain))
    return [*_sentences(document, origin, title, plain), *rows]


def _plain_words(text: str) -> frozenset[str]:
    """Return the words that a document writes small, and large only where something begins."""
    named = {match.group().lower() for match in _NAMED.finditer(text)}
    small = {word for word in WORD.findall(text) if word.islower()}
    return frozenset({form for word in small for form in (word, f"{word}s")} - named)


def _as_meant(text: str, plain: frozenset[str]) -> str:
    """Return a text without the capital of a word that opens it and names nobody.

    "Faster at the till" is no heading about somebody called so.
    """
    opening = _OPENS.match(text)
    if opening is None or opening.group().lower() not in plain:
        return text
    return text[0].lower() + text[1:]


def _sentences(
    document: Document, origin: Origin, title: str | None, plain: frozenset[str]
) -> Iterator[Passage]:
    """Yield the sentences, and behind two that tell one thing's level then and now, both as one."""
    last: Passage | None = None
    for passage in _each_sentence(document, origin, title, plain):
        levels = _levels_of(last, passage) if last else None
        if last and levels:
            last, passage = _with_past(last, levels), _with_past(passage, levels)
        if last:
            yield last
        if last and levels:
            yield _joined(last, passage, levels, document.text)
        last = passage
    if last:
        yield last


def _levels_of(one: Passage, other: Passage) -> Levels | None:
    if not (one.measurements and other.measurements and other.before):
        return None
    if not other.before.endswith(one.text):
        return None
    return levels_across(one.text, one.measurements, other.text, other.measurements)


def _with_past(passage: Passage, levels: Levels) -> Passage:
    """Return a passage with the level that held before told as one that holds no longer."""
    told = (superseded(m) if m is levels.past else m for m in passage.measurements)
    return replace(passage, measurements=tuple(told))


def _joined(one: Passage, other: Passage, levels: Levels, text: str) -> Passage:
    ends = (one.stretch, other.stretch)
    stretch = _stretch(text, ends[0].start, ends[1].end) if ends[0] and ends[1] else None
    return replace(one, text=f"{one.text} {other.text}", stretch=stretch, joined=True,
                   measurements=(levels.first, levels.last))  # fmt: skip


def _each_sentence(
    document: Document, origin: Origin, title: str | None, plain: frozenset[str]
) -> Iterator[Passage]:
    last, before_last = None, None
    legend = any(explains_brackets(sentence.text) for sentence in document.sentences)
    for sentence in document.sentences:
        before = None
        if last is not None and last.headings == sentence.headings:
            same_paragraph = "\n\n" not in document.text[last.end : sentence.start]
            if same_paragraph or _POINTS_BACK.match(sentence.text):
                before = last.text
                if before_last and _POINTS_BACK.match(before):
                    before = f"{before_last} {before}"  # "its" is of what was named there
        found = find_measurements(
            sentence.text, title,
            headings=_subjects(sentence.headings, plain), before=before,
        )  # fmt: skip
        if legend:
            found = levels_in_brackets(sentence.text, found)
        yield Passage(
            text=sentence.text,
            origin=origin,
            locator=sentence.locator,
            headings=sentence.headings,
            quoted=sentence.quoted,
            second_hand=_is_second_hand(origin, sentence.headings),
            before=before,
            measurements=tuple(levels_within(sentence.text, found)),
            stretch=_stretch(document.text, sentence.start, sentence.end),
            title=title or "",
        )
        before_last = last.text if last is not None and before else None
        last = sentence


def _rows(
    table: Table, origin: Origin, title: str | None, stretches: list[Stretch | None],
    plain: frozenset[str],
) -> Iterator[Passage]:  # fmt: skip
    from prepkit.documents.grid import is_timeline
    from prepkit.quantities import measure_table

    if is_timeline(table.rows):
        yield from _events(table, origin, title, stretches, plain)
        return
    found = measure_table(
        table.caption, table.header, table.rows, title, headings=_subjects(table.headings, plain)
    )
    turns = columns_in_turn(table.header)
    for number, cells in enumerate(table.rows):
        text, places = _row_text(table, cells)
        cells_told = {c: _moved(m, places[c]) for row, c, m in found if row == number}
        if turns and set(turns) <= cells_told.keys():
            before, after = turns
            alone = (_without_head(cells_told[c], table.header[c]) for c in turns)
            ends = in_turn(text, *alone)
            cells_told |= {before: ends[0], after: ends[1]}
        measured = tuple(cells_told.values())
        if not measured and len(cells) == 2 and not any(table.header):
            # A fact and its value, which may have more figures than one: "8,400, in 46 countries".
            measured = tuple(
                find_measurements(text, title, headings=_subjects(table.headings, plain))
            )
        yield Passage(
            text=text,
            origin=origin,
            locator=replace(table.locator, row=cells[0] or None),
            headings=table.headings,
            quoted=False,
            second_hand=_is_second_hand(origin, table.headings),
            before=None,
            measurements=measured,
            stretch=stretches[number],
            title=title or "",
        )


def _without_head(measurement: Measurement, head: str) -> Measurement:
    """Return a figure of a column that tells no more than when: "error rate old engine"."""
    kind = (measurement.property or "").removesuffix(head.lower()).strip()
    return replace(measurement, property=kind or measurement.property)


def _events(
    table: Table, origin: Origin, title: str | None, stretches: list[Stretch | None],
    plain: frozenset[str],
) -> Iterator[Passage]:  # fmt: skip
    """Yield the sentences of a table that tells what happened when: "2012: the first office opens".

    The first of a row stands behind its date.
    """
    from prepkit.documents.sentences import split_sentences

    for cells, stretch in zip(table.rows, stretches, strict=True):
        told = next(text for text in cells[1:] if text)
        before = None
        for start, end in split_sentences(told):
            text = told[start:end] if before else f"{cells[0]}: {told[start:end]}"
            found = find_measurements(
                text, title, headings=_subjects(table.headings, plain), before=before
            )
            yield Passage(
                text=text,
                origin=origin,
                locator=replace(table.locator, row=cells[0]),
                headings=table.headings,
                quoted=False,
                second_hand=_is_second_hand(origin, table.headings),
                before=before,
                measurements=tuple(found),
                stretch=stretch,
                title=title or "",
            )
            before = text


def _places_of_rows(document: Document) -> Iterator[list[Stretch | None]]:
    """Yield for each table where its rows stand; a row without any cell stands nowhere."""
    from prepkit.documents.assembly import table_lines

    at = 0
    for table in document.tables:
        places: list[Stretch | None] = []
        lines = table_lines(table)
        at = max(at, document.text.find("\n".join(line for line in lines if line), at))
        for line in lines:
            stretch = _stretch(document.text, at, at + len(line))
            places.append(stretch if line and stretch.exact == line else None)
            at += len(line) + bool(line)
        yield places[-len(table.rows) :]


def _stretch(text: str, start: int, end: int) -> Stretch:
    prefix, suffix = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Stretch(text[start:end], prefix, suffix, start, end)


def _row_text(table: Table, cells: tuple[str, ...]) -> tuple[str, list[int]]:
    """Return "caption: row head: column head cell; …", and where each cell begins in it."""
    text = ": ".join(part for part in (table.caption, cells[0]) if part)
    places = [len(text) - len(cells[0])]
    mark = ": " if text else ""
    for column, cell in enumerate(cells[1:], 1):
        head = table.header[column] if column < len(table.header) else ""
        if cell:
            text += f"{mark}{head} " if head else mark
            mark = "; "
        places.append(len(text))
        text += cell
    return text, places


def _moved(measurement: Measurement, by: int) -> Measurement:
    quantity = measurement.quantity
    moved = replace(quantity, start=quantity.start + by, end=quantity.end + by)
    change = measurement.change
    if change:  # a column of changes: the figure is the difference itself
        change = replace(change, delta=moved, start=moved.start, end=moved.end)
    return replace(measurement, quantity=moved, change=change)


def _subjects(headings: tuple[str, ...], plain: frozenset[str]) -> tuple[str, ...]:
    """Return the headings that may name a subject."""
    return tuple(
        _as_meant(h, plain) for h in headings if not h.casefold().startswith(_SAYS_HOW_KNOWN)
    )


def _is_second_hand(origin: Origin, headings: tuple[str, ...]) -> bool:
    under = any(heading.casefold().startswith(SECOND_HAND) for heading in headings)
    return origin.evidence == "reading" and under
