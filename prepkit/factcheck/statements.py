"""Row T0: a cited statement without figure, date, quotation or relation."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from prepkit.corpus import Passage
from prepkit.factcheck.alignment import FRONTED, IDLE, LIGHT
from prepkit.factcheck.attitudes import is_past, ruling_of
from prepkit.factcheck.contrasts import crossed, denied_apart
from prepkit.factcheck.deeds import compare_deeds
from prepkit.factcheck.listings import is_listed, lists_another
from prepkit.factcheck.orders import places_apart
from prepkit.factcheck.relations import compare_relations, relations
from prepkit.factcheck.strangers import stranger_over
from prepkit.factcheck.subjects import INTERVIEW, SPEAKER
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import (
    NAME,
    NEGATIONS,
    NO_NAMES,
    PASSIVE,
    POINTS_BACK,
    WORD,
    content_stems,
    is_function_word,
    is_name_at_start,
    is_negated,
    is_verb,
    names,
    sense,
    senses,
    stem,
)
from prepkit.quantities import find_dates
from prepkit.quantities.lexicon import VERBS
from prepkit.quantities.qualifiers import find_qualifiers
from prepkit.quantities.words import ONES, TENS

# How a change from one thing to another came about.
MOVED = senses(
    """go move change switch turn convert migrate port shift transfer transition take bring get put
    hand pass pull finish complete replace swap goodbye farewell""".split()
)
TURNED = "the source has it the other way round"
# From this share of a statement's words on, a sentence counts as near it.
NEAR = 0.65

# Little words that may differ where two texts say the same.
UNLOADED = frozenset(
    "a an the is are was were be been being that this it its he she they their our and also".split()
)
# What a note may leave out: "written by Uta Lind, weekend course".
LEFT_OUT = frozenset("at in on of".split())

# Where one thing that a sentence says ends, and another begins.
STRETCH = re.compile(
    r"\s*[,;:()–—]\s*"
    r"|\s+(?:and|(?<!anything )(?<!nothing )(?<!all )(?<!none )but|while|which|who)\s+"
)
# ", or so we thought", ", they said": who only held it. "Works about as often as a coin": not so.
# "Myth: ...", "..., pending approval", "Until 2019, ...": never, not yet, and no more.
TAKEN_BACK = re.compile(
    r",? or so (?:we|they|it|he|she)\b|\babout as (?:often|much|likely) as\b"
    r"|, (?:they|he|she|some|critics|people) (?:said|say|claim|thought)"
    r"|\b(?:untrue|falsely|false(?! (?:positives?|negatives?|alarms?))|lied|myths?|rumou?rs?"
    r"|alleged(?:ly)?|wrongly|on paper|in theory|pending|planned|roadmap|proposal"
    r"|a (?:plan|goal|draft|target) (?:for|of)|(?:starting|beginning|from) (?:next|in|20\d\d)"
    r"|(?:was|were|been) (?:dropped|abandoned|cancell?ed|reversed|undone)"
    r"|(?:then|later|soon|since) (?:went|moved|switched|turned|came|gone|moved) back)\b"
    r"|^\W*(?:until|before|formerly|previously|originally|initially|earlier)\b|\bbut (?:the|not)\b",
    re.I,
)

OTHER_STATEMENT = re.compile(r";\s+")
DONE = re.compile(r"\b(?:is|are|was|were|been|be|being)\s+\w+(?:ed|en|t)\b|\bin use by\b", re.I)
# "At Larkfield": where something is so may stand anywhere.
PLACED = re.compile(r"\b(?:[Aa]t|[Ii]n|[Ii]nside|[Ww]ithin|[Aa]cross) (?:the )?$")
BEHIND_DIGITS = re.compile(r"\d[ -]?$")
POSSESSED = re.compile(r"\b[A-Z][\w-]*['’]s\b")
# "Once a map has been downloaded, it works offline".
UNDER = re.compile(r"\W*(?:Once|If|When|Unless|Provided|As long as)\b")
GENITIVE = re.compile(
    r"\b(?:the )?([a-z]+(?: [a-z]+)?) of (?:the |their |our )?((?:its )?[a-z]+)\b"
)
# What only leads on to what a sentence says.
# "The French market" names no party.
PEOPLES = frozenset(
    """African American Asian Australian Austrian Belgian Brazilian British Canadian Chinese Czech
    Danish Dutch English European Finnish French German Greek Hungarian Indian Irish Italian
    Japanese Korean Mexican Nordic Norwegian Polish Portuguese Romanian Russian Scottish Spanish
    Swedish Swiss Turkish Ukrainian Welsh""".split()
)
DISCOURSE = re.compile(
    r"^\W*(?:In the end|In fact|In short|In practice|As a result|At last|After all|Eventually)\b"
)
# What narrows a sentence: "on Android", "in the US", "only", "except", "unless".
LIMITS = re.compile(
    r"\b(?:only|few|half(?!-)|rarely|seldom|except|unless|if|not all|some(?! \d)|most|partly"
    r"|partially"
    r"|when asked|(?:on|by|upon) (?:request|demand)|optionally)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class StatementMatch:
    """How the nearest sentence bears a statement out."""

    row: str
    label: str
    reason: str
    passage: Passage | None


def withheld(clause: str, passages: Iterable[Passage], terms: Terms) -> str:
    """Return what no sentence, with what stands around it, says of a clause, or all deny; or ""."""
    words = [w for w in WORD.findall(clause) if not is_function_word(w) and w.lower() not in LIGHT]
    wanted = terms.stems(" ".join(words)) - IDLE
    left, denied = wanted, ""
    for passage in passages:
        around = (passage.text, passage.before or "", passage.title, *passage.headings)
        rest = wanted.difference(*map(terms.stems, around))
        left = min(left, rest, key=len)
        if not rest:
            denied = denied_apart(clause, passage.text)
            if not denied:
                return ""
    return f"the source does not say {_words(clause, left)}" if left else "one of the two denies it"


def match_statement(
    clause: str, owner: Iterable[str], passages: Iterable[Passage], terms: Terms
) -> StatementMatch:
    """T0, R1: return what the nearest sentence makes of a statement about `owner`, its names."""
    passages = list(passages)
    if against := _told_otherwise(clause, passages, terms):
        return against
    wanted = terms.stems(clause)
    capitals = (w for w in WORD.findall(clause) if w[0].isupper() and not is_function_word(w))
    named = terms.stems(" ".join(capitals))
    about = frozenset(owner) - wanted
    best: tuple[float, Passage, frozenset[str]] | None = None
    anywhere: frozenset[str] = frozenset()
    for passage in passages:
        there = terms.stems(passage.text)
        around = terms.stems(passage.title).union(*map(terms.stems, passage.headings))
        if SPEAKER.search(passage.text) and not INTERVIEW.search(passage.title):
            around |= terms.stems(passage.origin.publisher)  # "we" are those who publish the page
        anywhere |= there
        # What stands around may name what a sentence is about; the sentence has to say the rest.
        found = wanted & (there | (around & named))
        if not about <= there | around or not named <= there | around:
            continue
        if len(wanted & there) < 2:
            continue
        share = _weight(found, named) / max(1, _weight(wanted, named))
        if best is None or share > best[0]:
            best = (share, passage, found)
    if best is None or best[0] < NEAR:
        missing = _words(clause, wanted - anywhere)
        lacking = f"; nothing of {missing} stands in it" if missing else ""
        near = best[1] if best else None
        return StatementMatch(
            "T0", "not found", f"no sentence of the source says so{lacking}", near
        )
    _, passage, found = best
    return _nearest_says(clause, passage, wanted - found, terms)


def _told_otherwise(
    clause: str, passages: Iterable[Passage], terms: Terms
) -> StatementMatch | None:
    """R1: a list that gives the claim's office to somebody else, a relation told in reverse.

    Nothing is, where any sentence has it as the claim does.
    """
    if relations(clause):
        told = [(compare_relations(clause, passage.text), passage) for passage in passages]
        turned = next((passage for how, passage in told if how == "reversed"), None)
        if turned and all(how != "same" for how, _ in told):
            return StatementMatch("R1", "contradicted", TURNED, turned)
    listed = [passage for passage in passages if lists_another(clause, passage, terms)]
    if len(listed) == 1 and not any(is_listed(clause, passage, terms) for passage in passages):
        return StatementMatch("R1", "contradicted", "the source lists somebody else", listed[0])
    return None


def _nearest_says(
    clause: str, passage: Passage, missing: frozenset[str], terms: Terms
) -> StatementMatch:
    clause = terms.expand(clause)  # a misspelt name as it is meant
    if TAKEN_BACK.search(passage.text) and not TAKEN_BACK.search(clause):
        return StatementMatch("B6", "imprecise", "the source takes it back", passage)
    if places_apart(clause, passage.text):
        told = "the source says it of another place"
        return StatementMatch("R1", "not found", told, passage)
    if _very_words(clause, passage, terms):
        return StatementMatch("T0", "supported", "the source says so in these words", passage)
    if is_listed(clause, passage, terms) and not stranger_over(passage, clause, terms):
        return StatementMatch("T0", "supported", "the source lists it so", passage)
    relation = compare_relations(clause, passage.text)
    if relation == "reversed":
        return StatementMatch("R1", "contradicted", TURNED, passage)
    if relation == "other":
        told = "the source has another name in its place"
        return StatementMatch("R1", "not found", told, passage)
    deed, told = compare_deeds(clause, passage.text, terms)
    if missing - terms.stems(told):
        deed = ""
    if deed == "denied":
        return StatementMatch("B6", "contradicted", "one of the two denies it", passage)
    apart = denied_apart(clause, passage.text) or is_negated(clause) != is_negated(passage.text)
    told_alike = relation == "same" and _denied_with(clause) == _denied_with(passage.text)
    if apart and deed != "same" and not told_alike:
        # "does not store audio", "audio is not stored by"
        return _differently_denied(clause, passage, missing, terms)
    # "Joined as head baker from Tern": as what, the source has to say.
    link = " ".join(re.sub(r"\bas [\w ]+", " ", r.link) for r in relations(clause))
    if told_alike and not missing - terms.stems(link) - MOVED:
        narrower = _narrower(clause, passage, terms)
        if not narrower:
            told = "the source says so, in this direction"
            return StatementMatch("R1", "supported", told, passage)
        return StatementMatch("B5", "imprecise", f"the source says it of {narrower!r}", passage)
    if deed == "reversed":
        return StatementMatch("R1", "contradicted", TURNED, passage)
    if deed == "other":
        return StatementMatch("R1", "not found", "the source gives another office", passage)
    if deed == "same" and crossed(clause, passage.text):
        told = "the two differ in a little word"  # "licenses to", "licenses from"
        return StatementMatch("R1", "not found", told, passage)
    if deed == "same":
        narrower = narrows(clause, passage.text)
        if not narrower:
            return StatementMatch("R1", "supported", "the source says so of the same two", passage)
        return StatementMatch("B5", "imprecise", f"the source says it of {narrower!r}", passage)
    if not missing and turned_round(clause, passage.text):
        return StatementMatch("R1", "contradicted", TURNED, passage)
    return StatementMatch("T0", "imprecise", _nearly(clause, missing, passage, terms), passage)


def _denied_with(text: str) -> bool:
    """Tell whether a sentence denies its relation, and not what it says behind: "with no break"."""
    said = relations(text)[0].said
    return is_negated(text[: text.find(said) + len(said)])


def _differently_denied(
    clause: str, passage: Passage, missing: frozenset[str], terms: Terms
) -> StatementMatch:
    """B6: exactly one denies what both say; contradicted only where the rest is the same."""
    around = terms.stems(f"{passage.title} {passage.before or ''}")
    there = terms.stems(passage.text)
    ours = [sense(word) for word in content_stems(terms.expand(clause))]
    ours = _without_denials([word for word in ours if word in there or word not in around])
    named = frozenset().union(*(terms.stems(name) for name in names(f"x {clause}")))
    # "At Larkfield, coverage is a gate": whose it is may stand anywhere.
    bare = [word for word in ours if word not in named] if named <= there | around else ours
    for stretch in (passage.text, *STRETCH.split(passage.text)):
        theirs = [sense(word) for word in content_stems(terms.expand(stretch))]
        apart = is_negated(clause) != is_negated(stretch)
        said = _without_denials(theirs)
        alike = len(named) < 2 and set(ours) == set(said)  # "hours are tracked", "track no hours"
        if apart and (alike or any(len(w) > 1 and _in_order(w, said) for w in (ours, bare))):
            told = "one of the two denies it"
            return StatementMatch("B6", "contradicted", told, passage)
    told = "the nearest sentence differs in a negation"
    return StatementMatch("T0", "not found", told, passage)


def _in_order(words: Iterable[str], told: Iterable[str]) -> bool:
    """Tell whether all words are told, in their order."""
    left = iter(told)
    return all(word in left for word in words)


def _without_denials(stems: list[str]) -> list[str]:
    return [word for word in stems if word not in NEGATIONS and not re.search(r"n['’]t$", word)]


def _narrower(clause: str, passage: Passage, terms: Terms) -> str:
    """B5: what narrows the source's relation, and the claim leaves out; "" if nothing does."""
    if bound := narrows(clause, passage.text):
        return bound
    told = " ".join(relation.said for relation in relations(passage.text))
    first = relations(passage.text)[0]
    about = f"{passage.text.partition(first.said)[0]} {first.link}"
    if other := _told_of_another(clause, about, terms):
        return other
    if under_way := UNDER_WAY.search(passage.text):
        return "" if UNDER_WAY.search(clause) else under_way.group()
    about = DISCOURSE.sub("", about)
    known = terms.stems(clause) | terms.stems(told) | senses(LIGHT) | IDLE | MOVED
    words = [w for w in WORD.findall(about) if w[0].islower() or WEEKDAY.fullmatch(w)]
    words = [w for w in words if not is_function_word(w)]
    words = [
        w for w in words if w not in VERBS and w not in TIME | NUMBERS and not w.endswith("ly")
    ]
    narrower = next((w for w in words if not terms.stems(w) <= known), "")
    rest = passage.text.partition(relations(passage.text)[-1].said)[2]
    behind, inside = BEHIND.match(rest), INSIDE.match(rest)
    if inside and inside.group() not in clause:
        return inside.group().strip()
    if not narrower and behind and not terms.stems(behind["of"]) <= known:
        narrower = behind.group().strip()
    return narrower


def _told_of_another(clause: str, about: str, terms: Terms) -> str:
    """Return whom a source tells a relation of, where the claim tells it of somebody else."""
    first = relations(clause)[0]
    led = f"{clause.partition(first.said)[0]} {first.link}"
    about = re.split(r"[;:.]\s", about)[-1]
    ours, theirs = (_named(text) for text in (led, about))
    known = terms.stems(" ".join(ours))
    apart = [name for name in theirs if not terms.stems(name) & known]
    return apart[0] if ours and apart and len(apart) == len(theirs) else ""


def _named(text: str) -> list[str]:
    """The names of a text that may begin with one: "Tern moved", not "Last spring we moved"."""
    first = next(iter(WORD.findall(text)), "")
    led = [first] if is_name_at_start(first) and first not in NO_NAMES else []
    return [*led, *(name for name in names(text) if name not in NO_NAMES and name != first)]


# "Last spring we moved", "in the reorganisation": when it was, and not what.
NUMBERS = ONES.keys() | TENS.keys()
TIME = frozenset(
    """spring summer autumn winter year years month months week weeks quarter decade end start
    beginning time reorganisation reorganization decade decades quarters""".split()
)
WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?")
# "Is moving from Perl to Rust" has not moved.
UNDER_WAY = re.compile(
    r"\b(?:is|are|was|were|be) (?:now |still |slowly |gradually |currently )?"
    r"(?:mov|switch|swapp|migrat|giv|replac|trad|shift|chang|go|drop|tak|leav|join)\w*ing\b"
)
# "In one of its shops", "in a trial"; not "in three weeks", "in 2019".
INSIDE = re.compile(
    r"\sin (?P<of>(?:one|two|three|some|most|half|part) of|(?:an? |its |the )?(?:test|trial|pilot"
    r"|experiment|draft|demo)\b)"
    r"|\sfor (?:an?|one|two|three|some|a few) (?:day|night|week|month|season)s?\b"
)
# "Replaced Jenkins with Buildkite for docs".
BEHIND = re.compile(r"\s(?:for|at|on|within) (?:its |our |their |the )?(?P<of>[A-Za-z][\w-]*)")


def narrows(clause: str, text: str) -> str:
    """Return what bounds a sentence, or makes it less than sure, and the claim leaves out."""
    limit = LIMITS.search(text)
    if limit or ruling_of(clause, text):
        return limit.group() if limit else text
    return min(_scope_of(text) - _scope_of(clause), default="")


def _scope_of(text: str) -> frozenset[str]:
    return frozenset(qualifier.wording for qualifier in find_qualifiers(text))


def turned_round(clause: str, text: str) -> bool:
    """R1: two names change places around the same words, and neither sentence is a passive."""
    if bool(relations(clause)) != bool(relations(text)):
        return False  # "it was Perl, until Rust took over": what came in whose place is not read
    if bool(PASSIVE.search(clause)) != bool(PASSIVE.search(text)):
        return False
    if bool(DONE.search(clause)) != bool(DONE.search(text)):
        return False  # "A reports B", "B is reported in A"; "is in use by"
    if bool(POSSESSED.search(clause)) != bool(POSSESSED.search(text)):
        return False  # "Larkfield's former chief, Uta Lind" is not turned
    # "Finch was founded by Mia Holt; Tern is a customer": two things of two.
    return any(other_way_round(clause, part) is True for part in OTHER_STATEMENT.split(text))


LABEL = re.compile(r"^[^:.,;]{2,60}:\s")


def other_way_round(clause: str, text: str) -> bool | None:
    """Tell whether the two names of a clause stand the other way round; None without two.

    A name that only labels a note ("Larkfield: ...") may stand anywhere in the source.
    """
    clause = LABEL.sub("", clause)
    named = [
        word
        for match in NAME.finditer(clause)
        if not BEHIND_DIGITS.search(clause, 0, match.start())  # the unit of "3 PB" is nobody
        if not PLACED.search(clause, 0, match.start())
        if not (match.group().endswith(("'s", "’s")) and match.group() in text)  # whose, in both
        if (word := _first_of_name(match.group()))
    ]
    order = [
        place
        for word in named
        if (place := text.find(word)) >= 0 and not PLACED.search(text, 0, place)
    ]
    return order[0] > order[1] if len(order) == 2 else None


# "Half of Larkfield's sales", "Nearly a third": no name opens the sentence.
AMOUNTS = frozenset("half third quarter most nearly almost roughly around every".split())


def _first_of_name(capitals: str) -> str | None:
    """Return the first word of a name; None where the capitals are a date's or a sentence's."""
    words = (re.sub(r"['’]s?$", "", w) for w in capitals.split() if w not in NO_NAMES | PEOPLES)
    return next((w for w in words if not is_function_word(w) and w.lower() not in AMOUNTS), None)


def _loaded(text: str) -> list[str]:
    """The little words and numbers of a text, in order: "all", "may", "to"; no articles."""
    return [w.lower() for w in WORD.findall(text) if w[0].isdigit() or _is_loaded(w)]


def _is_loaded(word: str) -> bool:
    return is_function_word(word) and word.lower() not in UNLOADED


def _weight(words: frozenset[str], named: frozenset[str]) -> int:
    """How much words count: names twice, for they tell what a sentence is about."""
    return len(words) + len(words & named)


def _nearly(clause: str, missing: frozenset[str], passage: Passage, terms: Terms) -> str:
    lacking = _words(clause, missing)
    extra = _scope(clause, passage, terms)
    return (
        "not in the source's words"
        + (f"; its sentence lacks {lacking}" if lacking else "")
        + (f"; it speaks of {extra}" if extra else "")
    )


def _words(clause: str, stems: frozenset[str]) -> str:
    """Name the claim's words that have these stems, as the claim writes them."""
    words = [word for word in WORD.findall(clause) if sense(stem(word)) in stems]
    return ", ".join(repr(word) for word in dict.fromkeys(words))


def _very_words(clause: str, passage: Passage, terms: Terms) -> bool:
    """A stretch of the sentence says the claim's words, all, in order, and nothing narrows it."""
    for statement in OTHER_STATEMENT.split(passage.text):
        # "It stores no numbers; it keeps only a token" limits something else.
        if LIMITS.search(statement) and terms.stems(clause) & terms.stems(statement):
            return False
    if UNDER.match(passage.text) and not UNDER.match(clause):
        return False
    if passage.text.rstrip(' "”’').endswith("?"):
        return False
    fronted = FRONTED.match(passage.text)  # "On its staging clusters, ..."
    if fronted and not find_dates(fronted.group()):
        # "At Larkfield, " is of whom the title names; "For billing jobs, " bounds it.
        titled = terms.stems(" ".join(names(f"x {passage.title}")))
        if terms.stems(fronted.group()) - terms.stems(clause) - titled:
            return False
    clause = _plainly(_told_by_us(clause, passage))
    wanted = content_stems(terms.expand(clause))
    title = set(content_stems(terms.expand(passage.title)))
    before = set(content_stems(terms.expand(passage.before or "")))
    opening = content_stems(terms.expand(passage.text))
    if POINTS_BACK.match(passage.text):  # "It flags spikes and groups alerts": of what was named
        lender = next(iter(names(f"x {passage.before or passage.title}")), "")
        opening = content_stems(terms.expand(lender)) + opening
    stretches = (passage.text, *STRETCH.split(passage.text))
    for stretch in map(_plainly, stretches):
        there = content_stems(terms.expand(stretch))
        lent = len(wanted) - len(there)
        own = not names(f"x {passage.before or ''}") or set(wanted[:lent]) & before
        if POINTS_BACK.match(stretch) and lent > 0 and set(wanted[:lent]) <= title and own:
            there = wanted[:lent] + there  # "it" is what the title names
        elif lent > 0 and wanted[:lent] == opening[:lent] and _is_joined(stretch, passage.text):
            there = wanted[:lent] + there  # "Wrenlock rotates keys and never stores them"
        same = there == wanted and _is_loaded_alike(clause, stretch)
        same = same or _is_turned(clause, stretch, terms)
        same = same and not _is_of_another_time(clause, stretch)
        if same and is_negated(clause) == is_negated(stretch):
            return not _goes_on_to_list(clause, passage.text)
    return False


def _goes_on_to_list(clause: str, text: str) -> bool:
    """Tell whether a source names one more behind the claim's last: "by Mia Holt and Uta Lind"."""
    last = re.search(r"[A-Z][\w+#’'-]*\W*$", clause)
    more = last and re.search(rf"\b{re.escape(last.group().strip(' .'))},? and (?=[A-Z])", text)
    name = NAME.match(text, more.end()) if more else None
    behind = WORD.search(text, name.end()) if name else None
    return (
        name is not None and name.group() not in clause and not (behind and is_verb(behind.group()))
    )


def _is_of_another_time(clause: str, stretch: str) -> bool:
    """Tell whether a source says of the past what a claim says of today, or has it under way only:
    "drills were weekly", "is moving".
    """
    now = TODAY.search(clause) is not None and not is_past(clause)
    bygone = now and is_past(stretch) and BE_PAST.search(stretch) is not None
    now_done, then_done = _done_in(clause, "present"), _done_in(stretch, "past")
    still_done = _done_in(stretch, "present") | _done_in(stretch, "base")
    bygone = bygone or bool(now_done & then_done - still_done)
    under_way = UNDER_WAY.search(stretch) is not None and UNDER_WAY.search(clause) is None
    return bygone or under_way


def _done_in(text: str, tense: str) -> set[str]:
    """The verbs of a text that stand in a tense, by their lemmas."""
    told = (VERBS[word] for word in WORD.findall(text) if word in VERBS)
    return {verb.lemma for verb in told if verb.tense == tense}


TODAY = re.compile(r"\b(?:is|are)\b")
BE_PAST = re.compile(r"\b(?:was|were)\b")
_NAMED = r"(?:[A-Z][\w-]*)(?: [A-Z][\w-]*)*"
OF_US = re.compile(rf"^\W*(?:At|Here at|In) ({_NAMED}),? we\b")
AT_A_PLACE = re.compile(rf"\b(?:[Aa]t|[Ii]nside|[Ww]ithin) (?:the )?({_NAMED}),?\s?")
OF_A_PLACE = re.compile(rf"^\W*({_NAMED})['’]s\s")
# "Larkfield writes that it": on a page that says "we", Larkfield says so.
WRITES = re.compile(
    rf"^\W*({_NAMED}) (?:writes?|wrote|says?|said|states?|tells us|told us|notes?|reports?) that"
    r" (?:it|they)\b"
)


def _told_by_us(clause: str, passage: Passage) -> str:
    """Return a clause without the "Larkfield writes that" that the source's own "we" bears out."""
    told = WRITES.match(clause)
    return f"{told[1]}{clause[told.end() :]}" if told and SPEAKER.search(passage.text) else clause


def _plainly(text: str) -> str:
    """Return a text in one order of its words: "the data of its users" as "its users' data",
    and behind all else where it is so: "at Larkfield, drills are weekly", "Larkfield's drills".
    """
    text = OF_US.sub(r"\1", GENITIVE.sub(r"\2 \1", text))
    places = AT_A_PLACE.findall(text)
    text = AT_A_PLACE.sub("", text)
    owner = OF_A_PLACE.match(text)
    if owner:
        places, text = [owner[1], *places], text[owner.end() :]
    return " at ".join([text.rstrip(" ."), *places])


# "The first customer was the baker": two things that are one.
EQUATED = re.compile(
    r"^\W*((?:The|Its|Their|Our|[A-Z])[^,;:]*?) (is|was) (the [^,;:]*|[A-Z][^,;:]*)$"
)


def _is_turned(clause: str, stretch: str, terms: Terms) -> bool:
    """Tell whether two texts call the same two things one: "the baker was the first customer"."""
    ours, theirs = EQUATED.match(clause), EQUATED.match(stretch)
    if ours is None or theirs is None or ours[2] != theirs[2]:
        return False
    sides = [
        (content_stems(terms.expand(m[1])), content_stems(terms.expand(m[3])))
        for m in (ours, theirs)
    ]
    loaded = sorted(_loaded(clause)) == sorted(_loaded(stretch))
    return sides[0] == sides[1][::-1] and loaded


def _is_loaded_alike(clause: str, stretch: str) -> bool:
    """Tell whether two texts have the same little words, but for those that a note leaves out."""
    ours, theirs = _loaded(clause), _loaded(stretch)
    if ours == theirs:
        return True
    bare = [[word for word in words if word not in LEFT_OUT] for words in (ours, theirs)]
    return bare[0] == bare[1] and _in_order(ours, theirs)


def _is_joined(stretch: str, text: str) -> bool:
    """Tell whether a stretch is said of the sentence's subject, too: "X does and does not"."""
    before = text[: text.find(stretch)].rstrip()
    return before.endswith((" and", " but"))


def _scope(clause: str, passage: Passage, terms: Terms) -> str:
    """Return the names of the source's sentence that the claim leaves out."""
    known = terms.stems(clause)
    extra = [name for name in names(passage.text) if not set(content_stems(name)) <= known]
    return ", ".join(repr(name) for name in dict.fromkeys(extra))
