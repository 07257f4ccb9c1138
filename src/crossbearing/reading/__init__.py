"""Reports -> claims, times, problems, and which report repeats which. Pure."""

from crossbearing.reading.read import read_report
from crossbearing.reading.republication import republications

__all__ = ["read_report", "republications"]
