"""Questions without an answer: exit code 3, the rule and the shortfall, and what would make one possible."""

from tests.inputs.officer import Told, only

STANDS, HELPS = "One rule stands in the way:", "Each of these makes it possible, as tried; present cost of"
"""How the parts that follow the shortfall begin: rules that clash, and repairs that were solved."""


def parts(told: Told) -> tuple[list[str], list[str], list[str]]:
    """The shortfalls; the rules in the way; the repairs with what follows them."""
    assert told.code == 3, told.err
    (helps,) = (n for n, line in enumerate(told.faults) if line.startswith(HELPS))
    stands = told.faults.index(STANDS)
    assert stands < helps
    return told.faults[:stands], told.faults[stands + 1 : helps], told.faults[helps + 1 :]


def test_no_site_in_the_corridor(study, tell):
    study.state("boundary", corridor_km=0.1, present_centres_exempt=False)
    only(tell(), "rule boundary.corridor_km", "the nearest, ", " km short", code=3)


def test_a_capacity_that_seats_nobody(study, tell):
    # 50 m2 at 10 m2 a workstation seat 5 each, and two sites 10: too few either way, and fewer are needed pooled.
    study.text("sites.csv", lambda t: t.replace(",2000,", ",50,").replace(",300,", ",40,"))
    (apart, pooled), in_the_way, repairs = parts(tell())
    assert apart.startswith("apart: rule capacity: no site or pair of sites on the list holds 20 workstations")
    assert pooled.startswith("pooled: rule capacity: no site or pair of sites on the list holds 16 workstations")
    assert "holds 10, 10 short" in apart
    assert "holds 10, 6 short" in pooled
    # Four workstations for three staff: three sit at five of them, and the other nine need 12 in one place, 7 more.
    assert len(in_the_way) == 1
    assert in_the_way[0].startswith("- capacity: ")
    assert in_the_way[0].endswith("; 7 workstations short at West Hall (whole ones at each site)")
    # 50 m2 at 6.5 m2 each hold 7 and two sites 14; at 6 m2 each 8 and 16. A further site holds the 12.
    assert any(line.startswith("- 6 m² a workstation instead of 10: £") for line in repairs)
    assert any(line.startswith("- adding any site of 120 m² (") for line in repairs)
    assert repairs[-1].startswith("Without a shared site, present cost: do nothing £")


def test_a_capacity_that_seats_one_way_of_working_alone(study, tell):
    # Three sites of 90 m2 hold 9 workstations each, and two of them 18: enough for the 16 of one queue, not for 20.
    study.text("sites.csv", lambda t: t.replace(",2000,", ",90,").replace(",300,", ",40,"))
    assert tell("check").code == 0


def test_one_way_of_working_is_not_named(study, tell):
    study.state("ways", compared=["pooled"]).text("sites.csv", lambda t: t.replace(",2000,", ",50,"))
    study.text("sites.csv", lambda t: t.replace(",300,", ",40,"))
    (short,), _, repairs = parts(tell())
    assert short.startswith("rule capacity: ")
    assert "holds 16 workstations" in short
    assert "holds 10, 6 short" in short
    assert not any("pooled" in line for line in repairs)


def test_a_rule_that_asks_for_more_sites_or_staff_than_there_are(study, tell):
    study.state("boundary", corridor_km=1, present_centres_exempt=False).state("options", sites_open_min=2)
    (short,), in_the_way, repairs = parts(tell())  # only the middle stands within 1 km
    assert short.startswith("rule boundary.corridor_km: 1 site(s) stand")
    assert "; 1 short" in short
    assert in_the_way == ["- options.sites_open_min: 2 sites or more open; 1 site fewer would do"]
    assert repairs[0].startswith("- 1 instead of 2 sites open at least: £")
    assert repairs[0].endswith(" at Middle, apart")
    assert any(
        line.startswith("Not tried, for journeys there are not measured: boundary.corridor_km = ") for line in repairs
    )
    study.state("boundary", corridor_km=3).state("options", sites_open_min=1, staff_per_site_min=50)
    (short,), in_the_way, _ = parts(tell())
    assert short.startswith("rule options.staff_per_site_min: ")
    assert "38 short" in short  # 50 less the 12 there are
    assert len(in_the_way) == 1
    assert in_the_way[0].startswith("- options.staff_per_site_min: ")
