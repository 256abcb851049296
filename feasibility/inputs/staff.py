"""The HR extract. Home postcodes are turned into points here and go no farther: no message ever quotes a cell."""

from collections.abc import Collection, Sequence

import geopandas as gpd
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import staff_bands, typed
from feasibility.inputs.postcodes import compact
from feasibility.tables import METRIC_CRS, Staff

COLUMNS = ("staff_id", "employer", "home_postcode", "contract_share", "days_on_site_per_week", "usual_mode")
OPTIONAL = ("has_car", "shift", "team")
MODE_WORDS = {
    "car": ("car", "drive", "driving", "car driver", "car passenger", "passenger", "motorcycle", "taxi"),
    "walk": ("walk", "walking", "on foot", "foot"),
    "cycle": ("cycle", "cycling", "bicycle", "bike"),
    "transit": ("transit", "public transport", "bus", "train", "rail", "tube", "underground", "tram", "dlr"),
}
"""Words an HR extract uses for each mode. A motorcycle or taxi takes a car's time."""


def read(
    raw: pd.DataFrame,
    directory: pd.DataFrame,
    authorities: Collection[str],
    shifts: Sequence[str],
    unplaced_share_max: float,
    where: str,
) -> tuple[gpd.GeoDataFrame, pd.DataFrame, list[str]]:
    """Staff with home points, their bands, and a warning for each thing the run goes on in spite of.

    A blank `has_car` is yes where the usual mode is car; a blank `shift` is the first of `shifts`; a blank `team` is
    none. Bands are words by staff key, blank where not stated. Rows whose postcode is unknown are left out and counted
    by row number; above `unplaced_share_max` the run stops. Raises `InputError` naming rows and columns, never a value:
    a cell may hold a postcode in the wrong column.
    """
    known = [*COLUMNS, *OPTIONAL, *staff_bands.headings(raw)]
    raise_all(InputError, where, typed.column_faults(raw, COLUMNS, known, private=True))
    bands, band_faults = staff_bands.read(raw)
    raw = raw.reindex(columns=[*raw.columns, *(c for c in OPTIONAL if c not in raw.columns)], fill_value="")
    frame, faults = typed.numbers(raw, ["contract_share", "days_on_site_per_week"], show=False)
    ways, way_faults = _ways(raw, shifts)
    frame = frame.assign(employer=frame["employer"].str.lower(), **ways)
    faults += way_faults + band_faults + _employer_faults(frame["employer"], authorities)
    faults += _id_faults(compact(frame["staff_id"]))
    homes = directory.reindex(compact(frame["home_postcode"]))
    placed = pd.Series(homes["easting"].notna().to_numpy(), index=frame.index)
    unplaced, warnings = _unplaced(placed, unplaced_share_max)
    staff = _points(frame, homes)
    schema = typed.schema_faults(staff[placed.to_numpy()], Staff, show=False)
    faults += unplaced + [fault for fault in schema if not _said(fault)]
    raise_all(InputError, where, faults)
    kept = staff[placed.to_numpy()].set_index("staff_key", drop=False).rename_axis(None)
    return kept, bands[placed.to_numpy()].set_axis(kept.index, axis="index"), warnings


def _ways(raw: pd.DataFrame, shifts: Sequence[str]) -> tuple[dict[str, pd.Series], list[str]]:
    """usual_mode, has_car and shift as the travel stage knows them."""
    modes = raw["usual_mode"].str.lower().map({word: mode for mode, known in MODE_WORDS.items() for word in known})
    strange = f"not a known mode; write one of {', '.join(MODE_WORDS)}"
    faults = typed.in_rows("usual_mode", raw.index[modes.isna()], strange)
    has_car, car_faults = typed.yes_or_no(raw, "has_car", modes == "car", "yes where the usual mode is car")
    worked = raw["shift"].str.lower()
    known = worked.isin(list(shifts))
    strange = f"not a shift of this scenario; write one of {', '.join(shifts)}, or leave it blank for {shifts[0]}"
    shift_faults = typed.in_rows("shift", raw.index[~known & (worked != "")], strange)
    ways = {"usual_mode": modes, "has_car": has_car, "shift": worked.where(known, shifts[0])}
    return ways, faults + car_faults + shift_faults


def _id_faults(ids: "pd.Series[str]") -> list[str]:
    return [
        *typed.in_rows("staff_id", ids.index[ids == ""], "is blank; give each person an id"),
        *typed.in_rows(
            "staff_id", ids.index[(ids != "") & ids.duplicated(keep=False)], "stands more than once; each must differ"
        ),
    ]


def _employer_faults(employers: "pd.Series[str]", authorities: Collection[str]) -> list[str]:
    known = ", ".join(authorities)
    strangers = employers.index[~employers.isin(list(authorities))]
    faults = typed.in_rows("employer", strangers, f"not an authority of this scenario; write one of {known}")
    absent = [a for a in authorities if not (employers == a).any()]
    return faults + [
        f"column employer: nobody works for {a}; add its staff, or take it out of the study" for a in absent
    ]


def _said(fault: str) -> bool:
    return any(f"column {name}" in fault for name in ("usual_mode", "employer", "staff_key"))


def _unplaced(placed: "pd.Series[bool]", unplaced_share_max: float) -> tuple[list[str], list[str]]:
    """Faults, where too many homes are unknown or all of them, or else the warning."""
    rows = placed.index[~placed]
    if rows.empty:
        return [], []
    share = len(rows) / len(placed)
    words = (
        f"column home_postcode: {len(rows)} of {len(placed)} ({share:.1%}) are not known postcodes of England or "
        f"Wales: {typed.row_words(rows)}"
    )
    if share > unplaced_share_max:
        limit = f"staff.unplaced_share_max allows {unplaced_share_max:g}"
        return [f"{words}; mend them ({limit}, these are {share:.4f})"], []
    if share == 1:
        return [f"{words}; nobody is left"], []
    return [], [f"{words}; these staff are left out"]


def _points(frame: pd.DataFrame, homes: pd.DataFrame) -> gpd.GeoDataFrame:
    # Keys come from row numbers: an HR number may itself identify a person.
    return gpd.GeoDataFrame(
        {
            "staff_key": [f"row-{row}" for row in frame.index],
            "employer": frame["employer"],
            "contract_share": frame["contract_share"],
            "days_on_site_per_week": frame["days_on_site_per_week"],
            "usual_mode": frame["usual_mode"],
            "has_car": frame["has_car"],
            "shift": frame["shift"],
            "team": frame["team"],
            "district": homes["district"].fillna("").to_numpy(dtype=str),
        },
        geometry=gpd.points_from_xy(homes["easting"].to_numpy(), homes["northing"].to_numpy()),
        crs=METRIC_CRS,
        index=frame.index,
    )
