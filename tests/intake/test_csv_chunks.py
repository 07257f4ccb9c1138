"""Large tables are read in pieces, and where a piece ends must not show."""

from __future__ import annotations

import io

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossbearing.intake import csv_chunks
from crossbearing.intake.csv_chunks import CsvChunks, header_of, separator_of
from crossbearing.intake.limits import Limits
from crossbearing.intake.streams import Unreadable

KINDS = {"a": "number", "b": "word", "c": "truth", "absent": "word"}


def pieces(data: bytes) -> tuple[pl.DataFrame, list[tuple[int, str]]]:
    found = list(CsvChunks(io.BufferedReader(io.BytesIO(data)), KINDS))
    frames = [piece.frame for piece in found] or [pl.DataFrame()]
    return pl.concat(frames), [bad for piece in found for bad in piece.bad]


def test_numbers_words_and_truths_are_told_apart():
    frame, bad = pieces(b"a,b,c,more\n1.5, x ,True,1\n,,false,2\n-2,z,1,\n")
    assert bad == []
    assert frame.to_dicts() == [
        {"a": 1.5, "b": "x", "c": True, "absent": None, "row": 0},
        {"a": None, "b": None, "c": False, "absent": None, "row": 1},
        {"a": -2.0, "b": "z", "c": True, "absent": None, "row": 2},
    ]


@pytest.mark.parametrize("lines", [b"1,2\n1,2,3,4\n", b"1,2,3,4\n1,2\n", b"1\n1,2,3,4,5\n"])
def test_a_line_too_long_does_not_make_up_for_one_too_short(lines):
    frame, bad = pieces(b"a,b,c\n" + lines)
    assert (frame.height, len(bad)) == (0, 2)


def test_line_ends_of_windows_are_as_good():
    assert pieces(b"a,b,c\r\n1,2,true\r\n")[0].rows() == [(1.0, "2", True, None, 0)]


def test_a_header_is_known_with_quotes_capitals_and_other_separators():
    assert header_of(b'\xef\xbb\xbf"Time";ICAO24 ;lat\r\n1;2;3') == ["time", "icao24", "lat"]
    assert separator_of(b"a\tb\n") == "\t"
    assert header_of(b"one") == []


CELL = st.sampled_from(
    ["1", "-2.5", "", "x", '"q"', '"', "1e999", "nan", "é", "\r", "+1", ".5", "5.", "1_0", " 1", "0x1", "-inf", "1E5"]
)


@given(st.lists(st.lists(CELL, min_size=1, max_size=4).map(",".join), max_size=8), st.integers(1, 40))
def test_the_size_of_the_pieces_does_not_show(lines, size):
    data = ("a,b,c\n" + "".join(f"{line}\n" for line in lines)).encode()
    whole, bad = pieces(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_chunks, "PIECE_BYTES", size)
        patch.setattr(csv_chunks, "BLOCK_BYTES", size)
        cut, cut_bad = pieces(data)
    assert cut.rows() == whole.rows()
    assert sorted(cut_bad) == sorted(bad)
    assert len(whole) + len(bad) == sum(bool(line.strip()) for line in lines)


def test_quotes_keep_separators_and_blank_lines_are_no_rows():
    frame, bad = pieces(b'a,b,c\n1,"x",true\n\n2,"y,z",true\n3,w,true\n\n')
    assert bad == []
    assert frame.select("a", "b", "row").rows() == [(1.0, "x", 0), (2.0, "y,z", 2), (3.0, "w", 3)]


def test_a_line_over_the_limit_ends_the_reading(monkeypatch):
    monkeypatch.setattr(csv_chunks, "DEFAULT", Limits(line_bytes=100))
    monkeypatch.setattr(csv_chunks, "PIECE_BYTES", 50)
    monkeypatch.setattr(csv_chunks, "BLOCK_BYTES", 50)
    with pytest.raises(Unreadable, match="line_bytes"):
        pieces(b"a,b,c\n" + b"x" * 1_000)
