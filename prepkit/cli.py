"""The commands: thin over the kit; only here do errors become exit codes."""

from __future__ import annotations

import gc
import os
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from prepkit.errors import PrepkitError, TextInvalid
from prepkit.kit import (
    BEST,
    NOTEBOOKS,
    READINGS,
    READINGS_ONLY,
    VERDICTS,
    Kit,
    no_evidence,
    open_kit,
)

if TYPE_CHECKING:
    from prepkit.factcheck import Verdict
    from prepkit.jupyter.runner import NotebookRun
    from prepkit.quantities import Measurement
    from prepkit.snapshots import Fetched

CLEAN, FINDINGS, COULD_NOT_RUN = 0, 1, 2
EARLIEST, MOST_YEARS = 1900, 100
STOPPED = 130  # as a shell tells a program that was interrupted


class _Commands(click.Group):
    """Turns prepkit's own errors into one line and exit code 2."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except PrepkitError as error:
            click.echo(f"prepkit: {error}", err=True)
            context.exit(COULD_NOT_RUN)
        except BrokenPipeError:
            raise  # whoever read the lines has seen enough; click ends quietly
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            told = f"{where}{(error.strerror or str(error)).lower()}"
            click.echo(f"prepkit: {told}; see that it can be read and written", err=True)
            context.exit(COULD_NOT_RUN)
        except KeyboardInterrupt:
            click.echo("prepkit: stopped; what was done is kept, run it again to go on", err=True)
            context.exit(STOPPED)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--kit", "folder", default=".", metavar="FOLDER", help="The kit; here if not given.")
@click.version_option(package_name="prepkit")
@click.pass_context
def main(context: click.Context, folder: str) -> None:
    """Check what you plan to say against what your sources say."""
    context.obj = folder


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2026-11-22") from None
    if day.year < EARLIEST:
        raise click.BadParameter(f"{value!r} lies before {EARLIEST}")
    return day


def _years(_: click.Context, __: click.Parameter, value: float | None) -> float | None:
    if value is not None and not 0 <= value <= MOST_YEARS:
        raise click.BadParameter(f"write a number of years from 0 to {MOST_YEARS}")
    return value


evidence_option = click.option(
    "--evidence", type=click.Choice([BEST, READINGS_ONLY]), default=None,
    help="Rest on the best evidence at hand, or on readings alone.",
)  # fmt: skip


# --- the whole job ------------------------------------------------------------------


@main.command()
@click.option("--offline", is_flag=True, help="Fetch nothing.")
@click.option(
    "--update", is_flag=True, help="Keep the outputs that are committed; rests on readings."
)
@click.pass_obj
def run(folder: str, offline: bool, update: bool) -> None:
    """Fetch the sources, run the notebooks, check the notes and draft the answer."""
    from prepkit.reports.tables import read_verdicts

    kit = open_kit(folder, READINGS_ONLY if update else None)
    committed = read_verdicts(kit.folder / VERDICTS, VERDICTS)
    fetched = [] if offline or update else kit.fetch(progress=True)
    runs = _run_notebooks(kit, update)
    verdicts = kit.check()
    _write_results(kit, verdicts, update)
    for line in (
        *_summary(kit, verdicts, fetched, runs),
        *_flipped(kit, verdicts, committed, update),
    ):
        click.echo(line)
    sys.exit(FINDINGS if any(run.error for run in runs) else CLEAN)


def _run_notebooks(kit: Kit, update: bool) -> list[NotebookRun]:
    from prepkit.jupyter.runner import run_notebooks

    kit.forget_key_figures()  # each notebook records its own again
    out = None if update else kit.derived / "notebooks"
    notebooks = sorted((kit.folder / NOTEBOOKS).glob("*.ipynb"))
    environment = {"PREPKIT_EVIDENCE": kit.evidence}
    return run_notebooks(notebooks, out, environment=environment, progress=True)


def _write_results(kit: Kit, verdicts: Sequence[Verdict], update: bool) -> None:
    from prepkit.reports.tables import write_verdicts

    write_verdicts(kit.folder / VERDICTS if update else kit.derived / VERDICTS.name, verdicts)
    if update:
        kit.keep_key_figures()


def _summary(
    kit: Kit,
    verdicts: Sequence[Verdict],
    fetched: Sequence[Fetched],
    runs: Sequence[NotebookRun],
) -> Iterable[str]:
    from prepkit.reports import finding_lines, skip_line, summary_lines

    first, *rest = summary_lines(verdicts)
    yield first
    yield ""
    yield from finding_lines(verdicts)
    yield from map(skip_line, kit.unused_skips)
    yield ""
    yield from rest
    yield from _unreadable(kit)
    yield from _fetched_lines(fetched)
    ended = [run for run in runs if run.error]
    yield f"notebooks: {len(runs) - len(ended)} of {len(runs)} ran to their end"
    yield from (f"    {run.error}" for run in ended)
    yield from _draft_lines(kit)


def _flipped(
    kit: Kit, verdicts: Sequence[Verdict], committed: list[dict[str, str]] | None, update: bool
) -> Iterable[str]:
    """What is no longer said as data/verdicts.csv has it, which holds the notes alone."""
    from prepkit.reports.flips import find_flips, flip_lines

    if committed is None:
        if not update:
            yield f"flipped: there is no {VERDICTS} yet; `prepkit run --update` writes it"
        return
    of_notes = [v for v in verdicts if READINGS not in Path(v.claim.path or "").parents]
    flips = find_flips(committed, of_notes, kit.corpus.origins())
    yield from flip_lines(flips, VERDICTS, accepted=update)


def _unreadable(kit: Kit) -> Iterable[str]:
    """The sources whose copy is there and cannot be judged by, with the next step."""
    for source, error in sorted(kit.unreadable.items()):
        yield f"source {source}: {error}"


def _draft_lines(kit: Kit) -> Iterable[str]:
    for template in kit.answer_files():
        answer = kit.draft(template)
        kept = kit.write_answer(template, answer).relative_to(kit.folder)
        state = "may be said" if not answer.problems else "holds what may not be said"
        yield f"answer {template.name}: {state}, {answer.spoken_seconds:.0f} s spoken, in {kept}"
        yield from (f"    {template.name}:{problem}" for problem in answer.problems)


def _fetched_lines(fetched: Sequence[Fetched]) -> Iterable[str]:
    """The outcome of a fetch: one row for each outcome, cause and next step, with its sources."""
    rows: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for one in fetched:
        rows[one.outcome, one.message, one.next_step or ""].append(one.source)
    for (outcome, message, next_step), sources in rows.items():
        listed = ", ".join(sources[:4]) + (" …" if len(sources) > 4 else "")
        told = f"{message}; {next_step}" if next_step else message
        yield f"fetch: {len(sources)} {outcome} ({listed}): {told}"


# --- single steps ---------------------------------------------------------------------


@main.command()
@click.argument("ids", nargs=-1)
@click.pass_obj
def fetch(folder: str, ids: tuple[str, ...]) -> None:
    """Fetch the sources, or those named, and keep dated copies."""
    fetched = open_kit(folder).fetch(ids, progress=True)
    for line in _fetched_lines(fetched):
        click.echo(line)
    failed = any(one.snapshot is None for one in fetched)
    sys.exit(FINDINGS if failed else CLEAN)


@main.command("import")
@click.argument("id")
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def import_(folder: str, id: str, file: Path) -> None:
    """Keep FILE, a page or PDF saved in a browser, as the copy of source ID."""
    snapshot = open_kit(folder).import_copy(id, file)
    click.echo(f"{id}: {snapshot.media_type}, sha256 {snapshot.sha256[:12]}, kept")


@main.command()
@click.pass_obj
def sources(folder: str) -> None:
    """List the sources and what there is of each."""
    kit = open_kit(folder)
    width = max((len(source.id) for source in kit.sources), default=0)
    for source in kit.sources:
        click.echo(f"{source.id:<{width}}  {kit.evidence_of(source.id):<22}  {source.title}")


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "github")),
    default="text",
    help="Lines for people (the default), JSON Lines, or GitHub's annotations.",
)
@click.option(
    "--explain",
    type=click.IntRange(min=1),
    metavar="LINE",
    help="Show how the verdicts on this line came about.",
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of a finding, and no more.")
@click.option("--strict", is_flag=True, help="Count no reading as support.")
@click.option("--as-of", callback=_day, metavar="DATE", help="The day that the notes call now.")
@click.option("--horizon", type=float, callback=_years, help="Years after which a state is old.")
@evidence_option
@click.pass_obj
def check(
    folder: str, files: tuple[Path, ...], form: str, explain: int | None, schema: bool,
    strict: bool, as_of: date | None, horizon: float | None, evidence: str | None,
) -> None:  # fmt: skip
    """Judge each figure, change, quotation and name of the notes; exit 1 if any may not stand."""
    from prepkit.reports import schema_text

    if schema:
        click.echo(schema_text(), nl=False)
        return
    gc.disable()  # a check is over before there is any rubbish to collect
    kit = open_kit(folder, evidence)
    how: _How = {"as_of": as_of, "horizon": horizon, "strict": strict}
    if explain is None:
        verdicts = [verdict for file in files or [None] for verdict in kit.check(file, **how)]
        lines = _REPORTS[form](kit, verdicts)
    else:
        verdicts, lines = _explained(kit, _only_file(kit, files, form), explain, how)
    for line in lines:
        click.echo(line)
    is_open = any(finding.open for verdict in verdicts for finding in verdict.findings)
    sys.exit(FINDINGS if is_open else CLEAN)


class _How(TypedDict):
    """How a check is to be made, beyond what the notes and the kit say."""

    as_of: date | None
    horizon: float | None
    strict: bool


def _only_file(kit: Kit, files: Sequence[Path], form: str) -> Path:
    """The file whose line is to be explained: the one named, or else the only one there is."""
    if form != "text":
        raise PrepkitError(f"--explain has no {form} form", next_step="leave --format out")
    there = list(files) or kit.note_files()
    if len(there) != 1:
        told = f"--explain is for a line of one file, and there are {len(there)}"
        raise PrepkitError(told, next_step="name one: `prepkit check FILE --explain LINE`")
    return there[0]


def _explained(
    kit: Kit, file: Path, line: int, how: _How
) -> tuple[list[Verdict], Iterable[str]]:  # fmt: skip
    from prepkit.factcheck.explanations import explain
    from prepkit.reports.explained import explanation_lines

    checker, verdicts = kit.check_file(file, **how)
    chosen = [verdict for verdict in verdicts if verdict.claim.stands_on(line)]
    if not chosen:
        shown = verdicts[0].claim.path if verdicts else file
        raise TextInvalid("no claim stands on this line", path=shown, line=line,
                          next_step="name a line that a sentence stands on")  # fmt: skip
    told = (explanation_lines(v, explain(checker, v), checker.clock) for v in chosen)
    return chosen, (shown for lines in told for shown in (*lines, ""))


def _text_report(kit: Kit, verdicts: Sequence[Verdict]) -> Iterable[str]:
    from prepkit.reports import finding_lines, skip_line, summary_lines

    yield from finding_lines(verdicts)
    yield from map(skip_line, kit.unused_skips)
    yield from summary_lines(verdicts)
    yield from _unreadable(kit)


def _json_report(kit: Kit, verdicts: Sequence[Verdict]) -> Iterable[str]:
    """A line for each finding; what is no finding goes to the error stream."""
    from prepkit.reports import json_lines, skip_line

    for line in (*map(skip_line, kit.unused_skips), *_unreadable(kit)):
        click.echo(line, err=True)
    yield from json_lines(verdicts)


def _github_report(kit: Kit, verdicts: Sequence[Verdict]) -> Iterable[str]:
    """Workflow commands alone, their paths from the folder that they are run in."""
    from prepkit.reports import summary_lines
    from prepkit.reports.annotations import annotation_lines, command, skip_annotation

    def from_here(path: str) -> str:
        inside = os.path.relpath(kit.folder / path)
        return path if inside.startswith(os.pardir) or not Path(inside).exists() else inside

    yield from annotation_lines(verdicts, from_here)
    yield from (skip_annotation(skip, from_here) for skip in kit.unused_skips)
    yield from (command("warning", line, title="prepkit") for line in _unreadable(kit))
    yield command("notice", "\n".join(summary_lines(verdicts)), title="prepkit")


_REPORTS = {"text": _text_report, "json": _json_report, "github": _github_report}


@main.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@evidence_option
@click.pass_obj
def draft(folder: str, files: tuple[Path, ...], evidence: str | None) -> None:
    """Write out the answer of a template, or of all; exit 1 if a number may not be said."""
    kit = open_kit(folder, evidence)
    problems = []
    for template in files or kit.answer_files():
        answer = kit.draft(template)
        click.echo(answer.text)
        click.echo(repr(answer), err=True)
        problems += [f"{template}:{problem}" for problem in answer.problems]
    for problem in problems:
        click.echo(problem, err=True)
    sys.exit(FINDINGS if problems else CLEAN)


@main.command()
@click.argument("id")
@click.option("--figures", is_flag=True, help="Each measurement, and what it is of.")
@evidence_option
@click.pass_obj
def show(folder: str, id: str, figures: bool, evidence: str | None) -> None:
    """Print a source as read, or with --figures what it measures."""
    kit = open_kit(folder, evidence)
    kit.source(id)
    passages = kit.corpus.passages([id])
    if not passages:
        raise kit.unreadable.get(id) or no_evidence(id)
    for passage in passages:
        if not figures:
            click.echo(f"{passage.locator}: {passage.text}")
        for measurement in passage.measurements if figures else ():
            click.echo(f"{passage.locator}: {_measured(measurement)}")


def _measured(measurement: Measurement) -> str:
    from prepkit.reports import measured_words

    quantity = measurement.quantity
    figure = f"{quantity.comparator} {quantity.surface!r}"
    return f"{figure}, {measured_words(measurement)}, rule {quantity.rule}"
