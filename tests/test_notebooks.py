"""The committed notebooks: run from one to n, tidy, small, and of one shape.

That their outputs are still what the code gives is tested by nbval, beside these tests.
"""

import ast
import json
import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from prepkit.answers import read_key_figures
from prepkit.jupyter.runner import run_notebooks

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
MADE = ("derived", "snapshots", "key_figures.csv", "verdicts.csv")
NAMES = [
    "00_start_here", "01_sources", "02_better_engineering", "03_daily_users", "04_infrastructure",
    "05_fact_check", "06_answer_draft",
]  # fmt: skip
# "/home/x", "C:\x"; not "/" alone, not the path of a URL, not "data/notes".
ABSOLUTE = re.compile(r"(?<![\w.:/<])/(?:home|root|Users|tmp|var|opt|mnt|srv|work)/|\b[A-Z]:\\\\")
LOGIC = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Try, ast.For, ast.While, ast.If)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def find_faults(notebook):
    """Return what keeps a notebook from being compared, or from being the same elsewhere."""
    cells = code_cells(notebook)
    faults = []
    counts = [cell.execution_count for cell in cells]
    if not cells or counts != list(range(1, len(cells) + 1)):
        faults.append(f"it was not run from first to last: {counts}")
    if any(output.output_type == "error" for cell in cells for output in cell.outputs):
        faults.append("an error is among its outputs")
    if notebook.metadata.get("kernelspec", {}).get("name") != "python3":
        faults.append("its kernel is not python3")
    if ABSOLUTE.search(json.dumps(notebook)):
        faults.append("it holds an absolute path")
    if any("execution" in cell.metadata or "ExecuteTime" in cell.metadata for cell in cells):
        faults.append("it holds the time of a run")
    return faults


def sound_notebook():
    outputs = [new_output("execute_result", {"text/plain": "2"}, execution_count=1)]
    cells = [
        new_code_cell("1 + 1", execution_count=1, outputs=outputs),
        new_code_cell("x = 1", execution_count=2),
    ]
    kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernelspec})


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, 4)


def test_the_seven_notebooks_are_there():
    assert [path.stem for path in NOTEBOOKS] == NAMES


def test_a_notebook_was_run_whole_and_holds_nothing_of_its_machine(notebook):
    assert find_faults(notebook) == []


def test_cells_are_small_and_hold_no_logic(notebook):
    cells = code_cells(notebook)
    lengths = sorted(len(cell.source.splitlines()) for cell in cells)
    assert len(cells) <= 25
    assert lengths[-1] <= 10
    assert sum(length <= 5 for length in lengths) >= 0.9 * len(lengths)
    nodes = [node for cell in cells for node in ast.walk(ast.parse(cell.source))]
    assert [type(node).__name__ for node in nodes if isinstance(node, LOGIC)] == []


def test_every_notebook_has_the_same_shape(notebook):
    first, second, *_, last = notebook.cells
    assert re.fullmatch(
        r"# .+\n\n.+\.\n\n- \*\*Reads\*\* .+\.\n- \*\*Writes\*\* .+\.", first.source
    )
    assert second.source.startswith("import ")
    assert last.source.startswith("## What we now know\n\n- ")


def test_every_code_cell_follows_a_sentence_or_another_cell_of_its_section(notebook):
    kinds = [cell.cell_type for cell in notebook.cells]
    assert (kinds[0], kinds[-1]) == ("markdown", "markdown")
    headings = [cell.source for cell in notebook.cells if cell.source.startswith("## ")]
    assert len(headings) >= 3


SPOILERS = {
    "it was not run from first to last": lambda n: n.cells[1].update(execution_count=None),
    "an error is among its outputs": lambda n: n.cells[1].outputs.append(
        new_output("error", ename="E", evalue="", traceback=[])
    ),
    "its kernel is not python3": lambda n: n.metadata.kernelspec.update(name="python3.11"),
    "it holds an absolute path": lambda n: n.cells[1].update(source="open('/home/me/x')"),
    "it holds the time of a run": lambda n: n.cells[1].metadata.update(execution={}),
}


def test_a_notebook_runs_to_its_end_whatever_the_sources_say(tmp_path):
    kit = tmp_path / "kit"
    shutil.copytree(ROOT / "data", kit / "data", ignore=shutil.ignore_patterns(*MADE))
    shutil.copy(ROOT / "sources.csv", kit)
    for reading in (kit / "data" / "readings").glob("*.md"):
        reading.write_text("# Empty\n\nNothing was seen.\n", "utf-8")
    copies = [Path(shutil.copy(path, kit)) for path in NOTEBOOKS]
    runs = run_notebooks(copies, tmp_path / "out", environment={"PREPKIT_EVIDENCE": "readings"})
    assert [run.error for run in runs] == [None] * 7
    recorded = read_key_figures(kit / "data" / "derived" / "readings" / "key_figures.csv")
    assert {figure.state for figure in recorded} == {"gone"}
    assert len(recorded) >= 25


def test_a_sound_notebook_has_no_fault():
    assert find_faults(sound_notebook()) == []


@pytest.mark.parametrize("fault", SPOILERS)
def test_each_fault_is_found(fault):
    notebook = sound_notebook()
    SPOILERS[fault](notebook)
    (found,) = find_faults(notebook)
    assert found.startswith(fault)
