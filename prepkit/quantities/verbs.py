"""Tokens → which of them are verbs where they stand: "teams review code", "code reviews"."""

from prepkit.quantities.lexicon import ADVERBS, AUXILIARIES, BE, DETERMINERS, PEOPLE, PREPOSITIONS
from prepkit.quantities.lexicon import PRONOUNS, RELATIVES, SURE_VERBS, VERBS
from prepkit.quantities.tokens import Token, is_function


def looks_plural(token: Token) -> bool:
    """Say whether a finite verb in the plural may follow."""
    return (token.low.endswith("s") and not token.low.endswith("ss")) or token.low in (
        PEOPLE | {"they", "we", "you", "i", "who", "that", "which", "whom", "staff", "men", "women"}
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
    if form[2] == "base" and _follows_auxiliary(tokens, at):
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
    if before.kind == "name" or before.low in PRONOUNS | RELATIVES or token.low in SURE_VERBS:
        return True
    return not looks_plural(before) and after is not None and (
        after.kind in ("quantity", "name") or after.low in DETERMINERS
    )  # fmt: skip


_BEFORE_NOUNS = (DETERMINERS - {"that", "which", "who"}) | PREPOSITIONS | {"'s", "'"}


def _follows_auxiliary(tokens: list[Token], at: int) -> bool:
    """Say whether "to" or an auxiliary stands before, adverbs aside: "did not lose"."""
    n = at - 1
    while n >= 0 and (tokens[n].low in ADVERBS or tokens[n].low.endswith("ly")):
        n -= 1
    return n >= 0 and (tokens[n].low == "to" or tokens[n].low in AUXILIARIES)


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
    if before.kind != "name" or before.text[0].islower():
        return looks_plural(before)
    return (
        at > 2 and tokens[at - 2].low in PREPOSITIONS
        and any(looks_plural(t) for t in tokens[max(0, at - 5) : at - 2])
    )  # fmt: skip


def _is_noun(token: Token | None) -> bool:
    return token is not None and token.kind == "word" and not is_function(token.low)
