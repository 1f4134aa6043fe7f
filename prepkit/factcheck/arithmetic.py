"""Rows D14 to D16: what two figures make together, and how that stands to a claimed figure."""

from dataclasses import dataclass, replace
from decimal import Decimal

from prepkit.factcheck.values import Comparison, compare, is_currency
from prepkit.factcheck.wording import plain, say
from prepkit.quantities import Quantity, convert, dimension
from prepkit.quantities.tokens import is_counted

POINTS = ("percentage point", "point", "basis point")
SHARES = ("percent", "fraction")
HUNDRED = Decimal(100)
# A multiple may be told roughly ("tripled"), but not for another one.
NEAR = Decimal("0.1")
# Digits of a result that are shown.
SHOWN = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Result:
    """What arithmetic makes of two figures, and how it is written: "50 → 30 min is −40 %"."""

    quantity: Quantity
    shown: str


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


def _result(first: Quantity, last: Quantity, value: Decimal, unit: str | None) -> Quantity:
    comparator = "~" if "~" in (first.comparator, last.comparator) else "="
    return replace(last, value=value, unit=unit, comparator=comparator, tolerance=Decimal(0),
                   change=None, surface="")  # fmt: skip


def _both(first: Quantity, last: Quantity) -> str:
    return f"{say(first)} → {say(last)}"


def difference(first: Quantity, last: Quantity) -> Result:
    """D16: b − a, in the unit of the two; of two percentages, in percentage points (D14)."""
    one, other = _values(first, last)
    unit = first.unit or last.unit
    value = abs(other - one)
    if unit in SHARES:
        value, unit = value * (HUNDRED if unit == "fraction" else 1), "percentage point"
    sign = "+" if other > one else "−"
    shown = f"{_both(first, last)} is {sign}{_number(value)} {_named(unit, value)}".strip()
    return Result(_result(first, last, value, unit), shown)


def relative(first: Quantity, last: Quantity) -> Result:
    """D16: b/a − 1, in per cent, without its sign."""
    one, other = _values(first, last)
    value = (other / one - 1) * HUNDRED
    sign = "+" if value > 0 else "−"
    shown = f"{_both(first, last)} is {sign}{_number(abs(value))}%"
    return Result(_result(first, last, abs(value), "percent"), shown)


def multiple(first: Quantity, last: Quantity) -> Result:
    """D15: b/a."""
    one, other = _values(first, last)
    value = other / one
    return Result(
        _result(first, last, value, "x"), f"{_both(first, last)} is {_number(value)} times"
    )


def speed(first: Quantity, last: Quantity) -> Result:
    """D15: the rate of what takes `last` instead of `first`, against the rate before: a/b."""
    one, other = _values(first, last)
    value = one / other if is_time(first.unit) else other / one
    return Result(
        _result(first, last, value, "x"), f"{_both(first, last)} is {_number(value)} times the rate"
    )


def faster(first: Quantity, last: Quantity) -> Result:
    """D15: by how many per cent the rate rose or fell, without its sign."""
    rate = speed(first, last).quantity.value
    assert isinstance(rate, Decimal)
    value = (rate - 1) * HUNDRED
    way = "faster" if value > 0 else "slower"
    shown = f"{_both(first, last)} is {_number(abs(value))}% {way}"
    return Result(_result(first, last, abs(value), "percent"), shown)


def as_multiple(change: Quantity, direction: str | None) -> Result:
    """D15: a change in per cent as so many times: +200% is 3 times."""
    assert isinstance(change.value, Decimal)
    value, scale = change.value, Decimal(1)
    if change.unit == "percent":
        scale = HUNDRED
        value = 1 + (-value if direction == "down" else value) / HUNDRED
    quantity = replace(change, value=value, unit="x", tolerance=change.tolerance / scale)
    return Result(quantity, f"{change.surface} is {_number(value)} times")


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
    shown = f"{say(part)} of {say(whole)} is {_number(value)}%"
    return Result(_result(whole, part, value, "percent"), shown)


def product(factor: Quantity, base: Quantity) -> Result:
    """D16: a share, or a multiple, of a figure."""
    assert isinstance(factor.value, Decimal)
    assert isinstance(base.value, Decimal)
    value = factor.value * base.value / (HUNDRED if factor.unit == "percent" else 1)
    quantity = replace(base, value=value, tolerance=Decimal(0), change=None, surface=_number(value))
    return Result(quantity, f"{say(factor)} of {say(base)} is {say(quantity)}")


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
    fix = None if compared.label == "supported" else f"say it by the figures: {result.shown}"
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
    whole = value == value.to_integral_value()
    return f"{Decimal(plain(value if whole else value.quantize(SHOWN))):,}"


def _named(unit: str | None, value: Decimal) -> str:
    if unit is None or is_currency(unit):
        return unit or ""
    return unit if value == 1 or "/" in unit else f"{unit}s"
