"""How a figure is said: "over 14%", "2.11 billion"."""

from decimal import Decimal

from prepkit.corpus import Passage
from prepkit.factcheck.values import OPERATOR_WORDS
from prepkit.quantities import Measurement, Quantity, dimension, find_quantities

COMPARING_WORDS = 4  # as far before its number as a comparator may stand
NEARNESS = ("just", "slightly", "well", "far")  # how far over or under


def say(quantity: Quantity, text: str = "") -> str:
    """Return a figure as one says it, with the comparing words that it has in `text`, if any.

    What is counted is left to the sentence around it: "2 billion", not "2 billion users". A table's
    figure whose magnitude stands in the head ("2,110", in millions) gets it back.
    """
    surface = _without_noun(quantity) if _is_count(quantity) else " ".join(quantity.surface.split())
    if not _reads_as(surface, quantity):
        surface = _written_out(quantity)
    if quantity.comparator == "=":
        return surface
    printed = text[: quantity.start].lower().split()[-COMPARING_WORDS:]
    for count in range(1, len(printed) + 1):
        told = " ".join([*printed[-count:], surface])
        if _reads_as(told, quantity, with_comparator=True):
            nearness = " ".join(printed[-count - 1 : -count])
            return f"{nearness} {told}" if nearness in NEARNESS else told
    return f"{OPERATOR_WORDS[quantity.comparator]} {surface}"


def _is_count(quantity: Quantity) -> bool:
    """Tell whether the unit is a noun that is counted: "user", "read/second"; not a currency."""
    counted = (quantity.unit or "").split("/")[0]
    return bool(counted) and dimension(counted) == counted and not counted.isupper()


def _without_noun(quantity: Quantity) -> str:
    words = quantity.surface.split()
    beginnings = (" ".join(words[:count]) for count in range(1, len(words)))
    return next((b for b in beginnings if _reads_as(b, quantity)), " ".join(words))


def _reads_as(text: str, quantity: Quantity, *, with_comparator: bool = False) -> bool:
    alone = find_quantities(text)
    return (
        len(alone) == 1
        and alone[0].value == quantity.value
        and (alone[0].unit == quantity.unit or _is_count(quantity))
        and (alone[0].comparator == quantity.comparator or not with_comparator)
    )


def _written_out(quantity: Quantity) -> str:
    bounds = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    told = " to ".join(_with_magnitude(bound) for bound in bounds if bound is not None)
    if quantity.unit is None or _is_count(quantity):
        return told
    return told + {"percent": "%"}.get(quantity.unit, f" {quantity.unit}")


def _with_magnitude(value: Decimal) -> str:
    for magnitude, name in ((9, " billion"), (6, " million")):
        if abs(value) >= 10**magnitude:
            return f"{plain(value.scaleb(-magnitude))}{name}"
    return f"{Decimal(plain(value)):,}"


def plain(value: Decimal) -> str:
    """Return a number in digits, without an exponent and without zeros that say nothing."""
    written = format(value, "f")
    return written.rstrip("0").rstrip(".") if "." in written else written


def said_in(passage: Passage, measurement: Measurement) -> str:
    """Return a source's figure in the words that the source has for it."""
    quantity = measurement.quantity
    return say(quantity, passage.text if stands_in(passage.text, quantity) else "")


def stands_in(text: str, quantity: Quantity) -> bool:
    """Tell whether a figure stands in a text as its offsets say: that of a cell does not."""
    return text[quantity.start : quantity.end] == quantity.surface
