"""Trajectories as the Python library traffic writes them to JSON: a list of records, or an object of columns.

    [{"timestamp": 1572773290000, "icao24": "738043", "latitude": 41.79491, "longitude": 12.241875,
      "groundspeed": 0.0, "track": 271.0, "vertical_rate": 0.0, "callsign": "ELY1747", "altitude": 0.0}, …]
    {"timestamp": {"0": 1572773290000, …}, "icao24": {"0": "738043", …}, …}

Names and units are those of `traffic_names`. The rows may have been resampled and filtered by whoever wrote the file,
which cannot be told from them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from crossbearing.intake.reader import Format, Task
from crossbearing.intake.tracks.json_records import records_of
from crossbearing.intake.tracks.told_rows import ToldRows
from crossbearing.intake.tracks.traffic_names import (
    FEED,
    NAMES,
    NEEDED,
    counted,
    nothing_remembered,
    remembered,
    told_by_traffic,
)
from crossbearing.model.exhibits import Batch, ExhibitKind

NAME = "traffic_json"
_KEY = re.compile(rb'"([A-Za-z_0-9]+)"\s*:')
_FIRST_RECORD = re.compile(rb"\[\s*(\{[^{}\[\]]*)")
_COLUMNS = re.compile(rb'\{\s*"[A-Za-z_0-9]+"\s*:\s*\{\s*"\d+"\s*:')


def recognises(head: bytes) -> bool:
    """Whether the first record names a time, a place and an altitude as traffic does, or the first column is one."""
    text = head.lstrip()
    if text.startswith(b"["):
        record = _FIRST_RECORD.match(text)
        keys = {key.decode() for key in _KEY.findall(record[1])} if record else set()
        return set(NEEDED) <= keys
    column = _COLUMNS.match(text)
    key = _KEY.search(text)
    return column is not None and key is not None and key[1].decode() in NAMES


class TrafficReader:
    """Reads trajectories in pieces of some 8 MiB."""

    def __init__(self, task: Task) -> None:
        self._rows = ToldRows(NAME, task.sha256, task.name, network=FEED, zero_is_ground=True)

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one file."""
        self._rows.begin(member)
        last = nothing_remembered()
        for records in records_of(stream, NAMES):
            told = told_by_traffic(records.frame, last)
            last = remembered(told, last)
            yield self._rows.batch(told, member, records.bad, counted(told, records.names))

    def finish(self, complete: bool) -> Iterator[Batch]:
        """Nothing is held back."""
        return iter(())


TRAFFIC_JSON = Format(
    name=NAME,
    documented_at="https://traffic-viz.github.io/data_sources/index.html",
    kind=ExhibitKind.TRACKS,
    recognises=recognises,
    reader=TrafficReader,
)
"""The format."""
