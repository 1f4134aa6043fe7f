"""Words and signs that bound a figure: over, at least, nearly, about, +."""

import re

from prepkit.quantities.figures import Figure
from prepkit.quantities.units import dimension

# comparator, words before the figure, an example that it must catch, one that it must not
BEFORE = (
    (">=", r"at least|no (?:less|fewer) than|not (?:less|fewer) than|(?:a )?minimum of|≥|>=|⩾|at minimum",
     "at least 5 teams", "at last 5 teams"),
    ("<=", r"up to|at (?:the )?most|no (?:more|greater|higher|longer|larger) than|not more than"
     r"|(?:a )?maximum of|as (?:many|much|high|long|large) as|within|≤|<=|⩽|not exceeding|not to exceed",
     "up to 5 teams", "grew up in 5 towns"),
    (">", r"(?:more|greater|higher|larger|longer|better|faster|older|bigger) than|over|above|exceed(?:s|ed|ing)?"
     r"|in excess of|north of|upwards? of|surpass(?:es|ed|ing)?|topp(?:ed|ing)|tops|beyond|well past|>|≫",
     "more than 5 teams", "no more 5 teams"),
    ("<", r"(?:less|fewer|lower|smaller|shorter|younger) than|under|below|short of|shy of|south of|<|≪",
     "fewer than 5 teams", "few 5 teams"),
    ("~", r"about|around|roughly|approximately|approx\.?|some|nearly|almost|close to|circa|ca\.?|c\."
     r"|estimated(?: at)?|an estimated|somewhere around|in the (?:region|range|order|neighbou?rhood) of"
     r"|on the order of|of order|near(?:ing)?|approaching|or so|practically|virtually|~|∼|˜|≈|≃|≅",
     "about 5 teams", "without 5 teams"),
)  # fmt: skip
AFTER = (
    (">=", r"\+|\s?-?plus\b|\s(?:or|and) (?:more|above|higher|greater|over|up|older|upwards?)\b"
     r"|\sor better\b|\sminimum\b", "20-plus", "20 pluses"),
    ("<=", r"\s(?:or|and) (?:less|fewer|below|lower|under|younger)\b|\sor faster\b|\smaximum\b|\sat most\b",
     "20 or fewer", "20 or 30"),
    ("~", r"\sor so\b|-?ish\b|-odd\b|\s(?:or )?thereabouts\b|\sgive or take\b", "20 or so", "20 or sold"),
)  # fmt: skip

_FILL = (
    r"(?:\s?(?:an?|the|its?|their|our|another|some|only|just|additional|total|of|record|estimated|about"
    r"|around|US|whopping|first|previous|roughly|approximately|almost|nearly|now|well|slightly|even)\b){0,3}\s?"
)
_BEFORE = re.compile(
    "(?:" + "|".join(
        f"(?P<c{n}>" + "|".join(rf"\b(?:{p})" if p[0].isalpha() else p for p in [words]) + ")"
        for n, (_, words, _, _) in enumerate(BEFORE)
    ) + r")(?P<fill>" + _FILL + ")$",
    re.IGNORECASE,
)  # fmt: skip
_AFTER = [(comparator, re.compile(pattern)) for comparator, pattern, _, _ in AFTER]
_LAST_WORDS = re.compile(r"[A-Za-z≤≥<>~≈≃≅∼˜⩽⩾=]+")
_KEYS = frozenset(word for _, words, _, _ in BEFORE for word in re.findall(r"[a-z]{3,}", words)) | {
    "to", "of", "as", "ca", "c", "so", *"≤≥<>~≈≃≅∼˜⩽⩾", "<=", ">="}  # fmt: skip
_OVER = re.compile(r"\b(?:over|within|above|under|beyond|around|about|below|some|near)\s$", re.IGNORECASE)
_TAKES = re.compile(
    r"\b(?:tak(?:es?|ing|en)|took|last(?:s|ed|ing)?|wait(?:s|ed|ing)?|spen[dt]s?|for|requir\w+|need\w*"
    r"|after|old|aged?|is|was|are|were|of|by|to|from|than|has|have|at|just|well|and|or)\s$|^\s*$",
    re.IGNORECASE,
)
_NOT_AFTER_OVER = re.compile(r"\b(?:the|a|an)\b.*$", re.IGNORECASE)


def read_comparator(text: str, figure: Figure) -> str:
    """Return the comparator that the words around a figure give it."""
    for comparator, pattern in _AFTER:
        if found := pattern.match(text, figure.end):
            figure.end = found.end() if found[0] == "+" else figure.end
            return comparator
    number = figure.number
    if text[number.end : number.end + 1] == "+":
        return ">="
    if re.compile(r"[kKMBT]?\+").match(text, number.end):
        return ">="
    start = max(0, figure.start - 48)
    window = text[start : figure.start]
    words = _LAST_WORDS.findall(window)[-5:]
    if not any(word.lower() in _KEYS or word[-1] in "≤≥<>~≈≃≅∼˜⩽⩾" for word in words):
        return "="
    found = _BEFORE.search(window)
    if found is None:
        return "="
    comparator = BEFORE[int((found.lastgroup or "c0")[1:]) if found.lastgroup != "fill" else
                        next(n for n in range(len(BEFORE)) if found[f"c{n}"])][0]  # fmt: skip
    words_of = found[0][: found.end() - found.start() - len(found["fill"])].strip().lower()
    if words_of in ("over", "within") and _is_span_of_time(figure):
        before = window[: found.start()]
        if found["fill"].strip() or words_of == "within" or not _TAKES.search(before):
            return "=" if words_of == "over" else "<="
    if words_of == "some" and figure.number.form == "open":
        return ">="
    return comparator


def _is_span_of_time(figure: Figure) -> bool:
    return dimension(figure.unit) in ("time", "calendar") if figure.unit else False
