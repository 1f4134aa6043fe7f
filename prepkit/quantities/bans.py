"""Digits that are no figures: names, versions, citations, labels, identifiers, scores."""

import re

# Each rule looks at the text just before the number ("left") or just after it ("right").
# name, side, pattern, an example that it must catch, one that it must not.
BAN_RULES: tuple[tuple[str, str, str, str, str], ...] = (
    ("part of a word", "left", r"(?:[^\W\d_]|_|[0-9][.,:])$", "H100", "to 100"),
    ("part of a name", "left", r"(?<!\bsub)(?<!\bnon)(?<!\bmid)(?<!\bto)[^\W\d_][-‐‑_]$",
     "GPT-4", "sub-10 ms"),
    ("address", "left", r"(?:[^\s\d][/\\@#]|//\S*|:)$", "localhost:8080", "a ratio of 8080"),
    ("label", "left", r"(?i:\b(?:section|sect?|figure|fig|table|tab|equation|eqn?|step|chapter|chap|page"
     r"|pp?|version|ver|v|appendix|ref|reference|no|nos|nr|number|rfc|iso|http|https|port|phase|stage"
     r"|type|grade|level|tier|volume|vol|issue|episode|part|round|example|experiment|model|scenario"
     r"|theorem|lemma|definition|corollary|proposition|algorithm|listing|item|question|rule|row|column"
     r"|line|note|footnote|slide|exhibit|article|paragraph|clause|act|bullet|steel|sample|panel|movie"
     r"|code|error|status|channel|highway|route|interstate|flight|room|gate|apartment|suite|building"
     r"|release|build|patch|chip|iphone|windows|android|ios|python|java|arxiv|doi|isbn|issn|pmid|id))"
     r"s?\.?[\s\u00a0:#°(]{0,2}(?:[0-9][0-9.a-z]{0,6}(?:\s?[,–—-]\s?|\s(?:and|or|to|&)\s|,\s(?:and|or)\s)){0,3}$",
     "Section 4.1", "a section of 41 pages"),
    ("citation", "left", r"\[(?:[1-9][0-9]{0,2}\s?[,;–-]\s?){0,12}$", "[14]", "[0, 255]"),
    ("number sign", "left", r"[#№§]\s?$", "#14", "14"),
    ("ordinal", "right", r"(?:st|nd|rd|th)\b", "the 3rd", "3 standards"),
    ("language", "left", r"\+\+$", "C++20", "3 + 20"),
    ("version", "right", r"\.[xX0-9*]", "2.x", "2."),
    ("generation", "right", r"(?:[GD]|DS)\b(?!/)", "5G", "5 GB"),
    ("round the clock", "right", r"/7\b", "24/7", "24/75"),
    ("bits of a word", "right", r"-bits?\b", "64-bit", "64 bits"),
    ("part of a code", "right", r"(?:[A-Za-z]{0,3}[0-9]|[A-Za-z]+_)", "3C274", "3 C"),
)  # fmt: skip

_LEFT = [(name, re.compile(pattern)) for name, side, pattern, _, _ in BAN_RULES if side == "left"]
_RIGHT = [(name, re.compile(pattern)) for name, side, pattern, _, _ in BAN_RULES if side == "right"]
# "in her 40s", "the 90s", "1980s"; not "took 40s".
_AGE = re.compile(r"\b(?:the|his|her|their|my|our|mid|early|late|in)[\s-]['’]?$|['’]$", re.IGNORECASE)
_DECADE = re.compile(r"(?<=0)['’]?s\b")
_CITED = re.compile(r"(?:\s?[,;–-]\s?[1-9][0-9]{0,2}){0,12}\s?\]")
_LIST_MARK = re.compile(r"(?:^|\n)\s{0,8}\(?$")
_NAME = re.compile(r"(?:^|[^\w.!?:])([A-Z&][\w&'’-]*)[\s\u00a0]$")
_NAME_FIRST = re.compile(r"(?:^|[.!?:]\s)([A-Za-z]*[A-Z][\w&'’-]*)[\s\u00a0]$")
_PLURAL_AFTER = re.compile(r"\s(?:[a-z-]+\s){0,1}[a-z-]{2,}s\b|\s(?:people|men|women|children)\b")
_NO_NAME = frozenset(
    "The A An In At Of On About Over By From To And Or Some Only Nearly With Between More Than Up Is"
    " Was Are Were For Under Above Below Almost Around Roughly Approximately Least Most All These"
    " Those Our Their Its We They It He She If When While After Before Since Until During Within Just"
    " Yes No Not Both Each Every Exactly Another Other First Last Next Total Even Still Now Then".split()
)


def ban(text: str, start: int, end: int) -> str | None:
    """Return the name of the ban under which the digits text[start:end] are no figure."""
    before = text[start - 1] if start else ""
    if before and (before.isalpha() or before in "+_:#№§/\\@[-‐‑., \u00a0("):
        for name, pattern in _LEFT:
            if pattern.search(text, max(0, start - 40), start):
                if name == "citation" and not _CITED.match(text, end):
                    continue
                return name
    if _DECADE.match(text, end) and _AGE.search(text, max(0, start - 8), start):
        return "decade"
    for name, pattern in _RIGHT:
        if pattern.match(text, end):
            return name
    return None


def is_name(text: str, start: int, end: int) -> bool:
    """Say whether a bare whole number is the tail of a name ("Windows 10") or a list mark."""
    if text[end : end + 1] in (")", ".") and _LIST_MARK.search(text, max(0, start - 12), start):
        return True
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")" and end - start < 3:
        return True
    found = _NAME.search(text, max(0, start - 24), start)
    return bool(found and found[1] not in _NO_NAME and not _PLURAL_AFTER.match(text, end))
