"""Who a source says that words are of: by their sentence, by its neighbours, by the page."""

import re
from dataclasses import replace

from prepkit.corpus import Origin
from prepkit.factcheck.speakers import (
    NAME,
    SAYING,
    Speaker,
    in_full,
    names_in,
    plain,
    same_name,
    speakers,
)
from prepkit.factcheck.stretches import SPOKEN
from prepkit.factcheck.surroundings import Surroundings, is_spoken, left_open, signs, stays_open
from prepkit.factcheck.words import content_stems
from prepkit.quantities.lexicon import VERBS
from prepkit.quantities.names import is_place

# What a person or a company calls a page of its own, or stands behind its name.
_OWN_PAGE = (
    r"(?:engineering|blog|newsroom|annual report|handbook|docs|documentation|press release"
    r"|values|culture|principles|guide|letter|careers|research|developers|help|memo|diary"
    r"|newsletter|essays?|speech|keynote|lecture|notes|inc|ltd|llc|gmbh|plc|corp|labs|press)"
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|We|my|My|our|Our|me|us)\b")
_ROLE_WORD = (
    r"(?:executive|engineer|founder|director|manager|minister|mayor|chair\w*|president|editor"
    r"|reporter|colleague|deputy|analyst|critic|spokes\w+|boss|chief|officer|lead|head|designer"
    r"|developer|scientist|researcher|professor|lawyer|wife|husband|friend|brother|sister|mother"
    r"|father|son|daughter|woman|man|successor|predecessor|rival|partner|interviewer|host)"
)
_GROUP = re.compile(
    r"\b(?:board|panel|committee|council|reporters|staff|union|investors|crowd|audience|team"
    r"|press|shareholders|directors|analysts|managers|engineers|colleagues|members)\b"
)
_ROLE = re.compile(
    rf"\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Aa]nother)\s+(?:[\w-]+\s+){{0,2}}?"
    rf"{_ROLE_WORD}\b"
)
_APPOSED = re.compile(
    rf"(?P<name>{NAME}),\s+(?P<what>[^,.;]*),|(?P<what2>\b[a-z][\w ]*?)\s+(?={NAME})"
)
_OPENING_ROLE = re.compile(rf"[A-Z][a-z]+ (?:[a-z]+ ){{0,2}}{_ROLE_WORD} (?=[A-Z])")
# A sentence that does nothing but say whose the words before it were.
_SAID_SO = re.compile(
    r"(?:\s+(?:so|this|it|as much))?(?:\s+(?:in|at|on|to|during|last|this)\b[^“”\"]*)?\.?$"
)


def given_speakers(around: Surroundings) -> list[Speaker]:
    """Return who the source says the words are of: by their sentence, else by its neighbours."""
    within = around.first[around.start : around.begin]
    inner = speakers(within, len(within), len(within))
    if inner and inner[0].pronoun not in ("I", "we"):  # "“Arden thinks that we left,” she said."
        return [Speaker(role="another, as told in the speech of a third", frame=within)]
    found = speakers(around.first, around.start, around.part_end)
    if around.first != around.last:
        found += speakers(around.last, 0, around.end)
    found = found or _turn(around) or [*_from_before(around), *_from_after(around)]
    return [_resolved(speaker, around) for speaker in found]


def _turn(around: Surroundings) -> list[Speaker]:
    """ "Ilse Marten: We came late. Then we grew.": a turn of an interview, to its end."""
    if is_spoken(around):
        return []
    for text in (around.first[: around.start + 1], *around.back):
        match = re.match(rf"\W*(?P<name>{NAME}):\s", text)
        if match:
            return [Speaker(names=(plain(match["name"]) or match["name"],), frame=":")]
    return []


def _from_before(around: Surroundings) -> list[Speaker]:
    if not around.back or not (is_spoken(around) or around.quoted):
        return []
    before = around.back[0]
    opened = left_open(before)
    if opened is not None:
        return speakers(before, opened + 1, len(before))
    if around.first[: around.start].strip('“"«‘ '):
        return []  # the sentence goes its own way before it quotes
    parts = list(SPOKEN.finditer(before))
    if parts:  # a speech that goes on: "“We left,” said Marten. “We came.”"
        return speakers(before, parts[-1].start() + 1, parts[-1].end() - 1)
    lead = before.rstrip(" .:")
    return speakers(f"{lead}: “", len(lead) + 3, len(lead) + 3)


def _from_after(around: Surroundings) -> list[Speaker]:
    """What ends the speech, or "Marten said so in May.": only whose the words before it were."""
    closing = re.search(r"[”»\"]", around.after)
    if closing and stays_open((around.last, *around.back)):  # "“We left. We came,” said Marten."
        return speakers(around.after, 0, closing.start())
    if not around.after or around.last[around.end :].strip('”"»’.!?, '):
        return []
    if signs(around.after):
        return speakers(f"“” {around.after}", 1, 1)
    verb = SAYING.search(around.after)
    if not is_spoken(around) or not verb or not _SAID_SO.match(around.after[verb.end() :]):
        return []
    return speakers(f"“”, {around.after}", 1, 1)


def _resolved(speaker: Speaker, around: Surroundings) -> Speaker:
    """Give a speaker their full name, or a pronoun and a role the one person named before."""
    if speaker.names:
        full = tuple(in_full(name, around.names) for name in speaker.names)
        return replace(speaker, names=full)
    definite = speaker.role.lower().startswith("the ") and not names_in(speaker.role)
    if speaker.pronoun in ("he", "she") or definite:
        for text in around.back[:2]:
            if definite and _GROUP.search(text):
                return speaker  # "Marten met the board": the chair may be another
            persons = _persons(text, around)
            if persons:
                name, what = persons[0]
                other = definite and what and not _same_role(speaker.role, what)
                fits = len(persons) == 1 and name and not other
                full = (in_full(name, around.names),)
                return replace(speaker, names=full, left=what) if fits else speaker
    return speaker


# "At Cindral", "joined Cindral": a firm, and no person.
_WHERE = re.compile(
    r"\b(?:of|at|in|for|from|to|with|joined|joins|founded|co-founded|left)\s+(?:the\s+)?$"
)


def _persons(text: str, around: Surroundings) -> list[tuple[str, str]]:
    """Return who a sentence may speak of: each by name and role, of which one may be missing."""
    text = SPOKEN.sub(" ", text)
    found: list[tuple[str, str]] = []
    what = {}
    for apposed in _APPOSED.finditer(text):
        behind = re.compile(NAME).match(text, apposed.end())
        named = apposed["name"] or (behind.group() if behind else "")
        what[plain(named)] = apposed["what"] or apposed["what2"]
    for match in re.finditer(rf"(?<![\w’'-]){NAME}", text):
        if not match.start() and (_OPENING_ROLE.match(text) or match.group().lower() in VERBS):
            continue  # "Principal engineer Ilse Marten", "Asked about it, Ilse Marten"
        name = plain(match.group())
        led = _WHERE.search(text[: match.start()])
        things = is_place(name) or is_own(name, around.origin) or (led and " " not in name)
        if name and not things and not any(same_name(name, other) for other, _ in found):
            found.append((name, what.get(name, "")))
    bare = _APPOSED.sub(lambda m: m["name"] or " ", text)
    return found + [("", match.group()) for match in _ROLE.finditer(bare)]


def _same_role(one: str, other: str) -> bool:
    ours, theirs = content_stems(one), content_stems(other)
    return bool(ours) and ours == theirs[: len(ours)]


# --- pages that are one person's or one company's own ---------------------------------


def is_by(name: str, around: Surroundings, *, own: bool) -> bool:
    """Tell whether a page's own voice is that of `name`, and the words are in that voice."""
    spoken = is_spoken(around) or (around.quoted and around.origin.evidence != "reading")
    mine = own or bool(_FIRST_PERSON.search(around.first[: around.start]))
    if _is_interview(name, around.origin.title):
        asked = around.last.rstrip(' ”"').endswith("?")
        return not asked and (spoken or bool(_FIRST_PERSON.search(around.first)))
    if around.author and same_name(around.author, name):
        return (not spoken or mine) and not around.last.rstrip(' ”"').endswith("?")
    return (not spoken or mine) and is_own(name, around.origin)


def _is_interview(name: str, title: str) -> bool:
    met = r"(?:interview|conversation|talk|chat|q&a|podcast|questions|minutes|ama)"
    who = rf"{re.escape(name)}(?!\w|,? (?:and|&) )"
    forms = (rf"\b{met}(?: with|:)\s+{who}", rf"^{who}['’]?s? {met}\b", rf"^{who}:\s*[“\"‘]")
    return any(re.search(form, title, re.I) for form in forms)


def is_own(name: str, origin: Origin) -> bool:
    """Tell whether a page is by `name`: its publisher, or its title, says so."""
    publisher, wanted = origin.publisher.casefold().split(), name.casefold().split()
    rest = " ".join(publisher[len(wanted) :])
    if publisher[: len(wanted)] == wanted and re.fullmatch(rf"(?:,?\s*{_OWN_PAGE})*\.?", rest):
        return True
    if publisher and " " not in name:
        return False
    who = rf"{re.escape(name)}(?!\w|,? (?:and|&) )"
    forms = (
        rf"\b(?:letter|note|memo|message|post|e-?mail|words?|update|speech|statement|essay)"
        rf" (?:from|by) {who}",
        rf"(?:^|[,|–—:(-]\s*)(?:(?:written|posted|told) )?by {who}",
        rf"^(?:the )?{who}(?:['’]s?)? (?:\w+ )?{_OWN_PAGE}\b",
        rf"^(?!.*\bby\b).*[|–—-]\s*{who}(?: {_OWN_PAGE})*\s*$",
    )
    return any(re.search(form, origin.title, re.I) for form in forms)
