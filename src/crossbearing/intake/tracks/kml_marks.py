"""What a KML holds of tracks, read piece by piece: places with times, and the names above them.

The parser expands no entity and loads nothing: a file that declares a document type is refused, because the entities
declared there are how an XML bomb is built and how a file on disk is read (OWASP, XML External Entity Prevention).
Elements and their order are those of OGC KML 2.3 (12-007r2) with Google's `gx:Track`: a track has a list of `when`
and a list of `gx:coord` ("lon lat alt", metres), as many of one as of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from xml.parsers import expat

from crossbearing.intake.streams import PIECE, Unreadable

# Real files nest 8 deep and no text is longer than 8 KiB; the parser's own limits against blow-up hold beside these.
DEEPEST = 64
LONGEST_TEXT = 256 * 1024
# The times and places of one track are held until it ends: some 300 MB at this number. A day of seconds is 86,400.
MOST_POINTS = 1_000_000
_TEXTS = {"name", "description", "when", "coord", "coordinates", "altitudeMode"}
_BOXES = {"Document", "Folder", "Placemark"}


@dataclass(slots=True)
class Mark:
    """A Placemark: the names of what it lies in, outermost first, then its own; times and places as written."""

    names: list[str] = field(default_factory=list)
    description: str = ""
    mode: str = ""
    whens: list[str] = field(default_factory=list)
    coords: list[str] = field(default_factory=list)
    is_track: bool = False
    points: list[str] = field(default_factory=list)
    has_line: bool = False


class _Walker:
    """Takes the parser's events and gathers Placemarks; a track is one mark of its own."""

    def __init__(self) -> None:
        self.found: list[Mark] = []
        self._path: list[str] = []
        self._names: list[str] = []
        self._text: list[str] | None = None
        self._length = 0
        self._mark: Mark | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise Unreadable(f"the XML is nested more than {DEEPEST} deep")
        if name in _BOXES:
            self._names.append("")
        if name == "Placemark":
            self._mark = Mark()
        elif name == "Track" and self._mark is not None:
            self._begin_track(self._mark)
        elif name in ("LineString", "LinearRing") and self._mark is not None:
            self._mark.has_line = True
        if name in _TEXTS:
            self._text, self._length = [], 0

    def text(self, data: str) -> None:
        if self._text is not None:
            self._length += len(data)
            if self._length > LONGEST_TEXT:
                # A line of thousands of points without times is not what we read.
                self._text = None
                return
            self._text.append(data)

    def end(self, tag: str) -> None:
        name = self._path.pop()
        if name in _TEXTS and self._text is not None:
            self._keep(name, "".join(self._text).strip())
            self._text = None
        if name == "Placemark" and self._mark is not None:
            if not self._mark.is_track:
                self._finish(self._mark)
            self._mark = None
        elif name == "Track" and self._mark is not None:
            self._finish(self._mark)
        if name in _BOXES:
            self._names.pop()

    def break_off(self) -> None:
        """The file ends here: of an open track the points stand that have both a time and a place."""
        mark = self._mark
        if mark is not None and mark.is_track:
            both = min(len(mark.whens), len(mark.coords))
            mark.whens, mark.coords = mark.whens[:both], mark.coords[:both]
            self._finish(mark)
        self._mark = None

    def _begin_track(self, mark: Mark) -> None:
        """A Placemark may hold several tracks; each begins with what was said before it."""
        self._mark = Mark(description=mark.description, is_track=True)

    def _finish(self, mark: Mark) -> None:
        mark.names = [name for name in self._names if name]
        self.found.append(mark)

    def _keep(self, name: str, text: str) -> None:
        parent = self._path[-1] if self._path else ""
        if name == "name" and parent in _BOXES:
            self._names[-1] = text
        if self._mark is None:
            return
        if name == "description" and parent == "Placemark":
            self._mark.description = text
        elif name == "altitudeMode" and parent in ("Track", "Point"):
            self._mark.mode = text
        elif name in ("when", "coord"):
            _append(self._mark.whens if name == "when" else self._mark.coords, text)
        elif name == "coordinates" and parent == "Point":
            self._mark.points.append(text)


def _append(held: list[str], text: str) -> None:
    if len(held) == MOST_POINTS:
        raise Unreadable(f"a track of more than {MOST_POINTS} points")
    held.append(text)


def _refuse(*_: object) -> None:
    raise Unreadable("the XML declares a document type or entities, which no KML needs")


def marks_of(stream: BinaryIO) -> Iterator[Mark]:
    """Yield the Placemarks of a KML; raises `Unreadable` where the XML ends, breaks or declares entities.

    What came before that place comes first.
    """
    walker = _Walker()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    try:
        while True:
            piece = stream.read(PIECE)
            parser.Parse(piece, not piece)
            yield from _given(walker)
            if not piece:
                return
    except Unreadable:
        walker.break_off()
        yield from _given(walker)
        raise
    except (expat.ExpatError, ValueError, LookupError) as wrong:
        walker.break_off()
        yield from _given(walker)
        raise Unreadable(f"no whole XML: {wrong}") from wrong


def _given(walker: _Walker) -> list[Mark]:
    found, walker.found = walker.found, []
    return found
