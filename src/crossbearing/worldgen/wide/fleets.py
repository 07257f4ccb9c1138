"""Who flies in the wide worlds: fleets with types, homes and frequent destinations. All operators are invented."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Fleet:
    """An operator's craft of some types; `share` is its weight among fleets, `homes` where its craft live.

    The `places` of all but airlines stand in order of habit: the first is flown to most.
    """

    operator: str
    country: str
    telephony: str
    kind: str
    types: tuple[str, ...]
    homes: tuple[str, ...]
    places: tuple[str, ...]
    share: float = 1.0
    military: bool = False


def _fleets() -> tuple[Fleet, ...]:
    """The fleets of `fleets.csv`, in its order."""
    text = files("crossbearing.worldgen.wide").joinpath("fleets.csv").read_text(encoding="utf-8")
    return tuple(
        Fleet(
            row["operator"],
            row["country"],
            row["telephony"],
            row["kind"],
            tuple(row["types"].split()),
            tuple(row["homes"].split()),
            tuple(row["places"].split()),
            float(row["share"]),
            row["military"] == "yes",
        )
        for row in csv.DictReader(io.StringIO(text))
    )


FLEETS = _fleets()
# How many of a hundred craft are of each kind, and on how many there is one ground vehicle.
KINDS = {"line": 0.55, "tramp": 0.27, "jet": 0.05, "light": 0.07, "heli": 0.06}
CRAFT_A_VEHICLE = 20
VEHICLE_FIELDS = ("EDDF", "LFPG", "UUEE", "OIIE", "LTFM", "OMDB", "EGLL", "UUWW")

# First address of each country's block (ICAO Annex 10, volume III, table 9-1) and the look of its registrations.
BLOCKS = {
    "IR": (0x730000, "EP-{}"), "RU": (0x140000, "RA-{}"), "TR": (0x4B8000, "TC-{}"), "AZ": (0x600800, "4K-{}"),
    "BY": (0x510000, "EW-{}"), "AE": (0x896000, "A6-{}"), "QA": (0x06A000, "A7-{}"), "DE": (0x3C0000, "D-{}"),
    "FR": (0x380000, "F-{}"), "GB": (0x400000, "G-{}"), "PL": (0x488000, "SP-{}"), "AT": (0x440000, "OE-{}"),
    "LB": (0x748000, "OD-{}"), "EG": (0x010000, "SU-{}"), "KZ": (0x683000, "UP-{}"), "UZ": (0x507C00, "UK-{}"),
    "SY": (0x778000, "YK-{}"), "ET": (0x040000, "ET-{}"), "DZ": (0x0A0000, "7T-{}"), "IQ": (0x728000, "YI-{}"),
    "LY": (0x018000, "5A-{}"), "US": (0xAE0000, "{}"), "ML": (0x05C000, "TZ-{}"), "MT": (0x4D2000, "9H-{}"),
    "CH": (0x4B0000, "HB-{}"),
}  # fmt: skip
