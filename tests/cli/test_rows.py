"""A terminal row says in a few columns what a line says in many fields."""

from __future__ import annotations

from crossbearing.cli.output import shown
from crossbearing.cli.rows import terminal_row


def test_an_end_nobody_saw_is_called_so():
    line = {"type": "flight", "departure_airport": "OIII", "departure_evidence": "low", "arrival_airport": None}

    row = terminal_row(line)

    assert (row["from"], row["to"]) == ("OIII (low)", "not observed")


def test_a_count_is_a_range_where_something_is_open():
    counts = [
        terminal_row({"type": "verdict", "reason": None, "because": [], "n_min": low, "n_max": high})["count"]
        for low, high in ((4, 4), (1, 3), (2, None), (None, None))
    ]

    assert counts == ["4", "1 to 3", "2 to …", ""]


def test_days_are_open_where_the_words_leave_them_open():
    row = terminal_row({"type": "claim", "quote": "q", "when": {"start": "2024-02-05", "end": None}})

    assert row["when"] == "2024-02-05 to …"


def test_hostile_characters_are_shown_and_not_obeyed():
    assert shown("a\x1b[31m\u202eb") == "a\\x1b[31m\\x202eb"


def test_instants_are_shown_to_the_minute():
    assert shown("2024-02-05T04:07:56.760Z") == "2024-02-05 04:07"
