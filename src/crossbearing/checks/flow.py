"""How many vertices must be removed to part the reports from the roots: the minimum vertex cut.

By Menger's theorem (1927) that is the largest number of paths from reports to roots that share no vertex; it is found
by augmenting paths (Ford & Fulkerson 1956) on the graph in which every vertex is split into an entry and an exit.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Mapping

Node = tuple[str, int]

SOURCE: Node = ("", 0)
SINK: Node = ("", 1)


def vertex_cut(edges: Mapping[str, Collection[str]], starts: Collection[str], roots: Collection[str]) -> int:
    """Return the size of the smallest set of vertices that every path from a start to a root meets.

    Starts and roots may be in the set themselves; names must not be empty. A start that is a root counts one.
    """
    room = _network(edges, starts, roots)
    count = 0
    while _augment(room):
        count += 1
    return count


def _network(
    edges: Mapping[str, Collection[str]], starts: Collection[str], roots: Collection[str]
) -> dict[Node, dict[Node, int]]:
    """Capacities left: one through each vertex, one along each edge, in a fixed order."""
    room: dict[Node, dict[Node, int]] = {SOURCE: {}, SINK: {}}
    vertices = {*edges, *starts, *roots, *(end for ends in edges.values() for end in ends)}
    links: list[tuple[Node, Node]] = [((name, 0), (name, 1)) for name in sorted(vertices)]
    links += [(SOURCE, (name, 0)) for name in sorted(starts)]
    links += [((name, 1), (end, 0)) for name in sorted(edges) for end in sorted(edges[name])]
    links += [((name, 1), SINK) for name in sorted(roots)]
    for one, other in links:
        room.setdefault(one, {})[other] = 1
        room.setdefault(other, {}).setdefault(one, 0)
    return room


def _augment(room: dict[Node, dict[Node, int]]) -> bool:
    """Send one more unit along a shortest path with room; False when there is none."""
    came: dict[Node, Node] = {SOURCE: SOURCE}
    queue = deque([SOURCE])
    while queue and SINK not in came:
        here = queue.popleft()
        for there, left in room[here].items():
            if left and there not in came:
                came[there] = here
                queue.append(there)
    if SINK not in came:
        return False
    there = SINK
    while there != SOURCE:
        here = came[there]
        room[here][there] -= 1
        room[there][here] += 1
        there = here
    return True
