"""Row D16: arithmetic that the claim itself shows: "0.1% of 3.60 billion is 3.6 million"."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from prepkit.factcheck.arithmetic import (
    SHARES,
    Result,
    compare_result,
    difference,
    is_exact,
    multiple,
    product,
    relative,
    way_of,
)
from prepkit.factcheck.findings import Finding
from prepkit.notes import Claim
from prepkit.quantities import Change, Measurement, Quantity

# "0.1% of [its] 3.60 billion [people] is [about] 3.6 million": nothing else may stand between.
OF = re.compile(r"\s+of\s+(?:(?:the|its|their|our|all|[\w’'-]+['’]s?)\s+){0,2}")
MAKES = re.compile(
    r"\s*(?:is|are|=|equals?|makes?|means|would be|comes to|is equal to|→)\s*"
    r"(?:(?:about|around|roughly|nearly|almost|over|more than|only|just|still)\s+)?"
)
# "50 → 30 min is −40%", "from 50 to 30 minutes, a cut of 40%": nothing of another thing.
SO = re.compile(
    r"\s*[,;:(–—-]?\s*(?:(?:is|that is|that’s|that's|which is|i\.e\.|so|or|=|meaning)\s*,?\s*)?"
    r"(?:(?:a|an|down|up)\s+)?(?:(?:cut|drop|fall|decline|decrease|reduction|rise|jump|increase|gain"
    r"|growth|change)\s+of\s+)?(?:(?:about|around|roughly|nearly|almost|over|more than)\s+)?",
    re.I,
)


def judge_reckoning(claim: Claim, measured: Sequence[Measurement]) -> Iterator[Finding]:
    """Yield a finding for each figure that follows from others which the claim itself names.

    Those are judged by the sources, as any figure is; what is judged here is the arithmetic.
    """
    for factor, base, result in zip(measured, measured[1:], measured[2:], strict=False):
        if _is_product(factor, base, result, claim.text):
            made = product(factor.quantity, base.quantity)
            yield _finding(result.quantity, made)
            yield _finding(factor.quantity, made, result.quantity)
    changes = {m.change.start: m.change for m in measured if m.change}
    for change in changes.values():
        yield from _of_change(change, measured, claim.text)


def _is_product(factor: Measurement, base: Measurement, result: Measurement, text: str) -> bool:
    """Tell whether three figures are a share, what it is of, and what that makes."""
    first, second, third = factor.quantity, base.quantity, result.quantity
    if first.unit not in (*SHARES, "x") or first.comparator != "=" or factor.change:
        return False
    if not is_exact(second, third) or (third.unit and third.unit != second.unit):
        return False
    exact = isinstance(first.value, Decimal)
    return (
        exact
        and bool(OF.fullmatch(text[first.end : second.start]))
        and bool(MAKES.fullmatch(text[second.end : third.start]))
        and bool(re.match(r"\W*(?:$|[,.;:)–—]|so\b|and\b|but\b)", text[third.end :]))
    )


def _of_change(change: Change, measured: Sequence[Measurement], text: str) -> Iterator[Finding]:
    """What a change is in per cent or in times, told right after its two ends."""
    first, last = change.before, change.after
    if first is None or last is None or not is_exact(first, last) or not first.value:
        return
    end = max(first.end, last.end)
    told = next((m.quantity for m in measured if m.quantity.start >= end), None)
    if told is None or not SO.fullmatch(text[end : told.start]):
        return
    if not re.match(r"\s*(?:$|[,.;:)–—])", text[told.end :]):
        return
    rule = relative if told.unit == "percent" else multiple if told.unit == "x" else difference
    made = rule(first, last)
    if told.unit not in ("percent", "x", made.quantity.unit):
        return
    yield _finding(told, made, wrong_way=_goes_wrong(told, text[end : told.start], first, last))


def _goes_wrong(told: Quantity, between: str, first: Quantity, last: Quantity) -> bool:
    """Tell whether a sign, or a word such as "cut", says the other way than the two ends go."""
    down = re.search(r"\b(?:cut|drop|fall|decline|decrease|reduction|down)\b", between)
    up = re.search(r"\b(?:rise|jump|increase|gain|growth|up)\b", between)
    minus = isinstance(told.value, Decimal) and told.value < 0
    said = "down" if down or minus else "up" if up or told.surface.startswith("+") else None
    return said is not None and said != way_of(first, last)


def _finding(
    claimed: Quantity, made: Result, judged: Quantity | None = None, *, wrong_way: bool = False
) -> Finding:
    """The arithmetic, told of one figure; `judged` is the figure that it makes, if another one."""
    compared = compare_result(judged or claimed, made)
    label = "contradicted" if wrong_way else compared.label
    return Finding("D16", label, compared.reason, claimed.surface, claimed.start, claimed.end,
                   compared.fix if label != "supported" else None)  # fmt: skip
