"""Tracks -> plausible positions, flights, visits, what could have happened unseen. Pure."""

from crossbearing.movement.flights import flights
from crossbearing.movement.plausible import plausible
from crossbearing.movement.visits import VisitCount, count_visits, visits

__all__ = ["VisitCount", "count_visits", "flights", "plausible", "visits"]
