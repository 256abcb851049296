"""Why not this site: parts that add up to the gap, and least changes that are re-solved from nothing."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility import enumeration
from feasibility.appraisal import asked_again, switching
from feasibility.appraisal.switching import WhyNot, parts
from feasibility.appraisal.switching import losers as explained
from feasibility.costs.timeline import Timeline
from tests.appraisal.switching_world import World, answered


def losers(world: World) -> WhyNot:
    return switching.why_not(world.settings, world.evidence, world.lead, costs=world.costs, books=world.priced.books)


@pytest.fixture(scope="module")
def world() -> World:
    """A study in which doing nothing leads and the third site is nearly free: rent decides little."""
    return answered()


@pytest.fixture(scope="module")
def found(world: World) -> WhyNot:
    return losers(world)


class TestParts:
    def test_every_place_considered_and_every_way_of_staying_is_told_of(self, world, found):
        staying = {"do-minimum", "virtual-pool"}
        assert set(found.losers["place"]) == {"old-b", "old-r", "new", "far"} | staying
        assert set(found.losers.loc[found.losers["kind"] == "staying", "place"]) == staying

    def test_parts_add_up_to_the_gap_to_the_penny(self, found):
        sums = (
            found.parts.groupby("option_id")["difference_gbp"].sum()
            / found.parts.groupby("option_id")["place"].nunique()
        )  # an option that is the best of both its sites stands under each
        gaps = found.losers.set_index("option_id")["gap_gbp"]
        for option_id, gap in gaps.items():
            assert round(sums[option_id], 2) == round(gap, 2), option_id

    def test_what_rounding_leaves_over_goes_to_the_largest_part(self):
        # 10.004 + 20.004 + 30.004 = 60.012: pence of the parts come to 60.00, of the gap to 60.01.
        of_parts = pd.DataFrame(
            {"x": [10.004, 20.004, 30.004], "best": 0.0}, index=pd.Index(["one", "two", "three"], name="line")
        )
        table = parts.differences(of_parts, "x", "best")
        assert table["difference_gbp"].tolist() == pytest.approx([30.01, 20.0, 10.0], abs=1e-9)
        assert (table["npc_gbp"] - table["best_npc_gbp"]).tolist() == pytest.approx([30.01, 20.0, 10.0], abs=1e-9)

    def test_a_part_is_the_sum_of_its_lines(self, world, found):
        row = found.parts[found.parts["part"] == "Fit-out"].iloc[0]
        lines = world.costs[(world.costs["option_id"] == row["option_id"]) & (world.costs["line"] == "Fit-out")]
        assert row["npc_gbp"] == pytest.approx(lines["npc_gbp"].sum(), abs=0.05)
        assert row["best_npc_gbp"] == 0  # who stays fits nothing out

    @pytest.mark.parametrize(
        ("line", "part"),
        [
            ("Opportunity cost of space", parts.SPACE),
            ("Not released: Rent", "Present centres not released"),
            ("Double running: Service charge", "Present centres while running double"),
            ("Space added: Rent", "Space added at a present centre"),
            ("Carbon added", "Carbon of journeys"),
            ("Staff lost to longer journeys: Bexley", "Staff lost to longer journeys"),
        ],
    )
    def test_lines_have_their_parts(self, line, part):
        assert parts.part_of(line) == part

    def test_lost_most_comes_first(self, found):
        for _, rows in found.parts.groupby(["place", "kind"]):
            assert rows["difference_gbp"].is_monotonic_decreasing


class TestLeastChange:
    def test_the_gap_paid_in_year_0_makes_the_site_first_and_a_pound_less_does_not(self, world, found):
        known = asked_again.known(world.settings, world.evidence)
        best = found.losers[found.losers["kind"] == "best with it"]
        assert len(best) == 4
        for row in best.to_dict("records"):
            assert explained.paid_once_wins(known, world.lead, row["place"], row["gap_gbp"]), row["place"]
            assert not explained.paid_once_wins(known, world.lead, row["place"], row["gap_gbp"] - 1), row["place"]

    def test_hours_of_travel_are_worth_the_gap(self, world, found):
        # £6 an hour. Apart moves after a year: 0.8 + 0.64 = 1.44 years; pooled after a year and a half: 1.04.
        for row in found.losers[found.losers["kind"] != "staying"].to_dict("records"):
            years = 1.04 if row["option_id"].endswith("pooled") else 1.44
            assert row["saved_hours_per_year"] * 6.0 * years == pytest.approx(row["gap_gbp"])
        assert found.losers.loc[found.losers["kind"] == "staying", "saved_hours_per_year"].isna().all()
        assert isinstance(world.priced.timeline, Timeline)

    def test_a_rent_that_suffices_does_and_a_penny_more_does_not(self):
        """Where each place costs more to run, one shared site is near: some rent makes it first."""
        dear = answered(costs={"site_running_gbp_per_year": 25_000.0})
        table = losers(dear).losers
        told = table[table["rent_gbp_per_m2_per_year"].notna()]
        for row in told.to_dict("records"):
            site, rent = row["place"], row["rent_gbp_per_m2_per_year"]
            winners = []
            for gbp in (rent, rent + 0.01):
                places = dear.evidence.sites.copy()
                places.loc[site, "rent_gbp_per_m2_per_year"] = gbp
                asked = asked_again.known(dear.settings, replace(dear.evidence, sites=places)).problems
                winners.append(enumeration.winner(asked, dear.lead.options).option)
            assert site in winners[0].site_ids
            assert winners[0].option_id != dear.lead.leader
            assert winners[1].option_id == dear.lead.leader
            assert f"It would be first at a rent of £{rent:.2f}" in row["words"] or "letting value" in row["words"]
        assert len(told) >= 1

    def test_where_even_no_rent_is_not_enough_the_sum_is_told(self, found):
        row = found.losers[(found.losers["place"] == "far") & (found.losers["kind"] == "best with it")].iloc[0]
        assert pd.isna(row["rent_gbp_per_m2_per_year"])
        assert "No rent alone, down to nothing, would make it first: it lacks £" in row["words"]
        assert "paid in year 0" in row["words"]
