"""Words for what AIS sends as numbers: navigational status and type of ship (ITU-R M.1371), as sources write them."""

from __future__ import annotations

import polars as pl

_STATUS = {
    "under way using engine": 0,
    "under way by engine": 0,
    "en route au moteur": 0,
    "at anchor": 1,
    "au mouillage": 1,
    "not under command": 2,
    "restricted maneuverability": 3,
    "restricted manoeuverability": 3,
    "restricted manoeuvrability": 3,
    "constrained by her draught": 4,
    "moored": 5,
    "amarre": 5,
    "aground": 6,
    "echoue": 6,
    "engaged in fishing": 7,
    "en peche": 7,
    "under way sailing": 8,
    "a la voile": 8,
    "reserved for future amendment [hsc]": 9,
    "reserved for future amendment [wig]": 10,
    "ais-sart": 14,
    "ais-sart (active)": 14,
}
# The first number of each group of types; what the words leave open is not narrowed down.
_SHIP_TYPE = {
    "wig": 20,
    "fishing": 30,
    "peche": 30,
    "towing": 31,
    "towing long/wide": 32,
    "dredging": 33,
    "diving": 34,
    "military": 35,
    "militaire": 35,
    "sailing": 36,
    "pleasure": 37,
    "hsc": 40,
    "pilot": 50,
    "pilote": 50,
    "sar": 51,
    "tug": 52,
    "remorqueur": 52,
    "port tender": 53,
    "anti-pollution": 54,
    "law enforcement": 55,
    "medical": 58,
    "not party to conflict": 59,
    "passenger": 60,
    "passagers": 60,
    "cargo": 70,
    "tanker": 80,
    "petrolier": 80,
    "other": 90,
}
# Types of AIS are 0 to 99; older American files hold numbers of their own register beyond that.
_LAST_TYPE = 99
# 15 means that no status is set.
_LAST_STATUS = 14


def status_of(column: str) -> pl.Expr:
    """Navigational status as a number 0 to 15; null for what is no status."""
    return _code(column, _STATUS, _LAST_STATUS).cast(pl.Int8)


def ship_type_of(column: str) -> pl.Expr:
    """Type of ship and cargo as a number 1 to 99; null for what is none."""
    return _code(column, _SHIP_TYPE, _LAST_TYPE)


def _code(column: str, words: dict[str, int], last: int) -> pl.Expr:
    number = pl.col(column).cast(pl.Float64, strict=False)
    fitting = pl.when(number.is_between(0, last)).then(number)
    return pl.coalesce(_worded(column, words), fitting).cast(pl.Int16)


def _worded(column: str, words: dict[str, int]) -> pl.Expr:
    text = pl.col(column).str.to_lowercase().str.replace_all("_", " ").str.strip_chars()
    return text.replace_strict(words, default=None, return_dtype=pl.Float64)
