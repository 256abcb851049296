"""Staff, sites and pairs of every mode, made by hand."""

from collections.abc import Mapping

import geopandas as gpd
import pandas as pd

from feasibility.scenario.travel import JourneySettings, TravelSettings
from feasibility.tables import MODES
from feasibility.travel.journeys import before_and_after
from feasibility.travel.pairs import MEASURED, NO_SERVICE, NO_WAY, Pairs, Provided

NONE = float("nan")
"""In place of minutes: no journey."""
SETTINGS = TravelSettings(journeys=JourneySettings(walk_minutes_max=45.0, cycle_minutes_max=60.0))
PRESENT = {"bexley": "old-b", "bromley": "old-r"}
PEOPLE = {"employer": "bexley", "usual_mode": "car", "days_on_site_per_week": 5.0, "shift": "day"}


def staff(**people: Mapping[str, object]) -> gpd.GeoDataFrame:
    """People by key, each with what differs from a full-time driver of Bexley on the day shift."""
    frame = pd.DataFrame.from_dict({key: PEOPLE | dict(of) for key, of in people.items()}, orient="index")
    drives = frame["usual_mode"] == "car"
    has_car = [bool(of.get("has_car", drives[key])) for key, of in people.items()]
    return gpd.GeoDataFrame(
        frame.assign(staff_key=frame.index, has_car=has_car),
        geometry=gpd.points_from_xy([0.0] * len(frame), [0.0] * len(frame)),
        crs=27700,
    )


def sites(**spaces: float) -> gpd.GeoDataFrame:
    """Sites by id (`_` for a hyphen) with their number of spaces, NONE for no limit."""
    ids = [name.replace("_", "-") for name in spaces]
    frame = pd.DataFrame({"site_id": ids, "parking_spaces": list(spaces.values())}, index=ids, dtype=object)
    frame = frame.astype({"parking_spaces": float})
    return gpd.GeoDataFrame(frame, geometry=gpd.points_from_xy([0.0] * len(ids), [0.0] * len(ids)), crs=27700)


def pairs(mode: str, minutes: pd.DataFrame) -> Pairs:
    """Ten minutes a km; public transport waits 5 minutes more on a bad day and goes a quarter of its way by bus."""
    km, missing = minutes / 10, NO_SERVICE if mode == "transit" else NO_WAY
    status = minutes.isna().replace({True: missing, False: MEASURED}).astype("int8")
    if mode != "transit":
        return Pairs(minutes, km, status)
    return Pairs(minutes, km, status, minutes + 5, km / 4, km * 3 / 4)


def measured(
    people: gpd.GeoDataFrame,
    places: gpd.GeoDataFrame,
    *rows: tuple[str, str, str, float],
    shifts: tuple[str, ...] = ("day",),
) -> dict[str, Provided]:
    """Pairs of every mode from rows of person, mode, site, minutes; no journey where no row speaks of it."""
    found = {}
    for mode in MODES:
        minutes = pd.DataFrame(NONE, index=people.index, columns=places.index)
        for key, of_mode, site_id, value in rows:
            if of_mode == mode:
                minutes.loc[key, site_id] = value
        found[mode] = Provided(dict.fromkeys(shifts, pairs(mode, minutes)), ())
    return found


def journeys(
    people: gpd.GeoDataFrame, places: gpd.GeoDataFrame, *rows: tuple[str, str, str, float], basis: str = "usual"
) -> pd.DataFrame:
    """The journeys of those rows by person and site."""
    found = before_and_after(people, measured(people, places, *rows), places, PRESENT, SETTINGS, basis)
    return found.set_index(["staff_key", "site_id"], drop=False).rename_axis([None, None])
