"""Neighbouring figures to ranges, lists, plus-minus and compound durations."""

import re
from decimal import Decimal

from prepkit.quantities.figures import Figure
from prepkit.quantities.units import convert, dimension

_DASH = re.compile(r"\s?(?:[-‐‑‒–—−~∼]|\.{2,3}|…|- ?to ?-?)\s?")
_TO = re.compile(r"(?:-\s|\s-)?\s?\b(?:to|through|up to|until)\b\s(?:about |around |roughly |nearly |almost |over )?")
_AND = re.compile(r"(?:-\s)?\s?\b(?:and|&)\s(?:about |around |nearly )?")
_BETWEEN = re.compile(r"\bbetween\s(?:about |around |roughly |approximately |the |a |an )?$", re.IGNORECASE)
_PLUS_MINUS = re.compile(r"\s?(?:±|\+/[-−–]|\+\s/\s-|\bplus or minus\b)\s?")
_LIST = re.compile(r"-?\s?(?:,|/|;)?\s?(?:\b(?:and|or|to|and/or)\b)?\s?")
_TIGHT = re.compile(r"\s?(?:and\s)?")
_HALF_MORE = re.compile(r"\sand\s(?:a\s|one[- ])(half|quarter)\b")
_INTERVAL = re.compile(r"\s?[,;]\s?")
_CHANGE_BEFORE = re.compile(
    r"\b(?:rose|rise|risen|rising|grew|grow|grown|growing|growth|increas\w*|climb\w*|jump\w*|went|go"
    r"|goes|going|gone|fell|fall\w*|drop\w*|declin\w*|decreas\w*|reduc\w*|cut|cuts|shrank|shrunk|slid"
    r"|improv\w*|worsen\w*|mov\w*|chang\w*|scal\w*|expand\w*|soar\w*|surg\w*|plung\w*|dip\w*|lower\w*"
    r"|rais\w*|boost\w*|shift\w*|doubl\w*|tripl\w*|down|up|slow\w*|speed\w*|upgrad\w*|bring|brought"
    r"|took|take|push\w*|lift\w*|slash\w*|trim\w*|swell\w*|swollen|advanc\w*|tumbl\w*|sank|ramp\w*"
    r"|migrat\w*|transition\w*|evolv\w*|leap\w*|narrow\w*|widen\w*|eas\w*)\b",
    re.IGNORECASE,
)
_RANGE_BEFORE = re.compile(
    r"\b(?:rang\w+|var(?:y|ies|ied|ying)|between|span\w*|anywhere|extend\w*|cover\w*|interval|values)\b"
    r"[^.;]{0,30}\bfrom\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\bfrom\s(?:an?\s|the\s|just\s|only\s|about\s|around\s|roughly\s|nearly\s|over\s|"
                   r"approximately\s|less\sthan\s|a\s(?:low|high)\sof\s)*$", re.IGNORECASE)  # fmt: skip


def _spread(first: Figure, second: Figure) -> bool:
    """Lend the second end's magnitude and unit to the first; False if they cannot be one range."""
    if first.unit is None and second.unit is not None:
        first.unit = second.unit
    elif second.unit is None and first.unit is not None:
        if not first.rule == "currency" and first.unit != "percent":
            return first.end <= second.start and False
        second.unit = first.unit
    if first.unit != second.unit:
        mine, theirs = dimension(first.unit), dimension(second.unit)
        if mine is None or mine != theirs:
            return False
        changed = convert(first.value, first.unit or "", second.unit or "")
        if changed is None:
            return False
        first.value, first.unit = changed, second.unit
    elif first.magnitude == 1 and second.magnitude > 1 and abs(first.value) < second.magnitude:
        first.value *= second.magnitude
        first.step *= second.magnitude
    return True


def _joins_as_range(text: str, first: Figure, second: Figure) -> str | None:
    """Return the rule by which two neighbours are the ends of one range, or None."""
    gap = text[first.end : second.start]
    if _PLUS_MINUS.fullmatch(gap):
        return "plus-minus"
    bare = first.unit is None or not first.named_unit
    left = text[max(0, first.start - 60) : first.start]
    if _AND.fullmatch(gap) and _BETWEEN.search(left):
        return "between"
    if _DASH.fullmatch(gap) and second.value != first.value:
        tight = not gap.strip() == gap or len(gap) == 1
        if tight and (bare or first.rule == "currency" or first.unit == second.unit):
            if gap.strip() in "-‐‑" and second.unit is None and second.value <= first.value:
                return None  # a score, a part number
            return "dash"
    if _TO.fullmatch(gap):
        if _FROM.search(left):
            return None if _is_change(text, first, second) else "from to"
        if _CHANGE_BEFORE.search(left[-14:]) and first.named_unit:
            return None
        return "to"
    if (_INTERVAL.fullmatch(gap) and text[first.start - 1 : first.start] in ("[", "(")
            and text[second.end : second.end + 1] in ("]", ")") and first.value < second.value
            and first.start > 0 and text[first.start - 1] == "["):  # fmt: skip
        return "interval"
    return None


def _is_change(text: str, first: Figure, second: Figure) -> bool:
    left = text[max(0, first.start - 60) : first.start]
    if _RANGE_BEFORE.search(left):
        return False
    clause = re.split(r"[.;:!?]\s", left)[-1]
    if _CHANGE_BEFORE.search(clause):
        return True
    unit = second.unit or first.unit
    return unit is None or dimension(unit) in ("share", "points", "multiple") or unit == unit.upper()


def join_figures(text: str, figures: list[Figure]) -> list[Figure]:
    """Join neighbours that are one range, one duration, or a list with one unit."""
    joined: list[Figure] = []
    for figure in figures:
        if not joined or figure.start - joined[-1].end > 16:
            joined.append(figure)
            continue
        last = joined[-1]
        rule = None if last.high is not None or last.open else _joins_as_range(text, last, figure)
        if rule == "plus-minus":
            if figure.unit and not last.unit:
                last.unit = figure.unit
            last.step, last.end, last.rule = abs(figure.value) * 2, figure.end, rule
            last.ranged = True
        elif rule and _spread(last, figure):
            low, high = sorted((last.value, figure.value))
            last.value, last.high = low, high
            last.step, last.end, last.rule = max(last.step, figure.step), figure.end, rule
            last.named_unit = figure.named_unit
        elif _tight(text, last, figure):
            continue
        else:
            joined.append(figure)
    _lend_units(text, joined)
    _add_halves(text, joined)
    return joined


def _tight(text: str, last: Figure, figure: Figure) -> bool:
    """Join "1m 40s", "5 ft 10 in", "1 hour 20 minutes" into the smaller unit."""
    gap = text[last.end : figure.start]
    if gap.strip() or last.high is not None or not (last.unit and figure.unit) or last.unit == figure.unit:
        return False
    part = dimension(figure.unit)
    if part not in ("time", "length", "calendar", "mass") or last.value < 0:
        return _minutes(text, last, figure)
    whole = convert(last.value, last.unit, figure.unit)
    one = convert(Decimal(1), last.unit, figure.unit)
    if whole is None or one is None or not 0 <= figure.value < one:
        return _minutes(text, last, figure)
    last.value, last.unit, last.step = whole + figure.value, figure.unit, figure.step
    last.end, last.rule = figure.end, "compound"
    return True


def _minutes(text: str, last: Figure, figure: Figure) -> bool:
    if last.unit == "metre" and figure.unit == "second" and last.rule == "digits" and text[last.end - 1] == "m":
        last.value, last.unit = last.value * 60 + figure.value, "second"
        last.step, last.end, last.rule = figure.step, figure.end, "compound"
        return True
    return False


def _add_halves(text: str, figures: list[Figure]) -> None:
    for figure in figures:
        if figure.unit and figure.high is None and (half := _HALF_MORE.match(text, figure.end)):
            if dimension(figure.unit) in ("time", "calendar"):
                one = figure.magnitude
                figure.value += one * (Decimal("0.5") if half[1] == "half" else Decimal("0.25"))
                figure.step, figure.end, figure.rule = Decimal("0.1"), half.end(), "and a half"


def _lend_units(text: str, figures: list[Figure]) -> None:
    """Lend a unit back through a list: "41, 61 and 94 GHz"."""
    for at in range(len(figures) - 2, -1, -1):
        one, other = figures[at], figures[at + 1]
        if one.unit is not None or other.unit is None or other.start - one.end > 6:
            continue
        if other.rule == "currency" or other.unit in ("x", "occurrence"):
            continue
        gap = text[one.end : other.start]
        if gap and _LIST.fullmatch(gap):
            one.unit = other.unit
            if one.magnitude == 1 and other.magnitude > 1 and one.value < 1000 and one.step == 1:
                one.value *= other.magnitude
                one.step *= other.magnitude
