"""Crossbearing tests what press reports say against what was seen to move."""

__version__ = "0.5.0"
