"""Row D16: arithmetic that the claim itself shows: "0.1% of 3.60 billion is 3.6 million"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from prepkit.factcheck.alignment import IDLE, LIGHT, clause_around
from prepkit.factcheck.arithmetic import (
    POINTS,
    SHARES,
    Result,
    compare_result,
    difference,
    is_exact,
    multiple,
    product,
    relative,
    share,
    way_of,
)
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.multiples import multiples_in
from prepkit.factcheck.relative import COMPARATIVE, LESS_IS_BETTER, speaks_of
from prepkit.factcheck.words import WORD, is_function_word, is_verb, senses
from prepkit.notes import Claim
from prepkit.quantities import Change, Measurement, Quantity, convert, dimension
from prepkit.quantities.lexicon import BE

# "0.1% of [its] 3.60 billion [people] is [about] 3.6 million": nothing else may stand between.
OF = re.compile(r"\s+of\s+(?:(?:the|its|their|our|all|[\w’'-]+['’]s?)\s+){0,2}")
MAKES = re.compile(
    r"\s*(?:is|are|=|equals?|makes?|means|would be|comes to|is equal to|→)\s*"
    r"(?:(?:about|around|roughly|nearly|almost|over|more than|only|just|still)\s+)?"
)
# "50 → 30 min is −40%", "from 50 to 30 minutes, a cut of 40%": nothing of another thing.
SO = re.compile(
    r"\s*[,;:(–—-]?\s*(?:(?:is|that is|that’s|that's|which is|i\.e\.|so|or|=|meaning)\s*,?\s*)?"
    r"(?:by\s+)?"
    r"(?:(?:a|an|down|up)\s+)?(?:(?:cut|drop|fall|decline|decrease|reduction|rise|jump|increase|gain"
    r"|growth|change)\s+of\s+)?(?:(?:about|around|roughly|nearly|almost|over|more than)\s+)?",
    re.I,
)

LESS = "less|fewer|lower|shorter|smaller|lighter|cheaper"
MORE = "more|higher|longer|larger|bigger|heavier|dearer"
SAID_BEFORE = re.compile(r"\b(?:more|less|fewer) than\b")  # how sure it is, and not which way
# A figure ends its statement, or "29% less" does.
END = re.compile(rf"\s*(?:$|[,.;:)–—])|\s+(?:{LESS}|{MORE})(?:\s*$|[,.;:)–—])")
# "310 g, a third less than the old one with its 465 g"
THAN_OTHER = re.compile(
    rf"\s+(?P<way>{LESS}|{MORE}|better|worse)(?:\s+[a-z]+){{0,2}}\s+than\b[^.;]{{0,60}}$"
)
# What is said of a ratio, and not of what it relates: "a 4x speedup", "twice as fast".
FOR_A_RATIO = senses(
    """speedup faster slower cut drop fall decline decrease reduction rise jump increase gain growth
    half third quarter tenth fold times factor difference""".split()
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
    told = [f for change in changes.values() for f in _of_change(change, measured, claim.text)]
    told += _multiplied(list(changes.values()), claim.text)
    yield from told
    for one, by, other in zip(measured, measured[1:], measured[2:], strict=False):
        yield from _than_another(one.quantity, by.quantity, other.quantity, claim.text)
    at = {finding.start for finding in told}
    for ratio in measured:
        related = _ratio_made(ratio, measured, claim)
        if related and ratio.quantity.start not in at:
            yield _finding(ratio.quantity, related)


def _ratio_made(ratio: Measurement, measured: Sequence[Measurement], claim: Claim) -> Result | None:
    """Return what the two other figures of a claim make, if that is its ratio: "800 of 2,400".

    The ratio may say nothing of its own: "a third of the engineers" is none of 2,400 services.
    """
    others = [m.quantity for m in measured if m is not ratio]
    unit = ratio.quantity.unit
    if len(others) != 2 or unit not in (*SHARES, "x") or not is_exact(*others):
        return None
    one, other = others
    if not one.value or not other.value or one.unit in (*SHARES, "x"):
        return None
    last = max(m.quantity.end for m in measured)
    says_so = any(word in BE or is_verb(word) for word in WORD.findall(claim.text[last:]))
    if says_so or _says_more(ratio, measured, claim):
        return None  # "a quarter of engineers, 300 of 1,200, are women"
    small, large = sorted(others, key=_size)
    return next(
        (
            made
            for made in _ratios_of(ratio, small, large, measured)
            if compare_result(ratio.quantity, made).label == "supported"
        ),
        None,
    )


def _ratios_of(
    ratio: Measurement, small: Quantity, large: Quantity, measured: Sequence[Measurement]
) -> Iterator[Result]:
    """The ratios that two figures may be told by, as the claim puts them."""
    changes = [m.change for m in measured if m.change and m.change.before and m.change.after]
    if ratio.quantity.unit == "x":
        yield multiple(small, large)
    elif ratio.change is None:
        yield share(small, large)
    for change in changes:
        assert change.before
        assert change.after
        way = ratio.change.direction if ratio.change else None
        if ratio.quantity.unit != "x" and way == way_of(change.before, change.after):
            yield relative(change.before, change.after)


def _size(quantity: Quantity) -> Decimal:
    unit = quantity.unit
    assert isinstance(quantity.value, Decimal)
    scaled = convert(quantity.value, unit, "second") if unit and dimension(unit) == "time" else None
    return scaled if scaled is not None else quantity.value


def _says_more(ratio: Measurement, measured: Sequence[Measurement], claim: Claim) -> bool:
    """Tell whether a ratio's clause has a word that no figure beside it has."""
    start, end = clause_around(claim.text, ratio.quantity)
    figure = ratio.quantity
    own = f"{claim.text[start : figure.start]} {claim.text[figure.end : end]}"
    told = [f"{m.entity or ''} {m.property or ''}" for m in measured if m is not ratio]
    rest = " ".join((claim.text[:start], claim.text[end:], ratio.entity or "", *told))
    words = senses(w for w in WORD.findall(own) if w[1:2].isalpha() and not is_function_word(w))
    return bool(words - senses(WORD.findall(rest)) - senses(LIGHT) - IDLE - FOR_A_RATIO)


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
    if not END.match(text, told.end):
        return
    rule = relative if told.unit == "percent" else multiple if told.unit == "x" else difference
    made = rule(first, last)
    if told.unit not in ("percent", "x", made.quantity.unit):
        return
    behind = END.match(text, told.end)
    compared = COMPARATIVE.match(text, told.end)
    if compared and compared["more"] and not speaks_of(compared["more"].lower(), first):
        return
    around = f"{SAID_BEFORE.sub(' ', text[end : told.start])} {behind.group() if behind else ''}"
    yield _finding(told, made, wrong_way=_goes_wrong(told, around, first, last))


def _multiplied(changes: Sequence[Change], text: str) -> Iterator[Finding]:
    """A word that the claim's own two ends deny: "halved, from 11,500 to 3,800"."""
    whole = [c for c in changes if c.before and c.after and is_exact(c.before, c.after)]
    words = multiples_in(text)
    if len(whole) != 1 or len(words) != 1:
        return
    first, last = whole[0].before, whole[0].after
    assert first
    assert last
    if not first.value or not re.fullmatch(
        r"[^.;]{0,20}", text[words[0].quantity.end : first.start]
    ):
        return
    finding = _finding(words[0].quantity, multiple(first, last))
    if finding.label == "contradicted":
        yield replace(finding, code="D15")


def _than_another(one: Quantity, by: Quantity, other: Quantity, text: str) -> Iterator[Finding]:
    """How much one figure is less or more than another: "310 g, a third less than X's 465 g"."""
    than = THAN_OTHER.match(text, by.end, other.start)
    if than is None or not is_exact(one, other) or not other.value or by.comparator not in "=~":
        return
    if not re.fullmatch(r"[^.;]{0,60}?,\s+(?:an?\s+|about\s+|some\s+)?", text[one.end : by.start]):
        return
    if than["way"] in ("better", "worse") and LESS_IS_BETTER.search(text):
        return
    share = by.unit in SHARES
    if not share and by.unit not in (one.unit, *POINTS):
        return
    made = relative(other, one) if share else difference(other, one)
    points = made.quantity.unit == "percentage point" and by.unit in POINTS
    if not share and not points and made.quantity.unit != by.unit:
        return
    wrong = way_of(other, one) != ("down" if re.fullmatch(f"{LESS}|worse", than["way"]) else "up")
    yield _finding(by, made, wrong_way=wrong)


def _goes_wrong(told: Quantity, around: str, first: Quantity, last: Quantity) -> bool:
    """Tell whether a sign, or a word such as "cut", says the other way than the two ends go."""
    down = re.search(rf"\b(?:cut|drop|fall|decline|decrease|reduction|down|{LESS})\b", around)
    up = re.search(rf"\b(?:rise|jump|increase|gain|growth|up|{MORE})\b", around)
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
