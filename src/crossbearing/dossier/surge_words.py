"""The answer about traffic in one sentence or two."""

from __future__ import annotations

from dataclasses import replace

from crossbearing.dossier.wording import number
from crossbearing.dossier.words import say
from crossbearing.model.answers import Rate, TrafficAnswer

# A change is called one when so clear a cut would come by chance less often than once in twenty; the verdicts of a
# case ask for more (docs/method/verdicts.md).
TOLD = 0.05
SMALLEST_TOLD = 0.001


def worded(told: TrafficAnswer, departure: str | None, arrival: str | None, language: str) -> TrafficAnswer:
    """Return the answer with its sentence."""
    return replace(told, sentence=" ".join(_parts(told, departure, arrival, language)))


def _parts(told: TrafficAnswer, departure: str | None, arrival: str | None, language: str) -> list[str]:
    way = " → ".join((departure or "…", arrival or "…"))
    parts = [
        say(language, "surge.counted", way=way, n=told.n, first=told.first, last=told.last, held=round(told.held * 100))
    ]
    if told.p is None or told.before is None or told.after is None:
        return [*parts, say(language, "surge.too_few")]
    chance = number(told.p, language) if told.p >= SMALLEST_TOLD else f"< {number(SMALLEST_TOLD, language)}"
    key = "none" if told.p > TOLD else "asked" if told.asked else "found"
    parts.append(
        say(
            language,
            f"surge.{key}_told",
            day=told.changed_on,
            start=told.changed_from,
            end=told.changed_to,
            before=_rate(told.before, language),
            after=_rate(told.after, language),
            p=chance,
        )
    )
    if key != "none":
        weakest = told.without[0] if told.without else None
        robust = "robust" if told.robust else "not_robust"
        craft, p = (weakest.craft, weakest.p) if weakest else ("", 1.0)
        parts.append(say(language, f"surge.{robust}_told", craft=craft, p=number(p, language)))
    if told.possible:
        parts.append(say(language, "surge.possible", n=told.possible))
    if told.control:
        ratio, low, high = (
            number(value, language) for value in (told.control.ratio, told.control.low, told.control.high)
        )
        parts.append(say(language, "surge.control", name=told.control.name, ratio=ratio, low=low, high=high))
    return parts


def _rate(rate: Rate, language: str) -> str:
    value, low, high = (number(round(x, 1), language) for x in (rate.per_week, rate.low, rate.high))
    return say(language, "surge.rate", rate=value, low=low, high=high)
