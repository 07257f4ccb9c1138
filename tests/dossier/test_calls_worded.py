"""A port call in words: one thing after the other, and what tells it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from crossbearing.dossier.seafaring import SeaNames
from crossbearing.dossier.vessels import call_words


def at(hour: int) -> datetime:
    return datetime(2024, 2, 5, hour, tzinfo=UTC)


def phase(kind: str, begin: int, end: int, *because: str) -> dict[str, object]:
    return {"kind": kind, "began_before": at(begin), "ended_after": at(end), "because": list(because)}


def told(language: str, *phases: dict[str, object]) -> str:
    row = {"craft": "mmsi:273123456", "place": "IRAMD", "shown": True, "kind": "berth", "phases": list(phases)}
    ends = {"arrived_after": None, "arrived_before": at(0), "left_after": at(20), "left_before": None}
    return call_words(row | ends, SeaNames({}, {"IRAMD": "Amirabad"}), language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("at anchor in the roadstead from", "swung round her anchor, off the port", ", then at a berth from")),
        ("fr", ("au mouillage sur rade de", "évitait sur son ancre, au large du port", ", puis à quai de")),
    ],
)
def test_waiting_and_a_berth_are_told_one_after_the_other(language, words):
    said = told(language, phase("roadstead", 0, 8, "swung", "off_the_port"), phase("berth", 9, 20, "lay_fast"))

    assert all(one in said for one in words)


def test_what_nothing_tells_is_said_to_be_untold():
    assert "nothing tells which" in told("en", phase("stay", 0, 8), phase("berth", 9, 20, "said_moored"))
