"""Row D16: a share that a source gives as part and whole: "9,000 employees, of whom 3,000"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import LIGHT, clause_around, measure
from prepkit.factcheck.arithmetic import SHARES, compare_result, is_exact, share
from prepkit.factcheck.attitudes import ruling_of
from prepkit.factcheck.evidence import EvidenceBase, is_lent
from prepkit.factcheck.figures import judge_figure
from prepkit.factcheck.findings import Finding
from prepkit.factcheck.rulings import MATCHES
from prepkit.factcheck.strangers import stranger_to
from prepkit.factcheck.subjects import GENERIC, passage_context
from prepkit.factcheck.times import Clock
from prepkit.factcheck.values import compare
from prepkit.factcheck.wording import say
from prepkit.factcheck.words import WORD, is_function_word, is_negated, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement, find_dates
from prepkit.quantities.lexicon import BE, VERBS
from prepkit.quantities.tokens import is_counted

# What stands between a whole and its part, or the part and its whole.
OF_WHICH = re.compile(r"\s*,?\s*(?:and\s+)?of\s+(?:whom|which|them|these|those)\s*,?\s*", re.I)
OF_WHOLE = re.compile(
    r"(?:\s+\w+){0,2}?\s+(?:out\s+)?of\s+(?:(?:the|its|their|all|a|our|[\w’'-]+['’]s?)\s+){0,3}",
    re.I,
)
OPENS = re.compile(r"(?:^|[.;]\s+)Of\s+(?:[\w’'-]+\s+){0,4}$")
THEN = re.compile(r"(?:\s+[\w’'-]+){0,8},\s+")
STAFF = senses("people staff employee worker".split())
LIGHT_SENSES = senses(LIGHT) | senses("out only all".split())


@dataclass(frozen=True, slots=True)
class Share:
    """A part and its whole in one sentence, and the words that tell what the part is."""

    passage: Passage
    part: Measurement
    whole: Measurement
    counted: frozenset[str]  # what the whole counts
    told: frozenset[str]  # what is said of the part alone


def judge_share(measurement: Measurement, claim: Claim, base: EvidenceBase) -> Finding | None:
    """Return what a part and its whole make of a claimed share; None where none is its own."""
    quantity = measurement.quantity
    if quantity.unit not in SHARES or measurement.change is not None:
        return None
    if not claim.text.startswith(" of ", quantity.end):
        return None
    stems = base.terms.stems
    for passage in base.passages(sorted(stems(claim.text)), claim.cited or None):
        for found in find_shares(passage, base):
            if not _is_of_the_same(measurement, found, claim, base):
                continue
            at = found.part.quantity.start
            if is_lent(measurement, claim) and stranger_to(
                claim, passage, at, base.terms, base.words
            ):
                continue
            result = share(found.part.quantity, found.whole.quantity)
            compared = compare_result(quantity, result)
            return Finding("D16", compared.label, compared.reason, quantity.surface, quantity.start,
                           quantity.end, compared.fix, passage)  # fmt: skip
    return None


# "Of the 900 pages, 300", "900 pages, of which 300", "300 out of 900", "300 of its 900".
OF_WHICH_NOUN = re.compile(rf"(?:\s+[\w’'-]+){{0,4}}{OF_WHICH.pattern}", re.I)
OPENED = re.compile(r"(?:^|[.;:,]\s+)(?:Out\s+)?[Oo]f\s+(?:[\w’'-]+\s+){0,3}$")
SOME = re.compile(r"\s+of\s+(?:them|those|these|whom|which)\b")
PART_FIRST = re.compile(
    r"(?:\s+out)?\s+of\s+(?:(?:the|its|their|our|all|[\w’'-]+['’]s?)\s+){0,3}", re.I
)
NOUN_BEHIND = re.compile(r"\s+(?:of\s+)?(?:(?:the|its|their|our|all)\s+)*(?P<words>[^.;:,]*)")
ADDED = re.compile(r"\b(?:new|newly|other|others|additional|extra|remaining|former|current)\b")
MORE = re.compile(
    r"\s(?:[a-z]+\s)?(?:more|fewer|less|others?|additional|extra)\b(?! than (?:half|one|a))"
)
# What makes a part of it none: "of which 12 had lifts until 2019", "will have", "lack".
FORMER = frozenset(
    """until formerly previously longer once used nearly almost need needs needed lack lacks lacked
    want wants wanted await awaits require requires will would may might could should had
    never""".split()
)
# "200 of whom are managed by women"
DONE_TO = re.compile(r"\b(?:is|are|was|were|been) ([a-z]+ed) (?:by|for|as|to)\b")
OWNER = re.compile(r"\b([A-Z][\w-]+)['’]s?\s")
# What is told of the whole, "that Tarlow had in 2025", goes up to the comma.
TOLD_OF_WHOLE = re.compile(r"[^.;:,]{0,80},\s+(?:[a-z]+\s+){0,3}$")


def judge_reckoned_share(
    measurement: Measurement, claim: Claim, base: EvidenceBase, clock: Clock
) -> Finding | None:
    """D16: judge a claimed share by the sources' parts and wholes, each read as the share it is."""
    if measurement.quantity.unit not in SHARES or measurement.change:
        return None
    measurement, claim = _without_bracket(measurement, claim)
    if _is_cut_off(measurement, claim):
        return None
    told = {}
    for passage in base.passages(sorted(base.terms.stems(claim.text)), claim.cited or None):
        for part, whole in parts_of_wholes(passage.text, passage.measurements):
            if not _is_of_that_whole(measurement, claim, part, whole, base):
                continue
            if _is_told_otherwise(claim, passage, part, whole, base):
                continue
            if _is_said_of_whole(measurement, claim, passage, part, whole, base):
                continue
            result = share(part.quantity, whole.quantity)
            told[id(part)] = (_as_share(passage, part, whole), result.shown)
    for passage, shown in told.values():
        found = judge_figure(measurement, claim, EvidenceBase([passage], base.terms), clock)
        if found.label in MATCHES:
            return replace(found, code="D16" if found.label == "supported" else found.code,
                           message=f"derived: {shown}; {found.message}")  # fmt: skip
    return None


def judge_part_and_whole(
    measurement: Measurement, claim: Claim, base: EvidenceBase, clock: Clock
) -> Finding | None:
    """B5: judge "7 of the nine directors are women" by a sentence with the same part and whole.

    Both are read as the share that they make, so that all that is said of the part has to be said
    of the source's part, too, however the two are put there.
    """
    pairs = parts_of_wholes(claim.text, measure(claim))
    pair = next((p for p in pairs if any(m is measurement for m in p)), None)
    claimed = _claimed_share(pair, claim) if pair else None
    if pair is None or claimed is None:
        return None
    for passage in base.passages(sorted(base.terms.stems(claim.text)), claim.cited or None):
        for given in parts_of_wholes(passage.text, passage.measurements):
            alike = all(
                compare(ours.quantity, theirs.quantity).label == "supported"
                for ours, theirs in zip(pair, given, strict=True)
            )
            named = pair[1] if NOUN_BEHIND.match(claim.text, pair[1].quantity.end) else claimed
            if not alike or not _is_of_that_whole(named, claim, *given, base):
                continue
            if _is_told_otherwise(claim, passage, *given, base):
                continue
            if _is_said_of_whole(named, claim, passage, *given, base):
                continue
            read = EvidenceBase([_as_share(passage, *given)], base.terms)
            found = judge_figure(*_without_bracket(claimed, claim), read, clock)
            if found.label in MATCHES:
                quantity = measurement.quantity
                said = f"the source says {say(given[0].quantity)} of {say(given[1].quantity)}"
                return replace(found, part=quantity.surface, start=quantity.start,
                               end=quantity.end, message=said, passage=passage)  # fmt: skip
    return None


def _claimed_share(pair: tuple[Measurement, Measurement], claim: Claim) -> Measurement | None:
    """Return the share that a claim's part and whole make, as the claim tells it.

    In "90% of them (126 of 140) began there", what is said stands with the per cent.
    """
    if not _is_cut_off(pair[0], claim):
        return _in_per_cent(*pair)
    part, whole = (m.quantity for m in pair)
    made = share(part, whole)
    for told in measure(claim):
        of_these = told.quantity.unit in SHARES and told.change is None
        if of_these and compare_result(told.quantity, made).label == "supported":
            return None if _is_cut_off(*_without_bracket(told, claim)) else told
    return None


BRACKET = re.compile(r"\([^()]*\d[^()]*\)")


def _without_bracket(measurement: Measurement, claim: Claim) -> tuple[Measurement, Claim]:
    """Return a share as its clause tells it without figures in brackets: "90% (9 of 10) began"."""
    text, at = claim.text, measurement.quantity.start
    behind = BRACKET.search(text, measurement.quantity.end)
    if behind is None:
        return measurement, claim
    start, end = behind.span()
    bare = replace(claim, text=f"{text[:start]}{' ' * (end - start)}{text[end:]}")
    told = next((m for m in measure(bare) if m.quantity.start == at), None)
    return (told, bare) if told else (measurement, claim)


def _is_cut_off(measurement: Measurement, claim: Claim) -> bool:
    """Tell whether what is said of a figure stands behind its clause: "300 of 900, are women"."""
    start, end = clause_around(claim.text, measurement.quantity)
    own, rest = WORD.findall(claim.text[start:end]), WORD.findall(claim.text[end:])
    return not _tell(own) and _tell(rest)


def _tell(words: Sequence[str]) -> bool:
    return any(word.lower() in BE or word.lower() in VERBS for word in words)


def _is_of_that_whole(
    measurement: Measurement, claim: Claim, part: Measurement, whole: Measurement,
    base: EvidenceBase,
) -> bool:  # fmt: skip
    """Tell whether a claimed share is of a source's whole: "a third of women" is none of the staff.

    What the claim has right behind its share is what the source counts in all.
    """
    stems = base.terms.stems
    noun = NOUN_BEHIND.match(claim.text, measurement.quantity.end)
    words: list[str] = []
    for word in WORD.findall(noun["words"]) if noun else []:
        if words and (is_function_word(word) or word.lower() in BE or word.lower() in VERBS):
            break
        words.append(word)
    ours, counted = stems(" ".join(words)), stems(whole.property or "")
    told = stems(part.property or "") - counted
    if set(ADDED.findall(whole.property or "")) - set(ADDED.findall(claim.text)):
        return False  # "300 of its 900 new tents" are none of its tents
    people = ours & STAFF and counted & STAFF  # "of the people", "employees"
    return bool(ours & counted or people) and not ours & told


def _is_said_of_whole(
    measurement: Measurement, claim: Claim, passage: Passage, part: Measurement,
    whole: Measurement, base: EvidenceBase,
) -> bool:  # fmt: skip
    """Tell whether a source says of all what a claim says of a part: "of 20 recalls for glass"."""
    stems = base.terms.stems
    between = passage.text[whole.quantity.end : part.quantity.start]
    told = IS.split(claim.text[measurement.quantity.end :], maxsplit=1)
    if len(told) != 2 or whole.quantity.end > part.quantity.start:
        return False
    own = stems(f"x {claim.text[: measurement.quantity.start]} {told[0]}")
    return bool(stems(f"x {between}") & stems(f"x {told[1]}") - own - LIGHT_SENSES)


IS = re.compile(r"\b(?:is|are|was|were)\b")


def _is_told_otherwise(
    claim: Claim, passage: Passage, part: Measurement, whole: Measurement, base: EvidenceBase
) -> bool:
    """Tell whether a source says more of its part than a claim, or of another's whole."""
    text, stems = passage.text, base.terms.stems
    first, last = sorted((part.quantity, whole.quantity), key=lambda q: q.start)
    around = " ".join((claim.text, claim.before or "", passage.title, *claim.headings))
    if any(name not in around for name in OWNER.findall(text[first.end : last.start])):
        return True
    rest = re.split(r"[.;:,(–—]", text[last.end :], maxsplit=1)[0]
    words = set(WORD.findall(rest))
    if FORMER & words - set(WORD.findall(claim.text)):
        return True
    done = DONE_TO.search(rest)
    return done is not None and not stems(done[1]) <= stems(around)


def parts_of_wholes(
    text: str, measured: Sequence[Measurement]
) -> Iterator[tuple[Measurement, Measurement]]:
    """Yield the parts that a sentence gives with their wholes, whichever stands first."""
    for one, other in pairwise(measured):
        first, second = one.quantity, other.quantity
        if not is_exact(first, second) or one.change or other.change or not is_counted(first.unit):
            continue
        between = text[first.end : second.start]
        opened = OPENED.search(text, 0, first.start)
        of_it = OF_WHICH_NOUN.fullmatch(between) or (
            SOME.match(text, second.end) and re.fullmatch(r"[^.;:]{0,60}", between)
        )
        if of_it or (opened and TOLD_OF_WHOLE.fullmatch(between)):
            whole, part = one, other
        elif PART_FIRST.fullmatch(between):
            whole, part = other, one
        else:
            continue
        if _is_part(part, whole) and not MORE.match(text, part.quantity.end):
            yield part, whole


def _in_per_cent(part: Measurement, whole: Measurement) -> Measurement:
    """Return a part as the share that it is, to two digits."""
    value = share(part.quantity, whole.quantity).quantity.value
    assert isinstance(value, Decimal)
    quantity = replace(
        part.quantity, value=round(value, 2), unit="percent", tolerance=Decimal("0.005")
    )
    qualifiers = tuple(q for q in part.qualifiers if not q.startswith("of "))
    return replace(part, quantity=quantity, qualifiers=qualifiers)


def _as_share(passage: Passage, part: Measurement, whole: Measurement) -> Passage:
    """Return a passage that tells one of its parts in per cent."""
    told = _in_per_cent(part, whole)
    measured = tuple(told if m is part else m for m in passage.measurements)
    return replace(passage, measurements=measured)


def find_shares(passage: Passage, base: EvidenceBase) -> Iterator[Share]:
    """Yield the parts that a sentence gives with their whole."""
    text, stems = passage.text, base.terms.stems
    for one, other in zip(passage.measurements, passage.measurements[1:], strict=False):
        first, second = one.quantity, other.quantity
        if not is_exact(first, second) or one.change or other.change:
            continue
        between = text[first.end : second.start]
        end = re.compile(r"[,;.(–—]\s|[.]?$").search(text, second.end)
        rest = text[second.end : end.start() if end else len(text)]
        if OF_WHICH.fullmatch(between) or (
            OPENS.search(text[: first.start]) and THEN.fullmatch(between)
        ):
            whole, part = one, other
            counted = stems(f"x {first.surface} {between.split(',')[0]}") - stems("x of whom which")
        elif OF_WHOLE.fullmatch(between):
            whole, part = other, one
            counted = stems(f"x {second.surface}") - stems("x") or stems(other.property or "")
        else:
            continue
        told = stems(f"x {part.quantity.surface if part is other else ''} {rest}") - stems("x")
        told -= counted | LIGHT_SENSES
        if told and counted and _is_part(part, whole):
            yield Share(passage, part, whole, counted, told)


def _is_part(part: Measurement, whole: Measurement) -> bool:
    return 0 < part.quantity.value <= whole.quantity.value  # type: ignore[operator]


def _is_of_the_same(
    measurement: Measurement, found: Share, claim: Claim, base: EvidenceBase
) -> bool:
    """Tell whether a claim says of a share every word that its source says, and no other.

    The whole comes first: "a third of employees are engineers" is no third of the engineers.
    """
    stems, text = base.terms.stems, claim.text
    source = found.passage.text
    if is_negated(text) != is_negated(source) or ruling_of(text, source):
        return False
    if find_dates(text) or find_dates(source):
        return False
    ours = stems(text) - LIGHT_SENSES - GENERIC
    theirs = stems(source) - LIGHT_SENSES - GENERIC
    around = frozenset().union(*map(stems, passage_context(found.passage)))
    known = frozenset().union(*map(stems, (*claim.headings, claim.before or "")))
    own = stems(measurement.quantity.surface)
    if not ours - own <= theirs | around or not theirs <= ours | known:
        return False
    places = [
        next(iter(found_stems), "")
        for word in re.findall(r"[\w’'-]+", text[measurement.quantity.end :])
        if (found_stems := stems(f"x {word}") - stems("x"))
    ]
    last_counted = max((places.index(w) for w in found.counted if w in places), default=-1)
    first_told = min((places.index(w) for w in found.told if w in places), default=-1)
    return 0 <= last_counted < first_told
