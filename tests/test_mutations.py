"""A gold kit in which one thing of one source is changed at a time, and what its verdicts do.

No claim that rests on the changed thing may stay supported, and no other verdict may move.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
from mutants import Mutant, mutants, read_grounds

from prepkit.corpus import Origin, Passage, passages_of
from prepkit.documents import read_html, read_text
from prepkit.factcheck import Checker, Clock, EvidenceBase, Verdict, read_terms
from prepkit.kit import open_kit
from prepkit.notes import Claim, read_notes
from prepkit.sources import read_sources

KIT = Path(__file__).parent / "gold" / "kit"
PAGES = {path.stem: path for path in sorted((KIT / "pages").iterdir())}
TEXTS = {id: path.read_text("utf-8") for id, path in PAGES.items()}
SOURCES = {source.id: source for source in read_sources(KIT / "sources.csv")}
NOTES = read_notes((KIT / "data/notes/why-larkfield.md").read_text("utf-8"))
HEADINGS = {heading for claim in NOTES.claims for heading in claim.headings}
CLAIMS = [claim for claim in NOTES.claims if claim.text not in HEADINGS]
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


def verdicts(claims: Sequence[Claim], changed: Mutant | None = None) -> dict[str, Told]:
    evidence = []
    for id in SOURCES:
        mutated = changed is not None and changed.source == id
        evidence += passages(id, changed.text) if mutated else as_it_stands(id)
    checker = Checker(EvidenceBase(evidence, TERMS), Clock(NOTES.as_of))
    return told(checker.check(claim) for claim in claims)


def told(verdicts: Iterable[Verdict]) -> dict[str, Told]:
    return {v.claim.text: (v.label, tuple((f.code, f.label) for f in v.findings)) for v in verdicts}


@cache
def at_first() -> dict[str, Told]:
    return verdicts(CLAIMS)


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
# To hold every change against every claim takes half a minute: two of three are held against
# the claims that cite what is changed, or nothing.
HELD_AGAINST_ALL = MUTANTS[::3]
HELD_AGAINST_ITS_OWN = [m for number, m in enumerate(MUTANTS) if number % 3]
OWN = {id: [c for c in CLAIMS if not c.cited or id in c.cited] for id in SOURCES}


@pytest.mark.parametrize("mutant", HELD_AGAINST_ALL, ids=str)
def test_of_all_claims_what_rests_on_a_changed_thing_loses_support_and_no_other_moves(mutant):
    still_supported, moved = what_became_of(CLAIMS, mutant)
    assert (still_supported, moved) == ([], {})


@pytest.mark.parametrize("mutant", HELD_AGAINST_ITS_OWN, ids=str)
def test_of_a_sources_claims_what_rests_on_a_changed_thing_loses_support_and_no_other_moves(mutant):
    still_supported, moved = what_became_of(OWN[mutant.source], mutant)
    assert (still_supported, moved) == ([], {})


def what_became_of(
    claims: Sequence[Claim], mutant: Mutant
) -> tuple[list[str], dict[str, tuple[Told, Told]]]:
    """Which claims on the changed thing stay supported, and which others have another verdict."""
    resting, before, after = resting_on(mutant), at_first(), verdicts(claims, mutant)
    still_supported = [
        claim for claim in resting if before[claim][0] == after[claim][0] == "supported"
    ]
    moved = {
        claim: (before[claim], told)
        for claim, told in after.items()
        if claim not in resting and told != before[claim]
    }
    return still_supported, moved


def test_the_kit_opened_from_its_folder_gives_the_same_verdicts(tmp_path):
    kit = open_kit(shutil.copytree(KIT, tmp_path / "kit"), evidence="best")
    for id, page in PAGES.items():
        kit.import_copy(id, page)
    opened = told(kit.check())
    assert {claim: opened[claim] for claim in at_first()} == at_first()


def test_the_kit_is_large_and_supported_enough():
    supported = [claim for claim, (label, _) in at_first().items() if label == "supported"]
    assert len(supported) >= 25
    assert len(HELD_AGAINST_ALL) >= 150
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
