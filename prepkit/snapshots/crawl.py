"""A polite round through many sources: hosts in parallel, each host one request at a time."""

import contextlib
import queue
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from urllib.parse import urljoin, urlsplit

from prepkit.errors import DocumentUnreadable, FetchFailed, SnapshotDamaged, SnapshotMissing
from prepkit.settings import Settings
from prepkit.snapshots import media
from prepkit.snapshots.fetch import Client, Resolve, status_name
from prepkit.snapshots.politeness import (
    LARGEST_ROBOTS,
    Declined,
    HostUnreached,
    Limits,
    Robots,
    Stopped,
    Turns,
)
from prepkit.snapshots.store import Snapshot, Store
from prepkit.snapshots.warc import Exchange
from prepkit.sources import Source

_REDIRECTS = (301, 302, 303, 307, 308)
_PASSING = (408, 425, 429, 500, 502, 503, 504)  # another try may help
_BLOCKS = (401, 402, 403, 406, 407, 429, 451, 999)
_GONE = (404, 410)
_LATER = "run `prepkit fetch` again later"
_SAVE_IT = "save the page in a browser and run `prepkit import ID FILE`"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one source: a row of the summary."""

    source: str
    outcome: str  # "new", "changed", "unchanged", "blocked", "missing", "failed", "offline"
    message: str
    next_step: str | None  # None: nothing to do
    snapshot: Snapshot | None  # the latest copy at hand, also when this fetch brought none


def fetch_sources(
    sources: Sequence[Source],
    store: Store,
    settings: Settings,
    *,
    progress: bool = False,
    limits: Limits | None = None,
    resolve: Resolve | None = None,
) -> list[Fetched]:
    """Fetch and keep what is new of each source; return one row for each, in their order.

    Whatever a site or the network does ends in a row. An interrupt stops the rest and is passed
    on; what was kept by then stays. `progress` draws a bar if the error output is a terminal.
    """
    run = _Run(store, settings, limits or Limits(), resolve)
    rows: dict[int, Fetched] = {}
    threads = run.start(sources)
    try:
        with _bar(sources, progress and sys.stderr.isatty()) as advance:
            while len(rows) < len(sources):
                with contextlib.suppress(queue.Empty):  # wakes up, so that an interrupt is heard
                    number, row = run.rows.get(timeout=0.5)
                    rows[number] = row
                    advance(sources[number])
    finally:
        run.stop.set()
        ends = time.monotonic() + 0.5  # enough to finish writing, too short for a site
        for thread in threads:
            thread.join(max(ends - time.monotonic(), 0.0))
    return [run.settled(source, rows[number]) for number, source in enumerate(sources)]


@contextlib.contextmanager
def _bar(sources: Sequence[Source], shown: bool) -> Iterator[Callable[[Source], None]]:
    """Yield a function that counts a source as done on a bar that names the hosts still to come."""
    if not shown:
        yield lambda source: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    left = Counter(_host(source.url) for source in sources)
    with Progress(
        "fetching", *columns, TextColumn("{task.description}", markup=False),
        console=Console(stderr=True), transient=True,
    ) as bar:  # fmt: skip
        task = bar.add_task("", total=len(sources))

        def advance(source: Source) -> None:
            left[_host(source.url)] -= 1
            waiting = ", ".join(f"{host} ({count})" for host, count in (+left).most_common(3))
            bar.update(task, advance=1, description=waiting)

        yield advance


class _Run:
    """One fetch of many sources: what its threads share."""

    def __init__(
        self, store: Store, settings: Settings, limits: Limits, resolve: Resolve | None
    ) -> None:
        self.stop = threading.Event()
        self.rows: queue.SimpleQueue[tuple[int, Fetched]] = queue.SimpleQueue()
        self._store = store
        self._limits = limits
        self._client = Client(settings, limits, resolve)
        self._turns = Turns(self.stop)
        self._robots = Robots(self._robots_text)
        self._given_up: dict[str, FetchFailed] = {}  # hosts that are not asked again in this run

    def start(self, sources: Sequence[Source]) -> list[threading.Thread]:
        """Start the threads; they are daemons, as a system call may hang beyond all patience."""
        by_host: dict[str, list[tuple[int, Source]]] = {}
        for number, source in enumerate(sources):
            by_host.setdefault(_host(source.url), []).append((number, source))
        groups: queue.SimpleQueue[list[tuple[int, Source]]] = queue.SimpleQueue()
        for group in sorted(by_host.values(), key=len, reverse=True):  # the longest takes longest
            groups.put(group)
        count = min(len(by_host), self._limits.hosts_at_once)
        threads = [
            threading.Thread(target=self._work, args=(groups,), daemon=True) for _ in range(count)
        ]
        for thread in threads:
            thread.start()
        return threads

    def settled(self, source: Source, row: Fetched) -> Fetched:
        """Return the row as it reads at the end: if others answered, the network is there."""
        if row.outcome != "offline":
            return row
        if self._client.answered(source.url):
            return replace(row, outcome="failed", next_step=f"check the url, or {_SAVE_IT}")
        step = "connect to a network and run `prepkit fetch`"
        return replace(row, message="no site could be reached", next_step=step)

    def _work(self, groups: "queue.SimpleQueue[list[tuple[int, Source]]]") -> None:
        while True:
            try:
                group = groups.get_nowait()
            except queue.Empty:
                return
            for number, source in group:
                try:
                    self.rows.put((number, self._fetched(source)))
                except Stopped:
                    return
                except Exception as error:  # the row tells it; a thread that died would tell nobody
                    what = f"unexpected {type(error).__name__}: {error}"
                    self.rows.put((number, self._row(source, "failed", what, None)))

    def _fetched(self, source: Source) -> Fetched:
        latest, conditions = self._at_hand(source)
        try:
            exchange = self._follow(source.url, latest, conditions)
            return self._judged(source, latest, exchange)
        except HostUnreached as error:
            return self._row(source, "offline", error.what, latest, error.next_step)
        except Declined as error:
            return self._row(source, "blocked", error.what, latest, error.next_step)
        except FetchFailed as error:
            return self._row(source, "failed", error.what, latest, error.next_step)

    def _at_hand(self, source: Source) -> tuple[Snapshot | None, dict[str, str]]:
        """Return the latest good copy, and the headers that ask whether it still holds."""
        try:
            latest = self._store.latest(source.id)
            if latest is None:
                return None, {}
            conditions = self._store.validators(latest)  # verifies it: a damaged copy is no copy
        except (SnapshotDamaged, SnapshotMissing):
            return None, {}
        return latest, conditions if latest.url == source.url else {}

    def _follow(self, url: str, latest: Snapshot | None, conditions: dict[str, str]) -> Exchange:
        """Return the answer at the end of all redirects, each address checked like the first."""
        seen: list[str] = []
        while True:
            address = self._client.address(url)
            if address in seen:
                raise FetchFailed(
                    "redirects in a circle, as sites do that need cookies", retry=False
                )
            if len(seen) > self._limits.redirects:
                what = f"redirects more than {self._limits.redirects} times"
                raise FetchFailed(what, retry=False)
            seen.append(address)
            same = latest is not None and latest.final_url == address
            exchange = self._ask(address, conditions if same else {})
            url = _target(exchange)
            if not url:
                return exchange

    def _ask(self, url: str, headers: dict[str, str]) -> Exchange:
        """Ask for one address as its robots.txt allows; a host that gave a reason is left alone."""
        host = _host(url)
        if host in self._given_up:
            raise self._given_up[host]
        try:
            rules = self._robots.rules(url)
            if not rules.allow(url):
                raise Declined("its robots.txt asks programs not to read this page", retry=False)
            gap = rules.gap(host, self._limits.pause)
            exchange = self._patiently(url, headers, gap, self._limits.body)
        except HostUnreached as error:
            self._given_up[host] = error
            raise
        if gap > self._limits.longest_gap:
            what = f"{host} asks for {gap:g} s between two requests"
            self._given_up[host] = Declined(what, retry=True, next_step=_LATER)
        elif exchange.status == 429:
            what = f"{host} asks to slow down (429)"
            self._given_up[host] = Declined(what, retry=True, next_step=_LATER)
        return exchange

    def _patiently(
        self, url: str, headers: dict[str, str], gap: float, largest: int, cut: bool = False
    ) -> Exchange:
        """Ask, and ask again after a passing failure that needs no longer wait than the limits'."""
        tries = self._limits.attempts if gap <= self._limits.longest_gap else 1
        for number in range(1, tries + 1):
            wait = self._limits.backoff * 2 ** (number - 1)
            try:
                with self._turns.take(_host(url), gap):
                    exchange = self._client.get(url, headers, largest, cut=cut)
            except FetchFailed as error:
                if not error.retry or number == tries:
                    raise
            else:
                asked = _retry_after(exchange)
                patient = asked is not None and asked <= self._limits.retry_after
                hurried = exchange.status == 429 or asked is not None
                if exchange.status not in _PASSING or number == tries or (hurried and not patient):
                    return exchange
                wait = asked if asked is not None else wait
            self._turns.sleep(wait)
        raise AssertionError("unreachable: the last try returns or raises")

    def _robots_text(self, url: str) -> tuple[int, bytes]:
        for _ in range(self._limits.redirects):
            address = self._client.address(url)
            pause = self._limits.pause
            exchange = self._patiently(address, {}, pause, LARGEST_ROBOTS, cut=True)
            url = _target(exchange)
            if not url:
                return exchange.status, exchange.body
        return 404, b""  # RFC 9309: after too many redirects the rules are not there

    def _judged(self, source: Source, latest: Snapshot | None, exchange: Exchange) -> Fetched:
        status = exchange.status
        if status == 200:
            return self._kept(source, latest, exchange)
        if status == 304 and latest is not None and _asked_for_news(exchange):
            return self._row(source, "unchanged", f"still the copy of {_day(latest)}", latest)
        told = f"the site answers {status_name(status)}"
        if status in _GONE:
            step = f"correct the url in sources.csv, or {_SAVE_IT}"
            return self._row(source, "missing", told, latest, step)
        title = media.refusal(exchange.body)
        if status in _BLOCKS or title:
            return self._row(source, "blocked", told + _in_quotes(title), latest)
        return self._row(source, "failed", told, latest)

    def _kept(self, source: Source, latest: Snapshot | None, exchange: Exchange) -> Fetched:
        body = exchange.body
        path = urlsplit(exchange.url).path
        kind = media.media_type(body, exchange.header("content-type"), path)
        if not body.strip():
            return self._row(source, "failed", "the site sends an empty page", latest)
        title = media.refusal(body) if kind == "text/html" else None
        if title:
            what = f"the site sends a page of refusal{_in_quotes(title)}"
            return self._row(source, "blocked", what, latest)
        fetched = latest is not None and latest.evidence == "snapshot"
        known = latest if fetched and latest and latest.url == source.url else None
        promised = path.lower().endswith(".pdf") or (known and known.media_type.endswith("pdf"))
        if promised and kind == "text/html":
            what = "the site sends a web page where a PDF is expected"
            return self._row(source, "blocked", what, latest)
        same = latest is not None and latest.sha256 == sha256(body).hexdigest()
        if known and same:
            return self._row(source, "unchanged", f"still the copy of {_day(known)}", known)
        try:
            snapshot = self._store.keep(source, exchange)
        except DocumentUnreadable as error:
            return self._row(source, "failed", error.what, latest, error.next_step)
        except OSError as error:
            return self._row(source, "failed", f"cannot be kept: {error}", latest, "make room")
        outcome = "new" if latest is None else "unchanged" if same else "changed"
        return Fetched(source.id, outcome, f"kept as {snapshot.media_type}", None, snapshot)

    def _row(
        self,
        source: Source,
        outcome: str,
        message: str,
        latest: Snapshot | None,
        next_step: str | None = None,
    ) -> Fetched:
        if outcome == "blocked":
            next_step = next_step or f"{_SAVE_IT}; or list the url of a web archive's copy"
        if outcome == "failed":
            next_step = next_step or f"{_LATER}, or {_SAVE_IT}"
        return Fetched(source.id, outcome, message, next_step, latest)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""  # the address is refused, with its reason, when it is asked for


def _target(exchange: Exchange) -> str:
    """Return the address that an answer redirects to; the empty string if it is no redirect."""
    target = exchange.header("location")
    if exchange.status not in _REDIRECTS or not target:
        return ""
    try:  # headers are read as Latin-1, addresses in them are written in UTF-8
        return urljoin(exchange.url, target.encode("latin-1").decode("utf-8", "replace"))
    except ValueError as error:
        raise FetchFailed(f"redirects to {target[:80]!r}", retry=False) from error


def _retry_after(exchange: Exchange) -> float | None:
    """Return the seconds that an answer asks to wait; None if it asks for none."""
    value = exchange.header("retry-after").strip()
    if value.isascii() and value.isdigit():
        return float(value[:9])
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max((at - datetime.now(UTC)).total_seconds(), 0.0)


def _asked_for_news(exchange: Exchange) -> bool:
    return any(name in ("If-None-Match", "If-Modified-Since") for name, _ in exchange.sent)


def _in_quotes(title: str | None) -> str:
    return f", titled '{title}'" if title else ""


def _day(snapshot: Snapshot) -> str:
    return snapshot.captured.date().isoformat()
