"""Scores of meetings: what is right, what is false, and what the false ones really were."""

from __future__ import annotations

from crossbearing.worldgen.scores.met import match_meetings

TRUE = [{"a": "one", "b": "two", "started_at": "2024-02-05T10:00:00Z", "ended_at": "2024-02-05T14:00:00Z"}]
TOWED = [{"kind": "tow", "craft": ["two", "three"], "start": "2024-02-05T08:00:00Z", "end": None}]


def met(a: str, b: str, begin: str, end: str) -> dict[str, str]:
    return {"a": a, "b": b, "started_at": f"2024-02-05T{begin}:00Z", "ended_at": f"2024-02-05T{end}:00Z"}


def test_a_meeting_is_found_whichever_ship_is_named_first():
    assert match_meetings(TRUE, TOWED, [met("two", "one", "11:00", "13:00")]).found == (0,)


def test_the_same_ships_at_another_time_did_not_meet():
    result = match_meetings(TRUE, TOWED, [met("one", "two", "18:00", "20:00")])
    assert result.found == (-1,)
    assert result.kinds() == {"other": 1}


def test_a_meeting_in_two_pieces_is_found_once_and_split_once():
    result = match_meetings(TRUE, [], [met("one", "two", "10:00", "11:00"), met("one", "two", "12:00", "14:00")])
    assert (result.found, result.split, result.false) == ((0,), 1, ())


def test_a_false_meeting_is_called_what_it_was():
    assert match_meetings(TRUE, TOWED, [met("three", "two", "12:00", "14:00")]).kinds() == {"tow": 1}
