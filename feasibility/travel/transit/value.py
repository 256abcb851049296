"""The network of public transport as values: stops on streets, lines over stops, rides, walks. Holds no home."""

from dataclasses import dataclass

import pandas as pd

from feasibility.travel.street import Bools, Floats, Ints, StreetGraph


@dataclass(frozen=True)
class Runs:
    """Each line in each direction, one entry a call. Calls of a run stand together, in order."""

    line: Ints
    """Row of the line in `TransitNetwork.lines`."""
    run: Ints
    stop: Ints
    """Row of the stop in `TransitNetwork.stops`."""
    minutes: Floats
    """From the first call of the run."""
    metres: Floats
    """From the first call of the run."""


@dataclass(frozen=True)
class Rides:
    """Every ride without a change, ordered by its two stops, bus before rail, and minutes."""

    call: Ints
    """Entry of `Runs` where it is boarded."""
    start: Ints
    end: Ints
    rail: Bools
    minutes: Floats
    km: Floats


@dataclass(frozen=True)
class Walks:
    """Walks between stops and nodes of the street graph, ordered by node."""

    stop: Ints
    node: Ints
    metres: Floats


@dataclass(frozen=True)
class Changes:
    """Walks between two different stops."""

    start: Ints
    end: Ints
    metres: Floats


@dataclass(frozen=True)
class TransitNetwork:
    """Lines over stops, ready to be searched."""

    lines: pd.DataFrame
    """`tables.Lines`."""
    stops: pd.DataFrame
    """name, made (a bus stop between timing points), bus (a bus stops there), easting, northing, node, snap_metres,
    near (on the streets)."""
    runs: Runs
    rides: Rides
    walks: Walks
    changes: Changes
    off_streets: tuple[str, ...]
    """Names of stops too far from every street to be walked to."""


@dataclass(frozen=True)
class Network:
    """What journeys are measured on: streets, and public transport where its tables are given. Holds no home."""

    street: StreetGraph
    transit: TransitNetwork | None
