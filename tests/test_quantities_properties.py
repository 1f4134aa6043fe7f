import random
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from prepkit.quantities import convert, find_dates, find_quantities, read_quantities
from prepkit.quantities.units import table

PIECES = (
    "5 12 1,908 0.5 % - – − $ € million billion k M B one two twenty half a and of in to from"
    " between over at-least ± x ^ 10 ³ ² / ( ) [ ] { . , : ; km GB users days per s May 2024 Q4 ½"
    " third rose fell by more-than + → dozen hundreds thousand minus point Fig. v # as USD m °C 漢"
    " ٣ １ µ"
).split()
UNITS = sorted(name for name, unit in table().units.items() if not unit.counted)


def check(text):
    """Read `text`, and see that what was found fits it."""
    quantities, changes = read_quantities(text)
    end = 0
    for quantity in quantities:
        assert quantity.start >= end
        assert text[quantity.start : quantity.end] == quantity.surface != ""
        ends = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
        assert all(value is None or value.is_finite() for value in ends)
        assert quantity.tolerance >= 0
        assert quantity.comparator in ("=", ">", ">=", "<", "<=", "~")
        end = quantity.end
    for change in changes:
        assert text[change.start : change.end] == change.surface
        for part in (change.before, change.after, change.delta):
            assert part is None or part in quantities
    for period in find_dates(text):
        assert text[period.start : period.end] == period.surface
        assert period.first <= period.last


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error_and_its_spans_are_exact(text):
    check(text)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=24), st.sampled_from(["", " "]))
def test_any_jumble_of_numbers_units_and_words_is_read_and_its_spans_are_exact(pieces, between):
    check(between.join(pieces).replace("-", " "))


def test_a_hundred_thousand_random_strings_raise_nothing():
    chance = random.Random(7)
    blocks = [(32, 127), (32, 0x3000), (0, 0x110000)]
    for _ in range(100_000):
        size = chance.randrange(24)
        text = "".join(chr(chance.randrange(*chance.choice(blocks))) for _ in range(size))
        read_quantities(text)


@given(st.integers(0, 10**12))
def test_a_whole_number_is_read_back_however_its_digits_are_grouped(number):
    for written in (str(number), f"{number:,}"):
        (quantity,) = find_quantities(f"They have {written} kg.")
        assert (quantity.value, quantity.unit) == (number, "kilogram")


@given(st.decimals(0, 10**6, places=3))
def test_a_decimal_is_read_back_exactly_with_its_precision(number):
    (quantity,) = find_quantities(f"It weighs {number} kg.")
    assert quantity.value == number
    assert quantity.tolerance == Decimal("0.0005")


@given(
    st.decimals(1, 999, places=2), st.sampled_from(["k", "M", "B", " million", " billion", "bn"])
)
def test_a_magnitude_multiplies_exactly(number, magnitude):
    scale = {"k": 3, "M": 6, "B": 9, " million": 6, " billion": 9, "bn": 9}[magnitude]
    (quantity,) = find_quantities(f"They have {number}{magnitude} users.")
    assert quantity.value == number * 10**scale


@given(st.integers(2, 999_999))
def test_a_number_in_words_is_read_back(number):
    (quantity,) = find_quantities(f"they counted {in_words(number)} kg")
    assert quantity.value == number


@given(st.decimals(1, 1000, places=2), st.sampled_from(UNITS), st.sampled_from(UNITS))
def test_a_conversion_and_its_way_back_agree(value, unit, other):
    there = convert(value, unit, other)
    if there is not None:
        back = convert(there, other, unit)
        assert abs(back - value) <= Decimal("1e-20") * value


def in_words(number):
    """Write a whole number below a million in English."""
    small = (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen"
    ).split()
    tens = "twenty thirty forty fifty sixty seventy eighty ninety".split()
    if number < 20:
        return small[number]
    if number < 100:
        rest = f"-{small[number % 10]}" if number % 10 else ""
        return tens[number // 10 - 2] + rest
    base, name = (100, "hundred") if number < 1000 else (1000, "thousand")
    above, below = divmod(number, base)
    joined = " and " if base == 100 or below < 100 else " "
    return f"{in_words(above)} {name}" + (joined + in_words(below) if below else "")
