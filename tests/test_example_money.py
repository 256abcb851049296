"""The example's cost lines and leases: honest about what was seen, alike for like places, and nothing counted twice."""

import re

import pandas as pd
import pytest

from feasibility.inputs import leases, sheets, site_costs
from tests import data_notes

STUDY = data_notes.DATA / "bexley-bromley"
IN_NEITHER = {"mottingham", "swanley"}
"""Places in neither authority, which no option may choose."""
COUNTED_ELSEWHERE = {"network", "furniture", "removal", "decant", "service_charge", "rent", "energy", "fm_hard",
                     "fm_soft", "fit_out_cat_a", "fit_out_cat_b"}  # fmt: skip
"""Lines that the table of sites (rent, service charge, fit-out) or the settings (site set-up, site running, moving)
hold already."""


@pytest.fixture(scope="module")
def sites() -> pd.DataFrame:
    return sheets.read(STUDY / "sites.csv").set_index("site_id", drop=False)


@pytest.fixture(scope="module")
def costs(sites) -> pd.DataFrame:
    return site_costs.of_file(STUDY / "site_costs.csv", set(sites["site_id"]))


@pytest.fixture(scope="module")
def events(sites) -> pd.DataFrame:
    return leases.of_file(STUDY / "leases.csv", set(sites["site_id"]))


@pytest.fixture(scope="module")
def leased(sites) -> set[str]:
    return set(sites.index[(sites["tenure"] == "leased") & (sites["present_of"] == "")]) - IN_NEITHER


def test_nothing_of_it_was_seen_so_nothing_is_called_sourced(costs, events):
    assert set(costs["status"]) == {"assumed", "illustrative"}
    assert set(events["status"]) == {"illustrative"}


def test_no_line_repeats_what_the_table_of_sites_or_the_settings_hold(costs):
    assert not set(costs["line"]) & COUNTED_ELSEWHERE


def test_candidates_bear_the_same_lines(costs, sites, leased):
    candidates = set(sites.index[sites["present_of"] == ""]) - IN_NEITHER
    of_line = costs.groupby("line")["site_id"].agg(set)
    assert of_line["fees"] == candidates
    assert of_line["dilapidations"] == of_line["stamp_duty"] == leased
    assert of_line["backlog_maintenance"] == set(sites.index[sites["present_of"] != ""])


def test_security_is_for_the_places_whose_service_charge_is_that_of_an_estate(costs, sites):
    estates = set(sites.index[sites["service_charge_gbp_per_m2_per_year"] == "40"])
    assert set(costs.loc[costs["line"] == "security", "site_id"]) == estates


def test_stamp_duty_follows_from_the_rents_of_the_table_of_sites(costs, sites):
    """1 % of the net present rent above £150,000: ten years at 3.5 %, the first half rent-free, 900 m² at most."""
    for row in costs[costs["line"] == "stamp_duty"].to_dict("records"):
        site = sites.loc[row["site_id"]]
        yearly = min(900.0, float(site["nia_m2"])) * float(site["rent_gbp_per_m2_per_year"])
        rents = [yearly / 2] + [yearly] * 9
        present = sum(rent / 1.035**year for year, rent in enumerate(rents, start=1))
        assert row["amount"] == round((present - 150_000) / 100, -2)
        assert re.search(r"£([\d,]+) over 10 years", row["source"])[1] == f"{present:,.0f}"


def test_every_lease_has_the_same_terms(events, leased):
    of_site = events[events["site_id"].isin(leased)].groupby("site_id")
    assert set(of_site.groups) == leased
    terms = {
        tuple(zip(rows["event"], rows["date"], rows["notice_months"].fillna(0), strict=True)) for _, rows in of_site
    }
    assert len(terms) == 1


def test_a_review_is_to_the_present_rent_in_real_terms(events, sites):
    reviewed = events[events["event"] == "review"].set_index("site_id")["rent_gbp_per_m2_per_year"]
    assert (reviewed == sites.loc[reviewed.index, "rent_gbp_per_m2_per_year"].astype(float)).all()


def test_both_present_centres_say_when_they_can_be_given_up(events, sites):
    held = set(events.loc[events["event"] == "earliest_vacation", "site_id"])
    assert held == set(sites.index[sites["present_of"] != ""])
