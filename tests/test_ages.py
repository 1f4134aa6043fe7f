"""Rows E: dates without a year, figures that held once, and figures that are no longer true."""

from datetime import date

import pytest

from prepkit.corpus.passages import Origin, passages_of
from prepkit.documents import read_text
from prepkit.factcheck import check_claim
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.times import Clock, days_of_any_year
from prepkit.factcheck.verdicts import Checker
from prepkit.notes import read_notes

NOW = date(2026, 11, 22)
TWO_DATES = "In March 2025 Brindle had 400 kilns. In June 2026 Brindle had 500 kilns."
LEFT_OFF = "Brindle had 400 kilns in 2025. Brindle no longer publishes its kilns."


def told(claim, text, title=None, as_of=None):
    findings = check_claim(claim, read_text(text, title=title), as_of=as_of).findings
    return [(finding.code, finding.label) for finding in findings]


# (code, label, claim, evidence)
AGED = [
    ("E2", "outdated", "Brindle now has 400 kilns.", "In March 2019 Brindle had 400 kilns."),
    ("E2", "outdated", "Brindle has 400 kilns.", LEFT_OFF),
    ("E2", "outdated", "Brindle has 400 kilns today.",
     "Brindle had 400 kilns when it opened in 2018."),
    ("E2", "outdated", "The Brindle tower is now 400 metres tall.",
     "The Brindle tower, opened in 2011, is 400 metres tall."),
    ("D1", "supported", "The Brindle tower is 400 metres tall.",
     "The Brindle tower, opened in 2011, is 400 metres tall."),
    ("D1", "supported", "The Brindle tower is now 400 metres tall.",
     "The Brindle tower is 400 metres tall."),
    ("D1", "supported", "Brindle now has 400 kilns.", "In October 2026 Brindle had 400 kilns."),
    ("D1", "supported", "Brindle had 400 kilns in March 2019.",
     "In March 2019 Brindle had 400 kilns."),
    ("E3", "outdated", "Brindle has 400 kilns.", TWO_DATES),
    ("D1", "supported", "Brindle has 500 kilns.", TWO_DATES),
    ("D1", "supported", "Brindle had 400 kilns in March 2025.", TWO_DATES),
    ("D1", "supported", "Brindle has 400 kilns.", TWO_DATES.replace("500", "400")),
    ("D6", "supported", "Brindle has over 390 kilns.", TWO_DATES),  # the newest bears it out, too
]  # fmt: skip


@pytest.mark.parametrize(("code", "label", "claim", "text"), AGED)
def test_a_figure_without_a_date_has_to_hold_today(code, label, claim, text):
    assert told(claim, text, as_of=NOW) == [(code, label)]


UNCLOCKED = [
    ("D1", "supported", "Brindle had 400 kilns.", LEFT_OFF),
    ("E2", "outdated", "Brindle now has 400 kilns.", LEFT_OFF),
    ("E3", "outdated", "Brindle has 400 kilns.", TWO_DATES),
]


@pytest.mark.parametrize(("code", "label", "claim", "text"), UNCLOCKED)
def test_without_a_day_called_now_only_the_source_itself_dates_a_figure(code, label, claim, text):
    assert told(claim, text) == [(code, label)]


def test_an_outdated_figure_names_its_date_and_the_newest_value():
    (finding,) = check_claim("Brindle has 400 kilns.", TWO_DATES, as_of=NOW).findings
    assert finding.fix == "name the date: March 2025"
    assert "newest: 500 in June 2026" in finding.message
    assert [passage.text for passage in finding.others] == ["In June 2026 Brindle had 500 kilns."]


RIDERS = "Tarnhill's riders rose from 40 million to 50 million."
CRASHES = "Tarnhill's crash rate fell from 9% to 2%."
ONCE = [
    ("E3", "outdated", "Tarnhill has 40 million riders.", RIDERS),
    ("E3", "outdated", "Tarnhill's crash rate is 9%.", CRASHES),
    ("E3", "outdated", "Tarnhill has 40 million riders.",
     "Tarnhill had 40 million riders in 2019. Tarnhill had 90 million riders in 2024."),
    ("D1", "supported", "Tarnhill has 50 million riders.", RIDERS),
    ("D1", "supported", "Tarnhill's crash rate is 2%.", CRASHES),
    ("D5", "contradicted", "Tarnhill's crash rate is 5%.", CRASHES),
    ("D6", "contradicted", "Tarnhill has over 60 million riders.", RIDERS),
    ("B1", "not found", "Tern's crash rate is 9%.", CRASHES),
    ("B1", "not found", "Tarnhill's refund rate is 9%.", CRASHES),
    ("B1", "not found", "Tarnhill's crash rate is 9% on tablets.", CRASHES),
    ("B6", "not found", "Tarnhill does not have 40 million riders.", RIDERS),
]  # fmt: skip


@pytest.mark.parametrize(("code", "label", "claim", "text"), ONCE)
def test_what_a_change_began_from_was_true_once(code, label, claim, text):
    assert told(claim, text) == [(code, label)]


def test_what_was_true_once_is_told_with_what_is_true_now():
    (finding,) = check_claim("Tarnhill has 40 million riders.", RIDERS).findings
    assert finding.message == "true of an earlier time; newest: 50 million"


# (text, month, day, relation)
YEARLESS = [
    ("before April 23", 4, 23, "before"),
    ("by the 12th of March", 3, 12, "by"),
    ("until Dec 1", 12, 1, "until"),
    ("since 3 May", 5, 3, "since"),
    ("after Sept. 4", 9, 4, "after"),
    ("in June", 6, None, None),
    ("on 3 May", 5, 3, None),
    ("mid-June", 6, None, None),
]


@pytest.mark.parametrize(("text", "month", "day", "relation"), YEARLESS)
def test_a_day_may_be_told_without_its_year(text, month, day, relation):
    (found,) = days_of_any_year(f"It opened {text}, they say.")
    assert (found.month, found.day, found.relation) == (month, day, relation)


@pytest.mark.parametrize(
    "text",
    ["It may rain.", "They march on.", "It opened on 3 May 2021.", "On May 3, 2020 it fell."],
)
def test_a_verb_or_a_date_with_its_year_is_no_day_of_any_year(text):
    assert days_of_any_year(text) == []


def test_a_day_is_dated_in_a_year_that_has_it():
    (leap,) = days_of_any_year("on 29 February")
    (month,) = days_of_any_year("in February")
    assert leap.in_year(2023) is None
    assert leap.in_year(2024).first == leap.in_year(2024).last == date(2024, 2, 29)
    assert month.in_year(2023).last == date(2023, 2, 28)


CASES = "Tarnhill had 400 cases on 3 May."
# (code, label, claim, evidence, title)
FIGURES = [
    ("D1", "supported", CASES, "Tarnhill had 400 cases on 3 May 2021.", None),
    ("D1", "supported", CASES, "Tarnhill had 400 cases on May 3rd.", None),
    ("D1", "supported", "Tarnhill had 400 cases in May.",
     "Tarnhill had 400 cases on 3 May 2021.", None),
    ("D1", "supported", "Tarnhill had 400 cases on 3 May 2021.", CASES, "Cases in 2021"),
    ("D1", "supported", "Tarnhill had 400 cases in 2021.", "Tarnhill had 400 cases.",
     "Cases in 2021"),
    ("E1", "not found", CASES, "Tarnhill had 400 cases on 4 May 2021.", None),
    ("E1", "not found", CASES, "Tarnhill had 400 cases on 4 May.", None),
    ("E1", "not found", CASES, "Tarnhill had 400 cases.", None),
    ("E1", "not found", "Tarnhill had 400 cases in June.",
     "Tarnhill had 400 cases on 3 May 2021.", None),
    ("E1", "not found", "Before 1 May, Tarnhill had 400 cases.",
     "Tarnhill had 400 cases on 3 May 2021.", None),
    ("E1", "not found", "Tarnhill had 400 cases on 3 May 2021.", CASES, None),
    ("E1", "not found", "Tarnhill had 400 cases on 3 May 2020.", CASES, "Cases in 2021"),
    ("E1", "not found", "Tarnhill had 400 cases in 2020.", "Tarnhill had 400 cases.",
     "Cases in 2021"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "label", "claim", "text", "title"), FIGURES)
def test_a_figure_of_a_day_without_its_year_is_of_that_day(code, label, claim, text, title):
    assert told(claim, text, title) == [(code, label)]


OPENED = "The Orrin bridge opened on 3 May 2021."
# (label, claim, evidence, title)
EVENTS = [
    ("supported", "The Orrin bridge opened on 3 May.", OPENED, None),
    ("supported", "The Orrin bridge opened on 3 May.", "The Orrin bridge opened on May 3.", None),
    ("supported", "The Orrin bridge opened before June.", OPENED, None),
    ("supported", OPENED, "The Orrin bridge opened on 3 May.", "Orrin in 2021"),
    ("contradicted", "The Orrin bridge opened on 4 May.", OPENED, None),
    ("contradicted", "The Orrin bridge opened before April.", OPENED, None),
    ("contradicted", "The Orrin bridge opened after 1 June.", OPENED, None),
    ("contradicted", "The Orrin bridge opened on 3 May 2020.",
     "The Orrin bridge opened on 3 May.", "Orrin in 2021"),
    ("not found", OPENED, "The Orrin bridge opened on 3 May.", None),
    ("not found", "The Orrin bridge closed on 3 May.", OPENED, None),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text", "title"), EVENTS)
def test_an_event_on_a_day_without_its_year_is_compared_as_a_date(label, claim, text, title):
    assert told(claim, text, title) == [("E0", label)]


@pytest.mark.parametrize(
    ("label", "claim", "text"),
    [
        (
            "outdated",
            "Tern has 5 million users.",
            "In 2021, Tern had 5 million users. Today Tern has 7 million users.",
        ),
        ("outdated", "Tern now has 5 million users.", "In May 2012 Tern had 5 million users."),
        (
            "supported",
            "Crashes went from 8% to 3%.",
            "Crashes were 3% in June 2025, against 8% in June 2023.",
        ),
        (
            "contradicted",
            "Crashes went from 3% to 8%.",
            "Crashes were 3% in June 2025, against 8% in June 2023.",
        ),
        (
            "not found",
            "Tern sold 5 million copies in 2008.",
            "Tern sold 5 million copies by the end of 2008.",
        ),
        (
            "not found",
            "Marten earned $5 million in 2024.",
            "Tern earned $9 million in 2024. Marten earned $5 million.",
        ),
    ],
)
def test_what_held_once_and_what_holds_now_are_told_apart(label, claim, text):
    assert check_claim(claim, read_text(text, title="Tern")).label == label


def of_a_page(claim, text, published, kind="post", newer=None):
    """The label of a claim that cites a page of a day, beside a newer page if there is one."""
    pages = [("s1", text, published), *([("s2", newer, "2026-10-01")] if newer else [])]
    passages = [
        passage
        for source, told_there, day in pages
        for passage in passages_of(
            read_text(told_there, title="How we work"),
            Origin(source, "How we work", "Brindle", "", day, "primary", "snapshot", source, None,
                   None, kind),
        )
    ]  # fmt: skip
    checker = Checker(EvidenceBase(passages), Clock(NOW))
    verdicts = checker.check_notes(read_notes(f"# Brindle\n\n- {claim} [@s1].\n"))
    return next(verdict.label for verdict in verdicts if verdict.findings)


PEOPLE = "Brindle has 145 people."


@pytest.mark.parametrize(
    ("claim", "text", "published", "kind", "newer", "label"),
    [
        (PEOPLE, "We are 145 people.", "2026-03-02", "post", None, "supported"),
        # what a page only says in the present holds for longer than what it dates
        (PEOPLE, "We are 145 people.", "2024-03-02", "post", None, "supported"),
        (PEOPLE, "We are 145 people now.", "2024-03-02", "post", None, "outdated"),
        (PEOPLE, "We are 145 people.", "2020-03-02", "post", None, "outdated"),
        (PEOPLE, "We are 145 people, and had to rent a floor.", "2020-03-02", "post", None,
         "outdated"),
        ("Brindle had 145 people in 2020.", "We had 145 people in 2020.", "2020-03-02", "post",
         None, "supported"),
        # the results of a study, and what came about, hold however old they are
        ("A Brindle kiln fires 145 tiles.", "A Brindle kiln fires 145 tiles.", "2018-03-02",
         "paper", None, "supported"),
        ("A Brindle kiln fires 145 tiles.", "A Brindle kiln fires 145 tiles.", "2018-03-02",
         "post", None, "outdated"),
        ("Brindle sold 145 kilns.", "Brindle sold 145 kilns.", "2018-03-02", "post", None,
         "supported"),
        (PEOPLE, "We are 145 people.", "2025-03-02", "post", "Brindle has 860 people.",
         "outdated"),
        (PEOPLE, "We are 145 people.", "2025-03-02", "post", "Brindle has 145 people.",
         "supported"),
    ],
)  # fmt: skip
def test_a_page_speaks_of_its_own_day(claim, text, published, kind, newer, label):
    assert of_a_page(claim, text, published, kind, newer) == label


def test_a_sentence_that_goes_on_to_today_dates_what_it_told_before():
    text = "In November 2024 the kiln took 50 minutes, and since this spring it has taken four."
    assert told("The kiln takes 50 minutes.", text, "Brindle") == [("E3", "outdated")]


def test_what_the_source_itself_says_of_now_is_of_now():
    text = "Until March 2023 the basic plan cost $12 a month; it now costs $15 a month."
    assert told("The basic plan now costs $15 a month.", text, as_of=NOW) == [("D1", "supported")]


@pytest.mark.parametrize(
    ("claim", "text", "label"),
    [
        ("Larkfield currently has 40 shops.", "Larkfield has 40 shops.", "supported"),
        ("Larkfield currently has 40 shops.", "Larkfield had 40 shops.", "outdated"),
        ("Larkfield has 40 shops.", "Larkfield had 40 shops two decades ago.", "outdated"),
        ("Larkfield has 40 shops.", "At its founding Larkfield had 40 shops.", "outdated"),
        ("Larkfield had 40 shops at its founding.", "At its founding Larkfield had 40 shops.",
         "supported"),
    ],
)  # fmt: skip
def test_an_undated_past_is_not_today(claim, text, label):
    assert check_claim(claim, read_text(text), as_of=NOW).label == label


@pytest.mark.parametrize(
    ("published", "kind", "label"),
    [("2026-03-02", "post", "supported"), ("2020-03-02", "post", "outdated"),
     ("2020-03-02", "paper", "supported")],
)  # fmt: skip
def test_how_often_something_happens_is_of_the_day_of_the_page(published, kind, label):
    said = "New firmware of Brindle kilns goes out twice a year."
    assert of_a_page(said.rstrip("."), said, published, kind) == label
