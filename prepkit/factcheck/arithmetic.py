"""Rows D14 to D16: what two figures make together, and how that stands to a claimed figure."""

from dataclasses import dataclass, replace
from decimal import Decimal

from prepkit.factcheck.values import Comparison, compare
from prepkit.factcheck.wording import plain, say
from prepkit.quantities import Quantity, convert, dimension, find_quantities
from prepkit.quantities.tokens import is_counted
from prepkit.quantities.units import is_currency

POINTS = ("percentage point", "point", "basis point")
SHARES = ("percent", "fraction")
HUNDRED = Decimal(100)
# A multiple may be told roughly ("tripled"), but not for another one.
NEAR = Decimal("0.1")
# Digits of a result that are shown.
SHOWN = Decimal("0.01")
LARGE = 10**18  # further digits do not matter


@dataclass(frozen=True, slots=True)
class Result:
    """What arithmetic makes of two figures, and how one says it."""

    quantity: Quantity
    said: str  # "40%", "10 percentage points", "3.5 times"
    shown: str  # "50 → 30 minutes is −40%"


def way_of(first: Quantity, last: Quantity) -> str | None:
    """Return whether the second figure is above or below the first: "up", "down", None if equal."""
    one, other = _values(first, last)
    return None if one == other else "up" if other > one else "down"


def is_exact(first: Quantity, last: Quantity) -> bool:
    """Tell whether two figures are points of one kind, none of them a bound or a range."""
    pair = (first, last)
    if not all(isinstance(q.value, Decimal) and q.comparator in ("=", "~") for q in pair):
        return False
    if first.unit == last.unit:
        return True
    if first.unit is None or last.unit is None:
        return is_counted(first.unit) and is_counted(last.unit)
    return convert(Decimal(1), last.unit, first.unit) is not None


def _values(first: Quantity, last: Quantity) -> tuple[Decimal, Decimal]:
    one, other = first.value, last.value
    assert isinstance(one, Decimal)
    assert isinstance(other, Decimal)
    if first.unit and last.unit and first.unit != last.unit:
        other = convert(other, last.unit, first.unit) or other
    return one, other


def _made(first: Quantity, last: Quantity, value: Decimal, unit: str | None, said: str) -> Result:
    """Return a result with its arithmetic; what falls has a minus before it."""
    comparator = "~" if "~" in (first.comparator, last.comparator) else "="
    quantity = replace(last, value=value, unit=unit, comparator=comparator, tolerance=Decimal(0),
                       change=None, surface="")  # fmt: skip
    signed = unit != "x" and not said.endswith("er")
    sign = {"up": "+", "down": "−"}.get(way_of(first, last) or "", "") if signed else ""
    return Result(quantity, said, f"{_printed(first)} → {_printed(last)} is {sign}{said}")


def _printed(quantity: Quantity) -> str:
    """A figure as printed; one whose unit or magnitude stands elsewhere is written out."""
    alone = find_quantities(quantity.surface)
    as_printed = len(alone) == 1 and alone[0].value == quantity.value and alone[0].unit is None
    return quantity.surface if as_printed else say(quantity)


def difference(first: Quantity, last: Quantity) -> Result:
    """D16: b − a, in the unit of the two; of two percentages, in percentage points (D14)."""
    one, other = _values(first, last)
    unit = first.unit or last.unit
    value = abs(other - one)
    if unit in SHARES:
        value, unit = value * (HUNDRED if unit == "fraction" else 1), "percentage point"
    said = f"{_number(value)} {_named(unit, value)}".strip()
    return _made(first, last, value, unit, said)


def relative(first: Quantity, last: Quantity) -> Result:
    """D16: b/a − 1, in per cent, without its sign."""
    one, other = _values(first, last)
    value = abs(other / one - 1) * HUNDRED
    return _made(first, last, value, "percent", f"{_number(value)}%")


def multiple(first: Quantity, last: Quantity) -> Result:
    """D15: b/a."""
    one, other = _values(first, last)
    value = other / one
    return _made(first, last, value, "x", f"{_number(value)} times")


def speed(first: Quantity, last: Quantity) -> Result:
    """D15: the rate of what takes `last` instead of `first`, against the rate before: a/b."""
    one, other = _values(first, last)
    value = one / other if is_time(first.unit) else other / one
    return _made(first, last, value, "x", f"{_number(value)} times the rate")


def faster(first: Quantity, last: Quantity) -> Result:
    """D15: by how many per cent the rate rose or fell, without its sign."""
    rate = speed(first, last).quantity.value
    assert isinstance(rate, Decimal)
    value = abs(rate - 1) * HUNDRED
    way = "faster" if rate > 1 else "slower"
    return _made(first, last, value, "percent", f"{_number(value)}% {way}")


def as_multiple(change: Quantity, direction: str | None) -> Result:
    """D15: a change in per cent as so many times: +200% is 3 times."""
    assert isinstance(change.value, Decimal)
    value, scale = change.value, Decimal(1)
    if change.unit == "percent":
        scale = HUNDRED
        value = 1 + (-value if direction == "down" else value) / HUNDRED
    quantity = replace(change, value=value, unit="x", tolerance=change.tolerance / scale)
    said = f"{_number(value)} times"
    return Result(quantity, said, f"{change.surface} is {said}")


def as_times(amount: Quantity) -> Quantity:
    """D15: "30% as many" is 0.3 times as many, "half as many" 0.5 times."""
    assert isinstance(amount.value, Decimal)
    scale = HUNDRED if amount.unit == "percent" else Decimal(1)
    value, tolerance = amount.value / scale, amount.tolerance / scale
    return replace(amount, unit="x", value=value, tolerance=tolerance)


def share(part: Quantity, whole: Quantity) -> Result:
    """D16: a part of a whole, in per cent."""
    whole_value, value = _values(whole, part)
    value = value / whole_value * HUNDRED
    said = f"{_number(value)}%"
    made = _made(whole, part, value, "percent", said)
    return replace(made, shown=f"{say(part)} of {say(whole)} is {said}")


def product(factor: Quantity, base: Quantity) -> Result:
    """D16: a share, or a multiple, of a figure."""
    assert isinstance(factor.value, Decimal)
    assert isinstance(base.value, Decimal)
    value = factor.value * base.value / (HUNDRED if factor.unit == "percent" else 1)
    quantity = replace(base, value=value, tolerance=Decimal(0), change=None, surface=_number(value))
    return Result(quantity, say(quantity), f"{say(factor)} of {say(base)} is {say(quantity)}")


def is_time(unit: str | None) -> bool:
    """Tell whether a unit measures how long something takes."""
    return unit is not None and "/" not in unit and dimension(unit) == "time"


def is_rate(unit: str | None) -> bool:
    """Tell whether a unit measures how much is done in a time."""
    return unit is not None and "/" in unit and dimension(unit.partition("/")[2]) == "time"


def compare_result(claimed: Quantity, result: Result) -> Comparison:
    """Return how a claimed figure stands to a result, by the rows that compare any two figures."""
    ours, theirs = _alike(claimed, result.quantity)
    compared = compare(ours, theirs, result.shown)
    if compared.label == "imprecise" and ours.unit == "x" and not _is_near(ours, theirs):
        compared = replace(compared, label="contradicted")
    fix = None if compared.label == "supported" else f"say '{result.said}'"
    return replace(compared, reason=f"derived: {result.shown}", fix=fix)


def _is_near(ours: Quantity, theirs: Quantity) -> bool:
    if not isinstance(ours.value, Decimal) or not isinstance(theirs.value, Decimal):
        return False
    if ours.comparator in (">", ">=", "<", "<="):
        return True  # a bound that is far passed is true, and misleads
    return abs(ours.value - theirs.value) <= NEAR * abs(theirs.value)


def is_reached(goal: Quantity, result: Result) -> bool:
    """D11: tell whether a result is as far as a goal that is said to be nearly reached."""
    ours, theirs = _alike(goal, result.quantity)
    if not isinstance(ours.value, Decimal) or not isinstance(theirs.value, Decimal):
        return False
    shrinks = ours.unit == "x" and ours.value < 1
    return theirs.value <= ours.value if shrinks else theirs.value >= ours.value


def _alike(claimed: Quantity, result: Quantity) -> tuple[Quantity, Quantity]:
    """Put the two in one unit: points are percentage points, a fraction is so many per cent."""
    if claimed.unit == "fraction" and result.unit == "percent":
        result = replace(result, value=result.value / HUNDRED, unit="fraction")  # type: ignore[operator]
    if claimed.unit == "point" and result.unit == "percentage point":
        claimed = replace(claimed, unit=result.unit)
    if isinstance(claimed.value, Decimal) and claimed.value < 0:
        claimed = replace(claimed, value=-claimed.value)
    if is_counted(claimed.unit) and is_counted(result.unit):
        result = replace(result, unit=claimed.unit)
    return claimed, result


def _number(value: Decimal) -> str:
    for size, name in ((9, "billion"), (6, "million")):
        if 10**size <= abs(value) <= LARGE:
            return f"{_number(value.scaleb(-size))} {name}"
    whole = value == value.to_integral_value() or abs(value) > LARGE
    return f"{Decimal(plain(value if whole else value.quantize(SHOWN))):,}"


def _named(unit: str | None, value: Decimal) -> str:
    if unit is None or is_counted(unit):
        return ""  # "120": what is counted stands in the sentence
    if is_currency(unit):
        return unit
    return unit if value == 1 or "/" in unit else f"{unit}s"
