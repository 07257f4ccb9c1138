"""Rows of web sources as positions, contacts and airframes: what all readers beside the readsb family share.

A *told* frame has some of the columns of `TOLD`, in feet, knots and seconds since 1970, and `row`. Each row becomes
a position; or, where the craft was heard and not located, part of a contact (SIGHTINGS); or a reject.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import polars as pl

from crossbearing.intake.rejects import Rejects
from crossbearing.intake.tracks.judged import (
    IMPOSSIBLE_PLACE,
    NO_ADDRESSES,
    NOT_AN_AIRFRAME,
    at,
    impossible_time,
    positions_of,
    reject_rows,
    trimmed,
)
from crossbearing.intake.tracks.track_names import TrackNames
from crossbearing.intake.tracks.unlocated import sightings_of
from crossbearing.model.exhibits import Batch
from crossbearing.model.identity import content_id
from crossbearing.model.tables import AIRFRAMES

NUMBERS = ("seconds", "lat", "lon", "alt_ft", "geom_ft", "gs_kt", "track_deg", "vrate_fpm", "age_s", "heard_s")
ESTIMATED = "estimated: the source says so"
WORDS = (
    *("icao24", "registration", "callsign", "typecode", "operator", "flight"),
    *("alt_kind", "vrate_kind", "source", "squawk", "reason", "mark"),
)
TRUTHS = ("ground",)
TOLD: dict[str, pl.DataType] = {
    **dict.fromkeys(NUMBERS, pl.Float64()),
    **dict.fromkeys(WORDS, pl.String()),
    **dict.fromkeys(TRUTHS, pl.Boolean()),
    "row": pl.UInt32(),
}
# A batch may hold some 250,000 positions.
ROWS_PER_BATCH = 200_000
HEARD = "heard, not located"
# Many feeds write 0 ft for everything on the ground, and for a craft at sea level. No aeroplane flies so slowly.
# GUESS: below the slowest approach, above the fastest taxiing.
SLOWER_THAN_FLIGHT_KT = 40.0


class ToldRows:
    """Turns the told frames of one exhibit into batches; remembers names of tracks within each member.

    `network` is whose receivers the source shows, for the author of contacts. With `zero_is_ground`, 0 ft is what the
    source writes on the ground.
    """

    def __init__(self, form: str, sha256: str, name: str, network: str = "", zero_is_ground: bool = False) -> None:
        self._form = form
        self._sha256 = sha256
        self._author = network or form
        self._zero_is_ground = zero_is_ground
        self._names = TrackNames("")
        self.rejects = Rejects(sha256, name)

    def begin(self, member: str) -> None:
        """Forget the tracks of the member before."""
        self._names = TrackNames(content_id("file", self._sha256, member).removeprefix("file-"))

    def batches(
        self, told: pl.DataFrame, member: str, bad: Sequence[tuple[int, str]] = (), units: str = ""
    ) -> Iterator[Batch]:
        """Batches of at most `ROWS_PER_BATCH` rows; the first carries `bad`, each notes its rows in these `units`."""
        pieces = told.iter_slices(ROWS_PER_BATCH) if told.height else iter([told])
        for piece in pieces:
            yield self.batch(piece, member, bad, {units: piece.height} if units and piece.height else {})
            bad = ()

    def batch(
        self, told: pl.DataFrame, member: str, bad: Sequence[tuple[int, str]] = (), notes: dict[str, int] | None = None
    ) -> Batch:
        """One batch of a told frame; `bad` are (row, reason) of further rows that could not be read at all."""
        for row, reason in bad:
            self.rejects.add(member, f"row {row}", reason)
        judged = self._judged(self._names.named(_whole(told)), member)
        heard = (pl.col("reason") == HEARD).fill_null(False)
        reject_rows(judged.filter(~heard), self.rejects)
        return Batch(
            self._form,
            rows_in=told.height + len(bad),
            positions=positions_of(judged.drop(*_BESIDE)),
            airframes=self._airframes(judged),
            sightings=sightings_of(judged.filter(heard), self._author),
            rejects=self.rejects.take(),
            notes=notes or {},
        )

    def _judged(self, named: pl.DataFrame, member: str) -> pl.DataFrame:
        """The columns of POSITIONS, those `_BESIDE`, and `reason`."""
        ground = self._on_ground()
        baro = pl.when(~ground & ~self._zero()).then(pl.col("alt_ft"))
        geom = pl.when(~ground).then(pl.col("geom_ft"))
        no_address = pl.col("icao24").is_in(NO_ADDRESSES)
        by_baro = pl.when(baro.is_not_null()).then(pl.col("alt_kind").fill_null("unknown"))
        kind = by_baro.when(geom.is_not_null()).then(pl.lit("geom")).otherwise(pl.lit("unknown"))
        return named.select(
            at(pl.col("seconds")),
            *("craft", "lat", "lon", "gs_kt", "track_deg", "vrate_fpm", "vrate_kind", "source", "callsign", "age_s"),
            *("row", "heard_s", "registration", "typecode", "operator", "seconds"),
            pl.when(pl.col("squawk").str.contains("^[0-7]{4}$")).then(pl.col("squawk")).alias("squawk"),
            _reason().alias("reason"),
            ground=ground,
            alt_ft=pl.coalesce(baro, geom),
            alt_kind=pl.when(ground).then(pl.lit("ground")).otherwise(kind),
            stale=pl.lit(False),
            new_leg=pl.lit(False),
            mark=pl.when(no_address).then(pl.lit(NOT_AN_AIRFRAME + "address not set")).otherwise(pl.col("mark")),
            exhibit=pl.lit(self._sha256),
            member=pl.lit(member),
        )

    def _on_ground(self) -> pl.Expr:
        told = pl.col("ground")
        if not self._zero_is_ground:
            return told.fill_null(False)
        guessed = (pl.col("alt_ft") == 0) & (pl.col("gs_kt") < SLOWER_THAN_FLIGHT_KT).fill_null(False)
        return told.fill_null(guessed).fill_null(False)

    def _zero(self) -> pl.Expr:
        """Whether an altitude is the 0 that measures nothing."""
        return (pl.col("alt_ft") == 0).fill_null(False) if self._zero_is_ground else pl.lit(False)

    def _airframes(self, judged: pl.DataFrame) -> pl.DataFrame:
        told = judged.filter(
            (pl.col("reason").is_null() | (pl.col("reason") == HEARD))
            & pl.any_horizontal(pl.col("registration", "typecode", "operator").is_not_null())
        )
        rows = told.select(
            "craft",
            *("registration", "typecode", "operator", "exhibit", "member"),
            seen_on=pl.col("time").dt.date(),
            military=pl.lit(None, pl.Boolean),
        )
        return AIRFRAMES.conform(rows.unique(maintain_order=True))


_BESIDE = ("heard_s", "registration", "typecode", "operator", "seconds", "ground")


def _whole(told: pl.DataFrame) -> pl.DataFrame:
    """A told frame with all its columns; numbers that are none are null, texts are trimmed, addresses lower case."""
    missing = [pl.lit(None, kind).alias(name) for name, kind in TOLD.items() if name not in told.columns]
    given = told.with_columns(missing).select(pl.col(name).cast(kind) for name, kind in TOLD.items())
    numbers = [pl.when(pl.col(name).is_finite()).then(pl.col(name)).alias(name) for name in NUMBERS]
    words = [trimmed(name).alias(name) for name in WORDS]
    return given.with_columns(*numbers, *words).with_columns(
        pl.col("icao24").str.to_lowercase().str.strip_prefix("0x"),
        pl.col("registration").str.to_uppercase(),
        lat=pl.when(~_nowhere()).then(pl.col("lat")),
        lon=pl.when(~_nowhere()).then(pl.col("lon")),
    )


def _nowhere() -> pl.Expr:
    """0 north 0 east to the last digit is what programs write for no position."""
    return ((pl.col("lat") == 0) & (pl.col("lon") == 0)).fill_null(False)


def _reason() -> pl.Expr:
    """Why a row is no position; `HEARD` where it tells of a craft and a time all the same."""
    unlocated = pl.col("lat").is_null() | pl.col("lon").is_null()
    heard_at = pl.coalesce("heard_s", "seconds")
    frozen = (pl.col("reason") == HEARD).fill_null(False)
    return (
        pl.when(pl.col("reason").is_not_null() & ~frozen)
        .then(pl.col("reason"))
        .when(pl.col("craft").is_null())
        .then(pl.lit("names no craft"))
        .when(heard_at.is_null())
        .then(pl.lit("no time"))
        .when(impossible_time(heard_at) | impossible_time(pl.col("seconds")))
        .then(pl.lit("impossible time"))
        .when(IMPOSSIBLE_PLACE)
        .then(pl.lit("impossible latitude or longitude"))
        .when(frozen | unlocated | pl.col("seconds").is_null())
        .then(pl.lit(HEARD))
    )
