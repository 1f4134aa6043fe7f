"""Row E0: a date that is itself the claim ("appeared in 2024") is compared as a date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import measure
from prepkit.factcheck.attitudes import governing, ruling_of
from prepkit.factcheck.clauses import clauses
from prepkit.factcheck.dated import (
    Told,
    has_held_since,
    own_words,
    spanned,
    spans_of_others,
)
from prepkit.factcheck.dated_deeds import named_in, names_somebody, told_of, verb_at
from prepkit.factcheck.deeds import compare_deeds
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.relations import compare_relations
from prepkit.factcheck.same_events import same_happening
from prepkit.factcheck.statements import TURNED
from prepkit.factcheck.strangers import stranger_to
from prepkit.factcheck.times import (
    ANY_YEAR,
    Clock,
    DayOfAnyYear,
    days_of_any_year,
    said_date,
    says_now,
)
from prepkit.factcheck.words import (
    WORD,
    content_stems,
)
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Period, find_dates, find_measurements
from prepkit.quantities.lexicon import VERBS

# "Is a film from 1968" does not say "since 1968".
OF_ORIGIN = re.compile(r"\b(?:is|was|are|were) (?:an?|the) (?:[\w-]+ ){1,5}from $")


COMPARES = re.compile(
    r"\b(?:than|from|against|versus|vs\.?|compared (?:with|to)|over)\b[^,;:()]*$", re.I
)
# "A year ago", "two years earlier", "year over year", "last year", "the prior-year quarter".
BACK = re.compile(
    r"\b(?:(?P<count>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)[ -])?"
    r"(?P<unit>year|month|week|quarter)s?[ -](?:ago|earlier|before|prior)\b"
    r"|\b(?P<over>year|month|week|quarter)[ -](?:over|on)[ -](?P=over)\b|\byoy\b|\by/y\b"
    r"|\b(?:last|previous|prior|preceding)[ -](?P<which>year|month|week|quarter)\b", re.I,
)  # fmt: skip
JOINS = re.compile(r"\b(?:join\w*|came|comes|start\w*|arriv\w*|(?:been|is|are) (?:at|with))\b")
STARTED = re.compile(r"\b(?:start|beg[aiu]n|commenc)\w* (?:to [a-z]+|[a-z]+ing)\b")
# "Plans to open", "means to open": only that it was meant, and by whom it is called so is one.
MEANS_TO = re.compile(r"\b(?:plan|mean|expect)(?P<end>s|t|ed|ned)(?= to\b)")
INTENDS = re.compile(r"\bintends?\b")
MEANT_ONCE = re.compile(
    r"^(?!.*\b(?:said|says|announced|told|wrote|added)\b)"
    r".*(?:\b(?:is|are|was|were) expected to\b"
    r"|(?<!is )(?<!are )\b(?:planned|intended|meant|expected) to\b)"
)
# What is settled to come; not what one hopes, wants or may do.
FIRMLY = re.compile(
    r"\b(?:will|shall|(?:is|are) (?:going|scheduled|slated|expected|set|due|planned|to)\b"
    r"|(?:plan|intend|mean)s? to\b)(?!.*\b(?:may|might|could|hop|want|wish|if)\w*\b)"
)
WHO = re.compile(r", (?:who|which) (?P<told>[^,;:()]*)$")
WITH_FIGURE = re.compile(r",\s[a-z]+(?:ed|en|wn|ld)\b[^,;:()]*\d[^,;:()]*$")
# What a clause begins with that is about somebody in the clause before.
POINTS_TO = re.compile(r"\W*(?:and |but )?(?:(?P<who>who|which)|it|they|he|she|we)\b")


def judge_dates(
    claim: Claim, measured: Sequence[Measurement], base: EvidenceBase, clock: Clock
) -> Iterator[Finding]:
    """Return a finding for each date of a claim that qualifies no figure.

    E4: "five years ago" is counted from the day that the notes call now, if they call one so.
    """
    taken = {m.as_of.start for m in measured if m.as_of}
    for period in spanned(claim.text, find_dates(claim.text, clock.as_of)):
        if OF_ORIGIN.search(claim.text[: period.start]):
            period = replace(period, relation=None)
        if period.start in taken or says_now(period.surface):
            continue
        if not _is_base(period, claim, measured, base):
            yield _judge(period, claim, base, clock)
    for day in days_of_any_year(claim.text) if not measured else ():
        yield _judge(day, claim, base, clock)


def _is_base(
    period: Period, claim: Claim, measured: Sequence[Measurement], base: EvidenceBase
) -> bool:
    """Tell whether a figure is held against its level of then, as it is in a source that has it.

    "4% fewer than a year ago" and "down 4% year over year", "from 30 million last year".
    """
    spans = _spans_back(period.surface)
    led = COMPARES.search(claim.text[: period.start])
    if not spans or led is None:
        return False
    values = {m.quantity.value for m in measured}
    near = base.passages(content_stems(claim.text), claim.cited or None)
    return any(
        values & {given.quantity.value for given in passage.measurements}
        and spans <= _spans_back(passage.text)
        for passage in near
    )


def _spans_back(text: str) -> set[tuple[str, str]]:
    """How far back a text looks from its own time, as "two years ago" and "the prior year" do."""
    found = set()
    for match in BACK.finditer(text):
        count = (match["count"] or "one").lower()
        unit = match["unit"] or match["over"] or match["which"] or "year"
        found.add(("one" if count in ("a", "an", "1") else count, unit.lower()))
    return found


def _judge(
    period: Period | DayOfAnyYear, claim: Claim, base: EvidenceBase, clock: Clock
) -> Finding:
    bare = _bare(claim, period, base)
    turned = _turned_round(period, bare, claim, base)
    if turned:
        return turned
    whole = _judge_words(period, bare, claim, base, clock)
    relative = _relative_clause(claim.text, period)
    if relative and whole.label in ("supported", "imprecise"):
        # "Brix hired Uta Lind, who left in 2019": she did, and not Brix.
        told = _judge_part(period, relative, claim, base, clock)
        return whole if told.label in ("supported", "imprecise") else told
    if whole.passage is not None:
        return whole
    clause = _own_clause(claim, period)
    told = _judge_part(period, clause, claim, base, clock) if clause else whole
    own = own_words(claim.text, period.start)
    if told.passage is None and own:
        # "It burned down on 4 July and was rebuilt": what it says of that day may be wrong alone.
        part = _judge_part(period, own, claim, base, clock)
        return part if part.label == "contradicted" else whole
    return told


def _judge_part(
    period: Period | DayOfAnyYear, text: str, claim: Claim, base: EvidenceBase, clock: Clock
) -> Finding:
    """What the sources make of a date by a part of its claim."""
    part = replace(claim, text=text)
    dates: list[Period | DayOfAnyYear] = [*find_dates(text), *days_of_any_year(text)]
    again = next((date for date in dates if date.surface == period.surface), None)
    if again is None:
        return _finding(period, "not found", "no sentence that says the rest gives its date")
    return _judge_words(period, _bare(part, again, base), part, base, clock)


def _relative_clause(text: str, period: Period | DayOfAnyYear) -> str:
    """Return what is told of somebody by name and "who" up to a date; "" where nothing is."""
    led = WHO.search(text[: period.start])
    about = _named_last(text[: led.start()]) if led else ""
    if led is None or not about or not text[: led.start()].endswith(about):
        return ""
    return f"{about} {text[led.start('told') : period.end]}"


def _own_clause(claim: Claim, period: Period | DayOfAnyYear) -> str:
    """Return the clause of a date with whom it is about; "" where the claim has no other.

    The other clauses of a cited claim are judged on their own, by their figures or as statements.
    """
    goes_on = WITH_FIGURE.search(claim.text, period.end)
    if goes_on and find_measurements(goes_on.group()) and claim.cited:
        return claim.text[: goes_on.start()]  # "launched in 2023, offered in 19 countries"
    stated = clauses(claim.text) if claim.cited else []
    own = next((c for c in stated if c.start <= period.start < c.end), None)
    if own is None or len(stated) < 2:
        return ""
    first, points = stated[0], POINTS_TO.match(own.text)
    text = claim.text
    for clause in stated:
        if clause is not own:
            text = f"{text[: clause.start]}{' ' * (clause.end - clause.start)}{text[clause.end :]}"
    if own is first or not (points or _lacks_subject(own.text)):
        return " ".join(text.split())
    before = claim.text[: own.start]
    about = _named_last(before) if points and points["who"] else before[: verb_at(before)]
    cut = own.start + (points.end() if points else 0)
    return " ".join(f"{about} {text[: own.start]} {text[cut:]}".split()) if about.strip() else ""


def _lacks_subject(clause: str) -> bool:
    return not WORD.search(clause[: verb_at(clause)])


def _named_last(text: str) -> str:
    return next(reversed(named_in(text)), "")


def _judge_words(
    period: Period | DayOfAnyYear, bare: str, claim: Claim, base: EvidenceBase, clock: Clock
) -> Finding:
    """What the sources make of the date of what `bare` tells."""
    wanted = base.terms.stems(bare)
    ruled = []
    for passage in base.passages(content_stems(bare), claim.cited or None):
        event = _same_event(period, bare, claim, passage, base)
        if isinstance(event, tuple):
            ruled.append(event)
        elif event and wanted and (told := told_of(bare, claim, passage, base)):
            if isinstance(period, Period) and told.period.last.year == ANY_YEAR:
                continue
            ruled.append((_rule(period, bare, told, passage, base, clock), told, passage))
    if not ruled:
        return _finding(period, "not found", "no sentence that says the rest gives its date")
    order = ("supported", "imprecise", "contradicted", "not found")
    label, told, passage = min(ruled, key=lambda one: order.index(one[0]))
    if label in ("supported", "imprecise") and any(one[0] == "contradicted" for one in ruled):
        return _finding(period, "not found", "the source has other dates for it", passage)
    when = " ".join(filter(None, (told.period.relation, said_date(told.period))))
    message = f"the source says {when}"
    fix = None if label == "supported" else f"say '{when}'"
    return _finding(period, label, message, passage, fix)


def _same_event(
    period: Period | DayOfAnyYear, bare: str, claim: Claim, passage: Passage, base: EvidenceBase
) -> tuple[str, Told, Passage] | bool:
    """Return the label that a passage's date of the very event of a claim gives the claim's.

    False where the passage tells another event of that kind on its date.
    """
    nobody = passage.origin.publisher and claim.cited and not names_somebody(claim.text)
    if nobody and stranger_to(claim, passage, None, base.terms, base.words):
        return True
    claimed = period if isinstance(period, Period) else period.in_year(ANY_YEAR)
    found = same_happening(bare, claimed, passage, base.terms) if claimed else True
    if isinstance(found, bool):
        return found
    meant, told = found
    if isinstance(period, DayOfAnyYear):
        day = period.in_year(told.period.last.year)
        meant = replace(day, relation=meant.relation) if day else meant
    elif told.period.last.year == ANY_YEAR:
        return True
    label = _compare(meant, told.period)
    return True if label == "not found" else (label, told, passage)


def _bare(claim: Claim, period: Period | DayOfAnyYear, base: EvidenceBase) -> str:
    """Return what a claim tells of one date, without its figures, which are judged on their own."""
    spans = [(m.quantity.start, m.quantity.end) for m in measure(claim)]
    dated = period if isinstance(period, Period) else period.in_year(ANY_YEAR)
    spans += [(period.start, period.end), *(spans_of_others(claim.text, dated) if dated else ())]
    text = claim.text
    for start, end in spans:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    text = MEANS_TO.sub(lambda met: f"intend{'s' if met['end'] == 's' else 'ed'}", text)
    return base.terms.expand(" ".join(text.split()))  # a misspelt name as it is meant


def _turned_round(
    period: Period | DayOfAnyYear, bare: str, claim: Claim, base: EvidenceBase
) -> Finding | None:
    """R1: a relation of the claim that a source tells in the other direction."""
    for passage in base.passages(content_stems(bare), claim.cited or None):
        turned = {compare_relations(bare, text) for text in (passage.text, passage.title)}
        turned.add(compare_deeds(claim.text, passage.text, base.terms)[0])
        if "reversed" in turned:
            return Finding("R1", "contradicted", TURNED, bare.strip(), period.start, period.end,
                           "turn it round", passage)  # fmt: skip
    return None


def _rule(
    period: Period | DayOfAnyYear, bare: str, told: Told, passage: Passage, base: EvidenceBase,
    clock: Clock,
) -> str:  # fmt: skip
    """How a source's date bears out the claim's, and how sure both are of it (B6)."""
    claimed = period if isinstance(period, Period) else period.in_year(told.period.last.year)
    label = _compare(claimed, told.period) if claimed else "not found"
    held = claimed and has_held_since(claimed, bare, told, passage.text, base.terms)
    if held and label == "not found":
        label = "supported"
    if claimed and told.listed and told.period.relation is None and not JOINS.search(bare):
        # "At Larkfield since 2021": whether in this role since then, it does not tell.
        same = (claimed.first, claimed.last) == (told.period.first, told.period.last)
        label = "imprecise" if same else "not found"
    attitude = ruling_of(bare, governing(passage.text, told.period.end))
    if attitude and STARTED.search(bare) and STARTED.search(told.clause):
        attitude = None  # "started to move", "started moving"
    firm = FIRMLY.search(governing(passage.text, told.period.end))
    if attitude == "imprecise" and firm and claimed and _is_ahead(claimed, bare, clock):
        attitude = None  # "steps down on 31 August", "will step down on 31 August"
    if attitude is None and INTENDS.search(bare) and MEANT_ONCE.search(passage.text):
        attitude = "imprecise"  # "plans to", "had planned to", "is expected to" by whomever
    if label == "contradicted" and (told.weak or _named_too(claimed, told, passage)):
        return "not found"
    if attitude is None:
        return label
    return attitude if label in ("supported", "imprecise") else "not found"


def _is_ahead(claimed: Period, bare: str, clock: Clock) -> bool:
    """Tell whether a claim tells in the present what is to come."""
    words = [word.lower() for word in WORD.findall(bare)]
    told = {VERBS[word].tense for word in words if word in VERBS}
    past = "past" in told or not {"was", "were", "had", "has", "have", "did"}.isdisjoint(words)
    return "present" in told and not past and (clock.as_of or claimed.last) <= claimed.last


def _named_too(claimed: Period | None, told: Told, passage: Passage) -> bool:
    """Tell whether a sentence names the claim's date as well: then it denies it of nothing."""
    dates = {(date.first, date.last) for date in find_dates(passage.text)}
    dates -= {(told.period.first, told.period.last)}  # "before 1991" is denied by 1991 itself
    return claimed is not None and (claimed.first, claimed.last) in dates


def _compare(claimed: Period, given: Period) -> str:
    """How a source's date bears out the claim's: "since" and "until" tell of a whole stretch."""
    if claimed.relation == given.relation and (claimed.first, claimed.last) == (
        given.first,
        given.last,
    ):
        return "supported"
    stretches = claimed.relation == given.relation == "between"
    if stretches or (claimed.relation == given.relation == "since" and _disjoint(claimed, given)):
        return "contradicted"
    if "between" in (claimed.relation, given.relation) and not _disjoint(claimed, given):
        return "not found"
    if given.relation not in (None, "between") or claimed.relation in ("since", "until"):
        return "not found"  # one of the two gives a bound or a stretch, the other does not
    if claimed.relation in ("before", "by"):
        last = claimed.last if claimed.relation == "by" else claimed.first
        inside = given.last < last or (claimed.relation == "by" and given.last == last)
        # What came about in 1764 did so neither before 1764 nor after it.
        beyond = given.first > last or (claimed.relation == "before" and given.first == last)
        return "supported" if inside else "contradicted" if beyond else "not found"
    if claimed.relation == "after":
        if given.first > claimed.last:
            return "supported"
        return "contradicted" if given.last <= claimed.last else "not found"
    if claimed.first <= given.first and given.last <= claimed.last:
        return "supported"
    if given.first <= claimed.first and claimed.last <= given.last:
        return "imprecise"  # the claim is more precise than the source
    overlap = claimed.first <= given.last and given.first <= claimed.last
    return "not found" if overlap else "contradicted"


def _disjoint(one: Period, other: Period) -> bool:
    return one.last < other.first or other.last < one.first


def _finding(
    period: Period | DayOfAnyYear,
    label: str,
    message: str,
    passage: Passage | None = None,
    fix: str | None = None,
) -> Finding:
    return Finding("E0", label, message, period.surface, period.start, period.end, fix, passage)
