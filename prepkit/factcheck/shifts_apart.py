"""Rows D13 to D16: what a claim tells of a shift that the source's two levels do not bear out."""

import re
from collections.abc import Iterator

from prepkit.factcheck.attitudes import attitude
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.shifts import Shift
from prepkit.factcheck.strangers import is_topic
from prepkit.factcheck.subjects import passage_context
from prepkit.factcheck.words import WORD, names, senses
from prepkit.notes import Claim
from prepkit.quantities import Change, find_dates
from prepkit.quantities.changes import value_direction

# "Every year", "each quarter": so often, where two levels tell of once.
EACH_TIME = re.compile(r"\b(?:each|every|per) (?:day|week|month|quarter|year)\b|\bannually\b", re.I)
# Words that make another thing of what is counted: of the users, the monthly, the new.
OTHERS = senses("new daily weekly monthly active paying registered net additional".split())
NEW = senses(["new"])  # "the new index" in a source is the one of now
# "Than in 2022", "from 2019": of when the first level has to be.
SINCE = re.compile(r"\b(?:than|from|since|over|against|versus) (?:in |the )?(?:\w+ of )?$", re.I)
# "With the cache disabled, it takes 11": so only then.
CONDITION = re.compile(
    r"\b(?:with|without|when|if|unless|while) [^,.;]*\b(?:disabled|enabled|off|on|warm|cold|idle"
    r"|empty|removed|missing|running)\b", re.I,
)  # fmt: skip
INSTEAD = re.compile(r"\b(?:instead of|rather than|unlike|not the)\b", re.I)
PRONOUN = re.compile(r"\b(?:it|they|them)\b")
# "The build was slow as well, and we cut it": what "it" is, another noun says.
OTHER_SUBJECT = re.compile(r"(?:^|[.;] )(?:The|Our|Its|Their|That|This|An?) (?P<noun>[a-z][\w-]*)")


def shifts_apart(claim: Claim, shift: Shift, change: Change | None, base: EvidenceBase) -> bool:
    """Tell whether two levels are of another thing, time or certainty than what a claim tells."""
    ours, theirs = claim.text, shift.text
    return bool(
        attitude(ours) not in ("asserted", "former")
        or attitude(theirs) not in ("asserted", "former")
        or (EACH_TIME.search(ours) and not EACH_TIME.search(theirs))
        or _counts_others(ours, theirs)
        or CONDITION.search(theirs)
        or INSTEAD.search(theirs)
        or any(_goes_otherwise(told) for told in (change, *_changes_of(shift)) if told)
        or _of_another_time(ours, shift)
        or _names_another(claim, shift, base)
        or _is_of_another_noun(ours, shift)
    )


def _counts_others(ours: str, theirs: str) -> bool:
    """Tell whether one of the two is of some only: of the monthly, the paying, the new."""
    here, there = (senses(WORD.findall(text)) & OTHERS for text in (ours, theirs))
    return bool(here - there or there - here - NEW)


def _changes_of(shift: Shift) -> Iterator[Change]:
    """Yield the changes that the sentences tell by themselves."""
    measured = (m for passage in shift.passages for m in passage.measurements)
    return (m.change for m in measured if m.change)


def _goes_otherwise(change: Change) -> bool:
    """Tell whether a text says "rose" of what fell by its own levels: "rose from 4% to 1%"."""
    if change.direction is None or not (change.before and change.after):
        return False
    went = value_direction(change.before, change.after)
    return went is not None and went != change.direction


def _of_another_time(text: str, shift: Shift) -> bool:
    """Tell whether the claim counts from another date than the first level's, or leaves it out.

    What rose from 2019 to 2021 did not rise so "in 2021", nor "since 2020".
    """
    first, last = shift.dates
    named = find_dates(text)
    if len(named) != 1 or first is None:
        return False
    if SINCE.search(text[: named[0].start]):
        return (named[0].first, named[0].last) != (first.first, first.last)
    return last is not None and last.last.year - first.last.year > 1


def _names_another(claim: Claim, shift: Shift, base: EvidenceBase) -> bool:
    """Tell whether the sentences name somebody whom neither the claim nor the page names."""
    stems = base.terms.stems
    known = stems(claim.text).union(*map(stems, passage_context(shift.passages[0])))
    strangers = (n for n in names(shift.text) if not stems(f"x {n}") - stems("x") <= known)
    return any(not is_topic(name, base.words) for name in strangers)


def _is_of_another_noun(text: str, shift: Shift) -> bool:
    """Tell whether "it" in the second sentence is a noun that the claim has not."""
    if len(shift.passages) < 2:
        return False
    second = shift.passages[-1].text
    about = OTHER_SUBJECT.match(second)
    pronoun = PRONOUN.search(second)
    return bool(about and pronoun and not senses([about["noun"]]) & senses(WORD.findall(text)))
