"""What each site costs, as the few numbers the optimiser needs: present value to open it and for each workstation.

They are sums over the lines of a book, which the cost sheets are written from too.
"""

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd

from feasibility.costs.lines import Book, Driver
from feasibility.costs.places import NO_ROOMS, Rooms
from feasibility.seats import workstations_held


@dataclass(frozen=True)
class Prices:
    """Present values in pounds, of the economic case, for one way of working in which staff move."""

    sites: pd.DataFrame
    """By site id: workstations_max, workstations_present (already fitted and paid for at a present centre),
    open_gbp (once the site is open; negative where a present centre costs more to leave than to keep),
    workstation_gbp (each workstation beyond the present ones), available (it can be occupied by the move)."""
    moving_gbp: float
    """What every shared option pays wherever it is: the way of working, and every present centre as if left."""


def prices(book: Book, sites: gpd.GeoDataFrame, floor_m2_per_workstation: float, rooms: Rooms = NO_ROOMS) -> Prices:
    """The numbers of a book for every site in `sites` (tables.Sites by site id).

    `rooms` are those of the book's way of working: a present centre has one operation's, a shared site every one's.
    """
    site_ids, row = sites.index, pd.DataFrame(sites)
    gbp = _by_driver(book)
    opened_gbp, each_gbp, left_gbp = gbp["site"], gbp["workstation"], gbp["left"]

    def held(floor_m2: float, rooms_m2: float) -> int:
        return workstations_held(floor_m2, floor_m2_per_workstation, rooms_m2)

    frame = pd.DataFrame(
        {
            "workstations_max": np.array([held(m2, rooms.shared_m2) for m2 in row["nia_m2"].tolist()], dtype=int),
            "workstations_present": np.array([held(m2, rooms.m2) for m2 in row["occupied_m2"].tolist()], dtype=int),
            "open_gbp": np.array([opened_gbp.get(s, 0.0) - left_gbp.get(s, 0.0) for s in site_ids], dtype=float),
            "workstation_gbp": np.array([each_gbp.get(s, 0.0) for s in site_ids], dtype=float),
            "available": np.array([s in book.places_ready for s in site_ids], dtype=bool),
        },
        index=site_ids,
    )
    return Prices(sites=frame, moving_gbp=sum(gbp["always"].values()) + sum(left_gbp.values()))


def staying_gbp(book: Book) -> float:
    """Present cost of an option in which nobody moves: the sum of the book's lines."""
    return sum(_by_driver(book)["always"].values())


def _by_driver(book: Book) -> dict[Driver, dict[str, float]]:
    """Present cost of one count of each driver, by place, over the lines that it drives."""
    totals: dict[Driver, dict[str, float]] = {"always": {}, "site": {}, "workstation": {}, "left": {}}
    for line in book.lines:
        of_driver = totals[line.driver]
        of_driver[line.place] = of_driver.get(line.place, 0.0) + book.npc_gbp(line)
    return totals
