"""The decision table, row by row: one claim, one text as evidence."""

from datetime import date

import pytest

from prepkit.corpus import Origin, passages_of
from prepkit.documents import read_text
from prepkit.factcheck import Checker, Clock, EvidenceBase, Terms, check_claim
from prepkit.notes import read_notes

NOW = date(2026, 11, 22)
TERMS = Terms(
    aliases={"dau": "daily active users", "mau": "monthly active users"},
    near=(("PR", "change"),),
    successors=(("Quillpad daily active users", "family daily active people"),),
)


def evidence(*texts, **origin):
    """Passages of texts, each a source of its own: s1, s2, …"""
    passages = []
    for number, text in enumerate(texts, 1):
        fields = {
            "source": f"s{number}", "title": "", "publisher": "", "url": "https://example.org/",
            "published": "", "rank": "primary", "evidence": "snapshot", "sha256": str(number),
            "captured": None, "path": None,
        } | origin  # fmt: skip
        passages += passages_of(read_text(text), Origin(**fields))
    return passages


def check(claim, *texts, as_of=NOW, terms=TERMS, **origin):
    notes = read_notes(claim)
    checker = Checker(EvidenceBase(evidence(*texts, **origin), terms), Clock(as_of=as_of))
    return checker.check_notes(notes)[0]


def told(verdict):
    return [(finding.code, finding.label) for finding in verdict.findings]


# (code, label, claim, evidence)
FIGURES = [
    ("B1", "not found", "Pinewire has 40 million users.", "Quillpad has 40 million users."),
    ("B1", "not found", "Quillpad has 40 million users.", "Quillpad has 40 million notebooks."),
    ("B2", "not found", "Quillpad has 500 million daily active users.",
     "Quillpad Boards has 500 million daily active users."),
    ("B3", "not found", "Quillpad has 500 million daily active users.",
     "Quillpad has 500 million monthly active users."),
    ("B4", "imprecise", "12% of PRs at Larkfield are devoted to tidying.",
     "12% of changes at Larkfield are devoted to tidying."),
    ("B5", "not found", "Quillpad has 40 million users.",
     "Quillpad has 40 million users in the US."),
    ("B6", "contradicted", "Quillpad has 40 million users.",
     "Quillpad does not have 40 million users."),
    ("B6", "imprecise", "Quillpad has 40 million users.",
     "Quillpad plans to have 40 million users."),
    ("D1", "supported", "Sedgelog answers a query in 2 seconds.",
     "Sedgelog answers a query in 2,000 ms."),
    ("C3", "contradicted", "Larkfield had a revenue of $5 billion.",
     "Larkfield had a revenue of €5 billion."),
    ("D1", "supported", "Quillpad has 2.1 billion users.", "Quillpad has 2.11 billion users."),
    ("D4", "imprecise", "Sedgelog holds 10,000 files.", "Sedgelog holds 9,870 files."),
    ("D5", "contradicted", "Quillpad has 500 million users.", "Quillpad has 460 million users."),
    ("D6", "supported", "Quillpad has over 2.1 billion users.", "Quillpad has 2.11 billion users."),
    ("D6", "contradicted", "Quillpad has over 2.2 billion users.",
     "Quillpad has 2.11 billion users."),
    ("D8", "imprecise", "12% of changes at Larkfield are devoted to tidying.",
     "Over 12% of changes at Larkfield are devoted to tidying."),
    ("D9", "supported", "Over 12% of changes at Larkfield are devoted to tidying.",
     "Over 12% of changes at Larkfield are devoted to tidying."),
    ("E1", "not found", "Quillpad had 500 million users in March 2020.",
     "Quillpad had 500 million users in March 2019."),
    ("E1", "not found", "Quillpad had 500 million users in March 2020.",
     "Quillpad had 500 million users."),
    ("D1", "supported", "Quillpad had 500 million users in 2019.",
     "Quillpad had 500 million users in March 2019."),
    ("E2", "outdated", "Quillpad has 500 million users.",
     "In March 2019 Quillpad had 500 million users."),
    ("D1", "supported", "Quillpad has 500 million users.",
     "In March 2026 Quillpad had 500 million users."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "label", "claim", "text"), FIGURES)
def test_a_row_decides_a_figure(code, label, claim, text):
    assert told(check(claim, text)) == [(code, label)]


def test_a_newer_value_makes_a_figure_outdated_and_is_shown():
    verdict = check(
        "Quillpad has 700 million users.",
        "In March 2025 Quillpad had 700 million users.",
        "In June 2026 Quillpad had 900 million users.",
    )
    (finding,) = verdict.findings
    assert (finding.code, finding.label) == ("E3", "outdated")
    assert "900 million" in finding.message
    assert [passage.origin.source for passage in finding.others] == ["s2"]


def test_an_older_value_does_not_make_a_figure_outdated():
    verdict = check(
        "Quillpad has 900 million users.",
        "In March 2025 Quillpad had 700 million users.",
        "In June 2026 Quillpad had 900 million users.",
    )
    assert told(verdict) == [("D1", "supported")]


def test_a_count_that_ended_names_what_is_counted_in_its_place():
    verdict = check(
        "Quillpad has over 2.1B DAUs.",
        "Quillpad had 2.11 billion daily active users in December 2025. "
        "Larkfield no longer reports daily active users of Quillpad.",
        "The family had 3.60 billion daily active people in June 2026.",
    )
    (finding,) = verdict.findings
    assert (finding.code, finding.label) == ("E2", "outdated")
    assert "3.60 billion" in finding.message


NEARLY = [
    ("supported", "Quillpad has nearly 500 million users.", "Quillpad has 490 million users."),
    ("contradicted", "Quillpad has nearly 500 million users.", "Quillpad has 510 million users."),
    ("contradicted", "Quillpad has only 500 million users.",
     "Quillpad has more than 500 million users."),
    ("imprecise", "Quillpad's apps have 5 million users.",
     "Each of Quillpad's apps has 5 million users."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text"), NEARLY)
def test_a_word_beside_the_figure_counts(label, claim, text):
    assert [found for _, found in told(check(claim, text))] == [label]


LEVELS = "Quillpad had 5 million users in 2020. Quillpad had 3 million users in 2022."
CHANGES = [
    ("supported", "Crashes fell from 14% to 4% of sessions.",
     "Crashes fell from 14% to 4% of sessions."),
    ("contradicted", "Crashes fell from 14% to 4% of sessions.",
     "Crashes rose from 4% to 14% of sessions."),
    ("contradicted", "At Larkfield changes devoted to tidying rose from 3% to 12%.",
     "At Larkfield, 12% of changes are devoted to tidying. "
     "In other companies, 3% of changes are devoted to tidying."),
    ("not found", "At Larkfield changes devoted to tidying rose from 3% to 12%.",
     "At Larkfield, 12% of changes are devoted to tidying."),
    ("supported", "Quillpad's users fell from 5 million in 2020 to 3 million in 2022.", LEVELS),
    ("not found", "Quillpad's users rose from 5 million in 2020 to 3 million in 2022.", LEVELS),
    ("imprecise", "Quillpad's users fell from 5 million in 2020 to 3 million in 2022.",
     LEVELS.replace("had 5", "had over 5")),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text"), CHANGES)
def test_a_change_needs_both_ends_of_one_subject(label, claim, text):
    assert told(check(claim, text)) == [("D13", label)]


QUOTATIONS = [
    ("supported", "the quiet tools that let people think", "verbatim"),
    ("supported", "The quiet tools – that let people think", "dash"),
    ("imprecise", "the quiet tool that lets people think", "inflection"),
    ("contradicted", "the quiet tools that let machines think", "content word"),
    ("contradicted", "the quiet tools that do not let people think", "negation"),
    ("not found", "a loud machine for everyone on earth", "another sentence"),
]


@pytest.mark.parametrize(("label", "quotation", "why"), QUOTATIONS)
def test_a_quotation_is_held_against_the_words_of_the_source(label, quotation, why):
    text = "Larkfield builds the quiet tools - that let people think."
    if why != "dash":
        text = text.replace(" - ", " ")
    assert told(check(f"They say “{quotation}” [@s1].", text))[0] == ("Q1", label), why


def test_a_reading_bears_out_no_quotation_but_in_a_block_quote():
    claim = "They build “the quiet tools that let people think” [@s1]."
    text = "They build the quiet tools that let people think."
    assert told(check(claim, text, evidence="reading"))[0] == ("Q1", "not found")


STATEMENTS = [
    ("supported", "Sedgelog stores structured logs [@s1].", "Sedgelog stores structured logs."),
    ("imprecise", "Larkfield is moving its code to Swift [@s1].",
     "Larkfield is moving the code of its iOS app to Swift."),
    ("not found", "Sedgelog improves search latency [@s1].", "Sedgelog stores structured logs."),
]  # fmt: skip


@pytest.mark.parametrize(("label", "claim", "text"), STATEMENTS)
def test_a_cited_statement_needs_the_very_words(label, claim, text):
    assert told(check(claim, text)) == [("T0", label)]


def test_a_cited_statement_that_the_source_denies_is_contradicted():
    verdict = check(
        "Sedgelog stores structured logs [@s1].", "Sedgelog never stores structured logs."
    )
    assert told(verdict) == [("B6", "contradicted")]


BESIDE_A_CHANGE = [
    ("B6", "contradicted", "Users of Quillpad did not fall from 5 million to 3 million."),
    ("B6", "imprecise", "Quillpad expects its users to fall from 5 million to 3 million."),
    ("B6", "imprecise", "Critics claim that Quillpad's users fell from 5 million to 3 million."),
]


@pytest.mark.parametrize(("code", "label", "text"), BESIDE_A_CHANGE)
def test_a_change_is_no_better_told_than_its_source_tells_it(code, label, text):
    claim = "Quillpad's users fell from 5 million to 3 million."
    assert told(check(claim, text)) == [(code, label)]


def test_a_change_needs_every_word_beside_it():
    claim = "Quillpad's users fell from 5 million to 3 million because of fees."
    text = "Quillpad's users fell from 5 million to 3 million."
    assert told(check(claim, text)) == [("B1", "not found")]


def test_a_statement_without_citation_is_not_judged():
    verdict = check("Sedgelog improves search latency.", "Sedgelog stores structured logs.")
    assert verdict.findings == ()
    assert verdict.label is None


DATES = [
    ("supported", "The paper appeared in 2024 [@s1].", "The paper appeared on 4 March 2024."),
    ("contradicted", "The paper appeared in 2023 [@s1].", "The paper appeared on 4 March 2024."),
    ("imprecise", "The paper appeared in March 2024 [@s1].", "The paper appeared in 2024."),
    ("not found", "The book appeared in 2024 [@s1].", "The paper appeared on 4 March 2024."),
    ("not found", "The office stayed open until 2019 [@s1].", "The office stayed open in 2019."),
    ("not found", "The tool has been used since 2019 [@s1].", "The tool was used in 2019."),
    ("supported", "The office opened before 2020 [@s1].", "The office opened in 2017."),
]


@pytest.mark.parametrize(("label", "claim", "text"), DATES)
def test_a_date_that_is_the_claim_is_compared_as_a_date(label, claim, text):
    assert ("E0", label) in told(check(claim, text))


def test_a_misspelt_name_is_told_with_the_line_that_spells_it_right():
    notes = read_notes("- They review code in korvicator.\n- Corvicator is old.\n")
    text = "Larkfield reviews its code in Corvicator."
    checker = Checker(EvidenceBase(evidence(text)), Clock())
    (finding,) = checker.check_notes(notes)[0].findings
    assert (finding.code, finding.label, finding.fix) == ("T1", "imprecise", "write 'Corvicator'")
    assert "line 2" in finding.message


@pytest.mark.parametrize("word", ["corner", "vicar", "reviews", "Quillpads", "correct"])
def test_an_ordinary_word_is_no_misspelt_name(word):
    verdict = check(f"They {word} it.", "Larkfield reviews code in Corvicator and Quillpad.")
    assert "T1" not in [code for code, _ in told(verdict)]


OWN = [
    ("own", "I scaled it from 1k to 50k users [@me]."),
    ("own", "I cut upload time by 40% [@me]."),
    ("contradicted", "I know that Quillpad has 700 million users [@me]."),
]


@pytest.mark.parametrize(("label", "claim"), OWN)
def test_own_experience_is_own_unless_the_sources_measure_it(label, claim):
    verdict = check(claim, "In March 2026 Quillpad had 500 million users.")
    assert verdict.label == label


@pytest.mark.parametrize(
    "claim",
    ["See arXiv 2504.12517v1.", "It is written in C++20.", "We need 10x engineers.",
     "They train on H100 chips.", "See [14] and section 4.1."],
)  # fmt: skip
def test_digits_in_names_and_references_are_no_figures(claim):
    assert check(claim, "Quillpad has 10 million users.").findings == ()


def test_two_lines_of_the_notes_that_deny_each_other_each_name_the_other():
    notes = read_notes(
        "- Sedgelog will support structured data.\n- Sedgelog will support unstructured data.\n"
    )
    first, second = Checker(EvidenceBase(evidence("Quillpad is an app.")), Clock()).check_notes(
        notes
    )
    assert told(first) == told(second) == [("X2", "contradicted")]
    assert "line 2" in first.findings[0].message
    assert "line 1" in second.findings[0].message
    assert first.label is None


def test_a_claim_about_a_source_without_a_copy_is_unavailable():
    verdict = check("Quillpad has 40 million users [@s9].", "Quillpad has 40 million users.")
    assert told(verdict) == [("A1", "unavailable")]


def test_the_same_number_of_another_source_is_not_taken():
    verdict = check(
        "12% of changes at Larkfield are devoted to tidying [@s1].",
        "The share of changes devoted to tidying is high at Larkfield.",
        "Mock types improved authoring time by 12%.",
    )
    assert told(verdict) == [("B1", "not found")]


def test_a_source_that_gives_two_values_for_one_date_settles_nothing():
    verdict = check(
        "Quillpad had over 2.1 billion users in December 2023.",
        "Quillpad had 2.31 billion users in December 2023. "
        "Quillpad had 2.11 billion users in December 2023.",
    )
    assert told(verdict) == [("X1", "not found")]


def test_a_primary_source_goes_before_a_secondary_one_of_the_same_date():
    (first,) = evidence("Quillpad had 2.11 billion users in December 2023.")
    (second,) = evidence(
        "Quillpad had 2.31 billion users in December 2023.", source="s2", rank="secondary"
    )
    base = EvidenceBase([second, first])
    (claim,) = read_notes("Quillpad had 2.11 billion users in December 2023.").claims
    assert told(Checker(base, Clock()).check(claim)) == [("D1", "supported")]


def test_a_figure_without_an_owner_is_not_guessed_where_a_source_has_several():
    text = "Quillpad has 40 million users. Pinewire has 30 million users."
    assert told(check("40 million users [@s1].", text)) == [("B1", "not found")]


def test_check_claim_takes_plain_strings():
    verdict = check_claim("Quillpad has 40 million users.", "Quillpad has 40 million users.")
    assert (verdict.label, [f.label for f in verdict.findings]) == ("supported", ["supported"])


def test_each_sentence_of_a_string_is_judged():
    claim = "Quillpad has 40 million users. Quillpad has 900 engineers."
    verdict = check_claim(claim, "Quillpad has 40 million users. Quillpad has 700 engineers.")
    assert [f.label for f in verdict.findings] == ["supported", "contradicted"]
    assert verdict.label == "contradicted"


def test_without_a_day_called_now_a_dated_figure_does_not_age():
    text = "In March 2019 Quillpad had 500 million users."
    assert check("Quillpad had 500 million users.", text, as_of=None).label == "supported"
