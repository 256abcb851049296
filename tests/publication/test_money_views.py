"""The tables and sentences of money in the appendix."""

from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from feasibility import wording
from feasibility.assumptions import NOT_REGISTERED
from feasibility.errors import UnsoundPlan
from feasibility.publication import packing
from feasibility.publication.appendices import g_costs
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Paragraph
from feasibility.publication.views import (
    cases,
    cash,
    changes,
    channel_shift,
    costs,
    funding,
    register,
    travel_pay,
)
from feasibility.publication.views import tried as views_tried
from feasibility.publication.views.view import View, looked_into
from feasibility.scenario.channel_shift import ChannelShiftSettings
from feasibility.tables import headings
from feasibility.tables.published import RegisterTable
from tests.publication.example_release import example_release


@pytest.fixture(scope="module")
def release() -> Release:
    return example_release()


def changed(release: Release, **tables: pd.DataFrame) -> Release:
    return replace(release, tables={**release.tables, **tables})


def pounds(text: str) -> float:
    return float(text.replace(",", "").replace(wording.MINUS, "-").replace("+", "") or 0)


def column(view: View, heading: str) -> int:
    return [head.text for head in view.columns].index(heading)


class TestCostSheets:
    def test_there_is_one_for_the_best_option_and_one_for_the_best_building(self, release: Release) -> None:
        (alone,) = costs.sheets(release)
        assert alone.caption.startswith("Cost sheet, rank 1: ")
        options = release.tables["options"].copy()
        options.loc[options["option_id"] == "do-nothing", "rank"] = 0
        first, building = costs.sheets(changed(release, options=options))
        assert "Do nothing" in first.caption
        assert building.caption.startswith("Cost sheet, rank 1: ")

    def test_headings_side_by_side_add_up_to_the_totals_of_the_ranking(self, release: Release) -> None:
        view = costs.by_heading(release)
        *headings_, totals = [row for group in view.groups for row in group.rows]
        for place, gbp in enumerate(looked_into(release)["total_npc_gbp"], start=1):
            assert totals[place] == wording.thousands("npc_gbp", gbp)
            # each heading is rounded to a thousand by itself
            shown = sum(pounds(row[place]) for row in headings_)
            assert shown == pytest.approx(gbp, abs=500 * len(headings_) + 500)

    @pytest.mark.parametrize("heading", ["Cash (£)", "Present (£)"])
    def test_groups_add_up_to_their_sums_and_these_to_the_total(self, release: Release, heading: str) -> None:
        for view in costs.sheets(release):
            place, in_all = column(view, heading), 0.0
            for group, below in zip(view.groups[:-1:2], view.groups[1:-1:2], strict=True):
                shown = sum(pounds(row[place]) for row in group.rows)
                assert below.totals
                assert below.rows[0][0] == f"{group.title.partition(':')[0]} in all"
                # each line is rounded to a pound by itself
                assert pounds(below.rows[0][place]) == pytest.approx(shown, abs=0.5 * len(group.rows) + 0.5)
                in_all += pounds(below.rows[0][place])
            resources, travel, total = (pounds(row[place]) for row in view.groups[-1].rows)
            assert resources + travel == pytest.approx(total, abs=1)
            assert total == pytest.approx(in_all, abs=len(view.groups))

    @pytest.mark.parametrize("amount", ["npc_gbp", "cash_gbp"])
    def test_a_line_that_is_a_pound_out_stops_the_page(self, release: Release, amount: str) -> None:
        lines = release.tables["costs"].copy()
        mine = lines["option_id"] == looked_into(release)["option_id"].iloc[0]
        lines.loc[mine.idxmax(), amount] += 1.5
        with pytest.raises(UnsoundPlan, match="do not add up"):
            costs.sheets(changed(release, costs=lines))


class TestCases:
    def test_the_walk_adds_up_on_the_page(self, release: Release) -> None:
        view = cases.walk(release)
        for option in range(1, len(view.columns)):
            steps = [pounds(group.rows[0][option]) for group in view.groups]
            # six steps rounded to a pound each
            assert sum(steps[:6]) == pytest.approx(steps[6], abs=3.5)
            assert steps[6] + steps[7] == pytest.approx(steps[8], abs=1.5)

    @pytest.mark.parametrize("step", ["vat_gbp", "inflation_gbp"])
    def test_a_walk_two_pence_out_stops_the_page(self, release: Release, step: str) -> None:
        table = release.tables["cases"]
        with pytest.raises(UnsoundPlan, match="from the economic to the financial case"):
            cases.walk(changed(release, cases=table.assign(**{step: table[step] + 0.02})))
        slack = table.assign(**{step: table[step] + 0.002})
        assert cases.walk(changed(release, cases=slack)).groups

    def test_payback_that_never_comes_is_said_and_do_nothing_has_none(self, release: Release) -> None:
        table = release.tables["cases"].assign(payback_quarter="")
        view = cases.financial(changed(release, cases=table))
        said = {row[0]: row[-1] for row in view.groups[0].rows}
        nothing = next(option for option in said if option.startswith("Do nothing"))
        assert said.pop(nothing) == ""
        assert set(said.values()) == {cases.NEVER}

    def test_rates_and_edition_are_said(self, release: Release) -> None:
        (said,) = cases.sentences(release)
        assert "3.5% a year to year 30 and 3.0% from year 31" in said


class TestWhatWouldChange:
    def test_a_rival_with_no_cost_of_its_own_is_told_so(self, release: Release) -> None:
        options, costs_ = release.tables["options"], release.tables["costs"]
        best, rival = options.sort_values("rank")["option_id"].iloc[:2]
        alike = costs_[costs_["option_id"] == best].assign(option_id=rival)
        bought = changed(release, costs=pd.concat([costs_[costs_["option_id"] != rival], alike], ignore_index=True))
        said = changes.what_would_change(bought)[0]
        assert "has no line of cost that the best option lacks: its gap of £" in said
        level = options.assign(above_best_gbp=options["above_best_gbp"].where(options["option_id"] != rival, 0.0))
        assert changes.what_would_change(changed(bought, options=level))[0].endswith("costs the same as it.")


class TestCash:
    def test_sums_of_the_years_stand_below_them(self, release: Release) -> None:
        view = cash.by_year(release)
        in_all = [head.text for head in view.columns].index("All")
        paid = release.tables["cash_by_year"].groupby("option_id")["cash_gbp"].sum()
        # The best option is the best that shares as well: it is shown alone.
        for (_, option), years, total in zip(
            looked_into(release).head(1).iterrows(), view.groups[::2], view.groups[1::2], strict=True
        ):
            assert years.title == option["option"]
            assert total.rows[0][0] == "In all"
            assert pounds(total.rows[0][in_all]) == pytest.approx(paid[option["option_id"]], abs=0.5)
            shown = sum(pounds(row[in_all]) for row in years.rows)
            assert pounds(total.rows[0][in_all]) == pytest.approx(shown, abs=0.5 * len(years.rows) + 0.5)

    def test_the_key_in_use_is_contacts_where_the_agreed_one_is_left_out(self, release: Release) -> None:
        keys = pd.DataFrame({
            "key": ["contacts", "contacts", "heads", "heads"],
            "authority": ["bexley", "bromley"] * 2,
            "key_share": [0.36, 0.64, float("nan"), float("nan")],
            "agreed": [False, False, True, True],
        })  # fmt: skip
        assert "contacts: Bexley 36.0% and Bromley 64.0%" in cash.sentences(changed(release, keys=keys))[0]
        keys["key_share"] = [0.36, 0.64, 0.25, 0.75]
        assert "staff: Bexley 25.0% and Bromley 75.0%" in cash.sentences(changed(release, keys=keys))[0]

    def test_bias_is_told_by_category(self, release: Release) -> None:
        rows = {row[0]: row for row in cash.bias(release).groups[0].rows}
        assert rows["Equipment and development"][-1].endswith("%")
        assert set(rows) == {cash._CATEGORIES[name] for name in release.tables["bias"]["category"]}


def profile(need: list[float], funded: list[float], kind: str = "capital", span: str = "quarter") -> pd.DataFrame:
    """Rows of tables.FundingTable of the best option of the example; nothing is secured."""
    periods = [f"2010-11 Q{n + 1}" if span == "quarter" else f"{2010 + n}-{11 + n}" for n in range(len(need))]
    gap = pd.Series(need) - pd.Series(funded)
    return pd.DataFrame({
        "option_id": "single-kings-house", "kind": kind, "span": span, "period": periods, "need_gbp": need,
        "funded_gbp": funded, "secured_gbp": 0.0, "secured_share": 0.0, "gap_gbp": gap,
        "cumulative_gap_gbp": gap.cumsum(), "cumulative_secured_gap_gbp": pd.Series(need).cumsum(),
    })  # fmt: skip


class TestFunding:
    def test_how_far_need_runs_ahead_and_when(self, release: Release) -> None:
        # needs 90, 10 and 0 thousand, 40 promised each quarter: ahead by 50, 20 and -20; unsecured by 90, 100, 100
        table = profile([90_000.0, 10_000.0, 0.0], [40_000.0] * 3)
        (row,) = funding.widest(changed(release, funding=table)).groups[0].rows
        assert row[1:5] == ("50,000", "2010-11 Q1", "100,000", "2010-11 Q2")

    def test_money_that_keeps_up_leaves_no_quarter(self, release: Release) -> None:
        table = profile([30_000.0], [40_000.0])
        (row,) = funding.widest(changed(release, funding=table)).groups[0].rows
        assert row[1:5] == ("0", "", "30,000", "2010-11 Q1")

    def test_what_rounding_leaves_stands_in_no_quarter(self, release: Release) -> None:
        # 0.1 + 0.2 less 0.3 is no gap, though 5.6e-17 is left of it
        table = profile([0.1 + 0.2 - 0.3], [0.0])
        (row,) = funding.widest(changed(release, funding=table)).groups[0].rows
        assert row[1:5] == ("0", "", "0", "")
        (row,) = funding.widest(changed(release, funding=profile([0.02], [0.0]))).groups[0].rows
        assert row[2] == row[4] == "2010-11 Q1"

    def test_years_after_the_last_payment_stand_in_one_row(self, release: Release) -> None:
        capital = profile([50.0, 60.0, -10.0, 5.0], [100.0, 0.0, 0.0, 0.0], span="year")
        revenue = profile([1.0, 2.0, 3.0, 4.0], [0.0] * 4, kind="revenue", span="year")
        of_capital, of_revenue = funding.by_year(changed(release, funding=pd.concat([capital, revenue]))).groups
        assert of_capital.title.endswith(", capital")
        assert [row[0] for row in of_capital.rows] == ["2010-11", funding.LATER]
        # 60 - 10 + 5 = 55 needed later, 55 short; 50 + 55 - 100 = 5 short in the end; revenue 2 + 3 + 4 = 9, 10 in all
        assert of_capital.rows[1][1:] == ("55", "0", "0", "55", "5")
        assert of_revenue.rows[1][1:] == ("9", "0", "0", "9", "10")

    def test_no_actuals_are_said_to_be_missing(self, release: Release) -> None:
        table = release.tables["baseline"].assign(ties="no actual supplied")
        assert funding.baseline_in_words(changed(release, baseline=table)).startswith("No actual spending")
        tied = table.assign(ties=["ties", *["differs"] * (len(table) - 1)])
        assert funding.baseline_in_words(changed(release, baseline=tied)).startswith(f"1 of {len(table)} items")


class TestTravelPay:
    def test_how_firm_it_is_that_an_employer_has_a_policy(self, release: Release) -> None:
        row = {**dict.fromkeys(headings(RegisterTable), ""), "assumption_id": "authority.bexley.travel_policy"}
        row |= {"status": "assumed", "source": "its own policy was not found", "key": False}
        policies = release.tables["policies"].assign(policy_id=["council-2012", ""], status="sourced")
        shown = travel_pay.policies(changed(release, policies=policies, assumptions=pd.DataFrame([row])))
        told = {row[0]: row[1:] for row in shown.groups[0].rows}
        assert told["Firmness of the scheme"][0] == "Sourced"
        assert told["Firmness of taking it for this employer"] == ("Assumed", "")
        assert told["Why it is taken"][0] == "Its own policy was not found"
        assert told["Scheme"][1] == travel_pay.NO_POLICY

    def test_few_staff_are_not_told(self, release: Release) -> None:
        table = release.tables["excess_travel"].assign(recipients=float("nan"))
        view = travel_pay.pay(changed(release, excess_travel=table))
        assert {row[column(view, "Staff paid")] for group in view.groups for row in group.rows} == {"under 10"}

    def test_whether_leavers_are_counted(self, release: Release) -> None:
        table = release.tables["attrition"]
        off, on = (changed(release, attrition=table.assign(counted=counted)) for counted in (False, True))
        assert travel_pay.attrition_in_words(off).startswith("Not counted")
        assert "is counted, unrounded, in cash" in travel_pay.attrition_in_words(on)


class TestChannelShift:
    def test_a_claim_without_take_up_shows_no_arithmetic(self, release: Release) -> None:
        claim = release.tables["claims"].head(1).assign(
            take_up_share=float("nan"), contacts_moved_per_year=float("nan"), net_gbp_per_year=float("nan"),
            gross_gbp_per_year=float("nan"), difference_gbp_per_year=float("nan"), difference_share=float("nan"),
            implied_gbp_per_contact=float("nan"),
        )  # fmt: skip
        (group,) = channel_shift.claims(changed(release, claims=claim)).groups
        assert group.rows[0][1] == "not stated"
        assert group.rows[0][3:] == ("",) * 4
        assert claim["quoted"].iloc[0] in group.note

    def test_what_sharing_counts_is_shown_only_where_it_counts_any(self, release: Release) -> None:
        table = release.tables["channel_shift"]
        for counted, shown in ((0.0, False), (10.0, True)):
            view = channel_shift.case(
                changed(release, channel_shift=table.assign(premises_in_sharing_gbp_per_year=counted))
            )
            assert ("Counted in the sharing case" in [head.text for head in view.columns]) is shown


def register_of(*rows: tuple[str, str, str, bool, str]) -> pd.DataFrame:
    """Rows of id, low, high, key and who validated."""
    blank = dict.fromkeys(headings(RegisterTable), "")
    return pd.DataFrame([
        {**blank, "assumption_id": name, "value": "1", "low": low, "high": high, "status": "assumed", "key": key,
         "validated_by": who}
        for name, low, high, key, who in rows
    ])  # fmt: skip


REGISTER = register_of(
    ("costs.period_years", "5", "20", True, "Finance"),
    ("seats.take_up_share", "0", "0.2", True, ""),
    ("sites.a.nia_m2", "", "", True, ""),
    ("travel.car.peak_factor", "1", "2", False, ""),
    ("costs.site_set_up_gbp", "0", "9", False, ""),
)


def tried(*rows: tuple[str, str, bool]) -> pd.DataFrame:
    """Rows of id, winner at the high end and whether that changes the winner."""
    return pd.DataFrame([
        {"assumption_id": name, "value": "1", "low": "0", "high": "2", "unit": "", "status": "assumed",
         "validated_by": "", "winner_at_low": "Do nothing", "winner_at_high": winner, "changes": changes}
        for name, winner, changes in rows
    ])  # fmt: skip


FRAGILE = tried(
    ("costs.period_years", "Ruxley", True),
    ("seats.take_up_share", "Do nothing", False),
    ("costs.site_set_up_gbp", "not allowed: too large", False),
)


@pytest.fixture
def told(release: Release) -> Release:
    return changed(release, assumptions=REGISTER, fragile=FRAGILE)


class TestRegister:
    def test_why_the_report_is_a_draft(self, told: Release) -> None:
        assert "nobody has validated 2 of 3 key assumptions: 1 of seats and 1 of sites" in register.why_draft(told)
        sound = changed(told, assumptions=REGISTER.assign(validated_by="Board"))
        assert "is no draft" in register.why_draft(sound)

    def test_unvalidated_key_settings_come_first(self, told: Release) -> None:
        view = register.key(told)
        assert [(group.title, group.rows[0][0]) for group in view.groups] == [
            ("Validated by nobody", "seats.take_up_share"),
            ("Validated by Finance", "costs.period_years"),
        ]

    def test_figures_of_tables_are_counted_and_the_key_ones_named(self, told: Release) -> None:
        assert [row[0] for row in register.key_figures(told).groups[0].rows] == ["sites.a.nia_m2"]
        assert register.of_tables(told).groups[0].rows == (("Sites", "1", "1", "0", "1", "0"),)
        others = [row[0] for group in register.settings(told).groups for row in group.rows]
        assert others == ["travel.car.peak_factor", "costs.site_set_up_gbp"]

    def test_tried_and_not_tried(self, told: Release) -> None:
        first, second = views_tried.change_in_words(told)
        assert "3 assumptions with a stated range" in first
        assert first.endswith("1 of them changes which option is best.")
        assert second.startswith("2 assumptions of the register were not tried, 1 of them key")
        assert views_tried.changing(told).groups[0].rows == (
            ("costs.period_years", "1", "0", "Do nothing"),
            ("costs.period_years", "1", "2", "Ruxley"),
        )
        assert {row[0] for row in views_tried.refused(told).groups[0].rows} == {"costs.site_set_up_gbp"}
        # tried with the same winner; not tried with a range and without one; of those key
        assert views_tried.by_part(told).groups[0].rows == (
            ("Costs", "0", "0", "0", "0"),
            ("Seats", "1", "0", "0", "0"),
            ("Sites", "0", "0", "1", "1"),
            ("Travel", "0", "1", "0", "0"),
        )

    def test_nothing_changes_the_winner(self, told: Release) -> None:
        firm = changed(told, fragile=FRAGILE.assign(changes=False))
        assert "None of them changes which option is best." in views_tried.change_in_words(firm)[0]


def asked(validated_by: str, take_up_share: float, year: int = 2010) -> SimpleNamespace:
    sites = pd.DataFrame({"rent_status": ["sourced"], "nia_status": ["sourced"]})
    providers = SimpleNamespace(transit="matrix")
    return SimpleNamespace(
        warnings=(),
        scenario=SimpleNamespace(
            channel_shift=ChannelShiftSettings(premises_share=0), seats=SimpleNamespace(take_up_share=take_up_share),
            travel=SimpleNamespace(providers=providers), study=SimpleNamespace(price_base_year=year),
        ),
        inputs=SimpleNamespace(sites=sites),
        travel=SimpleNamespace(unreached=pd.DataFrame()),
    )  # fmt: skip


class TestWarnings:
    def test_key_assumptions_that_nobody_validated_are_counted(self) -> None:
        (draft,) = packing._warnings(asked("", 0.0), REGISTER)  # type: ignore[arg-type]
        assert draft.startswith("Draft: 2 of 3 key assumptions")
        assert packing._warnings(asked("", 0.0), REGISTER.assign(validated_by="Board")) == ()  # type: ignore[arg-type]

    def test_pounds_of_another_year_that_nobody_registered_are_named(self) -> None:
        own = REGISTER.assign(validated_by="Board", source=NOT_REGISTERED)
        (warning,) = packing._warnings(asked("", 0.0, 2024), own)  # type: ignore[arg-type]
        assert warning.startswith("No register has 1 figure of money or tax")
        assert "costs.site_set_up_gbp" in warning
        assert packing._warnings(asked("", 0.0, 2010), own) == ()  # type: ignore[arg-type]
        assert packing._warnings(asked("", 0.0, 2024), own.assign(source="Council")) == ()  # type: ignore[arg-type]

    def test_a_pound_that_may_stand_in_both_cases_is_warned_of(self) -> None:
        found = packing._warnings(asked("", 0.1), REGISTER.assign(validated_by="Board"))  # type: ignore[arg-type]
        assert any("may be counted in the channel-shift case" in warning for warning in found)


def test_a_study_without_funding_says_so(release: Release) -> None:
    none = {name: release.tables[name].iloc[:0] for name in ("funding", "funding_checks", "joiners")}
    part = g_costs.part(changed(release, **none))
    said = " ".join(block.text for block in part.blocks if isinstance(block, Paragraph))
    assert "names no file of funding" in said
    assert "names no authority that joins late" in said


@pytest.mark.parametrize(
    ("name", "value", "shown", "filed"),
    [
        ("price_level", 1.0406196606, "1.041", "1.040620"),
        ("key_share", 0.3737373, "37.4%", "0.373737"),
        ("discount_rate_share", 0.035, "3.5%", "0.035000"),
        ("price_base_year", 2010, "2010", "2010"),
        ("difference_gbp", -2.0, f"{wording.MINUS}2", "-2.00"),
        ("difference_gbp_per_year", 13_100.0, "+13,100", "13100.00"),
        ("used_share", 0.0408, "4.1%", "0.040800"),
    ],
)
def test_columns_of_money_are_written_by_their_unit(name: str, value: float, shown: str, filed: str) -> None:
    assert wording.figure(name, value) == shown
    assert wording.tidy(name, value) == filed
