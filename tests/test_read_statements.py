"""What is told without a figure, and what surrounds figures: each reading beside its near miss."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim
from prepkit.factcheck.relations import relations
from prepkit.notes import read_notes


def verdict(claim, evidence, title=None):
    return check_claim(claim, read_text(evidence, title=title)).label


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("I should mention Orsett bakes 40 loaves.", "Orsett bakes 40 loaves."),
        ("By the way, the oven is called Ember.", "the oven is called Ember."),
        ("Small detail: the oven is called Ember.", "the oven is called Ember."),
        ("If I remember right, one oven holds 40 loaves.", "one oven holds 40 loaves."),
        ("Orsett closes on Mondays, which is a pity.", "Orsett closes on Mondays"),
        ("Orsett closes on Mondays, and I like that.", "Orsett closes on Mondays"),
        ("The oven holds 9 loaves, odd, but that's what they wrote", "The oven holds 9 loaves"),
    ],
)
def test_what_leads_up_to_a_claim_or_comments_on_it_is_left_out(text, claim):
    assert [one.text for one in read_notes(text).claims] == [claim]


@pytest.mark.parametrize(
    "text",
    [
        "Remember the Yeast sells 40 loaves.",  # a name
        "Orsett sells 40 loaves, and I baked 3 of them.",  # a figure of one's own
        "I would add 40 loaves.",
        "I think that I baked it, and I like that [@me]",
    ],
)
def test_what_may_be_a_claim_is_left_in(text):
    (claim,) = read_notes(text).claims
    assert claim.text == text.removesuffix(" [@me]")


def test_a_bracket_keeps_its_claim_together():
    text = 'Uta Lind (runs the ovens... at Orsett): "Bread takes the time that it takes"'
    assert [claim.text for claim in read_notes(text).claims] == [text]


ORSETT = "How Orsett bakes"
# (label, claim, evidence)
TOPICS = [
    ("supported", "the move to stone ovens at Orsett: out went Ember, in came Basalt",
     "Orsett moved its stone ovens from Ember to Basalt."),
    # Of another topic it is not borne out.
    ("imprecise", "the cake trade at Orsett: out went Ember, in came Basalt",
     "Orsett moved its stone ovens from Ember to Basalt."),
    # What has a verb is no topic.
    ("not found", "Orsett's bakers skip breakfast: the dough is made of rye",
     "Orsett's bakers eat breakfast. The dough is made of rye."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "evidence"), TOPICS)
def test_a_topic_claims_nothing_and_bounds_what_follows(label, claim, evidence):
    assert verdict(claim, evidence, ORSETT) == label


ATTITUDES = [
    # What is asked for, in either way to say it.
    ("supported", "Every loaf at Orsett has to get two checks", "Every loaf needs two checks."),
    ("not found", "Orsett needs 40 bakers", "Orsett has 40 bakers."),
    ("imprecise", "Orsett: 40 bakers", "Orsett needs 40 bakers."),
    # A condition told as "if" and as "when".
    ("supported", "If dough stays cold for 90 minutes, Orsett bakes it",
     "When dough stays cold for 90 minutes, Orsett bakes it."),
    ("imprecise", "Orsett saved 40 hours when it moved to gas",
     "Orsett saves 40 hours if it moves to gas."),
    # Who does it can do it.
    ("supported", "Orsett can bake 900 loaves an hour", "Orsett bakes 900 loaves an hour."),
    ("imprecise", "Orsett bakes 900 loaves an hour", "Orsett can bake 900 loaves an hour."),
    # What the reader is told to expect.
    ("supported", "Expect 4 to 6 courses at Orsett", "Orsett serves five courses."),
    ("imprecise", "Orsett serves five courses", "Orsett plans to serve five courses."),
    # "Once" of the past, and "once" that says when.
    ("supported", "Orsett had 40 shops", "Orsett once had 40 shops."),
    ("imprecise", "Orsett has 40 shops", "Orsett once had 40 shops."),
    ("supported", "Orsett's carts carry 40 trays",
     "Carts that used to carry 30 trays now carry 40 trays at Orsett."),
    ("supported", "Orsett is guiding to $5 million of sales for 2026",
     "For 2026 Orsett expects sales of $5 million."),
    ("imprecise", "Orsett has sales of $5 million", "Orsett is guiding to sales of $5 million."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "evidence"), ATTITUDES)
def test_a_doubt_is_one_only_where_the_other_side_has_none(label, claim, evidence):
    assert verdict(claim, evidence, ORSETT) == label


DENIALS = [
    ("supported", "20% of trays at Orsett hadn't been used",
     "At Orsett 20% of trays had not been used."),
    ("contradicted", "20% of trays at Orsett hadn't been used",
     "At Orsett 20% of trays had been used."),
    ("supported", "Orsett settled for $75 million and admitted no guilt",
     "Orsett settled for $75 million without admitting guilt."),
    ("contradicted", "Orsett settled for $75 million and admitted no guilt",
     "Orsett settled for $75 million, admitting guilt."),
    ("supported", "When a loaf fails 3 checks with no change of flour, Orsett bins it",
     "A loaf that fails 3 checks without a change of flour is binned, and Orsett bins it."),
    ("not found", "Orsett closed 58% of orders without a call",
     "Orsett closed 58% of orders with a call."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "evidence"), DENIALS)
def test_denials_are_compared_by_what_they_deny(label, claim, evidence):
    assert verdict(claim, evidence, ORSETT) == label


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("ember", "basalt", "Out went Ember, in came Basalt."),
        ("ember", "basalt", "Basalt in, Ember out."),
        ("ember", "basalt", "They swapped Ember out for Basalt."),
        ("ember", "basalt", "They gave up Ember for Basalt."),
        ("ember", "basalt", "They took the ovens off Ember and put them on Basalt."),
        ("ember", "basalt", "They replaced their oven, Ember, with Basalt."),
        ("ember", "basalt", "Ember gave way to Basalt."),
        ("orsett", "tern", "She left Orsett, where she had baked, for Tern."),
        ("tern", "orsett", "She joined Orsett as head baker from Tern."),
    ],
)
def test_what_came_in_whose_place_is_read_in_many_words(before, after, text):
    assert [(one.before, one.after) for one in relations(text)] == [(before, after)]


RELATIONS = [
    ("supported", "Orsett dropped hand-shaped loaves in favour of a steel mould",
     "We replaced the hand-shaped loaves at Orsett with a steel mould."),
    ("not found", "Orsett dropped hand-shaped loaves in favour of a steel mould",
     "Orsett replaced its hand-cut loaves with a steel mould."),
    ("contradicted", "Orsett gave up Ember for Basalt", "Orsett gave up Basalt for Ember."),
    ("imprecise", "Orsett gave up Ember for Basalt", "Orsett plans to give up Ember for Basalt."),
    ("imprecise", "Orsett gave up Ember for Basalt", "For cakes, Orsett gave up Ember for Basalt."),
    ("supported", "Orsett moved its ovens off Ember and onto Basalt",
     "Orsett moved its ovens from Ember to Basalt with no lost day."),
    ("imprecise", "Orsett moved bread from Ember to Basalt",
     "Orsett moved cakes from Ember to Basalt and bread from Basalt to Ember."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "evidence"), RELATIONS)
def test_a_relation_is_borne_out_with_its_things_and_its_direction(label, claim, evidence):
    assert verdict(claim, evidence, ORSETT) == label


QUOTED = '"Bread takes the time that it takes,"'
SPOKEN = [
    ("supported", f"CEO Uta Lind said {QUOTED}", f"{QUOTED} said Chief Executive Uta Lind."),
    ("contradicted", f"CEO Uta Lind said {QUOTED}", f"{QUOTED} said Chief Executive Ada Tarn."),
    ("supported", f"Uta Lind (who runs it): {QUOTED}", f"{QUOTED} said Uta Lind."),
    ("supported", f"Uta Lind thanks Ember for it: {QUOTED}", f"{QUOTED} said Uta Lind."),
    ("supported", f"Uta Lind has the best line about it: {QUOTED}", f"{QUOTED} said Uta Lind."),
    ("supported", f"Uta Lind wrote {QUOTED}",
     "By Uta Lind.\n\nBread takes the time that it takes. We know."),
    ("not found", f"Uta Lind wrote {QUOTED}",
     "By Ada Tarn.\n\nBread takes the time that it takes. We know."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "evidence"), SPOKEN)
def test_who_speaks_is_read_from_office_bracket_and_byline(label, claim, evidence):
    assert verdict(claim, evidence, "Slow bread") == label


RANKS = [
    ("supported", "Peru's the largest market of Orsett", "Orsett's largest market is Peru."),
    ("supported", "Peru is Orsett's no. 2 market by sales",
     "By sales, Peru is our second-largest market."),
    ("contradicted", "Peru is Orsett's no. 2 market by sales",
     "By sales, Peru is our largest market."),
    ("not found", "Peru is Orsett's no. 2 market", "By profit, Peru is our second-largest market."),
    ("supported", "Orsett has 16 shops, the newest of them in Lima",
     "Orsett has 16 shops. The newest opened in Lima."),
    ("not found", "Orsett has 16 shops, the newest of them in Lima",
     "Orsett has 16 shops. The newest opened in Cusco, the oldest in Lima."),
    ("supported", "biggest Orsett oven: 400 loaves", "Our largest oven holds 400 loaves."),
    ("not found", "biggest Orsett oven: 400 loaves", "Our second largest oven holds 400 loaves."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "evidence"), RANKS)
def test_a_rank_is_the_same_by_number_or_word_and_of_the_same_thing(label, claim, evidence):
    assert verdict(claim, evidence, "Orsett letter") == label


STATEMENTS = [
    ("supported", "At Orsett tastings take place before any loaf is sold.",
     "Tastings at Orsett take place before any loaf is sold."),
    ("imprecise", "At Orsett tastings take place before any loaf is sold.",
     "Tastings at Tern take place before any loaf is sold."),
    ("supported", "Anyone at Orsett can stop an oven, no permit needed.",
     "Anyone at Orsett can stop an oven, and no permit is needed."),
    ("contradicted", "Anyone at Orsett can stop an oven, no permit needed.",
     "Anyone at Orsett can stop an oven, and a permit is needed."),
    ("supported", "first oven of Orsett built by Uta Lind, weekend course",
     "The first oven of Orsett was built by Uta Lind at a weekend course."),
    ("imprecise", "first oven of Orsett built by Uta Lind, weekend course",
     "The first oven of Orsett was built by Uta Lind after a weekend course."),
    ("supported", "Orsett writes that it treats every crumb as a letter.",
     "At Orsett we treat every crumb as a letter."),
    ("imprecise", "Tern writes that it treats every crumb as a letter.",
     "At Orsett they treat every crumb as a letter, says Tern."),
    ("supported", "The ferry was the first customer.", "The first customer was the ferry."),
    ("imprecise", "The ferry was the first customer.",
     "The first customer was the inn, the second the ferry."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "evidence"), STATEMENTS)
def test_a_statement_is_read_in_another_order_of_its_words(label, claim, evidence):
    assert verdict(claim, evidence, ORSETT) == label


PARTIES = [
    ("supported", "Orsett: stone ovens saved $2 million a year",
     "Stone ovens saved Orsett $2 million a year."),
    ("not found", "Orsett: Tern saved $2 million", "Orsett saved Tern $2 million."),
    ("supported", "Orsett rebuilt its oven in stone after ten years of brick",
     "After ten years of brick, Orsett's oven has been rebuilt in stone."),
    ("not found", "Orsett's owners paid Tern's owners $2 million",
     "Tern's owners paid Orsett's owners $2 million."),
    ("not found", "Half of Orsett's sales came from Tern",
     "Half of Tern's sales came from Orsett."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "evidence"), PARTIES)
def test_whose_a_thing_is_and_what_a_note_is_about_are_no_parties(label, claim, evidence):
    assert verdict(claim, evidence, ORSETT) == label


BESIDES = [
    ("supported", "Orsett bakes 4,000 loaves a day and closes its ovens on Sundays",
     "Orsett bakes 4,000 loaves a day and closes its ovens on Sundays."),
    ("not found", "Orsett bakes 4,000 loaves a day and owns a mill",
     "Orsett bakes 4,000 loaves a day and closes its ovens on Sundays."),
    ("contradicted", "no flour was spoiled in the Orsett flood, which went on for 5 hours",
     "The Orsett flood lasted 5 hours. Some flour was spoiled."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "evidence"), BESIDES)
def test_what_a_claim_says_beside_its_figure_has_to_be_said(label, claim, evidence):
    assert verdict(claim, evidence, ORSETT) == label
