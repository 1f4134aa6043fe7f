"""Rows B1, B2, R1: the noun that grammar gives a source's figure to, and who made it."""

import re

from prepkit.factcheck.alignment import clause_around
from prepkit.factcheck.subjects import TYPES
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import NO_NAMES, WORD, is_function_word, is_verb, names, senses
from prepkit.quantities import Measurement, Quantity, find_dates
from prepkit.quantities.lexicon import BE, VERBS

# "a broker that handles 90,000", "the avalanche, which killed 37": the noun before the relative.
RELATIVE = re.compile(r"((?:[\w’'-]+ )*[\w’'-]+),? (?:which|that|who) (?=[\w’' ]*$)")
# What ends a clause, but for its relative.
ENDS = re.compile(r"\s*[;:()–—]\s+|\s+(?:and|but|while|whereas|where)\s+")
# Nothing farther before a figure, in characters, gives it to another noun.
FARTHEST = 160
# As many words before a relative may be of the noun that it belongs to.
REACH = 4
# "the adjacent Finch Exchange, 212 metres tall"; "by Norfab, a contractor with 5,200 employees"
APPOSED = re.compile(
    r"((?:[A-Z][\w’'-]*\s?)+), "
    r"(?P<kind>an? (?:[a-z][\w-]* ){1,5}(?:with|of|employing|that has|running) )?"
    r"(?:with |at )?(?:a |an |the |about |some |over |nearly |roughly |more than )?[$€£]?$"
)
# "Bexley, whose 900 customers", "Tern Bank (700 branches)", "bought Dovetail, with revenue of"
NAMED = re.compile(
    r"((?:[A-Z][\w’'-]*\s?)+)(?:, whose |\(|, with (?:[a-z]+ ){1,3}of )"
    r"(?:about |some |over |more than )?[$€£]?$"
)
# "supplies a grocer with 70 stores", "made for companies with 1,100 employees"
WITH = re.compile(
    r"\b(?:an?|of|for|to|by|from|at|in|on|among) (?:[a-z][\w-]* ){0,2}?([a-z][\w-]*)"
    r" (?:with|having|that ha[sd]|which ha[sd]|whose) (?:about |over |more than |some )?[$€£]?$"
)
IS_A = re.compile(r"\b(?:is|was|are|were|be|became) $")
INCLUDING = re.compile(
    r"(?: [a-z-]+){0,2},? (?:include|includes|including|such as|among them) ((?:[A-Z][\w’'-]*\s?)+)"
)
LED = re.compile(r"(?:^|[,;:]\s)\W*[A-Za-z]+ (?:[a-z]+ ){0,4}$")
# What names a part of a firm or an edition of a product.
BRANCHES = frozenset(
    "business enterprise pro plus premium lite kids cloud labs pay capital studios europe".split()
)
# "The bridge's central span cost": what of the owner the figure is of.
POSSESSED = re.compile(r"[\w-]+['’]s? ((?:[a-z-]+ ){1,4})$")

# "7.4 million gets per second": what is counted where no unit is known.
COUNTED_PER = re.compile(r" (?P<what>[a-z]+)(?:/| (?:per|an?|each|every) )[a-z]+\b")


def counts_apart(
    measurement: Measurement, claim: str, given: Measurement, text: str, terms: Terms
) -> str:
    """Return what a source counts per time or thing, where the claim counts something else."""
    ours = COUNTED_PER.match(claim, measurement.quantity.end)
    theirs = COUNTED_PER.match(text, given.quantity.end)
    if ours is None or theirs is None or ours["what"] == theirs["what"]:
        return ""
    one, other = (senses([m["what"]]) | terms.stems(m["what"]) for m in (ours, theirs))
    return "" if one & other else theirs["what"]


# "A team of 25 who look after it": a team does.
OF_SO_MANY = re.compile(r" of (?:about |over |some )?\d[\d,]*$")
# Who acts for the owner: "Larkfield's engineers push 900 times".
ACTING = senses("engineer developer team staff".split())

# "Bought 40 houses built by Tern": who bought them built none.
MADE_BEHIND = re.compile(
    r"(?:\s[a-z]+){0,2}?\s(?:that (?:[A-Z]\w+|it|they) )?(?P<deed>[a-z]+)"
    r"\s(?:by|at|in|on|for|from|abroad|elsewhere)\b"
)


NO_DEED = senses(["average"])  # "nine hours on average for its review"


def made_by_others(claim: str, given: Quantity, measurement: Measurement, text: str) -> str:
    """R1: return a claim's deed that a source says of what it counts, done by others."""
    before, ours = text[: given.start], claim[: measurement.quantity.start]
    done = senses(w for w in WORD.findall(ours) if w in VERBS and w not in BE)
    told = senses(w for w in WORD.findall(before) if w in VERBS and w not in BE)
    behind = MADE_BEHIND.match(text, given.end)
    deed = senses([behind["deed"]]) if behind and is_verb(behind["deed"]) else frozenset()
    apart = deed - NO_DEED & done and told and not deed & told
    return behind["deed"] if behind and apart else ""


def another_head(claim: str, text: str, quantity: Quantity, terms: Terms) -> str:
    """Return the noun that a source tells its figure of, where the claim names it nowhere."""
    known = terms.stems(claim) | senses(WORD.findall(claim)) | TYPES
    return (
        _antecedent(text, quantity, known, terms)
        or _named_beside(text, quantity, known, terms)
        or _apposed(text, quantity, known, terms)
        or _possessed(text, quantity, known, terms)
        or _branch(claim, text)
    )


def _branch(claim: str, text: str) -> str:
    """ "Larkfield Business" is a part of Larkfield: a common word that is written as a name."""
    for name in names(f"x {claim}"):
        found = re.search(rf"\b{re.escape(name)} ([A-Z][a-z]+)\b", text)
        kind = found[1] if found else ""
        common = kind.lower() in BRANCHES and not re.search(rf"\b{kind}\b", claim, re.I)
        if found and common and not re.search(rf"\b{re.escape(name)}(?! {kind})", text):
            return found.group()
    return ""


def _antecedent(text: str, quantity: Quantity, known: frozenset[str], terms: Terms) -> str:
    start, _ = clause_around(text, quantity, ENDS)
    start = max(start, quantity.start - FARTHEST)
    found = RELATIVE.search(text[: quantity.start], start)
    if found is None or any(found.end() <= d.start < quantity.start for d in find_dates(text)):
        return ""
    words: list[str] = []
    for word in reversed(OF_SO_MANY.sub("", found[1]).split()):
        plain = word.lower()
        if is_function_word(word) or plain in BE or len(words) == REACH:
            break
        words.append(word)
    heads = senses(words) | terms.stems(" ".join(reversed(words)))
    # "Said that it handles"; "a hosted log that handles" is a log.
    article = re.search(r"\b(?:an?|the) (?:[\w’'-]+ ){0,3}[\w’'-]+$", found[1])
    told = words and (article or words[0].lower() not in VERBS)
    return words[0] if told and not heads & known else ""


def _named_beside(text: str, quantity: Quantity, known: frozenset[str], terms: Terms) -> str:
    before = text[max(0, quantity.start - FARTHEST) : quantity.start]
    named = NAMED.search(before)
    if named and not (terms.stems(f"x {named[1]}") - terms.stems("x")) & (known - TYPES):
        return named[1].strip()
    listed = INCLUDING.match(text, quantity.end)
    if listed and terms.stems(listed[1]) & known - TYPES:
        return "those named behind it"  # "our 1,900 customers include Tern Bank"
    found = WITH.search(before)
    if found and IS_A.search(before[: found.start()]):
        return ""  # "Brindle is a shop with 400 candles"
    several = found and found[1].endswith("s") and not found[1].endswith("ss")
    if several:
        known = known - TYPES  # "for companies with": of others than the firm
    return found[1] if found and not terms.stems(found[1]) & known else ""


def _apposed(text: str, quantity: Quantity, known: frozenset[str], terms: Terms) -> str:
    found = APPOSED.search(text[: quantity.start], max(0, quantity.start - FARTHEST))
    if found is None or (not found["kind"] and LED.search(text[: found.start()])):
        return ""  # "According to Reelgauge, 38% of critics"
    name = [w for w in found[1].split() if not is_function_word(w) and w not in NO_NAMES]
    before = text[: found.start()]
    opens = not WORD.search(before)
    return " ".join(name) if name and not opens and not terms.stems(" ".join(name)) & known else ""


def _possessed(text: str, quantity: Quantity, known: frozenset[str], terms: Terms) -> str:
    start, _ = clause_around(text, quantity)
    verbs = (m for m in WORD.finditer(text, start, quantity.start) if is_verb(m.group()))
    head = ""
    for verb in verbs:
        found = POSSESSED.search(text[max(start, verb.start() - FARTHEST) : verb.start()])
        if found is None:
            continue
        owned = senses(WORD.findall(found[1])) | terms.stems(found[1])
        if owned & known or owned <= ACTING:
            return ""  # "its median review time": "review" is no verb there
        head = head or found[1].strip()
    return head
