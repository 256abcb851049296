"""Where the minutes of each mode come from: the built-in network, the council's own matrix, or an engine."""

from typing import Annotated, Literal

from pydantic import Field

from feasibility.scenario.base import Identifier, Section
from feasibility.scenario.sections import ScenarioPath

Provider = Literal["network", "matrix", "valhalla", "ferrobus"]
NOT_STATED = "not stated by the officer"
Heading = Annotated[str, Field(min_length=1, max_length=120)]
Words = Annotated[str, Field(max_length=200)]


class Providers(Section):
    """One source a mode, freely mixed."""

    car: Literal["network", "matrix", "valhalla"] = "network"
    """Source of minutes by car."""
    walk: Literal["network", "matrix", "valhalla"] = "network"
    """Source of minutes on foot."""
    cycle: Literal["network", "matrix", "valhalla"] = "network"
    """Source of minutes by cycle."""
    transit: Literal["network", "matrix", "ferrobus"] = "network"
    """Source of minutes by public transport."""


def modes_from(providers: Providers, source: Provider) -> list[str]:
    """Modes that take their minutes from a source."""
    return [mode for mode, chosen in providers.model_dump().items() if chosen == source]


class MatrixSettings(Section):
    """A file of minutes from the council's own tool, one row a pair or one column a site.

    What the headings say need not be said here. A mode takes its minutes from it where `[travel.providers]` says so.
    """

    file: ScenarioPath
    """The matrix: CSV or XLSX. Private: its origins may be homes."""
    sheet: Heading | None = None
    """Worksheet of an XLSX file; the first where not said."""
    mode: Literal["car", "walk", "cycle", "transit"] | None = None
    """Mode of every row, where the file has no column that says it."""
    shift: Identifier | None = None
    """Shift the minutes are of; every shift where not said."""
    unit: Literal["minutes", "seconds", "hours"] | None = None
    """Unit of the times, where the heading does not say it."""
    length_unit: Literal["km", "metres", "miles"] | None = None
    """Unit of the lengths, where the heading does not say it."""
    origin: Heading | None = None
    """Heading of the origins, where it is not recognised."""
    destination: Heading | None = None
    """Heading of the destinations, where it is not recognised."""
    minutes: Heading | None = None
    """Heading of the times, where it is not recognised."""
    km: Heading | None = None
    """Heading of the lengths, where it is not recognised."""
    missing: Literal["stop", "leave", "network"] = "stop"
    """A pair the file lacks stops the run, is left without a journey and reported, or is filled from the network."""
    source: Words = NOT_STATED
    """Who made the matrix and with what, for the evidence page."""
    date: Words = NOT_STATED
    """Date of the timetable, map or traffic behind the matrix, for the evidence page."""
    departure_window: Words = NOT_STATED
    """Day and hours the journeys are of, such as `Tuesdays, arriving 08:00 to 09:00`, for the evidence page."""
    licence: Words = NOT_STATED
    """Terms that the matrix may be used on, for the evidence page."""


def unused_or_absent(providers: Providers, matrix: dict[str, MatrixSettings], shifts: list[str]) -> list[str]:
    """What is wrong between the sources that are chosen, the matrices that are given and the shifts there are."""
    asking = modes_from(providers, "matrix")
    faults = []
    if asking and not matrix:
        faults.append(
            f"travel.providers asks for a matrix for {', '.join(asking)}, and none is given; add a section such as "
            '[travel.matrix.council] with file = "minutes.csv"'
        )
    faults += [
        f'{name} is used by no mode; write {given.mode or "car"} = "matrix" in [travel.providers], or take it out'
        for name, given in matrix.items()
        if not asking or (given.mode is not None and given.mode not in asking)
    ]
    return faults + [
        f"{name}.shift: {given.shift} is no shift of this scenario, which has {', '.join(shifts)}"
        for name, given in matrix.items()
        if given.shift is not None and given.shift not in shifts
    ]
