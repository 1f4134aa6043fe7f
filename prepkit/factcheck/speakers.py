"""Row Q1: who said what is quoted, where both the claim and the source name somebody."""

import re

from prepkit.corpus import Passage
from prepkit.factcheck.words import content_stems

_NAME = r"(?P<name>[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'.-]*|de|von|van))*)"
# Whom somebody told stands behind the verb; who said it may.
_SAID = (
    r"(?:says?|said|writes?|wrote|adds?|added|explains?|explained|argues?|argued|notes?"
    r"|noted|replied|replies|recalls?|recalled|warns?|warned|insists?|insisted|claims?|claimed)"
)
_SAYS = rf"(?:tells?|told|{_SAID})"
# "said Mara Fairlie", "Fairlie told us", "according to Fairlie"; not "Fairlie's team said".
SPEAKERS = (
    re.compile(rf"\b{_SAID}\s+{_NAME}"),
    re.compile(rf"{_NAME}(?:,[^,“\"]{{2,50}},)?\s+(?:also\s+|once\s+|has\s+|have\s+)?{_SAYS}\b"),
    re.compile(rf"\b[Aa]ccording to\s+{_NAME}"),
    re.compile(rf"(?:^|[.!?]\s+){_NAME}:\s*$"),  # "Fairlie: “…”"
)
PRONOUNS = frozenset("i he she they we it the this that a an in on but and so as".split())


def speakers_in(text: str) -> list[str]:
    """Return the names of those who are said to say something in `text`.

    >>> speakers_in("said Mara Fairlie, who runs it")
    ['Mara Fairlie']
    """
    return [
        match["name"]
        for pattern in SPEAKERS
        for match in pattern.finditer(text)
        if match["name"].lower() not in PRONOUNS
    ]


def said_by_another(claim: str, quoted: tuple[int, int], passage: Passage) -> str | None:
    """Return who says it in the source, where the claim puts it into the mouth of somebody else."""
    ours = speakers_in(f"{claim[: quoted[0] - 1]}{claim[quoted[1] + 1 :]}")
    inner = claim[slice(*quoted)]
    theirs = speakers_in(passage.text.replace(inner, ""))
    same = any(_stems(one) & _stems(other) for one in ours for other in theirs)
    return None if same or not ours or not theirs else theirs[0]


def _stems(name: str) -> frozenset[str]:
    return frozenset(content_stems(name))
