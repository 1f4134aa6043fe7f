"""The frame of a figure → its entity: whose figure it is, or None where the text leaves it open."""

from collections.abc import Sequence
from dataclasses import dataclass

from prepkit.quantities.frames import Frame, clause_rest, first_verb, split_segments
from prepkit.quantities.lexicon import (
    ANAPHORS,
    CHANGE_VERBS,
    DETERMINERS,
    FIRST_PERSON,
    GIVE_VERBS,
    PEOPLE,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    REPORTERS,
    SAY_VERBS,
    VERBS,
)
from prepkit.quantities.names import coordinated, is_owner, owner_in, plain_name
from prepkit.quantities.titles import subject_of
from prepkit.quantities.tokens import Token, is_function

_ATTACHING = (
    "of",
    "at",
    "on",
    "inside",
    "within",
    "across",
    "in",
    "for",
    "by",
    "to",
    "from",
    "with",
)
_DEFINITE = frozenset("the this that these those".split())
_SPANNING = frozenset("in over within during for".split())
_SOME = DETERMINERS | {"at", "least", "one", "of"}  # "use at least one Larkfield app"
_HOLDING = ("of", "at", "inside", "within", "for", "by")
_OWNING = ("of", "at", "inside", "within", "in", "for", "by")  # not "the video on X"
_THEY = frozenset("it they he she them".split())


@dataclass(slots=True)
class Scene:
    """What a sentence stands in: its own tokens, and whom the text around it names."""

    tokens: list[Token]
    before: str | None = None
    heading: str | None = None
    title: str | None = None
    speaker: str | None = None
    previous: str | None = None  # the entity of the figure before
    attached: bool = False  # that figure had its entity from a phrase: "3% at Larkfield"

    def around(self) -> str | None:
        """Return the nearest name outside of the sentence."""
        return self.before or self.heading or self.title

    def named_before(self, start: int) -> list[Token]:
        """Return the names before `start`, but for those led by a preposition or who only say."""
        names = []
        opens = bool(self.tokens) and self.tokens[0].low in PREPOSITIONS
        for at, token in enumerate(self.tokens):
            if token.start >= start:
                break
            if is_owner(token) and not opens and not self._says(at):
                names.append(token)
            # "According to Reelgauge, it has": what the opening phrase leads to
            opens = opens and token.text != "," and token.kind not in ("name", "date")
        return names

    def _says(self, at: int) -> bool:
        for after in self.tokens[at + 1 : at + 4]:
            if after.verb:
                return after.verb.lemma in SAY_VERBS and " " in self.tokens[at].text
            if after.kind != "word":
                break
        return False


def entity_of(frame: Frame, scene: Scene) -> str | None:
    """Return whose the figure is: the nearest grammatical owner, else the one carried over."""
    found = _entity(frame, scene)
    if found == "elsewhere" and scene.previous and not scene.attached:
        return scene.previous  # "X made $3 million in the US, and $1 million elsewhere"
    return found


def _entity(frame: Frame, scene: Scene) -> str | None:
    if _is_existential(frame):
        return (
            owner_in(frame.noun) or _attached_strongly(frame) or _fronted(frame) or _attached(frame)
            or scene.around() or _placed(frame)
        )  # fmt: skip
    if frame.follows and not frame.verb and not frame.listed:
        beside = _attached_strongly(frame) or _attached(frame)
        if frame.preposition in _SPANNING and scene.previous:
            return scene.previous  # "X made 14 saves in 9 matches for Y"
        return beside or _carried(frame, scene)
    if _is_told_by_another(frame):
        return _attached_strongly(frame) or owner_in(frame.object) or scene.around()
    moved = frame.verb in CHANGE_VERBS or frame.preposition in ("by", "to", "from", "at", "for")
    found = (
        _come_from(frame)
        or _following(frame, scene)
        or _beside(frame)
        or _attached_strongly(frame)
        or (owner_in(_direct(frame.object)) if moved else None)
        or _built(frame)
        or _of_subject(frame, scene)
        or owner_in(_direct(frame.object))
        or owner_in(frame.noun)
    )
    if found:
        return found
    if _is_anaphor(frame.subject):
        return _attached(frame, only=("at", "for")) or scene.around()
    if frame.verb and not frame.subject and not frame.fronted and scene.previous:
        return scene.previous  # "X has 3 users and lost 4"
    return (
        _attached(frame, _of_definite(frame, scene)) or _used(frame) or _main_subject(frame, scene)
        or _fronted(frame)
        or _carried(frame, scene)
    )  # fmt: skip


_WHILE = frozenset("during on after before until since with by under".split())


def _direct(tokens: list[Token]) -> list[Token]:
    """Return the object without the phrases that tell when and how: "during the Vellan fair"."""
    end = next((n for n, token in enumerate(tokens) if token.low in _WHILE), len(tokens))
    return tokens[:end]


def _is_told_by_another(frame: Frame) -> bool:
    """Say whether the subject only tells: "the site gave the film 59%", "analysts found 3%"."""
    if frame.verb in GIVE_VERBS and not frame.passive:
        return any(t.kind == "name" or not is_function(t.low) for t in frame.object)
    telling = frame.verb in SAY_VERBS
    return telling and any(token.low in REPORTERS for token in frame.subject)


def _come_from(frame: Frame) -> str | None:
    """ "Half of the revenue comes from Quillpad": who it is of stands behind."""
    rest = clause_rest(frame)
    for verb, little, name in zip(rest, rest[1:], rest[2:], strict=False):
        comes = verb.low in ("come", "comes", "came", "stem", "stems", "stemmed")
        if comes and little.low == "from" and is_owner(name):
            return plain_name(name.text)
    return None


def _is_existential(frame: Frame) -> bool:
    """ "There are 3 million users of it"."""
    return any(token.low == "there" for token in frame.left)


def _placed(frame: Frame) -> str | None:
    """ "There were 455 cases in Canada": with no other owner around, the place."""
    rest = clause_rest(frame)
    for at, token in enumerate(rest):
        named = next((t for t in rest[at + 1 : at + 3] if t.kind == "name"), None)
        if token.low == "in" and named:
            return plain_name(named.text)
    return None


def _of_definite(frame: Frame, scene: Scene) -> tuple[str, ...]:
    """Return by which phrases a name may own what has its own subject: not "the video on X"."""
    if frame.verb:
        definite = bool(frame.subject) and frame.subject[0].low in _DEFINITE
        return _OWNING if definite else _ATTACHING
    if scene.previous and not scene.attached:
        return _HOLDING  # "scored 10 goals in Europe, 25 goals in Serie A"
    return _ATTACHING


def _main_subject(frame: Frame, scene: Scene) -> str | None:
    """ "Salt Harbor was the third of its kind, earning $3 million", "with a rating of 59%"."""
    hangs = bool(frame.verb) and not frame.subject
    beside = frame.verb is None and frame.preposition is not None and bool(frame.fronted)
    if not hangs and not beside:
        return None
    for segment in split_segments(scene.tokens):
        at = first_verb(segment)
        if at and segment[0].low not in PREPOSITIONS and segment[0].low not in RELATIVES:
            named = owner_in(segment[:at])
            return named or (scene.around() if _is_anaphor(segment[:at]) else None)
    return None


def _is_anaphor(subject: Sequence[Token]) -> bool:
    """Say whether the subject names again what the text has named: "the app"."""
    definite = any(t.low in _DEFINITE for t in subject)
    return definite and any(t.low in ANAPHORS for t in subject)


def _built(frame: Frame) -> str | None:
    """ "It took three years to build Sedgelog"."""
    rest = clause_rest(frame)
    if len(rest) > 2 and rest[0].low == "to" and rest[1].low in VERBS:
        after = [t for t in rest[2:5] if t.low not in DETERMINERS]
        if after and is_owner(after[0]):
            return plain_name(after[0].text)
    return None


def _following(frame: Frame, scene: Scene) -> str | None:
    """ "At 1,210 metres, the Aldermere Bridge is the longest"."""
    if frame.verb or not (frame.preposition or frame.leads):
        return None
    if frame.left and frame.left[0].low not in PREPOSITIONS:
        return None
    at = next((n for n, token in enumerate(frame.rest) if token.text == ","), None)
    if at is None or first_verb(frame.rest[:at]) is not None:
        return None
    after = frame.rest[at + 1 :]
    end = first_verb(after)
    if not end:
        return None
    pronoun = any(token.low in _THEY for token in after[:end])
    return owner_in(after[:end]) or (scene.around() if pronoun else None)


def _beside(frame: Frame) -> str | None:
    """ "Quillpad at 500M", "Quillpad (2 billion)"."""
    if frame.verb:
        return None
    if frame.preposition not in (None, "at", "with", "of", "for") and not frame.modifier:
        return None
    return owner_in(frame.label or frame.subject)


def attachments(frame: Frame) -> list[tuple[str, Token]]:
    """Return (preposition, name) of the phrases that hang on the figure's noun."""
    rest = clause_rest(frame)
    found = []
    found += [("at", token) for token in rest if token.low == "elsewhere" and is_owner(token)]
    for at, token in enumerate(frame.rest[:-2]):
        if token.text == "(" and frame.rest[at + 2].text in "),":
            found += [("at", frame.rest[at + 1])] if is_owner(frame.rest[at + 1]) else []
    for at, token in enumerate(rest):
        loose = token.verb is None or token.verb.tense in ("participle", "gerund")
        if not loose and not (frame.leads and _is_passive_part(rest, at)):
            break
        if is_owner(token):
            back = at - 1
            while back >= 0 and rest[back].kind == "word" and rest[back].low not in PREPOSITIONS:
                back -= 1
            if (
                back >= 0
                and rest[back].low in _ATTACHING
                and not (rest[back].low in ("to", "from") and not _possesses(rest, at))
            ):
                found.append((rest[back].low, token))
    return found


def _is_passive_part(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a verb leaves what follows to the figure: "are devoted to tidying at X"."""
    verb = tokens[at].verb
    if verb is None or verb.tense in ("participle", "gerund", "auxiliary"):
        return verb is None or verb.lemma != "have"
    before = tokens[at - 1].verb if at else None
    return verb.tense == "past" and before is not None and before.lemma == "be"


def _possesses(tokens: Sequence[Token], at: int) -> bool:
    """Say whether a name owns what follows: "from Larkfield's monorepo"."""
    return at + 1 < len(tokens) and tokens[at + 1].low == "'s"


# Of these, "of" tells the owner even beside a subject: "Ostrelle sold 2 million copies of X".
_OWNED = frozenset(
    "users customers subscribers copies downloads employees shares viewers players units installs"
    " members people readers listeners actives daus maus engineers students".split()
)


def _attached_strongly(frame: Frame) -> str | None:
    """Return the owner in a phrase that outdoes even the subject of the sentence."""
    last = frame.noun[-1].low if frame.noun else ""
    told = _is_existential(frame)
    share = frame.unit in ("percent", "fraction", "x")
    subject = bool(owner_in(frame.subject)) and not frame.leads
    for preposition, name in attachments(frame):
        loose = not subject and not told and bool(frame.noun)
        owned = last in _OWNED or (share and not subject) or loose
        if preposition == "of" and owned:
            return plain_name(name.text)
        if preposition == "on" and last in PEOPLE | {"actives", "daus", "maus"}:
            return plain_name(name.text)
        if preposition == "for" and frame.verb in SAY_VERBS:
            return plain_name(name.text)
    return None


def _attached(frame: Frame, only: tuple[str, ...] = _ATTACHING) -> str | None:
    """ "3% of changes at Larkfield"; None where several names share the phrase."""
    found = [(p, n) for p, n in attachments(frame) if p in only]
    if len(found) > 1 and len({p for p, _ in found}) == 1:
        return None
    rest = clause_rest(frame)
    places = [at for at, token in enumerate(rest) if is_owner(token)]
    if len(places) > 1 and coordinated(rest, places[0], places[1]):
        return None
    for preposition in _ATTACHING:
        for p, name in found:
            if p == preposition:
                return plain_name(name.text)
    return None


def _of_subject(frame: Frame, scene: Scene) -> str | None:
    if not frame.verb and not frame.modifier and not frame.preposition and not frame.leads:
        return None
    subject = frame.subject
    if subject and subject[0].low in RELATIVES:
        names = scene.named_before(subject[0].start)
        return plain_name(names[-1].text) if names else None
    if named := owner_in(subject):
        placed = scene.around() and subject[0].low in _DEFINITE and _is_led(subject)
        return scene.around() if placed else named
    words = {token.low for token in (*subject, *clause_rest(frame)[:3])}
    if words & (_THEY | POSSESSIVES):
        return _antecedent(frame, scene)
    if words & FIRST_PERSON:
        return _last_name(frame.fronted) or scene.speaker
    return None


def _is_led(tokens: Sequence[Token]) -> bool:
    """Say whether a phrase names only where: "the office in Dublin"."""
    places = [at for at, token in enumerate(tokens) if is_owner(token)]
    return all(at and tokens[at - 1].low in ("in", "on", "near") for at in places)


def _antecedent(frame: Frame, scene: Scene) -> str | None:
    """Return what "it" stands for: the one name before it, else the text before the sentence."""
    names = scene.named_before(frame.subject[0].start if frame.subject else frame.figure.start)
    different = {plain_name(name.text) for name in names}
    if len(different) == 1:
        return different.pop()
    if scene.tokens[0].low in _THEY:
        return scene.around()  # "It was praised by Reelgauge, where it has 59%"
    if different and {token.low for token in frame.subject} & POSSESSIVES:
        return subject_of(scene.tokens)  # "X posts on Y, and its channel has"
    return None if different else scene.around()


def _last_name(segments: list[list[Token]]) -> str | None:
    for segment in reversed(segments):
        if named := owner_in(segment):
            return named
    return None


def _used(frame: Frame) -> str | None:
    """ "500 million people use Quillpad", "5 teams were moved by Larkfield"."""
    rest = clause_rest(frame)
    at = first_verb(rest)
    who = bool(rest) and rest[0].low in ("who", "that")
    if at is None or not (frame.leads or who):
        return None
    after = [t for t in rest[at + 1 :] if t.low not in _SOME]
    if after and is_owner(after[0]):
        return plain_name(after[0].text)
    for n, token in enumerate(after[:-1]):
        if token.low in ("by", "in", "on", "at") and is_owner(after[n + 1]):
            return plain_name(after[n + 1].text)
    return None


def _fronted(frame: Frame) -> str | None:
    """ "At Larkfield, the share is 12%"; "Quillpad, with its 2 billion users"."""
    for at, segment in enumerate(frame.fronted):
        if segment[0].low in RELATIVES or first_verb(segment) is not None:
            continue
        if segment[0].low in ("without", "unlike", "excluding", "despite", "according"):
            continue
        later = [token for other in frame.fronted[at + 1 :] for token in other]
        if any(token.verb and token.verb.lemma in SAY_VERBS for token in later):
            continue  # "Castell, a pollster, reports that 52% ..."
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
