"""Rows C and D: what two quantities make of each other."""

import pytest

from prepkit.factcheck import check_claim
from prepkit.factcheck.values import compare
from prepkit.quantities import find_quantities

# (row, claim, source, label)
CASES = [
    ("D1", "2.1 billion users", "2.11 billion users", "supported"),
    ("D1", "2.1B users", "2,110 million users", "supported"),
    ("D1", "12%", "12 percent", "supported"),
    ("D1", "0.5%", "0.45%", "imprecise"),
    ("D1", "2 billion users", "1.6 billion users", "imprecise"),
    ("D1", "14.2%", "14.25%", "supported"),
    ("D1", "14.3%", "14.25%", "supported"),
    ("D2", "2.90 billion users", "3 billion users", "imprecise"),
    ("D2", "14.2%", "14%", "imprecise"),
    ("D3", "2.1 billion users", "2.18 billion users", "imprecise"),
    ("D4", "10,000 files", "9,870 files", "imprecise"),
    ("D5", "500M users", "460 million users", "contradicted"),
    ("D5", "4%", "14%", "contradicted"),
    ("D6", "over 2.1B users", "2.11 billion users", "supported"),
    ("D6", "over 2.11B users", "2.11 billion users", "contradicted"),
    ("D6", "over 2.2B users", "2.11 billion users", "contradicted"),
    ("D6", "over 1 billion users", "2.11 billion users", "imprecise"),
    ("D6", "under 50 ms", "49 ms", "supported"),
    ("D6", "under 50 ms", "50 ms", "contradicted"),
    ("D6", "under 50 ms", "20 ms", "imprecise"),
    ("D7", "at least 40 engineers", "40 engineers", "supported"),
    ("D7", "up to 40 engineers", "40 engineers", "supported"),
    ("D7", "no more than 40 engineers", "41 engineers", "contradicted"),
    ("D8", "14%", "over 14%", "imprecise"),
    ("D8", "2 billion users", "just under 2 billion users", "imprecise"),
    ("D9", "over 14%", "over 14%", "supported"),
    ("D9", "over 12%", "over 14%", "supported"),
    ("D9", "over 16%", "over 14%", "not found"),
    ("D9", "over 5%", "over 14%", "imprecise"),
    ("D9", "over 14%", "at least 14%", "not found"),
    ("D10", "over 14%", "under 14%", "contradicted"),
    ("D10", "over 10%", "under 14%", "not found"),
    ("D10", "12%", "over 14%", "contradicted"),
    ("D10", "20%", "over 14%", "not found"),
    ("D11", "about 50 minutes", "51 minutes", "supported"),
    ("D11", "about 50 minutes", "60 minutes", "contradicted"),
    ("D11", "50 minutes", "about 50 minutes", "imprecise"),
    ("D12", "between 10 and 15 teams", "12 teams", "supported"),
    ("D12", "between 10 and 15 teams", "16 teams", "contradicted"),
    ("D12", "12 teams", "between 10 and 15 teams", "imprecise"),
    ("D12", "over 15 teams", "between 10 and 15 teams", "contradicted"),
    ("D1", "2 seconds", "2,000 ms", "supported"),
    ("D5", "2 seconds", "2 minutes", "contradicted"),
    ("C3", "$5 billion", "€5 billion", "contradicted"),
    ("C2", "5 MB", "5 MiB", "imprecise"),  # 5.24 MB, which rounds to 5
    ("C2", "4 TB", "4 TiB", "imprecise"),
    ("C2", "4 tons", "4 tonnes", "imprecise"),
    ("C2", "5.00 MB", "5 MiB", "contradicted"),
    ("C2", "500 MB", "500 MiB", "contradicted"),  # 524 MB, which rounds to no 500
    ("C2", "40 miles", "40 nautical miles", "contradicted"),
    ("D1", "5.24 MB", "5 MiB", "supported"),
    ("D1", "10 MB", "10 MB", "supported"),
    ("D5", "40 km", "40 miles", "contradicted"),  # nobody takes the one for the other
    ("D1", "0.14", "14%", "supported"),
    ("D1", "14%", "0.14", "supported"),
    ("D1", "0.14", "14.4%", "supported"),
    ("D1", "14%", "0.138", "supported"),
    ("D1", "1.0", "100%", "supported"),
    ("D2", "0.142", "14%", "imprecise"),
    ("D2", "14.2%", "0.14", "imprecise"),
    ("D3", "0.14", "14.8%", "imprecise"),
    ("D5", "0.14", "41%", "contradicted"),
    ("D6", "over 12%", "0.14", "supported"),
    ("D6", "over 0.14", "14%", "contradicted"),
    ("C3", "1", "100%", "contradicted"),  # one is a count, 1.0 a share
    ("C3", "1.4", "140%", "contradicted"),
    ("C3", "0.14 GB", "14%", "contradicted"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "claim", "source", "label"), CASES)
def test_a_row_of_the_table_decides_by_the_values_alone(row, claim, source, label):
    (claimed,), (given,) = find_quantities(claim), find_quantities(source)
    result = compare(claimed, given)
    assert (result.row, result.label) == (row, label)


@pytest.mark.parametrize(("row", "claim", "source", "label"), CASES)
def test_what_is_neither_supported_nor_unsettled_comes_with_a_fix(row, claim, source, label):
    (claimed,), (given,) = find_quantities(claim), find_quantities(source)
    result = compare(claimed, given)
    assert (result.fix is None) == (label == "supported")


# (code, label, claim, evidence)
SHARES = [
    ("D1", "supported", "Quern's recall is 0.64.", "Quern's recall is 64%."),
    ("D1", "supported", "Quern's recall is 64%.", "Quern's recall is 0.638."),
    ("D5", "contradicted", "Quern's recall is 46%.", "Quern's recall is 0.64."),
    ("B1", "not found", "Quern's precision is 0.64.", "Quern's recall is 64%."),
]


@pytest.mark.parametrize(("code", "label", "claim", "source"), SHARES)
def test_a_share_of_one_is_held_against_per_cent_of_the_same_thing(code, label, claim, source):
    findings = check_claim(claim, source).findings
    assert [(finding.code, finding.label) for finding in findings] == [(code, label)]
