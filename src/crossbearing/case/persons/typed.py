"""Sightings typed in by hand: each becomes a file of one JSON line, taken into custody like any other."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import msgspec

from crossbearing.case import Added, Case
from crossbearing.errors import InputError
from crossbearing.intake.sightings import sighting_of
from crossbearing.model.exhibits import ExhibitKind
from crossbearing.model.identity import content_id


def add_sighting(case: Case, told: Mapping[str, str]) -> Added:
    """Put one sighting into a case; `told` has texts under the names of `crossbearing.intake.sightings.NAMES`.

    The same words give the same bytes, so a sighting typed twice is one exhibit. Raises `InputError` where something
    is missing or does not hold together.
    """
    kept = {name: text for name, text in sorted(told.items()) if text}
    try:
        sighting_of(kept)
    except ValueError as wrong:
        raise InputError("sighting", str(wrong), "see `crossbearing sighting --help`") from wrong
    line = msgspec.json.encode({"type": "sighting", **kept}) + b"\n"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{content_id('sighting', line.decode())}.jsonl"
        path.write_bytes(line)
        return next(case.add([path], ExhibitKind.SIGHTINGS))
