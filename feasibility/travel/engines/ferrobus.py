"""Public transport from an extract of OpenStreetMap and timetables in GTFS, by the engine ferrobus."""

import datetime
import logging
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.scenario.travel import FerrobusSettings, Shift, TravelSettings
from feasibility.scenario.travel.engines import without_dates
from feasibility.travel.engines import extract as extracts
from feasibility.travel.engines import feed as feeds
from feasibility.travel.engines import legs, placing, rides, timetable, transit_evidence, windows
from feasibility.travel.engines.extract import ON_NETWORK, Extract
from feasibility.travel.engines.feed import Feed
from feasibility.travel.engines.presence import engine_version
from feasibility.travel.engines.rides import MINUTE, Engine, Seconds
from feasibility.travel.engines.timetable import Timetable
from feasibility.travel.engines.windows import Ways
from feasibility.travel.pairs import DESTINATION_OFF, MEASURED, NO_SERVICE, ORIGIN_OFF, Pairs, Provided

log = logging.getLogger(__name__)
ENGINE_LOG = "ferrobus_core"

HOMES_AT_A_TIME = 2_000
"""Homes measured at a time: the engine keeps every street within a walk of each."""
QUANTITIES = ("minutes", "bad_day_minutes", "km", "bus_km", "rail_km")
NEVER = 1e9
"""Seconds in place of no journey, while percentiles are taken."""
ROUNDING_SECONDS = 1e-6


def by_ferrobus(
    origins: gpd.GeoSeries, destinations: gpd.GeoSeries, shifts: Mapping[str, Shift], settings: TravelSettings
) -> Provided:
    """Minutes by public transport, door to door, one way: the mean of the way to work and the way home of each shift.

    Points are in EPSG:27700, indexed by id. Expected and bad-day minutes are percentiles over the departures tried.
    Pairs of a point that the extract does not hold say so. Raises `InputError` where an extract or a feed cannot be
    used or a feed has no service on the date asked, and `EngineAbsent` where ferrobus is not installed.
    """
    asked = settings.ferrobus
    if asked is None:
        raise ValueError("by_ferrobus needs the section [travel.ferrobus]")
    version = engine_version("transit", "ferrobus", ("ferrobus", "osmium"))
    raise_all(InputError, "travel.ferrobus", without_dates(asked, shifts))
    dates = {name: date for name, shift in shifts.items() if (date := asked.date_of(shift.day)) is not None}
    extract, given = _files(asked, dates.values())
    streets = extracts.junctions(extract)
    limits = {"snap_metres_max": asked.snap_metres_max, "rejoin_metres_max": asked.rejoin_metres_max}
    home = extracts.snapped(origins, streets, **limits, off=ORIGIN_OFF)
    site = extracts.snapped(destinations, streets, **limits, off=DESTINATION_OFF)
    ways = {name: windows.ways(shift, asked) for name, shift in shifts.items()}
    rows = transit_evidence.of_files(version, extract, given, home, site, asked)
    by_shift: dict[str, Pairs] = {}
    for date in sorted(set(dates.values())):
        day = timetable.of_date(given, date, streets, **limits)
        rows += transit_evidence.of_date(date, day)
        route_types = day.routes.set_index("route")["route_type"]
        with _engine(extract, day, asked) as engine:
            for name in (n for n in shifts if dates[n] == date):
                by_shift[name] = _pairs(engine, origins, destinations, home, site, ways[name], route_types)
                log.info("travel: public transport of shift %s by ferrobus, %d pairs", name, len(home) * len(site))
    rows += [row for name in shifts for row in transit_evidence.of_shift(name, ways[name], dates[name], asked)]
    return Provided({name: by_shift[name] for name in shifts}, tuple(rows))


def _files(asked: FerrobusSettings, dates: Iterable[datetime.date]) -> tuple[Extract, list[Feed]]:
    """The extract and the feeds, once nothing is wrong with any of them on the dates asked."""
    faults: list[str] = []
    extract, given = None, []
    try:
        extract = extracts.described(asked.extract)
    except InputError as err:
        faults += [f"{err.where}: {fault}" for fault in err.faults]
    for path in asked.gtfs:
        try:
            feed = feeds.opened(path)
        except InputError as err:
            faults += [f"{err.where}: {fault}" for fault in err.faults]
        else:
            faults += feeds.refused(feed, dates)
            given.append(feed)
    if faults or extract is None:
        raise InputError("travel.ferrobus", faults)
    return extract, given


@contextmanager
def _engine(extract: Extract, day: Timetable, asked: FerrobusSettings) -> Iterator[Engine]:
    """The engine with the timetable of one date; what it reads is in a folder that is gone afterwards."""
    import ferrobus  # noqa: PLC0415  an optional extra

    with tempfile.TemporaryDirectory(prefix="timetable-") as folder:
        timetable.write(day, Path(folder))
        longest = round(asked.change_walk_minutes_max * MINUTE)
        logging.getLogger(ENGINE_LOG).setLevel(logging.ERROR)  # it warns of stops, which the evidence counts
        try:
            model = ferrobus.create_transit_model(str(extract.path), [folder], None, longest)
        except RuntimeError:
            raise InputError(
                extract.name, ["ferrobus cannot read it; check that it was downloaded to its end"]
            ) from None
        yield Engine(model, day.stops, asked, timetable.patterns(day))


def _pairs(
    engine: Engine,
    origins: gpd.GeoSeries,
    destinations: gpd.GeoSeries,
    home: pd.DataFrame,
    site: pd.DataFrame,
    ways: Ways,
    route_types: pd.Series,
) -> Pairs:
    """The pairs of one shift."""
    status = placing.statuses(home, site)
    frames = {name: pd.DataFrame(np.nan, index=home.index, columns=site.index) for name in QUANTITIES}
    walked = pd.DataFrame(False, index=home.index, columns=site.index)
    homes, sites = home.index[home["status"] == ON_NETWORK], site.index[site["status"] == ON_NETWORK]
    ends = rides.doors(engine, destinations[sites], site.loc[sites, "metres"])
    for start in range(0, len(homes) if len(sites) else 0, HOMES_AT_A_TIME):
        batch = homes[start : start + HOMES_AT_A_TIME]
        starts = rides.doors(engine, origins[batch], home.loc[batch, "metres"])
        there = rides.journeys(engine, starts, ends, ways.to_work)
        back = rides.journeys(engine, ends, starts, ways.home).seconds.transpose(0, 2, 1)
        usual, bad = (
            [_percentile(seconds, percentile, engine.asked) for seconds in (there.seconds, back)]
            for percentile in (engine.asked.usual_percentile, engine.asked.bad_day_percentile)
        )
        both = np.mean(usual, axis=0)
        length = legs.lengths(engine, starts, ends, there, np.where(np.isfinite(both), usual[0], np.nan), route_types)
        walked.loc[batch, sites] = there.on_foot <= both + ROUNDING_SECONDS
        for name, values in (("minutes", both / MINUTE), ("bad_day_minutes", np.mean(bad, axis=0) / MINUTE),
                             ("km", length.km), ("bus_km", length.bus_km), ("rail_km", length.rail_km)):  # fmt: skip
            frames[name].loc[batch, sites] = values
    status = status.mask((status == MEASURED) & frames["minutes"].isna(), NO_SERVICE).astype(np.int8)
    return Pairs(status=status, walked=walked, **frames)


def _percentile(seconds: Seconds, percentile: float, asked: FerrobusSettings) -> Seconds:
    """By home and site over the departures; NaN where it is no journey, or one longer than any that counts."""
    longest = asked.journey_minutes_max * MINUTE
    at = np.percentile(np.where(seconds <= longest, seconds, NEVER), percentile, axis=0)
    return np.where(at <= longest, at, np.nan)
