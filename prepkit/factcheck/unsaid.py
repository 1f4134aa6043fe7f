"""Row B1: the words that a claim says of its figure, and a source does not say of its own."""

import re
from collections.abc import Sequence

from prepkit.factcheck.alignment import (
    IDLE,
    LIGHT,
    clause_around,
    clause_at,
    deeds,
    measure,
    stretch_of,
    words_beside,
)
from prepkit.factcheck.evidence import Evidence, EvidenceBase
from prepkit.factcheck.subjects import ANYBODY, INSTITUTIONS, SPEAKER, TYPES, passage_context
from prepkit.factcheck.superlatives import numbers_in
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import WORD, is_function_word, phrases_in, senses
from prepkit.notes import Claim
from prepkit.quantities import Measurement, find_dates
from prepkit.quantities.lexicon import ANAPHORS, BE, PREPOSITIONS, VERBS, has_sure_verb
from prepkit.quantities.tokens import is_counted

# Words of a source that say how sure it is or how good, and narrow nothing.
HARMLESS = senses(
    """approval confirmed official officially reported recorded estimated approximate total overall
    combined cumulative disappointing impressive strong record list single worth
    fleet base pool time duration round volume defined existing own various usage
    unaudited audited consolidated different distinct separate""".split()
)
# Who tells of a place's figures, and the place itself: "the country had 220 recoveries".
AUTHORITIES = INSTITUTIONS | senses("country state city town county region island".split())
WRITERS = frozenset("author authors researcher researchers".split())
# "At its northern ": the words of a phrase so far.
PHRASE = re.compile(rf"\b(?:{'|'.join(sorted(PREPOSITIONS))}) (?P<words>(?:[\w’'-]+ ){{0,3}})$")
STAFF = senses(["employee", "headcount", "staff"])
PEOPLE_OF_IT = re.compile(r"people(?: working| work)?")
FEW = frozenset("single sole only once one other another former new".split())
HAVING = frozenset("has have had having".split())
RATE = re.compile(
    r"\b(?:a|per|each|every) (day|week|month|year)\b|/ ?(day|week|month|year)\b", re.I
)
OBJECT = re.compile(r"\b(?:in|on|into|from|through|with|of) (?:it|them)\b")
RATES = {"day": "daily", "week": "weekly", "month": "monthly", "year": "yearly"}
END_OF_STATEMENT = re.compile(r"\s*[;:–—]")


def unsaid_words(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase, *,
    whole: bool = False,
) -> list[str]:  # fmt: skip
    """Return the words that a claim says of its figure and the source does not say of its own."""
    span = _statement_around(measurement, claim) if whole else None
    words = [*_counted(measurement, lead), *words_beside(measurement, claim, span)]
    here = base.terms.stems(lead.passage.text) | senses(WORD.findall(lead.passage.text))
    here |= how_often(lead.passage.text)
    if OBJECT.search(lead.passage.text):  # "The repository is old. 2,950 changes land in it."
        here |= base.terms.stems(lead.passage.before or "")
    there = here
    for text in passage_context(lead.passage):
        there |= base.terms.stems(text) | senses(WORD.findall(text))
    near = {word for word in base.terms.near_stems if base.terms.near_stems[word] & there}
    unsaid = [
        word
        for word in words
        if not senses([word]) & (there | near) and not _all_said(word, there | near, base)
    ]
    unsaid = [word for word in unsaid if not numbers_in(word) & numbers_in(lead.passage.text)]
    if PEOPLE_OF_IT.fullmatch(lead.measurement.property or ""):  # "we're 1,800 people"
        unsaid = [word for word in unsaid if not senses([word]) & STAFF]
    if SPEAKER.search(lead.passage.text):  # "we" are the authors
        unsaid = [word for word in unsaid if word.lower() not in WRITERS]
    said = _in_phrases(claim.text, there | near, base.terms)
    unsaid = [word for word in unsaid if word not in said]  # "took part in" is "participated"
    if base.terms.stems(" ".join(words)) <= there | near:
        unsaid = []  # as phrases, they are all there
    if any(word[0].isupper() for word in words):
        # "The film Saltmarsh": where the thing is named, its kind need not be.
        unsaid = [w for w in unsaid if not (senses([w]) & TYPES and _is_apposed(w, claim.text))]
    return unsaid or _replaced(words, here | near, claim, lead, base)


def narrows(word: str, text: str, unsaid: Sequence[str]) -> bool:
    """Tell whether an unsaid word of a text bounds what is said, or numbers it.

    "Subscription revenue" is some of the revenue, "engineers at its plant" are some of them, "a
    second season" is one of several.
    """
    if numbers_in(word) or word.lower() in FEW:
        return True
    place = re.search(rf"\b{re.escape(word)}\b", text)
    led = PHRASE.search(text[: place.start()]) if place else None
    if led and not any(w in VERBS or w in BE for w in WORD.findall(led["words"])):
        return True
    behind = place and re.match(r"[ -]([\w’'-]+)", text[place.end() :])
    if not behind or word.lower() in VERBS or is_function_word(behind[1]) or behind[1][0].isdigit():
        return False
    return behind[1] not in unsaid


def nearly_said(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> list[str]:
    """B4: the words beside a claim's figure for which a source has only a near-synonym."""
    there = frozenset().union(*(
        base.terms.stems(text) | senses(WORD.findall(text))
        for text in (lead.passage.text, *passage_context(lead.passage))
    ))  # fmt: skip
    words, near = words_beside(measurement, claim), base.terms.near_stems
    told = {word: senses([word]) for word in words}
    told |= {stem_: frozenset([stem_]) for stem_ in base.terms.stems(" ".join(words))}  # "PR"
    return [
        word for word, meant in told.items()
        if not meant & there and any(near.get(stem_, frozenset()) & there for stem_ in meant)
    ]  # fmt: skip


def how_often(text: str) -> frozenset[str]:
    """Return the words for the rates of a text: "2.6M edits a day" are daily edits."""
    return senses(RATES[(m[1] or m[2]).lower()] for m in RATE.finditer(text))


# "2,000 people work at Larkfield" are those whom it has.
STAFFED = frozenset("work works worked working".split())


def lent_deeds(
    measurement: Measurement, claim: Claim, lead: Evidence, base: EvidenceBase
) -> list[str]:
    """Return the deeds that only the sentence before tells, where the figure's own tells another.

    "The bot answers half of the tickets. One in five goes to a specialist." A figure's own sentence
    tells another, too, where it is about a thing that the claim has not.
    """
    text, before = lead.passage.text, senses(WORD.findall(lead.passage.before or ""))
    done = any(has_sure_verb(word) for word in WORD.findall(text) if word not in BE | HAVING)
    about = [w for w in _subject_of(lead, base.terms).split() if w.lower() not in LIGHT]
    if not done and base.terms.stems(" ".join(about)) <= base.terms.stems(claim.text):
        return []  # "Production totalled 51,700" tells no delivery
    here = base.terms.stems(text) | senses(WORD.findall(text))
    words = words_beside(measurement, claim, _statement_around(measurement, claim))
    told = [w for w in deeds(words, claim.text) if w.islower() and w not in STAFFED]
    return [w for w in told if not senses([w]) & here and senses([w]) & before]


def _counted(measurement: Measurement, lead: Evidence) -> list[str]:
    """Return the noun that a claim counts where its source counts another: "authors", "commits"."""
    ours, theirs = measurement.quantity, lead.measurement.quantity
    another = ours.unit != theirs.unit and not {None, "occurrence"} & {ours.unit, theirs.unit}
    if not (another and is_counted(ours.unit) and is_counted(theirs.unit)):
        return []
    noun = measurement.quantity.surface.split("/")[0]
    return [w for w in WORD.findall(noun)[-1:] if w[0].isalpha() and not senses([w]) & ANYBODY]


def _in_phrases(text: str, there: frozenset[str], terms: Terms) -> set[str]:
    """Return the words of the phrases of a text that a source says in other words."""
    return {
        word
        for phrase in phrases_in(text)
        if terms.stems(phrase) <= there
        for word in WORD.findall(phrase)
    }


def _statement_around(measurement: Measurement, claim: Claim) -> tuple[int, int]:
    """Return what a claim says of one figure: its statement, but what another figure or date has.

    "It rose 5%, thanks to ads, and costs fell 3%": what follows a figure goes with it.
    """
    text, quantity = claim.text, measurement.quantity
    start, end = clause_around(text, quantity)
    own = measurement.as_of.start if measurement.as_of else -1
    others = [m.quantity.start for m in measure(claim)]
    others += [period.start for period in find_dates(text) if period.start != own]
    while end < len(text):
        _, after = clause_at(text, text.find(" ", end + 1) + 1)
        if after <= end or any(end <= other < after for other in others):
            break
        if END_OF_STATEMENT.match(text, end) or _states(text[end:after]):
            break
        if re.search(r"\d", text[end:after]):
            break  # "Android takes 14 minutes, iOS 22"
        end = after
    while start:
        before, finish = clause_at(text, text.rfind(" ", 0, start - 1))
        if before >= start or any(before <= other < finish for other in others):
            break
        if END_OF_STATEMENT.match(text, finish) or _states(text[before:finish]):
            break
        start = before
    return start, end


def _states(clause: str) -> bool:
    """Tell whether a clause has a verb of its own: not "caused by rain", "with people cheering"."""
    words = [word.lower() for word in WORD.findall(clause)]
    words = words[1:] if words and words[0] in ("and", "but", "while") else words
    return any(
        word in BE or (word in VERBS and VERBS[word].tense != "gerund" and at)
        for at, word in enumerate(words)
    )


def _is_apposed(word: str, text: str) -> bool:
    """Tell whether a noun only says of what kind a named thing is: "the film", "Acme, a firm"."""
    kind = re.escape(word)
    return bool(
        re.search(rf"\b(?:[Tt]he|[Tt]his|[Aa]n?|[Ii]ts) (?:\w+ )?{kind}\b|^{kind}\b", text)
        or re.search(rf"\b[A-Z][\w’'-]* {kind}\b|\b{kind},? [A-Z]", text)
    )


def _all_said(word: str, there: frozenset[str], base: EvidenceBase) -> bool:
    """Tell whether all that a word stands for is said: "TPC" is the time per change."""
    stems = base.terms.stems(word)
    return bool(stems) and stems <= there


def _subject_of(lead: Evidence, terms: Terms) -> str:
    """The words before the verb of a figure's stretch: "the gateway costs $890"."""
    words = []
    stretch = stretch_of(lead.passage.text, lead.measurement, terms)
    for match in WORD.finditer(stretch):
        word = match.group()
        compound = stretch[match.end() : match.end() + 1] == "-"  # "the check-in system"
        verb = word.lower() in VERBS and not compound
        if verb or word.lower() in BE or word[0].isdigit():
            break
        words.append(word)
    else:
        return ""  # no verb, so no subject
    return " ".join(words)


def _replaced(
    words: Sequence[str], here: frozenset[str], claim: Claim, lead: Evidence, base: EvidenceBase
) -> list[str]:
    """B1: words that only the title lends, where the source's figure has others in their place.

    A title lends its subject to a sentence that leaves it unsaid, not to one that says another.
    """
    lent = [w for w in words if w[0].islower() and not senses([w]) & here]
    lent = [w for w in lent if not _all_said(w, here, base)]
    if not lent or base.terms.stems(" ".join(words)) <= here:
        return []
    known = base.terms.stems(claim.text) | senses(WORD.findall(claim.text))
    known = known.union(*(base.terms.stems(text) for text in passage_context(lead.passage)))
    told = f"{lead.measurement.property or ''} {_subject_of(lead, base.terms)}"
    named = senses(word for word in WORD.findall(lead.passage.text) if word[0].isupper())
    idle = known | named | IDLE | HARMLESS | AUTHORITIES
    idle |= senses(["remain"])  # "324 cases remain in hospital": they are of no other kind
    others = [
        word
        for word in WORD.findall(told)
        if word[0].islower()
        and not is_function_word(word)
        and word.lower() not in LIGHT
        and not senses([word]) & idle
        # By its letters: a build is no building.
        and not {word.lower(), word.lower().removesuffix("s")} & ANAPHORS
    ]
    return lent if others else []
