"""Wide worlds: hundreds of invented aircraft over two weeks, from the Atlantic to the Pamirs, with known truth.

The same fleets and habits fly under one of two kinds of physics: `plain`, on which rules are fitted, and `rough`, on
which they are scored. Places are facts; whatever flies, listens or fails is invented.
"""

from crossbearing.worldgen.wide.make import wide_world

__all__ = ["wide_world"]
