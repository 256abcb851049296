"""Questions without an answer: exit code 3, the rule and the shortfall."""

from tests.inputs.officer import only


def test_no_site_in_the_corridor(study, tell):
    study.state("boundary", corridor_km=0.1, present_centres_exempt=False)
    only(tell(), "rule boundary.corridor_km", "the nearest, ", " km short", code=3)


def test_a_capacity_that_seats_nobody(study, tell):
    # 50 m2 at 10 m2 a workstation seat 5 each, and two sites 10.
    study.text("sites.csv", lambda t: t.replace(",2000,", ",50,"))
    only(tell(), "rule capacity", "holds 10", "short", code=3)


def test_a_rule_that_asks_for_more_sites_or_staff_than_there_are(study, tell):
    study.state("boundary", corridor_km=1, present_centres_exempt=False).state("options", sites_open_min=2)
    only(tell(), "rule boundary.corridor_km", "1 short", code=3)  # only the middle stands within 1 km
    study.state("boundary", corridor_km=3).state("options", sites_open_min=1, staff_per_site_min=50)
    only(tell(), "rule options.staff_per_site_min", "38 short", code=3)  # 50 less the 12 there are
