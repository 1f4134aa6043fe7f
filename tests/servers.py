"""A real web site on loopback, whose manners, good and bad, each test chooses."""

import gzip
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType


@dataclass(frozen=True)
class Page:
    """What the site answers: whole and at once, unless told otherwise."""

    body: bytes | str = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str = ""
    modified: str = ""  # an HTTP date
    delay: float = 0.0  # seconds before the first byte
    drip: float = 0.0  # seconds between two bytes of the body
    packed: bool = False  # with gzip
    length: int | None = None  # the length that is claimed; the connection is closed after the body
    raw: bytes | None = None  # sent as it is, in the place of all else

    @property
    def data(self) -> bytes:
        """The body as it goes over the wire."""
        body = self.body.encode() if isinstance(self.body, str) else self.body
        return gzip.compress(body) if self.packed else body


def moved(to: str, status: int = 302) -> Page:
    """Return a page that sends the reader on."""
    return Page(status=status, headers={"Location": to})


@dataclass(frozen=True)
class Asked:
    """One request that came in."""

    path: str
    headers: Mapping[str, str]  # names in lower case
    at: float  # of time.monotonic()


Answer = Page | Callable[[Asked], Page]


class Site:
    """A server of pages by path, the query included. Use it as a context.

    `name` is what its addresses call it, else `address`; `loopback` resolves any name to it.
    """

    def __init__(
        self,
        pages: Mapping[str, Answer] | None = None,
        *,
        robots: str | Page | None = None,
        name: str = "",
        address: str = "127.0.0.1",
    ) -> None:
        self.pages: dict[str, Answer] = dict(pages or {})
        if robots is not None:
            text = robots if isinstance(robots, Page) else Page(robots, "text/plain")
            self.pages["/robots.txt"] = text
        self.asked: list[Asked] = []
        self.busiest = 0  # the most requests that were being answered at one time
        self._busy = 0
        self._lock = threading.Lock()
        self._closing = threading.Event()
        site = self

        class Handler(_Handler):
            def do_GET(self) -> None:
                site._answer(self)

        self._server = ThreadingHTTPServer((address, 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.port = self._server.server_address[1]
        self.authority = f"{name or address}:{self.port}"

    def __enter__(self) -> "Site":
        threading.Thread(target=self._server.serve_forever, args=(0.005,), daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str = "/") -> str:
        """Return the address of a page of this site."""
        return f"http://{self.authority}{path}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, in their order, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def times(self) -> Counter[str]:
        """Return how often each path was asked for."""
        return Counter(asked.path for asked in self.asked)

    def _answer(self, handler: "_Handler") -> None:
        headers = {name.lower(): value for name, value in handler.headers.items()}
        asked = Asked(handler.path, headers, time.monotonic())
        with self._lock:
            self.asked.append(asked)
            self._busy += 1
            self.busiest = max(self.busiest, self._busy)
        try:
            answer = self.pages.get(handler.path, Page("not here", status=404))
            self._send(handler, answer if isinstance(answer, Page) else answer(asked), asked)
        except (BrokenPipeError, ConnectionResetError):
            handler.close_connection = True  # the reader had enough
        finally:
            with self._lock:
                self._busy -= 1

    def _send(self, handler: "_Handler", page: Page, asked: Asked) -> None:
        self._closing.wait(page.delay)
        handler.close_connection = True
        if page.raw is not None:
            handler.wfile.write(page.raw)
            return
        fresh = page.etag and asked.headers.get("if-none-match") == page.etag
        fresh = fresh or (page.modified and asked.headers.get("if-modified-since") == page.modified)
        data = b"" if fresh else page.data
        handler.send_response(304 if fresh else page.status)
        sent = {
            "Content-Type": page.kind,
            "ETag": page.etag,
            "Last-Modified": page.modified,
            "Content-Encoding": "gzip" if page.packed else "",
            "Content-Length": str(len(data) if page.length is None else page.length),
            **page.headers,
        }
        for name, value in sent.items():
            if value:
                handler.send_header(name, value)
        handler.end_headers()
        self._write(handler, data, page.drip)

    def _write(self, handler: "_Handler", data: bytes, drip: float) -> None:
        if not drip:
            handler.wfile.write(data)
            return
        for byte in data:
            if self._closing.wait(drip):
                return
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()


def loopback(host: str, port: int, **options: int) -> list[tuple]:
    """Resolve every name to this machine, so that one machine can be many hosts."""
    return socket.getaddrinfo("127.0.0.1", port, **options)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the site remembers what it was asked."""
