"""What a ship's numbers tell by themselves: of an MMSI the flag, by three of its digits (MID) that the ITU allots to
states, and the kind of sender; of an IMO number whether its check digit holds.

The table of numbers is that of the library pyais (MIT), 290 numbers; kinds of senders are those of ITU-R M.585.
"""

from __future__ import annotations

import re
from functools import cache

SHIP, UNALLOTTED, MALFORMED = "ship", "unallotted", "malformed"
# ITU-R M.585: which digits a number of each kind begins with; the first that fits.
_KINDS = (
    ("coast_station", re.compile(r"00\d{7}")),
    ("group", re.compile(r"0\d{8}")),
    ("search_aircraft", re.compile(r"111\d{6}")),
    ("handheld", re.compile(r"8\d{8}")),
    ("beacon", re.compile(r"97[024]\d{6}")),
    ("aid_to_navigation", re.compile(r"99\d{7}")),
    ("auxiliary_craft", re.compile(r"98\d{7}")),
    (SHIP, re.compile(r"[2-7]\d{8}")),
)

_SHIP_DIGITS, _IMO_DIGITS = 9, 7
# Written where no IMO number is known: its check digit happens to hold.
_NOBODYS = 1234567
# What pyais answers for a number that is allotted to nobody.
_NOBODY = "NA"


@cache
def flag_of(craft: str) -> str | None:
    """The state, ISO 3166-1 alpha-2, whose number `mmsi:273…` begins with; null where it is nobody's."""
    from pyais.util import get_country

    digits = craft.removeprefix("mmsi:")
    if len(digits) != _SHIP_DIGITS or not digits.isdigit():
        return None
    number = _state_digits(digits)
    code, _ = get_country(int(number) * 1_000_000)
    # Namibia's own code is read as "nobody" by the table's convention; its number is 659.
    return None if code == _NOBODY and number != "659" else str(code)


def _state_digits(digits: str) -> str:
    """Where the state's number stands: behind what tells shore stations, boats, marks, groups and aircraft from ships.

    Source: ITU-R M.585.
    """
    if digits.startswith(("00", "98", "99")):
        return digits[2:5]
    if digits.startswith("111"):
        return digits[3:6]
    return digits[1:4] if digits.startswith(("0", "8")) else digits[:3]


@cache
def sender_of(craft: str) -> str:
    """What kind of station the digits of `mmsi:273…` say is sending (ITU-R M.585).

    `unallotted`: a ship's number whose first three digits are no state's; `malformed`: no kind of number at all.
    """
    digits = craft.removeprefix("mmsi:")
    kind = next((kind for kind, form in _KINDS if form.fullmatch(digits)), MALFORMED)
    return UNALLOTTED if kind == SHIP and flag_of(craft) is None else kind


def imo_holds(imo: int) -> bool:
    """Whether an IMO number's check digit holds: the digits times 7 to 2 add up to a number that ends with the last.

    1234567, which is written for "none", holds by chance and is not taken. Source: IMO resolution A.1117(30).
    """
    digits = [int(one) for one in str(imo)]
    weighted = sum(digit * weight for digit, weight in zip(digits, range(7, 1, -1), strict=False))
    return len(digits) == _IMO_DIGITS and weighted % 10 == digits[-1] and imo != _NOBODYS
