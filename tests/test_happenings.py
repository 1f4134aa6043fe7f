"""Row E0: one event has one date, however its sentence is built; another event gives it none."""

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim

ABOUT = "How Larkfield ships software"


def label_of(claim: str, source: str, title: str = "") -> str:
    return check_claim(claim, read_text(source, title=title)).label


@pytest.mark.parametrize(
    ("claim", "source", "title", "label"),
    [
        # founding
        ("Larkfield was founded in 2014", "Larkfield was set up in 2014 by two bankers.", "",
         "supported"),
        ("Larkfield was started in 2013", "Uta Lind and Ada Moll founded Larkfield in 2014.",
         "", "contradicted"),
        ("Larkfield dates back to 2014", "Founded in 2014, Larkfield grows.", "", "supported"),
        ("Larkfield has been around since 2014", "Larkfield, founded in 2014, makes pumps.", "",
         "supported"),
        ("Larkfield was founded in 2014", "Larkfield turned ten in May 2024.", "", "supported"),
        ("Larkfield was founded in 2010", "In May 2024 Larkfield celebrated its tenth anniversary.",
         "", "contradicted"),
        # listing
        ("Corvane went public in June 2021", "Corvane's shares began trading on 14 June 2021.", "",
         "supported"),
        ("Corvane has been listed since 2021", "Corvane's IPO took place in June 2021.", "",
         "supported"),
        ("Corvane went public in 2020", "Our shares began trading in Oslo on 14 June 2021.",
         "Corvane: our story", "contradicted"),
        ("Corvane went public in 2020", "In 2021, six years after our first kiln, Corvane became a"
         " public company.", "", "contradicted"),
        # launches
        ("Murmur became generally available in March 2022", "We made Murmur generally available on"
         " 8 March 2022.", "", "supported"),
        ("The first version of Murmur shipped in 2021", "We shipped the first version of Murmur in"
         " early 2022.", "", "contradicted"),
        ("Murmur went into production in 2014", "We put Murmur into production in the summer of"
         " 2015.", "", "contradicted"),
        ("Murmur entered beta in April 2023", "Murmur has been in beta since April 2023.", "",
         "supported"),
        ("Murmur was open-sourced in 2023", "Murmur has been open source since 2023.", "",
         "supported"),
        # purchases and sales
        ("Tern acquired Finch in 2019", "On 4 May 2020, Tern closed the acquisition of Finch.", "",
         "contradicted"),
        ("Finch has belonged to Tern since 2020", "Tern acquired Finch in 2020.", "", "supported"),
        ("Tern acquired Finch in March 2021", "2021: In March, we acquired Finch, a maker of"
         " pumps.", "Tern: our history", "supported"),
        ("Tern closed the Finch deal in 2022", "We completed our acquisition of Finch on 2 June"
         " 2023.", "Tern buys Finch", "contradicted"),
        ("Tern sold Finch in June 2024", "On 12 June 2024 Tern completed the sale of Finch.", "",
         "supported"),
        # people
        ("Uta Lind joined Larkfield in 2017", "Uta Lind came to Larkfield in 2019 from Ostrel.", "",
         "contradicted"),
        ("Larkfield hired Uta Lind in 2019", "Uta Lind joined Larkfield in 2019.", "", "supported"),
        ("Lind left Larkfield in 2020", "Uta Lind left Larkfield in March 2021.", "",
         "contradicted"),
        ("Uta Lind died in 2023", "Lind lost her battle with cancer on 3 May 2023.", "Uta Lind",
         "supported"),
        # work
        ("They moved to Kubernetes in 2018", "\"We moved to Kubernetes in 2018,\" says Lind.",
         "An interview with Uta Lind of Larkfield", "supported"),
        ("Larkfield switched to Rust in 2018", "We moved from Go to Rust in 2019.", ABOUT,
         "contradicted"),
        ("Larkfield adopted Rust in 2019", "Larkfield has been using Rust since 2019.", "",
         "supported"),
        ("The migration began in 2020", "We started the migration in January 2021.", ABOUT,
         "contradicted"),
        ("Larkfield's head office moved to Oslo in 2017", "Larkfield moved its head office to Oslo"
         " in 2017.", "", "supported"),
        ("Murmur went down on 4 May 2023", "On 4 May 2023, Murmur suffered an outage of three"
         " hours.", "", "supported"),
        ("Larkfield has been carbon neutral since 2020", "Larkfield became carbon neutral in 2022.",
         "", "contradicted"),
        ("Larkfield raised its Series B in 2021", "Larkfield closed its Series B in April 2021.",
         "", "supported"),
    ],
)  # fmt: skip
def test_an_event_has_one_date_however_it_is_told(claim, source, title, label):
    assert label_of(claim, source, title) == label


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Tern bought Finch in 2020", "Tern bought a stake in Finch in 2020."),
        ("Tern bought Finch in 2020", "Tern bought Finch's German arm in 2020."),
        ("Tern bought Finch in 2020", "Tern bought Finch Labs in 2020."),
        ("Tern bought Finch in 2020", "Tern agreed to buy Finch in 2020."),
        ("Tern bought Finch in 2020", "Tern almost bought Finch in 2020."),
        ("Tern acquired Finch in 2020", "Tern completed its acquisition of Finch's debts in 2020."),
        ("Tern acquired Finch in 2020", "Tern's acquisition of Finch was blocked in 2020."),
        ("Larkfield was founded in 2014", "Larkfield's founder started a bakery in 2014."),
        ("Larkfield was founded in 2014", "Founded by Uta Lind, Larkfield opened a shop in 2014."),
        ("Larkfield was founded in 2014", "The Larkfield Foundation was founded in 2014."),
        ("Larkfield was founded in 2014", "Larkfield turned ten shops into offices in 2024."),
        ("Uta Lind founded Larkfield in 2014", "Ada Moll founded Larkfield in 2014."),
        ("Larkfield went public in 2021", "Larkfield went public with its plans in 2021."),
        ("Larkfield went public in 2021", "Larkfield listed its Oslo office for sale in 2021."),
        ("Larkfield went public in 2021", "Larkfield shelved its IPO in 2021."),
        ("Tern launched Murmur in 2022", "Tern launched the beta of Murmur in 2022."),
        ("Tern launched Murmur in 2022", "Tern launched a Murmur app in 2022."),
        ("Tern launched Murmur in 2022", "Tern launched an attack on Murmur in 2022."),
        ("Murmur became generally available in 2022", "Murmur became available to a few in 2022."),
        ("Murmur came out in 2022", "Murmur 2 came out in 2022."),
        ("Murmur came out in 2022", "Murmur came out of beta in 2022."),
        ("Murmur came out in 2022", "Murmur came out on top in 2022."),
        ("Uta Lind joined Larkfield in 2019", "Uta Lind joined the board of Larkfield in 2019."),
        ("Uta Lind has been at Larkfield since 2019", "Uta Lind joined Larkfield in 2019 and left"
         " in 2021."),
        ("Larkfield moved to Oslo in 2017", "Larkfield moved its lab to Oslo in 2017."),
        ("Larkfield closed its Porto plant in 2020", "Larkfield closed its Porto plant for a week"
         " in 2020."),
        ("Larkfield adopted Rust in 2019", "Larkfield began to test Rust in 2019."),
        ("The migration began in 2021", "The planning of the migration began in 2021."),
        ("Larkfield entered Germany in 2020", "Larkfield expanded its plant in Germany in 2020."),
        ("Larkfield raised its Series B in 2021", "Larkfield raised its Series A in 2021."),
        ("Murmur went down on 4 May 2023", "Murmur went down by 3% on 4 May 2023."),
        ("Murmur was released in Peru in 2020", "Murmur was released in Chad in 2020 and later in"
         " Peru in 2023."),
        ("Murmur was first written in C++ in 2016", "Murmur was first written in Java, in 2016."),
    ],
)  # fmt: skip
def test_another_event_of_the_kind_gives_it_no_date(claim, source):
    assert label_of(claim, source) in ("not found", "contradicted")


@pytest.mark.parametrize(
    ("claim", "source", "label"),
    [
        ("Quillpad passed 10 million users in 2022", "Quillpad crossed 10 million users in April"
         " 2024.", "contradicted"),
        ("Quillpad passed 10 million users in 2024", "Quillpad crossed 10 million users in April"
         " 2024.", "supported"),
        ("Quillpad had 10 million users in 2022", "Quillpad had 10 million users in April 2024.",
         "not found"),
        ("Quillpad passed 10 million users in 2022", "Quillpad crossed 10 million users again in"
         " April 2024.", "not found"),
    ],
)  # fmt: skip
def test_a_figure_is_first_reached_once(claim, source, label):
    assert label_of(claim, source) == label
