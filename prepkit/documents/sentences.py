"""Text → the spans of its sentences."""

from __future__ import annotations

import re

# A citation mark that the splitter left at the head of the next sentence: "grew. [14] Then".
# Not "[sic] grew": only digits, commas and dashes stand in a citation.
_LEFT_CITATION = re.compile(r"(?:\[\d[\d,\s–-]*\]\s*)+")
# Abbreviations that the splitter does not know, each seen to be split.
# "tab. 7", "max. 5 users", "5 pct. year over year"; not "to the max. Then", with a capital.
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:tab|tbl|alg|ref|para|pct|max|incl|excl|approx)\.$", re.I)
# A list mark alone is no sentence: "1." before "First", "b)"; not "42." as an answer.
_LIST_MARK = re.compile(r"\(?(?:\d|[a-z])[.)]")
# A plain small word, a full stop, a capital: "a mail app. Its code", which the splitter may miss.
# Not "vs. Pinewire", "et al. Then" or "p.m. Then": abbreviations in small letters.
_MISSED_END = re.compile(r"(?<![\w.])([a-z]{2,})[.]\s+(?=[A-Z][a-z]*\s)")
# Words that open a sentence, and end no name: "LinkedIn has" is no two sentences.
_OPENERS = "The|They|This|These|That|There|His|Her|Their|Its|However|During|Although"
# "in 2002.The game", where a page lost a note between two sentences; not "torch.Tensor of".
_GLUED = re.compile(
    r"(?:\d{2}|[A-Z]{2}|[)\]”\"])[.!?](?=[A-Z][a-z]*\s[A-Za-z])"
    rf"|(?<![\w./@-])([a-z]{{3,}})[.!?](?=(?:{_OPENERS}|It|In|On|At|A|An|He|She|As|By|For|After)\s[A-Za-z])"
)
# "ZTE CorporationThe world's": the page lost the mark with the note, or a line break.
_JOINED = re.compile(rf"(?<=[a-z]{{2}})(?=(?:{_OPENERS})\s[a-z])")
_SMALL_ABBREVIATIONS = frozenset(
    "vs etc al cf ca approx resp incl excl max min avg est fig figs sec eq tab tbl alg ref para no "
    "nos pp vol ed eds dept ext viz seq pct ch art dr mr st inc corp co ltd jr sr hr hrs sq".split()
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Return (start, end) of each sentence in `text`, without the white space around it.

    >>> split_sentences("It has 2.1 billion users, e.g. in the U.S. today. Few left.")
    [(0, 50), (51, 60)]
    """
    import nupunkt  # here, since a check whose sources are unchanged splits nothing

    spans: list[tuple[int, int]] = []
    for start, end in nupunkt.sent_spans(text):
        start, end = _trimmed(text, start, end)
        if spans and (citation := _LEFT_CITATION.match(text, start, end)):
            spans[-1] = (spans[-1][0], _trimmed(text, start, citation.end())[1])
            start = citation.end()
        if start >= end:
            continue
        if spans and _belongs_to_the_one_before(text, spans[-1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [part for span in spans for part in _missed(text, *span)]


def _missed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    ends = [(m[1], m.end(1) + 1, m.end()) for m in _MISSED_END.finditer(text, start, end)]
    ends += [(m[1], m.end(), m.end()) for m in _GLUED.finditer(text, start, end)]
    ends += [(None, m.start(), m.start()) for m in _JOINED.finditer(text, start, end)]
    parts = []
    for word, stop, after in sorted(ends, key=lambda one: one[1]):
        if word not in _SMALL_ABBREVIATIONS:
            parts.append((start, stop))
            start = after
    return [*parts, (start, end)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _belongs_to_the_one_before(text: str, before: tuple[int, int], start: int) -> bool:
    if _LIST_MARK.fullmatch(text, *before):
        return True
    last = text[max(before[0], before[1] - 12) : before[1]]
    return bool(_ABBREVIATED.search(last)) and not text[start].isupper()
