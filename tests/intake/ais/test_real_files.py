"""Real AIS files beside the project: every row accounted for, every message as pyais decodes it."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from pyais.exceptions import AISBaseException
from pyais.stream import IterMessages

from intake.ais.sea_bytes import Taken

SHARED = Path(__file__).resolve().parents[4] / "shared"
REAL = SHARED / "data" / "ais"
WORLD = SHARED / "eval" / "world_dev" / "input" / "ais"
FILES = [
    "aislib/stream_example.txt",
    "aislib/replay_dump.txt",
    "libais/tagblock.nmea",
    "libais/test.aivdm",
    "pyais/nmea_data_sample.txt",
    "stonesoup/SolentAIS_20160112_130211.csv",
    "pelagos/raw_1_3_10k_points.csv.gz",
]

needs_real = pytest.mark.skipif(not REAL.is_dir(), reason="real AIS files are not beside the project")
needs_world = pytest.mark.skipif(not WORLD.is_dir(), reason="the evaluation world is not beside the project")


@needs_real
@pytest.mark.parametrize("name", FILES)
def test_rows_and_rejects_are_rows_in(name):
    assert Taken(REAL / name).adds_up


@needs_real
def test_all_messages_with_names_of_a_real_stream_are_read():
    path = REAL / "aislib" / "stream_example.txt"
    lines = [line for line in path.read_bytes().splitlines() if line.startswith(b"!")]
    theirs = 0
    for message in IterMessages(lines):
        try:
            theirs += message.decode().msg_type == 5
        except AISBaseException:
            continue

    read = Taken(path)

    assert theirs == 424
    assert read.statics.filter(pl.col("shipname").is_not_null())["messages"].sum() >= 424


@needs_world
def test_the_same_day_in_three_forms_gives_the_same_positions():
    days = [
        WORLD / "dma" / "aisdk-2024-02-06.zip",
        WORLD / "marinecadastre" / "AIS_2024_02_06.zip",
        WORLD / "nmea" / "2024-02-06.zip",
    ]
    seen = [
        Taken(day).vessels.select("craft", "time", pl.col("lat", "lon").round(4)).unique().sort("craft", "time", "lat")
        for day in days
    ]
    danish, american, received = (frame.select("craft", "time") for frame in seen)

    assert danish.equals(american)
    assert danish.equals(received)
