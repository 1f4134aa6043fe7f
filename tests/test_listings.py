"""Lists of facts and of events: a label and what it is of, a year and what happened in it."""

import pytest

from prepkit.corpus.passages import Origin, passages_of
from prepkit.documents import read_html, read_text
from prepkit.documents.grid import is_timeline
from prepkit.factcheck import check_claim

TITLE = "About Larkfield"


def label(claim, source):
    return check_claim(claim, read_text(source, title=TITLE)).label


@pytest.mark.parametrize(
    ("expected", "claim", "source"),
    [
        ("supported", "Larkfield was founded in 2009.", "Founded: 2009, in Port Ellery"),
        ("contradicted", "Larkfield was founded in 2010.", "Founded: 2009, in Port Ellery"),
        ("supported", "Larkfield has 3,200 employees.", "Employees: 3,200"),
        ("contradicted", "Larkfield has 3,900 employees.", "Employees: 3,200"),
        ("supported", "Larkfield's CTO is Uta Lind.", "Chief technology officer: Uta Lind"),
        ("supported", "Uta Lind became CTO in 2019.",
         "Chief technology officer: Uta Lind, since 2019"),
        ("supported", "Larkfield's headquarters are in Port Ellery.",
         "Headquarters: Port Ellery"),
        ("supported", "Larkfield was founded by Uta Lind and Per Holm.",
         "Founders: Uta Lind and Per Holm"),
        ("supported", "Sedgelog came out in 2012.", "2012: Larkfield Sedgelog is released."),
        ("contradicted", "Sedgelog came out in 2014.", "2012: Larkfield Sedgelog is released."),
        ("supported", "Larkfield bought Finch in 2017.",
         "2017 – Larkfield buys Finch and turns its product into Larkfield Yard."),
        ("supported", "Larkfield listed its shares in 2021 at $24 a share.",
         "2021: Larkfield lists its shares at $24 a share."),
    ],
)  # fmt: skip
def test_what_a_list_gives_is_said(expected, claim, source):
    assert label(claim, source) == expected


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Larkfield was founded by Uta Lind.", "Founders: Uta Lind and Per Holm"),
        ("Larkfield's CTO was Uta Lind.", "Chief technology officer: Uta Lind"),
        ("Larkfield's CTO is not Uta Lind.", "Chief technology officer: Uta Lind"),
        ("Larkfield's CTO is Uta Lind.", "Chief technology officer: Uta Lind, interim"),
        ("Larkfield's CFO is Uta Lind.", "Chief technology officer: Uta Lind"),
        ("Larkfield's headquarters are in Port Ellery.", "Founded: Port Ellery"),
        ("Larkfield was bought by Finch in 2017.", "2017: Larkfield buys Finch."),
        ("Sedgelog was shut down in 2012.", "2012: Larkfield Sedgelog is released."),
        ("Larkfield is the owner of Tern.", "Owner: Tern"),
        ("Larkfield's owner is Tern.", "Owner of: Tern"),
        ("Larkfield is a subsidiary of Tern.", "Subsidiaries: Tern"),
        ("Larkfield's chair is Per Holm.", "Chair: Per Holm, 2015 to 2019"),
        ("Uta Lind became CTO in 2019.", "Chief technology officer: Uta Lind, here since 2019"),
        ("Per Holm became chair in 2015.", "Deputy chair: Per Holm, since 2015"),
        ("Larkfield was founded in 2009.", "Founded: around 2009, perhaps earlier"),
    ],
)
def test_no_more_than_a_list_gives_is_said(claim, source):
    assert label(claim, source) != "supported"


def test_who_holds_one_office_is_not_said_to_hold_another():
    source = "“We are done,” said Uta Lind, chief executive officer of Larkfield."
    assert label("Larkfield's chief financial officer is Uta Lind.", source) == "not found"


PAGE = """<html><head><title>About Larkfield</title></head><body><article><h1>About Larkfield</h1>
<p>Larkfield makes kilns and the software that watches over them, for potters in many countries.</p>
<h2>Facts</h2><dl><dt>Founded</dt><dd>2009, in Port Ellery</dd>
<dt>How many people work here?</dt><dd>About 640, most of them in Port Ellery.</dd></dl>
<h2>History</h2><table><thead><tr><th>Year</th><th>What happened</th></tr></thead><tbody>
<tr><td>2009</td><td>Uta Lind and Per Holm found Larkfield in a barn.</td></tr>
<tr><td>2012</td><td>Sedgelog is released. Its first customer has 16 kilns.</td></tr>
</tbody></table>
</article></body></html>"""


def passages():
    origin = Origin("about", TITLE, "Larkfield", "", "", "primary", "snapshot", "", None,
                    None)  # fmt: skip
    return passages_of(read_html(PAGE.encode()), origin)


def test_a_term_stands_before_its_definition_and_a_year_before_its_event():
    texts = [passage.text for passage in passages()]
    assert "Founded: 2009, in Port Ellery" in texts
    assert "How many people work here?" in texts
    assert "2009: Uta Lind and Per Holm found Larkfield in a barn." in texts
    assert texts[-2:] == ["2012: Sedgelog is released.", "Its first customer has 16 kilns."]


def test_an_event_says_in_which_row_it_stands():
    event = next(passage for passage in passages() if passage.text.startswith("2012"))
    assert str(event.locator) == "section History, table 1, row 2012"
    assert event.stretch
    assert event.stretch.exact.startswith("2012 | Sedgelog")


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["2009", "The first kiln is fired."], ["May 2012", "Sedgelog is released."]], True),
        ([["2009", "12 kilns"], ["2012", "40 kilns"]], False),
        ([["2009", "The first kiln is fired."], ["Revenue", "The second kiln is fired."]], False),
        ([], False),
    ],
)
def test_a_timeline_has_a_date_and_words_in_each_row(rows, told):
    assert is_timeline(rows) is told
