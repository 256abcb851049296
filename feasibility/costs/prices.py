"""What each site costs, as the few numbers the optimiser needs: present value to open it and for each workstation.

They are sums over the lines of a book, which the cost sheets are written from too.
"""

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from feasibility.costs.lines import Book, Driver
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


def prices(book: Book, sites: gpd.GeoDataFrame, floor_m2_per_workstation: float) -> Prices:
    """The numbers of a book for every site in `sites` (tables.Sites by site id)."""
    site_ids = pd.Index(sites.index)
    left_gbp = _by_place(book, "left")
    frame = pd.DataFrame(
        {
            "workstations_max": [workstations_held(m2, floor_m2_per_workstation) for m2 in sites["nia_m2"]],
            "workstations_present": [workstations_held(m2, floor_m2_per_workstation) for m2 in sites["occupied_m2"]],
            "open_gbp": [gbp.get(s, 0.0) - left_gbp.get(s, 0.0) for gbp in [_by_place(book, "site")] for s in site_ids],
            "workstation_gbp": [gbp.get(s, 0.0) for gbp in [_by_place(book, "workstation")] for s in site_ids],
            "available": [s in book.places_ready for s in site_ids],
        },
        index=site_ids,
    )
    return Prices(sites=frame, moving_gbp=sum(_by_place(book, "always").values()) + sum(left_gbp.values()))


def staying_gbp(book: Book) -> float:
    """Present cost of an option in which nobody moves: the sum of the book's lines."""
    return sum(_by_place(book, "always").values())


def _by_place(book: Book, driver: Driver) -> dict[str, float]:
    """Present cost of one count of the driver, by place, over the lines that it drives."""
    total: dict[str, float] = {}
    for line in book.lines:
        if line.driver == driver:
            total[line.place] = total.get(line.place, 0.0) + book.npc_gbp(line)
    return total
