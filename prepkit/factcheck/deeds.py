"""Row R1: who did what to whom, and who holds which office, however a sentence turns it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from prepkit.factcheck.subjects import GENERIC_ENTITY
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import is_function_word, is_negated, sense, stem
from prepkit.quantities.lexicon import AUXILIARIES, BE, MONTHS, SAY_VERBS, VERBS

# A name of a few words: a page of nothing but capitals must not cost more than its length.
_NAME = (
    r"[A-Z][\w.&’'-]{0,40}(?<!['’]s)"
    r"(?: (?:(?:of|de|van|von|&) )?[A-Z][\w.&’'-]{0,40}(?<!['’]s)){0,5}"
)
LONGEST = 800  # letters; what is longer is no sentence of who did what to whom
_ADVERBS = (
    r"(?:has |had |have |also |later |then |first |recently |soon |eventually |finally |formally "
    r"|officially |subsequently |originally )*"
)
# An aside: ", a former ferry captain,".
_ASIDE = r"(?:, [^,;.]{3,60},)?"
_PAST = re.compile(r"was|were|ha[sd] been|have been|past|participle")
_BE = r"(?P<was>is|are|was|were|has been|had been|have been|being)"
# What may stand right behind the two: the sentence ends, or says when, as what, for how much.
_WHEN = (
    r"(?:the )?(?:\d|Q\d|fiscal|early|late|mid|spring|summer|autumn|fall|winter|end|beginning|start"
    rf"|same|following|previous|{'|'.join(month.title() for month in MONTHS)})"
)
_END = (
    rf"(?=$|[.,;:)]|\s+(?:in|on|during|at|after|before|since|by|until) {_WHEN}"
    r"|\s+(?:as|when|last|this|while|back|early|late)\b"
    r"|\s+for (?:an undisclosed|[$€£]|about [$€£]|\d)"
    r"|\s+(?:in|under|through) an? (?:[\w-]+ )?(?:deal|transaction|merger|auction|agreement"
    r"|swap)\b)"
)
_STOP = r"(?=[.,;]|$)"
# "The raw audio", "offline mode": a thing without a name, whole.
_THING = (
    rf"(?P<object>{_NAME}|(?:[Tt]he |[Ii]ts |[Aa]n? )?(?!(?:is|are|was|were) )[A-Za-z][a-z-]+"
    rf"(?: (?!(?:is|are|was|were|not|by)\b)[a-z-]+){{0,2}})"
)
# "The ML platform group at Wexmoor": a thing with all that is said of it.
_PHRASE = r"(?P<object>[^\s,;:()]+(?: [^\s,;:()]+){0,9}?)"
_DENIED = r"(?P<not>(?:does|do|did|has|have|had) (?:not|never) |(?:doesn|don|didn)['’]t |never )?"
_DOER, _OBJECT = rf"(?P<doer>{_NAME}(?: and {_NAME})?)", rf"(?P<object>{_NAME})"
_VERB = r"(?P<verb>[a-z]+)"
_WAS = rf"(?:{_ASIDE}|,)(?: which| who)?(?: {_BE})?"
_ROLE = (
    r"(?P<office>(?!former|then|previous|first)[a-zA-Z]+"
    r"(?: (?!of\b|at\b|and\b|is\b|called\b|named\b)[a-zA-Z]+){0,4})"
)
_DEEDS = (
    re.compile(rf"{_DOER}{_ASIDE} {_DENIED}{_ADVERBS}{_VERB} {_THING}{_END}"),
    re.compile(rf"{_THING}{_WAS} (?P<not>(?:not|never) )?{_ADVERBS}{_VERB} by {_DOER}{_END}"),
    re.compile(rf"{_DOER}{_ASIDE} {_DENIED}{_ADVERBS}{_VERB} {_PHRASE}{_END}"),
    re.compile(
        rf"(?<![^\s]){_PHRASE} {_BE} (?P<not>(?:not|never) )?{_ADVERBS}{_VERB} by {_DOER}{_END}"
    ),
)
_OFFICES = (
    re.compile(rf"{_DOER} is (?:now |currently )?(?:the |an? )?{_ROLE} (?:of|at) {_OBJECT}{_END}"),
    re.compile(rf"{_OBJECT}['’]s? {_ROLE},? (?:is )?(?:called |named )?{_DOER}{_STOP}"),
    re.compile(rf"{_DOER}, (?:the )?{_ROLE} (?:of|at) {_OBJECT}{_STOP}"),
    re.compile(rf"{_DOER}, {_OBJECT}['’]s? {_ROLE}{_STOP}"),
)
# "The owner of Larkfield bought it", "Mia Holt and Uta Lind founded it", "if Larkfield buys it".
_NOT_ALONE = re.compile(
    r"\b(?:of|for|by|at|from|with|to|and|or|behind|that|whether|if|unless|when) (?:the )?$", re.I
)
# "The son of Mia Holt, chief of Larkfield": it may be he who is.
_SHARED = re.compile(r"\b(?:of|and|or|that|whether|if|unless|when) (?:the )?$", re.I)
# The name is longer than what was read of it.
_CAPITAL = re.compile(r"[A-Z][\w.&’'-]* $")
# What may open a sentence before who did it; "critics say", "reportedly" may not.
_OPENING = re.compile(
    r"(?:.*[.;] )?(?:(?:In|On|At|After|During|By|Last|This|Earlier|Later|Early|Late)\b[^;]*)?", re.S
)
# "Founded by Uta Lind and Mia Holt": not by him alone.
_AND_MORE = re.compile(
    r",? (?:and|or|together with|along with|with) [A-Z]|, [A-Z][\w ]+,? and [A-Z]"
)
# What is told from the other side: "the winery belongs to the family".
_CONVERSE = (
    (re.compile(r"\bbelongs to (?:the )?(?=[A-Z])"), "is owned by "),
    (re.compile(r"\bbelonged to (?:the )?(?=[A-Z])"), "was owned by "),
)
_NO_DEEDS = BE | AUXILIARIES | SAY_VERBS - {"find"}
# What a thing may be called beside its name, or leave out: "the search group".
_KINDS = GENERIC_ENTITY


@dataclass(frozen=True, slots=True)
class NamedDeed:
    """Who did what to whom, or who holds which office of whom, as stems."""

    doer: frozenset[str]
    deed: frozenset[str]
    object: frozenset[str]
    denied: bool = False
    past: bool = False  # "was used by" is not "uses"
    said: str = field(default="", compare=False)


def deeds(text: str, terms: Terms) -> Iterator[NamedDeed]:
    """Yield the deeds and offices of a sentence whose two parties it names.

    >>> from prepkit.factcheck.terms import Terms
    >>> [sorted(deed.doer) for deed in deeds("Quillpad was founded by Uta Lind.", Terms())]
    [['lind', 'uta']]
    """
    if len(text) > LONGEST:
        return
    for converse, told in _CONVERSE:
        text = converse.sub(told, text)
    for pattern in _DEEDS:
        for match in pattern.finditer(text):
            verb = VERBS.get(match["verb"])
            if verb is None or verb.lemma in _NO_DEEDS or is_function_word(match["verb"]):
                continue
            before = text[: match.start()]
            alone = _OPENING.fullmatch(before) and not _NOT_ALONE.search(before)
            alone = alone and not _CAPITAL.search(before)
            if alone and not _AND_MORE.match(text, match.end()):
                yield _deed(match, frozenset([sense(stem(_lemma(match["verb"])))]), terms)
    for pattern in _OFFICES:
        for match in pattern.finditer(text):
            before = text[: match.start()]
            if not (_SHARED.search(before) or _CAPITAL.search(before)):
                yield _deed(match, terms.stems(match["office"]) | {"(office)"}, terms)


def _deed(match: re.Match[str], deed: frozenset[str], terms: Terms) -> NamedDeed:
    denial = match.groupdict().get("not") or ""
    doer, thing = (terms.stems(f"x {match[part]}") for part in ("doer", "object"))
    tense = match.groupdict().get("was") or _tense(match.groupdict().get("verb"))
    past = _PAST.fullmatch(tense) is not None or denial.startswith("did")
    return NamedDeed(doer, deed, thing, bool(denial), past, match.group())


def _lemma(verb: str) -> str:
    """The lemma of a form: who "found" a leak does not found it."""
    return "find" if verb == "found" else VERBS[verb].lemma


def _tense(verb: str | None) -> str:
    if verb == "found":
        return "past"
    return VERBS[verb].tense if verb in VERBS else ""


def compare_deeds(claim: str, source: str, terms: Terms) -> tuple[str, str]:
    """Return how a source's deeds stand to the claim's one, and how the claim says that.

    "same", "denied", "reversed", "other" for another office of the same person, or "" where they
    tell nothing of one another.
    """
    ours = _whole(deeds(claim, terms))
    if ours is None or is_negated(claim) != ours.denied:
        return "", ""  # what else it denies is not read here
    theirs = {other for other in deeds(source, terms) if is_negated(source) == other.denied}
    if any(_alike(ours, other) for other in theirs):
        return "same", ours.said
    if any(_alike(replace(ours, denied=not ours.denied), other) for other in theirs):
        return "denied", ours.said
    if any(_of_another_office(ours, other) for other in theirs):
        return "other", ours.said
    turned = replace(ours, doer=ours.object, object=ours.doer)
    return ("reversed", ours.said) if turned in theirs else ("", "")


def _of_another_office(one: NamedDeed, other: NamedDeed) -> bool:
    """Tell whether two sentences give one person offices of which neither is a part of the other:
    who is its chief executive officer is not its chief financial officer.
    """
    office = frozenset(["(office)"])
    apart = one.deed - other.deed and other.deed - one.deed
    return bool(
        office <= one.deed & other.deed and apart and _alike(one, replace(other, deed=one.deed))
    )


def _whole(told: Iterable[NamedDeed]) -> NamedDeed | None:
    """The one deed of a claim, of all that its words may be read as the longest; None of several.

    "The search group at Wexmoor was founded by" is also read as "Wexmoor was founded by".
    """
    deeds = sorted(set(told), key=lambda deed: -len(deed.object))
    same = {(deed.doer, deed.deed, deed.denied, deed.past) for deed in deeds}
    nested = all(deed.object <= deeds[0].object for deed in deeds)
    return deeds[0] if len(same) == 1 and nested else None


def _alike(one: NamedDeed, other: NamedDeed) -> bool:
    """Tell whether two deeds are one, but for what kind of thing it is done to: "the app"."""
    apart = one.object ^ other.object
    return replace(one, object=other.object) == other and apart <= _KINDS
