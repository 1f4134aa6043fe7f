"""Texts that hold no page but a refusal: "403 Forbidden", "Error: connection timed out"."""

import re

# A refusal is short; a page that tells of one is not.
LONGEST = 160
REFUSAL = re.compile(
    r"\W*(?:(?:HTTP(?:/[\d.]+)? )?(?:error )?(?:4\d\d|5\d\d)\b[ :–—-]*(?:error\b)?"
    r"|error\b[ :–—-]*"
    r"|(?:access|permission|request) (?:denied|blocked|forbidden)|forbidden\b|page not found"
    r"|not found\b|bad gateway|service unavailable|gateway time-?out|too many requests"
    r"|(?:the )?(?:connection|request) timed out|please enable (?:javascript|cookies)"
    r"|just a moment|checking your browser|verify (?:that )?you are (?:a )?human"
    r"|(?:the )?page (?:you requested )?(?:could not be found|is not available|cannot be found))",
    re.I,
)
# What a refusal goes on with; any other text behind a code may be a sentence of a page.
GOES_ON = re.compile(
    r"(?:not found|forbidden|unauthori[sz]ed|bad request|bad gateway|internal server error"
    r"|service unavailable|gateway time-?out|too many requests|gone|payment required"
    r"|(?:the )?(?:connection|request|server|page|site|resource|host|name|access|permission)\b"
    r"|timed? ?-?out|you (?:do not|don['’]t)|could not"
    r"|cannot|unable|failed|please|ray id|nginx|apache|cloudflare|$)",
    re.I,
)


def is_refusal(text: str) -> bool:
    """Tell whether a text is an error message in place of a page.

    >>> is_refusal("HTTP 404 Not Found"), is_refusal("404 teams took part.")
    (True, False)
    """
    plain = " ".join(text.split())
    found = REFUSAL.match(plain)
    if found is None or len(plain) > LONGEST:
        return False
    rest = plain[found.end() :].strip(" .,:;–—-!")
    return GOES_ON.match(rest) is not None
