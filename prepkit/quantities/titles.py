"""A title, a heading, the sentence before → what the text under it is about."""

import re
from collections.abc import Sequence

from prepkit.quantities.frames import first_verb, split_segments
from prepkit.quantities.lexicon import (
    COMMON,
    FIRST_PERSON,
    NO_NAMES,
    PLATFORMS,
    PREPOSITIONS,
    RELATIVES,
)
from prepkit.quantities.names import names_in, owner_in, plain_name, tokenise
from prepkit.quantities.tokens import Token, is_function

# What a heading begins with that names a part of the text, or of the year, and no owner.
_NO_OWNER = frozenset(
    "first second third fourth full fiscal q1 q2 q3 q4 h1 h2 year abstract introduction summary"
    " overview outlook conclusion conclusions discussion references appendix notes other".split()
)
_THEY = frozenset("it they he she them".split())
_NAME = r"[^\W\d_a-z][\w'’.&+-]*(?: (?:(?:of|the|and|de|for) )?[^\W_a-z][\w'’.&+-]*)*"
_SHORT = r"[^\W\d_a-z][\w’.&+-]*(?: [^\W_a-z][\w’.&+-]*){0,3}?"
# How a title names what it is about: pattern, what it must catch, what it must not.
TITLE_RULES = (
    (rf"^(?P<e>{_SHORT})[:,]? (?:[Rr]eports|[Aa]nnounces|[Pp]osts|[Rr]esults|[Aa]nnual [Rr]eport"
     r"|[Ee]arnings|Q[1-4]|(?:First|Second|Third|Fourth)[- ](?:Quarter|Half)"
     r"|(?:[Ff]ull|[Hh]alf)[- ][Yy]ear(?:ly)?(?= |$)|(?:[Ff]iscal|FY) ?\d+|H[12]"
     r"|(?:[Aa]nnual|[Ii]nterim|[Pp]reliminary|[Tt]rading|[Ss]hareholder|[Ii]nvestor|[Cc]ompany"
     r"|[Pp]roduct|[Ss]ustainability|[Ff]act)"
     r" (?:[Rr]eport|[Rr]esults|[Uu]pdate|[Rr]eview|[Ll]etter|[Ss]tatement|[Bb]rief|[Ff]acts"
     r"|[Ss]heet)"
     r"|[Mm]ilestones?$|[Cc]areers$|[Ii]n [Nn]umbers$|[Aa]t a [Gg]lance$)\b",
     "Larkfield Reports Second Quarter 2024 Results", "Salt Harbor"),
    (rf"^(?P<e>{_SHORT})\s*[:–—] (?=[a-z]|(?:A|An|The|How|Why|What)\b|[\w-]+ing\b|(?:\S+ ){{4}})",
     "Dunlin: a graph store", "Salt Harbor: Part Two"),
    (r"^(?:Demographics|Population|Economy|Geography|History|Climate|Culture) of"
     rf" (?P<e>(?:the )?{_NAME})$", "Demographics of Port Vellan", "House of Reeds"),
    (rf"^(?P<e>{_SHORT})['’]s (?=\S* ?[a-z])", "Larkfield's road to Swift", "Salt Harbor"),
    (rf"^(?:\S+ )*?\S*(?:[^\W_]+ [^\W_]+|ing) (?:at|inside) (?P<e>{_NAME})$",
     "Tidying Practices at Larkfield", "Panic at Sea"),
    (r"^(?:Reviews|Engineering|Testing|Life|Work|Code|Productivity|Research|Mobile|Logging|Chat|Growth"
     r"|Data|People|Security|Design|Infrastructure|Reliability|Onboarding|Search|Teams?|Culture|AI|ML"
     r"|CI|Builds?|Releases?|Quality|Observability|Incidents?|On-call|Hiring|Careers|Jobs)"
     r" (?:at|inside)"
     rf" (?P<e>{_NAME})$", "Reviews at Larkfield", "Picnic at Sea"),
    (rf"^[A-Z][a-z]+s at (?P<e>{_NAME})$", "Patents at Larkfield", "Picnic at Sea"),
    (rf"^(?=.*(?:^|\s)(?!(?:with|from|into|over)\b)[a-z]{{4,}}).*"
     rf"\b(?:in|for|with|of) (?:the )?(?P<e>{_NAME})$",
     "2020 outbreak in Port Vellan", "House of Reeds"),
    (rf"^(?:Introducing|Inside|Meet|Announcing|How) (?P<e>{_SHORT})(?=$|\s[a-z(]|[:,])",
     "Introducing Sedgelog", "Salt Harbor"),
)  # fmt: skip
# What a firm's own page tells of it, behind its name: "Tern: Company Facts".
_OWN_PAGE = re.compile(
    r"(?i)^(?P<e>[^:]+): (?:(?:about|us|company|key|our|quick|facts?|figures|overview|profile"
    r"|sustainability|careers|people|team|leadership|history|story|numbers|and|in)(?: |$))+$"
)
# What a headline tells, which no name does: "Why We Kept the Monolith", "From Wren to Marten".
_TOLD = re.compile(
    r"(?i:\b(?:we|our|us|you|your)\b|^(?:how|why|what|when|beyond|lessons|notes|secrets)\b)"
    r"|\b(?:From|Off) \S+(?: \S+)? to [A-Z]|^\w+ [Nn]otes from\b"
)
# Whom a headline tells of: "Larkfield Wins Industry Prize"; who buys is one of two.
_DOES = re.compile(
    rf"^(?P<e>{_SHORT}) (?:[Ww]ins|[Oo]pens|[Ss]igns|[Ll]aunches|[Rr]aises|[Nn]amed|[Hh]ires"
    r"|[Jj]oins|[Aa]ppoints|[Ee]xpands|[Cc]elebrates|[Cc]uts|[Ll]ays|[Cc]loses|to [Cc]ut|to [Oo]pen"
    r"|to [Cc]lose|to [Ll]ay)\b(?! (?:to|and|with|by)\b)"
)
# "How Tern Cut Costs"
_DEED = re.compile(
    r" (?:[A-Z][a-z]+ed|Cut|Built|Made|Ran|Sped|Took|Found|Kept|Does|Uses|Runs)\b.*$"
)
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|\s[|·].*$)")
_ON_PLATFORM = re.compile(
    rf"(?i)(?:\s(?:for|on))?\s(?:{'|'.join(PLATFORMS)})(?=\s*$)"
)  # "Pinewire for iOS"
# "State of engineering at Larkfield 2026"
_YEAR_BEHIND = re.compile(r",? (?:19|20)\d\d$")
# "Lark & Sons Q3", "Cinder FY23": of when the text is.
_PERIOD_BEHIND = re.compile(
    r"(?<=\w),?\s(?:FY\s?\d{2,4}|[QH][1-4](?:\s(?:FY)?\s?\d{2,4})?|fiscal \d{4})$"
)
# 'Slides: "Rowing at Night" by Ada Brandt': whose work it is, of no matter what.
_WORK_OF = re.compile(r"^\w+: [\"“][^\"”]+[\"”]|[\"”] by [A-Z]")
_SPEAKS = re.compile(
    r"(?i)\b(?:reports|announces|posts|results|annual report|earnings)\b|\bat \S+$"
)


def title_entity(title: str | None) -> str | None:
    """Return what a title is about, or None where it does not tell.

    >>> title_entity("Larkfield Reports Second Quarter 2024 Results")
    'Larkfield'
    >>> title_entity("Salt Harbor (2015 film)")
    'Salt Harbor'
    """
    if not title:
        return None
    bare = _bare(title)
    if _WORK_OF.search(bare):
        return None
    bare = _PERIOD_BEHIND.sub("", bare)
    if " at " in bare or " in " in bare:
        bare = _YEAR_BEHIND.sub("", bare)
    for pattern, example, _ in TITLE_RULES:
        found = re.search(pattern, bare)  # compiled at first use: many a text has no title
        if found and not _is_common(found["e"]):
            reports = example == TITLE_RULES[0][1]  # "Larkfield 2024 results"
            named = _YEAR_BEHIND.sub("", found["e"]) if reports else found["e"]
            if bare.startswith("How "):
                named = _DEED.sub("", named) or named  # "Tern Cut Costs"
            named = re.sub(r"^(?:Inside|About|Beyond|How|Why) (?=\S)", "", named)
            return None if named.lower() in FIRST_PERSON else plain_name(named)
    if own := _OWN_PAGE.match(bare):
        return plain_name(own["e"])
    if does := _DOES.match(bare):
        return plain_name(does["e"])
    if _TOLD.search(bare):
        return None
    head = bare.partition(", ")[0].strip()
    if _names_itself(head):
        return plain_name(head)
    return _only_name(bare)


def _only_name(told: str) -> str | None:
    """Return the one name that a title or heading holds, capitalised topics aside."""
    names = [
        name
        for name in names_in(tokenise(told))
        if not all(word in COMMON for word in name.low.split())
    ]
    return plain_name(names[0].text) if len(names) == 1 else None


def _bare(title: str) -> str:
    """Return a title without brackets, site name and platform."""
    plain = title[:200]
    for mark, sign in (("-LRB-", "("), ("-RRB-", ")"), ("-COLON-", ":")):
        plain = plain.replace(mark, sign)
    return _ON_PLATFORM.sub("", _ASIDE.sub("", plain)).strip()


def known_names(title: str | None, headings: Sequence[str]) -> tuple[str, ...]:
    """Return the names that title and headings are or hold, to be known again in the text."""
    found: dict[str, None] = {}
    for told in (title or "", *headings):
        bare = _bare(told)
        for name in (bare, re.split(r"[,:]\s", bare)[0], title_entity(told) or ""):
            words = name.split()
            if _names_itself(name) and not (len(words) == 1 and is_function(name.lower())):
                found[name] = None
    return tuple(found)


def _is_common(name: str) -> bool:
    return " " not in name and name.lower() in COMMON


def _names_itself(head: str) -> bool:
    """Say whether a short title is wholly a name: "Salt Harbor"; not "Personal note"."""
    words = head.split()
    if not words or len(words) > 8 or not any(word[0].isupper() for word in words):
        return False
    if not all(w[0].isupper() or not w[0].isalpha() or is_function(w.lower()) for w in words):
        return False
    low = [word.lower() for word in words]
    plain = [w for w in low if w in COMMON or is_function(w) or w in NO_NAMES or w in PLATFORMS]
    return len(plain) < len(words) and not low[0].isdigit()


def heading_entity(heading: str) -> str | None:
    """Return what a heading names, if it names a thing rather than a topic."""
    words = heading.split()
    if words and words[0].lower() in _NO_OWNER:
        return None
    if "/" in words:
        return None  # "Tern / Finch": of which of them, the heading does not say
    if len(words) > 1 and any(word.lower() in COMMON for word in words):
        return _only_name(heading)
    return title_entity(heading)


def reporter(title: str | None) -> str | None:
    """Return the firm whose results or own page a title announces: "Larkfield Q2 2024 Results"."""
    bare = _bare(title) if title else ""
    reports = re.search(TITLE_RULES[0][0], bare) or _OWN_PAGE.match(bare)
    return title_entity(title) if reports else None


def speaker(title: str | None) -> str | None:
    """Return who "we" is: the one who reports, or at whose place a study was made."""
    return title_entity(title) if title and _SPEAKS.search(_ASIDE.sub("", title)) else None


def subject_of(sentence: list[Token]) -> str | None:
    """Return the name that a sentence is about, for the "it" of the next."""
    for segment in split_segments(sentence):
        at = first_verb(segment)
        if at is None or segment[0].low in PREPOSITIONS or segment[0].low in RELATIVES:
            continue
        named = owner_in(segment[:at])
        if named:
            return None if " and " in named else named
        if any(t.low in _THEY for t in segment[:at]):
            return None
    return None
