"""The line of time of a claim about ships: a lane each, with when she was heard, lay, met another, or was silent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from crossbearing.dossier.axis import Text
from crossbearing.dossier.bars import THIN, Bar, Layout, TimelineDrawing, drawn, layout_of
from crossbearing.dossier.cards import Card
from crossbearing.dossier.desk import Desk
from crossbearing.dossier.evidence import Row
from crossbearing.dossier.lanes import MOST_LANES
from crossbearing.dossier.routes import moment, runs_of
from crossbearing.dossier.shown import days
from crossbearing.dossier.timeline import stay_bars, stretch_of
from crossbearing.dossier.vessels import HEARD_MS
from crossbearing.dossier.visible import visible
from crossbearing.dossier.wording import duration

Stretch = tuple[datetime, datetime]
# Shorter silences are drawn only where a verdict rests on them: on ships far out there are dozens of them.
LEAST_QUIET_H = 6.0
# A silence of which less than this share of the chart is drawn bears no word: nobody would see what it stands over.
LEAST_SHARE = 25
# A bar over two lanes, lower than a stay's, so that ships that met in a port show both.
MET_HIGH = 9.0


@dataclass(frozen=True, slots=True)
class ShipLane:
    """One ship: her name and number, when she was heard, and the events of hers that are drawn, by time."""

    name: str
    number: str
    heard: tuple[Stretch, ...]
    calls: tuple[Row, ...]
    met: tuple[Row, ...]
    quiet: tuple[Row, ...]
    said: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ShipChart:
    """What a line of time of ships shows: the lanes, those left out by name, and the stretch of time."""

    lanes: tuple[ShipLane, ...]
    left_out: tuple[str, ...]
    start: datetime
    end: datetime
    window: Stretch | None


def ship_chart_of(card: Card, desk: Desk) -> ShipChart | None:
    """Return what there is to draw over time; `None` where no ship of the claim was heard then."""
    shown = card.shown
    if shown.days is None:
        return None
    window = None if card.verdict is None or card.verdict.window is None else days(*card.verdict.window)
    start, end = stretch_of(shown.days, window)
    found = [lane for ship in shown.ships if (lane := _lane(ship, card, desk, start, end)) is not None]
    if not found:
        return None
    left_out = tuple(lane.name for lane in found[MOST_LANES:])
    return ShipChart(tuple(found[:MOST_LANES]), left_out, start, end, window)


def _lane(ship: str, card: Card, desk: Desk, start: datetime, end: datetime) -> ShipLane | None:
    runs = runs_of(desk.evidence.tracks[ship], HEARD_MS)
    heard = tuple((moment(run.time_ms[0]), moment(run.time_ms[-1])) for run in runs)
    heard = tuple((begun, ended) for begun, ended in heard if begun < end and ended > start)
    if not heard:
        return None
    craft, _, hull = ship.partition(" ")
    named = {str(row["id"]) for row in card.shown.events}
    told = (one for one in desk.evidence.at_sea.of.get(craft, ()) if _hull_of(one[1], craft) in (None, hull))
    own = [(kind, row) for kind, row in told if _inside(row, start, end)]
    name, number = desk.evidence.at_sea.names.ships.get(craft, ""), craft.removeprefix("mmsi:")
    return ShipLane(
        name or number,
        " ".join(part for part in (number if name else "", hull) if part),
        heard,
        tuple(row for kind, row in own if kind == "port_call"),
        tuple(row for kind, row in own if kind == "encounter" and (row["id"] in named or row["likely"] == "transfer")),
        tuple(row for kind, row in own if kind == "gap" and (row["id"] in named or row["duration_h"] >= LEAST_QUIET_H)),
        tuple(row for row in card.shown.said if row["craft"] == craft and row["shipname"]),
    )


def _hull_of(row: Row, craft: str) -> str | None:
    if "a" in row:
        hull = row["a_hull" if row["a"] == craft else "b_hull"]
    else:
        hull = row["hull"]
    return None if hull is None else str(hull)


def _inside(event: Row, start: datetime, end: datetime) -> bool:
    """Whether some of an event lies in a stretch; one whose ends nobody saw lies nowhere."""
    known = [one for name in _ENDS if isinstance(one := event.get(name), datetime)]
    return bool(known) and min(known) < end and max(known) > start


_ENDS = ("arrived_before", "left_after", "started_at", "ended_at")


def draw_ship_timeline(chart: ShipChart, desk: Desk, size: str) -> TimelineDrawing:
    """Return the chart at one size."""
    layout = layout_of(size, chart.start, chart.end, len(chart.lanes))
    bars: list[Bar] = []
    texts: list[Text] = []
    for lane, y in zip(chart.lanes, layout.rows, strict=True):
        bars += _bars(lane, layout, y)
        texts += layout.words(_words(lane, chart, desk), y, "lane-detail")
    names = [(str(visible(lane.name)), lane.number) for lane in chart.lanes]
    return drawn(layout, names, bars, texts, chart.window, desk.language)


def _bars(lane: ShipLane, layout: Layout, y: float) -> list[Bar]:
    bars = [layout.bar(f"quiet_{row['silence'] or 'unknown'}", row["started_at"], row["ended_at"], y)
            for row in lane.quiet]  # fmt: skip
    bars += [layout.bar("heard", start, end, y, THIN) for start, end in lane.heard]
    bars += [bar for row in lane.calls for bar in stay_bars(row, _heard_in(lane, row), layout, y)]
    bars += [layout.bar("met", row["started_at"], row["ended_at"], y, MET_HIGH) for row in lane.met]
    return [bar for bar in bars if bar.width > 0]


def _heard_in(lane: ShipLane, call: Row) -> list[Stretch]:
    """The stretches of a stay in which the ship was heard."""
    first, last = call["arrived_before"], call["left_after"]
    if first is None or last is None:
        return []
    return [(max(start, first), min(end, last)) for start, end in lane.heard if start <= last and end >= first]


def _words(lane: ShipLane, chart: ShipChart, desk: Desk) -> list[tuple[str, datetime, datetime]]:
    """Ports over stays, names while they were sent, and how long she was silent where that was not to be expected."""
    ports = desk.evidence.at_sea.names.ports
    wanted: list[tuple[str, datetime, datetime]] = []
    for row in lane.said:
        first, last = max(row["time"], chart.start), min(row["last_time"], chart.end)
        wanted += [(str(visible(row["shipname"])), first, last)] if first < last else []
    for row in () if lane.said else lane.calls:
        first, last = row["arrived_before"] or row["left_after"], row["left_after"] or row["arrived_before"]
        place = str(row["place"] or "")
        wanted.append((str(visible(ports.get(place, place))), first, last))
    for row in lane.quiet:
        first, last = max(row["started_at"], chart.start), min(row["ended_at"] or chart.end, chart.end)
        if row["silence"] in ("unusual", "very_unusual") and last - first > (chart.end - chart.start) / LEAST_SHARE:
            wanted.append((duration(3600 * row["duration_h"], desk.language), first, last))
    return sorted((one for one in wanted if one[0]), key=lambda one: one[1:])
