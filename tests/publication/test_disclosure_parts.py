"""Small groups in bands, modes and lists of journeys not known: what an attacker can say who knows every total."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from scipy.optimize import linprog

from feasibility.publication import disclosure
from feasibility.tables import JourneyBandsTable, JourneyModesTable, UnreachedTable, checked

LEAST = 10
MODES = ["car", "cycle", "none", "transit", "walk"]


def bands_of(*rows: tuple[str, str, str, int, int]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["option_id", "band", "group", "heads", "heads_measured"])
    return table.assign(before_minutes_mean=30.04, change_minutes_mean=2.26, worse_15_share=0.13)


def hidden_groups(table: pd.DataFrame) -> dict[str, set[str]]:
    found = checked(disclosure.bands(table, LEAST), JourneyBandsTable, "journey_bands")
    figures = found[["heads", "before_minutes_mean", "change_minutes_mean", "worse_15_share"]]
    assert (figures.isna().all(axis=1) == found["suppressed"]).all()
    assert (figures.notna().all(axis=1) == ~found["suppressed"]).all()
    out = found[found["suppressed"]]
    return {str(option): set(rows["group"]) for option, rows in out.groupby("option_id")}


class TestBands:
    def test_large_groups_are_shown_rounded(self):
        found = disclosure.bands(bands_of(("x", "grade", "low", 60, 60), ("x", "grade", "high", 40, 40)), LEAST)
        shown = found[["heads", "before_minutes_mean", "change_minutes_mean", "worse_15_share"]].to_numpy().tolist()
        # 13 % of 60 in tenths (six staff) and of 40 in fifths (eight)
        assert shown == [pytest.approx([60, 30.0, 2.3, 0.1]), pytest.approx([40, 30.0, 2.3, 0.2])]

    def test_a_small_group_takes_the_next_smallest_with_it(self):
        # 100 in all: 60 + 36 shown would give away 4.
        rows = [("x", "grade", g, n, n) for g, n in (("low", 60), ("middle", 36), ("high", 4))]
        assert hidden_groups(bands_of(*rows)) == {"x": {"middle", "high"}}

    def test_a_group_of_two_takes_out_the_band(self):
        assert hidden_groups(bands_of(("x", "part", "yes", 4, 4), ("x", "part", "no", 96, 96))) == {"x": {"yes", "no"}}

    def test_too_few_measured_under_one_option_is_out_under_all(self):
        measured = {"x": {"low": 30, "high": 30, "top": 30}, "y": {"low": 30, "high": 9, "top": 20}}
        rows = [(option, "grade", g, 30, m) for option, groups in measured.items() for g, m in groups.items()]
        assert hidden_groups(bands_of(*rows)) == {"x": {"high", "top"}, "y": {"high", "top"}}

    def test_one_band_does_not_hide_another(self):
        rows = [
            ("x", "a", "one", 4, 4),
            ("x", "a", "two", 96, 96),
            ("x", "b", "one", 50, 50),
            ("x", "b", "two", 50, 50),
        ]
        found = disclosure.bands(bands_of(*rows), LEAST)
        assert found.set_index(["band", "group"])["suppressed"].tolist() == [True, True, False, False]

    @pytest.mark.parametrize("seed", range(60))
    def test_what_is_left_of_all_staff_is_never_one_group_nor_too_few(self, seed):
        rng = np.random.default_rng(seed)
        heads = rng.integers(1, int(rng.choice([12, 40, 90])), int(rng.integers(2, 7)))
        rows = [(option, "grade", f"g{n}", int(h), int(h - rng.integers(0, max(1, h // 3))))
                for option in "xyz" for n, h in enumerate(heads)]  # fmt: skip
        table = bands_of(*rows)
        out = hidden_groups(table)
        assert len({frozenset(groups) for groups in out.values()}) <= 1  # the same under every option
        for option in "xyz":
            rows_there = table[table["option_id"] == option].set_index("group")
            groups = sorted(out.get(option, set()))
            assert (rows_there["heads_measured"].drop(groups) >= LEAST).all()
            if 0 < len(groups) < len(rows_there):
                assert len(groups) > 1
                assert rows_there.loc[groups, "heads_measured"].sum() >= LEAST


def modes_of(counts: dict[str, list[int]], option: str = "x") -> pd.DataFrame:
    """Employer to staff of each of `MODES`, the same before and after; everybody is their sum."""
    table = pd.DataFrame(counts, index=MODES).assign(all=lambda t: t.sum(axis=1))
    long = table.rename_axis("mode").melt(ignore_index=False, var_name="employer", value_name="heads").reset_index()
    long = long[long["heads"] > 0]
    return long.assign(
        option_id=option, heads_before=long["heads"].astype(float), heads_after=long["heads"].astype(float),
        days_before=5.0 * long["heads"], days_after=5.0 * long["heads"],
    )  # fmt: skip


def cleared_modes(counts: dict[str, list[int]]) -> pd.DataFrame:
    found = checked(disclosure.modes(modes_of(counts), LEAST, apart=True), JourneyModesTable, "journey_modes")
    assert (found["before_share"].isna() == found["before_suppressed"]).all()
    assert (found["after_by_day_share"].isna() == found["after_suppressed"]).all()
    return found.set_index(["employer", "mode"])


class TestModes:
    def test_large_cells_are_shown_in_steps(self):
        found = cleared_modes({"bexley": [20, 0, 0, 20, 0], "bromley": [41, 0, 0, 20, 0]})
        assert found.loc[("bromley", "car"), "before_share"] == pytest.approx(0.65)  # 41 of 61 are 67%
        assert found.loc[("all", "transit"), "after_by_day_share"] == pytest.approx(0.40)  # 40 of 101
        assert not found[["before_suppressed", "after_suppressed"]].any(axis=None)

    def test_a_small_mode_is_out_for_everybody_with_the_next(self):
        found = cleared_modes({"bexley": [30, 2, 0, 20, 0], "bromley": [40, 1, 0, 20, 0]})
        assert found.loc["all", "before_suppressed"].to_dict() == {"car": False, "cycle": True, "transit": True}
        assert found.loc[("bexley", "cycle"), "before_suppressed"]

    def test_a_small_part_of_one_employer_takes_the_other_with_it(self):
        # Public transport: 3 of Bexley, 37 of Bromley, 40 of all: shown, the 37 would give away the 3.
        found = cleared_modes({"bexley": [30, 0, 0, 3, 0], "bromley": [40, 0, 0, 37, 0]})
        assert found.loc[[("bexley", "transit"), ("bromley", "transit")], "before_suppressed"].all()
        assert not found.loc[("all", "transit"), "before_suppressed"]

    def test_without_employers_apart_only_everybody_is_shown(self):
        found = disclosure.modes(
            modes_of({"bexley": [5, 0, 0, 2, 0], "bromley": [40, 0, 0, 37, 0]}), LEAST, apart=False
        )
        assert set(found["employer"]) == {"all"}

    @pytest.mark.parametrize("seed", range(80))
    def test_an_attacker_cannot_work_out_a_small_cell_of_an_employer(self, seed):
        rng = np.random.default_rng(seed)
        keys = [f"e{n}" for n in range(int(rng.integers(2, 4)))]
        most = int(rng.choice([15, 40, 90]))
        drawn = {key: (rng.integers(0, most, 5) * (rng.random(5) < 0.8)).tolist() for key in keys}
        drawn = {key: row if sum(row) >= LEAST else [most, 0, 0, LEAST, 0] for key, row in drawn.items()}
        found = cleared_modes(drawn)["before_suppressed"]
        counts = pd.DataFrame(drawn, index=MODES)
        for employer, mode in ((e, m) for e in keys for m in MODES):
            if 0 < counts.at[mode, employer] < LEAST:
                least, highest = mode_range({(employer, mode)}, counts, found)
                assert highest - least > 0.5, (employer, mode, counts, found)
        for mode in counts.index[(counts.sum(axis=1) > 0) & (counts.sum(axis=1) < LEAST)]:
            least, highest = mode_range({(e, mode) for e in keys}, counts, found)
            assert highest - least > 0.5, (mode, counts, found)


def mode_range(aim: set[tuple[str, str]], counts: pd.DataFrame, out: "pd.Series[bool]") -> tuple[float, float]:
    """Least and most staff in the cells `aim`, by one who knows every count shown, though only shares are published.

    Known: the staff of each employer, each cell shown of an employer and of everybody.
    """
    cells = [(e, m) for e in counts.columns for m in counts.index if counts.loc[m].sum() > 0]
    lines = [({c for c in cells if c[0] == e}, counts[e].sum()) for e in counts.columns]
    lines += [({c}, counts.at[c[1], c[0]]) for c in cells if not out.get(c, False)]
    lines += [({c for c in cells if c[1] == m}, counts.loc[m].sum()) for m in counts.index
              if counts.loc[m].sum() > 0 and not out[("all", m)]]  # fmt: skip
    known = [[float(c in line) for c in cells] for line, _ in lines]
    goal = np.array([float(c in aim) for c in cells])
    ends = [linprog(s * goal, A_eq=known, b_eq=[n for _, n in lines], bounds=(0, None)).fun for s in (1, -1)]
    return ends[0], -ends[1]


def unreached_of(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["site_id", "area_id", "reason", "heads"]).assign(mode="transit")
    return table[["site_id", "area_id", "mode", "reason", "heads"]]


def all_clear(areas: list[str], hidden: tuple[str, ...] = ()) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"area_id": areas, "suppressed": [area in hidden for area in areas]})


def gaps_of(table: pd.DataFrame, hidden: tuple[str, ...] = ()) -> set[tuple[str, str]]:
    areas = sorted(set(table["area_id"]))
    found = checked(disclosure.unreached(table, all_clear(areas, hidden), LEAST), UnreachedTable, "unreached")
    assert len(found) == len(table)  # every pair is listed
    assert (found["heads"].isna() == found["suppressed"]).all()
    out = found[found["suppressed"]]
    return set(zip(out["site_id"], out["area_id"], strict=True))


class TestUnreached:
    def test_small_numbers_are_blank_and_the_pair_stays_listed(self):
        assert gaps_of(unreached_of(("s", "a", "no way", 3), ("s", "b", "no way", 40), ("s", "c", "no way", 20))) == {
            ("s", "a"), ("s", "c")
        }  # fmt: skip

    def test_large_numbers_stay(self):
        assert gaps_of(unreached_of(("s", "a", "no way", 30), ("s", "b", "no way", 40))) == set()

    def test_a_hidden_area_is_blank_whatever_its_number(self):
        rows = unreached_of(("s", "a", "no way", 12), ("s", "b", "no way", 30), ("s", "c", "no way", 40))
        assert gaps_of(rows, hidden=("a",)) == {("s", "a"), ("s", "b")}

    def test_the_same_people_are_not_shown_at_another_site(self):
        # b: 12 at both sites, for want of a street near their homes. Out at s with a; shown at t they would give away
        # the 3 of a at s. So they are out at t as well, and something else there with them.
        rows = unreached_of(("s", "a", "no way", 3), ("s", "b", "origin off the network", 12),
                            ("t", "b", "origin off the network", 12), ("t", "c", "no way", 14))  # fmt: skip
        assert gaps_of(rows) == {("s", "a"), ("s", "b"), ("t", "b"), ("t", "c")}

    def test_no_rows_at_all(self):
        none = disclosure.unreached(unreached_of(), all_clear(["a"]), LEAST)
        assert checked(none, UnreachedTable, "unreached").empty

    @pytest.mark.parametrize("seed", range(60))
    def test_an_attacker_who_knows_the_published_total_of_each_site_cannot_work_out_a_small_number(self, seed):
        # Half of the areas are cut off from everywhere: the same people at every site, and the attacker knows it.
        rng = np.random.default_rng(seed)
        areas = [f"a{n}" for n in range(int(rng.integers(3, 7)))]
        off = {area: int(rng.integers(1, 25)) for area in areas[::2]}
        rows = [(site, area, "origin off the network" if area in off else "no way",
                 float(off.get(area, rng.integers(1, 25))))
                for site in ("s", "t", "u") for area in areas if area in off or rng.random() < 0.6]  # fmt: skip
        table = unreached_of(*rows)
        out = gaps_of(table)
        cells = [(s, a) for s, a, *_ in rows]
        heads = {(s, a): n for s, a, _, n in rows}
        known = [({c: 1.0}, heads[c]) for c in cells if c not in out]
        known += [({("s", a): 1.0, (s, a): -1.0}, 0.0) for a in off for s in ("t", "u")]
        bounds = []  # a total is published to the nearest threshold: five more or fewer
        for site in ("s", "t", "u"):
            total = pd.Series([sum(n for c, n in heads.items() if c[0] == site)])
            shown = float(disclosure.rounded_gap(total, LEAST).iloc[0])
            if shown > 0:
                line = {c: 1.0 for c in cells if c[0] == site}
                bounds += [(line, shown + LEAST / 2), (dict.fromkeys(line, -1.0), LEAST / 2 - shown)]
        for cell in (c for c in cells if heads[c] < LEAST):
            least, most = ends(cell, cells, known, bounds)
            assert most - least > 0.5, (cell, rows, out)


Line = tuple[dict[tuple[str, str], float], float]


def ends(
    cell: tuple[str, str], cells: list[tuple[str, str]], known: list[Line], most: list[Line]
) -> tuple[float, float]:
    """Least and most that a cell may be; everything listed is somebody at least."""
    aim = np.array([float(c == cell) for c in cells])
    equal, at_most = ([[line.get(c, 0.0) for c in cells] for line, _ in lines] or None for lines in (known, most))
    right = [[n for _, n in lines] or None for lines in (known, most)]
    found = [
        linprog(x * aim, A_eq=equal, b_eq=right[0], A_ub=at_most, b_ub=right[1], bounds=(1, 500)).fun for x in (1, -1)
    ]
    return found[0], -found[1]
