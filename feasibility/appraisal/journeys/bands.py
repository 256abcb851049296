"""Bands that staff are told apart by, for equality screening: what the officer supplies and what the run knows."""

import pandas as pd

NOT_STATED = "not stated"
OUTSIDE = "outside the areas of the file"
FULL_TIME_DAYS = 5.0
"""Days on site of a full week."""


def of_staff(
    staff: pd.DataFrame,
    journeys: pd.DataFrame,
    supplied: pd.DataFrame,
    small_areas: "pd.Series[str]",
    area_bands: pd.DataFrame | None,
) -> pd.DataFrame:
    """Staff key by band: the group each person belongs to. Private.

    `staff` is tables.Staff and `journeys` tables.PersonJourneys (for the mode used now); `supplied` holds the
    officer's own bands by staff key; `small_areas` the code of each home's small area, which `area_bands` gives the
    bands of. A blank is a group of its own, `not stated`.
    """
    now = journeys.drop_duplicates("staff_key").set_index("staff_key")["mode_before"]
    part_time, hybrid = staff["contract_share"] < 1, staff["days_on_site_per_week"] < FULL_TIME_DAYS
    found = pd.DataFrame(
        {
            "contract": part_time.map({True: "part time", False: "full time"}),
            "days on site": hybrid.map({True: "under 5 a week", False: "5 or more a week"}),
            "mode now": now.reindex(staff.index),
        },
        index=staff.index,
    )
    for name in supplied.columns:
        words = supplied[name].reindex(staff.index).fillna("").astype(str).str.strip()
        found[str(name)] = words.where(words != "", NOT_STATED)
    if area_bands is not None:
        for name in area_bands.columns:
            words = small_areas.reindex(staff.index).map(area_bands[name])
            found[f"home area: {name}"] = words.where(words != "", NOT_STATED).fillna(OUTSIDE)
    return found
