"""Fractions, ratios, points and differences are read however people tell them, and no further."""

from decimal import Decimal

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim
from prepkit.quantities import find_measurements, find_quantities


def _label(claim, text):
    return check_claim(claim, read_text(text)).label


SHARES = [
    ("One kite in eight at Brenna tears.", "12.5", None),
    ("Brenna mends 9 kites out of 10.", "90", None),
    ("Brenna mends 96 of every 100 kites.", "96", None),
    ("Brenna weighs one kite in every thousand.", "0.1", None),
    ("Brenna keeps 85 cents of every dollar of its sales.", "85", None),
    ("Three of every four dollars at Brenna go to rent.", "75", None),
    ("Sales at Brenna fell by a quarter.", "25", "sales"),
    ("Sales at Brenna fell by half in spring.", "50", "sales"),
]


@pytest.mark.parametrize(("text", "per_cent", "kind"), SHARES)
def test_a_share_is_read_however_it_is_told(text, per_cent, kind):
    (found,) = find_measurements(text)
    assert found.quantity.unit == "fraction"
    assert found.quantity.value * 100 == Decimal(per_cent)
    if kind:
        assert found.property == kind


NO_SHARES = [
    "Two kites in ten sheds were torn.",
    "She won two races in five years.",
    "The start was put off by a quarter.",
    "The start was pushed back by a quarter.",
    "Three kites in twenty minutes were sold.",
]


@pytest.mark.parametrize("text", NO_SHARES)
def test_a_place_and_a_time_make_no_share(text):
    assert all(quantity.unit != "fraction" for quantity in find_quantities(text))


# A claim, a source that bears it out, and sources that come close.
READ = [
    (
        "One kite in eight is returned to Brenna.",
        "Customers of Brenna sent kites back: 12.5% of kites are returned to Brenna.",
        ("12.5% of kites are repaired by Brenna.", "8% of kites are returned to Brenna."),
    ),
    (
        "Brenna accepts one applicant in fifty.",
        "Brenna accepts 2% of applicants.",
        ("Brenna rejects 2% of applicants.", "Brenna accepts 2% of returns."),
    ),
    (
        "Spoilage at Brenna is 0.09% of stock.",
        "Spoilage at Brenna is 9 basis points of stock.",
        ("Spoilage at Brenna is 9% of stock.", "Spoilage at Brenna is 9 basis points of sales."),
    ),
    (
        "The margin of Brenna rose by 3.1 points.",
        "The margin of Brenna rose by 310 basis points.",
        (
            "The margin of Brenna rose by 3.1%.",
            "The margin of Brenna fell by 310 basis points.",
            "The margin of Brenna rose by 31 basis points.",
        ),
    ),
    (
        "Weaving time at Brenna was cut by a third: 90 s to 60 s.",
        "Weaving time at Brenna fell from 90 seconds to 60 seconds.",
        (
            "Drying time at Brenna fell from 90 seconds to 60 seconds.",
            "Weaving time at Brenna rose from 60 seconds to 90 seconds.",
        ),
    ),
    (
        "The load at Brenna was cut by a quarter, from 40 kg to 30 kg.",
        "The load at Brenna fell from 40 kg to 30 kg.",
        (
            "The load at Brenna fell from 40 kg to 20 kg.",
            "The catch at Brenna fell from 40 kg to 30 kg.",
        ),
    ),
    (
        "Orders from schools doubled at Brenna (20% -> 40%).",
        "The share of orders from schools at Brenna went from 20% to 40%.",
        ("The share of orders from schools at Brenna went from 20% to 60%.",),
    ),
    (
        "A weave at Brenna takes a quarter less time.",
        "A weave at Brenna takes 60 minutes instead of 80 minutes.",
        (
            "A weave at Brenna takes 80 minutes instead of 60 minutes.",
            "A weave at Brenna takes 40 minutes instead of 80 minutes.",
            "A weave at Brenna takes a quarter.",
        ),
    ),
    (
        "Brenna sold 40 tents in 2025, 8 more than the year before.",
        "Brenna sold 40 tents in 2025, up from 32 in 2024.",
        (
            "Brenna sold 40 tents in 2025, up from 32 in 2019.",
            "Brenna sold 40 tents in 2025, up from 30 in 2024.",
            "Brenna sold 40 tents in 2025, down from 48 in 2024.",
            "Brenna lent 40 tents in 2025, up from 32 in 2024.",
        ),
    ),
    (
        "Brenna's margin was 61.3% in 2025, i.e. 2.5 points better than a year before.",
        "Brenna's margin in 2025 widened to 61.3% from 58.8% a year earlier.",
        ("Brenna's margin in 2025 narrowed to 61.3% from 63.8% a year earlier.",),
    ),
    (
        "Brenna's sales in Q1 2026 were $318 million, 20% more than the $265 million a"
        " year before.",
        "Brenna's sales in the first quarter of 2026 were $318 million, up from $265 million in"
        " the first quarter of 2025.",
        (
            "Brenna's sales in the first quarter of 2026 were $318 million, up from $265 million"
            " in the first quarter of 2021.",
        ),
    ),
    (
        "A third of Brenna's tents are red.",
        "Of Brenna's 900 tents, 300 are red.",
        (
            "Of Brenna's 900 tents, 300 are blue.",
            "Of Brenna's 900 tents, 300 are not red.",
            "Of Brenna's 900 tents, 450 are red.",
            "Of Brenna's 900 red things, 300 are tents.",
        ),
    ),
    (
        "Seven of the nine owners of Brenna are sailors.",
        "Brenna has nine owners, seven of whom are sailors.",
        (
            "Brenna has nine owners, five of whom are sailors.",
            "Brenna has eleven owners, seven of whom are sailors.",
            "Brenna has nine owners, seven of whom are bakers.",
        ),
    ),
    (
        "90 percent of torn tents at Brenna (126 out of 140) were hit by hail.",
        "Of the 140 torn tents at Brenna, 126 were hit by hail.",
        (
            "Of the 140 torn tents at Brenna, 126 were hit by frost.",
            "Of the 280 torn tents at Brenna, 252 were hit by hail.",
        ),
    ),
    (
        "Brenna answers inside 48 hours.",
        "Brenna answers within two days.",
        ("Brenna answers within three days.",),
    ),
    (
        "Brenna owns two thousand and some tents.",
        "Brenna owns 2,340 tents.",
        ("Brenna owns 1,940 tents.",),
    ),
    (
        "Brenna raised its dividend from 40c to 45c a share.",
        "Brenna raised its dividend from $0.40 to $0.45 a share.",
        ("Brenna raised its dividend from $0.45 to $0.50 a share.",),
    ),
    (
        "Cash flow at Brenna was minus $52M.",
        "Cash flow at Brenna was negative $52 million.",
        ("Cash flow at Brenna was $52 million.",),
    ),
    (
        "Brenna paid 190k pounds for it.",
        "Brenna paid £190,000 for it.",
        ("Brenna paid $190,000 for it.",),
    ),
]
NEAR = [(claim, other) for claim, _, others in READ for other in others]


@pytest.mark.parametrize(("claim", "text"), [(claim, text) for claim, text, _ in READ])
def test_a_figure_told_otherwise_is_found(claim, text):
    assert _label(claim, text) == "supported"


@pytest.mark.parametrize(("claim", "text"), NEAR)
def test_what_comes_near_bears_nothing_out(claim, text):
    assert _label(claim, text) != "supported"


def test_half_of_the_prices_is_no_rise_by_half():
    assert (
        _label("Brenna's prices rose by half.", "Brenna raised half of its prices.") != "supported"
    )


def test_better_says_nothing_where_less_is_better():
    text = "Brenna's churn was 5% in 2025, up from 3% in 2024."
    assert (
        _label("Brenna's churn was 5% in 2025, 2 points better than in 2024.", text) != "supported"
    )


def test_a_third_of_the_women_is_no_third_of_the_staff():
    text = "Brenna has 900 sailors, of whom 300 are bakers."
    assert _label("A third of Brenna's sailors are bakers.", text) == "supported"
    assert _label("A third of Brenna's bakers are sailors.", text) != "supported"


def test_what_is_said_behind_a_cut_off_share_is_said_of_it():
    text = "At Brenna, 300 of 1,200 sailors are on watch."
    assert _label("A quarter of sailors at Brenna, 300 of 1,200, are bakers.", text) != "supported"


def test_who_did_it_and_an_offer_are_words_of_a_claim():
    assert _label("2% of guests get an offer at Brenna.", "At Brenna 2% of guests get a room.") != (
        "supported"
    )
    assert _label(
        "20 tears at Brenna were found by people.", "The robot at Brenna found 20 tears."
    ) != ("supported")
