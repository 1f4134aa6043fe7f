"""Rows T0 and R1: what a thing has only one of: its licence, its language, its way of writing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import IDLE, LIGHT
from prepkit.factcheck.attitudes import is_past, ruling_of
from prepkit.factcheck.deeds import LONGEST
from prepkit.factcheck.statements import TAKEN_BACK, narrows
from prepkit.factcheck.subjects import GENERIC_ENTITY, passage_context
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import WORD, is_name_at_start, names, senses
from prepkit.quantities.words import ONES, TENS

# A licence by the letters of its family: "GPLv3", "the Apache License 2.0".
_LICENCES = {
    "agpl": r"AGPL",
    "lgpl": r"LGPL",
    "gpl": r"GPL|GNU General Public Licen[sc]e",
    "mit": r"MIT",
    "apache": r"Apache",
    "bsd": r"BSD",
    "mpl": r"MPL|Mozilla Public Licen[sc]e",
    "isc": r"ISC",
    "busl": r"BUSL|BSL|Business Source Licen[sc]e",
    "sspl": r"SSPL|Server Side Public Licen[sc]e",
}
_LICENCE = "|".join(rf"(?P<{key}>{said})" for key, said in _LICENCES.items())
_VERSION = r"(?:[- ]?v?\.?(?P<version>\d)(?:\.\d)*)?"
_LICENCE_WORD = r"[- ](?:style )?(?:[Ll]icen[sc]ed?)"
# "Under the MIT license", "MIT-licensed", "licence: MIT"; not "taught at MIT".
LICENCE = re.compile(
    rf"\b(?:under (?:the |an? )?(?:permissive )?|[Ll]icen[sc]e(?:d as| is| was|:) (?:the )?|as )"
    rf"(?:{_LICENCE})(?:{_LICENCE_WORD})?{_VERSION}(?![\w-]*\w)(?: or later)?"
)
LICENSED = re.compile(rf"\b(?:{_LICENCE}){_VERSION}{_LICENCE_WORD}\b")

LANGUAGES = (
    r"Go|Golang|Rust|Java|Python|C\+\+|C#|C|Elixir|Erlang|Ruby|Scala|Kotlin|Haskell|OCaml|Perl|PHP"
    r"|TypeScript|JavaScript|Swift|Clojure|Zig|Lua|Dart|COBOL|Fortran|Julia|Groovy|Ada|Pascal"
)
_LANGUAGE = rf"(?P<language>(?:{LANGUAGES})(?![\w+#.]*[\w+#]))"
_ENTIRELY = r"(?: (?:entirely|completely|purely|from scratch|all))?"
# "Written in Go", "picked Elixir for", "in Go" at the end; not "from Go", "a Go prototype".
WRITTEN = re.compile(
    rf"\b(?:(?:re)?(?:written|wrote|built|implemented|coded|developed){_ENTIRELY}"
    rf"(?: (?:the|our|its|it|them)(?: \w+){{0,3}})? (?:in|with|on) (?:pure |plain )?"
    rf"|(?:picked|chose|settled on|went with|uses|use|using|opted for) )"
    rf"{_LANGUAGE}(?P<more>,? (?:and|with|plus|&|/) (?:some )?(?:{LANGUAGES})\b)?"
)
IN_LANGUAGE = re.compile(rf"\b(?:is |are )?in {_LANGUAGE}(?P<more>)(?=\W*$)")
# What was, or was given up, or is of a part only.
GIVEN_UP = re.compile(
    r"\b(?:prototypes?|threw|thrown|discarded|abandoned|originally|initially|formerly|previously"
    r"|once|used to|until|no longer|at first|first version|mostly|mainly|largely|partly|partially"
    r"|primarily|(?:re)?writing|porting|converting"
    r"|instead of|rather than|plan(?:s|ned|ning)?|will|would|could|might|considered"
    r"|considering|tried|experiment\w*|not|never|or)\b|n['’]t\b",
    re.I,
)
# What only says that a thing has a trait: "published under", "written in", "uses".
LINKS = (
    senses(LIGHT)
    | IDLE
    | senses([*ONES, *TENS])
    | senses(
        """open source sourced publish release available license licence licensed github code under
        write written rewrite rewritten build built implement code develop pick choose settle opt
        use using run work works everyone everybody staff employee require ask day week be remain
        stay terms permissive scratch pure last month week github gitlab guarantee
        offer provide promise""".split()
    )
)
PEOPLE = frozenset("everyone everybody staff employees people developers engineers".split())
# Where code is published, whatever its licence.
PLACES = senses("GitHub GitLab Codeberg".split())
IS_A = re.compile(r"\b(?:is|are) (?:an?|the) $")
HEAD = re.compile(r" [a-z]+(?P<more>)\W*")
# Where a sentence goes on to something else.
PIECE = re.compile(r"\s*[;:–—()]\s*|,\s+|\s+(?:and|but|while|whereas|with|after|before|since)\s+")
DENIED = re.compile(r"\b(?:not|never|no longer|neither|nor|without)\b|n['’]t\b", re.I)


@dataclass(frozen=True, slots=True)
class Trait:
    """What a text gives a thing of which it has only one."""

    kind: str
    value: str
    of: str  # the stretch that gives it, without the trait
    whole: bool  # whether it is all that the text gives of its kind, and still so
    rest: str  # all of the text, without the trait
    version: str  # of a licence, as printed; or ""
    piece: str  # the stretch, with the trait


def find_traits(text: str) -> Iterator[Trait]:
    """Yield the traits of a text.

    >>> [(t.kind, t.value) for t in find_traits("The linter is under the MIT license.")]
    [('licence', 'mit')]
    """
    if len(text) > LONGEST:
        return
    for match in (*LICENCE.finditer(text), *LICENSED.finditer(text)):
        value = next(key for key in _LICENCES if match[key])
        yield _trait("licence", value, text, match, "")
    for pattern in (WRITTEN, IN_LANGUAGE):
        for match in pattern.finditer(text):
            value = {"Golang": "Go"}.get(match["language"], match["language"])
            yield _trait("language", value, text, match, match["more"] or "")
    for kind, pattern, values in _classes():
        for match in pattern.finditer(text):
            value = values[re.sub(r"[ -]", " ", match.group().lower())]
            yield _trait(kind, value, text, match, "")


def _trait(kind: str, value: str, text: str, match: re.Match[str], more: str) -> Trait:
    start, end = _piece(text, match)
    piece = text[start:end]
    of = f"{text[start : match.start()]} {text[match.end() : end]}"
    if IS_A.search(text[start : match.start()]) and (
        head := HEAD.fullmatch(text[match.end() : end])
    ):
        of = text[start : match.start()] + head["more"]  # "is a columnar store"
    if not WORD.search(of):  # ", written in C++,": of what stands before
        start = _before(text, start)
        of = text[start : match.start()]
    version = match.groupdict().get("version") or ""
    rest = f"{text[: match.start()]} {text[match.end() :]}"
    return Trait(kind, value, of, not more and not GIVEN_UP.search(of), rest, version, piece)


def _piece(text: str, match: re.Match[str]) -> tuple[int, int]:
    """The stretch of a sentence that a match stands in."""
    cuts = [cut.span() for cut in PIECE.finditer(text)]
    start = max((right for _, right in cuts if right <= match.start()), default=0)
    return start, min((left for left, _ in cuts if left >= match.end()), default=len(text))


def _before(text: str, end: int) -> int:
    """Where the stretch begins that stands right before a place in a sentence."""
    cuts = [cut.end() for cut in PIECE.finditer(text) if cut.end() < end]
    return cuts[-1] if cuts else 0


@lru_cache(maxsize=1)
def _classes() -> tuple[tuple[str, re.Pattern[str], dict[str, str]], ...]:
    """traits.txt: each class with the pattern of its words and the value of each."""
    found = []
    for line in Path(__file__).with_name("traits.txt").read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, _, told = line.partition(": ")
        values: dict[str, str] = {}
        for row in told.split(" | "):
            words = [word.strip().replace("-", " ") for word in row.split(",")]
            values |= dict.fromkeys(words, words[0])
        longest = sorted(values, key=len, reverse=True)
        said = "|".join(re.escape(word).replace(r"\ ", "[ -]") for word in longest)
        found.append((kind, re.compile(rf"(?<![\w-])(?:{said})(?![\w-])", re.I), values))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class TraitMatch:
    """How the traits of a source stand to a claim's."""

    label: str
    reason: str
    passage: Passage


def match_traits(clause: str, passages: Sequence[Passage], terms: Terms) -> TraitMatch | None:
    """Return what the sources make of the one trait of a statement; None where they tell nothing.

    Another value contradicts it, where no sentence has the claim's.
    """
    ours = {(t.kind, t.value): t for t in find_traits(clause)}
    told = {kind: [t for t in ours.values() if t.kind == kind] for kind, _ in ours}
    if len(told) > 1:
        told.pop("source", None)  # "open-sourced under MIT" is of its licence
    if len(told) != 1 or DENIED.search(clause):
        return None
    ((kind, claimed),) = told.items()
    if len(claimed) != 1 or not claimed[0].whole:
        return None
    theirs = [(t, p) for p in passages for t in find_traits(p.text) if t.kind == kind]
    alike = [(t, p) for t, p in theirs if t.value == claimed[0].value]
    for trait, passage in alike:
        if trait.whole and _says_all(clause, claimed[0], trait, passage, terms):
            return TraitMatch("supported", f"the source says so of its {kind}", passage)
    if alike:
        return None
    for trait, passage in theirs:
        if trait.whole and _is_of_the_same(claimed[0], trait, passage, terms):
            asked, given = (ASKED.sub(" is ", _now(told)) for told in (clause, trait.piece))
            if _is_bygone(clause, trait) or ruling_of(asked, given):
                continue
            return TraitMatch("contradicted", f"the source gives it as {trait.value!r}", passage)
    return None


# What was once done holds: what "was published under the MIT license" is under it.
DONE = re.compile(
    r"\b(?:(?:was|were) (?:re)?)?(?:written|rewritten|wrote|rewrote|built|rebuilt|implemented|coded"
    r"|developed|picked|chose|settled on|went with|opted for|released|published|made"
    r"|open[- ]sourced|licen[sc]ed)\b"
)
# Where all are asked to be in the office, nobody is said to work elsewhere.
ASKED = re.compile(
    r"\b(?:requires?|asks?(?: every(?:one|body) to)?|(?:ha(?:s|ve)|needs?) to|must)\b"
)
BYGONE = re.compile(r"\b(?:was|were) (?:written|built|implemented|coded|under|licen[sc]ed)\b")


def _now(text: str) -> str:
    """Return a text with its deeds that hold taken out, so that its attitude is of the trait."""
    return DONE.sub(" is ", text)


def _is_bygone(clause: str, trait: Trait) -> bool:
    """Tell whether a source gives a trait of the past that the claim gives of today."""
    if trait.kind in ("licence", "language", "source"):
        return bool(BYGONE.search(trait.piece)) and not BYGONE.search(clause)
    return is_past(trait.piece) and not is_past(clause)


def _says_all(clause: str, ours: Trait, theirs: Trait, passage: Passage, terms: Terms) -> bool:
    """Tell whether a source gives the claim's trait to the same thing, and to no part of it."""
    whole = replace(ours, of=ours.rest)
    text = passage.text
    apart = (
        narrows(_now(clause), _now(theirs.piece))
        or TAKEN_BACK.search(text)
        or _is_bygone(clause, theirs)
        or text.rstrip(' "”').endswith("?")
        or not ours.version <= theirs.version
        or _extra(whole, theirs, passage, terms)
    )
    return not apart and _is_of_the_same(whole, theirs, passage, terms)


def _is_of_the_same(ours: Trait, theirs: Trait, passage: Passage, terms: Terms) -> bool:
    """Tell whether two traits are of one thing: by its words, and by names that the page lends."""
    stems, here = terms.stems, terms.stems(theirs.of)
    around = frozenset().union(*map(stems, passage_context(passage)))
    wanted = stems(ours.of) - LINKS
    named = stems(" ".join(_names(ours.of)))
    close = here | (stems(passage.text) if not here - LINKS else frozenset())
    plain = wanted - named
    if not wanted or not plain <= close | around or not named <= close | around:
        return False
    strangers = stems(" ".join(_names(theirs.of))) - PLACES
    if not strangers <= wanted | around:
        return False
    tied = bool(plain & here) or not plain
    # Where only the page names the thing, "the docs are under it" is of something else.
    most = 1 if wanted & here else 0
    return tied and len(_extra(ours, theirs, passage, terms)) <= most


def _names(text: str) -> list[str]:
    """The names of a text that may begin with one: "Tern", not "Everyone"."""
    first = next(iter(WORD.findall(text)), "")
    led = first[:1].isupper() and is_name_at_start(first) and first.lower() not in PEOPLE
    return [*names(text), *([first] if led else [])]


def _extra(ours: Trait, theirs: Trait, passage: Passage, terms: Terms) -> frozenset[str]:
    """What a source's thing is called that neither the claim nor the page calls it."""
    around = frozenset().union(*map(terms.stems, passage_context(passage)))
    said = [w for w in WORD.findall(theirs.of) if not w.endswith("ly")]
    return terms.stems(" ".join(said)) - terms.stems(ours.of) - around - LINKS - GENERIC_ENTITY
