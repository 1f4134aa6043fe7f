"""Names and identifiers that hold digits: telephone numbers, addresses, "Windows 10"."""

import re

from prepkit.quantities.ban_rules import PLURAL

# No digit of these is a figure: name, what a text must hold for the pattern to be tried, pattern,
# an example that it must catch, one that it must not.
IDENTIFIER_RULES = (
    ("web address", "://", r"[a-z]{2,9}://\S{1,2000}", "https://a.org/2017/04", "ratio 3: 17"),
    ("web site", "www.", r"www\.\S{1,2000}", "www.a.org/2017", "www 2017"),
    ("DOI", "10.", r"10\.[0-9]{4,9}/\S{1,200}", "10.1145/33778.33803", "10.1145 of it"),
    (
        "telephone, abroad",
        "+",
        r"\+[0-9]{1,3}(?:[\s().-]{1,2}[0-9]{2,8}){2,5}(?![0-9])",
        "+49 30 1234567",
        "+49 of them",
    ),
    (
        "telephone",
        "-",
        r"[0-9]{3}(?:[-.]|\)\s?)[0-9]{3}[-.][0-9]{4}(?![0-9])",
        "555-867-5309",
        "555-867 of them",
    ),
)
_IDENTIFIERS = [(hint, re.compile(pattern)) for _, hint, pattern, _, _ in IDENTIFIER_RULES]


def find_identifiers(text: str) -> list[tuple[int, int]]:
    """Return the spans of telephone numbers, web addresses and DOIs."""
    return [
        found.span()
        for hint, pattern in _IDENTIFIERS
        if hint in text
        for found in pattern.finditer(text)
    ]


_NAME = re.compile(r"(?:^|[^\w.!?:‘“\"'])([a-z]?[A-Z&][\w&'’-]*)[\s\u00a0]$")
_SINGULAR_AFTER = re.compile(
    r"\s(?:(?:is|was|has|had|holds|received|grossed|scored|will)\b|(?:and|or|vs\.?)\s[A-Z])"
)
# "Cinder 3.0 dropped support", "Rook 1.4 adds a parser": what a version does.
_DOES_AFTER = re.compile(
    r"\s(?:[a-z]{2,}ed|adds|drops|brings|ships|came|went|arrives|runs|needs|supports|introduces"
    r"|removes|fixes|requires|replaces)\b"
)
_PLURAL_AFTER = re.compile(PLURAL)
_NO_NAME = frozenset(
    "The A An In At Of On About Over By From To And Or Some Only Nearly With Between More Than Up"
    " Is Was Are Were For Under Above Below Almost Around Roughly Approximately Least Most All"
    " These Those Our Their Its We They It He She If When While After Before Since Until During"
    " Within Just Yes No Not Both Each Every Exactly Another Other First Last Next Total Even"
    " Still Now Then As But So That This There Has Have Had Will Would Could Can May Might Must"
    " Because Where Which Who Per Plus Minus Into Through Against Out Down Off Among Across Like"
    " Given Using Including Whereas Although Though However Also Currently Besides Despite Once"
    " Only January February March April May June July August September October November"
    " December".split()
)


def is_name(text: str, start: int, end: int) -> bool:
    """Say whether a bare number is the tail of a name: "Windows 10", "Larkfield 500"."""
    if not text[start - 1 : start].isspace():
        return False
    found = _NAME.search(text, max(0, start - 24), start)
    if not found or found[1] in _NO_NAME:
        return False
    written = text[start:end]
    does = "." in written and _DOES_AFTER.match(text, end)
    if found.start() == 0 and start < 24 and not (does or _SINGULAR_AFTER.match(text, end)):
        return False
    if "," in written:
        return False
    if "." in written:  # "Quillpad 4.2" is a version, "Ni 3.25" a content
        acronym = found[1].isupper() and len(found[1]) > 2 and written[-2] == "."  # "TLS 1.0"
        return (len(found[1]) > 4 or acronym) and end - start < 5
    if end - start > 4 and written.isdigit():
        return True
    return not _PLURAL_AFTER.match(text, end)
