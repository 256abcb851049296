"""Cells into tasks: files read and journeys measured once for all that share them, every fault told before any runs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from feasibility import pricing, rules, run
from feasibility.appraisal import partners
from feasibility.errors import FeasibilityError, InputError, NoFeasibleOption, raise_all
from feasibility.question import Question
from feasibility.scenario import Scenario
from feasibility.sweep import answering, few_people
from feasibility.sweep.grid import Cell
from feasibility.sweep.ground import Ground, grounds, grouped_by, measured_by
from feasibility.sweep.results import CellResult
from feasibility.sweep.work import Task

Say = Callable[[str], None]


@dataclass(frozen=True)
class Checked:
    """What is left to be worked out."""

    grounds: tuple[Ground, ...]
    tasks: tuple[Task, ...]
    answered: tuple[CellResult, ...]
    """Cells that nothing needs to be worked out of: no site is considered in them."""


def check(cells: Sequence[Cell], cache: Path | None, say: Say) -> Checked:
    """The tasks of the cells. Raises `InputError` with the faults of all cells, each told once with a cell it is in.

    Files are read and journeys measured once for each set of cells that share them.
    """
    together: dict[str, list[Cell]] = {}
    for cell in cells:
        together.setdefault(measured_by(cell.scenario), []).append(cell)
    found: list[Ground] = []
    tasks: list[Task] = []
    answered: list[CellResult] = []
    faults: dict[str, str] = {}
    staffs: dict[str, few_people.Records] = {}
    for place, alike in enumerate(together.values(), start=1):
        if len(together) > 1:
            say(f"Files and journeys {place} of {len(together)}: {alike[0].name}")
        try:
            asked = run.prepared(alike[0].scenario, cache, say)
        except NoFeasibleOption as err:
            answered += [answering.without_sites(cell.number, err.faults) for cell in alike]
            continue
        except InputError as err:
            faults |= {f"{err.where}: {fault}": alike[0].name for fault in err.faults}
            continue
        for warning in (*asked.warnings, *asked.travel.asides):
            say(f"Warning: {warning}")
        faults = {**_faults(asked, alike), **faults}
        staff = few_people.records(pd.DataFrame(asked.inputs.staff))
        least = asked.scenario.publication.suppression_heads_min
        faults = {**dict.fromkeys(few_people.faults(staff, staffs, least), alike[0].name), **faults}
        staffs[alike[0].name] = staff
        if not faults:
            of_group = grounds(asked, [cell.scenario for cell in alike])
            places = {key: len(found) + number for number, key in enumerate(of_group)}
            found += of_group.values()
            tasks += [Task(c.number, c.name, places[grouped_by(c.scenario)], c.scenario) for c in alike]
    raise_all(InputError, "sweep", [f"{fault} (cell {name})" for fault, name in faults.items()])
    return Checked(tuple(found), tuple(sorted(tasks, key=lambda task: task.number)), tuple(answered))


def _faults(asked: Question, cells: Sequence[Cell]) -> dict[str, str]:
    """Fault to the first cell that has it: settings and tables that do not go together."""
    out = asked.border.sites.loc[~asked.border.sites["considered"], "reason"]
    keys = set() if asked.inputs.partner_keys is None else set(asked.inputs.partner_keys["key"])
    faults: dict[str, str] = {}
    tried: set[tuple[object, ...]] = set()
    for cell in cells:
        scenario = cell.scenario
        found = partners.faults(
            scenario.partners, scenario.authority, keys, scenario.costs.period_years,
            [authority.name for authority in scenario.authority.values()],
        )  # fmt: skip
        found = [*found, *rules.faults(scenario, asked.inputs.sites, asked.inputs.staff, out)]
        found += [] if found else _of_pricing(asked, scenario, tried)
        faults = {**dict.fromkeys(found, cell.name), **faults}
    return faults


def _of_pricing(asked: Question, scenario: Scenario, tried: set[tuple[object, ...]]) -> list[str]:
    """Seats and cost lines that cannot be worked out; each set of settings that they rest on is tried once."""
    evidence, found = asked.evidence, list[str]()
    of_seats = ("seats", *(getattr(scenario, name).model_dump_json() for name in ("seats", "space")),
               *(a.contacts_per_year for a in scenario.authority.values()))  # fmt: skip
    of_money = ("money", scenario.costs.model_dump_json(), scenario.ways.model_dump_json(), pricing.floor(scenario))
    for key, attempt in (
        (of_seats, lambda: pricing.needed(scenario, evidence)),
        (of_money, lambda: pricing.books_of(scenario, evidence, pricing.sheets_of(evidence))),
    ):
        if key not in tried:
            tried.add(key)
            try:
                attempt()
            except FeasibilityError as err:
                found += [f"{err.where}: {fault}" for fault in err.faults]
    return found
