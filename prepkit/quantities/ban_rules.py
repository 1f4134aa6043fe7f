"""The rules by which digits are no figures: names, versions, citations, labels, scores."""

from typing import NamedTuple


class BanRule(NamedTuple):
    """Digits are no figure where `before` fits what precedes them and `after` what follows."""

    name: str
    catches: str
    spares: str
    gate: str = "any"  # the character just before: "letter", "space" (or the start), or these
    before: str = ""
    after: str = ""
    measured: bool = False  # bans digits with a unit of measurement or a currency, too


# Labels number things. The second kind are also common nouns: not before a plural ("3 steps 5
# tests"); the third are verbs, too ("to release 5").
LABELS = (
    "section sect sec figure fig table tab equation eqn eq chapter chap ch page pp appendix ref"
    " rfc iso ietf port theorem lemma corollary proposition algorithm exhibit annex footnote"
    " clause bullet arxiv doi isbn issn pmid id version ver v no nr boeing airbus route phase"
    " tier volume vol episode §"
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
VERB_LABELS = "sample question issue model note release build patch track"
_LIST = r"[0-9][0-9.]{0,6}[a-z]?(?:\s?\([a-z]\))?(?:\s?[,–—−-]\s?|,?\s(?:and|or|to|through|&)\s)"

# A noun in the plural after a number, or after a number and one more word.
PLURAL = (
    r"\s(?:(?!(?:and|or|but|nor|while)\b)[a-z-]+\s)?(?:(?!(?:this|thus|does|less|across|versus|always|perhaps|plus|unless|shows"
    r"|lists|gives|describes|presents|illustrates|summarises|summarizes|contains|says|was|has|its"
    r"|means|returns|denotes|refers|indicates|stands|uses|runs|works)"
    r"\b)[a-z-]{3,}s\b(?!\s(?:an?|the|its|their)\b)|(?:people|men|women|children)\b)"
)
_NO_COUNT = rf"(?!{PLURAL}|,[0-9]{{3}}|\sor\s(?:more|fewer|less)\b|,?\sof\s(?:whom|which|them)\b)"


def _after_label(words: str) -> str:
    labels = "|".join(words.split())
    return rf"(?i:\b(?!vs\b)(?:{labels})s?\.?[\s\u00a0:#]{{0,2}}\(?\s?(?:{_LIST}){{0,4}}\(?$)"


BAN_RULES = (
    BanRule(
        "part of a code",
        gate="letter",
        before=r"(?<![a-z]{2})[^\W\d_]$|_$",
        measured=True,
        catches="H100",
        spares="to 100",
    ),
    BanRule(
        "part of a word",
        gate="letter",
        before=r"[a-z]{3}$",
        catches="covid19",
        spares="to 19",
    ),
    BanRule(
        "after a bracket",
        gate="])}",
        before=r"[\])}]$",
        catches="f(x)2",
        spares="(x) 2",
    ),
    BanRule(
        "after a code",
        gate="-‐‑",
        before=r"[A-Za-z][0-9]{1,4}[-‐‑]$",
        measured=True,
        catches="A100-80GB",
        spares="to 80 GB",
    ),
    BanRule(
        "part of a name",
        gate="-‐‑",
        before=r"[^\W\d_][-‐‑]$",
        catches="GPT-4",
        spares="sub-10 ms",
    ),
    BanRule(
        "age group",
        gate="-‐‑",
        before=r"\b[Uu]nder[-‐‑]$",
        after=r"s?\s(?:level|side|team|squad|international|national|player|football|women|men)",
        catches="under-21 level",
        spares="under-21 ms",
    ),
    BanRule(
        "address",
        gate="/\\@#№§",
        before=r"(?<![0-9])[/\\@#№§]\s?$",
        catches="a.org/2017",
        spares="1/2",
    ),
    BanRule(
        "port",
        gate=":",
        before=r"(?:\.[a-z]{2,6}|localhost|[0-9]):$",
        catches="localhost:8080",
        spares="total: 8080",
    ),
    BanRule(
        "ratio",
        after=r":[0-9]",
        catches="3:1",
        spares="3: one",
    ),
    BanRule(
        "language",
        gate="+",
        before=r"\+\+$",
        measured=True,
        catches="C++20",
        spares="3 + 20",
    ),
    BanRule(
        "licence",
        gate="space",
        before=r"\b(?:CC(?:[ -]BY)?(?:-(?:SA|NC|ND))*|Apache|[AL]?GPL|MPL|EUPL)[ -]$",
        catches="CC BY 4.0",
        spares="by 4.0",
    ),
    BanRule(
        "decimal tail",
        gate=".,",
        before=r"[0-9A-Za-z][.,]$",
        catches="x.3",
        spares="3",
    ),
    BanRule(
        "citation",
        gate="[-–,;",
        before=r"\[(?:[1-9][0-9]{0,2}\s?[,;–-]\s?){0,12}$",
        after=r"(?<!\[0)(?:\s?[,;–-]\s?[1-9][0-9]{0,2}){0,12}\s?\]",
        catches="[14]",
        spares="[0, 255]",
    ),
    BanRule(
        "citation, later",
        gate="space",
        before=r"\[(?:[1-9][0-9]{0,2}\s?[,;–-]\s?){1,12}$",
        after=r"(?:\s?[,;–-]\s?[1-9][0-9]{0,2}){0,12}\s?\]",
        catches="[3, 7-9]",
        spares="[0, 255]",
    ),
    BanRule(
        "exponent",
        gate="-−–",
        before=r"(?:^|[\s(/·])(?:(?![aI])[^\W\d_]|[kcmµn][mg]|ml|mL|Hz|hr|yr|pc|sr)\s[-−–]$",
        catches="in km s −1",
        spares="to −1",
    ),
    BanRule(
        "ordinal",
        after=r"\s?(?:st|nd|rd|th)\b",
        measured=True,
        catches="the 3rd",
        spares="3 standards",
    ),
    BanRule(
        "generation",
        after=r"[GD]s?\b(?!/)",
        measured=True,
        catches="5G",
        spares="5 GB",
    ),
    BanRule(
        "resolution",
        after=(
            r"(?<![0-9][48])(?<=[48])K\b(?!\+|\s(?:(?!display|screen|video|monitor)[a-z-]+\s)?(?!films|videos|movies|displays"
            r"|screens|monitors|cameras|streams)[a-z]+s\b|\sof\b)"
        ),
        measured=True,
        catches="4K video",
        spares="4K users",
    ),
    BanRule(
        "model size",
        after=(
            r"[BM][\s-](?:[\w-]+\s)?(?:models?|LLMs?|variants?|checkpoints?|parameter\b(?!s)"
            r"|version\b|base\b)"
        ),
        measured=True,
        catches="7B model",
        spares="7B parameters",
    ),
    BanRule(
        "byword",
        after=r"[xX]\s(?:engineer|developer|programmer|coder)s?\b",
        measured=True,
        catches="10x engineers",
        spares="10x more engineers",
    ),
    BanRule(
        "number sign",
        gate="space",
        before=r"[#№]\s$",
        catches="# 1",
        spares="#",
    ),
    BanRule(
        "street",
        after=r"\s(?:[A-Z][\w.]*\s){1,2}(?:Street|St\.|Avenue|Ave\.|Road|Drive|Lane|Boulevard)",
        catches="at 40 Wall Street",
        spares="40 streets",
    ),
    BanRule(
        "round the clock",
        after=r"/7\b",
        catches="24/7",
        spares="24/75",
    ),
    BanRule(
        "rank",
        gate="space-‐‑",
        before=r"\b[Tt]op[\s-]$",
        after=r"(?<![a-z])(?!\s?%|\spercent)",
        catches="the top 5 apps",
        spares="on top of 5 apps",
    ),
    BanRule(
        "office hours",
        after=r"(?<=\b9)-to-5\b",
        catches="a 9-to-5 job",
        spares="from 9 to 50",
    ),
    BanRule(
        "office hours, later",
        gate="-",
        before=r"\b9-to-$",
        after=r"(?<=5)\b",
        catches="a 9-to-5 job",
        spares="9 to 5",
    ),
    BanRule(
        "word size",
        after=r"-bits?\b",
        measured=True,
        catches="64-bit",
        spares="64 bits",
    ),
    BanRule(
        "wildcard",
        after=r"\.[xX*]",
        measured=True,
        catches="2.x",
        spares="2. x",
    ),
    BanRule(
        "code",
        after=r"[A-Za-z]{0,3}[0-9_]|[A-Za-z]{1,4}-?[0-9]",
        catches="3C274",
        spares="3 C",
    ),
    BanRule(
        "reciprocal",
        after=r"/(?:[A-Z](?![a-z]{3})|[knpx]\b)",
        catches="1/T",
        spares="1/day",
    ),
    BanRule(
        "decade",
        after=r"(?<=0)['’]s\b",
        measured=True,
        catches="1980's",
        spares="1980 s",
    ),
    BanRule(
        "age",
        gate="space-'’",
        before=r"\b(?i:the|his|her|their|my|our|mid|early|late|in)[\s-]['’]?$",
        after=r"(?<=0)s\b",
        measured=True,
        catches="in her 40s",
        spares="took 40s",
    ),
    BanRule(
        "shortened year",
        gate="'’",
        before=r"(?<![0-9a-z])['’]$",
        catches="class of '98",
        spares="98",
    ),
    BanRule(
        "chemical name",
        after=(
            r"(?:,[0-9'′]+)*-(?:[a-z]\]|\(?[A-Za-z-]{0,30}(?:hydro|methyl|ethyl|amino|hydroxy"
            r"|chlor|propyl|butyl|phen|nitro|fluoro|bromo|thio|carbox|oxo|diox|pyri|keto|ol\b"
            r"|one\b|yl\b))|['′`´’]-[a-z]"
        ),
        catches="3-aminopyridine",
        spares="3-axis",
    ),
    BanRule(
        "isotope",
        after=(
            r"(?<![.,][0-9])(?<![.,][0-9]{2})(?<![.,][0-9]{3})\s(?:As|La|Fe|Co|Cu|Sr|Sn|Xe|Cs|Pb"
            r"|Bi|Se|Te|Li|Na|Al|Si|Ca|Ti|Mn|Ni|Zn|Ga|Ge|Br|Rb|Nb|Ag|Cd|Ba|Hg|Pt|Au|Tl|U|(?:H|C|N"
            r"|O|F|P)(?=\s(?:NMR|nucle|signal|spectr|atom)))\b"
        ),
        catches="75 As NMR",
        spares="75 atoms",
    ),
    BanRule(
        "journal",
        gate="space",
        before=r"[.,]\s$",
        after=r"(?<!,[0-9]{3})(?<!\.[0-9])(?<!\.[0-9]{2})(?:,\s[0-9]{1,5}(?:[-–][0-9]{1,5})?)?\s\((?:19|20)[0-9]{2}\)",
        catches="Nature, 14, 599 (1968)",
        spares="of 14 (2019)",
    ),
    BanRule(
        "footnote mark",
        gate="space",
        before=r"(?:[a-z]{3}|\))\s$",
        after=r"(?<=\s[0-9])\s[.,;]\s|(?<=\s[0-9]{2})\s[.,;]\s",
        catches="as was seen. Their descendants 57 , we",
        spares="their 57 descendants , we",
    ),
    BanRule(
        "list mark",
        gate="space(",
        before=r"(?:^|\n)[ \t]{0,8}\(?$",
        after=r"[).]\s",
        catches="1) first",
        spares="(in 1)",
    ),
    BanRule(
        "list mark in a line",
        gate="space",
        before=r"[:;.]\s(?:and\s|or\s)?$",
        after=r"(?<=\s[0-9])\)\s[A-Za-z]",
        catches="two: 1) fast; and 2) small",
        spares="(fast, 1) small",
    ),
    BanRule(
        "set",
        gate="space{",
        before=r"\{(?:[0-9]{1,2},\s?){0,20}$",
        after=r"(?:,\s?[0-9]{1,2}){0,20}\s?\}",
        catches="classes {1} and {2, 3}",
        spares="{0.5, 0.7}",
    ),
    BanRule(
        "kind",
        after=r"[-−–][A-Z]{2,}",
        catches="5-NN",
        spares="5-nines",
    ),
    BanRule(
        "number in brackets",
        gate="(",
        before=r"(?:^|[^A-Z]\b|[^a-z]\s|\b[a-z]+\s)\(\s?$",
        after=r"(?<![0-9]{3})(?<![a-z]{3})\s?\)",
        catches="as (1) says",
        spares="Ann Lark (42)",
    ),
    BanRule(
        "label",
        gate="space.:#(–-−",
        before=_after_label(LABELS),
        catches="Section 4.1",
        spares="a cross-section of 41",
    ),
    BanRule(
        "number of a thing",
        gate="space.:#(–-−",
        before=r"(?<!\blines of )(?<!\bLines of )" + _after_label(WEAK_LABELS),
        after=_NO_COUNT,
        catches="on stage 3",
        spares="stages 3 concerts",
    ),
    BanRule(
        "number of a thing made",
        gate="space.:#(–-−",
        before=r"(?<!\bto\s)(?<!\bwill\s)(?<!\bcan\s)" + _after_label(VERB_LABELS),
        after=_NO_COUNT,
        catches="in release 3",
        spares="to release 3",
    ),
    BanRule(
        "subscript",
        gate="space",
        before=r"(?:^|[\s(/\[])(?![aIà])[^\W\d_]\s$",
        after=r"(?<=\s[0-9])",
        catches="as T 1 falls",
        spares="a 1",
    ),
    BanRule(
        "formula",
        gate="space",
        before=r"\b(?:H|C|N|O|S|Si|Fe|La|Co|Cu|As|Bi|Se|Te|Ti|Al|Na|Cl|K|Ca|Mg|Mn|Zn){2,6}\s$",
        after=r"(?:(?<=\s[0-9])|(?<=\s[0-9]{2}))(?!\s[a-z-]+s\b)",
        catches="CO 2",
        spares="US 2",
    ),
)
