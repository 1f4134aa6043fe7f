"""A gold kit in which one thing of one source is changed at a time, and what its verdicts do.

No claim that rests on the changed thing may stay supported, and no other verdict may move.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from mutants import Ground, Mutant, mutants, read_grounds

from prepkit.corpus import Origin, Passage, passages_of
from prepkit.documents import read_html, read_text
from prepkit.factcheck import Checker, Clock, EvidenceBase, read_terms
from prepkit.notes import read_notes
from prepkit.sources import read_sources

KIT = Path(__file__).parent / "gold" / "kit"
PAGES = {path.stem: path for path in sorted((KIT / "pages").iterdir())}
TEXTS = {id: path.read_text("utf-8") for id, path in PAGES.items()}
SOURCES = {source.id: source for source in read_sources(KIT / "sources.csv")}
NOTES = read_notes((KIT / "data/notes/why-larkfield.md").read_text("utf-8"))
TERMS = read_terms(KIT / "data/terms.csv")
GROUNDS = read_grounds(KIT / "rests.jsonl", TEXTS)

Told = tuple[str | None, tuple[tuple[str, str], ...]]  # a verdict's label, its findings' codes


def passages(id: str, text: str) -> list[Passage]:
    source = SOURCES[id]
    document = read_html(text, source.url) if PAGES[id].suffix == ".html" else read_text(text)
    origin = Origin(
        source=id, title=source.title, publisher=source.publisher, url=source.url,
        published=source.published, rank=source.rank, evidence="snapshot", sha256="",
        captured=None, path=None,
    )  # fmt: skip
    return passages_of(document, origin)


@cache
def as_it_stands(id: str) -> list[Passage]:
    return passages(id, TEXTS[id])


def verdicts(changed: Mutant | None = None) -> dict[str, Told]:
    evidence = []
    for id in SOURCES:
        mutated = changed is not None and changed.source == id
        evidence += passages(id, changed.text) if mutated else as_it_stands(id)
    checker = Checker(EvidenceBase(evidence, TERMS), Clock(NOTES.as_of))
    found = [checker.check(claim) for claim in NOTES.claims]
    return {v.claim.text: (v.label, tuple((f.code, f.label) for f in v.findings)) for v in found}


@cache
def at_first() -> dict[str, Told]:
    return verdicts()


def resting_on(mutant: Mutant) -> set[str]:
    return {ground.claim for ground in GROUNDS if ground.is_touched(mutant)}


def all_mutants() -> Iterator[Mutant]:
    """Each change of what a claim rests on; where none does, one change of each thing."""
    for id, text in TEXTS.items():
        seen = set()
        for mutant in mutants(id, text):
            first = (mutant.kind, mutant.spans) not in seen
            seen.add((mutant.kind, mutant.spans))
            if first or resting_on(mutant):
                yield mutant


MUTANTS = list(all_mutants())


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_a_changed_thing_is_noticed_by_what_rests_on_it_and_by_nothing_else(mutant):
    resting = resting_on(mutant)
    before, after = at_first(), verdicts(mutant)
    supported = {claim for claim in resting if before[claim][0] == "supported"}
    assert [claim for claim in supported if after[claim][0] == "supported"] == []
    moved = {claim: after[claim] for claim in before if after[claim] != before[claim]}
    assert {claim: told for claim, told in moved.items() if claim not in resting} == {}


def test_the_kit_is_large_and_supported_enough():
    supported = [claim for claim, (label, _) in at_first().items() if label == "supported"]
    assert len(supported) >= 25
    assert len(MUTANTS) >= 150
    assert sum(bool(resting_on(mutant)) for mutant in MUTANTS) >= 150


def test_each_supported_claim_rests_on_something_that_is_changed():
    supported = {claim for claim, (label, _) in at_first().items() if label == "supported"}
    assert {ground.claim for ground in GROUNDS} >= supported
    for ground in GROUNDS:
        for start, end in ground.things + ground.roughly:
            changed = [
                m for m in MUTANTS
                if m.source == ground.source and any(a < end and start < b for a, b in m.spans)
                and m.kind != "assertion"
            ]  # fmt: skip
            assert changed, f"{ground.source}: nothing changes {TEXTS[ground.source][start:end]!r}"
