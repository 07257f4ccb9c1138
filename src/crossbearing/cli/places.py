"""The options by which the user brings ports and roadsteads of her own to a command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from crossbearing.cli.output import Language, note

if TYPE_CHECKING:
    from crossbearing.case.questions.user_places import UserPlaces

Drawn = Annotated[
    tuple[Path, ...],
    Parameter(negative="", help="Ports you drew: GeoJSON, KML, or CSV (name, lat, lon, radius_km); repeatable."),
]
InWords = Annotated[
    tuple[str, ...],
    Parameter(negative="", help="A place in words, “15 km west of Amirabad”, or lat,lon,km; repeatable."),
]


def places_of(files: tuple[Path, ...], words: tuple[str, ...], language: Language = "en") -> UserPlaces:
    """Read the user's places, and say on standard error what is odd about them."""
    from crossbearing.case.questions.user_places import user_places
    from crossbearing.dossier.sea_lines import place_doubts

    own = user_places(files, words)
    for line in place_doubts(own.places, language):
        note(line)
    return own
