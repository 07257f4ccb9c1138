"""Offers of a stronger reader -> proposals that rest on exact characters. Pure: who asks a model stands elsewhere."""

from crossbearing.reading.proposals.anchoring import Anchors
from crossbearing.reading.proposals.proposer import Proposer
from crossbearing.reading.proposals.settling import settle

__all__ = ["Anchors", "Proposer", "settle"]
