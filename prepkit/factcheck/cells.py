"""Rows B5, B6 and E1: what a table says in brackets, or in one cell, of only one of its figures."""

import re

from prepkit.factcheck.evidence import Evidence
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import names

BRACKETS = re.compile(r"\(([^()]*)\)")
# "11 minutes (goal)", "2024 (plan)": not yet so.
MEANT = re.compile(
    r"\b(?:plan(?:ned)?|goals?|targets?|aims?|budget(?:ed)?|forecasts?|expected|estimates?|outlook"
    r"|proposed|provisional|hoped)\b",
    re.I,
)
# "(group)", "(with Tern)", "(excluding the shops)": of more, or of less.
SCOPE = re.compile(
    r"\b(?:group|parent|consolidated|combined|pro forma|with|without|including|excluding|incl"
    r"|excl)\b",
    re.I,
)
# "(US$ millions unless noted)", "(unaudited)": in what the figures are told, and not of what.
UNITS_TOLD = re.compile(
    r"(?:in )?(?:US ?)?[$€£]?\s*\b(?:USD |EUR |GBP )?(?:millions?|thousands?|billions?)\b"
    r"|,? unless (?:otherwise )?(?:noted|stated|indicated)|\bunaudited\b"
    r"|,? except (?:for )?(?:per[- ]share|share)[\w -]*",
    re.I,
)
PART = re.compile(r"\b(?:of (?:whom|which|these|them|those)|thereof|including)\b[^;:]{0,20}$", re.I)
BEFORE = re.compile(
    r"\s*(?:,\s*)?(?:the|a|one|in the)? ?(?:year|quarter|month) (?:before|earlier|ago)\b"
    r"|\s*(?:in the )?(?:previous|prior|last) (?:year|quarter|month)\b|\s*before\b",
    re.I,
)


def cell_apart(claim: str, lead: Evidence, terms: Terms) -> tuple[str, str] | None:
    """Return the row, with its reason, on which a cell's figure is not that of the claim."""
    passage, quantity = lead.passage, lead.measurement.quantity
    text = passage.text
    if passage.locator.row is None or not text.startswith(quantity.surface, quantity.start):
        return None
    begun = max(text.rfind("; ", 0, quantity.start), text.find(": ")) + 1
    ended = text.find("; ", quantity.end)
    cell = text[begun : ended if ended >= 0 else len(text)]
    known = terms.stems(claim).union(
        *map(terms.stems, (passage.title, passage.origin.publisher, *passage.headings))
    )
    label = text.partition(": ")[0]
    around = [*BRACKETS.findall(label), *BRACKETS.findall(cell)]
    around = [UNITS_TOLD.sub("", aside) for aside in around]
    for aside in (a for a in around if not terms.stems(a) <= known):
        if MEANT.search(aside):
            return "B6", f"the table says {aside!r}"
        if SCOPE.search(aside) or names(f"x {aside}"):
            return "B5", f"the table says {aside!r}"
    if PART.search(text, begun, quantity.start):
        return "B5", "the cell says it of a part"
    if BEFORE.match(text, quantity.end) and not BEFORE.search(claim):
        return "E1", "the cell says it of the time before"
    return None
