"""Row R1: relations with a direction, "from X to Y" and "X replaced Y", in two sentences."""

import re
from dataclasses import dataclass
from functools import lru_cache

from prepkit.factcheck.words import is_function_word, names, sense, stem
from prepkit.quantities.lexicon import VERBS

# A name or a noun with what stands before it: "C++", "the billing service"; no number. It ends
# before a little word or a verb that goes on.
_ENDS = (
    "from|to|into|onto|with|by|for|in|on|at|of|off|out|over|and|or|but|as|than|which|who|that|while"
    "|after|before|when|until|so|it|this|they|we|he|she|was|were|is|are|be|been|being|has|have|had"
    "|will|went|came|now|then|took|gave|made|way|entirely|completely"
)
_WORD = rf"(?!(?i:{_ENDS})(?![\w-]))[A-Za-z](?:[\w+#/’'-]|\.(?=\w))*"
_ARTICLE = r"(?:(?:the|its|our|their|his|her|an?) )?"


def _thing(name: str) -> str:
    """The pattern of a thing, with its name in an aside: "its queue, Marsh,"."""
    called = rf"(?P<{name}_called>[A-Z][\w.+#-]*(?: [A-Z][\w.+#-]*)*)"
    aside = rf"(?:, (?:{called}|where [^,;.]{{3,40}}),)?"
    return rf"{_ARTICLE}(?P<{name}>{_WORD}(?: {_WORD}){{0,4}}){aside}"


_A, _B = _thing("before"), _thing("after")
_HAS = r"(?:has |have |had )?"
_BE = r"(?:is|are|was|were|be|been|being)"
_REPLACED = r"(?:replac|supersed|succeed)(?:e[sd]?|ing)?"
_SWAPPED = (
    r"(?:switch(?:ed|es|ing)?|swap(?:s|ped|ping)?|trad(?:e[sd]?|ing)|exchang(?:e[sd]?|ing)"
    r"|drop(?:s|ped|ping)?|ditch(?:ed|es|ing)?|abandon(?:s|ed|ing)?|g[ai]v(?:es?|ing) up"
    r"|left|forsook|retired?)(?: out| in)?"
)
_FOR = r"(?: out| in)? (?:for(?! good\b)|in favou?r of)"
_WHERE = rf"(?: (?:in|at|on) {_ARTICLE}{_WORD}(?: {_WORD}){{0,2}})?"  # "the rules in dispatch"
_WENT = (
    r"(?:moved?|migrat(?:e|ed|ing)|switch(?:ed|ing)?|went(?: over)?|shift(?:ed)?|chang(?:e|ed)"
    r"|port(?:ed)?|rewrote|convert(?:ed)?|transition(?:ed)?|turn(?:ed)?|upgrad(?:e|ed))"
)
_OBJECT = (
    r"(?: (?:over|everything|(?:it|them)(?: all)?"
    r"|(?:(?:our|its|their|the|all) )?[a-z][\w -]{0,40}?))?"
)
_ADOPTED = r"(?:adopt(?:ed|s)|pick(?:ed|s)|chose|took up|brought in|went with|settled on)"
_ONWARD = rf"(?:{_WENT}{_OBJECT} (?:in|on)?to|{_ADOPTED})"
_LEFT = (
    r"(?:left|dropp?ed|ditched|abandoned|outgrew|retired|got rid of|gave up(?: on)?|moved off"
    r"|moved away from|turned away from|scrapped|dumped|sunset"
    r"|(?:said|bade|bid|waved) (?:goodbye|farewell|adieu) to)"
)
_YEARS = r"(?:[\w-]+ ){1,3}(?:years?|months?|decades?|quarters?)"
# What there was before, and what there is after; not "from 4% to 14%".
PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b[Ff]rom {_A}(?: over)? (?:in|on)?to {_B}",
        rf"\b(?:[Oo]ff|[Oo]ut of) {_A}(?:,? and)?(?: (?:put|moved?|got) (?:it|them))?"
        rf" (?:in|on)?(?:to|on) {_B}",
        rf"(?<!\w){_A} ?(?:→|->|=>) ?{_B}",
        rf"\b{_A} {_BE} {_REPLACED} (?:by|with) {_B}",
        rf"\b[Rr]eplac(?:e[sd]?|ing) {_A}{_WHERE} (?:with|by) {_B}",
        rf"\b{_A},? and replaced (?:it|them) (?:with|by) {_B}",
        rf"\b[Jj]oined {_B}(?: as [A-Za-z][\w ]{{1,30}}?)? from {_A}",
        rf"\b{_A} {_BE} {_SWAPPED} (?:for|in favou?r of) {_B}",
        rf"\b{_SWAPPED} {_A}{_WHERE}{_FOR} {_B}",
        rf"\b[Oo]ut (?:went|goes|with) {_A},? (?:and )?in (?:came|comes|with) {_B}",
        rf"(?<!\w){_A} (?:is |was |went )?out,? (?:and )?{_B} (?:is |was |came )?in\b",
        rf"(?<!\w){_B} (?:is |was |came )?in,? (?:and )?{_A} (?:is |was |went )?out\b",
        rf"\b{_A} (?:gave|gives?|made|makes?) way (?:for|to) {_B}",
        rf"\b(?:in|on)?to {_B} from {_A}",
        rf"\b{_B},? (?:and )?(?:it|this|which|that) {_HAS}{_REPLACED} {_A}",
        rf"\b{_B} {_HAS}{_REPLACED} {_A}",
        rf"\b{_B} {_HAS}(?:took|taken|takes?) (?:the place of|over from) {_A}",
        # "After eight years on Perl, we moved to Rust", "after which": not of what was left.
        rf"\b[Aa]fter {_YEARS}(?: of)?(?: running| using)?(?: on| with| in)? {_A}, "
        rf"(?:[\w’'-]+ ){{1,4}}?{_ONWARD} {_B}",
        rf"\b{_LEFT} {_A}(?:,? (?:and|then|before|to)|, having)(?: [a-z]+ly)? (?:we )?"
        rf"{_ONWARD} {_B}",
        rf"\b(?:used to (?:run|be|live|use)|(?:once|previously|formerly|originally)"
        rf" (?:ran|used|lived))(?: (?:on|in|with))? {_A}[,;.]? (?:and |but )?(?:\w+ ){{0,2}}?"
        rf"(?:now|today)(?: (?:it|we|they))?(?: (?:runs?|uses?|lives?))?(?: (?:on|in|with))? {_B}",
    )
)


@dataclass(frozen=True, slots=True)
class Relation:
    """What was left, and what came in its place, each by the stems of its name or its words."""

    before: str
    after: str
    said: str
    link: str  # what is said beside the two
    heads: frozenset[str] = frozenset()  # whose the two only are: "fan" of "Basalt fans"


@lru_cache(maxsize=20_000)
def relations(text: str) -> tuple[Relation, ...]:
    """Return the relations of a sentence, in the order of the patterns.

    >>> [(r.before, r.after) for r in relations("We moved the logs from Perl to Rust.")]
    [('perl', 'rust')]
    """
    found: list[Relation] = []
    taken: list[tuple[int, int]] = []
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            before, after = _key(match, "before", text), _key(match, "after", text)
            if before and after and before != after:
                link = match.group()
                for thing in ("before", "after"):
                    link = link.replace(match[thing], " ", 1)
                heads = frozenset(map(_head_of, match.group("before", "after"))) - {""}
                found.append(Relation(before, after, match.group(), link, heads))
                taken.append(match.span())
    return tuple(found)


def _key(match: re.Match[str], thing: str, text: str) -> str:
    """The name of a thing, or else the stems of its words; "" where it has none."""
    if match[f"{thing}_called"]:
        return _stems(match[f"{thing}_called"])
    words = match[thing].split()
    if words[-1] in ("one", "ones"):
        return ""  # "the new one replaced Perl"
    words = words[: next((n for n, word in enumerate(words) if n and _is_past(word)), len(words))]
    opens = match.start(thing) == 0
    called = [word for word in words if re.search(r"[A-Z]", word)]
    if opens and called[:1] == words[:1] and len(words) > 1 and not names(match[thing]):
        called = called[1:]  # "Feature flags" is no name
    if not called:
        return _stems(" ".join(words))
    return _stems(" ".join(called[-2:] if called[-1].isupper() else called[-1:]))


# What only says what a name is of, or when it came: "Jenkins pipelines", "Buildkite last year".
_NO_HEADS = frozenset(
    """service services system systems team teams group groups platform platforms database
    databases framework language tool tools library app apps code server servers pipeline pipelines
    cluster clusters last this next early late year years month months week weeks today yesterday
    back again instead too also first engine stack software""".split()
)


def _head_of(thing: str) -> str:
    """The stem of what a thing's name says only whose it is: "fan" of "Basalt fans"; else ""."""
    words = thing.split()
    at = max((n for n, word in enumerate(words) if re.search(r"[A-Z]", word)), default=len(words))
    behind = words[at + 1 : at + 2]
    return _stems(behind[0]) if behind and _is_head(behind[0]) else ""


def _is_head(word: str) -> bool:
    """Tell whether a word behind a name says that another thing is meant: "Basalt fans"."""
    plain = word.isalpha() and word.islower() and word not in VERBS
    return plain and not (word in _NO_HEADS or word.endswith("ly") or is_function_word(word))


def _is_past(word: str) -> bool:
    """Tell a verb behind a thing: "replacing logs with a new format cut their volume"."""
    return word in VERBS and VERBS[word].tense == "past" and word not in ("set", "lead")


def _stems(words: str) -> str:
    kept = [word for word in words.split() if word[0].isupper() or not is_function_word(word)]
    # "C++" and "C" are two languages: what is no plain word is kept as it is written.
    return " ".join(
        sense(stem(word)) if word.isalpha() and len(word) > 2 else word.lower() for word in kept
    )


def compare_relations(claim: str, source: str) -> str:
    """Return how a source's relation stands to the claim's: "same", "reversed", "other", or ""."""
    theirs = relations(source)
    said = frozenset(_stems(re.sub(r"[^\w+#'’-]+", " ", claim)).split())
    for ours in relations(claim):
        same = any(
            _is_one(ours.before, r.before, said) and _is_one(ours.after, r.after, said)
            for r in theirs
            if r.heads <= said
        )
        turned = any(
            _is_one(ours.before, r.after, said) and _is_one(ours.after, r.before, said)
            for r in theirs
        )
        if same and turned:
            continue  # of two things, one went this way and the other that way
        if same:
            return "same"
        if turned:
            return "reversed"
        if any(
            _is_one(ours.before, r.before, said) or _is_one(ours.after, r.after, said)
            for r in theirs
        ):
            return "other"
    return ""


def _is_one(ours: str, theirs: str, said: frozenset[str]) -> bool:
    """Tell whether two things are one: the same words, but for those that stand elsewhere too."""
    here, there = frozenset(ours.split()), frozenset(theirs.split())
    return bool(here & there) and here ^ there <= said and (here <= there or there <= here)
