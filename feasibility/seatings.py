"""Who sits where, chosen for shorter journeys at a higher cost: at the options that no other beats."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from feasibility import business_case, enumeration, model_at_size, objectives, wording
from feasibility.appraisal import pareto
from feasibility.combined import Aim
from feasibility.enumeration import Found
from feasibility.frontier import frontier
from feasibility.plan import figure
from feasibility.question import Question
from feasibility.tables import ALL, checked, empty, headings
from feasibility.tables.pareto import SeatingsTable

STEP_MINUTES = 0.1
"""Seatings whose mean journeys differ by less are alike: minutes are published to a tenth."""
STEP_GBP = 1_000.0
"""Totals are to the nearest thousand: two seatings may differ by the journeys of a few people, which are theirs."""
POINTS_MAX = 10
"""More seatings of one option than this tell a reader nothing more."""


def of_best_set(asked: Question, sound: Sequence[Found], ranked: pd.DataFrame, journeys: pd.DataFrame) -> pd.DataFrame:
    """Seatings of the options in which staff move and that none beats, cheapest first (tables.SeatingsTable).

    `journeys` is the rows of tables.JourneysTable on the basis that ranks. No seating is missing but for those within
    `STEP_MINUTES` of one that is here and costs no more. Every one is recounted line by line as the options are. None
    where too few staff are measured to publish a mean.
    """
    least = asked.scenario.publication.suppression_heads_min
    measured = journeys[journeys["employer"] == ALL].set_index("option_id")["heads_measured"]
    table = pareto.of_options(ranked, journeys)
    kept = set(table.loc[table["in_set"], "option_id"])
    wanted = [f for f in sound if f.option.option_id in kept and not f.option.stays]
    wanted = [f for f in wanted if measured[f.option.option_id] >= least]
    rows = [row for item in wanted for row in _seatings(item, asked, float(measured[item.option.option_id]))]
    if not rows:
        return empty(SeatingsTable)
    return checked(pd.DataFrame(rows, columns=list(headings(SeatingsTable))), SeatingsTable, "seatings")


def _seatings(item: Found, asked: Question, measured: float) -> list[dict[str, object]]:
    problem = asked.priced.problems[item.option.working]
    narrowed = enumeration.narrowed(problem, item.option.site_ids)
    travel = objectives.travel_change(narrowed)
    aims = [Aim(narrowed.cost, "pounds"), Aim(travel, "minutes")]
    found = frontier(
        narrowed, aims, [STEP_MINUTES * measured], asked.scenario.solver, points_max=POINTS_MAX,
        solve=model_at_size.solve,
    )  # fmt: skip
    if not found.points:
        return []
    named = [
        Found(replace(item.option, option_id=f"{item.option.option_id}--seating-{place}"), point.plan, "")
        for place, point in enumerate(found.points, start=1)
    ]
    accounts, _ = business_case.audited(named, asked)
    totals = accounts.costs.groupby("option_id")["npc_gbp"].sum()
    return [
        {
            "option_id": item.option.option_id,
            "option": item.option.title,
            "seating": place,
            "total_npc_gbp": round(float(totals[other.option.option_id]) / STEP_GBP) * STEP_GBP,
            "travel_change_minutes_mean": round(figure(point.plan, travel) / measured, wording.MINUTES.decimals),
            "complete": found.complete,
        }
        for place, (other, point) in enumerate(zip(named, found.points, strict=True), start=1)
    ]
