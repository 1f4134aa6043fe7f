"""From URL to verdict: the fictional company on real servers, through the commands."""

import json
import shutil
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from servers import Page, Site

from prepkit.kit import open_kit

COMPANY = Path(__file__).parent / "company"
PAGES = {
    "paper": ("Tidying Practices at Larkfield", "2025-03-18", "paper", "paper.html"),
    "logs": ("Sedgelog", "2024-05-14", "post", "logs.html"),
    "review": ("Corvicator: less waiting in code review", "2022-11", "post", "review.html"),
    "swift": ("Moving our iOS apps to Swift", "2024-11-20", "post", "swift.html"),
    "results-2023": ("Fourth Quarter 2023 Results", "2024-02-01", "release", "results-2023.html"),
    "results-2025": ("Fourth Quarter 2025 Results", "2026-01-29", "release", "results-2025.html"),
    "pinewire": ("Ten million people open Pinewire", "2018-10", "post", "pinewire-2018.html"),
    "slides": ("Larkfield slides", "2024-02-01", "release", "slides.pdf"),
    "about": ("About us", "2026", "page", "about.html"),
}
# What each line of the notes is about → its findings, foreseen from the decision table.
EXPECTED = {
    "over 12% of changes": [("12%", "supported")],
    "12% of PRs": [("12%", "imprecise")],
    "jumped from 3%": [("from 3% to 12%", "contradicted")],
    "The median TPC": [("47 minutes", "supported")],
    "TPC in the touched": [("from 31 minutes to 50 minutes", "contradicted")],
    "With Quillpad at over 41M": [("41M DAUs", "outdated"), ("10M DAUs", "outdated")],
    "Quillpad Boards had": [("10 million", "supported")],
    "monthly active users in December": [("41.2 million", "contradicted")],
    "71.4 million daily": [("71.4 million", "supported")],
    "operating margin": [("26.9%", "supported")],
    "indexes 60 GB/s": [("60 GB/s", "imprecise")],
    "give every thought": [("to give every thought a place to grow", "supported")],
    "give every idea": [("to give every idea a place to grow", "contradicted")],
    "rewriting Objective-C": [("Larkfield is rewriting Objective-C to Swift.", "imprecise")],
    "founded in 2011": [("2011", "contradicted")],
    "cut the time in review": [("9%", "supported")],
    "scaled a mail relay": [("1k", "own"), ("50k users", "own")],
    "10x engineers": [],
}


@pytest.fixture
def sites():
    """A server for each page, each at an address of its own, so that they are fetched at once."""
    with ExitStack() as stack:
        yield {
            id: stack.enter_context(Site({"/page": _page(file)}, address=f"127.0.0.{number}"))
            for number, (id, (_, _, _, file)) in enumerate(PAGES.items(), 2)
        }


@pytest.fixture
def kit(tmp_path, sites, monkeypatch):
    """A folder with the company's kit, its sources on those servers."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "PREPKIT_EVIDENCE"):
        monkeypatch.delenv(name, raising=False)
    shutil.copytree(COMPANY / "kit", tmp_path / "kit")
    folder = tmp_path / "kit"
    rows = ["id,title,publisher,url,published,kind,rank"]
    for id, (title, published, kind, _) in PAGES.items():
        rows.append(f"{id},{title},Larkfield,{sites[id].url('/page')},{published},{kind},primary")
    (folder / "sources.csv").write_text("\n".join(rows) + "\n", "utf-8")
    hosts = ", ".join(f'"{site.authority}"' for site in sites.values())
    (folder / "prepkit.toml").write_text(f"allow_hosts = [{hosts}]\n", "utf-8")
    return folder


def _page(file):
    body = (COMPANY / "pages" / file).read_bytes()
    return Page(body, "application/pdf" if file.endswith(".pdf") else "text/html; charset=utf-8")


def prepkit(kit, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "prepkit", "--kit", str(kit), *arguments],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip


def check(kit):
    done = prepkit(kit, "check", "--format", "json")
    assert done.returncode == 1, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_pages_fetched_over_http_decide_every_line_of_the_notes(kit):
    assert prepkit(kit, "fetch").returncode == 0
    findings = [f for f in check(kit) if "/notes/" in f["path"]]
    for words, expected in EXPECTED.items():
        found = [f for f in findings if words in f["claim"] and f["code"] not in ("X2", "T1")]
        assert [(f["text"], f["label"]) for f in found] == expected, words


def test_every_finding_of_a_fetched_source_carries_its_copy(kit):
    prepkit(kit, "fetch")
    resting = [f for f in check(kit) if f["source"]]
    assert {f["evidence"] for f in resting} == {"snapshot"}
    for finding in resting:
        assert finding["quotation"]
        assert finding["locator"]
        assert len(finding["sha256"]) == 64
        assert finding["captured"].startswith("20")
        assert finding["link"].startswith("http://127.0.0.")
        assert finding["second_hand"] is False
        assert finding["note"] is None


def test_the_selectors_of_a_finding_lead_to_its_words_in_the_copy(kit):
    prepkit(kit, "fetch")
    validator = Draft202012Validator(json.loads(prepkit(kit, "check", "--schema").stdout))
    findings, texts = (
        check(kit),
        {s.id: open_kit(kit).document(s.id).text for s in open_kit(kit).sources},
    )
    assert [error.message for f in findings for error in validator.iter_errors(f)] == []
    assert any("row" in f["locator"] for f in findings if f["source"])  # of a table
    for finding in findings:
        for found in (finding, *finding["others"]) if finding["source"] else ():
            quote, position = found["selector"]
            text, start, end = texts[found["source"]], position["start"], position["end"]
            assert text[start:end] == quote["exact"]
            assert text[:start].endswith(quote["prefix"])
            assert text[end:].startswith(quote["suffix"])
            assert "row" in found["locator"] or found["quotation"] == quote["exact"]


def test_a_page_that_changes_flips_its_verdict_at_the_next_fetch(kit, sites):
    prepkit(kit, "fetch")
    before = {(f["line"], f["text"]): f["label"] for f in check(kit)}
    old = (COMPANY / "pages" / "paper.html").read_text("utf-8")
    assert old.count("47 minutes") == 1
    sites["paper"].pages["/page"] = Page(old.replace("47 minutes", "53 minutes"))
    assert "changed" in prepkit(kit, "fetch", "paper").stdout
    after = {(f["line"], f["text"]): f["label"] for f in check(kit)}
    changed = {
        text: after[line, text] for line, text in before if before[line, text] != after[line, text]
    }
    assert changed == {"47 minutes": "contradicted"}


def test_a_run_ends_with_what_a_fetch_has_flipped(kit):
    assert prepkit(kit, "run", "--update").returncode == 0
    told = prepkit(kit, "run").stdout.partition("flipped since")[2].splitlines()
    flips = {line.split(": '")[1].split("': ")[0]: line for line in told[1:-1]}
    assert flips["47 minutes"].endswith(
        "A1 unavailable → D1 supported: source fetched: paper is judged by its snapshot,"
        " not by its reading"
    )
    assert "60 GB/s" not in flips  # imprecise by the reading and by the page
    assert "1k" not in flips
    assert not any("data/readings/" in line for line in told)


# Prints which of the modules that read a source, or measure its tables, a check has needed.
READERS = """
import sys
from prepkit.cli import main
try:
    main(["--kit", sys.argv[1], "check", "--format", "json"])
except SystemExit:
    names = ("article", "latexml", "page", "pdf", "grid")
    readers = [f"prepkit.documents.{name}" for name in names]
    readers += ["prepkit.quantities.tables", "bs4", "lxml", "pypdfium2", "trafilatura", "warcio"]
    print(*sorted(set(readers) & set(sys.modules)), file=sys.stderr)
"""


def readers_of_a_check(kit):
    done = subprocess.run(
        [sys.executable, "-c", READERS, str(kit)], capture_output=True, text=True, timeout=120
    )
    return done.stderr.split(), done.stdout


def test_a_second_check_of_unchanged_notes_and_sources_reads_no_document(kit):
    prepkit(kit, "fetch")
    needed, first = readers_of_a_check(kit)
    assert {"prepkit.documents.article", "prepkit.documents.latexml", "pypdfium2"} <= set(needed)
    assert readers_of_a_check(kit) == ([], first)
    notes = next((kit / "data/notes").glob("*.md"))
    notes.write_text(f"{notes.read_text('utf-8')}\n- Quillpad has 7 users.\n", "utf-8")
    needed, edited = readers_of_a_check(kit)
    assert (needed, len(edited.splitlines())) == ([], len(first.splitlines()) + 1)


def test_a_check_reads_again_only_the_document_that_changed(kit, sites):
    prepkit(kit, "fetch")
    check(kit)
    page = (COMPANY / "pages" / "paper.html").read_text("utf-8")
    sites["paper"].pages["/page"] = Page(page.replace("47 minutes", "53 minutes"))
    prepkit(kit, "fetch", "paper")
    needed, _ = readers_of_a_check(kit)
    assert "prepkit.documents.latexml" in needed
    assert "pypdfium2" not in needed  # the slides are as they were


def test_a_reading_that_disagrees_with_its_copy_is_a_finding(kit):
    readings = [f for f in check(kit) if "/readings/" in f["path"]]
    assert readings == []  # nothing to judge it by yet
    prepkit(kit, "fetch", "logs")
    (finding,) = [f for f in check(kit) if "/readings/" in f["path"] and f["label"] != "supported"]
    assert (finding["text"], finding["label"]) == ("30 days", "contradicted")
    assert finding["path"] == "data/readings/logs.md"
    assert "28 days" in finding["quotation"]


def test_without_copies_the_reading_stands_in_and_says_so(kit):
    finding = next(f for f in check(kit) if f["text"] == "60 GB/s")
    assert (finding["label"], finding["evidence"]) == ("imprecise", "reading")
    assert finding["quotation"] is None
    assert finding["note"].startswith("Sedgelog indexes more than")


def test_a_cited_source_without_copy_or_reading_is_unavailable(kit):
    findings = [f for f in check(kit) if "47 minutes" in f["claim"]]
    assert [(f["code"], f["label"]) for f in findings] == [("A1", "unavailable")]
    assert findings[0]["fix"] == "run `prepkit fetch paper`"


def test_two_lines_that_deny_each_other_are_told_on_both(kit):
    prepkit(kit, "fetch")
    found = [(f["line"], f["text"]) for f in check(kit) if f["code"] == "X2"]
    assert [text for _, text in found] == ["structured", "unstructured"]


def test_a_misspelt_name_is_told(kit):
    prepkit(kit, "fetch")
    (finding,) = [f for f in check(kit) if f["code"] == "T1"]
    assert (finding["text"], finding["fix"]) == ("korvicator", "write 'Corvicator'")


def test_a_page_saved_by_hand_is_evidence_of_the_kind_import(kit, tmp_path):
    saved = tmp_path / "saved.html"
    shutil.copy(COMPANY / "pages" / "about.html", saved)
    assert prepkit(kit, "import", "about", str(saved)).returncode == 0
    found = next(f for f in check(kit) if f["text"] == "to give every thought a place to grow")
    assert (found["label"], found["evidence"]) == ("supported", "import")


def test_strict_counts_no_reading_as_support(kit):
    done = prepkit(kit, "check", "--strict", "--format", "json")
    labels = {json.loads(line)["label"] for line in done.stdout.splitlines()}
    assert "supported" not in labels
