"""Row Q1: a quotation against the words of the sources."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from prepkit.corpus import Passage
from prepkit.factcheck.words import FUNCTION_WORDS, NEGATIONS, stem

# Shorter than this, in characters or words, quotation marks are mostly rhetoric or a name's.
SHORTEST = 12
FEWEST_WORDS = 4
# From this share of like words on, a passage is taken for the one that is quoted.
LIKE = 0.6

# “quoted”, "quoted", «quoted», ‘quoted words’; not the apostrophe of "don't".
QUOTED = re.compile(
    r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|(?<!\w)[‘']([^‘’'\n]+(?:['’]\w[^‘’'\n]*)*)[’'](?!\w)"
)

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
QUOTES = {ord(c): "'" for c in '‘’‚‛“”„‟«»"`´'}
TOKEN = re.compile(r"\w+(?:'\w+)?|[^\w\s]", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage in quotation marks: what it says and where it stands in its text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class QuotationMatch:
    """How the likest passage bears a quotation out."""

    label: str
    reason: str
    passage: Passage | None
    difference: str


def find_quotations(text: str) -> list[Quoted]:
    """Return the quotations of `text` that are long enough to be checked."""
    found = []
    for match in QUOTED.finditer(text):
        group = match.lastindex or 1
        inner = match.group(group)
        if len(fold(inner)) >= SHORTEST and len(_words(inner)) >= FEWEST_WORDS:
            found.append(Quoted(inner, match.start(group), match.end(group)))
    return found


def fold(text: str) -> str:
    """Return `text` as quotations are compared: NFKC, case, space, dashes and quotes folded."""
    plain = unicodedata.normalize("NFKC", text).translate(DASHES).translate(QUOTES)
    return " ".join(plain.casefold().split())


def match_quotation(quotation: str, passages: Iterable[Passage]) -> QuotationMatch:
    """Q1: return what the passages make of a quotation.

    A reading is our own words; of it, only what stands in a block quote is the source's.
    """
    wanted = _tokens(quotation)
    best: tuple[float, Passage, list[str]] | None = None
    for passage in passages:
        if passage.origin.evidence == "reading" and not passage.quoted:
            continue
        there = _tokens(passage.text)
        if _contains(there, wanted):
            return QuotationMatch("supported", "verbatim in the source", passage, "")
        share, window = _likest(wanted, there)
        if best is None or share > best[0]:
            best = (share, passage, window)
    if best is None or best[0] < LIKE:
        return QuotationMatch("not found", "no like passage in the source", None, "")
    _, passage, window = best
    return _judge(wanted, window, passage)


def _judge(wanted: list[str], window: list[str], passage: Passage) -> QuotationMatch:
    grave: list[str] = []
    slight: list[str] = []
    matcher = SequenceMatcher(None, wanted, window, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            continue
        ours, theirs = wanted[i:j], window[k:m]
        shown = f"[{' '.join(ours)} → {' '.join(theirs)}]"
        (slight if _slight(ours, theirs) else grave).append(shown)
    difference = " ".join(grave + slight)
    if grave:
        return QuotationMatch("contradicted", f"the source's words differ: {difference}",
                              passage, difference)  # fmt: skip
    return QuotationMatch("imprecise", f"not word for word: {difference}", passage, difference)


def _slight(ours: list[str], theirs: list[str]) -> bool:
    """Only punctuation, inflection or function words differ; no number, no negation."""
    return sorted(_content(ours)) == sorted(_content(theirs))


def _content(words: list[str]) -> list[str]:
    return [
        stem(word)
        for word in words
        if re.match(r"\w", word)
        and (word in NEGATIONS or word.endswith("n't") or not _function_word(word))
    ]


def _function_word(word: str) -> bool:
    return word in FUNCTION_WORDS or stem(word) in FUNCTION_WORDS


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def _tokens(text: str) -> list[str]:
    tokens = TOKEN.findall(fold(text))
    while tokens and not re.match(r"\w|[%$€£]", tokens[-1]):
        tokens.pop()  # a closing comma or full stop is the quoting sentence's own
    return tokens


def _contains(there: list[str], wanted: list[str]) -> bool:
    return f" {' '.join(wanted)} " in f" {' '.join(there)} "


def _likest(wanted: list[str], there: list[str]) -> tuple[float, list[str]]:
    """Return the share of like words and the stretch of `there` that is likest to `wanted`."""
    matcher = SequenceMatcher(None, wanted, there, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, []
    # Stray single words far from the passage would widen the stretch: keep to the longest run.
    core = max(blocks, key=lambda block: block.size)
    low = max(0, core.b - core.a - 2)
    high = min(len(there), core.b + len(wanted) - core.a + 2)
    stretch = there[low:high]
    inner = SequenceMatcher(None, wanted, stretch, autojunk=False)
    kept = [block for block in inner.get_matching_blocks() if block.size]
    same = sum(block.size for block in kept)
    first, last = kept[0].b, kept[-1].b + kept[-1].size
    return same / max(1, len(wanted)), stretch[first:last]
