"""Places in a table: `name` or `id`, `lat`, `lon` in degrees, and, where known, `kind`, `radius_km` and
`country`.

The names of columns may be French (`nom`, `rayon_km`, `pays`), and a decimal comma is read where another sign parts
the columns. A table that tells times or craft is none of places.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from crossbearing.intake.csv_chunks import header_of, separator_of
from crossbearing.intake.mapping import plain_name
from crossbearing.intake.places.batches import Places
from crossbearing.intake.places.drawn import Drawn
from crossbearing.intake.reader import Format, Task
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "places_csv"
NAMES: dict[str, tuple[str, ...]] = {
    "name": ("name", "nom", "port", "place", "lieu", "harbour", "harbor", "anchorage", "mouillage"),
    "id": ("id", "code", "locode", "un_locode"),
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "radius_km": ("radius_km", "rayon_km"),
    "country": ("country", "pays"),
    "kind": ("kind", "genre"),
}
_FIELD_OF = {spelling: field for field, spellings in NAMES.items() for spelling in spellings}
# Words in a header that speak of movements or craft.
_MOVING = (
    "time",
    "date",
    "heure",
    "stamp",
    "mmsi",
    "imo",
    "icao",
    "hex",
    "author",
    "auteur",
    "speed",
    "sog",
    "callsign",
)
MOST_COLUMNS = 100


def recognises(head: bytes) -> bool:
    """Whether the header names places, and neither times nor craft."""
    names = [plain_name(name) for name in header_of(head)]
    if len(names) > MOST_COLUMNS or any(word in name for name in names for word in _MOVING):
        return False
    fields = {_FIELD_OF.get(name) for name in names}
    return {"lat", "lon"} <= fields and not fields.isdisjoint(("name", "id"))


class PlacesTableReader:
    """Reads tables of places."""

    def __init__(self, task: Task) -> None:
        self._places = Places(NAME, task)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one table."""
        separator = separator_of(stream.peek(1)[:65536])
        text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
        rows = csv.reader(text, delimiter=separator)
        yield self._places.batch(_rows(rows), member, "row")
        text.detach()

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


def _rows(rows: Iterator[list[str]]) -> Iterator[Drawn | str]:
    fields = [_FIELD_OF.get(plain_name(name), "") for name in next(rows, [])]
    while True:
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as wrong:
            yield f"no readable row: {wrong}"
        else:
            if any(cell.strip() for cell in cells):
                yield _drawn(fields, cells)


def _drawn(fields: list[str], cells: list[str]) -> Drawn | str:
    if len(cells) != len(fields):
        return f"{len(cells)} fields, the header has {len(fields)}"
    told = {field: cell.strip() for field, cell in zip(fields, cells, strict=True) if field and cell.strip()}
    try:
        lat, lon, radius = (_number(told.get(name)) for name in ("lat", "lon", "radius_km"))
    except ValueError as wrong:
        return str(wrong)
    if lat is None or lon is None:
        return "no latitude or no longitude"
    name, own, country, kind = (told.get(name, "") for name in ("name", "id", "country", "kind"))
    return Drawn(name, own, country, kind, radius, (lat, lon))


def _number(text: str | None) -> float | None:
    if text is None:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError as wrong:
        raise ValueError(f"{text[:40]!r} is no number") from wrong


PLACES_TABLE = Format(
    name=NAME,
    documented_at="docs/method/formats.md",
    kind=ExhibitKind.PLACES,
    recognises=recognises,
    reader=PlacesTableReader,
)
