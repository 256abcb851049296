"""Switching values on a small study: by hand where the sum is short, and re-solved from nothing everywhere."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility import enumeration, model
from feasibility.appraisal import asked_again, switching
from feasibility.appraisal.switching import crossing, inputs, registered, words
from feasibility.appraisal.switching.inputs import Input
from feasibility.appraisal.switching.repriced import repriced
from feasibility.options import DO_NOTHING
from feasibility.plan import objective_gbp
from feasibility.pricing import Evidence, priced
from feasibility.scenario.changed import changed
from feasibility.scenario.model import Settings
from feasibility.tables import FragileTable, headings
from feasibility.tables.switching import ANYBODY, SwitchingTable
from tests.appraisal.switching_world import DAYS, DRIVES, SIXTY, World, answered
from tests.appraisal.worlds import MINIMUM
from tests.costs.worlds import sites
from tests.priced_world import FIGURES, evidence, listed, settings

OLD_R_RENT = "sites.old-r.rent_gbp_per_m2_per_year"


@pytest.fixture(scope="module")
def world() -> World:
    return answered()


@pytest.fixture(scope="module")
def table(world: World) -> pd.DataFrame:
    return world.values()


def of_all(table: pd.DataFrame, input_id: str) -> "pd.Series[object]":
    return table[(table["input_id"] == input_id) & (table["rival"] == ANYBODY)].iloc[0]


def remade(world: World, input_id: str, value: float) -> tuple[Settings, Evidence]:
    """Settings and tables with the input so, put together without anything of the module."""
    study, given = world.settings, world.evidence
    if input_id.startswith("sites."):
        _, site, column = input_id.split(".")
        places = given.sites.copy()
        if column == "occupied_m2":
            places.loc[site, "nia_m2"] += value - places.at[site, "occupied_m2"]
        places.loc[site, column] = value
        return study, replace(given, sites=places)
    if input_id == "contacts_per_year":
        for authority, part in (("bexley", 0.4), ("bromley", 0.6)):  # 40 000 and 60 000 contacts
            study = changed(study, f"authority.{authority}.contacts_per_year", repr(value * part))
        return study, given
    if input_id in ("car_share", "days_on_site_per_week"):
        driving, others = (value / (5 / 12), (1 - value) / (7 / 12)) if input_id == "car_share" else (value / 4,) * 2
        if input_id == "days_on_site_per_week":
            study = changed(study, "space.days_on_site_per_week", repr(min(5.0, 5.0 * value / 4)))
        times = pd.Series({"g-1": driving, "g-2": others})
        frames = ("minutes_per_year", "vehicle_km_per_year", "kgco2e_per_year")
        moved = {name: getattr(given.groups, name).mul(times, axis="index") for name in frames}
        return study, replace(given, groups=replace(given.groups, **moved))
    return changed(study, input_id, repr(value)), given


def standing(world: World, input_id: str, value: float) -> dict[str, float]:
    """Option id to its total, every option worked out anew."""
    study, given = remade(world, input_id, value)
    asked = asked_again.known(study, given).problems
    first = next(iter(asked.values()))
    return {
        found.option.option_id: objective_gbp(asked.get(found.option.working, first), found.plan)
        for found in enumeration.enumerate_all(asked, world.lead.options)
        if found.plan is not None
    }


def ends(table: pd.DataFrame) -> list[tuple[str, str, float, float]]:
    """Input, rival, the value that holds and the first that does not."""
    found = []
    for row in table.to_dict("records"):
        found += [(row["input_id"], row["rival"], row[end], row[end] + side * row["step"])
                  for end, side in (("below", -1), ("above", 1)) if row[end] == row[end]]  # fmt: skip
    return found


class TestByHand:
    def test_the_rent_at_which_the_lead_passes(self, world, table):
        # One queue at old-b moves after 18 months and runs old-r three months more: of old-r's 130 m² it pays year 0
        # and three quarters of year 1, 1 + 0.75 x 0.8 = 1.6 years; staying pays 1 + 0.8 + 0.64 = 2.44. A pound of rent
        # is 130 x 0.84 = £109.20 apart, and no seat follows from it.
        ranked = world.lead.ranked.set_index("option_id")
        gap = float(ranked.at["old-b--pooled", "above_best_gbp"])
        row = table[(table["input_id"] == OLD_R_RENT) & (table["rival"] == "old-b--pooled")].iloc[0]
        assert row["above"] == pytest.approx(120 + gap / 109.2, abs=0.01)
        assert row["above"] <= 120 + gap / 109.2
        assert pd.isna(row["below"])

    def test_what_lies_beyond_the_plausible_is_still_told_with_its_range(self, table):
        row = of_all(table, OLD_R_RENT)
        assert (row["low"], row["high"]) == (0.0, 600.0)  # nothing to five times £120
        assert row["range_reason"] == "nothing to 5 times the present"

    def test_the_car_share_weighs_those_who_drive_and_those_who_do_not(self, world):
        # 25 of 60 drive. At a half, their figures count 6/5 and those of the 35 others 6/7: thirty heads' worth each.
        found = inputs.of_study(asked_again.known(world.settings, world.evidence), DRIVES, DAYS)
        moved = next(one for one in found if one.input_id == "car_share")
        yearly = moved.known_at(0.5).yearly_gbp / moved.known_at(5 / 12).yearly_gbp
        assert yearly["new"].tolist() == pytest.approx([1.2, 6 / 7])
        assert moved.told == 0.4  # 41.7 % as staff may be counted: in steps of five points

    def test_a_few_who_drive_are_not_told_apart(self, world):
        study = changed(world.settings, "publication.suppression_heads_min", "26")
        found = inputs.of_study(asked_again.known(study, world.evidence), DRIVES, DAYS)
        assert "car_share" not in {one.input_id for one in found}


class TestReSolved:
    def test_every_value_holds_and_one_step_further_the_rival_is_ahead(self, world, table):
        found = ends(table)
        assert len({input_id for input_id, *_ in found}) >= 4
        for input_id, rival, holds, passed in found:
            before, after = standing(world, input_id, holds), standing(world, input_id, passed)
            if rival == ANYBODY:
                assert before[world.lead.leader] <= min(before.values()) + 0.005, input_id
                assert after[world.lead.leader] > min(after.values()) + 0.005, input_id
            else:
                assert before[world.lead.leader] <= before[rival] + 0.005, (input_id, rival)
                assert after[world.lead.leader] > after[rival] + 0.005, (input_id, rival)

    def test_the_model_itself_changes_its_answer_there(self, world, table):
        flips = [end for end in ends(table) if end[1] == ANYBODY][:4]
        assert len(flips) >= 3
        for input_id, _, holds, passed in flips:
            plans = []
            for value in (holds, passed):
                asked = asked_again.known(*remade(world, input_id, value)).problems
                solved = {way: model.solve(problem, world.settings.solver)[0] for way, problem in asked.items()}
                plans.append(min(solved.items(), key=lambda item: objective_gbp(asked[item[0]], item[1]))[1])
            assert plans[0].stays_as == world.lead.leader, input_id
            assert plans[1].stays_as != world.lead.leader, input_id

    def test_nothing_passes_where_none_is_told(self, world, table):
        """At both ends and half-way, and for every option."""
        silent = table[(table["rival"] == ANYBODY) & table["below"].isna() & table["above"].isna()]
        silent = silent[silent["input_id"] != "travel_policies.rates"]
        assert len(silent)
        for row in silent.to_dict("records"):
            for place in range(3):
                value = row["low"] + (row["high"] - row["low"]) * place / 2
                value = round(value) if row["step"] == 1 else value
                totals = standing(world, row["input_id"], value)
                assert totals[world.lead.leader] <= min(totals.values()) + 0.005, (row["input_id"], value)


class TestTable:
    def test_every_input_against_every_rival_and_anybody(self, world, table):
        assert list(table) == list(headings(SwitchingTable))
        assert set(table.groupby("input_id")["rival"].nunique()) == {1 + len(world.lead.rivals)}
        wanted = {"seats.floor_m2_per_workstation", "contacts_per_year", "seats.handling_time_seconds",
                  "costs.discount_rate_share", "car_share", "days_on_site_per_week"}  # fmt: skip
        assert wanted < set(table["input_id"])
        assert {"sites.old-b.occupied_m2", OLD_R_RENT} < set(table["input_id"])
        assert world.lead.leader == DO_NOTHING

    def test_anybody_passes_no_later_than_any_rival(self, table):
        for _, rows in table.groupby("input_id"):
            first, rivals = rows[rows["rival"] == ANYBODY].iloc[0], rows[rows["rival"] != ANYBODY]
            if rivals["above"].notna().any():
                assert first["above"] <= rivals["above"].min()
            if rivals["below"].notna().any():
                assert first["below"] >= rivals["below"].max()

    def test_an_assumption_that_is_fragile_is_moved_too(self, world):
        key = "costs.site_running_gbp_per_year"
        row = dict.fromkeys(headings(FragileTable), "x") | {
            "assumption_id": key, "value": "1000", "low": "500", "high": "60000", "unit": "£", "changes": True,
        }  # fmt: skip
        moved = registered.of_register(asked_again.known(world.settings, world.evidence), row)
        found = crossing.first(moved, repriced(moved, world.lead.options), world.lead.leader, (), 1)
        holds = crossing.at(moved, found[0])
        assert 1000 < holds < 60_000
        before, after = standing(world, key, holds), standing(world, key, holds + moved.step)
        assert min(before, key=before.__getitem__) == world.lead.leader
        assert min(after, key=after.__getitem__) == found[1] != world.lead.leader

    def test_words(self):
        moved = Input("x", "the rent at A", "£{} a m² a year", 2, 1.0, "a", 90.0, 0.0, 450.0, "", 0.01, lambda _: None)
        assert words.of_pair(moved, "doing nothing", "A", None, 131.25) == (
            "Doing nothing stays ahead of A unless the rent at A is more than £131.25 a m² a year (now £90.00 a m² a "
            "year)."
        )
        assert words.of_pair(moved, "doing nothing", "A", None, None) == (
            "No value of the rent at A from £0.00 to £450.00 a m² a year brings A ahead of doing nothing."
        )
        both = words.of_all(moved, "doing nothing", (10.0, "A"), (131.25, "B"))
        assert both.endswith("more than £131.25 a m² a year (now £90.00 a m² a year); then A leads below and B above.")


class TestSoonest:
    @staticmethod
    def table(*rows: tuple[str, float, float, float, float]) -> pd.DataFrame:
        """Words, value, above, and the plausible range."""
        names = ["words", "value", "above", "plausible_low", "plausible_high"]
        return pd.DataFrame(rows, columns=names).assign(rival=ANYBODY, below=float("nan"), low=0.0, high=100.0)

    def test_within_the_plausible_range_comes_before_nearer_but_beyond_it(self):
        found = self.table(("Beyond.", 10.0, 11.0, 9.0, 10.5), ("Within.", 10.0, 15.0, 5.0, 20.0))
        assert "Within. That is within the range" in switching.nearest(found)

    def test_else_the_smallest_part_of_the_present_value(self):
        found = self.table(("Far.", 10.0, 15.0, 9.0, 11.0), ("Near.", 100.0, 120.0, 90.0, 110.0))
        assert switching.nearest(found).endswith("Near.")

    def test_nothing_where_nothing_changes_it(self):
        assert switching.nearest(self.table(("None.", 10.0, float("nan"), 9.0, 11.0))) == ""


def test_budget_that_bars_a_rival_at_the_end_of_the_range_does_not_hide_it():
    # Rent of old-r, leased, is paid until staff move: old-b--pooled leads from £309.19 on, and at £600 its first year
    # is past £90,000, so that at the end of the range nobody leads but do-nothing.
    places = sites(FIGURES)
    places.loc["old-r", "tenure"] = "leased"
    given = evidence(places=places, groups=SIXTY, site_costs=MINIMUM)
    budget = {"rules": {"budget_gbp_by_year": {"2010-11": 90_000.0}}}
    found = of_all(answered(given, **budget).values(), OLD_R_RENT)
    assert (found["above"], found["leads_above"], found["found_by"]) == (309.18, "OLD-B (pooled)", "search")
    study = settings(**budget)
    for rent, leads in ((309.18, DO_NOTHING), (309.19, "old-b--pooled"), (600.0, DO_NOTHING)):
        dearer = places.copy()
        dearer.loc["old-r", "rent_gbp_per_m2_per_year"] = rent
        problems = priced(study, replace(given, sites=dearer)).problems
        assert enumeration.winner(problems, listed(study, given)).option.option_id == leads
