"""What was and what is, as notes tell it: read where it is plain, and held to every word of it."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim
from prepkit.quantities import find_changes, find_quantities


def label(claim, text, title="How Larkfield bakes"):
    return check_claim(claim, read_text(text, title=title)).label


# A claim, a source that bears it out, and a neighbour that does not.
LEVELS = [
    (
        "Larkfield's oven heats up in 9 minutes since the refit, it was 24",
        "Larkfield's oven needed 24 minutes to heat up before the refit. It now needs 9.",
        "Larkfield's oven needed 9 minutes to heat up before the refit. It now needs 24.",
    ),
    (
        "Larkfield's crumb loss: 9% of loaves before, 4% after",
        "Larkfield's crumb loss went from 9% of loaves to 4%.",
        "Larkfield loses 9% of loaves before noon, 4% after noon.",
    ),
    (
        "Larkfield's crumb loss was 9%, got to 4%",
        "Crumb loss at Larkfield fell from 9% to 4%.",
        "Larkfield expects its crumb loss to fall from 9% to 4%.",
    ),
    (
        "Larkfield's energy use was 48% and is 31% with the new oven",
        "Energy use at Larkfield fell from 48% to 31% with the new oven.",
        "Energy use at Larkfield rose from 31% to 48% with the new oven.",
    ),
    (
        "Larkfield had 40 shops in 2025; 52 the year before",
        "Larkfield had 40 shops in 2025, down from 52 in 2024.",
        "Larkfield had 40 shops in 2025, down from 52 in 2020.",
    ),
    (
        "Larkfield sold 310 cakes in 2025 vs 1,240 in 2024",
        "Larkfield sold 310 cakes in 2025, compared with 1,240 in 2024.",
        "Larkfield sold 310 cakes in 2025, compared with 1,240 at Tern.",
    ),
    (
        "Larkfield pays bakers $600 a week now, where it was $350",
        "Larkfield now pays bakers $600 a week, up from $350 a week.",
        "Larkfield now pays bakers $600 a month, up from $350 a month.",
    ),
    (
        "cooling time at Larkfield: 90 s down to 60 s",
        "Larkfield cut its cooling time from 90 seconds to 60 seconds.",
        "Larkfield's cooling time rose from 60 seconds to 90 seconds.",
    ),
    (
        "What used to be a four-week wait for a cake at Larkfield is down to three days",
        "A cake at Larkfield took four weeks before the new oven came. It now takes three days.",
        "A cake at Larkfield took three days before the new oven. It now takes four weeks.",
    ),
    (
        "Larkfield used to bake 38 loaves a day in 2022, and by 2025 it was over 420 a day",
        "Larkfield baked 38 loaves a day in 2022. In 2025 it baked over 420 a day.",
        "Larkfield baked 38 rolls a day in 2022. In 2025 it baked over 420 a day.",
    ),
]


@pytest.mark.parametrize(("claim", "source", "neighbour"), LEVELS)
def test_a_level_told_with_the_one_before_it_is_a_change(claim, source, neighbour):
    assert label(claim, source) == "supported"
    assert label(claim, neighbour) != "supported"


SOURCES = [
    "Before the new oven, a Larkfield loaf took 65 minutes. With the oven in place it takes 40.",
    "The new Larkfield oven bakes a loaf in 40 minutes, whereas the old one needed 65 minutes.",
    "A Larkfield loaf used to take 65 minutes; with the new oven it finishes in 40 minutes.",
    "A Larkfield loaf once took 65 minutes. Since the new oven, that has dropped to 40 minutes.",
    "A Larkfield loaf takes 40 minutes with the new oven, compared with 65 minutes before.",
]
OTHERS = [
    "Before the new oven, a Larkfield loaf took 65 minutes. With the oven turned off it takes 40.",
    "The new Larkfield oven bakes a loaf in 40 minutes, whereas a cake needed 65 minutes.",
    "A Larkfield loaf used to take 65 minutes; with the new oven a cake finishes in 40 minutes.",
    "A Larkfield loaf once took 65 minutes. Since then, their rival has dropped to 40 minutes.",
    "A Larkfield loaf takes 40 minutes with the new oven, compared with 65 minutes at Tern.",
]


@pytest.mark.parametrize("source", SOURCES)
def test_a_source_tells_two_levels_of_one_thing_in_turn(source):
    assert label("Larkfield's loaf went from 65 minutes to 40", source) == "supported"


@pytest.mark.parametrize("source", OTHERS)
def test_levels_of_two_things_are_no_change(source):
    assert label("Larkfield's loaf went from 65 minutes to 40", source) != "supported"


MARGIN = "Larkfield's margin was 12% in 2025, compared with 9% in 2024."
GREW = "Larkfield had 148,000 members in May 2026, up from 131,000 in May 2025."


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Larkfield's margin was 12% in 2025, 3 points better than a year before", MARGIN),
        ("Larkfield's margin was 12% in 2025, 3 points above 2024", MARGIN),
        ("Larkfield's margin was 12% in 2025, up from 9% a year earlier", MARGIN),
        ("Larkfield had 148K members in May 2026, that's +17K vs May 2025", GREW),
        ("flour waste at Larkfield -30%", "Larkfield cut flour waste by 30%."),
        (
            "Larkfield's revenue was $40 million in 2025, 12% up on the year",
            "Larkfield's revenue was $40 million in 2025, an increase of 12% year over year.",
        ),
        (
            "Larkfield's debt is down by 700M to 2.9 billion dollars",
            "Larkfield's debt was reduced by $700 million to $2.9 billion.",
        ),
        ("Larkfield's margin rose by 3.1 points", "Larkfield's margin rose by 310 basis points."),
    ],
)
def test_a_difference_from_the_time_before_is_read_however_it_is_told(claim, source):
    assert label(claim, source) == "supported"


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        # another time, another amount, another way, another thing
        (
            "Larkfield's margin was 12% in 2025, 3 points better than a year before",
            "Larkfield's margin was 12% in 2025, compared with 9% in 2021.",
        ),
        ("Larkfield's margin was 12% in 2025, 4 points better than a year before", MARGIN),
        ("Larkfield's margin was 12% in 2025, 3 points worse than a year before", MARGIN),
        ("Larkfield's margin was 12% in 2025, 3 points better than Tern's", MARGIN),
        ("Larkfield's margin was 12% in 2025, 3 points above 2023", MARGIN),
        ("Larkfield's margin was 12% in 2025, up from 9% two years earlier", MARGIN),
        ("Larkfield had 148K members in May 2026, that's +17K vs April 2026", GREW),
        ("Larkfield had 148K members in May 2026, that's -17K vs May 2025", GREW),
        ("flour waste at Larkfield +30%", "Larkfield cut flour waste by 30%."),
        ("Larkfield's operating margin: -3%", "Larkfield's operating margin fell by 3%."),
        (
            "Larkfield's revenue was $40 million in 2025, 12% up on the quarter",
            "Larkfield's revenue was $40 million in 2025, an increase of 12% year over year.",
        ),
        (
            "Larkfield's debt is down by 700M to 2.9 billion dollars",
            "Larkfield's debt was reduced by $900 million to $2.9 billion.",
        ),
        (
            "Larkfield's revenue was $40 million in 2025, +9%",
            "Larkfield's revenue was $40 million in 2025, up 9% since 2019.",
        ),
    ],
)
def test_a_difference_from_another_time_or_of_another_thing_is_none(claim, source):
    assert label(claim, source) != "supported"


TABLE = """
| Measure | Early 2022 | May 2025 |
| --- | --- | --- |
| Loaf loss rate | 4.8% | 1.9% |
"""


def test_a_row_of_two_dates_is_a_change_in_their_order():
    claim = "Between early 2022 and May 2025 Larkfield's loaf loss rate went from {} to {}"
    assert label(claim.format("4.8%", "1.9%"), TABLE) == "supported"
    assert label(claim.format("1.9%", "4.8%"), TABLE) == "contradicted"


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("rent was 580 last spring", None, None),
        ("It earned $612 million (was 580 a year earlier)", "580", "$612 million"),
        ("a queue of 21 people a day before the new till, 6 after", "21 people", "6"),
        ("The bill passed by 218 votes to 210", None, None),
        ("It grew to 3%, then 10%, then everywhere", None, None),
        ("From 212 MB to 148 MB", "212 MB", "148 MB"),
        ("54 ovens in nine towns, up from 33", "33", "54"),
        ("Costs dropped 20% to $2.11 in May from $2.64", "$2.64", "$2.11"),
    ],
)
def test_the_ends_of_a_change_are_found(text, before, after):
    ends = [(c.before.surface, c.after.surface) for c in find_changes(text) if c.before and c.after]
    assert ends == ([(before, after)] if before else [])


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It earns $612 million, was 580", {612_000_000, 580_000_000}),
        ("A batch saves 27 kg, 88 → 61", {27, 88, 61}),
    ],
)
def test_a_bare_end_is_of_the_other_ends_magnitude_and_unit(text, values):
    found = find_quantities(text)
    assert {int(q.value) for q in found} == values
    assert len({q.unit for q in found}) == 1
