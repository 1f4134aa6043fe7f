"""Row B2: names with a number or a letter in them: "the 70B model", "version 4", "Series B"."""

import re

from prepkit.factcheck.words import WORD, sense, stem
from prepkit.quantities import find_dates, find_quantities

# "13B", "v2.1", "MI300X": a number that is part of a name.
NUMBERED = re.compile(
    r"(?<![\w.$€£])(?<!\d,)(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z])[A-Za-z\d](?:[\w.-]*\w)?(?![\w%])"
)
# "Series A", "version C": a letter that is part of a name.
LETTERED = re.compile(r"\b([A-Za-z][a-z]+) ([A-Z])\b(?!\.\w)")
# "Version 4", "the phase 3 trial": which of several of one name.
WHICH = re.compile(
    r"\b(version|release|phase|stage|series|tier|level|wave|gen(?:eration)?|model|type|class|grade"
    r"|round|season|zone|unit|line|plant|site|cohort|arm|option|milestone|sprint|batch|cluster|lane"
    r"|track|division|group|area|region|step|layer|mark|v)"
    r"[ .-]?(\d+(?:\.\d+)*|I{1,3}|IV)\b(?!\s?%)",
    re.I,
)
# "the 70B model": a size that is a name.
MODEL = re.compile(r"\b(\d[\d.]*[BMKbmk])[ -](?:(?:model|variant|version|size)s?|parameter)\b")
# "The 99th percentile" is p99.
PERCENTILE = re.compile(r"\b(\d+)(?:st|nd|rd|th) percentile\b")
# "p50" is compared as a statistic.
MEDIAN = re.compile(r"\bp50\b")
PART_OF_YEAR = re.compile(r"(?:Q[1-4]|H[12]|FY)", re.I)


def numbered_apart(claim: str, source: str, around: tuple[str, ...]) -> str:
    """Return a numbered name of the claim that the source has not, or with another number.

    "The 70B model" is not "the 13B model"; "COVID-19" may be called the coronavirus.
    """
    read = [(q.start, q.end) for q in find_quantities(claim)]
    read += [(p.start, p.end) for p in find_dates(claim)]
    there = PERCENTILE.sub(r"p\1", " ".join((source, *around)))
    known = {sense(stem(word)) for word in WORD.findall(there)}
    claim = MEDIAN.sub(" ", claim)
    numbered = {_letters(match.group()) for match in NUMBERED.finditer(there)}
    for match in MODEL.finditer(claim):
        others = {other[1].lower() for other in MODEL.finditer(source)}
        if match[1].lower() not in (others or there.lower()):
            return match[1]
    if other := _another_of_its_kind(claim, source, there):
        return other
    lettered = {m[1].lower(): m[2] for m in LETTERED.finditer(there)}
    for match in LETTERED.finditer(claim):
        if lettered.get(match[1].lower(), match[2]) != match[2]:
            return match.group()
    for match in NUMBERED.finditer(PERCENTILE.sub(r"p\1", claim)):
        name = match.group().removesuffix("s")
        letters = _letters(name)
        told = any(start < match.end() and match.start() < end for start, end in read)
        if (
            told
            or not letters
            or PART_OF_YEAR.fullmatch(name)
            or re.search(rf"(?<!\w){re.escape(name)}(?!\w)", there, re.I)
        ):
            continue
        if letters in numbered or sense(stem(letters)) not in known:
            return name
    return ""


def _another_of_its_kind(claim: str, source: str, there: str) -> str:
    """Return which of a kind a claim names where its source names another: "version 4"."""
    for match in WHICH.finditer(claim):
        kind, number = match[1].lower(), match[2].lower()
        named = {m[2].lower() for m in WHICH.finditer(source) if m[1].lower() == kind}
        named = named or {m[2].lower() for m in WHICH.finditer(there) if m[1].lower() == kind}
        if named and number not in named:
            return match.group()
    return ""


def _letters(name: str) -> str:
    """The letters of a numbered name; none of an ordinal: "13B" is "b", "7th" nothing."""
    ordinal = re.fullmatch(r"\d+(?:st|nd|rd|th)", name, re.IGNORECASE)
    return "" if ordinal else "".join(c for c in name.lower() if c.isalpha())
