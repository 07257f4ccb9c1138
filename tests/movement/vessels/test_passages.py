"""Voyages between two ports, by the calls at both."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crossbearing.movement.vessels.ports.counting import Call, passages


def call(begin: float, hours: float) -> Call:
    return Call((f"c{begin}",), ("PORT",), (), begin, begin + hours, begin - 1.0)


@st.composite
def lives(draw):
    """Calls at two ports, one after the other, in any order."""
    at, starts, ends = 0.0, [], []
    for here in draw(st.lists(st.booleans(), max_size=12)):
        one = call(at, draw(st.integers(1, 30)))
        (starts if here else ends).append(one)
        at = one.end + draw(st.integers(1, 50))
    return starts, ends


@given(lives())
def test_each_voyage_has_a_call_of_its_own_at_either_end_and_the_first_before_the_second(life):
    starts, ends = life
    made = passages(starts, ends)

    assert len(made) <= min(len(starts), len(ends))
    assert len({id(start) for start, _ in made}) == len({id(end) for _, end in made}) == len(made)
    assert all(start.end <= end.begin for start, end in made)


@given(lives())
def test_between_both_calls_of_a_voyage_there_is_none_at_the_first_port(life):
    starts, ends = life

    for start, end in passages(starts, ends):
        assert not any(start.end <= other.begin < end.begin for other in starts if other is not start)
