"""How a sentence stands to what it says: asserts it, denies it, doubts it, or only expects it."""

import re

# What each must catch stands in its pattern; a plain "not" is a matter of each measurement.
ATTITUDES = (
    (
        "unsettled",
        r"wrongly|falsely|mistakenly|whether|unclear|unknown if|disputed|allegedly|rumou?r\w*"
        r"|myth|supposedly",
    ),
    (
        "denied",
        r"lack(?:s|ed|ing)?|fail(?:s|ed)? to|refus\w*"
        r"|false that|not true|untrue|wrong that|den(?:y|ies|ied)|nobody|no one|doubt\w*|hardly"
        r"|scarcely|barely|unlikely|few (?:people )?believe|pretend\w*",
    ),
    (
        "former",
        r"once|formerly|used to|no longer|previously",
    ),
    (
        "supposed",
        r"let"
        r"|if|unless|suppose|imagine|would|could|might|may|can(?:not)?|able to|designed (?:for|to)"
        r"|built (?:for|to)"
        # What somebody only holds: "critics claim that", "according to some".
        r"|claim(?:s|ed)?|believe[sd]?|suspect(?:s|ed)?|assume[sd]?|argue[sd]?"
        r"|according to (?:critics|some|rumou?rs|unnamed|anonymous)",
    ),
    (
        "expected",
        r"will|shall|going to|expect\w*|plan(?:s|ned|ning)? (?:to|for|on)|hop(?:e|es|ed|ing)|aim\w*"
        r"|intend\w*|target\w*|forecast\w*|should|must|want\w*|wish\w*|encourag\w*|require[sd]?"
        r"|urge[sd]?|forbid\w*|forbade|allow\w*|ask(?:s|ed)? (?:to|for|that)",
    ),
)
# "May" inside a sentence is a month; "may" is not.
_ATTITUDES = [
    (name, re.compile(rf"(?<!\w)(?!(?-i:May)\b)(?:{pattern})\b", re.IGNORECASE))
    for name, pattern in ATTITUDES
]


def attitude(text: str) -> str:
    """Return how `text` stands to what it says: "asserted", or a name of ATTITUDES.

    >>> attitude("We hope to reach 60 million users."), attitude("It has 60 million users.")
    ('expected', 'asserted')
    """
    if text.rstrip().endswith("?"):
        return "unsettled"
    return next((name for name, pattern in _ATTITUDES if pattern.search(text)), "asserted")


def ruling_of(claim: str, source: str) -> str | None:
    """B6: return the best label that two attitudes leave, or None where they are the same."""
    ours, theirs = attitude(claim), attitude(source)
    if ours == theirs and ours not in ("unsettled", "denied"):
        return None
    if ours == "asserted" and theirs in ("supposed", "expected", "former"):
        return "imprecise"
    return "not found"
