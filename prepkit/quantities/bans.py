"""Digits that are no figures: names, versions, citations, labels, identifiers, scores."""

import re
from typing import NamedTuple


class BanRule(NamedTuple):
    """Digits are no figure where `before` fits what precedes them and `after` what follows."""

    name: str
    gate: str  # the character just before: "any", "letter", "space" (or the start), or these marks
    before: str
    after: str
    measured: bool  # True: bans digits with a unit of measurement or a currency, too
    catches: str
    spares: str


# Labels number things. The second kind are also common nouns: not before a plural ("3 steps 5
# tests"); the third are verbs, too ("to release 5").
LABELS = (
    "section sect sec figure fig table tab equation eqn eq chapter chap ch page pp appendix ref rfc iso ietf port theorem lemma corollary proposition"
    " algorithm exhibit annex footnote clause bullet arxiv doi isbn issn pmid id version ver v no"
    " nr boeing airbus route phase tier volume vol episode §"
)
WEAK_LABELS = (
    "step stage type grade level part round example examples experiment scenario definition"
    " listing item rule row column line slide article paragraph act panel code error status"
    " channel highway route interstate flight room gate apartment suite building number steel"
    " season game lot unit group class category option scene verse lane zone district area"
    " sector ward boeing airbus apollo windows python specimen embodiment compound claim case"
    " study cohort arm trial position expression formula program strand classes revendication"
    " anspruch ansprüche ansprüchen"
)
VERB_LABELS = (
    "score sample question issue model note release build patch track"
)
_LIST = r"[0-9][0-9.]{0,6}[a-z]?(?:\s?\([a-z]\))?(?:\s?[,–—−-]\s?|,?\s(?:and|or|to|through|&)\s)"

# A noun in the plural after a number, or after a number and one more word.
_PLURAL = (
    r"\s(?:[a-z-]+\s)?(?:(?!(?:this|thus|does|less|across|versus|always|perhaps|plus|unless|shows|lists"
    r"|gives|describes|presents|illustrates|summarises|summarizes|contains|says|was|has|its)\b)"
    r"[a-z-]{3,}s\b(?!\s(?:an?|the|its|their)\b)|(?:people|men|women|children)\b)"
)


_NO_COUNT = rf"(?!{_PLURAL}|,[0-9]{{3}}|\sor\s(?:more|fewer|less)\b)"


def _after_label(words: str) -> str:
    labels = "|".join(words.split())
    return rf"(?i:\b(?:{labels})s?\.?[\s\u00a0:#]{{0,2}}\(?\s?(?:{_LIST}){{0,4}}\(?$)"



BAN_RULES = (
    BanRule("part of a code", "letter", r"(?<![a-z]{2})[^\W\d_]$|_$", r"", True, "H100", "to 100"),
    BanRule("part of a word", "letter", r"[a-z]{3}$", r"", False, "covid19", "to 19"),
    BanRule("after a bracket", "])}", r"[\])}]$", r"", False, "f(x)2", "(x) 2"),
    BanRule("after a code", "-‐‑", r"[A-Za-z][0-9]{1,4}[-‐‑]$", r"", True, "A100-80GB", "to 80 GB"),
    BanRule("part of a name", "-‐‑", r"[^\W\d_][-‐‑]$", r"", False,
            "GPT-4", "sub-10 ms"),
    BanRule("address", "/\\@#№§", r"(?<![0-9])[/\\@#№§]\s?$", r"", False, "a.org/2017", "1/2"),
    BanRule("port", ":", r"(?:\.[a-z]{2,6}|localhost|[0-9]):$", r"", False, "localhost:8080",
            "total: 8080"),
    BanRule("ratio", "any", r"", r":[0-9]", False, "3:1", "3: one"),
    BanRule("language", "+", r"\+\+$", r"", True, "C++20", "3 + 20"),
    BanRule("decimal tail", ".,", r"[0-9A-Za-z][.,]$", r"", False, "x.3", "3"),
    BanRule("citation", "[-–,;", r"\[(?:[1-9][0-9]{0,2}\s?[,;–-]\s?){0,12}$",
            r"(?<!\[0)(?:\s?[,;–-]\s?[1-9][0-9]{0,2}){0,12}\s?\]", False, "[14]", "[0, 255]"),
    BanRule("citation, later", "space", r"\[(?:[1-9][0-9]{0,2}\s?[,;–-]\s?){1,12}$",
            r"(?:\s?[,;–-]\s?[1-9][0-9]{0,2}){0,12}\s?\]", False, "[3, 7-9]", "[0, 255]"),
    BanRule("exponent", "-−–", r"(?:^|[\s(/·])(?:(?![aI])[^\W\d_]|[kcmµn][mg]|ml|mL|Hz|hr|yr|pc|sr)\s[-−–]$", r"", False,
            "in km s −1", "to −1"),
    BanRule("ordinal", "any", r"", r"\s?(?:st|nd|rd|th)\b", True, "the 3rd", "3 standards"),
    BanRule("generation", "any", r"", r"[GD]s?\b(?!/)", True, "5G", "5 GB"),
    BanRule("resolution", "any", r"", r"(?<![0-9][48])(?<=[48])K\b(?!\+|\s(?:[a-z-]+\s)?"
            r"(?!films|videos|movies|displays|screens|monitors|cameras|streams)[a-z]+s\b|\sof\b)",
            True, "4K video", "4K users"),
    BanRule("model size", "any", r"", r"[BM][\s-](?:[\w-]+\s)?(?:models?|LLMs?|variants?|checkpoints?"
            r"|parameter\b(?!s)|version\b|base\b)", True, "7B model", "7B parameters"),
    BanRule("byword", "any", r"", r"[xX]\s(?:engineer|developer|programmer|coder)s?\b", True, "10x engineers",
            "10x more engineers"),
    BanRule("number sign", "space", r"[#№]\s$", r"", False, "# 1", "#"),
    BanRule("street", "any", r"", r"\s(?:[A-Z][\w.]*\s){1,2}(?:Street|St\.|Avenue|Ave\.|Road|Drive|Lane|Boulevard)",
            False, "at 40 Wall Street", "40 streets"),
    BanRule("round the clock", "any", r"", r"/7\b", False, "24/7", "24/75"),
    BanRule("word size", "any", r"", r"-bits?\b", True, "64-bit", "64 bits"),
    BanRule("wildcard", "any", r"", r"\.[xX*]", True, "2.x", "2. x"),
    BanRule("code", "any", r"", r"[A-Za-z]{0,3}[0-9_]|[A-Za-z]{1,4}-?[0-9]", False, "3C274", "3 C"),
    BanRule("reciprocal", "any", r"", r"/(?:[A-Z](?![a-z]{3})|[knpx]\b)", False, "1/T", "1/day"),
    BanRule("decade", "any", r"", r"(?<=0)['’]s\b", True, "1980's", "1980 s"),
    BanRule("age", "space-'’", r"\b(?i:the|his|her|their|my|our|mid|early|late|in)[\s-]['’]?$",
            r"(?<=0)s\b", True, "in her 40s", "took 40s"),
    BanRule("shortened year", "'’", r"(?<![0-9a-z])['’]$", r"", False, "class of '98", "98"),
    BanRule("chemical name", "any", r"", r"(?:,[0-9'′]+)*-(?:[a-z]\]|\(?[A-Za-z-]{0,30}(?:hydro|methyl|ethyl|amino|hydroxy|chlor"
            r"|propyl|butyl|phen|nitro|fluoro|bromo|thio|carbox|oxo|diox|pyri|keto|ol\b|one\b|yl\b))|['′`´’]-[a-z]",
            False, "3-aminopyridine", "3-axis"),
    BanRule("isotope", "any", r"", r"(?<![.,][0-9])(?<![.,][0-9]{2})(?<![.,][0-9]{3})\s(?:As|La|Fe|Co|Cu|Sr|Sn|Xe|Cs|Pb|Bi|Se|Te|Li|Na|Al|Si|Ca|Ti|Mn|Ni|Zn|Ga|Ge"
            r"|Br|Rb|Nb|Ag|Cd|Ba|Hg|Pt|Au|Tl|U|(?:H|C|N|O|F|P)(?=\s(?:NMR|nucle|signal|spectr|atom)))\b",
            False, "75 As NMR", "75 atoms"),
    BanRule("journal", "space", r"[.,]\s$", r"(?:,\s[0-9]{1,5}(?:[-–][0-9]{1,5})?)?\s\((?:19|20)[0-9]{2}\)", False,
            "Nature, 14, 599 (1968)", "of 14 (2019)"),
    BanRule("footnote mark", "space", r"(?:[a-z]{3}|\))\s$", r"(?<=\s[0-9])\s[.,;]\s|(?<=\s[0-9]{2})\s[.,;]\s", False,
            "their descendants 57 , we", "their 57 descendants , we"),
    BanRule("list mark", "space(", r"(?:^|\n)[ \t]{0,8}\(?$", r"[).]\s", False, "1) first", "(in 1)"),
    BanRule("list mark in a line", "space", r"[:;.]\s(?:and\s|or\s)?$", r"(?<=\s[0-9])\)\s[A-Za-z]", False,
            "two: 1) fast; and 2) small", "(fast, 1) small"),
    BanRule("set", "space{", r"\{(?:[0-9]{1,2},\s?){0,20}$", r"(?:,\s?[0-9]{1,2}){0,20}\s?\}", False,
            "classes {1} and {2, 3}", "{0.5, 0.7}"),
    BanRule("kind", "any", r"", r"[-−–][A-Z]{2,}", False, "5-NN", "5-nines"),
    BanRule("number in brackets", "(", r"(?:^|[^A-Z]\b|[^a-z]\s|\b[a-z]+\s)\(\s?$", r"(?<![0-9]{3})\s?\)", False,
            "as (1) says", "Ann Lark (42)"),
    BanRule("label", "space.:#(–-−", _after_label(LABELS), r"", False,
            "Section 4.1", "a cross-section of 41"),
    BanRule("number of a thing", "space.:#(–-−", _after_label(WEAK_LABELS), _NO_COUNT, False,
            "on stage 3", "stages 3 concerts"),
    BanRule("number of a thing made", "space.:#(–-−",
            r"(?<!\bto\s)(?<!\bwill\s)(?<!\bcan\s)" + _after_label(VERB_LABELS), _NO_COUNT, False,
            "in release 3", "to release 3"),
    BanRule("subscript", "space", r"(?:^|[\s(/\[])(?![aIà])[^\W\d_]\s$", r"(?<=\s[0-9])", False,
            "as T 1 falls", "a 1"),
    BanRule("formula", "space", r"\b(?:H|C|N|O|S|Si|Fe|La|Co|Cu|As|Bi|Se|Te|Ti|Al|Na|Cl|K|Ca|Mg|Mn|Zn){2,6}\s$",
            r"(?:(?<=\s[0-9])|(?<=\s[0-9]{2}))(?!\s[a-z-]+s\b)", False, "CO 2", "US 2"),
)  # fmt: skip

class _Compiled(NamedTuple):
    rule: BanRule
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None


def _compiled(kind: str) -> list[_Compiled]:
    rules = [rule for rule in BAN_RULES if kind in rule.gate or rule.gate == "any"]
    return [
        _Compiled(rule, re.compile(rule.before) if rule.before else None,
                  re.compile(rule.after) if rule.after else None)
        for rule in rules
    ]  # fmt: skip


_MARKS = "])}-‐‑/\\@#№§:+.,[–;−'’({"
_BY_KIND = {kind: _compiled(kind) for kind in ("any", "letter", "space", *_MARKS)}
# What must follow for any rule to fit, where all of a kind's rules ask for something that follows.
_FOLLOWING = {
    kind: re.compile("|".join(f"(?:{rule.after})" for rule in BAN_RULES
                              if rule.after and (kind in rule.gate or rule.gate == "any")))
    for kind in _BY_KIND
}  # fmt: skip
_ALLOWED_HYPHEN = re.compile(r"\b(?:sub|non|mid|to|up|under|over|pre|post|near|about|per|and|or|by|of)[-‐‑]$")
_UNSPACED = re.compile(r"[a-z][,.]\s")
_LABEL_WORDS = frozenset(" ".join((LABELS, WEAK_LABELS, VERB_LABELS)).split())
_LABELLED = frozenset(("label", "number of a thing", "number of a thing made"))
_LABEL_TAIL = frozenset("0123456789,-–—−(&")
_WINDOW = 48


def _kind(before: str) -> str:
    if before.isspace():
        return "space"
    if before.isalpha() or before == "_":
        return "letter"
    return before if before in _BY_KIND else "any"


def _may_be_labelled(text: str, start: int) -> bool:
    """Look at the last word alone, which is cheap, before the patterns for labels are tried."""
    words = text[max(0, start - _WINDOW) : start].split()
    if not words:
        return False
    last = words[-1].strip(".:#()").rpartition("-")[2].lower()
    last = last if last in _LABEL_WORDS else last.removesuffix("s")
    return not last or last in _LABEL_WORDS or last in ("and", "or", "to", "through") or last[-1] in _LABEL_TAIL


def ban(text: str, start: int, end: int, measured: bool, lettered: bool) -> str | None:
    """Return the name of the ban under which the digits text[start:end] are no figure.

    `measured`: a unit of measurement follows; `lettered`: a magnitude such as "k" does.
    """
    kind = _kind(text[start - 1]) if start else "space"
    low = max(0, start - _WINDOW)
    follows = _FOLLOWING[kind].match(text, end) is not None
    labelled = None
    for rule, before, after in _BY_KIND[kind]:
        if after is not None and not (follows and after.match(text, end)):
            continue
        if (measured and not rule.measured) or (lettered and rule.name == "code"):
            continue
        if rule.name in _LABELLED:
            if labelled is None:
                labelled = _may_be_labelled(text, start)
            if not labelled:
                continue
        if before is not None and not before.search(text, low, start):
            continue
        if rule.name == "footnote mark" and not _UNSPACED.search(text, max(0, start - 200), end + 200):
            continue  # a tokenised text sets a space before every comma
        if rule.name == "part of a name" and _ALLOWED_HYPHEN.search(text, low, start):
            continue
        return rule.name
    return None


# Telephone numbers, addresses on the web, DOIs: no digit in them is a figure.
_IDENTIFIER = re.compile(
    r"(?:https?://|www\.)\S{1,2000}|\b10\.[0-9]{4,9}/\S{1,200}|\b[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{1,64}"
    r"|(?<![\w.])\+[0-9]{1,3}(?:[\s().-]{1,2}[0-9]{2,8}){2,5}(?![0-9])"
    r"|(?<![\w.-])(?:\([0-9]{3}\)\s?|[0-9]{3}[-.])[0-9]{3}[-.][0-9]{4}(?![0-9])"
    r"|(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?::[0-9]{1,5}|/[0-9]{1,2})?(?![0-9.])"
)


def find_identifiers(text: str) -> list[tuple[int, int]]:
    """Return the spans of telephone numbers, web and network addresses, and DOIs."""
    return [found.span() for found in _IDENTIFIER.finditer(text)]


_NAME = re.compile(r"(?:^|[^\w.!?:‘“\"'])([a-z]?[A-Z&][\w&'’-]*)[\s\u00a0]$")
_SINGULAR_AFTER = re.compile(r"\s(?:is|was|has|had|holds|received|grossed|scored|will)\b")
_PLURAL_AFTER = re.compile(_PLURAL)
_NO_NAME = frozenset(
    "The A An In At Of On About Over By From To And Or Some Only Nearly With Between More Than Up Is"
    " Was Are Were For Under Above Below Almost Around Roughly Approximately Least Most All These"
    " Those Our Their Its We They It He She If When While After Before Since Until During Within Just"
    " Yes No Not Both Each Every Exactly Another Other First Last Next Total Even Still Now Then As"
    " But So That This There Has Have Had Will Would Could Can May Might Must Because Where Which Who"
    " Per Plus Minus Into Through Against Out Down Off Among Across Like Given Using Including"
    " Whereas Although Though However Also Currently Besides Despite Once Only January February March"
    " April May June July August September October November December".split()
)


def is_name(text: str, start: int, end: int) -> bool:
    """Say whether a bare number is the tail of a name: "Windows 10", "Larkfield 500"."""
    if not text[start - 1 : start].isspace():
        return False
    found = _NAME.search(text, max(0, start - 24), start)
    if not found or found[1] in _NO_NAME:
        return False
    if found.start() == 0 and start < 24 and not _SINGULAR_AFTER.match(text, end):
        return False
    written = text[start:end]
    if "," in written:
        return False
    if "." in written:  # "Quillpad 4.2" is a version, "Ni 3.25" a content
        acronym = found[1].isupper() and len(found[1]) > 2 and written[-2] == "."  # "TLS 1.0"
        return (len(found[1]) > 4 or acronym) and end - start < 5
    if end - start > 4 and written.isdigit():
        return True
    return not _PLURAL_AFTER.match(text, end)
