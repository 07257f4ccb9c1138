"""Are two MMSI one ship? A judgement with what speaks for and against it; nothing is ever merged by it.

Looked at are numbers that share something: a valid IMO number, a callsign, or a name with a size. One ship can have
sent both only if her speed allows the way between the two at any time (`one_track`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

import numpy as np
import polars as pl

from crossbearing.model.verdicts import phrase
from crossbearing.movement.vessels.tracks.one_track import Compared, Tracks, compared
from crossbearing.movement.vessels.who.grounds import AGAINST, FOR, SAME, TWO, UNCLEAR, Ground, Judgement, references
from crossbearing.world.spelling import fold

# A number that more senders use is nobody's own: a default, or a word that stands for "none". GUESS.
MOST_SHARERS = 12
# Sizes are typed in once, to the metre; two transponders of one ship may be set by two people. GUESS.
SAME_LENGTH_M, SAME_WIDTH_M, OTHER_LENGTH_M = 3.0, 2.0, 10.0
# Shorter names and callsigns are no names: "A", "TUG", "N/A".
_SHORTEST = 4
Pair = tuple[str, str]
Told = Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Shared:
    """What two senders share: `what` of it is `imo`, `callsign` or `name_size`; the rows of the timeline say it."""

    what: str
    value: str
    rows: pl.DataFrame


def pairs_of(told: pl.DataFrame) -> dict[Pair, list[Shared]]:
    """The pairs of MMSI that share something by which ships are known, the surest first; `told` is a `timeline`."""
    own = told.filter(pl.col("sender") != "auxiliary_craft")  # a boat bears the name of her ship
    found: dict[Pair, list[Shared]] = {}
    for what, rows in _keyed(own):
        shared = rows.filter(pl.col("craft").n_unique().over("_key").is_between(2, MOST_SHARERS))
        for (value,), group in shared.sort("_key", "craft", "time").group_by(["_key"], maintain_order=True):
            for one, other in combinations(group["craft"].unique().sort().to_list(), 2):
                both = group.filter(pl.col("craft").is_in([one, other]))
                if what != "name_size" or not sizes_of(both, one, other)[2]:
                    found.setdefault((one, other), []).append(Shared(what, str(value), both))
    return found


def _keyed(told: pl.DataFrame) -> Iterator[tuple[str, pl.DataFrame]]:
    """The rows by each thing that may be shared, with `_key`."""
    yield "imo", told.filter("imo_valid").with_columns(_key=pl.col("imo").cast(pl.String))
    calls = told.with_columns(_key=pl.col("callsign").str.to_uppercase().str.strip_chars())
    yield "callsign", _long(calls.filter(pl.col("_key").str.contains("[A-Z]") & pl.col("_key").str.contains("[0-9]")))
    sized = told.filter(pl.col("shipname").is_not_null() & pl.col("length_m").is_not_null())
    yield "name_size", _long(sized.with_columns(_key=sized["shipname"].map_elements(_plain, return_dtype=pl.String)))


def _long(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.filter(pl.col("_key").str.len_chars() >= _SHORTEST)


def _plain(name: str) -> str:
    return "".join(one for one in fold(name) if one.isalnum())


def judged(told: Told, pair: Pair, shared: list[Shared], tracks: Tracks) -> Judgement | None:
    """What is thought of two MMSI that share something; null for two ships that share a name or a callsign alone.

    `told` is what each of them said over time.
    """
    moved = _moved(told, pair, shared, tracks)
    grounds = (*map(_in_words, shared), *_said_against(told, pair, shared), *moved.grounds)
    result = _result(grounds)
    against = any(one.speaks == AGAINST for one in grounds)
    if against and len(shared) == 1 and shared[0].what != "imo":
        return None  # names are no one's own, and callsigns are typed in wrongly
    first, second = _in_time(tracks, pair)
    after, before = (None if when is None else round(when * 1000) for when in (moved.after, moved.before))
    return Judgement((first, None), (second, None), result, grounds, after, before)


def _result(grounds: tuple[Ground, ...]) -> str:
    """Two ships where both were heard too far apart at one time; one where an IMO number, or callsign, name and size
    are shared, one ship can have sent both, and nothing speaks against it; else unclear."""
    told, against = ({one.said.key for one in grounds if one.speaks == speaks} for speaks in (FOR, AGAINST))
    if "same.apart" in against:
        return TWO if told & {"same.imo", "same.callsign"} else UNCLEAR
    moved = told & {"same.follows", "same.beside", "same.in_turn"}
    sure = "same.imo" in told or {"same.callsign", "same.name_size"} <= told
    return SAME if sure and moved and not against else UNCLEAR


def _in_words(one: Shared) -> Ground:
    first = one.rows.unique("craft", keep="first", maintain_order=True)
    if one.what == "name_size":
        row = first.row(0, named=True)
        return Ground(FOR, phrase("same.name_size", name=row["shipname"], length=f"{row['length_m']:g}"),
                      references(first))  # fmt: skip
    return Ground(FOR, phrase(f"same.{one.what}", value=one.value), references(first))


def _said_against(told: Told, pair: Pair, shared: list[Shared]) -> list[Ground]:
    """What both say of themselves that one ship does not: other valid IMO numbers, another size."""
    grounds = []
    sent = [told[craft].filter("imo_valid") for craft in pair]
    imos = [sorted(set(rows["imo"])) for rows in sent]
    if all(imos) and not set(imos[0]) & set(imos[1]):
        one, other = (", ".join(map(str, numbers)) for numbers in imos)
        rows = pl.concat([part.unique("imo", keep="first", maintain_order=True) for part in sent])
        grounds.append(Ground(AGAINST, phrase("same.other_imo", one=one, other=other), references(rows)))
    rows = pl.concat([one.rows for one in shared])
    one_m, other_m, _ = sizes_of(rows, *pair)
    if abs(one_m - other_m) >= OTHER_LENGTH_M:
        sized = rows.filter(pl.col("length_m").is_not_null()).unique("craft", keep="last", maintain_order=True)
        said = phrase("same.other_size", one=f"{one_m:g}", other=f"{other_m:g}")
        grounds.append(Ground(AGAINST, said, references(sized)))
    return grounds


def sizes_of(rows: pl.DataFrame, one: str, other: str) -> tuple[float, float, bool]:
    """Both lengths as last said (metres, NaN where not said), and whether length or breadth differ."""
    found = []
    for craft in (one, other):
        own = rows.filter(pl.col("craft") == craft)
        length, width = (own[name].drop_nulls().to_list()[-1:] or [np.nan] for name in ("length_m", "width_m"))
        found.append((length[0], width[0]))
    (length, width), (other_length, other_width) = found
    differ = abs(length - other_length) > SAME_LENGTH_M or abs(width - other_width) > SAME_WIDTH_M
    return length, other_length, bool(differ)


def _moved(told: Told, pair: Pair, shared: list[Shared], tracks: Tracks) -> Compared:
    """What the tracks say, over the time in which each ship can have been sending what both share."""
    parts = []
    for craft in pair:
        hulls = tracks.hulls(craft)
        if len(hulls) > 1:
            return Compared((Ground(AGAINST, phrase("same.shared", craft=craft)),))
        parts += [tracks.only(hulls[0], *_span(told, craft, shared))] if hulls else []
    if len(parts) < len(pair) or not all(len(part) for part in parts):
        return Compared((Ground(AGAINST, phrase("same.unheard")),))
    return compared(tracks, *parts)


def _span(told: Told, craft: str, shared: list[Shared]) -> tuple[float, float]:
    """From when to when a ship can have been sending the surest of what is shared: until she says something else."""
    own = told[craft]
    rows = shared[0].rows.filter(pl.col("craft") == craft)
    first, last = rows["time"].min(), rows["last_time"].max()
    assert isinstance(first, datetime) and isinstance(last, datetime)
    earlier, later = own.filter(pl.col("last_time") < first), own.filter(pl.col("time") > last)
    return (first.timestamp() if earlier.height else -np.inf, last.timestamp() if later.height else np.inf)


def _in_time(tracks: Tracks, pair: Pair) -> Pair:
    """The two in the order in which they were first heard."""
    return pair if tracks.first_s(pair[0]) <= tracks.first_s(pair[1]) else pair[::-1]
