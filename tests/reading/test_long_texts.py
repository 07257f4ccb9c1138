"""Texts that were made to take long, or lost their full stops, take time in proportion to their length."""

from __future__ import annotations

import time
from datetime import date

import pytest

from crossbearing.model.claims import Report
from crossbearing.reading import read_report
from crossbearing.reading.language.text import LONGEST_SENTENCE, sentences
from crossbearing.world import load_world

DAY = date(2024, 2, 10)
PATTERNS = {
    "no punctuation": "Un avion Il-76 RA-76502 a quitté Moscou pour Téhéran le 8 février selon Radio Kama ",
    "figures": "12 ",
    "speakers": "a dit X que ",
    "openings": "« ",
    "types": "Il-76, ",
}


def seconds(text: str) -> float:
    begun = time.process_time()
    read_report(Report("x", text, 0, DAY, DAY), load_world())
    return time.process_time() - begun


def test_a_sentence_without_end_is_cut_at_blanks_and_loses_no_word():
    text = "avion " * 5_000
    found = sentences(text)
    assert all(one.end - one.start <= LONGEST_SENTENCE for one in found)
    assert " ".join(text[one.start : one.end] for one in found) == text.strip()
    assert len(sentences("x" * 10_000)) == 4


@pytest.mark.slow
@pytest.mark.parametrize("name", PATTERNS)
def test_twice_the_text_takes_little_more_than_twice_the_time(name):
    pattern = PATTERNS[name]
    seconds(pattern * 10)
    short, long = (min(seconds(pattern * (size // len(pattern))) for _ in range(3)) for size in (40_000, 80_000))
    assert long < 2.3 * short + 0.1
