"""How much of the notes a check has judged: each number that they write, in one of four places."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from prepkit.factcheck.alignment import measure
from prepkit.factcheck.findings import Finding, Verdict
from prepkit.quantities import Period, Quantity, find_dates

# "2.1", "1,908.5", "2504.12517" are one number as written; "4-14", "3/4" and "12:30" are two.
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u2009\u202f]\d+)*")


@dataclass(frozen=True, slots=True)
class Coverage:
    """The numbers of some claims, by what became of them; `seen` is the sum of the rest."""

    judged: int = 0  # by the sources, alone or as a part of what was judged
    own: int = 0  # the writer's own experience, which no source can bear out
    uncheckable: int = 0  # read as figures or dates, and there is nothing to judge them by
    no_figures: int = 0  # row A3: in a name, a version, a number of a thing

    @property
    def read(self) -> int:
        """How many numbers were read as claims."""
        return self.judged + self.own + self.uncheckable

    @property
    def seen(self) -> int:
        """How many numbers the claims hold, in digits or in words."""
        return self.read + self.no_figures


def coverage_of(verdicts: Iterable[Verdict]) -> Coverage:
    """Return what became of each number in the claims; citations and addresses are not in them."""
    places = Counter(place for verdict in verdicts for place in _places(verdict))
    return Coverage(**places)


def _places(verdict: Verdict) -> Iterator[str]:
    claim = verdict.claim
    measured = measure(claim)
    spans = [_span(measurement.quantity) for measurement in measured]
    numbers = [match.span() for match in NUMBER.finditer(claim.text)]
    in_words = [span for span in spans if not NUMBER.search(claim.text, *span)]
    dates = find_dates(claim.text) if numbers else []
    for number in (*numbers, *in_words):
        dated = [period for period in dates if _overlap(number, _span(period))]
        if not dated and not any(_overlap(number, span) for span in spans):
            yield "no_figures"
            continue
        starts = {period.start for period in dated}
        figures = [m.quantity for m in measured if m.as_of and m.as_of.start in starts]
        beside = [_span(figure) for figure in figures]  # that the number dates
        yield _by_findings([number, *beside], verdict)


def _by_findings(spans: Sequence[tuple[int, int]], verdict: Verdict) -> str:
    """What the findings make of a number, or else of the figure that it dates."""
    judging = [f for f in verdict.findings if f.code not in ("A1", "T1", "X2")]
    for span in spans:
        labels = {f.label for f in judging if _overlap(span, _span(f))}
        if labels:
            return "own" if labels == {"own"} else "judged"
    return "own" if verdict.claim.own else "uncheckable"


def _span(part: Quantity | Period | Finding) -> tuple[int, int]:
    return part.start, part.end


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
