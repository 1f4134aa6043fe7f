"""A sentence with its figures found → tokens, names, and one cell of it for each figure."""

import re
from dataclasses import dataclass, field

from prepkit.quantities.dates import Period
from prepkit.quantities.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BE,
    COMMON,
    CONJUNCTIONS,
    DETERMINERS,
    LANGUAGES,
    MONTHS,
    PEOPLE,
    PLATFORMS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    VERBS,
    WHOSE_OTHERS,
)
from prepkit.quantities.quantities import Quantity
from prepkit.quantities.units import table

_PIECE = re.compile(
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


@dataclass(slots=True)
class Cell:
    """The part of a sentence that speaks of one figure, or of a coordinated few."""

    tokens: list[Token]
    places: list[int] = field(default_factory=list)  # of the figures, in `tokens`
    opener: str = ""  # the word or mark that parts it from the cell before


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


def tokenise(
    text: str,
    quantities: list[Quantity],
    dates: list[Period],
    at: int = 0,
    stop: int | None = None,
) -> list[Token]:
    """Return the tokens of `text[at:stop]`; a figure is one, with the words that compare it."""
    spans = [(_with_comparator(text, q.start), number_end(q), q, None) for q in quantities]
    taken = [(q.start, q.end) for q in quantities]
    spans += [
        (d.start, d.end, None, d)
        for d in dates
        if not any(d.start < end and start < d.end for start, end in taken)
    ]
    spans.sort(key=lambda span: span[0])
    tokens: list[Token] = []
    stop = len(text) if stop is None else stop
    for start, end, quantity, date in spans:
        _words(text, at, max(at, start), tokens)
        kind = "quantity" if quantity else "date"
        tokens.append(Token(text[start:end], kind, start, end, kind, quantity, date))
        at = max(at, end)
    _words(text, at, stop, tokens)
    return _named(text, _without_abbreviations(tokens))


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
        kind = "word" if word[0].isalnum() or word[0] in "'’" else "mark"
        tokens.append(Token(word, word.lower().replace("’", "'"), found.start(), found.end(), kind))


# ------------------------------------------------------------------ names


def is_name_word(token: Token) -> bool:
    """Say whether a token looks like a part of a name, wherever it stands."""
    if token.kind != "word" or token.low in MONTHS or token.low in ("'s", "'"):
        return False
    if token.low in LANGUAGES or token.low in PLATFORMS:
        return False
    return any(letter.isupper() for letter in token.text)


def _opens(tokens: list[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    return before is None or (before.kind == "mark" and before.text in ".!?\"“”:•*-–—")


def _is_headline(tokens: list[Token]) -> bool:
    long = [t for t in tokens if t.kind == "word" and len(t.text) > 3]
    return len(long) > 3 and sum(t.text[0].isupper() for t in long) >= 0.8 * len(long)


def _starts_name(tokens: list[Token], at: int, headline: bool) -> bool:
    token = tokens[at]
    if not is_name_word(token) or _is_metric(token.text):
        return False
    common = token.low in COMMON or is_function(token.low) or token.low in VERBS
    if not common:
        return not (_opens(tokens, at) and token.low.endswith(("ing", "ly")) and token.text.istitle())
    if not (_opens(tokens, at) or headline):
        return token.low not in ("i",)
    if is_function(token.low) and token.low != "the":
        return False
    # "The Glass Orchard grossed", "Salt Harbor has": a common word that a name word follows.
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        token.low == "the" and not headline and after is not None and after.kind == "word"
        and after.text[:1].isupper() and after.low not in PLATFORMS and after.low not in LANGUAGES
        and not _is_metric(after.text)
    )  # fmt: skip


def _is_metric(text: str) -> bool:
    """Say whether this is an abbreviation of what is measured: "DAUs", "CPU"; not "NASA"."""
    return text.rstrip("s").isupper() and text.lower() in COMMON


def is_function(low: str) -> bool:
    """Say whether a lower-case word is a function word."""
    return (
        low in DETERMINERS or low in PREPOSITIONS or low in CONJUNCTIONS or low in RELATIVES
        or low in PRONOUNS or low in BE or low in AUXILIARIES or low in ADVERBS
    )  # fmt: skip


def _span(tokens: list[Token]) -> tuple[int, int]:
    return (tokens[0].start, tokens[-1].end) if tokens else (0, 0)


def _named(text: str, tokens: list[Token]) -> list[Token]:
    """Join the words of each name into one token of kind "name"."""
    others = [m.span() for m in WHOSE_OTHERS.finditer(text, *_span(tokens))]
    headline = _is_headline(tokens)
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        end = next((stop for start, stop in others if start == token.start), None)
        if end is not None and token.kind == "word":
            upto = at
            while upto < len(tokens) and tokens[upto].end <= end:
                upto += 1
        elif _starts_name(tokens, at, headline):
            upto = _name_end(tokens, at, headline)
        else:
            joined.append(token)
            at += 1
            continue
        if upto <= at:
            upto = at + 1
        surface = text[token.start : tokens[upto - 1].end]
        joined.append(Token(surface, surface.lower(), token.start, tokens[upto - 1].end, "name"))
        at = upto
    return joined


def _name_end(tokens: list[Token], at: int, headline: bool) -> int:
    end = at + 1
    while end < len(tokens):
        token = tokens[end]
        if is_name_word(token) and not _is_metric(token.text):
            common = token.low in COMMON or token.low in VERBS or is_function(token.low)
            if headline and common:
                break
        elif not (
            (token.low in ("of", "&", "de", "von", "the") or token.text.isdigit())
            and _joins(tokens, end)
        ):
            break
        end += 1
    return end


def _joins(tokens: list[Token], at: int) -> bool:
    """Say whether "of", "&" or a number goes on with a name: "Ministry of Health", "Dunlin 4"."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text.isdigit():
        return after is None or after.kind != "quantity"
    if after is None or not is_name_word(after) or _is_metric(after.text):
        return False
    return token.low == "&" or (tokens[at - 1].low not in COMMON and token.low in ("de", "von"))


# ------------------------------------------------------------------ verbs and nouns


def looks_plural(token: Token) -> bool:
    """Say whether a finite verb in the plural may follow."""
    return (token.low.endswith("s") and not token.low.endswith("ss")) or token.low in (
        PEOPLE | {"they", "we", "you", "i", "who", "that", "which", "staff", "men", "women"}
    )


def is_verb(tokens: list[Token], at: int) -> bool:
    """Say whether the token is a verb here: "teams review code", not "code reviews"."""
    token = tokens[at]
    if token.kind != "word":
        return False
    if token.low in BE or token.low in AUXILIARIES:
        return True
    form = VERBS.get(token.low)
    if form is None or token.text[0].isupper():
        return form is not None and at == 0 and _opens_with_verb(tokens, form[2])
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is not None and (
        (before.low == "to" and form[2] == "base") or before.low in AUXILIARIES
    ):
        return True
    if form[2] in ("past", "participle"):
        return not (before is not None and before.low in DETERMINERS | {"'s"} and _is_noun(after))
    if form[2] == "gerund":
        opens = before is None or before.kind == "mark" or is_function(before.low)
        return opens and after is not None and (after.kind == "quantity" or after.low == "the")
    if before is None or before.kind in ("quantity", "mark", "date"):
        return False
    if before.low in _BEFORE_NOUNS:
        return False
    if after is not None and (after.low in BE or after.low in AUXILIARIES or after.low == "of"):
        return False
    if after is not None and VERBS.get(after.low, ("", "", ""))[2] in ("past", "participle"):
        return False
    if form[2] == "base":
        return _is_plural_subject(tokens, at)
    if before.kind == "name" or before.low in PRONOUNS | RELATIVES:
        return True
    return not looks_plural(before) and after is not None and (
        after.kind in ("quantity", "name") or after.low in DETERMINERS
    )  # fmt: skip


_BEFORE_NOUNS = (DETERMINERS - {"that", "which", "who"}) | PREPOSITIONS | {"'s", "'"}


def _opens_with_verb(tokens: list[Token], tense: str) -> bool:
    """Say whether the first word is a verb: "Scaled the agent"; not "Read latency dropped"."""
    if tense not in ("past", "participle"):
        return False
    after = tokens[1] if len(tokens) > 1 else None
    if after is None or after.kind != "word" or is_function(after.low):
        return True
    return not any(VERBS.get(t.low, ("", "", ""))[2] == "past" or t.low in BE for t in tokens[2:9])


def _is_plural_subject(tokens: list[Token], at: int) -> bool:
    """Say whether a plural stands before: "people use", "reviews at Larkfield take"."""
    before = tokens[at - 1]
    if before.kind != "name":
        return looks_plural(before)
    return (
        at > 2 and tokens[at - 2].low in PREPOSITIONS
        and any(looks_plural(t) for t in tokens[max(0, at - 5) : at - 2])
    )  # fmt: skip


def _is_noun(token: Token | None) -> bool:
    return token is not None and token.kind == "word" and not is_function(token.low)


# ------------------------------------------------------------------ cells

_CONTRAST = frozenset(
    "while whereas but compared against versus vs up down though although yet which who whose where"
    " because so when with making including unlike then its".split()
)
_LISTED = frozenset((",", "and", "or", "/", "to", "–", "-", "—", "→", "->", ">", "&", "vs"))


def cells_of(tokens: list[Token]) -> list[Cell]:
    """Return the parts of a sentence, each with its figure; a list of bare numbers stays whole."""
    places = [at for at, token in enumerate(tokens) if token.kind == "quantity"]
    if not places:
        return []
    cuts: list[int] = []
    for one, other in zip(places, places[1:], strict=False):
        cut = _cut(tokens, one, other)
        if cut is not None:
            cuts.append(cut)
    cells = []
    for lo, hi in zip([0, *cuts], [*cuts, len(tokens)], strict=True):
        part = tokens[lo:hi]
        opener = part[0].low if lo and part else ""
        if lo and part and part[0].text in (",", ";", ":", "(", "—", "–") and len(part) > 1:
            opener += " " + part[1].low
        cells.append(Cell(part, [p - lo for p in places if lo <= p < hi], opener))
    return cells


def _cut(tokens: list[Token], one: int, other: int) -> int | None:
    """Return where the cell of the figure at `other` begins, None where both share one."""
    between = tokens[one + 1 : other]
    if all(token.low in _LISTED for token in between):
        return None
    best, place = 0, None
    for at in range(one + 1, other):
        weight = _weight(tokens, at, other)
        if weight > best or (weight == best == 2):
            best, place = weight, at
    return place


def _weight(tokens: list[Token], at: int, other: int) -> int:
    token, after = tokens[at], tokens[at + 1]
    if token.text in (";", "•", "|") or (token.text in "—–-" and token.kind == "mark"):
        return 5
    if token.text in (",", ":"):
        return 4 if after.low in _CONTRAST or after.low in CONJUNCTIONS else 3
    if token.low in ("while", "whereas", "but", "compared", "against", "versus"):
        return 4
    if token.low in ("and", "or", "&", "plus"):
        return 2
    if token.text in "()" and token.kind == "mark":
        return 1
    return 1 if token.low in ("which", "who", "whose", "whom") else 0
