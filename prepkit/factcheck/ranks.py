"""Row D17: a rank is borne out by the very words of a sentence about the one that holds it."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import clause_at
from prepkit.factcheck.attitudes import ruling_of
from prepkit.factcheck.clauses import clauses
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.findings import LEAVE_OUT, Finding
from prepkit.factcheck.statements import STRETCH
from prepkit.factcheck.subjects import GENERIC_ENTITY, HARMLESS_QUALIFIERS
from prepkit.factcheck.superlatives import Rank, clause_of, find_ranks, is_rank_number, undated
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.times import agrees
from prepkit.factcheck.words import (
    POINTS_BACK,
    content_stems,
    is_negated,
    is_verb,
    names,
    sense,
)
from prepkit.notes import Claim
from prepkit.quantities import Measurement, find_dates
from prepkit.quantities.lexicon import VERBS

PAST = frozenset("was were became remained had made sold ran owned built".split())
BE = frozenset(
    """is are was were became becomes remains remained ranks ranked rank peak debut enter reach
    chart land""".split()
)
# Who says it: what a page only reports is not what it holds.
REPORTED = re.compile(
    r"\b(?:according to|says?|said|tells?|told|thinks?|thought|calls?|called|considers?|considered"
    r"|reports?|reported|known as|billed as|described as|in the (?:eyes|view|words) of)\b",
    re.I,
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
# What came about at a day, and says nothing of the time of what follows.
DATED_EVENT = re.compile(r"\b(?:released|launched|founded|born|published|opened|formed)\b", re.I)
# "With a capacity of 420 megawatts, ..." tells what it has, and bounds nothing.
# "With 210 MW, it is the largest" bounds nothing; "with banks left out" does.
WITH = re.compile(r"With (?=[^,]*\d)(?![^,]*\b(?:out|off|on|excluded|included|exception)\b)[^,]+,")
# What a sentence says after a rank to bound it: "(by revenue)", ", but only on tablets".
# "The newest opened far from Lima"
AWAY_FROM = re.compile(r"\b(?:far from|near|outside|away from|close to|next to|without)\b")
BOUNDED = re.compile(
    r"\s*[,;:(–—]?\s*(?:but|by|in|for|on|among|at|of|measured|if|though|although|except|only|not"
    r"|excluding|outside|when|until|before|after|than)\b",
    re.I,
)


# "She has the best line about it: “…”": a word on the words.
ON_THE_WORDS = re.compile(
    r"the (?:best|nicest|finest|funniest|loveliest|most [a-z]+)"
    r" (?:sentence|line|quote|quotation|phrase|summary|answer|bit)\b[^“\"]*[“\"]"
)
MINE = re.compile(r"\b(?:I|my)\b")


def judge_ranks(
    claim: Claim, measured: Sequence[Measurement], base: EvidenceBase
) -> Iterator[Finding]:
    """D17: yield what the sources make of each rank of a claim that says something checkable."""
    if not claim.cited and not measured:
        return
    for rank in find_ranks(claim.text, base.terms):
        clause = clause_of(rank, claim.text)
        counts = [m.quantity for m in measured if not is_rank_number(m, claim.text)]
        beside = any(clause[0] <= count.start < clause[1] for count in counts)
        if rank.holder is None and beside and not rank.led:
            continue  # it tells of what the figure is, and goes with it
        if ON_THE_WORDS.match(claim.text, rank.start) or MINE.search(claim.text, *clause):
            continue  # what the writer makes of it: "the best line", "the only one I know"
        yield _judge(rank, claim, measured, base)


def _judge(
    rank: Rank, claim: Claim, measured: Sequence[Measurement], base: EvidenceBase
) -> Finding:
    ruled = []
    if rank.holder is None and not rank.denied and (beside := _told_beside(rank, claim, base)):
        return _finding(rank, "supported", "the source says so of the same", beside)
    if rank.holder is not None and not rank.denied:
        words = sorted(rank.holder | rank.group)
        for passage in base.passages(words, claim.cited or None):
            for given in find_ranks(passage.text, base.terms):
                label, told = _weigh(rank, given, claim, passage, base.terms)
                if label:
                    ruled.append((label, told, passage))
    labels = {label for label, _, _ in ruled}
    if not ruled or ("contradicted" in labels and len(labels) > 1):
        return _finding(rank, "not found", "no sentence of the source gives it this rank", None)
    best = next(label for label in ("supported", "imprecise", "contradicted") if label in labels)
    _, _, source = next(one for one in ruled if one[0] == best)
    if best != "contradicted" and not _is_all(rank, claim, measured, source, base.terms):
        return _finding(rank, "not found", "no sentence of the source says all of this", None)
    return _finding(rank, *next(one for one in ruled if one[0] == best))


def _told_beside(rank: Rank, claim: Claim, base: EvidenceBase) -> Passage | None:
    """Return the sentence with a claim's rank that says in one stretch what the claim says there.

    What is named once more around it ("at Larkfield") may stand in the title.
    """
    terms = base.terms
    start, end = clause_at(claim.text, rank.start)
    words = [sense(word) for word in content_stems(terms.expand(claim.text[start:end]))]
    for passage in base.passages(sorted(words), claim.cited or None):
        titled = terms.stems(" ".join(names(f"x {passage.title}")))
        wanted = [word for word in words if word not in titled]
        if ruling_of(claim.text, passage.text) or is_negated(claim.text) != is_negated(
            passage.text
        ):
            continue
        for given in find_ranks(passage.text, terms):
            if (rank.kind, rank.place, rank.among) != (given.kind, given.place, given.among):
                continue
            if given.denied or _is_bounded(given, claim, passage, terms):
                continue
            stretch = _stretch_at(passage.text, given.start)
            there = [sense(word) for word in content_stems(terms.expand(stretch))]
            what = re.split(r"\s(?:of|in|at|on|for|to|that|which)\s", given.surface)[0]
            called = terms.stems(_before_verb(what)) - terms.stems(claim.text) - titled
            left = iter(there)
            if AWAY_FROM.search(stretch) and not AWAY_FROM.search(claim.text):
                continue
            if len(wanted) > 1 and not called and all(word in left for word in wanted):
                return passage
    return None


def _stretch_at(text: str, place: int) -> str:
    """The stretch of a sentence that a place lies in: what it says in one go."""
    cuts = [match.span() for match in STRETCH.finditer(text)]
    start = max((end for _, end in cuts if end <= place), default=0)
    return text[start : min((begin for begin, _ in cuts if begin >= place), default=len(text))]


def _before_verb(text: str) -> str:
    words = text.split()
    return " ".join(takewhile(lambda word: word not in VERBS and not is_verb(word), words))


def is_only_reported(claim: str, source: str) -> bool:
    """Tell whether a source only tells who holds so, where the claim states it as a fact."""
    return bool(REPORTED.search(source)) and not REPORTED.search(claim)


def _weigh(
    rank: Rank, given: Rank, claim: Claim, passage: Passage, terms: Terms
) -> tuple[str, str]:
    """How a source's rank bears out the claim's: label and reason; no label where it does not."""
    nothing = "", ""
    if not _one_holder(rank, given, claim, passage, terms) or ruling_of(claim.text, passage.text):
        return nothing
    if not _at_one_time(claim.text, passage.text) or not _one_verb(rank.verb, given.verb):
        return nothing
    placed = rank.kind == given.kind == "place"
    within = rank.kind == "top" and given.place is not None and not given.among
    # "The no. 2 market by sales" is "the second-largest market by sales".
    numbered = {rank.kind, given.kind} == {"place", "largest"} and bool(rank.group)
    alike_in_kind = rank.kind == given.kind or within or numbered
    if not alike_in_kind or rank.group - given.group - given.aside:
        return nothing
    narrower = given.group - terms.stems(claim.text) - set(NUMBER.findall(claim.text))
    if _is_bounded(given, claim, passage, terms) or (narrower and not (placed and not rank.group)):
        return nothing
    if given.denied:
        return ("contradicted", "the source denies it") if rank.place == given.place else nothing
    alike = (rank.verb in PAST) == (given.verb in PAST) and not _dated(passage.text, given, claim)
    # Of another contest, or at another time, two ranks may both be right.
    label = _by_place(rank, given, alike, disjoint=alike and not narrower)
    return label, f"the source says {given.surface!r}" if label else ""


def _by_place(rank: Rank, given: Rank, alike: bool, *, disjoint: bool) -> str:
    """What one place says of another, of one holder in one group; "" where nothing."""
    ours, theirs = rank.place or 0, given.place or 0
    best = "supported" if alike else "imprecise"
    if rank.kind == "top":  # the top 10 hold the top 5, and the third
        if theirs <= ours:
            return best if given.kind == "top" and ours == theirs else "imprecise"
        return "contradicted" if given.kind != "top" and disjoint else ""
    if rank.among != given.among:
        return "imprecise" if rank.among and theirs == 1 else ""
    if ours != theirs:
        return "contradicted" if disjoint else ""
    return best


def _is_bounded(given: Rank, claim: Claim, passage: Passage, terms: Terms) -> bool:
    """Tell whether a source bounds a rank beside its group as the claim does not, or reports it."""
    known = terms.stems(claim.text)
    led = WITH.match(passage.text)
    aside = given.aside - (terms.stems(led.group()) if led else frozenset())
    bounded = BOUNDED.match(passage.text, given.start + len(given.surface))
    return (
        not aside <= known
        or is_only_reported(claim.text, passage.text)
        or (bounded is not None and bounded.group().strip().lower() not in claim.text.lower())
    )


def says_the_rank(finding: Finding, claim: Claim, passage: Passage, terms: Terms) -> bool:
    """Tell whether a sentence that says all of a claim but its date says its rank, too."""
    rank = next((r for r in find_ranks(claim.text, terms) if r.start == finding.start), None)
    return rank is not None and any(
        (rank.kind, rank.place, rank.among) == (given.kind, given.place, given.among)
        and not given.denied
        and given.group <= terms.stems(claim.text)
        and not _is_bounded(given, claim, passage, terms)
        for given in find_ranks(undated(passage.text), terms)
    )


def _one_holder(rank: Rank, given: Rank, claim: Claim, passage: Passage, terms: Terms) -> bool:
    """Tell whether a claim and a source rank one thing; "it" is what was named before."""
    ours, theirs = rank.holder, given.holder
    if ours is None or theirs is None:
        return False
    if not ours:
        around = (*claim.headings[-1:], claim.before or "")
        named = [name for text in around for name in names(f"x {text}")]
        ours = terms.stems(named[-1]) - GENERIC_ENTITY if named else ours
    if not theirs and POINTS_BACK.match(passage.text):
        named = names(f"x {passage.before or passage.title}")
        theirs = terms.stems(named[0]) - GENERIC_ENTITY if len(named) == 1 else theirs
    if theirs and theirs < ours <= terms.stems(passage.title):
        return True  # "Lind ranked third", on the page of Uta Lind
    return bool(ours) and ours == theirs


def _one_verb(ours: str, theirs: str) -> bool:
    """Tell whether two verbs put a rank to its holder alike: "is" and "remains", not "makes"."""
    both = {ours, theirs}
    return both <= BE or ours[:2] == theirs[:2]  # "has" and "had", "makes" and "made"


def _at_one_time(claim: str, source: str) -> bool:
    named, there = find_dates(claim), find_dates(source)
    return all(any(agrees(ours, theirs) for theirs in there) for ours in named)


def _dated(source: str, given: Rank, claim: Claim) -> bool:
    """Tell whether a source gives a rank a date that the claim leaves out.

    "It was released in 2018 and became the largest" does not say that it was so in 2018.
    """
    start, end = clause_at(source, given.start)
    dates = find_dates(source)
    told = [d for d in dates if start <= d.start < end or not DATED_EVENT.search(source[:start])]
    return bool(told) and not find_dates(claim.text)


def _is_all(
    rank: Rank, claim: Claim, measured: Sequence[Measurement], source: Passage, terms: Terms
) -> bool:
    """Tell whether the clause of a rank says no more than who holds it, and what figures say."""
    clause = next((c for c in clauses(claim.text) if c.start <= rank.start < c.end), None)
    said = terms.stems(undated(clause.text if clause else claim.text))
    figures = (f"{m.property or ''} {m.quantity.surface} {m.entity or ''}" for m in measured)
    known = frozenset().union(*map(terms.stems, figures), rank.group, rank.holder or ())
    # "Larkfield's no. 2 market, after Peru": whose page it is, and what the source puts before it.
    known |= terms.stems(" ".join(names(f"x {source.title}"))) | terms.stems(
        source.origin.publisher
    )
    ahead = re.search(r"\b(?:after|behind) (?:the )?((?:[A-Z][\w-]*\s?)+)", source.text)
    known |= terms.stems(f"x {ahead[1]}") if ahead else frozenset()
    own = terms.stems(rank.surface) | terms.stems(rank.verb) | GENERIC_ENTITY | HARMLESS_QUALIFIERS
    return said <= known | own


def _finding(rank: Rank, label: str, told: str, passage: Passage | None) -> Finding:
    fix = {"supported": None, "not found": LEAVE_OUT}.get(label, "say it as the source does")
    return Finding("D17", label, told, rank.surface, rank.start, rank.start + len(rank.surface),
                   fix, passage)  # fmt: skip
