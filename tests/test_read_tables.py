"""What notes say of the tables, lists and timelines of a cited page, and whose it is."""

import re

import pytest

from prepkit.corpus.passages import Origin, passages_of
from prepkit.documents import read_html
from prepkit.factcheck.evidence import EvidenceBase
from prepkit.factcheck.times import Clock
from prepkit.factcheck.verdicts import Checker
from prepkit.notes import read_notes
from prepkit.quantities.tables import measure_table
from prepkit.quantities.titles import heading_entity, title_entity

WORDS = (
    "The crews meet at the harbour each morning, look at the weather, and decide which boats go.",
    "Some of the boats stay until the wind drops, and their crews mend nets or paint hulls.",
    "In the evening a bell is rung when the last boat is home, as has been the custom for long.",
    "Visitors are welcome on the quay but are asked to keep clear of cranes that are moving.",
    "Whoever wants to know more may ask in the office by the gate, where the kettle is on.",
)


def labels(notes, body, title="How the yard works", published=""):
    words = [f"<p>{sentence}</p>" for sentence in WORDS]
    page = f"<h1>{title}</h1>{''.join(words[:-1])}{body}{words[-1]}"
    html = f"<title>{title}</title><main><article>{page}</article></main>"
    origin = Origin("s1", title, "Larkfield", "", published, "primary", "snapshot", "1", None, None)
    checker = Checker(EvidenceBase(passages_of(read_html(html), origin)), Clock())
    return [verdict.label for verdict in checker.check_notes(read_notes(notes)) if verdict.findings]


def label(claim, body, over="Notes", **page):
    (found,) = labels(f"# Larkfield\n\n## {over}\n\n- {claim} [@s1]", body, **page)
    return found


def table(caption, head, *rows):
    told = f"<caption>{caption}</caption>" if caption else ""
    heads = "".join(f"<th>{cell}</th>" for cell in head)
    lines = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    return f"<table>{told}<thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"


CREW = table(None, ["As of June 30", "2025", "2024"], ["Deckhands", "1,240", "1,105"],
             ["Licensed pilots", "86", "79"])  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("1,240 deckhands at the end of June 2025", "supported"),
        ("1,105 deckhands at the end of June 2025", "contradicted"),
        ("1,240 deckhands at the end of March 2025", "not found"),
        ("1,240 licensed pilots at the end of June 2025", "contradicted"),
    ],
)
def test_the_corner_gives_the_day_of_each_year(claim, expected):
    assert label(claim, CREW) == expected


FREIGHT = table("Freight carried, quarter ended 30 June (tonnes)",
                ["Region", "Q2 2025", "Q2 2024"], ["Baltic", "412", "380"],
                ["Atlantic", "95", "120"])  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("freight carried in the Atlantic went from 120 tonnes in Q2 2024 to 95 tonnes in Q2 2025",
         "supported"),
        ("freight carried in the Atlantic went from 95 tonnes in Q2 2024 to 120 tonnes in Q2 2025",
         "contradicted"),
        ("freight carried in the Baltic went from 120 tonnes in Q2 2024 to 95 tonnes in Q2 2025",
         "not found"),
    ],
)  # fmt: skip
def test_when_a_quarter_ended_says_nothing_of_what_is_measured(claim, expected):
    assert label(claim, FREIGHT) == expected


LOCK = table("The lock before and after, March 2023 against October 2025",
             ["Measure", "Hand cranks", "New motors"],
             ["Time to fill, median", "48 minutes", "11 minutes"],
             ["Nightly inspection", "300 minutes", "40 minutes"],
             ["Rent per month", "$900", "$640"])  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("the median time to fill fell from 48 minutes to 11 minutes", "supported"),
        ("the median time to fill rose from 11 minutes to 48 minutes", "not found"),
        ("the median time to empty fell from 48 minutes to 11 minutes", "not found"),
        ("the median time to fill was 11 minutes in March 2023", "contradicted"),
        ("the median time to fill was 48 minutes in October 2025", "contradicted"),
        ("with the new motors the median time to fill is 11 minutes", "supported"),
        ("with the hand cranks the median time to fill was 11 minutes", "not found"),
        ("the tug has a median time to fill of 11 minutes", "not found"),
        ("the time to fill is 48 minutes", "not found"),
        ("nightly inspection used to take nearly six hours, as of March 2023", "contradicted"),
        ("nightly inspection used to take 300 minutes, as of March 2023", "supported"),
        ("weekly inspection fell from 300 minutes to 40 minutes", "not found"),
        ("Between March 2023 and October 2025 the nightly inspection went from 40 minutes"
         " to 300 minutes", "contradicted"),
        ("rent was $640 a month in October 2025", "supported"),
        ("rent was $640 a year in October 2025", "not found"),
        ("with the hand cranks the rent was $640 a month", "not found"),
    ],
)  # fmt: skip
def test_a_caption_dates_the_columns_of_before_and_after(claim, expected):
    assert label(claim, LOCK) == expected


def test_a_caption_of_two_years_dates_no_columns_of_places():
    rows = [["Boats sold", "212", "131"]]
    found = measure_table("Sales, 2023 and 2024", ["Measure", "North", "South"], rows)
    assert [measurement.as_of for _, _, measurement in found] == [None, None]


TRIAL = table("Results of the sea trial", ["Measure", "Rudder 2", "Rudder 3"],
              ["Steering errors", "4.2%", "2.9%"], ["Repair rate", "1.4%", "1.1%"])  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("With Rudder 3, steering errors fell from 4.2% to 2.9%", "supported"),
        ("Rudder 3 cut steering errors from 2.9% to 4.2%", "not found"),
        ("Rudder 2 cut steering errors from 4.2% to 2.9%", "not found"),
        ("With Rudder 3, the repair rate fell from 4.2% to 1.1%", "not found"),
        ("With Rudder 3, steering errors in Spain fell from 4.2% to 2.9%", "not found"),
        ("With Rudder 3, steering errors are to fall from 4.2% to 2.9%", "not found"),
    ],
)
def test_two_versions_of_what_the_title_names_are_then_and_now(claim, expected):
    assert label(claim, TRIAL, title="Rudder 3: a steadier course for small boats") == expected


def test_two_numbered_places_are_no_versions():
    claim = "With Yard 3, steering errors fell from 4.2% to 2.9%"
    assert label(claim, TRIAL.replace("Rudder", "Yard")) == "not found"


BERTHS = table(None, ["", "Harbour Basic", "Harbour Plus", "Deepdock"],
               ["Minimum rental period", "none", "20 days", "45 days"],
               ["Price per berth", "$4", "$7", "$9"])  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("minimum rental period 45 days", "supported"),
        ("minimum rental period 20 days", "contradicted"),
    ],
)
def test_the_first_word_of_a_row_owns_no_figure(claim, expected):
    assert label(claim, BERTHS, over="Deepdock") == expected


EVENTS = table(None, ["Year", "Milestone"], ["2012", "Founded in Hull"],
               ["2016", "Slipway opened, our second in Yorkshire"],
               ["2021", "Deepdock launched"])  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The slipway opened in 2016", "supported"),
        ("The slipway opened in 2021", "contradicted"),
        ("Deepdock launched in 2021", "supported"),
        ("Deepdock launched in 2016", "contradicted"),
        ("Deepdock was closed in 2021", "not found"),
    ],
)
def test_two_words_tell_an_event_among_others(claim, expected):
    assert label(claim, EVENTS) == expected


def test_a_timeline_needs_no_head_of_its_own():
    rows = re.sub(r"<thead>.*?</thead>", "", EVENTS)
    assert label("The slipway opened in 2016", rows) == "supported"


NEWS = (
    "<ul><li><time>June 17, 2024</time>: Dry dock opens.</li>"
    "<li><time>May 3, 2023</time>: The ferry pier closes.</li></ul>"
)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("The dry dock opened in June 2024", "supported"),
        ("The dry dock opened in May 2023", "contradicted"),
    ],
)
def test_a_date_in_an_element_of_its_own_is_read_with_its_item(claim, expected):
    assert label(claim, NEWS) == expected


TODAY = "<p>Today 310 of our 420 berths have meters.</p>"


@pytest.mark.parametrize(
    ("claim", "body", "expected"),
    [
        ("310 of 420 berths had meters in May 2025", TODAY, "supported"),
        ("310 of 420 berths had meters in May 2024", TODAY, "not found"),
        ("310 of 420 berths had meters in May 2025", TODAY.replace("Today ", ""), "not found"),
    ],
)
def test_today_is_the_day_of_publication(claim, body, expected):
    assert label(claim, body, published="2025-05-14") == expected


MARGIN = "<p>Gross margin was 41% in 2025. Deepdock grew by a third in 2025.</p>"
GREW = "# Larkfield answers\n\n## Money\n\nDeepdock grew by a third in 2025 [@s1].\n"


@pytest.mark.parametrize(
    ("claim", "body", "expected"),
    [
        ("The gross margin was 41% in 2025 [@s1].", MARGIN, "supported"),
        ("Its gross margin was 41% in 2025 [@s1].", MARGIN, "not found"),
        ("Deepdock's gross margin was 41% in 2025 [@s1].", MARGIN, "not found"),
        ("The gross margin was 41% in 2025 [@s1].", MARGIN.replace("Gross", "Tern's gross"),
         "not found"),
    ],
)  # fmt: skip
def test_the_sentence_before_lends_no_owner_in_vain(claim, body, expected):
    assert labels(GREW + claim, body)[-1] == expected


SURVEY = table("Share of the crew who say yes", ["", "2023", "2025"],
               ["My berth is warm", "49%", "69%"], ["My watch is short", "30%", "22%"])  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ('"My berth is warm": 49% in 2023, 69% in 2025', "supported"),
        ('"My berth is warm": 69% in 2023, 49% in 2025', "not found"),
        ('"My watch is short": 49% in 2023, 69% in 2025', "contradicted"),
    ],
)
def test_a_quoted_label_names_what_is_measured(claim, expected):
    assert label(claim, SURVEY, over="Culture, for the crew round") == expected


STAGES = "<p>There are 1,480 sailors at Larkfield.</p>" + table(
    "Our stages", ["Stage", "Length", "With whom"], ["Knot test", "90 minutes", "Two sailors"]
)


def test_a_figure_that_stands_elsewhere_on_the_page_is_not_denied():
    assert label("knots are tested by two sailors", STAGES) != "contradicted"
    assert label("there are 1,200 sailors", STAGES) == "contradicted"


@pytest.mark.parametrize(
    ("title", "entity"),
    [
        ('Slides: "Rowing at Night" by Ada Brandt', None),
        ("Larkfield reports results", "Larkfield"),
    ],
)
def test_who_made_a_work_owns_nothing_in_it(title, entity):
    assert title_entity(title) == entity


@pytest.mark.parametrize(
    ("heading", "entity"),
    [("Rowing on Sundays", None), ("Tern / Finch", None), ("Finch", "Finch")],
)
def test_a_weekday_and_two_names_are_no_owner(heading, entity):
    assert heading_entity(heading) == entity


OFFERS = table(
    "What members get", ["Offer", "Details"], ["Free mooring", "12 weeks, for every member"]
)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("12 weeks of free mooring for every member", "supported"),
        ("12 weeks of free mooring for every guest", "not found"),
    ],
)
def test_a_cell_says_for_each_of_whom_its_figure_is(claim, expected):
    assert label(claim, OFFERS) == expected


BUOYS = "<p>Active channel buoys reached 162,000 in 2025.</p>"


def test_a_heading_of_the_notes_says_which_of_them_are_meant():
    assert label("162,000 active buoys in 2025", BUOYS, over="In the channel") == "supported"
    assert label("162,000 active buoys in 2025", BUOYS, over="Numbers") != "supported"
