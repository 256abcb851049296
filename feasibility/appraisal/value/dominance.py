"""Which options another beats before any weight is given: at least as good in everything, and better in something."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from feasibility.appraisal.value.functions import Floats


def beaten_by(preferences: pd.DataFrame, cost_gbp: "pd.Series[float]") -> "pd.Series[str]":
    """Option id to the id of the cheapest option that beats it and is beaten by none; blank where there is none.

    `preferences` is option by criterion, more being better; of the cost less is. An option with a figure that is not
    known beats none and is beaten by none. Of equal options the first id is named.
    """
    figures = np.column_stack([-cost_gbp.reindex(preferences.index).to_numpy(dtype=float), preferences.to_numpy(float)])
    known = np.flatnonzero(~np.isnan(figures).any(axis=1))
    ids = np.array([str(option_id) for option_id in preferences.index], dtype=object)
    found = dict.fromkeys(ids, "")
    kept = np.empty((0, figures.shape[1]))
    kept_ids: list[str] = []
    # What beats an option stands before it: its figures are no worse from the first on.
    for place in sorted(known, key=lambda place: (*(-figures[place]), ids[place])):
        by = _first_that_beats(kept, figures[place])
        if by is None:
            kept = np.vstack([kept, figures[place]])
            kept_ids.append(ids[place])
        else:
            found[ids[place]] = kept_ids[by]
    return pd.Series(found, dtype=object)


def _first_that_beats(kept: Floats, figures: Floats) -> int | None:
    beats = (kept >= figures).all(axis=1) & (kept > figures).any(axis=1)
    return int(beats.argmax()) if beats.any() else None


def unbeaten(benefit: Sequence[float], cost_gbp: Sequence[float]) -> list[bool]:
    """Whether no option has more benefit at the same cost or less, or as much at a lower; False where not known."""
    options = [f"{place:09d}" for place in range(len(benefit))]
    more, less = pd.DataFrame({"benefit": benefit}, index=options), pd.Series(cost_gbp, index=options, dtype=float)
    known = ~more["benefit"].isna() & ~less.isna()
    return [bool(known[option] and not by) for option, by in beaten_by(more, less).items()]
