"""Reports -> claims, times, problems. Pure."""

from crossbearing.reading.read import read_report

__all__ = ["read_report"]
