"""How a source tells that something shifted: two levels, then and now, in a sentence or in two."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from prepkit.corpus import Passage
from prepkit.factcheck.arithmetic import is_time
from prepkit.factcheck.evidence import is_delta
from prepkit.factcheck.values import SHARES, same_kind
from prepkit.factcheck.words import WORD, is_function_word, is_verb, senses
from prepkit.quantities import Measurement, Period, Quantity
from prepkit.quantities.lexicon import BE, CHANGE_VERBS, VERBS
from prepkit.quantities.movers import tells_change
from prepkit.quantities.tokens import is_counted

# When the first of two levels held, and when the last.
THEN = re.compile(
    r"\b(?:used to|once|previously|formerly|originally|initially|at first|back then|until"
    r"|before(?! (?:noon|lunch|dark|dawn|midday|midnight|work|tax|taxes|interest)\b)"
    r"|earlier|prior|had been|ago|last (?:year|quarter|month|spring|summer|autumn|fall|winter)"
    r"|when (?:we|it|they) (?:started|began)|year-ago|the (?:old|previous|former|legacy|original)"
    r"|(?:at|since) (?:the |its )?(?:start|beginning|outset)|to begin with|without)\b",
    re.I,
)
NOW = re.compile(
    r"\b(?:now|today|currently|nowadays|these days|afterwards?|after|since|later"
    r"|(?:the|its|our) (?:new|current|latest)|at (?:the|its) (?:end|close)|by the end"
    r"|this (?:year|quarter|month)|thanks to|once the)\b"
    r"|\b(?:down|up|came|went|fell|dropped|rose|grew|climbed|shrank|brought(?: [a-z]+){1,3}?|got"
    r"|cut(?: it| that| this)?|took (?:it|that|this))(?: down| up)? to\b",
    re.I,
)
ONCE = re.compile(r"\b(?:used to|once|previously|formerly|originally|back then)\b", re.I)
# What stands between a level and the earlier one that is told behind it.
FROM_BEFORE = re.compile(
    r"(?:rather than|instead of|as opposed to|(?:down|up) from|from|(?P<then>compared (?:with|to)"
    r"|versus|vs\.?|against|and))(?: (?!to\b)[a-z-]+){0,5} ?[$€£]?$",
    re.I,
)
PERIOD_BEFORE = re.compile(
    r"\b(?:(?:an?|one|two|three|\d+) (?:years?|quarters?|months?|weeks?)"
    r" (?:earlier|ago|before|prior)"
    r"|year-(?:ago|earlier)|(?:prior|previous|last)[- ](?:year|quarter|month|period)"
    r"|before|previously)\b",
    re.I,
)
# Who denies, doubts, wants or plans has not seen it.
UNREAL = re.compile(
    r"\b(?:wants?|wish\w*|not|never|nobody|no|none|without|could|would|should|might|may|if|hop(?:e|es|ed|ing)"
    r"|plan(?:s|ned)?|planning|target\w*|expect\w*|aim\w*|goals?|forecast\w*|guid\w+|budget\w*"
    r"|project(?:s|ed|ion|ions)|estimat\w+|claim\w*|promis\w+|rivals?|competitors?|industry|peers?"
    r"|analysts?|synthetic|simulat\w+|theor\w+)\b|n['’]t\b",
    re.I,
)
# "Two years ago", "six months later": a time, and no level.
A_TIME = re.compile(r"\s(?:ago|earlier|later|before|after|into|prior)\b")
# "A quarter of the steps lost before, 2% after": the second is a level, whatever its verb.
WHEN = re.compile(r"\s(?:before|after|afterwards|now|today|then)\b")
ANAPHOR = re.compile(
    r"\b(?:it|they|that|this|these|those|(?:that|this|the) (?:number|figure|time|rate|share|same"
    r"|total|bill|count)|one)\b",
    re.I,
)
FRONTED = re.compile(
    r"^(?:With|After|Since|Thanks to|Following|Once|Now that|Using|By)\b[^,]*,\s*|^(?:Today|Now)\b"
)
# "On Linux it takes 11": another place or circumstance than that of the sentence before.
ELSEWHERE = re.compile(
    r"^(?:On|In|For|At|Under|Among|Across|Outside|Unlike|Where|Without)\b(?! 20)"
)
HALVES = re.compile(r"[,;:–—]\s|\s(?:and|but|while|whereas|where)\s")
LONGEST = 260  # letters of the two sentences that tell one thing


@dataclass(frozen=True, slots=True)
class Shift:
    """Two levels of one thing, or the difference alone, and the words that tell of them."""

    passages: tuple[Passage, ...]
    text: str  # of those passages
    first: Quantity | None
    last: Quantity | None
    delta: Measurement | None = None
    dates: tuple[Period | None, ...] = (None, None)  # of the two

    @property
    def at(self) -> int:
        """Where the first of its figures stands in its text."""
        figures = [q for q in (self.first, self.last, self.delta and self.delta.quantity) if q]
        return min(quantity.start for quantity in figures)


def shifts_in(passages: Sequence[Passage]) -> Iterator[Shift]:
    """Yield what the sentences of a page tell of levels that changed, each by itself or in two."""
    told: set[int] = set()
    plain = [p for p in passages if not p.joined and p.locator.row is None]
    for passage in plain:
        found = list(_of_one(passage))
        if found:
            told.add(id(passage))
        yield from found
    for one, other in pairwise(plain):
        if id(one) in told or id(other) in told or other.origin != one.origin:
            continue
        if len(one.text) + len(other.text) > LONGEST:
            continue
        if shift := _of_two(one, other):
            yield shift


def _of_one(passage: Passage) -> Iterator[Shift]:
    """Yield the levels, or else the differences, that one sentence tells."""
    text, figures = passage.text, passage.measurements
    levels: dict[int, tuple[Quantity, Quantity]] = {}
    dates = {m.quantity.start: m.as_of for m in figures}
    if UNREAL.search(text):
        return
    for m in figures:
        change = m.change
        if change and change.before and change.after:
            levels[change.before.start] = (_measured(change.before, figures),
                                           _measured(change.after, figures))  # fmt: skip
    if not levels and (pair := two_levels(figures, text)):
        one, other = pair
        if ordered := in_order(text, one, other):
            levels[one.quantity.start] = (ordered[0].quantity, ordered[1].quantity)
    for first, last in levels.values():
        first, last = _of_one_unit(first, last)
        ends = dates.get(first.start), dates.get(last.start)
        yield Shift((passage,), text, first, last, dates=ends)
    if not levels and (ratio := _ratio_in(figures, text)):
        yield Shift((passage,), text, *ratio)
        return
    deltas = [m for m in figures if is_delta(m)]
    if not levels and len(deltas) == 1:
        yield Shift((passage,), text, None, None, deltas[0], (None, deltas[0].as_of))


# "Half of what it was", "a third of the former bill"
OF_FORMER = re.compile(
    r"\b(?P<n>half|(?:a|one|two|three)[- ](?:third|quarter|fifth|tenth)s?|\d[\d.]*\s?%)"
    r"(?: (?:of )?what (?:it|they|we|this|that)\b(?: (?:was|were|used to|had|paid|did|took|cost"
    r"|spent|needed|before|be|pay|take|cost)\b)+|,? of (?:its|the|their) (?:former|previous|old"
    r"|earlier|original)(?: [a-z]+)?)",
    re.I,
)


def _ratio_in(figures: Sequence[Measurement], text: str) -> tuple[Quantity, Quantity] | None:
    """Return 1 and what is left of it, where a sentence says what part of what it was it is."""
    for m in figures:
        quantity = m.quantity
        of_former = OF_FORMER.match(text, quantity.start)
        if of_former and quantity.unit in SHARES:
            left = _in_percent(quantity)
            whole = replace(left, value=Decimal(100), tolerance=Decimal(0), surface="100%")
            return replace(whole, unit=None), replace(left, unit=None)
    return None


def _of_two(one: Passage, other: Passage) -> Shift | None:
    """Return the two levels of sentences that follow one another, the second told of the first's.

    "A build took 40 minutes. With the cache it takes 3."
    """
    text = f"{one.text} {other.text}"
    if UNREAL.search(text.replace("Without", "")) or ELSEWHERE.match(other.text):
        return None
    behind = [_moved(m, len(one.text) + 1) for m in other.measurements]
    figures = [*one.measurements, *behind]
    pair = two_levels(figures, text)
    if pair is None or not (pair[0].quantity.end <= len(one.text) < pair[1].quantity.start):
        return None
    first, last = pair
    led = other.text[: last.quantity.start - len(one.text) - 1]
    then, now = THEN.search(one.text), NOW.search(other.text)
    back, forth = THEN.search(FRONTED.sub("", other.text)), NOW.search(FRONTED.sub("", one.text))
    present = bool(FRONTED.match(other.text)) or _is_present(led)
    if back or forth or not _goes_on(one.text, led):
        return None
    a, b = first.as_of, last.as_of
    if a and b and a.first != b.first and a.last >= b.first:
        return None
    dated = bool(a and b and a.last < b.first)
    led_there = now or FRONTED.match(other.text)
    told = (then and (now or present)) or (led_there and _is_past(one.text))
    if not (told or dated):
        return None
    quantities = _of_one_unit(first.quantity, last.quantity)
    return Shift((one, other), text, *quantities, dates=(a, b))


def _moved(measurement: Measurement, by: int) -> Measurement:
    quantity = measurement.quantity
    return replace(
        measurement, quantity=replace(quantity, start=quantity.start + by, end=quantity.end + by)
    )


def _measured(end: Quantity, figures: Iterable[Measurement]) -> Quantity:
    return next((m.quantity for m in figures if m.quantity.start == end.start), end)


def two_levels(
    figures: Sequence[Measurement], text: str, bounds: Sequence[str] = ("=", "~")
) -> tuple[Measurement, Measurement] | None:
    """Return the only two figures of one kind that are levels, as they stand."""
    levels = [
        m
        for m in figures
        if not isinstance(m.quantity.value, tuple)
        and m.quantity.comparator in bounds
        and not (is_delta(m) and not WHEN.match(text, m.quantity.end))
        and m.quantity.unit != "x"
        and not (is_time(m.quantity.unit) and A_TIME.match(text, m.quantity.end))
    ]
    pairs = []
    for place, one in enumerate(levels):
        alike = [m for m in levels[place + 1 :] if _of_a_kind(one.quantity, m.quantity)]
        pairs += [(one, m) for m in alike]
    return pairs[0] if len(pairs) == 1 else None


def _of_a_kind(one: Quantity, other: Quantity) -> bool:
    if one.unit in SHARES and other.unit in SHARES:
        return True
    if same_kind(one.unit, other.unit):
        return True
    bare = other.unit is None and one.unit is not None
    return bare or (one.unit is None and is_counted(other.unit))


def _of_one_unit(first: Quantity, last: Quantity) -> tuple[Quantity, Quantity]:
    """Give a bare level the unit of the other, and a share in words the unit of per cent."""
    if {first.unit, last.unit} <= set(SHARES):
        return _in_percent(first), _in_percent(last)
    if first.unit is None:
        return replace(first, unit=last.unit), last
    return (first, replace(last, unit=first.unit)) if last.unit is None else (first, last)


def _in_percent(quantity: Quantity) -> Quantity:
    value = quantity.value
    if quantity.unit != "fraction" or isinstance(value, tuple):
        return quantity
    return replace(quantity, unit="percent", value=value * 100, tolerance=quantity.tolerance * 100)


def in_order(
    text: str, one: Measurement, other: Measurement
) -> tuple[Measurement, Measurement] | None:
    """Return two levels of a sentence, the earlier first, where it says which that is."""
    a, b = one.as_of, other.as_of
    if a and b and a.first != b.first:
        return (one, other) if a.last < b.first else (other, one) if b.last < a.first else None
    between, behind = text[one.quantity.end : other.quantity.start], text[other.quantity.end :]
    halves = list(HALVES.finditer(between))
    cue = re.search(r"[,;(–—]?\s?(?=\S)", between)
    for start in [cue.end() if cue else 0, *(half.end() for half in halves)]:
        back = FROM_BEFORE.fullmatch(between[start:].strip())
        if back and (not back["then"] or PERIOD_BEFORE.search(behind[:60])):
            return other, one
    if not halves:
        return None
    cut = one.quantity.end + halves[0].start()
    if (named := WORD.findall(between)) and any(w[0].isupper() for w in named):
        return None
    led, rest = text[:cut], text[cut:]
    if not _goes_on(led, rest[: other.quantity.start - cut]):
        return None
    ways = [(bool(THEN.search(t)), bool(NOW.search(t))) for t in (led, rest)]
    if ONCE.search(led) and not THEN.search(rest) and _is_present(rest):
        return one, other
    if ONCE.search(rest) and not THEN.search(led) and not _is_past(led):
        return other, one
    if ways == [(True, False), (False, True)]:
        return one, other
    return (other, one) if ways == [(False, True), (True, False)] else None


def _is_past(text: str) -> bool:
    words = WORD.findall(text.lower())
    return any(
        w in ("was", "were", "had") or (w in VERBS and VERBS[w].tense == "past")
        or (w.endswith("ed") and w not in VERBS)
        for w in words
    )  # fmt: skip


def _is_present(text: str) -> bool:
    words = WORD.findall(text.lower())
    return any(
        w in ("is", "are", "has") or (w in VERBS and VERBS[w].tense == "present") for w in words
    ) and not _is_past(text)


def _goes_on(before: str, led: str) -> bool:
    """Tell whether a sentence speaks on of what the one before it does, up to its figure."""
    led = FRONTED.sub("", led)
    if ANAPHOR.search(led):
        return True
    own = [
        w
        for w in WORD.findall(led)
        if not is_function_word(w)
        and not w[0].isdigit()
        and not is_verb(w.lower())
        and w.lower() not in BE
        and not _tells_time_or_change(w)
    ]
    there = senses(WORD.findall(before))
    return all(senses([w]) & there for w in own)


def _tells_time_or_change(word: str) -> bool:
    plain = word.lower()
    change = plain in VERBS and VERBS[plain].lemma in CHANGE_VERBS
    return change or tells_change(plain) or bool(NOW.fullmatch(plain)) or plain in ("new", "just")
