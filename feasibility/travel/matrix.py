"""A matrix of minutes supplied by the officer laid over the measured one."""

import numpy as np
import pandas as pd

KEYS = ["staff_key", "site_id", "mode"]


def overlaid(measured: pd.DataFrame, supplied: pd.DataFrame | None) -> pd.DataFrame:
    """Minutes with the supplied pairs in place of the measured ones.

    `measured` has staff_key, site_id, mode, minutes and km; `supplied` the same, km optional. A supplied pair without
    km keeps the measured distance; one that was not measured either gets 0 km for want of any. `source` says which is
    which.
    """
    default = measured[[*KEYS, "minutes", "km"]].assign(source="default")
    if supplied is None or supplied.empty:
        return _ordered(default)
    given = supplied.assign(km=supplied["km"] if "km" in supplied.columns else np.nan)[[*KEYS, "minutes", "km"]]
    known_km = default[[*KEYS, "km"]].rename(columns={"km": "measured_km"})
    given = given.merge(known_km, on=KEYS, how="left", validate="one_to_one")
    given = given.assign(km=given["km"].fillna(given["measured_km"]).fillna(0.0), source="supplied")
    given = given[[*KEYS, "minutes", "km", "source"]].astype({"minutes": float, "km": float})
    kept = default.merge(given[KEYS], on=KEYS, how="left", indicator="in_supplied", validate="one_to_one")
    kept = kept.loc[kept["in_supplied"] == "left_only", [*KEYS, "minutes", "km", "source"]]
    return _ordered(pd.concat([kept, given], ignore_index=True) if len(kept) else given)


def _ordered(minutes: pd.DataFrame) -> pd.DataFrame:
    return minutes.sort_values(KEYS, kind="stable").reset_index(drop=True)
