"""Rows B2 and B5: a figure of a part of its owner, of what is theirs, or of whom they help."""

import re
from collections.abc import Iterator

from prepkit.factcheck.evidence import Evidence
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.wording import stands_in
from prepkit.factcheck.words import names
from prepkit.notes import Claim

# "Quillon's platform team", "its subscription unit": a part of it.
UNIT_OF = re.compile(
    r"(?:['’]s?|\b[Tt]he|\b[Ii]ts|\b[Oo]ur)"
    r" (?P<which>(?:(?!of\b|box\b|and\b|in\b)[a-z][\w-]* ){1,3})"
    r"(?P<unit>teams?|group|unit|division|department|office|arm|segment|branch|subsidiary"
    r"|organi[sz]ation|lab|squad|plan|tier|site|plant)\b"
)
SEGMENT = re.compile(r"\b(?:segment|division|unit|department|plan|tier|subsidiary)\b", re.I)
# "helps Haul manage 12 million parcels", "lets couriers track": who does it.
CAUSED = re.compile(
    r"\b(?:help(?:s|ed|ing)?|lets?|enabl(?:es|ed)|allow(?:s|ed)?|pays|paid|asks|asked|hires|hired)"
    r" (?!its\b|our\b|their\b|us\b|this\b)((?:[A-Z][\w’'-]*\s?)+|[a-z]+s) ?(?:to )?[a-z]+ [^,;]*$"
)

# "Because Tern left, Larkfield has 61 services", "latency fell 40% after Kafka was dropped": what
# somebody else did, or is no longer there for, is not theirs.
CAUSE_FIRST = re.compile(r"\W*(?P<led>Because|Since|After|Once|When|As(?! of)|While)\s[^,]+,\s")
CAUSE_LAST = re.compile(
    r",?\s(?P<led>because|as|since|after|once|when|while)\s(?=[a-z’' ]*[A-Z]).*"
)
CAUSAL = ("because", "since", "after", "once")
CEASED = re.compile(
    r"\b(?:left|leaves|lost|loses|drop(?:s|ped)|shut|gone|bankrupt|closed|sold|removed|quit|ended"
    r"|abandon(?:s|ed)|failed|retired|(?:was|were) replaced|weak|weaker)\b"
)
# "A waiting list of 61 engineers" are no engineers that it has.
CONTAINER = re.compile(
    r"\b(?P<what>waiting list|shortage|backlog|pipeline|queue|shortlist|surplus|deficit|lack|target"
    r"|goal|maximum|capacity|quota|pool of candidates) of (?:about |over |some |more than )?$"
)


def another_owner(
    claim: Claim, lead: Evidence, clause: str, own: str, terms: Terms
) -> Iterator[tuple[str, str]]:
    """Yield the rows on which a source's figure is not the owner's whom the claim names."""
    if part := _of_what_is_theirs(clause, own):
        yield "B2", f"the source says it of {part!r}"
    if part := _unit_apart(claim, lead, terms):
        yield "B5", f"the source says it of {part!r}"
    stands = stands_in(lead.passage.text, lead.measurement.quantity)
    if stands and (who := _done_by_another(claim, lead, terms)):
        yield "B2", f"the source says that {who!r} does it"
    if stands and (name := _named_in_a_cause(claim.text, lead)):
        yield "B2", f"the source names {name!r} only in when, or why, it was so"
    held = CONTAINER.search(lead.passage.text, 0, lead.measurement.quantity.start)
    if stands and held and held["what"] not in claim.text:
        yield "B1", f"the source says it of a {held['what']}"


def _unit_apart(claim: Claim, lead: Evidence, terms: Terms) -> str:
    """B5: the part of an owner that a source's figure is of, where the claim names none."""
    text, known = lead.passage.text, terms.stems(claim.text)
    known = known.union(*map(terms.stems, claim.headings), terms.stems(lead.passage.title))
    before = text[: lead.measurement.quantity.start]
    for found in UNIT_OF.finditer(before):
        if not terms.stems(found["which"]) <= known and not terms.stems(found["unit"]) & known:
            return f"{found['which']}{found['unit']}"
    for heading in lead.passage.headings:
        if SEGMENT.search(heading) and not terms.stems(heading) & known:
            return heading
    return ""


def _done_by_another(claim: Claim, lead: Evidence, terms: Terms) -> str:
    """B2: whom an owner only helps, lets or pays to do what a source's figure is of."""
    found = CAUSED.search(lead.passage.text[: lead.measurement.quantity.start])
    another = found and not terms.stems(found[1]) & terms.stems(claim.text)
    return found[1].strip() if found and another else ""


def _named_in_a_cause(claim: str, lead: Evidence) -> str:
    """B2: whom the claim names, and the source's sentence only beside what it tells."""
    text, quantity = lead.passage.text, lead.measurement.quantity
    causes = (CAUSE_LAST.search(text, quantity.end), CAUSE_FIRST.match(text))
    for cause in filter(None, causes):
        if quantity.start < cause.end() and quantity.end > cause.start():
            continue
        rest = f"{text[: cause.start()]} {text[cause.end() :]}"
        if re.search(rf"\b{cause['led']}\b", claim, re.I):
            continue
        causal = cause["led"].lower() in CAUSAL and names(f"x {rest}")
        if not (causal or CEASED.search(cause.group())):
            continue
        for name in names(f"x {claim}"):
            beside = f"{rest} {lead.passage.title}"
            if name in cause.group() and name not in beside:
                return name
    return ""


def _of_what_is_theirs(claim: str, source: str) -> str:
    """Return what of a name a source tells of, where the claim tells of the name: "its webinar"."""
    for name in re.finditer(r"\b[a-z]+(?:ed|s) ([A-Z][\w-]+)(?=[.,;]|$|\s[a-z])", claim):
        owned = re.findall(rf"\b{re.escape(name[1])}(['’]s? [a-z]+)?", source)
        if owned and all(owned):
            return owned[0].strip()
    return ""
