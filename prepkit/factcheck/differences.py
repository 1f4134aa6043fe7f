"""What differs between a quotation and the words of its source, and how gravely."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from prepkit.factcheck.inflections import bases, same_word
from prepkit.factcheck.words import FUNCTION_WORDS, NEGATIONS

# Marks that say something, as a full stop does not: "5%", "$5", "C#", "C++".
_TELLING_MARK = re.compile(r"[%‰$€£¥°+#<>=~×±]")
_CONTRACTED = {"can't": "not", "won't": "not", "cannot": "not", "shan't": "not"}
_NUMBERS = dict(
    zip(
        "two three four five six seven eight nine ten eleven twelve".split(),
        map(str, range(2, 13)),
        strict=True,
    )
)
# Little words of which one says the reverse of the other.
_OPPOSITES = (
    {"up", "down"}, {"above", "below"}, {"over", "under"}, {"before", "after"}, {"more", "few"},
    {"most", "few"}, {"all", "few"}, {"all", "some"}, {"many", "few"}, {"into", "out"},
    {"always", "once"}, {"ever", "never"}, {"for", "against"}, {"all", "any"}, {"every", "few"},
    {"must", "may"}, {"must", "can"}, {"must", "might"}, {"will", "may"}, {"will", "might"},
    {"will", "would"}, {"can", "could"}, {"will", "could"}, {"both", "either"}, {"still", "yet"},
    {"most", "all"}, {"most", "some"}, {"only", "also"}, {"from", "to"}, {"on", "off"},
    {"he", "she"}, {"his", "her"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """The changes that make one text the other, the grave ones first."""

    grave: tuple[str, ...]  # "[people → machines]"
    slight: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.grave + self.slight)


def difference(ours: Sequence[str], theirs: Sequence[str]) -> Difference:
    """Return what has to change in `ours` to make it `theirs`."""
    grave: list[str] = []
    slight: list[str] = []
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            shown = f"[{' '.join(ours[i:j])} → {' '.join(theirs[k:m])}]"
            (slight if _is_slight(ours[i:j], theirs[k:m]) else grave).append(shown)
    return Difference(tuple(grave), tuple(slight))


def _is_slight(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Only punctuation, inflection or function words differ; no number, no negation."""
    mine, other = content(ours), content(theirs)
    if len(mine) != len(other) or not all(map(same_word, mine, other)):
        return False
    pairs = ({one, two} for one in ours for two in theirs)
    return not any(pair in _OPPOSITES for pair in pairs)


def content(words: Sequence[str]) -> list[str]:
    """Return what of some tokens says something: words, numbers, telling marks, negations."""
    return [part for word in words for part in _content_of(word)]


def _content_of(word: str) -> list[str]:
    if word in _CONTRACTED or word.endswith("n't"):
        return ["not"]
    if _TELLING_MARK.search(word) or re.search(r"\d", word):
        return word.split("-") if re.match(r"\w", word) else [word]
    found = []
    for part in word.split("-"):
        bare = re.sub(r"'(?:s|re|ve|d|ll|m)?$", "", part)
        if re.match(r"\w", bare) and (bare in NEGATIONS or not bases(bare) & FUNCTION_WORDS):
            found.append(_NUMBERS.get(bare, bare))
    return found


def is_negation(word: str) -> bool:
    """Tell whether a folded token denies."""
    return word in NEGATIONS or word in _CONTRACTED or word.endswith("n't")
