"""The tables of ships: what they sent (AIS), and what their movements come to."""

from __future__ import annotations

import polars as pl

from crossbearing.model.table import UTC, Column, Table

_PLACES = (
    Column("exhibit", pl.String, "SHA-256 of the exhibit it was read from"),
    Column("member", pl.String, "path inside the exhibit when that is an archive, else empty"),
    Column("row", pl.UInt32, "row or line inside the member, counted from 0"),
)
BOUNDS = (
    Column("arrived_after", UTC, "not earlier than: last position before it; null = unbounded"),
    Column("arrived_before", UTC, "not later than: first position there; null = unbounded"),
    Column("left_after", UTC, "not earlier than: last position there; null = unbounded"),
    Column("left_before", UTC, "not later than: first position elsewhere; null = unbounded"),
)

VESSEL_POSITIONS = Table(
    "vessel_positions",
    "Position reports of ships (AIS), as received; an implausible one is marked, never deleted.",
    (
        Column("craft", pl.String, "the sender, `mmsi:273123456`: nine digits, whatever kind of station it is"),
        Column("time", UTC, "when the position was valid, or received where that is all that is told"),
        Column("lat", pl.Float64, "latitude, degrees north, WGS84"),
        Column("lon", pl.Float64, "longitude, degrees east, WGS84"),
        Column("sog_kt", pl.Float32, "speed over ground in knots; null where not available"),
        Column("cog_deg", pl.Float32, "course over ground, degrees true; null where not available"),
        Column("heading_deg", pl.Float32, "true heading, degrees; null where not available"),
        Column("status", pl.Int8, "navigational status, ITU-R M.1371 (0 under way, 1 at anchor, 5 moored …)"),
        Column("message", pl.Int8, "AIS message type 1 to 27; null where the source does not tell"),
        Column("transponder", pl.String, "class of the equipment, `A` or `B`, where a table tells it; null elsewhere"),
        Column("station", pl.String, "the receiving station or provider, where the source names one"),
        Column("mark", pl.String, "why the position is not to be trusted; null when it is"),
        *_PLACES,
    ),
    ("craft", "time"),
)

VESSEL_STATICS = Table(
    "vessel_statics",
    "What ships say of themselves (AIS types 5, 19, 24, or the columns of a table), one row while nothing changes.",
    (
        Column("craft", pl.String, "the sender, `mmsi:…`"),
        Column("time", UTC, "first time it was said so"),
        Column("last_time", UTC, "last time it was said so before anything changed"),
        Column("messages", pl.UInt32, "how often it was said"),
        Column("imo", pl.UInt32, "IMO number as sent, whether its check digit holds or not; null where none is sent"),
        Column("callsign", pl.String, "radio callsign as sent"),
        Column("shipname", pl.String, "name as sent"),
        Column("ship_type", pl.Int16, "type of ship and cargo, ITU-R M.1371 (70-79 cargo, 80-89 tanker, 52 tug …)"),
        Column("length_m", pl.Float32, "length in metres"),
        Column("width_m", pl.Float32, "breadth in metres"),
        Column("bow_m", pl.Float32, "metres from her antenna forward to the bow; null where not told"),
        Column("stern_m", pl.Float32, "metres from her antenna aft to the stern"),
        Column("port_m", pl.Float32, "metres from her antenna to the port side"),
        Column("starboard_m", pl.Float32, "metres from her antenna to the starboard side"),
        Column("draught_m", pl.Float32, "draught in metres, as entered on board"),
        Column("destination", pl.String, "destination, as entered on board"),
        Column("eta", pl.String, "estimated time of arrival as entered on board, MM-DD HH:MM"),
        *_PLACES,
    ),
    ("craft", "time"),
)

PHASE = {
    "kind": pl.String(),
    "because": pl.List(pl.String),
    "began_after": UTC,
    "began_before": UTC,
    "ended_after": UTC,
    "ended_before": UTC,
    "lat": pl.Float64(),
    "lon": pl.Float64(),
    "wander_m": pl.Float64(),
    "turned_deg": pl.Float64(),
}

PORT_CALLS = Table(
    "port_calls",
    "A stay of one ship at one port; it ends when the ship is seen elsewhere, never because it fell silent.",
    (
        Column("id", pl.String, "name from content"),
        Column("craft", pl.String, "the ship"),
        Column("hull", pl.String, "`a`, `b` … where several ships send one MMSI; else null"),
        Column("place", pl.String, "UN/LOCODE, or the user's own name of the place; null away from any port known"),
        *BOUNDS,
        Column("lat", pl.Float64, "latitude where it lay, degrees north"),
        Column("lon", pl.Float64, "longitude where it lay, degrees east"),
        Column(
            "kind",
            pl.String,
            "`berth`, `anchorage` (at anchor by the quays), `roadstead` (at anchor outside), the first of them in this"
            " order that is among its phases; `stay` (nothing tells), `passage` (sailed through), `silent`,"
            " `partial` (seen to enter the port's water or to leave it beside a silence, not to lie there)",
        ),
        Column("shown", pl.Boolean, "true: seen there; false: possible in a silence"),
        Column("positions", pl.UInt32, "trusted positions of the stay"),
        Column(
            "phases",
            pl.List(pl.Struct(PHASE)),
            "where it lay still, one after the other: `kind`, `because` (`swung`, `lay_fast`, `said_anchored`,"
            " `said_moored`, `among_moored`, `among_anchored`, `off_the_port`), bounds of beginning and end, where,"
            " how far nine fixes in ten wandered (metres) and nine headings in ten turned (degrees)",
        ),
        Column("evidence", pl.List(pl.String), "`exhibit#member#row` of its first and last position"),
    ),
    ("craft", "arrived_before"),
)

VOYAGES = Table(
    "voyages",
    "A passage of one ship from port to port, as far as it was seen.",
    (
        Column("id", pl.String, "name from content"),
        Column("craft", pl.String, "the ship"),
        Column("hull", pl.String, "`a`, `b` … where several ships send one MMSI; else null"),
        Column("departure_port", pl.String, "UN/LOCODE; null when not observed"),
        Column("departed_after", UTC, "not earlier than; null = unbounded"),
        Column("departed_before", UTC, "not later than; null = unbounded"),
        Column("arrival_port", pl.String, "UN/LOCODE; null when not observed"),
        Column("arrived_after", UTC, "not earlier than; null = unbounded"),
        Column("arrived_before", UTC, "not later than; null = unbounded"),
        Column("distance_km", pl.Float64, "length of the way along its trusted positions"),
        Column("longest_gap_s", pl.Float64, "longest silence on the way, seconds"),
        Column("positions", pl.UInt32, "trusted positions on the way"),
        Column("possible_calls", pl.List(pl.String), "ports it could have called at in its silences, unseen"),
        Column("destinations", pl.List(pl.String), "destinations entered on board on the way, in order: weak evidence"),
        Column("draught_before_m", pl.Float32, "draught entered on board before the voyage, metres: weak evidence"),
        Column("draught_after_m", pl.Float32, "draught entered on board after it, metres: weak evidence"),
        Column("evidence", pl.List(pl.String), "`exhibit#member#row` of its first and last position"),
    ),
    ("craft", "departed_before"),
)

ENCOUNTERS = Table(
    "encounters",
    "Two ships together at sea, over the hours in which both were heard.",
    (
        Column("id", pl.String, "name from content"),
        Column("a", pl.String, "one ship, first by name"),
        Column("b", pl.String, "the other ship"),
        Column("a_hull", pl.String, "which of several ships that send the first MMSI; else null"),
        Column("b_hull", pl.String, "which of several ships that send the second MMSI; else null"),
        Column("started_at", UTC, "first time both are known to be together"),
        Column("ended_at", UTC, "last time both are known to be together"),
        Column("lat", pl.Float64, "where, degrees north (middle of the pair)"),
        Column("lon", pl.Float64, "where, degrees east"),
        Column("min_distance_m", pl.Float64, "least distance of the antennas, metres"),
        Column("median_distance_m", pl.Float64, "median distance of the antennas, metres"),
        Column("observed_min", pl.Float64, "minutes in which both were heard within ten minutes"),
        Column("inferred_min", pl.Float64, "minutes between such, with both the same before and after"),
        Column("likely", pl.String, "`transfer`, `tow`, `pilot`, `fishing`, `anchorage`, `company`, `passing`"),
        Column("because", pl.List(pl.String), "the measures that say so"),
        Column("dark", pl.Boolean, "one of the two was silent for part of it; its place there is inferred"),
        Column("evidence", pl.List(pl.String), "`exhibit#member#row` of first and last position of either ship"),
    ),
    ("started_at", "a", "b"),
)

GAPS = Table(
    "gaps",
    "Silences of ships, with how likely they would have been heard by the reception that others had there and then.",
    (
        Column("id", pl.String, "name from content"),
        Column("craft", pl.String, "the ship"),
        Column("hull", pl.String, "`a`, `b` … where several ships send one MMSI; else null"),
        Column("started_at", UTC, "last position before the silence"),
        Column("ended_at", UTC, "first position after it; null while it lasts"),
        Column("lat1", pl.Float64, "latitude of the last position before"),
        Column("lon1", pl.Float64, "longitude of the last position before"),
        Column("lat2", pl.Float64, "latitude of the first position after"),
        Column("lon2", pl.Float64, "longitude of the first position after"),
        Column("duration_h", pl.Float64, "hours of silence"),
        Column("distance_km", pl.Float64, "straight distance between both positions"),
        Column("expected_heard", pl.Float64, "chance that a transmitting ship would have been heard; null unknown"),
        Column("ships_heard", pl.UInt32, "others of her class of transponder heard in the same cells and hours"),
        Column("silence", pl.String, "`expected`, `unusual`, `very_unusual`; null where reception is unknown"),
        Column("jammed", pl.Boolean, "satellite navigation of others was disturbed there and then; null: not asked"),
        Column("evidence", pl.List(pl.String), "`exhibit#member#row` of the positions on both sides"),
    ),
    ("craft", "started_at"),
)

VESSEL_TABLES = (VESSEL_POSITIONS, VESSEL_STATICS, PORT_CALLS, VOYAGES, ENCOUNTERS, GAPS)
