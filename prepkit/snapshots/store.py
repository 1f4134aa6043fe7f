"""The dated copies of the sources: one WARC file each, written once and verified when read."""

import contextlib
import hashlib
import os
import re
import stat
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from prepkit.errors import DocumentUnreadable, SnapshotDamaged, SnapshotMissing, SourcesInvalid
from prepkit.snapshots import media, warc
from prepkit.snapshots.warc import Exchange
from prepkit.sources import Source, is_source_id

LARGEST_BODY = 50_000_000  # bytes of one page or PDF, unpacked
_HEAD = 16_384  # bytes of a file that hold the fields of its first record
_STAMP = "%Y%m%dT%H%M%S.%fZ"
# "20261122T101530.482911Z.warc.gz"; not ".20261122T101530.482911Z.warc.gz.part".
_NAME = re.compile(r"[0-9]{8}T[0-9]{6}\.[0-9]{6}Z\.warc\.gz")
_SUFFIX = ".warc.gz"
_ARCHIVES = ("web.archive.org", "arquivo.pt", "webarchive.org.uk", "archive.ph", "archive.today")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A copy of a source, without its bytes: `Store.read` returns and verifies those."""

    source: str
    path: Path
    url: str  # the source's own, as listed when the copy was made
    captured: datetime  # UTC
    media_type: str  # by the bytes: "text/html", "application/pdf", "text/plain"
    sha256: str  # of the body
    evidence: str  # "snapshot": from the url; "import": saved by a person
    archived: bool  # the copy of a web archive, not of the site itself
    final_url: str = ""  # after redirects; the base of the page's own links
    charset: str | None = None  # that the server declared, if it is one that Python knows


class Store:
    """The folder of the copies: ID/TIMESTAMP.warc.gz.

    The latest copy of a source is the newest, be it fetched or imported. A fetched copy is the
    stronger evidence, but who imports a page after a fetch does so because that copy no longer
    serves, and must not be overruled by it; and the next fetch that succeeds is newer again.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = Path(folder)

    def latest(self, source_id: str) -> Snapshot | None:
        """Return the newest copy; SnapshotDamaged if its file is no copy any more."""
        paths = self._paths(source_id)
        return _describe(source_id, paths[-1]) if paths else None

    def all(self, source_id: str) -> list[Snapshot]:
        """Return every copy, oldest first."""
        return [_describe(source_id, path) for path in self._paths(source_id)]

    def read(self, snapshot: Snapshot) -> bytes:
        """Return the verified bytes of a copy; SnapshotDamaged if they are not those once kept."""
        return self._verified(snapshot)[0]

    def validators(self, snapshot: Snapshot) -> dict[str, str]:
        """Return the headers that ask a server whether it still has what this verified copy has."""
        headers = self._verified(snapshot)[1]
        asked = {
            "If-None-Match": headers.get("etag", ""),
            "If-Modified-Since": headers.get("last-modified", ""),
        }
        return {name: value for name, value in asked.items() if value}

    def keep(self, source: Source, exchange: Exchange) -> Snapshot:
        """Keep the answer to a request; DocumentUnreadable if it holds no text."""
        content_type = _content_type(
            exchange.body, exchange.header("content-type"), urlsplit(exchange.url).path
        )
        if content_type is None:
            raise DocumentUnreadable(
                "is neither a web page, a PDF nor text",
                path=exchange.url,
                next_step="correct the url in sources.csv",
            )
        at = self._moment(source.id, exchange.at)
        data = warc.response_file(replace(exchange, at=at), source.url, content_type)
        return self._write(source.id, at, data)

    def keep_import(self, source: Source, file: Path) -> Snapshot:
        """Keep a page, PDF or text that a person saved; what is the latest copy already stays so.

        The file may lie anywhere. DocumentUnreadable tells why it cannot be a source.
        """
        path = Path(file).expanduser()
        body = _file_body(path)
        content_type = _content_type(body, "", path.name)
        if content_type is None:
            raise _no_source(path, "is neither a web page, a PDF nor text")
        if media.refusal(body):
            raise _no_source(path, f"is a page of refusal ({media.refusal(body)!r})")
        with contextlib.suppress(SnapshotDamaged):  # then the import replaces it
            latest = self.latest(source.id)
            if latest is not None and latest.sha256 == hashlib.sha256(body).hexdigest():
                return latest
        at = self._moment(source.id, datetime.now(UTC))
        data = warc.resource_file(source.url, path.name, body, content_type, at)
        return self._write(source.id, at, data)

    def _paths(self, source_id: str) -> list[Path]:
        if not is_source_id(source_id):
            raise SourcesInvalid(f"{source_id!r} is no id of a source")
        folder = self.folder / source_id
        try:
            names = os.listdir(folder)
        except (FileNotFoundError, NotADirectoryError):
            return []
        return [folder / name for name in sorted(names) if _NAME.fullmatch(name)]

    def _moment(self, source_id: str, at: datetime) -> datetime:
        """Return `at`, but after the newest copy: a clock set back must not hide a newer one."""
        paths = self._paths(source_id)
        if not paths:
            return at
        stamp = paths[-1].name.removesuffix(_SUFFIX)
        newest = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
        return max(at, newest + timedelta(microseconds=1))

    def _write(self, source_id: str, at: datetime, data: bytes) -> Snapshot:
        path = self.folder / source_id / (at.strftime(_STAMP) + _SUFFIX)
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with part.open("xb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
        return _describe(source_id, path)

    def _verified(self, snapshot: Snapshot) -> tuple[bytes, dict[str, str]]:
        try:
            with snapshot.path.open("rb") as file:
                return warc.read_body(file, snapshot.sha256, 2 * LARGEST_BODY)
        except FileNotFoundError as error:
            raise SnapshotMissing(
                f"the copy of {snapshot.source!r} is gone",
                path=snapshot.path,
                next_step=f"run `prepkit fetch {snapshot.source}`",
            ) from error
        except Exception as error:  # broken bytes make gzip and warcio raise almost anything
            raise _damaged(snapshot.source, snapshot.path, error) from error


def _describe(source_id: str, path: Path) -> Snapshot:
    try:
        with path.open("rb") as file:
            fields = warc.read_fields(file.read(_HEAD))
    except (OSError, ValueError) as error:
        raise _damaged(source_id, path, error) from error
    media_type, _, charset = fields.content_type.partition("; charset=")
    hosts = [urlsplit(url).hostname or "" for url in (fields.asked, fields.url)]
    return Snapshot(
        source=source_id,
        path=path,
        url=fields.asked,
        captured=fields.at,
        media_type=media_type,
        sha256=fields.sha256,
        evidence="import" if fields.kind == "resource" else "snapshot",
        archived=any(host in _ARCHIVES for host in hosts),
        final_url=fields.url,
        charset=charset or None,
    )


def _content_type(body: bytes, declared: str, name: str) -> str | None:
    found = media.media_type(body, declared, name)
    charset = media.charset(declared)
    return f"{found}; charset={charset}" if found and charset else found


def _file_body(path: Path) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for, a device has no end
            raise _no_source(path, "is no regular file")
        with path.open("rb") as file:
            body = file.read(LARGEST_BODY + 1)
    except FileNotFoundError as error:
        raise _no_source(path, "there is no such file") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise _no_source(path, f"cannot be read ({error})") from error
    if len(body) > LARGEST_BODY:
        raise _no_source(path, f"is larger than {LARGEST_BODY // 1_000_000} MB")
    if not body.strip():
        raise _no_source(path, "is empty")
    if b"multipart/related" in body[:2048] and b"MIME-Version:" in body[:2048]:
        raise _no_source(path, "is a page in one .mhtml file")
    return body


def _no_source(path: Path, what: str) -> DocumentUnreadable:
    step = "save the page in a browser as 'HTML only', or print it to PDF, and import that file"
    return DocumentUnreadable(what, path=path, next_step=step)


def _damaged(source_id: str, path: Path, error: Exception) -> SnapshotDamaged:
    return SnapshotDamaged(
        f"the copy of {source_id!r} is damaged ({str(error) or type(error).__name__})",
        path=path,
        next_step=f"run `prepkit fetch {source_id}`, or delete that file",
    )
