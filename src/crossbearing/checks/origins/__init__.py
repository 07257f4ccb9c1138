"""From how many independent origins a proposition comes.

Reports lead to those they cite, and these to those *they* cite, down to roots: persons, offices, documents, networks
of receivers. The number of independent origins is the smallest number of vertices (reports, relays or roots) that
would have to be wrong for everything said to fall: the minimum vertex cut between the reports read and the roots.
Where roots are unnamed the number is an interval: at least as if they were one, at most as if each were its own.
"""

from crossbearing.checks.origins.counted import cites_tracking, findings
from crossbearing.checks.origins.graph import Graph, Sources, graph
from crossbearing.checks.origins.naming import unnamed, vertex

__all__ = ["Graph", "Sources", "cites_tracking", "findings", "graph", "unnamed", "vertex"]
