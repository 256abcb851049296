"""Options as sentences name them."""

from typing import Any, TypeAlias

import pandas as pd

from feasibility.options import DO_MINIMUM, DO_NOTHING, STAYING, VIRTUAL_POOL, WORKING_WORDS

NAMED = 3
"""Near-ties and cost lines named in a sentence; the rest are counted or left to the tables."""
NAMES = {DO_NOTHING: "doing nothing", DO_MINIMUM: "doing the minimum", VIRTUAL_POOL: "a virtual pool with no move"}
"""Options in which nobody moves, as a sentence calls them."""
Row: TypeAlias = "pd.Series[Any]"


def name(row: Row) -> str:
    """An option within a sentence."""
    return NAMES.get(str(row["option_id"]), str(row["option"]))


def place(row: Row) -> str:
    """Where an option has its people."""
    return "the present centres" if row["option_id"] in STAYING else str(row["option"])


def several(options: pd.DataFrame) -> str:
    """The first options by name and how many there are besides. The same sites worked in two ways are named once."""
    ways: dict[str, list[str]] = {}
    for _, row in options.iterrows():
        suffix = f" ({WORKING_WORDS.get(str(row['working']), '')})"
        title = name(row)
        ways.setdefault(title.removesuffix(suffix), []).append(suffix[2:-1] if title.endswith(suffix) else "")
    shown = list(ways.items())[:NAMED]
    more = len(options) - sum(len(words) for _, words in shown)
    parts = [f"{title} ({' or '.join(words)})" if any(words) else title for title, words in shown]
    return "; ".join(parts + ([f"and {more} more"] if more else []))
