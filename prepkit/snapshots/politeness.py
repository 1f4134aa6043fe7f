"""How prepkit behaves towards sites: its patience, its pauses, and what their robots.txt asks."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from prepkit.errors import FetchFailed

if TYPE_CHECKING:
    from protego import Protego

AGENT = "prepkit"
LARGEST_ROBOTS = 500_000  # bytes; RFC 9309 asks readers to take at least 500 KiB
# Seconds between two requests that a site asks for in words, whatever its robots.txt says today.
_GAPS = {"arxiv.org": 15.0, "export.arxiv.org": 15.0, "www.arxiv.org": 15.0}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take, in seconds, bytes and tries."""

    connect: float = 8.0  # for a name and a connection
    silence: float = 20.0  # between two pieces of an answer
    request: float = 90.0  # for one answer, whole
    first_answer: float = 10.0  # after which nobody having answered means: no network
    body: int = 50_000_000  # of one answer, unpacked
    attempts: int = 3
    backoff: float = 1.0  # before the second try; twice that before the third
    retry_after: float = 30.0  # the longest that a site may ask to wait before a try
    pause: float = 1.0  # between two requests to one host
    longest_gap: float = 60.0  # the longest pause that a site may ask for
    redirects: int = 8
    hosts_at_once: int = 16


class HostUnreached(FetchFailed):
    """Raised when no connection came about; another try in the same run will not help."""


class Declined(FetchFailed):
    """Raised when a site asks programs to keep away, or to slow down."""


class Stopped(Exception):
    """Raised in a thread that is to end because the person asked for it."""


@dataclass(slots=True)
class _Turn:
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


class Turns:
    """One request at a time for each host, with a gap after each."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop
        self._lock = threading.Lock()
        self._turns: dict[str, _Turn] = {}

    @contextmanager
    def take(self, host: str, gap: float) -> Iterator[None]:
        """Wait for the turn of a request to `host`; the next one comes `gap` seconds after it."""
        with self._lock:
            turn = self._turns.setdefault(host, _Turn())
        with turn.lock:
            self.sleep(turn.free_at - time.monotonic())
            try:
                yield
            finally:
                turn.free_at = time.monotonic() + gap

    def sleep(self, seconds: float) -> None:
        """Wait, unless the person stops it: then Stopped is raised at once."""
        if self._stop.wait(max(seconds, 0.0)):
            raise Stopped


@dataclass(frozen=True, slots=True)
class Rules:
    """What one robots.txt asks of prepkit."""

    text: "Protego | None"  # None: everything is allowed

    def allow(self, url: str) -> bool:
        """Tell whether a program may read `url`."""
        return self.text is None or bool(self.text.can_fetch(url, AGENT))

    def gap(self, host: str, pause: float) -> float:
        """Return the seconds to leave between two requests, at least `pause`."""
        gaps = [pause, _GAPS.get(host, 0.0)]
        if self.text is not None:
            gaps.append(self.text.crawl_delay(AGENT) or 0.0)
            rate = self.text.request_rate(AGENT)
            gaps.append(rate.seconds / rate.requests if rate else 0.0)
        return max(gaps)


class Robots:
    """The robots.txt of each site, read once; `ask` returns the status and the bytes of a url."""

    def __init__(self, ask: Callable[[str], tuple[int, bytes]]) -> None:
        self._ask = ask
        self._lock = threading.Lock()
        self._site_locks: dict[str, threading.Lock] = {}
        self._rules: dict[str, Rules | FetchFailed] = {}

    def rules(self, url: str) -> Rules:
        """Return the rules of the site of `url`; FetchFailed if they could not be had."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            lock = self._site_locks.setdefault(site, threading.Lock())
        with lock:
            if site not in self._rules:
                try:
                    self._rules[site] = self._read(site)
                except FetchFailed as error:
                    self._rules[site] = error
            rules = self._rules[site]
        if isinstance(rules, FetchFailed):
            raise rules
        return rules

    def _read(self, site: str) -> Rules:
        from protego import Protego

        # RFC 9309: rules that are not there allow everything, rules that fail allow nothing.

        status, body = self._ask(f"{site}/robots.txt")
        if status >= 500 or status == 429:
            raise Declined(f"its robots.txt cannot be read (the site answers {status})", retry=True)
        return Rules(Protego.parse(body.decode("utf-8-sig", "replace")) if status == 200 else None)
