"""Limits on single journeys and teams: groups as fine as the rules ask for, and no figure changed by it."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point

from feasibility.groups import Groups, gather
from feasibility.scenario.costs import CostsSettings
from feasibility.scenario.rules import NO_RULES, RulesSettings
from feasibility.travel import limits

NONE = float("nan")
SITES = pd.Index(["a", "b"])
AFTER = {
    # one way to a and to b; now
    "row-1": (50.0, 20.0, 30.0),  # at a 20 more, at b 10 less
    "row-2": (60.0, 25.0, 20.0),  # 40 more, 5 more
    "row-3": (61.0, NONE, 45.0),  # 16 more, b out of reach
    "row-4": (70.0, 25.0, NONE),  # not known today: not measured
    "row-5": (NONE, NONE, 30.0),  # to nowhere: not measured
}


def staff(**columns: list[str]) -> gpd.GeoDataFrame:
    """Five neighbours alike in everything."""
    frame = pd.DataFrame(
        {"staff_key": list(AFTER), "employer": "bexley", "usual_mode": "car", "days_on_site_per_week": 5.0,
         "shift": "day", "has_car": True, "team": "", **columns}
    )  # fmt: skip
    points = [Point(540_100, 170_100)] * len(frame)
    return gpd.GeoDataFrame(frame, geometry=points, crs=27700).set_index("staff_key", drop=False)


def journeys() -> pd.DataFrame:
    rows = pd.DataFrame(
        [
            {"staff_key": key, "site_id": site, "minutes_before": now, "minutes_after": after}
            for key, (at_a, at_b, now) in AFTER.items()
            for site, after in (("a", at_a), ("b", at_b))
        ]
    )
    for when in ("before", "after"):
        rows[f"mode_{when}"] = rows[f"minutes_{when}"].isna().map({True: "none", False: "car"})
        rows[f"km_{when}"] = rows[f"minutes_{when}"] / 2
        rows[f"kgco2e_per_year_{when}"] = rows[f"minutes_{when}"] * 100
    return rows


def gathered(people: gpd.GeoDataFrame | None = None, **stated: object) -> Groups:
    return gather(staff() if people is None else people, journeys(), SITES, CostsSettings(), RulesSettings(**stated))


def of_person(groups: Groups, setting: str) -> dict[str, list[bool]]:
    """Staff key to whether the journey to a, and to b, is beyond the limit."""
    return {key: groups.beyond[setting].loc[group].tolist() for key, group in groups.of_staff.items()}


def test_who_is_beyond_which_limit():
    # Measured without a journey (row-3 at b) is beyond all; not measured beyond the longest journey alone, if known.
    groups = gathered(
        journey_minutes_max=60, beyond_minutes=50, beyond_share_max=1, worse_minutes_max=20, change_minutes_median_max=4
    )
    assert of_person(groups, limits.JOURNEY) == {
        "row-1": [False, False], "row-2": [False, False], "row-3": [True, True], "row-4": [True, False],
        "row-5": [False, False],
    }  # fmt: skip
    assert of_person(groups, limits.LONG) == {
        "row-1": [False, False], "row-2": [True, False], "row-3": [True, True], "row-4": [False, False],
        "row-5": [False, False],
    }  # fmt: skip
    assert of_person(groups, limits.WORSE) == {
        "row-1": [False, False], "row-2": [True, False], "row-3": [False, True], "row-4": [False, False],
        "row-5": [False, False],
    }  # fmt: skip
    assert of_person(groups, limits.MEDIAN)["row-2"] == [True, True]


def test_staff_on_two_sides_of_a_limit_are_never_in_one_group():
    assert gathered().of_staff["row-1"] == gathered().of_staff["row-2"]
    split = gathered(worse_minutes_max=20)
    assert split.of_staff["row-1"] != split.of_staff["row-2"]
    # 40 more is the most of anybody: a limit there parts nobody.
    assert gathered(worse_minutes_max=40).of_staff.equals(gathered().of_staff)


@pytest.mark.parametrize(
    "stated",
    [{"worse_minutes_max": 20}, {"journey_minutes_max": 55}, {"beyond_minutes": 55.0, "beyond_share_max": 0.5}],
)
def test_what_the_groups_add_up_to_is_the_same(stated):
    plain, fine = gathered(), gathered(**stated)
    assert len(fine.heads) > len(plain.heads)
    for name in ("minutes_per_year", "vehicle_km_per_year", "kgco2e_per_year", "change_minutes"):
        one, other = (getattr(g, name).mul(g.heads, axis="index").sum() for g in (plain, fine))
        pd.testing.assert_series_equal(one, other)


def test_without_rules_groups_are_what_they_were():
    groups = gather(staff(), journeys(), SITES, CostsSettings(), NO_RULES)
    assert not groups.beyond
    assert groups.teams.empty
    # Alike but in reach and in being measured: rows 1 and 2; 3; 4 and 5.
    assert sorted(groups.heads) == [1, 2, 2]
    assert groups.employer.tolist() == ["bexley"] * 3
    assert sorted(groups.measured) == [False, True, True]


WORDS = ("Benefits", "benefits", "Tax", "", "")


class TestTeams:
    def test_groups_never_mix_teams(self):
        groups = gathered(staff(team=WORDS), keep_teams_together=True)
        assert groups.of_staff["row-1"] == groups.of_staff["row-2"]  # one team, however it is written
        team = groups.of_staff.map(groups.teams)
        assert team["row-1"] == "team-001"
        assert team["row-3"] == "team-002"
        assert team[["row-4", "row-5"]].isna().all()

    def test_a_word_is_another_team_at_another_employer(self):
        people = staff(team=["A", "A", "", "", ""], employer=["bexley", "bromley", "bexley", "bexley", "bexley"])
        groups = gathered(people, keep_teams_together=True)
        assert groups.of_staff[["row-1", "row-2"]].map(groups.teams).tolist() == ["team-001", "team-002"]

    def test_nothing_is_kept_of_them_where_the_rule_is_off(self):
        groups = gathered(staff(team=WORDS))
        assert groups.teams.empty
        assert groups.of_staff.equals(gathered().of_staff)

    def test_no_word_of_the_staff_file_leaves_it(self):
        groups = gathered(staff(team=["Secret", "Secret", "", "", ""]), keep_teams_together=True)
        assert "ecret" not in repr(vars(groups))


def test_words_of_flags_tell_every_site_apart():
    table = pd.DataFrame(np.eye(10, dtype=bool))
    assert limits.as_word(table).nunique() == 10
