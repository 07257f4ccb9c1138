"""Archives split to be sent are one file again."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.case.files import files_under
from crossbearing.errors import UnknownFormat
from crossbearing.intake import fingerprint, name_of, read_exhibit, sniff
from crossbearing.intake.parts import SplitFile, joined
from crossbearing.model.exhibits import ExhibitKind
from intake.track_bytes import day_tar, whole


def split(folder: Path, data: bytes, count: int, name: str = "v2024.02.10-planes.tar") -> list[Path]:
    size = -(-len(data) // count)
    parts = [folder / f"{name}.a{chr(ord('a') + n)}" for n in range(count)]
    for n, part in enumerate(parts):
        part.write_bytes(data[n * size : (n + 1) * size])
    return parts


def test_parts_of_a_day_are_one_exhibit_with_the_hash_of_the_whole(tmp_path):
    data = day_tar(12)
    parts = split(tmp_path, data, 3)
    for asked in ([tmp_path], parts, parts[::-1]):
        [(source, named)] = files_under(asked)
        assert named is (asked != [tmp_path])
        assert name_of(source) == "v2024.02.10-planes.tar"
        assert fingerprint(source) == (hashlib.sha256(data).hexdigest(), len(data))
        assert sniff(source) is ExhibitKind.TRACKS
        out = whole(read_exhibit(source, name=name_of(source)))
        assert (out["kept"], out["rejected"]) == (24, 0)
        assert out["archive"][0]["whole"] is True


def test_a_day_whose_last_part_is_missing_is_read_as_far_as_it_goes_and_is_not_whole(tmp_path):
    split(tmp_path, day_tar(40), 3)[2].unlink()
    [(source, _)] = files_under([tmp_path])
    out = whole(read_exhibit(source, name=name_of(source)))
    assert 0 < out["kept"] < 80
    assert out["archive"][0]["whole"] is False


def test_a_part_without_its_forerunner_is_the_beginning_of_nothing(tmp_path):
    parts = split(tmp_path, day_tar(40), 3)
    parts[1].unlink()
    sources = [source for source, _ in files_under([tmp_path])]
    assert sources == [parts[0], parts[2]]
    with pytest.raises(UnknownFormat, match="all parts of a split archive together"):
        sniff(parts[2])


def test_other_files_stay_by_themselves():
    files = [Path("a/x.tar"), Path("a/x.tar.gz"), Path("a/y.tar.aa"), Path("b/y.tar.ab"), Path("a/x.aa")]
    assert [source for source, _ in joined((path, True) for path in files)] == files


def test_more_than_26_parts_go_on_from_az_to_ba():
    names = [f"x.tar.{left}{right}" for left in "ab" for right in "abcdefghijklmnopqrstuvwxyz"]
    [(source, _)] = joined((Path(name), False) for name in names)
    assert isinstance(source, SplitFile)
    assert [part.name for part in source.parts] == names


@given(st.lists(st.binary(max_size=9), min_size=1, max_size=5), st.integers(1, 7))
def test_the_bytes_of_the_parts_follow_each_other(tmp_path_factory, pieces, size):
    folder = tmp_path_factory.mktemp("parts")
    paths = tuple(folder / f"x.tar.a{chr(ord('a') + n)}" for n in range(len(pieces)))
    for path, piece in zip(paths, pieces, strict=True):
        path.write_bytes(piece)
    with SplitFile(paths).open() as stream:
        assert b"".join(iter(lambda: stream.read(size), b"")) == b"".join(pieces)
        assert isinstance(stream, io.BufferedReader)
