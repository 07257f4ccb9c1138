"""Ports, calls and voyages, and how often."""
