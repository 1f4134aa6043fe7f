"""A clause → what narrows its figure: place, platform, method, share; its negation, its hedge."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from prepkit.quantities.lexicon import HEDGES, NEGATIONS, PLACES, PLATFORMS
from prepkit.quantities.names import place_name


class QualifierRule(NamedTuple):
    """One way to narrow a figure."""

    name: str
    pattern: str
    wording: Callable[[re.Match[str]], str]
    catches: str
    spares: str  # an example that it must not catch


class Qualifier(NamedTuple):
    """What narrows a figure, in one wording, and where it stands."""

    wording: str
    start: int
    end: int


_SPELLED = [re.escape(place) for place in sorted(PLACES, key=lambda place: (-len(place), place))]
_PLACE = rf"(?:the )?(?P<place>(?i:{'|'.join(_SPELLED)}))(?!\w)"
_PLATFORM = rf"(?P<platform>(?i:{'|'.join(PLATFORMS)}))"
_NAME = r"[A-Z][\w.&'’-]*(?: [A-Z][\w.&'’-]*)*"

_LISTED = r" (?:the )?[A-Z][\w ]*(?:, (?:the )?[A-Z][\w ]*)+,? (?:and|&) "


def _placed(found: re.Match[str]) -> str:
    where = place_name(found["place"])
    other = place_name(found["other"]) if found["other"] else ""
    return f"{found['how'].lower()} {where}" + (
        f" and {other.removeprefix('the ')}" if other else ""
    )


QUALIFIER_RULES = (
    QualifierRule("worldwide", r"(?i)\b(?:worldwide|world-wide|globally|global"
                  r"|(?:around|across) the (?:world|globe))\b", lambda _: "worldwide",
                  "grossed $3m worldwide", "a small world"),
    # "11 offices across Europe, Asia and Africa": where all of them are bounds none.
    QualifierRule("place", rf"(?<!\w)(?P<how>[Ii]n|[Oo]utside|[Aa]cross(?!{_LISTED}))"
                  rf" (?=the |[A-Z]){_PLACE}(?: (?:and|&) {_PLACE.replace('<place>', '<other>')})?",
                  _placed, "in the United States", "told us"),
    QualifierRule("other places", r"(?i)\bin (?P<which>other|all|some|most) (?P<what>territories"
                  r"|countries|regions|markets|states)\b",
                  lambda found: f"in {found['which']} {found['what']}".lower(),
                  "in other territories", "in other words"),
    QualifierRule("platform", rf"\b(?:[Oo]n|[Ff]or) (?:the )?{_PLATFORM}\b(?! (?:users|team))",
                  lambda found: f"on {PLATFORMS[found['platform'].lower()]}",
                  "on Android", "an Android fan"),
    QualifierRule("platform of a noun", rf"\b{_PLATFORM} (?:app|code|codebase|users|version"
                  r"|client|rewrite|repository|engineers|devices|files|apps)\b",
                  lambda found: f"on {PLATFORMS[found['platform'].lower()]}",
                  "its iOS code", "an Android of one's own"),
    QualifierRule("average", r"(?i)\b(?:on average|average[ds]?|averaging)\b"
                  r"(?! (?:day|week|month|year)\b)", lambda _: "on average",
                  "averaged 2 hours", "coverage"),
    QualifierRule("median", r"(?i)\bmedian\b", lambda _: "median", "the median diff", "medians"),
    QualifierRule("percentile", r"(?i)\bp(?P<p>50|75|90|95|99|999)\b"
                  r"|\b(?P<q>50|75|90|95|99)th[ -]percentile\b",
                  lambda found: f"p{found['p'] or found['q']}", "p99 latency", "page 99"),
    QualifierRule("peak", r"(?i)\b(?:at )?peak\b", lambda _: "at peak", "peak load", "speaks"),
    QualifierRule("per", r"(?i)\bper (?!second|minute|hour|day|week|month|year|annum"
                  r"|(?:cent|the|an?|se)\b)(?P<what>"
                  r"(?:(?:hundred|thousand|million|billion|[\d,]+) )?"
                  r"[a-z][\w-]+)\b",
                  lambda found: f"per {found['what'].lower()}",
                  "50 minutes per diff", "reads per second"),
    QualifierRule("each", r"(?i)\beach (?P<what>engineer|developer|user|person|team|employee"
                  r"|member|reviewer|author)\b", lambda found: f"per {found['what'].lower()}",
                  "each engineer lands 3 diffs", "each day"),
    QualifierRule("for each", r"(?i)\bfor (?:each|every) (?!second|minute|hour|day|week|month|year"
                  r"|(?:one|of|other)\b)(?P<what>[a-z]+)\b",
                  lambda found: f"per {found['what'].lower()}",
                  "900 signals for each payment", "for each of them"),
    QualifierRule("age group", r"\b(?:at|for) (?:the )?(?P<what>under-\d\d|youth|junior"
                  r"|reserve|amateur) (?:level|side|team|international)s?\b",
                  lambda found: f"at {found['what'].lower()} level", "at under-21 level",
                  "at sea level"),
    QualifierRule("method", r"(?i)\bunder the (?P<what>(?:old|new|previous|same|revised) (?:method"
                  r"|metric|definition|methodology|way of [a-z]+))\b",
                  lambda found: f"under the {found['what'].lower()}",
                  "under the old method", "under the table"),
    QualifierRule("measured by", r"(?i)\b(?:measured|counted|calculated|computed|weighted) by"
                  r" (?P<what>[a-z]+)\b", lambda found: f"by {found['what'].lower()}",
                  "measured by lines", "measured twice"),
    QualifierRule("without", rf"(?i:\b(?P<how>excluding|except)) (?P<what>{_NAME}"
                  r"|[a-z]+(?: [a-z]+)?)", lambda found: f"{found['how'].lower()} {found['what']}",
                  "excluding Pinewire", "exclusive"),
    QualifierRule("among", r"\b[Aa]mong (?P<what>[a-z][\w-]*(?: [a-z][\w-]+)?)",
                  lambda found: f"among {found['what']}", "among new hires", "amongst"),
    QualifierRule("according", rf"(?i:\baccording to) (?P<what>{_NAME})",
                  lambda found: f"according to {found['what']}",
                  "according to Castell Research", "accordingly"),
)  # fmt: skip
_RULES = [(re.compile(rule.pattern), rule.wording) for rule in QUALIFIER_RULES]


def find_qualifiers(text: str, start: int = 0, end: int | None = None) -> Iterator[Qualifier]:
    """Yield what narrows the figures of `text[start:end]`."""
    stop = len(text) if end is None else end
    for pattern, wording in _RULES:
        for found in pattern.finditer(text, start, stop):
            yield Qualifier(wording(found), *found.span())


_FALSE = re.compile(
    r"\b(?:is|are|was|were) (?:false(?! (?:positive|negative|alarm|start))|untrue|wrong|a myth)\b"
)


def is_negated(clause: str, own: bool = False, leads: bool = False) -> bool:
    """Say whether the words up to a figure deny it, or (`own`) what is said after it does.

    What is said after a figure denies it in whole, or where the figure `leads`, as its subject.

    >>> is_negated("No engineer waits for"), is_negated("had no owner", own=True, leads=True)
    (True, False)
    """
    found = NEGATIONS.search(clause)
    if own:
        denied = leads and found is not None and not found[0].lower().startswith("no ")
        return denied or _FALSE.search(clause) is not None
    return found is not None


def is_hedged(clause: str) -> bool:
    """Say whether the words around a figure only hope for it, plan it or foresee it."""
    return HEDGES.search(clause) is not None
