"""Places in KML (OGC 12-007r2), as Google Earth writes them: Placemarks with a Point, a Polygon or several.

The parser expands no entity and loads nothing: a file that declares a document type is refused.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from crossbearing.intake.limits import MIB
from crossbearing.intake.places.batches import Places
from crossbearing.intake.places.drawn import MOST_CORNERS, Drawn
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.streams import PIECE, Unreadable
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "places_kml"
# Real files nest 8 deep; a ring of as many corners as we take needs 100 KB.
DEEPEST, LONGEST_TEXT = 64, 1 * MIB
MOST_MARKS = 100_000
_ROOT = re.compile(rb"<(?:\w+:)?kml[\s>]")
_TIMED = re.compile(rb"<(?:\w+:)?(?:when|Track|TimeStamp|TimeSpan)[\s>]")
_DRAWN = re.compile(rb"<(?:\w+:)?(?:Polygon|Point)[\s>]")


def recognises(head: bytes) -> bool:
    """Whether the file begins like a KML with points or areas and without times: one with times is a track."""
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    drawn = text.startswith(b"<") and _ROOT.search(text[:2048]) is not None
    return drawn and _DRAWN.search(text) is not None and _TIMED.search(text) is None


@dataclass(slots=True)
class _Walker:
    """Takes the parser's events and gathers Placemarks."""

    found: list[Drawn | str] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    texts: list[str] | None = None
    length: int = 0
    name: str = ""
    points: list[str] = field(default_factory=list)
    rings: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self.path.append(name)
        if len(self.path) > DEEPEST:
            raise Unreadable(f"the XML is nested more than {DEEPEST} deep")
        if name == "Placemark":
            self.name, self.points, self.rings = "", [], []
        if name in ("name", "coordinates"):
            self.texts, self.length = [], 0

    def text(self, data: str) -> None:
        if self.texts is not None:
            self.length += len(data)
            if self.length > LONGEST_TEXT:
                raise Unreadable(f"limit text: more than {LONGEST_TEXT} characters in one element")
            self.texts.append(data)

    def end(self, tag: str) -> None:
        name = self.path.pop()
        if name in ("name", "coordinates"):
            self._keep(name, "".join(self.texts or []).strip())
            self.texts = None
        elif name == "Placemark":
            if len(self.found) == MOST_MARKS:
                raise Unreadable(f"limit placemarks: more than {MOST_MARKS}")
            self.found.append(_drawn(self.name, self.points, self.rings))

    def _keep(self, name: str, text: str) -> None:
        parent = self.path[-1] if self.path else ""
        if name == "name" and parent == "Placemark":
            self.name = text
        elif name == "coordinates" and parent == "LinearRing":
            self.rings.append(text)
        elif name == "coordinates" and parent == "Point":
            self.points.append(text)


def _drawn(name: str, points: list[str], rings: list[str]) -> Drawn | str:
    if not rings and len(points) != 1:
        return "a Placemark with neither one point nor an outline"
    try:
        if rings:
            return Drawn(name, rings=tuple(_corners(ring) for ring in rings))
        return Drawn(name, point=_corners(points[0])[0])
    except (ValueError, IndexError) as wrong:
        return str(wrong) if str(wrong).startswith("limit") else "the coordinates are no numbers"


def _corners(text: str) -> list[tuple[float, float]]:
    """The corners of `lon,lat[,height] lon,lat …`."""
    parts = text.split()
    if len(parts) > MOST_CORNERS + 1:
        raise ValueError(f"limit corners: {len(parts)} corners, more than {MOST_CORNERS}")
    pairs = [part.split(",") for part in parts]
    return [(float(pair[1]), float(pair[0])) for pair in pairs]


def _refuse(*_: object) -> None:
    raise Unreadable("the XML declares a document type or entities, which no KML needs")


class PlacesKmlReader:
    """Reads KML files of places."""

    def __init__(self, task: Task) -> None:
        self._places = Places(NAME, task)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file; raises `Unreadable` where its XML breaks, after what came before."""
        walker, parser = _Walker(), expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = walker.start, walker.end
        parser.CharacterDataHandler = walker.text
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
        try:
            while piece := stream.read(PIECE):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, LookupError) as wrong:
            yield self._places.batch(walker.found, member, "placemark")
            raise Unreadable(f"no whole XML: {wrong}") from wrong
        yield self._places.batch(walker.found, member, "placemark")

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


PLACES_KML = Format(
    name=NAME,
    documented_at="https://docs.ogc.org/is/12-007r2/12-007r2.html",
    kind=ExhibitKind.PLACES,
    recognises=recognises,
    reader=PlacesKmlReader,
)
