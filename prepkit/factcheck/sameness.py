"""Rows B1 to B5: whether two figures are of the same thing."""

from collections.abc import Iterable
from itertools import permutations

from prepkit.factcheck.subjects import (
    ANYBODY,
    FIRMS,
    GENERIC,
    GENERIC_ENTITY,
    HARMLESS_QUALIFIERS,
    INSTITUTIONS,
    Subject,
)
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.words import exclusive_conflict, narrowing_words, sense, senses, stem

# Words that set a sentence's owner apart from whoever else is named around it.
CONTRAST = senses("other another others rival competitor competing elsewhere".split())
# What a claim has to say right of its figure.
NARROW = senses("daily weekly monthly quarterly yearly annual hourly".split())
# How long a span a figure is of is for its date to say, unless the word narrows what is counted.
PERIODS = senses("quarter half year month period nine-month full-year".split()) - NARROW
RATES = senses(
    """second minute hour day week month quarter year daily weekly monthly hourly quarterly
    yearly annual""".split()
)
# Who is hired and dismissed is on the staff.
STAFF = tuple(permutations((stem("person"), sense(stem("employee")))))
WORKING = senses(["work", "working"])
HIRED = senses("hire recruit dismiss layoff".split())
OUTSIDE, ELSEWHERE = senses(["outside"]), senses("elsewhere other abroad overseas".split())
# A firm's first name is its name, where it reports its results; its "Kids" would be another thing.
EDITIONS = senses("business enterprise pro plus premium lite kids europe asia".split())
VERB_WEIGHT = 0.3
ENOUGH_OF_A_COUNT = 0.6
ENOUGH = 0.75  # share of the claim's words for a property that a source must have, too


def relate(claimed: Subject, given: Subject, terms: Terms) -> tuple[str, str, float]:
    """B1–B5: return how a source's subject stands to the claim's: relation, difference, score."""
    relation, difference = _relate_entities(claimed, given)
    if relation == "B1":
        return "B1", difference, 0.0
    if claimed.counted and not given.counted and given.head:
        another = given.head not in claimed.property | claimed.sentence | claimed.context
        if another and given.property & claimed.counted:
            return "B1", given.head, 0.0  # "21 drivers" are no "driver age of 44"
    if counts_another(claimed, given):
        return "B1", min(claimed.counted), 0.0  # "12 engineers", "a group of 12 teams"
    conflict = exclusive_conflict(
        claimed.property | claimed.qualifiers, given.property | given.qualifiers
    )
    staff = conflict in STAFF and claimed.sentence & given.sentence & HIRED
    if (
        conflict
        and conflict[0] in ANYBODY
        and not (claimed.counted or given.counted) & (ANYBODY | {conflict[1]})
    ):
        conflict = None  # "people watched 27 billion hours", "users watched 27 billion hours"
    if staff:
        conflict = None  # "laid off 230 people", "laid off 230 employees"
    alike: frozenset[str] = frozenset()
    if conflict in STAFF and relation == "same" and _told_as_people(claimed, given):
        alike, conflict = frozenset(conflict) | WORKING, None  # "we're 9 people", "headcount 9"
    if conflict and conflict[1] in claimed.sentence and conflict[1] not in NARROW:
        conflict = None  # "78,900 people on its payroll", "employees who work in engineering"
    wanted = claimed.property - given.entity - frozenset(conflict or ()) - alike
    if (len(wanted) > 1 or staff) and not conflict:
        wanted -= ANYBODY - given.property  # "87 people recovered" are 87 recoveries
    if wanted and wanted <= ANYBODY and given.property & claimed.sentence:
        wanted = given.property & claimed.sentence  # "78,900 people on its payroll"
    there = given.property | given.qualifiers | given.entity
    loose = there | given.sentence | given.context
    near = _near_words(wanted - loose, loose, terms)
    found = (wanted & loose) | frozenset(near)
    if wanted and not _enough(claimed, wanted, found, given):
        return "B1", min(wanted - found, default=""), 0.0
    bare = not given.property and wanted & given.sentence  # "the most deaths of all, with 48"
    own = wanted - RATES or wanted  # "a day" is of pots and of bottles
    if wanted and not (own & there or bare or _near_words(wanted, there, terms)):
        return "B1", min(wanted), 0.0
    if not _of_the_same(claimed, given, near):
        return "B1", claimed.share_of[0], 0.0
    score = _score(claimed, given, wanted, there, found)
    if conflict:
        return "B3", conflict[1], score
    if relation != "same":
        return relation, difference, score
    left_out = left_out_of(claimed, given, frozenset(near.values()))
    if left_out:
        return "B5", left_out, score
    if near:
        return "near", f"{min(near)}|{near[min(near)]}", score
    return "same", "", score


def _told_as_people(claimed: Subject, given: Subject) -> bool:
    """Tell whether one of the two calls the staff "people", and says no more of them."""
    plain = STAFF[0][0]
    return any(
        plain in s.property and s.property - s.verbs - s.entity <= {plain, *WORKING}
        for s in (claimed, given)
    )


def counts_another(claimed: Subject, given: Subject) -> bool:
    """Tell whether a source counts another thing, where the claim's stands only around it.

    "Each zone has three regions" is not "each region has three zones".
    """
    ours, theirs = claimed.counted, given.counted
    if not (ours and theirs) or ours & theirs or theirs & claimed.property:
        return False
    around = ours & given.context and not ours & (given.property | given.sentence)
    return bool(theirs & claimed.sentence or around)


def near_difference(claimed: Subject, given: Subject, terms: Terms) -> str:
    """B4: the claim's word and its near-synonym in the source, as "pr|diff"; "" if all are one."""
    there = given.property | given.qualifiers | given.entity | given.sentence | given.context
    near = _near_words(claimed.property - there, there, terms)
    return f"{min(near)}|{near[min(near)]}" if near else ""


def closeness(claimed: Subject, given: Subject) -> int:
    """Return how many of the claim's words for what a figure counts stand with a source's.

    A word that the claim has not counts against it: "61 ms for the autocomplete endpoint".
    """
    shared = (claimed.property - given.entity) & (given.property | given.qualifiers)
    strange = given.property - claimed.property - claimed.sentence - claimed.context - GENERIC
    return max(min(len(shared), 1), len(shared) - len(strange - given.verbs - given.entity))


def _relate_entities(claimed: Subject, given: Subject) -> tuple[str, str]:
    """B1, B2, B5: whether two figures have one owner."""
    ours, theirs = claimed.entity, given.entity
    known = claimed.sentence | claimed.context
    if not ours:
        return "same", ""
    if not theirs:
        return _relate_to_sentence(ours, given, known)
    if given.possessed - known:
        return "B2", min(given.possessed - known)
    if ours == theirs:
        return "same", ""
    around = given.sentence | given.context
    extra = theirs - ours - GENERIC_ENTITY - known
    if given.told_by_owner and extra <= INSTITUTIONS and ours & around:
        return "same", ""
    if ours < theirs:
        firm = extra <= FIRMS and theirs - INSTITUTIONS <= given.context
        firm = firm or (theirs <= given.reporter and not extra & EDITIONS)
        maker = given.last in ours and extra <= given.context  # "Gantrix G7" is the G7
        return ("B2", min(extra)) if extra and not (firm or maker) else ("same", "")
    if theirs < ours:
        missing = ours - theirs - GENERIC_ENTITY - around
        return ("B5", min(missing)) if missing else ("same", "")
    if extra or not ours <= around:
        return "B1", min(extra or ours - around)
    return "same", ""


def _relate_to_sentence(
    ours: frozenset[str], given: Subject, known: frozenset[str]
) -> tuple[str, str]:
    """Whether a figure without an owner of its own may be the claim's: by the names beside it."""
    others = CONTRAST & given.sentence - known
    if others:
        return "B1", min(others)
    for name in given.names:
        extra = name - ours - GENERIC_ENTITY - known
        if ours < name and extra:
            return "B2", min(extra)
    if ours <= given.sentence or (given.points_back and ours <= given.context):
        return "same", ""
    # Only the title or a heading names the claim's owner: no other name may stand nearer.
    strangers = frozenset().union(*given.names) - ours - GENERIC_ENTITY - known - given.context
    if strangers or not ours <= given.context | given.sentence:
        return "B1", min(strangers or ours)
    return "same", ""


def _enough(
    claimed: Subject, wanted: frozenset[str], found: frozenset[str], given: Subject
) -> bool:
    """Tell whether a source has enough of the words that say of what kind a figure is.

    What is counted has to be there; how it came about ("tests conducted") counts little. A share
    is told by all that it is a share of.
    """
    if claimed.counted and not claimed.counted & (found | given.property):
        return False
    idle = claimed.verbs if wanted - claimed.verbs else frozenset()
    weight = {word: VERB_WEIGHT if word in idle else 1.0 for word in wanted}
    got = sum(weight[w] for w in found)
    return got >= (ENOUGH_OF_A_COUNT if claimed.counted else ENOUGH) * sum(weight.values())


def _of_the_same(claimed: Subject, given: Subject, near: dict[str, str]) -> bool:
    """Tell whether two shares are of one thing: "of the removals" is not "of the incidents"."""
    ours = [word for word in claimed.share_of if word not in given.entity]
    if not ours or not given.share_of:
        return True
    first, last = ours[0], ours[-1]
    both = claimed.of_base and given.of_base
    if both:
        meant = claimed.property | claimed.sentence | frozenset(near.values())
        if given.share_of[0] not in meant:
            return False
    if first not in given.property | given.sentence and first not in near:
        return False
    # "Uptime of the API" is "API uptime"; "12% of readers of books" are no books of readers.
    return not (both and first != last and (first, last) == (given.share_of[-1], given.share_of[0]))


def _near_words(missing: Iterable[str], there: Iterable[str], terms: Terms) -> dict[str, str]:
    """B4: the claim's words that a near-synonym of the table stands for, and which."""
    there = set(there)
    found = {}
    for word in missing:
        stands_for = terms.near_stems.get(word, frozenset()) & there
        if stands_for:
            found[word] = min(stands_for)
    return found


def left_out_of(claimed: Subject, given: Subject, near: frozenset[str] = frozenset()) -> str:
    """B5: a scope word of the source's figure that the claim leaves out, or one that it adds."""
    known = claimed.property | claimed.qualifiers | claimed.sentence | claimed.context
    if _outside(claimed, given):
        return ""
    # "Paying $3 million" tells a deed, "paying users" are some of the users.
    kind = narrowing_words(given.property - given.verbs, claimed.property | claimed.sentence)
    if given.in_table:
        # The heads of a table say of which part each cell is: none of their words is idle.
        kind |= given.property - given.entity - given.verbs - GENERIC - near - given.idle
    # "In Bulgaria" says nothing on a page about it.
    bounds = claimed.qualifiers - given.entity - given.context
    apart = given.qualifiers and not claimed.qualifiers & given.qualifiers
    if apart and not bounds <= HARMLESS_QUALIFIERS:
        return min(bounds - HARMLESS_QUALIFIERS)
    added_kind = narrowing_words(claimed.property - claimed.verbs, given.property | given.sentence)
    if added_kind:
        return min(added_kind)
    kind, added_kind = kind - PERIODS, added_kind - PERIODS
    fronted = given.fronted - given.context  # what all of the page is about bounds nothing in it
    scope = (given.qualifiers | fronted | kind) - HARMLESS_QUALIFIERS - known - claimed.entity
    if scope:
        return min(scope)
    said_of_it = given.sentence - given.afterwards
    known_there = given.property | given.qualifiers | said_of_it | given.context
    added = claimed.qualifiers - HARMLESS_QUALIFIERS - known_there - given.entity
    added |= claimed.rates - given.rates - given.each  # "per region" is not "in three regions"
    return min(added) if added else ""


def _outside(claimed: Subject, given: Subject) -> bool:
    """Tell whether "outside the US" is what a source calls elsewhere, the rest being in the US."""
    named = claimed.qualifiers - OUTSIDE
    elsewhere = given.qualifiers & ELSEWHERE
    return bool(claimed.qualifiers & OUTSIDE and elsewhere and named and named <= given.sentence)


def _score(
    claimed: Subject,
    given: Subject,
    wanted: frozenset[str],
    there: frozenset[str],
    found: frozenset[str],
) -> float:
    """How well a subject fits: the claim's words found, most of all close to the figure."""
    close = len(wanted & there) / len(wanted | given.property) if wanted else 0.5
    far = len(found) / len(wanted) if wanted else 0.5
    owner = 1.0 if claimed.entity and claimed.entity == given.entity else 0.5
    shared = len(claimed.sentence & given.sentence) / max(1, len(claimed.sentence))
    return (close + far + owner + shared) / 4
