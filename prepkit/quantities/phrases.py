"""A phrase → the words of it that say of what kind a figure is, without whose, where and when."""

from collections.abc import Sequence

from prepkit.quantities.frames import TIMES
from prepkit.quantities.lexicon import ANAPHORS, DETERMINERS, PLATFORMS, PREPOSITIONS
from prepkit.quantities.names import TEAMS, is_owner, plain_name
from prepkit.quantities.properties import normal_property
from prepkit.quantities.tokens import Token, is_function


def words_of(tokens: Sequence[Token], but: str | None = None, names: bool = False) -> list[str]:
    """Return the words of a phrase that may tell a kind: no dates, no platforms, no owners.

    With `names`, names stay, `but` the one that the figure is already of.
    """
    words: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind == "name" and names and plain_name(token.text) != but:
            words += token.text.split()
        elif token.kind == "word" and token.low in PREPOSITIONS:
            end = _end_of_aside(tokens, at + 1, but, names)
            if end:
                at = end
                continue
            words.append(token.text)
            if (
                at + 2 < len(tokens)
                and tokens[at + 1].kind == "name"
                and tokens[at + 2].low == "'s"
            ):
                at += 2
        elif _is_ago(tokens, at):
            at += 2
        elif token.kind == "word" and not (
            token.low in ("'s", "'") or token.low in PLATFORMS or _repeats_name(tokens, at)
            or token.text.isdigit()
        ):  # fmt: skip
            words.append(token.text)
        at += 1
    return words


def _is_ago(tokens: Sequence[Token], at: int) -> bool:
    """Say whether "a year ago" or its like stands here."""
    low = [token.low for token in tokens[at : at + 3]]
    return len(low) == 3 and low[1].rstrip("s") in TIMES and low[2] in ("ago", "earlier", "before")


def _repeats_name(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a noun only says what the name before it is: "the Quillpad app"."""
    beside = [tokens[n] for n in (at - 1, at + 1) if 0 <= n < len(tokens)]
    named = any(t.kind == "name" or (n and t.low == "'s") for n, t in enumerate(beside))
    return tokens[at].low in ANAPHORS | TEAMS and named


_FRONTS = frozenset("front top part terms spite".split())  # "in front of Dunlin"
_REALMS = frozenset("state city town province county region country village district".split())


def _end_of_aside(tokens: Sequence[Token], at: int, but: str | None, names: bool) -> int:
    """Return where the phrase of a preposition ends if it tells whose or when, else 0."""
    while at < len(tokens) and tokens[at].low in DETERMINERS:
        at += 1
    if at >= len(tokens):
        return at
    token = tokens[at]
    if token.kind in ("date", "mark", "quantity"):
        return at + 1
    if token.low in PLATFORMS:
        return 0 if at + 1 < len(tokens) and tokens[at + 1].kind == "word" else at + 1
    if token.low in _REALMS and at + 2 < len(tokens) and tokens[at + 1].low == "of":
        return at + 3 if tokens[at + 2].kind == "name" else 0
    if token.low in _FRONTS and at + 1 < len(tokens) and tokens[at + 1].low == "of":
        return _end_of_aside(tokens, at + 2, but, names)
    if token.kind == "name" and at + 1 < len(tokens) and tokens[at + 1].low == "'s" and not names:
        return 0
    if token.kind != "name" or (names and plain_name(token.text) != but and is_owner(token)):
        return 0
    at += 1
    while at < len(tokens) and tokens[at].kind in ("word", "name"):
        if (is_function(tokens[at].low) and tokens[at].low != "'s") or tokens[at].verb:
            break
        at += 1
    return at


def kind_in(tokens: Sequence[Token], but: str | None = None, names: bool = False) -> str | None:
    """Return the property that a phrase tells."""
    return normal_property(words_of(without_qualifiers(tokens), but, names))


_QUALIFYING = frozenset(
    "percentile average averaged averaging median peak mean worldwide global globally"
    " p50 p75 p90 p95 p99".split()
)


def without_qualifiers(tokens: Sequence[Token]) -> list[Token]:
    """Drop "on average", "per diff" and their like, which qualify."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        low = tokens[at].low
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if (low in ("on", "at") and after in ("average", "peak")) or (
            low == "per" and after not in TIMES
        ):
            at += 2
        elif low == "at" and any(t.low == "percentile" for t in tokens[at : at + 4]):
            at += next(n for n, t in enumerate(tokens[at:], 1) if t.low == "percentile")
        elif low in _QUALIFYING or after == "percentile":
            at += 1
        else:
            kept.append(tokens[at])
            at += 1
    return kept
