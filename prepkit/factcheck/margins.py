"""Row D16, asked last: a share that two amounts make, each by its words: a margin, a cost ratio."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from prepkit.corpus import Passage
from prepkit.factcheck.arithmetic import compare_result, is_exact, share
from prepkit.factcheck.attitudes import attitude
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.shifts import UNREAL
from prepkit.factcheck.subjects import passage_context
from prepkit.factcheck.times import agrees
from prepkit.factcheck.words import WORD, is_function_word, is_name_at_start, is_negated, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Quantity, find_dates
from prepkit.quantities.units import is_currency

# "An operating margin of 20%", "free cash flow margin: 20%"
MARGIN = re.compile(
    r"(?P<of>(?:[A-Za-z&][\w&-]*[ -]){1,3})margins?\b"
    r"(?: (?:was|is|of|at|came to|stood at|reached))? ?:? ?"
    r"(?:about |around |roughly |just |nearly )?$"
)
# "R&D was 20% of revenue", "spent 18% of its revenue on R&D", "ads are 34% of its total"
OF_REVENUE = re.compile(
    r"\s(?:of|as a share of) (?:(?:its|the|their|our|all|total|[A-Z][\w-]*['’]s) )*"
    r"(?P<whole>revenues?|sales|turnover|total|income)\b"
    r"(?: on (?P<on>[A-Za-z&][\w& -]*?)(?= in\b|[,.;]|$))?"
)
LED = re.compile(
    r"(?P<part>[A-Za-z&][\w& '’-]*?) (?:was|is|were|are|made up|makes up|came to|equall?ed|took"
    r"|takes|accounted for|accounts for) (?:about |around |roughly |just |nearly )?$"
)
REVENUE = re.compile(r"\b(?:revenues?|sales|turnover)\b", re.I)
# What a margin is of, where it is not called so: an operating margin is of operating income.
PROFIT = re.compile(r"\b(?:income|profit|earnings|result)\b", re.I)
OF_PROFIT = frozenset("operating net gross pretax".split())
BREAK = re.compile(r"[,;.]\s|\s(?:and|while|with|on|against|but|of which)\s")
PART_OF = re.compile(r"\s(?:out )?of (?:our|the|its|a|their|total)? ?(?:total )?$")
LOSS = re.compile(r"\b(?:loss(?:es)?|negative|deficit|outflow)\b", re.I)
WRITTEN_OUT = {
    "R&D": "research and development", "FCF": "free cash flow", "SG&A": "selling general",
    "[Cc]apex": "capital expenditure", "G&A": "general and administrative",
}  # fmt: skip
PLAIN = senses("expense expenses cost costs spending spend total its our the".split())


@dataclass(frozen=True, slots=True)
class _Share:
    """A share of revenue that a claim tells, and the words for its part."""

    measurement: Measurement
    part: str
    margin: bool


def judge_margins(
    claim: Claim, measured: Sequence[Measurement], judged: Sequence[Finding], base: EvidenceBase
) -> list[Finding]:
    """Return the findings on a claim with those shares that two amounts of a source make."""
    found = list(judged)
    if is_negated(claim.text) or LOSS.search(claim.text):
        return found
    for told in _shares_in(claim, measured):
        at = told.measurement.quantity.start
        beside = [f for f in found if f.start <= at < f.end]
        if any(f.label != "not found" for f in beside):
            continue
        if finding := _judge(told, claim, base):
            found = [*(f for f in found if f not in beside), finding]
    return sorted(found, key=lambda finding: finding.start)


def _shares_in(claim: Claim, measured: Sequence[Measurement]) -> Iterator[_Share]:
    for m in measured:
        quantity, text = m.quantity, claim.text
        if quantity.unit not in ("percent", "fraction") or (m.change and m.change.delta):
            continue
        margin, whole = MARGIN.search(text[: quantity.start]), OF_REVENUE.match(text, quantity.end)
        led = LED.search(text[: quantity.start])
        if margin:
            yield _Share(m, margin["of"], margin=True)
        elif whole and whole["on"]:
            yield _Share(m, whole["on"], margin=False)
        elif whole and led:
            yield _Share(m, led["part"], margin=False)


def _judge(told: _Share, claim: Claim, base: EvidenceBase) -> Finding | None:
    named = find_dates(claim.text)
    for passages in _stretches(told, claim, base):
        text = " ".join(p.text for p in passages)
        if UNREAL.search(text) or LOSS.search(text) or attitude(text) == "expected":
            continue
        if _apart_in_time(passages):
            continue
        around = (text, *passage_context(passages[0]))
        said = frozenset().union(*(senses(WORD.findall(t)) for t in around))
        if not all(senses([name]) & said for name in _owners(claim)):
            continue
        there = [d for t in around for d in find_dates(t)]
        if not all(any(agrees(ours, theirs) for theirs in there) for ours in named):
            continue
        pair = _part_and_whole(told, claim, passages, base)
        if pair is None or not is_exact(*pair):
            continue
        compared = compare_result(told.measurement.quantity, share(*pair))
        if compared.label in ("supported", "imprecise", "contradicted"):
            quantity = told.measurement.quantity
            return Finding("D16", compared.label, compared.reason, quantity.surface,
                           quantity.start, quantity.end, compared.fix, passages[0],
                           tuple(passages[1:]))  # fmt: skip
    return None


def _apart_in_time(passages: Sequence[Passage]) -> bool:
    """Tell whether two sentences date their amounts otherwise: costs of 2024, revenue of 2025."""
    dated = [{(d.first, d.last) for d in find_dates(p.text)} for p in passages]
    return len(dated) == 2 and all(dated) and not dated[0] & dated[1]


def _owners(claim: Claim) -> list[str]:
    """Return the words of a claim's names, the abbreviations of what is measured aside."""
    dates = [(d.start, d.end) for d in find_dates(claim.text)]
    return [
        re.sub(r"['’]s?$", "", match.group())
        for match in WORD.finditer(claim.text)
        if match.group()[0].isupper()
        and not match.group().isupper()
        and not any(a <= match.start() < b for a, b in dates)
        and (match.start() or is_name_at_start(match.group()))
    ]


def _stretches(told: _Share, claim: Claim, base: EvidenceBase) -> Iterator[tuple[Passage, ...]]:
    """Yield each sentence that tells two amounts of money, and each two that tell one apiece."""
    for plain in base.sentences_near(WORD.findall(f"{told.part} revenue"), claim.cited):
        counts = {id(p): len(_amounts(p)) for p in plain}
        yield from ((p,) for p in plain if counts[id(p)] == 2)
        for one, other in pairwise(plain):
            if (counts[id(one)], counts[id(other)]) == (1, 1):
                yield one, other


def _amounts(passage: Passage) -> list[Quantity]:
    return [m.quantity for m in passage.measurements if is_currency(m.quantity.unit)]


def _part_and_whole(
    told: _Share, claim: Claim, passages: Sequence[Passage], base: EvidenceBase
) -> tuple[Quantity, Quantity] | None:
    """Return the two amounts, if the words by the one are the part's, and the other's revenue."""
    if len(passages) == 2:
        said = [(p.text, _amounts(p)[0]) for p in passages]
    else:
        said = _split(passages[0])
    (one, a), (other, b) = said
    context = " ".join((claim.text, *passage_context(passages[0])))
    if len(passages) == 1 and PART_OF.fullmatch(passages[0].text, a.end, b.start):
        return (a, b) if REVENUE.search(other) and _says(told, one, base) else None
    for (ours, part), (theirs, whole) in ((said[0], said[1]), (said[1], said[0])):
        is_whole = REVENUE.search(theirs) and not _says(told, theirs, base)
        if is_whole and not REVENUE.search(ours) and _says(told, ours, base):
            return (part, whole) if not _other_revenue(theirs, context, base) else None
    return None


def _other_revenue(text: str, context: str, base: EvidenceBase) -> bool:
    """Tell whether a revenue is one of several: "subscription revenue"."""
    led = re.search(r"\b([\w-]+) (?:revenues?|sales|turnover)\b", text, re.I)
    if led is None or is_function_word(led[1]) or led[1][0].isdigit():
        return False
    known = base.terms.stems(context) | senses("total net quarter year half reported".split())
    return not (senses([led[1]]) | base.terms.stems(led[1])) & known


def _split(passage: Passage) -> list[tuple[str, Quantity]]:
    """Return the two halves of a sentence, each with its amount."""
    first, last = _amounts(passage)
    text, gap = passage.text, passage.text[first.end : last.start]
    broken = BREAK.search(gap)
    cut = first.end + (broken.start() if broken else 0)
    return [(text[:cut], first), (text[cut:], last)]


def _says(told: _Share, text: str, base: EvidenceBase) -> bool:
    """Tell whether words by an amount name the part of which a share is told, and no other."""
    part = told.part
    for short, long in WRITTEN_OUT.items():
        part, text = (re.sub(rf"\b{short}\b", long, t) for t in (part, text))
    there = base.terms.stems(text) | senses(WORD.findall(text))
    words = [w for w in re.findall(r"[\w&-]+", part) if not is_function_word(w) and len(w) > 1]
    own = [w for w in words if not w[0].isupper() or w.isupper() or "&" in w] or words
    profit = told.margin and OF_PROFIT & {w.lower() for w in own}
    if profit and not PROFIT.search(text):
        return False
    kinds = {w.lower() for w in WORD.findall(text)} & (OF_PROFIT | {"adjusted", "free"})
    if kinds - {w.lower() for w in own}:
        return False
    stems = [base.terms.stems(w) | senses([w]) for w in own if not senses([w]) & PLAIN]
    return bool(stems) and all(s & there or not s for s in stems if not _idle(s))


def _idle(stems: frozenset[str]) -> bool:
    return bool(stems & senses("revenue sales".split()))
