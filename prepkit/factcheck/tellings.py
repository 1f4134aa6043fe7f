"""Rows B1, B6, D13, R1: a figure that a source tells in another way, or of what it counts else."""

import re
from collections.abc import Iterable, Iterator

from prepkit.factcheck.alignment import JOINED_CLAUSE, clause_around, deeds, words_beside
from prepkit.factcheck.evidence import Evidence
from prepkit.factcheck.orders import compared_apart
from prepkit.factcheck.relative import way_of_better
from prepkit.factcheck.rulings import MATCHES, as_written
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.values import compare
from prepkit.factcheck.wording import stands_in
from prepkit.factcheck.words import (
    WORD,
    content_stems,
    is_function_word,
    phrases_in,
    sense,
    senses,
    stem,
)
from prepkit.notes import Claim
from prepkit.quantities import Measurement, Quantity, dimension
from prepkit.quantities.lexicon import VERBS
from prepkit.quantities.tokens import is_counted

# "Has let 90 engineers go", "has had 90 engineers leave": they are no longer there.
GONE = re.compile(
    r"\b(?:let|lets|had) (?:[\d.,]+|[a-z]+)(?: [a-z]+){1,2} (?:go|leave|quit|resign)\b"
)
# Who works with a firm does not work at it.
WITH_THEM = re.compile(r"\bwork(?:s|ed|ing)? with (?=[A-Z])")
# "3 am", "4:30 p.m."
HOUR = re.compile(r"\b(\d{1,2}(?::\d\d)?) ?([ap])\.?m\b", re.I)
# "Within a year", which no figure tells.
WITHIN_A = re.compile(
    r"\b(?:within|in|over|after) (?:an?|one) (year|month|week|day|quarter)\b"
    r"(?! (?:of|and a half)\b)"
)
# "From six weeks to one": what it was.
FROM = re.compile(r"\bfrom (?:about |over |nearly |some )?[$€£]?$")
TO = re.compile(r"[^,;.]{0,40}?\b(?:to|into) (?:just |only |about |under )?(?:[\d$€£]|[a-z]+\b)")


# "five times faster than its old one"; not "more than 5", "longer than an hour"
FASTER_THAN = re.compile(
    r"\b(?!more|less|fewer|higher|lower|greater|older|longer|shorter|larger|smaller|earlier|later"
    r"|other|rather|bigger|better|never)[a-z]+er than "
)


def told_besides(
    measurement: Measurement, claim: Claim, lead: Evidence, clause: str, own: str, terms: Terms
) -> Iterator[tuple[str, str]]:
    """Yield the rows on which a source tells its figure, but not as the claim does."""
    text, figure, change = lead.passage.text, lead.measurement.quantity, lead.measurement.change
    if word := _measured_apart(measurement, lead.measurement, claim.text):
        yield "B1", f"the source measures {word!r}"
    if word := _gained_apart(clause, own):
        yield "B1", f"the source does not say {word!r}"
    if word := _told_apart(claim.text, text if HOUR.search(claim.text) else own):
        yield "B6", f"the source says {word!r}"
    if word := _within_apart(claim.text, measurement.quantity, own):
        yield "E1", f"the source does not say {word!r}"
    if FASTER_THAN.search(clause) and compared_apart(clause, own, terms):
        yield "R1", "the two compare the other way round"
    if word := _counted_apart(measurement, claim, lead, terms):
        yield "R1", f"the source counts {as_written(word, text)!r}"
    if not stands_in(text, figure):
        return  # a cell of a table
    done = deeds(words_beside(measurement, claim), claim.text)
    if word := _done_aside(claim.text, done, text, figure.start):
        yield "B1", f"the source does not tell of {word!r}"
    ago = text.startswith(" ago", figure.end)
    if ago and not claim.text.startswith(" ago", measurement.quantity.end):
        yield "E1", "the source says how long ago"
    if _told_of_owner(claim.text, text, figure.start, figure.end):
        yield "B1", "the source only says how many there are"
    if word := _paid_by_others(claim.text, measurement.quantity, text, figure):
        yield "R1", f"the source says {word!r}"
    if name := _unlike(claim.text, text):
        yield "B2", f"the source says that {name!r} is unlike it"
    if bound := _whole_bound(claim.text, text, figure):
        yield "B5", f"the source says it of those {bound!r}"
    if word := _whole_apart(claim.text, measurement.quantity, text, figure, terms):
        yield "R1", f"in the source, {as_written(word, text)!r} stands on the other side"
    if word := _timed_apart(claim.text, measurement.quantity, text, figure, terms):
        yield "B1", f"the source says {word!r}"
    if ago_apart(claim.text, measurement.quantity, text, figure):
        yield "E1", "the source says another time ago"
    if change and change.direction and _is_better_apart(measurement, claim.text, change.direction):
        yield "D13", f"the source only says that it went {change.direction}"
    if (lost := LOSS.search(text, 0, figure.start)) and not IN_THE_RED.search(claim.text):
        yield "B3", f"the source says {lost[1]!r}"
    same = compare(measurement.quantity, figure).label in MATCHES
    if (
        same
        and not measurement.change
        and (other := _told_of_other(claim.text, text, figure, terms))
    ):
        yield "R1", f"the source says {other!r}: it is what the rest is held against"
    if not change and _told_as_former(claim.text, text, figure.start, figure.end):
        yield "D13", "the source says what it was changed to"


# What is measured of one thing: the use of water, its price.
USES = frozenset("use usage consumption".split())
MEASURES = frozenset(
    """cost costs price prices fee fees bill bills quality weight load loads count counts speed
    speeds""".split()
)


def _measured_apart(ours: Measurement, theirs: Measurement, claim: str) -> str:
    """B1: return what a source measures of a thing of which the claim has something else."""
    kinds = [(m.property or "").lower().split()[-1:] for m in (ours, theirs)]
    if not all(kinds):
        return ""
    one, other = kinds[0][0], kinds[1][0]
    if one not in USES | MEASURES or other not in USES | MEASURES:
        return ""
    alike = one.rstrip("s") == other.rstrip("s") or {one, other} <= USES
    return "" if alike or re.search(rf"\b{other}\b", claim) else other


UNLIKE = re.compile(r"\bunlike (?:at |in |with |for )?([A-Z][\w-]+)")
PAID = r"(paid|given|offered|lent|awarded|charged|fined|granted|handed|loaned)"
WAS_PAID = re.compile(rf"\b(?:is|are|was|were|been|being|gets?|got) {PAID} (?:[a-z]+ )?[$€£]?$")
HAS_PAID = re.compile(rf"\b{PAID} (?:[a-z]+ )?[$€£]?$")
BY_AGE = re.compile(
    r" of [a-z’'-]+(?: [a-z’'-]+)? ((?:over|under|above|below|aged) (?:[a-z]+|\d+))\b"
)


def _unlike(claim: str, source: str) -> str:
    """B2: return the name of a claim that a source only tells apart: "unlike at Tern"."""
    found = UNLIKE.search(source)
    return found[1] if found and found[1] in claim and "nlike" not in claim else ""


def _paid_by_others(claim: str, ours: Quantity, source: str, theirs: Quantity) -> str:
    """R1: return "was paid" of a source that a claim has as "paid"."""
    passive, active = WAS_PAID.search(source[: theirs.start]), HAS_PAID.search(claim[: ours.start])
    if not passive or not active or WAS_PAID.search(claim[: ours.start]):
        return ""
    return passive.group().strip() if passive[1] == active[1] else ""


def _whole_bound(claim: str, source: str, theirs: Quantity) -> str:
    """B5: return what bounds those whom a source's share is of: "applicants over sixty"."""
    bound = BY_AGE.match(source, theirs.end) if theirs.unit in SHARES else None
    return bound[1] if bound and bound[1] not in claim else ""


# "... of their trains are electric": the whole, and what is said of the share.
IS_SO = re.compile(
    r"(?: of)?(?P<whole>(?: [\w’'-]+){1,5}?) (?:is|are|was|were)"
    r" (?P<said>[\w’'-]+(?: [\w’'-]+){0,2})"
)
X = frozenset(("x",))
OF_THOSE = re.compile(r" of (?:those|all|people|the people|them) (?:who|that|which) ")
SHARES = ("percent", "fraction")


def _whole_apart(claim: str, ours: Quantity, source: str, theirs: Quantity, terms: Terms) -> str:
    """R1: return what a source's share is of, where a claim says it of the share: "electric".

    "A fifth of electric trains are theirs" is not "a fifth of their trains are electric".
    """
    if ours.unit not in SHARES or theirs.unit not in SHARES:
        return ""
    if OF_THOSE.match(source, theirs.end) and not re.search(r"\b(?:who|that|which)\b", claim):
        return "those"
    ours_told = IS_SO.match(claim, ours.end)
    theirs_told = IS_SO.match(source, theirs.end)
    if not ours_told or not theirs_told:
        return ""
    own = terms.stems(f"x {ours.surface} {ours_told['whole']}")
    words = " ".join(w for w in ours_told["said"].split() if w[0].islower())
    return min((terms.stems(f"x {theirs_told['whole']}") & terms.stems(f"x {words}")) - own - X,
               default="")  # fmt: skip


GRADED = re.compile(r"\s+(better|worse)\b")


def _is_better_apart(measurement: Measurement, claim: str, went: str) -> bool:
    """D13: tell whether a claim calls a change better or worse, which the source's way is not."""
    graded = GRADED.match(claim, measurement.quantity.end)
    if graded is None:
        return False
    way = way_of_better(measurement)
    return way is None or (way == went) != (graded[1] == "better")


HOW_LONG_AGO = re.compile(
    r"[^,;.:\d]{0,12}?\b(an?|one|two|three|four|five|six|nine|ten|[1-9]\d*)"
    r" (year|quarter|month|week|day)s? (?:ago|earlier|before|prior)\b"
)


def ago_apart(claim: str, ours: Quantity, source: str, theirs: Quantity) -> bool:
    """E1: tell whether two figures have behind them how long ago they held, and not alike."""
    one, other = HOW_LONG_AGO.match(claim, ours.end), HOW_LONG_AGO.match(source, theirs.end)
    if not one or not other:
        return False
    told = [("one" if m[1] in ("a", "an", "1") else m[1], m[2]) for m in (one, other)]
    return told[0] != told[1] and told not in SAME_SPAN and told[::-1] not in SAME_SPAN


SAME_SPAN = (
    [("one", "year"), ("four", "quarter")], [("one", "year"), ("12", "month")],
    [("one", "quarter"), ("three", "month")],
)  # fmt: skip
SPAN_OF = re.compile(
    r"\b(?:(?:wait|waits|time|times|gap|gaps|pause|delay|delays|latency) between|waiting list)\b"
)
LATE = re.compile(r"\b(?:after|beyond|past|for) (?:about |some |only |just )?$")
SOON = re.compile(r"\b(?:within|inside(?: of)?|in|under|in under) (?:about |some |only |just )?$")
# "Took six weeks to train": how long that takes; "to two days" is another level.
TO_DO = re.compile(r" to ([a-z]+)\b")


def _timed_apart(claim: str, ours: Quantity, source: str, theirs: Quantity, terms: Terms) -> str:
    """Return what makes a source's span of time another one: "after two days", "to train"."""
    if dimension(theirs.unit or "") != "time":
        return ""
    if SOON.search(claim, 0, ours.start) and (late := LATE.search(source, 0, theirs.start)):
        return late.group().strip()
    counted = OF_EVENT.match(source, theirs.end) if SOON.search(source, 0, theirs.start) else None
    if counted and not terms.stems(f"x {counted[1]}") <= terms.stems(f"x {claim}"):
        return counted.group().strip()
    if some := _some_in_time(claim, source[: theirs.start]):
        return some
    worked = [WORKING.match(text, q.start) for text, q in ((claim, ours), (source, theirs))]
    alone = [found[1] for found in worked if found]
    if len(alone) == 1:
        return str(alone[0])
    between = SPAN_OF.search(source)
    if between and WAITED.search(claim) and between.group().split()[-1] not in claim:
        return between.group()
    done = TO_DO.match(source, theirs.end)
    told = done and done[1] in VERBS and WAITED.search(claim)
    return (
        done.group().strip()
        if done and told and not terms.stems(done[1]) <= terms.stems(claim)
        else ""
    )


OF_EVENT = re.compile(r" (?:of|after|before) (?:the |its |an? )?([a-z]+)\b")
WORKING = re.compile(r"\S+[ -](working|business|trading|school) ")
SOME_OF = re.compile(
    r"\b(?:(?:half|most|some|many|[\d.]+ ?%|[a-z]+ per ?cent) of (?:the )?[a-z]+"
    r"|(?:most|many) [a-z]+)"
)


def _some_in_time(claim: str, led: str) -> str:
    """Return of which part a source says how long it takes, where a claim has none: "half of"."""
    some = SOME_OF.search(led)
    return some.group() if some and not SOME_OF.search(claim) else ""


WAITED = re.compile(r"\b(?:wait(?:s|ed|ing)?|latency)\b", re.I)


# "Cash flow was a loss of $9 million"
LOSS = re.compile(r"\b(loss|deficit|shortfall|outflow) of (?:about |nearly |over )?[$€£]?$", re.I)
IN_THE_RED = re.compile(
    r"\b(?:loss(?:es)?|lost|loses?|deficits?|shortfalls?|outflows?|negative|minus|burn\w*|red)\b"
    r"|[-−–] ?[$€£]?\d",
    re.I,
)
# "Three weeks rather than the three months", "11 minutes, versus 48 by hand".
IN_PLACE_OF = re.compile(
    r"\b(?:rather than|instead of|as opposed to|in place of)(?: [a-z]+){0,3} $|\bnot (?:the )?$"
)
HELD_AGAINST = re.compile(
    r"\b(?:versus|vs\.?|against|(?:compared|in comparison) (?:with|to)|unlike)(?: [a-z]+){0,2} "
    r"[$€£]?$"
)
# What tells the other thing apart; a date tells only when.
OTHER_WAY = re.compile(r"[^,;:.]*?\b(?:by|for|on|at|without|with|when|using|under) [a-z][^,;:.]*")


def _told_of_other(claim: str, text: str, figure: Quantity, terms: Terms) -> str:
    """Return the word that gives a figure to what a statement is held against; "" if none.

    Where the claim names the other thing, too, it tells of that.
    """
    before = text[: figure.start]
    if found := IN_PLACE_OF.search(before):
        return found.group().split()[0]
    found, way = HELD_AGAINST.search(before), OTHER_WAY.match(text, figure.end)
    if not found or not way or terms.stems(way.group()) <= terms.stems(claim):
        return ""
    return found.group().split()[0]


def _told_apart(claim: str, source: str) -> str:
    """Return what only a source says of its figure, or of another hour: "let 90 engineers go"."""
    for told in (GONE, WITH_THEM):
        found = told.search(source)
        if found and not told.search(claim):
            return found.group()
    hours = [{(m[1], m[2].lower()) for m in HOUR.finditer(text)} for text in (claim, source)]
    if hours[0] and hours[1] and not hours[0] <= hours[1]:
        return " ".join(min(hours[1]))
    return ""


def _within_apart(claim: str, figure: Quantity, source: str) -> str:
    """Return a "within a year" that a claim says of its figure, and the source does not."""
    start, end = clause_around(claim, figure, JOINED_CLAUSE)
    within = WITHIN_A.search(claim, start, end)
    so_long = r"\b(?:an?|one|twelve|1|12|last|the|each)"
    if within and not re.search(f"{so_long} {within[1]}", source, re.I):
        return within.group()
    return ""


# "After the layoffs", "to save time": where a deed is only named, not told.
BESIDE_IT = re.compile(
    r"\b(?:after|before|since|during|following|despite|without|to) (?:the |its |their |a )?$", re.I
)
HAVING = re.compile(r"\b(?:has|have|had|there (?:are|were))\b")
# What came on top, or went: a level bears it out no more than it does another level.
GAINED = frozenset("won gained added lost hired signed opened built launched".split())


def _done_aside(claim: str, done: Iterable[str], source: str, figure: int) -> str:
    """Return a deed of a claim that a source only names beside its figure: "after the layoffs"."""
    phrases = {phrase.split()[0]: phrase for phrase in phrases_in(claim)}  # "laid off" is dismissed
    for word in done:
        if re.search(rf"\b(?:after|before|once|since|when)\b[^,;]*\b{word}\b", claim, re.I):
            continue
        wanted = frozenset(map(sense, content_stems(phrases.get(word, word))))
        places = [m for m in WORD.finditer(source) if senses([m.group()]) & wanted]
        if places and all(
            BESIDE_IT.search(source[: m.start()])
            and (m.start() > figure or not source[: m.start()].endswith("to "))
            for m in places
        ):
            return word
    return ""


# "Jessop, with 1,100 employees, laid off its research team"
ASIDE_WITH = re.compile(r", with (?:about |over |some |nearly |more than )?[$€£]?$")


def _told_of_owner(claim: str, source: str, start: int, end: int) -> bool:
    """Tell whether a figure stands in an aside on its owner, and a claim makes it a deed's."""
    aside = ASIDE_WITH.search(source[:start]) and re.match(r"[^,;.]*, [a-z]", source[end:])
    return bool(aside) and not re.search(r"\b(?:with|has|have|had|of|are|is)\b", claim)


def _gained_apart(claim: str, source: str) -> str:
    """Return the gain or loss that only a claim tells of: 300 customers are not 300 won."""
    ours = {word for word in WORD.findall(claim) if word in GAINED}
    theirs = senses(WORD.findall(source))
    apart = {word for word in ours if not senses([word]) & theirs}
    told = (word for word in WORD.findall(source) if word in VERBS)
    done = any(VERBS[word].tense == "past" for word in told)
    return min(apart, default="") if not done or HAVING.search(source) else ""


def _told_as_former(claim: str, source: str, start: int, end: int) -> bool:
    """Tell whether a figure is what something was changed from: "from six weeks to one"."""
    former = FROM.search(source[:start]) and TO.match(source, end)
    return bool(former) and not re.search(r"\bfrom\b", claim)


def _counted_apart(measurement: Measurement, claim: Claim, lead: Evidence, terms: Terms) -> str:
    """R1: the noun behind a source's figure that the claim has in another place: "five keys".

    "Each key has five users" is not "each user has five keys", nor are three designers and one
    engineer one designer and three engineers.
    """
    text = lead.passage.text
    ours = _noun_behind(claim.text, measurement.quantity, terms)
    theirs = _noun_behind(text, lead.measurement.quantity, terms)
    if not ours or not theirs or ours & theirs:
        return ""
    swapped = ours <= terms.stems(text) and theirs <= terms.stems(claim.text)
    others = (m.quantity for m in lead.passage.measurements if m is not lead.measurement)
    elsewhere = any(ours & _noun_behind(text, other, terms) for other in others)
    return min(theirs) if swapped or elsewhere else ""


def _noun_behind(text: str, quantity: Quantity, terms: Terms) -> frozenset[str]:
    """The plural right behind a number, if it is no unit."""
    found = re.compile(r"\S+\s([a-z]{2,}s)\b").match(text, quantity.start)
    plain = found and not is_function_word(found[1]) and not _is_unit(found[1])
    return terms.stems(found[1]) if found and plain else frozenset()


def _is_unit(word: str) -> bool:
    measured = dimension(stem(word)) or dimension(word.removesuffix("s"))
    return measured is not None and not is_counted(word.removesuffix("s"))
