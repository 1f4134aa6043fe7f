"""Words and signs that bound a figure: over, at least, nearly, about, +."""

import re

from prepkit.quantities.changes import CLIMBED
from prepkit.quantities.figures import Figure
from prepkit.quantities.units import dimension

# Phrases that stand before a figure, by the comparator they give it; each is tested as written,
# and each of SPARED must give "=".
BEFORE = {
    ">=": "at least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of"
    "|at minimum|a floor of|no lower than|as few as|as little as",
    "<=": "up to|at most|at the most|at max|no more than|not more than|no greater than|no higher than"
    "|no longer than|no larger than|no later than|a maximum of|maximum of|as many as|as much as"
    "|as high as|as long as|as large as|not exceeding|not to exceed|within|capped at|limited to"
    "|a cap of|a ceiling of|at maximum",
    ">": "more than|over|above|exceed|exceeds|exceeded|exceeding|in excess of|greater than"
    "|higher than|larger than|longer than|better than|faster than|older than|bigger than"
    "|north of|upward of|upwards of|surpass|surpasses|surpassed|surpassing|topped|topping|tops|beyond"
    "|heavier than|taller than|further than|farther than|well past|stronger than|hotter than",
    "<": "less than|fewer than|lower than|smaller than|shorter than|younger than|under|below"
    "|short of|shy of|south of|cheaper than|slower than|beneath|lighter than|sooner than",
    "~": "about|around|roughly|approximately|approx|approx.|some|nearly|almost|close to|circa|ca|ca."
    "|estimated|estimated at|an estimated|somewhere around|in the region of|in the range of"
    "|in the neighborhood of|in the neighbourhood of|on the order of|of order|of the order of"
    "|in the order of|near|nearing|approaching|practically|virtually|nigh on|more or less"
    "|closer to|somewhere near|give or take|or so|c.",
}  # fmt: skip
SIGNS = {"≥": ">=", "⩾": ">=", "≧": ">=", "≤": "<=", "⩽": "<=", "≦": "<=", ">": ">", "≫": ">",
         "<": "<", "≪": "<", "~": "~", "∼": "~", "˜": "~", "≈": "~", "≃": "~", "≅": "~",
         "≲": "<=", "≳": ">=", "＞": ">", "＜": "<"}  # fmt: skip
# comparator, what stands after the figure, an example that it must catch, one that it must not
AFTER = (
    (">=", r"\+(?!/)|\s?-?plus\b(?!\s(?:or\s)?(?:minus|an?\b|[0-9$]))|\s(?:or|and) (?:more|above|higher"
     r"|greater|over|up|older|upwards?|beyond)\b(?!\s(?:than\b|about\b|to\b|[$€£]?[0-9]))|\s(?:at )?minimum\b"
     r"|\sor better\b", "20-plus", "20 plus 3"),
    ("<=", r"\s(?:or|and) (?:less|fewer|below|lower|under|younger|faster)\b(?!\s(?:than\b|[$€£]?[0-9]))"
     r"|\smaximum\b|\sat (?:the )?most\b|\sor sooner\b", "20 or fewer", "20 or fewer than 5"),
    ("~", r"\sor so\b|-?ish\b|-odd\b|\sor thereabouts\b|\sgive or take\b", "20 or so", "20 or sold"),
)  # fmt: skip
# Figures beside such words that are not bounded by them.
SPARED = (
    "averaged over 14 days", "over the past 14 days", "rose over 3 quarters", "grew up in 5 towns",
    "on top of 3 teams", "the team has 5 of them", "over a period of 14 days", "close at 5 dollars",
    "in some of 5 cases", "added more 5 teams",
)  # fmt: skip

# Words that may stand between the phrase and the number: "over a record 5 million".
_FILL = frozenset(
    "a an the its it's their our his her another only just additional total of record estimated us"
    " whopping first previous roughly now well slightly even of. mere further combined around about"
    " approximately some nearly almost full annual average current extra reported u.s. further".split()
)
_PHRASES: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _comparator, _listed in BEFORE.items():
    for _phrase in _listed.split("|"):
        _words = tuple(_phrase.split())
        _PHRASES.setdefault(_words[-1], []).append((_words, _comparator))
for _listed_phrases in _PHRASES.values():
    _listed_phrases.sort(key=lambda item: -len(item[0]))

_AFTER = [(comparator, re.compile(pattern)) for comparator, pattern, _, _ in AFTER]
_AFTER_START = re.compile(r"[+i-]|\s?(?:-?plus|or|and|min|max|at|give)\b")
_REACH = 64
# "over 3 hours" bounds a time only after such words; else it is the span in which something happened.
_TAKES = frozenset(
    "take takes taking taken took last lasts lasted lasting wait waits waited waiting spend spends"
    " spent for require requires required need needs needed after is was are were be been by to from"
    " than has have had just well and or aged age runs ran run at of with nearly saved saves lost".split()
)


def _words_before(text: str, start: int) -> list[str]:
    """Return the words before a figure, lower case, back to the last end of a clause."""
    window = text[max(0, start - _REACH) : start]
    if start > _REACH:
        window = window.partition(" ")[2]
    return [word.lstrip("(\"'“‘[—–-").lower() for word in window.split()]


def _phrase_at(words: list[str]) -> tuple[str, str, int] | None:
    """Return (comparator, phrase, index of its first word) of the phrase that ends `words`."""
    end = len(words)
    for _ in range(4):
        if not end:
            return None
        for phrase, comparator in _PHRASES.get(words[end - 1], ()):
            if tuple(words[end - len(phrase) : end]) == phrase:
                return comparator, " ".join(phrase), end - len(phrase)
        if words[end - 1] not in _FILL:
            return None
        end -= 1
    return None


def _sign_before(text: str, start: int) -> str | None:
    before = text[start - 1 : start]
    if before.isspace():
        before = text[max(0, start - 2) : start - 1]
        start -= 1
    comparator = SIGNS.get(before)
    if comparator == "<" and text[start - 2 : start - 1] == "<":
        return "<"
    return comparator


def _after(text: str, figure: Figure) -> str | None:
    """Return the comparator that stands after a figure: "+", "or more", "-plus"."""
    number_end = figure.number.end
    for end in (figure.end, number_end, number_end + 1):
        if text[end : end + 1] == "+" and text[end - 1 : end] not in "+ " and text[end + 1 : end + 2] not in "/-+":
            if end == number_end + 1 and text[number_end : end] not in "kKMBTmb":
                continue
            figure.end = max(figure.end, end + 1)
            return ">="
    if not _AFTER_START.match(text, figure.end):
        return None
    return next((comparator for comparator, pattern in _AFTER if pattern.match(text, figure.end)), None)


def read_comparator(text: str, figure: Figure) -> str:
    """Return the comparator that the words around a figure give it."""
    if figure.start == 0:
        return _after(text, figure) or "="
    comparator = _sign_before(text, figure.start) or _after(text, figure)
    if comparator:
        return comparator
    words = _words_before(text, figure.start)
    found = _phrase_at(words)
    if found is None:
        return "="
    comparator, phrase, at = found
    before = words[at - 1] if at else ""
    if phrase in ("over", "within", "beyond") and dimension(figure.unit) in ("time", "calendar"):
        if phrase == "over" and before not in _TAKES and at:
            return "="  # "grew over 14 days"
        if at + 1 < len(words) and phrase == "over":
            return "="  # "over the past 14 days", "over a period of 14 days"
    if phrase == "up to" and before in CLIMBED:
        return "="  # "ticked up to 4.1%"
    if phrase == "some" and before in ("in", "with", "of") and figure.value < 10:
        return "="
    if before in ("no", "not", "never") and comparator == ">":
        return "<="
    if before in ("no", "not", "never") and comparator == "<":
        return ">="
    if phrase in ("near", "around", "about", "above", "below", "under", "beyond", "over") and before in ("and", "the"):
        return comparator
    return comparator
