"""How many ways of telling one event are read as what they are: single sentences behind one that sets the scene.

`statements/*.tsv` holds them by language: the half they belong to, the kind of claim (`none` for look-alikes), how they
tell it, and the sentence. The floors were measured; they may rise.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from reading.reading_notation import claims

FOLDER = Path(__file__).parent / "statements"
SCENE = {
    "en": "On 1 March 2025 the Il-76 RA-76502 of Rada Airlines landed at Latakia, and the freighter Sparta IV docked "
    "at Tartus.\n\n",
    "fr": "Le 1er mars 2025, l'Il-76 RA-76502 de Rada Airlines s'est posé à Lattaquié, et le cargo Sparta IV a accosté "
    "à Tartous.\n\n",
}
# Share of the statements of a half that are read with their own kind.
KIND_FLOORS = {
    ("en", "tuned"): 0.82,
    ("en", "held"): 0.74,
    ("en", "more"): 0.82,
    ("fr", "tuned"): 0.85,
    ("fr", "held"): 0.78,
    ("fr", "more"): 0.85,
}
# Look-alikes of a half in which a claim is read, at most.
ALARMS = {("en", "tuned"): 0, ("en", "held"): 3, ("fr", "tuned"): 0, ("fr", "held"): 3}


def statements(language: str, half: str) -> list[tuple[str, str]]:
    lines = (FOLDER / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(kind, text) for part, kind, _, text in rows if part == half]


@cache
def kinds_read(language: str, text: str) -> tuple[str, ...]:
    scene = SCENE[language]
    header = len(" date 2025-03-14 ")
    return tuple(str(one.kind) for one in claims(scene + text, "2025-03-14") if one.end > header + len(scene))


@pytest.mark.parametrize(("language", "half"), KIND_FLOORS)
def test_an_event_is_read_whatever_way_it_is_told(language: str, half: str) -> None:
    told = [(kind, text) for kind, text in statements(language, half) if kind != "none"]
    right = [text for kind, text in told if kind in kinds_read(language, text)]
    assert len(right) / len(told) >= KIND_FLOORS[language, half]


@pytest.mark.parametrize(("language", "half"), ALARMS)
def test_opinion_fiction_sport_and_weather_are_no_claims(language: str, half: str) -> None:
    alike = [text for kind, text in statements(language, half) if kind == "none"]
    assert len([text for text in alike if kinds_read(language, text)]) <= ALARMS[language, half]
