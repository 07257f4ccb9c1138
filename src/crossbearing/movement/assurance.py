"""Would a transmitting craft that used an airport have been seen there? k of n controls, and how they were pooled.

The controls are uses of the airport known from elsewhere (`landings`). Few airports have enough of them in three hours
of the day, so controls are pooled in steps: first over days, then over the hours of the day, then over take-offs and
landings, then over the airports around. The step is chosen by how many controls it has, never by how many were heard,
so that its bound stays one; and never a wide step that a narrow one contradicts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import polars as pl

from crossbearing.movement.binomial import at_most, lower_bound

# So many positions must have been left: one or two can be errors (docs/method/verdicts.md).
POSITIONS_NEEDED = 3
# The fewest controls that prove 0.95 with 95 % confidence although two of them went unheard (59 if none may be):
# Clopper-Pearson for 122 of 124 gives 0.9502.
ENOUGH = 124
# A narrow pool contradicts a wide one when it would be heard so rarely by chance less often than this.
CONTRADICTED = 0.05
# Bands that a question may ask for, with the column of LANDINGS that counts them.
HEIGHTS = ("low", "mid")
# Probabilities of one landing add up to 1 but for this.
ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Pool:
    """Controls of one way of pooling: k of n were heard, so that the chance is at least `p_lower` (95 %, one-sided).

    `n` counts `open` landings that nobody heard and that by their candidates may have been here. `airports` are those
    with any control, or those asked for; `same_hours`: only the hours asked for; `take_offs`: counted like
    landings; `days` with any control.
    """

    airports: tuple[str, ...]
    same_hours: bool
    take_offs: bool
    k: int
    n: int
    open: int
    days: int
    craft: int
    p_lower: float


def pools(
    landings: pl.DataFrame,
    airports: Sequence[str],
    around: Sequence[str],
    clock_hours: Sequence[int],
    band: str,
    *,
    without: Sequence[str] = (),
) -> tuple[Pool, ...]:
    """Return the pools from the narrowest to the widest; `around` are airports near those asked for.

    `clock_hours` are hours of the day, UTC; all 24 where none is given. `without` are craft that are no controls.
    """
    others = landings.filter(~pl.col("craft").is_in(list(without)))
    hours = tuple(clock_hours) or tuple(range(24))
    wide = tuple(sorted({*airports, *around}))
    steps = [(tuple(airports), True, False), (tuple(airports), False, False), (tuple(airports), False, True)]
    steps += [(wide, True, True), (wide, False, True)] if set(wide) != set(airports) else []
    if len(hours) == 24:
        steps = [step for step in steps if not step[1]]
    return tuple(_pool(others, step, hours, band) for step in steps)


def chosen(steps: Sequence[Pool]) -> Pool:
    """Return the narrowest pool with enough controls, else the one with most; never one that a narrower contradicts."""
    for at, pool in enumerate(steps):
        if any(_contradicts(narrow, pool) for narrow in steps[:at]):
            return max(steps[:at], key=lambda one: one.n)
        if pool.n >= ENOUGH:
            return pool
    return max(steps, key=lambda one: one.n)


def _contradicts(narrow: Pool, wide: Pool) -> bool:
    """Whether so few would have been heard in the narrow pool, were its chance that of the wide one."""
    return bool(narrow.n and wide.n) and at_most(narrow.k, narrow.n, wide.k / wide.n) < CONTRADICTED


def _pool(landings: pl.DataFrame, step: tuple[tuple[str, ...], bool, bool], hours: tuple[int, ...], band: str) -> Pool:
    airports, same_hours, take_offs = step
    used = landings.filter(pl.col("airport").is_in(list(airports)))
    used = used.filter(pl.col("hour").dt.hour().is_in(list(hours))) if same_hours else used
    used = used if take_offs else used.filter(pl.col("side") == "arrival")
    known = used.filter(pl.col("known_by") != "possible")
    k, sure = int((known[band] >= POSITIONS_NEEDED).sum()), known.height
    spread = ceil(float(used.filter(pl.col("known_by") == "possible")["p"].sum()) - ROUNDING)
    n, days = sure + spread, used["hour"].dt.date().n_unique()
    seen_at = set(used["airport"].to_list())
    return Pool(
        tuple(code for code in airports if code in seen_at) or airports,
        same_hours,
        take_offs,
        k,
        n,
        spread,
        days,
        used["craft"].n_unique(),
        lower_bound(k, n) if n else 0.0,
    )
