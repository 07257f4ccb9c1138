"""Synthetic worlds with known truth, in the byte formats of the real one."""

from crossbearing.worldgen.demo import demo_world
from crossbearing.worldgen.make import make_world

__all__ = ["demo_world", "make_world"]
