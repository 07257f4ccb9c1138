"""AIS as received: AIVDM and AIVDO sentences, one a line (NMEA 0183, IEC 61162-1; messages ITU-R M.1371).

A row in is a message: one sentence, or the several sentences of a long one. Lines that begin with `$` or `#` are no
messages; the times in them are used. Positions of types 1 to 3, 4, 9, 11, 18 and 27 are decoded in columns, and so are
5 and 24 where they come whole and in order (`sayings`); else those, 19 and 21 by pyais. The other types tell neither
place nor name and are rejects. Types 4 and 11 tell the time themselves where the line does not.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import polars as pl

from crossbearing.intake.ais.clocks import Heard, heard
from crossbearing.intake.ais.decoding import FIELDS, Bits, decode_positions
from crossbearing.intake.ais.frames import NO_TIME, judged, positions_of, reject_rows, sized, statics_of
from crossbearing.intake.ais.messages import Message, Part, Told, Waiting, told_by
from crossbearing.intake.ais.sayings import SAID_SCHEMA, said_in
from crossbearing.intake.ais.sentences import Found, Sentences, find
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import whole_lines
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.vessel_tables import VESSEL_STATICS

NAME = "ais_nmea"
_SENTENCE = re.compile(rb"![A-Z]{2}VD[MO],[1-9],[1-9],\d?,[AB12]?,[0-9A-Za-z:;<=>?@`]+,[0-5]\*[0-9A-F]{2}")
LINES_LOOKED_AT = 40
# Bytes decoded at once: some 50,000 lines. Half as many cost a tenth more, as each piece costs some milliseconds; twice
# as many save nothing and take more memory.
PIECE_BYTES = 4 * 1024 * 1024
BROKEN, NO_SENTENCE, PARTS_MISSING = "no sound sentence", "no AIS sentence", "parts of the message are missing"
SECOND = "a second sentence in one line"


def recognises(head: bytes) -> bool:
    """Whether one of the first lines holds a sentence."""
    return any(_SENTENCE.search(line) for line in head.split(b"\n", LINES_LOOKED_AT)[:LINES_LOOKED_AT])


class NmeaReader:
    """Reads streams of sentences in pieces of whole lines; parts of a message may stand in two pieces."""

    def __init__(self, task: Task) -> None:
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file."""
        first, waiting = 0, Waiting()
        for block in whole_lines(stream, PIECE_BYTES):
            found = find(block)
            yield self._batch(block, found, first, member, waiting)
            first += found.lines.size
        lost = waiting.finish()
        if lost:
            self._rejects.add_rows(member, lost, PARTS_MISSING, "line")
            yield Batch(NAME, len(lost), rejects=self._rejects.take())

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())

    def _batch(self, block: bytes, found: Found, first: int, member: str, waiting: Waiting) -> Batch:
        times = heard(block, found)
        rows = _located(found.sentences, times, first)
        said = said_in(found.sentences, times, first, waiting)
        others = list(told_by(_others(block, found.sentences, times, first, waiting, said.taken)))
        more = [{**told.position, **_when(one)} for one, told in others if told.position]
        rows = pl.concat([rows, _as_rows(more)]) if more else rows
        rows = judged(rows)
        reject_rows(rows, member, self._rejects)
        statics = _static_rows([{**told.static, **_when(one)} for one, told in others if told.static], said.frame)
        told_only = statics.filter(~pl.col("row").is_in(rows["row"].implode()))
        untimed = told_only.filter(pl.col("time").is_null())["row"].to_list()
        self._rejects.add_rows(member, untimed, NO_TIME, "line")
        lost, waiting.lost = waiting.lost, []
        self._rejects.add_rows(member, lost, PARTS_MISSING, "line")
        refused = self._refuse(others, member) + self._pass_over(found, first, member) + len(lost)
        return Batch(
            NAME,
            rows_in=rows.height + told_only.height + refused,
            vessels=positions_of(rows, member, self._sha256),
            statics=statics_of(statics.filter(pl.col("time").is_not_null()), member, self._sha256),
            static_rows=told_only.height - len(untimed),
            rejects=self._rejects.take(),
        )

    def _refuse(self, others: list[tuple[Message, Told]], member: str) -> int:
        """Note messages of which nothing is kept."""
        bad = [(one.row, told.reason) for one, told in others if told.reason]
        for reason in dict.fromkeys(reason for _, reason in bad):
            self._rejects.add_rows(member, [row for row, why in bad if why == reason], reason, "line")
        return len(bad)

    def _pass_over(self, found: Found, first: int, member: str) -> int:
        """Note lines without a sentence or with a broken one; blank ones and those with `$` or `#` first are none."""
        data, starts = found.sentences.data, found.line_starts
        self._rejects.add_rows(member, (found.broken + first).tolist(), BROKEN, "line")
        mute = np.ones(starts.size, np.bool_)
        mute[found.sentences.line] = False
        mute[found.broken] = False
        mute &= ~np.isin(data[starts], [ord(one) for one in "$#\n\r\x00"])
        strange = np.flatnonzero(mute)
        self._rejects.add_rows(member, (strange + first).tolist(), NO_SENTENCE, "line")
        self._rejects.add_rows(member, (found.more + first).tolist(), SECOND, "line")
        return int(found.broken.size + strange.size + found.more.size)


def _located(sentences: Sentences, times: Heard, first: int) -> pl.DataFrame:
    """All positions that are decoded in columns, in the order of their lines."""
    decoded = decode_positions(sentences)
    which = decoded.which
    received = times.seconds[which]
    return pl.DataFrame(
        {
            "mmsi": decoded.mmsi,
            "seconds": np.where(np.isnan(received), decoded.clock, received),
            "row": sentences.line[which] + first,
            "lat": decoded.lat.round(6),
            "lon": decoded.lon.round(6),
            "sog_kt": decoded.sog_kt,
            "cog_deg": decoded.cog_deg,
            "heading_deg": decoded.heading_deg,
            "status": pl.Series(decoded.status).fill_nan(None).cast(pl.Int8),
            "message": pl.Series(decoded.kind).cast(pl.Int8),
            "station": times.station.gather(which),
        },
        schema=_ROW_SCHEMA,
    )


_ROW_SCHEMA: dict[str, Any] = {
    "mmsi": pl.Int64,
    "seconds": pl.Float64,
    "row": pl.Int64,
    **dict.fromkeys(("lat", "lon", "sog_kt", "cog_deg", "heading_deg"), pl.Float64),
    "status": pl.Int8,
    "message": pl.Int8,
    "station": pl.String,
}


def _as_rows(rows: list[dict[str, Any]]) -> pl.DataFrame:
    told = [{**row, "mmsi": int(row["craft"].removeprefix("mmsi:"))} for row in rows]
    return pl.DataFrame(told, schema=_ROW_SCHEMA, orient="row")


def _static_rows(rows: list[dict[str, Any]], said: pl.DataFrame) -> pl.DataFrame:
    """What was told one by one and in columns, in the order of lines, with `time`."""
    frame = pl.concat([pl.DataFrame(rows, schema=SAID_SCHEMA, orient="row"), said]).sort("row", maintain_order=True)
    milliseconds = (pl.col("seconds").fill_nan(None) * 1000).round().cast(pl.Int64)
    return sized(frame).with_columns(time=milliseconds.cast(VESSEL_STATICS.schema["time"]))


def _when(message: Message) -> dict[str, Any]:
    return {"seconds": message.seconds, "row": message.row, "station": message.station}


def _others(
    block: bytes, sentences: Sentences, times: Heard, first: int, waiting: Waiting, taken: Bits
) -> Iterator[Message]:
    """Messages that pyais decodes: those of several sentences, and those of one whose type is not read in columns."""
    length = sentences.payload_end - sentences.payload
    columnar = np.zeros(sentences.at.size, np.bool_)
    columnar[taken] = True
    kinds = sentences.kinds
    for kind, fields in FIELDS.items():
        columnar |= (sentences.total == 1) & (kinds == kind) & (length >= fields.letters)
    for place in np.flatnonzero(~columnar).tolist():
        raw = block[int(sentences.at[place]) : int(sentences.end[place])]
        row, seconds, station = int(sentences.line[place]) + first, float(times.seconds[place]), times.station[place]
        total = int(sentences.total[place])
        if total == 1:
            yield Message((raw,), row, seconds, station)
            continue
        key = (total, int(sentences.sequence[place]), int(sentences.channel[place]))
        whole = waiting.take(key, int(sentences.number[place]), Part(raw, row, seconds, station))
        if whole is not None:
            yield whole


NMEA = Format(
    name=NAME,
    documented_at="https://gpsd.gitlab.io/gpsd/AIVDM.html",
    kind=ExhibitKind.SHIPS,
    recognises=recognises,
    reader=NmeaReader,
)
"""The format."""
