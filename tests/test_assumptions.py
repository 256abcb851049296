"""The register held against the settings a run really used."""

import pandas as pd
import pytest

from feasibility.assumptions import NOT_REGISTERED, statuses, unmatched, used
from feasibility.tables import RegisterTable, checked

REGISTER = pd.DataFrame(
    {
        "assumption_id": ["costs.period_years", "costs.fit_out_spread_shares", "seats.working", "costs.old"],
        "value": ["10", "0.5 0.50", "Pooled", "1"],
        "unit": ["years", "shares", "", ""],
        "source": ["Lease", "Practice", "Plan", "None"],
        "date": ["2010"] * 4,
        "owner": ["Finance"] * 4,
        "status": ["sourced", "illustrative", "assumed", "assumed"],
        "validated_by": ["A board", "", "", ""],
    }
)


def row(**settings: str) -> pd.Series:
    return checked(used({k.replace("__", "."): v for k, v in settings.items()}, REGISTER), RegisterTable, "r").iloc[0]


def test_a_value_as_registered_keeps_its_provenance():
    found = row(costs__period_years="10")
    assert (found["status"], found["source"], found["validated_by"]) == ("sourced", "Lease", "A board")


@pytest.mark.parametrize(
    ("setting", "value"), [("costs__period_years", "10.0"), ("costs__fit_out_spread_shares", "0.5 0.5"),
                           ("seats__working", "pooled")]
)  # fmt: skip
def test_the_same_value_written_otherwise_is_the_same(setting, value):
    assert not row(**{setting: value})["source"].startswith("changed")


def test_a_changed_value_is_no_longer_sourced_nor_validated():
    found = row(costs__period_years="12")
    assert (found["status"], found["validated_by"]) == ("assumed", "")
    assert found["source"] == "changed by this scenario; the register has 10 (Lease)"
    assert (found["value"], found["registered_value"]) == ("12", "10")


def test_changing_an_illustrative_value_does_not_make_it_firmer():
    assert row(costs__fit_out_spread_shares="0.4 0.6")["status"] == "illustrative"


def test_a_setting_nobody_registered_is_assumed():
    found = row(costs__pooling_gbp="5")
    assert (found["status"], found["source"], found["registered_value"]) == ("assumed", NOT_REGISTERED, "")


def test_statuses_by_setting():
    assert statuses(used({"costs.period_years": "10", "x": "1"}, REGISTER)) == {
        "costs.period_years": "sourced",
        "x": "assumed",
    }


def test_rows_that_speak_of_no_setting():
    assert unmatched(
        {"costs.period_years": "10", "costs.fit_out_spread_shares": "", "seats.working": ""}, REGISTER
    ) == ["the register speaks of costs.old, which is no setting of this scenario"]
