"""Findings -> the dossier: one self-contained page that a reader can check and print."""
