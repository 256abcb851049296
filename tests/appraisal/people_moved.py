"""Four people, two employers, four options: journeys before and after, worked by hand in the tests."""

import numpy as np
import pandas as pd

from feasibility.appraisal.journeys import JourneyResults, results
from feasibility.appraisal.journeys.yearly import chosen_factors, with_yearly
from feasibility.enumeration import Found
from feasibility.groups import Groups
from feasibility.options import DO_NOTHING, Option
from feasibility.plan import Plan
from feasibility.tables import PersonJourneys, checked

PRESENT = {"bexley": "old-b", "bromley": "old-r"}
# Person: employer, area, group, days a week, minutes to the centre of today, to `a`, to `b`, mode of today, to `a`.
PEOPLE = {
    "p1": ("bexley", "north", "g-1", 5.0, 20.0, 35.0, 10.0, "car", "car"),
    "p2": ("bexley", "north", "g-1", 2.0, 20.0, 36.0, 12.0, "walk", "transit"),
    "p3": ("bromley", "south", "g-2", 5.0, 40.0, 39.5, 30.0, "car", "car"),
    "p4": ("bromley", "south", "g-3", 5.0, 10.0, 41.0, 60.0, "car", "car"),
}
STAFF = pd.DataFrame(
    {
        "employer": {key: row[0] for key, row in PEOPLE.items()},
        "area_id": {key: row[1] for key, row in PEOPLE.items()},
        "days_on_site_per_week": {key: row[3] for key, row in PEOPLE.items()},
    }
)
BANDS = pd.DataFrame({"contract": ["full time", "part time", "full time", "full time"]}, index=list(PEOPLE))
SITES = pd.DataFrame({"parking_gbp_per_day": {"a": 4.0, "b": 0.0, "old-b": 0.0, "old-r": 1.0}})
FACTORS = pd.DataFrame(
    [
        ("car", "car", 2007, 0.2, 0.1, 0.0, "Made for tests", "illustrative"),
        ("transit", "bus", 2007, 0.1, 0.0, 1.5, "Made for tests", "illustrative"),
        ("transit", "train", 2007, 0.05, 0.2, 0.0, "Made for tests", "illustrative"),
    ],
    columns=["mode", "vehicle", "year", "kgco2e_per_km", "gbp_per_km", "gbp_per_journey", "source", "status"],
)


def person_journeys() -> pd.DataFrame:
    """A minute is half a km by car and public transport (four fifths of it by bus), and 0.08 km on foot."""
    rows = []
    for key, (employer, _, _, _, before, a, b, mode, mode_a) in PEOPLE.items():
        other = next(site for site in PRESENT.values() if site != PRESENT[employer])
        sites = (("a", a, mode_a), ("b", b, mode), (PRESENT[employer], before, mode), (other, before + 20, "transit"))
        for site, minutes, mode_after in sites:
            sides = [_side(mode, before), _side(mode_after, minutes)]
            row = {"staff_key": key, "site_id": site}
            for when, side in zip(("before", "after"), sides, strict=True):
                row |= {f"{name}_{when}": value for name, value in side.items()}
            rows.append(row)
    return checked(pd.DataFrame(rows)[list(PersonJourneys.to_schema().columns)], PersonJourneys, "journeys")


def _side(mode: str, minutes: float) -> dict[str, object]:
    km = minutes * (0.08 if mode == "walk" else 0.5)
    bus = 0.8 * km if mode == "transit" else 0.0
    late = minutes + 9 if mode == "transit" else minutes
    return {
        "mode": mode, "minutes": minutes, "bad_day_minutes": late, "km": km, "bus_km": bus, "rail_km": 0.0,
        "parked": mode == "car",
    }  # fmt: skip


def without(journeys: pd.DataFrame, key: str, *, after: str | None = None) -> pd.DataFrame:
    """The journeys with one that is not known: to the site `after`, or else to the present workplace."""
    lost = journeys.copy()
    here = (lost["staff_key"] == key) & ((lost["site_id"] == after) if after else True)
    side = "after" if after else "before"
    lost.loc[here, f"mode_{side}"] = "none"
    lost.loc[here, [f"{n}_{side}" for n in ("minutes", "bad_day_minutes", "km", "bus_km", "rail_km")]] = np.nan
    lost.loc[here, f"parked_{side}"] = False
    return checked(lost, PersonJourneys, "journeys")


def options() -> tuple[list[Found], Groups]:
    """Do nothing, all at `a`, some at `a` and some at `b`, and one that cannot be had."""
    of_staff = pd.Series({key: row[2] for key, row in PEOPLE.items()})
    groups = Groups(of_staff.value_counts().sort_index(), of_staff, pd.DataFrame())
    nobody = pd.DataFrame(index=groups.heads.index)
    single = pd.DataFrame({"a": {"g-1": 2, "g-2": 1, "g-3": 1}})
    pair = pd.DataFrame({"a": {"g-1": 1, "g-2": 1, "g-3": 0}, "b": {"g-1": 1, "g-2": 0, "g-3": 1}})
    found = [
        Found(Option(DO_NOTHING, "Do nothing", ("old-b", "old-r")), Plan(nobody, pd.Series(dtype=int), DO_NOTHING), ""),
        Found(Option("a", "A", ("a",)), Plan(single, pd.Series({"a": 4})), ""),
        Found(Option("a--b", "A and B", ("a", "b")), Plan(pair, pd.Series({"a": 2, "b": 2})), ""),
        Found(Option("c", "C", ("c",)), None, "too small"),
    ]
    return found, groups


def appraised(journeys: pd.DataFrame | None = None, factors: pd.DataFrame | None = FACTORS) -> JourneyResults:
    """Every table, for 50 working weeks a year; the best basis is the usual one."""
    found, groups = options()
    used = chosen_factors(factors, 2010)
    table = person_journeys() if journeys is None else journeys
    yearly = with_yearly(table, STAFF, SITES, PRESENT, used, 50.0)
    return results(found, groups, {"usual": yearly, "best": yearly}, STAFF, BANDS, PRESENT, "usual")
