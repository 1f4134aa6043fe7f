"""Neighbouring figures to ranges, lists, plus-minus, sums of two units."""

import re
from decimal import Decimal

from prepkit.quantities.figures import Figure
from prepkit.quantities.movers import is_told_as_change, is_told_by
from prepkit.quantities.units import convert, dimension

# rule, an example that it must catch, its value as "low..high" or as one number, and what it spares
RANGE_RULES = (
    ("dash", "5–10%", "5..10", "a 4-0 win"),
    ("to", "35 to 40 people", "35..40", "gave 5 people to 3 teams"),
    ("between", "between 10 and 15 teams", "10..15", "10 and 15 teams"),
    ("from to", "ages ranging from 10 to 15 years", "10..15", "a jump from 4% to 14%"),
    ("interval", "values in [0, 255]", "0..255", "as in [12, 25]"),
    ("compound", "after 1m 40s", "100", "after 40 s, 2 m"),
    ("and a half", "an hour and a half", "1.5", "an hour and a halt"),
    ("cents", "thirteen dollars and forty-five cents", "13.45", "13 dollars and 45 euros"),
)

_DASH = re.compile(r"\s?(?:[-‐‑‒–—−~∼]|\.{2,3}|…)\s?|\s?-\s?to\s?-?\s?")
_TO = re.compile(
    r"(?:-\s?|\s-|-[a-z]+\s)?\s?\b(?:to|through|up to|until)\b\s"
    r"(?:about |around |roughly |nearly |almost |over |as much as )?"
)
_AND = re.compile(r"(?:-\s?)?\s?\b(?:and|&)\s(?:about |around |nearly )?")
_BETWEEN = re.compile(
    r"\b(?i:between)\s(?:about |around |roughly |approximately |the |a |an |some )?$"
)
_FROM = re.compile(
    r"\b(?i:from)\s(?:an?\s|the\s|just\s|only\s|about\s|around\s|roughly\s|nearly\s|over\s|under\s"
    r"|some\s|approximately\s|less\sthan\s|more\sthan\s|a\s(?:low|high)\sof\s"
    r"|as\s(?:low|little|few)\sas\s)*$"
)
_BEFORE_FROM = re.compile(r"(\w+)\sfrom\b[^.;]{0,20}$")
_RANGING = r"rang\w+|var(?:y|ies|ied|ying)|anywhere|span\w*|extend\w*|cover(?:s|ed|ing)?|between"
_SPANS, _SPANS_DOWNWARDS = (
    re.compile(rf"\b(?:{words})\b[^.;]{{0,30}}\bfrom\b[^.;]{{0,20}}$", re.IGNORECASE)
    for words in (f"{_RANGING}|interval|values?|aged?", _RANGING)
)
_ARROW = re.compile(r"\s?(?:→|⟶|⇒|➔|➜|-{1,2}>|=>|⟹)\s?")
_PLUS_MINUS = re.compile(r"\s?(?:±|\+/[-−–]|\+\s/\s-|\bplus or minus\b|\bgive or take\b)\s?")
_LIST = re.compile(r"-?\s?(?:,|/|;)?\s?(?:\b(?:and|or|to|and/or|by)\b)?\s?")
_HALF_MORE = re.compile(r"\sand\s(?:a\s|one[- ])(half|quarter(?!\sof\b))\b")
_REACH = 60
# What makes "3–4" a result: "a 3–4 loss", "lost 3–4".
_RESULT_AFTER = re.compile(
    r"\s(?:[a-z-]+\s)?(?:loss|win|draw|defeat|victory|lead|record|tie|deficit|triumph|rout|upset)\b"
)
_RESULT_BEFORE = re.compile(
    r"\b(?:lost|won|beat|beating|drew|finished|going|went|defeated|defeating|led|tied|trailed"
    r"|score of)\s(?:[\w.’']+\s){0,3}$"
)
# Units that are told together, largest first: "5 ft 2 in", "1 hour 20 minutes".
_TOGETHER = (
    frozenset(("hour", "minute", "second", "millisecond", "day")),
    frozenset(("foot", "inch", "yard", "mile")),
    frozenset(("pound", "ounce", "stone")),
)


def _spread(first: Figure, second: Figure) -> bool:
    """Lend unit and magnitude from one end to the other; False if they cannot be two ends."""
    if first.unit is None:
        first.unit = second.unit
    elif second.unit is None and (first.rule == "currency" or first.unit == "percent"):
        second.unit = first.unit
    if second.unit and first.unit and second.unit.startswith(first.unit + "/"):
        first.unit = second.unit  # "$90,000 to $120,000 a year"
    if first.unit != second.unit:
        return False
    scale = second.magnitude
    if first.magnitude == 1 and scale > 1 and abs(first.value) < 1000:
        written = second.value / scale
        if first.value <= written or first.value < written * 10:
            first.value, first.step, first.magnitude = (
                first.value * scale,
                first.step * scale,
                scale,
            )
    return True


def _range_rule(text: str, first: Figure, second: Figure) -> str | None:
    """Return the rule by which two neighbours are the ends of one range, "change", or None."""
    gap = text[first.end : second.start]
    if _PLUS_MINUS.fullmatch(gap):
        return "margin"
    if _ARROW.fullmatch(gap) and not first.named:
        return "change"  # "2 → 3 million"
    if first.unit is not None and first.named and second.unit is None and first.rule != "currency" \
            and first.unit != "percent":  # fmt: skip
        return None
    if _DASH.fullmatch(gap):
        return "score" if _is_score(text, first, second) else _dash_rule(gap, first, second)
    left = text[max(0, first.start - _REACH) : first.start]
    if _AND.fullmatch(gap):
        return "between" if _BETWEEN.search(left) else None
    if _TO.fullmatch(gap):
        if _BETWEEN.search(left):
            return "between"
        if _FROM.search(left):
            return _from_rule(text, left, first, second)
        if first.magnitude != second.magnitude and is_told_as_change(left, len(left)):
            return None  # "down by 700 million to 2.9 billion"
        if second.value <= first.value and first.unit in (None, second.unit):
            return None  # "7 to 2" is a vote, "90 s to 60 s" a change
        # "$7,000 to $8,000 per month": the rate is that of both.
        rated = bool(first.unit) and (second.unit or "").startswith(f"{first.unit}/")
        lone = first.named and first.unit != second.unit and not rated
        return (
            None
            if lone or (is_told_as_change(left[-24:], len(left[-24:])) and first.named)
            else "to"
        )
    inner = text[first.start - 1 : first.start] + text[second.end : second.end + 1]
    if gap in (",", ", ", "; ", ";") and inner == "[]" and first.value < second.value:
        return "interval"
    return None


def _is_score(text: str, first: Figure, second: Figure) -> bool:
    """Say whether "4-0" is a score: it does not rise, or words of winning and losing stand by."""
    tight = text[first.end : second.start] in ("-", "–", "‐", "‑") and first.high is None
    if not tight or first.unit is not None or first.step != 1 or second.step != 1:
        return False
    if first.magnitude != 1 or second.magnitude != 1 or not 0 <= second.value < 200:
        return False
    if (second.unit is None and second.value <= first.value) or second.value == first.value:
        return True
    end = second.number.end
    left = text[max(0, first.start - 40) : first.start]
    return _RESULT_AFTER.match(text, end) is not None or _RESULT_BEFORE.search(left) is not None


def _dash_rule(gap: str, first: Figure, second: Figure) -> str | None:
    uneven = len(gap) > 1 and gap.strip() != gap and not (gap[0].isspace() and gap[-1].isspace())
    if uneven and second.unit is None:
        return None
    if first.unit is None or first.unit == second.unit or first.rule == "currency":
        return "dash"
    return None


def _from_rule(text: str, left: str, first: Figure, second: Figure) -> str:
    # An interval that was cut "from 60 to 15 minutes" spans nothing.
    spans = _SPANS_DOWNWARDS if first.value > second.value else _SPANS
    if spans.search(left) and not is_told_by(_BEFORE_FROM.search(left)):
        return "from to"
    falls = first.value > second.value and second.unit in (None, first.unit)
    if is_told_as_change(text, first.start) or falls:
        return "change"
    unit = second.unit or first.unit
    kind = dimension(unit)
    told = kind in ("share", "points", "multiple") or (unit is not None and unit.isupper())
    return "change" if told else "from to"


def _join_range(text: str, last: Figure, figure: Figure) -> bool:
    """Make `figure` the upper end of `last` where they are a range."""
    if last.high is not None or last.rule in ("open", "margin"):
        return False
    rule = _range_rule(text, last, figure)
    if rule == "change":
        _spread(last, figure)
    if rule == "margin":
        last.unit = last.unit or figure.unit
        if figure.unit in (None, last.unit):
            last.step = abs(figure.value) * 2
        figure.unit, figure.rule = figure.unit or last.unit, "margin"
    if rule in (None, "change", "margin", "score") or not _spread(last, figure):
        return False
    low, high = sorted((last.value, figure.value))
    last.value, last.high, last.named = low, high, figure.named
    last.step, last.end, last.rule = max(last.step, figure.step), figure.end, rule or ""
    return True


def _add_part(text: str, last: Figure, figure: Figure) -> bool:
    """Join "1m 40s", "5 ft 10 in", "two hours and ten minutes" into one figure."""
    gap = text[last.end : figure.start]
    if (
        gap not in ("", " ", " and ", ", ")
        or last.high is not None
        or not last.named
        or last.value < 0
    ):
        return False
    if gap in ("", " ") and last.unit == "metre" and figure.unit == "second" and last.step == 1:
        last.unit = "minute"  # "1m 40s"
    if not last.unit or figure.step < Decimal("0.001"):
        return False
    if last.unit.isupper() and len(last.unit) == 3 and gap != ", ":
        return _add_cents(text, last, figure)
    together = any({last.unit, figure.unit} <= units for units in _TOGETHER)
    if (
        not together
        or last.unit == figure.unit
        or (gap not in ("", " ") and dimension(last.unit) not in ("length", "time"))
    ):
        return False
    one = convert(Decimal(1), last.unit, figure.unit or "")
    if one is None or not 0 <= figure.value < one or gap == ", ":
        return False
    if dimension(last.unit) == "time":  # seconds are exact where hours are not
        last.value, last.unit, last.step = last.value * one + figure.value, figure.unit, figure.step
    else:
        last.value, last.step = last.value + figure.value / one, figure.step / one
    last.end, last.rule = figure.end, "compound"
    return True


def _add_cents(text: str, last: Figure, figure: Figure) -> bool:
    small = (
        figure.unit in ("US cent", None)
        and 0 < figure.value < 100
        and last.step == 1
        and figure.step == 1
    )
    after = text[figure.end : figure.end + 1]
    if not small or (last.rule == "currency" and figure.unit is None) or figure.rule == "currency":
        return False
    if figure.unit is None and not (
        after in ("", ".", ",", ";", "!", "?") or text[figure.end : figure.end + 5] == " more"
    ):
        return False
    last.value, last.step = last.value + figure.value / 100, Decimal("0.01")
    last.end, last.rule = figure.end, "cents"
    return True


def _unsign(text: str, last: Figure, figure: Figure) -> None:
    """Read the "-" of "75 -300 mm" as a dash, not as a sign."""
    tight = text[last.end : figure.start] in (" ", "") and text[figure.start] in "-−–"
    if (
        tight
        and figure.value < 0 < last.value < -figure.value
        and last.unit is None
        and figure.unit
    ):
        figure.value, figure.start = -figure.value, figure.start + 1


def join_figures(text: str, figures: list[Figure]) -> list[Figure]:
    """Join neighbours that are one range or one sum, and lend units through lists."""
    joined: list[Figure] = []
    scores: set[int] = set()
    for figure in figures:
        if joined and figure.start - joined[-1].end <= 20:
            last = joined[-1]
            _unsign(text, last, figure)
            if _join_range(text, last, figure) or _add_part(text, last, figure):
                continue
            if _is_score(text, last, figure):
                scores.update((id(last), id(figure)))
        joined.append(figure)
    if scores:
        joined = [figure for figure in joined if id(figure) not in scores]
    _lend_units(text, joined)
    _add_halves(text, joined)
    return joined


def _lend_units(text: str, figures: list[Figure]) -> None:
    """Lend a unit back through a list: "41, 61 and 94 GHz"."""
    for at in range(len(figures) - 2, -1, -1):
        one, other = figures[at], figures[at + 1]
        if (
            one.unit is not None
            or other.unit is None
            or other.start - one.end > 6
            or one.high is not None
        ):
            continue
        if other.rule == "currency" or other.unit in ("x", "occurrence", "fraction"):
            continue
        gap = text[one.end : other.start]
        if gap.strip() and _LIST.fullmatch(gap) and (gap != ", " or _is_list(text, figures, at)):
            one.unit = other.unit
            scale = other.number.magnitude
            if one.magnitude == 1 and scale > 1 and one.value < 1000 and one.step == 1:
                one.value, one.step, one.magnitude = one.value * scale, scale, scale


def _is_list(text: str, figures: list[Figure], at: int) -> bool:
    """Say whether a comma before a figure with a unit is that of a list: "0.42, 95%" is none."""
    if not figures[at + 1].named:
        return True
    last = figures[at - 1] if at else None
    return last is not None and last.unit is None and text[last.end : figures[at].start] == ", "


def _add_halves(text: str, figures: list[Figure]) -> None:
    """Add what follows the unit: "two hours and a half"."""
    for figure in figures:
        if figure.named and figure.high is None and text[figure.end : figure.end + 5] == " and ":
            half = _HALF_MORE.match(text, figure.end)
            if half and dimension(figure.unit) in ("time", "calendar", "length"):
                figure.value += figure.magnitude * (
                    Decimal("0.5") if half[1] == "half" else Decimal("0.25")
                )
                figure.step, figure.end, figure.rule = Decimal("0.1"), half.end(), "and a half"
