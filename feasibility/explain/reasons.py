"""Why an option cannot be had, with what would do for that option alone where it follows from its floor."""

import math
from collections.abc import Sequence
from dataclasses import replace

from feasibility import pricing
from feasibility.costs.book import rooms_of
from feasibility.enumeration import Found
from feasibility.explain.further_site import STEP_M2
from feasibility.pricing import Evidence, Priced
from feasibility.scenario.model import Settings
from feasibility.seats import space


def with_repairs(found: Sequence[Found], settings: Settings, evidence: Evidence, priced: Priced) -> list[Found]:
    """The options, each single site that is too small with the floor area, in tens of square metres, that it lacks.

    Other reasons stand as they are: of a pair it depends on who sits where, and of a rule on what the rule counts.
    """
    each, rooms = pricing.floor(settings)

    def told(item: Found) -> Found:
        if item.plan is not None or item.option.stays or len(item.option.site_ids) > 1:
            return item
        problem, (site,) = priced.problems[item.option.working], item.option.site_ids
        needed, held = problem.workstations_needed, int(problem.sites.at[site, "workstations_max"])
        if held >= needed or not problem.sites.at[site, "ready"] or site in problem.tiers:
            return item
        rooms_m2 = rooms_of(item.option.working, rooms).shared_m2
        there_m2 = float(evidence.sites.at[site, "nia_m2"])
        more_m2 = math.ceil((needed * each + rooms_m2 - there_m2) / STEP_M2) * STEP_M2
        if space.workstations_held(there_m2 + more_m2, each, rooms_m2) < needed:
            return item  # a float fell on the wrong side
        return replace(item, reason=f"{item.reason}; {more_m2:,.0f} m² more would do")

    return [told(item) for item in found]
