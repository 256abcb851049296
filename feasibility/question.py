"""What is asked, and what it is asked of: everything there is before the solver. Values only."""

from dataclasses import dataclass

import pandas as pd

from feasibility.areas import HomeAreas
from feasibility.boundary import Border
from feasibility.costs.sheet import Ledger
from feasibility.groups import Groups
from feasibility.inputs.read import Inputs
from feasibility.options import Option
from feasibility.problem import Problem
from feasibility.scenario import Scenario
from feasibility.seats import Seats
from feasibility.staff_travel import StaffTravel


@dataclass(frozen=True)
class Question:
    """A checked study. Private: it holds home points."""

    scenario: Scenario
    run_id: str
    inputs: Inputs
    border: Border
    seats: pd.DataFrame
    """tables.SeatsTable."""
    need: Seats
    home_areas: HomeAreas
    travel: StaffTravel
    groups: Groups
    register: pd.DataFrame
    """tables.RegisterTable."""
    ledger: Ledger
    present_sites: dict[str, str]
    """Authority id to the site id of its present centre."""
    workstations_held: "pd.Series[int]"
    """Site id to the workstations its floor area holds."""
    workstations_present: "pd.Series[int]"
    """Site id to the workstations of a present centre; 0 elsewhere."""
    problem: Problem
    options: list[Option]
    warnings: tuple[str, ...]
    """What the run goes on in spite of: safe to publish."""
