"""Row E0: the dates of a sentence, and the words that tell what came about on each."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import PAST, deeds
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.listings import is_label, is_labelled, label_end
from prepkit.factcheck.nearness import weights_around
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.times import ANY_YEAR, days_of_any_year
from prepkit.factcheck.words import WORD, content_stems, is_verb, names, senses
from prepkit.quantities import Period, find_dates
from prepkit.quantities.lexicon import VERBS, has_sure_verb
from prepkit.quantities.moments import one_date

# Verbs that say only that something was.
IDLE_VERBS = senses(
    """have occur happen hold take set schedule scheduled get come make date back title name call
    consider due character prior want aim intend hope
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
RELEASED = senses(["release", "produce"])
# "During the 2024 season, ...": what a sentence begins with holds for what comes next.
FRONTED = re.compile(r"\W*(?:In|On|During|By|At|Since|After|Before|Until)(?: the)?(?: [a-z]+)? ?")
# "..., which opened in 1990", ", years after it had moved"
SUBORDINATE = re.compile(
    r",? (?:\w+ )?(?:which|who|whose|that|after|before|since|when|while|although|once|until)\b"
)
BETWEEN = re.compile(r"\bbetween (?:the )?(?:[a-z]+ (?:of )?)?$")
LONGEST_NAME = 80
MOST_DATES = 40
# "Saltmarsh (2010)", "“Toast” (2010)": a year in brackets right behind a name.
BRACKETED = re.compile(
    r"((?:[A-Z][\w’'!:.-]*|\d+)(?:[ ,:&]+(?:(?:of|the|and|a|in|to|for|on|at|with|from) )*"
    r"(?:[A-Z][\w’'!:.-]*|\d+))*)[\s\"”’]*\($"
)
# Where a sentence begins to tell of something else.
CLAUSE = re.compile(
    r"\s*[,;:()–—]\s+|\s+[–—(]|\)\s*|\s+-+\s+|\s+(?:and|but|while|which|who|where|when|until)\s+"
)
BORN, DIED = senses(["born"]), senses(["die"])


@dataclass(frozen=True, slots=True)
class Told:
    """A date of a source, and the words that tell what came about then."""

    period: Period
    stems: frozenset[str]  # of the clause that the date stands in
    clause: str
    weights: dict[str, float]  # how near each word of the sentence stands to it
    main: str = ""  # what the sentence says before it goes on, if it begins with this date alone
    weak: bool = False  # the claim's verb is not among them
    made: bool = False  # of a work, by the year beside its name: "Saltmarsh (2010)"
    alone: bool = False  # nothing else of its line is said with it
    listed: bool = False  # in a row of a table, under a head like "Since"


def told_dates(wanted: frozenset[str], passage: Passage, base: EvidenceBase) -> list[Told]:
    """Return the dates of a sentence that words may be told of, each with what is told beside it.

    No word of `wanted` may stand only in the stretch of another date. A sentence of very many is a
    list, and tells nothing.
    """
    if len(_dates_of(passage.text)) > MOST_DATES:
        return []
    return [
        _with_head(told, passage, base)
        for told in _dated_clauses(passage, base)
        if not _of_another_date(wanted, told, passage, base)
    ]


def _of_another_date(
    wanted: frozenset[str], told: Told, passage: Passage, base: EvidenceBase
) -> bool:
    """Tell whether a word of the claim stands only in the stretch of another date.

    "It entered Portugal in 2018 and Germany in 2021" tells no 2018 of Germany, "it joined in 2019
    and became a partner in 2023" no 2019 of a partner; who does both stands before the first verb.
    """
    text, stems = passage.text, base.terms.stems
    for (start, end), alone in _of_others(text, told.period):
        rest = f"{text[:start]} {text[end:]}"
        if (wanted & stems(text[alone:end])) - stems(rest) - IDLE_VERBS:
            return True
    return False


def _of_others(text: str, period: Period) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the stretches of a sentence's other dates, each with where it is of that date alone."""
    own = _stretch_of(text, period)
    for other in _dates_of(text):
        start, end = _stretch_of(text, other)
        if (start, end) == own or _same_days(other, period):
            continue
        alone = start
        if end <= own[0]:
            anew = any(map(may_tell, WORD.findall(text[slice(*own)])))
            alone += _head_of(text[start:end], anew)
        yield (start, end), alone


def spans_of_others(text: str, period: Period) -> list[tuple[int, int]]:
    """Return the spans of a claim that tell of its other dates: "opened 1964, closed in 2011"."""
    return [(alone, end) for (_, end), alone in _of_others(text, period)]


AND_MORE = re.compile(r",? (?:and|but) ")


def own_words(text: str, at: int) -> str:
    """Return what a sentence says before it goes on to another deed, if it has a date till then.

    "It burned down on 4 July 1902 and was rebuilt" says so of the fire; "" where it goes on to
    nothing.
    """
    joint = AND_MORE.search(text, at)
    goes_on = joint and any(map(may_tell, WORD.findall(text[joint.end() :])[:2]))
    return text[: joint.start()] if joint and goes_on else ""


def _dates_of(text: str) -> list[Period]:
    """All dates of a sentence, those without their year too."""
    yearless = (day.in_year(ANY_YEAR) for day in days_of_any_year(text))
    dates = [*spanned(text, find_dates(text)), *filter(None, yearless)]
    return sorted(dates, key=lambda date: date.start)


def spanned(text: str, dates: Iterable[Period]) -> list[Period]:
    """Return the dates of a text, with "between 1934 and 1970" as one."""
    found: list[Period] = []
    for date in dates:
        last = found[-1] if found else None
        joined = last is not None and text[last.end : date.start] == " and "
        if last and joined and BETWEEN.search(text[: last.start]) and last.last < date.first:
            surface = text[last.start : date.end]
            found[-1] = Period(last.first, date.last, surface, last.start, date.end, "between")
        else:
            found.append(date)
    return found


def _same_days(one: Period, other: Period) -> bool:
    """Tell whether two dates are of the same days, bounds or not."""
    return (one.first, one.last) == (other.first, other.last)


@lru_cache(maxsize=4)  # one sentence is asked for its joints once for each pair of its dates
def _cuts(text: str) -> tuple[tuple[int, int], ...]:
    """The joints of a sentence, but for those inside a date or behind its label.

    "Chief executive: Uta Lind, since 2019" tells one thing, and has none.
    """
    dates = _dates_of(text)
    if len(dates) == 1 and is_labelled(text):
        return ()
    label = label_end(text, dates)
    return tuple(
        cut.span()
        for cut in CLAUSE.finditer(text, label)
        if not any(date.start <= cut.start() < date.end for date in dates)
    )


def _stretch_of(text: str, period: Period) -> tuple[int, int]:
    """Return the stretch between two joints that a date stands in."""
    cuts = _cuts(text)
    start = max((end for _, end in cuts if end <= period.start), default=0)
    return start, min((begin for begin, _ in cuts if begin >= period.end), default=len(text))


def _with_head(told: Told, passage: Passage, base: EvidenceBase) -> Told:
    """Lend a stretch without a verb the one before it: "It entered A in 2018 and B in 2021"."""
    text = passage.text
    dates = _dates_of(text)
    start, end = _stretch_of(text, told.period)
    earlier = [date for date in dates if date.end <= start]
    if not earlier or any(map(may_tell, WORD.findall(text[start:end]))):
        return told
    first, last = _stretch_of(text, earlier[-1])
    head = text[first : first + _head_of(text[first:last], told_anew=False)]
    return replace(told, stems=told.stems | base.terms.stems(head))


def may_tell(word: str) -> bool:
    """Tell a verb, or a word that looks like the past of one that no list has: "premiered"."""
    return has_sure_verb(word) or PAST.fullmatch(word) is not None


def _head_of(stretch: str, told_anew: bool) -> int:
    """Where what is said of one date alone begins: behind the subject, and the verb if shared."""
    verb = next((m for m in WORD.finditer(stretch) if may_tell(m.group())), None)
    return 0 if verb is None else verb.start() if told_anew else verb.end()


def _dated_clauses(passage: Passage, base: EvidenceBase) -> Iterator[Told]:
    """Yield each date of a sentence with the words of its clause; the title may give the year."""
    text = passage.text
    if row := _dated_row(passage, base):
        yield row
        return
    dates = _with_days(text, spanned(text, find_dates(text)))
    labels = find_dates(text)[:1]
    if labels and is_label(text, labels[0]) and "; " in text:
        yield from _listed(text[label_end(text, labels) :], labels[0], base)
        return
    lives = _life_dates(text)
    titled = one_date(passage.title)
    year = titled.last.year if titled else ANY_YEAR
    yearless = (day.in_year(year) for day in days_of_any_year(text)) if not dates else ()
    for period in (*dates, *filter(None, yearless)):
        start, end = _clause_around(text, period, dates)
        if start == 0 and is_label(text, period):
            start = label_end(text, dates)
        clause = text[start:end]
        stems = base.terms.stems(clause)
        made = bool(WORK.match(text, period.end) and ARTICLE.search(text[: period.start]))
        if made:
            stems |= RELEASED  # "is a 1998 film"
        if period.start in lives:
            stems = lives[period.start]
        others = [(other.start, other.end) for other in dates if other.start != period.start]
        weights = weights_around(text, (period.start, period.end), others, base.terms)
        if work := _dated_work(text, period):
            clause, named = work, base.terms.stems(work)
            stems, weights, made = named | RELEASED, dict.fromkeys(named, 1.0), True
        opens = len(dates) == 1 and _is_fronted(text, 0, period)
        main = text[: _goes_on(text, period.end)] if opens else ""
        yield Told(period, stems, clause, weights, main, made=made)


# "Uta Lind: Role Chair; Since 2022", "...; At Larkfield since 2022"
SINCE_CELL = re.compile(
    r"; (?:(?P<role>Since|In (?:role|office|post) since)|Joined|[A-Z][\w ]* since) $"
)
JOINED = senses(["join", "start"])


def _dated_row(passage: Passage, base: EvidenceBase) -> Told | None:
    """Return the date of a row of a table that tells who has been what, or there, since when."""
    text = passage.text
    dates = find_dates(text)
    cell = SINCE_CELL.search(text[: dates[0].start]) if len(dates) == 1 else None
    if cell is None or passage.locator.row is None or text[dates[0].end :].strip(" ."):
        return None
    clause = text[: cell.start()]
    relation = "since" if cell["role"] else None
    stems = base.terms.stems(clause) | (frozenset() if cell["role"] else JOINED)
    return Told(replace(dates[0], relation=relation), stems, clause, dict.fromkeys(stems, 1.0),
                listed=True)  # fmt: skip


def _with_days(text: str, dates: list[Period]) -> list[Period]:
    """Return the dates of a text; in "2021: ... on 18 November" the year is of the day."""
    days = days_of_any_year(text)
    if len(dates) != 1 or len(days) != 1 or not is_label(text, dates[0]):
        return dates
    day = days[0].in_year(dates[0].last.year)
    return [day] if day and dates[0].first <= day.first <= dates[0].last else dates


def _listed(text: str, period: Period, base: EvidenceBase) -> Iterator[Told]:
    """Yield what a line tells behind its date, one by one: "2019: an office opens; Lind joins"."""
    for part in text.split("; "):
        days = days_of_any_year(part)
        day = days[0].in_year(period.last.year) if len(days) == 1 else None
        own = day if day and period.first <= day.first <= period.last else period
        stems = base.terms.stems(part)
        yield Told(own, stems, part, dict.fromkeys(stems, 1.0), alone=True)


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
    cuts = _cuts(text)
    start = _verb_before(text, [0, *(end for _, end in cuts if end <= period.start)], period, dates)
    ends = sorted(begin for begin, _ in cuts if begin >= period.end)
    fronted = _is_fronted(text, start, period)
    for end in (*ends, len(text)):
        told = f"{text[start : period.start]} {text[period.end : end]}"
        if SUBORDINATE.match(text, end):
            return start, end  # "In 2004, years after it had moved, ..."
        if content_stems(told) and not (fronted and not _has_verb(told)):
            return start, end
    return start, len(text)


def _is_fronted(text: str, start: int, period: Period) -> bool:
    """Tell whether a clause begins with a date that holds for what comes next."""
    led = FRONTED.fullmatch(text[start : period.start]) is not None
    return led or (start == 0 and is_label(text, period))


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


# "Has been chief since 2019" is what "became chief in 2019" says, and that it lasts.
HAS_BEEN = re.compile(
    r"\b(?:has|have) (?:been|led|run|headed|chaired|worked|used|run|owned)\b|\b(?:is|are)\b"
)
BEGAN = re.compile(
    r"\b(?:became|(?:was|were) (?:appointed|named|made|elected|promoted)|took over"
    r"|succeed(?:s|ed)|adopted|acquired|bought|introduced|launched|added|opened|joined|listed"
    r"|went (?:live|public))\b",
    re.I,
)
ENDED = re.compile(
    r"\b(?:until|left|leaves|resigned|retired|stepped down|dismissed|sold|replaced|later|former"
    r"|interim|briefly|then)\b"
)


# "Opened a cafe", "opened for a week", "went public with it": no state began.
FOR_A_TIME = re.compile(r"\bfor (?:an?|one|two|three|the|its|\d+) [a-z]+\b")
OTHER_DEED = re.compile(
    r"\b(?:opened (?:an?|the|its|their|up|for|to|with) |went (?:live|public) with\b"
    r"|listed (?:an?|the|its|as)\b)"
)
OF_WHAT = re.compile(r"\s(?:of|at) (?:the |an? |its )?(?P<of>[\w-]+)")
JOINED_WHOM = re.compile(r"\bjoined (?:the [a-z]|[A-Z][\w-]*(?:['’]s| [a-z]+ of\b))")

MOVED_TO = re.compile(r"\b(?:moved|migrated|switched)(?: over)? to\b")
# "Joined as CFO", "became a CFO intern": what one was from then on.
BECAME = re.compile(
    r"\b(?:as|became|appointed|named|made|elected|promoted to) (?:(?:an?|the|its|their|our) )?"
    r"(?P<role>[^,;:()]*?)(?= (?:in|on|of|at|from|since|by|and|to|after|for)\b|[,.;:()]|$)"
)


def has_held_since(claimed: Period, bare: str, told: Told, text: str, terms: Terms) -> bool:
    """Tell whether one of the two says since when something has been so, the other when it began.

    Not where the sentence tells of an end, or of another date.
    """
    if ENDED.search(text) or len(find_dates(text)) != 1:
        return False
    if FOR_A_TIME.search(told.clause):
        return False
    if OTHER_DEED.search(told.clause) and not OTHER_DEED.search(bare):
        return False
    if not claimed.first <= told.period.first <= told.period.last <= claimed.last:
        return False
    if claimed.relation == "since":
        lasts = HAS_BEEN.search(bare) or not any(word in VERBS for word in WORD.findall(bare))
        began = BEGAN.search(told.clause) and lasts
        if MOVED_TO.search(told.clause) and not re.search(r"\bfrom\b", told.clause):
            began = began or HAS_BEEN.search(bare)
        role = BECAME.search(told.clause)
        if role and not terms.stems(role["role"]) <= terms.stems(bare):
            return False  # "became a CFO intern"
        of_what = OF_WHAT.match(told.clause, role.end()) if role else None
        if of_what and not terms.stems(f"x {of_what['of']}") <= terms.stems(f"x {bare}"):
            return False  # "CFO of Tern", "CFO of the year"
        if not role and JOINED_WHOM.search(told.clause):
            return False  # "joined the CFO": as what, it does not tell
        return bool(began) and told.period.relation is None
    holds = HAS_BEEN.search(told.clause) or is_labelled(text) or told.listed
    began = BEGAN.search(bare)
    return bool(began and holds) and told.period.relation == "since" and claimed.relation is None


# "Plan to open a yard agreed": nothing was opened then.
TO_COME = re.compile(
    r"(?:^|[:;,.] |\b(?:an?|the|its|their|our|new|of|on) )(?:plans?|decision|permission|proposal"
    r"|bid|talks|vote|approval|application|agreement|promise|intention|consent) (?:to|for)\b",
    re.I,
)
# "Deepdock launch delayed": it was not launched.
CALLED_OFF = re.compile(
    r"^(?!.* (?:and|but) )[^,;]*\b(?:delayed|postponed|cancell?ed|called off|put off|shelved"
    r"|blocked|scrapped|abandoned|halted|rejected)(?:\W*$| (?:in|on|its|the|their|plans|by)\b)"
)
NOT = re.compile(r"\b(?:not|never|no longer|cannot)\b(?! (?:only|just|least|until))|n['’]t\b")
# "Has used Rust since 2019", "has avoided Rust since 2019".
PERFECT = re.compile(r"\b(?:has|have|had)(?: (?:also|since|always|long))? (?P<deed>[a-z]+)\b")


def denies_or_does_another(bare: str, clause: str) -> bool:
    """Tell whether only one of the two denies it, or each has done another thing since."""
    if bool(NOT.search(bare)) != bool(NOT.search(clause)):
        return True
    if any(told.search(clause) and not told.search(bare) for told in (TO_COME, CALLED_OFF)):
        return True
    ours, theirs = PERFECT.search(bare), PERFECT.search(clause)
    if ours is None or theirs is None:
        return False
    return not senses([ours["deed"]]) & senses([theirs["deed"]])


# "Opened its office before it was bought in 2019", "launched it for the games of 2021".
OTHER_EVENT = re.compile(
    r"\b(?P<led>before|after|once|because|when|until|while|following|ahead of|prior to|due to"
    r"|thanks to|that|which|who)\b(?P<told>[^,;:()–—]*)$"
)
OF_A_THING = re.compile(r"\b(?P<thing>[a-z]+) of (?:the )?$")
TO_DO = re.compile(r"\bto ([a-z]+)")
MEANT = senses(["intend", "plan", "expect"])
TIMES = senses(
    """beginning start end middle half part course spring summer autumn fall winter quarter month
    season rest as""".split()
)


def _is_meant(bare: str, led: re.Match[str], before: str) -> bool:
    """Tell whether a claim is about what a source tells behind "which", "before" and their like.

    "They make a film which they will release on 4 May", and the claim is of the film's release.
    """
    words = [word for word in WORD.findall(bare) if word in VERBS]
    done = senses(deeds(words, bare)) - MEANT or senses(TO_DO.findall(bare))
    main = WORD.findall(before[: led.start()])
    if not done or not done <= senses(WORD.findall(led["told"])) or senses(main) & done:
        return False
    if led["led"] in ("that", "which", "who"):
        return bool(senses(main[-1:]) & senses(WORD.findall(bare)))
    return all(name in bare for name in names(f"x {led['told']}"))


def of_another_event(bare: str, told: Told, text: str) -> bool:
    """Tell whether a date is of what the sentence only counts from, or of a thing that it names."""
    before = text[: told.period.start]
    start = max((before.rfind(mark) for mark in ".;:"), default=0) + 1
    led = OTHER_EVENT.search(before, start)
    if led and not re.search(rf"\b{led['led']} \w", bare) and content_stems(led["told"]):
        return bool(content_stems(before[start : led.start()])) and not _is_meant(bare, led, before)
    thing = OF_A_THING.search(before)
    known = TIMES | senses(WORD.findall(bare))
    return thing is not None and not senses([thing["thing"]]) & known
