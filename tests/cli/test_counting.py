"""What `count` tells on a terminal, and how it refuses what means nothing."""

from __future__ import annotations

from typing import Any

import pytest

from crossbearing.cli import main
from crossbearing.cli.count_text import count_text
from raw import small_inputs

MEMBER: dict[str, Any] = {"craft": "icao24:730c99", "source": "track files", "first": "2024-02-10",
                          "last": "2024-02-12", "belongs": True}  # fmt: skip
TOTAL: dict[str, Any] = {
    "type": "count", "fleet": "Il-76", "place": "Moscow", "airports": ["UUEE", "UUWW"], "busiest": False,
    "start": "2024-02-10T00:00:00Z", "end": "2024-02-12T00:00:00Z", "n_min": 1, "n_max": 3, "n_most": 9,
    "crafts": 1, "disputed": 0, "unnamed": 0, "apart": [], "members": [MEMBER],
}  # fmt: skip
CRAFT: dict[str, Any] = {
    "type": "craft_count", "craft": "icao24:730c99", "registration": "15-2299", "typecode": "IL76", "certain": True,
    "n_min": 1, "n_max": 3, "n_most": 9,
}  # fmt: skip
STAY: dict[str, Any] = {
    "type": "shown_stay", "craft": "icao24:730c99", "places": ["UUEE"], "evidence": ["photo"],
    "authors": ["A. Spotter"], "arrived_after": None,
    "arrived_before": "2024-02-10T11:00:00Z", "left_after": "2024-02-10T10:00:00Z",
    "left_before": None,
}  # fmt: skip
SILENCE: dict[str, Any] = {
    "type": "silence", "craft": "icao24:730c99", "reachable": True, "lies": "between_flights", "airport": "UUEE",
    "started_at": "2024-02-10T12:00:00Z", "ended_at": "2024-02-11T12:00:00Z", "hours": 24.0, "km": 2400.0,
    "needed_h": 2.6, "fits": 8, "reckoned": 2, "because": "enough time",
}  # fmt: skip


def test_the_answer_tells_the_window_the_number_and_who_says_who_belongs() -> None:
    text = count_text([CRAFT, TOTAL], 100)
    assert "2024-02-10 00:00 to 2024-02-12 00:00 UTC" in text
    assert "1 to 3 visits: 1 shown, 3 to reckon with, 9 at most by physics." in text
    assert "15-2299 IL76 icao24:730c99" in text and "track files (2024-02-10 to 2024-02-12)" in text


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    text = count_text([CRAFT, STAY, *([SILENCE] * 20), TOTAL], width)
    assert max(map(len, text.splitlines())) <= width
    assert "at some moment between 2024-02-10 10:00 and 2024-02-10 11:00" in " ".join(text.split())
    assert "… and 12 more" in text, "long lists are folded"


def test_a_sighting_that_may_be_anothers_is_told_of() -> None:
    apart = {"registration": "15-2299", "place": "UUEE", "started_at": "2024-02-10T10:00:00Z", "crafts": ["a", "b"]}
    text = " ".join(count_text([CRAFT, TOTAL | {"apart": [apart]}], 100).split())
    assert "Not counted: 15-2299, seen 2024-02-10 10:00 at UUEE, which a and b bore then" in text


def test_hostile_names_give_no_orders_to_the_terminal() -> None:
    assert "\x1b" not in count_text([CRAFT | {"registration": "\x1b[31m"}, TOTAL], 80)


@pytest.mark.filterwarnings("ignore:Cyclopts application invoked without tokens")
@pytest.mark.parametrize(
    ("asked", "where"),
    [
        (["--fleet", "Ruritania", "--place", "Moscow", "--within", "10d"], "--fleet"),
        (["--fleet", "Il-76", "--place", "Qwertyville", "--within", "10d"], "--place"),
        (["--fleet", "Il-76", "--place", "Moscow", "--from", "2024-02-12", "--to", "2024-02-10"], "--to"),
        (["--fleet", "Il-76", "--place", "Moscow", "--within", "soon"], "--within"),
    ],
)
def test_an_unusable_argument_is_one_line_with_a_hint(
    tmp_path: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch, asked: list[str], where: str
) -> None:
    monkeypatch.setattr("sys.argv", ["crossbearing", "count", str(small_inputs(tmp_path / "in")), *asked])
    with pytest.raises(SystemExit) as left:
        main()
    err = capsys.readouterr().err
    assert left.value.code == 2
    assert err.count("\n") == 1 and err.startswith(f"{where}: ") and " hint: " in err
