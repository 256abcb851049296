"""Small text tables into frames of the published kinds."""

from io import StringIO

import pandas as pd

from feasibility import tables

HOSTILE_SITE = '<script>alert(1)</script> & "King\'s" House'
HOSTILE_AREA = "O'Brien's <b>Green</b> & \"Park\""
HOSTILE_NOTE = "</script><img src=x onerror=alert(2)> 'quoted' & \"double\""


def read(text: str) -> pd.DataFrame:
    """Text cells of a table divided by `|`; `{hostile}` and `{note}` stand for unfriendly text."""
    filled = text.replace("{note}", HOSTILE_NOTE)
    filled = filled.replace("{hostile}", HOSTILE_AREA if "west_km" in text else HOSTILE_SITE)
    return pd.read_csv(StringIO(filled.strip()), sep="|", dtype=str, keep_default_na=False, quoting=3)


def typed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """The columns of a published table, in order and of the types it declares, checked."""
    schema = tables.PUBLISHED[name]
    columns = {}
    for column, declared in schema.to_schema().columns.items():
        values = frame[column]
        match str(declared.dtype):
            case "float64":
                columns[column] = pd.to_numeric(values.replace("", None)).astype(float)
            case "int64":
                columns[column] = pd.to_numeric(values).astype("int64")
            case "bool":
                columns[column] = values.astype(str) == "True"
            case _:
                columns[column] = values.astype(str)
    return tables.checked(pd.DataFrame(columns), schema, name)


def made(text: str, name: str) -> pd.DataFrame:
    """A published table from its text."""
    return typed(read(text), name)
