"""Time a check of notes with one line edited, beside `python -c "import pandas"`, in pairs.

The pairs are run turn by turn, so that what else the machine does falls on both alike.
"""

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAIRS = 15


def time_run(command: list[str | Path]) -> float:
    """Return the seconds that a command takes; it may find something, but must have run."""
    start = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if ran.returncode not in (0, 1):
        sys.exit(ran.stderr)
    return seconds


def main() -> None:
    """Check a copy of the kit again and again, and print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        kit = Path(folder)
        shutil.copy(ROOT / "sources.csv", kit)
        shutil.copytree(
            ROOT / "data", kit / "data", ignore=shutil.ignore_patterns("derived", "snapshots")
        )
        check = [Path(sys.executable).parent / "prepkit", "--kit", kit, "check"]
        pandas = [sys.executable, "-c", "import pandas"]
        notes = next((kit / "data" / "notes").glob("*.md"))
        text = notes.read_text("utf-8")
        cold = time_run(check)
        time_run(pandas)
        pairs = []
        for count in range(PAIRS):
            notes.write_text(f"{text}\n- I read {count} pages more [@me].\n", "utf-8")
            pairs.append((time_run(check), time_run(pandas)))
    checks, imports = zip(*pairs, strict=True)
    print(f"first check:   {cold:.3f} s")
    print(f"warm check:    {statistics.median(checks):.3f} s (median of {PAIRS})")
    print(f"import pandas: {statistics.median(imports):.3f} s (median of {PAIRS})")
    ratio = statistics.median(check / pandas for check, pandas in pairs)
    print(f"warm check / import pandas: {ratio:.2f} (median of pairs)")


if __name__ == "__main__":
    main()
