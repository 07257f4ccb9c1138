"""Traffic that several tests draw: a shuttle seen every minute, and airliners heard all along a way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl

from checks.scene import CRAFT
from notation import fly, park


def shuttle(days: list[int], *, home: str = "OIII", away: str = "UUWW") -> list[pl.DataFrame]:
    """Out in the morning and back in the evening of these days of February, the transponder on all the time."""
    drawn: list[pl.DataFrame] = []
    clock = datetime(2024, 2, 1, tzinfo=UTC)
    for number in days:
        out, back = datetime(2024, 2, number, 6, tzinfo=UTC), datetime(2024, 2, number, 14, tzinfo=UTC)
        legs = [fly(CRAFT, home, away, _text(out), every_s=60), fly(CRAFT, away, home, _text(back), every_s=60)]
        drawn += [_parked(home, clock, out), legs[0], _parked(away, legs[0]["time"][-1], back), legs[1]]
        clock = legs[1]["time"][-1]
    return [*drawn, _parked(home, clock, datetime(2024, 2, 20, tzinfo=UTC))]


def _text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _parked(where: str, start: datetime, end: datetime) -> pl.DataFrame:
    soon = timedelta(minutes=5)
    return park(CRAFT, where, _text(start + soon), _text(end - soon), every_s=600)


def commuters(n: int, *, first: int = 1) -> tuple[list[pl.DataFrame], dict[str, tuple[str, str, str]]]:
    """`n` airliners between Frankfurt and Moscow, there and back in a day, all heard all the way."""
    drawn, listed = [], {}
    for number in range(first, first + n):
        craft = f"icao24:{number:06x}"
        start = datetime(2024, 2, 2 + number % 14, 5, 30, tzinfo=UTC)
        back = start + timedelta(hours=6)
        drawn += [
            fly(craft, "EDDF", "UUWW", start.strftime("%Y-%m-%d %H:%M"), every_s=120),
            fly(craft, "UUWW", "EDDF", back.strftime("%Y-%m-%d %H:%M"), every_s=120),
        ]
        listed[craft] = (f"D-A{number:03d}", "A320", "Lufthansa")
    return drawn, listed


def own_habit() -> list[pl.DataFrame]:
    """The claimed craft itself, heard all the way on six flights of other days."""
    legs = []
    for number in range(3):
        legs.append(fly(CRAFT, "EDDF", "UUWW", f"2024-02-0{3 + number} 06:00", every_s=120))
        legs.append(fly(CRAFT, "UUWW", "EDDF", f"2024-02-0{3 + number} 14:00", every_s=120))
    return legs
