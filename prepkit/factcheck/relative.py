"""Claimed figures that relate two others: "rose by 10%", "40% less time", "3 times more users"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from prepkit.factcheck.alignment import LIGHT
from prepkit.factcheck.arithmetic import (
    POINTS,
    SHARES,
    Result,
    difference,
    faster,
    is_rate,
    is_time,
    multiple,
    relative,
    speed,
)
from prepkit.factcheck.evidence import is_delta
from prepkit.factcheck.values import same_kind
from prepkit.factcheck.words import WORD, is_function_word, senses
from prepkit.quantities import Measurement, Quantity, dimension
from prepkit.quantities.tokens import is_counted
from prepkit.quantities.units import is_currency

UP = [
    "more expensive",
    "more costly",
    *"more higher longer larger bigger greater heavier dearer better".split(),
]
DOWN = "less fewer lower shorter smaller lighter cheaper worse".split()
FASTER = {"faster": "up", "quicker": "up", "slower": "down", "fast": "up", "quick": "up"}
LIKE = "many much long large big high great heavy".split()  # "3 times as many"
_WAYS = {**dict.fromkeys(UP, "up"), **dict.fromkeys(DOWN, "down"), **FASTER}
# What a word compares, where it says so: builds that take less time are not cheaper.
DIMENSIONS = {
    "longer": ("time", "length"), "shorter": ("time", "length"), "long": ("time", "length"),
    "heavier": ("mass",), "lighter": ("mass",), "heavy": ("mass",),
    "cheaper": ("money",), "dearer": ("money",), "more expensive": ("money",),
    "more costly": ("money",),
}  # fmt: skip
# "40% less time", "20 minutes shorter", "3 times as many"; not "3 times, more than ever".
COMPARATIVE = re.compile(
    rf"\s+(?:(?P<more>{'|'.join([*UP, *DOWN, 'faster', 'quicker', 'slower'])})"
    rf"|as\s+(?P<like>{'|'.join([*LIKE, 'fast', 'quick'])}))(?:\s+time)?\b",
    re.I,
)
# What a figure is measured against, if that is the same thing earlier.
EARLIER = re.compile(
    r"\s*\b(?:than|as|compared (?:with|to))\s+(?:it|they|he|she) (?:used to|did|had|was|were)"
    r"(?: (?:be|before|earlier|have|take|need))*\b"
    r"|\s*\b(?:than|as|compared (?:with|to)) (?:before|previously|earlier|in the past)\b"
    # The date itself stays: it is held against those of the source.
    r"|\s*\b(?:than|compared (?:with|to)|above|below|vs\.?|versus|against)"
    r"(?= (?:in |at |during |for )?(?:the )?"
    r"(?:(?:first|second|third|fourth) quarter of |(?:[A-Z][a-z]+|Q[1-4]) )?(?:19|20)\d\d\b)",
    re.I,
)
# "8 points more than the year before", "12 points above Q1 2025", "a tenth up on last year".
A_YEAR_BEFORE = re.compile(
    r"\s+(?:than\s+)?(?:(?:it|they)\s+(?:was|were|had been|did)\s+)?(?:(?:in|at|for|during)\s+)?"
    r"(?:the\s+)?(?:(?:same|corresponding)\s+(?:quarter|period|month|half|time)\s+(?:of\s+)?(?:the\s+)?)?"
    r"(?:(?:an?|one)\s+)?(?:year\s+(?:earlier|before|ago|prior)|(?:previous|prior|preceding|last)\s+year"
    r"|year-(?:ago|earlier)\s+(?:quarter|period))\b",
    re.I,
)
OVER_THEN = re.compile(
    r"\s+(?:(?P<up>above|up on|ahead of)|(?P<down>below|down on))"
    rf"(?={A_YEAR_BEFORE.pattern}|\s(?:the\s)?(?:(?:first|second|third|fourth) quarter of"
    r"|[A-Z][a-z]+|Q[1-4]|in)?\s?(?:19|20)\d\d\b)",
    re.I,
)
# What is better where there is less of it: there, "better" may say either.
LESS_IS_BETTER = re.compile(
    r"\b(?:churn|loss(?:es)?|costs?|debts?|expenses?|spend(?:ing)?|attrition|turnover|times?|latency"
    r"|errors?|failures?|defects?|bugs?|crash(?:es)?|fraud|chargebacks?|complaints?|waits?|vacanc\w+"
    r"|defaults?|arrears|thefts?|injur(?:y|ies)|accidents?|absen\w+|drop-?outs?|rejections?"
    r"|refunds?|mortality|deaths?|ill(?:ness)?(?:es)?|sick\w*|poverty|leak\w*|spill\w*|scrap|spoil\w*|late"
    r"|missed|bad|unpaid|overdue|torn|broken|failed|lost|wrong|unsold|idle|backlogs?|queues?"
    r"|unemployment|emissions?|waste|downtime|outages?|incidents?|delays?|returns?|cancel\w+)\b",
    re.I,
)
SIGNS = {"+": "up", "−": "down", "-": "down"}  # "that's +17M"
# A rate may improve by falling.
IMPROVED = re.compile(r"\b(?:improv|worsen|deteriorat)", re.I)
TIME_OF = re.compile(r"\b(?:time|duration)\b(?: of\b)? ?", re.I)
NEARLY = re.compile(r"\b(?:nearly|almost|close to|just under|not quite)\b(?=\s*$|\s\w+ed$)", re.I)
THAN = re.compile(r"\b(?:than|as|compared (?:with|to)|versus|vs|above|below|against)\b", re.I)
# "2 points better than a year before": from when it is counted, if from no date.
COUNTED_FROM = re.compile(r"\b(?:[a-z]+ )?(?:years?|yr|quarters?|months?|weeks?|periods?)\b", re.I)
BETTER = re.compile(r"\s+(?:better|worse)\b")


@dataclass(frozen=True, slots=True)
class Relative:
    """A figure that relates two others, and the sentence without the words that say so."""

    measurement: Measurement
    text: str  # of the claim, those words blanked, so that offsets hold
    way: str | None  # "up", "down"
    speed: bool  # "faster", "slower"
    loose: bool  # "3 times more": three times, or four
    word: str  # that compares: "more", "shorter"; "" if none does
    nearly: bool  # "nearly doubled": not reached
    since: str  # "a year" of "than a year earlier"; "" if it counts from a date, or says not
    yearly: bool = False  # than a year before

    @property
    def readings(self) -> tuple[Decimal, ...]:
        """D15: what "n times more" may mean."""
        value = self.measurement.quantity.value
        return (value, value + 1) if isinstance(value, Decimal) else ()

    def results(self, first: Quantity, last: Quantity) -> list[tuple[str, Result]]:
        """What two figures make, with its row: as it is meant, then as it may be mistaken."""
        unit = self.measurement.quantity.unit
        if not speaks_of(self.word, first):
            return []
        shares = first.unit in SHARES
        timed = is_time(first.unit) or is_rate(first.unit)
        if self.speed and not timed:
            return []
        if self.speed and unit in SHARES:
            return [("D15", faster(first, last)), ("D15", relative(first, last))]
        if self.speed:
            return [("D15", speed(first, last))] if unit == "x" else []
        if unit in SHARES:
            mistaken = [("D14", difference(first, last))] if shares else []
            return [("D14" if shares else "D16", relative(first, last)), *mistaken]
        if unit in POINTS:
            mistaken = [("D14", relative(first, last))] if shares else []
            of_points = shares or first.unit in POINTS or first.unit is None
            return [("D14", difference(first, last)), *mistaken] if of_points else []
        if unit == "x":
            fell = self.way == "down" and self.measurement.quantity.value >= 1  # type: ignore[operator]
            return [("D15", multiple(last, first) if fell else multiple(first, last))]
        of_kind = same_kind(unit, first.unit) or (is_counted(unit) and is_counted(first.unit))
        return [("D16", difference(first, last))] if of_kind else []


def speaks_of(word: str, quantity: Quantity) -> bool:
    """Tell whether a comparative may be said of a figure: minutes are not cheaper, nor fewer."""
    kind = "money" if is_currency(quantity.unit) else dimension(quantity.unit or "")
    if word == "fewer":
        return kind not in ("time", "money", "mass", "length")
    return kind in DIMENSIONS.get(word, (kind,))


def read_relative(measurement: Measurement, text: str) -> Relative | None:
    """Return what a figure relates, if it is how much one thing changed; None for any other."""
    quantity = measurement.quantity
    if not isinstance(quantity.value, Decimal):
        return None
    change = measurement.change
    compared = COMPARATIVE.match(text, quantity.end)
    over = None if compared else OVER_THEN.match(text, quantity.end)
    word, told = "", compared or over
    spans = [match.span() for match in EARLIER.finditer(text)]
    tail, since = _told_base(text, measurement)
    spans += tail
    yearly = A_YEAR_BEFORE.match(text, told.end()) if told else None
    spans += [yearly.span()] if yearly else []
    rest = _blank(text, spans)
    spans = [(a, b) for a, b in spans if not THAN.fullmatch(text[a:b].strip())]
    if compared:
        spans.append(compared.span())
        if THAN.search(rest, compared.end()) or (compared["like"] and quantity.unit != "x"):
            return None  # against another thing
        word = (compared["more"] or compared["like"]).lower()
        way = _WAYS.get(word)
        times = quantity.unit == "x" and compared["more"] is not None
        loose = times and word not in FASTER
        fast = word in FASTER
        if times and way == "down":
            return None  # "3 times less" has no one meaning
        way = None if compared["like"] else way
        if word in ("better", "worse") and (
            is_time(quantity.unit)
            or LESS_IS_BETTER.search(text)
            or way_of_better(measurement) != "up"
        ):
            return None
    elif over:
        if yearly:
            spans.append(over.span())
        way, loose, fast = "up" if over["up"] else "down", False, False
    elif change is not None and is_delta(measurement):
        graded = BETTER.match(text, quantity.end)
        if graded and not way_of_better(measurement):
            return None  # of what is not known to be good or bad
        if THAN.search(rest, quantity.end):
            return None
        spans += _mover(text, measurement)
        better = IMPROVED.search(change.surface)
        way, loose, fast = None if better else change.direction, False, False
        if graded:
            way = way_of_better(measurement)
            if "worse" in graded.group():
                way = {"up": "down", "down": "up"}.get(way or "")
    else:
        return None
    bare = _blank(text, spans)
    words = " ".join(text[start:end] for start, end in spans).lower().split()
    kind = " ".join(w for w in (measurement.property or "").split() if w.lower() not in words)
    kind = kind or _subject(bare, measurement) or ""
    kind = without_time(kind) or kind if is_time(quantity.unit) else kind
    meant = replace(measurement, property=kind)
    nearly = bool(NEARLY.search(text[: quantity.start]) or NEARLY.match(quantity.surface))
    return Relative(meant, bare, way, fast, loose, word, nearly, since, yearly is not None)


# What is better where there is more of it, and what where there is less.
GOOD = senses(
    """margin revenue income profit retention coverage share score satisfaction uptime availability
    throughput conversion accuracy sales earnings utilisation utilization approval
    attendance eps earnings dividend output yield occupancy punctuality growth productivity
    engagement participation""".split()
)
KNOWN_GOOD = re.compile(r"\b(?:market share|(?:take|win|success|retention|savings) rate)\b")
A_RATE = senses(["rate"])  # of what, says more
BAD = senses(
    """churn latency error loss cost crash failure time attrition defect incident downtime complaint
    fraud chargeback debt delay wait expense deficit default arrears theft injury accident absence
    dropout rejection refund mortality death illness poverty leak spill scrap spoilage late missed
    bad unpaid overdue broken failed lost unsold backlog queue waste return""".split()
)


def way_of_better(measurement: Measurement) -> str | None:
    """Return which way a figure goes that gets better: a margin "up", a churn "down"."""
    told = senses(WORD.findall(measurement.property or ""))
    good = bool(told & GOOD - A_RATE or KNOWN_GOOD.search(measurement.property or ""))
    bad = bool(told & BAD)
    return None if good == bad else "up" if good else "down"


def _told_base(text: str, measurement: Measurement) -> tuple[list[tuple[int, int]], str]:
    """Return what tells from when a difference is counted, to be left out, and the time it says."""
    change, end = measurement.change, measurement.quantity.end
    if change is not None and change.rule == "delta from" and change.before:
        level = change.before  # "1.9 points better than the 56.5% of a year ago"
        counted = COUNTED_FROM.search(text, level.end, change.end)
        if THAN.search(text, end, level.start) and counted:
            return [(end, change.end)], counted.group().lower()
    if change is None or change.rule != "more than before":
        return [], ""
    told = text[end : change.end]
    better = BETTER.match(text, end)
    spans = [better.span()] if better else []
    if re.search(r"\d", told):  # a date stays: it is held against those of the source
        return spans, ""
    counted = COUNTED_FROM.search(told)
    than = max(told.find(" than "), 0)
    return [*spans, (end + than, change.end)], counted.group().lower() if counted else ""


def without_time(kind: str | None) -> str | None:
    """Return what takes a time: "builds" of "time of builds"; a time of nothing else stays."""
    return TIME_OF.sub("", kind or "").strip() or kind


def _subject(bare: str, measurement: Measurement) -> str | None:
    """What stands before the figure, its owner aside: "Quillpad's builds take 40% less time"."""
    owner = (measurement.entity or "").split()
    words = [
        word
        for word in WORD.findall(bare[: measurement.quantity.start])
        if not is_function_word(word) and word.lower() not in LIGHT
    ]
    return " ".join(word for word in words if re.sub(r"['’]s?$", "", word) not in owner) or None


def _mover(text: str, measurement: Measurement) -> list[tuple[int, int]]:
    """The word of change that a figure hangs on: "rose by 10%", "a 10% cut"."""
    change, quantity = measurement.change, measurement.quantity
    if change is None or quantity.rule == "multiplied" or change.rule == "more than before":
        return []
    if change.start < quantity.start:
        word = re.compile(r"\w+").match(text, change.start)
        return [word.span()] if word else []
    last = re.search(r"\w+$", text[: change.end])
    return [last.span()] if last and last.start() >= quantity.end else []


def _blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return `text` with spaces in place of what stands at `spans`, at its old length."""
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text
