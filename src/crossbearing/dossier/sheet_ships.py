"""From the tables of ships to what a map draws: tracks, silences, calls, and ships that were together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl
from markupsafe import Markup

from crossbearing.dossier.atlas import Site, towns_of
from crossbearing.dossier.evidence import Row
from crossbearing.dossier.routes import moment, way_between
from crossbearing.dossier.scene import CRAFT_COLOURS
from crossbearing.dossier.seafaring import SeaNames
from crossbearing.dossier.sheet_map import Area, Drawn, Layers, Quiet
from crossbearing.dossier.sheet_marks import Mark
from crossbearing.dossier.svg import element, joined, path
from crossbearing.dossier.vessels import (
    call_words,
    encounter_words,
    gap_words,
    loitering_words,
    meeting_words,
    reach_words,
    ship_route,
    ship_tracks,
    silence_word,
    static_words,
    voyage_words,
)
from crossbearing.dossier.wording import stamp
from crossbearing.dossier.words import say
from crossbearing.model.vessel_inferences import LOITERING, PORTS_IN_REACH, POSSIBLE_MEETINGS
from crossbearing.model.vessel_tables import VESSEL_STATICS, VOYAGES

if TYPE_CHECKING:
    from crossbearing.world import World

# More signs of one kind hide one another; the table behind the map has all. GUESS.
MOST_SIGNS = 400
MOST_MARKED = 300
MOST_PORTS = 30
# Of more silences only those that reception does not explain are hatched and named; the others are dashed. GUESS.
FEW_SILENCES = 12
EVER_H = 1e9
# Where nothing but silences is asked for, as many are hatched, though not named. GUESS.
MANY_SILENCES = 60
# Marks of false positions; the same place heard twice is none.
FALSE = (
    *("default", "frozen", "jammed", "unhearable", "copied"),
    *("teleport", "displaced", "circling", "walked"),
)


@dataclass(frozen=True, slots=True)
class Sailing:
    """What was seen of ships, as far as it is to be drawn: VESSEL_POSITIONS with `hull`, PORT_CALLS, ENCOUNTERS, GAPS.

    `names` are those of ships and ports; `world` knows where ports are; silences are of `gap_hours` and more. What was
    asked for beside that: VOYAGES, LOITERING, PORTS_IN_REACH, POSSIBLE_MEETINGS, what ships `said` of themselves
    (VESSEL_STATICS or a timeline of them), and `areas` in which they can have been. `kinds` are the tables that were
    asked for, also where they are empty.
    """

    positions: pl.DataFrame
    calls: pl.DataFrame
    encounters: pl.DataFrame
    gaps: pl.DataFrame
    names: SeaNames
    world: World
    gap_hours: float = 6.0
    voyages: pl.DataFrame = field(default_factory=VOYAGES.empty)
    loitering: pl.DataFrame = field(default_factory=LOITERING.empty)
    reach: pl.DataFrame = field(default_factory=PORTS_IN_REACH.empty)
    meetings: pl.DataFrame = field(default_factory=POSSIBLE_MEETINGS.empty)
    said: pl.DataFrame = field(default_factory=VESSEL_STATICS.empty)
    areas: tuple[Area, ...] = ()
    kinds: tuple[str, ...] = ("calls", "encounters", "gaps")


def ship_layers(sailing: Sailing, language: str) -> Layers:
    """Return ships as a map draws them."""
    crafts = sailing.positions["craft"].unique().sort().to_list()
    colours = {str(craft): at % CRAFT_COLOURS for at, craft in enumerate(crafts)}
    gaps = sailing.gaps.drop_nulls("ended_at").to_dicts()
    quiet = tuple(_quiet(row, colours, sailing, language, len(gaps)) for row in gaps)
    return Layers(
        routes=_routes(sailing, colours),
        silences=quiet,
        areas=sailing.areas,
        marks=(
            *_marked(sailing.positions),
            *_calls(sailing.calls),
            *_meetings(sailing.encounters),
            *_at("lingered", sailing.loitering),
            *_at("could_meet", sailing.meetings),
            *(site for site, _ in _in_reach(sailing)),
        ),
        sites=(*_ports(sailing), *(named for _, named in _in_reach(sailing))),
        towns=towns_of(sailing.world, language),
        legend=(
            *_areas_legend(sailing.areas),
            *(_legend(sailing.gap_hours, language) if any(one.told for one in quiet) else ()),
        ),
    )


def _routes(sailing: Sailing, colours: Mapping[str, int]) -> tuple[Drawn, ...]:
    routes = []
    # Silences are drawn by themselves where they were asked for, else as a dashed way.
    dashed_h = sailing.gap_hours if "gaps" in sailing.kinds else EVER_H
    for (craft, hull), track in ship_tracks(sailing.positions).items():
        name = sailing.names.ship(craft) + (f" {hull}" if hull else "")
        first, last = moment(int(track.time_ms[0])), moment(int(track.time_ms[-1]))
        route = ship_route(craft, name, track, first, last, dashed_ms=3_600_000 * dashed_h)
        routes.append(Drawn(route, colours[craft], name, f"{name} · {stamp(first)} – {stamp(last)}"))
    return tuple(routes)


def _quiet(row: Row, colours: Mapping[str, int], sailing: Sailing, language: str, of: int) -> Quiet:
    way = way_between((row["lat1"], row["lon1"]), (row["lat2"], row["lon2"]))
    title = gap_words(row, sailing.names, language)
    named = of <= FEW_SILENCES or row["silence"] in ("unusual", "very_unusual")
    told = named or (sailing.kinds == ("gaps",) and of <= MANY_SILENCES)
    return Quiet(way, colours[str(row["craft"])], silence_word(row, language) if named else "", title, told)


def _marked(positions: pl.DataFrame) -> list[tuple[Mark, float, float]]:
    """Positions not to be trusted, evenly thinned where there are many."""
    marked = positions.filter(pl.col("mark").is_in(FALSE))
    kept = marked.gather_every(max(1, -(-marked.height // MOST_MARKED))) if marked.height else marked
    return [(Mark("false", 0, 3.0), lat, lon) for lat, lon in kept.select("lat", "lon").iter_rows()]


def _calls(calls: pl.DataFrame) -> list[tuple[Mark, float, float]]:
    """One sign a berth or anchorage: a tenth of a degree holds all calls of one port."""
    shown = calls.filter("shown").head(MOST_SIGNS)
    anchored = ("anchorage", "roadstead")
    found = {(f"call_{'anchorage' if kind in anchored else 'berth'}", round(lat, 2), round(lon, 2)): None
             for kind, lat, lon in shown.select("kind", "lat", "lon").iter_rows()}  # fmt: skip
    return [(Mark(kind, 0, 6.0), lat, lon) for kind, lat, lon in found]


def _meetings(encounters: pl.DataFrame) -> list[tuple[Mark, float, float]]:
    """Ships together; those that say least are left out first."""
    order = ["transfer", "tow", "company", "pilot", "fishing", "passing", "anchorage"]
    ranked = encounters.with_columns(pl.col("likely").replace_strict(order, range(len(order))).alias("_rank"))
    kept = ranked.sort("_rank", "started_at").head(MOST_SIGNS)
    return [(Mark(likely, 0, 7.0), lat, lon) for likely, lat, lon in kept.select("likely", "lat", "lon").iter_rows()]


def _at(kind: str, found: pl.DataFrame) -> list[tuple[Mark, float, float]]:
    """One sign where each row of a table has a place."""
    placed = found.drop_nulls(["lat", "lon"]).head(MOST_SIGNS)
    return [(Mark(kind, 0, 7.0), lat, lon) for lat, lon in placed.select("lat", "lon").iter_rows()]


def _in_reach(sailing: Sailing) -> list[tuple[tuple[Mark, float, float], tuple[Site, str]]]:
    """The ports at which a silent ship can have called, each once: its sign and its name."""
    ports = sailing.reach.select("place").unique(maintain_order=True).head(MOST_PORTS)
    placed = ports.join(sailing.world.harbours, left_on="place", right_on="id", maintain_order="left")
    sites = (Site(*row) for row in placed.select("place", "name", "lat", "lon").iter_rows())
    return [((Mark("in_reach", 0, 6.0), one.lat, one.lon), (one, one.name)) for one in sites]


def _ports(sailing: Sailing) -> tuple[tuple[Site, str], ...]:
    """The ports at which ships lay, with their names, the most used first."""
    used = sailing.calls.filter("shown").group_by("place").len().sort("len", "place", descending=[True, False])
    ports = used.head(MOST_PORTS).join(sailing.world.harbours, left_on="place", right_on="id", maintain_order="left")
    sites = (Site(*row) for row in ports.select("place", "name", "lat", "lon").iter_rows())
    return tuple((one, f"{one.name} ({one.code})") for one in sites)


def _legend(gap_hours: float, language: str) -> tuple[tuple[Markup, str], ...]:
    band = element("path", class_="silent", d="M1 7h24", stroke="url(#hatch)")
    hatched = joined([band, path("M1 7h24", "silent-line t0")])
    return ((hatched, say(language, "vessel.sign_silence", hours=f"{gap_hours:g}")),)


def _areas_legend(areas: tuple[Area, ...]) -> tuple[tuple[Markup, str], ...]:
    """What the areas are, each once."""
    swatch = element("g", element("rect", class_="reach", x=1, y=2, width=22, height=10), class_="all-reach")
    return tuple((swatch, title) for title in dict.fromkeys(area.title for area in areas))


def ship_rows(sailing: Sailing, language: str) -> list[list[str]]:
    """Return the table behind the map: what, when, and the whole of it in words."""
    told = [
        *(("call", row, row["arrived_before"], call_words) for row in sailing.calls.to_dicts()),
        *(("encounter", row, row["started_at"], encounter_words) for row in sailing.encounters.to_dicts()),
        *(("gap", row, row["started_at"], gap_words) for row in sailing.gaps.to_dicts()),
        *(("voyage", row, row["departed_after"], voyage_words) for row in sailing.voyages.to_dicts()),
        *(("loitering", row, row["started_at"], loitering_words) for row in sailing.loitering.to_dicts()),
        *(("reach", row, row["started_at"], reach_words) for row in sailing.reach.to_dicts()),
        *(("static", row, row["time"], static_words) for row in sailing.said.to_dicts()),
        *(("meeting", row, row["started_at"], meeting_words) for row in sailing.meetings.to_dicts()),
    ]
    ordered = sorted(told, key=lambda one: (str(one[2] or ""), one[0], str(one[1].get("id"))))
    rows = []
    for kind, row, at, words in ordered:
        rows.append([say(language, f"vessel.{kind}_is"), stamp(at), words(row, sailing.names, language)])
    return rows
