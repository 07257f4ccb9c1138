"""What ships say of themselves, decoded in columns: the same as pyais reads, whatever the bits are."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from crossbearing.intake.ais import nmea
from crossbearing.intake.ais.sayings import SAID_SCHEMA, Said
from intake.ais.sea_bytes import AT, here, sentences, tagged, taken

LETTERS = "0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVW`abcdefghijklmnopqrstuvw"


def sentence(text: str) -> bytes:
    check = 0
    for one in text.encode():
        check ^= one
    return f"!{text}*{check:02X}".encode()


def payload(kind: int, bits: int, rng: np.random.Generator, part: int | None = None, mmsi: int | None = None) -> str:
    """A message of a type with random bits behind it."""
    raw = rng.integers(0, 2, bits)
    raw[:6] = [int(one) for one in f"{kind:06b}"]
    raw[8:38] = [int(one) for one in f"{mmsi or int(rng.integers(200_000_000, 800_000_000)):030b}"]
    if part is not None:
        raw[38:40] = [int(one) for one in f"{part:02b}"]
    padded = np.concatenate([raw, np.zeros(-bits % 6, np.int64)])
    return "".join(LETTERS[int("".join(map(str, six)), 2)] for six in padded.reshape(-1, 6))


def random_stream() -> bytes:
    """Messages of types 5 and 24 with random bits: whole, cut short, in any parts, out of order, of boats."""
    rng = np.random.default_rng(5)
    lines: list[bytes] = []
    for number in range(300):
        text, cut = payload(5, 424, rng), int(rng.integers(1, 70))
        ids = f"{number % 10},{'AB'[number % 3 == 0]}"
        lines += [sentence(f"AIVDM,2,1,{ids},{text[:cut]},0"), sentence(f"AIVDM,2,2,{ids},{text[cut:]},2")]
        short = payload(5, 420, rng)
        lines += [sentence(f"AIVDM,2,1,,B,{short[:60]},0"), sentence(f"AIVDM,2,2,,B,{short[60:]},0")]
        lines += [sentence(f"AIVDM,1,1,,A,{payload(24, 168, rng, part)},0") for part in (0, 1, 2)]
        lines += [sentence(f"AIVDM,1,1,,A,{payload(24, 160, rng, 0)},2")]
        lines += [sentence(f"AIVDM,1,1,,A,{payload(24, 168, rng, 1, 982_731_234)},0")]
    lines += [lines[1], lines[0], lines[2]]
    return b"".join(tagged(line, AT + number // 7) + b"\n" for number, line in enumerate(lines))


def ordinary_stream() -> bytes:
    told = {"msg_type": 5, "imo": 9074729, "callsign": "UAAB", "shipname": "PORT OLYA", "ship_type": 70, "draught": 4.5,
            "to_bow": 100, "to_stern": 25, "to_port": 6, "to_starboard": 7, "destination": "AMIRABAD", "month": 2,
            "day": 5, "hour": 7, "minute": 30}  # fmt: skip
    lines = [line for number in range(40) for line in [*sentences(mmsi=273000000 + number, **told), here()]]
    return b"".join(tagged(line) + b"\n" for line in lines)


@pytest.mark.parametrize("stream", [random_stream(), ordinary_stream()], ids=["random", "ordinary"])
def test_columns_tell_what_pyais_tells(tmp_path, monkeypatch, stream):
    columns = taken(tmp_path, stream)
    nothing = Said(pl.DataFrame(schema=SAID_SCHEMA), np.zeros(0, np.int64))
    monkeypatch.setattr(nmea, "said_in", lambda *_: nothing)
    one_by_one = taken(tmp_path, stream)

    assert columns.statics.rows() == one_by_one.statics.rows()
    assert columns.rejects.rows() == one_by_one.rejects.rows()
    assert (columns.rows_in, columns.static_rows) == (one_by_one.rows_in, one_by_one.static_rows)
    assert columns.adds_up


def test_nothing_whole_and_in_order_is_left_to_pyais(tmp_path, monkeypatch):
    asked: list[object] = []
    real = nmea.told_by
    monkeypatch.setattr(nmea, "told_by", lambda messages: real(one for one in messages if not asked.append(one)))

    assert taken(tmp_path, ordinary_stream()).statics.height == 40
    assert not asked
