"""Cost sheets reconciled by hand, line by line, and against the optimiser's prices."""

import pandas as pd
import pytest

from feasibility.costs import sheet
from feasibility.costs.prices import prices
from feasibility.scenario.costs import CostsSettings
from feasibility.tables import CostsTable, checked
from tests.costs.worlds import FIGURES, FLOOR_M2, ROUND, ledger, prices_of, sites


def table(lines: list[sheet.Line]) -> pd.DataFrame:
    return checked(pd.DataFrame(lines), CostsTable, "costs")


def money(lines: list[sheet.Line]) -> dict[tuple[str, str], float]:
    return {(str(line["line"]), str(line["place"])): round(float(line["npc_gbp"]), 6) for line in lines}


def total(lines: list[sheet.Line]) -> float:
    return sum(float(line["npc_gbp"]) for line in lines)


class TestMoveToANewSite:
    """Nine workstations at `new`: 90 m². Two years at a quarter: 1.44. Fit-out half in year 0, half in year 1: 0.9."""

    def lines(self):
        return [*sheet.shared("new", {"new": 9}, ledger()), sheet.travel("new", 1200.0, ledger())]

    def test_every_line(self):
        assert money(self.lines()) == {
            ("Rent", "new"): 10_368,  # 90 x 80 x 1.44
            ("Business rates", "new"): 2_592,  # 90 x 50 x 0.4 x 1.44
            ("Service charge", "new"): 5_184,  # 90 x 40 x 1.44
            ("Running cost", "new"): 1_296,  # 90 x 10 x 1.44
            ("Reception, line and local management", "new"): 1_440,  # 1000 x 1.44
            ("Network and telephony connection, with optimism bias", "new"): 1_000,  # 500 x (1 + 1.0)
            ("Fit-out, with optimism bias", "new"): 29_160,  # 90 x 300 x 1.2 x 0.9
            ("Moving, with optimism bias", "new"): 540,  # 9 x 50 x 1.2
            ("Not released: Rent", "old-b"): 2_880,  # 40 x 0.5 x 100 x 1.44
            ("Not released: Business rates", "old-b"): 576,  # 20 x 20 x 1.44
            ("Not released: Service charge", "old-b"): 864,  # 20 x 30 x 1.44
            ("Not released: Running cost", "old-b"): 288,  # 20 x 10 x 1.44
            ("Joining telephony and customer records, with optimism bias", "all"): 4_000,  # 2000 x (1 + 1.0)
            ("Staff travel time added", "all"): 172.8,  # 1200 minutes = 20 hours; 20 x 6 x 1.44
        }

    def test_total(self):
        # The fourteen lines add up to 60 188 without travel and 60 360.80 with it.
        assert total(self.lines()) == pytest.approx(60_360.8)

    def test_prices_say_the_same(self):
        # Unreleased 40 x 160 x 1.44 x 0.5 = 4608; with joining 4000, moving is 8608. Opening 1440 + 1000 = 2440.
        # A workstation: 10 x (150 x 1.44 + 300 x 1.2 x 0.9) + 50 x 1.2 = 5460. 8608 + 2440 + 9 x 5460 = 60 188.
        found = prices_of(ledger())
        assert found.moving_gbp == pytest.approx(8_608)
        assert found.sites.loc["new", ["open_gbp", "workstation_gbp"]].tolist() == pytest.approx([2_440, 5_460])
        assert found.sites.loc["new", ["workstations_max", "workstations_present"]].tolist() == [10, 0]

    def test_undiscounted_sums(self):
        rows = table(self.lines()).set_index(["line", "place"])["real_gbp"]
        assert rows["Rent", "new"] == pytest.approx(14_400)  # 90 x 80 x 2 years
        assert rows["Fit-out, with optimism bias", "new"] == pytest.approx(32_400)  # 90 x 300 x 1.2
        assert rows["Staff travel time added", "all"] == pytest.approx(240)  # 20 x 6 x 2

    def test_quantity_times_rate_gives_each_line(self):
        for line in self.lines():
            years = 2 if line["kind"] != "capital" else 1
            assert line["quantity"] * line["rate_gbp"] * years == pytest.approx(line["real_gbp"])

    def test_kinds_and_years(self):
        rows = table(self.lines())
        assert set(rows.loc[rows["kind"] == "revenue", "first_year"]) == {1}
        assert set(rows.loc[rows["kind"] == "revenue", "last_year"]) == {2}
        assert set(rows.loc[rows["kind"] == "travel", "line"]) == {"Staff travel time added"}
        fit_out = rows[rows["line"].str.startswith("Fit-out")].iloc[0]
        assert (fit_out["first_year"], fit_out["last_year"]) == (0, 1)

    def test_time_saved_is_negative(self):
        assert sheet.travel("new", -1200.0, ledger())["npc_gbp"] == pytest.approx(-172.8)


def test_do_nothing():
    # old-b 40 x 160 x 1.44 = 9216; old-r 50 x 150 x 1.44 = 10 800; two centres at 1440: 22 896.
    lines = sheet.do_nothing("do-nothing", ledger())
    assert total(lines) == pytest.approx(22_896)
    assert prices_of(ledger()).do_nothing_gbp == pytest.approx(22_896)
    assert {line["place"] for line in lines} == {"old-b", "old-r"}
    assert ("Business rates", "old-r") not in money(lines)  # its rateable value is 0


class TestPresentCentreKept:
    def test_pays_for_its_own_space_and_what_is_added(self):
        # Six workstations, four of them fitted: 60 m² x 160 x 1.44 = 13 824; 1440; two added: 20 x 200 x 1.2 x 0.9
        # = 4320 and 2 x 60 = 120; joining 4000. Nothing unreleased: old-b is kept, old-r is released whole. 23 704.
        lines = sheet.shared("old-b", {"old-b": 6}, ledger())
        assert total(lines) == pytest.approx(23_704)
        assert not any(str(line["line"]).startswith(("Not released", "Network")) for line in lines)

    def test_prices_say_the_same(self):
        # 8608 + (1440 + 9216 - 4608) + 2 x (10 x (160 x 1.44 + 200 x 1.2 x 0.9) + 60) = 8608 + 6048 + 2 x 4524.
        found = prices_of(ledger())
        row = found.sites.loc["old-b"]
        assert found.moving_gbp + row["open_gbp"] + 2 * row["workstation_gbp"] == pytest.approx(23_704)
        assert (row["workstations_max"], row["workstations_present"]) == (6, 4)

    def test_within_its_present_workstations_pays_its_space_whole(self):
        # Three of four: the 40 m² are paid all the same: 9216 + 1440 + 4000, and no fit-out.
        assert total(sheet.shared("old-b", {"old-b": 3}, ledger())) == pytest.approx(14_656)


@pytest.mark.parametrize(("released", "kept_gbp"), [(0.0, 9_216), (0.5, 4_608), (1.0, 0)])
def test_space_not_released_is_still_paid_for(released, kept_gbp):
    figures = dict(FIGURES)
    figures["old-b"] = (*figures["old-b"][:2], released, *figures["old-b"][3:])
    lines = sheet.shared("new", {"new": 9}, ledger(sites(figures)))
    kept = [line for line in lines if str(line["line"]).startswith("Not released")]
    assert total(kept) == pytest.approx(kept_gbp)
    assert bool(kept) == (released < 1)


@pytest.mark.parametrize(
    ("shares", "present_value"),
    [((1.0,), 1.0), ((0.5, 0.5), 0.9), ((0.2, 0.3, 0.5), 0.76)],  # at 1, 0.8 and 0.64
)
def test_fit_out_spread(shares, present_value):
    settings = ROUND.model_copy(update={"fit_out_spread_shares": shares})
    line = next(x for x in sheet.shared("new", {"new": 9}, ledger(settings=settings)) if "Fit-out" in str(x["line"]))
    assert line["npc_gbp"] == pytest.approx(90 * 300 * 1.2 * present_value)
    assert line["last_year"] == len(shares) - 1


def test_nothing_is_joined_where_teams_work_apart():
    apart = ledger(pooled=False)
    assert not any("Joining" in str(line["line"]) for line in sheet.shared("new", {"new": 9}, apart))
    assert prices(apart.sites, floor_m2_per_workstation=FLOOR_M2, pooled=False, settings=ROUND).moving_gbp == 4_608


class TestStatuses:
    FIRM = {
        f"costs.{name}": "sourced" for name in CostsSettings.model_fields
    } | {"seats.floor_m2_per_workstation": "sourced"}  # fmt: skip

    def status(self, lines: list[sheet.Line]) -> dict[tuple[str, str], str]:
        return {(str(line["line"]).split(",")[0], str(line["place"])): str(line["status"]) for line in lines}

    def test_least_firm_of_several(self):
        assert sheet.least_firm(["sourced", "illustrative", "assumed"]) == "illustrative"
        assert sheet.least_firm(["sourced", "assumed"]) == "assumed"
        assert sheet.least_firm(["sourced"]) == "sourced"

    def test_all_firm(self):
        found = self.status(sheet.shared("new", {"new": 9}, ledger(status_of=self.FIRM)))
        assert set(found.values()) == {"sourced"}

    def test_a_setting_nobody_registered_is_assumed(self):
        assert set(self.status(sheet.shared("new", {"new": 9}, ledger())).values()) == {"assumed", "sourced"}
        # Space not released rests on the sites file alone, except rates and running cost, which settings enter.
        found = self.status(sheet.shared("new", {"new": 9}, ledger()))
        assert found["Not released: Rent", "old-b"] == "sourced"
        assert found["Not released: Business rates", "old-b"] == "assumed"

    def test_a_site_figure_weakens_only_its_line(self):
        places = sites().assign(fit_out_status="illustrative")
        found = self.status(sheet.shared("new", {"new": 9}, ledger(places, status_of=self.FIRM)))
        assert found["Fit-out", "new"] == "illustrative"
        assert found["Rent", "new"] == "sourced"

    def test_travel_is_never_firmer_than_assumed(self):
        # Its minutes are estimates, whatever the value of time rests on.
        assert sheet.travel("new", 60.0, ledger(status_of=self.FIRM))["status"] == "assumed"
        loose = {"costs.value_of_time_gbp_per_hour": "illustrative"}
        assert sheet.travel("new", 60.0, ledger(status_of=loose))["status"] == "illustrative"

    def test_every_line_names_what_it_rests_on(self):
        assert all(line["basis"] for line in sheet.shared("new", {"new": 9}, ledger()))


def test_lines_are_named_in_a_sentence_without_their_marks():
    assert sheet.in_a_sentence("Fit-out, with optimism bias") == "fit-out"
    assert sheet.in_a_sentence("Not released: Business rates") == "business rates of present space not released"
    assert sheet.in_a_sentence("Rent") == "rent"
