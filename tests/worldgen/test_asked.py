"""Claims drawn about an invented sea, and what an ideal reader says of them."""

from __future__ import annotations

import pytest

from crossbearing.worldgen.sea import invent_sea
from crossbearing.worldgen.sea.asked import SORTS, Ideal, draw
from crossbearing.worldgen.wide.drawn import Drawn


@pytest.fixture(scope="module")
def ideal() -> Ideal:
    return Ideal(invent_sea(5, 16, 60, keep_s=300.0), 300.0, ((6 * 86_400.0, 7 * 86_400.0),))


@pytest.fixture(scope="module")
def drawn(ideal) -> list[Drawn]:
    return draw(ideal, 1, 4)


def test_true_and_false_claims_of_nearly_every_sort_are_drawn(drawn):
    assert {(one.sort, one.true) for one in drawn} >= {
        (sort, true) for sort in SORTS if sort != "renamed" for true in (True, False)
    }
    assert len({one.claims[-1].id for one in drawn}) == len(drawn)


def test_an_ideal_reader_is_never_wrong(drawn):
    loud = [one for one in drawn if one.said.verdict == ("contradicted" if one.true else "supported")]
    assert [(one.sort, one.true, one.said) for one in loud] == []


def test_the_same_seed_draws_the_same_claims(ideal, drawn):
    assert draw(ideal, 1, 4) == drawn
