"""The frame of a figure → its property: the words of the sentence that say of what kind it is."""

import re
from collections.abc import Sequence

from prepkit.quantities.counts import counted_kind, predicate
from prepkit.quantities.frames import (
    TIMES,
    Frame,
    clause_rest,
    first_verb,
    is_counted_from_before,
)
from prepkit.quantities.governors import COMPARATIVES, PLAIN, from_left, is_money, is_self
from prepkit.quantities.lexicon import (
    AUXILIARIES,
    BE,
    CHANGE_VERBS,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    VERBS,
)
from prepkit.quantities.phrases import kind_in, without_qualifiers, words_of
from prepkit.quantities.properties import normal_property
from prepkit.quantities.tokens import Token, is_counted, is_function
from prepkit.quantities.units import dimension
from prepkit.quantities.verbs import CHANGE_NOUNS

# What an adjective beside a figure measures: "212 m tall", "the longest, at 1,210 m".
MEASURES = {
    "long": "length", "tall": "height", "high": "height", "wide": "width", "deep": "depth",
    "old": "age", "heavy": "weight", "thick": "thickness", "longest": "length",
    "tallest": "height", "highest": "height", "widest": "width", "deepest": "depth",
    "oldest": "age", "heaviest": "weight",
}  # fmt: skip


def property_of(frame: Frame, entity: str | None) -> str | None:
    """Return the figure's property, or None where no word of its clause tells one."""
    counted = is_counted(frame.unit)
    compared = counted or frame.unit in ("x", "percent")
    if compared and frame.noun and frame.noun[0].low in COMPARATIVES:
        return _compared(frame)
    if frame.unit == "x":
        return kind_in([t for t in frame.noun if t.low != "times"]) or from_left(frame, entity)
    if frame.unit in ("percent", "fraction"):
        return _share(frame, entity)
    if not counted:
        return _amount(frame, entity, dimension(frame.unit))
    if kind_in(frame.noun, entity, names=True) is None:
        if frame.rest and frame.rest[0].low == "of":
            return _whole(frame, entity)
        if frame.leads and first_verb(frame.rest) is not None:
            return kind_in(predicate(frame), entity, names=True)
    return counted_kind(frame, entity)


# ------------------------------------------------------------------ shares and comparisons

_GRADED = frozenset("likely expensive costly efficient common".split())  # "more expensive"


# "Up 9% from the year-ago quarter" says since when, not of what.
_EARLIER = re.compile(
    r"(?:year-ago |prior |previous |same )?(?:quarter|year|period|month)(?: ago| earlier)?"
)


def _share(frame: Frame, entity: str | None) -> str | None:
    rest = frame.rest
    if [token.low for token in rest[:3]] == ["of", "the", "time"]:
        return from_left(frame, entity)
    if rest and rest[0].low == "of" and not frame.noun and (whole := _whole(frame, entity)):
        return whole
    noun = kind_in(frame.noun)
    if noun and not _EARLIER.fullmatch(noun):  # "23% year over year" is no share of a year
        if frame.noun[-1].low in CHANGE_NOUNS and rest and rest[0].low in ("in", "of"):
            return normal_property([*words_of(frame.noun), *words_of(clause_rest(frame))])
        if frame.verb == "be" and not frame.modifier and (subject := kind_in(frame.subject)):
            return f"{subject} {noun}"
        at = first_verb(clause_rest(frame))
        if frame.verb is None and not frame.modifier and at is not None:
            more = kind_in(clause_rest(frame)[at:], entity, names=True)  # "14% diff are devoted to"
            return f"{noun} {more}" if more else noun
        return noun
    told = predicate(frame) if frame.leads else []
    if told and told[0].low in ("from", "via", "with", "without") and first_verb(told) is None:
        told = []  # "94% from laptops, 99% from phones": of what is said before
    said = kind_in(told, entity, names=True)
    if said and not _EARLIER.fullmatch(said):
        return said
    return from_left(frame, entity)


def _whole(frame: Frame, entity: str | None) -> str | None:
    """ "12% of changes are devoted to tidying", "saves 12% of bandwidth"."""
    said = clause_rest(frame)[1:]
    said = said[: next((n for n, t in enumerate(said) if t.low in CONJUNCTIONS), len(said))]
    if frame.leads or (frame.verb is None and first_verb(said) is not None):
        return _whole_said(said, entity)
    at = next((n for n, t in enumerate(said) if t.low in PREPOSITIONS and t.low != "of"), len(said))
    noun = kind_in(said[:at], entity, names=True)
    if noun is None:
        return None
    transitive = frame.verb is not None and frame.verb not in PLAIN | CHANGE_VERBS
    done = frame.participle if transitive and not frame.preposition and not frame.object else None
    linked = at < len(said) and said[at].low in ("to", "on", "as", "from", "into")
    more = kind_in(said[at:], entity, names=True) if linked else None
    link = said[at].low if more else None
    return " ".join(part for part in (noun, done, link, more) if part)


def _whole_said(said: list[Token], entity: str | None) -> str | None:
    """Return the whole of which a share is the subject, with what is said of it."""
    at = first_verb(said)
    noun, then = (said, []) if at is None else (said[:at], said[at:])
    if kind_in(noun) is None or (then and then[0].verb and then[0].verb.lemma == "live"):
        return kind_in(noun)
    then = [t for t in then if not (t.kind == "word" and t.low in BE | AUXILIARIES)]
    more = words_of(without_qualifiers(then), entity, names=True)
    return normal_property([*words_of(without_qualifiers(noun)), *more])


def _compared(frame: Frame) -> str | None:
    """ "40% faster", "30% less memory", "3x more tests" → what, and which way."""
    word, more = frame.noun[0].low, frame.noun[1:]
    if more and more[0].low in _GRADED:
        word, more = f"{word} {more[0].low}", more[1:]
    what = kind_in(more) or kind_in(frame.object)
    what = what or (None if is_self(frame) else kind_in(frame.subject or frame.label))
    if is_counted_from_before(frame):
        return what
    return f"{what} {word}" if what else word


# ------------------------------------------------------------------ amounts

_MAKING = frozenset("build write rewrite develop create design make".split())


def _amount(frame: Frame, entity: str | None, measures: str | None) -> str | None:
    timed = measures in ("time", "calendar")
    if kind := _to_do(frame, timed):
        return kind
    rest = frame.rest
    of_what = bool(rest) and not frame.noun and (rest[0].low == "of" or _in_kind(frame))
    if of_what and (kind := _material(frame)):
        return kind
    word = frame.noun[0].low if frame.noun else ""
    if word in COMPARATIVES:
        if len(frame.noun) > 1 and frame.noun[1].low in _GRADED:
            word = f"{word} {frame.noun[1].low}"
        word = "" if is_counted_from_before(frame) else word
        return " ".join(part for part in (from_left(frame, entity), word) if part) or None
    if measured := _by_adjective(frame):
        return measured
    per = len(frame.noun) == 2 and word in ("a", "an", "each", "every", "per")
    if per and frame.noun[1].low in TIMES and (kind := from_left(frame, entity)):
        return f"{kind} per {frame.noun[1].low}"
    if frame.modifier and (kind := kind_in(frame.noun)):
        return kind
    if timed and frame.preposition in ("in", "within", "over", "during"):
        return _within(frame)
    return from_left(frame, entity)


def _to_do(frame: Frame, timed: bool) -> str | None:
    """ "took three years to build", "cost $3 million to build", "was built in three years"."""
    rest = frame.rest
    aimed = len(rest) > 1 and rest[0].low == "to" and rest[1].low in VERBS
    if aimed and (timed or frame.verb == "cost"):
        return f"{'cost' if frame.verb == 'cost' else 'time'} to {rest[1].low}"
    if timed and frame.verb in _MAKING and frame.preposition in ("in", "within"):
        return f"time to {frame.verb}"
    return None


def _within(frame: Frame) -> str | None:
    """ "was shot in 41 days"; no property of its own in "sold 900,000 copies in three days"."""
    if frame.follows or frame.verb is None or frame.object:
        return None
    subject = None if is_self(frame) else kind_in(frame.subject)
    return " ".join(part for part in (subject, frame.participle) if part)


def _material(frame: Frame) -> str | None:
    """ "120 GB of logs", "$3 billion in revenue"."""
    rest = frame.rest
    head = 2 if len(rest) > 2 and rest[1].low in DETERMINERS else 1
    end = next((n for n in range(head, len(rest)) if _ends_noun(rest, n)), len(rest))
    kind = kind_in(rest[1:end]) if end > 1 else None
    transitive = frame.verb is not None and frame.verb not in PLAIN | CHANGE_VERBS
    if kind and transitive and not frame.preposition and not is_money(frame):
        return f"{kind} {frame.participle}"
    return kind


def _by_adjective(frame: Frame) -> str | None:
    """ "212 m tall"; "at 1,210 metres, the bridge is the longest"."""
    for token in (*frame.noun, *(frame.rest if frame.verb is None else ())):
        if token.low in MEASURES:
            return MEASURES[token.low]
    return None


_TERMS = frozenset("q1 q2 q3 q4 h1 h2".split())  # "$25M in Q1"


def _in_kind(frame: Frame) -> bool:
    """ "$3 billion in revenue"; not "in other territories"."""
    rest = frame.rest
    return (
        rest[0].low == "in" and is_money(frame) and len(rest) > 1
        and rest[1].low not in DETERMINERS | {"other", "total"} | _TERMS
    )  # fmt: skip


def _ends_noun(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    return token.kind != "word" or is_function(token.low) or (at > 1 and token.verb is not None)
