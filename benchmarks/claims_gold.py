"""Score check_claim on tests/gold/claims.jsonl: the label of each pair, exactly.

    python benchmarks/claims_gold.py                      both halves, by label and by row
    python benchmarks/claims_gold.py --misses             also every miss of the tuned half
    python benchmarks/claims_gold.py --store FILE         also keep what was said of each pair
    python benchmarks/claims_gold.py --baseline FILE      also gains and losses since it was kept

A line of the gold file is a claim, the evidence it is held against (with its title), the day
called now, and the label that a careful fact-checker gives it, with the row of the decision table
that the pair puts to the test. The label null stands for "nothing to check".

Half of the lines are "held_out": never printed here, counted only, never tuned on.

"false supported" is the share of the pairs whose label is another that were called supported;
"unjudged" the share of the pairs with a label that were given none. A crash is a miss.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from prepkit.documents import read_text
from prepkit.factcheck import LABELS, check_claim

GOLD = Path(__file__).parent.parent / "tests" / "gold" / "claims.jsonl"
HALVES = ("tuned", "held out")
CRASHED = "crashed"

Pair = dict
Said = dict[str, str | None]  # what was said of each pair, by its id


def label_of(pair: Pair) -> str | None:
    """Return what prepkit says of a pair, or that it crashed."""
    as_of = date.fromisoformat(pair["as_of"]) if "as_of" in pair else None
    try:
        evidence = read_text(pair["evidence"], title=pair.get("title"))
        return check_claim(pair["claim"], evidence, as_of=as_of).label
    except Exception as error:
        print(f"{pair['id']} crashed: {type(error).__name__}", file=sys.stderr)
        return CRASHED


def half_of(pair: Pair) -> str:
    """Return the name of the half that a pair belongs to."""
    return "held out" if pair["held_out"] else "tuned"


def share(part: int, whole: int) -> str:
    """Return a share as it is printed, a dash where there is nothing to share."""
    return f"{part / whole:.3f}" if whole else "-"


# --- tables ---------------------------------------------------------------------


def print_halves(pairs: list[Pair], said: Said) -> None:
    """Print how each half fares as a whole."""
    print(f"{'':10}{'pairs':>7}{'exact':>8}{'false supported':>18}{'unjudged':>10}{'crashed':>9}")
    for half in HALVES:
        own = [pair for pair in pairs if half_of(pair) == half]
        right = sum(said[pair["id"]] == pair["label"] for pair in own)
        others = [pair for pair in own if pair["label"] != "supported"]
        wrongly = sum(said[pair["id"]] == "supported" for pair in others)
        judged = [pair for pair in own if pair["label"] is not None]
        silent = sum(said[pair["id"]] is None for pair in judged)
        crashed = sum(said[pair["id"]] == CRASHED for pair in own)
        print(
            f"{half:10}{len(own):7}{share(right, len(own)):>8}{share(wrongly, len(others)):>18}"
            f"{share(silent, len(judged)):>10}{crashed:9}"
        )


def print_agreement(
    name: str, keys: list[str], key_of: Callable[[Pair], str], pairs: list[Pair], said: Said
) -> None:
    """Print right / all of each half for every key."""
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        place = (key_of(pair), half_of(pair))
        total[place] += 1
        right[place] += said[pair["id"]] == pair["label"]
    print(f"\n{name:14}" + "".join(f"{half:>12}" for half in HALVES))
    for key in keys:
        cells = (f"{right[key, half]}/{total[key, half]}" for half in HALVES)
        print(f"{key:14}" + "".join(f"{cell:>12}" for cell in cells))


def print_misses(pairs: list[Pair], said: Said) -> None:
    """Print each miss of the tuned half, and how many there are in the other."""
    missed = [pair for pair in pairs if said[pair["id"]] != pair["label"]]
    for pair in missed:
        if pair["held_out"]:
            continue
        print(f"\n{pair['id']}: gold {pair['label']}, said {said[pair['id']]} ({pair['why']})")
        print(f"   claim:    {pair['claim']}")
        print(f"   evidence: {pair['evidence']}")
        for name in ("title", "as_of"):
            if name in pair:
                print(f"   {name + ':':9} {pair[name]}")
    held_out = Counter(f"{pair['label']}" for pair in missed if pair["held_out"])
    print(f"\nheld-out misses by label: {dict(held_out)}\n")


# --- against an earlier run --------------------------------------------------------


def print_changes(pairs: list[Pair], said: Said, before: dict[str, dict]) -> None:
    """Print what was gained and lost: the pairs of the tuned half, counts of the other."""
    for half in HALVES:
        gained, lost = [], []
        for pair in pairs:
            if half_of(pair) != half or pair["id"] not in before:
                continue
            was = before[pair["id"]]
            right = said[pair["id"]] == pair["label"]
            if was["right"] != right:
                told = f"{pair['id']} ({was.get('said')} → {said[pair['id']]})"
                (gained if right else lost).append(told)
        print(f"\n{half}: {len(gained)} gained, {len(lost)} lost")
        if half == "tuned":
            for name, changed in (("gained", gained), ("lost", lost)):
                for told in changed:
                    print(f"   {name}: {told}")


def kept(pairs: list[Pair], said: Said) -> dict[str, dict]:
    """Return what a baseline keeps of a run: of the held-out half only whether it was right."""
    baseline: dict[str, dict] = {}
    for pair in pairs:
        baseline[pair["id"]] = {"right": said[pair["id"]] == pair["label"]}
        if not pair["held_out"]:
            baseline[pair["id"]]["said"] = said[pair["id"]]
    return baseline


def main() -> None:
    """Print the agreement of both halves."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print misses of the tuned half")
    parser.add_argument("--baseline", type=Path, help="a file that --store wrote, to compare with")
    parser.add_argument("--store", type=Path, help="keep what was said, as a baseline")
    chosen = parser.parse_args()
    pairs = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    said = {pair["id"]: label_of(pair) for pair in pairs}
    if chosen.misses:
        print_misses(pairs, said)
    print_halves(pairs, said)
    labels = [*reversed(LABELS), "None"]
    print_agreement("label", labels, lambda pair: str(pair["label"]), pairs, said)
    rows = list(dict.fromkeys(pair["row"] for pair in pairs))
    print_agreement("row", rows, lambda pair: pair["row"], pairs, said)
    if chosen.baseline:
        before = json.loads(chosen.baseline.read_text(encoding="utf-8"))
        print_changes(pairs, said, before)
    if chosen.store:
        chosen.store.write_text(json.dumps(kept(pairs, said), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
