"""Decoded Mode S messages, as rs1090 gives them and jet1090 writes them, as messages of craft.

Keys (https://github.com/xoolive/rs1090): `timestamp` (s), `frame` (hex), `df` (downlink format as text), `icao24`,
`bds` of an extended squitter, `altitude` (ft) with `source` `barometric` or `GNSS`, `latitude`, `longitude`,
`groundspeed` (kt), `track`, `vertical_rate` (ft/min) with `vrate_src`, `callsign`, `squawk`, `NACp`, `tisb`.

The address of a short answer (formats 0, 4, 5, 16, 20, 21) is what remains of its checksum, so noise has one too:
it counts only where the same address was heard in a squitter or an all-call of the exhibit (formats 11, 17, 18),
whose checksum stands by itself, or in so many short answers that no chance makes the same address of noise.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from crossbearing.intake.tracks.messages import MESSAGE

SELF_CHECKED = ("11", "17", "18")
OVERLAID = ("0", "4", "5", "16", "20", "21")
UNCONFIRMED = "an address that no squitter or all-call confirms"
# Among n random addresses of 24 bits, n^4 / 24 / 2^72 quadruples are expected: 0.00005 in a piece of 50,000 messages.
OFTEN = 4
SURFACE = "06"
# What a message of format 18 is, by its own control field.
TISB = {"ADSB_ES_NT": "adsb", "ADSB_ES_NT_ALT": "adsb", "TISB_ADSB_RELAY": "tisb", "TISB_ADSB": "adsr"}
_NUMBERS = {
    "lat": "latitude",
    "lon": "longitude",
    "alt_ft": "altitude",
    "gs_kt": "groundspeed",
    "track_deg": "track",
    "vrate_fpm": "vertical_rate",
}
_VRATE = {"barometric": "baro", "GNSS": "geom"}
_SCHEMA = {**MESSAGE, "df": pl.String}


def messages_of(decoded: Iterable[tuple[int, Mapping[str, Any]]]) -> pl.DataFrame:
    """Messages (MESSAGE and `df`) of decoded frames with their row numbers."""
    rows = [_message(row, one) for row, one in decoded]
    return pl.DataFrame(rows, schema=_SCHEMA, orient="row")


def _message(row: int, one: Mapping[str, Any]) -> dict[str, Any]:
    df, bds = _text(one.get("df")), _text(one.get("bds"))
    told = {name: _number(one.get(key)) for name, key in _NUMBERS.items()}
    within = {key: value for key in ("bds20",) if isinstance(value := one.get(key), Mapping)}
    callsign = one.get("callsign") or within.get("bds20", {}).get("callsign")
    return told | {
        "address": _text(one.get("icao24")),
        "seconds": _number(one.get("timestamp")),
        "alt_kind": "geom" if one.get("source") == "GNSS" else "baro",
        "ground": True if bds == SURFACE else None,
        "vrate_kind": _VRATE.get(str(one.get("vrate_src"))) if told["vrate_fpm"] is not None else None,
        "callsign": _text(callsign),
        "squawk": _text(one.get("squawk")),
        "nac_p": _category(one.get("NACp")),
        "source": "adsb" if df == "17" else TISB.get(str(one.get("tisb")), "tisb" if df == "18" else "other"),
        "row": row,
        "df": df,
    }


def confirmed(messages: pl.DataFrame, known: set[str]) -> pl.DataFrame:
    """Give messages whose address nobody confirms a reason; addresses newly confirmed are added to `known`."""
    checked = messages.filter(pl.col("df").is_in(SELF_CHECKED))["address"].drop_nulls().unique()
    often = messages.filter(pl.col("df").is_in(OVERLAID))["address"].drop_nulls().value_counts()
    known.update(checked, often.filter(pl.col("count") >= OFTEN)["address"])
    alone = pl.col("df").is_in(OVERLAID) & ~pl.col("address").is_in(sorted(known))
    return messages.with_columns(reason=pl.coalesce("reason", pl.when(alone).then(pl.lit(UNCONFIRMED)))).drop("df")


def _number(value: object) -> float | None:
    """A finite number; null for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < 1e300 and math.isfinite(value) else None


def _category(value: object) -> int | None:
    number = _number(value)
    return int(number) if number is not None and 0 <= number <= 15 else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
