"""Who supplies and who receives, as the roles of claims tell it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from crossbearing.model.claims import Actor, Claim, Kind, PlaceRole
from crossbearing.world import World


def parties_of(group: Sequence[Claim], designers: set[str], world: World) -> tuple[str | None, str | None]:
    """Return supplier and recipient of what claims of one proposition tell; a country by its code.

    A giver and a taker are told as such; where a report only says who dealt with whom, the one from whose country the
    goods come supplies, else the one whose country designed them. Null where neither is known.
    """
    for claim in group:
        found = _told(claim, world)
        if found[0] and found[1]:
            return found
    for claim in group:
        parties = list(dict.fromkeys(name_of(actor, world) for actor in (*claim.actors, *claim.recipients)))
        made = [name for name in parties if name in designers]
        if len(parties) == 2 and len(made) == 1:
            return made[0], next(name for name in parties if name != made[0])
    return _told(group[0], world)


def _told(claim: Claim, world: World) -> tuple[str | None, str | None]:
    givers = [name_of(actor, world) for actor in claim.actors]
    takers = [name_of(actor, world) for actor in claim.recipients]
    left = list(_countries(claim, PlaceRole.DEPARTURE))
    went = list(_countries(claim, PlaceRole.ARRIVAL))
    if claim.kind is Kind.AGREEMENT and not takers:
        supplier = next((name for name in givers if name in left), None)
        recipient = next((name for name in givers if name in went and name != supplier), None)
        others = [name for name in givers if name not in (supplier, recipient)]
        if supplier and not recipient:
            recipient = others[0] if others else None
        elif recipient and not supplier:
            supplier = others[0] if others else None
        return supplier, recipient
    supplier = next(iter([*givers, *left]), None)
    recipient = next((name for name in [*takers, *went] if name != supplier), None)
    return supplier, recipient


def _countries(claim: Claim, role: PlaceRole) -> Iterator[str]:
    yield from (place.country for place in claim.places if place.role is role and place.country)


def name_of(actor: Actor, world: World) -> str:
    """Return the country's code for a state and its offices, else the name as printed: Hezbollah is not Lebanon."""
    state = world.countries.of(actor.name)
    if state:
        return state
    words = actor.name.split()
    office = any(word.casefold().rstrip("s") in _OFFICES for word in words)
    return actor.country if actor.country and office else actor.name


_OFFICES = frozenset(
    ("ministry", "ministère", "government", "gouvernement", "army", "armée", "force", "navy", "marine", "state", "état",
     "authoritie", "autorité", "president", "président", "embassy", "ambassade")
)  # fmt: skip
