"""Row B5: which of all the things that a source names its sentence is about."""

import re

from prepkit.factcheck.alignment import IDLE
from prepkit.factcheck.subjects import ANYBODY, GENERIC, HARMLESS_QUALIFIERS
from prepkit.factcheck.superlatives import numbers_in
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.unsaid import HARMLESS
from prepkit.factcheck.words import WORD, is_function_word, is_plural, senses
from prepkit.quantities import Measurement, find_dates, find_quantities
from prepkit.quantities.lexicon import PREPOSITIONS, SAY_VERBS
from prepkit.quantities.names import tokenise
from prepkit.quantities.tokens import is_counted

# "3 million users | who pay", "90 engineers | working on search", "users | on its free plan".
NARROWING = re.compile(
    r"\s(?P<phrase>(?:(?:who|that|whose)|(?!making|giving|bringing|including|excluding|leaving"
    r"|helping|ranging|totaling|totalling|according|during|compar|averag|spann)[a-z]{3,}ing"
    r"|(?:on|for|among|from|under|with(?! the\b))(?! (?:the )?average\b))\b[^,;:.()–—]*)"
)
NOUN = re.compile(
    r"(?:\s(?!(?:who|that|whose|on|for|among|from|with|under|and|or|but|in|to|at|of|by|is|are|was"
    r"|were|as|than|after|before|since|while|per|a|an|each|every)\b)(?![a-z]{3,}ing\b)[a-z][\w-]*)"
    r"{0,2}"
)
CLAUSE_END = re.compile(r"[,;:.()–—](?:\s|$)|\s(?:and|but|while|whereas|which)\s")
# "by 30% in a test", "200 ms for half of its requests", "15% at constant currency", "on weekdays"
SOME_ONLY = re.compile(
    r"\b(?:in (?:(?:an?|our|the|some) )?(?:tests?|trials?|pilots?|benchmarks?|experiments?|labs?"
    r"|simulations?)\b(?! of)|in one (?!of\b|day\b|week\b|month\b|year\b|quarter\b)[a-z]+"
    r"|for (?:half|some|most|the first|the (?:largest|fastest|slowest|top)) (?!time\b|quarter\b"
    r"|half\b|[a-z]+ months\b)[a-z]+|on (?:a|an|one|slow|old|fast) [a-z]+ [a-z]+"
    r"|at constant currency|at constant exchange rates|of the [a-z]+ for [a-z]+"
    r"|on (?:weekdays|weekends|[A-Z][a-z]+days)|at (?:night|weekends|peak|busy times))\b"
)
# "On tablets, the renderer", "With the cache on, builds": what is said before the subject.
LED = re.compile(r"[^,;:]{3,60},\s")
# Who people at a firm, or with its product, are.
WHOEVER = senses("person employee staff user customer worker colleague".split())
BOUNDING = ("who", "that", "whose", "under", "with more than", "with over")
JOINT = re.compile(r"\s(?:and|but|while|whereas|compared|after|since|because|so|up|down)\s")


def narrowed_behind(
    claim: str, text: str, measurement: Measurement, known: frozenset[str], terms: Terms
) -> str:
    """Return the phrase behind what a source counts that narrows it, and the claim leaves out.

    "It has 3 million users on its free plan" tells no more of those that pay.
    """
    quantity = measurement.quantity
    behind = CLAUSE_END.split(text[quantity.end :])[0]
    some = SOME_ONLY.search(behind)
    if some and terms.stems(some.group()) - terms.stems(claim) - known - IDLE:
        return some.group().strip()
    if not is_counted(quantity.unit) or measurement.change is not None:
        return ""
    noun = NOUN.match(text, quantity.end)
    found = NARROWING.match(text, noun.end() if noun else quantity.end)
    if found is None:
        return ""
    phrase = JOINT.split(found["phrase"])[0].strip()
    dated = [(date.start, date.end) for date in find_dates(phrase)]
    words = [
        match.group()
        for match in WORD.finditer(phrase)
        if match.group()[0].islower()
        and not is_function_word(match.group())
        and not any(start <= match.start() < end for start, end in dated)
    ]
    idle = terms.stems(claim) | known | IDLE | HARMLESS | GENERIC | HARMLESS_QUALIFIERS
    extra = [word for word in words if not (terms.stems(word) <= idle or numbers_in(word))]
    numbers = re.findall(r"\d[\d,.]*", phrase)
    bounded = phrase.startswith(BOUNDING) and not all(number in claim for number in numbers)
    return phrase if bounded or (extra and not numbers) else ""


def narrowed_before(claim: str, own: str, known: frozenset[str], terms: Terms) -> str:
    """Return who a source tells of, where that is less than the claim's: "night drivers".

    What stands before a noun that both have says which of them are meant.
    """
    said = terms.stems(claim) | senses(WORD.findall(claim))
    idle = said | known | HARMLESS | GENERIC | HARMLESS_QUALIFIERS | ANYBODY
    subject, ours = _subject(own), _subject(claim)
    anybody = senses(ours[-1:]) <= ANYBODY if ours else False
    if (
        anybody
        and subject
        and is_plural(subject[-1])
        and not senses(subject[-1:]) & (WHOEVER | said)
    ):
        return " ".join(subject)  # "managers" are not all people
    if not subject or not senses(subject[-1:]) <= said:
        return ""
    extra = [word for word in subject[:-1] if not senses([word]) <= idle]
    return " ".join(subject[subject.index(extra[0]) :]) if extra else ""


def _subject(own: str) -> list[str]:
    """Return the words of who or what a statement is about, up to its verb or a preposition."""
    led = LED.match(own)
    own = own[led.end() if led else 0 :]
    tokens = tokenise(own, find_quantities(own), find_dates(own))
    told = next(((at, token.verb) for at, token in enumerate(tokens) if token.verb), None)
    if told is None or told[1].lemma in SAY_VERBS:
        return []  # who tells of a figure does not narrow it
    ends = (at for at, token in enumerate(tokens[: told[0]]) if token.low in PREPOSITIONS)
    core = tokens[: next(ends, told[0])]
    if any(token.kind in ("quantity", "mark", "date") for token in core):
        return []
    return [
        word
        for token in core
        for word in WORD.findall(token.text)
        if not is_function_word(word) and len(word) > 1
    ]
