import pytest

from feasibility.scenario.travel import TravelSettings
from tests.benchmarks import car_accuracy as car

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(not car.PUBLISHED.exists(), reason="the published car minutes are not beside the repository"),
]


@pytest.fixture(scope="module")
def comparison():
    return car.compare()


def mean_absolute(pairs, measure, fit):
    return float(car.errors(pairs, measure, fit).abs().mean())


def test_car_minutes_come_close_and_beat_the_straight_line(comparison, capsys):
    pairs = comparison.pairs
    fit, straight_fit = car.affine(pairs, "graph"), car.affine(pairs, "km")
    held_in, straight = mean_absolute(pairs, "graph", fit), mean_absolute(pairs, "km", straight_fit)
    left_out, straight_left_out = car.leave_one_out(pairs, "graph"), car.leave_one_out(pairs, "km")
    error = car.errors(pairs, "graph", fit)
    straight_by_band = car.by_band(pairs, car.errors(pairs, "km", straight_fit))["mae"]
    with capsys.disabled():
        print("\n".join([  # noqa: T201  the figures are what a benchmark is for
            "",
            f"car minutes = {fit[1]:.2f} + {fit[0]:.3f} x minutes of the graph",
            f"beyond the road file, left out: {', '.join(comparison.beyond)}",
            f"mean absolute error, held in: {held_in:.2f} minutes; straight line {straight:.2f}",
            f"one hospital left out: {left_out.mean():.2f}; straight line {straight_left_out.mean():.2f}",
            car.by_hospital(pairs, error).assign(left_out=left_out).round(2).to_string(),
            car.by_band(pairs, error).assign(straight=straight_by_band).round(2).to_string(),
        ]))  # fmt: skip
    assert held_in <= 2.2
    assert left_out.mean() <= 2.4
    assert held_in * 1.4 <= straight
    assert left_out.mean() * 1.8 <= straight_left_out.mean()


def test_the_shipped_constants_are_those_of_the_fit(comparison):
    slope, constant = car.affine(comparison.pairs, "graph")
    assert TravelSettings().car_scale == pytest.approx(slope, abs=0.01)
    assert TravelSettings().car_terminal_minutes == pytest.approx(constant, abs=0.2)


def test_every_hospital_but_the_one_beyond_the_road_file_is_compared(comparison):
    assert comparison.beyond == ("ME169QQ",)
    assert len(comparison.pairs) == 5 * 343
