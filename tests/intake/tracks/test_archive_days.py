"""Which days an archive holds whole: only then may a silence in it mean anything."""

from __future__ import annotations

import gzip
from collections import Counter
from datetime import UTC, datetime

from crossbearing.intake.tracks.archive_days import ArchiveDays
from intake.heatmap_bytes import Told, heatmap
from intake.track_bytes import MIDNIGHT, balanced, day_tar, read, row, tar_of, trace, whole

DAY = datetime(2024, 2, 10, tzinfo=UTC)


def stretches(out: dict) -> list[tuple[datetime, datetime, bool]]:
    return [(line["started_at"], line["ended_at"], line["whole"]) for line in out["archive"]]


def test_a_day_in_the_layout_of_adsb_lol_is_whole(tmp_path):
    assert stretches(whole(read(tmp_path, day_tar(12)))) == [(DAY, DAY.replace(day=11), True)]


def test_one_crafts_file_says_nothing_of_the_others(tmp_path):
    assert stretches(whole(read(tmp_path, trace([row()])))) == [(DAY, DAY.replace(day=11), False)]


def test_a_handful_of_traces_is_somebodys_selection(tmp_path):
    assert stretches(whole(read(tmp_path, day_tar(3)))) == [(DAY, DAY.replace(day=11), False)]


def test_recent_traces_hold_no_day_whole(tmp_path):
    files = {f"traces/{n:02x}/trace_recent_7000{n:02x}.json": trace([row()], f"7000{n:02x}") for n in range(20)}
    assert [held for _, _, held in stretches(whole(read(tmp_path, tar_of(files))))] == [False]


def test_an_archive_cut_short_is_not_whole(tmp_path):
    packed = day_tar(20)
    for cut in (len(packed) // 2, len(packed.rstrip(b"\0")) + 100):
        out = whole(read(tmp_path, packed[:cut]))
        assert out["kept"] > 0
        assert [held for _, _, held in stretches(out)] == [False]
        assert "cut short" in out["rejects"][-1]["reason"] or "ends inside" in out["rejects"][-1]["reason"]


def test_a_packed_archive_cut_short_is_not_whole(tmp_path):
    out = whole(read(tmp_path, gzip.compress(day_tar(20))[:-200]))
    assert [held for _, _, held in stretches(out)] == [False]


def test_a_member_that_cannot_be_read_leaves_the_day_not_whole(tmp_path):
    files = {f"traces/{n:02x}/trace_full_7000{n:02x}.json": trace([row()], f"7000{n:02x}") for n in range(20)}
    files["traces/ff/trace_full_7000ff.json"] = b'{"trace":['
    out = whole(read(tmp_path, tar_of(files)))
    assert (out["kept"], out["rejected"]) == (20, 1)
    assert [held for _, _, held in stretches(out)] == [False]


def test_a_day_with_many_craft_and_missing_folders_is_not_whole():
    days = ArchiveDays("")
    for number in range(3_000):
        days.add(f"traces/{number % 122:02x}/trace_full_{number:06x}.json", MIDNIGHT)
    assert days.table(complete=True)["whole"].to_list() == [False]


def test_a_day_with_many_craft_in_all_folders_is_whole():
    days = ArchiveDays("")
    for number in range(3_000):
        days.add(f"./traces/{number % 256:02x}/trace_full_{number:06x}.json", MIDNIGHT + 18.0)
    assert days.table(complete=True)["whole"].to_list() == [True]


def test_a_straggler_from_the_day_before_does_not_make_that_day_whole():
    days = ArchiveDays("")
    for number in range(300):
        days.add(f"traces/{number % 256:02x}/trace_full_{number:06x}.json", MIDNIGHT)
    for number in range(12):
        days.add(f"traces/{number % 256:02x}/trace_full_a{number:05x}.json", MIDNIGHT - 60)
    assert days.table(complete=True)["whole"].to_list() == [False, True]


def test_how_many_folders_are_missing_is_noted(tmp_path):
    files = {}
    for number in range(2_300):
        icao = f"{0x700000 + number:06x}"
        files[f"./traces/{number % 122:02x}/trace_full_{icao}.json"] = trace([row()], icao)
    out = whole(read(tmp_path, tar_of(files)))
    assert out["notes"] == {"trace_folders_missing": 134}
    assert [held for _, _, held in stretches(out)] == [False]


def test_known_companions_of_an_archive_are_noted_and_others_rejected(tmp_path):
    lines = b'{"now": 1707523200, "hex": "7380c2", "lat": 55.6, "lon": 37.3}\n'
    files = {"README.txt": b"\0", "acas/acas.csv.gz": gzip.compress(b"\0"), "acas/acas.json.gz": gzip.compress(lines)}
    files |= {"traces/c2/trace_full_7380c2.json": trace([row()]), "heatmap/00.bin.ttf": gzip.compress(b"\0")}
    out = whole(read(tmp_path, tar_of(files)))
    assert out["notes"] == {"companion_file": 3}
    assert len(out["positions"]) == 1
    assert [line["member"] for line in out["rejects"]] == ["heatmap/00.bin.ttf"]


def test_heatmaps_beside_traces_tell_only_of_craft_without_a_trace(tmp_path):
    slices = [(MIDNIGHT + 10 * n, [Told(0x7380C2, 55.6, 37.3), Told(0x7380C3, 50.0, 30.0)]) for n in range(180)]
    heatmap_first = {"heatmap/00.bin.ttf": gzip.compress(heatmap(slices))}
    traces = {"traces/c2/trace_full_7380c2.json": gzip.compress(trace([row(), row(20)]))}
    for files in (heatmap_first | traces, traces | heatmap_first):
        batches = read(tmp_path, tar_of(files))
        out = whole(batches)
        assert balanced(batches)
        assert Counter(position["craft"] for position in out["positions"]) == {"icao24:7380c2": 2, "icao24:7380c3": 180}
        assert out["notes"] == {"craft_told_elsewhere": 180}
        assert len(out["archive"]) == 2


def test_heatmaps_in_an_archive_of_their_own_are_read_whole(tmp_path):
    files = {f"{n:02}.bin.ttf": heatmap([(MIDNIGHT + 1800 * n, [Told(0x7380C2, 55.6, 37.3)])]) for n in range(2)}
    assert len(whole(read(tmp_path, tar_of(files)))["positions"]) == 2


def test_a_broken_heatmap_does_not_spoil_the_traces_beside_it(tmp_path):
    files = {f"traces/{n:02x}/trace_full_7000{n:02x}.json": trace([row()], f"7000{n:02x}") for n in range(20)}
    files["heatmap/00.bin.ttf"] = gzip.compress(heatmap([(MIDNIGHT, [Told(0x7380C2, 55.6, 37.3)])]))[:-9]
    out = whole(batches := read(tmp_path, tar_of(files)))
    assert balanced(batches)
    assert stretches(out) == [(DAY, DAY.replace(day=11), True)]
