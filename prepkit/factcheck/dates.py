"""Row E0: a date that is itself the claim ("appeared in 2024") is compared as a date."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import deeds, measure, other_deeds
from prepkit.factcheck.attitudes import governing, ruling_of
from prepkit.factcheck.clauses import clauses
from prepkit.factcheck.contrasts import (
    crossed,
    denied_apart,
    moved_apart,
    quantified_apart,
)
from prepkit.factcheck.dated import (
    IDLE_VERBS,
    RELEASED,
    Told,
    denies_or_does_another,
    has_held_since,
    may_tell,
    of_another_event,
    own_words,
    spanned,
    spans_of_others,
    told_dates,
)
from prepkit.factcheck.deeds import compare_deeds
from prepkit.factcheck.degrees import excepted_apart, times_apart
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.listings import is_labelled
from prepkit.factcheck.nearness import CLEARLY
from prepkit.factcheck.parties import pronoun_of_another, relative_of, swapped
from prepkit.factcheck.relations import compare_relations
from prepkit.factcheck.roles import done_otherwise, kept_together, own_thing_did, was_done_to_it
from prepkit.factcheck.same_events import same_happening
from prepkit.factcheck.statements import TURNED, other_way_round, turned_round
from prepkit.factcheck.strangers import stranger_over, stranger_to
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
from prepkit.factcheck.unsaid import narrows
from prepkit.factcheck.words import (
    NAME,
    NO_NAMES,
    PASSIVE,
    WORD,
    content_stems,
    is_function_word,
    is_name_at_start,
    names,
    senses,
)
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Period, find_dates, find_measurements
from prepkit.quantities.lexicon import BE, VERBS
from prepkit.quantities.titles import known_names

# "Is a film from 1968" does not say "since 1968".
OF_ORIGIN = re.compile(r"\b(?:is|was|are|were) (?:an?|the) (?:[\w-]+ ){1,5}from $")
# "Was first shown" numbers nothing.
FIRST_DONE = re.compile(r"\bfirst (?=[a-z]+ed\b|(?:shown|seen|held|built|sold|made|told|sung)\b)")
BIRTH = re.compile(r"\b(?:born|birth|died|death)\b")
# A name behind one of these does nothing itself: "in Port Ellery", "by the Larkfield team".
LED_BY = re.compile(
    r"\b(?:in|at|by|from|to|with|for|on|against|near) (?:the |its |a )?(?:[a-z]+ )?$"
)
GAVE_BIRTH = re.compile(r"\bg(?:ave|ives?|iving) birth\b")
# "Two years after it was founded in 2010": the date is of what it is counted from.
OFFSET = re.compile(
    r"\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|several|some|\d+)"
    r" (?:years?|months?|weeks?|days?) (?:after|before)\b"
)
THAN = re.compile(r"\bthan\b")
# Such a share of a claim's words a sentence with one date may leave unsaid.
MOST_UNSAID = 1 / 3
BRACKETS = re.compile(r"\([^()]*\)")


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
# "The first film": of which part of several a page speaks.
ANOTHER_PART = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Aa]n?) (?:first|second|third|fourth|original|earlier|previous|next|other"
    r"|new) [a-z]+"
)
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
    about = _named_last(before) if points and points["who"] else before[: _verb_at(before)]
    cut = own.start + (points.end() if points else 0)
    return " ".join(f"{about} {text[: own.start]} {text[cut:]}".split()) if about.strip() else ""


def _lacks_subject(clause: str) -> bool:
    return not WORD.search(clause[: _verb_at(clause)])


def _verb_at(text: str) -> int:
    """Where the first verb of a text begins; its end where it has none."""
    told = (m for m in WORD.finditer(text) if m.group() in BE or m.group() in VERBS)
    return next((match.start() for match in told), len(text))


def _named_last(text: str) -> str:
    return next(reversed(_names(text)), "")


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
        elif event and wanted and (told := _told_of(bare, claim, passage, base)):
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
    nobody = passage.origin.publisher and claim.cited and not _names_somebody(claim.text)
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


# --- which date a source gives to what the claim tells ------------------------------


def _told_of(bare: str, claim: Claim, passage: Passage, base: EvidenceBase) -> Told | None:
    """Return the date that a passage gives to what the claim says came about, if it gives one.

    The claim's words have to stand in the sentence or around it; those that tell what came about,
    beside the date.
    """
    nobody = passage.origin.publisher and claim.cited and not _names_somebody(claim.text)
    if nobody and stranger_to(claim, passage, None, base.terms, base.words):
        return None
    wanted = base.terms.stems(bare)
    numbers = numbers_in(FIRST_DONE.sub("", bare))
    if not numbers <= numbers_in(passage.text) | _numbers_lent(bare, passage.text, passage.title):
        return None
    if denied_apart(bare, passage.text) or _without_stems(bare, passage, base):
        return None
    if is_labelled(passage.text):
        if stranger_over(passage, claim.text, base.terms):
            return None
        label = passage.text.partition(":")[0]
        if base.terms.stems(label) - wanted - IDLE_VERBS:
            return None  # "Deputy chair: Per Holm, since 2015"
    if OFFSET.search(passage.text) and not OFFSET.search(claim.text):
        return None
    around = frozenset().union(*(base.terms.stems(text) for text in passage_context(passage)))
    there = base.terms.stems(passage.text) | around
    named = frozenset().union(*(base.terms.stems(name) for name in _names(bare)))
    # "The film Saltmarsh appeared": where the thing is named, its kind need not be.
    idle = IDLE_VERBS | TYPES if named & there else IDLE_VERBS
    happened = wanted - named - around - idle or wanted - named - idle
    if not happened:
        happened = _made(wanted - named, bare) or wanted
    told, most = _most_told(happened, wanted, told_dates(wanted, passage, base))
    if told is None:
        return None
    if told.alone:
        there = told.stems | around
    if denies_or_does_another(bare, told.clause) or of_another_event(bare, told, passage.text):
        return None
    if len(_lent_names(bare, passage, base)) > 1:
        return None  # a title lends its subject, and not "from Oracle to Postgres"
    same, said = compare_deeds(claim.text, told.clause, base.terms)
    if (
        same == "same"
        and not crossed(bare, told.clause)
        and wanted <= base.terms.stems(said) | base.terms.stems(passage.text)
    ):
        return told  # "Finch bought Tern in 2020", "Tern was bought by Finch in 2020"
    called = {word for name in _names(bare) if " " in name for word in name.split()[1:]}
    verbs = base.terms.stems(
        " ".join(w for w in deeds(WORD.findall(bare), bare) if w not in called)
    )
    here = told.stems | (base.terms.stems(told.main) if told.main else frozenset())
    shared = not any(map(may_tell, WORD.findall(told.clause)))  # "in 2018 and Germany in 2021"
    if verbs & there - idle - here - around and not shared:
        return None  # the sentence tells the deed, but not of this date
    unsaid = wanted - there - told.stems - idle - _first_names(bare, passage, base)
    if compare_relations(bare, passage.text) == "same":
        unsaid -= verbs  # "Perl was replaced by Rust", "we moved from Perl to Rust"
        most = most or len(told.stems & wanted)
    if unsaid and _is_lone(told, passage) and _says_most(bare, passage, base):
        unsaid = frozenset()
    if not most and not (told.main and happened <= here):
        unsaid |= happened
    if unsaid and not (unsaid <= RELEASED and not _other_deeds(told.clause, bare, base)):
        return None  # "the 1998 film Saltmarsh" came out then; who is named by a year left nothing
    if _tells_another(bare, wanted | around, told, passage, base):
        return None
    return replace(told, weak=bool(unsaid))


def _is_lone(told: Told, passage: Passage) -> bool:
    """Tell whether a date is the only one of its sentence, which is no line of a list."""
    dates = (*find_dates(passage.text), *days_of_any_year(passage.text))
    prose = passage.locator.row is None and not is_labelled(passage.text)
    return len(dates) == 1 and prose and not (told.listed or told.made or told.alone)


def _says_most(bare: str, passage: Passage, base: EvidenceBase) -> bool:
    """Tell whether a sentence says all that a claim says but a noun or two that bound nothing.

    All its names and deeds have to be there.
    """
    stems = base.terms.stems
    here = stems(passage.text) | senses(WORD.findall(passage.text))
    there = here.union(*(stems(t) | senses(WORD.findall(t)) for t in passage_context(passage)))
    words = [word for word in WORD.findall(bare) if not is_function_word(word)]
    if any(not senses([word]) & here for word in deeds(words, bare)):
        return False
    if THAN.search(bare):
        return False  # "3 points higher than in 2022" is no rise in 2022
    unsaid = [word for word in words if not senses([word]) & there]
    named = {word for name in _names(bare) for word in name.split()}
    kept = (word in named or narrows(word, bare, unsaid) for word in unsaid)
    return not any(kept) and len(unsaid) <= MOST_UNSAID * len(words)


def _names_somebody(text: str) -> bool:
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return bool(names(text)) or (first[:1].isupper() and is_name_at_start(first))


def _without_stems(bare: str, passage: Passage, base: EvidenceBase) -> bool:
    """Tell whether a name without stems, as "No Way Out" and "C++", stands nowhere in a source."""
    around = f"{passage.text} {passage.title} {passage.before}"
    if any(name not in around for name in re.findall(r"\b[A-Z](?:\+\+|#)", bare)):
        return True
    named = [n for n in _names(bare) if " " in n and not base.terms.stems(n)]
    return not all(name in passage.text or name in passage.title for name in named)


def _made(things: frozenset[str], bare: str) -> frozenset[str]:
    """What a claim tells that says only of what kind a work is: "Saltmarsh is a 1998 film"."""
    done = [word for word in WORD.findall(bare) if word in VERBS and word not in BE]
    return RELEASED if things & TYPES and not done else things - IDLE_VERBS


def _numbers_lent(bare: str, text: str, title: str) -> set[str]:
    """The numbers that a title lends: its years, and those in a name that the claim has too.

    All of the page is about the 2018 season, or about Just Mercy 2, if it names no Just Mercy 1.
    """
    years = set(re.findall(r"\b(?:1[5-9]|20)\d\d\b", title))
    named = re.findall(r"[A-Z][\w’'-]*(?: (?:[A-Z]|\d)[\w’'-]*)*", title)
    other = (re.escape(name.rstrip(" 0123456789")) for name in named)
    unlike = [re.search(rf"{name} ?\d|{name}(?! ?\d)", text) is not None for name in other]
    unlike = [apart or ANOTHER_PART.search(text) is not None for apart in unlike]
    lent = (name for name, apart in zip(named, unlike, strict=True) if name in bare and not apart)
    return years.union(*map(numbers_in, lent))


def _lent_names(bare: str, passage: Passage, base: EvidenceBase) -> set[frozenset[str]]:
    """The names of a claim that stand around a sentence only, none of whose words is in it.

    What a title has as one is one: "Call of Cthulhu", "Carrollton, Texas".
    """
    there = base.terms.stems(passage.text)
    titled = [whole for whole in known_names(passage.title, ()) if whole in bare]
    wholes = (next((w for w in titled if name in w), name) for name in _names(bare))
    named = (base.terms.stems(f"x {name}") - base.terms.stems("x") for name in wholes)
    return {name for name in named if name and not name & there}


def _other_deeds(clause: str, bare: str, base: EvidenceBase) -> bool:
    """Tell whether a clause tells another deed than the claim: who came has not left."""
    said = base.terms.stems(bare)
    told = (word for word in WORD.findall(clause) if not senses([word]) & said)
    done = any(word in BE or (word in VERBS and VERBS[word].tense != "base") for word in told)
    return done or bool(other_deeds(clause, bare, base.terms))


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
    happened: frozenset[str], wanted: frozenset[str], dated: Sequence[Told]
) -> tuple[Told | None, int]:
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
    bare: str, known: frozenset[str], told: Told, passage: Passage, base: EvidenceBase
) -> bool:
    """Tell whether a dated clause tells of somebody else, or of them in other parts."""
    text, terms = passage.text, base.terms
    line = told.clause if told.alone else text
    for start, end in spans_of_others(line, told.period) if line == text else ():
        line = f"{line[:start]}{' ' * (end - start)}{line[end:]}"  # "in 2018 and Germany in 2021"
    came_about = own_thing_did(bare, told.clause, terms) or was_done_to_it(bare, told.clause, terms)
    if not _names(bare[: _verb_at(bare)]):
        known = known | terms.stems(passage.origin.publisher)  # "They moved to Oslo"
    return bool(
        pronoun_of_another(bare, passage, terms)
        or (swapped(bare, text, terms) and not came_about)
        or relative_of(bare, text[: told.period.end], terms)
        or crossed(bare, told.clause)
        or moved_apart(bare, told.clause)
        or bool(quantified_apart(bare, told.clause))
        or bool(excepted_apart(bare, text))
        or bool(times_apart(bare, text))
        or (_of_another(known, told.clause, base) and not came_about)
        or not (came_about or _same_roles(bare, told.clause))
        or not (told.made or told.listed or came_about or kept_together(bare, line, terms))
        or (not came_about and done_otherwise(bare, told.clause, terms))
        or _longer_name(bare, told.clause, passage, base)
        or bool(GAVE_BIRTH.search(bare)) != bool(GAVE_BIRTH.search(told.clause))
    )


def _near(wanted: frozenset[str], told: Told) -> float:
    """How near the claim's words stand to a date of a source."""
    return sum(told.weights.get(word, 0.0) for word in wanted)


def _names(text: str) -> list[str]:
    return [match.group() for match in NAME.finditer(text) if not is_function_word(match.group())]


def _longer_name(bare: str, clause: str, passage: Passage, base: EvidenceBase) -> bool:
    """B2: the sentence is about "Quillpad Boards", the claim about "Quillpad".

    A person's name may be longer in the middle, and "Boards" be called by whose page it is.
    """
    known = base.terms.stems(bare)
    beside = [base.terms.stems(name) for name in names(f"x {clause}")]
    named = names(BRACKETS.sub(" ", passage.text))  # "(also known as Saltmarsh: The Tide)", too
    owner = base.terms.stems(f"{passage.title} {passage.origin.publisher}")
    for name in _names(bare):
        ours = base.terms.stems(name)
        if not ours or (ours in beside and not any(ours < theirs for theirs in beside)):
            continue  # "Southgate's England beat them" behind "England qualified in 2018"
        for longer in named:
            theirs = base.terms.stems(longer)
            led = longer.endswith(f" {name}") and theirs - ours <= owner
            if ours < theirs and theirs - known and not (led or _same_person(bare, name, longer)):
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
