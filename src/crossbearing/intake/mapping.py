"""Which column of a table means what, in which unit: said by a person in TOML, or told by usual names.

    delimiter = ";"                 # or "," "|" "\\t", or " " for runs of blanks; default: by the first line
    header = false                  # then columns are given by number, from 1
    zone = "Europe/Paris"           # of times written without one; default UTC
    time_format = "%d/%m/%Y %H:%M"  # only for times that are neither numbers since 1970 nor YYYY-MM-DD
    altitude_kind = "baro"          # or "geom"; default: unknown
    zero_is_ground = true           # 0 is what the table writes on the ground
    one_track = true                # the rows are one craft, whom no column names

    [columns]                       # ours = theirs
    time = "Heure"
    latitude = "Lat"
    longitude = "Lon"
    registration = "Immatriculation"
    altitude = "Alt"

    [units]
    altitude = "m"                  # ft, m, fl
    speed = "km/h"                  # kt, m/s, km/h, mph
    vertical_rate = "m/s"           # ft/min, m/s

    [constants]                     # what holds for every row and stands in no column
    operator = "Pouya Air"

Of `icao24`, `flight`, `registration` and `callsign` one must be a column or a constant, or `one_track` be true.
A table with `mmsi` is of ships; `track` is then the course over ground, and `imo`, `shipname`, `ship_type`, `heading`,
`status`, `destination`, `length`, `width` and `draught` (metres) may be told too.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from crossbearing.errors import InputError

Field = Literal[
    "time",
    "date",
    "latitude",
    "longitude",
    "icao24",
    "registration",
    "callsign",
    "flight",
    "typecode",
    "operator",
    "altitude",
    "geometric_altitude",
    "on_ground",
    "speed",
    "track",
    "vertical_rate",
    "squawk",
    "mmsi",
    "imo",
    "shipname",
    "ship_type",
    "heading",
    "status",
    "destination",
    "length",
    "width",
    "draught",
]
CONSTANT: tuple[Field, ...] = (
    *("icao24", "registration", "callsign", "flight", "typecode", "operator", "date"),
    *("mmsi", "imo", "shipname", "ship_type"),
)
NAMING: tuple[Field, ...] = ("icao24", "flight", "registration", "callsign", "mmsi")


class Units(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The units of the columns that have one; null where nobody tells, and such a column is not read."""

    altitude: Literal["ft", "m", "fl"] | None = None
    geometric_altitude: Literal["ft", "m"] | None = None
    speed: Literal["kt", "m/s", "km/h", "mph"] | None = None
    vertical_rate: Literal["ft/min", "m/s"] | None = None


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the columns of a table mean; a column is a name in the header, lower case, or a number from 1."""

    columns: dict[Field, str | int]
    units: Units = Units()
    constants: dict[Field, str] = {}
    delimiter: Literal[",", ";", "\t", " ", "|"] | None = None
    header: bool = True
    zone: str = "UTC"
    time_format: str | None = None
    altitude_kind: Literal["baro", "geom"] | None = None
    zero_is_ground: bool = False
    one_track: bool = False

    @property
    def tells_ships(self) -> bool:
        """Whether the rows are positions of ships: a column or a constant is an MMSI."""
        return "mmsi" in self.columns or "mmsi" in self.constants


def mapping_of(text: str, where: str) -> Mapping:
    """The mapping in a TOML text; `where` is named in the `InputError` for one that cannot be used."""
    try:
        mapping = msgspec.convert(tomllib.loads(text), Mapping)
        ZoneInfo(mapping.zone)
        _check(mapping)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, ValueError, ZoneInfoNotFoundError) as wrong:
        raise InputError(where, f"no usable mapping: {wrong}", "see `columns` in docs/method/formats.md") from wrong
    lower: dict[Field, str | int] = {
        name: column.strip().lower() if isinstance(column, str) else column for name, column in mapping.columns.items()
    }
    return msgspec.structs.replace(mapping, columns=lower)


def mapping_in(path: Path) -> str:
    """The text of a mapping file, once it is known to be usable; raises `InputError` where it is not."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as wrong:
        raise InputError(str(path), f"no mapping can be read: {wrong.strerror}", "name a TOML file") from wrong
    except UnicodeDecodeError as wrong:
        raise InputError(str(path), "no mapping can be read: this is no text", "name a TOML file") from wrong
    mapping_of(text, str(path))
    return text


def _check(mapping: Mapping) -> None:
    missing = {"time", "latitude", "longitude"} - set(mapping.columns)
    if missing:
        raise ValueError(f"[columns] does not name {', '.join(sorted(missing))}")
    if set(mapping.constants) - set(CONSTANT):
        raise ValueError(f"[constants] may tell {', '.join(CONSTANT)}")
    if not mapping.one_track and not {*mapping.columns, *mapping.constants}.intersection(NAMING):
        raise ValueError(f"no column or constant names the craft ({', '.join(NAMING)}), nor is one_track true")
    for name in ("altitude", "geometric_altitude", "speed", "vertical_rate"):
        if name in mapping.columns and getattr(mapping.units, name) is None:
            raise ValueError(f"[units] does not tell the unit of {name}")
    numbered = [column for column in mapping.columns.values() if isinstance(column, int)]
    if not mapping.header and len(numbered) < len(mapping.columns):
        raise ValueError("a table without a header has its columns by number, from 1")
    if any(number < 1 for number in numbered):
        raise ValueError("columns are numbered from 1")


# Usual names, English and French, without accents; blanks, dots and hyphens count as underscores.
USUAL: dict[Field, tuple[str, ...]] = {
    "time": (
        "time",
        "timestamp",
        "datetime",
        "date_time",
        "utc",
        "time_utc",
        "utc_time",
        "timestamp_utc",
        "unix_time",
    )
    + ("epoch", "event_time", "heure", "heure_utc", "horodatage", "date_heure", "instant"),
    "date": ("date", "jour", "day", "date_utc"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "icao24": ("icao24", "icao", "hex", "icao_address", "mode_s", "modes", "hexid", "icao_hex", "aircraft_address"),
    "registration": ("registration", "reg", "tail", "tail_number", "immatriculation", "nnumber", "aircraft_reg"),
    "callsign": ("callsign", "call_sign", "flight_number", "indicatif", "ident"),
    "flight": ("flight_id", "flightid", "id_vol", "track_id"),
    "typecode": ("typecode", "type_code", "icao_type", "aircraft_type"),
    "operator": ("operator", "airline", "exploitant", "compagnie"),
    "altitude": ("altitude", "alt", "baro_altitude", "altitude_baro", "alt_baro", "pressure_altitude"),
    "geometric_altitude": ("geo_altitude", "geometric_altitude", "gps_altitude", "alt_geom", "altitude_gps"),
    "on_ground": ("on_ground", "onground", "ground", "au_sol", "sol"),
    "speed": ("speed", "ground_speed", "groundspeed", "gs", "vitesse", "vitesse_sol"),
    "track": ("track", "heading", "course", "true_track", "route", "cap", "direction"),
    "vertical_rate": ("vertical_rate", "vertical_speed", "vspeed", "vert_speed", "vs", "vitesse_verticale"),
    "squawk": ("squawk", "transpondeur", "ssr_code"),
}
_UNIT_WORDS: dict[str, str] = {
    **dict.fromkeys(("ft", "feet", "pieds", "pi"), "ft"),
    **dict.fromkeys(("m", "metres", "meters", "metre", "meter"), "m"),
    **dict.fromkeys(("fl",), "fl"),
    **dict.fromkeys(("kt", "kts", "knots", "noeuds", "nd"), "kt"),
    **dict.fromkeys(("kmh", "km_h", "kph"), "km/h"),
    **dict.fromkeys(("mps", "m_s", "ms"), "m/s"),
    **dict.fromkeys(("mph",), "mph"),
    **dict.fromkeys(("fpm", "ft_min", "feet_min", "pieds_min"), "ft/min"),
}
_MEASURED: tuple[Field, ...] = ("altitude", "geometric_altitude", "speed", "vertical_rate")


def usual_mapping(header: list[str]) -> tuple[Mapping | None, list[str]]:
    """The mapping that usual names give, null where they do not suffice; and columns whose unit nobody tells.

    A unit is read from the name: `altitude_ft`, `Altitude (m)`, `vitesse_kmh`.
    """
    columns: dict[Field, str | int] = {}
    units: dict[str, str] = {}
    unitless: list[str] = []
    for place, name in enumerate(header, 1):
        field, unit = _field_of(name)
        if field is None or field in columns:
            continue
        if field in _MEASURED:
            if unit is None or not _fits(field, unit):
                unitless.append(name)
                continue
            units[field] = unit
        columns[field] = place
    barometric = any(word in name for name in header for word in ("baro", "pressure"))
    enough = {"time", "latitude", "longitude"} <= set(columns) and any(name in columns for name in NAMING)
    if not enough:
        return None, unitless
    kind: Literal["baro"] | None = "baro" if barometric else None
    return Mapping(columns, msgspec.convert(units, Units), altitude_kind=kind), unitless


def _field_of(name: str) -> tuple[Field | None, str | None]:
    """Which of our columns a name means, and its unit where the name tells it."""
    plain = plain_name(name)
    for field, spellings in USUAL.items():
        if plain in spellings:
            return field, None
    for word, unit in _UNIT_WORDS.items():
        stem = plain.removesuffix(f"_{word}")
        if stem != plain:
            for field in _MEASURED:
                if stem in USUAL[field]:
                    return field, unit
    return None, None


def _fits(field: Field, unit: str) -> bool:
    allowed = {"altitude": ("ft", "m", "fl"), "geometric_altitude": ("ft", "m"), "vertical_rate": ("ft/min", "m/s")}
    return unit in allowed.get(field, ("kt", "m/s", "km/h", "mph"))


def plain_name(name: str) -> str:
    """A name in lower case without accents; whatever is neither letter nor digit counts as one underscore."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", bare.replace("œ", "oe")).strip("_")
