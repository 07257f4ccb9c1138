"""The flag that an MMSI is given by: its first three digits (MID), allotted by the ITU to states.

The table is that of the library pyais (MIT), 290 numbers.
"""

from __future__ import annotations

from functools import cache

_SHIP_DIGITS = 9
# What pyais answers for a number that is allotted to nobody.
_NOBODY = "NA"


@cache
def flag_of(craft: str) -> str | None:
    """The state, ISO 3166-1 alpha-2, whose number `mmsi:273…` begins with; null where it is nobody's."""
    from pyais.util import get_country

    digits = craft.removeprefix("mmsi:")
    if len(digits) != _SHIP_DIGITS or not digits.isdigit():
        return None
    # Boats that belong to a ship begin with 98, groups of ships with 0: the state's number follows.
    number = digits[2:5] if digits.startswith("98") else digits[1:4] if digits.startswith("0") else digits[:3]
    code, _ = get_country(int(number) * 1_000_000)
    # Namibia's own code is read as "nobody" by the table's convention; its number is 659.
    return None if code == _NOBODY and number != "659" else str(code)
