"""Row B2: of whom a cited page speaks, where the claim names nobody."""

import re
from collections.abc import Iterable, Iterator, Set

from prepkit.corpus import Passage
from prepkit.factcheck.listings import is_label
from prepkit.factcheck.subjects import FIRMS, INTERVIEW
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import (
    POINTS_BACK,
    WORD,
    is_name_at_start,
    is_verb,
    names,
    senses,
)
from prepkit.notes import Claim
from prepkit.quantities import find_dates
from prepkit.quantities.lexicon import BE, MONTHS, VERBS
from prepkit.quantities.names import is_place
from prepkit.quantities.titles import heading_entity, speaker

# Who is somebody else than whoever publishes a page, and has no name there.
OTHERS = senses(
    """rival competitor customer client parent subsidiary employer supplier vendor sponsor industry
    market league investor university""".split()
)
# "Vervoort: We have 94 teams": who says so.
SPEAKS = re.compile(r"^[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?: ")
# "94 teams work at Tern", "94 teams of Tern"
BEHIND = re.compile(
    rf"\b(?:at|of|with|for|by|from) (?:the )?(?!(?:{'|'.join(map(str.title, sorted(MONTHS)))})\b)"
    r"((?:[A-Z][\w’'-]*\s?)+)"
)
# "The company has 94 teams": whoever was named before.
THE_FIRM = re.compile(
    r"\W*(?:The (?:company|firm|group|startup|team|business)|There)\b|.*\bthere\W*$"
)
# "Some firms have", "in our industry", "our customer Tern says": of others, or of all.
GENERAL = re.compile(
    r"\b(?:[Ss]ome|[Mm]ost|[Mm]any|[Oo]ther|[Aa]verage|[Tt]ypical|[Ff]ew) (?:[a-z]+ )?"
    r"(?:firms?|companies|company|organi[sz]ations?|businesses)\b|\b[Ff]irms like\b"
    r"|\bin (?:our|the|its|their) (?:industry|sector|market)\b|\belsewhere\b"
    r"|\bour (?:customer|client|partner|parent|rival|supplier) (?=[A-Z])"
)
# "A bank we advise has 61", "A startup came to us. They have 61": whoever that is.
SOMEBODY = re.compile(
    r"\W*(?:An?|One) (?:[a-z]+ )?(?:firm|company|startup|bank|business|agency|retailer|carrier"
    r"|client)"
    r"\b(?!,)"
)
# Pages that tell of somebody else than who publishes them.
STORY = re.compile(
    r"(?i)\b(?:customer|case|success) (?:story|stories|study)\b|\bguest post\b|\bchose us\b"
    r"|\bletter from\b|\bjoins\b|\bships with\b"
)
OURS = re.compile(r"\W*(?:We|Our|I)\b")
OF_WHOM = re.compile(r"\b(?:of|at|from) ((?:[A-Z][\w’'-]*\s?)+)")


def stranger_to(
    claim: Claim, passage: Passage, at: int | None, terms: Terms, written: Set[str],
    owner: str | None = None,
) -> str:  # fmt: skip
    """Return who a cited passage speaks of instead of its publisher, if it speaks of somebody.

    `at` is where the figure stands, None where only who opens the sentence counts; `written` are
    the words of the sources as written there, `owner` is whose figure it is.
    """
    around = (claim.text, claim.before or "", *claim.headings, passage.origin.publisher)
    known = frozenset().union(*map(terms.stems, around))
    for name in _named(passage, at, written, owner):
        stems = terms.stems(f"x {name}") - terms.stems("x")
        if stems and not stems & known:
            return min(stems)
        last = terms.stems(f"x {name.split()[-1]}") - terms.stems("x")
        more = last - known - FIRMS
        if " " in name and more and stems - last <= known:
            return min(more)  # "Sedgelog Lite" is not Sedgelog
    if general := GENERAL.search(passage.text):
        return general.group().strip()
    first = passage.before or "" if _points_back(passage.text) else passage.text
    if somebody := SOMEBODY.match(first):
        return somebody.group().strip()
    told = (senses(words) & OTHERS - known for words in _told_of(passage))
    return next((min(others) for others in told if others), "")


def stranger_over(passage: Passage, claim: str, terms: Terms) -> str:
    """Return whom a heading over a list of facts names, where neither claim nor page does; or "".

    "Our parent, Tern" over "Founded: 1999".
    """
    known = terms.stems(f"{claim} {passage.title} {passage.origin.publisher}")
    for heading in passage.headings:
        words = WORD.findall(heading)
        others = senses(words) & OTHERS - known
        named = (terms.stems(f"x {n}") - terms.stems("x") for n in names(f"x {heading}")[:3])
        strange = [min(n) for n in named if n and not n & known]
        if others or (strange and re.search(r"[,:] [A-Z]", heading)):
            return min(others, default="") or strange[-1]
    return ""


def _named(passage: Passage, at: int | None, written: Set[str], owner: str | None) -> Iterator[str]:
    """Yield the names on which a passage may depend."""
    yield from names(f"x {speaker(passage.title) or ''}")
    yield from _in_title(passage.title)
    if _leans(passage.text):
        yield from _in_headings(passage.headings, written)
    if _is_row(passage):  # what the caption is about is what the page is about
        heads = passage.text[max(0, passage.text.find(passage.locator.row or "")) :]
        if owner and owner in heads:
            yield owner
        return
    text = SPEAKS.sub("", passage.text)
    yield from _opening_name(text, written)
    if at is not None:
        at = max(0, at - (len(passage.text) - len(text)))
        yield from names(text[:at])
        behind = (m[1].strip() for m in BEHIND.finditer(text, at))
        yield from (n for n in behind if not is_place(n) and n.lower() not in MONTHS)
    if _points_back(text):
        before = passage.before or ""
        yield from _opening_name(before, written)
        told = " ".join(_subject(before)) if not OURS.match(before) else before
        yield from names(told)


def _opening_name(text: str, written: Set[str]) -> Iterator[str]:
    opening = WORD.findall(text)[:2]
    if opening and opening[0][0].isupper() and _opens_as_name(opening, written):
        yield opening[0]


def _opens_as_name(opening: list[str], written: Set[str]) -> bool:
    """Tell a name that opens a sentence: "Brooks has", where no source writes it small."""
    word, *after = opening
    if is_name_at_start(word):
        return True
    does = bool(after) and (after[0] in BE or after[0] in VERBS)
    return does and word.lower() not in written and word.lower() not in VERBS


def _in_title(title: str) -> Iterator[str]:
    if STORY.search(title):
        yield from names(f"x {title}")
    if INTERVIEW.search(title):
        yield from (m[1].strip() for m in OF_WHOM.finditer(title))


def _in_headings(headings: Iterable[str], written: Set[str]) -> Iterator[str]:
    for heading in headings:
        name = heading_entity(heading)
        if name and heading.startswith(name) and not is_topic(name, written):
            yield name


def is_topic(owner: str, written: Set[str]) -> bool:
    """Tell whether a "name" is an ordinary word, which the sources write small."""
    words = [word.lower() for word in owner.split()]
    return all({word, word.removesuffix("s"), f"{word}s"} & written for word in words)


def _points_back(text: str) -> bool:
    return bool(POINTS_BACK.match(text) or THE_FIRM.match(text))


def _leans(text: str) -> bool:
    """Tell whether a sentence leaves open of whom it is: it points back, or has no verb."""
    return _points_back(text) or not any(map(is_verb, WORD.findall(text)))


def _told_of(passage: Passage) -> Iterator[list[str]]:
    """Yield the words of a passage's headings, of its subject, and of what it goes on from."""
    if _leans(passage.text):
        yield from (WORD.findall(heading) for heading in passage.headings)
    yield _subject(passage.text)
    if _points_back(passage.text):
        yield WORD.findall(passage.before or "")


def _subject(text: str) -> list[str]:
    words = WORD.findall(text)
    verb = next((n for n, word in enumerate(words) if n and is_verb(word)), len(words))
    return words[:verb]


def _is_row(passage: Passage) -> bool:
    """Tell a row of figures from an event in a table of them."""
    dates = find_dates(passage.text)[:1]
    event = passage.before is not None or any(is_label(passage.text, date) for date in dates)
    return passage.locator.row is not None and not event
