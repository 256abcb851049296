"""The lines of every book, worked by hand on a world of round figures (worlds.py gives the years of a pound)."""

import pytest

from feasibility.costs import book
from feasibility.costs.book import DO_MINIMUM, DO_NOTHING
from feasibility.costs.lines import SHARED, Line
from feasibility.errors import InputError
from feasibility.scenario.ways import WaySettings, WaysSettings
from feasibility.tables import COST_GROUPS, STATUSES
from tests.costs.worlds import FIGURES, ROUND, WAYS, at_random, books, cash, npc, prices_of, site_costs, sites, taken

SPLIT = {"old-b": 0, "old-r": 0}
FIRM = {
    **{f"costs.{name}": "sourced" for name in type(ROUND).model_fields},
    **{f"costs.bias.{name}": "sourced" for name in type(ROUND.bias).model_fields},
    **{f"costs.rates.{name}": "sourced" for name in type(ROUND.rates).model_fields},
    **{f"ways.pooled.{name}": "sourced" for name in WaySettings.model_fields},
    "seats.floor_m2_per_workstation": "sourced",
}


class TestDoNothing:
    """Every quarter, 2.44 years of a yearly pound."""

    def test_every_line(self):
        made = books()[DO_NOTHING]
        assert npc(made, taken(made, SPLIT, stays=True)) == {
            "opportunity-cost@old-b": 9_760,  # 40 m² x 100 x 2.44
            "service-charge@old-b": 2_928,  # 40 x 30 x 2.44
            "running@old-b": 976,  # 40 x 10 x 2.44
            "site-running@old-b": 2_440,  # 1000 x 2.44
            "rent@old-r": 14_640,  # 50 x 120 x 2.44
            "service-charge@old-r": 2_440,  # 50 x 20 x 2.44
            "running@old-r": 1_220,  # 50 x 10 x 2.44
            "site-running@old-r": 2_440,
        }  # no rates: a tax is no cost to the economy

    def test_cash(self):
        # Three years, undiscounted: no opportunity cost of what bexley owns, but its rates; 35 100 in all.
        made = books()[DO_NOTHING]
        found = cash(made, taken(made, SPLIT, stays=True))
        assert found == {
            "rates@old-b": 1_800,  # 40 x 15 x 3
            "service-charge@old-b": 3_600,
            "running@old-b": 1_200,
            "site-running@old-b": 3_000,
            "rent@old-r": 18_000,  # 50 x 120 x 3
            "service-charge@old-r": 3_000,
            "running@old-r": 1_500,
            "site-running@old-r": 3_000,
        }
        assert sum(found.values()) == 35_100

    def test_each_authority_pays_for_its_own(self):
        assert {(line.place, line.payer) for line in books()[DO_NOTHING].lines} == {
            ("old-b", "bexley"),
            ("old-r", "bromley"),
        }


class TestMoveToANewSite:
    """Nine workstations at `new`, 90 m², each authority answering its own: staff move in quarter 4."""

    def quantity(self):
        made = books()["apart"]
        return made, taken(made, {"new": 9})

    def test_every_line(self):
        assert npc(*self.quantity()) == {
            # Until the move, one year: 15 100
            "opportunity-cost-until-move@old-b": 4_000,  # 40 x 100
            "service-charge-until-move@old-b": 1_200,
            "running-until-move@old-b": 400,
            "site-running-until-move@old-b": 1_000,
            "rent-until-move@old-r": 6_000,  # 50 x 120
            "service-charge-until-move@old-r": 1_000,
            "running-until-move@old-r": 500,
            "site-running-until-move@old-r": 1_000,
            # Three months of double running, 0.2: 3 020
            "opportunity-cost-double@old-b": 800,
            "service-charge-double@old-b": 240,
            "running-double@old-b": 80,
            "site-running-double@old-b": 200,
            "rent-double@old-r": 1_200,
            "service-charge-double@old-r": 200,
            "running-double@old-r": 100,
            "site-running-double@old-r": 200,
            # Half of old-b is not released, 20 m² and half of its running for 1.24: 3 844. All of old-r is, and saved.
            "opportunity-cost-not-released@old-b": 2_480,  # 20 x 100 x 1.24
            "service-charge-not-released@old-b": 744,  # 20 x 30 x 1.24
            "site-running-not-released@old-b": 620,  # 0.5 x 1000 x 1.24
            # The new place: 57 520
            "site-running@new": 1_440,  # 1000 x 1.44
            "set-up@new": 1_000,  # 500 x (1 + 1.0) in year 0
            "rent-each@new": 13_968,  # 90 x 80 x 1.94: from the works, half a year before the move
            "service-charge-each@new": 6_984,  # 90 x 40 x 1.94
            "running-each@new": 1_296,  # 90 x 10 x 1.44
            "fit-out@new": 32_400,  # 90 x 300 x 1.2 in quarters 2 and 3
            "moving@new": 432,  # 9 x 50 x 1.2 x 0.8
        }

    def test_prices_say_the_same(self):
        # Both centres left 15 100 + 3 020 + 3 844 = 21 964; opening 1440 + 1000; a workstation
        # 10 x (80 + 40) x 1.94 + 10 x 10 x 1.44 + 10 x 300 x 1.2 + 50 x 1.2 x 0.8 = 2328 + 144 + 3600 + 48 = 6120.
        made, quantity = self.quantity()
        found = prices_of(made)
        assert found.moving_gbp == pytest.approx(21_964)
        assert found.sites.loc["new", ["open_gbp", "workstation_gbp"]].tolist() == pytest.approx([2_440, 6_120])
        assert found.sites.loc["new", ["workstations_max", "workstations_present"]].tolist() == [10, 0]
        assert sum(npc(made, quantity).values()) == pytest.approx(21_964 + 2_440 + 9 * 6_120)  # 79 484

    def test_cash_of_rates(self):
        # The new place stands empty for two quarters, the first of them free: 0.25 + 2 years at 25 a square metre.
        # Space of old-b that is not released is part of a building in use: in full for 7 quarters.
        found = cash(*self.quantity())
        assert found["rates-each@new"] == 90 * 25 * 2.25
        assert found["rates-not-released@old-b"] == 20 * 15 * 1.75
        assert found["rates-double@old-b"] == 40 * 15 * 0.25
        assert "opportunity-cost-until-move@old-b" not in found

    def test_who_pays(self):
        made, quantity = self.quantity()
        payers = {(made.by_id[i].place, made.by_id[i].payer) for i in quantity}
        assert payers == {("old-b", "bexley"), ("old-r", "bromley"), ("new", SHARED)}

    def test_names_and_groups(self):
        made, _ = self.quantity()
        kept, doubled = made.by_id["service-charge-not-released@old-b"], made.by_id["rent-double@old-r"]
        assert (kept.line, kept.group) == ("Not released: Service charge", "property")
        assert (doubled.line, doubled.group) == ("Double running: Rent", "transition")
        assert (made.by_id["fit-out@new"].kind, made.by_id["moving@new"].kind) == ("capital", "revenue")

    def test_works_are_spread_over_the_quarters_before_the_move(self):
        made, _ = self.quantity()
        assert made.by_id["fit-out@new"].timing[:5] == (0, 0, 0.5, 0.5, 0)
        assert made.by_id["set-up@new"].timing[:5] == (0, 0, 0, 1, 0)
        assert made.by_id["moving@new"].timing[:5] == (0, 0, 0, 0, 1)


class TestPresentCentreKept:
    """`old-b` is the shared place: it goes on as it is, shared from the move, and two workstations are added."""

    def test_only_what_is_added_costs_more(self):
        made = books()["apart"]
        found = npc(made, taken(made, {"old-b": 6}))
        at_old_b = {line_id: gbp for line_id, gbp in found.items() if line_id.endswith("@old-b")}
        assert at_old_b == {
            "opportunity-cost-until-move@old-b": 4_000,
            "service-charge-until-move@old-b": 1_200,
            "running-until-move@old-b": 400,
            "site-running-until-move@old-b": 1_000,
            "opportunity-cost@old-b": 5_760,  # 40 x 100 x 1.44
            "service-charge@old-b": 1_728,
            "running@old-b": 576,
            "site-running@old-b": 1_440,
            "opportunity-cost-each@old-b": 3_880,  # 2 x 10 x 100 x 1.94
            "service-charge-each@old-b": 1_164,
            "running-each@old-b": 288,  # 2 x 10 x 10 x 1.44
            "fit-out@old-b": 4_800,  # 2 x 10 x 200 x 1.2
            "moving@old-b": 96,
        }
        assert not any("set-up" in line_id for line_id in found)

    def test_prices_say_the_same(self):
        # Kept 1.44 x (40 x 140 + 1000) = 9504; leaving it would cost 1320 + 3844 = 5164: opening 4340. 21 964 + 4340
        # + 2 x (1940 + 582 + 144 + 2400 + 48 = 5114) = 36 532.
        made = books()["apart"]
        found = prices_of(made)
        row = found.sites.loc["old-b"]
        assert [row["open_gbp"], row["workstation_gbp"]] == pytest.approx([4_340, 5_114])
        assert (row["workstations_max"], row["workstations_present"]) == (6, 4)
        assert sum(npc(made, taken(made, {"old-b": 6})).values()) == pytest.approx(36_532)

    def test_within_its_workstations_it_pays_its_space_whole(self):
        made = books()["apart"]
        three, four = (taken(made, {"old-b": count}) for count in (3, 4))
        assert three == four
        assert not any("-each" in line_id for line_id in three)

    def test_shared_from_the_move(self):
        lines = books()["apart"].by_id
        assert (lines["running-until-move@old-b"].payer, lines["running@old-b"].payer) == ("bexley", SHARED)


class TestWays:
    def test_pooled_pays_for_what_it_joins_in_its_lead_time(self):
        # Six quarters: four of year 0, two of year 1. 1500 x 2 x (4 + 2 x 0.8) / 6 = 2800; records 500 likewise 933.33;
        # upkeep from quarter 6: 200 x (0.5 x 0.8 + 0.64) = 208.
        made = books()["pooled"]
        found = npc(made, taken(made, {"new": 9}))
        assert found["telephony@all"] == pytest.approx(2_800)
        assert found["records@all"] == pytest.approx(933.333333)
        assert found["upkeep@all"] == pytest.approx(208)
        assert made.move_quarter == 6
        assert {line.payer for line in made.lines if line.place == "all"} == {SHARED}

    def test_apart_joins_nothing(self):
        made = books()["apart"]
        assert made.move_quarter == 4
        assert not any(line.place == "all" for line in made.lines)

    def test_virtual_keeps_both_centres_and_joins_in_its_own_lead_time(self):
        # Do nothing 36 844; telephony 1000 x 2 in quarters 0 and 1; upkeep 100 x (0.5 + 1.44).
        made = books()
        found = npc(made["virtual"], taken(made["virtual"], SPLIT, stays=True))
        nothing = npc(made[DO_NOTHING], taken(made[DO_NOTHING], SPLIT, stays=True))
        assert {k: v for k, v in found.items() if k in nothing} == nothing
        assert sum(nothing.values()) == pytest.approx(36_844)
        assert {k: v for k, v in found.items() if k not in nothing} == {"telephony@all": 2_000, "upkeep@all": 194}
        assert made["virtual"].move_quarter == 2

    @pytest.mark.parametrize(("lead", "after", "quarter"), [(12, 0, 4), (0, 12, 4), (13, 12, 5), (0, 0, 0), (1, 0, 1)])
    def test_staff_move_when_both_allow_it_at_the_start_of_a_quarter(self, lead, after, quarter):
        ways = WaysSettings(apart=WaySettings(lead_time_months=lead))
        settings = ROUND.model_copy(update={"move_after_months": after})
        assert book.move_quarter("apart", settings, ways) == quarter

    def test_a_move_at_once_pays_its_works_in_the_first_quarter(self):
        settings = ROUND.model_copy(update={"move_after_months": 0})
        made = books(settings=settings, ways=WaysSettings(apart=WaySettings(lead_time_months=0)))["apart"]
        assert made.by_id["fit-out@new"].timing[:2] == (1, 0)
        assert made.by_id["rent-each@new"].timing == (0.25,) * 12
        assert not any("until-move" in line.line_id for line in made.lines)

    def test_only_the_ways_compared(self):
        ways = WaysSettings(compared=("pooled",))
        assert list(books(ways=ways)) == [DO_NOTHING, DO_MINIMUM, "pooled"]
        assert list(books()) == [DO_NOTHING, DO_MINIMUM, "virtual", "apart", "pooled"]

    def test_a_way_that_takes_longer_than_the_years_counted_is_refused(self):
        with pytest.raises(InputError, match="too few years for the way of working pooled: it begins 36 months"):
            books(ways=WaysSettings(pooled=WaySettings(lead_time_months=36)))
        assert books(ways=WaysSettings(pooled=WaySettings(lead_time_months=33)))["pooled"].move_quarter == 11


def test_do_minimum_is_do_nothing_and_its_own_rows():
    costs = site_costs(("old-b", "backlog_maintenance", "do_minimum", 5_000.0, "gbp"), bias="standard_buildings")
    made = books(costs=costs)
    nothing, minimum = (npc(made[key], taken(made[key], SPLIT, stays=True)) for key in (DO_NOTHING, DO_MINIMUM))
    assert {k: v for k, v in minimum.items() if k not in nothing} == {
        "further-backlog-maintenance-do-minimum@old-b": 6_000  # 5000 x 1.2 in the first quarter
    }
    assert set(nothing) < set(minimum)


@pytest.mark.parametrize(("released", "kept_gbp"), [(0.0, 7_688), (0.5, 3_844), (1.0, 0)])
def test_space_not_released_is_still_paid_for(released, kept_gbp):
    # 40 m² x (100 + 30) x 1.24 = 6448 and 1000 x 1.24 = 1240, rates being no cost to the economy.
    figures = dict(FIGURES)
    figures["old-b"] = (*figures["old-b"][:2], released, *figures["old-b"][3:])
    made = books(sites(figures))["apart"]
    kept = {i: gbp for i, gbp in npc(made, taken(made, {"new": 9})).items() if "not-released" in i}
    assert sum(kept.values()) == pytest.approx(kept_gbp)
    assert bool(kept) == (released < 1)


def test_running_of_a_leased_centre_that_is_left_is_all_saved_and_of_an_owned_one_only_what_is_released():
    # A quarter of each is released: 0.75 x 1000 for 1.75 years in cash and 1.24 discounted; leased, none.
    figures = {s: (*f[:2], 0.25, *f[3:]) if f[0] else f for s, f in FIGURES.items()}
    made = books(sites(figures))["apart"]
    line = made.by_id["site-running-not-released@old-b"]
    assert (line.line, line.payer, line.group) == (
        "Not released: Reception, line and local management", "bexley", "property"
    )  # fmt: skip
    quantity = taken(made, {"new": 9})
    assert npc(made, quantity)[line.line_id] == 930
    assert cash(made, quantity)[line.line_id] == 1_312.5
    assert "rent-not-released@old-r" in quantity
    assert "site-running-not-released@old-r" not in made.by_id
    assert line.line_id not in taken(made, {"old-b": 4})  # kept: nothing is left


@pytest.mark.parametrize(("months", "gbp"), [(0, 0), (3, 1_200), (6, 2_400), (12, 4_800)])
def test_double_running(months, gbp):
    # old-r's rent of 50 x 120 a year, in year 1: x months / 12 x 0.8.
    made = books(settings=ROUND.model_copy(update={"double_running_months": months}))["apart"]
    assert npc(made, taken(made, {"new": 9})).get("rent-double@old-r", 0) == gbp


def test_owned_and_leased_space_in_the_two_cases():
    owned, leased = (books(sites(tenures={"new": tenure}))["apart"] for tenure in ("owned", "leased"))
    nine = [taken(made, {"new": 9}) for made in (owned, leased)]
    assert npc(owned, nine[0])["opportunity-cost-each@new"] == npc(leased, nine[1])["rent-each@new"] == 13_968
    assert "opportunity-cost-each@new" not in cash(owned, nine[0])
    assert cash(leased, nine[1])["rent-each@new"] == 90 * 80 * 2.5
    assert books(sites(tenures={"new": "nhs"}))["apart"].by_id["rent-each@new"].cash


class TestFurtherLines:
    def test_are_asked_for_by_book_and_quarter(self):
        asked = {}

        def lines(key: str, quarter: int) -> list[Line]:
            asked[key] = quarter
            return [
                Line("posts@all", "Posts", "people", "all", SHARED, "revenue", "always", "posts", 2.0, 100.0,
                     (1.0,) * 12, "assumed", "further")
            ]  # fmt: skip

        made = books(further=lines)
        assert asked == {DO_NOTHING: 0, DO_MINIMUM: 0, "virtual": 2, "apart": 4, "pooled": 6}
        assert all("posts@all" in found.by_id for found in made.values())
        # 2 posts x 100 x 4 quarters x 2.44 years
        assert prices_of(made["apart"]).moving_gbp == pytest.approx(21_964 + 1_952)


class TestStatuses:
    def test_all_firm(self):
        assert {line.status for line in books(statuses=FIRM)["pooled"].lines} == {"sourced"}

    def test_a_setting_nobody_registered_is_assumed(self):
        found = books()["pooled"].by_id
        assert (found["telephony@all"].status, found["fit-out@new"].status) == ("assumed", "assumed")
        # Space of a present centre rests on the table of sites alone; added space on the floor area of a workstation.
        assert found["rent-double@old-r"].status == "sourced"
        assert found["rent-each@new"].status == "assumed"
        assert found["rates-double@old-b"].status == "assumed"  # the year of the multipliers is a setting

    def test_a_site_figure_weakens_only_its_line(self):
        found = books(sites().assign(fit_out_status="illustrative"), statuses=FIRM)["apart"].by_id
        assert (found["fit-out@new"].status, found["rent-each@new"].status) == ("illustrative", "sourced")

    def test_the_area_of_a_present_centre_weakens_what_is_counted_by_it(self):
        found = books(sites().assign(nia_status="illustrative"), statuses=FIRM)["apart"].by_id
        assert found["rent-double@old-r"].status == "illustrative"
        assert found["site-running-double@old-r"].status == "sourced"

    def test_every_line_says_what_it_rests_on(self):
        for found in (made for seed in range(5) for made in at_random(seed).books.values()):
            assert all(line.basis and line.status in STATUSES and line.group in COST_GROUPS for line in found.lines)
            assert len(found.by_id) == len(found.lines)
            assert all(any(line.timing) and line.per_driver for line in found.lines)
        assert "standard multiplier of 2010-11 with supplement" in books()["apart"].by_id["rates-each@new"].basis


def test_no_bias_on_a_building_for_equipment():
    found = books(ways=WAYS)["pooled"].by_id
    assert found["set-up@new"].bias_share == found["telephony@all"].bias_share == 1.0
    assert found["fit-out@new"].bias_share == found["moving@new"].bias_share == 0.2
    assert found["rent-each@new"].bias_share == 0
