"""Further keys by which the partners divide what they share, from the officer's file."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, typed
from feasibility.tables import headings
from feasibility.tables.partners import PartnerKeys

SUM_OFF_MOST = 0.001
"""Shares may be rounded: those of a key sum to 1 within this (assumed)."""
TAKEN = ("contacts", "heads", "area", "population", "equal")
"""Keys that every run works out for itself."""


def of_file(path: Path, authorities: Collection[str]) -> pd.DataFrame:
    """The keys of a CSV or XLSX file. Raises `InputError`."""
    raw, where = sheets.of_role(path, "partner_keys")
    return read(raw, authorities, where)


def read(raw: pd.DataFrame, authorities: Collection[str], where: str) -> pd.DataFrame:
    """tables.partners.PartnerKeys, one row a key and authority.

    `authorities` are the ids of the scenario. Raises `InputError` for missing columns, shares that are no share of 1,
    authorities that are unknown, left out or named twice, shares of a key that do not sum to 1, a name that a key of
    the run has already, or a blank source.
    """
    columns = list(headings(PartnerKeys))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], ["share"], show=True)
    rows, known = frame.index, frame["authority"].isin(list(authorities))
    faults += typed.schema_faults(frame, PartnerKeys, show=True)
    faults += typed.in_rows("key", rows[frame["key"].isin(TAKEN)], "is a key of every run; choose another name")
    strange = ~known & (frame["authority"] != "")
    faults += typed.in_rows(
        "authority", rows[strange], f"is no authority of the scenario; write {' or '.join(sorted(authorities))}"
    )
    twice = frame.duplicated(["key", "authority"], keep=False) & known
    faults += typed.in_rows("authority", rows[twice], "is named more than once for one key; keep one")
    faults += typed.in_rows("source", rows[frame["source"] == ""], "is blank; say where the share comes from")
    named = frame[frame["key"] != ""].groupby("key", sort=False)
    faults += [fault for key, part in named for fault in _of_key(str(key), part, authorities)]
    raise_all(InputError, where, faults)
    return frame.astype({"share": float}).reset_index(drop=True)


def _of_key(key: str, part: pd.DataFrame, authorities: Collection[str]) -> list[str]:
    """Faults of one key as a whole: authorities it leaves out; where it has them all once, a sum that is not 1."""
    told = typed.row_words(part.index)
    missing = sorted(set(authorities) - set(part["authority"]))
    if missing:
        return [f"key {key}, {told}: has no share for {', '.join(missing)}; name every authority, 0 where it pays none"]
    total = float(part["share"].sum())
    whole = len(part) == len(authorities) and part["share"].notna().all()
    if whole and abs(total - 1) > SUM_OFF_MOST + 1e-9:
        return [f"key {key}, {told}, column share: the shares sum to {total:.6g}; they must sum to 1"]
    return []
