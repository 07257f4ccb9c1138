"""Reports -> claims, times, problems, and which report repeats which. Pure."""

from crossbearing.reading.explained import Explained, Part, explain
from crossbearing.reading.read import read_report
from crossbearing.reading.republication import republications

__all__ = ["Explained", "Part", "explain", "read_report", "republications"]
