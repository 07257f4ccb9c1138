"""Words that a reader offers are found as the characters they are, or not at all."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from crossbearing.model.claims import Span
from crossbearing.reading.proposals import Anchors

ODD = "aé œŒß'’« »\"-–—\u00a0\u202f\u200e\u0301\U0001f600Z9. "


@given(st.text(alphabet=ODD, max_size=40), st.text(alphabet=ODD, max_size=8))
def test_what_is_found_are_characters_of_the_text_whatever_they_are(text, words):
    found = Anchors(text).find(words)

    assert found is None or 0 <= found.start < found.end <= len(text)
    if found is not None and text.find(words.strip()) < 0:
        assert sum(map(str.isalnum, text[found.start : found.end])) >= 1


@given(st.text(alphabet=ODD, max_size=30), st.text(alphabet=ODD, max_size=30))
def test_whole_words_between_blanks_are_always_found(before, after):
    found = Anchors(f"{before} Il-76TD {after}").find("Il-76TD")

    assert found is not None


def test_marks_blanks_case_and_accents_do_not_hide_words():
    text = "Il a dit : «\u00a0L’avion s’est posé à\u202fTéhéran\u00a0»."
    found = Anchors(text).find("l'avion s'est pose  a teheran")

    assert text[found.start : found.end] == "L’avion s’est posé à\u202fTéhéran"


def test_of_equal_words_the_nearest_counts_and_one_inside_the_quote_before_all():
    text = "Iran said. Iran sold drones. Iran denied."
    anchors = Anchors(text)

    assert anchors.find("Iran", 30) == Span(29, 33)
    assert anchors.within("Iran", Span(11, 27)) == Span(11, 15)
    assert anchors.within("denied", Span(11, 27)) == Span(34, 40)


def test_the_header_and_parts_of_words_are_no_words_of_the_report():
    assert Anchors(" date 2024-02 An Iranian ship", 14).find("2024-02") is None
    assert Anchors("An Iranian ship").find("Iran") is None
    assert Anchors("...").find("...") is None


def test_looking_takes_time_in_proportion_to_the_text():
    def seconds(size: int) -> float:
        anchors = Anchors("a " * size)
        start = time.perf_counter()
        for _ in range(20):
            anchors.find("a a a a b")
        return time.perf_counter() - start

    seconds(1000)
    assert min(seconds(20_000) for _ in range(3)) < 5 * min(seconds(10_000) for _ in range(3))
