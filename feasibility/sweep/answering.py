"""One cell worked out: a pure function of the ground it stands on and its settings, in figures fit to publish.

As a run finds its answer: every option enumerated, the best certified by the optimiser, every plan audited. Trials of
robustness, value scores and the tables of the business case are left to a run of the one scenario.
"""

import math
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from feasibility import business_case, explain, listing, model_at_size, options, pricing, problem
from feasibility.appraisal import ranking
from feasibility.certificate import Certificate
from feasibility.enumeration import PENNY
from feasibility.explain import clash
from feasibility.listing import Listed
from feasibility.options import DO_MINIMUM, DO_NOTHING
from feasibility.publication import disclosure
from feasibility.question import Question
from feasibility.scenario import Scenario
from feasibility.sweep import journeys
from feasibility.sweep.ground import Ground
from feasibility.sweep.results import CellResult, Fact, Row
from feasibility.tables import headings
from feasibility.tables.sweep import ANSWERED, NOTHING_SHARED, SweepOptionsTable, SweepTable

NOTHING: dict[str, Fact] = {name: None for name in headings(SweepTable) if name not in ("cell", "name")}
OF_OPTIONS = [name for name in headings(SweepOptionsTable) if name != "cell"]
COMPARED = ("apart", "pooled", "virtual")


def cell(ground: Ground, scenario: Scenario, number: int) -> CellResult:
    """The result of one cell. `scenario` shares journeys and groups of staff with the `ground`.

    Raises `InputError` for settings and tables that do not go together, `UnsoundPlan` as a run does.
    """
    asked, listed = listing.worked_out(_asked(ground, scenario))
    solved = {way: model_at_size.solve(p, scenario.solver) for way, p in asked.priced.problems.items()}
    proofs = listing.certified(asked, listed, solved)
    table = _ranked(asked, listed, ground)
    shared = not ranking.moves(ranking.had(table)).empty
    told: dict[str, Fact] = _answer(table) if shared else {"near_ties": 0, "reason": "; ".join(_why(asked))}
    figures = NOTHING | {"state": ANSWERED if shared else NOTHING_SHARED} | told | _of_cell(asked, table, proofs)
    return CellResult(number, figures, _rows(table))


def without_sites(number: int, reasons: Sequence[str]) -> CellResult:
    """The result of a cell in which no site is considered, so that nothing can be measured or priced."""
    counts = {"near_ties": 0, "options_had": 0, "options_listed": 0, "proved": True}
    told = {"state": NOTHING_SHARED, "reason": "; ".join(reasons)}
    return CellResult(number, NOTHING | counts | told, ())


def _asked(ground: Ground, scenario: Scenario) -> Question:
    base, evidence = ground.asked, ground.asked.evidence
    names = base.inputs.sites.loc[evidence.considered, "name"].to_dict()
    present = list(base.present_sites.values())
    return replace(
        base,
        scenario=scenario,
        priced=pricing.priced(scenario, evidence),
        options=options.listed(names, present, scenario.options, scenario.ways.compared),
    )


def _ranked(asked: Question, listed: Listed, ground: Ground) -> pd.DataFrame:
    """tables.OptionsTable, every plan audited, with small numbers of staff taken out."""
    accounts, _ = business_case.audited(listed.sound, asked)
    of_options = journeys.of_options(listed.sound, asked.evidence.groups, ground.journeys)
    priced = asked.priced
    table = ranking.ranked(
        listed.found, accounts, of_options, priced.problems, priced.need,
        priced.workstations["workstations_present"], priced.short,
    )  # fmt: skip
    measured = of_options.set_index("option_id")["heads_measured"]
    least = asked.scenario.publication.suppression_heads_min
    return disclosure.in_thousands(disclosure.options(table, measured, least))


def _answer(table: pd.DataFrame) -> dict[str, Fact]:
    """The best option and the next, as the verdict of a run compares them."""
    table = _without_a_second_name(table)
    compared = ranking.within_reach(table)
    best, moving = compared.iloc[0], ranking.moves(compared)
    rival = compared.iloc[1] if len(compared) > 1 else None
    cheapest = None if moving.empty else moving.iloc[0]
    return {
        "best_option_id": str(best["option_id"]),
        "best_option": str(best["option"]),
        "best_total_npc_gbp": float(best["total_npc_gbp"]),
        "next_option_id": "" if rival is None else str(rival["option_id"]),
        "next_option": "" if rival is None else str(rival["option"]),
        "gap_gbp": None if rival is None else float(rival["above_best_gbp"]),
        "moving_option_id": "" if cheapest is None else str(cheapest["option_id"]),
        "moving_option": "" if cheapest is None else str(cheapest["option"]),
        "moving_total_npc_gbp": None if cheapest is None else float(cheapest["total_npc_gbp"]),
        "near_ties": int((table["verdict"] == "near-tie").sum()),
        "travel_change_minutes_mean": _figure(best["travel_change_minutes_mean"]),
        "reason": "",
    }


def _without_a_second_name(table: pd.DataFrame) -> pd.DataFrame:
    """A do-minimum that the study gives no cost of is doing nothing by another name, and no rival to it."""
    totals = table.set_index("option_id")["total_npc_gbp"].round(PENNY)
    same = totals.get(DO_MINIMUM) == totals.get(DO_NOTHING)
    return table[table["option_id"] != DO_MINIMUM] if same else table


def _of_cell(asked: Question, table: pd.DataFrame, proofs: dict[str, Certificate]) -> dict[str, Fact]:
    """What there is to say of a cell with and without an answer."""
    need, compared = asked.priced.need, asked.scenario.ways.compared
    stay = table[table["option_id"] == DO_NOTHING].iloc[0]
    return {
        "do_nothing_total_npc_gbp": _figure(stay["total_npc_gbp"]),
        "do_nothing_rank": int(stay["rank"]),
        "options_had": len(ranking.had(table)),
        "options_listed": len(table),
        "workstations_now": sum(need.workstations_now.values()),
        **{f"workstations_{way}": need.workstations[way] if way in compared else None for way in COMPARED},
        "proved": all(p.agrees and p.outcome.proved_best and not p.unproved for p in proofs.values()),
    }


def _why(asked: Question) -> list[str]:
    """Why nothing shared can be had, as far as it is seen without trying what would help."""
    problems = asked.priced.problems
    told = problem.impossible_in_every_way(problems)
    if told:
        return told
    try:
        found = clash.clashes(problems, asked.scenario.solver)
    except (explain.Undecided, ValueError):  # stopped by the time limit, or none of the options near the best
        return ["no option that was worked out can be had; run the scenario of this cell by itself"]
    rules = dict.fromkeys(f"{rule.setting}: {rule.sentence}" for rules in found for rule in rules)
    head = "one rule stands in the way" if len(rules) == 1 else "these rules cannot all be kept"
    return [head, *rules] if rules else ["no site can be had"]


def _rows(table: pd.DataFrame) -> tuple[Row, ...]:
    return tuple(
        {str(name): _figure(value) if isinstance(value, float) else value for name, value in row.items()}
        for row in table[OF_OPTIONS].to_dict("records")
    )


def _figure(value: float) -> float | None:
    """A figure, None where there is none."""
    return float(value) if math.isfinite(value) else None
