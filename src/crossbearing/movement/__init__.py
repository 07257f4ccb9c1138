"""Tracks -> plausible positions, flights, visits, what could have happened unseen. Pure."""
