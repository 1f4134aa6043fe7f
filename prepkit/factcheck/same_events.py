"""Row E0: the date that a source gives to the very event that a claim dates."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from prepkit.corpus import Passage
from prepkit.factcheck.anniversaries import founded_then
from prepkit.factcheck.contrasts import crossed, moved_apart
from prepkit.factcheck.dated import ENDED, IDLE_VERBS, NOT, Told, of_another_event
from prepkit.factcheck.happenings import DATED, OPENING, Happening, read_happenings
from prepkit.factcheck.listings import is_labelled
from prepkit.factcheck.parties import pronoun_of_another
from prepkit.factcheck.roles import FOR_A_TIME, MANNER
from prepkit.factcheck.subjects import FIRMS, GENERIC_ENTITY, TYPES, passage_context
from prepkit.factcheck.superlatives import numbers_in
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.times import ANY_YEAR, days_of_any_year
from prepkit.factcheck.words import NAME, WORD, senses
from prepkit.quantities import Period, find_dates
from prepkit.quantities.lexicon import BE, VERBS
from prepkit.quantities.moments import one_date

# What a date leaves where it is taken out: "founded in by two bankers", "in , Larkfield".
_PREPOSITION = r"(?:back |early |late )?(?:in|on|at|by|since|during|from|of|around|as of|until)"
LEFT_OVER = re.compile(
    rf"\b{_PREPOSITION}(?: the)?(?=\s*(?:$|[.,;:)]|(?:by|with|from|and|after|in|on|at|to|as|for"
    r"|when)\b))"
)
DATE_LED = re.compile(rf"(?:^|(?<=[\s(,])){_PREPOSITION} (?:the )?(?:very )?$", re.I)
# Where a clause ends, and where one begins that only goes on about something.
JOINT = re.compile(r";\s|:\s|[.!?]\s+(?=[A-Z])|,? (?:and|but) |\s[–—]\s|\s-\s")
SUBORDINATE = re.compile(
    r",? (?:which|who|whose|where|while|whereas|although|though|because|so that|before|after"
    r"|when|until|once|if|as soon as)\b"
)
PLACED = re.compile(r" (?:in|at|on) (?=(?:the )?[A-Z])")
PART_LIKE = re.compile(r"(?:an?|another|some|several|two|three|new) (?=.*[A-Z])", re.I)
SAID = re.compile(r"[,.]?[\"”“] ?(?:says|said|adds|added|explains|recalls|tells|writes)\b.*$")
PRONOUNS = re.compile(
    r"(?:we|it|they|she|he|I|you|the (?:company|firm|team|group|band|club|startup|business))",
    re.I,
)
POINTING = re.compile(rf"(?:this|these|that|those|such|{PRONOUNS.pattern}$)\b", re.I)
HEDGED = re.compile(
    r"\b(?:all but|reportedly|allegedly|nearly|almost|rumou?r\w*"
    r"|would|could|may|might|will|should|if"
    r"|unless|claims?|claimed|said to|supposed|part(?:ly|ially)|half|again|plan(?:s|ned|ning)?)\b",
    re.I,
)
# "2021: In March, we bought Finch": the year of all that comes.
LABEL = re.compile(r"\W*(?P<year>(?:19|20)\d\d)(?:\s?:|\s[-–—])\s")
# "In 2018, five years after our first product, we went public": nothing else happened then.
LATER = re.compile(r"(?<=,) [\w-]+ (?:years?|months?|weeks?|days?) (?:after|before) [^,]*,")
LISTED = re.compile(r", (?:and )?| and (?=[A-Z])")  # "bought Finch, Dove and Tern"
MODEL = re.compile(r"\b([A-Z][A-Za-z]*\d\w*) [a-z]+$")
MARKET = senses("stock exchange market bourse".split())
# "Closed the fund to new money", "closed for repairs": not quite; "sold to Tern" is whole.
NARROWED = re.compile(r"\b(?:to|for) (?!all\b|every|customers\b|users\b|[A-Z$€£])")
PART = re.compile(r"\bof\b|%")
PLAIN = senses("first new own very whole entire so-called".split())
SUFFIXES = senses("inc ltd plc gmbh corp corporation llc ag asa the company".split())
OWNED = re.compile(r"['’]s?(?= |$)")


def same_happening(
    bare: str, claimed: Period, passage: Passage, terms: Terms
) -> tuple[Period, Told] | bool:
    """Return a claim's date and the date that a passage gives to the same event, to be compared.

    False where its dated clauses tell another event of the kind, True where they tell none.
    `bare` is what the claim tells, without the date.
    """
    labelled = is_labelled(passage.text) and not LABEL.match(passage.text)
    listed = passage.locator.row is not None or labelled
    if listed or NOT.search(bare) or HEDGED.search(bare):
        return True
    ours = [one for one in read_happenings(LEFT_OVER.sub(" ", bare), claimed.relation == "since")
            if not one.way.loose]  # fmt: skip
    if not ours:
        return True
    kinds = {one.kind for one in ours}
    another = False
    numbered = numbers_in(bare) <= numbers_in(passage.text) | numbers_in(passage.title)
    for clause, text, given in _clauses(passage):
        theirs = [o for o in read_happenings(text, given.relation == "since") if o.kind in kinds]
        alike = any(_alike(one, other, clause, passage, terms) for one in ours for other in theirs)
        another = another or (not alike and _is_another(ours, theirs, clause))
        if not alike or not numbered or NOT.search(clause) or HEDGED.search(text):
            continue
        if pronoun_of_another(bare, passage, terms) or crossed(bare, clause):
            continue
        if moved_apart(bare, clause) or (ENDED.search(passage.text) and any(o.lasts for o in ours)):
            continue
        stems = terms.stems(clause)
        told = Told(given, stems, clause, dict.fromkeys(stems, 1.0))
        if of_another_event(bare, told, clause):
            continue  # "launched Murmur for the games of 2021"
        lasts = [any(one.lasts for one in side) for side in (ours, theirs)]
        return _plain(claimed, lasts[0]), replace(told, period=_plain(given, lasts[1]))
    return not another


def _is_another(ours: Sequence[Happening], theirs: Sequence[Happening], clause: str) -> bool:
    """Tell whether a clause tells plainly of another thing than a claim: of no "it" and "this".

    Nor of a thing that it only calls so: "Her album, Lantern, was released".
    """
    called = (name for one in ours for name in NAME.findall(one.thing))
    apposed = any(re.search(rf"(?:, |[\"“”] ?){re.escape(name)}", clause) for name in called)
    begun = tuple(f"{one.thing} and " for one in ours if one.thing)  # "buys Finch and turns it"
    return not apposed and any(
        not (
            other.way.aside
            or "," in other.thing
            or POINTING.match(other.thing)
            or other.thing.startswith(begun)
        )
        for other in theirs
    )


def _plain(period: Period, lasts: bool) -> Period:
    """Return a date as that on which something came about: it has been so since."""
    return replace(period, relation=None) if lasts and period.relation == "since" else period


# --- the clauses of a source that have one date ----------------------------------------


def _clauses(passage: Passage) -> Iterator[tuple[str, str, Period]]:
    """Yield each clause that has one date, as it is and without it, and that date."""
    text = passage.text.strip()
    if SAID.search(text):  # "We moved in 2018," says Uta Lind.
        text = SAID.sub("", text.lstrip('"“'))
    text, label = LATER.sub("", text), LABEL.match(text)
    titled = next(iter(find_dates(label["year"])), None) if label else one_date(passage.title)
    year = titled.last.year if titled else ANY_YEAR
    for clause in _split(text[label.end() :] if label else text):
        days = (day.in_year(year) for day in days_of_any_year(clause))
        dates = [*find_dates(clause), *filter(None, days)]
        if label and titled and not dates:
            yield clause, f"{DATED} {clause}", replace(titled, start=0, end=0)
        if len(dates) != 1:
            continue
        led = DATE_LED.search(clause[: dates[0].start])
        start = led.start() if led else dates[0].start
        bare = f"{clause[:start]} {DATED} {clause[dates[0].end :]}"
        plain = " ".join(re.sub(r"\s+(?=[,.)])", "", bare).split())
        yield clause, plain, dates[0]
        aged = founded_then(OPENING.sub("", plain.removeprefix(DATED).lstrip(", ")), dates[0])
        if aged:
            yield clause, f"{aged[0]} was founded {DATED}", aged[1]


def _split(text: str) -> Iterator[str]:
    """Yield the main clauses of a text; "Uta Lind and Ada Moll founded it" is one."""
    start = 0
    for joint in JOINT.finditer(text):
        before, after = text[start : joint.start()], JOINT.split(text[joint.end() :])[0]
        if joint.group().strip(" ,") in ("and", "but") and not (_tells(before) and _tells(after)):
            continue
        yield from _without_asides(before)
        start = joint.end()
    yield from _without_asides(text[start:])


def _without_asides(text: str) -> Iterator[str]:
    found = SUBORDINATE.search(text)
    end = found.start() if found else len(text)
    if text[:end].strip():
        yield text[:end]


def _tells(text: str) -> bool:
    words = (word for word in WORD.findall(text))
    return any(w in BE or (w in VERBS and VERBS[w].tense != "base") for w in words)


# --- comparing two events -------------------------------------------------------------------


def _alike(one: Happening, other: Happening, clause: str, passage: Passage, terms: Terms) -> bool:
    """Tell whether a claim's event is a source's: of one kind, done by the same to the same."""
    if one.kind is not other.kind or other.way.loose:
        return False
    if not one.tail and (FOR_A_TIME.search(other.tail) or NARROWED.search(other.tail)):
        return False
    if not one.tail and one.kind.name == "launch" and PLACED.search(f" {other.tail} {other.thing}"):
        return False  # "launched in Spain"
    if PART.search(other.thing) and not PART.search(one.thing):
        return False
    of = one.kind.of
    if of and not all(of & set(WORD.findall(o.thing.lower())) for o in (one, other)):
        return False
    around = frozenset().union(
        *(terms.stems(f"x {t}") for t in (*passage_context(passage), passage.origin.publisher))
    )
    here = terms.stems(f"x {clause}") | around
    parts = [replace(other, thing=part) for part in LISTED.split(other.thing)]
    if not any(_same_thing(one, part, here, around, terms) for part in (other, *parts)):
        return False
    if not _same_doer(one.who, other.who, here, around, terms):
        return False
    told = terms.stems(f"x {one.tail}") - IDLE_VERBS - MANNER - MARKET
    return told <= here


def _same_doer(
    ours: str, theirs: str, here: frozenset[str], around: frozenset[str], terms: Terms
) -> bool:
    """Tell whether those who did it are the same, or one side leaves them unsaid."""
    if not ours or _points_back(ours):
        named = _named(theirs)
        return (
            not ours
            or not named
            or terms.stems(f"x {named}") <= around
            or bool(ours and theirs == ours)
        )
    if not theirs:
        return terms.stems(f"x {ours}") <= here  # "the plant was closed", on a page about them
    if _points_back(theirs):
        return terms.stems(f"x {ours}") <= around
    return _same_name(ours, theirs, around, terms)


# "Tern's founder, the banker Uta Lind": what may stand before a name, but no "rival of".
CALLED = re.compile(
    r"(?:[\w’'.-]+['’]s? )?(?:(?!(?:of|in|on|at|by|for|from|to|with|about|against|over|and|or|not"
    rf"|than|behind|under)\b)[a-z][\w-]* )*(?P<name>{NAME.pattern})"
)
LOWERED = re.compile(r"^(?:The|An?|Our|Its|Their|My|Her|His|This|Each|Every|All)(?= )")


def _points_back(text: str) -> bool:
    """Tell a pronoun, or what stands for a name: "the film", "this same firm"."""
    found = re.fullmatch(r"(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese)(?: same)? (?P<kind>[a-z]+)", text)
    kinds = TYPES | GENERIC_ENTITY
    return bool(PRONOUNS.fullmatch(text) or (found and senses([found["kind"]]) <= kinds))


def _named(text: str) -> str:
    """The name that a phrase ends with: "the former banker Uta Lind"; "" for "rival of Tern"."""
    found = CALLED.fullmatch(LOWERED.sub(lambda led: led.group().lower(), text))
    return found["name"] if found else ""


def _same_name(ours: str, theirs: str, around: frozenset[str], terms: Terms) -> bool:
    """Tell whether two noun phrases call the same: in full or, of a person, by the last name."""
    one, other = _named(ours), _named(theirs)
    if not one or not other:
        return _core(terms.stems(f"x {ours}")) == _core(terms.stems(f"x {theirs}"))
    if _core(terms.stems(f"x {one}")) == _core(terms.stems(f"x {other}")):
        return True
    extra = terms.stems(f"x {other}") - terms.stems(f"x {one}")
    if other.startswith(f"{one} ") and extra <= FIRMS and terms.stems(f"x {other}") <= around:
        return True  # "Skerry" on the page of Skerry Games
    short, long = sorted((one.split(), other.split()), key=len)
    return (
        len(short) == 1
        and len(long) == 2
        and short[-1] == long[-1]
        and short[0][-2:] not in ("'s", "’s")
    )


def _core(stems: frozenset[str]) -> frozenset[str]:
    return stems - SUFFIXES - frozenset("x") or stems


def _same_thing(
    one: Happening, other: Happening, here: frozenset[str], around: frozenset[str], terms: Terms
) -> bool:
    """Tell whether two events are of the same thing, whoever owns it and wherever it stands."""
    if not one.thing:
        return False
    owners = terms.stems(f"x {one.who} {other.who}")
    if _points_back(other.thing) or _points_back(one.thing):
        whole = terms.stems(f"x {one.thing}") - TYPES - GENERIC_ENTITY
        kinds = [terms.stems(f"x {thing}") & TYPES for thing in (one.thing, other.thing)]
        if all(kinds) and not kinds[0] & kinds[1]:
            return False  # "the paper" is not "the book"
        return whole <= around or one.thing.lower() == other.thing.lower()
    if _named(one.thing) and _named(other.thing):
        apart = re.search(r"['’]s? ", f"{one.thing} {other.thing}")
        if not apart:
            by_last = one.thing.split()[-1] == other.thing  # "Lind resigned"
            said = by_last or _all_said(one.thing, here, terms)
            return said and _same_name(one.thing, other.thing, around, terms)
    ours, theirs = (_thing_stems(text, terms) for text in (one.thing, other.thing))
    places = _place_stems(other.thing, terms)
    known = re.match(r"(?:its|their|our|his|her|the|this)\b", other.thing, re.I)
    own = owners | around if known else owners  # "the rollout", on a page about it
    missing, more = ours - theirs - own, theirs - ours - own - places - PLAIN
    if bool(missing) and not missing <= _place_stems(one.thing, terms) & here:
        return False
    if _named(one.thing) and PART_LIKE.match(other.thing) and not _named(other.thing):
        return False  # "a Murmur app" is not Murmur
    common = ours & theirs
    return (
        bool(common - GENERIC_ENTITY - TYPES or ours == theirs) and more <= TYPES | GENERIC_ENTITY
    )


def _all_said(thing: str, here: frozenset[str], terms: Terms) -> bool:
    return terms.stems(f"x {thing}") - TYPES - GENERIC_ENTITY - frozenset("x") <= here


def _thing_stems(text: str, terms: Terms) -> frozenset[str]:
    text = LOWERED.sub(lambda led: led.group().lower(), text)
    text = MODEL.sub(r"\1", text)  # "the HX4 controller" is the HX4
    return terms.stems(f"x {OWNED.sub(' ', text)}") - frozenset("x") - IDLE_VERBS


def _place_stems(text: str, terms: Terms) -> frozenset[str]:
    """The words of a thing that say where it stands: "its plant in Porto"."""
    found = PLACED.search(text)
    return terms.stems(f"x {text[found.end() :]}") if found else frozenset()
