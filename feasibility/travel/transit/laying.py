"""Buses laid along the streets between their timing points, and the stops they share on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from feasibility.scenario.travel.transit import TransitSettings
from feasibility.travel.street import Floats, Ints, StreetGraph
from feasibility.travel.transit.part import around

MARGIN_METRES = 1500.0
"""A bus leg bends outwards no farther than this, or half its own length, beyond its two ends (assumed)."""
SQUARE_METRES = 3000.0
"""Legs that begin in one square of this width are searched over one part of the streets."""
SLOWEST_KM_PER_HOUR = 10.0
"""A leg slower than this over the straight line is searched for again, without a limit."""
FILL_FROM = 1.5
"""Stops are put into a gap longer than this many times the usual spacing."""
CLOSE = 0.5
"""Another line's stop is passed over when nearer than this share of the spacing to the stop before."""


@dataclass(frozen=True)
class Way:
    """A way along streets: its nodes, and metres from the first of them."""

    nodes: Ints
    metres: Floats


@dataclass
class BusStops:
    """Bus stops so far, found by where they are. Grows while buses are laid."""

    cell_metres: float
    next_number: int
    """Number of the next stop that is made."""
    easting: list[float] = field(default_factory=list)
    northing: list[float] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    made_at: dict[int, int] = field(default_factory=dict)
    """Node of each stop that was made, by its number, in the order they were made."""
    _cells: dict[tuple[int, int], list[int]] = field(default_factory=dict)

    def add(self, number: int, easting: float, northing: float) -> None:
        """Remember a stop by its number."""
        self._cells.setdefault(self._cell(easting, northing), []).append(len(self.number))
        self.number.append(number)
        self.easting.append(easting)
        self.northing.append(northing)

    def near(self, easting: float, northing: float) -> tuple[int, float]:
        """The nearest stop within a cell's width and its distance; -1 where there is none."""
        column, row = self._cell(easting, northing)
        best, least = -1, self.cell_metres
        for cell in ((column + i, row + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
            for place in self._cells.get(cell, ()):
                off = float(np.hypot(self.easting[place] - easting, self.northing[place] - northing))
                if off < least or (off == least and best < 0):
                    best, least = self.number[place], off
        return best, least

    def _cell(self, easting: float, northing: float) -> tuple[int, int]:
        width = max(self.cell_metres, 1.0)
        return int(easting // width), int(northing // width)


def ways(pairs: Sequence[tuple[int, int]], graph: StreetGraph) -> dict[tuple[int, int], Way]:
    """The quickest way by car between each two nodes, for the pairs that have one; a bus keeps to main roads as well.

    Pairs are (lower node, higher node). The search keeps near the ends of the pairs that begin in one square.
    """
    by_square: dict[tuple[int, int], dict[int, list[int]]] = {}
    for low, high in sorted(set(pairs)):
        square = int(graph.easting[low] // SQUARE_METRES), int(graph.northing[low] // SQUARE_METRES)
        by_square.setdefault(square, {}).setdefault(low, []).append(high)
    found: dict[tuple[int, int], Way] = {}
    for by_start in by_square.values():
        ends = np.array([node for low, highs in by_start.items() for node in (low, *highs)])
        reach = max(_reach(low, np.array(highs), graph) for low, highs in by_start.items())
        part = around(graph, graph.easting[ends], graph.northing[ends], max(MARGIN_METRES, reach / 2))
        minutes, metres = part.matrix(graph.car_minutes), part.matrix(graph.metres)
        for low, highs in by_start.items():
            found.update(_ways_from(low, np.array(highs), graph, part.nodes, minutes, metres))
    return found


def _reach(low: int, highs: Ints, graph: StreetGraph) -> float:
    away = np.hypot(graph.easting[highs] - graph.easting[low], graph.northing[highs] - graph.northing[low])
    return float(away.max())


def _ways_from(
    low: int, highs: Ints, graph: StreetGraph, nodes: Ints, minutes: csr_matrix, metres: csr_matrix
) -> dict[tuple[int, int], Way]:
    source, targets = int(np.searchsorted(nodes, low)), np.searchsorted(nodes, highs)
    for limit in (_reach(low, highs, graph) * 0.06 / SLOWEST_KM_PER_HOUR, np.inf):
        best, previous = dijkstra(minutes, indices=source, return_predecessors=True, limit=limit)
        if np.isfinite(best[targets]).all():
            break
    found = {}
    for high, target in zip(highs, targets, strict=True):
        if not np.isfinite(best[target]):
            continue
        back = [int(target)]
        while back[-1] != source:
            back.append(int(previous[back[-1]]))
        on = np.array(back[::-1])
        steps = np.asarray(metres[on[:-1], on[1:]]).ravel()
        found[low, int(high)] = Way(nodes[on], np.concatenate([[0.0], np.cumsum(steps)]))
    return found


def stops_along(
    way: Way, ends: tuple[int, int], stops: BusStops, graph: StreetGraph, settings: TransitSettings
) -> tuple[list[int], Floats]:
    """The stops a bus serves along a way, first and last included, and their metres from the first.

    A bus serves stops of other lines that it passes, and new ones where the gap between them is long. New stops are
    added to `stops`.
    """
    spacing, length = settings.bus_stop_metres, float(way.metres[-1])
    served: list[tuple[float, int]] = [(0.0, ends[0])]
    for metres, number in _passed(way, stops, graph, ends):
        if metres - served[-1][0] >= spacing * CLOSE and length - metres >= spacing * CLOSE:
            served.append((metres, number))
    served.append((length, ends[1]))
    filled = [served[0]]
    for metres, number in served[1:]:
        filled += _made(way, filled[-1][0], metres, stops, graph, spacing)
        filled.append((metres, number))
    return [number for _, number in filled], np.array([metres for metres, _ in filled])


def _passed(way: Way, stops: BusStops, graph: StreetGraph, ends: tuple[int, int]) -> list[tuple[float, int]]:
    """Stops near the way, in the order they are passed, each at the point of the way nearest to it."""
    closest: dict[int, tuple[float, float]] = {}
    for node, metres in zip(way.nodes, way.metres, strict=True):
        number, off = stops.near(float(graph.easting[node]), float(graph.northing[node]))
        if number >= 0 and number not in ends and off < closest.get(number, (np.inf, 0.0))[0]:
            closest[number] = (off, float(metres))
    return sorted((metres, number) for number, (_, metres) in closest.items())


def _made(
    way: Way, after: float, before: float, stops: BusStops, graph: StreetGraph, spacing: float
) -> list[tuple[float, int]]:
    """New stops at nodes of the way, evenly spread over a gap."""
    gap = before - after
    if gap <= FILL_FROM * spacing:
        return []
    wanted = after + gap * np.arange(1, round(gap / spacing)) / round(gap / spacing)
    between = (way.metres > after) & (way.metres < before)
    nodes, metres = way.nodes[between], way.metres[between]
    if not len(nodes):
        return []
    chosen = np.unique(np.abs(metres[:, None] - wanted).argmin(axis=0))
    made = []
    for place in chosen:
        node, number = int(nodes[place]), stops.next_number
        stops.add(number, float(graph.easting[node]), float(graph.northing[node]))
        stops.made_at[number] = node
        stops.next_number += 1
        made.append((float(metres[place]), number))
    return made
