"""What an officer is told of a table of funding, or of actuals, that cannot be used."""

import io

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.inputs import actuals, funding
from feasibility.tables import checked
from feasibility.tables.funding import Actuals, Funding
from tests import data_notes

FUNDING = "funder,entry,kind,what,quarter_from,amount_gbp,secured,decision_date,status,source\n"
ACTUALS = "authority,item,financial_year,amount_gbp,status,source\n"
PAID = "Fund,payment,capital,,2010-10-01,80,yes,,sourced,A letter\n"
SPENT = "bexley,accommodation,2009-10,140000,sourced,Outturn\n"


def table(text: str) -> pd.DataFrame:
    frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    return frame.set_axis(pd.RangeIndex(2, len(frame) + 2, name="row"), axis="index")


def told_of_funding(rows: str, heading: str = FUNDING) -> list[str]:
    with pytest.raises(InputError) as told:
        funding.read(table(heading + rows), "funding.csv")
    return list(told.value.faults)


def told_of_actuals(rows: str, heading: str = ACTUALS) -> list[str]:
    with pytest.raises(InputError) as told:
        actuals.read(table(heading + rows), ["bexley", "bromley"], "actuals.csv")
    return list(told.value.faults)


class TestFunding:
    def test_good_rows_are_of_their_schema(self):
        rows = PAID + "Fund,total,capital,,,80,,,sourced,A letter\nBexley,match,,,,50,no,01/07/2010,assumed,Minutes\n"
        # 1 July or 7 January: refused; see the next test
        with pytest.raises(InputError, match="either of two days"):
            funding.read(table(FUNDING + rows), "funding.csv")
        read = funding.read(table(FUNDING + rows.replace("01/07/2010", "1 July 2010")), "funding.csv")
        checked(read, Funding, "funding.csv")
        assert read["secured"].tolist() == [True, False, False]
        assert read.loc[2, "decision_date"] == "2010-07-01"
        assert read["amount_gbp"].tolist() == [80, 80, 50]

    def test_every_fault_at_once(self):
        assert told_of_funding(
            PAID
            + "Fund,payment,,,2010-11-01,ten,,,sourced,A letter\n"
            + "Fund,payment,capital,,,5,perhaps,,sourced,\n"
            + "Fund,total,capital,,2010-10-01,5,yes,,sourced,A letter\n"
            + ",match,capital,,2010-10-01,-5,no,31 June 2010,sourced,A letter\n"
            + "Fund,item,revenue,,,5,,,guessed,A letter\n"
            + "Fund,gift,capital,,,5,,,sourced,A letter\n"
            + PAID
        ) == [
            'row 3, column amount_gbp: found "ten"; write a number such as 1250 or 12.5, without unit or pound sign',
            'row 6, column decision_date: found "31 June 2010", a day that no calendar has; write year, month, day, '
            "such as 2012-04-01",
            "column secured: row 4: write yes or no, or leave it blank: a total, an item or a project cost is no "
            "promise",
            "column funder: row 6: is blank; say who pays, or whose document it is",
            "column kind: row 3: is blank; write capital or revenue",
            "column quarter_from: row 4: is blank; write the first day of the payment's quarter",
            "column quarter_from: row 3: begins no quarter; write 1 April, July, October or January, such as "
            "2010-10-01",
            "column quarter_from: row 5: begins no financial year; write 1 April, or leave it blank for the whole",
            "column quarter_from: row 6: belongs to payments and totals; leave it blank, or enter a match that has a "
            "quarter as a payment",
            "column secured: row 3: is blank; write yes or no",
            "column secured: row 5: belongs to payments and matches; leave it blank",
            "column what: row 7: is blank; say what the money is to pay for",
            "column source: row 4: is blank; say where the figure comes from",
            "row 6, column amount_gbp: found -5; must be 0 or more",
            'row 7, column status: found "guessed"; must be one of sourced, assumed, illustrative',
            "column entry: row 8: must be one of payment, match, total, item, project_cost",
            "column entry: rows 2, 9: say the same of one funder, kind and quarter; add them up",
        ]

    def test_a_kind_that_is_none(self):
        assert told_of_funding(PAID.replace("capital", "cash")) == ["column kind: row 2: must be capital or revenue"]

    def test_a_column_by_another_name(self):
        assert told_of_funding(PAID, FUNDING.replace("amount_gbp", "amount")) == [
            "column amount_gbp: is missing; is it column amount? Name it amount_gbp"
        ]

    def test_what_ships(self):
        read = funding.of_file(data_notes.DATA / "bexley-bromley" / "funding.csv")
        assert read.loc[read["entry"] == "payment", "amount_gbp"].tolist() == [83_333] * 6
        # the sum of the matrix is stated, what the accounting code says of a study is not: such rows are assumed
        assert set(read.loc[read["entry"] == "item", "status"]) == {"assumed"}


class TestActuals:
    def test_good_rows_are_of_their_schema(self):
        read = actuals.read(table(ACTUALS + SPENT + SPENT.replace("2009-10", "2010/11")), ["bexley"], "actuals.csv")
        checked(read, Actuals, "actuals.csv")
        assert read["financial_year"].tolist() == ["2009-10", "2010-11"]

    def test_every_fault_at_once(self):
        assert told_of_actuals(
            SPENT
            + "croydon,accommodation,2009-10,1,sourced,Outturn\n"
            + "bexley,,2009-11,x,sourced,\n"
            + "bromley,mileage,,-3,known,Outturn\n"
            + SPENT.replace("accommodation", "Accommodation")
        ) == [
            'row 4, column amount_gbp: found "x"; write a number such as 1250 or 12.5, without unit or pound sign',
            "column financial_year: row 5: is blank; write a financial year such as 2010-11",
            'row 4, column financial_year: found "2009-11"; write a financial year such as 2010-11',
            "column authority: row 3: must be one of bexley, bromley",
            "column item: row 4: is blank; say what was paid for",
            "column source: row 4: is blank; say where the figure comes from",
            "row 5, column amount_gbp: found -3; must be 0 or more",
            'row 5, column status: found "known"; must be one of sourced, assumed, illustrative',
            "column item: rows 2, 6: give one item of an authority and year twice; add them up",
        ]
