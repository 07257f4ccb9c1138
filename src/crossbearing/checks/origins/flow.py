"""Which vertices must be removed to part the reports from the roots: the minimum vertex cut.

By Menger's theorem (1927) their number is the largest number of paths from reports to roots that share no vertex.
These are found by augmenting along shortest paths, all of one length at a time (Dinic 1970), on the graph in which
every vertex is split into an entry and an exit; with room for one in each that takes at most the root of their number
of rounds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

SOURCE, SINK = 0, 1


class _Network:
    """Room left along numbered links; link `n ^ 1` is the way back of link `n`."""

    def __init__(self) -> None:
        self.ends: list[int] = []
        self.room: list[int] = []
        self.links: list[list[int]] = [[], []]

    def node(self) -> int:
        self.links.append([])
        return len(self.links) - 1

    def link(self, one: int, other: int, room: int) -> None:
        self.links[one].append(len(self.ends))
        self.links[other].append(len(self.ends) + 1)
        self.ends += (other, one)
        self.room += (room, 0)

    def levels(self) -> list[int]:
        """How many links each node lies from the source along links with room; -1 beyond reach."""
        level = [-1] * len(self.links)
        level[SOURCE] = 0
        queue = [SOURCE]
        for here in queue:
            for number in self.links[here]:
                there = self.ends[number]
                if self.room[number] and level[there] < 0:
                    level[there] = level[here] + 1
                    queue.append(there)
        return level

    def augment(self, level: list[int], tried: list[int]) -> bool:
        """Send one unit to the sink down the levels; `tried` links of each node lead nowhere any more."""
        path: list[int] = []
        here = SOURCE
        while here != SINK:
            if tried[here] == len(self.links[here]):
                if not path:
                    return False
                here = self.ends[path.pop() ^ 1]
                tried[here] += 1
                continue
            number = self.links[here][tried[here]]
            there = self.ends[number]
            if self.room[number] and level[there] == level[here] + 1:
                path.append(number)
                here = there
            else:
                tried[here] += 1
        for number in path:
            self.room[number] -= 1
            self.room[number ^ 1] += 1
        return True


def cut_of(edges: Mapping[str, Collection[str]], starts: Collection[str], roots: Collection[str]) -> tuple[str, ...]:
    """Return one smallest set of vertices that every path from a start to a root meets, by name.

    Of several such sets it is the one farthest from the starts: the roots themselves where there is a choice.
    """
    names = sorted({*edges, *starts, *roots, *(end for ends in edges.values() for end in ends)})
    network = _Network()
    wide = len(names) + 1  # more than can ever flow: only vertices are cut, never what joins them
    entry = {name: network.node() for name in names}
    leaving = {name: network.node() for name in names}
    for name in names:
        network.link(entry[name], leaving[name], 1)
    for name in sorted(starts):
        network.link(SOURCE, entry[name], wide)
    for name in sorted(edges):
        for end in sorted(edges[name]):
            network.link(leaving[name], entry[end], wide)
    for name in sorted(roots):
        network.link(leaving[name], SINK, wide)
    while (level := network.levels())[SINK] >= 0:
        tried = [0] * len(network.links)
        while network.augment(level, tried):
            pass
    reach = _reaches_sink(network)
    return tuple(name for name in names if leaving[name] in reach and entry[name] not in reach)


def _reaches_sink(network: _Network) -> set[int]:
    """The nodes from which the sink can still be reached along links with room."""
    found = {SINK}
    queue = [SINK]
    for here in queue:
        for number in network.links[here]:
            there = network.ends[number]
            if network.room[number ^ 1] and there not in found:
                found.add(there)
                queue.append(there)
    return found
