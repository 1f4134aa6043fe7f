"""Tokens → the names among them, each one token, and who of them owns a phrase."""

import re
from collections.abc import Sequence
from itertools import pairwise

from prepkit.quantities.dates import Period
from prepkit.quantities.lexicon import (
    CHANGE_VERBS,
    COMMON,
    DETERMINERS,
    MONTHS,
    NO_NAMES,
    OTHERS,
    PLACES,
    PLATFORMS,
    PREPOSITIONS,
    VERBS,
)
from prepkit.quantities.quantities import Quantity
from prepkit.quantities.tokens import Token, is_function, split_tokens
from prepkit.quantities.verbs import mark_verbs

TEAMS = frozenset("team teams group department division office unit lab".split())


def tokenise(
    text: str,
    quantities: Sequence[Quantity] = (),
    dates: Sequence[Period] = (),
    start: int = 0,
    end: int | None = None,
    known: Sequence[str] = (),
) -> list[Token]:
    """Return the tokens of `text[start:end]`, each name, and each of the `known`, as one."""
    tokens = split_tokens(text, quantities, dates, start, len(text) if end is None else end)
    return mark_verbs(join_names(text, tokens, known))


def is_name_word(token: Token) -> bool:
    """Say whether a token looks like a part of a name, wherever it stands."""
    if token.kind != "word" or token.low in MONTHS or token.low in ("'s", "'"):
        return False
    if token.low in NO_NAMES or token.low in PLATFORMS or token.low == "a/b":
        return False
    return token.text[0].isalpha() and any(letter.isupper() for letter in token.text)


def _opens(tokens: list[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    return before is None or (before.kind == "mark" and before.text in '.!?"“”:•*-–—')


def _is_headline(tokens: list[Token]) -> bool:
    if tokens and tokens[-1].text == ".":
        return False
    long = [t for t in tokens if t.kind == "word" and len(t.text) > 3]
    return len(long) > 3 and sum(t.text[0].isupper() for t in long) >= 0.8 * len(long)


def _is_common(token: Token) -> bool:
    return token.low in COMMON or token.low in VERBS or is_function(token.low)


_ENDINGS = (
    "ing", "ly", "ed", "ion", "ions", "ity", "ment", "ments", "ness", "ance", "ence", "ous", "able",
    "ible", "less", "ful", "ive", "al", "ally", "-free",
)  # fmt: skip


def _is_plain_word(text: str) -> bool:
    """Say whether a capitalised word is built like a common one: "Ingestion", "Crash-free"."""
    return text[1:].islower() and (text.endswith(_ENDINGS) or "-" in text)


def _is_demonym(tokens: list[Token], at: int) -> bool:
    """Say whether the word tells of what country a thing is: "Bulgarian provinces"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        tokens[at].low.endswith(("ian", "ish", "ese", "ean")) and after is not None
        and after.kind == "word" and after.text[0].islower() and not is_function(after.low)
        and after.low != "'s"
    )  # fmt: skip


def _is_metric(text: str) -> bool:
    """Say whether this is an abbreviation of what is measured: "DAUs", "CPU"; not "NASA"."""
    return text.rstrip("s").isupper() and (
        text.lower() in COMMON or text.rstrip("s").lower() in COMMON
    )


def _is_plural_topic(tokens: list[Token], at: int) -> bool:
    """Say whether a sentence opens with what it measures: "Temperatures in Aldermere fell"."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not tokens[at].text[1:].islower() or not tokens[at].low.endswith("s"):
        return False
    moves = VERBS.get(after.low)
    return (
        after.low in ("of", "in", "at", "for", "per", "on", "from", "by", "are", "were")
        or (moves is not None and moves.lemma in CHANGE_VERBS and moves.tense == "past")
    )  # fmt: skip


def _starts_name(tokens: list[Token], at: int, headline: bool) -> bool:
    token = tokens[at]
    if not is_name_word(token) or _is_metric(token.text) or token.text == "I":
        return False
    if not _opens(tokens, at) and not headline:
        return not _is_demonym(tokens, at)
    if not _is_common(token):
        return not (
            _is_plain_word(token.text) or _is_demonym(tokens, at) or _is_plural_topic(tokens, at)
        )
    if headline or (is_function(token.low) and token.low != "the"):
        return False
    # "The Glass Orchard grossed", "Next Reviewable Draft had": a common word that opens a name.
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if after is None or not is_name_word(after) or _is_metric(after.text):
        return False
    more = tokens[at + 1 : _name_end(tokens, at + 1, headline)]
    common = [_is_common(other) for other in more]
    return token.low == "the" or (any(common) and not all(common))


def _known_spans(text: str, tokens: list[Token], known: Sequence[str]) -> dict[int, int]:
    """Return start → end of each place where a known name stands."""
    spans = {m.start(): m.end() for m in OTHERS.finditer(text, *_span(tokens))}
    first, last = _span(tokens)
    for name in known:
        at = text.find(name, first, last)
        while at >= 0:
            end = at + len(name)
            if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
                spans[at] = max(end, spans.get(at, 0))
            at = text.find(name, end, last)
    return spans


def _span(tokens: list[Token]) -> tuple[int, int]:
    return (tokens[0].start, tokens[-1].end) if tokens else (0, 0)


def join_names(text: str, tokens: list[Token], known: Sequence[str] = ()) -> list[Token]:
    """Join the words of each name into one token of kind "name"."""
    spans = _known_spans(text, tokens, known)
    headline = _is_headline(tokens)
    joined: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        upto = at
        if token.start in spans:
            while upto < len(tokens) and tokens[upto].end <= spans[token.start]:
                upto += 1
            if any(t.kind == "quantity" for t in tokens[at:upto]):
                upto = at
            elif upto > at and token.text[0].isupper():  # "Arkansas Department of Health"
                upto = _name_end(tokens, upto - 1, headline)
        if upto == at and _starts_name(tokens, at, headline):
            upto = _name_end(tokens, at, headline)
        if upto == at:
            joined.append(token)
            at += 1
            continue
        surface = text[token.start : tokens[upto - 1].end]
        joined.append(Token(surface, surface.lower(), token.start, tokens[upto - 1].end, "name"))
        at = upto
    return joined


def _name_end(tokens: list[Token], at: int, headline: bool) -> int:
    end = at + 1
    while end < len(tokens):
        token = tokens[end]
        if is_name_word(token) and not _is_metric(token.text):
            if headline and _is_common(token):
                break
        elif not _joins(tokens, at, end):
            break
        end += 1
    return end


def _joins(tokens: list[Token], start: int, at: int) -> bool:
    """Say whether "of", "&" or a number goes on with a name: "Ministry of Health", "Dunlin 4"."""
    token = tokens[at]
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.text.isdigit():
        return after is None or after.kind != "quantity"
    if after is None or not is_name_word(after) or _is_metric(after.text):
        return False
    if token.low == "of":
        return tokens[start].low == "the" or not _opens(tokens, start)
    return token.low in ("&", "de", "von")


# ------------------------------------------------------------------ names that own


_US = re.compile(r"(?:united states(?: of america)?|u\.?s\.?(?:a\.?)?|america)$", re.IGNORECASE)
_UK = re.compile(r"(?:united kingdom|u\.?k\.?|britain)$", re.IGNORECASE)


def place_name(written: str) -> str:
    """Return one spelling for a place: "United States" → "the US"."""
    return "the US" if _US.match(written) else "the UK" if _UK.match(written) else written


def plain_name(surface: str) -> str:
    """Return a name without its article: "the Larkfield apps" → "Larkfield apps"."""
    bare = re.sub(r"^(?:the|a|an) (?=\S)", "", surface.strip(" .,'’"), flags=re.IGNORECASE)
    is_title = surface[:2] in ("A ", "a ")  # the film "A United Kingdom" is no place
    return place_name(bare).removeprefix("the ") if is_place(bare) and not is_title else bare


def is_place(name: str) -> bool:
    """Say whether a name is a country's or a continent's, which narrows more often than owns."""
    low = name.lower().removeprefix("the ")
    return low in PLACES or f"{low}." in PLACES


def is_owner(token: Token) -> bool:
    """Say whether a token is a name, no place, that can own a figure."""
    return token.kind == "name" and not is_place(token.text)


def _owning_places(tokens: Sequence[Token]) -> list[int]:
    """Return where places own: "Canada had", "population of Canada"; not "sales in Canada"."""
    found = []
    for at, token in enumerate(tokens):
        if token.kind == "name" and is_place(token.text):
            back = at - 1
            while back >= 0 and tokens[back].low in DETERMINERS:
                back -= 1
            led = back >= 0 and tokens[back].low in PREPOSITIONS and tokens[back].low != "of"
            last = at + 1 == len(tokens) or tokens[at + 1].low in ("'s", "'")
            if not led and (last or (back >= 0 and tokens[back].low == "of")):
                found.append(at)
    return found


def owner_in(tokens: Sequence[Token]) -> str | None:
    """Return the name that owns the phrase, its last; "Larkfield's Wren team" is Larkfield's."""
    places = [
        at for at, token in enumerate(tokens) if is_owner(token) and not _is_a_seat(tokens, at)
    ]
    if len(places) > 1:  # "Tarnwick's shop in Aldermere"
        free = [at for at in places if not at or tokens[at - 1].low not in ("in", "near")]
        places = free or places
    places = places or _owning_places(tokens)
    if not places:
        return None
    last = places[-1]
    if len(places) > 1 and last + 1 < len(tokens) and tokens[last + 1].low in TEAMS:
        last = places[-2]
    if len(places) > 1 and coordinated(tokens, places[-2], places[-1]):
        first = next(at for at in places if _all_coordinated(tokens, places[places.index(at) :]))
        return " and ".join(plain_name(tokens[at].text) for at in places[places.index(first) :])
    return _with_noun(tokens, last)


def _is_a_seat(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a name is only where somebody sits: "HQ Port Vellan, 14 offices"."""
    led = [token.low for token in tokens[max(0, at - 2) : at]]
    return led[-1:] == ["hq"] or led == ["hq", ":"]


def _with_noun(tokens: Sequence[Token], at: int) -> str:
    """Return the name; with "apps" where it names a family: "the Larkfield apps"."""
    name = plain_name(tokens[at].text)
    if at + 1 < len(tokens) and tokens[at + 1].low == "apps":
        return f"{name} apps"
    return name


def coordinated(tokens: Sequence[Token], one: int, other: int) -> bool:
    """Say whether two names are joined by "and", "or" or a comma."""
    between = tokens[one + 1 : other]
    return 0 < len(between) <= 3 and all(t.low in ("and", "or", ",", "&", "nor") for t in between)


def _all_coordinated(tokens: Sequence[Token], places: list[int]) -> bool:
    return all(coordinated(tokens, a, b) for a, b in pairwise(places))


def names_in(tokens: Sequence[Token]) -> list[Token]:
    """Return the names of a phrase that can own a figure."""
    return [token for token in tokens if is_owner(token)]
