"""Row Q1, who said it: the speaker that the notes name, and the one that the source names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from prepkit.corpus import Origin, Passage
from prepkit.factcheck.attitudes import attitude, ruling_of
from prepkit.factcheck.findings import LABELS
from prepkit.factcheck.quotations import Place, Quoted
from prepkit.factcheck.speakers import (
    NAME,
    OWN_WORDS,
    SAYING,
    Speaker,
    names_in,
    plain,
    same_name,
    speakers,
)
from prepkit.factcheck.stretches import SPOKEN, composed
from prepkit.factcheck.words import content_stems, is_negated
from prepkit.notes import Claim
from prepkit.quantities.lexicon import HEDGES
from prepkit.quantities.names import is_place

# What says something without being anybody: the source itself, when it is cited for its words.
_DOCUMENTS = frozenset(
    """post paper page guide report article doc document documentation changelog blog readme minutes
    book letter memo motto slogan rule mission value site website slide handbook manual note notice
    text title headline study abstract section chapter release announcement plan charter faq
    caption heading line phrase sentence principle ad advert poster sign label brochure""".split()
)
# Who writes a page, or stands for those who do.
_AUTHORS = frozenset(
    """author critic reviewer writer team company engineer founder researcher editor speaker
    developer people maker blogger columnist firm group lab studio""".split()
)
# "“…” were Marten's words", "quoting Marten", "“…”, by Marten": plain enough in notes.
_LOOSE = re.compile(
    rf"(?P<one>{NAME})['’]s?\s+(?:[\w-]+\s+){{0,3}}{OWN_WORDS}\b"
    rf"|(?:[Qq]uot(?:es?|ed|ing)|[Ww]ords of|(?<=[”\"»],) by|(?<=[”\"»]) by|\(by)\s+(?P<two>{NAME})"
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|me|us)\b")
_ROLE_WORD = (
    r"(?:executive|engineer|founder|director|manager|minister|mayor|chair\w*|president|editor"
    r"|reporter|colleague|deputy|analyst|critic|spokes\w+|boss|chief|officer|lead|head|designer"
    r"|developer|scientist|researcher|professor|lawyer|wife|husband|friend|brother|sister|mother"
    r"|father|son|daughter|woman|man|successor|predecessor|rival|partner|interviewer|host)"
)
_ROLE = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Aa]nother)\s+(?:[\w-]+\s+){{0,2}}?{_ROLE_WORD}\b"
)
_APPOSED = re.compile(
    rf"(?P<name>{NAME}),\s+(?P<what>[^,.;]*),|(?P<what2>\b[a-z][\w ]*?)\s+(?={NAME})"
)
# A sentence that does nothing but say whose the words before it were.
_SAID_SO = re.compile(
    r"(?:\s+(?:so|this|it|as much))?(?:\s+(?:in|at|on|to|during|last|this)\b[^“”\"]*)?\.?$"
)
_CLOSING = '”"»’'
_CLAUSE = re.compile(r"[,;:.?!–—“”\"()]|\s(?:but|and|while|which|because|though|although)\s")
_DENYING = re.compile(r"(?:not|never|cannot|no|n['’]t)(?:\s+[\w-]+)?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whether a source gives words to the speaker that the notes name, and why."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Around:
    """A sentence of a source with its neighbours, and where the words stand in it."""

    origin: Origin
    headings: tuple[str, ...]
    quoted: bool  # the whole of it, in a block
    back: tuple[str, ...]  # the sentences before it in its paragraph, the nearest first
    first: str  # the sentence that the words begin in
    last: str  # and the one that they end in, mostly the same
    start: int
    part_end: int  # where the words, or the part of a broken speech, end in the first sentence
    end: int
    after: str  # the next sentence, if it belongs to this one
    names: tuple[str, ...]  # all that the document has


def attribute(
    claim: Claim, quoted: Quoted, places: Sequence[tuple[Place, Sequence[Passage]]]
) -> Attribution | None:
    """Q1: return what the source says of who said the words, or None where nothing is claimed.

    `places` are where the words stand, each with all passages of its document, in order.
    """
    claimed = _claimed(claim, quoted)
    told = []
    for place, document in places:
        around = _around(place, document)
        turned = _turned(claim.text[: quoted.start], around)
        said = _judged(claimed, around) if claimed else None
        both = [one for one in (said, turned) if one is not None]
        if not both:
            return None  # nobody is named, and nothing speaks against it
        told.append(min(both, key=lambda one: LABELS.index(one.label)))
    kinds = {one.label: one for one in reversed(told)}
    if "supported" in kinds and "contradicted" in kinds:
        other = kinds["contradicted"].reason
        return Attribution("not found", f"in another place it is otherwise: {other}")
    order = ("supported", "contradicted", "imprecise", "not found")
    return next((kinds[label] for label in order if label in kinds), None)


# --- what the notes claim -----------------------------------------------------------


def _claimed(claim: Claim, quoted: Quoted) -> Speaker | None:
    found = speakers(claim.text, quoted.start, quoted.end)
    if len(found) > 1 and found[0].names and found[1].names and found[0].names != found[1].names:
        return Speaker(role="unclear")
    named = next((one for one in found if one.names), None) or next(iter(found), None)
    if named is None:
        named = _loosely(claim.text, quoted)
    if named is None:
        return None
    context = " ".join((claim.before or "", *claim.headings))
    if named.pronoun in ("he", "she"):
        told = SPOKEN.sub(" ", f"{claim.before or ''} {claim.text[: quoted.start - 1]}")
        persons = [name for name in names_in(told) if " " in name]
        return replace(named, names=tuple(persons)) if len(set(persons)) == 1 else named
    return replace(named, names=tuple(_in_full(name, names_in(context)) for name in named.names))


def _loosely(text: str, quoted: Quoted) -> Speaker | None:
    """A name that the notes give words to in another way than "Name said"."""
    frame = f"{text[: quoted.start]} {' ' * len(quoted.text)} {text[quoted.end :]}"
    match = _LOOSE.search(f"{text[: quoted.start]}”{text[quoted.end + 1 :]}")
    if match:
        name = plain(match["one"] or match["two"])
        return Speaker(names=(name,), frame=frame) if name else None
    if not SAYING.search(frame):
        return None
    found = [name for name in dict.fromkeys(names_in(frame)) if not is_place(name)]
    if len(found) == 1:
        return Speaker(names=(found[0],), frame=frame)
    return Speaker(role="unclear", frame=frame) if found else None


def _in_full(name: str, others: Sequence[str]) -> str:
    """Return the one longer name that a short one stands for, if there is one."""
    longer = {other for other in others if " " in other and same_name(name, other)}
    return longer.pop() if " " not in name and len(longer) == 1 else name


# --- what the source says -----------------------------------------------------------


def _around(place: Place, document: Sequence[Passage]) -> _Around:
    texts = [composed(passage.text) for passage in place.stretch.passages]
    start, end, low, high = place.start, place.end, 0, len(texts) - 1
    while low < high and start > len(texts[low]):
        start -= len(texts[low]) + 1
        low += 1
    for text in texts[:high]:
        end -= len(text) + 1
    first = place.stretch.passages[low]
    at = next((n for n, passage in enumerate(document) if passage is first or passage == first), -1)
    back = []
    here = first
    while at > len(back) and _goes_on(document[at - len(back) - 1], here):
        here = document[at - len(back) - 1]
        back.append(composed(here.text))
    after = document[at + high - low + 1 : at + high - low + 2] if at >= 0 else []
    follows = [p for p in after if p.before == place.stretch.passages[-1].text or _signs(p.text)]
    names = dict.fromkeys(name for passage in document for name in names_in(passage.text))
    start, part_end, end = _to_the_marks(texts[low], texts[high], start, end)
    return _Around(
        first.origin, first.headings, first.quoted, tuple(back or filter(None, [first.before])),
        texts[low], texts[high], start, part_end, end,
        composed(follows[0].text) if follows else "", (*names, *names_in(first.origin.title)),
    )  # fmt: skip


def _goes_on(before: Passage, here: Passage) -> bool:
    """Tell whether a sentence goes on from another; a block quotation does from what leads to it."""
    leads = here.quoted and before.headings == here.headings and before.text.endswith(":")
    return leads or before.text == here.before


def _signs(text: str) -> bool:
    """Tell whether a line is only a dash and a name, as under a block quotation."""
    return bool(re.match(rf"\s*[—–-]+\s*{NAME}", text))


def _to_the_marks(first: str, last: str, start: int, end: int) -> tuple[int, int, int]:
    """Widen the words to the quotation marks that they stand in; of a speech in parts, the first.

    Returns where they start, where they end in the first sentence, and where in the last.
    """
    for part in SPOKEN.finditer(first):
        if part.start() < start < part.end():
            closed = part.group()[-1] in _CLOSING and len(part.group()) > 1
            part_end = part.end() - closed
            return part.start() + 1, part_end, part_end if first == last else end
    opened = re.search(r"^[^“”\"«»]*[”»]", last[end:])
    end += opened.end() - 1 if opened else 0
    return start, end if first == last else len(first), end


def _is_spoken(around: _Around) -> bool:
    """Tell whether the words stand in quotation marks in the source."""
    marks = r"[“\"«‘]$"
    opened = bool(around.back) and _left_open(around.back[0]) is not None
    closes = bool(re.match(r"[”»\"]", around.last[around.end :]))
    return bool(re.search(marks, around.first[: around.start])) or opened or closes


def _left_open(text: str) -> int | None:
    """Return where a quotation begins that `text` does not close."""
    parts = list(SPOKEN.finditer(text))
    if not parts or (len(parts[-1].group()) > 1 and parts[-1].group()[-1] in _CLOSING):
        return None
    return parts[-1].start()


def _given(around: _Around) -> list[Speaker]:
    """Return who the source says the words are of: by their sentence, else by its neighbours."""
    found = speakers(around.first, around.start, around.part_end)
    if around.first != around.last:
        found += speakers(around.last, 0, around.end)
    found = found or _turn(around) or [*_from_before(around), *_from_after(around)]
    return [_resolved(speaker, around) for speaker in found]


def _turn(around: _Around) -> list[Speaker]:
    """ "Ilse Marten: We came late. Then we grew.": a turn of an interview, to its end."""
    if _is_spoken(around):
        return []
    for text in (around.first[: around.start + 1], *around.back):
        match = re.match(rf"\W*(?P<name>{NAME}):\s", text)
        if match:
            return [Speaker(names=(plain(match["name"]) or match["name"],), frame=":")]
    return []


def _from_before(around: _Around) -> list[Speaker]:
    if not around.back or not (_is_spoken(around) or around.quoted):
        return []
    before = around.back[0]
    opened = _left_open(before)
    if opened is not None:
        return speakers(before, opened + 1, len(before))
    if around.first[: around.start].strip('“"«‘ '):
        return []  # the sentence goes its own way before it quotes
    parts = list(SPOKEN.finditer(before))
    if parts:  # a speech that goes on: "“We left,” said Marten. “We came.”"
        return speakers(before, parts[-1].start() + 1, parts[-1].end() - 1)
    lead = before.rstrip(" .:")
    return speakers(f"{lead}: “", len(lead) + 3, len(lead) + 3)


def _from_after(around: _Around) -> list[Speaker]:
    """ "“We left.” Marten said so in May.": a sentence that only says whose the words were."""
    if not around.after or around.last[around.end :].strip('”"»’.!?, '):
        return []
    if _signs(around.after):
        return speakers(f"“” {around.after}", 1, 1)
    verb = SAYING.search(around.after)
    if not _is_spoken(around) or not verb or not _SAID_SO.match(around.after[verb.end() :]):
        return []
    return speakers(f"“”, {around.after}", 1, 1)


def _resolved(speaker: Speaker, around: _Around) -> Speaker:
    """Give a speaker their full name, or a pronoun and a role the one person named before."""
    if speaker.names:
        full = tuple(_in_full(name, around.names) for name in speaker.names)
        return replace(speaker, names=full)
    definite = speaker.role.lower().startswith("the ") and not names_in(speaker.role)
    if speaker.pronoun in ("he", "she") or definite:
        for text in around.back[:2]:
            persons = _persons(text, around)
            if persons:
                name, what = persons[0]
                other = definite and what and not _same_role(speaker.role, what)
                fits = len(persons) == 1 and name and not other
                return replace(speaker, names=(_in_full(name, around.names),)) if fits else speaker
    return speaker


def _persons(text: str, around: _Around) -> list[tuple[str, str]]:
    """Return who a sentence may speak of: each by name and role, of which one may be missing."""
    text = SPOKEN.sub(" ", text)
    found: list[tuple[str, str]] = []
    what = {plain(m["name"]): m["what"] for m in _APPOSED.finditer(text) if m["name"]}
    for match in re.finditer(rf"(?<![\w’'-]){NAME}", text):
        name = plain(match.group())
        led = re.search(r"\b(?:of|at|in|for|from|to|with)\s+(?:the\s+)?$", text[: match.start()])
        things = is_place(name) or _is_own(name, around.origin) or (led and " " not in name)
        if name and not things and not any(same_name(name, other) for other, _ in found):
            found.append((name, what.get(name, "")))
    bare = _APPOSED.sub(lambda m: m["name"] or " ", text)
    return found + [("", match.group()) for match in _ROLE.finditer(bare)]


def _same_role(one: str, other: str) -> bool:
    ours, theirs = content_stems(one), content_stems(other)
    return bool(ours) and ours == theirs[: len(ours)]


# --- one held against the other -------------------------------------------------------


def _judged(claimed: Speaker, around: _Around) -> Attribution:
    given = _given(around)
    if claimed.role == "unclear":
        return Attribution("not found", "it is not plain whom the notes mean")
    if not claimed.names:
        return _unnamed(claimed, given, around)
    who = " and ".join(claimed.names)
    named = [one for one in given if one.names]
    if len({tuple(one.names) for one in named}) > 1:
        return Attribution("not found", "the source's sentence names two who may have said it")
    if named:
        return _by_name(claimed, named[0])
    voice = not given or given[0].pronoun in ("I", "we")
    if voice and len(claimed.names) == 1 and _is_by(who, around, own=bool(given)):
        return _polarity(claimed, given[0] if given else Speaker(), "the page is by " + who)
    told = given[0].role or given[0].pronoun if given else ""
    said = f"; it gives these words to {told!r}" if told else ""
    return Attribution("not found", f"the source does not say that {who} said it{said}")


def _by_name(claimed: Speaker, given: Speaker) -> Attribution:
    theirs = " and ".join(given.names)
    shared = [name for name in claimed.names if any(same_name(name, o) for o in given.names)]
    if not shared:
        if given.denied or claimed.denied or attitude(_frame(given)) != "asserted":
            return Attribution("not found", f"the source speaks of {theirs}")
        return Attribution("contradicted", f"the source gives these words to {theirs}")
    if len(shared) < max(len(claimed.names), len(given.names)):
        return Attribution("imprecise", f"the source gives these words to {theirs}")
    return _polarity(claimed, given, f"said by {theirs}")


def _polarity(claimed: Speaker, given: Speaker, told: str) -> Attribution:
    if claimed.denied != given.denied:
        denier = "notes deny" if claimed.denied else "source denies"
        return Attribution("contradicted", f"the {denier} that it was said")
    if claimed.denied and _denial(claimed) != _denial(given):
        return Attribution("not found", "the source denies it in another way")
    label = ruling_of(_frame(claimed), _frame(given))
    if label is None and not _hedged(given) - _hedged(claimed):
        return Attribution("supported", told)
    label = label or "imprecise"
    return Attribution(
        label, f"the source is not certain that it was said: {given.frame.strip()!r}"
    )


def _frame(speaker: Speaker) -> str:
    """What says how certain it is that somebody said something, without the verb itself."""
    return SAYING.sub(" ", speaker.frame)


def _hedged(speaker: Speaker) -> set[str]:
    return {hedge.lower() for hedge in HEDGES.findall(_frame(speaker))}


def _denial(speaker: Speaker) -> bool:
    return bool(re.search(r"\b(?:den|refus)\w+", speaker.frame))


def _unnamed(claimed: Speaker, given: Sequence[Speaker], around: _Around) -> Attribution:
    """The notes name a role, a document or nobody ("they say")."""
    owners = [plain(name) for name in names_in(claimed.role)]
    near = " ".join((around.origin.title, around.origin.publisher, *around.headings,
                     *around.back[:1], around.first))  # fmt: skip
    absent = [name for name in owners if name.split()[-1].casefold() not in near.casefold()]
    if absent:
        return Attribution("not found", f"the source does not speak of {absent[0]}")
    role = re.split(r"\s(?:of|at|from|for|in|to|with)\s", claimed.role)[0]
    head = (content_stems(role) or [""])[-1]
    if not head or head in {content_stems(word)[-1] for word in _DOCUMENTS if content_stems(word)}:
        return _polarity(claimed, given[0] if given else Speaker(), "")
    if not given or given[0].pronoun in ("we", "I", "they"):
        if head in {content_stems(word)[-1] for word in _AUTHORS if content_stems(word)}:
            return _polarity(claimed, given[0] if given else Speaker(), "")
        return Attribution("not found", f"the source does not say that {claimed.role} said it")
    if any(_is_in_role(role, one) for one in given):
        return _polarity(claimed, given[0], f"said by {given[0].role or given[0].names[0]}")
    told = given[0].role or " and ".join(given[0].names) or given[0].pronoun
    return Attribution("not found", f"the source gives these words to {told}")


def _is_in_role(role: str, given: Speaker) -> bool:
    """Tell whether the source calls its speaker by the role: "the chief executive, Marten"."""
    wanted = content_stems(role)
    own = re.split(r"\s(?:of|at|from|for|in|to|with)\s", given.role)[0]
    left = content_stems(re.sub(rf"{NAME}.*", "", given.left))
    right = content_stems(re.split(r"[,.;]", given.right.lstrip(" ,"))[0])
    if given.role:
        return wanted == content_stems(own)
    return left[-len(wanted) :] == wanted or right[: len(wanted)] == wanted


# --- pages that are one person's or one company's own ---------------------------------


def _is_by(name: str, around: _Around, *, own: bool) -> bool:
    """Tell whether a page's own voice is that of `name`, and the words are in that voice."""
    spoken = _is_spoken(around) or (around.quoted and around.origin.evidence != "reading")
    mine = own or bool(_FIRST_PERSON.search(around.first[: around.start]))
    if _is_interview(name, around.origin.title):
        asked = around.last.rstrip(' ”"').endswith("?")
        return not asked and (spoken or bool(_FIRST_PERSON.search(around.first)))
    return (not spoken or mine) and _is_own(name, around.origin)


def _is_interview(name: str, title: str) -> bool:
    met = r"(?:interview|conversation|talk|chat|q&a|podcast|questions|minutes|ama)"
    who = rf"(?:{re.escape(name)})\b"
    forms = (rf"\b{met}(?: with|:)\s+{who}", rf"^{who}['’]?s? {met}\b", rf"^{who}:\s*[“\"‘]")
    return any(re.search(form, title, re.I) for form in forms)


def _is_own(name: str, origin: Origin) -> bool:
    """Tell whether a page is by `name`: its publisher, or its title, says so."""
    publisher = origin.publisher.casefold().split()
    wanted = name.casefold().split()
    if publisher and publisher[: len(wanted)] == wanted:
        return True
    if publisher and " " not in name:
        return False
    who = rf"(?:{re.escape(name)})"
    kinds = (
        r"(?:engineering|blog|newsroom|annual report|handbook|docs|documentation|press release"
        r"|values|culture|principles|guide|letter|careers|research|developers|help|memo|diary"
        r"|newsletter|essays?|speech|keynote|lecture|notes)"
    )
    forms = (
        rf"\b(?:letter|note|memo|message|post|e-?mail|words?|update|speech|statement|essay) (?:from|by) {who}\b",
        rf"(?:^|[,|–—:(-]\s*)(?:(?:written|posted|told) )?by {who}\b",
        rf"^(?:the )?{who}(?:['’]s?)? (?:\w+ )?{kinds}\b",
        rf"[|–—-]\s*{who}(?: {kinds})*\s*$",
    )
    return any(re.search(form, origin.title, re.I) for form in forms)


def _turned(lead: str, around: _Around) -> Attribution | None:
    """The source denies, in the same clause, what is quoted without the denial."""
    before = around.first[: around.start]
    ours, theirs = _CLAUSE.split(f" {lead.rstrip('“‘«')}")[-1], _CLAUSE.split(f" {before}")[-1]
    if is_negated(ours) == is_negated(theirs) and attitude(ours) == attitude(theirs):
        return None
    if is_negated(theirs) and not is_negated(ours):
        label = "contradicted" if _DENYING.search(theirs) else "imprecise"
        return Attribution(label, f"quoted without the source's {theirs.strip()!r}")
    if is_negated(ours) and not is_negated(theirs):
        return Attribution("imprecise", "the notes deny it, the source does not")
    if attitude(theirs) in ("denied", "unsettled"):
        return Attribution("imprecise", f"quoted without the source's {theirs.strip()!r}")
    return None
