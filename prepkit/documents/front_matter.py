"""The `---` block at the head of a Markdown file: `key: value` lines and plain lists.

No YAML library: these few lines are all that a note, a reading or a template needs, a mistake in
them can be told by its line, and YAML would turn dates and "no" into things of its own.
"""

from __future__ import annotations

import re

from prepkit.errors import TextInvalid

_KEY = re.compile(r"([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(.*)|$)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")

Metadata = dict[str, str | list[str]]


def read_front_matter(lines: list[str], path: object = None) -> tuple[Metadata, int]:
    """Return what the front matter of `lines` says, and on which line (from 0) the text begins."""
    if not lines or lines[0].rstrip() != "---":
        return {}, 0
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        if len(lines) > 1 and _KEY.match(lines[1]):
            raise TextInvalid(
                "the front matter is never closed",
                path=path,
                line=1,
                column=1,
                next_step="put a line of three dashes after its last `key: value`",
            )
        return {}, 0  # a rule drawn above the text
    return _entries(lines[1:end], path), end + 1


def _entries(lines: list[str], path: object) -> Metadata:
    metadata: Metadata = {}
    open_key: str | None = None  # a key whose list may follow, an item a line
    for number, line in enumerate(lines, 2):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if (item := _ITEM.fullmatch(line)) and open_key is not None:
            listed = metadata[open_key]
            metadata[open_key] = [*(listed if isinstance(listed, list) else []), _bare(item[1])]
            continue
        entry = _KEY.fullmatch(line)
        if not entry or entry[1] in metadata:
            what = f"'{entry[1]}' stands twice" if entry else f"'{line.strip()[:40]}' is no entry"
            raise TextInvalid(
                f"the front matter cannot be read: {what}",
                path=path,
                line=number,
                column=1,
                next_step="write each as `key: value`, `key: [a, b]`, or a list of `- value` lines",
            )
        key, value = entry[1], (entry[2] or "").strip()
        metadata[key] = _value(value)
        open_key = key if not value else None
    return metadata


def _value(written: str) -> str | list[str]:
    if written.startswith("[") and written.endswith("]"):
        return [_bare(one) for one in written[1:-1].split(",") if one.strip()]
    return _bare(written)


def _bare(written: str) -> str:
    written = written.strip()
    if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'":
        return written[1:-1]
    return re.split(r"\s#\s", written, maxsplit=1)[0].rstrip()
