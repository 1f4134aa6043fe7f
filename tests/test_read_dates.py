"""Dates as people plainly write them, in claims and sources alike."""

from datetime import date

import pytest

from prepkit.documents import read_text
from prepkit.documents.article import read_article
from prepkit.documents.page import parse_page
from prepkit.factcheck import check_claim
from prepkit.quantities import find_dates, measure_table

NOW = date(2026, 6, 15)


def label_of(claim: str, source: str, title: str | None = None, as_of: date | None = NOW) -> str:
    return check_claim(claim, read_text(source, title=title), as_of=as_of).label


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("in the qtr ended June 30 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("the quarter that ended in June 2026", date(2026, 4, 1), date(2026, 6, 30)),
        ("the June 2026 quarter", date(2026, 4, 1), date(2026, 6, 30)),
        ("the September quarter of 2025", date(2025, 7, 1), date(2025, 9, 30)),
        ("in the opening quarter of 2026", date(2026, 1, 1), date(2026, 3, 31)),
        ("Q3/2025", date(2025, 7, 1), date(2025, 9, 30)),
        ("H2 FY25", date(2025, 7, 1), date(2025, 12, 31)),
        ("end-June 2026", date(2026, 6, 30), date(2026, 6, 30)),
        ("at end-2025", date(2025, 12, 31), date(2025, 12, 31)),
        ("in Oct '25", date(2025, 10, 1), date(2025, 10, 31)),
        ("on 2.11.2025", date(2025, 11, 2), date(2025, 11, 2)),
        ("on 2025/11/02", date(2025, 11, 2), date(2025, 11, 2)),
        ("The June results of 2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_read_however_its_quarter_or_end_is_written(text, first, last):
    (period,) = find_dates(text)
    assert (period.first, period.last) == (first, last)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Before 2025 was over it had moved", "by"),
        ("before 2025 it had moved", "before"),
        ("All through 2025 it was open", None),
        ("open through 2025", "until"),
        ("from July through September 2025", "between"),
        ("from 2019 on", "since"),
    ],
)
def test_a_word_beside_a_date_says_which_days_are_meant(text, relation):
    (period,) = find_dates(text)
    assert period.relation == relation


def test_the_same_year_is_that_of_the_date_before():
    began, ended = find_dates("It began in May 2024; it ended on 9 October the same year.")
    assert began.last == date(2024, 5, 31)
    assert ended.last == date(2024, 10, 9)


@pytest.mark.parametrize(
    ("claim", "source", "label"),
    [
        ("Corvane's gate stops 30 lorries a week", "Corvane's gate stops 30 lorries a week before"
         " they reach the ramp.", "supported"),
        ("Corvane has 30 cranes", "Corvane had 30 cranes before it moved.", "outdated"),
        ("Women hold 34% of the seats at Corvane", "34% of the seats at Corvane are held by women,"
         " up from 29% three years ago.", "supported"),
        ("Women hold 34% of the seats at Corvane", "Three years ago 34% of the seats at Corvane"
         " were held by women.", "outdated"),
        ("Each berth at Corvane has two pumps", "Since 2019, each berth at Corvane has had two"
         " pumps.", "supported"),
        ("Each berth at Corvane has two pumps", "In 2019, each berth at Corvane had two pumps.",
         "outdated"),
    ],
)  # fmt: skip
def test_a_state_ages_only_by_its_own_time(claim, source, label):
    assert label_of(claim, source) == label


@pytest.mark.parametrize(
    ("claim", "source", "label"),
    [
        ("Corvane opened its first kiln in 2018", "Corvane was founded in 2011. Its first kiln"
         " opened in May 2018.", "supported"),
        ("Corvane opened its first kiln in 2016", "Corvane was founded in 2011. Its first kiln"
         " opened in May 2018.", "contradicted"),
        ("Corvane retired its old press in 2018", "The old press of Corvane was retired in 2018.",
         "supported"),
        ("Corvane closed its sale of Ostrel in 2019", "Corvane's sale of Ostrel closed on 4 May"
         " 2018.", "contradicted"),
        ("Corvane opened its first kiln in 2018", "Ostrel opened Corvane's first kiln in 2018.",
         "not found"),
        ("Corvane retired its old press in 2018", "Corvane's old press was retired by Ostrel in"
         " 2018.", "not found"),
        ("Corvane opened its kiln in 2018", "Corvane's plan for a kiln opened a debate in 2018.",
         "not found"),
        ("Corvane opened its kiln in Porto in 2018", "Corvane's kiln opened in Lisbon in 2018.",
         "not found"),
    ],
)  # fmt: skip
def test_what_one_did_with_ones_own_thing_is_what_the_thing_did(claim, source, label):
    assert label_of(claim, source) == label


@pytest.mark.parametrize(
    ("claim", "source", "label"),
    [
        ("Uta Lind has been Corvane's CFO since 2021", "Uta Lind joined Corvane as chief financial"
         " officer in 2021.", "supported"),
        ("Uta Lind has been Corvane's CFO since 2021", "Uta Lind joined Corvane as a CFO intern in"
         " 2021.", "not found"),
        ("Uta Lind has been Corvane's CFO since 2021", "Uta Lind joined Corvane in 2021.",
         "not found"),
        ("Uta Lind came over from Ostrel in May 2024", "Corvane's chief legal officer, Uta Lind,"
         " joined in May 2024 from the insurer Ostrel.", "supported"),
        ("Ada Moll came over from Ostrel in May 2024", "Corvane's chief legal officer, Uta Lind,"
         " joined in May 2024 from the insurer Ostrel.", "not found"),
        ("Corvane means to open a plant in 2027", "Corvane plans to open a plant in 2027.",
         "supported"),
        ("Corvane opened a plant in 2024", "Corvane plans to open a plant in 2024.", "imprecise"),
        ("Corvane opens a plant in 2027", "Corvane plans to open a plant in 2027.", "supported"),
        ("Corvane opens a plant in 2024", "Corvane plans to open a plant in 2024.", "imprecise"),
        ("The plant is expected to start in 2028", "Corvane announced plans for a plant, which is"
         " expected to start in 2028.", "supported"),
        ("Corvane was sold in 2019", "Corvane has a plant, which was sold in 2019.", "not found"),
        ("Corvane Pay launched in 2023, sold in 19 countries", "Launched in 2024, Corvane Pay is"
         " sold in 19 countries.", "contradicted"),
        ("The owner Uta Lind hired Ada Moll, who left in 2019", "The owner Uta Lind hired Ada Moll."
         " Uta Lind left in 2019.", "not found"),
    ],
)  # fmt: skip
def test_a_date_is_of_what_its_own_clause_tells(claim, source, label):
    assert label_of(claim, source) == label


@pytest.mark.parametrize(
    ("claim", "source", "label"),
    [
        ("Corvane's 2025 scrap rate of 1.8% - lowest since the move in 2017", "The scrap rate of"
         " Corvane was 1.8% in 2025, the lowest since the 2017 move.", "not contradicted"),
        ("The scrap rate was 8% in 2016", "The scrap rate was 8%, the lowest since 2016.",
         "not found"),
        ("Corvane's gas use fell by 12% in 2024", "In 2024 Corvane relined the kiln, and its gas"
         " use fell by 12%.", "not contradicted"),
        ("Corvane's gas use fell by 12% in 2024", "In 2024 Corvane relined the kiln, and by 2026"
         " its gas use fell by 12%.", "not found"),
        ("Corvane's revenue rose 9% in Q4 2025", "Corvane's revenue was $5.68 billion in Q4 2025,"
         " up 9%.", "supported"),
        ("Corvane's revenue rose 9% in 2024", "Corvane's revenue was $6 billion in 2025, up 9% from"
         " $5.5 billion in 2024.", "not found"),
        ("About 40% of orders failed in the outage of 9 March", "The outage of March 9 lasted an"
         " hour. While it lasted, about 40% of orders failed.", "supported"),
        ("About 40% of orders failed on 9 March", "The outage of April 2 lasted an hour. While it"
         " lasted, about 40% of orders failed.", "not found"),
        ("About 40% of orders failed on 9 March", "A disk failed on 9 March. About 40% of orders"
         " fail.", "not found"),
    ],
)  # fmt: skip
def test_a_figure_has_the_date_that_its_sentence_gives_it_and_no_other(claim, source, label):
    found = label_of(claim, source, as_of=None)
    assert found != "contradicted" if label == "not contradicted" else found == label


@pytest.mark.parametrize(
    ("claim", "source", "label"),
    [
        ("Corvane has about 27,300 kilns, 4% fewer than a year ago", "Corvane had 27,310 kilns at"
         " the end of May 2026, down 4% year over year.", "supported"),
        ("Corvane's revenue was $40 million, up from $30 million last year", "Corvane's revenue was"
         " $40 million, compared with $30 million last year.", "supported"),
        ("Corvane's revenue was $40 million, up from $30 million last year", "Corvane's revenue was"
         " $40 million, compared with $30 million two years ago.", "not found"),
        ("Corvane opened its kiln a year ago", "Corvane opened its kiln in 2023.", "contradicted"),
    ],
)  # fmt: skip
def test_what_a_figure_is_held_against_is_no_date_of_its_own(claim, source, label):
    assert label_of(claim, source) == label


ABOUT = """<html><head><title>About Corvane</title></head><body><main><article><h1>About</h1>
<p>Corvane makes glass for people who grow tomatoes all year, and has done so since it began.</p>
<p>Its kilns stand in the north, where gas is cheap and the winters are long and very dark.</p>
<p>Whoever visits them is shown around by one of the blowers, and may keep what breaks.</p>
<h2>Leadership</h2><table><thead><tr><th>Name</th><th>Role</th><th>{head}</th></tr></thead><tbody>
<tr><td>Uta Lind</td><td>Chief financial officer</td><td>2021</td></tr>
<tr><td>Ada Moll</td><td>Chair</td><td>2019</td></tr></tbody></table>
<h2>History</h2><table><thead><tr><th>Year</th><th>Event</th></tr></thead><tbody>
<tr><td>2015</td><td>Porto office opens; Ada Moll joins as chair</td></tr>
<tr><td>2018</td><td>The second kiln is listed as a monument on 4 May</td></tr>
<tr><td>2019</td><td>Greenglass launched</td></tr></tbody></table>
<h2>News</h2><ul><li><time>June 17, 2025</time>: Oslo shop opens.</li></ul>
</article></main></body></html>"""


@pytest.mark.parametrize(
    ("head", "claim", "label"),
    [
        ("Since", "Uta Lind, CFO since 2021", "supported"),
        ("Since", "Uta Lind became chair in 2021", "not found"),
        ("Since", "Uta Lind has been CFO since 2019", "contradicted"),
        ("At Corvane since", "Uta Lind joined in 2021", "supported"),
        ("At Corvane since", "Uta Lind became CFO in 2021", "imprecise"),
        ("Joined", "Uta Lind joined in 2021", "supported"),
        ("Joined", "Uta Lind joined in 2019", "contradicted"),
        ("Joined", "Uta Lind left in 2021", "not found"),
        ("Since", "Ada Moll joined as chair in 2015", "supported"),
        ("Since", "Ada Moll opened the Porto office in 2015", "not found"),
        ("Since", "The second kiln was listed as a monument on 4 May 2018", "supported"),
        ("Since", "The second kiln was listed as a monument on 4 June 2018", "contradicted"),
        ("Since", "Greenglass launched in 2019", "supported"),
        ("Since", "The Oslo shop opened in June 2024", "contradicted"),
        ("Since", "The Oslo shop opened in June 2025", "supported"),
    ],
)
def test_lists_of_people_of_events_and_of_news_keep_their_dates(head, claim, label):
    page = read_article(parse_page(ABOUT.replace("{head}", head)))
    assert check_claim(claim, page, as_of=NOW).label == label


@pytest.mark.parametrize(
    ("corner", "last"),
    [
        ("As of March 31", date(2026, 3, 31)),
        ("Three months ended June 30,", date(2026, 6, 30)),
        ("In thousands", date(2026, 12, 31)),
    ],
)
def test_the_corner_of_a_table_gives_the_day_to_its_years(corner, last):
    found = measure_table(None, (corner, "2026", "2025"), [("Kilns", "2,140", "1,965")])
    assert [m.as_of.last for _, column, m in found if column == 1] == [last]


@pytest.mark.parametrize(
    ("claim", "source", "label"),
    [
        ("Greenglass was patented in 2020", "Corvane patented Greenglass in 2020.", "supported"),
        ("Greenglass was patented in 2021", "Corvane patented Greenglass in 2020.", "contradicted"),
        ("Greenglass was sold in 2020", "Corvane sold 30% of Greenglass in 2020.", "not found"),
        ("Greenglass was sold in 2020", "Corvane sold Greenglass vases in 2020.", "not found"),
        ("The plan was announced in 2020", "Corvane announced the end of the plan in 2020.",
         "not found"),
        ("The plan was announced in 2020", "The man who announced the plan died in 2020.",
         "not found"),
        ("Greenglass was sold by Ostrel in 2020", "Corvane sold Greenglass in 2020.", "not found"),
    ],
)  # fmt: skip
def test_what_was_done_is_what_somebody_did_to_it(claim, source, label):
    assert label_of(claim, source) == label


@pytest.mark.parametrize(
    ("claim", "source", "label"),
    [
        ("The Oslo shop has been open since 2021", "The Oslo shop opened in March 2021.",
         "supported"),
        ("Uta Lind, CFO since 2021", "Uta Lind was appointed chief financial officer in May 2021.",
         "supported"),
        ("Uta Lind, CFO since 2021", "Uta Lind was appointed deputy chief financial officer in May"
         " 2021.", "not found"),
        ("Corvane has been in Oslo since 2022", "Corvane moved to Oslo in 2022.", "supported"),
        ("Corvane has been in Porto since 2022", "Corvane moved to Oslo from Porto in 2022.",
         "not found"),
        ("The Oslo shop has been closed since 2021", "The Oslo shop opened in 2021.", "not found"),
    ],
)  # fmt: skip
def test_what_has_been_so_since_then_began_then(claim, source, label):
    assert label_of(claim, source) == label
