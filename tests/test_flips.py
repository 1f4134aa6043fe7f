"""`prepkit run` ends with what flipped against data/verdicts.csv, and why."""

import subprocess
import sys
from dataclasses import replace

import pytest

from prepkit.corpus import Origin, passages_of
from prepkit.documents import read_text
from prepkit.errors import SourcesInvalid
from prepkit.factcheck import check_text
from prepkit.reports.flips import find_flips, flip_lines
from prepkit.reports.tables import read_verdicts, write_verdicts

READING = Origin("news", "", "Larkfield", "https://larkfield.example/", "2026", "primary",
                 "reading", "1" * 64, None, "data/readings/news.md")  # fmt: skip
COPY = replace(READING, evidence="snapshot", sha256="2" * 64, captured="2026-11-22T10:00:00+00:00")
OTHER = replace(READING, source="more", sha256="3" * 64)
CLAIM = "Quillpad has 40 million users [@news]."
HOLDS, DIFFERS = "Quillpad has 40 million users.", "Quillpad has 70 million users."
PLACE = "data/notes/n.md:1:14: '40 million users'"


def judged(notes, *evidence):
    passages = [p for origin, text in evidence for p in passages_of(read_text(text), origin)]
    return check_text(notes, passages, path="data/notes/n.md")


def flipped(tmp_path, before, after):
    """The lines told when `before` is committed and `after` is what a run finds."""
    table = tmp_path / "verdicts.csv"
    write_verdicts(table, judged(*before))
    verdicts = judged(*after)
    flips = find_flips(read_verdicts(table), verdicts, [origin for origin, _ in after[1:]])
    return [line.strip() for line in flip_lines(flips, "verdicts.csv", accepted=True)][1:]


# notes and evidence as committed, notes and evidence now, the lines told
CASES = [
    ([CLAIM, (READING, HOLDS)], [CLAIM, (READING, HOLDS)], []),
    ([CLAIM, (READING, HOLDS)], [f"\n\n{CLAIM}", (READING, HOLDS)], []),
    ([CLAIM, (READING, HOLDS)], [CLAIM, (replace(READING, sha256="4" * 64), HOLDS)], []),
    (
        [CLAIM, (READING, HOLDS)], [CLAIM, (replace(READING, sha256="4" * 64), DIFFERS)],
        [f"{PLACE}: D1 supported → D5 contradicted: source changed: the reading of news is"
         " another"],
    ),
    (
        [CLAIM, (READING, HOLDS)], [CLAIM, (COPY, DIFFERS)],
        [f"{PLACE}: D1 supported → D5 contradicted: source fetched: news is judged by its"
         " snapshot, not by its reading"],
    ),
    (
        [CLAIM, (READING, HOLDS)], [CLAIM, (replace(COPY, evidence="import"), DIFFERS)],
        [f"{PLACE}: D1 supported → D5 contradicted: source imported: news is judged by its"
         " import, not by its reading"],
    ),
    (
        [CLAIM, (READING, HOLDS)], [CLAIM, (OTHER, HOLDS)],
        [f"{PLACE}: D1 supported → A1 unavailable: source gone: there is no evidence of news any"
         " more"],
    ),
    (
        [CLAIM, (OTHER, HOLDS)], [CLAIM, (COPY, HOLDS), (OTHER, HOLDS)],
        [f"{PLACE}: A1 unavailable → D1 supported: source fetched: news is judged by its"
         " snapshot, not by its reading"],
    ),
    (
        ["Quillpad has 40 million users.", (READING, "In May 2025 Quillpad had 40 million users.")],
        ["Quillpad has 40 million users.", (READING, "In May 2025 Quillpad had 40 million users."),
         (OTHER, "In May 2026 Quillpad had 45 million users.")],
        [f"{PLACE}: D1 supported → E3 outdated: newer figure: 45 million in May 2026"],
    ),
    (
        [CLAIM, (READING, HOLDS)], [CLAIM.replace("40", "50"), (READING, HOLDS)],
        [f"{PLACE.replace('40', '50')}: new → D5 contradicted: notes changed",
         f"{PLACE}: D1 supported → gone: notes changed"],
    ),
    ([CLAIM, (READING, HOLDS)], [CLAIM.replace("has", "now has"), (READING, HOLDS)], []),
    (
        [CLAIM, (READING, HOLDS)], [CLAIM.replace("Quillpad", "Pinewire"), (READING, HOLDS)],
        [f"{PLACE}: D1 supported → B1 not found: notes changed"],
    ),
    (
        [f"{CLAIM}\n\n=2 engineers.", (READING, HOLDS)], [f"{CLAIM}\n\n=2 engineers.",
         (READING, HOLDS)], [],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "told"), CASES)
def test_a_flip_is_told_with_its_reason(tmp_path, before, after, told):
    assert flipped(tmp_path, before, after) == told


def test_a_figure_that_stands_twice_flips_once(tmp_path):
    twice = "Quillpad has 40 million users, and Pinewire has 40 million users [@news]."
    both = "Quillpad has 40 million users. Pinewire has 40 million users."
    half = "Quillpad has 40 million users. Pinewire has 90 million users."
    changed = replace(READING, sha256="4" * 64)
    (line,) = flipped(tmp_path, [twice, (READING, both)], [twice, (changed, half)])
    assert ":1:49: '40 million users': D1 supported → D5 contradicted" in line


# --- the file ---------------------------------------------------------------------------


def test_without_a_file_nothing_is_committed(tmp_path):
    assert read_verdicts(tmp_path / "verdicts.csv") is None


def test_a_table_of_an_earlier_version_is_still_read(tmp_path):
    table = tmp_path / "verdicts.csv"
    table.write_text("path,line,column,text,label,code,claim\nn.md,1,2,3%,own,A2,I cut 3%.\n")
    (row,) = read_verdicts(table)
    assert (row["code"], row["sha256"]) == ("A2", "")


BROKEN = [
    (b"", "verdicts.csv:1: column 'path' is missing"),
    (b"path,text,label,code\n", "verdicts.csv:1: column 'claim' is missing"),
    (b"path,text,label,code,claim\n<<<<<<< HEAD\n", "verdicts.csv:2: 1 values where"),
    (b'path,text,label,code,claim\nn,"3%,own,A2,x\n', "verdicts.csv:2: unexpected end of data"),
    (b"path,text,label,code,claim\nn,caf\xe9,own,A2,x\n", "verdicts.csv:1: not UTF-8"),
]


@pytest.mark.parametrize(("data", "told"), BROKEN)
def test_a_broken_file_is_told_by_its_line(tmp_path, data, told):
    (tmp_path / "verdicts.csv").write_bytes(data)
    with pytest.raises(SourcesInvalid) as refused:
        read_verdicts(tmp_path / "verdicts.csv", "verdicts.csv")
    assert str(refused.value).startswith(told)
    assert "restore it with git" in refused.value.next_step


# --- the command ------------------------------------------------------------------------

FILES = {
    "sources.csv": "id,title,publisher,url,published,kind,rank\n"
    "news,News,Larkfield,https://larkfield.example/news,2026-01-29,post,primary\n",
    "data/readings/news.md": "---\nsource: news\nread_on: 2026-11-22\n---\n# News\n"
    "## Seen in the source\n- Quillpad had 40 million users in January 2026.\n",
    "data/notes/n.md": "---\ndate: 2026-11-22\n---\n- Quillpad has 40 million users [@news].\n",
}


@pytest.fixture
def kit(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(kit, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "prepkit", "--kit", str(kit), "run", "--offline", *arguments],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def last_lines(done):
    return done.stdout[done.stdout.index("flipped") :].splitlines()


def test_a_run_tells_what_flipped_until_it_is_accepted(kit):
    (told,) = last_lines(run(kit))
    assert told == "flipped: there is no data/verdicts.csv yet; `prepkit run --update` writes it"
    assert run(kit, "--update").returncode == 0
    assert last_lines(run(kit)) == ["flipped since data/verdicts.csv: nothing"]
    reading = kit / "data/readings/news.md"
    reading.write_text(FILES["data/readings/news.md"].replace("40", "70"), "utf-8")
    kept = (kit / "data/verdicts.csv").read_bytes()
    for _ in range(2):  # a plain run accepts nothing
        first, flip, step = last_lines(run(kit))
        assert first == "flipped since data/verdicts.csv: 1"
        assert flip == (
            "    data/notes/n.md:4:16: '40 million users': D1 supported → D5 contradicted: "
            "source changed: the reading of news is another"
        )
        assert step.strip().startswith("`prepkit run --update` accepts")
        assert (kit / "data/verdicts.csv").read_bytes() == kept
    assert last_lines(run(kit, "--update")) == [f"{first}, now accepted", flip]
    assert last_lines(run(kit)) == ["flipped since data/verdicts.csv: nothing"]


def test_a_plain_run_changes_no_file_but_what_can_be_made_again(kit):
    def contents():
        files = (path for path in kit.rglob("*") if path.is_file())
        return {path: path.read_bytes() for path in files if "derived" not in path.parts}

    run(kit, "--update")
    before = contents()
    assert run(kit).returncode == 0
    assert contents() == before


def test_two_updates_write_the_same_bytes(kit):
    run(kit, "--update")
    kept = (kit / "data/verdicts.csv").read_bytes()
    run(kit, "--update")
    assert (kit / "data/verdicts.csv").read_bytes() == kept


def test_a_broken_table_stops_a_run_before_it_has_written_anything(kit):
    (kit / "data/verdicts.csv").write_text("<<<<<<< HEAD\n")
    done = run(kit, "--update")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("prepkit: data/verdicts.csv:1: column 'path' is missing; ")
    assert len(done.stderr.splitlines()) == 1
    assert not (kit / "data/derived").exists()
