"""Cash needed against money promised, and the documents of funding against themselves."""

from datetime import date

import pandas as pd
import pytest
from pydantic import ValidationError

from feasibility.appraisal import funding, funding_checks
from feasibility.costs.timeline import Timeline
from feasibility.inputs import funding as reader
from feasibility.scenario.funding import FundingSettings
from feasibility.tables import checked, headings
from feasibility.tables.funding import Funding, FundingTable
from tests import data_notes

TIMELINE = Timeline(first_financial_year=2010, period_years=2)
DATES = FundingSettings(project_start="2010-06-01", closure_by="2011-09-30", project_end="2011-12-31")


def entries(*rows: dict[str, object]) -> pd.DataFrame:
    blank = {"funder": "Fund", "kind": "capital", "what": "", "quarter_from": "", "secured": False, "decision_date": "",
             "status": "sourced", "source": "Made up"}  # fmt: skip
    frame = pd.DataFrame([blank | row for row in rows], columns=list(headings(Funding)))
    return checked(frame.astype({"amount_gbp": float, "secured": bool}), Funding, "funding")


def payment(day: str, amount_gbp: float, **more) -> dict[str, object]:
    return {"entry": "payment", "quarter_from": day, "amount_gbp": amount_gbp, **more}


def cash(*rows: tuple[str, str, int, float]) -> pd.DataFrame:
    each = [{"option_id": o, "payer": "bexley", "kind": k, "quarter": q, "cash_gbp": gbp} for o, k, q, gbp in rows]
    return pd.DataFrame([*each, {**each[0], "option_id": "do-nothing", "cash_gbp": 0.0}])


def of(table: pd.DataFrame, kind: str, span: str, option: str = "a") -> pd.DataFrame:
    chosen = table[(table["option_id"] == option) & (table["kind"] == kind) & (table["span"] == span)]
    return chosen.set_index("period")


class TestAgainstCash:
    CASH = cash(("a", "capital", 2, 100.0), ("a", "capital", 3, 50.0), ("a", "revenue", 2, 30.0))
    PAID = entries(
        payment("2010-10-01", 80, secured=True), payment("2011-01-01", 100), payment("2011-04-01", 20),
        payment("2010-10-01", 10, kind="revenue"),
    )  # fmt: skip

    def test_by_quarter(self):
        found = of(funding.against(self.CASH, self.PAID, ["a"], TIMELINE, DATES), "capital", "quarter")
        rows = found.loc["2010-11 Q3":"2011-12 Q1"]
        assert rows["need_gbp"].tolist() == [100, 50, 0]
        assert rows["funded_gbp"].tolist() == [80, 100, 20]
        # 100 - 80 = 20; 20 + 50 - 100 = -30; -30 - 20 = -50
        assert rows["cumulative_gap_gbp"].tolist() == [20, -30, -50]
        # only 80 is secured: 20; 20 + 50 = 70; 70
        assert rows["cumulative_secured_gap_gbp"].tolist() == [20, 70, 70]
        assert rows["secured_share"].tolist() == [1, 0, 0]
        assert found["secured_share"].isna().sum() == len(found) - 3

    def test_by_year_is_the_sum_of_its_quarters(self):
        table = funding.against(self.CASH, self.PAID, ["a"], TIMELINE, DATES)
        years, quarters = of(table, "capital", "year"), of(table, "capital", "quarter")
        assert years.index.tolist() == ["2010-11", "2011-12", "2012-13"]
        for name in ("need_gbp", "funded_gbp", "secured_gbp", "gap_gbp"):
            assert years[name].tolist() == quarters[name].groupby(quarters.index.str[:7]).sum().tolist()
        assert years["cumulative_gap_gbp"].tolist() == [-30, -50, -50]

    def test_capital_never_fills_the_gap_of_revenue(self):
        found = of(funding.against(self.CASH, self.PAID, ["a"], TIMELINE, DATES), "revenue", "year")
        # 30 needed, 10 of revenue promised, and 50 of capital to spare
        assert found["cumulative_gap_gbp"].tolist() == [20, 20, 20]

    def test_what_present_budgets_meet_is_no_need(self):
        present = {"option_id": "do-nothing", "payer": "bexley", "kind": "revenue", "quarter": 2, "cash_gbp": 45.0}
        both = pd.concat([self.CASH, pd.DataFrame([present, present])])
        # two rows of 45 for do-nothing in the quarter: 30 - 90 = -60, a saving
        found = of(funding.against(both, self.PAID, ["a"], TIMELINE, DATES), "revenue", "year")
        assert found["need_gbp"].tolist() == [-60, 0, 0]

    def test_as_many_quarters_as_asked_for_and_every_year(self):
        brief = FundingSettings(years_by_quarter=1)
        table = funding.against(self.CASH, self.PAID, ["a"], TIMELINE, brief)
        assert of(table, "capital", "quarter").index.tolist()[-1] == "2010-11 Q4"
        assert len(of(table, "capital", "year")) == 3
        assert of(funding.against(self.CASH, self.PAID, ["a"], TIMELINE, FundingSettings(years_by_quarter=0)),
                  "capital", "quarter").empty  # fmt: skip
        long = funding.against(self.CASH, self.PAID, ["a"], TIMELINE, FundingSettings(years_by_quarter=60))
        assert len(of(long, "capital", "quarter")) == 12

    def test_options_in_the_order_asked_for_and_kinds_within(self):
        three = pd.concat([self.CASH, self.CASH.assign(option_id="z")])
        table = funding.against(three, self.PAID, ["z", "a"], TIMELINE, DATES)
        assert table["option_id"].drop_duplicates().tolist() == ["z", "a"]
        assert of(table, "capital", "year", "z")["need_gbp"].tolist() == [150, 0, 0]

    def test_payments_off_the_timeline_fill_nothing_and_are_told(self):
        late = entries(payment("2014-04-01", 500), payment("2009-01-01", 70))
        table = funding.against(self.CASH, late, ["a"], TIMELINE, DATES)
        assert table["funded_gbp"].sum() == 0
        checks = funding_checks.reconciliation(late, TIMELINE, FundingSettings()).set_index("check")
        assert checks.loc["Payments outside the years appraised", "finding"] == (
            "2 payments of £570 in all lie outside the years appraised and count towards no quarter"
        )

    def test_an_option_without_cash_is_refused(self):
        with pytest.raises(ValueError, match="no cash is given of b"):
            funding.against(self.CASH, self.PAID, ["b"], TIMELINE, DATES)

    def test_findings_in_words(self):
        table = funding.against(self.CASH, self.PAID, ["a"], TIMELINE, DATES)
        assert funding.findings(table, ["a"])["a"] == (
            "£150 more capital than now over the period; £200 promised, £80 of it secured; no gap in any year. "
            "£30 more revenue than now over the period; £10 promised, £0 of it secured; the gap is widest at the end "
            "of 2010-11, £20"
        )

    def test_cash_flow_by_its_labels(self):
        flow = pd.DataFrame({"option_id": ["a"], "partner": ["bexley"], "kind": ["capital"], "quarter": ["2011-12 Q2"],
                             "nominal_gbp": [5.0], "cash_gbp": [4.0]})  # fmt: skip
        assert funding.of_cash_flow(flow, TIMELINE).to_dict("records") == [
            {"option_id": "a", "payer": "bexley", "kind": "capital", "quarter": 5, "cash_gbp": 5.0}
        ]


@pytest.fixture(scope="module")
def bid() -> pd.DataFrame:
    return reader.of_file(data_notes.DATA / "bexley-bromley" / "funding.csv")


@pytest.fixture(scope="module")
def checks(bid) -> pd.DataFrame:
    return funding_checks.reconciliation(bid, TIMELINE, DATES).set_index(["check", "subject"])


class TestTheBidOf2010:
    """The funding that ships, against what a careful reader of the document finds."""

    def test_six_quarters_are_two_pounds_short(self, checks):
        # 6 x 83,333 = 499,998
        row = checks.loc[("Payments against the stated total", "2010 bid, capital")]
        assert row[["stated_gbp", "found_gbp", "difference_gbp", "holds"]].tolist() == [500_000, 499_998, -2, False]
        assert row["finding"] == "6 payments of £83,333 come to £499,998, £2 short of the £500,000 stated"

    def test_the_totals_of_the_years_hold(self, checks):
        # 2 x 83,333 = 166,666 and 4 x 83,333 = 333,332
        for year, stated in (("2010-11", 166_666), ("2011-12", 333_332)):
            row = checks.loc[("Payments against the stated total", f"2010 bid, capital in {year}")]
            assert (row["stated_gbp"], row["difference_gbp"], row["holds"]) == (stated, 0, True)

    def test_two_quarters_come_after_the_closure_and_one_of_them_after_the_end(self, checks):
        closure = checks.loc[("Payments after the project's closure", "programme")]
        assert (closure["found_gbp"], closure["holds"]) == (166_666, False)
        assert "2011-12 Q3 and 2011-12 Q4" in closure["finding"]
        end = checks.loc[("Payments after the project's end", "programme")]
        assert (end["found_gbp"], end["holds"]) == (83_333, False)
        # January to March 2012
        assert "falls after its end on 2011-12-31: 2011-12 Q4." in end["finding"]

    def test_a_study_is_revenue_and_no_revenue_is_asked_for(self, checks):
        row = checks.loc[("Revenue items against revenue promised", "programme")]
        assert row[["stated_gbp", "found_gbp", "holds"]].tolist() == [100_000, 0, False]
        assert row["finding"].endswith("capital money may not pay for revenue")

    def test_the_matches_make_the_project_twice_its_cost(self, checks):
        row = checks.loc[("Promises against the project's cost", "2010 bid")]
        # 499,998 + 2 x 250,000
        assert row[["stated_gbp", "found_gbp", "holds"]].tolist() == [500_000, 999_998, False]
        assert "either it costs more than stated, or the matches are no part of it" in row["finding"]

    def test_items_are_three_and_a_half_times_the_cost(self, checks):
        row = checks.loc[("Items against the project's cost", "2010 bid")]
        # 1,753 / 500 = 3.506
        assert row["finding"] == "Items of £1,753,000 are to be paid for from £500,000, 3.5 times over"

    def test_nothing_is_secured(self, checks, bid):
        secured = checks.loc["Secured against promised"]
        assert secured["found_gbp"].tolist() == [0, 0, 0]
        assert not secured["holds"].any()
        assert not bid["secured"].any()

    def test_one_partner_decides_after_the_start(self, checks):
        decided = checks.loc["Decision against the project's start"]
        assert decided["holds"].to_dict() == {
            "2010 bid": False, "London Borough of Bexley": False, "London Borough of Bromley": True,
        }  # fmt: skip
        assert (
            "on 2010-07-01, and the project starts on 2010-06-01" in decided.loc["London Borough of Bexley", "finding"]
        )

    def test_matches_name_no_quarter(self, checks, bid):
        assert checks.loc[("Matches without a quarter", "programme"), "stated_gbp"] == 500_000
        need = funding.against(TestAgainstCash.CASH, bid, ["a"], TIMELINE, DATES)
        assert of(need, "capital", "year")["funded_gbp"].tolist() == [166_666, 333_332, 0]


class TestWhereEverythingHolds:
    def test_sound_funding_is_told_so(self):
        sound = entries(
            payment("2010-10-01", 60, secured=True), payment("2011-04-01", 40, secured=True),
            payment("2010-07-01", 10, kind="revenue", secured=True),
            {"entry": "total", "amount_gbp": 100}, {"entry": "project_cost", "kind": "", "amount_gbp": 110},
            {"entry": "item", "kind": "revenue", "what": "Study", "amount_gbp": 10},
            {"entry": "item", "what": "Works", "amount_gbp": 100},
        )  # fmt: skip
        checks = funding_checks.reconciliation(sound, TIMELINE, DATES)
        assert checks["holds"].all()
        assert len(checks) == 8
        assert checks["finding"].str.startswith("2 payments come to £100, the £100 stated").any()

    def test_no_dates_and_no_totals_check_neither(self):
        checks = funding_checks.reconciliation(entries(payment("2010-10-01", 60)), TIMELINE, FundingSettings())
        assert checks["check"].tolist() == ["Secured against promised"]

    def test_payments_before_the_start(self):
        late_start = FundingSettings(project_start="2011-01-15")
        checks = funding_checks.reconciliation(
            entries(payment("2010-10-01", 60, secured=True), payment("2011-01-01", 40, secured=True)),
            TIMELINE,
            late_start,
        ).set_index("check")
        # the quarter that holds the start is not before it
        assert checks.loc["Payments before the project's start", "found_gbp"] == 60

    def test_part_secured(self):
        mixed = entries(payment("2010-10-01", 60, secured=True), payment("2011-04-01", 40))
        row = funding_checks.reconciliation(mixed, TIMELINE, FundingSettings()).iloc[0]
        assert row["finding"] == "£100 is promised, £60 of it secured"

    def test_no_rows_at_all(self):
        none = entries(payment("2010-10-01", 1)).iloc[:0]
        assert funding_checks.reconciliation(none, TIMELINE, DATES).empty
        table = funding.against(TestAgainstCash.CASH, none, ["a"], TIMELINE, DATES)
        assert checked(table, FundingTable, "funding")["funded_gbp"].sum() == 0


class TestSettings:
    def test_a_date_with_or_without_quotes(self):
        assert FundingSettings(project_end=date(2011, 12, 31)).project_end == "2011-12-31"
        assert FundingSettings(project_end="2011-12-31").project_end == "2011-12-31"

    @pytest.mark.parametrize(
        "stated",
        [{"project_end": "31/12/2011"}, {"project_end": "2011-02-30"}, {"project_end": 2011},
         {"project_start": "2011-06-01", "project_end": "2010-12-31"}],
    )  # fmt: skip
    def test_other_dates_are_refused(self, stated):
        with pytest.raises(ValidationError):
            FundingSettings(**stated)
