"""What the Makefile promises before anything is installed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TARGETS = ["help", "setup", "run", "test", "lint", "lab", "notebooks", "bench"]


@pytest.fixture
def checkout(tmp_path):
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def make(folder, *words):
    # `make test` itself sets these for whatever it runs.
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(
        ["make", *words], cwd=folder, env=own, capture_output=True, text=True, check=False
    )


def test_help_is_what_make_alone_does_and_it_lists_every_target(checkout):
    told = make(checkout).stdout
    assert re.findall(r"^make ([a-z]+)", told, re.MULTILINE) == TARGETS
    assert make(checkout, "help").stdout == told


@pytest.mark.parametrize("target", [target for target in TARGETS if target != "help"])
def test_every_target_makes_its_environment_first(checkout, target):
    planned = make(checkout, "-n", target).stdout
    assert ".venv/bin/uv pip install" in planned


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ('case "$1" in --version) echo Python 3.10.13;; *) echo False;; esac', "Python 3.10.13"),
        ("echo no such thing >&2; exit 127", "no such thing"),
    ],
)
def test_a_python_that_is_too_old_is_told_in_one_line(checkout, script, told):
    python = checkout / "python"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o755)
    ended = make(checkout, f"PYTHON={python}", "setup")
    (line,) = ended.stderr.splitlines()
    assert ended.returncode == 2
    assert "prepkit needs Python 3.11 or newer" in line
    assert told in line
    assert not (checkout / ".venv").exists()


def test_an_environment_that_is_up_to_date_is_left_alone(checkout):
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / ".installed").touch()
    assert "pip install" not in make(checkout, "-n", "test").stdout


def test_continuous_integration_runs_the_readmes_test_command():
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    commands = [line for line in script.splitlines() if line and not line.startswith("#")]
    assert commands == ['cd "$(dirname "$0")/.." && exec make test']
    assert "make test" in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    "path", [".venv/", "data/snapshots/", "data/derived/", "uv.lock", "__pycache__/"]
)
def test_what_can_be_made_again_is_not_committed(path):
    assert path in (ROOT / ".gitignore").read_text("utf-8").splitlines()
