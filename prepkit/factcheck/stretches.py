"""Text as quotations are compared: folded tokens, and sentences that follow one another."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from prepkit.corpus import Passage

LONGEST = 3  # sentences that one quotation may run over
ELLIPSIS = "…"

_PART = r"(?:\w*\d(?:[.,]\d+)*\w*|\w+)"
# "59.9", "un-merged", "don't" and "-5" are one token each; "[...]" is an ellipsis.
_TOKEN = re.compile(
    rf"\[\s*(?:…|\.(?:\s?\.){{2,}})\s*\]|…|\.(?:\s?\.){{2,}}"
    rf"|(?:(?<!\w)[-−](?=\d))?{_PART}(?:[-‐‑–'’]{_PART})*|[^\w\s]"
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_QUOTES = {ord(c): "'" for c in '‘’‚‛“”„‟«»‹›"`´'}
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# “quoted”, "quoted", «quoted», and what is left open; not the apostrophe of "don't".
SPOKEN = re.compile(r"“[^“”]*(?:”|$)|\"[^\"]*(?:\"|$)|«[^«»]*(?:»|$)")
# What may stand between two stretches of one speech: `," said Marten. "`.
_LONGEST_ASIDE = 80


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a mark, folded, and where it stands in its text."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number."""
        return bool(re.match(r"-?\w", self.text))


@dataclass(frozen=True, slots=True)
class Stretch:
    """One sentence of a source, or a few that follow one another, in `text`."""

    passages: tuple[Passage, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand in a stretch of a source, as offsets into its text."""

    stretch: Stretch
    start: int
    end: int

    @property
    def passage(self) -> Passage:
        """The sentence that the words begin in."""
        end = 0
        for passage in self.stretch.passages:
            end += len(composed(passage.text)) + 1
            if self.start < end:
                return passage
        return self.stretch.passages[-1]


def composed(text: str) -> str:
    """Return `text` with its accents composed, so that a letter is one character."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=5_000)
def tokens_of(text: str) -> tuple[Token, ...]:
    """Return the tokens of a text: NFKC, case, space, dashes and quotation marks are folded."""
    return tuple(Token(_fold(m.group()), m.start(), m.end()) for m in _TOKEN.finditer(text))


def _fold(token: str) -> str:
    plain = unicodedata.normalize("NFKC", token)
    if "..." in re.sub(r"\s", "", plain):
        return ELLIPSIS
    folded = plain.translate(_DASHES).translate(_QUOTES).casefold()
    return _THOUSANDS.sub("", folded)


def stretches(passages: Iterable[Passage]) -> Iterator[Stretch]:
    """Yield each passage, then each two and three that follow one another.

    Of a reading, which is our own words, only what stands in a block quote is the source's.
    """
    usable = [p for p in passages if p.origin.evidence != "reading" or p.quoted]
    known = {(passage.origin.source, passage.text): passage for passage in usable}
    runs: list[tuple[Passage, ...]] = [(passage,) for passage in usable]
    for _ in range(LONGEST):
        longer = []
        for run in runs:
            yield Stretch(run, composed(" ".join(passage.text for passage in run)))
            before = known.get((run[0].origin.source, run[0].before or ""))
            if before is not None and before not in run:
                longer.append((before, *run))
        runs = longer


def as_spoken(text: str, is_aside: re.Pattern[str]) -> str | None:
    """Return `text` with what stands between two parts of one speech blanked, if anything does.

    Every letter keeps its place. "“We left,” she said. “We came.”" reads "We left. We came."
    """
    parts = [match.span() for match in SPOKEN.finditer(text)]
    kept = list(text)
    for (_, left), (right, _) in pairwise(parts):
        aside = text[left:right]
        if len(aside) > _LONGEST_ASIDE or not is_aside.search(aside):
            return None
        if text[left - 2] == "," and text[right + 1 : right + 2].isupper():
            kept[left - 2] = "."  # a comma in the place of the speaker's full stop
        kept[left - 1 : right + 1] = " " * (right + 1 - left + 1)
    return "".join(kept) if len(parts) > 1 else None


def words_of(tokens: Sequence[Token]) -> list[str]:
    """Return the tokens as text."""
    return [token.text for token in tokens]
