"""Faults of the staff file, by row and never by cell."""

import pytest

from tests.inputs.officer import SECRET, only


def test_every_fault_of_the_staff_file_by_row_and_never_by_cell(study, tell):
    cells = [
        ("employer", "Kent"),
        ("employer", SECRET),
        ("home_postcode", "ZZ9 9ZZ"),
        ("home_postcode", ""),
        ("contract_share", "80%"),
        ("contract_share", "1.5"),
        ("contract_share", SECRET),
        ("days_on_site_per_week", "0"),
        ("days_on_site_per_week", "inf"),
        ("usual_mode", "horse"),
        ("staff_id", ""),
        ("staff_id", "s1"),
    ]
    for row, (column, value) in enumerate(cells, start=2):
        study.cell("staff.csv", row, column, value)
    told = tell()
    assert told.code == 1
    number = "not a number; write a number such as 1250 or 12.5, without unit or pound sign"
    assert told.faults == [
        f"staff.csv: column contract_share: rows 6, 8: {number}",
        f"staff.csv: column days_on_site_per_week: row 10: {number}",
        "staff.csv: column usual_mode: row 11: not a known mode; write one of car, walk, cycle, transit",
        "staff.csv: column employer: rows 2-3: not an authority of this scenario; write one of west, east",
        "staff.csv: column staff_id: row 12: is blank; give each person an id",
        # Row 2 is s1 as the study has it, row 13 the one written over.
        "staff.csv: column staff_id: rows 2, 13: stands more than once; each must differ",
        # 2 of 12 = 0.1667
        "staff.csv: column home_postcode: 2 of 12 (16.7%) are not known postcodes of England or Wales: rows 4-5; mend "
        "them (staff.unplaced_share_max allows 0.02, these are 0.1667)",
        "staff.csv: column contract_share: row 7: must be 1 or less",
        "staff.csv: column days_on_site_per_week: row 9: must be above 0",
    ]
    for found in (SECRET, "Kent", "ZZ9", "80%", "horse", "1.5"):
        assert found not in told.err


def test_unplaced_staff_below_the_stated_share_are_counted_and_left_out(study, tell):
    study.cell("staff.csv", 5, "home_postcode", "ZZ9 9ZZ").state("staff", unplaced_share_max=0.1)
    told = tell("check")
    assert told.code == 0
    assert "1 of 12 (8.3%) are not known postcodes of England or Wales: row 5" in told.err
    assert "Staff: 11 placed" in told.out
    assert "ZZ9" not in told.out + told.err


def test_nobody_placed_and_nobody_employed(study, tell):
    study.text("staff.csv", lambda t: t.replace("BR", "XX")).state("staff", unplaced_share_max=1.0)
    only(tell(), "12 of 12 (100.0%)", "rows 2-13; nobody is left")
    study.text("staff.csv", lambda t: t.replace("XX", "BR").replace("east", "west"))
    only(tell(), "column employer: nobody works for east")


COLUMNS = ("staff_id", "employer", "home_postcode", "contract_share", "days_on_site_per_week", "usual_mode")


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("value", [SECRET, SECRET.replace(" ", ""), "JX7 9QQ"])
def test_a_planted_postcode_comes_out_nowhere(study, tell, column, value, caplog):
    for row in (3, 4):
        study.cell("staff.csv", row, column, value)
    study.cell("staff.csv", 6, "usual_mode", "?")  # so that there is a fault whatever the column
    told = tell()
    assert told.code == 1
    for text in (told.err, told.out, caplog.text):
        assert value not in text
        assert value.replace(" ", "") not in text


@pytest.mark.parametrize("column", ["has_car", "shift", "band_team"])
@pytest.mark.parametrize("value", [SECRET, SECRET.replace(" ", ""), "JX7 9QQ"])
def test_nor_out_of_a_column_that_may_be_left_out(study, tell, column, value, caplog):
    cells = [column, *[value] * 12]
    study.text(
        "staff.csv", lambda t: "\n".join(f"{row},{cell}" for row, cell in zip(t.splitlines(), cells, strict=True))
    )
    told = tell()
    assert told.code == 1
    assert f"staff.csv: column {column}: rows 2-13: " in told.err
    for text in (told.err, told.out, caplog.text):
        assert value not in text
        assert value.replace(" ", "") not in text


def test_a_heading_made_of_a_persons_record_is_not_quoted(study, tell):
    study.text("staff.csv", lambda t: t.replace("usual_mode", SECRET, 1))
    told = tell()
    assert told.faults == [
        "staff.csv: column usual_mode: is missing",
        "staff.csv: column F: is not a known column; take it out",
    ]
    study.text("staff.csv", lambda t: t.split("\n", 1)[1])
    told = tell()
    only(told, "staff.csv: has none of its columns; its first row must be the heading staff_id, employer")
    assert "BR" not in told.err


OTHER_TABLES = (
    "sites", "assumptions", "stations", "places", "sources",
    "lines", "calls", "stops", "population", "bands", "emission_factors", "known_journeys",
)  # fmt: skip


@pytest.mark.parametrize("role", OTHER_TABLES)
def test_the_staff_file_in_another_files_place_is_not_quoted(study, tell, role):
    study.text("staff.csv", lambda t: t.split("\n", 1)[1]).state("files", **{role: "staff.csv"})
    told = tell()
    assert told.code == 1
    for cell in ("BR", "s1,", "0.8"):
        assert cell not in told.err
