"""The cost problems: which sites to open so that serving everyone costs least."""

from collections.abc import Hashable, Iterable
from typing import Literal, TypeAlias

import pandas as pd

from feasibility.siting import asked, labelled, routes
from feasibility.siting.answer import Answer, Search
from feasibility.siting.asked import Asked
from feasibility.siting.instance import Aim

Number: TypeAlias = int | tuple[int, int | None]
"""How many sites: exactly that many, or (least, most) with None for no most."""
BySite: TypeAlias = pd.Series | float
"""A figure for each site, or one for all of them."""


def p_median(  # noqa: PLR0913 - each is a rule that a caller may set
    cost: pd.DataFrame,
    p: Number,
    *,
    demand: pd.Series | None = None,
    fixed_cost: BySite | None = None,
    capacity: BySite | None = None,
    single_source: bool = False,
    travel: pd.DataFrame | None = None,
    limit: float | None = None,
    required: Iterable[Hashable] = (),
    forbidden: Iterable[Hashable] = (),
    search: Search | None = None,
) -> Answer:
    """Open `p` sites so that the cost of serving all demand is least.

    `cost` has a row a client and a column a site: the cost of serving one unit of the client's demand from the site. A
    blank or infinite cell is a pair that is never used. `demand` is 1 a client where it is not given; a client whose
    demand is 0 is left out. The objective is the sum of cost x amount, and of `fixed_cost` of the open sites if given.
    `capacity` is in units of demand; inf leaves a site without limit. Where capacities bind, a client may be split
    between sites unless `single_source`. Pairs with `travel` (`cost` where no travel is given) above `limit` are never
    used. `required` sites are open and count towards `p`; `forbidden` ones are shut.

    Raises InputError with every fault of the question. A question without an answer is not a fault: see
    `Answer.outcome`. Hakimi (1964) posed the problem.

    >>> minutes = pd.DataFrame(
    ...     {"depot": [5, 20, 40], "library": [25, 10, 15]}, index=["north", "mid", "south"]
    ... )
    >>> answer = p_median(minutes, 1, demand=pd.Series({"north": 10, "mid": 30, "south": 20}))
    >>> answer.opened  # library: 25 x 10 + 10 x 30 + 15 x 20 = 850; depot: 50 + 600 + 800 = 1,450
    ('library',)
    >>> answer.objective, answer.proved_best
    (850.0, True)
    >>> answer.allocation
      client     site  amount
    0  north  library    10.0
    1    mid  library    30.0
    2  south  library    20.0
    """
    question = asked.instance(
        Asked(
            function="p_median",
            aim=Aim.COST,
            cost=cost,
            p=p,
            travel=travel,
            limit=limit,
            demand=demand,
            fixed_cost=fixed_cost,
            capacity=capacity,
            single_source=single_source,
            required=required,
            forbidden=forbidden,
            search=search,
        )
    )
    return labelled.answer(question, routes.least_cost, search or Search())


def facility_location(  # noqa: PLR0913 - each is a rule that a caller may set
    cost: pd.DataFrame,
    demand: pd.Series,
    *,
    fixed_cost: BySite,
    capacity: BySite | None = None,
    single_source: bool = False,
    cost_is: Literal["per unit", "for all"] = "per unit",
    p: Number = (0, None),
    travel: pd.DataFrame | None = None,
    limit: float | None = None,
    required: Iterable[Hashable] = (),
    forbidden: Iterable[Hashable] = (),
    search: Search | None = None,
) -> Answer:
    """Open as many sites as pay, so that opening them and serving all demand costs least.

    As `p_median`, with the number left free unless `p` bounds it, and a cost of opening a site. `cost` is of one unit
    of demand, or with `cost_is="for all"` of all the demand of the client, of which a share costs its share: the
    capacitated instances of the OR-Library and those of Holmberg give it so.

    Raises InputError with every fault of the question. Balinski (1965) posed the problem.

    >>> pounds = pd.DataFrame({"depot": [5, 20, 40], "library": [25, 10, 15]}, index=["north", "mid", "south"])
    >>> demand = pd.Series({"north": 10, "mid": 30, "south": 20})
    >>> answer = facility_location(pounds, demand, fixed_cost=pd.Series({"depot": 100, "library": 100}), capacity=45)
    >>> answer.objective  # depot serves north and 5 of mid: 50 + 100; library the rest: 250 + 300; 200 to open both
    900.0
    >>> answer.allocation
      client     site  amount
    0  north    depot    10.0
    1    mid    depot     5.0
    2    mid  library    25.0
    3  south  library    20.0
    """
    question = asked.instance(
        Asked(
            function="facility_location",
            aim=Aim.COST,
            cost=cost,
            p=p,
            cost_is=cost_is,
            demand_default=None,
            fixed_cost_default=None,
            travel=travel,
            limit=limit,
            demand=demand,
            fixed_cost=fixed_cost,
            capacity=capacity,
            single_source=single_source,
            required=required,
            forbidden=forbidden,
            search=search,
        )
    )
    return labelled.answer(question, routes.least_cost, search or Search())
