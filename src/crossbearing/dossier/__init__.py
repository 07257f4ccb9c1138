"""Findings -> the dossier: one self-contained page that a reader can check and print."""

from crossbearing.dossier.page import render_html
from crossbearing.dossier.view import DossierView, crafts_concerned

__all__ = ["DossierView", "crafts_concerned", "render_html"]
