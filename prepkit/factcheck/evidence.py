"""Candidate evidence for a claimed figure: what is measured, and whether it is the same thing."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from prepkit.corpus import WORD, Corpus, Origin, Passage
from prepkit.factcheck.alignment import measure
from prepkit.factcheck.nearness import Said, beside, said_of
from prepkit.factcheck.sameness import (
    closeness,
    counts_another,
    left_out_of,
    near_difference,
    relate,
)
from prepkit.factcheck.strangers import stranger_to
from prepkit.factcheck.subjects import Subject, passage_context, subject
from prepkit.factcheck.superlatives import is_rank_number
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.times import same_time
from prepkit.factcheck.values import is_basis_points_of, is_per_cent_of, same_kind
from prepkit.factcheck.words import (
    FUNCTION_WORDS,
    exclusive_conflict,
    senses,
    stems_of,
)
from prepkit.notes import Claim
from prepkit.quantities import Measurement
from prepkit.quantities.titles import reporter
from prepkit.quantities.tokens import is_counted
from prepkit.quantities.units import is_currency

OF_WHOLE = re.compile(r" (?:out )?of (?:(?:the|its|their|our|all|those|these) )?(?=[\da-z])")
WHOLE = senses(["whole", "entire"])
LONGEST_NAME = 3  # words
T = TypeVar("T")
MOST_READ = 1_000  # passages of the sources that a claim cites, to be read without a search


@dataclass(frozen=True, slots=True)
class Evidence:
    """One measurement of a source, held against a claim's subject."""

    passage: Passage
    measurement: Measurement
    relation: str  # "same", "near" (B4), or the row that keeps it apart: B1, B2, B3, B5
    difference: str  # the word that makes the difference; "" where there is none
    score: float  # how well the subject fits, 0 to 1
    meant: bool = False  # the claim's words choose it, not grammar: "the old one 92%, the new 88%"


# One for all bases without a table, so that what it has read of words is read once.
NO_TERMS = Terms()


class EvidenceBase:
    """What the claims are judged by: passages at hand, or a corpus to be searched."""

    def __init__(
        self,
        evidence: Corpus | Sequence[Passage],
        terms: Terms | None = None,
        *,
        only: Iterable[str] | None = None,
        strict: bool = False,
    ) -> None:
        """`only` these sources, if given; `strict`: no reading is evidence."""
        self._evidence = evidence
        self._only = None if only is None else frozenset(only)
        self._strict = strict
        self.terms = terms or NO_TERMS
        self._subjects: dict[int, Subject] = {}
        self._read: dict[frozenset[str], list[Passage]] = {}
        self._sentences: dict[Origin, list[Passage]] = {}
        self._kept: dict[tuple[int, str], list[Any]] = {}

    @cached_property
    def sources(self) -> frozenset[str]:
        """The ids of the sources that have evidence which counts."""
        return frozenset(origin.source for origin in self._origins)

    @cached_property
    def _origins(self) -> list[Origin]:
        """What the evidence that counts comes from."""
        if isinstance(self._evidence, Corpus):
            origins = self._evidence.origins()
        else:
            origins = list({passage.origin: None for passage in self._evidence})
        return [
            origin
            for origin in origins
            if not (self._strict and origin.evidence == "reading")
            and (self._only is None or origin.source in self._only)
        ]

    def origins_of(self, sources: Iterable[str]) -> list[Origin]:
        """Return what the evidence of some sources comes from."""
        return [origin for origin in self._origins if origin.source in sources]

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The titles of the sources that have a figure in them, without what tells them apart."""
        bare = (re.sub(r"\s*(?:\([^()]*\)|-LRB-.*?-RRB-)$", "", o.title) for o in self._origins)
        return tuple(title for title in bare if re.search(r"[A-Za-z].*\d", title))

    def spelled(self, names: dict[str, str]) -> "EvidenceBase":
        """Return the same evidence, for a claim that misspells these names (wrong → right)."""
        aliases = {**self.terms.aliases, **{wrong.lower(): right for wrong, right in names.items()}}
        terms = Terms(aliases, self.terms.near, self.terms.successors)
        return EvidenceBase(self._evidence, terms, only=self._only, strict=self._strict)

    def alone(self, passage: Passage) -> "EvidenceBase":
        """Return one passage as if it were all the evidence, with the same terms."""
        return EvidenceBase([passage], self.terms, only=self._only, strict=self._strict)

    def subject_of(self, measurement: Measurement, passage: Passage) -> Subject:
        """Return what a measurement of the sources is of; worked out once for each."""
        key = id(measurement)  # passages are kept as long as their base
        if key not in self._subjects:
            in_table = passage.locator.row is not None
            told = subject(
                measurement, passage.text, self.terms, passage_context(passage), in_table=in_table
            )
            firm = self.terms.stems(reporter(passage.title) or "")
            self._subjects[key] = replace(told, reporter=firm)
        return self._subjects[key]

    def passages(
        self,
        words: Iterable[str],
        sources: Iterable[str] | None = None,
        limit: int = 200,
        *,
        joined: bool = False,
    ) -> list[Passage]:
        """Return the passages that share words with `words`, the best first where searched.

        Of sources that are named, all: a page that is short is read as a whole. Sentences that
        were joined for the levels that they tell are of use for figures alone.
        """
        wanted = self.sources if sources is None else self.sources & set(sources)
        if isinstance(self._evidence, Corpus):
            meant = [stem for word in words for stem in stems_of(word)]
            found = self._evidence.search(meant, sources=wanted, limit=limit, joined=joined)
            rest = self._short(frozenset(wanted)) if sources is not None else []
            known = set(map(id, found))
            return [*found, *(p for p in rest if id(p) not in known and (joined or not p.joined))]
        return [p for p in self._evidence if p.origin.source in wanted and (joined or not p.joined)]

    def _short(self, sources: frozenset[str]) -> list[Passage]:
        """Return all passages of some sources, if they are few enough to read."""
        if sources not in self._read:
            kept = []
            if isinstance(self._evidence, Corpus):
                kept = self._evidence.passages(sources, joined=True)
            self._read[sources] = kept if len(kept) <= MOST_READ else []
        return self._read[sources]

    def in_order(self, passage: Passage) -> list[Passage]:
        """Return all passages of the document that a passage stands in, in its order."""
        return self.of_origin(passage.origin)

    def of_origin(self, origin: Origin) -> list[Passage]:
        """Return all passages of a document, in its order."""
        kept = self._evidence
        if isinstance(kept, Corpus):
            kept = kept.passages([origin.source])
        return [passage for passage in kept if passage.origin == origin and not passage.joined]

    def sentences_near(
        self, words: Iterable[str], sources: Collection[str]
    ) -> Iterator[list[Passage]]:
        """Yield the sentences, in order, of each page that shares words with `words`.

        Of a page that is too long to be read for one figure, none.
        """
        seen: set[Origin] = set()
        for passage in self.passages(words, sources or None):
            origin = passage.origin
            if origin in seen:
                continue
            seen.add(origin)
            if origin not in self._sentences:
                read = [p for p in self.of_origin(origin) if p.locator.row is None]
                self._sentences[origin] = read if len(read) <= MOST_READ else []
            yield self._sentences[origin]

    def kept(
        self, sentences: list[Passage], read: Callable[[list[Passage]], Iterable[T]]
    ) -> list[T]:
        """Return what `read` finds in the sentences of a page, worked out once for each page."""
        key = (id(sentences), read.__name__)  # sentences are kept as long as their base
        if key not in self._kept:
            self._kept[key] = list(read(sentences))
        return self._kept[key]

    @cached_property
    def words(self) -> set[str]:
        """The words of the sources and of their titles, as written there.

        A long title with a capital on every word does not tell its names from the rest.
        """
        written = (WORD.findall(origin.title) for origin in self._origins)
        titles = {word for words in written if _tells_names(words) for word in words}
        if isinstance(self._evidence, Corpus):
            return titles | self._evidence.words(self.sources)
        counted = self.passages(())
        return titles.union(*(WORD.findall(passage.text) for passage in counted))


def _tells_names(words: Sequence[str]) -> bool:
    """Tell whether a title writes names large and the rest small, or is short enough for a name."""
    told = [word for word in words if word.lower() not in FUNCTION_WORDS]
    return len(told) <= LONGEST_NAME or any(word.islower() for word in told)


def is_delta(measurement: Measurement) -> bool:
    """Tell whether the figure is how much something changed by, not a level that it had."""
    change = measurement.change
    return (
        change is not None
        and change.delta is not None
        and change.delta.start == measurement.quantity.start
    )


def is_former(measurement: Measurement) -> bool:
    """Tell whether the figure is what a change began from: a level that holds no longer."""
    change = measurement.change
    return (
        change is not None
        and change.before is not None
        and change.before.start == measurement.quantity.start
    )


def comparable(claimed: Measurement, given: Measurement, *, former: bool = False) -> bool:
    """Tell whether two figures are of one kind: counts with counts, per cent with per cent.

    Two currencies are of one kind: that they differ is for row C3 to say.
    """
    # "71% in 2022": what a change began from, where both give its date.
    dated = claimed.as_of and given.as_of and same_time(claimed.as_of, given.as_of)
    past = is_former(given) and not (claimed.change or former or dated)
    if is_delta(claimed) != is_delta(given) or past:
        return False
    ours, theirs = claimed.quantity.unit, given.quantity.unit
    rates = "/" in f"{ours}{theirs}"
    one, other = _rate_of(claimed), _rate_of(given)
    if ours and theirs and (ours == "occurrence") != (theirs == "occurrence"):
        # "Downloaded 5 times" is 5 downloads, and not 5 people.
        deed, thing = (claimed, theirs) if ours == "occurrence" else (given, ours)
        return thing in (deed.property or "")
    if is_counted(ours) and is_counted(theirs) and (one == other or not rates):
        return True
    this, that = claimed.quantity, given.quantity
    if is_per_cent_of(this, that) or is_per_cent_of(that, this):
        return True
    if is_basis_points_of(ours, theirs):
        return not is_delta(claimed)  # "rose 25 basis points" is no growth by 0.25%
    return same_kind(ours, theirs) or (is_currency(ours) and is_currency(theirs))


RATE_TOLD = re.compile(r"\bper (second|minute|hour|day|week|month|quarter|year)$")


def _rate_of(measurement: Measurement) -> str:
    """Return in which time so many are counted: "22 incidents a month", "incidents per month"."""
    of_unit = (measurement.quantity.unit or "").partition("/")[2]
    told = RATE_TOLD.search(measurement.property or "")
    return of_unit or (told[1] if told else "")


def find_evidence(
    measurement: Measurement,
    claim: Claim,
    base: EvidenceBase,
    sources: Iterable[str] | None = None,
    *,
    former: bool = False,
) -> list[Evidence]:
    """Return the measurements of the sources that a claimed one can be held against, best first.

    `former`: with what a change began from, which holds no longer.
    """
    terms = base.terms
    claimed = _claimed_subject(measurement, claim, terms)
    said = said_of(measurement, claim, terms)
    words = claimed.entity | claimed.property | claimed.qualifiers | said.words or claimed.sentence
    ranked = is_rank_number(measurement, claim.text)
    lent = is_lent(measurement, claim)
    found: list[Evidence] = []
    for passage in base.passages(_search_words(words, terms), sources, joined=True):
        given = [
            m
            for m in passage.measurements
            if comparable(measurement, m, former=former)
            and (ranked or not is_rank_number(m, passage.text))
        ]
        held = _held_against(claimed, said, passage, given, base)
        if whole := OF_WHOLE.match(claim.text, measurement.quantity.end):
            held = (_of_that_whole(evidence, whole, claim) for evidence in held)
        if lent:
            held = (_kept_from_strangers(evidence, claim, base) for evidence in held)
        found += held
    return sorted(
        found, key=lambda e: (e.relation not in ("same", "near"), e.passage.joined, -e.score)
    )


def _claimed_subject(measurement: Measurement, claim: Claim, terms: Terms) -> Subject:
    context = (*claim.headings, claim.before) if claim.before else claim.headings
    return subject(measurement, claim.text, terms, context)


def is_set_apart(
    measurement: Measurement, claim: Claim, evidence: Evidence, base: EvidenceBase
) -> bool:
    """Tell whether a source's figure counts another thing, or is of the other of two in a title."""
    claimed = _claimed_subject(measurement, claim, base.terms)
    theirs = base.subject_of(evidence.measurement, evidence.passage)
    return counts_another(claimed, theirs) or _is_the_others(
        claimed, theirs, evidence.passage, base.terms
    )


def _held_against(
    claimed: Subject, said: Said, passage: Passage, given: Sequence[Measurement], base: EvidenceBase
) -> Iterator[Evidence]:
    """Yield how each figure of a passage stands to the claimed one.

    Where grammar does not settle what a figure is of, the words that stand beside it do.
    """
    subjects = [base.subject_of(m, passage) for m in given]
    closest = max((closeness(claimed, theirs) for theirs in subjects), default=0)
    meant: list[Measurement] | None = None
    for one, theirs in zip(given, subjects, strict=True):
        relation, difference, score = relate(claimed, theirs, base.terms)
        if closeness(claimed, theirs) < closest and relation in ("same", "near"):
            # Another figure of the sentence is the one that the claim's words stand beside.
            relation, difference = "B1", min(claimed.property)
        if relation == "B1" and meant is None:
            meant = beside(said, given, passage, base.terms)
        apart = counts_another(claimed, theirs) or _is_the_others(
            claimed, theirs, passage, base.terms
        )
        if relation == "B1" and not apart and any(_of_one_change(one, m) for m in meant or ()):
            difference = left_out_of(claimed, theirs)
            relation = "B5" if difference else "same"
            if near := not difference and near_difference(claimed, theirs, base.terms):
                relation, difference = "near", near
            kinds = exclusive_conflict(claimed.property, theirs.property)
            if kinds and not one.change:  # what a change is counted from is for E1 to say
                relation, difference = "B3", kinds[1]
        score = (score + said.share(passage, one, base.terms)) / 2
        yield Evidence(passage, one, relation, difference, score)


def _of_one_change(one: Measurement, other: Measurement) -> bool:
    """Tell whether two figures are one, or the two ends of one change: of one thing, whichever."""
    if one is other or one.change is None or other.change is None:
        return one is other
    ends = (one.change.before, one.change.after, other.change.before, other.change.after)
    same = one.change.start == other.change.start and all(ends)
    return same and not (is_delta(one) or is_delta(other))


# "‘Nobody buys a sensor’: Tern's Uta Lind": what is quoted in a title names no party.
QUOTED = re.compile(r"[“‘\"]|[’']\w[^’']* [^’']*[’']")


# What a title says that names two firms, or two things held against one another.
DEAL = re.compile(
    r"\b(?:buy(?:s|ing)?|bought|acqui\w+|purchas\w+|takes? over|takeover|merg\w+|s[eo]lls?|sold"
    r"|su(?:es|ing)|invest\w*|partner\w*|hires?|overtakes?|rescues?|lends?|beats?|rivals?|or|vs"
    r"|versus|compar\w+|alternatives?|customer)\b",
    re.I,
)


def _is_the_others(claimed: Subject, given: Subject, passage: Passage, terms: Terms) -> bool:
    """Tell whether a figure is of the other of two whom a title names: "Tern buys Finch"."""
    ours, theirs = claimed.entity, given.entity
    apart = given.named and ours and theirs and not ours & theirs and not ours & given.sentence
    if not apart or QUOTED.search(passage.title) or not DEAL.search(passage.title):
        return False
    return ours | theirs <= terms.stems(passage.title)


def _of_that_whole(evidence: Evidence, whole: re.Match[str], claim: Claim) -> Evidence:
    """B5: "52 of the 74 services" is what "of the 74 services, 52" says: some of one whole."""
    ours = next((m.quantity for m in measure(claim) if m.quantity.start >= whole.end()), None)
    apart = evidence.relation == "B5" and evidence.difference in WHOLE
    if not apart or ours is None or ours.start > whole.end() + 2:
        return evidence
    given = (m.quantity for m in evidence.passage.measurements)
    both = any(quantity.value == ours.value for quantity in given)
    return replace(evidence, relation="same", difference="") if both else evidence


def _kept_from_strangers(evidence: Evidence, claim: Claim, base: EvidenceBase) -> Evidence:
    """B2: a cited page's figure behind a stranger's name, where the claim names nobody."""
    if evidence.relation not in ("same", "near"):
        return evidence
    given = evidence.measurement
    at = given.quantity.start
    strange = stranger_to(claim, evidence.passage, at, base.terms, base.words, given.entity)
    return replace(evidence, relation="B2", difference=strange) if strange else evidence


def of_one_thing(one: Evidence, other: Evidence, base: EvidenceBase) -> bool:
    """Tell whether either figure could stand for the other: the cases and the provinces cannot."""
    here, there = (base.subject_of(e.measurement, e.passage) for e in (one, other))
    return all(relate(a, b, base.terms)[0] == "same" for a, b in ((here, there), (there, here)))


def is_lent(measurement: Measurement, claim: Claim) -> bool:
    """Tell whether a figure has no owner only because the cited page is that of the owner."""
    at = measurement.quantity.start
    named = any(m.entity for m in measure(claim) if m.quantity.start == at)
    return bool(claim.cited and named and not measurement.entity)


def nearest_passage(
    text: str, base: EvidenceBase, sources: Iterable[str] | None = None
) -> Passage | None:
    """Return the passage that shares the most words with `text`: two, or one of a cited source."""
    wanted = base.terms.stems(text)
    passages = base.passages(sorted(wanted), sources or None, limit=50)
    shared = [(len(wanted & base.terms.stems(p.text)), -place) for place, p in enumerate(passages)]
    most, place = max(shared, default=(0, 0))
    return passages[-place] if most >= (1 if sources else 2) else None


def _search_words(words: Iterable[str], terms: Terms) -> list[str]:
    """The stems to search by, near-synonyms with them."""
    wanted = set(words)
    for word in list(wanted):
        wanted |= terms.near_stems.get(word, frozenset())
    return sorted(word for word in wanted if word not in FUNCTION_WORDS)
