"""Siting at any size: which of many sites to open for demand spread over a map, with proof. A public API of its own.

Tables in, by label: clients by sites. `p_median` and `facility_location` serve everyone at least cost, `p_centre` as
near as can be; `set_covering` reaches everyone with the fewest sites, `maximal_covering` the most people with a few;
`every_set` ranks all sets of sites. Each answer says whether it is proved best, and is recounted from the tables.
"""

from feasibility.errors import InputError
from feasibility.siting.answer import Answer, Search
from feasibility.siting.least_cost import facility_location, p_median
from feasibility.siting.ranking import every_set
from feasibility.siting.within_reach import maximal_covering, p_centre, set_covering

__all__ = [
    "Answer",
    "InputError",
    "Search",
    "every_set",
    "facility_location",
    "maximal_covering",
    "p_centre",
    "p_median",
    "set_covering",
]
