"""Who a ship says she is, over time: name, IMO number, callsign, flag, type and size, each with its exhibit.

An IMO number belongs to a hull for life and carries a check digit; an MMSI belongs to a flag and changes with it; a
name belongs to whoever types it. One IMO number on several MMSI is one hull that changed, or two ships that say so:
which one is a judgement, given with its reason.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from crossbearing.movement.vessels.fixes import NO_SHIP
from crossbearing.world.flags import flag_of

_IMO_DIGITS = 7
_SAID = ("imo", "shipname", "callsign", "ship_type", "length_m", "width_m")


@dataclass(frozen=True, slots=True)
class SameHull:
    """Two MMSI that send one valid IMO number: `one_hull` when never heard at the same time, else two ships do."""

    imo: int
    one: str
    other: str
    one_hull: bool
    because: str


def imo_holds(imo: int) -> bool:
    """Whether an IMO number's check digit holds: the digits times 7 to 2 add up to a number that ends with the last.

    Source: IMO resolution A.1117(30).
    """
    digits = [int(one) for one in str(imo)]
    weighted = sum(digit * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False))
    return len(digits) == _IMO_DIGITS and weighted % 10 == digits[-1]


def timeline(statics: pl.DataFrame) -> pl.DataFrame:
    """What each ship said of herself, one row while nothing of it changes, with `flag` and `imo_valid`.

    What a message leaves open (a class B ship tells name and callsign in two) is carried on from the one before.
    """
    ships = statics.filter(~pl.col("craft").str.contains(NO_SHIP)).sort("craft", "time", maintain_order=True)
    filled = ships.with_columns(pl.col(name).forward_fill().over("craft") for name in _SAID)
    said = pl.struct("craft", *_SAID)
    merged = (
        filled.with_columns(run=said.rle_id())
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("craft").first(),
            pl.col("time").min(),
            pl.col("last_time").max(),
            pl.col("messages").sum(),
            *(pl.col(name).first() for name in _SAID),
            pl.col("exhibit", "member", "row").first(),
        )
        .drop("run")
    )
    flags = {craft: flag_of(craft) for craft in merged["craft"].unique()}
    return merged.with_columns(
        flag=pl.col("craft").replace_strict(flags, default=None, return_dtype=pl.String),
        imo_valid=pl.col("imo").map_elements(imo_holds, return_dtype=pl.Boolean),
    )


LISTED = pl.List(
    pl.Struct(
        {
            "source": pl.String,
            "shipname": pl.String,
            "imo": pl.String,
            "operator": pl.String,
            "valid_from": pl.Date,
            "valid_to": pl.Date,
            "exhibit": pl.String,
            "row": pl.UInt32,
        }
    )
)
"""What lists say of a ship: whose list of which date, the name and numbers it gives, and the days it says so of."""


_SAID_BY_LISTS = ("source", "shipname", "imo", "operator", "valid_from", "valid_to", "exhibit", "row")


def with_lists(told: pl.DataFrame, register: pl.DataFrame) -> pl.DataFrame:
    """A `timeline` with `listed` (LISTED): the rows of REGISTER that name the ship by her MMSI, or by an IMO number
    that she sent and whose check digit holds."""
    rows = register.filter(pl.col("craft").str.starts_with("mmsi:") | pl.col("imo").is_not_null())
    by: dict[str, dict[tuple[str, int], dict[str, object]]] = {}
    for row in rows.to_dicts():
        said = {name: row[name] for name in _SAID_BY_LISTS}
        for key in (row["craft"], f"imo:{row['imo']}"):
            by.setdefault(str(key), {})[row["exhibit"], row["row"]] = said
    found = []
    for craft, imo, valid in told.select("craft", "imo", "imo_valid").iter_rows():
        own = by.get(craft, {}) | (by.get(f"imo:{imo}", {}) if valid else {})
        found.append([own[key] for key in sorted(own)])
    return told.with_columns(listed=pl.Series(found, dtype=LISTED))


def same_hulls(told: pl.DataFrame) -> list[SameHull]:
    """Pairs of MMSI that send one valid IMO number, and what their times say of them; `told` is a `timeline`."""
    spans = (
        told.filter("imo_valid")
        .group_by("imo", "craft")
        .agg(pl.col("time").min(), pl.col("last_time").max())
        .sort("imo", "time", "craft")
    )
    found = []
    for (imo,), group in spans.group_by(["imo"], maintain_order=True):
        rows = group.to_dicts()
        for number, one in enumerate(rows):
            for other in rows[number + 1 :]:
                apart = one["last_time"] < other["time"]
                because = "one_after_the_other" if apart else "at_the_same_time"
                found.append(SameHull(int(str(imo)), one["craft"], other["craft"], apart, because))
    return found
