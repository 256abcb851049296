"""For how many staff journeys are known, and when that is too few."""

import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.travel import coverage
from tests.travel.people import NONE, journeys, sites, staff

PLACES = sites(old_b=NONE, old_r=NONE, new=NONE)
CONSIDERED = pd.Index(["new"])
PEOPLE = staff(**{
    "row-2": {},
    "row-3": {"usual_mode": "transit"},
    "row-4": {"employer": "bromley"},
    "row-5": {"employer": "bromley", "usual_mode": "transit"},
})  # fmt: skip
EVERY = [(key, "car", site, 10.0) for key in PEOPLE.index for site in PLACES.index]
EVERY += [(key, "transit", site, 20.0) for key in PEOPLE.index for site in PLACES.index]
LOST = pd.DataFrame([("transit", "no service", 3.0), ("car", "no way", 1.0), ("transit", "no service", 1.0)],
                    columns=["mode", "reason", "heads"])  # fmt: skip
"""Journeys that are not known: the areas and sites of the two rows alike are summed."""


def without(*pairs: tuple[str, str]) -> pd.DataFrame:
    """Everybody's journeys but for some pairs of person and site."""
    return journeys(PEOPLE, PLACES, *(row for row in EVERY if (row[0], row[2]) not in pairs))


def test_measured_has_a_journey_to_work_now_and_to_some_site_considered():
    # row-3 cannot get to work now, row-4 to no site considered, row-5 only not to one that is not considered.
    table = without(("row-3", "old-b"), ("row-4", "new"), ("row-5", "old-b"))
    known = coverage.measured(table, CONSIDERED)
    assert known.to_dict() == {"row-2": True, "row-3": False, "row-4": False, "row-5": True}
    assert coverage.share(table, CONSIDERED) == 0.5
    # With old-b considered too, row-4 gets somewhere.
    assert coverage.measured(table, pd.Index(["new", "old-b"]))["row-4"]


@pytest.mark.parametrize(("least", "refused"), [(0.75, False), (0.76, True)])
def test_ranking_is_refused_below_the_stated_share(least, refused):
    table = without(("row-3", "old-b"))  # three of four
    if not refused:
        coverage.refuse_too_few(table, PEOPLE, CONSIDERED, least, LOST)
        return
    with pytest.raises(InputError, match="journeys are known for 3 of 4 staff"):
        coverage.refuse_too_few(table, PEOPLE, CONSIDERED, least, LOST)


def test_the_reason_counts_by_mode_workplace_and_site_and_names_rows():
    table = without(("row-3", "old-b"), ("row-3", "new"), ("row-4", "new"))
    with pytest.raises(InputError) as raised:
        coverage.refuse_too_few(table, PEOPLE, CONSIDERED, 0.95, LOST)
    assert raised.value.where == "journeys"
    assert raised.value.faults[:-1] == (
        "journeys are known for 2 of 4 staff (50.0%): to the present workplace and to at least one site considered. "
        "travel.journeys.coverage_share_min asks for 95.0%, so the options are not ranked: rows 3-4",
        "not known by usual mode: car 1 of 2, transit 1 of 2",
        "why, of all journeys not known: car, no way 1; transit, no service 4",
        "no journey to the present workplace, by employer: bexley 1 of 2",
        "no journey to a site: new 2 of 4",
    )
    assert raised.value.faults[-1].startswith("check the postcodes of those rows, supply minutes for them")


def test_many_rows_are_counted():
    people = staff(**{f"row-{n}": {} for n in range(2, 62, 2)})
    with pytest.raises(InputError, match=r"rows 2, 4, 6, .*40 and 10 more"):
        coverage.refuse_too_few(journeys(people, PLACES), people, CONSIDERED, 0.5, LOST)


def test_those_left_out_of_the_figures_are_told_of():
    assert coverage.warnings(without(), CONSIDERED) == ()
    assert coverage.warnings(without(("row-3", "old-b")), CONSIDERED) == (
        "no journey is known for 1 of 4 staff: row 3 of the staff file; they are counted in heads and seats and in no "
        "figure of travel",
    )
