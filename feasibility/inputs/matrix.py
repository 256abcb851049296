"""A matrix of minutes from the council's own tool."""

from collections.abc import Collection

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import typed
from feasibility.inputs.postcodes import compact
from feasibility.tables import MODES

REQUIRED = ("origin", "site_id", "mode", "minutes")
MINUTES_MOST = 600.0
"""No journey to work is longer; what is above it was meant as seconds (assumed)."""
PAIR = ["staff_key", "site_id", "mode"]


def read(
    raw: pd.DataFrame, origins: "pd.Series[str] | None", sites: Collection[str] | None, where: str
) -> pd.DataFrame:
    """Supplied minutes: columns staff_key, site_id, mode, minutes, km.

    `raw` is long: origin (a staff id or a home postcode), site_id, mode, minutes and, if known, km. `origins` maps
    compact origin words to staff keys, blank for staff who are left out; one origin may stand for several people. What
    is None is not known, since its own file is at fault, and is not checked.
    Messages name rows, never an origin. Raises `InputError` for rows that speak of nobody, of no site or of no mode,
    for minutes that are no number, and for rows that speak of the same journey.
    """
    raise_all(InputError, where, typed.column_faults(raw, REQUIRED, [*REQUIRED, "km"], private=True))
    known_sites = raw["site_id"] if sites is None else list(sites)
    origins = pd.Series(dtype=str) if origins is None else origins
    raw = raw if "km" in raw.columns else raw.assign(km="")
    frame, faults = typed.numbers(raw, ["minutes"], show=False)
    given_km, wrong_km = typed.numbers(raw[raw["km"] != ""], ["km"], show=False)
    frame = frame.assign(origin=compact(raw["origin"]), km=given_km["km"].reindex(raw.index).astype(float))
    faults += wrong_km
    for column, wrong, words in (
        ("minutes", frame["minutes"] < 0, "is negative; write minutes one way"),
        ("minutes", frame["minutes"] > MINUTES_MOST, f"is above {MINUTES_MOST:g}: are these seconds? Give minutes"),
        ("km", frame["km"] < 0, "is negative; write km one way"),
        ("mode", ~frame["mode"].isin(MODES), f"not a known mode; write one of {', '.join(MODES)}"),
        ("site_id", ~frame["site_id"].isin(known_sites), "names no site of the sites file"),
        (
            "origin",
            ~frame["origin"].isin(origins.index) & bool(len(origins)),
            "names no staff id and no home postcode of the staff file",
        ),
    ):
        faults += typed.in_rows(column, frame.index[wrong], words)
    pairs = _of_people(frame, origins)
    repeated = pd.Index(sorted(set(pairs.loc[pairs.duplicated(PAIR, keep=False), "row"])))
    faults += typed.in_rows("origin", repeated, "give one person, site and mode more than once; keep one")
    raise_all(InputError, where, faults)
    return pairs[[*PAIR, "minutes", "km"]]


def _of_people(frame: pd.DataFrame, origins: "pd.Series[str]") -> pd.DataFrame:
    """Each row for every person its origin stands for. Somebody's own id and home in one word count once."""
    people = origins[origins != ""].rename("staff_key").rename_axis("origin").reset_index().drop_duplicates()
    rows = frame.rename_axis("row").reset_index()
    return rows.merge(people, on="origin", how="inner", validate="many_to_many")
