import gzip
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from warcio.archiveiterator import ArchiveIterator

from prepkit.errors import DocumentUnreadable, SnapshotDamaged, SnapshotMissing, SourcesInvalid
from prepkit.snapshots import Store, media
from prepkit.snapshots.warc import Exchange
from prepkit.sources import Source

URL = "https://larkfield.example/boards"
SOURCE = Source("boards", "Boards", "Larkfield", URL, "2024", "post", "primary")
HTML = b"<!doctype html><html><title>Boards</title><p>Quillpad Boards has 4.2 million users.</html>"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
NOON = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=UTC)


def exchange(body=HTML, url=URL, at=NOON, **headers):
    received = {"Content-Type": "text/html", **{k.replace("_", "-"): v for k, v in headers.items()}}
    sent = (("User-Agent", "prepkit/0 (+ada@larkfield.example)"),)
    return Exchange(url, sent, 200, tuple(received.items()), body, at)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "data" / "snapshots")


def records(path):
    with path.open("rb") as file:
        return [
            (record.rec_type, record.http_headers, record.raw_stream.read())
            for record in ArchiveIterator(file, check_digests="raise")
        ]


def test_a_copy_tells_where_it_came_from_and_gives_back_its_bytes(store):
    kept = store.keep(SOURCE, exchange(url=URL + "/v2", Content_Type="text/html; charset=latin1"))
    assert kept.path == store.folder / "boards" / "20260301T120000.123456Z.warc.gz"
    assert (kept.source, kept.url, kept.final_url) == ("boards", URL, URL + "/v2")
    assert (kept.captured, kept.evidence, kept.archived) == (NOON, "snapshot", False)
    assert (kept.media_type, kept.charset) == ("text/html", "iso8859-1")
    assert kept.sha256 == sha256(HTML).hexdigest()
    assert store.latest("boards") == kept
    assert store.read(kept) == HTML


def test_any_reader_of_warc_files_finds_the_answer_and_the_request(store):
    kept = store.keep(SOURCE, exchange(url=URL + "?page=2", ETag='"1"'))
    (answer, answer_headers, body), (request, request_headers, _) = records(kept.path)
    assert (answer, body, answer_headers["etag"]) == ("response", HTML, '"1"')
    assert (request, request_headers["host"]) == ("request", "larkfield.example")
    assert request_headers.statusline == "/boards?page=2 HTTP/1.1"
    assert request_headers["user-agent"] == "prepkit/0 (+ada@larkfield.example)"


def test_cookies_and_the_headers_of_the_wire_are_not_kept(store):
    headers = {"Set-Cookie": "visitor=1", "Content-Encoding": "gzip", "X": "y"}
    headers |= {"Transfer-Encoding": "chunked", "Content-Length": "7"}
    kept = store.keep(SOURCE, exchange(**headers))
    _, answer, body = records(kept.path)[0]
    assert answer.headers == [
        ("Content-Type", "text/html"),
        ("X", "y"),
        ("Content-Length", str(len(HTML))),
    ]
    assert body == HTML
    assert b"visitor" not in gzip.decompress(kept.path.read_bytes())


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("X-A", "folded\r\n over\r\nWARC-Type: resource", "folded over WARC-Type: resource"),
        ("X-A", "a\x00b\x1b[31m", "ab[31m"),
        ("X A", "a name with a space", None),
        ("X\r\nSet-Cookie", "a", None),
        ("Ünder", "a", None),
        ("X-A", "a" * 60_000, "a" * 60_000),
    ],
)
def test_headers_cannot_break_out_of_their_line(store, name, value, expected):
    kept = store.keep(SOURCE, exchange(**{name: value}))
    _, answer, body = records(kept.path)[0]
    assert (answer.get_header(name.strip()), body) == (expected, HTML)
    assert store.read(store.latest("boards")) == HTML


def test_the_newest_copy_is_the_latest_whether_fetched_or_imported(store, tmp_path):
    assert store.latest("boards") is None
    assert store.all("boards") == []
    page = tmp_path / "saved page.html"
    page.write_bytes(HTML + b"<!-- as saved -->")
    first = store.keep(SOURCE, exchange())
    second = store.keep_import(SOURCE, page)
    assert (store.latest("boards"), second.evidence) == (second, "import")
    third = store.keep(SOURCE, exchange(HTML + b" ", at=second.captured + timedelta(days=1)))
    assert store.latest("boards") == third
    assert store.all("boards") == [first, second, third]


def test_a_clock_set_back_does_not_hide_the_newer_copy(store):
    store.keep(SOURCE, exchange())
    later = store.keep(SOURCE, exchange(HTML * 2, at=NOON - timedelta(days=400)))
    assert store.latest("boards") == later
    assert later.captured == NOON + timedelta(microseconds=1)


def test_a_copy_is_never_written_over(store):
    kept = [store.keep(SOURCE, exchange(HTML * n)) for n in (1, 2, 3)]
    assert [store.read(snapshot) for snapshot in kept] == [HTML, HTML * 2, HTML * 3]


def test_other_files_in_the_folder_are_passed_over(store):
    kept = store.keep(SOURCE, exchange())
    for name in (".DS_Store", f".{kept.path.name}.7.part", "99999999.warc.gz", "notes.txt"):
        (kept.path.parent / name).write_bytes(b"other")
    assert store.all("boards") == [kept]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://web.archive.org/web/20240101000000id_/https://larkfield.example/", True),
        ("https://arquivo.pt/wayback/2024/https://larkfield.example/", True),
        ("https://larkfield.example/web.archive.org", False),
        ("https://web.archive.org.larkfield.example/", False),
    ],
)
def test_the_copy_of_a_web_archive_is_marked_so(store, url, expected):
    assert store.keep(SOURCE, exchange(url=url)).archived is expected


# --- damage -------------------------------------------------------------------------


def test_a_flipped_byte_never_changes_what_is_read(store):
    kept = store.keep(SOURCE, exchange())
    good = kept.path.read_bytes()
    noticed = 0
    for place in range(0, len(good), 3):
        kept.path.write_bytes(good[:place] + bytes([good[place] ^ 1]) + good[place + 1 :])
        try:
            assert store.read(kept) == HTML  # a byte of gzip's own, such as its time
        except SnapshotDamaged:
            noticed += 1
    assert noticed > 0.9 * len(good) / 3


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"4.2 million users.</html>", b"9.2 million users.</html>"),
        (b"4.2 million users.</html>", b"4.2 million users.</htm>"),
        (b"WARC-Block-Digest: sha1:", b"WARC-Block-Digest: sha1:A"),
        (b"Content-Type: text/html", b"Content-Type: text/xtml"),
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 404 OK"),
        (b"GET /boards", b"GET /broads"),
        (b"WARC/1.1", b"WARC/9.9"),
    ],
)
def test_an_edit_that_was_packed_again_is_noticed(store, old, new):
    kept = store.keep(SOURCE, exchange())
    raw = gzip.decompress(kept.path.read_bytes())
    assert old in raw
    kept.path.write_bytes(gzip.compress(raw.replace(old, new)))
    with pytest.raises(SnapshotDamaged) as told:
        store.read(kept)
    assert told.value.path == kept.path
    assert told.value.next_step == "run `prepkit fetch boards`, or delete that file"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1f\x8b",
        b"not gzip",
        gzip.compress(b""),
        gzip.compress(b"WARC/1.1\r\n\r\n"),
        gzip.compress(b"WARC/1.1\r\nWARC-Date: soon\r\n\r\n"),
        gzip.compress(b"\xff\xfe" * 9_000),
        gzip.compress(b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
        gzip.compress(b"\0" * 200_000_000),
    ],
    ids=["empty", "cut", "text", "nothing", "bare", "date", "bytes", "other", "bomb"],
)
def test_a_file_that_is_no_copy_is_told_as_damaged(store, data):
    kept = store.keep(SOURCE, exchange())
    kept.path.write_bytes(data)
    with pytest.raises(SnapshotDamaged, match="the copy of 'boards' is damaged"):
        store.latest("boards")
    with pytest.raises(SnapshotDamaged):
        store.read(kept)


def test_a_copy_that_is_gone_is_told_as_missing(store):
    kept = store.keep(SOURCE, exchange())
    kept.path.unlink()
    assert store.latest("boards") is None
    with pytest.raises(SnapshotMissing, match="run `prepkit fetch boards`"):
        store.read(kept)


@pytest.mark.parametrize("id", ["../boards", "/etc", "a/b", "", ".", "..", "a\x00", "BOARDS", "me"])
def test_an_id_that_could_be_a_path_reaches_no_file(store, id):
    hostile = Source(id, "T", "", URL, "", "post", "primary")
    with pytest.raises(SourcesInvalid):
        store.latest(id)
    with pytest.raises(SourcesInvalid):
        store.keep(hostile, exchange())
    assert not store.folder.exists()


def test_a_disk_that_fails_leaves_no_half_a_copy(store):
    store.keep(SOURCE, exchange())
    folder = store.folder / "boards"
    (folder / f".{'20270301T120000.000000Z.warc.gz'}.{os.getpid()}.part").mkdir()
    with pytest.raises(OSError, match="part"):
        store.keep(SOURCE, exchange(HTML * 2, at=datetime(2027, 3, 1, 12, tzinfo=UTC)))
    assert [snapshot.captured for snapshot in store.all("boards")] == [NOON]


# --- imports ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("page.html", HTML, "text/html"),
        ("page.pdf", HTML, "text/html"),
        ("page", b"\xef\xbb\xbf  <!-- saved from url=(0030) -->\r\n<HTML>hello", "text/html"),
        ("page.htm", b"<p>only a part</p>", "text/html"),
        ("page.xhtml", b'<?xml version="1.0"?>\n<html xmlns="x">hello</html>', "text/html"),
        ("wide.html", "<!doctype html><p>wide".encode("utf-16"), "text/html"),
        ("deck.html", PDF, "application/pdf"),
        ("deck.pdf", b"\n\n" + PDF, "application/pdf"),
        ("notes.txt", "4 % of 1,930 — plain".encode(), "text/plain"),
        ("README.md", b"<p align=center>Sedgelog</p>\n# Sedgelog", "text/markdown"),
        ("page.md", HTML, "text/html"),
    ],
)
def test_an_import_is_known_by_its_bytes(store, tmp_path, name, body, expected):
    file = tmp_path / name
    file.write_bytes(body)
    kept = store.keep_import(SOURCE, file)
    assert (kept.media_type, kept.evidence, kept.url) == (expected, "import", URL)
    assert abs(datetime.now(UTC) - kept.captured) < timedelta(minutes=1)
    assert store.read(kept) == body
    assert [(kind, content) for kind, _, content in records(kept.path)] == [("resource", body)]


def test_the_same_file_is_kept_once(store, tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(HTML)
    first = store.keep_import(SOURCE, file)
    assert store.keep_import(SOURCE, file) == first
    assert store.all("boards") == [first]


def test_an_import_takes_the_place_of_a_damaged_copy(store, tmp_path):
    store.keep(SOURCE, exchange()).path.write_bytes(b"broken")
    file = tmp_path / "page.html"
    file.write_bytes(HTML)
    assert store.keep_import(SOURCE, file) == store.latest("boards")


NEITHER = "is neither a web page, a PDF nor text"
MHTML = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"


@pytest.mark.parametrize(
    ("name", "body", "expected"),
    [
        ("empty.html", b"", "is empty"),
        ("blank.txt", b" \n\t ", "is empty"),
        ("page.mhtml", MHTML, "is a page in one .mhtml file"),
        ("page.webarchive", b"bplist00\xd1\x01\x02", NEITHER),
        ("page.docx", b"PK\x03\x04\x14\x00", NEITHER),
        ("page.png", b"\x89PNG\r\n\x1a\n\0\0", NEITHER),
        ("page.txt", b"text with a \x00 in it", NEITHER),
        (
            "no.html",
            b"<html><title>Access Denied</title>",
            "is a page of refusal ('Access Denied')",
        ),
        ("large.txt", b"a" * 50_000_001, "is larger than 50 MB"),
    ],
)
def test_a_file_that_cannot_be_a_source_is_refused_with_the_next_step(
    store, tmp_path, name, body, expected
):
    file = tmp_path / name
    file.write_bytes(body)
    with pytest.raises(DocumentUnreadable) as told:
        store.keep_import(SOURCE, file)
    assert str(told.value).startswith(f"{file}: {expected}; save the page in a browser as 'HTML")
    assert store.latest("boards") is None


def test_what_is_no_file_is_refused_without_waiting(store, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path, expected in {
        tmp_path: "is no regular file",
        tmp_path / "pipe": "is no regular file",
        tmp_path / "none.html": "there is no such file",
        tmp_path / "loop": "cannot be read",
        tmp_path / "a\x00b": "cannot be read",
    }.items():
        with pytest.raises(DocumentUnreadable, match=expected):
            store.keep_import(SOURCE, path)


# --- what bytes are -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "declared", "expected"),
    [
        (PDF, "text/html", "application/pdf"),
        (HTML, "application/pdf", "text/html"),
        (HTML, "text/plain", "text/html"),
        (b"a, b", "text/csv; charset=utf-8", "text/csv"),
        (b"{}", "application/json", "application/json"),
        (b"<rss/>", "application/rss+xml", "application/rss+xml"),
        (b"words", "text/html", "text/html"),
        (b"words", "application/octet-stream", "text/plain"),
        (b"words", "text/<script>", "text/plain"),
        (b"words", "", "text/plain"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "text/html", None),
    ],
)
def test_bytes_overrule_the_declared_type(body, declared, expected):
    assert media.media_type(body, declared) == expected


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("text/html; charset=utf-8", "utf-8"),
        ('text/html; charset="Windows-1252"; x=y', "cp1252"),
        ("text/html;charset=klingon", None),
        ("text/html; charset=rot13", None),
        ("text/html; charset=", None),
        ("text/html", None),
        ("", None),
    ],
)
def test_a_charset_is_one_that_python_knows(declared, expected):
    assert media.charset(declared) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Access Denied", True),
        ("Just a moment...", True),
        ("Just a moment…", True),
        ("Attention Required! | Cloudflare", True),
        ("403 Forbidden", True),
        ("403 - Forbidden: Access denied", False),
        ("\n Are you a robot? ", True),
        ("SEC.gov | Request Rate Threshold Exceeded", True),
        ("SEC.gov | Your Request Originates from an Undeclared Automated Tool", True),
        ("Access denied: a history of permission systems", False),
        ("Just a moment in the history of Larkfield", False),
        ("Forbidden fruit", False),
        ("How we run security checks", False),
        ("", False),
    ],
)
def test_a_page_of_refusal_is_known_by_its_whole_title(title, expected):
    page = f"<html><head><title data-x='1'>{title}</title></head><body>...</body></html>".encode()
    assert bool(media.refusal(page)) is expected


# --- cost ---------------------------------------------------------------------------

CODE = """
import sys, time
from prepkit.snapshots import Store

def quickest(work):
    times = []
    for _ in range(3):
        started = time.process_time()
        found = [work(n) for n in range(20)]
        times.append(time.process_time() - started)
    return len(set(found)), min(times)

store = Store(sys.argv[1])
store.latest("source-0")
count, latest = quickest(lambda n: store.latest(f"source-{n}").sha256)
libraries = sorted({"requests", "urllib3", "warcio", "rich", "protego"} & set(sys.modules))
_, read = quickest(lambda n: store.read(store.latest(f"source-{n}")))
print(count, latest / read, *libraries)
"""


def test_asking_for_the_latest_copies_is_cheap_and_needs_no_library(store):
    for number in range(20):
        source = Source(f"source-{number}", "T", "", URL, "", "post", "primary")
        store.keep(source, exchange(HTML + os.urandom(200_000).hex().encode() + b"%d" % number))
    ran = subprocess.run(
        [sys.executable, "-c", CODE, str(store.folder)], capture_output=True, text=True, check=True
    )
    count, share, *libraries = ran.stdout.split()
    assert (count, libraries) == ("20", [])
    assert float(share) < 0.5  # of reading them


def test_a_large_copy_is_verified_quickly(store):
    kept = store.keep(SOURCE, exchange(HTML + b"Larkfield tidies. " * 1_000_000))
    started = time.process_time()
    assert len(store.read(kept)) > 18_000_000
    assert time.process_time() - started < 3
