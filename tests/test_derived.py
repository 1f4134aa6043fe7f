"""D14 to D16: figures that a source does not print, and that its own figures make."""

from decimal import Decimal

import pytest

from prepkit.factcheck import check_claim
from prepkit.factcheck.multiples import multiples_in

REMOTE = "The share of remote staff at Tarnhill rose from 4% to 14%."
BUILDS = "Tarnhill's builds went from 50 minutes to 30 minutes."
TRAFFIC = "Tarnhill's traffic rose from 40 to 120 GB/s."
LEVELS = "Tarnhill's traffic was 40 GB/s in 2019 and 120 GB/s in 2021."
STAFF = "Tarnhill has 900 engineers, of whom 300 are women."


def decided(claim, text):
    return [(finding.code, finding.label) for finding in check_claim(claim, text).findings]


# (code, label, claim, evidence)
POINTS = [
    ("D14", "supported", "The share of remote staff at Tarnhill rose by 10 percentage points.",
     REMOTE),
    ("D14", "supported", "The share of remote staff at Tarnhill rose by 10 points.", REMOTE),
    ("D14", "supported", "The share of remote staff at Tarnhill rose by 250%.", REMOTE),
    ("D15", "supported", "The share of remote staff at Tarnhill rose 3.5-fold.", REMOTE),
    ("D14", "supported", "Turnout in Mirefield rose by 6 points.",
     "Turnout in Mirefield rose by 6 percentage points, to 61%."),
    ("D14", "supported", "Turnout in Mirefield fell by half a percentage point.",
     "Turnout in Mirefield fell from 61.0% to 60.5%."),
    ("D14", "contradicted", "The share of remote staff at Tarnhill rose by 10%.", REMOTE),
    ("D14", "contradicted", "The share of remote staff at Tarnhill rose by 14 points.", REMOTE),
    ("D14", "contradicted", "The share of remote staff at Tarnhill fell by 10 points.", REMOTE),
    ("D14", "contradicted", "The share of remote staff at Tarnhill rose by 10 basis points.",
     REMOTE),
    ("D14", "contradicted", "Turnout in Mirefield rose by 6%.",
     "Turnout in Mirefield rose by 6 percentage points, to 61%."),
    ("B1", "not found", "The share of remote staff at Mirefield rose by 10 points.", REMOTE),
    ("B1", "not found", "The share of remote managers at Tarnhill rose by 10 points.", REMOTE),
]  # fmt: skip

MULTIPLES = [
    ("D15", "supported", "Tarnhill's traffic tripled.", TRAFFIC),
    ("D15", "supported", "Tarnhill's traffic more than doubled.", TRAFFIC),
    ("D15", "supported", "Tarnhill's traffic rose threefold.", "Tarnhill's traffic tripled."),
    ("D15", "supported", "Tarnhill's traffic tripled.", "Tarnhill's traffic rose by 200%."),
    ("D15", "supported", "Tarnhill's traffic tripled between 2019 and 2021.", LEVELS),
    ("D15", "supported", "Tarnhill's builds are 67% faster.", BUILDS),
    ("D15", "imprecise", "Tarnhill's builds are 40% faster.", BUILDS),
    ("D15", "imprecise", "Tarnhill has 3 times more users than before.",
     "Tarnhill went from 2 million users to 6 million users."),
    ("D15", "contradicted", "Tarnhill has 5 times more users than before.",
     "Tarnhill went from 2 million users to 6 million users."),
    ("D15", "contradicted", "Tarnhill's traffic doubled.", TRAFFIC),
    ("D15", "contradicted", "Tarnhill's traffic nearly tripled.", TRAFFIC),
    ("D15", "contradicted", "Tarnhill's traffic halved.", TRAFFIC),
    ("D15", "contradicted", "Tarnhill's traffic tripled.", "Tarnhill's traffic rose by 300%."),
    ("D15", "contradicted", "Tarnhill's builds are 67% slower.", BUILDS),
    ("D15", "not found", "Tarnhill's peak traffic tripled.", TRAFFIC),
    ("T0", "not found", "Tarnhill's traffic tripled every year.", TRAFFIC),
]  # fmt: skip

ARITHMETIC = [
    ("D16", "supported", "Tarnhill's builds take 40% less time.", BUILDS),
    ("D16", "supported", "Tarnhill's builds take 20 minutes less than they used to.", BUILDS),
    ("D16", "supported", "Tarnhill's traffic grew by 80 GB/s.", TRAFFIC),
    ("D16", "supported", "Tarnhill's traffic grew by 200% from 2019 to 2021.", LEVELS),
    ("D16", "supported", "A third of Tarnhill's engineers are women.", STAFF),
    ("D16", "supported", "25% of the hall's seats were sold.",
     "Of the hall's 12,000 seats, 3,000 were sold."),
    ("D16", "contradicted", "Tarnhill's builds take 60% less time.", BUILDS),
    ("D16", "contradicted", "Half of Tarnhill's engineers are women.", STAFF),
    ("D16", "not found", "Tarnhill's tests take 40% less time.", BUILDS),
    ("B1", "not found", "A third of Tarnhill's women are engineers.", STAFF),
    ("B1", "not found", "A third of Tarnhill's engineers are not women.", STAFF),
    ("B1", "not found", "Tarnhill's traffic grew by 200% in 2021.", LEVELS),
    ("D16", "not found", "Tarnhill's builds are 40% cheaper.", BUILDS),
    ("B1", "not found", "Tarnhill gained 10 million new users.",
     "Tarnhill's users rose from 40 million to 50 million."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "label", "claim", "text"), POINTS)
def test_points_are_not_per_cent(code, label, claim, text):
    assert decided(claim, text) == [(code, label)]


@pytest.mark.parametrize(("code", "label", "claim", "text"), MULTIPLES)
def test_so_many_times_is_one_figure_divided_by_the_other(code, label, claim, text):
    assert decided(claim, text) == [(code, label)]


@pytest.mark.parametrize(("code", "label", "claim", "text"), ARITHMETIC)
def test_two_figures_of_one_subject_make_a_third(code, label, claim, text):
    assert decided(claim, text) == [(code, label)]


def test_arithmetic_is_shown():
    (finding,) = check_claim("Tarnhill's builds take 40% less time.", BUILDS).findings
    assert finding.message == "derived: 50 minutes → 30 minutes is −40%"


def test_points_told_as_per_cent_are_told_how_to_say_it():
    claim = "The share of remote staff at Tarnhill rose by 10%."
    (finding,) = check_claim(claim, REMOTE).findings
    assert finding.fix == "say '10 percentage points', or '250%'"


RECKONED = [
    ("supported", "1% of Pinewire's 60 million users is 600,000.",
     "Pinewire has 60 million users."),
    ("supported", "Tarnhill's builds went from 50 to 30 minutes, a cut of 40%.", BUILDS),
    ("contradicted", "1% of Pinewire's 60 million users is 6 million.",
     "Pinewire has 60 million users."),
    ("contradicted", "1% of Pinewire's 60 million users is 600,000.",
     "Pinewire has 90 million users."),
    ("contradicted", "Tarnhill's builds went from 50 to 30 minutes, a cut of 60%.", BUILDS),
    ("contradicted", "Tarnhill's builds went from 50 to 30 minutes, a rise of 40%.", BUILDS),
    ("not found", "1% of Pinewire's 60 million users is 600,000.",
     "Pinewire has 60 million notebooks."),
    ("not found", "1% of Pinewire's 60 million users is 600,000 refunds.",
     "Pinewire has 60 million users."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text"), RECKONED)
def test_what_a_claim_reckons_out_rests_on_figures_that_are_borne_out(label, claim, text):
    assert check_claim(claim, text).label == label


WHOSE = [
    "Orrin's users rose by 25% in Japan.",
    "Orrin's daily users rose by 25%.",
    "Orrin's users may have risen by 25%.",
    "Orrin's users did not rise by 25%.",
    "Orrin's users rose by 25% a year.",
    "Orrin's revenue rose by 25%.",
    "Orrin Boards' users rose by 25%.",
    "Orrin's users rose by 25% in 2021.",
]


@pytest.mark.parametrize("claim", WHOSE)
def test_arithmetic_that_fits_another_subject_bears_nothing_out(claim):
    text = "Orrin's users rose from 40 million to 50 million."
    assert check_claim(claim, text).label != "supported"


UNSAID = [
    "Orrin hopes that its users rise from 40 million to 50 million.",
    "Orrin's users did not rise from 40 million to 50 million.",
    "Orrin's users rose from 40 million to 50 million in Japan.",
    "Orrin's monthly users rose from 40 million to 50 million.",
    "Orrin's users rose from over 40 million to 50 million.",
    "Orrin's users in tests rose from 40 million to 50 million.",
    "Orrin's users range from 40 million to 50 million.",
    "Brindle's users rose from 40 million to 50 million, Orrin's stayed flat.",
]


@pytest.mark.parametrize("text", UNSAID)
def test_a_change_that_is_not_told_of_the_subject_makes_no_third_figure(text):
    assert check_claim("Orrin's users rose by 25%.", text).label != "supported"


WORDS = [
    ("Sedgelog's traffic doubled.", "2", "="),
    ("Sedgelog's traffic more than tripled.", "3", ">"),
    ("Sedgelog's traffic nearly quadrupled.", "4", "~"),
    ("Sedgelog's traffic more than halved.", "0.5", "<"),
    ("Sedgelog's traffic at least doubled.", "2", ">="),
]


@pytest.mark.parametrize(("text", "value", "comparator"), WORDS)
def test_a_word_stands_for_a_multiple_with_its_comparator(text, value, comparator):
    (measurement,) = multiples_in(text)
    quantity = measurement.quantity
    assert (quantity.value, quantity.comparator) == (Decimal(value), comparator)
    assert text[quantity.start : quantity.end] == quantity.surface
    assert (measurement.entity, measurement.property) == ("Sedgelog", "traffic")


@pytest.mark.parametrize("text", ["A double room.", "It rose from 4 to 8.", "Triple-A games."])
def test_other_words_multiply_nothing(text):
    assert multiples_in(text) == []
