"""The number fits and something else does not: no support; with the nearest claim that is borne
out."""

import pytest

from prepkit import check_claim, read_text

CACHES = "The old cache had a hit rate of 91%, the new one 87%."
DISKS = (
    "| Disk | Read latency | Write latency |\n"
    "|---|---|---|\n"
    "| old | 8 ms | 16 ms |\n"
    "| new | 3 ms | 6 ms |"
)
ZONES = (
    "| Zone | Errors before | Errors after |\n"
    "|---|---|---|\n"
    "| Malmö | 0.9% | 0.3% |\n"
    "| Ghent | 1.4% | 0.9% |"
)
GROWTH = (
    "| Segment | FY2025 revenue | Growth |\n"
    "|---|---|---|\n"
    "| Boards | $2.9 billion | 17% |\n"
    "| Mail | $1.6 billion | 4% |"
)
QUARTERS = "Larkfield delivered 62,000 cars in the third quarter and 57,000 in the fourth."

# Claim, source, what it is called.
NO_SUPPORT = [
    # what tells two figures of a sentence apart
    ("The new cache has a hit rate of 91%.", CACHES),
    ("The encoder runs at 60 frames per second in 4K.",
     "The encoder runs at 60 frames per second in 1080p and at 12 in 4K."),
    ("The town of Wexley has 51,000 inhabitants.",
     "The municipality of Wexley has a population of 51,000; the town itself has 19,000 "
     "inhabitants."),
    ("Saltmarsh sold two million copies in its first week.",
     "Saltmarsh sold 70,000 copies in its first week and has since sold two million."),
    ("Wexley has released five studio albums.",
     "Wexley has released five albums: three studio albums and two compilations."),
    ("Larkfield delivered 62,000 cars in the fourth quarter.", QUARTERS),
    # part and whole
    ("The platform team at Larkfield has 40 engineers.", "Larkfield has 40 engineers."),
    ("Uta Lind had six children.", "Uta Lind was the eldest of six children."),
    ("At least 200 people were killed in the flood.",
     "At least 200 people were killed or injured in the flood."),
    ("Larkfield's debt stands at $2.2 billion.",
     "Net of cash, Larkfield's debt stands at $2.2 billion."),
    ("Lind was capped 14 times by Orrinland.",
     "Lind was capped 14 times by Orrinland at under-21 level."),
    ("Twelve of Larkfield's services run on Rust.",
     "All but twelve of Larkfield's services run on Rust."),
    ("Larkfield ingests 12 TB of logs.", "Larkfield ingests 12 TB of logs every day."),
    ("Larkfield's service handles 52,000 orders an hour.",
     "During the sale our service handled 52,000 orders an hour."),
    # what was, is begun, or is only expected by others
    ("The image weighs 900 MB.", "Before we moved, the image weighed 900 MB. It is now 140 MB."),
    ("Larkfield's team moved off Jenkins in 2021.",
     "Larkfield's team started to move off Jenkins in 2021 and runs 40 jobs there."),
    ("Larkfield opened its Malmö office in 2021.",
     "Larkfield announced its Malmö office in 2021. It opened two years later."),
    ("Larkfield expects revenue of $4.6 billion for the year.",
     "Analysts expect Larkfield to post revenue of $4.6 billion for the year."),
    ("The encoder saves 30% of bandwidth at the same quality.",
     "The encoder saves 30% of bandwidth, though at a visible loss of quality."),
    # who
    ("Mia manages 15 people.", "Mia's manager left in March; he managed 15 people."),
    ("Uta leads a team of nine.", "Uta reports to Mia. She leads a team of nine."),
    ("Uta Lind died in 1943.", "Uta Lind married Osric Vann in 1931. He died in 1943."),
    ("The single “Ash” was released on 3 May 2010.",
     "The album was released on 3 May 2010, preceded by the single “Ash” on 29 March."),
    ("The painting was sold to the museum by Mia Holt in 1902.",
     "In 1902 the museum sold the painting to Mia Holt."),
    # tables
    ("Write latency on the new disks is 3 ms.", DISKS),
    ("After the switch, Malmö's errors were 0.9%.", ZONES),
    ("Mail revenue grew 17% in FY2025.", GROWTH),
    # more than the source's deed, or a deed that ended; all of a kind; another hold on it
    ("Larkfield bought Tern in 2020 to enter Orrinland.", "Tern was bought by Larkfield in 2020."),
    ("Mia Holt has been chief of Larkfield since 2019.",
     "Mia Holt became chief of Larkfield in 2019 and left in 2021."),
    ("Mia Holt has been chief of Larkfield since 2019.",
     "Mia Holt became chief of Larkfield in 2019, but stepped down two years later."),
    ("Larkfield has 5 million users.", "The industry has 5 million users."),
    ("Larkfield owns 45 hotels.", "Larkfield manages 45 hotels."),
    ("Larkfield employs 45,000 nurses.", "Larkfield represents 45,000 nurses."),
    ("Larkfield's profit was $5 million.", "Larkfield's segment profit was $5 million."),
    ("Each of Larkfield's apps has 5 million users.",
     "Larkfield's apps have 5 million users on average."),
    # of which kind
    ("Larkfield had 210 million monthly actives in Q3 2026.",
     "Larkfield reported daily active users of 210 million for Q3 2026."),
    # from when a change is counted, and which way
    ("Larkfield's revenue was 18% more than a quarter earlier.",
     "Larkfield's revenue increased 18% year over year."),
    ("Larkfield's margin fell to 61.3% from 58.9% a year ago.",
     "Larkfield's margin was 61.3%, compared with 58.9% a year ago."),
    ("The share of flaky tests increased from 4% to 1%.",
     "The share of flaky tests went from 4% to 1%."),
]  # fmt: skip
SUPPORTED = [
    ("The new cache has a hit rate of 87%.", CACHES),
    ("Larkfield delivered 57,000 cars in the fourth quarter.", QUARTERS),
    ("Mail revenue grew 4% in FY2025.", GROWTH),
    ("Larkfield's revenue was 18% more than a year earlier.",
     "Larkfield's revenue increased 18% year over year."),
    ("Larkfield's margin rose to 61.3% from 58.9% a year ago.",
     "Larkfield's margin was 61.3%, compared with 58.9% a year ago."),
    ("Volume went up 31% to $58 billion.", "Volume was $58 billion, up 31%."),
    ("A build takes 30 minutes rather than 50.", "A build went from 50 minutes to 30 minutes."),
    ("Larkfield's cost per build fell from $1.20 to 45 cents.",
     "The cost per build at Larkfield fell from $1.20 to $0.45."),
    ("Typecheck time: 4 min → 1.5 min.", "Typecheck time went from 4 minutes to 90 seconds."),
    ("A run went from 47 minutes to 11.",
     "When we started, a run took 47 minutes. Now it takes 11 minutes."),
    ("Over 100 services run without an owner.",
     "We found that over 130 services run without an owner."),
    ("A third of patients book in the app.", "33% of patients book in the app."),
    ("Larkfield's plan allows 500 minutes a month.",
     "Larkfield's plan allows 500 minutes per month."),
    ("Mia Holt leads developer experience at Larkfield.",
     "The developer experience group at Larkfield is led by Mia Holt, who joined in 2024."),
    ("Uta Lind found the leak on 14 February 2025.",
     "The leak was found by Uta Lind on 14 February 2025 and closed two days later."),
    ("Larkfield's wiki was moved to Notion from Confluence.",
     "In March, Larkfield moved its wiki from Confluence to Notion."),
    ("Mia Holt has been chief of Larkfield since 2019.",
     "Mia Holt became chief of Larkfield in 2019."),
    ("By March 14, 2020, Larkland had under 100 cases.",
     "Larkland had 95 cases as of 3:00 p.m. March 14, 2020."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text"), NO_SUPPORT)
def test_a_near_miss_is_no_support(claim, text):
    assert check_claim(claim, read_text(text, title="Larkfield")).label != "supported"


@pytest.mark.parametrize(("claim", "text"), SUPPORTED)
def test_its_neighbour_is_borne_out(claim, text):
    assert check_claim(claim, read_text(text, title="Larkfield")).label == "supported"


def test_a_table_of_pipes_in_a_text_is_a_table():
    document = read_text(f"Sizes:\n{DISKS}\nThat is all.", title="Disks")
    (table,) = document.tables
    assert table.header == ("Disk", "Read latency", "Write latency")
    assert table.caption == "Sizes"
    assert [sentence.text for sentence in document.sentences] == ["Sizes:", "That is all."]


def test_a_line_of_dashes_without_an_end_is_no_table():
    assert read_text("| a | b |\n|" + "-" * 50_000 + "x").tables == ()
