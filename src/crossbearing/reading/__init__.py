"""Reports -> claims, times, problems, and which report repeats which. Pure."""

from crossbearing.reading.copies.republication import republications
from crossbearing.reading.explained import Explained, Part, explain
from crossbearing.reading.read import read_report

__all__ = ["Explained", "Part", "explain", "read_report", "republications"]
