"""Levels, differences and shares that come near a claim's own bear it out no more than others."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim


def label(claim, text):
    return check_claim(claim, read_text(text, title="Ovenbird Rail facts")).label


# A claim, a source that bears it out, and sources that come close.
LEVELS = [
    (
        "Ovenbird sold 300 passes in 2025 vs 900 in 2024",
        "Ovenbird sold 300 passes in 2025, compared with 900 in 2024.",
        ("Ovenbird sold 300 passes in 2025, compared with 900 at Brill in 2024.",),
    ),
    (
        "Ovenbird's margin was 14% in 2025, 4 points better than a year before",
        "Ovenbird's margin was 14% in 2025, compared with 10% in 2024.",
        (
            "Ovenbird's margin was 14% in 2025, compared with 10% for the sector in 2024.",
            "Ovenbird's margin was 14% in 2025, compared with 10% at Brill in 2024.",
        ),
    ),
    (
        "Ovenbird opened 40 stations in 2025, 8 more than the year before",
        "Ovenbird opened 40 stations in 2025, up from 32 in 2024.",
        (
            "Ovenbird opened 40 stations in 2025, up from 32 at Brill in 2024.",
            "Ovenbird opened 40 stations in 2025, up from 32 in the first half of 2024.",
            "Ovenbird opened 40 stations in 2025, up from 32 planned in 2024.",
            "Ovenbird had 40 stations in 2025, up from 32 in 2024.",
        ),
    ),
    (
        "Ovenbird had 148K riders in May 2026, that's +17K vs May 2025",
        "Ovenbird had 148,000 riders in May 2026, up from 131,000 in May 2025.",
        ("Ovenbird had 148,000 riders in May 2026, up from 131,000 paying ones in May 2025.",),
    ),
    (
        "58% of drivers at Ovenbird are women, 2 points more than the 56% of a year ago",
        "58% of drivers at Ovenbird are women, compared with 56% a year ago.",
        ("58% of drivers at Ovenbird are women, compared with 56% three years ago.",),
    ),
    (
        "An Ovenbird trip went from 65 minutes to 40",
        "An Ovenbird trip takes 40 minutes, where it once took 65 minutes.",
        ("An Ovenbird trip takes 40 minutes, where the law once allowed 65 minutes.",),
    ),
    (
        "Ovenbird's delays went from 9% to 4%",
        "Ovenbird's delays were 9% before the new signals, 4% after.",
        ("Ovenbird's delays were 9% before noon, 4% after.",),
    ),
    (
        "Ovenbird's wait for a seat fell from six weeks to four days",
        "The wait for a seat at Ovenbird fell from six weeks to four days.",
        ("The wait between seats at Ovenbird fell from six weeks to four days.",),
    ),
    (
        "What used to be a six-week wait for a guard at Ovenbird is down to four days",
        "A guard at Ovenbird took six weeks before the merger. It now takes four days.",
        ("A guard at Ovenbird took six weeks to train before the merger. It now takes four days.",),
    ),
    (
        "Ovenbird's energy use was 52% and is 33% with the new motor",
        "Energy use at Ovenbird fell from 52% to 33% with the new motor.",
        ("Energy cost at Ovenbird fell from 52% to 33% with the new motor.",),
    ),
    (
        "Ovenbird's revenue was $40 million in 2025, 12% up on the year",
        "Ovenbird's revenue was $40 million in 2025, an increase of 12% year over year.",
        ("Ovenbird's revenue was $40 million in 2025, an increase of 12% in constant currency.",),
    ),
    (
        "Ovenbird answers inside 48 hours",
        "Ovenbird answers within two days.",
        (
            "Ovenbird answers after two days.",
            "Ovenbird answers for two days.",
            "Ovenbird answers half of letters within two days.",
            "Ovenbird answers within two working days.",
            "Ovenbird answers within two days of harvest.",
        ),
    ),
]
SHARES = [
    (
        "A third of Ovenbird's stations are rural",
        "Of Ovenbird's 900 stations, 300 are rural.",
        (
            "Of Ovenbird's 900 stations, 300 were rural until 2019.",
            "Of Ovenbird's 900 new stations, 300 are rural.",
            "Of Ovenbird's 900 stations, 300 fewer are rural.",
            "300 of Brill's 900 stations are rural, as Ovenbird says.",
        ),
    ),
    (
        "A third of Ovenbird's drivers are women",
        "Ovenbird has 600 drivers, of whom 200 are women.",
        ("Ovenbird has 600 drivers, of whom 200 are managed by women.",),
    ),
    (
        "12 of Ovenbird's 48 stations have lifts",
        "Ovenbird has 48 stations, 12 of which have lifts.",
        (
            "Ovenbird has 48 stations, 12 of which need lifts.",
            "Ovenbird has 48 stations, 12 of which will have lifts.",
            "Ovenbird has 48 stations, 12 of which had lifts removed.",
        ),
    ),
    (
        "Seven of the nine directors of Ovenbird are engineers",
        "Ovenbird has nine directors, seven of whom are engineers.",
        (
            "Ovenbird has nine engineers, seven of whom are directors.",
            "Ovenbird has nine directors, and seven engineers.",
        ),
    ),
    (
        "75% of Ovenbird's recalls (15 of 20) were for rust",
        "Of Ovenbird's 20 recalls, 15 were for rust.",
        ("Of Ovenbird's 20 recalls for rust, 15 were in May.",),
    ),
    (
        "One fine in eight is paid late at Ovenbird",
        "At Ovenbird 12.5% of fines are paid late.",
        (
            "At Ovenbird 12.5% of fine volume is paid late.",
            "Elsewhere 12.5% of fines are paid late, unlike at Ovenbird.",
        ),
    ),
    (
        "Ovenbird admits one applicant in fifty",
        "Ovenbird admits 2% of applicants.",
        ("Ovenbird admits 2% of applicants over sixty.",),
    ),
    (
        "One in five Ovenbird trains is electric",
        "20% of Ovenbird trains are electric.",
        ("20% of electric trains are Ovenbird trains.",),
    ),
    (
        "Three of every four Ovenbird riders pay by phone",
        "75% of Ovenbird riders pay by phone.",
        ("75% of those who pay by phone are Ovenbird riders.",),
    ),
    (
        "Spoilage at Ovenbird is 0.09% of stock",
        "Spoilage at Ovenbird is 9 basis points of stock.",
        (
            "Spoilage at Ovenbird is 9 basis points above stock.",
            "Spoilage at Ovenbird is 9 basis points of stock lower.",
        ),
    ),
    (
        "Ovenbird paid 190k pounds for it",
        "Ovenbird paid £190,000 for it.",
        ("Ovenbird was paid £190,000 for it.",),
    ),
]
CASES = LEVELS + SHARES
NEAR = [(claim, other) for claim, _, others in CASES for other in others]


@pytest.mark.parametrize(("claim", "text"), [(claim, text) for claim, text, _ in CASES])
def test_what_a_source_says_in_other_words_is_supported(claim, text):
    assert label(claim, text) == "supported"


@pytest.mark.parametrize(("claim", "text"), NEAR)
def test_what_is_said_of_something_else_supports_nothing(claim, text):
    assert label(claim, text) != "supported"


@pytest.mark.parametrize("kind", ["default share", "tax rate", "graffiti rate", "sick rate"])
def test_better_is_no_rise_of_what_is_not_known_to_be_good(kind):
    text = f"Ovenbird's {kind} was 4% in 2025, up from 3% in 2024."
    claim = f"Ovenbird's {kind} was 4% in 2025, 1 point better than a year before"
    assert label(claim, text) != "supported"


def test_a_loss_that_grew_is_no_better():
    text = "Ovenbird's loss was $30 million, up $10 million from a year ago."
    claim = "Ovenbird's loss was $30 million, $10 million better than a year ago"
    assert label(claim, text) != "supported"
