"""Minutes of every mode, each from the source that the scenario names, with the evidence for them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility import tables, wording
from feasibility.errors import InputError, raise_all
from feasibility.inputs.matrix import Supplied
from feasibility.scenario.travel import Shift, TravelSettings
from feasibility.travel import streets, supplied
from feasibility.travel.pairs import (
    DESTINATION_OFF,
    FILLED,
    MEASURED,
    ORIGIN_OFF,
    PAIR_STATUSES,
    SUPPLIED,
    Evidence,
    Pairs,
    Provided,
)
from feasibility.travel.transit import Network, by_transit

Say = Callable[[str], None]
WHERE = "travel"
THIS_RUN = "this run"
NETWORK, MATRIX, VALHALLA, FERROBUS = "network", "matrix", "valhalla", "ferrobus"
SOURCE_WORDS = {
    NETWORK: "the built-in network",
    MATRIX: "the council's own matrix",
    VALHALLA: "the engine Valhalla",
    FERROBUS: "the engine ferrobus",
}


def needs_network(settings: TravelSettings, modes: Sequence[str] = tables.MODES) -> bool:
    """Whether any of the modes takes minutes from the built-in network, be it only for what a matrix lacks."""
    sources = {getattr(settings.providers, mode) for mode in modes}
    return NETWORK in sources or (
        MATRIX in sources and any(given.missing == "network" for given in settings.matrix.values())
    )


@dataclass(frozen=True)
class At:
    """What minutes are taken from, besides the files that an engine names itself."""

    network: Network | None = None
    """None where `needs_network` says so."""
    supplied: Supplied | None = None
    """None where no mode is supplied."""
    cache_dir: Path | None = None
    """Where an engine keeps what it builds, None to keep nothing."""


def measure(
    origins: gpd.GeoSeries,
    destinations: gpd.GeoSeries,
    network: Network | None,
    given: Supplied | None,
    shifts: Mapping[str, Shift],
    settings: TravelSettings,
    say: Say | None = None,
    cache_dir: Path | None = None,
) -> dict[str, Provided]:
    """Every mode from homes to sites, one way. Origins are keyed `row-<number>`; points by id in EPSG:27700.

    `network`, `given` and `cache_dir` are those of `At`. Homes off the network have pairs that say so; a site off it
    raises one `InputError` that names every such site.
    """
    at = At(network, given, cache_dir)
    measured = by_mode(tables.MODES, origins, destinations, at, shifts, settings, say)
    _refuse_sites_off(measured, settings)
    return measured


def by_mode(
    modes: Sequence[str],
    origins: gpd.GeoSeries,
    destinations: gpd.GeoSeries,
    at: At,
    shifts: Mapping[str, Shift],
    settings: TravelSettings,
    say: Say | None = None,
) -> dict[str, Provided]:
    """As `measure`, for some of the modes; destinations off the network are pairs that say so, and no fault."""
    asked = {source: [m for m in modes if getattr(settings.providers, m) == source] for source in SOURCE_WORDS}
    to_fill = [mode for mode in supplied.modes_to_fill(at.supplied) if mode in asked[MATRIX]]
    found: dict[str, Provided] = {}
    tell = say or (lambda _: None)
    if asked[MATRIX] or to_fill:
        if at.supplied is None:
            raise InputError(WHERE, [f"no matrix was read for {', '.join(asked[MATRIX])}"])
        tell(_words(MATRIX, asked[MATRIX]))
        # Pairs that stop the run are told before anything is measured.
        found |= supplied.by_matrix(asked[MATRIX], origins, destinations, at.supplied, list(shifts))
    if asked[NETWORK] or to_fill:
        tell(_words(NETWORK, [*asked[NETWORK], *to_fill]))
        by_network = _by_network([*asked[NETWORK], *to_fill], origins, destinations, at.network, shifts, settings)
        found |= {mode: by_network[mode] for mode in asked[NETWORK]}
        found |= {mode: supplied.filled(found[mode], by_network[mode]) for mode in to_fill}
    if asked[VALHALLA]:
        tell(_words(VALHALLA, asked[VALHALLA]))
        from feasibility.travel.engines.valhalla import by_valhalla  # noqa: PLC0415 - an extra that may be absent

        found |= by_valhalla(asked[VALHALLA], origins, destinations, shifts, settings, at.cache_dir)
    if asked[FERROBUS]:
        tell(_words(FERROBUS, asked[FERROBUS]))
        from feasibility.travel.engines.ferrobus import by_ferrobus  # noqa: PLC0415 - an extra that may be absent

        found["transit"] = by_ferrobus(origins, destinations, shifts, settings)
    return {mode: found[mode] for mode in modes}


def _words(source: str, modes: Sequence[str]) -> str:
    return f"Minutes by {', '.join(modes)} from {SOURCE_WORDS[source]}"


def _by_network(
    modes: Sequence[str],
    origins: gpd.GeoSeries,
    destinations: gpd.GeoSeries,
    network: Network | None,
    shifts: Mapping[str, Shift],
    settings: TravelSettings,
) -> dict[str, Provided]:
    if network is None:
        raise InputError(WHERE, [f"there is no street network to measure {', '.join(modes)} on"])
    on_streets = [mode for mode in modes if mode != "transit"]
    found: dict[str, Provided] = {}
    if on_streets:
        found |= streets.by_street(on_streets, origins, destinations, network.street, shifts, settings)
    if "transit" in modes:
        found["transit"] = by_transit(origins, destinations, network, shifts, settings)
    return found


def _refuse_sites_off(measured: Mapping[str, Provided], settings: TravelSettings) -> None:
    """Refuse a site that no street is near: in the river, or beyond the files of the network."""
    sites: dict[str, list[str]] = {}
    for mode, provided in measured.items():
        if next(_pairs(provided)).status.empty:
            continue
        off = np.logical_or.reduce([(pairs.status == DESTINATION_OFF).all().to_numpy() for pairs in _pairs(provided)])
        for site in next(_pairs(provided)).status.columns[off]:
            sites.setdefault(str(site), []).append(mode)
    raise_all(InputError, WHERE, [
        f"site {site} lies off the network by {', '.join(modes)}: in the river, or too far from every street; check "
        f"its position, widen the files of the network, or raise {_snap_settings(modes, settings)}"
        for site, modes in sites.items()
    ])  # fmt: skip


def _snap_settings(modes: Sequence[str], settings: TravelSettings) -> str:
    sources = {getattr(settings.providers, mode) for mode in modes}
    sections = ["travel" if source in (NETWORK, MATRIX) else f"travel.{source}" for source in sorted(sources)]
    return " and ".join(f"{section}.snap_metres_max" for section in dict.fromkeys(sections))


def _pairs(provided: Provided) -> Iterator[Pairs]:
    return iter(provided.by_shift.values())


def evidence(measured: Mapping[str, Provided], settings: TravelSettings) -> pd.DataFrame:
    """What must be said of every mode and of all together: a table of `tables.EvidenceTable`. Shows no home."""
    rows = [
        *(row for mode in measured for row in (_source(mode, settings), *measured[mode].evidence)),
        *(row for mode in measured for row in _statuses(mode, measured[mode])),
        *_of_homes(measured),
    ]
    frame = pd.DataFrame(rows, columns=["mode", "measure", "value", "source"])
    return tables.checked(frame, tables.EvidenceTable, "travel evidence")


def _source(mode: str, settings: TravelSettings) -> Evidence:
    return Evidence(mode, "minutes from", SOURCE_WORDS[getattr(settings.providers, mode)], "the scenario")


def _statuses(mode: str, provided: Provided) -> Iterator[Evidence]:
    """What is known of the journeys from every home to every site, for each shift that differs from those before."""
    said: list[list[int]] = []
    for shift, pairs in provided.by_shift.items():
        counts = np.bincount(pairs.status.to_numpy().ravel(), minlength=len(PAIR_STATUSES)).tolist()
        if counts in said or not sum(counts):
            continue
        of_shift = f", shift {shift}" if len(provided.by_shift) > 1 else ""
        said.append(counts)
        shares = zip(PAIR_STATUSES, counts, strict=True)
        words = [f"{wording.share_of_homes(n / sum(counts))} {status}" for status, n in shares if n]
        yield Evidence(mode, f"journeys from every home to every site{of_shift}", "; ".join(words), THIS_RUN)


def _of_homes(measured: Mapping[str, Provided]) -> Iterator[Evidence]:
    """Over all modes of the usual shift: homes placed, and where the minutes that are known come from."""
    usual = {mode: next(_pairs(provided)).status for mode, provided in measured.items()}
    if not usual or not all(status.size for status in usual.values()):
        return
    off = pd.concat([(status == ORIGIN_OFF).any(axis=1) for status in usual.values()], axis=1)
    placed = wording.share_of_homes(float((~off.any(axis=1)).mean()))
    yield Evidence("all", "homes placed on every network used", placed, THIS_RUN)
    codes = np.concatenate([status.to_numpy().ravel() for status in usual.values()])
    known = int(np.isin(codes, (MEASURED, SUPPLIED, FILLED)).sum())
    with_minutes = wording.share_of_homes(known / len(codes))
    yield Evidence("all", "journeys from every home to every site by every mode, with minutes", with_minutes, THIS_RUN)
    kinds = {"measured": MEASURED, "supplied by the council": SUPPLIED, "filled where the matrix lacks them": FILLED}
    counts = {words: int((codes == code).sum()) for words, code in kinds.items()}
    shares = [f"{wording.share_of_homes(n / known)} {words}" for words, n in counts.items() if n]
    if shares:
        yield Evidence("all", "where those minutes come from", "; ".join(shares), THIS_RUN)
