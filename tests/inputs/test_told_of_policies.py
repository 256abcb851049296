"""Faults of the table of excess-travel policies, and what ships."""

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.excess_travel.policy import by_id
from feasibility.inputs import travel_policies
from feasibility.tables import checked, empty
from feasibility.tables.policies import TravelPolicies
from tests import data_notes

FILE = data_notes.DATA / "reference" / "travel_policies.csv"


def shipped() -> pd.DataFrame:
    """The cells as text, numbered as an officer counts them."""
    frame = pd.read_csv(FILE, dtype=str, keep_default_na=False)
    return frame.set_axis(pd.RangeIndex(2, len(frame) + 2, name="row"), axis="index")


def changed(**cells: str) -> pd.DataFrame:
    """One policy, Lincolnshire's, in row 2, with cells changed."""
    frame = shipped()
    frame = frame[frame["policy_id"] == "lincolnshire"].set_axis(pd.RangeIndex(2, 3, name="row"), axis="index")
    return frame.assign(**cells)


def faults(frame: pd.DataFrame) -> list[str]:
    with pytest.raises(InputError) as told:
        travel_policies.read(frame, "policies.csv")
    return list(told.value.faults)


class TestFaults:
    def test_a_good_policy_is_of_its_schema(self):
        checked(travel_policies.read(changed(), "policies.csv"), TravelPolicies, "policies.csv")

    @pytest.mark.parametrize(
        ("cells", "fault"),
        [
            ({"duration_months": ""},
             "column duration_months: row 2: the policy has no end; give the months for which it pays"),
            ({"trigger_miles_is": ""},
             "column trigger_miles_is: row 2: is blank beside a trigger_miles; write at least, or above"),
            ({"trigger_minutes_is": "above"},
             "column trigger_minutes_is: row 2: stands without a trigger_minutes; give the trigger or clear this cell"),
            ({"trigger_miles_is": ">"},
             "column trigger_miles_is: row 2: write at least, or above, or leave it blank where there is no trigger"),
            ({"car_basis": "mileage"},
             "column car_basis: row 2: write amap, pence, cost, cheapest, none, or leave it blank where the source "
             "does not say"),
            ({"car_basis": "pence"},
             "column car_pence_per_mile: row 2: is blank where car_basis is pence; give the rate"),
            ({"car_pence_per_mile": "45"},
             "column car_pence_per_mile: row 2: is given where car_basis is not pence; clear one of them"),
            ({"car_basis": "pence", "car_pence_per_mile": "0.45"},
             "column car_pence_per_mile: row 2: is below 2: are these pounds? Give pence, 45 and not 0.45"),
            ({"transit_basis": "amap"},
             "column transit_basis: row 2: HMRC has no mileage rate for passengers; write cost or pence"),
            ({"weeks_per_year": "42"},
             "column weeks_per_year: row 2: days_per_year is given too; keep one of them"),
            ({"year_shares": "1 half"},
             'row 2, column year_shares: found "1 half"; write a share for each year with spaces between, such as '
             "1 0.5"),
            ({"year_shares": "1 0.5"},
             "row 2, column year_shares: 2 shares for 12 months; give 1, one for each year begun"),
            ({"year_shares": "1.5"},
             "row 2, column year_shares: every share must be from 0 to 1, such as 0.5 for half"),
            ({"taxable": "no"},
             "column employers_ni: row 2: National Insurance is owed on taxable pay alone; correct taxable"),
            ({"source": ""}, "column source: row 2: is blank; say where the scheme was published"),
            ({"pro_rata": "maybe"}, "column pro_rata: row 2: write yes or no, or leave it blank: no"),
            ({"duration_months": "1000"}, "row 2, column duration_months: found 1000; must be 120 or less"),
            ({"cap_gbp_per_year": "none"},
             'row 2, column cap_gbp_per_year: found "none"; write a number such as 1250 or 12.5, without unit or pound '
             "sign"),
        ],
    )  # fmt: skip
    def test_one_fault_has_one_message(self, cells, fault):
        assert faults(changed(**cells)) == [fault]

    def test_every_fault_at_once(self):
        twice = pd.concat([changed(duration_months=""), changed(taxable="no")]).set_axis(
            pd.RangeIndex(2, 4, name="row"), axis="index"
        )
        assert faults(twice) == [
            'row 2, column policy_id: found "lincolnshire"; stands more than once; each must differ',
            'row 3, column policy_id: found "lincolnshire"; stands more than once; each must differ',
            "column duration_months: row 2: the policy has no end; give the months for which it pays",
            "column employers_ni: row 3: National Insurance is owed on taxable pay alone; correct taxable",
        ]

    def test_a_column_that_is_missing(self):
        assert faults(changed().drop(columns="cap_gbp_per_year")) == ["column cap_gbp_per_year: is missing"]

    def test_an_authority_must_name_a_policy_that_is_there(self):
        read = travel_policies.read(changed(), "policies.csv")
        assert travel_policies.strange(read, {"bexley": "lincolnshire", "bromley": None}, "policies.csv") == []
        assert travel_policies.strange(read, {"bexley": "essex"}, "policies.csv") == [
            "authority.bexley.travel_policy: policies.csv has no policy essex; it has lincolnshire"
        ]
        assert travel_policies.strange(empty(TravelPolicies), {"bexley": "essex"}, "no file")[0].endswith("it has none")


class TestWhatShips:
    def test_every_scheme_seen_is_a_policy(self):
        assert list(by_id(travel_policies.of_file(FILE))) == [
            "statutory-none", "lincolnshire", "essex", "sefton", "council-2012", "angus", "hampshire-2007",
            "nhs-17-27", "hmrc-2021",
        ]  # fmt: skip

    def test_each_says_what_its_source_leaves_out(self):
        read = travel_policies.of_file(FILE).set_index("policy_id")
        assert (read["note"].str.len() > 40).all()
        silent = read[["cycle_basis", "transit_basis"]].eq("").any(axis=1)
        hampshire = read.index == "hampshire-2007"
        assert read.loc[silent & ~hampshire, "note"].str.contains("says nothing of").all()
        # What rests on a reading of ours is not called sourced.
        assert read.index[read["status"] == "assumed"].tolist() == ["statutory-none", "sefton", "hmrc-2021"]
