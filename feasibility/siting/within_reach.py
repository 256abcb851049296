"""The reach problems: how near everyone can be, how few sites reach everyone, and how many people a few sites reach."""

from collections.abc import Hashable, Iterable

import pandas as pd

from feasibility.siting import asked, centre, covering, labelled
from feasibility.siting.answer import Answer, Search
from feasibility.siting.asked import Asked
from feasibility.siting.instance import Aim
from feasibility.siting.least_cost import BySite, Number


def p_centre(  # noqa: PLR0913 - each is a rule that a caller may set
    travel: pd.DataFrame,
    p: Number,
    *,
    demand: pd.Series | None = None,
    capacity: BySite | None = None,
    single_source: bool = False,
    lexicographic: bool = False,
    limit: float | None = None,
    required: Iterable[Hashable] = (),
    forbidden: Iterable[Hashable] = (),
    search: Search | None = None,
) -> Answer:
    """Open `p` sites so that the farthest client travels least.

    `travel` has a row a client and a column a site; a blank or infinite cell is a pair that is never used. The
    objective is the largest travel of any pair in use. `demand` weighs nothing in it: it takes up `capacity`, and a
    client whose demand is 0 is left out. With `lexicographic` the demand (1 a client where none is given) served at the
    largest travel is then made least, then that at the next travel below, and so on: nobody is sent far without need.
    The answer's `levels` give each travel in use and the demand served at it.

    `limit`, `single_source`, `required`, `forbidden` as in `p_median`. Raises InputError with every fault of the
    question. Hakimi (1964) posed the problem; Ogryczak (1997) its lexicographic form.

    >>> minutes = pd.DataFrame(
    ...     {"depot": [5, 20, 40], "library": [25, 10, 15], "school": [30, 25, 35]}, index=["north", "mid", "south"]
    ... )
    >>> answer = p_centre(minutes, 2, lexicographic=True)
    >>> answer.opened, answer.objective
    (('depot', 'library'), 15.0)
    >>> answer.levels
    ((15.0, 1.0), (10.0, 1.0), (5.0, 1.0))
    """
    question = asked.instance(
        Asked(
            function="p_centre",
            aim=Aim.LEVELS if lexicographic else Aim.FARTHEST,
            cost=travel,
            cost_name="travel",
            p=p,
            limit=limit,
            demand=demand,
            capacity=capacity,
            single_source=single_source,
            lexicographic=lexicographic,
            required=required,
            forbidden=forbidden,
            search=search,
        )
    )
    return labelled.answer(question, centre.lexicographic if lexicographic else centre.radius, search or Search())


def set_covering(  # noqa: PLR0913 - each is a rule that a caller may set
    travel: pd.DataFrame,
    limit: float,
    *,
    demand: pd.Series | None = None,
    capacity: BySite | None = None,
    fixed_cost: BySite | None = None,
    single_source: bool = False,
    p: Number = (0, None),
    required: Iterable[Hashable] = (),
    forbidden: Iterable[Hashable] = (),
    search: Search | None = None,
) -> Answer:
    """Open the fewest sites, or those of least `fixed_cost`, that serve everyone within `limit`.

    `travel` has a row a client and a column a site, in the unit of `limit`. The objective is the number of sites, or
    the sum of their `fixed_cost` if given. `demand` (1 a client where none is given) takes up `capacity`; a client
    whose demand is 0 need not be reached.

    `p`, `single_source`, `required`, `forbidden` as in `p_median`. Raises InputError with every fault of the question,
    clients that no site reaches among them. Toregas and others (1971) posed the problem.

    >>> minutes = pd.DataFrame(
    ...     {"depot": [5, 20, 40], "library": [25, 10, 15], "school": [30, 25, 35]}, index=["north", "mid", "south"]
    ... )
    >>> set_covering(minutes, 20).opened  # library reaches mid and south within 20 minutes, depot north and mid
    ('depot', 'library')
    >>> set_covering(minutes, 25).opened
    ('library',)
    """
    question = asked.instance(
        Asked(
            function="set_covering",
            aim=Aim.OPENING,
            cost=travel,
            cost_name="travel",
            p=p,
            limit=limit,
            limited=True,
            demand=demand,
            fixed_cost=fixed_cost,
            fixed_cost_default=1.0,
            capacity=capacity,
            single_source=single_source,
            required=required,
            forbidden=forbidden,
            search=search,
        )
    )
    return labelled.answer(question, covering.least_cost, search or Search())


def maximal_covering(  # noqa: PLR0913 - each is a rule that a caller may set
    travel: pd.DataFrame,
    limit: float,
    p: Number,
    *,
    demand: pd.Series | None = None,
    capacity: BySite | None = None,
    single_source: bool = False,
    required: Iterable[Hashable] = (),
    forbidden: Iterable[Hashable] = (),
    search: Search | None = None,
) -> Answer:
    """Open `p` sites so that as much demand as possible is served within `limit`.

    `travel` has a row a client and a column a site, in the unit of `limit`. The objective is the demand served (1 a
    client where none is given); the rest is left unserved and has no row in the allocation. Where capacities bind, a
    part of a client may be served unless `single_source`. The answer's `bound` is what no plan can serve more than.

    `required` and `forbidden` as in `p_median`. Raises InputError with every fault of the question. Church and ReVelle
    (1974) posed the problem.

    >>> minutes = pd.DataFrame(
    ...     {"depot": [5, 20, 40], "library": [25, 10, 15], "school": [30, 25, 35]}, index=["north", "mid", "south"]
    ... )
    >>> answer = maximal_covering(minutes, 20, 1, demand=pd.Series({"north": 10, "mid": 30, "south": 20}))
    >>> answer.opened, answer.objective  # mid and south: 30 + 20
    (('library',), 50.0)
    """
    question = asked.instance(
        Asked(
            function="maximal_covering",
            aim=Aim.COVERED,
            cost=travel,
            cost_name="travel",
            p=p,
            limit=limit,
            limited=True,
            demand=demand,
            capacity=capacity,
            single_source=single_source,
            required=required,
            forbidden=forbidden,
            search=search,
        )
    )
    return labelled.answer(question, covering.most_covered, search or Search())
