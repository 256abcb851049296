"""Two lists of places into minutes and km between them: the table of contents of `feasibility matrix`."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility.errors import FeasibilityError, raise_all
from feasibility.inputs import geography, matrix, networks, points, postcodes, services, window
from feasibility.inputs.gathering import Gathering
from feasibility.inputs.points import Listed
from feasibility.inputs.postcodes import Postcodes
from feasibility.inputs.typed import in_rows
from feasibility.scenario import Scenario, load
from feasibility.scenario.load import absent
from feasibility.scenario.travel import Shift
from feasibility.scenario.travel.providers import modes_from
from feasibility.travel import measure, network
from feasibility.travel.network import Network
from feasibility.travel.pairs import PAIR_STATUSES, Pairs, Provided

Say = Callable[[str], None]
HEADING = ("origin", "destination", "mode", "minutes", "km", "status")
MINUTES_DECIMALS, KM_DECIMALS = 2, 3
ROWS_AT_ONCE = 200_000
"""Rows of the file made at a time: it changes memory, not what is written."""


@dataclass(frozen=True)
class Written:
    """A matrix that is done: how many of its pairs say what, by mode and status in words."""

    pairs: Mapping[tuple[str, str], int]


@dataclass(frozen=True)
class Ends:
    """The two lists as read and placed. Private. Origins go by `row-<number>`, destinations by the officer's ids."""

    from_list: Listed
    to_list: Listed
    origins: gpd.GeoSeries
    destinations: gpd.GeoSeries
    known: Postcodes
    letters: str


def matrix_between(
    origins: Path,
    destinations: Path,
    modes: Sequence[str],
    out: Path,
    scenario: Path,
    shift: str | None,
    cache: Path | None,
    say: Say,
) -> Written:
    """Minutes and km of every origin to every destination by each mode, into one CSV file, whole or not there at all.

    The sources of the minutes and the files of the network are those of the scenario; its staff and sites are not read.
    Raises a `FeasibilityError` for what an officer can put right.
    """
    say("Reading origins and destinations")
    study = load(scenario)
    shifts = _one_shift(study, shift)
    _refuse_unwritable(out, (origins, destinations))
    ends = _ends(origins, destinations)
    supplied = _supplied(study, modes, ends)

    streets = None
    if measure.needs_network(study.travel, modes):
        say("Building the network")
        streets = _network(study, modes, ends, cache)
    at = measure.At(streets, supplied, cache)
    measured = measure.by_mode(modes, ends.origins, ends.destinations, at, shifts, study.travel, say)

    say("Writing the matrix")
    return _write(out, measured, ends)


def _one_shift(study: Scenario, shift: str | None) -> dict[str, Shift]:
    at = study.travel.shift
    chosen = next(iter(at)) if shift is None else shift
    known = ", ".join(at)
    raise_all(FeasibilityError, "--shift", [] if chosen in at else [f"{chosen} is no shift; the scenario has {known}"])
    return {chosen: at[chosen]}


def _refuse_unwritable(out: Path, inputs: Sequence[Path]) -> None:
    """Say now, not after minutes of work, that the result cannot be written."""
    faults = []
    if out.suffix.lower() != ".csv":
        faults.append("is no name of a CSV file; end it in .csv")
    if out.is_dir() or not out.parent.is_dir():
        faults.append("names a folder, or lies in a folder that is not there; name a file in a folder that is")
    if any(out.resolve() == path.resolve() for path in inputs):
        faults.append("is one of the two lists; name another file, so that the list is kept")
    raise_all(FeasibilityError, f"--out {out.name}", faults)


def _ends(origins: Path, destinations: Path) -> Ends:
    """Both lists, with the faults of both together."""
    gathering = Gathering()
    lists = [gathering.attempt(points.read, path) for path in (origins, destinations)]
    letters = "".join(sorted({letter for listed in lists if listed for letter in points.letters(listed)}))
    known = postcodes.read(letters)
    spots = [
        gathering.attempt(partial(_spots, listed=listed, known=known), path) if listed else None
        for listed, path in zip(lists, (origins, destinations), strict=True)
    ]
    raise_all(FeasibilityError, "the lists of origins and destinations", gathering.faults)
    from_list, to_list = (listed for listed in lists if listed is not None)
    from_spots, to_spots = (spot for spot in spots if spot is not None)
    return Ends(from_list, to_list, from_spots, to_spots.set_axis(pd.Index(to_list.raw["id"])), known, letters)


def _spots(_: Path, listed: Listed, known: Postcodes) -> gpd.GeoSeries:
    return points.placed(listed, known)


def _supplied(study: Scenario, modes: Sequence[str], ends: Ends) -> matrix.Supplied | None:
    """The council's own minutes for the two lists, where the scenario takes a mode from a matrix."""
    wanted = [mode for mode in modes_from(study.travel.providers, "matrix") if mode in modes]
    if not wanted:
        return None
    gathering = Gathering()
    areas = geography.areas(study, gathering)
    raw, places = ends.from_list.raw.set_axis(ends.origins.index), ends.to_list.raw.set_axis(ends.destinations.index)
    who = matrix.Origins(postcodes.compact(raw["id"]), postcodes.compact(raw["postcode"]), ends.origins, areas)
    where = matrix.Destinations(places["id"], postcodes.compact(places["postcode"]))
    supplied = matrix.read_all(study.travel.matrix, wanted, who, where, gathering)
    raise_all(FeasibilityError, f"matrices of scenario {study.name}", gathering.faults)
    return supplied


def _network(study: Scenario, modes: Sequence[str], ends: Ends, cache: Path | None) -> Network:
    """The streets around the two lists, and lines of public transport where they are asked for."""
    files, gathering = study.files, Gathering()
    for role, path in {"roads": files.roads, "railways": files.railways, "barriers": files.barriers}.items():
        if path is not None and not path.exists():
            gathering.unreadable.add(path)
            gathering.faults.append(absent(f"files.{role}", path))
    roads = gathering.attempt(networks.roads, files.roads)
    railways = gathering.attempt(networks.railways, files.railways)
    barriers = gathering.attempt(networks.barriers, files.barriers) if files.barriers else None
    timetable = _timetable(study, gathering) if "transit" in modes else None
    raise_all(FeasibilityError, f"files of scenario {study.name}", gathering.faults)
    assert roads is not None
    around = window.street_points(ends.known, ends.letters, ends.destinations, ends.origins)
    _refuse_in_the_river(ends, barriers, around)
    tables = {"lines": timetable.lines, "calls": timetable.calls, "stops": timetable.stops} if timetable else {}
    return network.network(around, roads, study.travel, barriers=barriers, railways=railways, cache_dir=cache, **tables)


def _refuse_in_the_river(ends: Ends, barriers: gpd.GeoSeries | None, streets: pd.DataFrame) -> None:
    """A place in the river would else be moved to whichever bank is nearer. Names rows."""
    lists = ((ends.from_list, ends.origins), (ends.to_list, ends.destinations))
    faults = []
    for listed, spots in lists:
        rows = pd.Series(listed.raw.index, index=spots.index)
        wet = pd.Index(rows.loc[window.in_the_river(spots, barriers, streets).index])
        words = "in the river or another barrier of the scenario; mend the position or take the row out"
        faults += [f"{listed.name}: {fault}" for fault in in_rows("position", wet, words)]
    raise_all(FeasibilityError, "the lists of origins and destinations", list(dict.fromkeys(faults)))


def _timetable(study: Scenario, gathering: Gathering) -> services.Services | None:
    return services.of_scenario(study.files, gathering, needed=study.travel.providers.transit == "network")


def _write(out: Path, measured: Mapping[str, Provided], ends: Ends) -> Written:
    """The file, written beside and moved into place."""
    beside = out.with_name(f".{out.name}.partial")
    counts: Counter[tuple[str, str]] = Counter()
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            file.write(",".join(HEADING) + "\n")
            for mode, provided in measured.items():
                (pairs,) = provided.by_shift.values()
                codes = np.bincount(pairs.status.to_numpy().ravel(), minlength=len(PAIR_STATUSES))
                counts.update({(mode, words): int(n) for words, n in zip(PAIR_STATUSES, codes, strict=True) if n})
                file.writelines(_blocks(mode, pairs, ends))
        beside.replace(out)
    except OSError as err:
        raise FeasibilityError(f"--out {out.name}", [f"cannot be written: {err.strerror}; name another"]) from None
    finally:
        beside.unlink(missing_ok=True)
    return Written(dict(counts))


def _blocks(mode: str, pairs: Pairs, ends: Ends) -> Iterator[str]:
    """The rows of a mode as text, some origins at a time, in the order of the two lists."""
    from_ids, to_ids = (_quoted(listed.raw["id"]) for listed in (ends.from_list, ends.to_list))
    step = max(1, ROWS_AT_ONCE // max(1, len(to_ids)))
    statuses = np.array(PAIR_STATUSES, dtype=object)
    for first in range(0, len(from_ids), step):
        part = slice(first, first + step)
        origins = [origin for origin in from_ids[part] for _ in to_ids]
        minutes = _decimals(pairs.minutes.to_numpy()[part], MINUTES_DECIMALS)
        km = _decimals(pairs.km.to_numpy()[part], KM_DECIMALS)
        status = statuses[pairs.status.to_numpy()[part].ravel()]
        cells = zip(origins, to_ids * len(from_ids[part]), [mode] * len(origins), minutes, km, status, strict=True)
        yield "".join([f"{','.join(row)}\n" for row in cells])


def _quoted(ids: "pd.Series[str]") -> list[str]:
    """Ids as cells of a CSV file."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\0").writerows([cell] for cell in ids)
    return text.getvalue().split("\0")[:-1]


def _decimals(values: npt.NDArray[np.float64], decimals: int) -> npt.NDArray[np.object_]:
    """Numbers as text with fixed decimals, blank where there is none. Each value that differs is written once."""
    scaled = np.round(values.ravel() * 10**decimals)
    different, place = np.unique(scaled, return_inverse=True)
    texts = ["" if np.isnan(value) else f"{value / 10**decimals:.{decimals}f}" for value in different]
    return np.array(texts, dtype=object)[place]
