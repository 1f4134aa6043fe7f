"""Which figure of a sentence a claim's words stand beside, where grammar alone does not tell."""

import re
from collections.abc import Iterable
from functools import lru_cache

from prepkit.factcheck.arithmetic import compare_result, is_exact, multiple
from prepkit.factcheck.multiples import multiples_in
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import (
    NO_NAMES,
    ORDINAL_ENDINGS,
    WORD,
    is_function_word,
    names,
    senses,
)
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Quantity, dimension, find_dates, find_measurements
from prepkit.quantities.levels import levels_within
from prepkit.quantities.lexicon import BE, MONTHS, VERBS, has_sure_verb
from prepkit.quantities.movers import tells_change
from prepkit.quantities.words import noun_in_share

# Where a claim begins to speak of something else.
CLAUSE = re.compile(r"\s*[,;:()–—]\s+|\s+(?:and|but|while|whereas|which|who|where)\s+")
# Where a clause with a verb of its own may begin.
JOINED_CLAUSE = re.compile(r"[;:]\s|,?\s+(?:and|but|while|whereas)\s+")
# Words that neither add to a figure nor take from it.
IDLE = senses(
    """about around roughly approximately nearly almost over more less than least most up total
    higher lower fewer greater below above under beyond excess mean
    figure number average current currently now today already still new overall some share rate
    percent percentage million billion thousand app company site team service product year month
    somewhere spread avg based due caused cause causing because linked related owing thanks
    typically usually day people person us heard guidance outlook expectation expect
    learnt learned know known think believe guiding""".split()
)
# What only leads on to a date or a bound: "mid-April", "beginning April 7", "younger than 60".
LEADS_ON = re.compile(
    rf"(?:mid|early|late|beginning|starting)[ -](?:in |on |of )?(?:\d|{'|'.join(MONTHS)})"
    r"|(?:last|past|this) (?:year|quarter|month|week) \(?(?:in )?(?:\d{4}|Q\d|FY)"
    r"|(?:younger|older) than\b|(?<=\bor )(?:better|worse)\b"
    r"|(?:north|south|upwards?) of (?=[$€£]?\d)",
    re.I,
)
# Verbs by which a figure came to be its owner's, or is told: who sold 5 copies has 5 sales.
PLAIN_DEEDS = frozenset(
    """record confirm report test gross earn sell score release receive win publish employ own
    operate run serve pass exceed surpass top gain attract draw carry produce generate gather
    garner amass collect accumulate contain feature cover span last cost weigh measure hold
    see view use list cite note document verify certify diagnose infect die recover kill
    rate rank review base compile calculate project live reside inhabit house accommodate seat
    sit play appear compose assign finish perform star debut open air premiere make take bring
    net tally achieve obtain post register log reach peak form comprise consist locate situate
    call name title spend welcome end contribute account compare
    belong answer handle process represent narrow widen read hear learn double triple treble
    quadruple quintuple halve push keep enroll expect forecast anticipate predict guide
    """.split()
)
# Verbs that only say how many there are: one may stand for another. Who manages hotels owns none.
HOLDING = frozenset(
    "pass exceed surpass top cross reach number total contain feature comprise consist".split()
)
# What is done with a machine, a request, a byte or a team in one word or another.
SAME_DEEDS = tuple(
    frozenset(row.split())
    for row in (
        "run operate manage maintain", "run serve host", "handle serve process answer",
        "store keep retain hold", "see handle serve", "support serve", "catch intercept",
        "scan inspect check", "deploy ship release", "review check read", "staff employ",
        "train coach", "move migrate port", "index catalog", "emit log record",
    )
)  # fmt: skip
RESTS_ON = frozenset("based consists consisted consisting comprising compiled drawn".split())
# "rejected": a verb that no list has.
PAST = re.compile(r"[a-z]{3,}ed")
# "Took over" is more than "took".
PHRASAL = re.compile(r"\b(?:took|take[sn]?|taking) (?:over|on|up|back|down)\b", re.I)
# "Ships with 85 rules" is what "has 85 rules" says; "ships 85 parcels" is not.
SHIPS_WITH = re.compile(r"\b(?:ship(?:s|ped)?|launched) with\b")
ALL = frozenset("all every each always never only solely".split())
# Verbs that only put a figure to its owner.
LIGHT = frozenset(
    """have has had having be is are was were been being do does did make makes made making reach
    reaches reached hit hits total totals totalled averaged average equal equals count
    counts counted number numbers report reports reported record records recorded announce
    announces announced say says said state states stated show shows showed shown stand
    stands stood amount amounts amounted come comes came get gets got see sees saw seen boast
    boasts put puts allow allows offer offers hold holds held contain contains contained include
    includes included including comprise comprises find found given give gives gave register
    registered according estimate estimated measure measures measured rise rises rose risen fall
    falls fell fallen grow grows grew grown drop drops dropped increase increases increased
    decrease decreases decreased decline declines declined climb climbs climbed jump jumps
    jumped shrink shrank shrunk raise raised cut cuts reduce reduces reduced improve improves
    improved go goes went let lets use uses used take takes took taken need needs
    devote devoted vs versus compared minimum maximum fully
    end ends ended close closes closed exist exists existed""".split()
)

# From when a change is counted is compared on its own.
A_YEAR_EARLIER = re.compile(
    r"\b(?:(?:from|than|on|over|of|against|versus|compared (?:with|to)) )?(?:an?|one|the)"
    r" (?:(?:year|quarter|month|week) (?:earlier|ago|before|prior)"
    r"|(?:year-ago|year-earlier|prior|previous|prior-year) (?:year|quarter|period|month))\b"
    r"|\b(?:year|quarter|month) (?:on|over) (?:year|quarter|month)\b"
)
WAITING = frozenset("latency wait waits waited waiting".split())  # what is told in hours
MULTIPLIED = re.compile(r"(?:doubl|tripl|trebl|quadrupl|quintupl|halv)ed")
# When the first level of a change held is compared on its own.
BACK = re.compile(
    r"\b(?:an?|one|the|two|three|four|five|six|nine|ten|twelve|eighteen|\d+)"
    r" (?:year|yr|quarter|qtr|month|week)s? (?:earlier|ago|before|prior)\b"
)
# "The wait between order and pickup": what stands on either side of that "and" is one thing.
BETWEEN = re.compile(r"\bbetween(?: [A-Za-z][\w’'-]*){1,5}$")
OF_THE_TIME = re.compile(r"\bof the time\b")  # "accepted 41% of the time" counts no time
FULL_YEAR = re.compile(r"\b(?:full|whole)[- ]year\b", re.I)
# "Each week the kitchen cooks 9,000 meals": how often is compared on its own.
HOW_OFTEN = re.compile(
    r"(?<!within )(?<!in )(?<!over )(?<!after )\b(?:each|every|per|an?)"
    r" (?:second|minute|hour|day|week|month|quarter|year)\b",
    re.I,
)
# "14 of our 22"
OF_SOME = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|half|most|some|none))"
    r" (?:out )?of (?:(?:the|its|our|their|all) )?(?:[\w-]+['’]s? )?[$€£]?(?:\d|$)"
    r"|(?:%| percent| per cent) of (?:the|its|our|their) $",
    re.I,
)
INSIDE = re.compile(  # a bound, as "within" is
    r"\binside (?:of )?(?=(?:\d+|an?|one|two|three|four|five|six|seven|ten)[ -]?"
    r"(?:second|minute|hour|day|week|month|quarter|year|ms|s|h|min)s?\b)"
)
DONE_BY = re.compile(r"\bby $")  # "caught by people": who did it is never idle
AN = re.compile(r"\b[Aa]n? $")  # "gets an offer" makes no offer
OF_ALL = re.compile(r"\W*(?:Out of|Of|of)\b")
# So many are kept as measured: their verdict, their coverage and its explanation need them.
MOST_CLAIMS = 10_000
# "In tests, ", "With compression off, ": what a sentence begins with holds for all of it.
FRONTED = re.compile(
    r"(?:With|Without|In|On|At|For|Among|Under|During|Outside|From|Across|Over|Of) [^,;:]{3,50}, "
)
# Where a sentence goes on to another figure.
STRETCH = re.compile(
    r"\s*[,;:()–—]\s*(?!\d)|\s+(?:and|but|while|whereas|which|who|where|with|against|compared"
    r"|versus|from)\s+"
)


@lru_cache(maxsize=MOST_CLAIMS)
def measure(claim: Claim) -> tuple[Measurement, ...]:
    """Return the measurements of a claim, its headings and the line above giving the subject."""
    headings = claim.headings
    if claim.before and len(claim.before.split()) <= 3 and names(f"x {claim.before}"):
        headings = (*headings, claim.before)  # a bare name that lines hang under is their heading
    found = find_measurements(claim.text, headings=headings, before=claim.before)
    ends = [m.quantity.end for m in found if m.change]
    return tuple(
        m
        for m in levels_within(claim.text, found)
        if not (BACK.match(claim.text, m.quantity.start) and m.quantity.start - 1 in ends)
    )  # "down from 52 three years earlier": no count of years


def clause_around(text: str, quantity: Quantity, ends: re.Pattern[str] = CLAUSE) -> tuple[int, int]:
    """Return where the clause begins and ends that a figure stands in."""
    cuts = [
        cut.span()
        for cut in ends.finditer(text)
        if not (_is_label(text, cut) or _is_between(text, cut))
    ]
    start = max((end for _, end in cuts if end <= quantity.start), default=0)
    end = min((begin for begin, _ in cuts if begin >= quantity.end), default=len(text))
    return start, end


def own_statement(text: str, quantity: Quantity) -> str:
    """Return the part of a sentence, joined on by "and" or "but", that is about a figure."""
    start, end = clause_around(text, quantity, JOINED_CLAUSE)
    own = text[start:end]
    if any(word.lower() in VERBS or word.lower() in BE for word in WORD.findall(own)):
        return own
    return text


def clause_at(text: str, place: int) -> tuple[int, int]:
    """Return where the clause begins and ends that `place` lies in."""
    cuts = [match.span() for match in CLAUSE.finditer(text)]
    start = max((end for _, end in cuts if end <= place), default=0)
    return start, min((begin for begin, _ in cuts if begin > place), default=len(text))


def _is_label(text: str, cut: re.Match[str]) -> bool:
    """Tell whether a colon only sets a figure off from what it is of: "Flaky tests: 7% → 2%"."""
    if ":" not in cut.group():
        return False
    return not has_sure_verb(text[: cut.start()])


def _is_between(text: str, cut: re.Match[str]) -> bool:
    return "and" in cut.group() and BETWEEN.search(text, 0, cut.start()) is not None


def follows_some(text: str, start: int) -> bool:
    """Tell whether the figure at `start` is the whole that some are of: "14 of our 22"."""
    before = text[max(0, start - 24) : start]
    return any(match.end() == len(before) for match in OF_SOME.finditer(before))


def words_beside(
    measurement: Measurement, claim: Claim, span: tuple[int, int] | None = None
) -> list[str]:
    """Return the words of a figure's clause that a source has to say: no dates, no light verbs.

    What another figure of the claim is of is left to that figure. `span`: what counts in place
    of the clause.
    """
    quantity = measurement.quantity
    start, end = clause_around(claim.text, quantity)
    if FRONTED.fullmatch(claim.text[:start]):
        start = 0  # "With compression off, it takes 9 ms" says so of its figure
    if OF_ALL.match(claim.text[start : quantity.start]):
        later = [m.quantity.start for m in measure(claim) if m.quantity.start >= quantity.end]
        end = min([end, *later])  # "Of 2,400 services 800 have no owner" says so of the 800
    if span:
        start, end = span
    skipped = [(p.start, p.end) for p in find_dates(claim.text)]
    # "Doubled" is none that is measured; "one order in eight" names what it is of.
    for figure in (quantity, *(m.quantity for m in measure(claim))):
        at, noun = figure.start, noun_in_share(figure.surface)
        first, last = noun or (0, 0)
        skipped += [(at, at + first), (at + last, figure.end)]
    skipped += [match.span() for match in A_YEAR_EARLIER.finditer(claim.text)]
    skipped += multiples_shown(claim)
    skipped += [match.span() for match in INSIDE.finditer(claim.text)]
    skipped += [match.span() for match in HOW_OFTEN.finditer(claim.text)]
    skipped += [match.span() for match in OF_THE_TIME.finditer(claim.text)]
    levels = measurement.change and measurement.change.before and measurement.change.after
    if levels or measurement.as_of:  # "a $10 million loss a year earlier": its date says so
        skipped += [match.span() for match in BACK.finditer(claim.text)]
    if measurement.as_of and (measurement.as_of.last - measurement.as_of.first).days >= 364:
        skipped += [match.span() for match in FULL_YEAR.finditer(claim.text)]
    # "18% more than a year earlier": the base is compared on its own.
    skipped += [
        (m.change.start, m.change.end)
        for m in measure(claim)
        if m.change and m.change.rule in ("more than before", "delta from")
    ]
    timed = dimension(quantity.unit or "") == "time"
    own = _told_with(measurement)
    others = " ".join(_told_with(m) for m in measure(claim) if m.quantity.start != quantity.start)
    of_others = senses(WORD.findall(others)) - senses(WORD.findall(own))
    words = []
    for match in WORD.finditer(claim.text, start, end):
        word = match.group()
        named = word[0].isupper() and match.start() > start
        light = word.lower() in LIGHT and not AN.search(claim.text, start, match.start())
        idle = word[0].isdigit() or light or len(word) == 1 or word in NO_NAMES
        idle = idle or (word in ORDINAL_ENDINGS and claim.text[match.start() - 1].isdigit())
        idle = idle or LEADS_ON.match(claim.text, match.start()) is not None
        idle = idle or (measurement.change is not None and _tells_the_change(word))
        told = any(left <= match.start() < right for left, right in skipped)
        if idle or told or (is_function_word(word) and word.lower() not in ALL):
            continue
        agent = DONE_BY.search(claim.text, start, match.start()) is not None
        idle_words = frozenset() if agent or named else IDLE
        if not senses([word]) & (of_others | idle_words):
            words.append(word)
    if not timed:
        return words
    # "Barges wait 40 minutes" is a time; where only a wait is named, it is what takes so long.
    return [word for word in words if word.lower() not in WAITING] or words


def _tells_the_change(word: str) -> bool:
    """Tell whether a verb says no more than that there is a change: "widened from 5% to 8%"."""
    low = word.lower()
    return low.endswith("ed") and (tells_change(low) or MULTIPLIED.fullmatch(low) is not None)


@lru_cache(maxsize=MOST_CLAIMS)
def multiples_shown(claim: Claim) -> tuple[tuple[int, int], ...]:
    """Return where "doubled" stands if the claim's own two levels bear it out: "(20% → 40%)"."""
    changes = {m.change.start: m.change for m in measure(claim) if m.change}
    ends = [(c.before, c.after) for c in changes.values() if c.before and c.after]
    if len(ends) != 1:
        return ()
    first, last = ends[0]
    assert first
    assert last
    if not is_exact(first, last) or not first.value or not last.value:
        return ()
    made = multiple(first, last)
    return tuple(
        (m.quantity.start, m.quantity.end)
        for m in multiples_in(claim.text)
        if compare_result(m.quantity, made).label == "supported"
    )


def _told_with(measurement: Measurement) -> str:
    told = (measurement.entity or "", measurement.property or "", *measurement.qualifiers)
    return " ".join(told)


def deeds(words: Iterable[str], text: str) -> list[str]:
    """Return the words that are verbs in `text`: not "crashes of", "the touched files"."""
    return [
        word
        for word in words
        if word.lower() in VERBS
        and not _follows_verb(word, text)
        and not (text.startswith(word) and VERBS[word.lower()].tense != "past")
        and not re.search(
            r"(?:['’]s |\b(?:[Tt]he|[Aa]n?|[Ii]ts|their|of|no|all|any|for|to|from|in|with"
            r"|without) )"
            rf"{re.escape(word)}\b|\b{re.escape(word)} of\b",
            text,
        )
    ]


def _follows_verb(word: str, text: str) -> bool:
    """Tell a noun that might be a verb by the verb before it: "cut its build costs"."""
    if VERBS[word.lower()].tense in ("past", "participle"):
        return False
    found = re.search(rf"\b{re.escape(word)}\b", text)
    before = text[: found.start()] if found else ""
    words = WORD.findall(re.split(CLAUSE, before)[-1])
    return any(w.lower() in VERBS and VERBS[w.lower()].tense == "past" for w in words)


def is_plain_deed(word: str) -> bool:
    """Tell whether a verb says no more than that a figure is its owner's."""
    plain = word.lower()
    verb = VERBS.get(plain)
    lemmas = {verb.lemma} if verb else {plain.removesuffix("ed"), plain.removesuffix("d")}
    return bool(lemmas & PLAIN_DEEDS)


def is_holding(word: str) -> bool:
    """Tell whether a verb says only how many there are: "passed", "comprises"."""
    plain = word.lower()
    verb = VERBS.get(plain)
    return bool(({verb.lemma} if verb else {plain.removesuffix("ed")}) & HOLDING)


def same_deeds(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """Tell whether the verbs of two texts are of one row each: "runs", "operates"."""
    here, there = (
        {VERBS[w.lower()].lemma for w in v if w.lower() in VERBS} for v in (ours, theirs)
    )
    return bool(here and there) and all(
        any({one, other} <= row for row in SAME_DEEDS for other in others)
        for these, others in ((here, there), (there, here))
        for one in these
    )


def is_no_deed(word: str) -> bool:
    """Tell a participle that only says what a figure rests on: "based on 194 reviews"."""
    return word.lower() in RESTS_ON


def other_deeds(stretch: str, claim: str, terms: Terms) -> list[str]:
    """Return the verbs of a source's stretch that tell another deed than the claim's.

    Where the source only puts the figure there ("with 195 reviews"), any verb of the claim will do.
    """
    said = terms.stems(claim)
    phrasal = PHRASAL.search(stretch)
    led = [phrasal.group()] if phrasal and not PHRASAL.search(claim) else []
    return led + [
        word
        for word in WORD.findall(stretch)
        if (word.lower() in VERBS or PAST.fullmatch(word))
        and not is_function_word(word)
        and word.lower() not in LIGHT
        and not senses([word]) & said
        and not re.search(rf"\b{re.escape(word)} with\b", " ".join(SHIPS_WITH.findall(stretch)))
    ]


def stretch_stems(text: str, measurement: Measurement, terms: Terms) -> frozenset[str]:
    """Return the stems of the stretch that a figure stands in, and of what grammar gives to it."""
    given = f"{measurement.entity or ''} {measurement.property or ''}"
    return terms.stems(stretch_of(text, measurement, terms)) | terms.stems(given)


def stretch_of(text: str, measurement: Measurement, terms: Terms) -> str:
    """Return the stretch of a sentence that its figure stands in."""
    quantity = measurement.quantity
    start, end = clause_around(text, quantity, STRETCH)
    if not terms.stems(text[start:end].replace(quantity.surface, "")):
        # A figure in brackets is of what stands before them.
        before = [cut.end() for cut in STRETCH.finditer(text) if cut.end() < start]
        start = before[-1] if before else 0
    return text[start:end]
