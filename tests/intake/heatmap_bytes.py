"""A writer of heatmaps of our own: the records as they are documented, for tests and measurements."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import NamedTuple

KINDS = {"adsb_icao": 0, "adsr_icao": 2, "tisb_icao": 3, "adsc": 4, "mlat": 5, "tisb_trackfile": 10, "tisb_other": 11}


class Told(NamedTuple):
    """One position of a slice; `alt_steps` is in 25 ft or one of the codes, `gs` in 0.1 kt."""

    address: int
    lat: float
    lon: float
    alt_steps: int = 1440
    gs: int = 4501
    kind: str = "adsb_icao"
    callsign: str | None = None
    squawk: int = 0


def heatmap(slices: Iterable[tuple[float, list[Told]]], length_ms: int = 10_000) -> bytes:
    """A file of these slices: (seconds since 1970, positions)."""
    body: list[bytes] = []
    headers: list[int] = []
    held = list(slices)
    for seconds, told in held:
        headers.append(len(held) + len(body))
        ms = round(seconds * 1000)
        upper, lower = ms >> 32, (ms & 0xFFFFFFFF) - ((ms & 0x80000000) << 1)
        body.append(struct.pack("<iiihh", 0x0E7F7C9D, upper, lower, length_ms, 0))
        for one in told:
            if one.callsign is not None:
                words = one.callsign.ljust(8).encode()
                body.append(struct.pack("<ii8s", one.address, (1 << 30) | one.squawk, words))
            hexed = one.address | KINDS[one.kind] << 27
            hexed -= (hexed & 0x80000000) << 1
            lat, lon = round(one.lat * 1e6), round(one.lon * 1e6)
            body.append(struct.pack("<iiihh", hexed, lat, lon, one.alt_steps, one.gs))
    return b"".join([*(struct.pack("<iiihh", place, 0, 0, 0, 0) for place in headers), *body])
