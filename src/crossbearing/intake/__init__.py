"""Bytes in: the only reader of the outside world."""

from crossbearing.intake.custody import fingerprint, name_of
from crossbearing.intake.exhibits import check_published, read_exhibit
from crossbearing.intake.sniffing import sniff
from crossbearing.intake.store import PositionStore

__all__ = ["PositionStore", "check_published", "fingerprint", "name_of", "read_exhibit", "sniff"]
