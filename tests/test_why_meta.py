"""The default kit, judged on its readings: what its notes may say, and what not."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# words of the claim, the part, its label, and words of the message, fix or evidence
VERDICTS = [
    ("Instagram at 500M", "500M", "outdated", ["September 2017", "2 billion", "January 2026"]),
    ("Facebook at over 2.1B", "2.1B", "outdated",
     ["December 2023", "no longer reported", "more than 2 billion", "3.60 billion"]),
    ("14% of PRs", "14%", "imprecise", ["over 14%", "diffs"]),
    ("Jump from 4% to 14%", "from 4% to 14%", "contradicted", ["other companies", "no change"]),
    ("measured using a metric called DAT", "14%", "not found", []),
    ("Highest normalized DAT", "Highest normalized DAT", "not found", []),
    ("search-filter-sort", "search-filter-sort", "not found", []),
    ("via fabricator [", "fabricator", "imprecise", ["Phabricator", "line"]),
    ("to support unstructured", "unstructured", "contradicted", ["structured", "line"]),
    ("to support structured", "structured", "contradicted", ["unstructured", "line"]),
    ("company-info page", "Build the future of human connection", "supported", ["verbatim"]),
    ("Java to Kotlin", "Java to Kotlin", "imprecise", ["Android"]),
    ("Time agent", "1k", "own", []),
    ("Time agent", "50k", "own", []),
    ("deduplication", "40%", "own", []),
]  # fmt: skip


def prepkit(kit, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "prepkit", "--kit", str(kit), *arguments],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    """A copy of the default kit, to be changed at will."""
    folder = tmp_path_factory.mktemp("why-meta")
    shutil.copy(ROOT / "sources.csv", folder)
    ignore = shutil.ignore_patterns("derived", "snapshots")
    shutil.copytree(ROOT / "data", folder / "data", ignore=ignore)
    return folder


def findings(kit):
    done = prepkit(kit, "check", "--evidence", "readings", "--format", "json")
    assert done.returncode == 1, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def found(kit):
    return findings(kit)


@pytest.mark.parametrize(("claim", "part", "label", "words"), VERDICTS)
def test_a_line_of_the_notes_has_its_verdict(found, claim, part, label, words):
    claim = claim.removesuffix(" [")
    here = [f for f in found if claim in f["claim"] and part in f["text"] and f["label"] == label]
    assert here, [f for f in found if claim in f["claim"]]
    told = json.dumps(here, ensure_ascii=False)
    assert [word for word in words if word not in told] == []


@pytest.mark.parametrize("name", ["arXiv 2504", "2504.12517", "10x"])
def test_digits_in_a_name_are_no_figure(found, name):
    assert [f for f in found if name in f["text"]] == []


def test_neither_monthly_users_nor_stories_are_taken_for_daily_users_of_instagram(found):
    (finding,) = [f for f in found if f["text"].startswith("500M")]
    assert finding["source"] == "instagram-2017"


def test_the_share_of_diffs_is_never_that_of_the_other_paper(found):
    sources = {f["source"] for f in found if "14%" in f["text"]}
    assert "dat-paper" not in sources


def test_a_finding_on_a_reading_holds_a_note_and_no_quotation(found):
    resting = [f for f in found if f["evidence"]]
    assert {f["evidence"] for f in resting} == {"reading"}
    assert [f for f in resting if f["quotation"] or f["selector"] or not f["note"]] == []


def test_a_changed_figure_in_a_reading_flips_the_verdict(kit):
    reading = kit / "data/readings/q4-2023.md"
    original = reading.read_text("utf-8")
    try:
        reading.write_text(original.replace("2.11", "2.31"), "utf-8")
        (finding,) = [f for f in findings(kit) if f["text"].startswith("2.1B")]
    finally:
        reading.write_text(original, "utf-8")
    assert (finding["code"], finding["label"]) == ("X1", "not found")
    assert "2.31 billion" in finding["message"]


DRAFTS = [
    ("Meta went from 4% to 14% of diffs.", "from 4% to 14%"),
    ("They reach 2.1 billion.", "2.1 billion"),
    ("They reach 2.11 billion daily active users on Facebook.", "2.11 billion"),
    ("They reach 2.1 billion. <!-- prepkit: skip B1 I am sure -->", "2.1 billion"),
]


@pytest.mark.parametrize(("sentence", "part"), DRAFTS)
def test_a_number_without_support_keeps_a_draft_from_passing(kit, tmp_path, sentence, part):
    template = (kit / "data/answers/why-meta.md").read_text("utf-8")
    line = template.count("\n") + 2
    changed = tmp_path / "changed.md"
    changed.write_text(f"{template}\n{sentence}\n", "utf-8")
    done = prepkit(kit, "draft", str(changed), "--evidence", "readings")
    assert done.returncode == 1
    assert f"changed.md:{line}:" in done.stderr
    assert f"'{part}" in done.stderr


@pytest.mark.parametrize("answer", ["why-meta.md", "our-opportunities.md"])
def test_an_answer_holds_only_what_may_be_said(kit, answer):
    done = prepkit(kit, "draft", f"data/answers/{answer}", "--evidence", "readings")
    assert (done.returncode, "0 problems" in done.stderr) == (0, True), done.stderr
