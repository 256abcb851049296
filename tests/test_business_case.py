"""The business case of the small study, in one run without its pages: every table against the lines it is made from."""

import shutil
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from feasibility import certificate, run
from feasibility.appraisal import ranking
from feasibility.appraisal.findings import Findings
from feasibility.options import DO_MINIMUM, DO_NOTHING, STAYING, listed
from feasibility.question import Question
from feasibility.tables import METRIC_CRS, WEB_CRS
from tests.inputs.study import Study, squares

ROOT = Path(__file__).parents[1]
REGISTER = """assumption_id,value,unit,source,date,owner,status,validated_by,price_year,low,high
boundary.corridor_km,3,km,Made up,2010,Board,assumed,,,,
costs.site_running_gbp_per_year,40000,£/yr,Made up,2010,Board,assumed,,2010,20000,900000
"""


def silent(_: str) -> None:
    pass


def answered(study: Study, cache: Path) -> tuple[Question, Findings]:
    asked = run.check(study.scenario, cache, silent)
    return asked, run.answer(asked, silent)


def of_many(study: Study) -> Study:
    """Ninety-six staff for the twelve: enough that rounded pay and rounded leavers are not all nought."""
    path = study.folder / "staff.csv"
    staff = pd.read_csv(path, dtype=str, keep_default_na=False)
    many = pd.concat([staff.assign(staff_id=staff["staff_id"] + f"-{n}") for n in range(8)])
    many.to_csv(path, index=False)
    return study


@pytest.fixture(scope="module")
def cache(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def case(tmp_path_factory, cache) -> tuple[Question, Findings]:
    """Both employers pay excess travel, population is asked for as the key and stated by nobody."""
    study = of_many(Study(tmp_path_factory.mktemp("case") / "study"))
    (study.folder / "assumptions.csv").write_text(REGISTER, encoding="utf-8")
    for role in ("travel_policies", "emission_factors"):
        shutil.copy(ROOT / "data" / "reference" / f"{role}.csv", study.folder)
        study.state("files", **{role: f"{role}.csv"})
    study.state("partners", agreed_key="population")
    for authority in ("west", "east"):
        study.state(f"authority.{authority}", travel_policy="sefton")  # no trigger: every mile counts
    return answered(study, cache)


@pytest.fixture(scope="module")
def findings(case) -> Findings:
    return case[1]


@pytest.fixture(scope="module")
def cash(findings) -> "pd.Series[float]":
    return findings.options.dropna(subset="cash_gbp").set_index("option_id")["cash_gbp"]


def test_the_options_come_in_every_way_of_working(findings):
    # Three sites: 3 singles and 3 pairs pooled, one pair fewer apart (both present centres), and three ways of staying.
    counts = findings.options["working"].value_counts().to_dict()
    assert counts == {"pooled": 6, "apart": 5, "now": 2, "virtual": 1}
    assert set(findings.certificates) == {"apart", "pooled"}
    assert all(proof.agrees and proof.outcome.proved_best for proof in findings.certificates.values())


def test_the_ranking_is_the_lines_added_up(findings, cash):
    lines = findings.costs.groupby("option_id")
    options = findings.options.dropna(subset="total_npc_gbp").set_index("option_id")
    assert (lines["npc_gbp"].sum() - options["total_npc_gbp"]).abs().max() < 0.01
    assert (lines["cash_gbp"].sum() - cash).abs().max() < 0.01
    assert options["total_npc_gbp"].is_monotonic_increasing


class TestPartners:
    def test_only_leading_options_are_divided(self, findings):
        leading = ranking.leading(findings.options)
        assert findings.case["partners"]["option_id"].unique().tolist() == leading
        assert {DO_NOTHING, DO_MINIMUM} <= set(leading)
        assert set(findings.case["joiners"]["option_id"]) == set()  # nobody joins
        assert set(findings.case["exits"]["option_id"]) <= set(leading) - {DO_NOTHING, DO_MINIMUM}

    def test_what_partners_pay_adds_up_to_the_options_cash_under_every_key(self, findings, cash):
        paid = findings.case["partners"].groupby(["option_id", "key"])["pays_real_gbp"].sum()
        assert len(paid) >= 4 * 3
        for (option, _), total in paid.items():
            assert total == pytest.approx(cash[option], abs=0.01)

    def test_own_and_shared_lines_make_what_it_pays(self, findings):
        rows = findings.case["partners"]
        assert (rows["own_present_gbp"] + rows["shared_present_gbp"] - rows["pays_present_gbp"]).abs().max() < 0.01
        assert rows.groupby(["option_id", "key"])["key_share"].sum().tolist() == pytest.approx(
            [1.0] * rows.groupby(["option_id", "key"]).ngroups
        )

    @pytest.mark.parametrize("table", ["cash_flow", "cash_by_year"])
    def test_cash_by_quarter_and_by_year_add_up_to_it_too(self, findings, cash, table):
        paid = findings.case[table].groupby("option_id")["cash_gbp"].sum()
        assert set(paid.index) == set(ranking.leading(findings.options))
        assert (paid - cash.reindex(paid.index)).abs().max() < 0.01

    def test_a_key_left_out_falls_back_to_contacts(self, findings):
        # Population is agreed and stated by nobody, so contacts divide: 40 000 and 60 000.
        keys = findings.case["keys"]
        assert keys.loc[keys["agreed"], "key"].unique().tolist() == ["population"]
        assert keys.loc[keys["key"] == "population", "key_share"].isna().all()
        flow = findings.case["cash_by_year"].groupby(["option_id", "partner"])["cash_gbp"].sum()
        by_contacts = findings.case["partners"].query("key == 'contacts'").set_index(["option_id", "authority"])
        assert by_contacts.xs("west", level="authority")["key_share"].unique().tolist() == [0.4]
        for index, paid in flow.items():
            assert paid == pytest.approx(by_contacts.at[index, "pays_real_gbp"], abs=0.01)


class TestExcessTravel:
    def test_the_table_is_the_lines(self, case, findings):
        asked, _ = case
        table, lines = findings.case["excess_travel"], findings.costs
        paid = lines[lines["line_id"].str.startswith("excess-travel@")].set_index(["option_id", "payer"])["real_gbp"]
        owed = table.groupby(["option_id", "employer"])["pay_gbp"].sum()
        owed = owed[owed > 0]
        assert len(owed) > 0  # somebody is paid
        # Years beyond the period are owed and not counted; here all end within it.
        assert table["year_since_move"].max() <= asked.scenario.costs.period_years
        assert paid.sort_index().to_dict() == pytest.approx(owed.sort_index().to_dict())

    def test_pay_is_cash_of_the_employer_and_no_resource(self, findings):
        lines = findings.costs[findings.costs["line_id"].str.startswith("excess-travel")]
        assert set(lines["payer"]) <= {"west", "east"}
        assert (lines["npc_gbp"] == 0).all()
        assert (lines["cash_gbp"] > 0).all()
        assert not set(lines["option_id"]) & set(STAYING)


def test_a_range_of_the_register_is_tried(findings):
    # £860 000 more for each place and year: whoever keeps one place fewer wins.
    row = findings.case["fragile"].set_index("assumption_id").loc["costs.site_running_gbp_per_year"]
    single = set(ranking.single_sites(findings.options)["option"])
    assert row["winner_at_high"] in single
    assert row["changes"] == (findings.options["option"].iloc[0] not in single)


def test_tables_of_files_that_the_study_does_not_name_have_no_rows(findings):
    assert all(findings.case[name].empty for name in ("funding", "funding_checks", "claims"))
    assert not findings.case["channel_shift"].empty
    assert not findings.case["bias"].empty


def test_attrition_that_is_counted_stands_in_totals_the_optimiser_proved(tmp_path, cache, findings):
    # Under this curve everybody leaves whose journey grows: a resource, and cash of the employer.
    everybody = [1.0, 1.0]
    study = of_many(Study(tmp_path / "study")).state(
        "people.attrition", counted=True, added_minutes=[0, 60], low_shares=everybody, central_shares=everybody,
        high_shares=everybody,
    )  # fmt: skip
    _, found = answered(study, cache)
    lost = found.costs[found.costs["line_id"].str.startswith("attrition@")]
    assert len(lost) > 0
    assert lost["cash_gbp"].tolist() == pytest.approx((lost["quantity"] * 6_125).tolist())
    assert (lost["npc_gbp"] > 0).all()
    assert not set(lost["option_id"]) & set(STAYING)
    assert not findings.costs["line_id"].str.startswith("attrition@").any()  # off unless asked for
    best = min(proof.best_gbp for proof in found.certificates.values())
    assert found.options["total_npc_gbp"].min() == pytest.approx(best, abs=0.01)


def test_the_first_seating_of_an_option_is_the_one_it_ranks_by(findings):
    seatings = findings.case["seatings"]
    first = seatings[seatings["seating"] == 1].set_index("option_id")
    totals = findings.options.set_index("option_id").loc[first.index, "total_npc_gbp"]
    assert len(first) >= 1
    assert (first["total_npc_gbp"] - totals).abs().max() <= 500  # to the nearest thousand
    for _, of_option in seatings.groupby("option_id"):
        assert of_option["total_npc_gbp"].is_monotonic_increasing
        assert of_option["travel_change_minutes_mean"].is_monotonic_decreasing
    assert findings.case["rule_prices"].empty  # the study sets no rule


@pytest.fixture(scope="module")
def near(case) -> Findings:
    asked, _ = case
    rules = asked.scenario.options.model_copy(update={"listed_max": 3, "near_tie_share": 0.3})
    names = asked.inputs.sites.loc[asked.evidence.considered, "name"].to_dict()
    few = listed(names, list(asked.present_sites.values()), rules, asked.scenario.ways.compared)
    scenario = asked.scenario.model_copy(update={"options": rules})
    return run.answer(replace(asked, scenario=scenario, options=few), silent)


class TestTooManyToWorkOut:
    """The same study with more sets of sites than are worked out: single sites, and all near the best."""

    def test_every_option_near_the_best_is_there(self, findings, near):
        totals = findings.options.set_index("option_id")["total_npc_gbp"]
        close = totals[totals <= totals.min() + 0.3 * abs(totals.min())]
        sought = near.options.set_index("option_id")["total_npc_gbp"]
        assert len(sought) < len(totals)
        assert any(" " in sites for sites in near.options["sites"])  # pairs are not listed, so a search found them
        assert sought.reindex(close.index).tolist() == pytest.approx(close.tolist(), abs=0.01)

    def test_the_certificate_says_what_was_sought(self, findings, near):
        rows = certificate.table(near.certificates, "HiGHS").set_index("check")["value"]
        # Three sites: 3 single sites and 3 pairs, in two ways of working.
        for way in ("apart", "pooled"):
            assert rows[f"Options near the best, {way}"].startswith("12 sets of sites are too many")
            assert "; proved that no other costs £" in rows[f"Options near the best, {way}"]
        assert not certificate.table(findings.certificates, "HiGHS")["check"].str.contains("near the best").any()


def with_three_authorities(study: Study) -> Study:
    """The study with a third authority south of the two, its own hall, and every third of the staff."""
    south = gpd.GeoDataFrame(
        {"code": ["S1"], "name": ["South"]}, geometry=[shapely.box(540_000, 160_000, 550_000, 165_000)], crs=METRIC_CRS
    )
    outlines = pd.concat([squares(), south], ignore_index=True).to_crs(WEB_CRS)
    (study.folder / "boundaries.geojson").write_text(outlines.to_json(drop_id=True), encoding="utf-8")
    path = study.folder / "sites.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    hall = table.iloc[[1]].assign(
        site_id="hall-s", name="South Hall", easting="546000", northing="164900", present_of="south"
    )
    pd.concat([table, hall]).to_csv(path, index=False)
    path = study.folder / "staff.csv"
    staff = pd.read_csv(path, dtype=str, keep_default_na=False)
    staff.loc[staff.index % 3 == 2, "employer"] = "south"
    staff.to_csv(path, index=False)
    return study.state("authority.south", name="South", code="S1", contacts_per_year=30_000)


def test_three_authorities_and_none_of_the_files_that_may_be_left_out(tmp_path, cache):
    study = with_three_authorities(Study(tmp_path / "study"))
    study.text("sites.csv", lambda t: t.replace(",90,assumed", ",0,assumed"))
    del study.settings["files"]["rates_multipliers"]
    study.save()
    asked, found = answered(study, cache)
    optional = ("site_costs", "leases", "rates_multipliers", "deflators", "travel_policies", "funding", "actuals",
                "claims", "half_hours", "months", "queues", "partner_keys", "judgements", "mandate", "risks",
                "programme", "log", "equality", "site_facts")  # fmt: skip
    assert all(getattr(asked.inputs, name) is None for name in optional)
    assert list(asked.scenario.authority) == ["west", "east", "south"]
    cash = found.options.set_index("option_id")["cash_gbp"]
    paid = found.case["partners"].groupby(["option_id", "key"])["pays_real_gbp"].sum()
    for (option, _), total in paid.items():
        assert total == pytest.approx(cash[option], abs=0.01)
    assert set(found.case["partners"]["authority"]) == {"west", "east", "south"}
    assert not found.costs["line_id"].str.startswith("rates").any()
    assert all(proof.agrees for proof in found.certificates.values())
