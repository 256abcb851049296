"""What lines are made from: the study's settings, a place with its lease and cost rows, and when staff move."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import floor
from typing import Any

import geopandas as gpd
import pandas as pd

from feasibility.costs import lease as leases_of
from feasibility.costs import spans
from feasibility.costs.lease import Lease, Vacation
from feasibility.costs.rates import Multipliers
from feasibility.costs.records import records
from feasibility.costs.timeline import MONTHS_PER_QUARTER, Timeline
from feasibility.scenario.costs import CostsSettings
from feasibility.seats import workstations_held

Row = Mapping[str, Any]
FLOOR_KEY = "seats.floor_m2_per_workstation"
"""Setting behind the floor area of a workstation."""
ROOM_KEYS = ("space.training_places", "space.training_m2_per_place", "space.meeting_m2")
"""Settings behind the floor area of rooms."""


@dataclass(frozen=True)
class Rooms:
    """Training and meeting rooms beside the workstations: each operation has its own at every place it works from."""

    m2: float = 0.0
    """Net internal area of one operation's rooms."""
    operations: int = 1
    """Operations that work from a shared site: one an authority, or one where the queue is pooled."""

    @property
    def shared_m2(self) -> float:
        """Rooms of a shared site."""
        return self.m2 * self.operations


NO_ROOMS = Rooms()


@dataclass(frozen=True)
class Given:
    """What every line of every book rests on."""

    settings: CostsSettings
    timeline: Timeline
    floor_m2_per_workstation: float
    statuses: Mapping[str, str]
    """Setting key to status."""
    multipliers: Multipliers | None
    """None where no place has a rateable value."""
    rooms: Rooms = NO_ROOMS


@dataclass(frozen=True)
class Sheet:
    """What the tables say of one site, read once: a figure changed is a sheet changed."""

    row: Row
    """Of tables.Sites, the geometry left out."""
    costs: tuple[Row, ...] = ()
    """Of tables.SiteCosts."""
    leases: tuple[Row, ...] = ()
    """Of tables.Leases."""


@dataclass(frozen=True)
class Place:
    """One place: its row of tables.Sites, its lease and its rows of tables.SiteCosts."""

    row: Row
    lease: Lease
    costs: tuple[Row, ...]
    workstations_present: int
    """Workstations that the floor area of a present centre holds; 0 elsewhere."""

    @cached_property
    def site_id(self) -> str:
        """Its id."""
        return str(self.row["site_id"])

    @cached_property
    def present_of(self) -> str:
        """The authority whose centre it is; blank at a candidate."""
        return str(self.row["present_of"])

    @cached_property
    def owned(self) -> bool:
        """Whether a council owns it: its space has an opportunity cost and no rent."""
        return str(self.row["tenure"]) == "owned"

    @cached_property
    def held_m2(self) -> float:
        """Floor area paid for now at a present centre."""
        return float(self.row["occupied_m2"])


@dataclass(frozen=True)
class Move:
    """When things happen at one place under one way of working, in quarters of the timeline."""

    quarter: int
    """Staff move at its start."""
    works: float
    """Works begin and space is taken: rent is due from here."""
    left: float
    """A present centre is left: the move and the months of double running."""
    vacation: Vacation | None
    """How a present centre that is left is given up; None where its lease does not say."""

    @cached_property
    def vacated(self) -> float:
        """When a present centre that is left costs no more than the share of it that is not released."""
        return self.vacation.at if self.vacation else self.left


def sheets(sites: gpd.GeoDataFrame, site_costs: pd.DataFrame | None, leases: pd.DataFrame | None) -> dict[str, Sheet]:
    """Every site of tables.Sites by its id; rows of sites that are not among them are left aside."""
    costs, events = _by_site(site_costs), _by_site(leases)
    return {
        site_id: Sheet(row, tuple(costs.get(site_id, ())), tuple(events.get(site_id, ())))
        for row in records(sites)
        for site_id in [str(row["site_id"])]
    }


def _by_site(table: pd.DataFrame | None) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in [] if table is None else records(table):
        found.setdefault(str(row["site_id"]), []).append(row)
    return found


def places(of_sites: Mapping[str, Sheet], given: Given) -> dict[str, Place]:
    """The places that sheets tell of, by site id."""
    return {
        site_id: Place(
            row=sheet.row,
            lease=leases_of.of_rows(sheet.leases, given.timeline),
            costs=sheet.costs,
            workstations_present=workstations_held(
                float(sheet.row["occupied_m2"]), given.floor_m2_per_workstation, given.rooms.m2
            ),
        )
        for site_id, sheet in of_sites.items()
    }


def added_rooms_m2(place: Place, given: Given) -> float:
    """Rooms that a place needs once it is shared; a present centre has those of one operation among its floor area."""
    if not place.present_of:
        return given.rooms.shared_m2
    spare_m2 = float(place.row["nia_m2"]) - place.held_m2
    return min(given.rooms.shared_m2 - given.rooms.m2, max(0.0, spare_m2))


def move_of(place: Place, quarter: int, given: Given) -> Move:
    """When things happen at a place if staff move in `quarter`."""
    works = max(quarter - len(given.settings.fit_out_spread_shares), 0)
    starts = place.lease.starts if place.lease.starts is not None and not place.present_of else works
    left = quarter + given.settings.double_running_months / MONTHS_PER_QUARTER
    return Move(
        quarter=quarter,
        works=max(works, starts),
        left=left,
        vacation=leases_of.vacation(place.lease, left),
    )


def ready(place: Place, quarter: int) -> bool:
    """Whether staff can move in: a present centre always; else its lease starts in time for works, where it needs any.

    Works need at least the quarter before the move.
    """
    if place.present_of or place.lease.starts is None:
        return True
    needs_works = place.row["fit_out_gbp_per_m2"] > 0 or any(
        cost["line"] in ("fit_out_cat_a", "fit_out_cat_b") for cost in place.costs
    )
    return floor(place.lease.starts) <= (max(quarter - 1, 0) if needs_works else quarter)


def works_timing(move: Move, given: Given) -> spans.Timing:
    """When works are paid for: over the quarters before the move, none sooner than the space is had."""
    earliest = min(floor(move.works), given.timeline.quarters - 1)
    return spans.shared_out(given.timeline, given.settings.fit_out_spread_shares, move.quarter, earliest)
