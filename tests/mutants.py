"""One thing of a source changed at a time: its figures, units, dates, names, scope, direction.

What is changed is found in the text itself: every number and date, every word of the tables
below, and what each sentence asserts. What a claim rests on is told by hand, in rests.jsonl.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What is written → what is written in its place; where there are several, each in its turn.
UNITS = {
    "million": ("billion", "thousand"), "billion": ("million",), "%": (" percentage points",),
    "$": ("€",), "GB/s": ("Gb/s",), "ms": ("s", "µs"), "minutes": ("hours",),
    "hours": ("minutes",), "seconds": ("minutes",), "days": ("weeks",),
    "MB": ("GB",), "KB": ("MB",), "a day": ("a week",), "a month": ("a year",),
    "half": ("a fifth",), "two": ("five",), "three": ("seven",),
}  # fmt: skip
TIMES = {
    "second quarter": ("fourth quarter",), "Second Quarter": ("Fourth Quarter",), "Q2": ("Q4",),
    "the full year": ("the first half of",), "year-over-year": ("quarter-over-quarter",),
}  # fmt: skip
NAMES = {
    "Larkfield": ("Bramblewood",), "Quillpad Boards": ("Tessera", "Quillpad"),
    "Quillpad": ("Tessera", "Quillpad Boards"), "Pinewire": ("Driftmail", "Pinewire Kids"),
    "Sedgelog": ("Marshlog", "Sedgelog Lite"), "Corvicator": ("Rookery",), "Mudflat": ("Bogfile",),
    "Ines Marlowe": ("Nora Fenn",), "Tobias Quayle": ("Piet Amsel",), "Tidepool": ("Saltbox",),
    "Port Ellery": ("Dunmere",), "Brackwater": ("Stonebeck",), "Python": ("Perl",),
    "Objective-C": ("Kotlin",), "Rust": ("Go",), "Swift": ("Dart",),
}  # fmt: skip
PLACES = {
    "on Android": ("on iOS", "", "on old Android phones"),
    "On iOS, ": ("On Android, ", "", "Without iOS, "),
    "In the US, ": ("In Canada, ", "", "Outside the US, "),
}  # fmt: skip
SCOPE = {
    "daily": ("weekly", "monthly"), "monthly": ("weekly", "daily"), "median": ("mean", "slowest"),
    "worldwide": ("in Europe",),
    "on the phone": ("on the desktop",), "iOS code": ("server code",), "flaky": ("slow",),
    "Operating": ("Net",), "Gross": ("Net",), "Dead code": ("Long methods",),
    "dead code": ("duplicated code",), "touched": ("untouched",), "TPC": ("Review time",),
    "every week": ("every month",), "mobile team": ("web team",),
    "users": ("accounts", "users in Canada"), "offices": ("shops",),
    "people": ("accounts", "people in Europe"),
    "engineers": ("designers", "junior engineers"), "changes": ("comments", "urgent changes"),
    "Headcount": ("Contractor headcount",), "tests": ("builds", "unit tests"),
    "Total revenue": ("Revenue from advertising",), "files": ("lines",),
    "total expenses": ("legal expenses",), "tidying": ("testing",),
    "tidy": ("test",), "log lines": ("traces", "error log lines"), "log agents": ("billing jobs",),
    "query": ("write",), "queries": ("writes", "slow queries"), "servers": ("disks",),
    "regions": ("buildings",), "storage": ("network",), "sessions": ("launches",),
    "Crashes": ("Freezes",), "mails": ("mails from shops", "notes"), "mail": ("note",),
    "languages": ("countries",), "sender": ("server",),
    "reader": ("archive",), "infrastructure": ("kitchen",), "a review": ("a build",),
}  # fmt: skip
DIRECTION = {
    "Over": ("About",), "over": ("under", "about"), "under": ("over", "about"),
    "at least": ("at most", "fewer than"), "At most": ("At least",),
    "more than": ("up to",), "less than": ("more than",), "about": ("over",),
    "fewer": ("more",), "an increase of": ("a decrease of",), "fell": ("rose",),
    "After": ("Before",), "replaced": ("was replaced by",),
}  # fmt: skip
# Denied, doubted, planned, given up.
MOOD = {
    "had": ("did not have", "hopes to have"), "has": ("does not have", "once had"),
    "had converted": ("had not converted", "planned to convert"), "is": ("is not", "should be"),
    "were": ("were not", "may have been"), "was": ("was not", "will perhaps be"),
    "was removed": ("was not removed",), "was founded": ("was almost founded",),
    "was released": ("was to be released",),
    "are devoted to": ("are not devoted to", "should be devoted to"),
    "is available": ("is not available", "will be available"), "said": ("never said",),
    "is moving": ("is not moving", "may be moving"), "moved": ("never moved", "plans to move"),
    "opens": ("does not open", "should open"),
    "expects": ("does not expect", "no longer expects"), "wait": ("ought to wait",),
    "runs on": ("does not run on", "is designed to run on"), "runs": ("never runs", "used to run"),
    "handles": ("cannot handle", "is built to handle"), "crashes": ("never crashes",),
    "indexes": ("does not index", "is expected to index"), "takes up": ("no longer takes up",),
    "keeps": ("does not keep", "could keep"), "takes": ("does not take", "is meant to take"),
    "cost": ("did not cost", "was expected to cost"), "costs": ("does not cost", "may soon cost"),
    "time out": ("are slow",), "began": ("did not begin", "was planned to begin"),
    "delivers": ("fails to deliver", "aims to deliver"), "appeared": ("had not appeared",),
    "makes up": ("does not make up", "is rumoured to make up"),
    "acquired": ("offered to acquire",),
    "plans to hire": ("dropped its plans to hire",),
}  # fmt: skip
WORDS = {
    "thought": ("note",), "place": ("room",), "grow": ("rest",), "slow": ("small",),
    "fast": ("quick",), "kept": ("held",), "forgotten": ("ignored",), "would": ("would not",),
    "dashboard": ("report",), "Nobody": ("Somebody",), "morning": ("evening",),
}  # fmt: skip
TABLES = {"unit": UNITS, "time": TIMES, "name": NAMES, "place": PLACES, "scope": SCOPE,
          "direction": DIRECTION, "mood": MOOD, "word": WORDS}  # fmt: skip

MONTHS = (
    "January February March April May June July August September October November December".split()
)
MONTH = "|".join(MONTHS)
# "2026", and a day beside its month, are no counts; "2,100" is, and the 2 of "Q2" is neither.
NUMBER = re.compile(
    rf"(?P<year>\b(?:19|20)\d\d\b(?!,\d))|(?P<month>\b(?:{MONTH})\b)"
    rf"|(?P<day>\b\d\d?(?= (?:{MONTH})\b)|(?<=June )\d\d\b)"
    r"|(?P<figure>(?<![\w.,])\d[\d,.]*\d|(?<![\w.,])\d)"
)
END = r"[\w-]+(?:\.\d+)?%?(?: minutes)?"
FROM_TO = re.compile(rf"\bfrom (?P<first>{END}) to (?P<last>{END})")
# A figure of another first digit is more than half as much again, or less than two thirds.
OTHER_DIGIT = dict(zip("123456789", "357923445", strict=True))
# What a sentence says is taken back by what stands before it.
TAKEN_BACK = ("It is not true that ", "Critics claim that ", "It remains to be seen whether ")
MAGNITUDE = re.compile(r" [mb]illion\b")

TAG = re.compile(r"<[^>]*>")
PARAGRAPH = re.compile(r"<(p|li)>(?P<text>.*?)</\1>", re.S)
BLANK_LINES = re.compile(r"\n\n+")
SENTENCE = re.compile(r"[^.!?]+(?:[.!?](?!\s+[A-Z“]|\s*$)[^.!?]*)*[.!?]”?", re.S)


@dataclass(frozen=True)
class Mutant:
    """A source in which one thing is changed."""

    source: str
    kind: str
    old: str
    new: str
    text: str  # of the whole source, with the change
    spans: tuple[tuple[int, int], ...]  # of what was changed, in the source as it was
    slight: bool = False  # so small a change that a claim in round figures still holds

    def __str__(self) -> str:
        return f"{self.source}: {self.kind}: {self.old!r} → {self.new!r} at {self.spans[0][0]}"


@dataclass(frozen=True)
class Ground:
    """What one claim rests on in its source."""

    claim: str
    source: str
    things: tuple[tuple[int, int], ...]
    roughly: tuple[tuple[int, int], ...]  # things that it rests on in round figures only
    statement: tuple[int, int] | None  # the stretch that states it; None for a quotation

    def is_touched(self, mutant: Mutant) -> bool:
        """Tell whether the claim rests on what is changed."""
        if mutant.source != self.source:
            return False
        things = self.things if mutant.slight else self.things + self.roughly
        if mutant.kind == "assertion":
            things = (self.statement,) if self.statement else ()
        return any(a < end and start < b for a, b in mutant.spans for start, end in things)


def read_grounds(path: Path, texts: dict[str, str]) -> list[Ground]:
    """Return what each claim rests on: of its source what stands in {}, and in [] roughly."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [_ground(row, texts[row["source"]]) for row in rows]


def _ground(row: dict, text: str) -> Ground:
    things, roughly, stretches = [], [], []
    for marked in row["rests_on"]:
        bare = re.sub(r"[{}\[\]]", "", marked)
        assert text.count(bare) == 1, f"{row['source']} has {bare!r} {text.count(bare)} times"
        start = text.index(bare)
        stretches.append((start, start + len(bare)))
        for mark in re.finditer(r"[{\[](.*?)[}\]]", marked):
            before = len(re.sub(r"[{}\[\]]", "", marked[: mark.start()]))
            span = (start + before, start + before + len(mark[1]))
            (things if mark[0][0] == "{" else roughly).append(span)
    statement = None if row.get("quoted") else stretches[0]
    return Ground(row["claim"], row["source"], tuple(things), tuple(roughly), statement)


def mutants(source: str, text: str) -> Iterator[Mutant]:
    """Return the text of a source with each of its things changed, one at a time."""
    hidden = [match.span() for match in TAG.finditer(text)]
    body = text.find("<body>") + 1
    heading = re.search(r"<h1>.*?</h1>", text)
    shown = [
        found
        for found in (*_words(text), *_numbers(text), *_swaps(text))
        if found[1] >= body and not any(a < found[2] and found[1] < b for a, b in hidden)
    ]
    for kind, start, end, new, slight in shown:
        if kind == "name" and heading and heading.start() <= start < heading.end():
            continue  # the name of a page is changed everywhere at once
        changed = text[:start] + new + text[end:]
        yield Mutant(source, kind, text[start:end], new, changed, ((start, end),), slight)
    yield from _renamed(source, text, hidden)
    yield from _taken_back(source, text)


Found = tuple[str, int, int, str, bool]


def _words(text: str) -> Iterator[Found]:
    written = {word: (kind, new) for kind, table in TABLES.items() for word, new in table.items()}
    longest_first = sorted(written, key=len, reverse=True)
    pattern = "|".join(
        (r"\b" if word[0].isalpha() else "")
        + re.escape(word)
        + (r"\b" if word[-1].isalpha() else "")
        for word in longest_first
    )
    seen: Counter[str] = Counter()
    for match in re.finditer(pattern, text):
        kind, alternatives = written[match.group()]
        turn = seen[match.group()]
        seen[match.group()] += 1
        # One change may be noticed where another is not: "Quillpad" is neither "Tessera" nor
        # "Quillpad Boards", "on Android" neither "on iOS" nor "on old Android phones".
        manifold = kind in ("name", "place")
        taken = alternatives if manifold else [alternatives[turn % len(alternatives)]]
        for new in taken:
            yield kind, match.start(), match.end(), new, False


def _numbers(text: str) -> Iterator[Found]:
    for match in NUMBER.finditer(text):
        kind, old = str(match.lastgroup), match.group()
        # Where a magnitude stands beside a figure, that is changed, too.
        plain = not MAGNITUDE.match(text, match.end())
        for new, slight in _other_numbers(kind, old, plain):
            yield kind, match.start(), match.end(), new, slight


def _other_numbers(kind: str, old: str, plain: bool) -> Iterator[tuple[str, bool]]:
    if kind == "year":
        yield str(int(old) - 3), False
    elif kind == "month":
        yield MONTHS[(MONTHS.index(old) + 7) % 12], False
    elif kind == "day":
        yield str((int(old) + 9) % 27 + 1), False
    else:
        other = re.sub("[1-9]", lambda digit: OTHER_DIGIT[digit.group()], old, count=1)
        # One change of each is enough: of half the figures the first digit, of half the magnitude.
        yield _ten_times(old) if plain and len(old) % 2 else other, False
        significant = [place for place, digit in enumerate(old) if digit in "123456789"]
        if len(significant) > 1:
            last = significant[-1]
            yield old[:last] + OTHER_DIGIT[old[last]] + old[last + 1 :], True


def _ten_times(old: str) -> str:
    if "." in old:
        whole, _, part = old.partition(".")
        return f"{whole}{part[0]}.{part[1:]}".rstrip(".").lstrip("0")
    return f"{int(old.replace(',', '')) * 10:,}"


def _swaps(text: str) -> Iterator[Found]:
    for match in FROM_TO.finditer(text):
        new = f"from {match['last']} to {match['first']}"
        yield "direction", match.start(), match.end(), new, False


def _renamed(source: str, text: str, hidden: list[tuple[int, int]]) -> Iterator[Mutant]:
    for name, (new, *_) in NAMES.items():
        spans = tuple(
            match.span()
            for match in re.finditer(rf"\b{re.escape(name)}\b(?! Boards)", text)
            if not any(start < match.end() and match.start() < end for start, end in hidden)
        )
        if len(spans) > 1:
            changed = text
            for start, end in reversed(spans):
                changed = changed[:start] + new + changed[end:]
            yield Mutant(source, "name throughout", name, new, changed, spans)


def _taken_back(source: str, text: str) -> Iterator[Mutant]:
    for number, (start, end) in enumerate(_sentences(text)):
        words = TAKEN_BACK[number % len(TAKEN_BACK)]
        first = text[start:end].split()[0]
        named = any(name.startswith(first.rstrip(",")) for name in NAMES)
        begins = first if named else first[0].lower() + first[1:]
        changed = text[:start] + words + begins + text[start + len(first) :]
        yield Mutant(source, "assertion", text[start:end], words + "…", changed, ((start, end),))


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    if "<body>" in text:
        paragraphs = [match.span("text") for match in PARAGRAPH.finditer(text)]
    else:
        ends = [match.span() for match in BLANK_LINES.finditer(text)]
        edges = [0, *(place for span in ends for place in span), len(text)]
        paragraphs = list(zip(edges[::2], edges[1::2], strict=True))
    for start, end in paragraphs:
        for match in SENTENCE.finditer(text, start, end):
            lead = len(match.group()) - len(match.group().lstrip())
            yield match.start() + lead, match.end()
