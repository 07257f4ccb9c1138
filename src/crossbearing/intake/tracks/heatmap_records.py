"""Decode the records of a readsb heatmap into columns, all at once.

A file is records of 16 bytes, little endian: int32 `hex`, int32 `lat`, int32 `lon`, int16 `alt`, int16 `gs`
(https://github.com/wiedehopf/readsb, globe_index.c; https://github.com/wiedehopf/tar1090, html/script.js).
1. An index: the record number of each slice header, in `hex`.
2. Slices, each a header with `hex` 0x0e7f7c9d, the upper 32 bits of its time (ms since 1970) in `lat`, the lower in
   `lon`, and its length in ms in `alt` (which is too short for 60 s, so it is not read), followed by
3. info records, `lat` = 2^30 + squawk in decimal digits, and a callsign in the last 8 bytes, and
4. position records: `hex` has the address in bits 0 to 23, bit 24 for one that is no ICAO address, the kind of source
   in bits 27 to 31; `lat` and `lon` times 10^6; `alt` in 25 ft, -123 on the ground, -124 unknown (newer writers);
   `gs` in 0.1 kt, -1 unknown.
An info record stands before a position of its craft in the same slice, where it has one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from crossbearing.intake.streams import Unreadable

RECORD = np.dtype([("hex", "<i4"), ("lat", "<i4"), ("lon", "<i4"), ("alt", "<i2"), ("gs", "<i2")])
HEADER = 0x0E7F7C9D
INFO = 1 << 30
ADDRESS = (1 << 25) - 1
ON_GROUND, NO_ALTITUDE, NO_SPEED = -123, -124, -1
KINDS = (
    ("adsb_icao", "adsb_icao_nt", "adsr_icao", "tisb_icao", "adsc", "mlat", "other", "mode_s")
    + ("adsb_other", "adsr_other", "tisb_trackfile", "tisb_other", "mode_ac")
    + ("unknown",) * 19
)
# A slice of a second is the shortest that makes sense; half an hour has 1,800 of them.
MOST_SLICES = 4_000

Numbers = npt.NDArray[np.float64]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Slices:
    """The decoded columns of one file, one element for each position record.

    `at` is the number of the record in the file, `info` the number of the info record that belongs to it or -1.
    `starts` are the times of the slices in seconds since 1970.
    """

    at: Places
    address: npt.NDArray[np.int32]
    kind: npt.NDArray[np.uint8]
    seconds: Numbers
    lat: Numbers
    lon: Numbers
    alt: npt.NDArray[np.int16]
    gs: npt.NDArray[np.int16]
    info: Places
    starts: Numbers
    records: npt.NDArray[np.void]


def is_heatmap(head: bytes) -> bool:
    """Whether the first record points to a slice header."""
    slices = int.from_bytes(head[:4], "little")
    place = slices * RECORD.itemsize
    return 0 < slices <= MOST_SLICES and head[place : place + 4] == HEADER.to_bytes(4, "little")


def decode(data: bytes) -> Slices:
    """Decode a file; raises `Unreadable` for one without a slice. A record cut short at its end is not read."""
    records = np.frombuffer(data, RECORD, count=len(data) // RECORD.itemsize)
    headers = np.flatnonzero(records["hex"] == HEADER)
    if not headers.size:
        raise Unreadable("no heatmap: it has no slice")
    starts = _starts(records[headers])
    first = int(headers[0]) + 1
    body = records[first:]
    is_info = body["lat"] >= INFO
    is_position = ~is_info & (body["hex"] != HEADER)
    at = np.flatnonzero(is_position) + first
    found = records[at]
    seconds = np.repeat(starts, np.diff(np.append(np.searchsorted(at, headers), at.size)))
    return Slices(
        at=at,
        address=found["hex"] & ADDRESS,
        kind=(found["hex"].view(np.uint32) >> np.uint32(27)).astype(np.uint8),
        seconds=seconds,
        lat=found["lat"] / 1e6,
        lon=found["lon"] / 1e6,
        alt=found["alt"],
        gs=found["gs"],
        info=_info_before(records, at, np.flatnonzero(is_info) + first),
        starts=starts,
        records=records,
    )


def _starts(headers: npt.NDArray[np.void]) -> Numbers:
    upper = headers["lat"].astype(np.int64) << 32
    return np.asarray((upper | headers["lon"].view(np.uint32).astype(np.int64)) / 1000.0, dtype=np.float64)


def _info_before(records: npt.NDArray[np.void], at: Places, infos: Places) -> Places:
    """For each position the info record that stands right before it and is of the same address; -1 for none."""
    out = np.full(at.size, -1, dtype=np.int64)
    places = np.searchsorted(at, infos + 1)
    inside = places < at.size
    infos, places = infos[inside], places[inside]
    mine = (at[places] == infos + 1) & ((records["hex"][infos] ^ records["hex"][at[places]]) & ADDRESS == 0)
    out[places[mine]] = infos[mine]
    return out
