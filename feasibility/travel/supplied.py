"""The council's own minutes laid over the people and sites of a study, and what becomes of pairs they lack."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs.matrix import MatrixFile, Supplied
from feasibility.inputs.typed import row_words
from feasibility.travel.pairs import FILLED, MEASURED, MISSING, SUPPLIED, Evidence, Pairs, Provided

WHERE = "travel.matrix"
PLACES_SHOWN = 10
"""Groups of sites named in a message; all are counted."""
CHARACTERS_SHOWN = 120
"""Longest list of row numbers in a message."""
AS_FOUND = "not measured: taken as supplied"
NO_PARTS = (
    "the matrix does not tell km by bus from km by rail: pounds and carbon a year of those who use public transport, "
    "and of any group they are in, are left blank"
)
MISSING_WORDS = {
    "stop": "the run stops",
    "leave": "left without a journey and counted as unreached",
    "network": "filled with the built-in minutes, and so are lengths that the matrix lacks",
}
"""What becomes of a pair that the matrix lacks, by the setting `missing`."""


def modes_to_fill(supplied: Supplied | None) -> tuple[str, ...]:
    """Modes whose missing pairs are filled from the network."""
    files = supplied.files if supplied is not None else ()
    return tuple(dict.fromkeys(mode for file in files if file.missing == "network" for mode in file.modes))


def by_matrix(
    modes: Sequence[str],
    origins: gpd.GeoSeries,
    destinations: gpd.GeoSeries,
    supplied: Supplied,
    shifts: Sequence[str],
) -> dict[str, Provided]:
    """Each of the modes as the council supplied it, for every shift.

    Origins are keyed `row-<number of the row>`. Where a file says `missing = "stop"`, raises `InputError` naming how
    many pairs are missing, from which rows to which sites.
    """
    laid = {
        mode: {shift: _laid(supplied.pairs, mode, shift, origins.index, destinations.index) for shift in shifts}
        for mode in modes
    }
    stopping = {file_mode for file in supplied.files if file.missing == "stop" for file_mode in file.modes}
    faults = [
        fault
        for mode in modes
        if mode in stopping
        for fault in dict.fromkeys(words for pairs in laid[mode].values() for words in _lacking(mode, pairs))
    ]
    raise_all(InputError, WHERE, faults)
    return {mode: Provided(laid[mode], tuple(_evidence(mode, supplied.files))) for mode in modes}


def filled(supplied: Provided, network: Provided) -> Provided:
    """What is supplied, and for the pairs it lacks what the network gives. Filled pairs say so."""
    by_shift = {shift: _filled(pairs, network.by_shift[shift]) for shift, pairs in supplied.by_shift.items()}
    return replace(supplied, by_shift=by_shift)


def _laid(pairs: pd.DataFrame, mode: str, shift: str, origins: "pd.Index[str]", destinations: "pd.Index[str]") -> Pairs:
    """The supplied pairs of a mode and shift in frames of origins by destinations."""
    rows = pairs[(pairs["mode"] == mode) & pairs["shift"].isin(["", shift])]
    at = origins.get_indexer(pd.Index(rows["origin_id"])), destinations.get_indexer(pd.Index(rows["destination_id"]))
    known = (at[0] >= 0) & (at[1] >= 0)
    place = at[0][known], at[1][known]

    def framed(column: str) -> pd.DataFrame:
        values = np.full((len(origins), len(destinations)), np.nan)
        values[place] = rows.loc[known, column].to_numpy(dtype=float)
        return pd.DataFrame(values, index=origins, columns=destinations)

    status = np.full((len(origins), len(destinations)), MISSING, dtype=np.int8)
    status[place] = SUPPLIED
    return Pairs(
        minutes=framed("minutes"),
        km=framed("km"),
        status=pd.DataFrame(status, index=origins, columns=destinations),
        bad_day_minutes=framed("bad_day_minutes") if rows["bad_day_minutes"].notna().any() else None,
    )


def _lacking(mode: str, pairs: Pairs) -> list[str]:
    """One fault where pairs are missing: how many, from which rows of the staff file, to which sites."""
    missing = pairs.status == MISSING
    count = int(missing.to_numpy().sum())
    if not count:
        return []
    groups: dict[tuple[str, ...], list[str]] = {}
    for site in missing.columns[missing.any()]:
        groups.setdefault(tuple(missing.index[missing[site]]), []).append(str(site))
    shown = [
        f"to {', '.join(sites)} from {_who(keys, len(missing))}" for keys, sites in list(groups.items())[:PLACES_SHOWN]
    ]
    more = f"; and {len(groups) - PLACES_SHOWN} more groups of sites" if len(groups) > PLACES_SHOWN else ""
    return [
        f"{mode}: {count:,} of {missing.size:,} pairs have no minutes: {'; '.join(shown)}{more}; supply them, or say "
        'missing = "network" (built-in minutes) or missing = "leave" (no journey)'
    ]


def _who(keys: Sequence[str], everybody: int) -> str:
    if len(keys) == everybody:
        return "everybody"
    words = row_words(pd.Index([int(key.removeprefix("row-")) for key in keys]))
    return words if len(words) <= CHARACTERS_SHOWN else f"{words[:CHARACTERS_SHOWN].rpartition(',')[0]} and more"


def _filled(supplied: Pairs, network: Pairs) -> Pairs:
    """Missing pairs with the network's minutes where it has any; lengths that are missing with the network's."""
    gap = supplied.status == MISSING
    known = gap & (network.status == MEASURED)
    status = supplied.status.mask(gap, network.status).mask(known, FILLED).astype(np.int8)
    return replace(
        supplied,
        minutes=supplied.minutes.mask(gap, network.minutes),
        km=supplied.km.fillna(network.km),
        status=status,
        bad_day_minutes=_beside(supplied.bad_day_minutes, network.bad_day_minutes, gap),
        bus_km=_beside(None, network.bus_km, gap),
        rail_km=_beside(None, network.rail_km, gap),
        walked=None if network.walked is None else network.walked & gap,
    )


def _beside(given: pd.DataFrame | None, network: pd.DataFrame | None, gap: pd.DataFrame) -> pd.DataFrame | None:
    """What is given, and in the gaps what the network has."""
    if network is None:
        return given
    return network.where(gap) if given is None else given.mask(gap, network)


def _evidence(mode: str, files: Sequence[MatrixFile]) -> Iterator[Evidence]:
    """What must be said of each matrix that gives the mode."""
    for file in files:
        if mode not in file.modes:
            continue
        said = f"matrix {file.matrix_id}"
        lengths = f"lengths in {file.length_unit}" if file.length_unit else "without lengths"
        read_as = f"laid out as {file.layout}; origins by {file.origins}; times in {file.unit}, {lengths}"
        yield Evidence(mode, "method", f"the council's own matrix, {read_as}", said)
        yield Evidence(mode, "made by", file.source, said)
        yield Evidence(mode, "date", file.date, said)
        yield Evidence(mode, "licence", file.licence, said)
        of_shift = f"shift {file.shift}" if file.shift else "every shift alike"
        yield Evidence(mode, "departure window", f"{file.departure_window}; taken for {of_shift}", said)
        yield Evidence(mode, "defaulted", f"pairs that the matrix lacks: {MISSING_WORDS[file.missing]}", said)
        if mode == "transit":
            yield Evidence(mode, "defaulted: carbon and cost", NO_PARTS, said)
        yield Evidence(mode, "calibration", AS_FOUND, said)
        yield Evidence(mode, "error", AS_FOUND, said)
        if file.unused_origins:
            yield Evidence(mode, "origins of the matrix where no staff live", str(file.unused_origins), said)
        if file.unused_rows:
            yield Evidence(mode, "rows of modes taken from elsewhere", str(file.unused_rows), said)
