"""What would decide the claims that are not decided: downloads and questions, and claims that nothing known decides."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from crossbearing.model.verdicts import Outcome, Phrase, Reason


@dataclass(frozen=True, slots=True)
class PlanItem:
    """One thing to load or to ask, and the `n` claims it bears on, of which it should decide `decides`.

    The others it may decide: another network may not have heard it either, an image names nobody.

    For archives of days: the run of UTC days `first_day`..`last_day`, `downloads` of which exist, `url` of the first.
    Sizes are in megabytes of all downloads together and always approximate; `size_from` says where they come from.
    `access` is open, account, application, paid or request; `checked` the day on which `reference` was last looked at.
    """

    archive: str
    title: str
    kind: str
    first_day: date | None
    last_day: date | None
    downloads: int
    url: str
    size_mb_low: float
    size_mb: float
    size_mb_high: float
    size_from: str
    access: str
    terms: str
    reference: str
    checked: date
    decides: int
    n: int
    claims: tuple[str, ...]
    because: tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class PlanClaim:
    """One claim that is not decided: why, and which archives bear on it; none where nothing known would decide it."""

    claim: str
    verdict: Outcome
    reason: Reason | None
    first_day: date | None
    last_day: date | None
    archives: tuple[str, ...]
    because: tuple[Phrase, ...]
