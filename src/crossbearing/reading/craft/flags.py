"""Whose a ship is by her flag: a national flag tells a state, an open registry tells nobody."""

from __future__ import annotations

import re

from crossbearing.reading.language.gates import Flat, gated
from crossbearing.reading.language.wordlists import words

# States whose flag a foreign owner can buy: the list of flags of convenience of the International Transport Workers'
# Federation, and those that reports of the last years name as registries of tankers without owner. ISO 3166-1 alpha-2.
OPEN_REGISTRIES = words(
    "AG BS BB BZ BM BO KH KY CM KM CK CW CY DJ GQ SZ FO GA GM GE GI GN GW GY HN JM LB LR MT MH MU MD MN MM NR NU PW PA "
    "ST SL LK KN VC SM TZ TG TO TV VU"
)

_BEHIND = re.compile(r"-(?:flagged|registered)\b| flag\b")
# "swapped the flag of Palau for that of Gabon", "le pavillon iranien contre celui de la Tanzanie".
_BEFORE = gated(
    r"(?:\bpavillon (?:[\w'-]+ (?:[\w'-]+ )?(?:contre|pour|par) celui )?(?:de la |de l'|des |du |de |d')?|"
    r"\bflag of (?:the )?(?:[\w'-]+ (?:[\w'-]+ )?for that of (?:the )?)?)$"
)
# Before the name stand at most so many characters of such words.
_REACH = 60


def is_flag(flat: Flat | str, start: int, end: int) -> bool:
    """Say whether the country at `[start, end)` is only the flag of a ship: *Comoros-flagged*, *sous pavillon X*."""
    return bool(_BEHIND.match(flat, end)) or _BEFORE.search(flat, max(0, start - _REACH), start) is not None


def tells_nobody(country: str | None) -> bool:
    """Say whether a flag is one that an owner of any state can buy."""
    return country in OPEN_REGISTRIES
