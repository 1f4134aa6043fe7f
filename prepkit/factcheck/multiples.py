"""Words that stand for a multiple: "doubled", "more than tripled", "halved"."""

import re
from dataclasses import replace
from decimal import Decimal

from prepkit.quantities import Measurement, find_changes, find_measurements

TIMES = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5}
MULTIPLIED = re.compile(r"\b(?:doubl|tripl|trebl|quadrupl|quintupl|halv)", re.I)
HALF = Decimal("0.5")
# Whole words for a whole number of times: half a unit of it, as of "3 hours".
TOLERANCE = Decimal("0.5")
# Each is measured by itself; no sentence that says something multiplies more often.
MOST = 8

# "nearly doubled", "more than halved"; not "doubled to 120", which is a change with its figure.
_COMPARATOR = re.compile(
    r"\b(?P<said>(?:well |far )?(?P<over>more than|over)|(?P<least>at least)"
    r"|(?P<under>less than|not quite)|(?P<about>about|around|roughly|nearly|almost"
    r"|approximately|close to))\s+$",
    re.I,
)
# "a double room", "the doubled traffic"; not "it will double".
NO_VERB = re.compile(
    r"(?:\b(?:an?|the|its|their)\s+\w+|(?<!\bto )(?<!\bwill )(?<!\bwould )(?<!\bcould )(?<!\bmay )"
    r"\b(?:double|triple|treble|quadruple|quintuple|halve))$",
    re.I,
)
# What a multiple does to a bound: more than halved is less than a half.
_TURNED = {">": "<", ">=": "<=", "<": ">", "<=": ">=", "~": "~", "=": "="}


def multiples_in(
    text: str, title: str | None = None, headings: tuple[str, ...] = (), before: str | None = None
) -> list[Measurement]:
    """Return what is multiplied in `text` by a word without figures, as measurements in times.

    >>> [(str(m.quantity.value), m.property) for m in multiples_in("Quillpad's traffic tripled.")]
    [('3', 'traffic')]
    """
    found: list[Measurement] = []
    if not MULTIPLIED.search(text):
        return found
    words = [change for change in find_changes(text) if change.rule == "multiplied"]
    for change in words[:MOST]:
        if not NO_VERB.search(text[max(0, change.start - 40) : change.end]):
            found += _measured(text, change.start, change.end, title, headings, before)
    return found


def _measured(
    text: str, start: int, end: int, title: str | None, headings: tuple[str, ...],
    before: str | None,
) -> list[Measurement]:  # fmt: skip
    """Measure "rose 3-fold" in the place of "tripled": whose it is stands around it alike."""
    word = text[start:end].lower()
    times = next((n for root, n in TIMES.items() if word.startswith(root)), None)
    comparator, begin = comparator_before(text, start)
    told = f"rose {times}-fold" if times else "fell 2-fold"
    probe = f"{text[:begin]}{told}{text[end:]}"
    figures = find_measurements(probe, title, headings=headings, before=before)
    at = begin + len("rose ")
    for m in figures:
        if m.quantity.start == at and m.quantity.unit == "x":
            value = Decimal(times) if times else HALF
            quantity = replace(
                m.quantity, value=value, comparator=comparator if times else _TURNED[comparator],
                tolerance=TOLERANCE if times else TOLERANCE / 10, surface=text[begin:end],
                start=begin, end=end, rule="multiplied",
            )  # fmt: skip
            change = replace(m.change, delta=quantity) if m.change else None
            return [replace(m, quantity=quantity, change=change)]
    return []


def comparator_before(text: str, start: int) -> tuple[str, int]:
    """Return the comparator whose words end at `start`, and where they begin: "more than" ">"."""
    found = _COMPARATOR.search(text[:start])
    if not found:
        return "=", start
    signs = {"over": ">", "least": ">=", "under": "<", "about": "~"}
    sign = next(signs[name] for name in signs if found[name])
    return sign, found.start("said")
