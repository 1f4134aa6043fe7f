"""Row Q1: the words of a quotation, what may be done to them, and who said them."""

import pytest

from prepkit.corpus import Corpus, Origin, passages_of
from prepkit.documents import read_markdown, read_text
from prepkit.factcheck import check_claim, check_text
from prepkit.factcheck.inflections import same_word
from prepkit.factcheck.quotations import find_quotations


def origin(source="post", **fields):
    """An origin of which only the source counts here, but for `fields`."""
    plain = dict.fromkeys(Origin.__dataclass_fields__, "")
    return Origin(**plain | {"source": source, "evidence": "snapshot"} | fields)


def judge(claim, text, title=None):
    """The finding on the quotation of a claim, by a text under a title."""
    findings = check_claim(claim, read_text(text, title=title)).findings
    (finding,) = [one for one in findings if one.code == "Q1"]
    return finding


def judge_words(quotation, text):
    return judge(f"The post says “{quotation}”.", text)


FOUND = [
    ("“we came too late to search”", ["we came too late to search"]),
    ('"we came too late to search"', ["we came too late to search"]),
    ("«we came too late to search»", ["we came too late to search"]),
    ("„we came too late to search“", ["we came too late to search"]),
    ("‘we don’t know who came late’", ["we don’t know who came late"]),
    ("'we don't know who came late'", ["we don't know who came late"]),
    ("“we call it “the long way” home”", ["we call it “the long way” home"]),
    ("“we call it ‘the long way’ home”", ["we call it ‘the long way’ home"]),
    ("the “Move Fast” value", []),
    ("its “secret sauce of search”", ["secret sauce of search"]),
    ("the song “Castle on the Hill” and “WE CAME TOO LATE”", ["WE CAME TOO LATE"]),
    ("the '90s were the users' best years", []),
    ("they don't say what we can't", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_a_quotation_is_found_in_whatever_marks_and_not_where_it_is_short(text, expected):
    assert [found.text for found in find_quotations(text)] == expected


SAME = [
    ("came", "come", True), ("wrote", "write", True), ("stopped", "stop", True),
    ("policies", "policy", True), ("hoping", "hope", True), ("knew", "know", True),
    ("planed", "planned", False), ("important", "import", False), ("cares", "cars", False),
    ("universe", "university", False), ("fast", "faster", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), SAME)
def test_forms_of_one_word_are_the_same_word(one, other, expected):
    assert same_word(one, other) == expected


# (label, quotation, text)
WORDS = [
    ("supported", "we came … to search", "In short, we came too late to search."),
    ("imprecise", "We came too late [...] next year",
     "We came too late to search. We will catch up next year."),
    ("supported", "[Quillpad] is the tool that we open first",
     "We love Quillpad. It is the tool that we open first."),
    ("supported", "we call it ‘the long way home’ in jest",
     'We call it "the long way home" in jest.'),
    ("imprecise", "we come too late to search", "We came too late to search."),
    ("imprecise", "we have stopped writing long tests", "We stopped writing long tests."),
    ("imprecise", "she writes the long tests herself", "She wrote the long tests herself."),
    ("contradicted", "it handles 95.9 thousand queries a day",
     "It handles 59.9 thousand queries a day."),
    ("contradicted", "the price of each is 5", "The price of each is 5.9 euros."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "quotation", "text"), WORDS)
def test_the_words_of_a_quotation_decide(label, quotation, text):
    assert judge_words(quotation, text).label == label


# (quotation, text)
OTHER_WORDS = [
    ("we ship on Fridays for good",
     "We will not ship on Fridays for good. We do not ship on Fridays for good."),
    ("we do … ship on Fridays", "We do not ship on Fridays."),
    ("we do [not] ship on Fridays", "We do ship on Fridays."),
    ("[Pinewire] is the tool that we open first", "Quillpad is the tool that we open first."),
    ("[Pinewire] is the tool that we open first",
     "We love Quillpad. It is the tool that we open first."),
    ("merged changes are kept for good", "Un-merged changes are kept for good."),
    ("it grew in the year by 5", "It grew in the year by 5%."),
    ("it costs us 5 a month", "It costs us $5 a month."),
    ("C is what we write here", "C++ is what we write here."),
    ("search came too late. We left", "Search came too late for us. We left."),
    ("all users may read the log", "All users must read the log."),
    ("dogs fear men at night", "Men fear dogs at night."),
    ("we reached 1,5 million users", "We reached 15 million users."),
    ("it is -5 degrees in the hall", "It is 5 degrees in the hall."),
    ("Ilse builds … the long tests at night",
     "Ilse builds the tool and Tom hates the long tests at night."),
    ("we think it is a good tool", "Nobody says that we think it is a good tool."),
    ("we came too late to search", "The post does not say “we came too late to search”."),
    ("we will ship the tool to all", "We doubt that we will ship the tool to all."),
    ("users who pay get 10 GB", "Users who pay get 100 GB."),
    ("users get 10 GB each year", "Users get 10 TB each year."),
    ("it grew from 4% to 14% that year", "It grew from 14% to 4% that year."),
    ("the fast tool beats the slow one", "The slow tool beats the fast one."),
    ("we never look at old logs", "We always look at old logs."),
    ("we don't look at old logs", "We do look at old logs."),
    ("the tool is not … slow at night", "The tool is not fast. It is slow at night."),
    ("the tool … broke the build", "The tool is good. Tom broke the build."),
    ("it [the tool] never broke the build", "It broke the build."),
    ("[all] users must read the log", "Users must read the log."),
    ("[few] users read the long log", "Most users read the long log."),
    ("users [hate] the long search log", "Users love the long search log."),
    ("users [hate] the long search log", "Users read the long search log."),
    ("we use version 2 of the tool", "We use version 2.5 of the tool."),
    ("5 million people use it", "1.5 million people use it."),
    ("000 people use it now", "10,000 people use it now."),
    ("at 10 km from the town", "At 10-12 km from the town."),
]  # fmt: skip


@pytest.mark.parametrize(("quotation", "text"), OTHER_WORDS)
def test_no_quotation_is_borne_out_by_nearly_its_words(quotation, text):
    assert judge_words(quotation, text).label != "supported"


def test_words_left_out_and_words_in_brackets_are_told():
    text = "We love Quillpad. It is, in short, the tool that we open first."
    finding = judge_words("[Quillpad] is … the tool that we open first", text)
    assert finding.label == "supported"
    assert "ellipsis" in finding.message
    assert "brackets" in finding.message


# (label, claim, text)
SPEAKERS = [
    ("supported", "Ilse Marten said “we came too late to search”.",
     "“We came too late to search,” said Ilse Marten."),
    ("supported", "“We came too late to search,” said Ilse Marten.",
     "Ilse Marten, chief executive of Larkfield, said in May: “We came too late to search.”"),
    ("supported", "Ilse Marten: “We came too late to search.”",
     "Ilse Marten said that we came too late to search."),
    ("supported", "According to Ilse Marten, “we came too late to search”.",
     "“We came too late to search,” according to Ilse Marten."),
    ("supported", "As Ilse Marten put it, “we came too late to search”.",
     "Ilse Marten took the stage. “We came too late to search,” she said."),
    ("supported", "Marten said “we came too late to search”.",
     "“We came too late to search,” said Ilse Marten."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "Ilse Marten took the stage. “We came too late to search,” the chief executive said."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "Ilse Marten left early. “I am tired,” she said. “We came too late to search,” she added."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "“I am tired,” said Ilse Marten. “We came too late to search.”"),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "“We came too late to search.” Ilse Marten said so in May."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "Ilse Marten: We came too late to search."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "> We came too late to search.\n\n— Ilse Marten, chief executive"),
    ("supported", "The chief executive said “we came too late to search”.",
     "“We came too late to search,” said Ilse Marten, the chief executive."),
    ("supported", "The mayor said “we came too late to search”.",
     "The mayor said: “We came too late to search.”"),
    ("supported", "Ilse Marten said: “We came too late to search. We will catch up next year.”",
     "Ilse Marten said: “We came too late to search. We will catch up next year.”"),
    ("supported", "Ilse Marten said: “We came too late to search. We will catch up next year.”",
     "“We came too late to search,” said Ilse Marten. “We will catch up next year.”"),
    ("imprecise", "Ilse Marten said “we come too late to search”.",
     "“We came too late to search,” said Ilse Marten."),
    ("contradicted", "Tom Arden said “we came too late to search”.",
     "“We came too late to search,” said Ilse Marten."),
    ("contradicted", "Ilse Marten never said “we came too late to search”.",
     "“We came too late to search,” said Ilse Marten."),
    ("contradicted", "Ilse Marten denied having said “we came too late to search”.",
     "“We came too late to search,” said Ilse Marten."),
    ("contradicted", "Ilse Marten said “we came too late to search”.",
     "Ilse Marten denied having said “we came too late to search”."),
    ("contradicted", "Ilse Marten said “we came too late to search”.",
     "Ilse Marten never said “we came too late to search”."),
    ("contradicted", "Tom Arden said “we came too late to search”.",
     "Ilse Marten told Tom Arden that “we came too late to search”."),
    ("contradicted", "“We came too late to search” is something that Ilse Marten never said.",
     "“We came too late to search,” said Ilse Marten."),
    ("not found", "Ilse Marten said “we came too late to search”.", "We came too late to search."),
    ("not found", "Ilse Marten said “we came too late to search”.",
     "Ilse Marten met Tom Arden. “We came too late to search,” she said."),
    ("not found", "Ilse Marten said “we came too late to search”.",
     "“We came too late to search,” said a colleague of Ilse Marten."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "“We came too late to search,” Marten said. Ilse Marten left in May."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "Ilse Marten told The Harbour Gazette: “We came too late to search.”"),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "Ilse Marten, head of Larkfield, spoke in Berlin. “We came too late to search,” she said."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "“We came too late to search,” said Ilse Marten, the chief executive of Larkfield."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "Dr. Ilse Marten wrote in May: “We came too late to search.”"),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "“I am tired. We came too late to search,” Ilse Marten told reporters."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "Ilse Marten's words were plain: “We came too late to search.”"),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "In an interview in May, Ilse Marten admitted that “we came too late to search”."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "“First of all,” Ilse Marten explained, “we came too late to search.”"),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "Ilse Marten has often said: “We came too late to search, and we know it.”"),
    ("supported", "“We came too late to search,” Ilse Marten wrote.",
     "‘We came too late to search,’ wrote Ilse Marten."),
    ("supported", 'Ilse Marten: "We came too late to search."',
     '"We came too late to search," said Ilse Marten.'),
    ("supported", "Ilse Marten never said “we came too late to search”.",
     "Ilse Marten never said “we came too late to search”."),
    ("supported", "Ilse Marten leads Larkfield. She said “we came too late to search”.",
     "“We came too late to search,” said Ilse Marten."),
    ("supported", "Larkfield says: “We came too late to search.”",
     "Larkfield says: “We came too late to search.”"),
    ("supported", "The founder of Larkfield said “we came too late to search”.",
     "“We came too late to search,” said the founder of Larkfield."),
    ("supported", "The mayor, Tom Arden, said “we came too late to search”.",
     "“We came too late to search,” said Tom Arden, the mayor."),
    ("supported", "As Ilse Marten of Larkfield once put it, “we came too late to search”.",
     "“We came too late to search,” said Ilse Marten of Larkfield."),
    ("supported", "Ilse Marten said “we came too late to search”.",
     "“We came too late to search. We will catch up,” said Ilse Marten."),
    ("contradicted", "Ilse Marten said “we came too late to search”.",
     "“We came too late to search. We will catch up,” said Tom Arden."),
    ("supported", "Ilse Marten said “we will catch up in May”.",
     "Ilse Marten spoke. “We came late. We will catch up in May. I am sure,” she said."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text"), SPEAKERS)
def test_who_said_it_is_what_the_source_says(label, claim, text):
    assert judge(claim, text).label == label


MARTEN = "Ilse Marten said “we came too late to search”."
NOT_MARTEN = [
    "Ilse Marten's deputy said “we came too late to search”.",
    "It was Tom Arden, not Ilse Marten, who said “we came too late to search”.",
    "Tom Arden, who succeeded Ilse Marten, said “we came too late to search”.",
    "Ilse Marten listened. “We came too late to search,” said Tom Arden.",
    "“We came too late to search,” Tom Arden told Ilse Marten.",
    "Ilse Marten quoted Tom Arden: “We came too late to search.”",
    "Ilse Marten said that Tom Arden's remark “we came too late to search” was wrong.",
    "Ilse Marten would never say “we came too late to search”.",
    "Ilse Marten reportedly said “we came too late to search”.",
    "Nobody knows whether Ilse Marten said “we came too late to search”.",
    "“We came too late to search.” Ilse Marten said nothing.",
    "“We came too late to search.” Ilse Marten said that she disagreed.",
    "Ilse Marten left in 2020. “We came too late to search,” her successor said.",
    "Ilse Marten, the engineer, listened. “We came too late to search,” the executive said.",
    "Ilse Marten said that reviews are slow, and we came too late to search.",
    "“We came too late to search.” “Nonsense,” said Ilse Marten.",
    "“We came too late to search,” said Anna Marten.",
    "“We came too late to search,” said Ilse Marten and Tom Arden.",
    "Ilse Marten was told that “we came too late to search”.",
    "Ilse Marten is said to have told us “we came too late to search”.",
    "Tom Arden recalled that Ilse Marten’s brother said “we came too late to search”.",
    "Ilse Marten asked who said “we came too late to search”.",
    "Ilse Marten read out what Tom Arden had written: “We came too late to search.”",
    "Ilse Marten might have said “we came too late to search”.",
    "If Ilse Marten said “we came too late to search”, nobody heard it.",
    "Ilse Marten allegedly told the board that “we came too late to search”.",
    "It is a myth that Ilse Marten said “we came too late to search”.",
    "Tom Arden claims that Ilse Marten said “we came too late to search”.",
    "Neither Ilse Marten nor Tom Arden said “we came too late to search”.",
    "Ilse Marten or Tom Arden said “we came too late to search”.",
    "Ilse Marten refused to say “we came too late to search”.",
    "Ilse Marten did not say “we came too late to search”.",
    "Ilse Marten spoke after Tom Arden. “We came too late to search,” he said.",
    "Ilse Marten thanked the chief engineer. “We came too late to search,” he said.",
    "Ilse Marten left. “We came too late to search,” they said.",
    "Ilse Marten left. “We came too late to search,” a reporter said.",
    "Ilse Marten left. “We came too late to search.”",
    "“We came too late to search.” Tom Arden said so, and Ilse Marten agreed.",
    "Ilse Marten agreed with Tom Arden, who said “we came too late to search”.",
    "Tom Arden: We came too late to search. Ilse Marten: I do not think so.",
    "Ilse Marten: What went wrong?\n\nTom Arden: We came too late to search.",
    "> We came too late to search.\n\n— Tom Arden, chief engineer",
    "“We came too late to search” (Tom Arden)",
    "“We came too late to search” is a line that Ilse Marten hates.",
    "“We came too late to search,” wrote a critic of Ilse Marten.",
    "“We came too late to search,” said Marten Ilse.",
    "“We came too late to search,” said J. Marten.",
    "“We came too late to search,” said the mayor, Ilse Marten’s friend.",
    "“We came too late to search,” said Ilse Marten’s friend.",
    "Ilse Marten’s team said “we came too late to search”.",
    "Speaking for Ilse Marten, Tom Arden said “we came too late to search”.",
    "Ilse Marten said: “Tom Arden told me: ‘We came too late to search.’”",
    "Ilse Marten denied it. “We came too late to search,” said Tom Arden.",
    "Ilse Marten laughed when she heard that Tom Arden had said “we came too late to search”.",
    "Asked about Ilse Marten, Tom Arden said: “We came too late to search.”",
    "Ilse Marten was asked whether “we came too late to search” was her line.",
    "“We came too late to search,” Ilse Marten was told.",
    "“We came too late to search,” Ilse Marten heard Tom Arden say.",
    "“We came too late to search,” said nobody, least of all Ilse Marten.",
    "“We came too late to search,” the woman who would later marry Ilse Marten said.",
    "“Did we say we came too late to search?” asked Ilse Marten.",
    "“I do not believe that we came too late to search,” said Ilse Marten.",
    "“Nobody can say we came too late to search,” said Ilse Marten.",
    "“My critics say that we came too late to search,” said Ilse Marten.",
    "“Tom Arden wrote that we came too late to search,” said Ilse Marten.",
    "Ilse Marten imagined saying “we came too late to search”.",
    "Ilse Marten almost said “we came too late to search”.",
    "Ilse Marten wanted to say “we came too late to search”.",
    "Ilse Marten could not say “we came too late to search”.",
    "Ilse Marten stopped saying “we came too late to search”.",
    "Ilse Marten will say “we came too late to search”.",
    "Who would have thought that Ilse Marten said “we came too late to search”?",
    "Did Ilse Marten say “we came too late to search”?",
    "Ilse Marten is wrongly quoted as saying “we came too late to search”.",
    "A parody account of Ilse Marten wrote “we came too late to search”.",
    "In the film, Ilse Marten says “we came too late to search”, which she never did.",
    "A character called Ilse Marten says “we came too late to search”.",
    "Ilse Marten Street has a wall that says “we came too late to search”.",
    "The Ilse Marten Foundation said “we came too late to search”.",
    "Ilse Marten Foundation said “we came too late to search”.",
    "Ilse Marten’s book says “we came too late to search”.",
    "Ilse Marten joked that Tom Arden’s “we came too late to search” was her favourite.",
    "Ilse Marten and others said “we came too late to search”.",
    "Ilse Marten said nothing. “We came too late to search,” said her deputy.",
    "Ilse Marten said it best. Tom Arden: “We came too late to search.”",
    "Tom Arden met Ilse Marten. “We came too late to search,” she said.",
    "Ilse Marten met the board. “We came too late to search,” the chair said.",
    "Ilse Marten met Arden. “We came too late to search,” she said.",
    "By then we came too late to search, said Tom Arden to Ilse Marten.",
    "We came too late to search, as Tom Arden told Ilse Marten.",
    "We came too late to search, or so Tom Arden said.",
    "We came too late to search, according to a biography of Ilse Marten.",
    "According to a biography of Ilse Marten, “we came too late to search”.",
    "According to Tom Arden, Ilse Marten said “we came too late to search”.",
    "Rumour has it that Ilse Marten said “we came too late to search”.",
    "Ilse Marten said in 2020 that she would resign; “we came too late to search” was on the wall.",
    "Ilse Marten said goodbye as the banner read “we came too late to search”.",
    "“We came too late to search. Ilse Marten said it,” Tom Arden recalled.",
]


@pytest.mark.parametrize("text", NOT_MARTEN)
def test_no_speaker_is_borne_out_by_nearly_saying_it(text):
    assert judge(MARTEN, text).label != "supported"


NAMED = [
    "“We came too late to search” were Ilse Marten’s words.",
    "Quoting Ilse Marten: “We came too late to search.”",
    "Ilse Marten's motto is “we came too late to search”.",
    "Ilse Marten spoke last. She said “we came too late to search”.",
    "“We came too late to search” (Ilse Marten)",
    "“We came too late to search” — Ilse Marten",
    "“We came too late to search”, as Ilse Marten once told us.",
    "The words “we came too late to search” by Ilse Marten are well known.",
    "Ilse Marten holds that “we came too late to search”.",
    "Ilse Marten, in 2021: “We came too late to search.”",
    "For Ilse Marten it is plain: “We came too late to search.”",
    "Ilse Marten's conviction is that “we came too late to search”.",
    "In the words of Ilse Marten, “we came too late to search”.",
    "Ilse Marten, chief executive of Larkfield: “We came too late to search.”",
    "As the chief executive Ilse Marten says: “We came too late to search.”",
    "ILSE MARTEN: “We came too late to search.”",
    "Ilse Marten admits “we came too late to search”.",
    "Ilse Marten’s famous “we came too late to search” is well known.",
    "Ilse Marten (chief executive) said “we came too late to search”.",
    "Ilse Marten complained in an interview with The Gazette that “we came too late to search”.",
    "Ilse Marten told The Gazette: “We came too late to search.”",
    "Ilse Marten’s and Tom Arden's view: “we came too late to search”.",
    "“We came too late to search” — that was Ilse Marten.",
    "Ilse Marten put it plainly: “We came too late to search.”",
    "Ilse Marten thinks “we came too late to search”.",
    "Ilse Marten on search: “We came too late to search.”",
    "Ilse Marten (Larkfield): “We came too late to search.”",
    "- Ilse Marten - “We came too late to search.”",
    "Ilse Marten → “We came too late to search.”",
    "Quote by Ilse Marten: “We came too late to search.”",
    "Marten: “We came too late to search.”",
    "She (Ilse Marten) said “we came too late to search”.",
    "Ilse Marten is known for “we came too late to search”.",
    "Ilse Marten coined “we came too late to search”.",
    "Ilse Marten, “we came too late to search”",
    "“We came too late to search” [Ilse Marten]",
    "“We came too late to search.” Ilse Marten",
    "“We came too late to search,” Ilse Marten, 2021",
    "ilse marten said “we came too late to search”.",
]


@pytest.mark.parametrize("claim", NAMED)
def test_however_the_notes_name_a_speaker_the_words_of_another_are_not_theirs(claim):
    assert judge(claim, "“We came too late to search,” said Tom Arden.").label != "supported"


# (claim, text)
OTHERS = [
    ("The chief executive said “we came too late to search”.",
     "“We came too late to search,” the chief engineer said."),
    ("The chief executive said “we came too late to search”.",
     "“We came too late to search,” said Ilse Marten, who met the chief executive."),
    ("Tom Arden and Ilse Marten said “we came too late to search”.",
     "“We came too late to search,” said Ilse Marten."),
    ("“We came too late to search,” Ilse Marten wrote in 2021.",
     "“We came too late to search,” Tom Arden wrote in 2021."),
    ("The founder said “we came too late to search”.",
     "“We came too late to search,” said the finance director."),
    ("Larkfield's founder said “we came too late to search”.",
     "“We came too late to search,” said Hexley's founder."),
    ("The founder of Larkfield said “we came too late to search”.",
     "“We came too late to search,” said the founder of Hexley."),
    ("Larkfield promises “one search box for every log”.",
     "Larkfield does not promise “one search box for every log”."),
    ("Larkfield says: “We came too late to search.”", "We came too late to search."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text"), OTHERS)
def test_another_speaker_or_a_denial_bears_nothing_out(claim, text):
    assert judge(claim, text).label != "supported"


# (label, claim, text, title)
PAGES = [
    ("supported", "Ilse Marten said “we came too late to search”.", "We came too late to search.",
     "A letter from Ilse Marten"),
    ("supported",
     "Ilse Marten said “we came too late to search”.",
     "What went wrong? We came too late to search.",
     "Interview with Ilse Marten"),
    ("supported", "Larkfield says: “We came too late to search.”", "We came too late to search.",
     "How we build | Larkfield Engineering"),
    ("not found", "Ilse Marten said “we came too late to search”.", "We came too late to search.",
     "Why Ilse Marten left Larkfield"),
    ("not found",
     "Ilse Marten said “we came too late to search”.",
     "My grandmother used to say: “We came too late to search.”",
     "A letter from Ilse Marten"),
    ("not found",
     "Ilse Marten said “you came too late to search”.",
     "Do you think you came too late to search?",
     "Interview with Ilse Marten"),
    ("not found", "Larkfield says: “We came too late to search.”", "We came too late to search.",
     "How we build | Hexley Motors"),
    ("contradicted",
     "Larkfield says: “We came too late to search.”",
     "“We came too late to search,” says Tom Arden of Hexley.",
     "News | Larkfield"),
    ("not found", "Larkfield says: “We came too late to search.”", "We came too late to search.",
     "Why Larkfield failed"),
    ("not found", "Ilse Marten said “we came too late to search”.", "We came too late to search.",
     "Interview with Ilse Marten and Tom Arden"),
    ("not found", "Ilse Marten said “we came too late to search”.", "We came too late to search.",
     "Ilse Marten on trial"),
    ("not found", "Ilse Marten said “we came too late to search”.", "We came too late to search.",
     "Lessons from Ilse Marten"),
    ("not found", "Ilse Marten said “we came too late to search”.", "We came too late to search.",
     "Ilse Marten"),
    ("not found",
     "Ilse Marten said “we came too late to search”.",
     "Larkfield came too late to search, and we came too late to search.",
     "Interview with Tom Arden"),
    ("supported",
     "Larkfield promises “one search box for every log”.",
     "One search box for every log. That is our word.",
     "Sedgelog - Larkfield"),
    ("not found", "Ilse Marten said “we came too late to search”.", "We came too late to search.",
     "Tom Arden: A letter to Ilse Marten"),
    ("not found", "Ilse Marten said “we came too late to search”.", "We came too late to search.",
     "A letter to Ilse Marten"),
    ("not found", "Ilse Marten said “we came too late to search”.", "We came too late to search.",
     "A biography by Tom Arden | Ilse Marten"),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text", "title"), PAGES)
def test_a_page_of_ones_own_says_what_one_says(label, claim, text, title):
    assert judge(claim, text, title).label == label


@pytest.mark.parametrize(
    ("publisher", "label"),
    [("Larkfield", "supported"), ("Larkfield Engineering", "supported"),
     ("Larkfield Gazette", "not found"), ("Hexley", "not found")],
)  # fmt: skip
def test_what_a_company_publishes_it_says(publisher, label):
    document = read_text("We came too late to search.")
    passages = passages_of(document, origin(publisher=publisher))
    (verdict,) = check_text("Larkfield says: “We came too late to search.” [@post]", passages)
    assert [one.label for one in verdict.findings if one.code == "Q1"] == [label]


def test_the_reason_names_who_said_it_instead():
    text = "“We came too late to search,” said Tom Arden."
    assert judge(MARTEN, text).message.endswith("the source gives these words to Tom Arden")


def test_a_misspelt_speaker_is_the_one_that_is_meant():
    claim = "Ilse Martenn said “we came too late to search”."
    assert judge(claim, "“We came too late to search,” said Ilse Marten.").label == "supported"


def test_words_that_two_sources_give_to_two_people_are_nobodys():
    passages = [
        passage
        for source, name in (("a", "Ilse Marten"), ("b", "Tom Arden"))
        for passage in passages_of(
            read_text(f"“We came too late to search,” said {name}."), origin(source)
        )
    ]
    (verdict,) = check_text(MARTEN, passages)
    assert verdict.label == "not found"


def test_a_quotation_of_several_sentences_is_one_claim_and_found_in_an_index():
    text = (
        "Ilse Marten took the stage in May. “We came too late to search. We will catch up. "
        "Nobody doubts it,” she said."
    )
    with Corpus() as corpus:
        corpus.update([(origin(), lambda: read_text(text))])
        verdicts = check_text(
            "Ilse Marten: “We came too late to search. We will catch up. Nobody doubts it.” "
            "[@post] She left.",
            corpus,
        )
    assert [verdict.label for verdict in verdicts] == ["supported", None]


@pytest.mark.parametrize(
    ("text", "label"),
    [("We came too late to search.", "not found"), ("> We came too late to search.", "supported")],
)
def test_of_a_reading_only_a_block_quotation_bears_words_out(text, label):
    document = read_markdown(f"Ilse Marten was plain, she said:\n\n{text}").document
    passages = passages_of(document, origin(evidence="reading"))
    (verdict,) = check_text("Ilse Marten said: “We came too late to search.” [@post]", passages)
    assert verdict.findings[0].label == label


def test_the_name_under_a_block_quotation_is_who_said_it():
    for name, label in (("Ilse Marten", "supported"), ("Tom Arden", "contradicted")):
        text = f"> We came too late to search.\n\n— {name}, founder"
        assert check_claim(MARTEN, read_markdown(text).document).label == label
