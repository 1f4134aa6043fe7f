"""Run notebooks from their first cell to their last, and keep only what every run gives alike."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from prepkit.errors import TextInvalid
from prepkit.files import write_whole

CELL_SECONDS = 300
KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


@dataclass(frozen=True, slots=True)
class NotebookRun:
    """How the run of one notebook ended."""

    path: Path  # of the notebook that was run
    written: Path | None  # of the file that holds its outputs; None where nothing was written
    error: str | None  # where it stopped and why; None where it ran to its end


def run_notebooks(
    paths: Iterable[Path],
    out_folder: Path | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    progress: bool = False,
) -> list[NotebookRun]:
    """Run each notebook in a kernel of its own, in its own folder, and write its outputs.

    They go into the notebook itself, or with `out_folder` into a copy there. A notebook that stops
    does not keep the others from running: in place it stays as it was, a copy shows the error.
    `environment` is added to the environment of the kernels.
    """
    notebooks = [Path(path) for path in paths]
    variables = {**os.environ, **(environment or {})}
    # A chart is shown in the notebook only by the kernel's own backend.
    variables.pop("MPLBACKEND", None)
    runs = []
    with _progress_bar(progress) as bar:
        for path in bar.track(notebooks, description="notebooks"):
            show = partial(bar.update, bar.task_ids[0])
            runs.append(_run_notebook(path, out_folder, variables, show))
    return runs


def _run_notebook(
    path: Path, out_folder: Path | None, variables: dict[str, str], show: Callable[..., None]
) -> NotebookRun:
    try:
        notebook = read_notebook(path)
    except TextInvalid as error:
        return NotebookRun(path, None, str(error))
    clear_outputs(notebook)
    stopped = _execute(notebook, path, variables, show)
    if stopped and out_folder is None:
        return NotebookRun(path, None, stopped)
    target = path if out_folder is None else out_folder / path.name
    write_notebook(notebook, target)
    return NotebookRun(path, target, stopped)


def _execute(
    notebook: Any, path: Path, variables: dict[str, str], show: Callable[..., None]
) -> str | None:
    """Fill `notebook` with its outputs; return where it stopped and why, or None."""
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    number = 0  # of the code cell that runs

    def note_start(cell: Any, cell_index: int) -> None:
        nonlocal number
        number += cell.cell_type == "code"
        show(description=f"{path.name}, cell {number}")

    client = NotebookClient(
        notebook,
        config=_quiet_transport(),
        kernel_name=KERNELSPEC["name"],
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        coalesce_streams=True,
        timeout=CELL_SECONDS,
        on_cell_start=note_start,
    )
    try:
        client.execute(env=variables)
    except CellExecutionError as stop:
        return f"{path}: code cell {number} stopped: {stop.ename}: {_first_line(stop.evalue)}"
    except CellTimeoutError:
        return f"{path}: code cell {number} took longer than {CELL_SECONDS} seconds"
    except DeadKernelError:
        return f"{path}: the kernel died in code cell {number}"
    return None


def _quiet_transport() -> Any:
    """Return the settings without which ipykernel 7 warns that its transport is not encrypted."""
    from traitlets.config import Config

    config = Config()
    config.KernelManager.transport_encryption = "auto"
    config.AsyncKernelManager.transport_encryption = "auto"
    return config


def read_notebook(path: Path) -> Any:
    """Return the notebook at `path`; TextInvalid where there is none that can be read."""
    import nbformat

    try:
        return nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise TextInvalid("there is no such notebook", path=path) from None
    except (nbformat.reader.NotJSONError, nbformat.ValidationError, UnicodeDecodeError) as error:
        raise TextInvalid(
            f"this is no notebook that can be read: {_first_line(str(error))}", path=path
        ) from None


def clear_outputs(notebook: Any) -> None:
    """Drop what earlier runs left in the cells of `notebook`."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = []
            cell.execution_count = None


def tidy_metadata(notebook: Any) -> None:
    """Keep of the metadata of `notebook` what every machine and every run gives alike."""
    from nbformat import NotebookNode

    notebook.metadata = NotebookNode(
        kernelspec=NotebookNode(KERNELSPEC), language_info=NotebookNode(name="python")
    )
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = NotebookNode(tags=tags) if tags else NotebookNode()


def write_notebook(notebook: Any, path: Path) -> None:
    """Write `notebook` tidied, whole or not at all; a file that would stay the same is left."""
    import nbformat

    tidy_metadata(notebook)
    write_whole(path, (nbformat.writes(notebook, version=4) + "\n").encode("utf-8"))


def _progress_bar(wanted: bool) -> Any:
    """Return a bar that is drawn on the terminal, if one is there, and gone when all is done."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    console = Console(stderr=True)
    disabled = not (wanted and console.is_terminal)
    return Progress(*columns, console=console, transient=True, disable=disabled)


def _first_line(text: str) -> str:
    return text.strip().split("\n", 1)[0]
