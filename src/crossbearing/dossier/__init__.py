"""Findings -> the dossier: one self-contained page that a reader can check and print."""

from crossbearing.dossier.page import render_html
from crossbearing.dossier.view import DossierView

__all__ = ["DossierView", "render_html"]
