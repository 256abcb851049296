"""Faults of the file of claims, told all at once; and what is read from a good one."""

import io

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.inputs import claims
from feasibility.tables import checked
from feasibility.tables.channel_shift import Claims

HEADING = "authority,take_up_share,stated_gbp,what,where,quoted\n"
GOOD = 'bromley,0.1,"220,000",Ten in a hundred,Page 1,£220k\n'
AUTHORITIES = ("bexley", "bromley")


def read(rows: str, heading: str = HEADING) -> pd.DataFrame:
    frame = pd.read_csv(io.StringIO(heading + rows), dtype=str, keep_default_na=False)
    return claims.read(frame.set_axis(pd.RangeIndex(2, len(frame) + 2, name="row"), axis="index"), AUTHORITIES, "c.csv")


def faults(rows: str, heading: str = HEADING) -> list[str]:
    with pytest.raises(InputError) as told:
        read(rows, heading)
    return list(told.value.faults)


def test_good_claims_are_numbers_of_their_schema():
    found = checked(read(GOOD + "all,,136000,No take-up,Page 2,as above\n"), Claims, "c.csv")
    assert found["stated_gbp"].tolist() == [220_000.0, 136_000.0]
    assert found["take_up_share"].isna().tolist() == [False, True]


def test_every_fault_at_once():
    number = "write a number such as 1250 or 12.5, without unit or pound sign"
    assert faults(
        GOOD
        + "croydon,0.1,5,A,Page 1,x\n"
        + "all,10,5,B,Page 1,x\n"
        + "all,0,5,C,Page 1,x\n"
        + "all,0.1,£5,D,Page 1,x\n"
        + "all,0.1,,E,Page 1,x\n"
        + "all,0.1,0,F,Page 1,x\n"
        + "all,0.1,5,,,\n"
        + "all,0.1,5,F,Page 1,x\n"
    ) == [
        "column stated_gbp: row 7: is blank; write a number",
        f'row 6, column stated_gbp: found "£5"; {number}',
        "column take_up_share: row 4: is 1 or more; write a share, such as 0.1 for 10 %",
        "column authority: row 3: must be one of all, bexley, bromley",
        "column what: row 9: is blank; fill it in",
        "column where: row 9: is blank; fill it in",
        "column quoted: row 9: is blank; fill it in",
        "row 5, column take_up_share: found 0; must be above 0",
        "row 8, column stated_gbp: found 0; must be above 0",
        'row 8, column what: found "F"; stands more than once; each must differ',
        'row 10, column what: found "F"; stands more than once; each must differ',
    ]


def test_a_column_by_another_name():
    assert faults(GOOD, HEADING.replace("stated_gbp", "stated_pounds")) == [
        "column stated_gbp: is missing; is it column stated_pounds? Name it stated_gbp"
    ]


def test_a_column_that_nobody_knows():
    assert faults(GOOD, HEADING.replace("quoted", "quoted,more")) == ["column more: is not a known column; take it out"]
