"""Long evidence is folded on the screen and whole in print."""

from __future__ import annotations

from dataclasses import replace

from crossbearing.dossier import render_html
from crossbearing.dossier.page import FIRST_ROWS
from crossbearing.model.verdicts import EvidenceRow
from dossier.sample import sample


def test_evidence_beyond_a_dozen_rows_is_folded_and_none_is_lost():
    view = sample()
    many = tuple(EvidenceRow("flight", f"f-{number:04d}", (f"{number:064x}#m#0",)) for number in range(FIRST_ROWS + 3))
    page = render_html(replace(view, verdicts=[replace(view.verdicts[0], evidence=many), *view.verdicts[1:]]), "en")

    assert "3 more observations" in page
    assert all(f"{number:064x}"[:12] in page for number in range(len(many)))
