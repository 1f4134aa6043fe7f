"""Rows E0 and T0: what a list of facts or events gives, as a label and what it is of."""

import re
from collections.abc import Sequence

from prepkit.corpus import Passage
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import NAME, PASSIVE, WORD, is_function_word, is_negated
from prepkit.quantities import Period, find_dates

# "2012: the first office opens", "Founded: 2009": what a label names is of the rest.
LABEL = re.compile(r"\W*(?:[A-Z][\w’'/-]*(?: [\w’'/-]+){0,3})?\s*[:–—-]\s+")
# Little words by which a sentence tells what a list gives as a thing and its value.
LISTING = frozenset(
    "a an the is are was were in at by of and has have as since it its they their our we".split()
)
# Little words of a value that is no more than a name, a place or a date.
OF_A_VALUE = frozenset("since in of the and on as from at by for".split())
ENDS_OPEN = re.compile(r"\b(?:of|in|by|for|to|with|from)\s*:")
# "Uta Lind is the chair of Larkfield"
IS_A = re.compile(
    r"([A-Z][\w’'-]*(?: [A-Z][\w’'-]*)+) is (?:currently )?(?:the |its |their |our )?"
    r"(?P<role>[A-Za-z ’'-]+?)\W*"
)
WAS = re.compile(r"\b(?:was|were|had)\b")


def is_label(text: str, date: Period) -> bool:
    """Tell whether a date stands before a sentence, as the year of an event in a list of them."""
    opens = not WORD.search(text, 0, date.start)
    return opens and LABEL.match(text, date.end) is not None


def label_end(text: str, dates: Sequence[Period]) -> int:
    """Where the label ends that a text begins with: a date, or words right before one; or 0."""
    first = dates[0] if dates else None
    if first is None:
        return 0
    if is_label(text, first):
        return LABEL.match(text, first.end).end()  # type: ignore[union-attr]
    words = LABEL.fullmatch(text[: first.start])
    return words.end() if words and words.group().strip() else 0


def is_labelled(text: str) -> bool:
    """Tell whether a text gives a thing and its value, and no more: "Headquarters: Port Ellery"."""
    label = LABEL.match(text)
    if label is None or not WORD.search(label.group()):
        return False
    value = [word for word in WORD.findall(text[label.end() :]) if word[0].isalpha()]
    return all(word in OF_A_VALUE or not word.islower() for word in value)


def lists_another(claim: str, passage: Passage, terms: Terms) -> bool:
    """Tell whether a list of facts gives what a claim says of one to another: "Chair: Per Holm".

    "Uta Lind is the chair" says no more than the label and a name; more than that may be so too.
    """
    found = IS_A.fullmatch(claim)
    label = LABEL.match(passage.text)
    if found is None or label is None or not is_labelled(passage.text) or is_negated(claim):
        return False
    role = terms.stems(found["role"]) - terms.stems(f"{passage.title} {passage.origin.publisher}")
    value = terms.stems(passage.text[label.end() :])
    return bool(role) and role == terms.stems(label.group()) and not terms.stems(found[1]) & value


def is_listed(claim: str, passage: Passage, terms: Terms) -> bool:
    """Tell whether a list of facts has the claim's words, no more and no less: "Founder: Uta Lind".

    Whose fact it is stands in the title, and since when it is so needs no saying. Of what stands
    in the list nothing may have it in turn: "Larkfield is the owner of Tern".
    """
    text = passage.text
    if not is_labelled(text) or is_negated(claim) or is_negated(text):
        return False
    label = LABEL.match(text)
    if label is None or ENDS_OPEN.search(label.group()):
        return False  # "Owner of: Tern"
    if WAS.search(claim) and not PASSIVE.search(claim):
        return False  # it was so; the list tells what is
    value = text[label.end() :]
    if any(re.search(rf"\b(?:of|by|for) {re.escape(name)}\b|\b{re.escape(name)}['’]s", claim)
           and not PASSIVE.search(claim) for name in NAME.findall(value)):  # fmt: skip
        return False
    if any(date.relation != "since" for date in find_dates(text)):
        return False
    for date in reversed(find_dates(text)):
        text = text[: date.start] + text[date.end :]
    words = WORD.findall(f"{claim} {text}")
    little = {word for word in words if word.islower() and is_function_word(word)}
    told, owner = terms.stems(text), terms.stems(f"{passage.title} {passage.origin.publisher}")
    return little <= LISTING and told <= terms.stems(claim) <= told | owner
