"""The ranking on worlds of round figures."""

from math import isnan

import pandas as pd
import pytest

from feasibility.appraisal.ranking import OUT_OF_REACH, first_to_lead, leading, moves, single_sites, within_reach
from feasibility.costs.added_space import Short
from feasibility.options import DO_MINIMUM, DO_NOTHING, VIRTUAL_POOL
from feasibility.scenario.ways import WaySettings, WaysSettings
from feasibility.tables import STATUSES
from tests.appraisal.worlds import POOLED, ranked, with_rent
from tests.costs.test_book import FIRM
from tests.costs.worlds import FIGURES, ROUND, sites

# Six workstations in one queue, staff moving in quarter 4 (tests/costs/worlds.py gives the years of a pound).
#   do nothing  16 104 at old-b and 20 740 at old-r (test_book.py)                                  = 36 844
#   do minimum  as do nothing, and a million
#   old-b       15 100 until the move; kept: 1.44 x (40 x 140 + 1000)                   =  9 504
#               two workstations of 20 m²: space and service 20 x 130 x 1.94, running 20 x 10 x 1.44,
#               fit-out 20 x 200 x 1.2, removal 2 x 50 x 1.2 x 0.8                      = 10 228
#               old-r left: 0.2 x (50 x 150 + 1000)                                     =  1 700
#               joining 2 x (1500 + 500)                                                =  4 000  = 40 532
#   new         15 100; old-b left 1320 and 20 m² of it not released, 20 x 130 x 1.24, and half its running = 3 844
#               old-r left 1700; 1440 and 500 x 2 for the site; joining 4000
#               six workstations of 60 m²: 60 x 120 x 1.94, 60 x 10 x 1.44, 60 x 300 x 1.2, 6 x 50 x 1.2 x 0.8
#                                                                                       = 36 720  = 65 124
#   old-r       holds 5 of 6 workstations: cannot be had
TOTALS = {DO_NOTHING: 36_844, DO_MINIMUM: 1_036_844, "old-b": 40_532, "new": 65_124}
THREE_NEW = {
    **FIGURES,
    "late": ("", 0.0, 1.0, 100.0, 85.0, 50.0, 40.0, 300.0),  # as new, with £5 more rent: 60 x 5 x 1.94 = 582 more
    "small": ("", 0.0, 1.0, 50.0, 80.0, 50.0, 40.0, 300.0),  # holds 5
}
DEAR = ROUND.model_copy(update={"site_running_gbp_per_year": 8_000.0})
"""£7000 more for each place: doing nothing pays 2 x 2.44 x 7000 = 34 160 more, old-b (2 + 1.44 + 0.2) x 7000 = 25 480,
so that moving pays: 71 004 and 66 012."""
CLOSE = ROUND.model_copy(update={"site_running_gbp_per_year": 5_000.0})
"""£4000 more for each place: 56 364 and 55 092."""


def by_id(table):
    return table.set_index("option_id")


def test_totals_and_order():
    table = ranked().options
    assert table["option_id"].tolist() == [DO_NOTHING, "old-b", "new", DO_MINIMUM, "old-r"]
    assert table["rank"].tolist() == [1, 2, 3, 4, 5]
    assert by_id(table)["total_npc_gbp"].dropna().to_dict() == pytest.approx(TOTALS)
    assert by_id(table).at["new", "above_best_gbp"] == pytest.approx(65_124 - 36_844)
    assert by_id(table).at["new", "above_best_share"] == pytest.approx((65_124 - 36_844) / 36_844)


def test_do_nothing_may_win_and_may_lose():
    assert ranked().options.iloc[0]["option_id"] == DO_NOTHING
    table = ranked(settings=DEAR).options
    assert table.iloc[0]["option_id"] == "old-b"
    assert by_id(table).at[DO_NOTHING, "total_npc_gbp"] == pytest.approx(71_004)
    assert by_id(table).at["old-b", "total_npc_gbp"] == pytest.approx(66_012)


def test_where_a_centre_is_too_small_the_space_added_is_told_and_held():
    # Nine are needed and nine held; were old-b two short, the floor paid for would hold eleven.
    plain = by_id(ranked().options)
    assert (plain.at[DO_NOTHING, "workstations_available"], plain.at[DO_NOTHING, "reason"]) == (9, "")
    table = by_id(ranked(short={"now": [Short("old-b", "Old hall", 2, 20.0)], "virtual": []}).options)
    for option in (DO_NOTHING, DO_MINIMUM):
        assert table.at[option, "workstations_available"] == 11
        assert table.at[option, "reason"] == "2 workstations short at Old hall: space added at its own rates"
    moving = table.loc[["new", "old-b"]]
    assert moving["workstations_available"].tolist() == plain.loc[["new", "old-b"], "workstations_available"].tolist()
    assert (moving["reason"] == "").all()


def test_travel_counts_in_the_total_and_stands_apart():
    # 1000 minutes a head, three heads: 50 hours x 6 x 1.44 = 432.
    row = by_id(ranked(minutes={"old-b": 1000.0}).options).loc["old-b"]
    assert row["travel_npc_gbp"] == pytest.approx(432)
    assert row["resource_npc_gbp"] == pytest.approx(40_532)
    assert row["total_npc_gbp"] == pytest.approx(40_964)


def test_cash_is_what_councils_pay_undiscounted():
    # Doing nothing: test_book.py adds up 35 100, rates among it and no opportunity cost. Travel is no council's cash.
    table = by_id(ranked(minutes={"old-b": 1000.0}).options)
    assert table.at[DO_NOTHING, "cash_gbp"] == pytest.approx(35_100)
    # old-b: until the move 600 + 1200 + 400 + 1000 and 6000 + 1000 + 500 + 1000 = 11 700; kept two years, rates 1200,
    # service 2400, running 800, site 2000 = 6400; two workstations: 20 m² x (15 + 30) x 2.5 and 20 x 10 x 2 = 2650,
    # fit-out 4800, removal 120; old-r left, 0.25 x (50 x 150 + 1000) = 2125; joining 4000.
    assert table.at["old-b", "cash_gbp"] == pytest.approx(11_700 + 6_400 + 2_650 + 4_920 + 2_125 + 4_000)


@pytest.mark.parametrize(
    ("share", "verdict"),
    [(0.1002, "near-tie"), (0.1, "behind")],  # old-b is (40 532 - 36 844) / 36 844 = 10.0098 % above
)
def test_near_tie_threshold(share, verdict):
    table = ranked(near_tie_share=share).options
    assert by_id(table)["verdict"].to_dict() == {
        DO_NOTHING: "best", DO_MINIMUM: "behind", "old-b": verdict, "new": "behind", "old-r": "cannot be had"
    }  # fmt: skip


def test_cannot_be_had_stands_last_with_its_reason():
    table = ranked(sites(THREE_NEW)).options
    assert table["option_id"].tolist()[-2:] == ["old-r", "small"]
    last = table.iloc[-1]
    assert last["reason"] == "holds 5 workstations of 6 needed: 1 short"
    assert last[["total_npc_gbp", "above_best_gbp", "rent_change_to_lead_gbp_per_m2_per_year"]].isna().all()


def test_equal_totals_stand_by_option_id():
    twins = {**FIGURES, "b-twin": FIGURES["new"], "a-twin": FIGURES["new"]}
    order = ranked(sites(twins)).options["option_id"].tolist()
    assert order == [DO_NOTHING, "old-b", "a-twin", "b-twin", "new", DO_MINIMUM, "old-r"]


def test_doing_nothing_stands_before_a_minimum_that_costs_no_more():
    # No row of the do-minimum: both cost 36 844, and the answer is to do nothing.
    table = ranked(costs=None).options
    assert table["option_id"].tolist()[:2] == [DO_NOTHING, DO_MINIMUM]
    assert table["verdict"].tolist()[:2] == ["best", "near-tie"]
    assert table["above_best_gbp"].tolist()[:2] == [0, 0]


NONE = float("nan")
"""In place of minutes: no journey there."""


class TestOutOfReach:
    """Old-b would lead by far (DEAR: 66 012 against 71 004), were it within reach of the three staff."""

    def test_ranks_below_every_option_within_reach_whatever_it_costs(self):
        table = ranked(settings=DEAR, minutes={"old-b": NONE}).options
        assert table["option_id"].tolist() == [DO_NOTHING, "new", DO_MINIMUM, "old-b", "old-r"]
        assert table["unreached_heads"].tolist()[:4] == [0, 0, 0, 3]
        assert isnan(table["unreached_heads"].iloc[4])  # cannot be had
        row = by_id(table).loc["old-b"]
        assert row["total_npc_gbp"] < table["total_npc_gbp"].iloc[0]
        assert (row["rank"], row["verdict"], row["reason"]) == (4, "behind", OUT_OF_REACH)

    def test_is_held_against_no_other_in_money(self):
        out = ranked(sites(THREE_NEW), DEAR, minutes={"old-b": NONE})
        compared = ["above_best_gbp", "above_best_share", "rent_change_to_lead_gbp_per_m2_per_year"]
        assert by_id(out.options).loc["old-b", compared].isna().all()
        assert by_id(out.options).loc["new", compared].notna().all()
        # Within reach it is the first to take the lead; out of reach, no rise in rent makes it so.
        near = ranked(sites(THREE_NEW))
        assert first_to_lead(near.options, near.costs)[0] == "old-b"
        assert first_to_lead(out.options, out.costs)[0] == "new"

    def test_fewer_come_before_cheaper(self):
        # Late costs 582 more than new; nobody gets to either: as many, so money decides. The rest are as ever.
        table = ranked(sites(THREE_NEW), minutes={"new": NONE, "late": NONE}).options
        assert table["option_id"].tolist()[:5] == [DO_NOTHING, "old-b", DO_MINIMUM, "new", "late"]

    def test_slack_where_all_are_within_reach(self):
        table = ranked().options
        assert (table["unreached_heads"].dropna() == 0).all()
        assert table.loc[table["verdict"] != "cannot be had", "reason"].eq("").all()

    def test_a_count_too_small_to_publish_is_not_nought(self):
        table = ranked(settings=DEAR, minutes={"old-b": NONE}).options
        published = table.assign(unreached_heads=table["unreached_heads"].where(table["unreached_heads"] == 0))
        assert within_reach(published)["option_id"].tolist() == [DO_NOTHING, "new", DO_MINIMUM]


def test_capacity():
    table = by_id(ranked().options)
    columns = ["workstations_needed", "workstations_available", "headroom_share"]
    # Apart, 4 + 5 are needed; 40 m² and 50 m² occupied hold 4 + 5.
    assert table.loc[DO_NOTHING, columns].tolist() == [9, 9, 0.0]
    assert table.loc["new", columns].tolist() == pytest.approx([6, 10, 10 / 6 - 1])
    assert table.loc["old-r", columns].tolist() == pytest.approx([6, 5, 5 / 6 - 1])


def test_status_shares_sum_to_one_and_follow_the_money():
    places = sites().assign(fit_out_status="illustrative")
    table = by_id(ranked(places, statuses=FIRM).options)
    had = table[table["verdict"] != "cannot be had"]
    assert had[[f"{s}_share" for s in STATUSES]].sum(axis=1).tolist() == pytest.approx([1.0] * 4)
    # Of 65 124, only fit-out is illustrative: 60 x 300 x 1.2 = 21 600.
    assert table.at["new", "illustrative_share"] == pytest.approx(21_600 / 65_124)
    assert table.at[DO_NOTHING, "sourced_share"] == pytest.approx(1)


class TestRentChangeToLead:
    """Worked in one case, and in all cases held against a ranking with the rent really changed."""

    def change(self, table, option_id):
        return by_id(table).at[option_id, "rent_change_to_lead_gbp_per_m2_per_year"]

    def test_by_hand(self):
        table = ranked(sites(THREE_NEW), DEAR).options
        best, new, late = (by_id(table).loc[o] for o in ("old-b", "new", "late"))
        # late pays £5 a m² more than new on 60 m² for 1.94 years: 582. A move to new takes 60 m² there, old-b none.
        assert late["total_npc_gbp"] - new["total_npc_gbp"] == pytest.approx(582)
        gap = new["total_npc_gbp"] - best["total_npc_gbp"]
        assert self.change(table, "new") == pytest.approx(-gap / (60 * 1.94))
        assert self.change(table, "late") == pytest.approx(self.change(table, "new") - 5)

    def test_space_left_behind_moves_with_the_rent_too(self):
        # Of old-b's 60 m² the best pays 40 x (1 + 1.44) + 20 x 1.94 = 136.4 years of a m². A move to new pays for 40 m²
        # until the move, 0.2 years of them twice, and 20 m² not released: 40 + 8 + 20 x 1.24 = 72.8.
        found = ranked(settings=DEAR)
        assert found.options["option_id"].tolist()[:2] == ["old-b", DO_NOTHING]
        gap = by_id(found.options).at["new", "above_best_gbp"]
        heir, rise = first_to_lead(found.options[found.options["option_id"].isin(["old-b", "new"])], found.costs)
        assert (heir, rise) == ("new", pytest.approx(gap / (136.4 - 72.8)))

    @pytest.mark.parametrize("step", [0.99, 1.01])
    @pytest.mark.parametrize("settings", [ROUND, CLOSE])
    @pytest.mark.parametrize("option_id", ["new", "late", "old-b", DO_NOTHING])
    def test_just_past_it_the_order_flips(self, option_id, settings, step):
        places = with_rent(sites(THREE_NEW), 600.0, *THREE_NEW)  # high, so that a cut stays a rent
        table = ranked(places, settings).options
        best, second = table["option_id"].iloc[0], table["option_id"].iloc[1]
        other = second if option_id == best else best
        at = by_id(table).at[option_id, "sites"].split()
        moved = with_rent(places, self.change(table, option_id) * step, *at)
        assert moved["rent_gbp_per_m2_per_year"].min() > 0
        totals = by_id(ranked(moved, settings).options)["total_npc_gbp"]
        leads = totals[option_id] < totals[other]
        assert leads == ((option_id == best) == (step < 1))

    def test_where_no_rent_is_paid_anywhere_none_would_change_the_order(self):
        free = sites(THREE_NEW).assign(rent_gbp_per_m2_per_year=0.0)
        found = ranked(free, DEAR)
        had = found.options[found.options["verdict"] != "cannot be had"]
        assert len(had) > 1
        assert had["rent_change_to_lead_gbp_per_m2_per_year"].isna().all()
        assert first_to_lead(found.options, found.costs) is None

    def test_no_change_of_rent_tells_apart_two_that_hold_the_same_space(self):
        # Both centres kept: one staff with 2 workstations at one and two with 4 at the other, all fitted: space of now.
        both = by_id(ranked(sites_open_max=2).options).loc["old-b--old-r"]
        assert both["verdict"] != "cannot be had"
        assert both["total_npc_gbp"] == pytest.approx(36_844 + 4_000)
        assert isnan(both["rent_change_to_lead_gbp_per_m2_per_year"])


class TestFirstToLead:
    """The rival that a rise in rent at the best option's sites lets past first."""

    def test_is_not_always_the_next(self):
        # 2500 minutes a head at old-b: three heads there 1080, one 360. Both centres kept cost 36 844 + 4000 + 360 =
        # 41 204, old-b 40 532 + 1080 = 41 612. Both pays the rents of now, so a rise never lets it past. Doing nothing
        # pays 90 m² x 2.44 = 219.6 years of a m²; old-b pays 136.4 and, for old-r, 50 x 1.2: 196.4.
        # Fit-out at new is made too dear to come near.
        places = sites({**FIGURES, "new": (*FIGURES["new"][:-1], 30_000.0)})
        found = ranked(places, minutes={"old-b": 2_500.0}, sites_open_max=2)
        assert found.options["option_id"].tolist()[:3] == [DO_NOTHING, "old-b--old-r", "old-b"]
        heir, rise = first_to_lead(found.options, found.costs)
        assert heir == "old-b"
        assert rise == pytest.approx((41_612 - 36_844) / (219.6 - 196.4))

    @pytest.mark.parametrize(("step", "same"), [(0.99, True), (1.01, False)])
    def test_really_takes_the_lead(self, step, same):
        places = sites(THREE_NEW)
        found = ranked(places, sites_open_max=2)
        heir, rise = first_to_lead(found.options, found.costs)
        again = ranked(with_rent(places, rise * step, "old-b", "old-r"), sites_open_max=2).options
        assert again["option_id"].iloc[0] == (DO_NOTHING if same else heir)

    def test_nobody_where_all_hold_the_same_space(self):
        found = ranked(sites_open_max=2)
        kept = found.options[found.options["option_id"].isin([DO_NOTHING, "old-b--old-r"])]
        assert first_to_lead(kept, found.costs) is None


class TestWaysOfWorking:
    """Two ways of moving and one of staying: the same sites stand once in each."""

    WAYS = WaysSettings(
        apart=WaySettings(lead_time_months=12),
        pooled=POOLED.pooled,
        virtual=WaySettings(telephony_gbp=1000.0, lead_time_months=6),
    )

    def test_each_is_priced_by_its_own_book(self):
        table = by_id(ranked(ways=self.WAYS, needed={"apart": 6}).options)
        # Apart joins nothing: 4000 less. The virtual pool is doing nothing and its telephony, 1000 x 2.
        assert table.at["old-b--pooled", "total_npc_gbp"] == pytest.approx(40_532)
        assert table.at["old-b--apart", "total_npc_gbp"] == pytest.approx(36_532)
        assert table.at[VIRTUAL_POOL, "total_npc_gbp"] == pytest.approx(38_844)
        assert table["working"].to_dict() == {
            DO_NOTHING: "now", DO_MINIMUM: "now", VIRTUAL_POOL: "virtual",
            **{f"{site}--{way}": way for site in FIGURES for way in ("apart", "pooled")},
        }  # fmt: skip

    def test_each_needs_its_own_workstations(self):
        table = by_id(ranked(ways=self.WAYS).options)
        columns = ["workstations_needed", "workstations_available"]
        assert table.loc["new--apart", columns].tolist() == [9, 10]
        assert table.loc["new--pooled", columns].tolist() == [6, 10]
        assert table.at["old-b--apart", "reason"] == "holds 6 workstations of 9 needed: 3 short"
        assert table.loc[VIRTUAL_POOL, columns].tolist() == [8, 9]
        assert table.loc[DO_NOTHING, columns].tolist() == [9, 9]

    def test_apart_in_both_present_centres_is_as_now_and_no_option(self):
        table = ranked(ways=self.WAYS, sites_open_max=2, needed={"apart": 6}).options
        assert "old-b--old-r--pooled" in set(table["option_id"])
        assert "old-b--old-r--apart" not in set(table["option_id"])

    @pytest.mark.parametrize("way", ["apart", "pooled"])
    def test_one_way_alone_is_called_by_its_sites(self, way):
        table = ranked(ways=self.WAYS.model_copy(update={"compared": (way,)}), needed={"apart": 6}).options
        assert set(table["option_id"]) == {DO_NOTHING, DO_MINIMUM, *FIGURES}
        assert set(moves(table)["working"]) == {way}


def standing(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """Ranked options by id, sites, way of working and verdict."""
    return pd.DataFrame(rows, columns=["option_id", "sites", "working", "verdict"])


class TestLeading:
    CENTRES = "civic town"
    RANKED = standing(
        ("a--b--pooled", "a b", "pooled", "best"),
        *((f"n{i}--c--pooled", f"n{i} c", "pooled", "near-tie") for i in range(4)),
        (DO_NOTHING, CENTRES, "now", "near-tie"),
        ("x--pooled", "x", "pooled", "behind"),
        ("y--pooled", "y", "pooled", "behind"),
        (VIRTUAL_POOL, CENTRES, "virtual", "behind"),
        ("z--apart", "z", "apart", "behind"),
        ("x--apart", "x", "apart", "behind"),
        (DO_MINIMUM, CENTRES, "now", "behind"),
        ("w--apart", "w", "apart", "cannot be had"),
    )

    def test_best_three_near_ties_the_best_single_of_each_way_and_staying(self):
        assert leading(self.RANKED) == [
            "a--b--pooled", "n0--c--pooled", "n1--c--pooled", "n2--c--pooled", DO_NOTHING, "x--pooled", VIRTUAL_POOL,
            "z--apart", DO_MINIMUM,
        ]  # fmt: skip

    def test_what_cannot_be_had_never_leads(self):
        only = self.RANKED[self.RANKED["option_id"].isin([DO_NOTHING, "w--apart"])]
        assert leading(only) == [DO_NOTHING]

    def test_nothing_twice_where_a_single_site_is_best(self):
        table = standing(("x", "x", "pooled", "best"), (DO_NOTHING, "civic", "now", "behind"))
        assert leading(table) == ["x", DO_NOTHING]

    def test_staying_at_one_centre_is_no_single_site(self):
        table = standing((DO_NOTHING, "civic", "now", "best"), ("x", "x", "pooled", "behind"))
        assert single_sites(table)["option_id"].tolist() == ["x"]
        assert moves(table)["option_id"].tolist() == ["x"]

    def test_of_a_real_ranking(self):
        table = ranked(ways=TestWaysOfWorking.WAYS, sites_open_max=2, needed={"apart": 6}).options
        assert table["option_id"].iloc[0] == "old-b--apart"
        assert {DO_NOTHING, DO_MINIMUM, VIRTUAL_POOL, "old-b--apart", "old-b--pooled"} <= set(leading(table))
