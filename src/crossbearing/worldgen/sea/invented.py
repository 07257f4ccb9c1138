"""A sea world in memory: who did what, who listened, and the rows an archive holds of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
import polars as pl

from crossbearing.worldgen.sea.diary import Diary
from crossbearing.worldgen.sea.ears import Ears, Reception, invent_ears
from crossbearing.worldgen.sea.faults import Jam, Spoof, invent_jams, invent_spoofs
from crossbearing.worldgen.sea.hearing import heard_of
from crossbearing.worldgen.sea.life import Life
from crossbearing.worldgen.sea.sayings import sayings
from crossbearing.worldgen.sea.ships import SEAS, Ship, invent_ships
from crossbearing.worldgen.sea.stage import Shares, set_stage
from crossbearing.worldgen.sea.story import tell
from crossbearing.worldgen.sea.worn import Disguises, Worn, dress, gone

START = date(2024, 2, 5)


@dataclass(frozen=True, slots=True)
class Faults:
    """How much is false: jammed waters a day, the share of ships with a false track, and jams that are given."""

    jams_a_day: float = 0.3
    spoofed: float = 0.03
    jams: tuple[Jam, ...] = ()


@dataclass(frozen=True)
class Sea:
    """All of a world. Times are seconds from midnight UTC of `start`.

    `rows` are the positions received, by ship and time, with `by` (number in `ears.names()`), `false` (number in
    `faults.KINDS`), the true place, and `said`, the row of `said` that the ship then sends of herself.
    """

    start: date
    days: int
    ships: tuple[Ship, ...]
    lives: tuple[Life, ...]
    diary: Diary
    ears: Ears
    jams: tuple[Jam, ...]
    spoofs: tuple[Spoof, ...]
    worn: tuple[tuple[Worn, ...], ...]
    said: pl.DataFrame
    rows: pl.DataFrame

    @property
    def epoch(self) -> float:
        """The start in seconds since 1970."""
        return datetime(self.start.year, self.start.month, self.start.day, tzinfo=UTC).timestamp()


def invent_sea(
    seed: int, days: int = 10, ships: int = 120, *, seas: tuple[str, ...] = tuple(SEAS), keep_s: float = 60.0,
    start: date = START, shares: Shares | None = None, disguises: Disguises | None = None,
    faults: Faults | None = None, reception: Reception | None = None,
) -> Sea:  # fmt: skip
    """Return a world of `ships` ships over `days` days, of which the archive keeps a position each `keep_s` seconds.

    The same arguments give the same world.
    """
    wrong = faults or Faults()
    afloat = invent_ships(ships, seas, np.random.default_rng([seed, 1]))
    stage = set_stage(afloat, days, np.random.default_rng([seed, 2]), shares or Shares())
    tell(stage)
    worn = dress(afloat, stage.diary, disguises or Disguises(), np.random.default_rng([seed, 3]))
    for number, since in gone(worn):
        stage.lives[number].silent.append((since, stage.end, "gone"))
    ears = invent_ears(days, np.random.default_rng([seed, 4]), reception or Reception())
    jams = wrong.jams + invent_jams(days, wrong.jams_a_day, np.random.default_rng([seed, 5]))
    spoofs = invent_spoofs(stage.lives, days, wrong.spoofed, np.random.default_rng([seed, 6]))
    said = sayings(afloat, worn, stage.diary, start, np.random.default_rng([seed, 7]))
    rows = _rows(stage.lives, ears, jams, spoofs, days, keep_s, seed)
    return Sea(
        start, days, afloat, tuple(stage.lives), stage.diary, ears, jams, spoofs,
        tuple(tuple(one) for one in worn), said, rows.with_columns(said=_said_at(rows, said)),
    )  # fmt: skip


def _rows(
    lives: list[Life], ears: Ears, jams: tuple[Jam, ...], spoofs: tuple[Spoof, ...], days: int, keep_s: float, seed: int
) -> pl.DataFrame:
    parts = []
    for life in lives:
        rng = np.random.default_rng([seed, 8, life.ship.number])
        here = tuple(jam for jam in jams if any(abs(jam.lat - lat) < 12.0 for lat in (min(life.lat), max(life.lat))))
        own = tuple(one for one in spoofs if one.ship == life.ship.number)
        parts.append(heard_of(life, lives, ears, here, own, days, keep_s, rng))
    return pl.DataFrame({name: np.concatenate([part[name] for part in parts]) for name in parts[0]})


def _said_at(rows: pl.DataFrame, said: pl.DataFrame) -> pl.Series:
    """The row of `said` in force at each row: the last of the ship that began before it."""
    scale = 1e10
    begins = said["ship"].to_numpy() * scale + np.clip(said["begin"].to_numpy(), 0.0, scale - 1.0)
    at = np.searchsorted(begins, rows["ship"].to_numpy() * scale + rows["t"].to_numpy(), "right") - 1
    return pl.Series("said", at)
