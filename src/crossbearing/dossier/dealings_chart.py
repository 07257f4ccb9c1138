"""The cooperation over time: every row of the ledger on its own line, by who supplies whom.

A solid bar is a stretch of days both of whose ends are told; an end that is open is drawn hatched, and a row without
any day lies before the day of the report that tells of it. The sign at the end says how far it is said to have come;
shape and words tell it without colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from crossbearing.dossier.dealings import parties, quantity
from crossbearing.dossier.desk import Desk
from crossbearing.dossier.labels import text_width
from crossbearing.dossier.svg import element, joined, path, titled, words
from crossbearing.dossier.visible import visible
from crossbearing.dossier.wording import period, short_day
from crossbearing.dossier.words import say
from crossbearing.model.relations import Dealing, Status

# Width, gutter for names, letters, height of a line, in page units; without a gutter a name stands above its line.
SIZES = {"wide": (760.0, 168.0, 12.5, 27.0), "narrow": (350.0, 0.0, 11.5, 40.0)}
HEAD, FOOT, EDGE, BAR, SIGN = 28.0, 34.0, 8.0, 10.0, 6.0
# More lines are no picture; the table has them all. GUESS.
MOST_LINES = 40
# Steps of the axis in months.
STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
OPEN = 34.0  # how far the hatching of an open end reaches
YEAR = 12


@dataclass(frozen=True, slots=True)
class _Axis:
    start: date
    end: date
    left: float
    right: float

    def x(self, day: date) -> float:
        share = (day - self.start) / max(self.end - self.start, timedelta(days=1))
        return round(self.left + min(max(share, 0.0), 1.0) * (self.right - self.left), 1)


def dealings_charts(rows: Sequence[Dealing], desk: Desk) -> tuple[Markup, ...]:
    """Return the drawing at two sizes, none where no row has a day."""
    shown = list(rows[:MOST_LINES])
    days = [day for row in shown for day in _span(row, desk) if day]
    if not days:
        return ()
    pad = max((max(days) - min(days)) / 25, timedelta(days=20))
    start, end = min(days) - pad, max(days) + pad
    return tuple(_chart(shown, desk, size, start, end) for size in SIZES)


def _span(row: Dealing, desk: Desk) -> tuple[date | None, date | None]:
    """The days of a row; without any, the last day on which its first report may have been published, as the end."""
    if row.start or row.end:
        return row.start, row.end
    held = {claim.id: claim.report for claim in desk.claims}
    told = [desk.reports[held[one]] for one in row.claims if held.get(one) in desk.reports]
    return None, min((report.published_end for report in told if report.is_dated), default=None)


def _chart(rows: Sequence[Dealing], desk: Desk, size: str, start: date, end: date) -> Markup:
    width, gutter, letters, pitch = SIZES[size]
    axis = _Axis(start, end, gutter or EDGE, width - EDGE)
    y, before, parts, lines = 6.0, "", [], []
    for row in rows:
        who = parties(row, desk)
        if who != before:
            y, before = y + HEAD, who
            parts.append(words(_cut(who, letters + 1, width - 2 * EDGE), EDGE, round(y - 9, 1), "dealing-parties"))
        y += pitch
        parts.append(_line(row, desk, axis, y - pitch / 2 + (6 if not gutter else 0), gutter, letters))
        lines.append(f"M{axis.left:g} {y:g}H{axis.right:g}")
    foot = y + 6
    ticks = _ticks(axis, foot, letters, desk.language)
    told = " ".join(_told(row, desk) for row in rows)
    uid = f"deal-{size[0]}"
    return element(
        "svg",
        element("title", say(desk.language, "dealings.title"), id=f"{uid}-t"),
        element("desc", told, id=f"{uid}-d"),
        path("".join(lines), "lane-lines"),
        path("".join(f"M{x:g} 12V{foot + 5:g}" for x, _ in ticks), "tick-lines"),
        path(f"M{axis.left:g} {foot:g}H{axis.right:g}", "axis"),
        joined(parts),
        joined(words(text, x, round(foot + 19, 1), "tick", "middle") for x, text in ticks),
        class_=f"drawing-{size}",
        viewBox=f"0 0 {width:.0f} {foot + FOOT:.0f}",
        font_size=letters,
        role="img",
        aria_labelledby=f"{uid}-t {uid}-d",
    )


def _line(row: Dealing, desk: Desk, axis: _Axis, y: float, gutter: float, letters: float) -> Markup:
    start, end = _span(row, desk)
    item = str(visible(row.item))
    said = " ".join(part for part in (quantity(row, desk.language), say(desk.language, f"status.{row.status}")) if part)
    if not gutter:
        item, said = f"{item}: {said}", ""
    room = (gutter or axis.right) - 2 * EDGE
    indent = 12.0 if row.part_of else 0.0
    name_at = round(y + 4.5, 1) if gutter else round(y - 12, 1)
    parts = [
        words(_cut(item, letters, room - indent), EDGE + indent, name_at, "lane-name" if not indent else "lane-part")
    ]
    parts += _bar(row, axis, start, end, y)
    at_end = end or start
    x = axis.x(at_end) if at_end else axis.left
    if said and (start or end):
        wide = text_width(said, letters)
        right = x + SIGN + 6
        at = (
            right
            if right + wide <= axis.right
            else axis.x(start or end or axis.start) - 8 - wide - (0 if start else OPEN)
        )
        parts.append(words(said, round(max(at, axis.left), 1), round(y + 4.5, 1), "dealing-said"))
    return titled(joined(parts), _told(row, desk))


def _bar(row: Dealing, axis: _Axis, start: date | None, end: date | None, y: float) -> list[Markup]:
    """The stretch of days, its open ends, and the sign of how far it came."""
    if start is None and end is None:
        return []
    known = start or end
    assert known is not None
    x1, x2 = axis.x(start or known), axis.x(end or known)
    high, parts = round(y - BAR / 2, 1), []
    if start is None:
        parts.append(element("rect", class_="dealing-open", x=round(x1 - OPEN, 1), y=high, width=OPEN, height=BAR,
                             fill="url(#hatch)"))  # fmt: skip
    if end is None:
        parts.append(element("rect", class_="dealing-open", x=x2, y=high, width=OPEN, height=BAR, fill="url(#hatch)"))
    style = f"dealing-bar s-{row.status}" + (" uncertain" if row.uncertain else "")
    if x2 - x1 > 1:
        parts.append(element("rect", class_=style, x=x1, y=high, width=round(x2 - x1, 1), height=BAR))
    return [*parts, sign(row.status, x2, y)]


def sign(status: Status, x: float, y: float) -> Markup:
    """Return the sign of a status: ring, square ring, half-filled, filled, and a cross."""
    s = SIGN
    if status is Status.AGREED:
        return element("circle", class_="dealing-sign", cx=x, cy=y, r=s)
    if status is Status.ORDERED:
        return path(f"M{x - s:g} {y - s:g}h{2 * s:g}v{2 * s:g}h{-2 * s:g}z", "dealing-sign")
    if status is Status.DENIED:
        return path(
            f"M{x - s:g} {y - s:g}l{2 * s:g} {2 * s:g}M{x - s:g} {y + s:g}l{2 * s:g} {-2 * s:g}", "dealing-cross"
        )
    diamond = f"M{x:g} {y - s - 1:g}l{s + 1:g} {s + 1:g}-{s + 1:g} {s + 1:g}-{s + 1:g}-{s + 1:g}z"
    if status is Status.DELIVERED:
        return path(diamond, "dealing-sign filled")
    half = path(f"M{x:g} {y - s - 1:g}v{2 * s + 2:g}l-{s + 1:g}-{s + 1:g}z", "dealing-sign filled")
    return path(diamond, "dealing-sign") + half


def _told(row: Dealing, desk: Desk) -> str:
    """One row in words, for those who do not see the picture."""
    when = period(row.start, row.end, desk.language) if row.start or row.end else say(desk.language, "dealings.no_day")
    number = quantity(row, desk.language)
    what = f"{number} {row.item}".strip()
    status = say(desk.language, f"status.{row.status}")
    return say(desk.language, "dealings.told", who=parties(row, desk), what=what, status=status, when=when)


def _ticks(axis: _Axis, y: float, letters: float, language: str) -> list[tuple[float, str]]:
    """Days on which months begin, at the closest step whose words do not touch."""
    months = (axis.end.year - axis.start.year) * YEAR + axis.end.month - axis.start.month
    widest = text_width("28 sept. 2024", letters)
    most = max(int((axis.right - axis.left) / widest), 1)
    step = next((one for one in STEPS if months / one <= most), STEPS[-1])
    first = axis.start.year * YEAR + axis.start.month - 1
    ticks = []
    for number in range(first - first % step, first + months + 2, step):
        day = date(number // YEAR, number % YEAR + 1, 1)
        x = axis.x(day)
        if axis.start <= day <= axis.end and axis.left + 20 <= x <= axis.right - 20:
            month = short_day(day, language).partition("\u00a0")[2]
            ticks.append((x, str(day.year) if step % YEAR == 0 else f"{month} {day.year}"))
    return ticks


def _cut(text: str, letters: float, room: float) -> str:
    while text_width(text, letters) > room and len(text) > 4:
        text = text[:-2].rstrip("…") + "…"
    return text
