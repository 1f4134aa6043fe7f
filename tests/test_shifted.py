"""Changes told in two sentences or in fragments, and what two figures make, by their words."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim


def label(claim: str, evidence: str, title: str) -> str | None:
    return check_claim(claim, read_text(evidence, title=title)).label


BORNE_OUT = [
    # levels in two sentences, then and now
    ("deploys went from 25 minutes to 6", "A deploy used to take 25.2 minutes. Today it takes six.",
     "Deploys at Finch"),
    ("CI went from 52 min to 17",
     "Our pipelines needed 52 minutes on average. Since we split the suite they need 17.",
     "Finch CI, a year on"),
    ("pages per shift: 14 -> 4, i.e. 71% fewer",
     "Before the clean-up, an engineer got 14 pages in a normal shift. That number is now 4.",
     "On-call at Tern"),
    ("Tern's index shrank from 900 GB to 310",
     "The old index took up 900 GB. The new one fits into 310 GB.", "Tern search rewrite"),
    ("p95 save time down from 24 s to 9",
     "After the rewrite, the 95th-percentile save time fell from 23.8 seconds to 9.1 seconds.",
     "Saving at Quillpad"),
    ("a restore drill takes 4 minutes; used to be 1.5 h",
     "Our restore drill, which once took ninety minutes, is done in four.", "Drills at Tern"),
    ("about a quarter of runs lost before, 2% after",
     "Before checkpoints, 24.6% of all runs were lost; now the figure is 2.1%.", "Runs at Finch"),
    # what two levels make
    ("cold starts 4x faster",
     "Cold starts took 8 seconds with the old image. They take 2 seconds now.", "Starts"),
    ("Larkfield's net income more than doubled, $31M to $66M",
     "Net income for the first quarter was $66.1 million, compared with net income of $30.9 million"
     " a year earlier.", "Larkfield Reports First Quarter 2026 Results"),
    ("deliveries at Tern fell 8% yoy in Q3 2024",
     "Tern delivered 46,000 vans in the third quarter of 2024, versus 50,000 in the same period of"
     " 2023.", "Tern Third Quarter 2024"),
    ("app size: -38 MB (from 142 to 104)",
     "Our binary weighed 142 MB at the start of the year and 104 MB at its end.", "App size diet"),
    ("search cost down by two thirds", "Our search bill is now a third of what it was.", "Search"),
    ("builds now take a third of the time",
     "A build took 45 minutes in January. It takes 15 minutes now.", "Build times at Finch"),
    # a share, a length of time
    ("Tern's free cash flow margin was 20% in Q3 2024",
     "Tern reported third quarter 2024 revenue of $650 million and free cash flow of $130 million.",
     "Tern Third Quarter 2024"),
    ("outage lasted 1h 20m", "The outage started at 09:10 UTC and was resolved at 10:30 UTC.",
     "Outage of 3 May"),
    ("migration took four months",
     "We began the migration in March 2023 and finished it in July 2023.", "Migrating Tern"),
]  # fmt: skip

REFUTED = [
    ("CI went from 52 min to 12",
     "Our pipelines needed 52 minutes on average. Since we split the suite they need 17.",
     "Finch CI, a year on"),
    ("cold starts halved",
     "Cold starts took 8 seconds with the old image. They take 7 seconds now.", "Starts"),
    ("moving logs to tape saved 80% of cost",
     "After logs were moved to tape we pay $480,000 a year for them, down from $800,000.", "Tape"),
    ("lookups at 8 ms, half of what they were", "Quillpad brought lookups from 9 ms to 8 ms.",
     "Lookups at Quillpad"),
    ("Larkfield revenue grew 31% in Q2 2025",
     "Second quarter revenue was $288 million, an increase of 13% year-over-year.",
     "Larkfield Second Quarter 2025 Results"),
    ("share of reviews done within a day up 12%",
     "The share of reviews finished within one day rose by 12 percentage points, from 61% to 73%.",
     "Reviews"),
    ("Larkfield's R&D was 30% of revenue",
     "Revenue was $200 million and research and development expense was $40 million.",
     "Larkfield 2024 Results"),
    ("outage lasted 2 hours", "The outage began at 14:05 UTC and ended at 14:50 UTC.", "Outage"),
]  # fmt: skip

NOT_BORNE_OUT = [
    # two things, two places, two settings
    ("deploys now take 6 minutes, down from 25",
     "A deploy of the app takes 25 minutes. A deploy of the site takes six.", "Deploys at Finch"),
    ("search latency down from 400 ms to 200 ms",
     "With the cache off, a search takes 400 ms. With the cache on, it takes 200 ms.", "Search"),
    ("memory use halved", "On Linux memory use was 4 GB. On Windows it was 2 GB.", "Memory"),
    ("pages fell from 12 to 3 a week",
     "Before the clean-up one team got 12 pages a week. Another team gets 3 now.", "Pages"),
    # another thing
    ("builds got 3x faster", "Tests took 90 seconds. They take 30 seconds now.", "Tests"),
    ("the median build went from 40 to 20 minutes",
     "The slowest builds took 40 minutes before. They take 20 minutes now.", "Builds"),
    ("monthly active users doubled",
     "Quillpad had 2 million registered users in 2022. It has 4 million today.", "Quillpad"),
    ("Larkfield's revenue grew 25% in Q2 2025",
     "Revenue in the first quarter of 2025 came to $50 million, compared with $40 million in the"
     " first quarter of 2024.", "Larkfield Q1 2025 Results"),
    # wanted, not seen
    ("deploys went from 25 minutes to 6", "A deploy takes 25 minutes. We hope it takes six soon.",
     "Deploys at Finch"),
    ("Larkfield's margin rose from 10% to 20%",
     "Larkfield's margin was 20%, compared with 10% at its closest rival.", "Larkfield"),
    # another profit, another revenue, another end
    ("Larkfield's operating margin was 20% in 2024",
     "Larkfield's 2024 revenue was $200 million and its net income $40 million.", "Larkfield 2024"),
    ("Larkfield's net margin was 20%",
     "Larkfield's subscription revenue was $200 million and its net income $40 million.", "2024"),
    ("Larkfield's R&D was 20% of revenue",
     "Revenue was $200 million and research and development expense was $40 million.", "Tern 2024"),
    ("outage lasted 1h 20m", "The outage started at 09:10 and staff answered at 10:30.", "Outage"),
    ("the outage took 45 minutes to detect",
     "The outage began at 14:05 UTC and ended at 14:50 UTC.", "Outage"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "evidence", "title"), BORNE_OUT)
def test_two_levels_bear_out_a_change_however_they_are_told(claim, evidence, title):
    assert label(claim, evidence, title) == "supported"


@pytest.mark.parametrize(("claim", "evidence", "title"), REFUTED)
def test_two_levels_that_make_another_figure_contradict_it(claim, evidence, title):
    assert label(claim, evidence, title) == "contradicted"


@pytest.mark.parametrize(("claim", "evidence", "title"), NOT_BORNE_OUT)
def test_levels_of_two_things_make_no_change_of_one(claim, evidence, title):
    assert label(claim, evidence, title) not in ("supported", "contradicted")
