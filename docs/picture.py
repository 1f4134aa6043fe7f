"""Draw docs/factcheck.svg: what `prepkit check` says of a few lines, on readings alone."""

import tempfile
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from prepkit.kit import READINGS_ONLY, open_kit
from prepkit.reports import finding_lines, summary_lines

NOTES = """---
date: 2026-11-22
---
- With Instagram at 500M DAUs and Facebook at over 2.1B DAUs, they've become marketplaces.
- 14% of PRs at Meta are for code improvements [@be-paper].
- They went from 4% to 14% of diffs devoted to code improvement [@be-paper].
- Meta reviews its code in fabricator.
"""
COLOURS = {
    "contradicted": "bold red", "not found": "bold magenta", "outdated": "bold yellow",
    "imprecise": "bold cyan", "supported": "bold green",
}  # fmt: skip


def main() -> None:
    """Check the notes and write the picture beside this file."""
    here = Path(__file__).parent
    kit = open_kit(here.parent, READINGS_ONLY)
    with tempfile.TemporaryDirectory() as folder:
        notes = Path(folder) / "notes.md"
        notes.write_text(NOTES, "utf-8")
        verdicts = kit.check(notes)
        lines = [line.replace(folder + "/", "") for line in finding_lines(verdicts)]
    console = Console(record=True, width=118, file=StringIO())
    console.print(Text("$ prepkit check notes.md", style="bold"))
    for line in [*lines, *summary_lines(verdicts)]:
        text = Text(line)
        for label, colour in COLOURS.items():
            text.highlight_words([f" {label}:"], style=colour)
        console.print(text)
    console.save_svg(str(here / "factcheck.svg"), title="prepkit", unique_id="factcheck")


if __name__ == "__main__":
    main()
