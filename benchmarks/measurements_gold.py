"""Score find_measurements and measure_table on tests/gold/measurements.jsonl.

    python benchmarks/measurements_gold.py                 both halves, figures only
    python benchmarks/measurements_gold.py --misses        also every miss of the tuned half

A line of the gold file is a text (with title, headings, sentence before) or a table, and what a
careful reader takes each of its figures to be of. Half of the lines are "held_out": written
before the code, never printed here, never tuned on.

Agreement of a field is the share of gold figures for which reading and gold are equal:
entity without case, article and outer punctuation; property as its words in order, without
function words and plural endings ("share of the builds" is "share build"); as_of as first and
last day; qualifiers as sets without case; negated and hedged as they are. A figure that was not
found agrees in no field. "joint" is the share of figures equal in all six fields, "mean" the
plain mean of the six.
"""

import argparse
import json
import re
import sys
from calendar import monthrange
from collections import Counter
from datetime import date
from pathlib import Path

from prepkit.quantities.measurements import Measurement, find_measurements
from prepkit.quantities.tables import measure_table

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "measurements.jsonl"
FIELDS = ("entity", "property", "qualifiers", "as_of", "negated", "hedged")


def days(written: str | None) -> tuple[date, date] | None:
    """Return the days of "2023", "2023-Q4", "2023-12", "2023-12-31" or "2014..2016"."""
    if written is None:
        return None
    first, _, last = written.partition("..")
    if last:
        return days(first)[0], days(last)[1]  # type: ignore[index]
    year, *rest = written.split("-")
    if not rest:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if rest[0].startswith("Q"):
        month = int(rest[0][1]) * 3
        return date(int(year), month - 2, 1), _end(int(year), month)
    if len(rest) == 1:
        return date(int(year), int(rest[0]), 1), _end(int(year), int(rest[0]))
    return (date(int(year), int(rest[0]), int(rest[1])),) * 2


def _end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def plain(words: str | None) -> str | None:
    """Return words without case, article and outer punctuation."""
    if words is None:
        return None
    return re.sub(r"^(?:the|a|an) ", "", words.lower().strip(" .,'\"’"))


FUNCTION_WORDS = frozenset("a an the of in on at to for by from with that who which are is".split())


def words(written: str | None) -> list[str]:
    """Return the content words of a property, lower case, in the singular."""
    kept = [word for word in (written or "").lower().split() if word not in FUNCTION_WORDS]
    return [re.sub(r"(?<=[^s])s$", "", re.sub(r"ies$", "y", word)) for word in kept]


def agreements(gold: dict, got: Measurement | None) -> dict[str, bool]:
    """Return for each field whether gold and reading are equal."""
    if got is None:
        return dict.fromkeys(FIELDS, False)
    as_of = (got.as_of.first, got.as_of.last) if got.as_of else None
    return {
        "entity": plain(gold["entity"]) == plain(got.entity),
        "property": words(gold["property"]) == words(got.property),
        "qualifiers": {q.lower() for q in gold["qualifiers"]}
        == {q.lower() for q in got.qualifiers},
        "as_of": days(gold["as_of"]) == as_of,
        "negated": gold["negated"] == got.negated,
        "hedged": gold["hedged"] == got.hedged,
    }


def pairs_of(row: dict) -> list[tuple[dict, Measurement | None]]:
    """Return (gold, reading) for every gold figure of a line."""
    if "table" in row:
        table = row["table"]
        cells = measure_table(table["caption"], tuple(table["header"]),
                              tuple(map(tuple, table["rows"])), row["title"])  # fmt: skip
        at = {(r, c): m for r, c, m in cells}
        return [(gold, at.get((gold["row"], gold["column"]))) for gold in row["measurements"]]
    found = find_measurements(
        row["text"], row["title"], headings=tuple(row["headings"]), before=row["before"]
    )
    pairs = []
    for gold in row["measurements"]:
        start, end = gold["start"], gold["start"] + len(gold["surface"])
        over = [m for m in found if m.quantity.start < end and start < m.quantity.end]
        pairs.append((gold, over[0] if over else None))
    return pairs


def score(rows: list[dict], misses: bool = False) -> dict[str, float]:
    """Return the agreement per field, joint and mean over `rows`."""
    right: Counter[str] = Counter()
    total = 0
    for row in rows:
        for gold, got in pairs_of(row):
            same = agreements(gold, got)
            right.update(field for field, ok in same.items() if ok)
            right["joint"] += all(same.values())
            right["found"] += got is not None
            total += 1
            if misses and not all(same.values()):
                _show(row, gold, got, [field for field, ok in same.items() if not ok])
    shares = {name: right[name] / total for name in ("found", *FIELDS, "joint")}
    return shares | {"mean": sum(shares[field] for field in FIELDS) / len(FIELDS), "figures": total}


def _show(row: dict, gold: dict, got: Measurement | None, wrong: list[str]) -> None:
    print(f"\n{row.get('text') or row['table']}")
    for name in ("title", "headings", "before"):
        if row.get(name):
            print(f"   ({name}: {row[name]})")
    for field in wrong:
        value = getattr(got, field, "not found") if got else "not found"
        value = f"{value.first}..{value.last}" if hasattr(value, "first") else value
        print(f"   {gold['surface']}: {field}: gold {gold[field]!r}, read {value!r}")


def main() -> None:
    """Print the agreement on both halves."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print misses of the tuned half")
    chosen = parser.parse_args()
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    halves = {
        "tuned": [row for row in rows if not row["held_out"]],
        "held out": [row for row in rows if row["held_out"]],
    }
    scores = {name: score(half, chosen.misses and name == "tuned") for name, half in halves.items()}
    columns = ("figures", "found", *FIELDS, "mean", "joint")
    print(f"\n{'':9}" + "".join(f"{name:>11}" for name in columns))
    for name, shares in scores.items():
        print(
            f"{name:9}{shares['figures']:11}" + "".join(f"{shares[c]:11.3f}" for c in columns[1:])
        )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
