"""A sheet for every published table: each column under a heading that says its unit."""

import re

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from feasibility import tables, wording
from feasibility.publication.workbook.cells import Column, width

SHOWN = 200
"""Rows that decide the width of a column: more cost time and change little."""
_UNITS = (
    ("share", "%", ("%", "per cent")),
    ("gbp", "£", ("£",)),
    ("minutes", "minutes", ("min",)),
    ("seconds", "seconds", ("second", "(s")),
    ("m2", "m²", ("m²",)),
    ("km", "km", ("km", "kilomet")),
    ("kgco2e", "kg CO2e", ("co2e", "co₂e")),
    ("miles", "miles", ("mile",)),
    ("heads", "staff", ("staff", "heads", "people")),
    ("recipients", "staff", ("staff",)),
    ("leavers", "staff", ("staff",)),
    ("erlangs", "erlangs", ("erlang",)),
)
"""Part of a column's name, the unit it stands for, and words of which one shows that a heading has it already.

The first that fits a name counts: a share of heads is a per cent.
"""


def headings(schema: type[tables.Table]) -> dict[str, str]:
    """Column to the heading of its sheet, with the unit of the figures below it."""
    kinds = {name: str(kind.dtype) for name, kind in schema.to_schema().columns.items()}
    return {
        name: with_unit(name, title) if kinds[name] in ("float64", "int64") else title
        for name, (title, _) in tables.headings(schema).items()
    }


def with_unit(column: str, title: str) -> str:
    """The heading of a column of figures, and its unit unless it is there: `Headroom (%)`."""
    unit = next((u for u in _UNITS if u[0] in column.split("_")), None)
    if unit is None or any(word in title.lower() for word in unit[2]):
        return title
    return f"{title} ({unit[1]})"


def columns(frame: pd.DataFrame, schema: type[tables.Table]) -> list[Column]:
    """The columns of a table; figures with the decimals of its CSV file, the same in both and on every machine."""
    return [_column(name, title, frame[name]) for name, title in headings(schema).items()]


def described(schema: type[tables.Table]) -> str:
    """The docstring of a table without the name of its file, such as `Every option, best first`."""
    line = (schema.__doc__ or "").strip().splitlines()[0]
    text = re.sub(r"^\w+\.csv: ", "", line)
    return text[:1].upper() + text[1:]


def _column(name: str, title: str, values: pd.Series) -> Column:
    known = list(zip(values.tolist(), values.notna(), strict=True))
    wide = width(title, [wording.figure(name, value) for value, _ in known[:SHOWN]])
    if is_numeric_dtype(values) and not is_bool_dtype(values):
        measure = wording.measure(name)
        figures = [
            (round(value, measure.file_decimals) if isinstance(value, float) else value) if there else None
            for value, there in known
        ]
        return Column(title, figures, measure.number_format, width=wide)
    texts = [wording.figure("", value) if there else None for value, there in known]
    return Column(title, texts, width=wide)
