"""A sentence with its figures and dates found → tokens."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prepkit.quantities.dates import Period
from prepkit.quantities.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    Verb,
)
from prepkit.quantities.quantities import Quantity
from prepkit.quantities.units import table
from prepkit.quantities.words import noun_in_share

_PIECE = re.compile(
    r"\[[^\[\]]{0,80}\]|"  # a citation says nothing of its figure
    r"[^\W\d_][\w]*n['’]t\b|['’]s\b|['’](?=\s)|[^\W_](?:[\w]|[-.&/+'’](?=[^\W_]))*?(?=['’]s\b)"
    r"|[^\W_](?:\w|[-&/+](?=\w)|\.(?=\w))*\+{0,2}|[^\w\s]"
)
_NUMBER_WORDS = frozenset(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
    " hundred thousand million billion trillion hundreds thousands millions billions trillions k m"
    " b bn mn mm t tn lakh lakhs crore crores dozen dozens half quarter quarters third thirds a an"
    " of and or to point plus couple between from in by usd eur gbp us million-plus billion-plus"
    " tens fifth fifths tenth tenths score".split()
)
_COUNTS = frozenset("line query request transaction operation frame story".split())
_LETTERS = re.compile(r"[^\W\d_]+")
# Words that belong to the figure beside them: "well over 3", "an average of 3", "just shy of 3".
_COMPARATOR = re.compile(
    r"(?:(?<![\w-])(?:at (?:the )?(?:least|most|minimum|maximum)|(?:more|less|fewer|greater|higher"
    r"|lower|larger|longer|better|bigger|other|rather) than|up to|no (?:more|fewer|less) than"
    r"|as (?:many|much|little|few|high|low) as|(?:shy|short|upwards?|north|south) of|close to"
    r"|in excess of|in the range of|an? (?:grand )?(?:total|maximum|minimum|average|record|mean"
    r"|median|range) of"
    r"|an? (?:estimated|additional|further|staggering|mere|whopping|full)|(?:the )?equivalent of"
    r"|over|under|above|below|beyond|about|around|nearly|almost|roughly|approximately|approx\.?"
    r"|circa|some|exactly|only|just|exceeding|merely|well|slightly|still|already|now|currently"
    r"|even|another|fully|all|once|not)(?=\s)\s*|[~≈><≥≤]=?\s*)+$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Token:
    """A word, a mark, a figure or a date of a sentence."""

    text: str
    low: str
    start: int
    end: int
    kind: str  # "word", "mark", "quantity", "date", "name"
    quantity: Quantity | None = None
    date: Period | None = None
    verb: Verb | None = None  # where it is one


def is_function(low: str) -> bool:
    """Say whether a lower-case word is a function word."""
    return (
        low in DETERMINERS or low in PREPOSITIONS or low in CONJUNCTIONS or low in RELATIVES
        or low in PRONOUNS or low in BE or low in AUXILIARIES or low in ADVERBS
    )  # fmt: skip


def is_counted(unit: str | None) -> bool:
    """Say whether a unit counts things ("user", "read/second"), or is none at all."""
    if unit is None:
        return True
    row = table().units.get(unit) or table().units.get(unit.partition("/")[0])
    return row is not None and (row.counted or row.dimension.partition("/")[0] in _COUNTS)


def number_end(quantity: Quantity) -> int:
    """Return where the number of a counted figure ends and its noun begins."""
    if not is_counted(quantity.unit):
        return quantity.end
    for found in _LETTERS.finditer(quantity.surface):
        if found[0].lower() not in _NUMBER_WORDS:
            return quantity.start + found.start()
    return quantity.end


def split_tokens(
    text: str, quantities: Sequence[Quantity], dates: Sequence[Period], at: int, stop: int
) -> list[Token]:
    """Return the tokens of `text[at:stop]`; a figure is one, with the words that compare it."""
    within = {q.start: noun_in_share(q.surface) for q in quantities if q.unit == "fraction"}
    spans: list[tuple[int, int, Quantity | None, Period | None]] = [
        (_with_comparator(text, q.start), number_end(q), q, None) for q in quantities
    ]
    taken = [(q.start, q.end) for q in quantities]
    spans += [
        (d.start, d.end, None, d)
        for d in dates
        if not any(d.start < end and start < d.end for start, end in taken)
    ]
    spans.sort(key=lambda span: span[0])
    tokens: list[Token] = []
    for start, end, quantity, date in spans:
        _words(text, at, max(at, start), tokens)
        kind = "quantity" if quantity else "date"
        tokens.append(Token(text[start:end], kind, start, end, kind, quantity, date))
        at = max(at, end)
        if quantity and (noun := within.get(quantity.start)):  # "one order in eight"
            _words(text, quantity.start + noun[0], quantity.start + noun[1], tokens)
    _words(text, at, stop, tokens)
    return _without_abbreviations(tokens)


def _without_abbreviations(tokens: list[Token]) -> list[Token]:
    """Drop what a text adds in brackets for itself: "daily active users (DAUs)"."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        if (
            tokens[at].text == "(" and at + 2 < len(tokens) and tokens[at + 2].text == ")"
            and tokens[at + 1].kind == "word" and tokens[at + 1].text.rstrip("s").isupper()
        ):  # fmt: skip
            at += 3
            continue
        kept.append(tokens[at])
        at += 1
    return kept


def _with_comparator(text: str, start: int) -> int:
    floor = max(0, start - 48)
    found = _COMPARATOR.search(text[floor:start])
    return floor + found.start() if found else start


def _words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    for found in _PIECE.finditer(text, start, end):
        word = found[0]
        if len(word) > 1 and word[0] == "[":
            continue
        kind = "word" if word[0].isalnum() or word[0] in "'’" else "mark"
        tokens.append(Token(word, word.lower().replace("’", "'"), found.start(), found.end(), kind))
