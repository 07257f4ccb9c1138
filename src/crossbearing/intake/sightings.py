"""Sightings without a track: spotters' logs, photographs, satellite passes, Mode S contacts; CSV or JSON lines.

A row tells who says so (`author`, required), which craft (`icao24`, `registration`, `callsign`, or at least `typecode`
or `operator`), where (`place`, an ICAO code; or `lat`, `lon` and `radius_km`; only a contact may tell neither), and
when:

- `time`, to the minute, second or day, with `plus_minus_min` if it is uncertain; or `start` and `end`; or `date` alone,
  or with a `time` that is only a clock;
- a `zone` (`Europe/Paris`, `+03:00`) where the times carry none: without it, the bounds are 26 hours wider.

Further: `kind` (contact, log, photo, satellite, other), `on_ground`, `alt_ft`, `observations`, `note`. Names of columns
may be French; what they say is text and is never computed, whatever a spreadsheet would make of it. Columns of other
names are not read and are counted in the notes; a row that does not hold together is a reject with its reason.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import polars as pl

from crossbearing.intake.csv_chunks import header_of, separator_of
from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.mapping import plain_name
from crossbearing.intake.observed_times import Stretch, both_of, stretch_of, widened
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import Unreadable, lines_of
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.identity import content_id
from crossbearing.model.tables import SIGHTINGS

NAME = "sightings"
ROWS_PER_BATCH = 50_000
NAMES: dict[str, tuple[str, ...]] = {
    "author": ("author", "auteur", "observer", "observateur", "photographer", "photographe", "spotter", "reported_by"),
    "kind": ("kind", "genre", "nature", "type_of_sighting"),
    "icao24": ("icao24", "hex", "mode_s", "modes", "craft", "icao_address"),
    "registration": ("registration", "reg", "tail", "tail_number", "immatriculation"),
    "callsign": ("callsign", "call_sign", "indicatif"),
    "typecode": ("typecode", "type_code", "icao_type", "type", "aircraft_type"),
    "operator": ("operator", "exploitant", "compagnie", "airline", "operateur"),
    "time": ("time", "heure", "datetime", "observed_at", "seen_at", "horodatage"),
    "date": ("date", "day", "jour"),
    "start": ("start", "from", "debut", "de", "not_before", "started_at"),
    "end": ("end", "to", "fin", "a", "not_after", "ended_at"),
    "plus_minus_min": ("plus_minus_min", "uncertainty_min", "incertitude_min", "minutes"),
    "zone": ("zone", "timezone", "time_zone", "fuseau"),
    "place": ("place", "airport", "icao_airport", "aeroport", "lieu", "aerodrome"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "longitude"),
    "radius_km": ("radius_km", "rayon_km"),
    "on_ground": ("on_ground", "au_sol"),
    "alt_ft": ("alt_ft", "altitude_ft"),
    "observations": ("observations", "messages", "count", "nombre"),
    "note": ("note", "notes", "remark", "remarks", "remarque", "comment", "commentaire"),
}
_FIELD_OF = {spelling: field for field, spellings in NAMES.items() for spelling in spellings}
IDENTITIES = ("icao24", "registration", "callsign", "typecode", "operator")
TIMES = ("time", "date", "start")
KINDS = {
    "contact": ("contact", "mode_s", "modes"),
    "log": ("log", "journal", "spotter", "carnet", "releve"),
    "photo": ("photo", "photograph", "photographie", "picture", "image", "video"),
    "satellite": ("satellite", "pass", "passage", "sar", "imagery"),
    "other": ("other", "autre"),
}
_KIND_OF = {spelling: kind for kind, spellings in KINDS.items() for spelling in spellings}
_ICAO24 = re.compile(r"(?:icao24:|0x)?([0-9a-f]{6})")
_CODE = re.compile(r"[A-Z][A-Z0-9]{3}")
_DESIGNATOR = re.compile(r"[A-Z0-9]{2,4}")
_CLOCK = re.compile(r"\d{1,2}[:h]\d{2}.*")
_TRUTHS = {"true": True, "1": True, "yes": True, "oui": True, "false": False, "0": False, "no": False, "non": False}

# Traces are one long line each, 75,000 in a day: none is decoded only to be looked at. GUESS: a long note is 2 KiB.
LONGEST_OBJECT = 8 * 1024
# A first line with more commas is a long line of something else. GUESS: a log has some ten columns.
MOST_COLUMNS = 500


def recognises(head: bytes) -> bool:
    """Whether the first line names an author, a craft and a time, as a header or as an object."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not text.startswith(b"{"):
        names = header_of(head)
        return len(names) <= MOST_COLUMNS and _tells({_FIELD_OF.get(plain_name(name)) for name in names})
    line = text[: LONGEST_OBJECT + 1].partition(b"\n")[0]
    if len(line) > LONGEST_OBJECT:
        return False
    try:
        fields = msgspec.json.decode(line, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return False
    return fields.get("type") == "sighting" or _tells({_FIELD_OF.get(plain_name(name)) for name in fields})


def _tells(fields: set[str | None]) -> bool:
    return "author" in fields and not fields.isdisjoint(IDENTITIES) and not fields.isdisjoint(TIMES)


class SightingsReader:
    """Reads logs of sightings, CSV or JSON lines."""

    def __init__(self, task: Task) -> None:
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one log."""
        head = stream.peek(1)[:65536]
        as_json = head.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{")
        rows = _json_rows(stream) if as_json else _csv_rows(stream, separator_of(head))
        held: list[dict[str, Any]] = []
        unread: set[str] = set()
        count = 0
        for number, told in enumerate(rows):
            count += 1
            try:
                held.append(self._row(_known(told, unread), member, number))
            except (Unreadable, ValueError) as wrong:
                self._rejects.add(member, f"row {number}", str(wrong))
            if count == ROWS_PER_BATCH:
                yield self._batch(held, count, {})
                held, count = [], 0
        yield self._batch(held, count, {f"column_not_read:{name}": 1 for name in sorted(unread)})

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())

    def _row(self, told: Mapping[str, str], member: str, number: int) -> dict[str, Any]:
        sighting = sighting_of(told)
        ends = {"exhibit": self._sha256, "member": member, "row": number}
        return {"id": content_id("sighting", self._sha256, member, number), **sighting, **ends}

    def _batch(self, held: list[dict[str, Any]], rows_in: int, notes: dict[str, int]) -> Batch:
        frame = SIGHTINGS.conform(pl.DataFrame(held, schema=SIGHTINGS.schema))
        # What a row stands for is one row of the log, however many messages it tells of.
        return Batch(NAME, rows_in, sightings=frame, rejects=self._rejects.take(), notes=notes)


def sighting_of(told: Mapping[str, str]) -> dict[str, Any]:
    """A row of SIGHTINGS, but for where it stands, from texts under the names of `NAMES`.

    Raises `ValueError`, naming what is missing or does not hold together.
    """
    if not told.get("author"):
        raise ValueError("no author: who says so?")
    if not any(told.get(name) for name in IDENTITIES):
        raise ValueError(f"names no craft: one of {', '.join(IDENTITIES)} is needed")
    start, end = _when(told)
    kind = _kind(told.get("kind"))
    return {
        "craft": _craft(told.get("icao24")),
        **{name: _upper(told.get(name)) for name in ("registration", "callsign")},
        "typecode": _designator(told.get("typecode")),
        "operator": told.get("operator"),
        "kind": kind,
        "started_at": start,
        "ended_at": end,
        **_where(told, kind),
        "on_ground": _truth(told.get("on_ground")),
        "alt_ft": _number(told, "alt_ft", -2_000, 100_000),
        "observations": int(_number(told, "observations", 1, 1e9) or 1),
        "author": told["author"],
        "note": told.get("note"),
    }


def _when(told: Mapping[str, str]) -> Stretch:
    zone, time, day = told.get("zone"), told.get("time"), told.get("date")
    if told.get("start"):
        stretch = both_of(told["start"], told.get("end") or told["start"], zone)
    elif time and day and _CLOCK.fullmatch(time):
        stretch = stretch_of(f"{day} {time}", zone)
    elif time or day:
        stretch = stretch_of(time or day or "", zone)
    else:
        raise ValueError("no time: one of time, date, start is needed")
    return widened(stretch, _number(told, "plus_minus_min", 0, 527_040) or 0.0)


def _where(told: Mapping[str, str], kind: str) -> dict[str, Any]:
    place = _upper(told.get("place"))
    if place and not _CODE.fullmatch(place):
        raise ValueError(f"{told['place']!r} is no ICAO code of an airport")
    lat, lon = _number(told, "lat", -90, 90), _number(told, "lon", -180, 180)
    radius = _number(told, "radius_km", 0, 20_038)
    if (lat is None) != (lon is None) or (lat is None) != (radius is None):
        raise ValueError("an area needs lat, lon and radius_km")
    if place is None and lat is None and kind != "contact":
        raise ValueError("no place: an ICAO code, or lat, lon and radius_km")
    return {"place": place, "lat": lat, "lon": lon, "radius_km": radius}


def _craft(text: str | None) -> str | None:
    if text is None:
        return None
    found = _ICAO24.fullmatch(text.lower())
    if found is None:
        raise ValueError(f"{text!r} is no icao24")
    return f"icao24:{found[1]}"


def _kind(text: str | None) -> str:
    if text is None:
        return "other"
    if plain_name(text) not in _KIND_OF:
        raise ValueError(f"{text!r} is no kind: {', '.join(KINDS)}")
    return _KIND_OF[plain_name(text)]


def _number(told: Mapping[str, str], name: str, least: float, most: float) -> float | None:
    if name not in told:
        return None
    number = float(told[name].replace(",", "."))
    if not least <= number <= most:
        raise ValueError(f"{name} {told[name]} is not between {least} and {most}")
    return number


def _truth(text: str | None) -> bool | None:
    if text is None:
        return None
    if text.lower() not in _TRUTHS:
        raise ValueError(f"on_ground {text!r} is neither true nor false")
    return _TRUTHS[text.lower()]


def _designator(text: str | None) -> str | None:
    """An ICAO type designator; null for a model's name, from which none is guessed."""
    return text.upper() if text and _DESIGNATOR.fullmatch(text.upper()) else None


def _upper(text: str | None) -> str | None:
    return text.upper() if text else None


def _known(told: Mapping[str, str] | None, unread: set[str]) -> dict[str, str]:
    """The cells under our names; the names of the others are added to `unread`."""
    if told is None:
        raise Unreadable("no readable row")
    known: dict[str, str] = {}
    for name, text in told.items():
        field = _FIELD_OF.get(plain_name(name))
        if field is None:
            unread.add(name)
        elif text.strip() and field not in known:
            known[field] = text.strip()
    return known


def _csv_rows(stream: io.BufferedReader, separator: str) -> Iterator[dict[str, str] | None]:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    rows = csv.reader(text, delimiter=separator)
    header = [name.strip() for name in next(rows, [])]
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            break
        except csv.Error:
            yield None
        else:
            if any(cell.strip() for cell in cells):
                yield dict(zip(header, cells, strict=True)) if len(cells) == len(header) else None
    text.detach()


def _json_rows(stream: io.BufferedReader) -> Iterator[dict[str, str] | None]:
    for _, line in lines_of(stream, DEFAULT.line_bytes):
        if line is None:
            yield None
        elif line.strip():
            yield _object(line.removeprefix(codecs.BOM_UTF8))


def _object(line: bytes) -> dict[str, str] | None:
    """The values of an object as texts; null for what is no object or holds more than plain values."""
    try:
        fields = msgspec.json.decode(line, type=dict[str, str | float | int | bool | None])
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        return None
    fields.pop("type", None)
    return {name: str(value) for name, value in fields.items() if value is not None}


SIGHTINGS_LOG = Format(
    name=NAME,
    documented_at="docs/method/formats.md",
    kind=ExhibitKind.SIGHTINGS,
    recognises=recognises,
    reader=SightingsReader,
)
"""The format."""
