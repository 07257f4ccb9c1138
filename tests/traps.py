"""Situations in which tools of the field name wrong airports or invent flights: the words to draw and to judge them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import polars as pl

from crossbearing.model.tables import AIRFRAMES
from crossbearing.movement import flights, plausible
from crossbearing.world import World
from notation import field, fly

CRAFT = "icao24:7380c2"


@dataclass(frozen=True, slots=True)
class Route:
    """Two aerodromes and two others of the same region, the type that flies there, and how often it is heard."""

    name: str
    a: str
    b: str
    elsewhere: str
    typecode: str | None = "IL76"
    every_s: float = 20.0
    cruise_ft: float = 34000.0
    gs_kt: float = 430.0

    def leg(self, departed: str, start: str | None = None, to: str | None = None, **more: object) -> pl.DataFrame:
        """A leg from `a` to `b`, or between others; `more` as in `notation.fly`."""
        usual = {"every_s": self.every_s, "cruise_ft": self.cruise_ft, "gs_kt": self.gs_kt, "callsign": "ABC12"}
        return fly(CRAFT, start or self.a, to or self.b, departed, **(usual | more))  # type: ignore[arg-type]

    def back(self, departed: str, **more: object) -> pl.DataFrame:
        """A leg from `b` to `a`."""
        return self.leg(departed, self.b, self.a, **more)

    def legs(self, drawn: pl.DataFrame, world: World, military: bool = False) -> list[dict[str, object]]:
        """The flights of a drawing in which every craft is of this route's type."""
        known = [
            {"craft": c, "typecode": self.typecode, "military": military, "exhibit": "drawn", "member": ""}
            for c in drawn["craft"].unique().sort()
        ]
        empty = {"seen_on": None, "registration": None, "operator": None}
        airframes = pl.DataFrame([empty | row for row in known], schema=AIRFRAMES.schema)
        return flights(plausible(drawn), airframes, world).to_dicts()


ROUTES = (
    Route("Tehran to Moscow", "OIII", "UUWW", "UNOO"),
    Route("Dubai to Addis Ababa, slowly and rarely heard", "OMDB", "HAAB", "HECA", "AN12", 60.0, 21000.0, 300.0),
    Route("Denver to Minneapolis", "KDEN", "KMSP", "KORD", "B737", 5.0, 36000.0, 440.0),
    Route("Auckland to Honolulu over the date line", "NZAA", "PHNL", "NFFN", None, 30.0, 37000.0, 480.0),
)


def route(leg: dict[str, object]) -> tuple[object, object]:
    """Departure and arrival airport."""
    return leg["departure_airport"], leg["arrival_airport"]


def routes(legs: Iterable[dict[str, object]]) -> list[tuple[object, object]]:
    """Departure and arrival airports of all legs."""
    return [route(leg) for leg in legs]


def candidates(leg: dict[str, object], end: str, first: int = 8) -> list[str]:
    """The likeliest candidate airports of an end."""
    return [one["airport"] for one in leg[f"{end}_candidates"]][:first]  # type: ignore[index, attr-defined]


def moment(drawn: pl.DataFrame, share: float) -> datetime:
    """The moment at which a share of a drawn leg has passed."""
    first, last = drawn["time"].min(), drawn["time"].max()
    return first + (last - first) * share  # type: ignore[operator, return-value]


def text(when: object, minutes: float = 0.0) -> str:
    """A moment, some minutes later, as `notation.at` reads it."""
    return str(when + timedelta(minutes=minutes))[:19]  # type: ignore[operator]


def aloft(drawn: pl.DataFrame) -> tuple[datetime, datetime]:
    """The first and the last moment in the air."""
    air = drawn.filter(pl.col("alt_ft").is_not_null())["time"]
    return air.min(), air.max()  # type: ignore[return-value]


def moved(drawn: pl.DataFrame, when: pl.Expr, lat: pl.Expr | float, lon: pl.Expr | float) -> pl.DataFrame:
    """The drawing with other places where `when` holds."""
    return drawn.with_columns(
        lat=pl.when(when).then(lat).otherwise("lat"), lon=pl.when(when).then(lon).otherwise("lon")
    )


def heard_within(drawn: pl.DataFrame, icao: str, km: float, above_ft: float) -> pl.DataFrame:
    """The drawing without what was sent near a field from less than `above_ft` above it."""
    lat, lon, elevation = field(icao)
    near = ((pl.col("lat") - lat) * 111) ** 2 + ((pl.col("lon") - lon) * 111 * np.cos(np.radians(lat))) ** 2 < km**2
    low = pl.col("alt_ft").is_null() | (pl.col("alt_ft") < elevation + above_ft)
    return drawn.filter(~(near & low))


def noisy(drawn: pl.DataFrame, km: float, seed: int = 1) -> pl.DataFrame:
    """The drawing with places that are off by about `km`."""
    off = np.random.default_rng(seed).normal(0, km / 111.0, (drawn.height, 2))
    return drawn.with_columns(lat=pl.col("lat") + off[:, 0], lon=pl.col("lon") + off[:, 1])
