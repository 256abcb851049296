"""Faults of the file of further keys; and what is read from a good one."""

import io

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.inputs import partner_keys
from feasibility.tables import checked
from feasibility.tables.partners import PartnerKeys

HEADING = "key,authority,share,source,date,status\n"
PARTNERS = ("bexley", "bromley")
GOOD = "agreed,bexley,0.4,An agreement,2010,sourced\nagreed,bromley,0.6,An agreement,2010,sourced\n"


def table(text: str) -> pd.DataFrame:
    """Text of a CSV file as the readers get it: cells of text, rows as an officer counts them."""
    frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    return frame.set_axis(pd.RangeIndex(2, len(frame) + 2, name="row"), axis="index")


def read(rows: str, heading: str = HEADING, partners: tuple[str, ...] = PARTNERS) -> pd.DataFrame:
    return partner_keys.read(table(heading + rows), partners, "keys.csv")


def faults(rows: str, heading: str = HEADING, partners: tuple[str, ...] = PARTNERS) -> list[str]:
    with pytest.raises(InputError) as told:
        read(rows, heading, partners)
    assert told.value.where == "keys.csv"
    return list(told.value.faults)


def row(key: str, authority: str, share: object) -> str:
    return f"{key},{authority},{share},Somewhere,2010,assumed\n"


def test_a_good_file_is_of_its_schema():
    found = checked(read(GOOD), PartnerKeys, "keys.csv")
    assert found["share"].tolist() == [0.4, 0.6]


def test_from_a_file(tmp_path):
    (tmp_path / "keys.csv").write_text(HEADING + GOOD, encoding="utf-8")
    assert partner_keys.of_file(tmp_path / "keys.csv", PARTNERS)["key"].tolist() == ["agreed", "agreed"]


@pytest.mark.parametrize("last", [0.333, 0.335, 0.3341])
def test_shares_rounded_to_a_thousandth_will_do(last):
    # 0.333 + 0.333 + x is 1 within 0.001 from 0.333 to 0.335
    three = ("a", "b", "c")
    rows = row("key", "a", 0.333) + row("key", "b", 0.333) + row("key", "c", last)
    assert len(read(rows, partners=three)) == 3


@pytest.mark.parametrize(("share", "total"), [(0.58, "0.98"), (0.6011, "1.0011"), (0.62, "1.02")])
def test_shares_that_do_not_sum_to_one(share, total):
    rows = row("key", "bexley", 0.4) + row("key", "bromley", share)
    assert faults(rows) == [f"key key, rows 2-3, column share: the shares sum to {total}; they must sum to 1"]


def test_an_authority_left_out():
    assert faults(GOOD + row("half", "bexley", 0.5)) == [
        "key half, row 4: has no share for bromley; name every authority, 0 where it pays none"
    ]


def test_an_authority_that_pays_nothing_is_named_with_nought():
    assert read(row("all-on-one", "bexley", 0) + row("all-on-one", "bromley", 1))["share"].tolist() == [0, 1]


def test_an_authority_named_twice():
    assert faults(GOOD + row("agreed", "bexley", 0.4)) == [
        "column authority: rows 2, 4: is named more than once for one key; keep one"
    ]


def test_every_fault_at_once():
    assert faults(
        GOOD
        + "contacts,bexley,0.5,Somewhere,2010,assumed\n"
        + "contacts,bromley,0.5,Somewhere,2010,assumed\n"
        + "Big Key,croydon,40%,,2010,guessed\n"
        + "sixty,bexley,60,Somewhere,2010,assumed\n"
        + "sixty,bromley,,Somewhere,2010,assumed\n"
    ) == [
        "column share: row 8: is blank; write a number",
        'row 6, column share: found "40%"; write a number such as 1250 or 12.5, without unit or pound sign',
        'row 6, column key: found "Big Key"; use small letters, digits and hyphens',
        "row 7, column share: found 60; must be 1 or less",
        'row 6, column status: found "guessed"; must be one of sourced, assumed, illustrative',
        "column key: rows 4-5: is a key of every run; choose another name",
        "column authority: row 6: is no authority of the scenario; write bexley or bromley",
        "column source: row 6: is blank; say where the share comes from",
        "key Big Key, row 6: has no share for bexley, bromley; name every authority, 0 where it pays none",
    ]


def test_a_column_by_another_name():
    assert faults(GOOD, HEADING.replace("authority", "authorities")) == [
        "column authority: is missing; is it column authorities? Name it authority"
    ]
