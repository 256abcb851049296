"""All matrices of a scenario together."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import partial

import geopandas as gpd
import pandas as pd

from feasibility.inputs.gathering import Gathering
from feasibility.inputs.matrix.ends import Destinations, Origins
from feasibility.inputs.matrix.reading import PAIR, MatrixFile, read
from feasibility.inputs.postcodes import compact
from feasibility.scenario.travel import MatrixSettings


@dataclass(frozen=True)
class Supplied:
    """The council's own minutes. Private."""

    pairs: pd.DataFrame
    """origin_id, destination_id, mode, shift (blank: every one), minutes, km, bad_day_minutes, matrix_id.

    km and bad_day_minutes are NaN where the file has none. A pair that the file lacks is absent.
    """
    files: tuple[MatrixFile, ...]


def people(raw: pd.DataFrame | None, placed: gpd.GeoDataFrame | None, areas: gpd.GeoDataFrame | None) -> Origins | None:
    """Everybody of the staff file by staff key: `raw` as typed, `placed` as read. None where a file is at fault."""
    if raw is None or placed is None or areas is None:
        return None
    keys = pd.Index([f"row-{row}" for row in raw.index])
    ids, homes = (compact(raw[name]).set_axis(keys) for name in ("staff_id", "home_postcode"))
    return Origins(ids, homes, placed.geometry, areas)


def places(raw: pd.DataFrame | None) -> Destinations | None:
    """Every site by its id, from the table of sites as typed. None where it is at fault."""
    if raw is None or not {"site_id", "name"} <= set(raw.columns) or raw["site_id"].duplicated().any():
        return None
    ids = pd.Index(raw["site_id"])
    homes = raw["postcode"] if "postcode" in raw.columns else pd.Series("", index=raw.index)
    return Destinations(raw["name"].set_axis(ids), compact(homes).set_axis(ids))


def read_all(
    matrices: Mapping[str, MatrixSettings],
    wanted: Collection[str],
    origins: Origins | None,
    destinations: Destinations | None,
    gathering: Gathering,
) -> Supplied | None:
    """Every matrix, for the modes `wanted`. None where there are faults, which go to `gathering`, or nothing to read.

    Origins or destinations that are None are not known, since their own file is at fault, and are not checked.
    """
    if not wanted:
        return None
    reading = partial(read, wanted=wanted, origins=origins, destinations=destinations)
    outcomes = {
        name: gathering.attempt(partial(reading, matrix_id=name, settings=given), given.file)
        for name, given in matrices.items()
    }
    found = [outcome for outcome in outcomes.values() if outcome is not None]
    if not found or len(found) < len(outcomes) or origins is None or destinations is None:
        return None
    supplied = Supplied(pd.concat([pairs for pairs, _ in found], ignore_index=True), tuple(file for _, file in found))
    faults = _between(supplied, wanted)
    gathering.faults += faults
    return None if faults else supplied


def _between(supplied: Supplied, wanted: Collection[str]) -> list[str]:
    """What is wrong between the files: a mode of which none speaks, or pairs and rules that two give differently."""
    faults = []
    for mode in wanted:
        of_mode = [file for file in supplied.files if mode in file.modes]
        names = " and ".join(f"travel.matrix.{file.matrix_id}" for file in of_mode)
        if not of_mode:
            faults.append(f"travel.providers.{mode}: no row of any matrix has minutes by {mode}; choose another source")
        if len({file.missing for file in of_mode}) > 1:
            faults.append(f"{names}: differ in missing, and both give minutes by {mode}; write the same in both")
        if len(of_mode) < 2:
            continue
        pairs = supplied.pairs[supplied.pairs["mode"] == mode]
        every = pairs[pairs["shift"] == ""]
        for shift in sorted(set(pairs["shift"])):
            of_shift = pairs[pairs["shift"] == shift]
            both = pd.concat([of_shift, every]) if shift else of_shift
            again = int(both.duplicated(PAIR).sum())
            if again:
                faults.append(f"{names}: {again} pairs by {mode} are given more than once; keep one of each")
    return faults
