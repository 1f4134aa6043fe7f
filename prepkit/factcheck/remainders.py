"""Row B5: which of all the things that a source names its sentence is about."""

import re

from prepkit.factcheck.alignment import IDLE
from prepkit.factcheck.subjects import GENERIC, HARMLESS_QUALIFIERS
from prepkit.factcheck.superlatives import numbers_in
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.unsaid import HARMLESS
from prepkit.factcheck.words import WORD, is_function_word, senses
from prepkit.quantities import Measurement, find_dates, find_quantities
from prepkit.quantities.lexicon import BE, VERBS
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
# "Screen-reader users complete", "Business users of Plumtree complete"; "the green scheduler" may
# be the only one.
SUBJECT = re.compile(
    r"(?=(?<![\w-])(?P<which>[A-Za-z][a-z]+(?:-[a-z]+)*) (?P<noun>[a-z]+s)"
    r"(?: (?:of|at|in) [A-Z][\w’'-]*)? (?P<verb>[a-z]+)\b)"
)
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
    """Return who does what a source tells, where the claim says it of more: "night drivers".

    A name before a noun is for other rules: only a word that may stand so within a sentence.
    """
    said = terms.stems(claim) | senses(WORD.findall(claim))
    idle = said | known | IDLE | HARMLESS | GENERIC | HARMLESS_QUALIFIERS
    for found in SUBJECT.finditer(own):
        which, noun, verb = found["which"], found["noun"], found["verb"]
        if verb not in VERBS and verb not in BE:
            continue
        if which[0].isupper() and own[: found.start()].strip():
            continue
        plain = which.lower()
        if (
            plain.endswith("ly")
            or find_quantities(which)
            or any(is_function_word(word) or word in VERBS for word in (plain, noun))
        ):
            continue
        if senses([noun]) <= said and not senses(which.split("-")) & idle:
            return f"{which} {noun}"
    return ""
