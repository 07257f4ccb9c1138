"""Tables of what is inferred of ships beyond what they did: who is who, who lingers, what could have been unseen."""

from __future__ import annotations

import polars as pl

from crossbearing.model.table import UTC, Column, Table
from crossbearing.model.vessel_tables import BOUNDS

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
        *BOUNDS,
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

VESSEL_INFERENCES = (SAME_SHIPS, CANDIDATE_PORTS, LOITERING, PORTS_IN_REACH, POSSIBLE_MEETINGS)
