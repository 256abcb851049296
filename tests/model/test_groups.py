"""Staff into groups, and what a site adds to a head's travel."""

import geopandas as gpd
import pandas as pd
import pytest
from shapely.geometry import Point

from feasibility.costs.lines import Book
from feasibility.costs.timeline import Timeline
from feasibility.groups import Groups, gather, travel_gbp
from feasibility.scenario.costs import CostsSettings

SETTINGS = CostsSettings(
    value_of_time_gbp_per_hour=6.0, vehicle_gbp_per_km=0.0, carbon_gbp_per_tonne=0.0, working_weeks_per_year=40.0
)
BOOK = Book(Timeline(2010, 2), (1.0,) * 4 + (0.8,) * 4 + (0.64,) * 4, (), move_quarter=4)
"""A yearly pound from the second year on is worth 0.8 + 0.64 = 1.44."""
WHEN = ("before", "after")
NONE = float("nan")


def staff(*rows: tuple[str, str, str, float, float, float]) -> gpd.GeoDataFrame:
    """Rows of key, employer, mode, days, easting, northing."""
    frame = pd.DataFrame(rows, columns=["staff_key", "employer", "usual_mode", "days_on_site_per_week", "x", "y"])
    frame = frame.assign(shift="day", has_car=frame["usual_mode"] == "car")
    points = [Point(x, y) for x, y in zip(frame["x"], frame["y"], strict=True)]
    return gpd.GeoDataFrame(frame.drop(columns=["x", "y"]), geometry=points, crs=27700).set_index(
        "staff_key", drop=False
    )


def journeys(before: dict[str, float], after: dict[tuple[str, str], float]) -> pd.DataFrame:
    """Minutes before by person, and after by person and site; nan where no journey is known.

    By car; a minute is half a km, and a year of a minute's journey burns 100 kg.
    """
    rows = pd.DataFrame(
        [
            {"staff_key": key, "site_id": site, "minutes_before": before[key], "minutes_after": minutes}
            for (key, site), minutes in after.items()
        ]
    )
    modes = {f"mode_{when}": rows[f"minutes_{when}"].isna().map({True: "none", False: "car"}) for when in WHEN}
    km = {f"km_{when}": rows[f"minutes_{when}"] / 2 for when in WHEN}
    carbon = {f"kgco2e_per_year_{when}": rows[f"minutes_{when}"] * 100 for when in WHEN}
    return rows.assign(**modes, **km, **carbon)


def gathered(people: gpd.GeoDataFrame, moved: pd.DataFrame, *considered: str) -> Groups:
    return gather(people, moved, pd.Index(considered or ("a",)), SETTINGS)


def test_two_journeys_a_day_on_the_days_and_weeks_worked():
    # 10 minutes more each way, 2 journeys a day, 3 days, 40 weeks: 2400 minutes a year, 40 hours; at £6 and 1.44
    # (0.8 + 0.64) that is £345.60 in present value.
    people = staff(("row-1", "bexley", "car", 3.0, 540_100, 170_100))
    groups = gathered(people, journeys({"row-1": 20}, {("row-1", "a"): 30}))
    assert groups.heads.to_dict() == {"g-00001": 1}
    assert groups.minutes_per_year.at["g-00001", "a"] == pytest.approx(2_400)
    assert travel_gbp(groups, SETTINGS, BOOK).at["g-00001", "a"] == pytest.approx(345.60)


def test_a_shorter_journey_saves():
    people = staff(("row-1", "bexley", "car", 5.0, 540_100, 170_100))
    groups = gathered(people, journeys({"row-1": 30}, {("row-1", "a"): 25}))
    assert groups.minutes_per_year.at["g-00001", "a"] == pytest.approx(-2_000)  # -5 x 2 x 5 x 40


def test_a_group_carries_the_mean_of_its_homes():
    # Same square kilometre, employer, mode and days: 4 and 8 minutes more, 6 on average; 6 x 2 x 5 x 40 = 2400.
    people = staff(("row-1", "bexley", "car", 5.0, 540_100, 170_100), ("row-2", "bexley", "car", 5.0, 540_900, 170_900))
    moved = journeys({"row-1": 20, "row-2": 20}, {("row-1", "a"): 24, ("row-2", "a"): 28})
    groups = gathered(people, moved)
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
    groups = gathered(people, moved)
    assert len(groups.heads) == 5
    assert groups.of_staff["row-0"] == groups.of_staff["row-5"]
    assert sorted(groups.heads) == [1, 1, 1, 1, 2]
    assert int(groups.heads.sum()) == len(people)


def test_shift_and_car_keep_staff_apart():
    people = staff(*((f"row-{i}", "bexley", "transit", 5.0, 540_100, 170_100) for i in range(4)))
    people = people.assign(shift=["day", "late", "day", "day"], has_car=[False, False, True, False])
    moved = journeys(dict.fromkeys(people.index, 20), {(key, "a"): 20 for key in people.index})
    assert sorted(gathered(people, moved).heads) == [1, 1, 2]


class TestReach:
    """Three neighbours alike but in reach: row-1 gets to a and b, row-2 to a alone, row-3 not even to work now."""

    @pytest.fixture
    def groups(self):
        people = staff(*((f"row-{i}", "bexley", "car", 5.0, 540_100, 170_100) for i in (1, 2, 3)))
        moved = journeys(
            {"row-1": 20, "row-2": 20, "row-3": NONE},
            {("row-1", "a"): 24, ("row-1", "b"): 26, ("row-2", "a"): 28, ("row-2", "b"): NONE, ("row-3", "a"): 10,
             ("row-3", "b"): NONE},
        )  # fmt: skip
        return gathered(people, moved, "a", "b")

    def test_keeps_staff_apart(self, groups):
        assert groups.heads.tolist() == [1, 1, 1]

    def test_is_never_minutes(self, groups):
        # 4 minutes x 2 x 5 x 40 = 1600, 6 x 400 = 2400, 8 x 400 = 3200; row-3 is not measured and adds nothing.
        minutes = groups.minutes_per_year.loc[groups.of_staff[["row-1", "row-2", "row-3"]]]
        assert minutes["a"].tolist() == [1600, 3200, 0]
        assert minutes["b"].tolist()[0::2] == [2400, 0]
        assert groups.unreached.loc[groups.of_staff[["row-1", "row-2", "row-3"]], "b"].tolist() == [False, True, False]
        assert not groups.unreached["a"].any()

    def test_is_no_money_either(self, groups):
        assert travel_gbp(groups, SETTINGS, BOOK).loc[groups.of_staff["row-2"]].tolist() == pytest.approx([460.8, 0])

    def test_counts_only_where_a_site_is_considered(self):
        # Nobody asks whether they get to b: row-1 and row-2 are one group again.
        people = staff(*((f"row-{i}", "bexley", "car", 5.0, 540_100, 170_100) for i in (1, 2)))
        moved = journeys(
            {"row-1": 20, "row-2": 20},
            {("row-1", "a"): 24, ("row-1", "b"): 26, ("row-2", "a"): 28, ("row-2", "b"): NONE},
        )
        assert gathered(people, moved, "a").heads.tolist() == [2]


class TestCarsAndCarbon:
    ONE = ("row-1", "bexley", "car", 3.0, 540_100, 170_100)

    def test_km_driven_on_the_days_and_weeks_worked(self):
        # 5 km more each way x 2 x 3 days x 40 weeks = 1,200 km; 10 minutes' worth of carbon, 1,000 kg
        groups = gathered(staff(self.ONE), journeys({"row-1": 20}, {("row-1", "a"): 30}))
        assert groups.vehicle_km_per_year["a"].tolist() == pytest.approx([1_200])
        assert groups.kgco2e_per_year["a"].tolist() == pytest.approx([1_000])

    def test_a_car_left_at_home_saves_the_whole_drive(self):
        # 10 km each way no longer driven: -10 x 240
        moved = journeys({"row-1": 20}, {("row-1", "a"): 30}).assign(mode_after="transit")
        assert gathered(staff(self.ONE), moved).vehicle_km_per_year["a"].tolist() == pytest.approx([-2_400])

    def test_who_is_not_measured_adds_nothing_and_a_lost_journey_is_blank(self):
        people = staff(*((f"row-{i}", *self.ONE[1:]) for i in (1, 2)))
        moved = journeys(
            {"row-1": 20, "row-2": NONE},
            {("row-1", "a"): 30, ("row-1", "b"): NONE, ("row-2", "a"): 30, ("row-2", "b"): 30},
        )
        groups = gathered(people, moved, "a", "b")
        first, second = groups.of_staff["row-1"], groups.of_staff["row-2"]
        for frame in (groups.vehicle_km_per_year, groups.kgco2e_per_year):
            assert frame.loc[second].tolist() == [0, 0]
            assert pd.isna(frame.at[first, "b"])
