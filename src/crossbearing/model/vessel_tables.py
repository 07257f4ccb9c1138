"""The tables of ships: what they sent (AIS), and what their movements come to."""

from __future__ import annotations

import polars as pl

from crossbearing.model.table import UTC, Column, Table

_PLACES = (
    Column("exhibit", pl.String, "SHA-256 of the exhibit it was read from"),
    Column("member", pl.String, "path inside the exhibit when that is an archive, else empty"),
    Column("row", pl.UInt32, "row or line inside the member, counted from 0"),
)
_BOUNDS = (
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
        *_BOUNDS,
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

GROUNDS = pl.List(
    pl.Struct(
        {
            "speaks": pl.String,
            "key": pl.String,
            "values": pl.List(pl.Struct({"name": pl.String, "value": pl.String})),
            "rows": pl.List(pl.String),
        }
    )
)
"""What speaks `for` or `against` a judgement: the key of a phrase with its values, and the `exhibit#member#row` behind
it."""

SAME_SHIPS = Table(
    "same_ships",
    "Judgements whether two MMSI, or two tracks of one, are one ship; never proof, and nothing is merged by them.",
    (
        Column("id", pl.String, "name from content"),
        Column("one", pl.String, "the ship heard first, `mmsi:…`"),
        Column("one_hull", pl.String, "which of several ships that send the first MMSI; else null"),
        Column("other", pl.String, "the other ship, or the same MMSI"),
        Column("other_hull", pl.String, "which of several ships that send the second MMSI; else null"),
        Column("result", pl.String, "`same_ship`, `two_ships_one_number`, `swapped`, `taken_over`, `unclear`"),
        Column("changed_after", UTC, "the change from one to the other is not earlier than; null where there is none"),
        Column("changed_before", UTC, "not later than; null where there is none"),
        Column("grounds", GROUNDS, "what speaks for and against it, each with the rows behind it"),
        Column("evidence", pl.List(pl.String), "`exhibit#member#row` of all that it rests on"),
    ),
    ("one", "other", "one_hull", "other_hull", "changed_after", "id"),
)

CANDIDATE_PORTS = Table(
    "candidate_ports",
    "Places away from any port known at which several ships, or one ship several times, were heard to lie still.",
    (
        Column("id", pl.String, "name from content: where its middle lies"),
        Column("kind", pl.String, "`port` where most of three ships and more lay fast, else `anchorage`"),
        Column("lat", pl.Float64, "latitude of its middle (median of the stays), degrees north"),
        Column("lon", pl.Float64, "longitude of its middle, degrees east"),
        Column("radius_km", pl.Float64, "how far from the middle ships lay"),
        Column("ships", pl.UInt32, "how many ships"),
        Column("stays", pl.UInt32, "how many stays of two hours and more"),
        Column("hours", pl.Float64, "hours of all stays"),
        Column("first_seen", UTC, "begin of the first stay"),
        Column("last_seen", UTC, "end of the last stay"),
        Column("evidence", pl.List(pl.String), "`exhibit#member#row` of the first stay of each ship"),
    ),
    ("lat", "lon"),
)

LOITERING = Table(
    "loitering",
    "One ship slow (hourly mean below 2 kt) and roughly in place away from ports, heard in each of those hours.",
    (
        Column("id", pl.String, "name from content"),
        Column("craft", pl.String, "the ship"),
        Column("hull", pl.String, "`a`, `b` … where several ships send one MMSI; else null"),
        Column("started_at", UTC, "begin of the first slow ten minutes"),
        Column("ended_at", UTC, "end of the last slow ten minutes"),
        Column("lat", pl.Float64, "mean latitude, degrees north"),
        Column("lon", pl.Float64, "mean longitude, degrees east"),
        Column("duration_h", pl.Float64, "hours for which she lingered"),
        Column("wandered_km", pl.Float64, "how far apart her places were, but for the outermost tenth"),
        Column("mean_kt", pl.Float64, "mean speed made good, knots"),
        Column("observed_min", pl.Float64, "minutes in which she was heard within five minutes"),
        Column("inferred_min", pl.Float64, "minutes between such"),
        Column(
            "likely",
            pl.String,
            "`drifting`, `still` (within 0.7 km, and nothing says at anchor), `anchored` (as she says), `fishing`,"
            " `work` (tugs, dredgers, pilots, rescue and the like), `pleasure`",
        ),
        Column("encounters", pl.List(pl.String), "ships heard beside her then: `id` of ENCOUNTERS; empty: alone"),
        Column("evidence", pl.List(pl.String), "`exhibit#member#row` of her first and last position"),
    ),
    ("craft", "started_at"),
)

PORTS_IN_REACH = Table(
    "ports_in_reach",
    "Ports at which a ship could have called in a silence, by the shortest ways over water at her highest speed.",
    (
        Column("craft", pl.String, "the ship"),
        Column("hull", pl.String, "`a`, `b` … where several ships send one MMSI; else null"),
        Column("started_at", UTC, "last position before the silence; null: not heard before"),
        Column("ended_at", UTC, "first position after it; null: not heard again"),
        Column("place", pl.String, "UN/LOCODE, or the user's own name of the place"),
        Column("to_km", pl.Float64, "way over water to the port's water, kilometres: the true one is no shorter"),
        Column("back_km", pl.Float64, "way over water from there to where she was heard next"),
        *_BOUNDS,
        Column("longest_h", pl.Float64, "the longest that she can have stayed, hours; null where nothing bounds it"),
        Column("kind", pl.String, "`silent`, or `partial`: seen to enter the port's water or to leave it"),
        Column("evidence", pl.List(pl.String), "`exhibit#member#row` of the positions on both sides"),
    ),
    ("craft", "started_at", "place"),
)

POSSIBLE_MEETINGS = Table(
    "possible_meetings",
    "Stretches in which two ships could have lain alongside each other unseen, by all that was heard of either.",
    (
        Column("a", pl.String, "one ship"),
        Column("b", pl.String, "the other ship"),
        Column("a_hull", pl.String, "which of several ships that send the first MMSI; else null"),
        Column("b_hull", pl.String, "which of several ships that send the second MMSI; else null"),
        Column("possible", pl.Boolean, "false: at no time of the stretch can they have been together so long"),
        Column("started_at", UTC, "begin of the stretch"),
        Column("ended_at", UTC, "end of the stretch"),
        Column(
            "at_most_h", pl.Float64, "they cannot have been together longer, hours; null where a silence has no end"
        ),
        Column("found_h", pl.Float64, "the longest stay that a search found room for, hours; null where none was made"),
        Column("found_from", UTC, "earliest begin of that stay"),
        Column("found_to", UTC, "latest end of it"),
        Column("lat", pl.Float64, "where, degrees north"),
        Column("lon", pl.Float64, "where, degrees east"),
        Column("nearest_km", pl.Float64, "way over water between them where they came nearest; null unless impossible"),
        Column("evidence", pl.List(pl.String), "`exhibit#member#row` of the positions of both round the stretch"),
    ),
    ("started_at", "a", "b"),
)

VESSEL_TABLES = (
    VESSEL_POSITIONS,
    VESSEL_STATICS,
    PORT_CALLS,
    VOYAGES,
    ENCOUNTERS,
    GAPS,
    SAME_SHIPS,
    CANDIDATE_PORTS,
    LOITERING,
    PORTS_IN_REACH,
    POSSIBLE_MEETINGS,
)
