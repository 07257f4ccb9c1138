"""A whole invented world: who flies where, who listens, and how it is written to a folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from crossbearing.worldgen.fleet import DAY_S, Craft, Leg
from crossbearing.worldgen.opensky import Grid, write_states
from crossbearing.worldgen.radio import Heard, Jamming, hear_leg, hear_vehicle, together
from crossbearing.worldgen.readsb import write_day
from crossbearing.worldgen.receivers import Network
from crossbearing.worldgen.truth import Row, aircraft_row, flight_rows, receiver_rows, visit_rows, write_jsonl

Track = tuple[Craft, list[Leg], Heard]

# Taxi and parking with the transponder on end within ten minutes of a landing.
TAIL_S = 600.0


@dataclass(frozen=True)
class Setting:
    """All that happens in a world; day 0 begins at `start`, 00:00 UTC."""

    start: date
    days: int
    seed: int
    craft: tuple[Craft, ...]
    legs: tuple[Leg, ...]
    readsb: Network
    opensky: Network
    grid: Grid
    jams: tuple[Jamming, ...] = ()

    def legs_of(self, craft: Craft) -> list[Leg]:
        """The legs of a craft that end within the world's days, in order of time."""
        mine = [leg for leg in self.legs if leg.craft.airframe == craft.airframe]
        return sorted((leg for leg in mine if leg.on_at + TAIL_S < self.days * DAY_S), key=lambda leg: leg.off_at)


def hear(setting: Setting, craft: Craft, network: Network, days: tuple[int, ...] | None = None) -> Heard:
    """All rows a network received of a craft; `days` limits the legs to those that touch one of these days."""
    address = int(craft.icao24.lstrip("~"), 16)
    rng = np.random.default_rng([setting.seed, len(network.name), address, int(craft.second)])
    if craft.vehicle_at:
        return hear_vehicle(craft, setting.days, network, rng)
    parts = []
    for number, leg in enumerate(setting.legs_of(craft)):
        touched = {int((leg.off_at - TAIL_S) // DAY_S), int((leg.on_at + TAIL_S) // DAY_S)}
        if days is None or touched & set(days):
            parts.append(hear_leg(leg, number, network, setting.jams, rng))
    return together(parts) if parts else _nothing()


def _nothing() -> Heard:
    types: dict[str, type] = {"ground": bool, "mlat": bool, "stale": bool, "genuine": bool, "nac_p": int, "leg": int}
    return Heard(**{name: np.zeros(0, types.get(name, float)) for name in Heard.__dataclass_fields__})


def write_world(folder: Path, setting: Setting) -> None:
    """Write tracks, state vectors and the truth into `folder`, which is made if it is not there."""
    for name in ("tracks", "opensky", "truth"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    by_readsb = [(c, setting.legs_of(c), hear(setting, c, setting.readsb)) for c in setting.craft]
    sent = by_address(by_readsb)
    for day in range(setting.days):
        write_day(folder / "tracks", setting.start, day, sent)
    by_opensky = [(c, legs, hear(setting, c, setting.opensky, setting.grid.days)) for c, legs, _ in by_readsb]
    write_states(folder / "opensky", setting.start, setting.grid, by_address(by_opensky))
    _write_truth(folder / "truth", setting, by_readsb)


def by_address(heard: list[Track]) -> list[Track]:
    """What the archives can tell apart: airframes that send one address are one track, named by the first."""
    tracks: dict[str, Track] = {}
    for craft, legs, rows in heard:
        if craft.icao24 not in tracks:
            tracks[craft.icao24] = (craft, legs, rows)
            continue
        first, its_legs, its_rows = tracks[craft.icao24]
        both = together([its_rows, replace(rows, leg=rows.leg + len(its_legs))])
        tracks[craft.icao24] = (first, its_legs + legs, both.part(np.argsort(both.t, kind="stable")))
    return list(tracks.values())


def _write_truth(folder: Path, setting: Setting, heard: list[Track]) -> None:
    """Truth as seen through the readsb archive, which covers all days."""
    flights: list[Row] = []
    visits: list[Row] = []
    for craft, legs, rows in heard:
        mine = flight_rows(setting.start, craft, legs, rows)
        flights += mine
        visits += visit_rows(setting.start, craft, legs, rows, mine)
    write_jsonl(folder / "flights.jsonl", flights)
    write_jsonl(folder / "visits.jsonl", visits)
    write_jsonl(folder / "aircraft.jsonl", [aircraft_row(craft) for craft in setting.craft])
    networks = (setting.readsb, setting.opensky)
    write_jsonl(folder / "receivers.jsonl", [row for n in networks for row in receiver_rows(setting.start, n)])
