"""Row D17, and D15, D16 of two things: "more users than Pinewire", "twice as many as Pinewire"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from prepkit.factcheck.alignment import clause_at, measure
from prepkit.factcheck.arithmetic import (
    SHARES,
    Result,
    as_times,
    compare_result,
    difference,
    is_exact,
    is_reached,
    multiple,
    relative,
    way_of,
)
from prepkit.factcheck.derivations import of_another
from prepkit.factcheck.evidence import Evidence, EvidenceBase, find_evidence
from prepkit.factcheck.findings import LEAVE_OUT, Finding
from prepkit.factcheck.likeness import judge_words
from prepkit.factcheck.multiples import comparator_before
from prepkit.factcheck.relative import EARLIER
from prepkit.factcheck.rulings import MATCHES, Ruling, judge_attitude, judge_negation, judge_noun
from prepkit.factcheck.times import (
    Clock,
    agrees,
    before_horizon,
    days_of_any_year,
    said_date,
    same_time,
)
from prepkit.factcheck.values import Comparison
from prepkit.factcheck.wording import said_in
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Quantity, find_dates, find_measurements, find_quantities

# A number in place of the comparison turns "X has more users than Y" into two plain figures,
# "X has 1,009 users" and "Y has 1,009 users", whose subjects are read as those of any figure.
STAND_IN = "1,009"

# "40% less time", "3 times more": such a figure relates two, and is no level.
RELATING = re.compile(
    r"\s+(?:(?P<word>more|fewer|less|higher|lower|longer|shorter|larger|smaller|bigger|faster|slower"
    r"|cheaper|greater)\b(?!\s+than\s+[$€£]?\d)|as\s+(?P<like>\w+)\b)",
    re.I,
)
# "larger than Pinewire", "more reliable than ever"; not "more than 5 million", "less than half".
COMPARES = re.compile(
    r"\b(?:more|less|fewer|\w+er)\b(?:\s+[\w-]+){0,4}?\s+than\s+(?!\d|half|twice|ever\b|[$€£])",
    re.I,
)
# What no two values decide: "twice as many as Pinewire", "more than any other app", "more
# reliable than Pinewire". With a figure right before it, it goes with the figure.
UNSETTLED = re.compile(
    r"\b(?:(?:more|less|fewer|(?!other\b|rather\b|over\b|under\b|after\b|never\b|number\b)\w{2,}er)"
    r"\b(?:\s+[\w-]+){0,4}?\s+than|(?:twice |half )?as\s+\w+(?:\s+[\w-]+){0,3}?\s+as)\s+"
    r"(?:any|all|every|its|their|other|others|the\s+[a-z]+|(?!I\b)[A-Z][\w’'-]+|[a-z-]+s)\b"
    r"|\bthe\s+(?:most|fewest|least)\s+(?:of|in|among)\b",
)
_NAME = r"(?:the\s+)?[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*"
# "more users than Pinewire", "twice as many daily users as Tern", "120 more women than men".
COMPARED = re.compile(
    rf"(?<!far )(?<!many )(?<!much )(?<!slightly )(?<!little )(?<!even )"
    rf"(?:(?P<more>more|fewer|less)\s+(?P<noun>(?:[a-z-]+\s+){{1,3}}?)than"
    rf"|as\s+(?:many|much)\s+(?P<like>(?:[a-z-]+\s+){{1,3}}?)as)\s+"
    rf"(?:(?P<other>{_NAME})|(?P<kind>[a-z-]+s|men|women|people|children))\b"
    rf"(?P<did>\s+(?:does|do|did|has|have|had|is|are|was|were))?"
    # "than Pinewire in Japan"; not "than Pinewire and Tern together", "than Pinewire ever had".
    rf"(?=\s*(?:$|[.;:)–—]|,\s+(?!and\b|or\b|[A-Z]))|\s+(?:in|on|at|during|today|now|worldwide)\b)",
)
_UP, _DOWN = (
    "more higher longer larger bigger greater faster",
    "fewer less lower shorter smaller slower",
)
OPPOSITES = {
    **{word: tuple(_DOWN.split()) for word in _UP.split()},
    **{word: tuple(_UP.split()) for word in _DOWN.split()},
}
# How much more: "twice", "3 times", "half", "20%", "30 million"; what stands right before.
WORDED = re.compile(r"\b(?P<word>twice|half|double|triple)\s+$", re.I)
WORDS = {"twice": Decimal(2), "double": Decimal(2), "triple": Decimal(3), "half": Decimal("0.5")}
NEARLY = re.compile(r"(?:nearly|almost|close to|not quite)\b", re.I)
NEGATED = re.compile(r"\b(?:no|not|n['’]t|never|nowhere near)\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two things that a claim compares, each as the plain figure that it would be alone."""

    start: int
    end: int
    surface: str
    amount: Quantity | None  # by how much
    way: str  # "up", "down", "same"
    nearly: bool  # "almost twice": not reached
    ours: str  # "X has 1,009 users."
    theirs: str  # "Y has 1,009 users."


def find_comparisons(text: str) -> Iterator[Compared]:
    """Yield the comparisons of `text` whose two sides have a name or a noun each."""
    for found in COMPARED.finditer(text):
        if NEGATED.search(text[: found.start()]):
            continue
        start, amount = _amount(text, found)
        noun = (found["noun"] or found["like"]).strip()
        ours = _probe(text, start, found.end(), noun)
        if found["other"]:
            owner = next((m.entity for m in find_measurements(ours) if _stands_in(m)), None)
            if not owner or text[:start].count(owner) != 1:
                continue  # whose the first figure is has to be plain
            theirs = ours.replace(owner, found["other"], 1)
        else:
            theirs = _probe(text, start, found.end(), found["kind"])
        way = "same" if found["like"] else "up" if found["more"] == "more" else "down"
        nearly = bool(NEARLY.match(text, start))
        surface = text[start : found.end()]
        yield Compared(start, found.end(), surface, amount, way, nearly, ours, theirs)


def _probe(text: str, start: int, end: int, noun: str) -> str:
    return f"{text[:start]}{STAND_IN} {noun}{text[end:]}"


def _amount(text: str, found: re.Match[str]) -> tuple[int, Quantity | None]:
    """Return where a comparison begins with its amount, and the amount."""
    for quantity in find_quantities(text):
        if quantity.start < found.start() and not text[quantity.end : found.start()].strip():
            return comparator_before(text, quantity.start)[1], quantity
    worded = WORDED.search(text[: found.start()])
    if not worded:
        return found.start(), None
    value, start = WORDS[worded["word"].lower()], worded.start("word")
    comparator, begin = comparator_before(text, start)
    return begin, Quantity(value, "x", comparator, None, value / 40, worded["word"], start,
                           start + len(worded["word"]), "multiplied")  # fmt: skip


def unsettled(
    claim: Claim, measured: Sequence[Measurement], decided: Sequence[Finding]
) -> Iterator[Finding]:
    """D17: yield a finding for each comparison beside a figure that no two values decided."""
    if not measured:
        return
    for found in UNSETTLED.finditer(claim.text):
        before = [m.quantity for m in measured if m.quantity.end <= found.start()]
        goes_with = any(not claim.text[q.end : found.start()].strip() for q in before)
        inside = any(m.quantity.start < found.end() < m.quantity.end for m in measured)
        taken = any(f.start < found.end() and found.start() < f.end for f in decided)
        if not (goes_with or inside or taken or EARLIER.search(claim.text, found.start())):
            told = "no two values bear it out, and no such words"
            yield Finding("D17", "not found", told, found[0], *found.span(), LEAVE_OUT)


def judge_comparison(
    compared: Compared, claim: Claim, base: EvidenceBase, clock: Clock
) -> Finding | None:
    """D17: return what the two values of a source make of a comparison; None without both."""
    sides = [_values(probe, claim, base) for probe in (compared.ours, compared.theirs)]
    rulings = [
        _ruled(compared, ours, theirs, base, clock)
        for ours in sides[0]
        for theirs in sides[1]
        if _at_one_time(ours[1], theirs[1])
    ]
    labels = {ruling.label for ruling in rulings if ruling}
    if len(labels) != 1 or None in rulings:
        return None  # nothing, or values that disagree
    ruling = rulings[0]
    assert ruling is not None
    return Finding(
        ruling.row, ruling.label, "; ".join(ruling.reasons), compared.surface, compared.start,
        compared.end, " and ".join(ruling.fixes) or None, ruling.passage, tuple(ruling.others),
    )  # fmt: skip


def _values(
    probe: str, claim: Claim, base: EvidenceBase
) -> list[tuple[Measurement, Evidence, Claim]]:
    """The values that the sources give one side, with its plain figure."""
    spoken = replace(claim, text=probe)
    stand_in = next((m for m in measure(spoken) if _stands_in(m)), None)
    if stand_in is None or not stand_in.property or not stand_in.entity:
        return []
    found = find_evidence(stand_in, spoken, base, claim.cited or None)
    wanted = base.terms.stems(probe[slice(*clause_at(probe, stand_in.quantity.start))])
    same = [
        e
        for e in found
        if e.relation in ("same", "near")
        and e.measurement.change is None
        and not of_another(wanted, e.measurement, e.passage, base)
    ]
    return [(stand_in, e, spoken) for e in same if _is_plain(e.measurement.quantity)]


def _stands_in(measurement: Measurement) -> bool:
    return measurement.quantity.surface.startswith(STAND_IN)


def _is_plain(quantity: Quantity) -> bool:
    return isinstance(quantity.value, Decimal) and quantity.value > 0


def _at_one_time(ours: Evidence, theirs: Evidence) -> bool:
    one, other = ours.measurement, theirs.measurement
    source, other_source = (e.passage.origin.source for e in (ours, theirs))
    if one.as_of is None or other.as_of is None:
        # Undated figures of two pages may be of two times.
        return one.as_of is other.as_of and source == other_source
    return same_time(one.as_of, other.as_of)


_Side = tuple[Measurement, Evidence, Claim]


def _ruled(
    compared: Compared, ours: _Side, theirs: _Side, base: EvidenceBase, clock: Clock
) -> Ruling | None:
    ruling = Ruling(ours[1].passage)
    for measurement, lead, spoken in (ours, theirs):
        claimed, given = measurement.as_of, lead.measurement.as_of
        named = find_dates(spoken.text)
        if named and not (given and all(agrees(date, given) for date in named)):
            return None
        old = given and clock.as_of and before_horizon(given, clock.as_of, clock.horizon)
        if old and not claimed:
            ruling.add("E2", "outdated", f"true of {said_date(given)}", "name the date")
        judge_noun(ruling, lead, spoken)
        judge_negation(ruling, measurement, spoken, lead)
        judge_attitude(ruling, measurement, spoken, lead)
        judge_words(ruling, measurement, spoken, lead, base)
    if ruling.label not in (*MATCHES, "outdated") or days_of_any_year(compared.ours):
        return None
    if theirs[1].passage is not ours[1].passage:
        ruling.others.append(theirs[1].passage)
    weighed = _weigh(compared, ours[1], theirs[1])
    ruling.add(weighed.row, weighed.label, weighed.reason, weighed.fix)
    return ruling


def _weigh(compared: Compared, ours: Evidence, theirs: Evidence) -> Comparison:
    """What the two values say: which is more, and by how much."""
    one, other = ours.measurement.quantity, theirs.measurement.quantity
    told = " and ".join(said_in(e.passage, e.measurement) for e in (ours, theirs))
    if compared.amount is not None and is_exact(other, one):
        return _by_how_much(compared, compared.amount, one, other)
    low, high = _ends(one), _ends(other)
    above = low[0] is not None and high[1] is not None and low[0] > high[1]
    below = low[1] is not None and high[0] is not None and low[1] < high[0]
    equal = low[0] is not None and low == high and low[0] == low[1]
    if compared.amount is not None or not (above or below or equal):
        return Comparison("D17", "not found", f"the source has only {told}", LEAVE_OUT)
    if compared.way == "same":
        label = "supported" if equal else "contradicted"
    else:
        label = "supported" if (above if compared.way == "up" else below) else "contradicted"
    fix = None if label == "supported" else f"give the two values: {told}"
    return Comparison("D17", label, f"the source has {told}", fix)


def _by_how_much(
    compared: Compared, amount: Quantity, one: Quantity, other: Quantity
) -> Comparison:
    """D15, D16: the amount of a comparison, by arithmetic on the two values."""
    times = amount.unit == "x" or compared.way == "same"
    row = "D15" if times else "D16"
    if amount.unit == "x" and compared.way == "down":
        return Comparison(row, "not found", "so many times less has no one meaning", LEAVE_OUT)
    rule = multiple if times else relative if amount.unit in SHARES else difference
    result: Result = rule(other, one)
    if times:
        amount = as_times(amount) if amount.unit in SHARES else amount
    elif way_of(other, one) != compared.way:
        told = f"derived: {result.shown}"
        return Comparison(row, "contradicted", told, f"say '{result.said}'")
    judged = compare_result(amount, result)
    label = judged.label
    if times and compared.way == "up":  # "3 times more" may be three times, or four
        more = replace(amount, value=amount.value + 1)  # type: ignore[operator]
        fits = {label, compare_result(more, result).label} & set(MATCHES)
        label = "imprecise" if fits else "contradicted"
    elif compared.nearly and is_reached(amount, result) and label in MATCHES:
        label = "contradicted"
    fix = None if label == "supported" else f"say '{result.said}'"
    return replace(judged, row=row, label=label, fix=fix)


def _ends(quantity: Quantity) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and the highest that a figure may be."""
    value = quantity.value
    assert isinstance(value, Decimal)
    low = None if quantity.comparator in ("<", "<=") else value
    high = None if quantity.comparator in (">", ">=") else value
    if quantity.comparator == "~":
        reach = max(value / 20, quantity.tolerance)
        return value - reach, value + reach
    return low, high


def is_level_of(measurement: Measurement, text: str, source: str) -> bool:
    """Tell whether a source's figure can be the claim's: "120 more women" is not "120 women"."""
    found = RELATING.match(text, measurement.quantity.end)
    change = measurement.change
    if not found or (change and change.rule == "more than before"):
        return True
    word = (found["word"] or found["like"]).lower()
    told = "|".join((word, *OPPOSITES.get(word, ())))  # that it is fewer contradicts "more"
    return bool(re.search(rf"\b(?:{told})\b", source, re.I))
