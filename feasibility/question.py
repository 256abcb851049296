"""What is asked, and what it is asked of: everything there is before the solver. Values only."""

from dataclasses import dataclass

import pandas as pd

from feasibility.areas import HomeAreas
from feasibility.boundary import Border
from feasibility.inputs.read import Inputs
from feasibility.options import Option
from feasibility.pricing import Evidence, Priced
from feasibility.scenario import Scenario
from feasibility.staff_travel import StaffTravel


@dataclass(frozen=True)
class Question:
    """A checked study. Private: it holds home points."""

    scenario: Scenario
    run_id: str
    inputs: Inputs
    border: Border
    home_areas: HomeAreas
    travel: StaffTravel
    evidence: Evidence
    """What seats and money are worked out from."""
    priced: Priced
    """Seats, cost lines and the problem of each way of moving."""
    register: pd.DataFrame
    """tables.RegisterTable."""
    present_sites: dict[str, str]
    """Authority id to the site id of its present centre."""
    options: list[Option]
    warnings: tuple[str, ...]
    """What the run goes on in spite of: safe to publish."""
