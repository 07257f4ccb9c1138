"""What ships could have done unseen, asked of files or a case: ports within reach, meetings, and an area to draw."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from crossbearing.case.questions.afloat import afloat, must_overlap
from crossbearing.case.questions.sailing import Sailed
from crossbearing.case.questions.ship_mapping import chosen, draw_ships
from crossbearing.case.questions.user_places import UserPlaces
from crossbearing.case.room import Progress
from crossbearing.checks.at_sea.sea import Sea
from crossbearing.dossier.seafaring import SeaNames, sea_names
from crossbearing.dossier.sheet_map import Area as Region
from crossbearing.dossier.sheet_ships import Sailing
from crossbearing.dossier.words import say
from crossbearing.errors import InputError
from crossbearing.model.vessel_inferences import PORTS_IN_REACH, POSSIBLE_MEETINGS
from crossbearing.model.vessel_tables import ENCOUNTERS, GAPS, PORT_CALLS
from crossbearing.movement.vessels.fixes import KMH_PER_KT, fixes_of
from crossbearing.movement.vessels.unheard.prism import Area, Silence, area_at, silence_at
from crossbearing.movement.vessels.unheard.unseen import ports_in_reach, possible_meetings
from crossbearing.scale_ships import loitering_in
from crossbearing.world import World

Span = tuple[float, float]
PAIR = 2


@dataclass(frozen=True)
class Unseen:
    """The ships asked about and the days: what they could have done is found when it is asked for."""

    sea: Sea
    world: World
    crafts: tuple[str, ...]
    span: Span

    @property
    def positions(self) -> pl.DataFrame:
        """All their positions, with marks."""
        return self.sea.positions.filter(pl.col("craft").is_in(list(self.crafts)))

    @cached_property
    def names(self) -> SeaNames:
        """The names of ships and ports."""
        return sea_names(self.sea.statics, self.world.harbours)

    def ports(self, least_h: float) -> pl.DataFrame:
        """The ports in reach in silences of so many hours and more (PORTS_IN_REACH)."""
        return ports_in_reach(self.positions, self.sea.harbours, self.span, least_h * 3600.0)

    def meetings(self) -> pl.DataFrame:
        """When two of them could have been together (POSSIBLE_MEETINGS)."""
        return possible_meetings(self.positions, (self.crafts[0], self.crafts[1]), self.span)

    def area(self) -> dict[str, Any]:
        """Where each could have been at the time asked for, as GeoJSON; raises `InputError` where nobody was silent."""
        fixes, at = fixes_of(self.positions), self.span[0]
        silences = [(name[0], silence_at(fixes, hull, at)) for hull, name in enumerate(fixes.names)]
        features = [_feature(craft, at, one) for craft, one in silences if one is not None]
        if not features:
            hint = "take a time between two of her positions"
            raise InputError("--at", "the ship was not heard both before and after that time", hint)
        return {"type": "FeatureCollection", "features": features}


def unseen(
    paths: Sequence[Path],
    names: Sequence[str],
    when: tuple[date | None, date | None] | datetime,
    progress: Progress,
    own: UserPlaces | None = None,
) -> Unseen:
    """Read a case or AIS files; `names` are MMSI, IMO numbers or names of one or two ships, `when` days or a time."""
    found = afloat(paths, progress, own)
    if found is None:
        raise InputError(str(paths[0]), "no positions of ships are in it", "name files, folders or a case with AIS")
    sea, world = found
    crafts = tuple(dict.fromkeys(chosen(sea, names) or ()))
    if not 1 <= len(crafts) <= PAIR:
        raise InputError("--craft", f"{len(crafts)} ships are meant", "name one ship, or two, by their MMSI")
    return Unseen(sea, world, crafts, _span(sea, when))


def _span(sea: Sea, when: tuple[date | None, date | None] | datetime) -> Span:
    if isinstance(when, datetime):
        must_overlap((when, when), sea.span, "--at")
        return when.timestamp(), when.timestamp()
    start, end = (None if day is None else datetime(day.year, day.month, day.day, tzinfo=UTC) for day in when)
    if start and end and end < start:
        raise InputError("--to", f"{when[1]} is before {when[0]}", "put the earlier day first")
    first, last = sea.span
    span = start.timestamp() if start else first, (end + timedelta(days=1)).timestamp() if end else last
    must_overlap((datetime.fromtimestamp(span[0], UTC), datetime.fromtimestamp(span[1], UTC)), sea.span, "--from")
    return span


def time_named(text: str) -> datetime:
    """Return a time as typed, UTC where it names no zone; raises `InputError` for anything else."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError("--at", f"“{text}” is no time", "write 2024-02-10T06:30 (UTC)") from error
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _feature(craft: str, at: float, one: Silence) -> dict[str, Any]:
    area = area_at(one, at)
    return {
        "type": "Feature",
        "properties": {
            "craft": craft,
            "at": _stamp(at),
            "heard_last": {"time": _stamp(one.start), "lat": one.lat1, "lon": one.lon1},
            "heard_next": {"time": _stamp(one.end), "lat": one.lat2, "lon": one.lon2},
            "speed_kt": round(one.kmh / KMH_PER_KT, 1),
        },
        "geometry": {"type": "MultiPolygon", "coordinates": _rectangles(area)},
    }


def _stamp(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _rectangles(area: Area) -> list[list[list[list[float]]]]:
    """The cells of an area as rectangles, those beside each other in a row joined."""
    cells = pl.DataFrame({"lat": area.lat, "lon": area.lon}).sort("lat", "lon")
    new = (pl.col("lat") != pl.col("lat").shift()) | (pl.col("lon") - pl.col("lon").shift() > 1.5 * area.wide_deg)
    rows = (
        cells.with_columns(row=new.fill_null(value=True).cum_sum())
        .group_by("row", maintain_order=True)
        .agg(pl.col("lat").first(), pl.col("lon").min().alias("west"), pl.col("lon").max().alias("east"))
    )
    high, wide = area.step_deg / 2.0, area.wide_deg / 2.0
    return [_ring(lat - high, lat + high, west - wide, east + wide) for _, lat, west, east in rows.iter_rows()]


def _ring(south: float, north: float, west: float, east: float) -> list[list[list[float]]]:
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return [[[round(lon, 4), round(lat, 4)] for lon, lat in corners]]


def draw_unseen(output: Path, asked: Unseen, found: pl.DataFrame, language: str) -> None:
    """Draw what two ships could have done together (POSSIBLE_MEETINGS), or the ports in reach of one (PORTS_IN_REACH);
    of one time also where each could have been then."""
    pair, (start, end) = "a" in found.columns, asked.span
    around = timedelta(days=1) if start == end else timedelta(0)
    first, last = datetime.fromtimestamp(start, UTC) - around, datetime.fromtimestamp(end, UTC) + around
    sailing = Sailing(
        asked.positions.filter(pl.col("time").is_between(first, last)),
        *(PORT_CALLS.empty(), ENCOUNTERS.empty(), GAPS.empty(), asked.names, asked.world),
        reach=PORTS_IN_REACH.empty() if pair else found,
        meetings=found if pair else POSSIBLE_MEETINGS.empty(),
        areas=_drawn(asked, language) if start == end else (),
        kinds=("meetings",) if pair else ("reach",),
    )
    draw_ships(output, sailing, language)


def _drawn(asked: Unseen, language: str) -> tuple[Region, ...]:
    """Where each could have been at the time asked for, row by row."""
    regions = []
    for feature in asked.area()["features"]:
        ship, time = asked.names.ship(feature["properties"]["craft"]), feature["properties"]["at"]
        title = say(language, "vessel.area", ship=ship, time=time[:16].replace("T", " "))
        for (ring,) in feature["geometry"]["coordinates"]:
            corners = np.array(ring)
            regions.append(Region(corners[:, 1], corners[:, 0], "reach", title))
    return tuple(regions)


def write_area(target: Path, area: dict[str, Any]) -> None:
    """Write an area as GeoJSON."""
    target.write_text(json.dumps(area, ensure_ascii=False) + "\n", encoding="utf-8")


def loitering_of(told: Sailed, least_h: float) -> pl.DataFrame:
    """Who was slow and in place at sea for so many hours and more (LOITERING)."""
    return loitering_in(told.parts, told.statics, told.harbours, least_h)
