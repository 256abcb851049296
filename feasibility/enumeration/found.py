"""An option with what was found of it."""

from dataclasses import dataclass

from feasibility.options import Option
from feasibility.outcome import Outcome
from feasibility.plan import Plan


@dataclass(frozen=True)
class Found:
    """An option with its best plan, or the reason it cannot be had."""

    option: Option
    plan: Plan | None
    reason: str
    outcome: Outcome | None = None
    """How the search of its seatings ended; None where counting was enough."""
