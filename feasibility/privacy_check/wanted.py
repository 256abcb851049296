"""What must not be found: the homes and ids of the staff file, and every other full postcode that no place has.

Kept in memory for the length of the check; no word of it is written.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyproj

from feasibility.inputs import postcodes, sheets
from feasibility.inputs.postcodes import compact
from feasibility.scenario import Scenario
from feasibility.scenario.model import files_by_role
from feasibility.tables import METRIC_CRS, WEB_CRS

ID_LENGTH_MIN = 5
"""Ids shorter than this, or of digits alone, are looked for nowhere: any figure might be one."""
PRIVATE = ("staff", "travel.matrix.")
FULL = re.compile(r"(?<![A-Z0-9])([A-Z]{1,2}[0-9][A-Z0-9]?)\s{0,2}([0-9][A-Z]{2})(?![A-Z0-9])")
"""A full postcode as it is written: outward part, a blank or none, inward part. In capitals."""


@dataclass(frozen=True)
class Wanted:
    """What is looked for. Private."""

    homes: frozenset[str]
    """Home postcodes in capitals without blanks, but for those that are a place's too."""
    staff_ids: frozenset[str]
    places: frozenset[str]
    """Postcodes of places, which may be published."""
    metres: npt.NDArray[np.float64]
    """Easting and northing of each home."""
    degrees: npt.NDArray[np.float64]
    """Longitude and latitude of each home."""
    shared: int
    """Homes whose postcode is a place's too: they cannot be told apart from it."""

    @property
    def words(self) -> tuple[str, ...]:
        """What is looked for, in sentences that tell of nobody."""
        if not len(self.metres) and not self.homes:
            return ("No staff file was named: any full postcode that is no place's counts as a home.",)
        said = ["Every home postcode, home point and staff id of the staff file, however it is written."]
        if self.shared:
            said.append("Homes at the postcode of a place cannot be told apart from the place, and were left out.")
        return tuple(said)


NOTHING = Wanted(frozenset(), frozenset(), frozenset(), np.empty((0, 2)), np.empty((0, 2)), 0)


def wanted(scenario: Scenario) -> Wanted:
    """What the files of a scenario tell is private, and which postcodes are places'. Raises `InputError`."""
    files = files_by_role(scenario)
    raw, _ = sheets.of_role(files["staff"], "staff")
    places = frozenset().union(*(_postcodes(path) for role, path in files.items() if not role.startswith(PRIVATE)))
    spelt = set(compact(raw["home_postcode"])) if "home_postcode" in raw.columns else set()
    homes = frozenset(spelt - places - {""})
    letters = "".join(sorted({home[0] for home in homes}))
    points = postcodes.placed(postcodes.read(letters), sorted(homes)) if homes else pd.DataFrame()
    metres = points[["easting", "northing"]].to_numpy(dtype=float) if len(points) else np.empty((0, 2))
    ids = raw["staff_id"].str.strip() if "staff_id" in raw.columns else pd.Series(dtype=str)
    return Wanted(
        homes=homes,
        staff_ids=frozenset(i.upper() for i in ids if len(i) >= ID_LENGTH_MIN and not i.isdigit()),
        places=places,
        metres=metres,
        degrees=_degrees(metres),
        shared=len(spelt & places),
    )


def known(spelt: Collection[str]) -> set[str]:
    """Those of some compact postcodes that exist."""
    if not spelt:
        return set()
    of_letter: dict[str, list[str]] = {}
    for one in spelt:
        of_letter.setdefault(one[0], []).append(one)
    return {code for letter, codes in of_letter.items() for code in postcodes.placed(_directory(letter), codes).index}


@lru_cache(maxsize=4)
def _directory(letter: str) -> postcodes.Postcodes:
    """Postcodes that begin with a letter. Few are kept: one letter of the directory takes tens of megabytes."""
    return postcodes.read(letter)


def _degrees(metres: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    if not len(metres):
        return metres
    turn = pyproj.Transformer.from_crs(METRIC_CRS, WEB_CRS, always_xy=True)
    return np.column_stack(turn.transform(metres[:, 0], metres[:, 1]))


def _postcodes(path: Path) -> frozenset[str]:
    """Full postcodes that a file of places holds; none of a file that holds no text."""
    if path.suffix.lower() not in (".csv", ".xlsx", ".json", ".geojson", ".toml"):
        return frozenset()
    if path.suffix.lower() == ".xlsx":
        sheet, _ = sheets.of_role(path, path.stem)
        text = "\n".join(" ".join(row) for row in sheet.astype(str).itertuples(index=False, name=None))
    else:
        text = path.read_text(encoding="utf-8", errors="replace")
    return frozenset("".join(found) for found in FULL.findall(text.upper()))
