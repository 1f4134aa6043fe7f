"""A column of a source's table becomes a series by quarter, its gaps left open."""

import pytest

from prepkit.answers import find_series
from prepkit.documents import read_markdown

TABLE = """# Results of Larkfield

| Note | Words |
| --- | --- |
| a | b |

| Quarter | Quillpad daily users worldwide (millions) | Quillpad daily users in Europe (millions) |
| --- | ---: | ---: |
| Q4 2021 | 1,010 | – |
| Q1 2022 | 1,020 | 310 |
| Q3 2022 | 1,040 | 315 |
"""


def series(words, text=TABLE):
    found = find_series(read_markdown(text).document, words)
    return {str(quarter): value for quarter, value in found.items()}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Quillpad worldwide", {"2021Q4": 1.01e9, "2022Q1": 1.02e9, "2022Q3": 1.04e9}),
        ("daily users EUROPE", {"2022Q1": 3.10e8, "2022Q3": 3.15e8}),
        ("monthly", {}),
    ],
)
def test_a_column_is_named_by_words_of_its_head(words, expected):
    assert series(words) == expected


def test_a_source_without_tables_gives_an_empty_series():
    assert series("Quillpad", "# Results\n\nQuillpad had 40 million users.") == {}


def test_an_empty_series_is_still_one_by_quarter():
    found = find_series(read_markdown("# Results").document, "Quillpad")
    assert (found.index.freqstr[:1], found.dtype) == ("Q", float)
