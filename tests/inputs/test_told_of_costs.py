"""Faults of the tables of cost lines, multipliers and deflators; and what is read from good ones."""

import math

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.inputs import dates, deflators, rates_multipliers, site_costs
from feasibility.tables import COST_LINES, Deflators, RatesMultipliers, SiteCosts, checked
from tests import data_notes
from tests.inputs.test_told_of_factors import table

COSTS = "site_id,line,moment,amount,unit,first_date,last_date,bias,irrecoverable_vat_share,status,source,date\n"
RENT = "mid,rent,in_use,120,gbp_per_m2_per_year,,,none,0,assumed,Made up,2010\n"
KNOWN = ("hall-w", "hall-e", "mid")
YEARS = "year,standard,small,high,source\n"
INDEX = "year,index,source,status\n"


def line(**changes: str) -> str:
    """A good row of cost lines with some cells changed."""
    heading = COSTS.strip().split(",")
    return ",".join((dict(zip(heading, RENT.strip().split(","), strict=True)) | changes).values()) + "\n"


def faults(reader, rows: str, heading: str, *more: object) -> list[str]:
    with pytest.raises(InputError) as told:
        reader.read(table(heading + rows), "t.csv", *more)
    assert told.value.where == "t.csv"
    return list(told.value.faults)


class TestSiteCosts:
    def test_good_lines_keep_their_figures_and_get_plain_dates(self):
        rows = RENT + line(line="capital_receipt", moment="leaving", amount="-250000", unit="gbp")
        rows += line(line="backlog_maintenance", moment="do_minimum", amount="30000", unit="gbp")
        rows += line(line="fees", moment="moving_in", amount="0.12", unit="share_of_fit_out", bias="standard_buildings")
        rows += line(first_date="2012-04-01 00:00:00", last_date="25/03/2015", amount='"1,250.50"')
        rows += line(line="fit_out_cat_b", moment="moving_in", amount="-40", unit="gbp_per_m2")
        read = site_costs.read(table(COSTS + rows), "costs.csv", KNOWN)
        checked(read, SiteCosts, "costs.csv")
        assert read["amount"].tolist() == [120.0, -250_000.0, 30_000.0, 0.12, 1250.5, -40.0]
        assert read.loc[4, ["first_date", "last_date"]].tolist() == ["2012-04-01", "2015-03-25"]
        assert read.loc[0, ["first_date", "last_date"]].tolist() == ["", ""]

    def test_every_fault_at_once(self):
        number = "write a number such as 1250 or 12.5, without unit or pound sign"
        rows = (
            RENT  # 2
            + line(site_id="hall-x", amount="1")  # 3
            + line(site_id="", amount="2")  # 4
            + line(line="rents", amount="3")  # 5
            + line(amount="£4")  # 6
            + line(first_date="2012-04-01", last_date="2011-04-01", amount="5")  # 7
            + line(first_date="31/02/2012", amount="6")  # 8
            + line(source="", amount="7")  # 9
            + line(irrecoverable_vat_share="20", amount="8")  # 10
            + RENT  # 11
        )
        assert faults(site_costs, rows, COSTS, KNOWN) == [
            f'row 6, column amount: found "£4"; {number}',
            'row 8, column first_date: found "31/02/2012", a day that no calendar has; write year, month, day, such as '
            "2012-04-01",
            'row 3, column site_id: found "hall-x", which the table of sites lacks; is it hall-w?',
            "row 4, column site_id: is blank; name a site of the table of sites",
            f'row 5, column line: found "rents"; must be one of {", ".join(COST_LINES)}',
            "row 10, column irrecoverable_vat_share: found 20; must be 1 or less",
            "row 7, column last_date: 2011-04-01 is before first_date, 2012-04-01; mend one of the two",
            "column site_id: rows 2, 11: give the same line more than once; keep one",
            "column source: row 9: is blank; say where the amount comes from",
        ]

    @pytest.mark.parametrize(
        ("cells", "says"),
        [
            (
                {"unit": "gbp_per_m2"},
                'found "gbp_per_m2", a unit paid once, but in_use lasts; write one of gbp_per_year, '
                "gbp_per_m2_per_year, gbp_per_workstation_per_year",
            ),
            (
                {"line": "removal", "moment": "moving_in", "unit": "gbp_per_workstation_per_year"},
                'found "gbp_per_workstation_per_year", a yearly unit, but moving_in happens once; write one of gbp, '
                "gbp_per_m2, gbp_per_workstation, share_of_fit_out",
            ),
            (
                {"moment": "moving_in", "unit": "gbp_per_m2"},
                'found "gbp_per_m2", but rent is paid every year and moving_in happens once; give a moment that lasts '
                "and a yearly unit",
            ),
            (
                {"line": "dilapidations"},
                'found "gbp_per_m2_per_year", but dilapidations is paid once and in_use lasts; give a moment such as '
                "leaving and a unit paid once",
            ),
            (
                {"line": "dilapidations", "moment": "staying"},
                'found "gbp_per_m2_per_year", a yearly unit, but dilapidations is paid once; write one of gbp, '
                "gbp_per_m2, gbp_per_workstation, share_of_fit_out",
            ),
            (
                {"moment": "staying", "unit": "gbp_per_m2"},
                'found "gbp_per_m2", a unit paid once, but rent is paid every year; write one of gbp_per_year, '
                "gbp_per_m2_per_year, gbp_per_workstation_per_year",
            ),
            (
                {"line": "fit_out_cat_a", "moment": "moving_in", "unit": "share_of_fit_out", "amount": "0.1"},
                'found "share_of_fit_out", which is a part of the fit-out at moving_in, for lines such as fees; write '
                "gbp, or gbp_per_m2",
            ),
        ],
    )
    def test_a_wrong_unit_is_one_fault_that_names_the_right_ones(self, cells, says):
        assert faults(site_costs, line(**cells), COSTS, KNOWN) == [f"row 2, column unit: {says}"]

    @pytest.mark.parametrize(
        ("cells", "says"),
        [
            ({"amount": "2001"}, "is above £2,000 for gbp_per_m2_per_year: are these pence"),
            ({"amount": "245", "unit": "gbp_per_year"}, ""),
            ({"amount": "99", "unit": "gbp_per_year"}, "is below £100 for a whole place: are these thousands?"),
            (
                {"line": "fees", "moment": "moving_in", "amount": "12", "unit": "share_of_fit_out"},
                "is above 1 for a share: is it per cent? Write 0.12 for 12%",
            ),
            (
                {"line": "capital_receipt", "moment": "leaving", "amount": "900000", "unit": "gbp"},
                "money received is negative: write -250000",
            ),
            ({"amount": "-120"}, "is negative, as money received is; a cost is written without the sign"),
            ({"amount": "2000"}, ""),
            ({"amount": "0", "unit": "gbp_per_year"}, ""),
        ],
    )
    def test_amounts_that_cannot_be_meant(self, cells, says):
        if says:
            (fault,) = faults(site_costs, line(**cells), COSTS, KNOWN)
            assert fault.startswith(f"column amount: row 2: {says}")
        else:
            assert len(site_costs.read(table(COSTS + line(**cells)), "t.csv", KNOWN)) == 1

    def test_without_the_table_of_sites_every_id_passes(self):
        assert site_costs.read(table(COSTS + line(site_id="elsewhere")), "t.csv")["site_id"].tolist() == ["elsewhere"]


class TestMultipliers:
    def test_the_shipped_table_is_read_whole(self):
        read = rates_multipliers.of_file(data_notes.DATA / "reference" / "rates_multipliers.csv")
        checked(read, RatesMultipliers, "rates_multipliers.csv")
        assert len(read) == 17
        by_year = read.set_index("year")
        assert by_year.loc["2010-11", ["standard", "small"]].tolist() == [0.414, 0.407]
        assert by_year.loc["2026-27", ["standard", "small", "high"]].tolist() == [0.480, 0.432, 0.508]
        assert math.isnan(by_year.at["2025-26", "high"])

    def test_years_as_excel_and_officers_write_them_in_order(self):
        rows = "2011/12,0.433,0.426,,A\n2010-11-01 00:00:00,0.414,0.407,,A\n2012-2013,0.458,0.45,,A\n"
        read = rates_multipliers.read(table(YEARS + rows), "t.csv")
        assert read["year"].tolist() == ["2010-11", "2011-12", "2012-13"]
        assert read["standard"].tolist() == [0.414, 0.433, 0.458]

    def test_every_fault_at_once(self):
        rows = (
            "2010-11,41.4,0.407,,A\n2010-12,0.4,0.4,,A\n,0.4,0.4,,A\n2011-12,0.4,0,,\n2012-13,,0.4,x,A\n"
            "2012-13,0.4,0.4,,A\n"
        )
        number = "write a number such as 1250 or 12.5, without unit or pound sign"
        assert faults(rates_multipliers, rows, YEARS) == [
            "column standard: row 6: is blank; write a number",
            f'row 6, column high: found "x"; {number}',
            "column year: row 4: is blank; write a financial year such as 2010-11",
            'row 3, column year: found "2010-12"; write a financial year such as 2010-11',
            "column standard: row 2: is above 2: is it pence? Write pounds, such as 0.414 for 41.4p",
            "row 5, column small: found 0; must be above 0",
            "column year: rows 6-7: give one year more than once; keep one",
            "column source: row 5: is blank; say where the figures come from",
        ]

    def test_the_year_of_the_rates_must_be_there(self):
        read = rates_multipliers.read(table(YEARS + "2010-11,0.414,0.407,,A\n2011-12,0.433,0.426,,A\n"), "t.csv")
        assert rates_multipliers.year_faults(read, "2011-12", "t.csv", "places have values") == []
        assert rates_multipliers.year_faults(read, "2014-15", "t.csv", "places have values") == [
            "t.csv: column year: has no row 2014-15, which costs.rates.year asks for: places have values; the table "
            "has 2010-11 to 2011-12, the nearest year is 2011-12; add the row, or change the setting"
        ]
        assert rates_multipliers.year_faults(None, "2014-15", "", "places have values") == [
            "files.rates_multipliers: no table is named, but places have values; name one that has 2014-15, such as "
            "data/reference/rates_multipliers.csv, or give rateable values of 0"
        ]


class TestDeflators:
    def test_good_ones_come_in_order(self):
        read = deflators.read(table(INDEX + "2011,70.5,A,assumed\n2010,69.1217,A,sourced\n"), "t.csv")
        checked(read, Deflators, "t.csv")
        assert read[["year", "index"]].to_numpy().tolist() == [[2010, 69.1217], [2011, 70.5]]

    def test_every_fault_at_once(self):
        rows = "2010,69,A,sourced\n2010,69,A,sourced\n2010.5,70,A,sourced\n2013,0,,guessed\n2012,x,A,assumed\n"
        assert faults(deflators, rows, INDEX) == [
            'row 6, column index: found "x"; write a number such as 1250 or 12.5, without unit or pound sign',
            "column year: row 4: is no year; write such as 2010",
            "row 5, column index: found 0; must be above 0",
            'row 5, column status: found "guessed"; must be one of sourced, assumed, illustrative',
            "column year: rows 2-3: give one year more than once; keep one",
            "column source: row 5: is blank; say where the index comes from",
            "column year: 2011 of 2010 to 2013 is missing; add each, with status assumed where it is judged",
        ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2012-04-01", "2012-04-01"),
        ("2012-04-01 00:00:00", "2012-04-01"),
        ("25/03/2015", "2015-03-25"),
        ("03/25/2015", "2015-03-25"),  # only one of its numbers can be a month
        ("04/04/2012", "2012-04-04"),  # both readings are one day
        ("1 April 2012", "2012-04-01"),
        ("1-Apr-2012", "2012-04-01"),
        ("29/02/2012", "2012-02-29"),
    ],
)
def test_a_date_in_every_form_that_has_one_reading(text, found):
    frame, told = dates.days(pd.DataFrame({"date": [text]}), ["date"])
    assert (frame["date"].tolist(), told) == ([found], [])
    assert dates.day(found).isoformat() == found


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("03/04/2012", "which may be either of two days"),
        ("41000", "the number that Excel keeps for a day; format the cell as a date"),
        ("29/02/2011", "a day that no calendar has"),
        ("13/14/2012", "a day that no calendar has"),
        ("2012-04-01 09:30:00", "write year, month, day"),
        ("1/4/12", "write year, month, day"),
        ("0212-04-01", "outside the years 1900 to 2200"),
        ("1 Avril 2012", "write year, month, day"),
    ],
)
def test_a_date_that_is_none_or_may_be_two(text, says):
    frame, told = dates.days(pd.DataFrame({"date": [text]}, index=[7]), ["date"])
    assert frame["date"].tolist() == [""]
    assert len(told) == 1
    assert told[0].startswith(f'row 7, column date: found "{text}"')
    assert says in told[0]


def test_a_blank_date_is_a_fault_where_one_is_needed():
    blank = pd.DataFrame({"date": [""]}, index=[4])
    assert dates.days(blank, ["date"])[1] == [
        "column date: row 4: is blank; write year, month, day, such as 2012-04-01"
    ]
    assert dates.days(blank, ["date"], may_be_blank=["date"])[1] == []
    assert dates.day("") is None
