"""Row T1: a name of the notes that no source has, and one that a source has and sounds alike."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from prepkit.corpus import Passage
from prepkit.factcheck.words import FUNCTION_WORDS, names, stem

FEWEST_LETTERS = 5
# A word in small letters may be an ordinary one: it must be longer, and nearer.
FEWEST_LETTERS_OF_A_PLAIN_WORD = 7
EDITS = 2

WORD = re.compile(r"[^\W\d_]+", re.UNICODE)

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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The single-word names of the sources, and the ordinary words beside them."""

    names: dict[str, str]  # lower case → as the sources write it
    stems: frozenset[str]  # of the names, and of the words that sources write small

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
        if len(word) < fewest or lowered in self.names or lowered in FUNCTION_WORDS:
            return None
        if stem(word) in self.stems:
            return None
        meant = [written for name, written in self.names.items() if _alike(lowered, name, plain)]
        return meant[0] if len(meant) == 1 else None


def vocabulary(passages: Iterable[Passage]) -> Vocabulary:
    """Return the names that the passages use, and their ordinary words."""
    found: dict[str, str] = {}
    small: set[str] = set()
    for passage in passages:
        for name in names(passage.text):
            for word in WORD.findall(name):
                if len(word) >= FEWEST_LETTERS:
                    found.setdefault(word.lower(), word)
        small.update(word for word in WORD.findall(passage.text) if word == word.lower())
    return Vocabulary(found, frozenset(stem(word) for word in small | set(found)))


def _alike(word: str, name: str, plain: bool) -> bool:
    if len(name) < FEWEST_LETTERS:
        return False
    if sound(word) == sound(name):
        return True
    allowed = 1 if plain or len(name) < 8 else EDITS
    # Most misspellings keep the first letter; a changed one is mostly another word.
    return word[0] == name[0] and OSA.distance(word, name, score_cutoff=allowed) <= allowed


def sound(word: str) -> str:
    """Return a spelling that words which sound alike share.

    >>> sound("fabricator") == sound("phabricator")
    True
    """
    for pattern, spelling in SOUNDS:
        word = pattern.sub(spelling, word)
    return word
