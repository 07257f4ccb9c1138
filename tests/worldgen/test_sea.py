"""The sea worlds: ships do what ships do, archives hold what was heard, and the truth agrees with both."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from pyais import decode

from crossbearing.intake import read_exhibit
from crossbearing.world.basemap import on_land
from crossbearing.worldgen.sea import Sea, anchor_day, invent_sea, sea_world, thinned
from crossbearing.worldgen.sea.faults import KINDS
from crossbearing.worldgen.sea.flags import MIDS
from crossbearing.worldgen.sea.frames import positions, statics
from crossbearing.worldgen.sea.invented import Faults
from crossbearing.worldgen.sea.life import where
from crossbearing.worldgen.sea.nmea import nmea
from crossbearing.worldgen.sea.places import apart_km, between, neighbours, nodes, ports
from crossbearing.worldgen.sea.routes import chain_km, is_river
from crossbearing.worldgen.sea.sending import interval_s
from crossbearing.worldgen.sea.truth import truth_of
from crossbearing.worldgen.sea.worn import Disguises
from worldgen.worlds import hashes, truth

DAYS = 6


@pytest.fixture(scope="module")
def sea() -> Sea:
    return invent_sea(4, DAYS, 140, keep_s=120.0, faults=Faults(jams_a_day=1.5, spoofed=0.05))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Sea]:
    folder = tmp_path_factory.mktemp("sea")
    return folder, sea_world(folder, 3, 2, 40, keep_s=300.0)


def metres(sea: Sea, one: int, two: int, times: np.ndarray) -> np.ndarray:
    lat1, lon1, _ = where(sea.lives[one], times, list(sea.lives))
    lat2, lon2, _ = where(sea.lives[two], times, list(sea.lives))
    east = ((lon1 - lon2 + 540.0) % 360.0 - 180.0) * np.cos(np.radians(lat1))
    return np.hypot(lat1 - lat2, east) * 111_195.0


def test_no_line_of_the_net_crosses_land():
    at = nodes()
    for node, others in neighbours().items():
        for other in (one for one in others if node < one and not is_river(node) and not is_river(one)):
            count = max(3, int(apart_km(at[node], at[other]) / 15.0))
            spots = [between(at[node], at[other], share) for share in np.linspace(0.0, 1.0, count)]
            assert not any(on_land(lat, (lon + 540.0) % 360.0 - 180.0) for lat, lon in spots), (node, other)


def test_amirabad_lies_about_1100_km_by_water_from_olya():
    way = ports()["IRAMD"], ports()["RUOYA"]
    assert 1000 < chain_km(way[0].gate, way[1].gate) < 1200


def test_ships_at_sea_are_at_sea(sea: Sea):
    times = np.arange(0.0, DAYS * 86400.0, 6 * 3600.0)
    harbours = [place for port in ports().values() for place in (port.place, port.road)]
    for life in sea.lives[::4]:
        for lat, lon in zip(*where(life, times, list(sea.lives))[:2], strict=True):
            lon = (lon + 540.0) % 360.0 - 180.0
            on_a_river = 44.8 < lat < 49.0 and 37.0 < lon < 48.6
            if on_land(lat, lon) and not on_a_river:
                assert min(apart_km((lat, lon), place) for place in harbours) < 14.0, life.ship


def test_no_ship_is_faster_than_ships_are(sea: Sea):
    times = np.arange(0.0, DAYS * 86400.0, 600.0)
    for life in sea.lives:
        lat, lon, _ = where(life, times, list(sea.lives))
        km = np.hypot(np.diff(lat), np.diff(lon) * np.cos(np.radians(lat[:-1]))) * 111.195
        assert km.max() * 6.0 / 1.852 < 26.0, life.ship


def test_ships_that_meet_lie_10_to_150_m_apart_for_hours_and_part(sea: Sea):
    assert len(sea.diary.meetings) > 12
    for one in sea.diary.meetings:
        inside = metres(sea, one.a, one.b, np.arange(one.begin, one.end, 60.0))
        assert 9.0 < inside.min() <= inside.max() < 160.0
        assert np.ptp(inside) < 12.0
        assert one.end - one.begin >= 2.2 * 3600.0
        around = metres(sea, one.a, one.b, np.array([one.begin - 3000.0, one.end + 3000.0]))
        assert around.max() > 500.0


def test_neighbours_at_anchor_keep_their_distance_and_turn_together(sea: Sea):
    pairs = [row for row in truth_of(sea)["not_transfers"] if row["kind"] == "anchorage"]
    assert len(pairs) > 10
    lain = [one for one in sea.diary.lain if one.kind == "anchor" and one.end - one.begin > 4 * 3600.0]
    checked = 0
    for k, one in enumerate(lain):
        for two in lain[k + 1 :]:
            begin, end = max(one.begin, two.begin) + 60.0, min(one.end, two.end) - 60.0
            if one.port == two.port and end - begin > 7200.0 and apart_km(one.place, two.place) < 1.0:
                assert metres(sea, one.ship, two.ship, np.arange(begin, end, 900.0)).min() > 60.0
                checked += 1
    assert checked > 3


def test_every_kind_of_lookalike_and_silence_and_disguise_occurs():
    busy = invent_sea(2, 8, 400, keep_s=1800.0)
    told = truth_of(busy)
    kinds = Counter(row["kind"] for row in told["not_transfers"])
    assert {"company", "tow", "tug", "pilot", "fishing", "anchorage", "harbour", "inspection"} <= set(kinds)
    assert {row["dark"] for row in told["transfers"]} == {"none", "one", "both"}
    assert {row["setting"] for row in told["transfers"]} == {"sea", "roadstead"}
    assert {"own", "renamed", "shared", "swapped"} == {row["why"] for row in told["identities"]}
    assert {"switched off", "out of reach"} == {row["why"] for row in told["silences"]}


def test_numbers_change_in_every_way_that_is_asked_for():
    """Changes of a kind leave to the ship what that kind says, and nobody sends for whom another took over."""
    ways = Disguises(0.02, 0.02, 0.02, 0.2, *(0.04,) * 4, *(0.2,) * 3)
    told = invent_sea(6, 6, 300, keep_s=1800.0, disguises=ways)
    pairs = {now.why: (was, now) for worn in told.worn for was, now in pairwise(worn)}

    assert set(pairs) == {"renamed", "swapped", "reflagged", "named", "reborn", "exchanged", "carried", "taken", "gone"}
    kept = {
        "renamed": {"imo"}, "swapped": {"imo"}, "reflagged": {"imo", "name"}, "named": {"imo", "mmsi", "callsign"},
    }  # fmt: skip
    for why, names in kept.items():
        was, now = pairs[why]
        same = {name for name in ("imo", "mmsi", "callsign", "name") if getattr(was, name) == getattr(now, name)}
        assert same == names, why
    assert pairs["carried"][1].size_of is not None
    assert pairs["exchanged"][1].size_of is None
    silent = {life.ship.number: life.silent for life in told.lives}
    gone = pairs["gone"][1]
    assert any(why == "gone" and begin == gone.begin for begin, _, why in silent[gone.ship])


def test_no_two_ships_are_given_one_number_by_chance():
    ships = invent_sea(42, 1, 400, keep_s=7200.0, disguises=Disguises(0.0, 0.0, 0.0, 0.0)).ships

    for name in ("mmsi", "imo", "callsign"):
        given = [getattr(ship, name) for ship in ships if getattr(ship, name) is not None]
        assert len(given) == len(set(given)), name


def test_a_ship_with_the_transponder_off_is_not_heard(sea: Sea):
    rows = sea.rows
    silent = [(life.ship.number, *one) for life in sea.lives for one in life.silent]
    assert len(silent) > 4
    for ship, begin, end, _ in silent:
        heard = rows.filter((pl.col("ship") == ship) & pl.col("t").is_between(begin, end, closed="none"))
        assert heard.is_empty()


def test_false_positions_lie_elsewhere_and_true_ones_do_not(sea: Sea):
    lat, lon, true_lat, true_lon = (sea.rows[name].to_numpy() for name in ("lat", "lon", "true_lat", "true_lon"))
    east = ((lon - true_lon + 540.0) % 360.0 - 180.0) * np.cos(np.radians(true_lat))
    km = np.hypot(lat - true_lat, east) * 111.195
    genuine = (sea.rows["false"] == 0).to_numpy()
    coarse = (sea.rows["message"] == 27).to_numpy()
    assert km[genuine & ~coarse].max() < 0.1
    assert km[genuine].max() < 0.4
    assert np.median(km[~genuine]) > 1.0
    assert {KINDS[number] for number in sea.rows["false"].unique()} >= {"", "jammed", "teleport"}


def test_reports_come_as_often_as_the_standard_says():
    said = [interval_s(12.0, True, False), interval_s(12.0, False, False), interval_s(20.0, False, False)]
    assert [*said, interval_s(30.0, False, False), interval_s(8.0, False, True)] == [180.0, 10.0, 6.0, 2.0, 30.0]


def test_numbers_fit_the_flag_and_the_check_digit(sea: Sea):
    for ship in sea.ships:
        assert str(ship.mmsi)[:3] in MIDS[ship.flag]
        if ship.imo:
            digits = [int(one) for one in str(ship.imo)]
            assert sum(d * w for d, w in zip(digits, range(7, 1, -1), strict=False)) % 10 == digits[6]


def test_the_same_seed_gives_the_same_bytes(written: tuple[Path, Sea], tmp_path: Path):
    sea_world(tmp_path, 3, 2, 40, keep_s=300.0)
    assert hashes(tmp_path) == hashes(written[0])
    assert len(truth(tmp_path, "vessels")) == 40


@pytest.mark.parametrize("form", ["nmea", "dma", "marinecadastre"])
def test_all_three_forms_are_read_back_as_the_same_positions(written: tuple[Path, Sea], form: str):
    folder, sea = written
    batches = [
        one
        for path in sorted((folder / "ais" / form).iterdir())
        for one in read_exhibit(path, name=path.name, sha256=path.name)
    ]
    read = pl.concat([one.vessels for one in batches]).sort("craft", "time", "lat")
    told = positions(sea).with_columns(pl.col("time").dt.truncate("1s")).sort("craft", "time", "lat")
    assert sum(len(one.rejects) for one in batches) == 0
    for name in ("craft", "time", "sog_kt", "cog_deg", "heading_deg", "status"):
        assert read[name].equals(told[name]), name
    assert float((read["lat"] - told["lat"]).abs().max()) < 1e-5
    assert float((read["lon"] - told["lon"]).abs().max()) < 1e-5
    known = statics(sea).select("craft", "shipname").unique()
    said = pl.concat([one.statics for one in batches]).select("craft", "shipname").drop_nulls().unique()
    assert set(said.rows()) == set(known.rows())


def test_another_decoder_reads_the_same_ship(written: tuple[Path, Sea]):
    sea = written[1]
    lines = [line for entry in nmea(sea)["line"] for line in entry.split("\n")]
    first = next(k for k, line in enumerate(lines) if ",2,1," in line)
    found = decode(*(line.split("\\")[-1].encode() for line in lines[first : first + 2])).asdict()
    ship = next(one for one in sea.ships if one.mmsi == int(found["mmsi"]))
    assert (found["imo"], found["shipname"], found["callsign"]) == (ship.imo or 0, ship.name, ship.callsign)
    assert found["to_bow"] + found["to_stern"] == ship.length_m


def test_the_day_of_meetings_holds_sixty_and_an_anchorage():
    rows, told, meetings = anchor_day(1)
    assert (rows.height, told.height, len(meetings)) == (600 * 480, 600, 60)
    thin = thinned(rows, 30.0, 1)
    assert abs(thin.height / rows.height - 0.1) < 0.01
    at = rows.filter(pl.col("lat").is_between(42.9, 43.1) & pl.col("lon").is_between(50.8, 51.1))
    assert at["craft"].n_unique() >= 100


def test_rows_stand_by_ship_and_time(sea: Sea):
    assert sea.rows.height > 100_000
    assert sea.rows.select("ship", "t").equals(sea.rows.select("ship", "t").sort("ship", "t"))
