"""Row E0: a date that is itself the claim ("appeared in 2024") is compared as a date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import PAST, deeds, measure, other_deeds
from prepkit.factcheck.attitudes import governing, ruling_of
from prepkit.factcheck.contrasts import crossed, denied_apart
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.nearness import CLEARLY, weights_around
from prepkit.factcheck.parties import is_name_at_start, pronoun_of_another, relative_of, swapped
from prepkit.factcheck.relations import compare_relations
from prepkit.factcheck.statements import TURNED, other_way_round, turned_round
from prepkit.factcheck.subjects import FIRMS, TYPES, passage_context
from prepkit.factcheck.superlatives import numbers_in
from prepkit.factcheck.times import (
    ANY_YEAR,
    Clock,
    DayOfAnyYear,
    days_of_any_year,
    said_date,
    says_now,
)
from prepkit.factcheck.words import (
    NAME,
    NO_NAMES,
    PASSIVE,
    WORD,
    content_stems,
    is_function_word,
    is_verb,
    names,
    senses,
)
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Period, find_dates
from prepkit.quantities.lexicon import VERBS, has_sure_verb
from prepkit.quantities.moments import one_date

# Verbs that say only that something was.
IDLE_VERBS = senses(
    """have occur happen hold take set schedule scheduled get come make date back title name call
    consider due character prior
    monday tuesday wednesday thursday friday saturday sunday""".split()
)
# "is a 1998 film": in that year it was made, and released.
ARTICLE = re.compile(r"\b(?:is|was|are|were) (?:an?|the) $")
WORK = re.compile(
    r"(?:\s[\w-]+){0,6}?\s(?:film|movie|album|song|single|novel|book|game|series|show|play|musical"
    r"|documentary|comedy|drama|thriller|EP|soundtrack|biopic|miniseries|sitcom|mixtape|opera|sequel"
    r"|remake|paper|study|report|article|survey|app|console|smartphone|phone|device|framework"
    r"|library|track|poem|essay|memoir|podcast|magazine)\b"
)
# "Is a film from 1968" does not say "since 1968".
OF_ORIGIN = re.compile(r"\b(?:is|was|are|were) (?:an?|the) (?:[\w-]+ ){1,5}from $")
# "Was first shown" numbers nothing.
FIRST_DONE = re.compile(r"\bfirst (?=[a-z]+ed\b|(?:shown|seen|held|built|sold|made|told|sung)\b)")
RELEASED = senses(["release", "produce"])
BIRTH = re.compile(r"\b(?:born|birth|died|death)\b")
BORN, DIED = senses(["born"]), senses(["die"])
# A name behind one of these does nothing itself: "in Port Ellery", "by the Larkfield team".
LED_BY = re.compile(
    r"\b(?:in|at|by|from|to|with|for|on|against|near) (?:the |its |a )?(?:[a-z]+ )?$"
)
# "During the 2024 season, ...": what a sentence begins with holds for what comes next.
FRONTED = re.compile(r"\W*(?:In|On|During|By|At|Since|After|Before|Until)(?: the)?(?: [a-z]+)? ?")
# "..., which opened in 1990", ", years after it had moved"
SUBORDINATE = re.compile(
    r",? (?:\w+ )?(?:which|who|whose|that|after|before|since|when|while|although|once|until)\b"
)
GAVE_BIRTH = re.compile(r"\bg(?:ave|ives?|iving) birth\b")
BRACKETS = re.compile(r"\([^()]*\)")
LONGEST_NAME = 80
# "Saltmarsh (2010)", "“Toast” (2010)": a year in brackets right behind a name.
BRACKETED = re.compile(
    r"((?:[A-Z][\w’'!:.-]*|\d+)(?:[ ,:&]+(?:(?:of|the|and|a|in|to|for|on|at|with|from) )*"
    r"(?:[A-Z][\w’'!:.-]*|\d+))*)[\s\"”’]*\($"
)
# Where a sentence begins to tell of something else.
CLAUSE = re.compile(
    r"\s*[,;:()–—]\s+|\s+[–—(]|\)\s*|\s+-+\s+|\s+(?:and|but|while|which|who|where|when|until)\s+"
)


@dataclass(frozen=True, slots=True)
class _Told:
    """A date of a source, and the words that tell what came about then."""

    period: Period
    stems: frozenset[str]  # of the clause that the date stands in
    clause: str
    weights: dict[str, float]  # how near each word of the sentence stands to it
    main: str = ""  # what the sentence says before it goes on, if it begins with this date alone
    weak: bool = False  # the claim's verb is not among them


def judge_dates(
    claim: Claim, measured: Sequence[Measurement], base: EvidenceBase, clock: Clock
) -> Iterator[Finding]:
    """Return a finding for each date of a claim that qualifies no figure.

    E4: "five years ago" is counted from the day that the notes call now, if they call one so.
    """
    taken = {m.as_of.start for m in measured if m.as_of}
    for period in find_dates(claim.text, clock.as_of):
        if OF_ORIGIN.search(claim.text[: period.start]):
            period = replace(period, relation=None)
        if period.start not in taken and not says_now(period.surface):
            yield _judge(period, claim, base)
    for day in days_of_any_year(claim.text) if not measured else ():
        yield _judge(day, claim, base)


def _judge(period: Period | DayOfAnyYear, claim: Claim, base: EvidenceBase) -> Finding:
    bare = _bare(claim, period)
    turned = _turned_round(period, bare, claim, base)
    if turned:
        return turned
    wanted = base.terms.stems(bare)
    found = [
        (told, passage)
        for passage in base.passages(content_stems(bare), claim.cited or None)
        if wanted and (told := _told_of(bare, wanted, passage, base))
    ]
    if isinstance(period, Period):
        found = [one for one in found if one[0].period.last.year != ANY_YEAR]
    if not found:
        return _finding(period, "not found", "no sentence that says the rest gives its date")
    ruled = [(_rule(period, bare, told, passage), told, passage) for told, passage in found]
    order = ("supported", "imprecise", "contradicted", "not found")
    label, told, passage = min(ruled, key=lambda one: order.index(one[0]))
    if label in ("supported", "imprecise") and any(one[0] == "contradicted" for one in ruled):
        return _finding(period, "not found", "the source has other dates for it", passage)
    message = f"the source says {said_date(told.period)}"
    fix = None if label == "supported" else f"say '{said_date(told.period)}'"
    return _finding(period, label, message, passage, fix)


def _bare(claim: Claim, period: Period | DayOfAnyYear) -> str:
    """Return a claim without the date and without its figures, which are judged on their own."""
    spans = [(m.quantity.start, m.quantity.end) for m in measure(claim)]
    text = claim.text
    for start, end in sorted([*spans, (period.start, period.end)], reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _turned_round(
    period: Period | DayOfAnyYear, bare: str, claim: Claim, base: EvidenceBase
) -> Finding | None:
    """R1: a relation of the claim that a source tells in the other direction."""
    for passage in base.passages(content_stems(bare), claim.cited or None):
        if compare_relations(bare, passage.text) == "reversed":
            return Finding("R1", "contradicted", TURNED, bare.strip(), period.start, period.end,
                           "turn it round", passage)  # fmt: skip
    return None


def _rule(period: Period | DayOfAnyYear, bare: str, told: _Told, passage: Passage) -> str:
    """How a source's date bears out the claim's, and how sure both are of it (B6)."""
    claimed = period if isinstance(period, Period) else period.in_year(told.period.last.year)
    label = _compare(claimed, told.period) if claimed else "not found"
    attitude = ruling_of(bare, governing(passage.text, told.period.end))
    if label == "contradicted" and (told.weak or _named_too(claimed, passage)):
        return "not found"
    if attitude is None:
        return label
    return attitude if label in ("supported", "imprecise") else "not found"


def _named_too(claimed: Period | None, passage: Passage) -> bool:
    """Tell whether a sentence names the claim's date as well: then it denies it of nothing."""
    dates = ((date.first, date.last) for date in find_dates(passage.text))
    return claimed is not None and (claimed.first, claimed.last) in dates


# --- which date a source gives to what the claim tells ------------------------------


def _told_of(
    bare: str, wanted: frozenset[str], passage: Passage, base: EvidenceBase
) -> _Told | None:
    """Return the date that a passage gives to what the claim says came about, if it gives one.

    The claim's words have to stand in the sentence or around it; those that tell what came about,
    beside the date.
    """
    if not numbers_in(FIRST_DONE.sub("", bare)) <= numbers_in(passage.text):
        return None
    if denied_apart(bare, passage.text):
        return None
    around = frozenset().union(*(base.terms.stems(text) for text in passage_context(passage)))
    there = base.terms.stems(passage.text) | around
    named = frozenset().union(*(base.terms.stems(name) for name in _names(bare)))
    # "The film Saltmarsh appeared": where the thing is named, its kind need not be.
    idle = IDLE_VERBS | TYPES if named & there else IDLE_VERBS
    happened = wanted - named - around - idle or wanted - named - idle
    if not happened:  # "Saltmarsh is a 1998 film" tells no more than when it was made
        happened = RELEASED if wanted & TYPES else wanted
    clauses = _dated_clauses(passage, base)
    dated = [
        _with_head(one, passage, base)
        for one in clauses
        if not _of_another_date(wanted, one, passage, base)
    ]
    told, most = _most_told(happened, wanted, dated)
    if told is None:
        return None
    verbs = base.terms.stems(" ".join(deeds(WORD.findall(bare), bare)))
    here = told.stems | (base.terms.stems(told.main) if told.main else frozenset())
    if verbs & there - idle - here - around:
        return None  # the sentence tells the deed, but not of this date
    unsaid = wanted - there - told.stems - idle - _first_names(bare, passage, base)
    if compare_relations(bare, passage.text) == "same":
        unsaid -= verbs  # "Perl was replaced by Rust", "we moved from Perl to Rust"
        most = most or len(told.stems & wanted)
    if not most and not (told.main and happened <= here):
        unsaid |= happened
    if unsaid and not (unsaid <= verbs and not other_deeds(told.clause, bare, base.terms)):
        return None
    if _tells_another(bare, wanted | around, told, passage, base):
        return None
    return replace(told, weak=bool(unsaid))


def _of_another_date(
    wanted: frozenset[str], told: _Told, passage: Passage, base: EvidenceBase
) -> bool:
    """Tell whether a word of the claim stands only in the stretch of another date.

    "It entered Portugal in 2018 and Germany in 2021" tells no 2018 of Germany, "it joined in 2019
    and became a partner in 2023" no 2019 of a partner; who does both stands before the first verb.
    """
    text, stems = passage.text, base.terms.stems
    dates = find_dates(text)
    own = _stretch_of(text, told.period, dates)
    for other in dates:
        start, end = _stretch_of(text, other, dates)
        if (start, end) == own or _same_days(other, told.period):
            continue
        rest = f"{text[:start]} {text[end:]}"
        if end <= own[0]:
            anew = any(map(_may_tell, WORD.findall(text[slice(*own)])))
            start += _head_of(text[start:end], anew)
        if (wanted & stems(text[start:end])) - stems(rest) - IDLE_VERBS:
            return True
    return False


def _same_days(one: Period, other: Period) -> bool:
    """Tell whether two dates are of the same days, bounds or not."""
    return (one.first, one.last) == (other.first, other.last)


def _stretch_of(text: str, period: Period, dates: Sequence[Period]) -> tuple[int, int]:
    """Return the stretch between two joints that a date stands in."""
    cuts = [
        cut.span()
        for cut in CLAUSE.finditer(text)
        if not any(date.start <= cut.start() < date.end for date in dates)
    ]
    start = max((end for _, end in cuts if end <= period.start), default=0)
    return start, min((begin for begin, _ in cuts if begin >= period.end), default=len(text))


def _with_head(told: _Told, passage: Passage, base: EvidenceBase) -> _Told:
    """Lend a stretch without a verb the one before it: "It entered A in 2018 and B in 2021"."""
    text = passage.text
    dates = find_dates(text)
    start, end = _stretch_of(text, told.period, dates)
    earlier = [date for date in dates if date.end <= start]
    if not earlier or any(map(_may_tell, WORD.findall(text[start:end]))):
        return told
    first, last = _stretch_of(text, earlier[-1], dates)
    head = text[first : first + _head_of(text[first:last], told_anew=False)]
    return replace(told, stems=told.stems | base.terms.stems(head))


def _may_tell(word: str) -> bool:
    """Tell a verb, or a word that looks like the past of one that no list has: "premiered"."""
    return has_sure_verb(word) or PAST.fullmatch(word) is not None


def _head_of(stretch: str, told_anew: bool) -> int:
    """Where what is said of one date alone begins: behind the subject, and the verb if shared."""
    verb = next((m for m in WORD.finditer(stretch) if _may_tell(m.group())), None)
    return 0 if verb is None else verb.start() if told_anew else verb.end()


def _first_names(bare: str, passage: Passage, base: EvidenceBase) -> frozenset[str]:
    """What a source may leave out of a name: "Nixon resigned" for "Richard Nixon resigned".

    Not where the source, or its title, has somebody else of that last name.
    """
    text = f"{passage.title}. {passage.text}"
    left_out: set[str] = set()
    for name in _names(bare):
        *first, last = name.split()
        person = first and all(map(is_name_at_start, (first[0], last)))
        if not person or senses([last]) & (TYPES | FIRMS):
            continue
        if not re.search(rf"\b{re.escape(last)}\b", passage.text):
            continue
        before = re.findall(rf"\b([A-Z][\w’'-]*) {re.escape(last)}\b", text)
        if all(is_function_word(word) or word in first for word in before):
            left_out |= base.terms.stems(f"x {' '.join(first)}")
    return frozenset(left_out) - base.terms.stems("x")


def _most_told(
    happened: frozenset[str], wanted: frozenset[str], dated: Sequence[_Told]
) -> tuple[_Told | None, int]:
    """Return the date beside which most is told of what came about, and how much that is.

    Of two with as much, the one that the claim's words stand clearly nearer to; else none.
    """
    ranked = sorted(
        ((len(happened & told.stems), _near(wanted, told), told) for told in dated),
        key=lambda one: one[:2], reverse=True,
    )  # fmt: skip
    if not ranked:
        return None, 0
    most, near, told = ranked[0]
    rivals = (one for one in ranked[1:] if one[0] == most and one[2].period != told.period)
    clear = all(near >= CLEARLY * close for _, close, _ in rivals)
    return (told if clear else None), most


def _tells_another(
    bare: str, known: frozenset[str], told: _Told, passage: Passage, base: EvidenceBase
) -> bool:
    """Tell whether a dated clause tells of somebody else, or of them in other parts."""
    text, terms = passage.text, base.terms
    return bool(
        pronoun_of_another(bare, passage, terms)
        or swapped(bare, text, terms)
        or relative_of(bare, text[: told.period.end], terms)
        or crossed(bare, told.clause)
        or _of_another(known, told.clause, base)
        or not _same_roles(bare, told.clause)
        or _longer_name(bare, text, base)
        or bool(GAVE_BIRTH.search(bare)) != bool(GAVE_BIRTH.search(told.clause))
    )


def _near(wanted: frozenset[str], told: _Told) -> float:
    """How near the claim's words stand to a date of a source."""
    return sum(told.weights.get(word, 0.0) for word in wanted)


def _dated_clauses(passage: Passage, base: EvidenceBase) -> Iterator[_Told]:
    """Yield each date of a sentence with the words of its clause; the title may give the year."""
    text = passage.text
    dates = find_dates(text)
    lives = _life_dates(text)
    titled = one_date(passage.title)
    year = titled.last.year if titled else ANY_YEAR
    yearless = (day.in_year(year) for day in days_of_any_year(text)) if not dates else ()
    for period in (*dates, *filter(None, yearless)):
        start, end = _clause_around(text, period, dates)
        clause = text[start:end]
        stems = base.terms.stems(clause)
        if WORK.match(text, period.end) and ARTICLE.search(text[: period.start]):
            stems |= RELEASED  # "is a 1998 film"
        if period.start in lives:
            stems = lives[period.start]
        others = [(other.start, other.end) for other in dates if other.start != period.start]
        weights = weights_around(text, (period.start, period.end), others, base.terms)
        if work := _dated_work(text, period):
            clause, named = work, base.terms.stems(work)
            stems, weights = named | RELEASED, dict.fromkeys(named, 1.0)
        opens = len(dates) == 1 and FRONTED.fullmatch(text[: period.start])
        main = text[: _goes_on(text, period.end)] if opens else ""
        yield _Told(period, stems, clause, weights, main)


def _goes_on(text: str, start: int) -> int:
    """Return where a sentence goes on to what may be of another time: "which", "years after"."""
    found = SUBORDINATE.search(text, start)
    return found.start() if found else len(text)


def _dated_work(text: str, period: Period) -> str:
    """The name that a bare year stands beside, as that of its work: "Saltmarsh (2010)"."""
    if len(period.surface) > 4 or not text.startswith(")", period.end):
        return ""
    named = BRACKETED.search(text[max(0, period.start - LONGEST_NAME) : period.start])
    return named[1] if named else ""


def _clause_around(text: str, period: Period, dates: Sequence[Period]) -> tuple[int, int]:
    """Return the clause that a date stands in; a date that stands alone belongs to the next."""
    cuts = [
        cut.span()
        for cut in CLAUSE.finditer(text)
        if not any(date.start <= cut.start() < date.end for date in dates)
    ]
    start = _verb_before(text, [0, *(end for _, end in cuts if end <= period.start)], period, dates)
    ends = sorted(begin for begin, _ in cuts if begin >= period.end)
    fronted = FRONTED.fullmatch(text[start : period.start]) is not None
    for end in (*ends, len(text)):
        told = f"{text[start : period.start]} {text[period.end : end]}"
        if SUBORDINATE.match(text, end):
            return start, end  # "In 2004, years after it had moved, ..."
        if content_stems(told) and not (fronted and not _has_verb(told)):
            return start, end
    return start, len(text)


def _has_verb(text: str) -> bool:
    return any(is_verb(word) for word in WORD.findall(text))


def _verb_before(text: str, starts: Sequence[int], period: Period, dates: Sequence[Period]) -> int:
    """Return where a date's clause begins: "was born in Port Ellery, Larkland, on 4 May" is one."""
    for start in reversed(starts):
        between = text[start : period.start]
        if any(start <= date.start < period.start for date in dates):
            break
        if _has_verb(between):
            return start
    return starts[-1]


def _life_dates(text: str) -> dict[int, frozenset[str]]:
    """ "(2 May 1960 – 4 June 2001)" tells of a birth and a death: by where each date starts."""
    found = {}
    for aside in re.finditer(r"\(([^()]*)\)|-LRB-(.*?)-RRB-", text):
        dates = find_dates(aside.group())
        if len(dates) == 2:
            first, last = dates
            between = aside.group()[first.end : last.start]
            if re.fullmatch(r"\s*[-–—]+\s*", between):
                found[aside.start() + first.start] = BORN
                found[aside.start() + last.start] = DIED
        elif len(dates) == 1 and re.search(r"\bborn\b", aside.group()):
            found[aside.start() + dates[0].start] = BORN
    return found


def _names(text: str) -> list[str]:
    return [match.group() for match in NAME.finditer(text) if not is_function_word(match.group())]


def _longer_name(bare: str, text: str, base: EvidenceBase) -> bool:
    """B2: the sentence is about "Quillpad Boards", the claim about "Quillpad".

    A person's name may be longer in the middle.
    """
    known = base.terms.stems(bare)
    named = names(BRACKETS.sub(" ", text))  # "(also known as Saltmarsh: The Tide)" is it, too
    for name in _names(bare):
        ours = base.terms.stems(name)
        for longer in named:
            theirs = base.terms.stems(longer)
            if ours < theirs and theirs - known and not _same_person(bare, name, longer):
                return True
    return False


def _same_person(bare: str, name: str, longer: str) -> bool:
    """ "Uta Hagen" and "Uta Thyra Hagen": the same last word, and the same beginning."""
    whole = next((n for n in _names(bare) if n.endswith(name)), name).split()
    words = longer.split()
    if len(whole) < 2 or whole[-1] not in words:
        return False
    born = BIRTH.search(bare) is not None  # only a person is born: "Paul Marten Lind II"
    return born or (whole[-1] == words[-1] and whole[0][:3] == words[0][:3])


def _of_another(known: frozenset[str], clause: str, base: EvidenceBase) -> bool:
    """Tell whether somebody else opens the clause: "..., and Marshlog replaced Mudflat in 2023"."""
    verb = next((m.start() for m in WORD.finditer(clause) if m.group() in VERBS), 0)
    opening = [
        match.group()
        for match in NAME.finditer(clause[:verb])
        if match.start() or " " in match.group() or is_name_at_start(match.group())
    ]  # "First unveiled in 2019" names nobody
    words = [w for name in opening for w in name.split() if not is_function_word(w)]
    strangers = [w for w in words if w not in NO_NAMES and not base.terms.stems(w) <= known]
    return bool(words) and len(strangers) == len(words)


def _same_roles(bare: str, clause: str) -> bool:
    """Tell whether the names play the same parts: none turned round, none moved behind "in", "by".

    "Port Ellery was founded" is not said by "the company was founded in Port Ellery".
    """
    if bool(PASSIVE.search(bare)) != bool(PASSIVE.search(clause)):
        return other_way_round(bare, clause) is not False
    if turned_round(bare, clause):
        return False
    first = next(iter(_names(bare)), None)
    if first is None or LED_BY.search(bare[: bare.index(first)]):
        return True
    word = next((word for word in first.split() if not is_function_word(word)), first)
    found = re.search(rf"\b{re.escape(word)}\b", clause)
    return found is None or not LED_BY.search(clause[: found.start()])


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
    period: Period | DayOfAnyYear,
    label: str,
    message: str,
    passage: Passage | None = None,
    fix: str | None = None,
) -> Finding:
    return Finding("E0", label, message, period.surface, period.start, period.end, fix, passage)
