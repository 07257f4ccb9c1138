"""What a track is called whose file names no address: `track:NAME@MINUTE`, so that no two are taken for one craft.

NAME is the callsign, the registration or the number of the flight, MINUTE the UTC minute of the first position. A
callsign is used by another airframe on another day, so a long silence begins a new track.
"""

from __future__ import annotations

import polars as pl

# A flight number comes back after 24 h, or after some 10 h where a service runs twice a day; the longest silence
# inside one flight of the measured files is 2.5 h, over an ocean. GUESS between the two.
NEW_TRACK_AFTER_S = 6 * 3600.0
ADDRESS = "^[0-9a-f]{6}$"
# This block is reserved for future use (ICAO Annex 10 volume III, table 9-1); FLARM devices of gliders send numbers of
# it that feeds write into the same column.
UNALLOCATED = "^d"
# The flight of all rows of a file that holds one track and numbers it nowhere.
ONE_TRACK = "(one track)"
_MEMORY = {"key": pl.String, "last": pl.Float64, "begun": pl.Float64, "title": pl.String}


class TrackNames:
    """Gives each row its `craft`; remembers the tracks of one file from piece to piece."""

    def __init__(self, unnamed: str) -> None:
        self._unnamed = f"unnamed-{unnamed[:8]}" if unnamed else "unnamed"
        self._known = pl.DataFrame(schema=_MEMORY)

    def named(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Add `craft`, null where a row names none; a `flight` is one track however long it is silent."""
        keyed = rows.with_columns(
            _place=pl.int_range(pl.len()),
            craft=_by_address(),
            key=pl.coalesce("flight", "registration", "callsign"),
        )
        tracks = keyed.filter(pl.col("craft").is_null() & pl.col("key").is_not_null())
        if tracks.is_empty():
            return keyed.drop("_place", "key")
        joined = keyed.join(self._called(tracks), on="_place", how="left", maintain_order="left")
        return joined.with_columns(craft=pl.coalesce("craft", "_called")).drop("_place", "key", "_called")

    def _called(self, tracks: pl.DataFrame) -> pl.DataFrame:
        """The name of each row of the tracks: `_place`, `_called`."""
        known = self._known.rename({name: f"_{name}" for name in _MEMORY if name != "key"})
        ordered = tracks.with_columns(_when=pl.coalesce("seconds", "heard_s")).join(known, on="key", how="left")
        ordered = ordered.sort("key", "_when", "_place")
        before = pl.col("_when").shift(1).over("key").fill_null(pl.col("_last"))
        silent = ((pl.col("_when") - before).abs() > NEW_TRACK_AFTER_S) & pl.col("flight").is_null()
        begins = pl.when(before.is_null() | silent.fill_null(False)).then(pl.col("_when"))
        begun = ordered.with_columns(_begins=begins).with_columns(
            begun=pl.col("_begins").forward_fill().over("key").fill_null(pl.col("_begun")).fill_null(0.0)
        )
        own = pl.coalesce("callsign", "registration", _number()).drop_nulls().first().over("key", "begun")
        old = pl.when(pl.col("begun") == pl.col("_begun")).then(pl.col("_title"))
        titled = begun.with_columns(title=pl.coalesce(old, own).fill_null(self._unnamed))
        self._remember(titled)
        return titled.select("_place", _called=pl.format("track:{}@{}", "title", _minute()))

    def _remember(self, titled: pl.DataFrame) -> None:
        latest = titled.group_by("key", maintain_order=True).agg(
            last=pl.col("_when").last(), begun=pl.col("begun").last(), title=pl.col("title").last()
        )
        self._known = pl.concat([self._known, latest.select(*_MEMORY)]).unique("key", keep="last", maintain_order=True)


def _by_address() -> pl.Expr:
    """The craft of an address; null where there is none."""
    address = pl.col("icao24")
    valid = address.str.contains(ADDRESS).fill_null(False)
    return (
        pl.when(valid & address.str.contains(UNALLOCATED))
        .then(pl.format("other:~{}", address))
        .when(valid)
        .then(pl.format("icao24:{}", address))
    )


def _number() -> pl.Expr:
    return pl.when(pl.col("flight") != ONE_TRACK).then(pl.col("flight"))


def _minute() -> pl.Expr:
    """The UTC minute in which a track begins, as text."""
    milliseconds = (pl.col("begun").clip(0, 4_102_444_800) * 1000).cast(pl.Int64)
    return milliseconds.cast(pl.Datetime("ms")).dt.strftime("%Y-%m-%dT%H:%MZ")
