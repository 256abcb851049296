"""Room on a printed map: markers side by side, names on a free side."""

import math

import pytest

from feasibility.publication.figures.room import Box, Disc, first_free, side_by_side


def test_markers_stand_side_by_side():
    # Slack: far apart, nobody moves. Binding: on one spot, the first stays and the second goes just clear of it.
    far = [Disc(0, 0, 10), Disc(100, 0, 10)]
    assert side_by_side(far) == far
    first, second = side_by_side([Disc(0, 0, 10), Disc(0, 0, 10)])
    assert first == Disc(0, 0, 10)
    # Steps of 6: 18 is too near for radii 10 + 10, 24 is clear.
    assert math.hypot(second.x, second.y) == pytest.approx(24)


def test_a_marker_without_room_stays():
    crowd = [Disc(0, 0, 200), Disc(5, 0, 10)]
    assert side_by_side(crowd) == crowd


def test_names_take_the_first_free_side():
    frame, taken = Box(0, 0, 100, 100), [Box(50, 40, 70, 60)]
    right, left, outside = Box(60, 45, 90, 55), Box(10, 45, 40, 55), Box(90, 45, 120, 55)
    assert first_free([right, left], taken, frame) == 1
    assert first_free([left, right], taken, frame) == 0
    assert first_free([right, outside], taken, frame) is None
