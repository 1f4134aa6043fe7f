"""What two sentences with the same words say differently: little words, and words between them."""

import re
from itertools import takewhile

from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import (
    NEGATIONS,
    NO_NAMES,
    WORD,
    content_stems,
    is_function_word,
    sense,
    senses,
    stem,
)
from prepkit.quantities import dimension, find_dates, find_quantities
from prepkit.quantities.lexicon import AUXILIARIES, BE, VERBS

# Little words that say the opposite of one another before the same word.
OPPOSED = (
    (frozenset(["before"]), frozenset(["after", "since", "once"])),
    (
        frozenset("without outside except excluding beyond besides".split()),
        frozenset("with in on inside within including among for at".split()),
    ),
    (frozenset("from off out".split()), frozenset("to into onto".split())),
    (frozenset("until till".split()), frozenset("after since".split())),
    (frozenset(["against"]), frozenset("on for with by".split())),
    (frozenset(["within"]), frozenset("across between".split())),
    (
        frozenset("above over exceeding beating topping ahead".split()),
        frozenset("below under missing short behind".split()),
    ),
)
LITTLE = frozenset().union(*(side for pair in OPPOSED for side in pair))
AHEAD = re.compile(r"\b(?:(?:in the )?run-up to|in the (?:days|weeks) before|ahead of|prior to)\b")
# "Before fees", "after tax", "net of interest": on which basis money is counted.
BASIS = re.compile(
    r"\b(before|after|net of|gross of|excluding|including|without)"
    r" (?:\w+ )?(fees?|tax(?:es)?|interest|costs|expenses|deductions|commissions?|charges|cash"
    r"|debt|depreciation|amorti[sz]ation|items|effects)\b"
    r"|\b(?:constant|local)(?=[- ](?:currenc|exchange|prices))|\blike(?=[- ]for[- ]like)"
    r"|\borganic(?=ally| growth| sales| revenue| basis)",
    re.I,
)
PRETAX = re.compile(r"\bpre-?tax\b", re.I)
FISCAL, CALENDAR = re.compile(r"\b(?:fiscal|FY ?\d)", re.I), re.compile(r"\bcalendar year\b", re.I)
# "Half as many as", "twice as much as".
AS_MANY = re.compile(
    r"(?:\b(half|twice|double|thrice|a third|a quarter|\w+ times|[\d.]+ times|\d+%) )?"
    r"as (?:many|much) as\b",
    re.I,
)
MAGNITUDES = frozenset("hundred thousand million billion trillion percent".split())
UP = senses("grow raise boost lift widen".split())
DOWN = senses("reduce lower cut slash trim narrow".split())
# "Per tonne", "a month": what a figure is for each of.
PER = re.compile(r"\b[Pp]er (?!cent\b)(?:(?:diluted|basic|average|active|new|single) )?([a-z]+)")
PER_SHORT = re.compile(
    r"(?:\b(?:[Pp]er|[Aa]n?|[Ee]ach|[Ee]very) |/ ?)(?!cent\b)"
    r"(?:(?:diluted|basic|average|active|new|single) )?([a-z]+)"
)
PER_SHARE = re.compile(r"\bEPS\b")  # earnings per share
EVERY = re.compile(r"\b(?:every|each) (day|week|month|quarter|year|hour)\b")
DAILY = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year", "annual": "year",
         "annually": "year", "hourly": "hour", "quarterly": "quarter"}  # fmt: skip
TIMES = frozenset("second minute hour day week month quarter year".split())
# How much of what is counted, or whether each or all together.
QUANTIFIED = tuple(
    frozenset(row.split("/"))
    for row in ("all/every/entire/each and every", "most", "some", "each/apiece",
                "together/combined/jointly/between them")
)  # fmt: skip
QUANTIFIERS = re.compile(
    r"\beach(?= (?:of|(?!day|week|month|quarter|year|time|second|minute|hour|night)[a-z]+$))"
    r"|(?<!\bin )(?<!\bat )(?<!\bof )\b(?:each and every|between them|entire|all|every"
    r"|most(?= of (?!them|it\b|wh))|some(?= of (?!them|it\b|wh))|each|apiece|together|combined"
    r"|jointly)\b"
    r"(?! (?:single )?(?:day|week|month|year|quarter|time|over|second|minute|hour|night|other))"
    r"(?! (?:it|that|we|you|they) (?:took|takes|needs?|needed)\b)"  # "six weeks was all it took"
    r"(?! (?:\d+|two|three|four|five|six|ten|twelve) ?"
    r"(?:[smhd]|min|hrs?|second|minute|hour|day|week|month|year)s?\b)",
    re.I,
)
# "7 comments per change" are so many on each change; an average is not each.
# "A squad has between 6 and 9 people" says so of each.
AT_EACH = re.compile(
    r"\bper (?!(?:cent|second|minute|hour|day|week|month|quarter|year)\b)[a-z]"
    r"|^\W*(?:Every|Each) [A-Za-z]"
)
# "A squad has 6 people" says so of any; not "a squad had 6", "a new squad has 6; others have 9".
ANY_ONE = re.compile(r"^\W*An? (?=[A-Za-z])")
OTHERS = re.compile(r"\b(?:the (?:rest|others?|remaining)|others|another|some|can|may|might)\b")
# What only the claim may not add, and what only the source may not have.
CLAIMED = frozenset("all every entire each apiece together combined jointly".split())
TOLD = frozenset("most some".split())
OF_ONE = frozenset(["each", "every"])
# "unstructured" against "structured", "non-blocking", "dis-"; not "under", "unit", "none".
OPPOSITE = re.compile(r"^(?:un|non-?|in|im|dis)(?=\w{4})")
# "Omits all 12 songs" is not "includes" them.
LEFT_OUT = re.compile(r"\b(?:exclude[sd]?|omit(?:s|ted)?)\b")
# As far behind a "not" as it may deny a word.
REACH_OF_A_DENIAL = 3
# Behind these stands a noun, and the verb behind it is not denied: "without a change is retried".
LEADING_A_NOUN = frozenset("no none without".split())
# "year-over-year", "quarter on quarter": what a change is counted from.
BASE = re.compile(
    r"\b(year|quarter|month|week|day)s?[- ](?:over|on|to)[- ]\1s?\b|\b([yqm])o\2\b", re.I
)
# "A year earlier", "the same quarter of last year", "the prior year": the base in other words.
AGO = re.compile(
    r"\b(?:an?|one|the) (year|quarter|month|week|day) (?:earlier|ago|before|prior)\b"
    r"|\b(?:prior|previous|last)[- ](year|quarter|month)\b"
    r"|\bsame (?:quarter|period|month)\b[^,;]{0,20}\b(year)\b|\b(year)-ago\b",
    re.I,
)
THAN_BEFORE = re.compile(
    r"\b(?:than|from|on|over|compared (?:with|to)) (?:(?:in|for|at) )?(?:the )?"
    r"(?:same [a-z]+ (?:of )?(?:the )?)?"
    r"(?:(?:previous|prior|preceding|last) (?P<last>year|quarter|month|week|day)"
    r"|(?:an? |one |twelve )?(?P<ago>year|quarter|month|week|day)s?"
    r" (?:earlier|ago|before|prior))\b",
    re.I,
)
# "12% up on the year"
ON_THE = re.compile(r"\b(?:up|down|higher|lower|more|less|change) on the (year|quarter|month)\b")
SHORT_BASES = {"y": "year", "q": "quarter", "m": "month"}
# "on old Android phones", "mails from shops": a phrase behind a little word.
PHRASE = re.compile(
    r"\b(?P<little>in|on|from|at|among|for|of|by|across|within|during|under|per|with)"
    r"(?=(?P<words>(?: [\w’'-]+){1,4}))"
)
NOWADAYS = frozenset("today currently nowadays yesterday tomorrow".split())
JOINED = frozenset("from by".split())
# "its first week", "the opening weekend", "the last 90 days": over which time a figure came about.
SPAN = re.compile(
    r"\b(first|last|past|this|opening|final|next|previous) (?:\w+ )?"
    r"(second|minute|hour|day|night|week|weekend|month|quarter|half|year|decade|season)s?\b",
    re.I,
)
OPENING = frozenset(["first", "opening"])
# "before the switch", "until then"; "before 2019" is a date.
EARLIER = re.compile(
    r"(?:(?<!year )(?<!quarter )(?<!month )\b(?:before|prior to|until|ahead of)"
    r"|^\W*(?:Before|Prior to|Until|Ahead of))\b"
    r"(?! (?:[A-Z\d]|the end))(?: \w+){1,2}"
)
STATISTIC = re.compile(r"\b(?:median|average|averaged|mean|maximum|minimum|p\d\d)\b", re.I)
SAME_STATISTIC = {"averaged": "average", "mean": "average", "p50": "median"}
# "from wind and solar": what is told of two together.
COUNTED_BEFORE = re.compile(r"\d[\d,.]* (?:[a-z]+ )?$")
OWN_PLACES = re.compile(r" in (?:\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b")
PAIR = re.compile(r"\b([a-z]{3,})(?: (?:and|or) |, (?=[a-z]+,? (?:and|or) ))([a-z]{3,})\b")
# "In Germany, Austria and Switzerland"
NAMED_TOGETHER = re.compile(
    r"\b(?:in|for|across|from|at) ((?:(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*, )*"
    r"(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*,? and (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)"
)


def crossed(claim: str, source: str) -> str:
    """Return a word before which the two say the opposite: "after" and "before"; "" if none."""
    ours, theirs = (_led(AHEAD.sub("before", text)) for text in (claim, source))
    for word in sorted(ours.keys() & theirs.keys()):
        for one, other in OPPOSED:
            here, there = ours[word], theirs[word]
            if (here <= one and there <= other) or (here <= other and there <= one):
                return word
    return _exchanged(claim, source)


# What a thing is made of, or was before: "in stone after ten years of brick".
STUFF = re.compile(r"\b(in|of|for|with|by|from|to|on|at) ([a-z]{3,})(?=$|[ ,.;:])")


def _exchanged(claim: str, source: str) -> str:
    """Return a word that has changed places with another: "in brick after ten years of stone"."""
    ours, theirs = ({m[2]: m[1] for m in STUFF.finditer(text)} for text in (claim, source))
    both = sorted(ours.keys() & theirs.keys())
    for one in both:
        for other in both:
            if (
                ours[one] != ours[other]
                and ours[one] == theirs[other]
                and (ours[other] == theirs[one])
            ):
                return one
    return ""


def _led(text: str) -> dict[str, set[str]]:
    """The little words before each content word, with at most an article between."""
    led: dict[str, set[str]] = {}
    little = ""
    for match in WORD.finditer(text):
        word = match.group().lower()
        if word in LITTLE:
            little = word
        elif word == "of" and little == "out":
            continue  # "out of Kafka"
        elif little and word not in ("the", "a", "an", "its", "their", "his", "her"):
            if not word[0].isdigit() and match.group() not in NO_NAMES:
                led.setdefault(sense(stem(word)), set()).add(little)
            little = ""
    return led


# "Once it dropped its fee, sign-ups jumped": what brought a change about is no change of it.
WHY = re.compile(
    r"^\W*(?:Once|After|When|Since|Because|As|By)\b[^,]{3,80}, "
    r"|\s(?:after|once|when|because)\s(?:it|they|the|we|its|our|[A-Z])\b.*$"
)


def moved_apart(claim: str, source: str) -> bool:
    """Tell whether one only says that something rose, and the other only that it fell."""
    ways = []
    for text in (claim, source):
        said = senses(WORD.findall(WHY.sub(" ", text)))
        ways.append((bool(said & UP), bool(said & DOWN)))
    return sorted(ways) == [(False, True), (True, False)]


# "At least once a month", "three times a week"
ONCE = re.compile(r"\b(?:once|twice|times) (?:an?|every|each|per) (day|week|month|quarter|year)\b")
MULTIPLE = re.compile(r"\b(doubl|tripl|quadrupl|quintupl|halv)\w+", re.I)


def multiples_apart(claim: str, source: str) -> str:
    """Return the multiple that a source says, where the claim says another: "tripled"."""
    ours, theirs = (
        {m[1].lower(): m.group() for m in MULTIPLE.finditer(text)} for text in (claim, source)
    )
    return "" if not ours or ours.keys() & theirs.keys() else min(theirs.values(), default="")


def rates_apart(claim: str, source: str) -> str:
    """Return what only the source's figure is per, or per what else: "per tonne", "per month"."""
    claim = PER_SHARE.sub("earnings per share", claim)
    ours = {sense(stem(match[1])) for match in PER_SHORT.finditer(claim)}
    theirs = {sense(stem(match[1])) for text in (PER, ONCE) for match in text.finditer(source)}
    often = {match[1] for match in EVERY.finditer(source)}
    if often and not (ours | {DAILY.get(word.lower()) for word in WORD.findall(claim)}) & TIMES:
        return min(often)  # "ingests 12 TB every day"
    known = ours | {sense(stem(word)) for word in WORD.findall(claim) if word.lower() in DAILY}
    known |= {DAILY[word.lower()] for word in WORD.findall(claim) if word.lower() in DAILY}
    if theirs & TIMES and known & TIMES and not theirs & known & TIMES:
        return min(theirs & TIMES)
    return min(theirs - known - TIMES, default="")


def reckoned_apart(claim: str, source: str, sentence: str) -> str:
    """Return on which basis, of which year, or how many times over only one of the two counts.

    `source` is what the `sentence` says of its figure; the year may stand anywhere in it.
    """
    plain = (PRETAX.sub("before tax", text) for text in (claim, source))
    ours, theirs = ({m.group().lower() for m in BASIS.finditer(text)} for text in plain)
    if ours != theirs:
        return min(ours ^ theirs)
    for one, other in ((claim, sentence), (sentence, claim)):
        if FISCAL.search(one) and (calendar := CALENDAR.search(other)):
            return calendar.group()
    said, told = AS_MANY.search(claim), AS_MANY.search(source)
    if said and told and (said[1] or "").lower() != (told[1] or "").lower():
        return told.group()
    return ""


# "After moving every pipeline, time fell": of which the change was, and not the figure.
BEFORE_THAT = re.compile(
    r"^\W*(?:After|Before|By|When|Once|Since|Having|While) [^,;\d]+, (?=[a-z])"
)


def quantified_apart(claim: str, source: str, whole: str = "") -> str:
    """Return a word by which one of the two speaks of all, of some or of each, and not the other.

    "All depots burn gas" is more than "most depots burn gas"; "each sold 12" is not "together".
    """
    told = (BEFORE_THAT.sub("", text) for text in (claim, source))
    ours, theirs = ({m.group().lower() for m in QUANTIFIERS.finditer(text)} for text in told)
    same = {frozenset(row) for row in QUANTIFIED if row & ours and row & theirs}
    for row in QUANTIFIED:
        of_each = row & ours & OF_ONE
        if row in same or (of_each and (OF_ONE & theirs or _says_of_each(claim, whole or source))):
            continue
        if row & ours and (row & CLAIMED or theirs):
            return min(row & ours)
        if row & theirs and row & TOLD:
            return min(row & theirs)
    return ""


def _says_of_each(claim: str, source: str) -> bool:
    """Tell whether a sentence without "each" says so of each: "a squad has 6 people"."""
    if AT_EACH.search(source):
        return True
    one = ANY_ONE.match(source)
    if one is None or OTHERS.search(source):
        return False
    which: list[str] = []
    for word in WORD.findall(source[one.end() :]):
        if word in ("is", "has") or (word.endswith("s") and _tense(word) == "present"):
            return senses(which) <= senses(WORD.findall(claim))
        if word in BE or (_tense(word) == "past" and word != VERBS[word].lemma):
            return False  # "a squad had 6"
        which += [] if is_function_word(word) else [word]
    return False


def _tense(word: str) -> str:
    return VERBS[word].tense if word in VERBS else ""


def denied_apart(claim: str, source: str) -> str:
    """Return a word that exactly one of the two denies, and both say; "" if there is none."""
    left_out = [LEFT_OUT.search(text) for text in (claim, source)]
    if bool(left_out[0]) != bool(left_out[1]):
        return next(found.group() for found in left_out if found)
    said = {sense(word) for word in content_stems(claim)}
    there = {sense(word) for word in content_stems(source)}
    # What stands farther behind the same "not" is denied as well, if less plainly.
    apart = _only_denied(source, there) & said - _denied(claim, reach=None)
    apart |= _only_denied(claim, said) & there - _denied(source, reach=None)
    return min(apart | _opposites(said, there), default="")


def _opposites(said: set[str], there: set[str]) -> set[str]:
    """Words of either that the other has with an "un-" or "non-": "touched" and "untouched"."""
    found = set()
    for ours, theirs in ((said, there), (there, said)):
        for word in theirs - ours:
            plain = OPPOSITE.sub("", word)
            if plain != word and plain in ours - theirs:
                found.add(word)
    return found


def _only_denied(text: str, words: set[str]) -> set[str]:
    """The words that a text denies, and says nowhere else: "nothing raw stays: raw audio goes"."""
    said = [sense(stem(word)) for word in WORD.findall(text)]
    return {word for word in _denied(text) & words if said.count(word) == 1}


def _denied(text: str, reach: int | None = REACH_OF_A_DENIAL) -> set[str]:
    """The content words behind a "not", up to the end of its clause, or of what a "no" leads;
    who "admitted no wrong" has not admitted it.
    """
    found: set[str] = set()
    for clause in re.split(r"[,;:()–—]\s|\s(?:and|but|while|whereas)\s", text):
        words = WORD.findall(clause)
        for at, word in enumerate(words):
            bound = words[at + 2 : at + 3] == ["than"]  # "no more than 9 minutes" denies nothing
            named = word[0].isupper() and words[at + 1 : at + 2] and words[at + 1][0].isupper()
            if bound or named:  # "No Way Out" is a name
                continue
            if word.lower() == "stopped" and words[at + 1 : at + 2] and words[at + 1][0].isdigit():
                continue  # "stopped 41 bad releases" denies nothing of them
            if word.lower() in NEGATIONS or re.search(r"n['’]t$", word.lower()):
                led = words[at + 1 :]
                if word.lower() in LEADING_A_NOUN:
                    led = list(takewhile(lambda w: w.lower() not in BE | AUXILIARIES, led))
                    led = words[max(0, at - 1) : at] * _is_done(words, at) + led
                behind = [w for w in led if not is_function_word(w)]
                found |= senses(w for w in behind[:reach] if w[0].islower())
    return found


def _is_done(words: list[str], at: int) -> bool:
    """Tell whether a verb stands right before a "no": "admitted no wrong"."""
    if not at or words[at].lower() != "no":
        return False
    verb = VERBS.get(words[at - 1])
    finite = verb is not None and verb.tense in ("past", "participle", "present")
    return finite or re.fullmatch(r"[a-z]{3,}ed", words[at - 1]) is not None


def bases_apart(claim: str, source: str) -> str:
    """Return the base from which a claim counts a change and its source does not; "" if none."""
    ours = _base(claim)
    return ours if ours != base_in(source) else ""


def base_in(text: str) -> str:
    """Return from when a text counts a change: "year" of "a year earlier"; "" if it says not."""
    earlier = AGO.search(text)
    return _base(text) or (next(filter(None, earlier.groups())).lower() if earlier else "")


def has_base(text: str) -> bool:
    """Tell whether a text says from when it counts a change."""
    return bool(base_in(text))


def _base(text: str) -> str:
    if found := BASE.search(text):
        return (found[1] or SHORT_BASES[found[2].lower()]).lower()
    if on_the := ON_THE.search(text):
        return on_the[1].lower()
    than = THAN_BEFORE.search(text)
    if than is None:
        return ""
    return "year" if "twelve months" in than.group() else (than["last"] or than["ago"]).lower()


def narrowed(claim: str, stretch: str, known: frozenset[str], terms: Terms) -> str:
    """Return the word by which a phrase of the source is narrower than the claim's; "" if none.

    "On old Android phones" is narrower than "on Android"; "9 mails from shops" than "9 mails".
    """
    said = terms.stems(claim)
    for match in PHRASE.finditer(stretch):
        words = []
        for word in match["words"].split():
            if is_function_word(word) or word in VERBS or word in NOWADAYS or find_quantities(word):
                break
            words.append(word)
        stems = terms.stems(" ".join(words))
        extra = stems - said - known
        if extra and (stems & said or match["little"] in JOINED) and words[0][0].islower():
            return min(extra)
    return ""


def statistics_apart(claim: str, source: str) -> str:
    """Return the statistic that the source's figure is, where the claim's is another one."""
    ours, theirs = (
        {m.group().lower() for m in STATISTIC.finditer(text)} for text in (claim, source)
    )
    ours, theirs = ({SAME_STATISTIC.get(word, word) for word in said} for said in (ours, theirs))
    return min(theirs, default="") if ours and theirs and not ours & theirs else ""


def times_added(claim: str, source: str) -> str:
    """Return a "before the switch" of the claim where the source speaks of no time before."""
    found = EARLIER.search(claim)
    return found.group() if found and not EARLIER.search(source) else ""


def spans_apart(claim: str, source: str) -> str:
    """Return the stretch of time that the source names where the claim names another, or none."""
    ours, theirs = (dict(_spans(text)) for text in (claim, source))
    dated = {match[1].lower(): match[2].lower() for match in SPAN.finditer(claim)}
    for lead, span in theirs.items():
        if dated.get(lead) == span:
            continue  # "in the first half of 2026"
        if lead in OPENING and lead not in ours and not OPENING & ours.keys():
            return f"{lead} {span}"
        if ours.get(lead, span) != span:
            return f"{lead} {span}"
    return ""


HALF = re.compile(r"\b(?:H(?P<digit>[12])|(?P<word>first|second) half)\b", re.I)


def names_one_half(*texts: str) -> bool:
    """Tell whether the texts name one half of a year, as "H1" or "the first half"."""
    found = [HALF.search(text) for text in texts]
    halves = {m["digit"] or str(IN_WORDS.index(m["word"].lower()) + 1) for m in found if m}
    return all(found) and len(halves) == 1


def _spans(text: str) -> list[tuple[str, str]]:
    dated = [(period.start, period.end) for period in find_dates(text)]
    return [
        (match[1].lower(), match[2].lower())
        for match in SPAN.finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in dated)
    ]  # "the first quarter of 2026" is a date


QUARTER = re.compile(
    r"\b(?:Q(?P<digit>[1-4])\b|(?P<word>first|second|third|fourth)(?:[- ]quarter\b|(?=[.,;]|$)))",
    re.I,
)
IN_WORDS = ("first", "second", "third", "fourth")


def quarters_apart(claim: str, source: str) -> str:
    """Return the quarter that a source's figure is of, where the claim's is of another."""
    ours, theirs = ({_quarter(m) for m in QUARTER.finditer(text)} for text in (claim, source))
    return f"Q{min(theirs)}" if ours and theirs and not ours & theirs else ""


def names_a_quarter(*texts: str) -> bool:
    """Tell whether each text names a quarter, as "Q1" or "the first quarter"."""
    return all(QUARTER.search(text) for text in texts)


def _quarter(match: re.Match[str]) -> int:
    return int(match["digit"] or IN_WORDS.index(match["word"].lower()) + 1)


def _is_of_a_figure(word: str) -> bool:
    """Tell whether a word is a unit or a magnitude: "in 23 seconds and succeeds"."""
    return word in MAGNITUDES or bool(dimension(stem(word)))


def joined_part(claim: str, source: str, terms: Terms) -> str:
    """Return what the source joins to a word of the claim that the claim leaves out.

    "64% from wind and solar" is not 64% from wind.
    """
    said = terms.stems(claim)
    for match in PAIR.finditer(source):
        one, other = match[1], match[2]
        if COUNTED_BEFORE.search(source, 0, match.start()) and OWN_PLACES.match(
            source, match.end()
        ):
            continue  # "400 employees and offices in six countries": 400 counts no offices
        deeds = [VERBS[word].tense for word in (one, other) if word in VERBS]
        either = deeds == ["past", "past"] and " or " in match.group()  # "killed or injured"
        if deeds and not either:
            continue
        if any(is_function_word(word) or _is_of_a_figure(word) for word in (one, other)):
            continue
        here, there = terms.stems(one), terms.stems(other)
        if here and there and here <= said and not there & said:
            return min(there)
        if here and there and there <= said and not here & said:
            return min(here)
    return ""


def named_together(claim: str, source: str, terms: Terms) -> str:
    """Return a name that the source has together with one of the claim's: "in Peru and Chile"."""
    said = terms.stems(claim)
    for match in NAMED_TOGETHER.finditer(source):
        named = [terms.stems(name) for name in re.split(r",? and |, ", match[1])]
        left_out = [name for name in named if name and not name & said]
        if left_out and any(name and name <= said for name in named):
            return min(left_out[0])
    return ""
