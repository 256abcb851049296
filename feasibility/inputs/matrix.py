"""A matrix of minutes from the council's own tool."""

from collections.abc import Collection

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import typed
from feasibility.inputs.postcodes import compact
from feasibility.tables import MODES

REQUIRED = ("origin", "site_id", "mode", "minutes")


def read(raw: pd.DataFrame, origins: "pd.Series[str]", sites: Collection[str], where: str) -> pd.DataFrame:
    """Supplied minutes: columns staff_key, site_id, mode, minutes, km.

    `raw` is long: origin (a staff id or a home postcode), site_id, mode, minutes and, if known, km. `origins` maps
    compact origin words to staff keys; one origin may stand for several people. Messages name rows, never an origin.
    Raises `InputError` for rows that speak of nobody, of no site or of no mode, and for minutes that are no number.
    """
    raise_all(InputError, where, typed.column_faults(raw, REQUIRED, [*REQUIRED, "km"]))
    raw = raw if "km" in raw.columns else raw.assign(km="")
    frame, faults = typed.numbers(raw, ["minutes"], show=False)
    km = pd.to_numeric(raw["km"], errors="coerce")
    faults += _rows("minutes", frame.index[frame["minutes"] < 0], "is negative")
    faults += _rows("minutes", frame.index[frame["minutes"] > 600], "is above 600: are these seconds? Give minutes")
    faults += _rows("km", frame.index[(raw["km"] != "") & (km.isna() | (km < 0))], "is not a distance in km")
    faults += _rows("mode", frame.index[~frame["mode"].isin(MODES)], f"write one of {', '.join(MODES)}")
    faults += _rows("site_id", frame.index[~frame["site_id"].isin(list(sites))], "names no site of the sites file")
    frame = frame.assign(origin=compact(frame["origin"]), km=km, row=frame.index)
    faults += _rows("origin", frame.index[~frame["origin"].isin(origins.index)], "names nobody in the staff file")
    repeated = frame.index[frame.duplicated(["origin", "site_id", "mode"], keep=False)]
    faults += _rows("origin", repeated, "gives one origin, site and mode more than once; keep one")
    raise_all(InputError, where, faults)
    people = origins.rename("staff_key").rename_axis("origin").reset_index()
    pairs = frame.merge(people, on="origin", how="inner", validate="many_to_many")
    return pairs[["staff_key", "site_id", "mode", "minutes", "km"]]


def _rows(column: str, rows: "pd.Index[int]", words: str) -> list[str]:
    if rows.empty:
        return []
    shown = ", ".join(str(r) for r in rows[: typed.ROWS_SHOWN])
    more = f" and {len(rows) - typed.ROWS_SHOWN} more" if len(rows) > typed.ROWS_SHOWN else ""
    return [f"column {column}: rows {shown}{more}: {words}"]
