"""Rows C and D of the decision table: one claimed quantity against one of a source."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from prepkit.quantities import Quantity, convert
from prepkit.quantities.tokens import is_counted
from prepkit.quantities.units import is_currency

# D1: a rounding further than this from the source's value misleads ("2 billion" for 1.6 billion).
ROUNDING_LIMIT = Decimal("0.05")
# D4: this near, a plain figure is a slip rather than another figure.
SLIP_LIMIT = Decimal("0.02")
# D6: a bound passed by more than this half again is true, and misleads.
BOUND_LIMIT = Decimal("1.5")
# D12: "hundreds" and "dozens" reach no further than ten times their least.
OPEN_RANGE = 10
# D11: how far "about" reaches.
ABOUT = Decimal("0.05")

SHARES = ("percent", "fraction")

# C2: two units within this ratio of each other pass for one another.
CONFUSABLE = Decimal("0.8")
CENTS = re.compile(r"(?<!US )\bcents?\b")

OPERATOR_WORDS = {
    ">": "over",
    ">=": "at least",
    "<": "under",
    "<=": "up to",
    "~": "about",
    "=": "",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the values alone say, and the row of the table that says it."""

    row: str
    label: str
    reason: str
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class _Point:
    """One side of a comparison: a value with its operator and half a unit of its last digit."""

    value: Decimal
    operator: str
    tolerance: Decimal


def is_per_cent_of(one: Quantity, other: Quantity) -> bool:
    """Tell whether a figure is what the other, in per cent, is of: a share of one, of a hundred.

    "A recall of 0.64", "a score of 64 out of 100".
    """
    if other.unit != "percent" or not isinstance(one.value, Decimal):
        return False
    bare = one.unit is None and 0 < one.value <= 1 and one.tolerance < Decimal("0.5")
    return bare or one.unit == "out of 100"


def _as_percent(one: Quantity, other: Quantity) -> Quantity:
    if not is_per_cent_of(one, other) or not isinstance(one.value, Decimal):
        return one
    hundred = 1 if one.unit else 100
    return replace(
        one, value=one.value * hundred, tolerance=one.tolerance * hundred, unit="percent"
    )


def _in_cents_of(one: Quantity, other: Quantity) -> Quantity:
    """ "11 cents" are those of the other's currency."""
    cents = one.unit == "US cent" and CENTS.search(one.surface) is not None
    another = is_currency(other.unit) and other.unit not in ("USD", "US cent")
    if not (cents and another and isinstance(one.value, Decimal)):
        return one
    return replace(one, value=one.value / 100, tolerance=one.tolerance / 100, unit=other.unit)


def _in_points(one: Quantity, other: Quantity) -> Quantity:
    """C1: "points" beside basis points are per cent's; a level in basis points is a share."""
    if one.unit == "point" and other.unit == "basis point":
        return replace(one, unit="percentage point")
    if one.unit != "basis point" or other.unit not in SHARES or not isinstance(one.value, Decimal):
        return one
    return replace(one, value=one.value / 100, tolerance=one.tolerance / 100, unit="percent")


def same_kind(claimed: str | None, given: str | None) -> bool:
    """C1: tell whether two units can be compared: the same unit, or one that converts exactly."""
    if claimed == given:
        return True
    if claimed is None or given is None:
        return False
    if "point" in (claimed, given):
        return "basis point" in (claimed, given)
    return convert(Decimal(1), given, claimed) is not None


def is_basis_points_of(one: str | None, other: str | None) -> bool:
    """C1: tell whether one unit is a basis point and the other a share: both may tell a level."""
    return (one == "basis point" and other in SHARES) or (other == "basis point" and one in SHARES)


def compare(claimed: Quantity, given: Quantity, said: str | None = None) -> Comparison:
    """Return what a source's quantity makes of a claimed one, both of the same kind and subject.

    `said` is how to put the source's quantity in the reason.
    """
    claimed, given = _as_percent(claimed, given), _as_percent(given, claimed)
    claimed, given = _in_cents_of(claimed, given), _in_cents_of(given, claimed)
    claimed, given = _in_points(claimed, given), _in_points(given, claimed)
    said = said or f"{OPERATOR_WORDS[given.comparator]} {given.surface}".strip()
    if not _comparable(claimed.unit, given.unit):
        return _other_unit(claimed, given, said)
    if isinstance(claimed.value, tuple):
        return _claimed_range(claimed, given, said)
    if isinstance(given.value, tuple):
        return _given_range(claimed, given, said)
    if claimed.value == given.value and _confusable(claimed.unit, given.unit):
        told = f"the source says {said}, in another unit of that name"
        rounded = _rounds_to(_in_unit(given.value, given, claimed),
                             _Point(claimed.value, "=", claimed.tolerance))  # fmt: skip
        return Comparison("C2", "imprecise" if rounded else "contradicted", told, f"say '{said}'")
    ours = _Point(claimed.value, claimed.comparator, claimed.tolerance)
    theirs = _Point(_in_unit(given.value, given, claimed), given.comparator,
                    _in_unit(given.tolerance, given, claimed))  # fmt: skip
    in_words = (claimed.unit, given.unit) == ("fraction", "percent")
    plain = ours.operator == theirs.operator == "="
    if in_words and plain and (_rounds_to(ours.value, theirs) or _is_roughly(ours, theirs)):
        return Comparison("D1", "supported", f"the source says {said}")  # "a third", 33%
    decide = _DECIDERS[claimed.comparator]
    compared = decide(ours, theirs, said)
    if compared.label == "supported" and _is_over_precise(claimed, given):
        return Comparison("D2", "imprecise", f"over-precise: the source says {said}",
                          f"say '{said}'")  # fmt: skip
    return compared


ENDS_ON_ZERO = re.compile(r"\d\.\d*0(?!\d)")


def _is_over_precise(claimed: Quantity, given: Quantity) -> bool:
    """D2: tell whether a claim writes a source's figure with a digit more: "1.20" for "1.2"."""
    plain = claimed.comparator == given.comparator == "=" and claimed.unit == given.unit
    same = plain and claimed.value == given.value and claimed.tolerance < given.tolerance
    return same and ENDS_ON_ZERO.search(claimed.surface) is not None


def _comparable(claimed: str | None, given: str | None) -> bool:
    """Counts are compared whatever their nouns: whether these fit is for rows B3 and B4."""
    return same_kind(claimed, given) or (is_counted(claimed) and is_counted(given))


def _confusable(claimed: str | None, given: str | None) -> bool:
    """C2: units that are taken for one another: MB and MiB, mile and nautical mile."""
    if claimed is None or given is None or claimed == given:
        return False
    ratio = convert(Decimal(1), given, claimed)
    return ratio is not None and ratio != 1 and CONFUSABLE <= ratio <= 1 / CONFUSABLE


def _in_unit(value: Decimal, given: Quantity, claimed: Quantity) -> Decimal:
    """C1: the source's value in the claim's unit."""
    if claimed.unit == given.unit or claimed.unit is None or given.unit is None:
        return value
    converted = convert(value, given.unit, claimed.unit)
    return value if converted is None else converted  # two nouns that are counted


def _other_unit(claimed: Quantity, given: Quantity, said: str) -> Comparison:
    """C3: another dimension or currency, where the subject is the same."""
    kind = "currency" if is_currency(claimed.unit) and is_currency(given.unit) else "unit"
    return Comparison(
        "C3", "contradicted", f"the source gives it in another {kind}: {said}",
        f"say '{said}'",
    )  # fmt: skip


# --- a plain figure ----------------------------------------------------------


def _plain(ours: _Point, theirs: _Point, said: str) -> Comparison:
    if theirs.operator in (">", ">=", "<", "<="):
        return _plain_against_bound(ours, theirs, said)
    if theirs.operator == "~":
        return _plain_against_about(ours, theirs, said)
    if ours.value == theirs.value:
        return Comparison("D1", "supported", f"the source says {said}")
    if _rounds_to(theirs.value, ours):
        if _apart(ours.value, theirs.value) <= ROUNDING_LIMIT:
            return Comparison("D1", "supported", f"the source's {said}, rounded")
        return Comparison("D1", "imprecise", f"the source says {said}: rounded too far",
                          f"say '{said}'")  # fmt: skip
    if _rounds_to(ours.value, theirs):
        return Comparison("D2", "imprecise", f"more precise than the source, which says {said}",
                          f"say '{said}'")  # fmt: skip
    if _truncates_to(theirs.value, ours):
        return Comparison("D3", "imprecise", f"cut off, not rounded: the source says {said}",
                          f"say '{said}'")  # fmt: skip
    if _apart(ours.value, theirs.value) <= SLIP_LIMIT:
        return Comparison("D4", "imprecise", f"close, but the source says {said}", f"say '{said}'")
    return Comparison("D5", "contradicted", f"the source says {said}", f"say '{said}'")


def _plain_against_bound(ours: _Point, theirs: _Point, said: str) -> Comparison:
    above = theirs.operator in (">", ">=")
    if ours.value == theirs.value:
        return Comparison("D8", "imprecise", f"the source says {said}, not the plain figure",
                          f"say '{said}'")  # fmt: skip
    if (ours.value < theirs.value) == above:
        return Comparison("D10", "contradicted", f"the source says {said}", f"say '{said}'")
    return Comparison("D10", "not found", f"the source says only {said}", f"say '{said}'")


def _plain_against_about(ours: _Point, theirs: _Point, said: str) -> Comparison:
    if abs(ours.value - theirs.value) <= _reach(theirs):
        told = f"the source says {said}, not the plain figure"
        return Comparison("D11", "imprecise", told, f"say '{said}'")
    return Comparison("D11", "contradicted", f"the source says {said}", f"say '{said}'")


# --- over, at least, under, up to ---------------------------------------------


def _bound(ours: _Point, theirs: _Point, said: str) -> Comparison:
    above, closed = ours.operator in (">", ">="), ours.operator in (">=", "<=")
    row = "D7" if closed else "D6"
    sign = 1 if above else -1
    gap = sign * (theirs.value - ours.value)  # > 0: the source is on the claim's side
    if theirs.operator in (">", ">=", "<", "<="):
        return _bound_against_bound(ours, theirs, said, gap)
    if theirs.operator == "~":
        return _bound_against_about(gap, theirs, said)
    # "over one year" of two years; "over 1M" of 1.9M leaves out as much as it says
    next_step = abs(gap) <= 2 * ours.tolerance <= 1
    if gap > 0 and not next_step and _far_past(ours.value, theirs.value, above):
        return Comparison("D6", "imprecise", f"true but misleading: the source says {said}",
                          f"say '{said}'")  # fmt: skip
    if gap > 0 or (gap == 0 and closed):
        return Comparison(row, "supported", f"the source says {said}")
    return Comparison(row, "contradicted", f"the source says {said}", f"say '{said}'")


def _bound_against_bound(ours: _Point, theirs: _Point, said: str, gap: Decimal) -> Comparison:
    above, source_above = ours.operator in (">", ">="), theirs.operator in (">", ">=")
    if above != source_above:
        both_closed = ours.operator in (">=", "<=") and theirs.operator in (">=", "<=")
        if gap < 0 or (gap == 0 and not both_closed):
            return Comparison("D10", "contradicted", f"the source says {said}", f"say '{said}'")
        return Comparison("D10", "not found", f"the source says only {said}", f"say '{said}'")
    stronger = gap < 0 or (
        gap == 0 and ours.operator in (">", "<") and theirs.operator in (">=", "<=")
    )
    if stronger:
        return Comparison("D9", "not found", f"the source says only {said}", f"say '{said}'")
    # "over one year" of two years; "over 1M" of 1.9M leaves out as much as it says
    next_step = abs(gap) <= 2 * ours.tolerance <= 1
    if gap > 0 and not next_step and _far_past(ours.value, theirs.value, above):
        return Comparison("D9", "imprecise", f"true but misleading: the source says {said}",
                          f"say '{said}'")  # fmt: skip
    return Comparison("D9", "supported", f"the source says {said}")


def _bound_against_about(gap: Decimal, theirs: _Point, said: str) -> Comparison:
    if gap > _reach(theirs):
        return Comparison("D11", "supported", f"the source says {said}")
    if gap < -_reach(theirs):
        return Comparison("D11", "contradicted", f"the source says {said}", f"say '{said}'")
    return Comparison("D11", "not found", f"the source says only {said}", f"say '{said}'")


# --- about ---------------------------------------------------------------------


def _about(ours: _Point, theirs: _Point, said: str) -> Comparison:
    if theirs.operator in (">", ">=", "<", "<="):
        if abs(ours.value - theirs.value) <= _reach(ours):
            return Comparison("D8", "imprecise", f"the source says {said}", f"say '{said}'")
        return _plain_against_bound(ours, theirs, said)
    if abs(ours.value - theirs.value) <= _reach(ours):
        return Comparison("D11", "supported", f"the source says {said}")
    return Comparison("D11", "contradicted", f"the source says {said}", f"say '{said}'")


# --- ranges --------------------------------------------------------------------


def _claimed_range(claimed: Quantity, given: Quantity, said: str) -> Comparison:
    assert isinstance(claimed.value, tuple)
    low, high = claimed.value
    source_low, source_high = _ends(given, claimed)
    if high is None and low and source_low and source_low >= low * OPEN_RANGE:
        told = f"true but misleading: the source says {said}"
        return Comparison("D12", "imprecise", told, f"say '{said}'")
    if (low, high) == (source_low, source_high):
        return Comparison("D12", "supported", f"the source says {said}")
    inside = _at_least(source_low, low) and _at_most(source_high, high)
    if inside and source_low is not None and source_low == source_high:
        return Comparison("D12", "supported", f"the source's {said} lies inside")
    if _below(source_high, low) or _below(high, source_low):
        return Comparison("D12", "contradicted", f"the source says {said}", f"say '{said}'")
    label = "imprecise" if inside else "not found"
    return Comparison("D12", label, f"the source says {said}", f"say '{said}'")


def _given_range(claimed: Quantity, given: Quantity, said: str) -> Comparison:
    assert isinstance(claimed.value, Decimal)
    low, high = _ends(given, claimed)
    value = claimed.value
    above = claimed.comparator in (">", ">=")
    near = low if above else high
    if claimed.comparator in (">", ">=", "<", "<=") and near and _far_past(value, near, above):
        told = f"true but misleading: the source says {said}"
        return Comparison("D12", "imprecise", told, f"say '{said}'")
    inside = not _below(value, low) and not _below(high, value)
    if claimed.comparator in (">", ">="):
        if low is not None and (low > value or (low == value and claimed.comparator == ">=")):
            return Comparison("D12", "supported", f"the source says {said}")
        out = _below(high, value) or (high == value and claimed.comparator == ">")
        label = "contradicted" if out else "not found"
    elif claimed.comparator in ("<", "<="):
        if high is not None and (high < value or (high == value and claimed.comparator == "<=")):
            return Comparison("D12", "supported", f"the source says {said}")
        out = _below(value, low) or (low == value and claimed.comparator == "<")
        label = "contradicted" if out else "not found"
    else:
        label = "imprecise" if inside else "contradicted"
    return Comparison("D12", label, f"the source says {said}", f"say '{said}'")


def _ends(given: Quantity, claimed: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and highest value that a source's words allow, in the claim's unit."""
    if isinstance(given.value, tuple):
        low, high = given.value
    else:
        low = None if given.comparator in ("<", "<=") else given.value
        high = None if given.comparator in (">", ">=") else given.value
    return (
        None if low is None else _in_unit(low, given, claimed),
        None if high is None else _in_unit(high, given, claimed),
    )


def _at_least(value: Decimal | None, bound: Decimal | None) -> bool:
    return bound is None or (value is not None and value >= bound)


def _at_most(value: Decimal | None, bound: Decimal | None) -> bool:
    return bound is None or (value is not None and value <= bound)


def _below(value: Decimal | None, bound: Decimal | None) -> bool:
    return value is not None and bound is not None and value < bound


# --- arithmetic ----------------------------------------------------------------


def _rounds_to(precise: Decimal, rough: _Point) -> bool:
    """Tell whether `precise`, rounded half up or half even to `rough`'s last digit, equals it."""
    step = rough.tolerance * 2
    if not step:
        return precise == rough.value
    steps = precise / step
    return any(
        steps.to_integral_value(mode) * step == rough.value
        for mode in (ROUND_HALF_UP, ROUND_HALF_EVEN)
    )


def _is_roughly(words: _Point, given: _Point) -> bool:
    """D1: tell whether a share in words is as near as words can be: "a third" is 33.4%, too."""
    near = abs(words.value - given.value) <= words.tolerance
    return near and _apart(words.value, given.value) <= ROUNDING_LIMIT


def _truncates_to(precise: Decimal, rough: _Point) -> bool:
    step = rough.tolerance * 2
    return bool(step) and (precise / step).to_integral_value(ROUND_DOWN) * step == rough.value


def _apart(ours: Decimal, theirs: Decimal) -> Decimal:
    """How far apart two values are, as a share of the source's."""
    if not theirs:
        return Decimal(0) if not ours else Decimal(1)
    return abs(ours - theirs) / abs(theirs)


def _reach(point: _Point) -> Decimal:
    """D11: how far "about" reaches: five per cent, or the written precision, the wider."""
    return max(abs(point.value) * ABOUT, point.tolerance)


def _far_past(bound: Decimal, value: Decimal, above: bool) -> bool:
    if bound <= 0 or value <= 0:
        return False
    return value > bound * BOUND_LIMIT if above else value * BOUND_LIMIT < bound


_DECIDERS: dict[str, Callable[[_Point, _Point, str], Comparison]] = {
    "=": _plain,
    ">": _bound,
    ">=": _bound,
    "<": _bound,
    "<=": _bound,
    "~": _about,
}
