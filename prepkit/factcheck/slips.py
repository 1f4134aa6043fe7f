"""Plain words of the notes with a slip of the pen: "uesrs", "handeled", "avergae"."""

from collections.abc import Iterable

from prepkit.corpus import WORD
from prepkit.factcheck.words import is_function_word, stem
from prepkit.quantities.lexicon import COMMON, VERBS

FEWEST_LETTERS = 5


class Spelling:
    """The plain words of the sources, to know a slip by."""

    def __init__(self, words: Iterable[str]) -> None:
        self._stems: set[str] = set()
        self._by_letter: dict[str, set[str]] = {}
        for word in words:
            self._stems.add(stem(word))
            if word.islower() and len(word) >= FEWEST_LETTERS - 1:
                self._by_letter.setdefault(word[0], set()).add(word)

    def slips(self, text: str) -> dict[str, str]:
        """Return the words of `text` that are one slip away from a word of the sources, with it.

        Two letters that changed places, one too many, or one too few; another letter in the place
        of one mostly makes another word ("texts" for "tests").
        """
        found = {}
        for word in WORD.findall(text):
            if not word.islower() or len(word) < FEWEST_LETTERS or self._is_known(word):
                continue
            meant = [w for w in self._by_letter.get(word[0], ()) if is_slip(word, w)]
            if len(meant) == 1:
                found[word] = meant[0]
        return found

    def _is_known(self, word: str) -> bool:
        listed = word in COMMON or word in VERBS or is_function_word(word)
        return listed or stem(word) in self._stems


def is_slip(word: str, meant: str) -> bool:
    """Tell whether a letter is missing, too many, or two beside each other changed places.

    >>> is_slip("uesrs", "users"), is_slip("handeled", "handled"), is_slip("texts", "tests")
    (True, True, False)
    """
    if abs(len(word) - len(meant)) > 1 or word == meant:
        return False
    same = next((at for at, (a, b) in enumerate(zip(word, meant, strict=False)) if a != b), None)
    at = min(len(word), len(meant)) if same is None else same
    if len(word) == len(meant):
        swapped = meant[at + 1 : at + 2] + meant[at : at + 1]
        return word[at : at + 2] == swapped and word[at + 2 :] == meant[at + 2 :]
    shorter, longer = sorted((word, meant), key=len)
    # Only the end differs: that is an inflection ("user", "users"), not a slip.
    doubled = len(longer) > len(shorter) == at and longer[-1] == longer[-2]  # "usefull"
    return doubled or (at < len(shorter) and shorter[at:] == longer[at + 1 :])
