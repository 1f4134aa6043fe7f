import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import prepkit.quantities.units as units_module
from prepkit.quantities import convert, dimension
from prepkit.quantities.unit_reader import read_unit
from prepkit.quantities.units import PREFIXES, table

DATA = Path(units_module.__file__).parent


def rows(name):
    with DATA.joinpath(name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("row", rows("units.csv"), ids=lambda row: row["unit"])
def test_a_row_of_the_unit_table_can_be_read_and_converted(row):
    assert Fraction(row["factor"]) > 0
    assert set(row["prefixes"].split()) <= set(PREFIXES)
    assert dimension(row["unit"]) is not None
    assert convert(Decimal(3), row["unit"], row["unit"]) == Decimal(3)


def test_the_table_holds_a_few_hundred_aliases_of_units_and_of_nouns():
    known = table()
    assert len(known.symbols) > 300
    assert len(known.words) > 900


def test_a_unit_stands_in_one_row_only():
    for name in ("units.csv", "nouns.csv"):
        written = [row["unit"] for row in rows(name)]
        assert len(written) == len(set(written))


@pytest.mark.parametrize(
    ("value", "unit", "to", "expected"),
    [
        ("1.5", "hour", "minute", "90"),
        ("250", "millisecond", "second", "0.25"),
        ("1", "gigabyte", "megabyte", "1000"),
        ("1", "gibibyte", "megabyte", "1073.741824"),
        ("100", "gigabyte/second", "byte/second", "100000000000"),
        ("20", "celsius", "fahrenheit", "68"),
        ("0", "celsius", "kelvin", "273.15"),
        ("36", "kilometre/hour", "metre/second", "10"),
        ("1", "litre", "cubic centimetre", "1000"),
        ("14", "percent", "fraction", "0.14"),
        ("50", "basis point", "percentage point", "0.5"),
        ("2", "year", "month", "24"),
        ("99", "US cent", "USD", "0.99"),
        ("6.1", "out of 10", "out of 100", "61"),
        ("2", "mile", "metre", "3218.688"),
        ("12", "inch", "foot", "1"),
        ("10", "gigabit/second", "gigabyte/second", "1.25"),
        ("3", "query/second", "query/minute", "180"),
    ],
)
def test_a_value_converts_exactly_within_its_dimension(value, unit, to, expected):
    assert convert(Decimal(value), unit, to) == Decimal(expected)


@pytest.mark.parametrize(
    ("unit", "to"),
    [
        ("second", "metre"), ("user", "person"), ("USD", "EUR"), ("percent", "percentage point"),
        ("percent", "x"), ("byte", "byte/second"), ("wug", "metre"), ("metre", "wug"),
        ("month", "day"),
    ],
)  # fmt: skip
def test_units_of_other_dimensions_do_not_convert(unit, to):
    assert convert(Decimal(1), unit, to) is None


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("kilometre", "length"),
        ("square metre", "length^2"),
        ("litre", "length^3"),
        ("gigabyte/second", "data/time"),
        ("joule/kilogram/kelvin", "energy/mass/temperature"),
        ("/second", "/time"),
        ("user", "user"),
        ("percent", "share"),
        ("wug", None),
        (None, None),
    ],
)
def test_a_dimension_is_told_by_name_and_a_counted_noun_is_its_own(unit, expected):
    assert dimension(unit) == expected


@pytest.mark.parametrize(
    ("text", "name", "end"),
    [
        ("%", "percent", 1),
        (" percentage points", "percentage point", 18),
        (" GB/s", "gigabyte/second", 5),
        (" queries per second", "query/second", 19),
        ("-person team", "person", 7),
        (" g cm −3", "gram/cubic centimetre", 8),
        (" W m−2 K−1", "watt/square metre/kelvin", 10),
        (" km squared", "square kilometre", 11),
        (" square kilometres", "square kilometre", 18),
        (" mL/kg/min", "millilitre/kilogram/minute", 10),
        (" μm", "micrometre", 3),
        (" US dollars", "USD", 11),
        (" degrees Celsius", "celsius", 16),
        (" pull requests", "pull request", 14),
        (" DAUs", "user", 5),
        (" an hour", None, 0),
        (" in my car", None, 0),
        (" as it was", None, 0),
        (" wugs", None, 0),
    ],
)
def test_the_unit_after_a_number_is_read_to_its_end(text, name, end):
    found = read_unit(text, 0)
    assert (found.name if found else None, found.end if found else 0) == (name, end)


def test_a_qualifier_is_no_part_of_the_unit():
    assert read_unit(" minutes per diff", 0).name == "minute"
