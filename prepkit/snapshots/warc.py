"""WARC records in and out: what was asked, what came, when, with the digests of both.

The first record of a file is the copy itself, a `response` or, for a page that a person saved,
a `resource`. Its fields say all that the rest of prepkit asks of a copy without its body.
"""

import gzip
import hashlib
import io
import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO
from urllib.parse import quote, urlsplit

_VERSION = "1.1"
_ASKED = "Prepkit-Asked-URI"  # the source's own url, before redirects
_FILE = "Prepkit-File-Name"  # of a page that a person saved
_TYPE = "WARC-Identified-Payload-Type"
# Of the connection, not of the page; cookies are dropped because they name a visitor. The body
# is kept decoded, so what told its encoding and length would be wrong.
_DROPPED = {
    "set-cookie", "set-cookie2", "cookie", "authorization", "connection", "keep-alive",
    "transfer-encoding", "content-encoding", "content-length", "trailer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Exchange:
    """One HTTP request and the answer to it, the body decoded."""

    url: str
    sent: tuple[tuple[str, str], ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: datetime  # UTC

    def header(self, name: str) -> str:
        """Return the first header of that name, or the empty string."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), "")


@dataclass(frozen=True, slots=True)
class Fields:
    """What the first record of a copy says of itself; its digest is checked when it is read."""

    kind: str  # "response" or "resource"
    asked: str
    url: str
    at: datetime
    content_type: str
    sha256: str


def response_file(exchange: Exchange, asked: str, content_type: str) -> bytes:
    """Return a WARC file of the answer to a request, and the request beside it."""
    from warcio.statusandheaders import StatusAndHeaders

    out, writer = _writer()
    answer = StatusAndHeaders("200 OK", _kept(exchange.headers), protocol="HTTP/1.1")
    answer.add_header("Content-Length", str(len(exchange.body)))
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    question = StatusAndHeaders(
        f"{target} HTTP/1.1", [("Host", parts.netloc), *_kept(exchange.sent)], protocol="GET"
    )
    writer.write_request_response_pair(
        writer.create_warc_record(exchange.url, "request", http_headers=question),
        writer.create_warc_record(
            exchange.url,
            "response",
            payload=io.BytesIO(exchange.body),
            length=len(exchange.body),
            http_headers=answer,
            warc_headers_dict=_fields(asked, exchange.at, content_type, exchange.body),
        ),
    )
    return out.getvalue()


def resource_file(url: str, name: str, body: bytes, content_type: str, at: datetime) -> bytes:
    """Return a WARC file of a page that a person saved as `name`."""
    out, writer = _writer()
    fields = {**_fields(url, at, content_type, body), _FILE: quote(name)}
    record = writer.create_warc_record(
        url,
        "resource",
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type=content_type,
        warc_headers_dict=fields,
    )
    writer.write_record(record)
    return out.getvalue()


def read_fields(head: bytes) -> Fields:
    """Return the fields of a file from its first bytes; ValueError if they are no such file."""
    try:
        start = zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(head, 65536)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    lines = start.partition(b"\r\n\r\n")[0].decode("utf-8").split("\r\n")
    fields = dict(line.split(": ", 1) for line in lines[1:])
    algorithm, _, digest = fields.get("WARC-Payload-Digest", "").partition(":")
    if algorithm != "sha256" or not re.fullmatch("[0-9a-f]{64}", digest):
        raise ValueError("its first record has no SHA-256")
    at = datetime.fromisoformat(fields.get("WARC-Date", ""))
    if at.tzinfo is None:
        raise ValueError("its date has no time zone")
    kind = fields.get("WARC-Type", "")
    if kind not in ("response", "resource"):
        raise ValueError(f"its first record is a {kind!r}")
    url = fields.get("WARC-Target-URI", "")
    return Fields(kind, fields.get(_ASKED, url), url, at, fields.get(_TYPE, ""), digest)


def read_body(file: BinaryIO, sha256: str, largest: int) -> tuple[bytes, dict[str, str]]:
    """Return the body of the first record and its HTTP headers, in lower case, all digests checked.

    Raises whatever broken bytes make gzip or warcio raise, and ValueError for a wrong digest.
    """
    from warcio.archiveiterator import ArchiveIterator

    with gzip.open(file) as packed:
        raw = packed.read(largest + 1)  # checks the CRC of every member
    if len(raw) > largest:
        raise ValueError(f"it unpacks to more than {largest} bytes")
    records = ArchiveIterator(io.BytesIO(raw), check_digests="raise")
    first = next(records)
    body = first.raw_stream.read()
    headers = first.http_headers.headers if first.http_headers else []
    for record in records:
        record.raw_stream.read()
    # warcio compares when the last byte comes, so a record that is too short passes it.
    if hashlib.sha256(body).hexdigest() != sha256:
        raise ValueError("its body does not have the recorded digest")
    return body, {name.lower(): value for name, value in headers}


def _writer() -> tuple[io.BytesIO, Any]:
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    return out, WARCWriter(out, gzip=True, warc_version=_VERSION)


def _fields(asked: str, at: datetime, content_type: str, body: bytes) -> dict[str, str]:
    return {
        "WARC-Date": at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "WARC-Payload-Digest": f"sha256:{hashlib.sha256(body).hexdigest()}",
        _TYPE: content_type,
        _ASKED: asked,
    }


def _kept(headers: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """Return the headers that belong to the page, each on one line of plain characters."""
    kept = []
    for name, value in headers:
        line = "".join(c for c in " ".join(value.split()) if c.isprintable())
        if name.lower() not in _DROPPED and re.fullmatch(r"[!#$%&'*+.^_`|~\w-]+", name, re.A):
            kept.append((name, line))
    return kept
