"""Notebooks are run by real kernels, to their end, and come out the same each time."""

import json
import os
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from prepkit.jupyter.runner import run_notebooks


def write_notebook(path, *sources, **metadata):
    cells = [new_code_cell(source, id=f"cell-{n}") for n, source in enumerate(sources, 1)]
    nbformat.write(new_notebook(cells=[new_markdown_cell("# A", id="title"), *cells]), path)
    if metadata:
        document = json.loads(path.read_text())
        document["cells"][1]["metadata"] = metadata
        path.write_text(json.dumps(document))
    return path


def read_cells(path):
    return [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """A notebook that was run in place, and its bytes after each of two runs."""
    folder = tmp_path_factory.mktemp("runner")
    path = write_notebook(
        folder / "a.ipynb",
        "import os\nfor n in range(3):\n    print(n, flush=True)",
        "os.getcwd() == os.path.realpath(os.environ['HERE'])",
        "from matplotlib import pyplot as plt\n_ = plt.plot([1, 2])",
        tags=["kept"],
        scrolled=True,
        ExecuteTime={"start_time": "2026-01-01"},
    )
    texts = []
    for _ in range(2):
        runs = run_notebooks([path], environment={"HERE": str(folder), "MPLBACKEND": "Agg"})
        texts.append(path.read_bytes())
    return path, runs, texts


def test_a_second_run_leaves_every_byte_as_it_was(ran):
    _, _, texts = ran
    assert texts[0] == texts[1]


def test_a_run_names_the_notebook_and_the_file_written(ran):
    path, runs, _ = ran
    assert [(run.path, run.written, run.error) for run in runs] == [(path, path, None)]


def test_cells_are_counted_from_one_and_streams_are_whole(ran):
    cells = read_cells(ran[0])
    assert [cell.execution_count for cell in cells] == [1, 2, 3]
    assert [output.text for output in cells[0].outputs] == ["0\n1\n2\n"]


def test_the_kernel_works_in_the_folder_of_the_notebook(ran):
    assert read_cells(ran[0])[1].outputs[0].data["text/plain"] == "True"


def test_a_chart_is_shown_whatever_backend_the_environment_names(ran):
    assert "image/png" in read_cells(ran[0])[2].outputs[0].data


def test_only_kernel_language_and_tags_stay_in_the_metadata(ran):
    notebook = nbformat.read(ran[0], 4)
    assert notebook.metadata == {
        "kernelspec": {
            "display_name": "Python 3 (ipykernel)",
            "language": "python",
            "name": "python3",
        },
        "language_info": {"name": "python"},
    }
    assert [cell.metadata for cell in notebook.cells] == [{}, {"tags": ["kept"]}, {}, {}]


def test_no_other_file_is_left_in_the_folder(ran):
    assert os.listdir(ran[0].parent) == ["a.ipynb"]


def test_a_cell_error_names_notebook_and_cell_and_loses_no_other_notebook(tmp_path):
    bad = write_notebook(tmp_path / "a_bad.ipynb", "1", "1 / 0", "2")
    gone = tmp_path / "b_gone.ipynb"
    torn = tmp_path / "c_torn.ipynb"
    torn.write_text("{")
    good = write_notebook(tmp_path / "d_good.ipynb", "40 + 2")
    before = bad.read_bytes()
    runs = run_notebooks([bad, gone, torn, good])
    assert [run.written for run in runs] == [None, None, None, good]
    assert runs[0].error == f"{bad}: code cell 2 stopped: ZeroDivisionError: division by zero"
    assert runs[1].error == f"{gone}: there is no such notebook"
    assert runs[2].error.startswith(f"{torn}: this is no notebook that can be read")
    assert runs[3].error is None
    assert (bad.read_bytes(), torn.read_text()) == (before, "{")
    assert read_cells(good)[0].outputs[0].data["text/plain"] == "42"


def test_copies_in_another_folder_leave_the_notebooks_alone_and_show_an_error(tmp_path):
    paths = [
        write_notebook(
            tmp_path / "good.ipynb", "import pathlib\npathlib.Path('good.ipynb').exists()"
        ),
        write_notebook(tmp_path / "bad.ipynb", "raise ValueError('one\\ntwo')", "'never'"),
    ]
    before = [path.read_bytes() for path in paths]
    runs = run_notebooks(paths, tmp_path / "deep" / "out")
    assert [run.written for run in runs] == [tmp_path / "deep/out" / path.name for path in paths]
    assert [run.error for run in runs] == [
        None,
        f"{paths[1]}: code cell 1 stopped: ValueError: one",
    ]
    assert [path.read_bytes() for path in paths] == before
    assert read_cells(runs[0].written)[0].outputs[0].data["text/plain"] == "True"
    stopped, never = read_cells(runs[1].written)
    assert stopped.outputs[0].output_type == "error"
    assert (never.outputs, never.execution_count) == ([], None)


def test_a_kernel_that_dies_is_told_with_its_cell(tmp_path):
    path = write_notebook(tmp_path / "a.ipynb", "1", "import os\nos._exit(1)")
    assert run_notebooks([path])[0].error == f"{path}: the kernel died in code cell 2"


def test_a_bar_is_drawn_on_a_terminal_only(tmp_path):
    path = write_notebook(tmp_path / "a.ipynb", "1")
    code = "import sys; from prepkit.jupyter.runner import run_notebooks as run"
    command = [sys.executable, "-c", f"{code}; run(sys.argv[1:], progress=True)", str(path)]
    drawn = {
        name: subprocess.run(command, stderr=subprocess.PIPE, text=True, check=True, env=env).stderr
        for name, env in (
            ("pipe", {**os.environ, "FORCE_COLOR": ""}),
            ("terminal", {**os.environ, "FORCE_COLOR": "1", "TERM": "xterm"}),
        )
    }
    assert drawn["pipe"] == ""
    assert "a.ipynb, cell 1" in drawn["terminal"]
