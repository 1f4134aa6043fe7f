"""One flow, one direction: a package imports only what stands to its left."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import prepkit

# fmt: off
ORDER = [
    "errors", "files", "settings", "quantities", "sources", "snapshots", "documents", "corpus",
    "notes", "factcheck", "answers", "reports", "plots", "kit", "jupyter", "cli", "__main__",
]
HEAVY = [
    "bs4", "lxml", "matplotlib", "nbclient", "pandas", "pypdfium2", "requests", "rich",
    "trafilatura", "warcio",
]
NETWORK = ["aiohttp", "ftplib", "http", "httpx", "requests", "smtplib", "socket", "urllib3"]
# fmt: on

Modules = dict[str, ast.Module]


def read_modules(root: Path) -> Modules:
    """Return the syntax tree of every module of the package `root`, by its dotted name."""
    trees = {}
    for path in sorted(root.rglob("*.py")):
        parts = [root.name, *path.relative_to(root).with_suffix("").parts]
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        trees[name] = ast.parse(path.read_text("utf-8"), str(path))
        trees[name].is_package = path.name == "__init__.py"  # type: ignore[attr-defined]
    return trees


def find_imports(name: str, modules: Modules) -> Iterator[tuple[int, str]]:
    """Yield line and name of each module that `name` imports, wherever in it the import stands."""
    here = name.split(".") if modules[name].is_package else name.split(".")[:-1]  # type: ignore[attr-defined]
    for node in ast.walk(modules[name]):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = here[: len(here) - node.level + 1] if node.level else []
            start = ".".join([*base, *filter(None, [node.module])])
            for alias in node.names:
                whole = f"{start}.{alias.name}"
                yield node.lineno, whole if whole in modules else start


def find_wrong_imports(root: Path) -> list[str]:
    """Return "module:line imports other" for each import of `root` that goes against the flow."""
    modules = read_modules(root)
    wrong = []
    for name in modules:
        for line, other in find_imports(name, modules):
            if other.split(".")[0] == root.name and not is_allowed(name, other):
                wrong.append(f"{name}:{line} imports {other}")
    return wrong


def is_allowed(name: str, other: str) -> bool:
    if "." not in name:  # the package root gathers the public names
        return True
    if "." not in other:
        return False
    ours, theirs = name.split(".")[1], other.split(".")[1]
    if ours == theirs:  # a package's own __init__ gathers its modules; they do not look back at it
        return other.count(".") > 1
    return ours in ORDER and theirs in ORDER and ORDER.index(theirs) < ORDER.index(ours)


def find_cycle(root: Path) -> list[str]:
    """Return the modules of a circle of imports, or nothing where each has its place in a row."""
    modules = read_modules(root)
    inner = [name for name in modules if "." in name]
    graph = {name: {other for _, other in find_imports(name, modules)} for name in inner}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def write_package(root: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (root / "house" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "house" / path).write_text(text, "utf-8")
    return root / "house"


HOUSE = Path(prepkit.__file__).parent


def test_a_package_imports_only_from_those_to_its_left():
    assert find_wrong_imports(HOUSE) == []


def test_inside_a_package_the_modules_stand_in_a_row():
    assert find_cycle(HOUSE) == []


def test_every_package_has_its_place_in_the_order():
    assert {name.split(".")[1] for name in read_modules(HOUSE) if "." in name} <= set(ORDER)


def test_only_the_fetcher_reaches_the_network():
    modules = read_modules(HOUSE)
    users = {
        name
        for name in modules
        for _, other in find_imports(name, modules)
        if other.split(".")[0] in NETWORK or other.startswith("urllib.request")
    }
    assert users <= {"prepkit.snapshots.fetch"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from house.errors import X", []),
        ("from ..errors import X", []),
        ("from .store import X", []),
        ("import csv", []),
        ("import house", ["house.snapshots.fetch:1 imports house"]),
        ("from house import X", ["house.snapshots.fetch:1 imports house"]),
        ("from house import kit", ["house.snapshots.fetch:1 imports house.kit"]),
        ("from house.kit import X", ["house.snapshots.fetch:1 imports house.kit"]),
        ("from house.snapshots import X", ["house.snapshots.fetch:1 imports house.snapshots"]),
        ("def f():\n    import house.kit", ["house.snapshots.fetch:2 imports house.kit"]),
    ],
)
def test_an_import_against_the_flow_is_seen(tmp_path, text, expected):
    files = {"__init__.py": "", "errors.py": "", "kit.py": "", "snapshots/__init__.py": ""}
    house = write_package(tmp_path, {**files, "snapshots/store.py": "", "snapshots/fetch.py": text})
    assert find_wrong_imports(house) == expected


def test_a_circle_inside_a_package_is_seen(tmp_path):
    files = {"a/__init__.py": "", "a/one.py": "from .two import X", "a/two.py": "from . import one"}
    house = write_package(tmp_path, {"__init__.py": "", **files})
    assert set(find_cycle(house)) == {"house.a.one", "house.a.two"}


@pytest.mark.parametrize("module", ["prepkit", "prepkit.factcheck", "prepkit.cli"])
def test_what_a_warm_check_needs_imports_nothing_heavy(module):
    code = f"import sys, {module}; print(*sorted(set({HEAVY}) & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.stdout.split(), ran.stderr) == ([], "")
