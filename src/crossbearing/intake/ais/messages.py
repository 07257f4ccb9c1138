"""Messages that are decoded one by one with the library pyais: names, sizes and voyages of ships, and rarer positions.

A message of several sentences is put together whatever order its parts come in.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pyais import decode
from pyais.exceptions import AISBaseException

from crossbearing.intake.ais.decoding import FIELDS

# Types that tell what a ship is; 19 and 21 tell where it is as well.
STATIC = (5, 19, 21, 24)
LOCATED = (19, 21)
# Where the antenna stands: ours = the library's.
_SIDES = {"bow_m": "to_bow", "stern_m": "to_stern", "port_m": "to_port", "starboard_m": "to_starboard"}
# Parts of so many messages wait for the rest. A receiver sends the parts of one within a second or two; the busiest
# network hears some thousand messages a second, one in ten of them in parts.
WAITING = 1_000


@dataclass(frozen=True, slots=True)
class Part:
    """One sentence of a message of several, with its line and when and by whom it was heard."""

    raw: bytes
    row: int
    seconds: float
    station: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """A whole message: its sentences in order, the line of the first, when and by whom it was heard."""

    raw: tuple[bytes, ...]
    row: int
    seconds: float
    station: str | None


@dataclass(slots=True)
class Waiting:
    """Parts of messages that wait for the rest, and the lines of those that will not come."""

    parts: dict[tuple[int, int, int], dict[int, Part]] = field(default_factory=dict)
    lost: list[int] = field(default_factory=list)

    def take(self, key: tuple[int, int, int], number: int, part: Part) -> Message | None:
        """Add a part; `key` is how many parts, sequence and channel. Returns the message that it completes."""
        group = self.parts.setdefault(key, {})
        if number in group:
            self._give_up(key)
            group = self.parts.setdefault(key, {})
        group[number] = part
        if len(group) < key[0]:
            if len(self.parts) > WAITING:
                self._give_up(next(iter(self.parts)))
            return None
        del self.parts[key]
        ordered = [group[number] for number in sorted(group)]
        timed = [one.seconds for one in ordered if not math.isnan(one.seconds)]
        named = [one.station for one in ordered if one.station is not None]
        first = min(one.row for one in ordered)
        return Message(tuple(one.raw for one in ordered), first, min(timed, default=math.nan), next(iter(named), None))

    def finish(self) -> list[int]:
        """The lines of messages that stayed incomplete."""
        for key in list(self.parts):
            self._give_up(key)
        lost, self.lost = sorted(self.lost), []
        return lost

    def _give_up(self, key: tuple[int, int, int]) -> None:
        self.lost.append(min(part.row for part in self.parts.pop(key).values()))


@dataclass(frozen=True, slots=True)
class Told:
    """What one message tells: a row for VESSEL_STATICS, one for VESSEL_POSITIONS, or why it is neither."""

    static: dict[str, Any] | None = None
    position: dict[str, Any] | None = None
    reason: str | None = None


def told_by(messages: Iterator[Message]) -> Iterator[tuple[Message, Told]]:
    """Decode messages with pyais."""
    for message in messages:
        try:
            fields = decode(*message.raw).asdict()
        except (AISBaseException, ValueError, IndexError, KeyError) as wrong:
            yield message, Told(reason=f"cannot be decoded: {type(wrong).__name__}")
            continue
        yield message, _told(fields)


def _told(fields: dict[str, Any]) -> Told:
    kind = int(fields["msg_type"])
    if kind in FIELDS:
        return Told(reason="the message is cut short")
    if kind not in STATIC:
        return Told(reason=f"message type {kind} tells neither place nor name")
    craft = f"mmsi:{int(fields['mmsi']):09d}"
    position = _position(craft, fields) if kind in LOCATED else None
    return Told(static=_static(craft, fields), position=position)


def _position(craft: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "craft": craft,
        "lat": float(fields["lat"]),
        "lon": float(fields["lon"]),
        "sog_kt": _less_than(fields.get("speed"), 102.3),
        "cog_deg": _less_than(fields.get("course"), 360.0),
        "heading_deg": _less_than(fields.get("heading"), 511.0),
        "status": None,
        "message": int(fields["msg_type"]),
    }


def _less_than(value: Any, limit: float) -> float | None:
    return float(value) if value is not None and float(value) < limit else None


def _static(craft: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {
        "craft": craft,
        "imo": int(fields.get("imo") or 0) or None,
        "callsign": _text(fields.get("callsign")),
        "shipname": _text(fields.get("shipname") or fields.get("name")),
        "ship_type": int(fields.get("ship_type") or 0) or None,
        **{name: float(fields.get(theirs) or 0) for name, theirs in _SIDES.items()},
        "draught_m": float(fields.get("draught") or 0.0) or None,
        "destination": _text(fields.get("destination")),
        "eta": _eta(fields),
    }


def _text(value: Any) -> str | None:
    return str(value).strip(" @\x00") or None if value else None


def _eta(fields: dict[str, Any]) -> str | None:
    month, day, hour, minute = (int(fields.get(name) or 0) for name in ("month", "day", "hour", "minute"))
    return f"{month:02d}-{day:02d} {hour:02d}:{minute:02d}" if 1 <= month <= 12 and 1 <= day <= 31 else None
