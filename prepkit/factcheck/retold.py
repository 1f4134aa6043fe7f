"""Rows T0, R1 and D17, asked last: a statement that a source makes in words of another kind."""

from collections.abc import Sequence
from dataclasses import replace

from prepkit.corpus import Passage
from prepkit.factcheck.contests import match_contests
from prepkit.factcheck.holders import match_holders
from prepkit.factcheck.statements import StatementMatch
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.traits import match_traits

# The judges in the order in which they are asked.
JUDGES = (("R1", match_holders), ("R1", match_traits), ("D17", match_contests))


def told_in_other_words(
    clause: str, match: StatementMatch, passages: Sequence[Passage], terms: Terms
) -> StatementMatch:
    """Return what a source makes of a statement by who holds what and by what a thing is like.

    What the words themselves have settled stands.
    """
    if match.label in ("supported", "contradicted"):
        return match
    for row, judge in JUDGES:
        found = judge(clause, passages, terms)
        if found is not None:
            return replace(
                match, row=row, label=found.label, reason=found.reason, passage=found.passage
            )
    return match


def contradicted_in_other_words(
    clause: str, passages: Sequence[Passage], terms: Terms
) -> StatementMatch | None:
    """Return what gives a thing another holder or trait than a clause does that has a figure, too:
    "requires three days in the office" of a firm that is fully remote.
    """
    for row, judge in JUDGES:
        found = judge(clause, passages, terms)
        if found is not None and found.label == "contradicted":
            return StatementMatch(row, found.label, found.reason, found.passage)
    return None
