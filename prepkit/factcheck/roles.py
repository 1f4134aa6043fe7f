"""Row R1: whether the names of a claim stand by its deed in a source as they do in the claim."""

import re
from collections.abc import Iterator

from prepkit.factcheck.alignment import IDLE, deeds
from prepkit.factcheck.dated import IDLE_VERBS
from prepkit.factcheck.subjects import TYPES
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import NAME, WORD, is_function_word, senses
from prepkit.quantities import find_dates
from prepkit.quantities.lexicon import BE, SAY_VERBS, VERBS

# A name behind one of these does nothing itself: "a rival of Brix", "like Ems", "outbid Ems".
BESIDE = re.compile(
    r"\b(?:of|like|unlike|not|than|from|with|instead of|besides|to|for|against|outbid|beat|and not"
    r"|rather than|other than|apart from) (?:the |its |a )?$",
    re.I,
)
# "Brix's rival", "Jana Pruss's firm"
OWNS = re.compile(r"['’](?:s\b|(?=\s))")
OWN_DEED = re.compile(r"['’]s? (?:own )?(?:\d{4} )?")
# "Acquired Finch, whose product became Larkfield Yard": another deed.
RELATIVE = re.compile(r",? (?:which|who|whose)\b")
ASIDE = re.compile(r"\([^()]*\)|,[^,;]*,")
# "by her former husband, the composer Burt Arden", "its debut album, Lantern": who or what it is.
_NOUN = r"(?!(?:of|to|from|in|on|at|for|with|by|next|and|or|as|near|than|after|before)\b)[a-z-]+"
APPOSED = re.compile(
    rf"(?:^|\s)(?:the|a|an|his|her|its|their|our) (?:{_NOUN} ){{0,3}}{_NOUN},?[\s\"“]*$"
    rf"|(?<=\s){_NOUN} $"
)
# "Bought Finch, Dove and Tern": Tern too.
_CALLED = r"[A-Z][\w.-]*(?:['’]s)?(?: [A-Z][\w.-]*(?:['’]s)?)*"
_IN_ITS_YEAR = r"(?: in (?:[A-Z][a-z]+ )?\d{4})?"  # "entered Portugal in 2018 and Germany in 2021"
LISTED = re.compile(
    rf"^ {_CALLED}{_IN_ITS_YEAR}(?:, {_CALLED}{_IN_ITS_YEAR})*,? and (?:[A-Z]\w*['’]s )?$"
)
ENDS_THING = re.compile(r"\s*(?:$|[.,;:()]|\s(?:in|on|at|for|from|during|after|before|by|to)\b)")
ENDS_THERE = re.compile(r"\s*(?:$|[.,;:()]|(?:in|on|for|from|during|after|before|by|last|this)\b)")
# How, when and how surely something was done; the rows on dates and attitudes judge these.
MANNER = senses(
    """first new formally officially finally later soon newly jointly originally early late mid
    year month week day end beginning spring summer autumn winter century plan schedule expect
    intend hope aim slate propose""".split()
)
ALLOWED = IDLE | MANNER | IDLE_VERBS | TYPES


def kept_together(claim: str, text: str, terms: Terms) -> bool:
    """Tell whether no other thing stands between a claim's deed and its names in a source.

    "Brix bought the debt of Ferro" is not "Brix bought Ferro", nor is "a rival of Brix bought it".
    """
    claim = RELATIVE.split(claim)[0]
    done = deeds((word for word in WORD.findall(claim) if word not in BE), claim)
    wanted = senses(word for word in done if not is_function_word(word))
    verbs = [match for match in WORD.finditer(text) if senses([match.group()]) & wanted]
    said = terms.stems(claim) | ALLOWED
    return not verbs or all(
        any(_stand_together(claim, name, text, place, verb, said, terms)
            for place in places for verb in verbs)
        for name, places in _names_in_both(claim, text)
    )  # fmt: skip


# "Skelwith opened its first office in"
DID_ITS = re.compile(
    r"^(?P<who>.*?\b[A-Z][\w’'&.-]*),? (?:has |had )?(?P<deed>[a-z]+) (?:its|their) (?P<thing>.+)$"
)
ITS = re.compile(r"^\W*(?:Its|Their|its|their)\b")
BY = re.compile(r"\bby (?:the |its )?[A-Z]")
# "The plan opened a debate"
OBJECT = re.compile(r"\s(?:its|their|the|an?|[A-Z])")


def own_thing_did(claim: str, clause: str, terms: Terms) -> bool:
    """Tell whether a source says of one's own thing that it did what the claim says one did to it.

    "Brix opened its first office", "Brix's first office opened", "the first office of Brix opened",
    "its first office was opened", and by nobody else.
    """
    told = DID_ITS.match(claim)
    done = senses([told["deed"]]) if told and told["deed"] in VERBS else frozenset()
    verb = next((m for m in WORD.finditer(clause) if senses([m.group()]) & done), None)
    if told is None or verb is None or BY.search(clause, verb.end()):
        return False
    subject, behind = clause[: verb.start()], clause[verb.end() :]
    last = re.escape(WORD.findall(told["who"])[-1])
    owned = ITS.match(subject) or re.search(
        rf"\b{last}['’]s? |\bof (?:the )?(?:[A-Z][\w’'.-]* )*{last}\b", subject
    )
    owner, thing = terms.stems(told["who"]), terms.stems(told["thing"])
    acted = terms.stems(ASIDE.sub(_without_verb, subject)) - IDLE_VERBS - owner
    alike = bool(acted) and acted <= thing <= acted | terms.stems(behind) | IDLE_VERBS
    told_too = _bare_of_dates(behind, IN_A_PLACE)
    plain = terms.stems(told_too) <= terms.stems(claim) | IDLE_VERBS | MANNER
    plain = plain and not (FOR_A_TIME.search(behind) or ANOTHER_VERB.match(behind))
    return owned is not None and alike and plain and not OBJECT.match(behind)


# "The plan was announced in", and nobody is named who did it.
WAS_DONE = re.compile(
    r"^\W*(?P<thing>[^,;:]+?) (?:was|were|has been|have been|had been) (?:first |then )?"
    r"(?P<deed>[a-z]+(?:-[a-z]+)?)\b(?!.* by [A-Z])"
)
# "Opened in Lisbon", "sold to Tern for $2 million": what leaves open that it was, whole and once.
IN_A_PLACE = re.compile(r"\b(?:in|at|on) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
TO_SOMEBODY = re.compile(r"\b(?:to|from|with) (?:the )?[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)*")
FOR_A_TIME = re.compile(r"\bagain\b|\bfor (?:an?|one|two|three|several|some|\d+|the) [a-z]+\b")
ANOTHER_VERB = re.compile(r" (?:off|up|down|out|over|away|back)\b")  # "signed off"
FOR_SO_MUCH = re.compile(
    r"\bfor (?:about |over |nearly |around )?[$€£]\S+(?: (?:million|billion))?"
)


def _bare_of_dates(text: str, *more: re.Pattern[str]) -> str:
    """Return what a text tells beside its dates, whom it went to, and what it cost."""
    for date in reversed(find_dates(text)):
        text = f"{text[: date.start]} {text[date.end :]}"
    for pattern in (TO_SOMEBODY, FOR_SO_MUCH, *more):
        text = pattern.sub(" ", text)
    return text


PART_OF = re.compile(r"\bof\b|\d|\b(?:half|part|most|some|many|all|another|more)\b")
AHEAD_OF_THING = re.compile(r"\s+(?:(?:the|an?|its|their|our)\s+)?")


def was_done_to_it(claim: str, clause: str, terms: Terms) -> bool:
    """Tell whether somebody does in a source what a claim says was done, naming nobody.

    "The plan was announced", "Brix announced the plan"; not "Brix announced the end of the plan".
    """
    told = WAS_DONE.match(claim)
    if told is None:
        return False
    thing, done = terms.stems(told["thing"]), terms.stems(told["deed"])
    deed = re.compile(rf"\b{re.escape(told['deed'])}\b") if "-" in told["deed"] else WORD
    for verb in deed.finditer(clause):
        if not done or terms.stems(verb.group()) != done or not clause[: verb.start()].strip():
            continue
        if BE & set(WORD.findall(clause[: verb.start()])[-2:]):
            continue  # "the plan was announced": nothing is done by what stands before
        begun = AHEAD_OF_THING.match(clause, verb.end())
        end = ENDS_THING.search(clause, begun.end()) if begun else None
        given = clause[begun.end() : end.start()] if begun and end else ""
        part = PART_OF.search(given) and not PART_OF.search(told["thing"])
        after = ASIDE.sub(" ", clause[end.start() :]) if end else ""
        rest = terms.stems(_bare_of_dates(after))
        plain = rest <= terms.stems(claim) | IDLE_VERBS | MANNER
        plain = plain and not FOR_A_TIME.search(clause)
        if thing and not part and plain and terms.stems(given) == thing:
            return True
    return False


def done_otherwise(claim: str, clause: str, terms: Terms) -> bool:
    """Tell whether somebody does in a source what a claim says was done, and does not quite do it:
    "was passed", "passed the law to a committee", "passed a draft of the law".
    """
    told = WAS_DONE.match(claim)
    if told is None:
        return False
    thing, done = terms.stems(told["thing"]), terms.stems(told["deed"])
    for verb in WORD.finditer(clause):
        if not done or terms.stems(verb.group()) != done:
            continue
        who, behind = clause[: verb.start()], clause[verb.end() :]
        does = terms.stems(who) - thing and not BE & set(WORD.findall(who)[-2:])
        if does and thing and thing <= terms.stems(behind) and not thing & terms.stems(who):
            return True
    return False


def _names_in_both(claim: str, text: str) -> Iterator[tuple[re.Match[str], list[re.Match[str]]]]:
    """Yield the names of a claim with the places of their last words in a source."""
    for name in NAME.finditer(claim):
        words = [word for word in name.group().split() if not is_function_word(word)]
        last = re.sub(r"['’]s?$", "", words[-1]) if words else ""
        places = list(re.finditer(rf"\b{re.escape(last)}\b", text)) if last else []
        if places:
            yield name, places


def _stand_together(
    claim: str, name: re.Match[str], text: str, place: re.Match[str], verb: re.Match[str],
    said: frozenset[str], terms: Terms,
) -> bool:  # fmt: skip
    """Tell whether a name and a verb of a source have nothing between them that the claim lacks."""
    owns = OWNS.match(claim, name.end()) or name.group().endswith(("'s", "’s"))
    first = place.start() < verb.start()
    # "Vann's resignation" is his deed.
    its_deed = first and OWN_DEED.fullmatch(text[place.end() : verb.start()])
    if OWNS.match(text, place.end()) and not (owns or its_deed):
        return False
    opened = _opens(text, place.start())
    between = text[place.end() : verb.start()] if first else text[verb.end() : opened]
    if not first and LISTED.search(between) and ENDS_THERE.match(text, place.end()):
        return True
    between = ASIDE.sub(_without_verb, OWNS.sub(" ", between, count=1))
    if not first:
        between = APPOSED.sub(" ", between)
    led = first and BESIDE.search(text[:opened]) and not BESIDE.search(claim[: name.start()])
    return not led and not _foreign(between, said, terms)


def _without_verb(aside: re.Match[str]) -> str:
    told = any(word in VERBS or word in BE for word in WORD.findall(aside.group()))
    return aside.group() if told else " "


def _foreign(between: str, said: frozenset[str], terms: Terms) -> bool:
    dates = [(date.start, date.end) for date in find_dates(between)]
    return any(
        match.group()[0].isalpha()
        and not (is_function_word(match.group()) and not _says(match.group()))
        and not match.group().endswith("ly")
        and not any(start <= match.start() < end for start, end in dates)
        and not terms.stems(match.group()) <= said
        for match in WORD.finditer(between)
    )


def _says(word: str) -> bool:
    """Tell whether a word says that somebody said so: who said she would go has not gone."""
    return word in VERBS and VERBS[word].lemma in SAY_VERBS


def _opens(text: str, at: int) -> int:
    """Where the name begins that a word is the last of."""
    while found := re.search(r"[A-Z][\w’'.-]* $", text[:at]):
        at = found.start()
    return at
