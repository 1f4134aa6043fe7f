"""A cell of a sentence → the frame of its figure: verb, subject, object, the words right of it."""

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import zip_longest

from prepkit.quantities.cells import Cell
from prepkit.quantities.lexicon import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    RELATIVES,
    SAY_VERBS,
    VERBS,
)
from prepkit.quantities.tokens import Token, is_function

TIMES = frozenset("second minute hour day week month year".split())
_SUBORDINATE = frozenset(
    "while whereas but because so when if although though after before once until which who that"
    " whose where and unless since".split()
)
_CLAUSE_ENDS = _SUBORDINATE - {"and", "that", "who", "which", "since", "after", "before", "until"}
_OPENING = frozenset("at in on of among across".split())
_LISTING = frozenset("to and or , – → -> - / >".split())
_QUESTIONS = frozenset("do does did".split())
CLAIMS = frozenset("evidence sign proof claim idea reason fact".split())
_WHICH = frozenset("last first next past previous other top".split())
_SHARES = frozenset(map(Decimal, (2, 3, 4, 5, 10, 20, 100, 1000)))  # "nine out of ten users"
_OFTEN = frozenset("daily weekly monthly yearly".split())
_IN_NOUN = frozenset(
    "daily weekly monthly more less fewer online longer sooner".split()
)  # adverbs elsewhere


@dataclass(slots=True)
class Frame:
    """The words around one figure, by what they are to it."""

    figure: Token
    verb: str | None = None  # lemma of the verb that governs the figure
    participle: str | None = None
    passive: bool = False
    left: list[Token] = field(default_factory=list)  # all of its own segment left of it
    subject: list[Token] = field(default_factory=list)
    object: list[Token] = field(default_factory=list)  # between verb and figure
    preposition: str | None = None  # right before the figure
    modifier: bool = False  # "a 59% rating", "its 2 billion users"
    noun: list[Token] = field(default_factory=list)  # right of the figure
    rest: list[Token] = field(default_factory=list)  # right of `noun`
    fronted: list[list[Token]] = field(default_factory=list)  # segments before the figure's own
    label: list[Token] = field(default_factory=list)  # "Headcount: 40", "Quillpad DAU 2.1B"
    leads: bool = False  # the figure is itself the subject
    whole: Token | None = None  # the figure of all, where this one counts some: "17 out of 28"
    which: str | None = None  # "nine of the last 13"
    listed: bool = False  # goes on a list: "300 and 500"
    follows: bool = False  # stands in the cell of another figure, after it

    @property
    def unit(self) -> str | None:
        """The unit of the figure."""
        return self.figure.quantity.unit if self.figure.quantity else None


def frame_of(cell: Cell, nth: int, last: Frame | None = None) -> Frame:
    """Return the frame of the nth figure of a cell, `last` being that of the one before."""
    place = cell.places[nth]
    start = cell.places[nth - 1] + 1 if nth else 0
    end = cell.places[nth + 1] if nth + 1 < len(cell.places) else len(cell.tokens)
    frame = Frame(cell.tokens[place], follows=nth > 0)
    between = cell.tokens[start:place]
    if last and not last.verb and not _is_list(between) and any(t.verb for t in between):
        between = cell.tokens[:place]  # "A query over one day of logs takes 2 seconds"
    segments = split_segments(between)
    own = segments.pop()
    if segments and own and all(t.low in ("from", "to", "by", "at") for t in own):
        own = [*segments.pop(), *own]  # "halved time in review, from 8 hours"
    frame.fronted = [segment for segment in segments if segment]
    frame.left = own
    _read_left(frame, own)
    _read_right(frame, cell.tokens[place + 1 : end])
    if not frame.noun and _is_some_of(cell, nth, placed=frame.preposition is not None):
        past = cell.places[nth + 2] if nth + 2 < len(cell.places) else len(cell.tokens)
        _read_right(frame, cell.tokens[end + 1 : past])
        frame.whole = cell.tokens[end]
        which = (token.low for token in cell.tokens[place + 1 : end] if token.low in _WHICH)
        frame.which = next(which, None)
    _join_names(frame)
    if last and _is_list(cell.tokens[start:place]):
        _go_on(frame, last)
    return frame


def _is_some_of(cell: Cell, nth: int, placed: bool) -> bool:
    """Say whether the nth figure counts some of those that the next one counts in all.

    "17 out of 28 provinces", "nine of the last 13 winners"; "nine out of ten users" is a share,
    unless it is `placed`: "cases in three out of five towns".
    """
    if nth + 1 == len(cell.places):
        return False
    place, other = cell.places[nth : nth + 2]
    some, whole = cell.tokens[place].quantity, cell.tokens[other].quantity
    between = [token.low for token in cell.tokens[place + 1 : other]]
    if some is None or whole is None or some.unit is not None or "of" not in between[:2]:
        return False
    links = between[: between.index("of")]
    told = between[len(links) + 1 :]
    if told and told[-1] in ("'s", "’s", "'", "’"):
        told = []  # "12 of Larkfield's 40 services"
        placed = True
    if links not in ([], ["out"]) or not all(low in DETERMINERS | _WHICH for low in told):
        return False
    return bool(told) or placed or whole.value not in _SHARES


def _join_names(frame: Frame) -> None:
    """Give a subject the names that commas parted from it: "Quillpad, Pinewire and Boards had"."""
    listed = any(token.low in ("and", "or") for token in frame.subject)
    while frame.verb and listed and frame.fronted and len(frame.fronted[-1]) == 1:
        [token] = frame.fronted[-1]
        if token.kind != "name":
            break
        comma = Token(",", ",", token.end, token.end, "mark")
        frame.subject = [token, comma, *frame.subject]
        frame.fronted = frame.fronted[:-1]


def _is_list(between: list[Token]) -> bool:
    """Say whether only a list mark or the step of a change stands between two figures."""
    return 0 < len(between) <= 2 and all(t.low in _LISTING for t in between)


def _go_on(frame: Frame, last: Frame) -> None:
    """Give a listed figure the verb and subject of the one before: "hired 300 and 500 people"."""
    frame.verb, frame.participle, frame.passive = last.verb, last.participle, last.passive
    frame.subject, frame.object, frame.fronted = last.subject, last.object, last.fronted
    frame.left, frame.label = [*last.left, *frame.left], last.label
    frame.leads, frame.modifier = last.leads, last.modifier
    frame.preposition = frame.preposition or last.preposition
    frame.listed = True


# ------------------------------------------------------------------ segments


def split_segments(tokens: list[Token]) -> list[list[Token]]:
    """Return the runs of tokens between commas, semicolons, and words that open a clause."""
    segments: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        if (
            token.kind == "mark" and token.text in (",", ";", "—", "–", "|", "•", "“", '"', "”")
        ) or (token.text == ":" and _has_subject(tokens, at + 1)):
            segments.append([])
        elif token.low in _SUBORDINATE and at and _opens_clause(tokens, at):
            segments.append([token])
        else:
            segments[-1].append(token)
    return segments


def _has_subject(tokens: list[Token], at: int) -> bool:
    """Say whether a clause of its own starts at `at`: "it isn't growing: it has stayed at"."""
    return any(token.verb for token in tokens[at + 1 : at + 6])


def _opens_clause(tokens: list[Token], at: int) -> bool:
    """Say whether a clause opens here: "said that", "when X bought it"; not "users and groups"."""
    low, before = tokens[at].low, tokens[at - 1]
    if low == "that":
        says = before.verb is not None and before.verb.lemma in SAY_VERBS
        return says or before.low in CLAIMS
    if low == "and":
        earlier = any(token.verb for token in tokens[max(0, at - 12) : at])
        return earlier and any(token.verb for token in tokens[at + 1 : at + 6])
    if low == "so" and at + 1 < len(tokens) and tokens[at + 1].low == "far":
        return False
    if low in ("so", "after", "before", "until", "since"):
        return any(token.verb for token in tokens[at + 1 : at + 8])
    return True


# ------------------------------------------------------------------ left of the figure


def _read_left(frame: Frame, own: list[Token]) -> None:
    words = list(own)
    while words and words[-1].low in ADVERBS:
        words.pop()
    frame.modifier = bool(words) and (words[-1].low in DETERMINERS or words[-1].low == "'s")
    if words and words[-1].kind == "mark" and words[-1].text in (":", "=", "(", "→", "-", ">"):
        inner = max((n for n, t in enumerate(words[:-1]) if t.text in "()"), default=-1)
        inner = inner if inner >= 0 and words[inner].text == "(" else -1
        frame.label = frame.subject = words[inner + 1 : -1]
        return
    if words and words[-1].low in PREPOSITIONS:
        frame.preposition = words.pop().low
    at = next((n for n in range(len(words) - 1, -1, -1) if words[n].verb), None)
    if at is None:
        content = [t for t in words if t.low not in CONJUNCTIONS and t.low not in RELATIVES]
        each = len(content) == 2 and content[0].low in ("every", "each")
        opens = each or (bool(content) and content[0].low in _OPENING)
        if opens and frame.preposition is None:
            frame.fronted = [*frame.fronted, content]  # "At Larkfield 14% of changes are"
            content = []
        frame.leads = not content and frame.preposition is None
        frame.subject = content
        if not frame.modifier and frame.preposition is None:
            frame.label = content
        return
    _read_verb(frame, words, at)


def _without_adverbs(words: list[Token]) -> list[Token]:
    """Drop the adverbs of an object; "daily" before a noun is none: "daily active users of 5"."""
    return [
        token
        for token, after in zip_longest(words, words[1:])
        if token.low not in ADVERBS
        or (token.low in _OFTEN and after is not None and not is_function(after.low))
    ]


def _read_verb(frame: Frame, words: list[Token], at: int) -> None:
    """Read verb, subject and object from the words before the figure, their last verb at `at`."""
    main = words[at].verb
    if main is None:
        return
    frame.verb, frame.participle = main.lemma, main.participle
    frame.passive = _is_passive(words, at)
    frame.object = _without_adverbs(words[at + 1 :])
    if all(t.low in PREPOSITIONS or t.kind == "date" for t in frame.object):
        frame.object = []
    first = _verb_group(words, at)
    if words[at].low in _QUESTIONS and frame.object and frame.object[-1].low in VERBS:
        asked = VERBS[frame.object[-1].low]  # "why did Quillpad drop from"
        frame.verb, frame.participle = asked.lemma, asked.participle
        frame.subject, frame.object = frame.object[:-1], []
        return
    opening, frame.subject = _last_phrase(words[:first])
    if opening:
        frame.fronted = [*frame.fronted, opening]


def _verb_group(words: list[Token], at: int) -> int:
    """Return where the group of verbs that ends at `at` begins: "is expected to report"."""
    first, to = at, False
    for n in range(at - 1, -1, -1):
        token = words[n]
        if token.low in BE or token.low in AUXILIARIES or (to and token.verb):
            first, to = n, False
        elif token.low == "to":
            to = True
        elif not (token.low in ADVERBS or token.low.endswith("ly")):
            break
    return first


def _is_passive(words: list[Token], at: int) -> bool:
    """Say whether the verb at `at` is passive: "are kept"; not "is expected to report"."""
    n = at - 1
    while n >= 0 and (words[n].low in ADVERBS or words[n].low.endswith("ly")):
        n -= 1
    return n >= 0 and words[n].low in BE and words[at].low not in BE


def _last_phrase(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Return the phrase that opens the clause, and its subject: after the last finite verb."""
    start = 0
    for n, token in enumerate(tokens):
        if token.verb and not _is_reduced(tokens, n):
            start = n + 1
    kept = tokens[start:]
    while kept and (kept[0].low in CONJUNCTIONS or kept[0].low in RELATIVES - {"which", "who"}):
        kept = kept[1:]
    if kept and kept[0].low in PREPOSITIONS:  # "Before the rewrite the import", "In 2021 sales"
        for n in range(len(kept) - 1, 1, -1):
            opens = kept[n].low in ("the", "a", "an", "its") or kept[n].kind == "name"
            after_date = kept[n - 1].kind == "date"
            if after_date or (
                opens and kept[n].kind != "name" and kept[n - 1].low not in PREPOSITIONS
            ):
                return kept[:n], kept[n:]
    return [], kept


def is_finite(tokens: list[Token], at: int) -> bool:
    """Say whether the verb at `at` tells what a subject does: "data stays", not "apps built in"."""
    verb = tokens[at].verb
    if verb is None or verb.tense == "gerund":
        return False
    if verb.tense == "past" and verb.participle != tokens[at].low:
        return True  # "fell" is no participle
    return not _is_reduced(tokens, at)


def _is_reduced(tokens: list[Token], at: int) -> bool:
    """Say whether a participle only narrows its noun: "changes devoted to tidying fell"."""
    verb = tokens[at].verb
    if verb is None or verb.tense not in ("past", "participle") or not at:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    loose = after is None or after.low in PREPOSITIONS or after.low in ADVERBS
    return loose and verb.lemma not in SAY_VERBS and tokens[at - 1].low not in AUXILIARIES


# ------------------------------------------------------------------ right of the figure


def _read_right(frame: Frame, right: list[Token]) -> None:
    n = 0
    while n < len(right):
        token = right[n]
        if token.kind in ("mark", "quantity", "date"):
            break
        if token.kind == "name" and (frame.noun or not _noun_follows(right, n)):
            break
        if _per_time(right, n):
            frame.noun += right[n : n + 2]
            n += 2
            break
        if frame.noun and _is_of_a_date(right, n):
            break  # "3,460 employees end of Q1"
        goes_on = token.low in _IN_NOUN or (
            token.low == "of" and frame.noun and _noun_follows(right, n)
        )
        if token.kind == "word" and not goes_on and (is_function(token.low) or token.verb):
            break
        frame.noun.append(token)
        n += 1
    if n < len(right) and frame.noun and _per_time(right, n) and right[n - 1].low not in TIMES:
        frame.noun += right[n : n + 2]
        n += 2
    frame.rest = right[n:]


def _noun_follows(tokens: list[Token], at: int) -> bool:
    if at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    return after.kind == "word" and not is_function(after.low) and not after.verb


def _is_of_a_date(tokens: list[Token], at: int) -> bool:
    """Say whether "end of Q1", "start of 2024" stands here: when, and not what."""
    ends = tokens[at].low in ("end", "start", "beginning", "middle", "close", "mid")
    after = [token for token in tokens[at + 1 : at + 4] if token.low not in ("of", "the")]
    return ends and bool(after) and after[0].kind == "date"


def _per_time(tokens: list[Token], at: int) -> bool:
    """Say whether "a day", "per second" stands here; not "a year earlier"."""
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    then = tokens[at + 2].low if at + 2 < len(tokens) else ""
    each = tokens[at].low in ("a", "an", "each", "every", "per")
    ago = tokens[at].low in ("a", "an") and then in ("earlier", "ago", "before", "later")
    return each and after in TIMES and not ago


_THEN = frozenset("before earlier ago previously year years quarter quarters month months".split())


def is_counted_from_before(frame: Frame) -> bool:
    """Say whether a comparative holds a thing against itself: "better than a year before"."""
    rest = frame.rest
    if not rest or rest[0].low != "than":
        return False
    than = rest[1:5]
    if [t.low for t in than] == ["the"]:
        return True  # "better than the 56.5% of a year ago"
    return any(t.kind == "date" or t.low in _THEN for t in than) and not any(
        t.kind == "name" for t in than
    )


def clause_rest(frame: Frame) -> list[Token]:
    """Return what follows the figure's noun, up to the end of its clause."""
    kept: list[Token] = []
    for at, token in enumerate(frame.rest):
        if token.kind == "mark" and token.text in (
            ",",
            ";",
            "(",
            ")",
            "—",
            "–",
            "|",
            ":",
            '"',
            "”",
        ):
            break
        if kept and (token.low in _CLAUSE_ENDS or _clause_follows(frame.rest, at)):
            break
        kept.append(token)
    return kept


def _clause_follows(tokens: list[Token], at: int) -> bool:
    """Say whether "after", "before", "since", "until" opens a clause here, not a phrase."""
    if tokens[at].low not in ("after", "before", "since", "until"):
        return False
    return any(token.verb for token in tokens[at + 1 : at + 7])


def first_verb(tokens: list[Token]) -> int | None:
    """Return where the first verb of a phrase stands."""
    return next((n for n, token in enumerate(tokens) if token.verb), None)
