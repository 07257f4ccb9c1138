"""Who a ship says she is, over time: name, IMO number, callsign, flag, type and size, each with its exhibit.

An IMO number belongs to a hull for life and carries a check digit; an MMSI belongs to a flag and changes with it; a
name belongs to whoever types it. Whether two MMSI are one ship is judged elsewhere (`same_ship`, `swaps`).
"""

from __future__ import annotations

import polars as pl

from crossbearing.movement.vessels.fixes import NO_SHIP
from crossbearing.world.flags import SHIP, flag_of, imo_holds, sender_of

SAID = ("imo", "shipname", "callsign", "ship_type", "length_m", "width_m")
# What the numbers themselves say against a sender: each a word of `doubts`.
DOUBTS = ("unallotted_number", "no_ships_number", "imo_check_digit")
CHANGE = pl.Struct({"what": pl.String, "before": pl.String, "after": pl.String})


def timeline(statics: pl.DataFrame) -> pl.DataFrame:
    """What each ship said of herself, one row while nothing of it changes.

    `changed` tells what was another before (CHANGE), `flag` the state whose number she sends, `sender` what her number
    is a number of, `imo_valid` whether the check digit holds, `doubts` what the numbers themselves speak against
    (`DOUBTS`). What a message leaves open (a class B ship tells name and callsign in two) is carried on from the one
    before. Shore stations, marks and beacons are left out, unless they say what only a ship says of herself.
    """
    as_ship = pl.col("imo").is_not_null() | (pl.col("ship_type") > 0)
    ships = statics.filter(~pl.col("craft").str.contains(NO_SHIP) | as_ship)
    ordered = ships.sort("craft", "time", maintain_order=True)
    filled = ordered.with_columns(pl.col(name).forward_fill().over("craft") for name in SAID)
    merged = (
        filled.with_columns(run=pl.struct("craft", *SAID).rle_id())
        .group_by("run", maintain_order=True)
        .agg(
            pl.col("craft").first(),
            pl.col("time").min(),
            pl.col("last_time").max(),
            pl.col("messages").sum(),
            *(pl.col(name).first() for name in SAID),
            pl.col("exhibit", "member", "row").first(),
        )
        .drop("run")
    )
    return _with_numbers(merged.with_columns(changed=_changed()))


def _changed() -> pl.Expr:
    """What was said otherwise in the row before; what is said for the first time is no change."""
    changes = []
    for name in SAID:
        before = pl.col(name).shift().over("craft")
        told = pl.struct(
            what=pl.lit(name), before=before.cast(pl.String).fill_null(""), after=pl.col(name).cast(pl.String)
        )
        changes.append(pl.when(before != pl.col(name)).then(told))
    return pl.concat_list(changes).list.drop_nulls().cast(pl.List(CHANGE))


def _with_numbers(told: pl.DataFrame) -> pl.DataFrame:
    """The rows with what MMSI and IMO number tell by themselves."""
    crafts = told["craft"].unique()
    flags, senders = ({craft: of(craft) for craft in crafts} for of in (flag_of, sender_of))
    known = told.with_columns(
        flag=pl.col("craft").replace_strict(flags, default=None, return_dtype=pl.String),
        sender=pl.col("craft").replace_strict(senders, default=None, return_dtype=pl.String),
        imo_valid=pl.col("imo").map_elements(imo_holds, return_dtype=pl.Boolean),
    )
    sender = pl.col("sender")
    doubts = (
        pl.when(sender == "unallotted").then(pl.lit(DOUBTS[0])),
        pl.when(~sender.is_in([SHIP, "auxiliary_craft", "unallotted"])).then(pl.lit(DOUBTS[1])),
        pl.when(~pl.col("imo_valid")).then(pl.lit(DOUBTS[2])),
    )
    return known.with_columns(doubts=pl.concat_list(doubts).list.drop_nulls())
