"""A figure is told of the noun that grammar gives it to, and of no other in its sentence."""

import pytest

from prepkit import check_claim, read_text
from prepkit.quantities import find_quantities

# Claim, source, title; the first of each pair is borne out, the second is not.
OF_ANOTHER_NOUN = [
    ("Tern uses a relay that carries 900 parcels an hour.", "Tern carries 900 parcels an hour.",
     "Tern uses a relay that carries 900 parcels an hour.", "Depots"),
    ("The bridge's main span cost £54 million.", "The bridge cost £54 million.",
     "The bridge's main span cost £54 million.", "The bridge"),
]  # fmt: skip
ONLY_THE_FIRST = [
    ("Orrin won 11 titles on clay.", "Orrin won 11 titles on grass.",
     "Orrin won 11 titles on clay and reached four finals on grass."),
    ("The payments unit grew revenue 12%.", "The parcels unit grew revenue 12%.",
     "The payments unit grew revenue 12%, while the parcels unit was flat."),
    ("Orrin won 8 more caps in 2012.", "Orrin won 8 caps in 2012.",
     "In 2012 Orrin won 8 more caps."),
    ("Tern laid off 180 people in Oslo.", "Tern laid off 180 people in Oslo and Dunmore.",
     "Tern laid off 180 people in Oslo."),
    ("Tern's revenue rose 16%.", "Tern's revenue rose 16%, thanks to young buyers.",
     "Tern's revenue rose 16%."),
    ("The 70th percentile of waits is 3 ms.", "The 7th percentile of waits is 3 ms.",
     "The 70th percentile of waits is 3 ms."),
]  # fmt: skip
NO_FACTS = [
    ("The album includes all 12 songs of 1985.", "The album omits all 12 songs of 1985."),
    ("Wexley built 4,500 flats.", "Wexley was to build 4,500 flats."),
    ("The flood killed 150 people in Wexley.",
     "Reports that the flood killed 150 people in Wexley were later withdrawn."),
    ("Orrin won 9 medals at the Olympics.",
     "Orrin won 9 medals at championships, counting the Olympics."),
    ("Tern sold 45 vans.", "Tern owns 45 vans."),
    ("Brindle won 45 games.", "Brindle played 45 games."),
    ("Tern published 45 books.", "Tern reviewed 45 books."),
    ("Early adopters make up 5% of users.", "Late adopters make up 5% of users."),
    ("Older workers earn 5% of all wages.", "Younger workers earn 5% of all wages."),
    ("Wikkle has 900 editors.", "Wikkle has 900 edits."),
    ("Wikkle has 900 projects.", "Wikkle has 900 forecasts."),
    ("Uta Lind was born in 2001.", "Uta Lind gave birth to a son in 2001."),
    ("Tern's enterprise revenue was $5 million.", "Tern's business revenue was $5 million."),
    ("Tern Stadium holds 40,000 people.", "Tern Arena holds 40,000 people."),
    ("Acme is the largest firm in Oria.",
     "Acme sold Beta a plant, making it the largest firm in Oria."),
    ("Arvel is the largest city in Oria.", "The largest city in Oria is Arvel's rival Toll."),
    ("Tern opened its first shop in 2004.",
     "In 2004 the mayor praised Tern's first shop, which opened in 1990."),
    ("Tern moved to Oslo in 2004.", "In 2004, years after Tern had moved to Oslo, it closed."),
    ("Tern's incidents fell for 5 quarters.", "Tern's incidents had risen for 5 quarters."),
    ("Tern's lag is 10 ms across regions.",
     "Within regions Tern's lag is 10 ms; across regions it is more."),
    ("Tern's fiscal 2022 revenue was $740 million.",
     "Tern's calendar 2022 revenue was $740 million."),
    ("The mast raised the tower by 180 metres.", "The mast raised the tower to 180 metres."),
]  # fmt: skip


def label(claim: str, text: str, title: str | None = None) -> str | None:
    return check_claim(claim, read_text(text, title=title)).label


@pytest.mark.parametrize(("claim", "other", "text", "title"), OF_ANOTHER_NOUN)
def test_a_figure_is_of_the_noun_that_it_is_told_of(claim, other, text, title):
    assert label(claim, text, title) == "supported"
    assert label(other, text, title) != "supported"


@pytest.mark.parametrize(("claim", "other", "text"), ONLY_THE_FIRST)
def test_what_a_claim_says_beside_its_figure_is_said_of_it(claim, other, text):
    assert label(claim, text) == "supported"
    assert label(other, text) != "supported"


@pytest.mark.parametrize(("claim", "text"), NO_FACTS)
def test_what_only_looks_alike_is_no_support(claim, text):
    assert label(claim, text) != "supported"


@pytest.mark.parametrize(
    "said",
    [
        "Churn declined to 4%.",
        "Tern has withdrawn 45 buses.",
        "Adjusted EBITDA of $58 million excludes stock compensation.",
    ],
)
def test_what_a_source_says_in_the_very_words_is_borne_out(said):
    assert label(said, said) == "supported"


def test_a_value_that_falls_from_one_to_another_is_no_range():
    assert [q.surface for q in find_quantities("The value fell from €47 to €39.")] == ["€47", "€39"]
    (span,) = find_quantities("The values range from 39 to 47.")
    assert isinstance(span.value, tuple)


@pytest.mark.parametrize(
    ("claim", "text", "title"),
    [
        ("Saltmarsh was released in 2010.",
         "Lind starred in Larkspur (2007) and Saltmarsh (2010).", "Uta Lind"),
        ("Saltmarsh aired on 24 May 2017.", "On 24 May 2017 Saltmarsh was aired.", "Saltmarsh"),
        ("Vera was the costliest storm of the islands.",
         "The costliest storm of the islands was Vera.", "Storms"),
    ],
)  # fmt: skip
def test_a_date_and_a_rank_are_read_where_the_sentence_puts_them(claim, text, title):
    assert label(claim, text, title) == "supported"


DRIVERS = "Tern's drivers need 14 hours of training."


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        (DRIVERS, "At Tern, drivers need 14 hours of training.", "supported"),
        (DRIVERS, "At Tern, night drivers need 14 hours of training.", "imprecise"),
        (DRIVERS, "At Tern, long-haul drivers need 14 hours of training.", "imprecise"),
        ("Tern sorts 7 million gets per second.", "Tern sorts 7 million puts per second.",
         "not found"),
        ("Tern has 55 engineers.", "The platform team has 55 engineers.", "not found"),
        ("The platform team has 55 engineers.", "The platform team has 55 engineers.",
         "supported"),
        ("Tern has 61 engineers.", "Tern has a waiting list of 61 engineers.", "not found"),
        ("Tern has 40 patents.", "Tern has a pipeline of 40 patents.", "not found"),
    ],
)  # fmt: skip
def test_who_or_what_is_counted(claim, text, expected):
    assert label(claim, text, "Tern: the platform team") == expected


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("Tern has 61 services.", "Because Tern left, Larkfield has 61 services.", False),
        ("Tern's revenue rose 8%.", "Revenue rose 8% because Tern lost customers.", False),
        ("Kafka handles 8,000 events a second.",
         "After Kafka was dropped, the system handles 8,000 events a second.", False),
        ("Larkfield has 61 services.", "Because Tern left, Larkfield has 61 services.", True),
        ("Tern's revenue rose 8%.", "Tern's revenue rose 8% because it lost no customers.", True),
    ],
)  # fmt: skip
def test_who_is_named_only_in_when_or_why(claim, text, expected):
    assert (label(claim, text, "Notes") == "supported") is expected


@pytest.mark.parametrize(
    ("claim", "expected"),
    [("Tern's revenue was $19 million in 2025.", "not found"),
     ("Finch's revenue was $19 million in 2025.", "supported")],
)  # fmt: skip
def test_of_two_firms_with_a_deal_each_keeps_its_figures(claim, expected):
    text = "Finch had revenue of $19 million in 2025."
    assert label(claim, text, "Tern completes its purchase of Finch") == expected


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Leaks fixed by Tern in 2025: 9,870", "Tern fixed 9,870 leaks in 2025."),
        ("41k vans sold by Tern in 2025", "In 2025 Tern sold 41,000 vans."),
        ("Tern moved 17 TB in 11 weekends.",
         "Tern's migration moved 17 terabytes and took eleven weekends."),
    ],
)  # fmt: skip
def test_what_is_turned_round_or_told_beside_is_borne_out(claim, text):
    assert label(claim, text, "Tern") == "supported"


def test_a_percentile_of_some_is_not_of_all():
    text = "For the 22 languages on the new engine the median delay at Tern is 3.1 seconds."
    assert label("The median delay at Tern is 3.1 seconds.", text) != "supported"


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("Orsett bought 40 houses.", "Orsett bought 40 houses built by Tern in 2025.", True),
        ("Orsett built 40 houses.", "Orsett bought 40 houses built by Tern in 2025.", False),
        ("Orsett owns 40 ships.", "Orsett operates 40 ships owned by Tern.", False),
        ("Orsett wrote 40 papers.", "Orsett cites 40 papers written at Tern.", False),
    ],
)
def test_who_made_what_another_has(claim, text, expected):
    found = label(claim, text, "Houses and ships")
    assert found == "supported" if expected else found != "supported"


def test_a_near_synonym_beside_a_figure_is_told():
    text = "The median diff at Tern touches 38 lines."
    assert label("The median PR at Tern touches 38 lines.", text, "Tern") == "imprecise"
    assert label("The median diff at Tern touches 38 lines.", text, "Tern") == "supported"
