"""A log gives a registration: whose it was on that day."""

from __future__ import annotations

from datetime import date

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.model.tables import AIRFRAMES, REGISTER, SIGHTINGS
from crossbearing.movement.identified import identified
from notation import at

ONE, OTHER = "icao24:7380c2", "icao24:730a11"


def log(registration: str | None, day: str, craft: str | None = None) -> pl.DataFrame:
    """A spotter saw it at Vnukovo between 12 and 14."""
    row: dict[str, object] = {
        "id": f"si-{registration}-{day}", "craft": craft, "registration": registration, "kind": "log", "place": "UUWW",
        "started_at": at(f"{day} 12:00"), "ended_at": at(f"{day} 14:00"), "exhibit": "log", "member": "", "row": 0,
    }  # fmt: skip
    return SIGHTINGS.conform(
        pl.DataFrame([{name: row.get(name) for name in SIGHTINGS.schema}], schema=SIGHTINGS.schema)
    )


def seen_as(craft: str, registration: str, *days: str) -> pl.DataFrame:
    rows = [{"craft": craft, "seen_on": date.fromisoformat(day), "registration": registration} for day in days]
    full = [{name: row.get(name) for name in AIRFRAMES.schema} for row in rows]
    return AIRFRAMES.conform(pl.DataFrame(full, schema=AIRFRAMES.schema))


def entry(craft: str, registration: str, first: str | None, last: str | None) -> pl.DataFrame:
    row: dict[str, object] = {
        "craft": craft, "registration": registration, "source": "register", "exhibit": "r", "row": 0, "member": "",
        "valid_from": first and date.fromisoformat(first), "valid_to": last and date.fromisoformat(last),
    }  # fmt: skip
    return REGISTER.conform(pl.DataFrame([{name: row.get(name) for name in REGISTER.schema}], schema=REGISTER.schema))


def joined(
    told: pl.DataFrame, airframes: pl.DataFrame | None = None, register: pl.DataFrame | None = None
) -> tuple[list[str | None], list[tuple[str, ...]]]:
    known = AIRFRAMES.empty() if airframes is None else airframes
    found, apart = identified(told, known, REGISTER.empty() if register is None else register)
    return found["craft"].to_list(), [one.crafts for one in apart]


def test_a_registration_means_the_craft_that_track_files_give_it() -> None:
    assert joined(log("ep-shj", "2024-02-10"), seen_as(ONE, "EP-SHJ", "2024-02-03")) == ([ONE], [])


def test_a_register_joins_only_within_its_days() -> None:
    valid = entry(ONE, "EP-SHJ", "2020-01-01", "2024-02-09")
    assert joined(log("EP-SHJ", "2024-02-09"), register=valid) == ([ONE], [])
    assert joined(log("EP-SHJ", "2024-02-10"), register=valid) == ([None], [()])


def test_a_registration_that_passed_to_another_craft_is_told_by_its_day() -> None:
    passed = pl.concat([entry(ONE, "EP-SHJ", None, "2023-12-31"), entry(OTHER, "EP-SHJ", "2024-01-01", None)])
    assert joined(log("EP-SHJ", "2023-06-01"), register=passed) == ([ONE], [])
    assert joined(log("EP-SHJ", "2024-06-01"), register=passed) == ([OTHER], [])


def test_two_craft_of_one_registration_on_one_day_are_kept_apart_and_named() -> None:
    both = pl.concat([entry(ONE, "EP-SHJ", None, None), entry(OTHER, "EP-SHJ", None, None)])
    assert joined(log("EP-SHJ", "2024-02-10"), register=both) == ([None], [tuple(sorted((ONE, OTHER)))])


def test_a_craft_painted_anew_is_no_longer_meant_by_its_old_registration() -> None:
    seen = pl.concat([seen_as(ONE, "EP-SHJ", "2024-02-01"), seen_as(ONE, "YV-999", "2024-02-10")])
    assert joined(log("EP-SHJ", "2024-02-10"), seen) == ([None], [()])
    assert joined(log("EP-SHJ", "2024-02-01"), seen) == ([ONE], [])


def test_an_address_is_meant_rather_than_a_track_without_one() -> None:
    seen = pl.concat([seen_as(ONE, "EP-SHJ", "2024-02-10"), seen_as("track:EPSHJ@x", "EP-SHJ", "2024-02-10")])
    assert joined(log("EP-SHJ", "2024-02-10"), seen) == ([ONE], [])


@given(st.sampled_from([ONE, OTHER, None]), st.sampled_from(["EP-SHJ", "RA-76000", None]))
def test_no_row_is_lost_and_no_given_craft_is_changed(craft: str | None, registration: str | None) -> None:
    told = log(registration, "2024-02-10", craft)
    found, _ = identified(told, seen_as(OTHER, "EP-SHJ", "2024-02-10"), REGISTER.empty())
    assert found.drop("craft").equals(told.drop("craft"))
    assert craft is None or found["craft"].to_list() == [craft]
