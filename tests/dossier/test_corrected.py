"""A correction is told in the reader's words, before and after, and never as code."""

from __future__ import annotations

import pytest

from crossbearing.dossier.corrected import sentence
from crossbearing.model.corrections import Correction


def told(field: str, was: str, value: str, language: str = "en") -> str:
    one = Correction(1, "c", "r", "0" * 64, 0, 1, "flight", field, was, value, "A. Reader", "2024-03-01T10:00:00+00:00")
    return sentence(one, language)


@pytest.mark.parametrize(
    ("field", "was", "value", "said"),
    [
        ("when", '{"start":"2024-02-10","end":"2024-02-10","rolling":false}', "null", "10 February 2024 → —."),
        ("when", "null", '{"start":"2024-02-08","end":"2024-02-10"}', "— → 8–10 February 2024."),
        (
            "places",
            '[{"name":"Tehran","role":"departure"}]',
            '[{"name":"Baku","role":"arrival"}]',
            "Tehran (from) → Baku (to).",
        ),
        ("equipment", "[]", '[{"name":"drones","role":"cargo","min":14}]', "— → drones (cargo)."),
        ("actors", '[{"name":"Iran","country":"IR"}]', "[]", "Iran → —."),
        ("counts", "[]", '[{"what":"visits","min":4,"max":4}]', "— → 4 visits."),
        ("craft", '{"registration":["RA-76502"],"imo":[]}', '{"registration":[]}', "RA-76502 → —."),
        ("attribution", '["a pilot"]', '["a pilot","Radio Kama"]', "a pilot → a pilot, Radio Kama."),
        ("stance", '"attributed"', '"hedged"', "“attributed to a speaker” → “hedged"),
    ],
)
def test_a_correction_says_what_was_and_what_is(field, was, value, said):
    sentence = told(field, was, value)
    assert said in sentence
    assert "{" not in sentence


def test_a_correction_is_worded_in_french():
    assert "10 février 2024 → 12 février 2024" in told(
        "when", '{"start":"2024-02-10","end":"2024-02-10"}', '{"start":"2024-02-12","end":"2024-02-12"}', "fr"
    )
