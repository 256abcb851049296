"""Which options no other beats in cost and in journeys alike, from the figures as they are published."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd

from feasibility import wording
from feasibility.appraisal.ranking import within_reach
from feasibility.frontier import beats
from feasibility.tables import ALL, checked, empty, headings
from feasibility.tables.pareto import ParetoTable

COST = "total_npc_gbp"
MEAN = "travel_change_minutes_mean"
WORST = "travel_change_minutes_worst_tenth"
AIMS = (COST, MEAN, WORST)
"""Columns of figures of which less is better, the cost first."""
PENNIES = 2


def of_options(options: pd.DataFrame, journeys: pd.DataFrame, scores: "pd.Series[float] | None" = None) -> pd.DataFrame:
    """Every option that can be had within reach of all staff, cheapest first (tables.ParetoTable).

    `options` is tables.OptionsTable and `journeys` the rows of tables.JourneysTable on the basis that ranks, both as
    they are published: figures alike there are alike here. `scores`: option id to value score, if any. An aim that
    is not known of every option is left out.
    """
    possible = within_reach(options)
    if possible.empty:
        return empty(ParetoTable)
    worst = journeys[journeys["employer"] == ALL].set_index("option_id")["change_minutes_worst_tenth"]
    table = pd.DataFrame(
        {
            "option_id": possible["option_id"],
            "option": possible["option"],
            COST: possible[COST].round(PENNIES),
            MEAN: possible[MEAN],
            WORST: possible["option_id"].map(worst).astype(float),
        }
    ).sort_values([*AIMS, "option_id"], kind="stable", ignore_index=True)
    table["value_score"] = table["option_id"].map({} if scores is None else scores.to_dict()).astype(float)
    known = aims_known(table)
    beaten_by = _beaten_by(table[known].to_numpy(dtype=float).tolist(), table["option_id"].tolist())
    table = table.assign(beaten_by=beaten_by, in_set=[not by for by in beaten_by])
    table["against_cheapest"] = _against_cheapest(table)
    return checked(table[list(headings(ParetoTable))], ParetoTable, "options that none beats")


def aims_known(table: pd.DataFrame) -> list[str]:
    """The aims that are known of every option of tables.ParetoTable."""
    return [aim for aim in AIMS if table[aim].notna().all()]


def _beaten_by(figures: Sequence[Sequence[float]], option_ids: Sequence[str]) -> list[str]:
    """By option the id of the first that beats it: rows stand in order of their figures, so no later one does."""
    best: list[int] = []
    found = []
    for place, row in enumerate(figures):
        by = next((i for i in best if beats(figures[i], row)), None)
        found.append("" if by is None else option_ids[by])
        if by is None:
            best.append(place)
    return found


def _against_cheapest(table: pd.DataFrame) -> list[str]:
    """What each option costs more than the first, and what its journeys gain or lose, in words."""
    cheapest, *others = table.to_dict("records")
    return ["", *(_against(row, cheapest) for row in others)]


def _against(row: Mapping[Hashable, object], base: Mapping[Hashable, object]) -> str:
    cost, mean, worst = (float(str(row[aim])) - float(str(base[aim])) for aim in AIMS)
    dearer = "costs the same" if not round(cost) else (
        f"costs {wording.pounds(abs(cost), nearest_1000=abs(cost) >= 1000)} {'more' if cost > 0 else 'less'}"
    )  # fmt: skip
    journeys = [_minutes(mean, "the mean journey"), _minutes(worst, "that of the worst tenth")]
    said = wording.joined(tuple(filter(None, journeys)))
    return f"{dearer}; {said}" if said else dearer


def _minutes(change: float, whose: str) -> str:
    if pd.isna(change):
        return ""
    shown = wording.number(abs(change), wording.MINUTES)
    if shown == wording.number(0.0, wording.MINUTES):
        return f"{whose} is as long"
    return f"{whose} is {shown} minutes {'longer' if change > 0 else 'shorter'}"
