"""Journeys between public places that people of the area know."""

import geopandas as gpd
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import typed
from feasibility.inputs.postcodes import compact
from feasibility.tables import METRIC_CRS, KnownJourneys, headings

REQUIRED = ("journey", "mode", "from_name", "from_postcode", "to_name", "to_postcode", "why")
OPTIONAL = ("published_minutes", "published_by")
POSTCODES = ("from_postcode", "to_postcode")
KEY = ["journey", "mode"]


def read(raw: pd.DataFrame, directory: pd.DataFrame, where: str) -> gpd.GeoDataFrame:
    """tables.KnownJourneys with points `origin` and `destination` in EPSG:27700, one row a journey and mode.

    `directory` has easting and northing by compact postcode. The index is an id of each row, such as `known-1`. The
    places are public: messages quote them. Raises `InputError` for missing columns, blank words, postcodes that are
    not known, two ends in one place, rows that stand twice, and figures that are none or that nobody published.
    """
    raise_all(InputError, where, typed.column_faults(raw, REQUIRED, [*REQUIRED, *OPTIONAL]))
    frame = raw.reindex(columns=[*REQUIRED, *OPTIONAL], fill_value="")
    rows, given = frame.index, frame[frame["published_minutes"] != ""]
    minutes, faults = typed.numbers(given, ["published_minutes"], show=True)
    placed = [directory.reindex(compact(frame[name])).set_axis(rows) for name in POSTCODES]
    origin, destination = (
        gpd.GeoSeries(gpd.points_from_xy(at["easting"], at["northing"]), rows, crs=METRIC_CRS) for at in placed
    )
    known = frame.assign(
        published_minutes=minutes["published_minutes"].reindex(rows).astype(float),
        origin=origin, destination=destination,
    )  # fmt: skip
    known = gpd.GeoDataFrame(known[list(headings(KnownJourneys))], geometry="origin", crs=METRIC_CRS)
    faults += _of_words(frame) + _of_places(frame, placed) + typed.schema_faults(known, KnownJourneys, show=True)
    raise_all(InputError, where, faults)
    return known.set_axis([f"known-{i}" for i in range(1, len(known) + 1)], axis="index")


def _of_words(frame: pd.DataFrame) -> list[str]:
    rows, faults = frame.index, []
    for name in ("journey", "from_name", "to_name", "why"):
        faults += typed.in_rows(name, rows[frame[name] == ""], "is blank; fill it in")
    twice = frame.duplicated(KEY, keep=False)
    faults += typed.in_rows("journey", rows[twice], "stands more than once with one mode; keep one")
    unsigned = (frame["published_minutes"] != "") & (frame["published_by"] == "")
    return faults + typed.in_rows("published_by", rows[unsigned], "is blank beside minutes; say who published them")


def _of_places(frame: pd.DataFrame, placed: list[pd.DataFrame]) -> list[str]:
    unknown = [at["easting"].isna() for at in placed]
    faults = [
        f'row {row}, column {name}: found "{frame.at[row, name][:40]}"; write a postcode of England or Wales'
        for name, missing in zip(POSTCODES, unknown, strict=True)
        for row in frame.index[missing]
    ]
    start, end = (compact(frame[name]) for name in POSTCODES)
    same = start.eq(end) & ~unknown[0]
    return faults + typed.in_rows("to_postcode", frame.index[same], "is that of the start; give the end of the journey")
