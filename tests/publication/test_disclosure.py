"""Small numbers are taken out, and an attacker who knows every total cannot work them out."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog
from shapely.geometry import box

from feasibility.errors import InputError
from feasibility.publication import disclosure
from feasibility.tables import AreaChangesTable, AreasTable, AssignmentsTable, checked

LEAST = 10


def areas_of(**heads: int) -> gpd.GeoDataFrame:
    outlines = [box(i, 0, i + 1, 1) for i in range(len(heads))]
    names = [key.capitalize() for key in heads]
    frame = {"name": names, "district": "Inner", "heads": list(heads.values())}
    return gpd.GeoDataFrame(frame, geometry=outlines, crs=27700, index=list(heads))


def hidden_of(**heads: int) -> list[str]:
    cleared = disclosure.areas(areas_of(**heads), LEAST)
    checked(pd.DataFrame(cleared.drop(columns="geometry")), AreasTable, "areas")
    assert cleared["heads"].isna().tolist() == cleared["suppressed"].tolist()
    return cleared.loc[cleared["suppressed"], "area_id"].tolist()


OPTION = {
    "option_id": ["a"], "worse_15_share": [0.0], "worse_30_share": [0.0], "travel_change_minutes_mean": [1.25],
}  # fmt: skip


class TestAreas:
    def test_large_enough_areas_stay(self):
        assert hidden_of(a=10, b=25) == []

    def test_one_small_area_takes_the_next_smallest_with_it(self):
        # 60 in all: 40 + 11 shown would give away 9.
        assert hidden_of(a=40, b=9, c=11) == ["b", "c"]

    def test_two_small_areas_that_hold_enough_together_suffice(self):
        assert hidden_of(a=40, b=6, c=5, d=12) == ["b", "c"]  # 11 together

    def test_two_small_areas_that_hold_too_few_take_a_third(self):
        # 1 + 1: the total less the rest is 2, and each holds one at least.
        assert hidden_of(a=40, b=1, c=1, d=12) == ["b", "c", "d"]

    def test_only_one_of_several_equal_ones_goes(self):
        assert hidden_of(a=12, b=12, c=9) == ["a", "c"]

    def test_areas_without_staff_are_left_out(self):
        assert disclosure.areas(areas_of(a=12, b=0, c=12), LEAST)["area_id"].tolist() == ["a", "c"]

    def test_all_small(self):
        assert hidden_of(a=3, b=4) == ["a", "b"]

    def test_changes_of_hidden_areas_are_blank(self):
        cleared = disclosure.areas(areas_of(a=40, b=9, c=11), LEAST)
        table = pd.DataFrame(
            {"option_id": "x", "area_id": ["a", "b", "c"], "heads": [40.0, 9, 11], "change_minutes_mean": [1.26, 7, 8]}
        ).assign(before_minutes_mean=30.0, worse_15_share=0.1)
        found = checked(disclosure.area_changes(table, cleared), AreaChangesTable, "area_changes")
        assert found["suppressed"].tolist() == [False, True, True]
        assert found.loc[0, ["heads", "change_minutes_mean"]].tolist() == [40, 1.3]
        figures = ["heads", "change_minutes_mean", "before_minutes_mean", "worse_15_share"]
        assert found.loc[1:, figures].isna().all(axis=None)

    def test_an_area_with_too_few_journeys_known_is_hidden_too(self):
        # 30 live in b, and of 8 of them a journey is known: the mean of b would be theirs. c, the next smallest, goes.
        measured = pd.Series({"a": 40.0, "b": 8.0, "c": 12.0})
        cleared = disclosure.areas(areas_of(a=40, b=30, c=12), LEAST, measured)
        assert cleared["suppressed"].tolist() == [False, True, True]


def table(**rows: tuple[int, ...]) -> pd.DataFrame:
    """Area to its counts by site."""
    sites = [f"s{i}" for i in range(len(next(iter(rows.values()))))]
    return pd.DataFrame.from_dict(rows, "index", columns=sites).astype(float)


def gaps(counts: pd.DataFrame, hidden: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    out = disclosure.suppressed_cells(counts, LEAST, list(hidden))
    return {(a, s) for a in counts.index for s in counts.columns if out.at[a, s]}


class TestAssignments:
    def test_nothing_small_nothing_out(self):
        assert gaps(table(a=(12, 20), b=(0, 15))) == set()

    def test_a_small_cell_takes_its_row_and_a_second_row(self):
        # 3 of a at s0. Its row total gives it away unless s1 goes too; the site totals give both away unless another
        # area goes as well: b with 12, the smallest other count at s0; then its own second cell. The gaps of s0 hold
        # 3 + 12 = 15, those of s1 20 + 30 = 50.
        assert gaps(table(a=(3, 20), b=(12, 30), c=(25, 40))) == {("a", "s0"), ("a", "s1"), ("b", "s0"), ("b", "s1")}

    def test_gaps_of_a_site_that_hold_too_few_take_more(self):
        # 3 + 4 at s0 are 7 by subtraction: c goes as well.
        found = gaps(table(a=(3, 20), b=(4, 30), c=(25, 40), d=(30, 30)))
        assert {("c", "s0"), ("c", "s1")} <= found
        assert not any(area == "d" for area, _ in found)

    def test_a_nought_hides_a_count_only_where_nothing_else_can(self):
        # a has 12 at s1 to go with its 3; s2, where nobody of a works, stays.
        assert ("a", "s2") not in gaps(table(a=(3, 12, 0), b=(15, 15, 20), c=(20, 20, 20)))

    def test_a_small_cell_that_totals_alone_would_give_away(self):
        # Every row and column has two gaps or more with enough staff. Yet heads can only be shifted within a, b at s0,
        # s1 and within c, d at s2, s3: the 7 of b at s2 joins the two rings and stays, until another cell goes.
        counts = table(a=(5, 20, 30, 30), b=(20, 5, 7, 30), c=(30, 30, 20, 5), d=(30, 30, 5, 20))
        out = disclosure.suppressed_cells(counts, LEAST, [])
        rings = {("a", "s0"), ("a", "s1"), ("b", "s0"), ("b", "s1"), ("c", "s2"), ("c", "s3"), ("d", "s2"), ("d", "s3")}
        assert rings | {("b", "s2")} < gaps(counts)
        least, most = range_of(("b", "s2"), counts, out, [])
        assert least < 7 or most > 7
        only_rings = out & False
        for cell in rings | {("b", "s2")}:
            only_rings.loc[cell] = True
        assert range_of(("b", "s2"), counts, only_rings, []) == pytest.approx((7, 7))

    def test_shares_of_a_split_group_are_shown_whole(self):
        rows = [("x", "a", "s0", 12.5), ("x", "a", "s1", 20.5), ("x", "b", "s0", 21.6), ("x", "b", "s1", 30.4)]
        counts = pd.DataFrame(rows, columns=["option_id", "area_id", "site_id", "heads"])
        cleared = disclosure.areas(areas_of(a=33, b=52), LEAST)
        assert disclosure.assignments(counts, cleared, LEAST)["heads"].tolist() == [12, 20, 22, 30]

    def test_hidden_areas_are_out_whole(self):
        found = gaps(table(a=(3, 4), b=(12, 0), c=(25, 40)), hidden=("a", "b"))
        assert found == {("a", "s0"), ("a", "s1"), ("b", "s0"), ("b", "s1")} | found
        assert {("a", "s0"), ("b", "s1")} <= found

    def test_one_site_shows_the_areas_own_totals(self):
        assert gaps(table(a=(12,), b=(25,))) == set()
        assert gaps(table(a=(9,), b=(11,), c=(40,)), hidden=("a", "b")) == {("a", "s0"), ("b", "s0")}

    def test_published_table(self):
        rows = [("x", "a", "s0", 3.0), ("x", "a", "s1", 20.0), ("x", "b", "s0", 12.0), ("x", "b", "s1", 30.0)]
        rows += [("x", "c", "s1", 40.0), ("y", "a", "s0", 23.0), ("y", "b", "s0", 42.0), ("y", "c", "s0", 40.0)]
        counts = pd.DataFrame(rows, columns=["option_id", "area_id", "site_id", "heads"])
        cleared = disclosure.areas(areas_of(a=23, b=42, c=40), LEAST)
        found = checked(disclosure.assignments(counts, cleared, LEAST), AssignmentsTable, "assignments")
        assert found["heads"].isna().tolist() == found["suppressed"].tolist()
        single = found[found["option_id"] == "y"].set_index("area_id")["heads"]
        assert single.to_dict() == {"a": 23, "b": 42, "c": 40}
        pair = found[found["option_id"] == "x"].set_index(["area_id", "site_id"])
        assert pair.loc[("a", "s0"), "suppressed"]
        assert ("c", "s0") not in pair.index or pair.loc[("c", "s0"), "suppressed"]  # an open nought is not listed


def range_of(cell: tuple[str, str], counts: pd.DataFrame, out: pd.DataFrame, hidden: list[str]) -> tuple[float, float]:
    """What an attacker can say of a gap, who knows the heads of each area shown and of each site, and every cell shown.

    Least and most over all tables that agree; a transport problem, so that its ends are whole numbers.
    """
    unknown = [(a, s) for a in counts.index for s in counts.columns if out.at[a, s]]
    rows = [[(a, s) for s in counts.columns] for a in counts.index if a not in hidden]
    lines = [*rows, *([(a, s) for a in counts.index] for s in counts.columns)]
    known = [[float(c in line) for c in unknown] for line in lines]
    totals = [sum(counts.at[c] for c in line if c in unknown) for line in lines]
    aim = np.array([float(c == cell) for c in unknown])
    least, most = (linprog(sign * aim, A_eq=known, b_eq=totals, bounds=(0, None)).fun for sign in (1, -1))
    return least, -most


@pytest.mark.parametrize("seed", range(80))
def test_an_attacker_cannot_work_out_a_small_cell(seed):
    rng = np.random.default_rng(seed)
    shape = int(rng.integers(2, 9)), int(rng.integers(2, 4))
    drawn = rng.integers(0, int(rng.choice([12, 30, 60])), shape) * (rng.random(shape) < rng.choice([0.4, 0.7, 1.0]))
    counts = pd.DataFrame(drawn, [f"a{i}" for i in range(shape[0])], [f"s{i}" for i in range(shape[1])], dtype=float)
    counts = counts.loc[counts.sum(axis=1) > 0]
    cleared = disclosure.areas(areas_of(**counts.sum(axis=1).astype(int).to_dict()), LEAST)
    hidden = cleared.loc[cleared["suppressed"], "area_id"].tolist()
    out = disclosure.suppressed_cells(counts, LEAST, hidden)
    small = [(a, s) for a in counts.index for s in counts.columns if 0 < counts.at[a, s] < LEAST]
    assert all(out.at[c] for c in small)
    if out.all(axis=None):
        return  # nothing of the table is shown
    for cell in small:
        least, most = range_of(cell, counts, out, hidden)
        assert most - least > 0.5, (cell, counts, out)


@pytest.mark.parametrize("seed", range(80))
def test_what_is_left_of_every_site_and_area_is_large_enough(seed):
    rng = np.random.default_rng(1000 + seed)
    counts = pd.DataFrame(rng.integers(0, 40, (6, 2)), list("abcdef"), ["s0", "s1"], dtype=float)
    cleared = disclosure.areas(areas_of(**counts.sum(axis=1).astype(int).to_dict()), LEAST)
    hidden = cleared.loc[cleared["suppressed"], "area_id"].tolist()
    out = disclosure.suppressed_cells(counts, LEAST, hidden)
    left = counts.where(out, 0.0)
    by_line = [*left.sum(), *left.drop(index=hidden).sum(axis=1)]
    assert all(total == 0 or total >= LEAST for total in by_line) or out.all(axis=None)


def journey_rows(*, measured: dict[str, int] | None = None, **heads: int) -> pd.DataFrame:
    rows = [{"option_id": "x", "employer": e, "basis": "usual", "heads": n,
             "heads_measured": float((measured or heads)[e]), "change_minutes_mean": 3.14159,
             "after_minutes_worst_tenth": 61.0, "worse_15_share": 0.13, "before_miles_per_year": 1_049.0,
             "after_miles_per_year": 2_151.0, "change_miles_per_year": 1_102.0} for e, n in heads.items()]  # fmt: skip
    return pd.DataFrame(rows)


class TestJourneys:
    def test_employers_large_enough_are_shown(self):
        found = disclosure.journeys(journey_rows(bexley=36, bromley=64, all=100), LEAST)
        assert found["employer"].tolist() == ["bexley", "bromley", "all"]

    def test_one_employer_too_small_takes_out_all(self):
        # 100 together and 91 in one would give away 9.
        assert disclosure.journeys(journey_rows(bexley=9, bromley=91, all=100), LEAST)["employer"].tolist() == ["all"]

    def test_an_employer_with_too_few_measured_takes_out_all(self):
        rows = journey_rows(measured={"bexley": 9, "bromley": 60, "all": 69}, bexley=36, bromley=64, all=100)
        assert disclosure.journeys(rows, LEAST)["employer"].tolist() == ["all"]

    def test_too_few_in_all(self):
        with pytest.raises(InputError, match="fewer than 10 staff in all"):
            disclosure.journeys(journey_rows(bexley=4, bromley=5, all=9), LEAST)

    def test_too_few_measured_leave_no_figure(self):
        found = disclosure.journeys(journey_rows(measured={"all": 9}, all=100), LEAST).iloc[0]
        assert found[["change_minutes_mean", "worse_15_share", "after_miles_per_year"]].isna().all()

    def test_shares_come_in_steps_minutes_in_tenths_and_years_in_hundreds(self):
        found = disclosure.journeys(journey_rows(all=100), LEAST).iloc[0]
        assert found["worse_15_share"] == pytest.approx(0.15)
        assert found["change_minutes_mean"] == 3.1
        assert found[["before_miles_per_year", "after_miles_per_year"]].tolist() == [1000, 2200]
        assert found["change_miles_per_year"] == 1200  # of what is shown

    def test_a_tenth_of_the_staff_must_be_enough_staff(self):
        found = disclosure.journeys(journey_rows(bexley=40, bromley=99, all=139), LEAST)
        assert found["after_minutes_worst_tenth"].tolist() == pytest.approx([np.nan, np.nan, 61.0], nan_ok=True)

    @pytest.mark.parametrize(
        ("measured", "shown"),
        [
            ((36, 64, 100), (36, 64, 100)),  # nobody left out
            ((36, 61, 97), (np.nan, np.nan, np.nan)),  # 3 of one, 3 of all
            ((33, 50, 83), (np.nan, np.nan, 80)),  # 3 of bexley: bromley's 14 would give it away from the 17 of all
            ((36, 50, 86), (36, 54, 90)),  # 14 of bromley are 10 to the nearest ten
        ],
    )
    def test_staff_not_measured_are_counted_to_the_nearest_threshold(self, measured, shown):
        counts = dict(zip(("bexley", "bromley", "all"), measured, strict=True))
        found = disclosure.journeys(journey_rows(measured=counts, bexley=36, bromley=64, all=100), LEAST)
        assert found["heads_measured"].tolist() == pytest.approx(shown, nan_ok=True)

    @pytest.mark.parametrize(
        ("share", "shown"), [(0.0, 0.0), (0.024, 0.0), (0.026, 0.05), (0.12, 0.10), (0.98, 1.0), (1.0, 1.0)]
    )
    def test_steps_of_five_points(self, share, shown):
        table = pd.DataFrame(OPTION).assign(worse_15_share=share, worse_30_share=share)
        found = disclosure.options(table, pd.Series({"a": 100}), LEAST)
        assert found["worse_15_share"].iloc[0] == pytest.approx(shown)

    @pytest.mark.parametrize(("measured", "blank"), [(LEAST, False), (LEAST - 1, True)])
    def test_an_option_with_too_few_journeys_known_shows_none_of_them(self, measured, blank):
        found = disclosure.options(pd.DataFrame(OPTION), pd.Series({"a": measured}), LEAST)
        assert found[["worse_15_share", "worse_30_share", "travel_change_minutes_mean"]].isna().all(axis=None) == blank

    def test_staff_out_of_reach_are_counted_to_the_nearest_threshold(self):
        table = pd.concat([pd.DataFrame(OPTION)] * 4).assign(unreached_heads=[0, 3, 12, 17])
        found = disclosure.options(table, pd.Series({"a": 100}), LEAST)["unreached_heads"].tolist()
        assert found == pytest.approx([0, np.nan, 10, 20], nan_ok=True)


class TestGroupsThatDifferByFew:
    """40 staff: 20 of each employer; every group below is large enough by itself."""

    KEYS = pd.Index([f"row-{n}" for n in range(40)])
    EMPLOYER = pd.DataFrame({"employer": ["bexley"] * 20 + ["bromley"] * 20}, index=KEYS)

    def alike(self, **bands: list[str]) -> set[tuple[str, str]]:
        return disclosure.nearly_alike(pd.DataFrame(bands, index=self.KEYS), self.EMPLOYER, LEAST)

    def test_a_group_within_another_but_for_one_is_out(self):
        # 19 of the 20 full timers come five days a week: full time less five days is one person.
        contract = ["full"] * 20 + ["part"] * 20
        days = ["five"] * 19 + ["fewer"] * 21
        assert ("days", "five") in self.alike(contract=contract, days=days)

    def test_a_group_that_is_nearly_an_employer_is_out(self):
        assert ("team", "a") in self.alike(team=["a"] * 19 + ["b"] * 21)

    def test_the_same_people_or_enough_others_are_not(self):
        assert self.alike(team=["a"] * 20 + ["b"] * 20) == set()
        assert self.alike(team=["a"] * (20 - LEAST) + ["b"] * (20 + LEAST)) == set()
        assert self.alike(team=["a", "b"] * 20) == set()

    def test_what_is_alike_is_taken_out_with_one_more_of_its_band(self):
        rows = [
            {"option_id": "o", "band": "team", "group": group, "heads": 20.0, "heads_measured": 20.0,
             "before_minutes_mean": 30.0, "change_minutes_mean": 1.0, "worse_15_share": 0.1}
            for group in ("a", "b", "c")
        ]  # fmt: skip
        shown = disclosure.bands(pd.DataFrame(rows), LEAST)
        assert not shown["suppressed"].any()
        cleared = disclosure.bands(pd.DataFrame(rows), LEAST, [("team", "a")]).set_index("group")["suppressed"]
        assert cleared["a"] and cleared.sum() == 2
