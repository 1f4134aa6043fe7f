"""What a figure is of, in telegraphic notes and in the plain prose of company pages."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim
from prepkit.quantities import find_measurements
from prepkit.quantities.titles import reporter, title_entity


def label(claim, text, title="Larkfield"):
    return check_claim(claim, read_text(text, title=title)).label


# A title, and whom or what its page is about; None where it tells that of nobody.
TITLES = [
    ("Larkfield Energy Full-Year 2024 Results", "Larkfield Energy"),
    ("Larkfield Interim Results", "Larkfield"),
    ("Tern Half Year Update", "Tern"),
    ("Tern Logistics H1 2024 Interim Report", "Tern Logistics"),
    ("Finch Foods Fiscal 2023 Results", "Finch Foods"),
    ("Tern Second-Quarter Results", "Tern"),
    ("Quillpad Shareholder Letter", "Quillpad"),
    ("Finch & Tern: Company Facts", "Finch & Tern"),
    ("Tern: About Us", "Tern"),
    ("Tern App Milestone", "Tern App"),
    ("Tern in Numbers", "Tern"),
    ("Patents at Tern", "Tern"),
    ("Tern Wins Industry Prize", "Tern"),
    ("Tern Opens Malmö Office", "Tern"),
    ("Tern to Cut Workforce", "Tern"),
    ("How Tern Halved Build Times", "Tern"),
    ("Inside Tern's object store", "Tern"),
    ("Migration Report: From Wren to Marten", None),
    ("From Wren to Marten", None),
    ("Why We Kept the Monolith", None),
    ("How We Speed Up Reviews", None),
    ("Self-Hosting Our Models", None),
    ("Build Notes from Hobbin", None),
    ("Lessons from a Year of Chaos Engineering", None),
    ("About Us", None),
    ("Salt Harbor", "Salt Harbor"),
    ("House of Reeds", "House of Reeds"),
    ("Finding Wren", "Finding Wren"),
]


@pytest.mark.parametrize(("title", "entity"), TITLES)
def test_a_title_gives_the_name_it_holds_and_no_word_of_its_kind(title, entity):
    assert title_entity(title) == entity


def test_who_reports_is_told_by_a_title_of_results_or_facts_alone():
    assert reporter("Larkfield Cloud Q2 2024 Results") == "Larkfield Cloud"
    assert reporter("Tern: Company Facts") == "Tern"
    assert reporter("Salt Harbor Two") is None
    assert reporter("From Wren to Marten") is None


# A claim, the title, a source that bears it out, and a neighbour that does not.
BORNE_OUT = [
    (
        "Larkfield generated 18.4 TWh in 2024", "Larkfield Energy Full-Year 2024 Results",
        "Total generation for the year was 18,400 GWh.",
        "Total consumption of our customers for the year was 18,400 GWh.",
    ),
    (
        "Larkfield revenue grew 13% in Q2 2025", "Larkfield Cloud Second Quarter 2025 Results",
        "Revenue grew 13% year-over-year in the second quarter.",
        "Deferred revenue grew 13% year-over-year in the second quarter.",
    ),
    (
        "Tern has offices in six countries", "Tern: Company Overview",
        "Today Tern has 400 employees and offices in six countries.",
        "Today Tern has 400 employees and customers in six countries.",
    ),
    (
        "ended Q3 with 19.4M subs", "Quillpad Q3 2025 Shareholder Letter",
        "We ended Q3 with 19.4 million paid memberships.",
        "We ended Q3 with 19.4 million free accounts.",
    ),
    (
        "Finch delivered 1bn parcels for the first time in a half-year",
        "Finch H1 2024 Interim Report",
        "For the first time in our history, we delivered one billion parcels in a half-year.",
        "For the first time in Norway, we delivered one billion parcels in a single half-year.",
    ),
    (
        "engine reaches 11 data sources", "Query Federation at Inkpot",
        "The engine reaches 11 different data sources.",
        "The engine reaches 11 different data centers.",
    ),
    (
        "the fraud model scores a payment in 12 ms", "Fraud Models",
        "The fraud model scores each payment in 12 ms.",
        "The fraud model scores each batch of payments in 12 ms.",
    ),
    (
        "ran 7 open models in production", "Self-Hosting Our Models",
        "We currently serve seven open models in production.",
        "We retired seven open models in production.",
    ),
    (
        "Tern runs 400 clusters", "Clusters at Tern", "Tern operates 400 clusters.",
        "Tern deleted 400 clusters.",
    ),
    (
        "the team manages 40 databases", "Teams at Tern", "The team runs 40 databases.",
        "The team deleted 40 databases.",
    ),
    (
        "linter has 85 rules", "The linter", "The linter ships with 85 rules.",
        "The linter shipped 85 fixes.",
    ),
    (
        "Tern holds 312 patents", "Patents at Tern",
        "To date, Tern has been granted 312 patents.", "To date, Tern has applied for 312 patents.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "title", "source", "neighbour"), BORNE_OUT)
def test_a_figure_is_borne_out_by_its_own_thing_and_not_by_a_neighbour(
    claim, title, source, neighbour
):
    assert label(claim, source, title) == "supported"
    assert label(claim, neighbour, title) != "supported"


# A claim, the title, a source that denies it, and one that only tells of something else.
DENIED = [
    (
        "Canaries caught more than 60 bad releases", "Six Months of Canaries",
        "In six months the canaries stopped 41 bad releases.",
        "In six months the canaries stopped 41 bad queries.",
    ),
    (
        "Finch had 640k subscribers at the end of 2023", "Finch Fitness Reports Results",
        "Subscribers: 460,000 as of December 31, 2023",
        "Followers: 460,000 as of December 31, 2023",
    ),
    (
        "Tern raised $90M", "Tern raises Series C",
        "Tern raised $190 million in its Series C round, led by Finch Capital.",
        "Finch Capital raised $190 million.",
    ),
    (
        "Tern has offices in nine countries", "Tern: Company Overview",
        "Today Tern has 400 employees and offices in six countries.",
        "Today Tern has 400 employees and customers in six countries.",
    ),
    (
        "Tern had net income of $25M in Q1 2025", "Tern Q1 2025",
        "Tern reported a net loss of $25 million for the first quarter of 2025.",
        "Tern reported a net loss of $25 million for the first quarter of 2022.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "title", "source", "neighbour"), DENIED)
def test_one_other_figure_of_the_same_thing_denies_a_claim(claim, title, source, neighbour):
    assert label(claim, source, title) == "contradicted"
    assert label(claim, neighbour, title) not in ("contradicted", "supported")


# What only the words around a figure say, and a source does not.
NOT_SAID = [
    ("Tern's net retention at 118%, best in the sector", "Net retention was 118%.", "Tern Q2 2025"),
    ("Finch has 42 offices worldwide", "Marten has 42 offices worldwide.", "About us | Finch"),
    ("Marten has 90k tables", "At the time it held 90,000 tables.", "From Wren to Marten"),
    ("Finch has 3 million users", "Finch Kids has 3 million users.", "Finch Kids Q2 2024 Results"),
    ("Tern has 3 million customers", "Tern has 3 million customers in Europe.", "Tern: Facts"),
    ("crash rate down 40%", "Crash rate on Android went down 40%.", "Crashes"),
]


@pytest.mark.parametrize(("claim", "source", "title"), NOT_SAID)
def test_what_a_source_does_not_say_of_its_figure_stays_unsupported(claim, source, title):
    assert label(claim, source, title) != "supported"


# A text, and what its first figure is of.
PROPERTIES = [
    ("net income $25M in Q1", "net income"),
    ("deposits $41bn in Q2", "deposits"),
    ("$41 billion in deposits", "deposits"),
]


@pytest.mark.parametrize(("text", "property_"), PROPERTIES)
def test_a_label_before_a_sum_is_what_it_is_of(text, property_):
    assert find_measurements(text)[0].property == property_
