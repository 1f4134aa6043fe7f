"""The closed word classes by which measurements are read, from `words.txt`, and verb forms."""

import re
from pathlib import Path
from typing import NamedTuple


def _classes() -> dict[str, tuple[str, ...]]:
    """Return class → words, in the file's order."""
    text = Path(__file__).with_name("words.txt").read_text(encoding="utf-8")
    classes: dict[str, tuple[str, ...]] = {}
    for paragraph in text.split("["):
        name, found, body = paragraph.partition("]\n")
        if found:
            lines = (line for line in body.splitlines() if not line.startswith("#"))
            classes[name] = tuple(" ".join(lines).split())
    return classes


_CLASSES = _classes()


def _words(name: str) -> frozenset[str]:
    return frozenset(_CLASSES[name])


DETERMINERS = _words("determiners")
PRONOUNS = _words("pronouns")
POSSESSIVES = _words("possessives")
FIRST_PERSON = _words("first person")
PREPOSITIONS = _words("prepositions")
CONJUNCTIONS = _words("conjunctions")
RELATIVES = _words("relatives")
BE = _words("be")
AUXILIARIES = _words("auxiliaries")
ADVERBS = _words("adverbs")
LEVEL_VERBS = _words("level verbs")
CHANGE_VERBS = _words("change verbs")
USE_VERBS = _words("use verbs")
SAY_VERBS = _words("say verbs")
GIVE_VERBS = _words("give verbs")
EVENT_VERBS = _words("event verbs")
REPORTERS = _words("reporters")
ANAPHORS = _words("anaphors")
PEOPLE = _words("people")
NO_NAMES = _words("no names")
PLACES = frozenset(word.replace("_", " ") for word in _CLASSES["places"])
MONTHS = _words("months")
COMMON = _words("common")
PLATFORMS = {
    "android": "Android", "ios": "iOS", "iphone": "iPhone", "ipad": "iPad", "web": "the web",
    "windows": "Windows", "macos": "macOS", "linux": "Linux", "mobile": "mobile",
    "desktop": "desktop",
}  # fmt: skip
# Who else a figure may be of, without a name: "3% in other companies", "the baseline has 0.74".
OTHERS = re.compile(
    r"\b(?:(?:most |many |some )?(?:other|rival|similar|comparable|competing|peer)"
    r" (?:companies|firms|organi[sz]ations|teams|vendors|tools|apps|studios|shops|labs)"
    r"|competitors|(?<!^)elsewhere|(?:the )?(?:baselines?|control group|industry average)"
    r"(?!\s(?!(?:is|are|was|were|has|had|have|at|by|in|of|with|reach|needs?|needed|takes?|took"
    r"|gets?|got|and|or|but)\b)[a-z]))\b",
    re.IGNORECASE,
)
# What is only hoped for, planned, foreseen, asked or told; "May 2020" is a month, "goals" are shot.
HEDGES = re.compile(
    r"\b(?:(?<!you )may(?! \d)|(?i:could|might|would|should|will|if|plans?(?= (?:to|for)\b)"
    r"|(?<!of the )plann(?:ed|ing)"
    r"|plans(?= \W?\d)|hop(?:e|es|ed|ing)|expect(?:s|ed|ing|ation|ations)?"
    r"|aim(?:s|ed|ing)?(?= (?:to|for)\b)|intend(?:s|ed)?|want(?:s|ed)? to"
    r"|(?<!all )(?<!each )(?<!every )(?<!build )(?<!test )target(?:s|ed|ing)?"
    r"|goal (?:is|was|of)|goal for \w+ (?:is|was)|forecast(?:s|ed)?|project(?:s|ed) to|projections?"
    r"|predict(?:s|ed)?|hypothesi[sz]ed?|hypothetical(?:ly)?|anticipat(?:e|es|ed)|ambition"
    r"|promis(?:es|ed)|on track|guidance|outlook|guid(?:es|ed) (?:to|for)"
    r"|sees (?=[a-z]+ (?:of|at|between|in)\b)|(?:is|are) set to|whether|unclear|uncertain"
    r"|rumou?r(?:s|ed)?|speculat(?:es?|ed|ion)|claims? that|reportedly|allegedly|supposedly"
    r"|potentially|possibly|perhaps|doubt(?:s|ed)?|(?:believed|thought) to|said to (?:have|be)))\b"
    r"|['’]ll\b",
)
NEGATIONS = re.compile(
    r"\b(?:not(?! only\b| just\b)|never|no longer|neither|nor"
    r"|(?<!with )no (?!(?:fewer|less|more|later|sooner|doubt|matter|wonder)\b)(?=[a-z])"
    r"|fail(?:s|ed)? to|den(?:y|ies|ied)|refut(?:e|es|ed)|cannot)\b|\w+n['’]t\b",
    re.IGNORECASE,
)

# ------------------------------------------------------------------ forms of verbs

# "flag" → "flagged", not "load"; "admit" → "admitted", not "edit".
_SHORT = re.compile(
    r"[^aeiou]*(?:qu)?[aeiou][bdgklmnprt]"
    r"|(?:ad|com|per|sub|e|o|re|trans)mit|(?:re|pre|de|con|trans|in)fer|(?:oc|in|re)cur"
    r"|(?:com|ex|pro|re|dis|im)pel|control|enrol|excel|equip|regret|rebut|allot|unplug"
)


class Verb(NamedTuple):
    """A form of a verb."""

    lemma: str
    participle: str
    tense: str  # "past", "participle", "present", "gerund", "base", "auxiliary"


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "ch", "sh", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return {"have": "has"}.get(lemma, lemma + "s")


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if _SHORT.fullmatch(lemma) else "") + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if _SHORT.fullmatch(lemma) else "") + "ing"


def _forms() -> dict[str, Verb]:
    """Return form → verb; where two share a form, the past and the verb named first win."""
    irregular = {entry.split("/")[0]: entry.split("/")[1:] for entry in _CLASSES["irregular verbs"]}
    forms: dict[str, Verb] = {}
    kinds = ("level verbs", "change verbs", "act verbs", "plain verbs")
    lemmas = [lemma for kind in kinds for lemma in _CLASSES[kind]]
    for lemma in dict.fromkeys(lemmas):
        past, participle = irregular.get(lemma) or (_regular_past(lemma),) * 2
        forms.setdefault(past, Verb(lemma, participle, "past"))
        forms.setdefault(participle, Verb(lemma, participle, "participle"))
        forms.setdefault(_third(lemma), Verb(lemma, participle, "present"))
        forms.setdefault(_gerund(lemma), Verb(lemma, participle, "gerund"))
        forms.setdefault(lemma, Verb(lemma, participle, "base"))
    return forms


VERBS = _forms()
SURE_VERBS = _words("sure verbs") | frozenset(map(_third, _CLASSES["plain verbs"]))
_PASTS = frozenset(form for form, verb in VERBS.items() if verb.tense in ("past", "participle"))


def inflected(phrase: str, like: str) -> str:
    """Return a phrase in the form of another: its first word as a verb, its last as a noun.

    >>> inflected("lay off", "dismissed"), inflected("delivery driver", "couriers")
    ('laid off', 'delivery drivers')
    """
    words, model = phrase.split(" "), like.lower().split(" ")
    first, last = model[0], model[-1]
    if first in _PASTS or (first.endswith("ed") and len(first) > 4):
        words[0] = _past(words[0])
    elif first.endswith("ing") and len(first) > 5:
        words[0] = _gerund(words[0])
    elif first in VERBS and VERBS[first].tense == "present" and words[0] in VERBS:
        words[0] = _third(words[0])
    elif last.endswith("s") and not last.endswith("ss"):
        words[-1] = _third(words[-1])  # of a noun, its plural
    return " ".join(words)


def _past(lemma: str) -> str:
    return next((f for f, v in VERBS.items() if v.lemma == lemma and v.tense == "past"), None) or (
        _regular_past(lemma)
    )


def finite_forms(lemma: str) -> list[str]:
    """Return the forms of a verb, known or regular, that tell what came about.

    >>> finite_forms("buy"), finite_forms("open-source")
    (['bought', 'buys'], ['open-sourced', 'open-sources'])
    """
    irregular = {
        "be": ["was", "were"], "have": ["had", "has"], "do": ["did", "does"],
        "set": ["set", "sets"], "put": ["put", "puts"], "shut": ["shut", "shuts"],
        "quit": ["quit", "quits"], "get": ["got", "gets"], "go": ["went", "gone", "goes"],
    }  # fmt: skip
    known = {VERBS[form].participle for form in _PASTS if VERBS[form].lemma == lemma}
    return irregular.get(lemma) or sorted({_past(lemma), _third(lemma), *known})


_SURE = BE | AUXILIARIES | SURE_VERBS
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def has_sure_verb(text: str) -> bool:
    """Say whether a text has a word that can be nothing but a verb: "tests" may be a noun."""
    words = (word.lower() for word in _WORDS.findall(text))
    return any(word in _SURE or (word in VERBS and VERBS[word].tense == "past") for word in words)
