"""Several ships on one MMSI, and a new MMSI that begins where and when another has ended: told by where tracks end."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta
from typing import Any

import polars as pl

from crossbearing.model.verdicts import phrase
from crossbearing.movement.vessels.fixes import KMH_PER_KT, NO_SHIP
from crossbearing.movement.vessels.who.grounds import AGAINST, FOR, TWO, UNCLEAR, Ground, Judgement, references
from crossbearing.world.geo import distance_km

# A number that ends and one that begins belong together within so many hours and km. GUESS: whoever changes a number
# does it at anchor or in port, in hours.
SOON, NEAR_KM = timedelta(hours=6), 5.0
# An archive must go on for so long behind the one and have begun so long before the other. GUESS: reception that comes
# and goes by the day ends and begins tracks too.
QUIET = timedelta(hours=48)
# Sizes are sent to the metre by one and the same device.
EQUAL_M = 1.0
# A ship on the way is not where she was: a number is changed at rest.
AT_REST_KT = 2.0
_CAME_TO_BE = 3
Row = dict[str, Any]


def ends_of(marked: pl.DataFrame) -> pl.DataFrame:
    """Where the track of each ship begins and ends: `craft`, `hull`, how many `positions`, and of the `first` and the
    `last` the time, place, speed and reference; `marked` are VESSEL_POSITIONS from `plausible`."""
    trusted = marked.filter(pl.col("mark").is_null() & ~pl.col("craft").str.contains(NO_SHIP))
    ordered = trusted.sort("craft", "hull", "time", nulls_last=False, maintain_order=True)
    ends = ordered.group_by("craft", "hull", maintain_order=True).agg(
        pl.len().alias("positions"), *_of_end("first", pl.Expr.first), *_of_end("last", pl.Expr.last)
    )
    # References are made of the ends alone; of a column of them even one would keep all in memory.
    return ends.with_columns(
        pl.format("{}#{}#{}", *(f"{end}_{name}" for name in PLACED)).alias(f"{end}_at") for end in ("first", "last")
    ).drop(f"{end}_{name}" for end in ("first", "last") for name in PLACED)


PLACED = ("exhibit", "member", "row")


def _of_end(end: str, take: Callable[[pl.Expr], pl.Expr]) -> list[pl.Expr]:
    places = (take(pl.col(name)).alias(f"{end}_{name}") for name in ("lat", "lon", "sog_kt", *PLACED))
    return [take(pl.col("time")).alias(end), *places]


def sharers(told: pl.DataFrame, ends: pl.DataFrame) -> list[Judgement]:
    """Two ships on one MMSI: heard where no one ship can have been, and saying two things in turn; the longest tracks.

    Tracks alone can be the false positions of one ship, and are unclear.
    """
    found = []
    longest = ends.filter(pl.col("hull").is_not_null()).sort("positions", descending=True, maintain_order=True)
    for (craft,), tracks in longest.group_by(["craft"], maintain_order=True):
        one, other = sorted(tracks.head(2).to_dicts(), key=lambda track: str(track["hull"]))
        says = _in_turn(told.filter(pl.col("craft") == craft))
        rows = (one["first_at"], other["first_at"], one["last_at"], other["last_at"])
        n, most = tracks.height, f"{one['positions']}, {other['positions']}"
        grounds = (Ground(AGAINST, phrase("same.two_tracks", craft=craft, n=n, most=most), rows), *says)
        names = ((str(craft), one["hull"]), (str(craft), other["hull"]))
        found.append(Judgement(*names, TWO if says else UNCLEAR, grounds))
    return found


def _in_turn(rows: pl.DataFrame) -> list[Ground]:
    """Whether one MMSI says two things in turn: an IMO number or a name that comes back after another."""
    grounds = []
    for name in ("imo", "shipname"):
        values = rows.filter(pl.col(name).is_not_null()).sort("time")
        runs = values[name].rle().struct.field("value")
        overlap = (values["time"] < values["last_time"].shift()).any() and values[name].n_unique() > 1
        if runs.len() > runs.n_unique() or overlap:
            told = ", ".join(str(one) for one in runs.unique(maintain_order=True).to_list()[:_CAME_TO_BE])
            first = values.unique(name, keep="first", maintain_order=True)
            grounds.append(Ground(AGAINST, phrase("same.says_in_turn", values=told), references(first)))
    return grounds


def one_after_another(told: pl.DataFrame, ends: pl.DataFrame, known: Collection[tuple[str, str]]) -> list[Judgement]:
    """A number that falls silent at rest, and a new one of the same type and size that begins there and then.

    `known` pairs are judged by what they share. Nothing is shared here, so nothing more than `unclear` is said.
    """
    alone = ends.filter(pl.col("hull").is_null())
    if alone.is_empty():
        return []
    start, end = alone["first"].min(), alone["last"].max()
    sizes = told.filter(pl.col("length_m") > 0).unique("craft", keep="last", maintain_order=True)
    sized = alone.join(sizes.select("craft", "ship_type", "length_m", "width_m"), on="craft", maintain_order="left")
    gone = sized.filter((pl.lit(end) - pl.col("last") >= QUIET) & (pl.col("last_sog_kt").fill_null(0) <= AT_REST_KT))
    new = sized.filter((pl.col("first") - pl.lit(start) >= QUIET) & (pl.col("first_sog_kt").fill_null(0) <= AT_REST_KT))
    both = gone.join(new, on=["ship_type", "length_m"], suffix="_new", maintain_order="left").filter(
        (pl.col("first_new") >= pl.col("last")) & (pl.col("first_new") <= pl.col("last") + SOON)
        & ((pl.col("width_m") - pl.col("width_m_new")).abs() <= EQUAL_M)
    )  # fmt: skip
    rows = (row for row in both.to_dicts() if tuple(sorted((row["craft"], row["craft_new"]))) not in known)
    return [one for row in rows if (one := _followed(row)) is not None]


def _followed(row: Row) -> Judgement | None:
    km = float(distance_km(row["last_lat"], row["last_lon"], row["first_lat_new"], row["first_lon_new"]))
    if km > NEAR_KM:
        return None
    hours = (row["first_new"] - row["last"]) / timedelta(hours=1)
    knots = km / max(hours, 1.0 / 60.0) / KMH_PER_KT
    said = {
        "hours": f"{hours:.1f}",
        "km": f"{km:.1f}",
        "knots": f"{knots:.1f}",
        "time": f"{row['last']:%Y-%m-%d %H:%M}",
    }
    size = phrase("same.size_only", length=f"{row['length_m']:g}")
    grounds = (
        Ground(FOR, phrase("same.follows", **said), (row["last_at"], row["first_at_new"])),
        Ground(FOR, size),
        Ground(AGAINST, phrase("same.nothing_shared")),
    )
    after, before = (round(row[name].timestamp() * 1000) for name in ("last", "first_new"))
    return Judgement((row["craft"], None), (row["craft_new"], None), UNCLEAR, grounds, after, before)
