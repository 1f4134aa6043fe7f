"""Rows B5, D8 and D17: *the same*, *more*, *twice*, *except*, where only one sentence has it."""

import re

from prepkit.factcheck.words import sense, stem

# "At a lower precision", "at the same precision", "22% fewer defects".
DEGREE = re.compile(
    r"\b(same|equal|identical|higher|greater|larger|bigger|more|lower|smaller|less|fewer|better|worse"
    r"|longer|shorter|faster|slower)\s+([a-z][a-z-]+)"
)
DEGREES = {
    **dict.fromkeys("same equal identical".split(), "same"),
    **dict.fromkeys("higher greater larger bigger more better".split(), "more"),
    **dict.fromkeys("lower smaller less fewer worse".split(), "less"),
    "longer": "longer", "shorter": "shorter", "faster": "faster", "slower": "slower",
}  # fmt: skip


def degrees_apart(claim: str, source: str) -> str:
    """Return the degree that a source says of what the claim says another of: "same precision"."""
    ours, theirs = ({}, {})  # type: tuple[dict[str, set[str]], dict[str, set[str]]]
    for text, told in ((claim, ours), (source, theirs)):
        for match in DEGREE.finditer(text):
            if match[2] not in ("than", "of", "or", "and"):
                told.setdefault(sense(stem(match[2])), set()).add(DEGREES[match[1]])
    for word in ours.keys() & theirs.keys():
        if not ours[word] & theirs[word]:
            found = next(m for m in DEGREE.finditer(source) if sense(stem(m[2])) == word)
            return found.group()
    return ""


# "Nearly twice as many", "more than doubled".
MANY_TIMES = re.compile(
    r"(?:\b(?P<how>more than|over|nearly|almost|about|roughly|close to|not quite|up to)\s)?"
    r"\b(?P<times>twice|doubl|tripl|trebl|quadrupl|halv|(?:three|four|five|ten) times)",
    re.I,
)


def times_apart(claim: str, source: str) -> str:
    """D8, D11: return how a source says that something doubled, where the claim says it plain."""
    ours = {match["times"].lower(): match["how"] for match in MANY_TIMES.finditer(claim)}
    for match in MANY_TIMES.finditer(source):
        times = match["times"].lower()
        if match["how"] and times in ours and not ours[times]:
            return match.group()
    return ""


# "More than any other firm except Kolding".
EXCEPTION = re.compile(
    r"\b(?:except(?:ing| for)?|apart from|other than|excluding|save for|with the exception of"
    r"|bar(?:ring)?(?= [A-Z])|but for|aside from)\b", re.I,
)  # fmt: skip


def excepted_apart(claim: str, source: str) -> str:
    """Return the word with which a source excepts something, where the claim excepts nothing."""
    found = EXCEPTION.search(source)
    return found.group() if found and not EXCEPTION.search(claim) else ""
