"""Bytes in: the only reader of the outside world."""

from crossbearing.intake.exhibits import read_exhibit
from crossbearing.intake.sniffing import sniff

__all__ = ["read_exhibit", "sniff"]
