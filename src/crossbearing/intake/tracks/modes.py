"""Raw Mode S: Beast, AVR, pyModeS and dump1090 recordings, decoded by rs1090 (the extra `modes`), never by us.

How frames lie in the bytes is told in `frames`, what a decoded one says in `decoded`. A Beast or AVR recording has a
counter and no date: it begins when the user says (`--published 2018-04-03T19:02:28Z`), else at the seconds since 1970
in its file name, which is noted as `start_from_file_name`; else nothing in it has a time. The counter is taken for
one of 12 MHz; a receiver that writes GPS time there instead (Radarcape) is not told apart. Behind a jump of the
counter nothing has a time any more.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any

import polars as pl

from crossbearing.errors import InputError
from crossbearing.intake.reader import Format, Task
from crossbearing.intake.streams import Unreadable
from crossbearing.intake.tracks.decoded import confirmed, messages_of
from crossbearing.intake.tracks.frames import (
    TICKS_A_SECOND,
    Frames,
    avr_frames,
    beast_frames,
    csv_frames,
    is_avr,
    is_beast,
    is_csv,
    is_words,
    words_frames,
)
from crossbearing.intake.tracks.message_reader import MessageReader
from crossbearing.intake.tracks.recording import recording_of
from crossbearing.model.exhibits import Batch, ExhibitKind

GUESSED = "start_from_file_name"
UNDECODABLE = "a damaged frame: its checksum does not hold"
JUMPED = "behind a jump of the receiver's counter"
# Frames are written as they come, give or take what several cores do in parallel: less than a second.
BACK_S = 1.0
# A receiver hears something every second; an hour of silence is a counter that was set anew. GUESS.
AHEAD_S = 3600.0
MISSING = "raw Mode S is decoded by rs1090, which is not installed"
HINT = "pip install 'crossbearing[modes]'"


class ModeSReader(MessageReader):
    """Reads the recordings of one exhibit, frames being cut by `cut`."""

    def __init__(self, name: str, task: Task, cut: Callable[[io.BufferedReader], Iterator[Frames]]) -> None:
        super().__init__(name, task)
        self._where = task.name
        self._cut = cut
        self._recording = recording_of(task)
        self._known: set[str] = set()

    def take(self, stream: io.BufferedReader, member: str) -> Iterator[Batch]:
        """Read one recording. Raises `InputError` where the library is missing, `Unreadable` inside an archive."""
        decode = _decoder(self._where, member)
        clock = _Counter(self._recording.started)
        for frames in self._cut(stream):
            seconds = clock.seconds(frames)
            decoded, broken = _decoded(decode, frames, seconds)
            messages = confirmed(self._timed(messages_of(decoded), frames, seconds, clock), self._known)
            bad = [*frames.bad, *((row, UNDECODABLE) for row in broken)]
            notes = {GUESSED: "guessed"} if self._recording.guessed else {}
            yield self.batch(messages, member, bad, notes)

    def _timed(
        self, messages: pl.DataFrame, frames: Frames, seconds: Sequence[float | None], clock: _Counter
    ) -> pl.DataFrame:
        """The messages at their own times; without one they were heard at an unknown hour of the days said."""
        times = pl.DataFrame(
            {
                "row": frames.rows,
                "own": seconds,
                "jumped": clock.jumped,
                "counted": [t is None for t in frames.seconds],
            },
            schema={"row": pl.UInt32, "own": pl.Float64, "jumped": pl.Boolean, "counted": pl.Boolean},
        )
        first, last = self._recording.days or (None, None)
        timeless = pl.col("own").is_null()
        return messages.join(times, on="row", how="left", maintain_order="left").with_columns(
            seconds=pl.col("own").fill_null(pl.lit(first, pl.Float64)),
            until=pl.when(timeless).then(pl.lit(last, pl.Float64)),
            lat=pl.when(~timeless).then("lat"),
            lon=pl.when(~timeless).then("lon"),
            guessed=pl.col("counted") & ~timeless,
            reason=pl.when("jumped").then(pl.lit(JUMPED)),
        )


class _Counter:
    """Turns the receiver's counter into seconds since 1970, from when the recording began."""

    def __init__(self, started: float | None) -> None:
        self._started = started
        self._first: int | None = None
        self._last = 0
        self._lost = False
        self.jumped: list[bool] = []

    def seconds(self, frames: Frames) -> list[float | None]:
        """The time of each frame of the next piece; `jumped` says for each whether it stands behind a jump."""
        self.jumped = []
        return [self._next(ticks, told) for ticks, told in zip(frames.ticks, frames.seconds, strict=True)]

    def _next(self, ticks: int | None, told: float | None) -> float | None:
        if told is None and ticks is not None:
            self._follow(ticks)
        self.jumped.append(self._lost)
        if told is not None or self._started is None or self._first is None or self._lost:
            return told
        return self._started + (self._last - self._first) / TICKS_A_SECOND

    def _follow(self, ticks: int) -> None:
        if self._first is None:
            self._first = self._last = ticks
        ahead = (ticks - self._last) / TICKS_A_SECOND
        self._lost = self._lost or not -BACK_S <= ahead <= AHEAD_S
        self._last = ticks


Decoder = Callable[[list[str], list[float]], list[Mapping[str, Any]]]


def _decoder(where: str, member: str) -> Decoder:
    try:
        return import_module("rs1090").decode  # type: ignore[no-any-return]
    except ImportError as missing:
        if member:
            raise Unreadable(f"{MISSING}: {HINT}") from missing
        raise InputError(where, MISSING, HINT) from missing


def _decoded(
    decode: Decoder, frames: Frames, seconds: Sequence[float | None]
) -> tuple[list[tuple[int, Mapping[str, Any]]], list[int]]:
    """The decoded frames with their row numbers, and the numbers of those that the library leaves out."""
    # Without a time, even and odd halves of a place are never paired: each stands hours from the next.
    times = [n * AHEAD_S if told is None else told for n, told in enumerate(seconds)]
    found: list[tuple[int, Mapping[str, Any]]] = []
    broken: list[int] = []
    given = iter(_call(decode, frames.texts, times))
    one = next(given, None)
    for row, text, time in zip(frames.rows, frames.texts, times, strict=True):
        if one is not None and one["frame"] == text and one["timestamp"] == time:
            found.append((row, one))
            one = next(given, None)
        else:
            broken.append(row)
    return found, broken


def _call(decode: Decoder, texts: list[str], times: list[float]) -> list[Mapping[str, Any]]:
    try:
        return decode(texts, times)
    except BaseException as panic:
        # What the library's own language calls a panic is no `Exception` of ours.
        if type(panic).__name__ != "PanicException":
            raise
        raise Unreadable("frames that rs1090 cannot decode") from panic


def _format(
    name: str,
    documented_at: str,
    recognises: Callable[[bytes], bool],
    cut: Callable[[io.BufferedReader], Iterator[Frames]],
) -> Format:
    return Format(name, documented_at, ExhibitKind.TRACKS, recognises, lambda task: ModeSReader(name, task, cut))


BEAST = _format("beast", "https://wiki.jetvision.de/wiki/Mode-S_Beast:Data_Output_Formats", is_beast, beast_frames)
AVR = _format("avr", "https://wiki.jetvision.de/wiki/Mode-S_Beast:Data_Output_Formats", is_avr, avr_frames)
WORDS = _format("dump1090-text", "https://github.com/antirez/dump1090", is_words, words_frames)
MODES_CSV = _format("modes-csv", "https://mode-s.org/pymodes/", is_csv, csv_frames)
