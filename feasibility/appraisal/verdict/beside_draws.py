"""What a share of draws leaves out: figures that are not drawn, and change the answer by themselves."""

import pandas as pd

from feasibility import wording


def left_out(fragile: pd.DataFrame, drawn: pd.DataFrame) -> pd.DataFrame:
    """Rows of tables.FragileTable that change the winner and are not drawn (tables.RobustnessDrawsTable)."""
    return fragile[fragile["changes"] & ~fragile["assumption_id"].isin(drawn["assumption_id"])]


def sentence(fragile: pd.DataFrame, switching: pd.DataFrame, drawn: pd.DataFrame) -> str:
    """The figures that no draw moves though one end of their range has another best option; blank where none has.

    Takes tables.FragileTable, tables.SwitchingTable, for the words of a figure, and tables.RobustnessDrawsTable;
    where that is empty nothing was drawn, and there is nothing to put right.
    """
    if drawn.empty:
        return ""
    still = left_out(fragile, drawn)
    if still.empty:
        return ""
    words = dict(switching[["input_id", "input"]].itertuples(index=False, name=None))
    named = wording.joined(tuple(words.get(one, one) for one in still["assumption_id"]))
    count = wording.counted(len(still), "figure")
    return (
        f"The draws leave out {count} that by {'itself changes' if len(still) == 1 else 'themselves change'} the "
        f"answer: {named}."
    )
