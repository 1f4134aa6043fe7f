"""The verb or noun that governs a figure → the property that it tells: the words left of it."""

from collections.abc import Sequence

from prepkit.quantities.frames import TIMES, Frame, clause_rest, first_verb
from prepkit.quantities.lexicon import (
    ANAPHORS,
    CHANGE_VERBS,
    CONJUNCTIONS,
    DETERMINERS,
    FIRST_PERSON,
    LEVEL_VERBS,
    PEOPLE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SAY_VERBS,
    USE_VERBS,
)
from prepkit.quantities.movers import tells_change
from prepkit.quantities.names import TEAMS
from prepkit.quantities.phrases import kind_in
from prepkit.quantities.properties import singular
from prepkit.quantities.tokens import Token, is_counted
from prepkit.quantities.units import dimension
from prepkit.quantities.verbs import CHANGE_NOUNS

# What a verb says of its subject or object, as the noun that tables and headings use.
NOMINALS = {
    "gross": "gross", "cost": "cost", "weigh": "weight", "download": "downloads",
    "view": "views", "visit": "visits", "install": "installs", "cite": "citations",
    "star": "stars", "rate": "rating", "score": "score", "price": "price", "value": "valuation",
}  # fmt: skip
COMPARATIVES = frozenset(
    "faster slower more less fewer smaller larger bigger higher lower shorter longer better worse"
    " cheaper quicker greater heavier lighter taller sooner wider narrower thicker thinner"
    " older younger pricier costlier".split()
)
# Verbs that only say that there is so much, or that the noun beside the figure implies.
ADDING = frozenset("lose gain add cut".split())  # "lost 3 million users": users lost
PLAIN = (LEVEL_VERBS | SAY_VERBS | USE_VERBS | {"be", "suggest", "land", "work", "live", "put"}) - {
    "process", "analyse", "measure", *ADDING,
}  # fmt: skip
_PARTS = frozenset(("half", "third", "quarter"))
_OFF_VERBS = frozenset("shave cut knock trim slash".split())
_AGENTS = frozenset("engineers developers teams team staff reviewers researchers authors".split())
# These change something else than their subject: "lost €84 million", "moved 1.2 petabytes".
_DONE_TO = frozenset("add cut gain lose save raise move bring shed lift boost reduce".split())


def is_money(frame: Frame) -> bool:
    """Say whether the figure is in a currency."""
    return frame.unit is not None and len(frame.unit) == 3 and frame.unit.isupper()


def from_left(frame: Frame, entity: str | None) -> str | None:
    """Return the property that the words before the figure tell."""
    if _only_names(frame):
        return None
    if frame.verb is None:
        return _own_kind(kind_in(_nearest(frame)) or _following_kind(frame))
    if frame.object and not (frame.verb in ("take", "cost") and _is_someone(frame.object)):
        named = frame.verb not in CHANGE_VERBS and frame.preposition != "at"
        kind = kind_in(frame.object, entity, names=named)
        if kind in ("factor", "multiple"):  # "shrank by a factor of 3"
            return None if is_self(frame) else kind_in(frame.subject)
        if kind in TIMES:
            return None  # "ended the year with"
        if kind in _PARTS and frame.verb in CHANGE_VERBS | {"go"}:
            return None if is_self(frame) else kind_in(frame.subject)  # "went up by half, from 2"
        if kind or frame.verb in CHANGE_VERBS:
            case = for_what(frame) if kind else None
            return f"{kind} {case}" if case else _own_kind(kind)
    subject = None if is_self(frame) else kind_in(frame.subject)
    if subject in _AGENTS and frame.verb not in CHANGE_VERBS - _DONE_TO | LEVEL_VERBS | {"be"}:
        subject = None
    return _by_verb(frame, subject)


def _only_names(frame: Frame) -> bool:
    """Say whether they only tell who: "The operators are Marlow Air (67)" counts no operators."""
    at = first_verb(frame.label)
    if at is None or frame.unit is not None or frame.label[-1].kind != "name":
        return False
    verb = frame.label[at].verb
    return verb is not None and verb.lemma == "be" and first_verb(frame.label[at + 1 :]) is None


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
    if verb in _OFF_VERBS and (taken := _taken_from(frame)):
        return taken
    direct = frame.preposition is None and frame.unit not in ("percent", "fraction", "x")
    if verb in CHANGE_VERBS and direct and (not subject or verb in _DONE_TO):
        return f"{subject} {frame.participle}" if subject else frame.participle
    if verb == "make" and is_money(frame) and not subject:
        return frame.participle
    if verb in PLAIN | CHANGE_VERBS and not frame.passive:
        kind = subject or (frame.participle if verb in ("hold", "support") else None)
        return " ".join(part for part in (kind, for_what(frame)) if part) or None
    if verb in SAY_VERBS | CHANGE_VERBS | {"estimate"}:
        return subject
    return " ".join(part for part in (subject, frame.participle, _towards(frame)) if part) or None


def _taken_from(frame: Frame) -> str | None:
    """ "shaved 310 ms off the median query": what it is that got less."""
    rest = clause_rest(frame)
    if len(rest) < 2 or rest[0].low not in ("from", "off") or frame.noun or frame.object:
        return None
    return kind_in(rest[1:])


def for_what(frame: Frame) -> str | None:
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
    tokens = _what_changed(frame.label or frame.subject)
    for at in range(len(tokens) - 2, -1, -1):
        if tokens[at].low in PREPOSITIONS - {"of"} and tokens[at + 1].low in DETERMINERS:
            return tokens[at + 1 :] if frame.preposition == "of" else tokens
    return tokens


_GETTING = frozenset("got get gets went goes is are was were has became".split())


def _what_changed(tokens: list[Token]) -> list[Token]:
    """Return what a label says to have changed: "the build got cut in half (26 → 13 min)"."""
    for at, token in enumerate(tokens):
        going = token.low in _GETTING and at + 1 < len(tokens)
        if token.verb and (tells_change(tokens[at + 1].low) if going else tells_change(token.low)):
            if any(t.kind == "word" and t.low not in DETERMINERS | PRONOUNS for t in tokens[:at]):
                return tokens[:at]
            behind = tokens[at + 1 :]
            ends = (n for n, t in enumerate(behind) if n and t.low in PREPOSITIONS - {"of"})
            return behind[: next(ends, len(behind))]
    return tokens


def _is_someone(tokens: Sequence[Token]) -> bool:
    """Say whether these are only the people concerned: "took the team three years"."""
    own = DETERMINERS | PRONOUNS | FIRST_PERSON | TEAMS
    return all(token.low in own or token.kind == "name" for token in tokens)


def _towards(frame: Frame) -> str | None:
    """ "spent $2 billion on research", "returned $9 billion to shareholders"."""
    rest = clause_rest(frame)
    if not rest or rest[0].low not in ("on", "to", "from") or frame.noun or not is_money(frame):
        return None
    end = next((n for n in range(1, len(rest)) if rest[n].kind != "word" or (
        rest[n].low in PREPOSITIONS)), len(rest))  # fmt: skip
    kind = kind_in(rest[1:end])
    return f"{rest[0].low} {kind}" if kind else None


def is_self(frame: Frame) -> bool:
    """Say whether the subject only stands for the entity: "it", "the app"."""
    words = [t for t in frame.subject if t.kind == "word" and t.low != "'s"]
    if any(t.low in ANAPHORS for t in words) and any(t.low in DETERMINERS for t in words):
        return len(words) == 2
    own = PRONOUNS | FIRST_PERSON | DETERMINERS | RELATIVES | CONJUNCTIONS
    return all(token.low in own for token in words)
