"""`<!-- prepkit: skip CODE reason -->`: findings that the writer lets stand, and why."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from prepkit.documents import Comment
from prepkit.errors import TextInvalid
from prepkit.factcheck.findings import CODES, Finding, Verdict
from prepkit.notes import Claim, Notes

FORM = "write <!-- prepkit: skip CODE reason -->"
# "<!-- prepkit: skip D5 the press office says so -->"; not "<!-- prepkit is run daily -->".
ORDER = re.compile(r"<!--\s*prepkit\s*(?P<colon>:?)\s*(?P<verb>\S*)\s*(?P<rest>.*)", re.S | re.I)
UNCLOSED = re.compile(r"<!--\s*prepkit\b", re.I)


@dataclass(frozen=True, slots=True)
class Skip:
    """A comment that lets the findings of one code on one claim stand."""

    code: str
    reason: str
    path: str | None
    line: int
    column: int
    claim: Claim | None  # None: no claim follows


def read_skips(notes: Notes) -> list[Skip]:
    """Return the skips of a file of notes; TextInvalid where one is not complete."""
    for claim in notes.claims:
        if found := UNCLOSED.search(claim.text):
            line, column = claim.position(found.start())
            raise _not_closed(notes, line, column)
    read = [_read(comment, notes) for comment in notes.comments]
    return [skip for skip in read if skip]


def skip_findings(
    verdicts: Sequence[Verdict], skips: Sequence[Skip]
) -> tuple[list[Verdict], list[Skip]]:
    """Return the verdicts with the reason on each finding that is let stand, and the unused skips.

    What may stand anyway needs no skip. A verdict's label stays what the evidence says.
    """
    used: set[Skip] = set()
    judged = {verdict.claim for verdict in verdicts}
    marked = [
        replace(verdict, findings=tuple(_mark(f, verdict.claim, skips, used) for f in found))
        if any(skip.claim == verdict.claim for skip in skips)
        else verdict
        for verdict in verdicts
        for found in (verdict.findings,)
    ]
    idle = [s for s in skips if s not in used and (s.claim is None or s.claim in judged)]
    return marked, idle


def _mark(finding: Finding, claim: Claim, skips: Iterable[Skip], used: set[Skip]) -> Finding:
    for skip in skips:
        if skip.claim == claim and skip.code == finding.code and not finding.clean:
            used.add(skip)
            return replace(finding, skipped=skip.reason)
    return finding


def _read(comment: Comment, notes: Notes) -> Skip | None:
    found = ORDER.match(comment.text.removesuffix("-->"))
    if not found or not (found["colon"] or found["verb"].lower() == "skip"):
        return None
    if not comment.text.endswith("-->"):
        raise _not_closed(notes, comment.line, comment.column)
    code, _, reason = " ".join(found["rest"].split()).partition(" ")
    problem = None
    if not found["colon"]:
        problem = "a colon is missing after 'prepkit'", FORM
    elif found["verb"].lower() != "skip":
        problem = f"unknown instruction {found['verb']!r}", FORM
    elif not code:
        problem = "this skip names no code", FORM
    elif code.upper() not in CODES:
        problem = f"unknown code {code!r}", "take one from RULES.md"
    elif not any(letter.isalnum() for letter in reason):
        problem = "this skip gives no reason", FORM
    if problem:
        what, next_step = problem
        raise TextInvalid(what, path=notes.path, line=comment.line, column=comment.column,
                          next_step=next_step)  # fmt: skip
    claim = _claim_of(comment, notes.claims)
    return Skip(code.upper(), reason, notes.path, comment.line, comment.column, claim)


def _claim_of(comment: Comment, claims: Sequence[Claim]) -> Claim | None:
    """The claim that a comment stands in or behind; of one that leads its line, the next."""
    here = (comment.line, comment.column)
    if comment.leads:
        return next((c for c in claims if c.position(len(c.text) - 1) > here), None)
    return next((claim for claim in reversed(claims) if (claim.line, claim.column) < here), None)


def _not_closed(notes: Notes, line: int, column: int) -> TextInvalid:
    return TextInvalid("this comment is never closed", path=notes.path, line=line, column=column,
                       next_step="close it with -->")  # fmt: skip
