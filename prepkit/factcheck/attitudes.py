"""How a sentence stands to what it says: asserts it, denies it, doubts it, or only expects it."""

import re

from prepkit.quantities.lexicon import VERBS

# The past of a verb, of those that some list knows: "had", "cost", "took".
_PAST = "|".join(
    ["was", "were", "did", "could", *(form for form, verb in VERBS.items() if verb.tense == "past")]
)
# What each must catch stands in its pattern; a plain "not" is a matter of each measurement.
ATTITUDES = (
    (
        "unsettled",
        r"(?:wrongly|falsely|mistakenly)(?! (?:called|classed|classified|labelled|labeled|flagged"
        r"|rejected|accepted|marked|taken|counted))"
        r"|whether|unclear|unknown if|disputed|allegedly|rumou?r\w*"
        r"|myth|supposedly|turned out (?:to be )?(?:false|wrong|untrue)"
        r"|(?:reports?|claims?|figures?|estimates?|findings?)\b[^,;]*"
        r" (?:withdrawn|retracted|debunked)",
    ),
    (
        "denied",
        r"(?:abandon|drop|scrap|shelv|cancel)\w* (?:its |their |the |a )?plans?"
        # "Nearly bought", "nearly closed" did not; "nearly doubled" says how far it went.
        rf"|(?:almost|nearly) (?!doubl|tripl|quadrupl|halv|had\b|was\b|were\b)(?:\w+ed|{_PAST})\b"
        r"|all but (?=[a-z]+ed\b)|threaten\w* to|(?:decid|vot|rul|opt)(?:e?[sd]?|ing|ed|s) against"
        r"|lack(?:s|ed|ing)?|(?<!for )fail(?:s|ed|ing)? to|refus\w*|did (?:little|nothing) to"
        # "declined to approve"; not "declined to about 4%".
        r"|declin\w+ to (?!(?:about|around|roughly|nearly|almost|just|only|under|over|below|above"
        r"|an?|the|its|less|more)\b)[a-z]+"
        # "The launch was called off"; not "was postponed to May", which tells of another day.
        r"|(?:was|were|is|are|been) (?:called off|cancell?ed|scrapped|shelved|dropped)"
        r"|false that|not true|untrue|wrong that|den(?:y|ies|ied)|nobody|no one|doubt\w*"
        # "Hardly moved, up 1%" belittles a change, and denies none.
        r"|(?:hardly|scarcely|barely)"
        r"(?! (?:mov|chang|budg|gr[eo]w|ris|rose|fell|fall)\w*(?! by| \d))"
        r"|unlikely|few (?:people )?believe|pretend\w*",
    ),
    (
        "former",
        # "once had 5 million users" tells of the past; "once dead code was removed" tells when.
        rf"once (?:\w+ly )?(?:{_PAST})(?!,)|(?:was|were|had) once"
        r"|formerly|(?<!is )(?<!are )(?<!was )(?<!were )(?<!be )(?<!been )used to"
        r"|no longer|previously",
    ),
    (
        "begun",
        r"(?<!after we )(?<!when we )(?<!since we )(?<!once we )"
        r"(?<!cold )(?<!warm )(?:start|beg[aiu]n|commenc)\w* (?:to (?!date\b)[a-z]+"
        r"|(?:mov|switch|shift|migrat|chang|replac|build|clos)\w*ing"
        r"|(?:its|their|the|a) (?:move|switch|shift|migration|change|rollout))",
    ),
    (
        "supposed",
        r"in theory|in principle|on paper|let['’]s|let (?:us )?(?:suppose|assume|say|be)"
        r"|if|unless(?! (?:otherwise )?(?:noted|stated|indicated|specified))"
        r"|suppose|imagine|would|could|might|(?<!you )may"
        r"|can(?! (?:be|have|hold|take|use|get|send|store|keep) (?:up to|at most|no more than))"
        r"(?:not)?|able to|designed (?:for|to)"
        r"|built (?:for|to)"
        # What somebody only holds: "critics claim that", "according to some".
        r"|(?:is|are|was|were) said to|it (?:was|is) (?:said|reported|rumou?red) that"
        r"|claim(?:s|ed)?|believe[sd]?|suspect(?:s|ed)?|assume[sd]?|argue[sd]?"
        r"|according to (?:critics|some|rumou?rs|unnamed|anonymous)",
    ),
    (
        "expected",
        r"will|shall|going to|(?:is|are|was|were|been) (?:\w+ )?scheduled"
        r"|scheduled (?:to|for|in|on|opening|launch|release|start)|slated"
        r"|(?:is|are|was|were) up for"
        r"|there (?:is|are|was|were) (?:an? )?plans?"
        r"|(?:is|are|was|were) (?:set|due|about to|yet|to (?!date\b)[a-z]+)\b"
        r"|announced for (?:an? |the )?(?:release|premiere|launch|debut|publication|opening)"
        r"|expect\w*|plan(?:s|ned|ning)? (?:to|for|on)|hop(?:e|es|ed|ing)|aim\w*|offer\w* to"
        r"|propos(?:es?|ing|als?)|(?<!the )(?<!its )(?<!their )proposed|recommended|ought to"
        r"|(?:try|tries|tried|agree\w*|seek\w*|sought|attempt\w*) to\b|consider\w* \w+ing"
        r"|mean(?:s|t) to (?=[a-z])|intend\w*"
        # "Across all targets": what is built or hit, not what is aimed at.
        r"|(?<!all )(?<!each )(?<!every )(?<!build )(?<!test )(?<!attack )target\w*"
        r"|forecast\w*|should|must|ha(?:s|ve|d) to"
        r"|want\w*|wish\w*|encourag\w*"
        r"|room for|budget (?:to|for)|set out to|in talks (?:with|to)|filed (?:to|for)|leases? for"
        r"|look(?:s|ed|ing)? (?:for|to) [^,;]{1,40} to|long-term (?:model|target|goal)"
        r"|(?:is|are) (?:hiring|(?:looking|searching) for(?= [\d,]+\b))"
        # "Needs 40 bakers" has fewer; "needs 40 servers" may run on them.
        r"|needs? (?=[\d,]+ (?:more )?(?:(?!(?:serv|lay|lett|numb|paramet|met|contain|comput|ord"
        r"|quart|doll)[eao]rs)[a-z]{3,}(?:[eo]rs|ists|ees)|people|staff)\b)"
        r"|(?:still )?ha(?:s|ve|d) [\d,]+ [a-z]+ (?:left )?to (?:[a-z]+)"
        r"|guidance|outlook|guid(?:es|ed|ing) (?:to|for|toward)"
        r"|sees (?=[a-z]+ (?:of|at|between|in)\b)"
        r"|require[sd]?|urge[sd]?|forbid\w*|forbade|allow\w* (?!up to)(?:[a-z]+ ){1,4}to\b"
        r"|ask(?:s|ed)? (?:to|for|that)",
    ),
)
# "May" inside a sentence is a month; "may" is not.
_ATTITUDES = [
    (name, re.compile(rf"(?<!\w)(?!(?-i:May)\b)(?:{pattern})\b", re.IGNORECASE))
    for name, pattern in ATTITUDES
]

# What stands in quotation marks is how somebody put it, not how it stands to the figure.
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
# Where a sentence begins to speak of something else than of its figure.
_CLAUSE_END = re.compile(
    r"[,;:()–—]\s|\s(?:and|but|while|whereas|which|who|where|with|although|though|because)\s"
)
# Where another statement may be joined on, and what governs both.
_JOINT = re.compile(
    r";\s|,\s(?:(?:and|but|while|whereas)\s|(?=(?:today|now|nowadays|these days)\b))"
    r"|\s(?:and|but)\s(?=(?:took|lasted|went|ran|fell|rose|grew"
    r"|came|became|began)\b)"
)
_REPORTED = re.compile(r"\b(?:that|whether|if|according|allegedly|reportedly|supposedly)\b", re.I)
# What comes after and yet governs what came before: "if all goes well", "according to critics".
_LOOKS_BACK = re.compile(
    r"\W*(?:if|unless|provided|according|allegedly|supposedly|reportedly|or so|at least so"
    r"|(?:but|though) (?:that|this|it)|as (?=\w+ (?:claim|believe|hope|expect))"
    r"|which (?:is|was) (?:false|untrue|wrong|disputed|unclear))\b", re.I,
)  # fmt: skip


def attitude(text: str) -> str:
    """Return how `text` stands to what it says: "asserted", or a name of ATTITUDES.

    >>> attitude("We hope to reach 60 million users."), attitude("It has 60 million users.")
    ('expected', 'asserted')
    """
    if text.rstrip(' "”’»').endswith("?"):
        return "unsettled"
    return next((name for name, pattern in _ATTITUDES if _says(pattern, text)), "asserted")


# "By running only the tests a change can affect, ...": how it came about.
CAUSE = re.compile(r"\W*(?:By|After|When|With|Thanks to|Because of|Since|While|Asked) [^,;]+, ")


# "Changes that used to wait now land in 40 minutes": what it came to.
_SINCE_THEN = re.compile(r"\b(?:used to|once|formerly|previously)\b.*\s(now|today)\s", re.I)


# "You will join the team that looks after 30 services": it does so already.
_YOU_WILL_JOIN = re.compile(
    r"\W*(?:As an? [^,;.]+, )?[Yy]ou(?:['’]ll| will)"
    r" (?:join|work (?:on|in|with)|be (?:part|working))\b[^,;.]*?,? (?:who|that|which) (?!will\b)"
)


def governing(text: str, end: int) -> str:
    """Return the part of a sentence that can say how it stands to the figure that ends at `end`.

    >>> governing("It has 60 users, and hopes for more.", 14)
    'It has 60 users'
    """
    start = _own_start(text, end)
    cause = CAUSE.match(text, start, end)
    start = cause.end() if cause else start
    joined = _YOU_WILL_JOIN.match(text, start, end)
    start = joined.end() if joined else start
    since = _SINCE_THEN.search(text, start, end)
    start = since.start(1) if since else start
    found = _CLAUSE_END.search(text, end)
    if found is None:
        return _QUOTED.sub(" ", text[start:])
    kept = text[start : found.start()]
    for segment in _CLAUSE_END.split(text[found.start() :]):
        if _LOOKS_BACK.match(segment) or _ends_in_attitude(segment):
            kept += f", {segment}"
    return _QUOTED.sub(" ", kept)


def _own_start(text: str, end: int) -> int:
    """Return where the figure's own statement begins, behind another that it is joined to.

    Who claims, hopes or doubts that one thing is so and another does it of both.
    """
    joints = [joint.end() for joint in _JOINT.finditer(text, 0, end)]
    for start in reversed(joints):
        follows = _JOINT.search(text, end)
        own = text[start : follows.start() if follows else len(text)]
        if own.startswith("to "):
            continue  # "plan to cut 120 roles, and to hire 60 engineers"
        has_verb = any(word.lower() in VERBS for word in re.findall(r"[A-Za-z]+", own))
        if has_verb and not _REPORTED.search(text[:start]):
            return start
    return 0


# "Ahead of guidance": what was reached is only held against what had been expected.
_HELD_AGAINST = re.compile(
    r"\W*(?:and )?(?:well |slightly |just |comfortably )?(?:ahead of|above|below|beating"
    r"|exceeding|topping|surpassing|in line with|at the \w+ end of|versus|against|compared)\b"
)


def _ends_in_attitude(segment: str) -> bool:
    """ ", critics claim": who only holds it stands at the end."""
    if _HELD_AGAINST.match(segment):
        return False
    words = segment.strip(" .!").split()
    return 1 < len(words) <= 5 and attitude(words[-1]) not in ("asserted", "former")


def _says(pattern: re.Pattern[str], text: str) -> bool:
    """Tell whether a pattern stands in `text` as words, not in a name: "Barely There"."""
    return any(not _in_name(text, match) for match in pattern.finditer(text))


def _in_name(text: str, match: re.Match[str]) -> bool:
    words = match.group().split()
    if not all(word[0].isupper() for word in words):
        return False  # "In theory Larkfield has", too
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    opens = not before or before[-1] in '.!?:;–—([“"'
    return not opens or bool(re.match(r"[A-Z][a-z]", after))


_AHEAD = re.compile(
    r"\b(?:will|shall|expect(?:s|ed)? to|plan(?:s|ned)? to|intend(?:s|ed)? to|hop(?:es|ed|e) to"
    r"|aim(?:s|ed)? to|want(?:s|ed)? to|agree(?:s|d)? to|going to|scheduled|slated|set to|due to)\b"
)


def _is_norm(claim: str, ours: str, source: str, theirs: str) -> bool:
    """Tell whether both ask for the same: "has to be approved", "needs approval"."""
    if {ours, theirs} != {"asserted", "expected"} or not _NORM.search(claim):
        return False
    left = attitude(_NORM.sub(" ", source)), attitude(_NORM.sub(" ", claim))
    return bool(_NORM.search(source)) and set(left) == {"asserted"}


_WORDS = re.compile(r"[^\W\d_]+")


def is_past(text: str) -> bool:
    """Tell whether a text speaks of the past alone: "took two weeks", not "takes"."""
    present = _PRESENT.search(text) or any(
        VERBS[word].tense == "present" for word in _WORDS.findall(text) if word in VERBS
    )
    return _PAST_TENSE.search(text) is not None and not present


# Who speaks of a firm's future from outside.
_OUTSIDERS = re.compile(
    r"\b(analysts?|critics?|investors?|economists?|observers|traders|experts|forecasters"
    r"|Wall Street|consensus|the market|who (?:covers|follows|tracks))\b[^.;]{0,60}?"
    r"\b(?:expect|forecast|predict|estimate|project|anticipat|hope"
    r"|see)\w*", re.I,
)  # fmt: skip


def expected_by_others(claim: str, source: str) -> str:
    """Return who in the source expects what the claim says that its owner expects: "analysts"."""
    found = _OUTSIDERS.search(source)
    return found[1] if found and not re.search(rf"\b{found[1]}", claim, re.I) else ""


# Under which condition something is so: "if a worker is silent", "when one is silent".
_UNDER = re.compile(
    r"\b(?:if|when|whenever|once|as soon as|(?:every|each) time"
    r"|(?:one|anyone|anybody|those|any [a-z]+) (?:who|that|which))\b", re.I,
)  # fmt: skip
_IF = re.compile(r"\bif\b", re.I)
# What is asked for, in whatever words: "has to approve", "needs approval".
_NORM = re.compile(
    r"\b(?:must|ha(?:s|ve|d) to|needs?|needed|require[sd]?|requirement|asks? for|calls? for"
    r"|demands?|insists? on|is mandatory)\b", re.I,
)  # fmt: skip
# Who does something can do it.
_CAN = re.compile(r"\b(?:can(?!not|['’]t)|(?:is|are) able to)\b", re.I)
# "Expect four rounds" tells the reader that there are four.
_TOLD_TO_EXPECT = re.compile(r"^\W*Expect\b")
_HAD_MEANT = re.compile(r"\bhad (?:once |first )?(?:expected|planned|hoped|intended|meant|aimed)\b")
_PAST_TENSE = re.compile(rf"\b(?:{_PAST})\b")
_PRESENT = re.compile(r"\b(?:is|are|has|have|does|do|now|today|currently)\b")


def ruling_of(claim: str, source: str) -> str | None:
    """B6: return the best label that two attitudes leave, or None where they are the same."""
    if _TOLD_TO_EXPECT.search(claim) and is_past(source):
        return "imprecise"  # "served five courses" tells of none to come
    claim = _TOLD_TO_EXPECT.sub(" ", claim)
    bygone = is_past(source) and not is_past(claim)
    if _UNDER.search(claim) and _UNDER.search(source) and not bygone:
        claim, source = _IF.sub("when", claim), _IF.sub("when", source)
    ours, theirs = attitude(claim), attitude(source)
    if ours == "supposed" and theirs == "asserted" and not is_past(source):
        ours = attitude(_CAN.sub(" ", claim))
    if ours != theirs and "expected" in (ours, theirs) and _is_norm(claim, ours, source, theirs):
        return None
    if ours == "asserted" and theirs == "former" and is_past(claim):
        return None
    if ours == theirs and ours not in ("unsettled", "denied"):
        # Who has filed for approval has done so; who expects to file has not.
        if _HAD_MEANT.search(source) and not _HAD_MEANT.search(claim):
            return "imprecise"
        ahead = bool(_AHEAD.search(source)) and not _AHEAD.search(claim)
        return "imprecise" if ours == "expected" and ahead else None
    if ours == "asserted" and theirs in ("supposed", "expected", "former", "begun"):
        return "imprecise"
    return "not found"
