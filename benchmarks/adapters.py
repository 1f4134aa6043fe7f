"""Quantity finders in one shape: text to dicts of value, start, end, unit, comparator, change.

A peer is imported when it is first called, and is installed by whoever wants its column:
`pip install quantulum3`, `pip install recognizers-text-suite "emoji<2"`, in an environment of
their own, with this project on PYTHONPATH.
"""

import re
from collections.abc import Iterator
from typing import Any

Found = dict[str, Any]

_BOUNDS = {">=": ">", "<=": "<"}  # scorers know = ~ < >
_NAIVE = re.compile(r"[-−]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")


def prepkit_quantities(text: str) -> list[Found]:
    """Return what `find_quantities` finds."""
    from prepkit.quantities import find_quantities

    return [
        {
            "value": quantity.value,
            "start": quantity.start,
            "end": quantity.end,
            "unit": quantity.unit,
            "comparator": _BOUNDS.get(quantity.comparator, quantity.comparator),
            "change": quantity.change,
        }
        for quantity in find_quantities(text)
    ]


def naive_regex(text: str) -> list[Found]:
    """Return every run of digits as a figure."""
    return [
        {
            "value": float(found[0].replace(",", "").replace("−", "-")),
            "start": found.start(),
            "end": found.end(),
        }
        for found in _NAIVE.finditer(text)
    ]


def quantulum(text: str) -> list[Found]:
    """Return what quantulum3 finds; its value and uncertainty are a range."""
    from quantulum3 import parser  # type: ignore[import-not-found]

    made = []
    for quantity in parser.parse(text):
        value, spread = quantity.value, quantity.uncertainty
        made.append(
            {
                "value": (value - spread, value + spread) if spread else value,
                "start": quantity.span[0],
                "end": quantity.span[1],
                "unit": quantity.unit.name,
            }
        )
    return made


def recognizers(text: str) -> list[Found]:
    """Return what recognizers-text finds: units first, then bare numbers beside them."""
    found: list[Found] = []
    for result in _recognized(text):
        value = (result.resolution or {}).get("value")
        start, end = result.start, result.end + 1
        if value is None or any(start < one["end"] and one["start"] < end for one in found):
            continue
        number = re.match(r"-?[0-9.eE+-]+", str(value))
        if number:
            unit = (result.resolution or {}).get("unit")
            unit = "percent" if result.type_name == "percentage" else unit
            found.append({"value": float(number[0]), "start": start, "end": end, "unit": unit})
    return sorted(found, key=lambda one: one["start"])


def _recognized(text: str) -> Iterator[Any]:
    from recognizers_number import recognize_number, recognize_percentage  # type: ignore
    from recognizers_number_with_unit import (  # type: ignore[import-not-found]
        recognize_age,
        recognize_currency,
        recognize_dimension,
        recognize_temperature,
    )

    for recognize in (
        recognize_currency,
        recognize_temperature,
        recognize_age,
        recognize_dimension,
        recognize_percentage,
        recognize_number,
    ):
        yield from recognize(text, "en-us")


FINDERS = {
    "prepkit": prepkit_quantities,
    "quantulum3": quantulum,
    "recognizers": recognizers,
    "naive regex": naive_regex,
}
