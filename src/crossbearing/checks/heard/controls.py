"""Everybody's passes through everybody's cells, laid out so that a claim looks at its own cells only.

The figures are those of `movement.coverage.detection` and of `movement.coverage.controls`, which a test compares; here
passes lie in arrays sorted by cell and band, and a way takes its slices of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from crossbearing.checks.heard.crossed import Bools, Crossed, Ints, Slices, joined, numbers, renumbered
from crossbearing.movement.binomial import CONFIDENCE, lower_bound
from crossbearing.movement.coverage import (
    FEWEST_CONTROLS,
    HEARD_SHARE,
    POSITIONS_NEEDED,
    Detection,
    stretches,
)
from crossbearing.movement.passes import BANDS, PASSES

HOUR_S = 3600
# Of so many fleets the share without their own passes is kept.
MOST_KEPT = 64
# More positions than this in one cell tell nothing more.
MOST_HEARD = 255
_CODE = {band: number for number, band in enumerate(BANDS)}


@dataclass(frozen=True)
class Controls:
    """Passes in arrays, sorted by cell and band: leg, craft, hour (since 1970), positions heard and kilometres.

    `even` tells for each leg which half of the legs it belongs to; `first` where each of `keys` begins.
    """

    keys: dict[tuple[int, int], tuple[int, int]]
    flight: NDArray[np.int32]
    craft: NDArray[np.int32]
    hour: NDArray[np.int32]
    heard: NDArray[np.uint8]
    km: NDArray[np.float32]
    even: Bools
    crafts: dict[str, int]
    _kept: dict[tuple[str, ...], tuple[Ints, Ints]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def own(self) -> tuple[Ints, Ints]:
        """Rows in the order of their craft, and where each craft begins."""
        order = np.argsort(self.craft, kind="stable")
        return order, np.searchsorted(self.craft[order], np.arange(len(self.crafts) + 1))

    @cached_property
    def key_of(self) -> NDArray[np.int32]:
        """The number of the cell and band of each row."""
        lengths = [high - low for low, high in self.keys.values()]
        return np.repeat(np.arange(len(lengths), dtype=np.int32), lengths)

    @cached_property
    def number(self) -> dict[tuple[int, int], int]:
        """The number of each cell and band."""
        return {key: at for at, key in enumerate(self.keys)}

    @cached_property
    def even_rows(self) -> Bools:
        """Which half of the legs each row belongs to."""
        return self.even[self.flight]

    @cached_property
    def halves(self) -> NDArray[np.int64]:
        """Per half of the legs (odd, even), per cell and band: how many passes, and how many of them were heard."""
        keys = len(self.keys)
        code = self.key_of.astype(np.int64) + self.even_rows * keys
        n = np.bincount(code, minlength=2 * keys)
        return np.stack([n, np.bincount(code[self.heard > 0], minlength=2 * keys)]).reshape(2, 2, keys)

    @cached_property
    def totals(self) -> tuple[Ints, Ints]:
        """Per cell and band: how many passes, and how many of them were heard."""
        n = np.bincount(self.key_of, minlength=len(self.keys))
        return n, np.bincount(self.key_of[self.heard > 0], minlength=len(self.keys))

    def codes(self, crafts: Sequence[str]) -> Ints:
        """Return the numbers of some craft; those without passes have none."""
        return np.array(sorted(self.crafts[one] for one in crafts if one in self.crafts), dtype=np.int64)

    def rows_of(self, crafts: Sequence[str]) -> Ints:
        """Return the rows of some craft."""
        order, first = self.own
        parts = [order[first[code] : first[code + 1]] for code in self.codes(crafts)]
        return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)

    def heard_in(self, cells: Sequence[int], without: Sequence[str] = ()) -> tuple[Ints, Ints]:
        """Return hour and leg of every pass that was heard in some cells, those of some craft left out."""
        spans = self._spans((cell, band) for cell in dict.fromkeys(cells) for band in BANDS)
        kept = (joined(self.heard, spans) > 0) & self._others(spans, without)
        return tuple(joined(column, spans)[kept].astype(np.int64) for column in (self.hour, self.flight))  # type: ignore[return-value]

    def slices(self, cells: Iterable[tuple[int, str]], without: Sequence[str] = ()) -> Slices:
        """Return the rows of some cells and bands, those of some craft left out."""
        spans = self._spans(cells)
        rows = np.concatenate([np.empty(0, dtype=np.int64), *(np.arange(low, high) for low, high in spans)])
        asked, others = numbers(spans), self._others(spans, without)
        return Slices(rows[others], asked[others])

    def _spans(self, cells: Iterable[tuple[int, str]]) -> list[tuple[int, int]]:
        """Where the rows of each cell and band begin and end."""
        return [self.keys.get((cell, _CODE[band]), (0, 0)) for cell, band in cells]

    def _others(self, spans: Sequence[tuple[int, int]], without: Sequence[str]) -> Bools:
        """Which rows are of other craft than these."""
        others = np.ones(len(self.crafts), dtype=np.bool_)
        others[self.codes(without)] = False
        return np.asarray(others[joined(self.craft, spans)])

    def detection(
        self,
        way: pl.DataFrame,
        without: Sequence[str] = (),
        hours: tuple[datetime, datetime] | None = None,
        needed: int = POSITIONS_NEEDED,
    ) -> Detection:
        """Return how likely a flight along `way` would have been heard, as `movement.coverage.detection`.

        With `hours`, only passes that began in that stretch are controls.
        """
        cells = list(zip(way["cell"].to_list(), way["band"].to_list(), strict=True))
        found = self._crossed_then(cells, without, hours) if hours else self._crossed(cells, without)
        km = way["km"].to_numpy()
        legs = [found.among((km >= low) & (km <= high)).legs(needed) for low, high in stretches(way)]
        used = [(k, n) for k, n in legs if n >= FEWEST_CONTROLS] or [max(legs, key=lambda kn: kn[1])]
        confidence = 1.0 - (1.0 - CONFIDENCE) / len(used)
        each = [Detection(k, n, lower_bound(k, n, confidence) if n else 0.0) for k, n in used]
        best = max(each, key=lambda d: (d.p_lower, d.n))
        return Detection(best.k, best.n, 1.0 - math.prod(1.0 - one.p_lower for one in each), len(each))

    def _crossed(self, cells: Sequence[tuple[int, str]], without: Sequence[str]) -> Crossed:
        """The passes that count: those of one half of the legs in cells in which the other was nearly always heard."""
        good = self._good(cells, without)
        # Cells in which neither half was heard have no rows that count, and are not looked at.
        spans = [
            span if any_ else (0, 0)
            for span, any_ in zip(self._spans(cells), (good[0] | good[1]).tolist(), strict=True)
        ]
        asked = numbers(spans)
        even = joined(self.even_rows, spans)
        kept = np.where(even, good[1][asked], good[0][asked]) & self._others(spans, without)
        flight, heard, km = (joined(column, spans)[kept] for column in (self.flight, self.heard, self.km))
        return Crossed(asked[kept], renumbered(flight, len(self.even)), heard, km)

    def _crossed_then(
        self, cells: Sequence[tuple[int, str]], without: Sequence[str], hours: tuple[datetime, datetime]
    ) -> Crossed:
        """As `_crossed`, of the passes that began in a stretch of time alone."""
        found = self.slices(cells, without)
        low, high = (-(-int(moment.timestamp()) // HOUR_S) for moment in hours)
        inside = (self.hour[found.rows] >= low) & (self.hour[found.rows] < high)
        found = Slices(found.rows[inside], found.asked[inside])
        kept = self._good_then(found, len(cells))[self.even_rows[found.rows].astype(np.int64), found.asked]
        return self._of_rows(found.rows[kept], found.asked[kept])

    def _of_rows(self, rows: Ints, asked: Ints) -> Crossed:
        return Crossed(asked, renumbered(self.flight[rows], len(self.even)), self.heard[rows], self.km[rows])

    def _good(self, cells: Sequence[tuple[int, str]], without: Sequence[str]) -> Bools:
        """For the odd and the even legs: in which cells the other half, without some craft, was nearly always heard."""
        if not self.keys:
            return np.zeros((2, len(cells)), dtype=np.bool_)
        n, k = self._halves_without(tuple(sorted(without)))
        known = [self.number.get((cell, _CODE[band]), -1) for cell, band in cells]
        keys = np.array(known, dtype=np.int64)
        share = (n[::-1, keys] > 0) & (k[::-1, keys] >= HEARD_SHARE * n[::-1, keys])
        return np.asarray(share & (keys >= 0))

    def _halves_without(self, crafts: tuple[str, ...]) -> tuple[Ints, Ints]:
        """As `halves`, without the passes of some craft; what was asked last is kept."""
        if crafts not in self._kept:
            own, keys = self.rows_of(crafts), len(self.keys)
            code = self.key_of[own].astype(np.int64) + self.even_rows[own] * keys
            mine = np.bincount(code, minlength=2 * keys).reshape(2, keys)
            mine_heard = np.bincount(code[self.heard[own] > 0], minlength=2 * keys).reshape(2, keys)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[crafts] = self.halves[0] - mine, self.halves[1] - mine_heard
        return self._kept[crafts]

    def _good_then(self, found: Slices, cells: int) -> Bools:
        """As `_good`, of these passes alone."""
        even, heard = self.even_rows[found.rows], self.heard[found.rows] > 0
        good = np.zeros((2, cells), dtype=np.bool_)
        for half, choosing in ((1, ~even), (0, even)):
            n = np.bincount(found.asked[choosing], minlength=cells)
            k = np.bincount(found.asked[choosing & heard], minlength=cells)
            good[half] = (n > 0) & (k >= HEARD_SHARE * n)
        return good

    def habit(self, crafts: Sequence[str], share: float, fewest: int) -> tuple[int, int]:
        """k of n own legs left enough positions in cells in which a share of the others' passes were heard, `fewest` or
        more of them."""
        own = self.rows_of(crafts)
        n, k = self.totals
        mine, mine_heard = self.key_of[own], self.key_of[own[self.heard[own] > 0]]
        others = n - np.bincount(mine, minlength=len(n))
        others_heard = k - np.bincount(mine_heard, minlength=len(k))
        good = (others >= fewest) & (others_heard >= share * others)
        rows = own[good[mine]] if len(own) else own
        return self._of_rows(rows, np.zeros(len(rows), dtype=np.int64)).legs(POSITIONS_NEEDED)


def controls_of(parts: Iterable[pl.DataFrame]) -> Controls:
    """Lay out passes (PASSES) that come in parts, every craft whole in one part."""
    crafts: dict[str, int] = {}
    even: list[Bools] = []
    made = [_coded(part, crafts, even) for part in parts]
    frame = pl.concat([_coded(pl.DataFrame(schema=PASSES), crafts, even), *made])
    del made
    # An H3 cell is below 2 to the 60th, so that cell and band fit into one number.
    code = frame["cell"].to_numpy().astype(np.int64) * len(BANDS) + frame["band"].to_numpy()
    order = np.argsort(code, kind="stable")
    del code
    flight, craft, hour, heard, km = (frame[n].to_numpy()[order] for n in ("flight", "craft", "hour", "heard", "km"))
    runs = frame.group_by("cell", "band").len().sort("cell", "band")
    ends = np.cumsum(runs["len"].to_numpy(), dtype=np.int64)
    spans = zip((ends - runs["len"].to_numpy()).tolist(), ends.tolist(), strict=True)
    keys = dict(zip(runs.select("cell", "band").iter_rows(), spans, strict=True))
    return Controls(keys, flight, craft, hour, heard, km, np.concatenate(even), crafts)


def _coded(part: pl.DataFrame, crafts: dict[str, int], even: list[Bools]) -> pl.DataFrame:
    """A part with numbers instead of names; its names and halves of legs are added to those of earlier parts."""
    legs = part.select("flight").unique().sort("flight").with_row_index("number", sum(map(len, even)))
    even.append(legs.select(pl.col("flight").str.slice(-1).is_in(list("02468ace")))["flight"].to_numpy())
    for craft in part["craft"].unique().sort().to_list():
        crafts.setdefault(craft, len(crafts))
    names = pl.DataFrame(
        {"craft": list(crafts), "code": range(len(crafts))}, schema={"craft": pl.String, "code": pl.Int32}
    )
    joined = part.join(legs, on="flight", how="left").join(names, on="craft", how="left")
    return joined.select(
        "cell",
        pl.col("band").replace_strict(_CODE, return_dtype=pl.Int8),
        pl.col("number").cast(pl.Int32).alias("flight"),
        pl.col("code").alias("craft"),
        (pl.col("hour").dt.epoch("s") // HOUR_S).cast(pl.Int32),
        pl.col("heard").clip(upper_bound=MOST_HEARD).cast(pl.UInt8),
        pl.col("km").cast(pl.Float32),
    )
