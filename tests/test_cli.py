"""The commands: what they print, how they end, and what they leave alone."""

import json
import subprocess
import sys

import pytest

SOURCES = """id,title,publisher,url,published,kind,rank
news,Larkfield news,Larkfield,https://larkfield.example/news,2026-01-29,post,primary
"""
READING = """---
source: news
read_on: 2026-11-22
---
# News
## Seen in the source
- Quillpad had 40 million users in January 2026.
- Larkfield plans to reach 60 million users.
"""
NOTES = """---
date: 2026-11-22
---
- Quillpad has 40 million users [@news].
"""
NOTED = "data/notes/notes.md"
FORMATS = ("text", "json", "github")


@pytest.fixture
def kit(tmp_path):
    for name, text in {
        "sources.csv": SOURCES, "data/readings/news.md": READING, "data/notes/notes.md": NOTES,
    }.items():  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def prepkit(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", "prepkit", *arguments],
        cwd=cwd, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def write(kit, name, data):
    (kit / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def test_a_check_of_clean_notes_ends_with_0_and_says_on_what_it_rests(kit):
    done = prepkit("check", cwd=kit)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == (
        "1 finding: 0 from the sources themselves, 1 from notes on them, 0 second-hand"
    )


def test_a_check_with_findings_ends_with_1_and_names_the_place(kit):
    write(kit, "data/notes/notes.md", "- Quillpad has 30 million users [@news].\n")
    done = prepkit("check", cwd=kit)
    assert done.returncode == 1
    assert done.stdout.startswith("data/notes/notes.md:1:16: D5 contradicted: '30 million users'")


WRONG = "- Quillpad has 30 million users [@news]. "
SKIP = "<!-- prepkit: skip D5 the press office says so -->"


def test_a_skipped_finding_is_listed_and_does_not_count(kit):
    write(kit, NOTED, f"{WRONG}{SKIP}\n")
    done = prepkit("check", cwd=kit)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(
        f"{NOTED}:1:16: D5 contradicted: '30 million users': skipped: the press office says so\n"
    )


def test_a_skip_lets_no_other_finding_stand(kit):
    write(kit, NOTED, f"{WRONG}{SKIP}\n- Quillpad has 20 million users [@news].\n")
    assert prepkit("check", cwd=kit).returncode == 1


def test_an_unused_skip_is_told_and_harms_nothing(kit):
    write(kit, NOTED, f"{NOTES.rstrip()} {SKIP}\n")
    told = f"{NOTED}:4:42: this skip of D5 silences nothing; take it out\n"
    forms = {form: prepkit("check", "--format", form, cwd=kit) for form in FORMATS}
    assert [done.returncode for done in forms.values()] == [0, 0, 0]
    assert (forms["text"].stdout.startswith(told), forms["json"].stderr) == (True, told)
    warned = f"::warning file={NOTED},line=4,col=42,title=prepkit unused skip::"
    assert warned in forms["github"].stdout


def test_for_github_every_line_is_a_workflow_command_with_a_path_from_here(kit):
    write(kit, NOTED, WRONG)
    done = prepkit("--kit", "data", "check", "--format", "github", cwd=kit)
    first, last = done.stdout.splitlines()
    assert done.returncode == 1
    assert first.startswith(f"::error file={NOTED},line=1,col=16,title=prepkit D5 contradicted::")
    assert last.startswith("::notice title=prepkit::1 finding: ")
    outside = prepkit("--kit", kit.name, "check", "--format", "github", cwd=kit.parent)
    assert f"::error file={kit.name}/{NOTED}," in outside.stdout


def test_a_line_is_explained_down_to_its_verdict(kit):
    write(kit, NOTED, WRONG)
    for arguments in (["--explain", "1"], [NOTED, "--explain", "1"]):
        done = prepkit("check", *arguments, cwd=kit)
        assert (done.returncode, done.stderr) == (1, "")
        assert "D5  contradicted: the source says 40 million  <- leads" in done.stdout
        assert done.stdout.rstrip().endswith("verdict: contradicted")


def test_the_schema_of_a_finding_is_printed_without_a_kit(tmp_path):
    done = prepkit("check", "--schema", cwd=tmp_path)
    assert done.returncode == 0
    assert json.loads(done.stdout)["$schema"].endswith("2020-12/schema")


def test_a_command_finds_its_kit_from_a_folder_inside(kit):
    assert prepkit("check", cwd=kit / "data" / "notes").returncode == 0


ROW = "https://l.example/,2026,post,primary\n"
BAD = [
    (NOTED, "- It grew [@nowhere].\n", f"{NOTED}:1:12: there is no source 'nowhere'"),
    (NOTED, b"- Caf\xe9 has 3 users.\n", f"{NOTED}:1:6: not UTF-8"),
    (NOTED, "---\ndate: soon\n---\n- It grew.\n", f"{NOTED}:1: date: 'soon' is no date"),
    ("sources.csv", f"{SOURCES}news,Twice,L,{ROW}", "id 'news' stands"),
    ("sources.csv", f"{SOURCES}../up,Up,L,{ROW}", "'../up' is no id"),
    ("sources.csv", f'{SOURCES}open,"Open,L,{ROW}', "sources.csv"),
    ("data/terms.csv", "term,relation,other\nDAU,means,daily users\n", "unknown relation 'means'"),
    ("prepkit.toml", "horizont = 3\n", "unknown setting 'horizont'"),
    ("data/readings/news.md", b"\xff\xfe", "not UTF-8"),
    (NOTED, "- It grew. <!-- prepkit: skip -->\n", f"{NOTED}:1:12: this skip names no code"),
    (NOTED, "- It grew. <!-- prepkit: skip D5 -->\n", f"{NOTED}:1:12: this skip gives no reason"),
    (NOTED, "- It grew. <!-- prepkit: skip Z9 why -->\n", f"{NOTED}:1:12: unknown code 'Z9'"),
]


@pytest.mark.parametrize(("name", "data", "told"), BAD)
def test_bad_input_gets_one_clear_line_and_ends_with_2(kit, name, data, told):
    write(kit, name, data)
    done = prepkit("check", cwd=kit)
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "; " in done.stderr  # the next step


COMMANDS = [
    (["check", "nowhere.md"], "nowhere.md: no such file"),
    (["show", "nowhere"], "there is no source 'nowhere'"),
    (["fetch", "nowhere"], "there is no source 'nowhere'"),
    (["import", "news", "nowhere.html"], "nowhere.html"),
    (["draft", "nowhere.md"], "nowhere.md"),
    (["check", "--as-of", "soon"], "'soon' is no date"),
    (["check", "--as-of", "0001-01-01"], "lies before 1900"),
    (["check", "--horizon", "nan"], "write a number of years"),
    (["check", "--horizon", "1e9"], "write a number of years"),
    (["check", "--explain", "1"], "notes.md:1: no claim stands on this line"),
    (["check", "--explain", "0"], "'--explain'"),
    (["check", "--explain", "4", "--format", "json"], "--explain has no json form"),
    (["check", NOTED, NOTED, "--explain", "4"], "for a line of one file, and there are 2"),
    (["check", "--format", "pdf"], "'--format'"),
]


@pytest.mark.parametrize(("arguments", "told"), COMMANDS)
def test_a_command_that_cannot_run_says_why_and_ends_with_2(kit, arguments, told):
    done = prepkit(*arguments, cwd=kit)
    assert done.returncode == 2
    assert told in done.stderr


def test_a_folder_that_is_no_kit_says_so(tmp_path):
    done = prepkit("check", cwd=tmp_path)
    assert done.returncode == 2
    assert "this is no kit" in done.stderr


def test_as_of_and_horizon_decide_what_is_old(kit):
    assert prepkit("check", "--as-of", "2029-01-01", cwd=kit).returncode == 1
    assert prepkit("check", "--as-of", "2029-01-01", "--horizon", "5", cwd=kit).returncode == 0


def test_sources_are_listed_with_what_there_is_of_each(kit):
    done = prepkit("sources", cwd=kit)
    assert done.stdout.split() == ["news", "reading", "Larkfield", "news"]


def test_a_source_is_shown_with_what_it_measures(kit):
    done = prepkit("show", "news", "--figures", cwd=kit)
    assert "'40 million users', entity 'Quillpad', property 'users'" in done.stdout
    assert "hedged" in done.stdout


def test_a_check_writes_nothing_but_what_can_be_made_again(kit):
    before = {path for path in kit.rglob("*") if path.is_file()}
    prepkit("check", cwd=kit)
    after = {path for path in kit.rglob("*") if path.is_file()}
    assert {path.relative_to(kit).parts[:2] for path in after - before} == {("data", "derived")}


def test_a_kit_without_notes_says_so(kit):
    (kit / "data/notes/notes.md").unlink()
    done = prepkit("check", cwd=kit)
    assert (done.returncode, "there are no notes" in done.stderr) == (2, True)


def test_a_reading_of_another_source_is_refused(kit):
    write(kit, "data/readings/news.md", READING.replace("source: news", "source: olds"))
    done = prepkit("check", cwd=kit)
    assert done.returncode == 2
    assert "the reading is of 'olds'" in done.stderr


def test_a_long_file_of_like_lines_is_checked_in_time(kit):
    line = "- Quillpad has {} million users and Sedgelog stores structured data.\n"
    write(kit, "data/notes/notes.md", "".join(line.format(n) for n in range(400)))
    assert prepkit("check", cwd=kit).returncode == 1


def test_a_damaged_index_is_made_again(kit):
    prepkit("check", cwd=kit)
    (index,) = kit.rglob("index.sqlite")
    index.write_bytes(b"no database")
    assert prepkit("check", cwd=kit).returncode == 0
