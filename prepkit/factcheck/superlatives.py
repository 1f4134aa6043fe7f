"""Superlatives and ranks in a sentence: "the third largest", "finished second", "top 5"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from prepkit.factcheck.alignment import clause_at
from prepkit.factcheck.statements import STRETCH
from prepkit.factcheck.subjects import GENERIC_ENTITY, HARMLESS_QUALIFIERS
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import NEGATIONS, POINTS_BACK, WORD, is_function_word, is_verb, names
from prepkit.quantities import Measurement, Quantity, find_dates

ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ORDINAL = rf"(?:{'|'.join(ORDINALS)}|\d{{1,3}}(?:st|nd|rd|th))"
# "157th", "4K", "16-0", and ordinals in words: what a statement numbers.
NUMBERED = re.compile(r"\b\w*\d(?:[\w.,/-]*\w)?\b|\b(?:last|" + "|".join(ORDINALS) + r")\b")
# Words that end like a superlative and are none.
_NO_SUPERLATIVE = (
    "interest|latest|forest|request|harvest|contest|protest|conquest|inquest|manifest|digest|guest"
    "|honest|modest|invest|suggest|arrest|earnest|behest|bequest|tempest|southwest|northwest|midwest"
    "|everest|ingest|reinvest|divest|budapest|bucharest|headrest|unrest|west|rest|test|nest|quest|chest|vest|pest|crest|zest"
)
_SUPERLATIVE = (
    rf"(?:(?!(?:{_NO_SUPERLATIVE})\b)[a-z]{{3,}}est(?:-[a-z]+)?|(?:best|worst)(?:-[a-z]+)?"
    r"|leading|(?:most|least)\s+(?!of\b|part\b|recent(?:ly)?\b)[a-z-]+)"
)
_LED = r"(?:the|its|their|our|[\w’'-]+['’]s|[\w-]+s['’])\s+"
# "the largest app", "Europe's third largest town", "one of the most popular apps"; a note may
# begin with it: "biggest site: 400 desks".
SUPERLATIVE = re.compile(
    rf"(?P<among>(?:one|some|two|three|several) of |(?:is|are|was|were) among |\bamong )?"
    rf"(?:{_LED}|^)"
    rf"(?:(?P<nth>{_ORDINAL})[\s-]+)?(?P<top>{_SUPERLATIVE})\b",
    re.I,
)
# "the first company to", "the only app that", "the first of its kind".
FIRST = re.compile(
    r"(?P<among>(?:one|some) of |\bamong )?the\s+(?P<top>first|second|third|only|sole|last)\s+"
    r"(?=(?:[\w-]+\s+){0,4}?(?:to|that|which|with|in|of)\s)(?!(?:of\s+)?(?:January|February|March|"
    r"April|May|June|July|August|September|October|November|December|quarter|half|day|week|month|"
    r"year|time|place|hour|minute|version|floor|part|chapter|step|season|thing|two|three|four|few|"
    r"\d)\b)",
    re.I,
)
# "Its first customer" is the first customer of whom the sentence is about.
OWN_FIRST = re.compile(rf"\b(?:its|their|our|[\w-]+['’]s?) ({_ORDINAL}|first) (?=[a-z])", re.I)
# "ranks third", "finished in second place", "came first"; not "finished first and then".
PLACED = re.compile(
    rf"\b(?P<top>rank|finish|place|come|came)(?:s|ed|es|ing)?\s+"
    rf"(?:in\s+|at\s+)?(?:the\s+)?(?P<nth>{_ORDINAL}|last)\b(?:\s+place\b)?"
    r"(?!\s+(?:time|quarter|half|day|to|from|behind|last|only)\b)",
    re.I,
)
# "is second in its category": a place, with what it is a place in.
IS_PLACED = re.compile(
    rf"\b(?P<top>is|was|are|were|remains?|remained)\s+(?:now\s+|currently\s+|still\s+)?"
    rf"(?:ranked\s+)?(?P<nth>{_ORDINAL})(?=\s+(?:in|among|on|by|for)\b)",
    re.I,
)
# "No. 1", "number one", "top 5", "the top ten".
TOP = re.compile(
    r"(?P<among>(?:(?:is|are|was|were|ranks?|ranked)\s+)?(?:in|among|within|one of)\s+(?:the\s+)?)?"
    r"\b(?P<top>top)[\s-](?P<nth>\d{1,3}|three|five|ten|twenty|hundred)\b"
    r"|(?P<number>\b(?:number|no\.)|(?<!\w)#)\s?(?P<place>one|two|three|four|five|six|seven"
    r"|eight|nine|ten|\d{1,2})(?=\s+(?!million|billion|thousand|hundred)[a-z]|[.,](?!\d)|$)",
    re.I,
)
# "a record 60 million users", "an all-time high of 40%"; not "a record of 60 songs".
HIGHEST = re.compile(
    r"(?:^|\b(?:an?|its|their|the)\s+(?:new\s+)?)(?P<top>record|all-time)(?=[\s-]+(?!of\b|label|compan|store))",
    re.I,
)
PATTERNS = (SUPERLATIVE, FIRST, PLACED, IS_PLACED, TOP, HIGHEST)
RECORD = "record 1"
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
            "eight": 8, "nine": 9, "ten": 10, "twenty": 20, "hundred": 100}  # fmt: skip
SAME = {"biggest": "largest", "greatest": "largest", "quickest": "fastest", "sole": "only"}

_VERBS = (
    r"is|are|was|were|became|becomes|remains|remained|has|have|had|makes?|made|sells?|sold|runs?|ran"
    r"|owns?|owned|ranks?|ranked|builds?|built"
)
# "Quillpad is now the largest": what stands between who holds a rank and the rank. Any other word
# there ("almost", "said to be", "no longer") leaves open whether it is held at all.
HELD = re.compile(
    rf"\s(?P<verb>{_VERBS})(?:\s+(?:now|today|currently|still|also|by far))*(?P<not>\s+not)?\s+$"
)
WHOSE = re.compile(r"\s(?:the|its|their|our|[\w’'-]+['’]s?)\s+$")
SHORT_IS = re.compile(r"(?<=\w)['’]s\s+$")
# "..., making it the third largest": said of what the sentence is about.
MAKING = re.compile(r"\b(?:mak(?:es|ing)|made) (?:it|them|him|her)\s+$")
# "peaked at number four", "which debuted at number 1"
CHARTED = re.compile(
    r"(?:,? (?:which|who|that))?\s(?P<verb>peak|debut|enter|reach|rank|chart|land)(?:s|ed|ing)?"
    r"(?:(?:\s(?:the|its) (?:[A-Z]\w*\s?){1,4})?\s?(?:at|as|in))?\s+(?:the\s+)?$"
)
# "The costliest storm to hit the islands was Vera": who holds a rank that opens the sentence.
INVERTED = re.compile(
    r"[^,;]*?\s(?P<verb>is|was|are|were)\s(?P<holder>[A-Z]\w*(?: [A-Z]\w*)*)(?=[.,;]|$)"
)
RELATIVE = re.compile(r",? (?:which|who)\b[^,;]*$")
AUXILIARY = re.compile(
    r"(?:\s+(?:is|was|are|were|has|have|had|been|now|currently|still|also))+$", re.I
)
# Little words that make another group: "in all tests" is not "in some tests".
LITTLE = re.compile(r"\b(?:all|every|each|some|most|many|few|any|both|half|several|only|no)\b")
# What bounds no group: "of all time", "in history".
EVER = re.compile(r"\b(?:of all time|in history|ever)\b")
OPENED = re.compile(r"\W*(?:With|In|At|As|By|Among|Of|After|Since|For)\b")
# What a sentence begins with to bound all of it: "In Asia, ...", "Measured by sales, ...".
BOUNDING = re.compile(
    r"\W*(?:With(?! (?:about |over |some )?[\d$€£])"  # "With 96 turbines, ..." bounds nothing
    r"|Without|In|At|As|By|Among|Of|After|Since|For|On|Under|Across|Outside|Within|Before"
    r"|During|Until|Excluding|Including|Apart|Besides|Save|Second only|Together|Along|Alongside"
    r"|Except|Other than|Next to|Barring|If|When|\w+ed by|Counting|Judged|Only|Not)\b"
)
GROUP_END = re.compile(r"\s*[,;:()–—.!?](?:\s|$)|\s+(?:and|but|while|with|who|which|than)\s+")


@dataclass(frozen=True, slots=True)
class Rank:
    """A rank in a sentence: which, of what, in which group, and who is said to hold it."""

    start: int
    end: int
    surface: str
    kind: str  # "largest", "place", "top", "first"
    place: int | None  # 1 for "the largest", 3 for "the third largest"
    among: bool  # "one of the largest"
    group: frozenset[str]  # the words of what it is ranked among
    aside: frozenset[str]  # what stands before the clause: "In Asia, …"
    led: bool  # "is among the top 5": said of somebody, not of what a figure counts
    holder: frozenset[str] | None  # None: the sentence does not plainly say whose it is
    verb: str
    denied: bool


def find_ranks(text: str, terms: Terms) -> list[Rank]:
    """Return the superlatives and ranks of `text`, in order, none overlapping."""
    found: list[Rank] = []
    matches = sorted(
        (match for pattern in PATTERNS for match in pattern.finditer(text)),
        key=lambda match: (match.start(), -match.end()),
    )
    for match in matches:
        if not found or match.start() >= found[-1].end:
            found.append(_read(text, match, terms))
    return found


def _read(text: str, match: re.Match[str], terms: Terms) -> Rank:
    kind, place, among = _rank(match)
    kind, _, made = kind.partition("-")  # "best-selling"
    end = _group_end(text, match.end())
    if not text[: match.start()].strip() and (turned := INVERTED.match(text, match.end())):
        end = min(end, turned.start("verb"))
    told = undated(text)[match.end() : end]
    group = terms.stems(f"x {told}") - terms.stems("x") - HARMLESS_QUALIFIERS
    group |= {*re.findall(r"\d+(?:[.,]\d+)*", told), *LITTLE.findall(told.lower())}
    group |= terms.stems(made)
    if EVER.search(told):
        group -= terms.stems("time history") | {"all"}
    led = re.match(r"(?!(?:the|its|their|our)\s)([\w’'-]+['’]s?)\s", match.group(), re.I)
    if led:
        group |= terms.stems(led[1])  # "Europe's largest" is the largest in Europe
    holder, verb, denied = _holder(text, match, terms)
    surface = text[match.start() : end].strip()
    left = undated(text)[: match.start()].rstrip(" ,")
    bounding = BOUNDING.match(left) and not RELATIVE.search(left)  # "In 2018 X released Y, which"
    aside = terms.stems(left.removesuffix(STRETCH.split(left)[-1])) if bounding else ""
    return Rank(
        match.start(), end, surface, kind, place, among, group, frozenset(aside),
        match.re is TOP and bool(match["among"] or match["number"]), holder, verb, denied,
    )  # fmt: skip


def _rank(match: re.Match[str]) -> tuple[str, int | None, bool]:
    groups = match.groupdict()
    if groups.get("number"):
        return "place", _number(match["place"]), False
    top = " ".join(match["top"].lower().split())
    among = bool(groups.get("among"))
    if match.re in (PLACED, IS_PLACED):
        return "place", _number(match["nth"]), False
    if match.re is TOP:
        return "top", _number(match["nth"]), True
    if match.re is HIGHEST:
        return "record", 1, False
    if match.re is FIRST and top in ORDINALS:
        return "nth", _number(top), among
    if match.re is FIRST:
        return SAME.get(top, top), 1, among
    return SAME.get(top, top), _number(groups.get("nth") or "first"), among


def _number(word: str) -> int | None:
    word = word.lower()
    if word in ORDINALS:
        return ORDINALS.index(word) + 1
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else _NUMBERS.get(word)


def _group_end(text: str, start: int) -> int:
    """Where the words of a group end: at a mark, another clause, or the end."""
    found = GROUP_END.search(text, start)
    return found.start() if found else len(text)


def _holder(
    text: str, match: re.Match[str], terms: Terms
) -> tuple[frozenset[str] | None, str, bool]:
    """Who holds a rank, where the sentence says so in the plainest way: "X is the largest"."""
    left = text[: match.start()]
    verb = re.match(r"\w+", match.group())
    ranked = re.match(r"(?:is|are|was|were|ranks?|ranked)\b", match.group())
    if match.re in (PLACED, IS_PLACED) or ranked:
        subject = AUXILIARY.sub("", left.rstrip())
        return _subject(subject, terms), verb[0].lower() if verb else "", False
    inverted = INVERTED.match(text, match.end()) if not left.strip() else None
    if inverted:
        return terms.stems(inverted["holder"]) - GENERIC_ENTITY, inverted["verb"], False
    if making := MAKING.search(left):
        return _only_one_named(text, making.start(), terms), "is", False
    charted = CHARTED.search(left) if match.re is TOP else None
    if charted:
        return _charting(left[: charted.start()], charted, terms), charted["verb"], False
    named = names(f"x {left}")
    if named and left.endswith(", ") and left.rstrip(" ,").endswith(named[-1]):
        return terms.stems(named[-1]) - GENERIC_ENTITY, "is", False
    # "Peru is Larkfield's no. 2 market", "Peru's the largest market"
    left = WHOSE.sub(" ", left) if match.re is TOP else left
    short = SHORT_IS.search(left)
    if short:
        return _subject(left[: short.start()], terms), "is", False
    held = HELD.search(left)
    if held is None:
        return None, "", False
    if left[: held.start()].endswith(" and"):
        return _opening(text, terms), held["verb"], bool(held["not"])
    return _subject(left[: held.start()], terms), held["verb"], bool(held["not"])


def _charting(left: str, charted: re.Match[str], terms: Terms) -> frozenset[str] | None:
    """Who peaked at a place: "Saltmarsh, which peaked at", "his single, Saltmarsh, peaked at"."""
    relative = re.search(r"\b(?:which|who|that)\s", charted.group())
    if not (relative or left.endswith(",")):
        return _subject(left, terms)
    plain = left.rstrip(" ,")
    named = names(f"x {plain}")
    if not named or not plain.endswith(named[-1]):
        return None if relative else _subject(left, terms)
    return terms.stems(named[-1]) - GENERIC_ENTITY


def _opening(text: str, terms: Terms) -> frozenset[str] | None:
    """What a sentence is about: what stands before its verb; nothing where that is a pronoun."""
    if POINTS_BACK.match(text):
        return frozenset()
    verb = next((w for w in WORD.finditer(text) if is_verb(w.group())), None)
    return _subject(text[: verb.start()].rstrip(), terms) if verb else None


def _only_one_named(text: str, end: int, terms: Terms) -> frozenset[str] | None:
    """What a sentence is about, if "it" can mean nothing else that is named before `end`."""
    opening = _opening(text, terms)
    verb = next((w.start() for w in WORD.finditer(text) if is_verb(w.group())), 0)
    others = names(f"x {undated(text)[verb:end]}")
    return None if others else opening


def _subject(left: str, terms: Terms) -> frozenset[str] | None:
    """The stretch right before the verb, if it is all that there is of a subject."""
    stretch = STRETCH.split(left)[-1]
    words = WORD.findall(stretch)
    if any(word.lower() in NEGATIONS for word in words):
        return None
    if words and is_function_word(words[-1]) and not POINTS_BACK.match(words[-1].title()):
        return None  # "almost came first"
    if OPENED.match(stretch):
        named = names(stretch)
        if len(named) != 1 or not stretch.rstrip().endswith(named[0]):
            return None
        stretch = named[0]
    return terms.stems(f"x {stretch}") - terms.stems("x") - GENERIC_ENTITY


def is_rank_number(measurement: Measurement, text: str) -> bool:
    """Tell whether a figure is no count but the number of a rank: "top 5", "number one"."""
    at = measurement.quantity.start
    return any(match.start() <= at < match.end() for match in TOP.finditer(text))


def ranked_around(text: str, figures: Iterable[Quantity], terms: Terms) -> frozenset[str]:
    """Return the ranks that tell of what a figure is: "its largest office has 400 desks".

    Of whom a sentence says that they hold a rank is another matter.
    """
    told = set()
    for rank in find_ranks(text, terms):
        clause = clause_of(rank, text)
        inside = any(clause[0] <= figure.start < clause[1] for figure in figures)
        if inside and rank.holder is None and not rank.denied:
            told.add(f"{'one of ' if rank.among else ''}{rank.kind} {rank.place}")
    return frozenset(told)


def clause_of(rank: Rank, text: str) -> tuple[int, int]:
    """Return where the clause of a rank begins and ends; a label has the clause behind it, too:
    "biggest site: 400 desks".
    """
    start, end = clause_at(text, rank.start)
    if text.startswith(":", end) and end + 1 < len(text.rstrip()):
        end = clause_at(text, end + 2)[1]
    return start, end


def own_firsts(text: str) -> frozenset[str]:
    """Return the ranks that a text gives with a possessive: "its first customer"."""
    return frozenset(f"nth {_number(match[1])}" for match in OWN_FIRST.finditer(text))


def numbers_in(text: str) -> set[str]:
    """Return what a text numbers: "157th" and "157", "second" and "2" are one."""
    found = (match.group() for match in NUMBERED.finditer(text.lower()))
    return {
        str(ORDINALS.index(one) + 1) if one in ORDINALS else re.sub(r"(?<=\d)[a-z]{2}$", "", one)
        for one in found
    }


def undated(text: str) -> str:
    """Return `text` with blanks for its dates, at its old length."""
    for period in find_dates(text):
        text = f"{text[: period.start]}{' ' * (period.end - period.start)}{text[period.end :]}"
    return text
