"""One family of errors: each says what went wrong, where, and the next step."""


class PrepkitError(Exception):
    """Raised when prepkit cannot go on; the base of every error that a person should read."""

    def __init__(
        self,
        what: str,
        *,
        path: object = None,
        line: int | None = None,
        column: int | None = None,
        next_step: str | None = None,
    ) -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.line = line
        self.column = column
        self.next_step = next_step

    def __str__(self) -> str:
        where = ":".join(str(part) for part in (self.path, self.line, self.column) if part)
        told = f"{where}: {self.what}" if where else self.what
        return f"{told}; {self.next_step}" if self.next_step else told


class KitInvalid(PrepkitError):
    """Raised when a folder is no kit, or its settings cannot be read."""


class SourcesInvalid(PrepkitError):
    """Raised when sources.csv, or a table beside it, breaks its own rules."""


class TextInvalid(PrepkitError):
    """Raised when notes, a reading or a template cannot be read as they stand."""


class SnapshotMissing(PrepkitError):
    """Raised when there is no copy of a source; fetching or importing one helps."""


class SnapshotDamaged(PrepkitError):
    """Raised when a kept copy no longer has its recorded digest; fetching again helps."""


class FetchFailed(PrepkitError):
    """Raised when one source could not be fetched; `retry` tells whether trying again may help."""

    def __init__(self, what: str, *, retry: bool, **where: object) -> None:
        super().__init__(what, **where)  # type: ignore[arg-type]
        self.retry = retry


class DocumentUnreadable(PrepkitError):
    """Raised when bytes hold no text that can be judged: scanned, empty, or not what they claim."""
