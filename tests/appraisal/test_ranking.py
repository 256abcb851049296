"""The ranking on worlds of round figures."""

from math import isnan

import pytest

from feasibility.appraisal.ranking import OUT_OF_REACH, first_to_lead, within_reach
from feasibility.options import DO_NOTHING
from feasibility.tables import STATUSES
from tests.appraisal.worlds import ranked, with_rent
from tests.costs.worlds import FIGURES, ROUND, ledger, sites

# Six workstations, by hand (tests/costs/test_sheet.py has the unit sums; two years at a quarter: 1.44).
#   do nothing  22 896
#   old-b       8608 + 6048 + 2 x 4524                      = 23 704
#   new         8608 + 2440 + 6 x 5460                      = 43 808
#   old-r       holds 5 of 6 workstations: cannot be had
TOTALS = {DO_NOTHING: 22_896, "old-b": 23_704, "new": 43_808}
THREE_NEW = {
    **FIGURES,
    "late": ("", 0.0, 1.0, 100.0, 85.0, 50.0, 40.0, 300.0),  # as new, with £5 more rent: 6 x 10 x 5 x 1.44 = 432 more
    "small": ("", 0.0, 1.0, 50.0, 80.0, 50.0, 40.0, 300.0),  # holds 5
}
DEAR = ROUND.model_copy(update={"site_running_gbp_per_year": 4_000.0})
"""Keeping two centres costs 2 x 4000 x 1.44; a single one half of it, so that moving pays."""


def by_id(table):
    return table.set_index("option_id")


def test_totals_and_order():
    table, _ = ranked(ledger())
    assert table["option_id"].tolist() == [DO_NOTHING, "old-b", "new", "old-r"]
    assert table["rank"].tolist() == [1, 2, 3, 4]
    assert by_id(table)["total_npc_gbp"].dropna().to_dict() == pytest.approx(TOTALS)
    assert by_id(table).at["new", "above_best_gbp"] == pytest.approx(43_808 - 22_896)
    assert by_id(table).at["new", "above_best_share"] == pytest.approx((43_808 - 22_896) / 22_896)


def test_do_nothing_may_win_and_may_lose():
    assert ranked(ledger())[0].iloc[0]["option_id"] == DO_NOTHING
    # 3000 x 1.44 = 4320 more for each site: do nothing 22 896 + 8640 = 31 536, old-b 23 704 + 4320 = 28 024.
    table, _ = ranked(ledger(settings=DEAR))
    assert table.iloc[0]["option_id"] == "old-b"
    assert by_id(table).at[DO_NOTHING, "total_npc_gbp"] == pytest.approx(31_536)
    assert by_id(table).at["old-b", "total_npc_gbp"] == pytest.approx(28_024)


def test_travel_counts_in_the_total_and_stands_apart():
    # 1000 minutes a head, three heads: 50 hours x 6 x 1.44 = 432.
    row = by_id(ranked(ledger(), minutes={"old-b": 1000.0})[0]).loc["old-b"]
    assert row["travel_npc_gbp"] == pytest.approx(432)
    assert row["cash_npc_gbp"] == pytest.approx(23_704)
    assert row["total_npc_gbp"] == pytest.approx(24_136)


@pytest.mark.parametrize(
    ("share", "verdict"),
    [(0.036, "near-tie"), (0.035, "behind")],  # old-b is (23 704 - 22 896) / 22 896 = 3.529 % above
)
def test_near_tie_threshold(share, verdict):
    table, _ = ranked(ledger(), near_tie_share=share)
    assert by_id(table)["verdict"].to_dict() == {
        DO_NOTHING: "best", "old-b": verdict, "new": "behind", "old-r": "cannot be had"
    }  # fmt: skip


def test_cannot_be_had_stands_last_with_its_reason():
    table, _ = ranked(ledger(sites(THREE_NEW)))
    assert table["option_id"].tolist()[-2:] == ["old-r", "small"]
    last = table.iloc[-1]
    assert last["reason"] == "holds 5 workstations of 6 needed: 1 short"
    assert last[["total_npc_gbp", "above_best_gbp", "rent_change_to_lead_gbp_per_m2_per_year"]].isna().all()


def test_equal_totals_stand_by_option_id():
    twins = {**FIGURES, "b-twin": FIGURES["new"], "a-twin": FIGURES["new"]}
    order = ranked(ledger(sites(twins)))[0]["option_id"].tolist()
    assert order == [DO_NOTHING, "old-b", "a-twin", "b-twin", "new", "old-r"]


NONE = float("nan")
"""In place of minutes: no journey there."""


class TestOutOfReach:
    """Old-b would lead by far (DEAR: 28 024 against 31 536), were it within reach of the three staff."""

    def test_ranks_below_every_option_within_reach_whatever_it_costs(self):
        table, _ = ranked(ledger(settings=DEAR), minutes={"old-b": NONE})
        assert table["option_id"].tolist() == [DO_NOTHING, "new", "old-b", "old-r"]
        assert table["unreached_heads"].tolist()[:3] == [0, 0, 3]
        assert isnan(table["unreached_heads"].iloc[3])  # cannot be had
        row = by_id(table).loc["old-b"]
        assert row["total_npc_gbp"] < table["total_npc_gbp"].iloc[0]
        assert (row["rank"], row["verdict"], row["reason"]) == (3, "behind", OUT_OF_REACH)

    def test_is_held_against_no_other_in_money(self):
        table, costs = ranked(ledger(sites(THREE_NEW), DEAR), minutes={"old-b": NONE})
        compared = ["above_best_gbp", "above_best_share", "rent_change_to_lead_gbp_per_m2_per_year"]
        assert by_id(table).loc["old-b", compared].isna().all()
        assert by_id(table).loc["new", compared].notna().all()
        # Within reach it is the first to take the lead; out of reach, no rise in rent makes it so.
        assert first_to_lead(ranked(ledger(sites(THREE_NEW)))[0], costs, DEAR)[0] == "old-b"
        assert first_to_lead(table, costs, DEAR)[0] == "new"

    def test_fewer_come_before_cheaper(self):
        # Late costs 432 more than new; nobody gets to either: as many, so money decides. Old-b and small are as ever.
        table, _ = ranked(ledger(sites(THREE_NEW)), minutes={"new": NONE, "late": NONE})
        assert table["option_id"].tolist()[:4] == [DO_NOTHING, "old-b", "new", "late"]

    def test_slack_where_all_are_within_reach(self):
        table, _ = ranked(ledger())
        assert (table["unreached_heads"].dropna() == 0).all()
        assert table.loc[table["verdict"] != "cannot be had", "reason"].eq("").all()

    def test_a_count_too_small_to_publish_is_not_nought(self):
        table, _ = ranked(ledger(settings=DEAR), minutes={"old-b": NONE})
        published = table.assign(unreached_heads=table["unreached_heads"].where(table["unreached_heads"] == 0))
        assert within_reach(published)["option_id"].tolist() == [DO_NOTHING, "new"]


def test_capacity():
    table = by_id(ranked(ledger())[0])
    columns = ["workstations_needed", "workstations_available", "headroom_share"]
    # Apart, 4 + 5 are needed; 40 m² and 50 m² occupied hold 4 + 5.
    assert table.loc[DO_NOTHING, columns].tolist() == [9, 9, 0.0]
    assert table.loc["new", columns].tolist() == pytest.approx([6, 10, 10 / 6 - 1])
    assert table.loc["old-r", columns].tolist() == pytest.approx([6, 5, 5 / 6 - 1])


def test_status_shares_sum_to_one_and_follow_the_money():
    firm = {f"costs.{name}": "sourced" for name in type(ROUND).model_fields}
    firm["seats.floor_m2_per_workstation"] = "sourced"
    table = by_id(ranked(ledger(sites().assign(fit_out_status="illustrative"), status_of=firm))[0])
    had = table[table["verdict"] != "cannot be had"]
    assert had[[f"{s}_share" for s in STATUSES]].sum(axis=1).tolist() == pytest.approx([1.0] * 3)
    # Of 43 808, only fit-out is illustrative: 60 x 300 x 1.2 x 0.9 = 19 440.
    assert table.at["new", "illustrative_share"] == pytest.approx(19_440 / 43_808)
    assert table.at[DO_NOTHING, "sourced_share"] == pytest.approx(1)


class TestRentChangeToLead:
    """Worked in one case, and in all cases held against a ranking with the rent really changed."""

    def change(self, table, option_id):
        return by_id(table).at[option_id, "rent_change_to_lead_gbp_per_m2_per_year"]

    def test_by_hand(self):
        table, _ = ranked(ledger(sites(THREE_NEW), DEAR))
        best, new, late = (by_id(table).loc[o] for o in ("old-b", "new", "late"))
        # late pays £5 a m² more than new on 60 m² for 1.44 years: 432. A move to new takes 60 m² there, old-b none.
        assert late["total_npc_gbp"] - new["total_npc_gbp"] == pytest.approx(432)
        gap = new["total_npc_gbp"] - best["total_npc_gbp"]
        assert self.change(table, "new") == pytest.approx(-gap / (60 * 1.44))
        assert self.change(table, "late") == pytest.approx(self.change(table, "new") - 5)

    def test_space_not_released_moves_with_the_rent_too(self):
        # The best, old-b, takes 60 m². A move to new leaves 20 m² of it unreleased, so 40 m² make the difference.
        table, costs = ranked(ledger(settings=DEAR))
        assert table["option_id"].tolist()[:2] == ["old-b", DO_NOTHING]
        gap = by_id(table).at["new", "above_best_gbp"]
        heir, rise = first_to_lead(table[table["option_id"] != DO_NOTHING], costs, DEAR)
        assert (heir, rise) == ("new", pytest.approx(gap / (40 * 1.44)))

    @pytest.mark.parametrize("step", [0.99, 1.01])
    @pytest.mark.parametrize("settings", [ROUND, DEAR])
    @pytest.mark.parametrize("option_id", ["new", "late", "old-b", DO_NOTHING])
    def test_just_past_it_the_order_flips(self, option_id, settings, step):
        places = with_rent(sites(THREE_NEW), 600.0, *THREE_NEW)  # high, so that a cut stays a rent
        table, _ = ranked(ledger(places, settings))
        best, second = table["option_id"].iloc[0], table["option_id"].iloc[1]
        other = second if option_id == best else best
        at = by_id(table).at[option_id, "sites"].split()
        moved = with_rent(places, self.change(table, option_id) * step, *at)
        assert moved["rent_gbp_per_m2_per_year"].min() > 0
        totals = by_id(ranked(ledger(moved, settings))[0])["total_npc_gbp"]
        leads = totals[option_id] < totals[other]
        assert leads == ((option_id == best) == (step < 1))

    def test_no_change_of_rent_tells_apart_two_that_hold_the_same_space(self):
        # Both centres kept: two staff with 4 workstations at old-b, one with 2 at old-r, all fitted: the space of now.
        table, _ = ranked(ledger(), sites_open_max=2)
        both = by_id(table).loc["old-b--old-r"]
        assert both["verdict"] != "cannot be had"
        assert isnan(both["rent_change_to_lead_gbp_per_m2_per_year"])


class TestFirstToLead:
    """The rival that a rise in rent at the best option's sites lets past first."""

    def test_is_not_always_the_next(self):
        # Joining at 100 (200 with bias, 3800 less) and 12 500 minutes a head (1800) at old-b: both centres kept cost
        # 22 896 + 200 + 1800 = 24 896, old-b 23 704 - 3800 + 3 x 1800 = 25 304. Both pays the rents of now, so a rise
        # never lets it past; old-b takes 60 m² of the 90 m² of now: 2408 over 30 m² x 1.44.
        settings = ROUND.model_copy(update={"pooling_gbp": 100.0})
        table, costs = ranked(ledger(settings=settings), minutes={"old-b": 12_500.0}, sites_open_max=2)
        assert table["option_id"].tolist()[:3] == [DO_NOTHING, "old-b--old-r", "old-b"]
        heir, rise = first_to_lead(table, costs, settings)
        assert heir == "old-b"
        assert rise == pytest.approx(2_408 / (30 * 1.44))

    @pytest.mark.parametrize(("step", "same"), [(0.99, True), (1.01, False)])
    def test_really_takes_the_lead(self, step, same):
        places = sites(THREE_NEW)
        table, costs = ranked(ledger(places), sites_open_max=2)
        heir, rise = first_to_lead(table, costs, ROUND)
        moved = with_rent(places, rise * step, "old-b", "old-r")
        again, _ = ranked(ledger(moved), sites_open_max=2)
        assert again["option_id"].iloc[0] == (DO_NOTHING if same else heir)

    def test_nobody_where_all_hold_the_same_space(self):
        table, costs = ranked(ledger(), sites_open_max=2)
        kept = table[table["option_id"].isin([DO_NOTHING, "old-b--old-r"])]
        assert first_to_lead(kept, costs, ROUND) is None
