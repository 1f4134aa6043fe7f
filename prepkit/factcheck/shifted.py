"""Rows D13 to D16, asked last: a change that grammar relates to nothing, by the words around it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import IDLE, LIGHT, clause_at, measure
from prepkit.factcheck.arithmetic import POINTS, SHARES, is_exact, is_time, way_of
from prepkit.factcheck.changes import BACK, how_long
from prepkit.factcheck.derivations import best_reading
from prepkit.factcheck.evidence import Evidence, EvidenceBase
from prepkit.factcheck.findings import LABELS, Finding
from prepkit.factcheck.likeness import contrast_of
from prepkit.factcheck.relative import Relative, read_relative
from prepkit.factcheck.shifts import NOW, OF_FORMER, THEN, Shift, in_order, shifts_in, two_levels
from prepkit.factcheck.shifts_apart import shifts_apart
from prepkit.factcheck.subjects import passage_context
from prepkit.factcheck.times import agrees
from prepkit.factcheck.unsaid import narrows
from prepkit.factcheck.values import compare
from prepkit.factcheck.words import (
    WORD,
    is_function_word,
    is_name_at_start,
    is_negated,
    is_verb,
    senses,
)
from prepkit.notes import Claim
from prepkit.quantities import (
    Change,
    Measurement,
    Quantity,
    dimension,
    find_dates,
    find_measurements,
)
from prepkit.quantities.lexicon import CHANGE_VERBS, VERBS
from prepkit.quantities.movers import tells_change
from prepkit.quantities.tokens import is_counted
from prepkit.quantities.units import is_currency

# Of a claim's words on what shifted, so many have to be there to bear it out, or to contradict it.
ENOUGH = 0.6
MATCHES = ("supported", "imprecise")
# "3x faster", "4 times quicker"; "half of what it was", "a third of the former bill".
FASTER = re.compile(
    r"\b(?P<n>\d[\d.,]*\s?(?:x|×|times|-fold)|twice)\s(?:as\s)?(?P<way>faster|quicker|slower|fast)\b"
    r"(?!\s(?:as|than)\s(?!before|it|they|last))",
    re.I,
)
# "Saved 80%", "cut the bill by 40%"
SAVED = re.compile(
    r"\b(?:sav\w+|cut\w*|reduc\w+|lower\w*|shav\w+|slash\w+|trimm\w+|shrank|shr[iu]nk\w*)\b"
    r"(?: (?!to\b|from\b)[\w'’-]+){0,5}? ?(?:by )?"
    r"(?:about |around |over |some |more than |nearly )?[$€£~]?$",
    re.I,
)
MULTIPLIED = re.compile(
    r"(?P<over>\bmore than )?(?P<about>\b(?:about|around|roughly) )?(?P<near>\b(?:nearly|almost) )?"
    r"\b(?P<n>doubl|tripl|quadrupl|halv)(?:ed|es|ing)\b",
    re.I,
)
FACTORS = {"doubl": "2", "tripl": "3", "quadrupl": "4", "halv": "0.5"}
# What limits a level: "on Android", "for teams".
SCOPE = re.compile(
    r"\b(?:[Oo]n|[Ii]n|[Ff]or|[Aa]t|[Aa]mong|[Aa]cross|[Oo]utside|[Ww]ithin) "
    r"(?:(?:the|our|its|all|a|an|typical|given|single|average|normal|usual|most) )*([\w-]+)"
)
PLACED = re.compile(r"(?:[OIFA]\w+|(?:on|in|at|for) (?:(?:the|our|its) )?[A-Z])")
# Words before a noun that make no other thing of it.
PLAIN = senses(
    """typical average mean full whole entire total overall normal usual clean single new old
    average regular standard annual yearly monthly daily weekly quarterly reported official
    previous former current present median fleet own""".split()
)
KIND = re.compile(
    r"\b(gross|net|operating|adjusted|pretax|organic|median|mean|average|p\d\d|free|recurring)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a claim says of a shift: both levels, or a figure that relates them."""

    start: int
    end: int
    figure: Measurement  # by which its words are read
    change: Change | None = None
    relative: Relative | None = None


def judge_shifts(
    claim: Claim, measured: Sequence[Measurement], judged: Sequence[Finding], base: EvidenceBase
) -> list[Finding]:
    """Return the findings on a claim with those that only its shifts can settle in their place."""
    found = list(judged)
    for told in _told_in(claim, measured):
        beside = [f for f in found if f.start < told.end and told.start < f.end]
        if any(f.label != "not found" for f in beside):
            continue
        if finding := _judge(told, claim, base):
            found = [f for f in found if f not in beside]
            found = [_in_that_time(f, finding, claim, measured) for f in found]
            found.append(finding)
    return sorted(found, key=lambda finding: finding.start)


IN_THAT_TIME = re.compile(
    r"\b(?:in|over|within|after) (?:about |just |only |the past |the last )?$"
)
AGO = re.compile(r"\s(?:ago|earlier|later|after|before|into)\b")


def _is_while(unit: str | None) -> bool:
    return dimension(unit or "") in ("time", "calendar")


def _in_that_time(
    finding: Finding, shift: Finding, claim: Claim, measured: Sequence[Measurement]
) -> Finding:
    """D13: "from 20% to 95% in two years" is what "two years ago 20%, today 95%" says."""
    time = next((m.quantity for m in measured if m.quantity.start == finding.start), None)
    if finding.label != "not found" or shift.label not in MATCHES or time is None:
        return finding
    if not _is_while(time.unit) or not IN_THAT_TIME.search(claim.text[: time.start]):
        return finding
    for passage in (p for p in (shift.passage, *shift.others) if p):
        for quantity in (m.quantity for m in passage.measurements):
            told = AGO.match(passage.text, quantity.end)
            if told and _is_while(quantity.unit) and compare(time, quantity).label == "supported":
                said = f"the source says {quantity.surface}{told.group()}"
                return replace(finding, code="D13", label="supported", message=said, fix=None,
                               passage=passage)  # fmt: skip
    return finding


# --- what the claim tells ------------------------------------------------------------------


def _told_in(claim: Claim, measured: Sequence[Measurement]) -> Iterator[_Told]:
    text, seen = claim.text, set()
    levels = None if any(_is_told(m) for m in measured) else _levels_in(claim, measured)
    if levels:
        yield levels
    for m in measured:
        change = m.change
        if levels and levels.start <= m.quantity.start < levels.end:
            continue
        if change and change.before and change.after:
            if change.start not in seen:
                seen.add(change.start)
                yield _Told(change.start, change.end, m, change)
        elif told := _relates(m, text):
            yield told
        elif change and change.after and change.after.start == m.quantity.start:
            yield _Told(m.quantity.start, m.quantity.end, m, change)
    for match in FASTER.finditer(text):
        yield _probed(match, f"it got {_times(match['n'])} faster", text, speed=True,
                      way="down" if match["way"].lower() == "slower" else "up")  # fmt: skip
    for match in MULTIPLIED.finditer(text):
        yield _multiplied(match, text)


# "Builds take a third of the time"; a third of the time is also how often.
OF_THE_TIME = re.compile(
    r"(?:take|takes|took|in|for|at|cost|costs|need|needs|needed|use|uses|used)"
    r" (?:about |around |just |only |roughly )?$"
)
THE_SAME = re.compile(r"\s(?:of )?the (?:time|cost|money|memory|space|price|size)\b")


def _is_told(m: Measurement) -> bool:
    return bool(m.change and m.change.before and m.change.after)


SIDE_BY_SIDE = re.compile(r"(?:(?:[,:;(–—]|^)\s?(?:from )?|\bfrom )(?:about |around )?$")
ANY_BOUND = ("=", "~", "<", "<=", ">", ">=")


def _levels_in(claim: Claim, measured: Sequence[Measurement]) -> _Told | None:
    """Return two levels that notes set side by side: "$31M to $66M", "a fifth then, 95% now"."""
    text = claim.text
    pair = two_levels(measured, text, ANY_BOUND)
    if pair is None:
        return None
    one, other = pair
    gap = text[one.quantity.end : other.quantity.start]
    ordered = in_order(text, one, other)
    if ordered is None and gap.strip() in ("to", "->", "→", "now"):
        ordered = pair if SIDE_BY_SIDE.search(text[: one.quantity.start]) else None
    if ordered is None:
        return None
    before, after = (m.quantity for m in ordered)
    start, end = one.quantity.start, other.quantity.end
    change = Change(before, after, None, None, start, end, text[start:end], "then and now")
    return _Told(start, end, one, change)


def _relates(m: Measurement, text: str) -> _Told | None:
    """Return what a figure says of a shift, if it is by how much, or how much of what it was."""
    quantity = m.quantity
    if not isinstance(quantity.value, Decimal):
        return None
    former = OF_FORMER.match(text, quantity.start)
    of_time = THE_SAME.match(text, quantity.end)
    former = former or (of_time if of_time and OF_THE_TIME.search(text[: quantity.start]) else None)
    if former and quantity.unit in SHARES:
        scale = Decimal(100) if quantity.unit == "percent" else Decimal(1)
        meant = replace(quantity, unit="x", value=quantity.value / scale,
                        tolerance=max(quantity.tolerance / scale, Decimal("0.02")))  # fmt: skip
        left = replace(m, quantity=meant)
        told = Relative(left, text, None, False, False, "", False, "")
        return _Told(quantity.start, former.end(), left, relative=told)
    if is_currency(quantity.unit) and LOSS.search(text):
        return None  # what was lost is a level
    relative = read_relative(m, text)
    if relative is None and quantity.unit in SHARES and SAVED.search(text[: quantity.start]):
        relative = Relative(m, text, "down", False, False, "", False, "")
    if relative is None or relative.loose or not (relative.way or relative.speed):
        return None
    return _Told(quantity.start, quantity.end, m, relative=relative)


def _times(said: str) -> str:
    number = re.match(r"[\d.,]+", said)
    return f"{number.group() if number else 2}x"


@lru_cache(maxsize=64)
def _figure_of(probe: str) -> Measurement:
    return next(m for m in find_measurements(probe) if m.quantity.unit == "x")


def _probed(match: re.Match[str], probe: str, text: str, *, speed: bool, way: str) -> _Told:
    figure = _figure_of(probe)
    start, end = match.span()
    quantity = replace(figure.quantity, start=start, end=end, surface=match.group())
    figure = replace(figure, quantity=quantity, property=None, change=None)
    relative = Relative(figure, text, way, speed, False, "", False, "")
    return _Told(start, end, figure, relative=relative)


def _multiplied(match: re.Match[str], text: str) -> _Told:
    told = _probed(match, "it got 2x faster", text, speed=False, way="up")
    assert told.relative
    half = match["n"].lower() == "halv"
    sign = "=" if not match["over"] else "<" if half else ">"
    sign = "~" if match["about"] or match["near"] else sign
    quantity = replace(
        told.figure.quantity, value=Decimal(FACTORS[match["n"].lower()]), comparator=sign,
        tolerance=Decimal("0.05" if half else "0.5"),
    )  # fmt: skip
    figure = replace(told.figure, quantity=quantity)
    relative = replace(told.relative, measurement=figure, way="down" if half else "up",
                       nearly=bool(match["near"]))  # fmt: skip
    return replace(told, figure=figure, relative=relative)


# --- what the sources make of it ------------------------------------------------------------


def _judge(told: _Told, claim: Claim, base: EvidenceBase) -> Finding | None:
    if is_negated(claim.text) or claim.text.rstrip().endswith("?"):
        return None
    words = list(_words_on(told, claim))
    if not words:
        return None
    found = []
    for shift in _shifts_for(words, claim, base):
        unsaid = [w for w in words if not senses([w]) & _said(shift, base)]
        own = [w for w in words if not _is_name(w, claim)] or words
        said = 1 - len(unsaid) / len(own)
        if said < ENOUGH or any(_is_name(w, claim) for w in unsaid):
            continue
        if any(narrows(w, claim.text, unsaid) for w in unsaid) or _kinds_differ(claim, shift):
            continue
        if not _dated_alike(claim, shift, base):
            continue
        if _contrast(told, shift, claim, base) or _led_on_apart(words, claim.text, shift.text):
            continue
        found.append(shift)
    decided = []
    for shift in found:
        finding = _compared(told, shift, claim)
        if finding is None:
            continue
        if finding.label in MATCHES and shifts_apart(claim, shift, told.change, base):
            continue
        apart = _narrower(shift, claim, base)
        if PLACED.match(apart):
            continue  # what is so in a place, or on a platform, is so of that alone
        if finding.label == "contradicted" and (apart or len(found) > 1):
            continue
        if apart and finding.label == "supported":
            finding = replace(finding, code="B5", label="imprecise", fix=f"say {apart!r}",
                              message=f"{finding.message}; the source says {apart!r}")  # fmt: skip
        decided.append(finding)
    return max(decided, key=lambda f: LABELS.index(f.label), default=None)


def _contrast(told: _Told, shift: Shift, claim: Claim, base: EvidenceBase) -> bool:
    """Tell whether the same words say another thing: "the wait for" and "the wait between"."""
    given = next((m for p in shift.passages for m in p.measurements
                  if m.quantity.start == shift.at), None)  # fmt: skip
    if given is None or given not in shift.passages[0].measurements:
        return False
    evidence = Evidence(shift.passages[0], given, "same", "", 1.0)
    row = contrast_of(told.figure, claim, evidence, base)
    return row is not None and row[0] not in ("B1", "B2", "E1")  # those are asked above


def _led_on_apart(words: Sequence[str], ours: str, theirs: str) -> bool:
    """Tell whether a word leads on otherwise in each: "the wait for", "the wait between"."""
    for word in words:
        on = re.compile(
            rf"\b{re.escape(word)} (for|between|on|from|with|without|against|to)\b", re.I
        )
        one, other = set(on.findall(ours)), set(on.findall(theirs))
        if one and other and not one & other:
            return True
    return False


def _shifts_for(words: Sequence[str], claim: Claim, base: EvidenceBase) -> Iterator[Shift]:
    for sentences in base.sentences_near(words, claim.cited):
        yield from base.kept(sentences, shifts_in)


def _words_on(told: _Told, claim: Claim) -> Iterator[str]:
    """Yield the words of a claim that say what shifted."""
    text = claim.text
    start, end = clause_at(text, told.start)
    skipped = [(p.start, p.end) for p in find_dates(text)]
    skipped += [(m.quantity.start, m.quantity.end) for m in measure(claim)]
    skipped += [match.span() for match in (*OF_FORMER.finditer(text), *FASTER.finditer(text))]
    skipped += [match.span() for match in (*THEN.finditer(text), *NOW.finditer(text))]
    found = [
        match for match in WORD.finditer(text)
        if not any(a <= match.start() < b for a, b in skipped) and _is_content(match.group())
    ]  # fmt: skip
    own = [match.group() for match in found if start <= match.start() < end]
    yield from own or (match.group() for match in found)


def _is_content(word: str) -> bool:
    plain = word.lower()
    change = plain in VERBS and VERBS[plain].lemma in CHANGE_VERBS
    light = plain in LIGHT or change or tells_change(plain) or bool(senses([plain]) & IDLE)
    numeral = plain[0].isdigit()
    return not (light or numeral or is_function_word(word) or plain in WAYS or len(plain) < 2)


WAYS = frozenset(
    """req reqs rps qps min mins sec secs ms hrs each faster slower quicker cheaper fewer less more
    x yoy qoq times time fold""".split()
)


def _said(shift: Shift, base: EvidenceBase) -> frozenset[str]:
    around = [_with_percentiles(shift.text), *passage_context(shift.passages[0])]
    told = frozenset().union(*(base.terms.stems(t) | senses(WORD.findall(t)) for t in around))
    unit = shift.last.unit if shift.last else None
    timed = TIMED if is_time(unit) else frozenset()
    return (
        told
        | timed
        | (PAID if told & PAID else frozenset())
        | OF_UNIT.get(dimension(unit or "") or "", frozenset())
    )


# What a unit says by itself; and words for what is paid.
TIMED = senses("time latency duration".split())
OF_UNIT = {"data": senses("size footprint storage".split()), "mass": senses(["weight"])}
PAID = senses("cost costs bill spend spending spent pay paid cheaper expense".split())


def _is_name(word: str, claim: Claim) -> bool:
    return word[0].isupper() and (not claim.text.startswith(word) or is_name_at_start(word))


PERCENTILE = re.compile(r"\b(\d\d)(?:\.\d+)?th[- ]percentile(?: of)?")


def _with_percentiles(text: str) -> str:
    """Return a text with "p90" for "90th-percentile"."""
    return PERCENTILE.sub(r"p\1", text)


def _kinds_differ(claim: Claim, shift: Shift) -> bool:
    """Tell whether one of the two is of a kind of its own: a net income, a median."""
    ours, theirs = (
        {k.lower() for k in KIND.findall(_with_percentiles(t))} for t in (claim.text, shift.text)
    )
    idle = {"average", "mean"}  # a level may be one, unsaid
    return bool((ours - theirs - idle) or (theirs - ours - idle - {"net"}))


def _dated_alike(claim: Claim, shift: Shift, base: EvidenceBase) -> bool:
    """E1: tell whether each date that the claim names is one of the source's."""
    named, last = find_dates(claim.text), shift.dates[1]
    if len(named) == 1 and last and not agrees(named[0], last):
        return False
    if (back := BACK.search(claim.text)) and not find_dates(back.group()):
        told = [how_long(match) for match in BACK.finditer(shift.text)]
        if how_long(back) not in told:
            return False
    there = list(find_dates(shift.text))
    for text in passage_context(shift.passages[0]):
        there += find_dates(text)
    for m in (m for p in shift.passages for m in p.measurements):
        there += [m.as_of] if m.as_of else []
    return all(any(agrees(ours, theirs) for theirs in there) for ours in named)


def _narrower(shift: Shift, claim: Claim, base: EvidenceBase) -> str:
    """Return a word by which a source bounds what shifted, and the claim does not."""
    known = base.terms.stems(claim.text) | senses(WORD.findall(claim.text))
    for text in passage_context(shift.passages[0]):
        known |= base.terms.stems(text) | senses(WORD.findall(text))
    dates = [(p.start, p.end) for p in find_dates(shift.text)]
    dates += [(q.start, q.end) for q in (shift.first, shift.last) if q]
    led = PERCENTILE.sub(lambda m: "p" + m[1] + " " * (len(m.group()) - 3), shift.text)[: shift.at]
    for match in SCOPE.finditer(shift.text):
        word = match[1]
        idle = is_function_word(word) or word[0].isdigit() or senses([word]) & (known | TIMES)
        if not idle and not any(a <= match.start(1) < b for a, b in dates):
            return match.group()
    paid = PAID if known & PAID else frozenset()
    words = list(WORD.finditer(led))
    for one, other in pairwise(words):
        noun = senses([other.group()]) & senses(WORD.findall(claim.text))
        plain = one.group().lower()
        idle = (
            is_function_word(one.group()) or plain in VERBS or senses([plain]) & (known | PLAIN)
            or plain.endswith("ly") or one.group()[0].isdigit()
            or led[one.end() : other.start()] not in (" ", "-")
        )  # fmt: skip
        if noun and not idle and not is_function_word(other.group()):
            return f"{one.group()} {other.group()}"
        head = senses([one.group()]) & senses(WORD.findall(claim.text))
        tail = other.group().lower()
        light = (
            (tail in VERBS and not senses([tail]) & PAID)
            or is_function_word(tail)
            or tail in LIGHT
            or tells_change(tail)
        )
        light = (
            light
            or bool(senses([tail]) & (known | PLAIN | HEADS | IDLE | paid))
            or tail.endswith("ly")
        )
        behind = WORD.match(led, other.end() + 1)  # "energy cost fell"
        told = behind and (is_verb(behind.group()) or behind.group() in ("at", "for", "in"))
        light = light or not told
        light = light or led[one.start() - 1 : one.start()] == "-"
        if head and not light and tail.isalpha() and led[one.end() : other.start()] == " ":
            return f"{one.group()} {other.group()}"
    return ""


TIMES = senses(
    """total average time year quarter month week day half first second third fourth same past last
    period end start beginning fact january february march april may june july august september
    october november december spring summer autumn winter""".split()
)


LOSS = re.compile(r"\b(?:loss(?:es)?|lost|los(?:es|ing))\b", re.I)
GAIN = re.compile(r"\b(?:income|profit|earnings)\b", re.I)


def _turns_to_loss(text: str) -> bool:
    return bool(LOSS.search(text) and GAIN.search(text))


# Heads that say no more of a thing than that it is measured: "deploy time", "error rate".
HEADS = senses("time rate level count number share figure latency size volume".split())


def _compared(told: _Told, shift: Shift, claim: Claim) -> Finding | None:
    """What the values of a shift make of what a claim tells."""
    if shift.last and is_currency(shift.last.unit) and _turns_to_loss(shift.text):
        return None
    if told.change:
        return _by_ends(told, shift, claim) if shift.first else None
    relative = told.relative
    assert relative
    if shift.first is None or shift.last is None:
        return _by_delta(told, shift)
    first, last = shift.first, shift.last
    if not first.value or not last.value or not is_exact(first, last):
        return None
    results = relative.results(first, last)
    if not results:
        return None
    row, compared = best_reading(relative, results)
    way = way_of(first, last)
    if way and relative.speed and is_time(first.unit):
        way = {"up": "down", "down": "up"}[way]
    if relative.way and way != relative.way:
        went = {"up": "rose", "down": "fell", None: "stayed the same"}[way]
        reason = f"the source says that it {went}: {results[0][1].shown}"
        return _finding(told, row, "contradicted", reason, shift)
    return _finding(told, row, compared.label, compared.reason, shift, compared.fix)


def _by_ends(told: _Told, shift: Shift, claim: Claim) -> Finding | None:
    """D13: both ends, in one direction; one end that fits makes the other contradicted."""
    change, first, last = told.change, shift.first, shift.last
    assert change
    assert change.after
    assert first
    assert last
    if change.before is None:
        return _by_last(told, shift, claim)
    ends = [_measured(end, claim) for end in (change.before, change.after)]
    before, after = (_with_unit_of(e, given, claim)
                     for e, given in zip(ends, (first, last), strict=True))  # fmt: skip
    if not (_alike(before, first) and _alike(after, last)):
        return None
    labels = [compare(before, first).label, compare(after, last).label]
    said = f"the source says from {first.surface} to {last.surface}"
    if all(label in MATCHES for label in labels):
        label = "imprecise" if "imprecise" in labels else "supported"
        return _finding(told, "D13", label, said, shift)
    turned = [compare(before, last).label, compare(after, first).label]
    if all(label in MATCHES for label in turned):
        return _finding(told, "D13", "contradicted", f"the other way round: {said}", shift)
    if "supported" in labels and "contradicted" in labels:
        return _finding(told, "D13", "contradicted", said, shift)
    return None


def _by_last(told: _Told, shift: Shift, claim: Claim) -> Finding | None:
    """D13: a claim that tells only what was reached, and which way."""
    assert told.change
    assert shift.first
    assert shift.last
    after = _with_unit_of(told.figure.quantity, shift.last, claim)
    if not _alike(after, shift.last) or not is_exact(shift.first, shift.last):
        return None
    compared = compare(after, shift.last)
    way = way_of(shift.first, shift.last)
    if compared.label not in MATCHES or (told.change.direction and way != told.change.direction):
        return None
    return _finding(told, "D13", compared.label, compared.reason, shift, compared.fix)


def _measured(end: Quantity, claim: Claim) -> Quantity:
    return next((m.quantity for m in measure(claim) if m.quantity.start == end.start), end)


RATE = re.compile(
    r"\s?/\s?\w|\b(?:per|an?|each|every) (?:second|minute|hour|day|week|month|year)\b"
)


def _with_unit_of(ours: Quantity, theirs: Quantity, claim: Claim) -> Quantity:
    """Return a level of a claim in the unit that only its neighbours print: "52 -> 71" of "%"."""
    if ours.unit == theirs.unit or theirs.unit is None:
        return ours
    if ours.unit in POINTS and theirs.unit == "percent":
        return replace(ours, unit="percent")
    if ours.unit == "fraction" and theirs.unit == "percent" and isinstance(ours.value, Decimal):
        return replace(ours, unit="percent", value=ours.value * 100,
                       tolerance=max(ours.tolerance * 100, Decimal("0.5")))  # fmt: skip
    printed = any(m.quantity.unit == theirs.unit for m in measure(claim))
    printed = printed or ("/" in theirs.unit and RATE.search(claim.text, ours.end) is not None)
    return replace(ours, unit=theirs.unit) if ours.unit is None and printed else ours


def _alike(ours: Quantity, theirs: Quantity) -> bool:
    counted = is_counted(ours.unit) and is_counted(theirs.unit)
    return counted or is_exact(replace(ours, comparator="="), replace(theirs, comparator="="))


def _by_delta(told: _Told, shift: Shift) -> Finding | None:
    """D14, D16: by how much a source says that something shifted, in the claim's own unit."""
    delta, relative = shift.delta, told.relative
    if delta is None or relative is None or relative.speed or not delta.change:
        return None
    ours, theirs = told.figure.quantity, delta.quantity
    if ours.unit != "percent" or theirs.unit != "percent" or not relative.way:
        return None
    said = f"the source says {theirs.surface}"
    if delta.change.direction != relative.way:
        return None
    compared = compare(ours, theirs)
    if compared.label != "contradicted":
        return None  # what the same figure is of, grammar tells better
    return _finding(told, "D16", compared.label, said, shift, f"say '{theirs.surface}'")


def _finding(
    told: _Told, row: str, label: str, reason: str, shift: Shift, fix: str | None = None
) -> Finding:
    if label not in (*MATCHES, "contradicted"):
        label = "not found"
    whole = told.change and told.end - told.start == len(told.change.surface)
    surface = told.change.surface if told.change and whole else told.figure.quantity.surface
    others: tuple[Passage, ...] = shift.passages[1:]
    return Finding(row, label, reason, surface, told.start, told.end,
                   None if label == "supported" else fix, shift.passages[0], others)  # fmt: skip
