"""The optional settings of a kit, from its `prepkit.toml`."""

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from prepkit.errors import KitInvalid

FILE_NAME = "prepkit.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person may set; the defaults serve without a file."""

    contact: str | None = None  # goes into the User-Agent, so that a site's owner can write to you
    allow_hosts: tuple[str, ...] = ()  # "host:port" that may be fetched although it is private
    horizon: float = 2.0  # years after which a dated state counts as old


def read_settings(folder: Path) -> Settings:
    """Return the settings of the kit in `folder`; KitInvalid names the line that cannot be used."""
    path = Path(folder) / FILE_NAME
    if not path.exists():
        return Settings()
    import tomllib  # here, since most kits have no such file

    text = _text(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _broken_toml(path, error) from error
    for key in table:
        if key not in _READERS:
            raise _invalid(
                path, text, key, f"unknown setting {key!r}", f"use one of {', '.join(_READERS)}"
            )
    values: dict[str, Any] = {}
    for key, value in table.items():
        read, form = _READERS[key]
        values[key] = read(value)
        if values[key] is None:
            raise _invalid(path, text, key, f"{key} must be {form[0]}", f"write {form[1]}")
    return Settings(**values)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise KitInvalid("is not UTF-8", path=path, next_step="save it as UTF-8") from error
    except OSError as error:
        raise KitInvalid(
            f"cannot be read ({error.strerror})", path=path, next_step="check the file"
        ) from error


def _broken_toml(path: Path, error: ValueError) -> KitInvalid:
    told = re.fullmatch(r"(?s)(.*) \(at (?:line (\d+), column (\d+)|end of document)\)", str(error))
    what, line, column = told.groups() if told else (str(error), None, None)
    return KitInvalid(
        f"is not TOML: {what[:1].lower()}{what[1:]}",
        path=path,
        line=int(line) if line else None,
        column=int(column) if column else None,
        next_step='write settings as: contact = "you@example.org"',
    )


def _invalid(path: Path, text: str, key: str, what: str, next_step: str) -> KitInvalid:
    found = re.search(rf'(?m)^[ \t]*\[?["\']?{re.escape(key)}\b', text)
    line = text.count("\n", 0, found.start()) + 1 if found else None
    return KitInvalid(what, path=path, line=line, next_step=next_step)


def _contact(value: object) -> str | None:
    """Return a contact that can stand in a header, as `(+contact)`."""
    if not isinstance(value, str) or not value.strip():
        return None
    plain = value.isascii() and value.isprintable() and not set(value) & set("()")
    return value.strip() if plain else None


# "127.0.0.1:8000", "intranet.example.org:443", "[::1]:8000"; not "http://…", not a bare host.
_HOST_AND_PORT = re.compile(r"(?:[a-z0-9._-]+|\[[0-9a-f:.]+\]):([0-9]{1,5})")


def _allow_hosts(value: object) -> tuple[str, ...] | None:
    if not isinstance(value, list):
        return None
    hosts = tuple(host.lower() for host in value if isinstance(host, str))
    found = [_HOST_AND_PORT.fullmatch(host) for host in hosts]
    good = all(match and 0 < int(match[1]) < 65536 for match in found)
    return hosts if good and len(hosts) == len(value) else None


def _horizon(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) and 0 < value <= 100 else None


_READERS = {
    "contact": (
        _contact,
        (
            "a mail address or a URL, in plain ASCII and without brackets",
            'contact = "you@example.org"',
        ),
    ),
    "allow_hosts": (_allow_hosts, ('a list of "host:port"', 'allow_hosts = ["127.0.0.1:8000"]')),
    "horizon": (_horizon, ("a number of years, above 0 and up to 100", "horizon = 2")),
}
