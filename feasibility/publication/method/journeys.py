"""How journeys are measured, chosen and counted, in words."""

import pandas as pd

from feasibility import wording
from feasibility.publication import disclosure
from feasibility.publication.method.figures import per_cent
from feasibility.scenario import Scenario
from feasibility.scenario.publication import Edition
from feasibility.scenario.travel import Shift, TravelSettings
from feasibility.travel import parking

MODE_WORDS = {"car": "car", "transit": "public transport", "cycle": "cycle", "walk": "walking"}
PROVIDER_WORDS = {
    "network": "the built-in network",
    "matrix": "the council's own matrix",
    "valhalla": "Valhalla, over an extract of OpenStreetMap",
    "ferrobus": "Ferrobus, over an extract of OpenStreetMap and timetables (GTFS)",
}
ERROR = r"error(, |$)"
"""Measures of the evidence that state the error of a mode over all."""
BASIS_WORDS = {
    "usual": "Options are ranked by journeys on the mode that each person uses now, as long as it can be used.",
    "best": "Options are ranked by journeys on the quickest mode open to each person.",
}


def journeys(scenario: Scenario) -> str:
    """Where journeys start and end, and where minutes come from."""
    t = scenario.travel
    sources = "; ".join(
        f"{MODE_WORDS[mode]} from {PROVIDER_WORDS[str(getattr(t.providers, mode))]}" for mode in MODE_WORDS
    )
    return (
        "Each journey runs door to door from the home postcode, before to the present workplace and after to each "
        f"site, by the same rule and the same source. Minutes come as follows: {sources}. "
        f"{BASIS_WORDS[t.journeys.basis]} What is said of every source, its date and its error stands on the journey "
        "evidence page."
    )


def minutes(scenario: Scenario, evidence: pd.DataFrame) -> list[tuple[str, str]]:
    """A paragraph on each mode that the built-in network gives, with the error that the evidence states."""
    t, words = scenario.travel, {"car": _by_car, "transit": _by_transit, "walk": _on_foot}
    of_network = [mode for mode in words if getattr(t.providers, mode) == "network"]
    titles = {"car": "Minutes by car", "transit": "Minutes by public transport", "walk": "Minutes on foot and by cycle"}
    return [(titles[mode], f"{words[mode](t)} {_errors(evidence, mode)}".strip()) for mode in of_network]


def _by_car(t: TravelSettings) -> str:
    c = t.car
    return (
        "The way of fewest minutes over streets drawn between neighbouring unit postcodes and joined to main roads, "
        f"with a speed for each class of road. Minutes door to door are {c.terminal_minutes:g} and {c.scale:g} times "
        "the minutes on that map; in the weekday morning peak driving takes "
        f"{c.morning_peak_factor:g} times as long and in the evening peak {c.evening_peak_factor:g} times. As shipped, "
        "the first two figures are fitted to published car minutes from Bexley and Bromley to six hospitals, which "
        "state no time of day and are taken as off-peak, and the last two come from average speeds in outer London in "
        "2014/15 (Transport for London). Assumed: one speed for all streets between "
        "postcodes, no one-way streets or turns, and no traffic of the day."
    )


def _by_transit(t: TravelSettings) -> str:
    s = t.transit
    return (
        "Walk to a stop, wait, ride, change and walk on, by lines that run so many times an hour; where several lines "
        "serve, whichever comes first. A wait is "
        f"{s.wait_headway_share:g} of the time between services, and {s.bus_reliability_minutes:g} minutes for a bus "
        f"or {s.rail_reliability_minutes:g} for rail; on a bad day it is the whole time between services. Lines "
        "and how often they run come from the table transit_lines.csv, which says of each its year, source and status. "
        "Assumed: run times of buses between timing points, the time lost in a change, and a local "
        "bus where the tables have none."
    )


def _on_foot(t: TravelSettings) -> str:
    return (
        f"The shortest way along the same streets, at {t.foot.walk_km_per_hour:g} km/h on foot and "
        f"{t.foot.cycle_km_per_hour:g} km/h by cycle. Hills, crossings and paths through parks are not known."
    )


def _errors(evidence: pd.DataFrame, mode: str) -> str:
    """What the evidence says of the error of a mode, as sentences."""
    rows = evidence[(evidence["mode"] == mode) & evidence["measure"].str.match(ERROR)]
    said = zip(rows["measure"], rows["value"], strict=True)
    return " ".join(f"{wording.capital(measure)}: {text}." for measure, text in said)


def travel_rules(scenario: Scenario, edition: Edition = "public") -> tuple[tuple[str, str], ...]:
    """How journeys are chosen and counted, in an officer's words: headings and paragraphs."""
    j, c = scenario.travel.journeys, scenario.costs
    least = disclosure.terms(scenario.publication, edition).heads_min
    return (
        ("Which journeys rank the options", BASIS_WORDS[j.basis] + " Both are published side by side."),
        ("Choice of mode", (
            f"A walk over {j.walk_minutes_max:g} minutes or a ride over {j.cycle_minutes_max:g} is given up for public "
            "transport. The car is open only to those who have one or drive now. The rule is the same before and after."
        )),
        ("Parking", parking.RULE),
        ("Hours", " ".join(_hours(name, shift) for name, shift in scenario.travel.shift.items())),
        ("Journeys that are not known", (
            "A journey that no source gives is never replaced by a number and is in no mean. Where it is known before "
            "and not after, the person counts as worse off than by any limit, and an option that seats anybody so "
            "ranks below all that do not. Each is listed by home area and site."
        )),
        ("When options are not ranked", (
            f"The run stops, and says why, when journeys are known for less than {per_cent(j.coverage_share_min)} of "
            "staff: to the present workplace and to at least one site considered."
        )),
        ("People and days", (
            "Means, percentiles and shares count people. The mean by day and mode shares by day count each person by "
            "days on site a week, so that part-time and hybrid staff count for the journeys they make."
        )),
        ("Miles, pounds and carbon", (
            f"Two journeys a day on site, {c.working_weeks_per_year:g} weeks a year, for staff whose journey is known. "
            "Pounds are what staff pay: running cost of a car, fares, and the price of a space on days parked. Carbon "
            f"and cost factors are those of the year nearest to {scenario.study.price_base_year}."
        )),
        ("Small numbers", (
            f"Figures of fewer than {least} staff are not shown, nor any that would give them away. A count of staff "
            f"without a journey is to the nearest {least}, or blank where below that."
        )),
    )  # fmt: skip


def _hours(name: str, shift: Shift) -> str:
    return (
        f"Shift {name}, {shift.day}: at work between {shift.arrive_from} and {shift.arrive_by}, leaving between "
        f"{shift.leave_from} and {shift.leave_by}."
    )
