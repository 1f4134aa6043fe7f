import dataclasses
import json
import math
import re
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest
from growth import takes_time_in_step

from prepkit.quantities import find_changes, find_quantities, read_quantities
from prepkit.quantities.ban_rules import BAN_RULES
from prepkit.quantities.bans import ban
from prepkit.quantities.changes import CHANGE_RULES, UNCHANGED
from prepkit.quantities.comparators import AFTER, BEFORE, SIGNS
from prepkit.quantities.identifiers import IDENTIFIER_RULES, find_identifiers
from prepkit.quantities.ranges import RANGE_RULES

GOLD = [
    json.loads(line)
    for line in Path(__file__).with_name("gold").joinpath("quantities.jsonl").open(encoding="utf-8")
]


def as_floats(value):
    """Return the ends of a value as floats, an open end as infinite, one value as its one end."""
    ends = value if isinstance(value, (list, tuple)) else [value]
    return [math.inf if end is None else float(end) for end in ends]


def described(quantity):
    return (quantity.surface, quantity.start, quantity.unit, quantity.comparator, quantity.change)


def value_of(text):
    (quantity,) = find_quantities(text)
    return quantity.value


@pytest.mark.parametrize("row", GOLD, ids=[row["id"] for row in GOLD])
def test_a_gold_sentence_gives_its_figures_and_no_other(row):
    found, items = find_quantities(row["text"]), row["items"]
    wanted = ("surface", "start", "unit", "comparator", "change")
    assert [described(quantity) for quantity in found] == [
        tuple(item[field] for field in wanted) for item in items
    ]
    for quantity, item in zip(found, items, strict=True):
        assert as_floats(quantity.value) == pytest.approx(as_floats(item["value"]), rel=1e-9)


def test_the_gold_file_is_large_enough_and_holds_sentences_without_figures():
    assert len(GOLD) >= 300
    assert sum(not row["items"] for row in GOLD) >= 60
    assert len({row["text"] for row in GOLD}) == len(GOLD)


def bans_in(text, name):
    """Say whether any run of digits in `text` is banned under `name`."""
    runs = [found.span() for found in re.finditer(r"[0-9]+(?:[.,][0-9]+)*", text)]
    return any(ban(text, start, end, False, False) == name for start, end in runs)


@pytest.mark.parametrize("rule", BAN_RULES, ids=[rule.name for rule in BAN_RULES])
def test_a_ban_catches_its_example_and_spares_the_other(rule):
    assert bans_in(rule.catches, rule.name)
    assert not bans_in(rule.spares, rule.name)


@pytest.mark.parametrize("rule", IDENTIFIER_RULES, ids=[rule[0] for rule in IDENTIFIER_RULES])
def test_an_identifier_is_caught_whole_and_its_like_is_spared(rule):
    _, _, _, catches, spares = rule
    assert [catches[start:end] for start, end in find_identifiers(catches)] == [catches]
    assert find_identifiers(spares) == []


PHRASES = [
    (comparator, phrase) for comparator, phrases, _, _ in BEFORE for phrase in phrases.split("|")
]


@pytest.mark.parametrize(("comparator", "phrase"), PHRASES)
def test_a_phrase_before_a_figure_bounds_it(comparator, phrase):
    (quantity,) = find_quantities(f"it is {phrase} 500 kg now")
    assert quantity.comparator == comparator


@pytest.mark.parametrize(("sign", "comparator"), SIGNS.items())
def test_a_sign_before_a_figure_bounds_it(sign, comparator):
    (quantity,) = find_quantities(f"the gap is {sign} 5 ms")
    assert quantity.comparator == comparator


@pytest.mark.parametrize(("comparator", "_", "catches", "spares"), [*BEFORE, *AFTER])
def test_a_comparator_catches_its_example_and_spares_the_other(comparator, _, catches, spares):
    assert find_quantities(catches)[0].comparator == comparator
    assert find_quantities(spares)[0].comparator == "="


@pytest.mark.parametrize(
    "text",
    [
        "averaged over 14 days", "over the past 14 days", "rose over 3 quarters",
        "over a period of 14 days", "on top of 3 teams", "the team has 5 of them",
        "they close at 5 dollars", "in some of 5 cases", "they grew up in 5 towns",
        "it ticked up to 5%", "load is spread over 180 services", "spread evenly over 5 teams",
        "the logs are distributed over 12 servers", "the cable runs over 40 km",
        "the path extends over 3 states",
    ],
)  # fmt: skip
def test_like_words_that_bound_nothing_leave_the_figure_plain(text):
    assert [quantity.comparator for quantity in find_quantities(text)] == ["="]


@pytest.mark.parametrize(
    "text",
    ["Larkfield runs over 180 services", "they distributed over 400 laptops",
     "they shared over 40 TB of logs", "it runs on over 180 services"],
)  # fmt: skip
def test_over_bounds_a_figure_that_is_done_something_to(text):
    assert [quantity.comparator for quantity in find_quantities(text)] == [">"]


@pytest.mark.parametrize(
    "text",
    ["the #1 app", "ranked No. 3", "in the top 5", "one of the top five apps", "a top-10 app",
     "it began at 12:00 and ended at 2 p.m.", "at 09:12 UTC", "on call 24/7", "a 9-to-5 job",
     "she works nine to five", "a 5x5 grid"],
)  # fmt: skip
def test_ranks_clock_times_and_office_hours_are_no_figures(text):
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("sales top 5 million", "5000000"), ("the top 5% of users", "5"),
        ("nine to five hundred people", "9..500"), ("it is on top of 3 teams", "3"),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_rank_or_office_hours_is_a_figure(text, value):
    (quantity,) = find_quantities(text)
    low_high = quantity.value if isinstance(quantity.value, tuple) else (quantity.value,)
    assert "..".join(str(end) for end in low_high) == value


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("the share fell by 7.2 points to 12%", "percentage point"),
        ("the margin rose 1.8 pts to 14%", "percentage point"),
        ("the index gained 120 points", "point"),
        ("the team scored 12 points", "point"),
        ("the share is up half a point", "point"),
        ("the margin is up 150 basis points from 10.5%", "basis point"),
    ],
)
def test_points_that_move_a_share_are_percentage_points(text, unit):
    assert find_quantities(text)[0].unit == unit


def test_a_comparator_is_found_up_to_four_words_before_its_number():
    assert find_quantities("more than an estimated total of 500 users")[0].comparator == ">"


@pytest.mark.parametrize(
    ("rule", "text", "before", "after", "delta", "direction"),
    CHANGE_RULES,
    ids=[row[1] for row in CHANGE_RULES],
)
def test_a_change_is_found_however_it_is_told(rule, text, before, after, delta, direction):
    (change,) = find_changes(text)
    ends = [part and part.surface for part in (change.before, change.after, change.delta)]
    assert [change.rule, *ends, change.direction] == [rule, before, after, delta, direction]
    assert text[change.start : change.end] == change.surface


@pytest.mark.parametrize("text", UNCHANGED)
def test_where_no_change_is_told_none_is_found(text):
    assert find_changes(text) == []
    assert all(quantity.change is None for quantity in find_quantities(text))


@pytest.mark.parametrize("arrow", ["→", "->", "-->", "⟶", "⇒", "=>", " → "])
def test_a_change_is_found_however_its_arrow_is_written(arrow):
    (change,) = find_changes(f"share 4%{arrow}14%")
    assert (change.before.surface, change.after.surface, change.direction) == ("4%", "14%", "up")
    assert [quantity.comparator for quantity in find_quantities(f"share 4%{arrow}14%")] == ["="] * 2


def test_an_arrow_lends_back_the_magnitude():
    assert [str(quantity.value) for quantity in find_quantities("DAU: 2 -> 3 million")] == [
        "2000000", "3000000",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "surface", "direction"),
    [
        ("the index shaved 310 ms off the query", "310 ms", "down"),
        ("the new index shaved 310 ms from the query", "310 ms", "down"),
        ("it is €300 cheaper", "€300", "down"),
        ("the build finishes 20% sooner", "20%", "down"),
        ("the queue is 5 minutes shorter than before", "5 minutes", "down"),
        ("the app is 12% less expensive", "12%", "down"),
        ("the app is 2 GB larger", "2 GB", "up"),
        ("Larkfield shaved a third off its build time", "a third", "down"),
        ("Boards is 12 months older than Quillpad", "12 months", "up"),
        ("it is 5x bigger than the old one", "5x", "up"),
        ("it is 3 kg heavier", "3 kg", "up"),
        ("the bridge is 1,210 m longer", "1,210 m", "up"),
        ("the app is $40 more expensive", "$40", "up"),
    ],
)
def test_a_figure_beside_a_comparative_is_a_difference(text, surface, direction):
    (change,) = find_changes(text)
    assert (change.delta.surface, change.direction) == (surface, direction)
    assert (change.before, change.after) == (None, None)


@pytest.mark.parametrize(
    "text",
    ["queries longer than 5 seconds", "it is cheaper than €300", "it sold 300 cheaper phones",
     "they bought €300 cheaper phones", "the new parser is 3x faster", "12 GB of larger files"],
)  # fmt: skip
def test_a_bound_or_a_count_beside_a_comparative_is_no_difference(text):
    assert find_changes(text) == []


def test_both_ends_of_a_change_carry_its_direction():
    text = "it fell from 50 minutes to 30 minutes"
    assert [quantity.change for quantity in find_quantities(text)] == ["down", "down"]


def test_the_level_beside_a_printed_delta_carries_no_direction():
    text = "users rose 6% to 2.11 billion"
    assert [quantity.change for quantity in find_quantities(text)] == ["up", None]


def test_the_parts_of_a_change_are_the_figures_of_the_text():
    quantities, changes = read_quantities("it grew from 1.5 million to 2 million users, up 33%")
    parts = [part for change in changes for part in (change.before, change.after, change.delta)]
    assert [part for part in parts if part] == quantities


def test_an_end_without_a_unit_takes_it_from_the_other():
    before, after = find_quantities("cut from about 50 minutes to just under 30")
    assert (before.unit, after.unit) == ("minute", "minute")


@pytest.mark.parametrize(("rule", "text", "value", "spares"), RANGE_RULES)
def test_neighbours_join_by_their_rule_and_only_then(rule, text, value, spares):
    (quantity,) = find_quantities(text)
    ends = tuple(Decimal(end) for end in value.split("..")) if ".." in value else Decimal(value)
    assert (quantity.rule, quantity.value) == (rule, ends)
    assert rule not in [other.rule for other in find_quantities(spares)]


@pytest.mark.parametrize(
    ("text", "tolerance"),
    [
        ("2.1B users", "50000000"), ("500M users", "500000"), ("3 hours", "0.5"),
        ("2.90 kg", "0.005"), ("10,000 users", "0.5"), ("2 billion users", "500000000"),
        ("5 ± 0.2 kg", "0.2"), ("twenty-one users", "0.5"), ("1.5e9 users", "50000000"),
        ("$34.15 billion", "5000000"), (".5 kg", "0.05"), ("35-40 GHz", "0.5"),
    ],
)  # fmt: skip
def test_the_tolerance_is_half_a_unit_of_the_last_written_digit(text, tolerance):
    assert find_quantities(text)[0].tolerance == Decimal(tolerance)


@pytest.mark.parametrize("sum_", ["$2.09 billion", "2.09 billion dollars", "USD 2.09bn", "$2.09B"])
def test_a_sum_is_exact_however_it_is_written(sum_):
    (quantity,) = find_quantities(f"They paid {sum_}.")
    assert (quantity.value, quantity.unit) == (Decimal(2090000000), "USD")


def test_spans_are_those_of_the_text_given_in_either_normal_form():
    for form in ("NFC", "NFD"):
        text = unicodedata.normalize(form, "Café sells 500 cafés at 3 €, naïve or not: 40 %.")
        found = find_quantities(text)
        assert [quantity.surface for quantity in found] == ["500", "3 €", "40 %"]
        assert all(text[q.start : q.end] == q.surface for q in found)


def test_figures_do_not_overlap_where_two_currencies_meet():
    assert [q.surface for q in find_quantities("he has twenty $ 10 notes")] == ["twenty", "$ 10"]


def test_a_record_cannot_be_changed():
    (quantity,) = find_quantities("5 km")
    with pytest.raises(dataclasses.FrozenInstanceError):
        quantity.value = Decimal(6)


def test_a_dump_of_numbers_is_data_and_gives_no_figures():
    assert find_quantities("12 34 " * 100) == []
    assert len(find_quantities("12, 34 and 56 users; " * 10)) == 30


HOSTILE = {
    "digits": ("1", 400_000), "commas": (",", 400_000), "digits and commas": ("1,", 200_000),
    "1 to 1 to 1": ("1 to ", 80_000), "groups": ("1,111,", 66_000), "points": ("1.", 200_000),
    "percent": ("5% ", 130_000), "brackets": ("[1, ", 100_000), "dashes": ("1-", 200_000),
    "letters": ("a", 400_000), "units": ("5 m/m/m/m/", 40_000), "words": ("five ", 80_000),
    "scales": ("5 million million million ", 16_000), "money": ("$5 ", 130_000),
    "dates": ("May 3 ", 66_000), "doubled": ("doubled ", 50_000), "spaces": (" ", 400_000),
    "rose": ("rose 5% to 6 users and ", 8_000), "phones": ("+1 22 33 ", 44_000),
    "hyphens": ("1-a", 130_000),
}  # fmt: skip


@pytest.mark.parametrize(("unit", "times"), HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_read_in_time_that_grows_no_faster_than_it(unit, times):
    assert takes_time_in_step(read_quantities, unit, times)


def test_two_threads_read_alike():
    texts = [row["text"] for row in GOLD]
    alone = [find_quantities(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(find_quantities, texts)) == alone


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one in five users", Decimal("0.2")),
        ("half an hour", Decimal("0.5")),
        ("an hour and a half", Decimal("1.5")),
        ("a quarter of a second", Decimal("0.25")),
        ("one and a half years", Decimal("1.5")),
        ("half a million users", Decimal(500_000)),
        ("a dozen teams", Decimal(12)),
        ("half a dozen teams", Decimal(6)),
        ("a couple of hundred users", (Decimal(200), None)),
        ("a couple hundred thousand users", (Decimal(200_000), None)),
        ("a billion and a half users", Decimal(1_500_000_000)),
        ("two million and a quarter users", Decimal(2_250_000)),
        ("3 minutes 27 seconds", Decimal(207)),
        ("minus five percent", Decimal(-5)),
        ("$(0.12)", Decimal("-0.12")),
        ("100ks of users", (Decimal(100000), None)),
        ("tens of thousands of users", (Decimal(10000), None)),
        ("rated 6.1/10", Decimal("6.1")),
        ("30 MUSD", Decimal(30000000)),
    ],
)
def test_a_value_is_read_in_the_unit_it_has(text, value):
    assert value_of(text) == value


def test_the_levels_that_follow_a_difference_are_the_ends_of_a_change():
    by, ends = find_changes("Retention rose 4 points, 31% to 35%")
    assert by.delta.surface == "4 points"
    assert (ends.before.surface, ends.after.surface, ends.direction) == ("31%", "35%", "up")


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("2.8m paying subscribers", 2_800_000, "subscriber"),
        ("2.8m wide paths", 2.8, "metre"),
        ("an F1 of 0.84", 0.84, None),
        ("0.84 F1", 0.84, None),
        ("an F1 score 0.91", 0.91, None),
        ("it was 84 F outside", 84, "fahrenheit"),
    ],
)
def test_a_letter_behind_a_number_is_read_by_what_follows(text, value, unit):
    (quantity,) = find_quantities(text)
    assert (float(quantity.value), quantity.unit) == (value, unit)
