"""Cut recordings of Mode S into frames: where each begins and ends, and when it was received. Nothing is decoded.

Beast, binary (https://github.com/firestuff/adsb-tools/blob/master/protocols/beast.md): 0x1a, a type (`1` Mode A/C of
2 bytes, `2` Mode S of 7, `3` Mode S of 14, `4` status), 6 bytes of a counter at 12 MHz, 1 byte of signal, the frame;
each 0x1a after the type is doubled. AVR, text: `*` and the frame in hex and `;`, or `@` and 12 digits of that counter
first. pyModeS CSV, without a header: seconds since 1970, and in the next two or three cells address and frame.
dump1090's words about each message: a frame as in AVR, lines about it, among them `Realtime UTC: ` and a clock.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC as ZONE
from datetime import datetime

from crossbearing.intake.streams import whole_lines

TICKS_A_SECOND = 12_000_000
PIECE_BYTES = 2 * 1024 * 1024
# 6 bytes of counter, 1 of signal, up to 14 of frame, all doubled, behind two bytes.
_LONGEST = 2 + 2 * 21
_BYTE = rb"(?:[^\x1a]|\x1a\x1a)"
_FRAME = re.compile(rb"\x1a(?:1(%b{9})|2(%b{14})|3(%b{21})|4(%b{21}))" % (_BYTE, _BYTE, _BYTE, _BYTE), re.DOTALL)
_AVR = re.compile(rb"(?:\*|@([0-9A-Fa-f]{12}))((?:[0-9A-Fa-f]{2}){2,14});")
_CSV = re.compile(rb'(\d{9,10}(?:\.\d{1,9})?),(?:"?[0-9A-Fa-f]{6}"?,)?"?((?:[0-9A-Fa-f]{14}){1,2})"?(?:,|$)')
_WORDS = re.compile(rb"\*[0-9A-Fa-f]{4,28};\r?\nCRC: [0-9a-f]{6}")
_SAID = re.compile(rb"Realtime UTC: (\d{4})/(\d\d)/(\d\d) (\d\d):(\d\d):(\d\d)\.(\d{3})")
# The counter reads so where a receiver does not know the time: results of multilateration and of UAT.
_NO_TIME = (0, 0xFF004D4C4154, 0xFF004D4C4155)
# Bytes of any other kind do not look like five frames in a row: each must begin with 0x1a and one of four digits.
SURE, FEWEST = 5, 3
# A few damaged lines do not make a recording another kind of text.
MOST = 0.75
MODE_AC = "Mode A/C: an answer without an address"
STATUS = "status of the receiver"


@dataclass(slots=True)
class Frames:
    """Frames of a piece: hex text, ticks of the counter or seconds since 1970 (null for none), and their numbers."""

    texts: list[str] = field(default_factory=list)
    ticks: list[int | None] = field(default_factory=list)
    seconds: list[float | None] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)

    def add(self, row: int, text: str, ticks: int | None = None, seconds: float | None = None) -> None:
        """Take one frame."""
        self.texts.append(text.lower())
        self.ticks.append(ticks)
        self.seconds.append(seconds)
        self.rows.append(row)


def is_beast(head: bytes) -> bool:
    """Whether frames follow each other from the first 0x1a on: five, or three and nothing else."""
    start, count = head.find(b"\x1a", 0, _LONGEST), 0
    while start >= 0 and count < SURE and (found := _FRAME.match(head, start)) is not None:
        start, count = found.end(), count + 1
    return count == SURE or (count >= FEWEST and len(head) - start < _LONGEST)


def is_avr(head: bytes) -> bool:
    """Whether the first lines are frames in AVR text."""
    return _most_match(_AVR, head)


def is_csv(head: bytes) -> bool:
    """Whether the first lines are a time and a frame."""
    return _most_match(_CSV, head.removeprefix(b"\xef\xbb\xbf"))


def is_words(head: bytes) -> bool:
    """Whether the first lines are a frame and what dump1090 says of its checksum."""
    return _WORDS.match(head.lstrip()) is not None


def _most_match(form: re.Pattern[bytes], head: bytes) -> bool:
    lines = [line.strip() for line in head.split(b"\n")[:20]]
    whole = [line for line in (lines[:-1] or lines) if line]
    matching = sum(form.match(line) is not None for line in whole)
    return bool(whole) and form.match(whole[0]) is not None and matching >= MOST * len(whole)


def beast_frames(stream: io.BufferedReader) -> Iterator[Frames]:
    """Cut a Beast stream into frames; bytes between them are one bad row for each hole."""
    held, row = b"", 0
    while block := stream.read(PIECE_BYTES):
        data = held + block
        out = Frames()
        end = 0
        for found in _FRAME.finditer(data):
            if found.start() > end:
                out.bad.append((row, f"{found.start() - end} bytes that are no frame"))
                row += 1
            _take_beast(out, row, found)
            end, row = found.end(), row + 1
        # A frame that is cut off here goes on in the next piece; more than that is a hole.
        cut = max(end, len(data) - _LONGEST)
        if cut > end:
            out.bad.append((row, f"{cut - end} bytes that are no frame"))
            row += 1
        held = data[cut:]
        yield out
    if held:
        yield Frames(bad=[(row, f"{len(held)} bytes that are no frame")])


def _take_beast(out: Frames, row: int, found: re.Match[bytes]) -> None:
    kind = found.lastindex
    if kind in (1, 4):
        out.bad.append((row, MODE_AC if kind == 1 else STATUS))
        return
    content = found[kind or 2].replace(b"\x1a\x1a", b"\x1a")
    ticks = int.from_bytes(content[:6], "big")
    out.add(row, content[7:].hex(), None if ticks in _NO_TIME else ticks)


def avr_frames(stream: io.BufferedReader) -> Iterator[Frames]:
    """Cut AVR text into frames, one a line."""
    yield from _text_frames(stream, _AVR, lambda found: (int(found[1], 16) if found[1] else None, None))


def csv_frames(stream: io.BufferedReader) -> Iterator[Frames]:
    """Cut lines of time and frame."""
    yield from _text_frames(stream, _CSV, lambda found: (None, float(found[1])))


def words_frames(stream: io.BufferedReader) -> Iterator[Frames]:
    """Cut dump1090's words into frames; one of which no time is told has none. The lines about a frame are no rows."""
    row = 0
    pending: bytes | None = None
    for data in whole_lines(stream):
        out = Frames()
        for line in data.split(b"\n"):
            found, said = _AVR.match(line), _SAID.match(line)
            if found is not None:
                row = _settle(out, row, pending, None)
                pending = found[2]
            elif said is not None and pending is not None:
                row = _settle(out, row, pending, said)
                pending = None
        yield out
    last = Frames()
    _settle(last, row, pending, None)
    yield last


def _settle(out: Frames, row: int, pending: bytes | None, said: re.Match[bytes] | None) -> int:
    """Take the frame that was waiting for its time; returns the number of the next."""
    if pending is None:
        return row
    if len(pending) in (14, 28):
        out.add(row, pending.decode("ascii"), seconds=_moment(said) if said else None)
    else:
        out.bad.append((row, MODE_AC if len(pending) == 4 else "a frame of a wrong length"))
    return row + 1


def _moment(said: re.Match[bytes]) -> float | None:
    try:
        year, month, day, hour, minute, second, ms = (int(part) for part in said.groups())
        return datetime(year, month, day, hour, minute, second, ms * 1000, ZONE).timestamp()
    except ValueError:
        return None


Clock = Callable[[re.Match[bytes]], tuple[int | None, float | None]]


def _text_frames(stream: io.BufferedReader, form: re.Pattern[bytes], clock: Clock) -> Iterator[Frames]:
    row = 0
    for data in whole_lines(stream):
        out = Frames()
        for number, line in enumerate(data.split(b"\n")[:-1], row):
            found = form.match(line.strip().removeprefix(b"\xef\xbb\xbf"))
            if found is None:
                out.bad += [(number, "no frame")] if line.strip() else []
            elif len(found[2]) in (14, 28):
                out.add(number, found[2].decode("ascii"), *clock(found))
            else:
                out.bad.append((number, MODE_AC if len(found[2]) == 4 else "a frame of a wrong length"))
        row += data.count(b"\n")
        yield out
