"""Row B1: which of a source's several figures a word of its sentence is said of."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import (
    FRONTED,
    IDLE,
    LIGHT,
    clause_around,
    clause_at,
    follows_some,
    is_plain_deed,
    measure,
    words_beside,
)
from prepkit.factcheck.evidence import Evidence
from prepkit.factcheck.nearness import ANAPHOR, MOST_FIGURES
from prepkit.factcheck.subjects import GENERIC, TYPES, passage_context, verbs_in
from prepkit.factcheck.superlatives import undated
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.values import compare
from prepkit.factcheck.wording import stands_in
from prepkit.factcheck.words import WORD, is_function_word, is_name_at_start, is_verb, names, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Quantity, find_dates
from prepkit.quantities.lexicon import BE, MONTHS, VERBS, has_sure_verb
from prepkit.quantities.tokens import is_counted
from prepkit.quantities.units import dimension

# Where a sentence goes on from one figure to the next.
JOINT = re.compile(
    r"\s*[;:()–—]\s*(?!\d)|,\s+|\.\s+(?=[A-Z])|\s(?:and|but|or|while|whereas|compared|against|versus|vs|where|which|who"
    r"|whom)\s"
)
ASIDE = re.compile(
    r"(?:which|who)\s[^,;]*,(?= (?:is|are|was|were|has|have|gets?|[a-z]+(?:s|ed))\b)"
)
# "to geostationary orbit", "in the suburbs"
PLACE = re.compile(r"[ \w]{0,20}? (?:to|in|on|for|at|among|from) (?:the )?((?:[\w-]+ ?){1,3})")
# Two figures stand side by side but for a word, or a mark that begins what the first is made of.
LED_IN = re.compile(r"(?:In|With|Among|Across|For|On|During) ")
PARTED = re.compile(r"[^\W\d_]|[:;(]")
# Words that tell one thing from another only where a sentence has both: "the old one", "the town".
APART = senses(
    """new old current former single team group town city village municipality county region
    platform app site service early late""".split()
)
# "4K", "1080p", "v2": what is no word and no figure.
CODE = re.compile(r"\b(?=\w*\d)(?=\w*[A-Za-z])\w+\b")
# What sets a later figure apart from an earlier one in time: "has since sold three million".
LATER = re.compile(
    r"\b(?:since|now|today|later|eventually|altogether|overall|in total|to date|so far)\b"
)
# "84,000 in the third quarter and 71,000 in the fourth"
QUARTERS = {"q1": "first", "q2": "second", "q3": "third", "q4": "fourth"}
THOUGH = re.compile(r"\b(?:though|although|despite|but not|but never|except)\b")
SPANS = senses("first opening debut day week weekend month quarter year hour season".split())
FIGURE_BEHIND = re.compile(r", [$€£]?\d")
OUTSIDE = senses("outside elsewhere other abroad overseas".split())
TOTAL = senses("total overall".split())
MONTH_NAMES = senses(MONTHS)


PARTED = re.compile(r"[,;:–—]|\b(?:and|but|while|whereas|or)\b")


def _all_here(measurement: Measurement, claim: Claim, lead: Evidence) -> bool:
    """Tell whether a sentence has all figures of a claim, no two of them of one kind.

    "Cut the wait by 19% in a test with 1,150 engineers": whatever their order, none is another's.
    """
    ours = [m.quantity for m in measure(claim)]
    given = [m.quantity for m in lead.passage.measurements]
    kinds = {_kind_of(quantity) for quantity in ours}
    if not 1 < len(ours) == len(kinds) == len(given):
        return False
    if PARTED.search(claim.text, ours[0].end, ours[-1].start):
        return False  # "exports take 40 minutes and imports fail 3% of the time"
    between = lead.passage.text[given[0].end : given[-1].start]
    dated = (
        dimension(given[0].unit) == "calendar" and not lead.passage.text[: given[0].start].strip()
    )
    if dated or LED_IN.match(lead.passage.text):
        between = between.replace(",", "", 1)
    if PARTED.search(between):
        return False
    return all(
        any(q.unit == g.unit and compare(q, g).label == "supported" for g in given) for q in ours
    )


def _kind_of(quantity: Quantity) -> str:
    counted = quantity.unit is None or is_counted(quantity.unit)
    return "count" if counted else str(quantity.unit)


def said_of_another(measurement: Measurement, claim: Claim, lead: Evidence, terms: Terms) -> str:
    """Return a word of the claim that its source says of another figure of the sentence only.

    "The castle draws 90,000 visitors, and its museum 35,000" says neither of the other. A later
    figure may leave unsaid what the one before has, but for what it puts in its place.
    """
    text, own = lead.passage.text, lead.measurement
    if _all_here(measurement, claim, lead):
        return ""
    change = own.change
    if (change and change.before and change.after) or not stands_in(text, own.quantity):
        return ""
    measured = lead.passage.measurements
    segments = list(_segments(text, measured))
    if len(segments) < 2:
        return ""
    at = next(n for n, (a, b) in enumerate(segments) if a <= own.quantity.start < b)
    start, end = segments[at]
    free = _free(text[start:end], lead, claim, terms)
    rivals = [
        n for n, (a, b) in enumerate(segments)
        if any(a <= m.quantity.start < b and _rivals(m, own) for m in measured)
    ]  # fmt: skip
    label = _told_of_the_row(lead.passage)
    if told := _told_apart(measurement, claim, text, segments, at, rivals, label):
        return told
    wanted = _words(" ".join(_words_of(measurement, claim)), terms) - _words(label, terms)
    wanted -= free | _words(text[start:end], terms) | IDLE | MONTH_NAMES
    if names(claim.text) or is_name_at_start(claim.text.split()[0]):
        wanted -= TYPES  # where the thing is named, its kind need not be
    aside = ASIDE.match(text, end)  # "A node that misses five, which takes 9 s, is dropped"
    rest = text[end:] if aside is None else aside.group()
    behind = wanted & _words(rest, terms)
    if behind:
        return min(behind)
    deeds = senses(word for word in WORD.findall(text) if word in VERBS)
    for a, b in segments[:at]:
        before = wanted & _words(text[a:b], terms)
        between = [m for m in measured if a <= m.quantity.start < own.quantity.start]
        alike = any(_rivals(m, own) for m in between)
        instead = _instead(text, (b, own.quantity.start), lead, claim, terms)
        if alike and before & SPANS and LATER.search(text, b, own.quantity.start):
            return min(before & SPANS)
        if alike and instead - deeds and before - deeds:
            return min(before - deeds)
        if instead & deeds and before & deeds:
            return min(before & deeds)
        if alike and before - deeds and _other_place(text[own.quantity.end : end], claim, terms):
            return min(before - deeds)
    return ""


def changed_of_another(claim: Claim, lead: Evidence, terms: Terms) -> str:
    """Return a word that the claim says of a change, and its source of another change only.

    "From 0.9% to 0.3% on Android and from 0.5% to 0.4% on iOS"
    """
    text, own = lead.passage.text, lead.measurement.change
    if not (own and own.before and own.after) or not stands_in(text, lead.measurement.quantity):
        return ""
    changes = {m.change for m in lead.passage.measurements if m.change and m.change.after}
    starts = sorted({change.start for change in changes if change.start < len(text)})
    if own.start not in starts or len(starts) < 2:
        return ""
    ends = [*starts[1:], len(text)]
    said = {a: terms.stems(text[a:b]) for a, b in zip(starts, ends, strict=True)}
    led, wanted = terms.stems(text[: starts[0]]), terms.stems(claim.text) - IDLE
    others = frozenset().union(*(said[at] for at in starts if at != own.start))
    left_out = said[own.start] - led - wanted - IDLE - GENERIC - others
    return min((wanted & others) - said[own.start] - led, default="") if left_out else ""


# "3 minutes on 128 GPUs": the second figure says what the first holds for.
UPON = re.compile(
    r"\s*(?:on|with|for|at|in|across|over|using|per|from)\s+(?:the\s+|all\s+)?[~$€£]?"
)


def another_partner(measurement: Measurement, claim: Claim, lead: Evidence) -> str:
    """Return the figure that bounds a source's, where the claim has another one in its place."""
    ours = _bounding(claim.text, measurement.quantity, measure(claim))
    theirs = _bounding(lead.passage.text, lead.measurement.quantity, lead.passage.measurements)
    if ours is None or theirs is None or _kind_of(ours) != _kind_of(theirs):
        return ""
    return "" if compare(ours, theirs).label in ("supported", "imprecise") else theirs.surface


def _bounding(text: str, quantity: Quantity, given: Iterable[Measurement]) -> Quantity | None:
    later = (m.quantity for m in given if m.quantity.start > quantity.start)
    return next((q for q in later if UPON.fullmatch(text, quantity.end, q.start)), None)


def _told_apart(
    measurement: Measurement, claim: Claim, text: str, segments: Sequence[tuple[int, int]],
    at: int, rivals: Sequence[int], label: str = "",
) -> str:  # fmt: skip
    """Return what the claim calls its figure's thing, and the source another figure's only.

    "The old cache had 92%, the new one 88%", "30 frames in 1080p and 6 in 4K".
    """
    start, end = clause_around(claim.text, measurement.quantity)
    others = (m.quantity.surface for m in measure(claim) if m.quantity != measurement.quantity)
    ours = _marks(claim.text[start:end]) - senses(WORD.findall(" ".join(others)))
    own = _marks(text[slice(*segments[at])])
    later = frozenset().union(*(_marks(text[slice(*segments[n])]) for n in rivals if n > at))
    earlier = frozenset().union(*(_marks(text[slice(*segments[n])]) for n in rivals if n < at))
    instead = own - ours
    ours -= _marks(label)
    return min((ours & later) - own - earlier or (ours & earlier if instead else ()), default="")


def row_label(passage: Passage) -> str:
    """Return caption and head of a table's row, which are said of each of its cells; or ""."""
    row = passage.locator.row
    at = passage.text.find(f"{row}: ") if row else -1
    return passage.text[: at + len(row)] if row and at >= 0 else ""


COLUMN_HEAD = re.compile(r"(?:^|; )([A-Z][\w ]*?)(?= \S+(?:;|$))")


def _told_of_the_row(passage: Passage) -> str:
    """Return caption and head of a table's row without what the head of a column says.

    "Crew by harbour: Hull: Crew 310; Boats 44": the 44 are no crew.
    """
    label = row_label(passage)
    cells = passage.text[len(label) :].removeprefix(": ")
    heads = senses(w for m in COLUMN_HEAD.finditer(cells) for w in WORD.findall(m.group()))
    return WORD.sub(lambda m: "" if senses([m.group()]) & heads else m.group(), label)


def _marks(text: str) -> frozenset[str]:
    """The words of a text by which its figures may be told apart, and no others."""
    codes = (match.group().lower() for match in CODE.finditer(text))
    return (senses(WORD.findall(text)) & APART) | frozenset(codes)


def rival_meant(
    measurement: Measurement, claim: Claim, found: Sequence[Evidence], terms: Terms
) -> Evidence | None:
    """Return the figure of a sentence that a claim means where another one leads by its grammar.

    "The old cache had a hit rate of 92%, the new one 88%": what the claim says and the first
    figure's part of the sentence does not, the other's part has to say, and nothing else.
    """
    others = (m for m in measure(claim) if m.quantity.start != measurement.quantity.start)
    if any(_rivals(measurement, other) for other in others):
        return None  # which of its figures a word of the claim is said of is open, too
    beside = terms.stems(" ".join(words_beside(measurement, claim)))
    claimed = terms.stems(claim.text) | _words(claim.text, terms)
    for anchor in found:
        text, measured = anchor.passage.text, anchor.passage.measurements
        if (
            len(measured) > MOST_FIGURES
            or anchor.relation == "B1"
            or not stands_in(text, anchor.measurement.quantity)
        ):
            continue
        parts = {
            m.quantity.start: text[slice(*part)]
            for part in _segments(text, measured)
            for m in measured
            if part[0] <= m.quantity.start < part[1]
            if m.quantity.unit is None or _rivals(m, anchor.measurement)
        }
        own = parts.get(anchor.measurement.quantity.start, "")
        around = frozenset().union(*(_words(t, terms) for t in passage_context(anchor.passage)))
        wanted = (beside | (claimed & APART)) - around - _words(own, terms) - (IDLE - APART)
        wanted = frozenset(QUARTERS.get(word, word) for word in wanted)
        for other in measured:
            part = parts.get(other.quantity.start, own)
            said = frozenset(word for word in _words(part, terms) if not word[0].isdigit())
            more = said - claimed - IDLE - GENERIC - TYPES - senses(LIGHT)
            later = other.quantity.start > anchor.measurement.quantity.start and part != own
            if wanted and later and wanted <= said and not more:
                anew = any(map(is_verb, WORD.findall(part)))  # it has a subject of its own
                kind = measurement.property if anew else None
                return _meant(other, anchor, kind, claimed)
    return None


def _meant(
    other: Measurement, anchor: Evidence, kind: str | None, claimed: frozenset[str]
) -> Evidence:
    """A later figure as evidence, with what it leaves to the one before it to say."""
    before = anchor.measurement
    unit = other.quantity.unit or before.quantity.unit
    quantity = replace(other.quantity, unit=unit)
    kind = kind or _shared_kind(before.property, claimed)
    meant = replace(other, quantity=quantity, property=kind, entity=before.entity)
    return replace(anchor, measurement=meant, relation="same", difference="", meant=True)


def _shared_kind(kind: str | None, claimed: frozenset[str]) -> str | None:
    """What two figures are both of: "happy with tools" up to what the later one puts in place."""
    words = (kind or "").split()
    shared = [at for at, word in enumerate(words) if senses([word]) & claimed]
    return " ".join(words[: shared[-1] + 1]) if shared else kind


def _words_of(measurement: Measurement, claim: Claim) -> list[str]:
    """The words beside a figure, but what another counts: "17 TB in 11 weekends"."""
    quantity, text = measurement.quantity, claim.text
    if follows_some(text, quantity.start):  # "14 of the 22 teams use it" says so of the 14
        verb = next((m for m in WORD.finditer(text, quantity.end) if is_verb(m.group())), None)
        return words_beside(
            measurement, claim, (quantity.start, verb.start() if verb else len(text))
        )
    ends = [
        m.quantity.end for m in measure(claim) if m.quantity.start != measurement.quantity.start
    ]
    counted = {found.group() for end in ends if (found := WORD.match(claim.text, end + 1))}
    return [word for word in words_beside(measurement, claim) if word not in counted]


def told_elsewhere(measurement: Measurement, claim: Claim, lead: Evidence, terms: Terms) -> str:
    """Return a word of the claim that only another clause says, where the figure's has its own.

    "The payments team grew 12%, while the logistics team was flat" tells no growth of logistics.
    """
    text, own = lead.passage.text, lead.measurement
    change = own.change
    if (change and change.before and change.after) or not stands_in(text, own.quantity):
        return ""
    if _all_here(measurement, claim, lead):
        return ""
    start, end = _clause_with_verb(text, own.quantity)
    verb = next((m for m in WORD.finditer(text) if is_verb(m.group())), None)
    subject = text[: verb.start()] if verb else ""
    opening = FRONTED.match(text)
    fronted = opening.group() if opening else ""
    context = frozenset().union(*(_words(t, terms) for t in passage_context(lead.passage)))
    grammar = (subject, fronted, own.entity or "", own.property or "")
    free = context.union(*(_words(text, terms) for text in grammar))
    aside = ASIDE.match(text, text.find(" ", end) + 1) if start == 0 else None
    if aside:
        free |= _words(text[aside.end() :], terms)  # "which takes 9 s, is dropped": of the subject
    here = _words(text[start:end], terms)
    beside = _words_of(measurement, claim)
    if ANAPHOR.search(text, start, end) or OUTSIDE & terms.stems(claim.text) & here:
        beside = [word for word in beside if word.islower()]  # "the site" is what was named
    wanted = _words(" ".join(beside), terms) - free - here - IDLE - TYPES - MONTH_NAMES
    missing = wanted & _words(f"{text[:start]} {text[end:]}", terms)
    if not missing:
        return ""
    though = THOUGH.search(text, end)
    if though and (against := missing - _words(text[: though.start()], terms)):
        return min(against)  # "it saves 30%, though at a loss of quality"
    said = terms.stems(claim.text) | senses(WORD.findall(claim.text)) | context
    dates = [(period.start, period.end) for period in find_dates(text)]
    extra = senses(
        m.group()
        for m in WORD.finditer(text, start, end)
        if not is_function_word(m.group())
        and not m.group()[0].isdigit()
        and m.group().lower() not in LIGHT
        and not (is_plain_deed(m.group()) and m.group().endswith("ed"))
        and not any(a <= m.start() < b for a, b in dates)
    )
    return min(missing) if extra - said - IDLE - TYPES - MONTH_NAMES else ""


def _clause_with_verb(text: str, quantity: Quantity) -> tuple[int, int]:
    """Where a figure's clause begins and ends; one without a verb goes on from the one before.

    "It signed a five-year, $17 million deal": nor does a comma between two figures part them.
    """
    start, end = clause_around(text, quantity)
    while start and not has_sure_verb(text[start:end]):
        start, _ = clause_at(text, text.rfind(" ", 0, start - 1))
    if FIGURE_BEHIND.match(text, quantity.end):
        _, end = clause_at(text, quantity.end + 2)
    return start, end


def _other_place(behind: str, claim: Claim, terms: Terms) -> bool:
    """Tell whether a figure has a bound of its own behind it: "or 450 kg to high orbit"."""
    found = PLACE.match(undated(behind))
    if found is None or OUTSIDE & terms.stems(claim.text):
        return False
    return bool(terms.stems(found[1]) - terms.stems(claim.text) - IDLE)


def _rivals(one: Measurement, other: Measurement) -> bool:
    """Tell whether two figures are of one kind, so that the later may leave its kind unsaid."""
    ours, theirs = one.quantity.unit, other.quantity.unit
    counts = [unit is None or is_counted(unit) for unit in (ours, theirs)]
    return ours == theirs or all(counts)


def _segments(text: str, measured: Sequence[Measurement]) -> Iterable[tuple[int, int]]:
    """Yield the part of a sentence that belongs to each figure, or to figures side by side."""
    places = [0, *(joint.end() for joint in JOINT.finditer(text)), len(text)]
    spans = [(m.quantity.start, m.quantity.end) for m in measured]
    side_by_side = {
        end for (_, end), (start, _) in pairwise(spans) if not PARTED.search(text, end, start)
    }
    begun, last = 0, None
    for a, b in pairwise(places):
        if any(a <= start < b and end not in side_by_side for start, end in spans):
            if last is not None:
                yield last
            last, begun = (begun, b), b
    if last is not None:
        yield last[0], len(text)


def part_of(text: str, measured: Sequence[Measurement], measurement: Measurement) -> str:
    """Return the part of a text that belongs to one of its figures; all of it if to none alone."""
    at = measurement.quantity.start
    part = next(((a, b) for a, b in _segments(text, measured) if a <= at < b), (0, len(text)))
    return text[slice(*part)]


def _free(segment: str, lead: Evidence, claim: Claim, terms: Terms) -> frozenset[str]:
    """What is said of a figure wherever it stands: its owner and kind, and what is around."""
    own = lead.measurement
    free = terms.stems(own.entity or "")
    free |= terms.stems(own.property or "") - verbs_in(own.property)
    known = terms.stems(claim.text)
    if all(terms.stems(name) <= known for name in names(f"x {undated(segment)}")):
        around = [lead.passage.title, *lead.passage.headings]
        if own.quantity.unit is None:  # "In 2023 it sold 34,500": of what was counted before
            around.append(lead.passage.before or "")
        free = free.union(*(terms.stems(text) for text in around))
    return free


def _words(text: str, terms: Terms) -> frozenset[str]:
    return terms.stems(text) | senses(w for w in WORD.findall(text) if not is_function_word(w))


def _instead(
    text: str, span: tuple[int, int], lead: Evidence, claim: Claim, terms: Terms
) -> frozenset[str]:
    """The words between an earlier figure and a later one that the claim has not: in its place.

    What other figures count ("58 goals") takes no one's place, nor does a date.
    """
    taken = [(period.start, period.end) for period in find_dates(text)]
    words = [
        match.group()
        for match in WORD.finditer(text, *span)
        if not any(a <= match.start() < b for a, b in taken)
        and not is_function_word(match.group())
        and match.group().lower() not in LIGHT | BE
    ]
    counted = (m.property or m.quantity.unit or "" for m in lead.passage.measurements)
    kinds = frozenset().union(*(terms.stems(kind) - verbs_in(kind) for kind in counted))
    around = frozenset().union(*(terms.stems(text) for text in passage_context(lead.passage)))
    known = terms.stems(claim.text) | senses(WORD.findall(claim.text)) | around
    return senses(words) - known - kinds - (IDLE - TOTAL)
