"""Faults of the file of sizes that space is let in; and what is read from a good one."""

import io

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.inputs import space_tiers
from feasibility.tables import SpaceTiers, checked

HEADING = "site_id,tier,nia_m2,status,source\n"
SITES = ("hall", "mill")
GOOD = 'mill,Whole,"1,200",assumed,Agent\nmill,Ground floor,600,sourced,Agent\nhall,Whole,500,assumed,Agent\n'


def read(rows: str, heading: str = HEADING) -> pd.DataFrame:
    frame = pd.read_csv(io.StringIO(heading + rows), dtype=str, keep_default_na=False)
    return space_tiers.read(frame.set_axis(pd.RangeIndex(2, len(frame) + 2), axis="index"), "tiers.csv", SITES)


def faults(rows: str, heading: str = HEADING) -> tuple[str, ...]:
    with pytest.raises(InputError) as told:
        read(rows, heading)
    assert told.value.where == "tiers.csv"
    return told.value.faults


def test_a_good_file_by_site_and_rising_size(tmp_path):
    found = checked(read(GOOD), SpaceTiers, "tiers")
    assert found[["site_id", "nia_m2"]].to_numpy().tolist() == [["hall", 500], ["mill", 600], ["mill", 1200]]
    (tmp_path / "tiers.csv").write_text(HEADING + GOOD, encoding="utf-8")
    assert space_tiers.of_file(tmp_path / "tiers.csv", SITES).equals(found)


def test_every_fault_at_once():
    rows = (
        "mil,Whole,1200,assumed,Agent\n"
        "mill,,large,assumed,Agent\n"
        "mill,Ground,600,guessed,\n"
        "mill,Upper,600,assumed,Agent\n"
        "hall,Whole,-5,assumed,Agent\n"
        "hall,Whole,50,assumed,Agent\n"
    )
    assert faults(rows) == (
        'row 3, column nia_m2: found "large"; write a number such as 1250 or 12.5, without unit or pound sign',
        'row 2, column site_id: found "mil", which the table of sites lacks; is it mill?',
        "row 6, column nia_m2: found -5; must be above 0",
        'row 4, column status: found "guessed"; must be one of sourced, assumed, illustrative',
        "column tier: row 3: is blank; name the size",
        "column tier: rows 6-7: give two sizes of a site one name; keep one",
        "column nia_m2: rows 4-5: give two sizes of a site one area; keep one",
        "column source: row 4: is blank; say where the size comes from",
    )


def test_a_column_is_missing():
    assert faults("mill,Whole,sourced,Agent\n", "site_id,tier,status,source\n") == ("column nia_m2: is missing",)


def test_a_size_larger_than_the_place():
    held = pd.Series({"mill": 1000.0, "hall": 500.0})
    assert space_tiers.too_large(read(GOOD), held, "tiers.csv") == [
        "tiers.csv: size Whole of mill: found 1200 m², but the table of sites has 1000 m² there; mend one of them"
    ]
