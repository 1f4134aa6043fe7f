"""The frame of a figure → its entity: whose figure it is, or None where the text leaves it open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prepkit.quantities.frames import Frame, clause_rest, split_segments
from prepkit.quantities.lexicon import (
    ANAPHORS,
    COMMON,
    DETERMINERS,
    FIRST_PERSON,
    LANGUAGES,
    PEOPLE,
    PLACE_PHRASES,
    PLACES,
    PLATFORMS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SAY_VERBS,
    VERBS,
)
from prepkit.quantities.phrases import Token, is_function, is_verb, tokenise

_ATTACHING = ("of", "at", "on", "inside", "within", "across", "in", "for", "by", "to", "from")
TEAMS = frozenset("team teams group department division office unit lab".split())
_THEY = frozenset("it they he she them".split())


def plain_name(surface: str) -> str:
    """Return a name without its article: "the Larkfield apps" → "Larkfield apps"."""
    return re.sub(r"^(?:the|a|an) (?=\S)", "", surface.strip(" .,'’"))


def is_place(name: str) -> bool:
    """Say whether a name is a country's or a continent's, which narrows rather than owns."""
    low = name.lower().removeprefix("the ")
    return low in PLACES or low in PLACE_PHRASES


def is_owner(token: Token) -> bool:
    """Say whether a token is a name that can own a figure."""
    return token.kind == "name" and not is_place(token.text)


# ------------------------------------------------------------------ names in a phrase


def owner_in(tokens: Sequence[Token]) -> str | None:
    """Return the name that owns the phrase: its last, but "Larkfield's Wren team" is Larkfield's."""
    places = [at for at, token in enumerate(tokens) if is_owner(token)]
    if not places:
        return None
    last = places[-1]
    if len(places) > 1 and last + 1 < len(tokens) and tokens[last + 1].low in TEAMS:
        last = places[-2]
    if len(places) > 1 and _coordinated(tokens, places[-2], places[-1]):
        first = next(at for at in places if _all_coordinated(tokens, places[places.index(at):]))
        return " and ".join(plain_name(tokens[at].text) for at in places[places.index(first):])
    return _with_noun(tokens, last)


def _with_noun(tokens: Sequence[Token], at: int) -> str:
    """Return the name; with "apps" where it names a family: "the Larkfield apps"."""
    name = plain_name(tokens[at].text)
    if at + 1 < len(tokens) and tokens[at + 1].low == "apps":
        return f"{name} apps"
    return name


def _coordinated(tokens: Sequence[Token], one: int, other: int) -> bool:
    between = tokens[one + 1 : other]
    return 0 < len(between) <= 3 and all(t.low in ("and", "or", ",", "&", "nor") for t in between)


def _all_coordinated(tokens: Sequence[Token], places: list[int]) -> bool:
    return all(_coordinated(tokens, a, b) for a, b in zip(places, places[1:], strict=False))


def names_in(tokens: Sequence[Token]) -> list[Token]:
    """Return the names of a phrase that can own a figure."""
    return [token for token in tokens if is_owner(token)]


# ------------------------------------------------------------------ titles and headings

_NAME = r"[^\W\d_a-z][\w'’.&+-]*(?: (?:(?:of|the|and|de|for) )?[^\W_a-z][\w'’.&+-]*)*"
_SHORT = r"[^\W\d_a-z][\w’.&+-]*(?: [^\W_a-z][\w’.&+-]*){0,3}?"
# How a title names what it is about: pattern, what it must catch, what it must not.
TITLE_RULES = (
    (rf"^(?P<e>{_SHORT}) (?:[Rr]eports|[Aa]nnounces|[Pp]osts|[Rr]esults|[Aa]nnual [Rr]eport"
     r"|[Ee]arnings|Q[1-4]|(?:First|Second|Third|Fourth) Quarter)\b",
     "Larkfield Reports Second Quarter 2024 Results", "Salt Harbor"),
    (rf"^(?P<e>{_SHORT})\s*[:–—] ", "Dunlin: a graph store", "Salt Harbor"),
    (rf"^(?P<e>{_SHORT})['’]s (?=\S* ?[a-z])", "Larkfield's road to Swift", "Salt Harbor"),
    (rf"^(?:\S+ )*?\S*(?:[^\W_]+ [^\W_]+|ing) (?:at|inside) (?P<e>{_NAME})$",
     "Tidying Practices at Larkfield", "Panic at Sea"),
    (rf"^(?=.*(?:^|\s)[a-z]{{4,}}).*\b(?:in|for|with|of) (?P<e>{_NAME})$",
     "2020 outbreak in Port Vellan", "House of Reeds"),
    (rf"^(?:Introducing|Inside|Meet|Announcing|How) (?P<e>{_SHORT})(?=$|\s[a-z(]|[:,])",
     "Introducing Sedgelog", "Salt Harbor"),
)  # fmt: skip
_TITLE_RULES = [re.compile(pattern) for pattern, _, _ in TITLE_RULES]
_ASIDE = re.compile(r"\s*(?:\([^()]*\)|-LRB-.*?-RRB-|\s[|·].*$)")
_ON_PLATFORM = re.compile(
    rf"(?i)(?:\s(?:for|on))?\s(?:{'|'.join(PLATFORMS)})(?=\s*$)"
)  # "Pinewire for iOS"
_SPEAKS = re.compile(r"(?i)\b(?:reports|announces|posts|results|annual report|earnings)\b|\bat \S+$")


def title_entity(title: str | None) -> str | None:
    """Return what a title is about, or None where it does not tell.

    >>> title_entity("Larkfield Reports Second Quarter 2024 Results")
    'Larkfield'
    >>> title_entity("Salt Harbor (2015 film)")
    'Salt Harbor'
    """
    if not title:
        return None
    bare = _ON_PLATFORM.sub("", _ASIDE.sub("", title[:200])).strip()
    for rule in _TITLE_RULES:
        found = rule.search(bare)
        if found and not _is_common(found["e"]):
            return plain_name(found["e"])
    head = bare.partition(",")[0].strip()
    if _names_itself(head):
        return plain_name(head)
    names = names_in(tokenise(bare, [], []))
    return plain_name(names[0].text) if len(names) == 1 else None


def _is_common(name: str) -> bool:
    return name.split()[0].lower() in COMMON


def _names_itself(head: str) -> bool:
    """Say whether a short title is wholly a name: "Salt Harbor"; not "Personal note"."""
    words = head.split()
    if not words or len(words) > 6 or not any(word[0].isupper() for word in words):
        return False
    if not all(word[0].isupper() or is_function(word.lower()) for word in words if word):
        return False
    low = [word.lower() for word in words]
    plain = [w for w in low if w in COMMON or is_function(w) or w in LANGUAGES or w in PLATFORMS]
    return len(plain) < len(words) and not low[0].isdigit() and (len(words) < 5 or not plain)


def heading_entity(heading: str) -> str | None:
    """Return what a heading names, if it names a thing rather than a topic."""
    words = heading.split()
    if len(words) > 1 and any(word.lower() in COMMON for word in words):
        names = names_in(tokenise(heading, [], []))
        return plain_name(names[-1].text) if len(names) == 1 else None
    return title_entity(heading)


def speaker(title: str | None) -> str | None:
    """Return who "we" is: the one who reports, or at whose place a study was made."""
    return title_entity(title) if title and _SPEAKS.search(_ASIDE.sub("", title)) else None


def subject_of(sentence: list[Token]) -> str | None:
    """Return the name that a sentence is about, for the "it" of the next."""
    for segment in split_segments(sentence):
        at = next((n for n in range(len(segment)) if is_verb(segment, n)), None)
        if at is None or segment[0].low in PREPOSITIONS or segment[0].low in RELATIVES:
            continue
        named = owner_in(segment[:at])
        if named:
            return None if " and " in named else named
        if any(t.low in _THEY for t in segment[:at]):
            return None
    names = names_in(sentence)
    return plain_name(names[0].text) if len(names) == 1 else None


# ------------------------------------------------------------------ the owner of a figure


@dataclass(slots=True)
class Scene:
    """What a sentence stands in: its own tokens, and whom the text around it names."""

    tokens: list[Token]
    before: str | None = None
    heading: str | None = None
    title: str | None = None
    speaker: str | None = None
    previous: str | None = None  # the entity of the cell before

    def around(self) -> str | None:
        """Return the nearest name outside of the sentence."""
        return self.before or self.heading or self.title

    def named_before(self, start: int) -> list[Token]:
        """Return the names that stand before `start`, those who only say something left out."""
        names = []
        for at, token in enumerate(self.tokens):
            if token.start >= start:
                break
            if is_owner(token) and not self._says(at):
                names.append(token)
        return names

    def _says(self, at: int) -> bool:
        for after in self.tokens[at + 1 : at + 4]:
            if after.kind == "word" and after.low in VERBS:
                return VERBS[after.low][0] in SAY_VERBS and " " in self.tokens[at].text
            if after.kind != "word":
                break
        return False


def entity_of(frame: Frame, scene: Scene) -> str | None:
    """Return whose the figure is: the nearest grammatical owner, else the one carried over."""
    found = (
        _beside(frame)
        or _attached(frame, strong=True)
        or owner_in(frame.object)
        or _built(frame)
        or _of_subject(frame, scene)
    )
    if found:
        return found
    if _is_anaphor(frame.subject):
        return _attached(frame, strong=False, only=("at", "for")) or scene.around()
    return (
        _attached(frame, strong=False) or _used(frame) or _fronted(frame, scene)
        or _following(frame) or _carried(frame, scene)
    )  # fmt: skip


def _is_anaphor(subject: Sequence[Token]) -> bool:
    """Say whether the subject names again what the text has named: "the app"."""
    return any(t.low in ANAPHORS for t in subject) and any(t.low in DETERMINERS for t in subject)


def _built(frame: Frame) -> str | None:
    """ "It took three years to build Sedgelog"."""
    rest = clause_rest(frame)
    if len(rest) > 2 and rest[0].low == "to" and rest[1].low in VERBS:
        after = [t for t in rest[2:5] if t.low not in DETERMINERS]
        if after and is_owner(after[0]):
            return plain_name(after[0].text)
    return None


def _following(frame: Frame) -> str | None:
    """ "At 1,210 metres, the Aldermere Bridge is the longest"."""
    if frame.verb or frame.subject or not (frame.preposition or frame.leads):
        return None
    rest = frame.rest
    if not rest or rest[0].text != ",":
        return None
    end = next((n for n in range(1, len(rest)) if is_verb(rest, n)), None)
    return owner_in(rest[1:end]) if end else None


def _beside(frame: Frame) -> str | None:
    """ "Quillpad at 500M", "Quillpad (2 billion)", "2 billion Quillpad users"."""
    if named := owner_in(frame.noun):
        return named
    return None if frame.verb else owner_in(frame.label or frame.subject)


def attachments(frame: Frame) -> list[tuple[str, Token]]:
    """Return (preposition, name) of the phrases that hang on the figure's noun."""
    rest = clause_rest(frame)
    found = []
    if rest and rest[0].low == "elsewhere" and is_owner(rest[0]):
        found.append(("at", rest[0]))
    if len(frame.rest) > 2 and frame.rest[0].text == "(" and frame.rest[2].text == ")":
        rest = frame.rest[1:2]
        found += [("at", rest[0])] if is_owner(rest[0]) else []
    for at, token in enumerate(rest):
        if is_verb(rest, at) and VERBS.get(token.low, ("", "", ""))[2] not in ("participle", "gerund"):
            break
        if is_owner(token):
            back = at - 1
            while back >= 0 and rest[back].kind == "word" and rest[back].low not in PREPOSITIONS:
                back -= 1
            if back >= 0 and rest[back].low in _ATTACHING and not (
                rest[back].low in ("to", "from") and not _possesses(rest, at)
            ):
                found.append((rest[back].low, token))
    return found


def _possesses(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a name owns what follows: "from Larkfield's monorepo"."""
    return at + 1 < len(tokens) and tokens[at + 1].low == "'s"


def _attached(
    frame: Frame, strong: bool, only: tuple[str, ...] = _ATTACHING
) -> str | None:
    """ "3% of changes at Larkfield"; strong: what outdoes even the subject of the sentence."""
    found = [(p, n) for p, n in attachments(frame) if p in only]
    people = bool(frame.noun) and frame.noun[-1].low in PEOPLE | {"actives", "daus", "maus"}
    if strong:
        said = frame.verb in SAY_VERBS
        found = [
            (p, n)
            for p, n in found
            if p == "of" or (p == "on" and people) or (p == "for" and said)
        ]
    elif len(found) > 1 and len({p for p, _ in found}) == 1:
        return None
    elif (rest := clause_rest(frame)) and found:
        places = [at for at, token in enumerate(rest) if is_owner(token)]
        if len(places) > 1 and _coordinated(rest, places[0], places[1]):
            return None
    for preposition in _ATTACHING:
        for p, name in found:
            if p == preposition:
                return plain_name(name.text)
    return None


def _of_subject(frame: Frame, scene: Scene) -> str | None:
    if not frame.verb and not frame.modifier and not frame.preposition:
        return None
    subject = frame.subject
    if subject and subject[0].low in RELATIVES:
        names = scene.named_before(subject[0].start)
        return plain_name(names[-1].text) if names else None
    if named := owner_in(subject):
        return named
    words = {token.low for token in subject}
    if words & (_THEY | POSSESSIVES):
        return _antecedent(frame, scene)
    if words & FIRST_PERSON:
        return _last_name(frame.fronted) or scene.speaker
    return None


def _antecedent(frame: Frame, scene: Scene) -> str | None:
    """Return what "it" stands for: the one name before it, else the text before the sentence."""
    names = scene.named_before(frame.subject[0].start if frame.subject else frame.figure.start)
    different = {plain_name(name.text) for name in names}
    if len(different) == 1:
        return different.pop()
    if different:
        return None
    return scene.around()


def _last_name(segments: list[list[Token]]) -> str | None:
    for segment in reversed(segments):
        if named := owner_in(segment):
            return named
    return None


def _used(frame: Frame) -> str | None:
    """ "500 million people use Quillpad", "5 teams were moved by Larkfield"."""
    rest = clause_rest(frame)
    at = next((n for n in range(len(rest)) if is_verb(rest, n)), None)
    if at is None or not frame.leads:
        return None
    after = [t for t in rest[at + 1 :] if t.low not in DETERMINERS]
    if after and is_owner(after[0]):
        return plain_name(after[0].text)
    for n, token in enumerate(after[:-1]):
        if token.low in ("by", "in", "on", "at", "for") and is_owner(after[n + 1]):
            return plain_name(after[n + 1].text)
    return None


def _fronted(frame: Frame, scene: Scene) -> str | None:
    """ "At Larkfield, the share is 12%"; "Quillpad, with its 2 billion users"."""
    for segment in frame.fronted:
        if segment[0].low in RELATIVES or any(is_verb(segment, n) for n in range(len(segment))):
            continue
        if named := owner_in(segment):
            return named
    return None


def _carried(frame: Frame, scene: Scene) -> str | None:
    if scene.previous:
        return scene.previous
    if any(is_owner(token) for token in scene.tokens):
        around = scene.around()
        named = {plain_name(t.text).lower() for t in scene.tokens if is_owner(t)}
        return around if around and around.lower() in named else None
    if {token.low for token in scene.tokens} & FIRST_PERSON:
        return scene.speaker or scene.heading
    return scene.around()
