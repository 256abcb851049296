"""A problem solved with fixed settings, and its LP text in one form for every PuLP."""

import re
from pathlib import Path

import pandas as pd

from feasibility import model
from feasibility.outcome import Outcome
from feasibility.plan import Plan, objective_gbp
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver

SECTIONS = ("Minimize", "Subject To", "Bounds", "Generals", "Binaries", "End")


def solved(problem: Problem, **settings: float) -> tuple[Plan, Outcome]:
    """The optimiser's plan; a test that expects none calls `model.solve` itself."""
    plan, outcome = model.solve(problem, Solver(**settings))
    assert plan is not None
    return plan, outcome


def cost_gbp(problem: Problem) -> float:
    """The least cost by the optimiser."""
    return objective_gbp(problem, solved(problem)[0])


def staff_at(plan: Plan) -> dict[str, int]:
    """Open site to staff."""
    return {str(site): int(count) for site, count in plan.heads.sum().items()}


def forged(heads: dict[str, dict[str, float]], workstations: dict[str, int]) -> Plan:
    """A plan made by hand: site to group to staff, and site to workstations, all of them paid for."""
    taken = pd.Series(workstations, dtype=int)
    return Plan(pd.DataFrame(heads), taken, beyond=taken)


def lp_text(problem: Problem, folder: Path) -> str:
    """The model as LP text: one entry a line, sorted, hyphens of ids as underscores (PuLP 3 and 4 differ in these)."""
    file = folder / "model.lp"
    model.build(problem)[0].writeLP(str(file))
    text = re.sub(r"\n(?= )", "", file.read_text(encoding="utf-8").split("Bounds")[0])
    text += "Bounds" + file.read_text(encoding="utf-8").split("Bounds")[1]
    text = re.sub(r"(?<=\w)-(?=\w)", "_", text)
    entries: dict[str, list[str]] = {}
    for line in text.splitlines()[1:]:
        if line.strip() in SECTIONS:
            entries[line.strip()] = []
        else:
            entries[list(entries)[-1]].append(re.sub(r"\s+", " ", line.strip()))
    lines = [line for section in SECTIONS for line in [section, *sorted(entries[section])]]
    return "\n".join(lines) + "\n"
