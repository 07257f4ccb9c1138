"""Snapshots of all aircraft at one moment: `aircraft.json`, `history_N.json`, `HHMMSSZ.json.gz`, API answers.

Written by readsb and dump1090 (documented in https://github.com/wiedehopf/readsb, README-json.md), kept by
ADSBexchange every 5 s (`readsb-hist`, https://www.adsbexchange.com/products/historical-data/), answered by the
version 2 API of every network. One document is one file, or one line of a file. A document has

- `now`: seconds since 1970; milliseconds in API answers;
- `aircraft` or `ac`: objects in which unknown keys are left out; `hex`, `lat` and `lon`, `seen_pos` (the age of the
  position in seconds), `seen` (the age of the last message of any kind), `type` (the source), `mlat` and `tisb` (the
  fields that came from there), `alt_baro` in feet or `"ground"`, `gs` in knots, `gpsOkBefore` (navigation was lost).

A position was valid at `now` less `seen_pos`. `lastPosition` is where the craft was more than a minute ago, `rr_lat`
and `rr_lon` are guesses from who hears it: neither is a position, and the craft is a contact (SIGHTINGS), heard at
`now` less `seen`, within the way it can have flown since its last position. A place that the previous snapshot already
gave with the same time is dropped as `stale_repeat`.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

import polars as pl

from crossbearing.intake.limits import DEFAULT
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.rejects import Rejects
from crossbearing.intake.streams import Unreadable, read_whole
from crossbearing.intake.tracks.contacts import MOST, Contacts
from crossbearing.intake.tracks.judged import positions_of, reject_rows
from crossbearing.intake.tracks.snapshot_cells import SnapshotRows
from crossbearing.intake.tracks.snapshot_frame import LAST, REPEAT, heard, latest, named, shaped, with_repeats
from crossbearing.intake.tracks.snapshot_json import Snapshot, decode
from crossbearing.model.exhibits import Batch, ExhibitKind
from crossbearing.model.tables import AIRFRAMES

NAME = "readsb-aircraft"
# Aircraft held back before frames are made of them: the cost of a frame is then small beside its rows.
ROWS_PER_BATCH = 50_000
_LIST = re.compile(rb'"(?:aircraft|ac)"\s*:\s*\[\s*(?:\]|\{[^{}]{0,2000}?"hex"\s*:)')
_NOW, _HEX, _PLACE = re.compile(rb'"now"\s*:\s*\d'), re.compile(rb'"hex"\s*:\s*"'), re.compile(rb'"lat"\s*:')


def recognises(head: bytes) -> bool:
    """Whether the file begins like a snapshot, or with lines that are one aircraft each with its own `now`."""
    if not head.lstrip().startswith(b"{"):
        return False
    first = head.lstrip().partition(b"\n")[0]
    return _LIST.search(head) is not None or all(form.search(first) for form in (_NOW, _HEX, _PLACE))


class SnapshotReader:
    """Reads the snapshots of one exhibit, remembering each craft's last place and time."""

    def __init__(self, task: Task, name: str = NAME, decode: Callable[[bytes], Snapshot] = decode) -> None:
        self._name = name
        self._decode = decode
        self._sha256 = task.sha256
        self._rejects = Rejects(task.sha256, task.name)
        self._contacts = Contacts(task.sha256, "receivers of the snapshot")
        self._rows = SnapshotRows()
        self._rejected = 0
        self._last = pl.DataFrame(schema={"craft": pl.String, **{f"{name}0": pl.Float64 for name in LAST}})
        self._told: pl.DataFrame = AIRFRAMES.empty()

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file: a snapshot, or several of them one a line."""
        line = stream.readline(DEFAULT.json_bytes)
        first = self._document(line)
        if first is None:
            self._hold_whole(line, stream, member)
        else:
            yield from self._hold_lines(first, stream, member)
        if len(self._rows) >= ROWS_PER_BATCH:
            yield self._batch()

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Give what is held back, the contacts, and what was told of airframes."""
        if len(self._rows) or self._rejected:
            yield self._batch()
        contacts = self._contacts.table()
        if contacts.height or self._told.height:
            yield Batch(self._name, int(contacts["observations"].sum()), airframes=self._told, sightings=contacts)

    def _hold_lines(self, first: Snapshot, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        self._hold(member, first, 0)
        rows, number = first.rows_in, 1
        while line := stream.readline(DEFAULT.json_bytes):
            number += 1
            rows += self._hold_line(member, number, line, rows)
            if len(self._rows) >= ROWS_PER_BATCH:
                yield self._batch()

    def _hold_whole(self, line: bytes, stream: io.BufferedReader, member: str) -> None:
        """A document over several lines; where it is none, its lines are tried one by one."""
        data = line + read_whole(stream, DEFAULT.json_bytes, "json_bytes")
        try:
            self._hold(member, self._decode(data), 0)
        except Unreadable:
            lines = data.splitlines()
            if not any(self._document(one) for one in lines[1:]):
                raise
            rows = 0
            for number, one in enumerate(lines, 1):
                rows += self._hold_line(member, number, one, rows)

    def _hold_line(self, member: str, number: int, line: bytes, first: int) -> int:
        if not line.strip():
            return 0
        try:
            snapshot = self._decode(line)
        except Unreadable as reason:
            self._rejects.add(member, f"line {number}", str(reason))
            self._rejected += 1
            return 0
        self._hold(member, snapshot, first)
        return snapshot.rows_in

    def _document(self, line: bytes) -> Snapshot | None:
        """What a line says that is a whole document by itself; null for any other."""
        try:
            return self._decode(line)
        except Unreadable:
            return None

    def _hold(self, member: str, snapshot: Snapshot, first: int) -> None:
        self._rows.add(member, snapshot, first)
        for number, reason in snapshot.bad:
            self._rejects.add(member, f"row {first + number}", reason)
        self._rejected += len(snapshot.bad)

    def _batch(self) -> Batch:
        rows = named(self._rows.take())
        located = with_repeats(rows.filter("located"), self._last)
        self._last = latest(located.filter(pl.col("reason").is_null()), self._last).tail(MOST)
        unlocated = rows.filter(~pl.col("located"))
        contacts = unlocated.filter(pl.col("reason").is_null())
        self._contacts.add(heard(contacts))
        self._tell(rows.filter(pl.col("reason").is_null()))
        positions = shaped(located, self._sha256)
        reject_rows(positions, self._rejects)
        reject_rows(unlocated.select("member", "row", "reason"), self._rejects)
        rejected, self._rejected = self._rejected, 0
        sightings = self._contacts.overflow()
        repeats = positions.filter(pl.col("reason") == REPEAT).height
        return Batch(
            self._name,
            rows_in=rows.height - contacts.height + rejected + int(sightings["observations"].sum()),
            sightings=sightings,
            positions=positions_of(positions),
            rejects=self._rejects.take(),
            notes={REPEAT: repeats} if repeats else {},
        )

    def _tell(self, rows: pl.DataFrame) -> None:
        """What the aggregator's database says of each craft, once a day."""
        told = rows.filter(pl.any_horizontal(pl.col("registration", "typecode", "operator").is_not_null(), "military"))
        day = pl.from_epoch(pl.col("now").cast(pl.Int64), time_unit="s").dt.date()
        lines = told.with_columns(seen_on=day, exhibit=pl.lit(self._sha256))
        both = pl.concat([self._told, AIRFRAMES.conform(lines.select(AIRFRAMES.schema.names()))])
        self._told = both.unique(["craft", "seen_on"], keep="first", maintain_order=True)


AIRCRAFT = Format(
    name=NAME,
    documented_at="https://github.com/wiedehopf/readsb/blob/dev/README-json.md",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=SnapshotReader,
)
