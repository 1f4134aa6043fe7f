"""environment.yml and constraints.txt say the same as pyproject.toml."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
CONDA_NAMES = {"matplotlib-base": "matplotlib"}  # conda-forge's name: the one without a GUI
CARD = {"jupyterlab", "pandas", "requests", "beautifulsoup4", "matplotlib", "nbval"}


def read_requirement(line: str) -> tuple[str, str]:
    """Return the normal form of a package's name, and its version range as written."""
    name, versions = re.fullmatch(r"([\w.-]+?)\s*([<>=!~].*)?", line).groups()
    name = re.sub(r"[-_.]+", "-", name).lower()
    return CONDA_NAMES.get(name, name), versions or ""


def read_project() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    return dict(map(read_requirement, [f"python{project['requires-python']}", *lines]))


def read_conda() -> dict[str, str]:
    lines = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    from_pip = next(line["pip"] for line in lines if isinstance(line, dict))
    named = [line for line in [*lines, *from_pip] if isinstance(line, str)]
    return dict(read_requirement(line) for line in named if line not in ("pip", "-e ."))


def test_conda_users_get_the_packages_and_ranges_of_pyproject():
    assert read_conda() == read_project()


def test_conda_users_get_prepkit_itself_from_the_checkout():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    assert environment["channels"] == ["conda-forge"]
    assert "pip" in environment["dependencies"]
    assert environment["dependencies"][-1]["pip"][-1] == "-e ."


def test_the_six_packages_of_the_kit_are_named():
    assert read_project().keys() >= CARD


def test_every_package_is_pinned_for_make_setup():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {read_requirement(line)[0] for line in lines if re.match(r"[\w.-]+==", line)}
    assert read_project().keys() - {"python"} - pinned == set()


def test_the_pins_name_no_download_address():
    assert "://" not in (ROOT / "constraints.txt").read_text("utf-8")
