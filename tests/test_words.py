"""Words as evidence: stems, senses, phrases, names, and the clause that a word stands in."""

import re
from pathlib import Path

import pytest

from prepkit import factcheck
from prepkit.factcheck import Terms
from prepkit.factcheck.alignment import clause_around, deeds, other_deeds, own_statement
from prepkit.factcheck.words import (
    content_stems,
    exclusive_conflict,
    is_negated,
    names,
    narrowing_words,
    sense,
    senses,
    stem,
)
from prepkit.quantities import find_quantities

TABLES = Path(factcheck.__file__).parent
PHRASES = [line.split(",") for line in (TABLES / "phrases.csv").read_text("utf-8").splitlines()]


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [
        ("PRs", "pr"),
        ("Tarnhill's", "tarnhil"),
        ("users'", "user"),
        ("women", "woman"),
        ("people", "person"),
        ("children", "child"),
        ("sold", "sell"),
        ("grew", "grow"),
        ("found", "found"),  # a firm may be founded
        ("left", "left"),
    ],
)
def test_forms_of_one_word_have_one_stem(word, stemmed):
    assert stem(word) == stemmed


@pytest.mark.parametrize(
    ("text", "stems"),
    [
        ("Console 3 sold out", ["consol", "consol3", "sell"]),  # the number is the name's
        ("It sold 3 lamps", ["sell", "lamp"]),
        ("in the U.K. and the United Kingdom", ["uk", "uk"]),
        ("the USA", ["us"]),
        ("tells us of the US", ["tell", "us"]),
        ("written in Go", ["write", "go"]),
        ("go there", []),
        ("They made $5 million", ["earn", "million"]),
        ("They made 5 goals", ["goal"]),
    ],
)
def test_only_words_that_carry_meaning_count(text, stems):
    assert list(content_stems(text)) == stems


@pytest.mark.parametrize(("phrase", "word"), PHRASES, ids=[phrase for phrase, _ in PHRASES])
def test_a_phrase_stands_for_words_that_no_other_phrase_changes(phrase, word):
    assert content_stems(f"It {phrase}.") == content_stems(f"It {word}.")
    alone = [one for part in re.split(r"[ -]", word) for one in content_stems(part)]
    assert list(content_stems(word)) == alone


def test_no_phrase_is_listed_twice():
    listed = [phrase for phrase, _ in PHRASES]
    assert sorted(set(listed)) == sorted(listed)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("film", "movies", True),
        ("bought", "acquired", True),
        ("revenue", "turnover", True),
        ("begin", "started", True),
        ("employees", "headcount", True),
        ("revenue", "profit", False),
        ("buy", "sell", False),
        ("win", "lose", False),
        ("users", "customers", False),
        ("rise", "fall", False),
        ("open", "close", False),
        ("borrow", "lend", False),
    ],
)
def test_words_have_one_sense_only_where_they_count_the_same(one, other, alike):
    assert (sense(stem(one)) == sense(stem(other))) is alike


@pytest.mark.parametrize(
    ("ours", "theirs", "conflict"),
    [
        ("daily users", "monthly users", ("daili", "month")),
        ("revenue", "profit", ("revenu", "profit")),
        ("upload speed", "download speed", ("upload", "download")),
        ("reads", "writes", ("read", "write")),
        ("revenue profit", "profit", None),  # both say it
        ("lamps", "profit", None),
        ("users", "daily users", None),
    ],
)
def test_one_of_a_few_words_rules_out_the_others(ours, theirs, conflict):
    assert exclusive_conflict(senses(ours.split()), senses(theirs.split())) == conflict


@pytest.mark.parametrize(
    ("words", "others", "narrower"),
    [
        ("daily users", "users", {"daili"}),
        ("paying users", "users", {"pay"}),
        ("median wait", "wait", {"median"}),
        ("daily users", "monthly users", set()),
        ("gross margin", "margin", set()),
    ],
)
def test_a_narrowing_word_is_told_where_the_other_side_has_none(words, others, narrower):
    assert narrowing_words(senses(words.split()), senses(others.split())) == narrower


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We met Tarnhill there.", ["Tarnhill"]),
        ("Pinewire Kids was released.", ["Pinewire Kids"]),
        ("The app iOS has.", ["iOS"]),
        ("In March we saw Ada Lind's car.", ["Ada Lind"]),
        ("Users grew.", []),
        ("On Monday it rained.", []),
    ],
)
def test_a_capital_that_no_sentence_start_explains_is_a_name(text, found):
    assert names(text) == found


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("It is not here.", True),
        ("It isn't here.", True),
        ("Nobody came.", True),
        ("It sold without a loss.", True),
        ("It sold No Way Home.", False),  # a name
        ("It has a knot.", False),
    ],
)
def test_a_denial_is_a_word_and_no_part_of_a_name(text, denied):
    assert is_negated(text) is denied


# (text, clause, statement), of the last figure
CLAUSES = [
    ("It has 4 lamps, and Tern has 9 stools.", "and Tern has 9 stools.", "Tern has 9 stools."),
    ("It sold 4 lamps and 9 stools.", "9 stools.", "It sold 4 lamps and 9 stools."),
    ("Flaky tests: 7% of runs", "Flaky tests: 7% of runs", "Flaky tests: 7% of runs"),
    ("Marten says: 7% of runs fail", "7% of runs fail", "7% of runs fail"),
]


@pytest.mark.parametrize(("text", "clause", "statement"), CLAUSES)
def test_a_figure_stands_in_its_clause_and_in_a_statement_with_a_verb(text, clause, statement):
    quantity = find_quantities(text)[-1]
    start, end = clause_around(text, quantity)
    assert text[start:end] == clause
    assert own_statement(text, quantity) == statement


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("crashes", "It crashes often.", ["crashes"]),
        ("crashes", "We heard that its crashes doubled.", []),
        ("crashes", "It had crashes of tablets.", []),
        ("touched", "All the touched files grew.", []),
        ("lamps", "It sold lamps.", []),
    ],
)
def test_a_verb_is_no_noun_of_the_same_letters(word, text, found):
    assert deeds([word], text) == found


@pytest.mark.parametrize(
    ("stretch", "deed"),
    [
        ("Brindle burned 40 lamps", ["burned"]),
        ("Brindle sold 40 lamps", []),
        ("Brindle reported 40 lamps", []),  # that only puts the figure there
    ],
)
def test_a_source_may_tell_another_deed(stretch, deed):
    assert other_deeds(stretch, "Brindle sold 40 lamps", Terms()) == deed
