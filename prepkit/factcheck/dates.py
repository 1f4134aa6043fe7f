"""Row E0: a date that is itself the claim ("appeared in 2024") is compared as a date."""

import re
from collections.abc import Iterator, Sequence

from prepkit.corpus import Passage
from prepkit.factcheck.attitudes import ruling_of
from prepkit.factcheck.evidence import EvidenceBase, passage_context
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.rulings import Clock
from prepkit.factcheck.times import said_date, says_now
from prepkit.factcheck.words import PASSIVE, WORD, content_stems, is_negated, names, sense
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Period, find_dates

# A second date that is not this much farther off may be the one that is meant.
CLEARLY_NEARER = 1.5
# "157th", "4K", "16-0", and ordinals in words: what a statement numbers has to agree, too.
NUMBERED = re.compile(
    r"\b\w*\d[\w.,/-]*\b|\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last)\b"
)


def judge_dates(
    claim: Claim, measured: Sequence[Measurement], base: EvidenceBase, clock: Clock
) -> Iterator[Finding]:
    """Return a finding for each date of a claim that qualifies no figure.

    E4: "five years ago" is counted from the day that the notes call now, if they call one so.
    """
    taken = {m.as_of.start for m in measured if m.as_of}
    for period in find_dates(claim.text, clock.as_of):
        if period.start not in taken and not says_now(period.surface):
            yield _judge(period, claim, base)


def _judge(period: Period, claim: Claim, base: EvidenceBase) -> Finding:
    bare = claim.text[: period.start] + " " + claim.text[period.end :]
    wanted = base.terms.stems(bare)
    found = [
        (given, passage)
        for passage in base.passages(content_stems(bare), claim.cited or None)
        if wanted and _says_the_rest(bare, wanted, passage, base)
        if (given := _date_of(wanted, passage, base))
    ]
    if not found:
        return _finding(period, "not found", "no sentence that says the rest gives its date")
    ruled = [(_compare(period, given), given, passage) for given, passage in found]
    order = ("supported", "imprecise", "contradicted", "not found")
    label, given, passage = min(ruled, key=lambda one: order.index(one[0]))
    if label in ("supported", "imprecise") and any(one[0] == "contradicted" for one in ruled):
        return _finding(period, "not found", "the source has other dates for it", passage)
    told = f"the source says {said_date(given)}"
    fix = None if label == "supported" else f"say '{said_date(given)}'"
    return _finding(period, label, told, passage, fix)


def _says_the_rest(bare: str, wanted: frozenset[str], passage: Passage, base: EvidenceBase) -> bool:
    """Every word and number beside the date has its match, in the same order, denied or not."""
    there = base.terms.stems(passage.text)
    around = frozenset().union(*(base.terms.stems(text) for text in passage_context(passage)))
    if not set(NUMBERED.findall(bare.lower())) <= set(NUMBERED.findall(passage.text.lower())):
        return False
    if not wanted <= there | around or len(wanted & there) * 2 < len(wanted):
        return False
    if is_negated(bare) != is_negated(passage.text) or ruling_of(bare, passage.text):
        return False
    return _in_order(bare, passage.text, base) and not _longer_name(bare, passage.text, base)


def _longer_name(bare: str, text: str, base: EvidenceBase) -> bool:
    """B2: the sentence is about "Quillpad Boards", the claim about "Quillpad"."""
    ours = {base.terms.stems(name) for name in names(bare)}
    known = base.terms.stems(bare)
    theirs = [base.terms.stems(name) for name in names(text)]
    return any(name < longer and longer - known for name in ours for longer in theirs)


def _in_order(bare: str, text: str, base: EvidenceBase) -> bool:
    """The claim's words stand in the sentence in the claim's order, unless one is a passive.

    "Port Ellery was founded" is not said by "the company was founded in Port Ellery".
    """
    if bool(PASSIVE.search(bare)) != bool(PASSIVE.search(text)):
        return True
    ours = [sense(word) for word in content_stems(base.terms.expand(bare))]
    theirs = [sense(word) for word in content_stems(base.terms.expand(text))]
    common = [word for word in ours if word in theirs]
    place = 0
    for word in common:
        if word not in theirs[place:]:
            return False
        place = theirs.index(word, place) + 1
    return True


def _date_of(wanted: frozenset[str], passage: Passage, base: EvidenceBase) -> Period | None:
    """The date that stands nearest to the claim's words; None where two stand equally near."""
    dates = find_dates(passage.text)
    places = [
        match.start()
        for match in WORD.finditer(passage.text)
        if base.terms.stems(match.group()) & wanted
    ]
    ranked = sorted((_gap(given, places), number) for number, given in enumerate(dates))
    if not ranked or (len(ranked) > 1 and ranked[1][0] < ranked[0][0] * CLEARLY_NEARER):
        return None
    return dates[ranked[0][1]]


def _gap(given: Period, places: Sequence[int]) -> float:
    """How many letters lie between a date and the nearest half of the words."""
    gaps = sorted(min(abs(place - given.start), abs(place - given.end)) for place in places)
    nearest = gaps[: max(1, len(gaps) // 2)]
    return sum(nearest) / max(1, len(nearest))


def _compare(claimed: Period, given: Period) -> str:
    """How a source's date bears out the claim's: "since" and "until" tell of a whole stretch."""
    if claimed.relation == given.relation and (claimed.first, claimed.last) == (
        given.first,
        given.last,
    ):
        return "supported"
    if given.relation is not None or claimed.relation in ("since", "until"):
        return "not found"  # one of the two gives a bound or a stretch, the other does not
    if claimed.relation in ("before", "by"):
        last = claimed.last if claimed.relation == "by" else claimed.first
        inside = given.last < last or (claimed.relation == "by" and given.last == last)
        return "supported" if inside else "contradicted" if given.first > last else "not found"
    if claimed.relation == "after":
        after = given.first > claimed.last
        return (
            "supported" if after else "contradicted" if given.last <= claimed.first else "not found"
        )
    if claimed.first <= given.first and given.last <= claimed.last:
        return "supported"
    if given.first <= claimed.first and claimed.last <= given.last:
        return "imprecise"  # the claim is more precise than the source
    overlap = claimed.first <= given.last and given.first <= claimed.last
    return "not found" if overlap else "contradicted"


def _finding(
    period: Period, label: str, message: str, passage: Passage | None = None, fix: str | None = None
) -> Finding:
    return Finding("E0", label, message, period.surface, period.start, period.end, fix, passage)
