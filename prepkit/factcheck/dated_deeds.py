"""Row E0: which date a source gives to what a claim tells, by the clause it stands in."""

import re
from collections.abc import Sequence
from dataclasses import replace

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import deeds, other_deeds
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
    may_tell,
    of_another_event,
    spans_of_others,
    told_dates,
)
from prepkit.factcheck.deeds import compare_deeds
from prepkit.factcheck.degrees import excepted_apart, times_apart
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.listings import is_labelled
from prepkit.factcheck.nearness import CLEARLY
from prepkit.factcheck.parties import pronoun_of_another, relative_of, swapped
from prepkit.factcheck.relations import compare_relations
from prepkit.factcheck.roles import done_otherwise, kept_together, own_thing_did, was_done_to_it
from prepkit.factcheck.statements import other_way_round, turned_round
from prepkit.factcheck.strangers import stranger_over, stranger_to
from prepkit.factcheck.subjects import FIRMS, TYPES, passage_context
from prepkit.factcheck.superlatives import numbers_in
from prepkit.factcheck.times import days_of_any_year
from prepkit.factcheck.unsaid import narrows
from prepkit.factcheck.words import (
    NAME,
    NO_NAMES,
    PASSIVE,
    WORD,
    is_function_word,
    is_name_at_start,
    names,
    senses,
)
from prepkit.notes import Claim
from prepkit.quantities import find_dates
from prepkit.quantities.lexicon import BE, VERBS
from prepkit.quantities.titles import known_names

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
# "Acquired by Sternhold": who did it.
DONE_BY = re.compile(r"\b(?P<deed>[A-Za-z]+) by (?:the )?(?P<who>[A-Z][\w’'-]+)")
THAN = re.compile(r"\bthan\b")
# Such a share of a claim's words a sentence with one date may leave unsaid.
MOST_UNSAID = 1 / 3
BRACKETS = re.compile(r"\([^()]*\)")
# "The first film": of which part of several a page speaks.
ANOTHER_PART = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Aa]n?) (?:first|second|third|fourth|original|earlier|previous|next|other"
    r"|new) [a-z]+"
)


def told_of(bare: str, claim: Claim, passage: Passage, base: EvidenceBase) -> Told | None:
    """Return the date that a passage gives to what the claim says came about, if it gives one.

    The claim's words have to stand in the sentence or around it; those that tell what came about,
    beside the date.
    """
    nobody = passage.origin.publisher and claim.cited and not names_somebody(claim.text)
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
    named = frozenset().union(*(base.terms.stems(name) for name in named_in(bare)))
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
    called = {word for name in named_in(bare) if " " in name for word in name.split()[1:]}
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
    named = {word for name in named_in(bare) for word in name.split()}
    kept = (word in named or narrows(word, bare, unsaid) for word in unsaid)
    return not any(kept) and len(unsaid) <= MOST_UNSAID * len(words)


def names_somebody(text: str) -> bool:
    """Tell whether a text names anybody or anything."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return bool(names(text)) or (first[:1].isupper() and is_name_at_start(first))


def _without_stems(bare: str, passage: Passage, base: EvidenceBase) -> bool:
    """Tell whether a name without stems, as "No Way Out" and "C++", stands nowhere in a source."""
    around = f"{passage.text} {passage.title} {passage.before}"
    if any(name not in around for name in re.findall(r"\b[A-Z](?:\+\+|#)", bare)):
        return True
    named = [n for n in named_in(bare) if " " in n and not base.terms.stems(n)]
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
    wholes = (next((w for w in titled if name in w), name) for name in named_in(bare))
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
    for name in named_in(bare):
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
    if not named_in(bare[: verb_at(bare)]):
        known = known | terms.stems(passage.origin.publisher)  # "They moved to Oslo"
    return bool(
        pronoun_of_another(bare, passage, terms)
        or (swapped(bare, text, terms) and not came_about)
        or relative_of(bare, text[: told.period.end], terms)
        or crossed(bare, told.clause)
        or moved_apart(bare, told.clause)
        or _did_what_was_done(bare, told.clause)
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


def _did_what_was_done(bare: str, clause: str) -> bool:
    """Tell whether whom the claim has do a thing is who it is done to: "bought by Tern"."""
    agent = DONE_BY.search(bare)
    if agent is None:
        return False
    who = re.escape(agent["who"])
    return bool(
        re.search(rf"\b{agent['deed']} (?:the |its |all of )?{who}", clause, re.I)
        and not re.search(rf"\bby (?:the )?{who}", clause)
    )


def _near(wanted: frozenset[str], told: Told) -> float:
    """How near the claim's words stand to a date of a source."""
    return sum(told.weights.get(word, 0.0) for word in wanted)


def named_in(text: str) -> list[str]:
    """Return the names of a text, a capital at its beginning included."""
    return [match.group() for match in NAME.finditer(text) if not is_function_word(match.group())]


def _longer_name(bare: str, clause: str, passage: Passage, base: EvidenceBase) -> bool:
    """B2: the sentence is about "Quillpad Boards", the claim about "Quillpad".

    A person's name may be longer in the middle, and "Boards" be called by whose page it is.
    """
    known = base.terms.stems(bare)
    beside = [base.terms.stems(name) for name in names(f"x {clause}")]
    named = names(BRACKETS.sub(" ", passage.text))  # "(also known as Saltmarsh: The Tide)", too
    owner = base.terms.stems(f"{passage.title} {passage.origin.publisher}")
    for name in named_in(bare):
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
    whole = next((n for n in named_in(bare) if n.endswith(name)), name).split()
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
    first = next(iter(named_in(bare)), None)
    if first is None or LED_BY.search(bare[: bare.index(first)]):
        return True
    word = next((word for word in first.split() if not is_function_word(word)), first)
    found = re.search(rf"\b{re.escape(word)}\b", clause)
    return found is None or not LED_BY.search(clause[: found.start()])


def verb_at(text: str) -> int:
    """Return where the first verb of a text begins; its end where it has none."""
    told = (m for m in WORD.finditer(text) if m.group() in BE or m.group() in VERBS)
    return next((match.start() for match in told), len(text))
