"""Answer templates: Markdown in which `{{ figure("id") }}` stands for a key figure."""

import difflib
import itertools
import re
from collections.abc import Mapping
from dataclasses import dataclass

from prepkit.answers.key_figures import FOUND, KeyFigure
from prepkit.documents.front_matter import read_front_matter
from prepkit.errors import TextInvalid

# {{ figure("be-share") }}, {{figure('be-share')}}; nothing else in braces has a meaning.
PLACE = re.compile(r"""\{\{\s*figure\(\s*(["'])([^"'{}]*)\1\s*\)\s*\}\}""")
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
# A line of its own, directly above the paragraph or list that covers the topics.
COVERS = re.compile(r"\s*<!--\s*covers:(.*)-->\s*")
NO_TEXT = re.compile(r"\s*(?:$|#|<!--)")


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A key figure in a rendered text: its wording is `text[start:end]`."""

    figure: KeyFigure
    start: int
    end: int
    line: int  # in the template, from 1
    column: int  # of its braces in the template, from 1
    longer: int  # letters by which the template's line is longer from here on


@dataclass(frozen=True, slots=True)
class Template:
    """What the front matter of a template asks of the answer."""

    question: str
    seconds: int | None  # that the core may take to say; None: no limit
    must_cover: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """A template with its figures in place, each cited; every line is still the line it was."""

    template: Template
    text: str  # the lines of the front matter are empty in it
    placed: tuple[PlacedFigure, ...]
    covered: frozenset[str]  # topics that a comment says the text below it covers

    def written(self, line: int, column: int) -> int:
        """Return the column in the template of a place in the text, all of them from 1."""
        start = sum(len(above) + 1 for above in self.text.split("\n")[: line - 1])
        moved = 0
        for figure in self.placed:
            if figure.line == line and figure.start <= start + column - 1:
                if start + column - 1 < figure.end:
                    return figure.column
                moved += figure.longer
        return column + moved


def render_template(text: str, figures: Mapping[str, KeyFigure], path: object = None) -> Rendered:
    """Return `text` with every `{{ figure("id") }}` replaced by the wording of that figure.

    A figure that is gone from its source leaves its state in the text, for the draft to tell.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    metadata, first = read_front_matter(lines, path)
    done = "\n" * first
    placed: list[PlacedFigure] = []
    for number, line in enumerate(lines[first:], first + 1):
        after = 0
        for place in PLACE.finditer(line):
            done += _plain(line, after, place.start(), number, path)
            figure = _named(place, figures, number, path)
            told = figure.wording if figure.state == FOUND else f"({figure.id}: {figure.state})"
            cited = f"{told} [@{figure.source}]"
            after = place.end()
            longer = after - place.start() - len(cited)
            at = len(done)
            placed.append(
                PlacedFigure(figure, at, at + len(told), number, place.start() + 1, longer)
            )
            done += cited
        done += _plain(line, after, len(line), number, path) + "\n"
    template = _read_template(metadata, path)
    return Rendered(template, done, tuple(placed), _find_covered(done.split("\n")))


def _named(
    place: re.Match[str], figures: Mapping[str, KeyFigure], number: int, path: object
) -> KeyFigure:
    if figure := figures.get(place[2]):
        return figure
    near = difflib.get_close_matches(place[2], sorted(figures), n=1)
    raise TextInvalid(
        f"there is no key figure '{place[2]}'",
        path=path,
        line=number,
        column=place.start(2) + 1,
        next_step=f"did you mean '{near[0]}'?" if near else "record it in a notebook first",
    )


def _plain(line: str, start: int, end: int, number: int, path: object) -> str:
    if stray := BRACES.search(line, start, end):
        raise TextInvalid(
            f"'{line[stray.start() : stray.start() + 30].rstrip()}' means nothing in a template",
            path=path,
            line=number,
            column=stray.start() + 1,
            next_step='write {{ figure("id") }} on one line, and no other double braces',
        )
    return line[start:end]


def _read_template(metadata: Mapping[str, str | list[str]], path: object) -> Template:
    seconds = metadata.get("seconds")
    if seconds is not None and not re.fullmatch(r"[1-9][0-9]{0,4}", str(seconds)):
        raise TextInvalid(
            f"seconds: {seconds!r} is no whole number of seconds",
            path=path,
            line=1,
            next_step="write it as `seconds: 120`",
        )
    topics = metadata.get("must_cover", [])
    return Template(
        question=str(metadata.get("question", "")),
        seconds=None if seconds is None else int(str(seconds)),
        must_cover=tuple(topics if isinstance(topics, list) else [topics]),
    )


def _find_covered(lines: list[str]) -> frozenset[str]:
    """Return the topics that stand in a `covers` comment directly above a line of text."""
    return frozenset(
        topic.strip()
        for line, below in itertools.pairwise(lines)
        if (mark := COVERS.fullmatch(line)) and not NO_TEXT.match(below)
        for topic in mark[1].split(",")
    )
