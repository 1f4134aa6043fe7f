"""Digits that are no figures, by the rules of their table."""

import re
from functools import cache
from typing import NamedTuple

from prepkit.quantities.ban_rules import BAN_RULES, LABELS, VERB_LABELS, WEAK_LABELS, BanRule


class _Ready(NamedTuple):
    """The rules for one kind of character before, compiled, and what must follow for most."""

    rules: tuple[tuple[BanRule, re.Pattern[str] | None, re.Pattern[str] | None], ...]
    following: re.Pattern[str]


_MARKS = frozenset("])}-‐‑/\\@#№§:+.,[–;−'’({")


@cache
def _ready(kind: str) -> _Ready:
    rules = [rule for rule in BAN_RULES if rule.gate == "any" or kind in rule.gate]
    compiled = tuple(
        (
            rule,
            re.compile(rule.before) if rule.before else None,
            re.compile(rule.after) if rule.after else None,
        )
        for rule in rules
    )
    return _Ready(
        compiled, re.compile("|".join(f"(?:{rule.after})" for rule in rules if rule.after))
    )


_ALLOWED_HYPHEN = re.compile(
    r"\b(?:sub|non|mid|to|up|under|over|pre|post|near|about|per|and|or|by|of)[-‐‑]$"
)
_UNSPACED = re.compile(r"[a-z][,.]\s")
_LABEL_WORDS = frozenset(" ".join((LABELS, WEAK_LABELS, VERB_LABELS)).split())
# "Tern Lines (51)" is a name and its figure, whatever "line 51" is.
_NAMED = re.compile(r"[A-Z][\w'’-]*\s[A-Z][\w'’-]*\s\($")
_LABELLED = frozenset(("label", "number of a thing", "number of a thing made"))
_LABEL_TAIL = frozenset("0123456789,-–—−(&")
_WINDOW = 48


def _kind(before: str) -> str:
    if before.isspace():
        return "space"
    if before.isalpha() or before == "_":
        return "letter"
    return before if before in _MARKS else "any"


def _may_be_labelled(text: str, start: int) -> bool:
    """Look at the last word alone, which is cheap, before the patterns for labels are tried."""
    words = text[max(0, start - _WINDOW) : start].split()
    if not words:
        return False
    last = words[-1].strip(".:#()").rpartition("-")[2].lower()
    last = last if last in _LABEL_WORDS else last.removesuffix("s")
    return (
        not last
        or last in _LABEL_WORDS
        or last in ("and", "or", "to", "through")
        or last[-1] in _LABEL_TAIL
    )


def ban(text: str, start: int, end: int, measured: bool, lettered: bool) -> str | None:
    """Return the name of the ban under which the digits text[start:end] are no figure.

    `measured`: a unit of measurement follows; `lettered`: a magnitude such as "k" does.
    """
    kind = _kind(text[start - 1]) if start else "space"
    low = max(0, start - _WINDOW)
    ready = _ready(kind)
    follows = ready.following.match(text, end) is not None
    labelled = None
    for rule, before, after in ready.rules:
        if after is not None and not (follows and after.match(text, end)):
            continue
        if (measured and not rule.measured) or (lettered and rule.name == "code"):
            continue
        if rule.name in _LABELLED:
            if labelled is None:
                labelled = _may_be_labelled(text, start)
            if not labelled or (kind == "(" and _NAMED.search(text, low, start)):
                continue
        if before is not None and not before.search(text, low, start):
            continue
        if rule.name == "footnote mark" and not _UNSPACED.search(
            text, max(0, start - 200), end + 200
        ):
            continue  # a tokenised text sets a space before every comma
        if rule.name == "part of a name" and _ALLOWED_HYPHEN.search(text, low, start):
            continue
        return rule.name
    return None
