"""Traffic over time: flights a day as bars, days not held hatched, the date of the change, and the rates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from markupsafe import Markup

from crossbearing.dossier.axis import Axis, ticks_of
from crossbearing.dossier.labels import text_width
from crossbearing.dossier.sheet import LETTERS_PX, Sheet
from crossbearing.dossier.svg import element, joined, path, titled, words
from crossbearing.dossier.wording import number, period
from crossbearing.dossier.words import say
from crossbearing.model.answers import Rate, TrafficAnswer, TrafficDay

LEFT, RIGHT, TOP, HIGH = 60.0, 984.0, 30.0, 330.0
BOTTOM = TOP + HIGH
# A day of which less than this is held is drawn as not held at all.
HELD = 0.5
# Steps of the axis of counts.
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
MOST_STEPS = 6
# A day wider than this has its name under its middle, a narrower one under its tick.
WIDE_DAY = 40.0
DAYS_A_WEEK = 7.0


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a day and a count lie."""

    time: Axis
    most: float

    def x(self, day: date) -> float:
        return self.time.x(_midnight(day), LEFT)

    def y(self, count: float) -> float:
        return round(BOTTOM - HIGH * count / self.most, 1)


def traffic_sheet(told: TrafficAnswer, days: Sequence[TrafficDay], title: str, language: str) -> Sheet:
    """Return the plot on its sheet, the answer's sentences under it."""
    first, last = date.fromisoformat(days[0].day), date.fromisoformat(days[-1].day) + timedelta(days=1)
    highest = max([day.n + day.possible for day in days] + [one.high / DAYS_A_WEEK for one in _rates(told)] + [1])
    scale = _Scale(Axis(_midnight(first), _midnight(last), LEFT, RIGHT), _round(highest))
    picture = joined(
        [
            *_not_held(days, scale),
            *_grid(scale, language),
            *_band(told, scale),
            *(_bar(day, scale, language) for day in days if day.n + day.possible),
            *_levels(told, scale, first, last, language),
            *_moment(told, scale, language),
            *_axis(scale, language),
        ]
    )
    subtitle = period(first, last - timedelta(days=1), language)
    return Sheet(title, subtitle, picture, BOTTOM + 30.0, tuple(_legend(told, days, language)), (told.sentence,))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _step(most: float) -> int:
    return next((step for step in STEPS if most / step <= MOST_STEPS), STEPS[-1])


def _round(most: float) -> float:
    step = _step(most * 1.05)
    return float(step * -(-most * 1.05 // step))


def _rates(told: TrafficAnswer) -> list[Rate]:
    return [rate for rate in (told.before, told.after) if rate is not None]


def _not_held(days: Sequence[TrafficDay], scale: _Scale) -> list[Markup]:
    """Hatched stretches of days that the archive does not hold."""
    found: list[Markup] = []
    start: date | None = None
    for day in [*days, None]:
        on = date.fromisoformat(day.day) if day else date.fromisoformat(days[-1].day) + timedelta(days=1)
        missing = day is not None and day.held < HELD
        if missing and start is None:
            start = on
        elif not missing and start is not None:
            x, wide = scale.x(start), scale.x(on) - scale.x(start)
            for style, fill in (("not-held", None), (None, "url(#hatch)")):
                found.append(element("rect", class_=style, x=x, y=TOP, width=round(wide, 1), height=HIGH, fill=fill))
            start = None
    return found


def _grid(scale: _Scale, language: str) -> list[Markup]:
    step = _step(scale.most)
    counts = range(0, int(scale.most) + 1, step)
    lines = "".join(f"M{LEFT:g} {scale.y(n):g}H{RIGHT:g}" for n in counts)
    names = [words(number(n, language), LEFT - 8.0, scale.y(n) + 4.0, "tick", "end") for n in counts]
    return [path(lines, "ticks"), *names, words(say(language, "sheet.flights_a_day"), 16.0, 16.0, "quiet")]


def _band(told: TrafficAnswer, scale: _Scale) -> list[Markup]:
    """The days on which the change may have come."""
    if not told.changed_from or not told.changed_to:
        return []
    x1, x2 = scale.x(date.fromisoformat(told.changed_from)), scale.x(date.fromisoformat(told.changed_to) + timedelta(1))
    return [element("rect", class_="band", x=x1, y=TOP, width=round(max(x2 - x1, 1.0), 1), height=HIGH)]


def _levels(told: TrafficAnswer, scale: _Scale, first: date, last: date, language: str) -> list[Markup]:
    """The rates before and after, per day, with their intervals."""
    if not told.changed_on or told.before is None or told.after is None:
        return []
    cut = date.fromisoformat(told.changed_on)
    found = []
    for rate, start, end in ((told.before, first, cut), (told.after, cut, last)):
        x1, x2 = scale.x(start), scale.x(end)
        low, middle, high = (scale.y(value / DAYS_A_WEEK) for value in (rate.low, rate.per_week, rate.high))
        box = element("rect", class_="interval", x=x1, y=high, width=round(x2 - x1, 1), height=round(low - high, 1))
        way = f"M{x1:g} {middle:g}H{x2:g}"
        line = joined([path(way, "rate-case"), path(way, "rate")])
        values = (number(round(value, 1), language) for value in (rate.per_week, rate.low, rate.high))
        title = say(language, "surge.rate", **dict(zip(("rate", "low", "high"), values, strict=True)))
        found.append(titled(joined([box, line]), title))
    return found


def _bar(day: TrafficDay, scale: _Scale, language: str) -> Markup:
    on = date.fromisoformat(day.day)
    x, wide = scale.x(on), scale.x(on + timedelta(days=1)) - scale.x(on)
    gap = min(2.0, wide * 0.15)
    shown = _column("bar", x + gap / 2, scale.y(day.n), scale.y(0), wide - gap)
    spare = _column("bar-possible", x + gap / 2, scale.y(day.n + day.possible), scale.y(day.n), wide - gap)
    held = round(day.held * 100)
    title = say(language, "sheet.day", day=period(on, on, language), n=day.n, possible=day.possible, held=held)
    return titled(joined([shown, spare]), title)


def _column(style: str, x: float, top: float, bottom: float, wide: float) -> Markup:
    high = round(bottom - top, 1)
    return (
        element("rect", class_=style, x=round(x, 1), y=top, width=round(wide, 1), height=high)
        if high > 0
        else Markup("")
    )


def _moment(told: TrafficAnswer, scale: _Scale, language: str) -> list[Markup]:
    if not told.changed_on:
        return []
    on = date.fromisoformat(told.changed_on)
    x, text = scale.x(on), period(on, on, language)
    half = text_width(text, LETTERS_PX) / 2
    at = min(max(x, LEFT + half), RIGHT - half)
    return [
        path(f"M{x:g} {TOP - 6:g}V{BOTTOM:g}", "moment"),
        words(text, round(at, 1), TOP - 11.0, "claimed", "middle"),
    ]


def _axis(scale: _Scale, language: str) -> list[Markup]:
    ticks, texts = ticks_of(scale.time, BOTTOM, LETTERS_PX, language)
    marks = "".join(f"M{x:g} {BOTTOM:g}v5" for x in ticks)
    day = scale.x(scale.time.start.date() + timedelta(days=1)) - LEFT
    shift = day / 2 if day > WIDE_DAY else 0.0
    named = [words(text.text, round(text.x + shift, 1), text.y + 2.0, "tick", "middle") for text in texts]
    return [path(f"M{LEFT:g} {BOTTOM:g}H{RIGHT:g}{marks}", "axis"), *named]


def _legend(told: TrafficAnswer, days: Sequence[TrafficDay], language: str) -> list[tuple[Markup, str]]:
    """The signs this plot uses."""
    box = {"x": 1, "y": 1, "width": 24, "height": 12}
    entries = [("bar", True, element("rect", class_="bar", x=7, y=1, width=12, height=12))]
    entries.append(("spare", told.possible > 0, element("rect", class_="bar-possible", x=7, y=1, width=12, height=12)))
    hatched = joined([element("rect", class_="not-held", **box), element("rect", fill="url(#hatch)", **box)])
    entries.append(("not_held", any(day.held < HELD for day in days), hatched))
    level = joined([element("rect", class_="interval", **box), path("M1 7h24", "rate")])
    entries.append(("rates", told.before is not None, level))
    entries.append(("change", bool(told.changed_from), element("rect", class_="band", **box)))
    return [(swatch, say(language, f"sheet.plot_{key}")) for key, used, swatch in entries if used]
