"""The tables of what is given up for what, for the example release."""

import pandas as pd

from feasibility.appraisal import pareto
from tests.publication.example_tables import made

RULE_PRICES = """
rule|among|words|fairness|best_with|best_with_gbp|best_without|best_without_gbp|price_gbp
rules.change_minutes_mean_max|all options|No partner's mean change is over 5 minutes {note}|True|{hostile}|1195000|Ruxley|1180000|15000
rules.change_minutes_mean_max|options in which staff move|No partner's mean change is over 5 minutes {note}|True|||Ruxley|1180000|
"""  # noqa: E501  one line of the table each


def trade_offs(options: pd.DataFrame, journeys: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Options that none beats, from the release's own; seatings of the cheapest in which staff move; a rule's price."""
    table = pareto.of_options(options, journeys[journeys["basis"] == "usual"])
    moved = table[~table["option_id"].str.startswith("do-")].iloc[0]
    seatings = "option_id|option|seating|total_npc_gbp|travel_change_minutes_mean|complete\n" + "\n".join(
        f"{moved['option_id']}|{{hostile}}|{place}|{total}|{minutes}|True"
        for place, total, minutes in ((1, 1_195_000, 4.1), (2, 1_204_000, 3.2))
    )
    return {
        "pareto": table,
        "seatings": made(seatings, "seatings"),
        "rule_prices": made(RULE_PRICES, "rule_prices"),
    }
