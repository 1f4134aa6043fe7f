"""Row T1: a name of the notes that no source has, and one that a source has and sounds alike."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from prepkit.corpus import WORD
from prepkit.factcheck.words import FUNCTION_WORDS, sense, stem
from prepkit.quantities.lexicon import COMMON, VERBS
from prepkit.quantities.units import is_noun

FEWEST_LETTERS = 5
# A word in small letters may be an ordinary one: it must be longer, and nearer.
FEWEST_LETTERS_OF_A_PLAIN_WORD = 7
EDITS = 2
# Endings of nouns that name nobody: "deployments", "retention".
ABSTRACT = re.compile(
    r"(?:[ts]ion|ment|ing|ship|ism|ance|ence|bility|tivity)s?$|ness$|abilities$"
    r"|^(?:fast|slow|cheap|quick|small|larg|bigg|high|low|short|long|safe|clean|light)e(?:r|st)$"
    r"|(?:ental|onal|ical|tive|ous|able|ible|ful|less|ary)$"
)

# Spellings that sound alike: "ph" and "f", "ck" and "k", "z" and "s"; and doubled letters.
SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"ck|q"), "k"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"c(?!h)"), "k"),
    (re.compile(r"z"), "s"),
    (re.compile(r"y"), "i"),
    (re.compile(r"wh"), "w"),
    (re.compile(r"(?<=.)h(?![aeiou])"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that is probably a misspelt name."""

    word: str
    start: int
    end: int
    name: str


class Vocabulary:
    """The words of the sources; those that they never write small are names."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        small = {word for word in self._words if word.islower()}
        self._names = {
            word.lower(): word
            for word in sorted(self._words)
            if len(word) >= FEWEST_LETTERS and not word.islower() and word.lower() not in small
        }
        self._by_sound: dict[str, list[str]] = {}
        self._by_letter: dict[str, list[str]] = {}
        for name in self._names:
            self._by_sound.setdefault(sound(name), []).append(name)
            self._by_letter.setdefault(name[0], []).append(name)

    def capitalised(self, text: str) -> str:
        """Return `text` with the names that it writes small as the sources write them."""
        return WORD.sub(lambda match: self._as_name(match.group()), text)

    def _as_name(self, word: str) -> str:
        name = self._names.get(word)
        ordinary = word in COMMON or word in VERBS or word in FUNCTION_WORDS
        ordinary = ordinary or is_noun(word) or is_noun(word.removesuffix("s"))
        ordinary = ordinary or ABSTRACT.search(word) is not None
        return name if name and not ordinary and sense(stem(word)) == stem(word) else word

    def misspellings(self, text: str) -> list[Misspelling]:
        """Return the words of `text` that look like a misspelt name, with the name."""
        found = []
        for match in WORD.finditer(text):
            name = self._name_meant(match.group())
            if name:
                found.append(Misspelling(match.group(), match.start(), match.end(), name))
        return found

    def _name_meant(self, word: str) -> str | None:
        lowered = word.lower()
        plain = word == lowered
        fewest = FEWEST_LETTERS_OF_A_PLAIN_WORD if plain else FEWEST_LETTERS
        if len(word) < fewest or lowered in self._names or lowered in FUNCTION_WORDS:
            return None
        meant = set(self._by_sound.get(sound(lowered), ()))
        meant.update(n for n in self._by_letter.get(lowered[0], ()) if _near(lowered, n, plain))
        if len(meant) != 1 or self._is_known(lowered):
            return None
        return self._names[meant.pop()]

    def _is_known(self, word: str) -> bool:
        """Tell whether the sources have this word, in any inflection."""
        return any(
            known.lower() == word or stem(known) == stem(word)
            for known in self._words
            if known[:3].lower() == word[:3]
        )


def _near(word: str, name: str, plain: bool) -> bool:
    """Most misspellings keep the first letter; a changed one is mostly another word."""
    allowed = 1 if plain or len(name) < 8 else EDITS
    if abs(len(word) - len(name)) > allowed or not _share_letters(word, name, allowed):
        return False
    from rapidfuzz.distance import OSA  # here, since most notes come nowhere near

    return OSA.distance(word, name, score_cutoff=allowed) <= allowed


def _share_letters(word: str, name: str, allowed: int) -> bool:
    """An edit changes at most one letter of a word, so most of the letters have to be the same."""
    return len(set(word) ^ set(name)) <= 2 * allowed


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """Return a spelling that words which sound alike share.

    >>> sound("fabricator") == sound("phabricator")
    True
    """
    for pattern, spelling in SOUNDS:
        word = pattern.sub(spelling, word)
    return word
