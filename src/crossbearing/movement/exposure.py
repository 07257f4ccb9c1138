"""How much of each day would have been seen: hours held, times how well the corridor's ends were heard that week.

More receivers look like more flights. So a day counts by the share of it that some network's archive holds whole, and
by how many of the known uses of the corridor's airports were heard low in its week, beside the share of all weeks.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from crossbearing.movement.assurance import POSITIONS_NEEDED

# Weeks with few trials lean on the share of all weeks as if it were so many trials more. GUESS: half a week of a
# field with three uses a day.
LEANING = 10.0
# A week heard worse than this share of the usual is corrected no further: it says little either way. GUESS.
LEAST_SHARE = 0.2


def days_held(hours: pl.DataFrame, first: date, last: date) -> pl.DataFrame:
    """Return `day` and `held` (0 to 1) for every UTC day from the first to the last: the best network's share.

    Quiet hours (HOURS) count as not held: receivers that heard nobody would not have heard this traffic.
    """
    days = pl.date_range(first, last, "1d", eager=True).alias("day").to_frame()
    usable = hours.with_columns(
        day=pl.col("hour").dt.date(), held=pl.when(pl.col("state") == "quiet").then(0.0).otherwise(pl.col("held"))
    )
    best = usable.group_by("day", "hour").agg(pl.col("held").max()).group_by("day").agg(pl.col("held").sum() / 24.0)
    return days.join(best, on="day", how="left").with_columns(pl.col("held").fill_null(0.0)).sort("day")


def exposures(
    held: pl.DataFrame, landings: pl.DataFrame, departures: Sequence[str], arrivals: Sequence[str]
) -> pl.DataFrame:
    """Return `day`, `held`, `exposure`, and `k_trials`, `n_trials` of its week at the corridor's ends.

    `held` as from `days_held`; LANDINGS are the trials. Without any trial the exposure is what is held.
    """
    week = pl.col("day").dt.truncate("1w").alias("week")
    trials = _trials(landings, departures, arrivals)
    k, n = float(trials["k"].sum()), float(trials["n"].sum())
    joined = (
        held.with_columns(week)
        .join(trials, on="week", how="left")
        .rename({"k": "k_trials", "n": "n_trials"})
        .with_columns(pl.col("k_trials", "n_trials").fill_null(0.0))
    )
    if not k:
        return joined.with_columns(exposure=pl.col("held")).drop("week")
    usual = k / n
    share = (pl.col("k_trials") + LEANING * usual) / (pl.col("n_trials") + LEANING) / usual
    return joined.with_columns(exposure=pl.col("held") * share.clip(lower_bound=LEAST_SHARE)).drop("week")


def _trials(landings: pl.DataFrame, departures: Sequence[str], arrivals: Sequence[str]) -> pl.DataFrame:
    """Trials and successes per week (`week`, a Monday) at the ends of a corridor."""
    one = (pl.col("side") == "departure") & pl.col("airport").is_in(list(departures))
    other = (pl.col("side") == "arrival") & pl.col("airport").is_in(list(arrivals))
    heard = (pl.col("low") >= POSITIONS_NEEDED).cast(pl.Float64)
    return (
        landings.filter(one | other)
        .group_by(week=pl.col("hour").dt.date().dt.truncate("1w"))
        .agg(k=heard.sum(), n=pl.col("p").sum())
    )
