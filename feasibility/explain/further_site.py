"""The lever of a further site: how large it would have to be, wherever among the sites considered it stood."""

import math

import pandas as pd

from feasibility import pricing
from feasibility.costs.book import rooms_of
from feasibility.explain.asked import Asked, Change, works
from feasibility.explain.levers import Lever
from feasibility.explain.named import Problems
from feasibility.explain.shortfall import least_step
from feasibility.explain.twins import with_twins
from feasibility.seats import space

FURTHER = "further-site"
"""Id of the site added: no site of a study may be called so, as it would stand twice."""
STEP_M2 = 10.0
"""Floor areas are said in tens of square metres."""


def stand_ins(problems: Problems) -> list[str]:
    """Sites in whose place, and at whose prices, a further site is tried: all that are no present centre.

    A present centre's prices count the centre that is not left, so they are nobody else's.
    """
    first = next(iter(problems.values()))
    return [str(site) for site in first.sites.index[first.sites["workstations_present"] == 0]]


def lever(asked: Asked, place: str) -> Lever:
    """A further site in the place of one considered, in tens of square metres, up to room for everybody."""
    most = math.ceil(max(_m2_for_all(asked, way) for way in asked.problems) / STEP_M2)

    def at(steps: float) -> Change:
        m2 = steps * STEP_M2
        return Change(FURTHER, f"a further site of {m2:,.0f} m² where {asked.name(place)} stands", steps / most,
                      of_problems=lambda problems: added(asked, problems, place, m2))  # fmt: skip

    return Lever(FURTHER, at, most)


def any_place(asked: Asked) -> tuple[float, dict[str, Change]]:
    """Net internal area of a further site that is enough wherever among the stand-ins it is put; the change by place.

    The least, in tens of square metres, that is enough in every one of these places; no change where in some none is.
    """

    def more(tried: Lever, steps: int) -> int | None:
        return least_step(lambda further: works(asked, [tried.at(steps + further)]), tried.most - steps)

    steps = 0
    levers = {place: lever(asked, place) for place in stand_ins(asked.problems)}
    for tried in levers.values():
        if steps and works(asked, [tried.at(steps)]):
            continue
        further = more(tried, steps)
        if further is None:
            return 0.0, {}
        steps += further
    return steps * STEP_M2, {place: tried.at(steps) for place, tried in levers.items()}


def added(asked: Asked, problems: Problems, place: str, m2: float) -> Problems:
    """The problems with a further site of that net internal area, in all else like the site at `place`, and ready."""
    held = {way: pd.Series({FURTHER: _held(asked, way, m2)}) for way in problems}
    return {way: with_twins(problem, {FURTHER: place}, held[way], ready=True) for way, problem in problems.items()}


def _m2_for_all(asked: Asked, way: str) -> float:
    each, rooms_m2 = _floor(asked, way)
    return asked.problems[way].workstations_needed * each + rooms_m2


def _held(asked: Asked, way: str, m2: float) -> int:
    each, rooms_m2 = _floor(asked, way)
    return space.workstations_held(m2, each, rooms_m2)


def _floor(asked: Asked, way: str) -> tuple[float, float]:
    """Net internal area a workstation, and of the rooms beside them at a shared site."""
    if asked.known is None:
        raise ValueError("floor area follows from settings, and there are none")
    each, rooms = pricing.floor(asked.known.settings)
    return each, rooms_of(way, rooms).shared_m2
