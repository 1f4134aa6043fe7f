"""Rows B2 and R1: who did what to whom, and whether a figure is theirs or a relative's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from prepkit.corpus import Passage
from prepkit.factcheck.subjects import FIRMS, GENERIC_ENTITY, tells
from prepkit.factcheck.superlatives import ORDINALS, undated
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import (
    PREFIXED,
    WORD,
    is_function_word,
    is_name_at_start,
    names,
    senses,
)
from prepkit.quantities.lexicon import AUXILIARIES, BE, NO_NAMES, SAY_VERBS, VERBS
from prepkit.quantities.words import ONES, TENS

# Who or what belongs to somebody and is somebody else: "Verran's subsidiary", "her brother".
RELATIVES = (
    "father mother brother sister son daughter wife husband uncle aunt cousin nephew niece parent"
    " parents family child children friend colleague partner rival competitor founder co-founder"
    " cofounder owner predecessor successor subsidiary affiliate supplier customer captain coach"
    " chairman chairwoman chair chief ceo cto cfo director president manager spokesman"
    " spokeswoman spokesperson assistant deputy widow grandfather grandmother teammate neighbour"
    " neighbor investor backer lawyer agent landlord tenant critic opponent"
).split()
OF_A_RELATIVE = re.compile(
    rf"(?:\b(?i:his|her|its|their|whose|our(?= (?:[a-z-]+ )?(?:rival|competitor|parent|supplier"
    rf"|customer|client)))|['’]s?)\s+(?:[a-z-]+\s+)?({'|'.join(RELATIVES)})\b"
)
RELATIVES_OF = frozenset("that who which".split())
# What only stands before a noun.
NOUN_AHEAD = re.compile(r"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|of|[Tt]his|[Ee]ach) $")
OURS = re.compile(
    r"\W*We (?:have |had )?[a-z]+(?: (?:out|up|in|over|the|our))* ([A-Z][\w-]*(?: [A-Z][\w-]*)*)"
)
PRONOUN = re.compile(r"\W*(It|He|She|They|Its|His|Her|Their)\b")
# "From Oracle to Postgres", "Leaving Oracle behind: how we moved to Postgres", "Tern vs Finch".
RELATED_NAMES = re.compile(
    r"\b([A-Z][\w+#.]+)(?: behind)?(?::[^.]{0,80}?)?"
    r" (?P<joint>to|vs\.?|versus|and|with|by) (?:the )?([A-Z][\w+#.]+)"
)
# What one person does to another, who may be the "he" or "she" of the next sentence.
TO_A_PERSON = re.compile(
    r"\b(?:married|divorced|succeeded|succeeds|replaced|replaces|mentored|hired|met|reports? to"
    r"|reported to|works? for|worked for|followed)"
    r" (?:(?:the|her|his|a) )?(?:[a-z]+ ){0,2}[A-Z][a-z]+"
)
# "Had his brother murdered" is another's deed.
HAD_DONE = re.compile(r"\bha(?:d|s|ve) (?:his|her|its|their|the) [a-z]+ ([a-z]+(?:ed|en))\b")
TAKES = senses(["take"])
NUMBERS = ONES.keys() | TENS.keys()
# Where another statement begins.
CLAUSE = re.compile(
    r"[;:]\s|,\s(?!\d)|\s(?:and|but|while|whereas|which|who|where|when|after|before)\s"
)
PREPOSITION = re.compile(
    r"\b(?:in|on|at|for|with|during|within|as|over|since|until|per|of|about|under|above|through"
    r"|across|throughout|among)\b"
)
DATA_UNIT = re.compile(r"[KMGTPE]i?[Bb](?:ps|/s)?|[KMGT]?Hz|[KMGT]?Wh?")
OWNER = re.compile(r"\b[A-Z][\w-]*['’]s? ")
DONE_BY = re.compile(r"(?<!was )(?<!were )(?<!been )\b([a-z]{3,}) by ((?:[A-Z][\w’'-]*\s?)+)")
LED = re.compile(
    r"\b(?i:in|on|at|for|with|during|as|of|by|from|to|against|under)"
    r" (?:the |its |all |each |every )?"
    r"((?:[A-Z][\w’'-]*\s?)+)"
)
# "Daan Reuvers of Kessel Research": a person speaks for a house.
OF_A_HOUSE = re.compile(
    r"\b[A-Z][\w’'-]* [A-Z][\w’'-]*,? (?:of|at|from|for|with) ((?:[A-Z][\w’'-]*\s?)+)\W*$"
)
COMPOUND = re.compile(r"[A-Z][a-z]*(?:-[a-z]+)+")  # "Start-up time fell"
# "For the quarter ended 30 June": when it was.
ENDED = re.compile(r"\b(?:quarter|year|months|weeks|period|half) (?:ended|ending)\b")
ACRONYM = re.compile(r"[A-Z]{2,5}")
PARTY = re.compile(r"\b(?:from|to|by)\s+(?:the\s+)?((?:(?!from\b|to\b|by\b)[\w’'-]+\s*){1,3})")


# "Juniparo's chief | people officer, Uta Lind, joined"
REST_OF_ROLE = re.compile(r"^(?: [a-z-]+){1,3}(?=, [A-Z])")


def relative_of(claim: str, source: str, terms: Terms) -> str:
    """B2: return the relative whom a source's clause is about, and whom the claim leaves out.

    "Verran's subsidiary Oxlade reported sales" says nothing of Verran's own.
    """
    said = terms.stems(claim)
    for match in OF_A_RELATIVE.finditer(source):
        begun = max((cut.end() for cut in CLAUSE.finditer(source, 0, match.start())), default=0)
        if _verb(source[begun : match.start()]):
            continue  # "written with her husband"
        called = names(f"x {source[match.end() : match.end() + 40]}")
        behind = REST_OF_ROLE.sub("", source[match.end() :]).lstrip(" ,")
        named = next((name for name in called if behind.startswith(name)), None)
        called_so = senses([match[1]]) & said and not _is_done(match[1], claim)
        if called_so or (named and terms.stems(named) <= said):
            continue
        return match[1]
    return ""


def lent_by_one_of_two(claim: str, passage: Passage, terms: Terms) -> str:
    """B1: return the claim's name that only a title has, beside another: "from Oracle to Postgres".

    Whom of the two a sentence speaks of that names neither, it leaves open.
    """
    titled = RELATED_NAMES.search(passage.title)
    if titled is None:
        return ""
    around = terms.stems(f"{passage.text} {passage.before or ''}")
    ours, theirs = (terms.stems(f"x {titled[n]}") - terms.stems("x") for n in (1, 3))
    said = terms.stems(claim)
    called = " ".join(names(f"x {claim}")).split()
    if titled["joint"] in ("and", "with", "by") and not {titled[1], titled[3]} & {*called}:
        return ""  # "Test Selection with Machine Learning" names nobody of whom a claim is
    for one, other in ((ours, theirs), (theirs, ours)):
        if one <= said and not other <= said and not one & around:
            return min(one)
    return ""


def _is_done(relative: str, claim: str) -> bool:
    """Tell whether a claim has only the verb of a noun: "manages" tells of no manager."""
    alike = [word for word in WORD.findall(claim) if senses([word]) == senses([relative])]
    return bool(alike) and all(word in VERBS for word in alike)


def pronoun_of_another(claim: str, passage: Passage, terms: Terms) -> str:
    """B1: return the pronoun that begins a source's sentence, where it is not plainly the claim's.

    "She" is whom the page, its heading or the subject of the sentence before names, not whoever
    was named last.
    """
    pronoun = PRONOUN.match(passage.text)
    told = _verb(claim)
    owner = _called(claim[: told.start()] if told else claim, frozenset(), terms)
    if not pronoun or not owner or owner & terms.stems(passage.text):
        return ""
    before = passage.before or ""
    if pronoun[1] in ("He", "She") and TO_A_PERSON.search(before):
        return pronoun[1]  # "Sam reports to Ingrid. She leads a team": who of the two?
    verb = next((w for w in WORD.finditer(before) if _is_finite(w, before)), None)
    subject = before[: verb.start()] if verb else before
    around = (passage.title, *passage.headings, subject)
    meant = frozenset().union(*(terms.stems(text) for text in around))
    object_ = OURS.match(before)
    if object_ and pronoun[1] in ("It", "Its") and len(names(before)) == 1:
        meant |= terms.stems(object_[1])  # "We rolled out Kilnhouse. Its hit rate"
    if not owner & meant:
        return pronoun[1]
    known = terms.stems(claim).union(*(terms.stems(text) for text in around[:-1]))
    stranger = _called(subject, frozenset(), terms)
    if stranger and not owner & stranger and not tells(subject.strip(), before):
        return pronoun[1]  # on a page about Larkfield: "Tidegate is small. It was founded in 2019"
    called = [terms.stems(name) for name in names(f"x {subject}")]
    longer = any(owner < name and name - known - GENERIC_ENTITY - FIRMS for name in called)
    return pronoun[1] if longer else ""  # "Larkfield Ads, ... It has" tells of the ads


def _is_finite(word: re.Match[str], text: str) -> bool:
    """Tell whether a word is the verb of its sentence: not the "spring" of "in the spring"."""
    if word.group() in BE:
        return True
    verb = VERBS.get(word.group())
    before = text[: word.start()]
    return verb is not None and verb.tense != "gerund" and not NOUN_AHEAD.search(before)


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb of a sentence, with who does it and to whom, as stems."""

    verb: frozenset[str]
    doers: frozenset[str]
    others: frozenset[str]
    named: frozenset[str]  # the names of those who do it
    passive: bool = False
    speaks_for: frozenset[str] = frozenset()  # the house of a person: "Daan Reuvers of Kessel"


def swapped(claim: str, source: str, terms: Terms) -> str:
    """R1: return a party that does in the claim what is done to it in the source, or back."""
    for one, other in ((claim, source), (source, claim)):
        had_done = HAD_DONE.search(one)
        if had_done and not HAD_DONE.search(other) and senses([had_done[1]]) & terms.stems(other):
            return min(senses([had_done[1]]))
    known = frozenset(names(claim) + names(source))
    theirs = list(deeds_of(source, terms, known))
    for ours in deeds_of(claim, terms, known):
        if ours.verb & TAKES:
            continue  # "it took Larkfield a day to", "the work took a day"
        same = [d for d in theirs if d.verb == ours.verb and not _came_about(ours, d)]
        for deed in same:
            turned = (ours.doers & deed.others) - deed.doers
            turned |= (ours.others & deed.doers) - deed.others
            if turned and not _only_owns(turned, ours, deed, claim, source, terms):
                return min(turned)
        named = frozenset().union(*(deed.named | deed.speaks_for for deed in same))
        if ours.named and same and all(deed.named for deed in same) and not ours.named & named:
            return min(named)
    return ""


def _only_owns(
    turned: frozenset[str], ours: Deed, theirs: Deed, claim: str, source: str, terms: Terms
) -> bool:
    """Tell whether the one name that seems turned only owns what the deed is done to:
    "Larkfield's tool deleted files", "the tool deleted files in Larkfield's store".
    """
    if len(turned) > 1:
        return False
    text = source if turned <= theirs.others - ours.others else claim
    owners = terms.stems(" ".join(f"x {match.group()}" for match in OWNER.finditer(text)))
    bare = terms.stems(" ".join(f"x {name}" for name in names(f"x {OWNER.sub('', text)}")))
    return turned <= owners - bare


def _came_about(one: Deed, other: Deed) -> bool:
    """Tell whether one says that a thing did what the other says was done: "aired", "was aired"."""
    active, passive = (other, one) if one.passive else (one, other)
    by = passive.doers and not passive.doers & active.doers
    if by and not active.doers & passive.others:
        return False  # "Orsett bought 40 houses built by Tern" tells of none that Orsett built
    return one.passive != other.passive and not active.others


SAID_BY = re.compile(r"\s((?:[A-Z][\w’'-]*\s?)+)")
# "Leaks fixed by Orsett", "vans sold by the Balmore group"
BY_SOMEBODY = re.compile(r"\s*by (?:the |its |our )?[A-Z]")


def deeds_of(text: str, terms: Terms, known: frozenset[str]) -> Iterator[Deed]:
    """Yield what a text tells of who does what; the doer of a passive is behind its "by".

    `known` are the names that either text has where no sentence begins.
    """
    for match in DONE_BY.finditer(text):  # "a round led by Marten"
        by = terms.stems(match[2])
        yield Deed(senses([match[1]]), by, frozenset(), by, passive=True)
    text = ENDED.sub(lambda m: " " * len(m.group()), text)
    cuts = [0, *(cut.end() for cut in CLAUSE.finditer(text)), len(text)]
    last_doers: frozenset[str] = frozenset()
    last_named: frozenset[str] = frozenset()
    for start, end in pairwise(cuts):
        clause = text[start:end]
        verb = _verb(clause)
        if verb is None and clause.rstrip().endswith(":"):
            continue  # "Larkfield latency: ..." names a topic, and nobody who does anything
        if verb is None:
            aside = OWNER.sub("", clause)  # "Roan's" in "Roan's head of data" names no doer
            called = _called(aside, known, terms) - _led(aside, terms)
            if called:  # "Roan's head of data, Iris Bolt, said": an aside names who
                last_named |= called
                last_doers |= called
            continue
        before, after = clause[: verb.start()], clause[verb.end() :]
        doers = _heads(before, terms) - _led(before, terms)
        named = doers & _called(before, known, terms) if doers else last_named
        doers = doers or last_doers
        direct = _heads(PREPOSITION.split(re.split(r"\b(?:from|to|by)\b", after)[0])[0], terms)
        parties = list(PARTY.finditer(after))
        others = direct.union(*(_heads(match[1], terms) for match in parties))
        last_doers, last_named = doers, named
        said_by = SAID_BY.match(after) if verb.group() in SAY_VERBS else None
        if said_by and not before.strip(' "”’'):  # "“…,” said Uta Lind"
            by = _heads(said_by[1], terms)
            last_doers = last_named = by
            yield Deed(senses([verb.group()]), by, frozenset(), by)
            continue
        bare = not before.strip() and after.lstrip().startswith("by ")
        passive = _is_passive(before) or bare or BY_SOMEBODY.match(after) is not None
        if passive:
            agents = [m for m in parties if m.group().lower().startswith("by")]
            by = frozenset().union(*(_heads(m[1], terms) for m in agents))
            own = OWNER.sub("", before)  # "Tern's engine was rewritten": nobody did that to Tern
            done_to = (doers | others) & _heads(f"{own} {after}", terms)
            doers, others = by, (done_to if own != before else doers | others) - by
            named = by & frozenset().union(*(terms.stems(n) for n in names(f"x {after}")))
            if text[end : end + 1].isupper():  # "by Liis Varik and Jonah Peltre": by both
                named = frozenset()
        house = OF_A_HOUSE.search(before)
        speaks_for = terms.stems(f"x {house[1]}") - terms.stems("x") if house else frozenset()
        yield Deed(senses([verb.group()]), doers, others, named & doers, passive, speaks_for)


def _verb(clause: str) -> re.Match[str] | None:
    """The first verb of a clause that tells a deed, behind its auxiliaries."""
    after_name = False
    for match in WORD.finditer(clause):
        word, led = match.group().lower(), after_name
        # "API calls" are calls.
        after_name = match.group()[0].isupper() and not ACRONYM.fullmatch(match.group())
        if word in BE or word in AUXILIARIES or match.group()[0].isupper():
            continue
        if word == "used" and clause.startswith(" to ", match.end()):
            continue  # "it used to take a person": taking is the deed
        prefixed = PREFIXED.fullmatch(word)
        plain = prefixed[2] if prefixed and word not in VERBS else word  # "resold"
        told = ("past", "participle", "present") if led else ("past", "participle")
        known = plain in VERBS and VERBS[plain].tense in told  # "Oakhurst supplies"
        if known or re.fullmatch(r"[a-z]{3,}ed", match.group()):
            return match
    return None


def _called(phrase: str, known: frozenset[str], terms: Terms) -> frozenset[str]:
    """The names of a phrase, and its first word where that can be nothing else."""
    called = [*names(undated(phrase)), *(name for name in known if phrase.startswith(name))]
    first = re.match(r"[A-Z][\w’-]*", phrase)
    if first and is_name_at_start(first.group()) and not COMPOUND.fullmatch(first.group()):
        called.append(first.group())
    return frozenset().union(*(terms.stems(f"x {name}") for name in called)) - terms.stems("x")


def _led(before: str, terms: Terms) -> frozenset[str]:
    """The names that a preposition leads, who do nothing: "On Reelgauge, Saltmarsh scored"."""
    return frozenset().union(*(terms.stems(match[1]) for match in LED.finditer(before)))


def _is_passive(before: str) -> bool:
    """Tell a passive by its "was", or by the "is" before what it tells of: "is a film made by"."""
    words = [word.lower() for word in WORD.findall(before)]
    last = max((at for at, word in enumerate(words) if word in BE), default=len(words))
    return last < len(words) and not any(word in RELATIVES_OF for word in words[last:])


def _heads(phrase: str, terms: Terms) -> frozenset[str]:
    """The names of a phrase, and the nouns that stand behind an article."""
    capitals = re.findall(r"\b[A-Z][\w’'-]*", phrase)
    named = [n for n in capitals if n not in NO_NAMES and n.lower() not in NUMBERS]
    named = [n for n in named if not DATA_UNIT.fullmatch(n)]
    nouns = re.findall(
        r"\b(?:the|a|an|its|their|our)\s+(?:(?:first|second|third|new|old|last|whole|full)\s+)?"
        r"([a-z-]{4,})\b",
        phrase,
        re.I,
    )
    nouns += re.findall(r"\b[A-Z][\w-]*['’]s ([a-z-]{4,})\b", phrase)
    nouns = [noun for noun in nouns if noun.lower() not in ORDINALS]
    words = [w for w in (*named, *nouns) if not is_function_word(w)]
    return terms.stems(" ".join(f"x {word}" for word in words)) - terms.stems("x")
