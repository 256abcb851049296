"""Questions without an answer: exit code 3, the rule and the shortfall."""

from tests.inputs.officer import only


def test_no_site_in_the_corridor(study, tell):
    study.state("boundary", corridor_km=0.1, present_centres_exempt=False)
    only(tell(), "rule boundary.corridor_km", "the nearest, ", " km short", code=3)


def test_a_capacity_that_seats_nobody(study, tell):
    # 50 m2 at 10 m2 a workstation seat 5 each, and two sites 10: too few either way, and fewer are needed pooled.
    study.text("sites.csv", lambda t: t.replace(",2000,", ",50,").replace(",300,", ",40,"))
    apart, pooled = tell().faults
    assert apart.startswith("apart: rule capacity: no site or pair of sites on the list holds 20 workstations")
    assert pooled.startswith("pooled: rule capacity: no site or pair of sites on the list holds 16 workstations")
    assert "holds 10, 10 short" in apart
    assert "holds 10, 6 short" in pooled


def test_a_capacity_that_seats_one_way_of_working_alone(study, tell):
    # Three sites of 90 m2 hold 9 workstations each, and two of them 18: enough for the 16 of one queue, not for 20.
    study.text("sites.csv", lambda t: t.replace(",2000,", ",90,").replace(",300,", ",40,"))
    assert tell("check").code == 0


def test_one_way_of_working_is_not_named(study, tell):
    study.state("ways", compared=["pooled"]).text("sites.csv", lambda t: t.replace(",2000,", ",50,"))
    study.text("sites.csv", lambda t: t.replace(",300,", ",40,"))
    told = tell()
    only(told, "holds 16 workstations", "holds 10, 6 short", code=3)
    assert told.faults[0].startswith("rule capacity")


def test_a_rule_that_asks_for_more_sites_or_staff_than_there_are(study, tell):
    study.state("boundary", corridor_km=1, present_centres_exempt=False).state("options", sites_open_min=2)
    only(tell(), "rule boundary.corridor_km", "1 short", code=3)  # only the middle stands within 1 km
    study.state("boundary", corridor_km=3).state("options", sites_open_min=1, staff_per_site_min=50)
    only(tell(), "rule options.staff_per_site_min", "38 short", code=3)  # 50 less the 12 there are
