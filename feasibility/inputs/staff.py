"""The HR extract. Home postcodes are turned into points here and go no farther: no message ever quotes a cell."""

from collections.abc import Collection

import geopandas as gpd
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import typed
from feasibility.inputs.postcodes import compact
from feasibility.tables import METRIC_CRS, Staff

COLUMNS = ("staff_id", "employer", "home_postcode", "contract_share", "days_on_site_per_week", "usual_mode")
MODE_WORDS = {
    "car": ("car", "drive", "driving", "car driver", "car passenger", "passenger", "motorcycle", "taxi"),
    "walk": ("walk", "walking", "on foot", "foot"),
    "cycle": ("cycle", "cycling", "bicycle", "bike"),
    "transit": ("transit", "public transport", "bus", "train", "rail", "tube", "underground", "tram", "dlr"),
}
"""Words an HR extract uses for each mode. A motorcycle or taxi takes a car's time."""


def read(
    raw: pd.DataFrame, directory: pd.DataFrame, authorities: Collection[str], unplaced_share_max: float, where: str
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Staff with home points, and a warning for each thing the run goes on in spite of.

    Rows whose postcode is unknown are left out and counted by row number; above `unplaced_share_max` the run stops.
    Raises `InputError` naming rows and columns, never a value: a cell may hold a postcode in the wrong column.
    """
    raise_all(InputError, where, typed.column_faults(raw, COLUMNS, COLUMNS))
    frame, faults = typed.numbers(raw, ["contract_share", "days_on_site_per_week"], show=False)
    words = {word: mode for mode, known in MODE_WORDS.items() for word in known}
    frame["usual_mode"] = frame["usual_mode"].str.lower().map(words)
    faults += _rows("usual_mode", frame.index[frame["usual_mode"].isna()], f"write one of {', '.join(MODE_WORDS)}")
    frame["employer"] = frame["employer"].str.lower()
    strangers = frame.index[~frame["employer"].isin(list(authorities))]
    faults += _rows("employer", strangers, f"write one of {', '.join(authorities)}")
    repeated = frame.index[(frame["staff_id"] == "") | frame["staff_id"].duplicated(keep=False)]
    faults += _rows("staff_id", repeated, "is blank or stands more than once; each must differ")
    homes = directory.reindex(compact(frame["home_postcode"]))
    placed = pd.Series(homes["easting"].notna().to_numpy(), index=frame.index)
    warnings = _unplaced(placed, unplaced_share_max, faults)
    staff = _points(frame, homes)
    faults += [f for f in typed.schema_faults(staff[placed.to_numpy()], Staff, show=False) if not _said(f)]
    raise_all(InputError, where, faults)
    return staff[placed.to_numpy()].set_index("staff_key", drop=False).rename_axis(None), warnings


def _said(fault: str) -> bool:
    return any(f"column {name}" in fault for name in ("usual_mode", "employer")) or "staff_key" in fault


def _rows(column: str, rows: "pd.Index[int]", words: str) -> list[str]:
    if rows.empty:
        return []
    shown = ", ".join(str(r) for r in rows[: typed.ROWS_SHOWN])
    more = f" and {len(rows) - typed.ROWS_SHOWN} more" if len(rows) > typed.ROWS_SHOWN else ""
    return [f"column {column}: rows {shown}{more}: {words}"]


def _unplaced(placed: "pd.Series[bool]", unplaced_share_max: float, faults: list[str]) -> list[str]:
    rows = placed.index[~placed]
    if rows.empty:
        return []
    share = len(rows) / len(placed)
    words = (
        f"{len(rows)} of {len(placed)} home postcodes ({share:.0%}) are not known postcodes of England or Wales: "
        f"rows {', '.join(str(r) for r in rows[:50])}{' and more' if len(rows) > 50 else ''}"
    )
    if share > unplaced_share_max:
        faults.append(f"{words}; mend them, or raise staff.unplaced_share_max above {unplaced_share_max:g}")
        return []
    return [f"{words}; these staff are left out"]


def _points(frame: pd.DataFrame, homes: pd.DataFrame) -> gpd.GeoDataFrame:
    # Keys come from row numbers: an HR number may itself identify a person.
    return gpd.GeoDataFrame(
        {
            "staff_key": [f"row-{row}" for row in frame.index],
            "employer": frame["employer"],
            "contract_share": frame["contract_share"],
            "days_on_site_per_week": frame["days_on_site_per_week"],
            "usual_mode": frame["usual_mode"],
            "district": homes["district"].fillna("").to_numpy(dtype=str),
        },
        geometry=gpd.points_from_xy(homes["easting"].to_numpy(), homes["northing"].to_numpy()),
        crs=METRIC_CRS,
        index=frame.index,
    )
