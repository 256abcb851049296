"""Points over a declared range, worked by hand; what lies beyond it; and which option beats which."""

import numpy as np
import pandas as pd
import pytest

from feasibility.appraisal.value import dominance, functions

FALLING = ((0.0, 100.0), (20.0, 80.0), (60.0, 0.0))
PEAK = ((0.0, 0.0), (10.0, 100.0), (50.0, 20.0))


@pytest.mark.parametrize(
    ("figure", "points"),
    # Up to 20 a point a minute: 100 - 5 = 95. Beyond it two: 80 - 10 x 2 = 60.
    [(0, 100), (5, 95), (20, 80), (30, 60), (60, 0)],
)
def test_straight_between_the_pairs(figure, points):
    assert functions.values(np.array([float(figure)]), FALLING).tolist() == pytest.approx([points])


def test_an_ideal_figure_is_a_peak():
    # Half the way up to 10 is 50; 30 is half the way down from 100 to 20: 60.
    assert functions.values(np.array([5.0, 10.0, 30.0, 50.0]), PEAK).tolist() == pytest.approx([50, 100, 60, 20])


def test_beyond_the_range_there_are_no_points():
    assert np.isnan(functions.values(np.array([-0.1, 60.1, np.nan]), FALLING)).all()
    # A sum of rounded figures that misses the end by its last digit is at the end.
    assert functions.values(np.array([60.0 + 1e-10]), FALLING).tolist() == [0.0]


def test_preferences_are_carried_on_beyond_the_range_by_its_last_slope():
    # 10 beyond 60 at two a minute is -20; 5 before 0 at one a minute is 105. Past the peak the slope is -2: 20 - 20.
    assert functions.preferences(np.array([-5.0, 30.0, 70.0]), FALLING).tolist() == pytest.approx([105, 60, -20])
    assert functions.preferences(np.array([60.0]), PEAK).tolist() == pytest.approx([0])


@pytest.mark.parametrize(
    ("raw", "wider"),
    [([5, 61.01], (0, 61.1)), ([-0.034567, 30], (-0.0346, 60)), ([123_456], (0, 124_000)), ([1, np.nan], (0, 60))],
)
def test_the_range_that_would_hold_them_is_rounded_outwards(raw, wider):
    found = functions.holding(np.array(raw, dtype=float), FALLING)
    assert found == pytest.approx(wider)
    assert np.nanmin(raw) >= found[0]
    assert np.nanmax(raw) <= found[1]


def test_points_times_weights():
    # 0.75 x 80 + 0.25 x 20 = 65; what is not known leaves no score.
    found = functions.weighed([np.array([80.0, 80.0]), np.array([20.0, np.nan])], [0.75, 0.25])
    assert found[0] == 65
    assert np.isnan(found[1])


def of(rows: dict[str, tuple[float, float]]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index", columns=["x", "y"])


def test_beaten_before_any_weight():
    # b is as good as a and dearer; c is worse than a and b; d has the better y; e is not known in x.
    found = dominance.beaten_by(
        of({"a": (50, 50), "b": (50, 50), "c": (40, 50), "d": (10, 60), "e": (np.nan, 0)}),
        pd.Series({"a": 1.0, "b": 2.0, "c": 3.0, "d": 3.0, "e": 9.0}),
    )
    assert found.to_dict() == {"a": "", "b": "a", "c": "a", "d": "", "e": ""}


def test_alike_in_everything_beat_each_other_not():
    assert set(dominance.beaten_by(of({"a": (1, 1), "b": (1, 1)}), pd.Series({"a": 1.0, "b": 1.0}))) == {""}


def test_the_frontier_of_benefit_and_cost():
    # 60 at 3 is beaten by 60 at 2, 40 at 2 by 60 at 2; two alike stand on it both.
    found = dominance.unbeaten([50, 60, 60, 40, 50, np.nan], [1, 2, 3, 2, 1, 0])
    assert found == [True, True, False, False, True, False]
