"""What lists say of a ship stands beside her own words: by number, or weakly by name, in days of its own."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from crossbearing.model.tables import REGISTER
from crossbearing.movement.vessels.who.identity import timeline
from crossbearing.movement.vessels.who.listed import with_lists
from crossbearing.world import load_world
from movement.vessels.sea import statics
from movement.vessels.test_same_ship import says

RUSSIAN, IMO, SECOND_IMO = 273111111, 9074729, 8814275


def listed(*lists: dict[str, object], **more: object) -> dict[str, object]:
    """The one row of a ship that sends a Russian number, and what lists make of it."""
    told = timeline(statics(says(RUSSIAN, shipname="SEA DAWN", **({"imo": IMO} | more))))
    rows = [
        {**dict.fromkeys(REGISTER.schema), "source": "LIST", "exhibit": "cd" * 32, "row": 0, **one} for one in lists
    ]
    register = REGISTER.conform(pl.DataFrame(rows, schema=REGISTER.schema))
    return with_lists(told, register, load_world().countries).row(0, named=True)


@pytest.mark.parametrize(
    ("cells", "by"),
    [
        ({"imo": str(IMO)}, ["imo"]),
        ({"craft": f"mmsi:{RUSSIAN}"}, ["mmsi"]),
        ({"craft": f"mmsi:{RUSSIAN}", "imo": str(IMO)}, ["imo"]),
        ({"craft": f"mmsi:{RUSSIAN}", "imo": str(SECOND_IMO)}, []),
        ({"shipname": "Sea Dawn"}, ["name"]),
        ({"shipname": "Sea Dawn", "imo": str(SECOND_IMO)}, []),
        ({"shipname": "Sea Dawn", "craft": "mmsi:422000000"}, []),
        ({"craft": "icao24:7380c2", "shipname": "Sea Dawn"}, []),
    ],
)
def test_a_row_means_a_ship_by_the_surest_it_gives(cells, by):
    assert [one["by"] for one in listed(cells)["listed"]] == by


def test_an_imo_number_whose_check_digit_fails_finds_nobody():
    assert listed({"imo": str(IMO - 1)}, imo=IMO - 1)["listed"] == []


@pytest.mark.parametrize(
    ("cells", "doubts"),
    [
        ({"flag": "Gabon", "valid_from": date(2023, 1, 1)}, ["other_flag_listed"]),
        ({"flag": "GA", "valid_from": date(2023, 1, 1)}, ["other_flag_listed"]),
        ({"flag": "Gabon"}, []),
        *(({"flag": same, "valid_from": date(2023, 1, 1)}, []) for same in ("Russia", "ru", "Atlantis", None)),
        ({"flag": "Gabon", "valid_from": date(2022, 1, 1), "valid_to": date(2023, 1, 1)}, []),
        ({"flag": "Gabon", "valid_from": date(2025, 1, 1)}, []),
    ],
)
def test_a_flag_that_a_list_gives_for_other_days_or_unknown_words_is_no_doubt(cells, doubts):
    assert listed({"imo": str(IMO), **cells})["doubts"] == doubts
