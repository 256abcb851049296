"""The rows of a table as values by column."""

from typing import Any

import pandas as pd


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Each row by column, the geometry left out. Read column by column, which is many times faster than by row."""
    columns = {str(name): column.tolist() for name, column in pd.DataFrame(frame).items() if name != "geometry"}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
