"""Files are known by their content."""

from __future__ import annotations

import gzip
import hashlib

import pytest

from crossbearing.errors import UnknownFormat
from crossbearing.intake import fingerprint, sniff
from crossbearing.model.exhibits import ExhibitKind
from intake.track_bytes import day_tar, row, tar_of, trace, zip_of

STATES = b"time,icao24,lat,lon,velocity,lastposupdate,lastcontact\n"


def packed(data: bytes) -> bytes:
    """Gzip without the time of day, which would give every worker of a test run other names of tests."""
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (trace([row()]), ExhibitKind.TRACKS),
        (packed(trace([row()])), ExhibitKind.TRACKS),
        (day_tar(2), ExhibitKind.TRACKS),
        (tar_of({"README.txt": b"\0", "a": trace([])}), ExhibitKind.TRACKS),
        (tar_of({"README.txt": b"Positions of one day.", "a": trace([])}), ExhibitKind.TRACKS),
        (STATES, ExhibitKind.TRACKS),
        (b" date 2024-02 A ship left.", ExhibitKind.REPORTS),
        (b"A ship left.", ExhibitKind.REPORTS),
        (zip_of({"a.txt": b" date 2024-02 A ship left."}), ExhibitKind.REPORTS),
        (b'{"kind":"flight","quote":"flew"}\n', ExhibitKind.CLAIMS),
        (b"hex,owner\n", ExhibitKind.REGISTER),
        (b"MMSI,BaseDateTime,LAT,LON,IMO\n1,2,3,4,5\n", ExhibitKind.SHIPS),
        (b"!AIVDM,1,1,,A,13P;DhPP@M0RrVfOmDm=`9BJ00S;,0*5B\n", ExhibitKind.SHIPS),
    ],
)
def test_a_kind_is_told_by_the_first_bytes(tmp_path, data, kind):
    path = tmp_path / "misleading.pdf"
    path.write_bytes(data)
    assert sniff(path) is kind


@pytest.mark.parametrize(
    "data",
    [b"\0\1\2", b"<svg>", b'{"a":1}', b"[1]", tar_of({}), tar_of({"a": b"\0"})]
    + [
        b"a,b,c\n1,2,3\n",
        b'code,name,place\nX,"Field, north",Y\n',
        b"MMSI,LAT,LON,IMO\n1,3,4,5\n",
        b"!AIVDM,1,1,,A,x,0*5\n!AIVDM,1,1,,A,x,0*5\n",
    ],
)
def test_what_is_of_no_known_format_is_one_clear_line(tmp_path, data):
    path = tmp_path / "x.bin"
    path.write_bytes(data)
    with pytest.raises(UnknownFormat) as told:
        sniff(path)
    assert str(told.value).startswith("x.bin: ")
    assert "readsb" in str(told.value)
    assert "\n" not in str(told.value)


def test_an_empty_file_is_told_so(tmp_path):
    (tmp_path / "x.bin").touch()
    with pytest.raises(UnknownFormat, match=r"x\.bin: the file is empty"):
        sniff(tmp_path / "x.bin")


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (packed(packed(packed(packed(b"{}")))), "limit nesting"),
        (b"PK\3\4x", "zip: damaged"),
        (packed(b"")[:12], "ends early"),
    ],
)
def test_what_cannot_be_unpacked_says_why(tmp_path, data, why):
    path = tmp_path / "x"
    path.write_bytes(data)
    with pytest.raises(UnknownFormat, match=why):
        sniff(path)


def test_the_second_part_of_a_split_archive_says_how_to_join_it(tmp_path):
    path = tmp_path / "v2024.02.10-planes-readsb-prod-0.tar.ab"
    path.write_bytes(day_tar(5)[1000:])
    with pytest.raises(UnknownFormat, match="all parts of a split archive together"):
        sniff(path)


def test_a_fingerprint_is_the_hash_and_the_size(tmp_path):
    path = tmp_path / "x"
    path.write_bytes(b"abc" * 1_000_000)
    assert fingerprint(path) == (hashlib.sha256(b"abc" * 1_000_000).hexdigest(), 3_000_000)
