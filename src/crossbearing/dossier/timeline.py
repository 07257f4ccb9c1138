"""The line of time of one claim: stays by city, flights, silences, and the days the claim speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from crossbearing.dossier.axis import Text
from crossbearing.dossier.bars import THIN, Bar, Layout, TimelineDrawing, drawn, layout_of
from crossbearing.dossier.cards import Card
from crossbearing.dossier.desk import Desk
from crossbearing.dossier.evidence import Row
from crossbearing.dossier.lanes import ENDS, MOST_LANES, Lane, airports_of, lanes_of, moments
from crossbearing.dossier.routes import moment, route_of
from crossbearing.dossier.shown import days
from crossbearing.dossier.visible import visible

# Days shown beside the days tested, so that a reader sees what came before and after: at least two, else a
# quarter of them. GUESS
LEAST_MARGIN = timedelta(days=2)


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
    start, end = stretch_of(known, window)
    inside = tuple(lane for lane in (_within(lane, start, end) for lane in lanes) if lane.stays)
    return Chart(inside, tuple(sorted(set(runs))), start, end, window)


def stretch_of(known: Sequence[datetime], window: tuple[datetime, datetime] | None) -> tuple[datetime, datetime]:
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
    shown = chart.lanes[:MOST_LANES]
    layout = layout_of(size, chart.start, chart.end, 1 + len(shown))
    names = [(in_flight, ""), *(lane_name(lane, elsewhere) for lane in shown)]
    bars = [layout.bar("flight", start, end, layout.rows[0], THIN) for start, end in chart.runs]
    texts: list[Text] = []
    for lane, y in zip(shown, layout.rows[1:], strict=True):
        bars += [bar for stay in lane.stays for bar in stay_bars(stay.row, stay.heard, layout, y)]
        texts += layout.words(_ordinals(lane), y, "ordinal")
    return drawn(layout, names, bars, texts, chart.window, language)


def stay_bars(stay: Row, heard: Sequence[tuple[datetime, datetime]], layout: Layout, y: float) -> list[Bar]:
    """A stay's bounds, the stretch between its first and last sighting, and in that the times it was heard."""
    after, before, seen_last, left = (stay[end] for end in ENDS)
    if not stay["shown"]:
        return [layout.bar("possible", after, left, y)]
    first, last = before or seen_last, seen_last or before
    return [
        layout.bar("bound", after, first, y),
        layout.bar("bound", last, left, y),
        *(() if (first, last) in heard else (layout.bar("silent", first, last, y),)),
        *(layout.bar("seen", start, end, y) for start, end in (*heard, (first, first), (last, last))),
    ]


def lane_name(lane: Lane, elsewhere: str) -> tuple[str, str]:
    """A lane's name, and what stands smaller beside it: its airports, and the craft where there are several."""
    name = str(visible(lane.city)) or elsewhere
    codes = " ".join(lane.airports)
    parts = (str(visible(lane.craft)), "" if codes == name else codes)
    return name, " · ".join(part for part in parts if part)


def _ordinals(lane: Lane) -> list[tuple[str, datetime, datetime]]:
    """Numbers over the stays that count; those without room are left to the caption."""
    wanted = []
    for stay in (one for one in lane.stays if one.ordinal):
        known = moments(stay.row)
        wanted.append((stay.ordinal, stay.row["arrived_before"] or known[0], stay.row["left_after"] or known[-1]))
    return wanted
