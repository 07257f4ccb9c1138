"""Bars of a line of time: lanes with names, stretches as path data, and the axis under them, at one size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from crossbearing.dossier.axis import EDGE, Axis, Band, Text, ticks_of
from crossbearing.dossier.labels import text_width

# Width, gutter for names, letter size in page units; without a gutter a name stands above its lane.
SIZES = {"wide": (760.0, 150.0, 12.5), "narrow": (350.0, 0.0, 11.5)}
TOP, BAR, FOOT = 8.0, 14.0, 30.0
THIN = 7.0  # a bar of what was heard on the way
SHORTEST_BAR = 2.5  # units: thinner is not seen in print
THINNEST = 1.0  # a bound thinner than this is hidden under the bar it belongs to
# In the order they are painted.
KINDS = (
    *("quiet_expected", "quiet_unknown", "quiet_unusual", "quiet_very_unusual"),
    *("bound", "possible", "silent", "heard", "seen", "flight", "met"),
)
LEGEND = (
    *("seen", "silent", "bound", "possible", "flight", "heard", "met"),
    *("quiet_expected", "quiet_unusual", "quiet_very_unusual", "quiet_unknown"),
)
# What was received, however short, is drawn.
RECEIVED = frozenset({"seen", "flight", "heard", "met"})
NAME_ROOM, NAME_RISE = 340.0, 25.0  # a name above its lane: how long, and how high so that numbers fit between
WORD_RISE, WORD_GAP = 10.0, 3.0  # a word above its bar, and between two of them


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a lane, of one of `KINDS`."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class TimelineDrawing:
    """Everything the template draws, in page units, at one size."""

    size: str
    width: float
    height: float
    letters: float
    window: Band | None
    rows: tuple[float, ...]
    ticks: tuple[float, ...]
    axis_y: float
    left: float
    bars: tuple[tuple[str, str], ...]
    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """A line of time at one size before anything is drawn: its axis, and the height of each lane."""

    size: str
    width: float
    gutter: float
    letters: float
    scale: Axis
    rows: tuple[float, ...]

    def bar(self, kind: str, start: datetime | None, end: datetime | None, y: float, height: float = BAR) -> Bar:
        """Return a stretch; an open end reaches to the edge."""
        x1, x2 = self.scale.x(start, self.scale.left), self.scale.x(end, self.scale.right)
        width = x2 - x1
        if kind in RECEIVED and width < SHORTEST_BAR:
            x1, width = min(x1, self.scale.right - SHORTEST_BAR), SHORTEST_BAR
        return Bar(kind, round(x1, 1), round(y - height / 2, 1), round(width, 1), height)

    def words(self, wanted: Sequence[tuple[str, datetime, datetime]], y: float, style: str) -> list[Text]:
        """Return words over the middle of their stretches, in order, without those that have no room."""
        texts: list[Text] = []
        free_from = self.scale.left
        for word, start, end in wanted:
            x = (self.scale.x(start, self.scale.left) + self.scale.x(end, self.scale.right)) / 2
            half = text_width(word, self.letters) / 2
            x = min(max(x, free_from + half), self.scale.right - half)
            if x - half >= free_from:
                texts.append(Text(word, round(x, 1), y - WORD_RISE, style, "middle"))
                free_from = x + half + WORD_GAP
        return texts


def layout_of(size: str, start: datetime, end: datetime, lanes: int) -> Layout:
    """Return the room for so many lanes between two moments."""
    width, gutter, letters = SIZES[size]
    pitch = 36.0 if gutter else 54.0
    rows = tuple(TOP + pitch * (at + 1) - 12.0 for at in range(lanes))
    return Layout(size, width, gutter, letters, Axis(start, end, gutter or EDGE, width - EDGE), rows)


def drawn(
    layout: Layout,
    names: Sequence[tuple[str, str]],
    bars: Sequence[Bar],
    texts: Sequence[Text],
    window: tuple[datetime, datetime] | None,
    language: str,
) -> TimelineDrawing:
    """Return the line of time: a name and a detail for each lane, its bars, the words over them, the axis."""
    axis_y = layout.rows[-1] + 12.0
    ticks, words = ticks_of(layout.scale, axis_y, layout.letters, language)
    return TimelineDrawing(
        size=layout.size,
        width=layout.width,
        height=axis_y + FOOT,
        letters=layout.letters,
        window=None if window is None else layout.scale.band(*window),
        rows=layout.rows,
        ticks=ticks,
        axis_y=axis_y,
        left=layout.scale.left,
        bars=_paths(bars),
        texts=(*_names(names, layout), *texts, *words),
    )


def _paths(bars: Sequence[Bar]) -> tuple[tuple[str, str], ...]:
    """Path data of the bars by kind, what was seen on top; bars that touch are one."""
    found = []
    for kind in KINDS:
        rows: dict[tuple[float, float], list[tuple[float, float]]] = {}
        for bar in bars:
            if bar.kind == kind and bar.width >= THINNEST:
                rows.setdefault((bar.y, bar.height), []).append((bar.x, bar.x + bar.width))
        boxes = [_box(x1, x2, y, high) for (y, high), ends in rows.items() for x1, x2 in _merged(ends)]
        if boxes:
            found.append((kind, "".join(boxes)))
    return tuple(found)


def _merged(ends: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for x1, x2 in sorted(ends):
        if merged and x1 <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(x2, merged[-1][1]))
        else:
            merged.append((x1, x2))
    return merged


def _box(x1: float, x2: float, y: float, high: float) -> str:
    return f"M{x1:.1f} {y:g}H{x2:.1f}v{high:g}H{x1:.1f}z"


def _names(names: Sequence[tuple[str, str]], layout: Layout) -> Iterator[Text]:
    """Names in the gutter on two lines, or above their lane on one."""
    gutter, letters = layout.gutter, layout.letters
    for (name, detail), y in zip(names, layout.rows, strict=True):
        room = (gutter or NAME_ROOM) - EDGE * 2
        up = 0.0 if not gutter else 1.5 if detail else -4.5
        head = _cut(name, letters, room)
        yield Text(head, EDGE, y - (up if gutter else NAME_RISE), "lane-name")
        if detail and gutter:
            yield Text(_cut(detail, letters - 1, room), EDGE, y + 12.0, "lane-detail")
        elif detail:
            taken = text_width(head, letters) + 8.0
            yield Text(_cut(detail, letters, room - taken), EDGE + taken, y - NAME_RISE, "lane-detail")


def _cut(text: str, letters: float, room: float) -> str:
    while text_width(text, letters) > room and len(text) > 4:
        text = text[:-2] + "…" if not text.endswith("…") else text[:-3] + "…"
    return text
