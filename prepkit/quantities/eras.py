"""Two levels of one thing that a sentence tells: what it was then, and what it is now."""

import re
from calendar import month_name

from prepkit.quantities.dates import find_dates
from prepkit.quantities.figures import Quantity
from prepkit.quantities.lexicon import VERBS

# Words that may stand between "to", "from" or an arrow and the figure.
JOINING = (
    r"(?:\s?\b(?:about|around|roughly|close to|nearly|almost|over|more than|less than|just|only"
    r"|at least|some|approximately|an?|the|its|up to|well|under|as much as|as many as|an estimated"
    r"|a (?:new )?(?:record|low|high|peak) of)\b|\s?[~≈])*\s?"
)
# What stands before a date in brackets or in a phrase of its own: "(2023)", "in the", "as of".
TO_DATE = re.compile(r"(?:\s?\(|\s?\b(?:in|for|during|as\sof|at|on|by|over)\b)?(?:\s?\bthe\b)?\s?$")
_DIGIT = re.compile(r"[0-9]")
# A month of no year: "44% (January)", "44% in January"; "in January 2024" is a date.
_NAMES = "|".join(name for name in month_name if name)
_MONTH = re.compile(rf"\s?\((?:{_NAMES})\)|\sin (?:{_NAMES})\b(?!,? \d)")
# "It took 38 seconds, and we brought it down to 12."
_BROUGHT = re.compile(
    rf"[^.;0-9A-Z]{{0,60}}\b(?:brought|brings|cut|got|took|pushed|reduced|lowered|shortened|raised"
    rf"|lifted|increased) (?:it|this|that|them)(?: back)?(?: down| up)? to{JOINING}"
)
# "30 minutes rather than 50": the second is what it was.
_RATHER = re.compile(
    rf"[^.;,0-9]{{0,24}},?\s(?:rather than|instead of|as opposed to)(?:\sthe|\sall(?:\sthe)?)?"
    rf"(?:\s(?:previous|former|usual|earlier|old))?"
    rf"{JOINING}"
)
# "It was 11 minutes, got to 3", "31 ms, then 8.6 ms once the cache was there"
_NEXT = re.compile(
    rf"(?:\s(?:per|an?|each)\s[a-z]+)?,?\s(?:(?:and|but)\s)?"
    rf"(?:then(?: it (?:was|took))?"
    rf"|(?:then )?(?:it )?(?:has )?(?:since )?(?:got|came|went|gone|fell|fallen|dropped|rose|risen"
    rf"|grew|grown|climbed|shrank|shrunk)(?: down| up)? to){JOINING}"
)
_LEVEL_THEN = re.compile(r"\b(?:was|were|took|had|cost|needed|stood at|lasted)\b[^,;]*$")
# "Previously 140 ms, it fell to 35".
_ONCE = re.compile(rf"\b(?:[Pp]reviously|[Ff]ormerly|[Oo]riginally|[Oo]nce){JOINING}$")
_THEN = re.compile(
    rf",? (?:and )?(?:it )?(?:has )?(?:since )?(?:fell|dropped|rose|grew|came|went|fallen|grown)"
    rf" (?:down |up )?to{JOINING}|,? (?:and )?(?:it )?is now{JOINING}"
)
_SENTENCE = re.compile(r"[.!?;]\s+(?=[A-Z])")
_FORMERLY = re.compile(r"\b(?:used to|once|previously|formerly|originally|had been)\b", re.I)
_NOWADAYS = re.compile(r"\b(?:now|today|currently|these days|nowadays)\b", re.I)
# Of what, or per what, a level is: "1.9% of sessions", "21 pages a week per engineer".
_OF_IT = r"(?:\s?/\s?[a-z]+|\s(?:per|an?|each|every|of(?:\s(?:all|the|its|our))?)\s[a-z-]+)*"
# When the later of two levels holds: "in 11 s since the move", "8 hours on average".
_HOLDS = (
    r"(?:\s(?:now|today|on average|at the median|these days"
    r"|(?:since|after|with|thanks to|once|now that)\s[^,.;:()0-9]{2,40}))*"
)
_GOES_BACK = r"(?:\s?[,(;–—]\s?(?:and |but )?|\s(?:and\s)?)(?:where |when |whereas )?"
# "40 a day, was 12", "8 ms (previously 45)", "$600 a week now, where it was $350"
_WAS = re.compile(
    rf"{_OF_IT}{_HOLDS}{_GOES_BACK}(?:it |that |this |which |they )?"
    rf"(?:was|were|had been|previously|formerly|before:?){JOINING}"
)
# "3.5 hours on average; it used to be 9", "18 hours. used to eat 3 days"
_USED = re.compile(
    rf"[^.;,0-9]{{0,40}}(?:[.,(;–—]\s?|\s(?=where|when))(?:and |but )?(?:where |when |whereas )?"
    rf"(?:it |that |this |which |they )?(?:once )?used to [a-z]+{JOINING}"
)
# "96 before, 22 after", "45 ms in the old editor, 8 ms now"
_IT = r"(?:the|that|this|it|we|its|our|[A-Z])"
# "96 before noon, 22 after": twice a day.
_NO_HOUR = (
    r"(?!(?:noon|lunch|dark|dawn|dusk|midday|midnight|breakfast|dinner|work|hours|school|tax|taxes"
    r"|interest|depreciation|costs|fees|sun\w+|each|every|an?)\b)"
)
_BEFORE = re.compile(
    rf"{_OF_IT}\s(?:before|then|previously|at first|initially|back then|(?:in|on|with|under) the"
    rf" (?:old|former|previous)(?: [a-z]+){{1,3}})(?: {_IT}[A-Za-z ]{{0,24}})?\s?[,;/]\s(?:and )?"
    rf"|(?:\sof the time)?\sbefore {_IT}[^,.;0-9]{{1,40}},?\s(?:and|but)\s"
    rf"|{_OF_IT}(?:\s[a-z]+)?\sbefore {_NO_HOUR}[^,.;:()0-9]{{2,60}}[,;/]\s(?:and |but )?"
)
_AFTER = re.compile(
    r"(?:\sof the time)?\s(?:after|afterwards|now|today|since|later"
    r"|(?:an?|one|two|three|six|\d+) (?:years?|months?|weeks?) (?:later|after)"
    r"|(?:in|on|with|under) the new(?: [a-z]+){1,3})\b"
)
# "$1.90 in early 2025, now $0.42": all that leads on from one level to the other is the time.
_AND_NOW = re.compile(
    rf"[^.,;0-9]{{0,40}}[,;/]\s(?:and |but )?(?:it |they |this )?(?:is |are )?"
    rf"(?:now|today)(?: at| is| are| takes?)?:?{JOINING}"
)
# "It was 48% and is 71% with the new tool"
_AND_IS = re.compile(
    rf"(?:,|;|,? (?:and|but))\s(?:it )?(?:is|are|takes|costs|has)(?: now| down| up)*{JOINING}"
)
# "What used to be a four-week wait is down to three days"
_DOWN_NOW = re.compile(
    rf"[^.,;0-9]{{0,56}}(?:,? and)?\s(?:is|are|was|were|has come|have come|came|went)"
    rf"\s(?:now\s)?(?:down|up)\sto{JOINING}"
)
# "22 of our 61 teams": what the first level is a part of.
_WHOLE = re.compile(r"\s(?:out )?of\s(?:(?:the|its|our|their|all|all the)\s)?[0-9][0-9,.]*(?= )")
# "$61 million, $74 million a year earlier"
_AND = re.compile(r"\s?[,;/(]\s?(?:and |from |against |vs\.? )?[$€£]?")
_AGO = re.compile(
    r"\s(?:in\s)?(?:the\s)?(?:(?:an?\s|one\s|two\s|three\s|six\s|nine\s|twelve\s|eighteen\s"
    r"|\d+\s|(?<=the\s))(?:years?|yr|months?|quarters?|qtr)"
    r"\s(?:ago|earlier|before)|(?:year-ago|prior-year|same)\s(?:quarter|qtr|period))\b"
)
# "22 engineers after the layoffs, 96 before"
_SINCE_THEN = re.compile(
    r"\s(?:after|since) (?:the|that|this|our|its) [^,.;0-9]{2,40},\s(?:and |from )?"
)
BEFORE_IT = re.compile(r"(?:\s[a-z]+)?\s(?:before|previously|earlier|until then)\b")
# What may stand behind the last of two levels: nothing, or when it held. "42 minutes late", "11 in
# the lab" and "42 that Tern needs" are levels of something else.
_WHEN = (
    r"(?:ago|earlier|before|after|afterwards|previously|now|today|later|on average|at the median"
    r"|(?:in )?(?:the )?same (?:quarter|qtr|period|month)(?= (?:an?|the|last|one)\b)"
    r"|(?:the|an?) (?:year|yr|quarter|qtr|month) (?:before|earlier|ago|prior)"
    r"|of the time|(?:an?|one|two|three|four|five|six|\d+) (?:years?|months?|weeks?|quarters?)"
    r"|(?:(?:in|for|at|since|by|during|until) )?(?:this|last)"
    r" (?:week|month|quarter|year|spring|summer|autumn|fall|winter)"
    r"|(?:at|in|by|since) the (?:start|end|beginning|new [a-z]+|old [a-z]+)"
    r"|(?:an?|per|each|every) [a-z]+)"
)
_TAIL = re.compile(
    rf"(?:/[a-z]+)?(?: (?!(?:late|early|only|in|for|at|on|under|that|of|was|were)\b)[a-z]+)??"
    rf"(?: {_WHEN}){{0,3}}\s?(?:$|[.,;:!?)–—/]|\(both\b|(?:and|but|while|whereas|because|as|so)\b"
    r"|(?:with|under|in|on|using) the new\b|thanks to\b"
    r"|(?:once|since|now that|before|after) (?=(?:the|that|this|it|we|they|you|its|our)\b))"
)
# Who denies, doubts or wants it has not seen it.
_UNREAL = re.compile(
    r"\b(?:no|not|nobody|never|none|without|falsely|wrongly|said|says|claim\w*|hop\w+|wants?|aim\w*"
    r"|plan\w*|tr(?:y|ies|ied)|could|would|should|fail\w*|expect\w*|report\w*)\b"
)
# "Larkfield's once took 42, and now Tern takes 11"
_NAMED = re.compile(r"\s[A-Z][a-z]")
# How far apart two levels may stand.
_FAR = 60


def without_dates(gap: str) -> tuple[str, bool]:
    """Return the text between two figures without its dates, and whether it had any."""
    gap = _MONTH.sub("", gap)
    dates = find_dates(gap) if _DIGIT.search(gap) else []
    for date in reversed(dates):
        before, after = gap[: date.start], gap[date.end :]
        gap = TO_DATE.sub("", before) + after.removeprefix(")")
    return gap, bool(dates)


def _is_bare(text: str, end: int) -> bool:
    """Tell whether nothing but a time stands between a figure and the end of what is said of it."""
    tail, _ = without_dates(text[end : end + _FAR])
    return _TAIL.match(tail) is not None


def side_by_side(text: str, one: Quantity, other: Quantity, gap: str) -> str | None:
    """Return the rule by which the words between two figures make levels of them, then and now.

    By "rather than", and by it alone, the second is the level that was.
    """
    if _UNREAL.search(gap) or not _is_bare(text, other.end):
        return None
    if _ONCE.search(text, max(0, one.start - 40), one.start) and _THEN.fullmatch(gap):
        return "once then"
    if _BROUGHT.fullmatch(gap):
        return "brought to"
    return "rather than" if _RATHER.fullmatch(gap) else None


def then_and_now(
    text: str, begun: int, one: Quantity, other: Quantity
) -> tuple[Quantity, Quantity] | None:
    """Return which of two levels was before and which came after, where the sentence says so.

    "It once took 42 minutes, and now takes 11", "11 minutes, was 42", "96 before, 22 after".
    """
    between = _WHOLE.sub("", text[one.end : other.start], count=1)
    led = _SENTENCE.split(text[begun : one.start])[-1]
    if _SENTENCE.search(between) or len(between) > _FAR:
        return None
    gap, dated = without_dates(between)
    if _UNREAL.search(between):
        return None
    if _WAS.fullmatch(gap) and not _is_past(led) and BEFORE_IT.match(text, other.end):
        return other, one
    if not _is_bare(text, other.end):
        return None
    if _SINCE_THEN.fullmatch(gap) and BEFORE_IT.match(text, other.end):
        return other, one
    if _BEFORE.fullmatch(gap) and _AFTER.match(text, other.end):
        return one, other
    told = _WAS.fullmatch(gap) or _USED.fullmatch(gap)
    if told and (not _is_past(led) or _AGO.match(text, other.end)):
        return other, one
    if _NEXT.fullmatch(gap) and _LEVEL_THEN.search(led):
        return one, other
    same = other.unit is None or (one.unit or "").partition("/")[0] == other.unit
    if _AND.fullmatch(gap) and (same or one.unit == other.unit) and _AGO.match(text, other.end):
        return other, one
    if _AND_IS.fullmatch(gap) and _LEVEL_THEN.search(led):
        return one, other
    if _DOWN_NOW.fullmatch(gap) and _FORMERLY.search(led):
        return one, other
    if _AND_NOW.fullmatch(gap) and (dated or _is_past(led + gap) or _FORMERLY.search(led)):
        return one, other
    if one.unit is None and other.unit is None:
        return None
    if _NAMED.search(between):
        return None
    if _begins_anew(between, led):
        return None
    if _FORMERLY.search(led) and _NOWADAYS.search(between):
        return one, other
    if _FORMERLY.search(between) and (_NOWADAYS.search(led) or _is_present(led)):
        return other, one
    return None


# ", where the law once allowed": a half of a sentence with a subject of its own.
_ANEW = re.compile(
    r"[,;–—]\s(?:(?:and|but|where|while|whereas|when|though)\s)?(?:the|an?|some|most|other)\s"
    r"(?!(?:old|previous|former|earlier|original|same|new|current|latest)\b)(?P<noun>[a-z]+)\s",
    re.I,
)


def _begins_anew(between: str, led: str) -> bool:
    """Tell whether what stands between two levels begins with a noun that the first has not."""
    found = _ANEW.search(between)
    return found is not None and found["noun"].lower().rstrip("s") not in led.lower()


def _is_past(led: str) -> bool:
    return any(
        word in ("was", "were", "had") or (word in VERBS and VERBS[word].tense == "past")
        for word in led.lower().split()
    )


def _is_present(led: str) -> bool:
    words = led.lower().split()
    present = any(
        word in ("is", "are", "has", "have") or (word in VERBS and VERBS[word].tense == "present")
        for word in words
    )
    return present and not _is_past(led)
