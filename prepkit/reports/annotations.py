"""Findings as GitHub's workflow commands, which show them beside the lines of a pull request."""

from collections.abc import Callable, Iterable, Iterator

from prepkit.factcheck import Finding, Skip, Verdict
from prepkit.reports.lines import evidence_line, skip_line

# What the writer has to correct or to fetch stops a reviewer; what wants other words warns.
LEVELS = {
    "contradicted": "error",
    "unavailable": "error",
    "not found": "warning",
    "outdated": "warning",
    "imprecise": "warning",
}


def annotation_lines(
    verdicts: Iterable[Verdict], shown: Callable[[str], str] = str
) -> Iterator[str]:
    """Return a workflow command for each finding that may not stand; a skipped one is a notice.

    `shown` turns a path of the notes into one from where GitHub looks, the repository's root.
    """
    for verdict in verdicts:
        for finding in verdict.findings:
            if not finding.clean:
                yield _annotation(verdict, finding, shown)


def skip_annotation(skip: Skip, shown: Callable[[str], str] = str) -> str:
    """Return a warning for a skip that silences nothing."""
    told = skip_line(skip).partition(": ")[2]
    return command("warning", told, file=shown(skip.path or "text"), line=skip.line,
                   col=skip.column, title="prepkit unused skip")  # fmt: skip


def command(level: str, message: str, **properties: object) -> str:
    """Return one workflow command, whatever its message and properties hold.

    >>> command("warning", "50% or\\nmore", file="a,b.md", line=3)
    '::warning file=a%2Cb.md,line=3::50%25 or%0Amore'
    """
    told = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level}{' ' * bool(told)}{told}::{_data(message)}"


def _annotation(verdict: Verdict, finding: Finding, shown: Callable[[str], str]) -> str:
    line, column = verdict.claim.position(finding.start)
    level = LEVELS[finding.label] if finding.skipped is None else "notice"
    title = f"prepkit {finding.code} {finding.label}"
    return command(
        level, "\n".join(_told(finding)), file=shown(verdict.claim.path or "text"), line=line,
        col=column, title=title if finding.skipped is None else f"{title}, skipped",
    )  # fmt: skip


def _told(finding: Finding) -> Iterator[str]:
    yield f"{finding.part!r}: {finding.message}"
    if finding.skipped is not None:
        yield f"skipped: {finding.skipped}"
        return
    if finding.fix:
        yield f"fix: {finding.fix}"
    if finding.passage:
        yield evidence_line(finding.passage)


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
