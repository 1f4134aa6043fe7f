"""What is nearly told: near misses that rules once took for the claim, each beside a true one."""

from datetime import date

import pytest

from prepkit.documents import read_text
from prepkit.factcheck import check_claim

NOW = date(2026, 6, 15)
PAGE = "How Orsett bakes"


def label_of(claim, evidence, title=None):
    return check_claim(claim, read_text(evidence, title=title), as_of=NOW).label


DONE_TO_IT = [
    ("supported", "Marlow was sold in 2019", "Hask sold Marlow to Tern for $2 million in 2019."),
    (None, "Marlow was sold in 2019", "Hask sold Marlow to the public in 2019."),
    (None, "Marlow was launched in 2019", "Hask launched Marlow in Spain in 2019."),
    (None, "Marlow was closed in 2019", "Hask closed Marlow for a week in 2019."),
    (None, "Marlow was bought in 2019", "Hask nearly bought Marlow in 2019."),
    ("supported", "Hask opened its mill in 2018", "Hask's mill opened in Lisbon in 2018."),
    (None, "Hask closed its mill in 2018", "Hask's mill closed for repairs in 2018."),
    (None, "Hask closed its mill in 2018", "Hask's mill was closed by the police in 2018."),
    (None, "Hask sold its press in 2018", "Hask's press sold 40,000 books in 2018."),
    ("supported", "The law was passed in 2020", "The house passed the law in 2020."),
    (None, "The law was passed in 2020", "The house passed a draft of the law in 2020."),
    (None, "The fund was closed in 2020", "The firm closed the fund to new money in 2020."),
    (None, "The tower was finished in 2020", "The firm all but finished the tower in 2020."),
    (None, "The book was published in 2020", "The firm published the book again in 2020."),
    (None, "Hask signed its first client in 2018", "Hask's first client signed off in 2018."),
]  # fmt: skip
SINCE_THEN = [
    ("supported", "Uta Lind, CFO since 2021", "Uta Lind was appointed CFO in 2021."),
    (None, "Uta Lind, CFO since 2021", "Uta Lind was appointed CFO of the year in 2021."),
    (None, "Uta Lind has been Hask's CFO since 2021", "Uta Lind joined Hask's CFO in 2021."),
    (None, "Uta Lind has been Hask's CFO since 2021",
     "Uta Lind joined Hask as CFO of Marlow in 2021."),
    ("supported", "The Oslo shop has been open since 2021", "The Oslo shop opened in March 2021."),
    (None, "The Oslo shop has been open since 2021", "The Oslo shop opened a cafe in March 2021."),
    (None, "Hask has been public since 2022", "Hask went public with its complaint in 2022."),
    ("supported", "Hask was listed on 4 May 2018",
     "2018: Hask was listed on 4 May; Tern moved to Oslo"),
    (None, "Hask was listed on 4 May 2018", "2018: Tern was listed on 4 May; Hask moved to Oslo"),
    (None, "Hask moved to gas in 2022", "Hask started moving to gas in 2022."),
    (None, "Ada Moll has been at Hask since 2019", "Ada Moll joined Hask for a summer in 2019."),
]  # fmt: skip
AHEAD = [
    ("supported", "Hask opens a mill in 2027", "Hask will open a mill in 2027."),
    (None, "Hask opens a mill in 2027", "Hask hopes to open a mill in 2027."),
    (None, "Hask opens a mill in 2027", "Hask may open a mill in 2027."),
    ("supported", "Hask plans to open a mill in 2027", "Hask means to open a mill in 2027."),
    (None, "Hask plans to open a mill in 2027", "Hask is expected to open a mill in 2027."),
    (None, "Hask plans to open a mill in 2027", "Hask had planned to open a mill in 2027."),
    ("supported", "The sale closes in 2027", "The sale is expected to close in 2027."),
    (None, "The sale closes in 2027",
     "The sale was expected to close in 2027 before the regulator blocked it."),
]  # fmt: skip
IN_A_MONTH = [
    ("supported", "Hask had 40 mills in 2025", "Hask had 40 mills in Oct '25."),
    (None, "Hask sold 40 mills in 2025", "Hask sold 40 mills in Oct '25."),
    (None, "Hask made $40 million in the June 2025 quarter", "Hask made $40 million in June 2025."),
    ("supported", "Sales rose 9% in 2025", "Sales were $5 million in 2025, up 9%."),
    (None, "Sales rose 9% in 2025", "Sales were $5 million in 2025, up 9% from their low."),
    ("supported", "Hask made 30 boats from May to July 2025",
     "Hask made 30 boats from May through July 2025."),
    (None, "Hask made 30 boats from May to July 2025", "Hask made 30 boats in May and July 2025."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "claim", "evidence"), [*DONE_TO_IT, *SINCE_THEN, *AHEAD, *IN_A_MONTH]
)
def test_a_date_is_borne_out_by_nothing_less_than_what_the_claim_tells(label, claim, evidence):
    found = label_of(claim, evidence)
    assert found == label if label else found != "supported"


RELATIONS = [
    ("supported", "Orsett gave up Ember for Basalt", "Last spring we gave up Ember for Basalt."),
    (None, "Orsett gave up Ember for Basalt", "Tern gave up Ember for Basalt."),
    (None, "Orsett gave up Ember for Basalt", "On Sundays Orsett gave up Ember for Basalt."),
    (None, "Orsett gave up Ember for Basalt", "Orsett nearly gave up Ember for Basalt."),
    (None, "Orsett gave up Ember for Basalt", "Orsett decided against giving up Ember for Basalt."),
    (None, "Orsett gave up Ember for Basalt", "Orsett is giving up Ember for Basalt."),
    (None, "Orsett gave up Ember for Basalt",
     "Orsett gave up Ember for Basalt, then went back to Ember."),
    (None, "Orsett swapped Ember for Basalt", "Orsett swapped Ember for Basalt in a trial."),
    ("supported", "Uta Lind joined Orsett from Tern", "Uta Lind joined Orsett from Tern."),
    (None, "Uta Lind joined Orsett from Tern", "Ada Moll joined Orsett from Tern; Uta Lind left."),
    (None, "Orsett gave up Ember for Basalt", "Orsett gave up Ember for Basalt fans."),
    (None, "Orsett gave up Ember for Basalt",
     "Orsett gave up Ember for Basalt in one of its 12 shops."),
    (None, "Basalt took over from Ember", "Basalt took over from Ember for a week."),
    (None, "Uta Lind joined Orsett as head baker from Tern",
     "Uta Lind joined Orsett as a trainee from Tern."),
]  # fmt: skip
ATTITUDES = [
    ("supported", "Orsett's sales rose 1%", "Orsett's sales hardly moved, up 1%."),
    (None, "Orsett's sales rose 1%", "Orsett's sales hardly rose 1%."),
    ("supported", "Orsett can bake 900 loaves an hour", "Orsett bakes 900 loaves an hour."),
    (None, "Orsett can bake 900 loaves an hour", "Orsett baked 900 loaves an hour in its heyday."),
    (None, "Orsett has 40 bakers", "Orsett is looking for 40 bakers."),
    ("supported", "Orsett's drills are weekly", "Drills at Orsett are weekly."),
    (None, "Orsett's drills are weekly", "Drills at Orsett were weekly."),
    ("supported", "Orsett writes that it weighs every loaf.", "At Orsett we weigh every loaf."),
    (None, "Orsett writes that it weighs every loaf.", "At Orsett we weighed every loaf."),
    (None, "Expect 40 guests at Orsett", "Orsett had 40 guests."),
    (None, "Orsett rebuilt its oven in stone after ten years of brick",
     "After ten years of stone, Orsett's oven has been rebuilt in brick."),
    ("supported", "Orsett has 16 shops, the newest of them in Lima",
     "Orsett has 16 shops. The newest opened in Lima."),
    (None, "Orsett has 16 shops, the newest of them in Lima",
     "Orsett has 16 shops. The newest opened far from Lima."),
    (None, "Orsett expects $5 million of sales in 2026",
     "Orsett had expected $5 million of sales in 2026."),
    ("supported", "biggest Orsett oven: 400 loaves", "Our largest oven holds 400 loaves."),
    (None, "biggest Orsett oven: 400 loaves", "Our largest oven for rolls holds 400 loaves."),
]  # fmt: skip
SETTLED = "Orsett settled for $75 million and admitted no guilt"
DENIALS = [
    ("supported", SETTLED, "Orsett settled for $75 million without admitting guilt."),
    (None, SETTLED, "Orsett settled for $75 million without delay, admitting guilt."),
    (None, SETTLED, "Orsett admitted guilt and settled for $75 million with no fine."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "evidence"), [*RELATIONS, *ATTITUDES, *DENIALS])
def test_what_is_told_of_another_or_not_quite_so_bears_nothing_out(label, claim, evidence):
    found = label_of(claim, evidence, PAGE)
    assert found == label if label else found != "supported"


QUOTED = '"Bread takes the time that it takes"'
SPOKEN = [
    ("supported", f"CEO Uta Lind said {QUOTED}", f"{QUOTED}, said Chief Executive Uta Lind."),
    (None, f"CEO Uta Lind said {QUOTED}", f"{QUOTED}, said former Chief Executive Uta Lind."),
    (None, f"CEO Uta Lind said {QUOTED}", f"{QUOTED}, said Chief Marketing Officer Uta Lind."),
    ("supported", f"Uta Lind thanks Ada Moll for it: {QUOTED}", f"{QUOTED}, said Uta Lind."),
    (None, f"Uta Lind quotes Ada Moll: {QUOTED}", f"{QUOTED}, said Uta Lind."),
    (None, f"Uta Lind wrote {QUOTED}",
     "By Uta Lind.\n\nIt is a lie that bread takes the time that it takes. We know."),
    (None, f"Uta Lind (CEO): {QUOTED}", f"{QUOTED}, said Uta Lind, the CFO."),
    (None, f"Uta Lind wrote {QUOTED}",
     "By Uta Lind.\n\nI once thought that bread takes the time that it takes. We know."),
    (None, f"SVP Uta Lind said {QUOTED}", f"{QUOTED}, said VP Uta Lind."),
    (None, f"CTO Uta Lind said {QUOTED}", f"{QUOTED}, said Chief Scientist Uta Lind."),
    (None, f"Uta Lind wrote {QUOTED}",
     "By Uta Lind.\n\nAs the proverb goes, bread takes the time that it takes. We know."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "evidence"), SPOKEN)
def test_words_are_of_whom_the_source_names_in_that_office(label, claim, evidence):
    found = label_of(claim, evidence, "Slow bread")
    assert found == label if label else found != "supported"


@pytest.mark.parametrize(
    ("evidence", "title"),
    [
        ("Sands opened in 2019.", "The making of Sands 2"),
        ("The first film opened in 2019.", "The making of Sands 2"),
    ],
)
def test_a_title_lends_no_number_to_another_of_that_name(evidence, title):
    assert label_of("Sands 2 opened in 2019", evidence, title) != "supported"


def test_what_came_of_it_later_is_not_of_that_day():
    told = "The sale of 9 March was cancelled. As a result, about 40% of orders failed."
    assert label_of("About 40% of orders failed on 9 March", told) != "supported"


@pytest.mark.parametrize("later", ["the year after", "over three years"])
def test_a_change_of_a_later_time_has_no_date_from_the_beginning_of_its_sentence(later):
    told = f"In 2024 Hask relined the kiln, and its gas use fell by 12% {later}."
    assert label_of("Hask's gas use fell by 12% in 2024", told) != "supported"


@pytest.mark.parametrize(
    ("title", "label"),
    [("“Slow bread” by Uta Lind", "supported"), ("A review of “Slow bread” by Uta Lind", None)],
)
def test_a_title_names_the_author_of_its_own_page_only(title, label):
    found = label_of(f"Uta Lind wrote {QUOTED}", "Bread takes the time that it takes. Yes.", title)
    assert found == label if label else found != "supported"
