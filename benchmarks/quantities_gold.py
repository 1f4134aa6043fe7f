"""Score find_quantities on tests/gold/quantities.jsonl, and tell gains and losses.

    python benchmarks/quantities_gold.py            scores, and what changed since the baseline
    python benchmarks/quantities_gold.py --accept   the same, and this becomes the baseline

The baseline, benchmarks/quantities_gold.json, lists what was wrong in each sentence that was not
read in full. A gain is a sentence that is now right, a loss one that no longer is.
"""

import argparse
import json
import math
from collections import Counter
from pathlib import Path
from typing import Any

from prepkit.quantities import Quantity, find_quantities

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "gold" / "quantities.jsonl"
BASELINE = HERE / "quantities_gold.json"
FIELDS = ("surface", "unit", "comparator", "change")

Row = dict[str, Any]


def ends_of(value: Any) -> list[float]:
    """Return the ends of a value as floats, an open end as infinite."""
    ends = value if isinstance(value, (list, tuple)) else [value]
    return [math.inf if end is None else float(end) for end in ends]


def fits(quantity: Quantity, item: Row) -> bool:
    """Say whether a figure has the value of a gold item and overlaps its span."""
    one, other = ends_of(quantity.value), ends_of(item["value"])
    near = len(one) == len(other) and all(
        math.isclose(a, b, rel_tol=1e-6) for a, b in zip(one, other, strict=True)
    )
    end = item["start"] + len(item["surface"])
    return near and quantity.start < end and item["start"] < quantity.end


def faults_of(row: Row, tally: Counter[str]) -> list[str]:
    """Return what is wrong in the reading of one sentence, and add its counts to `tally`."""
    pool, faults = find_quantities(row["text"]), []
    tally["given"] += len(pool)
    tally["empty"] += not row["items"]
    tally["invented"] += bool(pool) and not row["items"]
    for item in row["items"]:
        tally["wanted"] += 1
        hit = next((quantity for quantity in pool if fits(quantity, item)), None)
        if hit is None:
            faults.append(f"missed {item['surface']!r}")
            continue
        pool.remove(hit)
        tally["hits"] += 1
        for field in FIELDS:
            given, wanted = getattr(hit, field), item[field]
            tally[f"{field} told"] += wanted not in (None, "=")
            tally[f"{field} right"] += wanted not in (None, "=") and given == wanted
            tally[f"{field} added"] += wanted in (None, "=") and given != wanted
            if given != wanted:
                faults.append(f"{field} of {item['surface']!r}: {given!r}, not {wanted!r}")
    return faults + [f"invented {quantity.surface!r}" for quantity in pool]


def tell_scores(tally: Counter[str], size: int) -> None:
    """Print the scores over the whole file."""
    hits, wanted, given = tally["hits"], tally["wanted"], tally["given"]
    print(f"{size} sentences, {wanted} figures: {hits} right, {given - hits} too many")
    print(f"value and span F1 {2 * hits / (wanted + given):.3f}")
    for field in FIELDS:
        told, right, added = (tally[f"{field} {kind}"] for kind in ("told", "right", "added"))
        print(f"{field}: {right} of {told} right, {added} wrongly added")
    print(f"figures invented in {tally['invented']} of {tally['empty']} sentences without any")


def tell_changes(before: dict[str, list[str]], now: dict[str, list[str]], rows: list[Row]) -> None:
    """Print which sentences are read better or worse than in the baseline."""
    texts = {row["id"]: row["text"] for row in rows}
    gains = [key for key in before if key in texts and not now.get(key)]
    losses = [key for key, faults in now.items() if faults != before.get(key, [])]
    for name, keys in (("gains", gains), ("losses", losses)):
        print(f"{len(keys)} {name}")
        for key in keys:
            print(f"  {key} {texts[key]}\n       {'; '.join(now.get(key) or before[key])}")


def main() -> None:
    """Print scores, gains and losses; keep them with --accept."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--accept", action="store_true")
    accept = parser.parse_args().accept
    rows = [json.loads(line) for line in GOLD.open(encoding="utf-8")]
    tally: Counter[str] = Counter()
    now = {row["id"]: faults for row in rows if (faults := faults_of(row, tally))}
    before = json.loads(BASELINE.read_text("utf-8")) if BASELINE.exists() else {}
    tell_scores(tally, len(rows))
    tell_changes(before, now, rows)
    if accept:
        BASELINE.write_text(json.dumps(now, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
