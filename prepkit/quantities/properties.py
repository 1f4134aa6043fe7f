"""The words beside a figure → the property: of what kind it is, in one wording."""

import re
from typing import NamedTuple


class Wording(NamedTuple):
    """One way to say a property, and the wording that stands for it."""

    pattern: str
    wording: str
    catches: str
    spares: str  # an example that it must leave as it is


_NOT_SPAN = r"(?<!in )(?<!within )(?<!for )(?<!over )"
_PER = r"(?:a|an|each|every|per)"

# Applied one after another to the lower-case words; longer forms stand first.
WORDINGS = (
    Wording(r"\b(?:daily active users|daily actives|daily users|dailies|daus?)(?: \(?daus?\)?)?\b",
            "daily active users", "daus", "daily reviews"),
    Wording(r"\b(?:monthly active users|monthly actives|monthly users|monthlies|maus?)\b",
            "monthly active users", "monthly actives", "monthly revenue"),
    Wording(r"\b(?:weekly active users|weekly actives|weekly users|waus?)\b",
            "weekly active users", "wau", "weekly tests"),
    Wording(r"\b(?:daily active people|daily people|daps?)\b", "daily active people", "dap",
            "people"),
    Wording(r"\b(?:monthly active people|monthly people|maps)\b", "monthly active people",
            "monthly people", "map"),
    Wording(r"\b(?:daily active accounts|daily accounts)\b", "daily active accounts",
            "daily accounts", "accounts"),
    Wording(r"\bactive users (?:per day|daily)\b", "daily active users", "active users per day",
            "active users"),
    Wording(r"\bactive users (?:per month|monthly)\b", "monthly active users",
            "active users per month", "active users"),
    Wording(r"^daily (?!active|users|time)(\w+)$", r"\1 per day", "daily reviews",
            "daily active users"),
    Wording(r"\b(\w+)/s(?:ec)?\b", r"\1 per second", "reads/s", "and/or"),
    Wording(r"\b(\w+)/(second|minute|hour|day|week|month|year)\b", r"\1 per \2", "builds/month",
            "day/night"),
    Wording(r"^daily$", "daily active users", "daily", "daily reads"),
    Wording(r"^monthly$", "monthly active users", "monthly", "monthly reads"),
    Wording(r"\bby (?:region|country|segment|quarter|year|month|platform|app|geography)$", "",
            "revenue by region", "by region and app"),
    Wording(rf"\b{_NOT_SPAN}{_PER} (second|minute|hour|day|week|month|year)\b", r"per \1",
            "queries a second", "done in a day"),
    Wording(r"\bfor (?:the )?(?:quarter|half|half-year|year|month|period)$", "",
            "net income for the quarter", "a plan for the year ahead"),
    Wording(r"\bqps\b", "queries per second", "peak qps", "gbps"),
    Wording(r"\b(?:number|amount|count|tally|volume|quantity) of\b", "", "number of users",
            "numbers"),
    Wording(r"\b(?:share|percentage|proportion|fraction|portion|part) of\b", "",
            "share of changes", "market share"),
    Wording(r"\b(?:total|overall|grand|combined|cumulative)\b", "", "total revenue", "totals"),
    Wording(r"\b(?:increase|rise|growth) in (.+)$", r"\1 growth", "increase in revenue",
            "increase"),
    Wording(r"\b(?:decrease|drop|decline|reduction|fall) in (.+)$", r"\1 decrease",
            "reduction in storage", "decrease"),
    Wording(r"\bimprovement in (.+)$", r"\1 improvement", "improvement in latency",
            "improvement"),
)  # fmt: skip
_WORDINGS = [(re.compile(rule.pattern), rule.wording) for rule in WORDINGS]
_DROPPED = frozenset(
    "a an the this that these those its their his her our my your some any all each every also now"
    " still already today currently only just so far about nearly almost over more than of which"
    " approximately roughly around ever again who is are was were be been being has have had do"
    " does did not it they we he she him them us 's ' \" “ ” can could may might will would should"
    " must to then both either instead rather i.e respectively n't same own there here isn't aren't"
    " wasn't weren't too"
    " yet got".split()
)
# Adverbs say how, not what; these only end like them.
_NOT_ADVERBS = frozenset(
    "nightly daily weekly monthly quarterly yearly hourly family only early supply reply anomaly"
    " assembly fly apply monopoly italy july likely ally".split()
)
_EDGES = frozenset(
    "of in on at for with by from to as against and or than per but while after before within"
    " during over under until since into through due based across up down via between the"
    " a".split()
)


def normal_property(words: list[str]) -> str | None:
    """Return the property in one wording, lower case, or None if no word tells a kind.

    >>> normal_property(["DAUs"])
    'daily active users'
    >>> normal_property(["explicitly", "devoted", "changes"])
    'devoted changes'
    """
    kept = [word.lower().replace("’", "'") for word in words]
    text = " ".join(word for word in kept if word[:1].isalnum() or word in ("&", "/"))
    for pattern, wording in _WORDINGS:
        text = pattern.sub(wording, text)
    pieces = [
        word
        for word in text.split()
        if not (word.endswith("ly") and word not in _NOT_ADVERBS)
        and word not in ("version", "year-over-year", "year-on-year", "yoy", "overnight")
    ]  # fmt: skip
    while pieces and ((pieces[0] in _EDGES and pieces[0] != "per") or pieces[0] in _DROPPED):
        pieces.pop(0)
    while pieces and (pieces[-1] in _EDGES or pieces[-1] in _DROPPED):
        pieces.pop()
    pieces = [w for at, w in enumerate(pieces) if w not in _DROPPED or _kept(pieces, at)]
    return " ".join(pieces) or None


def _kept(pieces: list[str], at: int) -> bool:
    """Keep "of" inside ("lines of code"), and "only" before a verb ("that only tidy")."""
    return pieces[at] in ("of", "only", "to", "that", "over") and 0 < at < len(pieces) - 1


def singular(noun: str) -> str:
    """Return a noun phrase with its last word in the singular: "builds" → "build"."""
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "ches", "shes", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun
