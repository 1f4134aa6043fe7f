"""The fact check: claims against evidence, by the decision table of RULES.md."""

from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.findings import CLEAN, LABELS, Finding, Verdict
from prepkit.factcheck.rulings import Clock
from prepkit.factcheck.terms import Terms, read_terms
from prepkit.factcheck.verdicts import Checker, check_claim, check_text

__all__ = [
    "CLEAN",
    "LABELS",
    "Checker",
    "Clock",
    "EvidenceBase",
    "Finding",
    "Terms",
    "Verdict",
    "check_claim",
    "check_text",
    "read_terms",
]
