"""The line of time of one claim: stays by city, flights, silences, and the days the claim speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crossbearing.dossier.axis import EDGE, Axis, Band, Text, ticks_of
from crossbearing.dossier.cards import Card
from crossbearing.dossier.desk import Desk
from crossbearing.dossier.labels import text_width
from crossbearing.dossier.lanes import ENDS, MOST_LANES, Lane, Stay, airports_of, lanes_of, moments
from crossbearing.dossier.routes import moment, route_of
from crossbearing.dossier.shown import days
from crossbearing.dossier.visible import visible

# Width, gutter for names, letter size in page units; without a gutter a name stands above its lane.
SIZES = {"wide": (760.0, 150.0, 12.5), "narrow": (350.0, 0.0, 11.5)}
TOP, BAR, FOOT = 8.0, 14.0, 30.0
SHORTEST_BAR = 2.5  # units: thinner is not seen in print
THINNEST = 1.0  # a bound thinner than this is hidden under the bar it belongs to
# Days shown beside the days tested, so that a reader sees what came before and after: at least two, else a
# quarter of them. GUESS
LEAST_MARGIN = timedelta(days=2)
KINDS = ("bound", "possible", "silent", "seen", "flight")  # in the order they are painted
NAME_ROOM, NAME_RISE = 340.0, 25.0  # a name above its lane: how long, and how high so that numbers fit between


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of a lane: `seen`, `silent`, `bound`, `possible` or `flight`."""

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
class Chart:
    """What a line of time shows: its lanes, the heard runs of each flight, and the stretch of time."""

    lanes: tuple[Lane, ...]
    runs: tuple[tuple[datetime, datetime], ...]
    start: datetime
    end: datetime
    window: tuple[datetime, datetime] | None


def chart_of(card: Card, desk: Desk) -> Chart | None:
    """Return what there is to draw over time; `None` when neither stay nor flight is in evidence."""
    shown = card.shown
    if not shown.flights and not shown.visits and not (shown.sightings and shown.other_visits):
        return None
    lanes = lanes_of(card.claim, card.shown, desk)
    routes = (route_of(flight, desk.evidence, desk.view.world) for flight in card.shown.flights)
    runs = [(moment(run.time_ms[0]), moment(run.time_ms[-1])) for route in routes for run in route.runs]
    window = None if card.verdict is None or card.verdict.window is None else days(*card.verdict.window)
    known = [one for visit in shown.visits or shown.other_visits for one in moments(visit)]
    known += [end for run in runs for end in run] + [one.time for one in card.shown.sightings]
    if not known:
        return None
    start, end = _stretch(known, window)
    inside = tuple(lane for lane in (_within(lane, start, end) for lane in lanes) if lane.stays)
    return Chart(inside, tuple(sorted(set(runs))), start, end, window)


def _stretch(known: Sequence[datetime], window: tuple[datetime, datetime] | None) -> tuple[datetime, datetime]:
    """Return the stretch drawn: all that is known, but no farther from the days tested than their margin."""
    first, last = min(known), max(known)
    if window is None:
        pad = max((last - first) / 20, timedelta(hours=1))
        return first - pad, last + pad
    margin = max(LEAST_MARGIN, (window[1] - window[0]) / 4)
    near = (max(first, window[0] - margin), min(last, window[1] + margin))
    quiet = (window[1] - window[0]) / 25
    return min(near[0], window[0]) - quiet, max(near[1], window[1]) + quiet


def _within(lane: Lane, start: datetime, end: datetime) -> Lane:
    kept = tuple(stay for stay in lane.stays if (known := moments(stay.row)) and known[0] < end and known[-1] > start)
    return Lane(lane.city, airports_of(kept), lane.craft, lane.claimed, kept)


def draw_timeline(chart: Chart, size: str, in_flight: str, elsewhere: str, language: str) -> TimelineDrawing:
    """Return the chart at one size; `in_flight` and `elsewhere` are the words of those lanes."""
    width, gutter, letters = SIZES[size]
    left = gutter or EDGE
    pitch = 36.0 if gutter else 54.0
    scale = Axis(chart.start, chart.end, left, width - EDGE)
    shown = chart.lanes[:MOST_LANES]
    names = [(in_flight, ""), *(lane_name(lane, elsewhere) for lane in shown)]
    rows = tuple(TOP + pitch * (at + 1) - 12.0 for at in range(len(names)))
    bars = [_bar("flight", scale, start, end, rows[0], 7.0) for start, end in chart.runs]
    texts = list(_names(names, rows, gutter, letters))
    for lane, y in zip(shown, rows[1:], strict=True):
        bars += [bar for stay in lane.stays for bar in _stay_bars(stay, scale, y)]
        texts += _ordinals(lane, scale, y, letters)
    axis_y = rows[-1] + 12.0
    ticks, words = ticks_of(scale, axis_y, letters, language)
    return TimelineDrawing(
        size=size,
        width=width,
        height=axis_y + FOOT,
        letters=letters,
        window=None if chart.window is None else scale.band(*chart.window),
        rows=rows,
        ticks=ticks,
        axis_y=axis_y,
        left=left,
        bars=_drawn(bars),
        texts=tuple(texts + words),
    )


def _bar(kind: str, scale: Axis, start: datetime | None, end: datetime | None, y: float, height: float) -> Bar:
    x1, x2 = scale.x(start, scale.left), scale.x(end, scale.right)
    width = x2 - x1
    if kind in ("seen", "flight") and width < SHORTEST_BAR:
        x1, width = min(x1, scale.right - SHORTEST_BAR), SHORTEST_BAR
    return Bar(kind, round(x1, 1), round(y - height / 2, 1), round(width, 1), height)


def _drawn(bars: Sequence[Bar]) -> tuple[tuple[str, str], ...]:
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


def _stay_bars(stay: Stay, scale: Axis, y: float) -> list[Bar]:
    """A stay's bounds, the stretch between its first and last sighting, and in that the times it was heard."""
    after, before, seen_last, left = (stay.row[end] for end in ENDS)
    if not stay.row["shown"]:
        return [_bar("possible", scale, after, left, y, BAR)]
    first, last = before or seen_last, seen_last or before
    return [
        _bar("bound", scale, after, first, y, BAR),
        _bar("bound", scale, last, left, y, BAR),
        _bar("silent", scale, first, last, y, BAR),
        *(_bar("seen", scale, start, end, y, BAR) for start, end in (*stay.heard, (first, first), (last, last))),
    ]


def lane_name(lane: Lane, elsewhere: str) -> tuple[str, str]:
    """A lane's name, and what stands smaller beside it: its airports, and the craft where there are several."""
    name = str(visible(lane.city)) or elsewhere
    codes = " ".join(lane.airports)
    parts = (str(visible(lane.craft)), "" if codes == name else codes)
    return name, " · ".join(part for part in parts if part)


def _names(names: Sequence[tuple[str, str]], rows: Sequence[float], gutter: float, letters: float) -> Iterator[Text]:
    """Names in the gutter on two lines, or above their lane on one."""
    for (name, detail), y in zip(names, rows, strict=True):
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


def _ordinals(lane: Lane, scale: Axis, y: float, letters: float) -> list[Text]:
    """Numbers over the stays that count, those without room left to the caption."""
    texts: list[Text] = []
    free_from = scale.left
    for stay in lane.stays:
        if not stay.ordinal:
            continue
        known = moments(stay.row)
        inner = (stay.row["arrived_before"] or known[0], stay.row["left_after"] or known[-1])
        x = (scale.x(inner[0], scale.left) + scale.x(inner[1], scale.right)) / 2
        half = text_width(stay.ordinal, letters) / 2
        x = min(max(x, free_from + half), scale.right - half)
        if x - half >= free_from:
            texts.append(Text(stay.ordinal, round(x, 1), y - 10.0, "ordinal", "middle"))
            free_from = x + half + 3.0
    return texts
