"""How many stays were shown, and how many more the silences could hold."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from crossbearing.checks import evidence
from crossbearing.checks.heard.unheard import Hearing, would_be_heard
from crossbearing.checks.in_air.shown import stay_shown_by
from crossbearing.checks.in_air.stays import Stay, stays_of
from crossbearing.checks.subjects import Member, Subject
from crossbearing.checks.windows import Window
from crossbearing.checks.witness import Witness
from crossbearing.model.verdicts import EvidenceRow
from crossbearing.movement.counting import stays_and_silences
from crossbearing.movement.observed import stay_sightings
from crossbearing.movement.prism import Opening
from crossbearing.movement.reckoning import Silence
from crossbearing.movement.sightings import Sightings


@dataclass(frozen=True, slots=True)
class Asked:
    """Visits as claimed: whose, where, when, and how many at least and at most."""

    subject: Subject
    airports: tuple[str, ...]
    place: str
    window: Window
    least: int
    most: float
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Room:
    """A silence that leaves room for `extra` more stays than those shown, `reckoned` of them to be reckoned with."""

    member: Member
    seen: Sightings
    opening: Opening
    extra: int
    reckoned: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The stays that were shown on the claimed days and the silences that leave room for more.

    `readings` hold for each reading of the days how many stays began on those days and how many touch them;
    `arriving` surely began on them on every reading, `surely` touch what all readings share.
    """

    stays: tuple[Stay, ...]
    rooms: tuple[Room, ...]
    readings: tuple[tuple[int, int], ...]
    arriving: int
    surely: int
    last_day: bool
    evidence: tuple[EvidenceRow, ...]

    @property
    def overlapping(self) -> int:
        """How many stays touch the claimed days on the reading on which most do."""
        return max(touching for _, touching in self.readings)

    def agreeing(self, least: int, most: float) -> int | None:
        """The number of stays on a reading of the days on which it lies in that range, if there is one.

        Stays begun before those days may count or not.
        """
        return next((touching for began, touching in self.readings if touching >= least and began <= most), None)

    @property
    def most(self) -> int:
        """The bound that proves: every silence filled with as many stays as it holds."""
        return self.overlapping + sum(room.extra for room in self.rooms)

    @property
    def unheard(self) -> int:
        """How many more stays to reckon with that passed unheard; the proof of a contradiction uses `most`."""
        return sum(room.reckoned for room in self.rooms)


def count(asked: Asked, witness: Witness) -> Counted:
    """Count the stays of all members at the claimed place."""
    every = [(member, stays_of(member, asked.airports, witness)) for member in asked.subject.members]
    stays = tuple(stay for _, own in every for stay in own if stay.overlaps(*asked.window.told))
    return Counted(
        stays=stays,
        rooms=tuple(room for member, _ in every for room in _rooms(member, asked, witness)),
        surely=sum(stay.overlaps(*asked.window.surely) for stay in stays),
        arriving=sum(stay.arrives(*asked.window.surely) for stay in stays),
        readings=tuple(
            (sum(stay.arrives(*clock) for stay in stays), sum(stay.overlaps(*clock) for stay in stays))
            for clock in asked.window.readings
        ),
        last_day=any(stay.overlaps(*asked.window.last_day) for stay in stays),
        evidence=_rows(stays, witness),
    )


def surely_arriving(asked: Asked, witness: Witness) -> int:
    """Return how many stays in the whole city surely began on those days: hops inside it make no second one."""
    groups = sorted({witness.world.places.group_of(code) for code in asked.airports})
    city = tuple(code for group in groups for code in witness.world.places.group_airports(group))
    stays = (stay for member in asked.subject.members for stay in stays_of(member, city, witness))
    return sum(stay.arrives(*asked.window.surely) for stay in stays)


def _rooms(member: Member, asked: Asked, witness: Witness) -> list[Room]:
    """Silences of one craft that could hide further stays."""
    own = [
        one for one in witness.airframes_on(member.craft) if not member.airframes or one.airframe in member.airframes
    ]
    found = (stays_and_silences(one, asked.airports, asked.window.told, witness.world, witness.heard) for one in own)
    return [_room(member, silence, witness) for _, silences in found for silence in silences]


def _room(member: Member, silence: Silence, witness: Witness) -> Room:
    seen = witness.sightings(member.craft, (silence.airframe,) if silence.airframe else ())
    return Room(member, seen, silence.opening, silence.fits, silence.reckoned)


def hearing_in(room: Room, asked: Asked, witness: Witness) -> Hearing:
    """Return whether a stay in this silence would have been heard; outside the hours held, none is looked for."""
    held, seen, opening = asked.window.held(witness), room.seen, room.opening
    if opening.latest <= held[0].timestamp() or opening.earliest >= held[1].timestamp():
        return Hearing(None, None, ())
    return would_be_heard(witness, [m.craft for m in asked.subject.members], [(seen, opening)], *held)


def _rows(stays: tuple[Stay, ...], witness: Witness) -> tuple[EvidenceRow, ...]:
    crafts = [stay.craft for stay in stays]
    rows = witness.stays(crafts).filter(pl.col("id").is_in([one for stay in stays for one in stay.ids]))
    by_id = {name: leg for craft in crafts for name, leg in witness.legs_of(craft).items()}
    told = [row for stay in stays for row in stay_sightings(witness.observed, stay, witness.world).to_dicts()]
    shown = (stay_shown_by(row, by_id, witness) for row in rows.iter_rows(named=True))
    return (*shown, *(evidence.of_sighting(row) for row in told))
