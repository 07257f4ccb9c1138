"""All ships and harbours of a world while it is being told."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crossbearing.worldgen.sea.diary import Diary
from crossbearing.worldgen.sea.harbours import Harbour, open_harbour
from crossbearing.worldgen.sea.life import Life
from crossbearing.worldgen.sea.places import Port, ports
from crossbearing.worldgen.sea.ships import TRADING, Ship
from crossbearing.worldgen.sea.units import HOUR_S

# Through the Volga and the Volga-Don canal.
BEYOND = {"caspian": "black_sea", "black_sea": "caspian"}


@dataclass(frozen=True, slots=True)
class Shares:
    """How often things happen that a world may want more or less of: shares of voyages, or of meetings.

    `meet` a voyage with a meeting; `at_sea` of the meetings are out at sea; `one_dark` and `both_dark` of them are
    silent; `dark_call` a port call with the transponder off; `company` a voyage in company; `anchor` a call with hours
    in the roadstead; `pilot`, `tug` a call with one; `tow` a voyage of a tug with a tow; `rafted` a berth beside
    another ship; `canal` a voyage of a cargo ship through the Volga-Don canal. GUESSES that make every case occur.
    """

    meet: float = 0.16
    at_sea: float = 0.6
    one_dark: float = 0.2
    both_dark: float = 0.15
    dark_call: float = 0.06
    company: float = 0.06
    anchor: float = 0.45
    pilot: float = 0.35
    tug: float = 0.3
    tow: float = 0.5
    rafted: float = 0.08
    bunker: float = 0.3
    inspected: float = 0.15
    canal: float = 0.04


@dataclass(slots=True)
class Stage:
    """The world that is told: from `begin` to `end`, seconds from its first midnight.

    `shift` says which port of each sea is its busiest.
    """

    lives: list[Life]
    harbours: dict[str, Harbour]
    diary: Diary
    rng: np.random.Generator
    begin: float
    end: float
    shares: Shares
    shift: int

    def draw(self, low: float, high: float) -> float:
        """A number between two."""
        return float(self.rng.uniform(low, high))

    def happens(self, share: float) -> bool:
        """Whether something happens that does in a share of cases."""
        return bool(self.rng.random() < share)

    def port_near(self, life: Life) -> Port:
        """Another port of the sea she is in, the n-th of a sea 1 / n as often; rarely, one beyond a canal."""
        beyond = BEYOND.get(life.port.sea) if life.ship.kind == "cargo" and self.happens(self.shares.canal) else None
        here = [one for one in ports().values() if one.sea == (beyond or life.port.sea)]
        weights = np.array([1.0 / (1 + (number + self.shift) % len(here)) for number in range(len(here))])
        weights[[one.code == life.port.code for one in here]] = 0.0
        return here[int(self.rng.choice(len(here), p=weights / weights.sum()))]

    def is_busiest(self, port: Port) -> bool:
        """Whether it is the port of its sea that most ships call at, with the large roadstead."""
        here = [one.code for one in ports().values() if one.sea == port.sea]
        return (here.index(port.code) + self.shift) % len(here) == 0

    def boats(self, kind: str, port: Port, time: float) -> list[Life]:
        """Ships of a kind that lie idle in a port at a time."""
        return [
            one for one in self.lives
            if one.ship.kind == kind and one.port.code == port.code and one.moored and one.now <= time
        ]  # fmt: skip


def set_stage(ships: tuple[Ship, ...], days: int, rng: np.random.Generator, shares: Shares) -> Stage:
    """Put each ship into a port, some while before the world begins."""
    harbours = {code: open_harbour(port, rng) for code, port in ports().items()}
    stage = Stage(
        [], harbours, Diary(), rng, -48.0 * HOUR_S, days * 24.0 * HOUR_S + HOUR_S, shares, int(rng.integers(97))
    )
    for ship in ships:
        here = [port for port in ports().values() if port.sea == ship.sea]
        port = here[int(rng.integers(len(here)))] if ship.kind in TRADING else ship.home
        stage.lives.append(Life(ship, port, port.gate, ship.speed_kt))
    return stage
