"""Markdown notes → claims, each with its citations and with where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from prepkit.documents import Block, Comment, Markdown, read_markdown, split_sentences
from prepkit.errors import TextInvalid

OWN = "me"

# "[@be-paper]", "[@be-paper, §4.1]", "[@a; @b]"; not "[14]", not an address "me@example.org".
CITATION = re.compile(r"\s*\[\s*(@[\w][^\[\]]*)\]")
CITED = re.compile(r"@([\w][\w:.-]*[\w]|\w)(?:\s*,\s*([^;]*))?")
# Sentences that a quotation may run over; a mark that is not closed by then never is.
LONGEST_QUOTATION = 4
OPENING = re.compile(r"[“«]|(?<![^\s(\[])\"(?=\S)")
CLOSING = re.compile(r"[”»]|(?<=\S)\"")
# An address says where something is, and claims nothing.
ADDRESS = re.compile(r"<?\bhttps?://[^\s<>\])]+>?")
# What leads up to a claim and claims nothing: "by the way", "I should mention that".
LEAD_IN = re.compile(
    r"""\s*(?:(?:and|but|so|also|plus),?\s)?(?:
    I\s(?:should|must|want\sto|would|could|can|need\sto|have\sto)(?:\s(?:also|just|quickly))?
        \s(?:mention|add|note|say|point\sout|admit|remember|repeat)(?:\sthat\b|:|,)
    |I\s(?:should|must|have\sto|need\sto)(?:\salso)?\s(?:mention|note|say)\b
        (?!\s(?:how|why|what|who|whether)\b)
    |(?:(?:it|it['’]s|it\sis|also)\s)?worth\s(?:a\smention|mentioning|noting|knowing|adding)
        (?:\sthat\b|:|,|\b(?!\s(?:how|why|what|whether)\b))
    |(?:(?:a|one|the|another)\s)?
        (?:funny|fun|nice|small|little|odd|interesting|good|best|side|neat)
        \s(?:detail|fact|note|part|bit|thing|touch|story)(?:\sis\sthat\b|:|,)
    |(?:by\sthe\sway|btw|incidentally|for\sthe\srecord|mind\syou|oh,?\sand)\b[,:]?
    |(?:fyi|nb|note\sto\sself|remember|reminder)[,:]
    |(?:if\sI|as\sfar\sas\sI|from\swhat\sI)
        \s(?:remember|recall|understand|understood|know|can\stell|read|see)
        (?:\s(?:right|rightly|correctly|it|this|that|well))*,
    )\s*""",
    re.I | re.X,
)
# What stands behind it and only comments: ", odd, but that's what they wrote", ", and I like that".
BESIDE = re.compile(
    r"""\s*(?:[,;–—]|<?-+)\s*\(?(?:
    by\sthe\sway|btw|incidentally|fyi|mind\syou|if\sI\s(?:remember|recall)[^,;.\d"“”]*
    |as\sfar\sas\sI\s(?:know|remember|recall|can\stell|understand)
    |(?:which\s(?:is|was|I\sfind)\s)?(?:a\s)?(?:bit\s|little\s|really\s|very\s|rather\s)?
        (?:odd|funny|strange|weird|nice|cool|neat|great|impressive|surprising|pity|shame|brave)
        (?:,?\sbut\s(?:that['’]s|that\sis)\swhat\s\w+\s(?:wrote|write|say|says|said|tell))?
    |(?:I\s)?(?:love|like|liked|loved)\s(?:this|that)(?:\s(?:one|part|bit|line))?
    |(?:and|but|so|which|because|since)\sI(?:['’](?:d|m|ve|ll))?\s[^,;.\d"“”]*
    )\)?(?=\s*[.!]*\s*$)""",
    re.I | re.X,
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A source that a claim names, and the place in it, if one is given."""

    source: str
    place: str | None
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of the notes, without its citations."""

    text: str
    path: str | None = None
    line: int = 1
    column: int = 1
    headings: tuple[str, ...] = ()
    before: str | None = None  # the sentence before, or the item that this one hangs under
    citations: tuple[Citation, ...] = ()
    own: bool = False  # marked [@me]
    places: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids of the sources that the claim names."""
        return tuple(dict.fromkeys(citation.source for citation in self.citations))

    def stands_on(self, line: int) -> bool:
        """Tell whether a letter of the claim stands on this line of the notes."""
        return any(place[0] == line for place in self.places) or line == self.line

    def position(self, start: int) -> tuple[int, int]:
        """Return the line and column of a letter of `text` in the notes, both from 1."""
        if 0 <= start < len(self.places):
            return self.places[start]
        return self.line, self.column + (0 if self.places else start)


@dataclass(frozen=True, slots=True)
class Notes:
    """A file of notes: its claims, and the day that it calls now."""

    path: str | None
    as_of: date | None
    claims: tuple[Claim, ...]
    comments: tuple[Comment, ...] = ()


def read_notes(text: str, path: str | None = None) -> Notes:
    """Return the claims of a Markdown text, in order."""
    markdown = read_markdown(text, path)
    claims = [claim for block in markdown.blocks for claim in _claims(block, markdown, path)]
    return Notes(path, _as_of(markdown, path), tuple(claims), markdown.comments)


def load_text(path: Path, shown: str | None = None) -> str:
    """Return the text of a file that a person wrote; `shown` is the path to name in an error."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise TextInvalid("no such file", path=shown or path, next_step="check the path") from None
    except IsADirectoryError:
        raise TextInvalid(
            "this is a folder", path=shown or path, next_step="name a Markdown file"
        ) from None
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        column = error.start - (before.rfind(b"\n") + 1) + 1
        raise TextInvalid(
            "not UTF-8", path=shown or path, line=line, column=column,
            next_step="save the file as UTF-8",
        ) from None  # fmt: skip


def _as_of(markdown: Markdown, path: str | None) -> date | None:
    written = markdown.metadata.get("date")
    if not written:
        return None
    try:
        return date.fromisoformat(str(written).strip())
    except ValueError:
        raise TextInvalid(
            f"date: {written!r} is no date", path=path, line=1, next_step="write it as 2026-11-22"
        ) from None


@dataclass(slots=True)
class _Stretch:
    """A sentence of a block on its way to a claim."""

    start: int
    end: int
    citations: list[Citation] = field(default_factory=list)


def _claims(block: Block, markdown: Markdown, path: str | None) -> Iterator[Claim]:
    if block.kind == "heading" and _is_topic(block.text):
        return
    before = block.parent
    for stretch in _stretches(block, markdown):
        kept = _kept(block.text, stretch)
        if not any(block.text[i].isalnum() for i in kept):
            continue
        text = "".join(block.text[i] for i in kept)
        places = tuple(markdown.position(block.offsets[i]) for i in kept)
        cited = [citation for citation in stretch.citations if citation.source != OWN]
        yield Claim(
            text=text, path=path, line=places[0][0], column=places[0][1],
            headings=block.headings, before=before, citations=tuple(cited),
            own=len(cited) < len(stretch.citations), places=places,
        )  # fmt: skip
        before = text


def _is_topic(heading: str) -> bool:
    """Tell whether a heading only dates its subject: "Larkfield, first quarter of 2026"."""
    if CITATION.search(heading) or not any(c.isdigit() for c in heading):
        return False
    from prepkit.quantities import find_dates, find_quantities  # here: few headings have digits
    from prepkit.quantities.lexicon import has_sure_verb

    if not find_dates(heading) or find_quantities(heading):
        return False
    return not has_sure_verb(heading)


def _stretches(block: Block, markdown: Markdown) -> list[_Stretch]:
    """The sentences of a block; a citation at the head of one belongs to the one before."""
    text = block.text
    stretches: list[_Stretch] = []
    for start, end in _whole_quotations(text, split_sentences(text)):
        stretch = _Stretch(start, end)
        for match in CITATION.finditer(text, start, end):
            leading = not any(c.isalnum() for c in CITATION.sub("", text[start : match.start()]))
            owner = stretches[-1] if leading and stretches else stretch
            owner.citations += _cited(match, block, markdown)
        stretches.append(stretch)
    return stretches


def _whole_quotations(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join the sentences that one quotation or bracket runs over: “We came. We left.” is one."""
    joined: list[tuple[int, int]] = []
    at = 0
    while at < len(spans):
        start, end = spans[at]
        reach = 1
        if _is_open(text[start:end]):
            ends = (n for n in range(1, LONGEST_QUOTATION) if at + n < len(spans))
            reach += next((n for n in ends if not _is_open(text[start : spans[at + n][1]])), 0)
        joined.append((start, spans[at + reach - 1][1]))
        at += reach
    return joined


def _is_open(text: str) -> bool:
    """Tell whether a quotation or a bracket begins in `text` and does not end in it; 24" is no
    quotation.
    """
    opened, closed = (len(mark.findall(text)) for mark in (OPENING, CLOSING))
    return opened > closed or text.count("(") > text.count(")")


def _cited(match: re.Match[str], block: Block, markdown: Markdown) -> Iterator[Citation]:
    for one in CITED.finditer(match.group(1)):
        line, column = markdown.position(block.offsets[match.start(1) + one.start()])
        yield Citation(one.group(1), (one.group(2) or "").strip() or None, line, column)


def _kept(text: str, stretch: _Stretch) -> list[int]:
    """The letters of a sentence that claim something: not its citations, not an address."""
    dropped: set[int] = set()
    for pattern in (CITATION, ADDRESS):
        for match in pattern.finditer(text, stretch.start, stretch.end):
            dropped.update(range(match.start(), match.end()))
    kept = [i for i in range(stretch.start, stretch.end) if i not in dropped]
    if not any(citation.source == OWN for citation in stretch.citations):
        kept = _without_asides(text, kept)
    while kept and (text[kept[0]].isspace() or text[kept[0]] in ":;,"):
        kept.pop(0)
    while kept and text[kept[-1]].isspace():
        kept.pop()
    return kept


def _without_asides(text: str, kept: list[int]) -> list[int]:
    """The letters of a sentence without what only leads up to its claim, or comments on it."""
    from prepkit.quantities import find_quantities  # here: few sentences have an aside

    told = "".join(text[i] for i in kept)
    led, beside = LEAD_IN.match(told), BESIDE.search(told)
    start = led.end() if led else 0
    end = beside.start() if beside and not find_quantities(beside.group()) else len(told)
    return kept[start:end] if any(letter.isalnum() for letter in told[start:end]) else kept
