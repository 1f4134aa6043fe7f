"""The fact check: claims against evidence, by the decision table of RULES.md."""

from prepkit.factcheck.coverage import Coverage, coverage_of
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.findings import CLEAN, CODES, LABELS, Finding, Verdict
from prepkit.factcheck.skips import Skip, read_skips, skip_findings
from prepkit.factcheck.terms import Terms, read_terms
from prepkit.factcheck.times import Clock
from prepkit.factcheck.verdicts import Checker, check_claim, check_text

__all__ = [
    "CLEAN",
    "CODES",
    "LABELS",
    "Checker",
    "Clock",
    "Coverage",
    "EvidenceBase",
    "Finding",
    "Skip",
    "Terms",
    "Verdict",
    "check_claim",
    "check_text",
    "coverage_of",
    "read_skips",
    "read_terms",
    "skip_findings",
]
