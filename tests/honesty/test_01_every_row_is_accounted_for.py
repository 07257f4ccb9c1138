"""Rule 1: rows + rejects = rows in, whatever the bytes are; nothing stops at the first bad line or skips in silence."""

from __future__ import annotations

import gzip
import io
import json
import random
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossbearing.case import Case
from crossbearing.errors import InputError
from crossbearing.intake import read_exhibit
from raw import MOSCOW, TEHRAN, leg, trace

DAY = datetime(2024, 2, 10, tzinfo=UTC)
STATES = (
    "time,icao24,lat,lon,velocity,heading,vertrate,callsign,onground,alert,spi,squawk,"
    "baroaltitude,geoaltitude,lastposupdate,lastcontact"
)


def _tar(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return out.getvalue()


def _states(rows: int) -> bytes:
    at = int(DAY.timestamp())
    lines = (f"{at + n},7380c2,{35 + n / 100},51.3,200,330,0,IRM1,False,False,False,1000,9000,9100,{at + n},{at + n}"
             for n in range(rows))  # fmt: skip
    return "\n".join([STATES, *lines, ""]).encode()


def _claims(rows: int) -> bytes:
    return b"".join(
        json.dumps({"id": f"c{n}", "kind": "flight", "quote": "flew"}).encode() + b"\n" for n in range(rows)
    )


def _register(rows: int) -> bytes:
    lines = (f"{0x730000 + n:06x},EP-{n:03d},Pouya Air" for n in range(rows))
    return "\n".join(["icao24,registration,operator", *lines, ""]).encode()


def _reports(rows: int) -> bytes:
    return b"".join(b" date 2024-02-10 An Il-76 flew from Tehran to Moscow.\n" for _ in range(rows))


FLOWN = trace("730c99", DAY, leg(DAY.replace(hour=4), TEHRAN, MOSCOW, (3962, 685)))
ROWS_FLOWN = len(json.loads(gzip.decompress(FLOWN))["trace"])
# Each whole file, and how many rows whoever reads it by eye counts in it.
WHOLE: dict[str, tuple[bytes, int]] = {
    "trace_full_730c99.json": (FLOWN, ROWS_FLOWN),
    "day.tar": (_tar({"./traces/99/trace_full_730c99.json": FLOWN}), ROWS_FLOWN),
    "states.csv": (_states(40), 40),
    "states.csv.gz": (gzip.compress(_states(40), mtime=0), 40),
    "claims.jsonl": (_claims(30), 30),
    "fleet.csv": (_register(30), 30),
    "reports.txt": (_reports(12), 12),
}


def balance(path: Path) -> tuple[int, int]:
    """Rows in, and rows kept or rejected."""
    rows_in = told = 0
    for batch in read_exhibit(path, name=path.name):
        kept = batch.positions.height + batch.register.height + len(batch.reports) + len(batch.claims)
        kept += int(batch.sightings["observations"].sum())
        rows_in, told = rows_in + batch.rows_in, told + kept + int(batch.rejects["rows"].sum())
    return rows_in, told


@pytest.mark.parametrize("name", WHOLE)
def test_a_whole_file_gives_all_its_rows(tmp_path: Path, name: str):
    data, rows = WHOLE[name]
    (tmp_path / name).write_bytes(data)
    assert balance(tmp_path / name) == (rows, rows)


def _cut(data: bytes, dice: random.Random) -> bytes:
    return data[: dice.randrange(1, len(data))]


def _flip(data: bytes, dice: random.Random) -> bytes:
    places = {dice.randrange(len(data)) for _ in range(dice.randrange(1, 12))}
    return bytes(byte ^ (1 << dice.randrange(8)) if place in places else byte for place, byte in enumerate(data))


def _splice(data: bytes, dice: random.Random) -> bytes:
    place = dice.randrange(len(data))
    junk = dice.choice([b"\n\n", b"\0\0\0", b'"', b"\xff\xfe", b",,,,\n", b"NaN", b"[" * 999, b"\n{}\n", b"9" * 4000])
    return data[:place] + junk + data[place:]


DAMAGE: tuple[Callable[[bytes, random.Random], bytes], ...] = (_cut, _flip, _splice)


def _damaged(name: str, how: int, seed: int) -> bytes:
    """A damaged file; every second gzip is damaged inside, so that the rows are reached."""
    data, dice = WHOLE[name][0], random.Random(seed)
    if data.startswith(b"\x1f\x8b") and seed % 2:
        return gzip.compress(DAMAGE[how](gzip.decompress(data), dice), mtime=0)
    return DAMAGE[how](data, dice)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(WHOLE)), st.integers(0, 2), st.integers(0, 10_000))
def test_a_damaged_file_accounts_for_all_that_is_left(tmp_path: Path, name: str, how: int, seed: int):
    (tmp_path / name).write_bytes(_damaged(name, how, seed))
    try:
        rows_in, told = balance(tmp_path / name)
    except InputError as error:
        assert error.hint
    else:
        assert rows_in == told
        assert rows_in > 0


def test_a_folder_of_damaged_files_is_run_to_its_end(tmp_path: Path):
    (tmp_path / "in").mkdir()
    for seed in range(5):
        for how in range(3):
            for name in WHOLE:
                (tmp_path / "in" / f"{seed}{how}-{name}").write_bytes(_damaged(name, how, seed))
    for name, (data, _) in WHOLE.items():
        (tmp_path / "in" / name).write_bytes(data)
    with Case.new(tmp_path / "case") as case:
        added = list(case.add([tmp_path / "in"]))
        case.run()
        notes = case.intake_notes()
        assert case.verify() == []
        assert {one.path for one in added} == set((tmp_path / "in").iterdir())
        assert len(notes) == sum(not one.refused and not one.known for one in added)
        assert [note for note in notes if note[2] != note[3] + note[4]] == []
        assert sum(note[4] for note in notes) == case.rejects()["rows"].sum()
        whole = {name: (rows_in, kept) for name, _, rows_in, kept, _ in notes if name in WHOLE}
        assert whole == {name: (rows, rows) for name, (_, rows) in WHOLE.items()}
        assert case.rejects()["reason"].str.len_chars().min() > 0
