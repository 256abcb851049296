"""Repairs as a table (tables.RepairsTable)."""

import pandas as pd

from feasibility.explain.explaining import Explanation
from feasibility.tables import RepairsTable, checked, empty


def repairs_table(explanation: Explanation) -> pd.DataFrame:
    """tables.RepairsTable: a row a repair, cheapest first."""
    rows = [
        {
            "rank": rank,
            "settings": " ".join(change.key for change in repair.changes),
            "repair": repair.words,
            "sites": " ".join(repair.site_ids),
            "working": repair.working,
            "total_npc_gbp": repair.total_gbp,
        }
        for rank, repair in enumerate(explanation.repairs, start=1)
    ]
    return checked(pd.DataFrame(rows), RepairsTable, "repairs") if rows else empty(RepairsTable)
