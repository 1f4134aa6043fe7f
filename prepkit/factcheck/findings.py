"""What a check says: findings on the parts of a claim, and the claim's verdict."""

from dataclasses import dataclass
from html import escape

from prepkit.corpus import Passage
from prepkit.notes import Claim

# The worst first: a claim takes the worst label of its parts.
LABELS = (
    "contradicted",
    "unavailable",
    "not found",
    "outdated",
    "imprecise",
    "supported",
    "own",
)
CLEAN = ("supported", "own")
# The rows of RULES.md that a finding may carry.
CODES = frozenset(
    """A1 A2 B1 B2 B3 B4 B5 B6 C2 C3 D1 D2 D3 D4 D5 D6 D7 D8 D9 D10 D11 D12 D13 D14 D15 D16 D17
    E0 E1 E2 E3 E4 Q1 T0 T1 R1 X1 X2""".split()
)
# The way out of a finding that no evidence settles.
LEAVE_OUT = "leave it out, or cite a source that says so"


@dataclass(frozen=True, slots=True)
class Finding:
    """What the evidence makes of one part of a claim, and which row of the table decided."""

    code: str
    label: str
    message: str
    part: str  # as written in the claim
    start: int  # of the part in the claim's text
    end: int
    fix: str | None = None
    passage: Passage | None = None  # the evidence that decided
    others: tuple[Passage, ...] = ()  # further evidence that the message speaks of
    skipped: str | None = None  # the writer's reason to let it stand (`prepkit: skip`)

    @property
    def clean(self) -> bool:
        """Whether the part may stand as it is."""
        return self.label in CLEAN

    @property
    def open(self) -> bool:
        """Whether the part needs the writer's hand: it may not stand, and no skip lets it."""
        return not self.clean and self.skipped is None


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim with its findings; its label is the worst of theirs."""

    claim: Claim
    label: str | None  # None: nothing checkable
    findings: tuple[Finding, ...]

    def __repr__(self) -> str:
        lines = [f"{self.label or 'nothing to check'}: {self.claim.text}"]
        lines += [f"  {f.code} {f.label}: {f.part!r}: {f.message}" for f in self.findings]
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(f.code)}</td><td><strong>{escape(f.label)}</strong></td>"
            f"<td>{escape(f.part)}</td><td>{escape(f.message)}</td></tr>"
            for f in self.findings
        )
        return f"<p>{escape(self.claim.text)}</p><table>{rows}</table>"


def worst(labels: list[str]) -> str | None:
    """Return the worst of some labels, or None of none."""
    return min(labels, key=LABELS.index) if labels else None


def verdict_of(claim: Claim, findings: list[Finding]) -> Verdict:
    """Return the verdict that findings make; the notes' own contradictions (X2) do not count."""
    judged = [finding.label for finding in findings if finding.code != "X2"]
    return Verdict(claim, worst(judged), tuple(sorted(findings, key=lambda f: (f.start, f.code))))
