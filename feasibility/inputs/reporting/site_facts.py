"""Facts of places for their pro-formas, from the officer's file."""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, sites, typed
from feasibility.inputs.reporting import cells
from feasibility.tables import headings
from feasibility.tables.reporting import SiteFacts

ADDRESS = "address"
FORMS = {
    "uprn": (r"\d{1,12}", "is no property reference number; write its 12 digits or fewer"),
    "ptal": (r"0|1a|1b|2|3|4|5|6a|6b", "is no level of public transport access; write 0, 1a, 1b, 2, 3, 4, 5, 6a or 6b"),
}
"""Facts of a fixed form: Unique Property Reference Number of GeoPlace; levels of Transport for London."""
NEEDED = {
    "value": "write the fact, or take the row out where it is not known",
    "source": "say where it comes from",
    "date": "give the date of the source",
}


def of_file(path: Path, site_ids: Collection[str] | None = None) -> pd.DataFrame:
    """The facts of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "site_facts"), site_ids)


def read(raw: pd.DataFrame, where: str, site_ids: Collection[str] | None = None) -> pd.DataFrame:
    """tables.reporting.SiteFacts, in the order of the file. `site_ids` are those of the table of sites.

    Raises `InputError` for sites that the study lacks, facts that no pro-forma asks for, a fact of one site told
    twice, numbers of a wrong form, blanks, and cells that hold an e-mail address or, but for the address of a site, a
    postcode.
    """
    columns = list(headings(SiteFacts))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame = raw[columns]
    unknown = sites.unknown(frame["site_id"], site_ids)
    faults = list(unknown.values())
    faults += typed.schema_faults(frame.assign(site_id=sites.told(frame["site_id"], unknown)), SiteFacts, show=True)
    faults += cells.blanks(frame, NEEDED) + cells.persons(frame, may_hold=frame["fact"] == ADDRESS)
    faults += cells.twice(frame, ["site_id", "fact"], "tell one fact of a site more than once; keep one")
    for fact, (form, words) in FORMS.items():
        strange = (frame["fact"] == fact) & (frame["value"] != "") & ~frame["value"].str.fullmatch(form)
        faults += typed.in_rows("value", frame.index[strange], words)
    raise_all(InputError, where, faults)
    return frame.reset_index(drop=True)
