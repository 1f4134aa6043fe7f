"""Row R1: who holds an office, leads a team or founded a firm, however a sentence tells it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import IDLE, LIGHT
from prepkit.factcheck.attitudes import ruling_of
from prepkit.factcheck.deeds import LONGEST
from prepkit.factcheck.statements import TAKEN_BACK, narrows
from prepkit.factcheck.subjects import GENERIC_ENTITY, passage_context
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import NO_NAMES, WORD, is_function_word, senses

_CAPITAL = r"[A-Z][\w’'-]*[a-z](?<!['’]s)"
_PERSON = rf"(?:(?:Dr|Mr|Ms|Mrs)\.? )?{_CAPITAL}(?: (?:(?:de|van|von|der|af) )?{_CAPITAL}){{0,3}}"
_ORG = r"[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,3}"
_OFFICE = (
    r"(?P<office>C[ETFOIMP]O|CISO|CRO|[Cc]hief (?:executive|technology|technical|financial|finance"
    r"|operating|information|product|marketing|people|revenue|security|science|scientific|data"
    r"|commercial|legal)(?: officer)?|[Mm]anaging director|[Gg]eneral counsel|[Pp]resident"
    r"|[Cc]hair(?:man|woman|person)?(?: of the board)?)(?![\w-])"
)
# One name for what is called in two ways.
_CALLED = {
    "chief executive": "ceo",
    "chief technology": "cto",
    "chief technical": "cto",
    "chief financial": "cfo",
    "chief finance": "cfo",
    "chief operating": "coo",
    "chief information": "cio",
    "chief product": "cpo",
    "chief marketing": "cmo",
    "chief revenue": "cro",
}
# "Our CTO", "Tern's CTO"; not "the former CTO", "the deputy CTO", "co-CEO".
_WHOSE = rf"(?:(?:our|its|their|the|The|Our|Its) |(?P<org>{_ORG})['’]s? )?(?:new |current )?"
_PLAIN = (
    r"(?<!former )(?<!ex-)(?<!acting )(?<!interim )(?<!deputy )(?<!vice )(?<!co-)(?<!then-)"
    r"(?<!outgoing )(?<!assistant )(?<!first )(?<!previous )(?<!then )(?<!last )(?<!one-time )"
    r"(?<!Former )(?<!Vice )(?<!incoming )(?<!next )"
)
# "CTO of Larkfield's payments arm" is none of Larkfield.
_OF = (
    r"(?! (?:of|at) (?:the )?[A-Z][\w-]*['’])"
    rf"(?: (?:of|at) (?:the )?(?P<of>(?:{_ORG}|company|group|firm|business))(?![\w'’-]))?"
)
_HELD = (
    r"(?:is(?: now| currently)?|became|becomes|serves as|has served as|has been|took over as"
    r"|takes over as|steps up as|joined (?:us |[A-Z]\w* )?as|acts as"
    r"|(?:was|is|has been|been) (?:today )?(?:named|appointed|made|promoted to|elected)(?: as)?"
    r"|(?:has )?(?:led|leads|runs?|headed|heads) (?:[a-zA-Z]+ ){1,3}as"
    r"|will continue as|continues as|remains)"
)
OFFICES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w-]){_PLAIN}{_WHOSE}{_PLAIN}{_OFFICE}{_OF}(?:,| is| is now|:)? (?P<who>{_PERSON})",
        rf"(?P<who>{_PERSON})(?:,[^,;.]{{2,50}},)? {_HELD} (?:also )?"
        rf"{_WHOSE}{_PLAIN}{_OFFICE}{_OF}",
        rf"(?P<who>{_PERSON}), {_WHOSE}{_PLAIN}{_OFFICE}{_OF}",
        rf"\b(?:named|appointed|made|promoted|hired|elected) (?P<who>{_PERSON}) (?:as |to be )?"
        rf"{_WHOSE}{_PLAIN}{_OFFICE}{_OF}",
    )
)
# "The search team", "Platform at Larkfield": what is led.
_LED = r"(?P<thing>(?:[A-Za-z][\w’'-]*)(?: (?!is\b|are\b|was\b|were\b)[A-Za-z][\w’'&-]*){0,6}?)"
_LEADS = r"(?:leads|heads|runs|manages|directs|oversees|is in charge of|is head of|is the head of)"
_NOW = r"(?:is |are )?(?:now |currently )?"
_STOP = r"(?=\s*(?:$|[.,;:()]|and\b|while\b|but\b|who\b|which\b|from\b|since\b|with\b|as\b))"
LEADERS = (
    re.compile(rf"(?P<who>{_PERSON})(?:,[^,;.]{{2,50}},)? (?:now )?{_LEADS} {_LED}{_STOP}"),
    re.compile(
        rf"(?<![\w’'-]){_LED},? {_NOW}(?:led|headed|run|managed|directed|overseen) by "
        rf"(?P<who>{_PERSON})"
    ),
)
_STARTED = r"(?:founded|co-founded|started|set up|established|cofounded)"
_PEOPLE = rf"(?P<who>{_PERSON}(?:(?:, {_PERSON})*,? and {_PERSON})?)"
FOUNDERS = (
    re.compile(
        rf"{_PEOPLE} (?:first )?{_STARTED} (?P<thing>{_ORG}|the company|the firm|us)(?![\w-])"
    ),
    re.compile(
        rf"(?<![\w-])(?<!of )(?<!['’]s )(?P<thing>{_ORG}|[Tt]he company|[Ww]e)(?: was| were)?"
        rf" {_STARTED}(?: in \d{{4}}| in [A-Z]\w+)? by {_PEOPLE}"
    ),
    re.compile(rf"^\W*[Ff]ound(?:ers?|ed by):? (?:is |are )?{_PEOPLE}(?P<thing>)$"),
)
# No more, not yet, or not quite.
UNSURE = re.compile(
    r"\b(?:until|stepped down|steps down|resigned|will (?:become|take|join|step)|would|might|former"
    r"|formerly|interim|acting|no longer|not|never|co-CEO|jointly|together with)\b|n['’]t\b|\?"
    r"|\b(?:1[89]|20)\d\d ?(?:to|till|until|–|-) ?(?:1[89]|20)\d\d\b",
    re.I,
)
# "CTO is Uta Lind, joined from Tern"
CAME_FROM = re.compile(
    rf"(?:,| and)? \(?(?:(?:who )?(?:joined|came|hired|poached) from|ex-|formerly (?:at|of|with)"
    rf"|previously (?:at|of|with)) ?(?P<org>{_ORG})\)?\W*$"
)
FORMERLY = (
    r"\b(?:[Bb]efore (?:that|joining|this|then|coming)|[Pp]reviously|[Ff]ormerly|[Ee]arlier"
    r"|(?:joined|joins|joining|came|comes)(?: to)?(?: us)? from|prior to (?:that|joining))\b"
)
SHE = re.compile(
    r"\W*(?:Before (?:that|joining|this)|Previously,?|Earlier,?|Prior to)[^.;]*?\b(?:s?he|they)\b"
    r"|\W*(?:She|He|They)\b"
)
# How far behind a holder stands what takes it back: "was CTO until 2019".
WINDOW = 30
NO_PERSON = NO_NAMES | frozenset(
    """Our The Its Their We They He She It In On At As For Last This Today Since After Before
    Under Chief CEO Team Group Company Now Platform Data Search Product Engineering""".split()
)
SAYS_IT = (
    senses(LIGHT)
    | IDLE
    | senses(
        """named appointed become serve lead head run manage direct oversee charge start found
    founded establish chief officer executive team group department unit organisation organization
    division join""".split()
    )
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a part that one holds alone, and of what."""

    part: str  # "ceo", "leader", "founder"
    who: frozenset[str]
    people: int
    of: str
    said: str


def find_holders(text: str) -> Iterator[Holder]:
    """Yield who holds which office, leads what and founded what by a text.

    >>> [(h.part, sorted(h.who)) for h in find_holders("Our CTO, Uta Lind, joined in 2019.")]
    [('cto', ['lind', 'uta'])]
    """
    if len(text) > LONGEST:
        return
    for pattern in OFFICES:
        for match in pattern.finditer(text):
            of = " ".join(filter(None, (match["org"], match["of"])))
            yield from _holder(_office(match["office"]), match, of, text)
    for part, patterns in (("leader", LEADERS), ("founder", FOUNDERS)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                yield from _holder(part, match, match["thing"], text)


def _holder(part: str, match: re.Match[str], of: str, text: str) -> Iterator[Holder]:
    people = re.split(r",? and |, ", match["who"])
    words = [[w for w in person.split() if w not in NO_PERSON] for person in people]
    if all(words) and all(len(w) == len(p.split()) for w, p in zip(words, people, strict=True)):
        who = frozenset(w.lower().removesuffix(".") for person in words for w in person)
        yield Holder(part, who, len(people), of, match.group())


def _office(told: str) -> str:
    plain = told.lower().removesuffix(" officer").removesuffix(" of the board")
    plain = re.sub(r"^chair(?:man|woman|person)$", "chair", plain)
    return _CALLED.get(plain, plain)


@dataclass(frozen=True, slots=True)
class HolderMatch:
    """How the holders that a source names stand to a claim's."""

    label: str
    reason: str
    passage: Passage


def match_holders(clause: str, passages: Sequence[Passage], terms: Terms) -> HolderMatch | None:
    """Return what the sources make of who holds what by a statement; None where they tell nothing.

    Another holder contradicts it, where no sentence gives the part to the claim's.
    """
    found = list({(h.part, h.who): h for h in find_holders(clause)}.values())
    if len(found) != 1 or UNSURE.search(clause):
        return None
    ours = found[0]
    theirs = [
        (holder, passage)
        for passage in passages
        for holder in find_holders(passage.text)
        if holder.part == ours.part
    ]
    alike = [(h, p) for h, p in theirs if ours.who & h.who]
    came = CAME_FROM.search(clause)
    if came and not _came_from(came["org"], ours, passages):
        return None
    plain = clause[: came.start()] if came else clause
    for holder, passage in alike:
        if _bears_out(plain, ours, holder, passage, terms):
            return HolderMatch("supported", "the source says so of the same person", passage)
    if alike:
        return None
    others = [(h, p) for h, p in theirs if _is_another(clause, ours, h, p, terms)]
    if others:
        told = f"the source names somebody else: {others[0][0].said!r}"
        return HolderMatch("contradicted", told, others[0][1])
    return None


def _came_from(org: str, holder: Holder, passages: Sequence[Passage]) -> bool:
    """Tell whether a sentence on a holder says that they were with a firm before."""
    for passage in passages:
        text = passage.text
        before = (passage.before or "").lower()
        named = all(re.search(rf"\b{name}\b", text.lower()) for name in holder.who)
        meant = SHE.match(text) and all(re.search(rf"\b{n}\b", before) for n in holder.who)
        formerly = re.search(rf"{FORMERLY}[^.;]*?\b{re.escape(org)}(?![\w’'-])", text)
        if formerly and (named or meant) and not UNSURE.search(text):
            return True
    return False


def _bears_out(clause: str, ours: Holder, theirs: Holder, passage: Passage, terms: Terms) -> bool:
    """Tell whether a source gives the same part of the same thing to the same people, and the
    claim says no more than that.
    """
    same = ours.who <= theirs.who and ours.people == theirs.people
    text = passage.text
    end = text.find(theirs.said) + len(theirs.said)
    sure = not UNSURE.search(text[: end + WINDOW]) and not TAKEN_BACK.search(text)
    sure = sure and not narrows(clause, text[:end]) and not ruling_of(clause, text[:end])
    beside = [w for w in WORD.findall(clause.replace(ours.said, " ")) if not is_function_word(w)]
    return same and sure and not beside and _of_the_same(ours, theirs, passage, terms)


def _is_another(clause: str, ours: Holder, theirs: Holder, passage: Passage, terms: Terms) -> bool:
    """Tell whether a source gives the claim's part of the same thing to somebody else."""
    full = len(theirs.who) >= 2 * theirs.people and len(ours.who) >= 2 * ours.people
    sure = not UNSURE.search(theirs.said) and not TAKEN_BACK.search(passage.text)
    return full and sure and _of_the_same(ours, theirs, passage, terms)


def _of_the_same(ours: Holder, theirs: Holder, passage: Passage, terms: Terms) -> bool:
    """Tell whether two parts are of one thing: "the search team", "search at Larkfield"."""
    stems = terms.stems
    around = frozenset().union(*map(stems, passage_context(passage)))
    idle = SAYS_IT | GENERIC_ENTITY
    wanted, given = stems(ours.of) - idle, stems(theirs.of) - idle
    if ours.part == "leader":
        common = wanted & given
        return bool(common) and wanted ^ given <= around
    return wanted <= given | around and given <= wanted | around
