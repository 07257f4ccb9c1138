"""What every stronger reader is to us: something that says what one report holds."""

from __future__ import annotations

from typing import Protocol

from crossbearing.model.claims import Report
from crossbearing.model.proposals import Offers, ProposedBy


class Proposer(Protocol):
    """A reader beside the rules. It sees one report at a time, and nothing of what it says is believed."""

    @property
    def by(self) -> ProposedBy:
        """Who this is, as it stands beside each of its proposals."""
        ...

    def offers(self, report: Report) -> Offers:
        """Return what it says of a report; never raises for what a model or a server does wrong."""
        ...
