"""Invented reports that were copied, cut, reworded and translated, beside independent ones of the same events."""

from crossbearing.worldgen.cascades.make import Press, make_press
from crossbearing.worldgen.cascades.telling import Told

__all__ = ["Press", "Told", "make_press"]
