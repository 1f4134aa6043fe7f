"""A cell of a sentence → the frame of its figure: verb, subject, object, what stands to its right."""

from dataclasses import dataclass, field

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
from prepkit.quantities.cells import Cell
from prepkit.quantities.tokens import Token, is_function
from prepkit.quantities.verbs import is_verb

_LISTING = frozenset("to and or , – → -> - / >".split())
_ASKING = frozenset("do does did".split())
TIMES = frozenset("second minute hour day week month year".split())
CHANGE_NOUNS = frozenset(
    "improvement increase decrease drop decline reduction growth rise gain fall change jump cut"
    " share surge".split()
)
_SUBORDINATE = frozenset(
    "while whereas but because so when if although though after before once until which who that"
    " whose where and unless since".split()
)
_CLAUSE_ENDS = _SUBORDINATE - {"and", "that", "who", "which", "since", "after", "before", "until"}


@dataclass(slots=True)
class Frame:
    """The words around one figure, by what they are to it."""

    figure: Token
    verb: str | None = None  # lemma of the verb that governs the figure; "be"
    participle: str | None = None
    passive: bool = False
    left: list[Token] = field(default_factory=list)  # all of its own segment left of it
    subject: list[Token] = field(default_factory=list)
    object: list[Token] = field(default_factory=list)  # between verb and figure
    preposition: str | None = None  # right before the figure
    modifier: bool = False  # "a 59% rating", "its 2 billion users"
    noun: list[Token] = field(default_factory=list)  # right of the figure
    rest: list[Token] = field(default_factory=list)  # right of `noun`, up to the clause's end
    fronted: list[list[Token]] = field(default_factory=list)  # segments before the figure's own
    label: list[Token] = field(default_factory=list)  # "Headcount: 40", "Quillpad DAU 2.1B"
    leads: bool = False  # the figure is itself the subject
    listed: bool = False  # goes on a list: "300 and 500"
    follows: bool = False  # stands in the cell of another figure, after it


def frame_of(cell: Cell, nth: int, last: Frame | None = None) -> Frame:
    """Return the frame of the nth figure of a cell, `last` being that of the one before."""
    place = cell.places[nth]
    start = cell.places[nth - 1] + 1 if nth else 0
    end = cell.places[nth + 1] if nth + 1 < len(cell.places) else len(cell.tokens)
    frame = Frame(cell.tokens[place], follows=nth > 0)
    between = cell.tokens[start:place]
    if last and not last.verb and not _is_list(between) and _has_verb(between):
        between = cell.tokens[:place]  # "A query over one day of logs takes 2 seconds"
    segments = split_segments(between)
    own = segments.pop() if segments else []
    if segments and own and all(t.low in PREPOSITIONS or t.low in ADVERBS for t in own):
        own = [*segments.pop(), *own]  # "halved time in review, from 8 hours"
    frame.fronted = [segment for segment in segments if segment]
    frame.left = own
    _read_left(frame, own)
    _read_right(frame, cell.tokens[place + 1 : end])
    if last and _is_list(cell.tokens[start:place]):
        _go_on(frame, last)
    return frame


def _has_verb(tokens: list[Token]) -> bool:
    return any(is_verb(tokens, n) for n in range(len(tokens)))


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


def split_segments(tokens: list[Token]) -> list[list[Token]]:
    """Return the runs of tokens between commas, semicolons, and words that open a clause."""
    segments: list[list[Token]] = [[]]
    for at, token in enumerate(tokens):
        if token.kind == "mark" and token.text in (",", ";", "—", "–", "|", "•", "“", '"', "”"):
            segments.append([])
        elif token.low in _SUBORDINATE and at and _opens_clause(tokens, at):
            segments.append([token])
        else:
            segments[-1].append(token)
    return segments


def _opens_clause(tokens: list[Token], at: int) -> bool:
    """Say whether a clause opens here: "said that", "when X bought it"; not "users and groups"."""
    low = tokens[at].low
    if low == "that":
        before = VERBS.get(tokens[at - 1].low)
        return before is not None and before[0] in SAY_VERBS
    if low == "and":
        return any(is_verb(tokens, n) for n in range(max(0, at - 12), at)) and any(
            is_verb(tokens, n) for n in range(at + 1, min(len(tokens), at + 6))
        )
    if low == "so" and at + 1 < len(tokens) and tokens[at + 1].low == "far":
        return False
    return low not in ("so", "after", "before", "until", "since") or any(
        is_verb(tokens, n) for n in range(at + 1, min(len(tokens), at + 8))
    )


def lemma_of(token: Token) -> str:
    """Return the verb's lemma: "be" for every form of it, "have" for "had"."""
    if token.low in BE:
        return "be"
    return VERBS.get(token.low, (token.low, "", ""))[0]


def _verb_group(own: list[Token], at: int) -> int:
    """Return where the group of verbs that ends at `at` begins: "is expected to report"."""
    first, to = at, False
    for n in range(at - 1, -1, -1):
        token = own[n]
        if token.low in BE or token.low in AUXILIARIES or (to and is_verb(own, n)):
            first, to = n, False
        elif token.low == "to":
            to = True
        elif not (token.low in ADVERBS or token.low.endswith("ly")):
            break
    return first


def _read_left(frame: Frame, own: list[Token]) -> None:
    words = list(own)
    while words and words[-1].low in ADVERBS:
        words.pop()
    if words and (words[-1].low in DETERMINERS or words[-1].low == "'s"):
        frame.modifier = True
    if words and words[-1].kind == "mark" and words[-1].text in (":", "=", "(", "→", "-", ">"):
        frame.label = words[:-1]
        frame.subject = words[:-1]
        return
    if words and words[-1].low in PREPOSITIONS:
        frame.preposition = words[-1].low
        words = words[:-1]
    told = [*own, frame.figure]
    at = next((n for n in range(len(words) - 1, -1, -1) if is_verb(told, n)), None)
    if at is None:
        content = [t for t in words if t.low not in CONJUNCTIONS and t.low not in RELATIVES]
        if not content and frame.preposition is None:
            frame.leads = True
        elif frame.modifier or frame.preposition:
            frame.subject = content
        else:
            frame.label = frame.subject = content
        return
    first = _verb_group(words, at)
    main = words[at]
    frame.verb = lemma_of(main)
    if main.low in AUXILIARIES and frame.verb != "have":
        frame.verb = "be"
    frame.participle = VERBS.get(main.low, ("", main.low, ""))[1]
    frame.passive = _is_passive(words, at)
    frame.object = words[at + 1 :]
    if main.low in _ASKING and frame.object and frame.object[-1].low in VERBS:
        frame.verb, frame.participle, _ = VERBS[frame.object[-1].low]
        frame.subject, frame.object = frame.object[:-1], []
        return
    opening, frame.subject = _last_phrase(words[:first])
    if opening:
        frame.fronted = [*frame.fronted, opening]


def _is_passive(words: list[Token], at: int) -> bool:
    """Say whether the verb at `at` is passive: "are kept"; not "is expected to report"."""
    n = at - 1
    while n >= 0 and (words[n].low in ADVERBS or words[n].low.endswith("ly")):
        n -= 1
    return n >= 0 and words[n].low in BE and words[at].low not in BE


def _last_phrase(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """Return the nearest subject, after the last finite verb, and the phrase that opens it."""
    start = 0
    for n in range(len(tokens)):
        if is_verb(tokens, n) and not _is_reduced(tokens, n):
            start = n + 1
    kept = tokens[start:]
    if kept and kept[0].low in PREPOSITIONS:  # "Before the rewrite the import took"
        starts = [n for n in range(2, len(kept)) if kept[n].low in ("the", "a", "an", "its")]
        if starts and kept[starts[-1] - 1].low not in PREPOSITIONS:
            return kept[: starts[-1]], kept[starts[-1] :]
    while kept and (kept[0].low in CONJUNCTIONS or kept[0].low in RELATIVES - {"which", "who"}):
        kept = kept[1:]
    return [], kept


def _is_reduced(tokens: list[Token], at: int) -> bool:
    """Say whether a participle only narrows its noun: "changes devoted to tidying fell"."""
    form = VERBS.get(tokens[at].low, ("", "", ""))
    if form[2] not in ("past", "participle") or form[0] in SAY_VERBS or not at:
        return False
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at - 1].low not in AUXILIARIES and (
        after is None or after.low in PREPOSITIONS or after.low in ADVERBS
    )


def _read_right(frame: Frame, right: list[Token]) -> None:
    n = 0
    if right and not frame.modifier and _says_at_once(frame, right[0]):
        frame.rest = right
        return
    while n < len(right):
        token = right[n]
        if token.kind == "mark" or token.kind in ("quantity", "date"):
            break
        if token.kind == "name" and (frame.noun or not _noun_follows(right, n)):
            break
        if _per_time(right, n):
            frame.noun += right[n : n + 2]
            n += 2
            break
        if (token.low == "of" and frame.noun and _noun_follows(right, n)) or token.low in ("daily", "weekly", "monthly", "more", "less", "fewer", "online"):
            pass
        elif token.kind == "word" and (is_function(token.low) or (n and is_verb(right, n))):
            break
        frame.noun.append(token)
        n += 1
    if n < len(right) and _per_time(right, n) and frame.noun and right[n - 1].low not in TIMES:
        frame.noun += right[n : n + 2]
        n += 2
    frame.rest = right[n:]


def _says_at_once(frame: Frame, token: Token) -> bool:
    """Say whether the figure is a subject and its verb follows: "61% said", "12 use it"."""
    unit = frame.figure.quantity.unit if frame.figure.quantity else None
    form = VERBS.get(token.low)
    return (
        frame.leads and form is not None and token.kind == "word"
        and token.low not in CHANGE_NOUNS
        and (unit == "percent" and form[2] in ("past", "participle", "base")
             or unit is None and token.low in ("use", "said", "say", "took", "have"))
    )  # fmt: skip


def _noun_follows(tokens: list[Token], at: int) -> bool:
    if at + 1 >= len(tokens):
        return False
    after = tokens[at + 1]
    return after.kind == "word" and not is_function(after.low) and not is_verb(tokens, at + 1)


def _per_time(tokens: list[Token], at: int) -> bool:
    return (
        tokens[at].low in ("a", "an", "each", "every", "per")
        and at + 1 < len(tokens)
        and tokens[at + 1].low in TIMES
        and not (at + 2 < len(tokens) and tokens[at + 2].low in ("earlier", "ago", "before", "later"))
    )


def _clause_follows(tokens: list[Token], at: int) -> bool:
    """Say whether "after", "before", "since", "until" opens a clause here, not a phrase."""
    if tokens[at].low not in ("after", "before", "since", "until"):
        return False
    return any(is_verb(tokens, n) for n in range(at + 1, min(len(tokens), at + 7)))


def clause_rest(frame: Frame) -> list[Token]:
    """Return what follows the figure's noun, up to the end of its clause."""
    kept: list[Token] = []
    for at, token in enumerate(frame.rest):
        if token.kind == "mark" and token.text in (",", ";", "(", ")", "—", "–", "|", ":", '"', "”"):
            break
        if kept and (token.low in _CLAUSE_ENDS or _clause_follows(frame.rest, at)):
            break
        kept.append(token)
    return kept
