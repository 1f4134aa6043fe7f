"""Rows B1 and B5: whether a source says of its figure what a claim says of its own, and no less."""

import re
from collections.abc import Iterator, Sequence

from prepkit.factcheck.alignment import (
    IDLE,
    LIGHT,
    clause_around,
    deeds,
    is_holding,
    is_no_deed,
    is_plain_deed,
    measure,
    other_deeds,
    own_statement,
    same_deeds,
    stretch_of,
    words_beside,
)
from prepkit.factcheck.attitudes import expected_by_others
from prepkit.factcheck.cells import cell_apart
from prepkit.factcheck.contrasts import (
    BEFORE_THAT,
    bases_apart,
    crossed,
    denied_apart,
    has_base,
    joined_part,
    moved_apart,
    multiples_apart,
    named_together,
    names_a_quarter,
    names_one_half,
    narrowed,
    quantified_apart,
    quarters_apart,
    rates_apart,
    reckoned_apart,
    spans_apart,
    statistics_apart,
    times_added,
)
from prepkit.factcheck.degrees import degrees_apart, excepted_apart, times_apart
from prepkit.factcheck.evidence import Evidence, EvidenceBase, is_delta
from prepkit.factcheck.findings import LEAVE_OUT
from prepkit.factcheck.heads import another_head, counts_apart, made_by_others
from prepkit.factcheck.listings import is_labelled
from prepkit.factcheck.numbered import numbered_apart
from prepkit.factcheck.owning import another_owner
from prepkit.factcheck.parties import (
    lent_by_one_of_two,
    pronoun_of_another,
    relative_of,
    swapped,
)
from prepkit.factcheck.portions import (
    OF_IT,
    added_apart,
    aged_apart,
    amounts_apart,
    beyond,
    headed_apart,
    is_whole,
    led_apart,
    of_a_team,
    one_of_them,
    only_listed,
    part_named,
    part_of_it,
    part_told_apart,
    told_of_them,
)
from prepkit.factcheck.relations import compare_relations
from prepkit.factcheck.remainders import narrowed_before, narrowed_behind
from prepkit.factcheck.rulings import Ruling, as_written
from prepkit.factcheck.sameness import PERIODS
from prepkit.factcheck.segments import (
    another_partner,
    changed_of_another,
    said_of_another,
    told_elsewhere,
)
from prepkit.factcheck.statements import turned_round
from prepkit.factcheck.strangers import is_topic, stranger_over
from prepkit.factcheck.subjects import BOUNDS, GENERIC, TIMED, passage_context, tells, verbs_in
from prepkit.factcheck.tellings import told_besides
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.times import a_year_apart
from prepkit.factcheck.unsaid import (
    HARMLESS,
    how_often,
    lent_deeds,
    nearly_said,
    unsaid_words,
)
from prepkit.factcheck.wording import stands_in
from prepkit.factcheck.words import (
    NO_NAMES,
    WORD,
    exclusive_conflict,
    is_function_word,
    is_name_at_start,
    names,
    senses,
)
from prepkit.notes import Claim
from prepkit.quantities import Change, Measurement, Quantity, dimension, find_quantities
from prepkit.quantities.lexicon import BE, VERBS
from prepkit.quantities.moments import RESULTS

# "Of these, 212 have chargers"
OF_THESE = re.compile(
    r"\b[Oo]f (?:these|those|them|which|whom),? (?:(?:about|some|only|just|over|nearly) )?$"
)
# "1,500 people, including 600 in India"
LISTED_BEFORE = re.compile(r"\b(?:including|among them|counting|of whom) (?:about |some |over )?$")
# "2 million issues, of which developers fix 61%"
OF_WHICH = re.compile(r",? of (?:which|whom) [^,;.]{1,40}$")
SOME_BEFORE = (OF_THESE, OF_WHICH, LISTED_BEFORE)
# What is said of each of several things is not said of them together.
EACH = re.compile(
    r"\b(?:each|(?<!of )(?<!in )every|apiece)\b"
    r"(?!\s+(?:second|minute|hour|day|night|week|month|quarter|year|time))",
    re.I,
)
# "The industry has 5 million users", on a page about one firm.
ALL_OF_THEM = re.compile(
    r"\W*The (?:[a-z]+ )?(?:industry|sector|market|economy|competition|field)\b(?! leader)"
)
TWO_COMPARED = re.compile(r"\b(?:vs\.?|versus|compared)\b", re.I)  # of a title
GREW = re.compile(r"\b(?:grew|grow(?:s|n|ing)?|growth|up|shrank|shrunk|down)\b")
# "Revenue from Routing": of a part of the firm that has a name.
BUSINESS = re.compile(r"\b[Rr]evenue (?:from|of|at|in) (?:the |our )?[A-Z]")
CALENDAR = frozenset("day week month year".split())
# "Bought it for $338 million in cash and stock"
PAID_IN = re.compile(r" in (?:an? )?(?:all-)?(?:cash|stock|shares)\b")
GRANTED = re.compile(
    r"\b(?:has|have|'ve|’ve) (?:now |so far )?been (?:granted|awarded|issued) (?:[a-z]+ ){0,2}$"
)
OWNING = frozenset("have has had having".split())
LIGHT_SENSES = senses(LIGHT)


def _judge_deed(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> None:
    """B1: who has fired 45 cooks does not have them: a deed that the claim leaves out."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    if lead.measurement.change or not stands_in(text, quantity):
        return
    if GRANTED.search(text, 0, quantity.start):
        return  # who "has been granted 300 patents" holds them
    start, end = clause_around(claim.text, measurement.quantity)
    led = WORD.findall(claim.text[start : measurement.quantity.start])
    if deeds([w for w in words_beside(measurement, claim) if w in led], claim.text[start:end]):
        return
    begun, _ = clause_around(text, quantity)
    told = other_deeds(text[begun : quantity.start], claim.text, base.terms)
    told = [
        word
        for word in deeds(told, text) + [word for word in told if word.lower() not in VERBS]
        if word.islower() and not (is_plain_deed(word) or word.endswith("ing"))
    ]
    if lead.passage.locator.row is not None:  # "12 barges" over a column is no deed
        told = [word for word in told if word in VERBS and VERBS[word].tense == "past"]
    if told:
        ruling.add("B1", "imprecise", f"the source says {told[-1]!r}", f"say {told[-1]!r}")


def judge_words(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> None:
    """B1: each word that the claim says of its figure has to stand with the source's, too."""
    if ruling.label != "supported":
        return
    start, end = clause_around(claim.text, measurement.quantity)
    if told := times_apart(
        claim.text[start:end], own_statement(lead.passage.text, lead.measurement.quantity)
    ):
        ruling.add("D8", "imprecise", f"the source says {told!r}", f"say {told!r}")
    stretch = _stretch(lead, base.terms)
    own = own_statement(lead.passage.text, lead.measurement.quantity)
    # A stretch ends before "from": "half of Larkfield's sales came from Tern".
    told = own if " from " in own and " from " in claim.text[start:end] else stretch
    if turned_round(claim.text[start:end], told) or turned_round(claim.text[start:end], stretch):
        told = "the source has the names the other way round"
        ruling.settle("R1", "not found", told, LEAVE_OUT)
        return
    contrast = contrast_of(measurement, claim, lead, base)
    if contrast:
        row, told = contrast
        ruling.settle(row, "not found", told, LEAVE_OUT)
        return
    if not lead.meant and (word := told_elsewhere(measurement, claim, lead, base.terms)):
        word = as_written(word, f"{lead.passage.text} {claim.text}")
        ruling.settle("B1", "not found", f"the source says {word!r} of something else", LEAVE_OUT)
        return
    unsaid = unsaid_words(measurement, claim, lead, base, whole=True)
    only_verbs = len(deeds(unsaid, claim.text)) == len(unsaid)
    lent = only_verbs and lent_deeds(measurement, claim, lead, base)
    if lent:
        told = f"the source says {' and '.join(map(repr, lent))} of something else"
        ruling.settle("B1", "imprecise", told, LEAVE_OUT)
        return
    if not unsaid and (near := nearly_said(measurement, claim, lead, base)):
        ruling.add(
            "B4", "imprecise", f"the source has another word for {near[0]!r}", "use its word"
        )
    if not unsaid:
        _left_unsaid(ruling, measurement, claim, lead, base)
        _judge_deed(ruling, measurement, claim, lead, base)
        return
    apart = senses(word for word in unsaid if not is_plain_deed(word))
    kinds = exclusive_conflict(apart, base.terms.stems(stretch))
    if kinds and kinds[1] not in base.terms.stems(claim.text):  # "write latency", "read latency"
        told = f"the source says {as_written(kinds[1], stretch)!r}"
        ruling.settle("B3", "not found", told, LEAVE_OUT)
        return
    others = other_deeds(stretch, claim.text, base.terms)
    plain = all(map(is_plain_deed, unsaid)) and all(map(is_no_deed, others))
    alike = all(map(is_holding, (*unsaid, *others))) or same_deeds(unsaid, others)
    if only_verbs and (plain or alike):
        _left_unsaid(ruling, measurement, claim, lead, base)
        return
    told = f"the source does not say {' and '.join(map(repr, dict.fromkeys(unsaid)))}"
    ruling.settle("B1", "imprecise" if only_verbs else "not found", told, LEAVE_OUT)


def is_same_deed(unsaid: Sequence[str], claim: Claim, lead: Evidence, base: EvidenceBase) -> bool:
    """Tell whether a source leaves only the claim's verb unsaid, and has no other in its place."""
    stretch = stretch_of(lead.passage.text, lead.measurement, base.terms)
    if len(deeds(unsaid, claim.text)) != len(unsaid):
        return False
    said = base.terms.stems(claim.text)
    raised = (w for w in WORD.findall(stretch) if w in VERBS and w not in BE and w not in OWNING)
    if unsaid and any(VERBS[w].tense == "past" and not senses([w]) & said for w in raised):
        return False  # "was bought for €180m", "had raised €27 million"
    return not other_deeds(stretch, claim.text, base.terms)


def contrast_of(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> tuple[str, str] | None:
    """Return the first row, with its reason, on which two sentences of like words differ."""
    stretch = _stretch(lead, base.terms)
    return next(_contrasts(measurement, claim, lead, stretch, base), None)


def _stretch(lead: Evidence, terms: Terms) -> str:
    """The part of the sentence that is about the figure, or about the change that it is part of."""
    change = lead.measurement.change
    if change and change.rule != "compared with":
        # "Crashes on Android fell from 2% to 1%": "from" parts nothing
        return own_statement(lead.passage.text, lead.measurement.quantity)
    return stretch_of(lead.passage.text, lead.measurement, terms)


def _contrasts(
    measurement: Measurement, claim: Claim, lead: Evidence, stretch: str, base: EvidenceBase
) -> Iterator[tuple[str, str]]:
    """The rows on which the same words with other little words between them say another thing."""
    text, terms = lead.passage.text, base.terms
    both = f"{text} {claim.text}"  # where a word may stand as written
    own, clause = text, own_statement(claim.text, measurement.quantity)
    if stands_in(text, lead.measurement.quantity):
        own = own_statement(text, lead.measurement.quantity)
    known = frozenset().union(*(terms.stems(t) for t in passage_context(lead.passage)))
    if compare_relations(clause, own) in ("reversed", "other"):
        yield "R1", "the source has another direction or name"
    if is_labelled(text) and (name := stranger_over(lead.passage, claim.text, terms)):
        yield "B2", f"the heading over it names {name!r}"
    if name := lent_by_one_of_two(claim.text, lead.passage, terms):
        yield "B1", f"only the title names {name!r}, and another beside"
    if ALL_OF_THEM.match(text) and not ALL_OF_THEM.match(claim.text):
        yield "B1", "the source says it of all of its kind"
    if who := expected_by_others(clause, own):
        yield "B6", f"in the source, {who} say so"
    if pronoun := pronoun_of_another(claim.text, lead.passage, terms):
        yield "B1", f"{pronoun!r} may be somebody else in the source"
    if (name := _paragraph_of(claim, lead, terms)) and not is_topic(name, base.words):
        yield "B1", f"the sentences before it are about {name!r}"
    if word := swapped(clause, own, terms):
        yield "R1", f"in the source, {as_written(word, both)!r} stands on the other side"
    if word := relative_of(claim.text, _opening(lead, own), terms):
        yield "B2", f"the source says it of a {word}"
    if stands_in(text, lead.measurement.quantity) and (
        head := another_head(claim.text, text, lead.measurement.quantity, terms)
    ):
        yield "B2", f"the source says it of {head!r}"
    if stands_in(text, lead.measurement.quantity) and (
        deed := made_by_others(claim.text, lead.measurement.quantity, measurement, text)
    ):
        yield "R1", f"the source says {deed!r} of what it counts"
    if what := counts_apart(measurement, claim.text, lead.measurement, text, terms):
        yield "B1", f"the source counts {what!r}"
    change = lead.measurement.change
    if change and change.rule == "compared with" and TWO_COMPARED.search(lead.passage.title):
        yield "D13", "the page compares two things, not two times"
    if moved_apart(clause, own):
        yield "D13", "the source says that it went the other way"
    word = crossed(clause, own)
    if word and not _told_around(as_written(word, both), measurement, claim, lead):
        yield "B5", f"the two differ in what stands before {as_written(word, both)!r}"
    if word := reckoned_apart(claim.text, own, text):
        yield "B5", f"only one of the two says {word!r}"
    if told := degrees_apart(claim.text, own):
        yield "D17", f"the source says {told!r}"
    if lead.passage.locator.row is None and (word := excepted_apart(claim.text, own)):
        yield "B5", f"the source says {word!r}"
    if word := quantified_apart(clause, own, text) or _every_one(claim.text, text):
        yield "B5", f"only one of the two says {word!r}"
    if _is_former(measurement, claim, lead):
        yield "E1", "the source says it of the time before"
    if OF_WHOSE.match(text, lead.measurement.quantity.end) and " whose " not in claim.text:
        yield "B5", "the source says it of what is theirs"
    if word := denied_apart(clause, own):
        yield "B6", f"one of the two denies {as_written(word, both)!r}"
    yield from told_besides(measurement, claim, lead, clause, own, terms)
    yield from another_owner(claim, lead, clause, own, terms)
    if (
        (measurement.change or is_delta(lead.measurement))
        and (counted := bases_apart(claim.text, own))
        and not (counted == "year" and not has_base(own) and _reports_a_period(lead))
        and not _counted_beside(measurement, claim)
        and not (counted == "year" and _is_a_year_apart(lead))
    ):
        yield "E1", f"the source does not count from {counted} to {counted}"
    claimed = times_added(claim.text, own)
    around = terms.stems(f"{text} {lead.passage.before or ''}")
    if claimed and not (lead.measurement.change and terms.stems(claimed) <= around):
        yield "E1", f"the source does not say {claimed!r}"
    if quarter := quarters_apart(claim.text, text):
        yield "E1", f"the source says it of {quarter}"
    span = spans_apart(claim.text, own)
    if span and not names_a_quarter(span, claim.text) and not names_one_half(span, claim.text):
        yield "E1", f"the source says it of {span!r}"
    if word := part_told_apart(claim, lead, terms):
        yield "B5", f"the source tells {as_written(word, both)!r} from the rest"
    if not _is_ratio(measurement) and (word := rates_apart(claim.text, stretch)):
        yield "B5", f"only one of the two says it per {as_written(word, both)!r}"
    if led := led_apart(measurement, claim, lead):
        yield "D13", f"the source says {led!r} before it"
    if team := of_a_team(claim.text, lead, terms):
        yield "B5", f"the source says it of {team!r}"
    if cell := cell_apart(claim.text, lead, terms):
        yield cell
    if goal := beyond(claim, lead):
        yield "D16", f"the source says by how much it was {goal!r}"
    if word := amounts_apart(claim.text, lead):
        yield "B5", f"the source says it of {word!r}"
    if not_of_so_many(claim.text, measurement.quantity, lead):
        yield "B5", "the source does not say it of a part"
    if is_whole(measurement, claim, lead, terms):
        yield "B5", "the source says it of some of them only"
    if word := headed_apart(claim.text, lead):
        yield "B5", f"the source says it of {word!r}"
    if stands_in(text, lead.measurement.quantity) and (
        group := aged_apart(claim.text, text, lead.measurement.quantity.start)
    ):
        yield "B5", f"the source says it of {group!r}"
    if word := part_named(claim.text, lead, terms):
        yield "B5", f"the source does not say it of the {word!r} part"
    if group := one_of_them(measurement, claim, lead):
        yield "B5", f"the source says {group!r} them"
    if word := statistics_apart(clause, stretch):
        yield "B5", f"the source says {word!r}"
    if OF_IT.match(claim.text, measurement.quantity.end) and not _of_a_part(
        measurement, claim, lead, terms
    ):
        yield "B5", "the source does not say it of a part"
    if added := added_apart(measurement, claim, lead):
        yield "D13", f"the source says {added!r}: it tells what was added"
    if word := only_listed(claim.text, lead, terms):
        yield "B5", f"the source counts {as_written(word, both)!r} among others"
    if part := part_of_it(claim, lead, terms):
        yield "B5", f"the source says it of a part: {part!r}"
    if number := numbered_apart(claim.text, text, passage_context(lead.passage)):
        yield "B2", f"the source does not name {number!r}"
    if word := changed_of_another(claim, lead, terms):
        yield "B1", f"the source says {as_written(word, both)!r} of another change"
    if told := multiples_apart(clause, own):
        yield "D15", f"the source says {told!r}"
    if partner := another_partner(measurement, claim, lead):
        yield "B5", f"the source says it of {partner!r}"
    if word := joined_part(clause, text, terms) or named_together(claim.text, text, terms):
        yield "B5", f"the source says it of more together: {as_written(word, both)!r}"
    if not lead.meant and (word := said_of_another(measurement, claim, lead, terms)):
        yield "B1", f"{as_written(word, both)!r} is said of another figure"
    if word := narrowed(claim.text, stretch, known | HARMLESS, terms):
        yield "B5", f"the source speaks of less: {as_written(word, both)!r}"


def _of_a_part(measurement: Measurement, claim: Claim, lead: Evidence, terms: Terms) -> bool:
    """Tell whether a source, too, says its figure of some of what it has named."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    led = (pattern.search(text, 0, quantity.start) for pattern in SOME_BEFORE)
    if any(led) or OF_IT.match(text, quantity.end):
        return True
    return told_of_them(measurement, claim, lead, terms)


# "Seven of the nine directors"
OF_SO_MANY = re.compile(
    r" (?:out )?of (?:(?:the|its|our|their|all) )*"
    r"(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
)
OF_ANY = re.compile(r"(?: [\w’'-]+){0,3}?,? (?:out )?of\b| in \w+\b|/| \(")


def not_of_so_many(claim: str, quantity: Quantity, lead: Evidence) -> bool:
    """B5: tell whether only a claim tells its figure as a part of so many."""
    if not OF_SO_MANY.match(claim, quantity.end):
        return False
    text, theirs = lead.passage.text, lead.measurement.quantity
    if not stands_in(text, theirs):
        return False
    led = (pattern.search(text, 0, theirs.start) for pattern in SOME_BEFORE)
    opened = re.search(r"\bof\b", text[: theirs.start], re.I)
    return not (any(led) or opened or OF_ANY.match(text, theirs.end))


def _is_ratio(measurement: Measurement) -> bool:
    """Tell whether a figure is by how many per cent something changed: the same per anything."""
    return is_delta(measurement) and measurement.quantity.unit in ("percent", "fraction", "x")


# "Two of whose fathers"
OF_WHOSE = re.compile(r"[ \w]{0,12} of whose\b")
# "60 piers, and every one has a warden"
EVERY_ONE = re.compile(
    r"\b(?:every one|each one|(?:each|all) of (?:them|which|whom|these|those))\b", re.I
)
EACH_OR_ALL = re.compile(r"\b(?:each|every|all)\b", re.I)


def _every_one(claim: str, source: str) -> str:
    """Return by what a claim speaks of every one of those that it counts, if a source does not."""
    told = EVERY_ONE.search(claim)
    return told.group() if told and not EACH_OR_ALL.search(source) else ""


# "12 minutes; 19 the year before", "$5.2 million (was 4.8)": levels that are no more.
OF_BEFORE = re.compile(
    r"(?: \w+)?,? (?:in )?"
    r"(?:(?:the|a|one) (?:year|quarter|month|week) (?:before|earlier|ago)(?=\W*$|[.,;)])"
    r"|the (?:previous|prior) (?:year|quarter|month|week))\b"
)
WAS = re.compile(r"\((?:it )?was (?:at )?[$€£]?$")
TOLD_OF_BEFORE = re.compile(
    r"\b(?:before|earlier|ago|previous(?:ly)?|prior|former(?:ly)?|used to|once|from|then|last)\b"
)


def _is_former(measurement: Measurement, claim: Claim, lead: Evidence) -> bool:
    """Tell whether only the source says that its figure was so before."""
    if measurement.as_of or measurement.change or TOLD_OF_BEFORE.search(claim.text):
        return False
    text, quantity = lead.passage.text, lead.measurement.quantity
    if not stands_in(text, quantity) or lead.measurement.change:
        return False
    return bool(WAS.search(text, 0, quantity.start) or OF_BEFORE.match(text, quantity.end))


# A heading that bounds what stands under it otherwise: "Not in the channel", "Channel and port".
OF_MORE = re.compile(
    r"\b(?:not|no|non|without|outside|beyond|except|and|or|versus|vs)\b|[/&]", re.I
)

IN_TURN = ("in turn", "once now", "once then")


def _told_around(word: str, measurement: Measurement, claim: Claim, lead: Evidence) -> bool:
    """Tell whether one tells its first level of the time before something, the other its last.

    "Before the cache it took 47 minutes, now 19" is "from 47 to 19 minutes after the cache".
    """
    one, other = measurement.change, lead.measurement.change
    if not (one and other and one.before and one.after and other.before and other.after):
        return False
    sides = ((one, claim.text, lead.passage.text), (other, lead.passage.text, claim.text))
    ahead = rf"(?i)\b(?:before|until|prior to)\b[^,;.]*?\b{re.escape(word)}"
    behind = (
        rf"(?i)\b(?:after|once|since|when|with|now that|following)\b[^,;.]*?\b{re.escape(word)}"
    )
    return any(
        change.rule in IN_TURN and re.search(ahead, here) and re.search(behind, there)
        for change, here, there in sides
    )


def _counted_beside(measurement: Measurement, claim: Claim) -> bool:
    """Tell whether a claim counts another of its figures from then: "41%, 8 points more than"."""
    beside = (m for m in measure(claim) if m.quantity.start != measurement.quantity.start)
    return not is_delta(measurement) and any(
        is_delta(m) and m.change and bases_apart(claim.text[slice(*_span(m.change))], "")
        for m in beside
    )


def _span(change: Change) -> tuple[int, int]:
    return change.start - 1, change.end


def _is_a_year_apart(lead: Evidence) -> bool:
    """Tell whether the two ends of a source's change are of one quarter, or month, of two years."""
    change = lead.measurement.change
    ends = [change.before, change.after] if change else []
    dated = {m.quantity.start: m.as_of for m in lead.passage.measurements}
    dates = [dated.get(end.start) for end in ends if end]
    return a_year_apart(dates)


COUNTS = re.compile(
    r"\b(?:sequential\w*|since|from|on the|over|than|preceding|previous|prior|quarter-on-quarter)\b"
)


def _reports_a_period(lead: Evidence) -> bool:
    """Tell whether a page of results gives a period's growth and no base: then it is a year's."""
    results = RESULTS.search(lead.passage.title) is not None
    return results and lead.measurement.as_of is not None and not COUNTS.search(lead.passage.text)


def _paragraph_of(claim: Claim, lead: Evidence, terms: Terms) -> str:
    """B1: the stranger of the sentences before, where only the title names the owner."""
    passage = lead.passage
    opening = re.match(r"(?:[A-Z][\w’'-]*\s?)+", passage.before or "")
    if opening is None or names(passage.text):
        return ""
    name = opening.group().strip()
    around = (passage.title, *passage.headings, passage.origin.publisher, *claim.headings)
    known = terms.stems(claim.text).union(*(terms.stems(text) for text in around))
    stranger = [w for w in WORD.findall(name) if not is_function_word(w) and w not in NO_NAMES]
    plain = not stranger or len(stranger) < len(name.split()) or terms.stems(name) & known
    before = passage.before or ""
    rest = before[opening.end() :].split()
    common = len(stranger) == 1 and not (rest and (rest[0] in VERBS or rest[0] in BE))
    common = common or not is_name_at_start(name.split()[0]) or find_quantities(name) != []
    if (
        plain
        or common
        or tells(name, before)
        or terms.stems(f"{before} {passage.text}") & _owner(claim, terms)
    ):
        return ""
    return name


def _owner(claim: Claim, terms: Terms) -> frozenset[str]:
    """The names of a claim."""
    return frozenset().union(*(terms.stems(name) for name in names(f"x {claim.text}")))


def _opening(lead: Evidence, own: str) -> str:
    """What a sentence says up to its figure; all of it where the figure is a cell's."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    return text[: quantity.start] if stands_in(text, quantity) else own


# "It fell to 17 after we deleted every alert": why or when it did is of other things.
CIRCUMSTANCE = re.compile(r"\s(?:after|when|once|since|because|until|before|by [a-z]+ing)\s")


def _told_of_it(lead: Evidence) -> str:
    """What a sentence says of its figure, without the circumstances that it tells behind it."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    if not stands_in(text, quantity):
        return text
    own = own_statement(text, quantity)
    behind = CIRCUMSTANCE.search(own, own.find(quantity.surface) + len(quantity.surface))
    return own[: behind.start()] if behind else own


def _of_one(each: re.Match[str], source: str, claim: str) -> bool:
    """Tell whether a claim says of one what a source says of each: "scores a payment in 12 ms"."""
    noun = re.match(r" ([a-z][\w-]+)", source[each.end() :])
    return bool(noun and re.search(rf"\b(?:an?|one|per) {re.escape(noun[1])}\b", claim))


def _left_unsaid(
    ruling: Ruling, measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> None:
    """B5: a word of what the source counts that the claim leaves out: "registered users"."""
    stems = base.terms.stems
    told = stems(lead.measurement.property or "") - stems(lead.measurement.entity or "")
    known = stems(claim.text).union(*map(stems, claim.headings), stems(claim.before or ""))
    near = frozenset().union(*(base.terms.near_stems.get(w, frozenset()) for w in known))
    known |= how_often(claim.text)
    known |= BOUNDS.get(measurement.quantity.comparator, frozenset())
    if known & senses(["active"]):
        known |= senses(["user"])  # "daily actives" are daily active users
    if known & senses(["people"]):
        known |= senses(["employee", "staff"])
    verbs = verbs_in(lead.measurement.property)
    if measurement.change and GREW.search(claim.text) and BUSINESS.search(lead.passage.text):
        known |= senses(["revenue"])  # a business that grew by 31% took in so much more
    if dimension(lead.measurement.quantity.unit) in ("data", "data/time"):
        known |= senses(["data"])  # what is told in gigabytes
    if dimension(lead.measurement.quantity.unit) == "time":
        known |= TIMED
    if PAID_IN.match(lead.passage.text, lead.measurement.quantity.end):
        known |= senses(["cash", "stock", "share"])  # what a price is paid in
    idle = GENERIC | IDLE | HARMLESS | verbs | LIGHT_SENSES | PERIODS
    extra = (told & stems(lead.passage.text)) - known - near - idle
    if extra:
        kind = lead.measurement.property
        ruling.add("B5", "imprecise", f"the source says {kind!r}", f"say {kind!r}")
    if stands_in(lead.passage.text, lead.measurement.quantity):
        over = (heading for heading in claim.headings if not OF_MORE.search(heading))
        context = (*passage_context(lead.passage), *over)
        around = frozenset().union(*map(stems, context))
        own = own_statement(lead.passage.text, lead.measurement.quantity)
        phrase = narrowed_behind(
            claim.text, lead.passage.text, lead.measurement, around, base.terms
        ) or narrowed_before(claim.text, own, around, base.terms)
        if phrase:
            ruling.add("B5", "imprecise", f"the source says {phrase!r}", f"say {phrase!r}")
    told_of_it = _told_of_it(lead)
    each = EACH.search(BEFORE_THAT.sub("", told_of_it))
    if lead.measurement.quantity.unit in CALENDAR and measurement.as_of is None:
        each = None  # "every parent gets 20 weeks": weeks of each do not add up
    at = told_of_it.find(lead.measurement.quantity.surface)
    if each and re.search(r";\s|\s(?:and|but)\s", told_of_it[each.end() : max(at, 0)]):
        each = None  # "looks at each scene, and throws away 23% of them"
    if each and not EACH.search(claim.text) and not _of_one(each, told_of_it, claim.text):
        ruling.add("B5", "imprecise", f"the source says {each.group()!r}", "say of what each")
