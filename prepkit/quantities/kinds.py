"""The frame of a figure → its property: the words of the sentence that say of what kind it is."""

from collections.abc import Sequence

from prepkit.quantities.frames import TIMES, Frame, clause_rest, first_verb
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
from prepkit.quantities.properties import normal_property, singular
from prepkit.quantities.units import dimension
from prepkit.quantities.verbs import CHANGE_NOUNS

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
    "process", "analyse", "measure",
}  # fmt: skip
_ADDING = frozenset("lose gain add cut".split())  # "lost 3 million users": users lost

def property_of(frame: Frame, entity: str | None) -> str | None:
    """Return the figure's property, or None where no word of its clause tells one."""
    unit = frame.unit
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
            or token.text.isdigit()
        ):  # fmt: skip
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
        if (is_function(tokens[at].low) and tokens[at].low != "'s") or tokens[at].verb:
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
    if noun is None and frame.rest and frame.rest[0].low == "of":
        return _whole(frame, entity)
    if noun is None and frame.leads:
        return kind_in(_predicate(frame), entity, names=True)
    if noun is None or (noun == "times" and frame.verb):
        return _from_left(frame, entity)
    if noun.startswith("per ") and (what := _from_left(frame, entity)):
        return f"{what} {noun}"
    noun += _of_another(frame, entity)
    if set(noun.split()) & PEOPLE and (used := _usage(frame, noun)):
        return used
    if frame.leads:
        return _with_predicate(frame, noun, entity)
    if "per " in noun:
        return noun
    if each := _each_time(frame):
        return f"{noun} per {each}"
    if frame.verb == "employ":
        return "employees" if noun in PEOPLE else noun
    counted = frame.verb not in PLAIN | (CHANGE_VERBS - _ADDING) or frame.verb == "open"
    if frame.verb and counted and frame.preposition in (None, "by") and not frame.object:
        return f"{noun} {frame.participle}{_particle(frame)}"
    return noun


def _of_another(frame: Frame, entity: str | None) -> str:
    """ "110 cases of COVID-19", where the figure is another's: the name tells of what kind."""
    rest = frame.rest
    if len(rest) < 2 or rest[0].low != "of" or not is_owner(rest[1]):
        return ""
    name = plain_name(rest[1].text)
    return "" if name == entity else f" of {name.lower()}"


def _particle(frame: Frame) -> str:
    """ "laid off": the adverb that makes the verb what it is."""
    last = frame.left[-1].low if frame.left else ""
    return f" {last}" if last in ("off", "out", "down", "up") else ""


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
    lemmas = {token.verb.lemma for token in clause_rest(frame) if token.verb}
    if "live" in lemmas:
        return "population"
    around = [*frame.noun, *clause_rest(frame), *(t for s in frame.fronted for t in s)]
    period = _how_often([token.low for token in around])
    used = (frame.verb in USE_VERBS and frame.passive) or lemmas & (USE_VERBS | {"write"})
    if used or (period and (noun.endswith(("per day", "per month")) or period == "daily")):
        return f"{period} active users" if period else "users"
    return None


_TIME_OF = {"daily": "day", "weekly": "week", "monthly": "month"}
_OFTEN = {"day": "daily", "week": "weekly", "month": "monthly"}


def _how_often(low: list[str]) -> str | None:
    for at, word in enumerate(low):
        if word in _TIME_OF:
            return word
        if word in _OFTEN and at and low[at - 1] in ("a", "every", "each", "per"):
            return _OFTEN[word]
    return None


def _predicate(frame: Frame) -> list[Token]:
    """Return what is said of a figure that is itself the subject: "are devoted to tidying"."""
    return [t for t in clause_rest(frame) if not (t.kind == "word" and t.low in BE | AUXILIARIES)]


def _with_predicate(frame: Frame, noun: str, entity: str | None) -> str:
    """ "12 teams adopted it" → teams adopted; "40 files were moved" → files moved."""
    said = _predicate(frame)
    at = first_verb(said)
    if at is None or "per " in noun:
        return noun
    if period := _how_often([token.low for token in said[at:]]):
        return f"{noun} per {_TIME_OF[period]}"
    verb = said[at].verb
    if verb is None or verb.lemma in ("be", "have", "work", "live", "exist", "belong"):
        return noun
    named = any(is_owner(t) and plain_name(t.text) != entity for t in said[at:])
    if verb.tense in ("past", "participle") or named:
        more = kind_in(said[at:], entity, names=True)
        return f"{noun} {more}" if more else noun
    return noun if verb.lemma in USE_VERBS else f"{noun} {verb.participle}"


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
        at = first_verb(said)
        noun = kind_in(said[:at])
        living = at is not None and said[at].verb and said[at].verb.lemma == "live"
        more = kind_in(said[at:], entity, names=True) if noun and at is not None else None
        return f"{noun} {more}" if more and not living else noun
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
    word, more = frame.noun[0].low, frame.noun[1:]
    if more and more[0].low in ("likely", "expensive", "efficient", "common"):
        word, more = f"{word} {more[0].low}", more[1:]
    what = kind_in(more) or kind_in(frame.object)
    what = what or (None if _is_self(frame) else kind_in(frame.subject or frame.label))
    return f"{what} {word}" if what else word


# ------------------------------------------------------------------ amounts

_MAKING = frozenset("build write rewrite develop create design finish complete make".split())


def _amount(frame: Frame, entity: str | None, measures: str | None) -> str | None:
    timed = measures in ("time", "calendar")
    rest = frame.rest
    if len(rest) > 1 and rest[0].low == "to" and rest[1].low in VERBS:
        if timed or frame.verb == "cost":
            return f"{'cost' if frame.verb == 'cost' else 'time'} to {rest[1].low}"
    if timed and frame.verb in _MAKING and frame.preposition in ("in", "within"):
        return f"time to {frame.verb}"
    if rest and not frame.noun and (rest[0].low == "of" or _in_kind(frame)):
        if kind := _material(frame):
            return kind
    if measured := _by_adjective(frame):
        return measured
    if len(frame.noun) == 2 and frame.noun[1].low in TIMES and (kind := _from_left(frame, entity)):
        return f"{kind} per {frame.noun[1].low}"
    if frame.modifier and (kind := kind_in(frame.noun)):
        return kind
    if timed and frame.preposition in ("in", "within", "over", "during"):
        if frame.follows or frame.verb is None or frame.object or kind_in(frame.subject) is None:
            return None
        return f"{kind_in(frame.subject)} {frame.participle}"
    return _from_left(frame, entity)


def _material(frame: Frame) -> str | None:
    """ "120 GB of logs", "$3 billion in revenue"."""
    rest = frame.rest
    head = 2 if len(rest) > 2 and rest[1].low in DETERMINERS else 1
    end = next((n for n in range(head, len(rest)) if _ends_noun(rest, n)), len(rest))
    kind = kind_in(rest[1:end]) if end > 1 else None
    transitive = frame.verb is not None and frame.verb not in PLAIN | CHANGE_VERBS
    if kind and transitive and not frame.preposition and not _is_money(frame):
        return f"{kind} {frame.participle}"
    return kind


def _by_adjective(frame: Frame) -> str | None:
    """ "212 m tall"; "at 1,210 metres, the bridge is the longest"."""
    for token in (*frame.noun, *(frame.rest if frame.verb is None else ())):
        if token.low in MEASURES:
            return MEASURES[token.low]
    return None


def _in_kind(frame: Frame) -> bool:
    """ "$3 billion in revenue"; not "in other territories"."""
    rest = frame.rest
    return (
        rest[0].low == "in" and _is_money(frame) and len(rest) > 1
        and rest[1].low not in DETERMINERS | {"other", "total"}
    )  # fmt: skip


def _ends_noun(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.kind != "word" or is_function(token.low) or (at > 1 and token.verb is not None)


def _is_money(frame: Frame) -> bool:
    return frame.unit is not None and len(frame.unit) == 3 and frame.unit.isupper()


# ------------------------------------------------------------------ left of the figure


def _from_left(frame: Frame, entity: str | None) -> str | None:
    """Return the property that the words before the figure tell."""
    if frame.verb is None:
        return _own_kind(kind_in(_nearest(frame)) or _following_kind(frame))
    if frame.object and not (frame.verb in ("take", "cost") and _is_someone(frame.object)):
        named = frame.verb not in CHANGE_VERBS and frame.preposition != "at"
        kind = kind_in(frame.object, entity, names=named)
        if kind or frame.verb in CHANGE_VERBS:
            return _own_kind(kind)
    subject = None if _is_self(frame) else kind_in(frame.subject)
    return _by_verb(frame, subject)


def _own_kind(kind: str | None) -> str | None:
    """Return None for words that only tell a change of what stands before: "an increase of"."""
    return None if kind in CHANGE_NOUNS or kind in COMPARATIVES else kind


def _following_kind(frame: Frame) -> str | None:
    """ "At 300 ms, the median query is fast"."""
    rest = frame.rest
    if not rest or rest[0].text != "," or not frame.preposition:
        return None
    at = first_verb(rest)
    return kind_in(rest[1:at]) if at else None


def _by_verb(frame: Frame, subject: str | None) -> str | None:
    verb, measures = frame.verb, dimension(frame.unit)
    counted = is_counted(frame.unit) and frame.unit not in (None, "occurrence")
    if verb in ("take", "last") and (frame.unit is None or measures in ("time", "calendar")):
        return f"{singular(subject)} time" if subject else "time"
    if verb == "spend" and measures == "time":
        rest = clause_rest(frame)
        people = any(t.low in PEOPLE | {"user"} for t in frame.subject)
        inside = None if people or not rest or rest[0].low != "in" else kind_in(rest[1:])
        return f"time in {inside}" if inside else "time spent"
    if verb in NOMINALS and not counted:
        return NOMINALS[verb]
    if verb in CHANGE_VERBS and frame.preposition is None and not subject and frame.unit != "percent":
        return frame.participle  # "lost €84 million"
    if verb in PLAIN | CHANGE_VERBS and not frame.passive:
        kind = subject or (frame.participle if verb in ("hold", "support") else None)
        return f"{kind} {aim}" if kind and (aim := _for_what(frame)) else kind
    if verb in SAY_VERBS | CHANGE_VERBS | {"estimate"}:
        return subject
    return " ".join(part for part in (subject, frame.participle, _towards(frame)) if part) or None


def _for_what(frame: Frame) -> str | None:
    """ "was 5.2 for dead-code removal": the case for which; not a name, a date or a span."""
    rest = clause_rest(frame)
    if len(rest) < 2 or rest[0].low != "for" or frame.noun:
        return None
    end = next((n for n in range(1, len(rest)) if rest[n].kind != "word" or (
        n > 1 and rest[n].low in PREPOSITIONS | CONJUNCTIONS)), len(rest))  # fmt: skip
    kind = kind_in(rest[1:end])
    timed = any(token.low.rstrip("s") in TIMES | {"quarter", "period"} for token in rest[1:end])
    return f"for {kind}" if kind and not timed else None


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
