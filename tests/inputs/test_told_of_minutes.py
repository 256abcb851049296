"""Faults of a supplied matrix of minutes."""

from tests.inputs.officer import SECRET
from tests.inputs.study import Study

HEADING = "origin,site_id,mode,minutes,km\n"


def supplied(study: Study, rows: str, heading: str = HEADING) -> None:
    (study.folder / "m.csv").write_text(heading + rows, encoding="utf-8")
    study.state("files", travel_minutes="m.csv")


def test_origins_are_staff_ids_or_home_postcodes(study, tell):
    supplied(study, "s1,mid,car,10,5\nbr5 3aa,hall-e,walk,20,\n")
    assert tell("check").code == 0


def test_every_fault_of_the_supplied_minutes(study, tell):
    supplied(
        study,
        "BR2 9EB,mid,car,10,5\ns1,midd,car,10,5\ns1,mid,horse,10,5\ns1,mid,car,ten,5\ns2,mid,car,-1,5\n"
        "s3,mid,car,601,x\ns4,mid,car,5,-1\ns5,mid,car,5,1\ns5,mid,car,6,1\ns6,mid,walk,1,1\nBR1 3UH,mid,walk,2,1\n",
    )
    number = "not a number; write a number such as 1250 or 12.5, without unit or pound sign"
    told = tell()
    assert told.code == 1
    assert told.faults == [
        f"m.csv: column minutes: row 5: {number}",
        f"m.csv: column km: row 7: {number}",
        "m.csv: column minutes: row 6: is negative; write minutes one way",
        "m.csv: column minutes: row 7: is above 600: are these seconds? Give minutes",
        "m.csv: column km: row 8: is negative; write km one way",
        "m.csv: column mode: row 4: not a known mode; write one of car, walk, cycle, transit",
        "m.csv: column site_id: row 3: names no site of the sites file",
        "m.csv: column origin: row 2: names no staff id and no home postcode of the staff file",
        # Rows 9 and 10 are one row twice; s6 of row 11 lives at BR1 3UH, of which row 12 speaks.
        "m.csv: column origin: rows 9-12: give one person, site and mode more than once; keep one",
    ]
    assert "BR2" not in told.err


def test_a_table_of_minutes_laid_out_the_other_way(study, tell):
    supplied(study, "s1,1,2\n", heading=f"origin,mid,{SECRET}\n")
    told = tell()
    assert told.code == 1
    assert "m.csv: column minutes: is missing" in told.faults
    assert SECRET not in told.err


def test_minutes_are_checked_although_the_staff_file_is_at_fault(study, tell):
    supplied(study, "s1,mid,car,10,5\nzz,mid,car,1,1\n")
    study.cell("staff.csv", 2, "usual_mode", "x").cell("sites.csv", 2, "nia_m2", "x")
    assert [fault.split(":")[0] for fault in tell().faults] == ["sites.csv", "staff.csv", "m.csv"]


def test_minutes_for_somebody_left_out_are_no_fault(study, tell):
    supplied(study, "s4,mid,car,10,5\n")
    study.cell("staff.csv", 5, "home_postcode", "ZZ9 9ZZ").state("staff", unplaced_share_max=0.2)
    assert tell("check").code == 0
