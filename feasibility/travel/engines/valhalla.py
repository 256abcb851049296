"""Car, cycle and walk from an extract of OpenStreetMap, by the engine Valhalla."""

import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.scenario.travel import Shift, TravelSettings, ValhallaSettings
from feasibility.travel.engines import extract as extracts
from feasibility.travel.engines import placing
from feasibility.travel.engines.extract import ON_NETWORK, Extract
from feasibility.travel.engines.presence import engine_version
from feasibility.travel.engines.tiles import configuration, tile_folder
from feasibility.travel.pairs import DESTINATION_OFF, MEASURED, NO_WAY, ORIGIN_OFF, Evidence, Pairs, Provided
from feasibility.travel.streets import car_factor

log = logging.getLogger(__name__)

PROFILE = {"car": "auto", "walk": "pedestrian", "cycle": "bicycle"}
"""Valhalla's name of each mode."""
REACH = 50
"""Streets from which fewer junctions than this can be reached lead nowhere: Valhalla's own default."""
MINUTE_SECONDS = 60.0

Place = dict[str, float]
"""A point as Valhalla is asked: degrees, how far to look for a way, and how well joined it must be."""


def by_valhalla(
    modes: Sequence[str],
    origins: gpd.GeoSeries,
    destinations: gpd.GeoSeries,
    shifts: Mapping[str, Shift],
    settings: TravelSettings,
    cache_dir: Path | None = None,
) -> dict[str, Provided]:
    """Minutes and km of each mode, door to door along the ways of the extract; points in EPSG:27700, indexed by id.

    Walking and cycling go at the speeds of `[travel.foot]`; cars at the speeds of the map, slowed in the peaks by the
    same factors as in the built-in network. Tiles are kept in `cache_dir` by the content of the extract; they hold no
    home. Pairs of a point that the extract does not hold say so. Raises `InputError` where the extract cannot be used,
    `EngineAbsent` where Valhalla is not installed.
    """
    asked = settings.valhalla
    if asked is None:
        raise ValueError("by_valhalla needs the section [travel.valhalla]")
    version = engine_version("valhalla", "pyvalhalla", ("valhalla", "osmium"))
    from valhalla import Actor  # noqa: PLC0415  an optional extra

    extract = extracts.described(asked.extract)
    with tile_folder(extract, version, cache_dir) as tiles:
        engine = Actor(configuration(tiles))
        provided = {}
        for mode in modes:
            home = _placed(engine, mode, origins, asked, off=ORIGIN_OFF)
            site = _placed(engine, mode, destinations, asked, off=DESTINATION_OFF)
            pairs = _pairs(engine, mode, home, site, settings, asked)
            rows = _evidence(mode, extract, version, home, site, asked)
            by_shift = dict.fromkeys(shifts, pairs)
            if mode == "car":
                by_shift = {name: _driven(pairs, shift, settings, asked) for name, shift in shifts.items()}
                rows += _of_cars(shifts, settings, asked)
            provided[mode] = Provided(by_shift, tuple(rows))
            log.info("travel: %s by Valhalla, %d pairs", mode, pairs.minutes.size)
    return provided


def _placed(engine: Any, mode: str, points: gpd.GeoSeries, asked: ValhallaSettings, off: int) -> pd.DataFrame:  # noqa: ANN401
    """Per point its degrees, metres to the network and status, as `extract.snapped` has them."""
    spots = placing.degrees(points)
    wide = asked.snap_metres_max + asked.rejoin_metres_max
    places = [{"lat": p.y, "lon": p.x, "search_cutoff": wide} for p in spots]
    request = {"locations": places, "costing": PROFILE[mode], "verbose": True}
    found = json.loads(engine.locate(json.dumps(request))) if places else []
    near = [_nearest(place.get("edges") or []) for place in found]
    frame = pd.DataFrame(near, index=points.index, columns=["any_metres", "metres"], dtype=float)
    frame["lat"], frame["lon"], frame["status"] = spots.y, spots.x, ON_NETWORK
    frame.loc[frame["metres"] - frame["any_metres"] > asked.rejoin_metres_max, "status"] = NO_WAY
    nowhere = frame["metres"].isna() & frame["any_metres"].notna()
    frame.loc[nowhere, "status"] = NO_WAY
    placed = frame["status"] == ON_NETWORK
    beyond = (frame["any_metres"] > asked.snap_metres_max) | (placed & (frame["metres"] > asked.snap_metres_max))
    frame.loc[beyond | frame["any_metres"].isna(), "status"] = off
    return frame


def _nearest(edges: Sequence[Mapping[str, float]]) -> tuple[float, float]:
    """Metres to the nearest way, and to the nearest that is joined to the others."""
    joined = [e["distance"] for e in edges if min(e["outbound_reach"], e["inbound_reach"]) >= REACH]
    return min((e["distance"] for e in edges), default=np.nan), min(joined, default=np.nan)


def _pairs(
    engine: Any,  # noqa: ANN401
    mode: str,
    home: pd.DataFrame,
    site: pd.DataFrame,
    settings: TravelSettings,
    asked: ValhallaSettings,
) -> Pairs:
    status = placing.statuses(home, site)
    minutes = pd.DataFrame(np.nan, index=home.index, columns=site.index)
    km = minutes.copy()
    reached = [ORIGIN_OFF, DESTINATION_OFF]
    sources, targets = home[~home["status"].isin(reached)], site[~site["status"].isin(reached)]
    rows = max(1, asked.batch_pairs // max(1, len(targets)))
    for start in range(0, len(sources) if len(targets) else 0, rows):
        batch = sources.index[start : start + rows]
        answer = _asked(engine, mode, _places(sources.loc[batch], asked), _places(targets, asked), settings)
        minutes.loc[batch, targets.index] = np.array(answer["durations"], dtype=float) / MINUTE_SECONDS
        km.loc[batch, targets.index] = np.array(answer["distances"], dtype=float)
    # Two doors on one islet have a way between them, and a door on the mainland may have none to another.
    status = status.mask(status.isin([MEASURED, NO_WAY]) & minutes.notna(), MEASURED)
    status = status.mask((status == MEASURED) & minutes.isna(), NO_WAY).astype(np.int8)
    return Pairs(minutes=minutes, km=km.where(minutes.notna()), status=status)


def _places(points: pd.DataFrame, asked: ValhallaSettings) -> list[Place]:
    """The points as they are asked: those on streets that lead nowhere stay on them."""
    wide = asked.snap_metres_max + asked.rejoin_metres_max
    return [
        {"lat": lat, "lon": lon, "search_cutoff": wide, "minimum_reachability": REACH if status == ON_NETWORK else 0}
        for lat, lon, status in zip(points["lat"], points["lon"], points["status"], strict=True)
    ]


def _asked(
    engine: Any,  # noqa: ANN401
    mode: str,
    sources: list[Place],
    targets: list[Place],
    settings: TravelSettings,
) -> dict[str, list[list[float | None]]]:
    """Seconds and km of every pair, None where there is no way."""
    speeds = {
        "walk": {"walking_speed": settings.foot.walk_km_per_hour},
        "cycle": {"cycling_speed": settings.foot.cycle_km_per_hour},
    }
    request = {
        "sources": sources, "targets": targets, "costing": PROFILE[mode], "units": "kilometers", "verbose": False,
        "costing_options": {PROFILE[mode]: speeds.get(mode, {})},
    }  # fmt: skip
    answer: dict[str, dict[str, list[list[float | None]]]] = json.loads(engine.matrix(json.dumps(request)))
    return answer["sources_to_targets"]


def _driven(pairs: Pairs, shift: Shift, settings: TravelSettings, asked: ValhallaSettings) -> Pairs:
    """Minutes of free flow as minutes at the hours of the shift, from door to door."""
    factor = asked.car_scale * car_factor(shift, settings.car)
    return replace(pairs, minutes=pairs.minutes * factor + asked.car_terminal_minutes)


def _of_cars(shifts: Mapping[str, Shift], settings: TravelSettings, asked: ValhallaSettings) -> list[Evidence]:
    factors = {name: car_factor(shift, settings.car) for name, shift in shifts.items()}
    return [
        Evidence("car", "speeds", "of the map, in free flow; no traffic is known to the engine", "Valhalla"),
        Evidence("car", "minutes per minute of free flow", f"{asked.car_scale:g}, not calibrated here", "scenario"),
        Evidence("car", "minutes added for parking", f"{asked.car_terminal_minutes:g}", "scenario"),
        *(Evidence("car", f"factor of the hours of shift {name}", f"{factor:.3f}", "travel.car, as in the network")
          for name, factor in factors.items()),
    ]  # fmt: skip


def _evidence(
    mode: str, extract: Extract, version: str, home: pd.DataFrame, site: pd.DataFrame, asked: ValhallaSettings
) -> list[Evidence]:
    engine = f"Valhalla {version}"
    return [
        Evidence(mode, "engine", engine, "package pyvalhalla, MIT licence"),
        Evidence(mode, "extract", f"{extract.name}, data of {extract.as_at}", extracts.LICENCE),
        *placing.evidence(mode, "homes", home, engine),
        *placing.evidence(mode, "sites", site, engine),
        Evidence(mode, "farthest that a point is moved to a way", f"{asked.snap_metres_max:g} m", "scenario"),
    ]
