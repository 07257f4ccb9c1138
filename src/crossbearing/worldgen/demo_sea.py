"""The demo's sea: fourteen ships on the Caspian for six days, two of which meet off Aktau."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from crossbearing.worldgen.sea.invented import invent_sea
from crossbearing.worldgen.sea.make import write_sea

# A world in which two cargo ships lie side by side at sea, heard all the time, and one of them then goes to a port.
SEED, START, DAYS, SHIPS = 25, date(2024, 2, 8), 6, 14
# One position each five minutes: enough to tell, and a fifth of a megabyte.
KEEP_S = 300.0


def write_demo_sea(folder: Path) -> None:
    """Write `ais/dma/*.zip` and `truth/*.jsonl` of the demo's sea."""
    sea = invent_sea(SEED, DAYS, SHIPS, seas=("caspian",), keep_s=KEEP_S, start=START)
    write_sea(folder, sea, ("dma",))


def shown_at_sea(truth: dict[str, list[dict[str, Any]]], ships: Sequence[str], port: str | None) -> list[str]:
    """The true calls of a ship at a port, or the true meetings of two ships: whose, and when it began."""
    if port is not None:
        calls = (one for one in truth["port_calls"] if one["name"] in ships and one["port"] == port)
        return [f"{one['craft']}@{one['arrived_at']}" for one in calls]
    return [one["id"] for one in truth["transfers"] if {one["name_a"], one["name_b"]} == set(ships)]
