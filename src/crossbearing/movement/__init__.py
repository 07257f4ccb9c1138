"""Tracks -> plausible positions, flights, visits, what could have happened unseen. Pure."""

from crossbearing.movement.flights import flights
from crossbearing.movement.plausible import plausible

__all__ = ["flights", "plausible"]
