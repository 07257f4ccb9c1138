"""Did two ships exchange what they send when they met, or one go on under the number of the other? A judgement.

An IMO number and a size belong to a hull; under one MMSI they do not change. Where they do, and become what another
ship sent that was there then, the numbers have changed hulls.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

import polars as pl

from crossbearing.model.verdicts import phrase
from crossbearing.movement.vessels.who.grounds import AGAINST, FOR, SWAPPED, TAKEN, UNCLEAR, Ground, Judgement
from crossbearing.movement.vessels.who.hull_changes import Heard, Row, became, changes_of, sized_as

# What a ship says of herself is sent each six minutes and heard now and then: a change is known to some hours.
# GUESS: satellites pass every hour and a half, and hear one static message in ten.
AROUND = timedelta(hours=12)
Pair = tuple[str, str]
Span = tuple[datetime, datetime]


def swaps(told: pl.DataFrame, meetings: pl.DataFrame, crossed: Mapping[str, Ground], heard: Heard) -> list[Judgement]:
    """The judgements on exchanges; `meetings` are ENCOUNTERS, `crossed` what the tracks of some of them show, by id."""
    changes = changes_of(told)
    turned = list(changes)
    asked = pl.col("a").is_in(turned) | pl.col("b").is_in(turned) | pl.col("id").is_in(list(crossed))
    met: dict[Pair, list[Row]] = {}
    for row in meetings.filter(asked).to_dicts():
        met.setdefault((row["a"], row["b"]), []).append(row)
    named = {*_imo_pairs(changes, told), *_size_pairs(changes, told, heard), *_crossed_sizes(changes)}
    found = (
        _judged(pair, turns, told, met.get(pair, ()), crossed, heard)
        for pair in sorted(named | met.keys())
        for turns in _turns(pair, changes)
    )
    return [one for one in found if one is not None]


def _turns(pair: Pair, changes: Mapping[str, Sequence[Row]]) -> list[dict[str, Row]]:
    """The changes of both that came about one time, and those that came by themselves; one empty where none did."""
    one, other = (changes.get(craft, ()) for craft in pair)
    both = [(a, b) for a in one for b in other if _near(_span(a), _span(b))]
    lone = [row for rows, side in ((one, 0), (other, 1)) for row in rows if not any(two[side] is row for two in both)]
    turns = [{pair[0]: a, pair[1]: b} for a, b in both] + [{row["craft"]: row} for row in lone]
    return turns or [{}]


def _span(change: Row) -> Span:
    """Between which moments a change came."""
    return change["was_last_time"], change["time"]


def _imo_pairs(changes: Mapping[str, Sequence[Row]], told: pl.DataFrame) -> Iterator[Pair]:
    """Ships whose IMO number became one that another had sent."""
    senders: dict[int, list[str]] = {}
    for craft, imo in told.filter("imo_valid").select("craft", "imo").unique().sort("craft", "imo").iter_rows():
        senders.setdefault(imo, []).append(craft)
    for craft, change in ((craft, row) for craft, rows in changes.items() for row in rows):
        for other in senders.get(change["imo"], ()) if change["imo_changed"] else ():
            if other != craft:
                yield (min(craft, other), max(craft, other))


def _size_pairs(changes: Mapping[str, Sequence[Row]], told: pl.DataFrame, heard: Heard) -> Iterator[Pair]:
    """Ships whose size became that of one who was heard no more from that time on, where they can have been."""
    gone = {craft: since for craft in heard.last if (since := heard.gone_since(craft)) is not None}
    sizes = told.filter(pl.col("craft").is_in(sorted(gone)) & (pl.col("length_m") > 0))
    for craft, change in ((craft, row) for craft, rows in changes.items() for row in rows):
        alike = sizes.filter(sized_as(change) & (pl.col("craft") != craft))["craft"].unique().sort().to_list()
        for other in alike if change["size_changed"] else ():
            then = change["was_last_time"] - AROUND <= gone[other] <= change["time"] + AROUND
            if then and heard.could_meet(other, craft, change["time"]):
                yield (min(craft, other), max(craft, other))


def _crossed_sizes(changes: Mapping[str, Sequence[Row]]) -> Iterator[Pair]:
    """Ships of which each took the size that the other had left."""
    left: dict[tuple[float, ...], list[str]] = {}
    sized = [row for rows in changes.values() for row in rows if row["size_changed"]]
    for row in sized:
        left.setdefault((row["was_length_m"], row["was_width_m"], row["length_m"], row["width_m"]), []).append(
            row["craft"]
        )
    for row in sized:
        for other in left.get((row["length_m"], row["width_m"], row["was_length_m"], row["was_width_m"]), ()):
            if other != row["craft"]:
                yield (min(row["craft"], other), max(row["craft"], other))


def _judged(
    pair: Pair, changes: Mapping[str, Row], told: pl.DataFrame, met: Sequence[Row],
    crossed: Mapping[str, Ground], heard: Heard,
) -> Judgement | None:  # fmt: skip
    """Both became what the other was: swapped. One did, they met, and the other is gone: taken over. Places that
    crossed over, or a size that became the one of a ship that is gone: unclear. Else nothing is said."""
    said = {craft: tuple(became(changes.get(craft), told, twin)) for craft, twin in (pair, pair[::-1])}
    turned = [craft for craft in pair if said[craft]]
    spans = [_span(changes[craft]) for craft in turned]
    around = [row for row in met if all(_near((row["started_at"], row["ended_at"]), span) for span in spans)]
    over = tuple(crossed[row["id"]] for row in around if row["id"] in crossed)
    gone = _gone(pair, turned[0], spans[0], heard) if len(turned) == 1 else ()
    apart = len(turned) == 2 and not around and not heard.could_be_together(*pair, *_widest(spans))
    if len(turned) == 2:
        result = UNCLEAR if apart else SWAPPED
    elif gone and around:
        result = TAKEN
    elif over or (turned and around) or (len(gone) == 2 and not _numbered(said)):
        result = UNCLEAR
    else:
        return None  # an MMSI that went to another hull with its IMO number: judged by what both share
    against = (Ground(AGAINST, phrase("swap.apart", one=pair[0], other=pair[1])),) if apart else ()
    grounds = (*(ground for craft in pair for ground in said[craft]), *over, *map(_met, around[:1]), *gone, *against)
    after, before = _when(spans) if spans else (around[0]["started_at"], around[0]["ended_at"])
    return Judgement((pair[0], None), (pair[1], None), result, grounds, _ms(after), _ms(before))


def _numbered(said: Mapping[str, Sequence[Ground]]) -> bool:
    """Whether it was an IMO number that changed hulls."""
    return any(ground.said.key == "swap.imo" for grounds in said.values() for ground in grounds)


def _gone(pair: Pair, turned: str, span: Span, heard: Heard) -> tuple[Ground, ...]:
    """What says that the other ship is gone since the change, and that the one who turned can have been there."""
    other = pair[1] if turned == pair[0] else pair[0]
    since = heard.gone_since(other)
    if since is None or not span[0] - AROUND <= since <= span[1] + AROUND:
        return ()
    rows = (heard.last[other]["last_at"],)
    told = Ground(FOR, phrase("swap.gone", craft=other, time=f"{since:%Y-%m-%d %H:%M}"), rows)
    if not heard.could_meet(other, turned, span[1]):
        return (told,)
    return told, Ground(FOR, phrase("swap.could", craft=turned, twin=other), rows)


def _near(one: Span, other: Span) -> bool:
    return bool(one[0] <= other[1] + AROUND and other[0] <= one[1] + AROUND)


def _widest(spans: Sequence[Span]) -> Span:
    """All the time in which the changes can have come."""
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _when(spans: Sequence[Span]) -> Span:
    """When the change came, as far as all of them tell."""
    after, before = max(span[0] for span in spans), min(span[1] for span in spans)
    return min(after, before), max(after, before)


def _ms(time: datetime) -> int:
    return round(time.timestamp() * 1000)


def _met(meeting: Row) -> Ground:
    said = {"start": f"{meeting['started_at']:%Y-%m-%d %H:%M}", "end": f"{meeting['ended_at']:%Y-%m-%d %H:%M}"}
    metres = f"{meeting['median_distance_m']:.0f}"
    return Ground(FOR, phrase("swap.met", metres=metres, **said), tuple(meeting["evidence"]))
