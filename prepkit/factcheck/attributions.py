"""Row Q1, who said it: the speaker that the notes name, and the one that the source names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from prepkit.corpus import Passage
from prepkit.factcheck.attitudes import attitude, ruling_of
from prepkit.factcheck.findings import LABELS
from prepkit.factcheck.quotations import Quoted
from prepkit.factcheck.sayings import given_speakers, is_by
from prepkit.factcheck.speakers import (
    NAME,
    OWN_WORDS,
    SAYING,
    Speaker,
    in_full,
    names_in,
    plain,
    same_name,
    speakers,
)
from prepkit.factcheck.stretches import SPOKEN, Place
from prepkit.factcheck.surroundings import Surroundings, surroundings
from prepkit.factcheck.words import content_stems, is_negated, stem
from prepkit.notes import Claim
from prepkit.quantities.lexicon import HEDGES, VERBS
from prepkit.quantities.names import is_place

# What says something without being anybody: the source itself, when it is cited for its words.
_DOCUMENTS = frozenset(
    """post paper page guide report article doc document documentation changelog blog readme minutes
    book letter memo motto slogan rule mission value site website slide handbook manual note notice
    text title headline study abstract section chapter release announcement plan charter faq
    caption heading line phrase sentence principle statement tagline purpose credo policy ad advert
    poster sign label brochure""".split()
)
# What somebody has, and the source has to call so.
_MAXIMS = frozenset("motto slogan mission tagline purpose credo".split())
_OFFICES = frozenset("CEO CFO COO CTO CPO CIO CISO CMO".split())
# Who writes a page, or stands for those who do.
_AUTHORS = frozenset(
    """author critic reviewer writer team company engineer founder researcher editor speaker
    developer people maker blogger columnist firm group lab studio""".split()
)
# "“…” were Marten's words", "quoting Marten", "“…”, by Marten": plain enough in notes.
_LOOSE = re.compile(
    rf"(?P<one>{NAME})['’]s?\s+(?:[\w-]+\s+){{0,3}}{OWN_WORDS}\b"
    rf"|(?P<three>{NAME})['’]s?(?:\s+[\w-]+)?\s*[“\"«‘]”"
    rf"|(?:[Qq]uot(?:es?|ed|ing)|[Ww]ords of|(?<=[”\"»],) by|(?<=[”\"»]) by|\(by)\s+(?P<two>{NAME})"
)
# "Ilse Marten holds that “…”", "Ilse Marten, in 2021: “…”"
_LEADS_UP = re.compile(r"(?::|\bthat|\bas|['’]s? \w+ is)\s*[“\"«‘']?$")
_CLAUSE = re.compile(r"[,;:.?!–—“”\"()]|\s(?:but|and|while|which|because|though|although)\s")
_TAKES_BACK = re.compile(
    r"\b(?:which|but|though|although|yet)\b[^.;]*(?:\b(?:never|not|denie[sd])\b|n['’]t\b)"
)
# "If we ship in May, we are the best team": what a speech says under a condition.
_CONDITION = re.compile(r"\W*(If|Unless|Suppose|Imagine|When I was|Had we|Were we)\b")
# "We don't do code freezes, except in December"
_BOUNDED = re.compile(r"[,\s]*(except|unless|apart from|other than|for about|until|as long as)\b")
_LONG_AGO = re.compile(r"\b(?:once|formerly|previously|used to)\b", re.I)
_BRACKETS = re.compile(r"\([^()]*\)(?=\s*[:,])")
# "It is a lie that", "others believe that"
_A_LIE = re.compile(
    r"\b(?:lie|nonsense|fiction|fallacy|mistake|pretence|fairy tale) (?:that|to (?:say|think)"
    r"(?: that)?)\W*$"
    r"|\bthe (?:old )?(?:proverb|saying|adage|motto|slogan|sign) (?:goes|says|reads|has it)\W*$"
    r"|\b(?:once|used to|never|no longer) (?:thought|think|believed?|held|hoped?|said|say)\b", re.I
)  # fmt: skip
_MARKS = ' “"«‘„'
_DENYING = re.compile(r"(?:not|never|cannot|no|n['’]t)(?:\s+[\w-]+)?\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whether a source gives words to the speaker that the notes name, and why."""

    label: str
    reason: str


def attribute(
    claim: Claim,
    quoted: Quoted,
    places: Sequence[tuple[Place, Sequence[Passage]]],
    aliases: Mapping[str, str],
) -> Attribution | None:
    """Q1: return what the source says of who said the words, or None where nothing is claimed.

    `places` are where the words stand, each with all passages of its document, in order; `aliases`
    say how a name is spelled in the sources.
    """
    claimed = _claimed(claim, quoted)
    if claimed is not None and aliases:
        spelled = (" ".join(aliases.get(w.lower(), w) for w in n.split()) for n in claimed.names)
        claimed = replace(claimed, names=tuple(spelled))
    told = []
    for place, document in places:
        around = surroundings(place, document)
        turned = _turned(claim.text[: quoted.start], around) or _asked(claim, quoted, around)
        said = _judged(claimed, around) if claimed else _of_another(claim, quoted, around)
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
    # "Uta Lind (who runs it): “…”": what brackets say of a speaker.
    told = _BRACKETS.sub(lambda m: " " * len(m.group()), claim.text[: quoted.start - 1])
    text = f"{told}{claim.text[len(told) :]}"
    found = speakers(text, quoted.start, quoted.end)
    if len(found) > 1 and found[0].names and found[1].names and found[0].names != found[1].names:
        return Speaker(role="unclear")
    named = next((one for one in found if one.names), None) or next(iter(found), None)
    if named is None or not named.names:
        named = _leading(text[: quoted.start]) or named or _loosely(text, quoted)
    if named is None:
        return None
    if aside := _BRACKETS.search(claim.text[: quoted.start - 1]):
        named = replace(named, right=f", {aside.group().strip('()')}")
    context = " ".join((claim.before or "", *claim.headings))
    if named.pronoun in ("he", "she"):
        told = SPOKEN.sub(" ", f"{claim.before or ''} {claim.text[: quoted.start - 1]}")
        persons = [name for name in names_in(told) if " " in name]
        return replace(named, names=tuple(persons)) if len(set(persons)) == 1 else named
    return replace(named, names=tuple(in_full(name, names_in(context)) for name in named.names))


def _loosely(text: str, quoted: Quoted) -> Speaker | None:
    """A name that the notes give words to in another way than "Name said"."""
    frame = f"{text[: quoted.start]} {' ' * len(quoted.text)} {text[quoted.end :]}"
    match = _LOOSE.search(f"{text[: quoted.start]}”{text[quoted.end + 1 :]}")
    if match:
        if re.search(r"\b(?:and|or|nor)\s*$", frame[: match.start()]):
            return Speaker(role="unclear")
        name = plain(match["one"] or match["two"] or match["three"])
        return Speaker(names=(name,), frame=frame) if name else None
    if not SAYING.search(frame) and not _LEADS_UP.search(text[: quoted.start]):
        return None
    found = [name for name in dict.fromkeys(names_in(frame)) if not is_place(name)]
    if len(found) == 1:
        return Speaker(names=(found[0],), frame=frame)
    return Speaker(role="unclear", frame=frame) if found else None


_LEADING = re.compile(rf"\W*(?P<name>{NAME}) (?P<verb>[a-z]+) [^.;:]*:\s*[“\"«‘]?$")
# Who does one of these gives the words of somebody else.
_GIVES_ANOTHERS = re.compile(
    r"(?:quot|cit|repeat|echo|mock|paraphras|recall|remember|read|hear|heard|ask|answer|repl|refer"
    r"|retell|translat|interview|introduc|correct|contradict|disput|reject|disagree)[a-z]*"
)


def _leading(led: str) -> Speaker | None:
    """Who does something before a colon and the words: "Uta Lind thanks Tern for it: “…”"."""
    found = _LEADING.match(led)
    if found is None or not _is_said(found["verb"]) or " " not in plain(found["name"]):
        return None
    if _GIVES_ANOTHERS.fullmatch(found["verb"]):
        return None
    return Speaker(names=(plain(found["name"]),), frame=led)


def _is_said(word: str) -> bool:
    """Tell whether a word behind a name may be a verb: "thanks", "holds"."""
    return word in VERBS or bool(re.fullmatch(r"[a-z]{3,}(?:s|ed)", word))


# --- one held against the other -------------------------------------------------------


def _judged(claimed: Speaker, around: Surroundings) -> Attribution:
    given = given_speakers(around)
    if claimed.names and all(name.split()[-1] in _OFFICES for name in claimed.names):
        claimed = replace(claimed, names=(), role=" and ".join(claimed.names))
    if claimed.role == "unclear":
        return Attribution("not found", "it is not plain whom the notes mean")
    if not claimed.names:
        return _unnamed(claimed, given, around)
    who = " and ".join(claimed.names)
    if len(given) > 1 and given[-1].names and not given[0].names:
        given = given[-1:]  # who is named right behind the words
    if len({one.names for one in given}) > 1:
        return Attribution("not found", "the source's sentence names two who may have said it")
    if given and given[0].names:
        return _by_name(claimed, given[0])
    voice = not given or given[0].pronoun in ("I", "we")
    if voice and len(claimed.names) == 1 and is_by(who, around, own=bool(given)):
        return _polarity(claimed, given[0] if given else Speaker(), "the page is by " + who)
    told = given[0].role or given[0].pronoun if given else ""
    said = f"; it gives these words to {told!r}" if told else ""
    return Attribution("not found", f"the source does not say that {who} said it{said}")


def _of_another(claim: Claim, quoted: Quoted, around: Surroundings) -> Attribution | None:
    """The notes name a person beside words that the source gives to another."""
    frame = f"{claim.text[: quoted.start]}”{claim.text[quoted.end :]}"
    persons = [name for name in names_in(frame) if " " in name]
    given = [name for speaker in given_speakers(around) for name in speaker.names]
    if not persons or not given or any(same_name(a, b) for a in names_in(frame) for b in given):
        return None
    return Attribution("not found", f"the source gives these words to {' and '.join(given)}")


def _by_name(claimed: Speaker, given: Speaker) -> Attribution:
    theirs = " and ".join(given.names)
    shared = [name for name in claimed.names if any(same_name(name, o) for o in given.names)]
    if not shared:
        if given.denied or claimed.denied or attitude(_frame(given)) != "asserted":
            return Attribution("not found", f"the source speaks of {theirs}")
        return Attribution("contradicted", f"the source gives these words to {theirs}")
    if _offices_apart(claimed, given):
        return Attribution("imprecise", "the source names another office")
    if len(shared) < max(len(claimed.names), len(given.names)):
        return Attribution("imprecise", f"the source gives these words to {theirs}")
    return _polarity(claimed, given, f"said by {theirs}")


_OFFICE = re.compile(
    r"\b(?:[Cc]hief (?:[A-Za-z]+ ){0,2}?(?:[Oo]fficer|[Ee]xecutive)(?: [Oo]fficer)?|C[A-Z]{1,3}O"
    r"|[Cc]hief [A-Z][a-z]+|(?:[Ss]enior |[Ee]xecutive )?(?:[Vv]ice )?[Pp]resident|[SE]?VP)\b"
)
_NOT_QUITE = re.compile(r"\b(?:former|ex|deputy|acting|interim|assistant|then)\b", re.I)


def _offices_apart(claimed: Speaker, given: Speaker) -> bool:
    """Tell whether both give their speaker an office, and not the same: "CEO", "former CEO"."""
    told = [_with_aside(speaker) for speaker in (claimed, given)]
    ours, theirs = map(_OFFICE.search, told)
    if ours is None or theirs is None:
        return False
    led = [set(map(str.lower, _NOT_QUITE.findall(text))) for text in told]
    return led[0] != led[1] or _short_office(ours.group()) != _short_office(theirs.group())


def _with_aside(speaker: Speaker) -> str:
    """What is said of a speaker, with the aside behind the name: "Uta Lind, the CFO"."""
    aside = re.match(r", [^,.;]+", speaker.right)
    return f"{speaker.frame} {aside.group() if aside else ''}"


def _short_office(office: str) -> str:
    """Return the letters of an office: "CEO" for "Chief Executive", "VP" for "Vice President"."""
    if office.isupper():
        return office
    letters = "".join(word[0].upper() for word in office.split())
    return f"{letters}O" if office.lower().endswith("executive") else letters


def _bare_office(text: str) -> str:
    """Return a text without the letters of an office, which are no name."""
    return re.sub(rf"\b(?:{'|'.join(sorted(_OFFICES))})\b", "", text)


def _lettered(office: re.Match[str]) -> str:
    return _short_office(office.group())


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
    """What says how certain it is that somebody said something; that it is past says nothing."""
    return _LONG_AGO.sub(" ", speaker.frame)


def _hedged(speaker: Speaker) -> set[str]:
    hedges = {match.group().lower() for match in HEDGES.finditer(_frame(speaker))}
    return hedges | ({"second-hand"} if speaker.second_hand else set())


def _denial(speaker: Speaker) -> bool:
    return bool(re.search(r"\b(?:den|refus)\w+", speaker.frame))


def _unnamed(claimed: Speaker, given: Sequence[Speaker], around: Surroundings) -> Attribution:
    """The notes name a role, a document or nobody ("they say")."""
    unofficial = " ".join(w for w in claimed.role.split() if w not in _OFFICES)
    owners = [plain(name) for name in names_in(unofficial)]
    near = " ".join((around.origin.title, around.origin.publisher, *around.headings,
                     *around.back[:1], around.first))  # fmt: skip
    absent = [name for name in owners if name.split()[-1].casefold() not in near.casefold()]
    if absent:
        return Attribution("not found", f"the source does not speak of {absent[0]}")
    role = re.split(r"\s(?:of|at|from|for|in|to|with)\s", claimed.role)[0]
    head = (content_stems(role) or [""])[-1]
    own = _stems(_MAXIMS) & set(content_stems(role))
    if own and not own & set(content_stems(" ".join((around.first, *around.headings)))):
        return Attribution("not found", f"the source does not call it a {claimed.role!r}")
    if own and re.search(r"[A-Z][\w-]*['’]s?\s+(?:\w+\s+){0,4}$", around.first[: around.begin]):
        return Attribution("not found", "the source gives it to somebody by name")
    if not head or head in _stems(_DOCUMENTS):
        return _polarity(claimed, given[0] if given else Speaker(), "")
    if not given or given[0].pronoun in ("we", "I", "they"):
        if head in _stems(_AUTHORS):
            return _polarity(claimed, given[0] if given else Speaker(), "")
        return Attribution("not found", f"the source does not say that {claimed.role} said it")
    if any(_is_in_role(role, one) for one in given):
        return _polarity(claimed, given[0], f"said by {given[0].role or given[0].names[0]}")
    told = given[0].role or " and ".join(given[0].names) or given[0].pronoun
    return Attribution("not found", f"the source gives these words to {told}")


@cache
def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(map(stem, words))


def _is_in_role(role: str, given: Speaker) -> bool:
    """Tell whether the source calls its speaker by the role: "the chief executive, Marten"."""
    role = _OFFICE.sub(_lettered, role)
    given = replace(given, role=_OFFICE.sub(_lettered, given.role),
                    right=_OFFICE.sub(_lettered, given.right))  # fmt: skip
    if role.split()[-1] in _OFFICES:
        *owner, role = role.split()
        of_whom = names_in(_bare_office(re.split(r"[,.;]", given.right.lstrip(" ,"))[0]))
        if owner and of_whom and not any(same_name(plain(" ".join(owner)), o) for o in of_whom):
            return False  # "the CEO of Finch" is not "Tern's CEO"
    ours, theirs = (re.match(rf"{NAME}['’]s?\s+", who) for who in (role, given.role))
    if ours and theirs and ours.group() != theirs.group():
        return False  # "Larkfield's chief" is not "Tern's chief"
    wanted = content_stems(role[ours.end() :] if ours else role)
    own = re.split(r"\s(?:of|at|from|for|in|to|with)\s", given.role)[0]
    own = own[theirs.end() :] if theirs else own
    left = content_stems(re.sub(rf"{NAME}.*", "", given.left))
    right = content_stems(re.split(r"[,.;]", given.right.lstrip(" ,"))[0])
    if given.role:
        return wanted == content_stems(own)
    return left[-len(wanted) :] == wanted or right[: len(wanted)] == wanted


def _turned(lead: str, around: Surroundings) -> Attribution | None:
    """The source denies, in the same clause, what is quoted without the denial."""
    before = around.first[: around.begin]
    condition = _CONDITION.match(around.first[around.start : around.begin])
    if condition and not _CONDITION.search(lead):
        return Attribution("imprecise", f"quoted without the source's {condition[1]!r}")
    bounded = _BOUNDED.match(around.last[around.finish :])
    if bounded:
        return Attribution("imprecise", f"quoted without the source's {bounded[1]!r}")
    ours, theirs = (_CLAUSE.split(f" {text.rstrip(_MARKS)}")[-1] for text in (lead, before))
    lie = _A_LIE.search(before) and not _A_LIE.search(lead)
    if not lie and is_negated(ours) == is_negated(theirs) and attitude(ours) == attitude(theirs):
        return None
    if is_negated(theirs) and not is_negated(ours):
        label = "contradicted" if _DENYING.search(theirs) else "imprecise"
        return Attribution(label, f"quoted without the source's {theirs.strip()!r}")
    if is_negated(ours) and not is_negated(theirs):
        return Attribution("imprecise", "the notes deny it, the source does not")
    if attitude(theirs) in ("denied", "unsettled") or _A_LIE.search(before):
        return Attribution("imprecise", f"quoted without the source's {theirs.strip()!r}")
    return None


def _asked(claim: Claim, quoted: Quoted, around: Surroundings) -> Attribution | None:
    """The source asks what is quoted as said, or takes it back behind the words."""
    after = around.last[around.finish :]
    asked = re.match(r"[^.?!”\"»]*\?", after) and not quoted.text.rstrip().endswith("?")
    outside = SPOKEN.sub(" ", after)
    if asked or (outside.rstrip().endswith("?") and not claim.text.rstrip().endswith("?")):
        return Attribution("imprecise", "the source asks, and does not say so")
    if _TAKES_BACK.search(outside) and not _TAKES_BACK.search(claim.text[quoted.end :]):
        return Attribution("imprecise", f"the source takes it back: {outside.strip(' ”,.')!r}")
    return None
