"""How large, deep and dense an input may be before it is refused, each figure with its reason.

A member that breaks a limit becomes a reject and everything else is processed.
"""

from __future__ import annotations

from dataclasses import dataclass

KIB = 1024
MIB = 1024 * KIB
GIB = 1024 * MIB


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one reading; the defaults are for a laptop with 4 GB of memory.

    Sizes are in bytes. A reject names the field that was broken. How deep JSON may be nested is left to the
    interpreter's own limit, which the decoder keeps: nothing deep is ever built, because unknown parts are skipped.
    """

    # Real traces deflate 3.9 to 6.8 times, state-vector CSV about 5 times (measured); deflate itself can reach 1,032.
    compression_ratio: int = 200
    # Below this much output a high ratio is harmless: a short file of blanks is no bomb.
    ratio_floor: int = 8 * MIB
    # An hour of OpenSky states is 0.8 GiB unpacked; a whole day of one network in one CSV would be 20.
    member_bytes: int = 8 * GIB
    # One adsb.lol day is 2 to 4 GiB of packed traces (measured from its release index), about 20 GiB unpacked.
    archive_bytes: int = 64 * GIB
    # A day holds some 70,000 traces; 2 million is 28 days in one archive.
    members: int = 2_000_000
    # A zip of a tar of gzip'ed traces is three layers; a fourth has never been met.
    nesting: int = 3
    # A zip inside an archive must be held in memory, because its table of contents stands at its end.
    nested_zip_bytes: int = 256 * MIB
    # The entries of a tar that describe other entries (long names, PAX) are read whole: real ones are below 1 KiB.
    tar_header_bytes: int = 64 * KIB
    # The largest real trace met is 0.4 MiB; decoded it takes up to 12 times its size in memory (measured).
    json_bytes: int = 64 * MIB
    # Half an hour of a whole network is 13 MiB (claimed for adsb.lol, 2026), held whole while it is decoded.
    heatmap_bytes: int = 256 * MIB
    # Longest line of a CSV or JSONL file: a typed claim is below 10 KiB.
    line_bytes: int = 1 * MIB
    # A report is read whole; the longest panel-of-experts report is about 3 MiB of text. GUESS with room to spare.
    report_bytes: int = 16 * MIB


DEFAULT = Limits()
