"""Row D16, asked last: how long something lasted, where a source says when it began and ended."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from prepkit.corpus import Passage
from prepkit.factcheck.arithmetic import is_time
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.shifts import UNREAL
from prepkit.factcheck.subjects import passage_context
from prepkit.factcheck.times import agrees
from prepkit.factcheck.values import compare
from prepkit.factcheck.words import WORD, is_function_word, is_negated, names, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Quantity, convert, dimension, find_dates

LASTED = re.compile(
    r"\b(?:lasted|took|ran|was down|were down|down|duration(?: was| of)?:?|went on)"
    r" (?:for )?(?:about |around |roughly |just |nearly |almost |over |more than )?$"
)
HOURS_AND_MINUTES = re.compile(
    r"\b(?P<h>\d{1,2}) ?h(?:ours?|rs?)?,? ?(?:and )?(?P<m>\d{1,2}) ?m(?:in(?:ute)?s?)?\b"
)
CLOCK = re.compile(r"\b(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)\b(?! ?[ap]\.?m)")
BEGAN = re.compile(r"\b(?:beg[ai]n\w*|start\w*|from|opened|kicked off|set out)\b", re.I)
ENDED = re.compile(
    r"\b(?:end(?:ed|s)?|restored|resolved|finish\w*|complet\w*|until|till|to|over|recovered|done"
    r"|wrapped up|back|fixed)\b",
    re.I,
)
# "Took 45 minutes to detect": how long something else took.
TO_DO = re.compile(r"\s(?:to|for|before|until|per|each|every|of|in)\s")
IDLE = senses("lasted took ran down duration went total outage incident".split())
LONGEST = 320  # letters of the sentences that tell both times


def judge_spans(
    claim: Claim, measured: Sequence[Measurement], judged: Sequence[Finding], base: EvidenceBase
) -> list[Finding]:
    """Return the findings on a claim with how long something lasted, told by its two ends."""
    found = list(judged)
    if is_negated(claim.text):
        return found
    for quantity in _lengths(claim, measured):
        beside = [f for f in found if f.start < quantity.end and quantity.start < f.end]
        if any(f.label != "not found" for f in beside):
            continue
        if finding := _judge(quantity, claim, base):
            found = [*(f for f in found if f not in beside), finding]
    return sorted(found, key=lambda finding: finding.start)


def _lengths(claim: Claim, measured: Sequence[Measurement]) -> Iterator[Quantity]:
    """Yield each length of time that a claim tells of something, "3h 40m" as one."""
    text = claim.text
    for m in measured:
        quantity = m.quantity
        if not LASTED.search(text[: quantity.start]) or TO_DO.match(text, quantity.end):
            continue
        if m.change or not isinstance(quantity.value, Decimal):
            continue
        both = HOURS_AND_MINUTES.match(text, quantity.start)
        if both and quantity.end < both.end():
            minutes = Decimal(60 * int(both["h"]) + int(both["m"]))
            yield replace(quantity, value=minutes, unit="minute", tolerance=Decimal("0.5"),
                          end=both.end(), surface=both.group())  # fmt: skip
        elif is_time(quantity.unit) or dimension(quantity.unit or "") == "calendar":
            yield quantity


def _judge(quantity: Quantity, claim: Claim, base: EvidenceBase) -> Finding | None:
    text = claim.text
    beside = f"{text[: quantity.start]}{' ' * len(quantity.surface)}{text[quantity.end :]}"
    words = [w for w in WORD.findall(beside) if not is_function_word(w)]
    words = [w for w in words if not senses([w]) & IDLE and not w[0].isdigit() and len(w) > 2]
    dated = [(d.start, d.end) for d in find_dates(claim.text)]
    words = [w for w in words if not any(a <= claim.text.find(w) < b for a, b in dated)]
    for passages in _stretches(claim, base):
        text = " ".join(p.text for p in passages)
        around = [text, *passage_context(passages[0])]
        there = frozenset().union(*(senses(WORD.findall(t)) | base.terms.stems(t) for t in around))
        if UNREAL.search(text.replace("could not", "")) or not all(
            senses([w]) & there for w in words if w not in ("minutes", "hours", "months", "about")
        ):
            continue
        known = base.terms.stems(claim.text).union(*map(base.terms.stems, around[1:]))
        if not _dated_alike(claim, around) or _names_another(text, known, base):
            continue
        given = _between_clocks(text, quantity) or _between_months(text, quantity)
        if given is None:
            continue
        compared = compare(quantity, given)
        if compared.label in ("supported", "imprecise", "contradicted"):
            told, part = f"derived: {given.surface}", quantity.surface
            return Finding("D16", compared.label, told, part, quantity.start, quantity.end,
                           compared.fix, passages[0], tuple(passages[1:]))  # fmt: skip
    return None


def _stretches(claim: Claim, base: EvidenceBase) -> Iterator[tuple[Passage, ...]]:
    """Yield each sentence, then each two that follow one another."""
    for plain in base.sentences_near(WORD.findall(claim.text), claim.cited):
        yield from ((p,) for p in plain)
        for one, other in pairwise(plain):
            if len(one.text) + len(other.text) <= LONGEST:
                yield one, other


def _names_another(text: str, known: frozenset[str], base: EvidenceBase) -> bool:
    """Tell whether a text names what the claim does not: it began in Europe, and ended in Asia."""
    called = (name for name in names(text) if not name.isupper())  # "UTC"
    stems = (base.terms.stems(f"x {name}") - base.terms.stems("x") for name in called)
    return any(not name <= known for name in stems)


def _dated_alike(claim: Claim, around: Sequence[str]) -> bool:
    named, there = find_dates(claim.text), [d for text in around for d in find_dates(text)]
    return all(any(agrees(ours, theirs) for theirs in there) for ours in named)


def _between_clocks(text: str, quantity: Quantity) -> Quantity | None:
    """Return the time from the first to the last of two times of day, if they begin and end it."""
    clocks = list(CLOCK.finditer(text))
    if len(clocks) != 2 or not is_time(quantity.unit):
        return None
    first, last = clocks
    if not BEGAN.search(text[: first.start()]) or not ENDED.search(
        text[first.end() : last.start()]
    ):
        return None
    start, end = (60 * int(c["h"]) + int(c["m"]) for c in clocks)
    if end <= start:
        return None
    value = convert(Decimal(end - start), "minute", quantity.unit or "minute")
    shown = f"{first.group()} → {last.group()} is {end - start} minutes"
    if value is None:
        return None
    return replace(quantity, value=value, comparator="=", tolerance=Decimal(0), surface=shown)


def _between_months(text: str, quantity: Quantity) -> Quantity | None:
    """Return the months from the first to the last of two dates, if they begin and end it."""
    dates = find_dates(text)
    if len(dates) != 2 or quantity.unit not in ("month", "year"):
        return None
    first, last = dates
    between = text[first.end : last.start]
    if not BEGAN.search(text[: first.start]) or not ENDED.search(between):
        return None
    months = (last.first.year - first.first.year) * 12 + last.first.month - first.first.month
    whole = all((d.last - d.first).days >= 27 for d in dates)
    if months <= 0 or not whole:
        return None
    per = 12 if quantity.unit == "year" else 1
    given = Decimal(months) / per
    if isinstance(quantity.value, Decimal) and 0 < abs(quantity.value - given) <= Decimal(1):
        return None  # a month more or less is as one counts
    return replace(quantity, value=given, comparator="=", tolerance=Decimal(0),
                   surface=f"{first.surface} → {last.surface} is {months} months")  # fmt: skip
