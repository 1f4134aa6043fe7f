"""Rows B: what a figure is of: whose, of what kind, within what bounds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from prepkit.corpus import WORD, Passage
from prepkit.factcheck.terms import Terms
from prepkit.factcheck.wording import stands_in
from prepkit.factcheck.words import (
    POINTS_BACK,
    content_stems,
    is_function_word,
    names,
    sense,
    senses,
)
from prepkit.quantities import Measurement, dimension, find_dates, find_quantities
from prepkit.quantities.frames import is_finite
from prepkit.quantities.lexicon import (
    ANAPHORS,
    DETERMINERS,
    GIVE_VERBS,
    PLATFORMS,
    PREPOSITIONS,
    RELATIVES,
    SAY_VERBS,
    VERBS,
)
from prepkit.quantities.names import tokenise
from prepkit.quantities.readings import own_end
from prepkit.quantities.titles import title_entity
from prepkit.quantities.tokens import is_counted

# Words of a property that say only that there is a figure.
GENERIC = senses(
    """number count figure total amount value level rate share percent percentage
    proportion part size average new newly about reach reached record q1 q2 q3 q4 h1 h2
    reported announced figures current currently mean overall time duration""".split()
)

# What is told in seconds or hours is a time, a latency, a wait.
OF_TIME = senses("latency wait waited".split())

# Words of an entity that name no other entity: "the Instagram app" is Instagram.
GENERIC_ENTITY = senses(
    """app application platform service product site website company firm group inc corp
    corporation ltd llc gmbh team teams users developers engineers the its system tool
    network social all whole report bulletin newsletter inside""".split()
)

# What bounds a figure: "in the US", "per diff", "on Android", "worldwide"; not who says so or where
# it was said: "on the company's site", "according to the town".
SCOPE = re.compile(
    r"(?:in|per|among|outside|for|across|of|within|at|under|with|without|excluding)\b|[\w-]+$"
    rf"|on (?:{'|'.join(PLATFORMS)})\b",
    re.I,
)

# Who counts for a place or a firm, and so tells of its figures: "the Department of Health of X".
INSTITUTIONS = senses(
    """department ministry government agency authority authorities office bureau institute council
    board administration service services health family welfare public national statistics census
    spokesperson spokesman spokeswoman officials""".split()
)

# What a firm may call itself beside its name: "Larkfield Energy" is "Larkfield" on its own page.
FIRMS = senses(
    """energy mobility analytics bank banking robotics foundation technologies technology systems
    labs laboratories games insurance telecom media networks software health healthcare pharma
    motors airlines airways logistics holdings holding partners capital ventures industries
    international solutions entertainment telehealth payments financial plc ag sa nv se oy ab
    studios brands foods retail stores therapeutics publishing optics chemicals semiconductors
    steel water learning education rail railways audio pictures materials mining oil gas
    petroleum electric electronics instruments aerospace marine shipping freight properties
    defence defense trust pensions cooperative coop eyewear jewellery jewelry brewing batteries
    cement reinsurance leasing cosmetics cruises furniture beverages apparel textiles
    telematics market markets
    ml cdn archive engineering works tools corp dairy breweries hotels travel ferries grocers
    brewing brewery paints toys telecom coffee tea
    university college school hospital museum dam mine bridge castle stadium archipelago""".split()
)

# What who tells of another's figure does; who expects or plans one speaks of their own.
TELLING = (SAY_VERBS | GIVE_VERBS) - frozenset(
    "expect plan hope aim intend want believe think doubt deny forecast project predict".split()
)


# Nouns that say only what kind of thing has been named.
TYPES = senses(ANAPHORS)


OF_YEARS, DAYS_OF_A_YEAR = senses("full annual yearly year".split()), 364

# What every figure in seconds is.
TIMED = senses("latency time duration length".split())

# Counted by no property of their own where another is told.
ANYBODY = senses(["person"])


# Qualifiers that take nothing away from a figure.
HARMLESS_QUALIFIERS = senses(
    """worldwide world globally global average explicitly roughly approximately total
    overall altogether now currently today already more less mean cash experiment survey study
    report audit""".split()
)

# "Each ranking request fetches 12 features": so many per request.
EACH = re.compile(r"\b(?:each|every)((?: [a-z-]+){1,3}?)(?= (?:at|in|of|on|[A-Z])|\W)", re.I)
# "In open-source projects, 3% of ..."
FRONTED = re.compile(
    r"\W*(?:In|During|Among|Across|For|Within|At|Outside|Under"
    r"|(?=On (?:an? [\w-]+ basis|(?:[a-z-]+ ){0,2}(?!(?:web)?sites\b)[a-z]+s),)On)"
    r"\s+([^,.;]{3,60}),\s"
)
# "For the 22 languages on the new engine the 95th percentile is 3.1 seconds"
OF_SO_MANY = re.compile(
    r"\W*(?:For|Among|Across|In|On|With) (?:the |our |its |these |those )?"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|twelve)"
    r" ([a-z][^,.;]{2,50}?) (?=(?:the|our|its|their) [a-z0-9])"
)
REASON = re.compile(
    r",\s(?:as|because|since|after|when|reflecting|helped by|driven by|owing to|due to|thanks to"
    r"|despite|although|though)\b"
)
# "64 GB of memory" names nobody.
UNITS_BEHIND = re.compile(
    r"(?<=\d)[ \u00a0]?(?:[KMGTPE]i?[Bb](?:it)?(?:/s|ps)?|[kMGT]?Hz|[kMGT]?Wh?|FPS|[QRT]PS"
    r"|°?[CF])\b"
)
# "During the sale our service handled ..."
DURING = re.compile(r"\W*During (the [a-z]+) (?=(?:our|its|the|we|they)\b|[A-Z])")
# What takes nothing away from a record, or from what all have.
IDLE_SCOPE = re.compile(
    r"\b(?:(?:[Ff]or the )?first time|\w+est|record|best|ever)(?: [a-z]+){0,2}"
    r" in (?:our|its|their|the [a-z]+['’]s) history\b|\b[Aa]cross the board\b"
    r"|\bin (?:(?:its|our|their|an?|the) )?(?:[Ss]eries [A-Z]|[Ss]eed)(?: [a-z]+)?"
    r" (?:round|funding)\b"
)
# Who or what belongs to an entity and is not the entity itself.
RELATED = senses(
    """rival competitor founder owner maker parent subsidiary website site network predecessor
    successor neighbour neighbor partner customer supplier critic fan clone copy""".split()
)
# "In the trial by Oduye and colleagues", "in a drill last autumn"
AUTHORS = re.compile(r" (?:and (?:his |her |their )?(?:colleagues|co-authors|others)|et al\.?)")
SEASON = re.compile(
    r"\b(?:last|this|next|that) (?:spring|summer|autumn|fall|winter|week|weekend|month|year)\b"
)
# Whoever was asked is who counts; that it was lately, or by oneself, takes nothing away.
SURVEYS = senses("survey poll questionnaire".split())
LATEST = senses("latest last recent newest internal own annual yearly anonymous".split())
# What a subject begins with.
SUBJECTS = DETERMINERS | frozenset("we they it he she i you all each every one".split())
DISCOURSE = senses(
    """addition total fact general example instance contrast comparison particular practice short
    turn all case end beginning meantime meanwhile words year month quarter first second
    fiscal financial half""".split()
)

# "Same-store sales", where "store" is no verb.
COMPOUND = re.compile(r"\w+(?:-\w+)+")
SPEAKER = re.compile(r"\b(?:we|our|us)\b", re.I)
# Where those who speak are not those who publish.
INTERVIEW = re.compile(r"\b(?:interview|conversation|podcast|Q&A|talks? (?:to|with))\b", re.I)
JOINT = re.compile(r",?\s(?:and|but)\s")
OF_THEM = re.compile(r",?\s[\w.,%]+ of (?:them|which|whom|these|those)\b.*$")
RELATIVE = re.compile(r",\s(?:which|who|whose|where)\b[^,;]*,")
GOES_ON = re.compile(r"[,;] (?:and|but|after|before) ")
# "Up to 25 GB" says that it is the maximum.
BOUNDS = {"<=": senses(["maximum"]), ">=": senses(["minimum"])}


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is of, as stems: whose it is, of what kind, within what bounds."""

    entity: frozenset[str]
    named: bool  # the entity is a name, not "other companies"
    property: frozenset[str]
    qualifiers: frozenset[str]
    sentence: frozenset[str]
    names: tuple[frozenset[str], ...]  # of the sentence, each as the stems of its words
    context: frozenset[str]
    rates: frozenset[str] = frozenset()  # "per diff"
    points_back: bool = False  # the sentence begins with "it", "the film": with what was named
    verbs: frozenset[str] = frozenset()  # of the property: "tests conducted"
    share_of: tuple[str, ...] = ()  # the words of what a share is a share of, in order
    possessed: frozenset[str] = frozenset()  # "Quillpad's rival": what of the entity has it
    of_base: bool = False  # "14% of ..." names what it is a share of
    fronted: frozenset[str] = frozenset()  # "In open-source projects, ...": what bounds a sentence
    counted: frozenset[str] = frozenset()  # the noun that is counted, if one is
    in_table: bool = False
    last: str = ""  # the last word of the entity: "Gantrix G7" ends in what "G7" is, too
    head: str = ""  # the last noun of the property: "driver age" is an age
    each: frozenset[str] = frozenset()  # "each request fetches 12": per what, said by its subject
    afterwards: frozenset[str] = frozenset()  # what only a later statement of the sentence says
    idle: frozenset[str] = frozenset()  # what its unit says already: 4 ms are a latency
    told_by_owner: bool = False  # the entity is who tells: "the ministry has confirmed"
    reporter: frozenset[str] = frozenset()  # whose own results or facts the page gives


def subject(
    measurement: Measurement,
    sentence: str,
    terms: Terms,
    context: Iterable[str] = (),
    *,
    in_table: bool = False,
) -> Subject:
    """Return the subject of one measurement of `sentence`; `context` is what stands around it."""
    entity = _stems(measurement.entity, terms)
    unit = measurement.quantity.unit
    counted = _stems((unit or "").partition("/")[0], terms) if is_counted(unit) else frozenset()
    if unit == "occurrence":  # "was downloaded 85 million times" counts downloads
        counted = _stems(measurement.property, terms)
    around = frozenset().union(*(_stems(text, terms) for text in context))
    aside = _of_an_aside(measurement, sentence, terms)
    comparator = measurement.quantity.comparator
    return Subject(
        entity=entity - GENERIC_ENTITY or entity,
        named=bool(measurement.entity and re.search(r"[A-Z]", measurement.entity)),
        property=_without_time(
            _kind(measurement, sentence, counted, terms)
            - GENERIC
            - entity
            - (OF_YEARS if _spans_years(measurement) else frozenset()),
            measurement,
        ),
        qualifiers=frozenset().union(
            *(_stems(q, terms) for q in measurement.qualifiers if SCOPE.match(q))
        )
        - _of_a_part(sentence, terms)
        - _of_another_clause(measurement, sentence, terms)
        - aside
        - terms.stems(" ".join(m.group() for m in IDLE_SCOPE.finditer(sentence))),
        sentence=(_stems(sentence, terms) - aside) | BOUNDS.get(comparator, frozenset()),
        names=tuple(terms.stems(name) for name in names(_told_of_it(measurement, sentence))),
        context=around,
        rates=frozenset().union(
            *(_stems(q, terms) for q in measurement.qualifiers if q.startswith("per "))
        ),
        verbs=verbs_in(measurement.property),
        share_of=_share_of(measurement, terms),
        possessed=_possessed(measurement, sentence, terms),
        of_base=sentence.startswith(" of ", measurement.quantity.end),
        fronted=frozenset() if in_table else _fronted(sentence, measurement.quantity.start, terms),
        points_back=bool(POINTS_BACK.match(sentence)),
        counted=counted - GENERIC - ANYBODY,
        in_table=in_table,
        last=_last_stem(measurement.entity, terms),
        head=_head(measurement.property, terms),
        each=terms.stems(" ".join(EACH.findall(sentence))),
        afterwards=_told_afterwards(measurement, sentence, terms),
        idle=TIMED if dimension(unit) == "time" else frozenset(),
        told_by_owner=bool(measurement.entity) and tells(measurement.entity or "", sentence),
    )


def _without_time(kind: frozenset[str], measurement: Measurement) -> frozenset[str]:
    """Leave out of a kind that it is a time, unless nothing else tells what takes so long."""
    return kind - OF_TIME or kind if _is_a_time(measurement) else kind


def _is_a_time(measurement: Measurement) -> bool:
    """Tell whether a figure is how long something takes, and not how far two things are apart."""
    timed = dimension(measurement.quantity.unit or "") == "time"
    return timed and "between" not in (measurement.property or "")


def _told_of_it(measurement: Measurement, sentence: str) -> str:
    """A sentence without its units, and without why or when it came to its figure.

    "Net income was $61 million, as the company absorbed the costs of its Tulsa plant."
    """
    reason = REASON.search(sentence, measurement.quantity.end)
    reached = reason is not None and stands_in(sentence, measurement.quantity)
    return UNITS_BEHIND.sub(" ", sentence[: reason.start()] if reason and reached else sentence)


def _spans_years(measurement: Measurement) -> bool:
    """Tell whether a figure is of a whole year, so that "full-year" says nothing more of it."""
    date = measurement.as_of
    return date is not None and (date.last - date.first).days >= DAYS_OF_A_YEAR


def _kind(
    measurement: Measurement, sentence: str, counted: frozenset[str], terms: Terms
) -> frozenset[str]:
    """Of what kind a figure is: "Saltmarsh (film) made $5 million" is of no kind "film"."""
    told = _stems(measurement.property, terms)
    if told and told <= TYPES and told <= senses(re.findall(r"\((\w+)\)", sentence)):
        return counted
    return told | counted


def tells(entity: str, text: str) -> bool:
    """Tell whether a name is of who tells or gives a figure: "Reelgauge gave", "X reports that"."""
    after = re.search(rf"{re.escape(entity)}\W+((?:\w+\W+){{0,3}})", text)
    words = after[1].split() if after else []
    verbs = [VERBS[word.lower()].lemma for word in words if word.lower() in VERBS]
    return any(lemma in TELLING for lemma in verbs)


def _last_stem(text: str | None, terms: Terms) -> str:
    words = WORD.findall(text or "") or [""]
    return min(terms.stems((text or "").split()[-1]), default="") if words[-1] else ""


def _head(property_: str | None, terms: Terms) -> str:
    """The last word of a property that is no verb."""
    nouns = [w for w in WORD.findall(property_ or "") if w not in VERBS]
    return min(terms.stems(nouns[-1]), default="") if nouns else ""


def _of_a_part(sentence: str, terms: Terms) -> frozenset[str]:
    """What a sentence says of some of what it counts: "900 schools, most of them in Spain"."""
    found = OF_THEM.search(sentence)
    if found is None:
        return frozenset()
    return terms.stems(found.group()) - terms.stems(sentence[: found.start()])


def _of_another_clause(measurement: Measurement, sentence: str, terms: Terms) -> frozenset[str]:
    """What bounds an earlier clause: "was released in Spain, and has earned $5 million"."""
    quantity = measurement.quantity
    if not stands_in(sentence, quantity):
        return frozenset()
    joints = list(JOINT.finditer(sentence, 0, quantity.start))
    if not joints or FRONTED.match(sentence):
        return frozenset()
    start = joints[-1].end()
    own = sentence[start : quantity.start]
    if not any(word.lower() in VERBS for word in WORD.findall(own)):
        return frozenset()
    before, after = sentence[: joints[-1].start()], sentence[start:]
    apart = [q for q in measurement.qualifiers if q in before and q not in after]
    return (terms.stems(before) - terms.stems(after)).union(*map(terms.stems, apart))


def _told_afterwards(measurement: Measurement, sentence: str, terms: Terms) -> frozenset[str]:
    """What only a later statement says: "has 5 million users, and its office is in Malmö"."""
    start = measurement.quantity.end
    if not stands_in(sentence, measurement.quantity) or not GOES_ON.search(sentence, start):
        return frozenset()
    tokens = tokenise(sentence, start=start)
    end = own_end(tokens, -1) if tokens else start
    return terms.stems(sentence[end:]) - terms.stems(sentence[:end])


def _of_an_aside(measurement: Measurement, sentence: str, terms: Terms) -> frozenset[str]:
    """What bounds a relative clause of the owner: "X, whose office is in Malmö, has 27 shops"."""
    quantity = measurement.quantity
    if not stands_in(sentence, quantity):
        return frozenset()
    asides = list(RELATIVE.finditer(sentence, 0, quantity.start))
    scopes = [q for q in measurement.qualifiers if SCOPE.match(q)]
    told = frozenset().union(
        *(terms.stems(q) for q in scopes if any(q in m.group() for m in asides))
    )
    rest = RELATIVE.sub(" ", sentence[: quantity.start]) + sentence[quantity.start :]
    return told - terms.stems(rest)


def verbs_in(property_: str | None) -> frozenset[str]:
    """Return the verbs of a property: they tell how it came about, and narrow it little."""
    words = WORD.findall(COMPOUND.sub(" ", property_ or ""))
    return senses(
        word
        for word, after in pairwise([*words, "of"])
        if word in VERBS or (len(word) > 4 and word.endswith("ed"))
        if after in VERBS or is_function_word(after)  # "users registered", not "registered users"
    )


def _share_of(measurement: Measurement, terms: Terms) -> tuple[str, ...]:
    words = map(sense, content_stems(terms.expand(measurement.property or "")))
    stems = [word for word in words if word not in GENERIC]
    return tuple(stems) if measurement.quantity.unit in ("percent", "fraction") else ()


def _possessed(measurement: Measurement, sentence: str, terms: Terms) -> frozenset[str]:
    """What stands between an entity and its figure: "Quillpad's rival", "the founder of"."""
    if not measurement.entity:
        return frozenset()
    name = re.escape(measurement.entity)
    found = re.search(rf"{name}['’]s?\s+(\w+)", sentence)
    owner = re.search(rf"\b(\w+)\s+of\s+(?:the\s+)?{name}\b", sentence)
    after = terms.stems(found[1]) if found else frozenset()
    before = terms.stems(owner[1]) & RELATED if owner else frozenset()
    own = _stems(measurement.property, terms) | GENERIC | HARMLESS_QUALIFIERS
    return ((after & RELATED) | before) - own


def _fronted(sentence: str, figure: int, terms: Terms) -> frozenset[str]:
    """What bounds a sentence from its front: "In open-source projects, 3% of ..."."""
    found = FRONTED.match(sentence) or DURING.match(sentence) or OF_SO_MANY.match(sentence)
    if not found:
        return frozenset()
    start, end = found.span(1)
    if any(date.start < end and start < date.end for date in find_dates(sentence)):
        return frozenset()
    # What holds the figure itself is no phrase, but begins with one.
    opens = figure if start < figure < end else None
    told = _opening(SEASON.sub(" ", AUTHORS.sub("", sentence[start : opens or end])), opens)
    for quantity in reversed(find_quantities(told)):  # "In a pilot of ten weeks": how long is idle
        told = told[: quantity.start] + told[quantity.end :]
    stems = terms.stems(IDLE_SCOPE.sub(" ", told)) - DISCOURSE
    return stems - LATEST if stems & SURVEYS else stems


def _opening(told: str, cut: int | None) -> str:
    """Return the phrase that opens a clause: "In the north" of "In the north we sold 5 vans"."""
    tokens = tokenise(told)
    relative = next((n for n, token in enumerate(tokens) if token.low in RELATIVES), len(tokens))
    verb = next((n for n, t in enumerate(tokens[:relative]) if t.verb and is_finite(tokens, n)), 0)
    verb = verb or (relative if cut else 0)
    if not verb:
        return told
    for at in range(verb - 1, 0, -1):
        if tokens[at].low in SUBJECTS and tokens[at - 1].low not in PREPOSITIONS:
            return told[: tokens[at].start]
    named = len(tokens) > 1 and tokens[0].kind == "name" and tokens[1].low not in ("'s", "and")
    return tokens[0].text if named else told


def _stems(text: str | None, terms: Terms) -> frozenset[str]:
    return terms.stems(text) if text else frozenset()


def passage_context(passage: Passage) -> tuple[str, ...]:
    """Return what stands around a passage and may give it its subject."""
    around = [passage.title, *passage.headings, passage.before or ""]
    own = passage.origin.rank == "primary" and not names(passage.text) and _is_own(passage)
    if (own or SPEAKER.search(passage.text)) and not INTERVIEW.search(passage.title):
        around.append(passage.origin.publisher)  # "we" are those who publish the page
    return tuple(text for text in around if text)


def _is_own(passage: Passage) -> bool:
    """Tell whether a page's title names nobody but who publishes it."""
    owner = title_entity(passage.title) or ""
    if is_function_word(owner.split(maxsplit=1)[0] if owner else "the"):
        return True  # "What 90,000 reviews taught us"
    return bool(set(owner.split()) & set(passage.origin.publisher.split()))
