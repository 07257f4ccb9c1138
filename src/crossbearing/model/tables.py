"""Plentiful things: tables whose schema is declared once; those of ships stand in `vessel_tables`.

The reference in `docs/` and the Parquet and CSV columns come from here and nowhere else.
"""

from __future__ import annotations

import polars as pl

from crossbearing.model.table import UTC as UTC
from crossbearing.model.table import Column as Column
from crossbearing.model.table import Table as Table
from crossbearing.model.vessel_inferences import VESSEL_INFERENCES
from crossbearing.model.vessel_tables import VESSEL_TABLES

CANDIDATES = pl.List(pl.Struct({"airport": pl.String, "p": pl.Float64}))

POSITIONS = Table(
    "positions",
    "Position reports of craft, as received; an implausible one is marked, never deleted.",
    (
        Column(
            "craft",
            pl.String,
            "the craft: `icao24:7380c2`, `mmsi:422…`, `other:~…`, `track:…` if unnamed",
        ),
        Column("time", UTC, "when the position was valid"),
        Column("lat", pl.Float64, "latitude, degrees north, WGS84"),
        Column("lon", pl.Float64, "longitude, degrees east, WGS84"),
        Column("alt_ft", pl.Float32, "altitude in feet; null on the ground or unknown"),
        Column("alt_kind", pl.String, "`baro` (pressure, 1013.25 hPa), `geom` (WGS84), `ground`, `unknown`"),
        Column("gs_kt", pl.Float32, "ground speed in knots"),
        Column("track_deg", pl.Float32, "track over ground, degrees true; heading when on the ground"),
        Column("vrate_fpm", pl.Float32, "vertical rate in feet a minute"),
        Column("vrate_kind", pl.String, "`baro` or `geom`: what the vertical rate was measured by; null if not told"),
        Column("source", pl.String, "`adsb`, `mlat`, `tisb`, `adsc`, `adsr`, `other`"),
        Column("callsign", pl.String, "callsign as sent, trimmed; null where the row carries none"),
        Column("squawk", pl.String, "transponder code, four octal digits"),
        Column("nic", pl.Int16, "navigation integrity category"),
        Column("nac_p", pl.Int16, "navigation accuracy category for position"),
        Column("gps_lost", pl.Boolean, "the source says that satellite navigation was lost; null if it does not tell"),
        Column("age_s", pl.Float32, "age of the position when the row was written, seconds; null if not told"),
        Column("stale", pl.Boolean, "the file says that no position came in the 20 s before"),
        Column("new_leg", pl.Boolean, "the file hints that a new leg starts here"),
        Column("mark", pl.String, "why the position is not to be trusted; null when it is"),
        Column("exhibit", pl.String, "SHA-256 of the exhibit it was read from"),
        Column("member", pl.String, "path inside the exhibit when that is an archive, else empty"),
        Column("row", pl.UInt32, "row inside the member, counted from 0"),
    ),
    ("craft", "time"),
)

AIRFRAMES = Table(
    "airframes",
    "What a track file says about a craft beside its positions: not broadcast, and true at most on that day.",
    (
        Column("craft", pl.String, "the craft"),
        Column("seen_on", pl.Date, "UTC day of the file"),
        Column("registration", pl.String, "registration as the file gives it"),
        Column("typecode", pl.String, "ICAO type designator"),
        Column("operator", pl.String, "owner or operator as the file gives it"),
        Column("military", pl.Boolean, "the file flags the craft as military"),
        Column("exhibit", pl.String, "SHA-256 of the exhibit"),
        Column("member", pl.String, "path inside the exhibit"),
    ),
    ("craft", "seen_on", "exhibit", "member"),
)

ARCHIVE = Table(
    "archive",
    "Which stretch of time an exhibit claims to hold for everybody its network heard.",
    (
        Column("network", pl.String, "`readsb` or `opensky`: whose receivers"),
        Column("started_at", UTC, "start of the stretch"),
        Column("ended_at", UTC, "end of the stretch, not included"),
        Column("whole", pl.Boolean, "true when it holds all craft of the stretch; false for one craft's file"),
        Column("exhibit", pl.String, "SHA-256 of the exhibit"),
    ),
    ("network", "started_at", "exhibit"),
)

REGISTER = Table(
    "register",
    "Registers and watch lists the user brought: dated statements about craft, kept apart by source.",
    (
        Column("craft", pl.String, "`icao24:…`, `mmsi:…` or `imo:…`; null where the list gives none"),
        Column("registration", pl.String, "registration"),
        Column("typecode", pl.String, "ICAO type designator"),
        Column("serial", pl.String, "the maker's serial number, which stays when a craft is registered anew"),
        Column("operator", pl.String, "operator or owner"),
        Column("shipname", pl.String, "name of a ship as the list writes it"),
        Column("imo", pl.String, "IMO number of a ship, also where `craft` is her MMSI"),
        Column("flag", pl.String, "flag of a ship as the list writes it"),
        Column("valid_from", pl.Date, "first day it is said to hold; null = unknown"),
        Column("valid_to", pl.Date, "last day it is said to hold; null = unknown"),
        Column("source", pl.String, "whose list, and its date"),
        Column("exhibit", pl.String, "SHA-256 of the exhibit"),
        Column("row", pl.UInt32, "row in the list, counted from 0 after the header"),
    ),
    ("craft", "registration", "source", "row"),
)

FLIGHTS = Table(
    "flights",
    "One leg of an aircraft, take-off to landing, as far as it was seen.",
    (
        Column("id", pl.String, "name from content"),
        Column("craft", pl.String, "the aircraft, `icao24:…`"),
        Column("airframe", pl.String, "which of several airframes where an address is shared; else null"),
        Column("registration", pl.String, "registration given by the track files of that day"),
        Column("typecode", pl.String, "ICAO type designator given by the track files"),
        Column("operator", pl.String, "operator given by the track files"),
        Column("callsigns", pl.List(pl.String), "all callsigns sent, in order of first appearance"),
        Column("first_seen", UTC, "first position of the leg"),
        Column("last_seen", UTC, "last position of the leg"),
        Column("first_lat", pl.Float64, "latitude of the first position"),
        Column("first_lon", pl.Float64, "longitude of the first position"),
        Column("first_alt_ft", pl.Float32, "altitude of the first position; null on the ground"),
        Column("last_lat", pl.Float64, "latitude of the last position"),
        Column("last_lon", pl.Float64, "longitude of the last position"),
        Column("last_alt_ft", pl.Float32, "altitude of the last position; null on the ground"),
        Column("departed_at", UTC, "take-off, only when the start was seen; else null"),
        Column("departure_airport", pl.String, "ICAO code; null when not observed"),
        Column("departure_evidence", pl.String, "`ground`, `low`, `next`, `extrapolated`; null when not observed"),
        Column("departure_candidates", CANDIDATES, "airports it may have left from, with probabilities"),
        Column("arrived_at", UTC, "landing, only when the end was seen; else null"),
        Column("arrival_airport", pl.String, "ICAO code; null when not observed"),
        Column("arrival_evidence", pl.String, "`ground`, `low`, `next`, `extrapolated`; null when not observed"),
        Column("arrival_candidates", CANDIDATES, "airports it may have gone to, with probabilities"),
        Column("positions", pl.UInt32, "trusted positions of the leg"),
        Column("longest_gap_s", pl.Float64, "longest silence inside the leg, seconds"),
        Column("marks", pl.List(pl.String), "kinds of marks on its positions, and notes on the leg"),
        Column("evidence", pl.List(pl.String), "`exhibit#member#row` of its first and last position"),
    ),
    ("craft", "first_seen"),
)

VISITS = Table(
    "visits",
    "A stay of one aircraft at one place; it ends when the craft is seen elsewhere, never because it fell silent.",
    (
        Column("id", pl.String, "name from content"),
        Column("craft", pl.String, "the aircraft"),
        Column("airframe", pl.String, "which airframe where an address is shared; else null"),
        Column("place", pl.String, "ICAO code; null away from any airport"),
        Column("arrived_after", UTC, "not earlier than: last sighting before it; null = unbounded"),
        Column("arrived_before", UTC, "not later than: first sighting there; null = unbounded"),
        Column("left_after", UTC, "not earlier than: last sighting there; null = unbounded"),
        Column("left_before", UTC, "not later than: first sighting elsewhere; null = unbounded"),
        Column("evidence", pl.String, "how the place is known: the stronger of arrival and departure evidence"),
        Column("shown", pl.Boolean, "true: at least one end is evidenced; false: merely possible"),
        Column("arrival_flight", pl.String, "id of the flight that ended there; null when unseen"),
        Column("departure_flight", pl.String, "id of the flight that began there; null when unseen"),
        Column("p", pl.Float64, "1 for a shown stay, else the probability among candidates"),
    ),
    ("craft", "arrived_before"),
)

COVERAGE = Table(
    "coverage",
    "Where, when and how low craft are heard, learnt from everybody's positions.",
    (
        Column("network", pl.String, "whose receivers"),
        Column("cell", pl.String, "H3 cell"),
        Column("band", pl.String, "`low` (below 3,000 ft), `mid` (to 10,000), `high` (to 25,000), `cruise`"),
        Column("hour", UTC, "start of the hour"),
        Column("trials", pl.UInt32, "legs that must have passed the cell in that band and hour"),
        Column("heard", pl.UInt32, "of those, legs with a trusted position there"),
    ),
    ("network", "cell", "band", "hour"),
)

LANDINGS = Table(
    "landings",
    "Uses of airports known without having been heard low there: the trials of low coverage.",
    (
        Column("network", pl.String, "whose receivers"),
        Column("craft", pl.String, "the aircraft"),
        Column("flight", pl.String, "id of the leg"),
        Column("airport", pl.String, "ICAO code"),
        Column("side", pl.String, "`arrival` or `departure`"),
        Column("hour", UTC, "start of the hour of the nearest position of the leg"),
        Column("low", pl.UInt32, "positions below 3,000 ft above the field and within 60 km of it"),
        Column("mid", pl.UInt32, "positions below 10,000 ft above the field and within 60 km of it"),
        Column(
            "known_by",
            pl.String,
            "`next` (neighbouring leg seen there), `network` (another one heard it), `chain`, `possible`",
        ),
        Column("p", pl.Float64, "1 where the use is known, else the probability among the leg's candidates"),
    ),
    ("network", "airport", "hour", "flight", "side"),
)

HOURS = Table(
    "hours",
    "Which hours each network's archive holds, and whether as many craft were heard as on other days.",
    (
        Column("network", pl.String, "whose receivers"),
        Column("hour", UTC, "start of the hour"),
        Column("craft", pl.UInt32, "craft with a trusted position in that hour"),
        Column("expected", pl.Float64, "mean of the same hour on other days held whole; null without any"),
        Column("held", pl.Float64, "share of the hour that the archive holds whole, 0 to 1"),
        Column("state", pl.String, "`whole`, `partial`, `missing`, or `quiet` (held, but far fewer craft than usual)"),
    ),
    ("network", "hour"),
)

SIGHTINGS = Table(
    "sightings",
    "Observations without a track: a craft heard without a position, a spotter's log, a photograph, a satellite pass.",
    (
        Column("id", pl.String, "name from content"),
        Column("craft", pl.String, "the craft, `icao24:…`; null when only registration, type or operator is told"),
        Column("registration", pl.String, "registration seen; null when none was"),
        Column("callsign", pl.String, "callsign heard or read"),
        Column("typecode", pl.String, "ICAO type designator"),
        Column("operator", pl.String, "operator, as seen or told"),
        Column("kind", pl.String, "`contact` (heard without position), `log`, `photo`, `satellite`, `other`"),
        Column("started_at", UTC, "not before: start of the time in which it was observed"),
        Column("ended_at", UTC, "not after: end of that time, not included"),
        Column("place", pl.String, "ICAO code of the airport it was at; null when only an area is known"),
        Column("lat", pl.Float64, "centre of the area it was in, degrees north"),
        Column("lon", pl.Float64, "centre of the area it was in, degrees east"),
        Column("radius_km", pl.Float64, "radius of that area: a receiver's range, what a picture shows"),
        Column("on_ground", pl.Boolean, "true on the ground, false in the air, null unknown"),
        Column("alt_ft", pl.Float32, "altitude heard, feet; null unknown"),
        Column("observations", pl.UInt32, "how many messages, log lines or frames it stands for"),
        Column("author", pl.String, "who says so: a receiver, a person, an agency"),
        Column("note", pl.String, "what else was written down"),
        Column("exhibit", pl.String, "SHA-256 of the exhibit"),
        Column("member", pl.String, "path inside the exhibit"),
        Column("row", pl.UInt32, "row of it, counted from 0"),
    ),
    ("craft", "registration", "started_at", "id"),
)

JAMMING = Table(
    "jamming",
    "Where and when satellite navigation was disturbed, by the positions of all craft.",
    (
        Column("cell", pl.String, "H3 cell"),
        Column("hour", UTC, "start of the hour"),
        Column("craft", pl.UInt32, "craft heard in the cell in that hour"),
        Column("disturbed", pl.UInt32, "of those, craft with falsified, frozen or degraded positions"),
        Column("reasons", pl.List(pl.String), "kinds of marks and signs, in alphabetical order"),
    ),
    ("cell", "hour"),
)

CORNERS = pl.List(pl.List(pl.Struct({"lat": pl.Float64, "lon": pl.Float64})))

PLACES = Table(
    "places",
    "Ports, anchorages and roadsteads that the user drew: a point with a radius, or an outline.",
    (
        Column("id", pl.String, "what it is called in port calls: the id given, else the name"),
        Column("name", pl.String, "name as given, else the id"),
        Column("country", pl.String, "ISO 3166-1 alpha-2 as given; empty where none is"),
        Column("kind", pl.String, "`port`, or `anchorage`: a roadstead, in which nobody lies at a quay"),
        Column("lat", pl.Float64, "latitude of the point, or of the middle of the outline, degrees north"),
        Column("lon", pl.Float64, "longitude likewise, degrees east"),
        Column("radius_km", pl.Float64, "how far its water reaches; of an outline the farthest corner; null = 15 km"),
        Column("rings", CORNERS, "corners of the outline, ring by ring; null for a point"),
        Column("doubt", pl.String, "`exchanged` (latitude for longitude?), `far_inland`; null where nothing is odd"),
        Column("exhibit", pl.String, "SHA-256 of the exhibit it was drawn in"),
        Column("member", pl.String, "path inside the exhibit when that is an archive, else empty"),
        Column("row", pl.UInt32, "feature, row or Placemark, counted from 0"),
    ),
    ("id", "exhibit", "row"),
)

REJECTS = Table(
    "rejects",
    "Input that was not understood, with its place and the reason; rows + rejects = rows in.",
    (
        Column("exhibit", pl.String, "SHA-256 of the exhibit; empty when read without a case"),
        Column("member", pl.String, "file, or path inside an archive"),
        Column("place", pl.String, "row, line or byte inside the member"),
        Column("reason", pl.String, "what is wrong"),
        Column("rows", pl.UInt32, "how many input rows this reject stands for"),
    ),
    ("exhibit", "member", "place"),
)

TABLES = (
    POSITIONS,
    AIRFRAMES,
    ARCHIVE,
    REGISTER,
    SIGHTINGS,
    PLACES,
    FLIGHTS,
    VISITS,
    COVERAGE,
    LANDINGS,
    HOURS,
    JAMMING,
    *VESSEL_TABLES,
    *VESSEL_INFERENCES,
    REJECTS,
)
