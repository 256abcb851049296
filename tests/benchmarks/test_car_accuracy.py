import re

import pytest

from feasibility.scenario.travel import CarSettings
from feasibility.travel.street_evidence import CAR_ERRORS
from tests.benchmarks import car_accuracy as car

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(not car.PUBLISHED.exists(), reason="the published car minutes are not beside the repository"),
]

TRAP, TRAPPED = "BR68ND", ("Thamesmead", "Abbey Wood", "Belvedere", "Erith", "Welling")
"""Princess Royal University Hospital, and the places of north-west Bexley and around from which it is hard to reach."""


@pytest.fixture(scope="module")
def pairs():
    return car.compare().pairs


@pytest.fixture(scope="module")
def error(pairs):
    return car.errors(pairs, "graph", car.affine(pairs, "graph"))


@pytest.fixture(scope="module")
def left_out(pairs):
    return car.left_out_errors(pairs, "graph")


@pytest.fixture(scope="module")
def anew():
    return car.speeds_chosen_anew()


def said(measure):
    """The figures in a line of the evidence, in their order."""
    return [float(figure) for figure in re.findall(r"[-+]?\d+\.\d", CAR_ERRORS[measure])]


def test_every_hospital_of_the_file_is_compared():
    comparison = car.compare()
    assert comparison.beyond == ()
    assert len(comparison.pairs) == 6 * 343


def test_car_minutes_come_close_and_beat_the_straight_line(pairs, error, left_out, anew, capsys):
    slope, constant = car.affine(pairs, "graph")
    straight = car.errors(pairs, "km", car.affine(pairs, "km"))
    straight_left_out = car.left_out_errors(pairs, "km")
    tables = [
        car.by(pairs, error, column).assign(
            left_out=car.by(pairs, left_out, column)["mae"], straight=car.by(pairs, straight, column)["mae"]
        )
        for column in ("hospital", "band", "borough")
    ]
    tables[0]["speeds_chosen_anew"] = anew
    tables += [car.worst(pairs, error).head(10), car.worst_ways(pairs, error).head(10)]
    with capsys.disabled():
        print("\n".join([  # noqa: T201  the figures are what a benchmark is for
            "",
            f"car minutes = {constant:.2f} + {slope:.3f} x minutes of the graph",
            f"mean absolute error, held in: {error.abs().mean():.2f}; straight line {straight.abs().mean():.2f}",
            f"one hospital left out: {left_out.abs().mean():.2f}; straight line {straight_left_out.abs().mean():.2f}",
            f"one left out, speeds of fast roads chosen anew without it: {anew.mean():.2f}",
            *(table.round(2).to_string() for table in tables),
        ]))  # fmt: skip
    assert left_out.abs().mean() <= 2.0
    assert anew.mean() <= 2.0
    assert error.abs().mean() <= 1.6
    assert error.abs().mean() * 2 <= straight.abs().mean()
    assert left_out.abs().mean() * 2 <= straight_left_out.abs().mean()
    assert (car.by(pairs, error, "hospital")["mae"] < car.by(pairs, straight, "hospital")["mae"]).all()


def test_no_band_borough_or_area_is_left_behind(pairs, error):
    assert car.by(pairs, error, "band")["mae"].max() <= 2.0
    assert car.by(pairs, error, "borough")["mae"].max() <= 1.6
    assert car.worst(pairs, error)["mae"].max() <= 2.5


def test_north_west_bexley_to_bromley_is_no_trap(pairs, error, capsys):
    trapped = car.worst_ways(pairs, error).xs(TRAP, level="hospital").loc[list(TRAPPED)]
    with capsys.disabled():
        print(f"\nto {TRAP}\n{trapped.round(2).to_string()}")  # noqa: T201
    assert trapped["bias"].abs().max() <= 1.5
    assert trapped["mae"].max() <= 3.0
    assert said("north-west Bexley to Bromley, minutes too long (+) or short (-)") == pytest.approx(
        [*trapped["bias"], trapped["mae"]["Welling"]], abs=0.11
    )


def test_the_shipped_constants_are_those_of_the_fit(pairs):
    slope, constant = car.affine(pairs, "graph")
    assert CarSettings().scale == pytest.approx(slope, abs=0.01)
    assert CarSettings().terminal_minutes == pytest.approx(constant, abs=0.1)


def test_the_part_of_an_error_that_all_who_go_to_a_place_share(pairs, left_out):
    # What the example draws the error of journeys to a site by, and what its error by public transport is taken from.
    common = car.by(pairs, left_out, "hospital")["bias"]
    assert (common**2).mean() ** 0.5 == pytest.approx(0.84, abs=0.02)
    assert (left_out**2).mean() ** 0.5 == pytest.approx(1.81, abs=0.02)


def test_the_evidence_says_what_is_measured(pairs, error, left_out, anew):
    straight = car.errors(pairs, "km", car.affine(pairs, "km")).abs().mean()
    straight_left_out = car.left_out_errors(pairs, "km").abs().mean()
    sizes = error.abs()
    assert said("error") == pytest.approx(
        [sizes.mean(), sizes.quantile(0.9), left_out.abs().mean(), anew.mean(), straight, straight_left_out], abs=0.06
    )
    assert said("error by distance in a straight line") == pytest.approx(
        car.by(pairs, error, "band")["mae"].tolist(), abs=0.06
    )
    assert said("error by borough") == pytest.approx(car.by(pairs, error, "borough")["mae"].tolist(), abs=0.06)
    areas = car.worst(pairs, error)["mae"].head(4)
    assert said("worst areas, mean absolute error") == pytest.approx(areas.tolist(), abs=0.06)
    assert re.findall(r"([A-Z][a-z]+(?: [A-Z][a-z]+)*) \d", CAR_ERRORS["worst areas, mean absolute error"]) == list(
        areas.index
    )
    ways = car.worst_ways(pairs, error).head(4)
    words = CAR_ERRORS["worst ways, minutes too long (+) or short (-)"]
    assert said("worst ways, minutes too long (+) or short (-)") == pytest.approx(ways["bias"].tolist(), abs=0.06)
    assert [area in words for area, _ in ways.index] == [True] * 4
