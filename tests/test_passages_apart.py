"""What a page says of one thing, at one time, in one sentence, is not said of another."""

import pytest

from prepkit import check_claim, read_text
from prepkit.notes import read_notes
from prepkit.quantities.tables import measure_table

ENTERED = "Orvane entered Portugal in 2018 and Germany in 2021."
JOINED = "Yuri Brandt joined Orvane in 2019 from Marlo and became a partner in September 2023."
# On a page that is titled after Orvane.
FOUNDED = "Tidefish employs 85 people. It was founded in 2019 and has raised €27 million."
OFFICES = "Offices: 11 in seven countries\n\nCountries served: nine"

# Claim, source, label.
CHECKED = [
    ("Orvane entered Portugal in 2018", ENTERED, "supported"),
    ("Orvane entered Germany in 2021", ENTERED, "supported"),
    ("Orvane entered Germany in 2018", ENTERED, "not found"),
    ("Orvane entered Portugal in 2021", ENTERED, "not found"),
    ("Yuri Brandt became a partner in September 2023", JOINED, "supported"),
    ("Yuri Brandt became a partner in 2019", JOINED, "not found"),
    ("Yuri Brandt joined Orvane in September 2023", JOINED, "contradicted"),
    ("Tidefish was founded in 2019", FOUNDED, "supported"),
    ("Orvane was founded in 2019", FOUNDED, "not found"),
    ("Orvane has raised €27 million", FOUNDED, "not found"),
    ("Orvane has 11 offices", OFFICES, "supported"),
    ("Orvane serves 11 countries", OFFICES, "contradicted"),
    ("Orvane has 11 offices in seven countries", OFFICES, "supported"),
    ("Orvane has 11 offices in nine countries", OFFICES, "not found"),
]  # fmt: skip
# Claim, source: the same words and figures, and not the same said.
UNSUPPORTED = [
    ("900 authors commit to Marlo's monorepo.", "900 commits land in Marlo's monorepo."),
    ("14% of pull requests at Marlo are small.", "14% of diffs at Marlo are small."),
    ("Marlo drew 200,000 visitors, as many as before.",
     "Marlo drew 200,000 visitors, half as many as before."),
    ("Marlo's revenue for fiscal 2022 was $740 million.",
     "For the calendar year 2022, Marlo's revenue was $740 million."),
    ("Marlo returned 19% last year.", "Marlo returned 19% last year before fees."),
    ("Marlo's shares fell 12% after the call.",
     "Marlo's shares had fallen 12% in the run-up to the call."),
    ("Marlo sold 900 cars a week.", "Marlo sold 900 cars in a week."),
    ("Marlo acquired Tidefish.", "Marlo took over at Tidefish."),
    ("Uta Lind acquired Marlo in 2020.", "Uta Lind took over Marlo in 2020."),
    ("Marlo acquired Tidefish.", "Marlo acquired Tidefish in a game."),
    ("Marlo has 45 patents.", "Marlo submitted 45 patents."),
    ("Marlo has 40 shops in Norway.", "Marlo, which has a bank in Norway, has 40 shops."),
    ("Marlo's loss was $5 million in 2024.",
     "Marlo lost $5 million in 2024 on the sale of Tidefish."),
    ("Marlo's revenue was $5 million in Q1 2026.",
     "Marlo printed a leaflet on figures of Q1 2026. Revenue was $5 million."),
    ("Marlo's revenue grew 5% last quarter.", "Marlo's revenue grew 5%."),
    ("Marlo's profit after tax was $5 million.", "Marlo's pre-tax profit was $5 million."),
    ("Marlo blocks merges.", "No merges are blocked by Marlo."),
    ("Marlo blocks merges.", "Few merges are blocked by Marlo."),
    ("Varus was murdered by his brother in 412.", "Varus had his brother murdered in 412."),
    ("Marlo received 7 awards.", "Marlo was up for 7 awards."),
    ("Marlo's sales rose 4% year over year.", "Marlo's sales rose 4%."),
]  # fmt: skip
# Claim, source: not the same thing, so nothing contradicts it.
NOT_CONTRADICTED = [
    ("The checkout was down for 90 minutes",
     "Customers could not complete a payment at the checkout for 94 minutes."),
    ("Five people took seven months",
     "The move took five engineers seven months. It touched 640 modules."),
    ("Tidefish was acquired for €180 million", "Tidefish had raised €27 million."),
    ("Five people took seven months, 640 modules touched",
     "The move took five engineers seven months. It touched 640 modules."),
    ("Orvane L has 7 billion parameters, against 1 billion",
     "Orvane S has 1 billion parameters and Orvane L has 7 billion."),
    ("Iris Bolt is the CTO of Orvane", "Orvane's former CTO, Iris Bolt, spoke."),
]  # fmt: skip
READ = [
    ("Orvane's model has 48M parameters", "Orvane's model has 48 million parameters."),
    ("Net income was about €31 million in 2025", "Net income was €31.2 million in 2025."),
    ("Revenue was €413m, up 23% on the year before",
     "Revenue was €412.6 million, an increase of 23% year over year."),
    ("Headcount fell by 3% to 3,940",
     "Headcount was 3,940 at the end of March, a decrease of 3%."),
    ("Revenue grew 23% to €412.6m",
     "Revenue was €412.6 million, an increase of 23% year over year."),
    ("Builds at Marlo went from 42 to 11 minutes.",
     "A build at Marlo now takes 11 minutes, where it once took 42."),
    ("Every day Marlo handles some 70 million push notifications.",
     "Marlo processes approximately 70 million push notifications per day."),
    ("Marlo merged 900 PRs an hour.", "Marlo merged 900 pull requests an hour."),
    ("Marlo came out in 2000.", "Marlo is a 2000 comedy film."),
    ("Marlo is a film from 1968.", "Marlo is a 1968 science fiction film."),
    ("It lasts 90 minutes, and sold 400 copies.",
     "In 2002.The game lasts 90 minutes.It sold 400 copies, and lasts 90 minutes."),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text", "label"), CHECKED)
def test_each_date_figure_and_pronoun_keeps_to_its_own(claim, text, label):
    assert check_claim(claim, read_text(text, title="Orvane")).label == label


@pytest.mark.parametrize(("claim", "text"), UNSUPPORTED)
def test_another_basis_time_or_noun_is_no_support(claim, text):
    assert check_claim(claim, read_text(text, title="Marlo")).label != "supported"


@pytest.mark.parametrize(("claim", "text"), NOT_CONTRADICTED)
def test_a_figure_of_something_else_contradicts_nothing(claim, text):
    assert check_claim(claim, read_text(text, title="Orvane")).label != "contradicted"


@pytest.mark.parametrize(("claim", "text"), READ)
def test_what_both_say_in_other_signs_is_borne_out(claim, text):
    assert check_claim(claim, read_text(text, title="Marlo")).label == "supported"


def test_a_heading_that_only_dates_its_subject_is_no_claim():
    notes = read_notes("## Orvane, first quarter of 2026\n\n- Revenue was €5 million.\n")
    assert [claim.text for claim in notes.claims] == ["Revenue was €5 million."]
    told = read_notes("## Orvane doubled its revenue in 2026\n")
    assert len(told.claims) == 1


def test_a_title_lends_no_deed_to_another_figure():
    page = read_text("It had raised €27 million.", title="Orvane acquires Tidefish")
    verdict = check_claim("Tidefish was acquired for €180 million", page)
    assert verdict.label == "not found"


@pytest.mark.parametrize(
    "text",
    [
        "LinkedIn has 900 million members.",
        "A torch.Tensor of 40 values is kept.",
        "The plugIn is old.",
    ],
)
def test_a_name_with_a_capital_in_it_ends_no_sentence(text):
    assert [sentence.text for sentence in read_text(text).sentences] == [text]


def test_a_row_that_leaves_something_out_keeps_saying_so():
    rows = (("Operating income excluding rent", "84"),)
    [(_, _, found)] = measure_table("Marlo (in millions of euros)", ("", "2024"), rows)
    assert "rent" in f"{found.property} {found.qualifiers}"


def test_a_phrase_is_named_as_the_notes_write_it():
    verdict = check_claim("Marlo merged 900 pull requests.", "Marlo merged 900 diffs.")
    assert "'pull requests'" in verdict.findings[0].message
