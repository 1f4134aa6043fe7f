"""Rows B5, D13, D16: whether a source's figure is a part, a whole, a beginning or a difference."""

import re

from prepkit.factcheck.alignment import (
    IDLE,
    OF_SOME,
    follows_some,
    is_plain_deed,
    words_beside,
)
from prepkit.factcheck.evidence import Evidence
from prepkit.factcheck.rulings import is_of_today
from prepkit.factcheck.subjects import passage_context, verbs_in
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.wording import stands_in
from prepkit.factcheck.words import WORD, is_function_word, names, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Quantity
from prepkit.quantities.lexicon import BE, DETERMINERS, PREPOSITIONS, VERBS
from prepkit.quantities.names import tokenise

# "of the population in the north", "elsewhere", and no figure or clause between.
PLACE_BEHIND = re.compile(
    r"(?: (?!in\b|on\b|for\b|among\b)[a-z]+){0,4} (?:(?:in|on|for|among) (?:the )?"
    r"(?!first\b|second\b|third\b|fourth\b|last\b|same\b|previous\b|prior\b|year\b|quarter\b|month\b"
    r"|week\b|half\b|fiscal\b|period\b)([a-z]{3,})"
    r"|(elsewhere))\b"
)
# "$1 million of it in 2014", "40 of whom work in Spain".
OF_IT = re.compile(r"[ \w]{0,12} of (?:it|them|which|whom|these|those)\b((?:[^,;.]|[,.](?=\d))*)")
# "12 of those buildings and lease space in the others": what else is done.
ANOTHER_DEED = re.compile(r",?\s(?:and|but|while)\s")
# "40% of them in Spain are franchised"
BOUND_BEHIND = re.compile(r"^ ((?:in|at|on|among|from|outside|under|over|with|who|that)\b.*)")
# "users under 25 spend", "people aged 18 to 24": the group that a figure is of.
AGED = re.compile(
    r"\b(?:users|people|adults|persons|customers|members|employees|engineers|developers|workers"
    r"|staff|men|women|residents|inhabitants|patients|students|readers|viewers|listeners|players"
    r"|drivers|riders|subscribers|visitors|shoppers|respondents|participants|voters|teenagers)"
    r" ((?:aged|under|over|above|below|older than|younger than|between)"
    r" (?:the age of |ages? |over |under )?\d{1,3}(?: ?(?:to|and|-|–) ?\d{1,3})?)"
    r"(?=[,.]|$| (?!million|thousand|hundred|billion|percent|per cent|years? "
    r"|[a-z]*(?:second|minute|hour|day|week|month)s?\b)[a-z]+)",
    re.I,
)
# "from 40,000", "to about 40,000"
FROM_TO = re.compile(
    r"(?<!compared )\b(from|to|by) (?:about |around |nearly |over |almost |only )?[$€£]?$"
)
# "another 40,000", "8 more caps", "19 further deaths": what came on top.
ANOTHER = re.compile(r"\b(?:another|further|additional|extra|added) $", re.I)
MORE = re.compile(r"[ -](?:more|further|additional|extra|added|new)\b(?! than)", re.I)
# "counting the Olympics", "spanning Vestby and Lunde": parts of what is counted.
LISTED = re.compile(
    r"\b(?:including|counting|among them|such as|spanning|ranging|as well as|together with"
    r"|along with|everything from)\b[^;.]*",
    re.I,
)
# "The youngest of five children", "one of 12 finalists": what the subject is one of.
ONE_OF = re.compile(
    r"\b(?:one|\w+est|oldest|first|second|third|fourth|fifth|sixth|last|part|member) of (?:the )?$"
)
# "1,500 people, 600 of them in India": a claim's own part.
SOME_OF_THEM = re.compile(r"\d[\d,.]*[kKmM%]? of (?:them|whom|which|those)\b")
# The heads of columns that tell two times apart.
FORMER = frozenset("before old previous".split())
WHEN = re.compile(r"\b(before|after|old|new|previous|current)\b", re.I)
# "the platform team at Larkfield", "Larkfield's data group".
PART_OF = re.compile(
    r"(?:\b[Tt]he|['’]s?) ([a-z]{3,})"
    r" (?:team|group|unit|division|department|office|arm|branch|squad)\b"
)
# "$1.1 billion over budget": by how much, not how much.
BEYOND = re.compile(
    r" (over|above|below|under|short of|ahead of|behind)"
    r"(?! (?:the )?(?:previous|prior|preceding|last|same|year|quarter|month|week|period)\b)"
    r"(?! (?:our|these|those|an?|this)\b)"
    r"(?! (?:the )?(?:[a-z]+ )?(?:days|weeks|months|quarters|years)\b) (?:the |its )?([a-z]{3,})"
)


# "9 basis points of loans lower"
LOWER = re.compile(
    r"(?: of [a-z ]{2,30}?)? (lower|higher|less|more|fewer|better|worse)\s*(?:[.,;:)]|$)"
)
COMPARED = re.compile(
    r"\b(?:lower|higher|less|more|fewer|better|worse|fell|rose|grew|cut|down|up|\w+ed)\b"
)
PARTS_OF_A_WHOLE = ("percent", "fraction", "basis point", "percentage point", "point")
# "12.5% of loan volume" is no share of loans.
AMOUNT_OF = re.compile(r" of (?:[a-z’'-]+ ){0,2}?(volumes?|value|balances?|spending|capacity)\b")


def amounts_apart(claim: str, lead: Evidence) -> str:
    """B5: return what a source's share is measured in, where a claim only counts: "volume"."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    if quantity.unit not in ("percent", "fraction") or not stands_in(text, quantity):
        return ""
    found = AMOUNT_OF.match(text, quantity.end)
    return found[1] if found and found[1].rstrip("s") not in claim else ""


def led_apart(measurement: Measurement, claim: Claim, lead: Evidence) -> str:
    """D13: "doubled to 40,000" is not "doubled from 40,000": the little word before a figure."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    ours = FROM_TO.search(claim.text[: measurement.quantity.start])
    theirs = FROM_TO.search(text[: quantity.start]) if stands_in(text, quantity) else None
    if not ours or not theirs or ours[1] == theirs[1]:
        return ""
    same = (measurement.quantity.value, measurement.quantity.unit) == (
        quantity.value,
        quantity.unit,
    )
    derived = "by" in (ours[1], theirs[1]) and not same
    return "" if derived else theirs[1]


def added_apart(measurement: Measurement, claim: Claim, lead: Evidence) -> str:
    """D13: "8 more caps" were added to those before, and are not all of them."""
    ours = _added(claim.text, measurement.quantity)
    text, quantity = lead.passage.text, lead.measurement.quantity
    theirs = _added(text, quantity) if stands_in(text, quantity) else ""
    return theirs if theirs and not ours else ""


def _added(text: str, quantity: Quantity) -> str:
    led = ANOTHER.search(text[: quantity.start])
    counted = quantity.surface.split()[0] if quantity.surface else ""
    followed = MORE.match(text, quantity.start + len(counted))
    found = led or followed
    return found.group().strip(" -") if found else ""


def only_listed(claim: str, lead: Evidence, terms: Terms) -> str:
    """B5: a name of the claim that the source has only as one of several that it counts.

    What is listed has its own figure: "29 cases, including 1 death" gives the deaths.
    """
    source, quantity = lead.passage.text, lead.measurement.quantity
    listed = LISTED.search(claim) or SOME_OF_THEM.search(claim)
    found = None if listed else LISTED.search(source)
    if found is None:
        return ""
    if stands_in(source, quantity) and found.start() <= quantity.start < found.end():
        return ""
    rest = terms.stems(f"{source[: found.start()]} {source[found.end() :]}")
    return min((terms.stems(claim) & terms.stems(found.group())) - rest - IDLE, default="")


def is_whole(measurement: Measurement, claim: Claim, lead: Evidence, terms: Terms) -> bool:
    """B5: tell whether a figure is what others are some of: "14 of our 22 services use it".

    It stands for a claim that says no more than what there are: "has 22 services".
    """
    text, quantity = lead.passage.text, lead.measurement.quantity
    some = follows_some(text, quantity.start)
    if not (some and stands_in(text, quantity)) or OF_SOME.search(claim.text):
        return False
    ours = measurement.quantity
    if _does(ours.surface.partition(" ")[2] + claim.text[ours.end :]):
        return True
    known = terms.stems(f"{lead.measurement.property or ''} {quantity.unit or ''}")
    known -= verbs_in(lead.measurement.property)
    known = known.union(*(terms.stems(around) for around in passage_context(lead.passage)))
    named = frozenset().union(*(terms.stems(name) for name in names(claim.text)))
    said = (word for word in words_beside(measurement, claim) if not is_plain_deed(word))
    return bool(terms.stems(" ".join(said)) - known - named)


def _does(behind: str) -> bool:
    """Tell whether what is counted does something: "five clusters run on ARM"."""
    words = WORD.findall(behind)[:4]
    return any(
        word in VERBS and word not in BE and VERBS[word].tense != "gerund" and at
        for at, word in enumerate(words)
    ) and not re.match(r"\s?[^,;]*\b(?:in|of|at) [A-Z]", behind)


def headed_apart(claim: str, lead: Evidence) -> str:
    """B5: return the "before" or "after" of a cell's head where the claim says the other."""
    text, start = lead.passage.text, lead.measurement.quantity.start
    if lead.passage.locator.row is None:
        return ""
    head = re.split(r"[;:] ", text[:start])[-1]
    ours, theirs = ({m[1].lower() for m in WHEN.finditer(told)} for told in (claim, head))
    if not ours and theirs & FORMER and is_of_today(claim):
        return min(theirs & FORMER)  # what the column "Before" has is not so now
    return min(theirs, default="") if ours and theirs and not ours & theirs else ""


def part_named(claim: str, lead: Evidence, terms: Terms) -> str:
    """B5: return the part of its owner that a claim names: "the platform team at Larkfield"."""
    around = " ".join((lead.passage.text, lead.passage.title, *lead.passage.headings))
    there = terms.stems(around) | senses(WORD.findall(around))
    for match in PART_OF.finditer(claim):
        if not senses([match[1]]) & there and not is_function_word(match[1]):
            return match.group(1)
    return ""


def one_of_them(measurement: Measurement, claim: Claim, lead: Evidence) -> str:
    """B5: "the youngest of five children" has not five of its own."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    found = ONE_OF.search(text, 0, quantity.start) if stands_in(text, quantity) else None
    ours = ONE_OF.search(claim.text, 0, measurement.quantity.start)
    return found.group().strip() if found and not ours else ""


# "The platform team has 55 engineers": that is no whole firm.
OF_A_TEAM = re.compile(
    r"\W*(?:The|Our|Its|Their|One|An?) ((?:[a-z][a-z-]* ){1,3}"
    r"(?:team|group|department|division|unit|branch|arm|lab|squad))\b(?! of)"
)


def of_a_team(claim: str, lead: Evidence, terms: Terms) -> str:
    """B5: return the team that a source's sentence is about, where the claim names none."""
    found = OF_A_TEAM.match(lead.passage.text)
    if found is None or found.end() > lead.measurement.quantity.start:
        return ""
    known = terms.stems(claim)
    if terms.stems(found[1].split()[-1]) <= known:  # "the team" of a page about it
        known = known.union(*map(terms.stems, passage_context(lead.passage)))
    return "" if terms.stems(found[1]) <= known else found[1]


def beyond(claim: Claim, lead: Evidence) -> str:
    """D16: "$1.1 billion over budget" is no cost of $1.1 billion."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    if not stands_in(text, quantity):
        return ""
    less = LOWER.match(text, quantity.end) if quantity.unit in PARTS_OF_A_WHOLE else None
    if less and not lead.measurement.change and not COMPARED.search(claim.text):
        return less[1]
    found = BEYOND.match(text, quantity.end)
    share = quantity.unit in PARTS_OF_A_WHOLE and not COMPARED.search(claim.text)
    apart = found and (found[2] not in claim.text or (share and found[1] not in claim.text))
    return found.group().strip() if found and apart else ""


def aged_apart(claim: str, text: str, end: int) -> str:
    """B5: the bound of the group that a source's figure is of, where the claim has none."""
    found = AGED.search(text, 0, min(len(text), end + 40))
    return found[1] if found and found[1] not in claim else ""


def part_of_it(claim: Claim, lead: Evidence, terms: Terms) -> str:
    """B5: "$4 million, $1 million of it in 2014" gives the second for 2014 alone."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    found = OF_IT.match(text, quantity.end) if stands_in(text, quantity) else None
    if found is None:
        return ""
    told = ANOTHER_DEED.split(found[1])[0]
    said = terms.stems(claim.text) | set(WORD.findall(claim.text))
    words = terms.stems(told) | {w for w in WORD.findall(told) if w.isdigit()}
    if lead.measurement.quantity.unit in ("percent", "fraction"):
        # A share is of a part in any case: what bounds that part has to be said.
        bound = BOUND_BEHIND.search(told)
        words = terms.stems(bound[1]) if bound else frozenset()
    return "" if words <= said else told.strip()


def told_of_them(measurement: Measurement, claim: Claim, lead: Evidence, terms: Terms) -> bool:
    """Tell whether a source names those whom a claim calls "them": "80% of interns"."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    if not stands_in(text, quantity) or not text.startswith(" of ", quantity.end):
        return False
    tokens = tokenise(text, start=quantity.end + len(" of "))
    end = next((n for n, t in enumerate(tokens) if t.verb or t.kind == "mark" or t.low == "as"), 0)
    known = terms.stems(claim.text)
    whole = [t for t in tokens[: end or len(tokens)] if t.low not in DETERMINERS]
    while len(whole) > 1 and whole[-2].low in PREPOSITIONS and terms.stems(whole[-1].text) <= known:
        whole = whole[:-2]  # "of interns at Quill", in a claim about Quill
    before = terms.stems(f"{claim.before or ''} {claim.text[: measurement.quantity.start]}")
    said = terms.stems(" ".join(token.text for token in whole))
    return bool(said) and said <= before


def part_told_apart(claim: Claim, lead: Evidence, terms: Terms) -> str:
    """B5: "88% in the north and 61% in the south" gives neither of the whole."""
    text, own = lead.passage.text, lead.measurement
    alike = [
        m for m in lead.passage.measurements
        if m is not own and m.quantity.unit == own.quantity.unit
    ]  # fmt: skip
    change = own.change
    both = bool(change and change.before and change.after)
    if not alike or both or not stands_in(text, own.quantity):
        return ""
    mine = _place_behind(text, own.quantity)
    others = [_place_behind(text, m.quantity) for m in alike]
    if not mine or not any(place and place != mine for place in others):
        return ""
    return min(terms.stems(mine) - terms.stems(claim.text), default="")


def _place_behind(text: str, quantity: Quantity) -> str:
    """The phrase that bounds a figure, up to the next one: "in the north", "elsewhere"."""
    found = PLACE_BEHIND.match(text, quantity.end)
    return (found[1] or found[2]) if found else ""
