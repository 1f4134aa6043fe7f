import contextlib
import gzip
import os
import pty
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from servers import Asked, Page, Site, loopback, moved

from prepkit.errors import FetchFailed
from prepkit.settings import Settings
from prepkit.snapshots import Store, fetch_sources
from prepkit.snapshots.politeness import Limits, Robots
from prepkit.sources import Source

LIMITS = Limits(
    connect=2.0,
    silence=1.0,
    request=3.0,
    first_answer=2.0,
    body=1_000_000,
    attempts=3,
    backoff=0.01,
    retry_after=0.2,
    pause=0.0,
    longest_gap=0.5,
    redirects=4,
)
POST = "<!doctype html><html><title>Boards</title><p>Quillpad Boards has 4.2 million users.</html>"
SAVE_IT = "save the page in a browser and run `prepkit import ID FILE`"


def source(url, id="boards"):
    return Source(id, "Quillpad Boards", "Larkfield", url, "2024", "post", "primary")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "snapshots")


def fetch(site, store, *paths, limits=LIMITS, allow=True, **options):
    """Fetch pages of one site as sources named page-0, page-1, …, or one page as boards."""
    settings = Settings(allow_hosts=(site.authority,) if allow else ())
    urls = [path if "://" in path else site.url(path) for path in paths]
    ids = ["boards"] if len(urls) == 1 else [f"page-{n}" for n in range(len(urls))]
    sources = [source(url, id) for url, id in zip(urls, ids, strict=True)]
    return fetch_sources(sources, store, settings, limits=limits, **options)


def outcomes(rows):
    return [row.outcome for row in rows]


# --- what is kept -------------------------------------------------------------------


def test_a_page_is_new_then_unchanged_then_changed(store):
    with Site({"/": Page(POST)}) as site:
        (first,) = fetch(site, store, "/")
        (second,) = fetch(site, store, "/")
        site.pages["/"] = Page(POST.replace("4.2", "4.7"))
        (third,) = fetch(site, store, "/")
    assert outcomes([first, second, third]) == ["new", "unchanged", "changed"]
    assert (first.message, first.next_step) == ("kept as text/html", None)
    assert second.message == f"still the copy of {first.snapshot.captured.date()}"
    assert (second.snapshot, store.latest("boards")) == (first.snapshot, third.snapshot)
    assert store.read(first.snapshot) == POST.encode()
    assert b"4.7 million" in store.read(third.snapshot)
    assert len(store.all("boards")) == 2


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        (Page(POST, etag='"7"'), {"if-none-match": '"7"'}),
        (
            Page(POST, modified="Mon, 18 Mar 2024 10:00:00 GMT"),
            {"if-modified-since": "Mon, 18 Mar 2024 10:00:00 GMT"},
        ),
    ],
)
def test_a_site_is_asked_only_for_what_is_new(store, page, asked):
    with Site({"/": page}) as site:
        fetch(site, store, "/")
        (row,) = fetch(site, store, "/")
        site.pages["/"] = replace(page, body=POST * 2, etag='"8"', modified="")
        (changed,) = fetch(site, store, "/")
    assert (row.outcome, changed.outcome) == ("unchanged", "changed")
    assert asked.items() <= site.asked[3].headers.items()
    assert len(store.all("boards")) == 2


def test_a_request_names_the_program_and_a_contact_and_carries_no_cookie(store):
    page = Page(POST, headers={"Set-Cookie": "visitor=1; Path=/"})
    with Site({"/a": page, "/b": page}) as site:
        settings = Settings(contact="ada@larkfield.example", allow_hosts=(site.authority,))
        pages = [source(site.url("/a"), "a"), source(site.url("/b"), "b")]
        fetch_sources(pages, store, settings, limits=LIMITS)
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a", "/b"]
    for asked in site.asked:
        assert asked.headers["user-agent"].startswith("prepkit/")
        assert asked.headers["user-agent"].endswith(" (+ada@larkfield.example)")
        assert "cookie" not in asked.headers


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (Page(POST, packed=True), ("text/html", "utf-8")),
        (Page(POST, "text/html; charset=klingon"), ("text/html", None)),
        (Page("caf\xe9 €".encode("cp1252"), "text/html; charset=cp1252"), ("text/html", "cp1252")),
        (Page(b"%PDF-1.7\n%%EOF", "text/html"), ("application/pdf", None)),
        (Page(POST, "application/octet-stream"), ("text/html", None)),
        (Page("4 % of tidying", "text/plain"), ("text/plain", None)),
        (Page(POST, raw=b"HTTP/1.0 200 OK\r\n\r\n" + POST.encode()), ("text/html", None)),
        (
            Page(
                raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                b"f\r\n<!doctype html>\r\n5\r\nhello\r\n0\r\n\r\n"
            ),
            ("text/html", None),
        ),
    ],
)
def test_a_page_is_kept_unpacked_and_known_by_its_bytes(store, page, expected):
    with Site({"/": page}) as site:
        (row,) = fetch(site, store, "/")
    assert row.outcome == "new"
    assert (row.snapshot.media_type, row.snapshot.charset) == expected
    if page.raw is None:
        assert store.read(row.snapshot) == gzip.decompress(replace(page, packed=True).data)
    else:
        assert store.read(row.snapshot) in (POST.encode(), b"<!doctype html>hello")


def test_a_page_in_two_members_of_gzip_is_kept_whole(store):
    packed = gzip.compress(POST.encode()) + gzip.compress(b"<!-- more -->") + b"\0" * 40
    with Site({"/": Page(packed, headers={"Content-Encoding": "gzip"})}) as site:
        (row,) = fetch(site, store, "/")
    assert store.read(row.snapshot) == POST.encode() + b"<!-- more -->"


def test_a_fetched_copy_takes_the_place_of_an_imported_one(store, tmp_path):
    saved = tmp_path / "saved.html"
    saved.write_text(POST)
    with Site({"/": Page(POST, etag='"1"')}) as site:
        imported = store.keep_import(source(site.url("/")), saved)
        (row,) = fetch(site, store, "/")
    assert (row.outcome, row.snapshot.evidence) == ("unchanged", "snapshot")
    assert row.snapshot.captured > imported.captured


def test_a_damaged_copy_is_fetched_anew_even_if_the_site_has_nothing_new(store):
    with Site({"/": Page(POST, etag='"1"')}) as site:
        (first,) = fetch(site, store, "/")
        first.snapshot.path.write_bytes(first.snapshot.path.read_bytes()[:-30])
        (second,) = fetch(site, store, "/")
    assert second.outcome == "new"
    assert store.read(store.latest("boards")) == POST.encode()


def test_a_corrected_url_is_not_taken_for_the_old_one(store):
    with Site({"/old": Page(POST, etag='"1"'), "/new": Page(POST, etag='"1"')}) as site:
        fetch(site, store, "/old")
        (row,) = fetch(site, store, "/new")
    assert row.outcome == "unchanged"
    assert (row.snapshot.url, len(store.all("boards"))) == (site.url("/new"), 2)


# --- redirects ----------------------------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_both_addresses_are_kept(store, status):
    pages = {"/a": moved("/b?x=1#part", status), "/b?x=1": Page(POST, etag='"1"')}
    with Site(pages) as site:
        (row,) = fetch(site, store, "/a#top")
        (again,) = fetch(site, store, "/a#top")
    assert outcomes([row, again]) == ["new", "unchanged"]
    assert row.snapshot.url == site.url("/a#top")
    assert row.snapshot.final_url == site.url("/b?x=1")
    assert site.paths == ["/a", "/b?x=1"] * 2


def test_a_redirect_to_a_private_address_is_refused_before_it_is_asked(store):
    with Site({"/": Page("secret")}) as inner:
        for target in (inner.url(), f"http://localhost:{inner.port}/", f"//{inner.authority}/"):
            with Site({"/": moved(target)}) as site:
                (row,) = fetch(site, store, "/")
            assert row.outcome == "failed"
            assert "is a private address" in row.message
            assert f':{inner.port}"] in prepkit.toml' in row.next_step
    assert inner.asked == []


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/", "redirects in a circle, as sites do that need cookies"),
        ("/0", "redirects more than 4 times"),
        ("file:///etc/passwd", "'file:///etc/passwd' is no web address that may be asked for"),
        ("ftp://127.0.0.1/", "'ftp://127.0.0.1/' is no web address that may be asked for"),
        ("http://[::1/", "redirects to 'http://[::1/'"),
        ("http://*/", "'http://*/' is no address"),
        ("http://u:p@127.0.0.1/", "is no web address that may be asked for"),
        ("http://a..b/", "'a..b' is no name of a host"),
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254 is a private address"),
        ("http://[::ffff:127.0.0.1]/", "is a private address"),
        ("/" + "a" * 5_000, "is no web address that may be asked for"),
    ],
)
def test_a_redirect_that_leads_astray_is_a_row(store, target, expected):
    def further(asked: Asked) -> Page:
        return moved(f"/{int(asked.path[1:]) + 1}")

    with Site({"/": moved(target), **{f"/{n}": further for n in range(9)}}) as site:
        (row,) = fetch(site, store, "/")
    assert row.outcome == "failed"
    assert expected in row.message
    assert row.next_step


def test_the_body_of_a_redirect_is_bounded_too(store):
    bomb = gzip.compress(b"\0" * 30_000_000)
    page = Page(bomb, status=302, headers={"Location": "/b", "Content-Encoding": "gzip"})
    with Site({"/": page, "/b": Page(POST)}) as site:
        (row,) = fetch(site, store, "/")
    assert row.outcome == "new"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "127.1", "0x7f.1", "0.0.0.0", "[::1]"]
)
def test_a_private_address_is_refused_however_it_is_written(store, host):
    with Site({"/": Page("secret")}) as site:
        (row,) = fetch(site, store, f"http://{host}:{site.port}/", allow=False)
    assert (row.outcome, site.asked) == ("failed", [])
    assert "is a private address" in row.message
    assert row.next_step.startswith("if you trust it, write allow_hosts = [")


def test_a_name_that_stands_for_a_private_address_is_refused_whatever_it_says(store):
    with Site({"/": Page("secret")}, name="boards.larkfield.example") as site:
        (row,) = fetch(site, store, "/", allow=False, resolve=loopback)
    assert row.message == "boards.larkfield.example (127.0.0.1) is a private address"
    assert site.asked == []


# --- what sites answer --------------------------------------------------------------

BLOCKED = f"{SAVE_IT}; or list the url of a web archive's copy"
CLOUDY = "<html><title>Just a moment...</title>"


@pytest.mark.parametrize(
    ("page", "outcome", "message", "next_step"),
    [
        (Page("no", status=403), "blocked", "the site answers 403 Forbidden", BLOCKED),
        (Page("no", status=406), "blocked", "the site answers 406 Not Acceptable", BLOCKED),
        (Page("no", status=401), "blocked", "the site answers 401 Unauthorized", BLOCKED),
        (Page("no", status=451), "blocked", "the site answers 451 Unavailable For Legal", BLOCKED),
        (Page("no", status=999), "blocked", "the site answers 999", BLOCKED),
        (Page("no", status=429), "blocked", "the site answers 429 Too Many Requests", BLOCKED),
        (
            Page(CLOUDY, status=403),
            "blocked",
            "the site answers 403 Forbidden, titled 'Jus",
            BLOCKED,
        ),
        (
            Page(CLOUDY, status=503),
            "blocked",
            "the site answers 503 Service Unavailable, t",
            BLOCKED,
        ),
        (Page(CLOUDY), "blocked", "the site sends a page of refusal, titled 'Just a mom", BLOCKED),
        (Page("", status=404), "missing", "the site answers 404 Not Found", "correct the url in"),
        (Page("", status=410), "missing", "the site answers 410 Gone", "correct the url in"),
        (Page("", status=500), "failed", "the site answers 500 Internal Server Error", "run `prep"),
        (Page("", status=418), "failed", "the site answers 418 I'm a Teapot", "run `prepkit fetch"),
        (Page("", status=204), "failed", "the site answers 204 No Content", "run `prepkit fetch"),
        (Page(POST, status=206), "failed", "the site answers 206 Partial Content", "run `prepki"),
        (Page("", status=304), "failed", "the site answers 304 Not Modified", "run `prepkit fetc"),
        (Page("", status=302), "failed", "the site answers 302 Found", "run `prepkit fetch` again"),
        (Page(" \n"), "failed", "the site sends an empty page", "run `prepkit fetch` again later"),
        (Page(b"\x89PNG\r\n\x1a\n\0"), "failed", "is neither a web page, a PDF nor text", "corre"),
    ],
)
def test_every_answer_is_a_row_with_its_next_step(store, page, outcome, message, next_step):
    with Site({"/": page}) as site:
        (row,) = fetch(site, store, "/")
    assert (row.source, row.outcome, row.snapshot) == ("boards", outcome, None)
    assert row.message.startswith(message)
    assert row.next_step.startswith(next_step)
    assert store.latest("boards") is None


def test_a_web_page_in_the_place_of_a_pdf_is_a_block(store):
    with Site({"/deck.pdf": Page(POST), "/deck": Page(b"%PDF-1.7")}) as site:
        (by_name,) = fetch(site, store, "/deck.pdf")
        fetch(site, store, "/deck")
        site.pages["/deck"] = Page(POST)
        (by_copy,) = fetch(site, store, "/deck")
    assert outcomes([by_name, by_copy]) == ["blocked", "blocked"]
    assert by_name.message == "the site sends a web page where a PDF is expected"
    assert by_copy.snapshot == store.latest("boards")


def test_a_page_may_take_the_place_of_a_pdf_that_a_person_saved(store, tmp_path):
    saved = tmp_path / "printed.pdf"
    saved.write_bytes(b"%PDF-1.7")
    with Site({"/": Page(POST)}) as site:
        store.keep_import(source(site.url("/")), saved)
        (row,) = fetch(site, store, "/")
    assert (row.outcome, row.snapshot.media_type) == ("changed", "text/html")


def test_a_failure_leaves_the_copy_at_hand_in_place(store):
    with Site({"/": Page(POST)}) as site:
        (first,) = fetch(site, store, "/")
        site.pages["/"] = Page("", status=403)
        (second,) = fetch(site, store, "/")
    assert (second.outcome, second.snapshot) == ("blocked", first.snapshot)


@pytest.mark.parametrize("status", [408, 425, 500, 502, 503, 504])
def test_a_passing_failure_is_tried_again(store, status):
    tries = iter([Page("", status=status), Page("", status=status), Page(POST)])
    with Site({"/": lambda asked: next(tries)}) as site:
        (row,) = fetch(site, store, "/")
    assert (row.outcome, site.times()["/"]) == ("new", 3)


@pytest.mark.parametrize(
    ("page", "times"),
    [
        (Page("", status=500), 3),
        (Page("", status=404), 1),
        (Page("", status=403), 1),
        (Page("", status=406), 1),
        (Page("", status=429), 1),
        (Page("", status=429, headers={"Retry-After": "0"}), 3),
        (Page("", status=429, headers={"Retry-After": "3600"}), 1),
        (Page("", status=503, headers={"Retry-After": "3600"}), 1),
        (Page("", status=503, headers={"Retry-After": "9" * 5_000}), 1),
        (Page("", status=503, headers={"Retry-After": "soon"}), 3),
        (Page("", status=503, headers={"Retry-After": "Mon, 18 Mar 2024 10:00:00 GMT"}), 3),
        (
            Page(
                "",
                status=503,
                headers={"Retry-After": format_datetime(datetime.now(UTC) + timedelta(hours=1))},
            ),
            1,
        ),
    ],
)
def test_a_site_is_not_asked_more_often_than_it_likes(store, page, times):
    started = time.monotonic()
    with Site({"/": page}) as site:
        (row,) = fetch(site, store, "/")
    assert (row.snapshot, site.times()["/"]) == (None, times)
    assert time.monotonic() - started < 2


# --- hostile answers ----------------------------------------------------------------

LONG_HEADER = b"HTTP/1.1 200 OK\r\nX: " + b"a" * 100_000 + b"\r\n\r\nbody"
MANY_HEADERS = b"HTTP/1.1 200 OK\r\n" + b"X: a\r\n" * 1_000 + b"\r\nbody"
PACKED = {"Content-Encoding": "gzip"}
BROKEN = "the answer broke off or broke the rules of HTTP"


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (Page(b"<html>" + b"\0" * 30_000_000, packed=True), "is larger than 1 MB"),
        (Page("a" * 1_000_001), "is larger than 1 MB"),
        (Page(POST, length=5_000), BROKEN),
        (
            Page(gzip.compress(POST.encode())[:-20], headers={"Content-Encoding": "gzip"}),
            "the answ",
        ),
        (Page(POST, headers=PACKED), BROKEN),
        (Page(POST, headers={"Content-Encoding": "br"}), "the answer is packed as 'br', unasked"),
        (Page(raw=LONG_HEADER), BROKEN),
        (Page(raw=MANY_HEADERS), BROKEN),
        (Page(raw=b""), BROKEN),
        (Page(raw=b"hello\r\n"), BROKEN),
        (Page(raw=b"\0" * 70_000), BROKEN),
        (Page(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel"), BROKEN),
        (Page(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"1" * 9**6), BROKEN),
        (Page(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 5, 9\r\n\r\nhello"), BROKEN),
    ],
    ids=range(14),
)
def test_an_answer_that_is_broken_or_too_large_is_not_kept(store, page, message):
    with Site({"/": page}) as site:
        (row,) = fetch(site, store, "/", limits=replace(LIMITS, attempts=2))
    assert (row.outcome, store.latest("boards")) == ("failed", None)
    assert row.message.startswith(message)
    assert row.next_step == f"run `prepkit fetch` again later, or {SAVE_IT}"


@pytest.mark.parametrize(
    "page",
    [
        Page(POST * 100, drip=0.05),
        Page(POST * 100, drip=0.05, packed=True),
        Page(raw=b"", delay=30),
    ],
    ids=["drip", "packed drip", "silence"],
)
def test_an_endless_answer_ends_at_its_deadline(store, page):
    limits = replace(LIMITS, request=0.4, silence=0.3, attempts=1)
    started = time.monotonic()
    with Site({"/": page}) as site:
        (row,) = fetch(site, store, "/", limits=limits)
    assert time.monotonic() - started < 2
    expected = ("the answer took longer than 0.4 s", "127.0.0.1 sent nothing for 0.3 s")
    assert (row.outcome, store.latest("boards")) == ("failed", None)
    assert row.message in expected


def test_headers_that_drip_without_end_are_cut_at_the_deadline(store):
    listener = socket.create_server(("127.0.0.1", 0))
    done = threading.Event()

    def drip() -> None:
        answers = [b"HTTP/1.1 404 no\r\nContent-Length: 0\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: "]
        for answer in answers:
            connection, _ = listener.accept()
            with connection, contextlib.suppress(OSError):
                connection.recv(65536)
                connection.sendall(answer)
                while answer is answers[1] and not done.wait(0.05):
                    connection.sendall(b"a")

    thread = threading.Thread(target=drip, daemon=True)
    thread.start()
    authority = f"127.0.0.1:{listener.getsockname()[1]}"
    limits = replace(LIMITS, request=0.4, attempts=1)
    started = time.monotonic()
    with listener:
        settings = Settings(allow_hosts=(authority,))
        (row,) = fetch_sources([source(f"http://{authority}/")], store, settings, limits=limits)
    took = time.monotonic() - started
    done.set()
    thread.join(2)
    assert (row.message, took < 2) == ("the answer took longer than 0.4 s", True)


def test_https_with_a_site_that_does_not_speak_it_is_a_row(store):
    with Site({"/": Page(POST)}) as site:
        (row,) = fetch(site, store, f"https://{site.authority}/")
    assert (row.outcome, row.message) == ("failed", "127.0.0.1 does not speak HTTPS as it should")


def test_a_disk_that_is_full_is_a_row(store, tmp_path):
    (tmp_path / "snapshots").write_text("a file where the folder should be")
    with Site({"/": Page(POST)}) as site:
        (row,) = fetch(site, store, "/")
    assert row.outcome == "failed"
    assert row.message.startswith("cannot be kept: ")


# --- politeness ---------------------------------------------------------------------


def test_one_host_is_asked_one_request_at_a_time_with_a_pause(store):
    paths = [f"/{n}" for n in range(5)]
    with Site({path: Page(POST, delay=0.02) for path in paths}) as site:
        rows = fetch(site, store, *paths, limits=replace(LIMITS, pause=0.1))
    assert outcomes(rows) == ["new"] * 5
    assert (site.busiest, site.paths) == (1, paths)
    gaps = [b.at - a.at for a, b in zip(site.asked, site.asked[1:], strict=False)]
    assert min(gaps) > 0.1


def test_hosts_are_asked_side_by_side(store):
    with contextlib.ExitStack() as stack:
        sites = [
            stack.enter_context(Site({"/": Page(POST, delay=0.4)}, name=f"{n}.larkfield.example"))
            for n in range(8)
        ]
        settings = Settings(allow_hosts=tuple(site.authority for site in sites))
        sources = [source(site.url(), f"site-{n}") for n, site in enumerate(sites)]
        started = time.monotonic()
        rows = fetch_sources(sources, store, settings, limits=LIMITS, resolve=loopback)
    assert [(row.source, row.outcome) for row in rows] == [(s.id, "new") for s in sources]
    assert time.monotonic() - started < 2


def test_redirects_between_two_hosts_do_not_lock_each_other_out(store):
    with Site(name="one.example") as one, Site(name="two.example") as two:
        for n in range(4):
            one.pages[f"/{n}"], two.pages[f"/x{n}"] = moved(two.url(f"/x{n}")), Page(POST)
            two.pages[f"/{n}"], one.pages[f"/x{n}"] = moved(one.url(f"/x{n}")), Page(POST)
        urls = [site.url(f"/{n}") for site in (one, two) for n in range(4)]
        sources = [source(url, f"page-{n}") for n, url in enumerate(urls)]
        settings = Settings(allow_hosts=(one.authority, two.authority))
        limits = replace(LIMITS, pause=0.01)
        rows = fetch_sources(sources, store, settings, limits=limits, resolve=loopback)
    assert outcomes(rows) == ["new"] * 8
    assert (one.busiest, two.busiest) == (1, 1)


@pytest.mark.parametrize(
    ("robots", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /private", "/private/page", False),
        ("User-agent: *\nDisallow: /private", "/public", True),
        ("User-agent: *\nDisallow: /\nAllow: /html", "/html/1", True),
        ("User-agent: prepkit\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/a.pdf", False),
        (Page("Disallow: /", status=404), "/a", True),
        (Page("no", status=403), "/a", True),
        (Page(b"\xff\xfe\x00" * 1_000), "/a", True),
        (Page("User-agent: *\nDisallow: /a\n" + "#" * 2_000_000), "/a", False),
        (moved("/robots.txt"), "/a", True),
        (moved("/rules"), "/a", False),
        (moved(""), "/a", True),
    ],
)
def test_robots_txt_is_honoured(store, robots, path, allowed):
    pages = {path: Page(POST if "pdf" not in path else b"%PDF-")}
    pages["/rules"] = Page("User-agent: *\nDisallow: /", "text/plain")
    with Site(pages, robots=robots) as site:
        (row,) = fetch(site, store, path)
    assert row.outcome == ("new" if allowed else "blocked")
    assert site.times()[path] == int(allowed)
    if not allowed:
        assert row.message == "its robots.txt asks programs not to read this page"
        assert row.next_step == BLOCKED


def test_robots_txt_that_fails_to_be_served_forbids_all(store):
    with Site({"/a": Page(POST), "/b": Page(POST)}, robots=Page("", status=503)) as site:
        rows = fetch(site, store, "/a", "/b")
    assert outcomes(rows) == ["blocked", "blocked"]
    assert rows[0].message == "its robots.txt cannot be read (the site answers 503)"
    assert (site.paths, site.times()["/robots.txt"]) == ([], LIMITS.attempts)


@pytest.mark.parametrize("target", ["http://[::1/", "http://10.0.0.1/robots.txt", "file:///rules"])
def test_robots_txt_that_leads_astray_is_a_row(store, target):
    with Site({"/a": Page(POST)}, robots=moved(target)) as site:
        (row,) = fetch(site, store, "/a")
    assert (row.outcome, site.paths) == ("failed", [])
    assert "unexpected" not in row.message


def test_the_page_that_a_redirect_leads_to_has_its_own_robots_txt(store):
    with (
        Site({"/": Page("x")}, robots="User-agent: *\nDisallow: /", name="localhost") as other,
        Site({"/": moved(other.url())}) as site,
    ):
        settings = Settings(allow_hosts=(site.authority, other.authority))
        (row,) = fetch_sources([source(site.url())], store, settings, limits=LIMITS)
    assert (row.outcome, other.paths) == ("blocked", [])


def test_the_pause_that_robots_txt_asks_for_is_kept(store):
    robots = "User-agent: *\nCrawl-delay: 0.3"
    with Site({"/a": Page(POST), "/b": Page(POST)}, robots=robots) as site:
        rows = fetch(site, store, "/a", "/b")
    assert outcomes(rows) == ["new", "new"]
    assert site.asked[2].at - site.asked[1].at > 0.3


@pytest.mark.parametrize("rule", ["Crawl-delay: 3600", "Request-rate: 1/60m"])
def test_a_site_that_asks_for_an_hour_between_requests_is_asked_once(store, rule):
    pages = {"/a": Page("", status=500), "/b": Page(POST)}
    with Site(pages, robots=f"User-agent: *\n{rule}") as site:
        rows = fetch(site, store, "/a", "/b")
    assert outcomes(rows) == ["failed", "blocked"]
    assert rows[1].message == "127.0.0.1 asks for 3600 s between two requests"
    assert (rows[1].next_step, site.paths) == ("run `prepkit fetch` again later", ["/a"])


def test_a_site_that_asks_to_slow_down_is_left_alone(store):
    with Site({"/a": Page("", status=429), "/b": Page(POST)}) as site:
        rows = fetch(site, store, "/a", "/b")
    assert outcomes(rows) == ["blocked", "blocked"]
    assert (rows[1].message, site.paths) == ("127.0.0.1 asks to slow down (429)", ["/a"])


@pytest.mark.parametrize(
    ("host", "robots", "expected"),
    [
        ("arxiv.org", "User-agent: *\nDisallow:", 15.0),
        ("arxiv.org", "User-agent: *\nCrawl-delay: 20", 20.0),
        ("larkfield.example", "User-agent: *\nCrawl-delay: 5", 5.0),
        ("larkfield.example", "User-agent: *\nRequest-rate: 1/10", 10.0),
        ("larkfield.example", "User-agent: *\nCrawl-delay: -5", 1.0),
        ("larkfield.example", "User-agent: *\nCrawl-delay: nan", 1.0),
    ],
)
def test_the_gap_between_requests_is_the_longest_that_is_asked_for(host, robots, expected):
    rules = Robots(lambda url: (200, robots.encode())).rules(f"https://{host}/html/1")
    assert rules.gap(host, Limits().pause) == expected


def test_a_robots_txt_is_asked_for_once_though_it_fails():
    asked = []

    def ask(url):
        asked.append(url)
        raise FetchFailed("no", retry=False)

    robots = Robots(ask)
    for _ in range(2):
        with pytest.raises(FetchFailed):
            robots.rules("https://larkfield.example:8/a/b?c")
    assert asked == ["https://larkfield.example:8/robots.txt"]


# --- no network ---------------------------------------------------------------------

NO_NETWORK = ("offline", "no site could be reached", "connect to a network and run `prepkit fetch`")


def spread(hosts=12, sources=20, url="https://host-{}.invalid/page-{}"):
    return [source(url.format(n % hosts, n), f"source-{n}") for n in range(sources)]


def told(rows):
    return {(row.outcome, row.message, row.next_step) for row in rows}


def test_without_a_network_every_source_is_a_row_at_once(store):
    started = time.monotonic()
    rows = fetch_sources(spread(), store, Settings())
    assert time.monotonic() - started < 12
    assert told(rows) == {NO_NETWORK}
    assert [row.source for row in rows] == [f"source-{n}" for n in range(20)]


@pytest.mark.parametrize("hosts", [1, 12, 20])
def test_a_name_service_that_hangs_does_not_hold_up_the_run(store, hosts):
    def resolve(host, port, **options):
        time.sleep(30)
        return []

    limits = replace(LIMITS, connect=0.4, first_answer=0.5)
    started = time.monotonic()
    rows = fetch_sources(spread(hosts), store, Settings(), limits=limits, resolve=resolve)
    assert time.monotonic() - started < 2
    assert told(rows) == {NO_NETWORK}


@pytest.fixture
def black_hole():
    """A port on which no connection comes about: its queue is full and nobody accepts."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    port = listener.getsockname()[1]
    waiting = []
    for _ in range(4):
        filler = socket.socket()
        filler.setblocking(False)
        filler.connect_ex(("127.0.0.1", port))
        waiting.append(filler)
    yield port
    for one in (*waiting, listener):
        one.close()


def test_addresses_that_swallow_everything_do_not_hold_up_the_run(store, black_hole):
    sources = spread(url=f"http://host-{{}}.example:{black_hole}/page-{{}}")
    settings = Settings(allow_hosts=tuple(f"host-{n}.example:{black_hole}" for n in range(12)))
    limits = replace(LIMITS, connect=0.4, first_answer=0.5)
    started = time.monotonic()
    rows = fetch_sources(sources, store, settings, limits=limits, resolve=loopback)
    assert time.monotonic() - started < 2
    assert told(rows) == {NO_NETWORK}


def test_addresses_that_accept_and_say_nothing_do_not_hold_up_the_run(store):
    limits = replace(LIMITS, silence=20, request=20, first_answer=0.4)
    with Site({"/robots.txt": Page(delay=20), "/": Page(POST)}) as site:
        started = time.monotonic()
        (row,) = fetch(site, store, "/", limits=limits)
        assert time.monotonic() - started < 2
    assert told([row]) == {NO_NETWORK}


def test_the_defaults_leave_room_in_fifteen_seconds():
    assert Limits().first_answer + 2 < 15
    assert Limits().connect < Limits().first_answer


def test_a_slow_round_goes_on_once_a_site_has_answered(store):
    limits = replace(LIMITS, first_answer=0.15, pause=0.15)
    with Site({f"/{n}": Page(POST, delay=0.1) for n in range(3)}) as site:
        rows = fetch(site, store, "/0", "/1", "/2", limits=limits)
    assert outcomes(rows) == ["new"] * 3


def test_a_host_that_is_gone_is_told_as_such_when_others_answer(store):
    with Site(name="localhost") as gone:
        pages = [source(gone.url("/a"), "a"), source(gone.url("/b"), "b")]
    with Site({"/": Page(POST)}) as site:
        settings = Settings(allow_hosts=(site.authority, gone.authority))
        rows = fetch_sources([*pages, source(site.url())], store, settings, limits=LIMITS)
    assert outcomes(rows) == ["failed", "failed", "new"]
    assert rows[0].message == "localhost could not be reached: Connection refused"
    assert rows[0].next_step == f"check the url, or {SAVE_IT}"


def test_a_site_on_loopback_says_nothing_of_the_world(store):
    with Site({"/": Page(POST)}) as site:
        pages = [source(site.url(), "here"), source("https://boards.invalid/", "there")]
        settings = Settings(allow_hosts=(site.authority,))
        here, there = fetch_sources(pages, store, settings, limits=LIMITS)
    assert (here.outcome, told([there])) == ("new", {NO_NETWORK})


def test_without_a_network_the_copy_at_hand_is_named(store):
    with Site({"/": Page(POST)}) as site:
        (first,) = fetch(site, store, "/")
    (second,) = fetch(site, store, "/")
    assert (second.outcome, second.snapshot) == ("offline", first.snapshot)


def test_a_proxy_of_the_environment_is_used_but_not_for_the_own_network(store, monkeypatch):
    url = "http://boards.larkfield.example/"
    with Site({url: Page(POST)}) as proxy, Site({"/": Page(POST)}) as site:
        monkeypatch.setenv("http_proxy", proxy.url())
        settings = Settings(allow_hosts=(site.authority,))
        pages = [source(url, "there"), source(site.url(), "here")]
        rows = fetch_sources(pages, store, settings, limits=LIMITS)
    assert outcomes(rows) == ["new", "new"]
    assert [asked.path for asked in proxy.asked] == [f"{url}robots.txt", url]
    assert site.paths == ["/"]


def test_no_sources_are_no_rows(store):
    assert fetch_sources([], store, Settings()) == []


# --- a person at a terminal ---------------------------------------------------------

CODE = """
import signal
import sys
from prepkit.settings import Settings
from prepkit.snapshots import Store, fetch_sources
from prepkit.snapshots.politeness import Limits
from prepkit.sources import Source

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job ignores it
folder, *urls = sys.argv[1:]
sources = [Source(f"s{n}", "T", "", url, "", "post", "primary") for n, url in enumerate(urls)]
settings = Settings(allow_hosts=tuple(url.split("/")[2] for url in urls))
limits = Limits(pause=0.05)
rows = fetch_sources(sources, Store(folder), settings, progress=True, limits=limits)
print(*[row.outcome for row in rows])
"""


def test_an_interrupt_ends_at_once_and_keeps_what_came(store):
    with (
        Site({"/": Page(POST)}) as quick,
        Site({"/": Page(POST, delay=60)}, name="localhost") as slow,
    ):
        ran = subprocess.Popen(
            [sys.executable, "-c", CODE, str(store.folder), quick.url(), slow.url()],
            stderr=subprocess.PIPE,
            text=True,
        )
        ends = time.monotonic() + 10
        while store.latest("s0") is None or not slow.paths:
            assert time.monotonic() < ends
            time.sleep(0.02)
        ran.send_signal(signal.SIGINT)
        started = time.monotonic()
        _, errors = ran.communicate(timeout=10)
    assert time.monotonic() - started < 4
    assert errors.strip().endswith("KeyboardInterrupt")
    assert store.read(store.latest("s0")) == POST.encode()
    assert store.latest("s1") is None


def test_a_terminal_sees_how_far_it_is_and_a_file_does_not(store):
    with Site({"/a": Page(POST), "/b": Page(POST, delay=0.3)}) as site:
        command = [sys.executable, "-c", CODE, str(store.folder), site.url("/a"), site.url("/b")]
        main, terminal = pty.openpty()
        with os.fdopen(main, "rb", 0) as screen:
            subprocess.run(command, stderr=terminal, stdout=subprocess.DEVNULL, check=True)
            os.close(terminal)
            shown = b""
            with contextlib.suppress(OSError):  # the end of a terminal
                while piece := screen.read(65536):
                    shown += piece
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert b"fetching" in shown
    assert b"2/2" in shown
    assert (ran.stdout, ran.stderr) == ("unchanged unchanged\n", "")
