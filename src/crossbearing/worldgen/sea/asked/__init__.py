"""Claims drawn about a sea world, true and false, each with the verdict that an ideal reader would give.

False ones are near misses: another port of the same ship, the way back, another day, ships that were near one another
for other reasons, one call more. Nothing is drawn by whether it was heard.
"""

from crossbearing.worldgen.sea.asked.drawn import SORTS, draw
from crossbearing.worldgen.sea.asked.ideal import Ideal

__all__ = ["SORTS", "Ideal", "draw"]
