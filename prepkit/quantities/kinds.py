"""The frame of a figure → its property: the words of the sentence that say of what kind it is."""

from collections.abc import Sequence

from prepkit.quantities.frames import CHANGE_NOUNS, TIMES, Frame, clause_rest
from prepkit.quantities.lexicon import (
    ANAPHORS,
    AUXILIARIES,
    BE,
    CHANGE_VERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FIRST_PERSON,
    LEVEL_VERBS,
    PEOPLE,
    PLATFORMS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SAY_VERBS,
    USE_VERBS,
    VERBS,
)
from prepkit.quantities.names import TEAMS, is_owner, plain_name
from prepkit.quantities.tokens import Token, is_counted, is_function
from prepkit.quantities.verbs import is_verb
from prepkit.quantities.properties import normal_property, singular
from prepkit.quantities.units import dimension

# What a verb says of its subject or object, as the noun that tables and headings use.
NOMINALS = {
    "gross": "gross", "cost": "cost", "weigh": "weight", "download": "downloads",
    "view": "views", "visit": "visits", "install": "installs", "cite": "citations",
    "star": "stars", "rate": "rating", "score": "score", "price": "price", "value": "valuation",
}  # fmt: skip
# What an adjective beside a figure measures: "212 m tall", "the longest, at 1,210 m".
MEASURES = {
    "long": "length", "tall": "height", "high": "height", "wide": "width", "deep": "depth",
    "old": "age", "heavy": "weight", "thick": "thickness", "longest": "length",
    "tallest": "height", "highest": "height", "widest": "width", "deepest": "depth",
    "oldest": "age", "heaviest": "weight",
}  # fmt: skip
COMPARATIVES = frozenset(
    "faster slower more less fewer smaller larger bigger higher lower shorter longer better worse"
    " cheaper quicker greater".split()
)
# Verbs that only say that there is so much, or that the noun beside the figure implies.
PLAIN = (LEVEL_VERBS | SAY_VERBS | USE_VERBS | {"be", "suggest", "land", "work", "live", "put"}) - {
    "process",
}  # fmt: skip
_ADDING = frozenset("lose gain add cut".split())  # "lost 3 million users": users lost

def property_of(frame: Frame, entity: str | None) -> str | None:
    """Return the figure's property, or None where no word of its clause tells one."""
    unit = frame.figure.quantity.unit if frame.figure.quantity else None
    if frame.noun and frame.noun[0].low in COMPARATIVES and unit in ("x", "percent"):
        return _compared(frame, entity)
    if unit == "x":
        return kind_in(frame.noun) or _from_left(frame, entity)
    if unit == "percent":
        return _share(frame, entity)
    if is_counted(unit):
        return _count(frame, entity)
    return _amount(frame, entity, dimension(unit))


# ------------------------------------------------------------------ words of a phrase


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
        elif token.kind == "word" and not (
            token.low in ("'s", "'") or token.low in PLATFORMS or _repeats_name(tokens, at)
        ):
            words.append(token.text)
        at += 1
    return words


def _repeats_name(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a noun only says what the name before it is: "the Quillpad app"."""
    beside = (tokens[n] for n in (at - 1, at + 1) if 0 <= n < len(tokens))
    return tokens[at].low in ANAPHORS | TEAMS and any(t.kind == "name" for t in beside)


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
    if token.kind != "name" or (names and plain_name(token.text) != but and is_owner(token)):
        return 0
    at += 1
    while at < len(tokens) and tokens[at].kind in ("word", "name"):
        if (is_function(tokens[at].low) and tokens[at].low != "'s") or is_verb(list(tokens), at):
            break
        at += 1
    return at


def kind_in(tokens: Sequence[Token], but: str | None = None, names: bool = False) -> str | None:
    """Return the property that a phrase tells."""
    return normal_property(words_of(_without_qualifiers(tokens), but, names))


_QUALIFYING = frozenset(
    "average averaged averaging median peak mean worldwide global globally p50 p75 p90 p95 p99".split()
)


def _without_qualifiers(tokens: Sequence[Token]) -> list[Token]:
    """Drop "on average", "per diff" and their like, which qualify."""
    kept: list[Token] = []
    at = 0
    while at < len(tokens):
        low = tokens[at].low
        after = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if low in ("on", "at") and after in ("average", "peak"):
            at += 2
        elif low == "per" and after not in TIMES:
            at += 2
        elif low == "at" and any(t.low == "percentile" for t in tokens[at : at + 4]):
            at += next(n for n, t in enumerate(tokens[at:], 1) if t.low == "percentile")
        elif low in _QUALIFYING:
            at += 1
        else:
            kept.append(tokens[at])
            at += 1
    return kept


# ------------------------------------------------------------------ counts


def _count(frame: Frame, entity: str | None) -> str | None:
    if frame.noun and frame.noun[0].low in COMPARATIVES:
        return _compared(frame, entity)
    noun = kind_in(frame.noun, entity, names=True)
    rest = frame.rest
    if noun and len(rest) > 1 and rest[0].low == "of" and is_owner(rest[1]):
        if plain_name(rest[1].text) != entity:
            noun = f"{noun} of {plain_name(rest[1].text).lower()}"
    if noun == "times" and frame.verb:
        return _from_left(frame, entity)
    if noun and noun.startswith("per ") and (what := _from_left(frame, entity)):
        return f"{what} {noun}"
    if noun is None and frame.rest and frame.rest[0].low == "of":
        return _whole(frame, entity)
    if noun is None:
        return _from_left(frame, entity)
    if set(noun.split()) & PEOPLE and (used := _usage(frame, noun)):
        return used
    if frame.leads:
        return _with_predicate(frame, noun, entity)
    if "per " in noun:
        return noun
    if each := _each_time(frame):
        return f"{noun} per {each}"
    verb = frame.verb
    if verb == "employ":
        return NOMINALS.get(verb, "employees") if noun in PEOPLE else noun
    transitive = verb is not None and verb not in PLAIN and verb not in CHANGE_VERBS - _ADDING
    if transitive and frame.preposition in (None, "by") and not frame.object:
        return f"{noun} {frame.participle}{_particle(frame)}"
    return noun


def _particle(frame: Frame) -> str:
    """ "laid off": the adverb that makes the verb what it is."""
    low = [token.low for token in frame.left]
    return f" {low[-1]}" if low and low[-1] in ("off", "out", "down", "up") else ""


def _each_time(frame: Frame) -> str | None:
    """ "Every week, ..." → week."""
    for segment in frame.fronted:
        if len(segment) == 2 and segment[0].low in ("every", "each") and segment[1].low in TIMES:
            return segment[1].low
    return None


def _usage(frame: Frame, noun: str) -> str | None:
    """ "people use it every day" → daily active users; "people live there" → population."""
    if "active" in noun:
        return None
    said = clause_rest(frame)
    lemmas = {VERBS.get(t.low, ("",))[0] for t in said}
    if "live" in lemmas:
        return "population"
    around = [*frame.noun, *frame.rest, *(t for s in frame.fronted for t in s)]
    period = _how_often([t.low for t in around])
    used = (frame.verb in USE_VERBS and frame.passive) or lemmas & (USE_VERBS | {"write"})
    if used or (period and (noun.endswith(("per day", "per month")) or period in ("daily",))):
        return f"{period} active users" if period else "users"
    return None


def _how_often(low: list[str]) -> str | None:
    for at, word in enumerate(low):
        if word in ("daily", "weekly", "monthly"):
            return word
        if word in ("day", "week", "month") and at and low[at - 1] in ("a", "every", "each", "per"):
            return {"day": "daily", "week": "weekly", "month": "monthly"}[word]
    return None


_TIME_OF = {"daily": "day", "weekly": "week", "monthly": "month"}


def _with_predicate(frame: Frame, noun: str, entity: str | None) -> str:
    """ "12 teams adopted it" → teams adopted; "40 files were moved" → files moved."""
    said = _predicate(frame)
    at = next((n for n in range(len(said)) if is_verb(said, n)), None)
    if at is None or "per " in noun:
        return noun
    if period := _how_often([t.low for t in said[at:]]):
        return f"{noun} per {_TIME_OF[period]}"
    lemma, participle, tense = VERBS.get(said[at].low, ("be", "been", ""))
    if lemma in ("be", "have", "work", "live", "exist", "belong"):
        return noun
    said = said[at:]
    named = any(is_owner(t) and plain_name(t.text) != entity for t in said)
    if tense in ("past", "participle") or named:
        more = kind_in(said, entity, names=True)
        return f"{noun} {more}" if more else noun
    return noun if lemma in USE_VERBS else f"{noun} {participle}"


def _predicate(frame: Frame) -> list[Token]:
    """Return what is said of a figure that is itself the subject: "are devoted to tidying"."""
    return [t for t in clause_rest(frame) if not (t.kind == "word" and t.low in BE | AUXILIARIES)]


# ------------------------------------------------------------------ shares and comparisons


def _share(frame: Frame, entity: str | None) -> str | None:
    rest = frame.rest
    if rest and rest[0].low == "of" and not frame.noun and (whole := _whole(frame, entity)):
        return whole
    if noun := kind_in(frame.noun):
        if frame.noun[-1].low in CHANGE_NOUNS and rest and rest[0].low in ("in", "of"):
            return normal_property([*words_of(frame.noun), *words_of(clause_rest(frame))])
        if frame.verb == "be" and not frame.modifier and (subject := kind_in(frame.subject)):
            return f"{subject} {noun}"
        return noun
    if frame.leads and (said := kind_in(_predicate(frame), entity, names=True)):
        return said
    return _from_left(frame, entity)


def _whole(frame: Frame, entity: str | None) -> str | None:
    """ "12% of changes are devoted to tidying", "saves 12% of bandwidth"."""
    said = clause_rest(frame)[1:]
    said = said[: next((n for n, t in enumerate(said) if t.low in CONJUNCTIONS), len(said))]
    if frame.leads:
        at = next((n for n in range(len(said)) if is_verb(said, n)), len(said))
        noun = kind_in(said[:at])
        more = kind_in(said[at:], entity, names=True) if noun else None
        return f"{noun} {more}" if more else noun
    at = next((n for n, t in enumerate(said) if t.low in PREPOSITIONS and t.low != "of"), len(said))
    noun, more = kind_in(said[:at], entity, names=True), kind_in(said[at:], entity, names=True)
    if noun is None:
        return None
    transitive = frame.verb is not None and frame.verb not in PLAIN | CHANGE_VERBS
    done = frame.participle if transitive and not frame.preposition and not frame.object else None
    link = said[at].low if more and at < len(said) else None
    return " ".join(part for part in (noun, done, link, more) if part)


def _compared(frame: Frame, entity: str | None) -> str | None:
    """ "40% faster", "30% less memory", "3x more tests" → what, and which way."""
    what = kind_in(frame.noun[1:]) or kind_in(frame.object)
    what = what or (None if _is_self(frame) else kind_in(frame.subject or frame.label))
    return f"{what} {frame.noun[0].low}" if what else frame.noun[0].low


# ------------------------------------------------------------------ amounts


def _amount(frame: Frame, entity: str | None, measures: str | None) -> str | None:
    rest = frame.rest
    if rest and rest[0].low == "to" and len(rest) > 1 and rest[1].low in VERBS:
        if measures in ("time", "calendar") or frame.verb == "cost":
            return f"{'cost' if frame.verb == 'cost' else 'time'} to {rest[1].low}"
    if rest and not frame.noun and (rest[0].low == "of" or _in_kind(frame)):
        head = 2 if len(rest) > 2 and rest[1].low in DETERMINERS else 1
        end = next((n for n in range(head, len(rest)) if _ends_noun(rest, n)), len(rest))
        if end > 1 and (kind := kind_in(rest[1:end])):
            transitive = frame.verb is not None and frame.verb not in PLAIN | CHANGE_VERBS
            if transitive and not frame.preposition and not _is_money(frame):
                return f"{kind} {frame.participle}"
            return kind
    for token in (*frame.noun, *rest):
        if token.low in MEASURES and (token in frame.noun or frame.verb is None):
            return MEASURES[token.low]
    if len(frame.noun) == 2 and frame.noun[1].low in TIMES and (kind := _from_left(frame, entity)):
        return f"{kind} per {frame.noun[1].low}"
    if frame.modifier and (kind := kind_in(frame.noun)):
        return kind
    if measures in ("time", "calendar") and frame.preposition in ("in", "within", "over", "during"):
        return None
    return _from_left(frame, entity)


def _in_kind(frame: Frame) -> bool:
    """ "$3 billion in revenue"; not "in other territories"."""
    rest = frame.rest
    return (
        rest[0].low == "in" and _is_money(frame) and len(rest) > 1
        and rest[1].low not in DETERMINERS | {"other", "total"}
    )  # fmt: skip


def _ends_noun(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind != "word" or is_function(token.low):
        return True
    return at > 1 and is_verb(list(tokens), at)


def _is_money(frame: Frame) -> bool:
    unit = frame.figure.quantity.unit if frame.figure.quantity else None
    return unit is not None and len(unit) == 3 and unit.isupper()


def _from_left(frame: Frame, entity: str | None) -> str | None:
    """Return the property that the words before the figure tell."""
    if frame.verb is None:
        kind = kind_in(_nearest(frame))
        return None if kind in CHANGE_NOUNS else kind
    if frame.object and not (frame.verb in ("take", "cost") and _is_someone(frame.object)):
        named = frame.verb not in CHANGE_VERBS and not frame.preposition == "at"
        kind = kind_in(frame.object, entity, names=named)
        if kind or frame.verb in CHANGE_VERBS:
            return None if kind in CHANGE_NOUNS else kind
    unit = frame.figure.quantity.unit if frame.figure.quantity else None
    subject = None if _is_self(frame) else kind_in(frame.subject)
    verb = frame.verb
    if verb in ("take", "last") and not (is_counted(unit) and unit):
        return f"{singular(subject)} time" if subject else "time"
    if verb == "spend" and dimension(unit) == "time":
        rest = clause_rest(frame)
        people = any(t.low in PEOPLE | {"user"} for t in frame.subject)
        inside = None if people or not rest or rest[0].low != "in" else kind_in(rest[1:])
        return f"time in {inside}" if inside else "time spent"
    if verb in NOMINALS and not (is_counted(unit) and unit not in (None, "occurrence")):
        return NOMINALS[verb]
    if verb == "raise" and _is_money(frame) and not subject:
        return frame.participle
    if verb in PLAIN | CHANGE_VERBS and not frame.passive:
        return subject or (frame.participle if verb in ("hold", "support") else None)
    if verb in SAY_VERBS | CHANGE_VERBS | {"estimate"}:
        return subject
    said = " ".join(part for part in (subject, frame.participle, _towards(frame)) if part)
    return said or None


def _nearest(frame: Frame) -> list[Token]:
    """Return the phrase that the figure hangs on: "for a total gross of" → "a total gross"."""
    tokens = frame.label or frame.subject
    for at in range(len(tokens) - 2, -1, -1):
        if tokens[at].low in PREPOSITIONS - {"of"} and tokens[at + 1].low in DETERMINERS:
            return tokens[at + 1 :] if frame.preposition == "of" else tokens
    return tokens


def _is_someone(tokens: Sequence[Token]) -> bool:
    """Say whether these are only the people concerned: "took the team three years"."""
    own = DETERMINERS | PRONOUNS | FIRST_PERSON | TEAMS
    return all(token.low in own or token.kind == "name" for token in tokens)


def _towards(frame: Frame) -> str | None:
    """ "spent $2 billion on research", "returned $9 billion to shareholders"."""
    rest = clause_rest(frame)
    if not rest or rest[0].low not in ("on", "to", "from") or frame.noun or not _is_money(frame):
        return None
    end = next((n for n in range(1, len(rest)) if rest[n].kind != "word" or (
        rest[n].low in PREPOSITIONS)), len(rest))  # fmt: skip
    kind = kind_in(rest[1:end])
    return f"{rest[0].low} {kind}" if kind else None


def _is_self(frame: Frame) -> bool:
    """Say whether the subject only stands for the entity: "it", "the app"."""
    words = [t for t in frame.subject if t.kind == "word" and t.low != "'s"]
    if any(t.low in ANAPHORS for t in words) and any(t.low in DETERMINERS for t in words):
        return len(words) == 2
    own = PRONOUNS | FIRST_PERSON | DETERMINERS | RELATIVES | CONJUNCTIONS
    return all(token.low in own for token in words)
