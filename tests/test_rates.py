"""A rate is read wherever its sentence says it, and a figure without one is another figure."""

import pytest

from prepkit import check_claim, read_text
from prepkit.quantities import find_measurements

RATED = [
    ("Six billion messages are sent on Marlo daily.", "message/day"),
    ("Every month, 1.6 million households receive a box.", "household/month"),
    ("Each day the network answers 2.3 billion requests.", "request/day"),
    ("It saves Marlo $11 million annually.", "USD/year"),
]
UNRATED = [
    ("The daily review took 40 people.", "person"),
    ("Marlo had 5 million daily users.", "daily user"),
    ("Every day counts, and 40 people know it.", "person"),
    ("It meets daily; 40 people come.", "person"),
    ("5 million people use it every day.", "person"),
]


@pytest.mark.parametrize(("text", "unit"), RATED + UNRATED)
def test_a_rate_that_stands_apart_is_the_figure_s_own_or_none(text, unit):
    (measurement,) = find_measurements(text)
    assert measurement.quantity.unit == unit


# Claim, source, label.
CHECKED = [
    ("Marlo's network answers over 2 billion requests a day",
     "Each day Marlo's network answers 2.3 billion requests.", "supported"),
    ("Marlo's network answers 2.3 billion requests a day",
     "Each month Marlo's network answers 2.3 billion requests.", "not found"),
    ("Marlo's network answers 2.3 billion requests a day",
     "Marlo's network answered 2.3 billion requests.", "not found"),
    ("Marlo's network answered 2.3 billion requests",
     "Each day Marlo's network answers 2.3 billion requests.", "not found"),
    ("Marlo was downloaded 85 million times", "Marlo has 85 million downloads.", "supported"),
    ("Marlo was downloaded 85 million times", "85 million people downloaded Marlo.", "not found"),
    ("85 million people downloaded Marlo", "Marlo was downloaded 85 million times.", "not found"),
    ("12 million people use Marlo every day",
     "Marlo reports 12 million monthly active users. Five million people use it every day.",
     "contradicted"),
    ("Marlo's retention rose 4%",
     "Retention at Marlo went up by 4 percentage points, from 31% to 35%.", "contradicted"),
    ("Marlo pays its interns $7,500 per month",
     "Interns at Marlo are paid $7,000 to $8,000 per month.", "imprecise"),
    ("Marlo handles 120,000 queries per second",
     "Marlo Ads, the auction system, is written in C++. It handles 120,000 queries per second.",
     "not found"),
    ("Marlo's p99 write latency is 35 ms", "Marlo has a p99 read latency of 35 ms.", "not found"),
    ("Marlo lets you upload files of up to 25 GB",
     "The maximum file size for an upload to Marlo is 25 GB.", "supported"),
    ("Marlo sells in 27 countries",
     "Marlo, whose head office is in Malmö, sells in 27 countries.", "supported"),
    ("Marlo's revenue was $1.27 billion in Q1 2026",
     "Marlo announced results for the first quarter of 2026. Revenue was $1,268 million.",
     "supported"),
    ("Marlo's revenue was $1.27 billion in Q1 2026",
     "Marlo announced results for the first quarter of 2025. Revenue was $1,268 million.",
     "not found"),
    ("Marlo's revenue was $1.27 billion in Q1 2026",
     "Marlo was founded in the first quarter of 2026. Revenue was $1,268 million.", "not found"),
    ("Marlo does not store card numbers",
     "Marlo does not store card numbers; it keeps only a token.", "supported"),
    ("Marlo stores card numbers", "Marlo stores card numbers only if asked.", "imprecise"),
    ("Marlo's net loss was $14.2 million in 2025", "Marlo lost $14.2 million net in 2025.",
     "supported"),
    ("Marlo's assets were $3 billion", "Marlo lost $3 billion in assets.", "not found"),
]  # fmt: skip


@pytest.mark.parametrize(("claim", "text", "label"), CHECKED)
def test_a_claim_is_held_against_the_same_rate_kind_and_time(claim, text, label):
    assert check_claim(claim, read_text(text)).label == label


@pytest.mark.parametrize(
    "text", ["HTTP 404 Not Found", "403 Forbidden", "Error: connection timed out", "Access denied."]
)
def test_a_text_that_only_refuses_is_no_evidence(text):
    verdict = check_claim("Marlo has 5 million users", read_text(text))
    assert [finding.code for finding in verdict.findings] == ["A1"]
    assert verdict.label == "unavailable"


@pytest.mark.parametrize(
    "text",
    ["404 teams took part.", "Error rates fell by 5% in 2024.", "Access denied logs fell to 4%."],
)
def test_a_sentence_that_begins_like_a_refusal_is_evidence(text):
    assert check_claim(text, read_text(text)).label != "unavailable"
