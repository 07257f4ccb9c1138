"""Places in GeoJSON (RFC 7946): points and polygons with `name`, `id`, `kind`, `radius_km`, `country`.

A FeatureCollection, one Feature, or a bare geometry. Numbers are longitude, latitude in degrees; further numbers of a
position are heights and are not read. Of a polygon all rings count: the second and further ones are holes.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from crossbearing.intake.limits import MIB
from crossbearing.intake.places.batches import Places
from crossbearing.intake.places.drawn import MOST_CORNERS, Drawn
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.streams import Unreadable, read_whole
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "places_geojson"
# All ports of the world with ten corners each take 3 MB.
FILE_BYTES = 16 * MIB
_KINDS = rb"FeatureCollection|Feature|Point|Polygon|MultiPolygon"
_TYPE = re.compile(rb'"type"\s*:\s*"(?:' + _KINDS + rb')"')
_GEOMETRY = re.compile(rb'"(?:features|geometry|coordinates)"\s*:')
_NAMES = ("name", "nom", "Name", "NAME", "title")
_IDS = ("id", "code", "locode")
_RADII = ("radius_km", "rayon_km")
_KINDS_SAID = ("kind", "genre")
_COUNTRIES = ("country", "pays")


def recognises(head: bytes) -> bool:
    """Whether the file begins like a GeoJSON."""
    text = head.removeprefix(codecs.BOM_UTF8).lstrip()
    return text.startswith(b"{") and _TYPE.search(text) is not None and _GEOMETRY.search(text) is not None


class GeoJsonReader:
    """Reads GeoJSON, whole."""

    def __init__(self, task: Task) -> None:
        self._places = Places(NAME, task)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file; raises `Unreadable` for one that is no JSON or larger than `FILE_BYTES`."""
        data = read_whole(stream, FILE_BYTES, "places_bytes").removeprefix(codecs.BOM_UTF8)
        try:
            told = msgspec.json.decode(data)
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as wrong:
            raise Unreadable(f"no JSON: {wrong}") from wrong
        yield self._places.batch(map(_drawn, _features(told)), member, "feature")

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


def _features(told: Any) -> list[Any]:
    if not isinstance(told, dict):
        return [told]
    features = told.get("features")
    if told.get("type") == "FeatureCollection":
        return features if isinstance(features, list) else [None]
    return [told]


def _drawn(feature: Any) -> Drawn | str:
    """What a feature draws, or why it draws nothing."""
    if not isinstance(feature, dict):
        return "no feature"
    shape = feature.get("geometry") if feature.get("type") == "Feature" else feature
    about = feature.get("properties")
    about = about if isinstance(about, dict) else {}
    if not isinstance(shape, dict):
        return "a feature without a geometry"
    try:
        point, rings = _shape(shape)
        return Drawn(
            _first(about, _NAMES),
            _first(about, _IDS) or _plain(feature.get("id")),
            _first(about, _COUNTRIES),
            _first(about, _KINDS_SAID),
            _radius(_first(about, _RADII)),
            point,
            rings,
        )
    except (TypeError, ValueError, KeyError, IndexError) as wrong:
        return str(wrong) if isinstance(wrong, ValueError) else "the coordinates are no pairs of numbers"


def _shape(shape: dict[str, Any]) -> tuple[tuple[float, float] | None, tuple[list[tuple[float, float]], ...]]:
    kind, told = shape.get("type"), shape.get("coordinates")
    if kind == "Point" and isinstance(told, list):
        return _corner(told), ()
    if kind == "Polygon" and isinstance(told, list):
        return None, tuple(_ring(ring) for ring in told)
    if kind == "MultiPolygon" and isinstance(told, list):
        return None, tuple(_ring(ring) for polygon in told for ring in polygon)
    raise ValueError(f"a {kind if isinstance(kind, str) else 'geometry'} is neither a point nor a polygon"[:80])


def _ring(told: list[Any]) -> list[tuple[float, float]]:
    if len(told) > MOST_CORNERS + 1:
        raise ValueError(f"limit corners: {len(told)} corners, more than {MOST_CORNERS}")
    return [_corner(one) for one in told]


def _corner(told: list[Any]) -> tuple[float, float]:
    east, north = told[0], told[1]
    if isinstance(east, bool) or isinstance(north, bool):
        raise TypeError
    return float(north), float(east)


def _first(about: dict[str, Any], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _plain(about.get(name)))), "")


def _plain(value: Any) -> str:
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _radius(text: str) -> float | None:
    return float(text.replace(",", ".")) if text else None


PLACES_GEOJSON = Format(
    name=NAME,
    documented_at="https://www.rfc-editor.org/rfc/rfc7946",
    kind=ExhibitKind.PLACES,
    recognises=recognises,
    reader=GeoJsonReader,
)
