"""Words as evidence: tokens, stems, names, and the words that set one thing apart from another."""

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from prepkit.quantities.lexicon import BE, COMMON, MONTHS, VERBS
from prepkit.quantities.tokens import is_counted

# "Meta's", "un-merged", "C++20", "0.1%" stay whole; "search-filter-sort" is three words.
WORD = re.compile(
    r"[A-Z](?:\+\+|#)(?!\w)"  # C++ is not C#
    r"|[^\W\d_]+(?:['’][^\W\d_]+|\d+)?|\d[\d.,]*\d|\d",
    re.UNICODE,
)

FUNCTION_WORDS = frozenset(
    """a about above across after again against all almost along already also although am among an
    and any are around as at be became because become becomes been before behind being below
    between both but by can come could did do does doing done down during each either else
    ever every few for from further get gets getting give given go goes going got had has
    have having he her here hers him his how however i if in into is it its itself just keep
    kept let like made make makes making many may me might mine more most much must my near
    need no nor not now of off often on once one only onto or our ours out over own
    per put quite rather said same say says she should since so some still such take taken
    than that the their theirs them then there these they this those though through thus to
    told too toward towards under until up upon us use used uses using very was way we well
    were what when where whether which while who whom whose why will with within without
    would yet you your yours ie eg""".split()
)

# Capitals that name no thing: dates and the pronoun.
NO_NAMES = frozenset(
    """I January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Q1 Q2 Q3 Q4 H1 H2 EBITDA GAAP EPS
    ARR""".split()
)

# One way to write what is written in several: "U.K." and "United Kingdom" are "UK".
SHORT_FORMS = (
    (re.compile(r"\b([A-Z])\.([A-Z])\b\.?(?:([A-Z])\b\.?)?"), r"\1\2\3"),
    (re.compile(r"\bUnited States(?: of America)?\b|\bUSA\b"), "US"),
    (re.compile(r"\bUnited Kingdom\b"), "UK"),
    (re.compile(r"\bEuropean Union\b"), "EU"),
)

# "made more than $5 million" tells of earnings; "made 5 goals" does not.
MONEY_MADE = re.compile(r"\bma(?:de|kes?|king)\b(?=(?: [a-z]+){0,4} (?:US|C|A)?[$€£¥])", re.I)

MAY_BE_SHORT = re.compile(r"[A-Z]\.[A-Z]|United|USA|European")

# Forms of irregular verbs that are words of their own: a firm is founded, a side is left.
AMBIGUOUS = frozenset("found left felt lay saw ground bound read lead led set put cut hit".split())
# "Overspent" is a form of "overspend".
PREFIXED = re.compile(r"(over|under|out|re)(\w{4,})")
# Plurals that no stemmer knows.
IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}

# "Optimise" and "optimize" are one; that "exercise" is read with a "z", too, harms nothing.
SPELLED_WITH_S = re.compile(r"(?<=\w{4})is(e[drs]?|ers|ing|ations?)$")

# What British and American English spell in two ways, and the one in which both are compared.
SPELLINGS = (
    (re.compile(r"^practis(e[ds]?|ing)$"), r"practic\1"),
    (SPELLED_WITH_S, r"iz\1"),
    (re.compile(r"(?<=[a-z]{2}l)ys(e[drs]?|ers|ing)$"), r"yz\1"),  # "analyse"
    (
        re.compile(
            r"^(col|fav|hon|lab|harb|neighb|behavi|flav|hum|rum|vap|vig|arm|od|parl|savi|splend"
            r"|tum|endeav|rig|cand|ferv|clam|demean)or"
            r"(s|ed|ing|ings|able|ably|ite|ites|al|hood|hoods|less|ful)?$"
        ),
        r"\1our\2",
    ),
    (re.compile(r"(?<=[a-z]{2}l)ogue(s|d)?$"), r"og\1"),  # "catalogue", not "vogue"
    (re.compile(r"gramme(s|d)?$"), r"gram\1"),
    (re.compile(r"(?<=[a-z]{2})(?<!mac)(?<!tim)([tb])re(s|d)?$"), r"\1er\2"),  # "centre", "fibre"
    (re.compile(r"(defen|offen|licen|preten)ce(s|d)?$"), r"\1se\2"),
    (re.compile(r"^grey"), "gray"),
    (re.compile(r"^(judg|ag)e(ment|ments|ing)$"), r"\1\2"),
    (re.compile(r"^(fulfil|enrol|instal)(s|ments?)?$"), r"\1l\2"),
    (re.compile(r"^artefact"), "artifact"),
    (re.compile(r"^jewellery$"), "jewelry"),
    (re.compile(r"^aluminium$"), "aluminum"),
)

NEGATIONS = frozenset(
    "no not never none zero neither nor cannot without nothing nobody hardly ceased stopped".split()
)

# One word of a row rules out the others: a daily count is no monthly count. And a source's word
# must not be left out: a figure that is told without it is of more, or of another measure.
NARROWING = (
    frozenset("hourly daily weekly monthly quarterly yearly annual annually".split()),
    frozenset("median p50 p75 p90 p95 p99 maximum minimum".split()),
    frozenset("largest smallest highest lowest biggest longest shortest fastest".split()),
    frozenset("operating adjusted pretax organic comparable recurring diluted".split()),
    frozenset("paying free".split()),
    frozenset("male female".split()),
    frozenset("fiscal calendar".split()),
    frozenset("domestic foreign".split()),
)

# Here, too, one word of a row rules out the others; but it may be left unsaid.
EXCLUSIVE = (
    *NARROWING,
    frozenset("revenue income profit loss cost expense margin".split()),
    frozenset("average p50 p75 p90 p95 p99 maximum minimum".split()),
    frozenset("user person account follower subscriber customer employee developer".split()),
    frozenset("read write".split()),
    frozenset("gross net".split()),
    frozenset("upload download".split()),
    frozenset("structured unstructured semi-structured".split()),
)


@lru_cache(maxsize=1)
def _stemmer():
    from Stemmer import Stemmer

    return Stemmer("english")


def _lemma(word: str) -> str:
    """Return the lemma of an irregular verb form: "sold", "grew", "spent"."""
    found = PREFIXED.fullmatch(word)
    if found and word not in VERBS:
        return found[1] + _lemma(found[2])
    verb = VERBS.get(word)
    irregular = verb and verb.tense in ("past", "participle") and not word.endswith("ed")
    return verb.lemma if verb and irregular and word not in AMBIGUOUS else word


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of one word, in lower case, without a possessive ending."""
    if word.lower() == "operating":
        return "operating"  # "operating income" is not what somebody operates
    lowered = _plain(word)
    for written, spelled in SPELLINGS:
        lowered = written.sub(spelled, lowered)
    lowered = IRREGULAR.get(lowered) or _lemma(lowered)
    stemmed = _stemmer().stemWord(lowered)
    # The stemmer leaves words of three letters alone: "PRs" would not meet "PR".
    return stemmed[:-1] if len(stemmed) == 3 and stemmed.endswith("s") else stemmed


def tokens(text: str) -> list[str]:
    """Return the words and numbers of `text` in order, as written."""
    return WORD.findall(text)


@lru_cache(maxsize=1)
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    """phrases.csv: what several words say that one word says, too."""
    text = Path(__file__).with_name("phrases.csv").read_text("utf-8")
    says = dict(line.split(",") for line in text.splitlines())
    longest_first = sorted(says, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE), says


@lru_cache(maxsize=20_000)
def phrases_in(text: str) -> tuple[str, ...]:
    """Return the phrases of several words in a text that one word says, too."""
    pattern, _ = _phrases()
    return tuple(match.group() for match in pattern.finditer(text) if " " in match.group())


@lru_cache(maxsize=50_000)
def content_stems(text: str) -> tuple[str, ...]:
    """Return the stems of the words of `text` that carry meaning, in order, numbers left out.

    A number that belongs to a name is kept with it: "Console 3" is not "Console 4".
    """
    text = MONEY_MADE.sub("earned", text)
    pattern, says = _phrases()
    text = pattern.sub(lambda match: says[match.group().lower()], text)
    if MAY_BE_SHORT.search(text):
        for written, short in SHORT_FORMS:
            text = written.sub(short, text)
    found: list[str] = []
    name = ""
    for match in WORD.finditer(text):
        word = match.group()
        if word[0].isdigit():
            if name and word.isdigit():
                found.append(f"{name}{word}")
            name = ""
        elif word in ORDINAL_ENDINGS and text[match.start() - 1 : match.start()].isdigit():
            continue
        elif is_function_word(word) and not _is_short_name(text, match):
            name = ""
        else:
            found.append(stem(word))
            follows = text[match.end() : match.end() + 1] == " "
            name = found[-1] if word[0].isupper() and follows and word not in NO_NAMES else ""
    return tuple(found)


def _is_short_name(text: str, match: re.Match[str]) -> bool:
    """Tell a capital among small letters: "written in Go"; not "The Night Before"."""
    word = match.group()
    before = text[: match.start()].rstrip().rpartition(" ")[2]
    alone = len(word) in (2, 3) and word.istitle() and word != "The"
    return alone and before.islower() and not IN_NAME.match(text, match.end())


@lru_cache(maxsize=100_000)
def is_function_word(word: str) -> bool:
    """Tell whether a word carries no meaning of its own; "US" does, "us" does not."""
    plain = _plain(word)
    short = plain in FUNCTION_WORDS or plain.endswith(("n't", "n’t"))
    return short and not (len(word) > 1 and word.isupper())


def is_verb(word: str) -> bool:
    """Tell whether a word is a verb that some list knows, and no name: "grew", "is"."""
    return word.lower() in BE or (word.lower() in VERBS and word.islower())


def _plain(word: str) -> str:
    lowered = word.lower()
    return lowered[:-2] if lowered.endswith(("'s", "’s")) else lowered.rstrip("'’")


@lru_cache(maxsize=1)
def _synonyms() -> dict[str, str]:
    """For each stem of synonyms.csv, the first of its row."""
    text = Path(__file__).with_name("synonyms.csv").read_text("utf-8")
    rows = [[stem(word) for word in line.split(",")] for line in text.splitlines()]
    return {word: row[0] for row in rows for word in row}


def sense(stemmed: str) -> str:
    """Return the stem that stands for all that mean the same in what a figure is of."""
    return _synonyms().get(stemmed, stemmed)


@lru_cache(maxsize=1)
def _rows_of_synonyms() -> dict[str, tuple[str, ...]]:
    """For each sense of synonyms.csv, the stems that mean it."""
    rows: dict[str, list[str]] = {}
    for word, first in _synonyms().items():
        rows.setdefault(first, []).append(word)
    return {first: tuple(words) for first, words in rows.items()}


def stems_of(meant: str) -> tuple[str, ...]:
    """Return the stems of all words that mean what `sense` gives as one."""
    return _rows_of_synonyms().get(meant, (meant,))


def senses(words: Iterable[str]) -> frozenset[str]:
    """Return the stems that stand for `words` in what a figure is of."""
    return frozenset(sense(stem(word)) for word in words)


@lru_cache(maxsize=2)
def _rows(table: tuple[frozenset[str], ...]) -> tuple[frozenset[str], ...]:
    return tuple(senses(row) for row in table)


def narrowing_words(stems: Iterable[str], others: Iterable[str]) -> set[str]:
    """Return the stems of narrowing rows in which `others` have none."""
    stems, others = set(stems), set(others)
    rows = _rows(NARROWING)
    return {word for row in rows if not others & row for word in stems & row}


def exclusive_conflict(ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, str] | None:
    """Return the pair of stems of one exclusive row that `ours` and `theirs` differ in, if any."""
    ours, theirs = set(ours), set(theirs)
    for row in _rows(EXCLUSIVE):
        mine, other = ours & row, theirs & row
        if mine and other and not mine & other:
            return min(mine), min(other)
    return None


# "5th", "157th": what only makes a number an ordinal.
ORDINAL_ENDINGS = frozenset("st nd rd th".split())

# A capital inside a sentence, or in the middle of a word: "Instagram", "MyRocks", "iOS".
NAME = re.compile(
    r"\b(?:[A-Z][\w’'-]*|[a-z]+[A-Z]\w*)(?:[ \u00a0](?:[A-Z][\w’'-]*|[a-z]+[A-Z]\w*))*"
)
SENTENCE_START = re.compile(r"(?:^|[.!?:;–—(\[“\"]\s*|[-*•]\s+)$")


FISCAL_YEAR = re.compile(r"FY\d{2,4}")
POSSESSIVE = re.compile(r"['’]s?$")
# Another capital right behind a word.
IN_NAME = re.compile(r" [A-Z][a-z]")
# "The app was made by Larkfield": what acts stands last.
PASSIVE = re.compile(r"\b(?:is|are|was|were|been|be|being)\s+\w+(?:ed|en|t)\b.*\bby\b", re.I)
# "It", "She", "The film": what was named before; not "The Hague".
POINTS_BACK = re.compile(r"\W*(?:It|He|She|They|Its|His|Her|Their|The(?= [a-z]))\b")


# What a report calls whom it is of, or those who decide there.
DEFINED = re.compile(r"(?:The )?(?:Company|Corporation|Group|Firm|Board|Partnership)(?:['’]s)?")


def names(text: str) -> list[str]:
    """Return the names in `text`: capitalised words that no sentence start explains."""
    found = []
    for match in NAME.finditer(text):
        words = match.group().split()
        if (
            SENTENCE_START.search(text[: match.start()][-4:])
            and words
            and _ordinary(words[0], len(words) > 1)
        ):
            words = words[1:]
        if DEFINED.fullmatch(match.group()) and text[: match.start()].lower().endswith("the "):
            continue  # "the Company" of a report is who reports
        words = [POSSESSIVE.sub("", word) for word in words if word not in NO_NAMES]
        words = [word for word in words if not FISCAL_YEAR.fullmatch(word)]
        if words:
            found.append(" ".join(words))
    return found


def _ordinary(word: str, followed: bool) -> bool:
    """Tell whether a capitalised word at a sentence start may be an ordinary word.

    Before another capital it is mostly a part of the name: "Pinewire Kids was released".
    """
    lowered = word.lower()
    if lowered in FUNCTION_WORDS or lowered in COMMON or lowered in VERBS:
        return True
    return not followed and not re.search(r"[A-Z]", word[1:])


def is_name_at_start(word: str) -> bool:
    """Tell a name that opens a sentence from a common word: "Morsino", not "Women"."""
    plain = word.lower()
    common = plain in VERBS or is_function_word(word) or is_counted(stem(plain))
    return not (common or plain in COMMON | MONTHS or word in NO_NAMES or is_plural(word))


def is_plural(word: str) -> bool:
    """Tell a plural, which opens a sentence as no name does: "Women", "Deposits"."""
    plain = word.lower()
    return plain in IRREGULAR or bool(re.fullmatch(r"[a-z]+[^s’']s", plain))


def is_negated(text: str) -> bool:
    """Tell whether a text denies something, anywhere in it but in a name: "No Way Home"."""
    return any(
        not (match.group()[0].isupper() and IN_NAME.match(text, match.end()))
        and (match.group().lower() in NEGATIONS or re.search(r"n['’]t$", match.group().lower()))
        for match in WORD.finditer(text)
    )
