"""What watch lists and registers say of a ship: beside her own words, each with the days it is said to hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import polars as pl

from crossbearing.world.countries import Countries
from crossbearing.world.spelling import fold

LISTED = pl.List(
    pl.Struct(
        {
            "source": pl.String,
            "by": pl.String,
            "shipname": pl.String,
            "imo": pl.String,
            "flag": pl.String,
            "operator": pl.String,
            "valid_from": pl.Date,
            "valid_to": pl.Date,
            "exhibit": pl.String,
            "row": pl.UInt32,
        }
    )
)
"""What lists say of a ship: whose list of which date, by what she was found on it (`imo`, `mmsi`, or `name` alone,
which is weak: names are shared), the name and numbers it gives, and the days it says so of."""

_SAID_BY_LISTS = ("source", "shipname", "imo", "flag", "operator", "valid_from", "valid_to", "exhibit", "row")
# What finds a ship, the surest first: a number for life, a number of a flag, a name.
_BY = ("imo", "mmsi", "name")
Entries = dict[str, list[dict[str, Any]]]


def with_lists(told: pl.DataFrame, register: pl.DataFrame, countries: Countries) -> pl.DataFrame:
    """A `timeline` with `listed` (LISTED): the rows of REGISTER that name the ship by an IMO number that she sent and
    whose check digit holds, by her MMSI, or by nothing but her name; and the doubt `other_flag_listed` where one of
    those by a number gives another flag than her MMSI, for days in which she sent it.

    A list that gives another IMO number than the one she sends does not mean her by her name; nor by her MMSI alone
    where hers is valid: an MMSI goes to another ship when a flag is left.
    """
    index = _index(register)
    columns = told.select("craft", "imo", "imo_valid", "shipname")
    found = [_entries(index, *row) for row in columns.iter_rows()]
    sent = told.select("flag", "time", "last_time").iter_rows()
    other = [_other_flag(rows, countries, *row) for rows, row in zip(found, sent, strict=True)]
    doubt = pl.Series([["other_flag_listed"] if one else [] for one in other], dtype=pl.List(pl.String))
    return told.with_columns(listed=pl.Series(found, dtype=LISTED), doubts=pl.concat_list("doubts", doubt))


def _other_flag(
    rows: Iterable[dict[str, Any]], countries: Countries, flag: str | None, first: datetime, last: datetime
) -> bool:
    """Whether a list gives another flag for days in which a number of this one was sent; undated, it gives none."""
    for row in rows if flag else ():
        dated = row["valid_from"] is not None and row["by"] != "name"
        held = dated and row["valid_from"] <= last.date() and first.date() <= (row["valid_to"] or date.max)
        given = _state(row["flag"], countries) if held else None
        if given is not None and given != flag:
            return True
    return False


def _state(text: str | None, countries: Countries) -> str | None:
    """The state (ISO 3166-1 alpha-2) that a list writes as a code or by its name; null where it is none we know."""
    if not text:
        return None
    code = text.upper()
    return code if code in countries.codes() else countries.of(text, "name")


def _index(register: pl.DataFrame) -> Entries:
    """The rows of lists under each number and name that they give."""
    index: Entries = {}
    of_ships = ~pl.col("craft").fill_null("").str.starts_with("icao24:") & pl.col("registration").is_null()
    for row in register.filter(of_ships).to_dicts():
        for key in _keys(row):
            index.setdefault(key, []).append(row)
    return index


def _keys(row: dict[str, Any]) -> Iterable[str]:
    if row["imo"]:
        yield f"imo:{row['imo']}"
    if row["craft"]:
        yield row["craft"]
    if row["shipname"]:
        yield f"name:{fold(row['shipname'])}"


def _entries(index: Entries, craft: str, imo: int | None, valid: bool | None, shipname: str | None) -> list[Any]:
    """The rows that mean a ship, each once and by the surest of what finds it."""
    own = str(imo) if valid else None
    keys = (f"imo:{own}", craft, f"name:{fold(shipname or '')}")
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for by, key in zip(_BY, keys, strict=True):
        for row in index.get(key, ()):
            another = own and row["imo"] and row["imo"] != own
            numbered = by == "name" and (row["imo"] or row["craft"])
            if not another and not numbered:
                said = {name: row[name] for name in _SAID_BY_LISTS}
                found.setdefault((row["exhibit"], row["row"]), said | {"by": by})
    return [found[key] for key in sorted(found)]
