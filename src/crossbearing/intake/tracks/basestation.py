"""BaseStation text (SBS, "port 30003"): one line a message, 22 fields parted by commas.

Written by Kinetic's BaseStation, dump1090, readsb and stratux; described at
http://woodair.net/sbs/article/barebones42_socket_data.htm. The fields are `MSG`, type 1 to 8, session, aircraft,
address, flight, day and clock made, day and clock logged, callsign, altitude (ft, pressure), speed (kt), track, lat,
lon, vertical rate (ft/min), squawk, alert, emergency, ident, on ground (-1 or 1 true, 0 false). Types: 1 callsign,
2 place on the ground, 3 place in the air, 4 speed, 5 and 7 altitude, 6 squawk, 8 heard only.

Clocks have no zone: they are taken for UTC and noted as `clock_without_zone`, unless the user says when the recording
began, in which case its zone holds for all of it. Days may be blank: then a `START` line and a count of nanoseconds
before each line tell the time (stratux), or the day the user says, on which all of it was heard without an hour.
Where the source of a place is not told it is `other`: multilateration and ADS-B look alike here.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import polars as pl

from crossbearing.intake.reader import Format, Task
from crossbearing.intake.streams import whole_lines
from crossbearing.intake.tracks.basestation_lines import last_start, messages_of
from crossbearing.intake.tracks.message_reader import MessageReader
from crossbearing.intake.tracks.recording import recording_of
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "basestation"
ZONELESS = "clock_without_zone"
_LINE = re.compile(rb"(?:\d{1,20},)?MSG,[1-8],(?:[^,\r\n]{0,40},){2}[0-9A-Fa-f~]{0,7},")
# A log may begin with some lines of another type: clicks of the program, `AIR`, `STA`, and a `START`.
LINES_LOOKED_AT = 20


def recognises(head: bytes) -> bool:
    """Whether one of the first lines is a message in this form."""
    return any(_LINE.match(line) for line in head.split(b"\n", LINES_LOOKED_AT)[:LINES_LOOKED_AT])


class BaseStationReader(MessageReader):
    """Reads the logs of one exhibit in pieces of whole lines; what a message tells is not carried to the next piece."""

    def __init__(self, task: Task) -> None:
        super().__init__(NAME, task)
        self._recording = recording_of(task)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one log."""
        row, started = 0, None
        notes = {} if self._recording.zone_told else {ZONELESS: "zoneless"}
        for data in whole_lines(stream):
            texts = data.decode("utf-8", "replace").split("\n")
            lines = pl.DataFrame({"line": texts}).with_columns(pl.col("line").str.strip_chars("\r \x00\ufeff"))
            numbered = lines.with_row_index("row", row).filter(pl.col("line") != "")
            yield self.batch(messages_of(numbered, self._recording, started), member, notes=notes)
            row += len(texts) - 1
            started = last_start(numbered, started)


BASESTATION = Format(
    name=NAME,
    documented_at="http://woodair.net/sbs/article/barebones42_socket_data.htm",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=BaseStationReader,
)
