"""What a claim says, role by role, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossbearing.dossier.atlas import country
from crossbearing.dossier.desk import Desk
from crossbearing.dossier.wording import amount, number, period
from crossbearing.dossier.words import say, sentences
from crossbearing.model.claims import Actor, Change, Claim, Count, Equipment, Place

if TYPE_CHECKING:
    from crossbearing.world import World

CRAFT_IDS = ("registration", "callsign", "flight_number", "imo", "mmsi")


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said in a role: its text, and a note set smaller beside it (a country, a kind of role)."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the claim with all that is said in it."""

    label: str
    said: tuple[Said, ...]


def roles(claim: Claim, desk: Desk) -> tuple[Role, ...]:
    """Return the roles that the claim fills, in the order a reader asks for them."""
    return roles_of(claim, desk.view.world, desk.language, desk.local)


def roles_of(claim: Claim, world: World, language: str, local: Callable[[str], str] = str) -> tuple[Role, ...]:
    """Return the roles of a claim outside of any dossier; `local` gives a place's name as the reader knows it."""
    filled = {
        "actors": [_actor(actor, world, language) for actor in claim.actors],
        "recipients": [_actor(actor, world, language) for actor in claim.recipients],
        "equipment": [_equipment(item, language) for item in claim.equipment],
        "craft": list(_craft(claim, language)),
        "places": [_place(place, world, language, local) for place in claim.places],
        "when": [] if claim.when is None else [Said(period(claim.when.start, claim.when.end, language))],
        "counts": [_count(count, language) for count in claim.counts],
        "change": [] if claim.change is None else [_change(claim.change, language)],
        "checkable": [Said(sentences(language).get(f"checkable.{by}", by)) for by in claim.checkable_by],
    }
    return tuple(Role(say(language, f"claim.{key}"), tuple(said)) for key, said in filled.items() if said)


def role_name(name: str, language: str) -> str:
    """Return a role's name as worded by `[roles]`; a detail after a colon is kept, an unknown name stands as it is."""
    head, colon, detail = name.partition(":")
    worded = sentences(language).get(f"roles.{head}", head.replace("_", " "))
    return f"{worded} ({detail.strip()})" if colon and detail.strip() else worded


def _actor(actor: Actor, world: World, language: str) -> Said:
    name = country(world, actor.country, language)
    return Said(actor.name, name if name != actor.name else "")


def _equipment(item: Equipment, language: str) -> Said:
    quantity = amount(item.min, item.max, item.approximate, language)
    return Said(f"{quantity} × {item.name}" if quantity else item.name, say(language, f"equipment.{item.role}"))


def _count(count: Count, language: str) -> Said:
    what = sentences(language).get(f"counted.{count.what}", count.what)
    return Said(f"{amount(count.min, count.max, False, language)} {what}".strip())


def _craft(claim: Claim, language: str) -> Iterator[Said]:
    for kind in CRAFT_IDS:
        for printed in getattr(claim.craft, kind):
            yield Said(printed, say(language, f"craft.{kind}"))


def _place(place: Place, world: World, language: str, local: Callable[[str], str]) -> Said:
    notes = [say(language, f"place.{place.role}"), country(world, place.country, language)]
    return Said(_place_name(place, local(place.name), language), ", ".join(note for note in notes if note))


def _place_name(place: Place, name: str, language: str) -> str:
    if place.offset_km is None:
        return name
    km = number(place.offset_km, language)
    if place.bearing_deg is None:
        return say(language, "claim.offset_only", km=km, place=name)
    return say(language, "claim.offset", km=km, place=name, bearing=number(place.bearing_deg, language))


def _change(change: Change, language: str) -> Said:
    direction = say(language, f"direction.{change.direction}")
    if change.baseline is None:
        return Said(direction)
    when = period(change.baseline.start, change.baseline.end, language)
    return Said(say(language, "direction.since", direction=direction, when=when))
