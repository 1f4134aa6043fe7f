"""Text and tables to measurements: whose each figure is, of what kind, when, and how firmly."""

import importlib.util
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from growth import takes_time_in_step
from hypothesis import given, settings
from hypothesis import strategies as st

from prepkit.quantities.measurements import find_measurements
from prepkit.quantities.properties import WORDINGS, normal_property
from prepkit.quantities.qualifiers import QUALIFIER_RULES
from prepkit.quantities.tables import measure_table, read_head
from prepkit.quantities.titles import TITLE_RULES, heading_entity, title_entity

ROOT = Path(__file__).parent.parent


def read(text, **around):
    """Return (surface, entity, property) of each figure of `text`."""
    return [(m.quantity.surface, m.entity, m.property) for m in find_measurements(text, **around)]


# ------------------------------------------------------------------ the gold file


@pytest.fixture(scope="module")
def gold():
    path = ROOT / "benchmarks" / "measurements_gold.py"
    spec = importlib.util.spec_from_file_location("measurements_gold", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def rows(gold):
    return [json.loads(line) for line in gold.GOLD.read_text(encoding="utf-8").splitlines()]


def test_the_gold_file_is_large_and_a_good_part_of_it_is_held_out(rows):
    held_out = [row for row in rows if row["held_out"]]
    assert len(rows) >= 600
    assert len(held_out) >= 150


def test_every_gold_figure_stands_where_the_file_says(rows):
    for row in rows:
        for figure in row["measurements"]:
            if "text" in row:
                start = figure["start"]
                assert row["text"][start : start + len(figure["surface"])] == figure["surface"]


@pytest.mark.parametrize(("held_out", "mean", "joint"), [(False, 0.97, 0.90), (True, 0.93, 0.70)])
def test_readings_agree_with_the_gold_file(gold, rows, held_out, mean, joint):
    shares = gold.score([row for row in rows if row["held_out"] == held_out])
    assert shares["mean"] >= mean
    assert shares["joint"] >= joint


# ------------------------------------------------------------------ rules and their examples


@pytest.mark.parametrize("rule", WORDINGS, ids=lambda rule: rule.catches)
def test_a_wording_rule_catches_its_example_and_spares_the_other(rule):
    assert re.sub(rule.pattern, rule.wording, rule.catches) != rule.catches
    assert re.sub(rule.pattern, rule.wording, rule.spares) == rule.spares


@pytest.mark.parametrize("rule", QUALIFIER_RULES, ids=lambda rule: rule.name)
def test_a_qualifier_rule_catches_its_example_and_spares_the_other(rule):
    assert re.search(rule.pattern, rule.catches)
    assert not re.search(rule.pattern, rule.spares)


@pytest.mark.parametrize("rule", TITLE_RULES, ids=lambda rule: rule[1])
def test_a_title_rule_catches_its_example_and_spares_the_other(rule):
    pattern, catches, spares = rule
    assert re.search(pattern, catches)
    assert not re.search(pattern, spares)


# ------------------------------------------------------------------ whose

OWNERS = [
    ("With Quillpad at 500M DAUs and Pinewire at over 2.1B DAUs.", ["Quillpad", "Pinewire"]),
    ("Quillpad Boards has 3 users, Quillpad 4 users.", ["Quillpad Boards", "Quillpad"]),
    ("The share is 14.2% at Larkfield, against 4% in other companies.",
     ["Larkfield", "other companies"]),
    ("Quillpad, Pinewire and Sedgelog had 1, 2 and 3 million users respectively.",
     ["Quillpad", "Pinewire", "Sedgelog"]),
    ("Quillpad and Pinewire together have 3 billion users.", ["Quillpad and Pinewire"]),
    ("Whitlow told reporters that Quillpad had 40 million users.", ["Quillpad"]),
    ("Larkfield bought Pinewire, which had 30 million users.", ["Pinewire"]),
    ("Larkfield's Wren team deleted 40 files.", ["Larkfield"]),
    ("Unlike Quillpad, Pinewire has 200 million users.", ["Pinewire"]),
    ("Without Corvicator, reviews take 80 minutes.", [None]),
    ("Our survey drew 1,204 responses from engineers at Larkfield and Tarnwick.", [None]),
    ("Costs fell 12% after Larkfield left the market.", [None]),
    ("The US had 190 million users.", ["US"]),
    ("There were 455 cases in Port Vellan.", ["Port Vellan"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "owners"), OWNERS)
def test_each_figure_gets_its_own_owner_or_none(text, owners):
    assert [m.entity for m in find_measurements(text)] == owners


CARRIED = [
    ("It has 3 million users.", {"title": "Quillpad"}, "Quillpad"),
    ("The app has 3 million users.", {"title": "Quillpad (app)"}, "Quillpad"),
    ("It has 3 million users.", {"before": "Boards was added to Quillpad."}, "Boards"),
    ("Logs are kept for 30 days.", {"headings": ("Sedgelog",)}, "Sedgelog"),
    ("Over 12% of changes are tidying.", {"title": "Tidying Practices at Larkfield"}, "Larkfield"),
    ("Revenue was $3 billion.", {"title": "Larkfield Reports Third Quarter 2023 Results"},
     "Larkfield"),
    ("On Reelgauge, it holds a 59% rating.", {"title": "Salt Harbor"}, "Salt Harbor"),
    ("The site Reelgauge gave the film 59%.", {"title": "Salt Harbor"}, "Salt Harbor"),
    ("Brackenhall has 9 plants.", {"title": "Quillpad"}, "Brackenhall"),
    ("We have 40 engineers.", {"title": "Quillpad"}, None),
    ("3 million people came.", {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "around", "owner"), CARRIED)
def test_a_sentence_that_names_nobody_takes_the_owner_from_the_text_around(text, around, owner):
    assert find_measurements(text, **around)[0].entity == owner


def test_a_paragraph_carries_its_subject_from_sentence_to_sentence():
    text = "Quillpad has 2 billion users. It is old. Pinewire is older. It has 3 billion users."
    assert read(text) == [
        ("2 billion users", "Quillpad", "users"),
        ("3 billion users", "Pinewire", "users"),
    ]


def test_digits_in_a_name_of_the_title_are_no_figure():
    found = find_measurements("Salt Harbor 2.5 Remix sold 3 copies.", "Salt Harbor 2.5 Remix")
    assert [m.quantity.surface for m in found] == ["3 copies"]


TITLES = [
    ("Larkfield Reports Second Quarter 2024 Results", "Larkfield"),
    ("Dunlin: a graph store for feeds", "Dunlin"),
    ("Salt Harbor: Part Two", "Salt Harbor: Part Two"),
    ("Salt Harbor -LRB-2015 film-RRB-", "Salt Harbor"),
    ("2020 outbreak in Port Vellan", "Port Vellan"),
    ("Aldermere, Fell County", "Aldermere"),
    ("Pinewire for iOS", "Pinewire"),
    ("What we learned about caching", None),
    (None, None),
]


@pytest.mark.parametrize(("title", "entity"), TITLES)
def test_a_title_tells_what_it_is_about(title, entity):
    assert title_entity(title) == entity


@pytest.mark.parametrize("heading", ["Seen in the source", "Personal note", "Code Review", "Users"])
def test_a_heading_that_is_a_topic_names_nobody(heading):
    assert heading_entity(heading) is None


# ------------------------------------------------------------------ of what kind

SAME = [
    ("daily active users", [
        "Quillpad has 5 million daily active users.", "Quillpad has 5 million DAUs.",
        "5 million people use Quillpad every day.", "Quillpad is used by 5 million people a day.",
        "daily users of Quillpad: 5M", "Quillpad's daily actives reached 5 million.",
        "Every day 5 million people open Quillpad.", "Quillpad (5 million daily users)",
    ]),
    ("changes devoted to tidying", [
        "Over 12% of changes at Larkfield are devoted to tidying.",
        "The share of changes devoted to tidying is 12% at Larkfield.",
        "Larkfield devotes 12% of its changes to tidying.",
    ]),
    ("engineers hired", ["Larkfield hired 300 engineers.", "300 engineers were hired."]),
    ("queries per second", [
        "Sedgelog answers 40 million queries a second.", "Sedgelog serves 40M queries/s.",
        "40 million queries per second hit Sedgelog.",
    ]),
    ("time to build", [
        "It took three years to build Sedgelog.", "The team built Sedgelog in three years.",
    ]),
    ("query", ["The index shaved 310 ms off the query.", "The index cut 310 ms from the query."]),
    ("more expensive", ["Quillpad is $40 more expensive.", "Quillpad is 4% more expensive."]),
    ("uploads faster", ["Uploads are 40% faster.", "This gave 40% faster uploads."]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SAME for text in texts])
def test_one_kind_of_figure_has_one_wording_however_it_is_said(kind, text):
    assert find_measurements(text)[0].property == kind


APART = [
    ("5 million daily users", "5 million monthly users"),
    ("5 million daily users", "5 million daily active people"),
    ("Review time is 4 hours.", "Review time is 4 hours less."),
    ("12% of changes were tidying", "12% of changes were reverted"),
    ("It has 3,000 engineers.", "It hired 3,000 engineers."),
    ("12% of users share notes", "12% of users"),
    ("Quillpad is 3 GB large.", "Quillpad is 3 GB larger."),
    ("The battery lasts 20 hours.", "The battery lasts 20 hours longer."),
    ("It was 63% for adults.", "It was 63% for children."),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_is_of_another_kind_is_worded_apart(one, other):
    assert find_measurements(one)[0].property != find_measurements(other)[0].property


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Bulgaria had 110 confirmed cases in 17 out of 28 provinces.",
         ["confirmed cases", "provinces", "provinces"]),
        ("There were 613 confirmed cases in 17 of the 28 provinces.",
         ["confirmed cases", "provinces", "provinces"]),
        ("Salt Harbor won nine of the last 13 races.", ["races won", "races"]),
        ("Larkfield has 300 engineers in 4 of 6 offices.", ["engineers", "offices", "offices"]),
        ("The film has 40 reviews in 3 out of 5 magazines.", ["reviews", "magazines", "magazines"]),
        # A share, not a count: three engineers would be another thing.
        ("Three out of four engineers at Larkfield test weekly.", ["engineers test weekly"]),
    ],
)  # fmt: skip
def test_some_out_of_a_whole_count_the_same_things_as_the_whole(text, kinds):
    assert [found.property for found in find_measurements(text)] == kinds


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("Larkfield moved 12 of its 40 teams to Swift.", [("of those moved",), ()]),
        ("There were cases in 17 out of 28 provinces.", [("with cases",), ()]),
        ("Larkfield has 300 engineers in 4 of 6 offices.", [(), ("with engineers",), ()]),
        ("Salt Harbor won nine of the last 13 races.", [("of the last",), ()]),
        ("Larkfield has 4 of the 6 shops.", [("of a whole",), ()]),
    ],
)
def test_some_out_of_a_whole_are_not_all_that_there_are(text, qualifiers):
    assert [found.qualifiers for found in find_measurements(text)] == qualifiers


@pytest.mark.parametrize(
    ("text", "owners", "kinds"),
    [
        ("The operators are Marlow Air (67), Dunlin (56) and Tern Lines (51).",
         ["Marlow Air", "Dunlin", "Tern Lines"], [None] * 3),
        ("The biggest were Marlow Air (67 flights), Dunlin (6 flights) and Tern Lines (5 flights).",
         ["Marlow Air", "Dunlin", "Tern Lines"], ["flights"] * 3),
        ("Flights in June 2025: Marlow Air (67), Dunlin (56), Tern Lines (51).",
         ["Marlow Air", "Dunlin", "Tern Lines"], ["flights"] * 3),
        ("Ostrelle has more subscribers (5.1 million) than Mossgate (3.9 million).",
         ["Ostrelle", "Mossgate"], ["subscribers"] * 2),
        ("Headcount at Larkfield: 71,942 (2021), 58,604 (2020)",
         ["Larkfield"] * 2, ["headcount"] * 2),
    ],
)  # fmt: skip
def test_a_figure_in_brackets_is_of_the_name_before_them(text, owners, kinds):
    found = find_measurements(text)
    assert [one.entity for one in found] == owners
    assert [one.property for one in found] == kinds


def test_a_share_of_those_before_is_not_taken_for_the_whole():
    found = read("Larkfield has 3,000 engineers, 400 of whom work on Pinewire.")
    assert found[1] == ("400", "Larkfield", "engineers work on pinewire")


def test_a_change_gives_both_ends_one_kind_and_carries_the_change():
    one, other = find_measurements("Build time at Larkfield fell from 45 to 12 minutes.")
    assert one.property == other.property == "build time"
    assert one.change is not None
    assert one.change is other.change
    assert one.change.direction == "down"


def test_a_note_line_with_links_and_citations_is_read_like_prose():
    line = (
        "- https://example.org/a1: jump from 4% to 14% of diffs at Larkfield are tidying [@paper]"
    )
    assert read(line) == [
        ("4%", "Larkfield", "diffs tidying"),
        ("14%", "Larkfield", "diffs tidying"),
    ]


def test_no_words_tell_no_kind():
    assert normal_property(["the", "of"]) is None


# ------------------------------------------------------------------ what narrows

NARROWED = [
    ("Quillpad has 3 users on Android and 4 on iOS.", [("on Android",), ("on iOS",)]),
    ("It made $3 million in the United States and $4 million worldwide.",
     [("in the US",), ("worldwide",)]),
    ("Outside the US, Pinewire has 3 users.", [("outside the US",)]),
    ("The median wait is 3 hours, the p99 40 hours.", [("median",), ("p99",)]),
    ("A review costs 3 hours per diff on average.", [("on average", "per diff")]),
    ("Larkfield employs 3,200 people in Dublin.", [("in Dublin",)]),
    ("Larkfield hired in Dublin (40), London (30) and Port Ellery (12).",
     [("in Dublin",), ("in London",), ("in Port Ellery",)]),
    ("Quillpad has most users on Android (4 million), iOS (3 million) and the web (2 million).",
     [("on Android",), ("on iOS",), ("on the web",)]),
    ("Under the old method, Quillpad had 3 users.", [("under the old method",)]),
    ("Excluding Pinewire, Larkfield has 3 users.", [("excluding Pinewire",)]),
    ("Pinewire has 3 users.", [()]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NARROWED)
def test_a_figure_is_narrowed_by_what_stands_with_it(text, expected):
    assert [m.qualifiers for m in find_measurements(text)] == expected


# ------------------------------------------------------------------ when

DATED = [
    ("In December 2023, A had 3 users and B had 4 users.", ["2023-12-31", "2023-12-31"]),
    ("A had 3 users in 2019 and 4 in 2020.", ["2019-12-31", "2020-12-31"]),
    ("It has 3 users now, up from 2 in 2020.", [None, "2020-12-31"]),
    ("It had 3 users in 2020, up from 2.", ["2020-12-31", None]),
    ("In Q2 2024 it had 3 users, compared with 2 a year earlier.", ["2024-06-30", "2023-06-30"]),
    ("Quillpad, launched in 2014, has 3 users.", [None]),
    ("Launched in 2014, Quillpad has 3 users.", [None]),
    ("Quillpad has 3 users, 12% more than in 2021.", [None, None]),
    ("It rose from 3% to 4% in 2023.", [None, "2023-12-31"]),
    ("It rose 25% to $3 billion in 2023.", ["2023-12-31", "2023-12-31"]),
    ("It rose from 3% at the end of 2023 to 4%.", ["2023-12-31", None]),
    ("It climbed to 4% in 2023 from 3%.", ["2023-12-31", None]),
    ("The share: 3% at the end of 2023 -> 4%", ["2023-12-31", None]),
    ("The share: 3% (2023) → 4% (2024)", ["2023-12-31", "2024-12-31"]),
    ("It was 3% in Q1 2025 from 4% in Q1 2024.", ["2025-03-31", "2024-03-31"]),
    ("Its share: 3.1 (2023), 4.2 (2024)", ["2023-12-31", "2024-12-31"]),
    ("In 2019 and 2020, it hired 3 and 4 people.", ["2019-12-31", "2020-12-31"]),
    ("It opened 3 offices in 2012 and had 5 users within two years.", ["2012-12-31", None, None]),
]


@pytest.mark.parametrize(("text", "expected"), DATED)
def test_a_figure_has_the_date_that_its_own_words_give_it(text, expected):
    days = [str(m.as_of.last) if m.as_of else None for m in find_measurements(text)]
    assert days == expected


def test_a_heading_or_a_title_of_results_dates_what_stands_under_it():
    text, title = "Revenue was $3 billion.", "Larkfield Reports Third Quarter 2023 Results"
    assert str(find_measurements(text, title)[0].as_of.last) == "2023-09-30"
    assert str(find_measurements(text, headings=("2019",))[0].as_of.last) == "2019-12-31"
    assert find_measurements(text, title)[0].as_of.start == -1


# ------------------------------------------------------------------ how firmly

FIRMNESS = [
    ("Quillpad has 3 users.", False, False),
    ("Quillpad did not reach 3 users.", True, False),
    ("Quillpad no longer has 3 users.", True, False),
    ("The claim that Quillpad has 3 users is false.", True, True),
    ("Not only Quillpad but also Pinewire has 3 users.", False, False),
    ("Quillpad has no fewer than 3 users.", False, False),
    ("Quillpad plans to reach 3 users.", False, True),
    ("The Quillpad plan costs $3.", False, False),
    ("Castell scored 3 goals.", False, False),
    ("In May 2020 Quillpad had 3 users.", False, False),
    ("It is unclear whether Quillpad has 3 users.", False, True),
    ("Does Quillpad have 3 users?", False, True),
    ("Larkfield, which plans to leave, has 3 users.", False, False),
]


@pytest.mark.parametrize(("text", "negated", "hedged"), FIRMNESS)
def test_a_denied_or_merely_hoped_for_figure_is_marked(text, negated, hedged):
    found = find_measurements(text)[-1]
    assert (found.negated, found.hedged) == (negated, hedged)


# ------------------------------------------------------------------ tables


def test_a_table_scales_its_cells_by_the_caption_and_dates_them_by_their_rows():
    cells = measure_table(
        "Quillpad daily active users (in millions)",
        ("Quarter", "DAU"),
        (("Q3 2023", "2,086"), ("Q4 2023", "n/a")),
    )
    [(row, column, found)] = cells
    assert (row, column) == (0, 1)
    assert found.quantity.value == Decimal(2_086_000_000)
    assert found.quantity.tolerance == Decimal(500_000)
    assert (found.quantity.unit, found.entity) == ("user", "Quillpad")
    assert found.property == "daily active users"
    assert str(found.as_of.last) == "2023-09-30"


@pytest.mark.parametrize(
    ("caption", "entity", "kind", "magnitude"),
    [
        ("Margins of Larkfield by quarter", "Larkfield", "margins", None),
        ("Margins by quarter", None, "margins", None),
        ("Ferries by line", None, "ferries", None),
        ("Table 2. Net margins of Tern Lines", "Tern Lines", "net margins", None),
        ("Quillpad users (000s)", "Quillpad", "users", 1000),
        ("Delays of Sedgelog (ms)", "Sedgelog", "delays", None),  # not millions
    ],
)
def test_a_caption_tells_whose_its_cells_are_and_what(caption, entity, kind, magnitude):
    head = read_head(caption, "caption")
    assert (head.entity, head.kind, head.magnitude) == (entity, kind, magnitude)


def test_percentages_and_amounts_per_share_are_not_scaled():
    cells = measure_table(
        "Larkfield (in millions, except percentages)",
        ("", "2022", "2023"),
        (("Revenue", "$30", "$40"), ("Margin", "20%", "41%"), ("Earnings per share", "$3", "$4")),
    )
    assert [m.quantity.value for _, column, m in cells if column == 2] == [
        Decimal(40_000_000),
        Decimal(41),
        Decimal(4),
    ]


def test_a_bare_number_that_could_be_a_year_counts_in_a_cell():
    [(_, _, found)] = measure_table("Users (millions)", ("App", "Users"), (("Pinewire", "1964"),))
    assert found.quantity.value == Decimal(1_964_000_000)


def test_a_loss_in_brackets_is_below_zero():
    cells = measure_table("Tarnwick", ("", "2021"), (("Net loss", "(84)"),))
    assert cells[0][2].quantity.value == Decimal(-84)


def test_quarters_in_columns_take_their_year_from_the_row():
    cells = measure_table("Pinewire users", ("Year", "Q1", "Q4"), (("2019", "3", "4"),))
    assert [str(m.as_of.last) for _, _, m in cells] == ["2019-03-31", "2019-12-31"]


@pytest.mark.parametrize(
    ("part", "last"),
    [("H2", "2024-12-31"), ("First half", "2024-06-30"), ("First nine months", "2024-09-30")],
)
def test_a_part_of_a_year_over_a_column_takes_its_year_from_the_row(part, last):
    [(_, _, found)] = measure_table("Larkfield revenue", ("Year", part), (("2024", "$4.1"),))
    assert str(found.as_of.last) == last


def test_forecasts_in_a_column_are_hedged():
    cells = measure_table("Tarnwick revenue", ("Region", "Forecast"), (("Europe", "€3 million"),))
    assert [m.hedged for _, _, m in cells] == [True]


def test_a_ragged_or_empty_table_is_read_as_far_as_it_goes():
    assert measure_table(None, (), ()) == []
    assert len(measure_table(None, ("App",), ((), ("Quillpad", "3 users"), ("Boards",)))) == 1


# ------------------------------------------------------------------ on any input


def test_offsets_are_into_the_text_given():
    text = "Caf\u0065\u0301 notes.\n\nQuillpad had 2.11 billion daily active users; Pinewire 3%."
    for found in find_measurements(text, "Title", headings=("Heading",), before="Before."):
        quantity = found.quantity
        assert text[quantity.start : quantity.end] == quantity.surface


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=80), st.text(max_size=30))
def test_no_text_title_heading_or_table_breaks_the_reading(text, other):
    find_measurements(f"{text} 3 users", other, headings=(text,), before=other)
    measure_table(other, (text, "3"), ((text, other), (other, "3%")), text)


@pytest.mark.parametrize(
    ("unit", "after", "times"),
    [
        ("1 to ", "", 40_000),
        ("A 5 users and B ", "", 12_000),
        ("Name ", "5 users", 40_000),
        ("of ", "5%", 60_000),
    ],
    ids=["changes", "clauses", "names", "prepositions"],
)
def test_reading_takes_time_in_step_with_the_length(unit, after, times):
    assert takes_time_in_step(lambda text: find_measurements(text + after), unit, times)


def test_a_caption_in_euros_scales_no_people():
    cells = measure_table(
        "Key figures (in millions of euros, unless noted)",
        ("", "Q1 2026"),
        (("Revenue", "94.6"), ("Headcount", "3,940"), ("Orders (millions)", "58.3")),
    )
    told = [(float(m.quantity.value), m.quantity.unit, m.hedged) for _, _, m in cells]
    assert told == [(94_600_000, "EUR", False), (3940, None, False), (58_300_000, "order", False)]
