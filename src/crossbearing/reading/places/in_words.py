"""A place that a person tells in a few words: "15 km west of Amirabad", « à 15 km à l'ouest d'Amirabad », "Olya"."""

from __future__ import annotations

import re
from datetime import date

from crossbearing.model.claims import Place, PlaceRole, Report
from crossbearing.reading.document import examine
from crossbearing.reading.scene import stage
from crossbearing.world import PlaceEntry, World

# The words are read in a sentence, as a report would have them; in French « à » may be said or left out.
_SENTENCES = (
    "The ship lay at anchor {words} during the whole night.",
    "Le navire est resté au mouillage {words} pendant toute la nuit.",
    "Le navire est resté au mouillage à {words} pendant toute la nuit.",
)
LONGEST = 200
_BREAK = re.compile(r"[\s'’]+")


def place_in_words(words: str, world: World) -> Place | None:
    """The place that some words mean, as a claim would have it: an anchor, with distance and bearing where told.

    Null for words that name no place we know.
    """
    plain = " ".join(words.split())
    if not plain or len(plain) > LONGEST:
        return None
    for sentence in _SENTENCES:
        spots = [one.spot for one in stage(examine(_report(sentence.format(words=plain)), world)).relatives]
        if spots and spots[0].lat is not None:
            one, port = spots[0], _port_named_last(plain, world)
            name, country, lat, lon = (port or one).name, (port or one).country, (port or one).lat, (port or one).lon
            return Place(name, PlaceRole.SITE, country, lat, lon, one.offset_km, one.bearing_deg)
    named = _port_named_last(plain, world, whole=True) or next(iter(world.places.find(plain)), None)
    return Place(named.name, PlaceRole.SITE, named.country, named.lat, named.lon) if named else None


def _port_named_last(words: str, world: World, whole: bool = False) -> PlaceEntry | None:
    """The port that the words end with, by the longest such name: who speaks of the sea means Tartus, not Tartu."""
    starts = [0] if whole else [0, *(match.end() for match in _BREAK.finditer(words))]
    found = (world.places.find(words[start:], kind="port") for start in starts)
    return next((entries[0] for entries in found if entries), None)


def _report(text: str) -> Report:
    return Report("words", text, 0, date(2024, 1, 1), date(2024, 1, 1))
