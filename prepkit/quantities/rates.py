"""A rate that stands apart from its figure: "each day", "every month", "sent daily"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from prepkit.quantities.figures import Quantity
from prepkit.quantities.tokens import is_counted
from prepkit.quantities.units import dimension, is_currency

# "Daily users" says of which kind users are; "sent daily" how often.
_SAID = re.compile(
    r"\b(?:each|every|per|an?) (?P<noun>second|minute|hour|day|week|month|year)\b"
    r"(?! (?:ago|later|earlier|before|after|long|old))"
    r"(?! (?:and|or) (?:an? )?[a-z]*(?:night|day|week|month|year))"
    r"|(?<=[a-z])/(?P<per>second|minute|hour|day|week|month|year)\b"  # "310 TB logs/day"
    r"|\b(?P<adverb>daily|hourly|weekly|monthly|annually|yearly)\b"
    r"(?=\s*(?:[.,;:)]|$|(?:on|in|at|from|to|by|through|via|with|across|for)\b))",
    re.I,
)
_PERIODS = {"daily": "day", "hourly": "hour", "weekly": "week", "monthly": "month",
            "annually": "year", "yearly": "year"}  # fmt: skip
# "Sold 900 cars in a week" gives a span; "900 cars a week" a rate.
_SPAN = re.compile(
    r"\b(?:in|within|over|for|after|during|of|to|by|than|once|twice|half|about|only|just|throughout"
    r"|under|inside|into|at|on|from|since|until|before|such|quite|took|takes|lasted|lasts)\s*$"
)
# What comes by so much in a time: "sends 1,500 MB of data per month"; not hours, nor degrees.
_FLOWS = ("data", "mass", "length", "length^3", "energy")
_PART = re.compile(r"[,;:()–—]|\b(?:and|but|while|whereas|which|who)\b")


def with_rate(sentence: str, at: int, quantity: Quantity, others: Sequence[Quantity]) -> Quantity:
    """Return a figure with the rate that its sentence, which starts at `at`, says of it.

    Between the rate and the figure stands no other figure and no other clause; an opening phrase
    ("Every day, ") is of the figure that follows it.
    """
    unit = quantity.unit
    if unit is None or "/" in unit:
        return quantity
    if not (is_counted(unit) or is_currency(unit) or dimension(unit) in _FLOWS):
        return quantity
    start, end = quantity.start - at, quantity.end - at
    for found in _SAID.finditer(sentence):
        before = found.end() <= start
        article = found["noun"] and not found[0].lower().startswith(("each", "every"))
        if article and (before or _SPAN.search(sentence, 0, found.start())):
            continue  # "a day" is a rate only right behind what it is the rate of
        gap = sentence[found.end() : start] if before else sentence[end : found.start()]
        if before and not sentence[: found.start()].strip():
            gap = gap.lstrip(", ")
        left, right = sorted((found.start(), start))
        between = [q for q in others if left < q.start - at < right and q.start != quantity.start]
        if between and not before and all(q.unit == unit for q in between):
            # "58,000 tonnes of copper and 2 tonnes of silver per year"
            gap, between = sentence[between[-1].end - at : found.start()], []
        apart = bool(between)
        if not apart and not _PART.search(gap):
            named = found["noun"] or found["per"]
            period = (named or _PERIODS[found["adverb"].lower()]).lower()
            return replace(quantity, unit=f"{unit}/{period}")
    return quantity
