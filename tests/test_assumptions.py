"""The register held against the settings and the figures of the tables that a run really used."""

import io

import pandas as pd
import pytest

from feasibility import assumptions
from feasibility.assumptions import NOT_REGISTERED, of_tables, statuses, unmatched, unvalidated, used, with_key
from feasibility.errors import InputError
from feasibility.inputs import register as reading
from feasibility.tables import Assumptions, RegisterTable, checked

REGISTER = pd.DataFrame(
    {
        "assumption_id": ["costs.period_years", "costs.fit_out_spread_shares", "travel.providers.car", "costs.old"],
        "value": ["10", "0.5 0.50", "Network", "1"],
        "unit": ["years", "shares", "", "£"],
        "source": ["Lease", "Practice", "Plan", "None"],
        "date": ["2010"] * 4,
        "owner": ["Finance"] * 4,
        "status": ["sourced", "illustrative", "assumed", "assumed"],
        "validated_by": ["A board", "", "", ""],
        "price_year": ["", "", "", "2010"],
        "low": ["5", "", "", ""],
        "high": ["25", "", "", ""],
    }
)
OLD_HEADING = "assumption_id,value,unit,source,date,owner,status,validated_by\n"
HEADING = OLD_HEADING.replace("validated_by", "validated_by,price_year,low,high")
DRAWN_HEADING = HEADING.replace("high", "high,distribution")


def row(**settings: str) -> pd.Series:
    return checked(used({k.replace("__", "."): v for k, v in settings.items()}, REGISTER), RegisterTable, "r").iloc[0]


def test_a_value_as_registered_keeps_its_provenance():
    found = row(costs__period_years="10")
    assert (found["status"], found["source"], found["validated_by"]) == ("sourced", "Lease", "A board")
    assert (found["low"], found["high"], found["price_year"]) == ("5", "25", "")
    assert row(costs__old="1")["price_year"] == "2010"


@pytest.mark.parametrize(
    ("setting", "value"), [("costs__period_years", "10.0"), ("costs__fit_out_spread_shares", "0.5 0.5"),
                           ("travel__providers__car", "network")]
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
    found = row(costs__site_set_up_gbp="5")
    assert (found["status"], found["source"], found["registered_value"]) == ("assumed", NOT_REGISTERED, "")


def test_statuses_by_setting():
    assert statuses(used({"costs.period_years": "10", "x": "1"}, REGISTER)) == {
        "costs.period_years": "sourced",
        "x": "assumed",
    }


def test_rows_that_speak_of_nothing_the_run_used():
    known = {"costs.period_years", "costs.fit_out_spread_shares", "travel.providers.car", "sites.a.nia_m2"}
    many = REGISTER.iloc[[0, 0]].assign(assumption_id=["sites.*.nia_m2", "sites.*.rent"])
    words = "which is no setting of this scenario and no figure of its tables"
    assert unmatched(known, pd.concat([REGISTER, many])["assumption_id"]) == [
        f"the register speaks of costs.old, {words}",
        f"the register speaks of sites.*.rent, {words}",
    ]


class TestKeyAssumptions:
    TABLE = used({"costs.period_years": "10", "costs.discount_rate_share": "0.035", "travel.x": "1"}, REGISTER)

    def test_a_kind_the_answer_turns_on_is_key_until_somebody_confirms_it(self):
        # the period is key and confirmed by a board; the discount rate is key and confirmed by nobody
        assert self.TABLE["key"].tolist() == [True, True, False]
        assert unvalidated(self.TABLE)["assumption_id"].tolist() == ["costs.discount_rate_share"]

    def test_what_changes_the_winner_is_key_too(self):
        found = unvalidated(with_key(self.TABLE, {"travel.x", "costs.period_years"}))
        assert found["assumption_id"].tolist() == ["costs.discount_rate_share", "travel.x"]

    def test_a_report_is_no_draft_once_every_key_assumption_is_confirmed(self):
        assert unvalidated(self.TABLE.assign(validated_by="A board")).empty

    @pytest.mark.parametrize(
        ("assumption_id", "key"),
        [
            ("authority.bexley.contacts_per_year", True),
            ("authority.bexley.population", False),
            ("sites.a-place.rent_gbp_per_m2_per_year", True),
            ("sites.a-place.parking_gbp_per_day", False),
            ("leases.a-place.earliest_vacation.2011-06-24", True),
            ("leases.a-place.review.2015-12-25.rent_gbp_per_m2_per_year", False),
        ],
    )
    def test_kinds(self, assumption_id, key):
        assert assumptions.is_key(assumption_id) is key


def site(site_id: str, present_of: str = "", **more: object) -> dict[str, object]:
    figures = {"nia_m2": 1000.0, "rent_gbp_per_m2_per_year": 140.0, "rateable_value_gbp_per_m2": 140.0,
               "service_charge_gbp_per_m2_per_year": 56.0, "fit_out_gbp_per_m2": 500.0}  # fmt: skip
    stems = ("nia", "rent", "rateable_value", "service_charge", "fit_out")
    told = {f"{stem}_status": "illustrative" for stem in stems} | {f"{stem}_source": "Judged" for stem in stems}
    rest = {"occupied_m2": 400.0, "released_share": 0.6, "parking_spaces": float("nan"), "parking_gbp_per_day": 0.0}
    return {"site_id": site_id, "present_of": present_of, "notes": "A note", **figures, **told, **rest, **more}


SITES = pd.DataFrame([site("hall", "bexley"), site("park", nia_status="sourced", parking_spaces=12.0)])
COSTS = pd.DataFrame(
    [
        ["park", "fees", "moving_in", 0.12, "share_of_fit_out", "", "", "none", 0.0, "assumed", "Practice", "2010"],
        ["hall", "security", "in_use", 900.0, "gbp_per_year", "", "2012-03-31", "none", 0.0, "assumed", "A", "2010"],
        ["hall", "security", "in_use", 950.0, "gbp_per_year", "2012-04-01", "", "none", 0.0, "assumed", "A", "2010"],
    ],
    columns=["site_id", "line", "moment", "amount", "unit", "first_date", "last_date", "bias",
             "irrecoverable_vat_share", "status", "source", "date"],
)  # fmt: skip
LEASES = pd.DataFrame(
    [["park", "break", "2015-03-25", float("nan"), 6.0, float("nan"), "illustrative", "L"],
     ["park", "expiry", "2020-03-24", float("nan"), float("nan"), float("nan"), "illustrative", "L"]],
    columns=["site_id", "event", "date", "rent_gbp_per_m2_per_year", "notice_months", "penalty_gbp", "status",
             "source"],
)  # fmt: skip
MULTIPLIERS = pd.DataFrame([["2010-11", 0.414, 0.407, float("nan"), "Published"]],
                           columns=["year", "standard", "small", "high", "source"])  # fmt: skip


def registered(*rows: tuple[str, str, str, str, str]) -> pd.DataFrame:
    """Rows of a register by id, value, low, high and who validated them."""
    frame = pd.DataFrame(rows, columns=["assumption_id", "value", "low", "high", "validated_by"])
    return frame.reindex(columns=REGISTER.columns, fill_value="").assign(status="assumed", owner="Property")


def figures(register: pd.DataFrame = REGISTER, **tables: pd.DataFrame | None) -> pd.DataFrame:
    return checked(of_tables(SITES, tables, register, 2010), RegisterTable, "r").set_index("assumption_id")


class TestFiguresOfTables:
    def test_every_figure_of_a_site_with_its_own_status_and_the_year_of_its_pounds(self):
        found = figures()
        rent = found.loc["sites.park.rent_gbp_per_m2_per_year"]
        assert (rent["value"], rent["unit"], rent["price_year"]) == ("140", "£/m²/yr", "2010")
        assert (rent["status"], rent["source"], rent["validated_by"]) == ("illustrative", "Judged", "")
        area = found.loc["sites.park.nia_m2"]
        assert (area["status"], area["unit"], area["price_year"]) == ("sourced", "m²", "")

    def test_what_is_given_back_is_a_figure_of_present_centres_only(self):
        found = figures()
        assert found.loc["sites.hall.released_share", ["value", "status", "source"]].tolist() == [
            "0.6", "assumed", "A note",
        ]  # fmt: skip
        assert "sites.park.released_share" not in found.index
        # 12 spaces at the one; not limited, so no figure, at the other
        assert [i for i in found.index if "parking_spaces" in i] == ["sites.park.parking_spaces"]

    def test_cost_lines_in_their_own_unit_and_two_of_a_kind_told_apart(self):
        found = figures(site_costs=COSTS)
        fees = found.loc["site_costs.park.fees.moving_in.amount"]
        assert (fees["value"], fees["unit"], fees["price_year"], fees["date"]) == (
            "0.12", "share of fit out", "", "2010",
        )  # fmt: skip
        first, second = (found.loc[f"site_costs.hall.security.in_use.amount{n}"] for n in ("", ".2"))
        assert (first["value"], second["value"]) == ("900", "950")
        assert (first["unit"], first["price_year"]) == ("£/yr", "2010")

    def test_a_lease_event_is_its_figures_or_else_its_day(self):
        found = figures(leases=LEASES)
        assert found.loc["leases.park.break.2015-03-25.notice_months", ["value", "unit"]].tolist() == ["6", "months"]
        assert found.loc["leases.park.expiry.2020-03-24", "value"] == "2020-03-24"
        assert "leases.park.break.2015-03-25" not in found.index

    def test_a_published_series_is_sourced_and_a_table_that_is_absent_has_no_rows(self):
        found = figures(rates_multipliers=MULTIPLIERS, leases=None)
        assert found.loc["rates_multipliers.2010-11.standard", ["value", "status", "source"]].tolist() == [
            "0.414", "sourced", "Published",
        ]  # fmt: skip
        assert not [i for i in found.index if i.startswith("leases")]
        assert "rates_multipliers.2010-11.high" not in found.index  # blank: as standard

    def test_the_register_gives_one_figure_its_range_and_its_validation(self):
        found = figures(registered(("sites.hall.released_share", "0.6", "0.2", "1", "A board")))
        assert found.loc["sites.hall.released_share", ["low", "high", "owner", "validated_by"]].tolist() == [
            "0.2", "1", "Property", "A board",
        ]  # fmt: skip

    def test_a_figure_that_is_no_longer_the_one_registered_is_not_validated(self):
        found = figures(registered(("sites.hall.released_share", "0.5", "0.2", "1", "A board")))
        assert found.loc["sites.hall.released_share", "validated_by"] == ""

    def test_a_range_for_many_figures_is_times_each(self):
        many = ("sites.*.rent_gbp_per_m2_per_year", "1", "0.75", "1.25", "")
        own = ("sites.park.rent_gbp_per_m2_per_year", "140", "100", "200", "")
        found = figures(registered(many, own))
        # 140 x 0.75 = 105, 140 x 1.25 = 175; the park's own row goes before the one for many
        assert found.loc["sites.hall.rent_gbp_per_m2_per_year", ["low", "high"]].tolist() == ["105", "175"]
        assert found.loc["sites.park.rent_gbp_per_m2_per_year", ["low", "high"]].tolist() == ["100", "200"]
        assert found.loc["sites.hall.nia_m2", ["low", "high"]].tolist() == ["", ""]


def read(rows: str, heading: str = HEADING) -> pd.DataFrame:
    frame = pd.read_csv(io.StringIO(heading + rows), dtype=str, keep_default_na=False)
    return reading.read(frame.set_axis(pd.RangeIndex(2, len(frame) + 2, name="row"), axis="index"), "register.csv")


def faults(rows: str) -> list[str]:
    with pytest.raises(InputError) as told:
        read(rows)
    return list(told.value.faults)


class TestReadingTheRegister:
    def test_an_older_register_without_ranges_still_reads(self):
        found = read("a.b,1,m,S,2010,O,sourced,\n", OLD_HEADING)
        checked(found, Assumptions, "register.csv")
        assert found.loc[0, ["price_year", "low", "high"]].tolist() == ["", "", ""]

    def test_a_range_may_be_the_value_itself(self):
        assert read("a.b,1,m,S,2010,O,sourced,,2010,1,1\n").loc[0, "high"] == "1"

    def test_every_fault_at_once(self):
        assert faults(
            "a.a,1,m,S,2010,O,sourced,,10,0,2\n"
            "a.b,1,m,S,2010,O,sourced,,,0,\n"
            "a.c,1,m,S,2010,O,sourced,,,3,2\n"
            "a.d,5,m,S,2010,O,sourced,,,1,2\n"
            "a.e,pooled,word,S,2010,O,sourced,,,1,2\n"
            "a.f,1,m,S,2010,O,sourced,,,low,2\n"
        ) == [
            "column price_year: row 2: is no year; write such as 2010, or leave it blank",
            'row 7, column low: found "low"; write a number such as 1250 or 12.5, without unit or pound sign',
            "column high: row 3: is blank beside low; state both ends of the range, or neither",
            "column low: row 4: is above high; change them over",
            "column low: row 6: has a range, and the value is no number; clear low and high",
            "column value: row 5: lies outside its range; mend the value, low or high",
        ]


class TestDistributionsOfTheRegister:
    def test_a_setting_carries_how_it_is_drawn(self):
        register = REGISTER.assign(distribution=["triangular", "", "", ""])
        found = checked(used({"costs.period_years": "12", "costs.old": "1"}, register), RegisterTable, "r")
        assert found["distribution"].tolist() == ["triangular", ""]

    def test_a_distribution_for_many_figures_is_that_of_each_and_an_own_row_goes_before(self):
        many = ("sites.*.rent_gbp_per_m2_per_year", "1", "0.75", "1.25", "")
        own = ("sites.park.rent_gbp_per_m2_per_year", "140", "100", "200", "")
        found = figures(registered(many, own).assign(distribution=["uniform", "pert"]))["distribution"]
        assert found["sites.hall.rent_gbp_per_m2_per_year"] == "uniform"
        assert found["sites.park.rent_gbp_per_m2_per_year"] == "pert"
        assert found["sites.hall.nia_m2"] == ""

    def test_a_word_is_read_in_any_letters_and_a_register_without_the_column_draws_nothing(self):
        assert read("a.b,1,m,S,2010,O,sourced,,,0,2, Uniform \n", DRAWN_HEADING).loc[0, "distribution"] == "uniform"
        assert read("a.b,1,m,S,2010,O,sourced,,,0,2\n").loc[0, "distribution"] == ""

    def test_every_fault_of_a_distribution_at_once(self):
        with pytest.raises(InputError) as told:
            read(
                "a.a,1,m,S,2010,O,sourced,,,0,2,triangle\n"
                "a.b,1,m,S,2010,O,sourced,,,0,2,chance\n"
                "a.c,1,m,S,2010,O,sourced,,,,,uniform\n"
                "a.d,pooled,word,S,2010,O,sourced,,,,,uniform\n"
                "a.e,1,m,S,2010,O,sourced,,,1,1,pert\n"
                "a.f,1,m,S,2010,O,sourced,,,0,2,lognormal\n"
                "a.g,1,m,S,2010,O,sourced,,,1,2,normal\n"
                "a.h,1,m,S,2010,O,sourced,,,3,2,uniform\n"
                "a.i,5,m,S,2010,O,sourced,,,1,2,uniform\n",
                DRAWN_HEADING,
            )
        known = "one of triangular, uniform, pert, normal, lognormal, or leave it blank"
        assert list(told.value.faults) == [
            "column low: row 9: is above high; change them over",
            "column value: row 10: lies outside its range; mend the value, low or high",
            f'row 2, column distribution: found "triangle"; did you mean triangular? If not, write {known}',
            f'row 3, column distribution: found "chance"; write {known}',
            "column distribution: row 5: the value is no number, so nothing can be drawn; leave it blank",
            "column distribution: row 4: has no range to draw from; state low and high, or leave it blank",
            "column distribution: row 6: low and high are the same, so there is nothing to draw; leave it blank",
            "column distribution: row 7: lognormal draws figures above 0 only; raise low, or write triangular",
            "column distribution: row 8: normal and lognormal take the value for the middle, and it stands at an end "
            "of its range; write triangular",
        ]
