"""Earnings releases and job pages as they are written: base years, guidance, the Company, units."""

import pytest

from prepkit.documents import read_html, read_text
from prepkit.factcheck import check_claim
from prepkit.quantities.titles import title_entity

Q3 = "Larkfield Third Quarter 2025 Results"


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("Larkfield's revenue was up 19% in Q3 2025", "Revenue was up 19% from Q3 2024.", True),
        ("Larkfield's revenue was up 19% in Q3 2025",
         "Revenue was $1,284 million, up 19% from the same quarter of 2024.", True),
        ("Larkfield's revenue was up 19% in 2024", "Revenue was up 19% from Q3 2024.", False),
        ("Larkfield's headcount fell 4% in Q3 2025", "Headcount fell 4% from March 2022.", False),
        ("Larkfield's revenue was $75 million",
         "Larkfield reported revenue of $75 million, ahead of guidance.", True),
        ("Larkfield's revenue was $75 million", "Our guidance is revenue of $75 million.", False),
        ("Larkfield repurchased 2.1 million shares in Q3 2025",
         "During the third quarter, the Company repurchased 2.1 million shares.", True),
        ("Larkfield repurchased 2.1 million shares in Q3 2025",
         "During the third quarter, Tern repurchased 2.1 million shares.", False),
        ("Larkfield bought Finch for $338 million",
         "Larkfield completed its acquisition of Finch for $338 million in cash.", True),
        ("Larkfield has 11 offices",
         "Larkfield has 11 offices across Europe, Asia and South America.", True),
        ("Larkfield has 11 offices", "Larkfield has 11 offices across Europe.", False),
    ],
)  # fmt: skip
def test_a_release_is_read_as_it_is_meant(claim, source, expected):
    found = check_claim(claim, read_text(source, title=Q3)).label
    assert (found == "supported") is expected


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("Larkfield's storage team manages 700 PB",
         "You will join the storage team of 25 that manages 700 PB.", True),
        ("Larkfield's storage team manages 700 PB",
         "You will help the storage team manage 700 PB by next year.", False),
        ("Larkfield's cache hit rate is 93%",
         "Across all targets we see a cache hit rate of 92.8%.", True),
        ("Larkfield's cache hit rate is 93%", "We target a cache hit rate of 92.8%.", False),
        ("Larkfield gives 20 weeks of leave", "Every parent gets 20 weeks of leave.", True),
        ("Larkfield scores a payment in 12 ms",
         "Larkfield scores each batch of payments in 12 ms.", False),
    ],
)  # fmt: skip
def test_a_job_page_tells_what_is_so_already(claim, source, expected):
    found = check_claim(claim, read_text(source, title="Careers at Larkfield")).label
    assert (found == "supported") is expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [("US$ millions unless noted", True), ("in $ millions, unaudited", True),
     ("$ millions, excluding Finch", False)],
)  # fmt: skip
def test_a_note_on_units_bounds_no_figure_of_its_table(note, expected):
    page = f"""<html><head><title>{Q3}</title></head><body><article><h1>{Q3}</h1>
    <p>{"Larkfield reported its results for the third quarter of 2025 today. " * 6}</p><table>
    <caption>Summary ({note})</caption><tr><th></th><th>Q3 2025</th><th>Q3 2024</th></tr>
    <tr><td>Revenue</td><td>1,284</td><td>1,079</td></tr>
    <tr><td>Costs</td><td>840</td><td>790</td></tr></table></article></body></html>"""
    claim = "Larkfield's revenue was $1,284 million in Q3 2025"
    assert (check_claim(claim, read_html(page)).label == "supported") is expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("said Uta Lind, chief executive officer of Tern.", True),
        ("said Uta Lind, chief financial officer of Tern.", False),
        ("said Uta Lind, former chief executive officer of Tern.", False),
        ("said Uta Lind, chief executive officer of Finch.", False),
    ],
)
def test_an_office_in_full_is_its_letters(said, expected):
    page = read_text(f'"We will not chase growth at all," {said}', title="Tern buys Finch")
    claim = 'Tern CEO: "We will not chase growth at all."'
    assert (check_claim(claim, page).label == "supported") is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Larkfield Energy Full-Year 2024 Results", "Larkfield Energy"),
        ("Larkfield: Third Quarter Update", "Larkfield"),
        ("Salt Harbor: Part Two", "Salt Harbor: Part Two"),
    ],
)
def test_a_report_is_of_whom_its_title_names(title, expected):
    assert title_entity(title) == expected


@pytest.mark.parametrize(
    ("claim", "source", "expected"),
    [
        ("Acquired by Finch in 2022", "In 2022, Tern acquired Finch, its largest rival.", False),
        ("Finch was acquired by Tern in 2022", "In 2022, Finch was acquired by Tern.", True),
        ("Deploys at Tern take 50 min",
         "Back in 2020 a deploy took 50 minutes. These days it is done in 8.", False),
        ("Deploys at Tern took 50 min in 2020", "Back in 2020 a deploy took 50 minutes.", True),
    ],
)  # fmt: skip
def test_who_did_it_and_when_it_was_so_are_kept(claim, source, expected):
    found = check_claim(claim, read_text(source, title="Deploying at Tern")).label
    assert (found == "supported") is expected
