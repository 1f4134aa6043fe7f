"""Who did what to whom, and who holds which office, is the same however a sentence turns it."""

import pytest

from prepkit import check_claim, read_text
from prepkit.factcheck.deeds import deeds
from prepkit.factcheck.terms import Terms

# Claim, source, label.
TOLD = [
    ("Osric Vann founded Larkdune", "Larkdune was founded by Osric Vann, a former baker.",
     "supported"),
    ("Osric Vann founded Larkdune", "In 2009, Osric Vann founded Larkdune.", "supported"),
    ("Wexmoor bought Tidegate", "Tidegate was later acquired by Wexmoor.", "supported"),
    ("Tidegate is developed by Wexmoor", "Wexmoor develops Tidegate.", "supported"),
    ("Tidegate bought Wexmoor", "Wexmoor, a maker of ferries, acquired Tidegate.", "contradicted"),
    ("Wexmoor does not store raw audio.", "Raw audio is not stored by Wexmoor.", "supported"),
    ("Wexmoor supports offline mode.", "Offline mode is not supported by Wexmoor.",
     "contradicted"),
    ("Wexmoor does not store raw audio.", "Raw audio is stored by Wexmoor.", "contradicted"),
    ("Calder & Finch acquired Tovrin.", "Tovrin acquired Calder & Finch for $5 million.",
     "contradicted"),
    ("Wexmoor replaced Oldmill CI with Forgewheel.",
     "At Wexmoor, Forgewheel took the place of Oldmill CI.", "supported"),
    ("Iris Bolt is the CTO of Wexmoor", "Wexmoor's chief technology officer, Iris Bolt, spoke.",
     "supported"),
    ("Iris Bolt is the CEO of Wexmoor", "Iris Bolt, Wexmoor's chief executive, spoke.",
     "supported"),
]  # fmt: skip
# Claim, source: other parties, other offices, or nothing that happened.
NOT_TOLD = [
    ("Osric Vann founded Larkdune", "Larkdune Labs was founded by Osric Vann."),
    ("Osric Vann founded Larkdune", "Larkdune was founded by Osric Vann and Mia Holt."),
    ("Osric Vann founded Larkdune", "Larkdune was founded by Mia Holt and Osric Vann."),
    ("Osric Vann founded Larkdune", "The predecessor of Larkdune was founded by Osric Vann."),
    ("Osric Vann founded Larkdune", "Larkdune's rival was founded by Osric Vann."),
    ("Wexmoor bought Tidegate", "Wexmoor bought Tidegate's billing unit."),
    ("Wexmoor bought Tidegate", "Wexmoor bought Tidegate shares."),
    ("Wexmoor bought Tidegate", "The owner of Wexmoor bought Tidegate."),
    ("Wexmoor bought Tidegate", "If Wexmoor bought Tidegate, it would grow."),
    ("Wexmoor bought Tidegate", "Wexmoor reportedly bought Tidegate."),
    ("Wexmoor bought Tidegate", "Critics say Wexmoor bought Tidegate."),
    ("Wexmoor bought Tidegate", "Wexmoor almost bought Tidegate."),
    ("Wexmoor bought Tidegate", "Wexmoor never bought Tidegate."),
    ("Wexmoor bought Tidegate", "Tidegate will be acquired by Wexmoor."),
    ("Wexmoor bought Tidegate", "Tidegate was nearly bought by Wexmoor in 2020."),
    ("Wexmoor does not store audio.", "Raw audio is not stored by Wexmoor."),
    ("Wexmoor supports offline mode.", "Offline mode is supported by Wexmoor only on phones."),
    ("Wexmoor uses the new cache.", "The new cache was used by Wexmoor."),
    ("Wexmoor replaced Redis with Memcached.",
     "On its staging clusters, Wexmoor replaced Redis with Memcached."),
    ("Wexmoor sued Tidegate", "Wexmoor was sued by Tidegate."),
    ("Iris Bolt is the CTO of Wexmoor", "Wexmoor's deputy CTO, Iris Bolt, resigned."),
    ("Iris Bolt is the CTO of Wexmoor", "Wexmoor's former CTO, Iris Bolt, spoke."),
    ("Iris Bolt is the CTO of Wexmoor", "Wexmoor's next CTO, Iris Bolt, starts in June."),
    ("Iris Bolt is the CTO of Wexmoor", "Wexmoor's acting CTO, Iris Bolt, spoke."),
    ("Iris Bolt is the CTO of Wexmoor", "Iris Bolt was the CTO of Wexmoor until 2020."),
    ("Iris Bolt is the CTO of Wexmoor", "Iris Bolt, then the CTO of Wexmoor, resigned."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text", "label"), TOLD)
def test_a_deed_is_borne_out_however_it_is_turned(claim, text, label):
    assert check_claim(claim, text).label == label


@pytest.mark.parametrize(("claim", "text"), NOT_TOLD)
def test_a_deed_of_others_or_one_that_is_not_sure_is_no_support(claim, text):
    assert check_claim(claim, text).label != "supported"


def test_a_former_office_does_not_contradict_the_claim_as_if_the_names_were_turned():
    former = "Wexmoor's former CTO, Iris Bolt, spoke."
    assert check_claim("Iris Bolt is the CTO of Wexmoor", former).label != "contradicted"


@pytest.mark.parametrize(
    ("claim", "text", "label"),
    [
        ("Osric Vann resigned in 1974.", "Vann's resignation came in 1974.", "supported"),
        ("Osric Vann resigned in 1973.", "Vann resigned in 1974.", "contradicted"),
        ("Osric Vann resigned in 1974.", "Mia Vann resigned in 1974.", "not found"),
        ("Tern Arena opened in 1974.", "The Wexley Arena opened in 1974.", "not found"),
        ("New Wexley opened in 1974.", "Old Wexley opened in 1974.", "not found"),
    ],
)
def test_a_last_name_stands_for_the_whole_unless_another_bears_it(claim, text, label):
    assert check_claim(claim, read_text(text)).label == label


@pytest.mark.parametrize("words", ["Aa of ", "Aa ", "Aa, bb ", "Aa was built by "])
def test_a_page_of_nothing_but_capitals_tells_no_deed(words):
    assert list(deeds(words * 50_000, Terms())) == []


def test_a_name_of_more_words_than_are_read_is_nobody_s_part():
    many = " ".join(f"Aa{letter}" for letter in "bcdefghijk")
    assert list(deeds(f"{many} bought Tidegate.", Terms())) == []
