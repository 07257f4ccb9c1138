"""What kind of exhibit a file is, told by its content and never by its name."""

from __future__ import annotations

import io
from itertools import islice

from crossbearing.errors import UnknownFormat
from crossbearing.intake import ais, places, reports, tracks
from crossbearing.intake.claims import CLAIMS
from crossbearing.intake.custody import fingerprint, name_of
from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.members import Member, members
from crossbearing.intake.parts import PART, Source
from crossbearing.intake.reader import Format
from crossbearing.intake.registers import REGISTER_CSV
from crossbearing.intake.reports.plain import PLAIN
from crossbearing.intake.sightings import SIGHTINGS_LOG
from crossbearing.intake.streams import Unreadable, read_whole
from crossbearing.intake.tracks.parquet_vectors import MAGIC
from crossbearing.intake.travellers import HINT, REFUSAL, lists_people
from crossbearing.model.exhibits import ExhibitKind

HEAD_BYTES = 64 * 1024
# A KML is of places where it tells no time, else of tracks.
FORMATS: tuple[Format, ...] = (
    *(SIGHTINGS_LOG, *ais.FORMATS, places.PLACES_KML, *tracks.FORMATS, CLAIMS, REGISTER_CSV),
    *(*places.FORMATS, *reports.FORMATS),
)
# An archive may begin with a licence, a list of contents and the like before the first file we know.
MEMBERS_LOOKED_AT = 200


def format_of(head: bytes, kind: ExhibitKind | None = None) -> Format | None:
    """The format whose first bytes these are, among those of a kind when one is given; null for none.

    A table of people is in none.
    """
    if lists_people(head):
        return None
    for form in FORMATS:
        if kind in (None, form.kind) and form.recognises(head):
            return form
    return None


def settled(stream: io.BufferedReader) -> io.BufferedReader:
    """The stream, in which can be sought where it holds a Parquet; raises `Unreadable` for one too large for that."""
    if not stream.peek(HEAD_BYTES).startswith(MAGIC) or stream.seekable():
        return stream
    return io.BufferedReader(io.BytesIO(read_whole(stream, DEFAULT.nested_zip_bytes, "nested_zip_bytes")))


def format_in(stream: io.BufferedReader, kind: ExhibitKind | None = None) -> Format | None:
    """The format of what a settled stream holds; of a Parquet its end tells whether it is of ships."""
    head = stream.peek(HEAD_BYTES)[:HEAD_BYTES]
    if head.startswith(MAGIC) and kind in (None, ExhibitKind.SHIPS) and ais.tells_ships(stream):
        return ais.SHIP_PARQUET
    return format_of(head, kind)


def sniff(path: Source, kind: ExhibitKind | None = None) -> ExhibitKind:
    """Return what a file holds, by the first of its members that is in a known format, or in one of the kind said.

    Any text may be a report, so plain texts count only when there is nothing else: the archive of a day's tracks
    begins with a text about itself. Raises `UnknownFormat`.
    """
    text: Format | None = None
    refused: str | None = None
    for member in islice(members(path), MEMBERS_LOOKED_AT):
        form = _format_of_member(member, name_of(path), kind)
        if form is not None and form is not PLAIN:
            return form.kind
        text = text or form
        refused = refused or member.refused
    if text is None and fingerprint(path)[1] == 0:
        raise UnknownFormat(name_of(path), "the file is empty", "fetch it again, or name another")
    if text is None:
        raise unknown(name_of(path), refused, kind)
    return text.kind


def _format_of_member(member: Member, name: str, kind: ExhibitKind | None) -> Format | None:
    try:
        stream = settled(member.open())
    except Unreadable:
        return None
    if lists_people(stream.peek(HEAD_BYTES)[:HEAD_BYTES]):
        raise UnknownFormat(f"{name}/{member.path}".rstrip("/"), REFUSAL, HINT)
    return format_in(stream, kind)


def unknown(name: str, refused: str | None = None, kind: ExhibitKind | None = None) -> UnknownFormat:
    """The error for a file of no known format (of the kind said), or for one that could not be unpacked."""
    if PART.match(name):
        hint = "name all parts of a split archive together, from .aa on, or the folder that holds them"
        return UnknownFormat(name, "this is not the beginning of an archive", hint)
    if refused is not None:
        return UnknownFormat(name, f"cannot be unpacked: {refused}", "fetch the file again, or unpack it yourself")
    known = ", ".join(form.name for form in FORMATS if kind in (None, form.kind) and form not in tracks.NO_TRACKS)
    if kind is not None:
        return UnknownFormat(name, f"the bytes are of no format of {kind.value}", f"known are {known}")
    return UnknownFormat(name, "the bytes are of no format we read", f"known are {known}; or say --kind, or --mapping")
