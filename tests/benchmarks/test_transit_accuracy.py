"""Whether minutes by public transport keep within the stated errors."""

import pytest

from feasibility.scenario.travel import TravelSettings
from feasibility.travel.transit import evidence
from tests.benchmarks import transit_accuracy as transit

FIRST, SECOND = transit.OFFICES

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(not transit.DOORS.exists(), reason="the published journeys lie beside the repository"),
    pytest.mark.skipif(not any(transit.TABLES.glob("*lines.csv")), reason="no tables of lines are shipped"),
]


@pytest.fixture(scope="module")
def built():
    return transit.shipped()


@pytest.fixture(scope="module")
def to_offices(built):
    return transit.to_offices(built, TravelSettings()).pairs


def test_door_to_door(to_offices, capsys):
    known = transit.with_offset(to_offices)
    error = known.groupby("office")["error"].agg(lambda errors: errors.abs().mean())
    peer = (transit.straight_line(to_offices, "office") - to_offices["published"]).abs()
    peer = peer.groupby(to_offices["office"]).mean()
    areas = known.groupby("area")["error"].agg(["size", "mean", lambda errors: errors.abs().mean()])
    areas = areas.set_axis(["pairs", "mean error", "mean absolute"], axis=1).sort_values("mean absolute").round(1)
    said = ["", "Minutes door to door, 88 homes, leaving at 10:00, one offset an office"]
    for office, of in known.groupby("office"):
        homes = int((to_offices["office"] == office).sum())
        said.append(
            f"{office:10s} offset {of['offset'].iloc[0]:+.1f}, mean absolute error {error[office]:.2f} (median "
            f"{of['error'].abs().median():.1f}); straight line, fitted: {peer[office]:.2f}; {len(of)} of {homes} homes"
        )
    with capsys.disabled():
        print("\n".join([*said, areas.to_string()]))  # noqa: T201  the figures are what a benchmark is for
    assert (error <= 7.0).all()
    assert (error < peer).all()
    assert len(known) >= 0.97 * len(to_offices)
    # What the evidence of every run claims.
    assert f"{error[FIRST]:.1f} and {error[SECOND]:.1f} minutes of mean absolute error" in evidence.DOOR_ERROR
    assert f"straight line with its own fit does {peer[FIRST]:.1f} and {peer[SECOND]:.1f}" in evidence.DOOR_ERROR


def test_the_two_offices_are_ranked_alike(to_offices, capsys):
    known = transit.with_offset(to_offices)
    ours = transit.ranked_alike(known, known["measured"] - known["offset"])
    peer = transit.ranked_alike(to_offices, transit.straight_line(to_offices, "office"))
    with capsys.disabled():
        print(f"\nHomes whose two offices are ranked alike: {ours:.1%}; straight line {peer:.1%}")  # noqa: T201
    assert ours >= 0.9
    assert f"Of homes, {ours:.0%} have" in evidence.DOOR_ERROR


def test_trains_from_cannon_street(built, capsys):
    pairs = transit.from_cannon_street(built.transit, TravelSettings()).pairs
    error = pairs["measured"] - pairs["published"]
    changing = (pairs["with_changes"] - pairs["published"]).abs().mean()
    peer = (transit.straight_line(pairs) - pairs["published"]).abs().mean()
    ordered = pairs.assign(error=error).sort_values("error").round(1)
    with capsys.disabled():
        print("\n".join([  # noqa: T201
            "", f"Expected minutes by train from London Cannon Street to {error.notna().sum()} stations, no change:",
            f"mean absolute error {error.abs().mean():.2f}, mean {error.mean():+.2f}, {changing:.2f} where changes are "
            f"allowed; straight line, fitted to them: {peer:.2f}",
            ordered.iloc[[0, 1, 2, 3, -4, -3, -2, -1]].to_string(index=False),
        ]))  # fmt: skip
    assert error.notna().all()
    assert error.abs().mean() <= 4.0
    assert f"mean absolute error {error.abs().mean():.1f} minutes" in evidence.RAIL_ERROR
    assert f"{-error.mean():.1f} too short on average" in evidence.RAIL_ERROR
    assert f"does {peer:.1f}" in evidence.RAIL_ERROR
