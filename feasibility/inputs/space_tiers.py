"""Sizes that space at a site is let in, from the officer's file."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, sites, typed
from feasibility.tables import SpaceTiers, headings

KEY = ["site_id", "tier"]


def of_file(path: Path, site_ids: Collection[str] | None = None) -> pd.DataFrame:
    """The sizes of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "space_tiers"), site_ids)


def read(raw: pd.DataFrame, where: str, site_ids: Collection[str] | None = None) -> pd.DataFrame:
    """tables.SpaceTiers by site and rising size. `site_ids` are those of the table of sites, None if not known.

    Raises `InputError` for sites that the study lacks, sizes that are none or stand twice at a site under one name or
    with one area, and blank names and sources.
    """
    columns = list(headings(SpaceTiers))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], ["nia_m2"], show=True)
    unknown = sites.unknown(frame["site_id"], site_ids)
    faults += list(unknown.values())
    faults += typed.schema_faults(frame.assign(site_id=sites.told(frame["site_id"], unknown)), SpaceTiers, show=True)
    faults += typed.in_rows("tier", frame.index[frame["tier"] == ""], "is blank; name the size")
    for column, words in (("tier", "name"), ("nia_m2", "area")):
        twice = frame.duplicated(["site_id", column], keep=False) & frame[column].notna() & (frame[column] != "")
        faults += typed.in_rows(column, frame.index[twice], f"give two sizes of a site one {words}; keep one")
    faults += typed.in_rows("source", frame.index[frame["source"] == ""], "is blank; say where the size comes from")
    raise_all(InputError, where, faults)
    return frame.astype({"nia_m2": float}).sort_values(["site_id", "nia_m2"], kind="stable").reset_index(drop=True)


def too_large(table: pd.DataFrame, nia_m2: "pd.Series[float]", where: str) -> list[str]:
    """A line for each size that is larger than `nia_m2`, all that could be taken, by site id; blank where not known."""
    held = nia_m2[~nia_m2.index.duplicated()].reindex(table["site_id"]).to_numpy()
    return [
        f"{where}: size {row['tier']} of {row['site_id']}: found {row['nia_m2']:g} m², but the table of sites has "
        f"{most:g} m² there; mend one of them"
        for row, most in zip(table.to_dict("records"), held, strict=True)
        if row["nia_m2"] > most
    ]
