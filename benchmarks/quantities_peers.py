"""Compare find_quantities with its peers on sets of annotated texts that you have.

    python benchmarks/quantities_peers.py DATA [DATA ...] [--only prepkit,quantulum3]

DATA is a .jsonl file, or a folder of them. A line holds `text`, `complete` (false where only one
kind of figure is annotated, so that recall alone can be told) and `items`: `values` (numbers; the
ends of a range, or none where the span alone is annotated), `span` (start and end, or null).
Scored are single numbers: found is one with the right value whose span overlaps the annotated
one. A peer that is not installed is left out; see adapters.py.
"""

import argparse
import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

from adapters import FINDERS, Found

Row = dict[str, Any]


class Score(NamedTuple):
    """Counts of single numbers over a set, and the processor time that reading it took."""

    hits: int
    wanted: int
    given: int
    errors: int
    seconds: float

    def told(self, complete: bool) -> str:
        """Return "P .93 R .87 F1 .902", or the recall alone."""
        recall = self.hits / self.wanted if self.wanted else 0.0
        if not complete:
            return f"R {recall:.3f}"
        precision = self.hits / self.given if self.given else 0.0
        both = precision + recall
        return f"{precision:.2f}/{recall:.2f}/{2 * precision * recall / both if both else 0:.3f}"


def read_sets(paths: Iterable[Path]) -> dict[str, list[Row]]:
    """Return the rows of each file by the file's name."""
    files = [
        file
        for path in paths
        for file in (sorted(path.glob("*.jsonl")) if path.is_dir() else [path])
    ]
    return {file.stem: [json.loads(line) for line in file.open(encoding="utf-8")] for file in files}


def numbers_of(found: Iterable[Found]) -> list[tuple[float, int, int]]:
    """Return (value, start, end) of each number found, a range as its two ends."""
    made = []
    for one in found:
        ends = one["value"] if isinstance(one["value"], tuple) else (one["value"],)
        made += [
            (float(end), one["start"], one["end"])
            for end in ends
            if end is not None and math.isfinite(float(end))
        ]
    return made


def is_hit(number: tuple[float, int, int], value: float, span: list[int] | None) -> bool:
    """Say whether a number has the value, and overlaps the span if there is one."""
    near = abs(number[0] - value) <= 1e-6 * max(1e-9, abs(number[0]), abs(value))
    return near and (span is None or (number[1] < span[1] and span[0] < number[2]))


def score_row(row: Row, found: Iterable[Found]) -> tuple[int, int, int]:
    """Return (hits, numbers wanted, numbers given) of one text."""
    pool, hits, wanted = numbers_of(found), 0, 0
    for item in row["items"]:
        for value in item["values"]:
            wanted += 1
            hit = next((one for one in pool if is_hit(one, value, item["span"])), None)
            if hit is not None:
                pool.remove(hit)
                hits += 1
    blind = [item["span"] for item in row["items"] if not item["values"] and item["span"]]
    rest = [one for one in pool if not any(one[1] < end and start < one[2] for start, end in blind)]
    return hits, wanted, hits + len(rest)


def score(rows: list[Row], name: str, find: Callable[[str], list[Found]]) -> Score:
    """Return the score of a finder on a set; a text that it fails on counts as empty."""
    errors, answers, started = 0, [], time.process_time()
    for row in rows:
        try:
            answers.append(find(row["text"]))
        except Exception as error:
            errors += 1
            answers.append([])
            print(f"{name}: {type(error).__name__} on {row.get('id')}: {error}", file=sys.stderr)
    seconds = time.process_time() - started
    counts = [score_row(row, answer) for row, answer in zip(rows, answers, strict=True)]
    hits, wanted, given = (sum(column) for column in zip(*counts, strict=True))
    return Score(hits, wanted, given, errors, seconds)


def installed(names: Iterable[str]) -> dict[str, Callable[[str], list[Found]]]:
    """Return the finders that can be imported here, warmed up."""
    ready = {}
    for name in names:
        try:
            FINDERS[name]("5% of 3 km")
        except ImportError:
            print(f"{name} is not installed: left out", file=sys.stderr)
        else:
            ready[name] = FINDERS[name]
    return ready


def main() -> None:
    """Print a table: a row for each set, a column for each finder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("data", nargs="+", type=Path)
    parser.add_argument("--only", default=",".join(FINDERS))
    options = parser.parse_args()
    sets, finders = read_sets(options.data), installed(options.only.split(","))
    seconds: dict[str, float] = defaultdict(float)
    print("| set | numbers | " + " | ".join(finders) + " |\n|---|---|" + "---|" * len(finders))
    for name, rows in sets.items():
        scores = {finder: score(rows, finder, find) for finder, find in finders.items()}
        for finder, got in scores.items():
            seconds[finder] += got.seconds
        cells = [got.told(rows[0]["complete"]) for got in scores.values()]
        wanted = next(iter(scores.values())).wanted
        print(f"| {name} | {wanted} | " + " | ".join(cells) + " |", flush=True)
    size = sum(len(row["text"].encode()) for rows in sets.values() for row in rows)
    speeds = [f"{size / seconds[finder] / 1e6:.3f}" for finder in finders]
    print("| MB a second of processor time | | " + " | ".join(speeds) + " |")


if __name__ == "__main__":
    main()
