"""A claim, a sentence that comes close and does not bear it out, and one that does."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim

# claim, what does not bear it out, what does, the title of both
ROWS = {
    "who did it, not whose": [
        ("Tern bought Finch in 2020.", "A rival of Tern bought Finch in 2020.",
         "In 2020 Tern bought Finch.", "Tern"),
        ("Tern bought Finch in 2020.", "Tern bought the debts of Finch in 2020.",
         "Finch was bought by Tern in 2020.", "Tern"),
        ("Tern bought Finch in 2020.", "Tern bought a barge from Finch in 2020.",
         "Tern, a carrier, bought Finch in 2020.", "Tern"),
        ("Uta Lind founded Brindle in 1999.", "The sister of Uta Lind founded Brindle in 1999.",
         "Brindle was founded in 1999 by the chemist Uta Lind.", "Brindle"),
        ("Uta Lind founded Brindle in 1999.",
         "Uta Lind talked Per Holm into founding Brindle in 1999.",
         "In 1999 Uta Lind founded Brindle.", "Brindle"),
        ("Uta Lind left Brindle in 2008.", "Uta Lind came to Brindle in 2008.",
         "Uta Lind left Brindle in 2008.", "Brindle"),
        ("Brindle was sold in 2008.", "Brindle went public in 2008.",
         "Brindle was sold in 2008.", "Brindle"),
        ("Tern bought Finch in 2020.", "Tern bought Finch two years after a fire in 2020.",
         "Tern bought Finch in 2020, after a fire.", "Tern"),
        ("The kiln at Brindle burned down on 4 July 1902.",
         "The kiln at Brindle burned down on 14 July 1902.",
         "On 4 July 1902 the kiln at Brindle burned down.", "Brindle"),
    ],
    "whose figure": [
        ("Larkfield has 700 branches.", "Larkfield sells software to Tern Bank (700 branches).",
         "Larkfield has 700 branches.", "Larkfield"),
        ("Larkfield has 700 branches.", "Larkfield sells to Corvid, whose 700 branches are closed.",
         "Larkfield, whose 700 branches are closed, has 700 branches.", "Larkfield"),
        ("Larkfield has 70 stores.", "Larkfield delivers to a grocer with 70 stores.",
         "Larkfield is a grocer with 70 stores.", "Larkfield"),
        ("Larkfield has 5,200 employees.",
         "Larkfield has a mill. It is run by Norfab, a contractor with 5,200 employees.",
         "Larkfield has a mill. It has 5,200 employees.", "Larkfield"),
        ("Larkfield has 40 engineers.", "Larkfield's payments team has 40 engineers.",
         "Larkfield has 40 engineers.", "Larkfield"),
        ("Larkfield manages 12 million parcels.",
         "Larkfield helps Corvid manage 12 million parcels.",
         "Larkfield manages 12 million parcels.", "Larkfield"),
        ("300 people joined Larkfield.", "300 people joined Larkfield's webinar.",
         "300 people joined Larkfield.", "Larkfield"),
    ],
    "which of them": [
        ("Larkfield has 3 million users.", "Larkfield has 3 million users on its free plan.",
         "Larkfield has 3 million users in all.", "Larkfield"),
        ("Larkfield has 3 million users.", "Larkfield has 3 million users who pay.",
         "Larkfield has 3 million users.", "Larkfield"),
        ("Larkfield users spend 34 minutes a day in the app.",
         "Larkfield users under 25 spend 34 minutes a day in the app.",
         "Larkfield users spend 34 minutes a day in the app.", "Larkfield"),
        ("Larkfield cut its error rate by 30%.", "Larkfield cut its error rate by 30% in a test.",
         "Larkfield cut its error rate by 30%.", "Larkfield"),
        ("Five clusters run on ARM.", "Two of the five clusters run on ARM.",
         "Five clusters run on ARM.", "Larkfield"),
        ("Larkfield laid off 900 employees.", "Larkfield laid off 5% of its 900 employees.",
         "Larkfield laid off 900 employees.", "Larkfield"),
    ],
    "what is counted": [
        ("Each zone has three regions.", "Each region has three zones.",
         "Each zone has three regions.", "Larkfield"),
        ("Each team has three designers and one engineer.",
         "Each team has three engineers and one designer.",
         "Each team has three designers and one engineer.", "Larkfield"),
        ("Teams at Larkfield consist of 12 engineers.",
         "Teams at Larkfield consist of engineers. One group of 12 teams has a director.",
         "Teams at Larkfield consist of 12 engineers.", "Larkfield"),
        ("Larkfield ingests 12 TB of logs a week.", "Larkfield ingests 12 TB of logs every day.",
         "Each week Larkfield ingests 12 TB of logs.", "Larkfield"),
        ("A quarter of engineers, 300 of 1,200, are women.",
         "At Larkfield, 300 of 1,200 engineers are on call.",
         "A quarter of engineers, 300 of 1,200, are women.", "Larkfield"),
    ],
    "how it is told": [
        ("Larkfield has 90 engineers.", "Larkfield has had 90 engineers leave.",
         "Larkfield has 90 engineers.", "Larkfield"),
        ("Larkfield laid off 200 people.", "Larkfield has 200 people after the layoffs.",
         "Larkfield laid off 200 people.", "Larkfield"),
        ("Larkfield has 150 engineers.", "Larkfield is hiring 150 engineers.",
         "Larkfield has 150 engineers.", "Larkfield"),
        ("Larkfield has 3 million users.", "Larkfield has room for 3 million users.",
         "Larkfield has 3 million users.", "Larkfield"),
        ("The release cycle at Larkfield is six weeks.",
         "Larkfield shortened its release cycle from six weeks to one.",
         "The release cycle at Larkfield is six weeks.", "Larkfield"),
        ("The rollout took six months.", "The rollout ended six months ago.",
         "The rollout took six months.", "Larkfield"),
        ("Larkfield won 300 customers.", "Larkfield has 300 customers.",
         "Larkfield won 300 customers.", "Larkfield"),
    ],
    "which way round": [
        ("Costs grew faster than revenue.", "Revenue grew faster than costs.",
         "Costs grew faster than revenue.", "Larkfield"),
        ("Costs grew.", "Revenue grew, unlike costs.", "Costs grew.", "Larkfield"),
        ("Rents rose in Peru.", "Rents rose in Chile, not in Peru.",
         "Rents rose in Peru.", "Larkfield"),
        ("Larkfield licenses its recipes to Corvid.", "Larkfield licenses its recipes from Corvid.",
         "Larkfield licenses its recipes to Corvid.", "Larkfield"),
        ("Larkfield is the largest grocer in Peru.",
         "Apart from Corvid, Larkfield is the largest grocer in Peru.",
         "With 96 shops, Larkfield is the largest grocer in Peru.", "Larkfield"),
        ("Larkfield is profitable.", "Larkfield is anything but profitable.",
         "Larkfield is profitable.", "Larkfield"),
        ("The cache is simple.", "The cache is simple, or so we thought.",
         "The cache is simple.", "Larkfield"),
        ('Uta Lind said "we are the best team".',
         '"If we ship in May, we are the best team," said Uta Lind.',
         '"We are the best team," said Uta Lind.', "Larkfield"),
    ],
}  # fmt: skip
CASES = [(kind, *row) for kind, rows in ROWS.items() for row in rows]


@pytest.mark.parametrize(("kind", "claim", "close", "told", "title"), CASES)
def test_what_comes_close_does_not_bear_a_claim_out(kind, claim, close, told, title):
    labels = [check_claim(claim, read_text(text, title=title)).label for text in (close, told)]
    assert labels[0] != "supported"
    assert labels[1] == "supported"


@pytest.mark.parametrize(
    ("claim", "source", "title"),
    [
        ("Larkfield's revenue outlook for 2026 is $4 billion.",
         "Larkfield expects 2026 revenues of $4 billion.", "Larkfield"),
        ("The checkpoint interval at Larkfield went down from 60 to 15 minutes.",
         "We reduced the checkpoint interval from 60 minutes to 15 minutes.", "Life at Larkfield"),
        ("Uptime of Larkfield's API was 99.98% in 2025.",
         "In 2025, API uptime was 99.98%, and dashboard uptime was 99.91%.", "Larkfield"),
        ("Larkfield's CFO said “we will not chase growth”.",
         "Then chief financial officer Dana Obuya was blunt. “We will not chase growth,” she said.",
         "Larkfield"),
        ("The Orrin Bridge, opened 1964, closed to cars in 2011.",
         "The Orrin Bridge was opened in 1964. It was closed to cars in 2011.", "Orrin Bridge"),
        ("From 300 engineers in 2022 Larkfield had grown to 900 by 2025, i.e. threefold.",
         "Larkfield grew from 300 engineers in 2022 to 900 engineers in 2025.", "Larkfield"),
        ("62% of Larkfield's revenue came from subscriptions.",
         "Subscriptions made up 62% of Larkfield's revenue.", "Larkfield"),
        ("Larkfield does not sell its users' data.",
         "Larkfield collects data. It does not sell the data of its users.", "Larkfield"),
        ("The parser was written by Uta Lind and Per Holm.",
         "Uta Lind and Per Holm wrote the parser.", "Larkfield"),
        ("North of 90% of the tests run in parallel.",
         "More than 90% of the tests run in parallel.", "Larkfield"),
    ],
)  # fmt: skip
def test_other_words_for_the_same_bear_a_claim_out(claim, source, title):
    assert check_claim(claim, read_text(source, title=title)).label == "supported"
