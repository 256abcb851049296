"""Labels down the side of a chart, kept apart."""

from collections.abc import Sequence


def apart(wanted: Sequence[float], rooms: Sequence[float], ends: tuple[float, float]) -> list[float]:
    """The middle of each label, from the top down: as near to where it is wanted as keeps labels apart.

    `rooms` are the heights of the labels and `ends` the top and bottom of the chart, all in pixels. Wanted heights are
    in ascending order. Labels stay inside the ends wherever there is room for all.
    """
    tops = [middle - room / 2 for middle, room in zip(wanted, rooms, strict=True)]
    down, edge = [], ends[0]
    for top, room in zip(tops, rooms, strict=True):
        down.append(max(top, edge))
        edge = down[-1] + room
    up, edge = [], ends[1]
    for top, room in zip(reversed(tops), reversed(rooms), strict=True):
        up.append(min(top, edge - room))
        edge = up[-1]
    # Labels kept apart by pushing them down, and by pushing them up: half-way between, they are apart as well.
    middles = [(low + high + room) / 2 for low, high, room in zip(down, reversed(up), rooms, strict=True)]
    return _inside(middles, rooms, ends)


def _inside(middles: list[float], rooms: Sequence[float], ends: tuple[float, float]) -> list[float]:
    """Labels that overlap neither each other nor, by more than they must, the ends of the chart."""
    least, most = ends
    for place, room in enumerate(rooms):
        middles[place] = max(middles[place], least + room / 2)
        least = middles[place] + room / 2
    for place, room in reversed(list(enumerate(rooms))):
        middles[place] = min(middles[place], most - room / 2)
        most = middles[place] - room / 2
    return middles
