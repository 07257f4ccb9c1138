"""Tables that look like tracks and hold none: each is refused with what it is and what to load instead.

- Milestones (EUROCONTROL's `…-mst.csv`, semicolons and a byte order mark): events of flights at places computed
  between positions that are not in the file, with somebody's idea of origin and destination.
- Ends of flights without identity (`time1,time2,lon1,lat1,alt1,lon2,lat2,alt2`, made of OpenSky's flight list for
  maps): seconds of a day that only the name of the file tells, and no craft.
- Flights of Flightradar24's archive (`flight_id,aircraft_id,reg,equip,callsign,…`): the schedule; positions lie
  beside.
"""

from __future__ import annotations

import polars as pl

from crossbearing.intake.tracks.csv_layouts import Layout, format_of_layout

_WHERE = "docs/method/formats.md"


def _nothing(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select("row")


LAYOUTS = (
    Layout(
        "milestones",
        _WHERE,
        ("event_type", "origin", "destination", "timestamp"),
        (),
        _nothing,
        "",
        refused="milestones computed from tracks, not tracks: load the tracks they were made of",
    ),
    Layout(
        "flight_ends_without_craft",
        _WHERE,
        ("time1", "time2", "lon1", "lat1", "alt1", "lon2", "lat2", "alt2"),
        (),
        _nothing,
        "",
        refused="ends of flights that name no craft and no day: load the flight list they were made of",
    ),
    Layout(
        "fr24_archive_flights",
        _WHERE,
        ("flight_id", "aircraft_id", "reg", "equip", "callsign", "schd_from", "schd_to"),
        (),
        _nothing,
        "",
        refused="a schedule without positions: load the positions beside it",
    ),
)
NO_TRACKS = tuple(format_of_layout(layout) for layout in LAYOUTS)
