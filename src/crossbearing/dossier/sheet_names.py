"""The names on a map that stands alone, the most needed first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import islice
from math import isfinite
from typing import TYPE_CHECKING

from crossbearing.dossier.atlas import Site, Town
from crossbearing.dossier.labels import Label
from crossbearing.dossier.map_names import MOST_TOWNS, airport_name, cut, seas_on, towns_on
from crossbearing.dossier.projection import Frame
from crossbearing.dossier.sheet import LETTERS_PX
from crossbearing.dossier.wording import number

if TYPE_CHECKING:
    from crossbearing.dossier.sheet_map import Drawn, Quiet

# More craft than this are told apart by pointing at them, not by names. GUESS.
MOST_CRAFT_NAMED = 8
MOST_AIRPORTS = 40
MOST_CHANCES = 12
MOST_SILENCES = 40


def names_of(
    routes: Sequence[Drawn],
    sites: Sequence[tuple[Site, str]],
    towns: Sequence[Town],
    frame: Frame,
    language: str,
    silences: Sequence[Quiet] = (),
) -> list[Label]:
    """Return the names wanted: the airports most used, craft, possible airports, silences, seas and towns."""
    labels = [Label(cut(text), *frame.point(one.lat, one.lon), LETTERS_PX, 8) for one, text in sites]
    labels += _airports(routes, frame)
    crafts = list(dict.fromkeys(drawn.craft for drawn in routes))
    if 1 < len(crafts) <= MOST_CRAFT_NAMED:
        labels += _crafts(routes, frame)
    labels += _chances(routes, frame, language)
    labels += [_word_of(one, frame) for one in silences if one.name][:MOST_SILENCES]
    labels = [label for label in dict.fromkeys(labels) if isfinite(label.x)]
    labels += seas_on(frame, LETTERS_PX, language)
    return labels + list(islice(towns_on(towns, frame, labels, LETTERS_PX), MOST_TOWNS))


def _word_of(one: Quiet, frame: Frame) -> Label:
    """The word for a silence at the middle of its way; it yields to all that is drawn."""
    at = len(one.way.lat) // 2
    point = frame.point(float(one.way.lat[at]), float(one.way.lon[at]))
    return Label(one.name, *point, LETTERS_PX - 1.0, 8, "silence", shy=True)


def _airports(routes: Sequence[Drawn], frame: Frame) -> list[Label]:
    used = Counter(site for drawn in routes for site in drawn.route.airports)
    ranked = sorted(used.items(), key=lambda pair: (-pair[1], pair[0].code))[:MOST_AIRPORTS]
    return [Label(airport_name(site), *frame.point(site.lat, site.lon), LETTERS_PX, 8) for site, _ in ranked]


def _crafts(routes: Sequence[Drawn], frame: Frame) -> list[Label]:
    named: dict[str, Label] = {}
    for drawn in routes:
        longest = max(drawn.route.runs, key=lambda run: len(run.lat))
        at = len(longest.lat) // 3
        x, y = frame.point(float(longest.lat[at]), float(longest.lon[at]))
        named.setdefault(drawn.craft, Label(cut(drawn.craft), x, y, LETTERS_PX, 8, f"craft t{drawn.colour}"))
    return list(named.values())


def _chances(routes: Sequence[Drawn], frame: Frame, language: str) -> list[Label]:
    """Possible airports with their highest probability, the likeliest first."""
    known = {site.code for drawn in routes for site in drawn.route.airports}
    best: dict[Site, float] = {}
    for drawn in routes:
        for one in drawn.route.chances:
            if one.site.code not in known:
                best[one.site] = max(best.get(one.site, 0.0), one.p)
    ranked = sorted(best.items(), key=lambda pair: (-pair[1], pair[0].code))[:MOST_CHANCES]
    texts = [(f"{airport_name(site)} {number(round(p * 100), language)}\u202f%", site) for site, p in ranked]
    return [Label(text, *frame.point(site.lat, site.lon), LETTERS_PX - 0.5, 10, "maybe") for text, site in texts]
