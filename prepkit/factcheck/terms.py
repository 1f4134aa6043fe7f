"""data/terms.csv: aliases, near-synonyms and successors of the words that notes and sources use."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from prepkit.errors import SourcesInvalid
from prepkit.factcheck.words import content_stems, sense, stem
from prepkit.sources import Cell, read_table

COLUMNS = ("term", "relation", "other")
# What developers call nearly the same, whatever the kit.
NEAR_EVERYWHERE = (("PR", "diff"), ("pull request", "diff"), ("merge request", "diff"))
RELATIONS = ("alias", "near", "successor")


@dataclass(frozen=True)
class Terms:
    """What may stand for what: the same thing, nearly the same, or what came after it."""

    aliases: dict[str, str] = field(default_factory=dict)
    near: tuple[tuple[str, str], ...] = ()
    successors: tuple[tuple[str, str], ...] = ()

    def expand(self, text: str) -> str:
        """Return `text` with each alias written out.

        >>> Terms(aliases={"dau": "daily active users"}).expand("500M DAUs")
        '500M daily active users'
        """
        if not self.aliases:
            return text
        return self._alias_pattern.sub(
            lambda match: self.aliases[_singular(match.group().lower(), self.aliases)], text
        )

    @cached_property
    def _alias_pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self.aliases, key=len, reverse=True)
        return re.compile(
            r"\b(?:" + "|".join(re.escape(term) for term in longest_first) + r")s?\b",
            re.IGNORECASE,
        )

    @cached_property
    def stems(self) -> Callable[[str], frozenset[str]]:
        """The function from a text to the set of its content stems, aliases written out."""

        @lru_cache(maxsize=50_000)
        def stems_of(text: str) -> frozenset[str]:
            return frozenset(sense(word) for word in content_stems(self.expand(text)))

        return stems_of

    @cached_property
    def near_stems(self) -> dict[str, frozenset[str]]:
        """For each stem, the stems that mean nearly the same."""
        table: dict[str, set[str]] = {}
        for one, other in (*NEAR_EVERYWHERE, *self.near):
            for here, there in ((one, other), (other, one)):
                table.setdefault(sense(stem(here)), set()).update(self.stems(there))
        return {key: frozenset(values) for key, values in table.items()}

    def successors_of(self, words: Iterable[str]) -> list[str]:
        """Return what succeeded the thing that has all of these stems."""
        have = set(words)
        return [new for old, new in self.successors if self.stems(old) <= have]


def _singular(written: str, aliases: dict[str, str]) -> str:
    return written if written in aliases else written.removesuffix("s")


def read_terms(path: Path) -> Terms:
    """Read terms.csv (`term,relation,other`, and a note of yours); a kit without one has none."""
    if not path.exists():
        return Terms()
    aliases: dict[str, str] = {}
    pairs: dict[str, list[tuple[str, str]]] = {"near": [], "successor": []}
    for row in read_table(path, COLUMNS):
        term, relation, other = (row[column] for column in COLUMNS)
        if not term.text or not other.text:
            raise _invalid(path, term, "a term needs both `term` and `other`", "fill both cells in")
        if relation.text == "alias":
            aliases[term.text.lower()] = other.text
        elif relation.text in pairs:
            pairs[relation.text].append((term.text, other.text))
        else:
            what = f"unknown relation {relation.text!r}"
            raise _invalid(path, relation, what, f"use one of {', '.join(RELATIONS)}")
    return Terms(aliases, tuple(pairs["near"]), tuple(pairs["successor"]))


def _invalid(path: Path, cell: Cell, what: str, next_step: str) -> SourcesInvalid:
    return SourcesInvalid(what, path=path, line=cell.line, column=cell.column, next_step=next_step)
