from __future__ import annotations

import pytest

from crossbearing.reading.copies.lineage import lineage
from reading.reading_notation import report


@pytest.mark.parametrize(
    ("text", "outlet", "translator", "source"),
    [
        ("TRIPOLI (Agence Médine) – Un navire a accosté.", "Agence Médine", None, None),
        ("TUNIS, 4 mai (Corne Info) — Un navire a accosté.", "Corne Info", None, None),
        (
            "Un navire a accosté.\n\nTraduction : LE PASSEUR\n\nSource : Harbour Post",
            None,
            "LE PASSEUR",
            "Harbour Post",
        ),
        (
            "Un navire a accosté.\n\nArticle publié à l'origine en anglais par Harbour Post, traduit par Le Passeur.",
            None,
            "Le Passeur",
            "Harbour Post",
        ),
        ("Un navire a accosté.\n\n(Ouest Rivages avec Agence Médine)", "Ouest Rivages", None, "Agence Médine"),
        (
            "Boxes in the night\nSouth Wire (translated from the French by Cargo Monitor)\n\nA ship has docked.",
            None,
            "Cargo Monitor",
            "South Wire",
        ),
        ("Va-et-vient\n(South Wire, adaptation La Vigie)\n\nUn navire a accosté.", None, "La Vigie", "South Wire"),
        ("Un navire a accosté.", None, None, None),
    ],
)
def test_datelines_and_credit_lines_tell_where_a_report_comes_from(
    text: str, outlet: str | None, translator: str | None, source: str | None
) -> None:
    found = lineage(report(text))
    assert (found.outlet, found.translator, found.source) == (outlet, translator, source)
