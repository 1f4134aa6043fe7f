"""Row E0: one event, however it is told: "was founded in 2014", "X set it up in 2014"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from prepkit.factcheck.roles import FOR_SO_MUCH
from prepkit.factcheck.words import WORD
from prepkit.quantities.lexicon import AUXILIARIES, BE, VERBS, finite_forms

_OURS = "(?:(?:the|its|their|our|his|her|my) )?(?:(?:first|own) )?"
_ADVERBS = (
    r"(?:(?:also|later|then|first|recently|soon|eventually|finally|formally|officially|publicly"
    r"|subsequently|originally|initially|quietly|jointly|successfully|only|already|fully|just"
    r"|now|always|long) )*"
)
_HAS = rf"(?:(?:has|have|had) )?{_ADVERBS}"
_WAS = rf"(?:was|were|is|are|got|(?:has|have|had) been) {_ADVERBS}"
# "Larkfield's launch came in May", "the launch was in May"
_CAME = r"(?:was|were|came|took place|happened|closed|completed|occurred|went through|followed" \
        r"|(?:was|were) (?:completed|closed|finali[sz]ed|held))"  # fmt: skip
# "X", "for $3 million", "with a loan": where it is told how, for whom and how much.
TAIL = re.compile(
    r",| (?:by|for|from|with|after|as|under|through|together|following|via|to|into|against|due"
    r"|because|thanks|at (?:an?|about)|alongside|despite|using|without)\b"
)
ASIDE = re.compile(r"\([^()]*\)|, (?:an?|the|its|our|their|his|her) [^,;]*,")
DATED = "§"  # where the date of a clause was
OPENING = re.compile(
    r"^\W*(?:(?:And|But|Then|So|Later|Finally|Eventually|Today|Originally|However)\b,? )?"
)
# "Larkfield's shares began trading": it is Larkfield that is listed.
SHARES = re.compile(
    r"['’]s? (?:ordinary |common )?(?:shares|stock)(?= ?$)|^(?:the )?shares (?:in|of) ", re.I
)
OUR_SHARES = re.compile(r"^(?:our|its|their|the) (?:ordinary |common )?(?:shares|stock)$", re.I)


class Way(NamedTuple):
    """A sentence that tells an event, and of what sort it is."""

    pattern: re.Pattern[str]
    lasts: bool = False  # it tells what has been so since
    loose: bool = False  # whatever stands behind it: what it tells is of the kind, no more
    aside: bool = False  # it tells so beside something else: "Finch, bought in 2020, makes pumps"


@dataclass(frozen=True, slots=True)
class Kind:
    """A paragraph of happenings.txt: a kind of event, as patterns of the sentences that tell it."""

    name: str
    patterns: tuple["Way", ...]
    of: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Happening:
    """What came about by a sentence: of which kind, by whom and to what, as it names them."""

    kind: Kind
    who: str
    thing: str
    tail: str
    lasts: bool
    way: Way


def read_happenings(text: str, since: bool) -> Iterator[Happening]:
    """Yield what a clause without its date may be read to tell, of each kind of event."""
    text = OPENING.sub("", FOR_SO_MUCH.sub(" ", text)).strip(" ,.")
    text = re.sub(rf"^{DATED},? |\(\s*{DATED}\s*\)", "", text)
    whole = " ".join(text.split())
    for told in dict.fromkeys((whole, " ".join(ASIDE.sub(" ", whole).split()))):
        for kind in _kinds():
            for way in kind.patterns:
                match = way.pattern.match(told) if since or not way.lasts else None
                if match and _is_whole(match):
                    yield _read(kind, match, way)


def _is_whole(match: re.Match[str]) -> bool:
    """Tell whether a match leaves no verb in its parts, and has the date where it belongs."""
    parts = match.groupdict()
    if DATED in match.string and "dated" in parts and DATED not in parts["dated"]:
        return False  # "Founded by Uta Lind, Larkfield opened a shop in 2014"
    subject = parts.get("who") or parts.get("thing") or ""
    last = WORD.findall(subject)[-1:]
    placed = re.match(r"(?:in|on|at|by|of|to|with|for|from)\b", parts.get("thing") or "")
    return not (set(last) & (BE | AUXILIARIES) or placed)


def _read(kind: Kind, match: re.Match[str], way: Way) -> Happening:
    parts = {key: (told or "").replace(DATED, " ") for key, told in match.groupdict().items()}
    parts = {key: " ".join(told.split()) for key, told in parts.items()}
    thing, tail = SHARES.sub("", parts.get("thing") or ""), parts.get("tail") or ""
    thing = OUR_SHARES.sub("we", thing)
    if "tail" not in parts:
        cut = TAIL.search(thing)
        thing, tail = (thing[: cut.start()], thing[cut.start() :]) if cut else (thing, "")
    tail, who = tail or parts.get("dated", ""), parts.get("who") or ""
    if cut := TAIL.search(who):  # "hired Uta Lind as its chief", "belonged to Tern, with ..."
        who, tail = who[: cut.start()], f"{who[cut.start() :]} {tail}"
    if not who and (led := re.search(r"\bby (?P<who>[^,;]+)", tail)):
        cut = TAIL.search(led["who"])
        who = led["who"][: cut.start()] if cut else led["who"]
    return Happening(kind, who.strip(" ,"), thing.strip(" ,"), tail.strip(" ,"), way.lasts, way)


@lru_cache(maxsize=1)
def _kinds() -> tuple[Kind, ...]:
    """happenings.txt, each paragraph as the patterns of its sentences."""
    text = Path(__file__).with_name("happenings.txt").read_text("utf-8")
    found = []
    for paragraph in text.split("\n\n"):
        lines = [line for line in paragraph.splitlines() if line and not line.startswith("#")]
        if not lines:
            continue
        ways = dict(line.split(": ", 1) for line in lines[1:])
        of = frozenset(ways.pop("of", "").split())
        patterns = [one for way, told in ways.items() for one in _patterns(way, told.split(", "))]
        found.append(Kind(lines[0].strip("[]"), tuple(patterns), of))
    return tuple(found)


def _patterns(way: str, phrases: list[str]) -> Iterator[Way]:
    """Yield the sentences that tell an event in one of the ways of happenings.txt."""
    as_told = f"(?i:{'|'.join(map(re.escape, phrases))})"
    if way in ("lasts", "keeps", "held"):
        subject = "who" if way == "keeps" else "thing"
        been = [phrase.removeprefix("been ") for phrase in phrases if phrase.startswith("been ")]
        is_so = rf"|(?:is|are|was|were) {_ADVERBS}(?:{'|'.join(been)})" if been else ""
        rest = {"lasts": "(?P<tail>.*)", "keeps": " (?P<thing>.+)", "held": " (?P<who>.+)"}[way]
        told = rf"(?P<{subject}>.+?) (?:(?:has|have|had) {_ADVERBS}{as_told}{is_so}){rest}$"
        yield Way(re.compile(told), lasts=True)
    elif way == "noun":
        of = rf"{as_told} of (?P<thing>.+?)"
        came = rf" {_CAME}\b(?P<tail>{ENDS}.*)$"
        yield Way(re.compile(rf"(?P<thing>.+?)['’]s? {as_told}{came}"))
        yield Way(re.compile(rf"(?:[Tt]he )?{of}(?: by (?P<who>.+?))?{came}"))
        yield Way(re.compile(rf"(?P<who>.+?)['’]s? {of}{came}"))
    else:
        yield from _deeds(way, phrases)


def _deeds(way: str, phrases: list[str]) -> Iterator[Way]:
    """Yield the sentences with a verb: "Tern bought Finch", "Finch, bought in 2020, ..."."""
    past = "|".join(_finite(phrase) for phrase in phrases)
    head = rf"{_HAS}(?:{past})(?![\w-])"
    if way == "came":
        yield Way(re.compile(rf"(?P<thing>.+?),? {head}(?P<tail>{ENDS}.*)$"))
        yield Way(re.compile(rf"(?P<thing>.+?),? {head}(?P<tail>.*)$"), loose=True)
        return
    if way == "by":
        yield Way(re.compile(rf"(?P<thing>.+?),? {head} (?P<who>.+)$"))
        return
    yield Way(re.compile(rf"(?P<who>.+?),? {head} (?P<thing>.+)$"))
    for verb, _, rest in (phrase.partition(" ") for phrase in phrases if "~" not in phrase):
        if rest:  # "set it up", "put Murmur into production"
            forms = "|".join(finite_forms(verb))
            told = rf"(?P<who>.+?),? {_HAS}(?:{forms}) (?P<thing>.+?) {rest}(?P<tail>{ENDS}.*)$"
            yield Way(re.compile(told))
    if way == "did":
        done = rf"{_ADVERBS}(?:{'|'.join(_participle(phrase) for phrase in phrases)})(?![\w-])"
        aside = rf"(?:, | \(){done}(?P<dated>[^,()]*)(?:[,)]|$)"
        yield Way(re.compile(rf"(?P<thing>.+?) {_WAS}{done}(?P<tail>{ENDS}.*)$"))
        yield Way(re.compile(rf"{done}(?P<dated>[^,]*), (?P<thing>{_SUBJECT})\b"), aside=True)
        yield Way(re.compile(rf"(?P<thing>[^,()]+?){aside}"), aside=True)


# What may stand behind a deed that is told in full: not "out of beta", "down by 3%", "off a deal".
ENDS = (
    rf"(?=$|[,;)]| ?{DATED}| (?:in|at|on) (?:the|its|our|their|[A-Z\d])"
    r"| (?:from|after|as|under|through|lasting|following|via|worldwide|together|alongside|because"
    r"|despite|when)\b"
    r"| by (?:[A-Z]|the|an?|two|three|four|our|its|his|her|former|\w+ers\b)"
    r"| (?:to|for) (?!an? |some|select|one|two|three|\d)| with (?:[A-Z]|the|an?|two|three|\d)"
    r"| \w+ly\b|(?<! out) of [a-z\d])"
)
# Whom a participle is told of: "Founded in 2014, Larkfield makes pumps".
_SUBJECT = r"(?:the |our |its )?(?:[a-z]+ ){0,2}?[A-Z][\w’'&.-]*(?: [A-Z][\w’'&.-]*)*"


def _finite(phrase: str) -> str:
    """The forms in which a phrase tells what came about: "bought", "buys", but no gerund."""
    return _with_head(phrase, finite_forms(phrase.split()[0]))


def _participle(phrase: str) -> str:
    head = phrase.split()[0]
    forms = {form for form, verb in VERBS.items() if verb.lemma == head and verb.participle == form}
    capital = sorted(forms or finite_forms(head))
    return _with_head(phrase, [*capital, *(form.capitalize() for form in capital)])


def _with_head(phrase: str, forms: list[str]) -> str:
    _, _, rest = phrase.partition(" ")
    heads = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
    rest = re.escape(rest).replace("\\~\\ ", _OURS).replace("\\~ ", _OURS).replace("~\\ ", _OURS)
    return f"(?:{heads}){f'(?i: {rest})' if rest else ''}"
