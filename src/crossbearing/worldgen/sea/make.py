"""Writes a sea world to a folder: what archives hold of it, day by day, in three forms, and the truth."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl

from crossbearing.worldgen.sea.invented import Sea, invent_sea
from crossbearing.worldgen.sea.nmea import nmea
from crossbearing.worldgen.sea.tables import danish, marine_cadastre
from crossbearing.worldgen.sea.truth import truth_of
from crossbearing.worldgen.sea.units import DAY_S
from crossbearing.worldgen.truth import write_jsonl

FORMS = ("dma", "marinecadastre", "nmea")
# Zip files hold a date; a fixed one, so that the same world gives the same bytes.
ZIPPED = (1980, 1, 1, 0, 0, 0)


def sea_world(folder: Path, seed: int, days: int = 10, ships: int = 120, *, forms: tuple[str, ...] = FORMS,
              **more: Any) -> Sea:  # fmt: skip
    """Write a world (arguments as of `invent_sea`): `ais/FORM/*.zip` for each form, and `truth/*.jsonl`.

    The same arguments give the same bytes.
    """
    sea = invent_sea(seed, days, ships, **more)
    write_sea(folder, sea, forms)
    return sea


def write_sea(folder: Path, sea: Sea, forms: tuple[str, ...] = FORMS) -> None:
    """Write a world that was invented before."""
    for form in forms:
        (folder / "ais" / form).mkdir(parents=True, exist_ok=True)
        for name, member, data in _files(sea, form):
            with zipfile.ZipFile(folder / "ais" / form / name, "w", zipfile.ZIP_DEFLATED) as packed:
                packed.writestr(zipfile.ZipInfo(member, ZIPPED), data, zipfile.ZIP_DEFLATED)
    (folder / "truth").mkdir(parents=True, exist_ok=True)
    for name, rows in truth_of(sea).items():
        write_jsonl(folder / "truth" / f"{name}.jsonl", rows)


def _files(sea: Sea, form: str) -> Iterator[tuple[str, str, bytes]]:
    """Name of the file, name inside it, and its bytes, for each day."""
    whole = {"dma": danish, "marinecadastre": marine_cadastre, "nmea": nmea}[form](sea)
    for number in range(sea.days):
        day = sea.start + timedelta(days=number)
        rows = whole.filter(pl.col("t").is_between(number * DAY_S, (number + 1) * DAY_S, closed="left")).drop("t")
        name, member = _names(form, day)
        if form == "nmea":
            yield name, member, ("\n".join(rows["line"].to_list()) + "\n").encode("ascii")
        else:
            yield name, member, rows.write_csv().encode("utf-8")


def _names(form: str, day: date) -> tuple[str, str]:
    if form == "dma":
        return f"aisdk-{day}.zip", f"aisdk-{day}.csv"
    if form == "marinecadastre":
        return f"AIS_{day:%Y_%m_%d}.zip", f"AIS_{day:%Y_%m_%d}.csv"
    return f"{day}.zip", f"{day}.nmea"
