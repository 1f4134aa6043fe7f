"""One HTTP request, bounded in time and size, to an address that has been checked.

No other module of prepkit touches the network.
"""

import contextlib
import ipaddress
import os
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.metadata import version
from typing import Any
from urllib.parse import urldefrag, urlsplit

import requests
import urllib3
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from prepkit.errors import FetchFailed
from prepkit.settings import Settings
from prepkit.snapshots.politeness import AGENT, HostUnreached, Limits
from prepkit.snapshots.warc import Exchange

_CHUNK = 16_384  # bytes read at once; gzip makes at most 17 MB of them
_ASIDE = 65_536  # bytes that are read of an answer that is not the page
_PORTS = {"http": 80, "https": 443}
_BROKEN = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    OSError,
    ValueError,
    zlib.error,
)
Resolve = Callable[..., list[Any]]  # names to addresses, of the form of socket.getaddrinfo


class Client:
    """GET requests, each on a connection of its own: no cookie, no password, nothing carried over.

    Until anybody has answered, nobody is waited for beyond `limits.first_answer`, counted from the
    making of the client: a machine without a network gives up as a whole.
    """

    def __init__(self, settings: Settings, limits: Limits, resolve: Resolve | None = None) -> None:
        self._limits = limits
        self._resolve = resolve or socket.getaddrinfo
        self._allowed = frozenset(settings.allow_hosts)
        contact = f" (+{settings.contact})" if settings.contact else ""
        self._headers = {
            "User-Agent": f"{AGENT}/{version('prepkit')}{contact}",
            "Accept": "text/html,application/xhtml+xml,application/pdf,text/*;q=0.9,*/*;q=0.5",
            "Accept-Language": "en,*;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }
        # Hosts of the person's own network tell nothing about the world outside, nor it about them.
        self._reach = {own: _Reach(limits.first_answer) for own in (True, False)}

    def address(self, url: str) -> str:
        """Return `url` as it will be asked for; FetchFailed if it may not be asked for."""
        try:
            asked = requests.Request("GET", urldefrag(url).url).prepare().url or ""
            parts = urlsplit(asked)
            host, _ = parts.hostname or "", parts.port
        except ValueError as error:  # requests' own errors for addresses are ValueErrors too
            raise _refused(f"{url[:80]!r} is no address") from error
        if parts.scheme not in _PORTS or parts.username is not None or len(asked) > 4096:
            raise _refused(f"{asked[:80]!r} is no web address that may be asked for")
        if not self._is_own(asked) and _is_private(host):
            raise _private(host, parts.port or _PORTS[parts.scheme])
        return asked

    def answered(self, url: str) -> bool:
        """Tell whether anybody has answered, of the world or of the own network, as `url` is."""
        return self._reach[self._is_own(url)].answered.is_set()

    def get(
        self, url: str, headers: Mapping[str, str], largest: int, *, cut: bool = False
    ) -> Exchange:
        """Ask for an address and return the answer, whatever its status, a redirect too.

        FetchFailed tells why there is none. A page beyond `largest` bytes is an error, or is cut.
        """
        own = self._is_own(url)
        reach = self._reach[own]
        host = urlsplit(url).hostname or ""
        if reach.left() <= 0:
            raise _unreached(host, "no other site has answered either")
        request = requests.Request("GET", url, headers={**self._headers, **headers}).prepare()
        at = datetime.now(UTC)
        with _Watch(self._limits.request, reach) as watch:
            adapter = _Adapter(lambda connection: self._connect(connection, own, watch))
            try:
                answer = adapter.send(
                    request,
                    stream=True,
                    timeout=(self._limits.connect, self._limits.silence),
                    verify=_certificates(),
                    proxies={} if own else requests.utils.get_environ_proxies(url),
                )
                reach.answered.set()
                whole = answer.status_code == 200 and not cut
                with answer:
                    body = _body(answer, largest if whole or cut else _ASIDE, whole)
            except _BROKEN as error:
                raise self._failure(error, host, watch) from error
            finally:
                adapter.close()
            if watch.rang:  # a connection that was cut can look like one that ended
                raise self._failure(TimeoutError(), host, watch)
        received = tuple((name, value) for name, value in answer.raw.headers.iteritems())
        sent = tuple((name, str(value)) for name, value in request.headers.items())
        return Exchange(url, sent, answer.status_code, received, body, at)

    def _is_own(self, url: str) -> bool:
        """Tell whether the settings name the host and port of `url`."""
        parts = urlsplit(url)
        host = parts.hostname or ""
        named = f"[{host}]" if ":" in host else host
        return f"{named}:{parts.port or _PORTS.get(parts.scheme)}" in self._allowed

    def _connect(self, connection: HTTPConnection, own: bool, watch: "_Watch") -> socket.socket:
        """Return a connection to an address that was checked, not to a name that may change."""
        ends = time.monotonic() + min(self._limits.connect, self._reach[own].left())
        host, port = connection.host, connection.port
        found = self._addresses(host, port, ends)
        if not own and connection.proxy is None:  # a proxy checks for itself, and may be private
            public = [entry for entry in found if not _is_private(entry[4][0])]
            if found and not public:
                raise _private(host, port, found[0][4][0])
            found = public
        reason: object = "it has no address"
        for number, (family, kind, protocol, _, address) in enumerate(found):
            opened = socket.socket(family, kind, protocol)
            try:
                left = max(ends - time.monotonic(), 0.01)
                opened.settimeout(left / (len(found) - number))  # so that the last has its time too
                opened.connect(address)
                opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                opened.settimeout(self._limits.silence)
                watch.guard(opened)
                return opened
            except OSError as error:
                opened.close()
                reason = error.strerror or error
        raise _unreached(host, reason)

    def _addresses(self, host: str, port: int, ends: float) -> list[Any]:
        """Return the addresses of a name, asked for in a thread: a resolver knows no time limit."""
        answers: queue.SimpleQueue[list[Any] | OSError | ValueError] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolve(host, port, type=socket.SOCK_STREAM))
            except (OSError, ValueError) as error:
                answers.put(error)

        threading.Thread(target=ask, daemon=True).start()
        try:
            answer = answers.get(timeout=max(ends - time.monotonic(), 0.01))
        except queue.Empty:
            raise _unreached(host, "the name service gives no answer") from None
        if isinstance(answer, ValueError):
            raise _refused(f"{host!r} is no name of a host") from answer
        if isinstance(answer, OSError):
            raise _unreached(host, "its name is not known") from answer
        return answer

    def _failure(self, error: Exception, host: str, watch: "_Watch") -> FetchFailed:
        if watch.rang and watch.alone:
            return _unreached(host, "it gives no answer")
        if watch.rang:
            seconds = f"{self._limits.request:g}"
            return FetchFailed(f"the answer took longer than {seconds} s", retry=False)
        chain = _causes(error)
        for cause in chain:
            if isinstance(cause, ssl.SSLCertVerificationError):
                what = f"the certificate of {host} is not valid: {cause.verify_message.rstrip('.')}"
                return FetchFailed(what, retry=False)
            if isinstance(cause, ssl.SSLError):
                return FetchFailed(f"{host} does not speak HTTPS as it should", retry=False)
            if isinstance(cause, urllib3.exceptions.ProxyError):
                return _unreached(host, "the proxy does not let it through")
        if any(isinstance(cause, TimeoutError) for cause in chain):
            return FetchFailed(f"{host} sent nothing for {self._limits.silence:g} s", retry=True)
        if type(error) is OSError:  # of requests, on the file of certificates that was named
            return FetchFailed(str(error), retry=False)
        told = type(chain[-1]).__name__
        return FetchFailed(f"the answer broke off or broke the rules of HTTP ({told})", retry=True)


class _Reach:
    """Whether anybody has answered, and how long to wait for that."""

    def __init__(self, seconds: float) -> None:
        self.answered = threading.Event()
        self._ends = time.monotonic() + seconds

    def left(self) -> float:
        return float("inf") if self.answered.is_set() else self._ends - time.monotonic()


class _Watch:
    """Ends a request when its time is over, whatever it waits for: names, headers, drops of a body.

    The timeouts of sockets start anew with every byte.
    """

    def __init__(self, seconds: float, reach: _Reach) -> None:
        self.rang = False
        self.alone = False  # nobody had answered by then
        self._reach = reach
        self._ends = time.monotonic() + seconds
        self._lock = threading.Lock()
        self._guarded: socket.socket | None = None
        self._timer: threading.Timer | None = None

    def __enter__(self) -> "_Watch":
        self._set(min(self._ends - time.monotonic(), self._reach.left()))
        return self

    def __exit__(self, *_: object) -> None:
        with self._lock:
            self._ends = 0.0
            if self._timer is not None:
                self._timer.cancel()
            if self._guarded is not None:
                self._guarded.close()

    def guard(self, opened: socket.socket) -> None:
        """Take a connection under watch; a duplicate outlives its wrapping in TLS."""
        with self._lock:
            self._guarded = opened.dup()
            if self.rang:
                self._cut()

    def _set(self, seconds: float) -> None:
        timer = threading.Timer(max(seconds, 0.0), self._ring)
        timer.daemon = True
        timer.start()
        self._timer = timer

    def _ring(self) -> None:
        with self._lock:
            left = self._ends - time.monotonic()
            if self._ends and left > 0 and self._reach.answered.is_set():
                self._set(left)
            elif self._ends:
                self.rang = True
                self.alone = not self._reach.answered.is_set()
                self._cut()

    def _cut(self) -> None:
        if self._guarded is not None:
            with contextlib.suppress(OSError):  # the other side has closed it already
                self._guarded.shutdown(socket.SHUT_RDWR)


class _Adapter(HTTPAdapter):
    """The transport of requests, with connections opened by `connect`."""

    def __init__(self, connect: Callable[[HTTPConnection], socket.socket]) -> None:
        self._pools = _pools(connect)
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        manager = super().proxy_manager_for(proxy, **kwargs)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = self._pools
        return manager


def _pools(connect: Callable[[HTTPConnection], socket.socket]) -> dict[str, type]:
    class Http(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self)

    class Https(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self)

    class HttpPool(HTTPConnectionPool):
        ConnectionCls = Http

    class HttpsPool(HTTPSConnectionPool):
        ConnectionCls = Https

    return {"http": HttpPool, "https": HttpsPool}


def _body(answer: requests.Response, largest: int, whole: bool) -> bytes:
    """Return the body of an answer, unpacked; what is larger is cut, or if `whole` FetchFailed."""
    encoding = answer.headers.get("Content-Encoding", "").strip().lower()
    pieces = iter(lambda: answer.raw.read(_CHUNK, decode_content=False), b"")
    if encoding in ("gzip", "x-gzip"):
        pieces = _unpacked(pieces)
    elif encoding not in ("", "identity"):
        raise FetchFailed(f"the answer is packed as {encoding[:40]!r}, unasked", retry=False)
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > largest:
            break
    if whole and len(body) > largest:
        raise FetchFailed(f"is larger than {largest / 1e6:g} MB", retry=False)
    return bytes(body[:largest])


def _unpacked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
    begun = False
    for piece in pieces:
        begun = True
        while piece:
            if unpack.eof and not piece.startswith(b"\x1f"):
                break  # padding after the end, not another member
            if unpack.eof:
                unpack = zlib.decompressobj(16 + zlib.MAX_WBITS)
            yield unpack.decompress(piece)
            piece = unpack.unused_data
    if begun and not unpack.eof:
        raise FetchFailed("the answer broke off", retry=True)


def _is_private(host: str) -> bool:
    """Tell whether `host` is an address that is not of the open Internet; names are not."""
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    # ::ffff:127.0.0.1 and 2002:7f00:1:: lead to 127.0.0.1.
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    address = inner or address
    return not address.is_global or address.is_multicast


def _certificates() -> str | bool:
    """Return the file of trusted certificates that the environment names, as requests reads it."""
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True


def _causes(error: BaseException) -> list[BaseException]:
    """Return an error and what led to it, the outermost first."""
    chain = [error]
    while (inner := chain[-1].__cause__ or chain[-1].__context__) and inner not in chain:
        chain.append(inner)
    return chain


def _unreached(host: str, reason: object) -> HostUnreached:
    return HostUnreached(f"{host} could not be reached: {reason}", retry=False)


def _refused(what: str) -> FetchFailed:
    return FetchFailed(what, retry=False, next_step="correct the url in sources.csv")


def _private(host: str, port: int, address: str = "") -> FetchFailed:
    at = f" ({address})" if address and address != host else ""
    named = f"[{host}]" if ":" in host else host
    step = f'if you trust it, write allow_hosts = ["{named}:{port}"] in prepkit.toml'
    return FetchFailed(f"{host}{at} is a private address", retry=False, next_step=step)


def status_name(status: int) -> str:
    """Return a status as people know it.

    >>> status_name(404), status_name(999)
    ('404 Not Found', '999')
    """
    known = {known.value: known.phrase for known in HTTPStatus}
    return f"{status} {known.get(status, '')}".strip()
