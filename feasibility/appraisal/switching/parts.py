"""The difference between two options in named parts, each a sum of lines of the cost sheets."""

import pandas as pd

from feasibility.costs.words import DOUBLE_RUNNING, NOT_RELEASED, RENTS, SPACE_ADDED

PENCE = 2
SPACE = "Rent or letting value of space"
OF_TRAVEL = {
    "Staff travel time added": "Staff travel time",
    "Vehicle running cost added": "Running of cars",
    "Carbon added": "Carbon of journeys",
}
OF_MARKS = {
    NOT_RELEASED: "Present centres not released",
    DOUBLE_RUNNING: "Present centres while running double",
    SPACE_ADDED: "Space added at a present centre",
}


def part_of(line: str) -> str:
    """The part that a line of tables.CostsTable belongs to; what stands after a colon names a payer."""
    for mark, part in OF_MARKS.items():
        if line.startswith(mark):
            return part
    if line in RENTS:
        return SPACE
    return OF_TRAVEL.get(line, line.partition(":")[0])


def by_part(costs: pd.DataFrame) -> pd.DataFrame:
    """Part by option id: present cost; 0 where an option has no such line. `costs` is tables.CostsTable."""
    parts = costs["line"].map(part_of)
    return costs["npc_gbp"].groupby([parts, costs["option_id"]]).sum().unstack(fill_value=0.0)  # noqa: PD010 - one column an option


def differences(parts: pd.DataFrame, option_id: str, best: str) -> pd.DataFrame:
    """Part with npc_gbp, best_npc_gbp and difference_gbp, what is lost most on first; none where both are 0.

    In whole pence that add up to the gap in whole pence: what rounding leaves over goes to the largest part.
    """
    table = pd.DataFrame({"npc_gbp": parts[option_id], "best_npc_gbp": parts[best]})
    gap_gbp = round(float((table["npc_gbp"] - table["best_npc_gbp"]).sum()), PENCE)
    table = table.round(PENCE)
    table = table[(table != 0).any(axis=1)]
    if len(table):
        left_gbp = gap_gbp - float((table["npc_gbp"] - table["best_npc_gbp"]).sum())
        table.loc[table["npc_gbp"].abs().idxmax(), "npc_gbp"] += round(left_gbp, PENCE)
    table = table.assign(difference_gbp=table["npc_gbp"] - table["best_npc_gbp"]).rename_axis("part").reset_index()
    return table.sort_values(["difference_gbp", "part"], ascending=[False, True], ignore_index=True)
