"""The answer about coverage in a sentence: k of n, the bound, how the controls were pooled, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossbearing.dossier.wording import bound
from crossbearing.dossier.words import say
from crossbearing.model.answers import CoverageAnswer
from crossbearing.movement.binomial import upper_bound

# Airports named in the sentence; the line's own field lists them all.
MOST_NAMED = 8


def worded(told: CoverageAnswer, quiet: Sequence[str], language: str) -> CoverageAnswer:
    """Return the answer with its sentence; `quiet` are the hours in which far fewer craft than usual were heard."""
    return replace(told, sentence=" ".join(filter(None, [_said(told, quiet, language), *_pooled(told, language)])))


def _said(told: CoverageAnswer, quiet: Sequence[str], language: str) -> str:
    where = told.place if told.place in told.airports else f"{told.place} ({', '.join(told.airports)})"
    start, end = told.between or ("00:00", "24:00")
    day = "on" if told.on else "any"
    when = say(language, f"looking.when_{day}", day=told.on, start=start, end=end)
    return say(
        language,
        f"looking.seen_{told.seen}",
        where=where,
        when=when,
        height=say(language, f"looking.height_{told.band}"),
        k=told.k,
        n=told.n,
        p=bound(told.p_lower, language),
        most=bound(upper_bound(told.k, told.n) + 0.01, language) if told.n else "1",
        network=told.network,
        hours=", ".join(f"{one[:10]} {one[11:16]}" for one in (*told.holes, *quiet)),
    )


def _pooled(told: CoverageAnswer, language: str) -> list[str]:
    """How the controls were pooled, and how many of them nobody heard."""
    pool = told.pooled
    if not pool.n:
        return []
    uses = "both" if pool.take_offs else "landings"
    hours = "same" if pool.same_hours else "all"
    more = ["…"] if len(pool.airports) > MOST_NAMED else []
    named = ", ".join([*pool.airports[:MOST_NAMED], *more])
    said = say(
        language,
        "looking.pooled",
        uses=say(language, f"looking.uses_{uses}", airports=named),
        hours=say(language, f"looking.hours_{hours}"),
        days=pool.days,
        craft=pool.craft,
    )
    return [said, say(language, "looking.open_landings", n=pool.open)] if pool.open else [said]
