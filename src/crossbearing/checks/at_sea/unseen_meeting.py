"""What two ships could have done unseen: the longest time alongside each other that their silences leave room for."""

from __future__ import annotations

from datetime import UTC, datetime

from crossbearing.model.verdicts import Phrase, phrase
from crossbearing.movement.vessels.unheard.meetings import Longest, longest_in
from crossbearing.movement.vessels.unheard.presence import Presence


def words_of(longest: Longest) -> Phrase:
    """Say how long two ships could have been together, and where if that is known."""
    begin, end = (datetime.fromtimestamp(one, UTC).strftime("%Y-%m-%d %H:%M") for one in (longest.begin, longest.end))
    about = {"hours": f"{longest.hours:.1f}", "start": begin, "end": end}
    if longest.place is None:
        return phrase("alongside.longest", **about)
    return phrase("alongside.longest_at", **about, lat=f"{longest.place[0]:.2f}", lon=f"{longest.place[1]:.2f}")


def longest_together(
    one: Presence, other: Presence, runs: list[tuple[int, int]], kmh: tuple[float, float]
) -> Longest | None:
    """The longest time in some stretches (first and last rows) in which they could have been together.

    Null where a silence has no beginning or no end.
    """
    found = [longest_in(one, other, run, kmh) for run in runs]
    known = [longest for longest in found if longest is not None]
    return max(known, key=lambda longest: longest.hours) if len(known) == len(runs) and known else None
