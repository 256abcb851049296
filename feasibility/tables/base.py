"""What every table's schema is made with: constants, the shape of a column, the check, the headings."""

from typing import Any, Literal, TypeVar

import pandas as pd
import pandera.pandas as pa

from feasibility.errors import InputError

METRIC_CRS = "EPSG:27700"
"""British National Grid, metres: everything inside the package."""
WEB_CRS = "EPSG:4326"
"""Degrees: only where maps are drawn."""

MODES = ("car", "walk", "cycle", "transit")
"""Modes that minutes are measured for; `transit` is public transport."""
NO_JOURNEY = "none"
"""In place of a mode where no journey is known."""
BASES: tuple[Literal["usual", "best"], ...] = ("usual", "best")
"""What a journey is made by: the mode used now, or the quickest open to the person."""
STATUSES = ("sourced", "assumed", "illustrative")
"""How firm a figure is, firmest first."""
DISTRIBUTIONS = ("triangular", "uniform", "pert", "normal", "lognormal")
"""How what is not known may be drawn between its low and its high: `robustness.distributions` says how each."""
SITE_FIGURES = {
    "nia_m2": "nia",
    "rent_gbp_per_m2_per_year": "rent",
    "rateable_value_gbp_per_m2": "rateable_value",
    "service_charge_gbp_per_m2_per_year": "service_charge",
    "fit_out_gbp_per_m2": "fit_out",
}
"""The figures of a site, each followed in its table by `<stem>_status` and `<stem>_source`."""

ALL = "all"
"""Everybody together: every authority, every employer."""
CANNOT_BE_HAD = "cannot be had"
"""Verdict on an option that no plan keeps to the rules."""
COST_GROUPS = ("occupancy", "works", "systems", "transition", "people", "property", "travel")
"""Headings of the cost sheet: yearly cost of space; fit-out and repair; telephony, records and network; the move
itself; posts, pay, redundancy and training; receipts, dilapidations and space left empty; journeys."""
ID_PATTERN = r"^[a-z0-9][a-z0-9-]*$"


class Table(pa.DataFrameModel):
    """Base of every schema: unknown columns are refused, all faults are gathered."""

    class Config:  # noqa: D106 - how pandera is told
        strict = True
        ordered = True


def column(title: str, description: str, **checks: Any) -> Any:  # noqa: ANN401 - what pandera.Field takes and gives
    """One column of a table: heading, meaning and the checks its values must pass."""
    return pa.Field(title=title, description=description, **checks)


def empty(schema: type[Table]) -> pd.DataFrame:
    """A table without rows, with the columns and types that it declares."""
    types = {name: str(c.dtype) for name, c in schema.to_schema().columns.items()}
    return pd.DataFrame({name: pd.Series(dtype="object" if kind == "str" else kind) for name, kind in types.items()})


Frame = TypeVar("Frame", bound=pd.DataFrame)


def checked(frame: Frame, schema: type[Table], where: str) -> Frame:
    """The frame, once every row has passed its schema; raises `InputError` with all faults, naming rows, never values.

    Row numbers are labels of the frame. Values are left out because a row may be about a person.
    """
    try:
        schema.to_schema().validate(frame, lazy=True)
    except pa.errors.SchemaErrors as err:
        raise InputError(where, _faults(err.failure_cases)) from None
    return frame


def _faults(failures: pd.DataFrame) -> list[str]:
    faults = []
    for (column_name, check), rows in failures.groupby(["column", "check"], sort=True, dropna=False):
        places = ", ".join(str(i) for i in rows["index"].dropna().unique()[:10])
        faults.append(f"column {column_name}: fails {check}" + (f" in rows {places}" if places else ""))
    return faults


def headings(schema: type[Table]) -> dict[str, tuple[str, str]]:
    """Column name to (heading, meaning), in order."""
    return {name: (str(c.title or name), str(c.description or "")) for name, c in schema.to_schema().columns.items()}
