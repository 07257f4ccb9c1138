"""Names on a drawing: each beside its mark, none over another, and none at all where there is no room."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# Widths in ems of a sans-serif (Helvetica and its metric twins), by kind of character, rounded up: a label that is
# thought wider than it is costs a little room, one thought narrower costs a collision.
NARROW_EM, COMMON_EM, CAPITAL_EM, WIDE_EM = 0.32, 0.59, 0.75, 1.0
NARROW_LETTERS = frozenset(" ijltfrI.,:;'|()[]!·-/\u00a0\u202f")
WIDE_LETTERS = frozenset("mwMW@%→—")
LINE_EM = 1.25
# The side of a mark where a name is read first comes first (Imhof, "Positioning Names on Maps", 1975).
SIDES = ((1, 0), (1, -1), (1, 1), (-1, 0), (-1, -1), (-1, 1), (0, -1), (0, 1))
PADDING = 1.5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the page."""

    x1: float
    y1: float
    x2: float
    y2: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles share any area."""
        return self.x1 < other.x2 and other.x1 < self.x2 and self.y1 < other.y2 and other.y1 < self.y2


@dataclass(frozen=True, slots=True)
class Label:
    """A name to place: at `x, y`, kept `gap` units away from it; `style` is a class of the drawing.

    A `centred` name stands on its point; a `shy` one stands nowhere rather than over a line.
    """

    text: str
    x: float
    y: float
    size: float
    gap: float
    style: str = ""
    centred: bool = False
    shy: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with its baseline's start, middle or end (`anchor`) and the room it takes."""

    label: Label
    x: float
    y: float
    anchor: str
    box: Box


def text_width(text: str, size: float) -> float:
    """Return a width that the text will not exceed in a common sans-serif, in the units of `size`."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if character in NARROW_LETTERS:
        return NARROW_EM
    if character in WIDE_LETTERS or ord(character) > 0x2E7F:
        return WIDE_EM
    return CAPITAL_EM if character.isupper() else COMMON_EM


def place_labels(
    labels: Sequence[Label], marks: Iterable[Box], lines: Sequence[tuple[float, float]], page: Box
) -> tuple[list[Placed], list[Label]]:
    """Return the names placed and those left out, in the order given, which is their priority.

    A name never covers another name or a mark and never leaves the page; among free sides it takes the one that
    covers the fewest points of `lines`, and of equal ones the one read first.
    """
    taken, placed, left = list(marks), [], []
    for label in labels:
        free = [spot for spot in _spots(label) if _inside(spot.box, page) and not _hits(spot.box, taken)]
        best = min(free, key=lambda spot: _covered(spot, lines), default=None)
        if best is None or (label.shy and _covered(best, lines)):
            left.append(label)
            continue
        placed.append(best)
        taken.append(best.box)
    return placed, left


def _spots(label: Label) -> list[Placed]:
    """All places a name may stand, best first."""
    if label.centred:
        return [_spot(label, 0, 0)]
    return [_spot(label, right, down) for right, down in SIDES]


def _spot(label: Label, right: int, down: int) -> Placed:
    width, height = text_width(label.text, label.size), label.size * LINE_EM
    reach = label.gap * (0.75 if right and down else 1.0)
    anchor = {1: "start", 0: "middle", -1: "end"}[right]
    x = label.x + right * reach
    middle = label.y + down * (reach + (height / 2 if not right else height / 3))
    x1 = {1: x, 0: x - width / 2, -1: x - width}[right]
    box = Box(x1 - PADDING, middle - height / 2, x1 + width + PADDING, middle + height / 2)
    return Placed(label, round(x, 1), round(middle + label.size * 0.35, 1), anchor, box)


def _inside(box: Box, page: Box) -> bool:
    return box.x1 >= page.x1 and box.y1 >= page.y1 and box.x2 <= page.x2 and box.y2 <= page.y2


def _hits(box: Box, taken: Sequence[Box]) -> bool:
    return any(box.meets(other) for other in taken)


def _covered(spot: Placed, lines: Sequence[tuple[float, float]]) -> int:
    """How many points of the lines a name would cover."""
    box = spot.box
    return sum(box.x1 <= x <= box.x2 and box.y1 <= y <= box.y2 for x, y in lines)
