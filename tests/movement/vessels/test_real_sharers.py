"""Real ships that share one MMSI, in nine days of satellite AIS that lie beside the checkout, are several."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS
from crossbearing.movement.vessels.together.encounters import encounters
from crossbearing.movement.vessels.together.whereabouts import whereabouts
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.movement.vessels.who.identities import asked_of, clues, identities
from crossbearing.movement.vessels.who.identity import timeline

NAMES = {
    **dict.fromkeys(("ssvid", "timestamp", "shipname", "callsign", "imo"), pl.String),
    **dict.fromkeys(("lat", "lon", "speed", "course", "length", "width"), pl.Float64),
}
FOLDER = Path("data/ais/gpsdio-segment/expected_v3")


def frames(path: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The messages of a file as the product's tables."""
    read = (json.loads(line) for line in path.read_text().splitlines())
    rows = pl.DataFrame([{name: one.get(name) for name in NAMES} for one in read], schema=NAMES, strict=False)
    told = rows.with_row_index("row").with_columns(
        pl.col("timestamp").str.to_datetime("%Y-%m-%dT%H:%M:%S%z", time_unit="ms", strict=False).alias("time"),
        craft=pl.format("mmsi:{}", "ssvid"),
        exhibit=pl.lit("ab" * 32),
        member=pl.lit(""),
    )
    placed = told.filter(pl.col("lat").is_not_null() & (pl.col("lat").abs() <= 90)).select(
        "craft", "time", "lat", "lon", "exhibit", "member", "row",
        sog_kt=pl.when(pl.col("speed") < 102).then("speed"), cog_deg=pl.when(pl.col("course") < 360).then("course"),
    )  # fmt: skip
    said = told.filter(pl.col("shipname").is_not_null()).select(
        "craft", "time", "callsign", "shipname", "exhibit", "member", "row", last_time="time", messages=pl.lit(1),
        imo=pl.col("imo").cast(pl.Int64, strict=False).replace(0, None), length_m="length", width_m="width",
    )  # fmt: skip
    return tuple(
        table.conform(
            frame.with_columns(pl.lit(None).alias(name) for name in table.schema if name not in frame.columns)
        )
        for table, frame in ((VESSEL_POSITIONS, placed), (VESSEL_STATICS, said))
    )


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("regr_412331088", "two_ships_one_number"),
        ("regr_567000000", "two_ships_one_number"),
        ("regr_416241500", "unclear"),
        ("regr_412440453", "unclear"),
    ],
)
def test_ships_that_share_a_number_are_several_where_they_say_two_names(shared, name, result):
    """The last two say one name alone on all their tracks: as far as is sent, false positions would show the same."""
    positions, said = frames(shared / FOLDER / f"{name}.json")
    marked, told = plausible(positions), timeline(said)
    found = identities(told, [clues(marked, asked_of(told))], encounters(marked, said), whereabouts(marked))

    assert found["result"].to_list() == [result]
    assert found["one_hull"].to_list() != found["other_hull"].to_list()
