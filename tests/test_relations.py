"""Row R1: what was left and what came in its place, in which direction and by which names."""

import pytest

from prepkit.factcheck import check_claim
from prepkit.factcheck.relations import compare_relations, relations

# (before, after, text)
TOLD = [
    ("perl", "rust", "We moved the logs from Perl to Rust."),
    ("perl", "rust", "From Perl code to Rust."),
    ("perl", "rust", "The logs: Perl → Rust"),
    ("perl", "rust", "Perl -> Rust"),
    ("ledger", "vault", "The data went from the ledger into a vault."),
    ("mudflat", "marshlog", "Mudflat was replaced by Marshlog."),
    ("mudflat", "marshlog", "Tarnhill replaced Mudflat with Marshlog."),
    ("mudflat", "marshlog", "Replacing took a year: they now replace Mudflat by Marshlog."),
    ("mudflat", "marshlog", "They switched Mudflat for Marshlog."),
    ("mudflat", "marshlog", "Marshlog replaced Mudflat."),
    ("mudflat", "marshlog", "Marshlog has superseded Mudflat."),
    ("lind", "marten", "Uta Marten succeeded Ada Lind."),
    ("c", "c++", "The parser went from C to C++."),
    ("objective-c", "swift", "They went from Objective-C to Swift."),
]


@pytest.mark.parametrize(("before", "after", "text"), TOLD)
def test_a_sentence_tells_what_was_before_and_what_is_after(before, after, text):
    (relation,) = relations(text)
    assert (relation.before, relation.after) == (before, after)
    assert relation.said in text


@pytest.mark.parametrize(
    "text",
    [
        "The share went from 4% to 14%.",
        "It rains from time to time.",
        "It replaced Mudflat.",  # what came is not named
        "They moved away from Perl.",
        "Perl and Rust are languages.",
    ],
)
def test_a_sentence_without_two_things_tells_no_relation(text):
    assert relations(text) == ()


COMPARED = [
    ("same", "They moved from Perl to Rust.", "Tern went from Perl to Rust."),
    ("same", "They moved from Perl to Rust.", "Rust replaced Perl."),
    ("same", "Perl was replaced by Rust.", "They replaced Perl with Rust."),
    ("reversed", "They moved from Perl to Rust.", "They moved from Rust to Perl."),
    ("reversed", "Rust replaced Perl.", "Rust was replaced by Perl."),
    ("reversed", "They went from C to C++.", "They went from C++ to C."),
    ("other", "They moved from Perl to Rust.", "They moved from Perl to Zig."),
    ("other", "They moved from Perl to Rust.", "They moved from Zig to Rust."),
    ("", "They moved from Perl to Rust.", "They moved from Zig to Ada."),
    ("", "They moved from Perl to Rust.", "They use Rust."),
    ("", "They use Rust.", "They moved from Perl to Rust."),
]


@pytest.mark.parametrize(("how", "claim", "source"), COMPARED)
def test_two_relations_are_one_turned_round_or_of_another_thing(how, claim, source):
    assert compare_relations(claim, source) == how


# (code, label, claim, evidence)
JUDGED = [
    ("D1", "supported", "Tarnhill moved 40 services from Perl to Rust.",
     "Tarnhill moved 40 services from Perl to Rust."),
    ("R1", "not found", "Tarnhill moved 40 services from Perl to Rust.",
     "Tarnhill moved 40 services from Rust to Perl."),
    ("R1", "not found", "Tarnhill moved 40 services from Perl to Zig.",
     "Tarnhill moved 40 services from Perl to Rust."),
    ("T0", "supported", "Tarnhill replaced Mudflat with Marshlog [@evidence].",
     "Tarnhill replaced Mudflat with Marshlog."),
    ("R1", "contradicted", "Tarnhill replaced Mudflat with Marshlog [@evidence].",
     "Tarnhill replaced Marshlog with Mudflat."),
    ("E0", "supported", "Marshlog replaced Mudflat in 2023.",
     "Mudflat was replaced by Marshlog in 2023."),
    ("R1", "contradicted", "Marshlog replaced Mudflat in 2023.",
     "Mudflat replaced Marshlog in 2023."),
    ("R1", "contradicted", "Mudflat was replaced by Marshlog in 2023.",
     "Marshlog was replaced by Mudflat in 2023."),
    ("R1", "not found", "Tern lent 45 boats to Orrin.", "Orrin lent 45 boats to Tern."),
    ("R1", "not found", "Tern owes Orrin $45 million.", "Orrin owes Tern $45 million."),
    ("D1", "supported", "Tern owes Orrin $45 million.", "Tern owes Orrin $45 million."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "label", "claim", "text"), JUDGED)
def test_a_direction_that_differs_bears_nothing_out(code, label, claim, text):
    findings = check_claim(claim, text).findings
    assert [(finding.code, finding.label) for finding in findings] == [(code, label)]
