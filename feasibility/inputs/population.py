"""People and bands of small areas: who could be recruited from where, and how each area is placed."""

from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.inputs.gathering import Gathering
from feasibility.tables import METRIC_CRS

NAMES = {
    "code": ("code", "lsoa_cd", "lsoa11cd", "lsoa21cd", "area_code"),
    "easting": ("easting", "oseast1m", "x"),
    "northing": ("northing", "osnrth1m", "y"),
    "persons": ("persons", "population", "all_ages"),
    "working_age": ("working_age", "persons_16_64", "aged_16_64"),
    "district": ("district", "la", "lad", "local_authority"),
}
"""Each column and the headings it is known by, capitals aside; others in the file are left alone."""
REQUIRED = ("code", "easting", "northing", "persons")
EASTING_M, NORTHING_M = (1_000.0, 700_000.0), (1_000.0, 1_300_000.0)
"""The National Grid where there is land; degrees lie below it."""
UNNAMED = "district not named"
CODES_SHOWN = 5


def of_file(path: Path | None, working_age_share: float, gathering: Gathering) -> gpd.GeoDataFrame | None:
    """What `read` makes of the file; None where none is named or it has faults, which are gathered."""
    if path is None:
        return None
    return gathering.attempt(lambda file: read(sheets.read(file), file.name, working_age_share), path)


def bands_of_file(path: Path | None, cells: gpd.GeoDataFrame | None, gathering: Gathering) -> pd.DataFrame | None:
    """What `bands` makes of the file, for the small areas `cells`; None as for `of_file`, or without those areas."""
    if path is None or cells is None:
        return None
    return gathering.attempt(lambda file: bands(sheets.read(file), file.name, cells["code"]), path)


def read(raw: pd.DataFrame, where: str, working_age_share: float) -> gpd.GeoDataFrame:
    """People by code of small area: district, persons, working_age (16 to 64), and a point in EPSG:27700.

    Where the file has no column of working age, `working_age_share` of all persons counts. Raises `InputError` for
    missing columns, repeated codes, figures that are none, points off the National Grid, or nobody at all.
    """
    named = _named(raw)
    found = typed.column_faults(named[[c for c in REQUIRED if c in named]], REQUIRED, REQUIRED)
    raise_all(InputError, where, found)
    figures = [*REQUIRED[1:], *(["working_age"] if "working_age" in named else [])]
    frame, faults = typed.numbers(named, figures, show=True)
    rows = frame.index
    faults += typed.in_rows("code", rows[frame["code"] == ""], "is blank; give the area's code")
    twice = frame["code"].duplicated(keep=False) & (frame["code"] != "")
    faults += typed.in_rows("code", rows[twice], "stands more than once; each area once")
    for name, (least, most) in (("easting", EASTING_M), ("northing", NORTHING_M)):
        off = (frame[name] < least) | (frame[name] > most)
        faults += typed.in_rows(name, rows[off], "lies off the National Grid; write metres, not degrees")
    for name in figures[2:]:
        faults += typed.in_rows(name, rows[frame[name] < 0], "must be 0 or more")
    if "working_age" in frame:
        more = frame["working_age"] > frame["persons"]
        faults += typed.in_rows("working_age", rows[more], "is more than all persons; check the two columns")
    raise_all(InputError, where, faults)
    working_age = frame["working_age"] if "working_age" in frame else frame["persons"] * working_age_share
    if working_age.sum() <= 0:
        raise InputError(where, ["has nobody of working age; check the column of persons"])
    district = frame["district"].where(frame["district"] != "", UNNAMED) if "district" in frame else UNNAMED
    return gpd.GeoDataFrame(
        {"district": district, "persons": frame["persons"], "working_age": working_age},
        geometry=gpd.points_from_xy(frame["easting"], frame["northing"]),
        crs=METRIC_CRS,
    ).set_axis(pd.Index(frame["code"].to_numpy(), name="code"), axis="index")


def bands(raw: pd.DataFrame, where: str, known: Iterable[str]) -> pd.DataFrame:
    """Code of small area by band: the group of each, in words; blank where not stated.

    Every column besides the code is a band. `known` are the codes of the outlines (files.areas). Raises `InputError`
    where there is no code or no band, a code stands twice, or no code is that of an outline.
    """
    named = _named(raw)
    if "code" not in named:
        raise InputError(where, ["column code: is missing; give the code of each small area"])
    frame, rows = named.set_index("code"), named.index
    faults = typed.in_rows("code", rows[named["code"] == ""], "is blank; give the area's code")
    twice = named["code"].duplicated(keep=False) & (named["code"] != "")
    faults += typed.in_rows("code", rows[twice], "stands more than once; each area once")
    if frame.columns.empty:
        faults.append("has no column besides the code; add a column for each band")
    codes = sorted(set(known))
    if not set(frame.index) & set(codes):
        faults.append(f"column code: none is that of an area of files.areas, such as {', '.join(codes[:CODES_SHOWN])}")
    raise_all(InputError, where, faults)
    return frame


def _named(raw: pd.DataFrame) -> pd.DataFrame:
    """The frame with the headings that are known under another name renamed; the first of each kind counts."""
    lowered = {str(name).strip().lower(): name for name in reversed(list(raw.columns))}
    renamed = {
        lowered[word]: name
        for name, words in NAMES.items()
        for word in [next((w for w in words if w in lowered), None)]
        if word is not None
    }
    return raw.rename(columns=renamed)
