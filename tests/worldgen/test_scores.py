"""The figures of merit, on flights and questions small enough to be counted by hand."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import polars as pl

from crossbearing.worldgen import scores

Row = dict[str, Any]


def true(hours: tuple[float, float], ends: str = "OIII UUWW", seen: str = "observed", n: int = 100) -> Row:
    start, end = ends.split()
    return {
        "craft": "icao24:730c01", "airframe": "w0", "departed_at": at(hours[0]), "arrived_at": at(hours[1]),
        "departure_airport": start, "arrival_airport": end, "departure_seen": seen, "arrival_seen": seen,
        "n_positions": n, "departure_at": (35.0, 51.0), "arrival_at": (55.0, 37.0),
    }  # fmt: skip


def found(hours: tuple[float, float], ends: str = "OIII UUWW", evidence: str = "low", p: float = 1.0) -> Row:
    names = [None if name == "-" else name for name in ends.split()]
    row: Row = {"craft": "icao24:730c01", "departed_at": at(hours[0]), "arrived_at": at(hours[1])}
    for end, name in zip(("departure", "arrival"), names, strict=True):
        listed = [{"airport": name or "OIII", "p": p}]
        row |= {f"{end}_airport": name, f"{end}_evidence": evidence if name else None, f"{end}_candidates": listed}
    return row | {"operator": "air force", "typecode": "IL76"}


def at(hour: float) -> str:
    return f"{datetime.fromtimestamp(1707091200 + hour * 3600, UTC):%Y-%m-%dT%H:%M:%SZ}"


def flown(truth: list[Row], said: list[Row]) -> Row:
    return scores.score_flights(scores.pair(truth, said))


def test_a_perfect_answer_has_no_faults() -> None:
    result = flown([true((1, 4)), true((6, 9), "UUWW OIII")], [found((1, 4)), found((6, 9), "UUWW OIII")])
    assert (result["recall"], result["false"], result["split"], result["merged"]) == (1.0, 0.0, 0.0, 0.0)


def test_a_flight_in_two_pieces_is_split_one_over_two_is_merged_and_one_over_none_is_false() -> None:
    assert flown([true((1, 4))], [found((1, 2)), found((2.5, 4))])["split"] == 0.5
    assert flown([true((1, 4)), true((5, 8))], [found((1, 8))])["merged"] == 0.5
    assert flown([true((1, 4))], [found((1, 4)), found((12, 14))])["false"] == 0.5


def test_a_flight_of_which_two_positions_were_received_is_not_asked_for() -> None:
    assert flown([true((1, 4), n=2)], [])["recall"] is None


def test_ends_are_judged_by_how_well_they_were_seen() -> None:
    truth = [true((1, 4)), true((6, 9), seen="partly"), true((11, 14), seen="unobserved")]
    said = [found((1, 4), "OIII UUEE"), found((6, 9), "OIII -"), found((11, 14), "- -", p=0.9)]
    result = scores.score_ends(scores.pair(truth, said))
    assert (result["observed_right"], result["observed_wrong"]) == (0.5, 0.5)
    assert (result["partly_named"], result["partly_right_of_named"]) == (0.5, 1.0)
    assert (result["unseen_named"], result["unseen_with_posterior"]) == (0.0, 1.0)
    assert (result["unseen_sure_n"], result["unseen_sure_right"]) == (2, 0.5)


def stay(place: str, hours: tuple[float | None, float | None]) -> Row:
    arrived, left = (None if hour is None else at(hour) for hour in hours)
    who = {"craft": "icao24:730c01", "airframe": "w0"}
    return {**who, "place": place, "city": place, "arrived_at": arrived, "left_at": left}


def test_questions_know_the_true_number_and_whether_all_ends_were_heard() -> None:
    flights = [true((24 * day + 2.0, 24 * day + 5.0)) for day in range(12)]
    stays = [stay("OIII", (None, 2.0))]
    for day in range(12):
        stays.append(stay("UUWW" if day % 2 else "OIII", (24 * day + 5.0, 24 * day + 26.0)))
    asked = scores.questions(flights, stays, 200, seed=1)
    assert {one.places for one in asked} == {("OIII",), ("UUWW",)}
    assert any(one.heard for one in asked)
    for one in asked:
        hours = [(when.timestamp() - 1707091200) / 3600 for when in (one.start, one.end)]
        here = [s for s in stays[1:] if s["place"] == one.places[0]]
        touching = [s for s in here if s["arrived_at"] < at(hours[1]) and s["left_at"] >= at(hours[0])]
        early = one.places == ("OIII",) and hours[0] <= 2.0
        assert abs(one.true - len(touching)) <= int(early)


def test_a_range_that_holds_the_true_number_is_right() -> None:
    flights, stays = [true((2, 5)), true((30, 33), "UUWW OIII")], [stay("OIII", (None, 2)), stay("UUWW", (5, 30))]
    asked = scores.questions(flights, stays, 10, seed=2)
    result = scores.score_counts(asked, [(one.true, one.true + 1) for one in asked])
    assert (result["inside"], result["too_low"], result["too_high"]) == (1.0, 0.0, 0.0)
    assert scores.score_counts(asked, [(one.true + 1, one.true + 1) for one in asked])["too_high"] == 1.0


def test_marks_on_genuine_rows_are_false_and_an_airframes_letter_is_no_mark() -> None:
    marks = [None, "speed: too fast", "shared_address: airframe a", "spoofed: at a point"]
    positions = pl.DataFrame(
        {"craft": ["icao24:730c01"] * 4, "exhibit": ["day"] * 4, "row": [0, 1, 2, 3], "mark": marks}
    )
    positions = positions.with_columns(pl.col("row").cast(pl.UInt32))
    truth = pl.DataFrame(
        {"icao24": ["730c01"] * 4, "day": [0] * 4, "row": [0, 1, 2, 3], "genuine": [True, True, True, False],
         "airframe": ["w0"] * 4, "leg": [0] * 4},
        schema_overrides={"day": pl.Int32, "row": pl.UInt32},
    )  # fmt: skip
    result = scores.score_marks(positions, truth, {"day": 0})
    assert (result["genuine_marked"], result["false_marked"]) == (round(1 / 3, 6), 1.0)


def test_a_stay_is_found_where_place_and_times_meet_and_its_bounds_hold_the_true_times() -> None:
    seen = {"arrival_seen": "observed", "departure_seen": "observed", "parked_positions": 0}
    truth = [stay("UUWW", (5, 30)) | seen, stay("OIII", (33, 40)) | seen]
    told = {"craft": "icao24:730c01", "place": "UUWW"}
    bounds = {"arrived_after": at(4), "arrived_before": at(5.1), "left_after": at(29), "left_before": at(31)}
    result = scores.score_stays(truth, [told | bounds])
    assert (result["stays_recall"], result["stays_precision"], result["stays_bounds_right"]) == (0.5, 1.0, 1.0)
    late = scores.score_stays(truth, [told | bounds | {"arrived_after": at(6)}])
    assert late["stays_bounds_right"] == 0.0
