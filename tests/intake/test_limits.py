"""Hostile archives: each becomes a reject, the rest is read, and nothing is ever written."""

from __future__ import annotations

import gzip
import io
import os
import tarfile
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossbearing.errors import UnknownFormat
from crossbearing.intake.limits import MIB, Limits
from crossbearing.intake.members import members
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.zstandard import zstd
from intake.track_bytes import MIDNIGHT, day_tar, read, row, tar_of, trace, whole, zip_of

HEAD = b'{"icao":"7380c2","timestamp":0,"trace":['
GOOD = trace([row(), row(60)])


def bomb(size: int) -> bytes:
    """A gzip of something that begins like a trace and goes on with so many blanks."""
    packer = zlib.compressobj(9, wbits=31)
    pieces = [packer.compress(HEAD), *(packer.compress(b" " * MIB) for _ in range(size // MIB))]
    return b"".join([*pieces, packer.flush()])


def reasons(out: dict) -> list[str]:
    return [line["reason"] for line in out["rejects"]]


def test_a_gzip_bomb_is_refused_and_its_neighbours_are_read(tmp_path):
    files = {"a.json": GOOD, "b.json": bomb(512 * MIB), "c.json": gzip.compress(GOOD)}
    tracemalloc.start()
    out = whole(read(tmp_path, tar_of(files)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(out["positions"]) == 4
    assert out["rejects"][0]["member"] == "b.json"
    assert "compression_ratio" in reasons(out)[0]
    assert peak < 64 * MIB


def test_a_zip_bomb_is_refused(tmp_path):
    out = whole(read(tmp_path, zip_of({"a.json": HEAD + b" " * (64 * MIB), "b.json": GOOD})))
    assert len(out["positions"]) == 2
    assert "compression_ratio" in reasons(out)[0]


def zstandard(data: bytes, window_log: int | None = None) -> bytes:
    options = {zstd.CompressionParameter.window_log: window_log} if window_log else None
    return zstd.compress(data, options=options)


def test_zstandard_is_unpacked_in_frames_and_inside_archives(tmp_path):
    out = whole(read(tmp_path, zstandard(tar_of({"a.json": zstandard(GOOD[:10]) + zstandard(GOOD[10:])}))))
    assert [line["member"] for line in out["positions"]] == ["a.json"] * 2


def test_a_zstandard_bomb_is_refused_and_its_neighbours_are_read(tmp_path):
    files = {"a.json": GOOD, "b.json": zstandard(HEAD + b" " * (64 * MIB)), "c.json": zstandard(GOOD)}
    out = whole(read(tmp_path, tar_of(files)))
    assert len(out["positions"]) == 4
    assert "compression_ratio" in reasons(out)[0]


def test_a_frame_that_asks_for_more_memory_than_any_archive_needs_is_refused(tmp_path):
    greedy = zstandard(os.urandom(64), window_log=28)
    # The header of a frame whose size is not told: one byte of description, then the size of the window.
    greedy = greedy[:4] + b"\x00" + bytes([(30 - 10) << 3]) + greedy[6:]
    out = whole(read(tmp_path, tar_of({"a.json": GOOD, "b.json": greedy})))
    assert len(out["positions"]) == 2
    assert "damaged" in reasons(out)[0]


@settings(max_examples=40, deadline=None)
@given(cut=st.integers(1, 200), flips=st.lists(st.tuples(st.integers(4, 120), st.integers(0, 255)), max_size=4))
def test_whatever_happens_to_a_zstandard_stream_its_neighbours_are_read(tmp_path_factory, cut, flips):
    packed = bytearray(zstandard(GOOD)[:cut])
    for at, value in flips:
        if at < len(packed):
            packed[at] = value
    out = whole(read(tmp_path_factory.mktemp("z"), tar_of({"a.json": GOOD, "b.json": bytes(packed)})))
    assert len(out["positions"]) >= 2


def test_what_is_packed_four_times_is_refused(tmp_path):
    deep = tar_of({"in.zip": zip_of({"in.tgz": gzip.compress(gzip.compress(GOOD))}), "a.json": GOOD})
    out = whole(read(tmp_path, deep))
    assert len(out["positions"]) == 2
    assert "limit nesting" in reasons(out)[0]


def test_what_is_packed_three_times_is_read(tmp_path):
    out = whole(read(tmp_path, zip_of({"day.tgz": gzip.compress(tar_of({"a.json": GOOD}))})))
    assert [line["member"] for line in out["positions"]] == ["day.tgz/a.json"] * 2


def test_names_that_climb_out_are_labels_and_links_and_devices_are_refused(tmp_path):
    out_file = io.BytesIO()
    with tarfile.open(fileobj=out_file, mode="w") as archive:
        for name in ("../../climb.json", "/absolute.json", "a\\..\\b.json"):
            entry = tarfile.TarInfo(name)
            entry.size = len(GOOD)
            archive.addfile(entry, io.BytesIO(GOOD))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, tarfile.FIFOTYPE):
            entry = tarfile.TarInfo(f"special-{kind.decode()}")
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    folder = tmp_path / "deep" / "deeper"
    folder.mkdir(parents=True)
    out = whole(read(folder, out_file.getvalue()))
    assert len(out["positions"]) == 6
    assert len(out["rejects"]) == 5
    assert {line["reason"] for line in out["rejects"]} == {
        "not a regular file: links and devices are not followed",
    }
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["deep", "deeper", "exhibit"]


def test_two_members_of_one_name_are_both_read(tmp_path):
    out_file = io.BytesIO()
    with zipfile.ZipFile(out_file, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.json", GOOD)
        archive.writestr("a.json", GOOD)
    assert len(whole(read(tmp_path, out_file.getvalue()))["positions"]) == 4


def test_an_encrypted_zip_entry_is_a_reject(tmp_path):
    data = bytearray(zip_of({"a.json": GOOD}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert reasons(whole(read(tmp_path, bytes(data)))) == ["encrypted zip entry"]


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("name", ["short.json", "folder/" * 13 + "é-long.json", "d/" * 30 + "x" * 60 + ".json"])
def test_every_form_of_tar_gives_names_and_bytes_back(form, name):
    packed = tar_of({name: GOOD, "after.json": b"{}"}, form)
    found = [(member.path, member.open().read()) for member in members(lambda: io.BytesIO(packed))]
    assert found == [(name, GOOD), ("after.json", b"{}")]


@given(st.dictionaries(st.text("abcé/ü", min_size=1).filter(lambda n: not n.endswith("/")), st.binary(), max_size=5))
def test_a_tar_of_anything_is_unpacked_as_tarfile_would(files):
    packed = tar_of(files, tarfile.PAX_FORMAT)
    wanted = {name: data for name, data in files.items() if not data.startswith((b"\x1f\x8b", b"PK"))}
    found = {m.path: m.open().read() for m in members(lambda: io.BytesIO(packed)) if m.path in wanted}
    assert found == wanted


@settings(max_examples=200)
@given(st.data())
def test_no_damage_to_an_archive_stops_the_reading(data):
    packed = bytearray(data.draw(st.sampled_from([SMALL_DAY, SMALL_ZIP, gzip.compress(SMALL_DAY)])))
    for _ in range(data.draw(st.integers(1, 4))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(packed)))
    for member in members(lambda: io.BytesIO(bytes(packed[:cut])), Limits(member_bytes=MIB)):
        if member.refused is None:
            try:
                member.open().read()
            except Unreadable:
                continue


SMALL_DAY = day_tar(3)
SMALL_ZIP = zip_of({"a.json": GOOD, "b/c.txt": b" date 2024-02 A ship left."})


def test_a_zip_whose_entries_lie_before_its_beginning_is_a_reject(tmp_path):
    packed = bytearray(SMALL_ZIP)
    end = packed.rindex(b"PK\x05\x06")
    packed[end + 16 : end + 20] = (int.from_bytes(packed[end + 16 : end + 20], "little") + 50).to_bytes(4, "little")
    assert "before the beginning" in reasons(whole(read(tmp_path, bytes(packed))))[0]


def test_a_zip_entry_without_a_name_is_read(tmp_path):
    packed = SMALL_ZIP.replace(b"a.json", b"\0.json")
    assert whole(read(tmp_path, packed))["rows_in"] > 0


def test_a_header_that_describes_itself_at_length_is_refused(tmp_path):
    entry = tarfile.TarInfo("././@LongLink")
    entry.type, entry.size = tarfile.GNUTYPE_LONGNAME, 8 * 1024 * MIB
    head = entry.tobuf(tarfile.GNU_FORMAT)
    out = whole(read(tmp_path, tar_of({"a.json": GOOD})[:1536].rstrip(b"\0") + b"\0" * 512 + head))
    assert out["rows_in"] == out["kept"] + out["rejected"]
    found = list(members(lambda: io.BytesIO(head + b"x" * 1024)))
    assert "tar_header_bytes" in str(found[-1].refused)


def test_more_members_than_the_limit_are_refused():
    packed = day_tar(5)
    found = list(members(lambda: io.BytesIO(packed), Limits(members=3)))
    assert [member.refused is None for member in found] == [True] * 3 + [False] * 2


def test_more_bytes_than_the_limit_are_refused():
    packed = tar_of({"a": b"x" * 5000})
    for limits, word in ((Limits(member_bytes=4000), "member_bytes"), (Limits(archive_bytes=4000), "archive_bytes")):
        reason = next(iter(members(lambda: io.BytesIO(packed), limits))).refused
        assert word in str(reason)


def test_a_zip_inside_an_archive_must_fit_in_memory():
    packed = gzip.compress(zip_of({"a": os.urandom(5000)}))
    found = list(members(lambda: io.BytesIO(packed), Limits(nested_zip_bytes=1000)))
    assert "nested_zip_bytes" in str(found[0].refused)


def test_deep_json_is_a_reject(tmp_path):
    deep = b'{"icao":"7380c2","timestamp":0,"x":' + b"[" * 100_000 + b"]" * 100_000 + b',"trace":[]}'
    hidden = b'{"trace":[[' + b"[" * 100_000
    out = whole(read(tmp_path, tar_of({"a.json": deep, "b.json": hidden, "c.json": GOOD})))
    assert len(out["positions"]) == 2
    assert out["rejected"] == 2


def test_a_gzip_cut_short_is_a_reject_and_the_rest_goes_on(tmp_path):
    packed = gzip.compress(trace([row(n) for n in range(500)]))
    out = whole(read(tmp_path, tar_of({"a.json": packed[:-20], "b.json": packed[:30], "c.json": packed})))
    assert len(out["positions"]) == 500
    assert reasons(out) == ["damaged: the gzip stream ends early"] * 2


def test_a_gzip_of_several_parts_with_padding_is_read_whole(tmp_path):
    half = len(GOOD) // 2
    packed = gzip.compress(GOOD[:half]) + b"\0" * 70_000 + gzip.compress(GOOD[half:]) + b"\0" * 70_000
    assert len(whole(read(tmp_path, packed))["positions"]) == 2


def test_a_gzip_whose_checksum_is_wrong_is_a_reject(tmp_path):
    packed = bytearray(gzip.compress(GOOD))
    packed[-8] ^= 1
    out = whole(read(tmp_path, tar_of({"a.json": bytes(packed), "b.json": GOOD})))
    assert (out["kept"], out["rejected"]) == (2, 1)


def test_an_archive_of_nothing_we_know_is_rejects_and_a_file_of_nothing_we_know_an_error(tmp_path):
    out = whole(read(tmp_path, tar_of({"a.bin": os.urandom(100) + b"\0"})))
    assert reasons(out) == ["of no format we read"]
    with pytest.raises(UnknownFormat, match="hint"):
        read(tmp_path, b"\0\1\2\3")


def test_the_base_time_is_used_in_every_archive(tmp_path):
    out = whole(read(tmp_path, tar_of({"2020/01/01/trace_full_7380c2.json": GOOD})))
    assert out["positions"][0]["time"].timestamp() == MIDNIGHT
