"""Row B5: what stands right behind a source's counted things and says which of them are meant."""

import re

from prepkit.factcheck.alignment import IDLE
from prepkit.factcheck.subjects import GENERIC, HARMLESS_QUALIFIERS
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.unsaid import HARMLESS
from prepkit.factcheck.words import WORD, is_function_word
from prepkit.quantities import Measurement, find_dates
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
JOINT = re.compile(r"\s(?:and|but|while|whereas|compared|after|since|because|so|up|down)\s")


def narrowed_behind(
    claim: str, text: str, measurement: Measurement, known: frozenset[str], terms: Terms
) -> str:
    """Return the phrase behind what a source counts that narrows it, and the claim leaves out.

    "It has 3 million users on its free plan" tells no more of those that pay.
    """
    quantity = measurement.quantity
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
    extra = [word for word in words if not terms.stems(word) <= idle]
    return phrase if extra and not re.search(r"\d", phrase) else ""
