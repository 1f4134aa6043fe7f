"""What says which of them are meant, or of what a figure is held against, is not passed over."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim


def label(claim: str, evidence: str, title: str) -> str | None:
    """What is said of a claim by a page."""
    return check_claim(claim, read_text(evidence, title=title)).label


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        # Before the subject's noun.
        ("Larkfield's revenue grew 21%.", "Services revenue grew 21%, while hardware was flat."),
        ("Larkfield's offices run on 88% solar power.",
         "The Aldermere office of Larkfield runs on 88% solar power."),
        ("Larkfield's tenants extend in 91% of cases.",
         "Industrial tenants of Larkfield extend in 91% of cases."),
        # Before the sentence's subject.
        ("Larkfield's new codec sends 35% fewer bytes.",
         "On televisions, the new codec of Larkfield sends 35% fewer bytes."),
        # What a statement is held against.
        ("The move took Larkfield nine months.",
         "The move took Larkfield nine weeks rather than the nine months it had planned."),
        ("Larkfield's robot sorts a parcel in 50 seconds.",
         "Larkfield's robot sorts a parcel in 8 seconds, versus 50 seconds by hand."),
        # The figure that the first holds for.
        ("Larkfield's sort takes 4 minutes on 500 hosts.",
         "Larkfield's sort takes 4 minutes on 60 hosts and 9 minutes on 500 hosts."),
        # Another change, another multiple, another rate, another sign, more of them together.
        ("Larkfield's loss rate in ports fell from 0.8% to 0.2%.",
         "Larkfield's loss rate fell from 0.8% to 0.2% on rail and from 0.6% to 0.5% in ports."),
        ("Larkfield's rent tripled to $60 million.",
         "Larkfield's rent doubled to $60 million from $30 million."),
        ("70% of Larkfield's drivers use the map every day.",
         "70% of Larkfield's drivers use the map at least once a month."),
        ("Larkfield made an operating result of $7 million.",
         "The operating result of Larkfield was a loss of $7 million."),
        ("Larkfield has 6 million riders in Norway.",
         "Larkfield has 6 million riders in Norway, Sweden and Denmark taken together."),
        ("People at Larkfield have an average tenure of 5 years.",
         "Managers at Larkfield have an average tenure of 5 years."),
        ("The average pull request at Larkfield touches 6 files.",
         "The average diff at Larkfield touches 6 files."),
        # A bound that leaves out as much as it says.
        ("Larkfield prints over 2M labels a day.", "Larkfield prints 3.9 million labels a day."),
    ],
)  # fmt: skip
def test_a_narrower_thing_is_no_support(claim: str, evidence: str) -> None:
    assert label(claim, evidence, "Larkfield notes") not in (None, "supported")


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Larkfield's services revenue grew 21%.",
         "Services revenue grew 21%, while hardware was flat."),
        ("Larkfield's industrial tenants extend in 91% of cases.",
         "Industrial tenants of Larkfield extend in 91% of cases."),
        ("Nearly 400 shops have joined Larkfield.", "So far 397 shops have joined Larkfield."),
        ("Larkfield's robot sorts a parcel in 8 seconds.",
         "Larkfield's robot sorts a parcel in 8 seconds, versus 50 seconds by hand."),
        ("Larkfield's sort takes 9 minutes on 500 hosts.",
         "Larkfield's sort takes 9 minutes on 500 hosts."),
        ("Larkfield's loss rate in ports fell from 0.6% to 0.5%.",
         "Larkfield's loss rate fell from 0.8% to 0.2% on rail and from 0.6% to 0.5% in ports."),
        ("Larkfield's rent doubled to $60 million.",
         "Larkfield's rent doubled to $60 million from $30 million."),
        ("70% of Larkfield's drivers use the map every month.",
         "70% of Larkfield's drivers use the map at least once a month."),
        ("Larkfield has 6 million riders in Norway, Sweden and Denmark.",
         "Larkfield has 6 million riders in Norway, Sweden and Denmark taken together."),
        ("People at Larkfield have an average tenure of 5 years.",
         "Employees at Larkfield have an average tenure of 5 years."),
        ("Larkfield prints over 3M labels a day.", "Larkfield prints 3.9 million labels a day."),
    ],
)  # fmt: skip
def test_the_thing_itself_is(claim: str, evidence: str) -> None:
    assert label(claim, evidence, "Larkfield notes") == "supported"
