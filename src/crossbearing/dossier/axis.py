"""The axis of a line of time: where a moment lies, and which days or hours are written under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from crossbearing.dossier.labels import text_width
from crossbearing.dossier.wording import short_day

EDGE = 8.0
# Steps that a reader divides a day or a month by.
STEPS_H = (1, 2, 3, 6, 12, 24, 48, 72, 120, 168, 240, 336, 672, 1344, 2688)
NIGHT_H = 24


@dataclass(frozen=True, slots=True)
class Text:
    """Words at a place, with their class and anchor."""

    text: str
    x: float
    y: float
    style: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Band:
    """The days tested, or a tick of the axis."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Axis:
    """Time laid out from `left` to `right`."""

    start: datetime
    end: datetime
    left: float
    right: float

    def x(self, moment: datetime | None, otherwise: float) -> float:
        """Return where a moment lies, held inside the axis; `otherwise` for one that is unknown."""
        if moment is None:
            return otherwise
        share = (moment - self.start) / (self.end - self.start)
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)

    def band(self, start: datetime, end: datetime) -> Band:
        """Return the stretch between two moments."""
        x1, x2 = self.x(start, self.left), self.x(end, self.right)
        return Band(x1, round(x2 - x1, 1))


def ticks_of(scale: Axis, y: float, letters: float, language: str) -> tuple[tuple[float, ...], list[Text]]:
    """Return where the axis has ticks, and their words, at the closest step whose words do not touch."""
    span_h = (scale.end - scale.start) / timedelta(hours=1)
    widest = text_width(f"28 {short_day(date(2024, 9, 28), language)}", letters)
    most = max(int((scale.right - scale.left) / widest), 1)
    step_h = next((step for step in STEPS_H if span_h / step <= most), STEPS_H[-1])
    moment = _floor(scale.start, step_h)
    ticks, words = [], []
    while moment <= scale.end:
        if moment >= scale.start:
            x = scale.x(moment, scale.left)
            ticks.append(x)
            words += _tick_word(moment, x, y, letters, scale, language)
        moment += timedelta(hours=step_h)
    return tuple(ticks), words


def _tick_word(moment: datetime, x: float, y: float, letters: float, scale: Axis, language: str) -> list[Text]:
    text = short_day(moment.date(), language) if moment.hour == 0 else f"{moment:%H:%M}"
    half = text_width(text, letters) / 2
    if x - half < scale.left - EDGE / 2 or x + half > scale.right + EDGE:
        return []
    return [Text(text, x, y + 18.0, "tick", "middle")]


def _floor(moment: datetime, step_h: int) -> datetime:
    day = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if step_h >= NIGHT_H:
        days = step_h // NIGHT_H
        return day - timedelta(days=day.toordinal() % days)
    return day + timedelta(hours=(moment.hour // step_h) * step_h)
