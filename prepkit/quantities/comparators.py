"""Words and signs that bound a figure: over, at least, nearly, about, +."""

import re

from prepkit.quantities.figures import Figure
from prepkit.quantities.movers import CLIMBED
from prepkit.quantities.units import dimension

# comparator, phrases before the figure, an example that they must catch, one that they must not
BEFORE = (
    (
        ">=",
        "at least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of"
        "|at minimum|a floor of|no lower than|as few as|as little as",
        "at least 5 teams",
        "at last 5 teams",
    ),
    (
        "<=",
        "up to|at most|at the most|at max|no more than|not more than|no greater than"
        "|no higher than|no longer than|no larger than|no later than|a maximum of|maximum of"
        "|as many as|as much as|as high as|as long as|as large as|not exceeding|not to exceed"
        "|within|capped at|limited to|a cap of|a ceiling of|at maximum",
        "up to 5 teams",
        "they grew up in 5 towns",
    ),
    (
        ">",
        "more than|over|above|exceed|exceeds|exceeded|exceeding|in excess of|greater than"
        "|higher than|larger than|longer than|better than|faster than|older than|bigger than"
        "|north of|upward of|upwards of|surpass|surpasses|surpassed|surpassing|topped|topping|tops"
        "|beyond|heavier than|taller than|further than|farther than|well past|stronger than"
        "|hotter than",
        "over a record 5 million",
        "sales rose over 3 quarters",
    ),
    (
        "<",
        "less than|fewer than|lower than|smaller than|shorter than|younger than|under|below"
        "|short of|shy of|south of|cheaper than|slower than|beneath|lighter than|sooner than",
        "fewer than 5 teams",
        "few of 5 teams",
    ),
    (
        "~",
        "about|around|roughly|approximately|approx|approx.|some|nearly|almost|close to|circa|ca"
        "|ca.|c.|estimated|estimated at|an estimated|somewhere around|somewhere near|closer to"
        "|in the region of|in the range of|in the neighborhood of|in the neighbourhood of"
        "|on the order of|of order|of the order of|in the order of|near|nearing|approaching"
        "|practically|virtually|nigh on|more or less|give or take|or so",
        "nearly 5 teams",
        "in some of 5 cases",
    ),
)
SIGNS = {
    "≥": ">=", "⩾": ">=", "≧": ">=", "≳": ">=", "≤": "<=", "⩽": "<=", "≦": "<=", "≲": "<=",
    ">": ">", "≫": ">", "＞": ">", "<": "<", "≪": "<", "＜": "<",
    "~": "~", "∼": "~", "˜": "~", "≈": "~", "≃": "~", "≅": "~",
}  # fmt: skip
# comparator, what stands after the figure, an example that it must catch, one that it must not
AFTER = (
    (
        ">=",
        r"\+(?!/)|\s?-?plus\b(?!\s(?:or\s)?(?:minus|an?\b|[0-9$]))|\s(?:at )?minimum\b"
        r"|\sor better\b|\sand (?:some|change|counting)\b"
        r"|\s(?:or|and) (?:more|above|higher|greater|over|up|older|upwards?|beyond)\b"
        r"(?!\s(?:than\b|about\b|to\b|[$€£]?[0-9]))",
        "20-plus",
        "20 and over 30",
    ),
    (
        "<=",
        r"\s(?:or|and) (?:less|fewer|below|lower|under|younger|faster)\b"
        r"(?!\s(?:than\b|[$€£]?[0-9]))|\smaximum\b|\sat (?:the )?most\b|\sor sooner\b",
        "20 or fewer",
        "20 or fewer than 5",
    ),
    (
        "~",
        r"\sor so\b|-?ish\b|-odd\b|\sor thereabouts\b|\sgive or take\b",
        "20 or so",
        "20 or sold",
    ),
)

# Words that may stand between the phrase and the number: "over a record 5 million".
_FILL = frozenset(
    "a an the its it's their our his her another only just additional total of record estimated"
    " us whopping first previous roughly now well slightly even of. mere further combined around"
    " about approximately some nearly almost full annual average current extra reported u.s."
    " further".split()
)


def _by_last_word() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return the phrases as (words, comparator) by their last word, longest first."""
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for comparator, listed, _, _ in BEFORE:
        for phrase in listed.split("|"):
            words = tuple(phrase.split())
            phrases.setdefault(words[-1], []).append((words, comparator))
    for same in phrases.values():
        same.sort(key=lambda item: -len(item[0]))
    return phrases


_PHRASES = _by_last_word()
_AFTER = [(comparator, re.compile(pattern)) for comparator, pattern, _, _ in AFTER]
_AFTER_START = re.compile(r"[+i-]|\s?(?:-?plus|or|and|min|max|at|give)\b")
_ADJECTIVE = re.compile(r"[0-9a-z]-[a-z]+$")
_REACH = 64
# "over 3 hours" bounds a time only after such words; else it is the span in which it happened.
_TAKES = frozenset(
    "take takes taking taken took last lasts lasted lasting wait waits waited waiting spend"
    " spends spent for require requires required need needs needed after is was are were be been"
    " by to from than has have had just well and or aged age runs ran run at of with nearly saved"
    " saves lost".split()
)


# "spread over 180 services" tells where, not that they are more.
_SPREAD = frozenset(
    "spread spreads spreading scattered scatters scatter scattering dispersed strewn extends"
    " extend extending stretches stretch stretching".split()
)
_IS_SPREAD = frozenset(  # what else is spread; "distributed over 400 laptops" is no such thing
    "distributed extended stretched divided split shared sharded partitioned replicated balanced"
    " averaged summed deployed".split()
)
_CAPS = frozenset("cap caps capped capping".split())
_IS = frozenset("is are was were be been being".split())
_RUN = frozenset("run runs ran running".split())  # "over 40 km" they run, but "over 180 shops"


def _words_before(text: str, start: int) -> list[str]:
    """Return the words before a figure, lower case, back to the last end of a clause."""
    window = text[max(0, start - _REACH) : start]
    if start > _REACH:
        window = window.partition(" ")[2]
    return [word.lstrip("(\"'“‘[—–-").lower() for word in window.split()]


def _bound_at(words: list[str]) -> tuple[str, str, int] | None:
    """Return what `_phrase_at` does; "more than an estimated 5" bounds, however roughly."""
    found = _phrase_at(words)
    outer = _phrase_at(words[: found[2]]) if found and found[0] == "~" else None
    return outer or found


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
    if before == ">" and text[start - 2 : start - 1] in ("-", "=", "–", "—"):
        return None  # the head of an arrow
    comparator = SIGNS.get(before)
    if comparator == "<" and text[start - 2 : start - 1] == "<":
        return "<"
    return comparator


def _after(text: str, figure: Figure) -> str | None:
    """Return the comparator that stands after a figure: "+", "or more", "-plus"."""
    number_end = figure.number.end
    for end in (figure.end, number_end, number_end + 1):
        if (
            text[end : end + 1] == "+"
            and text[end - 1 : end] not in "+ "
            and text[end + 1 : end + 2] not in "/-+"
        ):
            if end == number_end + 1 and text[number_end:end] not in "kKMBTmb":
                continue
            figure.end = max(figure.end, end + 1)
            return ">="
    if not _AFTER_START.match(text, figure.end):
        return None
    return next(
        (comparator for comparator, pattern in _AFTER if pattern.match(text, figure.end)), None
    )


def _is_spatial(figure: Figure, before: str, clause: list[str]) -> bool:
    """Say whether "over" tells where, or how far: "spread evenly over 180 services"."""
    if before in _RUN:
        return dimension(figure.unit) == "length"
    told = {before} if not before.endswith("ly") else set(clause[-2:])
    return bool(told & _SPREAD) or bool(told & _IS_SPREAD and _IS.intersection(clause))


def read_comparator(text: str, figure: Figure) -> str:
    """Return the comparator that the words around a figure give it."""
    if figure.start == 0:
        return _after(text, figure) or "="
    comparator = _sign_before(text, figure.start) or _after(text, figure)
    if comparator:
        return comparator
    words = _words_before(text, figure.start)
    if words[-1:] == ["at"] and _CAPS.intersection(words[-5:]):
        return "<="  # "caps changes at 400 lines"
    inside = words[-1:] == ["inside"] or words[-2:] == ["inside", "of"]
    if inside and dimension(figure.unit) in ("time", "calendar"):
        return "<="  # "inside two days", not "inside two shops"
    found = _bound_at(words)
    if found is None:
        return "="
    comparator, phrase, at = found
    before = words[at - 1] if at else ""
    if phrase.endswith(" than") and words[at + len(phrase.split()) :][:1] == ["the"]:
        return "="  # "more than the €81 million in France": compared with it
    if phrase in ("over", "within", "beyond") and dimension(figure.unit) in ("time", "calendar"):
        if phrase == "over" and before not in _TAKES and at:
            return "="  # "grew over 14 days"
        if at + 1 < len(words) and phrase == "over":
            return "="  # "over the past 14 days", "over a period of 14 days"
    if phrase == "over" and _is_spatial(figure, before, words[max(0, at - 5) : at]):
        return "="
    if at + len(phrase.split()) < len(words) and _ADJECTIVE.search(text, figure.start, figure.end):
        return "="  # "above the 30-day average"
    if phrase == "up to" and before in CLIMBED:
        return "="  # "ticked up to 4.1%"
    if phrase == "some" and before in ("in", "with", "of") and figure.value < 10:
        return "="
    if before in ("no", "not", "never") and comparator == ">":
        return "<="
    if before in ("no", "not", "never") and comparator == "<":
        return ">="
    if phrase in (
        "near",
        "around",
        "about",
        "above",
        "below",
        "under",
        "beyond",
        "over",
    ) and before in ("and", "the"):
        return comparator
    return comparator
