"""Row D13 on a claim that tells only which way something went: "headcount fell in 2025"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import IDLE, JOINED_CLAUSE, LIGHT
from prepkit.factcheck.attitudes import ruling_of
from prepkit.factcheck.clauses import Clause, clauses
from prepkit.factcheck.contrasts import DOWN, UP, crossed
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.orders import COMPARED, compared_apart, distinct_apart, places_apart
from prepkit.factcheck.quotations import find_quotations
from prepkit.factcheck.statements import narrows
from prepkit.factcheck.subjects import GENERIC, passage_context
from prepkit.factcheck.times import agrees, days_of_any_year
from prepkit.factcheck.words import (
    POSSESSIVE,
    WORD,
    is_function_word,
    is_name_at_start,
    is_negated,
    is_verb,
    names,
    senses,
)
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Period, find_dates, find_quantities

# "Went up", "is down 4%".
ADVERB = re.compile(r"\b(?:went|gone|goes|going|came|come|comes|is|are|was|were) (up|down)\b")
DELTA = re.compile(r"\b(up|down) (?:from )?(?=[\d$€£])")
# What goes a way with no other meaning in the past: "jumped", "sank", "ticked up".
WENT_UP = re.compile(
    r"\b(?:jumped|soared|gained|swelled|spiked|ballooned|(?:ticked|edged|crept|inched|moved) up)\b"
)
WENT_DOWN = re.compile(
    r"\b(?:plunged|dipped|sank|sunk|tumbled|slid|plummeted"
    r"|(?:ticked|edged|crept|inched|moved) down)\b"
)
# "Improved": up, but of what is the better the less there is of it.
BETTER = re.compile(
    r"\b(?P<better>improv(?:e[sd]?|ing)|strengthened)\b|\b(?:worsen(?:s|ed|ing)?|deteriorat(?:e[sd]?|ing))\b"
)
FEWER_IS_BETTER = re.compile(
    r"\b(?:loss|losses|churn|latency|times?|costs?|debt|turnover|errors?|delays?|downtime|outages?"
    r"|incidents?|complaints?|emissions?|attrition|defaults?|expenses?|waste|backlog|accidents?)\b",
    re.I,
)  # fmt: skip
# "1,240, compared with 1,100 a year earlier": what the second was once.
AGAINST = re.compile(
    r"^[^.;\d]{0,40}?,? (?:compared (?:with|to)|versus|vs\.?|against|from) [^\d.;]{0,20}$"
)
EARLIER = re.compile(
    r"^[^\d.;]{0,30}?\b(?:an? )?(?:year|quarter|month)s? (?:ago|earlier|before)\b"
    r"|^[^\d.;]{0,30}?\b(?:last|the (?:prior|previous|same)|in the prior|the year-ago"
    r"|prior) ?[a-z-]*(?: (?:of )?(?:last )?(?:year|quarter|month))"
)
# A time that only the day of writing places: both have to say it.
RELATIVE_TIME = re.compile(
    r"\b(?:last|this|next|past|previous) (?:year|quarter|month|week|season)\b|\btoday\b|\bnow\b",
    re.I,
)
# What makes another measure of the same name: "operating margin" is not the margin.
KIND = re.compile(r"\b(gross|net|operating|adjusted|pretax|organic|median|average|p\d\d)\b", re.I)
# "while its profit fell": of whom the sentence is about.
THEIRS = re.compile(r"\b(?:its|their|his|her|it|they)\b", re.I)
LIGHT_SENSES = senses(LIGHT)


@dataclass(frozen=True, slots=True)
class Move:
    """What a part of a source's sentence says went up or down, and when."""

    passage: Passage
    text: str
    way: str  # "up", "down"
    periods: tuple[Period, ...]


def judge_directions(
    claim: Claim, measured: Sequence[Measurement], base: EvidenceBase
) -> Iterator[Finding]:
    """Yield a finding for each clause that says which way something went, and not by how much."""
    if measured or days_of_any_year(claim.text) or find_quotations(claim.text):
        return
    for clause in clauses(claim.text):
        way = way_in(clause.text)
        if way and (finding := _judge(clause, way, claim, base)):
            yield finding


def way_in(text: str) -> str | None:
    """Return which way a text says that something went, where it says it but once.

    >>> way_in("Headcount fell last quarter."), way_in("Revenue rose and costs fell.")
    ('down', None)
    """
    said = [word for word in WORD.findall(text) if word.islower()]
    ways = ["up" for word in said if senses([word]) & UP]
    ways += ["down" for word in said if senses([word]) & DOWN]
    ways += [match[1] for match in (*ADVERB.finditer(text), *DELTA.finditer(text))]
    ways += ["up" for _ in WENT_UP.finditer(text)] + ["down" for _ in WENT_DOWN.finditer(text)]
    fewer = FEWER_IS_BETTER.search(text) is not None
    if not ways and "ratio" not in text:  # which way a ratio gets better, only its name tells
        ways += ["down" if bool(m["better"]) is fewer else "up" for m in BETTER.finditer(text)]
    return ways[0] if len(set(ways)) == 1 else None


def _judge(clause: Clause, way: str, claim: Claim, base: EvidenceBase) -> Finding | None:
    stems = base.terms.stems
    dates = find_dates(clause.text)
    text = clause.text
    for date in reversed(dates):
        text = f"{text[: date.start]} {text[date.end :]}"
    for pattern in (ADVERB, WENT_UP, WENT_DOWN, BETTER):
        text = pattern.sub(" ", text)
    wanted = stems(text) - UP - DOWN - LIGHT_SENSES - IDLE - GENERIC
    named = stems(" ".join(_named(text)))
    if not wanted - named:
        return None
    moves = [
        move
        for passage in base.passages(sorted(wanted), claim.cited or None)
        for move in _moves(passage)
        if _is_of(wanted, named, move, bool(COMPARED.search(text)), base)
        and _is_then(clause.text, dates, move)
    ]
    ways = {move.way for move in moves}
    if len(ways) != 1:
        return None
    known = stems(claim.text).union(*map(stems, passage_context(moves[0].passage)))
    return _ruled(clause, way, moves[0], _said_besides(moves[0], known, base), base)


def _named(text: str) -> list[str]:
    """The names of a text, the word that it begins with among them."""
    first = POSSESSIVE.sub("", (text.split(maxsplit=1) or [""])[0])
    return [*names(text), *([first] if first[:1].isupper() and is_name_at_start(first) else [])]


def _moves(passage: Passage) -> Iterator[Move]:
    parts = JOINED_CLAUSE.split(passage.text)
    if any(way_in(part) and is_verb(part.split(maxsplit=1)[0]) for part in parts[1:]):
        return  # "fell in 2023 and grew again": of one thing, both ways
    for part in parts:
        way = way_in(part) or _way_of_values(part)
        if way:
            ends = {
                m.as_of for m in passage.measurements
                if m.as_of and m.change and m.change.after is not None
                and m.quantity.start == m.change.after.start
            }  # fmt: skip
            periods = ends or {m.as_of for m in passage.measurements if m.as_of and m.change}
            yield Move(passage, part, way, tuple(periods or find_dates(part)))


def _way_of_values(text: str) -> str | None:
    """Return which way the two values of a sentence go, now and a while ago."""
    figures = [q for q in find_quantities(text) if isinstance(q.value, Decimal)]
    figures = [q for q in figures if q.comparator == "="]
    if len(figures) != 2 or find_dates(text) or figures[0].unit != figures[1].unit:
        return None
    now, then = sorted(figures, key=lambda q: q.start)
    against = AGAINST.match(text[now.end : then.start]) and EARLIER.match(text[then.end :])
    if not against or now.value == then.value:
        return None
    return "up" if now.value > then.value else "down"  # type: ignore[operator]


def _is_of(
    wanted: frozenset[str], named: frozenset[str], move: Move, compares: bool, base: EvidenceBase
) -> bool:
    """Tell whether a source says all of it: what moved in the part itself, whose it is around."""
    stems, sentence = base.terms.stems, base.terms.stems(move.passage.text)
    around = frozenset().union(*(stems(text) for text in passage_context(move.passage)))
    strangers = stems(" ".join(_named(move.text))) - wanted - around
    if strangers and not named <= sentence:
        return False  # on a page about another
    here = stems(move.text)
    if not compares and not wanted - named <= stems(COMPARED.split(move.text)[0]):
        return False  # "revenue grew faster than costs" says nothing of costs
    lent = around | (sentence if THEIRS.search(move.text) else here)
    return wanted - named <= here and named <= here | lent


def _is_then(text: str, dates: Sequence[Period], move: Move) -> bool:
    """Tell whether a source tells it of the claim's time; of none, where it names none itself."""
    ours = {match.group().lower() for match in RELATIVE_TIME.finditer(text)}
    theirs = {match.group().lower() for match in RELATIVE_TIME.finditer(move.passage.text)}
    if not ours <= theirs:
        return False
    part, around = _part_of_year(text), " ".join(passage_context(move.passage))
    if part and part != (_part_of_year(move.passage.text) or _part_of_year(around)):
        return False
    return all(any(agrees(date, given) for given in move.periods) for date in dates)


# "Q1", "in the second quarter": of whichever year.
PART_OF_YEAR = re.compile(
    r"\b(?:(?P<q>[QH]) ?(?P<n>[1-4])|(?P<nth>first|second|third|fourth)[ -](?P<of>quarter|half))\b",
    re.I,
)
NTH = {"first": "1", "second": "2", "third": "3", "fourth": "4"}


def _part_of_year(text: str) -> str:
    """Return the first quarter or half that a text names: "q1"; or ""."""
    found = PART_OF_YEAR.search(text)
    if found is None:
        return ""
    if found["q"]:
        return f"{found['q']}{found['n']}".lower()
    return f"{'q' if found['of'].lower() == 'quarter' else 'h'}{NTH[found['nth'].lower()]}"


def _said_besides(move: Move, known: frozenset[str], base: EvidenceBase) -> str:
    """A word by which the source bounds what moved, and the claim does not: "same-store sales"."""
    moved = next((m for m in WORD.finditer(move.text) if way_in(m.group())), None)
    figure = next((q.start for q in find_quantities(move.text)), 0)  # "were 12 tons, against 19"
    for word in WORD.findall(move.text[: moved.start() if moved else figure]):
        idle = is_function_word(word) or word[0].isupper() or word[0].isdigit()
        if not idle and base.terms.stems(word) - known - LIGHT_SENSES - IDLE - GENERIC:
            return word
    return ""


def _dates_turned(clause: Clause, move: Move) -> bool:
    """Tell whether two dates stand the other way round: "up on the quarter ended in 2021"."""
    ours, theirs = ([d.first for d in find_dates(text)] for text in (clause.text, move.text))
    shared = [date for date in theirs if date in ours]
    return len(ours) > 1 and [date for date in ours if date in theirs] != shared


def _ruled(
    clause: Clause, way: str, move: Move, besides: str, base: EvidenceBase
) -> Finding | None:
    went = {"up": "went up", "down": "went down"}[move.way]
    other = {m[1].lower() for m in KIND.finditer(move.text)} - {
        m[1].lower() for m in KIND.finditer(clause.text)
    }
    if distinct_apart(clause.text, move.text) or places_apart(clause.text, move.passage.text):
        return None
    if compared_apart(clause.text, move.passage.text, base.terms) or _dates_turned(clause, move):
        return None
    apart = crossed(clause.text, move.text) or is_negated(clause.text) != is_negated(move.text)
    if apart or other or (besides and way != move.way):
        return None
    told = f"the source says that it {went}"
    if move.way != way:
        label = "contradicted" if ruling_of(clause.text, move.text) is None else "not found"
        fix = f"say that it {went}"
    else:
        narrower = besides or narrows(clause.text, move.text)
        label, fix = "imprecise" if narrower else "supported", None
        told += f", of {narrower!r}" if narrower else ""
    return Finding("D13", label, told, clause.text, clause.start, clause.end, fix, move.passage)
