"""The closed word classes by which measurements are read; everything else is an open-class word."""

import re
from typing import NamedTuple


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words(
    "a an the this that these those its their his her our my your each every all some any no both"
    " most many several such whose"
)
POSSESSIVES = _words("its their his her whose")
FIRST_PERSON = _words("we our us i my ours")
PRONOUNS = _words("it they he she them him") | POSSESSIVES
PREPOSITIONS = _words(
    "of in on at for with by from to across among within per than as between under over without"
    " during since until till against into via toward towards after before outside inside about"
    " through throughout around versus vs excluding including despite unlike like compared above"
    " below behind beyond near off onto out up down according based"
)
CONJUNCTIONS = _words("and or but nor while whereas although though yet so plus then & then")
RELATIVES = _words("which who whom that whose where when if because once whether")
BE = _words("is are was were be been being am isn't aren't wasn't weren't isn’t aren’t")
AUXILIARIES = _words(
    "has have had do does did can could may might will would should must shall cannot"
    " hasn't haven't hadn't don't doesn't didn't can't couldn't won't wouldn't shouldn't"
    " hasn’t haven’t hadn’t don’t doesn’t didn’t can’t couldn’t won’t wouldn’t shouldn’t"
)
HAVE = _words("has have had having hasn't haven't hadn't hasn’t haven’t hadn’t")
ADVERBS = _words(
    "now still only already also so far today currently again alone just yet even never ever not"
    " here there too once always often usually typically together overall meanwhile however"
    " well almost nearly about roughly some around approximately over more less fewer up down"
    " least most further ago later earlier daily weekly monthly yearly annually soon apart elsewhere"
    " forever longer overnight year-over-year year-on-year yoy quarter-over-quarter worldwide globally internationally long back then twice altogether"
)

_LEVEL = """have reach hit exceed pass surpass top total average equal count number serve handle
support see receive get boast claim report record hold contain cover include comprise post register
enjoy show score rate stand amount come near approach break cross attract draw carry use need
require process take answer command achieve attain make operate run keep own offer provide give
accumulate amass measure span host house feature enclose become remain stay seat field number"""
_CHANGE = """rise fall grow drop increase decrease decline climb jump surge soar plunge slip shrink
gain lose add expand improve reduce cut lower raise double triple quadruple halve swell dip slide
tumble rebound advance edge go move shorten lengthen widen narrow lift boost bring push drive slow
speed rocket leap balloon slump ease trim slash save accelerate"""
_ACT = """index store ingest serve delete remove convert migrate rewrite ship release launch found
create build start begin introduce acquire buy sell open close hire employ fire devote spend invest
earn gross cost pay charge generate produce deliver win lend borrow return repay raise value price
download view visit install star cite watch listen stream play read write edit publish upload share
follow like review land merge commit submit author test run execute scan crawl parse compile deploy
roll refactor tidy clean fix patch revert detect catch flag block gate miss find say tell state
announce claim estimate expect plan hope aim intend want predict forecast project believe think
deny doubt note add confirm disclose declare suggest warn argue explain open check live work dwell
stay wait sleep last weigh consist employ maintain manage lead rest sample survey interview ask
respond answer join leave quit die kill injure infect test vaccinate recover treat admit retire
replace adopt abandon switch touch affect touch influence reach send deliver carry transport fly
drive travel attend teach study train learn license lay shed cut trim hand award grant nominate
receive elect vote poll print copy shut shutter cancel withdraw certify register enrol enroll
encourage require allow enable let help choose pick select drop yield outperform beat lag lead rank
shrink search query call connect link match map sort filter tune trust prefer rely depend belong
agree use reply post log sign pull push request respond render load crash boot consume burn emit
absorb mine drill plant harvest grow bottle brew bake cook eat drink crack break reuse reauthor
tag label annotate classify transcribe translate summarise summarize memoise memoize buffer cache
replicate shard compress encode decode encrypt back support extend cap limit double miss exist
buffer score put place peg finish complete develop design suggest recommend route dispatch schedule allocate provision power fuel fund finance back"""

# Past tense and participle where they are not regular.
_IRREGULAR = """have had had|hit hit hit|see saw seen|get got got|hold held held|stand stood stood
come came come|break broke broken|draw drew drawn|take took taken|make made made|run ran run
keep kept kept|give gave given|rise rose risen|fall fell fallen|grow grew grown|cut cut cut
lose lost lost|go went gone|bring brought brought|drive drove driven|slide slid slid
shrink shrank shrunk|swell swelled swollen|speed sped sped|leap leapt leapt|build built built
begin began begun|buy bought bought|sell sold sold|spend spent spent|cost cost cost|pay paid paid
win won won|lend lent lent|read read read|write wrote written|rewrite rewrote rewritten
catch caught caught|find found found|say said said|tell told told|think thought thought
sleep slept slept|lead led led|leave left left|quit quit quit|fly flew flown|teach taught taught
lay laid laid|shed shed shed|shut shut shut|withdraw withdrew withdrawn|let let let
choose chose chosen|beat beat beaten|burn burned burned|eat ate eaten|drink drank drunk
send sent sent|become became become|put put put|show showed shown|learn learned learned|forecast forecast forecast
overtake overtook overtaken|set set set|put put put|wear wore worn|understand understood understood"""
_DOUBLED = _words("top drop slip cut dip ship trim plan star patch tag map cap log shed label")


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "ch", "sh", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return {"have": "has", "go": "goes"}.get(lemma, lemma + "s")


def _regular_past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ied"
    return lemma + (lemma[-1] if lemma in _DOUBLED else "") + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    return lemma + (lemma[-1] if lemma in _DOUBLED else "") + "ing"


class Verb(NamedTuple):
    """A form of a verb."""

    lemma: str
    participle: str
    tense: str  # "past", "participle", "present", "gerund", "base", "auxiliary"


def _forms() -> dict[str, Verb]:
    """Return form → verb for each verb of the lists."""
    irregular = {}
    for entry in re.split(r"[|\n]", _IRREGULAR):
        lemma, past, participle = entry.split()
        irregular[lemma] = (past, participle)
    forms: dict[str, Verb] = {}
    for lemma in dict.fromkeys((_LEVEL + " " + _CHANGE + " " + _ACT).split()):
        past, participle = irregular.get(lemma, (_regular_past(lemma),) * 2)
        forms.setdefault(past, Verb(lemma, participle, "past"))
        forms.setdefault(participle, Verb(lemma, participle, "participle"))
        forms.setdefault(_third(lemma), Verb(lemma, participle, "present"))
        forms.setdefault(_gerund(lemma), Verb(lemma, participle, "gerund"))
        forms.setdefault(lemma, Verb(lemma, participle, "base"))
    return forms


VERBS = _forms()
LEVEL_VERBS = _words(_LEVEL)
CHANGE_VERBS = _words(_CHANGE)
USE_VERBS = _words("use open visit check join access watch")  # what people do with what they use
SAY_VERBS = _words(
    "say tell announce claim estimate expect plan hope aim intend want predict forecast project"
    " believe think deny doubt note add confirm disclose declare suggest warn argue explain report"
    " state find show"
)
# These end in -s and are verbs wherever they stand; "reviews", "reads", "costs" may be nouns.
SURE_VERBS = _words(
    "has takes gets becomes gives keeps makes serves handles contains includes comprises requires"
    " provides allows receives achieves exceeds surpasses equals employs owns generates produces"
    " delivers earns spends invests loses grows goes adds brings improves reduces lowers raises"
    " expands remains says tells believes thinks expects confirms denies announces sells buys"
    " acquires pays lends holds ingests removes deletes converts migrates adopts replaces"
    " encourages enables helps chooses suggests recommends affects catches covers saves occupies"
    " accounts uses supports processes needs reaches"
)
GIVE_VERBS = _words("give award grant assign rate score")  # "gave the film a 59% rating"
REPORTERS = _words(
    "website aggregator agency newspaper magazine analysts analyst survey study institute bureau"
    " ministry department officials researchers critics reviewers poll site"
)
# A date beside these tells when the subject came about, not when it had its figure.
EVENT_VERBS = _words(
    "launch found create build start begin introduce acquire buy release open establish bear"
)

# Nouns by which a text names again what it has named: "the app", "the film".
ANAPHORS = _words(
    "app film movie song album company firm service tool site website platform city town store"
    " system product network startup band museum game book series paper study village county"
    " group giant feature language database library team club bank school university song single"
    " record novel show bridge tower building plant factory reactor hospital station project binary"
)
PEOPLE = _words("people users user persons individuals adults")
PLATFORMS = {
    "android": "Android", "ios": "iOS", "iphone": "iPhone", "ipad": "iPad", "web": "the web",
    "windows": "Windows", "macos": "macOS", "linux": "Linux", "mobile": "mobile",
    "desktop": "desktop",
}  # fmt: skip
LANGUAGES = _words(
    "swift objective-c kotlin java python c c++ go rust php hack javascript typescript ruby scala"
    " sql haskell erlang ocaml perl english french german spanish japanese"
)
PLACES = _words(
    "us u.s. usa u.s.a. america uk u.k. britain england scotland wales ireland europe eu asia"
    " africa oceania australia china india japan brazil canada mexico germany france spain italy"
    " russia turkey indonesia korea taiwan vietnam thailand nigeria kenya egypt israel iran iraq"
    " poland ukraine sweden norway denmark finland netherlands belgium switzerland austria greece"
    " portugal argentina chile colombia peru pakistan bangladesh philippines malaysia singapore"
    " apac emea latam asia-pacific california texas florida bulgaria romania hungary czechia croatia"
    " serbia slovakia slovenia estonia latvia lithuania iceland luxembourg malta cyprus belarus"
)
PLACE_PHRASES = (
    "united states", "united kingdom", "north america", "south america", "latin america",
    "new zealand", "south korea", "hong kong", "new york", "san francisco", "middle east",
    "european union", "saudi arabia", "south africa", "western europe", "eastern europe",
    "southeast asia", "asia-pacific", "rest of world",
)  # fmt: skip
WHOSE_OTHERS = re.compile(
    r"\b(?:(?:most |many |some )?(?:other|rival|similar|comparable|competing|peer)"
    r" (?:companies|firms|organi[sz]ations|teams|vendors|tools|apps|studios|shops|labs)"
    r"|competitors|(?<!^)elsewhere|(?:the )?(?:baselines?|control group|industry average)"
    r"(?!\s(?!(?:is|are|was|were|has|had|have|at|by|in|of|with|reach|needs?|needed|takes?|took"
    r"|gets?|got|and|or|but)\b)[a-z]))\b",
    re.IGNORECASE,
)

# Capitalised at the head of a sentence, a heading or a cell these are words, not names.
COMMON = _words(
    """comparison capex opex f1 auc mrr snow about above according accuracy across active actives activity actual adoption adults after
    again against age all almost already although among analysis analysts and annual answer any app
    apps approximately apps area around articles as assets at availability average backlog
    background bandwidth based because before below benchmark benchmarks best between beyond binary
    both bugs budget build builds but by cache capacity capital cash cases change changes checks
    churn clients clusters code commits companies company compared comments competitors conclusion
    contents context contrast conversion copies core cost costs count counts coverage cpu crash
    critics cumulative current customers daily dailies data date dead deaths debt defects deploy
    deploys design despite developers diff diffs discussion disk downloads drop due during each
    earlier early earnings effective eight elsewhere employees engineers entities errors even every
    everything excluding expenses experience facts failures family feature features fewer figures
    files finally findings first five flow follow followers following footprint for four free
    from full further general global globally goal good gross growth guests half hardware he
    headcount help here highlights his history hit home hours households how however i idea if
    images impressions improving in including income index indexing info infrastructure input
    instead interview introduction investment is issues it its january items key knowledge large
    last latency later latest learn lessons less life limits lines links list load logs looking
    loss losses main making management many margin market mean meanwhile measure measured measuring
    median members memory merges messages method methods metric metrics million miles mobile money
    month monthly months more most motivation moving much name neither net never new newest news next
    nine no nobody none nor not note notes now number numbers of off office offices often old on once
    one only open operating operations operator opinion orders other others our outlook outside over
    overall overview own page pages paper papers participants parts passengers past patients peak
    people per percent percentile performance period person personal points population power
    precision present price prices problem problems processing production products productivity
    profit progress project projects proposal prompts purpose queries query question questions quick
    rainfall rate rates ratio read reads readers readings recall record recovery references region
    regions related release releases removing repositories requests research residents results
    retention revenue revenues review reviewers reviews roughly runtime sales sample scale scaled
    score scores search second section seen sentences servers service services sessions seven
    several share shares she shops short similarly since site six size slow small so some sources
    speed spending staff stars start started startup state still storage store stores stories story
    studies study subscribers such summary support surveys survey table tables target tax team
    teams ten test tests that the their then there these they thing things this those three
    throughput through thus time times title to today together tokens tools top total totals trade
    traffic training transactions trends turnout two type typed typical under unemployment unit
    units unlike until up uploads uptime usage use used user users uses using value values version
    versions very video videos views visitors visits volume waiting wait was watching we week weekly
    weeks what when where which while who whose why winter with within without word words work
    workers world worldwide write writes year years yes yet you your average automatic capital
    shareholders scores roadmap dau maus daus mau dap wau api cpu gpu sla ceo cfo prs pr p50 p75
    p90 p95 p99 id url faq tldr todo fy q1 q2 q3 q4 h1 h2 ads ad precision queue queues every
    everyone migration moving reach reached startup switching adding cutting removing using thanks
    second-hand secondhand ram ssd hdd sql ui ux os ip io ai ml llm llms loc qps vs it hr pc pcs tv mr mrs ms dr read-only ask cut jump jumped brought dropped daily typed
    respondents percentile baseline ours results participants among measured estimated expected
    sign signs platform quarter quarterly region store metric measure app company year date note"""
)
MONTHS = _words(
    "january february march april may june july august september october november december jan feb"
    " mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday"
    " sunday"
)

HEDGES = re.compile(
    r"\b(?:could|might|may(?! \d)|would|should|will|'ll|if|plans?(?= (?:to|for)\b)|plann(?:ed|ing)"
    r"|plans(?= \W?\d)|hop(?:e|es|ed|ing)"
    r"|expect(?:s|ed|ing|ation|ations)?|aim(?:s|ed|ing)?(?= (?:to|for)\b)|intend(?:s|ed)?|want(?:s|ed)? to"
    r"|target(?:s|ed|ing)?|goal (?:is|was|of)\b|goal for \w+ (?:is|was)|forecasts?|forecasted|project(?:s|ed) to|projections?|predict(?:s|ed)?"
    r"|on track|guidance|outlook|reportedly|allegedly|rumou?red|supposedly|potentially|possibly"
    r"|perhaps|is set to|are set to|believed to|thought to|said to (?:have|be)|anticipat(?:e|es|ed)"
    r"|hypothetical(?:ly)?|ambition|promis(?:es|ed)|doubt(?:s|ed)?)\b",
)  # case matters: "May 2020" is a month
NEGATIONS = re.compile(
    r"\b(?:not(?! only\b| just\b)|never|no longer|neither|nor|without|no(?! (?:fewer|less|more|later|sooner|doubt|matter|wonder)) (?=[a-z])"
    r"|fail(?:s|ed)? to|den(?:y|ies|ied)|refut(?:e|es|ed)|cannot)\b|\w+n['’]t\b",
    re.IGNORECASE,
)
