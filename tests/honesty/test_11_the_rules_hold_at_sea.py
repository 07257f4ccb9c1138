"""The rules hold at sea: rows, marks, ranges and silences of ships, on an invented Caspian in three forms."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import polars as pl
import pytest

from crossbearing.checks import check_claims
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.checks.witness import Witness
from crossbearing.intake import read_exhibit
from crossbearing.model.claims import Claim, Count, CraftIds, Equipment, EquipmentRole, Kind, Place, PlaceRole, When
from crossbearing.model.tables import AIRFRAMES, ARCHIVE, FLIGHTS, POSITIONS, VISITS
from crossbearing.model.verdicts import Outcome
from crossbearing.model.vessel_tables import VESSEL_POSITIONS, VESSEL_STATICS
from crossbearing.movement.vessels.ports.harbours import harbours_of
from crossbearing.movement.vessels.trust.plausible import plausible
from crossbearing.world import load_world
from crossbearing.worldgen.sea import sea_world

DAYS, SHIPS = 6, 40
# What a report calls a call lasted twenty minutes or more; ferries of the invented Caspian stay for some minutes.
LEAST_H = 1.0 / 3.0
SEEN = {Outcome.SUPPORTED, Outcome.PARTLY_SUPPORTED, Outcome.CONTRADICTED, Outcome.CONFLICTING}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sea")
    sea_world(made, seed=5, days=DAYS, ships=SHIPS, seas=("caspian",))
    return made


@pytest.fixture(scope="module")
def held(folder: Path) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Positions and what ships say, of all days; each exhibit goes by its file name."""
    paths = sorted((folder / "ais" / "dma").iterdir())
    batches = [batch for path in paths for batch in read_exhibit(path, name=path.name, sha256=path.name)]
    positions = VESSEL_POSITIONS.conform(pl.concat(batch.vessels for batch in batches))
    return positions, VESSEL_STATICS.conform(pl.concat(batch.statics for batch in batches))


def witness(positions: pl.DataFrame, statics: pl.DataFrame) -> Witness:
    world = load_world()
    sea = Sea(plausible(positions), statics, harbours_of(world.harbours))
    empty = (POSITIONS, FLIGHTS, VISITS, AIRFRAMES, ARCHIVE)
    return Witness(*(table.empty() for table in empty), world, {}, sea=sea)


def truth(folder: Path, name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "truth" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def hours(start: object, end: object) -> float:
    """From one moment to another; one that lies behind the archive is far away."""
    if start is None or end is None:
        return LEAST_H
    return (datetime.fromisoformat(str(end)) - datetime.fromisoformat(str(start))).total_seconds() / 3600


def day(moment: object) -> date:
    return datetime.fromisoformat(str(moment)).date()


def true_claims(folder: Path) -> list[Claim]:
    """What truly happened, as a report would say it: each call, and each meeting."""
    world = load_world()
    ports = {
        code: (name, lat, lon) for code, name, lat, lon in world.harbours.select("id", "name", "lat", "lon").rows()
    }
    claims = []
    for number, call in enumerate(truth(folder, "port_calls")):
        name, lat, lon = ports.get(str(call["port"]), ("", 0.0, 0.0))
        if name and hours(call["berthed_at"], call["left_at"]) >= LEAST_H:
            there = (Place(name, PlaceRole.ARRIVAL, lat=lat, lon=lon),)
            when = When(day(call["arrived_at"]), day(call["left_at"] or call["arrived_at"]))
            claims.append(said(f"call-{number}", Kind.PORT_CALL, (str(call["craft"]),), when, there))
            once = (Count("port calls", 1, None),)
            claims.append(said(f"count-{number}", Kind.VISIT_COUNT, (str(call["craft"]),), when, there, once))
    for met in truth(folder, "transfers"):
        when = When(day(met["started_at"]), day(met["ended_at"]))
        claims.append(said(f"met-{met['id']}", Kind.SHIP_TRANSFER, (str(met["a"]), str(met["b"])), when, ()))
    return claims


def said(
    name: str, kind: Kind, ships: tuple[str, ...], when: When, places: tuple[Place, ...], counts: tuple[Count, ...] = ()
) -> Claim:
    mmsi = tuple(ship.removeprefix("mmsi:") for ship in ships)
    carriers = tuple(Equipment(f"SHIP {one}", EquipmentRole.CARRIER, 1, 1) for one in mmsi)
    return Claim(
        name, "r", 0, 0, "", kind, places=places, when=when, craft=CraftIds(mmsi=mmsi), equipment=carriers,
        counts=counts, checkable_by=("vessels",),
    )  # fmt: skip


@pytest.mark.parametrize("form", ["dma", "marinecadastre", "nmea"])
def test_rows_and_rejects_are_rows_in(folder, form):
    batches = [
        batch for path in sorted((folder / "ais" / form).iterdir()) for batch in read_exhibit(path, name=path.name)
    ]

    kept = sum(batch.vessels.height + batch.static_rows for batch in batches)
    assert sum(batch.rows_in for batch in batches) == kept + sum(int(batch.rejects["rows"].sum()) for batch in batches)
    assert kept > 10_000


def test_no_position_is_deleted_or_changed(held):
    positions, _ = held
    marked = plausible(positions)
    same = ("craft", "time", "lat", "lon", "exhibit", "member", "row")

    assert marked.select(same).sort(same).equals(positions.select(same).sort(same))
    assert marked["mark"].null_count() < marked.height


@pytest.mark.parametrize("without", [(), (2,), (1, 3, 4)], ids=["all days", "a day missing", "three days missing"])
def test_nothing_that_truly_happened_is_contradicted(folder, held, without):
    positions, statics = held
    names = sorted(positions["exhibit"].unique())
    gone = pl.col("exhibit").is_in([names[at] for at in without])
    claims = true_claims(folder)

    verdicts = check_claims(claims, witness(positions.filter(~gone), statics.filter(~gone)))

    assert [one.claim for one in verdicts if one.verdict is Outcome.CONTRADICTED] == []
    assert len(claims) > 100


def test_a_ship_that_was_never_received_contradicts_nothing(folder, held):
    positions, statics = held
    claims = true_claims(folder)
    ships = sorted({f"mmsi:{one}" for claim in claims for one in claim.craft.mmsi})
    gone = pl.col("craft").is_in(ships[::2])

    verdicts = check_claims(claims, witness(positions.filter(~gone), statics.filter(~gone)))

    assert Outcome.CONTRADICTED not in {one.verdict for one in verdicts}


def test_what_was_seen_is_pointed_to_and_every_pointer_is_a_row(folder, held):
    positions, statics = held
    verdicts = check_claims(true_claims(folder), witness(positions, statics))
    pointers = {pointer for one in verdicts for row in one.evidence for pointer in row.exhibits}
    at = pl.format("{}#{}#{}", "exhibit", "member", "row")
    rows = set(positions.select(at).to_series()) | set(statics.select(at).to_series())

    assert [
        one.claim for one in verdicts if one.verdict in SEEN and not any(row.exhibits for row in one.evidence)
    ] == []
    assert len(pointers) > 50
    assert pointers <= rows


def test_what_a_ship_carried_is_never_among_the_roles_that_hold(folder, held):
    verdicts = check_claims(true_claims(folder), witness(*held))

    assert not {"cargo", "items"} & {role for one in verdicts for role in one.roles_matched}
