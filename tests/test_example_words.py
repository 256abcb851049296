"""What the example says in words agrees with its own figures, settings and sites, and grades as the document does."""

from pathlib import Path

import pandas as pd
import pytest

from feasibility.appraisal import progress
from feasibility.inputs import funding, sheets
from feasibility.inputs.reporting import equality, log, mandate, programme, risks, site_facts
from feasibility.scenario import Scenario, load
from feasibility.tables import empty
from feasibility.tables.funding import FundingChecksTable
from feasibility.tables.reporting import CHARACTERISTICS, MANDATE_PARTS

FOLDER = Path(__file__).parents[1] / "scenarios"
STATED = {"r1": "LH", "r2": "MH", "r3": "MH", "r4": "ML", "r5": "MM", "r6": "MM", "r7": "MM"}
"""Key risks of the 2010 project initiation document: probability and impact."""


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(FOLDER / "bexley-bromley-2010.toml")


@pytest.fixture(scope="module")
def told(scenario: Scenario) -> dict[str, pd.DataFrame]:
    files, day = scenario.files, scenario.reporting.report_date
    site_ids = sheets.read(files.sites)["site_id"]
    return {
        "mandate": mandate.of_file(files.mandate),
        "risks": risks.of_file(files.risks),
        "programme": programme.of_file(files.programme, day),
        "log": log.of_file(files.log, day),
        "equality": equality.of_file(files.equality),
        "site_facts": site_facts.of_file(files.site_facts, list(site_ids)),
    }


def test_the_risks_of_the_document_keep_their_stated_grades_and_new_ones_have_none(told):
    register = told["risks"].assign(short=told["risks"]["risk_id"].str.split("-").str[0])
    stated = register.set_index("short")[["stated_probability", "stated_impact"]].agg("".join, axis=1)
    assert stated[stated != ""].to_dict() == STATED
    assert (stated == "").sum() == 21


def test_a_risk_scored_as_stated_says_kept_and_any_other_gives_its_reason(told):
    of_document = told["risks"][told["risks"]["stated_impact"] != ""]
    same = (of_document["probability"] == of_document["stated_probability"]) & (
        of_document["impact"] == of_document["stated_impact"]
    )
    assert of_document["why"].str.startswith("Kept").equals(same)
    assert (of_document["status"] == "sourced").equals(same)  # a score of ours is assumed


def test_colours_on_the_day_of_the_document(told, scenario):
    tables = progress.tables(told, scenario.reporting, empty(FundingChecksTable))
    assert tables["risks"]["rag"].value_counts().to_dict() == {"red": 13, "amber": 11, "green": 4}
    late = tables["programme"].set_index("milestone_id")
    # From 1 June to 31 July: 29 days of June and 31 of July.
    assert late.loc["start", ["days_late", "rag"]].tolist() == [60, "red"]
    assert late.loc[["document", "peers"], "rag"].tolist() == ["done", "not dated"]
    assert tables["highlight"].loc[0, "rag"] == "red"


def test_the_programme_has_the_days_of_the_settings(told, scenario):
    planned = told["programme"].set_index("milestone_id")["planned_date"]
    of = scenario.funding
    assert planned[["start", "m4", "plan"]].tolist() == [of.project_start, of.closure_by, of.project_end]
    assert told["programme"].set_index("milestone_id").at["document", "done_date"] == scenario.reporting.report_date


def test_sums_that_the_log_speaks_of(told, scenario):
    words = told["log"].set_index("entry_id")["what"]
    # 10 % of 450,000 calls at £3.21 less £0.39.
    assert f"£{450_000 // 10 * (321 - 39) // 100:,}" == "£126,900"
    assert "£126,900" in words["bexley-saving"]
    promised = funding.of_file(scenario.files.funding)
    paid = promised.loc[promised["entry"] == "payment", "amount_gbp"].sum()
    asked = promised.loc[promised["entry"] == "item", "amount_gbp"].sum()
    assert f"£{paid:,.0f}" in words["two-pounds"]
    assert f"£{asked:,.0f}" in words["matrix"]
    calls = [authority.contacts_per_year for authority in scenario.authority.values()]
    assert f"{calls[0] / calls[1]:.0%}" in words["similar-volumes"]


def test_every_part_of_the_mandate_and_every_group_is_spoken_of(told):
    assert set(told["mandate"]["part"]) == set(MANDATE_PARTS)
    assert set(told["equality"]["characteristic"]) == set(CHARACTERISTICS)


@pytest.mark.parametrize(
    "name",
    ["bexley-bromley-2010", "bexley-bromley-croydon-2010", "bexley-bromley-present", "bexley-bromley-2010-hybrid"],
)
def test_facts_of_sites_are_of_the_sites_of_their_study(name):
    files = load(FOLDER / f"{name}.toml").files
    sites = list(sheets.read(files.sites)["site_id"])
    facts = site_facts.of_file(files.site_facts, sites)
    assert set(facts["site_id"]) == set(sites)
    assert set(facts["commercial"]) == {"no"}  # all of it is public
