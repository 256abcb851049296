"""What would change the answer: assumptions at the ends of their ranges, switching values, what each loser lacks."""

from collections.abc import Sequence

import pandas as pd

from feasibility.appraisal import fragile, switching
from feasibility.costs.accounts import Accounts
from feasibility.enumeration import Found
from feasibility.question import Question

DRIVES = "car"
"""The mode by which the share of staff who drive is counted."""


def tables(
    asked: Question, sound: Sequence[Found], ranked: pd.DataFrame, accounts: Accounts
) -> dict[str, pd.DataFrame]:
    """The tables by their published name. `sound` is the options that can be had, `ranked` tables.OptionsTable."""
    settings, evidence, staff = asked.scenario, asked.evidence, asked.inputs.staff
    tried = fragile.tried(settings, evidence, asked.register, asked.options)
    lead = switching.lead_of(ranked, sound, asked.options)
    of_staff = evidence.groups.of_staff
    values = switching.found(
        settings, evidence, lead, register=asked.register, fragile=tried, costs=accounts.costs,
        drives=(staff["usual_mode"] == DRIVES).groupby(of_staff).first(),
        days=staff["days_on_site_per_week"].groupby(of_staff).first(),
    )  # fmt: skip
    losers = switching.why_not(settings, evidence, lead, costs=accounts.costs, books=asked.priced.books)
    return {"fragile": tried, "switching": values, "why_not": losers.losers, "why_not_parts": losers.parts}
