"""Who leans on whom, drawn: reports on the left, what they lean on to the right, the roots last.

Every edge is also written out in words with the reason for it; the drawing adds nothing to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from crossbearing.dossier.labels import text_width
from crossbearing.dossier.svg import element, joined, path, titled, words
from crossbearing.dossier.visible import visible
from crossbearing.dossier.wording import origin
from crossbearing.dossier.words import say
from crossbearing.model.origins import Lean, Vertex
from crossbearing.model.verdicts import Finding

WIDTH, PITCH, BOX, LETTERS, GAP = 760.0, 40.0, 28.0, 12.5, 54.0
# A drawing with more is no help; the edges are still written out, up to the second number. GUESSES.
MOST_DRAWN, MOST_WRITTEN = 36, 60
NEEDED = 2  # a report and its one source need no picture


@dataclass(frozen=True, slots=True)
class OriginGraph:
    """The drawing of a finding's graph, or none, and its edges in words; `left_out` edges are not written out."""

    drawing: Markup | None
    edges: tuple[str, ...]
    left_out: int
    cut: tuple[str, ...]


def origin_graph(finding: Finding, language: str) -> OriginGraph:
    """Return what a dossier shows of the graph behind a finding."""
    labels = {vertex.id: _label(vertex, language) for vertex in finding.vertices}
    told = [_edge(lean, labels, language) for lean in finding.leans]
    cut = tuple(labels[vertex.id] for vertex in finding.vertices if vertex.cut)
    drawn = NEEDED < len(finding.vertices) <= MOST_DRAWN and bool(finding.leans)
    picture = _draw(finding, labels, language) if drawn else None
    return OriginGraph(picture, tuple(told[:MOST_WRITTEN]), max(0, len(told) - MOST_WRITTEN), cut)


def _label(vertex: Vertex, language: str) -> str:
    return str(visible(origin(vertex.label, language))) or say(language, "page.unknown")


def _edge(lean: Lean, labels: Mapping[str, str], language: str) -> str:
    why = say(language, f"lean.{lean.why}")
    shown = str(visible(lean.because)) if lean.because not in (labels[lean.on], "") else ""
    values = {"of": labels[lean.of], "on": labels[lean.on], "why": f"{why} ({shown})" if shown else why}
    return say(language, "graph.edge" if lean.sure else "graph.edge_unsure", **values)


def columns_of(finding: Finding) -> dict[str, int]:
    """Return the column of each vertex: one to the right of all that lean on it, roots in the last."""
    column = {vertex.id: 0 for vertex in finding.vertices}
    for _ in range(len(finding.vertices)):
        moved = False
        for lean in finding.leans:
            wanted = column[lean.of] + 1
            if column[lean.on] < wanted <= len(finding.vertices):
                column[lean.on], moved = wanted, True
        if not moved:
            break
    else:
        return {vertex.id: 0 if vertex.read else 1 for vertex in finding.vertices}  # they lean on one another in a ring
    last = max(column.values())
    leaning = {lean.of for lean in finding.leans}
    roots = [vertex.id for vertex in finding.vertices if vertex.kind and vertex.id not in leaning]
    return {**column, **dict.fromkeys(roots, last)}


def _draw(finding: Finding, labels: Mapping[str, str], language: str) -> Markup:
    column = columns_of(finding)
    count = max(column.values()) + 1
    width = (WIDTH - 4 - GAP * (count - 1)) / count
    place = _places(finding, column, width)
    height = max(y for _, y in place.values()) + BOX + 8
    edges = joined(_line(lean, place, width) for lean in finding.leans)
    boxes = joined(_box(vertex, place[vertex.id], width, labels[vertex.id], language) for vertex in finding.vertices)
    told = " ".join(_edge(lean, labels, language) for lean in finding.leans[:MOST_WRITTEN])
    uid = finding.id
    return element(
        "svg",
        element("title", say(language, "graph.title"), id=f"{uid}-t"),
        element("desc", told, id=f"{uid}-d"),
        edges,
        boxes,
        class_="origin-graph",
        viewBox=f"0 0 {WIDTH:.0f} {height:.0f}",
        font_size=LETTERS,
        role="img",
        aria_labelledby=f"{uid}-t {uid}-d",
    )


def _places(finding: Finding, column: Mapping[str, int], width: float) -> dict[str, tuple[float, float]]:
    """Each vertex near the middle of those that lean on it, in its column, none on another."""
    place: dict[str, tuple[float, float]] = {}
    leaning: dict[str, list[str]] = {}
    for lean in finding.leans:
        leaning.setdefault(lean.on, []).append(lean.of)
    rows: dict[str, float] = {}
    for number in range(max(column.values()) + 1):
        own = [vertex.id for vertex in finding.vertices if column[vertex.id] == number]
        wished = {one: _middle([rows[of] for of in leaning.get(one, ()) if of in rows]) for one in own}
        free = 0.0
        for one in sorted(own, key=lambda name: (wished[name], name)):
            rows[one] = max(free, wished[one])
            free = rows[one] + 1
            place[one] = (2 + number * (width + GAP), 5 + rows[one] * PITCH)
    return place


def _middle(rows: Sequence[float]) -> float:
    return sum(rows) / len(rows) if rows else 0.0


def _line(lean: Lean, place: Mapping[str, tuple[float, float]], width: float) -> Markup:
    (x1, y1), (x2, y2) = place[lean.of], place[lean.on]
    start, end = x1 + width, x2 - 6
    y1, y2 = y1 + BOX / 2, y2 + BOX / 2
    style = "lean" if lean.sure else "lean unsure"
    if end < start:  # back or down the same column
        d = f"M{start:.1f} {y1:.1f}c30 0 30 {y2 - y1:.1f} 0 {y2 - y1:.1f}"
        return path(d, style)
    middle = (start + end) / 2
    d = f"M{start:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {end:.1f} {y2:.1f}"
    arrow = f"M{end - 3:.1f} {y2 - 4:.1f}l8 4-8 4z"
    return path(d, style) + path(arrow, "lean-end")


def _box(vertex: Vertex, place: tuple[float, float], width: float, label: str, language: str) -> Markup:
    """Reports have square corners, what they lean on round ones; a dashed rim: the report was not read."""
    x, y = place
    kind = "vertex-report" if vertex.id.startswith("report:") else "vertex-source"
    unread = " unread" if kind == "vertex-report" and not vertex.read else ""
    unnamed = " unnamed" if vertex.id.startswith("unnamed:") else ""
    radius = 3 if kind == "vertex-report" else 14
    style = f"{kind}{unread}{unnamed}"
    rim = element(
        "rect", class_=style, x=round(x + 2, 1), y=round(y, 1), width=round(width - 4, 1), height=BOX, rx=radius
    )
    parts = [rim]
    if vertex.cut:
        parts.append(element("rect", class_="vertex-cut", x=round(x - 1, 1), y=round(y - 3, 1),
                             width=round(width + 2, 1), height=BOX + 6, rx=radius + 3))  # fmt: skip
    note = say(language, f"origin_kind.{vertex.kind}") if vertex.kind else ""
    room = width - 22
    full = f"{label} · {note}" if note else label
    shown = full if text_width(full, LETTERS) <= room else label
    while text_width(shown, LETTERS) > room and len(shown) > 4:
        shown = shown[:-2].rstrip("…") + "…"
    parts.append(words(shown, round(x + width / 2, 1), round(y + BOX / 2 + 4.5, 1), "vertex-name", "middle"))
    return titled(joined(parts), full)
