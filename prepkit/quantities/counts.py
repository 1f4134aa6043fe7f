"""A figure that counts → its property: what is counted, and what was done with it."""

from prepkit.quantities.frames import TIMES, Frame, clause_rest, first_verb
from prepkit.quantities.governors import ADDING, PLAIN, from_left
from prepkit.quantities.lexicon import AUXILIARIES, BE, CHANGE_VERBS, PEOPLE, USE_VERBS
from prepkit.quantities.names import is_owner, plain_name
from prepkit.quantities.phrases import kind_in
from prepkit.quantities.tokens import Token


def counted_kind(frame: Frame, entity: str | None) -> str | None:
    """Return what the figure counts, or None where no noun stands right of it."""
    noun = kind_in(frame.noun, entity, names=True)
    if noun is None or noun == "times" or noun.startswith("per "):
        what = from_left(frame, entity)
        return f"{what} {noun}" if what and noun and noun != "times" else what or noun
    noun += _of_another(frame, entity)
    if "per year" in noun:
        return noun
    if set(noun.split()) & PEOPLE and (used := _usage(frame, noun)):
        return used
    if noun in ("residents", "inhabitants") and first_verb(clause_rest(frame)) is None:
        return "population"
    if frame.leads:
        return _with_predicate(frame, noun, entity)
    return noun if "per " in noun else _done_with(frame, noun, entity)


def _done_with(frame: Frame, noun: str, entity: str | None) -> str:
    """ "hired 300 engineers" → engineers hired; "has 300 engineers" → engineers."""
    if each := _each_time(frame):
        return f"{noun} per {each}"
    if frame.verb == "employ":
        return "employees" if noun in PEOPLE else noun
    done = frame.verb not in PLAIN | (CHANGE_VERBS - ADDING) or frame.verb == "open"
    if frame.verb and done and frame.preposition in (None, "by") and not frame.object:
        return f"{noun} {frame.participle}{_particle(frame)}{_to_another(frame, entity)}"
    return noun


def _of_another(frame: Frame, entity: str | None) -> str:
    """ "110 cases of COVID-19", where the figure is another's: the name tells of what kind."""
    rest = frame.rest
    if len(rest) < 2 or rest[0].low != "of" or not is_owner(rest[1]):
        return ""
    name = plain_name(rest[1].text)
    return "" if name == entity else f" of {name.lower()}"


def _to_another(frame: Frame, entity: str | None) -> str:
    """ "migrated 120 services to Dunlin", where the figure is another's."""
    rest = frame.rest
    if len(rest) < 2 or rest[0].low not in ("to", "into") or not is_owner(rest[1]):
        return ""
    name = plain_name(rest[1].text)
    return "" if name == entity else f" to {name.lower()}"


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
    joined = {t.low for t in around} & _STAFF  # "48 people join us" to work, not to use
    joined = joined or {t.low for t in frame.left[-1:]} & _OWNED  # "Larkfield's 85 people joined"
    using = (USE_VERBS | {"write"}) - ({"join"} if joined else set())
    used = (frame.verb in USE_VERBS and frame.passive) or lemmas & using
    if used or (period and (noun.endswith(("per day", "per month")) or period == "daily")):
        return f"{period} active users" if period else "users"
    return None


_OWNED = frozenset("'s ’s ' ’ our its their".split())
_STAFF = frozenset("us team company firm staff".split())
_TIME_OF = {"daily": "day", "weekly": "week", "monthly": "month"}
_OFTEN = {"day": "daily", "week": "weekly", "month": "monthly"}


def _how_often(low: list[str]) -> str | None:
    for at, word in enumerate(low):
        if word in _TIME_OF:
            return word
        if word in _OFTEN and at and low[at - 1] in ("a", "every", "each", "per", "average"):
            return _OFTEN[word]
    return None


def predicate(frame: Frame) -> list[Token]:
    """Return what is said of a figure that is itself the subject: "are devoted to tidying"."""
    return [t for t in clause_rest(frame) if not (t.kind == "word" and t.low in BE | AUXILIARIES)]


def _with_predicate(frame: Frame, noun: str, entity: str | None) -> str:
    """ "12 teams adopted it" → teams adopted; "40 files were moved" → files moved."""
    said = predicate(frame)
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
