"""Row D17: superlatives and ranks, which only the source's own words can bear out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prepkit.corpus import Passage
from prepkit.factcheck.attitudes import ruling_of
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.findings import LEAVE_OUT, Finding
from prepkit.factcheck.rulings import clause_at
from prepkit.factcheck.statements import STRETCH, clauses
from prepkit.factcheck.subjects import GENERIC_ENTITY, HARMLESS_QUALIFIERS
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.times import agrees
from prepkit.factcheck.words import NEGATIONS, POINTS_BACK, WORD, names
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Quantity, find_dates

_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
# Words that end like a superlative and are none.
_NO_SUPERLATIVE = (
    "interest|latest|forest|request|harvest|contest|protest|conquest|inquest|manifest|digest|guest"
    "|honest|modest|invest|suggest|arrest|earnest|behest|bequest|tempest|southwest|northwest|midwest"
    "|everest|budapest|bucharest|headrest|unrest|west|rest|test|nest|quest|chest|vest|pest|crest|zest"
)
_SUPERLATIVE = (
    rf"(?:(?!(?:{_NO_SUPERLATIVE})\b)[a-z]{{3,}}est(?:-[a-z]+)?|(?:best|worst)(?:-[a-z]+)?"
    r"|leading|(?:most|least)\s+(?!of\b|part\b|recent(?:ly)?\b)[a-z-]+)"
)
_LED = r"(?:the|its|their|[\w’'-]+['’]s|[\w-]+s['’])\s+"
# "the largest app", "Europe's third largest town", "one of the most popular apps".
SUPERLATIVE = re.compile(
    rf"(?P<among>(?:one|some|two|three|several) of |(?:is|are|was|were) among |\bamong )?{_LED}"
    rf"(?:(?P<nth>{_ORDINAL})[\s-]+)?(?P<top>{_SUPERLATIVE})\b",
    re.I,
)
# "the first company to", "the only app that", "the first of its kind".
FIRST = re.compile(
    r"(?P<among>(?:one|some) of |\bamong )?the\s+(?P<top>first|second|third|only|sole|last)\s+"
    r"(?=(?:[\w-]+\s+){0,4}?(?:to|that|which|with|in|of)\s)(?!(?:of\s+)?(?:January|February|March|"
    r"April|May|June|July|August|September|October|November|December|quarter|half|day|week|month|"
    r"year|time|place|hour|minute|version|floor|part|chapter|step|season|thing|two|three|four|few|"
    r"\d)\b)",
    re.I,
)
# "ranks third", "finished in second place", "came first"; not "finished first and then".
PLACED = re.compile(
    rf"\b(?P<top>rank|finish|place|come|came)(?:s|ed|es|ing)?\s+"
    rf"(?:in\s+|at\s+)?(?:the\s+)?(?P<nth>{_ORDINAL}|last)\b(?:\s+place\b)?"
    r"(?!\s+(?:time|quarter|half|day|to|from|behind|last|only)\b)",
    re.I,
)
# "No. 1", "number one", "top 5", "the top ten".
TOP = re.compile(
    r"(?P<among>(?:(?:is|are|was|were|ranks?|ranked)\s+)?(?:in|among|within|one of)\s+(?:the\s+)?)?"
    r"\b(?P<top>top)[\s-](?P<nth>\d{1,3}|three|five|ten|twenty|hundred)\b"
    r"|\b(?P<number>number|no\.|#)\s?(?P<place>one|two|three|\d{1,2})(?=\s+[a-z]|[.,]|$)",
    re.I,
)
# "a record 60 million users", "an all-time high of 40%"; not "a record of 60 songs".
HIGHEST = re.compile(
    r"\b(?:an?|its|their|the)\s+(?:new\s+)?(?P<top>record|all-time)(?=[\s-]+(?!of\b|label|compan|store))",
    re.I,
)
PATTERNS = (SUPERLATIVE, FIRST, PLACED, TOP, HIGHEST)
RECORD = "record 1"
_NUMBERS = {"one": 1, "two": 2, "three": 3, "five": 5, "ten": 10, "twenty": 20, "hundred": 100}
SAME = {"biggest": "largest", "greatest": "largest", "quickest": "fastest", "sole": "only"}

_VERBS = (
    r"is|are|was|were|became|becomes|remains|remained|has|have|had|makes?|made|sells?|sold|runs?|ran"
    r"|owns?|owned|ranks?|ranked|builds?|built"
)
# "Quillpad is now the largest": what stands between who holds a rank and the rank. Any other word
# there ("almost", "said to be", "no longer") leaves open whether it is held at all.
HELD = re.compile(
    rf"\s(?P<verb>{_VERBS})(?:\s+(?:now|today|currently|still|also|by far))*(?P<not>\s+not)?\s+$"
)
PAST = frozenset("was were became remained had made sold ran owned built".split())
OPENED = re.compile(r"\W*(?:With|In|At|As|By|Among|Of|After|Since|For)\b")
BE = frozenset("is are was were became becomes remains remained ranks ranked".split())
# Who says it: what a page only reports is not what it holds.
REPORTED = re.compile(
    r"\b(?:according to|says?|said|tells?|told|thinks?|thought|calls?|called|considers?|considered"
    r"|reports?|reported|known as|billed as|described as|in the (?:eyes|view|words) of)\b",
    re.I,
)
# What a sentence says after a rank to bound it: "(by revenue)", ", but only on tablets".
BOUNDED = re.compile(
    r"\s*[,;:(–—]?\s*(?:but|by|in|for|on|among|at|of|measured|if|though|although|except|only|not"
    r"|excluding|outside|when|until|before|after|than)\b",
    re.I,
)
GROUP_END = re.compile(r"\s*[,;:()–—.!?](?:\s|$)|\s+(?:and|but|while|with|who|which|than)\s+")


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank in a sentence: which, of what, in which group, and who is said to hold it."""

    start: int
    end: int
    surface: str
    kind: str  # "largest", "place", "top", "first"
    place: int | None  # 1 for "the largest", 3 for "the third largest"
    among: bool  # "one of the largest"
    group: frozenset[str]  # the words of what it is ranked among
    aside: frozenset[str]  # what stands before the clause: "In Asia, …"
    led: bool  # "is among the top 5": said of somebody, not of what a figure counts
    holder: frozenset[str] | None  # None: the sentence does not plainly say whose it is
    verb: str
    denied: bool


def find_ranks(text: str, terms: Terms) -> list[Rank]:
    """Return the superlatives and ranks of `text`, in order, none overlapping."""
    found: list[Rank] = []
    matches = sorted(
        (match for pattern in PATTERNS for match in pattern.finditer(text)),
        key=lambda match: (match.start(), -match.end()),
    )
    for match in matches:
        if not found or match.start() >= found[-1].end:
            found.append(_read(text, match, terms))
    return found


def _read(text: str, match: re.Match[str], terms: Terms) -> Rank:
    kind, place, among = _rank(match)
    end = _group_end(text, match.end())
    told = _undated(text)[match.end() : end]
    group = terms.stems(f"x {told}") - terms.stems("x") - HARMLESS_QUALIFIERS
    group |= frozenset(re.findall(r"\d[\d.,]*", told))
    led = re.match(r"(?!(?:the|its|their)\s)([\w’'-]+['’]s?)\s", match.group(), re.I)
    if led:
        group |= terms.stems(led[1])  # "Europe's largest" is the largest in Europe
    holder, verb, denied = _holder(text, match, terms)
    surface = text[match.start() : end].strip()
    aside = terms.stems(_undated(text)[: match.start()].removesuffix(_stretch(text, match)))
    return Rank(
        match.start(), end, surface, kind, place, among, group, aside,
        match.re is TOP and bool(match["among"] or match["number"]), holder, verb, denied,
    )  # fmt: skip


def _stretch(text: str, match: re.Match[str]) -> str:
    """The stretch of a sentence that leads up to a rank: "Quillpad is " of "In Asia, …"."""
    return STRETCH.split(_undated(text)[: match.start()].rstrip(" ,"))[-1]


def _rank(match: re.Match[str]) -> tuple[str, int | None, bool]:
    groups = match.groupdict()
    if groups.get("number"):
        return "place", _number(match["place"]), False
    top = " ".join(match["top"].lower().split())
    among = bool(groups.get("among"))
    if match.re is PLACED:
        return "place", _number(match["nth"]), False
    if match.re is TOP:
        return "top", _number(match["nth"]), True
    if match.re is HIGHEST:
        return "record", 1, False
    if match.re is FIRST and top in _ORDINALS:
        return "nth", _number(top), among
    if match.re is FIRST:
        return SAME.get(top, top), 1, among
    return SAME.get(top, top), _number(groups.get("nth") or "first"), among


def _number(word: str) -> int | None:
    word = word.lower()
    if word in _ORDINALS:
        return _ORDINALS.index(word) + 1
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _NUMBERS.get(word)


def _group_end(text: str, start: int) -> int:
    """Where the words of a group end: at a mark, another clause, or the end."""
    found = GROUP_END.search(text, start)
    return found.start() if found else len(text)


def _holder(
    text: str, match: re.Match[str], terms: Terms
) -> tuple[frozenset[str] | None, str, bool]:
    """Who holds a rank, where the sentence says so in the plainest way: "X is the largest"."""
    left = text[: match.start()]
    verb = re.match(r"\w+", match.group())
    if match.re is PLACED or re.match(r"(?:is|are|was|were|ranks?|ranked)\b", match.group()):
        subject = re.sub(r"\s+(?:is|was|are|were)$", "", left.rstrip())
        return _subject(subject, terms), verb[0].lower() if verb else "", False
    named = names(f"x {left}")
    if named and left.endswith(", ") and left.rstrip(" ,").endswith(named[-1]):
        return terms.stems(named[-1]) - GENERIC_ENTITY, "is", False
    held = HELD.search(left)
    if held is None:
        return None, "", False
    return _subject(left[: held.start()], terms), held["verb"], bool(held["not"])


def _subject(left: str, terms: Terms) -> frozenset[str] | None:
    """The stretch right before the verb, if it is all that there is of a subject."""
    stretch = STRETCH.split(left)[-1]
    if any(word.lower() in NEGATIONS for word in WORD.findall(stretch)):
        return None
    if OPENED.match(stretch):
        named = names(stretch)
        if len(named) != 1 or not stretch.rstrip().endswith(named[0]):
            return None
        stretch = named[0]
    return terms.stems(f"x {stretch}") - terms.stems("x") - GENERIC_ENTITY


def is_rank_number(measurement: Measurement, text: str) -> bool:
    """Tell whether a figure is no count but the number of a rank: "top 5", "number one"."""
    at = measurement.quantity.start
    return any(match.start() <= at < match.end() for match in TOP.finditer(text))


def is_only_reported(claim: str, source: str) -> bool:
    """Tell whether a source only tells who holds so, where the claim states it as a fact."""
    return bool(REPORTED.search(source)) and not REPORTED.search(claim)


def ranked_around(text: str, figures: Iterable[Quantity], terms: Terms) -> frozenset[str]:
    """Return the ranks that tell of what a figure is: "its largest office has 400 desks".

    Of whom a sentence says that they hold a rank is another matter.
    """
    told = set()
    for rank in find_ranks(text, terms):
        clause = clause_at(text, rank.start)
        inside = any(clause[0] <= figure.start < clause[1] for figure in figures)
        if inside and rank.holder is None and not rank.denied:
            told.add(f"{'one of ' if rank.among else ''}{rank.kind} {rank.place}")
    return frozenset(told)


# --- the verdict -------------------------------------------------------------------------


def judge_ranks(
    claim: Claim, measured: Sequence[Measurement], base: EvidenceBase
) -> Iterator[Finding]:
    """D17: yield what the sources make of each rank of a claim that says something checkable."""
    if not claim.cited and not measured:
        return
    for rank in find_ranks(claim.text, base.terms):
        clause = clause_at(claim.text, rank.start)
        counts = [m.quantity for m in measured if not is_rank_number(m, claim.text)]
        beside = any(clause[0] <= count.start < clause[1] for count in counts)
        if rank.holder is None and beside and not rank.led:
            continue  # it tells of what the figure is, and goes with it
        yield _judge(rank, claim, measured, base)


def _judge(
    rank: Rank, claim: Claim, measured: Sequence[Measurement], base: EvidenceBase
) -> Finding:
    ruled = []
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
    if best != "contradicted" and not _is_all(rank, claim, measured, base.terms):
        return _finding(rank, "not found", "no sentence of the source says all of this", None)
    return _finding(rank, *next(one for one in ruled if one[0] == best))


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
    if (rank.kind != given.kind and not within) or rank.group - given.group:
        return nothing
    narrower = given.group - terms.stems(claim.text)
    if _is_bounded(given, claim, passage, terms) or (narrower and not (placed and not rank.group)):
        return nothing
    told = f"the source says {given.surface!r}"
    alike = (rank.verb in PAST) == (given.verb in PAST) and not _dated(passage.text, claim.text)
    if given.denied:
        return ("contradicted", "the source denies it") if rank.place == given.place else nothing
    if within and rank.place:
        inside = given.place is not None and given.place <= rank.place
        return "imprecise" if inside else "contradicted", told
    if rank.among and not given.among:
        return ("imprecise", told) if given.place == 1 else nothing
    if given.among != rank.among:
        return nothing
    if rank.kind == given.kind == "top" and rank.place and given.place:
        label = "supported" if alike else "imprecise"
        label = label if rank.place == given.place else "imprecise"
        return (label, told) if given.place <= rank.place else nothing  # the top 10 hold the top 5
    if rank.place != given.place:
        # Of another contest, or at another time, both may be right.
        return ("contradicted", told) if alike and not narrower else nothing
    return "supported" if alike else "imprecise", told


def _is_bounded(given: Rank, claim: Claim, passage: Passage, terms: Terms) -> bool:
    """Tell whether a source bounds a rank beside its group as the claim does not, or reports it."""
    known = terms.stems(claim.text)
    bounded = BOUNDED.match(passage.text, given.start + len(given.surface))
    return (
        not given.aside <= known
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
        for given in find_ranks(_undated(passage.text), terms)
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
        named = names(f"x {passage.before or passage.origin.title}")
        theirs = terms.stems(named[0]) - GENERIC_ENTITY if len(named) == 1 else theirs
    return bool(ours) and ours == theirs


def _one_verb(ours: str, theirs: str) -> bool:
    """Tell whether two verbs put a rank to its holder alike: "is" and "remains", not "makes"."""
    both = {ours, theirs}
    return both <= BE or ours[:2] == theirs[:2]  # "has" and "had", "makes" and "made"


def _at_one_time(claim: str, source: str) -> bool:
    named, there = find_dates(claim), find_dates(source)
    return all(any(agrees(ours, theirs) for theirs in there) for ours in named)


def _dated(source: str, claim: str) -> bool:
    """Tell whether a source gives a rank a date that the claim leaves out."""
    return bool(find_dates(source)) and not find_dates(claim)


def _is_all(rank: Rank, claim: Claim, measured: Sequence[Measurement], terms: Terms) -> bool:
    """Tell whether the clause of a rank says no more than who holds it, and what figures say."""
    clause = next((c for c in clauses(claim.text) if c.start <= rank.start < c.end), None)
    said = terms.stems(_undated(clause.text if clause else claim.text))
    figures = (f"{m.property or ''} {m.quantity.surface} {m.entity or ''}" for m in measured)
    known = frozenset().union(*map(terms.stems, figures), rank.group, rank.holder or ())
    own = terms.stems(rank.surface) | terms.stems(rank.verb) | GENERIC_ENTITY | HARMLESS_QUALIFIERS
    return said <= known | own


def _undated(text: str) -> str:
    for period in find_dates(text):
        text = f"{text[: period.start]}{' ' * (period.end - period.start)}{text[period.end :]}"
    return text


def _finding(rank: Rank, label: str, told: str, passage: Passage | None) -> Finding:
    fix = {"supported": None, "not found": LEAVE_OUT}.get(label, "say it as the source does")
    return Finding("D17", label, told, rank.surface, rank.start, rank.start + len(rank.surface),
                   fix, passage)  # fmt: skip
