"""Words of estimation: a likelihood and a confidence apart, and one row of terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.case.persons.estimates import faults, row_of, rows_in, same_in_other_row
from crossbearing.model.grades import LIKELIHOODS, PER_CENT, Likelihood


@pytest.mark.parametrize(
    "text",
    [
        "We judge with high confidence that it is likely.",
        "It is very likely, and our confidence level is moderate.",
        "Il est probable, avec une confiance élevée, que l'avion y était.",
        "It flew. There is a remote chance, with low-to-moderate confidence, that it did not.",
    ],
)
def test_a_likelihood_and_a_confidence_never_share_a_sentence(text):
    assert any("likelihood and a confidence" in fault for fault in faults(text))


@pytest.mark.parametrize(
    "text",
    [
        "It is likely. Our confidence is moderate: one source, seen before.",
        "It is likely.\nHigh confidence in the source",
        "He told us so in confidence, and it is likely.",
        "It landed on a remote airfield.",
        "Il est probable que l'avion y était. Confiance faible.",
        "",
    ],
)
def test_two_sentences_are_well(text):
    assert faults(text) == []


def test_the_two_rows_of_terms_are_not_mixed():
    assert faults("The first is very likely. The second is highly probable.") == [
        "terms of both rows of ICD 203 are mixed"
    ]
    assert faults("The first is very likely. The second is unlikely.") == []


def test_french_has_no_rows():
    assert rows_in("Il est très probable que l'avion se soit posé, et peu vraisemblable qu'il soit reparti.") == set()


def meant(term: Likelihood) -> tuple[int, int]:
    """The range of a term, in per cent: both rows stand in the order of the seven ranges."""
    return PER_CENT[LIKELIHOODS.index(term) % len(PER_CENT)]


@given(st.sampled_from(Likelihood))
def test_each_term_has_one_of_equal_range_in_the_other_row(term):
    other = same_in_other_row(term)

    assert row_of(other) != row_of(term)
    assert meant(other) == meant(term)
    assert same_in_other_row(other) is term


@given(st.sampled_from(Likelihood), st.sampled_from(Likelihood))
def test_a_text_with_two_terms_is_at_fault_exactly_when_their_rows_differ(one, other):
    text = f"There is a {one} chance that it flew. That it landed is a {other} chance to the reader."

    assert bool(faults(text)) == (row_of(one) != row_of(other))
