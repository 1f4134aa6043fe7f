"""What the README shows can be run as it stands there."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import prepkit

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^\| `prepkit ([^`]+)` \|", README, re.M)
MADE = re.findall(r"\bmake ([a-z]+)\b", README)
NAMES = re.findall(r"`(?:prepkit\.)?([a-z_]+)\([^`]*\)`", README)
FILES = re.findall(r"^([a-z][\w./]*)\s{2,}", README, re.M)


def run(*words):
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("shown", COMMANDS)
def test_a_command_has_the_options_that_the_readme_shows(shown):
    words = shlex.split(re.sub(r"[\[\]…]", " ", shown))
    options = [word for word in words if word.startswith("--")]
    told = run(sys.executable, "-m", "prepkit", words[0], "--help")
    assert told.returncode == 0
    assert [option for option in options if option not in told.stdout] == []


def test_the_readme_shows_every_command():
    listed = run(sys.executable, "-m", "prepkit", "--help").stdout.split("Commands:")[1]
    there = {line.split()[0] for line in listed.splitlines() if line.strip()}
    assert {shlex.split(shown)[0] for shown in COMMANDS} == there


@pytest.mark.parametrize("target", sorted(set(MADE)))
def test_a_make_target_of_the_readme_exists(target):
    assert run("make", "--dry-run", "--always-make", target).returncode == 0


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"figure"}))
def test_a_function_of_the_readme_is_public(name):
    assert callable(getattr(prepkit, name))


@pytest.mark.parametrize("file", [file for file in FILES if "snapshots" not in file])
def test_a_file_of_the_annotated_tree_is_there_or_is_made_or_optional(file):
    made = file in ("data/derived/", "prepkit.toml")
    assert made or (ROOT / file).exists()


def test_the_picture_of_the_readme_is_there():
    (picture,) = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    assert (ROOT / picture).is_file()
