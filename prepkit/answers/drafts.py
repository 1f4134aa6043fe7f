"""Template → answer: cited, timed, and without a number that may not be said."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING

from prepkit.answers.key_figures import FOUND, KeyFigure
from prepkit.answers.templates import COVERS, Rendered, render_template
from prepkit.documents import read_markdown
from prepkit.notes import CITATION, CITED
from prepkit.quantities import find_dates, find_quantities

if TYPE_CHECKING:
    from prepkit.factcheck import Finding, Verdict
    from prepkit.sources import Source

WORDS_PER_MINUTE = 140
MAY_BE_SAID = ("supported", "own")

Check = Callable[[str], "Sequence[Verdict]"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the template that may not be said, and why."""

    line: int
    column: int
    part: str
    code: str  # the deciding row of the decision table; empty where nothing was judged
    label: str
    message: str
    fix: str | None

    def __str__(self) -> str:
        told = f"{self.line}:{self.column}: {self.code} {self.label}: '{self.part}': {self.message}"
        return " ".join((f"{told}; {self.fix}" if self.fix else told).split())


@dataclass(frozen=True, slots=True)
class Footnote:
    """What one figure or quotation of an answer rests on."""

    number: int
    source: str
    title: str
    publisher: str
    published: str
    url: str
    evidence: str  # "snapshot", "import", "reading"
    second_hand: bool
    sentence: str  # of the source; with a reading, our note on it
    locator: str

    @property
    def told(self) -> str:
        """Source, evidence and sentence in one line, without the address."""
        kind = "note" if self.evidence == "reading" else self.evidence
        kind += ", second-hand" if self.second_hand else ""
        where = f" ({self.locator})" if self.locator else ""
        about = ", ".join(part for part in (self.title, self.publisher, self.published) if part)
        return f"{about}. {kind.capitalize()}{where}: {self.sentence}"

    def __str__(self) -> str:
        told = self.told.replace("<", "\\<")  # a page's text is no mark-up of the answer
        return f"{told} <{self.url}>" if self.url else told

    def _repr_html_(self) -> str:
        return f'{escape(self.told)} <a href="{escape(self.url)}">{escape(self.url)}</a>'


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """A drafted answer, with what it rests on and what is wrong with it."""

    question: str
    text: str  # Markdown, each footnote mark `[^n]`, the footnotes below
    footnotes: tuple[Footnote, ...]
    problems: tuple[Problem, ...]  # empty: all of it may be said
    seconds: int | None  # that the core may take
    core_seconds: float  # that the core takes to say
    spoken_seconds: float  # that the whole takes to say
    lacking: tuple[str, ...]  # topics of must_cover that no paragraph covers
    verdicts: tuple[Verdict, ...]

    def __repr__(self) -> str:
        limit = f" of {self.seconds}" if self.seconds else ""
        parts = [
            f"core {self.core_seconds:.0f}{limit} s",
            f"whole {self.spoken_seconds:.0f} s",
            _count(self.footnotes, "footnote"),
            f"lacks {', '.join(self.lacking)}" if self.lacking else "covers all it must",
            _count(self.problems, "problem"),
        ]
        return f"Answer({self.question!r}: {'; '.join(parts)})"

    def _repr_html_(self) -> str:
        from markdown_it import MarkdownIt

        body, _, _ = self.text.partition("\n[^1]: ")
        shown = MarkdownIt("js-default").render(body)
        shown = re.sub(r"\[\^(\d+)\]", r"<sup>\1</sup>", shown)
        notes = "".join(f"<li>{note._repr_html_()}</li>" for note in self.footnotes)
        wrong = "".join(f"<li>{escape(str(problem))}</li>" for problem in self.problems)
        may_not = f"<p><strong>May not be said:</strong></p><ul>{wrong}</ul>" if wrong else ""
        return f"<p><em>{escape(repr(self))}</em></p>{may_not}{shown}<ol>{notes}</ol>"


def spoken_seconds(text: str, words_per_minute: int = WORDS_PER_MINUTE) -> float:
    """Return how long `text` takes to say aloud, in seconds.

    >>> spoken_seconds("one two three four five six seven", 140)
    3.0
    """
    words = sum(any(letter.isalnum() for letter in word) for word in text.split())
    return words * 60 / words_per_minute


def draft_answer(
    text: str,
    figures: Iterable[KeyFigure],
    sources: Iterable[Source],
    check: Check,
    *,
    path: object = None,
) -> Answer:
    """Return the answer that the template `text` makes with `figures`.

    `check` judges a whole Markdown text as it judges notes. Each number of the rendered answer is
    judged so, typed or placed; what may not be said is in `problems`, with the template's lines.
    TextInvalid where the template itself is broken.
    """
    rendered = render_template(text, {figure.id: figure for figure in figures}, path)
    verdicts = tuple(check(rendered.text))
    problems = [*_find_gone(rendered), *_find_unsaid(rendered, verdicts)]
    marks = _find_marks(rendered, verdicts, {source.id: source for source in sources})
    answer, footnotes = _set_footnotes(rendered.text, marks)
    whole, core = _spoken(rendered.text)
    asked = rendered.template
    return Answer(
        question=asked.question,
        text=answer,
        footnotes=footnotes,
        problems=tuple(sorted(problems, key=lambda problem: (problem.line, problem.column))),
        seconds=asked.seconds,
        core_seconds=core,
        spoken_seconds=whole,
        lacking=tuple(topic for topic in asked.must_cover if topic not in rendered.covered),
        verdicts=verdicts,
    )


# --- what may not be said ---------------------------------------------------------


def _find_gone(rendered: Rendered) -> Iterator[Problem]:
    for placed in rendered.placed:
        figure = placed.figure
        if figure.state != FOUND:
            yield Problem(
                placed.line, placed.column, figure.id, "", figure.state, figure.reason,
                "take it out, or name the figure anew in its notebook",
            )  # fmt: skip


def _find_unsaid(rendered: Rendered, verdicts: Sequence[Verdict]) -> Iterator[Problem]:
    for verdict in verdicts:
        for finding in verdict.findings:
            if not _may_be_said(finding, verdict.claim.text):
                line, column = verdict.claim.position(finding.start)
                yield Problem(
                    line, rendered.written(line, column), finding.part, finding.code,
                    finding.label, finding.message, finding.fix,
                )  # fmt: skip
        for quantity in find_quantities(verdict.claim.text):
            if not any(f.start < quantity.end and quantity.start < f.end for f in verdict.findings):
                line, column = verdict.claim.position(quantity.start)
                yield Problem(
                    line, rendered.written(line, column), quantity.surface, "", "not judged",
                    "a number that nothing bears out", "say it as a statement, or without it",
                )  # fmt: skip


def _may_be_said(finding: Finding, sentence: str) -> bool:
    """Supported, own, or outdated with the date of its source in the same sentence.

    What is imprecise is supported once it has its fixed wording; until then it may not be said.
    """
    if finding.label != "outdated" or finding.passage is None:
        return finding.label in MAY_BE_SAID
    given = [measured.as_of for measured in finding.passage.measurements if measured.as_of]
    return any(
        said.first <= date.first and date.last <= said.last
        for said in find_dates(sentence)
        for date in given
    )


# --- footnotes --------------------------------------------------------------------


def _find_marks(
    rendered: Rendered, verdicts: Sequence[Verdict], sources: dict[str, Source]
) -> list[tuple[int, Footnote]]:
    """Return, in order, where in the text a footnote belongs: at a figure, or at a citation."""
    marks = [
        (placed.end, _of_figure(placed.figure, sources))
        for placed in rendered.placed
        if placed.figure.state == FOUND
    ]
    placed_spans = [(placed.start, placed.end) for placed in rendered.placed]
    lines = list(accumulate((len(line) + 1 for line in rendered.text.split("\n")), initial=0))
    offsets = [_offset(lines, verdict, 0) for verdict in verdicts]
    for number, verdict in enumerate(verdicts):
        end = offsets[number + 1] if number + 1 < len(offsets) else len(rendered.text)
        citations = list(CITATION.finditer(rendered.text, offsets[number], end))
        for finding in verdict.findings:
            start = _offset(lines, verdict, finding.start)
            if finding.label not in ("supported", "outdated") or finding.passage is None:
                continue
            if any(left <= start < right for left, right in placed_spans):
                continue
            source = finding.passage.origin.source
            cited = [c.start() for c in citations if source in _cited(c)]
            last = _offset(lines, verdict, finding.end - 1) + 1
            marks.append((max(cited, default=last), _of_finding(finding)))
    return sorted(marks, key=lambda mark: mark[0])


def _offset(lines: list[int], verdict: Verdict, start: int) -> int:
    line, column = verdict.claim.position(start)
    return lines[line - 1] + column - 1


def _cited(citation: re.Match[str]) -> list[str]:
    return [one[1] for one in CITED.finditer(citation[1])]


def _of_figure(figure: KeyFigure, sources: dict[str, Source]) -> Footnote:
    source = sources.get(figure.source)
    return Footnote(
        number=0,
        source=figure.source,
        title=source.title if source else figure.source,
        publisher=source.publisher if source else "",
        published=source.published if source else "",
        url=source.url if source else "",
        evidence=figure.evidence,
        second_hand=figure.second_hand,
        sentence=figure.sentence,
        locator=figure.locator,
    )


def _of_finding(finding: Finding) -> Footnote:
    assert finding.passage is not None
    passage, origin = finding.passage, finding.passage.origin
    return Footnote(
        number=0,
        source=origin.source,
        title=origin.title,
        publisher=origin.publisher,
        published=origin.published,
        url=origin.url,
        evidence=origin.evidence,
        second_hand=passage.second_hand,
        sentence=" ".join(passage.text.split()),
        locator=str(passage.locator),
    )


def _set_footnotes(
    text: str, marks: Sequence[tuple[int, Footnote]]
) -> tuple[str, tuple[Footnote, ...]]:
    """Return the text with its marks in place of its citations, and the footnotes below it."""
    numbers: dict[Footnote, int] = {}
    done, after = "", 0
    for at, note in marks:
        mark = f"[^{numbers.setdefault(note, len(numbers) + 1)}]"
        done += text[after:at]
        done += "" if done.endswith(mark) else mark
        after = at
    body = CITATION.sub("", done + text[after:])
    kept = [line for line in body.split("\n") if not COVERS.fullmatch(line)]
    footnotes = tuple(replace(note, number=number) for note, number in numbers.items())
    below = [f"[^{note.number}]: {note}" for note in footnotes]
    return "\n".join(["\n".join(kept).strip(), "", *below]).strip() + "\n", footnotes


# --- how long it takes to say -------------------------------------------------------


def _spoken(text: str) -> tuple[float, float]:
    """Return the seconds that the whole takes, and its core, or all where no heading says core."""
    said = [block for block in read_markdown(text).blocks if block.kind != "heading"]
    core = [block for block in said if any(map(_is_core, block.headings))] or said
    whole_text, core_text = (
        " ".join(CITATION.sub("", block.text) for block in blocks) for blocks in (said, core)
    )
    return spoken_seconds(whole_text), spoken_seconds(core_text)


def _is_core(heading: str) -> bool:
    return heading.casefold().startswith("core")


def _count(things: Sequence[object], noun: str) -> str:
    return f"{len(things)} {noun}{'' if len(things) == 1 else 's'}"
