"""A question as a caller puts it, checked: every fault at once, or an instance."""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.siting import given
from feasibility.siting.answer import Search
from feasibility.siting.given import Faults
from feasibility.siting.instance import Aim, Instance

ROUNDING_SHARE = 1e-9
"""Sums this close count as equal."""
UNITS = ("per unit", "for all")
"""What a cost may be: of one unit of a client's demand, or of all of it."""


@dataclass(frozen=True, eq=False)
class Asked:
    """The arguments of a public function as they came; None is what was not given."""

    function: str
    aim: Aim
    cost: object
    p: object
    cost_name: str = "cost"
    cost_is: object = "per unit"
    travel: object = None
    limit: object = None
    demand: object = None
    demand_default: float | None = 1.0
    fixed_cost: object = None
    fixed_cost_default: float | None = 0.0
    capacity: object = None
    single_source: object = False
    lexicographic: object = False
    required: object = ()
    forbidden: object = ()
    limited: bool = False
    """Whether there has to be a limit."""
    keep: object = None
    search: object = None


def instance(asked: Asked) -> Instance:
    """The question, checked.

    Raises InputError with every fault: in a table, in a label, in the bounds on the number, in clients that nothing
    reaches or demand that nothing holds. What takes a search to find out is left to the search.
    """
    where = f"siting.{asked.function}"
    cost, faults = given.frame(asked.cost_name, asked.cost)
    if cost is None:
        raise InputError(where, [*faults, *_option_faults(asked)])
    if _turned(asked, cost):
        raise InputError(where, [f"{asked.cost_name}: its columns are the clients of demand; turn it, as with .T"])
    read, faults = _read(asked, cost)
    known = not any(fault.startswith(("demand", "capacity")) for fault in faults)
    faults += _option_faults(asked)
    faults += _number_faults(read)
    if asked.aim is not Aim.COVERED and len(read.usable_sites):
        faults += _reach_faults(asked, read)
        faults += _room_faults(read) if known else []
    raise_all(InputError, where, faults)
    wanted = read.demand > 0
    return replace(
        read,
        cost=cost.loc[wanted],
        travel=read.travel.loc[wanted],
        demand=read.demand.loc[wanted],
        sites_max=min(read.sites_max, len(read.usable_sites)),
    )


def _option_faults(asked: Asked) -> Faults:
    faults = [
        *given.flag("single_source", asked.single_source),
        *given.flag("lexicographic", asked.lexicographic),
    ]
    if asked.limited and asked.limit is None:
        faults.append("limit: give one, in the unit of the table it is held to")
    if asked.cost_is not in list(UNITS):
        units = ", ".join(f'"{unit}"' for unit in UNITS)
        faults.append(f"cost_is: give one of {units}; found {asked.cost_is!r}")
    if asked.keep is not None and not (given.is_whole(asked.keep) and asked.keep >= 1):
        faults.append(f"keep: give 1 or more, a whole number; found {asked.keep!r}")
    if asked.search is not None and not isinstance(asked.search, Search):
        faults.append(f"search: give a siting.Search, as Search(time_limit_seconds=60); found {asked.search!r}")
    return faults


def _turned(asked: Asked, cost: pd.DataFrame) -> bool:
    """Whether the table has a row a site, going by whose labels the demand has."""
    if not isinstance(asked.demand, pd.Series) or asked.demand.index.isin(cost.index).all():
        return False
    return bool(cost.columns.isin(asked.demand.index).all() and len(asked.demand) == len(cost.columns))


def _read(asked: Asked, cost: pd.DataFrame) -> tuple[Instance, Faults]:
    """Every argument that can be read; something harmless in the place of one that cannot, and its faults."""
    travel, travel_faults = _travel(asked, cost)
    limit, limit_faults = given.limit(asked.limit)
    demand, demand_faults = given.series("demand", asked.demand, cost.index, default=asked.demand_default)
    default = asked.fixed_cost_default
    fixed_cost, fixed_faults = given.series("fixed_cost", asked.fixed_cost, cost.columns, default=default)
    capacity, capacity_faults = given.series("capacity", asked.capacity, cost.columns, default=np.inf, infinite=True)
    required, required_faults = given.sites("required", asked.required, cost.columns)
    forbidden, forbidden_faults = given.sites("forbidden", asked.forbidden, cost.columns)
    (least, most), number_faults = given.number(asked.p, len(cost.columns))
    if not (demand_faults or (demand > 0).any()):
        demand_faults = ["demand: is 0 everywhere; give some client a demand"]
    faults = [
        *travel_faults, *limit_faults, *demand_faults, *fixed_faults, *capacity_faults,
        *required_faults, *forbidden_faults, *number_faults,
    ]  # fmt: skip
    return Instance(
        aim=asked.aim,
        cost=cost,
        cost_of_all=asked.cost_is == "for all",
        travel=travel,
        limit=limit if travel_faults == [] else np.inf,
        demand=demand,
        fixed_cost=fixed_cost,
        capacity=capacity,
        required=required,
        forbidden=forbidden,
        sites_min=least,
        sites_max=most,
        single_source=bool(asked.single_source),
    ), faults


def _travel(asked: Asked, cost: pd.DataFrame) -> tuple[pd.DataFrame, Faults]:
    """What the limit is on: the cost where nothing else is given."""
    if asked.travel is None:
        return cost, []
    travel, faults = given.frame("travel", asked.travel)
    if travel is not None:
        travel, faults = given.same_labels("travel", travel, cost)
    return (cost if travel is None else travel), faults


def _number_faults(read: Instance) -> Faults:
    """Required, forbidden and p against one another."""
    both = [site for site in read.cost.columns if site in read.required & read.forbidden]
    faults = [f"required and forbidden both name {given.named(both)}; leave each in one of them"] if both else []
    usable = len(read.usable_sites)
    if usable == 0:
        return [*faults, "forbidden: names every site; leave at least one"]
    if read.sites_min > usable:
        of = f"{len(read.cost.columns)} sites" + f", {len(read.forbidden)} of them forbidden" * bool(read.forbidden)
        faults.append(f"p: asks for {read.sites_min} sites, and {usable} may be opened ({of}); lower p or forbid fewer")
    if (required := len(read.required)) > read.sites_max:
        faults.append(f"p: at most {read.sites_max} may be open, and {required} are required; raise p or require fewer")
    return faults


def _reach_faults(asked: Asked, read: Instance) -> Faults:
    """Clients that no site reaches."""
    stranded = read.demand.index[(read.demand > 0).to_numpy() & ~read.allowed.any(axis=1)]
    if not len(stranded):
        return []
    within, raise_it = (f" within {read.limit:g}", "raise the limit, ") if np.isfinite(read.limit) else ("", "")
    return [
        f"{asked.cost_name}: no site that may be opened reaches {given.named(stranded)}{within}; "
        f"{raise_it}add a site, or give a demand of 0 to whom nobody is to serve"
    ]


def _room_faults(read: Instance) -> Faults:
    """Demand that the sites cannot hold, together or, where clients are not split, each by itself."""
    room, total = float(read.capacity.loc[read.usable_sites].sum()), float(read.demand.sum())
    faults = []
    if total > room * (1 + ROUNDING_SHARE):
        faults.append(
            f"capacity: the sites that may be opened hold {room:g} and the demand is {total:g}, {total - room:g} more; "
            "raise a capacity or lower the demand"
        )
    if read.single_source:
        largest = np.where(read.allowed, read.capacity.to_numpy(), 0.0).max(axis=1)
        too_large = read.allowed.any(axis=1) & (read.demand.to_numpy() > largest * (1 + ROUNDING_SHARE))
        if too_large.any():
            faults.append(
                f"capacity: no site in reach holds all of {given.named(read.demand.index[too_large])}, and clients "
                "are not split; raise a capacity or set single_source=False"
            )
    return faults
