"""Rows B to E on one figure of a claim: which measurement leads, and what it says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from prepkit.corpus import Passage
from prepkit.factcheck.ages import judge_age
from prepkit.factcheck.alignment import deeds, is_plain_deed, measure, words_beside
from prepkit.factcheck.evidence import (
    Evidence,
    EvidenceBase,
    find_evidence,
    is_former,
    nearest_passage,
    of_one_thing,
)
from prepkit.factcheck.findings import LEAVE_OUT, Finding
from prepkit.factcheck.leads import (
    NEARLY_AS_GOOD,
    as_asserted,
    is_the_pages_own,
    lead_of,
    left_to_the_unnamed,
    of_that_date,
    owners_of,
)
from prepkit.factcheck.likeness import contrast_of, is_same_deed, judge_words
from prepkit.factcheck.nearness import STATISTICS
from prepkit.factcheck.portions import is_whole
from prepkit.factcheck.rulings import (
    MATCHES,
    Ruling,
    as_written,
    is_back_then,
    is_passed,
    judge_attitude,
    judge_direction,
    judge_negation,
    judge_noun,
    judge_then,
    judge_was,
)
from prepkit.factcheck.sameness import ENOUGH
from prepkit.factcheck.segments import rival_meant
from prepkit.factcheck.subjects import ANYBODY, GENERIC, passage_context
from prepkit.factcheck.times import (
    Clock,
    said_date,
    same_time,
)
from prepkit.factcheck.unsaid import unsaid_words
from prepkit.factcheck.values import Comparison, compare
from prepkit.factcheck.wording import said_in
from prepkit.factcheck.words import WORD, names, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement
from prepkit.quantities.lexicon import VERBS
from prepkit.quantities.tokens import is_counted

# A figure of a long page that shares so little with the claim is mostly of another thing.
FITS_BADLY, FEW = 0.35, 5

# Words that make another measure of a figure: "gross profit" is no profit.
KIND = re.compile(r"\b(gross|net|operating|adjusted|pretax|organic|deferred|projected) [a-z]+")
OF_ALL_BARE = re.compile(r"\d\w* (?:out )?of (?:the |all )?$")
RECKONED = re.compile(r",? (?:so|i\.e\.|that is|hence|thus),? (?:about |some |only )?[$€£]?$")
AGAINST = re.compile(r"\b(?:against|versus|vs\.?|compared (?:with|to))\s+[$€£]?$", re.I)
# What a firm is left with: more, or less, than nothing.
SIGN = re.compile(r"(?:[Qq][1-4] |[a-z]+-quarter )?net (?:(?P<loss>loss)|income|profit|earnings)")
# D8: a plain figure that is said to be all there is.
EXACTLY = re.compile(r"\b(?:exactly|only|precisely|just|no more and no less than)\s*$", re.I)


def judge_figure(
    measurement: Measurement, claim: Claim, base: EvidenceBase, clock: Clock
) -> Finding:
    """Return what the sources make of one figure of a claim."""
    sources = claim.cited or None
    found = find_evidence(measurement, claim, base, sources)
    if denied := _of_other_sign(measurement, found, base):
        return denied
    meant = rival_meant(measurement, claim, found, base.terms)
    same = [meant] if meant else [e for e in found if e.relation in ("same", "near")]
    # "14 of our 22 services use it": where the claim may mean either, it means the part.
    same = [e for e in same if not is_whole(measurement, claim, e, base.terms)] or same
    if not sources and not measurement.entity:
        same = [e for e in same if _says_the_same(claim, e, base)]
    if not same:
        return _kept_apart(measurement, claim, found) or _nothing_alike(measurement, claim, base)
    dated = of_that_date(measurement, claim, same)
    if not dated:
        return _other_dates(measurement, claim, same)
    if not measurement.entity:
        dated = left_to_the_unnamed(measurement, claim, dated, base)
    if not measurement.entity and claim.cited and len(owners_of(dated, base)) > 1:
        dated = [e for e in dated if is_the_pages_own(e, base)] or dated
    if not measurement.entity and len(owners_of(dated, base)) > 1:
        dated = _of_whom_the_notes_are(dated, claim, base) or dated
    if not measurement.entity and len(owners_of(dated, base)) > 1:
        told = "no owner is named, and the source has several"
        others = [evidence.passage for evidence in dated[1:3]]
        return _finding(measurement, "B1", "not found", told, dated[0].passage, others)
    lead, comparison = lead_of(measurement, as_asserted(measurement, claim, dated))
    if comparison.label == "contradicted":
        if lead.score < FITS_BADLY and len({id(e.passage) for e in found}) > FEW:
            return _nothing_alike(measurement, claim, base)
        if _stands_elsewhere(measurement, lead, found):
            return _kept_apart(measurement, claim, found) or _nothing_alike(
                measurement, claim, base
            )
        settled = _once_true(measurement, claim, lead, base) or _unsure(
            measurement, claim, lead, base
        )
        if settled:
            return settled
    against = _disagreeing(lead, same, base)
    if against:
        return _in_conflict(measurement, lead, against)
    ruling = rule_on(measurement, claim, lead, comparison)
    judge_words(ruling, measurement, claim, lead, base)
    if measurement.as_of is None and ruling.label in MATCHES:
        everywhere = same
        if sources:
            wide = find_evidence(measurement, claim, base, None)
            everywhere = [e for e in wide if e.relation in ("same", "near")]
        judge_age(ruling, measurement, claim, lead, everywhere, base, clock)
    return ruling.finding(measurement.quantity)


def rule_on(
    measurement: Measurement, claim: Claim, lead: Evidence, comparison: Comparison
) -> Ruling:
    """Return what the rows on noun, value, direction and attitude say of a figure."""
    ruling = Ruling(lead.passage)
    judge_noun(ruling, lead, claim)
    _judge_value(ruling, measurement, claim, lead, comparison)
    judge_direction(ruling, measurement, claim, lead)
    judge_negation(ruling, measurement, claim, lead)
    judge_attitude(ruling, measurement, claim, lead)
    judge_then(ruling, claim, lead)
    judge_was(ruling, claim, lead)
    return ruling


def _of_whom_the_notes_are(
    found: Sequence[Evidence], claim: Claim, base: EvidenceBase
) -> list[Evidence]:
    """Return what is of whom the headings of the notes name: "Larkfield, cheat sheet"."""
    stems = base.terms.stems
    told = stems(" ".join(claim.headings))
    return [e for e in found if e.measurement.entity and stems(e.measurement.entity) <= told]


def _stands_elsewhere(measurement: Measurement, lead: Evidence, found: Sequence[Evidence]) -> bool:
    """Tell whether the page has the very figure where it fits about as well as what leads.

    "Instant: 0.8%" is not denied by "95% of instant payouts" while a table of prices has 0.8%.
    """
    near = (e for e in found if e.score >= lead.score - NEARLY_AS_GOOD)
    return any(
        e.relation in ("B1", "B5")  # not what is of another kind, or of somebody else
        and e.passage is not lead.passage  # "gross margin was 31%, operating margin 12%"
        and e.passage.origin == lead.passage.origin
        and compare(measurement.quantity, e.measurement.quantity).label == "supported"
        for e in near
    )


def _judge_value(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence, comparison: Comparison
) -> None:
    """Rows C and D: what the two values make of each other, and D8, D11 on the words around."""
    label = comparison.label
    exactly = EXACTLY.search(claim.text[: measurement.quantity.start])
    if exactly and comparison.row == "D8":
        label = "contradicted"  # "only 14%" where the source has more
    elif exactly and label == "supported":
        equal = measurement.quantity.value == lead.measurement.quantity.value
        label = label if equal else "imprecise"
    if comparison.label == "supported" and is_passed(measurement, claim, lead):
        label = "contradicted"
    ruling.add(comparison.row, label, comparison.reason, comparison.fix)


def _once_true(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> Finding | None:
    """E3: an undated figure that the same source has for an earlier time than the leading one."""
    if measurement.as_of or measurement.quantity.comparator != "=":
        return None
    for earlier in find_evidence(measurement, claim, base, claim.cited or None, former=True):
        given = earlier.measurement
        if earlier.relation != "same" or not _is_before(given, lead.measurement):
            continue
        if compare(measurement.quantity, given.quantity).label == "supported":
            ruling = Ruling(earlier.passage, others=[lead.passage])
            ruling.add("E3", "supported", "true of an earlier time")
            judge_negation(ruling, measurement, claim, earlier)
            judge_words(ruling, measurement, claim, earlier, base)
            if ruling.label != "supported":
                continue
            said = said_in(lead.passage, lead.measurement)
            dated = (
                f"true of {said_date(given.as_of)}" if given.as_of else "true of an earlier time"
            )
            if is_back_then(claim.text, measurement.quantity):
                return _finding(measurement, "D1", "supported", dated, earlier.passage)
            told = f"{dated}; newest: {said}"
            fix = f"name the date: {said_date(given.as_of)}" if given.as_of else "say of which time"
            found = _finding(measurement, "E3", "outdated", told, earlier.passage, [lead.passage])
            return replace(found, fix=fix)
    return None


def _is_before(one: Measurement, other: Measurement) -> bool:
    """Tell whether a figure is older: by its date, or as what a change began from."""
    if one.as_of and other.as_of:
        return one.as_of.last < other.as_of.last
    return is_former(one) or (one.as_of is not None and other.as_of is None)


def _unsure(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> Finding | None:
    """B1: a source that does not say what the claim says of its figure contradicts nothing."""
    doubt = next(doubts(measurement, claim, lead, base), None)
    doubt = doubt or _unsaid(measurement, claim, lead, base)
    return _finding(measurement, doubt[0], "not found", doubt[1], lead.passage) if doubt else None


def _unsaid(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> tuple[str, str] | None:
    """B1: the words that a source does not say of its figure, which may be of another thing."""
    unsaid = unsaid_words(measurement, claim, lead, base)
    unsaid = unsaid or done_elsewhere(measurement, claim, lead, base)
    if not unsaid or is_same_deed(unsaid, claim, lead, base):
        return None
    said = said_in(lead.passage, lead.measurement)
    return "B1", f"the source says {said}, and not {' and '.join(map(repr, unsaid))}"


def doubts(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> Iterator[tuple[str, str]]:
    """The rows, with their reasons, on which a source's figure is of another thing."""
    said, stems = said_in(lead.passage, lead.measurement), base.terms.stems
    if _is_of_the_other(measurement, claim, lead):
        yield "B1", f"the source's {said} is the claim's other figure"  # "212 before, 38 after"
    beside = senses(words_beside(measurement, claim)) - STATISTICS
    if not (stems(measurement.property or "") & stems(claim.text) or beside):
        yield "B1", "no word of the claim says what this is"  # "..., 12 days at the median"
    if contrast := contrast_of(measurement, claim, lead, base):
        yield contrast
    if _is_bare_whole(measurement, claim):
        yield "B1", "the claim leaves open what these are"  # "112 of the 400 got merged"
    if RECKONED.search(claim.text[: measurement.quantity.start]):
        yield "B1", "the claim reckons this from its own figures"  # "..., so 22 were left"
    if AGAINST.search(claim.text[: measurement.quantity.start]):
        yield "B1", "the claim leaves open whose this is"  # "7 billion against 1 billion"
    ours, theirs = measurement.quantity.unit, lead.measurement.quantity.unit
    things = stems(theirs or "") - stems(measurement.property or "")
    if ours == "person" and is_counted(theirs) and things and not things & ANYBODY:
        yield "B1", f"the source's {said} counts something else"  # "five people", "640 modules"
    if counts_else(measurement, claim, lead, base):
        yield "B1", f"the source's {said} counts something else"  # "41 bad queries"
    kind = KIND.search(lead.measurement.property or "")
    if kind and not re.search(rf"\b{kind[1]}\b", claim.text, re.I):
        yield "B3", f"the source's {said} is of another kind: {kind.group()!r}"


def counts_else(measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase) -> bool:
    """Tell whether two figures have nouns that the other text lacks: "data sources", "centers"."""
    terms, text = base.terms, lead.passage.text
    ours, theirs = (_last_noun(m.property) for m in (measurement, lead.measurement))
    if not (ours and theirs) or senses([ours, theirs]) & (ANYBODY | GENERIC):
        return False
    there = (text, *passage_context(lead.passage))
    told = senses(WORD.findall(" ".join(there))).union(*map(terms.stems, there))
    said = terms.stems(claim.text) | senses(WORD.findall(claim.text))
    near = terms.near_stems.get(min(senses([ours])), frozenset())
    lacks = not (senses([ours]) | terms.stems(ours) | near) & told
    return lacks and not (senses([theirs]) | terms.stems(theirs)) & said


def _is_past(word: str) -> bool:
    """Tell whether a word is a verb in the past and no noun: "caught"."""
    return word in VERBS and VERBS[word].tense != "present"


def _last_noun(property_: str | None) -> str:
    """The last word of what a figure counts that is no verb, and behind which only verbs stand."""
    words = WORD.findall(property_ or "")
    while words and (words[-1].endswith("ed") or _is_past(words[-1])):
        words.pop()
    return words[-1] if words and words[-1].endswith("s") and words[-1][0].islower() else ""


def _is_bare_whole(measurement: Measurement, claim: Claim) -> bool:
    """Tell whether a figure is that of a whole which the claim does not name."""
    quantity = measurement.quantity
    goes_on = re.match(r" (\w+)", claim.text[quantity.end :])
    counted = OF_ALL_BARE.search(claim.text[: quantity.start]) and quantity.unit is None
    return bool(counted and goes_on and goes_on[1] in VERBS)


def _is_of_the_other(measurement: Measurement, claim: Claim, lead: Evidence) -> bool:
    """Tell whether a source's figure is one that the claim gives beside, of the same thing."""
    told = measure(claim)
    at = measurement.quantity.start
    ours = next(((m.entity, m.property) for m in told if m.quantity.start == at), None)
    return any(
        (other.entity, other.property) == ours
        and other.quantity.start != measurement.quantity.start
        and other.quantity.comparator == measurement.quantity.comparator == "="
        and compare(other.quantity, lead.measurement.quantity).label == "supported"
        for other in told
    )


def done_elsewhere(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> list[str]:
    """The verbs that a claim says of its figure, and only the title around the source's sentence.

    On a page about who was bought, "it had raised €27 million" is not what was paid.
    """
    there = base.terms.stems(lead.passage.text)
    done = deeds(words_beside(measurement, claim), claim.text)
    return [word for word in done if not senses([word]) & there and not is_plain_deed(word)]


def _says_the_same(claim: Claim, evidence: Evidence, base: EvidenceBase) -> bool:
    """B1: a figure whose owner is named nowhere needs its whole sentence to match."""
    words = base.terms.stems(claim.text)
    return len(words & base.terms.stems(evidence.passage.text)) >= ENOUGH * len(words)


def _of_other_sign(
    measurement: Measurement, found: Sequence[Evidence], base: EvidenceBase
) -> Finding | None:
    """B3: a net loss in a source that has no net income, of one owner and one time."""
    ours = SIGN.fullmatch(measurement.property or "")
    signed = [(e, SIGN.fullmatch(e.measurement.property or "")) for e in found]
    if ours is None or any(sign and bool(sign["loss"]) == bool(ours["loss"]) for _, sign in signed):
        return None
    stems, when = base.terms.stems, measurement.as_of
    owner = stems(measurement.entity or "")
    for evidence, sign in signed:
        given = evidence.measurement
        theirs = stems(given.entity or "")
        timed = not (when and given.as_of) or same_time(when, given.as_of)
        known = owner <= theirs | stems(" ".join(passage_context(evidence.passage)))
        if sign and timed and known and evidence.relation in ("same", "B3") and not given.change:
            told = f"the source says {said_in(evidence.passage, given)}, a {sign.group()}"
            return _finding(measurement, "B3", "contradicted", told, evidence.passage)
    return None


# --- no evidence of the same subject ---------------------------------------------


def _nothing_alike(measurement: Measurement, claim: Claim, base: EvidenceBase) -> Finding:
    """B1: nothing measures this; the nearest sentence is shown."""
    nearest = nearest_passage(claim.text, base, claim.cited)
    told = "no sentence measures this" + ("; the nearest is shown" if nearest else "")
    return _finding(measurement, "B1", "not found", told, nearest)


def _kept_apart(
    measurement: Measurement, claim: Claim, found: Sequence[Evidence]
) -> Finding | None:
    """B2, B3, B5: the best that there is, and the word that keeps it apart."""
    matching = [
        e
        for e in found
        if e.relation in ("B2", "B3", "B5")
        and compare(measurement.quantity, e.measurement.quantity).label in MATCHES
    ]
    if not matching:
        return None
    order = ("B2", "B5", "B3")
    best = min(matching, key=lambda e: (order.index(e.relation), -e.score))
    given = best.measurement
    told = f"{said_in(best.passage, given)} {_said_of(best)}"
    words = f"{given.entity or ''} {_words_of(best)} {claim.text}"
    word = as_written(best.difference, words)
    reasons = {
        "B2": f"the source says {word!r}: {told}",
        "B3": f"the source's figure is of another kind: {told}",
        "B5": f"the source's figure is of another scope ({word!r}): {told}",
    }
    return _finding(measurement, best.relation, "not found", reasons[best.relation], best.passage)


def _said_of(evidence: Evidence) -> str:
    given = evidence.measurement
    parts = [given.property or "", f"of {given.entity}" if given.entity else ""]
    if given.as_of:
        parts.append(f"({said_date(given.as_of)})")
    return " ".join(part for part in parts if part)


def _words_of(evidence: Evidence) -> str:
    return " ".join((*evidence.measurement.qualifiers, evidence.passage.text))


# "Passed 10 million users": that comes about once.
REACHED = re.compile(
    r"\b(?:pass|cross|reach|hit|top|surpass)(?:ed|es|s)?\b(?: the)?(?: [\w-]+)?\W*(?:[$€£]\W?)?$",
    re.I,
)
ONCE_MORE = re.compile(r"\b(?:again|another|once more|a second|each|every)\b", re.I)


def _reached_otherwise(measurement: Measurement, claim: Claim, other: Evidence) -> bool:
    """Tell whether both sides say when a figure was first reached, on days that are apart."""
    ours, theirs = measurement.as_of, other.measurement.as_of
    text = other.passage.text
    if not ours or not theirs or ours.relation or theirs.relation or ONCE_MORE.search(text):
        return False
    reached = REACHED.search(claim.text[: measurement.quantity.start])
    same = REACHED.search(text[: other.measurement.quantity.start])
    return bool(reached and same) and (ours.last < theirs.first or theirs.last < ours.first)


def _other_dates(measurement: Measurement, claim: Claim, same: Sequence[Evidence]) -> Finding:
    """E1: the figure is there, for another date or for none."""
    best, comparison = lead_of(measurement, same)
    value = said_in(best.passage, best.measurement)
    given = best.measurement.as_of
    told = f"{value} is dated {said_date(given)}" if given else f"the source gives {value} no date"
    if comparison.label not in MATCHES:
        told = f"the source has {value} for {said_date(given)}"
    elif comparison.label == "supported" and _reached_otherwise(measurement, claim, best):
        return _finding(measurement, "E1", "contradicted", told, best.passage)
    return _finding(measurement, "E1", "not found", f"not for that date: {told}", best.passage)


def _disagreeing(lead: Evidence, same: Sequence[Evidence], base: EvidenceBase) -> Evidence | None:
    """X1: evidence of the same time with another value, which nothing puts below the leading one.

    Between sources, rank and what was seen decide; a source that denies itself settles nothing.
    """
    time = lead.measurement.as_of
    for other in same:
        theirs = other.measurement.as_of
        if other.score < lead.score - NEARLY_AS_GOOD or other.passage is lead.passage:
            continue  # what fits less well, or stands in one sentence, is mostly of another thing
        if time is None or theirs is None or not same_time(time, theirs):
            continue
        if _in_one_table(other.passage, lead.passage):
            continue  # its rows tell different things apart
        one_source = other.passage.origin.source == lead.passage.origin.source
        outdone = not one_source and _standing(other) > _standing(lead)
        if outdone or _names_another(lead, other, base):
            continue
        if _deny(lead, other) and of_one_thing(lead, other, base):
            return other
    return None


def _in_one_table(one: Passage, other: Passage) -> bool:
    here, there = one.locator, other.locator
    same = one.origin == other.origin and here.table is not None and here.table == there.table
    return same and here.row != there.row


def _names_another(lead: Evidence, other: Evidence, base: EvidenceBase) -> bool:
    """Tell whether a sentence opens with a name that neither the other nor the page has."""
    opening = re.match(r"(?:[A-Z][\w’'-]*\s?)+", other.passage.text)
    named = names(f"x {opening.group()}") if opening else []
    around = (lead.passage.text, *passage_context(lead.passage))
    known = frozenset().union(*(base.terms.stems(text) for text in around))
    return any(not base.terms.stems(f"x {name}") & known - base.terms.stems("x") for name in named)


def _standing(evidence: Evidence) -> tuple[bool, bool]:
    return evidence.passage.origin.rank != "primary", evidence.passage.second_hand


def _deny(one: Evidence, other: Evidence) -> bool:
    here, there = one.measurement.quantity, other.measurement.quantity
    return compare(here, there).label == compare(there, here).label == "contradicted"


def _in_conflict(measurement: Measurement, lead: Evidence, against: Evidence) -> Finding:
    values = " and ".join(said_in(e.passage, e.measurement) for e in (lead, against))
    told = f"the evidence disagrees for {said_date(lead.measurement.as_of)}: {values}"
    return _finding(measurement, "X1", "not found", told, lead.passage, [against.passage])


def _finding(
    measurement: Measurement, code: str, label: str, message: str,
    passage: Passage | None = None, others: Sequence[Passage] = (),
) -> Finding:  # fmt: skip
    quantity = measurement.quantity
    return Finding(code, label, message, quantity.surface, quantity.start, quantity.end,
                   LEAVE_OUT, passage, tuple(others))  # fmt: skip
