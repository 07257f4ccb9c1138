"""The net that shortest ways over water follow: capes that see one another, and the points of rivers and canals."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import polars as pl

from crossbearing.world.geo import chord_to_km, unit_vectors
from crossbearing.world.waters_shores import EPSILON, Bools, Floats, Ints, Shores

Links = list[list[tuple[float, int]]]


@dataclass(frozen=True, slots=True)
class Nodes:
    """Points on the unit sphere, `[n, 3]`: the capes, then the points of waterways.

    `before` and `after` are the corners of the shore beside a cape; zero at a point of a waterway, where every way may
    bend.
    """

    points: Floats
    before: Floats
    after: Floats
    capes: int

    def bends(self, node: Ints | int, points: Floats) -> Bools:
        """Whether ways between points and nodes could go on round the shore there without crossing it.

        One of the two may be one, the other many. A way that leaves shore on both sides of it runs into the land.
        """
        ways = np.cross(points, self.points[node])
        ways /= np.maximum(np.linalg.norm(ways, axis=-1, keepdims=True), EPSILON)
        one, two = (ways * self.before[node]).sum(-1), (ways * self.after[node]).sum(-1)
        return np.asarray(~(((one > EPSILON) & (two < -EPSILON)) | ((one < -EPSILON) & (two > EPSILON))))


def nodes_of(shores: Shores, waterways: pl.DataFrame) -> Nodes:
    """All nodes; a point that several waterways share is one."""
    told = waterways.select("lat", "lon").unique(maintain_order=True)
    points = unit_vectors(told["lat"].to_numpy(), told["lon"].to_numpy())
    beside, capes = np.zeros_like(points), shores.points[shores.capes]
    before, after = (np.concatenate([side, beside]) for side in shores.neighbours)
    return Nodes(np.concatenate([capes, points]), before, after, len(capes))


def segments_of(waterways: pl.DataFrame, capes: int) -> tuple[Ints, Ints, Floats]:
    """The nodes at both ends of each stretch of a waterway, and its kilometres."""
    told = waterways.select("lat", "lon").unique(maintain_order=True).with_row_index("node", capes)
    numbered = waterways.join(told, on=["lat", "lon"], how="left", maintain_order="left")
    node, km = numbered["node"].to_numpy().astype(np.int64), numbered["km"].to_numpy()
    last = np.flatnonzero(numbered["km"].is_not_null().to_numpy())
    return node[last - 1], node[last], km[last]


def links_of(nodes: Nodes, pairs: tuple[Ints, Ints], segments: tuple[Ints, Ints, Floats]) -> Links:
    """For each node the nodes next to it with their kilometres, the nearest first."""
    straight = chord_to_km(np.linalg.norm(nodes.points[pairs[0]] - nodes.points[pairs[1]], axis=1))
    a, b = (np.concatenate([pair, segment]) for pair, segment in zip(pairs, segments[:2], strict=True))
    km = np.concatenate([straight, segments[2]])
    begin, end, length = np.concatenate([a, b]), np.concatenate([b, a]), np.concatenate([km, km])
    order = np.lexsort((length, begin))
    bounds = np.searchsorted(begin[order], np.arange(len(nodes.points) + 1)).tolist()
    ends, lengths = end[order].tolist(), length[order].tolist()
    return [list(zip(lengths[i:j], ends[i:j], strict=True)) for i, j in pairwise(bounds)]


def spread(links: Links, starts: list[tuple[float, int]], most_km: float) -> dict[int, float]:
    """The shortest ways from some nodes, each with its start in kilometres, to all nodes no farther than `most_km`."""
    found: dict[int, float] = {}
    waiting = list(starts)
    heapq.heapify(waiting)
    while waiting:
        km, node = heapq.heappop(waiting)
        if node in found:
            continue
        found[node] = km
        rest = most_km - km
        for length, other in links[node]:
            if length > rest:
                break
            if other not in found:
                heapq.heappush(waiting, (km + length, other))
    return found
