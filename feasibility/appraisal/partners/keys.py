"""Keys by which the partners divide what they share, side by side (tables.partners.KeysTable)."""

from collections.abc import Mapping

import pandas as pd

from feasibility.costs.keys import BASIS, EQUAL, UNITS, Key, left_out, listed
from feasibility.tables import checked
from feasibility.tables.partners import KeysTable

__all__ = ["BASIS", "EQUAL", "UNITS", "Key", "left_out", "listed", "table"]


def table(keys: list[Key], partners: Mapping[str, str], agreed: str) -> pd.DataFrame:
    """tables.partners.KeysTable. Of a key that is left out neither share nor quantity is told."""
    rows = [
        {
            "key": key.name,
            "authority": authority,
            "quantity": float("nan") if key.left_out or key.name not in UNITS else key.quantities[authority],
            "unit": key.unit,
            "key_share": key.shares.get(authority, float("nan")),
            "agreed": key.name == agreed,
            "status": key.status,
            "basis": key.left_out or key.basis[authority],
        }
        for key in keys
        for authority in partners
    ]
    return checked(pd.DataFrame(rows), KeysTable, "keys")
