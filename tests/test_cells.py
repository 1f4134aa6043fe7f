"""What a table says in brackets, or in one cell, of only one of its figures."""

import pytest

from prepkit.documents import read_html
from prepkit.factcheck import check_claim

PAGE = """<html><head><title>Larkfield in figures</title></head><body><article>
<h1>Larkfield in figures</h1><table>{rows}</table><h2>About this page</h2><p>{words}</p>
</article></body></html>"""
WORDS = "This page is kept by the editors, who look at every letter and answer when they can. " * 4


def label(claim, *rows):
    cells = "".join(f"<tr>{''.join(f'<td>{c}</td>' for c in row)}</tr>" for row in rows)
    page = PAGE.format(rows=cells, words=WORDS)
    return check_claim(claim, read_html(page.encode(), "https://example.org/")).label


CUSTOMERS = ("Customers", "120")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("Employees", "8,400"), True),
        (("Employees (with Tern)", "8,400"), False),
        (("Employees (target)", "8,400"), False),
        (("Employees", "9,100, of whom 8,400 in Norway"), False),
        (("Employees", "9,100 (8,400 the year before)"), False),
        (("Employees", "8,400 (group), 6,100 (Larkfield)"), False),
    ],
)
def test_a_figure_of_more_of_less_or_of_a_plan_is_not_the_cells(row, expected):
    found = label("Larkfield has 8,400 employees.", row, CUSTOMERS)
    assert (found == "supported") is expected


@pytest.mark.parametrize(("head", "expected"), [("2024", True), ("2024 (plan)", False)])
def test_a_column_of_a_plan_tells_no_figure_of_the_year(head, expected):
    rows = (("", "2023", head), ("Revenue", "$61 million", "$74 million"), ("Staff", "61", "74"))
    found = label("Larkfield's revenue was $74 million in 2024.", *rows)
    assert (found == "supported") is expected


LEGEND = "Figures in brackets are for the first half of 2025."
HALF_YEAR = """<html><head><title>Larkfield: first half of 2026</title></head><body><article>
<h1>Larkfield: first half of 2026</h1><p>{legend}</p><ul><li>Gross margin of 64% (61%)</li></ul>
<p>{words}</p></article></body></html>"""


@pytest.mark.parametrize(("legend", "expected"), [(LEGEND, True), ("Amounts are in euros.", False)])
def test_brackets_are_of_the_time_before_by_the_legend_of_their_page(legend, expected):
    page = HALF_YEAR.format(legend=legend, words=WORDS).encode()
    claim = "Larkfield's gross margin rose from 61% to 64% in the first half of 2026."
    found = check_claim(claim, read_html(page, "https://example.org/")).label
    assert (found == "supported") is expected


def test_the_corner_of_a_table_may_give_its_unit():
    rows = (
        ("€ million", "H1 2026", "H1 2025"),
        ("Revenue", "29.8", "25.4"),
        ("Profit", "3.9", "2"),
    )
    assert label("Larkfield's revenue was €29.8 million in H1 2026.", *rows) == "supported"
    assert label("Larkfield's revenue was €29.8 billion in H1 2026.", *rows) == "contradicted"


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("Old engine", "New engine"), True),
        (("Before", "After"), True),
        (("Red engine", "Blue engine"), False),
    ],
)
def test_columns_of_old_and_new_tell_a_change(heads, expected):
    rows = (
        ("", *heads),
        ("Error rate", "4.3%", "2.1%"),
        ("Cost of an hour", "31 cents", "14 cents"),
    )
    found = label("Larkfield's error rate fell from 4.3% to 2.1%.", *rows)
    assert (found == "supported") is expected


@pytest.mark.parametrize(
    "legend",
    [
        "Figures in brackets are the targets set last year.",
        "Figures in brackets are those of our rival for the same half.",
        "Figures in brackets are forecasts for the second half of 2026.",
    ],
)
def test_brackets_of_anything_else_are_no_time_before(legend):
    page = HALF_YEAR.format(legend=legend, words=WORDS).encode()
    claim = "Larkfield's gross margin rose from 61% to 64% in the first half of 2026."
    assert check_claim(claim, read_html(page, "https://example.org/")).label != "supported"


@pytest.mark.parametrize("row", ["Operating margin", "Average price of a bike", "Employees"])
def test_the_unit_of_a_corner_is_none_of_a_rate_a_price_or_a_count(row):
    rows = (("€ million", "2025", "2024"), ("Revenue", "29.8", "25.4"), (row, "12.4", "11.8"))
    claim = f"Larkfield's {row.lower()} was €12.4 million in 2025."
    assert label(claim, *rows) != "supported"


@pytest.mark.parametrize("heads", [("Old Town", "New Town"), ("Old members", "New members")])
def test_columns_of_others_tell_no_change(heads):
    rows = (("", *heads), ("Average rent", "$1,100", "$1,500"), ("Average age", "41", "38"))
    assert label("The average rent rose from $1,100 to $1,500.", *rows) != "supported"
