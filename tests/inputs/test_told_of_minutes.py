"""Faults of the council's own matrix, as the command line tells them."""

import pytest

from tests.inputs.officer import SECRET, only
from tests.inputs.study import Study

SITES = ("hall-w", "hall-e", "mid")
STAFF = tuple(f"s{i}" for i in range(1, 13))


def supplied(study: Study, rows: str, heading: str = "origin,site_id,minutes,km\n", **settings: object) -> None:
    (study.folder / "m.csv").write_text(heading + rows, encoding="utf-8")
    study.state("travel.providers", car="matrix")
    study.state("travel.matrix.council", file="m.csv", mode="car", **settings)


def whole(minutes: float = 20.0, people: tuple[str, ...] = STAFF, sites: tuple[str, ...] = SITES) -> str:
    return "".join(f"{who},{site},{minutes + i},8\n" for i, who in enumerate(people) for site in sites)


def test_a_whole_matrix_is_taken(study, tell):
    supplied(study, whole())
    assert tell("check").code == 0


def test_a_site_that_is_missing_is_named_with_what_to_do(study, tell):
    supplied(study, whole(sites=("hall-w", "hall-e")))
    only(
        tell(),
        "car: 12 of 36 pairs have no minutes: to mid from everybody",
        'missing = "network" (built-in minutes) or missing = "leave" (no journey)',
    )


@pytest.mark.parametrize("missing", ["network", "leave"])
def test_what_is_missing_is_filled_or_left_as_the_officer_says(study, tell, missing):
    supplied(study, whole(people=STAFF[1:]), missing=missing)
    study.state("travel.journeys", coverage_share_min=0.5)
    assert tell("check").code == 0


def test_people_who_are_missing_are_named_by_their_rows(study, tell):
    supplied(study, whole(people=STAFF[2:11]))
    # s1 and s2 stand in rows 2 and 3 of the staff file, s12 in row 13: three people to three sites.
    only(tell(), "car: 9 of 36 pairs have no minutes: to hall-w, hall-e, mid from rows 2-3, 13")


def test_a_matrix_in_seconds_is_refused(study, tell):
    supplied(study, whole(1200.0))
    only(tell(), "m.csv: column minutes: half of the journeys by car are longer than", "say so with unit")


def test_a_home_300_km_away_may_be_supplied(study, tell):
    study.cell("staff.csv", 2, "home_postcode", "TR1 1AA")
    supplied(study, whole(280.0, STAFF[:1]) + whole(people=STAFF[1:]))
    told = tell("check")
    assert told.code == 1
    assert "row 2: more than 150 km from the partners' areas" in told.faults[0]
    study.state("staff", home_km_max=500.0)  # the officer means it
    assert tell("check").code == 0


def test_every_fault_of_the_supplied_minutes(study, tell):
    supplied(
        study,
        "zz,mid,10,5\ns1,midd,10,5\ns1,mid,ten,5\ns2,mid,-1,5\ns3,mid,601,x\ns4,mid,5,-1\ns5,mid,5,1\ns5,mid,6,1\n",
    )
    number = "not a number; write a number such as 1250 or 12.5, without unit or pound sign"
    told = tell()
    assert told.code == 1
    assert told.faults == [
        f"m.csv: column minutes: row 4: {number}",
        "m.csv: column minutes: row 5: is negative; give the journey one way",
        f"m.csv: column km: row 6: {number}",
        "m.csv: column km: row 7: is negative; give the journey one way",
        "m.csv: column minutes: row 6: a journey by car of more than 600 minutes when read as minutes; is the unit "
        "right?",
        "m.csv: column site_id: row 3: names no site that is known",
        "m.csv: column origin: row 2: is none of the ids that the other rows give; a matrix has origins of one kind",
        "m.csv: column origin: rows 8-9: give one origin, site and mode more than once; keep one",
    ]


def test_no_word_of_a_matrix_is_quoted(study, tell):
    supplied(study, f"{SECRET},mid,10,5\n", heading=f"origin,site_id,minutes,{SECRET}\n")
    told = tell()
    assert told.code == 1
    assert SECRET not in told.err
    supplied(study, "s1,1,2\n", heading=f"origin,mid,{SECRET}\n", unit="minutes")
    told = tell()
    only(told, "m.csv: column C: its heading names no site", "[travel.matrix.council]")
    assert SECRET not in told.err


def test_the_staff_file_in_the_place_of_a_matrix_is_not_quoted(study, tell):
    study.text("staff.csv", lambda t: t.split("\n", 1)[1])
    study.state("travel.providers", car="matrix").state("travel.matrix.council", file="staff.csv", mode="car")
    told = tell()
    assert told.code == 1
    for cell in ("BR", "s1,", "0.8"):
        assert cell not in told.err


def test_minutes_are_checked_although_the_staff_file_is_at_fault(study, tell):
    supplied(study, "s1,mid,ten,5\n")
    study.cell("staff.csv", 2, "usual_mode", "x").cell("sites.csv", 2, "nia_m2", "x")
    assert [fault.split(":")[0] for fault in tell().faults] == ["sites.csv", "staff.csv", "m.csv"]


def test_a_file_that_is_not_there_and_a_mode_of_which_none_speaks(study, tell):
    supplied(study, whole())
    (study.folder / "m.csv").unlink()
    only(tell(), "travel.matrix.council.file: m.csv is not there; check the path")
    supplied(study, "".join(f"{who},{site},walk,20,3\n" for who in STAFF for site in SITES),
             heading="origin,site_id,mode,minutes,km\n")  # fmt: skip
    study.settings["travel.matrix.council"].pop("mode")
    study.save()
    only(tell(), "travel.providers.car: no row of any matrix has minutes by car; choose another source")


def test_a_scenario_that_asks_for_no_matrix_or_a_strange_one(study, tell):
    study.state("travel.providers", car="matrix")
    only(tell(), "asks for a matrix for car, and none is given; add a section such as [travel.matrix.council]")
    study.state("travel.matrix.council", file="m.csv", unit="days", mising="leave")
    told = tell()
    assert [fault.split(";")[0] for fault in told.faults] == [
        'travel.matrix.council.unit: found the text "days"',
        "travel.matrix.council.mising: not a known setting (did you mean missing?)",
        "travel.matrix.council.file: m.csv is not there",
    ]


def test_minutes_by_public_transport_from_a_matrix_need_no_lines(study, tell):
    for role in ("lines", "calls", "stops"):
        del study.settings["files"][role]
    (study.folder / "m.csv").write_text("origin,site_id,minutes,km\n" + whole(), encoding="utf-8")
    study.state("travel.providers", transit="matrix")
    study.state("travel.matrix.council", file="m.csv", mode="transit")
    assert tell("check").code == 0
