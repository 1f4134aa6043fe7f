"""Tokens → which of them are verbs where they stand: "teams review code", "code reviews"."""

from prepkit.quantities.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CHANGE_VERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SURE_VERBS,
    VERBS,
    Verb,
)
from prepkit.quantities.tokens import Token, is_function

TO_BE = Verb("be", "been", "auxiliary")
_TO_HAVE = Verb("have", "had", "auxiliary")
_PAST = ("past", "participle")
_PLURALS = PEOPLE | frozenset("they we you i who that which whom staff men women".split())
_BEFORE_NOUNS = (DETERMINERS - {"that"}) | PREPOSITIONS | {"'s", "'"}
_BEFORE_GERUNDS = CONJUNCTIONS | RELATIVES | frozenset("by after before of without".split())
_PARTICLES = frozenset("out up down off".split())
_NOT_PAST = frozenset(
    "hundred need speed seed feed breed indeed exceed proceed succeed embed shed sled unlimited"
    " aged skilled wicked naked sacred red bed limited weed greed creed".split()
)
# After a figure these are nouns: "a 12% increase", "12% growth".
CHANGE_NOUNS = frozenset(
    "improvement increase decrease drop decline reduction growth rise gain fall change jump cut"
    " share surge loss".split()
)


def mark_verbs(tokens: list[Token]) -> list[Token]:
    """Set `verb` on each token that is a verb where it stands, and return the tokens."""
    for at, token in enumerate(tokens):
        token.verb = _verb(tokens, at)
    return tokens


def _verb(tokens: list[Token], at: int) -> Verb | None:
    token = tokens[at]
    if token.kind != "word":
        return None
    if token.low in BE:
        return TO_BE
    if token.low in AUXILIARIES:
        return _TO_HAVE if token.low.startswith("ha") else TO_BE
    form = VERBS.get(token.low) or _regular(token.low)
    if form is None or token.low in PREPOSITIONS:
        return None
    if token.text[0].isupper():
        return form if at == 0 and _opens_with_verb(tokens, form) else None
    before = tokens[at - 1] if at else None
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    if before is not None and _follows_figure(tokens, at):
        return form if _says_at_once(tokens, at, form) else None
    if form.tense in _PAST:
        return None if _is_adjective(before, after, form) or _is_inside(tokens, at) else form
    return form if _is_finite(tokens, at, form, before, after) else None


def _regular(low: str) -> Verb | None:
    """Return the past of a verb that no list holds: "captured", "open-sourced"."""
    if len(low) > 4 and low.endswith("ed") and low not in _NOT_PAST:
        return Verb(low, low, "past")
    return None


def _is_adjective(before: Token | None, after: Token | None, form: Verb) -> bool:
    """Say whether a past form only describes the noun after it: "a reduced cost"."""
    if before is None:
        return False
    if before.low in DETERMINERS | {"'s"} and form.lemma == form.participle:
        return True  # "its forecast", "the cost"
    did = before.verb is not None and before.verb.tense != "auxiliary"  # "received mixed reviews"
    described = after is not None and after.kind == "word" and not is_function(after.low)
    led = before.low in DETERMINERS or before.low == "'s" or before.low in PREPOSITIONS
    return described and (led or did)


def _is_inside(tokens: list[Token], at: int) -> bool:
    """Say whether a past form stands inside a subject: "Quillpad's last published count is"."""
    opens = any(t.low in DETERMINERS or t.low == "'s" for t in tokens[max(0, at - 2) : at])
    nouns = [t for t in tokens[at + 1 : at + 3] if t.kind == "word" and not is_function(t.low)]
    end = at + 1 + len(nouns)
    return opens and bool(nouns) and end < len(tokens) and tokens[end].low in BE


def _follows_figure(tokens: list[Token], at: int) -> bool:
    """Say whether the word stands right of a figure, in what it counts: "9,000 pull requests"."""
    low = tokens[at].low
    if tokens[at - 1].kind == "quantity":
        return True
    form = VERBS.get(low)
    return (
        form is not None and form.tense == "present" and low not in SURE_VERBS and at > 1
        and tokens[at - 2].kind == "quantity" and tokens[at - 1].kind == "word"
        and not is_function(tokens[at - 1].low)
    )  # fmt: skip


def _says_at_once(tokens: list[Token], at: int, form: Verb) -> bool:
    """Say whether a figure is itself the subject and its verb follows: "61% said", "12 use it"."""
    figure = tokens[at - 1].quantity
    if figure is None or tokens[at].low in CHANGE_NOUNS or form.tense in ("present", "gerund"):
        return False
    led = at > 1 and (tokens[at - 2].low in DETERMINERS or tokens[at - 2].low == "'s")
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    follows = after is None or after.kind != "word" or is_function(after.low)
    if figure.unit in ("percent", "fraction"):
        return not led
    return figure.unit is None and follows and not led


def _is_finite(
    tokens: list[Token], at: int, form: Verb, before: Token | None, after: Token | None
) -> bool:
    low = tokens[at].low
    if form.tense == "base" and _follows_auxiliary(tokens, at):
        return True
    if form.tense == "gerund":
        opens = before is None or before.kind == "mark" or before.low in _BEFORE_GERUNDS
        return (
            opens and after is not None and (after.kind == "quantity" or after.low in DETERMINERS)
        )
    if before is not None and before.kind == "mark" and after is not None and after.low == "that":
        return form.tense == "present"  # "Castell, a pollster, reports that"
    if before is None or before.kind in ("quantity", "mark", "date"):
        return False
    if before.low in _BEFORE_NOUNS and not (before.low in _PARTICLES and low in SURE_VERBS):
        return False
    if after is not None and (after.low in BE or after.low in AUXILIARIES or after.low == "of"):
        return False
    if after is not None and after.kind == "word" and low not in SURE_VERBS:
        next_form = VERBS.get(after.low) or _regular(after.low)
        if next_form is not None and next_form.tense in _PAST:
            return False
    if form.tense == "base":
        return _is_plural_subject(tokens, at)
    if low in SURE_VERBS or (form.lemma in CHANGE_VERBS and _moves(after)):
        return True
    if before.kind == "name" or before.low in PRONOUNS | RELATIVES:
        return not _verb_follows(tokens, at)
    return not looks_plural(before) and after is not None and (
        after.kind in ("quantity", "name") or after.low in DETERMINERS
    )  # fmt: skip


def _moves(after: Token | None) -> bool:
    return after is not None and (after.kind == "quantity" or after.low in ("from", "to", "by"))


def _verb_follows(tokens: list[Token], at: int) -> bool:
    """Say whether the verb proper comes after: "Sedgelog queries now take"."""
    for token in tokens[at + 1 : at + 4]:
        form = VERBS.get(token.low)
        if form is not None and token.kind == "word":
            return form.tense in ("base", "past")
        if not (token.low in ADVERBS or token.low.endswith("ly")):
            return False
    return False


def looks_plural(token: Token) -> bool:
    """Say whether a finite verb in the plural may follow."""
    return (token.low.endswith("s") and not token.low.endswith("ss")) or token.low in _PLURALS


def _follows_auxiliary(tokens: list[Token], at: int) -> bool:
    """Say whether "to" or an auxiliary stands before, adverbs aside: "did not lose"."""
    n = _skip_adverbs(tokens, at - 1)
    return n >= 0 and (tokens[n].low == "to" or tokens[n].low in AUXILIARIES)


def _skip_adverbs(tokens: list[Token], at: int) -> int:
    while at >= 0 and (tokens[at].low in ADVERBS or tokens[at].low.endswith("ly")):
        at -= 1
    return at


def _opens_with_verb(tokens: list[Token], form: Verb) -> bool:
    """Say whether the first word is a verb: "Scaled the agent"; not "Read latency dropped"."""
    if form.tense not in _PAST:
        return False
    after = tokens[1] if len(tokens) > 1 else None
    if after is None or after.kind != "word" or is_function(after.low):
        return True
    forms = (VERBS.get(token.low) for token in tokens[2:9])
    return not any(f is not None and f.tense == "past" for f in forms) and not any(
        token.low in BE for token in tokens[2:9]
    )


def _is_plural_subject(tokens: list[Token], at: int) -> bool:
    """Say whether a plural stands before: "people use", "reviews at Larkfield take"."""
    n = _skip_adverbs(tokens, at - 1)
    if n < 0:
        return False
    before = tokens[n]
    if before.kind == "word" and (before.low in PREPOSITIONS or before.verb):
        return False
    if before.kind != "name" or before.text[0].islower():
        return looks_plural(before)
    return (
        n > 1 and tokens[n - 1].low in PREPOSITIONS
        and any(looks_plural(t) for t in tokens[max(0, n - 4) : n - 1])
    )  # fmt: skip
