"""Who says the words of a quotation, by the sentence around it; alike for notes and sources."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from prepkit.factcheck.words import FUNCTION_WORDS
from prepkit.quantities.lexicon import COMMON, VERBS

_VERBS = (
    r"sa(?:ys?|id|ying)|tells?|told|telling|writ(?:es?|ing|ten)|wrote|add(?:s|ed|ing)?"
    r"|not(?:es|ed|ing)|explain(?:s|ed|ing)?|argu(?:es?|ed|ing)|recall(?:s|ed|ing)?"
    r"|remark(?:s|ed)|insist(?:s|ed)?|repl(?:y|ies|ied)|answer(?:s|ed)|admit(?:s|ted)?"
    r"|warn(?:s|ed|ing)?|declar(?:es?|ed)|stat(?:es|ed)|announc(?:es?|ed)|stress(?:es|ed)?"
    r"|jok(?:es?|ed)|tweet(?:s|ed)|post(?:s|ed)|comment(?:s|ed)|conclud(?:es?|ed)"
    r"|observ(?:es?|ed)|claim(?:s|ed)?|ask(?:s|ed)?|call(?:s|ed)|describ(?:es?|ed)"
    r"|promis(?:es?|ed)|confirm(?:s|ed)?|quip(?:s|ped)|continu(?:es?|ed)|complain(?:s|ed)?"
    r"|suggest(?:s|ed)?|predict(?:s|ed)?|agree(?:s|d)|respond(?:s|ed)|shout(?:s|ed)"
    r"|repeat(?:s|ed)|acknowledg(?:es?|ed)|point(?:s|ed) out|puts? it|went on"
    r"|h(?:olds?|eld)|maintain(?:s|ed)|swears?|swore|vow(?:s|ed)|feels?|felt|finds?|th(?:ink|inks|ought)"
    r"|believ(?:es?|ed)|mention(?:s|ed)?|report(?:s|ed)|summ?ari[sz](?:es?|ed)|boast(?:s|ed)"
    r"|prais(?:es?|ed)|critici[sz](?:es?|ed)|speaks? of|spoke of|sp(?:eaks?|oke)|mean(?:s|t)"
)
SAYING = re.compile(rf"(?<![\w’'-])(?:{_VERBS})\b(?!-)|(?<!\w)(?i:according to)\b")
_BY_ANOTHER = re.compile(r"\W*(?:[Aa]ccording to|[Aa]s)\s")
_TO_BE = re.compile(r"\b(?:is|was|were|are|been|being|be)\b")
_TELLS = re.compile(rf"(?<![\w’'-])(?:{_VERBS})(?:(?:\s+\w+){{0,3}}\s+that)?\s*$")
_SAY = rf"(?P<verb>(?<![\w’'-])(?:{_VERBS})\b(?!-))"

_UPPER = "A-ZÀ-ÖØ-ÞŁŠŽČĆŚŹŻŘĐİŞĞĒŌŪĀ"
_CAPITAL = rf"[{_UPPER}][\w’'-]*"
_PARTICLE = r"(?:van|von|de|der|den|di|da|del|della|la|le|bin|al|ter|dos|du)"
_TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Mx|Prof|Sir|Dame|Professor|Lord|Lady)\.?[ \u00a0])?"
NAME = (
    rf"{_TITLE}(?:[{_UPPER}]\.[ \u00a0]?)*{_CAPITAL}"
    rf"(?:[ \u00a0](?:{_PARTICLE} )*(?:[{_UPPER}]\.|{_CAPITAL}))*"
)
_PRONOUN = r"(?:[Ss]he|[Hh]e|[Tt]hey|I|[Ww]e|[Ii]t)"
_ROLE = (
    rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Hh]is|[Hh]er|[Aa]nother|[Ss]ome"
    rf"|{_CAPITAL}(?: {_CAPITAL})?['’]s?)\s+(?:[\w-]+\s+){{0,4}}?[a-z][\w’'-]*"
    rf"|[a-z][\w-]*(?<!ing)(?<!ed)(?=\s*$))"
)
# "the head of search at Larkfield", "a friend of Ilse Marten"
_LED = (
    rf"(?:\s+(?:of|at|from|for|in|to|with)\s+(?:(?:the|its|our|their)\s+)?(?:{NAME}|[a-z][\w-]*))"
)
_NOUN_PHRASE = rf"(?:{NAME}(?:,? and {NAME})?|{_ROLE}|{_PRONOUN}){_LED}{{0,2}}"
# ", chief executive of Larkfield," behind a name
_APPOSITION = r"(?P<more>\s*\([^()]{1,60}\)|,\s[^,.;:“”\"]{1,60}(?:,|(?=\s*:)))?"
_ADVERB = (
    r"(?:has|had|have|is|was|were|are|been|being|be|did|does|do|didn['’]t|doesn['’]t|don['’]t"
    r"|hasn['’]t|hadn['’]t|once|later|also|then|often|never|not|always|recently|famously|even"
    r"|again|still|just|only|repeatedly|\w+ly|would|will|could|might|may|should|must|wished)"
)
_QUOTE_MARK = r"[“”\"«»‘’'„‹›]"
# Where another thing is said: what is on its far side is not what the verb speaks of.
_BREAK = re.compile(
    r"[;:?!]|\.(?:\s|$)|[“”\"«»]|,\s+(?:and|but|while|which|who|whereas)\b|\s[–—-]\s"
)
# "Tom Arden's remark", "the phrase": the words are another's.
_BORROWED = re.compile(
    r"['’]s?\s+(?:\w+\s+){0,2}(?:remarks?|words?|claims?|phrases?|quotes?|mottos?|slogans?|lines?"
    r"|sayings?|comments?|statements?|rules?|views?|motto)\b|['’]s?(?:\s+\w+)?\s*$|\b(?:quot(?:ed|ing|es)|citing|cited)\b"
)
_DENIAL = re.compile(
    r"\b(?:never|not|no|nobody|no one|none|neither|nor|cannot|den(?:y|ies|ied|ying)|refus\w+"
    r"|dispute[sd]?|hardly|without|rejects?|rejected)\b|n['’]t\b",
    re.I,
)
_NOT_BEFORE_NAME = frozenset(
    """of with for to by than like not nor or about against from at in on after before under
    and neither either quoted quoting cites citing asked told between among near""".split()
)
_SENTENCE_OPENERS = (
    FUNCTION_WORDS
    | COMMON
    | frozenset("yesterday meanwhile finally perhaps maybe today tomorrow unlike".split())
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to say something: by name, or else by a role or a pronoun."""

    names: tuple[str, ...] = ()
    role: str = ""  # "the chief executive of Larkfield"
    pronoun: str = ""
    frame: str = ""  # the words that say so, without the speaker
    left: str = ""  # what stands before a name: "the chief executive"
    right: str = ""  # and behind it: ", chief executive of Larkfield,"
    second_hand: bool = False  # "Arden says that Marten said"

    @property
    def denied(self) -> bool:
        """Whether they are said not to have said it."""
        return bool(_DENIAL.search(f"{self.frame} {self.role}"))


def speakers(text: str, start: int, end: int) -> list[Speaker]:
    """Return who says `text[start:end]`, by what stands before it and by what stands after it.

    >>> speakers("“We left,” said Ilse Marten.", 1, 8)[0].names
    ('Ilse Marten',)
    """
    found = [_before(text[:start]), _after(text[end:], text[:start])]
    return [speaker for speaker in found if speaker is not None]


def _before(lead: str) -> Speaker | None:
    lead = lead.rstrip()
    for pattern in _LEADS:
        match = pattern.search(lead)
        if match and not (match["who"].islower() or SAYING.search(match["who"])):
            frame = lead[match.start() :].replace(match["who"], " ")
            return _speaker(match["who"], SAYING.sub(" ", frame, count=1), "", _more(match))
    return _said_before(lead) or _owned_before(lead)


def _owned_before(lead: str) -> Speaker | None:
    """ "Ilse Marten's motto is": the words are hers without her saying them."""
    match = _OWNED.search(lead)
    if match is None or names_in(match["between"]):
        return None
    if re.search(r"\b(?:and|or|nor)\s*$", lead[: match.start()]):
        return None
    clause = re.split(r"[,;:–—“”\"]", lead[: match.start()])[-1]
    return _speaker(match["who"], f"{clause} {match['between']}")


OWN_WORDS = (
    r"(?:mottos?|words?|rules?|phrases?|lines?|views?|slogans?|missions?|remarks?|claims?|quotes?"
    r"|sayings?|advice|maxims?|credo|principles?|promises?|verdict|answers?|repl(?:y|ies)"
    r"|statements?|comments?|questions?|warnings?|description|formula|boast|joke)"
)
_OWNED = re.compile(
    rf"(?<![\w’'-])(?P<who>{NAME})['’]s?\s+(?:[\w-]+\s+){{0,2}}{OWN_WORDS}\b(?P<between>(?:\s+(?:is|was"
    rf"|are|were|reads?|goes|went|remains?|to|not|never))*(?:\s[a-z]+(?=:))?(?:,\s[^,.;:“”\"]{{1,60}}:)?\s*[,:–—]?)\s*"
    rf"{_QUOTE_MARK}?$"
)
# What leads up to a quotation, beside "Name said".
_LEADS = [
    re.compile(pattern)
    for pattern in (
        # "Ilse Marten on the delay:"; "On the delay:" names nobody
        rf"^\W*(?P<who>{NAME}) (?:on|about) (?:the |its |their )?[a-z]+(?: [a-z]+)?:"
        rf"\s*{_QUOTE_MARK}?$",
        rf"^\W*(?!(?:On|About|Re|Regarding)\b)(?P<who>{NAME}|(?:The |A )?[A-Z]?[a-z][\w ]{{2,30}}?)"
        rf":\s*{_QUOTE_MARK}?$",
        rf"(?:^|[\s,(])(?i:according to|in the words of|as quoted from)\s+(?P<who>{_NOUN_PHRASE})"
        rf"{_APPOSITION},?\s*(?:the \w+ \w+ )?{_QUOTE_MARK}?$",
        rf"(?:^|[\s,(])(?:[Ii]n|[Ww]ith)\s+(?P<who>{NAME})['’]s?\s+(?:\w+ )?words,?"
        rf"\s*{_QUOTE_MARK}?$",
        rf"(?:^|[\s,(])[Aa]s\s+(?P<who>{_NOUN_PHRASE})\s+(?:once |later |has )?"
        rf"(?:put it|puts it|said|says|wrote|writes)[^“”\"«».;:]{{0,40}}[,:]?\s*{_QUOTE_MARK}?$",
        rf"(?:^|[\s,”\"])(?:said|says|wrote|writes|added|adds)\s+(?P<who>{_NOUN_PHRASE})"
        rf"{_APPOSITION}\s*[,:.]?\s*{_QUOTE_MARK}?$",
    )
]


def _said_before(lead: str) -> Speaker | None:
    """ "Name said that": the last such verb, and its subject."""
    quoted = bool(re.search(rf"{_QUOTE_MARK}$", lead))
    bare = re.sub(rf"\s*{_QUOTE_MARK}$", "", lead) if quoted else lead
    verbs = list(re.finditer(_SAY, bare))
    if not verbs:
        return None
    verb = verbs[-1]
    between = bare[verb.end() :]
    if _BREAK.search(between.rstrip(" :,")) or _BORROWED.search(between):
        return None
    direct = between.partition(" that ")[0].lower().split()
    if any(word in VERBS and VERBS[word].tense in ("past", "participle") for word in direct):
        return None  # "said goodbye as the banner read"
    if not quoted and between.strip() and not re.search(r"\b(?:that|how)\b|:\s*$", between):
        return None
    return _subject(bare[: verb.start()], verb.group(), between)


def _subject(before: str, verb: str, between: str = "") -> Speaker | None:
    """The subject of a verb that follows `before`."""
    before = re.sub(r"\s+(?:is|was|are|were) quoted as$", "", before.rstrip())
    helped = re.search(rf"(?:\s+{_ADVERB})*$", before)
    helpers = helped.group() if helped else ""
    rest = before[: len(before) - len(helpers)]
    denying = re.search(r"\s+(?:den(?:ies|ied)|refus(?:es|ed))(?:\s+\w+){0,2}$", before)
    if denying:
        helpers, rest = denying.group(), before[: denying.start()]
    if _TO_BE.search(helpers) and not verb.endswith("ing"):
        return None  # "was told that"
    rest = re.sub(r"(?<=\w),?\s+who$", "", rest)
    found = re.search(rf"(?:^|(?<=[\s(“\"—–]))(?P<who>{_NOUN_PHRASE}){_APPOSITION}\s*$", rest)
    if not found:
        return None
    prior = re.findall(r"[\w’']+", rest[: found.start()])[-1:]
    if found["who"] in FUNCTION_WORDS and not re.fullmatch(_PRONOUN, found["who"]):
        return None  # "is said to have told"
    if prior and prior[0].lower() in _NOT_BEFORE_NAME:
        return None
    clause = re.split(r"[,;:–—“”\"]", rest[: found.start()])[-1]
    frame = f"{clause} {helpers} {between}"
    speaker = _speaker(found["who"], frame, clause, _more(found))
    return replace(speaker, second_hand=bool(_TELLS.search(clause) or _BY_ANOTHER.match(rest)))


def _after(tail: str, lead: str) -> Speaker | None:
    opening = re.match(rf"[\s,.!?]*{_QUOTE_MARK}?\s*(?:[,–—-]\s*)?", tail)
    if opening is None or not opening.group().strip():
        return None  # the same clause goes on
    tail = tail[opening.end() :] if not re.search("[–—-]", opening.group()) else tail
    tail = re.sub(rf"^[\s,.!?]*{_QUOTE_MARK}?", "", tail)
    for pattern in _TAILS:
        match = pattern.match(tail)
        if match and not _is_passive(match):
            around = re.split(r"[,;:.“”\"]", tail[match.end() :])[0]
            frame = SAYING.sub(" ", match.group().replace(match["who"], " "), count=1) + around
            return _speaker(match["who"], frame, match.group(), _more(match) or tail[match.end() :])
    return None


# "said chief executive Ilse Marten"; not "said a colleague of Ilse Marten"
_POST = (
    r"(?:(?:the\s+)?(?:(?!(?:of|for|to|with|by|at|from|in|and|or|about|not|than|a|an)\b)[a-z][\w-]*"
    rf"\s+){{1,4}}(?={NAME}))"
)
_END = (
    r"(?=\s*(?:[,.;:!?()–—]|$|[“\"]|(?:in|on|at|to|during|last|this|after|when|of|about|from)\b))"
)
_TAILS = [
    re.compile(pattern)
    for pattern in (
        rf"[\s,.]*(?:said|says|wrote|writes|added|adds|told|notes|noted|explains|explained|insists"
        rf"|insisted|argues|argued|recalls|recalled|warns|warned|asks|asked)\s+{_POST}?"
        rf"(?P<who>{_NOUN_PHRASE}){_END}",
        rf"[\s,.]*(?:as )?{_POST}?(?P<who>{_NOUN_PHRASE}){_APPOSITION}\s+(?:{_ADVERB}\s+)*{_SAY}"
        rf"(?:\s+(?:so|it|this))?(?!\s+(?:that|nothing)\b)",
        rf"[\s,.]*(?:according to|in the words of)\s+(?P<who>{_NOUN_PHRASE}){_END}",
        rf"[\s,.]*[–—-]+\s*(?P<who>{NAME})\s*(?:,|\.?\s*$|\()",
        rf"[\s,.]*\((?P<who>{NAME})(?:,[^()]*)?\)",
    )
]


def _is_passive(match: re.Match[str]) -> bool:
    """ "Marten was told": who does not say it, but hears it."""
    verb = match.groupdict().get("verb")
    helpers = match.string[match.end("who") : match.start("verb")] if verb else ""
    return bool(_TO_BE.search(helpers)) and not (verb or "").endswith("ing")


def _more(match: re.Match[str]) -> str:
    return match.groupdict().get("more") or ""


# "our head of search": not "the deputy of our head", who is another.
_OF_A_PERSON = re.compile(
    r"\b(?:of|to) (?:the|its|our|their) (?:head|founder|chief|director|boss|manager|chair|president"
    r"|lead|leader|owner|ceo|cto|cfo)\b", re.I,
)  # fmt: skip
_OF_WHAT = r"(?:\s(?:of|for) (?!(?:our|the|its|their|his|her|an?)\b)[a-z ]{2,40})"


def _speaker(who: str, frame: str, left: str = "", right: str = "") -> Speaker:
    """The speaker `who`; `left` and `right` of them may stand what they are."""
    who = " ".join(who.split())
    if re.fullmatch(_PRONOUN, who):
        return Speaker(pronoun=who.lower() if who != "I" else who, frame=frame)
    led = re.match(rf"(?P<head>.*?)(?P<led>{_LED}*)$", who)
    head = led["head"] if led else who
    named = re.match(rf"{_OF_WHAT}?,\s+(?P<name>{NAME})(?:,|[.!?]?\s*$)", right)
    if named and not re.fullmatch(NAME, head) and not _OF_A_PERSON.search(who):
        head, left = named["name"], who
    if re.fullmatch(rf"{NAME}(?:,? and {NAME})?", head):
        names = [bare for part in re.split(r",? and ", head) if (bare := plain(part))]
        frame = f"{head.removesuffix(names[-1])} {frame}" if names else frame  # "If Marten said"
        if names:
            return Speaker(tuple(names), frame=frame, left=left, right=right)
    return Speaker(role=who, frame=frame)


# "Chief Executive Uta Lind", "CEO Uta Lind": what she is, and no name.
_OFFICE = re.compile(
    r"^(?:Chief (?:[A-Z][a-z]+ ){1,2}Officer|Chief (?:Executive|Scientist|Architect|Economist)"
    r"|(?:Senior |Executive )?Vice President|S?VP|C[A-Z]{1,3}O|CISO) (?=[A-Z])"
)


def plain(name: str) -> str:
    """Return a name without its title, its "'s" and the ordinary word that opens a sentence."""
    words = _OFFICE.sub("", re.sub(r"['’]s?$", "", name)).split()
    while words and (
        words[0].lower().rstrip(".") in _SENTENCE_OPENERS
        or (len(words) > 2 and words[0].endswith("ly"))
        or re.fullmatch(
            r"(?:Dr|Mr|Mrs|Ms|Mx|Prof|Professor|Sir|Dame|Lord|Lady)\.?|(?:Mayor|Minister|President"
            r"|Senator|Governor|Judge|Chancellor|Captain|Chairman|Chairwoman)(?=$)",
            words[0],
        )
    ):
        words.pop(0)
    return " ".join(words)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names may be one person's or one company's: "Marten", "I. Marten"."""
    short, long = sorted((one.casefold().split(), other.casefold().split()), key=len)
    if len(short) == 1:
        return short[0] in (long[0], long[-1])
    if short[-1] != long[-1]:
        return False
    first, given = short[0].rstrip("."), long[0].rstrip(".")
    return first == given or (1 in (len(first), len(given)) and first[0] == given[0])


def names_in(text: str) -> list[str]:
    """Return the names in a text, whatever they are of, without titles."""
    found = (plain(match.group()) for match in re.finditer(rf"(?<![\w’'-]){NAME}", text))
    return [name for name in found if name]


def in_full(name: str, others: Sequence[str]) -> str:
    """Return the one longer name that a short one stands for, if there is one."""
    longer = {other for other in others if " " in other and same_name(name, other)}
    return longer.pop() if " " not in name and len(longer) == 1 else name
