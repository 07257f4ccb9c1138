"""Writes rows as adsb.lol daily archives: tars of gzip'ed readsb traces, made column by column.

All times inside the archive are fixed, so that the same world gives the same bytes.
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from crossbearing.worldgen.readsb import NOTE, midnight, tar_name
from crossbearing.worldgen.wide.craft import Craft
from crossbearing.worldgen.wide.performance import PERFORMANCE
from crossbearing.worldgen.wide.roster import DAY_S, Leg

GZIP_LEVEL, DETAIL_EVERY, STALE_S = 3, 4, 60.0
# Folders of traces that are missing from an archive day, and days that lack a half: as has happened. GUESSES.
MISSING_FOLDERS, MISSING_HALVES = 3, 1


def received(rows: pl.DataFrame, legs: list[Leg], craft: list[Craft], days: int, seed: int) -> pl.DataFrame:
    """The rows that the archive holds, sorted by address and time, with `icao24`, `airframe`, `day` and `row`."""
    addresses = pl.Series([one.icao24 for one in craft])
    names = pl.Series([one.airframe for one in craft])
    number = {one.airframe: k for k, one in enumerate(craft)}
    of_leg = pl.Series([number[leg.craft.airframe] for leg in legs], dtype=pl.Int32)
    leg = rows["leg"].to_numpy()
    owner = np.where(leg >= 0, of_leg.to_numpy()[np.maximum(leg, 0)], -1 - leg)
    frame = rows.with_columns(
        owner=pl.Series(owner, dtype=pl.Int32), icao24=addresses.gather(owner), airframe=names.gather(owner),
        t=pl.col("t").round(2),
    ).with_columns(day=(pl.col("t") // DAY_S).cast(pl.Int32))  # fmt: skip
    frame = frame.filter(pl.col("day").is_between(0, days - 1))
    frame = _without_holes(frame, days, seed).sort("icao24", "t", maintain_order=True)
    return frame.with_columns(row=pl.int_range(pl.len(), dtype=pl.UInt32).over("icao24", "day"))


def holes(days: int, seed: int) -> tuple[list[tuple[int, str]], list[tuple[int, int]]]:
    """The missing folders `(day, last digits)` and the missing halves `(day, 0 or 1)` of a world's archive."""
    rng = np.random.default_rng([seed, 41])
    if days < 4:
        return [], []
    folders = [(int(rng.integers(days)), f"{int(rng.integers(256)):02x}") for _ in range(MISSING_FOLDERS * days // 2)]
    halves = [(int(rng.integers(1, days - 1)), int(rng.integers(2))) for _ in range(MISSING_HALVES)]
    return folders, halves


def _without_holes(frame: pl.DataFrame, days: int, seed: int) -> pl.DataFrame:
    folders, halves = holes(days, seed)
    gone = pl.lit(False)
    for day, digits in folders:
        gone = gone | ((pl.col("day") == day) & pl.col("icao24").str.ends_with(digits))
    for day, half in halves:
        begin = day * DAY_S + half * DAY_S / 2
        gone = gone | pl.col("t").is_between(begin, begin + DAY_S / 2, closed="left")
    return frame.filter(~gone)


def write_archive(folder: Path, start: date, frame: pl.DataFrame, legs: list[Leg], craft: list[Craft]) -> None:
    """Write one tar a day with the traces of all craft heard on it, in order of path."""
    folder.mkdir(parents=True, exist_ok=True)
    for (day,), today in frame.group_by("day", maintain_order=True):
        _write_day(folder, start, int(str(day)), today, legs, craft)


def _write_day(folder: Path, start: date, day: int, today: pl.DataFrame, legs: list[Leg], craft: list[Craft]) -> None:
    base = midnight(start, day).timestamp()
    text = today.select("icao24", "owner", line=_line(_with_text(today, legs, craft), day))
    traces = text.group_by("icao24", maintain_order=True).agg(pl.col("owner").first(), pl.col("line").str.join(",\n"))
    members = []
    for icao24, owner, lines in traces.iter_rows():
        content = _head(craft[owner], day, base) + lines + "\n]}\n"
        path = f"./traces/{icao24[-2:]}/trace_full_{icao24}.json"
        members.append((path, gzip.compress(content.encode("ascii"), GZIP_LEVEL, mtime=0)))
    with tarfile.open(folder / tar_name(start, day), "w", format=tarfile.USTAR_FORMAT) as archive:
        for path, content in [("./README.txt", NOTE.encode("ascii")), *sorted(members)]:
            member = tarfile.TarInfo(path)
            member.size, member.mtime, member.mode = len(content), int(base + DAY_S), 0o644
            archive.addfile(member, io.BytesIO(content))


def _head(craft: Craft, day: int, base: float) -> str:
    """The trace's own fields up to its rows, one a line as readsb prints them."""
    fields: dict[str, object] = {"icao": craft.icao24}
    if craft.registration:
        fields |= {"r": craft.name_on(day), "t": craft.typecode, "desc": PERFORMANCE[craft.typecode].description}
    fields["dbFlags"] = int(craft.fleet.military)
    fields |= {"ownOp": craft.fleet.operator} if craft.fleet.operator else {"noRegData": True}
    pairs = [f"{json.dumps(name)}:{json.dumps(value)}" for name, value in fields.items()]
    return "{" + ",\n".join([*pairs, f'"timestamp": {base:.3f}', '"trace":[\n'])


def _with_text(today: pl.DataFrame, legs: list[Leg], craft: list[Craft]) -> pl.DataFrame:
    """The rows with what their texts need: callsign, kind of source, squawk, category, flags."""
    calls = pl.Series([leg.callsigns[0] for leg in legs], dtype=pl.String)
    later = pl.Series([leg.callsigns[1] for leg in legs], dtype=pl.String)
    changes = pl.Series([leg.new_callsign_at for leg in legs], dtype=pl.Float64)
    leg = pl.Series(np.maximum(today["leg"].to_numpy(), 0))
    owner = today["owner"]
    category = pl.Series([PERFORMANCE[one.typecode].category if one.typecode else "C2" for one in craft])
    sources = pl.Series(
        [
            "tisb_other" if one.icao24[0] == "~" else "adsb_icao_nt" if one.kind == "vehicle" else "adsb_icao"
            for one in craft
        ]
    )
    squawks = pl.Series([f"{int(one.icao24.lstrip('~')[-4:], 16) % 4096:04o}" for one in craft])
    same = pl.col("leg").diff().over("icao24").fill_null(0) == 0
    gap = pl.col("t").diff().over("icao24").fill_null(0.0)
    frame = today.with_columns(
        call=calls.gather(leg), later=later.gather(leg), changes=changes.gather(leg), category=category.gather(owner),
        kind=sources.gather(owner), squawk=squawks.gather(owner),
        flags=(gap > STALE_S).cast(pl.Int8) + 2 * (~same & pl.col("ground") & (pl.col("leg") >= 0)).cast(pl.Int8),
    )  # fmt: skip
    return frame.with_columns(
        call=pl.when(pl.col("leg") < 0)
        .then(pl.lit(""))
        .when(pl.col("t") < pl.col("changes"))
        .then("call")
        .otherwise("later"),
        kind=pl.when("mlat").then(pl.lit("mlat")).otherwise("kind"),
    )


def _detail() -> pl.Expr:
    """The aircraft object of a row."""
    named = pl.concat_str(pl.lit('"flight":"'), pl.col("call").str.pad_end(8), pl.lit('",'))
    good = pl.col("nac_p") > 2
    return pl.concat_str(
        pl.lit('{"type":"'),
        "kind",
        pl.lit('",'),
        pl.when(pl.col("call") == "").then(pl.lit("")).otherwise(named),
        pl.lit('"squawk":"'),
        "squawk",
        pl.lit('","emergency":"none","category":"'),
        "category",
        pl.when(good).then(pl.lit('","nic":8,"rc":186')).otherwise(pl.lit('","nic":0,"rc":0')),
        pl.lit(',"version":2,"nac_p":'),
        pl.col("nac_p").cast(pl.String),
        pl.lit(',"nac_v":1,"sil":3,"sil_type":"perhour","alert":0,"spi":0}'),
    )


def _line(frame: pl.DataFrame, day: int) -> pl.Series:
    """Rows of 14 elements; detail on every fourth."""
    text = pl.String
    feet = ((pl.col("alt_ft") / 25.0).round() * 25.0).cast(pl.Int32)
    rate = ((pl.col("vrate_fpm") / 64.0).round() * 64.0).cast(pl.Int32).cast(text)
    geometric = (
        pl.when("mlat")
        .then(pl.lit("null,null"))
        .otherwise(
            pl.concat_str(((pl.col("true_alt_ft") / 25.0).round() * 25.0).cast(pl.Int32).cast(text), pl.lit(","), rate)
        )
    )
    ground = pl.col("ground")
    line = pl.concat_str(
        pl.lit("["), (pl.col("t") - day * DAY_S).round(2).cast(text), pl.lit(","),
        pl.col("lat").round(6).cast(text), pl.lit(","), pl.col("lon").round(6).cast(text), pl.lit(","),
        pl.when(ground).then(pl.lit('"ground"')).otherwise(feet.cast(text)), pl.lit(","),
        pl.col("gs_kt").round(1).cast(text), pl.lit(","), pl.col("track_deg").round(1).cast(text), pl.lit(","),
        pl.col("flags").cast(text), pl.lit(","), pl.when(ground).then(pl.lit("null")).otherwise(rate), pl.lit(","),
        pl.when(pl.col("row") % DETAIL_EVERY == 0).then(_detail()).otherwise(pl.lit("null")), pl.lit(',"'), "kind",
        pl.lit('",'), pl.when(ground).then(pl.lit("null,null")).otherwise(geometric), pl.lit(",null,null]"),
    )  # fmt: skip
    return frame.select(line=line)["line"]
