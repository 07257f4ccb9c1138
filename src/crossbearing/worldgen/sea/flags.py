"""Flags and what numbers hang on them: MMSI by country (ITU MID), callsigns, IMO numbers, invented names."""

from __future__ import annotations

import numpy as np

# Maritime identification digits (ITU, Table of MIDs) and the first letters of callsigns (ITU RR appendix 42).
MIDS = {
    "RU": ("273",), "IR": ("422",), "KZ": ("436",), "TM": ("434",), "AZ": ("423",), "TR": ("271",), "GE": ("213",),
    "RO": ("264",), "BG": ("207",), "UA": ("272",), "AE": ("470",), "OM": ("461",), "SA": ("403",), "QA": ("466",),
    "IQ": ("425",), "KP": ("445",), "KR": ("440", "441"), "JP": ("431", "432"), "EE": ("276",), "FI": ("230",),
    "LV": ("275",), "LT": ("277",), "PL": ("261",), "DE": ("211", "218"), "DK": ("219", "220"), "SE": ("265", "266"),
    "US": ("338", "366", "367", "368", "369"), "PA": ("351", "352", "370", "371", "372"), "LR": ("636",),
    "MH": ("538",), "CM": ("613",), "KM": ("620",), "MT": ("215", "229", "248"), "CK": ("518",), "GA": ("626",),
    "PW": ("511",), "MN": ("457",), "TG": ("671",),
}  # fmt: skip
LETTERS = {
    "RU": "UB", "IR": "EP", "KZ": "UN", "TM": "EZ", "AZ": "4J", "TR": "TC", "GE": "4L", "RO": "YP", "BG": "LZ",
    "UA": "UR", "AE": "A6", "OM": "A4", "SA": "HZ", "QA": "A7", "IQ": "YI", "KP": "HM", "KR": "DS", "JP": "JD",
    "EE": "ES", "FI": "OJ", "LV": "YL", "LT": "LY", "PL": "SP", "DE": "DJ", "DK": "OW", "SE": "SH", "US": "WD",
    "PA": "3F", "LR": "D5", "MH": "V7", "CM": "TJ", "KM": "D6", "MT": "9H", "CK": "E5", "GA": "TR", "PW": "T8",
    "MN": "JV", "TG": "5V",
}  # fmt: skip
OPEN = ("PA", "LR", "MH", "CM", "KM", "MT", "CK", "GA", "PW", "MN", "TG")
# Flags outside a closed sea are rare there.
CLOSED = ("caspian",)

_FIRST = (
    *("NIKA", "SEA", "LADY", "STAR", "OMID", "VOLGA", "KAMA", "BALTIC", "ARIA", "DENA", "MARIAM", "PORT", "GULF"),
    *("ORIENT", "NORD", "ALTAIR", "VEGA", "SVIR", "NEVA", "DON", "ORION", "SILVER", "BLUE", "GRAND", "AMUR", "ONEGA"),
)
_SECOND = (
    *("ZEPHYR", "BELL", "CROWN", "SPIRIT", "BREEZE", "DAWN", "TRADER", "EXPRESS", "PIONEER", "FORTUNE", "GLORY"),
    *("HOPE", "WIND", "STREAM", "LIGHT", "PRIDE", "HARMONY", "WAVE", "JADE", "UNION", "PEARL", "VICTORY", "SAILOR"),
)


def mmsi_of(flag: str, rng: np.random.Generator) -> int:
    """A number under the flag."""
    mids = MIDS[flag]
    return int(mids[int(rng.integers(len(mids)))]) * 1_000_000 + int(rng.integers(1_000, 999_999))


def imo_of(rng: np.random.Generator) -> int:
    """An IMO number."""
    return imo_like(int(rng.integers(700_000, 999_999)))


def imo_like(six: int) -> int:
    """Six digits and the check digit: the sum of them times 7 to 2, modulo 10."""
    digits = [int(one) for one in str(six)]
    return six * 10 + sum(digit * weight for digit, weight in zip(digits, range(7, 1, -1), strict=True)) % 10


def callsign_of(flag: str, rng: np.random.Generator) -> str:
    """Two letters of the flag, then letters and digits."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return LETTERS[flag] + "".join(alphabet[int(k)] for k in rng.integers(26, size=2)) + str(int(rng.integers(2, 10)))


def name_of(rng: np.random.Generator, number: int) -> str:
    """Two words and a number, so that no two ships share a name by chance."""
    return f"{_FIRST[int(rng.integers(len(_FIRST)))]} {_SECOND[int(rng.integers(len(_SECOND)))]} {number}"


def flag_in(sea: str, countries: tuple[str, ...], rng: np.random.Generator) -> str:
    """A flag of a trading ship: of a country of the sea, or an open register."""
    abroad = 0.03 if sea in CLOSED else 0.45
    choice = OPEN if rng.random() < abroad else countries
    return choice[int(rng.integers(len(choice)))]
