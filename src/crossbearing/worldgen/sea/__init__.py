"""The sea side of the invented worlds: ships, what they did, who heard them, and how archives hold it.

`invent_sea` gives a world in memory, `sea_world` writes one to a folder, `anchor_day` is one day of meetings beside a
full anchorage. Nothing here is shared with what infers movements; the facts are ports and a net of waterways.
"""

from crossbearing.worldgen.sea.anchor_day import anchor_day, thinned
from crossbearing.worldgen.sea.invented import Sea, invent_sea
from crossbearing.worldgen.sea.make import sea_world

__all__ = ["Sea", "anchor_day", "invent_sea", "sea_world", "thinned"]
