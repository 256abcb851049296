"""Staff into groups, and what a site adds to a head's travel."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from feasibility.groups import gather, travel_gbp
from feasibility.scenario.costs import CostsSettings

SETTINGS = CostsSettings(
    period_years=2, discount_rate_share=0.25, value_of_time_gbp_per_hour=6.0, working_weeks_per_year=40.0
)


def staff(*rows: tuple[str, str, str, float, float, float]) -> gpd.GeoDataFrame:
    """Rows of key, employer, mode, days, easting, northing."""
    frame = pd.DataFrame(rows, columns=["staff_key", "employer", "usual_mode", "days_on_site_per_week", "x", "y"])
    points = [Point(x, y) for x, y in zip(frame["x"], frame["y"], strict=True)]
    return gpd.GeoDataFrame(frame.drop(columns=["x", "y"]), geometry=points, crs=27700).set_index(
        "staff_key", drop=False
    )


def journeys(before: dict[str, float], after: dict[tuple[str, str], float]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"staff_key": key, "site_id": site, "minutes_before": before[key], "minutes_after": minutes}
            for (key, site), minutes in after.items()
        ]
    )


def test_two_journeys_a_day_on_the_days_and_weeks_worked():
    # 10 minutes more each way, 2 journeys a day, 3 days, 40 weeks: 2400 minutes a year, 40 hours; at £6 and 1.44
    # (0.8 + 0.64) that is £345.60 in present value.
    people = staff(("row-1", "bexley", "car", 3.0, 540_100, 170_100))
    groups = gather(people, journeys({"row-1": 20}, {("row-1", "a"): 30}), SETTINGS)
    assert groups.heads.to_dict() == {"g-00001": 1}
    assert groups.minutes_per_year.at["g-00001", "a"] == pytest.approx(2_400)
    assert travel_gbp(groups, SETTINGS).at["g-00001", "a"] == pytest.approx(345.60)


def test_a_shorter_journey_saves():
    people = staff(("row-1", "bexley", "car", 5.0, 540_100, 170_100))
    groups = gather(people, journeys({"row-1": 30}, {("row-1", "a"): 25}), SETTINGS)
    assert groups.minutes_per_year.at["g-00001", "a"] == pytest.approx(-2_000)  # -5 x 2 x 5 x 40


def test_a_group_carries_the_mean_of_its_homes():
    # Same square kilometre, employer, mode and days: 4 and 8 minutes more, 6 on average; 6 x 2 x 5 x 40 = 2400.
    people = staff(("row-1", "bexley", "car", 5.0, 540_100, 170_100), ("row-2", "bexley", "car", 5.0, 540_900, 170_900))
    moved = journeys({"row-1": 20, "row-2": 20}, {("row-1", "a"): 24, ("row-2", "a"): 28})
    groups = gather(people, moved, SETTINGS)
    assert groups.heads.to_dict() == {"g-00001": 2}
    assert groups.minutes_per_year.at["g-00001", "a"] == pytest.approx(2_400)
    # Both together cost the same as each counted alone: 2 x 2400 = (4 + 8) x 2 x 5 x 40.
    assert 2 * groups.minutes_per_year.at["g-00001", "a"] == pytest.approx((4 + 8) * 2 * 5 * 40)


def test_what_keeps_staff_apart():
    base = ("bexley", "car", 5.0, 540_100, 170_100)
    variants = [
        base,
        ("bromley", *base[1:]),
        (base[0], "transit", *base[2:]),
        (*base[:2], 3.0, *base[3:]),
        (*base[:3], 541_000, 170_100),  # the next kilometre square east
        (*base[:3], 540_999, 170_999),  # the same square's far corner
    ]
    people = staff(*((f"row-{i}", *variant) for i, variant in enumerate(variants)))
    moved = journeys(dict.fromkeys(people.index, 20), {(key, "a"): 20 for key in people.index})
    groups = gather(people, moved, SETTINGS)
    assert len(groups.heads) == 5
    assert groups.of_staff["row-0"] == groups.of_staff["row-5"]
    assert sorted(groups.heads) == [1, 1, 1, 1, 2]
    assert int(groups.heads.sum()) == len(people)
